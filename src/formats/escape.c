/* What each format forbids or gives a meaning is written here once. All functions append to a buffer with a sticky failure flag, one pass.
 */
#include "formats/escape.h"

#include "actornet/output.h"
#include "base/utf8.h"

enum { LABEL_MAX = 4000 }; /* Graphviz refuses strings above 16,384 bytes; escaping at most quadruples */

/* Allowed in XML 1.0. C1 controls are, but a terminal or a viewer may act on them. */
static bool is_legal(uint32_t code)
{
    if (code < 0x20)
        return code == '\t' || code == '\n';
    return !(code >= 0x7F && code < 0xA0) && !(code >= 0xD800 && code < 0xE000) && code != 0xFFFE && code != 0xFFFF && code <= 0x10FFFF;
}

/* Length of the character at `at`, 0 when it must be replaced (then *step says by how much to go on). */
static size_t legal_at(an_str text, size_t at, size_t *step)
{
    uint32_t code = an_utf8_decode(text, at, step);

    if (code == 0xFFFD && *step == 1)
        return 0;
    return is_legal(code) ? *step : 0;
}

bool an_clean_is(an_str text)
{
    size_t step;

    for (size_t i = 0; i < text.len; i += step) {
        unsigned char c = (unsigned char)text.ptr[i];
        step = 1;
        if (c >= 0x20 && c < 0x7F)
            continue;
        if (!legal_at(text, i, &step))
            return false;
    }
    return true;
}

void an_clean_add(an_buf *out, an_str text)
{
    size_t step;

    if (an_clean_is(text)) {
        an_buf_add(out, text);
        return;
    }
    for (size_t i = 0; i < text.len; i += step) {
        size_t length = legal_at(text, i, &step);
        if (length)
            an_buf_add(out, an_str_sub(text, i, i + length));
        else if (text.ptr[i] != '\r')
            an_buf_add_text(out, "\xEF\xBF\xBD");
        else if (i + 1 >= text.len || text.ptr[i + 1] != '\n')
            an_buf_add_char(out, '\n');
    }
}

/* The text if it is clean, else what it becomes, in a buffer. */
static an_str made_clean(an_str text, an_buf *cleaned)
{
    if (an_clean_is(text))
        return text;
    an_clean_add(cleaned, text);
    return an_buf_str(cleaned);
}

/* Copy `text`, clean or made so first, with some bytes replaced: `replace` gives what stands for the byte at i, NULL for itself. */
static void add_replaced(an_buf *out, an_str text, const char *(*replace)(an_str text, size_t i))
{
    an_buf cleaned = {0};
    size_t plain = 0;

    text = made_clean(text, &cleaned);
    out->failed |= cleaned.failed;
    for (size_t i = 0; i < text.len; i++) {
        const char *with = replace(text, i);
        if (!with)
            continue;
        an_buf_add(out, an_str_sub(text, plain, i));
        an_buf_add_text(out, with);
        plain = i + 1;
    }
    an_buf_add(out, an_str_sub(text, plain, text.len));
    an_buf_clear(&cleaned);
}

static const char *xml_text(an_str text, size_t i)
{
    switch (text.ptr[i]) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return i >= 2 && text.ptr[i - 1] == ']' && text.ptr[i - 2] == ']' ? "&gt;" : NULL;
    default:
        return NULL;
    }
}

static const char *xml_attribute(an_str text, size_t i)
{
    switch (text.ptr[i]) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\n':
        return "&#10;";
    case '\t':
        return "&#9;";
    default:
        return NULL;
    }
}

/* The top bit of each byte that is c, or (by a borrow) of one above such a byte. */
static uint64_t bytes_of(uint64_t eight, char c)
{
    uint64_t ones = UINT64_C(0x0101010101010101), differ = eight ^ ones * (unsigned char)c;

    return (differ - ones) & ~differ;
}

/* Eight bytes, with the top bit where one is not plain. */
static uint64_t special_of(const char *bytes)
{
    uint64_t eight;

    memcpy(&eight, bytes, sizeof eight);
    return eight | (eight - UINT64_C(0x2020202020202020)) | bytes_of(eight, 0x7F) | /* beyond ASCII, controls */
           bytes_of(eight, '&') | bytes_of(eight, '<') | bytes_of(eight, '>') | bytes_of(eight, '"');
}

/* Eight bytes at a time; the last ones may have been among those before them, and with blanks if there are fewer in all. */
bool an_xml_is_plain(an_str text)
{
    enum { EIGHT = 8 };
    char few[EIGHT] = "        ";
    uint64_t special = 0;

    if (text.len < EIGHT) {
        for (size_t i = 0; i < text.len; i++)
            few[i] = text.ptr[i];
        return !(special_of(few) & UINT64_C(0x8080808080808080));
    }
    for (size_t i = 0; i + EIGHT < text.len; i += EIGHT)
        special |= special_of(text.ptr + i);
    return !((special | special_of(text.ptr + text.len - EIGHT)) & UINT64_C(0x8080808080808080));
}

static void add_xml(an_buf *out, an_str text, const char *(*replace)(an_str text, size_t i))
{
    if (an_xml_is_plain(text))
        an_buf_add(out, text);
    else
        add_replaced(out, text, replace);
}

void an_xml_add_text(an_buf *out, an_str text)
{
    add_xml(out, text, xml_text);
}

void an_xml_add_attribute(an_buf *out, an_str text)
{
    add_xml(out, text, xml_attribute);
}

/* Whether Graphviz would decode an entity here: & [#] letters and digits ; */
static bool is_entity(an_str text, size_t i)
{
    size_t end = i + 1;

    if (end < text.len && text.ptr[end] == '#')
        end++;
    while (end < text.len && ((text.ptr[end] >= '0' && text.ptr[end] <= '9') || (text.ptr[end] >= 'A' && text.ptr[end] <= 'Z') ||
                              (text.ptr[end] >= 'a' && text.ptr[end] <= 'z')))
        end++;
    return end < text.len && end > i + 1 && text.ptr[end] == ';';
}

static const char *dot_plain(an_str text, size_t i)
{
    return text.ptr[i] == '\\' ? "\\\\" : text.ptr[i] == '\n' ? "\\n" : NULL;
}

static const char *dot_label(an_str text, size_t i)
{
    if (text.ptr[i] == '\t')
        return " ";
    return text.ptr[i] == '&' && is_entity(text, i) ? "&amp;" : dot_plain(text, i);
}

static void add_cut(an_buf *out, an_str text, const char *(*replace)(an_str text, size_t i))
{
    size_t end = text.len;

    if (end > LABEL_MAX) {
        end = LABEL_MAX - 3;
        while (end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
            end--;
    }
    add_replaced(out, an_str_sub(text, 0, end), replace);
    if (end < text.len)
        an_buf_add_text(out, "…");
}

void an_dot_add_label(an_buf *out, an_str text)
{
    add_cut(out, text, dot_label);
}

void an_dot_add_plain(an_buf *out, an_str text)
{
    add_cut(out, text, dot_plain);
}

static const char *dot_quote(an_str text, size_t i)
{
    return text.ptr[i] == '"' ? "\\\"" : NULL;
}

void an_dot_add_quoted(an_buf *out, an_str value)
{
    an_buf_add_char(out, '"');
    add_replaced(out, value, dot_quote);
    an_buf_add_char(out, '"');
}

void an_csv_add_text(an_buf *out, an_str text)
{
    an_buf cleaned = {0};

    an_buf_add_csv_cell(out, made_clean(text, &cleaned), AN_CSV_WARY);
    out->failed |= cleaned.failed;
    an_buf_clear(&cleaned);
}
