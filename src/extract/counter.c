/* Counts lie by actor, and by set of actors. */
#include "extract/counter.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"

enum { AHEAD = 8 /* counts that are fetched before their turn */ };

struct an_counter {
    an_finder *finder;
    uint32_t documents;
    an_count *actors;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } met; /* actors with a mention: the others' counts are never looked at, and most of their memory never made */
    an_count *several;
    size_t several_count, several_capacity;
};

an_status an_counter_new(an_counter **out, const an_lexicon *lexicon, an_finder *finder, an_error *err)
{
    an_counter *c = an_alloc(sizeof *c);

    *out = NULL;
    if (!c)
        return an_fail_nomem(err);
    c->finder = finder;
    if (!(c->actors = an_alloc((an_lexicon_actor_count(lexicon) + 1) * sizeof *c->actors))) {
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
    an_free(c->actors);
    an_free(c->met.items);
    an_free(c->several);
    an_free(c);
}

static an_count *count_of(an_counter *c, uint32_t who)
{
    return who & AN_FIND_SEVERAL ? &c->several[who & ~AN_FIND_SEVERAL] : &c->actors[who];
}

/* Make room for so many actors more that were not met before. */
static bool make_room(an_counter *c, size_t more)
{
    return an_grow(&c->met.items, &c->met.capacity, c->met.count + more + 1, sizeof *c->met.items);
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

/* Of an actor that is about to be counted. */
static void note_met(an_counter *c, uint32_t actor)
{
    c->met.items[c->met.count] = actor;
    c->met.count += c->actors[actor].mentions == 0;
}

static bool make_all(an_counter *c, const an_find *finds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (finds[i].who & AN_FIND_SEVERAL && !make_several(c, finds[i].who & ~AN_FIND_SEVERAL))
            return false;
    return make_room(c, count);
}

an_status an_counter_add(an_counter *c, an_error *err)
{
    size_t found;
    const an_find *finds = an_finder_finds(c->finder, &found);

    if (!make_all(c, finds, found))
        return an_fail_nomem(err);
    c->documents++;
    for (size_t i = 0; i < found; i++) {
        uint32_t who = finds[i].who;
        an_count *count = count_of(c, who);
        if (i + AHEAD < found)
            __builtin_prefetch(count_of(c, finds[i + AHEAD].who));
        if (!(who & AN_FIND_SEVERAL))
            note_met(c, who);
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
    if (!make_room(c, other->met.count) || !join_several(c, other))
        return an_fail_nomem(err);
    for (size_t i = 0; i < other->met.count; i++) {
        uint32_t actor = other->met.items[i];
        note_met(c, actor);
        add_count(&c->actors[actor], &other->actors[actor]);
    }
    return AN_OK;
}

bool an_counter_actor(const an_counter *c, size_t i, uint32_t *actor, an_count *count)
{
    if (i >= c->met.count)
        return false;
    *actor = c->met.items[i];
    *count = c->actors[*actor];
    return true;
}

size_t an_counter_several(const an_counter *c, size_t i, const uint32_t **actors, an_count *count)
{
    if (i >= c->several_count)
        return 0;
    *count = c->several[i];
    return an_finder_members(c->finder, (uint32_t)i, actors);
}
