/* Counts of actors stand in the order in which those were met first; a table from an actor's number leads to its place. So what few of a million
   actors take lies close together. Counts of sets lie by set. */
#include "extract/short/counter.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "base/pages.h"

enum {
    SLOT_AHEAD = 16, /* finds whose slots, and whose counts, are fetched before their turn */
    COUNT_AHEAD = 8,
    FIRST_SLOTS = 1024
};

typedef struct met_actor {
    an_count count;
    uint32_t actor;
} met_actor;

struct an_counter {
    an_finder *finder;
    uint32_t documents;
    struct {
        met_actor *items;
        size_t count, capacity;
    } met;
    uint32_t *slots; /* a place in `met` + 1, 0 = free; at most half of them are taken */
    unsigned shift;  /* of an actor's hash, to its slot */
    void *slots_memory;
    an_count *several;
    size_t several_count, several_capacity;
};

static size_t slot_count(const an_counter *c)
{
    return (size_t)1 << (32 - c->shift);
}

static size_t slot_home(const an_counter *c, uint32_t actor)
{
    return (size_t)(actor * UINT32_C(0x9E3779B1) >> c->shift);
}

/* The slot of an actor, or the free one where it belongs. */
static size_t slot_of(const an_counter *c, uint32_t actor)
{
    size_t slot = slot_home(c, actor);

    while (c->slots[slot] && c->met.items[c->slots[slot] - 1].actor != actor)
        slot = slot + 1 == slot_count(c) ? 0 : slot + 1;
    return slot;
}

/* A table of at least so many slots. */
static bool make_slots(an_counter *c, size_t least)
{
    void *memory;
    uint32_t *slots;
    unsigned shift = 32;

    while (shift > 1 && (size_t)1 << (32 - shift) < least)
        shift--;
    if (!(slots = an_pages_alloc(&memory, (size_t)1 << (32 - shift), sizeof *slots)))
        return false;
    an_free(c->slots_memory);
    c->slots = slots;
    c->slots_memory = memory;
    c->shift = shift;
    for (size_t i = 0; i < c->met.count; i++)
        c->slots[slot_of(c, c->met.items[i].actor)] = (uint32_t)i + 1;
    return true;
}

an_status an_counter_new(an_counter **out, an_finder *finder, an_error *err)
{
    an_counter *c = an_alloc(sizeof *c);

    *out = NULL;
    if (!c)
        return an_fail_nomem(err);
    c->finder = finder;
    if (!make_slots(c, FIRST_SLOTS)) {
        an_counter_free(c);
        return an_fail_nomem(err);
    }
    *out = c;
    return AN_OK;
}

void an_counter_free(an_counter *c)
{
    if (!c)
        return;
    an_free(c->slots_memory);
    an_free(c->met.items);
    an_free(c->several);
    an_free(c);
}

/* Have what the counting of a find will look at brought near. */
static void fetch_slot(const an_counter *c, uint32_t who)
{
    if (!(who & AN_FIND_SEVERAL))
        an_pages_fetch(&c->slots[slot_home(c, who)]);
}

static void fetch_count(const an_counter *c, uint32_t who)
{
    uint32_t place = who & AN_FIND_SEVERAL ? 0 : c->slots[slot_home(c, who)];

    if (place)
        an_pages_fetch(&c->met.items[place - 1]);
}

/* The count of an actor, made when it is the first; NULL when out of memory. */
static an_count *count_of(an_counter *c, uint32_t actor)
{
    size_t slot = slot_of(c, actor);

    if (!c->slots[slot]) {
        if (!AN_ROOM(&c->met, 1))
            return NULL;
        c->met.items[c->met.count++] = (met_actor){.actor = actor};
        c->slots[slot] = (uint32_t)c->met.count;
        if (c->met.count * 2 > slot_count(c) && !make_slots(c, slot_count(c) * 4))
            return NULL;
        return &c->met.items[c->met.count - 1].count;
    }
    return &c->met.items[c->slots[slot] - 1].count;
}

