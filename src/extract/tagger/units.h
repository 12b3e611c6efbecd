/* Units of soldiers, and the numbers that tell one of several: «the 128 Mountain Brigade», «Marine Aircraft Group 26». */
#ifndef EXTRACT_TAGGER_UNITS_H
#define EXTRACT_TAGGER_UNITS_H

#include "extract/tagger/features.h"

/* Numbers that tell one of several, in words. */
#define AN_ORDINALS {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

/* Whether the word says what sort of unit one is: «Brigade», «Squadron». */
bool an_is_unit(an_str word);
/* Whether the number of a unit stands before tokens [first, end): «the 128 Mountain Brigade». */
bool an_follows_number(const an_stretch *stretch, size_t first, size_t end);
/* Whether a number behind tokens [first, end) is a part of that unit's name: «Marine Aircraft Group 26». */
bool an_takes_number(const an_stretch *stretch, size_t first, size_t end);
/* How many tokens from one on say which of several it is: «Construction Trust No. 4»; 0 when they do not. */
size_t an_numbered_tokens(const an_stretch *stretch, size_t end);

#endif
