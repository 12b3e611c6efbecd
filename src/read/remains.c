/* Each kind has a finder that says how long what stands at a place is, and what stands for it: one character (two for what a blank line is about),
   the rest of its place is filled with characters that nobody sees (or with blanks, where a line or a cell ends). */
#include "read/remains.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdint.h>
#include <string.h>

static const char UNSEEN[] = "\u2060"; /* word joiner: folding, atoms and names know nothing of it */

/* What stands at a place, and what is written for it: `code` (0 = nothing), then fillers up to the same number of code points. */
typedef struct remain {
    size_t length; /* bytes; 0 = none */
    uint32_t code;
    bool blank;       /* fill with blanks */
    bool twice;       /* `code` is written twice */
    bool sure;        /* nothing else looks like it */
    bool endless;     /* its end was looked for up to the end of the text */
    const char *until; /* what ends it stands further on: «</script» */
} remain;

/* Value of a hexadecimal digit of quoted-printable, which has capitals only; so have its forgers a chance to be seen. -1 = none. */
static int capital_hex(char c)
{
    return an_ascii_small(c) ? -1 : an_ascii_hex(c);
}

/* Entities ----------------------------------------------------------------------------------------------------------------------------- */

/* Sorted. Latin letters are made below. */
static const struct {
    const char *name;
    uint32_t code;
} entities[] = {
    {"AElig", 0xC6},   {"OElig", 0x152},  {"Oslash", 0xD8},  {"Scaron", 0x160},  {"aelig", 0xE6},   {"amp", '&'},      {"apos", '\''},    {"bull", 0x2022},
    {"cent", 0xA2},    {"copy", 0xA9},    {"deg", 0xB0},     {"emsp", ' '},      {"ensp", ' '},     {"euro", 0x20AC},  {"frac12", 0xBD},  {"gt", '>'},
    {"hellip", 0x2026}, {"iexcl", 0xA1},  {"iquest", 0xBF},  {"laquo", 0xAB},    {"ldquo", 0x201C}, {"lsaquo", 0x2039}, {"lsquo", 0x2018}, {"lt", '<'},
    {"mdash", 0x2014}, {"middot", 0xB7},  {"nbsp", ' '},     {"ndash", 0x2013},  {"oelig", 0x153},  {"ordm", 0xBA},    {"oslash", 0xF8},  {"para", 0xB6},
    {"pound", 0xA3},   {"quot", '"'},     {"raquo", 0xBB},   {"rdquo", 0x201D},  {"reg", 0xAE},     {"rsaquo", 0x203A}, {"rsquo", 0x2019}, {"sbquo", 0x201A},
    {"scaron", 0x161}, {"sect", 0xA7},    {"shy", 0xAD},     {"szlig", 0xDF},    {"thinsp", ' '},   {"times", 0xD7},   {"trade", 0x2122}, {"yen", 0xA5},
};

/* «eacute», «Ouml», «ccedil»: a letter and a mark that Latin-1 has together, in its order. */
static const struct {
    const char *mark, *letters;
    uint8_t codes[12];
} accents[] = {
    {"acute", "AEIOUYaeiouy", {0xC1, 0xC9, 0xCD, 0xD3, 0xDA, 0xDD, 0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xFD}},
    {"cedil", "Cc", {0xC7, 0xE7}},
    {"circ", "AEIOUaeiou", {0xC2, 0xCA, 0xCE, 0xD4, 0xDB, 0xE2, 0xEA, 0xEE, 0xF4, 0xFB}},
    {"grave", "AEIOUaeiou", {0xC0, 0xC8, 0xCC, 0xD2, 0xD9, 0xE0, 0xE8, 0xEC, 0xF2, 0xF9}},
    {"ring", "Aa", {0xC5, 0xE5}},
    {"tilde", "ANOano", {0xC3, 0xD1, 0xD5, 0xE3, 0xF1, 0xF5}},
    {"uml", "AEIOUaeiouy", {0xC4, 0xCB, 0xCF, 0xD6, 0xDC, 0xE4, 0xEB, 0xEF, 0xF6, 0xFC, 0xFF}},
};

