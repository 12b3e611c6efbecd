/* A text as lines, and what each line is: the common ground on which header blocks, page furniture and signatures are found. */
#ifndef READ_MAIL_PAGE_H
#define READ_MAIL_PAGE_H

#include "base/span.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum an_line_kind {
    AN_LINE_TEXT,
    AN_LINE_BLANK,
    /* all kinds from here on hold no actors */
    AN_LINE_STAMP,  /* release and classification stamps, case numbers */
    AN_LINE_PAGE,   /* page numbers and running heads */
    AN_LINE_HEADER, /* a mail header */
    AN_LINE_MARK,   /* "Original Message", "On … wrote:" */
    AN_LINE_CLOSING, /* signature, disclaimer, "Sent from my phone" */
    AN_LINE_CODE    /* base64, uuencode, groups of RTF, program code */
} an_line_kind;

/* Bytes that a line must hold to be one thing or another: what cannot be in it is not looked for. */
enum {
    AN_HAS_SMALL = 1,        /* a–z but b, which stands in stamps */
    AN_HAS_COMMA = 2,
    AN_HAS_COLON = 4,
    AN_HAS_AT = 8,
    AN_HAS_CASE = 16,        /* C, D: of "Case" and "Document" … */
    AN_HAS_CASE_NUMBER = 32  /* N, R, #, colon: … and of "No" and "Reason" */
};

typedef struct an_line {
    uint32_t start, end; /* without the blanks at both ends; equal for a blank line */
    uint8_t indent;      /* blanks before start, 255 at most */
    uint8_t kind;        /* an_line_kind */
    uint8_t has;         /* AN_HAS_…, of its bytes */
    uint8_t quoted;      /* marks «>» that it starts with, as quoted mail has them; 255 at most */
} an_line;

typedef struct an_page {
    an_str text;
    an_line *items;
    size_t count, capacity;
    size_t quoted; /* lines */
} an_page;

#define AN_NO_LINE ((size_t)-1)

/* Cut a text into its lines, all TEXT or BLANK. False when out of memory. */
bool an_page_cut(an_page *page, an_str text);
/* For an_page_cut(), in wide steps: what a line holds from *at on, up to its end, which *at moves to; false when that is not among the last bytes
   of the text, and *at is as far as the steps go. */
bool an_page_line_avx2(an_str text, size_t *at, uint8_t *has);
void an_page_clear(an_page *page);
static inline an_str an_page_line(const an_page *page, size_t i)
{
    return an_str_sub(page->text, page->items[i].start, page->items[i].end);
}
/* Does the line have all of these (AN_HAS_…)? */
static inline bool an_page_has(const an_page *page, size_t i, unsigned has)
{
    return (page->items[i].has & has) == has;
}
/* The nearest line before or behind i that is not blank, or AN_NO_LINE. */
size_t an_page_before(const an_page *page, size_t i);
size_t an_page_behind(const an_page *page, size_t i);
/* Append the stretches of lines without actors; neighbours (but for blank lines) become one. So is the line end between two lines of which one quotes
   more than the other: no sentence goes from what one says to what another said. False when out of memory. */
bool an_page_skips(const an_page *page, an_spans *skips);

/* Page furniture (furniture.c) ------------------------------------------------------------------------------------------------ */

/* Mark stamps, page numbers and running heads. False when out of memory. */
bool an_furniture_mark(an_page *page);
/* The line without a stamp at its right margin, behind two blanks or more. */
an_str an_without_stamp(an_str line);

/* Lines for machines (code.c): base64, uuencode, groups of RTF, program code. */
void an_code_mark(an_page *page);

/* Marks of quoted lines (quote.c): blanks stand for them in a copy of the text, which is the document's from then on. False when out of memory. */
struct an_document;
bool an_quotes_unmark(const an_page *page, struct an_document *doc);

/* Mail headers (header.c) ------------------------------------------------------------------------------------------------------- */

typedef enum an_field_kind {
    AN_FIELD_NONE,
    AN_FIELD_FROM,
    AN_FIELD_TO,
    AN_FIELD_CC,
    AN_FIELD_DATE,
    AN_FIELD_SUBJECT,
    AN_FIELD_OTHER
} an_field_kind;

/* A field of a header block: the value starts in `line` at byte `value` of the text and goes on to the end of line `last`. */
typedef struct an_field {
    an_field_kind kind;
    uint32_t value;
    size_t line, last;
} an_field;

enum { AN_FIELDS = 24 };

typedef struct an_block {
    size_t first, last; /* lines */
    an_field fields[AN_FIELDS];
    size_t count;
} an_block;

typedef struct an_blocks {
    an_block *items;
    size_t count, capacity;
} an_blocks;

/* Find all header blocks and mark their lines. False when out of memory. */
bool an_headers_mark(an_page *page, an_blocks *blocks);
/* What field the line starts with ("Sent:", "> Betreff :"); NONE for any other line. */
an_field_kind an_field_of(an_str line);

/* Ends of mails (closing.c) ----------------------------------------------------------------------------------------------------- */

/* Whether words alone are what ends a letter: «Best», «Kind regards». */
bool an_is_closing_word(an_str line);
/* Mark separators of quoted mails, signatures and disclaimers between the header blocks. */
void an_closings_mark(an_page *page, const an_blocks *blocks);

#endif
