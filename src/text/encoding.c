/* Which encoding a file is in, and its way to UTF-8. Order of belief: a byte-order mark; UTF-32 and UTF-16 by their NULs; UTF-8 when the
   gate finds nothing to repair (one pass, the common case); UTF-8 with damage; else an 8-bit encoding, guessed by uchardet (only here) from
   a sample that starts where the text stops being ASCII, and converted by iconv. Whatever it was, it ends in the gate. Linear. */
#include "text/encoding.h"

#include "base/file.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/lanes.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <uchardet/uchardet.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD";
static const char FALLBACK[] = "WINDOWS-1252"; /* what Western files are when nobody can tell */

enum { SAMPLE = 64 << 10 };

/* UTF-16 and UTF-32 --------------------------------------------------------------------------------------------------------------- */

/* How wide code units are and where their low byte stands. */
typedef struct wide {
    const char *name;
    size_t width; /* 2 or 4 */
    bool big;     /* big-endian */
    const char *mark;
} wide;

/* UTF-32 first: its little-endian mark starts with that of UTF-16. */
static const wide wides[] = {
    {"UTF-32LE", 4, false, "\xFF\xFE\0\0"},
    {"UTF-32BE", 4, true, "\0\0\xFE\xFF"},
    {"UTF-16LE", 2, false, "\xFF\xFE"},
    {"UTF-16BE", 2, true, "\xFE\xFF"},
};
enum { WIDE_COUNT = sizeof wides / sizeof *wides };

static uint32_t unit_at(const wide *how, an_str bytes, size_t at)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr + at;
    uint32_t unit = 0;

    for (size_t i = 0; i < how->width; i++)
        unit = unit << 8 | p[how->big ? i : how->width - 1 - i];
    return unit;
}

