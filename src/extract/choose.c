/* Which of the candidates stand: dictionary rows by leftmost-longest among themselves, then all together by length, precedence and place.
   On one span the best rank wins, in it the nearest `near`; several actors that are left make the place ambiguous. docs/matching.md §6. */
#include "extract/find/longer.h"

static uint32_t length_of(const an_candidate *c)
{
    return c->span.end - c->span.start;
}

/* By place, longest first, then by what wins on the same span. */
static int by_place(const an_candidate *one, const an_candidate *other)
{
    if (one->atom != other->atom)
        return one->atom < other->atom ? -1 : 1;
    if (one->span.start != other->span.start)
        return one->span.start < other->span.start ? -1 : 1;
    if (one->span.end != other->span.end)
        return one->span.end > other->span.end ? -1 : 1;
    if (one->rank != other->rank)
        return one->rank < other->rank ? -1 : 1;
    if ((one->target == UINT32_MAX) != (other->target == UINT32_MAX)) /* `never` first */
        return one->target == UINT32_MAX ? -1 : 1;
    if (one->nearness != other->nearness)
        return one->nearness < other->nearness ? -1 : 1;
    if (one->target != other->target)
        return one->target < other->target ? -1 : 1;
    return (one->alias > other->alias) - (one->alias < other->alias);
}

AN_DEFINE_SORT(sort_by_place, an_candidate, by_place)

static bool same_span(const an_candidate *a, const an_candidate *b)
{
    return a->span.start == b->span.start && a->span.end == b->span.end;
}

static bool of_dictionary(const an_candidate *c)
{
    return c->rank == AN_RANK_USER || c->rank == AN_RANK_DICT;
}

/* Among rows of dictionaries the leftmost wins, there the longest: what a dictionary alone would give. */
static void leftmost_longest(const an_extractor *x, an_selection *s)
{
    uint32_t end = 0, end_byte = 0; /* bytes, too: «Yahoo!» and «!Kung» may share a character that is in no atom */

    for (size_t g = 0; g < s->count; g++) {
        const an_candidate *first = x->candidates.items + s->groups[g].first;
        if (!of_dictionary(first))
            continue;
        if (first->atom < end || first->span.start < end_byte) {
            /* another layer may still want the span: only the dictionary's candidates go */
            s->groups[g].dropped = true;
            for (uint32_t i = 0; i < s->groups[g].count; i++)
                if (!of_dictionary(first + i)) {
                    s->groups[g].first += i;
                    s->groups[g].count -= i;
                    s->groups[g].dropped = false;
                    break;
                }
        } else {
            end = first->atom + first->atom_count;
            end_byte = first->span.end;
        }
    }
}

static bool make_groups(an_extractor *x, an_selection *s)
{
    size_t count = x->candidates.count, atoms = x->atoms.count + 1;

    s->count = 0;
    if (!sort_by_place(x->candidates.items, count, &x->room) ||
        !an_grow(&s->taken, &s->taken_capacity, atoms, sizeof *s->taken) ||
        !an_grow(&s->covered, &s->covered_capacity, atoms, sizeof *s->covered))
        return false;
    memset(s->taken, 0, atoms * sizeof *s->taken);
    memset(s->covered, 0, atoms * sizeof *s->covered);
    for (size_t i = 0; i < count; i++) {
        const an_candidate *c = x->candidates.items + i;
        if (s->count == 0 || !same_span(x->candidates.items + s->groups[s->count - 1].first, c)) {
            if (!an_grow(&s->groups, &s->group_capacity, s->count + 1, sizeof *s->groups))
                return false;
            s->groups[s->count++] = (an_group){.first = (uint32_t)i};
        }
        s->groups[s->count - 1].count++;
        memset(s->covered + c->atom, 1, c->atom_count);
    }
    return an_grow(&s->order, &s->order_capacity, s->count, sizeof *s->order);
}

static int by_turn(const an_turn *one, const an_turn *other)
{
    if (one->length != other->length)
        return one->length > other->length ? -1 : 1;
    if (one->rank != other->rank)
        return one->rank < other->rank ? -1 : 1;
    return (one->group > other->group) - (one->group < other->group);
}
AN_DEFINE_SORT(sort_by_turn, an_turn, by_turn)

/* The chosen stretch that holds a taken atom. */
static an_span taken_span(const an_extractor *x, const an_selection *s, uint32_t atom)
{
    return x->candidates.items[s->taken[atom] - 1].span;
}

static bool is_free(const an_extractor *x, const an_selection *s, const an_candidate *c)
{
    uint32_t next = c->atom + c->atom_count;

    for (uint32_t i = c->atom; i < next; i++)
        if (s->taken[i])
            return false;
    /* neighbours may reach over their atoms */
    return (c->atom == 0 || !s->taken[c->atom - 1] || taken_span(x, s, c->atom - 1).end <= c->span.start) &&
           (next >= x->atoms.count || !s->taken[next] || taken_span(x, s, next).start >= c->span.end);
}

