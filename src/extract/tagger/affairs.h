/* Affairs: names of what is adopted, run or agreed (programmes, treaties, systems, standards), which act not. Their own words tell them, «the Harrow Tax
   Administration System», or a noun beside them: «Optional Harrow Training (OHT) rule», «the Blue Action Initiative (BAI), a plan of nine measures».
   docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_AFFAIRS_H
#define EXTRACT_TAGGER_AFFAIRS_H

#include "extract/tagger/tokens.h"

/* Whether tokens [first, end) are the name of one. */
bool an_is_affair(const an_tokens *tokens, an_str text, size_t first, size_t end);

#endif