/* Next code point; an unpaired surrogate or a number above U+10FFFF gives 0xFFFFFFFF. */
static uint32_t wide_next(const wide *how, an_str bytes, size_t *at)
{
    uint32_t unit = unit_at(how, bytes, *at), low;

    *at += how->width;
    if (how->width == 2 && unit >= 0xD800 && unit < 0xDC00 && bytes.len - *at >= 2) {
        low = unit_at(how, bytes, *at);
        if (low >= 0xDC00 && low < 0xE000) {
            *at += 2;
            return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return (unit >= 0xD800 && unit < 0xE000) || unit > 0x10FFFF ? UINT32_MAX : unit;
}

/* Bytes that are no ASCII text, NULs not counted: many in UTF-16 of other scripts, none in ASCII with some NULs. */
static size_t odd_bytes(an_str sample)
{
    size_t odd = 0;

    for (size_t i = 0; i < sample.len; i++) {
        unsigned char c = (unsigned char)sample.ptr[i];

        odd += c >= 0x7F || (c > 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r');
    }
    return odd;
}

/* Whether a text without a mark reads as this: hardly any control or broken character, and NULs only in the upper halves of the units. */
static bool reads_as_wide(const wide *how, an_str sample)
{
    size_t units = 0, narrow = 0, low_nul = 0, bad = 0;

    for (size_t at = 0; sample.len - at >= how->width; units++) {
        uint32_t code = wide_next(how, sample, &at);

        narrow += code < 0x100;
        low_nul += (code & 0xFF) == 0;
        bad += code == UINT32_MAX || (code < 0x20 && code != '\t' && code != '\n' && code != '\r' && code != '\f') ||
               (code & 0xFFFE) == 0xFFFE;
    }
    if (units == 0 || bad * 100 > units || low_nul * 20 > narrow)
        return false;
    return narrow * 2 >= units || (narrow * 20 >= units && odd_bytes(sample) * 4 >= sample.len);
}

/* The wide encoding of these bytes, NULL when they are in none; `*mark` is the length of the byte-order mark. */
static const wide *wide_find(an_str bytes, size_t *mark)
{
    an_str sample = {bytes.ptr, bytes.len < SAMPLE ? bytes.len : SAMPLE};

    *mark = 0;
    for (size_t i = 0; i < WIDE_COUNT; i++) {
        if (an_str_starts(bytes, (an_str){wides[i].mark, wides[i].width})) {
            *mark = wides[i].width;
            return &wides[i];
        }
    }
    if (bytes.len < 4 || !memchr(sample.ptr, 0, sample.len))
        return NULL;
    for (size_t i = 0; i < WIDE_COUNT; i++) {
        if (reads_as_wide(&wides[i], sample))
            return &wides[i];
    }
    return NULL;
}

static void wide_decode(an_buf *utf8, const wide *how, an_str bytes, size_t at, an_repairs *repairs)
{
    char code[4];

    while (bytes.len - at >= how->width && !utf8->failed) {
        uint32_t next = wide_next(how, bytes, &at);

        if (next == UINT32_MAX) {
            repairs->invalid_bytes++;
            an_buf_add_text(utf8, REPLACEMENT);
        } else {
            an_buf_add(utf8, (an_str){code, an_utf8_encode(next, code)});
        }
    }
    for (; at < bytes.len; at++) {
        repairs->invalid_bytes++;
        an_buf_add_text(utf8, REPLACEMENT);
    }
}

bool an_is_binary(an_str bytes)
{
    enum { FEW = 4, STEP = 64 };
    const unsigned char *text = (const unsigned char *)bytes.ptr;
    size_t controls = 0, nuls = 0, mark, n = bytes.len < SAMPLE ? bytes.len : SAMPLE;

    for (size_t at = 0; (at += an_plain_find(text + at, n - at)) < n;) /* nearly all is plain */
        for (size_t end = n - at < STEP ? n : at + STEP; at < end; at++) {
            controls += (unsigned)(text[at] < 0x20) & (unsigned)(text[at] - 8u > 5u) & (unsigned)(text[at] != 0x1B); /* but BS–CR and ESC */
            nuls += text[at] == 0;
        }
    if (controls <= FEW || (controls * 20 <= n && nuls * 100 <= n))
        return false;
    return !wide_find(bytes, &mark);
}

/* 8-bit encodings ----------------------------------------------------------------------------------------------------------------- */

/* Is it UTF-8 with some damage? In 8-bit text bytes make valid sequences only by accident. */
static bool mostly_utf8(an_str bytes)
{
    size_t valid = 0, invalid = 0, length;

    for (size_t at = 0; at < bytes.len; at += length) {
        uint32_t code;

        length = 1;
        if ((unsigned char)bytes.ptr[at] < 0x80)
            continue;
        code = an_utf8_decode(bytes, at, &length);
        if (code == 0xFFFD && length == 1)
            invalid++;
        else
            valid++;
    }
    return valid > 0 && invalid <= valid + 2;
}

/* The part that tells something: from a little before the first byte that is not ASCII. */
static an_str telling_sample(an_str bytes)
{
    enum { BEFORE = 256 };
    size_t first = 0;

    while (first < bytes.len && (unsigned char)bytes.ptr[first] < 0x80)
        first++;
    first = first > BEFORE ? first - BEFORE : 0;
    return an_str_sub(bytes, first, bytes.len - first > 4 * SAMPLE ? first + 4 * SAMPLE : bytes.len);
}

/* A few high bytes between many ASCII letters are the accents of a Western text; uchardet guesses wildly there. */
static bool too_little_to_guess(an_str sample)
{
    enum { FEW = 16 };
    size_t high = 0;

    for (size_t i = 0; i < sample.len; i++)
        high += (unsigned char)sample.ptr[i] >= 0x80;
    return high < FEW && (high < FEW / 4 || high * 4 < sample.len);
}

static an_status guess(char name[32], an_str bytes, an_error *err)
{
    an_str sample = telling_sample(bytes);
    uchardet_t detector;

    snprintf(name, 32, "%s", FALLBACK);
    if (too_little_to_guess(sample))
        return AN_OK;
    detector = uchardet_new();
    if (!detector)
        return an_fail_nomem(err);
    if (uchardet_handle_data(detector, sample.ptr, sample.len) == 0) {
        const char *found;

        uchardet_data_end(detector);
        found = uchardet_get_charset(detector);
        /* ISO-8859-1 has controls where WINDOWS-1252 has quotation marks; nobody means the controls */
        if (found && found[0] && strcmp(found, "ASCII") != 0 && strcmp(found, "UTF-8") != 0 && strcmp(found, "ISO-8859-1") != 0)
            snprintf(name, 32, "%s", found);
    }
    uchardet_delete(detector);
    return AN_OK;
}

/* By the name that iconv has for it, else by the usual one. */
static iconv_t open_conversion(const char *encoding)
{
    const an_charset *charset = an_charset_find(an_str_of(encoding));
    iconv_t conversion = iconv_open("UTF-8", charset && charset->iconv[0] ? charset->iconv : encoding);

    return conversion == (iconv_t)-1 ? iconv_open("UTF-8", encoding) : conversion;
}

/* One step: as much as there is room for; with `in` NULL what the conversion still holds back of a letter that might go on. */
static size_t step(an_buf *utf8, iconv_t conversion, char **in, size_t *in_left)
{
    enum { CHUNK = 16 << 10 };
    char *room = an_buf_room(utf8, CHUNK), *out = room;
    size_t out_left = CHUNK, result;

    if (!room)
        return 0;
    result = iconv(conversion, in, in_left, &out, &out_left);
    utf8->len += (size_t)(out - room);
    return result;
}

/* Convert all of it; what the encoding does not have becomes U+FFFD, byte by byte. False when iconv does not know the encoding. */
static bool convert(an_buf *utf8, const char *encoding, an_str bytes, an_repairs *repairs)
{
    iconv_t conversion = open_conversion(encoding);
    /* iconv() wants char **, and does not write through it */
    char *in = (char *)(uintptr_t)bytes.ptr;
    size_t in_left = bytes.len;

    if (conversion == (iconv_t)-1)
        return false;
    while (in_left > 0 && !utf8->failed) {
        if (step(utf8, conversion, &in, &in_left) == (size_t)-1 && errno != E2BIG) {
            step(utf8, conversion, NULL, NULL);
            repairs->invalid_bytes++;
            an_buf_add_text(utf8, REPLACEMENT);
            in++;
            in_left--;
        }
    }
    step(utf8, conversion, NULL, NULL);
    iconv_close(conversion);
    return true;
}

static an_status decode_8bit(an_buf *utf8, an_str bytes, an_decoded *how, an_error *err)
{
    an_status st = guess(how->encoding, bytes, err);

    if (st != AN_OK)
        return st;
    if (!convert(utf8, how->encoding, bytes, &how->repairs))
        return an_fail(err, AN_ERR_ENCODING, "cannot convert from '%s', which this system's iconv does not know; convert it to UTF-8 first",
                       how->encoding);
    return AN_OK;
}

/* Whether the bytes begin with a byte-order mark. */
static bool is_marked(an_str bytes)
{
    size_t mark;

    return an_str_unmarked(bytes).len < bytes.len || (wide_find(bytes, &mark) && mark);
}

/* Whether bytes that are said to be in an encoding of wide units are not: UTF-8 without a NUL, which wide text has in every blank and line end. */
static bool is_narrow(const an_charset *charset, an_str bytes)
{
    for (size_t i = 0; i < WIDE_COUNT; i++)
        if (strcmp(charset->iconv, wides[i].name) == 0)
            return !memchr(bytes.ptr, 0, bytes.len) && an_utf8_valid(bytes) == bytes.len;
    return false;
}

bool an_decode_as(an_buf *out, an_str bytes, an_str label, an_repairs *repairs)
{
    const an_charset *charset = an_charset_find(label);
    char usual[32];

    if (!charset || !charset->iconv[0] || is_marked(bytes) || is_narrow(charset, bytes))
        return false;
    snprintf(usual, sizeof usual, "%.*s", (int)strcspn(charset->labels, " "), charset->labels);
    return convert(out, usual, bytes, repairs);
}

static an_status full(const an_buf *out, an_error *err)
{
    return out->max ? an_fail(err, AN_ERR_LIMIT, "text is larger than %zu bytes", out->max) : an_fail_nomem(err);
}

static an_status decode(an_buf *out, an_str bytes, an_str *text, an_decoded *how, an_error *err)
{
    size_t mark, before = out->len;
    const wide *kind = wide_find(bytes, &mark);
    an_buf utf8 = {0};
    an_status st = AN_OK;

    *how = (an_decoded){.encoding = "UTF-8"};
    *text = an_str_unmarked(bytes);
    if (!kind && an_gate_is_clean(*text))
        return AN_OK;
    *text = AN_LIT("");
    if (!kind) {
        an_gate(out, bytes, &how->repairs);
        if (out->failed)
            return full(out, err);
        if (how->repairs.invalid_bytes == 0 || an_utf8_valid(bytes) == bytes.len || mostly_utf8(bytes) || is_marked(bytes))
            return AN_OK;
        out->len = before;
        how->repairs = (an_repairs){0};
        st = decode_8bit(&utf8, bytes, how, err);
    } else {
        snprintf(how->encoding, sizeof how->encoding, "%s", kind->name);
        wide_decode(&utf8, kind, bytes, mark, &how->repairs);
    }
    if (st == AN_OK)
        an_gate(out, an_buf_str(&utf8), &how->repairs);
    if (st == AN_OK && (utf8.failed || out->failed))
        st = full(out, err);
    an_buf_clear(&utf8);
    return st;
}

an_status an_decode_view(an_buf *out, an_str bytes, an_str *text, an_decoded *how, an_error *err)
{
    size_t before = out->len;
    an_status st = decode(out, bytes, text, how, err);

    if (st == AN_OK && out->len > before)
        *text = an_str_sub(an_buf_str(out), before, out->len);
    return st;
}

an_status an_decode(an_buf *out, an_str bytes, an_decoded *how, an_error *err)
{
    size_t before = out->len;
    an_str text;
    an_status st = decode(out, bytes, &text, how, err);

    if (st == AN_OK && out->len == before) {
        an_buf_add(out, text);
        st = out->failed ? full(out, err) : AN_OK;
    }
    return st;
}

an_status an_decode_file(an_buf *out, const char *path, size_t max, an_error *err)
{
    an_buf bytes = {.max = max};
    an_decoded how;
    an_status st = an_file_read(&bytes, path, err);

    if (st == AN_OK)
        st = an_decode(out, an_buf_str(&bytes), &how, err);
    an_buf_clear(&bytes);
    return st;
}
