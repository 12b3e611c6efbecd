/* The faults of all documents, alike ones together, the commonest first, each with one place in the text. */
#ifndef EVAL_FAULTS_H
#define EVAL_FAULTS_H

#include "actornet/evaluation.h"
#include "base/map.h"
#include "eval/score.h"

typedef struct an_faults {
    an_fault *items;
    size_t count, capacity;
    an_map keys;     /* number = place in items, until an_faults_finish */
    size_t *last;    /* by place: the last document that had it, plus 1 */
    size_t last_capacity;
    size_t totals[AN_FAULT_COUNT];
    an_arena arena;
} an_faults;

void an_faults_clear(an_faults *faults);
/* Add those of a document. False when out of memory. */
bool an_faults_add(an_faults *faults, const an_gold_document *gold, const an_gold_document *found, const an_scored *scored, size_t number);
/* Sort, and keep `most` of each kind. */
void an_faults_finish(an_faults *faults, size_t most);

#endif
