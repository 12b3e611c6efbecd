/* The order of the stages. Two passes: every document is read, extracted and spooled; then, when the collection has been seen whole, each
   record is settled and goes on to the links or to the output. Memory grows with actors and pairs, not with text. */
#include "actornet/pipeline.h"

#include "base/alloc.h"
#include "base/profile.h"
#include "extract/lines/mention_line.h"
#include "extract/lines/mention_table.h"
#include "graph/build.h"
#include "link/links.h"
#include "pipeline/census.h"
#include "pipeline/crew.h"
#include "pipeline/lines.h"
#include "pipeline/passes.h"
#include "pipeline/report.h"

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
        .hash_inputs = true,
    };
}

/* Links to a finished network ------------------------------------------------------------------------------------------------------------
 */

/* Links that each thread counts for itself, and that are one in the end. */
typedef struct shares {
    an_links **items;
    unsigned count;
} shares;

static an_status open_shares(shares *all, const an_run_options *options, an_error *err)
{
    an_status st = AN_OK;

    all->count = an_crew_threads(options->threads);
    if (!(all->items = an_alloc(all->count * sizeof(an_links *))))
        return an_fail_nomem(err);
    for (unsigned i = 0; i < all->count && st == AN_OK; i++)
        st = an_links_new(&all->items[i], options, err);
    return st;
}

static void close_shares(shares *all)
{
    for (unsigned i = 0; all->items && i < all->count; i++)
        an_links_free(all->items[i]);
    an_free(all->items);
}

static an_status join_shares(shares *all, an_profile *profile, an_error *err)
{
    an_lap lap = an_lap_start(profile);
    an_status st = AN_OK;

    for (unsigned i = 1; i < all->count && st == AN_OK; i++) {
        st = an_links_join(all->items[0], all->items[i], err);
        an_links_free(all->items[i]);
        all->items[i] = NULL;
    }
    an_lap_end(&lap, AN_STAGE_NETWORK);
    return st;
}

static an_status add_to_share(void *payload, unsigned thread, an_extraction *extraction, uint64_t number, an_buf *out, an_error *err)
{
    shares *all = payload;

    (void)out;
    return an_links_add(all->items[thread], extraction, number, err);
}

static an_status add_at_once(void *payload, unsigned thread, const an_extraction *extraction, uint64_t number, an_error *err)
{
    shares *all = payload;

    return an_links_add(all->items[thread], extraction, number, err);
}

/* Lines of evidence are chosen by the order of documents, and tell their ids; all else that is counted can be added up. */
static an_at_once at_once(shares *all, const an_run_options *options)
{
    bool sentences = options->window == AN_WINDOW_SENTENCE || options->window == AN_WINDOW_PARAGRAPH;

    return options->evidence ? (an_at_once){0} : (an_at_once){add_at_once, all, sentences};
}

static void note_links(an_report *report, const an_links *links)
{
    const an_link_counts *counts = an_links_count(links);
    size_t actors;

    an_links_actors(links, &actors);
    an_report_add(report, "actors", (int64_t)actors);
    an_report_add(report, "links", (int64_t)an_links_pairs(links));
    an_report_add(report, "windows", (int64_t)counts->windows);
    an_report_add(report, "windows_capped", (int64_t)counts->windows_capped);
    an_report_add(report, "mentions_without_link", (int64_t)counts->no_link_mentions);
    an_report_add(report, "documents_without_sentences", (int64_t)counts->documents_without_sentences);
    if (counts->outside_mentions)
        an_report_add(report, "mentions_outside", (int64_t)counts->outside_mentions);
}

