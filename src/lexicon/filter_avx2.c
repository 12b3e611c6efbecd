/* Four atoms at a time; one branch for them all, which is seldom taken. */
#if defined(__x86_64__)
#include "lexicon/filter.h"

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2")))
#define AVX2_INLINE AVX2 __attribute__((always_inline)) static inline

enum { FOUR = 4 };

/* an_path_step() of four: a product of 64 bits out of those of 32. */
AVX2_INLINE __m256i step_four(__m256i path, __m256i atom)
{
    const __m256i low = _mm256_set1_epi64x(0x9C88C6E3), high = _mm256_set1_epi64x(0x8EBC6AF0);
    __m256i mixed = _mm256_xor_si256(path, _mm256_or_si256(_mm256_slli_epi64(atom, 29), _mm256_srli_epi64(atom, 35)));
    __m256i across = _mm256_add_epi64(_mm256_mul_epu32(mixed, high), _mm256_mul_epu32(_mm256_srli_epi64(mixed, 32), low));

    mixed = _mm256_add_epi64(_mm256_mul_epu32(mixed, low), _mm256_slli_epi64(across, 32));
    return _mm256_xor_si256(mixed, _mm256_srli_epi64(mixed, 32));
}

AVX2_INLINE __m256i bits_four(__m256i path)
{
    const __m256i one = _mm256_set1_epi64x(1), six = _mm256_set1_epi64x(63);
    __m256i first = _mm256_sllv_epi64(one, _mm256_and_si256(path, six));
    __m256i second = _mm256_sllv_epi64(one, _mm256_and_si256(_mm256_srli_epi64(path, 6), six));
    __m256i third = _mm256_sllv_epi64(one, _mm256_and_si256(_mm256_srli_epi64(path, 12), six));

    return _mm256_or_si256(_mm256_or_si256(first, second), third);
}

/* Which of four pass, a bit each. `paths` are the same four in memory, for their words: single loads are quicker than a gather. */
AVX2_INLINE unsigned pass_four(const an_filter *filter, __m256i four, const uint64_t *paths)
{
    __m256i bits = bits_four(four);
    __m256i words = _mm256_set_epi64x(
        (long long)filter->words[paths[3] >> filter->shift], (long long)filter->words[paths[2] >> filter->shift],
        (long long)filter->words[paths[1] >> filter->shift], (long long)filter->words[paths[0] >> filter->shift]);

    return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpeq_epi64(_mm256_and_si256(words, bits), bits)));
}

AVX2 size_t an_filter_sift_avx2(const an_filter *filter, const uint64_t *hashes, size_t from, size_t to, an_sifted *out, size_t *found_out)
{
    _Alignas(32) uint64_t pairs[AN_SIFT_MOST];
    const an_filter mine = *filter;
    size_t found = 0, i = from;

    for (; i + FOUR <= to; i += FOUR) {
        __m256i one = _mm256_loadu_si256((const __m256i *)(const void *)(hashes + i));
        __m256i next = _mm256_loadu_si256((const __m256i *)(const void *)(hashes + i + 1));
        _mm256_store_si256((__m256i *)(void *)(pairs + i - from), step_four(one, next));
        for (size_t k = 0; mine.far && k < FOUR; k++) {
            __builtin_prefetch(&mine.words[hashes[i + k] >> mine.shift]);
            __builtin_prefetch(&mine.words[pairs[i + k - from] >> mine.shift]);
        }
    }
    for (i = from; i + FOUR <= to; i += FOUR) {
        __m256i one = _mm256_loadu_si256((const __m256i *)(const void *)(hashes + i));
        __m256i two = _mm256_load_si256((const __m256i *)(const void *)(pairs + i - from));
        unsigned ones = pass_four(&mine, one, hashes + i), twos = pass_four(&mine, two, pairs + i - from);
        for (unsigned left = ones | twos; left; left &= left - 1) {
            unsigned k = (unsigned)__builtin_ctz(left);
            out[found++] = (an_sifted){(uint32_t)(i + k), (ones >> k & 1) | (twos >> k & 1) << 1};
        }
    }
    *found_out = found;
    return i;
}
#endif
