#include "extract/tagger/affairs.h"

#include "base/ascii.h"

/* Tokens [first, end) of a text. */
typedef struct name {
    const an_token *t;
    an_str text;
    size_t first, end, count;
} name;

static an_str text_of(const name *n, size_t token)
{
    return an_str_sub(n->text, n->t[token].span.start, n->t[token].span.end);
}

static bool is_on(const name *n, size_t token, uint32_t lists)
{
    return (n->t[token].lists & lists) != 0;
}

static bool is_small_cue(const name *n, size_t token, an_cue cue)
{
    return token < n->count && n->t[token].shape == AN_SHAPE_LOWER && !(n->t[token].flags & AN_TOKEN_HARD) && an_is_cue(text_of(n, token), cue);
}

static bool is_sign(const name *n, size_t token, char sign)
{
    return token < n->count && n->t[token].atom == AN_NO_ATOM && n->t[token].class_ == sign && !(n->t[token].flags & AN_TOKEN_HARD);
}

/* Whether one of the words makes names of bodies: what is said beside it says nothing of the name. */
static bool holds_body(const name *n)
{
    enum { BODIES = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_KNOWN_ORG) };

    for (size_t i = n->first; i < n->end; i++)
        if (is_on(n, i, BODIES))
            return true;
    return false;
}

/* «Extended Credit Facility», «Eastern Standard Time»: of the last word alone one could not say so. */
static bool ends_in_pair(const name *n)
{
    static const struct {
        const char *before, *last;
    } pairs[] = {
        {"credit", "facility"},     {"lending", "facility"},    {"liquidity", "facility"}, {"loan", "facility"},       {"peace", "facility"},
        {"resilience", "facility"}, {"improvement", "project"}, {"hydropower", "project"}, {"positioning", "system"},  {"navigation", "system"},
        {"operating", "system"},    {"payment", "system"},      {"payments", "system"},    {"accounting", "standards"}, {"reporting", "standards"},
        {"voting", "machine"},      {"information", "report"},  {"daylight", "time"},      {"mean", "time"},           {"standard", "time"},
        {"summer", "time"},
    };
    const an_token *last = n->t + n->end - 1;

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (an_token_is(last, an_str_of(pairs[i].last)) && an_token_is(last - 1, an_str_of(pairs[i].before)))
            return true;
    return false;
}

/* Whether all words are ordinary ones, and none makes names of bodies. */
static bool is_plain(const name *n)
{
    enum { PLAIN = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) };

    for (size_t i = n->first; i < n->end; i++)
        if (n->t[i].atom != AN_NO_ATOM && !is_on(n, i, PLAIN))
            return false;
    return !holds_body(n);
}

/* «Treaty on the Functioning of the Harrow League», «European Convention against Tolls»; but «Committee on the Convention against Tolls», «Convention on
   Tolls Secretariat». */
static bool is_treaty(const name *n)
{
    static const char *const about[] = {"against", "between", "concerning", "on", "regarding"};
    static const char *const bodies[] = {"bureau", "centre", "center", "commission", "committee", "council", "court", "secretariat", "tribunal"};

    for (size_t i = n->first; i + 1 < n->end && !is_on(n, i, AN_IN(AN_WORD_ORG)); i++)
        if (an_is_cue(text_of(n, i), AN_CUE_AGREED) && n->t[i + 1].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(n, i + 1), about))
            return !AN_STR_IN_ASCII_CASE(text_of(n, n->end - 1), bodies);
    return false;
}

/* The token behind the name, and behind a short form in brackets: («NPT»). */
static size_t behind(const name *n)
{
    enum { MOST = 5 };

    for (size_t close = n->end + 1; is_sign(n, n->end, '(') && close - n->end < MOST; close++)
        if (is_sign(n, close, ')'))
            return close + 1;
    return n->end;
}

/* Whether what is said goes on behind a noun as it does of a plan, not of a planner: «a plan of nine measures», «a treaty between two states», but not «a
   plan and policy adviser». */
