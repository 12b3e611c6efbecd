/* Many small things that are freed together. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

typedef struct an_arena_block an_arena_block;
typedef struct an_arena {
    an_arena_block *blocks;
    size_t used, size; /* of the newest block */
} an_arena;

void an_arena_clear(an_arena *arena); /* release */
void an_arena_reset(an_arena *arena); /* empty, keep one block for reuse */
/* Zeroed memory aligned for anything, or NULL. */
void *an_arena_alloc(an_arena *arena, size_t size);
/* Of the piece asked for last, only the first `kept` stay; `touched` of them may have been written to. */
void an_arena_keep(an_arena *arena, void *piece, size_t kept, size_t touched);
/* NUL-terminated copy; ptr is NULL when out of memory. */
an_str an_arena_str(an_arena *arena, an_str text);

/* A copy that was to be made, or "" with `*failed` set when there is none: for who asks once, at the end. */
static inline an_str an_kept(an_str copy, bool *failed)
{
    *failed |= !copy.ptr;
    return copy.ptr ? copy : AN_LIT("");
}

#endif