static uint32_t accented(an_str name)
{
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        const char *found;
        if (!an_str_equal(an_str_sub(name, 1, name.len), an_str_of(accents[i].mark)) || !(found = strchr(accents[i].letters, name.ptr[0])))
            continue;
        return accents[i].codes[found - accents[i].letters];
    }
    return 0;
}

static uint32_t named(an_str name)
{
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (an_str_equal(name, an_str_of(entities[i].name)))
            return entities[i].code;
    return name.len > 1 ? accented(name) : 0;
}

/* What Windows-1252 has where Latin-1 has controls; 0 = nothing. */
static const uint16_t windows[32] = {0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178};

/* Number of «#8217», «#x2019»; 0 when it is none that may stand in a text. */
static uint32_t numbered(an_str name)
{
    bool sixteen = name.len > 1 && (name.ptr[1] | 0x20) == 'x';
    uint32_t code = 0;

    for (size_t i = sixteen ? 2 : 1; i < name.len; i++) {
        int digit = an_ascii_hex(name.ptr[i]);
        if (digit < 0 || (!sixteen && digit > 9) || code > 0x10FFFF)
            return 0;
        code = code * (sixteen ? 16 : 10) + (uint32_t)digit;
    }
    if (code >= 0x80 && code < 0xA0) /* as browsers read them */
        return windows[code - 0x80];
    return code < 0xA0 ? (code >= ' ' && code < 0x7F ? code : 0) : code == 0xA0 ? ' ' : code > 0x10FFFF || (code & 0xFFFE) == 0xFFFE ||
           (code >= 0xD800 && code < 0xE000) || (code >= 0xFDD0 && code <= 0xFDEF) ? 0 : code;
}

enum { LONGEST_ENTITY = 9 }; /* between «&» and «;» */

/* Length of what stands between `at` and a «;», 0 when no entity's name does. */
static size_t name_length(an_str text, size_t at)
{
    size_t end = at;

    while (end < text.len && end - at <= LONGEST_ENTITY && (an_ascii_letter(text.ptr[end]) || an_ascii_digit(text.ptr[end]) ||
                                                                (end == at && text.ptr[end] == '#')))
        end++;
    return end < text.len && text.ptr[end] == ';' ? end - at : 0;
}

static remain entity_at(an_str text, size_t at)
{
    size_t length = name_length(text, at + 1), end = at + length + 2, more;
    an_str name = an_str_sub(text, at + 1, at + 1 + length);
    uint32_t code;

    if (length == 0)
        return (remain){0};
    code = name.ptr[0] == '#' ? numbered(name) : named(name);
    if (code == '&' && (more = name_length(text, end)) > 0) { /* «&amp;nbsp;»: made an entity twice */
        name = an_str_sub(text, end, end + more);
        uint32_t inner = name.ptr[0] == '#' ? numbered(name) : named(name);
        if (inner)
            return (remain){.length = end + more + 1 - at, .code = inner, .sure = true};
    }
    return (remain){.length = code ? end - at : 0, .code = code, .sure = true};
}

/* Tags --------------------------------------------------------------------------------------------------------------------------------- */

typedef enum tag_kind {
    TAG_INLINE, /* nothing: «<b>Ada</b>» */
    TAG_CELL,   /* a tab */
    TAG_BLOCK,  /* a line end */
    TAG_SILENT  /* what it holds is no text */
} tag_kind;

static const uint8_t tag_codes[] = {[TAG_INLINE] = 0, [TAG_CELL] = '\t', [TAG_BLOCK] = '\n', [TAG_SILENT] = '\n'};