static bool goes_on_as_affair(const name *n, size_t noun)
{
    static const char *const behind[] = {"adopted", "between", "drawn", "of", "that", "under", "which"};
    size_t next = noun + 1;

    return next < n->count && n->t[next].shape == AN_SHAPE_LOWER && !(n->t[next].flags & AN_TOKEN_HARD) &&
           AN_STR_IN(text_of(n, next), behind);
}

/* «…, a plan of nine measures» */
static bool is_said_to_be(const name *n, size_t comma)
{
    static const char *const articles[] = {"a", "an"};
    static const char *const nouns[] = {"accord", "agreement", "convention", "directive", "pact", "plan", "protocol", "regulation", "treaty"};
    enum { WORDS = 3 };
    size_t article = comma + 1;

    if (holds_body(n) || !is_sign(n, comma, ',') || article >= n->count || !AN_STR_IN(text_of(n, article), articles))
        return false;
    for (size_t noun = article + 1; noun < n->count && noun - article <= WORDS && n->t[noun].shape == AN_SHAPE_LOWER; noun++)
        if (AN_STR_IN(text_of(n, noun), nouns) && goes_on_as_affair(n, noun))
            return true;
    return false;
}

/* «Deferred Harbour Action (DHA) programme»: ordinary words with letters behind them, and what they are the name of. */
static bool is_run_as(const name *n, size_t noun)
{
    return noun > n->end && is_small_cue(n, noun, AN_CUE_AFFAIR) && is_plain(n);
}

/* The noun before «of», «on» or «for», also before «Against» («Families Against Waste»), or the last word. */
static size_t head_of(const name *n)
{
    static const char *const joints[] = {"against", "for", "of", "on"};

    for (size_t i = n->first + 1; i < n->end; i++)
        if ((n->t[i].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(n, i), joints)) || an_token_is(n->t + i, AN_LIT("against")))
            return i - 1;
    return n->end - 1;
}

bool an_is_of_thing(const an_tokens *tokens, an_str text, size_t first, size_t end)
{
    name n = {tokens->items, text, first, end, tokens->count};

    return end - first > 1 && is_on(&n, head_of(&n), AN_IN(AN_WORD_THING)) && !holds_body(&n);
}

/* Whether the bracket behind holds a word in capitals, or in some, that begins as the name does; or the name stands in a bracket behind one: «GDP (Gross
   Domestic Product)». */
static bool has_short_form(const name *n)
{
    bool before = n->first > 1 && is_sign(n, n->first - 1, '(') && is_sign(n, n->end, ')');
    an_str word;
    char last;

    if (!before && behind(n) != n->end + 3) /* bracket, word, bracket */
        return false;
    word = text_of(n, before ? n->first - 2 : n->end + 1);
    last = word.ptr[word.len - 1];
    return word.ptr[0] == text_of(n, n->first).ptr[0] && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' && word.len > 1 &&
           (an_ascii_letter(last) || an_ascii_digit(last)) && !(an_ascii_small(word.ptr[1]) && an_ascii_small(last));
}

/* «Document Management System»: of ordinary words; but «Harbour Transit System». */
static bool is_office_system(const name *n)
{
    static const char *const before[] = {"administration", "classification", "control",   "grading", "identification", "information", "management",
                                         "monitoring",     "rating",         "reporting", "testing", "tracking",       "warning"};

    if (!an_token_is(n->t + n->end - 1, AN_LIT("system")) || !AN_STR_IN_ASCII_CASE(text_of(n, n->end - 2), before))
        return false;
    for (size_t i = n->first; i < n->end; i++)
        if (!is_on(n, i, AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_DEMONYM)))
            return false;
    return true;
}

