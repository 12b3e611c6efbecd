/* A state's body is one actor however it is put: «Algerian Interior Ministry», «Algeria's Interior Ministry», «Interior Ministry of Algeria». */
#include "extract/find/bodies.h"

#include "base/alloc.h"

/* Whether an atom stands right behind a name: across a soft gap or, when it has a capital, the last dot of «U.S.». */
static bool follows(const an_extractor *x, uint32_t atom)
{
    const an_atom *it = x->atoms.items + atom;

    if (atom == 0 || atom >= x->atoms.count)
        return false;
    return it->gap == AN_GAP_SOFT || (it->gap == AN_GAP_STOP && it[-1].gap == AN_GAP_DOT && it->flags & AN_ATOM_UPPER_FIRST);
}

const an_rule_word *an_head_after(const an_extractor *x, uint32_t atom, uint32_t *count)
{
    return follows(x, atom) ? an_work_word(x, atom, 1u << AN_LIST_HEADS, count) : NULL;
}

an_candidate an_demonym_over(const an_extractor *x, uint32_t atom, uint32_t count, an_rank rank)
{
    an_span span = {x->atoms.items[atom].span.start, x->atoms.items[atom + count - 1].span.end};

    return (an_candidate){.span = span, .atom = atom, .atom_count = count, .alias = UINT32_MAX, .rank = (uint8_t)rank, .by = AN_BY_DEMONYM, .confidence = 0.9F};
}

/* Whether an actor of a dictionary is a body of the state. */
static bool is_body_of(const an_extractor *x, uint32_t actor, uint32_t state)
{
    an_str country = an_lexicon_attribute(x->lexicon, state, "country");

    return country.len && an_is_type(an_lexicon_type(x->lexicon, actor), AN_LIT("organization")) &&
           an_str_equal(an_lexicon_attribute(x->lexicon, actor, "country"), country);
}

/* The only body of the state that rows know under just `count` atoms of a text from `atom` on, or AN_NO_ACTOR. What the rows ask to be near is the
   state, which is there. */
static uint32_t only_body(const an_extractor *x, an_str text, const an_atoms *atoms, const an_hits *hits, uint32_t atom, uint32_t count, uint32_t state)
{
    uint32_t found = AN_NO_ACTOR;

    for (size_t i = an_work_first_hit(hits, atom); i < hits->count && hits->items[i].atom == atom; i++) {
        const an_hit *hit = hits->items + i;
        an_alias row;
        if (hit->atom_count != count)
            continue;
        row = an_lexicon_alias(x->lexicon, hit->term);
        if (row.actor == AN_NO_ACTOR || row.actor == found || !is_body_of(x, row.actor, state) || !an_dates_hold(&row, x->doc->date) ||
            !an_case_holds(x->lexicon, &row, hit->term, an_str_sub(text, hit->span.start, hit->span.end), atoms->items[atom].flags))
            continue;
        if (found != AN_NO_ACTOR)
            return AN_NO_ACTOR;
        found = row.actor;
    }
    return found;
}

static uint32_t body_here(const an_extractor *x, const an_pair *it)
{
    return only_body(x, x->doc->text, &x->atoms, &x->alias_hits, it->atom, it->end - it->atom, it->state);
}

/* The body of the state that a dictionary knows by this name, or AN_NO_ACTOR. */
static uint32_t body_called(an_extractor *x, an_str name, uint32_t state)
{
    an_atoms atoms = {0};
    an_hits hits = {0};
    uint32_t actor = AN_NO_ACTOR;

    if (an_atoms_cut(&atoms, name, 0, name.len) && an_lexicon_find(x->lexicon, name, &atoms, &x->match_scratch, &hits))
        actor = only_body(x, name, &atoms, &hits, 0, (uint32_t)atoms.count, state);
    else
        x->failed = true;
    an_atoms_clear(&atoms);
    an_free(hits.items);
    return actor;
}

static an_str words_of(const an_extractor *x, uint32_t first, uint32_t end)
{
    return an_str_sub(x->doc->text, x->atoms.items[first].span.start, x->atoms.items[end - 1].span.end);
}

