/* Refusals for the language of offices, parliaments and armies. One row each. */
#include "extract/tagger/formal.h"

#include "extract/tagger/judged.h"
#include "extract/tagger/signs.h"
#include "extract/tagger/states.h"

/* A common word, or one that nothing is known of («rapporteur»): the others are asked for nothing more. */
static bool is_ordinary(const an_token *token)
{
    return token->lists & AN_IN(AN_WORD_COMMON) || !token->lists;
}

bool an_is_trade_mark(an_str word)
{
    static const char *const marks[] = {"SM", "TM"};

    return AN_STR_IN(word, marks);
}

bool an_is_party(an_str word)
{
    static const char *const parties[] = {"Con", "Lab", "Lib", "LD", "CB"};

    return AN_STR_IN(word, parties);
}

bool an_is_belonging(an_str word)
{
    static const char *const belongings[] = {"associate", "bachelor", "companion", "diplomate", "doctor", "fellow", "fellows", "fellowship", "licentiate",
                                             "master", "member", "members", "membership", "officer"};

    return ONE_OF(word, belongings);
}

/* «Clean Rivers Act», «Executive Order», «Federal Register»: what was enacted and printed acts not. */
static bool is_enactment(const an_judged *r)
{
    static const struct {
        const char *before, *last;
    } pairs[] = {
        {"executive", "order"}, {"executive", "orders"}, {"federal", "register"}, {"presidential", "decree"}, {"joint", "resolution"},
    };
    size_t last = r->end - 1;

    for (size_t i = r->first + 1; i < last; i++)
        if (r->t[i].shape == AN_SHAPE_INITIAL_CAP && an_token_is(r->t + i, AN_LIT("act")))
            return !(r->t[last].lists & AN_IN(AN_WORD_ORG)); /* «Clean Rivers Act Coalition» acts */
    if (r->end - r->first < 2)
        return an_str_equal(text_of(r, last), AN_LIT("E.O."));
    if (!is_ordinary(r->t + last))
        return false;
    if (is_cue(r, last, AN_CUE_ENACTMENT))
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
        if (r->t[at].shape == AN_SHAPE_INITIAL_CAP && is_ordinary(r->t + at) && is_cue(r, at, AN_CUE_ENACTMENT) &&
            !an_token_is(r->t + at, AN_LIT("code")))
            return true;
    return false;
}

/* The last part of a hyphenated word: «Respondent-Appellant». */
static an_str tail_of(an_str word)
{
    size_t from = word.len;

    while (from > 0 && word.ptr[from - 1] != '-')
        from--;
    return an_str_sub(word, from, word.len);
}

static bool ends_in_cue(const an_judged *r, size_t token, an_cue cue)
{
    return r->t[token].atom_count == 1 ? is_cue(r, token, cue) : an_is_cue(tail_of(text_of(r, token)), cue);
}

/* «Assistant District Attorneys», «Assistant Division Commander»: who holds an office; «Association of Directors» is a body. */
static bool is_appointment(const an_judged *r)
{
    const an_token *last = r->t + r->end - 1;

    if (an_token_is(last, AN_LIT("state")) && r->end - r->first > 2 && ends_in_cue(r, r->end - 3, AN_CUE_OFFICE))
        return true; /* «Parliamentary Under-Secretary of State» */
    if (r->end - r->first > 2 && an_token_is(r->t + r->first, AN_LIT("head")) && an_token_is(r->t + r->first + 1, AN_LIT("of")))
        return true; /* «Head of Audit» */
    if (last->shape != AN_SHAPE_INITIAL_CAP || !is_ordinary(last) || !ends_in_cue(r, r->end - 1, AN_CUE_OFFICE))
        return false;
    for (size_t i = r->first; i + 1 < r->end; i++)
        if (!(r->t[i].flags & AN_TOKEN_CAP) && r->t[i].lists & AN_IN(AN_WORD_LINK))
            return false;
    return true;
}

