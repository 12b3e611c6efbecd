/* Refusals for the language of courts. One row each. */
#include "extract/tagger/courts.h"

#include "base/ascii.h"
#include "extract/tagger/judged.h"
#include "extract/tagger/units.h"

/* «F.», «U.S.», «2d». */
static bool is_letters(const an_token *token)
{
    return token->shape == AN_SHAPE_LETTER || token->shape == AN_SHAPE_SINGLE || token->shape == AN_SHAPE_DOTTED ||
           token->shape == AN_SHAPE_DIGITS;
}

/* «7th Cir.», «F. Supp.», «Dkt.», «Fed. R. Crim. P.»: where a court finds a text. */
static bool is_reference(const an_judged *r)
{
    bool found = false;

    for (size_t i = r->first; i < r->end; i++) {
        if (r->t[i].atom == AN_NO_ATOM || is_letters(r->t + i) || r->t[i].shape == AN_SHAPE_NUMBER || an_token_is(r->t + i, AN_LIT("fed")))
            continue;
        if (!is_cue(r, i, AN_CUE_REFERENCE))
            return false;
        found = true;
    }
    return found;
}

/* Whether a volume and a reporter follow, as behind a case: «, 949 F.2d 928», «, 556 U.S. 662». */
static bool is_cited(const an_judged *r, size_t comma)
{
    static const char *const reporters[] = {"cal", "fed", "ill", "mass", "misc", "so", "supp", "wis"};

    if (is_sign(r, comma, ',') && is_word(r, comma + 1) && an_token_is(r->t + comma + 1, AN_LIT("supra")))
        return true;
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
    if (!r->scene->versus)
        return false;
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

/* «In Lindqvist, we held», «in Lindqvist, the Supreme Court ruled»: what a court did before; not «in Vikersund, the regional court». */
static bool is_held(const an_judged *r)
{
    static const char *const verbs[] = {
        "addressed", "affirmed", "concluded", "considered", "decided", "declined", "deferred", "emphasized", "explained", "held",
        "noted", "observed", "reasoned", "recognized", "rejected", "reversed", "ruled", "stated", "upheld"};
    enum { FURTHER = 4 };
    size_t at = r->end + 1;

    if (!is_sign(r, r->end, ',') || !is_word(r, at) || !(an_token_is(r->t + at, AN_LIT("we")) || an_token_is(r->t + at, AN_LIT("the"))))
        return false;
    if (an_token_is(r->t + at, AN_LIT("we")))
        return is_word(r, at + 1) && ONE_OF(text_of(r, at + 1), verbs);
    for (size_t i = 1; i < FURTHER && is_word(r, at + i); i++)
        if (an_str_equal(text_of(r, at + i), AN_LIT("Court")))
            return is_word(r, at + i + 1) && ONE_OF(text_of(r, at + i + 1), verbs);
    return false;
}

/* «In Lindqvist, we held», and where «Lindqvist v. Lund» is named, too, «under Lindqvist», «Lindqvist teaches»: a case by one of its parties. */
static bool is_case(const an_judged *r)
{
    static const char *const teaches[] = {"explains", "forecloses", "governs", "instructs", "makes", "requires", "teaches"};
    enum { PLACES = AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) };
    const an_token *only = r->t + r->end - 1;
    bool led = r->end - r->first == 2 && (is_cue(r, r->first, AN_CUE_BEFORE_CASE) || an_token_is(r->t + r->first, AN_LIT("in"))); /* «Under Lindqvist» */
    size_t word = SIZE_MAX;
    bool in;

    if ((r->end - r->first != 1 && !led) || only->lists & PLACES)
        return false;
    if (led)
        word = r->first;
    else if (r->scene->party_count || is_sign(r, r->end, ','))
        word = word_before(r);
    in = word != SIZE_MAX && an_token_is(r->t + word, AN_LIT("in"));
    if (in && is_held(r))
        return true;
    for (size_t i = 0; i < r->scene->party_count; i++)
        if (r->scene->parties[i] == only->key)
            return led || in || (word != SIZE_MAX && is_cue(r, word, AN_CUE_BEFORE_CASE)) ||
                   (is_word(r, r->end) && ONE_OF(text_of(r, r->end), teaches));
    return false;
}

/* «[2019] EWHC 1234 (Ch)»: the division of a court. */
static bool is_behind_number(const an_judged *r)
{
    enum { LETTERS = 5 };
    const an_token *only = r->t + r->first, *number = only - 2;

    return r->first > 3 && only->span.end - only->span.start <= LETTERS && is_sign(r, r->first - 1, '(') && is_sign(r, r->end, ')') &&
           number->shape == AN_SHAPE_NUMBER && !((only->flags | only[-1].flags | number->flags) & AN_TOKEN_HARD) &&
           is_cue(r, r->first - 3, AN_CUE_REFERENCE);
}

/* «the First and Second Defendants»: a number among several is nobody. */
static bool is_numbered(const an_judged *r)
{
    static const char *const ordinals[] = AN_ORDINALS;
    size_t at = r->end;

    return ONE_OF(text_of(r, at - 1), ordinals) && is_word(r, at) && an_token_is(r->t + at, AN_LIT("and")) && is_word(r, at + 1) &&
           !((r->t[at].flags | r->t[at + 1].flags) & AN_TOKEN_HARD) && ONE_OF(text_of(r, at + 1), ordinals);
}

/* «COUNTY OF HARROW»: in a caption the county is named as a whole. */
static bool is_cut_at_county(const an_judged *r)
{
    size_t of = r->first - 1;

    return r->first > 1 && r->t[r->first].shape == AN_SHAPE_CAPLINE && an_token_is(r->t + of, AN_LIT("of")) && an_token_is(r->t + of - 1, AN_LIT("county")) &&
           !((r->t[r->first].flags | r->t[of].flags) & AN_TOKEN_HARD);
}

static const an_refusal refusals[] = {
    {is_numbered, ANY, ANY_LENGTH},
    {is_cut_at_county, LOCATION, ANY_LENGTH},
    {is_behind_number, ANY, ONE},
    {is_reference, ANY, ANY_LENGTH},
    {is_cited_party, ANY, ANY_LENGTH},
    {is_case, ANY, ANY_LENGTH},
};

unsigned an_court_refusals(const an_judged *r, unsigned kinds)
{
    return refused_by(refusals, sizeof refusals / sizeof *refusals, r, kinds);
}

bool an_names_case(const an_scene *scene, size_t token)
{
    an_judged r = judged_of(scene, token, token + 1);

    return is_case(&r);
}
