/* What the commands about dictionary files share: one output, and what became of the rows. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "cli/command.h"

/* The file of -o, "-" when there is none; NULL when it cannot be written (then `*status` is the exit code). --report is looked at, too. */
const char *cli_one_output(cli_session *session, int *status);
/* Say on standard error what was done and what became of the rows, write --report. @return exit code: bad rows that were left out make it 3
 */
int cli_rows_close(an_dict_report *report, an_status st, const an_error *err, const char *done, cli_session *session);
/* Why nothing was written; bad rows were told already. @return CLI_FAILED */
int cli_rows_failure(cli_session *session, const an_dict_report *report, const an_error *err);

#endif
