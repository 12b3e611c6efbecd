/* The plain width, and the choice among the widths. */
#include "text/lanes.h"

#include "text/cpu.h"
#include "text/pairs.h"

#include <string.h>

static bool is_word(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10 || c >= 0x80;
}

void an_lanes_scalar(an_lanes *runs, const unsigned char *text, size_t length)
{
    uint32_t *edge = runs->edges;
    bool inside = false;

    memset(runs->wide, 0, sizeof runs->wide);
    runs->any_wide = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = text[i];
        bool word = is_word(c);
        runs->folded[i] = (unsigned char)(c | ((unsigned char)(c - 'A') < 26 ? 0x20 : 0));
        runs->wide[i / AN_STEP] |= (uint64_t)(c >> 7) << i % AN_STEP;
        *edge = (uint32_t)i;
        edge += word != inside;
        inside = word;
    }
    for (size_t i = 0; i < AN_WINDOW_STEPS; i++)
        runs->any_wide |= runs->wide[i];
    runs->count = (size_t)(edge - runs->edges);
}

static bool is_plain(unsigned char c)
{
    return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
}

size_t an_plain_scalar(const unsigned char *text, size_t length)
{
    size_t at = 0;

    for (; length - at >= AN_STEP; at += AN_STEP) {
        unsigned bad = 0;
        for (size_t i = 0; i < AN_STEP; i++) { /* no branch in it, so that compilers vectorise it */
            unsigned char c = text[at + i];
            bad |= (unsigned)((unsigned char)(c - 0x20) >= 0x5F) & (c != '\t') & (c != '\n') & (c != '\r');
        }
        if (bad)
            return at;
    }
    for (size_t i = at; i < length; i++)
        if (!is_plain(text[i]))
            return at;
    return length;
}

void an_lanes_find(an_lanes *runs, const unsigned char *text, size_t length, bool last)
{
    static void (*const widths[])(an_lanes *, const unsigned char *, size_t) = {AN_WIDTHS(an_lanes)};

    widths[an_cpu_width()](runs, text, length);
    if (last && runs->count % 2)
        runs->edges[runs->count++] = (uint32_t)length;
    runs->forms = runs->folded;
    runs->places = runs->edges;
    if (runs->any_wide)
        an_pairs_fold(runs, length);
}

size_t an_clean_scalar(const unsigned char *text, size_t length)
{
    return an_plain_scalar(text, length);
}

size_t an_clean_find(const unsigned char *text, size_t length)
{
    static size_t (*const widths[])(const unsigned char *, size_t) = {AN_WIDTHS(an_clean)};

    return widths[an_cpu_width()](text, length);
}

size_t an_plain_find(const unsigned char *text, size_t length)
{
    static size_t (*const widths[])(const unsigned char *, size_t) = {AN_WIDTHS(an_plain)};

    return widths[an_cpu_width()](text, length);
}
