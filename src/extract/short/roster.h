/* What a finder found in a document, as an extraction: who is named where. For those who count, not for those who write: actors stand in the
   order in which they are met, and whether a row held for want of a date is not told. A roster belongs to one thread. */
#ifndef EXTRACT_SHORT_ROSTER_H
#define EXTRACT_SHORT_ROSTER_H

#include "extract/extraction.h"
#include "extract/short/finder.h"

typedef struct an_roster an_roster;

/* Both are borrowed. */
an_status an_roster_new(an_roster **out, const an_lexicon *lexicon, const an_finder *finder, an_error *err);
void an_roster_free(an_roster *roster);

/* The extraction of the document that the finder looked at last, with sentences if they are asked for; good until the next call, as long
   as the document. NULL when out of memory. */
const an_extraction *an_roster_call(an_roster *roster, const an_document *doc, bool sentences);

#endif
