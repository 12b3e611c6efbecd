/* Demonyms: «Algerians», «Algerian troops» and «the Algerian government» mean the state, «Algerian intelligence» is an organisation of its
   own that is part of it, «Algerian consul» only mentions it and makes no link. The words are those of the lists demonyms and heads. */
#include "extract/work.h"

/* The head («government», «intelligence») that follows an atom across a soft gap, or NULL. */
static const an_rule_word *head_after(const an_extractor *x, uint32_t atom, uint32_t *count)
{
    if (atom >= x->atoms.count || x->atoms.items[atom].gap != AN_GAP_SOFT)
        return NULL;
    return an_work_word(x, atom, 1u << AN_LIST_HEADS, count);
}

static an_candidate candidate_over(const an_extractor *x, uint32_t atom, uint32_t count)
{
    an_span span = {x->atoms.items[atom].span.start, x->atoms.items[atom + count - 1].span.end};

    return (an_candidate){.span = span, .atom = atom, .atom_count = count, .alias = UINT32_MAX, .by = AN_BY_DEMONYM, .confidence = 0.9F};
}

/* «Algerian intelligence», «Mauritania army»: named by the state's adjective, whatever stands in the text. */
static bool add_body(an_extractor *x, uint32_t atom, uint32_t count, uint32_t head_atom, uint32_t state, an_str type)
{
    an_candidate candidate = candidate_over(x, atom, count);
    an_span head = {x->atoms.items[head_atom].span.start, candidate.span.end};
    an_str adjective = x->rules->adjectives[state];
    an_buf label = {0};

    an_buf_add(&label, adjective.len ? adjective : an_work_atom(x, atom));
    an_buf_add_char(&label, ' ');
    an_buf_add(&label, an_str_sub(x->doc->text, head.start, head.end));
    candidate.rank = AN_RANK_DEMONYM_HEAD;
    candidate.target = label.failed ? UINT32_MAX : an_target_name(x, an_buf_str(&label), type.len ? type : AN_LIT("organization"), state);
    an_buf_clear(&label);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
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
        return add_body(x, hit->atom, hit->atom_count + head_count, end, word->actor, head->type);
    return add_state(x, hit->atom, hit->atom_count, word->actor,
                     word->class_ != AN_CLASS_PEOPLE && !(head && head->class_ == AN_CLASS_PEOPLE));
}

/* «the Mauritania government», «Syria army»: a state's own name before a head. */
static bool add_state_heads(an_extractor *x)
{
    size_t candidates = x->candidates.count;

    for (size_t i = 0; i < candidates; i++) {
        an_candidate state = x->candidates.items[i];
        uint32_t head_count, end = state.atom + state.atom_count, actor;
        const an_rule_word *head;
        if (state.target == UINT32_MAX || state.alias == UINT32_MAX)
            continue;
        actor = x->targets[state.target].actor;
        if (x->rules->adjectives[actor].len == 0 || !an_str_starts(an_lexicon_type(x->lexicon, actor), AN_LIT("location")))
            continue;
        head = head_after(x, end, &head_count);
        if (!head || x->atoms.items[end].flags & AN_ATOM_UPPER_FIRST)
            continue;
        if (head->class_ == AN_CLASS_BODY && !add_body(x, state.atom, state.atom_count + head_count, end, actor, head->type))
            return false;
        if (head->class_ == AN_CLASS_GOVERNMENT && !add_state(x, state.atom, state.atom_count + head_count, actor, false))
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
