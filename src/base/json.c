/* JSON by jansson, seen through our own words; only this file includes it. jansson bounds the depth at 2,048. */
#include "base/json.h"

#include "base/utf8.h"

#include <jansson.h>

/* an_json is never defined: a json_t seen from outside. */
static const json_t *inside(const an_json *value)
{
    return (const json_t *)value;
}

static const an_json *outside(const json_t *value)
{
    return (const an_json *)value;
}

enum { STEP = 16 }; /* bytes that are looked at together */
typedef unsigned char bytes __attribute__((vector_size(STEP)));

/* Whether so many bytes are written as they are: ASCII, nothing that is escaped. */
static inline bool are_plain(const char *at)
{
    bytes it, odd;
    uint64_t halves[2];

    memcpy(&it, at, sizeof it);
    odd = (bytes)(it - ' ' >= 0x7F - ' ') | (bytes)(it == '"') | (bytes)(it == '\\') | (bytes)(it == '<');
    memcpy(halves, &odd, sizeof halves);
    return !(halves[0] | halves[1]);
}

/* The bytes that may have to be written otherwise, or start a character that may (C1 controls, line separators). */
static const bool special[256] = {
    [0x00] = true, [0x01] = true, [0x02] = true, [0x03] = true, [0x04] = true, [0x05] = true, [0x06] = true, [0x07] = true, [0x08] = true,
    [0x09] = true, [0x0A] = true, [0x0B] = true, [0x0C] = true, [0x0D] = true, [0x0E] = true, [0x0F] = true, [0x10] = true, [0x11] = true,
    [0x12] = true, [0x13] = true, [0x14] = true, [0x15] = true, [0x16] = true, [0x17] = true, [0x18] = true, [0x19] = true, [0x1A] = true,
    [0x1B] = true, [0x1C] = true, [0x1D] = true, [0x1E] = true, [0x1F] = true, ['"'] = true,  ['\\'] = true, ['<'] = true,  [0x7F] = true,
    [0xE2] = true, [0xC2] = true,
};

/* Where the first byte at or behind a place stands that may not be written as it is. */
static size_t plain_end(an_str text, size_t at)
{
    for (;;) {
        while (at + STEP <= text.len && are_plain(text.ptr + at))
            at += STEP;
        for (size_t end = at + STEP < text.len ? at + STEP : text.len; at < end; at++)
            if (special[(unsigned char)text.ptr[at]])
                return at;
        if (at == text.len)
            return at;
    }
}

/* A text that is written as it is, which most are. */
static void add_plain(an_buf *out, an_str text)
{
    char *room = an_buf_room(out, text.len + 2);

    if (!room)
        return;
    room[0] = '"';
    if (text.len)
        memcpy(room + 1, text.ptr, text.len);
    room[text.len + 1] = '"';
    room[text.len + 2] = '\0';
    out->len += text.len + 2;
}

/* \u and four digits. */
static void add_code(an_buf *out, uint32_t code)
{
    static const char digits[] = "0123456789abcdef";
    char text[] = {'\\', 'u', digits[code >> 12 & 15], digits[code >> 8 & 15], digits[code >> 4 & 15], digits[code & 15]};

    an_buf_add(out, (an_str){text, sizeof text});
}

void an_json_add_string(an_buf *out, an_str text)
{
    size_t plain = 0, length, first = plain_end(text, 0);

    if (first == text.len) {
        add_plain(out, text);
        return;
    }
    an_buf_add_char(out, '"');
    for (size_t i = first; i < text.len; i = plain_end(text, i + length)) {
        uint32_t code = (unsigned char)text.ptr[i];
        unsigned char c = (unsigned char)code;
        length = 1;
        if (c >= 0x80) {
            code = an_utf8_decode(text, i, &length);
            if (code != 0x2028 && code != 0x2029 && !(code >= 0x80 && code < 0xA0))
                continue;
        }
        an_buf_add(out, an_str_sub(text, plain, i));
        plain = i + length;
        if (code == '"' || code == '\\')
            an_buf_add_text(out, code == '"' ? "\\\"" : "\\\\");
        else if (code == '\n')
            an_buf_add_text(out, "\\n");
        else if (code == '\t')
            an_buf_add_text(out, "\\t");
        else if (code == '\r')
            an_buf_add_text(out, "\\r");
        else
            add_code(out, code);
    }
    an_buf_add(out, an_str_sub(text, plain, text.len));
    an_buf_add_char(out, '"');
}

static json_t *load(an_str text, json_error_t *problem)
{
    return json_loadb(text.len ? text.ptr : "", text.len, JSON_ALLOW_NUL | JSON_DECODE_ANY, problem);
}

