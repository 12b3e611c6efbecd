/* The first questions of a search: may a term begin with this atom, be this atom alone, begin with this and the next one? Bits of hashes in words
   of 64 bits, small enough for the caches; "no" is certain. What is asked for every atom has one function for each kind of processor
   (text/cpu.h). */
#ifndef LEXICON_MATCH_BLOOM_H
#define LEXICON_MATCH_BLOOM_H

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

typedef struct an_bloom {
    const uint64_t *words; /* a power of two of them */
    unsigned shift;        /* of a path: what is left is the number of its word */
    bool far;              /* too large for a core's own caches: words are fetched before they are asked */
} an_bloom;

static inline bool an_bloom_has(const an_bloom *filter, uint64_t path, uint64_t bits)
{
    return (filter->words[path >> filter->shift] & bits) == bits;
}

/* One behind the other. First atoms of terms are far fewer than terms, and most atoms of a text are none: the second is seldom asked. */
typedef struct an_blooms {
    an_bloom starts; /* first atoms, and which of them are a term alone */
    an_bloom pairs;  /* first two atoms of the longer terms */
    bool passed;     /* atoms that come to the second need not be asked of the first: they passed it, or a larger one with hardly more in it */
} an_blooms;

/* A filter of so many words; and let it say yes where another one does that is no larger. */
an_bloom an_bloom_of(const uint64_t *words, size_t count);
void an_bloom_join(uint64_t *words, const an_bloom *filter, const an_bloom *other);

enum { AN_SIFT_MOST = 2048 /* atoms looked at together */, AN_SIFT_ROOM = AN_SIFT_MOST + 8 };

/* The atoms among hashes[from, to), at most AN_SIFT_MOST, that a term may begin with, in order. `out` has AN_SIFT_ROOM; their number. */
size_t an_bloom_starts(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out);
/* The widths, for an_bloom_starts() and for tests. */
size_t an_bloom_starts_scalar(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out);
size_t an_bloom_starts_avx2(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out);
size_t an_bloom_starts_avx512(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out);

/* A path that passed: of starts[start] alone, or of it and the next atom. */
typedef struct an_sifted {
    uint64_t path;
    uint32_t start, atoms;
} an_sifted;

/* What is asked of the second filter: of each start its number, its atom, and that with the next one. */
typedef struct an_sift {
    size_t count;
    uint32_t own[AN_SIFT_ROOM];
    uint64_t atoms[AN_SIFT_MOST], pairs[AN_SIFT_MOST];
} an_sift;
/* The widths, for an_bloom_sift() and for tests: the numbers of those of starts[from, to) that pass the first filter, and what passes all of the sift
   from `from` on. Returned is how many were written. */
size_t an_bloom_own_scalar(const an_bloom *filter, const uint64_t *hashes, const uint32_t *starts, size_t from, size_t to, uint32_t *out);
size_t an_bloom_own_avx2(const an_bloom *filter, const uint64_t *hashes, const uint32_t *starts, size_t from, size_t to, uint32_t *out);
size_t an_bloom_own_avx512(const an_bloom *filter, const uint64_t *hashes, const uint32_t *starts, size_t from, size_t to, uint32_t *out);
size_t an_bloom_sift_scalar(const an_blooms *filters, const an_sift *sift, size_t from, an_sifted *out);
size_t an_bloom_sift_avx2(const an_blooms *filters, const an_sift *sift, size_t from, an_sifted *out);
size_t an_bloom_sift_avx512(const an_blooms *filters, const an_sift *sift, size_t from, an_sifted *out);

/* The paths that may be those of terms, in order, out of `count` hashes altogether; at most AN_SIFT_MOST starts. `out` has room for two of each
   and one more; their number. */
size_t an_bloom_sift(const an_blooms *filters, const uint64_t *hashes, size_t count, const uint32_t *starts, size_t start_count,
                      an_sifted *out);

#endif
