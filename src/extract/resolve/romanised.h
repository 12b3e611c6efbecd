/* Words that were written in other letters first, and are written in ours in more ways than one. All are folded. */
#ifndef EXTRACT_RESOLVE_ROMANISED_H
#define EXTRACT_RESOLVE_ROMANISED_H

#include "base/str.h"

#include <stdbool.h>

enum { AN_ROMANISED_LONGEST = 64 };

/* A word from Cyrillic as one of its ways has it, Russian and Ukrainian alike: «Hryhorenko» is «Grigorenko»; what does not end as such words do, and what is
   longer, stays as it is. */
an_str an_from_cyrillic(an_str word, char out[AN_ROMANISED_LONGEST]);
/* Whether two words are one in Cyrillic: equal so, or, long ones, a letter apart («Novogrigorievsk», «Novohryhorivsk»). */
bool an_one_in_cyrillic(an_str a, an_str b);
/* Whether two syllables of Korean are the same by the two usual ways: «Sung», «Seong». Ask it of given names behind a surname of Korean. */
bool an_one_in_korean(an_str a, an_str b);

#endif
