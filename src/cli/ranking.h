/* The actors of a network in order of a measure, as table, CSV or JSON. */
#ifndef CLI_RANKING_H
#define CLI_RANKING_H

#include "cli/command.h"

enum { CLI_COLUMNS_MAX = 32 };

typedef struct cli_ranking {
    const an_network *net;
    size_t *order; /* nodes, best first */
    size_t count;
    size_t columns[CLI_COLUMNS_MAX]; /* node columns of the measures */
    size_t column_count;
} cli_ranking;

/* Rank by the first of the comma-separated node columns `by`, all of which are there. Ties by label, then id. */
void cli_rank(cli_ranking *ranking, const an_network *net, const char *by);
void cli_ranking_clear(cli_ranking *ranking);

/* The first `top` rows (0 = all). */
void cli_add_ranking_table(cli_text *text, const cli_ranking *ranking, size_t top, bool colour);
void cli_add_ranking_csv(cli_text *text, const cli_ranking *ranking, size_t top, bool bom);
void cli_add_ranking_json(cli_text *text, const cli_ranking *ranking, size_t top);

#endif
