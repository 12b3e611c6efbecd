/* One row a refusal. They hold in use alone: annotated text has too few of such places to learn them from. */
#include "extract/tagger/refusals.h"

#include "base/ascii.h"
#include "extract/resolve/labels.h"
#include "extract/resolve/name.h"
#include "extract/tagger/affairs.h"
#include "extract/tagger/courts.h"
#include "extract/tagger/foreign.h"
#include "extract/tagger/formal.h"
#include "extract/tagger/judged.h"
#include "text/sentence.h"

/* «B6»: letters and digits alone are a code, and nobody is called so. */
static bool is_code(const an_judged *r)
{
    return r->t[r->first].shape == AN_SHAPE_DIGITS;
}

/* «max99»: a code without a capital is no body and no place, either. */
static bool is_small_code(const an_judged *r)
{
    an_str word = text_of(r, r->first);

    if (!is_code(r))
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (!an_ascii_small(word.ptr[i]) && !an_ascii_digit(word.ptr[i]))
            return false;
    return true;
}

/* «A4 KALYOWA DENIS», «PW3 Karl Berg»: how a court counts the accused and the witnesses. */
static bool starts_with_code(const an_judged *r)
{
    an_str word = text_of(r, r->first);

    return is_code(r) && word.len < 5 && an_ascii_capital(word.ptr[0]);
}

/* «J.», «Jr», «Brig. Gen» alone: what a name was cut from. */
static bool is_remnant(const an_judged *r)
{
    for (size_t i = r->first; i < r->end; i++)
        if (!is_cue(r, i, AN_CUE_REMNANT))
            return r->end - r->first == 1 && (r->t[i].shape == AN_SHAPE_LETTER || r->t[i].span.end - r->t[i].span.start == 1);
    return true;
}

/* «Eng. Karl Berg»: titles that are names and bodies, too, without their dot. */
static bool is_dotted_title(const an_judged *r)
{
    static const char *const titles[] = {"Eng", "Ing", "Lic"};

    return AN_STR_IN(text_of(r, r->first), titles) && is_sign(r, r->end, '.') && r->t[r->end].span.start == r->t[r->first].span.end && is_word(r, r->end + 1) &&
           r->t[r->end + 1].flags & AN_TOKEN_CAP;
}

/* «A.K.A.» over a column. */
static bool is_alias_label(const an_judged *r)
{
    return r->t[r->first].shape == AN_SHAPE_DOTTED && an_is_alias_label(text_of(r, r->first));
}

/* «SpA», «Inc», «Pte Ltd» alone: what the name of a company was cut from. */
static bool is_legal_form_alone(const an_judged *r)
{
    size_t at = r->first;

    while (at < r->end && is_cue(r, at, AN_CUE_FORM_ALONE))
        at++;
    return at == r->end ||
           (r->end - r->first == 1 && r->t[r->first].shape != AN_SHAPE_CAPITALS &&
            (r->t[r->first].lists & (AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_ORG))) == AN_IN(AN_WORD_COMPANY));
}

/* «Abigail (Harris»: a bracket that opens in a name closes in it. */
static bool has_open_bracket(const an_judged *r)
{
    size_t open = 0;

    for (size_t i = r->first; i < r->end; i++)
        if (r->t[i].atom == AN_NO_ATOM)
            open += r->t[i].class_ == '(' ? 1 : r->t[i].class_ == ')' ? -1U : 0;
    return open != 0;
}

/* «JSC «Harrow Gold»: a quotation mark has its other one in the name, too; behind a legal form the name is what is quoted. */
static bool has_open_quotation(const an_judged *r)
{
    size_t marks = 0;

    if (r->t[r->first].lists & AN_IN(AN_WORD_COMPANY) && is_sign(r, r->first + 1, '"'))
        return true;
    for (size_t i = r->first; i < r->end; i++)
        marks += is_sign(r, i, '"');
    return marks % 2 != 0;
}

/* «Its Coast Guard», «Their Navy»: whose it is; «Her Majesty’s Treasury», «His Holiness» begin so. */
static bool starts_with_owner(const an_judged *r)
{
    static const char *const owners[] = {"her", "his", "its", "their"};
    static const char *const titles[] = {"excellency", "highness", "holiness", "honour", "majesty"};

    return ONE_OF(text_of(r, r->first), owners) && r->t[r->first].shape == AN_SHAPE_INITIAL_CAP && !ONE_OF(text_of(r, r->first + 1), titles);
}

/* «by 5 Nov. Velmar Oil has»: the end of a date. */
static bool starts_with_date(const an_judged *r)
{
    static const char *const months[] = {"apr",  "april", "aug", "august", "dec", "december", "feb", "february", "jan", "january", "jul", "july",
                                         "june", "mar",   "march", "nov", "november", "oct", "october", "sep", "sept", "september"};
    enum { DAY = 2 /* digits */ };
    const an_token *day = r->t + r->first - 1;

    return r->first > 0 && day->shape == AN_SHAPE_NUMBER && day->span.end - day->span.start <= DAY && !(r->t[r->first].flags & AN_TOKEN_HARD) &&
           ONE_OF(text_of(r, r->first), months);
}

/* «Northfield 3 Eastport 0» is the score of a match. */
static bool holds_score(const an_judged *r)
{
    if (r->end == r->count || r->t[r->end].shape != AN_SHAPE_NUMBER || r->t[r->end].flags & AN_TOKEN_HARD)
        return false;
    for (size_t i = r->first + 1; i + 1 < r->end; i++)
        if (r->t[i].shape == AN_SHAPE_NUMBER)
            return true;
    return false;
}

/* Whether a share and where it is traded stand around a colon: «NASDAQ: ABCD», «Euronext: ABCD». */
static bool is_traded(const an_judged *r, size_t colon)
{
    const an_token *at = r->t + colon - 1;

    return colon > 0 && colon + 2 < r->count && r->t[colon].class_ == ':' && r->t[colon + 1].shape == AN_SHAPE_CAPITALS &&
           (at->shape == AN_SHAPE_CAPITALS || an_token_is(at, AN_LIT("nasdaq")) || an_token_is(at, AN_LIT("euronext")) || an_token_is(at, AN_LIT("xetra")));
}

