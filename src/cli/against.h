/* `dict check --against`. */
#ifndef CLI_AGAINST_H
#define CLI_AGAINST_H

#include "cli/command.h"

/* Hold the files against the documents of --against and print what is never seen, what is seen most and what is ambiguous. @return exit
 * code */
int cli_against(cli_session *session, const cli_list *files);

#endif