/* «Special Economic Zone», «Orphans and Vulnerable Children»: a kind of places, or of people. */
static bool is_kind(const name *n)
{
    static const char *const kinds[] = {"children", "households", "learners", "migrants", "patients", "persons", "refugees"};
    static const char *const calls[] = {"adopt", "care", "feed", "free", "help", "love", "protect", "rescue", "save", "support"};
    static const char *const lands[] = {"area", "areas", "zone", "zones"}, *const uses[] = {"economic", "fly", "protected", "statistical", "trade"};

    if (AN_STR_IN_ASCII_CASE(text_of(n, n->first), calls)) /* «Help Needy Children» */
        return false;
    return (AN_STR_IN_ASCII_CASE(text_of(n, n->end - 1), kinds) ||
            (AN_STR_IN_ASCII_CASE(text_of(n, n->end - 1), lands) && AN_STR_IN_ASCII_CASE(text_of(n, n->end - 2), uses))) &&
           is_plain(n);
}

bool an_begins_affair_abroad(const an_tokens *tokens, an_str text, size_t first, bool laws)
{
    static const char *const behind[] = {"d", "da", "das", "de", "del", "della", "des", "di", "do", "dos", "du", "para", "pour", "relatif", "sobre", "sur"};
    static const char *const kinds[] = {"federal", "general", "général", "générale", "nacional", "national", "nationale", "nazionale", "orgánica"};
    static const char *const malay[] = {"kebijakan", "peraturan", "rencana"};
    uint64_t nouns = UINT64_C(1) << AN_CUE_ENACTED_ABROAD | (uint64_t)!laws << AN_CUE_PLANNED_ABROAD;
    name n = {tokens->items, text, first, first + 1, tokens->count};

    if (!(an_cues_of(an_lists_cues(tokens->words), n.t[first].key) & nouns) || first + 1 >= n.count || n.t[first + 1].atom == AN_NO_ATOM ||
        n.t[first + 1].flags & AN_TOKEN_HARD)
        return false;
    if (n.t[first + 1].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(&n, first + 1), behind))
        return true;
    if (n.t[first + 1].flags & AN_TOKEN_CAP && AN_STR_IN_ASCII_CASE(text_of(&n, first), malay))
        return true;
    if (n.t[first + 1].flags & AN_TOKEN_CAP && (first + 2 >= n.count || n.t[first + 2].shape != AN_SHAPE_LOWER || !AN_STR_IN(text_of(&n, first + 2), behind)))
        nouns = UINT64_C(1) << AN_CUE_ENACTED_ABROAD; /* «Acuerdo Nacional» is a party, «Programa Nacional de Riego» none */
    return an_cues_of(an_lists_cues(tokens->words), n.t[first].key) & nouns && AN_STR_IN_ASCII_CASE(text_of(&n, first + 1), kinds);
}

/* «Eastern Traditional Religion», «Harrow Syncretism», «Modern Standard Arabic»: what is believed or spoken. */
static bool is_belief(const name *n)
{
    static const char *const nouns[] = {"arabic", "creole", "hindi", "koine", "latin", "pashto", "pidgin", "religion", "religions", "sanskrit", "swahili",
                                        "urdu"};
    enum { LEAST = 6 };
    an_str last = text_of(n, n->end - 1);

    if (holds_body(n))
        return false; /* «Radio Harrow Arabic» */
    return AN_STR_IN_ASCII_CASE(last, nouns) || (last.len >= LEAST && an_str_ends(last, AN_LIT("ism")) && !is_on(n, n->end - 1, AN_IN(AN_WORD_COMMON))) ||
           (is_on(n, n->end - 1, AN_IN(AN_WORD_DEMONYM)) && last.ptr[last.len - 1] != 's');
}

/* «Gross Domestic Product (GDP)», «Joint Plan of Action (JPOA)», «Budget Consolidation Law (BCL)»: with a short form behind them, three words or more that
   end in such a noun, or hang on one that is planned or agreed, are no body. */
