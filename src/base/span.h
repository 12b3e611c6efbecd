/* Stretches of a text. */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

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

#endif
