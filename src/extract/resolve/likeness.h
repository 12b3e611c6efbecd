/* How alike two words are, for spellings of one name. Both are folded. */
#ifndef EXTRACT_RESOLVE_LIKENESS_H
#define EXTRACT_RESOLVE_LIKENESS_H

#include "base/str.h"

#include <stdbool.h>

enum { AN_SOUND_LONGEST = 31 };

/* Jaro–Winkler: 0 nothing alike – 1 equal. By bytes, of which the first 64 count. */
double an_likeness(an_str a, an_str b);

/* The same of the two as they are written, or as others would write them down by ear («ou» is «u», «ae» is «a»), whichever is greater. */
double an_likeness_by_ear(an_str a, an_str b);

/* «Brigade», «Brigades». */
bool an_one_is_plural(an_str a, an_str b);

/* Whether one is the other with a letter more, less or other, two swapped, or «rn» for «m» and the like, as scanners read. By bytes. */
bool an_one_letter_apart(an_str a, an_str b);

/* Whether one may be a spelling of the other: equal; or at least four letters, alike by .85 (.92 up to five letters), and starting with the
   same letter or the same sound. */
bool an_spelled_alike(an_str a, an_str b);

/* What is left when vowels, h, y and doubled letters go, and letters that are written for one another are one (c g k q, s z,
   v w): "Belmokhtar" and "Bel Moktar" are "blmctr". Blanks are passed over. Returns the length; at most AN_SOUND_LONGEST. */
size_t an_sound(an_str folded, char out[AN_SOUND_LONGEST + 1]);
/* Whether two words have the same sound, of at least so many letters. Most pairs part at their first. */
bool an_sound_alike(an_str a, an_str b, size_t least);

#endif
