/* Demonyms: «Algerians», «Algerian troops» and «the Algerian government» mean the state, «Algerian intelligence» is an organisation of its
   own that is part of it, «Algerian consul» only mentions it and makes no link. The words are those of the lists demonyms and heads.
   A state's body is one actor however it is put: «Algerian Interior Ministry», «Algeria's Interior Ministry», «Interior Ministry of Algeria». */
#include "extract/work.h"

#include "base/alloc.h"

/* Whether an atom stands right behind a name: across a soft gap or, when it has a capital, the last dot of «U.S.». */
static bool follows(const an_extractor *x, uint32_t atom)
{
    const an_atom *it = x->atoms.items + atom;

    if (atom == 0 || atom >= x->atoms.count)
        return false;
    return it->gap == AN_GAP_SOFT || (it->gap == AN_GAP_STOP && it[-1].gap == AN_GAP_DOT && it->flags & AN_ATOM_UPPER_FIRST);
}

/* The head («government», «intelligence») that follows a name, or NULL. */
static const an_rule_word *head_after(const an_extractor *x, uint32_t atom, uint32_t *count)
{
    return follows(x, atom) ? an_work_word(x, atom, 1u << AN_LIST_HEADS, count) : NULL;
}

static an_candidate candidate_over(const an_extractor *x, uint32_t atom, uint32_t count)
{
    an_span span = {x->atoms.items[atom].span.start, x->atoms.items[atom + count - 1].span.end};

    return (an_candidate){.span = span, .atom = atom, .atom_count = count, .alias = UINT32_MAX, .by = AN_BY_DEMONYM, .confidence = 0.9F};
}

/* Whether an actor of a dictionary is a body of the state. */
static bool is_body_of(const an_extractor *x, uint32_t actor, uint32_t state)
{
    an_str country = an_lexicon_attribute(x->lexicon, state, "country");

    return country.len && an_str_equal(an_main_type(an_lexicon_type(x->lexicon, actor)), AN_LIT("organization")) &&
           an_str_equal(an_lexicon_attribute(x->lexicon, actor, "country"), country);
}

/* The only body of the state among the rows of hits that cover `count` atoms from `atom`, or AN_NO_ACTOR. */
static uint32_t only_body(const an_extractor *x, const an_hits *hits, uint32_t atom, uint32_t count, uint32_t state)
{
    uint32_t found = AN_NO_ACTOR;

    for (size_t i = 0; i < hits->count; i++) {
        const an_hit *hit = hits->items + i;
        uint32_t actor;
        if (hit->atom != atom || hit->atom_count != count)
            continue;
        actor = an_lexicon_alias(x->lexicon, hit->term).actor;
        if (actor == AN_NO_ACTOR || actor == found || !is_body_of(x, actor, state))
            continue;
        if (found != AN_NO_ACTOR)
            return AN_NO_ACTOR;
        found = actor;
    }
    return found;
}

/* The body of the state that a dictionary knows by this name, or AN_NO_ACTOR. */
static uint32_t listed_body(an_extractor *x, an_str name, uint32_t state)
{
    an_atoms atoms = {0};
    an_hits hits = {0};
    uint32_t actor = AN_NO_ACTOR;

    if (an_atoms_cut(&atoms, name, 0, name.len) && an_lexicon_find(x->lexicon, name, &atoms, &x->match_scratch, &hits))
        actor = only_body(x, &hits, 0, (uint32_t)atoms.count, state);
    else
        x->failed = true;
    an_atoms_clear(&atoms);
    an_free(hits.items);
    return actor;
}

/* A state and a head, found side by side. */
typedef struct pair {
    uint32_t state;     /* actor */
    uint32_t atom, end; /* of the head */
    an_str type;
} pair;

/* Who is meant by a head of the state: an actor of a dictionary, or a name made of the state's adjective, whatever stands in the text. */
static uint32_t body_target(an_extractor *x, const pair *it)
{
    an_span span = {x->atoms.items[it->atom].span.start, x->atoms.items[it->end - 1].span.end};
    uint32_t actor = only_body(x, &x->alias_hits, it->atom, it->end - it->atom, it->state), target = UINT32_MAX;
    an_buf label = {0};

    an_buf_add(&label, x->rules->adjectives[it->state]);
    an_buf_add_char(&label, ' ');
    an_buf_add(&label, an_str_sub(x->doc->text, span.start, span.end));
    if (actor == AN_NO_ACTOR && !label.failed)
        actor = listed_body(x, an_buf_str(&label), it->state);
    if (!label.failed)
        target = actor != AN_NO_ACTOR ? an_target_actor(x, actor)
                                      : an_target_name(x, an_buf_str(&label), it->type.len ? it->type : AN_LIT("organization"), it->state);
    an_buf_clear(&label);
    return target;
}

