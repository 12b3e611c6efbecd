/* Memory of large tables. */
#ifndef BASE_PAGES_H
#define BASE_PAGES_H

#include <stddef.h>

#define AN_PAGES_LARGE ((size_t)2 << 20) /* bytes of a table that does not fit into a core's own caches */

/* Zeroed memory at a multiple of 64; large pages save most of the address translation in big tables. `*owner` is what must be freed. NULL when
   out of memory. */
void *an_pages_alloc(void **owner, size_t count, size_t size);

/* Ask for large pages below a stretch that will be used as a whole, if it is as large as one (AN_PAGES_LARGE). Nothing happens where they are not to be had. */
void an_pages_wish(void *start, size_t size);

/* Have a line of memory brought near that will soon be looked at. GCC takes a function that only prefetches for one without effect and leaves
   its calls out: the empty instruction prevents that. */
static inline void an_pages_fetch(const void *line)
{
    __builtin_prefetch(line);
    __asm__ volatile("");
}

#endif
