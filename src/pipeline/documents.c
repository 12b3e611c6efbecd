/* A task of the crew is a parcel of the source and the records of its documents. A thread has a reader and an extractor of its own; what
   depends on the order (ids, messages, the report, the taker) happens when the task is settled. */
#include "pipeline/documents.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/profile.h"
#include "extract/extractor.h"
#include "extract/lines/record.h"
#include "extract/short/roster.h"
#include "extract/tagger/tagger.h"
#include "pipeline/crew.h"
#include "pipeline/report.h"
#include "read/parcel.h"

#include <pthread.h>
#include <stdio.h>

enum {
    LARGE_TEXT = 4 << 20, /* bytes: what such a document took is not kept for the next one */
    HUGE_TEXT = 32 << 20  /* only one such document at a time */
};

/* A document of a task. */
typedef struct item {
    size_t record, end; /* in `records` */
    bool idle;          /* only its id is there: it is outside of the range of dates, or done with already */
} item;

typedef struct task {
    an_parcel parcel;
    an_buf records;
    struct {
        item *items;
        size_t count, capacity;
    } documents;
    size_t dated, outside, undated, text_bytes, sentences, mentions; /* undated: of those outside */
    an_buf patterns_off, ambiguous, held_back; /* notes, as lines */
} task;

typedef struct worker {
    an_reader reader;
    an_document doc;
    an_extraction extraction;
    an_extractor *extractor;
    an_finder *finder; /* NULL = all documents go through the extractor, and are handed over in order */
    an_counter *counter;
    an_roster *roster;
    uint64_t taken; /* documents that were taken at once */
    uint8_t *used;  /* by correction: it changed something in a document */
    const an_extract_notes *notes;
} worker;

typedef struct pass {
    const an_documents *asked;
    const an_taker *to;
    an_source *source;
    an_corrections *corrections;
    an_rules *rules; /* NULL until an extractor needs them */
    an_tagger *tagger;
    worker *workers;
    unsigned threads;
    uint8_t *used_at_end; /* by correction: it changed something when all documents were seen */
    pthread_mutex_t huge, ruling;
    /* settling */
    an_extraction extraction;
    an_buf renamed;
    size_t done;
} pass;

bool an_in_range(const an_run_options *options, an_str date)
{
    if (!options->from && !options->until)
        return true;
    return date.len && an_date_within(date, an_str_of(options->from), an_str_of(options->until));
}

/* Reading and extracting, in any thread ------------------------------------------------------------------------------------------------ */

static void begin(void *payload, void *content)
{
    pass *p = payload;
    task *t = content;

    an_parcel_whole(&t->parcel, p->source);
}

static an_status split(void *payload, void *content, void *behind, an_error *err)
{
    pass *p = payload;
    task *t = content, *rest = behind;

    return an_parcel_split(&t->parcel, p->source, &rest->parcel, err);
}

static bool is_left(const void *content)
{
    return an_parcel_has_work(&((const task *)content)->parcel);
}

static void forget(task *t)
{
    an_buf_reset(&t->records);
    an_buf_reset(&t->patterns_off);
    an_buf_reset(&t->ambiguous);
    an_buf_reset(&t->held_back);
    t->documents.count = t->dated = t->outside = t->undated = t->text_bytes = t->sentences = t->mentions = 0;
}

/* Write the record of a document, or only its id, into the task. */
static bool keep(task *t, const an_extraction *extraction, bool idle)
{
    item *it;

    if (!AN_ROOM(&t->documents, 1))
        return false;
    it = &t->documents.items[t->documents.count++];
    *it = (item){.record = t->records.len, .idle = idle};
    an_record_write(&t->records, extraction);
    it->end = t->records.len;
    return !t->records.failed;
}

/* Write the record of what the extractor made of a document into the task. */
static an_status record(const an_documents *asked, worker *w, task *t, an_error *err)
{
    an_lap lap = an_lap_start(asked->options->profile);
    an_extraction recorded = w->extraction;
    bool kept;

    if (asked->without_text) {
        recorded.text = AN_LIT("");
        recorded.has_text = false;
    }
    kept = keep(t, &recorded, false);
    an_lap_end(&lap, AN_STAGE_RECORD);
    return kept ? AN_OK : an_fail_nomem(err);
}

