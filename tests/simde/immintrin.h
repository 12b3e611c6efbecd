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

#undef _mm512_maskz_compress_epi8
#undef _mm512_cvtepu8_epi32
#undef _mm512_extracti32x4_epi32
#undef _mm512_movepi8_mask
#define _mm512_maskz_compress_epi8 compress
#define _mm512_cvtepu8_epi32 widen
#define _mm512_extracti32x4_epi32 quarter
#define _mm512_movepi8_mask signs

#endif
