/* Runs ahead of the reading of a dictionary and has what its next rows will look up brought near: with a million names that is far away in
   memory, and a row alone could only wait for it. It guesses, for it knows nothing of columns: what it brings is never more than a help. What it
   cut for that need not be cut again. */
#ifndef LEXICON_MATCH_SCOUT_H
#define LEXICON_MATCH_SCOUT_H

#include "lexicon/store/draft.h"

typedef struct an_scout {
    an_atoms atoms;      /* of text[from, to) */
    size_t from, to;     /* as far as it has been */
    size_t next, asked;  /* atoms before `next` end before `asked`, which the reading has passed */
} an_scout;

/* The reading has come to the row that starts at byte `at` of the text. Costs about a tenth of what reading does; memory of a few KB. */
void an_scout_move(an_scout *scout, const an_draft *draft, an_str text, size_t at);
/* The atoms of text[from, to), a whole cell, if it has seen all of them: the number of the first one among its own, and how many. Cells are
   asked for in order. False: cut it yourself. */
bool an_scout_seen(an_scout *scout, size_t from, size_t to, size_t *first, size_t *count);
void an_scout_clear(an_scout *scout);

#endif
