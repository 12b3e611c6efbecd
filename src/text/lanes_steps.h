/* What both widths of vectors do with the masks of a step, and how they walk over a window. Each includes this behind its own LANES_INLINE
   (its instructions, always in line) and its find_step(). */
#ifndef LANES_INLINE
#error "a width of vectors includes this"
#endif

/* What a step leaves to the next one. */
typedef struct carry {
    uint64_t inside; /* 1: it ended in a run */
    uint64_t covers; /* bytes of the next step that belong to punctuation begun in this one */
} carry;

/* 64 bytes at text, of which 66 can be read; `at` is their place in the window. */
LANES_INLINE void find_step(an_lanes *runs, const unsigned char *text, size_t at, carry *c);

/* Where runs begin and end in a step: `words` are its ASCII letters and digits, `wide` its other bytes beyond ASCII, `begins` the first
   bytes of punctuation of three bytes among them. */
LANES_INLINE uint64_t edges_of(an_lanes *runs, size_t at, uint64_t words, uint64_t wide, uint64_t begins, carry *c)
{
    uint64_t edges;

    wide &= ~(begins | begins << 1 | begins << 2 | c->covers);
    c->covers = begins >> 62 | begins >> 63;
    runs->wide[at / AN_STEP] = wide;
    runs->any_wide |= wide;
    words |= wide;
    edges = words ^ (words << 1 | c->inside);
    c->inside = words >> 63;
    return edges;
}

/* All steps of text[0, length); the last ones from a copy, as a step reads beyond its end. */
LANES_INLINE void walk(an_lanes *runs, const unsigned char *text, size_t length)
{
    unsigned char rest[3 * AN_STEP] = {0};
    carry c = {0, 0};
    size_t at = 0;

    runs->count = 0;
    runs->any_wide = 0;
    for (; at + AN_STEP + 2 <= length; at += AN_STEP) {
        an_pages_fetch(text + at + AN_AHEAD);
        find_step(runs, text + at, at, &c);
    }
    if (at < length) {
        const unsigned char *copy = rest;
        memcpy(rest, text + at, length - at);
        for (; at < length; at += AN_STEP, copy += AN_STEP)
            find_step(runs, copy, at, &c);
    }
    if (runs->count && runs->count % 2 == 0 && runs->edges[runs->count - 1] == length)
        runs->count--;
}
