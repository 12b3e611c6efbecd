/* Inverted names: «Smith, John A.» in lists of recipients, rows of a table and bibliographies. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_INVERTED_H
#define EXTRACT_TAGGER_INVERTED_H

#include "extract/tagger/tokens.h"

/* The parts of one: tokens [first, comma) and [given, end). */
typedef struct an_inverted {
    size_t comma, given, end;
} an_inverted;

/* Whether one starts at a token with a surname, a comma and given names or initials: «Smith, John», «Smith, Gen. John», «DE LA CRUZ, Ana». */
bool an_inverted_at(const an_tokens *tokens, an_str text, size_t first, an_inverted *out);

#endif
