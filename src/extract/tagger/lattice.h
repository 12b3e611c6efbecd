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

/* Scores in natural logarithms; no name counts 0. open[i][l - 1]: whether a name of l tokens may start at i. */
typedef struct an_lattice {
    unsigned count; /* tokens */
    bool open[AN_RUN_TOKENS][AN_NAME_TOKENS];
    float score[AN_RUN_TOKENS][AN_NAME_TOKENS][AN_NAME_KINDS];
    double best[AN_RUN_TOKENS + 1];        /* by place between tokens: score of the best reading of those before it */
    an_found_name last[AN_RUN_TOKENS + 1]; /* the name that ends there in it; end 0 = none */
    double before[AN_RUN_TOKENS + 1], behind[AN_RUN_TOKENS + 1]; /* sums over readings; behind[0] is not worked out */
} an_lattice;

/* The best readings, from which all else goes on. */
void an_lattice_reach(an_lattice *lattice);
/* The names of the best reading, in order; returns how many. */
unsigned an_lattice_best(const an_lattice *lattice, an_found_name names[AN_RUN_TOKENS]);
/* Sums over all readings; returns the logarithm of that of all of them. */
double an_lattice_sum(an_lattice *lattice);
/* Probability of a name; after an_lattice_sum(). */
double an_lattice_probability(const an_lattice *lattice, unsigned first, unsigned length, unsigned kind);

#endif
