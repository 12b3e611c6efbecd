/* src/lexicon/match/bloom_avx512.c worked out one by one (immintrin.h) must let through what the plain width lets through. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define target(features) /* none are needed now */
#define an_bloom_starts_avx512 simulated_starts
#define an_bloom_own_avx512 simulated_own
#define an_bloom_sift_avx512 simulated_sift
#include "lexicon/match/bloom_avx512.c"

enum { HASHES = 300, WORDS = 64 };

static uint64_t random_state = 1;

static uint64_t random_hash(void)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return random_state ^ random_state >> 29;
}

static bool passes(const an_bloom *filter, uint64_t path, uint64_t bits)
{
    return an_bloom_has(filter, path, bits);
}

/* The same, one by one. */
static bool right_starts(const an_bloom *filter, const uint64_t *hashes, size_t from, size_t to)
{
    uint32_t out[AN_SIFT_ROOM];
    size_t found = simulated_starts(filter, hashes, from, to, out), k = 0;

    for (size_t i = from; i < to; i++)
        if (passes(filter, hashes[i], an_path_bits(hashes[i])) && (k == found || out[k++] != i))
            return false;
    return k == found;
}

static bool right_own(const an_bloom *filter, const uint64_t *hashes, const uint32_t *starts, size_t count)
{
    uint32_t out[AN_SIFT_ROOM];
    size_t found = simulated_own(filter, hashes, starts, 0, count, out), k = 0;

    for (size_t i = 0; i < count; i++)
        if (passes(filter, hashes[starts[i]], an_path_bits(hashes[starts[i]])) && (k == found || out[k++] != i))
            return false;
    return k == found;
}

static bool same(an_sifted a, uint64_t path, uint32_t start, uint32_t atoms)
{
    return a.path == path && a.start == start && a.atoms == atoms;
}

static bool right_sift(const an_blooms *filters, const an_sift *sift)
{
    static an_sifted out[2 * AN_SIFT_MOST + 1];
    size_t found = simulated_sift(filters, sift, 0, out), k = 0;

    for (size_t i = 0; i < sift->count; i++) {
        if (passes(&filters->starts, sift->atoms[i], an_alone_bits(sift->atoms[i])) &&
            (k == found || !same(out[k++], sift->atoms[i], sift->own[i], 1)))
            return false;
        if (passes(&filters->pairs, sift->pairs[i], an_path_bits(sift->pairs[i])) &&
            (k == found || !same(out[k++], sift->pairs[i], sift->own[i], 2)))
            return false;
    }
    return k == found;
}

int main(void)
{
    enum { ROUNDS = 2000 };
    static uint64_t words[2][WORDS], hashes[HASHES];
    static uint32_t starts[HASHES];
    static an_sift sift;
    size_t bad = 0;

    for (int round = 0; round < ROUNDS; round++) {
        an_blooms filters = {.starts = an_bloom_of(words[0], WORDS), .pairs = an_bloom_of(words[1], WORDS)};
        size_t from = (size_t)(random_hash() % 20), to = from + (size_t)(random_hash() % (HASHES - 20));
        memset(words, 0, sizeof words);
        for (size_t i = 0; i < HASHES; i++) { /* every third one is in, alone every ninth */
            hashes[i] = random_hash();
            starts[i] = (uint32_t)(random_hash() % HASHES);
            sift.own[i] = starts[i];
            sift.pairs[i] = random_hash();
            words[0][hashes[i] >> filters.starts.shift] |= i % 3 ? 0 : an_path_bits(hashes[i]) | (i % 9 ? 0 : an_alone_bits(hashes[i]));
            words[1][sift.pairs[i] >> filters.pairs.shift] |= i % 3 ? 0 : an_path_bits(sift.pairs[i]);
        }
        memcpy(sift.atoms, hashes, sizeof hashes);
        sift.count = to - from;
        bad += !right_starts(&filters.starts, hashes, from, to) || !right_own(&filters.starts, hashes, starts, to - from) ||
               !right_sift(&filters, &sift);
    }
    printf("%d rounds, %zu differences\n", ROUNDS, bad);
    return bad != 0;
}
