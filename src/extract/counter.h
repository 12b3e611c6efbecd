/* Counts names without making records: what `extract --count` needs when a user's own dictionaries are all that is asked for. The numbers are
   those of an_extractor_run(), at many times its speed: text is cut and hashed, and only where an alias may stand is looked at gaps,
   sentences, addresses and the conditions of rows. Documents that need more (a row that asks for company) are left to the extractor.
   A counter belongs to one thread. */
#ifndef EXTRACT_COUNTER_H
#define EXTRACT_COUNTER_H

#include "extract/extractor.h"

typedef struct an_counter an_counter;

/* What was counted of an actor or of several that one mention may mean. */
typedef struct an_count {
    uint64_t mentions;
    uint32_t documents;
    uint32_t last; /* document that was counted last; the counter's own */
} an_count;

/* Whether a counter can stand in for an extractor: dictionaries are the user's own, and nothing turns the names of states into demonyms. */
bool an_counter_serves(const an_lexicon *lexicon, const an_rules *rules);

/* Both are borrowed. */
an_status an_counter_new(an_counter **out, const an_lexicon *lexicon, an_error *err);
void an_counter_free(an_counter *counter);

/* Count a document. `*done` is false when it needs an extractor; then nothing of it was counted. Adds its mentions to `*mentions` and a line
   for each ambiguous one to `ambiguous`, as an_extract_notes has them. AN_ERR_NOMEM, AN_ERR_LIMIT. Linear in the text. */
an_status an_counter_add(an_counter *counter, const an_document *doc, bool *done, size_t *mentions, an_buf *ambiguous, an_error *err);
/* Add what another one of the same lexicon counted of other documents. */
an_status an_counter_join(an_counter *counter, const an_counter *other, an_error *err);

/* The i-th actor that was met, in no order; false when there is none. */
bool an_counter_actor(const an_counter *counter, size_t i, uint32_t *actor, an_count *count);
/* The i-th set of actors that one mention may mean, by rising number; 0 when there is none. */
size_t an_counter_several(const an_counter *counter, size_t i, const uint32_t **actors, an_count *count);

#endif
