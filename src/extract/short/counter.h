/* Counts what a finder finds, without making records: what `extract --count` needs when a user's own dictionaries are all that is asked for.
   A counter belongs to one thread. */
#ifndef EXTRACT_SHORT_COUNTER_H
#define EXTRACT_SHORT_COUNTER_H

#include "extract/short/finder.h"

typedef struct an_counter an_counter;

/* What was counted of an actor or of several that one mention may mean. */
typedef struct an_count {
    uint64_t mentions;
    uint32_t documents;
    uint32_t last; /* document that was counted last; the counter's own */
} an_count;

/* The finder is borrowed, and finds for this counter alone. */
an_status an_counter_new(an_counter **out, an_finder *finder, an_error *err);
void an_counter_free(an_counter *counter);

/* Count what the finder found last. AN_ERR_NOMEM. */
an_status an_counter_add(an_counter *counter, an_error *err);
/* Add what another one of the same lexicon counted of other documents. */
an_status an_counter_join(an_counter *counter, const an_counter *other, an_error *err);

/* No more will be counted: actors stand by rising numbers from here on, in which order what a lexicon has of them lies. False when out of
   memory. */
bool an_counter_sort(an_counter *counter);
/* The i-th actor that was met; false when there is none. */
bool an_counter_actor(const an_counter *counter, size_t i, uint32_t *actor, an_count *count);
/* The i-th set of actors that one mention may mean, by rising number; 0 when there is none. */
size_t an_counter_several(const an_counter *counter, size_t i, const uint32_t **actors, an_count *count);

#endif
