/* The insides of a matcher, for the files that build it (build.c) and look things up in it (matcher.c). Nobody else includes this.

   Terms are found by the hashes of their atoms. A hash that stands for a path (atom 1, atom 2 …) is asked of three tables in turn,
   each asked only when the one before says yes:

       filters   bits of the first atoms of terms and, behind them, of the first two: small enough for the caches, they turn away most atoms
       buckets   of eight entries in one cache line: 32 bits of the path's hash, and whether a term ends here and a longer one goes on
       texts     of the terms as they were given; every hit is compared with them, so that equal hashes cost time, never a wrong hit

   All of it is flat and without pointers, so that it can be written to a file and used from there. Terms with the same path stand together in
   a group. The seed of the buckets is the first of a fixed row with which no path has to look into too many of them.
   Searching is linear in atoms × longest term, and needs no memory but for the hits. */
#ifndef LEXICON_MATCH_INSIDE_H
#define LEXICON_MATCH_INSIDE_H

#include "base/pages.h"
#include "lexicon/match/bloom.h"
#include "lexicon/match/paths.h"
#include "lexicon/match/term.h"

#define NO_TERM UINT32_MAX

enum {
    SLOTS = 8, /* of a bucket */
    CHAIN = 16 /* buckets that one path may look into */
};

typedef struct an_bucket {
    uint32_t tags[SLOTS];   /* 0 = free; filled from the front */
    uint32_t values[SLOTS];
} an_bucket;

/* A value: whether a longer term goes on, what ends here, and its number. */
#define GOES_ON (UINT32_C(1) << 31)
#define KIND (UINT32_C(3) << 29)
#define NUMBER ((UINT32_C(1) << 29) - 1)
enum { NOTHING, PLAIN_TERM, ODD_TERM, GROUP }; /* kinds */

/* An entry of a group: a term's number, whether it is plain, and whether it is the last. */
#define LAST (UINT32_C(1) << 31)
#define PLAIN (UINT32_C(1) << 30)

/* While building and for who asks for forms: a form is told by its first term, its leader. */
typedef struct an_term_link {
    uint32_t form;  /* the leader, itself for one */
    uint32_t next;  /* term of the same form */
    uint32_t last;  /* of a leader: the last term of the form */
    uint32_t aside; /* of a leader: another one with the same path */
} an_term_link;

typedef struct an_matcher_facts {
    uint64_t terms, buckets, starts, pairs, groups; /* starts, pairs: words of the filters */
    uint32_t longest, addresses, seed, unused;
} an_matcher_facts;

enum { PART_FACTS, PART_STARTS, PART_PAIRS, PART_BUCKETS, PART_GROUPS, PART_MARKS, PART_PLACES, PART_TEXTS };

enum { STRIDE = 16 /* terms from one mark to the next; their texts together are shorter than 2^16 bytes up to the last one */ };

struct an_matcher {
    an_matcher_facts facts;
    an_blooms filters;
    const an_bucket *buckets;
    const uint32_t *groups;
    const uint32_t *marks;  /* where the texts of terms 0, 16, 32 … start */
    const uint16_t *places; /* by term, and one more: how far behind its mark the text starts */
    an_str texts;
    void *memory[3]; /* of filters and buckets, when they are its own */
    /* building */
    an_paths paths;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } own_marks, own_groups;
    struct {
        uint16_t *items;
        size_t count, capacity;
    } own_places;
    struct {
        uint64_t *items;
        size_t count, capacity;
    } first_atoms; /* their hashes, by term */
    struct {
        an_term_link *items;
        size_t count, capacity;
    } links;
    uint8_t *plain; /* by term, until it is finished */
    size_t plain_capacity;
    an_buf own_texts;
    an_match_scratch scratch;
    an_atoms cut; /* of the term added last */
    struct {
        uint32_t *value, before; /* where the last term was put, and what was there */
        uint32_t beside;         /* leader whose `aside` it became, or NO_TERM */
        uint32_t last;           /* last term of its form before it came */
    } undo;
};

static inline size_t an_term_start(const an_matcher *matcher, uint32_t term)
{
    return (size_t)matcher->marks[term / STRIDE] + matcher->places[term];
}

static inline uint32_t an_path_tag(uint64_t path)
{
    return (uint32_t)path + !(uint32_t)path;
}

/* A term's atoms, and whether it can be one: an_matcher_add(). `known` may be NULL. */
an_status an_term_cut(an_atoms *atoms, an_str text, const an_known_atoms *known, an_error *err);
/* The value of a path, 0 when it is not there. */
uint32_t an_matcher_value(const an_matcher *matcher, uint64_t path);

#endif
