/* Inverted names: «Smith, John A.» in lists of recipients, rows of a table and bibliographies. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_INVERTED_H
#define EXTRACT_TAGGER_INVERTED_H

#include "extract/tagger/tokens.h"

/* End of the name (the token behind its last) that starts at a token with a surname, a comma and given names or initials; 0 when none does.
   `given` gets the first token behind the comma. */
size_t an_inverted_end(const an_tokens *tokens, an_str text, size_t first, size_t *given);

#endif
