/* 64 bytes at a time as two halves of 32: classes by comparison, a mask of word bytes, and the edges of its runs one by one. */
#if defined(__x86_64__)
#include "base/pages.h"
#include "text/lanes.h"
#include "text/pairs.h"

#include <immintrin.h>
#include <string.h>

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define LANES_INLINE AVX2 __attribute__((always_inline)) static inline

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

/* Second bytes in one of the ranges behind this first byte. */
LANES_INLINE __m256i quiet_behind(__m256i first, __m256i second, unsigned lead, const an_pair_range *ranges)
{
    __m256i fits = _mm256_or_si256(in_range(second, ranges[0].from, ranges[0].count), in_range(second, ranges[1].from, ranges[1].count));

    return _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8((char)lead)), fits);
}

LANES_INLINE __m256i quiet_half(const unsigned char *half, unsigned lead, const an_quiet *quiet)
{
    __m256i first = load(half), second = load(half + 1);

    return _mm256_or_si256(quiet_behind(first, second, lead, quiet->ranges[0]), quiet_behind(first, second, lead + 1, quiet->ranges[1]));
}

AVX2 uint64_t an_quiet_find_avx2(const unsigned char *step, unsigned char lead, const an_quiet *quiet)
{
    return mask_of(quiet_half(step, lead, quiet), quiet_half(step + AN_STEP / 2, lead, quiet));
}

/* Printable ASCII, tab, LF, CR. */
LANES_INLINE __m256i plain(__m256i bytes)
{
    __m256i ends = _mm256_or_si256(in_range(bytes, '\t', 2), _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\r')));

    return _mm256_or_si256(in_range(bytes, 0x20, 0x5F), ends);
}

AVX2 size_t an_plain_avx2(const unsigned char *text, size_t length)
{
    size_t at = 0;

    for (; length - at >= AN_STEP; at += AN_STEP)
        if (mask_of(plain(load(text + at)), plain(load(text + at + 32))) != UINT64_MAX)
            return at;
    return at + an_plain_scalar(text + at, length - at);
}

/* Which of 64 bytes are in a range. */
LANES_INLINE uint64_t range_of(__m256i low, __m256i high, int first, int count)
{
    return mask_of(in_range(low, first, count), in_range(high, first, count));
}

/* Bytes of one value. */
LANES_INLINE uint64_t those_of(__m256i low, __m256i high, int byte)
{
    return mask_of(_mm256_cmpeq_epi8(low, _mm256_set1_epi8((char)byte)), _mm256_cmpeq_epi8(high, _mm256_set1_epi8((char)byte)));
}

/* What first bytes ask of the one behind them: to go on with a character, to be A0 or more (no control, no overlong form), to be less (no
   surrogate), not to be one of those with noncharacters. */
typedef struct demands {
    uint64_t on, above, below, usual;
} demands;

/* Plain bytes, and all characters of two and three bytes but for controls, surrogates, and those behind EF B7 and EF BF, among which not all are good. */
AVX2 size_t an_clean_avx2(const unsigned char *text, size_t length)
{
    demands due = {0, 0, 0, 0}; /* of the last step to this one */
    size_t at = 0;

    for (; length - at >= AN_STEP; at += AN_STEP) {
        __m256i low = load(text + at), high = load(text + at + 32);
        uint64_t good = mask_of(plain(low), plain(high)), two, three, behind, above, below, usual;
        an_pages_fetch(text + at + AN_AHEAD);
        if (good == UINT64_MAX && !due.on)
            continue;
        two = range_of(low, high, 0xC2, 0x1E);
        three = range_of(low, high, 0xE0, 0x10);
        behind = range_of(low, high, 0x80, 0x40);
        above = those_of(low, high, 0xC2) | those_of(low, high, 0xE0);
        below = those_of(low, high, 0xED);
        usual = those_of(low, high, 0xEF);
        due.on |= (two | three) << 1 | three << 2;
        due.above |= above << 1;
        due.below |= below << 1;
        due.usual |= usual << 1;
        if ((good | two | three | behind) != UINT64_MAX || behind != due.on || range_of(low, high, 0x80, 0x20) & due.above ||
            range_of(low, high, 0xA0, 0x20) & due.below || (those_of(low, high, 0xB7) | those_of(low, high, 0xBF)) & due.usual)
            break;
        due = (demands){(two | three) >> 63 | three >> 62, above >> 63, below >> 63, usual >> 63};
    }
    while (at > 0 && (text[at - 1] & 0xC0) == 0x80) /* the last character may not be whole */
        at--;
    return at > 0 && text[at - 1] >= 0xC0 ? at - 1 : at;
}
#endif
