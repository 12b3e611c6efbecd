/* The form in which words are compared: full case folding, compatibility-free decomposition, accents of Latin, Greek and Cyrillic letters
   dropped, invisible characters dropped. docs/matching.md §2 is the specification. ASCII costs a table look-up a byte; the rest goes
   through utf8proc (only here). */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/buf.h"

/* Append the folded form of text to out. Idempotent. Bytes may grow or shrink; never use offsets of it on the original. */
void an_fold(an_buf *out, an_str text);

/* The first code point of the folded form of one, 0 when nothing is left of it. Needs no memory. */
uint32_t an_fold_first(uint32_t code);

/* Classes of code points that the text layer asks for. */
bool an_is_letter(uint32_t code);  /* letters and marks that belong to words */
bool an_is_digit(uint32_t code);
bool an_is_upper(uint32_t code);   /* upper or title case */
bool an_is_lower(uint32_t code);
bool an_is_space(uint32_t code);   /* blanks of every kind, tab, line ends */
uint32_t an_to_lower(uint32_t code); /* its small letter; others stay */
uint32_t an_to_upper(uint32_t code); /* its capital; others stay */
bool an_is_mark(uint32_t code);    /* combining mark */
bool an_is_ignorable(uint32_t code); /* soft hyphen, zero-width and bidi controls, BOM: part of the word they stand in, not compared */
bool an_is_apostrophe(uint32_t code);
bool an_is_hyphen(uint32_t code);
bool an_is_unspaced(uint32_t code);  /* script written without spaces: each letter is an atom */

const char *an_utf8proc_version(void);

#endif
