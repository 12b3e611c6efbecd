/* Filling the report: only the pipeline does. */
#ifndef PIPELINE_REPORT_H
#define PIPELINE_REPORT_H

#include "actornet/pipeline.h"
#include "base/str.h"

/* All do nothing when report is NULL. */
void an_report_add(an_report *report, const char *name, int64_t count);
/* One line of a list ("ambiguous", "held_back", "names_apart", "skipped", "patterns_off", "unused_corrections"): counted by equal text,
 * at most 10,000 different ones kept. */
void an_report_list(an_report *report, const char *list, an_str text);
/* Each of the lines of a text, with a count of them. */
void an_report_lines(an_report *report, const char *list, const char *count, an_str lines);

#endif