/* «(NASDAQ: ABCD)», «(SIX: ABCD; Nasdaq: ABCD)»: the sign of a share and where it is traded. */
static bool is_ticker(const an_judged *r)
{
    enum { PAIR = 4 }; /* tokens from one colon to the next */
    size_t first = r->first + 1 < r->count && r->t[r->first + 1].class_ == ':' ? r->first + 1 : r->first > 0 ? r->first - 1 : 0, last = first;

    while (first > PAIR && is_sign(r, first - 2, ';') && is_traded(r, first - PAIR))
        first -= PAIR;
    while (is_sign(r, last + 2, ';') && is_traded(r, last + PAIR))
        last += PAIR;
    return first > 1 && is_traded(r, first) && is_sign(r, first - 2, '(') &&
           (is_sign(r, last + 2, ')') || is_sign(r, last + 2, ';') || is_sign(r, last + 2, ','));
}

/* «silicon nanowires (SiNWs)», «a program (US-VISIT)»: what small words name, unless they say that it is a body («a mining firm (HMX)»). */
static bool is_named_by_words(const an_judged *r)
{
    enum { OTHERS = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_HEAD) | AN_IN(AN_WORD_LOC) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_ROLE) };
    const an_token *noun = r->t + r->first - 2;

    return r->first > 1 && is_sign(r, r->first - 1, '(') && is_sign(r, r->end, ')') &&
           !((noun[1].flags | noun[2].flags | noun[3].flags) & AN_TOKEN_HARD) && noun[2].shape != AN_SHAPE_INITIAL_CAP &&
           !(noun[2].lists & AN_IN(AN_WORD_KNOWN_ORG)) && is_word(r, r->first - 2) && noun->shape == AN_SHAPE_LOWER &&
           !(noun->lists & OTHERS) && !an_lists_of_noun(r->scene->tokens->words, noun->key);
}

/* «Harrow (HAR-oh)», «Quintara (kwin-TAR-uh)»: how a name is spoken. */
static bool is_spoken(const an_judged *r)
{
    enum { BEFORE = 3, MOST = 12 };
    size_t open = r->first, close = r->end;
    bool small = false, capitals = false, hyphen = false;

    for (size_t i = 0; open > 0 && i < BEFORE && !is_sign(r, open, '(') && !(r->t[open].flags & AN_TOKEN_HARD); i++)
        open--;
    if (r->end - r->first > 3 || !is_sign(r, open, '('))
        return false;
    for (size_t i = 0; close < r->count && i < MOST && !is_sign(r, close, ')') && !(r->t[close].flags & AN_TOKEN_HARD); i++)
        close++;
    if (!is_sign(r, close, ')'))
        return false;
    for (uint32_t at = r->t[open].span.end; at < r->t[close].span.start;) { /* syllable by syllable */
        an_str text = r->scene->text;
        uint32_t from = at;
        size_t big = 0, letters = 0;
        for (; at < r->t[close].span.start && an_ascii_letter(text.ptr[at]); at++, letters++)
            big += !an_ascii_small(text.ptr[at]);
        if (at == from || (big > 0 && big < letters))
            return false;
        capitals |= letters > 1 && big == letters;
        small |= big == 0;
        hyphen |= text.ptr[at] == '-';
        if (at < r->t[close].span.start && text.ptr[at] != '-' && text.ptr[at] != ' ')
            return false;
        at++;
    }
    return small && capitals && hyphen;
}

/* «HarrowOnline(TM)». */
static bool is_trademark(const an_judged *r)
{
    return an_is_trade_mark(text_of(r, r->first)) && is_sign(r, r->first - 1, '(') && is_sign(r, r->end, ')');
}

/* «R-W.Va.»: the rest of a short form. */
static bool is_rest_of_short(const an_judged *r)
{
    enum { MOST = 4 };
    const an_token *t = r->t + r->first;

    return t->span.end - t->span.start <= MOST && is_sign(r, r->first - 1, '.') && t[-1].span.end == t->span.start &&
           r->first > 1 && t[-2].span.end == t[-1].span.start && t[-2].shape != AN_SHAPE_LOWER;
}

/* «PO Box 14», «Karl Berg, Investor Relations», «Subpoena Duces Tecum»: what addresses, signatures and writs have with capitals, and nothing beside it. */
static bool is_furniture(const an_judged *r)
{
    static const struct {
        const char *before, *last;
    } pairs[] = {{"po", "box"}, {"conf", "room"}, {"conference", "room"}, {"duces", "tecum"}, {"investor", "relations"}, {"media", "relations"}};

    if (r->end - r->first == 1)
        return an_str_equal(text_of(r, r->first), AN_LIT("PO")) && is_word(r, r->end) && an_token_is(r->t + r->end, AN_LIT("box"));
    if (r->end - r->first > 2 && !(r->end - r->first == 3 && r->t[r->end - 1].shape == AN_SHAPE_NUMBER))
        return false;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (an_token_is(r->t + r->first, an_str_of(pairs[i].before)) && an_token_is(r->t + r->first + 1, an_str_of(pairs[i].last)))
            return true;
    return false;
}

/* The number at a token, or "". */
static an_str number_at(const an_judged *r, size_t token)
{
    return token < r->count && r->t[token].shape == AN_SHAPE_NUMBER ? text_of(r, token) : AN_LIT("");
}

/* A number of three digits or more that is no year, or has a sign in it, «410m», «1.5», and no name goes on behind it: «500 Ltd». */
static bool is_amount(const an_judged *r, size_t token)
{
    an_str number = number_at(r, token);
    bool year = number.len == 4 && (an_str_starts(number, AN_LIT("19")) || an_str_starts(number, AN_LIT("20")));

    return number.len > 2 && !year && !(is_word(r, token + 1) && r->t[token + 1].flags & AN_TOKEN_CAP && !(r->t[token + 1].flags & AN_TOKEN_HARD));
}

/* «300 Shs.»; not «300 SAR volunteers». */
static bool is_price(const an_judged *r)
{
    return r->end - r->first == 1 && number_at(r, r->first - 1).len > 2 && !(is_word(r, r->end) && !(r->t[r->end].lists & AN_IN(AN_WORD_FUNCTION)));
}

/* Whether a token is what money is counted in. */
static bool is_currency(const an_judged *r, size_t token)
{
    static const char *const codes[] = {
        "AED", "AFN", "AOA", "ARS", "AUD", "AZN", "BDT", "BGN", "BHD", "BIF", "BRL", "BWP", "BYN", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC",
        "CZK", "DKK", "DOP", "DZD", "EGP", "ETB", "EUR", "GBP", "GEL", "GHS", "GMD", "GNF", "GTQ", "HKD", "HNL", "HUF", "IDR", "ILS", "INR", "IQD",
        "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KRW", "KWD", "KZT", "LAK", "LBP", "LKR", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD",
        "MMK", "MNT", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP",
        "PKR", "PLN", "PYG", "QAR", "RMB", "RON", "RSD", "RUB", "RWF", "SAR", "SCR", "SDG", "SEK", "SGD", "SLE", "SSP", "SYP", "SZL", "THB", "TJS",
        "TMT", "TND", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "XAF", "XCD", "XOF", "YER", "ZAR", "ZMW", "Kshs",
        "Shs", "Tshs", "Ushs"};

    return AN_STR_IN(text_of(r, token), codes);
}

