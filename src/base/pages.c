#include "base/pages.h"

#include "base/alloc.h"

#include <stdint.h>
#include <sys/mman.h>

void an_pages_wish(void *start, size_t size)
{
#ifdef MADV_HUGEPAGE
    enum { PAGE = 4096 };
    size_t before = (PAGE - (uintptr_t)start % PAGE) % PAGE;

    if (size >= AN_PAGES_LARGE)
        madvise((char *)start + before, size - before, MADV_HUGEPAGE); /* a wish: no matter when it fails */
#else
    (void)start;
    (void)size;
#endif
}

/* A large table begins with a large page; what stands before it is never touched and costs no memory. */
void *an_pages_alloc(void **owner, size_t count, size_t size)
{
    size_t bytes, whole, line = 64;
    char *table;

    if (!an_size_mul(&bytes, count, size))
        return NULL;
    if (bytes >= AN_PAGES_LARGE)
        line = AN_PAGES_LARGE;
    if (!an_size_add(&whole, bytes, line) || !(*owner = an_alloc(whole)))
        return NULL;
    table = (char *)*owner + (line - (uintptr_t)*owner % line) % line;
    an_pages_wish(table, bytes);
    return table;
}