/* Whether the head is written as a name: then it means the body where it stands alone, too. */
static bool is_named(const an_extractor *x, const pair *it)
{
    return x->atoms.items[it->atom].flags & AN_ATOM_UPPER_FIRST;
}

/* A body over the atoms [first, end). */
static bool add_body(an_extractor *x, const pair *it, uint32_t first, uint32_t end, an_rank rank)
{
    an_candidate candidate = candidate_over(x, first, end - first);

    candidate.rank = (uint8_t)rank;
    candidate.target = body_target(x, it);
    if (candidate.target == UINT32_MAX || !an_candidate_add(x, candidate))
        return false;
    if (is_named(x, it)) {
        if (!AN_ROOM(&x->bodies, 1))
            return false;
        x->bodies.items[x->bodies.count++] = (an_body){it->atom, it->end - it->atom, candidate.target};
    }
    return true;
}

static bool add_state(an_extractor *x, uint32_t atom, uint32_t count, uint32_t state, bool no_link)
{
    an_candidate candidate = candidate_over(x, atom, count);

    candidate.rank = AN_RANK_DEMONYM;
    candidate.no_link = no_link;
    candidate.target = an_target_actor(x, state);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

static bool add_demonym(an_extractor *x, const an_hit *hit, const an_rule_word *word)
{
    uint32_t end = hit->atom + hit->atom_count, head_count = 0;
    const an_rule_word *head = head_after(x, end, &head_count);

    if (head && head->class_ == AN_CLASS_GOVERNMENT)
        return add_state(x, hit->atom, hit->atom_count + head_count, word->actor, false);
    if (head && head->class_ == AN_CLASS_BODY)
        return add_body(x, &(pair){word->actor, end, end + head_count, head->type}, hit->atom, end + head_count, AN_RANK_DEMONYM_HEAD);
    return add_state(x, hit->atom, hit->atom_count, word->actor,
                     word->class_ != AN_CLASS_PEOPLE && !(head && head->class_ == AN_CLASS_PEOPLE));
}

/* «the Mauritania government», «Syria army», «U.S. Energy Department»: a state's own name right before a head. */
static bool add_before_head(an_extractor *x, const an_candidate *name, uint32_t state)
{
    uint32_t end = name->atom + name->atom_count, count;
    const an_rule_word *head = head_after(x, end, &count);
    pair it = {state, end, end, {0}};

    if (!head)
        return true;
    it.end += count;
    it.type = head->type;
    if (is_named(x, &it) && only_body(x, &x->alias_hits, end, count, state) == AN_NO_ACTOR) /* «Georgia Senate» may be that of another Georgia */
        return true;
    if (head->class_ == AN_CLASS_BODY)
        return add_body(x, &it, name->atom, it.end, AN_RANK_DEMONYM_HEAD);
    return head->class_ != AN_CLASS_GOVERNMENT || add_state(x, name->atom, name->atom_count + count, state, false);
}

/* Kinds of organisations that are arms of a state. */
static bool is_arm(an_str type)
{
    static const char *const kinds[] = {"organization/agency", "organization/court", "organization/intelligence", "organization/military",
                                        "organization/police"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (an_str_equal(type, an_str_of(kinds[i])))
            return true;
    return false;
}

/* «U.S. Census Bureau»: the state's own name, candidate i, right before an arm of it that a dictionary has. */
static bool add_before_arm(an_extractor *x, size_t i, size_t end, uint32_t state)
{
    an_candidate name = x->candidates.items[i], candidate;
    uint32_t first = name.atom + name.atom_count, count = 0;

    if (!follows(x, first) || !(x->atoms.items[first].flags & AN_ATOM_UPPER_FIRST))
        return true;
    candidate.target = UINT32_MAX;
    for (const an_candidate *it = x->candidates.items + i + 1; it < x->candidates.items + end && it->atom >= name.atom && it->atom <= first; it++) {
        if (it->atom != first || it->alias == UINT32_MAX || it->target == UINT32_MAX || it->atom_count <= count ||
            !is_arm(x->targets[it->target].type) || !is_body_of(x, x->targets[it->target].actor, state))
            continue;
        count = it->atom_count;
        candidate = candidate_over(x, name.atom, name.atom_count + count);
        candidate.rank = AN_RANK_DEMONYM_HEAD;
        candidate.target = it->target;
    }
    return candidate.target == UINT32_MAX || an_candidate_add(x, candidate);
}

/* The atom behind a name and a possessive («Syria's», «the Philippines'»), or the number of atoms. */
static uint32_t behind_possessive(const an_extractor *x, const an_candidate *name)
{
    uint32_t atom = name->atom + name->atom_count, none = (uint32_t)x->atoms.count;
    an_str text = x->doc->text, between;

    if (atom + 1 >= x->atoms.count)
        return none;
    if (an_str_equal(an_work_atom(x, atom), AN_LIT("s")))
        return x->atoms.items[atom].gap == AN_GAP_SOFT && x->atoms.items[atom + 1].gap == AN_GAP_SOFT ? atom + 1 : none;
    between = an_str_sub(text, name->span.end, x->atoms.items[atom].span.start);
    return text.ptr[name->span.end - 1] == 's' && (an_str_equal(between, AN_LIT("' ")) || an_str_equal(between, AN_LIT("’ "))) ? atom : none;
}

/* «Syria's Interior Ministry»: goes before other states' bodies that bear the same name in a dictionary. */
static bool add_possessed(an_extractor *x, const an_candidate *name, uint32_t state)
{
    uint32_t atom = behind_possessive(x, name), count;
    const an_rule_word *head = an_work_word(x, atom, 1u << AN_LIST_HEADS, &count);
    pair it = {state, atom, atom, {0}};

    if (!head || head->class_ != AN_CLASS_BODY || !is_named(x, &it))
        return true;
    it.end += count;
    it.type = head->type;
    return add_body(x, &it, it.atom, it.end, AN_RANK_POSSESSED);
}

/* «Interior Ministry of Syria» */
static bool add_behind_head(an_extractor *x, const an_candidate *name, uint32_t state)
{
    enum { LONGEST = 5 }; /* atoms of the longest head */
    uint32_t of = name->atom - 1, count;

    if (name->atom < 2 || x->atoms.items[name->atom].gap != AN_GAP_SOFT || x->atoms.items[of].gap != AN_GAP_SOFT ||
        !an_str_equal(an_work_atom(x, of), AN_LIT("of")))
        return true;
    for (uint32_t length = of < LONGEST ? of : LONGEST; length > 0; length--) {
        const an_rule_word *head = an_work_word(x, of - length, 1u << AN_LIST_HEADS, &count);
        pair it = {state, of - length, of, {0}};
        if (!head || head->class_ != AN_CLASS_BODY || count != length || !is_named(x, &it))
            continue;
        it.type = head->type;
        return add_body(x, &it, it.atom, name->atom + name->atom_count, AN_RANK_DEMONYM_HEAD);
    }
    return true;
}

/* Heads beside the own names of states. */
static bool add_state_heads(an_extractor *x)
{
    size_t candidates = x->candidates.count;

    for (size_t i = 0; i < candidates; i++) {
        an_candidate name = x->candidates.items[i];
        uint32_t state;
        if (name.target == UINT32_MAX || name.alias == UINT32_MAX)
            continue;
        state = x->targets[name.target].actor;
        if (x->rules->adjectives[state].len == 0 || !an_str_starts(an_lexicon_type(x->lexicon, state), AN_LIT("location")))
            continue;
        if (!add_before_head(x, &name, state) || !add_before_arm(x, i, candidates, state) || !add_possessed(x, &name, state) || !add_behind_head(x, &name, state))
            return false;
    }
    return true;
}

bool an_step_demonyms(an_extractor *x)
{
    for (size_t i = 0; i < x->word_hits.count; i++) {
        const an_hit *hit = x->word_hits.items + i;
        const an_rule_word *word = hit->term < x->rules->word_count ? x->rules->words + hit->term : NULL;
        if (!word || word->list != AN_LIST_DEMONYMS || word->actor == AN_NO_ACTOR)
            continue;
        if (!(x->atoms.items[hit->atom].flags & AN_ATOM_UPPER_FIRST))
            continue;
        if (!add_demonym(x, hit, word))
            return false;
    }
    return add_state_heads(x);
}
