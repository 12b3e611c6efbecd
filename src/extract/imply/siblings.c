/* «the brothers Karl and Tom Lund»: the surname that kin share stands once, behind the last of them. */
#include "extract/imply/implied.h"

enum { MOST = 6 }; /* of one row */

static bool are_kin(const an_extractor *x, uint32_t atom)
{
    static const char *const kin[] = {"brothers", "children", "cousins", "daughters", "grandsons", "nephews", "nieces", "siblings", "sisters", "sons", "twins"};

    return atom > 0 && !an_work_starts_sentence(x, atom) && AN_STR_IN(an_work_atom(x, atom - 1), kin);
}

/* Whether a choice is a given name alone, or (`whole`) one with a surname behind it. */
static bool is_named(an_extractor *x, size_t choice, bool whole)
{
    const an_candidate *c = an_choice_candidate(x, choice);
    uint32_t target = an_choice_target(x, choice);

    return target != UINT32_MAX && an_is_person(x->targets[target].type) && (c->atom_count > 1) == whole && an_work_is_given(x, c->atom);
}

/* The first of a row of given names that ends before the full name `last`, or `last` when they are no kin. */
static size_t row_start(an_extractor *x, size_t last)
{
    size_t at = last;

    while (at > 0 && last - at < MOST && is_named(x, at - 1, false) &&
           an_parted_by(x, an_choice_candidate(x, at - 1), an_choice_candidate(x, at), at == last ? " and " : ", "))
        at--;
    return at < last && are_kin(x, an_choice_candidate(x, at)->atom) ? at : last;
}

/* Whether somebody is called by a given name and more here; in a register everybody is. */
static bool has_surname(an_extractor *x, uint32_t given)
{
    for (size_t i = 0; i < x->choices.count && x->choices.count <= AN_REGISTER; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        if (c->atom_count > 1 && x->atoms.hashes[c->atom] == x->atoms.hashes[given])
            return true;
    }
    return x->choices.count > AN_REGISTER;
}

/* The surname of a full name: what stands behind its given names. */
static an_str surname_of(const an_extractor *x, const an_candidate *c)
{
    uint32_t at = 1;

    while (at + 1 < c->atom_count && an_work_is_given(x, c->atom + at))
        at++;
    return an_atoms_text(x, c->atom + at, c->atom + c->atom_count - 1);
}

static bool add_one(an_extractor *x, const an_candidate *c, an_str surname, an_implied_names *out)
{
    an_implied it = {.text = an_candidate_form(x, c), .rank = AN_RANK_DEFINED, .by = AN_BY_ALIAS, .rule = AN_RULE_GIVEN, .alone = true, .exact = true};
    an_str label;

    an_buf_reset(&x->buf);
    an_buf_add(&x->buf, it.text);
    an_buf_add_char(&x->buf, ' ');
    an_buf_add(&x->buf, surname);
    label = x->buf.failed ? (an_str){NULL, 0} : an_arena_str(x->arena, an_buf_str(&x->buf));
    it.target = label.ptr ? an_target_name(x, label, AN_LIT("person"), AN_NO_ACTOR) : UINT32_MAX;
    return it.target != UINT32_MAX && (an_target_apart(x, it.text, it.target) || an_imply(out, it));
}

bool an_imply_siblings(an_extractor *x, an_implied_names *out)
{
    for (size_t i = 1; i < x->choices.count; i++) {
        size_t first = is_named(x, i, true) ? row_start(x, i) : i;
        for (size_t k = first; k < i; k++) {
            const an_candidate *c = an_choice_candidate(x, k);
            if (!has_surname(x, c->atom) && !add_one(x, c, surname_of(x, an_choice_candidate(x, i)), out))
                return false;
        }
    }
    return true;
}
