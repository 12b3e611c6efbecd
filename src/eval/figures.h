/* Sums over documents made figures, and how sure they are. */
#ifndef EVAL_FIGURES_H
#define EVAL_FIGURES_H

#include "actornet/evaluation.h"
#include "eval/score.h"

enum { AN_FIGURES = 5 + AN_CORE_TYPES };

typedef struct an_sums {
    double of[AN_SUM_COUNT];
} an_sums;

/* `documents` has the sums of each. False when out of memory. */
bool an_figures_make(an_figure out[AN_FIGURES], const an_sums *documents, size_t count, uint64_t seed);
/* The interval that holds a share with 95 % when `right` of `all` > 0 are right (Wilson). */
void an_wilson(size_t right, size_t all, double *low, double *high);

#endif
