/* What the fuzz targets share. Each is one function over any bytes; with clang it becomes a fuzzer, else standalone.c replays the corpus.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "base/buf.h"
#include "base/utf8.h"
#include "text/gate.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Not assert(): it must hold in every build. */
#define HOLDS(condition)                                                                                                                   \
    do {                                                                                                                                   \
        if (!(condition)) {                                                                                                                \
            fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);                                                  \
            abort();                                                                                                                       \
        }                                                                                                                                  \
    } while (0)

/* Write the bytes to a file of that name in a folder of this process; its path (one at a time). */
const char *fuzz_file(const char *name, an_str content);

static inline an_str fuzz_input(const uint8_t *data, size_t size)
{
    return (an_str){size ? (const char *)data : "", size};
}

/* The first line of the input, which is dropped from it. */
static inline an_str fuzz_line(an_str *rest)
{
    an_str line = *rest;
    size_t end = an_str_find_byte(*rest, 0, '\n');

    if (end == (size_t)-1) {
        *rest = (an_str){rest->ptr + rest->len, 0};
        return line;
    }
    line.len = end;
    *rest = an_str_sub(*rest, end + 1, rest->len);
    return line;
}

#endif