/* Whether one chosen stretch holds all of it, and is more. */
static bool is_inside(const an_extractor *x, const an_selection *s, const an_candidate *c)
{
    an_span outer = s->taken[c->atom] ? taken_span(x, s, c->atom) : (an_span){0};

    return outer.end && outer.start <= c->span.start && outer.end >= c->span.end && outer.end - outer.start > length_of(c);
}

/* Whether the tagger reads a name in just this stretch: it has weighed what stands beside it. */
static bool is_read(const an_candidate *c, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (c[i].rank == AN_RANK_TAGGER)
            return true;
    return false;
}

static void take(const an_extractor *x, an_selection *s, const an_candidate *c)
{
    for (uint32_t i = 0; i < c->atom_count; i++)
        s->taken[c->atom + i] = (uint32_t)(c - x->candidates.items) + 1;
}

static bool has_type(an_extractor *x, const an_candidate *c, an_str type)
{
    return an_is_type(x->targets[an_target_root(x, c->target)].type, type);
}

/* «King of Jordan», «army of Chad»: an office, or what a state has. */
static bool is_owner(const an_extractor *x, uint32_t atom)
{
    return atom > 1 && x->atoms.items[atom].gap == AN_GAP_SOFT && an_str_equal(an_work_atom(x, atom - 1), AN_LIT("of")) &&
           an_work_word(x, atom - 2, 1u << AN_LIST_TITLES | 1u << AN_LIST_HEADS, NULL);
}

/* A one-word place or organisation («Jordan», «Boeing») that is the surname of a person of the document is that person, unless a word before
   it announces a place, or it is in capitals. */
static uint32_t surname_before_others(an_extractor *x, an_candidate *c, uint32_t count)
{
    uint32_t persons = 0;

    if (count < 2 || c->rank != AN_RANK_DICT || c->atom_count != 1 || an_work_place_before(x, c->atom) || is_owner(x, c->atom) ||
        !(has_type(x, c, AN_LIT("location")) ||
          (has_type(x, c, AN_LIT("organization")) && !(x->atoms.items[c->atom].flags & AN_ATOM_ALL_UPPER))))
        return 0;
    for (uint32_t i = 0; i < count; i++)
        if (c[i].rank == AN_RANK_DOCUMENT && c[i].by == AN_BY_ALIAS && has_type(x, c + i, AN_LIT("person")))
            c[persons++] = c[i];
    return persons;
}

/* A surname that is a company's name without its legal form, too («William Morris», «Morris & Co.»), is the person. */
static uint32_t surname_before_company(an_extractor *x, an_candidate *c, uint32_t count)
{
    uint32_t left = 0;
    bool person = false;

    for (uint32_t i = 0; i < count; i++)
        person |= c[i].rule == AN_RULE_SURNAME;
    for (uint32_t i = 0; i < count; i++)
        if (!person || c[i].rule != AN_RULE_FORM || has_type(x, c + i, AN_LIT("person")))
            c[left++] = c[i];
    return left;
}

/* Of an organisation and a place of one name the organisation is left. */
static uint32_t organization_before_place(an_extractor *x, an_candidate *c, uint32_t count)
{
    uint32_t left = 0;
    bool organization = false;

    if (count < 2)
        return count;
    for (uint32_t i = 0; i < count; i++)
        organization |= has_type(x, c + i, AN_LIT("organization"));
    for (uint32_t i = 0; i < count; i++)
        if (!organization || !has_type(x, c + i, AN_LIT("location")))
            c[left++] = c[i];
    return left;
}

/* «President Bush» in a document without a date: whom it names in full, else who has held the office since, for others' rows have ended. */
static bool is_of_time(const an_extractor *x, const an_candidate *c, bool in_full)
{
    return in_full ? x->targets[c->target].in_full : an_lexicon_alias(x->lexicon, c->alias).until.len == 0;
}

/* Of rows that only dates tell apart, where there is no date, those are left of which that can be said; false when nothing tells. */
static bool only_of_time(const an_extractor *x, an_candidate *c, uint32_t *count)
{
    uint32_t left = 0;

    if (*count < 2 || c->rank != AN_RANK_DICT)
        return true;
    for (uint32_t i = 0; i < *count; i++)
        if (!c[i].undated)
            return true;
    for (int in_full = 1; in_full >= 0 && left == 0; in_full--)
        for (uint32_t i = 0; i < *count; i++)
            if (is_of_time(x, c + i, in_full))
                c[left++] = c[i];
    *count = left ? left : *count;
    return left > 0;
}

/* Move the candidates of other ranks than the first to the front: how many there are. */
static uint32_t of_lower_rank(an_candidate *c, uint32_t count)
{
    uint32_t first = 0;

    while (first < count && c[first].rank <= c->rank)
        first++;
    memmove(c, c + first, (count - first) * sizeof *c);
    return count - first;
}

