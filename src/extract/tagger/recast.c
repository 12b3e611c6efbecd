/* Places, persons and bodies that are told by what stands beside them or by how they begin and end; the weights may take them for another kind. */
#include "extract/tagger/recast.h"

#include "extract/tagger/formal.h"
#include "extract/tagger/judged.h"
#include "text/dateline.h"

/* «Karim Ag Ferhat», «Ahmed Ould Bah», «Bolot Asan» before «uulu»: whose child somebody is, is a person's name. */
static bool holds_nasab(const an_judged *r)
{
    static const char *const sons[] = {AN_SIGNS_BEFORE_FATHERS, "ag", "bin", "bint", "ibn", "mint", "ould", "walad"};
    static const char *const behind[] = AN_WORDS_BEHIND_FATHERS;

    for (size_t i = r->first; i < r->end; i++)
        if (r->t[i].lists & (AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_LOC)))
            return false;
    for (size_t i = r->first + 1; i + 1 < r->end; i++)
        if (ONE_OF(text_of(r, i), sons) || an_str_equal(text_of(r, i), AN_LIT("anak")))
            return true;
    return r->end - r->first > 1 && is_word(r, r->end) && !(r->t[r->end].flags & AN_TOKEN_HARD) && ONE_OF(text_of(r, r->end), behind);
}

/* «Christian de Berg», «Salvatore Lo Berg», «Lord Bath»: a given name and a surname where no word of a body or a place is, or a title that only persons
   have and a word that may be a place elsewhere. */
static bool is_called_as_person(const an_judged *r)
{
    enum { OTHERS = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_LOC) | AN_IN(AN_WORD_HEAD) | AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_COUNTRY) |
                    AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TOWN) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_COMMON) };
    static const char *const titles[] = {"lord", "miss", "mr", "mrs", "ms"};
    static const char *const articles[] = {"Della", "Di", "Lo", "Van", "Von"}; /* with capitals, too; «Marina Del Rey» is a place */
    const an_token *first = r->t + r->first, *last = r->t + r->end - 1;
    size_t words = r->end - r->first;

    if (last->shape != AN_SHAPE_INITIAL_CAP)
        return false;
    if (words == 3 && is_sign(r, r->first + 1, '\'') && an_token_is(first, AN_LIT("dato"))) /* «Dato' Azmi» */
        return !(last->lists & AN_IN(AN_WORD_LOC));
    if (words == 2)
        return ONE_OF(text_of(r, r->first), titles) && !(last->lists & (AN_IN(AN_WORD_LOC) | AN_IN(AN_WORD_TITLE)));
    return words == 3 && !(last->lists & OTHERS) && first->lists & AN_IN(AN_WORD_GIVEN) && !an_token_is(first + 1, AN_LIT("of")) &&
           (first[1].shape == AN_SHAPE_LOWER ? first[1].lists & AN_IN(AN_WORD_PARTICLE) : AN_STR_IN(text_of(r, r->first + 1), articles));
}

/* The dash of the dateline that the stretch begins, or SIZE_MAX. */
static size_t dateline_dash(const an_judged *r)
{
    return an_dateline_dash(r->scene->text, (an_span){r->t[r->first].span.start, r->t[r->end - 1].span.end});
}

/* «WELLINGBURG (Reuters) —»: where news was written. */
static bool is_dateline(const an_judged *r)
{
    return is_sign(r, r->end, '(') && dateline_dash(r) != SIZE_MAX;
}

/* «VILLAVERDE CITY — The mayor», «DUMARAN, Palawan — Police»: capitals that say of no body, at the start of a line, before a dash and a sentence. */
static bool is_bare_dateline(const an_judged *r)
{
    enum { KINDS = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_KNOWN_ORG), SHORT = 4 };
    size_t at = r->end, dash;

    if (text_of(r, r->first).len < SHORT)
        return false;
    for (size_t i = r->first; i < r->end; i++)
        if ((r->t[i].shape != AN_SHAPE_CAPITALS && r->t[i].shape != AN_SHAPE_CAPLINE) || r->t[i].lists & (uint32_t)KINDS)
            return false;
    if ((dash = dateline_dash(r)) == SIZE_MAX)
        return false;
    while (at < r->count && r->t[at].span.start <= dash)
        at++;
    return at < r->count && r->t[at].flags & AN_TOKEN_BLANK && r->t[at].shape == AN_SHAPE_INITIAL_CAP;
}

/* A party as a bracket behind its member calls it. */
static bool is_party_of_member(an_str word)
{
    static const char *const parties[] = {"Alliance", "Conservative", "DUP", "Green", "Greens", "Ind", "Independent", "Labour", "Liberal", "NDP", "PC",
                                          "Reform",   "SDLP",         "SF",  "SNP",   "UUP"}; /* and bodies of this name */

    return an_is_party(word) || AN_STR_IN(word, parties);
}

/* Whether «(Con,» stands before a token, behind a name. */
static bool is_behind_party(const an_judged *r, size_t token)
{
    return token > 3 && is_sign(r, token - 1, ',') && is_sign(r, token - 3, '(') && r->t[token - 4].flags & AN_TOKEN_CAP &&
           !((r->t[token - 3].flags | r->t[token - 1].flags) & AN_TOKEN_HARD) && is_party_of_member(text_of(r, token - 2));
}

