/* Finds the names of a user's own dictionaries, where they alone decide what is a name: those of an_extractor_run(), at many times its speed.
   Text is cut and hashed, and only where an alias may stand is looked at gaps, sentences, addresses and the conditions of rows. Documents that
   need more (a row that asks for company) are left to the extractor. A finder belongs to one thread. */
#ifndef EXTRACT_SHORT_FINDER_H
#define EXTRACT_SHORT_FINDER_H

#include "extract/extractor.h"

typedef struct an_finder an_finder;

/* Who is meant is an actor of the lexicon, or several, when this bit is set: then the rest is the number of a set. */
#define AN_FIND_SEVERAL (UINT32_C(1) << 31)

/* A mention, in bytes of the text. */
typedef struct an_find {
    an_span span;
    uint32_t who;
} an_find;

/* Whether a finder can stand in for an extractor: dictionaries are the user's own, and nothing turns the names of states into demonyms. */
bool an_finder_serves(const an_lexicon *lexicon);

/* The lexicon is borrowed. */
an_status an_finder_new(an_finder **out, const an_lexicon *lexicon, an_error *err);
void an_finder_free(an_finder *finder);

/* Find the mentions of a document. `*done` is false when it needs an extractor. Adds a line for each ambiguous one to `ambiguous`, as an_extract_notes
   has them. AN_ERR_NOMEM. Linear in the text. */
an_status an_finder_look(an_finder *finder, const an_document *doc, bool *done, an_buf *ambiguous, an_error *err);
/* What the last look found, from left to right; they do not overlap. */
const an_find *an_finder_finds(const an_finder *finder, size_t *count);

/* The number of a set of actors, rising, that one mention may mean; made when it is new. AN_MAP_NONE when out of memory. */
uint32_t an_finder_set(an_finder *finder, const uint32_t *actors, size_t count);
/* The actors of a set; 0 when there is none with this number: they are numbered from 0. */
size_t an_finder_members(const an_finder *finder, uint32_t set, const uint32_t **actors);

#endif
