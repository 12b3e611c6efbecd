/* Sorting of lists that are sorted again and again: the comparison is built in, and what is in order already stays where it is. */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include "base/alloc.h"

#include <string.h>

/* Memory that sorting may use, kept between calls; an_free(). */
typedef struct an_sort_room {
    void *bytes;
    size_t capacity;
} an_sort_room;

/* Defines `static bool name(type *items, size_t count, an_sort_room *room)`, which sorts as qsort() would with `compare`, but keeps the order of
   what is equal. False when out of memory. A merge sort over stretches of eight: n log n comparisons, n when in order. */
#define AN_DEFINE_SORT(name, type, compare)                                                                                                 \
    static bool name(type *items, size_t count, an_sort_room *room)                                                                          \
    {                                                                                                                                       \
        enum { STRETCH = 8 };                                                                                                               \
        type *aside, one;                                                                                                                   \
        for (size_t i = 1; i < count; i++) {                                                                                                \
            size_t to = i, from = i / STRETCH * STRETCH;                                                                                    \
            if (to == from || compare(items + to - 1, items + to) <= 0)                                                                     \
                continue;                                                                                                                   \
            one = items[i];                                                                                                                 \
            do {                                                                                                                            \
                items[to] = items[to - 1];                                                                                                  \
                to--;                                                                                                                       \
            } while (to > from && compare(items + to - 1, &one) > 0);                                                                       \
            items[to] = one;                                                                                                                \
        }                                                                                                                                   \
        if (count <= STRETCH)                                                                                                               \
            return true;                                                                                                                    \
        if (!an_grow(&room->bytes, &room->capacity, count * sizeof *items, 1))                                                              \
            return false;                                                                                                                   \
        aside = room->bytes;                                                                                                                \
        for (size_t width = STRETCH; width < count; width *= 2)                                                                             \
            for (size_t start = 0; start + width < count; start += 2 * width) {                                                             \
                size_t middle = start + width, end = count - middle > width ? middle + width : count, left = 0, right = middle, to = start; \
                if (compare(items + middle - 1, items + middle) <= 0)                                                                       \
                    continue;                                                                                                               \
                memcpy(aside, items + start, width * sizeof *items);                                                                        \
                while (left < width && right < end)                                                                                         \
                    items[to++] = compare(aside + left, items + right) <= 0 ? aside[left++] : items[right++];                                \
                memcpy(items + to, aside + left, (width - left) * sizeof *items);                                                           \
            }                                                                                                                               \
        return true;                                                                                                                        \
    }

#endif
