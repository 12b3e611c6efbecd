/* Nominal actors: «the army» is the Syrian army where the document spoke of that and of no other, «the rebels» are the Houthis where it said
   «Houthi rebels», «the administration» is Obama's. The head must have stood at a name before; so nobody new comes in. The words are those of
   the list heads. docs/matching.md §7. */
#include "extract/work.h"

#include "base/alloc.h"
#include "base/seek.h"

#include <stdlib.h>

/* A head that stands at a name: its term of the word matcher, where it stands, and who is meant. */
typedef struct an_headed {
    uint32_t head, atom, target;
} an_headed;

typedef struct an_headeds {
    an_headed *items;
    size_t count, capacity;
} an_headeds;

/* Bodies, governments and peoples, and persons when they are several: «rebels», not «consul». */
static bool may_stand_for(const an_extractor *x, const an_hit *hit, uint8_t class_)
{
    an_str last = an_work_atom(x, hit->atom + hit->atom_count - 1);

    return class_ == AN_CLASS_GOVERNMENT || class_ == AN_CLASS_BODY || class_ == AN_CLASS_PEOPLE ||
           (class_ == AN_CLASS_PERSON && an_str_ends(last, AN_LIT("s")) && !an_str_ends(last, AN_LIT("ss")));
}

/* The longest head that starts at an atom and may stand for an actor, as a hit of the word matcher; NULL when there is none. */
static const an_hit *head_at(const an_extractor *x, uint32_t atom)
{
    if (atom >= x->atoms.count || x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST)
        return NULL;
    for (uint32_t i = x->word_at[atom]; i < x->word_at[atom + 1]; i++) {
        const an_hit *hit = x->word_hits.items + i;
        const an_rule_word *word = hit->term < x->rules->word_count ? x->rules->words + hit->term : NULL;
        if (word && word->list == AN_LIST_HEADS)
            return may_stand_for(x, hit, word->class_) ? hit : NULL;
    }
    return NULL;
}

/* The head in the last atoms of a mention («Syrian army»), or right behind it («Houthi rebels»); NULL when there is none. */
static const an_hit *head_of(const an_extractor *x, const an_candidate *c)
{
    uint32_t end = c->atom + c->atom_count;

    for (uint32_t atom = c->atom + 1; atom < end; atom++) {
        const an_hit *hit = head_at(x, atom);
        if (hit && atom + hit->atom_count == end)
            return hit;
    }
    return end < x->atoms.count && x->atoms.items[end].gap == AN_GAP_SOFT ? head_at(x, end) : NULL;
}

/* Whether a name that the head stands at is meant by it alone: a person has a government, and no army; a place has no army but that of its
   name («Syrian army» is a body of its own, «the police» of Shanghai are not Shanghai). */
static bool is_owner(const an_extractor *x, const an_candidate *c, uint32_t target, const an_hit *head)
{
    uint8_t class_ = x->rules->words[head->term].class_;

    if (an_is_person(x->targets[target].type))
        return class_ == AN_CLASS_GOVERNMENT;
    return class_ != AN_CLASS_BODY || head->atom < c->atom + c->atom_count || an_str_starts(x->targets[target].type, AN_LIT("organization"));
}

static bool collect(an_extractor *x, an_headeds *out)
{
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i);
        const an_hit *head = target == UINT32_MAX ? NULL : head_of(x, c);
        if (!head || !is_owner(x, c, target, head))
            continue;
        if (!AN_ROOM(out, 1))
            return false;
        out->items[out->count++] = (an_headed){head->term, head->atom, target};
    }
    return true;
}

static int by_head(const void *a, const void *b)
{
    const an_headed *one = a, *other = b;

    if (one->head != other->head)
        return one->head < other->head ? -1 : 1;
    return (one->atom > other->atom) - (one->atom < other->atom);
}

/* The only actor that stood at this head in the document, if it did so before the atom; else UINT32_MAX. */
static uint32_t only_owner(const an_headeds *list, uint32_t head, uint32_t atom)
{
    size_t low = 0, high = list->count;
    uint32_t target;

    AN_SEEK(low, high, list->items[middle].head < head);
    if (low == list->count || list->items[low].head != head || list->items[low].atom >= atom)
        return UINT32_MAX;
    target = list->items[low].target;
    return low + 1 < list->count && list->items[low + 1].head == head ? UINT32_MAX : target;
}

/* One entry a head: its first, or two when several actors stood at it. */
static void keep_first(an_headeds *list)
{
    size_t kept = 0;

    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_head);
    for (size_t i = 0; i < list->count; i++) {
        const an_headed *it = list->items + i;
        if (kept > 0 && list->items[kept - 1].head == it->head &&
            (list->items[kept - 1].target == it->target || (kept > 1 && list->items[kept - 2].head == it->head)))
            continue;
        list->items[kept++] = *it;
    }
    list->count = kept;
}

/* Whether «the» stands before the head, and nothing behind it that it says more of («the army chief», «the army of Chad»). */
static bool stands_alone(const an_extractor *x, const an_hit *head)
{
    static const unsigned nouns = 1u << AN_LIST_HEADS | 1u << AN_LIST_ROLES | 1u << AN_LIST_TITLES;
    uint32_t end = head->atom + head->atom_count;

    if (!an_work_is_definite(x, head->atom))
        return false;
    if (end == x->atoms.count || x->atoms.items[end].gap != AN_GAP_SOFT)
        return true;
    return !(x->atoms.items[end].flags & AN_ATOM_UPPER_FIRST) && !an_str_equal(an_work_atom(x, end), AN_LIT("of")) &&
           !an_work_word(x, end, nouns, NULL);
}

bool an_step_nominals(an_extractor *x)
{
    an_headeds list = {0};
    bool done = collect(x, &list);

    keep_first(&list);
    for (size_t i = 0; i < x->word_hits.count && done && list.count; i++) {
        const an_hit *hit = x->word_hits.items + i;
        uint32_t target;
        if (head_at(x, hit->atom) != hit || !stands_alone(x, hit) || (target = only_owner(&list, hit->term, hit->atom)) == UINT32_MAX ||
            an_target_apart(x, an_str_sub(x->doc->text, hit->span.start, hit->span.end), target))
            continue;
        done = an_candidate_add(x, (an_candidate){.span = hit->span,
                                                  .atom = hit->atom,
                                                  .atom_count = hit->atom_count,
                                                  .target = target,
                                                  .alias = UINT32_MAX,
                                                  .rank = AN_RANK_TAGGER,
                                                  .by = AN_BY_ALIAS,
                                                  .rule = AN_RULE_NOMINAL,
                                                  .confidence = 0.8F});
    }
    an_free(list.items);
    return done;
}
