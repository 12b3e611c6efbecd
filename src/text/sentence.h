/* Sentences: spans of the text that hold something to read, in order, not overlapping, without the blanks around them. */
#ifndef TEXT_SENTENCE_H
#define TEXT_SENTENCE_H

#include "base/span.h"
#include "base/str.h"

#include <stdbool.h>

/* Append the sentences of text; stretches in `skips` (sorted, disjoint: mail headers, page furniture) are left out and end a sentence.
   Knows abbreviations, initials, dotted acronyms, quotations, headings and wrapped lines (docs/matching.md §5). False when out of memory. Linear. */
bool an_sentences_cut(an_spans *sentences, an_str text, const an_spans *skips);

#endif