/* Bytes of the number that a text begins with, 0 when it is none; `*large`: it is whole and may be too large for 64 bits. */
static size_t number_length(an_str text, bool *large)
{
    enum { DIGITS = 18 };
    static const char in_numbers[] = "0123456789-+.eE";
    size_t length = 0, digits = 0;

    while (length < text.len && text.ptr[length] && strchr(in_numbers, text.ptr[length])) {
        digits += text.ptr[length] >= '0' && text.ptr[length] <= '9';
        length++;
    }
    *large = digits > DIGITS && length - digits == (text.ptr[0] == '-');
    return length;
}

/* A copy with large whole numbers as strings: who asks for a number there finds none, who asks for an id finds its digits. */
static json_t *load_large(an_str text, json_error_t *problem)
{
    an_buf copy = {0};
    json_t *root;
    bool inside = false;

    for (size_t i = 0, length; i < text.len; i += length) {
        bool large = false;
        length = inside ? 0 : number_length(an_str_sub(text, i, text.len), &large);
        length = length ? length : inside && text.ptr[i] == '\\' && i + 1 < text.len ? 2 : 1;
        inside ^= text.ptr[i] == '"';
        an_buf_add_text(&copy, large ? "\"" : "");
        an_buf_add(&copy, an_str_sub(text, i, i + length));
        an_buf_add_text(&copy, large ? "\"" : "");
    }
    root = copy.failed ? NULL : load(an_buf_str(&copy), problem);
    an_buf_clear(&copy);
    return root;
}

an_status an_json_parse(an_json **out, an_str text, an_error *err)
{
    json_error_t problem, again;
    json_t *root = load(text, &problem);
    an_status st;

    *out = NULL;
    if (!root && json_error_code(&problem) == json_error_numeric_overflow)
        root = load_large(text, &again);
    if (root) {
        *out = (an_json *)root;
        return AN_OK;
    }
    st = an_fail(err, AN_ERR_SYNTAX, "not valid JSON: %s", problem.text);
    if (err) {
        err->line = problem.line > 0 ? (size_t)problem.line : 1;
        err->column = problem.column > 0 ? (size_t)problem.column : 1;
    }
    return st;
}

void an_json_free(an_json *root)
{
    json_decref((json_t *)root);
}

an_json_kind an_json_kind_of(const an_json *value)
{
    if (!value)
        return AN_JSON_NONE;
    switch (json_typeof(inside(value))) {
    case JSON_OBJECT:
        return AN_JSON_OBJECT;
    case JSON_ARRAY:
        return AN_JSON_ARRAY;
    case JSON_STRING:
        return AN_JSON_STRING;
    case JSON_INTEGER:
        return AN_JSON_INT;
    case JSON_REAL:
        return AN_JSON_REAL;
    case JSON_TRUE:
    case JSON_FALSE:
        return AN_JSON_BOOL;
    default:
        return AN_JSON_NULL;
    }
}

an_str an_json_string(const an_json *value)
{
    if (an_json_kind_of(value) != AN_JSON_STRING)
        return AN_LIT("");
    return (an_str){json_string_value(inside(value)), json_string_length(inside(value))};
}

int64_t an_json_int(const an_json *value, int64_t none)
{
    return an_json_kind_of(value) == AN_JSON_INT ? (int64_t)json_integer_value(inside(value)) : none;
}

double an_json_double(const an_json *value, double none)
{
    an_json_kind kind = an_json_kind_of(value);

    return kind == AN_JSON_INT || kind == AN_JSON_REAL ? json_number_value(inside(value)) : none;
}

bool an_json_bool(const an_json *value, bool none)
{
    return an_json_kind_of(value) == AN_JSON_BOOL ? json_is_true(inside(value)) : none;
}

size_t an_json_size(const an_json *value)
{
    switch (an_json_kind_of(value)) {
    case AN_JSON_ARRAY:
        return json_array_size(inside(value));
    case AN_JSON_OBJECT:
        return json_object_size(inside(value));
    default:
        return 0;
    }
}

const an_json *an_json_at(const an_json *array, size_t i)
{
    return an_json_kind_of(array) == AN_JSON_ARRAY ? outside(json_array_get(inside(array), i)) : NULL;
}

const an_json *an_json_get(const an_json *object, const char *key)
{
    return an_json_kind_of(object) == AN_JSON_OBJECT ? outside(json_object_get(inside(object), key)) : NULL;
}

const an_json *an_json_next(const an_json *object, void **cursor, an_str *key)
{
    json_t *members = (json_t *)(uintptr_t)object;

    if (an_json_kind_of(object) != AN_JSON_OBJECT)
        return NULL;
    *cursor = *cursor ? json_object_iter_next(members, *cursor) : json_object_iter(members);
    if (!*cursor)
        return NULL;
    *key = an_str_of(json_object_iter_key(*cursor));
    return outside(json_object_iter_value(*cursor));
}
