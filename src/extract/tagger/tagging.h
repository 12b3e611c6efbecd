/* What the tagger sees of a document: tokens, runs, evidence, phrases. docs/tagger.md §1–4. */
#ifndef EXTRACT_TAGGER_TAGGING_H
#define EXTRACT_TAGGER_TAGGING_H

#include "extract/tagger/features.h"
#include "extract/tagger/lattice.h"
#include "extract/tagger/memo.h"

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
struct an_extractor;
/* Tokens, runs, evidence and phrases of the document at hand, whose candidates of dictionaries are there. False when out of memory. */
bool an_tagging_look(an_tagging *tagging, const an_lists *lists, struct an_extractor *x);
/* Of a large document, when its names are found: let go of all but its tokens and their signs. */
void an_tagging_let_go(an_tagging *tagging);

/* The run number `i` with the phrases that touch it. `phrase` remembers where to go on: start with 0 and run 0. */
an_stretch an_tagging_stretch(const an_tagging *tagging, size_t i, size_t *phrase);
/* Which stretches of a run may be names. */
void an_tagging_open(an_lattice *lattice, const an_stretch *stretch);

#endif
