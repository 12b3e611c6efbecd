/* Sixteen bytes at a time, in plain C but for one instruction: compilers turn it into what the processor has. For who looks at every byte, but
   not in many ways; the hottest of all have vectors chosen at run time (text/lanes.h). */
#ifndef BASE_WIDE_H
#define BASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t an_wide __attribute__((vector_size(16)));

static inline an_wide an_wide_at(const char *bytes)
{
    an_wide all;

    memcpy(&all, bytes, sizeof all);
    return all;
}

/* 255 where two are equal, else 0. */
static inline an_wide an_wide_equal(an_wide all, char byte)
{
    return (an_wide)(all == (uint8_t)byte);
}

/* 255 where a byte is in [first, first + count), else 0. */
static inline an_wide an_wide_in(an_wide all, char first, uint8_t count)
{
    return (an_wide)((all - (uint8_t)first) < count);
}

/* Place of the first byte that is 255, where all others are 0; 16 when none is. */
static inline unsigned an_wide_first(an_wide all)
{
#if defined(__SSE2__)
    typedef char signed_wide __attribute__((vector_size(16)));

    return (unsigned)__builtin_ctz((unsigned)__builtin_ia32_pmovmskb128((signed_wide)all) | 1u << 16);
#else
    uint64_t halves[2];

    memcpy(halves, &all, sizeof halves);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return halves[0] ? (unsigned)__builtin_ctzll(halves[0]) / 8 : halves[1] ? 8 + (unsigned)__builtin_ctzll(halves[1]) / 8 : 16;
#else
    return halves[0] ? (unsigned)__builtin_clzll(halves[0]) / 8 : halves[1] ? 8 + (unsigned)__builtin_clzll(halves[1]) / 8 : 16;
#endif
#endif
}

#endif
