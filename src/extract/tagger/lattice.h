/* All the ways to read a run as names and other words: scores of every possible name, the best reading, and how probable each name is. */
#ifndef EXTRACT_TAGGER_LATTICE_H
#define EXTRACT_TAGGER_LATTICE_H

#include "extract/tagger/model.h"
#include "extract/tagger/runs.h"

/* A name that was found in a run: tokens [first, end) counted from the run's first. */
typedef struct an_found_name {
    uint8_t first, end, kind;
    float confidence; /* probability of just this name, 0–1 */
} an_found_name;

/* Scores in natural logarithms; `none` counts 0. open[i][l - 1]: whether a name of l tokens may start at i. */
typedef struct an_lattice {
    unsigned count; /* tokens */
    bool open[AN_RUN_TOKENS][AN_NAME_TOKENS];
    float score[AN_RUN_TOKENS][AN_NAME_TOKENS][AN_NAME_KINDS];
    double before[AN_RUN_TOKENS + 1], behind[AN_RUN_TOKENS + 1]; /* log sums, after an_lattice_sum(); behind[0] is not worked out */
} an_lattice;

/* Log sums over all readings; returns that of all of them. */
double an_lattice_sum(an_lattice *lattice);
/* Probability of a name; after an_lattice_sum(). */
double an_lattice_probability(const an_lattice *lattice, unsigned first, unsigned length, unsigned kind);
/* The best reading, names in order; returns how many. `score` gets its score. */
unsigned an_lattice_best(const an_lattice *lattice, an_found_name names[AN_RUN_TOKENS], double *score);

#endif
