/* In running text a comma parts two persons, so a name is read over it only where signs or line ends stand on both sides. */
#include "extract/tagger/inverted.h"

#include "extract/resolve/labels.h"
#include "extract/tagger/states.h"
#include "read/mail/page.h"
#include "text/sentence.h"

static bool is_sign(const an_tokens *tokens, size_t at, const char *signs)
{
    const an_token *t = at < tokens->count ? tokens->items + at : NULL; /* may lie before the first */

    return t && t->atom == AN_NO_ATOM && t->class_ && strchr(signs, t->class_);
}

static bool starts_line(const an_tokens *tokens, an_str text, size_t at)
{
    return tokens->items[at].flags & AN_TOKEN_HARD || an_starts_line(text, tokens->items[at].span.start);
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
    enum { OTHERS = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_TITLE) |
                  AN_IN(AN_WORD_DEMONYM) };
    enum { SURNAMES = AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES), WORDS = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_CITY) };

    if (t->shape == AN_SHAPE_CAPITALS && t->lists & AN_IN(AN_WORD_KNOWN_ORG) && !(t->lists & SURNAMES)) /* «UNESCO, Ada Berg» are two */
        return false;
    return is_name(t) && !(t->lists & OTHERS) && (t->lists & SURNAMES || !(t->lists & WORDS)) && !(t->lists & AN_IN(AN_WORD_FUNCTION));
}

/* «"Tom, I» at the end of a line goes on: without a dot the letter is a word. */
static bool is_initial(const an_token *t)
{
    return t->shape == AN_SHAPE_LETTER || (t->shape == AN_SHAPE_SINGLE && !an_token_is(t, AN_LIT("i"))) || t->shape == AN_SHAPE_DOTTED;
}

/* «MUTAI, Josphat»: behind a surname in capitals, or in a cell, a word that is nothing else is a given name, too; an ordinary word, and what is also a small
   town, only before one («CHUA, Boon Leng», not «RICE, Brown»). */
static bool is_unknown(const an_token *t, const an_token *behind)
{
    enum { WORDS = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_TOWN) };
    enum { KNOWN = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TIME) |
                   AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_LOC) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_TITLE) |
                   AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_KNOWN_ORG) };

    return t->shape == AN_SHAPE_INITIAL_CAP && !(t->lists & KNOWN) &&
           (!(t->lists & WORDS) || (behind && behind->shape == AN_SHAPE_INITIAL_CAP && !(behind->lists & (KNOWN | WORDS))));
}

/* End of given names and initials that start at `at`, behind a surname in capitals also those of the father and his father («BERG, Karim Hassan Abd
   al-Rahman»); `*initials` when there is no name among them. */
static size_t given_end(const an_tokens *tokens, size_t at, bool capitals, bool *initials)
{
    size_t end = at, most = capitals ? 6 : 3;

    for (*initials = true; end < tokens->count && end - at < most && !(tokens->items[end].flags & AN_TOKEN_HARD); end++) {
        const an_token *t = tokens->items + end;
        if (is_sign(tokens, end + 1, ":") && end > at) /* «Berg, Karl Nationality: …» */
            break;
        if (is_initial(t))
            continue;
        if (!is_name(t) || (end == at && !(t->lists & AN_IN(AN_WORD_GIVEN)) && !(capitals && is_unknown(t, end + 1 < tokens->count ? t + 1 : NULL))))
            break;
        *initials = false;
    }
    return end;
}

/* «HALLBERG, J., delivered the opinion», «Stuart, C.J., and Berg»: a judge, and no initial. */
static bool is_judge(const an_tokens *tokens, an_str text, size_t first, const an_inverted *name)
{
    static const char *const acts[] = {"announced", "concur", "concurred", "concurring", "concurs", "delivered", "dissented", "dissenting",
                                       "dissents",  "filed",  "joined",    "joins",      "took",    "with",      "wrote"};
    const an_token *t = tokens->items, *last = t + name->end - 1, *next;
    size_t after = is_sign(tokens, name->end, ",") ? name->end + 1 : name->end;
    an_str letters = an_str_sub(text, t[name->given].span.start, last->span.end);

    if (an_str_equal(letters, AN_LIT("C.J.")) || an_str_equal(letters, AN_LIT("C. J.")))
        return after >= tokens->count || t[after].shape != AN_SHAPE_NUMBER;
    next = after < tokens->count ? t + after : NULL;
    if (!an_str_equal(letters, AN_LIT("J.")) || !next || next->atom == AN_NO_ATOM || next->shape != AN_SHAPE_LOWER)
        return false;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (an_token_is(next, an_str_of(acts[i])))
            return true;
    return t[first].shape != AN_SHAPE_INITIAL_CAP;
}

