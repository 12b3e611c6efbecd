/* Spellings that are met in texts, to be asked for the one that a name was probably meant by. */
#ifndef PIPELINE_SPELLING_H
#define PIPELINE_SPELLING_H

#include "base/buf.h"
#include "base/map.h"

typedef struct an_spellings {
    an_map texts; /* by number; values = how often met */
    an_map keys;  /* consonants, and those with one left out; values = first link + 1 */
    struct an_spelling_link {
        uint32_t text, next; /* next + 1, 0 = end */
    } * links;
    size_t link_count, link_capacity;
    an_buf folded, other, key;
} an_spellings;

void an_spellings_clear(an_spellings *all);
/* Count a spelling. False when out of memory. */
bool an_spellings_add(an_spellings *all, an_str text);
/* Work out the keys, once all are counted. */
bool an_spellings_finish(an_spellings *all);
/* The nearest spelling that is not the name itself; false when there is none. */
bool an_spellings_near(an_spellings *all, an_str name, an_str *found, size_t *count);

#endif
