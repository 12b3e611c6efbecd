/* The intervals are those of the bootstrap by document: as many documents as there are, drawn with replacement, a thousand times. Documents and not
   mentions are drawn because the mentions of one document go right and wrong together. */
#include "eval/figures.h"

#include "base/alloc.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 1000, CUT = SAMPLES * 25 / 1000 };

/* Which sums make a figure: precision = right / found, recall = right again / wanted. */
static const struct {
    const char *name, *of;
    an_sum right, found, right_again, wanted;
    bool counted;
} figures[AN_FIGURES] = {
    {"strict", "names: span and type", AN_SUM_STRICT, AN_SUM_FOUND, AN_SUM_STRICT, AN_SUM_WANTED, true},
    {"exact", "names: span", AN_SUM_EXACT, AN_SUM_FOUND, AN_SUM_EXACT, AN_SUM_WANTED, true},
    {"overlap", "names: touched", AN_SUM_OVERLAP, AN_SUM_FOUND, AN_SUM_OVERLAP, AN_SUM_WANTED, true},
    {"location", "places, strict", AN_SUM_TYPE_RIGHT, AN_SUM_TYPE_FOUND, AN_SUM_TYPE_RIGHT, AN_SUM_TYPE_WANTED, true},
    {"organization", "organizations, strict", AN_SUM_TYPE_RIGHT + 1, AN_SUM_TYPE_FOUND + 1, AN_SUM_TYPE_RIGHT + 1, AN_SUM_TYPE_WANTED + 1,
     true},
    {"person", "persons, strict", AN_SUM_TYPE_RIGHT + 2, AN_SUM_TYPE_FOUND + 2, AN_SUM_TYPE_RIGHT + 2, AN_SUM_TYPE_WANTED + 2, true},
    {"actors_b3", "actors (B-cubed)", AN_SUM_B3_PRECISION, AN_SUM_B3_MENTIONS, AN_SUM_B3_RECALL, AN_SUM_B3_MENTIONS, false},
    {"pairs", "pairs in a sentence", AN_SUM_PAIRS_RIGHT, AN_SUM_PAIRS_FOUND, AN_SUM_PAIRS_RIGHT, AN_SUM_PAIRS_WANTED, true},
};

static double share(double part, double of)
{
    return of > 0 ? part / of : 0;
}

/* Precision, recall, F1 of figure i. */
static void work_out(size_t i, const an_sums *sums, double out[3])
{
    out[0] = share(sums->of[figures[i].right], sums->of[figures[i].found]);
    out[1] = share(sums->of[figures[i].right_again], sums->of[figures[i].wanted]);
    out[2] = share(2 * out[0] * out[1], out[0] + out[1]);
}

static void add(an_sums *to, const an_sums *more)
{
    for (size_t k = 0; k < AN_SUM_COUNT; k++)
        to->of[k] += more->of[k];
}

static int by_value(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;

    return (one > other) - (one < other);
}

/* values[(figure * 3 + which) * SAMPLES + sample] */
static void resample(double *values, const an_sums *documents, size_t count, uint64_t seed)
{
    an_random random = {seed};

    for (size_t sample = 0; sample < SAMPLES; sample++) {
        an_sums sums = {0};
        for (size_t i = 0; i < count; i++)
            add(&sums, &documents[an_random_below(&random, count)]);
        for (size_t i = 0; i < AN_FIGURES; i++) {
            double three[3];
            work_out(i, &sums, three);
            for (size_t k = 0; k < 3; k++)
                values[(i * 3 + k) * SAMPLES + sample] = three[k];
        }
    }
}

static void set_intervals(an_figure *out, double *values)
{
    for (size_t i = 0; i < AN_FIGURES; i++) {
        out[i].interval = out[i].there;
        for (size_t k = 0; k < 3; k++) {
            double *row = values + (i * 3 + k) * SAMPLES;
            qsort(row, SAMPLES, sizeof *row, by_value);
            out[i].low[k] = row[CUT];
            out[i].high[k] = row[SAMPLES - 1 - CUT];
        }
    }
}

bool an_figures_make(an_figure out[AN_FIGURES], const an_sums *documents, size_t count, uint64_t seed)
{
    an_sums all = {0};
    double *values;

    for (size_t i = 0; i < count; i++)
        add(&all, &documents[i]);
    for (size_t i = 0; i < AN_FIGURES; i++) {
        double three[3], right = all.of[figures[i].right];
        work_out(i, &all, three);
        out[i] = (an_figure){.name = figures[i].name, .of = figures[i].of, .counted = figures[i].counted, .precision = three[0],
                             .recall = three[1], .f1 = three[2]};
        out[i].there = figures[i].found < AN_SUM_PAIRS_RIGHT || all.of[AN_SUM_B3_MENTIONS] > 0;
        if (!figures[i].counted)
            continue;
        out[i].right = (size_t)right;
        out[i].wrong = (size_t)(all.of[figures[i].found] - right);
        out[i].missed = (size_t)(all.of[figures[i].wanted] - right);
    }
    if (count < 2)
        return true;
    values = an_alloc((size_t)AN_FIGURES * 3 * SAMPLES * sizeof *values);
    if (!values)
        return false;
    resample(values, documents, count, seed);
    set_intervals(out, values);
    an_free(values);
    return true;
}

void an_wilson(size_t right, size_t all, double *low, double *high)
{
    const double z = 1.959963984540054;
    double n = (double)all, p = (double)right / n, middle = p + z * z / (2 * n), half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));

    *low = right == 0 ? 0 : (middle - half) / (1 + z * z / n);
    *high = right == all ? 1 : (middle + half) / (1 + z * z / n);
}