/* Sorted by name. */
static const struct {
    const char *name;
    tag_kind kind;
} tags[] = {
    {"a", TAG_INLINE},        {"abbr", TAG_INLINE},   {"address", TAG_BLOCK}, {"article", TAG_BLOCK},  {"aside", TAG_BLOCK},   {"b", TAG_INLINE},
    {"big", TAG_INLINE},      {"blockquote", TAG_BLOCK}, {"body", TAG_BLOCK}, {"br", TAG_BLOCK},       {"button", TAG_BLOCK},  {"center", TAG_BLOCK},
    {"cite", TAG_INLINE},     {"code", TAG_INLINE},   {"dd", TAG_BLOCK},      {"div", TAG_BLOCK},      {"dl", TAG_BLOCK},      {"dt", TAG_BLOCK},
    {"em", TAG_INLINE},       {"figcaption", TAG_BLOCK}, {"figure", TAG_BLOCK}, {"font", TAG_INLINE},  {"footer", TAG_BLOCK},  {"form", TAG_BLOCK},
    {"h1", TAG_BLOCK},        {"h2", TAG_BLOCK},      {"h3", TAG_BLOCK},      {"h4", TAG_BLOCK},       {"h5", TAG_BLOCK},      {"h6", TAG_BLOCK},
    {"head", TAG_BLOCK},      {"header", TAG_BLOCK},  {"hr", TAG_BLOCK},      {"html", TAG_BLOCK},     {"i", TAG_INLINE},      {"iframe", TAG_BLOCK},
    {"img", TAG_INLINE},      {"input", TAG_INLINE},  {"label", TAG_INLINE},  {"li", TAG_BLOCK},       {"link", TAG_BLOCK},    {"main", TAG_BLOCK},
    {"meta", TAG_BLOCK},      {"nav", TAG_BLOCK},     {"noscript", TAG_BLOCK}, {"ol", TAG_BLOCK},      {"option", TAG_BLOCK},  {"p", TAG_BLOCK},
    {"pre", TAG_BLOCK},       {"q", TAG_INLINE},      {"s", TAG_INLINE},      {"script", TAG_SILENT},  {"section", TAG_BLOCK}, {"select", TAG_BLOCK},
    {"small", TAG_INLINE},    {"span", TAG_INLINE},   {"strike", TAG_INLINE}, {"strong", TAG_INLINE},  {"style", TAG_SILENT},  {"sub", TAG_INLINE},
    {"sup", TAG_INLINE},      {"table", TAG_BLOCK},   {"tbody", TAG_BLOCK},   {"td", TAG_CELL},        {"tfoot", TAG_BLOCK},   {"th", TAG_CELL},
    {"thead", TAG_BLOCK},     {"time", TAG_INLINE},   {"title", TAG_BLOCK},   {"tr", TAG_BLOCK},       {"tt", TAG_INLINE},     {"u", TAG_INLINE},
    {"ul", TAG_BLOCK},        {"wbr", TAG_INLINE},
};

/* Number of the tag of this name, or -1. */
static int tag_of(an_str name)
{
    size_t low = 0, high = sizeof tags / sizeof *tags;
    char small[16];

    if (name.len == 0 || name.len >= sizeof small)
        return -1;
    for (size_t i = 0; i < name.len; i++)
        small[i] = an_ascii_letter(name.ptr[i]) ? (char)(name.ptr[i] | 0x20) : name.ptr[i];
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = an_str_compare(an_str_of(tags[middle].name), (an_str){small, name.len});
        if (order == 0)
            return (int)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

enum { LONGEST_TAG = 2048 };

/* Whether the tag whose attributes start at `at` ends within `most` bytes; *end is behind its «>», else as far as was looked. Quoted values may hold
   one. */
static bool tag_ends(an_str text, size_t at, size_t most, size_t *end)
{
    size_t stop = text.len - at > most ? at + most : text.len;
    char quote = 0;

    for (*end = at; *end < stop; ++*end) {
        char c = text.ptr[*end];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '>')
            break;
        else if (c == '<')
            return false;
        else if ((c == '"' || c == '\'') && text.ptr[*end - 1] == '=')
            quote = c;
    }
    if (*end == stop)
        return false;
    ++*end;
    return true;
}

