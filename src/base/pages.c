#include "base/pages.h"

#include "base/alloc.h"

#include <stdint.h>
#include <sys/mman.h>

void *an_pages_alloc(void **owner, size_t count, size_t size)
{
    size_t bytes;
    char *table;

    if (!an_size_mul(&bytes, count, size) || !an_size_add(&bytes, bytes, 64) || !(*owner = an_alloc(bytes)))
        return NULL;
    table = (char *)*owner + (64 - (uintptr_t)*owner % 64) % 64;
#ifdef MADV_HUGEPAGE
    if (bytes >= 2 * AN_PAGES_LARGE) {
        char *page = table + (4096 - (uintptr_t)table % 4096) % 4096;
        madvise(page, bytes - 64 - (size_t)(page - table), MADV_HUGEPAGE); /* a wish: no matter when it fails */
    }
#endif
    return table;
}
