/* A sentence to be read by a person: on one line, with marks around what is in question. */
#ifndef EVAL_EXCERPT_H
#define EVAL_EXCERPT_H

#include "base/buf.h"
#include "base/span.h"

/* A stretch of the text and the marks to put around it; an empty one is none. */
typedef struct an_marked {
    an_span span;
    const char *open, *close;
} an_marked;

/* Append `sentence`, wide enough to hold both stretches; what is far from them is left out. Blanks and line ends are one blank. */
void an_excerpt_add(an_buf *out, an_str text, an_span sentence, an_marked one, an_marked other);
/* The sentence of a sorted list that holds a byte; an empty span when none does. */
an_span an_sentence_at(const an_span *sentences, size_t count, uint32_t at);

#endif
