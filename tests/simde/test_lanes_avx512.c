/* The widest vectors on any processor: src/text/lanes_avx512.c is compiled with SIMDe, which works the instructions out one by one, and must
   say of every text what the plain width says. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define target(features) /* none are needed now */
#define an_lanes_avx512 simulated_lanes
#define an_plain_avx512 simulated_plain
#define an_clean_avx512 simulated_clean
#define an_quiet_find_avx512 simulated_quiet
#define an_squeeze_avx512 simulated_squeeze
#include "text/lanes_avx512.c"

static uint32_t random_state = 1;

static uint32_t random_below(uint32_t most)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % most;
}

/* Text of words and blanks, half of it with pieces of other characters, whole and cut. */
static size_t make_text(unsigned char *text, size_t most)
{
    static const char *const pieces[] = {
        "a",  "Z",  " ",   ".",   "9", "_", "\n", "\t\r", "[", "`", "{", "Words", "and", /* plain */
        "\xE2\x80\x99", "\xE2\x80\x90", "\xE2\x80\xA7", "\xE2\x80\xA8", "\xE2\x82\xAC", "\xE2\x80", "\xE2", "\x80",
        "\xC3\xA9", "\xD0\x96", "\xD0\xB1", "\xD1\x91", "\xD1\x99", "\xF0\x9F\x98\x80", "\x7F", "\x01",
    };
    enum { PLAIN = 13, ALL = sizeof pieces / sizeof *pieces };
    uint32_t kinds = random_below(2) ? PLAIN : ALL;
    size_t length = random_below(random_below(4) ? 200 : (uint32_t)most + 1), count = 0;

    while (count < length) {
        const char *piece = pieces[random_below(random_below(3) ? 4 : kinds)];
        for (size_t i = 0; piece[i] && count < length; i++)
            text[count++] = (unsigned char)piece[i];
    }
    return length;
}

/* Whether the places of both differ in punctuation alone, which a width may find or leave. */
static bool equal_words(const an_lanes *plain, const an_lanes *wide, const unsigned char *text, size_t length)
{
    bool in_plain = false, in_wide = false;

    for (size_t i = 0, p = 0, w = 0; i < length; i++) {
        while (p < plain->count && plain->edges[p] == i)
            in_plain = !in_plain, p++;
        while (w < wide->count && wide->edges[w] == i)
            in_wide = !in_wide, w++;
        if (in_plain != in_wide && text[i] < 0x80)
            return false;
        if (in_wide && text[i] >= 0x80 && !(wide->wide[i / AN_STEP] >> i % AN_STEP & 1))
            return false;
        if (!in_wide && in_plain && text[i] != 0xE2 && !(i > 0 && text[i - 1] == 0xE2) && !(i > 1 && text[i - 2] == 0xE2))
            return false;
    }
    return true;
}

/* Which bytes are letters that stay as they are, and what is left when some bytes are taken out. */
static bool right_step(const unsigned char *step)
{
    an_quiet quiet = {.ranges = {{{0x80, 0x10}, {0xA0, 0x20}}, {{0x90, 0x08}, {0, 0}}}};
    uint64_t lost = (uint64_t)random_below(1 << 24) << random_below(41), found = 0;
    unsigned char kept[AN_STEP], squeezed[AN_STEP];
    size_t count = 0;

    for (size_t i = 0; i < AN_STEP; i++) {
        unsigned char second = step[i + 1];
        if (step[i] == 0xD0)
            found |= (uint64_t)((second >= 0x80 && second < 0x90) || (second >= 0xA0 && second < 0xC0)) << i;
        if (step[i] == 0xD1)
            found |= (uint64_t)(second >= 0x90 && second < 0x98) << i;
        if (!(lost >> i & 1))
            kept[count++] = step[i];
    }
    return simulated_quiet(step, 0xD0, &quiet) == found && simulated_squeeze(squeezed, step, lost) == count && memcmp(squeezed, kept, count) == 0;
}

int main(void)
{
    enum { ROUNDS = 4000 };
    static an_lanes plain, wide, vectors;
    static unsigned char text[AN_WINDOW];
    bool compare = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
    size_t bad = 0;

    for (int round = 0; round < ROUNDS; round++) {
        size_t length = make_text(text, sizeof text);
        unsigned char *exact = malloc(length + !length); /* so that a read behind the end is seen */
        if (!exact)
            return 1;
        memcpy(exact, text, length);
        an_lanes_scalar(&plain, exact, length);
        simulated_lanes(&wide, exact, length);
        if (compare) {
            an_lanes_avx2(&vectors, exact, length);
            bad += vectors.count != wide.count || memcmp(vectors.edges, wide.edges, wide.count * sizeof *wide.edges) != 0 ||
                   memcmp(vectors.wide, wide.wide, (length + AN_STEP - 1) / AN_STEP * sizeof *wide.wide) != 0;
            bad += an_clean_avx2(exact, length) != simulated_clean(exact, length);
        }
        bad += length > AN_STEP && !right_step(exact + random_below((uint32_t)(length - AN_STEP)));
        bad += memcmp(plain.folded, wide.folded, length) != 0 || !equal_words(&plain, &wide, exact, length) ||
               simulated_plain(exact, length) != an_plain_scalar(exact, length);
        free(exact);
    }
    printf("%d windows, %zu differences\n", ROUNDS, bad);
    return bad != 0;
}
