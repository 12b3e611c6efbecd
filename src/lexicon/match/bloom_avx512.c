/* Eight atoms at a time. */
#if defined(__x86_64__)
#include "lexicon/match/bloom.h"

#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512vl,bmi,bmi2,popcnt")))
#define AVX512_INLINE AVX512 __attribute__((always_inline)) static inline

enum { EIGHT = 8 };

/* an_path_bits(): to turn a bit is to shift it by the number's lowest six bits. */
AVX512_INLINE __m512i bits_eight(__m512i paths)
{
    const __m512i one = _mm512_set1_epi64(1);
    __m512i first = _mm512_rolv_epi64(one, paths), second = _mm512_rolv_epi64(one, _mm512_srli_epi64(paths, 6));

    return _mm512_or_si512(_mm512_or_si512(first, second), _mm512_rolv_epi64(one, _mm512_srli_epi64(paths, 12)));
}

/* Which of eight have their bits, a bit each. */
AVX512_INLINE unsigned pass_eight(const an_bloom *filter, __m512i paths, __m512i bits)
{
    __m512i places = _mm512_srl_epi64(paths, _mm_cvtsi32_si128((int)filter->shift));
    __m512i words = _mm512_i64gather_epi64(places, filter->words, sizeof *filter->words);

    return _mm512_cmpeq_epi64_mask(_mm512_and_si512(words, bits), bits);
}

/* Write the numbers of those that passed, counted from `first`; there is room for eight. How many they are. */
AVX512_INLINE size_t write_passed(uint32_t *out, size_t first, unsigned passed)
{
    __m256i numbers = _mm256_add_epi32(_mm256_set1_epi32((int)first), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));

    _mm256_storeu_si256((__m256i *)(void *)out, _mm256_maskz_compress_epi32((__mmask8)passed, numbers));
    return (size_t)__builtin_popcount(passed);
}

AVX512 size_t an_bloom_starts_avx512(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out)
{
    const an_bloom mine = *starts;
    size_t found = 0, i = from;

    for (; i + EIGHT <= to; i += EIGHT) {
        __m512i paths = _mm512_loadu_si512(hashes + i);
        found += write_passed(out + found, i, pass_eight(&mine, paths, bits_eight(paths)));
    }
    return found + an_bloom_starts_scalar(&mine, hashes, i, to, out + found);
}

AVX512 size_t an_bloom_own_avx512(const an_bloom *filter, const uint64_t *hashes, const uint32_t *starts, size_t from, size_t to, uint32_t *out)
{
    const an_bloom mine = *filter;
    size_t found = 0, i = from;

    for (; i + EIGHT <= to; i += EIGHT) {
        __m512i paths = _mm512_i32gather_epi64(_mm256_loadu_si256((const __m256i *)(const void *)(starts + i)), hashes, sizeof *hashes);
        found += write_passed(out + found, i, pass_eight(&mine, paths, bits_eight(paths)));
    }
    return found + an_bloom_own_scalar(&mine, hashes, starts, i, to, out + found);
}

AVX512 size_t an_bloom_sift_avx512(const an_blooms *filters, const an_sift *sift, size_t from, an_sifted *out)
{
    enum { ATOMS = 0x5555, PAIRS = 0xAAAA }; /* bits of atoms and of pairs, in turn */
    const an_blooms mine = *filters;
    size_t found = 0, i = from;

    for (; i + EIGHT <= sift->count; i += EIGHT) {
        __m512i atoms = _mm512_loadu_si512(sift->atoms + i), pairs = _mm512_loadu_si512(sift->pairs + i);
        unsigned alone = pass_eight(&mine.starts, atoms, bits_eight(_mm512_srli_epi64(atoms, 18))); /* an_alone_bits() */
        unsigned passed = _pdep_u32(alone, ATOMS) | _pdep_u32(pass_eight(&mine.pairs, pairs, bits_eight(pairs)), PAIRS);
        for (; passed; passed &= passed - 1) { /* few do */
            unsigned bit = (unsigned)__builtin_ctz(passed);
            const uint64_t *path = bit & 1 ? sift->pairs : sift->atoms;
            out[found++] = (an_sifted){path[i + bit / 2], sift->own[i + bit / 2], 1 + (bit & 1)};
        }
    }
    return found + an_bloom_sift_scalar(&mine, sift, i, out + found);
}
#endif