/* «Registrar of Companies», «Inspector General of Police»: who is over something. */
static bool is_office_over(const an_judged *r)
{
    static const char *const offices[] = {"commissioner", "comptroller", "controller", "director", "governor", "inspector", "minister", "registrar",
                                          "superintendent", "surveyor", "warden"};
    static const char *const joints[] = {"for", "of"}, *const bodies[] = {"inc", "llc", "ltd", "office", "service", "services"};
    size_t at = r->first + 1;

    at += at < r->end && an_token_is(r->t + at, AN_LIT("general"));
    return at + 1 < r->end && r->t[at].shape == AN_SHAPE_LOWER && ONE_OF(text_of(r, at), joints) && r->t[r->first].shape == AN_SHAPE_INITIAL_CAP &&
           ONE_OF(text_of(r, r->first), offices) && !ONE_OF(text_of(r, r->end - 1), bodies);
}

/* Whether a token is «of» behind what one is awarded for one's studies: «Bachelor of». */
static bool is_behind_degree(const an_judged *r, size_t token)
{
    static const char *const degrees[] = {"bachelor", "bachelors", "diploma", "diplomate", "doctor", "doctorate", "licentiate", "master", "masters"};

    return token > 0 && is_word(r, token) && an_token_is(r->t + token, AN_LIT("of")) && is_word(r, token - 1) &&
           !(r->t[token].flags & AN_TOKEN_HARD) && r->t[token - 1].shape == AN_SHAPE_INITIAL_CAP && ONE_OF(text_of(r, token - 1), degrees);
}

/* «Master of Public Health», or «Public Health» of it, in ordinary words; but «Master of Gray's Inn». */
static bool is_degree(const an_judged *r)
{
    bool inside = is_behind_degree(r, r->first + 1);

    if (!inside && (r->first == 0 || r->t[r->first].flags & AN_TOKEN_HARD || !is_behind_degree(r, r->first - 1)))
        return false;
    for (size_t i = r->first + 2 * inside; i < r->end; i++)
        if (!(r->t[i].lists & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_LINK))))
            return false;
    return true;
}

/* «Project Manager Harbour Energy Corporation»: whose they are in a signature, and the company. */
static bool starts_with_office(const an_judged *r)
{
    enum { LEAST = 4, BODIES = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) };
    const an_token *first = r->t + r->first, *office = first + 1;
    bool goes_on = is_word(r, r->end) && r->t[r->end].flags & AN_TOKEN_CAP && !(r->t[r->end].flags & AN_TOKEN_HARD);

    if (r->end - r->first < LEAST || goes_on || !(first->lists & AN_IN(AN_WORD_COMMON)) || first->lists & BODIES || !(r->t[r->end - 1].lists & BODIES))
        return false;
    return office->shape == AN_SHAPE_INITIAL_CAP && office[1].flags & AN_TOKEN_CAP && an_token_is(office, AN_LIT("manager"));
}

/* «Mr. Speaker», «my hon. Friend», «the noble Lord»: who is spoken to, not called by a name; but «Mr. Earl», «Mrs. Lord». */
static bool is_address(const an_judged *r)
{
    static const char *const offices[] = {
        "ambassador", "attorney", "chair", "chairman", "chairwoman", "commissioner", "director", "president", "secretary", "speaker"};
    static const char *const persons[] = {
        "baroness", "earl", "friend", "friends", "gentleman", "gentlemen", "judge", "justice", "ladies", "lady", "lord", "lords",
        "member", "members", "viscount"};
    size_t before = word_before(r);
    an_str only = text_of(r, r->first);

    if (before == SIZE_MAX)
        return false;
    return is_cue(r, before, AN_CUE_HONOUR) ? ONE_OF(only, offices) || ONE_OF(only, persons)
                                            : is_cue(r, before, AN_CUE_COURTESY) && ONE_OF(only, offices);
}

