/* How often which actor is named: the table of `extract --count`. It is the sum of what the mention lines of the same run list. */
#ifndef PIPELINE_CENSUS_H
#define PIPELINE_CENSUS_H

#include "base/buf.h"
#include "base/map.h"
#include "extract/extraction.h"
#include "extract/short/counter.h"

/* A row. */
typedef struct an_counted {
    uint64_t mentions, documents;
    uint64_t first, last; /* documents, by number: the first one says label and type */
    an_str label, type;
} an_counted;

/* One with its key. */
typedef struct an_counted_actor {
    an_str key;
    an_counted row;
} an_counted_actor;

typedef struct an_census {
    an_map keys; /* of actors; the candidates of an ambiguous mention, joined, are one. Number = row */
    an_counted *rows;
    size_t capacity;
    an_arena texts;
    struct {
        an_counted_actor *items;
        size_t count, capacity;
    } taken; /* actors of a lexicon that are in no row above; views of it */
    an_buf key, label; /* while they are joined */
} an_census;

void an_census_clear(an_census *census);
/* Count the mentions of a document. `number` is that of the document, from 1, and rises. */
an_status an_census_add(an_census *census, const an_extraction *extraction, uint64_t number, an_error *err);
/* Add what another one counted of other documents. */
an_status an_census_join(an_census *census, const an_census *other, an_error *err);
/* Add, in the end, what was counted without records. The lexicon must outlive the census. */
an_status an_census_take(an_census *census, const an_counter *counts, const an_lexicon *lexicon, an_error *err);
/* Append the table with its header row: by falling mentions, then by the actors' code points. */
an_status an_census_write(const an_census *census, an_buf *out, an_error *err);

#endif
