/* The order of the stages. Two passes: every document is read, extracted and spooled; then, when the collection has been seen whole, each
   record is settled and goes on to the links or to the output. Memory grows with actors and pairs, not with text. */
#include "actornet/pipeline.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/spool.h"
#include "extract/collection.h"
#include "extract/mention_line.h"
#include "extract/mention_table.h"
#include "extract/record.h"
#include "graph/build.h"
#include "link/links.h"
#include "pipeline/crew.h"
#include "pipeline/report.h"

#include <errno.h>
#include <stdlib.h>

enum { BATCH_BYTES = 32 << 20 };

void an_run_options_default(an_run_options *options)
{
    *options = (an_run_options){
        .names = AN_NAMES_ALL,
        .weight = "count",
        .max_actors = 30,
        .evidence = 3,
        .isolates = true,
        .measures = NULL,
        .communities = true,
        .layout = "fr",
        .seed = 1,
    };
}

/* What happens to an extraction when its turn comes. */
typedef struct consumer {
    an_status (*take)(void *payload, an_extraction *extraction, an_error *err);
    void *payload;
} consumer;

/* A run over documents, and what it needs while it lasts. */
typedef struct run {
    const an_run_options *options;
    an_report *report;
    const an_observer *watch;
    an_corrections *corrections;
    an_crew *crew;
    an_source *source;
    an_job *jobs;
    size_t job_count, done;
} run;

/* Reading and extracting ----------------------------------------------------------------------------------------------------------------
 */

static an_status open_run(run *r, const an_lexicon *lexicon, const char *const *paths, size_t path_count, an_error *err)
{
    an_source_options from = {
        .paths = paths, .path_count = path_count, .exclude = r->options->exclude, .exclude_count = r->options->exclude_count};
    an_status st = AN_OK;

    if (r->options->aliases && (st = an_corrections_load(&r->corrections, r->options->aliases, r->watch, err)) != AN_OK)
        return st;
    if ((st = an_crew_new(&r->crew, lexicon, r->corrections, r->options->names, r->options->nested, r->options->threads, err)) != AN_OK ||
        (st = an_source_open(&r->source, &from, r->watch, err)) != AN_OK)
        return st;
    r->job_count = an_crew_batch(r->crew);
    r->jobs = an_alloc(r->job_count * sizeof *r->jobs);
    return r->jobs ? AN_OK : an_fail_nomem(err);
}

static void close_run(run *r)
{
    for (size_t i = 0; i < r->job_count && r->jobs; i++) {
        an_document_clear(&r->jobs[i].doc);
        an_extraction_clear(&r->jobs[i].extraction);
        an_buf_clear(&r->jobs[i].patterns_off);
        an_buf_clear(&r->jobs[i].ambiguous);
    }
    an_free(r->jobs);
    an_source_free(r->source);
    an_crew_free(r->crew);
    an_corrections_free(r->corrections);
}

/* Whether the user's range holds the document. An undated document is outside of every range that was asked for. */
static bool in_range(const an_run_options *options, an_str date)
{
    if (!options->from && !options->until)
        return true;
    return date.len && an_date_within(date, an_str_of(options->from), an_str_of(options->until));
}

/* The next documents, until the batch is full in number or bytes. */
static an_status fill_batch(run *r, size_t limit, size_t *count, an_error *err)
{
    size_t bytes = 0;
    bool more = true;

    *count = 0;
    while (*count < limit && bytes < BATCH_BYTES) {
        an_document *doc = &r->jobs[*count].doc;
        an_status st = an_source_next(r->source, doc, &more, err);
        if (st != AN_OK)
            return st;
        if (!more)
            break;
        if (!in_range(r->options, doc->date)) {
            an_report_add(r->report, "documents_out_of_range", 1);
            continue;
        }
        bytes += doc->text.len;
        ++*count;
    }
    return AN_OK;
}

