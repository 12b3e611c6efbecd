/* Blocks in a chain, the newest first; each is at least as large as the one before, up to 1 MiB. */
#include "base/arena.h"

#include "base/alloc.h"

#include <stdalign.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct an_arena_block {
    an_arena_block *next;
    size_t size;
    alignas(max_align_t) char bytes[];
};

void an_arena_clear(an_arena *arena)
{
    for (an_arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        an_free(block);
    }
    *arena = (an_arena){0};
}

void an_arena_reset(an_arena *arena)
{
    an_arena_block *keep = arena->blocks;

    if (!keep)
        return;
    for (an_arena_block *block = keep->next, *next; block; block = next) {
        next = block->next;
        an_free(block);
    }
    keep->next = NULL;
    memset(keep->bytes, 0, arena->used);
    arena->used = 0;
}

/* Up to where the next piece can begin; false when there is no such number. */
static bool align(size_t *aligned, size_t size)
{
    bool fits = an_size_add(aligned, size, alignof(max_align_t) - 1);

    *aligned &= ~(alignof(max_align_t) - 1);
    return fits;
}

void *an_arena_alloc(an_arena *arena, size_t size)
{
    size_t aligned, block_size = arena->size ? arena->size * 2 : FIRST_BLOCK, bytes;
    an_arena_block *block;
    void *place;

    if (!align(&aligned, size))
        return NULL;
    if (!arena->blocks || aligned > arena->size - arena->used) {
        if (block_size > LARGEST_BLOCK)
            block_size = LARGEST_BLOCK;
        if (block_size < aligned)
            block_size = aligned;
        if (!an_size_add(&bytes, sizeof *block, block_size) || !(block = an_alloc(bytes)))
            return NULL;
        block->next = arena->blocks;
        block->size = block_size;
        arena->blocks = block;
        arena->size = block_size;
        arena->used = 0;
    }
    place = arena->blocks->bytes + arena->used;
    arena->used += aligned;
    return place;
}

void an_arena_keep(an_arena *arena, void *piece, size_t kept, size_t touched)
{
    size_t aligned;

    if (touched > kept)
        memset((char *)piece + kept, 0, touched - kept);
    if (align(&aligned, kept))
        arena->used = (size_t)((char *)piece - arena->blocks->bytes) + aligned;
}

an_str an_arena_str(an_arena *arena, an_str text)
{
    char *copy = text.len < SIZE_MAX ? an_arena_alloc(arena, text.len + 1) : NULL;

    if (!copy)
        return (an_str){NULL, 0};
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    return (an_str){copy, text.len};
}
