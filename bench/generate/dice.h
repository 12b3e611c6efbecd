/* Random numbers that are the same on every machine: splitmix64, whole numbers only. */
#ifndef BENCH_DICE_H
#define BENCH_DICE_H

#include <stdint.h>

typedef struct dice {
    uint64_t state;
} dice;

static inline uint64_t dice_roll(dice *d)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* 0 … n-1; n < 2^32 */
static inline uint64_t dice_below(dice *d, uint64_t n)
{
    return ((dice_roll(d) >> 32) * n) >> 32;
}

/* Rank of a word, 0 … n-1, after Zipf: each doubling of the rank is equally likely. */
static inline uint64_t dice_rank(dice *d, uint64_t n)
{
    unsigned octaves = 1;
    while ((n + 1) >> octaves)
        octaves++;
    for (;;) {
        uint64_t start = (uint64_t)1 << dice_below(d, octaves);
        uint64_t rank = start - 1 + dice_below(d, start);
        if (rank < n)
            return rank;
    }
}

#endif
