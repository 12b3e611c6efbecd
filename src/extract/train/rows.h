/* The rows of a model while it is made: those of the model that is adapted, and those that were fitted. */
#ifndef EXTRACT_TRAIN_ROWS_H
#define EXTRACT_TRAIN_ROWS_H

#include "extract/train/fit.h"

#include <stdio.h>

typedef struct an_rows {
    an_model_row *items; /* keys in `text` */
    size_t count, capacity;
    an_arena text;
} an_rows;

void an_rows_clear(an_rows *rows);
an_status an_rows_load(an_rows *rows, const char *path, an_error *err);
/* Put the fitted weights in, rounded; rows of weights that are all 0 go. False when out of memory. */
bool an_rows_merge(an_rows *rows, const an_registry *registry, an_weights_of_feature *weights);
/* The file: head, version, rows by template and key. */
an_status an_rows_write(const an_rows *rows, FILE *to, an_str head, an_error *err);

#endif
