/* Finds the command, reads its options, runs it, and makes sure that everything arrived on standard output. */
#include "cli/command.h"
#include "cli/output.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A word that is neither a command nor a file was hardly meant as a document. */
static int unknown_word(cli_session *session, const char *word)
{
    cli_guess guess = {.word = word};
    for (const cli_command *command = cli_commands; command->name; command++)
        cli_guess_try(&guess, command->name);
    session->command = NULL;
    if (guess.best)
        return cli_usage_error(session, "'%s' is neither a command nor a file: did you mean '%s'?", word, guess.best);
    return cli_usage_error(session, "'%s' is neither a command nor a file", word);
}

/* The command of `dict WORD`; NULL after a message or the list of them. */
static const cli_command *choose_dict(cli_session *session, const char *word, int *status)
{
    cli_text name = {0}, all = {0};
    cli_guess guess = {.word = word};
    cli_addf(&name, "dict %s", word);
    const cli_command *found = cli_command_find(cli_view(&name));
    for (const cli_command *command = cli_commands; command->name; command++)
        if (!strncmp(command->name, "dict ", 5)) {
            cli_guess_try(&guess, command->name + 5);
            cli_addf(&all, "%s%s", all.len ? ", " : "", command->name + 5);
        }
    if (!found && (!strcmp(word, "--help") || !strcmp(word, "-h"))) {
        cli_text text = {0};
        cli_add_dict_help(&text, session->terminal->out_colour);
        cli_print(session->terminal, &text);
        cli_text_clear(&text);
        *status = CLI_DONE;
    } else if (!found && guess.best && *word)
        *status = cli_usage_error(session, "no command 'dict %s': did you mean 'dict %s'?", word, guess.best);
    else if (!found)
        *status = *word ? cli_usage_error(session, "no command 'dict %s': there are %s", word, all.ptr)
                        : cli_usage_error(session, "'dict' is not a whole command: there are %s", all.ptr);
    cli_text_clear(&name);
    cli_text_clear(&all);
    return found;
}

/* Which command the first words ask for; `*used` = how many words that took. NULL after a message. */
static const cli_command *choose(cli_session *session, int count, char *const *arguments, int *used, int *status)
{
    const char *first = arguments[0];
    *used = 1;
    if (!strcmp(first, "--help") || !strcmp(first, "-h"))
        return cli_command_find(cli_str("help"));
    if (!strcmp(first, "--version") || !strcmp(first, "-V"))
        return cli_command_find(cli_str("version"));
    const cli_command *command = cli_command_find(cli_str(first));
    if (command)
        return command;
    if (!strcmp(first, "dict")) { /* also where a folder has this name: ./dict means the folder */
        *used = 2;
        return choose_dict(session, count > 1 ? arguments[1] : "", status);
    }
    *used = 0;
    if (first[0] != '-' && !strpbrk(first, "/.") && access(first, F_OK) != 0) {
        *status = unknown_word(session, first);
        return NULL;
    }
    return cli_command_find(cli_str("build"));
}

static bool is_flag(const char *argument)
{
    for (const cli_option *option = cli_option_table; option->name; option++)
        if (option->kind == CLI_FLAG && ((argument[0] == '-' && argument[1] == '-' && !strcmp(argument + 2, option->name)) ||
                                         (argument[0] == '-' && option->letter && argument[1] == option->letter && !argument[2])))
            return strcmp(option->name, "help") != 0;
    return false;
}

/* Flags that stand before the command go behind its name, as if written there. */
static void command_first(int count, char **arguments)
{
    int flags = 0, words = 1;
    while (flags < count && is_flag(arguments[flags]))
        flags++;
    if (flags == 0 || flags == count || (!cli_command_find(cli_str(arguments[flags])) && strcmp(arguments[flags], "dict") != 0))
        return;
    if (!strcmp(arguments[flags], "dict") && flags + 1 < count)
        words = 2;
    for (int word = 0; word < words; word++) {
        char *moved = arguments[flags + word];
        memmove(arguments + word + 1, arguments + word, (size_t)flags * sizeof *arguments);
        arguments[word] = moved;
    }
}

static int run(cli_session *session, cli_options *options)
{
    const cli_command *command = session->command;
    if (options->help) {
        cli_text text = {0};
        cli_add_help(&text, command, session->terminal->out_colour);
        cli_print(session->terminal, &text);
        cli_text_clear(&text);
        return CLI_DONE;
    }
    if (options->words.count < command->least)
        return command->least == 1 ? cli_usage_error(session, "%s needs something to work on", command->name)
                                   : cli_usage_error(session, "%s needs one name more: %s", command->name, command->arguments);
    if (options->words.count > command->most)
        return cli_usage_error(session, "%s takes no further word '%s'", command->name, options->words.items[command->most]);
    int status = cli_check_inputs_kept(session);
    return status == CLI_DONE ? command->run(session) : status;
}

int main(int argc, char **argv)
{
    cli_terminal terminal;
    cli_options options;
    cli_session session = {.options = &options, .terminal = &terminal, .program = argc ? argv[0] : "actornet"};
    int used = 0, status = CLI_USAGE;
    cli_signals();
    cli_terminal_open(&terminal);
    cli_options_default(&options);
    command_first(argc - 1, argv + 1);
    if (argc < 2) {
        cli_text text = {0};
        cli_add_help(&text, NULL, terminal.err_colour);
        fputs(text.ptr, stderr);
        cli_text_clear(&text);
    } else if ((session.command = choose(&session, argc - 1, argv + 1, &used, &status))) {
        char *wrong = cli_options_parse(&options, session.command->bit, argc - 1 - used, argv + 1 + used);
        terminal.quiet = options.quiet;
        terminal.threads = cli_option_find(session.command->bit, cli_str("threads")) != NULL;
        status = wrong ? cli_usage_error(&session, "%s", wrong) : run(&session, &options);
        free(wrong);
    }
    cli_terminal_close(&terminal);
    cli_options_clear(&options);
    if (terminal.stopped)
        cli_stop();
    return cli_finish(&terminal, status);
}
