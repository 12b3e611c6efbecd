/* Dynamic programming over places between tokens: a name leads from its start to its end, any other token from one place to the next. Sums
   over readings are told as parts of the best way to each place, so that they neither overflow nor need logarithms. */
#include "extract/tagger/lattice.h"

#include <math.h>

void an_lattice_reach(an_lattice *l)
{
    l->best[0] = 0;
    for (unsigned end = 1; end <= l->count; end++) {
        l->best[end] = l->best[end - 1];
        l->last[end] = (an_found_name){0};
        for (unsigned length = 1; length <= AN_NAME_TOKENS && length <= end; length++) {
            unsigned first = end - length;
            if (!l->open[first][length - 1])
                continue;
            for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++) {
                double value = l->best[first] + (double)l->score[first][length - 1][kind];
                if (value > l->best[end]) {
                    l->best[end] = value;
                    l->last[end] = (an_found_name){.first = (uint8_t)first, .end = (uint8_t)end, .kind = (uint8_t)kind};
                }
            }
        }
    }
}

/* A way to a place that is this much worse than the best one, as a part of it. */
static double part(double worse)
{
    const double least = -20; /* 2e-9 */

    return worse < least ? 0 : worse < 0 ? exp(worse) : 1;
}

/* All kinds of a name. */
static double all_kinds(const an_lattice *l, unsigned first, unsigned end)
{
    const float *score = l->score[first][end - first - 1];
    double ahead = l->best[end] - l->best[first], sum = 0;

    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
        sum += part((double)score[kind] - ahead);
    return sum;
}

double an_lattice_sum(an_lattice *l)
{
    double whole[AN_RUN_TOKENS][AN_NAME_TOKENS], other[AN_RUN_TOKENS];

    l->before[0] = l->behind[l->count] = 1;
    for (unsigned end = 1; end <= l->count; end++) {
        other[end - 1] = part(l->best[end - 1] - l->best[end]);
        l->before[end] = l->before[end - 1] * other[end - 1];
        for (unsigned length = 1; length <= AN_NAME_TOKENS && length <= end; length++)
            if (l->open[end - length][length - 1])
                l->before[end] += l->before[end - length] * (whole[end - length][length - 1] = all_kinds(l, end - length, end));
    }
    for (unsigned first = l->count; --first > 0;) { /* what is behind the start nobody asks for */
        l->behind[first] = other[first] * l->behind[first + 1];
        for (unsigned length = 1; length <= AN_NAME_TOKENS && first + length <= l->count; length++)
            if (l->open[first][length - 1])
                l->behind[first] += whole[first][length - 1] * l->behind[first + length];
    }
    return l->best[l->count] + log(l->before[l->count]);
}

double an_lattice_probability(const an_lattice *l, unsigned first, unsigned length, unsigned kind)
{
    double worse = l->best[first] + (double)l->score[first][length - 1][kind] - l->best[first + length];

    return l->before[first] * part(worse) * l->behind[first + length] / l->before[l->count];
}

unsigned an_lattice_best(const an_lattice *l, an_found_name names[AN_RUN_TOKENS])
{
    unsigned count = 0;

    for (unsigned at = l->count; at > 0; at = l->last[at].end ? l->last[at].first : at - 1)
        if (l->last[at].end)
            names[count++] = l->last[at];
    for (unsigned i = 0; i < count / 2; i++) {
        an_found_name swap = names[i];
        names[i] = names[count - 1 - i];
        names[count - 1 - i] = swap;
    }
    return count;
}
