/* The words of a list as patterns ask for them: is this stretch of the text a word of the list? */
#ifndef LEXICON_WORDSET_H
#define LEXICON_WORDSET_H

#include "base/map.h"
#include "lexicon/lexicon.h"

/* Words compare with blanks, apostrophes and hyphens of every kind equal. Read-only once made. */
typedef struct an_wordset {
    an_map exact;  /* as written */
    an_map folded; /* an_fold(), for patterns that ignore case */
} an_wordset;

void an_wordset_free(an_wordset *set);
/* The words of a list by the name that parts have: `titles`, or `titles_rank` for those of class `rank`. `*out` is NULL when there is no such
   list. False when out of memory. */
bool an_wordset_new(an_wordset **out, const an_lexicon *lexicon, an_str name);
/* Whether the text is a word of the set. O(length). */
bool an_wordset_has(const an_wordset *set, an_str text, bool ignore_case, an_buf scratch[2]);
/* The forms that words of the set have, as an alternation (PCRE2 text), longest first. A stretch that matches is a word of the set if
   an_wordset_has() says so. Runs of letters are taken whole, so a word ends where a word of the text ends. */
void an_wordset_forms(const an_wordset *set, an_buf *out);

/* Whether a word belongs to the list of this name. */
bool an_word_in(const an_word *word, an_str name);

#endif
