/* Demonyms: «Algerians», «Algerian troops» and «the Algerian government» mean the state, «Algerian intelligence» is an organisation of its
   own that is part of it, «Algerian consul» only mentions it and makes no link. The words are those of the lists demonyms and
   heads; bodies.c has what is part of a state. */
#include "extract/bodies.h"

bool an_state_add(an_extractor *x, uint32_t atom, uint32_t count, uint32_t state, bool no_link)
{
    an_candidate candidate = an_demonym_over(x, atom, count, AN_RANK_DEMONYM);

    candidate.no_link = no_link;
    candidate.target = an_target_actor(x, state);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

static bool add_demonym(an_extractor *x, const an_hit *hit, const an_rule_word *word)
{
    uint32_t end = hit->atom + hit->atom_count, head_count = 0;
    const an_rule_word *head = an_head_after(x, end, &head_count);

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
