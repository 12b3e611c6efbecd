/* What both widths of vectors do with the masks of a step, and how they walk over a text. Each includes this behind its own LANES_INLINE
   (its instructions, always in line) and `bytes64` (64 bytes), and defines what is declared here. */
#ifndef LANES_INLINE
#error "a width of vectors includes this"
#endif

/* What a step leaves to the next one. */
typedef struct carry {
    uint64_t inside; /* 1: it ended in a run */
    uint64_t covers; /* bytes of the next step that belong to punctuation begun in this one */
} carry;

LANES_INLINE bytes64 load_step(const unsigned char *text);
/* Which of the bytes are one of `count` from `first` on, and which are this one. */
LANES_INLINE uint64_t in_range_of(bytes64 bytes, int first, int count);
LANES_INLINE uint64_t equal_of(bytes64 bytes, int byte);

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

/* For an_quiet_find_avx2() and an_quiet_find_avx512(): first bytes behind which a second byte in one of their ranges stands. */
LANES_INLINE uint64_t quiet_of(const unsigned char *step, unsigned lead, const an_quiet *quiet)
{
    bytes64 first = load_step(step), second = load_step(step + 1);
    uint64_t found = 0;

    for (unsigned i = 0; i < AN_QUIET_LEADS; i++) {
        const an_pair_range *ranges = quiet->ranges[i];
        found |= equal_of(first, (int)(lead + i)) &
                 (in_range_of(second, ranges[0].from, ranges[0].count) | in_range_of(second, ranges[1].from, ranges[1].count));
    }
    return found;
}

/* Printable ASCII, tab, LF, CR. */
LANES_INLINE uint64_t plain_of(bytes64 bytes)
{
    return in_range_of(bytes, 0x20, 0x5F) | in_range_of(bytes, '\t', 2) | equal_of(bytes, '\r');
}

/* an_plain_find(), as far as whole steps go. */
LANES_INLINE size_t walk_plain(const unsigned char *text, size_t length)
{
    size_t at = 0;

    while (length - at >= AN_STEP && plain_of(load_step(text + at)) == UINT64_MAX)
        at += AN_STEP;
    return at;
}

/* What first bytes ask of the one behind them: to go on with a character, to be A0 or more (no control, no overlong form), to be less (no
   surrogate), not to be one of those with noncharacters. */
typedef struct demands {
    uint64_t on, above, below, usual;
} demands;

/* an_clean_find(): plain bytes, and all characters of two and three bytes but for controls, surrogates, and those behind EF B7 and EF BF, among which
   not all are good. */
LANES_INLINE size_t walk_clean(const unsigned char *text, size_t length)
{
    demands due = {0, 0, 0, 0}; /* of the last step to this one */
    size_t at = 0;

    for (; length - at >= AN_STEP; at += AN_STEP) {
        bytes64 bytes = load_step(text + at);
        uint64_t good = plain_of(bytes), two, three, behind, above, below, usual;
        an_pages_fetch(text + at + AN_AHEAD);
        if (good == UINT64_MAX && !due.on)
            continue;
        two = in_range_of(bytes, 0xC2, 0x1E);
        three = in_range_of(bytes, 0xE0, 0x10);
        behind = in_range_of(bytes, 0x80, 0x40);
        above = equal_of(bytes, 0xC2) | equal_of(bytes, 0xE0);
        below = equal_of(bytes, 0xED);
        usual = equal_of(bytes, 0xEF);
        due.on |= (two | three) << 1 | three << 2;
        due.above |= above << 1;
        due.below |= below << 1;
        due.usual |= usual << 1;
        if ((good | two | three | behind) != UINT64_MAX || behind != due.on || in_range_of(bytes, 0x80, 0x20) & due.above ||
            in_range_of(bytes, 0xA0, 0x20) & due.below || (equal_of(bytes, 0xB7) | equal_of(bytes, 0xBF)) & due.usual)
            break;
        due = (demands){(two | three) >> 63 | three >> 62, above >> 63, below >> 63, usual >> 63};
    }
    while (at > 0 && (text[at - 1] & 0xC0) == 0x80) /* the last character may not be whole */
        at--;
    return at > 0 && text[at - 1] >= 0xC0 ? at - 1 : at;
}
