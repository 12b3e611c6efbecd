/* Affairs: names of what is adopted, run or agreed (programmes, treaties, systems, standards), which act not. Their own words tell them, «Halden Positioning
   System», or what stands behind them: «Deed of Variation (DoV)», «the Blue Stones Initiative (BSI), a plan of nine measures». docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_AFFAIRS_H
#define EXTRACT_TAGGER_AFFAIRS_H

#include "extract/tagger/tokens.h"

/* Whether tokens [first, end) are the name of one; never a name that begins with a given name. */
bool an_is_affair(const an_tokens *tokens, an_str text, size_t first, size_t end);
/* Whether the name of a law begins at a token in a language that puts the noun first, «Ley de Aguas», or, unless `laws`, that of a plan or treaty. */
bool an_begins_affair_abroad(const an_tokens *tokens, an_str text, size_t first, bool laws);
/* Whether a token is in quotation marks, which open at most so many tokens before it, and they hold the title of what somebody made: «the project "Urban
   Stones"». */
bool an_is_in_quoted_product(const an_tokens *tokens, an_str text, size_t token, size_t most);

/* Whether several words from a token up to another one hang on a noun that means a thing, and none of them makes names of bodies: «Great Resignation». */
bool an_is_of_thing(const an_tokens *tokens, an_str text, size_t first, size_t end);

#endif