static void note_lines(an_report *report, const char *list, const char *count, an_str lines)
{
    an_str line;

    while (lines.len && an_str_next(&lines, '\n', &line))
        if (line.len) {
            an_report_list(report, list, line);
            an_report_add(report, count, 1);
        }
}

static void note_job(run *r, const an_job *job)
{
    an_report_add(r->report, "documents", 1);
    an_report_add(r->report, "documents_dated", job->doc.date.len > 0);
    an_report_add(r->report, "text_bytes", (int64_t)job->doc.text.len);
    an_report_add(r->report, "sentences", (int64_t)job->extraction.sentence_count);
    an_report_add(r->report, "mentions", (int64_t)job->extraction.mention_count);
    note_lines(r->report, "ambiguous", "mentions_ambiguous", an_buf_str(&job->ambiguous));
    note_lines(r->report, "patterns_off", "patterns_off", an_buf_str(&job->patterns_off));
}

static an_status each_document(run *r, size_t limit, const consumer *to, an_error *err)
{
    size_t count;
    an_status st;

    while ((st = fill_batch(r, limit, &count, err)) == AN_OK && count > 0) {
        an_crew_run(r->crew, r->jobs, count);
        for (size_t i = 0; i < count; i++) {
            if (r->jobs[i].status != AN_OK) {
                if (err)
                    *err = r->jobs[i].error;
                return r->jobs[i].status;
            }
            note_job(r, r->jobs + i);
            if ((st = to->take(to->payload, &r->jobs[i].extraction, err)) != AN_OK)
                return st;
            if (!an_progress(r->watch, "documents", ++r->done, an_source_files(r->source)))
                return an_fail(err, AN_ERR_CANCELLED, "stopped");
        }
    }
    return st;
}