static an_status finish_network(an_network **out, an_links *links, const an_run_options *options, an_report *report,
                                const an_observer *watch, an_error *err)
{
    an_network *net = NULL;
    an_filter_counts removed = {0};
    an_measure_options how = {.distance = options->distance, .estimate = !options->measures};
    const char *measures = options->measures ? options->measures : "degree,strength,betweenness,pagerank";
    an_lap lap = an_lap_start(options->profile);
    size_t actors;
    an_status st;

    if ((st = an_links_finish(links, err)) != AN_OK)
        return st;
    note_links(report, links);
    if ((st = an_network_build(&net, links, options->isolates, err)) == AN_OK)
        st = an_network_filter(net, &options->filter, &removed, err);
    an_lap_end(&lap, AN_STAGE_NETWORK);
    if (st == AN_OK && strcmp(measures, "none") != 0)
        st = an_network_measure(net, measures, &how, watch, err);
    if (st == AN_OK && options->communities)
        st = an_network_communities(net, options->seed, watch, err);
    an_lap_end(&lap, AN_STAGE_MEASURE);
    if (st == AN_OK && (st = an_network_layout(net, options->layout, options->seed, watch, err)) == AN_OK)
        st = an_network_style(net, err);
    an_lap_end(&lap, AN_STAGE_LAYOUT);
    if (st != AN_OK) {
        an_network_free(net);
        return st;
    }
    an_links_actors(links, &actors); /* --no-isolates leaves some out before there is a network */
    an_report_add(report, "actors_filtered", (int64_t)(actors - an_network_size(net, AN_NODES)));
    an_report_add(report, "links_filtered", (int64_t)removed.edges);
    an_report_add(report, "nodes", (int64_t)an_network_size(net, AN_NODES));
    an_report_add(report, "edges", (int64_t)an_network_size(net, AN_EDGES));
    *out = net;
    return AN_OK;
}

an_status an_build(an_network **out, const an_lexicon *lexicon, const char *const *paths, size_t path_count, const an_run_options *options,
                   an_report *report, const an_observer *watch, an_error *err)
{
    an_documents documents = {.lexicon = lexicon, .paths = paths, .path_count = path_count, .options = options, .report = report, .watch = watch};
    shares all = {0};
    an_records to = {.stage = "links", .use = add_to_share, .payload = &all};
    an_status st;

    *out = NULL;
    if ((st = open_shares(&all, options, err)) == AN_OK) {
        to.threads = all.count;
        documents.without_text = !an_links_need_text(all.items[0]);
        documents.at_once = at_once(&all, options);
        if ((st = an_both_passes(&documents, &to, err)) == AN_OK && (st = join_shares(&all, options->profile, err)) == AN_OK)
            st = finish_network(out, all.items[0], options, report, watch, err);
    }
    close_shares(&all);
    return st;
}

/* Mentions out ----------------------------------------------------------------------------------------------------------------------------
 */

typedef struct writer {
    FILE *to;
    const an_extract_options *options;
    an_buf line;
    bool begun;
} writer;

/* The header of a table stands before the first lines, so that a run that fails before them writes nothing. */
static an_status put_header(writer *w, an_error *err)
{
    an_buf header = {0};
    an_status st = AN_OK;

    w->begun = true;
    if (w->options->count || w->options->format != AN_MENTIONS_TSV)
        return AN_OK;
    an_mention_table_header(&header);
    if (header.failed)
        st = an_fail_nomem(err);
    else if (fwrite(header.ptr, 1, header.len, w->to) != header.len)
        st = an_fail_errno(err, "cannot write the mentions");
    an_buf_clear(&header);
    return st;
}

static an_status put_lines(void *payload, an_str lines, an_error *err)
{
    writer *w = payload;
    an_status st = w->begun ? AN_OK : put_header(w, err);

    if (st != AN_OK)
        return st;
    if (fwrite(lines.ptr, 1, lines.len, w->to) != lines.len || (w->options->per_document && fflush(w->to) != 0))
        return an_fail_errno(err, "cannot write the mentions");
    return AN_OK;
}

static void add_mentions(const writer *w, an_buf *out, const an_extraction *extraction)
{
    switch (w->options->format) {
    case AN_MENTIONS_TSV:
        an_mention_table_write(out, extraction);
        break;
    case AN_MENTIONS_CONLL:
        an_mention_conll_write(out, extraction);
        break;
    default:
        an_mention_line_write(out, extraction, w->options->no_text);
    }
}

static an_status write_mentions(void *payload, unsigned thread, an_extraction *extraction, uint64_t number, an_buf *out, an_error *err)
{
    (void)thread;
    (void)number;
    add_mentions(payload, out, extraction);
    return out->failed ? an_fail_nomem(err) : AN_OK;
}

/* Each document is answered before the next one is read. */
static an_status answer(void *payload, an_extraction *extraction, an_str record, an_error *err)
{
    writer *w = payload;

    (void)record;
    an_buf_reset(&w->line);
    add_mentions(w, &w->line, extraction);
    return w->line.failed ? an_fail_nomem(err) : put_lines(w, an_buf_str(&w->line), err);
}