/* «LTC», «LtCol», «AUSA»: a rank or an office in capitals, alone. */
static bool is_short_title(const an_judged *r)
{
    const an_token *only = r->t + r->first;

    return (only->shape == AN_SHAPE_CAPITALS || only->shape == AN_SHAPE_MIXED) &&
           (only->lists & (AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_GIVEN))) == AN_IN(AN_WORD_TITLE);
}

/* «S.D.N.Y.», «E.D. Va.», «C.J.»: a court's district, its chief justice. */
static bool is_district(const an_judged *r)
{
    an_str text = text_of(r, r->first);

    return r->t[r->first].shape == AN_SHAPE_DOTTED && text.len > 3 && memchr("NSEWMC", text.ptr[0], 6) &&
           (an_str_equal(an_str_sub(text, 1, 3), AN_LIT(".D")) || an_str_equal(text, AN_LIT("C.J.")));
}

/* «Dallas, TX 75201», «Rye, N.Y.»: a state's letters. */
static bool is_postal(const an_judged *r)
{
    const an_token *only = r->t + r->first;

    return r->first > 1 && !(only->flags & AN_TOKEN_HARD) && is_sign(r, r->first - 1, ',') &&
           (only->shape == AN_SHAPE_CAPITALS || only->shape == AN_SHAPE_DOTTED) && r->t[r->first - 2].flags & AN_TOKEN_CAP &&
           an_state_of_letters(text_of(r, r->first)).len;
}

/* «Jackson» before «, Miss.» is a town. */
static bool is_before_state(const an_judged *r)
{
    return is_sign(r, r->end, ',') && is_word(r, r->end + 1) && an_state_at(r->scene->tokens, r->scene->text, r->end + 1).len;
}

/* Whether a member's party and state of up to three tokens begin at one: «D-Va.», «R-North Carolina», «R-W.Va.»; «D-Wave» is a firm. */
static bool is_party_of_state(const an_judged *r, size_t token)
{
    enum { TOKENS = 3 };
    an_str word = text_of(r, token);

    if (token == 0 || word.len < 3 || word.ptr[1] != '-' || !memchr("DIR", word.ptr[0], 3) || !(is_sign(r, token - 1, ',') || is_sign(r, token - 1, '(')))
        return false;
    for (size_t at = token; at < token + TOKENS && at < r->count && (at == token || !(r->t[at].flags & AN_TOKEN_HARD)); at++)
        if (an_is_state(an_str_sub(r->scene->text, r->t[token].span.start + 2, r->t[at].span.end)))
            return true;
    return false;
}

/* «Mr Lund (Larvik) (Con)», «Sen. Lund, D-Va.»: a member's party, and the second word of a state there. */
static bool is_party_mark(const an_judged *r)
{
    if (r->first == 0)
        return false;
    if (is_party_of_state(r, r->first) || (is_word(r, r->first - 1) && !(r->t[r->first].flags & AN_TOKEN_HARD) && is_party_of_state(r, r->first - 1)))
        return true;
    return r->end - r->first == 1 && is_sign(r, r->first - 1, '(') && is_sign(r, r->end, ')') && an_is_party(text_of(r, r->first));
}

/* Words of bodies and places: then the bracket holds a short form, and tells no surname. */
enum { BODIES = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_LOC) };

/* «Karl Berg, R.N.,»: letters between a person's name and a sign, unless they are known as a body or a country. */
static bool are_letters_of_person(const an_judged *r)
{
    enum { KNOWN = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_COMPANY) };
    const an_token *t = r->t + r->first;

    return r->end - r->first == 1 && r->first > 2 && t->shape == AN_SHAPE_DOTTED && !((t[0].flags | t[-1].flags | t[-2].flags) & AN_TOKEN_HARD) &&
           is_sign(r, r->first - 1, ',') && t[-2].flags & AN_TOKEN_CAP && t[-3].flags & AN_TOKEN_CAP && t[-3].lists & AN_IN(AN_WORD_GIVEN) &&
           !(t->lists & KNOWN) && !is_word(r, r->end);
}

