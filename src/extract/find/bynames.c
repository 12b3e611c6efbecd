/* What stands in quotation marks or in a bracket in a person's name, and what the text calls the person by afterwards: «Mick "Spud" Harrow», Spud;
   «William (Bill) Harrow» (docs/matching.md §7). */
#include "extract/imply/implied.h"

#include "base/utf8.h"

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

/* A given name, or a short form of one. */
static bool is_first_name(const an_extractor *x, uint32_t atom)
{
    return an_work_word(x, atom, 1u << AN_LIST_GIVEN | 1u << AN_LIST_NICKNAMES, NULL) != NULL;
}

static bool is_initial(const an_extractor *x, uint32_t atom)
{
    return x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST && an_utf8_count(an_work_atom(x, atom)) == 1;
}

/* The given name, or the first of two, that ends before an atom, with initials behind it; the atom itself when none does. */
static uint32_t given_before(const an_extractor *x, uint32_t atom)
{
    uint32_t first = atom, least = x->sentence_atom[an_work_sentence(x, atom)];

    while (first > least && is_initial(x, first - 1))
        first--;
    if (first == least || !is_first_name(x, first - 1) || !(x->atoms.items[first - 1].flags & AN_ATOM_UPPER_FIRST))
        return atom;
    first--;
    return first > least && x->atoms.items[first].gap == AN_GAP_SOFT && is_first_name(x, first - 1) && x->atoms.items[first - 1].flags & AN_ATOM_UPPER_FIRST
               ? first - 1
               : first;
}

/* A capital, the others small, and no ordinary word or what else these lists hold. */
static bool may_name_person(const an_extractor *x, uint32_t atom, uint32_t others)
{
    uint32_t lists = an_atom_lists(x, atom), flags = x->atoms.items[atom].flags;

    return flags & AN_ATOM_UPPER_FIRST && !(flags & (AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT)) && an_utf8_count(an_work_atom(x, atom)) > 1 &&
           !(lists & (others | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_TITLE))) &&
           (!(lists & AN_IN(AN_WORD_COMMON)) || lists & (AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME)));
}

/* The atom behind the surname that begins at one, with particles before it and what a blank or hyphen ties to it; 0 when none begins there. */
static uint32_t surname_end(const an_extractor *x, uint32_t atom)
{
    enum { MOST = 2 };
    uint32_t end = atom, least, words = 0;

    while (end < x->atoms.count && !an_work_starts_sentence(x, end) && (end == atom || x->atoms.items[end].gap == AN_GAP_SOFT) &&
           (an_work_word(x, end, 1u << AN_LIST_PARTICLES, NULL) || is_initial(x, end)))
        end++; /* «van der Berg», «O'Berg» */
    least = end;
    for (; words < MOST && end < x->atoms.count && !an_work_starts_sentence(x, end); end++, words++)
        if (!may_name_person(x, end, 0) || (end > atom && x->atoms.items[end].gap != AN_GAP_SOFT))
            break;
    return end > least ? end : 0;
}

/* «William (Bill) Harrow», «Robert J. ("Bob") Harrow», «Mary (Jones) Harrow»: one word in the bracket that opens at a byte, a given name before it, a
   surname behind it. */
static bool add_with_bracket(an_extractor *x, uint32_t open)
{
    enum { FAR = 64, PLACES = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_DEMONYM) };
    an_str text = x->doc->text, inner;
    uint32_t count, atom, first, end;
    size_t close = an_str_find_byte(an_str_sub(text, 0, text.len < open + FAR ? text.len : open + FAR), open, ')'), mark;
    an_candidate c = {.alias = UINT32_MAX, .rank = AN_RANK_TAGGER, .by = AN_BY_TAGGER, .confidence = 0.8F};

    if (close == (size_t)-1)
        return true;
    atom = an_work_atoms_in(x, (an_span){open, (uint32_t)close}, &count);
    inner = an_str_sub(text, open + 1, close);
    mark = quote_at(inner);
    if (count != 1 || atom == 0 || atom + 1 >= x->atoms.count || an_work_starts_sentence(x, atom) || an_work_starts_sentence(x, atom + 1) ||
        x->atoms.items[atom].span.start != open + 1 + mark || (mark == 0 && x->atoms.items[atom].span.end != close) ||
        x->atoms.items[atom + 1].span.start != close + 2 || text.ptr[open - 1] != ' ' || text.ptr[close + 1] != ' ' || !may_name_person(x, atom, PLACES) ||
        (first = given_before(x, atom)) == atom || !(end = surname_end(x, atom + 1)))
        return true;
    c.atom = first;
    c.atom_count = end - first;
    c.span = (an_span){x->atoms.items[first].span.start, x->atoms.items[end - 1].span.end};
    c.target = an_target_name(x, an_str_sub(text, c.span.start, c.span.end), AN_LIT("person"), AN_NO_ACTOR);
    return c.target != UINT32_MAX && an_candidate_add(x, c);
}

bool an_step_bynames(an_extractor *x)
{
    an_str text = x->doc->text;

    for (size_t at = an_str_find_byte(text, 0, '('); at != (size_t)-1; at = an_str_find_byte(text, at + 1, '('))
        if (at > 0 && !add_with_bracket(x, (uint32_t)at))
            return false;
    return true;
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
