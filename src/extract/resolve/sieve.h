/* The rules that say which names are one actor (barriers.h has those that say which never are): tables, in order. Pure functions of two names;
   clusters.c runs them, over a document or over the collection. docs/matching.md §7 is the specification. */
#ifndef EXTRACT_RESOLVE_SIEVE_H
#define EXTRACT_RESOLVE_SIEVE_H

#include "extract/extraction.h"
#include "extract/resolve/lookup.h"

/* How many words a whole must have beside its part: others need not be compared. */
typedef enum an_size { AN_ANY_SIZE, AN_AS_LONG /* or longer */, AN_LONGER } an_size;

/* What becomes of a name that a sieve finds several actors for. */
typedef enum an_several {
    AN_JOIN_ALL,      /* they are one, with it */
    AN_JOIN_NONE,     /* it stays as it is */
    AN_JOIN_OFTENEST, /* it is the one who is met far more often than each other one, if there is one */
    AN_JOIN_MAIN,     /* so in a file on one matter; else it stays as it is */
} an_several;

typedef struct an_sieve {
    an_rule rule;
    unsigned kinds; /* bits of an_kind */
    size_t least, most; /* words of a part that it may fit: others need not be looked up */
    an_lookup lookup;
    an_several several;
    bool (*fits)(const an_name *whole, const an_name *part);
    bool mutual; /* neither is the fuller one: it must be the only one for both */
    an_size size;
    bool (*joins)(const an_name *whole, const an_name *part); /* what fits but not this only stands in the way of others; NULL = all do */
} an_sieve;

typedef struct an_sieve_table {
    const an_sieve *items;
    size_t count;
} an_sieve_table;

extern const an_sieve_table an_document_sieves;    /* over the names of one document */
extern const an_sieve_table an_collection_sieves;  /* over the names of all: whole names */
extern const an_sieve_table an_collection_shorter; /* … and then the short ones */

#define AN_APART_BY_USER "your corrections"

/* Whether the part is named while the whole is, give or take two months (in a file on one matter ten years); or nobody knows. */
bool an_same_time(const an_name *whole, const an_name *part);
/* Whether a name alone tells who is meant, whenever it is used: an organisation's of two words or more. */
bool an_name_tells(const an_name *name);
/* Whether a person's name is another one of several words with some left out, but not the first (initials stand for words), or all but its last ones. */
bool an_is_shorter(const an_name *whole, const an_name *part);

#endif
