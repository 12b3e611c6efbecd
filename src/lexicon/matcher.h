/* Finds terms in atoms: whole atoms, folded, gaps as docs/matching.md §4 says. A small interface, so that its inside can be replaced. */
#ifndef LEXICON_MATCHER_H
#define LEXICON_MATCHER_H

#include "base/buf.h"
#include "text/atom.h"

typedef struct an_matcher an_matcher;

/* One term at one place. Terms with equal folded atoms and gaps give one hit each. */
typedef struct an_hit {
    uint32_t term;       /* number in the order of an_matcher_add() */
    uint32_t atom;       /* first atom */
    uint32_t atom_count;
    an_span span;        /* of the text: the atoms, and a closing "." or other ending that the term has (U.S.) */
} an_hit;

typedef struct an_hits {
    an_hit *items;
    size_t count, capacity;
} an_hits;

/* Memory that a thread lends to a search and keeps between calls. */
typedef struct an_match_scratch {
    an_buf folded;
    uint64_t *hashes;
    size_t capacity;
} an_match_scratch;

/* Building. A term without any letter or digit is refused (AN_ERR_INVALID); more than 64 atoms or 4096 bytes: AN_ERR_LIMIT. */
an_status an_matcher_new(an_matcher **out, an_error *err);
an_status an_matcher_add(an_matcher *matcher, an_str term, an_error *err);
an_status an_matcher_finish(an_matcher *matcher, an_error *err);
void an_matcher_free(an_matcher *matcher);

/* Append every hit, of every length, ordered by first atom, then longest first, then term. Atoms in addresses start and continue no hit.
   False when out of memory. May be called by several threads at once, each with its own scratch. Linear in the atoms × longest term. */
bool an_matcher_find(const an_matcher *matcher, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits);
void an_match_scratch_clear(an_match_scratch *scratch);

#endif
