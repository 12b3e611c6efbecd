/* Text → small number. Also an interner: names get the numbers 0, 1, 2 … in order of first sight. Never iterate it for output by slot;
   by number it is deterministic. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define AN_MAP_NONE UINT32_MAX

typedef struct an_map {
    an_arena text;      /* owned copies of the keys */
    an_str *keys;       /* by number */
    uint32_t *values;   /* by number; free for the caller's use, 0 at first */
    size_t count, capacity;
    uint32_t *slots;    /* number + 1, 0 = free; power of two */
    uint64_t *hashes;   /* by number */
    size_t slot_count;
} an_map;

void an_map_clear(an_map *map); /* release */
void an_map_reset(an_map *map); /* empty, keep the memory */
/* Number of the key, added when new (copied). AN_MAP_NONE when out of memory. `*added` may be NULL. */
uint32_t an_map_intern(an_map *map, an_str key, bool *added);
/* Number of the key or AN_MAP_NONE. */
uint32_t an_map_find(const an_map *map, an_str key);
/* The numbers in the order of their keys (an_free). NULL when out of memory. */
uint32_t *an_map_order(const an_map *map);

#endif
