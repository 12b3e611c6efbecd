/* A task of the crew is a stretch of the spool; only one task at a time reads on in it. */
#include "pipeline/records.h"

#include "base/alloc.h"
#include "extract/lines/record.h"
#include "extract/note.h"
#include "pipeline/crew.h"
#include "pipeline/report.h"

enum { STRETCH = 512 << 10 /* bytes */ };

typedef struct task {
    bool more; /* the spool may hold records for it */
    an_buf records, out, ambiguous;
    uint64_t first; /* number of the first record */
    size_t count;
} task;

typedef struct pass {
    const an_records *asked;
    an_extraction *extractions; /* by thread */
    uint64_t given;
    size_t done;
} pass;

static void begin(void *payload, void *content)
{
    task *t = content;

    (void)payload;
    t->more = true;
}

static bool is_left(const void *content)
{
    return ((const task *)content)->more;
}

static an_status split(void *payload, void *content, void *behind, an_error *err)
{
    pass *p = payload;
    task *t = content, *rest = behind;
    an_status st = an_spool_stretch(p->asked->spool, STRETCH, &t->records, &t->count, err);

    t->first = p->given + 1;
    p->given += t->count;
    t->more = false;
    rest->more = st == AN_OK && t->count > 0;
    return st;
}

static an_status run(void *payload, unsigned thread, void *content, void *behind, an_error *err)
{
    pass *p = payload;
    const an_records *asked = p->asked;
    task *t = content;
    an_extraction *extraction = &p->extractions[thread];
    an_str rest = an_buf_str(&t->records), record;
    an_lap lap = an_lap_start(asked->profile);
    an_status st = AN_OK;

    (void)behind;
    an_buf_reset(&t->out);
    an_buf_reset(&t->ambiguous);
    for (uint64_t number = t->first; st == AN_OK && an_spool_cut(&rest, &record); number++) {
        if ((st = an_record_read(extraction, record, err)) == AN_OK)
            st = an_collection_settle(asked->collection, extraction, err);
        if (st == AN_OK)
            an_note_ambiguous(&t->ambiguous, extraction);
        an_lap_end(&lap, AN_STAGE_SETTLE);
        if (st == AN_OK)
            st = asked->use(asked->payload, thread, extraction, number, &t->out, err);
        an_lap_end(&lap, AN_STAGE_USE);
    }
    return st == AN_OK && (t->out.failed || t->ambiguous.failed) ? an_fail_nomem(err) : st;
}

static an_status settle(void *payload, void *content, an_error *err)
{
    pass *p = payload;
    const an_records *asked = p->asked;
    task *t = content;
    an_status st = t->out.len ? asked->put(asked->payload, an_buf_str(&t->out), err) : AN_OK;

    an_report_lines(asked->report, "ambiguous", "mentions_ambiguous", an_buf_str(&t->ambiguous));
    p->done += t->count;
    if (st == AN_OK && t->count && !an_progress(asked->watch, asked->stage, p->done, asked->spool->records))
        st = an_fail(err, AN_ERR_CANCELLED, "stopped");
    return st;
}

static void clear(void *content)
{
    task *t = content;

    an_buf_clear(&t->records);
    an_buf_clear(&t->out);
    an_buf_clear(&t->ambiguous);
}

an_status an_records_each(const an_records *records, an_error *err)
{
    pass p = {.asked = records, .extractions = an_alloc(records->threads * sizeof *p.extractions)};
    an_work work = {&p, sizeof(task), begin, split, run, is_left, settle, clear};
    an_status st = p.extractions ? an_spool_rewind(records->spool, err) : an_fail_nomem(err);

    if (st == AN_OK)
        st = an_crew_run(&work, records->threads, err);
    for (unsigned i = 0; p.extractions && i < records->threads; i++)
        an_extraction_clear(&p.extractions[i]);
    an_free(p.extractions);
    return st;
}