bool an_is_post_nominal(an_str word)
{
    static const char *const letters[] = {"AC",  "AJ",  "AO",  "CBE", "CJ",   "CMG", "DBE", "DCJ", "DSC", "DSO",  "FBA", "FCJ", "FRCP", "FRCS",
                                          "FRS", "FRSE", "GBE", "JA",  "JCA",  "JJA", "JSC", "KBE", "KC",  "KCB",  "KCMG", "LJ",  "LJJ",  "MBE",
                                          "MEP", "MP",  "MRCP", "MSP", "OAM", "OBE", "QC",  "SAN", "TD"};

    return AN_STR_IN(word, letters);
}

/* «Hugh Sand QC», «Gross LJ»: letters behind a name are no part of it. */
static bool is_post_nominal(const an_judged *r)
{
    enum { LONGEST = 4 };
    static const char *const written[] = {"Bart",   "Bt",       "C.B.",   "C.B.E.", "C.I.E.", "C.M.G.", "D.D.",   "D.S.O.", "Esq",    "Esq.",
                                          "F.R.S.", "G.C.S.I.", "J.P.",   "K.C.",   "K.C.B.", "K.C.M.G.", "Knt",  "Kt",     "LL.D.",  "M.A.",
                                          "M.B.E.", "M.D.",     "M.P.",   "O.B.E.", "O.F.M.", "O.P.",   "O.S.B.", "Ph.D.",  "Q.C.",   "R.N.",
                                          "R.N.R.", "R.N.V.R.", "S.J."};
    size_t last = r->end - 1;

    if (r->end - r->first == 1 && r->first > 1 && is_sign(r, r->first - 1, ',') && r->t[r->first - 2].flags & AN_TOKEN_CAP &&
        AN_STR_IN(text_of(r, last), written))
        return true;
    if (are_letters_of_person(r))
        return true;
    if (r->end - r->first > 2 && an_str_equal(text_of(r, last), AN_LIT("J")) && is_word(r, r->end) && r->t[r->end].shape == AN_SHAPE_LOWER &&
        r->t[r->end].flags & AN_TOKEN_BLANK && !(r->t[r->end].flags & AN_TOKEN_HARD))
        return true; /* «Ada Berg J found for him» */
    if (r->t[last].shape != (is_sign(r, last - 1, ',') && r->t[last].shape == AN_SHAPE_CAPLINE ? AN_SHAPE_CAPLINE : AN_SHAPE_CAPITALS) ||
        r->t[last].span.end - r->t[last].span.start > LONGEST)
        return false;
    return an_is_post_nominal(text_of(r, last)) && last > 0 && !(r->t[last].flags & AN_TOKEN_HARD) &&
           (r->t[last - 1].flags & AN_TOKEN_CAP || is_sign(r, last - 1, ','));
}

/* Where a stretch that ends in a given name and a surname begins to name somebody: «Terrorism and Financial Intelligence Ada Berg»; else its end. */
static size_t holder_at(const an_judged *r)
{
    size_t given = r->end - r->first > 2 ? r->end - 2 : r->end;

    return given < r->end && an_is_given(r->t + given) && r->t[given].shape == AN_SHAPE_INITIAL_CAP ? given : r->end;
}

/* The last «for» of a stretch, or before it over words and commas; SIZE_MAX when none or when a name stands behind it. */
static size_t for_before(const an_judged *r)
{
    enum { BEFORE = 8, ORDINARY = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_LINK) };
    size_t at = holder_at(r);

    for (size_t i = 0; at > 0 && i < BEFORE + r->end - r->first && !(at < r->end && r->t[at].flags & AN_TOKEN_HARD); i++) {
        at--;
        if (an_token_is(r->t + at, AN_LIT("for")))
            return at;
        if (is_word(r, at) ? !(r->t[at].lists & ORDINARY) : r->t[at].class_ != ',')
            break;
    }
    return SIZE_MAX;
}

