/* Words that every match of a pattern must hold, read off the pattern itself. */
#ifndef LEXICON_PATTERNS_REQUIRED_H
#define LEXICON_PATTERNS_REQUIRED_H

#include "base/str.h"

enum { AN_REQUIRED_MOST = 64 };

/* One word for each alternative of the pattern, parts of its text: a match holds one of them, as a whole word. 0 when that cannot be told. */
size_t an_required_words(an_str pattern, an_str words[AN_REQUIRED_MOST]);

#endif
