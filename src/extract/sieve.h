/* The rules that say which names are one actor, and those that say which never are: two tables, in order. Pure functions of two names;
   clusters.c runs them, over a document or over the collection. docs/matching.md §7 is the specification. */
#ifndef EXTRACT_SIEVE_H
#define EXTRACT_SIEVE_H

#include "extract/extraction.h"
#include "extract/name.h"

/* Where the names that may fit are looked for. */
typedef enum an_lookup {
    AN_BY_LAST_WORD, /* names that hold the last word */
    AN_BY_SOUND,     /* names whose last word, or all words together, sound the same */
    AN_BY_INITIALS   /* names of several words that start with the same letter */
} an_lookup;

typedef struct an_sieve {
    an_rule rule;
    unsigned kinds; /* bits of an_kind */
    an_lookup lookup;
    bool unique;   /* only when it fits exactly one actor */
    bool (*fits)(const an_name *whole, const an_name *part);
    bool mutual; /* neither is the fuller one: it must be the only one for both */
} an_sieve;

extern const an_sieve an_sieves[];
extern const size_t an_sieve_count;

/* What keeps two names apart, for good: the name of the barrier, or NULL. Symmetric. `said`: the text says that they are one («A, also known
   as B»), so different words do not matter. */
const char *an_kept_apart(const an_name *a, const an_name *b, bool said);

#endif
