/* Two walks over each sentence: atoms and the gaps between them become tokens; then, when it is known whether the sentence is in capitals,
   shapes and classes are settled. */
#include "extract/tagger/tokens.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "extract/tagger/abbreviations.h"
#include "extract/tagger/hyphens.h"
#include "extract/tagger/key.h"
#include "text/fold.h"

/* «Oblonsky—Stiva»: a long dash parts, as a comma does, also without blanks; matching takes it for a hyphen. */
static bool is_dash(uint32_t code)
{
    return code == 0x2014 || code == 0x2015;
}

/* Signs as the features know them. */
static char sign_of(uint32_t code)
{
    if (code < 0x80)
        return code == '^' ? '*' : (char)code; /* ^ is the edge of a sentence */
    if (is_dash(code))
        return ',';
    if (an_is_hyphen(code))
        return '-';
    if (an_is_apostrophe(code))
        return '\'';
    if (code == 0xAB || code == 0xBB || (code >= 0x201C && code <= 0x201F))
        return '"';
    return code == 0x2026 ? '.' : '*';
}

/* Joining ------------------------------------------------------------------------------------------------------------------------------ */

/* The state of the first walk. */
typedef struct cutter {
    const an_token_source *from;
    const an_lists *lists;
    an_tokens *out;
    bool spaced; /* hyphens have blanks around them */
} cutter;

static an_str text_of(const cutter *c, size_t atom)
{
    an_span span = c->from->atoms->items[atom].span;

    return an_str_sub(c->from->text, span.start, span.end);
}

static bool is_one_letter(const an_atom *atom)
{
    return !(atom->flags & AN_ATOM_DIGIT) &&
           (atom->span.end - atom->span.start == 1 || (!(atom->flags & AN_ATOM_ASCII) && atom->span.end - atom->span.start == 2));
}

/* What an apostrophe splits off: 's, 'll. */
static bool is_contraction(an_str word)
{
    static const char *const tails[] = {"s", "m", "re", "ve", "ll", "d"};

    return AN_STR_IN_ASCII_CASE(word, tails);
}

/* «Anti-Bush», «Pro-Kremlin», «Then-President Carter» at the start of a sentence are no more one word than «anti-Bush» is; «Anti-Corruption» is. */
static bool is_prefixed(const cutter *c, size_t left, size_t right)
{
    static const char *const prefixes[] = {"anti", "pro"};
    enum { NAMES = AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_KNOWN_ORG) };
    an_str word = text_of(c, left);
    uint32_t lists;

    if (!AN_STR_IN_ASCII_CASE(word, prefixes))
        return an_str_equal_ascii_case(word, AN_LIT("then"));
    if (right + 1 < c->from->atoms->count && c->from->atoms->items[right + 1].flags & AN_ATOM_UPPER_FIRST &&
        c->from->atoms->items[right + 1].gap == AN_GAP_SOFT) /* «Anti-Nazi League» */
        return false;
    lists = an_lists_of(c->lists, c->from->atoms->hashes[right]);
    return lists & NAMES || !(lists & AN_IN(AN_WORD_COMMON));
}

enum { LONG_WORD = 5 };

/* «Government-debt service»: behind such a word stands no part of a name. «Young-ran» is one: «Young» is a word of names, too. */
static bool is_long_common(const cutter *c, size_t atom)
{
    uint32_t lists = an_lists_of(c->lists, c->from->atoms->hashes[atom]);

    return text_of(c, atom).len >= LONG_WORD && lists & AN_IN(AN_WORD_COMMON) && !(lists & (AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME)));
}

/* Small words that no name ends with behind a hyphen: «the Government-as recommended». «Myung-you», «Jong-in» are names, «Book-of-the-Month» is one. */
static bool goes_on_behind_dash(const cutter *c, size_t atom)
{
    static const char *const words[] = {"and", "are", "as", "but", "by", "for", "from", "if", "is", "it", "its", "of", "or", "our", "that", "the", "their",
                                        "they", "this", "was", "we", "were", "what", "when", "where", "which", "while", "who", "with"};
    size_t end = c->from->atoms->items[atom].span.end;

    return !c->spaced && AN_STR_IN(text_of(c, atom), words) && !(end < c->from->text.len && c->from->text.ptr[end] == '-');
}

