/* Text that the program prints: a growable buffer that ends the program when memory runs out, and the ways to write foreign text into it.
 */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include "actornet/actornet.h"

#include <stdarg.h>

/* Zeroed memory, or the program ends. Freed by free(). */
void *cli_alloc(size_t count, size_t size);
/* Room for `need` items of a growable array. */
void *cli_grow(void *items, size_t *capacity, size_t need, size_t size);

/* Always NUL-terminated once something was added. */
typedef struct cli_text {
    char *ptr;
    size_t len, capacity;
} cli_text;

void cli_text_clear(cli_text *text);
void cli_add(cli_text *text, an_str more);
void cli_add_text(cli_text *text, const char *more);
void cli_add_char(cli_text *text, char c);
void cli_add_spaces(cli_text *text, size_t count);
void cli_addf(cli_text *text, const char *format, ...) AN_PRINTF(2, 3);
void cli_addv(cli_text *text, const char *format, va_list arguments) AN_PRINTF(2, 0);
/* Foreign text for a person's eyes: control characters, text direction marks and broken UTF-8 become \x1b or \u{202e}; tabs and newlines
   stay when `lines`, else become spaces. */
void cli_add_clean(cli_text *text, an_str more, bool lines);
/* Quoted JSON string. */
void cli_add_json(cli_text *text, an_str more);
/* `"name":` for an object. */
void cli_add_key(cli_text *text, const char *name);
/* A field of RFC 4180, with an apostrophe in front where a spreadsheet might run it (an_is_formula). */
void cli_add_csv(cli_text *text, an_str more);
/* At most 9 significant digits; nothing for NaN and infinities. */
void cli_add_number(cli_text *text, double value);
/* 3104 as 3,104. */
void cli_add_count(cli_text *text, size_t count);
/* "1 actor", "3,104 aliases". */
void cli_add_things(cli_text *text, size_t count, const char *one);
/* An argument as a shell reads it. */
void cli_add_shell(cli_text *text, an_str argument);

an_str cli_str(const char *text);
an_str cli_view(const cli_text *text);
bool cli_equal(an_str a, an_str b);
/* Whether a path ends so, in whatever case, with something before it. */
bool cli_ends_in(const char *path, const char *ending);
char cli_lower(char c); /* of ASCII */
/* By code points. */
int cli_compare(an_str a, an_str b);
/* Code point at s.ptr[at], its bytes in *length; a broken byte is U+FFFD of length 1. */
uint32_t cli_decode(an_str s, size_t at, size_t *length);
/* Columns that a text takes on a terminal. */
size_t cli_width(an_str s);
/* The first bytes of s that take at most `columns`. */
an_str cli_cut(an_str s, size_t columns);

/* For «did you mean»: the nearest of all words tried, at most a third of the letters away. */
typedef struct cli_guess {
    const char *word;
    const char *best;
    size_t distance, start; /* of `best`: edits, and letters in common at the start */
} cli_guess;
void cli_guess_try(cli_guess *guess, const char *candidate);

#endif
