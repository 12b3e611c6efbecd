/* The project's word lists: what texts and names are made of. */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include <stddef.h>

typedef struct words {
    char **items; /* lower case, a to z */
    size_t count;
} words;

typedef struct lists {
    words frequent, common; /* the commonest English words, by falling frequency; all of dict/words/common.txt in an order of no meaning */
    words given, surnames, towns;
} lists;

void lists_read(lists *out, const char *dict); /* ends the program with a message when that fails */

#endif