static remain tag_at(an_str text, size_t at)
{
    size_t from = at + 1, to, end;
    int tag;
    bool closes;

    if (an_str_starts(an_str_sub(text, at, text.len), AN_LIT("<!--")))
        return (remain){.length = 4, .blank = true, .until = "-->"};
    closes = from < text.len && text.ptr[from] == '/';
    for (to = from += closes; to < text.len && (an_ascii_letter(text.ptr[to]) || an_ascii_digit(text.ptr[to])) && to - from < 16;)
        to++;
    if ((tag = tag_of(an_str_sub(text, from, to))) < 0 || to == text.len || !strchr(" \t\r\n/>", text.ptr[to]) || !tag_ends(text, to, LONGEST_TAG, &end))
        return (remain){0};
    return (remain){.length = end - at,
                    .code = tag_codes[tags[tag].kind],
                    .blank = tags[tag].kind != TAG_INLINE,
                    .sure = closes || memchr(text.ptr + to, '=', end - to) || text.ptr[end - 2] == '/', /* «a<b and c>d» is none */
                    .until = tags[tag].kind != TAG_SILENT || closes ? NULL : tag == tag_of(AN_LIT("style")) ? "</style>" : "</script>"};
}

/* Pages -------------------------------------------------------------------------------------------------------------------------------- */

/* What holds no text of a page: for machines, for the eye, or to find one's way. */
static const struct {
    const char *name, *until;
} silent[] = {
    {"script", "</script>"}, {"style", "</style>"}, {"svg", "</svg>"}, {"nav", "</nav>"}, {"noscript", "</noscript>"}, {"template", "</template>"},
    {"select", "</select>"}, {"button", "</button>"},
};
enum { SILENT = sizeof silent / sizeof *silent };

static const char *silent_until(an_str name)
{
    for (size_t i = 0; i < SILENT; i++)
        if (an_str_equal_ascii_case(name, an_str_of(silent[i].name)))
            return silent[i].until;
    return NULL;
}

/* Behind the name of the tag that starts at `at`, behind its «/» if it closes; `at` when it has none. */
static size_t name_end(an_str text, size_t at)
{
    size_t to = at;

    while (to < text.len && (an_ascii_letter(text.ptr[to]) || (to > at && !strchr(" \t\r\n\f/><", text.ptr[to]))))
        to++;
    return to;
}

/* What scripts leave stands inside of names, too: «Ada<!-- --> Roy». */
static remain comment_at(an_str text, size_t at)
{
    enum { SHORT = 16 };
    size_t end = an_str_find(an_str_sub(text, at, text.len - at > SHORT ? at + SHORT : text.len), 0, AN_LIT("-->"));

    return end == (size_t)-1 ? (remain){.length = 4, .blank = true, .until = "-->"} : (remain){.length = end + 3};
}

/* In a page everything is a tag that looks like one, as far as it has `most` bytes: what we do not know by name stands inside a line («<st1:city>»).
   A long one holds a picture. */
static remain element(an_str text, size_t at, size_t most)
{
    size_t from = at + 1, to, end;
    bool closes = from < text.len && text.ptr[from] == '/', picture;
    const char *until;
    tag_kind kind;
    int tag;

    if (an_str_starts(an_str_sub(text, at, text.len), AN_LIT("<!--")))
        return comment_at(text, at);
    if (from < text.len && (text.ptr[from] == '!' || text.ptr[from] == '?')) { /* «<!doctype html>», «<?xml …?>» */
        bool ends = tag_ends(text, from, most, &end);
        return (remain){.length = ends ? end - at : 0, .blank = true, .endless = !ends && end == text.len};
    }
    from += closes;
    to = name_end(text, from);
    if (to == from)
        return (remain){0};
    if (!tag_ends(text, to, most, &end))
        return (remain){.endless = end == text.len};
    tag = tag_of(an_str_sub(text, from, to));
    until = silent_until(an_str_sub(text, from, to));
    kind = until ? TAG_SILENT : tag < 0 ? TAG_INLINE : tags[tag].kind;
    picture = end - at > LONGEST_TAG;
    return (remain){.length = end - at,
                    .code = kind == TAG_INLINE && picture ? ' ' : tag_codes[kind],
                    .twice = tag_codes[kind] == '\n' && tag != tag_of(AN_LIT("br")),
                    .blank = kind != TAG_INLINE || picture,
                    .until = closes ? NULL : until};
}

