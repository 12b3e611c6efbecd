/* Bodies and places whose head stands first in one text and last in another. */
#ifndef EXTRACT_RESOLVE_HEADS_H
#define EXTRACT_RESOLVE_HEADS_H

#include "extract/resolve/name.h"

/* «Defence Ministry», «Ministry of Defence»; «Governor's Office», «Office of the Governor»: one head, and the other words in the same order but for it.
   `whole` is no actor of a dictionary. */
bool an_head_elsewhere(const an_name *whole, const an_name *part);

#endif