/* Done with a document, all but its place in the order. */
static an_status take_at_once(pass *p, worker *w, task *t, const an_extraction *extraction, an_error *err)
{
    an_lap lap = an_lap_start(p->asked->options->profile);
    an_status st = p->asked->at_once.take(p->asked->at_once.payload, (unsigned)(w - p->workers), extraction, ++w->taken, err);

    if (st == AN_OK && !keep(t, &(an_extraction){.id = w->doc.id}, true))
        st = an_fail_nomem(err);
    an_lap_end(&lap, AN_STAGE_USE);
    return st;
}

static void count_document(task *t, const an_document *doc, size_t sentences, size_t mentions)
{
    t->dated += doc->date.len > 0;
    t->text_bytes += doc->text.len;
    t->sentences += sentences;
    t->mentions += mentions;
}

/* The rules, made when they are needed first: where finders do, they never are. */
static an_status need_rules(pass *p, an_error *err)
{
    an_status st = AN_OK;

    pthread_mutex_lock(&p->ruling);
    if (!p->rules)
        st = an_rules_new(&p->rules, p->asked->lexicon, err);
    pthread_mutex_unlock(&p->ruling);
    return st;
}

static an_status open_extractor(pass *p, worker *w, an_error *err)
{
    const an_run_options *options = p->asked->options;
    an_status st = need_rules(p, err);

    if (st == AN_OK)
        st = an_extractor_new(&w->extractor, p->asked->lexicon, p->rules, p->corrections, options->names, options->nested, err);
    if (st != AN_OK)
        return st;
    if (p->tagger)
        an_extractor_set_tagger(w->extractor, p->tagger, options->min_confidence);
    an_extractor_set_extended(w->extractor, options->extended);
    an_extractor_set_nominal(w->extractor, options->nominal);
    an_extractor_set_final(w->extractor, options->scope == AN_SCOPE_DOCUMENT || p->asked->one_by_one);
    an_extractor_set_profile(w->extractor, options->profile);
    return AN_OK;
}

/* Let go of the extractor with all its memory; what it says of corrections stays. */
static void close_extractor(const pass *p, worker *w)
{
    for (size_t i = 0; w->notes && i < an_corrections_count(p->corrections); i++)
        w->used[i] |= w->notes->corrections_used[i];
    w->notes = NULL;
    an_extractor_free(w->extractor);
    w->extractor = NULL;
    an_extraction_clear(&w->extraction);
}

static an_status extract(pass *p, worker *w, task *t, an_error *err)
{
    an_status st = w->extractor ? AN_OK : open_extractor(p, w, err);

    if (st == AN_OK)
        st = an_extractor_run(w->extractor, &w->extraction, &w->doc, &w->notes, err);
    if (st != AN_OK)
        return st;
    count_document(t, &w->doc, w->extraction.sentence_count, w->extraction.mention_count);
    an_buf_add(&t->patterns_off, an_buf_str(&w->notes->patterns_off));
    an_buf_add(&t->ambiguous, an_buf_str(&w->notes->ambiguous));
    an_buf_add(&t->held_back, an_buf_str(&w->notes->held_back));
    st = w->roster ? take_at_once(p, w, t, &w->extraction, err) : record(p->asked, w, t, err);
    if (st == AN_OK && (t->patterns_off.failed || t->ambiguous.failed || t->held_back.failed))
        st = an_fail_nomem(err);
    if (st == AN_OK && w->doc.text.len >= LARGE_TEXT)
        close_extractor(p, w);
    return st;
}

/* Of a document that does not fit into memory its name is told. */
static an_status name_it(an_status st, const an_document *doc, an_error *err)
{
    if (st == AN_ERR_NOMEM && err)
        an_copy_clean(err->source, sizeof err->source, doc->id);
    return st;
}

/* Documents so large that several at once would take too much memory go one by one. */
static an_status extract_in_turn(pass *p, worker *w, task *t, an_error *err)
{
    an_status st;

    if (w->doc.text.len < HUGE_TEXT)
        return extract(p, w, t, err);
    pthread_mutex_lock(&p->huge);
    st = extract(p, w, t, err);
    pthread_mutex_unlock(&p->huge);
    return st;
}

