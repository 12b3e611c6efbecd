/* Commands: one table. To add a command, add src/cli/cmd_<name>.c and a row. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/option.h"
#include "cli/terminal.h"

typedef struct cli_command cli_command;

/* One call of the program. */
typedef struct cli_session {
    const cli_command *command;
    const cli_options *options;
    cli_terminal *terminal;
    const char *program; /* argv[0] */
} cli_session;

struct cli_command {
    const char *name;
    unsigned bit;
    const char *arguments; /* of the usage line */
    const char *summary;   /* one line */
    const char *about;     /* paragraphs, separated by newlines */
    const char *examples;  /* lines */
    size_t least, most;    /* words it takes */
    int (*run)(cli_session *session);
};
extern const cli_command cli_commands[]; /* ends with a NULL name */

/* The command with this name ("dict check" has two words), or NULL. */
const cli_command *cli_command_find(an_str name);

/* Say what is wrong with the command line and where help is. @return CLI_USAGE */
int cli_usage_error(cli_session *session, const char *format, ...) AN_PRINTF(2, 3);

int cli_build(cli_session *session);
int cli_link(cli_session *session);
int cli_train(cli_session *session);
int cli_extract(cli_session *session);
int cli_centrality(cli_session *session);
int cli_draw(cli_session *session);
int cli_convert(cli_session *session);
int cli_explain(cli_session *session);
int cli_aliases(cli_session *session);
int cli_dict_check(cli_session *session);
int cli_dict_compile(cli_session *session);
int cli_dict_import(cli_session *session);
int cli_dict_export(cli_session *session);
int cli_dict_stats(cli_session *session);
int cli_dict_sort(cli_session *session);
int cli_dict_merge(cli_session *session);
int cli_dict_list(cli_session *session);
int cli_eval(cli_session *session);
int cli_help(cli_session *session);
int cli_version(cli_session *session);
int cli_completion(cli_session *session);

/* The line of usage. */
void cli_add_usage(cli_text *text, const cli_command *command);
/* Help texts. `command` NULL = of the whole program. */
void cli_add_help(cli_text *text, const cli_command *command, bool colour);
/* The commands of `dict`. */
void cli_add_dict_help(cli_text *text, bool colour);
void cli_add_man(cli_text *text);
/* The help of an option with its names to choose from. */
void cli_add_option_help(cli_text *text, const cli_option *option);

#endif
