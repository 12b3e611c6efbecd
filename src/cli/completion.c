/* Completion scripts for bash, zsh and fish from the tables of commands and options. */
#include "cli/command.h"

#include <string.h>

static bool takes_file(const cli_option *option)
{
    return option->argument && (!strcmp(option->argument, "FILE") || !strcmp(option->argument, "DIR"));
}

static void add_choices(cli_text *text, const cli_option *option)
{
    for (size_t i = 0; option->choice(i); i++)
        cli_addf(text, "%s%s", i ? " " : "", option->choice(i));
}

/* First word of a command's name: what stands at the place of the command. */
static int first_word(const cli_command *command)
{
    return (int)strcspn(command->name, " ");
}

/* Several commands may begin with the same word; this is the first of them. */
static bool is_first(const cli_command *command)
{
    return command == cli_commands || first_word(command - 1) != first_word(command) ||
           strncmp(command[-1].name, command->name, (size_t)first_word(command)) != 0;
}

/* The bits of all commands that begin as this one does. */
static unsigned bits_of(const cli_command *command)
{
    unsigned bits = 0;
    for (const cli_command *other = cli_commands; other->name; other++)
        if (first_word(other) == first_word(command) && !strncmp(other->name, command->name, (size_t)first_word(command)))
            bits |= other->bit;
    return bits;
}

/* The second words of `dict`. */
static void add_dict_words(cli_text *text)
{
    size_t start = text->len;
    for (const cli_command *command = cli_commands; command->name; command++)
        if (!strncmp(command->name, "dict ", 5))
            cli_addf(text, "%s%s", text->len > start ? " " : "", command->name + 5);
}

/* The words that a command may begin with. */
static void add_first_words(cli_text *text)
{
    for (const cli_command *command = cli_commands; command->name; command++)
        if (is_first(command))
            cli_addf(text, "%s%.*s", command == cli_commands ? "" : " ", first_word(command), command->name);
}

/* Words of a command's options, with choices answered after `--name`. One function serves bash, and zsh through bashcompinit. */
static void add_bash(cli_text *text)
{
    cli_add_text(text, "# bash completion for actornet\n_actornet() {\n"
                       "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} words=\n"
                       "    COMPREPLY=()\n"
                       "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        COMPREPLY=($(compgen -W '");
    add_first_words(text);
    cli_add_text(text, "' -- \"$word\"))\n        local IFS=$'\\n'\n        COMPREPLY+=($(compgen -f -- \"$word\"))\n        return\n    fi\n"
                       "    case $before in\n");
    for (const cli_option *option = cli_option_table; option->name; option++) {
        if (!option->choice)
            continue;
        cli_addf(text, "    --%s) COMPREPLY=($(compgen -W '", option->name);
        add_choices(text, option);
        cli_add_text(text, "' -- \"$word\")); return ;;\n");
    }
    cli_add_text(text, "    dict) [ \"$COMP_CWORD\" -eq 2 ] && { COMPREPLY=($(compgen -W '");
    add_dict_words(text);
    cli_add_text(text, "' -- \"$word\")); return; } ;;\n"
                       "    help) COMPREPLY=($(compgen -W '");
    add_first_words(text);
    cli_add_text(text, "' -- \"$word\")); return ;;\n"
                       "    completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$word\")); return ;;\n    esac\n    case $command in\n");
    for (const cli_command *command = cli_commands; command->name; command++) {
        if (!is_first(command))
            continue;
        cli_addf(text, "    %.*s) words='", first_word(command), command->name);
        for (const cli_option *option = cli_option_table; option->name; option++)
            if (option->commands & bits_of(command))
                cli_addf(text, "--%s ", option->name);
        cli_add_text(text, "' ;;\n");
    }
    cli_add_text(text, "    *) words='");
    for (const cli_option *option = cli_option_table; option->name; option++)
        if (option->commands & CLI_BUILD)
            cli_addf(text, "--%s ", option->name);
    cli_add_text(text, "' ;;\n    esac\n"
                       "    case $word in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n"
                       "    *) local IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$word\")) ;;\n    esac\n}\n"
                       "complete -o filenames -F _actornet actornet\n");
}

static void add_zsh(cli_text *text)
{
    cli_add_text(text, "#compdef actornet\nautoload -U +X bashcompinit && bashcompinit\n");
    add_bash(text);
}

/* A text between single quotes of fish. */
static void add_fish_quoted(cli_text *text, const char *words)
{
    cli_add_char(text, '\'');
    for (; *words; words++) {
        if (*words == '\'' || *words == '\\')
            cli_add_char(text, '\\');
        cli_add_char(text, *words);
    }
    cli_add_char(text, '\'');
}

static void add_fish_option(cli_text *text, const cli_command *command, const cli_option *option)
{
    cli_addf(text, "complete -c actornet -n '__fish_seen_subcommand_from %.*s' -l %s", first_word(command), command->name, option->name);
    if (option->letter)
        cli_addf(text, " -s %c", option->letter);
    if (option->choice) {
        cli_add_text(text, " -x -a '");
        add_choices(text, option);
        cli_add_char(text, '\'');
    } else if (option->argument) {
        cli_add_text(text, takes_file(option) ? " -r" : " -x");
    }
    cli_add_text(text, " -d ");
    add_fish_quoted(text, option->help);
    cli_add_char(text, '\n');
}

static void add_fish(cli_text *text)
{
    cli_add_text(text, "# fish completion for actornet\n");
    for (const cli_command *command = cli_commands; command->name; command++) {
        if (!is_first(command))
            continue;
        cli_addf(text, "complete -c actornet -n __fish_use_subcommand -a %.*s -d ", first_word(command), command->name);
        add_fish_quoted(text, !strncmp(command->name, "dict ", 5) ? "check, import, export and look after dictionaries" : command->summary);
        cli_add_char(text, '\n');
        for (const cli_option *option = cli_option_table; option->name; option++)
            if (option->commands & bits_of(command))
                add_fish_option(text, command, option);
    }
    cli_add_text(text, "complete -c actornet -n '__fish_seen_subcommand_from completion' -x -a 'bash zsh fish'\n"
                       "complete -c actornet -n '__fish_seen_subcommand_from dict' -a '");
    add_dict_words(text);
    cli_add_text(text, "'\n");
}

int cli_completion(cli_session *session)
{
    static const struct {
        const char *name;
        void (*add)(cli_text *text);
    } shells[] = {{"bash", add_bash}, {"zsh", add_zsh}, {"fish", add_fish}};
    const char *shell = session->options->words.items[0];
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(shells[i].name, shell) != 0)
            continue;
        cli_text text = {0};
        shells[i].add(&text);
        cli_print(session->terminal, &text);
        cli_text_clear(&text);
        return CLI_DONE;
    }
    return cli_usage_error(session, "no completion for '%s': choose from bash, zsh, fish", shell);
}