/* Whether a hyphen joins two atoms: Jean-Pierre, long-term, al-Qaeda, Ji-hyun; not pro-Russian, US-led, Washington-based. */
static bool hyphen_joins(const cutter *c, size_t left, size_t right)
{
    const an_atom *a = c->from->atoms->items + left, *b = c->from->atoms->items + right;
    bool cap_a = a->flags & AN_ATOM_UPPER_FIRST, cap_b = b->flags & AN_ATOM_UPPER_FIRST;
    an_str tail = text_of(c, right);
    uint32_t lists;

    if ((a->flags | b->flags) & AN_ATOM_DIGIT)
        return true;
    if (cap_a == cap_b)
        return !cap_a || !is_prefixed(c, left, right);
    if (!cap_a)
        return (an_lists_of(c->lists, c->from->atoms->hashes[left]) & AN_IN(AN_WORD_PARTICLE)) != 0;
    lists = an_lists_of(c->lists, c->from->atoms->hashes[right]);
    if (lists & AN_IN(AN_WORD_COMMON) && (tail.len >= LONG_WORD || is_long_common(c, left)))
        return false;
    return !(lists & AN_IN(AN_WORD_TAIL)) && !an_str_ends(tail, AN_LIT("ed")) && !goes_on_behind_dash(c, right);
}

/* The only sign between two places of the text, unseen characters aside; 0 when there is none or more. */
static uint32_t only_sign(an_str text, size_t from, size_t to)
{
    uint32_t code, sign = 0;
    size_t length;

    for (; from < to; from += length) {
        code = an_utf8_decode(text, from, &length);
        if (an_is_ignorable(code))
            continue;
        if (sign)
            return 0;
        sign = code;
    }
    return sign;
}

/* Whether the atom goes on with the word that ends before it. */
static bool joins(const cutter *c, size_t left, size_t right)
{
    const an_atom *a = c->from->atoms->items + left, *b = c->from->atoms->items + right;
    uint32_t code;
    bool digits = a->flags & b->flags & AN_ATOM_DIGIT;

    if (c->from->text.ptr[a->span.end] == ' ') /* nearly always */
        return c->spaced && an_hyphen_is_spaced(c->from->text, b, a->span.end) && hyphen_joins(c, left, right);
    if (b->gap == AN_GAP_BREAK || b->gap == AN_GAP_OTHER || (a->flags | b->flags) & AN_ATOM_ADDRESS)
        return (a->flags & b->flags & AN_ATOM_ADDRESS) != 0 && b->gap != AN_GAP_BREAK && b->span.start - a->span.end <= 3 &&
               !memchr(c->from->text.ptr + a->span.end, ' ', b->span.start - a->span.end);
    if (!(code = only_sign(c->from->text, a->span.end, b->span.start)))
        return false;
    switch (b->gap) {
    case AN_GAP_DOT:
        return digits || (is_one_letter(a) && is_one_letter(b));
    case AN_GAP_COMMA:
        return digits;
    case AN_GAP_AMP:
        return (b->flags & AN_ATOM_UPPER_FIRST) != 0;
    case AN_GAP_SOFT:
        return an_is_apostrophe(code) ? !is_contraction(text_of(c, right)) : an_is_hyphen(code) && !is_dash(code) && hyphen_joins(c, left, right);
    default:
        return false;
    }
}

/* Shapes ------------------------------------------------------------------------------------------------------------------------------- */

static bool has_lower_start(an_str word)
{
    size_t length;

    return word.len && an_is_lower(an_utf8_decode(word, 0, &length));
}

/* Small letters and capitals behind the first one of each part. */
static void inner_letters(an_str text, an_span span, size_t *upper, size_t *lower)
{
    size_t length;
    bool first = true;

    for (size_t at = span.start; at < span.end; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (!an_is_letter(code)) {
            first = true;
            continue;
        }
        *upper += !first && an_is_upper(code);
        *lower += !first && an_is_lower(code);
        first = false;
    }
}