static bool is_shortened(const name *n)
{
    static const char *const before_of[] = {"agreement", "colloquium", "deed", "policy", "protocol", "seminar", "session", "statement", "symposium",
                                            "treaty"};
    static const char *const ends[] = {"accord", "agreement", "directive", "law", "protocol", "regulation", "treaty"};
    enum { LEAST = 3, MAKES_BODIES = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) };
    size_t head = head_of(n);

    if (n->end - n->first < LEAST || !has_short_form(n))
        return false;
    if (is_on(n, head, AN_IN(AN_WORD_THING)) && !is_on(n, head, MAKES_BODIES))
        return true;
    if (head + 1 < n->end)
        return AN_STR_IN_ASCII_CASE(text_of(n, head), before_of);
    return is_office_system(n) || is_kind(n) || is_belief(n) || AN_STR_IN_ASCII_CASE(text_of(n, head), ends) ||
           (!is_on(n, head, MAKES_BODIES) && an_is_cue(text_of(n, head), AN_CUE_SHORTENED));
}

/* «to implement the Harrow Travel Initiative (HTI)», «under the Harrow Loan Scheme (HLS)»: what is carried out, with a short form behind it. */
static bool is_carried_out(const name *n)
{
    static const char *const nouns[] = {"initiative", "programme", "program", "project", "scheme"};
    static const char *const verbs[] = {"implement", "implementing", "implements", "implemented", "launching", "under"};
    size_t before = n->first;

    if (!has_short_form(n) || !AN_STR_IN_ASCII_CASE(text_of(n, n->end - 1), nouns))
        return false;
    if (before > 0 && !(n->t[before].flags & AN_TOKEN_HARD) && an_token_is(n->t + before - 1, AN_LIT("the")))
        before--;
    return before > 0 && !(n->t[before].flags & AN_TOKEN_HARD) && n->t[before - 1].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(n, before - 1), verbs);
}

bool an_is_affair(const an_tokens *tokens, an_str text, size_t first, size_t end)
{
    name n = {tokens->items, text, first, end, tokens->count};
    size_t next;

    if (end - first < 2 || n.t[first].shape != AN_SHAPE_INITIAL_CAP || is_on(&n, first, AN_IN(AN_WORD_GIVEN)))
        return false;
    if (n.t[end - 1].shape == AN_SHAPE_INITIAL_CAP && ends_in_pair(&n))
        return true;
    if (has_short_form(&n) && an_begins_affair_abroad(tokens, text, first, false))
        return true;
    next = behind(&n);
    return is_treaty(&n) || is_shortened(&n) || is_carried_out(&n) || is_run_as(&n, next) || is_said_to_be(&n, next);
}

/* Whether a quotation from a mark on is a title: words with capitals, and small ones of grammar between them. */
static bool is_title(const an_tokens *tokens, size_t mark)
{
    enum { MOST = 12, SMALL = AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_LINK) | AN_IN(AN_WORD_PARTICLE) };

    for (size_t at = mark + 1; at < tokens->count && at - mark < MOST; at++) {
        const an_token *t = tokens->items + at;
        if (t->flags & AN_TOKEN_HARD || (t->shape == AN_SHAPE_LOWER && !(t->lists & SMALL)))
            return false;
        if (t->atom == AN_NO_ATOM && t->class_ == '"')
            return true;
    }
    return false;
}

/* Whether a token is the quotation mark before such a title. */
static bool quotes_product(const an_tokens *tokens, an_str text, size_t mark)
{
    const an_token *t = tokens->items + mark;

    if (mark == 0 || mark + 1 >= tokens->count || t->atom != AN_NO_ATOM || t->class_ != '"' || (t->flags | t[1].flags) & AN_TOKEN_HARD)
        return false;
    return t->flags & AN_TOKEN_BLANK && !(t[1].flags & AN_TOKEN_BLANK) && t[1].flags & AN_TOKEN_CAP && t[-1].shape == AN_SHAPE_LOWER &&
           an_is_cue(an_str_sub(text, t[-1].span.start, t[-1].span.end), AN_CUE_PRODUCT) && is_title(tokens, mark);
}

bool an_is_in_quoted_product(const an_tokens *tokens, an_str text, size_t token, size_t most)
{
    size_t open = token;

    for (const an_token *t = tokens->items; open > 0 && token - open < most && !(t[open].flags & AN_TOKEN_HARD); open--)
        if (t[open].atom == AN_NO_ATOM && t[open].class_ == '"')
            break;
    return quotes_product(tokens, text, open);
}