/* The body of the state that a dictionary knows by one of the ways to put it: «Malian Customs Service» is set in `label`, «Customs Service of Mali». */
static uint32_t body_by_any_name(an_extractor *x, const an_pair *it, an_buf *label)
{
    static const char *const behind[] = {" of ", " of the "};
    an_str head = words_of(x, it->atom, it->end);
    uint32_t actor = body_here(x, it);
    an_buf name = {0};

    an_buf_add(label, x->rules->adjectives[it->state]);
    an_buf_add_char(label, ' ');
    an_buf_add(label, head);
    if (actor == AN_NO_ACTOR && !label->failed)
        actor = body_called(x, an_buf_str(label), it->state);
    for (size_t i = 0; i < sizeof behind / sizeof *behind && actor == AN_NO_ACTOR; i++) {
        an_buf_reset(&name);
        an_buf_add(&name, head);
        an_buf_add_text(&name, behind[i]);
        an_buf_add(&name, an_work_actor(x, it->state).name);
        if (!name.failed)
            actor = body_called(x, an_buf_str(&name), it->state);
    }
    label->failed |= name.failed;
    an_buf_clear(&name);
    return actor;
}

/* Who is meant by a head of the state: an actor of a dictionary, or a name made of the state's adjective, whatever stands in the text. */
static uint32_t make_target(an_extractor *x, const an_pair *it)
{
    uint32_t target = UINT32_MAX, actor;
    an_buf label = {0};

    actor = body_by_any_name(x, it, &label);
    if (!label.failed)
        target = actor != AN_NO_ACTOR ? an_target_actor(x, actor)
                                      : an_target_name(x, an_buf_str(&label), it->type.len ? it->type : AN_LIT("organization"), it->state);
    an_buf_clear(&label);
    return target;
}

/* The same; each pair of state and words is worked out once in a document. */
static uint32_t body_target(an_extractor *x, const an_pair *it)
{
    uint32_t known;
    bool added;

    an_buf_reset(&x->buf);
    an_buf_add_count(&x->buf, it->state);
    an_buf_add_char(&x->buf, ' ');
    an_buf_add(&x->buf, words_of(x, it->atom, it->end));
    known = x->buf.failed ? AN_MAP_NONE : an_map_intern(&x->body_targets, an_buf_str(&x->buf), &added);
    if (known == AN_MAP_NONE)
        return UINT32_MAX;
    if (added)
        x->body_targets.values[known] = make_target(x, it);
    return x->body_targets.values[known];
}

/* Whether the head is written as a name: then it means the body where it stands alone, too. */
static bool is_named(const an_extractor *x, const an_pair *it)
{
    return x->atoms.items[it->atom].flags & AN_ATOM_UPPER_FIRST;
}

bool an_body_add(an_extractor *x, const an_pair *it, uint32_t first, uint32_t end, an_rank rank)
{
    an_candidate candidate = an_demonym_over(x, first, end - first, rank);

    candidate.target = body_target(x, it);
    if (candidate.target != UINT32_MAX && an_target_apart(x, words_of(x, first, end), candidate.target))
        candidate.target = an_target_name(x, words_of(x, first, end), it->type, it->state);
    if (candidate.target == UINT32_MAX || !an_candidate_add(x, candidate))
        return false;
    if (is_named(x, it)) {
        if (!AN_ROOM(&x->bodies, 1))
            return false;
        x->bodies.items[x->bodies.count++] = (an_body){it->atom, it->end - it->atom, first, end, candidate.target};
    }
    return true;
}

/* «the Mauritania government», «Syria army», «U.S. Energy Department»: a state's own name right before a head. */
static bool add_before_head(an_extractor *x, const an_candidate *name, uint32_t state)
{
    uint32_t end = name->atom + name->atom_count, count;
    const an_rule_word *head = an_head_after(x, end, &count);
    an_pair it = {state, end, end, {0}};

    if (!head)
        return true;
    it.end += count;
    it.type = head->type;
    if (is_named(x, &it) && body_here(x, &it) == AN_NO_ACTOR) /* «Georgia Senate» may be that of another Georgia */
        return true;
    if (head->class_ == AN_CLASS_BODY)
        return an_body_add(x, &it, name->atom, it.end, AN_RANK_DEMONYM_HEAD);
    return head->class_ != AN_CLASS_GOVERNMENT || an_state_add(x, name->atom, name->atom_count + count, state, false);
}

