/* Loading what a run looks for. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "cli/command.h"

/* Options of some groups (bits 1 << cli_group) do nothing with what is asked for: CLI_DONE, or a usage error that names the first of them that
   was given. `with` completes "does nothing with …". */
int cli_check_idle(cli_session *session, unsigned groups, const char *with);
/* A file that is looked at twice: what cannot be read again (a pipe) goes into a temporary file that becomes the standard input, and `*path` "-".
   @return an exit code, after a message. */
int cli_keep_input(const char **path, cli_session *session);

/* The lexicon that --dict, --no-default-dict and --data ask for. @return CLI_DONE, or CLI_FAILED after saying why */
int cli_load_lexicon(an_lexicon **out, cli_session *session);
/* A lexicon of these files, on top of the shipped data. `data` receives the folder and must live as long as the options are used. */
typedef struct cli_lexicon_source {
    char data[4096], packs[4096];
    an_lexicon_options options;
} cli_lexicon_source;
an_status cli_find_lexicon(cli_lexicon_source *source, cli_session *session, const cli_list *files, an_error *err);

/* Version, seed and the other facts of a run for its report. */
void cli_report_facts(an_report *report, cli_session *session);

/* What the run left out, in words; the exit code that says so. */
int cli_report_close(an_report *report, cli_session *session);

#endif