/* What the source knows at the end, for the report; nothing read at all is a failure. */
static an_status note_source(run *r, an_error *err)
{
    const an_source_counts *counts = an_source_count(r->source);
    size_t skipped = 0;
    char hash[33];

    for (size_t i = 0; i < AN_SKIP_COUNT; i++) {
        char name[64];
        skipped += counts->skipped[i];
        if (!counts->skipped[i])
            continue;
        snprintf(name, sizeof name, "skipped_%s", an_skip_name((an_skip)i));
        for (char *c = name; *c; c++)
            *c = (char)(*c == ' ' || *c == '-' ? '_' : *c);
        an_report_add(r->report, name, (int64_t)counts->skipped[i]);
    }
    an_report_add(r->report, "documents_skipped", (int64_t)skipped);
    for (an_str lines = an_source_skipped(r->source), line; lines.len && an_str_next(&lines, '\n', &line);)
        if (line.len)
            an_report_list(r->report, "skipped", line);
    an_report_add(r->report, "documents_renamed", (int64_t)counts->duplicate_ids);
    an_report_add(r->report, "documents_repaired", (int64_t)counts->repaired_documents);
    an_report_add(r->report, "mails", (int64_t)counts->mails);
    an_report_add(r->report, "repaired_bytes", (int64_t)counts->repairs.invalid_bytes);
    an_report_add(r->report, "repaired_controls", (int64_t)counts->repairs.controls);
    an_source_hash(r->source, hash);
    an_report_fact(r->report, "inputs", hash);
    if (r->corrections)
        an_report_fact(r->report, "corrections", an_corrections_hash(r->corrections));
    for (size_t i = 0; i < an_corrections_count(r->corrections); i++)
        if (!an_crew_used(r->crew, i))
            an_report_list(r->report, "corrections_unused", an_str_of(an_corrections_line(r->corrections, i)));
    if (counts->documents == 0)
        return skipped ? an_fail(err, AN_ERR_NOT_FOUND, "no document could be read: %zu skipped, none left", skipped)
                       : an_fail(err, AN_ERR_NOT_FOUND, "no document found: no file in the folders, or hidden ones only");
    return AN_OK;
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

/* The two passes ------------------------------------------------------------------------------------------------------------------------
 */

typedef struct first_pass {
    an_collection collection;
    an_spool spool;
    an_buf record;
} first_pass;

static an_status spool_extraction(void *payload, an_extraction *extraction, an_error *err)
{
    first_pass *pass = payload;
    an_status st = an_collection_add(&pass->collection, extraction, err);

    if (st != AN_OK)
        return st;
    an_buf_reset(&pass->record);
    an_record_write(&pass->record, extraction);
    return pass->record.failed ? an_fail_nomem(err) : an_spool_add(&pass->spool, an_buf_str(&pass->record), err);
}

static an_status second_pass(run *r, first_pass *pass, const char *stage, const consumer *to, an_error *err)
{
    an_extraction extraction = {0};
    bool more = true;
    size_t done = 0;
    an_status st;

    an_collection_finish(&pass->collection);
    st = an_spool_rewind(&pass->spool, err);
    while (st == AN_OK && (st = an_spool_next(&pass->spool, &pass->record, &more, err)) == AN_OK && more) {
        if ((st = an_record_read(&extraction, an_buf_str(&pass->record), err)) == AN_OK &&
            (st = an_collection_settle(&pass->collection, &extraction, err)) == AN_OK)
            st = to->take(to->payload, &extraction, err);
        if (st == AN_OK && !an_progress(r->watch, stage, ++done, pass->spool.records))
            st = an_fail(err, AN_ERR_CANCELLED, "stopped");
    }
    an_extraction_clear(&extraction);
    return st;
}

static an_status both_passes(run *r, const an_lexicon *lexicon, const char *const *paths, size_t path_count, const char *stage,
                             const consumer *to, an_error *err)
{
    first_pass pass = {0};
    consumer spool = {spool_extraction, &pass};
    an_status st;

    if ((st = open_run(r, lexicon, paths, path_count, err)) == AN_OK && (st = each_document(r, r->job_count, &spool, err)) == AN_OK &&
        (st = note_source(r, err)) == AN_OK)
        st = second_pass(r, &pass, stage, to, err);
    note_lexicon(r->report, lexicon);
    an_collection_clear(&pass.collection);
    an_spool_clear(&pass.spool);
    an_buf_clear(&pass.record);
    close_run(r);
    return st;
}

/* Links to a finished network ------------------------------------------------------------------------------------------------------------
 */

static an_status add_to_links(void *payload, an_extraction *extraction, an_error *err)
{
    return an_links_add(payload, extraction, err);
}

static void note_links(an_report *report, const an_links *links)
{
    const an_link_counts *counts = an_links_count(links);
    size_t actors, pairs;

    an_links_actors(links, &actors);
    an_links_pairs(links, &pairs);
    an_report_add(report, "actors", (int64_t)actors);
    an_report_add(report, "links", (int64_t)pairs);
    an_report_add(report, "windows", (int64_t)counts->windows);
    an_report_add(report, "windows_capped", (int64_t)counts->windows_capped);
    an_report_add(report, "mentions_without_link", (int64_t)counts->no_link_mentions);
    an_report_add(report, "documents_without_sentences", (int64_t)counts->documents_without_sentences);
}

static an_status finish_network(an_network **out, an_links *links, const an_run_options *options, an_report *report,
                                const an_observer *watch, an_error *err)
{
    an_network *net = NULL;
    an_filter_counts removed = {0};
    an_measure_options how = {.distance = options->distance};
    const char *measures = options->measures ? options->measures : "degree,strength,betweenness,pagerank";
    an_status st;

    if ((st = an_links_finish(links, err)) != AN_OK)
        return st;
    note_links(report, links);
    if ((st = an_network_build(&net, links, options->isolates, err)) == AN_OK &&
        (st = an_network_filter(net, &options->filter, &removed, err)) == AN_OK &&
        (strcmp(measures, "none") == 0 || (st = an_network_measure(net, measures, &how, watch, err)) == AN_OK) &&
        (!options->communities || (st = an_network_communities(net, options->seed, watch, err)) == AN_OK) &&
        (st = an_network_layout(net, options->layout, options->seed, watch, err)) == AN_OK)
        st = an_network_style(net, err);
    if (st != AN_OK) {
        an_network_free(net);
        return st;
    }
    an_report_add(report, "actors_filtered", (int64_t)removed.nodes);
    an_report_add(report, "links_filtered", (int64_t)removed.edges);
    an_report_add(report, "nodes", (int64_t)an_network_size(net, AN_NODES));
    an_report_add(report, "edges", (int64_t)an_network_size(net, AN_EDGES));
    *out = net;
    return AN_OK;
}

an_status an_build(an_network **out, const an_lexicon *lexicon, const char *const *paths, size_t path_count, const an_run_options *options,
                   an_report *report, const an_observer *watch, an_error *err)
{
    run r = {.options = options, .report = report, .watch = watch};
    an_links *links = NULL;
    consumer to = {add_to_links, NULL};
    an_status st;

    *out = NULL;
    if ((st = an_links_new(&links, options, err)) != AN_OK)
        return st;
    to.payload = links;
    if ((st = both_passes(&r, lexicon, paths, path_count, "links", &to, err)) == AN_OK)
        st = finish_network(out, links, options, report, watch, err);
    an_links_free(links);
    return st;
}

/* Mentions out ----------------------------------------------------------------------------------------------------------------------------
 */

typedef struct writer {
    FILE *to;
    const an_extract_options *options;
    an_buf line;
} writer;

static an_status write_buffer(writer *w, an_error *err)
{
    if (w->line.failed)
        return an_fail_nomem(err);
    if (w->line.len && fwrite(w->line.ptr, 1, w->line.len, w->to) != w->line.len)
        return an_fail_errno(err, "cannot write the mentions");
    if (w->options->per_document && fflush(w->to) != 0)
        return an_fail_errno(err, "cannot write the mentions");
    an_buf_reset(&w->line);
    return AN_OK;
}

static an_status write_mentions(void *payload, an_extraction *extraction, an_error *err)
{
    writer *w = payload;

    switch (w->options->format) {
    case AN_MENTIONS_TSV:
        an_mention_table_write(&w->line, extraction);
        break;
    case AN_MENTIONS_CONLL:
        an_mention_conll_write(&w->line, extraction);
        break;
    default:
        an_mention_line_write(&w->line, extraction, w->options->no_text);
    }
    return write_buffer(w, err);
}

/* Each document is answered before the next one is read. */
static an_status extract_per_document(run *r, const an_lexicon *lexicon, const char *const *paths, size_t path_count, const consumer *to,
                                      an_error *err)
{
    an_status st;

    if ((st = open_run(r, lexicon, paths, path_count, err)) == AN_OK && (st = each_document(r, 1, to, err)) == AN_OK)
        st = note_source(r, err);
    note_lexicon(r->report, lexicon);
    close_run(r);
    return st;
}

an_status an_extract(FILE *stream, const an_lexicon *lexicon, const char *const *paths, size_t path_count, const an_run_options *options,
                     const an_extract_options *extract, an_report *report, const an_observer *watch, an_error *err)
{
    run r = {.options = options, .report = report, .watch = watch};
    writer w = {.to = stream, .options = extract};
    consumer to = {write_mentions, &w};
    an_status st = AN_OK;

    if (extract->format == AN_MENTIONS_TSV) {
        an_mention_table_header(&w.line);
        st = write_buffer(&w, err);
    }
    if (st == AN_OK)
        st = extract->per_document ? extract_per_document(&r, lexicon, paths, path_count, &to, err)
                                   : both_passes(&r, lexicon, paths, path_count, "mentions", &to, err);
    an_buf_clear(&w.line);
    return st;
}

/* Mentions in
 * ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct line_reader {
    an_links *links;
    const an_run_options *options;
    an_report *report;
    const an_observer *watch;
    an_extraction extraction;
    size_t documents;
    char hash[33]; /* of all lines so far: that of the last hash and the line */
    an_buf hashed;
} line_reader;