/* «Nigel Park (Con, Upton)», «Sir Peter Clarke (Welling) (Con)»: whom a member sits for. */
static bool is_constituency(const an_judged *r)
{
    size_t before = r->first - 1;

    if (r->first < 2 || r->t[r->first].flags & AN_TOKEN_HARD)
        return false;
    if (is_sign(r, before, ','))
        return is_sign(r, r->end, ')') && is_behind_party(r, r->first);
    return is_sign(r, before, '(') && is_sign(r, r->end, ')') && is_sign(r, r->end + 1, '(') && is_sign(r, r->end + 3, ')') &&
           is_party_of_member(text_of(r, r->end + 2));
}

/* «RAF Harrow», «RNAS Penholt»: a station, called after its village; not «RAF Regiment», «RAF Typhoon». */
static bool is_station(const an_judged *r)
{
    static const char *const forces[] = {"HMNB", "MCAS", "NAS", "RAAF", "RAF", "RCAF", "RNAS", "RNZAF"};
    enum { OTHERS = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_HEAD) | AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_COMMON) };
    size_t words = r->end - r->first;

    if (words < 2 || words > 3 || !AN_STR_IN(text_of(r, r->first), forces))
        return false;
    for (size_t i = r->first + 1; i < r->end; i++)
        if (r->t[i].shape != AN_SHAPE_INITIAL_CAP || (i + 1 == r->end && r->t[i].lists & (uint32_t)OTHERS))
            return false;
    return true;
}

/* «POB: Baranavka, Velmaria». */
static bool is_birthplace(const an_judged *r)
{
    size_t at = r->first;

    if (at > 3 && is_sign(r, at - 1, ',') && is_word(r, at - 2))
        at -= 2;
    return at > 1 && is_sign(r, at - 1, ':') && an_str_equal(text_of(r, at - 2), AN_LIT("POB"));
}

/* «Member of Parliament for Harrow East»: whom somebody sits for. */
static bool is_seat(const an_judged *r)
{
    static const char *const members[] = {"member", "members"};
    enum { OTHERS = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_GIVEN) };

    return r->first > 3 && !any_is_on(r, OTHERS) && !(r->t[r->first].flags & AN_TOKEN_HARD) && an_token_is(r->t + r->first - 1, AN_LIT("for")) &&
           an_token_is(r->t + r->first - 2, AN_LIT("parliament")) && an_token_is(r->t + r->first - 3, AN_LIT("of")) &&
           ONE_OF(text_of(r, r->first - 4), members);
}

/* «Residents of Everton», «mayor of Everton»: where people live. */
static bool is_inhabited(const an_judged *r)
{
    static const char *const who[] = {"inhabitants", "mayor", "outskirts", "people", "population", "resident", "residents"};

    return r->end - r->first == 1 && r->first > 1 && !(r->t[r->first].flags & AN_TOKEN_HARD) && an_token_is(r->t + r->first - 1, AN_LIT("of")) &&
           is_word(r, r->first - 2) && ONE_OF(text_of(r, r->first - 2), who);
}

/* What a row of players holds behind its colon. */
typedef struct line_up {
    size_t commas, semicolons, changes, known; /* changes: «(Lund 61)»; known: words that are states, towns or bodies */
} line_up;

/* Whether the token may stand in a row of players: a name, a sign between two, a minute. */
static bool is_in_row(const an_judged *r, size_t token)
{
    const an_token *t = r->t + token;

    if (t->atom == AN_NO_ATOM)
        return t->class_ == ',' || t->class_ == ';' || t->class_ == '(' || t->class_ == ')' || t->class_ == '\'';
    return t->flags & AN_TOKEN_CAP || t->shape == AN_SHAPE_NUMBER || t->lists & AN_IN(AN_WORD_PARTICLE);
}

/* The row of tokens from one behind a colon to the end of its line or sentence. */
static line_up line_up_from(const an_judged *r, size_t token)
{
    enum { KNOWN = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_KNOWN_ORG), LONGEST = 120 };
    line_up row = {0};
    size_t end = token + LONGEST < r->count ? token + LONGEST : r->count;

    for (size_t at = token; at < end && is_in_row(r, at) && (at == token || !(r->t[at].flags & AN_TOKEN_HARD)); at++) {
        row.commas += is_sign(r, at, ',');
        row.semicolons += is_sign(r, at, ';');
        row.changes += is_sign(r, at, ')') && r->t[at - 1].shape == AN_SHAPE_NUMBER && r->t[at - 2].flags & AN_TOKEN_CAP;
        row.known += is_word(r, at) && r->t[at].lists & (uint32_t)KNOWN;
    }
    return row;
}

