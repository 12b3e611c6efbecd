/* Sentences: spans of the text that hold something to read, in order, not overlapping, without the blanks around them. */
#ifndef TEXT_SENTENCE_H
#define TEXT_SENTENCE_H

#include "base/span.h"
#include "base/str.h"

#include <stdbool.h>

typedef struct an_splitter an_splitter;

/* Append the sentences of text; stretches in `skips` (sorted, disjoint: mail headers, page furniture) are left out and end a sentence.
   Knows abbreviations, initials, dotted acronyms, quotations, headings and wrapped lines (docs/matching.md §5). False when out of memory. Linear. */
bool an_sentences_cut(an_spans *sentences, an_str text, const an_spans *skips);

/* For who asks at few places: the same ends, worked out only for the paragraphs that are asked for. One splitter serves many texts. */
an_splitter *an_splitter_new(void);
void an_splitter_free(an_splitter *splitter);
/* Turn to a text, and to a stretch [from, to) of it without skips. Costs nothing. */
void an_splitter_text(an_splitter *splitter, an_str text);
void an_splitter_stretch(an_splitter *splitter, size_t from, size_t to);
/* Whether a sentence ends in what stands between two words, text[from, to) of the stretch. Rising places are cheapest: linear altogether. */
bool an_splitter_ends(an_splitter *splitter, size_t from, size_t to);
/* The end of the sentence that holds a place of the stretch, or the place itself when none does; `*start` is where it begins. */
size_t an_splitter_end_of(an_splitter *splitter, size_t at, size_t *start);
/* Whether memory ran out since the text was turned to; answers are wrong then. */
bool an_splitter_failed(const an_splitter *splitter);

/* Whether a paragraph ends in text[from, to), which lies between two sentences: two line ends (LF, CR LF, CR, U+2028; U+2029 is two) with
   nothing but blanks between them. */
bool an_paragraph_ends(an_str text, size_t from, size_t to);

/* Whether only blanks stand between the start of its line and `at`. */
bool an_starts_line(an_str text, size_t at);

#endif
