/* A growable text with a sticky failure flag: append many times, check once. Always NUL-terminated when not empty-handed. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct an_buf {
    char *ptr;
    size_t len, capacity;
    size_t max;  /* 0 = no limit; beyond it appending fails */
    bool failed; /* out of memory or over max; content stays what it was */
} an_buf;

void an_buf_clear(an_buf *buf);            /* release */
void an_buf_reset(an_buf *buf);            /* empty, keep the memory, forget a failure */
char *an_buf_grow(an_buf *buf, size_t more); /* an_buf_room() where there is none yet, or not for all */

/* Room for `more` bytes behind the end; NULL when that fails. The caller then raises len itself. */
static inline char *an_buf_room(an_buf *buf, size_t more)
{
    bool usual = !buf->failed && !buf->max && buf->capacity > buf->len && buf->capacity - buf->len > more;

    return usual ? buf->ptr + buf->len : an_buf_grow(buf, more);
}

static inline void an_buf_add(an_buf *buf, an_str text)
{
    char *room = an_buf_room(buf, text.len);

    if (!room)
        return;
    if (text.len)
        memcpy(room, text.ptr, text.len);
    room[text.len] = '\0';
    buf->len += text.len;
}

static inline void an_buf_add_char(an_buf *buf, char c)
{
    an_buf_add(buf, (an_str){&c, 1});
}

static inline void an_buf_add_text(an_buf *buf, const char *text)
{
    an_buf_add(buf, an_str_of(text));
}

/* A cell of a table between tabs: tabs and line ends in it become blanks. */
void an_buf_add_cell(an_buf *buf, an_str text);
/* The same in a table that people open in a spreadsheet: what might be run there has an apostrophe in front (an_is_formula),
   and what begins with a quotation mark stands in such, doubled inside. */
void an_buf_add_sheet_cell(an_buf *buf, an_str text);
/* Whose readers a cell of CSV is written for. */
typedef enum an_csv_readers {
    AN_CSV_PLAIN,   /* those of RFC 4180 */
    AN_CSV_GUARDED, /* spreadsheets, too: what might be run there is quoted and has an apostrophe in front (an_is_formula) */
    AN_CSV_WARY     /* and those that guess the separator, trim cells, or take a backslash for an escape (Gephi's, and loses the row): all of
                       that is quoted, and a backslash before a quote or at the end has a blank behind it */
} an_csv_readers;
/* A cell of CSV, in quotation marks where it needs them. */
void an_buf_add_csv_cell(an_buf *buf, an_str text, an_csv_readers readers);
/* A whole number in decimal digits: printf() costs more than the rest of a row. */
void an_buf_add_count(an_buf *buf, uint64_t number);
/* The digits of a number, at the end of `room`. */
an_str an_digits(uint64_t number, char room[20]);
void an_buf_add_int(an_buf *buf, int64_t number);
void an_buf_addf(an_buf *buf, const char *format, ...) AN_PRINTF(2, 3);
/* A number as every writer writes it: 9 significant digits at most, shortest form, a point, no locale. NaN and infinity give nothing. */
void an_buf_add_double(an_buf *buf, double value);
an_str an_buf_str(const an_buf *buf);
/* Hand the memory over as a NUL-terminated string (an_free), leave the buffer empty. NULL when failed;
   nothing is left of it then. */
char *an_buf_take(an_buf *buf);
/* Move the text to an arena and release the buffer. ptr is NULL when the text failed or there is no memory. */
an_str an_buf_keep(an_buf *buf, an_arena *arena);

#endif
