/* PCRE2 behind a wall (only regex.c includes it). A pattern is shared by threads; each thread brings its own scratch. */
#ifndef LEXICON_PATTERNS_REGEX_H
#define LEXICON_PATTERNS_REGEX_H

#include "base/error.h"
#include "base/span.h"

typedef struct an_regex an_regex;
typedef struct an_regex_scratch an_regex_scratch;

enum { AN_REGEX_BYTES = 4096 }; /* length of a pattern, without its prefix */

/* `pattern` as the user wrote it; `prefix` (definitions) is put before it and is not counted in offsets of errors. Refuses callouts, \C,
   (*…) options, and a pattern that can match the empty string. On failure err->caret is the offset in `pattern` (code points).
   AN_ERR_PATTERN, AN_ERR_NOMEM. */
an_status an_regex_new(an_regex **out, an_str prefix, an_str pattern, bool ignore_case, an_error *err);
/* The same of a pattern that is known to be good: it is made when it is first tried, since most patterns never fire on a short text. Both
   texts must last. One that is not good after all gives up. NULL when out of memory. */
an_regex *an_regex_later(an_str prefix, an_str pattern, bool ignore_case);
void an_regex_free(an_regex *regex);
/* What it is to be made of later; whether case is ignored. */
bool an_regex_source(const an_regex *regex, an_str *prefix, an_str *pattern);
/* Whether a text can be compiled at all (it may match the empty string): for parts that patterns call. Codes and caret as above. */
an_status an_regex_check(an_str prefix, an_str pattern, an_error *err);

/* NULL when out of memory. */
an_regex_scratch *an_regex_scratch_new(void);
void an_regex_scratch_free(an_regex_scratch *scratch);

typedef enum an_regex_result { AN_REGEX_NONE, AN_REGEX_FOUND, AN_REGEX_GAVE_UP, AN_REGEX_NO_MEMORY } an_regex_result;

/* The next match of text[from, end) at or after `at`, seeing the text outside as context for look-behind only up to the window. `whole` is
   the match, `actor` the named group (or whole). GAVE_UP: a match, depth or heap limit, or `*budget_ns` (time left for this pattern in this
   document, lowered by each call) is spent. Never an empty match, so `at` can go on from whole->end. Plain groups do not capture (\1 is an
   error): use names. The name `actor` may stand in several alternatives. Valid UTF-8 only. */
an_regex_result an_regex_find(const an_regex *regex, an_regex_scratch *scratch, an_str text, an_span window, size_t at, int64_t *budget_ns,
                              an_span *whole, an_span *actor);

#endif
