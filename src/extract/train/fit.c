/* Gradient steps run by run: what the model expects against what the annotation says, each weight with a rate of its own that falls with
   its steps so far (AdaGrad). */
#include "extract/train/fit.h"

#include "base/alloc.h"

#include <math.h>

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* What one step goes without, so that no feature leans on others (dropout; Srivastava et al. 2014). */
typedef struct thinning {
    bool bare;      /* letters of words */
    uint32_t below; /* of 2^24: the share of all features */
    uint64_t salt;  /* which ones */
    float scale;    /* makes up for them */
} thinning;

enum { THIN_BITS = 24 };

static bool is_left_out(const thinning *t, uint32_t feature)
{
    uint64_t mixed;

    if (t->bare && feature & AN_SAMPLE_LEXICAL)
        return true;
    if (t->below == 0)
        return false;
    mixed = (feature * UINT64_C(0x9E3779B97F4A7C15) ^ t->salt) * UINT64_C(0xBF58476D1CE4E5B9);
    return mixed >> (64 - THIN_BITS) < t->below;
}

/* One list of features: sum of their weights. Returns the place behind it. */
static const uint32_t *add_list(float sum[AN_NAME_KINDS], const uint32_t *list, an_weights_of_feature *weights, const thinning *thin)
{
    for (const uint32_t *end = list + 1 + *list, *at = list + 1; at < end; at++) {
        const float *w;
        if (is_left_out(thin, *at))
            continue;
        w = weights[*at & ~AN_SAMPLE_LEXICAL];
        for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
            sum[kind] += w[kind] * thin->scale;
    }
    return list + 1 + *list;
}

static void score(an_lattice *l, const an_samples *samples, const an_sample *sample, an_weights_of_feature *weights, const thinning *thin)
{
    float inside[AN_RUN_TOKENS + 1][AN_NAME_KINDS] = {{0}}, starts[AN_RUN_TOKENS][AN_NAME_KINDS] = {{0}},
          ends[AN_RUN_TOKENS][AN_NAME_KINDS] = {{0}};
    const uint32_t *list = samples->pool + sample->list;

    l->count = sample->count;
    for (unsigned i = 0; i < sample->count; i++) {
        memcpy(inside[i + 1], inside[i], sizeof inside[i]);
        list = add_list(inside[i + 1], list, weights, thin);
        list = add_list(starts[i], list, weights, thin);
        list = add_list(ends[i], list, weights, thin);
    }
    for (unsigned i = 0; i < sample->count; i++)
        for (unsigned length = 1; length <= AN_NAME_TOKENS; length++) {
            float *sum = l->score[i][length - 1];
            l->open[i][length - 1] = sample->open[i] >> (length - 1) & 1;
            if (!l->open[i][length - 1])
                continue;
            for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
                sum[kind] = inside[i + length][kind] - inside[i][kind] + starts[i][kind] + ends[i + length - 1][kind];
            list = add_list(sum, list, weights, thin);
        }
}

void an_fit_score(an_lattice *l, const an_samples *samples, const an_sample *sample, an_weights_of_feature *weights)
{
    score(l, samples, sample, weights, &(thinning){.scale = 1});
}

typedef struct fitting {
    an_weights_of_feature *weights, *steps; /* steps: sums of squares so far */
    const an_samples *samples;
    const uint8_t *off;
    const an_fit_options *options;
} fitting;

/* One step for a list of features. */
static const uint32_t *step_list(fitting *f, const uint32_t *list, const float gradient[AN_NAME_KINDS], const thinning *thin)
{
    const float rate = (float)f->options->rate, least = 1e-3F;
    const uint32_t *end = list + 1 + *list;
    bool matters = false;

    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
        matters |= gradient[kind] > least || gradient[kind] < -least;
    if (!matters)
        return end;
    for (const uint32_t *at = list + 1; at < end; at++) {
        uint32_t number = *at & ~AN_SAMPLE_LEXICAL;
        if (is_left_out(thin, *at) || (f->off && f->off[number]))
            continue;
        for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++) {
            f->steps[number][kind] += gradient[kind] * gradient[kind];
            f->weights[number][kind] -= rate * gradient[kind] / sqrtf(f->steps[number][kind]);
        }
    }
    return end;
}