static remain element_at(an_str text, size_t at)
{
    return element(text, at, text.len);
}

static remain short_element_at(an_str text, size_t at)
{
    return element(text, at, LONGEST_TAG);
}

/* Line ends of a page's source say nothing, nor do several blanks: together they are one blank, before a block a line end. */
static remain space_at(an_str text, size_t at)
{
    size_t end = at;
    bool breaks = false, block;

    for (; end < text.len && text.ptr[end] && strchr(" \t\r\n", text.ptr[end]); end++)
        breaks |= text.ptr[end] != ' ';
    if (!breaks && end - at < 3)
        return (remain){0};
    block = end == text.len || (text.ptr[end] == '<' && short_element_at(text, end).code == '\n');
    return (remain){.length = end - at, .code = block ? '\n' : ' ', .blank = block};
}

/* Quoted-printable --------------------------------------------------------------------------------------------------------------------- */

/* The byte that «=XX» at `at` stands for, or -1. */
static int quoted_byte(an_str text, size_t at)
{
    int high, low;

    if (text.len - at < 3 || text.ptr[at] != '=' || (high = capital_hex(text.ptr[at + 1])) < 0 || (low = capital_hex(text.ptr[at + 2])) < 0)
        return -1;
    return high * 16 + low;
}

/* Length of «=» at the end of a line, with the line's end; 0 when none stands at `at`. */
static size_t soft_break(an_str text, size_t at)
{
    size_t end = at + 1;

    while (end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == '\t' || text.ptr[end] == '\r'))
        end++;
    return end < text.len && text.ptr[end] == '\n' ? end + 1 - at : 0;
}

enum { FULL_LINE = 50 }; /* a mail program breaks no shorter line */

static remain quoted_at(an_str text, size_t at)
{
    char bytes[4];
    size_t count = 0, length;
    int byte = quoted_byte(text, at);

    if ((length = soft_break(text, at)))
        return (remain){.length = length, .sure = at >= FULL_LINE && !memchr(text.ptr + at - FULL_LINE, '\n', FULL_LINE)};
    if (byte < 0 || (byte < ' ' && byte != '\t'))
        return (remain){0};
    if (byte == ' ' || byte == '\t') /* stands at the ends of lines */
        return (remain){.length = 3, .code = ' ', .blank = true, .sure = at + 3 == text.len || text.ptr[at + 3] == '\n' || text.ptr[at + 3] == '\r'};
    for (; byte >= 0x80 && count < 4; byte = quoted_byte(text, at + 3 * count))
        bytes[count++] = (char)byte;
    if (count == 0)
        return (remain){.length = byte == 0x7F ? 0 : 3, .code = (uint32_t)byte, .sure = byte == '='};
    length = an_utf8_length((unsigned char)bytes[0]);
    if (length > 1 && length <= count && an_utf8_valid((an_str){bytes, length}) == length)
        return (remain){.length = 3 * length, .code = an_utf8_decode((an_str){bytes, length}, 0, &count), .sure = true};
    byte = (unsigned char)bytes[0];
    /* «country=DE» is no quoted letter: it is where the word goes on in small letters, or another one follows */
    return (remain){.length = 3,
                    .code = byte < 0xA0 ? windows[byte - 0x80] : (uint32_t)byte,
                    .sure = at + 3 < text.len && (an_ascii_small(text.ptr[at + 3]) || text.ptr[at + 3] == '=')};
}

/* Broken words ------------------------------------------------------------------------------------------------------------------------- */

/* It and an UNSEEN tell that a line ended here (text/sentence.c). */
enum { SOFT_HYPHEN = 0xAD };

/* Second parts of words that keep their hyphen. */
static const char *const compounds[] = {
    "affiliated", "aged", "armed", "backed", "based", "born", "bound", "brokered", "built", "class", "controlled", "driven", "educated", "era",
    "friendly", "funded", "held", "language", "led", "level", "like", "made", "occupied", "only", "owned", "related", "ruled", "run", "sized", "speaking",
    "sponsored", "style", "supported", "trained", "type", "wide",
};

