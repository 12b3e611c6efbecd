/* Borrowed views of text. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "actornet/status.h"

#include <stdbool.h>
#include <string.h>

#define AN_LIT(text) ((an_str){(text), sizeof(text) - 1})

static inline an_str an_str_of(const char *text)
{
    return (an_str){text, text ? strlen(text) : 0};
}

/* The end of a word that is counted. */
static inline const char *an_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static inline an_str an_str_sub(an_str s, size_t start, size_t end)
{
    return (an_str){s.ptr + start, end - start};
}

static inline bool an_str_equal(an_str a, an_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool an_str_starts(an_str s, an_str with)
{
    return s.len >= with.len && memcmp(s.ptr, with.ptr, with.len) == 0;
}

static inline bool an_str_ends(an_str s, an_str with)
{
    return s.len >= with.len && memcmp(s.ptr + s.len - with.len, with.ptr, with.len) == 0;
}

/* Without a byte-order mark of UTF-8 at its start. */
static inline an_str an_str_unmarked(an_str s)
{
    return an_str_starts(s, AN_LIT("\xEF\xBB\xBF")) ? an_str_sub(s, 3, s.len) : s;
}

/* Order by bytes, which for UTF-8 is the order of code points. */
int an_str_compare(an_str a, an_str b);
/* The same for qsort(): of views, and of texts that end with NUL. */
int an_str_order(const void *left, const void *right);
int an_text_order(const void *left, const void *right);
/* Equal but for the case of ASCII letters. */
bool an_str_equal_ascii_case(an_str a, an_str b);
bool an_str_starts_ascii_case(an_str s, an_str start);
bool an_str_ends_ascii_case(an_str s, an_str end);
/* Whether it is one of some words; in the second but for the case of ASCII letters. The macros take a table of known size. */
bool an_str_in(an_str s, const char *const *words, size_t count);
bool an_str_in_ascii_case(an_str s, const char *const *words, size_t count);
#define AN_STR_IN(s, table) an_str_in(s, table, sizeof(table) / sizeof *(table))
#define AN_STR_IN_ASCII_CASE(s, table) an_str_in_ascii_case(s, table, sizeof(table) / sizeof *(table))
/* Without blanks, tabs, CR and LF at both ends. */
an_str an_str_trim(an_str s);
/* First place of byte/text at or after `from`, or (size_t)-1. */
size_t an_str_find_byte(an_str s, size_t from, char byte);
size_t an_str_find(an_str s, size_t from, an_str what);
size_t an_str_find_ascii_case(an_str s, size_t from, an_str what); /* of what begins with no letter */
size_t an_str_count_byte(an_str s, char byte);
/* Cut the next field off `*rest`: up to `separator` (which is dropped). False when nothing is left. */
bool an_str_next(an_str *rest, char separator, an_str *field);
/* Edits (insert, delete, replace) between two texts byte by byte, or `limit` when there are as many or more, or a text is longer than
   AN_EDITS_LONGEST bytes. O(a.len × b.len). */
enum { AN_EDITS_LONGEST = 64 };
size_t an_str_edits(an_str a, an_str b, size_t limit);
/* The nearest of `count` words to `word` by edits (Damerau-Levenshtein, at most a third of its length), or NULL: for «did you mean». */
const char *an_str_suggest(an_str word, const char *const *words, size_t count);

#endif
