/* Numbers that stand for words and features. Everything that is looked up while tagging is one of these, never a text. */
#ifndef EXTRACT_TAGGER_KEY_H
#define EXTRACT_TAGGER_KEY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t an_key_mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* Key of a folded atom. */
static inline uint64_t an_key_bytes(const char *bytes, size_t count)
{
    uint64_t hash = UINT64_C(0x8EBC6AF09C88C6E3) ^ count, word;

    for (; count >= 8; bytes += 8, count -= 8) {
        memcpy(&word, bytes, 8);
        hash = an_key_mix(hash, word);
    }
    word = 0;
    memcpy(&word, bytes, count);
    return an_key_mix(hash, word);
}

/* Key of a word of several atoms (O'Neil, al-Qaeda): atom by atom. */
static inline uint64_t an_key_join(uint64_t word, uint64_t atom)
{
    return an_key_mix(word ^ UINT64_C(0xD6E8FEB86659FD93), atom);
}

#endif
