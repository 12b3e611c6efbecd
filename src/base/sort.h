/* Sorting of lists that are sorted again and again: the comparison is built in, and what is in order already stays where it is. */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include "base/alloc.h"

#include <stdint.h>
#include <string.h>

/* The order of uint32_t, for qsort(). */
static inline int an_number_order(const void *left, const void *right)
{
    uint32_t one = *(const uint32_t *)left, other = *(const uint32_t *)right;

    return (one > other) - (one < other);
}

/* Memory that sorting may use, kept between calls; an_free(). */
typedef struct an_sort_room {
    void *bytes;
    size_t capacity;
} an_sort_room;

/* Defines `static bool name(type *items, size_t count, an_sort_room *room)`, which sorts as qsort() would with `compare`, but keeps the order of
   what is equal. False when out of memory. A merge sort over stretches of eight: n log n comparisons, n when in order. What already stands where
   it belongs is not moved, so that lists behind each other that are in order take as much room as the shorter one. */
#define AN_DEFINE_SORT(name, type, compare)                                                                                                 \
    static bool name(type *items, size_t count, an_sort_room *room)                                                                         \
    {                                                                                                                                       \
        enum { STRETCH = 8 };                                                                                                               \
        for (size_t i = 1; i < count; i++) {                                                                                                \
            size_t to = i, from = i / STRETCH * STRETCH;                                                                                    \
            type one;                                                                                                                       \
            if (to == from || compare(items + to - 1, items + to) <= 0)                                                                     \
                continue;                                                                                                                   \
            one = items[i];                                                                                                                 \
            do {                                                                                                                            \
                items[to] = items[to - 1];                                                                                                  \
                to--;                                                                                                                       \
            } while (to > from && compare(items + to - 1, &one) > 0);                                                                       \
            items[to] = one;                                                                                                                \
        }                                                                                                                                   \
        for (size_t width = STRETCH; width < count; width *= 2)                                                                             \
            for (size_t start = 0; start + width < count; start += 2 * width) {                                                             \
                size_t middle = start + width, end = count - middle > width ? middle + width : count;                                       \
                size_t left = 0, right = middle, to = start, behind = middle, moved;                                                        \
                type *aside;                                                                                                                \
                if (compare(items + middle - 1, items + middle) <= 0)                                                                       \
                    continue;                                                                                                               \
                while (to < behind) { /* what stands before the first of the right ones stays */                                            \
                    size_t half = to + (behind - to) / 2;                                                                                   \
                    if (compare(items + half, items + middle) <= 0)                                                                         \
                        to = half + 1;                                                                                                      \
                    else                                                                                                                    \
                        behind = half;                                                                                                      \
                }                                                                                                                           \
                moved = middle - to;                                                                                                        \
                if (!an_grow(&room->bytes, &room->capacity, moved * sizeof *items, 1))                                                      \
                    return false;                                                                                                           \
                aside = room->bytes;                                                                                                        \
                memcpy(aside, items + to, moved * sizeof *items);                                                                           \
                while (left < moved && right < end)                                                                                         \
                    items[to++] = compare(aside + left, items + right) <= 0 ? aside[left++] : items[right++];                               \
                memcpy(items + to, aside + left, (moved - left) * sizeof *items);                                                           \
            }                                                                                                                               \
        return true;                                                                                                                        \
    }

#endif
