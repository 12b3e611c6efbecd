/* Parts of `explain`. */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

#include "cli/command.h"

/* Why NAME is not in the network. */
int cli_explain_missing(cli_session *session, const an_network *net, const char *name);

#endif
