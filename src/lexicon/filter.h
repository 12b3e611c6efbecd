/* The first question of a search: may a term begin with this atom, or with this and the next one? Bits of a few hashes in words of 64 bits,
   small enough for the caches; "no" is certain. One function for each kind of processor (text/cpu.h). */
#ifndef LEXICON_FILTER_H
#define LEXICON_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The hash of a row of atoms: that of the first, and a step for each more. */
static inline uint64_t an_path_step(uint64_t path, uint64_t atom)
{
    uint64_t mixed = (path ^ (atom << 29 | atom >> 35)) * UINT64_C(0x8EBC6AF09C88C6E3);

    return mixed ^ mixed >> 32;
}

/* The bits of a path in its word. */
static inline uint64_t an_path_bits(uint64_t path)
{
    return UINT64_C(1) << (path & 63) | UINT64_C(1) << (path >> 6 & 63) | UINT64_C(1) << (path >> 12 & 63);
}

typedef struct an_filter {
    const uint64_t *words;
    unsigned shift; /* of a path: what is left is the number of its word */
    bool far;       /* too large for a core's own caches: words are fetched before they are asked */
} an_filter;

/* An atom that passed. */
typedef struct an_sifted {
    uint32_t atom;
    uint32_t passed; /* AN_PASSED_ONE: alone, AN_PASSED_TWO: with the next one */
} an_sifted;
enum { AN_PASSED_ONE = 1, AN_PASSED_TWO = 2, AN_SIFT_MOST = 512 };

/* Those among hashes[from, to), at most AN_SIFT_MOST, in order, of `count` hashes altogether. `out` has room for to - from + 1; their number. */
size_t an_filter_sift(const an_filter *filter, const uint64_t *hashes, size_t count, size_t from, size_t to, an_sifted *out);
/* For an_filter_sift(): whole fours of them; where the rest begins. */
size_t an_filter_sift_avx2(const an_filter *filter, const uint64_t *hashes, size_t from, size_t to, an_sifted *out, size_t *found);

#endif
