/* src/text/take_avx512.c worked out one by one (immintrin.h) must make the atoms and hashes that the plain width makes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define target(features) /* none are needed now */
#define an_runs_take_avx512 simulated_take
#include "text/take_avx512.c"

static uint32_t random_state = 1;

static uint32_t random_below(uint32_t most)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % most;
}

/* Runs of one to sixteen bytes, some longer, with a byte or a few between them; forms of any bytes, at other places than in the text. */
static void make_runs(an_lanes *runs)
{
    uint32_t at = random_below(3);

    runs->count = 0;
    for (uint32_t i = 0; i < AN_WINDOW + AN_STEP; i++)
        runs->folded[i] = (unsigned char)random_below(256);
    while (runs->count < AN_WINDOW) {
        uint32_t length = 1 + random_below(random_below(9) ? 16 : 60);
        if (at + length > AN_WINDOW)
            break;
        runs->edges[runs->count] = at;
        runs->own_places[runs->count++] = at - at / 100;
        runs->edges[runs->count] = at + length;
        runs->own_places[runs->count++] = at - at / 100 + length;
        at += length + 1 + random_below(2);
    }
    runs->forms = runs->folded;
    runs->places = random_below(2) ? runs->edges : runs->own_places;
}

int main(void)
{
    enum { ROUNDS = 2000 };
    static an_lanes runs;
    static an_atom plain[AN_WINDOW], wide[AN_WINDOW];
    static uint64_t hashes[AN_WINDOW], wide_hashes[AN_WINDOW];
    size_t bad = 0, taken = 0;

    for (int round = 0; round < ROUNDS; round++) {
        size_t first, end;
        make_runs(&runs);
        first = random_below((uint32_t)runs.count / 2) * 2;
        end = first + random_below((uint32_t)(runs.count - first) / 2 + 1) * 2;
        memset(plain, 0, sizeof plain);
        memset(wide, 0, sizeof wide);
        an_runs_take_scalar(&runs, first, end, 1000, plain, hashes);
        simulated_take(&runs, first, end, 1000, wide, wide_hashes);
        taken += (end - first) / 2;
        bad += memcmp(plain, wide, sizeof plain) != 0 || memcmp(hashes, wide_hashes, (end - first) / 2 * sizeof *hashes) != 0;
    }
    printf("%zu runs in %d windows, %zu windows with differences\n", taken, ROUNDS, bad);
    return bad != 0;
}
