/* A growable, NUL-terminated text. */
#include "base/buf.h"

#include "actornet/output.h"
#include "base/alloc.h"
#include "base/decimal.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void an_buf_clear(an_buf *buf)
{
    an_free(buf->ptr);
    *buf = (an_buf){.max = buf->max};
}

void an_buf_reset(an_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
    if (buf->ptr)
        buf->ptr[0] = '\0';
}

char *an_buf_grow(an_buf *buf, size_t more)
{
    size_t need;

    if (buf->failed)
        return NULL;
    if (!an_size_add(&need, buf->len, more) || (buf->max && need > buf->max) || !an_size_add(&need, need, 1) ||
        !an_grow(&buf->ptr, &buf->capacity, need, 1)) {
        buf->failed = true;
        return NULL;
    }
    return buf->ptr + buf->len;
}

void an_buf_add_cell(an_buf *buf, an_str text)
{
    size_t start = buf->len;
    unsigned controls = 0;

    an_buf_add(buf, text);
    for (size_t i = 0; i < text.len; i++)
        controls |= (unsigned char)text.ptr[i] < ' ';
    for (size_t i = start; controls && i < buf->len && !buf->failed; i++)
        if (buf->ptr[i] == '\t' || buf->ptr[i] == '\n' || buf->ptr[i] == '\r')
            buf->ptr[i] = ' ';
}

/* A sign alone is none: `-` is the document that came from standard input. */
bool an_is_formula(const char *text, size_t length)
{
    return length > 1 && memchr("=+-@\t\r\n", text[0], 7);
}

/* What begins with a quotation mark would be read as a cell that runs to the next one, over rows, and may hide a formula. */
static void add_quoted_cell(an_buf *buf, an_str text)
{
    an_str part;

    an_buf_add_char(buf, '"');
    while (an_str_next(&text, '"', &part)) {
        an_buf_add_cell(buf, part);
        if (text.ptr) /* more behind it */
            an_buf_add_text(buf, "\"\"");
    }
    an_buf_add_char(buf, '"');
}

void an_buf_add_sheet_cell(an_buf *buf, an_str text)
{
    if (text.len && text.ptr[0] == '"') {
        add_quoted_cell(buf, text);
        return;
    }
    if (an_is_formula(text.ptr, text.len))
        an_buf_add_char(buf, '\'');
    an_buf_add_cell(buf, text);
}

static bool needs_quotes(an_str text, an_csv_readers readers)
{
    static const char signs[] = ",\"\n\r;\t";
    size_t count = readers == AN_CSV_WARY ? sizeof signs - 1 : 4;

    for (size_t i = 0; i < text.len; i++)
        if (memchr(signs, text.ptr[i], count))
            return true;
    return readers == AN_CSV_WARY && text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\\');
}

void an_buf_add_csv_cell(an_buf *buf, an_str text, an_csv_readers readers)
{
    bool formula = readers != AN_CSV_PLAIN && an_is_formula(text.ptr, text.len);

    if (!formula && !needs_quotes(text, readers)) {
        an_buf_add(buf, text);
        return;
    }
    an_buf_add_text(buf, formula ? "\"'" : "\"");
    for (size_t i = 0; i < text.len; i++) {
        an_buf_add_char(buf, text.ptr[i]);
        if (text.ptr[i] == '"')
            an_buf_add_char(buf, '"');
        else if (readers == AN_CSV_WARY && text.ptr[i] == '\\' && (i + 1 == text.len || text.ptr[i + 1] == '"'))
            an_buf_add_char(buf, ' ');
    }
    an_buf_add_char(buf, '"');
}

an_str an_digits(uint64_t number, char room[20])
{
    char *end = room + 20, *at = end;

    do {
        *--at = (char)('0' + number % 10);
    } while (number /= 10);
    return (an_str){at, (size_t)(end - at)};
}

void an_buf_add_count(an_buf *buf, uint64_t number)
{
    char room[20];

    an_buf_add(buf, an_digits(number, room));
}

void an_buf_add_int(an_buf *buf, int64_t number)
{
    if (number < 0)
        an_buf_add_char(buf, '-');
    an_buf_add_count(buf, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void an_buf_addf(an_buf *buf, const char *format, ...)
{
    va_list args, again;
    int length;
    char *room;

    va_start(args, format);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    room = length >= 0 ? an_buf_room(buf, (size_t)length) : NULL;
    if (room) {
        vsnprintf(room, (size_t)length + 1, format, again);
        buf->len += (size_t)length;
    } else {
        buf->failed = true;
    }
    va_end(again);
}

static void add_decimal(an_buf *buf, an_decimal number)
{
    char room[20];
    an_str digits = an_digits(number.digits, room);
    size_t whole = digits.len > number.places ? digits.len - number.places : 0;

    an_buf_add(buf, whole ? an_str_sub(digits, 0, whole) : AN_LIT("0"));
    if (!number.places)
        return;
    an_buf_add_char(buf, '.');
    for (size_t i = digits.len; i < number.places; i++)
        an_buf_add_char(buf, '0');
    an_buf_add(buf, an_str_sub(digits, whole, digits.len));
}

void an_buf_add_double(an_buf *buf, double value)
{
    char text[40];
    an_decimal number;

    if (!isfinite(value))
        return;
    if (value == 0)
        value = 0; /* no "-0" */
    if (value >= 0 && value < 1e9 && !(value > floor(value))) { /* what most weights are */
        an_buf_add_count(buf, (uint64_t)value);
        return;
    }
    if (an_decimal_of(fabs(value), &number)) {
        if (value < 0)
            an_buf_add_char(buf, '-');
        add_decimal(buf, number);
        return;
    }
    snprintf(text, sizeof text, "%.9g", value);
    /* a program that embeds the library may have set a locale with a decimal comma */
    for (char *c = text; *c; c++)
        if (*c == ',')
            *c = '.';
    an_buf_add_text(buf, text);
}

an_str an_buf_str(const an_buf *buf)
{
    return (an_str){buf->ptr ? buf->ptr : "", buf->len};
}

char *an_buf_take(an_buf *buf)
{
    char *text;

    if (!buf->ptr && !buf->failed)
        an_buf_add(buf, (an_str){"", 0});
    if (buf->failed) {
        an_buf_clear(buf);
        return NULL;
    }
    text = buf->ptr;
    *buf = (an_buf){.max = buf->max};
    return text;
}

an_str an_buf_keep(an_buf *buf, an_arena *arena)
{
    an_str kept = buf->failed ? (an_str){NULL, 0} : an_arena_str(arena, an_buf_str(buf));

    an_buf_clear(buf);
    return kept;
}
