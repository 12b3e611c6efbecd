/* Names of one run that were read as two and are one: «Albert | Sidney Berg», «Lund & Berg», «Baldwin | of | Ardrey». docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_HALVES_H
#define EXTRACT_TAGGER_HALVES_H

#include "extract/tagger/lattice.h"

/* Make one name of two that belong together; `run` is the first token of theirs. How many names are left. */
unsigned an_halves_join(an_found_name *names, unsigned count, const an_token *run, an_str text);

#endif
