/* Samples: runs of the training text as lists of feature numbers, with the names in them. */
#ifndef EXTRACT_TRAIN_SAMPLES_H
#define EXTRACT_TRAIN_SAMPLES_H

#include "extract/extractor.h"
#include "extract/tagger/lattice.h"
#include "extract/train/registry.h"

/* A name of the annotation, in bytes of the document's text; or a stretch of which nobody says what it holds: runs that touch it are not
   learned from. */
enum { AN_NAME_UNKNOWN = AN_NAME_KINDS };
typedef struct an_gold_name {
    an_span span;
    uint8_t kind;
} an_gold_name;

#define AN_SAMPLE_LEXICAL (UINT32_C(1) << 31) /* marks a feature about the letters of a word in a list of numbers */

typedef struct an_sample {
    size_t list;                /* into the pool: for each token its inner, first and last features, then for each open name its own; each
                                   list starts with its length */
    uint32_t sentence;          /* number over all documents */
    uint8_t count, name_count;  /* tokens, names */
    uint16_t open[AN_RUN_TOKENS]; /* by token: bit l - 1 = a name of l tokens may start here */
    an_found_name names[AN_RUN_TOKENS / 2];
    float weight;
} an_sample;

typedef struct an_samples {
    an_sample *items;
    size_t count, capacity;
    uint32_t *pool;
    size_t pool_count, pool_capacity;
    an_registry registry;
    bool without[AN_TEMPLATE_COUNT]; /* templates that are left out */
    uint32_t sentences;
    size_t names, lost; /* names of the annotation, and those that no run can hold */
} an_samples;

void an_samples_clear(an_samples *samples);
/* Add the runs of a document. AN_ERR_NOMEM, AN_ERR_LIMIT. */
an_status an_samples_add(an_samples *samples, an_extractor *extractor, const an_lists *lists, const an_document *doc,
                         const an_gold_name *gold, size_t gold_count, float weight, an_error *err);

/* Take the features with `off[number]` out of all samples; the others keep their numbers. Cost: one walk over the pool. */
void an_samples_drop(an_samples *samples, const uint8_t *off);

/* The word of a token as feature texts hold it. */
void an_sample_word(an_buf *out, const an_extractor *extractor, const an_token *token);

#endif
