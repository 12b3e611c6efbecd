/* Millions of pairs lie in far memory, and each document asks for some hundreds of them. So they are looked up in batches, in three rounds
   that each have brought near what the next one needs: the slot, the pair, then the caller counts. A slot holds 32 bits of the hash: nearly
   always the first pair that is looked at is the right one, and a larger table is filled from the slots alone, two rows of writes in order.
   Open addressing with linear probing, load at most 3/4; nothing is allocated for a single pair. */
#include "link/pairs.h"

#include "base/alloc.h"
#include "base/pages.h"

enum { FIRST_SLOTS = 256 };

void an_pairs_seal(an_pairs *pairs)
{
    an_free(pairs->slots_owner);
    pairs->slots = NULL;
    pairs->slots_owner = NULL;
    pairs->slot_count = 0;
}

void an_pairs_clear(an_pairs *pairs)
{
    an_pairs_seal(pairs);
    an_free(pairs->items);
    *pairs = (an_pairs){0};
}

/* The finaliser of SplitMix64. */
static uint32_t hash_of(an_couple couple)
{
    uint64_t key = (uint64_t)couple.a << 32 | couple.b;

    key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9u;
    key = (key ^ (key >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(key ^ (key >> 31));
}

static an_couple in_order(an_couple couple)
{
    return couple.a < couple.b ? couple : (an_couple){couple.b, couple.a};
}

static bool grow_slots(an_pairs *pairs)
{
    size_t count = pairs->slot_count ? pairs->slot_count * 2 : FIRST_SLOTS;
    void *owner;
    uint64_t *slots = an_pages_alloc(&owner, count, sizeof *slots);

    if (!slots)
        return false;
    for (size_t i = 0; i < pairs->slot_count; i++) {
        size_t slot = (pairs->slots[i] >> 32) & (count - 1);
        if (!pairs->slots[i])
            continue;
        while (slots[slot])
            slot = (slot + 1) & (count - 1);
        slots[slot] = pairs->slots[i];
    }
    an_free(pairs->slots_owner);
    pairs->slots = slots;
    pairs->slots_owner = owner;
    pairs->slot_count = count;
    return true;
}

/* Room for that many more. The hash tells 2^32 slots apart, and numbers have 32 bits. */
static bool make_room(an_pairs *pairs, size_t more)
{
    if (pairs->count + more >= AN_PAIR_NONE || !AN_ROOM(pairs, more))
        return false;
    while ((pairs->count + more) * 4 > pairs->slot_count * 3)
        if (!grow_slots(pairs))
            return false;
    return true;
}

/* The first slot from `slot` on that may be of this hash, with a new pair in it when there is none. */
static size_t probe(an_pairs *pairs, size_t slot, uint32_t hash, an_couple couple)
{
    while (pairs->slots[slot] && (uint32_t)(pairs->slots[slot] >> 32) != hash)
        slot = (slot + 1) & (pairs->slot_count - 1);
    if (!pairs->slots[slot]) {
        pairs->items[pairs->count] = (an_pair){.a = couple.a, .b = couple.b};
        pairs->slots[slot] = (uint64_t)hash << 32 | ++pairs->count;
    }
    return slot;
}

static uint32_t number_in(const an_pairs *pairs, size_t slot)
{
    return (uint32_t)pairs->slots[slot] - 1;
}

bool an_pairs_find(an_pairs *pairs, const an_couple *couples, size_t count, uint32_t *numbers)
{
    an_couple asked[AN_PAIR_BATCH];
    uint32_t hashes[AN_PAIR_BATCH];
    size_t slots[AN_PAIR_BATCH];

    if (!make_room(pairs, count))
        return false;
    for (size_t i = 0; i < count; i++) {
        asked[i] = in_order(couples[i]);
        hashes[i] = hash_of(asked[i]);
        __builtin_prefetch(&pairs->slots[hashes[i] & (pairs->slot_count - 1)], 1);
    }
    for (size_t i = 0; i < count; i++) {
        slots[i] = probe(pairs, hashes[i] & (pairs->slot_count - 1), hashes[i], asked[i]);
        __builtin_prefetch(&pairs->items[number_in(pairs, slots[i])], 1);
    }
    for (size_t i = 0; i < count; i++) {
        const an_pair *pair = &pairs->items[number_in(pairs, slots[i])];
        while (pair->a != asked[i].a || pair->b != asked[i].b) { /* another one of the same hash */
            slots[i] = probe(pairs, (slots[i] + 1) & (pairs->slot_count - 1), hashes[i], asked[i]);
            pair = &pairs->items[number_in(pairs, slots[i])];
        }
        numbers[i] = number_in(pairs, slots[i]);
    }
    return true;
}
