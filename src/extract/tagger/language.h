/* Whether a text is written in another language than English, which the weights know best. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_LANGUAGE_H
#define EXTRACT_TAGGER_LANGUAGE_H

#include "extract/tagger/tokens.h"

typedef enum an_language {
    AN_LANGUAGE_ENGLISH, /* or one whose small words nobody listed */
    AN_LANGUAGE_FOREIGN, /* French, Spanish, Italian, Portuguese, Dutch */
    AN_LANGUAGE_GERMAN   /* whose nouns have capitals */
} an_language;

/* What the small words among the first thousand tokens tell. */
an_language an_language_of(const an_tokens *tokens);
/* How much the small words among tokens [from, to) tell of another language: two each, those that stand in names among English one. */
size_t an_language_told(const an_tokens *tokens, size_t from, size_t to);

#endif
