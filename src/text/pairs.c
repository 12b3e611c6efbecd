/* A table says of each letter of two bytes what becomes of it; it is made from what fold.c knows, when the first one is met. Letters are
   folded where they stand, without a branch for what they are. Where one loses a byte, its place is noted, and when all are folded the window
   is written anew without those. Most letters of scripts other than Latin stay what they are: vectors pass over those. */
#include "text/pairs.h"

#include "base/alloc.h"
#include "base/bits.h"
#include "text/cpu.h"
#include "text/fold.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

enum { PAIRS = 0x800, COPIED = 32 /* bytes together */, MANY = 16 };

typedef struct pair {
    unsigned char folded[2]; /* the second alone when it loses one */
    uint8_t odd;             /* 1: only decoding tells what it is; `folded` is itself */
    uint8_t lost;            /* bytes */
} pair;

/* Where the letter of two bytes stands in the table, which begins at 0x80 so that the second byte need not be made smaller; any two bytes
   lead to some place in it. */
static inline size_t place_of(const unsigned char *c)
{
    return (size_t)(c[0] & 0x1F) * 64 + c[1];
}
enum { FIRST = 0x80, PLACES = 31 * 64 + 256 };

typedef struct table {
    pair pairs[PLACES];
    an_quiet quiets[32 / AN_QUIET_LEADS]; /* by first byte & 0x1F, halved */
} table;

static pair pair_of(uint32_t code)
{
    static const unsigned always = AN_CODE_LETTER | AN_CODE_DIGIT, never = AN_CODE_MARK | AN_CODE_IGNORABLE | AN_CODE_UNSPACED;
    const an_code *known = an_code_of(code);
    pair p = {{(unsigned char)(0xC0 | code >> 6), (unsigned char)(0x80 | (code & 0x3F))}, 1, 0};

    if (code < 0x80 || !(known->classes & always) || known->classes & never || known->length < 1 || known->length > 2)
        return p;
    p.odd = 0;
    p.lost = (uint8_t)(2 - known->length);
    memcpy(p.folded + p.lost, known->folded, known->length);
    return p;
}

static bool stays(const pair *p, uint32_t code)
{
    return !p->odd && !p->lost && p->folded[0] == (0xC0 | code >> 6) && p->folded[1] == (0x80 | (code & 0x3F));
}

/* Put the letters [from, to), which have one first byte, to its ranges, if they are among the longest. */
static void add_range(table *t, uint32_t from, uint32_t to)
{
    uint32_t lead = from / 64;
    an_pair_range *ranges = t->quiets[lead / AN_QUIET_LEADS].ranges[lead % AN_QUIET_LEADS], *shorter = &ranges[ranges[0].count > ranges[1].count];

    if (to - from > shorter->count)
        *shorter = (an_pair_range){(unsigned char)(0x80 | from % 64), (unsigned char)(to - from)};
}

static void fill(table *t)
{
    for (uint32_t code = 0, from = 0; code < PAIRS; code++) {
        t->pairs[FIRST + code] = pair_of(code);
        if (!stays(&t->pairs[FIRST + code], code))
            add_range(t, from, code);
        else if (code % 64 == 63)
            add_range(t, from, code + 1);
        else
            continue;
        from = code + 1;
    }
    for (size_t i = 0; i < 32 / AN_QUIET_LEADS; i++) {
        const an_pair_range *first = t->quiets[i].ranges[0], *second = t->quiets[i].ranges[1];
        t->quiets[i].many = first[0].count + first[1].count + second[0].count + second[1].count >= MANY;
    }
}

/* The table; NULL when there is no memory for it. */
static const table *whole_table(void)
{
    static _Atomic(const table *) made;
    const table *known = atomic_load_explicit(&made, memory_order_acquire);
    table *fresh;

    if (known || !(fresh = an_alloc(sizeof *fresh)))
        return known;
    fill(fresh);
    if (!atomic_compare_exchange_strong_explicit(&made, &known, fresh, memory_order_acq_rel, memory_order_acquire)) {
        an_free(fresh); /* another thread was first */
        return known;
    }
    return fresh;
}

/* What each width has a copy of. */
#define PAIRS_INLINE __attribute__((always_inline)) static inline

PAIRS_INLINE unsigned lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

/* `counts`: the processor can do that. */
PAIRS_INLINE unsigned count_bits(uint64_t bits, bool counts)
{
    return counts ? (unsigned)__builtin_popcountll(bits) : an_bits_count(bits);
}

/* What widths have of their own. */
typedef struct width {
    bool counts; /* the processor can count bits */
    uint64_t (*find_quiet)(const unsigned char *step, unsigned char lead, const an_quiet *quiet); /* NULL: none */
    size_t (*squeeze_step)(unsigned char *to, const unsigned char *step, uint64_t lost);
} width;

/* Fold what stands in the i-th step of the window; its first byte belongs to the letter before when `covered`. Whether the last letter
   reaches into the next step. */
