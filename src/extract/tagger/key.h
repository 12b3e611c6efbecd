/* Numbers that stand for words and features. Everything that is looked up while tagging is one of these, never a text. */
#ifndef EXTRACT_TAGGER_KEY_H
#define EXTRACT_TAGGER_KEY_H

#include "text/atom.h"

static inline uint64_t an_key_mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* Key of a folded atom: the hash that cut atoms carry. */
static inline uint64_t an_key_bytes(const char *bytes, size_t count)
{
    return an_atom_hash((an_str){bytes, count});
}

/* Key of a word of several atoms (O'Neil, al-Qaeda): atom by atom. */
static inline uint64_t an_key_join(uint64_t word, uint64_t atom)
{
    return an_key_mix(word * UINT64_C(0xD6E8FEB86659FD93), atom); /* not the same the other way round */
}

#endif
