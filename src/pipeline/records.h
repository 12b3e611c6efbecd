/* The second pass: when the collection has been seen whole, the spooled records are settled and used by all threads, and what they make of
   them is put out in order. */
#ifndef PIPELINE_RECORDS_H
#define PIPELINE_RECORDS_H

#include "actornet/pipeline.h"
#include "base/profile.h"
#include "base/spool.h"
#include "extract/collection/collection.h"

typedef struct an_records {
    an_spool *spool;
    const an_collection *collection; /* finished */
    const char *stage;               /* for the progress */
    an_report *report; /* gets what stays ambiguous */
    const an_observer *watch;
    unsigned threads;
    an_profile *profile;
    /* Any thread: what the extraction gives is appended to `out`. `number` is that of the document, from 1; a thread sees them rising. */
    an_status (*use)(void *payload, unsigned thread, an_extraction *extraction, uint64_t number, an_buf *out, an_error *err);
    /* In order, in the caller's thread. */
    an_status (*put)(void *payload, an_str out, an_error *err);
    void *payload;
} an_records;

an_status an_records_each(const an_records *records, an_error *err);

#endif
