/* Binary search. */
#ifndef BASE_SEEK_H
#define BASE_SEEK_H

#include <stddef.h>

/* Raises `low` to the first number below `high` of which `before`, an expression in `middle`, does not hold, or to `high` when it holds of all:
   AN_SEEK(low, high, items[middle].end <= at). Both are variables; `high` is lost. */
#define AN_SEEK(low, high, before)                                                                                                          \
    while ((low) < (high)) {                                                                                                                \
        size_t middle = (low) + ((high) - (low)) / 2;                                                                                       \
        if (before)                                                                                                                         \
            (low) = middle + 1;                                                                                                             \
        else                                                                                                                                \
            (high) = middle;                                                                                                                \
    }

#endif
