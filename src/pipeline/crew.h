/* The threads that extract: documents go in and extractions come out in the same order, whatever the number of threads. */
#ifndef PIPELINE_CREW_H
#define PIPELINE_CREW_H

#include "extract/extractor.h"

/* One document and what became of it. */
typedef struct an_job {
    an_document doc;
    an_extraction extraction;
    an_buf patterns_off, ambiguous; /* notes, as lines */
    an_status status;
    an_error error;
} an_job;

typedef struct an_crew an_crew;

/* `threads` 0 = the processors that this process may use. All arguments are borrowed. */
an_status an_crew_new(an_crew **out, const an_lexicon *lexicon, const an_corrections *corrections, an_names names, bool nested,
                      unsigned threads, an_error *err);
void an_crew_free(an_crew *crew);
/* How many jobs keep all threads busy. */
size_t an_crew_batch(const an_crew *crew);
/* Extract all; each job has its status. */
void an_crew_run(an_crew *crew, an_job *jobs, size_t count);
/* Whether the correction changed something in any document so far. */
bool an_crew_used(const an_crew *crew, size_t correction);

#endif
