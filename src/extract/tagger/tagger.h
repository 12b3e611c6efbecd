/* The tagger: names that no dictionary lists, found by a fitted model over what the word lists, the neighbours and the document say.
   Shared by all threads; each brings its own an_tagging. docs/tagger.md is the specification. */
#ifndef EXTRACT_TAGGER_TAGGER_H
#define EXTRACT_TAGGER_TAGGER_H

#include "extract/tagger/lists.h"
#include "extract/tagger/model.h"

#define AN_TAGGER_MODEL "dict/models/names.tsv" /* of the data folder */

typedef struct an_tagger {
    an_lists *lists;
    an_model *model; /* NULL while one is being fitted */
} an_tagger;

/* Lists from the lexicon and its data folder, and a model: when `model` is NULL that of the data folder, where there is one (else *out is NULL);
   none when it is "". */
an_status an_tagger_load(an_tagger **out, const an_lexicon *lexicon, const char *model, an_error *err);
void an_tagger_free(an_tagger *tagger);

#endif
