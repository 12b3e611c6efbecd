/* Open addressing with linear probing over dense arrays, so that a caller can keep more about each key under the same number. Nothing is
   allocated for a single key; load at most 1/2. */
#include "link/tally.h"

#include "base/alloc.h"

void an_tally_clear(an_tally *tally)
{
    an_free(tally->keys);
    an_free(tally->counts);
    an_free(tally->slots);
    *tally = (an_tally){0};
}

/* The finaliser of SplitMix64. */
static size_t hash_of(uint64_t key)
{
    key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9u;
    key = (key ^ (key >> 27)) * 0x94D049BB133111EBu;
    return (size_t)(key ^ (key >> 31));
}

static bool grow_slots(an_tally *tally)
{
    size_t count = tally->slot_count ? tally->slot_count * 2 : 64, bytes;
    uint32_t *slots;

    if (!an_size_mul(&bytes, count, sizeof *slots) || !(slots = an_alloc(bytes)))
        return false;
    for (size_t i = 0; i < tally->count; i++) {
        size_t slot = hash_of(tally->keys[i]) & (count - 1);
        while (slots[slot])
            slot = (slot + 1) & (count - 1);
        slots[slot] = (uint32_t)i + 1;
    }
    an_free(tally->slots);
    tally->slots = slots;
    tally->slot_count = count;
    return true;
}

static bool grow_keys(an_tally *tally)
{
    size_t keys = tally->capacity, counts = tally->capacity;

    if (tally->count >= AN_TALLY_NONE - 1 || !an_grow(&tally->keys, &keys, tally->count + 1, sizeof *tally->keys) ||
        !an_grow(&tally->counts, &counts, tally->count + 1, sizeof *tally->counts))
        return false;
    tally->capacity = keys;
    return true;
}

uint32_t an_tally_add_many(an_tally *tally, uint64_t key, uint64_t count)
{
    size_t slot;

    if ((tally->count + 1) * 2 > tally->slot_count && !grow_slots(tally))
        return AN_TALLY_NONE;
    slot = hash_of(key) & (tally->slot_count - 1);
    while (tally->slots[slot] && tally->keys[tally->slots[slot] - 1] != key)
        slot = (slot + 1) & (tally->slot_count - 1);
    if (!tally->slots[slot]) {
        if (!grow_keys(tally))
            return AN_TALLY_NONE;
        tally->keys[tally->count] = key;
        tally->counts[tally->count] = 0;
        tally->slots[slot] = (uint32_t)++tally->count;
    }
    tally->counts[tally->slots[slot] - 1] += count;
    return tally->slots[slot] - 1;
}

uint32_t an_tally_add(an_tally *tally, uint64_t key)
{
    return an_tally_add_many(tally, key, 1);
}
