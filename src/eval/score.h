/* One document as people annotated it against what was found in it: counts that add up over documents, and every fault. docs/evaluation.md
   defines each of them; nothing is rounded here. */
#ifndef EVAL_SCORE_H
#define EVAL_SCORE_H

#include "read/gold/gold.h"

enum { AN_CORE_TYPES = 3 }; /* location, organization, person */
extern const char *const an_core_types[AN_CORE_TYPES];

/* Sums over documents. Every figure is made of three of them: right, found, wanted. */
typedef enum an_sum {
    AN_SUM_FOUND,  /* names found that are right or wrong */
    AN_SUM_WANTED, /* names that should be found */
    AN_SUM_STRICT, /* found with span and type; and so on */
    AN_SUM_EXACT,
    AN_SUM_OVERLAP,
    AN_SUM_TYPE_RIGHT,
    AN_SUM_TYPE_FOUND = AN_SUM_TYPE_RIGHT + AN_CORE_TYPES,
    AN_SUM_TYPE_WANTED = AN_SUM_TYPE_FOUND + AN_CORE_TYPES,
    AN_SUM_PAIRS_RIGHT = AN_SUM_TYPE_WANTED + AN_CORE_TYPES,
    AN_SUM_PAIRS_FOUND,
    AN_SUM_PAIRS_WANTED,
    AN_SUM_B3_PRECISION, /* sums of shares, one a mention */
    AN_SUM_B3_RECALL,
    AN_SUM_B3_MENTIONS,
    AN_SUM_COUNT
} an_sum;

typedef enum an_fault_kind {
    AN_FAULT_MISSED,       /* a name nobody found */
    AN_FAULT_INVENTED,     /* found where no name is */
    AN_FAULT_BOUNDARY,     /* overlaps the name, but starts or ends elsewhere */
    AN_FAULT_TYPE,         /* the name with another type */
    AN_FAULT_NAME_SPLIT,   /* one more find on a name that was found already */
    AN_FAULT_NAMES_MERGED, /* one more name under a find that was counted already */
    AN_FAULT_ACTOR_SPLIT,  /* two mentions of one actor, found as two actors */
    AN_FAULT_ACTORS_MERGED,/* mentions of two actors, found as one */
    AN_FAULT_COUNT
} an_fault_kind;

#define AN_NO_MENTION SIZE_MAX
typedef struct an_fault_at {
    an_fault_kind kind;
    size_t gold, found; /* mentions, by their place in the documents; AN_NO_MENTION when there is none */
    size_t other;       /* of AN_FAULT_ACTOR_*: the other mention in gold and, of the two found ones, */
    size_t other_found; /* the one that goes with it */
} an_fault_at;

typedef struct an_scored {
    double sums[AN_SUM_COUNT];
    an_span *gold_spans, *found_spans; /* of all mentions: bytes, without a leading article and a possessive at the end */
    an_fault_at *faults;
    size_t fault_count, fault_capacity;
} an_scored;

/* `found` may be NULL: nothing was. Its spans are bytes of gold's text, `entity` is its actor. False when out of memory. */
bool an_score(an_scored *out, const an_gold_document *gold, const an_gold_document *found);
void an_scored_clear(an_scored *scored);

#endif
