/* The inside of an_links, shared by the files that count, weigh and finish. */
#ifndef LINK_STATE_H
#define LINK_STATE_H

#include "base/sort.h"
#include "link/evidence.h"
#include "link/links.h"
#include "link/pairs.h"
#include "link/roll.h"

/* A sum of small positive numbers that is the same in whatever order they are added: 80 bits before the point, 48 behind it. */
typedef struct an_sum {
    uint64_t high, low;
} an_sum;
static inline void an_sum_add(an_sum *sum, double value)
{
    uint64_t units = (uint64_t)(value * 0x1p48 + 0.5);

    sum->low += units;
    sum->high += sum->low < units;
}
static inline void an_sum_join(an_sum *sum, an_sum other)
{
    sum->low += other.low;
    sum->high += other.high + (sum->low < other.low);
}
static inline double an_sum_value(an_sum sum)
{
    return (double)sum.high * 0x1p16 + (double)sum.low * 0x1p-48;
}

/* A mention that can link. `read` words end at or before its start, `begun` words start before its end: begun of one and read of the next
   tell the words between them. */
typedef struct an_place {
    an_span span;
    uint32_t actor, read, begun;
    uint32_t sentence; /* index, or AN_NO_SENTENCE */
} an_place;

#define AN_NO_SENTENCE UINT32_MAX

/* An actor of a window: its place, by index. */
typedef struct an_member {
    uint32_t actor, place;
} an_member;

/* Two mentions of a pair, by place, in order. */
typedef struct an_meeting {
    uint32_t first, second;
} an_meeting;

/* A pair under the places of its actors in the result. */
typedef struct an_ranked {
    uint32_t a, b, number;
} an_ranked;

/* A window as formulas see it. */
typedef struct an_window_facts {
    size_t mentions, actors; /* distinct actors */
} an_window_facts;

/* What two mentions add to the sum of their pair. `gap`: words between, `between`: mentions of others between. */
typedef double an_contribution(const an_window_facts *window, size_t gap, size_t between);

struct an_links {
    an_window window;
    size_t window_tokens, max_actors;
    bool ambiguous_nodes;
    size_t formula;                /* row of an_weights() */
    an_contribution *contribution; /* NULL when the weight needs no sum */
    bool needs_words;
    an_roll roll;
    an_pairs pairs; /* of actors by their numbers in the roll */
    an_sum *sums;   /* by pair: of the windows' contributions, when the weight adds up */
    size_t sum_capacity;
    an_evidence evidence;
    an_evidence_list *lines; /* by pair, when evidence is asked for */
    size_t lines_capacity;
    an_link_counts counts;
    uint64_t window_serial;

    /* of the document that is being counted */
    an_roll_document document;
    const an_extraction *extraction;
    an_utf8_cursor cursor;
    struct {
        an_place *items;
        size_t count, capacity;
    } places;
    struct {
        an_member *items;
        size_t count, capacity;
    } members;
    an_sort_room sorting; /* of members */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } numbers; /* of the extraction's actors in the roll, plus 1 */

    /* the result */
    an_linked_actor *actors;
    an_ranked *order;
};

/* Cut the document's places into windows and count their pairs. False when out of memory. */
bool an_windows_count(an_links *links);
/* Fill read and begun of the places: words are pieces between blanks that hold a letter or digit. */
void an_places_count_words(an_links *links);

/* Set formula, contribution and needs_words. */
an_status an_weight_choose(an_links *links, const char *name, an_error *err);
/* As an_pairs_find(), with room in sums and lines. */
bool an_links_find(an_links *links, const an_couple *couples, size_t count, uint32_t *numbers);
/* The weight of the pair with this number. Positive and finite. */
double an_weight_of(const an_links *links, uint32_t pair);

#endif
