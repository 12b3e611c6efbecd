/* The text gate: one forward pass that copies runs of clean bytes whole and repairs what lies between them.
   Clean is: printable ASCII, tab, LF, CR, and valid UTF-8 that is neither a C1 control nor a noncharacter. Most of it is passed over 64 bytes
   at a time (lanes.h). Invariant: code points out = code points in, an invalid byte being one.
 */
#include "text/gate.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/lanes.h"

#include <stdint.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

enum { HIGH = 0x80 };

static bool clean_ascii(unsigned char c)
{
    return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
}

static bool continues(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Length of the valid character at p (2–4), 0 when it is invalid. Shortest forms only, no surrogates, nothing above U+10FFFF. */
static size_t sequence(const unsigned char *p, size_t left, uint32_t *code)
{
    if (p[0] >= 0xC2 && p[0] < 0xE0) {
        if (left < 2 || !continues(p[1]))
            return 0;
        *code = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
        return 2;
    }
    if (p[0] >= 0xE0 && p[0] < 0xF0) {
        if (left < 3 || !continues(p[1]) || !continues(p[2]))
            return 0;
        *code = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        return *code < 0x800 || (*code >= 0xD800 && *code < 0xE000) ? 0 : 3;
    }
    if (p[0] >= 0xF0 && p[0] < 0xF5) {
        if (left < 4 || !continues(p[1]) || !continues(p[2]) || !continues(p[3]))
            return 0;
        *code = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
        return *code < 0x10000 || *code > 0x10FFFF ? 0 : 4;
    }
    return 0;
}

static bool noncharacter(uint32_t code)
{
    return (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

/* First byte at or after `at` that needs a repair. */
static size_t clean_run(const unsigned char *p, size_t at, size_t len)
{
    size_t looked = at;

    while (at < len) {
        if (at >= looked) { /* the bytes up to there are gone through one by one */
            at += an_clean_find(p + at, len - at);
            looked = at + AN_STEP;
            continue;
        }
        if (p[at] < HIGH) {
            if (!clean_ascii(p[at]))
                return at;
            at++;
        } else {
            uint32_t code = 0;
            size_t n = sequence(p + at, len - at, &code);

            if (n == 0 || code < 0xA0 || noncharacter(code))
                return at;
            at += n;
        }
    }
    return len;
}

/* Write the replacement of what stands at p; the number of bytes it took. */
static size_t repair(an_buf *out, const unsigned char *p, size_t left, an_repairs *repairs)
{
    enum { VERTICAL_TAB = 0x0B, FORM_FEED = 0x0C, NEXT_LINE = 0x85 };
    uint32_t code = p[0];
    size_t n = p[0] < HIGH ? 1 : sequence(p, left, &code);

    if (n == 0 || noncharacter(code)) {
        repairs->invalid_bytes++;
        an_buf_add_text(out, REPLACEMENT);
    } else {
        repairs->controls += code != FORM_FEED;
        an_buf_add_char(out, code == VERTICAL_TAB || code == FORM_FEED || code == NEXT_LINE ? '\n' : ' ');
    }
    return n == 0 ? 1 : n;
}

bool an_gate_is_clean(an_str bytes)
{
    return clean_run((const unsigned char *)bytes.ptr, 0, bytes.len) == bytes.len;
}

static an_repairs add_repaired(an_buf *out, an_str bytes)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    an_repairs repairs = {0};

    for (size_t at = 0; at < bytes.len && !out->failed;) {
        size_t end = clean_run(p, at, bytes.len);

        if (end > at)
            an_buf_add(out, an_str_sub(bytes, at, end));
        at = end;
        if (at < bytes.len)
            at += repair(out, p + at, bytes.len - at, &repairs);
    }
    return repairs;
}

void an_gate(an_buf *out, an_str bytes, an_repairs *repairs)
{
    an_repairs more = add_repaired(out, an_str_unmarked(bytes));

    if (repairs) {
        repairs->invalid_bytes += more.invalid_bytes;
        repairs->controls += more.controls;
    }
}

void an_gate_all(an_buf *out, an_str bytes)
{
    add_repaired(out, bytes);
}

/* Marks that turn the direction of writing: they can make a name look like another one. And those that only say where a word may be broken. */
static bool is_no_part(uint32_t code)
{
    return code == 0xAD || code == 0x200B || code == 0x2060 || code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

void an_clean_name(an_buf *out, an_str name)
{
    size_t length, begin = out->len;
    bool blank = false;

    for (size_t at = 0; at < name.len; at += length) {
        uint32_t code;

        if (an_ascii_seen(name.ptr[at])) { /* all of it at once */
            for (length = 1; at + length < name.len && an_ascii_seen(name.ptr[at + length]);)
                length++;
            if (blank && out->len > begin)
                an_buf_add_char(out, ' ');
            blank = false;
            an_buf_add(out, an_str_sub(name, at, at + length));
            continue;
        }
        if (name.ptr[at] == ' ') {
            length = 1;
            blank = true;
            continue;
        }
        code = an_utf8_decode(name, at, &length);
        if (an_is_space(code)) {
            blank = true;
            continue;
        }
        if (code < 0x20 || (code >= 0x7F && code < 0xA0) || is_no_part(code))
            continue;
        if (blank && out->len > begin)
            an_buf_add_char(out, ' ');
        blank = false;
        if (noncharacter(code) || (code == 0xFFFD && length == 1))
            an_buf_add_text(out, REPLACEMENT);
        else
            an_buf_add(out, an_str_sub(name, at, at + length));
    }
}
