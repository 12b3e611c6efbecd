/* Stands in for the compiler's header of this name: the instructions as SIMDe has them, in plain C. */
#ifndef SIMDE_IMMINTRIN_H
#define SIMDE_IMMINTRIN_H

#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What SIMDe does not know yet. */
static simde__m512i compress(uint64_t mask, simde__m512i bytes)
{
    unsigned char in[64], out[64] = {0};
    size_t count = 0;

    memcpy(in, &bytes, sizeof in);
    for (size_t i = 0; i < 64; i++)
        if (mask >> i & 1)
            out[count++] = in[i];
    memcpy(&bytes, out, sizeof out);
    return bytes;
}

static simde__m512i widen(simde__m128i bytes)
{
    unsigned char in[16];
    uint32_t out[16];
    simde__m512i wide;

    memcpy(in, &bytes, sizeof in);
    for (size_t i = 0; i < 16; i++)
        out[i] = in[i];
    memcpy(&wide, out, sizeof out);
    return wide;
}

static simde__m128i quarter(simde__m512i bytes, int which)
{
    unsigned char in[64];
    simde__m128i out;

    memcpy(in, &bytes, sizeof in);
    memcpy(&out, in + 16 * which, sizeof out);
    return out;
}

static uint64_t signs(simde__m512i bytes)
{
    unsigned char in[64];
    uint64_t mask = 0;

    memcpy(in, &bytes, sizeof in);
    for (size_t i = 0; i < 64; i++)
        mask |= (uint64_t)(in[i] >> 7) << i;
    return mask;
}

static simde__m512i gather(simde__m512i places, const void *from, size_t scale)
{
    uint64_t each[8];

    memcpy(each, &places, sizeof each);
    for (size_t i = 0; i < 8; i++)
        memcpy(&each[i], (const char *)from + each[i] * scale, sizeof *each);
    memcpy(&places, each, sizeof each);
    return places;
}

static simde__m512i gather_near(simde__m256i places, const void *from, size_t scale)
{
    int32_t each[8];
    uint64_t wide[8];
    simde__m512i all;

    memcpy(each, &places, sizeof each);
    for (size_t i = 0; i < 8; i++)
        wide[i] = (uint64_t)each[i];
    memcpy(&all, wide, sizeof all);
    return gather(all, from, scale);
}

static simde__m512i expand(unsigned mask, simde__m512i numbers)
{
    uint32_t in[16], out[16] = {0};
    size_t next = 0;

    memcpy(in, &numbers, sizeof in);
    for (size_t i = 0; i < 16; i++)
        if (mask >> i & 1)
            out[i] = in[next++];
    memcpy(&numbers, out, sizeof out);
    return numbers;
}

static simde__m512i shift_numbers(simde__m512i high, simde__m512i low, int count)
{
    uint32_t all[32];

    memcpy(all, &low, sizeof low);
    memcpy(all + 16, &high, sizeof high);
    memcpy(&low, all + count, sizeof low);
    return low;
}

static simde__m256i compress_numbers(unsigned mask, simde__m256i numbers)
{
    uint32_t in[8], out[8] = {0};
    size_t count = 0;

    memcpy(in, &numbers, sizeof in);
    for (size_t i = 0; i < 8; i++)
        if (mask >> i & 1)
            out[count++] = in[i];
    memcpy(&numbers, out, sizeof out);
    return numbers;
}

static unsigned deposit(unsigned bits, unsigned mask)
{
    unsigned out = 0;

    for (unsigned rest = mask; rest; rest &= rest - 1, bits >>= 1)
        out |= bits & 1 ? rest & -rest : 0;
    return out;
}

typedef uint8_t __mmask8;
#undef _mm512_i64gather_epi64
#undef _mm512_i32gather_epi64
#undef _mm512_maskz_expand_epi32
#undef _mm512_alignr_epi32
#undef _mm256_maskz_compress_epi32
#define _mm512_i64gather_epi64 gather
#define _mm512_i32gather_epi64 gather_near
#define _mm512_maskz_expand_epi32 expand
#define _mm512_alignr_epi32 shift_numbers
#define _mm256_maskz_compress_epi32 compress_numbers
#define _pdep_u32 deposit
#undef _mm512_maskz_compress_epi8
#undef _mm512_cvtepu8_epi32
#undef _mm512_extracti32x4_epi32
#undef _mm512_movepi8_mask
#define _mm512_maskz_compress_epi8 compress
#define _mm512_cvtepu8_epi32 widen
#define _mm512_extracti32x4_epi32 quarter
#define _mm512_movepi8_mask signs

#endif