static bool is_state(const an_extractor *x, uint32_t actor)
{
    return x->rules->adjectives[actor].len && an_str_starts(an_work_actor(x, actor).type, AN_LIT("location"));
}

/* Kinds of organisations that are arms of a state. */
static bool is_arm(an_str type)
{
    static const char *const kinds[] = {"organization/agency", "organization/court", "organization/intelligence", "organization/military",
                                        "organization/police"};

    return AN_STR_IN(type, kinds);
}

/* Whether the target of a row is an arm of a state, or of an organisation that it is part of. */
static bool is_arm_of(const an_extractor *x, uint32_t target, uint32_t owner)
{
    uint32_t actor = x->targets[target].actor;

    return actor != AN_NO_ACTOR && ((is_state(x, owner) && is_arm(x->targets[target].type) && is_body_of(x, actor, owner)) ||
                                    (an_is_type(x->targets[target].type, AN_LIT("organization")) &&
                                     an_is_type(an_work_actor(x, owner).type, AN_LIT("organization")) &&
                                     an_str_equal(an_lexicon_attribute(x->lexicon, actor, "part_of"), an_work_actor(x, owner).name)));
}

/* «U.S. Census Bureau», «United Nations Food and Agriculture Organization»: the owner's own name, candidate i, right before an arm that a dictionary
   has. */
static bool add_before_arm(an_extractor *x, size_t i, size_t end, uint32_t owner)
{
    an_candidate name = x->candidates.items[i], candidate;
    uint32_t first = name.atom + name.atom_count, count = 0;

    if (!follows(x, first) || !(x->atoms.items[first].flags & AN_ATOM_UPPER_FIRST))
        return true;
    candidate.target = UINT32_MAX;
    for (const an_candidate *it = x->candidates.items + i + 1; it < x->candidates.items + end && it->atom >= name.atom && it->atom <= first; it++) {
        if (it->atom != first || it->alias == UINT32_MAX || it->target == UINT32_MAX || it->atom_count <= count || !is_arm_of(x, it->target, owner))
            continue;
        count = it->atom_count;
        candidate = an_demonym_over(x, name.atom, name.atom_count + count, AN_RANK_DEMONYM_HEAD);
        candidate.target = it->target;
    }
    return candidate.target == UINT32_MAX || an_candidate_add(x, candidate);
}

/* The atom behind a name and a possessive («Syria's», «the Philippines'»), or the number of atoms. */
static uint32_t behind_possessive(const an_extractor *x, const an_candidate *name)
{
    uint32_t end = name->atom + name->atom_count, none = (uint32_t)x->atoms.count;

    for (uint32_t atom = end; atom < none && atom <= end + 1; atom++)
        if (an_work_possessor_end(x, atom) == end)
            return atom;
    return none;
}

/* «Syria's Interior Ministry»: goes before other states' bodies that bear the same name in a dictionary. */
static bool add_possessed(an_extractor *x, const an_candidate *name, uint32_t state)
{
    uint32_t atom = behind_possessive(x, name), count;
    const an_rule_word *head = an_work_word(x, atom, 1u << AN_LIST_HEADS, &count);
    an_pair it = {state, atom, atom, {0}};

    if (!head || head->class_ != AN_CLASS_BODY || !is_named(x, &it))
        return true;
    it.end += count;
    it.type = head->type;
    return an_body_add(x, &it, it.atom, it.end, AN_RANK_POSSESSED);
}

/* Whether a word stands at an atom and a soft gap behind it. */
static bool leads_on(const an_extractor *x, uint32_t atom, an_str word)
{
    return x->atoms.items[atom + 1].gap == AN_GAP_SOFT && an_str_equal(an_work_atom(x, atom), word);
}