size_t an_short_form_letters(an_str word)
{
    size_t count = word.len > 2 && word.ptr[word.len - 1] == 's' ? word.len - 1 : word.len;

    for (size_t i = 0; i < count; i++)
        if (word.ptr[i] < 'A' || word.ptr[i] > 'Z')
            return 0;
    return count < 2 ? 0 : count;
}

/* Short forms in the plural are words, not names: MPs, NGOs, URLs. */
static bool is_plural_of_capitals(an_str word)
{
    return word.len > 2 && an_short_form_letters(word) == word.len - 1;
}

/* Several letters, all ASCII: nearly all atoms. */
static inline bool is_plain(const an_atom *atom)
{
    return (atom->flags & (AN_ATOM_ASCII | AN_ATOM_DIGIT | AN_ATOM_ADDRESS)) == AN_ATOM_ASCII && atom->span.end - atom->span.start > 1;
}

static char plain_shape(an_str word, unsigned flags)
{
    if (flags & AN_ATOM_ALL_UPPER)
        return AN_SHAPE_CAPITALS;
    if (flags & AN_ATOM_INNER_UPPER)
        return is_plural_of_capitals(word) ? AN_SHAPE_LOWER : AN_SHAPE_MIXED;
    return flags & AN_ATOM_UPPER_FIRST ? AN_SHAPE_INITIAL_CAP : AN_SHAPE_LOWER;
}

static char shape_of(const cutter *c, const an_token *token, bool dot)
{
    const an_atom *first = c->from->atoms->items + token->atom;
    size_t upper = 0, lower = 0;
    unsigned flags = 0;
    bool all_upper = true, all_digits = true;

    if (token->atom_count == 1 && is_plain(first))
        return plain_shape(an_str_sub(c->from->text, token->span.start, token->span.end), first->flags);
    for (size_t i = 0; i < token->atom_count; i++) {
        flags |= first[i].flags;
        all_upper &= (first[i].flags & (AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT)) != 0;
        all_digits &= (first[i].flags & AN_ATOM_DIGIT) != 0 && !(first[i].flags & AN_ATOM_UPPER_FIRST);
    }
    if (flags & AN_ATOM_ADDRESS)
        return AN_SHAPE_OTHER;
    if (all_digits) {
        for (size_t at = token->span.start; at < token->span.end; at++)
            if ((c->from->text.ptr[at] | 0x20) >= 'a' && (c->from->text.ptr[at] | 0x20) <= 'z')
                return AN_SHAPE_DIGITS;
        return AN_SHAPE_NUMBER;
    }
    if (flags & AN_ATOM_DIGIT)
        return flags & AN_ATOM_UPPER_FIRST ? AN_SHAPE_DIGITS : AN_SHAPE_LOWER;
    if (token->atom_count == 1 && is_one_letter(first))
        return !(flags & AN_ATOM_UPPER_FIRST) ? AN_SHAPE_LOWER : dot ? AN_SHAPE_LETTER : AN_SHAPE_SINGLE;
    if (token->atom_count > 1 && first[1].gap == AN_GAP_DOT && is_one_letter(first))
        return flags & AN_ATOM_UPPER_FIRST ? AN_SHAPE_DOTTED : AN_SHAPE_LOWER;
    if (all_upper)
        return AN_SHAPE_CAPITALS;
    inner_letters(c->from->text, token->span, &upper, &lower);
    if (upper)
        return AN_SHAPE_MIXED;
    if (flags & AN_ATOM_UPPER_FIRST)
        return AN_SHAPE_INITIAL_CAP;
    return has_lower_start(an_str_sub(c->from->text, token->span.start, token->span.end)) ? AN_SHAPE_LOWER : AN_SHAPE_OTHER;
}

/* Classes ------------------------------------------------------------------------------------------------------------------------------ */

enum { CITIES = AN_IN(AN_WORD_CITY) };

