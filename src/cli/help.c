/* Help for a person, and `help`, `version`: everything is read from the tables of commands and options. */
#include "cli/command.h"

#include <string.h>

enum { HELP_WIDTH = 100, OPTION_COLUMN = 28 };

/* Append words, broken at HELP_WIDTH, each new line indented. The first line starts at column `at`. */
static void add_wrapped(cli_text *text, const char *words, size_t indent, size_t at)
{
    while (*words) {
        size_t length = strcspn(words, " \n"), width = cli_width((an_str){words, length});
        if (at > indent && at + 1 + width > HELP_WIDTH) {
            cli_add_char(text, '\n');
            cli_add_spaces(text, indent);
            at = indent;
        } else if (at > indent) {
            cli_add_char(text, ' ');
            at++;
        }
        cli_add(text, (an_str){words, length});
        at += width;
        words += length;
        if (*words == '\n') {
            cli_add_text(text, "\n\n");
            cli_add_spaces(text, indent);
            at = indent;
        }
        words += *words != '\0';
    }
    cli_add_char(text, '\n');
}

/* Append «--top N», with the letter first if it has one. */
static void add_option_name(cli_text *text, const cli_option *option)
{
    if (option->letter)
        cli_addf(text, "-%c, ", option->letter);
    cli_addf(text, "--%s", option->name);
    if (option->argument)
        cli_addf(text, " %s", option->argument);
}

void cli_add_option_help(cli_text *text, const cli_option *option)
{
    double usual = cli_option_default(option);
    cli_add_text(text, option->help);
    if (usual != 0) {
        cli_add_text(text, " (default ");
        cli_add_number(text, usual);
        cli_add_text(text, ")");
    }
    if (!option->choice)
        return;
    cli_add_text(text, ": ");
    for (size_t i = 0; option->choice(i); i++)
        cli_addf(text, "%s%s", i ? ", " : "", option->choice(i));
}

static void add_option(cli_text *text, const cli_option *option, bool colour)
{
    cli_text name = {0}, help = {0};
    cli_add_spaces(&name, option->letter ? 0 : 4);
    add_option_name(&name, option);
    cli_addf(text, "  %s%s%s", cli_bold(colour), name.ptr, cli_plain(colour));
    if (name.len + 3 > OPTION_COLUMN) {
        cli_add_char(text, '\n');
        cli_add_spaces(text, OPTION_COLUMN);
    } else {
        cli_add_spaces(text, OPTION_COLUMN - name.len - 2);
    }
    cli_add_option_help(&help, option);
    add_wrapped(text, help.ptr, OPTION_COLUMN, OPTION_COLUMN);
    cli_text_clear(&name);
    cli_text_clear(&help);
}

static void add_options(cli_text *text, unsigned command, bool colour)
{
    for (unsigned group = CLI_GROUP_OUTPUT; group <= CLI_GROUP_COMMON; group++) {
        bool named = false;
        for (const cli_option *option = cli_option_table; option->name; option++) {
            if (!(option->commands & command) || option->group != (cli_group)group)
                continue;
            if (!named)
                cli_addf(text, "\n%s\n", cli_group_names[group]);
            named = true;
            add_option(text, option, colour);
        }
    }
}

static void add_examples(cli_text *text, const char *examples)
{
    cli_add_text(text, "\nExamples\n");
    for (const char *line = examples; *line; line += *line != '\0') {
        size_t length = strcspn(line, "\n");
        cli_add_text(text, "  ");
        cli_add(text, (an_str){line, length});
        cli_add_char(text, '\n');
        line += length;
    }
}

static void add_program_help(cli_text *text, bool colour)
{
    cli_add_text(text, "actornet turns a pile of documents into a network of the actors named in them: who is linked to\n"
                       "whom, how strongly, since when, and in which sentence it says so.\n\n"
                       "Usage: actornet COMMAND [OPTIONS] [FILES]\n"
                       "       actornet DOCS...             the same as actornet build DOCS...\n\nCommands\n");
    for (const cli_command *command = cli_commands; command->name; command++)
        cli_addf(text, "  %s%-13s%s%s\n", cli_bold(colour), command->name, cli_plain(colour), command->summary);
    cli_add_text(text, "\n'actornet help COMMAND' tells the options of a command.\n"
                       "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs were skipped.\n");
}

void cli_add_usage(cli_text *text, const cli_command *command)
{
    cli_addf(text, "Usage: actornet %s%s%s\n", command->name, *command->arguments ? " " : "", command->arguments);
}

void cli_add_help(cli_text *text, const cli_command *command, bool colour)
{
    if (!command) {
        add_program_help(text, colour);
        return;
    }
    cli_add_usage(text, command);
    cli_add_char(text, '\n');
    if (*command->about)
        add_wrapped(text, command->about, 0, 0);
    else
        cli_addf(text, "Prints the %s.\n", command->summary);
    add_options(text, command->bit, colour);
    add_examples(text, command->examples);
}

void cli_add_dict_help(cli_text *text, bool colour)
{
    cli_add_text(text, "Usage: actornet dict COMMAND [OPTIONS] [FILES]\n\n");
    for (const cli_command *command = cli_commands; command->name; command++)
        if (!strncmp(command->name, "dict ", 5))
            cli_addf(text, "  %s%-12s%s%s\n", cli_bold(colour), command->name + 5, cli_plain(colour), command->summary);
    cli_add_text(text, "\n'actornet help dict COMMAND' tells the options of a command.\n");
}

int cli_help(cli_session *session)
{
    const cli_options *options = session->options;
    const cli_command *command = NULL;
    cli_text text = {0}, name = {0};
    int status = CLI_DONE;
    for (size_t i = 0; i < options->words.count; i++)
        cli_addf(&name, "%s%s", i ? " " : "", options->words.items[i]);
    if (options->man)
        cli_add_man(&text);
    else if (name.len && !strcmp(name.ptr, "dict"))
        cli_add_dict_help(&text, session->terminal->out_colour);
    else if (name.len && !(command = cli_command_find(cli_view(&name)))) {
        cli_guess guess = {.word = name.ptr};
        for (const cli_command *c = cli_commands; c->name; c++)
            cli_guess_try(&guess, c->name);
        status = guess.best ? cli_usage_error(session, "no command '%s': did you mean '%s'?", name.ptr, guess.best)
                            : cli_usage_error(session, "no command '%s'", name.ptr);
    } else
        cli_add_help(&text, command, session->terminal->out_colour);
    cli_print(session->terminal, &text);
    cli_text_clear(&text);
    cli_text_clear(&name);
    return status;
}

int cli_version(cli_session *session)
{
    cli_text text = {0}, igraph = {0};
    cli_addf(&igraph, "igraph %s", an_igraph_version());
    if (session->options->json) {
        cli_add_text(&text, "{\"actornet\":");
        cli_add_json(&text, cli_str(an_version()));
        cli_add_text(&text, ",\"libraries\":[");
        cli_add_json(&text, cli_view(&igraph));
        cli_add_char(&text, ',');
        cli_add_json(&text, cli_str(an_pcre2_version()));
        cli_add_char(&text, ',');
        cli_add_json(&text, cli_str(an_built_with()));
        cli_add_text(&text, "]}\n");
    } else {
        cli_addf(&text, "actornet %s\n%s\n%s\n%s\n", an_version(), igraph.ptr, an_pcre2_version(), an_built_with());
    }
    cli_print(session->terminal, &text);
    cli_text_clear(&igraph);
    cli_text_clear(&text);
    return CLI_DONE;
}
