/* Open addressing, at most three quarters full. When some path must look too far, which only chosen names bring about, the table is mixed anew. */
#include "lexicon/match/paths.h"

#include "base/alloc.h"

enum { FURTHEST = 1024 /* places that a path looks at */ };

/* The place of a hash, or a free one for it; NULL when that is too far. */
static an_path *find(const an_paths *paths, uint64_t hash)
{
    size_t at = an_path_home(hash, paths->seed, paths->size);

    for (int i = 0; i < FURTHEST; i++) {
        an_path *path = &paths->items[at];
        if (path->hash == hash || path->hash == 0)
            return path;
        at = at + 1 == paths->size ? 0 : at + 1;
    }
    return NULL;
}

static bool move_all(an_paths *to, const an_paths *from)
{
    for (size_t i = 0; i < from->size; i++) {
        an_path *place;
        if (from->items[i].hash == 0)
            continue;
        if (!(place = find(to, from->items[i].hash)))
            return false;
        *place = from->items[i];
    }
    return true;
}

static bool grow(an_paths *paths, size_t size, unsigned seed)
{
    for (;; size += size / 2, seed++) {
        an_paths bigger = {.size = size, .count = paths->count, .seed = seed};
        if (size > UINT32_MAX || !(bigger.items = an_pages_alloc(&bigger.memory, size, sizeof *bigger.items)))
            return false;
        if (move_all(&bigger, paths)) {
            an_free(paths->memory);
            *paths = bigger;
            return true;
        }
        an_free(bigger.memory);
    }
}

static size_t room(const an_paths *paths)
{
    return paths->size / 4 * 3;
}

bool an_paths_reserve(an_paths *paths, size_t count)
{
    return count <= room(paths) || grow(paths, count / 3 * 4 + paths->size / 2 + 64, paths->seed);
}

an_path *an_paths_place(an_paths *paths, uint64_t hash)
{
    an_path *place;

    hash += hash == 0;
    if (paths->count >= room(paths) && !grow(paths, paths->size * 2 + 64, paths->seed))
        return NULL;
    while (!(place = find(paths, hash)))
        if (!grow(paths, paths->size * 2, paths->seed + 1))
            return NULL;
    if (place->hash == 0) {
        place->hash = hash;
        paths->count++;
    }
    return place;
}

void an_paths_clear(an_paths *paths)
{
    an_free(paths->memory);
    *paths = (an_paths){0};
}