/* What the finder found is counted. */
static an_status count_finds(worker *w, task *t, size_t finds, an_error *err)
{
    count_document(t, &w->doc, 0, finds);
    if (an_counter_add(w->counter, err) != AN_OK || !keep(t, &(an_extraction){.id = w->doc.id}, true))
        return an_fail_nomem(err);
    return AN_OK;
}

/* What the finder found is taken at once. */
static an_status call_roster(pass *p, worker *w, task *t, an_error *err)
{
    an_lap lap = an_lap_start(p->asked->options->profile);
    const an_extraction *extraction = an_roster_call(w->roster, &w->doc, p->asked->at_once.sentences);

    an_lap_end(&lap, AN_STAGE_CHOICE);
    if (!extraction)
        return an_fail_nomem(err);
    count_document(t, &w->doc, extraction->sentence_count, extraction->mention_count);
    return take_at_once(p, w, t, extraction, err);
}

/* The short way of a document, if it has one. */
static an_status find(pass *p, worker *w, task *t, bool *done, an_error *err)
{
    an_lap lap = an_lap_start(p->asked->options->profile);
    size_t finds;
    an_status st;

    *done = false;
    if (!w->finder)
        return AN_OK;
    st = an_finder_look(w->finder, &w->doc, done, &t->ambiguous, err);
    an_lap_end(&lap, AN_STAGE_MATCH);
    if (st != AN_OK || !*done)
        return st;
    an_finder_finds(w->finder, &finds);
    return w->roster ? call_roster(p, w, t, err) : count_finds(w, t, finds, err);
}

static an_status run(void *payload, unsigned thread, void *content, void *behind, an_error *err)
{
    pass *p = payload;
    task *t = content, *rest = behind;
    worker *w = &p->workers[thread];
    an_lap lap = an_lap_start(p->asked->options->profile);
    bool more = true;
    an_status st = AN_OK;

    forget(t);
    while (st == AN_OK && (st = an_reader_next(&w->reader, &t->parcel, &w->doc, &more, err)) == AN_OK && more) {
        an_lap_end(&lap, AN_STAGE_READ);
        if (an_in_range(p->asked->options, w->doc.date)) {
            bool done;
            st = find(p, w, t, &done, err);
            if (st == AN_OK && !done)
                st = extract_in_turn(p, w, t, err);
            st = name_it(st, &w->doc, err);
        } else {
            t->outside++;
            t->undated += w->doc.date.len == 0;
            if (!keep(t, &(an_extraction){.id = w->doc.id}, true))
                st = an_fail_nomem(err);
        }
        lap = an_lap_start(lap.profile);
    }
    an_lap_end(&lap, AN_STAGE_READ);
    an_parcel_leave(&t->parcel, &rest->parcel);
    return st;
}

/* Settling, in order ---------------------------------------------------------------------------------------------------------------- */

/* What is found without the extractor is cut into sentences only when they are asked for. */
static void note_task(an_report *report, const task *t, bool cut, bool undecided)
{
    an_report_add(report, "documents", (int64_t)(t->documents.count - t->outside));
    an_report_add(report, "documents_dated", (int64_t)t->dated);
    if (t->outside)
        an_report_add(report, "documents_out_of_range", (int64_t)t->outside);
    if (t->undated)
        an_report_add(report, "documents_undated_left_out", (int64_t)t->undated);
    an_report_add(report, "text_bytes", (int64_t)t->text_bytes);
    if (cut)
        an_report_add(report, "sentences", (int64_t)t->sentences);
    an_report_add(report, "mentions", (int64_t)t->mentions);
    if (!undecided)
        an_report_lines(report, "ambiguous", "mentions_ambiguous", an_buf_str(&t->ambiguous));
    an_report_lines(report, "held_back", "names_held_back", an_buf_str(&t->held_back));
    an_report_lines(report, "patterns_off", "patterns_off", an_buf_str(&t->patterns_off));
}

