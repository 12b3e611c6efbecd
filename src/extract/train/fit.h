/* Fitting: weights under which the names of the samples are as probable as can be. Deterministic: one thread, a fixed order. */
#ifndef EXTRACT_TRAIN_FIT_H
#define EXTRACT_TRAIN_FIT_H

#include "extract/train/samples.h"

typedef float an_weights_of_feature[AN_NAME_KINDS];

typedef struct an_fit_options {
    unsigned epochs, averaged; /* rounds over the samples; of the last so many the weights are averaged */
    double rate;               /* of the first steps (AdaGrad) */
    double dropout;            /* how often the letters of all words in a run are left out */
    double thin;               /* share of all features that a step goes without, others each time; less than 1 */
    unsigned least;            /* features seen at fewer places stay 0 */
    uint64_t seed;
} an_fit_options;

/* Fit `weights` (by feature number, where they start from). Features with `off[number]` stay 0; off may be NULL. Samples with weight 0 are left out.
   AN_ERR_NOMEM, AN_ERR_CANCELLED. */
an_status an_fit(an_weights_of_feature *weights, const an_samples *samples, const uint8_t *off, const an_fit_options *options,
                 const an_observer *watch, an_error *err);

/* Scores of a sample under the weights. */
void an_fit_score(an_lattice *lattice, const an_samples *samples, const an_sample *sample, an_weights_of_feature *weights);

#endif
