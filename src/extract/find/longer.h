/* Names that are part of a longer name which nobody listed: «Paris» in «Paris Hilton», «Labour Party» in «Independent Labour Party». */
#ifndef EXTRACT_FIND_LONGER_H
#define EXTRACT_FIND_LONGER_H

#include "extract/work.h"

/* Whether the words around a candidate say so. `read`: the tagger, which has weighed them, reads a name in just this stretch. The candidates
   are sorted by place and length; covered[] tells by atom whether any of them holds it. docs/matching.md §6.2. */
bool an_is_part_of_longer(const an_extractor *x, const uint8_t *covered, const an_candidate *candidate, bool read);

#endif