/* Hand a record on, under the id that its document goes by. */
static an_status hand_on(pass *p, an_str record, an_str id, an_error *err)
{
    an_status st;

    if (!an_str_equal(id, an_record_id(record))) {
        an_buf_reset(&p->renamed);
        an_record_rename(&p->renamed, record, id);
        record = an_buf_str(&p->renamed);
        if (p->renamed.failed)
            return an_fail_nomem(err);
    }
    if ((st = an_record_read(&p->extraction, record, err)) != AN_OK ||
        (st = p->to->take(p->to->payload, &p->extraction, record, err)) != AN_OK)
        return st;
    return AN_OK;
}

static an_status progress(pass *p, an_error *err)
{
    return an_progress(p->asked->watch, "documents", ++p->done, an_source_files(p->source)) ? AN_OK
                                                                                              : an_fail(err, AN_ERR_CANCELLED, "stopped");
}

static an_status settle(void *payload, void *content, an_error *err)
{
    pass *p = payload;
    task *t = content;
    an_lap lap = an_lap_start(p->asked->options->profile);
    bool more;
    an_str id;
    an_status st = AN_OK;

    an_profile_text(lap.profile, t->text_bytes);
    note_task(p->asked->report, t, !p->workers[0].finder || p->asked->at_once.sentences, p->to->undecided && !p->workers[0].finder);
    for (size_t i = 0; i < t->documents.count && st == AN_OK; i++) {
        const item *it = &t->documents.items[i];
        an_str record = an_str_sub(an_buf_str(&t->records), it->record, it->end);

        id = an_record_id(record);
        st = an_source_admit(p->source, &t->parcel, &id, &more, err);
        if (st == AN_OK && !it->idle)
            st = hand_on(p, record, id, err);
        if (st == AN_OK)
            st = progress(p, err);
    }
    if (st == AN_OK)
        st = an_source_admit(p->source, &t->parcel, &id, &more, err);
    an_lap_end(&lap, AN_STAGE_RECORD);
    return st;
}

static void clear(void *content)
{
    task *t = content;

    an_parcel_clear(&t->parcel);
    an_buf_clear(&t->records);
    an_free(t->documents.items);
    an_buf_clear(&t->patterns_off);
    an_buf_clear(&t->ambiguous);
    an_buf_clear(&t->held_back);
}

/* The whole pass ------------------------------------------------------------------------------------------------------------------- */

/* Names that nobody listed need weights; without shipped data there are none but those that are given. */
static an_status open_tagger(pass *p, an_error *err)
{
    const an_run_options *options = p->asked->options;

    if (options->names != AN_NAMES_ALL)
        return AN_OK;
    return an_tagger_load(&p->tagger, p->asked->lexicon, options->model, err);
}

/* Whether documents can go the short way: nothing but the rows of dictionaries decides what is a name, and nobody asks for more than is found. */
static bool goes_short(const pass *p)
{
    const an_run_options *options = p->asked->options;

    return (p->asked->counting || (p->asked->at_once.take && !options->extended)) && options->names == AN_NAMES_DICTIONARY &&
           !options->nested && !options->aliases && an_finder_serves(p->asked->lexicon);
}

static an_status open_short_way(pass *p, an_error *err)
{
    const an_lexicon *lexicon = p->asked->lexicon;
    an_status st = AN_OK;

    if (!goes_short(p))
        return AN_OK;
    for (unsigned i = 0; i < p->threads && st == AN_OK; i++) {
        worker *w = &p->workers[i];
        if ((st = an_finder_new(&w->finder, lexicon, err)) == AN_OK)
            st = p->asked->counting ? an_counter_new(&w->counter, w->finder, err)
                                    : an_roster_new(&w->roster, lexicon, w->finder, err);
    }
    return st;
}

/* All documents are extracted: what that took is needed no more, and may be much. The collection needs as much again. */
static void retire(pass *p)
{
    for (unsigned i = 0; i < p->threads; i++) {
        worker *w = &p->workers[i];
        an_reader_clear(&w->reader);
        an_document_clear(&w->doc);
        close_extractor(p, w);
    }
    an_extraction_clear(&p->extraction);
    an_tagger_free(p->tagger);
    p->tagger = NULL;
}