/* «UGX 410m», «85,000,000 Shs»: money. */
static bool is_money(const an_judged *r)
{
    size_t behind = is_sign(r, r->first + 1, '.') ? r->first + 2 : r->first + 1;

    return is_currency(r, r->first) && (is_amount(r, behind) || is_price(r));
}

/* «paid Karl Lund USD 300»: somebody, and money; but «Hong Kong SAR 2047», «Petronas RON 97». */
static bool ends_in_money(const an_judged *r)
{
    static const char *const words[] = {"RON", "SAR"};

    return is_currency(r, r->end - 1) && number_at(r, r->end).len > 0 && !AN_STR_IN(text_of(r, r->end - 1), words);
}

/* «(YEi.009)»: letters before a dot and a number are the number of an entry. */
static bool is_number_of_entry(const an_judged *r)
{
    const an_token *dot = r->t + r->end;

    return is_sign(r, r->end, '.') && is_word(r, r->end + 1) && dot[1].shape == AN_SHAPE_NUMBER && dot[-1].span.end == dot->span.start &&
           dot->span.end == dot[1].span.start;
}

/* «TLP:AMBER»: to whom a report may be given. */
static bool is_sharing_mark(const an_judged *r)
{
    static const char *const marks[] = {"amber", "clear", "green", "red", "white"};
    size_t colon = r->end;

    return an_str_equal(text_of(r, r->first), AN_LIT("TLP")) && is_sign(r, colon, ':') && colon + 1 < r->count && ONE_OF(text_of(r, colon + 1), marks);
}

/* «Member of Parliament for Harrow East»: the seat is no part of the parliament's name. */
static bool holds_seat(const an_judged *r)
{
    size_t of = r->first - 1;

    return r->first > 1 && !(r->t[r->first].flags & AN_TOKEN_HARD) && an_token_is(r->t + of, AN_LIT("of")) &&
           (an_token_is(r->t + of - 1, AN_LIT("member")) || an_token_is(r->t + of - 1, AN_LIT("members"))) && an_token_is(r->t + r->first + 1, AN_LIT("for"));
}

/* «Abd»: somebody's servant, who is told behind it. */
static bool is_servant(const an_judged *r, size_t token)
{
    return r->t[token].shape == AN_SHAPE_INITIAL_CAP && an_token_is(r->t + token, AN_LIT("abd"));
}

/* «Karim Abd», «al-Salam Harawi» and «Harawi» of «Karim Abd al-Salam Harawi». */
static bool is_cut_at_servant(const an_judged *r)
{
    size_t at = r->first;

    if (is_servant(r, r->end - 1) && is_word(r, r->end) && !(r->t[r->end].flags & AN_TOKEN_HARD) && an_str_starts(text_of(r, r->end), AN_LIT("al-")))
        return true;
    if (at > 1 && r->t[at].flags & AN_TOKEN_CAP && !(r->t[at].flags & AN_TOKEN_HARD) && is_word(r, at - 1) && an_str_starts(text_of(r, at - 1), AN_LIT("al-")))
        at--;
    return at > 0 && !(r->t[at].flags & AN_TOKEN_HARD) && is_servant(r, at - 1) && an_str_starts(text_of(r, at), AN_LIT("al-"));
}

/* «Zayd al-Harawi» of «Abu Zayd al-Harawi». */
static bool lacks_kunya(const an_judged *r)
{
    const an_token *before = r->t + r->first - 1;

    return r->first > 0 && is_word(r, r->first - 1) && before->flags & AN_TOKEN_CAP && !(r->t[r->first].flags & AN_TOKEN_HARD) &&
           an_starts_kunya(text_of(r, r->first - 1));
}

/* «Financial Officer»: ordinary words, the last one of them an office. */
static bool is_office(const an_judged *r)
{
    for (size_t i = r->first; i < r->end; i++)
        if (!(r->t[i].lists & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION))) || r->t[i].lists & (AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_DEMONYM)))
            return false;
    return (r->t[r->end - 1].lists & (AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_TITLE))) != 0;
}

/* «the Librarian», «The Town Clerk»: who holds an office, called by nothing else. */
static bool is_office_alone(const an_judged *r)
{
    enum { OFFICES = AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_TITLE),
           NAMES = AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) };
    const an_token *only = r->t + r->first;

    return only->shape == AN_SHAPE_INITIAL_CAP && only->lists & OFFICES && only->lists & AN_IN(AN_WORD_COMMON) &&
           !(only->lists & NAMES) && r->scene->text.ptr[only->span.end - 1] != 's' && r->first > 0 && !(only->flags & AN_TOKEN_HARD) &&
           an_token_is(only - 1, AN_LIT("the"));
}

/* «Veterans of Foreign Wars», «Ministry of War»: a body, or people, of what happened. */
static bool is_body_of_thing(const an_judged *r)
{
    for (size_t i = r->first; i + 2 < r->end; i++)
        if (r->t[i + 1].class_ == 'o' || r->t[i + 1].class_ == '4' || an_token_is(r->t + i + 1, AN_LIT("on")))
            return r->t[i].lists & AN_IN(AN_WORD_ORG) || is_cue(r, i, AN_CUE_PEOPLE);
    return false;
}

/* «Civil War», «Mercer Prize», «Battle of Eastport». */
static bool is_thing(const an_judged *r)
{
    if (r->end - r->first == 2 && r->t[r->first].lists & AN_IN(AN_WORD_GIVEN) && r->t[r->first + 1].lists & (AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES)))
        return false; /* «Kathleen Battle» */
    if (is_cue(r, r->end - 1, AN_CUE_THING))
        return !is_body_of_thing(r);
    if (is_cue(r, r->first, AN_CUE_OF_THING))
        return r->t[r->first + 1].class_ == 'o';
    for (size_t i = r->first + 1; i + 2 < r->end; i++) /* «the Berg Uprising and the Treaty of Halden» */
        if (is_cue(r, i, AN_CUE_OF_THING) && r->t[i + 1].class_ == 'o' && i > r->first + 1 && an_token_is(r->t + i - 1, AN_LIT("the")) &&
            an_token_is(r->t + i - 2, AN_LIT("and")))
            return true;
    return false;
}