/* One line; a bad one is told and counted, and the next one is read. */
static an_status link_line(line_reader *r, an_str line, const char *source, size_t number, an_error *err)
{
    an_line_notes notes;
    an_error at = {0};
    an_buf where = {0};
    an_status st = an_mention_line_read(&r->extraction, line, source, number, &notes, &at);

    if (st == AN_ERR_SYNTAX) {
        an_say_error(r->watch, AN_WARNING, &at);
        an_report_add(r->report, "documents_skipped", 1);
        an_report_add(r->report, "skipped_bad_line", 1);
        an_buf_addf(&where, "%s:%zu\tbad line", an_path_shown(source), number);
        an_report_list(r->report, "skipped", an_buf_str(&where));
        an_buf_clear(&where);
        return AN_OK;
    }
    if (st != AN_OK) {
        if (err)
            *err = at;
        return st;
    }
    if (!in_range(r->options, r->extraction.date)) {
        an_report_add(r->report, "documents_out_of_range", 1);
        return AN_OK;
    }
    r->documents++;
    an_report_add(r->report, "documents", 1);
    an_report_add(r->report, "mentions", (int64_t)r->extraction.mention_count);
    an_report_add(r->report, "mentions_bad", (int64_t)notes.bad_mentions);
    an_report_add(r->report, "documents_split_here", notes.split_here);
    if (!an_progress(r->watch, "lines", r->documents, 0))
        return an_fail(err, AN_ERR_CANCELLED, "stopped");
    return an_links_add(r->links, &r->extraction, err);
}

