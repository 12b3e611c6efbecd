/* Counts things that have a number for a name: a pair of actors (a << 32 | b), a form of an actor … */
#ifndef LINK_TALLY_H
#define LINK_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AN_TALLY_NONE UINT32_MAX

typedef struct an_tally {
    uint64_t *keys, *counts; /* by number, in order of first sight */
    size_t count, capacity;
    uint32_t *slots; /* number + 1, 0 = free; power of two */
    size_t slot_count;
} an_tally;

void an_tally_clear(an_tally *tally);
/* Count the key once more; its number, or AN_TALLY_NONE when out of memory. */
uint32_t an_tally_add(an_tally *tally, uint64_t key);
/* The same, `count` times. */
uint32_t an_tally_add_many(an_tally *tally, uint64_t key, uint64_t count);

#endif