static bool is_affair(const an_judged *r)
{
    return an_is_affair(r->scene->tokens, r->scene->text, r->first, r->end);
}

/* Whether «a» stands before a noun, with words that say more of it between: not «the book named Karl Lund a thief». */
static bool is_indefinite(const an_judged *r, size_t noun)
{
    static const char *const articles[] = {"a", "an", "another"};
    enum { WORDS = 4 };

    for (size_t at = noun; at > 0 && noun - at < WORDS && !(r->t[at].flags & AN_TOKEN_HARD); at--) {
        if (ONE_OF(text_of(r, at - 1), articles))
            return true;
        if (r->t[at - 1].shape != AN_SHAPE_LOWER)
            return false;
    }
    return false;
}

/* «a trawler called Ada Berg», «an operation codenamed Falcon», «a system known as HARROW»: the name of what somebody made. */
static bool is_called_product(const an_judged *r)
{
    size_t before = word_before(r), noun = before;

    if (before == SIZE_MAX || before == 0)
        return false;
    if (is_cue(r, before, AN_CUE_CALLED))
        noun = before - 1;
    else if (before > 1 && an_token_is(r->t + before, AN_LIT("as")) && an_token_is(r->t + before - 1, AN_LIT("known")))
        noun = before - 2;
    return noun < before && is_word(r, noun) && is_cue(r, noun, AN_CUE_PRODUCT) && is_indefinite(r, noun) &&
           !(r->t[r->end - 1].lists & AN_IN(AN_WORD_ORG)) && !(is_word(r, r->end) && an_token_is(r->t + r->end, AN_LIT("as")));
}

/* «the project "Urban Stones and Harrow"»: what stands behind such a noun in quotation marks, if it is a title and not what somebody says. */
static bool is_quoted_product(const an_judged *r)
{
    enum { MOST = 8 };

    return an_is_in_quoted_product(r->scene->tokens, r->scene->text, r->first, MOST);
}

/* «The Salt Road (1998)»: a work and its year; «Berg (1998)» is cited, «Stanford (2015)» was attended. */
static bool is_dated_work(const an_judged *r)
{
    enum { NAMES = AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_KNOWN_ORG) };
    const an_token *t = r->t + r->end, *one = r->t + r->first;

    if (r->end - r->first == 1 && (one->lists & NAMES || one->shape == AN_SHAPE_CAPITALS) && !(one->lists & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_GIVEN))))
        return false;
    return r->end + 2 < r->count && t[0].class_ == '(' && t[1].shape == AN_SHAPE_NUMBER && t[1].span.end - t[1].span.start == 4 && t[2].class_ == ')' &&
           !((t[0].flags | t[1].flags | t[2].flags) & AN_TOKEN_HARD);
}

/* Whether a token is a legal form by itself, as no comma tells: «Karl Berg Corp». */
static bool is_plain_legal_form(const an_judged *r, size_t token)
{
    return token < r->count && r->t[token].flags & AN_TOKEN_CAP && !(r->t[token].flags & AN_TOKEN_HARD) &&
           (is_cue(r, token, AN_CUE_LEGAL_FORM) || (r->t[token].shape == AN_SHAPE_DOTTED && r->t[token].lists & AN_IN(AN_WORD_COMPANY)));
}

/* «Karin van As»: what stands behind a person's particle is a surname, however short. */
static bool is_behind_particle(const an_judged *r)
{
    return r->end - r->first > 2 && r->t[r->end - 2].shape == AN_SHAPE_LOWER && r->t[r->end - 2].lists & AN_IN(AN_WORD_PARTICLE) &&
           r->t[r->end - 1].shape == AN_SHAPE_INITIAL_CAP;
}

/* «Karl Berg Corp», «Berg Holding», but no «Karin van As»: no person. */
static bool ends_as_company(const an_judged *r)
{
    enum { NAMES = AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES) };
    const an_token *last = r->t + r->end - 1;

    return is_plain_legal_form(r, r->end) ||
           (r->end - r->first > 1 && last->flags & AN_TOKEN_CAP && last->lists & AN_IN(AN_WORD_COMPANY) && !is_behind_particle(r) &&
            (is_plain_legal_form(r, r->end - 1) || !(last->lists & NAMES)));
}

/* «Ada Berg (born …)»: a person, however many institutes are called so. */
static bool is_born(const an_judged *r)
{
    enum { WORDS = 5 };

    if (r->end >= r->count || r->t[r->end].class_ != '(')
        return false;
    for (size_t i = r->end + 1; i < r->count && i <= r->end + WORDS && r->t[i].class_ != ')' && !(r->t[i].flags & AN_TOKEN_HARD); i++)
        if (an_token_is(r->t + i, AN_LIT("born")) || an_token_is(r->t + i, AN_LIT("née")) || an_token_is(r->t + i, AN_LIT("né")))
            return true;
    return false;
}

/* «Kris/Elizabeth» are two persons. */
static bool holds_slash(const an_judged *r)
{
    for (size_t i = r->first; i < r->end; i++)
        if (r->t[i].atom == AN_NO_ATOM && r->t[i].class_ == '/')
            return true;
    return false;
}

/* The lists that a part of a word is on, in small letters. */
static uint32_t lists_of_part(const an_judged *r, an_str part)
{
    char letters[24];

    if (part.len > sizeof letters)
        return 0;
    for (size_t i = 0; i < part.len; i++)
        letters[i] = (char)(part.ptr[i] | 0x20);
    return an_lists_of(r->scene->tokens->words, an_key_bytes(letters, part.len));
}

/* «WWF-Malaysia»: a body, and where it is. */
static bool is_branch_abroad(const an_judged *r)
{
    an_str word = text_of(r, r->first);
    size_t hyphen = an_str_find_byte(word, 0, '-');

    return hyphen != (size_t)-1 && lists_of_part(r, an_str_sub(word, 0, hyphen)) & AN_IN(AN_WORD_KNOWN_ORG) &&
           lists_of_part(r, an_str_sub(word, hyphen + 1, word.len)) & AN_IN(AN_WORD_COUNTRY);
}

/* «the NATO-Russia talks»: what two do together. */
static bool is_before_meeting(const an_judged *r)
{
    static const char *const things[] = {"accord", "agreement", "alliance", "border", "conflict", "cooperation", "deal", "dialogue", "negotiations",
                                         "pact", "partnership", "relations", "relationship", "rivalry", "summit", "talks", "tensions", "ties", "trade",
                                         "treaty", "war"};

    return is_word(r, r->end) && ONE_OF(text_of(r, r->end), things);
}

