/* One pass over the line. Everything is checked as jansson does; only what is rare is left to it: names with escapes, deep nesting, huge numbers,
   half surrogate pairs, bytes that are no UTF-8. Strings are passed over sixteen bytes at a time and copied only if they hold escapes. */
#include "read/members.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/wide.h"
#include "text/lanes.h"

enum { DEEPEST = 16, MOST_DIGITS = 18 };

typedef struct cursor {
    an_str line;
    size_t at;
} cursor;

static bool take_value(cursor *c, an_json_kind *kind, an_str *raw, bool *escaped, int depth);

static void skip_blanks(cursor *c)
{
    while (c->at < c->line.len && (c->line.ptr[c->at] == ' ' || c->line.ptr[c->at] == '\t' || c->line.ptr[c->at] == '\r'))
        c->at++;
}

/* The next sign behind blanks, when it is this one. */
static bool take(cursor *c, char sign)
{
    skip_blanks(c);
    if (c->at >= c->line.len || c->line.ptr[c->at] != sign)
        return false;
    c->at++;
    return true;
}

static bool is_special(char c)
{
    return c == '"' || c == '\\' || (unsigned char)c < ' ';
}

static an_wide special_of(an_wide bytes)
{
    return an_wide_equal(bytes, '"') | an_wide_equal(bytes, '\\') | an_wide_in(bytes, '\0', ' ');
}

/* First quotation mark, backslash or control from `at` on. */
static size_t special_from(an_str text, size_t at)
{
    for (; text.len - at >= sizeof(an_wide); at += sizeof(an_wide)) {
        unsigned first = an_wide_first(special_of(an_wide_at(text.ptr + at)));
        if (first < sizeof(an_wide))
            return at + first;
    }
    while (at < text.len && !is_special(text.ptr[at]))
        at++;
    return at;
}

/* Behind the opening mark: what stands up to the closing one. */
static bool take_string(cursor *c, an_str *raw, bool *escaped)
{
    size_t start = c->at, at = start;

    *escaped = false;
    while ((at = special_from(c->line, at)) < c->line.len && c->line.ptr[at] == '\\' && c->line.len - at >= 2) {
        *escaped = true;
        at += 2;
    }
    if (at >= c->line.len || c->line.ptr[at] != '"')
        return false;
    *raw = an_str_sub(c->line, start, at);
    c->at = at + 1;
    return true;
}

static size_t take_digits(cursor *c)
{
    size_t start = c->at;

    while (c->at < c->line.len && c->line.ptr[c->at] >= '0' && c->line.ptr[c->at] <= '9')
        c->at++;
    return c->at - start;
}

/* Short ones: 12, -3.5, not 012, -0, 1e5. */
static bool take_number(cursor *c, an_json_kind *kind, an_str *raw)
{
    size_t start = c->at, digits, first;

    c->at += c->line.ptr[c->at] == '-';
    first = c->at;
    digits = take_digits(c);
    if (digits == 0 || digits > MOST_DIGITS || (c->line.ptr[first] == '0' && (digits > 1 || first > start)))
        return false;
    *kind = AN_JSON_INT;
    if (c->at < c->line.len && c->line.ptr[c->at] == '.') {
        c->at++;
        digits = take_digits(c);
        if (digits == 0 || digits > MOST_DIGITS)
            return false;
        *kind = AN_JSON_REAL;
    }
    *raw = an_str_sub(c->line, start, c->at);
    return c->at == c->line.len || (c->line.ptr[c->at] != 'e' && c->line.ptr[c->at] != 'E');
}

static bool take_word(cursor *c, an_json_kind *kind)
{
    static const struct {
        const char *word;
        an_json_kind kind;
    } words[] = {{"null", AN_JSON_NULL}, {"true", AN_JSON_BOOL}, {"false", AN_JSON_BOOL}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (an_str_starts(an_str_sub(c->line, c->at, c->line.len), an_str_of(words[i].word))) {
            c->at += strlen(words[i].word);
            *kind = words[i].kind;
            return c->at == c->line.len || strchr(" \t\r,]}", c->line.ptr[c->at]);
        }
    }
    return false;
}

/* Behind a bracket: values, or members, up to the closing one; nobody asked for them. */
static bool pass_over(cursor *c, char closing, int depth)
{
    an_json_kind kind;
    an_str raw;
    bool escaped;

    if (depth > DEEPEST)
        return false;
    if (take(c, closing))
        return true;
    do {
        /* strings are checked for escapes by decoding them; these ones are not decoded */
        if (closing == '}' && (!take(c, '"') || !take_string(c, &raw, &escaped) || escaped || !take(c, ':')))
            return false;
        if (!take_value(c, &kind, &raw, &escaped, depth) || (kind == AN_JSON_STRING && escaped))
            return false;
    } while (take(c, ','));
    return take(c, closing);
}

/* A value of any kind; `raw` is what a string or number holds. */
static bool take_value(cursor *c, an_json_kind *kind, an_str *raw, bool *escaped, int depth)
{
    *raw = AN_LIT("");
    *escaped = false;
    skip_blanks(c);
    if (c->at >= c->line.len)
        return false;
    switch (c->line.ptr[c->at]) {
    case '"':
        c->at++;
        *kind = AN_JSON_STRING;
        return take_string(c, raw, escaped);
    case '[':
        c->at++;
        *kind = AN_JSON_ARRAY;
        return pass_over(c, ']', depth + 1);
    case '{':
        c->at++;
        *kind = AN_JSON_OBJECT;
        return pass_over(c, '}', depth + 1);
    case 'n':
    case 't':
    case 'f':
        return take_word(c, kind);
    default:
        return take_number(c, kind, raw);
    }
}

