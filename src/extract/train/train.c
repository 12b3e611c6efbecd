/* The order of a fitting: annotated text becomes samples, text without annotation too; fit, learn from what the model is sure of, fit again;
   prune, fit what is left, round, write. */
#include "actornet/train.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/utf8.h"
#include "extract/train/fit.h"
#include "extract/train/rows.h"
#include "extract/train/usage.h"
#include "read/gold/gold.h"
#include "text/fold.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void an_train_options_default(an_train_options *options)
{
    *options = (an_train_options){
        .epochs = 12, .rate = 0.05, .dropout = 0.4, .thin = 0.3, .capitals = 0.2, .sure = 0.8, .rounds = 1, .least = 3, .prune = 0.22, .seed = 1};
}

/* A fitting while it lasts. */
typedef struct training {
    const an_train_options *options;
    const an_observer *watch;
    an_train_facts *facts;
    an_error *err;
    an_tagger *tagger;
    an_rules *rules;
    an_extractor *extractor;
    an_samples samples;
    size_t first_unlabelled; /* sample */
    an_usage usage; /* for --groups */
    an_rows rows;
    an_buf head;
} training;

/* Annotated text ----------------------------------------------------------------------------------------------------------------------- */

/* Types of annotation and the kinds they are learned as. */
static const struct {
    const char *type;
    an_name_kind kind;
} kinds[] = {
    {"person", AN_NAME_PERSON},     {"organization", AN_NAME_ORGANIZATION}, {"location", AN_NAME_LOCATION},
    {"nationality", AN_NAME_NATIONALITY}, {"demonym", AN_NAME_NATIONALITY},
};

static an_name_kind kind_of(an_str type)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (an_str_equal(type, an_str_of(kinds[i].type)))
            return kinds[i].kind;
    return AN_NAME_MISC;
}

static int by_place(const void *a, const void *b)
{
    const an_gold_name *one = a, *other = b;

    if (one->span.start != other->span.start)
        return one->span.start < other->span.start ? -1 : 1;
    return (one->span.end < other->span.end) - (one->span.end > other->span.end);
}

/* The names of a document in order, the outer one of two that overlap, and what is to be ignored. NULL when out of memory. */
static an_gold_name *names_of(const an_gold_document *doc, size_t *count)
{
    an_gold_name *names = an_alloc((doc->mention_count + 1) * sizeof *names);
    size_t all = 0, kept = 0;

    for (size_t i = 0; names && i < doc->mention_count; i++) {
        const an_gold_mention *m = doc->mentions + i;
        if (m->named || m->ignore)
            names[all++] = (an_gold_name){m->span, (uint8_t)(m->ignore ? AN_NAME_UNKNOWN : kind_of(an_main_type(m->type)))};
    }
    if (all)
        qsort(names, all, sizeof *names, by_place);
    for (size_t i = 0; i < all; i++)
        if (kept == 0 || names[i].span.start >= names[kept - 1].span.end)
            names[kept++] = names[i];
    *count = kept;
    return names;
}

/* The document once more, in capitals: text and names. False when out of memory. */
static bool in_capitals(an_buf *text, an_str from, an_gold_name *names, size_t count)
{
    an_utf8_cursor old = {.text = from}, new = {{NULL, 0}, 0, 0};
    size_t length;

    for (size_t at = 0; at < from.len; at += length) {
        char bytes[4];
        uint32_t code = an_to_upper(an_utf8_decode(from, at, &length));
        an_buf_add(text, (an_str){bytes, an_utf8_encode(code, bytes)});
    }
    new.text = an_buf_str(text);
    for (size_t i = 0; i < count && !text->failed; i++) {
        size_t start = an_utf8_code_of(&old, names[i].span.start), end = an_utf8_code_of(&old, names[i].span.end);
        names[i].span.start = (uint32_t)an_utf8_byte_of(&new, start);
        names[i].span.end = (uint32_t)an_utf8_byte_of(&new, end);
    }
    return !text->failed;
}

/* Whether this document is one of those that are learned in capitals, too: spread evenly. */
static bool is_drawn(size_t number, double share)
{
    return floor((double)(number + 1) * share) > floor((double)number * share);
}

static an_status add_words(training *t, const an_document *doc)
{
    t->facts->documents++;
    return an_usage_add(&t->usage, t->extractor, t->tagger->lists, doc, t->err);
}

