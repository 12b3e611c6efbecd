/* The pairs of actors that are named together, with what is counted of every one. */
#ifndef LINK_PAIRS_H
#define LINK_PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AN_PAIR_NONE UINT32_MAX

enum { AN_PAIR_BATCH = 64 /* pairs that are looked up together */ };

typedef struct an_pair {
    uint32_t a, b;  /* actors, a < b */
    uint64_t count; /* windows that hold both */
    uint32_t documents;
    uint32_t last_document;         /* that counted it: the lower half of its serial */
    uint32_t first_date, last_date; /* an_date_number() */
} an_pair;

typedef struct an_pairs {
    an_pair *items; /* by number */
    size_t count, capacity;
    uint64_t *slots; /* hash << 32 | number + 1, 0 = free; a power of two */
    void *slots_owner;
    size_t slot_count;
} an_pairs;

/* A pair to be looked up; its two actors in any order. */
typedef struct an_couple {
    uint32_t a, b;
} an_couple;

void an_pairs_clear(an_pairs *pairs);
/* The numbers of up to AN_PAIR_BATCH couples; those not seen before are added with nothing counted. False when out of memory. */
bool an_pairs_find(an_pairs *pairs, const an_couple *couples, size_t count, uint32_t *numbers);
/* No more is looked up: let go of what is needed for that. */
void an_pairs_seal(an_pairs *pairs);

#endif