PAIRS_INLINE bool fold_step(an_lanes *runs, const table *t, size_t i, bool covered, width own)
{
    unsigned char *step = runs->folded + i * AN_STEP;
    uint64_t wide = runs->wide[i] & ~(uint64_t)covered, still = 0, odd = 0, lost = 0;
    unsigned bit = 0;

    if (wide && own.find_quiet) {
        unsigned lead = step[lowest(wide)] & 0x1E; /* of an alphabet: most likely that of all of them */
        const an_quiet *quiet = &t->quiets[lead / AN_QUIET_LEADS];
        still = quiet->many ? own.find_quiet(step, (unsigned char)(0xC0 | lead), quiet) : 0;
    }
    wide &= ~(still | still << 1);
    while (wide) {
        unsigned char *c = step + (bit = lowest(wide));
        const pair *p = &t->pairs[place_of(c)];
        if ((c[0] & 0xE0) != 0xC0 || (c[1] & 0xC0) != 0x80) {
            odd |= wide;
            bit = 0;
            break;
        }
        memcpy(c, p->folded, sizeof p->folded);
        if (p->odd | p->lost) { /* of a script seldom or nearly always */
            odd |= (uint64_t)p->odd << bit;
            lost |= (uint64_t)p->lost << bit;
        }
        wide &= wide - 1;
        wide &= wide - 1;
    }
    runs->wide[i] = odd;
    runs->lost[i] = lost;
    return bit == AN_STEP - 1 || still >> (AN_STEP - 1);
}

/* Where a place of the window is in what is left of it; `gone` are the bytes lost before each step. */
PAIRS_INLINE uint32_t squeezed_place(const an_lanes *runs, const uint32_t *gone, uint32_t place, bool counts)
{
    size_t i = place / AN_STEP;

    return place - gone[i] - count_bits(runs->lost[i] & ((UINT64_C(1) << place % AN_STEP) - 1), counts);
}

/* At least `count` bytes, some too many, which are written over. */
PAIRS_INLINE void copy(unsigned char *to, const unsigned char *from, size_t count)
{
    for (size_t done = 0; done < count; done += COPIED)
        memcpy(to + done, from + done, COPIED);
}

/* an_squeeze_avx512() without vectors. */
PAIRS_INLINE size_t squeeze_step(unsigned char *to, const unsigned char *step, uint64_t lost)
{
    size_t from = 0, filled = 0;

    for (; lost; lost &= lost - 1) {
        size_t end = lowest(lost);
        copy(to + filled, step + from, end - from);
        filled += end - from;
        from = end + 1;
    }
    copy(to + filled, step + from, AN_STEP - from);
    return filled + AN_STEP - from;
}

/* Write the window anew without what was lost. */
PAIRS_INLINE void squeeze(an_lanes *runs, size_t length, width own)
{
    uint32_t gone[AN_WINDOW_STEPS + 1];
    size_t steps = (length + AN_STEP - 1) / AN_STEP, filled = 0;

    for (size_t i = 0; i < steps; i++) {
        gone[i] = (uint32_t)(i * AN_STEP - filled);
        filled += own.squeeze_step(runs->squeezed + filled, runs->folded + i * AN_STEP, runs->lost[i]);
    }
    gone[steps] = (uint32_t)(steps * AN_STEP - filled);
    runs->lost[steps] = 0;
    for (size_t i = 0; i < runs->count; i++)
        runs->own_places[i] = squeezed_place(runs, gone, runs->edges[i], own.counts);
    runs->places = runs->own_places;
    runs->forms = runs->squeezed;
}

PAIRS_INLINE void fold_all(an_lanes *runs, size_t length, const table *t, width own)
{
    uint64_t any_lost = 0;
    bool covered = false;

    runs->any_wide = 0;
    runs->folded[length] = 0; /* a letter may be cut off */
    for (size_t i = 0; i * AN_STEP < length; i++) {
        covered = fold_step(runs, t, i, covered, own);
        runs->any_wide |= runs->wide[i];
        any_lost |= runs->lost[i];
    }
    if (any_lost)
        squeeze(runs, length, own);
}

static void fold_all_scalar(an_lanes *runs, size_t length, const table *t)
{
    fold_all(runs, length, t, (width){false, NULL, squeeze_step});
}

#if defined(__x86_64__)
__attribute__((target("avx2,bmi,popcnt"))) static void fold_all_avx2(an_lanes *runs, size_t length, const table *t)
{
    fold_all(runs, length, t, (width){true, an_quiet_find_avx2, squeeze_step});
}

__attribute__((target("avx2,bmi,popcnt"))) static void fold_all_avx512(an_lanes *runs, size_t length, const table *t)
{
    fold_all(runs, length, t, (width){true, an_quiet_find_avx512, an_squeeze_avx512});
}
#endif

void an_pairs_fold(an_lanes *runs, size_t length)
{
    static void (*const widths[])(an_lanes *, size_t, const table *) = {AN_WIDTHS(fold_all)};
    const table *t = whole_table();

    if (t)
        widths[an_cpu_width()](runs, length, t);
}
