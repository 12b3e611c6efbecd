/* The tick sheet: random mentions and links for a person to mark right or wrong, and what the marks say. */
#ifndef EVAL_TICKS_H
#define EVAL_TICKS_H

#include "actornet/evaluation.h"
#include "base/buf.h"
#include "extract/extraction.h"

/* A sample being drawn: documents are shown one at a time, in order. Memory grows with the sample. */
typedef struct an_sampler an_sampler;
/* `count` mentions and as many links. A sentence with more than `max_actors` actors (0 = no limit) makes no links. NULL when out of memory. */
an_sampler *an_sampler_new(size_t count, size_t max_actors, uint64_t seed);
void an_sampler_free(an_sampler *sampler);
bool an_sampler_add(an_sampler *sampler, const an_extraction *extraction);
/* Append the sheet (check out->failed). Nothing is added afterwards. */
void an_sampler_write(an_sampler *sampler, an_buf *out);

/* Whether a text (its beginning will do) is a tick sheet. */
bool an_ticks_known(an_str text);
/* Read the marks of a sheet as a spreadsheet saves it: tabs, commas or semicolons, quoted cells. AN_ERR_SYNTAX: no sheet; AN_ERR_NOMEM. */
an_status an_ticks_parse(an_ticks **out, an_str text, const char *source, const an_observer *watch, an_error *err);

#endif
