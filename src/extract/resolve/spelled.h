/* Two spellings of one name. */
#ifndef EXTRACT_RESOLVE_SPELLED_H
#define EXTRACT_RESOLVE_SPELLED_H

#include "extract/resolve/name.h"

/* «Mokhtar Belmokhtar», «Moktar Bel Mokhtar». Given names that many bear tell nothing: some other word must be there, or a list has both spellings. */
bool an_other_spelling(const an_name *whole, const an_name *part);

/* «128», «7th». */
bool an_has_digit(an_str word);

#endif