/* The first row whose lists are all there and none of the others are gives the class of a capitalised word. */
static const struct {
    uint32_t all, none;
    char class_;
} cap_classes[] = {
    {AN_IN(AN_WORD_DEMONYM), 0, 'N'},
    {AN_IN(AN_WORD_COUNTRY), 0, 'K'},
    {AN_IN(AN_WORD_TIME), 0, 'D'},
    {AN_IN(AN_WORD_TITLE), 0, 'T'},
    {AN_IN(AN_WORD_COMPANY), 0, 'Q'},
    {AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_LOC), 0, 'J'},
    {AN_IN(AN_WORD_ORG), 0, 'G'},
    {AN_IN(AN_WORD_LOC), 0, 'H'},
    {AN_IN(AN_WORD_PARTICLE), 0, 'P'},
    {AN_IN(AN_WORD_FUNCTION), 0, 'f'},
    {AN_IN(AN_WORD_REGION), AN_IN(AN_WORD_GIVEN), 'R'},
    {AN_IN(AN_WORD_COMMON) | CITIES, AN_IN(AN_WORD_GIVEN), 'c'},
    {AN_IN(AN_WORD_COMMON), AN_IN(AN_WORD_GIVEN), 'w'},
    {AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_GIVEN), 0, 'y'},
    {AN_IN(AN_WORD_GIVEN) | CITIES, 0, 'Z'},
    {AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAMES), 0, 'B'},
    {AN_IN(AN_WORD_GIVEN), 0, 'F'},
    {CITIES | AN_IN(AN_WORD_SURNAMES), 0, 'V'},
    {CITIES, 0, 'C'},
    {AN_IN(AN_WORD_SURNAMES), 0, 'L'},
    {AN_IN(AN_WORD_TOWN), 0, 'E'},
};

/* The small words that have a class of their own. */
static char own_class(an_str word)
{
    static const struct {
        char word[4], class_;
    } classes[] = {{"of", 'o'}, {"and", '&'}, {"for", '4'}, {"the", '%'}};

    for (size_t i = 0; i < sizeof classes / sizeof *classes && word.len < sizeof classes->word; i++)
        if (word.ptr[0] == classes[i].word[0])
            return an_str_equal(word, an_str_of(classes[i].word)) ? classes[i].class_ : 0;
    return 0;
}

static char cap_class(const an_token *token)
{
    if (token->shape == AN_SHAPE_LETTER)
        return 'I';
    for (size_t i = 0; i < sizeof cap_classes / sizeof *cap_classes; i++)
        if ((token->lists & cap_classes[i].all) == cap_classes[i].all && !(token->lists & cap_classes[i].none))
            return cap_classes[i].class_;
    if (token->shape == AN_SHAPE_CAPITALS || token->shape == AN_SHAPE_DOTTED)
        return 'A';
    return token->shape == AN_SHAPE_DIGITS ? '0' : 'u';
}

static char lower_class(an_str word, uint32_t lists)
{
    char own;

    if (lists & AN_IN(AN_WORD_PARTICLE))
        return 'p';
    if ((own = own_class(word)))
        return own;
    if (lists & (AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY)))
        return 'g';
    if (lists & AN_IN(AN_WORD_LOC))
        return 'h';
    return lists & (AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_ROLE)) ? 't' : 'x';
}

/* Walks -------------------------------------------------------------------------------------------------------------------------------- */

static inline bool add(cutter *c, const an_token *token)
{
    if (!AN_ROOM(c->out, 1))
        return false;
    c->out->items[c->out->count++] = *token;
    return true;
}

/* Whether only a blank stands between two places, as between most words. */
static inline bool is_blank(const cutter *c, size_t from, size_t to)
{
    return to - from == 1 && c->from->text.ptr[from] == ' ';
}

/* A sign. Of a long row of equal ones (quotes of quotes of quotes, rules of hyphens) the first stand for all: the last of these moves to the
   end of the row. */
static bool add_sign(cutter *c, const an_token *sign, unsigned *equal)
{
    enum { MOST = 64 };
    an_token *last = *equal ? c->out->items + c->out->count - 1 : NULL;

    *equal = last && last->class_ == sign->class_ ? *equal + 1 : 1;
    if (*equal <= MOST)
        return add(c, sign);
    last->span = sign->span;
    *equal = MOST;
    return true;
}