/* Escapes ----------------------------------------------------------------------------------------------------------------------- */

uint32_t an_hex4(an_str raw, size_t at)
{
    uint32_t code = 0;

    if (raw.len < at + 4)
        return UINT32_MAX;
    for (size_t i = at; i < at + 4; i++) {
        int digit = an_ascii_hex(raw.ptr[i]);
        if (digit < 0)
            return UINT32_MAX;
        code = code << 4 | (uint32_t)digit;
    }
    return code;
}

/* The character of \uXXXX, or of two of them that are a pair; `*at` is behind the u. UINT32_MAX for half a pair. */
static uint32_t take_code(an_str raw, size_t *at)
{
    uint32_t code = an_hex4(raw, *at), low;

    *at += 4;
    if (code == UINT32_MAX || code < 0xD800 || code > 0xDFFF)
        return code;
    if (code > 0xDBFF || raw.len < *at + 2 || raw.ptr[*at] != '\\' || raw.ptr[*at + 1] != 'u')
        return UINT32_MAX;
    low = an_hex4(raw, *at + 2);
    *at += 6;
    return low >= 0xDC00 && low <= 0xDFFF ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : UINT32_MAX;
}

/* Copy what stands before the next quotation mark, backslash or control from `at` on, in wide steps, so that bytes behind it are written over; where
   that one is. */
static size_t copy_plain(char *out, an_str line, size_t at)
{
    for (; line.len - at >= sizeof(an_wide); at += sizeof(an_wide), out += sizeof(an_wide)) {
        an_wide bytes = an_wide_at(line.ptr + at);
        unsigned first = an_wide_first(special_of(bytes));
        memcpy(out, &bytes, sizeof bytes);
        if (first < sizeof(an_wide))
            return at + first;
    }
    for (; at < line.len && !is_special(line.ptr[at]); at++)
        *out++ = line.ptr[at];
    return at;
}

/* The character of an escape, `at` being behind its backslash, to `out`; how many bytes. 0 when it is none. */
static size_t take_escape(cursor *c, char *out)
{
    static const char meant[256] = {['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
                                    ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t'};
    char sign = c->at < c->line.len ? c->line.ptr[c->at++] : '\0';
    uint32_t code;

    if (sign != 'u') {
        *out = meant[(unsigned char)sign];
        return *out != '\0';
    }
    code = take_code(c->line, &c->at);
    return code == UINT32_MAX ? 0 : an_utf8_encode(code, out);
}

/* A string from here on up to its closing mark: what it says, to `out`, which has room for all of the line and a wide step. No escape is shorter than
   its character. */
static bool take_escaped(cursor *c, char *out, size_t *length)
{
    *length = 0;
    for (size_t end, bytes;; *length += bytes) {
        end = copy_plain(out + *length, c->line, c->at);
        *length += end - c->at;
        if (end == c->line.len || (c->line.ptr[end] != '"' && c->line.ptr[end] != '\\'))
            return false;
        c->at = end + 1;
        if (c->line.ptr[end] == '"')
            return true;
        if (!(bytes = take_escape(c, out + *length)))
            return false;
    }
}

/* Behind the opening mark: what the string says, a view of the line, or in the arena where it holds escapes. */
static bool take_text(cursor *c, an_str *text, bool *kept, an_arena *arena)
{
    size_t start = c->at, end = special_from(c->line, start), length;
    char *out;
    bool right;

    *kept = end < c->line.len && c->line.ptr[end] == '\\';
    if (!*kept)
        return take_string(c, text, kept);
    if (!(out = an_arena_alloc(arena, c->line.len - start + sizeof(an_wide) + 1)))
        return false;
    right = take_escaped(c, out, &length);
    an_arena_keep(arena, out, right ? length + 1 : 0, length + sizeof(an_wide));
    *text = (an_str){out, length};
    return right;
}

/* Members ----------------------------------------------------------------------------------------------------------------------- */

static an_member *asked_for(an_member *members, size_t count, an_str name)
{
    for (size_t i = 0; i < count; i++) {
        if (an_str_equal(name, an_str_of(members[i].name)))
            return &members[i];
    }
    return NULL;
}

static bool take_member(cursor *c, an_member *members, size_t count, an_arena *arena)
{
    an_str name, text;
    bool kept = false;
    an_json_kind kind = AN_JSON_STRING;
    an_member *member;

    if (!take(c, '"') || !take_string(c, &name, &kept) || kept || !take(c, ':'))
        return false;
    if (!(take(c, '"') ? take_text(c, &text, &kept, arena) : take_value(c, &kind, &text, &kept, 0)))
        return false;
    member = asked_for(members, count, name);
    if (member)
        *member = (an_member){.name = member->name, .kind = kind, .text = text, .kept = kept};
    return true;
}

static bool is_utf8(an_str line)
{
    return an_plain_find((const unsigned char *)line.ptr, line.len) == line.len || an_utf8_valid(line) == line.len;
}

bool an_members_take(an_member *members, size_t count, an_str line, an_arena *arena)
{
    cursor c = {.line = line};

    for (size_t i = 0; i < count; i++) {
        members[i].kind = AN_JSON_NONE;
        members[i].text = AN_LIT("");
        members[i].kept = false;
    }
    if (!is_utf8(line) || !take(&c, '{'))
        return false;
    if (!take(&c, '}')) {
        do {
            if (!take_member(&c, members, count, arena))
                return false;
        } while (take(&c, ','));
        if (!take(&c, '}'))
            return false;
    }
    skip_blanks(&c);
    return c.at == line.len;
}
