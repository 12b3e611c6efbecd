/* The arithmetic of an_atom_hash(), and the hash of a word that the program itself names, which the compiler works out. */
#ifndef TEXT_HASH_H
#define TEXT_HASH_H

#include "base/str.h"

#include <stdint.h>
#include <string.h>

#define AN_SEED_A UINT64_C(0xA0761D6478BD642F)
#define AN_SEED_B UINT64_C(0xE7037ED1A0B428DB)
#define AN_SEED_C UINT64_C(0x8EBC6AF09C88C6E3)

#if defined(__SIZEOF_INT128__)
__extension__ typedef unsigned __int128 wide_word;

static inline uint64_t an_hash_mix(uint64_t a, uint64_t b)
{
    wide_word product = (wide_word)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}
#else
static inline uint64_t an_hash_mix(uint64_t a, uint64_t b)
{
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t low = al * bl, one = ah * bl + (low >> 32), two = al * bh + (uint32_t)one;

    return (two << 32 | (uint32_t)low) ^ (ah * bh + (one >> 32) + (two >> 32));
}
#endif

/* Eight bytes, the first one lowest. */
static inline uint64_t an_hash_load(const char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Hash of 1 to 16 bytes, of which 8 (beyond 8: 16) can be read. No branch on the length, which nobody can predict. */
static inline uint64_t an_hash_short(const char *bytes, size_t count)
{
    int more = (int)count - 8, sign = more >> 31; /* all ones when shorter than 8 */
    unsigned shift = (unsigned)(-more & sign) * 8;
    uint64_t first = an_hash_load(bytes) << shift, last = an_hash_load(bytes + (more & ~sign)) << shift;

    return an_hash_mix(first ^ AN_SEED_A, last ^ AN_SEED_B ^ count);
}

static inline uint64_t an_hash_long(const char *bytes, size_t count)
{
    uint64_t hash = AN_SEED_C;

    for (size_t i = 0; i + 8 < count; i += 8)
        hash = an_hash_mix(hash ^ an_hash_load(bytes + i), AN_SEED_A);
    return an_hash_mix(hash ^ an_hash_load(bytes + count - 8), AN_SEED_B ^ count);
}

enum { AN_HASH_SHORT = 16 };

/* an_atom_hash() of bytes behind which 8 more can be read. */
static inline uint64_t an_hash_padded(const char *bytes, size_t count)
{
    uint64_t hash = count > AN_HASH_SHORT ? an_hash_long(bytes, count) : count ? an_hash_short(bytes, count) : AN_SEED_C;

    return hash + !hash;
}

/* an_atom_hash() of 1 to 8 bytes. */
static inline uint64_t an_hash_of_letters(an_str word)
{
#define LETTER(i) ((i) < word.len ? (uint64_t)(unsigned char)word.ptr[i] << 8 * (8 - word.len + (i)) : 0)
    uint64_t letters = LETTER(0) | LETTER(1) | LETTER(2) | LETTER(3) | LETTER(4) | LETTER(5) | LETTER(6) | LETTER(7);
#undef LETTER
    uint64_t hash = an_hash_mix(letters ^ AN_SEED_A, letters ^ AN_SEED_B ^ word.len);

    return hash + !hash;
}

#endif
