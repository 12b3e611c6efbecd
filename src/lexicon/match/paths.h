/* The paths of terms (inside.h) while a matcher is built: a table by their whole hash that grows. It stands in the order of the hashes,
   so that growing it, and making the matcher's own tables of it, walks through memory from one end to the other. */
#ifndef LEXICON_MATCH_PATHS_H
#define LEXICON_MATCH_PATHS_H

#include "base/pages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AN_PATH_ALONE = 1, AN_PATH_PAIR = 2 };

typedef struct an_path {
    uint64_t hash; /* 0 = free */
    uint32_t value;
    uint8_t asked; /* of the filters, flags: of one atom that is a term, of a term's first two */
} an_path;

typedef struct an_paths {
    an_path *items;
    size_t size, count;
    unsigned seed;
    void *memory;
} an_paths;

/* Where a path stands in a table of `size` places: in the order of the mixed hashes, whatever the size. */
static inline size_t an_path_home(uint64_t path, unsigned seed, size_t size)
{
    static const uint64_t seeds[] = {UINT64_C(0x9E3779B97F4A7C15), UINT64_C(0xD6E8FEB86659FD93), UINT64_C(0xA0761D6478BD642F),
                                     UINT64_C(0xE7037ED1A0B428DB), UINT64_C(0xC2B2AE3D27D4EB4F), UINT64_C(0x165667B19E3779F9),
                                     UINT64_C(0x94D049BB133111EB), UINT64_C(0xBF58476D1CE4E5B9)};

    return (size_t)((path * seeds[seed % 8] >> 32) * size >> 32);
}

/* Have the place of a path brought near that will be asked for soon. */
static inline void an_paths_expect(const an_paths *paths, uint64_t hash)
{
    an_pages_fetch(&paths->items[an_path_home(hash, paths->seed, paths->size)]);
}

/* The entry of a path, made when new; it holds until the next one is made. NULL when out of memory. */
an_path *an_paths_place(an_paths *paths, uint64_t hash);
/* Make room for so many paths altogether. False when out of memory. */
bool an_paths_reserve(an_paths *paths, size_t count);
void an_paths_clear(an_paths *paths);

#endif
