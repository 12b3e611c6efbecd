/* Scores of all names that a run may hold, by the weights of a model. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_SCORES_H
#define EXTRACT_TAGGER_SCORES_H

#include "extract/tagger/lattice.h"
#include "extract/tagger/memo.h"

/* Sums of the weights of each name that the lattice leaves open, by first token and length. */
typedef an_sums an_name_sums[AN_RUN_TOKENS][AN_NAME_TOKENS];
/* The run will be scored soon. */
void an_scores_expect(const an_memo *memo, const an_tokens *tokens, const an_run *run);
void an_scores_add_up(an_name_sums names, const an_memo *memo, const an_stretch *stretch, const an_lattice *lattice);

#endif
