#include "base/pages.h"

#include "base/alloc.h"

#include <stdint.h>
#include <sys/mman.h>

void an_pages_wish(void *start, size_t size)
{
#ifdef MADV_HUGEPAGE
    enum { PAGE = 4096 };
    size_t before = (PAGE - (uintptr_t)start % PAGE) % PAGE;

    if (size >= 2 * AN_PAGES_LARGE)
        madvise((char *)start + before, size - before, MADV_HUGEPAGE); /* a wish: no matter when it fails */
#else
    (void)start;
    (void)size;
#endif
}

void *an_pages_alloc(void **owner, size_t count, size_t size)
{
    size_t bytes;
    char *table;

    if (!an_size_mul(&bytes, count, size) || !an_size_add(&bytes, bytes, 64) || !(*owner = an_alloc(bytes)))
        return NULL;
    table = (char *)*owner + (64 - (uintptr_t)*owner % 64) % 64;
    an_pages_wish(table, bytes - 64);
    return table;
}
