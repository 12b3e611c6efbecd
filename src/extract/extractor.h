/* Text → mentions → actors, one document at a time. Lexicon and rules are shared by all threads, an extractor belongs to one. */
#ifndef EXTRACT_EXTRACTOR_H
#define EXTRACT_EXTRACTOR_H

#include "actornet/pipeline.h"
#include "extract/corrections.h"
#include "extract/extraction.h"
#include "read/document.h"

typedef struct an_rules an_rules;
typedef struct an_extractor an_extractor;
typedef struct an_tagger an_tagger;

/* What the rules make of the lexicon's word lists, worked out once. Read-only, shared. The lexicon must outlive it. */
an_status an_rules_new(an_rules **out, const an_lexicon *lexicon, an_error *err);
void an_rules_free(an_rules *rules);

/* Corrections may be NULL. All are borrowed. */
an_status an_extractor_new(an_extractor **out, const an_lexicon *lexicon, const an_rules *rules, const an_corrections *corrections,
                           an_names names, bool nested, an_error *err);
void an_extractor_free(an_extractor *extractor);
/* Let the time of its steps be counted. */
void an_extractor_set_profile(an_extractor *extractor, an_profile *profile);
/* Let the tagger find names, too: those it is sure of to at least `min_confidence` (0–1). Borrowed; NULL = none. */
void an_extractor_set_tagger(an_extractor *extractor, const an_tagger *tagger, double min_confidence);

/* What one document gave that the report wants to know. */
typedef struct an_extract_notes {
    an_buf patterns_off;       /* lines: id of a pattern that was switched off, file:line */
    an_buf ambiguous;          /* lines: form and candidates */
    an_buf held_back;          /* lines: form and actors: found by nobody, as nothing that their rows must be near is there */
    uint8_t *corrections_used; /* one a correction, 1 = it changed something; the extractor's, over all its documents */
} an_extract_notes;

/* Mentions with what stands around the name and says who is meant (title, state, head) instead of the name alone. */
void an_extractor_set_extended(an_extractor *extractor, bool extended);
/* Mentions of nouns, too, that stood at a name before: «the army» (nominal.c). */
void an_extractor_set_nominal(an_extractor *extractor, bool nominal);
/* Actors go by the names that the corrections want at once: nothing is joined over the collection, which would call them so at its end. */
void an_extractor_set_final(an_extractor *extractor, bool final);
/* The first steps only: sentences, atoms, hits, what dictionaries know. For training; strings live in `arena`. AN_ERR_NOMEM, AN_ERR_LIMIT. */
an_status an_extractor_look(an_extractor *extractor, const an_document *doc, an_arena *arena, an_error *err);
/* Extract a document into `out` (cleared first). `notes` is the extractor's and valid until the next call. AN_ERR_NOMEM, AN_ERR_LIMIT. */
an_status an_extractor_run(an_extractor *extractor, an_extraction *out, const an_document *doc, const an_extract_notes **notes,
                           an_error *err);

#endif
