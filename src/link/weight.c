/* Weights: how the counts of a pair become one number. Some add something up window by window (a contribution), some are made of counts at
   the end (a formula). Every weight is positive and finite, as edges must be. */
#include "base/error.h"
#include "link/state.h"

#include <math.h>

enum { COUNT, DOCUMENTS, DECAY, NEWMAN, NPMI, JACCARD, WEIGHTS };

static const an_weight weights[] = {
    [COUNT] = {"count", "number of windows that name both"},
    [DOCUMENTS] = {"documents", "number of documents with such a window"},
    [DECAY] =
        {"decay",
         "near mentions count more, crowded windows less: sum of exp(-words between/8) / ((1 + mentions between) * sqrt(mentions - 1))"},
    [NEWMAN] = {"newman", "crowded windows count less: sum of 1 / (actors of the window - 1)"},
    [NPMI] = {"npmi", "normalised pointwise mutual information of the windows (of the documents for tokens), at least 0.000001"},
    [JACCARD] = {"jaccard", "share of the windows (of the documents for tokens) with either that name both"},
    [WEIGHTS] = {NULL, NULL},
};

/* The least weight of a pair that is together less often than by chance: an edge has a positive weight. */
static const double LEAST = 1e-6;

/* The constants rank true relations best on annotated text, and matter little. */
static double decay(const an_window_facts *window, size_t gap, size_t between)
{
    return exp(-(double)gap / 8) / ((1 + (double)between) * sqrt((double)window->mentions - 1));
}

static double newman(const an_window_facts *window, size_t gap, size_t between)
{
    (void)gap;
    (void)between;
    return 1 / ((double)window->actors - 1);
}

/* In how many of all trials the two of a pair are met, alone and together. */
typedef struct odds {
    double a, b, both, all;
} odds;

/* Trials are the windows that were not capped. Windows of tokens overlap: there the documents are. */
static odds odds_of(const an_links *links, uint32_t pair)
{
    const an_pair *both = &links->pairs.items[pair];
    const an_roll_actor *a = &links->roll.items[both->a], *b = &links->roll.items[both->b];

    if (links->window == AN_WINDOW_TOKENS)
        return (odds){(double)a->documents, (double)b->documents, (double)both->documents, (double)links->counts.documents};
    return (odds){(double)a->windows, (double)b->windows, (double)both->count,
                  (double)(links->counts.windows - links->counts.windows_capped)};
}

static double npmi(odds o)
{
    if (o.both >= o.all)
        return 1;
    return fmax(log(o.both * o.all / (o.a * o.b)) / -log(o.both / o.all), LEAST);
}

an_status an_weight_choose(an_links *links, const char *name, an_error *err)
{
    const char *known[WEIGHTS], *near;

    links->formula = COUNT;
    for (size_t i = 0; i < WEIGHTS; i++)
        known[i] = weights[i].name;
    while (name && links->formula < WEIGHTS && strcmp(weights[links->formula].name, name) != 0)
        links->formula++;
    if (links->formula == WEIGHTS) {
        near = an_str_suggest(an_str_of(name), known, WEIGHTS);
        return an_fail(err, AN_ERR_NOT_FOUND, "unknown weight '%s'%s%s%s", name, near ? ": did you mean '" : "", near ? near : "",
                       near ? "'?" : "");
    }
    links->contribution = links->formula == DECAY ? decay : links->formula == NEWMAN ? newman : NULL;
    links->needs_words = links->formula == DECAY || links->window == AN_WINDOW_TOKENS;
    return AN_OK;
}

static double jaccard(odds o)
{
    return o.both / (o.a + o.b - o.both);
}

double an_weight_of(const an_links *links, uint32_t pair)
{
    switch (links->formula) {
    case DOCUMENTS:
        return (double)links->pairs.items[pair].documents;
    case DECAY:
    case NEWMAN:
        return fmax(an_sum_value(links->sums[pair]), LEAST);
    case NPMI:
        return npmi(odds_of(links, pair));
    case JACCARD:
        return jaccard(odds_of(links, pair));
    default:
        return (double)links->pairs.items[pair].count;
    }
}

const an_weight *an_weights(void)
{
    return weights;
}