static bool keeps_hyphen(an_str word)
{
    return AN_STR_IN(word, compounds);
}

/* Behind the number of a line, as laws have them: «Environ-», «13  mental». */
static size_t behind_number(an_str text, size_t at)
{
    enum { DIGITS = 3, BLANKS = 2 };
    size_t digits = at, end;

    while (digits < text.len && digits - at < DIGITS && an_ascii_digit(text.ptr[digits]))
        digits++;
    for (end = digits; end < text.len && text.ptr[end] == ' '; end++)
        ;
    return digits > at && end - digits >= BLANKS ? end : at;
}

/* A hyphen and a line end inside of a capitalised word: «Slobo-», «dan». */
static remain broken_at(an_str text, size_t at)
{
    size_t from = at, next = at + 1, end;

    while (from > 0 && an_ascii_letter(text.ptr[from - 1]))
        from--;
    next += next < text.len && text.ptr[next] == '\r';
    if (from == at || !an_ascii_small(text.ptr[at - 1]) || an_ascii_small(text.ptr[from]) || next >= text.len || text.ptr[next] != '\n')
        return (remain){0};
    for (next++; next < text.len && (text.ptr[next] == ' ' || text.ptr[next] == '\t'); next++)
        ;
    next = behind_number(text, next);
    for (end = next; end < text.len && an_ascii_small(text.ptr[end]); end++)
        ;
    return (remain){.length = end == next || keeps_hyphen(an_str_sub(text, next, end)) ? 0 : next - at, .code = SOFT_HYPHEN, .sure = true};
}

/* Numbers of lines ---------------------------------------------------------------------------------------------------------------------- */

/* Number that a line of a law or of a testimony begins with, two blanks or the line's end behind it, and where it ends; 0 = none. */
static unsigned line_number(an_str text, size_t line, size_t *end)
{
    enum { MARGIN = 8, DIGITS = 2, BLANKS = 2 };
    size_t at = line, digits;
    unsigned number = 0;

    while (at < text.len && at - line < MARGIN && text.ptr[at] == ' ')
        at++;
    for (digits = at; at < text.len && at - digits < DIGITS && an_ascii_digit(text.ptr[at]); at++)
        number = number * 10 + (unsigned)(text.ptr[at] - '0');
    *end = at;
    for (digits = at; digits < text.len && digits - at < BLANKS && text.ptr[digits] == ' '; digits++)
        ;
    return digits - at == BLANKS || digits >= text.len || text.ptr[digits] == '\n' || text.ptr[digits] == '\r' ? number : 0;
}