/* «Harrow Rovers: Lund; Berg, Moss (Hale 61), Sand; …»: who plays. */
static bool is_player(const an_judged *r)
{
    enum { MOST = 80, OTHERS = 8, LONG = 3 };
    size_t at = r->first;
    line_up row;

    if (r->end - r->first > LONG || at < 2 || (is_word(r, r->end) && !(r->t[r->end].flags & AN_TOKEN_HARD) && r->t[r->end].shape != AN_SHAPE_NUMBER))
        return false;
    for (size_t i = 0; i < MOST && at > 1 && is_in_row(r, at - 1) && !(r->t[at].flags & AN_TOKEN_HARD); i++)
        at--;
    if (!is_sign(r, at - 1, ':'))
        return false;
    row = line_up_from(r, at);
    return row.commas + row.semicolons >= OTHERS &&
           (row.changes > 0 || (row.semicolons > 1 && row.commas > row.semicolons && row.known * 3 < row.commas + row.semicolons));
}

/* «the Lund regime»: a ruler's, where a surname stands before it. */
static bool rules_regime(const an_judged *r)
{
    enum { SURNAMES = AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES) | AN_IN(AN_WORD_GIVEN) };
    const an_token *only = r->t + r->first;

    return r->end - r->first == 1 && only->shape == AN_SHAPE_INITIAL_CAP && only->lists & SURNAMES &&
           !(only->lists & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_CITY))) && is_word(r, r->end) &&
           !(r->t[r->end].flags & AN_TOKEN_HARD) && an_token_is(r->t + r->end, AN_LIT("regime"));
}

/* «Tanzim, the son of Berg»; «Corvin, her brother,» at the start of a sentence: whose kin somebody is. */
static bool is_kin(const an_judged *r)
{
    static const char *const kin[] = {"aunt", "brother", "cousin", "daughter", "father", "granddaughter", "grandson", "husband", "mother", "nephew", "niece",
                                      "sister", "son", "stepson", "uncle", "widow", "wife"};
    static const char *const whose[] = {"a", "her", "his", "my", "our", "the", "their", "whose"};
    size_t noun = r->end + 1;

    if (!is_sign(r, r->end, ',') || !(r->t[r->first].flags & (AN_TOKEN_INITIAL | AN_TOKEN_HARD)) ||
        any_is_on(r, AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_LOC)))
        return false;
    noun += is_word(r, noun) && r->t[noun].shape == AN_SHAPE_LOWER && ONE_OF(text_of(r, noun), whose);
    return is_word(r, noun) && r->t[noun].shape == AN_SHAPE_LOWER && !(r->t[noun].flags & AN_TOKEN_HARD) && ONE_OF(text_of(r, noun), kin) &&
           (is_sign(r, noun + 1, ',') || (is_word(r, noun + 1) && an_token_is(r->t + noun + 1, AN_LIT("of"))));
}

/* «Cumhuriyet Caddesi 88/3»: a street and a house. */
static bool is_street(const an_judged *r)
{
    static const char *const streets[] = {"avenida", "avenue", "boulevard", "bulvarı", "caddesi", "calle", "jalan", "lane", "prospekt", "road", "rua", "rue",
                                          "sokak", "sokağı", "strasse", "straße", "street", "ulica", "ulitsa"};

    return r->end - r->first > 1 && r->end < r->count && r->t[r->end].shape == AN_SHAPE_NUMBER && !(r->t[r->end].flags & AN_TOKEN_HARD) &&
           (ONE_OF(text_of(r, r->first), streets) || ONE_OF(text_of(r, r->end - 1), streets));
}

/* «shares in Duncan Berg», «a subsidiary of Velda»: what only a company has. */
static bool is_owned(const an_judged *r)
{
    static const struct {
        const char *noun, *joint;
    } owned[] = {{"share", "in"},       {"shares", "in"},       {"stake", "in"},   {"stakes", "in"},       {"subsidiary", "of"},
                 {"subsidiaries", "of"}, {"shareholder", "in"}, {"shareholders", "in"}, {"shareholder", "of"}, {"shareholders", "of"}};
    size_t joint = r->first - 1;

    if (r->first < 2 || (r->t[r->first].flags | r->t[joint].flags) & AN_TOKEN_HARD || !is_word(r, joint) || !is_word(r, joint - 1) ||
        is_sign(r, r->end, '\''))
        return false; /* «a stake in Karl Berg's company» */
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        if (an_token_is(r->t + joint, an_str_of(owned[i].joint)) && an_token_is(r->t + joint - 1, an_str_of(owned[i].noun)))
            return true;
    return false;
}

an_name_kind an_recast(const an_stretch *stretch, size_t first, size_t end, an_name_kind kind)
{
    an_judged r = judged_of(stretch->scene, first, end);

    if (is_dateline(&r) || is_constituency(&r) || is_birthplace(&r) || is_seat(&r) || is_inhabited(&r) || is_station(&r))
        return AN_NAME_LOCATION;
    if (kind == AN_NAME_PERSON && is_owned(&r))
        return AN_NAME_ORGANIZATION;
    if (kind != AN_NAME_PERSON && (is_kin(&r) || holds_nasab(&r) || is_called_as_person(&r) || rules_regime(&r) || is_player(&r)))
        return AN_NAME_PERSON;
    if (kind == AN_NAME_ORGANIZATION && (is_bare_dateline(&r) || is_street(&r)))
        return AN_NAME_LOCATION;
    return kind;
}
