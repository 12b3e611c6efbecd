/* Drawing. Mentions are drawn from strata, one for each rule that finds them, each with as many places as its share of all; so the share of right
   marks over all rows is that of all mentions, and surer than without strata. From each stratum a reservoir is kept while documents pass. */
#include "eval/ticks.h"

#include "base/alloc.h"
#include "base/random.h"
#include "base/utf8.h"
#include "eval/excerpt.h"
#include "text/gate.h"

#include <stdlib.h>

/* A row of the sheet and its place in the collection. */
typedef struct row {
    size_t document;
    uint32_t start, end; /* of the mention, of the pair: bytes */
    char *cells;         /* all behind the mark, owned */
} row;

enum { LINKS = AN_BY_COUNT, STRATA };

typedef struct stratum {
    row *rows;
    size_t count; /* at most the sampler's */
    size_t seen;
    an_random random;
} stratum;

struct an_sampler {
    stratum strata[STRATA];
    size_t count, max_actors, documents;
};

an_sampler *an_sampler_new(size_t count, size_t max_actors, uint64_t seed)
{
    an_sampler *sampler = an_alloc(sizeof *sampler);
    size_t bytes;
    bool ok = sampler && an_size_mul(&bytes, count + 1, sizeof(row));

    for (size_t i = 0; ok && i < STRATA; i++) {
        sampler->strata[i].random.state = seed * STRATA + i;
        ok = (sampler->strata[i].rows = an_alloc(bytes)) != NULL;
    }
    if (!ok) {
        an_sampler_free(sampler);
        return NULL;
    }
    sampler->count = count;
    sampler->max_actors = max_actors;
    return sampler;
}

void an_sampler_free(an_sampler *sampler)
{
    for (size_t i = 0; sampler && i < STRATA; i++) {
        for (size_t k = 0; k < sampler->strata[i].count; k++)
            an_free(sampler->strata[i].rows[k].cells);
        an_free(sampler->strata[i].rows);
    }
    an_free(sampler);
}

/* Rows ------------------------------------------------------------------------------------------------------------------------------ */

/* A cell of a sheet: on one line, without tabs, and no formula. */
static void add_cell(an_buf *out, an_str text)
{
    an_buf clean = {0};

    an_clean_name(&clean, text);
    an_buf_add_char(out, '\t');
    an_buf_add_sheet_cell(out, an_buf_str(&clean));
    out->failed |= clean.failed;
    an_buf_clear(&clean);
}

static an_span sentence_of(const an_extraction *e, uint32_t at)
{
    return e->has_sentences ? an_sentence_at(e->sentences, e->sentence_count, at) : (an_span){at, at};
}

static void add_place(an_buf *out, const an_extraction *e, an_span one, an_span other)
{
    an_marked first = {one, "[", "]"}, second = {other, "[", "]"};
    size_t start = e->has_text ? an_utf8_count(an_str_sub(e->text, 0, one.start)) : one.start;
    size_t end = e->has_text ? start + an_utf8_count(an_str_sub(e->text, one.start, one.end)) : one.end;
    an_buf sentence = {0};

    if (e->has_text)
        an_excerpt_add(&sentence, e->text, sentence_of(e, one.start), first, second);
    out->failed |= sentence.failed;
    add_cell(out, an_buf_str(&sentence));
    add_cell(out, e->id);
    an_buf_addf(out, "\t%zu\t%zu", start, end);
    an_buf_clear(&sentence);
}

static void add_mention(an_buf *out, const an_extraction *e, const an_mention *m)
{
    an_buf_add_text(out, "\tmention");
    add_cell(out, m->text);
    add_cell(out, e->actors[m->actor].label);
    add_cell(out, m->type);
    add_cell(out, an_str_of(an_by_name(m->by)));
    add_place(out, e, m->span, (an_span){0, 0});
}

static void add_link(an_buf *out, const an_extraction *e, const an_mention *a, const an_mention *b)
{
    an_buf types = {0};

    an_buf_add(&types, a->type);
    an_buf_add_text(&types, " - ");
    an_buf_add(&types, b->type);
    an_buf_add_text(out, "\tlink");
    add_cell(out, e->actors[a->actor].label);
    add_cell(out, e->actors[b->actor].label);
    add_cell(out, an_buf_str(&types));
    add_cell(out, AN_LIT("sentence"));
    add_place(out, e, a->span, b->span);
    out->failed |= types.failed;
    an_buf_clear(&types);
}

/* Drawing --------------------------------------------------------------------------------------------------------------------------- */

/* Where the next of a stratum goes: a place in its reservoir, or NULL. */
static row *draw(an_sampler *s, stratum *from)
{
    size_t place = from->seen++;

    if (place >= s->count)
        place = (size_t)an_random_below(&from->random, from->seen);
    if (place >= s->count)
        return NULL;
    from->count += place == from->count;
    return &from->rows[place];
}

