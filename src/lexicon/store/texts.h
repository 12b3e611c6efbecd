/* Many short texts by number, packed one behind the other: a byte of length before each (255 = four bytes more), and the place of every 16th.
   The reader takes nothing for granted: places and lengths that lead outside give an empty text. */
#ifndef LEXICON_STORE_TEXTS_H
#define LEXICON_STORE_TEXTS_H

#include "base/buf.h"

#include <stdint.h>

enum { AN_TEXTS_STRIDE = 16 };

typedef struct an_texts {
    const char *bytes;
    size_t size;
    const uint32_t *marks; /* of texts 0, 16, 32 … */
    size_t count;
} an_texts;

/* Text number `i`, "" beyond the last. Looks at 8 lengths on average. */
an_str an_texts_get(const an_texts *texts, size_t i);
/* The text that was added when there were `place` bytes: for who looks up so many that they keep that instead of the number. */
an_str an_texts_at(const an_texts *texts, size_t place);
/* A text of a file that may be damaged: «?» when it is no UTF-8. */
an_str an_texts_checked(an_str text);

/* Texts while they grow. */
typedef struct an_texts_draft {
    an_buf bytes;
    uint32_t *marks;
    size_t mark_count, mark_capacity;
    size_t count;
} an_texts_draft;

/* Add one behind the last; false when out of memory or beyond 4 GiB. */
bool an_texts_add(an_texts_draft *draft, an_str text);
/* What is there so far; holds until the next one is added. */
an_texts an_texts_view(const an_texts_draft *draft);
void an_texts_clear(an_texts_draft *draft);

#endif