static an_status add_document(training *t, const an_gold_document *gold, double weight)
{
    an_document doc = {.id = gold->id, .text = gold->text};
    size_t count;
    an_gold_name *names = names_of(gold, &count);
    an_buf capitals = {0};
    an_status st = names ? an_samples_add(&t->samples, t->extractor, t->tagger->lists, &doc, names, count, (float)weight, t->err)
                         : an_fail_nomem(t->err);

    if (st == AN_OK && is_drawn(t->facts->documents, t->options->capitals)) {
        size_t found = t->samples.names, lost = t->samples.lost;
        if (in_capitals(&capitals, gold->text, names, count)) {
            doc.text = an_buf_str(&capitals);
            st = an_samples_add(&t->samples, t->extractor, t->tagger->lists, &doc, names, count, (float)weight, t->err);
        } else {
            st = an_fail_nomem(t->err);
        }
        t->samples.names = found;
        t->samples.lost = lost;
    }
    t->facts->documents++;
    an_buf_clear(&capitals);
    an_free(names);
    return st;
}

/* Weight behind the last colon of `FILE:0.3`, and the file's name without it. */
static double weight_of(const char *text, an_buf *path)
{
    const char *colon = strrchr(text, ':');
    char *end = NULL;
    double weight = colon ? strtod(colon + 1, &end) : 1;

    if (!colon || end == colon + 1 || *end || !(weight > 0) || weight > 100) {
        an_buf_add_text(path, text);
        return 1;
    }
    an_buf_add(path, (an_str){text, (size_t)(colon - text)});
    return weight;
}

static an_status add_text(training *t, const char *text)
{
    an_buf path = {0};
    double weight = weight_of(text, &path);
    const char *paths[] = {path.ptr};
    an_gold gold = {0};
    size_t names = t->samples.names;
    an_status st = path.failed ? an_fail_nomem(t->err) : an_gold_read(&gold, &(an_gold_options){.paths = paths, .path_count = 1}, t->watch, t->err);

    for (size_t i = 0; st == AN_OK && i < gold.count; i++) {
        const an_gold_document *doc = gold.items + i;
        if (doc->has_text)
            st = t->options->groups ? add_words(t, &(an_document){.id = doc->id, .text = doc->text}) : add_document(t, doc, weight);
        if (st == AN_OK && !an_progress(t->watch, "reading", i, gold.count))
            st = an_fail(t->err, AN_ERR_CANCELLED, "stopped");
    }
    an_buf_addf(&t->head, "# text: %s, %zu document%s", an_path_shown(path.ptr ? path.ptr : ""), gold.count, an_plural(gold.count));
    if (!t->options->groups)
        an_buf_addf(&t->head, ", %zu name%s", t->samples.names - names, an_plural(t->samples.names - names));
    if (weight < 1 || weight > 1)
        an_buf_addf(&t->head, ", weight %g", weight);
    an_buf_add_char(&t->head, '\n');
    an_gold_clear(&gold);
    an_buf_clear(&path);
    return st;
}

/* Text without annotation -------------------------------------------------------------------------------------------------------------- */

static an_status add_unlabelled(training *t)
{
    an_source_options from = {.paths = t->options->unlabelled, .path_count = t->options->unlabelled_count};
    an_source *source = NULL;
    an_document doc = {0};
    size_t before = t->samples.sentences;
    bool more = true;
    an_status st = an_source_open(&source, &from, t->watch, t->err);

    t->first_unlabelled = t->samples.count;
    while (st == AN_OK && (st = an_source_next(source, &doc, &more, t->err)) == AN_OK && more) {
        st = t->options->groups ? add_words(t, &doc) : an_samples_add(&t->samples, t->extractor, t->tagger->lists, &doc, NULL, 0, 0, t->err);
    }
    t->facts->sentences = t->samples.sentences - before;
    for (size_t i = 0; i < t->options->unlabelled_count; i++)
        an_buf_addf(&t->head, "# text without annotation: %s\n", an_path_shown(t->options->unlabelled[i]));
    an_document_clear(&doc);
    an_source_free(source);
    return st;
}