/* All documents were handed over. */
static an_status hand_over(pass *p, an_error *err)
{
    an_lap lap = an_lap_start(p->asked->options->profile);
    an_status st;

    if (!p->to->end)
        return AN_OK;
    if (!(p->used_at_end = an_alloc(an_corrections_count(p->corrections) + 1)))
        return an_fail_nomem(err);
    if ((st = need_rules(p, err)) == AN_OK)
        st = p->to->end(p->to->payload, p->rules, p->corrections, p->used_at_end, err);
    an_lap_end(&lap, AN_STAGE_SETTLE);
    return st;
}

/* What all threads counted goes to the taker. */
static an_status hand_counts_on(pass *p, an_error *err)
{
    an_counter *counts = p->workers[0].counter;
    an_status st = AN_OK;

    for (unsigned i = 1; counts && i < p->threads && st == AN_OK; i++)
        st = an_counter_join(counts, p->workers[i].counter, err);
    if (st != AN_OK || !counts)
        return st;
    if (!an_counter_sort(counts))
        return an_fail_nomem(err);
    return p->to->take_counts(p->to->payload, counts, err);
}

static an_status open_pass(pass *p, an_error *err)
{
    const an_documents *asked = p->asked;
    const an_run_options *options = asked->options;
    an_source_options from = {.paths = asked->paths,
                              .path_count = asked->path_count,
                              .exclude = options->exclude,
                              .exclude_count = options->exclude_count,
                              .input_name = options->input_name,
                              .one_by_one = asked->one_by_one,
                              .hashed = asked->report && options->hash_inputs};
    an_status st = AN_OK;

    p->threads = asked->one_by_one ? 1 : an_crew_threads(options->threads);
    if (options->aliases && (st = an_corrections_load(&p->corrections, options->aliases, asked->watch, err)) != AN_OK)
        return st;
    if (p->to->begin)
        p->to->begin(p->to->payload, p->corrections);
    if (!(p->workers = an_alloc(p->threads * sizeof *p->workers)))
        return an_fail_nomem(err);
    st = open_short_way(p, err);
    if (st == AN_OK)
        st = open_tagger(p, err);
    if (st == AN_OK)
        st = an_source_open(&p->source, &from, asked->watch, err);
    for (unsigned i = 0; i < p->threads && st == AN_OK; i++) {
        worker *w = &p->workers[i];
        w->reader.source = p->source;
        w->used = an_alloc(an_corrections_count(p->corrections) + 1);
        if (!w->used)
            st = an_fail_nomem(err);
    }
    return st;
}

static void close_pass(pass *p)
{
    for (unsigned i = 0; p->workers && i < p->threads; i++) {
        an_reader_clear(&p->workers[i].reader);
        an_document_clear(&p->workers[i].doc);
        an_extraction_clear(&p->workers[i].extraction);
        an_extractor_free(p->workers[i].extractor);
        an_free(p->workers[i].used);
        an_roster_free(p->workers[i].roster);
        an_counter_free(p->workers[i].counter);
        an_finder_free(p->workers[i].finder);
    }
    an_free(p->workers);
    an_rules_free(p->rules);
    an_tagger_free(p->tagger);
    an_source_free(p->source);
    an_corrections_free(p->corrections);
    an_extraction_clear(&p->extraction);
    an_buf_clear(&p->renamed);
    an_free(p->used_at_end);
}

/* Whether the correction changed something in any document, or at the end. */
static bool was_used(const pass *p, size_t correction)
{
    for (unsigned i = 0; i < p->threads; i++)
        if (p->workers[i].used[correction])
            return true;
    return p->used_at_end && p->used_at_end[correction];
}

static void note_corrections(const pass *p)
{
    if (p->corrections)
        an_report_fact(p->asked->report, "corrections", an_corrections_hash(p->corrections));
    for (size_t i = 0; i < an_corrections_count(p->corrections); i++)
        if (!was_used(p, i))
            an_report_list(p->asked->report, "corrections_unused", an_str_of(an_corrections_line(p->corrections, i)));
}

