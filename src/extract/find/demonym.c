/* Demonyms: «Algerians», «Algerian troops» and «the Algerian government» mean the state, «Algerian intelligence» is an organisation of its
   own that is part of it, «Algerian consul» only mentions it and makes no link. The words are those of the lists demonyms and
   heads; bodies.c has what is part of a state. */
#include "extract/find/bodies.h"

bool an_state_add(an_extractor *x, uint32_t atom, uint32_t count, uint32_t state, bool no_link)
{
    an_candidate candidate = an_demonym_over(x, atom, count, AN_RANK_DEMONYM);

    candidate.no_link = no_link;
    candidate.target = an_target_actor(x, state);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

/* Whether the title of a person stands right before an atom; «Major French companies», «the General German staff» are none. */
static bool is_titled(const an_extractor *x, uint32_t atom)
{
    static const char *const titles[] = {"dr", "lady", "lord", "miss", "mme", "mr", "mrs", "ms", "professor", "reverend", "sir"};
    static const char *const adjectives[] = {"general", "major"};
    uint32_t length, title = atom - 1;
    const an_rule_word *word;

    if (atom == 0 || (x->atoms.items[atom].gap != AN_GAP_SOFT && x->atoms.items[atom].gap != AN_GAP_STOP) ||
        !(x->atoms.items[title].flags & AN_ATOM_UPPER_FIRST) || !(word = an_work_word(x, title, 1u << AN_LIST_TITLES, &length)) || length > 1)
        return false;
    return AN_STR_IN_ASCII_CASE(an_work_atom(x, title), titles) ||
           (word->class_ == AN_CLASS_RANK && !AN_STR_IN_ASCII_CASE(an_work_atom(x, title), adjectives));
}

/* «Captain French», «Mrs. Welsh»: a surname; not «Captain French Bank». */
static bool is_surname(const an_extractor *x, const an_hit *hit, const an_rule_word *word)
{
    uint32_t next = hit->atom + 1;
    bool goes_on = next < x->atoms.count && x->atoms.items[next].gap == AN_GAP_SOFT && x->atoms.items[next].flags & AN_ATOM_UPPER_FIRST &&
                   !an_str_equal(an_work_atom(x, next), AN_LIT("S")); /* «FRENCH'S» */

    return hit->atom_count == 1 && word->class_ != AN_CLASS_PEOPLE && is_titled(x, hit->atom) && !goes_on;
}

static bool add_surname(an_extractor *x, const an_hit *hit)
{
    an_candidate candidate = an_demonym_over(x, hit->atom, 1, AN_RANK_DEFINED);

    candidate.by = AN_BY_ALIAS; /* no pattern: it is not looked for where no title stands */
    candidate.target = an_target_name(x, an_work_atom(x, hit->atom), AN_LIT("person"), AN_NO_ACTOR);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

static bool add_demonym(an_extractor *x, const an_hit *hit, const an_rule_word *word)
{
    uint32_t end = hit->atom + hit->atom_count, head_count = 0;
    const an_rule_word *head = an_head_after(x, end, &head_count);

    if (!head && is_surname(x, hit, word))
        return add_surname(x, hit);
    if (head && head->class_ == AN_CLASS_GOVERNMENT)
        return an_state_add(x, hit->atom, hit->atom_count + head_count, word->actor, false);
    if (head && head->class_ == AN_CLASS_BODY)
        return an_body_add(x, &(an_pair){word->actor, end, end + head_count, head->type}, hit->atom, end + head_count, AN_RANK_DEMONYM_HEAD);
    return an_state_add(x, hit->atom, hit->atom_count, word->actor,
                     word->class_ != AN_CLASS_PEOPLE && !(head && head->class_ == AN_CLASS_PEOPLE));
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
    return an_bodies_find(x);
}
