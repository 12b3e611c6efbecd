/* Dynamic programming over places between tokens: a name leads from its start to its end, any other token from one place to the next. */
#include "extract/tagger/lattice.h"

#include <math.h>

static double log_add(double a, double b)
{
    return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b));
}

/* log of the sum over all kinds of one stretch. */
static double all_kinds(const float score[AN_NAME_KINDS])
{
    double most = score[0], sum = 0;

    for (unsigned kind = 1; kind < AN_NAME_KINDS; kind++)
        most = score[kind] > most ? score[kind] : most;
    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
        sum += exp(score[kind] - most);
    return most + log(sum);
}

double an_lattice_sum(an_lattice *l)
{
    double whole[AN_RUN_TOKENS][AN_NAME_TOKENS];

    l->before[0] = l->behind[l->count] = 0;
    for (unsigned end = 1; end <= l->count; end++) {
        double sum = l->before[end - 1];
        for (unsigned length = 1; length <= AN_NAME_TOKENS && length <= end; length++) {
            unsigned first = end - length;
            if (!l->open[first][length - 1])
                continue;
            whole[first][length - 1] = all_kinds(l->score[first][length - 1]);
            sum = log_add(sum, l->before[first] + whole[first][length - 1]);
        }
        l->before[end] = sum;
    }
    for (unsigned first = l->count; --first > 0;) { /* what is behind the start nobody asks for */
        double sum = l->behind[first + 1];
        for (unsigned length = 1; length <= AN_NAME_TOKENS && first + length <= l->count; length++)
            if (l->open[first][length - 1])
                sum = log_add(sum, l->behind[first + length] + whole[first][length - 1]);
        l->behind[first] = sum;
    }
    return l->before[l->count];
}

double an_lattice_probability(const an_lattice *l, unsigned first, unsigned length, unsigned kind)
{
    return exp(l->before[first] + (double)l->score[first][length - 1][kind] + l->behind[first + length] - l->before[l->count]);
}

unsigned an_lattice_best(const an_lattice *l, an_found_name names[AN_RUN_TOKENS], double *score)
{
    double best[AN_RUN_TOKENS + 1] = {0};
    an_found_name last[AN_RUN_TOKENS + 1] = {{0}}; /* name that ends here in the best reading; end 0 = none */
    unsigned count = 0, at = l->count;

    for (unsigned end = 1; end <= l->count; end++) {
        best[end] = best[end - 1];
        for (unsigned length = 1; length <= AN_NAME_TOKENS && length <= end; length++) {
            unsigned first = end - length;
            if (!l->open[first][length - 1])
                continue;
            for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++) {
                double value = best[first] + (double)l->score[first][length - 1][kind];
                if (value > best[end]) {
                    best[end] = value;
                    last[end] = (an_found_name){.first = (uint8_t)first, .end = (uint8_t)end, .kind = (uint8_t)kind};
                }
            }
        }
    }
    while (at > 0)
        if (last[at].end) {
            names[count++] = last[at];
            at = last[at].first;
        } else {
            at--;
        }
    for (unsigned i = 0; i < count / 2; i++) {
        an_found_name swap = names[i];
        names[i] = names[count - 1 - i];
        names[count - 1 - i] = swap;
    }
    *score = best[l->count];
    return count;
}
