/* Runs ahead of the reading of a dictionary and has what its next rows will look up brought near: with a million names that is far away in
   memory, and a row alone could only wait for it. It guesses, for it knows nothing of columns: what it brings is never more than a help. */
#ifndef LEXICON_SCOUT_H
#define LEXICON_SCOUT_H

#include "lexicon/draft.h"

typedef struct an_scout {
    an_atoms atoms;
    size_t to; /* as far as it has been */
} an_scout;

/* The reading has come to byte `at` of the text. Costs about a tenth of what reading does; memory of a few KB. */
void an_scout_move(an_scout *scout, const an_draft *draft, an_str text, size_t at);
void an_scout_clear(an_scout *scout);

#endif