/* The signs between two places. A dot that belongs to the word before it (`dotted`) is none. */
static bool add_signs(cutter *c, size_t from, size_t to, bool dotted, bool *blank)
{
    size_t length;
    unsigned equal = 0;

    *blank = false;
    for (size_t at = from; at < to; at += length) {
        uint32_t code = an_utf8_decode(c->from->text, at, &length);
        char sign;
        if (an_is_space(code) || an_is_ignorable(code)) {
            *blank |= an_is_space(code);
            continue;
        }
        if (dotted && at == from && code == '.')
            continue;
        sign = sign_of(code);
        if (!add_sign(c,
                      &(an_token){.key = an_hash_of_letters((an_str){&sign, 1}),
                                  .span = {(uint32_t)at, (uint32_t)(at + length)},
                                  .atom = AN_NO_ATOM,
                                  .shape = AN_SHAPE_MARK,
                                  .class_ = sign,
                                  .flags = *blank ? AN_TOKEN_BLANK : 0},
                      &equal))
            return false;
        *blank = false;
    }
    return true;
}

/* A dot behind a word is its own when the sentence goes on behind it: abbreviations, initials; U.S. also at the end. */
static bool takes_dot(const cutter *c, size_t first, size_t last, size_t end)
{
    const an_atom *atoms = c->from->atoms->items;
    size_t at = atoms[last].span.end;

    if (at >= c->from->text.len || c->from->text.ptr[at] != '.' || atoms[last].flags & (AN_ATOM_DIGIT | AN_ATOM_ADDRESS))
        return false;
    if (first < last && atoms[last].gap == AN_GAP_DOT)
        return true;
    if (is_one_letter(atoms + last) && first == last && atoms[last].flags & AN_ATOM_UPPER_FIRST)
        return true;
    return last + 1 < end && (atoms[last + 1].gap == AN_GAP_STOP ||
                              (at + 1 < c->from->text.len && c->from->text.ptr[at + 1] == ',' && atoms[last].span.end - atoms[last].span.start <= 5));
}

static bool is_ascii(const cutter *c, const an_token *token)
{
    unsigned char all = 0;

    if (token->atom_count == 1)
        return (c->from->atoms->items[token->atom].flags & AN_ATOM_ASCII) != 0;
    for (size_t i = token->span.start; i < token->span.end; i++)
        all |= (unsigned char)c->from->text.ptr[i];
    return all < 0x80;
}

/* Whether a word is what its hyphen does not join to the name behind it: it counts as one in small letters. */
static bool is_cut_prefix(const cutter *c, size_t left, size_t right)
{
    const an_atom *a = c->from->atoms->items + left, *b = c->from->atoms->items + right;

    return right == left + 1 && b->flags & AN_ATOM_UPPER_FIRST && a->flags & AN_ATOM_UPPER_FIRST &&
           an_is_hyphen(only_sign(c->from->text, a->span.end, b->span.start)) && is_prefixed(c, left, right);
}

/* The word that starts with atom `i` of a sentence that ends before atom `end`; where the next one starts. */
static size_t take_word(const cutter *c, size_t i, size_t end, an_token *token, bool *dotted)
{
    const an_atom *atoms = c->from->atoms->items;
    size_t next = i + 1;

    for (; next < end && next - i < UINT16_MAX && joins(c, next - 1, next); next++)
        token->key = an_key_join(token->key, c->from->atoms->hashes[next]);
    token->atom_count = (uint16_t)(next - i);
    token->span.end = atoms[next - 1].span.end;
    *dotted = takes_dot(c, i, next - 1, end);
    token->shape = next < end && is_cut_prefix(c, i, next) ? AN_SHAPE_LOWER : shape_of(c, token, *dotted);
    if (*dotted && (token->shape == AN_SHAPE_DOTTED || token->shape == AN_SHAPE_LETTER))
        token->span.end++;
    if (is_ascii(c, token))
        token->flags |= AN_TOKEN_ASCII;
    return next;
}