/* The comma behind a surname: of one word, or of several in capitals with particles («VAN DER BERG, Karl»); 0 = none. */
static size_t comma_of(const an_tokens *tokens, size_t first)
{
    enum { MOST = 4 };
    const an_token *t = tokens->items;
    size_t at = first + 1;

    if (!is_sign(tokens, at, ",")) {
        for (at = first; at < first + MOST && at < tokens->count && is_name(t + at) && (at == first || !(t[at].flags & AN_TOKEN_HARD)); at++)
            if ((t[at].shape != AN_SHAPE_CAPITALS && t[at].shape != AN_SHAPE_CAPLINE) || t[at].lists & (AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_ORG)))
                return 0;
        return at + 1 < tokens->count && at > first + 1 && is_sign(tokens, at, ",") && t[at + 1].shape == AN_SHAPE_INITIAL_CAP ? at : 0;
    }
    return is_surname(t + first) ? at : 0;
}

/* Whether quotation marks make a cell of what begins here, «"Groot, Karl";clerk;1999»: on one side at least a sign without a blank parts it from another,
   on the other one too, or the line ends there. */
static bool is_cell(an_str text, size_t start)
{
    static const char *const signs = ";,\t|";
    enum { LONGEST = 64 };
    size_t end = start;
    bool opens, closes;

    while (end < text.len && end - start < LONGEST && !strchr("\"\n", text.ptr[end]))
        end++;
    if (end + 1 >= text.len || text.ptr[end] != '"')
        return false;
    opens = start == 1 || text.ptr[start - 2] == '\n';
    closes = strchr("\r\n", text.ptr[end + 1]) != NULL;
    return (opens || strchr(signs, text.ptr[start - 2])) &&
           (closes ? !opens : strchr(signs, text.ptr[end + 1]) && end + 2 < text.len && text.ptr[end + 2] != ' ');
}

/* The comma behind a surname of several words that is no row of capitals: with a particle in a list («; de Groot, Karl;»), or any in a cell; 0 = none. */
static size_t comma_behind_several(const an_tokens *tokens, size_t first, bool cell)
{
    enum { MOST = 4 };
    const an_token *t = tokens->items;
    size_t at = first;

    while (at < first + MOST && at < tokens->count && t[at].atom != AN_NO_ATOM && (t[at].lists & AN_IN(AN_WORD_PARTICLE) || is_surname(t + at)) &&
           (at == first || !(t[at].flags & AN_TOKEN_HARD)))
        at++;
    return at > first + 1 && is_sign(tokens, at, ",") && is_surname(t + at - 1) && (cell || t[first].lists & AN_IN(AN_WORD_PARTICLE)) ? at : 0;
}

/* Behind titles with a dot: «Berg, Gen. Karl». */
static size_t behind_titles(const an_tokens *tokens, an_str text, size_t at)
{
    const an_token *t = tokens->items;

    while (at + 1 < tokens->count && t[at].lists & AN_IN(AN_WORD_TITLE) && !(t[at].lists & AN_IN(AN_WORD_GIVEN)) && t[at].flags & AN_TOKEN_CAP &&
           t[at].span.end < text.len && (text.ptr[t[at].span.end] == '.' || text.ptr[t[at].span.end - 1] == '.'))
        at += is_sign(tokens, at + 1, ".") ? 2 : 1;
    return at;
}

/* «Rye, N.Y.», «Rye, N. Y.»: letters of a state, and no surname that is no town stands before them. */
static bool is_town(const an_tokens *tokens, an_str text, const an_inverted *name)
{
    const an_token *before = tokens->items + name->comma - 1;

    return name->end <= name->given + 2 && an_state_at(tokens, text, name->given).len &&
           (before->lists & (AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TOWN)) || !(before->lists & (AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES))));
}

/* «a.k.a. BERG, Karl». */
static bool follows_alias(const an_tokens *tokens, an_str text, size_t first)
{
    return an_ends_with_alias_label(an_str_trim(an_str_sub(text, 0, tokens->items[first].span.start)));
}

/* Whether words at a comma may be two: «Emma, Oliver», «Morgan, Stanley», «Hamilton, Mercedes». */
static bool may_be_two(const an_token *first, const an_token *second)
{
    enum { OTHERS = AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_COUNTRY) };

    return second->lists & OTHERS ||
           (first->lists & AN_IN(AN_WORD_GIVEN) && (second->lists & AN_IN(AN_WORD_SURNAME) || !(first->lists & AN_IN(AN_WORD_SURNAME))));
}

/* «(2) BERG, Karl», «2. Berg, Karl»: a number of a list in brackets stands before it, or one with a dot or bracket that begins the line. */
static bool follows_number(const an_tokens *tokens, an_str text, size_t first, size_t given, bool capitals)
{
    const an_token *t = tokens->items;

    if (first < 2 || t[first - 2].shape != AN_SHAPE_NUMBER)
        return false;
    if (is_sign(tokens, first - 1, ")") && is_sign(tokens, first - 3, "("))
        return capitals;
    return is_sign(tokens, first - 1, ".)") && starts_line(tokens, text, first - 2) &&
           (capitals || !may_be_two(t + first, t + given));
}

/* «- BERG, Karl: teacher»: a dash before it begins the line. */
static bool follows_bullet(const an_tokens *tokens, an_str text, size_t first)
{
    return first > 0 && is_sign(tokens, first - 1, "-") && starts_line(tokens, text, first - 1);
}

