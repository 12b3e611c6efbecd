/* Stretches of a text. */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Half-open range of bytes of a document's text (after the gate). Documents of 4 GiB and more are refused when read. */
typedef struct an_span {
    uint32_t start, end;
} an_span;

typedef struct an_spans {
    an_span *items;
    size_t count, capacity;
} an_spans;

/* A walk over the stretches of [0, length) that lie between spans, which are sorted and disjoint. `= {0}` to begin with. */
typedef struct an_between {
    size_t next, at;
} an_between;

/* The next stretch, never an empty one; false at the end. `spans` may be NULL. */
static inline bool an_between_next(an_between *walk, const an_spans *spans, size_t length, an_span *stretch)
{
    while (walk->at < length) {
        size_t from = walk->at, to = length;
        if (spans && walk->next < spans->count) {
            an_span span = spans->items[walk->next++];
            to = span.start < length ? span.start : length;
            walk->at = span.end > from ? span.end : from;
        } else {
            walk->at = length;
        }
        if (to > from) {
            *stretch = (an_span){(uint32_t)from, (uint32_t)to};
            return true;
        }
    }
    return false;
}

#endif
