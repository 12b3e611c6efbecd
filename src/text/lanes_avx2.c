/* 64 bytes at a time as two halves of 32: classes by comparison, a mask of word bytes, and the edges of its runs one by one. */
#if defined(__x86_64__)
#include "base/pages.h"
#include "text/lanes.h"
#include "text/pairs.h"

#include <immintrin.h>
#include <string.h>

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define LANES_INLINE AVX2 __attribute__((always_inline)) static inline

typedef struct bytes64 {
    __m256i low, high;
} bytes64;

#include "text/lanes_steps.h"

enum { USUAL_EDGES = 24 /* of a step: hardly ever more, so that the loop is no guess */ };

LANES_INLINE __m256i load(const unsigned char *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

/* `count` bytes from `first` on: an unsigned comparison by way of the sign. */
LANES_INLINE __m256i in_range(__m256i bytes, int first, int count)
{
    return _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(count - 128)), _mm256_sub_epi8(bytes, _mm256_set1_epi8((char)(first + 128))));
}

LANES_INLINE uint64_t mask_of(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* Fold 32 bytes; the ASCII letters and digits among them. */
LANES_INLINE __m256i fold_half(__m256i bytes, unsigned char *folded)
{
    __m256i lower = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
    __m256i letters = in_range(lower, 'a', 26);

    _mm256_store_si256((__m256i *)(void *)folded, _mm256_blendv_epi8(bytes, lower, letters));
    return _mm256_or_si256(letters, in_range(bytes, '0', 10));
}

/* Where “ ” ‘ ’ – — • … and others of U+2010–2027 begin (E2 80 90–A7): they are in no word. Reads two bytes more. */
LANES_INLINE __m256i punctuation(const unsigned char *at)
{
    __m256i first = _mm256_cmpeq_epi8(load(at), _mm256_set1_epi8((char)0xE2));
    __m256i second = _mm256_cmpeq_epi8(load(at + 1), _mm256_set1_epi8((char)0x80));

    return _mm256_and_si256(_mm256_and_si256(first, second), in_range(load(at + 2), 0x90, 0x18));
}

LANES_INLINE void find_step(an_lanes *runs, const unsigned char *text, size_t at, carry *c)
{
    __m256i low = load(text), high = load(text + 32);
    uint64_t wide = mask_of(low, high);
    __m256i low_words = fold_half(low, runs->folded + at), high_words = fold_half(high, runs->folded + at + 32);
    uint64_t words = mask_of(low_words, high_words), edges;
    uint32_t *edge = runs->edges + runs->count;

    edges = edges_of(runs, at, words, wide, wide ? mask_of(punctuation(text), punctuation(text + 32)) : 0, c);
    runs->count += (size_t)__builtin_popcountll(edges);
    do { /* some too many: they are written over */
#pragma GCC unroll 24
        for (int i = 0; i < USUAL_EDGES; i++) {
            edge[i] = (uint32_t)at + (uint32_t)_tzcnt_u64(edges);
            edges = _blsr_u64(edges);
        }
        edge += USUAL_EDGES;
    } while (edges);
}

AVX2 void an_lanes_avx2(an_lanes *runs, const unsigned char *text, size_t length)
{
    walk(runs, text, length);
}

LANES_INLINE bytes64 load_step(const unsigned char *text)
{
    return (bytes64){load(text), load(text + AN_STEP / 2)};
}

LANES_INLINE uint64_t in_range_of(bytes64 bytes, int first, int count)
{
    return mask_of(in_range(bytes.low, first, count), in_range(bytes.high, first, count));
}

LANES_INLINE uint64_t equal_of(bytes64 bytes, int byte)
{
    __m256i all = _mm256_set1_epi8((char)byte);

    return mask_of(_mm256_cmpeq_epi8(bytes.low, all), _mm256_cmpeq_epi8(bytes.high, all));
}

AVX2 uint64_t an_quiet_find_avx2(const unsigned char *step, unsigned char lead, const an_quiet *quiet)
{
    return quiet_of(step, lead, quiet);
}

AVX2 size_t an_plain_avx2(const unsigned char *text, size_t length)
{
    size_t at = walk_plain(text, length);

    return at + an_plain_scalar(text + at, length - at);
}

AVX2 size_t an_clean_avx2(const unsigned char *text, size_t length)
{
    return walk_clean(text, length);
}
#endif
