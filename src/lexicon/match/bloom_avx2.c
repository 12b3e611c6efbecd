/* Four atoms at a time. */
#if defined(__x86_64__)
#include "lexicon/match/bloom.h"

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define AVX2_INLINE AVX2 __attribute__((always_inline)) static inline

enum { FOUR = 4 };

AVX2_INLINE __m256i bits_four(__m256i path)
{
    const __m256i one = _mm256_set1_epi64x(1), six = _mm256_set1_epi64x(63);
    __m256i first = _mm256_sllv_epi64(one, _mm256_and_si256(path, six));
    __m256i second = _mm256_sllv_epi64(one, _mm256_and_si256(_mm256_srli_epi64(path, 6), six));
    __m256i third = _mm256_sllv_epi64(one, _mm256_and_si256(_mm256_srli_epi64(path, 12), six));

    return _mm256_or_si256(_mm256_or_si256(first, second), third);
}

AVX2_INLINE __m256i load_four(const uint64_t *paths)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)paths);
}

/* Which of four have their bits, a bit each. Single loads of their words are quicker than a gather. */
AVX2_INLINE unsigned pass_four(const an_bloom *filter, const uint64_t *paths, __m256i bits)
{
    __m256i words = _mm256_set_epi64x(
        (long long)filter->words[paths[3] >> filter->shift], (long long)filter->words[paths[2] >> filter->shift],
        (long long)filter->words[paths[1] >> filter->shift], (long long)filter->words[paths[0] >> filter->shift]);

    return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpeq_epi64(_mm256_and_si256(words, bits), bits)));
}

/* Write the numbers of those that passed, counted from `first`; there is room for four. How many they are. */
AVX2_INLINE size_t write_passed(uint32_t *out, size_t first, unsigned passed)
{
    /* by what passed: the places of the bits, a byte each, the lowest first */
    static const uint32_t places[1 << FOUR] = {0,      0,      1,      0x0100, 2,      0x0200, 0x0201, 0x020100,
                                               3,      0x0300, 0x0301, 0x030100, 0x0302, 0x030200, 0x030201, 0x03020100};
    __m128i those = _mm_cvtepu8_epi32(_mm_cvtsi32_si128((int)places[passed]));

    _mm_storeu_si128((__m128i *)(void *)out, _mm_add_epi32(_mm_set1_epi32((int)first), those));
    return (size_t)__builtin_popcount(passed);
}

AVX2 size_t an_bloom_starts_avx2(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out)
{
    const an_bloom mine = *starts;
    size_t found = 0, i = from;

    for (; i + FOUR <= to; i += FOUR)
        found += write_passed(out + found, i, pass_four(&mine, hashes + i, bits_four(load_four(hashes + i))));
    return found + an_bloom_starts_scalar(&mine, hashes, i, to, out + found);
}

AVX2 size_t an_bloom_own_avx2(const an_bloom *filter, const uint64_t *hashes, const uint32_t *starts, size_t from, size_t to, uint32_t *out)
{
    const an_bloom mine = *filter;
    size_t found = 0, i = from;

    for (; i + FOUR <= to; i += FOUR) {
        uint64_t atoms[FOUR] = {hashes[starts[i]], hashes[starts[i + 1]], hashes[starts[i + 2]], hashes[starts[i + 3]]};
        found += write_passed(out + found, i, pass_four(&mine, atoms, bits_four(load_four(atoms))));
    }
    return found + an_bloom_own_scalar(&mine, hashes, starts, i, to, out + found);
}

AVX2 size_t an_bloom_sift_avx2(const an_blooms *filters, const an_sift *sift, size_t from, an_sifted *out)
{
    /* by what passed: its bits, another one behind each */
    static const uint8_t spread[1 << FOUR] = {0x00, 0x01, 0x04, 0x05, 0x10, 0x11, 0x14, 0x15, 0x40, 0x41, 0x44, 0x45, 0x50, 0x51, 0x54, 0x55};
    const an_blooms mine = *filters;
    size_t found = 0, i = from;

    for (; i + FOUR <= sift->count; i += FOUR) {
        const uint64_t *atoms = sift->atoms + i, *pairs = sift->pairs + i;
        unsigned alone = pass_four(&mine.starts, atoms, bits_four(_mm256_srli_epi64(load_four(atoms), 18))); /* an_alone_bits() */
        unsigned passed = spread[alone] | (unsigned)spread[pass_four(&mine.pairs, pairs, bits_four(load_four(pairs)))] << 1;
        for (; passed; passed &= passed - 1) { /* few do */
            unsigned bit = (unsigned)__builtin_ctz(passed);
            const uint64_t *path = bit & 1 ? pairs : atoms;
            out[found++] = (an_sifted){path[bit / 2], sift->own[i + bit / 2], 1 + (bit & 1)};
        }
    }
    return found + an_bloom_sift_scalar(&mine, sift, i, out + found);
}
#endif