/* «the witness BERG, Karl, born in 1966»: what somebody is stands before it, and the given name is one. */
static bool follows_role(const an_tokens *tokens, size_t first, size_t given)
{
    const an_token *t = tokens->items;

    return first > 0 && t[first - 1].lists & (AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_TITLE)) && t[given].lists & AN_IN(AN_WORD_GIVEN);
}

/* «Berg, Karl Otto, 34, of Harrow»: an age follows. */
static bool has_age(const an_tokens *tokens, an_str text, size_t end)
{
    const an_token *age;

    if (!is_sign(tokens, end, ",") || end + 2 >= tokens->count || !is_sign(tokens, end + 2, ","))
        return false;
    age = tokens->items + end + 1;
    return age->shape == AN_SHAPE_NUMBER && age->span.end - age->span.start == 2 && text.ptr[age->span.start] != '0';
}

/* Whether a name that begins with a surname in capitals is left by a full stop, or by the next label of its entry: «BERG, Karl Title: Colonel»,
   «BERG, Karl a.k.a. BERGH, Carl». */
static bool ends_entry(const an_tokens *tokens, an_str text, size_t end)
{
    const an_token *t = end < tokens->count ? tokens->items + end : NULL;

    return is_sign(tokens, end, ".") ||
           (t && t->atom != AN_NO_ATOM && (is_sign(tokens, end + 1, ":") || an_is_alias_label(an_str_sub(text, t->span.start, t->span.end))));
}

/* A surname of several letters, all capitals, where not the whole line is: «PRENDERGAST, Oliver». */
static bool in_capitals(const an_tokens *tokens, size_t first, size_t comma)
{
    enum { LETTERS = 3 };
    const an_token *t = tokens->items;

    return t[first].shape == AN_SHAPE_CAPITALS && t[first].span.end - t[first].span.start >= LETTERS && comma + 1 < tokens->count &&
           t[comma + 1].shape == AN_SHAPE_INITIAL_CAP;
}

bool an_inverted_at(const an_tokens *tokens, an_str text, size_t first, an_inverted *out)
{
    const an_token *t = tokens->items;
    size_t comma = is_name(t + first) ? comma_of(tokens, first) : 0, end;
    bool quoted = first > 0 && t[first - 1].class_ == '"', cell = quoted && is_cell(text, t[first].span.start);
    bool initials, listed, several, titled, capitals = comma && in_capitals(tokens, first, comma);
    const char *before, *behind;
    enum { NO_SURNAMES = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TOWN) | AN_IN(AN_WORD_REGION) };

    if (!comma && first > 0 && (quoted || t[first - 1].class_ == ';'))
        comma = comma_behind_several(tokens, first, cell);
    several = comma > first + 1;
    if (!comma || comma + 1 >= tokens->count || t[comma].flags & AN_TOKEN_BLANK || !(t[comma + 1].flags & AN_TOKEN_BLANK) ||
        is_broken(tokens, text, comma))
        return false;
    out->comma = comma;
    out->given = behind_titles(tokens, text, comma + 1);
    titled = out->given > comma + 1;
    out->end = end = given_end(tokens, out->given, capitals || cell, &initials);
    if (titled && t[first].lists & AN_IN(AN_WORD_GIVEN)) /* «Harriet, Mr. Elton, and» are two */
        return false;
    if (several && t[first].lists & AN_IN(AN_WORD_GIVEN) && !(t[out->given].lists & AN_IN(AN_WORD_GIVEN))) /* «ADA BERG, Lund Cole PC» */
        return false;
    if (end == out->given + 1 && !(t[out->given].lists & AN_IN(AN_WORD_GIVEN)) && an_state_at(tokens, text, out->given).len) /* «SUFFIELD, Conn., April 3» */
        return false;
    if (end == out->given || (several && initials) || (initials && (is_judge(tokens, text, first, out) || is_town(tokens, text, out))))
        return false;
    /* «; Smith, John; », «"Smith, John"», a line of its own («Best, John» ends a letter); initials also in a row of names */
    before = initials ? ";\"([:&,|" : ";\"([:|";
    behind = capitals ? ";\")(<[,&|-" : initials || titled ? ";\")(<[,&|" : ";\")(<[|";
    listed = (starts_line(tokens, text, first) && !an_is_closing_word(an_str_sub(text, t[first].span.start, t[first].span.end))) ||
             is_sign(tokens, first - 1, before) || follows_bullet(tokens, text, first) || follows_alias(tokens, text, first) ||
             follows_number(tokens, text, first, out->given, capitals) || (capitals && follows_role(tokens, first, out->given));
    if (!listed && initials && first > 0)
        listed = t[first - 1].class_ == '&';
    listed |= capitals && !initials && is_sign(tokens, first - 1, ".");
    return listed && (ends_line(tokens, text, end - 1) || is_sign(tokens, end, behind) ||
                      (has_age(tokens, text, end) && !(t[first].lists & NO_SURNAMES)) ||
                      (capitals && follows_bullet(tokens, text, first) && is_sign(tokens, end, ":")) || (capitals && ends_entry(tokens, text, end)));
}