/* «the Algerian-Malian border», «the Algeria-Mali border»: what belongs to two peoples or states is nobody; but «WWF-Malaysia». */
static bool is_of_peoples(const an_judged *r)
{
    enum { STATES = AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_COUNTRY), SIDES = STATES | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_KNOWN_ORG) };
    an_str word = text_of(r, r->first);
    size_t at = word.len;
    uint32_t left, right;

    while (at > 0 && word.ptr[at - 1] != '-')
        at--;
    if (at == 0 || (is_word(r, r->end) && r->t[r->end].flags & AN_TOKEN_CAP && !(r->t[r->end].flags & AN_TOKEN_HARD)))
        return false;
    left = lists_of_part(r, an_str_sub(word, 0, at - 1));
    right = lists_of_part(r, an_str_sub(word, at, word.len));
    if (right & AN_IN(AN_WORD_DEMONYM) && is_word(r, r->end) && r->t[r->end].shape == AN_SHAPE_LOWER && !(r->t[r->end].flags & AN_TOKEN_HARD))
        return true;
    if (!(left & SIDES && right & SIDES && (left | right) & STATES) || r->t[r->first].lists & SIDES) /* «Guinea-Bissau» */
        return false;
    return !(left & AN_IN(AN_WORD_KNOWN_ORG)) || is_before_meeting(r);
}

/* «Parkinson's disease», «the Richter scale»: what is called after somebody, or somewhere, is nobody. */
static bool is_eponym(const an_judged *r)
{
    static const char *const things[] = {"disease", "fever", "lymphoma", "palsy", "sarcoma", "scale", "syndrome", "virus"};
    size_t at = r->end;

    if (is_sign(r, at, '\'') && is_word(r, at + 1) && an_str_equal(text_of(r, at + 1), AN_LIT("s")))
        at += 2;
    return is_word(r, at) && !((r->t[r->end].flags | r->t[at].flags) & AN_TOKEN_HARD) && ONE_OF(text_of(r, at), things);
}

/* «Typhoon Harrow … Harrow came ashore»: what the document calls a storm elsewhere. */
static bool is_storm(const an_judged *r)
{
    static const char *const storms[] = {"cyclone", "hurricane", "storm", "typhoon"};
    uint64_t tropical = an_key_mix(AN_TOKENS_KEY, an_key_bytes("tropical", strlen("tropical"))), name = r->t[r->first].key;

    if (r->t[r->first].shape != AN_SHAPE_INITIAL_CAP || !(an_signs_of(r->scene->signs, r->first) >> AN_SIGN_RUN & 1))
        return false;
    for (size_t i = 0; i < sizeof storms / sizeof *storms; i++) {
        uint64_t storm = an_key_bytes(storms[i], strlen(storms[i]));
        if (an_signs_runs(r->scene->signs, an_key_mix(an_key_mix(AN_TOKENS_KEY, storm), name)) ||
            an_signs_runs(r->scene->signs, an_key_mix(an_key_mix(tropical, storm), name)))
            return true;
    }
    return false;
}

/* «Good Lord!», «Yes, Sire»: who is called by a title alone is nobody; «Mrs. Lord» is somebody. */
static bool is_called_by_title(const an_judged *r)
{
    return is_cue(r, r->first, AN_CUE_ADDRESS) && !(r->first > 0 && is_cue(r, r->first - 1, AN_CUE_COURTESY));
}

/* «Aye, aye»: the start of an answer, and of no name. */
static bool is_answer(const an_judged *r)
{
    const an_token *only = r->t + r->first;

    return is_cue(r, r->first, AN_CUE_ANSWER) && only->flags & AN_TOKEN_INITIAL && r->end < r->count && (only[1].class_ == ',' || only[1].class_ == '!');
}

/* Whether a word is nobody's name. */
static bool is_no_name(const an_token *token)
{
    return token->shape == AN_SHAPE_INITIAL_CAP && !(token->lists & (AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES)));
}

/* «Treasury Targets Harrow Network», «Blocks Berg», «Harrow Oil Depot As Berg»: headlines write capitals. */
static bool is_of_headline(const an_judged *r)
{
    static const char *const small[] = {"after", "again", "against", "amid", "as", "at", "before", "by", "for", "from", "in", "into", "over", "than", "with"};

    for (size_t i = r->first; i < r->end; i++)
        if (is_cue(r, i, AN_CUE_HEADLINE_VERB) && is_no_name(r->t + i))
            return true;
    return is_no_name(r->t + r->end - 1) && !is_behind_particle(r) && ONE_OF(text_of(r, r->end - 1), small);
}

/* «Democrats and Republicans»: two; not «Williams and Sons». */
static bool joins_plurals(const an_judged *r)
{
    return r->end == r->first + 3 && an_token_is(r->t + r->first + 1, AN_LIT("and")) && r->scene->text.ptr[r->t[r->first].span.end - 1] == 's' &&
           r->scene->text.ptr[r->t[r->end - 1].span.end - 1] == 's' && !(r->t[r->end - 1].lists & AN_IN(AN_WORD_COMPANY));
}

/* «O Favourite»; not «O Brien», nor «O Jin-u». */
static bool is_called_out(const an_judged *r)
{
    const an_token *last = r->t + r->end - 1;

    return r->end == r->first + 2 && an_str_equal(text_of(r, r->first), AN_LIT("O")) && an_str_find_byte(text_of(r, r->end - 1), 0, '-') == (size_t)-1 &&
           (last->lists & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_SURNAMES))) != AN_IN(AN_WORD_SURNAMES);
}

/* «This Berg, a soldier»: a name does not begin so. */
static bool is_pointed_at(const an_judged *r)
{
    return is_cue(r, r->first, AN_CUE_POINTER) || is_called_out(r);
}

/* «Kay I think»: behind a name stands who goes on to speak, and no number of a king: a verb of the first person follows, or a line began. */
static bool ends_with_speaker(const an_judged *r)
{
    static const char *const verbs[] = {"am",   "have",    "think",  "hope", "know", "guess", "believe", "want",  "need",   "agree",  "wish",
                                        "feel", "suggest", "wonder", "mean", "see",  "say",   "do",      "don't", "don’t", "haven't", "look",  "must"};
    static const char *const asking[] = {"can", "could", "did", "do", "haven't", "haven’t", "may", "might", "must", "shall", "should", "will", "would"};
    size_t last = r->end - 1;

    if (!an_str_equal(text_of(r, last), AN_LIT("I")))
        return false;
    if (last == r->first + 1 && r->t[r->first].flags & AN_TOKEN_INITIAL && ONE_OF(text_of(r, r->first), asking))
        return true;
    if (memchr(r->scene->text.ptr + r->t[last - 1].span.end, '\n', r->t[last].span.start - r->t[last - 1].span.end))
        return true;
    if (r->end == r->count || r->t[r->end].flags & AN_TOKEN_HARD)
        return false;
    return r->t[r->end].atom == AN_NO_ATOM ? r->t[r->end].class_ == '\'' && r->end + 1 < r->count && !(r->t[r->end + 1].flags & AN_TOKEN_BLANK) &&
                                                 !an_str_equal(text_of(r, r->end + 1), AN_LIT("s"))
                                           : ONE_OF(text_of(r, r->end), verbs);
}

