/* Named parts that patterns call as (?&name): rows of type `define`, and word lists made into one alternation. */
#ifndef LEXICON_PATTERNS_PART_H
#define LEXICON_PATTERNS_PART_H

#include "lexicon/loading.h"

typedef struct an_part {
    an_str name, body; /* body: PCRE2 text */
    uint32_t row;      /* pattern row of a `define`, or UINT32_MAX */
    bool bad;          /* reported already */
} an_part;

typedef struct an_parts {
    AN_LIST_OF(an_part) items;   /* in the order in which they were asked for; defines first */
    an_map names;                /* number = index into items */
    AN_LIST_OF(uint32_t) called; /* by one pattern */
} an_parts;

void an_parts_clear(an_parts *parts);
/* Enter all `define` rows. Those that do not compile are reported and marked. */
void an_parts_open(an_parts *parts, an_loading *l);
/* The definitions that a pattern needs, with all that they call, into `prefix`. False when something called is bad or missing (reported).
 */
bool an_parts_prefix(an_parts *parts, an_loading *l, const an_pattern_row *row, an_buf *prefix);
/* Tell a pattern's error at its place in the `pattern` cell. */
void an_parts_report(an_loading *l, const an_pattern_row *row, const an_error *error);

/* The first word at or behind `from` of the list of this name (`titles`, or `titles_rank` for those of class `rank`); the number of
   words when there is none. */
uint32_t an_word_next_in(const an_lexicon *lexicon, uint32_t from, an_str name);

#endif
