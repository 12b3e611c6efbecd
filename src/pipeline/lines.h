/* Mention lines in, ours or those of another extractor, one document after the other. */
#ifndef PIPELINE_LINES_H
#define PIPELINE_LINES_H

#include "actornet/pipeline.h"
#include "extract/extraction.h"

typedef struct an_lines {
    const char *const *paths; /* "-" is standard input */
    size_t path_count;
    const an_run_options *options;
    an_report *report;
    const an_observer *watch;
} an_lines;

typedef struct an_line_taker {
    an_status (*take)(void *payload, an_extraction *extraction, uint64_t number, an_error *err);
    void *payload;
} an_line_taker;

/* A bad line is told and counted, and the next one is read. AN_ERR_NOT_FOUND when there is no line. */
an_status an_lines_each(const an_lines *lines, const an_line_taker *to, an_error *err);

#endif
