/* Actors: whether the mentions of one are found as one (B-cubed), and which are split or merged. */
#include "eval/scoring.h"

#include "base/alloc.h"

static void find_answers(an_scoring *s, an_answers *a)
{
    size_t most = s->want.count;

    *a = (an_answers){.names = an_scoring_room(s, most, sizeof *a->names), .found = an_scoring_room(s, most, sizeof *a->found),
                      .as = an_scoring_room(s, most, sizeof *a->as), .pair = an_scoring_room(s, most, sizeof *a->pair)};
    for (size_t i = 0; i < most && !s->failed; i++) {
        const an_item *w = &s->want.list[i];
        size_t k = a->count, best;
        if (w->who == AN_MAP_NONE)
            continue;
        best = an_items_best(s, &s->got, w, NULL);
        a->names[k] = i;
        a->found[k] = best;
        a->as[k] = best != AN_NO_MENTION && s->got.list[best].who != AN_MAP_NONE ? s->got.list[best].who
                                                                                   : (uint32_t)(s->actors.count + k);
        a->pair[k] = an_tally_add(&a->pairs, an_couple(w->who, a->as[k]));
        s->failed |= a->pair[k] == AN_TALLY_NONE;
        a->count++;
    }
}

static void clear_answers(an_answers *a)
{
    an_free(a->names);
    an_free(a->found);
    an_free(a->as);
    an_free(a->pair);
    an_tally_clear(&a->pairs);
}

/* B-cubed: of each mention, what share of those that are found as its actor, and what share of those of its entity, are both. */
static void count_mentions(an_scoring *s, const an_answers *a)
{
    uint64_t *entity = an_scoring_room(s, s->entities.count, sizeof *entity);
    uint64_t *actor = an_scoring_room(s, s->actors.count + s->want.count, sizeof *actor);

    for (size_t i = 0; i < a->pairs.count && !s->failed; i++) {
        entity[an_couple_left(a->pairs.keys[i])] += a->pairs.counts[i];
        actor[an_couple_right(a->pairs.keys[i])] += a->pairs.counts[i];
    }
    for (size_t i = 0; i < a->count && !s->failed; i++) {
        double both = (double)a->pairs.counts[a->pair[i]];
        s->out->sums[AN_SUM_B3_PRECISION] += both / (double)actor[a->as[i]];
        s->out->sums[AN_SUM_B3_RECALL] += both / (double)entity[s->want.list[a->names[i]].who];
    }
    s->out->sums[AN_SUM_B3_MENTIONS] = (double)a->count;
    an_free(entity);
    an_free(actor);
}

/* Which mention names each (entity, actor) first, and which of these each entity, or each actor, mostly has. */
typedef struct mains {
    size_t *first;          /* by number of the pair */
    size_t *entity, *actor; /* number of the pair plus 1, 0 = none */
} mains;

static void keep_most(const an_answers *a, size_t *main, size_t pair)
{
    if (*main == 0 || a->pairs.counts[pair] > a->pairs.counts[*main - 1])
        *main = pair + 1;
}

static bool find_mains(an_scoring *s, const an_answers *a, mains *m)
{
    size_t pairs = a->pairs.count;

    *m = (mains){an_scoring_room(s, pairs, sizeof *m->first), an_scoring_room(s, s->entities.count, sizeof *m->entity),
                 an_scoring_room(s, s->actors.count, sizeof *m->actor)};
    if (s->failed)
        return false;
    for (size_t i = a->count; i-- > 0;)
        m->first[a->pair[i]] = i;
    for (size_t i = 0; i < pairs; i++) {
        uint32_t who = an_couple_left(a->pairs.keys[i]), as = an_couple_right(a->pairs.keys[i]);
        if (as < s->actors.count) { /* what nobody found is told as missed */
            keep_most(a, &m->entity[who], i);
            keep_most(a, &m->actor[as], i);
        }
    }
    return true;
}

static void add_actor_fault(an_scoring *s, const an_answers *a, an_fault_kind kind, size_t here, size_t there)
{
    an_scoring_fault(s, (an_fault_at){kind, s->want.list[a->names[here]].source, s->got.list[a->found[here]].source,
                                    s->want.list[a->names[there]].source, s->got.list[a->found[there]].source});
}

/* An entity that is found as several actors is split as often as it has others than the one it mostly has; so for actors that are merged. */
static void list_actor_faults(an_scoring *s, const an_answers *a)
{
    mains m;
    bool ok = find_mains(s, a, &m);

    for (size_t i = 0; ok && i < a->pairs.count && !s->failed; i++) {
        uint32_t who = an_couple_left(a->pairs.keys[i]), as = an_couple_right(a->pairs.keys[i]);
        if (as >= s->actors.count)
            continue;
        if (m.entity[who] != i + 1)
            add_actor_fault(s, a, AN_FAULT_ACTOR_SPLIT, m.first[i], m.first[m.entity[who] - 1]);
        if (m.actor[as] != i + 1)
            add_actor_fault(s, a, AN_FAULT_ACTORS_MERGED, m.first[i], m.first[m.actor[as] - 1]);
    }
    an_free(m.first);
    an_free(m.entity);
    an_free(m.actor);
}

/* Whether actors are annotated throughout: with nine of ten names. */
void an_score_actors(an_scoring *s)
{
    an_answers a;

    find_answers(s, &a);
    if (!s->failed && a.count > 0 && a.count * 10 >= s->want.count * 9) {
        count_mentions(s, &a);
        an_score_pairs(s, &a);
        list_actor_faults(s, &a);
    }
    clear_answers(&a);
}