static void hash_line(line_reader *r, an_str line)
{
    an_buf_reset(&r->hashed);
    an_buf_add_text(&r->hashed, r->hash);
    an_buf_add(&r->hashed, line);
    an_hash_hex(r->hash, an_buf_str(&r->hashed));
}

static an_status link_stream(line_reader *r, FILE *stream, const char *source, an_error *err)
{
    char *line = NULL;
    size_t capacity = 0, number = 0;
    ssize_t length;
    an_status st = AN_OK;

    errno = 0;
    while (st == AN_OK && (length = getline(&line, &capacity, stream)) >= 0) {
        an_str text = an_str_trim((an_str){line, (size_t)length});
        if (++number == 1 && an_str_starts(text, AN_LIT("\xEF\xBB\xBF")))
            text = an_str_sub(text, 3, text.len);
        if (text.len) {
            hash_line(r, text);
            st = link_line(r, text, source, number, err);
        }
    }
    if (st == AN_OK && ferror(stream))
        st = an_fail_errno(err, "cannot read '%s'", source);
    free(line);
    return st;
}

static an_status link_file(line_reader *r, const char *path, an_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *stream = standard ? stdin : fopen(path, "rb");
    an_status st;

    if (!stream)
        return errno == ENOENT ? an_fail(err, AN_ERR_NOT_FOUND, "no such file: '%s'", path) : an_fail_errno(err, "cannot open '%s'", path);
    st = link_stream(r, stream, standard ? "standard input" : path, err);
    if (!standard)
        fclose(stream);
    return st;
}

an_status an_link(an_network **out, const char *const *paths, size_t path_count, const an_run_options *options, an_report *report,
                  const an_observer *watch, an_error *err)
{
    line_reader r = {.options = options, .report = report, .watch = watch};
    an_status st;

    *out = NULL;
    if ((st = an_links_new(&r.links, options, err)) != AN_OK)
        return st;
    for (size_t i = 0; i < path_count && st == AN_OK; i++)
        st = link_file(&r, paths[i], err);
    if (st == AN_OK && r.documents == 0)
        st = an_fail(err, AN_ERR_NOT_FOUND,
                     "no line of mentions found: link reads what 'actornet extract' writes; for documents use 'actornet build'");
    if (st == AN_OK)
        st = finish_network(out, r.links, options, report, watch, err);
    an_report_fact(report, "inputs", r.hash);
    an_buf_clear(&r.hashed);
    an_extraction_clear(&r.extraction);
    an_links_free(r.links);
    return st;
}