static bool offer(an_sampler *s, size_t to, const an_extraction *e, const an_mention *a, const an_mention *b)
{
    row *place = draw(s, &s->strata[to]);
    an_buf cells = {0};

    if (!place)
        return true;
    if (b)
        add_link(&cells, e, a, b);
    else
        add_mention(&cells, e, a);
    an_free(place->cells);
    *place = (row){s->documents, a->span.start, b ? b->span.start : a->span.end, an_buf_take(&cells)};
    return place->cells != NULL;
}

static bool links(const an_mention *m)
{
    return m->actor != AN_NO_ACTOR && !m->no_link && !m->nested;
}

/* The first mention of each actor in the mentions [from, to) of a sentence makes pairs. */
static bool offer_pairs(an_sampler *s, const an_extraction *e, size_t from, size_t to)
{
    const an_mention **firsts = an_alloc((to - from + 1) * sizeof *firsts);
    size_t count = 0;
    bool ok = firsts != NULL;

    for (size_t i = from; ok && i < to; i++) {
        size_t k = 0;
        while (k < count && firsts[k]->actor != e->mentions[i].actor)
            k++;
        if (links(&e->mentions[i]) && k == count)
            firsts[count++] = &e->mentions[i];
        if (s->max_actors && count > s->max_actors)
            break;
    }
    for (size_t i = 0; ok && i < count && (!s->max_actors || count <= s->max_actors); i++) {
        for (size_t k = i + 1; ok && k < count; k++)
            ok = offer(s, LINKS, e, firsts[i], firsts[k]);
    }
    an_free(firsts);
    return ok;
}

bool an_sampler_add(an_sampler *sampler, const an_extraction *e)
{
    size_t at = 0;
    bool ok = true;

    for (size_t i = 0; ok && i < e->mention_count; i++) {
        if (e->mentions[i].actor != AN_NO_ACTOR && !e->mentions[i].nested)
            ok = offer(sampler, e->mentions[i].by, e, &e->mentions[i], NULL);
    }
    for (size_t i = 0; ok && i < e->sentence_count; i++) {
        size_t from;
        while (at < e->mention_count && e->mentions[at].span.start < e->sentences[i].start)
            at++;
        for (from = at; at < e->mention_count && e->mentions[at].span.start < e->sentences[i].end;)
            at++;
        ok = offer_pairs(sampler, e, from, at);
    }
    sampler->documents++;
    return ok;
}

/* The sheet ------------------------------------------------------------------------------------------------------------------------- */

/* How many rows each stratum of mentions gives: its share, the largest remainders rounded up. */
static void share_out(const an_sampler *s, size_t out[LINKS])
{
    size_t all = 0, given = 0;

    for (size_t i = 0; i < LINKS; i++)
        all += s->strata[i].seen;
    for (size_t i = 0; i < LINKS; i++) {
        out[i] = all <= s->count ? s->strata[i].seen : (size_t)((double)s->count * (double)s->strata[i].seen / (double)all);
        given += out[i];
    }
    while (all > s->count && given < s->count) {
        size_t best = LINKS;
        double most = -1;
        for (size_t i = 0; i < LINKS; i++) {
            double rest = (double)s->count * (double)s->strata[i].seen / (double)all - (double)out[i];
            if (rest > most && out[i] < s->strata[i].count) {
                most = rest;
                best = i;
            }
        }
        if (best == LINKS)
            break;
        out[best]++;
        given++;
    }
}

/* A reservoir keeps early ones at their places: only a shuffled one may be cut. */
static void shuffle(stratum *of)
{
    for (size_t i = of->count; i > 1; i--) {
        size_t k = (size_t)an_random_below(&of->random, i);
        row moved = of->rows[i - 1];
        of->rows[i - 1] = of->rows[k];
        of->rows[k] = moved;
    }
}

static int by_place(const void *a, const void *b)
{
    const row *one = *(const row *const *)a, *other = *(const row *const *)b;

    if (one->document != other->document)
        return one->document < other->document ? -1 : 1;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return (one->end > other->end) - (one->end < other->end);
}

static void write_rows(const row **rows, size_t count, an_buf *out)
{
    if (count)
        qsort(rows, count, sizeof *rows, by_place);
    for (size_t i = 0; i < count; i++) {
        an_buf_add_text(out, rows[i]->cells);
        an_buf_add_char(out, '\n');
    }
}

void an_sampler_write(an_sampler *s, an_buf *out)
{
    const row **rows = an_alloc((s->count + 1) * sizeof *rows);
    size_t shares[LINKS], count = 0;

    if (!rows) {
        out->failed = true;
        return;
    }
    an_buf_add_text(out, "mark\tkind\tname\tactor\ttype\tby\tsentence\tdocument\tstart\tend\n");
    share_out(s, shares);
    for (size_t i = 0; i < LINKS; i++) {
        shuffle(&s->strata[i]);
        for (size_t k = 0; k < shares[i]; k++)
            rows[count++] = &s->strata[i].rows[k];
    }
    write_rows(rows, count, out);
    for (count = 0; count < s->strata[LINKS].count; count++)
        rows[count] = &s->strata[LINKS].rows[count];
    write_rows(rows, count, out);
    an_free(rows);
}
