/* The first pass: documents are read and extracted by all threads, and their records handed over in order. */
#ifndef PIPELINE_DOCUMENTS_H
#define PIPELINE_DOCUMENTS_H

#include "actornet/pipeline.h"
#include "extract/corrections.h"
#include "extract/extraction.h"
#include "extract/extractor.h"
#include "extract/short/counter.h"

/* Who needs no order takes each document in the thread that read it. Where nothing but the rows of a user's own dictionaries decides what is a
   name, this happens in place of handing it over, and at many times the speed. `number` rises in each thread. */
typedef struct an_at_once {
    an_status (*take)(void *payload, unsigned thread, const an_extraction *extraction, uint64_t number, an_error *err); /* NULL = nobody */
    void *payload;
    bool sentences; /* whether it looks at them */
} an_at_once;

typedef struct an_documents {
    const an_lexicon *lexicon;
    const char *const *paths;
    size_t path_count;
    const an_run_options *options;
    bool one_by_one; /* each document is answered before the next one is read */
    an_report *report;
    const an_observer *watch;
    bool counting;     /* only the numbers are asked for: count without records where that can be done */
    bool without_text; /* records need not hold the text: nobody will look at it */
    an_at_once at_once;
} an_documents;

/* What happens to a document when its turn comes: in order, in the caller's thread. */
typedef struct an_taker {
    void (*begin)(void *payload, const an_corrections *corrections); /* before the first document; may be NULL */
    an_status (*take)(void *payload, an_extraction *extraction, an_str record, an_error *err);
    /* When all have been handed over, while what they were extracted with is still there; may be NULL. `used` marks corrections that
       change something. */
    an_status (*end)(void *payload, const an_rules *rules, const an_corrections *corrections, uint8_t *used, an_error *err);
    /* In the end, what was counted of documents that were not handed over, if any; may be NULL when nobody counts. */
    an_status (*take_counts)(void *payload, const an_counter *counts, an_error *err);
    void *payload;
    bool undecided; /* who is meant is settled later: only then is it told what is ambiguous */
} an_taker;

/* Whether the user's range holds a document of this date. An undated one is outside of every range that was asked for. */
bool an_in_range(const an_run_options *options, an_str date);
/* All documents, and what the report wants to know of them. AN_ERR_NOT_FOUND when none could be read. */
an_status an_documents_each(const an_documents *documents, const an_taker *to, an_error *err);

#endif
