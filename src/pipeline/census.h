/* How often which actor is named: the table of `extract --count`. It is the sum of what the mention lines of the same run list. */
#ifndef PIPELINE_CENSUS_H
#define PIPELINE_CENSUS_H

#include "base/buf.h"
#include "base/map.h"
#include "extract/counter.h"
#include "extract/extraction.h"

/* A row. */
typedef struct an_counted {
    uint64_t mentions, documents;
    uint64_t first, last; /* documents, by number: the first one says label and type */
    an_str label, type;
} an_counted;

typedef struct an_census {
    an_map keys; /* of actors; the candidates of an ambiguous mention, joined, are one. Number = row */
    an_counted *rows;
    size_t capacity;
    an_arena texts;
    an_buf key, label; /* while they are joined */
} an_census;

void an_census_clear(an_census *census);
/* Count the mentions of a document. `number` is that of the document, from 1, and rises. */
an_status an_census_add(an_census *census, const an_extraction *extraction, uint64_t number, an_error *err);
/* Add what another one counted of other documents. */
an_status an_census_join(an_census *census, const an_census *other, an_error *err);
/* Add what was counted without records. */
an_status an_census_take(an_census *census, const an_counter *counts, const an_lexicon *lexicon, an_error *err);
/* Append the table with its header row: by falling mentions, then by the actors' code points. */
an_status an_census_write(const an_census *census, an_buf *out, an_error *err);

#endif
