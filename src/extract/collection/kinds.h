/* Of which kind a name is that stands alone: a tagger that sees a surname or a company's first word once, with nothing beside it, has to guess; a
   collection that is about that person or company need not. */
#ifndef EXTRACT_COLLECTION_KINDS_H
#define EXTRACT_COLLECTION_KINDS_H

#include "extract/resolve/clusters.h"

/* Read the names of a collection again that are of another kind than a fuller name says; `*corrected` when there are
   any. False when out of memory. */
bool an_kinds_correct(an_clusters *names, an_name_reader *reader, const an_lexicon *lexicon, const an_rules *rules, bool *corrected);

#endif
