/* What the dot behind a word says of the sentence: whether it ends one. Only sentence.c includes this. docs/matching.md §5. */
#ifndef TEXT_DOTS_H
#define TEXT_DOTS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

static inline bool an_is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static inline bool an_is_blank_byte(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Bullets of lists. */
bool an_is_bullet(uint32_t code);
/* First character at or after `at` that is neither blank (line ends included), unseen nor an opening mark; text.len at the end. */
size_t an_next_word(an_str text, size_t at);
an_str an_word_at(an_str text, size_t at);
bool an_all_digits(an_str word);
/* "iv" of a list. */
bool an_is_roman(an_str word);
/* Whether only blanks and opening marks, a few, stand between the start of the sentence and `at`. */
bool an_starts_sentence(an_str text, size_t sentence, size_t at);

/* Words that are abbreviations in this document: behind them it went on in small letters, or with a comma, twice at least. */
enum { LEARNED = 16, SEEN = 64, LONGEST_LEARNED = 4 };
typedef struct an_learned {
    an_str words[LEARNED];
    size_t count;
} an_learned;
/* Learn them from the beginning of a text. */
void an_learn_abbreviations(an_learned *learned, an_str text);

/* «Yu.», «Kh.»: initials of two letters, as one of Cyrillic or Greek is written. */
bool an_is_initial_of_two(an_str word);
/* Whether the line [begin, end) ends in a title or the like, with its dot, and the word at `next` may be the name that it awaits. */
bool an_awaits_name(an_str text, size_t begin, size_t end, size_t next);

/* Whether the dot at `dot` ends a sentence, given that blanks and then the word at `next` follow. */
bool an_dot_ends(const an_learned *learned, an_str text, size_t sentence, size_t dot, size_t next);

#endif
