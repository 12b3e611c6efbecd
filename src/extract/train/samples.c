/* A document goes the way it goes when names are looked for, up to the features; instead of weights they get numbers. */
#include "extract/train/samples.h"

#include "base/alloc.h"
#include "base/seek.h"
#include "extract/work.h"
#include "text/fold.h"

enum { MOST_NAMES = AN_RUN_TOKENS / 2 };

void an_samples_clear(an_samples *s)
{
    an_free(s->items);
    an_free(s->pool);
    an_registry_clear(&s->registry);
    *s = (an_samples){0};
}

/* Where features go while a run is turned into lists. */
typedef struct recorder {
    an_samples *samples;
    size_t length_at; /* in the pool: length of the list at hand */
    bool failed;
} recorder;

static void push(recorder *r, uint32_t value)
{
    an_samples *s = r->samples;

    if (!an_grow(&s->pool, &s->pool_capacity, s->pool_count + 1, sizeof *s->pool))
        r->failed = true;
    else
        s->pool[s->pool_count++] = value;
}

static void record(void *payload, uint64_t id, unsigned template_, uint64_t word, uint64_t code)
{
    recorder *r = payload;
    uint32_t number;

    if (r->failed || r->samples->without[template_]) /* failed: the list may not be open */
        return;
    number = an_registry_number(&r->samples->registry, id, template_, word, code);
    r->failed |= number >= AN_SAMPLE_LEXICAL;
    push(r, number | (an_template_is_lexical(template_) ? AN_SAMPLE_LEXICAL : 0));
    if (!r->failed)
        r->samples->pool[r->length_at]++;
}

static void open_list(recorder *r)
{
    r->length_at = r->samples->pool_count;
    push(r, 0);
}

static bool add_lists(an_samples *samples, an_sample *sample, const an_stretch *s, const an_lattice *lattice)
{
    recorder r = {.samples = samples};
    an_features features = {.record = record, .payload = &r};

    an_features_begin(&features, s);
    sample->list = samples->pool_count;
    for (unsigned i = 0; i < s->run.count && !r.failed; i++) {
        const an_token *t = s->scene->tokens->items + s->run.first + i;
        open_list(&r);
        an_features_all_inside(&features, i);
        open_list(&r);
        if (an_starts_name(t))
            an_features_all_end(&features, AN_SIDE_LEFT, i);
        open_list(&r);
        if (an_ends_name(t))
            an_features_all_end(&features, AN_SIDE_RIGHT, i);
    }
    for (unsigned i = 0; i < s->run.count && !r.failed; i++) {
        an_reading reading = an_reading_start(&features, i);
        for (unsigned length = 1; length <= AN_NAME_TOKENS && i + length <= s->run.count; length++) {
            an_reading_extend(&reading, &features);
            if (!lattice->open[i][length - 1])
                continue;
            sample->open[i] |= (uint16_t)(1u << (length - 1));
            open_list(&r);
            an_features_all_name(&features, &reading);
        }
    }
    return !r.failed;
}

/* Tokens of a name, without a leading article and a trailing possessive; false when there are none. */
static bool tokens_of(const an_tokens *tokens, an_str text, an_span span, size_t *first, size_t *end)
{
    static const char *const articles[] = {"the ", "The ", "THE ", "a ", "an ", "A ", "An "};
    size_t low = 0, high = tokens->count;

    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (an_str_starts(an_str_sub(text, span.start, span.end), an_str_of(articles[i])))
            span.start += (uint32_t)strlen(articles[i]);
    AN_SEEK(low, high, tokens->items[middle].span.end <= span.start); /* first token that ends behind the start */
    *first = low;
    while (low < tokens->count && tokens->items[low].span.start < span.end)
        low++;
    *end = low;
    if (*end > *first + 1 && an_str_equal(an_str_sub(text, tokens->items[low - 1].span.start, tokens->items[low - 1].span.end), AN_LIT("s")) &&
        *end > *first + 2 && tokens->items[low - 2].class_ == '\'')
        *end = low - 2;
    return *end > *first;
}

/* Some annotations call demonyms places. */
static an_name_kind kind_of(const an_token *last, uint8_t annotated)
{
    bool demonym = (last->lists & (AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_COUNTRY))) == AN_IN(AN_WORD_DEMONYM);

    return annotated == AN_NAME_LOCATION && demonym ? AN_NAME_NATIONALITY : (an_name_kind)annotated;
}

/* Whether the stretch is one of which nobody says what it holds. A run that it touches counts nothing. */
static bool is_unknown(an_sample *sample, const an_gold_name *stretch, uint32_t run_start)
{
    if (stretch->kind != AN_NAME_UNKNOWN)
        return false;
    if (stretch->span.end > run_start)
        sample->weight = 0;
    return true;
}

