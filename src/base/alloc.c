/* The three doors to the heap. The counter for failing allocations costs one relaxed atomic per call; hot loops allocate from arenas. */
#include "base/alloc.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static atomic_size_t made;
static atomic_size_t fail_at;
static atomic_bool fail_sticky;

/* Whether this allocation is the one (or after the one) that a test wants to fail. */
static bool must_fail(void)
{
    size_t number = atomic_fetch_add_explicit(&made, 1, memory_order_relaxed) + 1;
    size_t at = atomic_load_explicit(&fail_at, memory_order_relaxed);

    if (at == 0)
        return false;
    return number == at || (number > at && atomic_load_explicit(&fail_sticky, memory_order_relaxed));
}

void *an_alloc(size_t size)
{
    return must_fail() ? NULL : calloc(1, size ? size : 1);
}

void *an_realloc(void *ptr, size_t size)
{
    return must_fail() ? NULL : realloc(ptr, size ? size : 1);
}

void an_free(void *ptr)
{
    free(ptr);
}

char *an_strndup(const char *text, size_t len)
{
    char *copy = len == SIZE_MAX ? NULL : an_alloc(len + 1);

    if (copy && len)
        memcpy(copy, text, len);
    return copy;
}

bool an_size_add(size_t *out, size_t a, size_t b)
{
    return !__builtin_add_overflow(a, b, out);
}

bool an_size_mul(size_t *out, size_t a, size_t b)
{
    return !__builtin_mul_overflow(a, b, out);
}

bool an_grow_to(void *items, size_t *capacity, size_t need, size_t item_size)
{
    const size_t few = item_size < 8 ? 64 : 8; /* a text, or a list */
    size_t wanted = *capacity ? *capacity : few, bytes;
    void *list, *grown;

    while (wanted < need)
        if (!an_size_mul(&wanted, wanted, 2))
            return false;
    memcpy(&list, items, sizeof list); /* pointers to whatever it is: only their bytes are the same type */
    if (!an_size_mul(&bytes, wanted, item_size) || !(grown = an_realloc(list, bytes)))
        return false;
    memcpy(items, &grown, sizeof grown);
    *capacity = wanted;
    return true;
}

void an_alloc_fail_at(size_t n, bool sticky)
{
    atomic_store(&made, 0);
    atomic_store(&fail_sticky, sticky);
    atomic_store(&fail_at, n);
}

size_t an_alloc_count(void)
{
    return atomic_load(&made);
}
