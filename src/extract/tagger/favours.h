/* What decides beside the weights: every name is favoured a little, some much («Acme Widgets, Inc.»), and some stretches are refused. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_FAVOURS_H
#define EXTRACT_TAGGER_FAVOURS_H

#include "extract/tagger/lattice.h"
#include "extract/tagger/memo.h"

/* The scores of all names that a run may hold. */
void an_favours_score(an_lattice *lattice, const an_memo *memo, const an_stretch *stretch);

#endif
