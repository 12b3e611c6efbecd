/* Groups of words that are used alike: each word goes into the group under which the words beside it are foretold best (exchange clustering of
   pairs of groups; Kneser and Ney 1993). What a neighbour says of a name then counts for words, too, that the annotated text does not have. */
#ifndef EXTRACT_TRAIN_USAGE_H
#define EXTRACT_TRAIN_USAGE_H

#include "base/map.h"
#include "extract/train/samples.h"

#include <stdio.h>

/* The words of texts, in order. */
typedef struct an_usage {
    an_map words; /* folded; values: how often */
    uint32_t *text; /* numbers of words; AN_USAGE_EDGE between sentences */
    size_t count, capacity;
} an_usage;

#define AN_USAGE_EDGE UINT32_MAX

void an_usage_clear(an_usage *usage);
/* Add the words of a document. AN_ERR_NOMEM, AN_ERR_LIMIT. */
an_status an_usage_add(an_usage *usage, an_extractor *extractor, const an_lists *lists, const an_document *doc, an_error *err);

/* Find the groups and write them: `word TAB number` by word, behind `head`. AN_ERR_NOMEM, AN_ERR_CANCELLED, AN_ERR_IO. */
an_status an_usage_write_groups(const an_usage *usage, FILE *to, an_str head, const an_observer *watch, an_error *err);

#endif
