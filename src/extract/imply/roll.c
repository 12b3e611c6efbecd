/* Who is present, as minutes have it: «Agnes Thornbury (AT)», and is called by the initials below. Two letters alone may be anything; where the document
   has them behind several names of as many words, of which half begin with a given name, these are persons, whatever else was read in them. */
#include "extract/imply/implied.h"

enum { LETTERS = 4, SEVERAL = 3 };

/* The first atom of the capitalised words right before a bracket with their initials, «Agnes Thornbury (AT)»; UINT32_MAX when they are no such row. */
static uint32_t name_before(const an_extractor *x, uint32_t atom)
{
    const an_atom *at = x->atoms.items;
    an_str letters = an_work_atom(x, atom), text = x->doc->text;
    uint32_t count = (uint32_t)letters.len, first = atom - count;

    if ((at[atom].flags & (AN_ATOM_ALL_UPPER | AN_ATOM_ASCII | AN_ATOM_DIGIT)) != (AN_ATOM_ALL_UPPER | AN_ATOM_ASCII) || count < 2 || count > LETTERS ||
        count > atom || !an_str_equal(an_str_sub(text, at[atom - 1].span.end, at[atom].span.start), AN_LIT(" (")) || at[atom].span.end >= text.len ||
        text.ptr[at[atom].span.end] != ')')
        return UINT32_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (text.ptr[at[first + i].span.start] != letters.ptr[i] || (i > 0 && at[first + i].gap != AN_GAP_SOFT && at[first + i].gap != AN_GAP_STOP))
            return UINT32_MAX;
    return first;
}

/* Whether «the» stands before an atom's capitals anywhere: nobody's initials. */
static bool takes_article(const an_extractor *x, uint32_t atom)
{
    enum { LOOK = 4096 };

    for (uint32_t i = 1; i < x->atoms.count && i < LOOK; i++)
        if (x->atoms.hashes[i] == x->atoms.hashes[atom] && x->atoms.items[i].flags & AN_ATOM_ALL_UPPER && an_work_is_definite(x, i))
            return true;
    return false;
}

/* Whether nobody but the tagger knows the name before a bracket, no word of it says that it is a body, and the letters take no article. */
static bool can_be_present(an_extractor *x, uint32_t first, uint32_t letters)
{
    uint32_t count = letters - first;
    size_t choice = an_choice_ending_at(x, letters - 1);
    const an_candidate *c = choice == SIZE_MAX ? NULL : an_choice_candidate(x, choice);

    if (c && (c->by != AN_BY_TAGGER || c->atom != first || c->target == UINT32_MAX || x->targets[an_target_root(x, c->target)].actor != AN_NO_ACTOR))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (an_work_word(x, first + i, 1u << AN_LIST_DESIGNATORS | 1u << AN_LIST_HEADS | 1u << AN_LIST_DEMONYMS | 1u << AN_LIST_LEGAL, NULL))
            return false;
    return !takes_article(x, letters);
}

/* The first atom of the name before an atom whose letters may stand for who is present, or UINT32_MAX. */
static uint32_t present_at(an_extractor *x, uint32_t atom)
{
    uint32_t first = x->atoms.items[atom].flags & AN_ATOM_ALL_UPPER ? name_before(x, atom) : UINT32_MAX;

    return first != UINT32_MAX && can_be_present(x, first, atom) ? first : UINT32_MAX;
}

/* Whether the document calls a roll: names with their initials behind them. */
static bool calls_roll(an_extractor *x)
{
    uint32_t names = 0, given = 0;

    for (uint32_t atom = 1; atom < x->atoms.count; atom++) {
        uint32_t first = present_at(x, atom);
        if (first == UINT32_MAX)
            continue;
        names++;
        given += an_work_is_given(x, first);
    }
    return names >= SEVERAL && 2 * given >= names;
}

bool an_imply_roll(an_extractor *x, an_implied_names *out)
{
    bool done = true;

    if (!calls_roll(x))
        return true;
    for (uint32_t atom = 1; atom < x->atoms.count && done; atom++) {
        uint32_t first = present_at(x, atom);
        an_implied it = {.rank = AN_RANK_DEFINED, .by = AN_BY_TAGGER, .rule = AN_RULE_NONE, .exact = true};
        if (first == UINT32_MAX)
            continue;
        it.text = an_atoms_text(x, first, atom - 1);
        if ((it.target = an_target_name(x, it.text, AN_LIT("person"), AN_NO_ACTOR)) == UINT32_MAX || !an_imply(out, it))
            return false;
        it.text = an_work_atom(x, atom);
        it.by = AN_BY_ACRONYM;
        it.rule = AN_RULE_DEFINED;
        done = an_target_apart(x, it.text, it.target) || an_imply(out, it);
        x->explained[atom] = 1;
    }
    return done;
}
