/* The first questions of a search: may a term begin with this atom, be this atom alone, begin with this and the next one? Bits of hashes in words
   of 64 bits, small enough for the caches; "no" is certain. What is asked for every atom has one function for each kind of processor
   (text/cpu.h). */
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

/* Those of an atom that is a term alone, beside the former. */
static inline uint64_t an_alone_bits(uint64_t atom)
{
    return an_path_bits(atom >> 18);
}

typedef struct an_filter {
    const uint64_t *words; /* a power of two of them */
    unsigned shift;        /* of a path: what is left is the number of its word */
    bool far;              /* too large for a core's own caches: words are fetched before they are asked */
} an_filter;

static inline bool an_filter_has(const an_filter *filter, uint64_t path, uint64_t bits)
{
    return (filter->words[path >> filter->shift] & bits) == bits;
}

/* One behind the other. First atoms of terms are far fewer than terms, and most atoms of a text are none: the second is seldom asked. */
typedef struct an_filters {
    an_filter starts; /* first atoms, and which of them are a term alone */
    an_filter pairs;  /* first two atoms of the longer terms */
} an_filters;

/* An atom that passed. */
typedef struct an_sifted {
    uint32_t atom;
    uint32_t passed; /* AN_PASSED_ONE: alone, AN_PASSED_TWO: with the next one */
} an_sifted;
enum { AN_PASSED_ONE = 1, AN_PASSED_TWO = 2, AN_SIFT_MOST = 2048 };

/* Those among hashes[from, to), at most AN_SIFT_MOST, in order, of `count` hashes altogether. `out` has room for to - from + 1; their number. */
size_t an_filter_sift(const an_filters *filters, const uint64_t *hashes, size_t count, size_t from, size_t to, an_sifted *out);
/* For an_filter_sift(): of whole fours of hashes[from, to) those that `starts` lets pass; where the rest begins. `out` has room for three more. */
size_t an_filter_starts_avx2(const an_filter *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out, size_t *found);

#endif