/* «Fig. 3», «Table A», «Exhibit B-2»: parts of a document. */
static bool is_part_of_document(const an_judged *r)
{
    static const char *const parts[] = {
        "appendix", "chapter", "eq", "exhibit", "exhibits", "fig", "figs", "figure", "figures", "footnote", "rule", "rules", "section",
        "sections", "title", "suite", "room", "vol", "vols", "no", "nos", "part", "parts", "annex", "annexes", "count", "counts",
        "resolution", "item", "items", "note", "page", "pp", "para", "paragraph", "paragraphs", "paras", "ref", "table", "tables"};

    for (size_t i = r->first + 1; i < r->end; i++)
        if (r->t[i].atom != AN_NO_ATOM && r->t[i].shape != AN_SHAPE_NUMBER && r->t[i].shape != AN_SHAPE_DIGITS && r->t[i].shape != AN_SHAPE_SINGLE &&
            r->t[i].shape != AN_SHAPE_LETTER)
            return false;
    return ONE_OF(text_of(r, r->first), parts);
}

/* «… by Bossuet / CHAPTER III»: the next line of a table of contents, or a heading. */
static bool holds_heading(const an_judged *r)
{
    static const char *const parts[] = {"act", "appendix", "article", "book", "canto", "chapter", "letter", "part", "scene", "section", "volume"};
    an_str text = r->scene->text;

    for (size_t i = r->first; i + 1 < r->count && i < r->end; i++) {
        const an_token *t = r->t + i;
        if (i > r->first && memchr(text.ptr + t[-1].span.end, '\n', t->span.start - t[-1].span.end) &&
            !(t[1].flags & AN_TOKEN_HARD) && an_name_is_number(text_of(r, i + 1)) && AN_STR_IN_ASCII_CASE(text_of(r, i), parts))
            return true;
    }
    return false;
}

/* «Halden Ltd, OOO Vektor»: a form that begins the next name. */
static bool is_form_of_next(const an_judged *r, size_t token)
{
    static const char *const forms[] = {"AO", "OAO", "OOO", "PAO", "PT", "SIA", "TOO", "TOV", "UAB", "ZAO"};

    return AN_STR_IN(text_of(r, token), forms) && is_word(r, token + 1) && r->t[token + 1].flags & AN_TOKEN_CAP && !(r->t[token + 1].flags & AN_TOKEN_HARD);
}

/* Whether a company's legal form stands at a token behind a comma: «Acme Widgets, Inc.»; not «Denver, CO», nor «Berg, Ag Harrow», nor «the mayor, Asa
   Berg», who is no ASA. */
static bool is_legal_form(const an_judged *r, size_t token)
{
    static const char *const mixed[] = {"co", "oy"};
    const an_token *t = r->t + token;

    return token > 0 && token < r->count && t[-1].atom == AN_NO_ATOM && t[-1].class_ == ',' && !(t[-1].flags & AN_TOKEN_BLANK) && t->flags & AN_TOKEN_CAP &&
           !(t->flags & AN_TOKEN_HARD) && (t->lists & (AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_ORG))) == AN_IN(AN_WORD_COMPANY) &&
           !(t->shape == AN_SHAPE_INITIAL_CAP && t->lists & AN_IN(AN_WORD_GIVEN)) &&
           (t->span.end - t->span.start > 2 || (t->shape == AN_SHAPE_INITIAL_CAP && ONE_OF(text_of(r, token), mixed))) && !is_form_of_next(r, token);
}

/* «SIA Velda» */
static bool starts_as_company(const an_judged *r)
{
    return is_form_of_next(r, r->first);
}

static bool starts_with_legal_form(const an_judged *r)
{
    return is_legal_form(r, r->first);
}

static bool has_legal_form(const an_judged *r)
{
    return is_legal_form(r, r->end + 1);
}

/* «Hallvard Bio, Inc.»: a company, whatever given name it begins with; not «Mary Byrne, Co Kerry». */
static bool is_before_form(const an_judged *r)
{
    return has_legal_form(r) && !an_token_is(r->t + r->end + 1, AN_LIT("co"));
}

/* «près de Kidal», «Die Stadt von Bonn»: the place, and no person who is called after it; «met de Lille» may be a person. */
static bool is_of_place(const an_judged *r)
{
    enum { PLACES = AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION), ORDINARY = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_SAYS) };
    static const char *const shared[] = {"avenue",     "centre", "direction", "est",    "gorges", "habitants", /* of French, too */
                                         "population", "port",   "province",  "region", "route",  "village"};

    return r->end - r->first == 2 && r->t[r->first].shape == AN_SHAPE_LOWER && r->t[r->first].lists & AN_IN(AN_WORD_PARTICLE) &&
           r->t[r->first + 1].lists & PLACES && r->first > 0 && r->t[r->first - 1].shape == AN_SHAPE_LOWER &&
           (!(r->t[r->first - 1].lists & ORDINARY) || ONE_OF(text_of(r, r->first - 1), shared));
}

/* «the» in capitals inside a sentence begins a name: «a song of The Who». */
static bool is_behind_article(const an_judged *r)
{
    return r->first > 1 && !(r->t[r->first].flags & AN_TOKEN_HARD) && !(r->t[r->first - 1].flags & (AN_TOKEN_HARD | AN_TOKEN_INITIAL)) &&
           an_str_equal(text_of(r, r->first - 1), AN_LIT("The"));
}

/* «The Last of Us»: words of grammar alone. */
static bool is_grammar(const an_judged *r)
{
    const an_token *only = r->t + r->first;

    return !is_behind_article(r) && only->shape == AN_SHAPE_INITIAL_CAP && only->lists & AN_IN(AN_WORD_FUNCTION) &&
           !(only->lists & (AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES)));
}

