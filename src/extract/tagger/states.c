/* Newspapers shorten as they always did (Calif.), the mail takes two letters (CA); what is short already (Iowa) has no other form. */
#include "extract/tagger/states.h"

typedef struct state {
    char letters[3];
    const char *shortened; /* with a dot behind it, or "" */
    const char *id;
} state;

static const state states[] = {
    {"AK", "", "Alaska"},         {"AL", "Ala", "Alabama"},      {"AR", "Ark", "Arkansas"},       {"AZ", "Ariz", "Arizona"},
    {"CA", "Calif", "California"}, {"CO", "Colo", "Colorado"},   {"CT", "Conn", "Connecticut"},   {"DC", "", "Washington, D.C."},
    {"DE", "Del", "Delaware"},    {"FL", "Fla", "Florida"},      {"GA", "Ga", "Georgia (US state)"}, {"HI", "", "Hawaii"},
    {"IA", "", "Iowa"},           {"ID", "", "Idaho"},           {"IL", "Ill", "Illinois"},       {"IN", "Ind", "Indiana"},
    {"KS", "Kan", "Kansas"},      {"KY", "Ky", "Kentucky"},      {"LA", "La", "Louisiana"},       {"MA", "Mass", "Massachusetts"},
    {"MD", "Md", "Maryland"},     {"ME", "", "Maine"},           {"MI", "Mich", "Michigan"},      {"MN", "Minn", "Minnesota"},
    {"MO", "Mo", "Missouri"},     {"MS", "Miss", "Mississippi"}, {"MT", "Mont", "Montana"},       {"NC", "", "North Carolina"},
    {"ND", "", "North Dakota"},   {"NE", "Neb", "Nebraska"},     {"NH", "", "New Hampshire"},     {"NJ", "", "New Jersey"},
    {"NM", "", "New Mexico"},     {"NV", "Nev", "Nevada"},       {"NY", "", "New York State"},    {"OH", "", "Ohio"},
    {"OK", "Okla", "Oklahoma"},   {"OR", "Ore", "Oregon"},       {"PA", "Pa", "Pennsylvania"},    {"RI", "", "Rhode Island"},
    {"SC", "", "South Carolina"}, {"SD", "", "South Dakota"},    {"TN", "Tenn", "Tennessee"},     {"TX", "Tex", "Texas"},
    {"UT", "", "Utah"},           {"VA", "Va", "Virginia"},      {"VT", "Vt", "Vermont"},         {"WA", "Wash", "Washington State"},
    {"WI", "Wis", "Wisconsin"},   {"WV", "W.Va", "West Virginia"},   {"WY", "Wyo", "Wyoming"},
};
enum { STATES = sizeof states / sizeof *states };

static an_str find(an_str letters, an_str shortened)
{
    for (size_t i = 0; i < STATES; i++)
        if (an_str_equal(letters, an_str_of(states[i].letters)) || (shortened.len && an_str_equal_ascii_case(shortened, an_str_of(states[i].shortened))))
            return an_str_of(states[i].id);
    return AN_LIT("");
}

an_str an_state_of_letters(an_str word)
{
    char letters[2];

    if (word.len == 2)
        return find(word, AN_LIT(""));
    if ((word.len != 3 && word.len != 4) || word.ptr[1] != '.')
        return AN_LIT("");
    letters[0] = word.ptr[0];
    letters[1] = word.ptr[2];
    return find((an_str){letters, sizeof letters}, AN_LIT(""));
}

/* Whether a word is a state's name; what is added there to tell the state from a city or a country is left out: «New York State». */
static bool is_name_of(an_str word, an_str id)
{
    an_str rest;

    if (!word.len || !an_str_starts(id, word))
        return false;
    rest = an_str_sub(id, word.len, id.len);
    return rest.len == 0 || rest.ptr[0] == ',' || an_str_equal(rest, AN_LIT(" State")) || an_str_starts(rest, AN_LIT(" ("));
}

bool an_is_state(an_str word)
{
    if (word.len && find(word, word).len)
        return true;
    for (size_t i = 0; i < STATES; i++)
        if (is_name_of(word, an_str_of(states[i].id)))
            return true;
    return an_state_of_letters(word).len > 0;
}

/* Whether a known town that is nobody's surname stands before the comma. */
static bool is_behind_town(const an_tokens *tokens, size_t token)
{
    enum { TOWNS = AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TOWN) };
    const an_token *t = tokens->items + token;

    return t[-2].lists & TOWNS && !(t[-2].lists & AN_IN(AN_WORD_GIVEN)) &&
           !(token > 2 && !(t[-2].flags & AN_TOKEN_HARD) && t[-3].lists & AN_IN(AN_WORD_GIVEN));
}

/* «Karl Berg, MD» is a physician, «Berg, CO» may be a company: a town is known before the letters, or a number of the mail stands behind. */
static bool is_mailed(const an_tokens *tokens, size_t token)
{
    enum { DIGITS = 5 };
    const an_token *t = tokens->items + token, *next = token + 1 < tokens->count ? t + 1 : NULL;

    return (next && next->shape == AN_SHAPE_NUMBER && !(next->flags & AN_TOKEN_HARD) && next->span.end - next->span.start == DIGITS) ||
           is_behind_town(tokens, token);
}

/* «Albany, N. Y.»: two letters with a blank between, behind a town; not «Albany, N. Y. Berg and others». */
static an_str state_of_pair(const an_tokens *tokens, an_str text, size_t token)
{
    const an_token *t = tokens->items + token;
    char letters[2];

    if (token + 1 >= tokens->count || t[1].shape != AN_SHAPE_LETTER || t[1].flags & AN_TOKEN_HARD || !is_behind_town(tokens, token) ||
        (token + 2 < tokens->count && t[2].atom != AN_NO_ATOM && t[2].flags & AN_TOKEN_CAP && !(t[2].flags & AN_TOKEN_HARD)))
        return AN_LIT("");
    letters[0] = text.ptr[t->span.start];
    letters[1] = text.ptr[t[1].span.start];
    return find((an_str){letters, sizeof letters}, AN_LIT(""));
}

an_str an_state_at(const an_tokens *tokens, an_str text, size_t token)
{
    static const char *const others[] = {"C.O.", "D.C.", "M.A.", "M.D.", "M.S.", "P.A.", "Miss"}; /* degrees, firms of lawyers, titles */
    const an_token *t = tokens->items + token;
    an_str word = an_str_sub(text, t->span.start, t->span.end);

    if (token < 2 || t->atom == AN_NO_ATOM || !(t->flags & AN_TOKEN_CAP) || t->flags & AN_TOKEN_HARD || t[-1].atom != AN_NO_ATOM || t[-1].class_ != ',' ||
        !(t[-2].flags & AN_TOKEN_CAP) || word.len > 5)
        return AN_LIT("");
    if (AN_STR_IN(word, others) && !is_behind_town(tokens, token))
        return AN_LIT("");
    if (t->shape == AN_SHAPE_DOTTED)
        return an_state_of_letters(word);
    if (t->shape == AN_SHAPE_LETTER)
        return state_of_pair(tokens, text, token);
    if (t->shape == AN_SHAPE_CAPITALS && word.len == 2)
        return is_mailed(tokens, token) ? an_state_of_letters(word) : AN_LIT("");
    return t->span.end < text.len && text.ptr[t->span.end] == '.' ? find(AN_LIT(""), word) : AN_LIT("");
}
