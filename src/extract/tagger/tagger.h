/* The tagger: names that no dictionary lists, found by a fitted model over what the word lists, the neighbours and the document say.
   Shared by all threads; each brings its own an_tagging. docs/tagger.md is the specification. */
#ifndef EXTRACT_TAGGER_TAGGER_H
#define EXTRACT_TAGGER_TAGGER_H

#include "extract/tagger/features.h"
#include "extract/tagger/lattice.h"
#include "extract/tagger/memo.h"

#define AN_TAGGER_MODEL "dict/models/names.tsv" /* of the data folder */

typedef struct an_tagger {
    an_lists *lists;
    an_model *model; /* NULL while one is being fitted */
} an_tagger;

/* Lists from the lexicon and its data folder, and a model: when `model` is NULL that of the data folder, where there is one (else *out is NULL);
   none when it is "". */
an_status an_tagger_load(an_tagger **out, const an_lexicon *lexicon, const char *model, an_error *err);
void an_tagger_free(an_tagger *tagger);

enum { AN_PARTIES_MOST = 64 }; /* of cases that a document names */

/* What is seen of the document at hand; lists keep their memory between documents. */
typedef struct an_tagging {
    an_tokens tokens;
    an_runs runs;
    an_signs signs;
    an_series series;
    an_phrase *phrases;
    size_t phrase_count, phrase_capacity;
    uint32_t *token_of; /* by atom */
    size_t token_of_capacity;
    uint64_t parties[AN_PARTIES_MOST];
    size_t party_count;
    bool versus;
    an_lattice lattice;
    an_scene scene;
    an_memo memo;
} an_tagging;
void an_tagging_clear(an_tagging *tagging);
/* Of a large document, when its names are found: let go of all but its tokens and their signs. */
void an_tagging_let_go(an_tagging *tagging);

/* The run number `i` with the phrases that touch it. `phrase` remembers where to go on: start with 0 and run 0. */
an_stretch an_tagging_stretch(const an_tagging *tagging, size_t i, size_t *phrase);
/* Which stretches of a run may be names. */
void an_tagging_open(an_lattice *lattice, const an_stretch *stretch);

#endif
