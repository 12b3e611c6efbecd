/* Thirty-two bytes at a time: where a line ends, and what it holds. */
#if defined(__x86_64__)
#include "read/mail/page.h"

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi")))
#define AVX2_INLINE AVX2 __attribute__((always_inline)) static inline

/* Letters from p on, and #, have bits of their own until all bytes are seen. */
enum { FROM_P = 64, NUMBER_SIGN = 128 };

AVX2_INLINE __m256i load(const void *bytes)
{
    return _mm256_loadu_si256((const __m256i *)bytes);
}

/* What a byte is tells which bits its two halves have in common. R is no such pair. */
AVX2_INLINE __m256i classes_of(__m256i bytes)
{
    enum { A_O = AN_HAS_SMALL, A_Z = AN_HAS_SMALL | FROM_P };
    const __m256i low = _mm256_broadcastsi128_si256(_mm_setr_epi8(
        AN_HAS_AT | FROM_P, A_Z, FROM_P, (char)(A_Z | AN_HAS_CASE | NUMBER_SIGN), A_Z | AN_HAS_CASE, A_Z, A_Z, A_Z, A_Z, A_Z, A_Z | AN_HAS_COLON,
        A_O, A_O | AN_HAS_COMMA, A_O, A_O | AN_HAS_CASE_NUMBER, A_O));
    const __m256i high = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(0, 0, (char)(AN_HAS_COMMA | NUMBER_SIGN), AN_HAS_COLON, AN_HAS_AT | AN_HAS_CASE | AN_HAS_CASE_NUMBER, 0, AN_HAS_SMALL, FROM_P,
                      0, 0, 0, 0, 0, 0, 0, 0));
    __m256i halves = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));
    __m256i pairs = _mm256_and_si256(_mm256_shuffle_epi8(low, bytes), _mm256_shuffle_epi8(high, halves));
    __m256i r = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('R'));

    return _mm256_or_si256(pairs, _mm256_and_si256(r, _mm256_set1_epi8(AN_HAS_CASE_NUMBER)));
}

/* The bits that any of them has, under their names. */
AVX2_INLINE uint8_t gather(__m256i all)
{
    __m128i half = _mm_or_si128(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
    uint64_t bits = (uint64_t)(_mm_cvtsi128_si64(half) | _mm_extract_epi64(half, 1));

    bits |= bits >> 32;
    bits |= bits >> 16;
    bits |= bits >> 8;
    bits |= (bits & FROM_P ? AN_HAS_SMALL : 0) | (bits & (NUMBER_SIGN | AN_HAS_COLON) ? AN_HAS_CASE_NUMBER : 0);
    return (uint8_t)(bits & (FROM_P - 1));
}

AVX2 bool an_page_line_avx2(an_str text, size_t *at, uint8_t *has)
{
#define EIGHT 255, 255, 255, 255, 255, 255, 255, 255
    enum { WIDE = 32 };
    static const uint8_t first[2 * WIDE] = {EIGHT, EIGHT, EIGHT, EIGHT}; /* n bytes of them, from WIDE - n on */
    __m256i all = _mm256_setzero_si256();
    unsigned ends = 0, left = 0;

    for (; !ends && text.len - *at >= WIDE; *at += left) {
        __m256i bytes = load(text.ptr + *at), classes = classes_of(bytes);
        ends = (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')));
        left = ends ? (unsigned)__builtin_ctz(ends) : WIDE;
        all = _mm256_or_si256(all, _mm256_and_si256(classes, load(first + WIDE - left)));
    }
    *has = gather(all);
    return ends != 0;
}
#endif
