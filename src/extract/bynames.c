/* What stands in quotation marks in a person's name, and what the text calls the person by afterwards: «Mick "Spud" Harrow», Spud (docs/matching.md §7). */
#include "extract/implied.h"

/* The quotation mark that a text begins with, in bytes; 0 when none. */
static size_t quote_at(an_str text)
{
    static const char *const quotes[] = {"\"", "“", "”", "«", "»", "„"};

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (an_str_starts(text, an_str_of(quotes[i])))
            return strlen(quotes[i]);
    return 0;
}

/* What the first two quotation marks of a name hold, empty when it has none. */
static an_str quoted_in(an_str name)
{
    size_t from = 0, to, mark = 0;

    while (from < name.len && !(mark = quote_at(an_str_sub(name, from, name.len))))
        from++;
    from += mark;
    for (to = from; to < name.len && !quote_at(an_str_sub(name, to, name.len)); to++)
        ;
    return to < name.len ? an_str_sub(name, from, to) : AN_LIT("");
}

/* «Karl "Paris" Berg» does not make Paris another name of his: somebody lists it. */
static bool is_listed(const an_extractor *x, const an_candidate *c)
{
    an_str byname = quoted_in(an_str_sub(x->doc->text, c->span.start, c->span.end));
    uint32_t start = (uint32_t)(byname.ptr - x->doc->text.ptr), count, atom;

    if (byname.len == 0)
        return false;
    atom = an_work_atoms_in(x, (an_span){start, start + (uint32_t)byname.len}, &count);
    return count && an_work_is_listed(x, atom, count);
}

bool an_imply_bynames(an_extractor *x, an_implied_names *out)
{
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i);
        an_implied it = {.target = target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS, .rule = AN_RULE_NICKNAME, .alone = true, .exact = true};
        if (c->atom_count < 3 || target == UINT32_MAX || !an_is_person(x->targets[target].type))
            continue;
        it.text = quoted_in(an_candidate_form(x, c));
        if (it.text.len && !is_listed(x, c) && !an_target_apart(x, it.text, target) && !an_imply(out, it))
            return false;
    }
    return true;
}