static bool cut_sentence(cutter *c, size_t sentence)
{
    const an_atom *atoms = c->from->atoms->items;
    size_t end = c->from->sentence_atom[sentence + 1], at = c->from->sentences[sentence].start;
    bool dotted = false, blank;

    for (size_t i = c->from->sentence_atom[sentence], next; i < end; i = next) {
        an_token token = {.atom = (uint32_t)i, .key = c->from->atoms->hashes[i], .span = atoms[i].span, .atom_count = 1};
        if (!(blank = is_blank(c, at, atoms[i].span.start)) && !add_signs(c, at, atoms[i].span.start, dotted, &blank))
            return false;
        token.flags = (uint8_t)((blank ? AN_TOKEN_BLANK : 0) | (atoms[i].gap == AN_GAP_BREAK ? AN_TOKEN_HARD : 0));
        if (is_plain(atoms + i) && i + 1 < end && is_blank(c, token.span.end, atoms[i + 1].span.start)) { /* nothing joins it, and no dot is its own */
            token.shape = plain_shape(an_str_sub(c->from->text, token.span.start, token.span.end), atoms[i].flags);
            token.flags |= AN_TOKEN_ASCII;
            dotted = false;
            next = i + 1;
        } else {
            next = take_word(c, i, end, &token, &dotted);
        }
        an_lists_expect(c->lists, token.key);
        if (!add(c, &token))
            return false;
        at = atoms[next - 1].span.end;
    }
    return add_signs(c, at, c->from->sentences[sentence].end, dotted, &blank);
}

/* What shapes are: words that count when it is asked whether a sentence is in capitals, those that are, and what may be part of a name. */
enum { COUNTS = 1, IN_CAPITALS = 2, IS_CAP = 4 };
static const uint8_t shapes[128] = {
    [AN_SHAPE_LOWER] = COUNTS,
    [AN_SHAPE_INITIAL_CAP] = COUNTS | IS_CAP,
    [AN_SHAPE_CAPITALS] = COUNTS | IN_CAPITALS | IS_CAP,
    [AN_SHAPE_MIXED] = COUNTS | IS_CAP,
    [AN_SHAPE_DIGITS] = COUNTS | IS_CAP,
    [AN_SHAPE_DOTTED] = COUNTS | IN_CAPITALS | IS_CAP,
    [AN_SHAPE_LETTER] = COUNTS | IN_CAPITALS | IS_CAP,
    [AN_SHAPE_SINGLE] = COUNTS | IN_CAPITALS | IS_CAP,
    [AN_SHAPE_CAPLINE] = COUNTS | IS_CAP,
};

/* Of a sentence: words, those of them in capitals, and tokens behind the first over whose start no name reaches. */
typedef struct counts {
    size_t words, capitals, gaps;
} counts;

static counts count_tokens(const an_token *tokens, size_t count)
{
    counts all = {0};

    for (size_t i = 0; i < count; i++) {
        all.words += shapes[(unsigned char)tokens[i].shape] & COUNTS;
        all.capitals += (shapes[(unsigned char)tokens[i].shape] & IN_CAPITALS) != 0;
        all.gaps += i > 0 && tokens[i].flags & AN_TOKEN_HARD;
    }
    return all;
}

/* Most of at least three words are in capitals: a heading, or text that is so throughout. */
static bool in_capitals(const counts *all)
{
    return all->words >= 3 && all->capitals * 10 >= all->words * 8;
}

/* Lists of a word; a hyphenated one without an entry is a given name when its first part is. */
static uint32_t lists_of(const cutter *c, const an_token *token)
{
    uint32_t lists = an_lists_of(c->lists, token->key);

    if (!(lists & AN_LISTS) && token->atom_count > 1 && (c->spaced || c->from->atoms->items[token->atom + 1].gap == AN_GAP_SOFT))
        lists = an_lists_of(c->lists, c->from->atoms->hashes[token->atom]) & AN_IN(AN_WORD_GIVEN);
    return lists;
}

