/* Folding for comparison: ASCII by arithmetic, everything else one code point at a time through utf8proc (only this file includes it):
   canonical decomposition and full case folding, then the general combining marks (accents) and invisible characters are dropped and a few
   letters that Unicode does not decompose (ł, ø …) are spelled out. docs/matching.md §2. */
#include "text/fold.h"

#include "base/utf8.h"

#include <utf8proc.h>

/* Letters that people type without their stroke, and ligatures. Lower case: folding comes first. Sorted. */
static const struct {
    uint32_t code;
    const char *plain;
} spelled_out[] = {
    {0x00E6, "ae"}, {0x00F0, "d"},  {0x00F8, "o"}, {0x0111, "d"}, {0x0127, "h"}, {0x0131, "i"},
    {0x0142, "l"},  {0x0153, "oe"}, {0x0167, "t"}, {0x0180, "b"}, {0x01E5, "g"},
};

static bool in(uint32_t code, uint32_t first, uint32_t last)
{
    return code >= first && code <= last;
}

/* The blocks of marks that are accents in every script that uses them; vowel signs of Arabic, Hebrew, Indic scripts are others. */
static bool is_accent(uint32_t code)
{
    return in(code, 0x0300, 0x036F) || in(code, 0x1AB0, 0x1AFF) || in(code, 0x1DC0, 0x1DFF) || in(code, 0x20D0, 0x20FF) ||
           in(code, 0xFE20, 0xFE2F);
}

bool an_is_ignorable(uint32_t code)
{
    return code == 0x00AD || code == 0x034F || code == 0x061C || in(code, 0x180B, 0x180E) || in(code, 0x200B, 0x200F) ||
           in(code, 0x202A, 0x202E) || in(code, 0x2060, 0x2069) || in(code, 0xFE00, 0xFE0F) || code == 0xFEFF;
}

static void add_code(an_buf *out, uint32_t code)
{
    char bytes[4];

    if (is_accent(code) || an_is_ignorable(code))
        return;
    for (size_t i = 0; i < sizeof spelled_out / sizeof *spelled_out; i++)
        if (spelled_out[i].code == code) {
            an_buf_add_text(out, spelled_out[i].plain);
            return;
        }
    an_buf_add(out, (an_str){bytes, an_utf8_encode(code, bytes)});
}

static void fold_code(an_buf *out, uint32_t code)
{
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, 32, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &boundary);

    if (count < 0 || count > 32) {
        add_code(out, code);
        return;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++)
        add_code(out, (uint32_t)parts[i]);
}

uint32_t an_fold_first(uint32_t code)
{
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, 32, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &boundary);

    for (utf8proc_ssize_t i = 0; i < count && i < 32; i++) {
        uint32_t part = (uint32_t)parts[i];
        if (is_accent(part) || an_is_ignorable(part))
            continue;
        for (size_t k = 0; k < sizeof spelled_out / sizeof *spelled_out; k++)
            if (spelled_out[k].code == part)
                return (unsigned char)spelled_out[k].plain[0];
        return part;
    }
    return 0;
}

void an_fold(an_buf *out, an_str text)
{
    char *room;
    size_t at = 0, length;

    while (at < text.len) {
        size_t plain = at;
        while (plain < text.len && (unsigned char)text.ptr[plain] < 0x80)
            plain++;
        if (plain > at) {
            if (!(room = an_buf_room(out, plain - at)))
                return;
            for (size_t i = at; i < plain; i++) {
                char c = text.ptr[i];
                *room++ = (char)(c | (c >= 'A' && c <= 'Z' ? 0x20 : 0));
            }
            out->len += plain - at;
            out->ptr[out->len] = '\0';
            at = plain;
            continue;
        }
        fold_code(out, an_utf8_decode(text, at, &length));
        at += length;
    }
}

static utf8proc_category_t category(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code);
}

bool an_is_letter(uint32_t code)
{
    utf8proc_category_t kind;

    if (code < 0x80)
        return in(code | 0x20, 'a', 'z');
    kind = category(code);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME && !an_is_apostrophe(code);
}

bool an_is_digit(uint32_t code)
{
    utf8proc_category_t kind;

    if (code < 0x80)
        return in(code, '0', '9');
    kind = category(code);
    return kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_NO;
}

bool an_is_upper(uint32_t code)
{
    utf8proc_category_t kind;

    if (code < 0x80)
        return in(code, 'A', 'Z');
    kind = category(code);
    return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}

bool an_is_lower(uint32_t code)
{
    return code < 0x80 ? in(code, 'a', 'z') : category(code) == UTF8PROC_CATEGORY_LL;
}

uint32_t an_to_lower(uint32_t code)
{
    if (code < 0x80)
        return in(code, 'A', 'Z') ? code + 32 : code;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

uint32_t an_to_upper(uint32_t code)
{
    if (code < 0x80)
        return in(code, 'a', 'z') ? code - 32 : code;
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

bool an_is_space(uint32_t code)
{
    if (code < 0x80)
        return code == ' ' || in(code, '\t', '\r');
    return code == 0x85 || code == 0xA0 || code == 0x1680 || in(code, 0x2000, 0x200A) || code == 0x2028 || code == 0x2029 ||
           code == 0x202F || code == 0x205F || code == 0x3000;
}

bool an_is_mark(uint32_t code)
{
    utf8proc_category_t kind;

    if (code < 0x300)
        return false;
    kind = category(code);
    return kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
}

bool an_is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0x2018 || code == 0x02BC || code == 0x02BB || code == 0x02BE || code == 0x02BF ||
           code == 0x02B9 || code == 0x2032 || code == 0xFF07 || code == '`' || code == 0xB4;
}

bool an_is_hyphen(uint32_t code)
{
    return code == '-' || in(code, 0x2010, 0x2015) || code == 0x2212 || code == 0xFE58 || code == 0xFE63 || code == 0xFF0D;
}

bool an_is_unspaced(uint32_t code)
{
    if (code < 0x0E00)
        return false;
    return in(code, 0x0E00, 0x0EFF) || in(code, 0x1000, 0x109F) || in(code, 0x1780, 0x17FF) || in(code, 0x3040, 0x30FF) ||
           in(code, 0x31F0, 0x31FF) || in(code, 0x3400, 0x4DBF) || in(code, 0x4E00, 0x9FFF) || in(code, 0xF900, 0xFAFF) ||
           in(code, 0x20000, 0x323AF);
}

const char *an_utf8proc_version(void)
{
    return utf8proc_version();
}
