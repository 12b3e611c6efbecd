/* Every allocation of ours goes through here, so that a test can make the n-th one fail. */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed memory, or NULL. Size 0 gives a unique pointer. */
void *an_alloc(size_t size);
/* As realloc(); new bytes are not zeroed. On failure the old block stays. */
void *an_realloc(void *ptr, size_t size);
void an_free(void *ptr);
/* NUL-terminated copy of len bytes, or NULL. */
char *an_strndup(const char *text, size_t len);

/* a + b and a * b, false on overflow. */
bool an_size_add(size_t *out, size_t a, size_t b);
bool an_size_mul(size_t *out, size_t a, size_t b);

/* an_grow() where there is not room enough yet. */
bool an_grow_to(void *items, size_t *capacity, size_t need, size_t item_size);
/* Make room for `need` items in a growable array: doubles, never shrinks. `*items` may be NULL with capacity 0. False when out of memory. */
static inline bool an_grow(void *items, size_t *capacity, size_t need, size_t item_size)
{
    return need <= *capacity || an_grow_to(items, capacity, need, item_size);
}
/* an_grow for a list with the members items, count, capacity; room for `more` more items. The usual case costs a comparison. */
#define AN_ROOM(list, more)                                                                                                                \
    ((list)->capacity - (list)->count >= (size_t)(more) ||                                                                                 \
     an_grow(&(list)->items, &(list)->capacity, (list)->count + (more), sizeof *(list)->items))

/* Tests only: let the allocation number `n` from now (1 = next) fail, and all after it when `sticky`; 0 = none. Not thread-safe. */
void an_alloc_fail_at(size_t n, bool sticky);
/* Allocations made since the last an_alloc_fail_at(). */
size_t an_alloc_count(void);

#endif
