/* What groups of features add up to, remembered: most words of a text have been met before, with the same neighbours. A group's features
   depend on two numbers and nothing else, so its sum is looked up once instead of each feature. Of fixed size, one for each thread; what it
   holds changes no result. */
#ifndef EXTRACT_TAGGER_MEMO_H
#define EXTRACT_TAGGER_MEMO_H

#include "base/pages.h"
#include "extract/tagger/model.h"

#include <stdint.h>

enum { AN_MEMO_BITS = 14, AN_MEMO_SLOTS = 1 << AN_MEMO_BITS };

typedef struct an_memo_slot {
    uint64_t word, rest; /* rest 0: free; groups are numbered from 1 in its low byte */
    an_sums sums;
} an_memo_slot;

typedef struct an_memo {
    const an_model *model;
    an_memo_slot *slots;
    void *memory; /* an_free */
} an_memo;

/* Room for sums of the model; false when out of memory. */
static inline bool an_memo_ready(an_memo *memo, const an_model *model)
{
    memo->model = model;
    return memo->slots || (memo->slots = an_pages_alloc(&memo->memory, AN_MEMO_SLOTS, sizeof *memo->slots));
}

static inline an_memo_slot *an_memo_at(const an_memo *memo, uint64_t word, uint64_t rest)
{
    uint64_t hash = (word ^ rest * UINT64_C(0xC2B2AE3D27D4EB4F)) * UINT64_C(0x9E3779B97F4A7C15);

    return memo->slots + (hash >> (64 - AN_MEMO_BITS));
}

#endif
