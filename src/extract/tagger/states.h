/* The states of the USA as they stand behind a town: «Mobile, Ala.», «Dallas, TX 75201», «Rye, N.Y.». */
#ifndef EXTRACT_TAGGER_STATES_H
#define EXTRACT_TAGGER_STATES_H

#include "extract/tagger/tokens.h"

/* The id of the state that a token is short for behind a comma and a capitalised word; "" when it is none. A letter and the one
   behind it are one: «Rye, N. Y.». */
an_str an_state_at(const an_tokens *tokens, an_str text, size_t token);
/* The same by its two letters, «TX» or «T.X.», whatever stands beside them. */
an_str an_state_of_letters(an_str word);
/* Whether a word is a state's letters, its shortened form without a dot, or its name of one word: «Va», «TX», «Ohio». */
bool an_is_state(an_str word);

#endif