/* «Grudgingly Harrow Council paid», «Unwillingly, Karl went»: an adverb that no list has begins a sentence. */
static bool starts_with_adverb(const an_judged *r)
{
    static const char *const endings[] = {"ably", "antly", "ately", "edly", "ently", "fully", "ibly", "ically", "ingly", "ively", "lessly", "ously", "somely"};
    enum { NAMES = AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_REGION), STEM = 3 };
    const an_token *first = r->t + r->first;
    an_str word = text_of(r, r->first);

    if (!(first->flags & AN_TOKEN_INITIAL) || first->shape != AN_SHAPE_INITIAL_CAP || first->lists & NAMES || word.ptr[word.len - 1] != 'y')
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        an_str ending = an_str_of(endings[i]);
        if (word.len >= STEM + ending.len && an_str_ends(word, ending))
            return true;
    }
    return false;
}

/* «Protesters blocked the road», «Congressional leaders met»: a word for who does something, what is done or whose it is, which no list has, begins a
   sentence. */
static bool is_plain_noun(const an_judged *r)
{
    static const struct {
        const char *text;
        bool of_word; /* what stands before it is a word, too */
    } endings[] = {{"alism", false}, {"ality", false}, {"ation", false}, {"ations", false}, {"ees", true},   {"emic", false},
                   {"ers", true},    {"ings", true},   {"ional", false}, {"ists", false},   {"omic", false}};
    enum { KNOWN = AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_TOWN) |
                   AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_HEAD) | AN_IN(AN_WORD_COMMON), STEM = 4 };
    const an_token *only = r->t + r->first;
    an_str word = text_of(r, r->first);

    if (!(only->flags & AN_TOKEN_INITIAL) || only->shape != AN_SHAPE_INITIAL_CAP || only->lists & KNOWN ||
        an_signs_of(r->scene->signs, r->first) >> AN_SIGN_CAP & 1)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        an_str ending = an_str_of(endings[i].text);
        if (word.len >= STEM + ending.len && an_str_ends(word, ending))
            return !endings[i].of_word || lists_of_part(r, an_str_sub(word, 0, word.len - ending.len)) & AN_IN(AN_WORD_COMMON);
    }
    return false;
}

/* «told us of a Captain Gray», «Those of Azawad»: no name holds «of a» before a title, and none begins so. */
static bool holds_of_a(const an_judged *r)
{
    static const char *const articles[] = {"a", "an"}, *const pointers[] = {"Those", "These"};

    for (size_t i = r->first + 1; i + 2 < r->end; i++)
        if (an_token_is(r->t + i, AN_LIT("of")) && r->t[i + 1].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(r, i + 1), articles) &&
            r->t[i + 2].lists & (AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_ROLE)))
            return true;
    return an_token_is(r->t + r->first + 1, AN_LIT("of")) && AN_STR_IN(text_of(r, r->first), pointers);
}

/* «Tell Jurek to come»: what somebody shall do, and whom it is about. */
static bool starts_with_order(const an_judged *r)
{
    static const char *const orders[] = {"Ask", "Call", "Contact", "Email", "Inform", "Invite", "Meet", "Pay", "Phone", "Remind", "Send", "Show",
                                         "Tell", "Text", "Thank", "Warn", "Write"};

    if (an_str_equal(text_of(r, r->first), AN_LIT("See"))) /* «See Tong» is somebody */
        return r->t[r->first + 1].lists & AN_IN(AN_WORD_GIVEN);
    return AN_STR_IN(text_of(r, r->first), orders);
}

/* «Colonel Major Karl Berg»: the second half of a rank. */
static bool starts_in_rank(const an_judged *r)
{
    static const char *const before[] = {"Brigadier", "Colonel", "Corporal", "Lieutenant", "Sergeant"}, *const second[] = {"General", "Major"};

    return r->first > 0 && AN_STR_IN(text_of(r, r->first), second) && is_word(r, r->first - 1) && AN_STR_IN(text_of(r, r->first - 1), before) &&
           r->t[r->first].flags & AN_TOKEN_BLANK;
}

/* «Squire Denholm»: who they are in a village, and no given name. */
static bool starts_with_villager(const an_judged *r)
{
    static const char *const villagers[] = {"Curate", "Goodwife", "Parson", "Squire", "Vicar"};

    return r->t[r->first + 1].flags & AN_TOKEN_CAP && AN_STR_IN(text_of(r, r->first), villagers);
}

/* «Wharton of H.M.S. “Shearwater”»: what a name is cut at. */
static bool ends_at_ship(const an_judged *r)
{
    static const char *const prefixes[] = {"H.M.S", "H.M.S.", "R.M.S", "R.M.S.", "U.S.S", "U.S.S."};

    return AN_STR_IN(text_of(r, r->end - 1), prefixes);
}

/* «Exeunt LADY FLEECE»: what they do on a stage. */
static bool starts_on_stage(const an_judged *r)
{
    static const char *const words[] = {"enter", "exeunt", "exit", "manent", "manet", "re-enter"};

    return AN_STR_IN_ASCII_CASE(text_of(r, r->first), words);
}

/* «Florence, March 14th, 1843» in the head of a letter. */
static bool is_dated_place(const an_judged *r)
{
    return r->t[r->first].lists & (AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TOWN)) && (r->first == 0 || r->t[r->first].flags & AN_TOKEN_HARD) &&
           is_sign(r, r->end, ',') && is_word(r, r->end + 1) && r->t[r->end + 1].flags & AN_TOKEN_CAP && r->t[r->end + 1].lists & AN_IN(AN_WORD_TIME) &&
           is_word(r, r->end + 2) && an_ascii_digit(text_of(r, r->end + 2).ptr[0]);
}

static bool is_seat(const an_judged *r, size_t token)
{
    static const char *const seats[] = {"MP", "Member", "Senator"};

    return AN_STR_IN(text_of(r, token), seats);
}

/* «the Member for Lancaster», «MP for Lancaster»: a place. */
static bool is_represented(const an_judged *r)
{
    return r->first > 1 && an_token_is(r->t + r->first - 1, AN_LIT("for")) && is_word(r, r->first - 2) && is_seat(r, r->first - 2);
}

/* «Member for Lancaster» is nobody. */
static bool starts_with_seat(const an_judged *r)
{
    return r->end - r->first > 2 && is_seat(r, r->first) && an_token_is(r->t + r->first + 1, AN_LIT("for"));
}

/* «Messrs Haddow & Crane»: how a firm is addressed. */
static bool starts_with_messrs(const an_judged *r)
{
    static const char *const words[] = {"Messrs", "MESSRS"};

    return AN_STR_IN(text_of(r, r->first), words);
}

