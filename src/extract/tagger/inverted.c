/* In running text a comma parts two persons, so a name is read over it only where signs or line ends stand on both sides. */
#include "extract/tagger/inverted.h"

#include "read/page.h"

static bool is_sign(const an_tokens *tokens, size_t at, const char *signs)
{
    const an_token *t = at < tokens->count ? tokens->items + at : NULL; /* may lie before the first */

    return t && t->atom == AN_NO_ATOM && t->class_ && strchr(signs, t->class_);
}

static bool starts_line(const an_tokens *tokens, an_str text, size_t at)
{
    size_t from = tokens->items[at].span.start;

    while (from > 0 && (text.ptr[from - 1] == ' ' || text.ptr[from - 1] == '\t'))
        from--;
    return from == 0 || text.ptr[from - 1] == '\n' || tokens->items[at].flags & AN_TOKEN_HARD;
}

static bool ends_line(const an_tokens *tokens, an_str text, size_t at)
{
    size_t to = tokens->items[at].span.end;

    while (to < text.len && (text.ptr[to] == ' ' || text.ptr[to] == '\t' || text.ptr[to] == '\r'))
        to++;
    return to >= text.len || text.ptr[to] == '\n' || (at + 1 < tokens->count && tokens->items[at + 1].flags & AN_TOKEN_HARD);
}

static bool is_name(const an_token *t)
{
    return t->atom != AN_NO_ATOM && t->flags & AN_TOKEN_CAP && !(t->flags & (AN_TOKEN_USER)) && t->shape != AN_SHAPE_LETTER &&
           t->shape != AN_SHAPE_SINGLE && t->shape != AN_SHAPE_DIGITS && t->shape != AN_SHAPE_DOTTED;
}

/* Whether a line ends between two tokens: «Best,» and the next line is who signs. */
static bool is_broken(const an_tokens *tokens, an_str text, size_t at)
{
    an_str gap = an_str_sub(text, tokens->items[at].span.end, tokens->items[at + 1].span.start);

    return an_str_find_byte(gap, 0, '\n') != (size_t)-1;
}

/* A word that may be a surname, and is no place, state, organisation or ordinary word that is none. */
static bool is_surname(const an_token *t)
{
    enum { OTHERS = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_DEMONYM) };
    enum { SURNAMES = AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES), WORDS = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_CITY) };

    return is_name(t) && !(t->lists & OTHERS) && (t->lists & SURNAMES || !(t->lists & WORDS)) && !(t->lists & AN_IN(AN_WORD_FUNCTION));
}

static bool is_initial(const an_token *t)
{
    return t->shape == AN_SHAPE_LETTER || t->shape == AN_SHAPE_SINGLE || t->shape == AN_SHAPE_DOTTED;
}

/* End of given names and initials that start at `at`; `*initials` when there is no name among them. */
static size_t given_end(const an_tokens *tokens, size_t at, bool *initials)
{
    enum { MOST = 3 };
    size_t end = at;

    for (*initials = true; end < tokens->count && end - at < MOST && !(tokens->items[end].flags & AN_TOKEN_HARD); end++) {
        const an_token *t = tokens->items + end;
        if (is_initial(t))
            continue;
        if (!is_name(t) || (end == at && !(t->lists & AN_IN(AN_WORD_GIVEN))))
            break;
        *initials = false;
    }
    return end;
}

size_t an_inverted_end(const an_tokens *tokens, an_str text, size_t first, size_t *given)
{
    size_t comma = first + 1, end;
    bool initials, listed;

    if (comma + 1 >= tokens->count || !is_surname(tokens->items + first) || !is_sign(tokens, comma, ",") || tokens->items[comma].flags & AN_TOKEN_BLANK ||
        !(tokens->items[comma + 1].flags & AN_TOKEN_BLANK) || is_broken(tokens, text, comma))
        return 0;
    *given = comma + 1;
    end = given_end(tokens, *given, &initials);
    if (end == *given)
        return 0;
    /* «; Smith, John; », «"Smith, John"», a line of its own («Best, John» ends a letter); initials also in a row of names */
    listed = (starts_line(tokens, text, first) && !an_is_closing_word(an_str_sub(text, tokens->items[first].span.start, tokens->items[first].span.end))) || is_sign(tokens, first - 1, initials ? ";\"([:&,|" : ";\"([:|");
    if (!listed && initials && first > 0)
        listed = tokens->items[first - 1].class_ == '&';
    if (!listed)
        return 0;
    return ends_line(tokens, text, end - 1) || is_sign(tokens, end, initials ? ";\")(<[,&|" : ";\")(<[|") ? end : 0;
}