/* The start of the last line before `line` that holds anything, of those that are not long; `line` when there is none. */
static size_t line_before(an_str text, size_t line)
{
    enum { LONGEST = 160 };
    size_t at = line;

    while (at > 0 && (text.ptr[at - 1] == '\n' || text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\r') && line - at < LONGEST)
        at--;
    while (at > 0 && text.ptr[at - 1] != '\n' && line - at < LONGEST)
        at--;
    return line - at < LONGEST ? at : line;
}

/* « 12  To amend the …» behind « 11  …», and the first line of a page: the number is no text. */
static remain numbered_at(an_str text, size_t at)
{
    size_t line = at + 1, end, before, unused;
    unsigned number = line_number(text, line, &end);

    if (number == 0)
        return (remain){0};
    before = line_before(text, at);
    if (number > 1 && (before == at || line_number(text, before, &unused) != number - 1))
        return (remain){0};
    return (remain){.length = end - at, .code = '\n', .blank = true, .sure = number > 1};
}

/* Mending ------------------------------------------------------------------------------------------------------------------------------ */

/* Kinds by the character that they start with. A kind is met where so many are found that nothing else looks like; of quoted-printable text three
   of four such characters must be remains, too. */
enum { BROKEN = 3, NUMBERED };
static const struct {
    char sign;
    remain (*find)(an_str text, size_t at);
    size_t fewest;
    bool purely;
} kinds[] = {
    {'&', entity_at, 1, false},
    {'<', tag_at, 2, false},
    {'=', quoted_at, 2, true},
    [BROKEN] = {'-', broken_at, 3, false},
    [NUMBERED] = {'\n', numbered_at, 8, false},
};
enum { KINDS = sizeof kinds / sizeof *kinds, LOOKED_AT = 1 << 20, UNTILS = SILENT + 1 };

/* By the character that it starts with: what is looked for. */
typedef remain finder(an_str text, size_t at);

static bool is_met(an_str text, size_t kind)
{
    size_t met = 0, sure = 0, signs = 0;
    const char *found;

    for (size_t at = 0; at < text.len && (found = memchr(text.ptr + at, kinds[kind].sign, text.len - at)); signs++) {
        remain r = kinds[kind].find(text, at = (size_t)(found - text.ptr));
        met += r.length > 0;
        sure += r.length > 0 && r.sure;
        if (sure >= kinds[kind].fewest && !kinds[kind].purely)
            return true;
        at += r.length ? r.length : 1;
    }
    return sure >= kinds[kind].fewest && met * 4 >= signs * 3;
}

/* Behind the next `what` in the text; what was not found once is not looked for again. */
static size_t end_behind(an_str text, size_t at, const char *what, const char *missing[UNTILS])
{
    size_t end;

    for (size_t i = 0; i < UNTILS && missing[i]; i++)
        if (strcmp(missing[i], what) == 0)
            return at;
    if ((end = an_str_find_ascii_case(text, at, an_str_of(what))) != (size_t)-1)
        return end + strlen(what);
    for (size_t i = 0; i < UNTILS; i++)
        if (!missing[i]) {
            missing[i] = what;
            break;
        }
    return at;
}

static void write(an_buf *out, an_str text, size_t at, const remain *r)
{
    size_t points = an_utf8_count(an_str_sub(text, at, at + r->length));
    char code[4];

    if (r->code) {
        for (size_t times = r->twice && points > 1 ? 2 : 1; times > 0; times--, points--)
            an_buf_add(out, (an_str){code, an_utf8_encode(r->code, code)});
    }
    for (; points > 0 && !out->failed; points--)
        if (r->blank)
            an_buf_add_char(out, ' ');
        else
            an_buf_add_text(out, UNSEEN);
}

static void mend(an_buf *out, an_str text, finder *finders[256])
{
    const char *missing[UNTILS] = {0};
    size_t from = 0;

    for (size_t at = 0; at < text.len && !out->failed;) {
        finder *find = finders[(unsigned char)text.ptr[at]];
        remain r = find ? find(text, at) : (remain){0};
        if (r.length == 0) {
            if (r.endless) /* so may be all tags behind it: once is enough */
                finders[(unsigned char)text.ptr[at]] = short_element_at;
            at++;
            continue;
        }
        if (r.until)
            r.length = end_behind(text, at + r.length, r.until, missing) - at;
        an_buf_add(out, an_str_sub(text, from, at));
        write(out, text, at, &r);
        from = at += r.length;
    }
    an_buf_add(out, an_str_sub(text, from, text.len));
}

bool an_remains_mend(an_buf *out, an_str text)
{
    an_str beginning = an_str_sub(text, 0, text.len > LOOKED_AT ? LOOKED_AT : text.len);
    finder *finders[256] = {0};
    bool met[KINDS], any = false;

    for (size_t kind = 0; kind < KINDS; kind++)
        any |= met[kind] = is_met(beginning, kind);
    met[BROKEN] |= met[NUMBERED]; /* the lines of such a text are broken by their width */
    for (size_t kind = 0; kind < KINDS; kind++)
        if (met[kind])
            finders[(unsigned char)kinds[kind].sign] = kinds[kind].find;
    if (any)
        mend(out, text, finders);
    return any;
}

void an_page_mend(an_buf *out, an_str text)
{
    finder *finders[256] = {['&'] = entity_at, ['<'] = element_at};

    if (an_str_find_ascii_case(text, 0, AN_LIT("<pre")) == (size_t)-1)
        finders[' '] = finders['\t'] = finders['\r'] = finders['\n'] = space_at;
    mend(out, text, finders);
}