/* «Food and the Marine». */
static bool is_behind_and_the(const an_judged *r)
{
    return r->first > 1 && !(r->t[r->first].flags & AN_TOKEN_HARD) && an_token_is(r->t + r->first - 1, AN_LIT("the")) &&
           an_token_is(r->t + r->first - 2, AN_LIT("and")) && r->t[r->first].lists & AN_IN(AN_WORD_COMMON);
}

/* «Ada Lund (Labour), Culture and Trade», «Karim Berg, Housing and Planning»: ordinary words behind a name in a line of a list of ministers. */
static bool is_field_of_line(const an_judged *r)
{
    enum { MOST = 12, ORDINARY = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_LINK) };
    size_t at = r->first;

    if (at < 3 || !is_sign(r, at - 1, ','))
        return false;
    for (size_t i = at; i < r->count && (i == at || !(r->t[i].flags & AN_TOKEN_HARD)); i++)
        if (i - at > MOST || !(r->t[i].lists & ORDINARY))
            return false;
    for (size_t i = 0; i < MOST && at > 0 && !(r->t[at].flags & AN_TOKEN_HARD); i++)
        at--;
    return r->t[at].flags & AN_TOKEN_HARD && r->t[at].flags & r->t[at + 1].flags & AN_TOKEN_CAP;
}

/* «Secretary of State for Foreign and Home Affairs»: what somebody's office is for. */
static bool is_portfolio(const an_judged *r)
{
    static const char *const holders[] = {"commissioner", "coordinator", "minister", "representative", "secretary", "under-secretary"};
    enum { BEFORE = 6 };
    bool one = r->end - r->first == 1 && !(is_sign(r, r->first - 1, ',') && r->t[r->first].lists & AN_IN(AN_WORD_COMMON)) && !is_behind_and_the(r);
    size_t at = one ? SIZE_MAX : for_before(r);
    an_judged front = *r;

    if (at == SIZE_MAX)
        return false;
    for (size_t i = 0; i < BEFORE && at > 0 && !(r->t[at].flags & AN_TOKEN_HARD) && is_word(r, at - 1); i++) {
        at--;
        if (r->t[at].flags & AN_TOKEN_CAP && ONE_OF(text_of(r, at), holders)) {
            front.end = at;
            return at <= r->first || !any_is_on(&front, AN_IN(AN_WORD_ORG)); /* «Office of the Representative for …» is a body */
        }
    }
    return false;
}

/* «M1 Abrams», «AH-64 Apaches», «MQ-9 Reaper»: what an arm is called behind its code; no state («G7 Japan»), no person («BBC1 Ada Berg»). */
static bool is_arm(const an_judged *r)
{
    static const char *const ranks[] = {"BM", "CW", "ET", "GM", "HM", "MA", "PO", "QM", "SP", "WO", "YN"}; /* «HM3 Lund» is a corpsman */
    enum { NO_ARMS = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_KNOWN_ORG) };
    const an_token *before = r->first > 0 && !(r->t[r->first].flags & AN_TOKEN_HARD) ? r->t + r->first - 1 : NULL;
    char first = before && before->atom != AN_NO_ATOM ? r->scene->text.ptr[before->span.start] : '0';

    return before && before->shape == AN_SHAPE_DIGITS && first >= 'A' && first <= 'Z' && before->span.end - before->span.start < 8 &&
           !any_is_on(r, NO_ARMS) &&
           !(before->span.end - before->span.start == 3 && AN_STR_IN(an_str_sub(text_of(r, r->first - 1), 0, 2), ranks)) &&
           (r->end - r->first == 1 || !(r->t[r->first].lists & AN_IN(AN_WORD_GIVEN)));
}

