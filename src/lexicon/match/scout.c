#include "lexicon/match/scout.h"

#include <string.h>

enum { STRETCH = 512 /* bytes it looks at together: some thirty names, whose tables' lines fill a fifth of the nearest cache */ };

/* Whether a cell ends in text[from, to), a gap between two atoms. */
static bool ends_cell(an_str text, size_t from, size_t to)
{
    while (from < to && text.ptr[from] != '\n' && text.ptr[from] != '\t')
        from++;
    return from < to;
}

/* Where the next stretch ends: with a line, or anywhere when lines are long. */
static size_t stretch_end(an_str text, size_t from)
{
    const char *line;

    if (text.len - from <= 2 * STRETCH)
        return text.len;
    line = memchr(text.ptr + from + STRETCH, '\n', STRETCH);
    return line ? (size_t)(line - text.ptr) + 1 : from + STRETCH;
}

/* Forget the atoms that the reading has passed, all of them when the last one may not be whole. */
static void let_go(an_scout *scout, an_str text, size_t at)
{
    an_atoms *atoms = &scout->atoms;
    bool whole = scout->to > 0 && text.ptr[scout->to - 1] == '\n';

    if (!whole)
        scout->next = atoms->count;
    while (scout->next < atoms->count && atoms->items[scout->next].span.end <= at)
        scout->next++;
    scout->from = !whole ? scout->to : scout->from > at ? scout->from : at;
    atoms->count -= scout->next;
    if (atoms->count) {
        memmove(atoms->items, atoms->items + scout->next, atoms->count * sizeof *atoms->items);
        memmove(atoms->hashes, atoms->hashes + scout->next, atoms->count * sizeof *atoms->hashes);
    }
    scout->next = 0;
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
    size_t first, end;

    if (scout->to > at + STRETCH / 2 || scout->to >= text.len)
        return;
    scout->to = scout->to > at ? scout->to : at;
    let_go(scout, text, at);
    first = atoms->count;
    for (end = stretch_end(text, scout->to); scout->to < end;)
        if (!an_atoms_scan(atoms, text, &scout->to, end)) {
            atoms->count = scout->next = 0; /* no memory: then without */
            scout->from = scout->to = text.len;
        }
    for (size_t i = first + 1; i <= atoms->count; i++)
        if (i == atoms->count || ends_cell(text, atoms->items[i - 1].span.end, atoms->items[i].span.start)) {
            expect(atoms, first, i, draft, text);
            first = i;
        }
}

bool an_scout_seen(an_scout *scout, size_t from, size_t to, size_t *first, size_t *count)
{
    const an_atoms *atoms = &scout->atoms;

    if (from < scout->from || from < scout->asked || to >= scout->to || to > UINT32_MAX)
        return false;
    scout->asked = to;
    while (scout->next < atoms->count && atoms->items[scout->next].span.end <= from)
        scout->next++;
    *first = scout->next;
    while (scout->next < atoms->count && atoms->items[scout->next].span.start < to)
        scout->next++;
    *count = scout->next - *first;
    return true;
}

void an_scout_clear(an_scout *scout)
{
    an_atoms_clear(&scout->atoms);
}
