/* How the same words are written: plain, with accents, in Cyrillic. And the page that they are written on. */
#ifndef BENCH_SCRIPT_H
#define BENCH_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

typedef enum script { SCRIPT_PLAIN, SCRIPT_ACCENTED, SCRIPT_CYRILLIC } script;

/* A text that is being made. What does not fit any more is left out. */
typedef struct page {
    script script;
    size_t length;
    char bytes[1 << 16];
} page;

bool script_named(script *out, const char *name);

void page_put(page *p, const char *ascii);          /* as it is */
void page_word(page *p, const char *word);          /* in the script of the page */
void page_title(page *p, const char *word);         /* the same with a capital */

#endif
