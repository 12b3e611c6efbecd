/* In the first pass every document is read, extracted and spooled; in the second, when the collection has been seen whole, each record is
   settled and used. */
#include "pipeline/passes.h"

#include "extract/collection/collection.h"
#include "pipeline/report.h"

typedef struct first_pass {
    const an_documents *documents;
    an_collection collection;
    an_spool spool;
} first_pass;

static void begin(void *payload, const an_corrections *corrections)
{
    first_pass *pass = payload;

    pass->collection.corrections = corrections;
}

static an_status spool_record(void *payload, an_extraction *extraction, an_str record, an_error *err)
{
    first_pass *pass = payload;
    an_status st = an_collection_add(&pass->collection, extraction, err);

    return st == AN_OK ? an_spool_add(&pass->spool, record, err) : st;
}

/* Names of different documents are one actor only in a collection. */
static an_status finish_collection(void *payload, const an_rules *rules, const an_corrections *corrections, uint8_t *used, an_error *err)
{
    first_pass *pass = payload;
    const an_documents *documents = pass->documents;
    an_collection_means means = {documents->lexicon, rules, corrections, used};
    an_status st = an_collection_finish(&pass->collection, documents->options->scope == AN_SCOPE_COLLECTION ? &means : NULL, err);

    if (st == AN_OK)
        an_report_lines(documents->report, "names_apart", "names_kept_apart", an_buf_str(&pass->collection.left));
    return st;
}

an_status an_both_passes(const an_documents *documents, an_records *to, an_error *err)
{
    first_pass first = {.documents = documents};
    an_taker taker = {.begin = begin, .take = spool_record, .end = finish_collection, .payload = &first, .undecided = true};
    an_status st = an_documents_each(documents, &taker, err);

    if (st == AN_OK) {
        to->spool = &first.spool;
        to->collection = &first.collection;
        to->report = documents->report;
        to->watch = documents->watch;
        to->profile = documents->options->profile;
        st = an_records_each(to, err);
    }
    an_collection_clear(&first.collection);
    an_spool_clear(&first.spool);
    return st;
}
