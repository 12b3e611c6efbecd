/* A term taken apart, and what is compared of it with another or with a place in a text: docs/matching.md §4. */
#ifndef LEXICON_MATCH_TERM_H
#define LEXICON_MATCH_TERM_H

#include "lexicon/match/matcher.h"

typedef struct an_term {
    an_str text;
    const an_atoms *cut;
    an_str lead, tail; /* before its first and behind its last atom */
    bool dot;          /* a "." behind it belongs to the span where it stands */
    bool address;
} an_term;

an_term an_term_of(an_str text, const an_atoms *cut);
/* Whether two terms are found at the same places. False, too, when memory fails, which the scratch tells. */
bool an_term_equal(an_match_scratch *scratch, const an_term *a, const an_term *b);
/* ASCII that starts and ends with an atom, holds no address, and between its atoms nothing that must be compared: such a term is compared as
   it stands. */
bool an_term_is_plain(an_str text, const an_atoms *cut);

/* Whether two texts between atoms are the same without blanks. */
bool an_gap_equal_visible(an_str a, an_str b);
/* Whether two atoms are equal when folded; the flags are those of an_atom. */
bool an_atom_equal_slowly(an_match_scratch *scratch, an_str a, an_str b);
static inline bool an_atom_equal(an_match_scratch *scratch, an_str a, uint8_t a_flags, an_str b, uint8_t b_flags)
{
    return a_flags & b_flags & AN_ATOM_ASCII ? an_str_equal_ascii_case(a, b) : an_atom_equal_slowly(scratch, a, b);
}

static inline an_str an_atom_text(an_str text, const an_atom *atom)
{
    return an_str_sub(text, atom->span.start, atom->span.end);
}

static inline an_str an_gap_before(an_str text, const an_atom *atom)
{
    return an_str_sub(text, atom[-1].span.end, atom->span.start);
}

#endif