/* «MQ-9 Reaper», «G7 Japan»: an arm, or two names, with the code. */
static bool starts_with_code(const an_judged *r)
{
    const an_token *code = r->t + r->first;

    return r->end - r->first == 2 && code->shape == AN_SHAPE_DIGITS && code->flags & AN_TOKEN_CAP &&
           (code[1].lists & AN_IN(AN_WORD_COUNTRY) || an_str_find_byte(text_of(r, r->first), 0, '-') != (size_t)-1);
}

/* «Marines with 2nd Harbour Battalion» are two, «Karim Lund in Suite 4» is one of two. */
static bool holds_with(const an_judged *r)
{
    static const char *const rooms[] = {"chambers", "hall", "room", "suite"};

    for (size_t i = r->first + 1; i + 1 < r->end; i++)
        if (r->t[i].shape == AN_SHAPE_LOWER &&
            (an_token_is(r->t + i, AN_LIT("with")) || (an_token_is(r->t + i, AN_LIT("in")) && ONE_OF(text_of(r, i + 1), rooms))))
            return true;
    return false;
}

/* «Arriva Northern in Bishop Auckland»: a body that no word calls one, and where it is. */
static bool holds_in(const an_judged *r)
{
    for (size_t i = r->first + 1; i + 1 < r->end; i++)
        if (r->t[i].shape == AN_SHAPE_LOWER && an_token_is(r->t + i, AN_LIT("in")))
            return !any_is_on(r, AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_HEAD));
    return false;
}

/* «the Secretary's Office», «Deputy's Conference Room»: where somebody is met. */
static bool is_room_of_office(const an_judged *r)
{
    static const char *const rooms[] = {"office", "residence", "room", "suite"};
    size_t s = r->first - 1;

    return r->first > 2 && r->end - r->first < 3 && is_word(r, s) && an_token_is(r->t + s, AN_LIT("s")) && is_sign(r, s - 1, '\'') && is_word(r, s - 2) &&
           r->t[s - 2].lists & (AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_TITLE)) && ONE_OF(text_of(r, r->end - 1), rooms);
}

/* «Philippines' Interior Ministry»: a state and its body. */
static bool holds_state_of_body(const an_judged *r)
{
    for (size_t i = r->first; i + 2 < r->end && r->t[i].lists & AN_IN(AN_WORD_COUNTRY); i++)
        if (is_sign(r, i + 1, '\''))
            return true;
    return false;
}

/* «MV Gulf Heron», «M/T Saebol»: a ship, which the patterns name. */
static bool is_ship(const an_judged *r)
{
    static const char *const letters[] = {"FV", "MSV", "MV"};

    if (r->end - r->first > 3 && is_sign(r, r->first + 1, '/'))
        return r->t[r->first].shape == AN_SHAPE_SINGLE && r->t[r->first + 2].shape == AN_SHAPE_SINGLE;
    if (r->first > 1 && is_sign(r, r->first - 1, '/') && is_word(r, r->first - 2))
        return r->t[r->first].shape == AN_SHAPE_SINGLE && r->t[r->first - 2].shape == AN_SHAPE_SINGLE;
    return r->end - r->first > 1 && r->t[r->first].span.end - r->t[r->first].span.start < 4 && r->t[r->first].flags & AN_TOKEN_CAP &&
           ONE_OF(text_of(r, r->first), letters);
}

/* «Respondent-Appellant», «Defendant ORGANIZATION»: a party's place in a case. */
static bool is_place_in_case(const an_judged *r)
{
    return ends_in_cue(r, r->first, AN_CUE_PLACE_IN_CASE) ||
           (r->end - r->first > 1 && is_ordinary(r->t + r->end - 1) && ends_in_cue(r, r->end - 1, AN_CUE_PLACE_IN_CASE));
}