/* «Interior Ministry of Syria», «Interior Ministry of the Philippines» */
static bool add_behind_head(an_extractor *x, const an_candidate *name, uint32_t state)
{
    enum { LONGEST = 5 }; /* atoms of the longest head */
    uint32_t of = name->atom, count;

    of -= of > 0 && leads_on(x, of - 1, AN_LIT("the"));
    if (of < 2 || !leads_on(x, of - 1, AN_LIT("of")) || x->atoms.items[--of].gap != AN_GAP_SOFT)
        return true;
    for (uint32_t length = of < LONGEST ? of : LONGEST; length > 0; length--) {
        const an_rule_word *head = an_work_word(x, of - length, 1u << AN_LIST_HEADS, &count);
        an_pair it = {state, of - length, of, {0}};
        if (!head || head->class_ != AN_CLASS_BODY || count != length || !is_named(x, &it))
            continue;
        it.type = head->type;
        return an_body_add(x, &it, it.atom, name->atom + name->atom_count, AN_RANK_DEMONYM_HEAD);
    }
    return true;
}

/* «the Government of the Seven Isles», «Provincial Government of Harrow»: with a capital it is called so; not «Government of Harrow Act». */
static bool add_government(an_extractor *x, const an_candidate *name)
{
    static const char *const levels[] = {"Central", "Federal", "Interim", "National", "Provincial", "Regional", "Transitional"};
    uint32_t first = name->atom, end = name->atom + name->atom_count;
    an_candidate candidate;

    first -= first > 0 && leads_on(x, first - 1, AN_LIT("the"));
    if (first < 2 || !leads_on(x, first - 1, AN_LIT("of")) || !leads_on(x, first - 2, AN_LIT("Government")) ||
        (follows(x, end) && x->atoms.items[end].flags & AN_ATOM_UPPER_FIRST) ||
        (name->span.end < x->doc->text.len && x->doc->text.ptr[name->span.end] == '-')) /* «Government of France-based firms» */
        return true;
    first -= 2;
    first -= first > 0 && x->atoms.items[first].gap == AN_GAP_SOFT && AN_STR_IN(an_work_atom(x, first - 1), levels);
    candidate = an_demonym_over(x, first, end - first, AN_RANK_DEMONYM_HEAD);
    candidate.target = an_target_name(x, words_of(x, first, end), AN_LIT("organization/agency"), AN_NO_ACTOR);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

/* Whether candidate i of a dictionary stands by itself, not inside a longer one («New Mexico») or overlapped from the left; `reach` is the furthest end
   of those that start further to the left. Candidates are in the order of their atoms. */
static bool stands_out(const an_extractor *x, size_t i, size_t end, uint32_t reach)
{
    const an_candidate *it = x->candidates.items + i;

    for (size_t k = i; k < end && x->candidates.items[k].atom == it->atom; k++)
        if (x->candidates.items[k].atom_count > it->atom_count)
            return false;
    for (size_t k = i; k-- > 0 && x->candidates.items[k].atom == it->atom;)
        if (x->candidates.items[k].atom_count > it->atom_count)
            return false;
    return reach <= it->atom;
}

/* How many of the candidates are of dictionaries: they come first. */
static size_t listed_candidates(const an_extractor *x)
{
    size_t count = 0;

    while (count < x->candidates.count && (x->candidates.items[count].alias != UINT32_MAX || x->candidates.items[count].target == UINT32_MAX))
        count++;
    return count;
}

bool an_bodies_find(an_extractor *x)
{
    size_t end = listed_candidates(x);
    uint32_t reach = 0, start = 0, next = 0; /* ends of those before `start`, and of those that start there */

    for (size_t i = 0; i < end; i++) {
        an_candidate name = x->candidates.items[i];
        uint32_t state;
        if (name.atom != start) {
            reach = next > reach ? next : reach;
            start = name.atom;
        }
        next = name.atom + name.atom_count > next ? name.atom + name.atom_count : next;
        if (name.target == UINT32_MAX)
            continue;
        state = x->targets[name.target].actor;
        if (state == AN_NO_ACTOR || !stands_out(x, i, end, reach))
            continue;
        if (!add_before_arm(x, i, end, state) || (an_is_type(x->targets[name.target].type, AN_LIT("location")) && !add_government(x, &name)))
            return false;
        if (is_state(x, state) && (!add_before_head(x, &name, state) || !add_possessed(x, &name, state) || !add_behind_head(x, &name, state)))
            return false;
    }
    return true;
}