/* "skipped_bad_line" and so on. */
static size_t note_skipped(an_report *report, const an_source *source)
{
    const an_source_counts *counts = an_source_count(source);
    size_t skipped = 0;

    for (size_t i = 0; i < AN_SKIP_COUNT; i++) {
        char name[64];
        skipped += counts->skipped[i];
        if (!counts->skipped[i])
            continue;
        snprintf(name, sizeof name, "skipped_%s", an_skip_name((an_skip)i));
        for (char *c = name; *c; c++)
            *c = (char)(*c == ' ' || *c == '-' ? '_' : *c);
        an_report_add(report, name, (int64_t)counts->skipped[i]);
    }
    an_report_add(report, "documents_skipped", (int64_t)skipped);
    for (an_str lines = an_source_skipped(source), line; lines.len && an_str_next(&lines, '\n', &line);)
        if (line.len)
            an_report_list(report, "skipped", line);
    return skipped;
}

static an_status no_document(const pass *p, size_t skipped, an_error *err)
{
    if (skipped)
        return an_fail(err, AN_ERR_NOT_FOUND, "no document could be read: %zu skipped, none left", skipped);
    if (an_source_files(p->source))
        return an_fail(err, AN_ERR_NOT_FOUND, "no document found: the files hold no line");
    return an_fail(err, AN_ERR_NOT_FOUND, "no document found: the folders hold no files (hidden ones and symbolic links are left out)");
}

/* What the source knows at the end, for the report; nothing read at all is a failure. */
static an_status note_source(const pass *p, an_error *err)
{
    an_report *report = p->asked->report;
    const an_source_counts *counts = an_source_count(p->source);
    size_t skipped = note_skipped(report, p->source);
    char hash[33];

    an_report_add(report, "documents_renamed", (int64_t)counts->duplicate_ids);
    an_report_add(report, "documents_repaired", (int64_t)counts->repaired_documents);
    an_report_add(report, "documents_mended", (int64_t)counts->mended_documents);
    if (counts->mail_parts_left_out)
        an_report_add(report, "mail_parts_left_out", (int64_t)counts->mail_parts_left_out);
    if (counts->mail_charsets_unknown)
        an_report_add(report, "mail_charsets_unknown", (int64_t)counts->mail_charsets_unknown);
    if (counts->links_not_followed)
        an_report_add(report, "links_not_followed", (int64_t)counts->links_not_followed);
    if (counts->hidden)
        an_report_add(report, "hidden_files", (int64_t)counts->hidden);
    an_report_add(report, "mails", (int64_t)counts->mails);
    an_report_add(report, "repaired_bytes", (int64_t)counts->repairs.invalid_bytes);
    an_report_add(report, "repaired_controls", (int64_t)counts->repairs.controls);
    if (p->asked->options->hash_inputs) {
        an_source_hash(p->source, hash);
        an_report_fact(report, "inputs", hash);
    }
    note_corrections(p);
    return counts->documents == 0 ? no_document(p, skipped, err) : AN_OK;
}

static void note_lexicon(an_report *report, const an_lexicon *lexicon)
{
    const char *path, *hash;

    for (size_t i = 0; (path = an_lexicon_file(lexicon, i, &hash)); i++) {
        char line[1024];
        snprintf(line, sizeof line, "%s %s", hash, an_path_shown(path));
        an_report_list(report, "dictionaries", an_str_of(line));
    }
}

an_status an_documents_each(const an_documents *documents, const an_taker *to, an_error *err)
{
    pass p = {.asked = documents, .to = to, .huge = PTHREAD_MUTEX_INITIALIZER, .ruling = PTHREAD_MUTEX_INITIALIZER};
    an_work work = {&p, sizeof(task), begin, split, run, is_left, settle, clear};
    an_status st;

    if ((st = open_pass(&p, err)) == AN_OK && (st = an_crew_run(&work, p.threads, err)) == AN_OK) {
        retire(&p);
        if ((st = hand_over(&p, err)) == AN_OK && (st = note_source(&p, err)) == AN_OK)
            st = hand_counts_on(&p, err);
    }
    note_lexicon(documents->report, documents->lexicon);
    close_pass(&p);
    return st;
}
