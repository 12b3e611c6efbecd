#include "lexicon/scout.h"

enum { STRETCH = 2048 /* bytes it looks at together: some hundred names, whose tables' lines still fit into the nearest cache */ };

/* Whether a cell ends in text[from, to), a gap between two atoms. */
static bool ends_cell(an_str text, size_t from, size_t to)
{
    while (from < to && text.ptr[from] != '\n' && text.ptr[from] != '\t')
        from++;
    return from < to;
}

/* Atoms [first, end) are a cell: perhaps a name, perhaps an id. */
static void expect(const an_atoms *atoms, size_t first, size_t end, const an_draft *draft, an_str text)
{
    an_matcher_expect(draft->matcher, atoms->hashes + first, end - first);
    an_draft_expect(draft, an_str_sub(text, atoms->items[first].span.start, atoms->items[end - 1].span.end));
}

void an_scout_move(an_scout *scout, const an_draft *draft, an_str text, size_t at)
{
    an_atoms *atoms = &scout->atoms;
    size_t first = 0;

    if (scout->to > at + STRETCH / 2 || scout->to >= text.len)
        return;
    scout->to = scout->to > at ? scout->to : at;
    atoms->count = 0;
    if (!an_atoms_scan(atoms, text, &scout->to, text.len - scout->to < STRETCH ? text.len : scout->to + STRETCH))
        scout->to = text.len; /* no memory: then without */
    for (size_t i = 1; i <= atoms->count; i++)
        if (i == atoms->count || ends_cell(text, atoms->items[i - 1].span.end, atoms->items[i].span.start)) {
            expect(atoms, first, i, draft, text);
            first = i;
        }
}

void an_scout_clear(an_scout *scout)
{
    an_atoms_clear(&scout->atoms);
}