/* Counts of sets up to this one. */
static bool make_several(an_counter *c, uint32_t set)
{
    if (!an_grow(&c->several, &c->several_capacity, (size_t)set + 1, sizeof *c->several))
        return false;
    for (; c->several_count <= set; c->several_count++)
        c->several[c->several_count] = (an_count){0};
    return true;
}

static an_count *count_of_several(an_counter *c, uint32_t set)
{
    return make_several(c, set) ? &c->several[set] : NULL;
}

an_status an_counter_add(an_counter *c, an_error *err)
{
    size_t found;
    const an_find *finds = an_finder_finds(c->finder, &found);

    c->documents++;
    for (size_t i = 0; i < found; i++) {
        uint32_t who = finds[i].who;
        an_count *count;
        if (i + SLOT_AHEAD < found)
            fetch_slot(c, finds[i + SLOT_AHEAD].who);
        if (i + COUNT_AHEAD < found)
            fetch_count(c, finds[i + COUNT_AHEAD].who);
        count = who & AN_FIND_SEVERAL ? count_of_several(c, who & ~AN_FIND_SEVERAL) : count_of(c, who);
        if (!count)
            return an_fail_nomem(err);
        count->mentions++;
        count->documents += count->last != c->documents;
        count->last = c->documents;
    }
    return AN_OK;
}

static void add_count(an_count *to, const an_count *from)
{
    to->mentions += from->mentions;
    to->documents += from->documents;
}

static bool join_several(an_counter *c, const an_counter *other)
{
    const uint32_t *actors;

    for (uint32_t i = 0; i < other->several_count; i++) {
        size_t count = an_finder_members(other->finder, i, &actors);
        uint32_t set = an_finder_set(c->finder, actors, count);
        if (set == AN_MAP_NONE || !make_several(c, set))
            return false;
        add_count(&c->several[set], &other->several[i]);
    }
    return true;
}

an_status an_counter_join(an_counter *c, const an_counter *other, an_error *err)
{
    if (!join_several(c, other))
        return an_fail_nomem(err);
    for (size_t i = 0; i < other->met.count; i++) {
        an_count *count = count_of(c, other->met.items[i].actor);
        if (!count)
            return an_fail_nomem(err);
        add_count(count, &other->met.items[i].count);
    }
    return AN_OK;
}

/* Digit by digit from the last one: nobody could predict what a comparison of numbers in no order says. */
bool an_counter_sort(an_counter *c)
{
    enum { DIGIT = 11, DIGITS = 1 << DIGIT };
    size_t count = c->met.count;
    met_actor *from = c->met.items, *to = an_alloc((count + 1) * sizeof *to);

    if (!to)
        return false;
    for (unsigned shift = 0; shift < 3 * DIGIT; shift += DIGIT) { /* three times, so that they end in the other list */
        size_t places[DIGITS] = {0}, place = 0;
        met_actor *swap = from;
        for (size_t i = 0; i < count; i++)
            places[from[i].actor >> shift & (DIGITS - 1)]++;
        for (size_t i = 0; i < DIGITS; i++) {
            size_t here = places[i];
            places[i] = place;
            place += here;
        }
        for (size_t i = 0; i < count; i++)
            to[places[from[i].actor >> shift & (DIGITS - 1)]++] = from[i];
        from = to;
        to = swap;
    }
    an_free(to);
    c->met.items = from;
    c->met.capacity = count + 1;
    return true;
}

bool an_counter_actor(const an_counter *c, size_t i, uint32_t *actor, an_count *count)
{
    if (i >= c->met.count)
        return false;
    *actor = c->met.items[i].actor;
    *count = c->met.items[i].count;
    return true;
}

size_t an_counter_several(const an_counter *c, size_t i, const uint32_t **actors, an_count *count)
{
    if (i >= c->several_count)
        return 0;
    *count = c->several[i];
    return an_finder_members(c->finder, (uint32_t)i, actors);
}
