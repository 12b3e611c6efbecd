/* 64 bytes at a time in one vector; edges leave it together by compression. */
#if defined(__x86_64__)
#include "base/pages.h"
#include "text/lanes.h"
#include "text/pairs.h"

#include <immintrin.h>
#include <string.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi,popcnt")))
#define LANES_INLINE AVX512 __attribute__((always_inline)) static inline

typedef __m512i bytes64;

#include "text/lanes_steps.h"

LANES_INLINE bytes64 load_step(const unsigned char *text)
{
    return _mm512_loadu_si512(text);
}

LANES_INLINE uint64_t in_range_of(bytes64 bytes, int first, int count)
{
    return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8((char)first)), _mm512_set1_epi8((char)count));
}

LANES_INLINE uint64_t equal_of(bytes64 bytes, int byte)
{
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)byte));
}

/* Where “ ” ‘ ’ – — • … and others of U+2010–2027 begin (E2 80 90–A7): they are in no word. Reads two bytes more. */
LANES_INLINE uint64_t punctuation(const unsigned char *at)
{
    return equal_of(_mm512_loadu_si512(at), 0xE2) & equal_of(_mm512_loadu_si512(at + 1), 0x80) &
           in_range_of(_mm512_loadu_si512(at + 2), 0x90, 0x18);
}

/* Write the places of the bits, at least 32 of them, as there are hardly ever more; those too many are written over. */
LANES_INLINE void write_edges(uint32_t *edge, uint64_t edges, size_t at, unsigned count)
{
    static const unsigned char numbers[64] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                              22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
                                              44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    __m512i base = _mm512_set1_epi32((int)at), places = _mm512_maskz_compress_epi8(edges, _mm512_loadu_si512(numbers));

    _mm512_storeu_si512(edge, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places))));
    _mm512_storeu_si512(edge + 16, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 1))));
    if (count > 32) {
        _mm512_storeu_si512(edge + 32, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 2))));
        _mm512_storeu_si512(edge + 48, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(places, 3))));
    }
}

LANES_INLINE void find_step(an_lanes *runs, const unsigned char *text, size_t at, carry *c)
{
    __m512i bytes = _mm512_loadu_si512(text), lower = _mm512_or_si512(bytes, _mm512_set1_epi8(0x20));
    uint64_t letters = in_range_of(lower, 'a', 26), wide = _mm512_movepi8_mask(bytes);
    uint64_t words = letters | in_range_of(bytes, '0', 10), edges;
    unsigned count;

    _mm512_store_si512(runs->folded + at, _mm512_mask_blend_epi8(letters, bytes, lower));
    edges = edges_of(runs, at, words, wide, wide ? punctuation(text) : 0, c);
    count = (unsigned)__builtin_popcountll(edges);
    write_edges(runs->edges + runs->count, edges, at, count);
    runs->count += count;
}

AVX512 void an_lanes_avx512(an_lanes *runs, const unsigned char *text, size_t length)
{
    walk(runs, text, length);
}

AVX512 uint64_t an_quiet_find_avx512(const unsigned char *step, unsigned char lead, const an_quiet *quiet)
{
    return quiet_of(step, lead, quiet);
}

AVX512 size_t an_squeeze_avx512(unsigned char *to, const unsigned char *step, uint64_t lost)
{
    _mm512_storeu_si512(to, _mm512_maskz_compress_epi8(~lost, load_step(step)));
    return AN_STEP - (size_t)__builtin_popcountll(lost);
}

AVX512 size_t an_plain_avx512(const unsigned char *text, size_t length)
{
    size_t at = walk_plain(text, length);

    return at + an_plain_scalar(text + at, length - at);
}

AVX512 size_t an_clean_avx512(const unsigned char *text, size_t length)
{
    return walk_clean(text, length);
}
#endif