/* Read the runs of a sentence [first, end) under the weights; keep them when all are sure together. Returns whether they are kept. */
static bool keep_sentence(training *t, an_weights_of_feature *weights, size_t first, size_t end)
{
    double sure = 0;
    an_lattice lattice;

    for (size_t i = first; i < end; i++) {
        an_sample *sample = t->samples.items + i;
        an_found_name names[AN_RUN_TOKENS];
        unsigned count;
        an_fit_score(&lattice, &t->samples, sample, weights);
        an_lattice_reach(&lattice);
        count = an_lattice_best(&lattice, names);
        sure += lattice.best[lattice.count] - an_lattice_sum(&lattice);
        sample->name_count = (uint8_t)(count < AN_RUN_TOKENS / 2 ? count : AN_RUN_TOKENS / 2);
        memcpy(sample->names, names, sample->name_count * sizeof *names);
    }
    for (size_t i = first; i < end; i++)
        t->samples.items[i].weight = exp(sure) >= t->options->sure ? 1 : 0;
    return exp(sure) >= t->options->sure;
}

static void learn_unlabelled(training *t, an_weights_of_feature *weights)
{
    t->facts->sentences_kept = 0;
    for (size_t first = t->first_unlabelled, end; first < t->samples.count; first = end) {
        for (end = first + 1; end < t->samples.count && t->samples.items[end].sentence == t->samples.items[first].sentence;)
            end++;
        t->facts->sentences_kept += keep_sentence(t, weights, first, end);
    }
}

/* Fitting ------------------------------------------------------------------------------------------------------------------------------ */

static double largest(const float weights[AN_NAME_KINDS])
{
    double most = 0;

    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
        most = fabs((double)weights[kind]) > most ? fabs((double)weights[kind]) : most;
    return most;
}

/* Weights at the start: those of the model that is adapted, else 0. */
static void start_weights(const training *t, an_weights_of_feature *weights)
{
    memset(weights, 0, t->samples.registry.count * sizeof *weights);
    for (size_t i = 0; i < t->rows.count; i++) {
        uint32_t number = an_registry_find(&t->samples.registry, t->rows.items[i].id);
        for (unsigned kind = 0; number != UINT32_MAX && kind < AN_NAME_KINDS; kind++)
            weights[number][kind] = (float)t->rows.items[i].weights[kind] / AN_WEIGHT_ONE;
    }
}

static an_status fit_once(training *t, an_weights_of_feature *weights, const uint8_t *off, uint64_t seed)
{
    an_fit_options how = {.epochs = t->options->epochs,
                          .averaged = t->options->epochs > 4 ? 4 : (t->options->epochs + 1) / 2,
                          .rate = t->options->rate,
                          .dropout = t->options->dropout,
                          .thin = t->options->thin,
                          .least = t->options->least,
                          .seed = seed};

    start_weights(t, weights);
    return an_fit(weights, &t->samples, off, &how, t->watch, t->err);
}

/* The fitting that is written: the mean of a few in different orders, which by themselves differ more than most choices do. */
static an_status fit_last(training *t, an_weights_of_feature *weights, const uint8_t *off)
{
    enum { FITTINGS = 5 };
    size_t features = t->samples.registry.count;
    an_weights_of_feature *mean = an_alloc((features + 1) * sizeof *mean);
    an_status st = mean ? AN_OK : an_fail_nomem(t->err);

    for (unsigned n = 0; st == AN_OK && n < FITTINGS; n++) {
        st = fit_once(t, weights, off, t->options->seed + n);
        for (size_t i = 0; i < features; i++)
            for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
                mean[i][kind] += weights[i][kind] / FITTINGS;
    }
    if (st == AN_OK)
        memcpy(weights, mean, features * sizeof *mean);
    an_free(mean);
    return st;
}

static an_status fit_all(training *t, an_weights_of_feature *weights, uint8_t *off)
{
    an_status st = fit_once(t, weights, NULL, t->options->seed);

    for (unsigned round = 0; st == AN_OK && round < t->options->rounds && t->options->unlabelled_count; round++) {
        learn_unlabelled(t, weights);
        st = fit_once(t, weights, NULL, t->options->seed + round + 1);
    }
    if (st != AN_OK || !(t->options->prune > 0))
        return st;
    for (size_t i = 0; i < t->samples.registry.count; i++)
        off[i] = largest(weights[i]) < t->options->prune;
    if (!t->rows.count) /* else what is not fitted may have a weight to start from */
        an_samples_drop(&t->samples, off);
    return fit_last(t, weights, off);
}

static an_status fit_and_write(training *t, FILE *to)
{
    size_t features = t->samples.registry.count;
    an_weights_of_feature *weights = an_alloc((features + 1) * sizeof *weights);
    uint8_t *off = an_alloc(features + 1);
    an_status st = weights && off ? fit_all(t, weights, off) : an_fail_nomem(t->err);

    if (st == AN_OK)
        st = an_rows_merge(&t->rows, &t->samples.registry, weights) ? AN_OK : an_fail_nomem(t->err);
    if (st == AN_OK)
        st = an_rows_write(&t->rows, to, an_buf_str(&t->head), t->err);
    t->facts->features = features;
    t->facts->rows = t->rows.count;
    an_free(weights);
    an_free(off);
    return st;
}

