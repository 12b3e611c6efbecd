/* Walking valid UTF-8. What comes from outside goes through text/gate.h first. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/* Length in bytes of the character that starts with this byte (valid UTF-8 assumed; a stray byte counts 1). */
static inline size_t an_utf8_length(unsigned char first)
{
    return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* Code point at s.ptr[at]; `*length` gets its bytes. Never reads beyond s: a broken character gives U+FFFD and length 1. */
uint32_t an_utf8_decode(an_str s, size_t at, size_t *length);
/* Bytes written (1–4). */
size_t an_utf8_encode(uint32_t code, char out[4]);
/* Number of code points. */
size_t an_utf8_count(an_str s);
bool an_utf8_is_ascii(an_str s);
/* Length of the longest valid prefix: == s.len when all of it is valid UTF-8 (no surrogates, no overlong, ≤ U+10FFFF). */
size_t an_utf8_valid(an_str s);
/* Start of the character that ends before byte `at` (at > 0). */
size_t an_utf8_before(an_str s, size_t at);

/* Turns byte offsets into code points and back, moving forward or backward from the last answer: cheap for offsets in order. */
typedef struct an_utf8_cursor {
    an_str text;
    size_t byte, code;
} an_utf8_cursor;
size_t an_utf8_code_of(an_utf8_cursor *cursor, size_t byte);
size_t an_utf8_byte_of(an_utf8_cursor *cursor, size_t code); /* SIZE_MAX when the text is shorter */

/* Where the ASCII ends that text[from, end) begins with; eight bytes at a time. */
static inline size_t an_ascii_end(an_str text, size_t from, size_t end)
{
    for (uint64_t word; end - from >= sizeof word; from += sizeof word) {
        memcpy(&word, text.ptr + from, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (from < end && (unsigned char)text.ptr[from] < 0x80)
        from++;
    return from;
}

#endif
