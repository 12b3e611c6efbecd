/* The terms of word lists, of `near` and of gates: what the word matcher finds. Those that were read are in a matcher of its own; the shipped
   ones may be in a compiled one, whose terms stand behind the words that were read and before all others: words come first either way. */
#ifndef LEXICON_MATCH_VOCABULARY_H
#define LEXICON_MATCH_VOCABULARY_H

#include "lexicon/match/matcher.h"

typedef struct an_vocabulary {
    an_matcher *own;
    an_matcher *shipped; /* NULL = all were read */
    uint32_t first;      /* term of the first shipped one */
} an_vocabulary;

an_status an_vocabulary_open(an_vocabulary *vocabulary, an_error *err);
void an_vocabulary_clear(an_vocabulary *vocabulary);
/* Take in a compiled matcher, behind what is there; once. */
void an_vocabulary_join(an_vocabulary *vocabulary, an_matcher *shipped);
/* Add a term; `*number` is its. As an_matcher_add(). */
an_status an_vocabulary_add(an_vocabulary *vocabulary, an_str text, uint32_t *number, an_error *err);
an_status an_vocabulary_finish(an_vocabulary *vocabulary, an_error *err);

size_t an_vocabulary_count(const an_vocabulary *vocabulary);
/* The text of a term, as it was given. */
an_str an_vocabulary_text(const an_vocabulary *vocabulary, uint32_t term);
/* As an_matcher_find(). */
bool an_vocabulary_find(const an_vocabulary *vocabulary, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits);

#endif
