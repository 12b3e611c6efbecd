/* Refusals for the language of courts, parliaments and armies. One row each. */
#include "extract/tagger/formal.h"

#include "extract/tagger/judged.h"

/* The token before the stretch, a dot at an abbreviation not counted: «Mr.», «v.»; SIZE_MAX = none in its sentence. */
static size_t word_before(const an_judged *r)
{
    size_t token = r->first;

    if (token == 0 || r->t[token].flags & AN_TOKEN_HARD)
        return SIZE_MAX;
    if (is_sign(r, token - 1, '.') && token > 1)
        token--;
    return is_word(r, token - 1) ? token - 1 : SIZE_MAX;
}

static bool any_is_on(const an_judged *r, uint32_t lists)
{
    for (size_t i = r->first; i < r->end; i++)
        if (r->t[i].lists & lists)
            return true;
    return false;
}

/* A common word, or one that nothing is known of («rapporteur»): the others are asked for nothing more. */
static bool is_ordinary(const an_token *token)
{
    return token->lists & AN_IN(AN_WORD_COMMON) || !(token->lists & AN_LISTS);
}

/* «Clean Rivers Act», «Executive Order», «Federal Register»: what was enacted and printed acts not. */
bool an_is_enactment(an_str word)
{
    static const char *const enactments[] = {
        "act", "acts", "amendment", "amendments", "code", "decree", "directive", "ordinance", "regulation", "regulations",
        "statute", "statutes"};

    return ONE_OF(word, enactments);
}

static bool is_enactment(const an_judged *r)
{
    static const struct {
        const char *before, *last;
    } pairs[] = {
        {"executive", "order"}, {"executive", "orders"}, {"federal", "register"}, {"presidential", "decree"}, {"joint", "resolution"},
    };
    size_t last = r->end - 1;

    if (r->end - r->first < 2)
        return an_str_equal(text_of(r, last), AN_LIT("E.O."));
    if (!is_ordinary(r->t + last))
        return false;
    if (an_is_enactment(text_of(r, last)))
        return true;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (an_token_is(r->t + last, an_str_of(pairs[i].last)) && an_token_is(r->t + last - 1, an_str_of(pairs[i].before)))
            return true;
    return false;
}

/* «Rail Workers' Safety Act»: what the name of an act goes on behind. */
static bool starts_enactment(const an_judged *r)
{
    enum { FURTHER = 6 };
    size_t at = r->end;

    if (is_sign(r, at, '\''))
        at++;
    for (size_t end = at + FURTHER; at < end && is_word(r, at) && r->t[at].flags & AN_TOKEN_CAP && !(r->t[at].flags & AN_TOKEN_HARD); at++)
        if (r->t[at].shape == AN_SHAPE_INITIAL_CAP && is_ordinary(r->t + at) && an_is_enactment(text_of(r, at)) &&
            !an_token_is(r->t + at, AN_LIT("code")))
            return true;
    return false;
}

/* «Assistant District Attorneys», «Regional Supervisor»: who holds an office, not an organisation or a place. */
static bool is_appointment(const an_judged *r)
{
    static const char *const offices[] = {
        "administrator", "adviser", "affiant", "ambassador", "analyst", "attorney", "attorneys", "auditor", "chairman",
        "chairwoman", "commander", "commissioner", "coordinator", "counsel", "defendant", "defendants", "defender", "deputy",
        "director", "directors", "inspector", "investigator", "judge", "judges", "minister", "ministers", "officer", "officers",
        "petitioner", "petitioners", "plaintiff", "plaintiffs", "prosecutor", "prosecutors", "rapporteur", "respondent",
        "respondents", "secretaries", "secretary", "specialist", "spokesman", "spokeswoman", "superintendent", "supervisor",
        "under-secretary"};
    enum { BODIES = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) };
    const an_token *last = r->t + r->end - 1;

    if (last->shape != AN_SHAPE_INITIAL_CAP || !is_ordinary(last) || !ONE_OF(text_of(r, r->end - 1), offices))
        return false;
    for (size_t i = r->first; i + 1 < r->end; i++)
        if (r->t[i].lists & BODIES)
            return false;
    return true;
}