static void step(fitting *f, an_lattice *l, const an_sample *sample, const thinning *thin)
{
    static const float none[AN_NAME_KINDS] = {0};
    float whole[AN_RUN_TOKENS][AN_NAME_TOKENS][AN_NAME_KINDS], starts[AN_RUN_TOKENS][AN_NAME_KINDS] = {{0}},
          ends[AN_RUN_TOKENS][AN_NAME_KINDS] = {{0}}, inside[AN_RUN_TOKENS][AN_NAME_KINDS] = {{0}};
    const uint32_t *list = f->samples->pool + sample->list;

    score(l, f->samples, sample, f->weights, thin);
    an_lattice_reach(l);
    an_lattice_sum(l);
    for (unsigned i = 0; i < l->count; i++)
        for (unsigned length = 1; length <= AN_NAME_TOKENS; length++)
            for (unsigned kind = 0; kind < AN_NAME_KINDS && l->open[i][length - 1]; kind++)
                whole[i][length - 1][kind] = (float)an_lattice_probability(l, i, length, kind) * sample->weight;
    for (unsigned n = 0; n < sample->name_count; n++)
        whole[sample->names[n].first][sample->names[n].end - sample->names[n].first - 1][sample->names[n].kind] -= sample->weight;
    for (unsigned i = 0; i < l->count; i++)
        for (unsigned length = 1; length <= AN_NAME_TOKENS; length++)
            for (unsigned kind = 0; kind < AN_NAME_KINDS && l->open[i][length - 1]; kind++) {
                float g = whole[i][length - 1][kind];
                starts[i][kind] += g;
                ends[i + length - 1][kind] += g;
                for (unsigned k = i; k < i + length; k++)
                    inside[k][kind] += g;
            }
    for (unsigned i = 0; i < l->count; i++) {
        list = step_list(f, list, inside[i], thin);
        list = step_list(f, list, starts[i], thin);
        list = step_list(f, list, ends[i], thin);
    }
    for (unsigned i = 0; i < l->count; i++)
        for (unsigned length = 1; length <= AN_NAME_TOKENS; length++)
            if (l->open[i][length - 1])
                list = step_list(f, list, sample->weight ? whole[i][length - 1] : none, thin);
}

static void shuffle(uint32_t *order, size_t count, uint64_t *random)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)(next_random(random) % i);
        uint32_t swap = order[i - 1];
        order[i - 1] = order[other];
        order[other] = swap;
    }
}

static an_status run_epochs(fitting *f, uint32_t *order, size_t count, an_weights_of_feature *sum, const an_observer *watch, an_error *err)
{
    const an_fit_options *o = f->options;
    uint64_t random = o->seed;
    thinning thin = {.below = (uint32_t)(o->thin * (1 << THIN_BITS)), .scale = (float)(1 / (1 - o->thin))};
    an_lattice lattice;

    for (unsigned epoch = 0; epoch < o->epochs; epoch++) {
        shuffle(order, count, &random);
        for (size_t i = 0; i < count; i++) {
            thin.bare = (double)(next_random(&random) >> 11) * 0x1p-53 < o->dropout;
            thin.salt = thin.below ? next_random(&random) : 0;
            step(f, &lattice, f->samples->items + order[i], &thin);
        }
        for (size_t i = 0; epoch + o->averaged >= o->epochs && i < f->samples->registry.count; i++)
            for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
                sum[i][kind] += f->weights[i][kind] / (float)o->averaged;
        if (!an_progress(watch, "fitting", epoch + 1, o->epochs))
            return an_fail(err, AN_ERR_CANCELLED, "stopped");
    }
    memcpy(f->weights, sum, f->samples->registry.count * sizeof *sum);
    return AN_OK;
}

an_status an_fit(an_weights_of_feature *weights, const an_samples *samples, const uint8_t *off, const an_fit_options *options,
                 const an_observer *watch, an_error *err)
{
    size_t features = samples->registry.count, count = 0;
    fitting f = {.weights = weights, .samples = samples, .options = options};
    an_weights_of_feature *sum = an_alloc((features + 1) * sizeof *sum);
    uint32_t *order = an_alloc((samples->count + 1) * sizeof *order);
    uint8_t *rare = an_alloc(features + 1);
    an_status st;

    f.steps = an_alloc((features + 1) * sizeof *f.steps);
    if (sum && order && rare && f.steps) {
        for (size_t i = 0; i < features; i++) {
            rare[i] = (off && off[i]) || samples->registry.items[i].count < options->least;
            for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
                f.steps[i][kind] = 0.01F;
        }
        for (size_t i = 0; i < samples->count; i++)
            if (samples->items[i].weight > 0)
                order[count++] = (uint32_t)i;
        f.off = rare;
        st = run_epochs(&f, order, count, sum, watch, err);
    } else {
        st = an_fail_nomem(err);
    }
    an_free(sum);
    an_free(order);
    an_free(rare);
    an_free(f.steps);
    return st;
}
