/* Walking, counting and validating UTF-8. */
#include "base/utf8.h"

uint32_t an_utf8_decode(an_str s, size_t at, size_t *length)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    size_t left = s.len - at;

    *length = 1;
    if (p[0] < 0x80)
        return p[0];
    if (p[0] >= 0xC2 && p[0] < 0xE0 && left >= 2 && (p[1] & 0xC0) == 0x80) {
        *length = 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if ((p[0] & 0xF0) == 0xE0 && left >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        uint32_t code = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) {
            *length = 3;
            return code;
        }
    }
    if (p[0] >= 0xF0 && p[0] < 0xF5 && left >= 4 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 && (p[3] & 0xC0) == 0x80) {
        uint32_t code = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
        if (code >= 0x10000 && code <= 0x10FFFF) {
            *length = 4;
            return code;
        }
    }
    return 0xFFFD;
}

size_t an_utf8_encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* Code points of valid UTF-8 are its bytes that continue nothing. */
size_t an_utf8_count(an_str s)
{
    static const uint64_t each = UINT64_C(0x0101010101010101);
    size_t count = s.len, i = 0;

    for (uint64_t eight; i + sizeof eight <= s.len; i += sizeof eight) {
        memcpy(&eight, s.ptr + i, sizeof eight);
        eight = eight >> 7 & ~eight >> 6 & each; /* 1 for each byte 10xxxxxx, which starts nothing */
        count -= eight * each >> 56;
    }
    for (; i < s.len; i++)
        count -= ((unsigned char)s.ptr[i] & 0xC0) == 0x80;
    return count;
}

/* Whether a text of at least one piece of `size` bytes, at most 8, is ASCII; the last piece may overlap the one before. */
static inline bool is_ascii_by(an_str s, size_t size)
{
    uint64_t all = 0, piece = 0;

    for (size_t at = 0; at + size <= s.len; at += size) {
        memcpy(&piece, s.ptr + at, size);
        all |= piece;
    }
    memcpy(&piece, s.ptr + s.len - size, size);
    return !((all | piece) & UINT64_C(0x8080808080808080));
}

bool an_utf8_is_ascii(an_str s)
{
    if (s.len >= 8)
        return is_ascii_by(s, 8);
    if (s.len >= 4)
        return is_ascii_by(s, 4);
    return s.len == 0 || is_ascii_by(s, 1);
}

size_t an_utf8_valid(an_str s)
{
    enum { SHORT = 64 };
    size_t at = 0, length;

    if (s.len <= SHORT && an_utf8_is_ascii(s)) /* names and words, of which many are looked at by themselves */
        return s.len;
    while (at < s.len) {
        uint64_t word;
        if (s.len - at >= sizeof word) {
            memcpy(&word, s.ptr + at, sizeof word);
            if (!(word & UINT64_C(0x8080808080808080))) {
                at += sizeof word;
                continue;
            }
        }
        length = 1;
        if ((unsigned char)s.ptr[at] >= 0x80 && an_utf8_decode(s, at, &length) == 0xFFFD && length == 1)
            return at;
        at += length;
    }
    return at;
}

size_t an_utf8_before(an_str s, size_t at)
{
    at--;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

size_t an_utf8_code_of(an_utf8_cursor *cursor, size_t byte)
{
    if (byte >= cursor->byte)
        cursor->code += an_utf8_count(an_str_sub(cursor->text, cursor->byte, byte));
    else
        cursor->code -= an_utf8_count(an_str_sub(cursor->text, byte, cursor->byte));
    cursor->byte = byte;
    return cursor->code;
}

size_t an_utf8_byte_of(an_utf8_cursor *cursor, size_t code)
{
    while (cursor->code > code) {
        cursor->byte = an_utf8_before(cursor->text, cursor->byte);
        cursor->code--;
    }
    while (cursor->code < code) {
        if (cursor->byte >= cursor->text.len)
            return SIZE_MAX;
        cursor->byte += an_utf8_length((unsigned char)cursor->text.ptr[cursor->byte]);
        cursor->code++;
    }
    return cursor->byte <= cursor->text.len ? cursor->byte : SIZE_MAX;
}
