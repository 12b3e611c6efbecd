/* Letters of two bytes (U+0080–07FF: Latin with accents, Greek, Cyrillic, Hebrew, Arabic), folded all over a window, where their folded form
   has no more than two bytes. Atoms of such letters and ASCII are then hashed like those of ASCII alone. */
#ifndef TEXT_PAIRS_H
#define TEXT_PAIRS_H

#include "text/lanes.h"

/* Fold the letters of two bytes in a window of `length` bytes whose runs were found. What is left in `wide` is what only decoding tells. */
void an_pairs_fold(an_lanes *runs, size_t length);

#endif
