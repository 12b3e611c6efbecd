/* Who bears the names of a collection, and which of them are one. Only collection.c asks. */
#ifndef EXTRACT_COLLECTION_BEARERS_H
#define EXTRACT_COLLECTION_BEARERS_H

#include "extract/collection/collection.h"

/* What documents tell of a name, as the key of a map: no gap may stand between the members. */
typedef struct an_told {
    uint32_t name, born, gender;
} an_told;

/* Type and spelling of a form by its number. */
void an_collected_form(const an_collection *collection, uint32_t form, an_str *type, an_str *spelling);
/* Append the name that an actor of a dictionary has in the collection: its id behind a byte that no folded name has. */
void an_collected_listed(an_buf *out, an_str id);
/* The key of a spelling of a place in an_collection.places. */
void an_collected_place(an_buf *out, uint32_t name, an_str text);
/* Whether a name of the collection is one of those. */
bool an_collected_is_listed(an_str name);

/* Append the key that a bearer goes by: its name, and what stands behind it: a kind («Georgia (person)»), a birth, a gender. */
void an_bearer_key(const an_collection *collection, const an_bearer *bearer, an_buf *out);
/* Find all bearers, and the head of each. O(n log n) for n names: each is compared with at most some dozens that share a key with it; a million
   names take some ten seconds and 300 MB for that time. False when out of memory. */
bool an_bearers_find(an_collection *collection, const an_collection_means *means);
/* The bearer whom a document means that tells this. The name has some. */
const an_bearer *an_bearer_of(const an_collection *collection, uint32_t name, char gender, uint32_t born);

#endif
