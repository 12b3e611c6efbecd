#include "extract/tagger/hyphens.h"

/* What stands before a hyphen and is no word by itself, or a number that goes on. */
static bool is_prefix(an_str word)
{
    static const char *const prefixes[] = {"anti", "co",   "ex",  "inter",  "mid",    "multi", "neo",   "non",   "pre",     "pro",    "re",
                                           "self", "semi", "sub", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

    return AN_STR_IN_ASCII_CASE(word, prefixes);
}

/* What ends a word behind a hyphen, beside the words of class `tail`. */
static bool is_suffix(an_str word)
{
    static const char *const suffixes[] = {"century", "ever", "known", "largest", "lived", "making", "medal", "playing", "quality", "wing", "winning"};

    return AN_STR_IN_ASCII_CASE(word, suffixes);
}

static an_str text_of(const an_token_source *from, const an_atom *atom)
{
    return an_str_sub(from->text, atom->span.start, atom->span.end);
}

/* Whether the sign before atom `at` is no dash, by the words beside it. */
static bool is_surely_hyphen(const an_token_source *from, const an_lists *lists, size_t at)
{
    const an_atom *left = from->atoms->items + at - 1, *right = left + 1;
    uint32_t of_right = an_lists_of(lists, from->atoms->hashes[at]);

    if (right->flags & AN_ATOM_DIGIT)
        return false;
    if (right->flags & AN_ATOM_UPPER_FIRST) /* *Jean - Pierre* */
        return left->flags & AN_ATOM_UPPER_FIRST && (of_right & an_lists_of(lists, from->atoms->hashes[at - 1]) & AN_IN(AN_WORD_GIVEN));
    return is_prefix(text_of(from, left)) || is_suffix(text_of(from, right)) ||
           (of_right & (AN_IN(AN_WORD_TAIL) | AN_IN(AN_WORD_FUNCTION))) == AN_IN(AN_WORD_TAIL);
}

/* «Robert Gates - who flew in»: a word of grammar goes on behind a dash, but not between two hyphens (*Book - of - the - Month*). */
static bool is_surely_dash(const an_token_source *from, const an_lists *lists, size_t at)
{
    const an_atom *atom = from->atoms->items + at;

    if ((an_lists_of(lists, from->atoms->hashes[at]) & (AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_TAIL))) != AN_IN(AN_WORD_FUNCTION))
        return false;
    return at + 1 == from->atoms->count || !an_hyphen_is_spaced(from->text, atom + 1, atom->span.end);
}

/* «EASTPORT (AFP) - »: a bracket that no blank parts from the word in it is none of a text that was cut into words, and behind it stands a dash. */
static bool is_behind_bracket(an_str text, const an_atom *atom, size_t from)
{
    return an_str_equal(an_str_sub(text, from, atom->span.start), AN_LIT(") - "));
}

/* Whether « - » stands anywhere. */
static bool any_spaced(an_str text)
{
    for (size_t at = 0; (at = an_str_find(text, at, AN_LIT("- "))) != (size_t)-1; at++)
        if (at && text.ptr[at - 1] == ' ')
            return true;
    return false;
}

/* Who writes long dashes, with a blank behind them, means no dash by « - ». */
static bool any_long_dash(an_str text)
{
    return an_str_find(text, 0, AN_LIT("\xE2\x80\x93 ")) != (size_t)-1 || an_str_find(text, 0, AN_LIT("\xE2\x80\x94 ")) != (size_t)-1;
}

bool an_hyphens_are_spaced(const an_token_source *from, const an_lists *lists)
{
    bool sure;

    if (!any_spaced(from->text))
        return false;
    sure = any_long_dash(from->text);
    for (size_t i = 1; i < from->atoms->count; i++) {
        const an_atom *atom = from->atoms->items + i;
        size_t end = atom[-1].span.end;
        if ((atom[-1].flags | atom->flags) & AN_ATOM_ADDRESS)
            continue;
        /* *U-18* and *mid-1970s* keep their hyphens where others lose them */
        if (atom->span.start - end == 1 && from->text.ptr[end] == '-' && !((atom[-1].flags | atom->flags) & AN_ATOM_DIGIT))
            return false;
        if (is_behind_bracket(from->text, atom, end))
            return false;
        if (!an_hyphen_is_spaced(from->text, atom, end))
            continue;
        if (is_surely_dash(from, lists, i))
            return false;
        sure |= is_surely_hyphen(from, lists, i);
    }
    return sure;
}