static void settle_token(const cutter *c, an_token *token, bool capitals)
{
    an_str word = an_str_sub(c->from->text, token->span.start, token->span.end);

    token->lists = lists_of(c, token);
    if (capitals && (token->shape == AN_SHAPE_CAPITALS || token->shape == AN_SHAPE_SINGLE))
        token->shape = AN_SHAPE_CAPLINE;
    if (token->shape == AN_SHAPE_NUMBER) {
        token->class_ = '#';
        token->key = an_key_bytes("00000000000000000000", word.len < 20 ? word.len : 20);
        return;
    }
    if (shapes[(unsigned char)token->shape] & IS_CAP &&
        !(token->shape == AN_SHAPE_CAPLINE && token->lists & (AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_SAYS)))) {
        token->flags |= AN_TOKEN_CAP;
        token->class_ = cap_class(token);
    } else {
        token->class_ = token->shape == AN_SHAPE_OTHER ? '@' : lower_class(word, token->lists);
        if (token->shape == AN_SHAPE_CAPLINE)
            token->class_ = an_lists_of(c->lists, token->key) & AN_IN(AN_WORD_LINK) ? 'i' : 'x';
    }
}

/* In a row of a table (two gaps or more that part cells) two blanks part cells, too. */
static void part_cells(const cutter *c, an_token *tokens, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (tokens[i].flags & AN_TOKEN_BLANK && c->from->text.ptr[tokens[i].span.start - 1] == ' ' &&
            c->from->text.ptr[tokens[i].span.start - 2] == ' ')
            tokens[i].flags |= AN_TOKEN_HARD;
}

/* A surname in capitals with a comma behind it that begins a line behind small letters begins an entry of a list, not the rest of a name:
   «…, Port Ferris» and in the next line «CRUZ MENDA, Ernesto». */
static void part_entries(const cutter *c, an_token *tokens, size_t count)
{
    for (size_t i = 1, end; i < count; i = end + 1) {
        for (end = i; end < count && tokens[end].shape == AN_SHAPE_CAPITALS;)
            end++;
        if (end > i && end < count && tokens[end].class_ == ',' && tokens[i - 1].shape == AN_SHAPE_INITIAL_CAP &&
            an_str_find_byte(an_str_sub(c->from->text, tokens[i - 1].span.end, tokens[i].span.start), 0, '\n') != (size_t)-1)
            tokens[i].flags |= AN_TOKEN_HARD;
    }
}

static void settle_sentence(const cutter *c, an_token *tokens, size_t count)
{
    counts all = count_tokens(tokens, count);
    bool initial = true, capitals = in_capitals(&all);

    if (all.gaps > 1)
        part_cells(c, tokens, count);
    if (all.capitals)
        part_entries(c, tokens, count);
    if (count)
        tokens[0].flags |= AN_TOKEN_HARD;
    for (size_t i = 0; i < count; i++) {
        initial |= (tokens[i].flags & AN_TOKEN_HARD) != 0;
        if (initial)
            tokens[i].flags |= AN_TOKEN_INITIAL;
        if (tokens[i].atom != AN_NO_ATOM) {
            settle_token(c, tokens + i, capitals);
            initial = false;
        } else if (tokens[i].class_ == '.' || tokens[i].class_ == '!' || tokens[i].class_ == '?' || tokens[i].class_ == ':' ||
                 tokens[i].class_ == ';')
            initial = true;
        else if (tokens[i].class_ != '"' && tokens[i].class_ != '\'' && tokens[i].class_ != '(' && tokens[i].class_ != '[' &&
                 tokens[i].class_ != '`')
            initial = initial && (tokens[i].class_ == '-' || tokens[i].class_ == '*' || tokens[i].class_ == '>');
    }
}

void an_token_demote(an_token *token)
{
    token->shape = AN_SHAPE_LOWER;
    token->class_ = 'x';
    token->flags &= (uint8_t)~AN_TOKEN_CAP;
}

bool an_tokens_cut(an_tokens *tokens, const an_token_source *from, const an_lists *lists)
{
    cutter c = {.from = from, .lists = lists, .out = tokens, .spaced = an_hyphens_are_spaced(from, lists)};

    tokens->words = lists;
    for (size_t s = 0; s < from->sentence_count; s++) {
        size_t first = tokens->count;
        if (!cut_sentence(&c, s))
            return false;
        settle_sentence(&c, tokens->items + first, tokens->count - first);
    }
    an_abbreviations_settle(tokens, from, lists);
    return true;
}