/* What each thread counts for itself, joined in the end. Dictionaries alone leave nothing for the whole collection to decide: then documents
   are counted as they come. */
typedef struct counting {
    an_census *items;
    unsigned threads;
    uint64_t documents;
    const an_lexicon *lexicon;
} counting;

static an_status count_document(void *payload, an_extraction *extraction, an_str record, an_error *err)
{
    counting *c = payload;

    (void)record;
    return an_census_add(&c->items[0], extraction, ++c->documents, err);
}

static an_status count_record(void *payload, unsigned thread, an_extraction *extraction, uint64_t number, an_buf *out, an_error *err)
{
    counting *c = payload;

    (void)out;
    return an_census_add(&c->items[thread], extraction, number, err);
}

static an_status count_counted(void *payload, const an_counter *counts, an_error *err)
{
    counting *c = payload;

    return an_census_take(&c->items[0], counts, c->lexicon, err);
}

static an_status count_all(const an_documents *documents, counting *c, writer *w, an_error *err)
{
    an_taker taker = {.take = count_document, .take_counts = count_counted, .payload = c};
    an_records to = {.stage = "mentions", .threads = c->threads, .use = count_record, .payload = c};
    an_status st = documents->options->names == AN_NAMES_DICTIONARY ? an_documents_each(documents, &taker, err)
                                                                    : an_both_passes(documents, &to, err);

    for (unsigned i = 1; i < c->threads && st == AN_OK; i++)
        st = an_census_join(&c->items[0], &c->items[i], err);
    if (st == AN_OK)
        st = an_census_write(&c->items[0], &w->line, err);
    return st == AN_OK ? put_lines(w, an_buf_str(&w->line), err) : st;
}

static an_status write_count(const an_documents *documents, writer *w, an_error *err)
{
    counting c = {.threads = an_crew_threads(documents->options->threads), .lexicon = documents->lexicon};
    an_status st = AN_OK;

    if (!(c.items = an_alloc(c.threads * sizeof *c.items)))
        return an_fail_nomem(err);
    st = count_all(documents, &c, w, err);
    for (unsigned i = 0; i < c.threads; i++)
        an_census_clear(&c.items[i]);
    an_free(c.items);
    return st;
}

an_status an_extract(FILE *stream, const an_lexicon *lexicon, const char *const *paths, size_t path_count, const an_run_options *options,
                     const an_extract_options *extract, an_report *report, const an_observer *watch, an_error *err)
{
    an_documents documents = {.lexicon = lexicon,
                              .paths = paths,
                              .path_count = path_count,
                              .options = options,
                              .one_by_one = extract->per_document,
                              .report = report,
                              .watch = watch,
                              .counting = extract->count};
    writer w = {.to = stream, .options = extract};
    an_taker taker = {.take = answer, .payload = &w};
    an_records to = {
        .stage = "mentions", .threads = an_crew_threads(options->threads), .use = write_mentions, .put = put_lines, .payload = &w};
    an_status st;

    if (extract->count) {
        st = write_count(&documents, &w, err);
        an_buf_clear(&w.line);
        return st;
    }
    st = extract->per_document ? an_documents_each(&documents, &taker, err) : an_both_passes(&documents, &to, err);
    if (st == AN_OK && !w.begun)
        st = put_header(&w, err);
    an_buf_clear(&w.line);
    return st;
}

/* Mentions in
 * ------------------------------------------------------------------------------------------------------------------------------ */

static an_status add_line(void *payload, an_extraction *extraction, uint64_t number, an_error *err)
{
    return an_links_add(payload, extraction, number, err);
}

an_status an_link(an_network **out, const char *const *paths, size_t path_count, const an_run_options *options, an_report *report,
                  const an_observer *watch, an_error *err)
{
    an_lines lines = {paths, path_count, options, report, watch};
    an_line_taker to = {.take = add_line};
    an_links *links;
    an_status st;

    *out = NULL;
    if ((st = an_links_new(&links, options, err)) != AN_OK)
        return st;
    to.payload = links;
    if ((st = an_lines_each(&lines, &to, err)) == AN_OK)
        st = finish_network(out, links, options, report, watch, err);
    an_links_free(links);
    return st;
}