/* Names of the annotation that lie in the run. `*next` goes along: gold is in order. */
static void add_names(an_sample *sample, const an_tagging *g, const an_stretch *s, const an_gold_name *gold,
                      size_t gold_count, size_t *next)
{
    size_t run_end = s->run.first + s->run.count;
    uint32_t stop = g->tokens.items[run_end - 1].span.end;

    for (; *next < gold_count && gold[*next].span.start < stop; ++*next) {
        size_t first, end, length;
        if (is_unknown(sample, gold + *next, g->tokens.items[s->run.first].span.start)) {
            if (gold[*next].span.end > stop)
                break; /* the next run may lie in it, too */
            continue;
        }
        if (!tokens_of(&g->tokens, s->scene->text, gold[*next].span, &first, &end) || first < s->run.first || end > run_end ||
            (length = end - first) > AN_NAME_TOKENS || !(sample->open[first - s->run.first] >> (length - 1) & 1) ||
            sample->name_count == MOST_NAMES ||
            (sample->name_count && sample->names[sample->name_count - 1].end > first - s->run.first))
            continue;
        sample->names[sample->name_count++] = (an_found_name){.first = (uint8_t)(first - s->run.first),
                                                              .end = (uint8_t)(end - s->run.first),
                                                              .kind = (uint8_t)kind_of(g->tokens.items + end - 1, gold[*next].kind),
                                                              .confidence = 1};
    }
}

void an_sample_word(an_buf *out, const an_extractor *x, const an_token *t)
{
    if (t->atom == AN_NO_ATOM)
        an_buf_add_char(out, t->class_);
    else if (t->class_ == '#')
        for (uint32_t k = t->span.start; k < t->span.end && k < t->span.start + 20; k++)
            an_buf_add_char(out, '0');
    else
        for (uint32_t k = 0; k < t->atom_count; k++) {
            if (k)
                an_buf_add_char(out, '-');
            an_fold(out, an_work_atom(x, t->atom + k));
        }
}

static bool remember_words(an_samples *samples, an_extractor *x)
{
    const an_tagging *g = &x->tagging;
    an_buf text = {0};
    bool done = true;

    for (size_t i = 0; i < g->tokens.count && done; i++) {
        an_buf_reset(&text);
        an_sample_word(&text, x, g->tokens.items + i);
        done = !text.failed && an_registry_word(&samples->registry, g->tokens.items[i].key, an_buf_str(&text));
    }
    an_buf_clear(&text);
    return done;
}

static bool add_run(an_samples *samples, an_extractor *x, const an_stretch *s, float weight, const an_gold_name *gold, size_t gold_count,
                    size_t *next)
{
    an_tagging *g = &x->tagging;
    an_sample sample = {.count = (uint8_t)s->run.count, .weight = weight};

    an_tagging_open(&g->lattice, s);
    sample.sentence = samples->sentences + an_work_sentence(x, g->tokens.items[s->run.first].atom);
    if (!add_lists(samples, &sample, s, &g->lattice))
        return false;
    add_names(&sample, g, s, gold, gold_count, next);
    samples->names += sample.name_count;
    if (!AN_ROOM(samples, 1))
        return false;
    samples->items[samples->count++] = sample;
    return true;
}

an_status an_samples_add(an_samples *samples, an_extractor *x, const an_lists *lists, const an_document *doc, const an_gold_name *gold,
                         size_t gold_count, float weight, an_error *err)
{
    an_arena arena = {0};
    size_t phrase = 0, next = 0, before = samples->names, unknown = 0;
    an_status st = an_extractor_look(x, doc, &arena, err);

    if (st == AN_OK && (!an_tagging_look(&x->tagging, lists, x) || !remember_words(samples, x)))
        st = an_fail_nomem(err);
    for (size_t i = 0; i < gold_count; i++)
        unknown += gold[i].kind == AN_NAME_UNKNOWN;
    for (size_t i = 0; st == AN_OK && i < x->tagging.runs.count; i++) {
        an_stretch s = an_tagging_stretch(&x->tagging, i, &phrase);
        if (!add_run(samples, x, &s, weight, gold, gold_count, &next))
            st = an_fail_nomem(err);
    }
    samples->lost += gold_count - unknown - (samples->names - before);
    samples->sentences += (uint32_t)x->sentences.count;
    an_arena_clear(&arena);
    return st;
}

void an_samples_drop(an_samples *s, const uint8_t *off)
{
    size_t kept = 0, sample = 0;

    for (size_t at = 0; at < s->pool_count;) {
        size_t length_at = kept++, end = at + 1 + s->pool[at];
        for (; sample < s->count && s->items[sample].list == at; sample++)
            s->items[sample].list = length_at;
        while (++at < end)
            if (!off[s->pool[at] & ~AN_SAMPLE_LEXICAL])
                s->pool[kept++] = s->pool[at];
        s->pool[length_at] = (uint32_t)(kept - length_at - 1);
    }
    s->pool_count = kept;
}