/* Weights to start from: a file, or what the data folder has. */
static an_status load_start(training *t, const an_lexicon *lexicon)
{
    an_buf path = {0};
    an_status st;

    if (strcmp(t->options->from, "shipped") == 0)
        an_buf_addf(&path, "%s/" AN_TAGGER_MODEL, an_lexicon_data(lexicon));
    else
        an_buf_add_text(&path, t->options->from);
    st = path.failed ? an_fail_nomem(t->err) : an_rows_load(&t->rows, path.ptr, t->err);
    an_buf_clear(&path);
    return st;
}

static an_status open_training(training *t, const an_lexicon *lexicon)
{
    an_status st = an_tagger_load(&t->tagger, lexicon, "", t->err);

    if (st == AN_OK && (st = an_rules_new(&t->rules, lexicon, t->err)) == AN_OK)
        st = an_extractor_new(&t->extractor, lexicon, t->rules, NULL, AN_NAMES_ALL, false, t->err);
    if (st == AN_OK && t->options->from)
        st = load_start(t, lexicon);
    return st;
}

/* Mark the templates of one `--without`. */
static an_status leave_out(training *t, const char *what)
{
    an_str name = an_str_of(what);
    bool all = an_str_ends(name, AN_LIT("*")), any = false;

    if (all)
        name.len--;
    for (unsigned i = 0; i < AN_TEMPLATE_COUNT; i++) {
        const char *known = an_template_name(i);
        if (!known || !(all ? an_str_starts(an_str_of(known), name) : an_str_equal(an_str_of(known), name)))
            continue;
        t->samples.without[i] = any = true;
    }
    return any ? AN_OK : an_fail(t->err, AN_ERR_INVALID, "no template is called '%s': the first column of a model names them", what);
}

static void add_note(training *t)
{
    an_str rest = an_str_of(t->options->note), line;

    while (rest.len && an_str_next(&rest, '\n', &line)) {
        an_buf_add_text(&t->head, "# ");
        an_buf_add(&t->head, line);
        an_buf_add_char(&t->head, '\n');
    }
}

an_status an_train(FILE *to, const an_lexicon *lexicon, const an_train_options *options, an_train_facts *facts, const an_observer *watch,
                   an_error *err)
{
    training t = {.options = options, .watch = watch, .facts = facts, .err = err};
    an_status st = options->thin >= 0 && options->thin <= 0.9 ? open_training(&t, lexicon)
                                                              : an_fail(err, AN_ERR_INVALID, "thin is a share from 0 to 0.9, not %g", options->thin);

    *facts = (an_train_facts){0};
    an_buf_add_text(&t.head, options->groups ? "# Groups of words that are used alike: word, number of its group.\n"
                                             : "# Weights of the name tagger, in 1/32: template, key, person, organization, location, misc, nationality.\n");
    an_buf_add_text(&t.head, "# Made by 'actornet train'; docs/tagger.md tells what is made of them.\n");
    add_note(&t);
    for (size_t i = 0; st == AN_OK && i < options->without_count; i++)
        st = leave_out(&t, options->without[i]);
    for (size_t i = 0; st == AN_OK && i < options->text_count; i++)
        st = add_text(&t, options->texts[i]);
    facts->names = t.samples.names;
    facts->lost = t.samples.lost;
    if (st == AN_OK && facts->names == 0 && !options->groups)
        st = an_fail(err, AN_ERR_INVALID, "no name to learn from: the texts have no annotation of persons, organizations or locations");
    if (st == AN_OK && options->unlabelled_count)
        st = add_unlabelled(&t);
    if (st == AN_OK && t.head.failed)
        st = an_fail_nomem(err);
    if (st == AN_OK)
        st = options->groups ? an_usage_write_groups(&t.usage, to, an_buf_str(&t.head), watch, err) : fit_and_write(&t, to);
    facts->words = t.usage.count;
    an_usage_clear(&t.usage);
    an_samples_clear(&t.samples);
    an_rows_clear(&t.rows);
    an_buf_clear(&t.head);
    an_extractor_free(t.extractor);
    an_rules_free(t.rules);
    an_tagger_free(t.tagger);
    return st;
}