/* «POB Rada'a»: what a line of a list is about. */
static bool is_label(const an_judged *r)
{
    static const char *const labels[] = {"dob", "imo", "mmsi", "pob"};
    static const char *const next[] = {"address", "citizenship", "gender", "nationality", "passport", "position", "title"}; /* «Viktar Nationality: …» */

    return (r->t[r->first].shape == AN_SHAPE_CAPITALS && ONE_OF(text_of(r, r->first), labels)) ||
           (r->end - r->first > 1 && is_sign(r, r->end, ':') && ONE_OF(text_of(r, r->end - 1), next));
}

/* «Assistant Division» before «Commander». */
static bool starts_appointment(const an_judged *r)
{
    an_judged whole = *r;

    whole.end++;
    return is_word(r, r->end) && !(r->t[r->end].flags & AN_TOKEN_HARD) && is_cue(r, r->first, AN_CUE_RANK) && is_appointment(&whole);
}

/* «Minister of Human Rights», «Minister of Mines and Energy»: what an office is over, as ordinary words tell it. */
static bool is_charge(const an_judged *r)
{
    static const char *const ministers[] = {"minister", "ministers", "vice-minister"}, *const joints[] = {"for", "of"};
    size_t of = r->first - 1;

    if (r->first < 2 || (r->t[r->first].flags | r->t[of].flags) & AN_TOKEN_HARD || !is_word(r, of) || !ONE_OF(text_of(r, of), joints) ||
        !is_word(r, of - 1) || !ONE_OF(text_of(r, of - 1), ministers))
        return false;
    if (an_token_is(r->t + of, AN_LIT("for")) && r->t[r->end - 1].lists & AN_IN(AN_WORD_COMMON)) /* «Minister for Inshore Fisheries» */
        return !any_is_on(r, AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_KNOWN_ORG));
    for (size_t i = r->first; i < r->end; i++)
        if (!(r->t[i].lists & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_LINK))))
            return false;
    return true;
}

/* «Karl Berg (Planning)», «Ada Lund (Mathematics)»: what somebody does or teaches, alone in brackets behind a name. */
static bool is_subject(const an_judged *r)
{
    static const char *const subjects[] = {"accounts", "administration", "agriculture", "architecture", "biology", "catering", "chemistry", "communications",
                                           "economics", "engineering", "epidemiology", "finance", "geography", "geology", "history", "literature",
                                           "logistics", "maintenance", "marketing", "mathematics", "medicine", "music", "operations", "paediatrics",
                                           "philosophy", "physics", "planning", "procurement", "protocol", "psychology", "sales", "science", "sciences",
                                           "surgery", "theology", "transport"};

    return r->first > 1 && is_sign(r, r->first - 1, '(') && is_sign(r, r->end, ')') && is_word(r, r->first - 2) && r->t[r->first - 2].flags & AN_TOKEN_CAP &&
           r->t[r->first].shape == AN_SHAPE_INITIAL_CAP && ONE_OF(text_of(r, r->first), subjects);
}

/* «PolOff met the mayor», «EconOffs»: who wrote a cable. */
static bool is_officer_of_embassy(const an_judged *r)
{
    an_str word = text_of(r, r->first);

    if (r->t[r->first].shape != AN_SHAPE_MIXED)
        return false;
    if (an_str_ends(word, AN_LIT("s")))
        word.len--;
    return word.len > 3 && an_str_ends(word, AN_LIT("Off"));
}

/* «the Tenth Hussars». */
static bool ends_as_soldiers(const an_judged *r)
{
    return is_cue(r, r->end - 1, AN_CUE_SOLDIERS);
}

/* «Nationality: Belarvian»: whose passport somebody has. */
static bool is_nationality(const an_judged *r)
{
    static const char *const labels[] = {"nationality", "nationalities", "citizenship"};

    return r->first > 1 && is_sign(r, r->first - 1, ':') && is_word(r, r->first - 2) && ONE_OF(text_of(r, r->first - 2), labels);
}