/* One found name that two patterns take for different kinds is no ambiguity: an organisation's pattern asks for a telling word, so it wins.
 */
static uint32_t one_kind(an_extractor *x, an_candidate *c, uint32_t count)
{
    an_str label = x->targets[an_target_root(x, c[0].target)].label;

    for (uint32_t i = 0; i < count; i++) {
        const an_target *target = x->targets + an_target_root(x, c[i].target);
        if (target->actor != AN_NO_ACTOR || !an_str_equal(target->label, label))
            return count;
    }
    for (uint32_t i = 1; i < count; i++)
        if (has_type(x, c + i, AN_LIT("organization")) && !has_type(x, c, AN_LIT("organization")))
            c[0] = c[i];
    return 1;
}

/* Of candidates on one span: those of the best rank and nearest, one per actor. Returns how many are left in front; 0 = killed. */
static uint32_t best_of(an_extractor *x, an_candidate *c, uint32_t count)
{
    uint32_t left = 0, persons, others;

    for (uint32_t i = 0; i < count; i++)
        if (c[i].target == UINT32_MAX && (c[i].rank == AN_RANK_USER || c[i].rank == c[0].rank))
            return 0;
    if ((persons = surname_before_others(x, c, count)))
        count = persons;
    for (uint32_t i = 0; i < count && left < AN_MOST_SENSES && c[i].rank == c[0].rank && c[i].nearness == c[0].nearness; i++) {
        bool known = false;
        for (uint32_t k = 0; k < left; k++)
            known |= an_target_root(x, c[k].target) == an_target_root(x, c[i].target);
        if (!known)
            c[left++] = c[i];
    }
    if (!only_of_time(x, c, &left) && (others = of_lower_rank(c, count)))
        return best_of(x, c, others);
    left = surname_before_company(x, c, left);
    left = organization_before_place(x, c, left);
    return left > 1 ? one_kind(x, c, left) : left;
}

static int by_choice(const an_choice *one, const an_choice *other)
{
    return (one->first > other->first) - (one->first < other->first);
}
AN_DEFINE_SORT(sort_by_choice, an_choice, by_choice)

/* The group's best, if any is left. */
static bool add_choice(an_extractor *x, const an_group *group, bool inner)
{
    uint32_t left = best_of(x, x->candidates.items + group->first, group->count);

    if (left == 0)
        return true;
    if (!AN_ROOM(&x->choices, 1))
        return false;
    x->choices.items[x->choices.count++] = (an_choice){group->first, left, inner};
    return true;
}

static bool choose(an_extractor *x, an_selection *s)
{
    x->choices.count = 0;
    for (size_t i = 0; i < s->count; i++) {
        const an_group *group = s->groups + s->order[i].group;
        an_candidate *first = x->candidates.items + group->first;
        if (group->dropped || an_is_part_of_longer(x, s->covered, first, is_read(first, group->count)) || !is_free(x, s, first))
            continue;
        take(x, s, first);
        if (!add_choice(x, group, false))
            return false;
    }
    return sort_by_choice(x->choices.items, x->choices.count, &x->room);
}

bool an_step_choose(an_extractor *x)
{
    an_selection *s = &x->selection;

    if (!make_groups(x, s))
        return false;
    leftmost_longest(x, s);
    for (size_t g = 0; g < s->count; g++) {
        const an_candidate *c = x->candidates.items + s->groups[g].first;
        s->order[g] = (an_turn){length_of(c), c->rank, (uint32_t)g};
    }
    if (an_is_large(x)) { /* sorting candidates took as much as they do */
        an_free(x->room.bytes);
        x->room = (an_sort_room){0};
    }
    return sort_by_turn(s->order, s->count, &x->room) && choose(x, s);
}

/* «U.S», of which «U.S.» is a candidate, too. */
static bool is_without_sign(const an_extractor *x, const an_selection *s, size_t group)
{
    const an_candidate *c = x->candidates.items + s->groups[group].first, *before = group ? x->candidates.items + s->groups[group - 1].first : NULL;

    return before && before->atom == c->atom && before->atom_count == c->atom_count;
}

/* When everything is settled, so that no rule sees them: asking for inner mentions changes nothing of the others. */
bool an_step_inner(an_extractor *x)
{
    const an_selection *s = &x->selection;

    for (size_t g = 0; g < s->count; g++) {
        const an_candidate *first = x->candidates.items + s->groups[g].first;
        if (is_inside(x, s, first) && !is_without_sign(x, s, g) &&
            !an_is_part_of_longer(x, s->covered, first, is_read(first, s->groups[g].count)) && !add_choice(x, s->groups + g, true))
            return false;
    }
    return sort_by_choice(x->choices.items, x->choices.count, &x->room);
}
