/* Names by number: the first thousand are a part of the first million. All are different, and none needs the others. */
#ifndef BENCH_NAMES_H
#define BENCH_NAMES_H

#include "script.h"
#include "words.h"

#include <stdint.h>

/* Writes the parts of name `number` (< 2^28) with `gap` between them. */
void name_write(page *p, const lists *from, uint64_t number, const char *gap);

#endif
