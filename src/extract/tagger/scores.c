/* The features of a name are those of its tokens, of its ends and of the whole, and the same parts come again in many names and many runs.
   So a run is walked once: each token gives what it brings along inside names, as their end and beside them. What is left of a name is a few
   sums. */
#include "extract/tagger/scores.h"

/* Sums of the parts of a run. Two more at both ends take what nobody asks for. */
typedef struct parts {
    an_sums before[AN_RUN_TOKENS + 1]; /* inside names, of all tokens before */
    an_sums edges[2][AN_BESIDE + AN_RUN_TOKENS + AN_BESIDE]; /* by side: as the first and the last token with what is beside it */
    an_sums alone[AN_RUN_TOKENS]; /* as the only one */
    an_sums last[AN_RUN_TOKENS];  /* as the last of several */
} parts;

/* The words of a run and beside it, each by itself. Of those beside only one side counts, of the run's when there are several both. */
static void add_words(parts *p, const an_memo *memo, an_features *features)
{
    enum { LEFT = AN_MEMO_BESIDE << AN_SIDE_LEFT, RIGHT = AN_MEMO_BESIDE << AN_SIDE_RIGHT };
    unsigned count = features->stretch->run.count, inner = AN_MEMO_INSIDE | (count > 1 ? LEFT | RIGHT : 0);
    an_sums *first = p->edges[AN_SIDE_LEFT], *last = p->edges[AN_SIDE_RIGHT];

    memset(first, 0, (count + 2 * AN_BESIDE) * sizeof *first);
    memset(last, 0, (count + 2 * AN_BESIDE) * sizeof *last);
    for (unsigned i = 0; i < count + 2 * AN_BESIDE; i++) {
        unsigned needed = i < AN_BESIDE ? LEFT : i >= count + AN_BESIDE ? RIGHT : inner;
        const an_memo_word *word = an_memo_word_of(memo, features, features->line[i], needed);
        for (unsigned steps = 1; steps <= AN_BESIDE; steps++) {
            if (needed & LEFT)
                first[i + steps] += word->beside[AN_SIDE_LEFT][steps - 1];
            if (needed & RIGHT)
                last[i - steps] += word->beside[AN_SIDE_RIGHT][steps - 1];
        }
        if (!(needed & AN_MEMO_INSIDE))
            continue;
        first[i] += word->edge[AN_SIDE_LEFT];
        last[i] += word->edge[AN_SIDE_RIGHT];
        p->before[i + 1 - AN_BESIDE] = word->inside;
    }
}

/* What the document says of a capital. */
static void add_signs(parts *p, const an_memo *memo, an_features *features, unsigned i)
{
    const an_stretch *s = features->stretch;
    unsigned signs = an_signs_of(s->scene->signs, s->run.first + i), sign;

    p->before[i + 1] += memo->tables->seen[(features->line[i + AN_BESIDE]->flags & AN_TOKEN_INITIAL) != 0][signs & 3];
    features->sum = (an_sums){0};
    an_features_said(features, i, signs);
    p->before[i + 1] += features->sum;
    for (; signs; signs &= signs - 1) {
        sign = (unsigned)__builtin_ctz(signs);
        p->before[i + 1] += memo->tables->signs[sign][AN_ROLE_INSIDE];
        p->edges[AN_SIDE_LEFT][i + AN_BESIDE] += memo->tables->signs[sign][AN_ROLE_FIRST];
        p->edges[AN_SIDE_RIGHT][i + AN_BESIDE] += memo->tables->signs[sign][AN_ROLE_LAST];
    }
}

/* What a token has as an end of names. */
static void add_edge(parts *p, const an_memo *memo, an_features *features, an_side side, unsigned i)
{
    const an_token *const *t = features->line + i + AN_BESIDE;
    const an_memo_pair *pair = an_memo_pair_of(memo, features, side, side == AN_SIDE_LEFT ? t[-1] : t[1], *t);

    p->alone[i] += pair->alone;
    features->sum = pair->any;
    an_features_end(features, side, i);
    p->edges[side][i + AN_BESIDE] += features->sum;
}

static void add_tokens(parts *p, const an_memo *memo, an_features *features)
{
    p->before[0] = (an_sums){0};
    for (unsigned i = 0; i < features->stretch->run.count; i++) {
        const an_token *t = features->line[i + AN_BESIDE];
        p->before[i + 1] += an_memo_letters(features, t);
        if (t->flags & AN_TOKEN_CAP)
            add_signs(p, memo, features, i);
        p->before[i + 1] += p->before[i];
        p->alone[i] = (an_sums){0};
        if (an_starts_name(t))
            add_edge(p, memo, features, AN_SIDE_LEFT, i);
        if (!an_ends_name(t))
            continue;
        add_edge(p, memo, features, AN_SIDE_RIGHT, i);
        features->sum = (an_sums){0};
        if (i > 0)
            an_features_last(features, i);
        p->last[i] = features->sum;
    }
}

static an_sums sum_of(const parts *p, const an_memo *memo, an_features *features, const an_reading *reading)
{
    an_cover cover = an_reading_cover(features, reading);
    an_sums sum = p->before[reading->end] - p->before[reading->first] + p->edges[AN_SIDE_LEFT][reading->first + AN_BESIDE] +
                  p->edges[AN_SIDE_RIGHT][reading->end - 1 + AN_BESIDE] +
                  memo->tables->covers[cover.again][cover.several][cover.starts][cover.ends];

    if (cover.several)
        sum += an_memo_look_of(memo, features, &reading->look) + p->last[reading->end - 1];
    else
        sum += p->alone[reading->first];
    features->sum = sum;
    an_features_name(features, reading);
    return features->sum;
}

void an_scores_add_up(an_name_sums names, const an_memo *memo, const an_stretch *stretch, const an_lattice *lattice)
{
    an_features features;
    parts p;

    features.record = NULL;
    features.model = memo->model;
    an_features_begin(&features, stretch);
    add_words(&p, memo, &features);
    add_tokens(&p, memo, &features);
    for (unsigned i = 0; i < stretch->run.count; i++) {
        an_reading reading = an_reading_start(&features, i);
        if (!an_starts_name(features.line[i + AN_BESIDE]))
            continue;
        for (unsigned length = 1; length <= AN_NAME_TOKENS && i + length <= stretch->run.count; length++) {
            an_reading_extend(&reading, &features);
            if (lattice->open[i][length - 1])
                names[i][length - 1] = sum_of(&p, memo, &features, &reading);
        }
    }
}

/* Of a run in the middle of a sentence, which most are: elsewhere it costs nothing but time. */
void an_scores_expect(const an_memo *memo, const an_tokens *tokens, const an_run *run)
{
    const an_token *t = tokens->items;
    size_t first = run->first, end = first + run->count;

    for (size_t i = first < AN_BESIDE ? 0 : first - AN_BESIDE; i < end + AN_BESIDE && i < tokens->count; i++)
        an_memo_expect_word(memo, t + i);
    for (size_t i = first < 1 ? 1 : first; i < end && i + 1 < tokens->count; i++) {
        an_memo_expect_pair(memo, AN_SIDE_LEFT, t + i - 1, t + i);
        an_memo_expect_pair(memo, AN_SIDE_RIGHT, t + i + 1, t + i);
    }
}
