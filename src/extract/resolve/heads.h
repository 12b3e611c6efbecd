/* Bodies and places whose head stands first in one text and last in another. */
#ifndef EXTRACT_RESOLVE_HEADS_H
#define EXTRACT_RESOLVE_HEADS_H

#include "extract/resolve/name.h"

/* «Defence Ministry», «Ministry of Defence»; «Governor's Office», «Office of the Governor»: one head, and the other words in the same order but for it.
   `whole` is no actor of a dictionary. */
bool an_head_elsewhere(const an_name *whole, const an_name *part);

/* Whether a word may be a head: those for kinds of bodies and places, and «government». */
bool an_may_be_head(const an_name_word *word);
/* A word as it is compared there: «internal» is «interior» («Ministry of Internal Affairs», «Interior Ministry»). */
an_str an_head_text(const an_name_word *word);

#endif