/* «Mr. Speaker», «my hon. Friend», «the noble Lord»: who is spoken to, not called by a name. */
static bool is_address(const an_judged *r)
{
    static const char *const ways[] = {
        "mr", "mrs", "ms", "madam", "madame", "hon", "honourable", "honorable", "noble", "gallant", "learned"};
    static const char *const persons[] = {
        "ambassador", "attorney", "baroness", "chair", "chairman", "chairwoman", "commissioner", "director", "earl", "friend",
        "friends", "gentleman", "gentlemen", "judge", "justice", "ladies", "lady", "lord", "lords", "member", "members",
        "president", "secretary", "speaker", "viscount"};
    size_t before = r->end - r->first == 1 ? word_before(r) : SIZE_MAX;

    return before != SIZE_MAX && ONE_OF(text_of(r, before), ways) && ONE_OF(text_of(r, r->first), persons);
}

/* «LTC», «AUSA»: a rank or an office in capitals, alone. */
static bool is_short_title(const an_judged *r)
{
    const an_token *only = r->t + r->first;

    return r->end - r->first == 1 && only->shape == AN_SHAPE_CAPITALS &&
           (only->lists & (AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_GIVEN))) == AN_IN(AN_WORD_TITLE);
}

/* «F.», «U.S.», «2d». */
static bool is_letters(const an_token *token)
{
    return token->shape == AN_SHAPE_LETTER || token->shape == AN_SHAPE_SINGLE || token->shape == AN_SHAPE_DOTTED || token->shape == AN_SHAPE_DIGITS;
}

/* «7th Cir.», «F. Supp.», «Dkt.», «Fed. R. Crim. P.»: where a court finds a text. */
static bool is_reference(const an_judged *r)
{
    static const char *const shorts[] = {
        "app", "bankr", "cir", "civ", "cong", "crim", "ct", "dkt", "evid", "hrg", "jj", "rptr", "rul", "sess", "stat", "supp"};
    bool found = false;

    for (size_t i = r->first; i < r->end; i++) {
        if (r->t[i].atom == AN_NO_ATOM || is_letters(r->t + i) || r->t[i].shape == AN_SHAPE_NUMBER || an_token_is(r->t + i, AN_LIT("fed")))
            continue;
        if (!ONE_OF(text_of(r, i), shorts))
            return false;
        found = true;
    }
    return found;
}

/* Whether a volume and a reporter follow, as behind a case: «, 949 F.2d 928», «, 556 U.S. 662». */
static bool is_cited(const an_judged *r, size_t comma)
{
    static const char *const reporters[] = {"cal", "fed", "ill", "mass", "misc", "so", "supp", "wis"};

    return is_sign(r, comma, ',') && is_word(r, comma + 1) && r->t[comma + 1].shape == AN_SHAPE_NUMBER && is_word(r, comma + 2) &&
           (is_letters(r->t + comma + 2) || ONE_OF(text_of(r, comma + 2), reporters));
}

static bool is_versus(const an_judged *r, size_t token)
{
    return is_word(r, token) && (an_token_is(r->t + token, AN_LIT("v")) || an_token_is(r->t + token, AN_LIT("vs")));
}

/* Whether a case is named and cited from a token on, within its sentence. */
static bool is_cited_soon(const an_judged *r, size_t token)
{
    enum { FURTHER = 10 };

    for (size_t at = token, end = token + FURTHER; at < end && at < r->count && !(r->t[at].flags & AN_TOKEN_HARD); at++)
        if (is_cited(r, at))
            return true;
    return false;
}

/* A word that may stand in a party's name, or a sign beside one. */
static bool is_of_party(const an_judged *r, size_t token)
{
    return r->t[token].atom == AN_NO_ATOM || r->t[token].flags & AN_TOKEN_CAP || r->t[token].lists & AN_IN(AN_WORD_LINK);
}

