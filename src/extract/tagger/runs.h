/* Runs: stretches of tokens in which names may lie. No name reaches over the end of one. docs/tagger.md §3. */
#ifndef EXTRACT_TAGGER_RUNS_H
#define EXTRACT_TAGGER_RUNS_H

#include "extract/tagger/tokens.h"

enum { AN_RUN_TOKENS = 40, AN_NAME_TOKENS = 9 };

typedef struct an_run {
    uint32_t first, count; /* tokens */
} an_run;

typedef struct an_runs {
    an_run *items;
    size_t count, capacity;
} an_runs;

/* Append the runs of the tokens, in order, disjoint. False when out of memory. Linear. */
bool an_runs_find(an_runs *runs, const an_tokens *tokens);

/* Whether a name may start or end with this token of a run. */
bool an_starts_name(const an_token *token);
bool an_ends_name(const an_token *token);

#endif
