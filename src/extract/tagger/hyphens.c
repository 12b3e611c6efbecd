#include "extract/tagger/hyphens.h"

/* What stands before a hyphen and is no word by itself. */
static bool is_prefix(an_str word)
{
    static const char *const prefixes[] = {"anti", "co", "ex", "inter", "mid", "multi", "neo", "non", "pre", "pro", "re", "self", "semi", "sub"};

    return AN_STR_IN_ASCII_CASE(word, prefixes);
}

static an_str text_of(const an_token_source *from, const an_atom *atom)
{
    return an_str_sub(from->text, atom->span.start, atom->span.end);
}

/* Whether the sign before atom `at` is no dash, by the words beside it. */
static bool is_surely_hyphen(const an_token_source *from, const an_lists *lists, size_t at)
{
    const an_atom *left = from->atoms->items + at - 1, *right = left + 1;

    if (right->flags & (AN_ATOM_UPPER_FIRST | AN_ATOM_DIGIT))
        return false;
    return is_prefix(text_of(from, left)) ||
           (an_lists_of(lists, from->atoms->hashes[at]) & (AN_IN(AN_WORD_TAIL) | AN_IN(AN_WORD_FUNCTION))) == AN_IN(AN_WORD_TAIL);
}

/* «Robert Gates - who flew in»: a word of grammar goes on behind a dash. */
static bool is_surely_dash(const an_token_source *from, const an_lists *lists, size_t at)
{
    return (an_lists_of(lists, from->atoms->hashes[at]) & (AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_TAIL))) == AN_IN(AN_WORD_FUNCTION);
}

/* Whether « - » stands anywhere. */
static bool any_spaced(an_str text)
{
    for (size_t at = 0; (at = an_str_find_byte(text, at, '-')) != (size_t)-1; at++)
        if (at && at + 1 < text.len && text.ptr[at - 1] == ' ' && text.ptr[at + 1] == ' ')
            return true;
    return false;
}

bool an_hyphens_are_spaced(const an_token_source *from, const an_lists *lists)
{
    bool sure = false;

    if (!any_spaced(from->text))
        return false;
    for (size_t i = 1; i < from->atoms->count; i++) {
        const an_atom *atom = from->atoms->items + i;
        size_t end = atom[-1].span.end;
        if ((atom[-1].flags | atom->flags) & AN_ATOM_ADDRESS)
            continue;
        if (atom->span.start - end == 1 && from->text.ptr[end] == '-' && !(atom[-1].flags & atom->flags & AN_ATOM_DIGIT))
            return false;
        if (!an_hyphen_is_spaced(from->text, atom, end))
            continue;
        if (is_surely_dash(from, lists, i))
            return false;
        sure |= is_surely_hyphen(from, lists, i);
    }
    return sure;
}