/* «Lund v. Harbour Tugs, Inc., 949 F.2d 928»: the parties of a case that is only cited. */
static bool is_cited_party(const an_judged *r)
{
    enum { BESIDE = 8 };
    size_t at = r->first;

    if (is_cited(r, r->end))
        return true;
    for (size_t i = 0; i < BESIDE && at > 0 && !(r->t[at].flags & AN_TOKEN_HARD); i++) {
        if (is_versus(r, --at))
            return is_cited_soon(r, r->end);
        if (!is_of_party(r, at))
            break;
    }
    at = r->end;
    for (size_t i = 0; i < BESIDE && at < r->count && !(r->t[at].flags & AN_TOKEN_HARD); i++, at++) {
        if (is_versus(r, at))
            return is_cited_soon(r, at);
        if (!is_of_party(r, at))
            break;
    }
    return false;
}

/* «Operation Overlord», «French Operation Barkhane»: what was done, not who did it. */
static bool is_operation(const an_judged *r)
{
    for (size_t i = r->first; i + 1 < r->end; i++)
        if (r->t[i].shape == AN_SHAPE_INITIAL_CAP && an_token_is(r->t + i, AN_LIT("operation")) &&
            (i == r->first || r->t[i - 1].lists & AN_IN(AN_WORD_DEMONYM)))
            return !any_is_on(r, AN_IN(AN_WORD_COMPANY));
    return false;
}

/* «Dallas, TX 75201»: a state's letters. */
static bool is_postal(const an_judged *r)
{
    static const char *const states[] = {
        "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA",
        "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI",
        "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY"};
    const an_token *only = r->t + r->first;

    return r->end - r->first == 1 && r->first > 1 && only->shape == AN_SHAPE_CAPITALS && only->span.end - only->span.start == 2 &&
           !(only->flags & AN_TOKEN_HARD) &&
           is_sign(r, r->first - 1, ',') && r->t[r->first - 2].flags & AN_TOKEN_CAP && ONE_OF(text_of(r, r->first), states);
}

/* «Mr Lund (Larvik) (Con)»: a member's party. */
static bool is_party_mark(const an_judged *r)
{
    static const char *const marks[] = {"Con", "Lab", "Lib", "LD", "CB"};

    if (r->end - r->first != 1 || r->first == 0 || !is_sign(r, r->first - 1, '(') || !is_sign(r, r->end, ')'))
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (an_str_equal(text_of(r, r->first), an_str_of(marks[i])))
            return true;
    return false;
}

/* «Karim Lund (Lund)», «Karim Lund (“Lund”)»: a surname is told. */
static bool tells_surname(const an_judged *r)
{
    enum { BODIES = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_LOC) };
    size_t at = r->end + 1;

    if (r->end - r->first < 2 || !is_sign(r, r->end, '(') || any_is_on(r, BODIES))
        return false;
    if (is_sign(r, at, '"'))
        at++;
    return is_word(r, at) && r->t[at].key == r->t[r->end - 1].key && (is_sign(r, at + 1, ')') || is_sign(r, at + 1, '"'));
}

enum {
    PERSON = 1 << AN_NAME_PERSON,
    LOCATION = 1 << AN_NAME_LOCATION,
    ORGANIZATION = 1 << AN_NAME_ORGANIZATION,
    ANY = PERSON | LOCATION | ORGANIZATION
};

static const struct {
    bool (*holds)(const an_judged *r);
    unsigned kinds;
} refusals[] = {
    {is_enactment, ANY},
    {starts_enactment, ANY},
    {is_appointment, LOCATION | ORGANIZATION},
    {is_address, ANY},
    {is_short_title, ANY},
    {is_reference, ANY},
    {is_cited_party, ANY},
    {is_operation, ANY},
    {is_postal, PERSON | ORGANIZATION},
    {is_party_mark, ANY},
    {tells_surname, LOCATION | ORGANIZATION},
};

unsigned an_formal_refusals(const an_judged *r)
{
    unsigned kinds = 0;

    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        if (refusals[i].kinds & ~kinds && refusals[i].holds(r))
            kinds |= refusals[i].kinds;
    return kinds;
}