/* «a bill», «the Federal share», «SEC. 2.»: words of a law that are nobody by themselves. */
static bool is_word_of_law(const an_judged *r)
{
    const an_token *only = r->t + r->first;
    size_t before = r->first - 1, behind = is_sign(r, r->end, '.') ? r->end + 1 : r->end;

    if (is_cue(r, r->first, AN_CUE_PART_OF_LAW))
        return is_word(r, behind) && r->t[behind].shape == AN_SHAPE_NUMBER;
    if (an_token_is(only, AN_LIT("federal")))
        return true;
    return an_token_is(only, AN_LIT("bill")) && r->first > 0 && is_word(r, before) && r->t[before].lists & AN_IN(AN_WORD_FUNCTION);
}

/* «Miss Universe», «Mr Olympia», «Miss Venezuela»: what one is chosen as, and «Universe» behind the title. A surname is a lady's («Miss Ireland»). */
static bool is_pageant(const an_judged *r)
{
    static const char *const titles[] = {"miss", "mister", "mr", "mrs"};
    static const char *const realms[] = {"america", "earth", "grand", "intercontinental", "international", "olympia", "supranational", "teen",
                                         "universe", "world"};
    bool inside = ONE_OF(text_of(r, r->first), titles);
    size_t title = inside ? r->first : word_before(r), realm = inside ? r->first + 1 : r->first;

    if (title == SIZE_MAX || !ONE_OF(text_of(r, title), titles))
        return false;
    realm += inside && is_sign(r, realm, '.');
    if (realm >= r->end || !is_word(r, realm))
        return false;
    return ONE_OF(text_of(r, realm), realms) || (r->end - realm == 1 && r->t[realm].lists & AN_IN(AN_WORD_COUNTRY) &&
                                                 !(r->t[realm].lists & (AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES) | AN_IN(AN_WORD_GIVEN))));
}

static const an_refusal refusals[] = {
    {is_enactment, ANY, ANY_LENGTH},
    {is_charge, ORGANIZATION, ANY_LENGTH},
    {is_subject, ANY, ONE},
    {is_officer_of_embassy, ANY, ONE},
    {ends_as_soldiers, PERSON | LOCATION, MORE},
    {is_nationality, ANY, ANY_LENGTH},
    {is_word_of_law, ANY, ONE},
    {starts_enactment, ANY, ANY_LENGTH},
    {is_appointment, LOCATION | ORGANIZATION, ANY_LENGTH},
    {starts_appointment, ANY, ANY_LENGTH},
    {is_office_over, LOCATION | ORGANIZATION, MORE},
    {is_degree, ANY, ANY_LENGTH},
    {starts_with_office, ORGANIZATION, MORE},
    {is_place_in_case, ANY, ANY_LENGTH},
    {is_label, ANY, ANY_LENGTH},
    {is_address, ANY, ONE},
    {is_short_title, ANY, ONE},
    {is_postal, PERSON | ORGANIZATION, ONE},
    {is_before_state, PERSON | ORGANIZATION, ONE},
    {is_district, ANY, ONE},
    {is_post_nominal, ANY, ANY_LENGTH},
    {is_portfolio, LOCATION | ORGANIZATION, ANY_LENGTH},
    {is_field_of_line, LOCATION | ORGANIZATION, ANY_LENGTH},
    {is_arm, ANY, ANY_LENGTH},
    {starts_with_code, ANY, MORE},
    {holds_with, ANY, MORE},
    {holds_in, ORGANIZATION, MORE},
    {holds_state_of_body, ANY, MORE},
    {is_room_of_office, ANY, ANY_LENGTH},
    {is_ship, ANY, ANY_LENGTH},
    {is_party_mark, ANY, ANY_LENGTH},
    {is_pageant, ANY, ANY_LENGTH},
};

unsigned an_formal_refusals(const an_judged *r, unsigned kinds)
{
    return refused_by(refusals, sizeof refusals / sizeof *refusals, r, kinds);
}
