/* Series: names in a row with commas and «and» between them are mostly of one kind, so the clear ones tell of the others. docs/tagger.md §4. */
#ifndef EXTRACT_TAGGER_SERIES_H
#define EXTRACT_TAGGER_SERIES_H

#include "extract/tagger/signs.h"

/* Of a token: how many other members of its series are clearly persons, organisations, places (2 = or more), and whether it has more than two
   members at all. */
typedef struct an_series_of {
    uint8_t persons, organizations, locations, many;
} an_series_of;

typedef struct an_series {
    an_series_of *items; /* by token */
    size_t capacity;
} an_series;

/* False when out of memory. Linear. */
bool an_series_find(an_series *series, const an_tokens *tokens, const an_phrase *phrases, size_t phrase_count);
void an_series_clear(an_series *series);

#endif
