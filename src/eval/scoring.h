/* What the parts of scoring share: the mentions of one document made comparable (items.c), of which score.c counts names, actor_score.c actors and
   pair_score.c pairs. Memory that runs out sets `failed`; nothing is counted from then on. */
#ifndef EVAL_SCORING_H
#define EVAL_SCORING_H

#include "base/map.h"
#include "eval/score.h"
#include "link/tally.h"

/* A mention made comparable. */
typedef struct an_item {
    size_t start, end; /* code points, without article and possessive */
    size_t source;     /* place in its document */
    size_t place;      /* in its list */
    unsigned type;     /* index into an_core_types, or none of them */
    uint32_t who;      /* number of entity or actor; AN_MAP_NONE when not said */
} an_item;

/* A list, and the same sorted by place with the furthest end so far: which items overlap a stretch is found without looking at all. */
typedef struct an_items {
    an_item *list, *sorted;
    size_t *reach;
    size_t count;
} an_items;

typedef struct an_scoring {
    an_scored *out;
    const an_gold_document *gold, *found;
    uint32_t *codes;                  /* of each byte of the text; NULL: they are the same */
    an_items want, skip, got, judged; /* names that should be found, that are no question; finds of a core type, those that are right or wrong */
    an_map entities, actors;
    size_t *hits, hit_count, hit_capacity; /* what an_items_touch found */
    size_t *found_of;                      /* by wanted: the judged one that is counted for it, or AN_NO_MENTION */
    size_t *want_of;                       /* by judged: the wanted one, or AN_NO_MENTION */
    bool failed;
} an_scoring;

/* Zeroed memory for `count` things and one more. */
void *an_scoring_room(an_scoring *s, size_t count, size_t size);
/* The lists of both documents. False when out of memory. */
bool an_scoring_fill(an_scoring *s);
/* The code point at a byte of the text. */
size_t an_scoring_code(const an_scoring *s, uint32_t byte);
void an_scoring_fault(an_scoring *s, an_fault_at fault);

void an_items_clear(an_items *all);
/* The first of `sorted` that starts at `start` or behind it. */
size_t an_items_from(const an_items *all, size_t start);
/* Places of all items that share a character with `with`, into s->hits, in the order of the list. */
void an_items_touch(an_scoring *s, const an_items *all, const an_item *with);
/* The item that shares most with `with`, the first of those; with `taken` none that is taken. AN_NO_MENTION when there is none. */
size_t an_items_best(an_scoring *s, const an_items *all, const an_item *with, const size_t *taken);

/* Wanted names whose actor is known, and what each was found as. */
typedef struct an_answers {
    size_t *names, *found; /* places in want; places in got, or AN_NO_MENTION */
    uint32_t *as;          /* number of the actor; of a name that nobody found one of its own, from actors.count on */
    uint32_t *pair;        /* number of (entity, actor) in `pairs` */
    size_t count;
    an_tally pairs;
} an_answers;

/* Two numbers as the key of a tally. */
static inline uint64_t an_couple(uint32_t left, uint32_t right)
{
    return (uint64_t)left << 32 | right;
}

static inline uint32_t an_couple_left(uint64_t couple)
{
    return (uint32_t)(couple >> 32);
}

static inline uint32_t an_couple_right(uint64_t couple)
{
    return (uint32_t)couple;
}

void an_score_actors(an_scoring *s);
/* Pairs of actors in one sentence; where the gold tells no sentences, in one line. */
void an_score_pairs(an_scoring *s, const an_answers *answers);

#endif
