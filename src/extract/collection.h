/* What only the whole collection can decide: how a name that no dictionary lists is written. First every extraction is shown, then each is
   settled. Memory grows with different names, not with text. */
#ifndef EXTRACT_COLLECTION_H
#define EXTRACT_COLLECTION_H

#include "base/error.h"
#include "base/map.h"
#include "extract/extraction.h"

typedef struct an_collection {
    an_map names;   /* folded keys */
    an_map forms;   /* "number of the name" + spelling + type → mentions, in values */
    uint32_t *best; /* by name: number of its best form */
    size_t best_capacity;
} an_collection;

void an_collection_clear(an_collection *collection);
/* Count the names of one document. AN_ERR_NOMEM. */
an_status an_collection_add(an_collection *collection, const an_extraction *extraction, an_error *err);
/* Work out the best spelling of every name, once all documents are counted. */
void an_collection_finish(an_collection *collection);
/* Give the found actors of one document the spelling and type that most mentions have: one with small letters before one in capitals, then
   the more frequent, then by code point. AN_ERR_NOMEM. */
an_status an_collection_settle(const an_collection *collection, an_extraction *extraction, an_error *err);

#endif