/* «Berg & Lund Marine»: the first word is no person by itself, whoever else is called so. */
static bool is_half_of_firm(const an_judged *r)
{
    size_t at = r->end + 1;

    if (!is_sign(r, r->end, '&'))
        return false;
    while (is_word(r, at) && r->t[at].flags & AN_TOKEN_CAP && !(r->t[at].flags & AN_TOKEN_HARD))
        at++;
    return at > r->end + 2 && (r->t[at - 1].lists & (AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_ORG)) || an_is_trade_word(text_of(r, at - 1)));
}

/* «Lady Jersey»: who is called so is a person, whatever else has the name; «Sir Creek» is none. */
static bool is_lady_or_lord(const an_judged *r)
{
    enum { PLACES = AN_IN(AN_WORD_LOC) | AN_IN(AN_WORD_ORG) };
    static const char *const titles[] = {"Dame", "Lady", "Lord", "Sir"};
    size_t title = r->end - 2;

    return r->end > 1 && title + 1 >= r->first && title <= r->first && is_word(r, title) && AN_STR_IN(text_of(r, title), titles) &&
           r->t[r->end - 1].flags & AN_TOKEN_CAP && !(r->t[r->end - 1].lists & PLACES);
}

bool an_is_company(const an_stretch *stretch, size_t last)
{
    an_judged r = judged_of(stretch->scene, last, last + 1);

    return r.t[last].lists & AN_IN(AN_WORD_COMPANY) && is_plain_legal_form(&r, last);
}

bool an_has_legal_form(const an_stretch *stretch, size_t end)
{
    an_judged r = judged_of(stretch->scene, end, end);

    return has_legal_form(&r);
}

/* «KavkazInvestStroy», «NovostiPlus»: words without blanks, three of them, or the last one a company's; «McGregor», «MaryBeth» are persons. */
static bool is_written_as_one(const an_judged *r)
{
    static const char *const ends[] = {"Air", "Bank", "Chem", "Corp", "Energy", "Gas", "Group", "Holding", "Invest", "Link", "Mart", "Media", "Net", "Oil",
                                       "Pharma", "Plus", "Service", "Soft", "Steel", "Stroy", "Systems", "Tech", "Telecom", "Trade", "Trans", "Works"};
    enum { START = 3 };
    an_str text = text_of(r, r->first);
    size_t capitals = 0, last = 0;

    for (size_t i = START; i < text.len && r->t[r->first].shape == AN_SHAPE_MIXED; i++)
        if (an_ascii_capital(text.ptr[i]) && an_ascii_small(text.ptr[i - 1])) {
            capitals++;
            last = i;
        }
    return capitals > 1 || (capitals && AN_STR_IN(an_str_sub(text, last, text.len), ends));
}

static const an_refusal refusals[] = {
    {is_code, PERSON, ONE},
    {is_written_as_one, PERSON | LOCATION, ONE},
    {starts_with_code, PERSON, MORE},
    {is_small_code, ANY, ONE},
    {is_remnant, ANY, ANY_LENGTH},
    {is_dotted_title, ANY, ONE},
    {is_alias_label, ANY, ONE},
    {is_legal_form_alone, ANY, ANY_LENGTH},
    {has_open_bracket, ANY, MORE},
    {has_open_quotation, ANY, MORE},
    {starts_with_owner, ANY, MORE},
    {starts_with_date, ANY, MORE},
    {holds_score, ANY, MORE},
    {is_ticker, ANY, ONE},
    {is_named_by_words, ANY, ONE},
    {is_spoken, ANY, ANY_LENGTH},
    {is_rest_of_short, ANY, ONE},
    {is_trademark, ANY, ONE},
    {is_money, ANY, ANY_LENGTH},
    {ends_in_money, ANY, MORE},
    {is_furniture, ANY, ANY_LENGTH},
    {is_number_of_entry, ANY, ONE},
    {is_sharing_mark, ANY, ONE},
    {holds_seat, ANY, MORE},
    {lacks_kunya, PERSON, ANY_LENGTH},
    {is_cut_at_servant, ANY, ANY_LENGTH},
    {is_office, PERSON, MORE},
    {is_office_alone, ANY, ONE},
    {is_born, ORGANIZATION | LOCATION, ANY_LENGTH},
    {is_thing, ANY, MORE},
    {is_affair, ANY, MORE},
    {is_called_product, ANY, ANY_LENGTH},
    {is_quoted_product, ANY, ANY_LENGTH},
    {is_of_peoples, ANY, ONE},
    {is_branch_abroad, PERSON | LOCATION, ONE},
    {is_eponym, ANY, ONE},
    {is_storm, ANY, ONE},
    {is_dated_work, ORGANIZATION | LOCATION, ANY_LENGTH},
    {ends_as_company, PERSON | LOCATION, ANY_LENGTH},
    {is_before_form, PERSON, ANY_LENGTH},
    {holds_slash, PERSON, MORE},
    {ends_with_speaker, ANY, MORE},
    {is_called_by_title, PERSON, ONE},
    {is_answer, ANY, ONE},
    {is_of_headline, ANY, MORE},
    {joins_plurals, ANY, MORE},
    {is_pointed_at, PERSON, MORE},
    {is_part_of_document, ANY, MORE},
    {holds_heading, ANY, MORE},
    {is_of_place, PERSON, MORE},
    {is_grammar, ANY, ONE},
    {holds_of_a, ANY, MORE},
    {starts_with_villager, PERSON, MORE},
    {starts_as_company, PERSON | LOCATION, MORE},
    {ends_at_ship, ANY, ANY_LENGTH},
    {starts_on_stage, PERSON, ANY_LENGTH},
    {is_dated_place, PERSON, ONE},
    {is_represented, PERSON | ORGANIZATION, ONE},
    {starts_with_seat, ANY, MORE},
    {starts_with_messrs, ORGANIZATION | LOCATION, MORE},
    {is_half_of_firm, PERSON, ONE},
    {is_lady_or_lord, ORGANIZATION | LOCATION, ANY_LENGTH},
    {starts_in_rank, ANY, ANY_LENGTH},
    {starts_with_order, PERSON, MORE},
    {starts_with_adverb, ANY, ANY_LENGTH},
    {is_plain_noun, ANY, ONE},
    {starts_with_legal_form, ANY, ANY_LENGTH},
};

unsigned an_refused_kinds(const an_stretch *stretch, size_t first, size_t end, unsigned likely)
{
    an_judged r = judged_of(stretch->scene, first, end);
    unsigned kinds = refused_by(refusals, sizeof refusals / sizeof *refusals, &r, ~likely);

    return an_foreign_refusals(&r, an_court_refusals(&r, an_formal_refusals(&r, kinds))) & likely;
}
