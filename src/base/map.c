/* Open addressing with linear probing; the keys keep their numbers when the slots grow. Load at most 1/2. */
#include "base/map.h"

#include "base/alloc.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <stdlib.h>

void an_map_clear(an_map *map)
{
    an_arena_clear(&map->text);
    an_free(map->keys);
    an_free(map->values);
    an_free(map->slots);
    an_free(map->hashes);
    *map = (an_map){0};
}

void an_map_reset(an_map *map)
{
    size_t mask = map->slot_count - 1;

    if (map->count * 8 > map->slot_count)
        memset(map->slots, 0, map->slot_count * sizeof *map->slots);
    else
        for (size_t i = 0; i < map->count; i++) { /* of few keys in a large map each frees the row of slots that it stands in */
            for (size_t slot = (size_t)map->hashes[i] & mask; map->slots[slot]; slot = (slot + 1) & mask)
                map->slots[slot] = 0;
        }
    map->count = 0;
    an_arena_reset(&map->text);
}

/* Slot that holds the key, or the free one where it would go. */
static size_t slot_of(const an_map *map, an_str key, uint64_t hash)
{
    size_t mask = map->slot_count - 1, slot = (size_t)hash & mask;

    while (map->slots[slot]) {
        uint32_t number = map->slots[slot] - 1;
        if (map->hashes[number] == hash && an_str_equal(map->keys[number], key))
            break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

static bool grow_slots(an_map *map)
{
    size_t count = map->slot_count ? map->slot_count * 2 : 64, bytes;
    uint32_t *slots;

    if (!an_size_mul(&bytes, count, sizeof *slots) || !(slots = an_alloc(bytes)))
        return false;
    for (size_t i = 0; i < map->count; i++) {
        size_t slot = (size_t)map->hashes[i] & (count - 1);
        while (slots[slot])
            slot = (slot + 1) & (count - 1);
        slots[slot] = (uint32_t)i + 1;
    }
    an_free(map->slots);
    map->slots = slots;
    map->slot_count = count;
    return true;
}

/* keys, values and hashes share one capacity. */
static bool grow_keys(an_map *map)
{
    size_t keys = map->capacity, values = map->capacity, hashes = map->capacity;

    if (map->count >= AN_MAP_NONE - 1 || !an_grow(&map->keys, &keys, map->count + 1, sizeof *map->keys) ||
        !an_grow(&map->values, &values, map->count + 1, sizeof *map->values) ||
        !an_grow(&map->hashes, &hashes, map->count + 1, sizeof *map->hashes))
        return false;
    map->capacity = keys;
    return true;
}

uint32_t an_map_intern(an_map *map, an_str key, bool *added)
{
    uint64_t hash = XXH3_64bits(key.len ? key.ptr : "", key.len);
    an_str copy;
    size_t slot;

    if (added)
        *added = false;
    if ((map->count + 1) * 2 > map->slot_count && !grow_slots(map))
        return AN_MAP_NONE;
    slot = slot_of(map, key, hash);
    if (map->slots[slot])
        return map->slots[slot] - 1;
    if (!grow_keys(map) || !(copy = an_arena_str(&map->text, key)).ptr)
        return AN_MAP_NONE;
    map->keys[map->count] = copy;
    map->values[map->count] = 0;
    map->hashes[map->count] = hash;
    map->slots[slot] = (uint32_t)++map->count;
    if (added)
        *added = true;
    return (uint32_t)map->count - 1;
}

uint32_t an_map_find(const an_map *map, an_str key)
{
    size_t slot;

    if (!map->count)
        return AN_MAP_NONE;
    slot = slot_of(map, key, XXH3_64bits(key.len ? key.ptr : "", key.len));
    return map->slots[slot] ? map->slots[slot] - 1 : AN_MAP_NONE;
}

/* A key with what qsort() needs to see. */
typedef struct numbered {
    an_str key;
    uint32_t number;
} numbered;

static int compare_numbered(const void *left, const void *right)
{
    return an_str_compare(((const numbered *)left)->key, ((const numbered *)right)->key);
}

uint32_t *an_map_order(const an_map *map)
{
    numbered *list = an_alloc((map->count + 1) * sizeof *list);
    uint32_t *order = list ? an_alloc((map->count + 1) * sizeof *order) : NULL;

    for (uint32_t i = 0; order && i < map->count; i++)
        list[i] = (numbered){map->keys[i], i};
    if (order && map->count)
        qsort(list, map->count, sizeof *list, compare_numbered);
    for (size_t i = 0; order && i < map->count; i++)
        order[i] = list[i].number;
    an_free(list);
    return order;
}
