/* Compounds: atoms that are one word by the sign between them (Jean-Pierre, U.S., 3.5), and hyphens that join none (pro-Russian, Washington-based).
   docs/tagger.md §1. */
#ifndef EXTRACT_TAGGER_COMPOUNDS_H
#define EXTRACT_TAGGER_COMPOUNDS_H

#include "extract/tagger/tokens.h"

/* A document's atoms, the lists that its words are looked up in, and how it writes. */
typedef struct an_writing {
    const an_token_source *from;
    const an_lists *lists;
    bool spaced; /* hyphens have blanks around them */
} an_writing;

/* «Oblonsky—Stiva»: a long dash parts, as a comma does, also without blanks; matching takes it for a hyphen. */
static inline bool an_is_long_dash(uint32_t code)
{
    return code == 0x2014 || code == 0x2015;
}

static inline bool an_is_one_letter(const an_atom *atom)
{
    return !(atom->flags & AN_ATOM_DIGIT) &&
           (atom->span.end - atom->span.start == 1 || (!(atom->flags & AN_ATOM_ASCII) && atom->span.end - atom->span.start == 2));
}

/* Whether an atom goes on with the word that ends before it. */
bool an_atoms_join(const an_writing *writing, size_t left, size_t right);
/* Whether a word is what its hyphen does not join to the name behind it («Anti-Bush» at the start of a sentence): it counts as one in small letters. */
bool an_is_cut_prefix(const an_writing *writing, size_t left, size_t right);

#endif
