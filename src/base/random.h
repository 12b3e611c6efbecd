/* Reproducible random numbers (splitmix64): the same seed gives the same row everywhere. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdint.h>

typedef struct an_random {
    uint64_t state; /* start it with the seed */
} an_random;

static inline uint64_t an_random_next(an_random *random)
{
    uint64_t z = random->state += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* 0 … count - 1, each as likely as the others. count > 0. */
static inline uint64_t an_random_below(an_random *random, uint64_t count)
{
    uint64_t limit = UINT64_MAX - UINT64_MAX % count, value;

    do
        value = an_random_next(random);
    while (value >= limit);
    return value % count;
}

#endif
