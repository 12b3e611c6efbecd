/* Documents in, settled extractions out. */
#ifndef PIPELINE_PASSES_H
#define PIPELINE_PASSES_H

#include "pipeline/documents.h"
#include "pipeline/records.h"

/* `to` says what is done with the extractions in the end: its stage, threads, use, put and payload. */
an_status an_both_passes(const an_documents *documents, an_records *to, an_error *err);

#endif
