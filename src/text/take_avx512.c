/* Eight runs at a time. */
#if defined(__x86_64__)
#include "text/take.h"

#include "text/hash.h"

#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,bmi2")))
#define AVX512_INLINE AVX512 __attribute__((always_inline)) static inline

enum { EIGHT = 8 };

AVX512_INLINE __m512i number(uint64_t n)
{
    return _mm512_set1_epi64((long long)n);
}

/* an_hash_mix(): the product of 128 bits is put together from those of halves. */
AVX512_INLINE __m512i mix(__m512i a, __m512i b)
{
    __m512i a_high = _mm512_srli_epi64(a, 32), b_high = _mm512_srli_epi64(b, 32), low = _mm512_mul_epu32(a, b);
    __m512i one = _mm512_add_epi64(_mm512_mul_epu32(a_high, b), _mm512_srli_epi64(low, 32));
    __m512i two = _mm512_add_epi64(_mm512_mul_epu32(a, b_high), _mm512_and_si512(one, number(UINT32_MAX)));
    __m512i high = _mm512_add_epi64(_mm512_mul_epu32(a_high, b_high), _mm512_srli_epi64(one, 32));

    low = _mm512_mask_mov_epi32(_mm512_slli_epi64(two, 32), 0x5555, low);
    return _mm512_xor_si512(low, _mm512_add_epi64(high, _mm512_srli_epi64(two, 32)));
}

/* an_hash_short() of eight forms and of their lengths. */
AVX512_INLINE __m512i hash_eight(const unsigned char *forms, __m512i start, __m512i count)
{
    const __m512i eight = number(EIGHT);
    __m512i last_start = _mm512_add_epi64(start, _mm512_max_epi64(_mm512_sub_epi64(count, eight), number(0)));
    __m512i shift = _mm512_slli_epi64(_mm512_max_epi64(_mm512_sub_epi64(eight, count), number(0)), 3);
    __m512i first = _mm512_sllv_epi64(_mm512_i64gather_epi64(start, forms, 1), shift);
    __m512i last = _mm512_sllv_epi64(_mm512_i64gather_epi64(last_start, forms, 1), shift);
    __m512i hash = mix(_mm512_xor_si512(first, number(AN_SEED_A)), _mm512_xor_si512(_mm512_xor_si512(last, number(AN_SEED_B)), count));

    return _mm512_mask_add_epi64(hash, _mm512_cmpeq_epi64_mask(hash, number(0)), hash, number(1));
}

/* Atoms of eight pairs of edges: of each three numbers the third, gap and flags, is 0. */
AVX512_INLINE void write_spans(an_atom *items, __m512i edges, size_t base)
{
    _Static_assert(sizeof(an_atom) == 3 * sizeof(uint32_t), "an atom is its span and one number more");
    enum { OF_FIRST = 0xB6DB, FIRST = 11 /* edges in the first vector */, OF_REST = 0x6D };
    __m512i spans = _mm512_add_epi32(edges, _mm512_set1_epi32((int)base));
    __m512i rest = _mm512_maskz_expand_epi32(OF_REST, _mm512_alignr_epi32(spans, spans, FIRST));

    _mm512_storeu_si512(items, _mm512_maskz_expand_epi32(OF_FIRST, spans));
    _mm256_storeu_si256((__m256i *)(void *)((char *)items + sizeof spans), _mm512_castsi512_si256(rest));
}

AVX512 void an_runs_take_avx512(const an_lanes *runs, size_t first, size_t end, size_t base, an_atom *items, uint64_t *hashes)
{
    const __m512i low = number(UINT32_MAX);

    for (; first + 2 * EIGHT <= end; first += 2 * EIGHT, items += EIGHT, hashes += EIGHT) {
        __m512i places = _mm512_loadu_si512(runs->places + first), start = _mm512_and_si512(places, low);
        __m512i count = _mm512_sub_epi64(_mm512_srli_epi64(places, 32), start);
        unsigned beyond = _mm512_cmpgt_epi64_mask(count, number(AN_HASH_SHORT));
        write_spans(items, _mm512_loadu_si512(runs->edges + first), base);
        _mm512_storeu_si512(hashes, hash_eight(runs->forms, start, count));
        for (; beyond; beyond &= beyond - 1) { /* few are that long */
            unsigned i = (unsigned)__builtin_ctz(beyond);
            const uint32_t *place = runs->places + first + 2 * i;
            hashes[i] = an_hash_padded((const char *)runs->forms + place[0], place[1] - place[0]);
        }
    }
    an_runs_take_scalar(runs, first, end, base, items, hashes);
}
#endif
