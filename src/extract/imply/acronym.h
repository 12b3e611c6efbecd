/* Whether a short form can stand for a long one. */
#ifndef EXTRACT_IMPLY_ACRONYM_H
#define EXTRACT_IMPLY_ACRONYM_H

#include "base/str.h"

#include <stdbool.h>

/*
 * The start of the long form that ends `text` and fits the short form, by the algorithm of Schwartz and Hearst (2003): its letters are
 * found from right to left, the first one at the start of a word; at most min(n + 5, 2 n) words for n letters. SIZE_MAX when there is none.
 */
size_t an_acronym_long_form(an_str text, an_str short_form);

/* Bit set of the letters a–z that a text has (its words' first ones when `first`); other letters share a bit. A quick test before the slow
 * one. */
uint32_t an_acronym_letters(an_str text, bool first);

/* Whether the short form is made of the first letters of the words of a name, in order; words in lower case and short ones (of, the, al)
   may be left out, others not. At least three letters. Case of the short form does not matter. */
bool an_acronym_of_initials(an_str name, an_str short_form);

/* «DES» of «OBSERVATOIRE DES DROITS»: a word that is small in a name that is not in capitals. */
bool an_is_small_in_capitals(an_str word);

#endif
