/* Atoms: runs of letters and digits, the unit of matching, with the gap before each and the hash of their folded form. docs/matching.md §3
   is the specification. */
#ifndef TEXT_ATOM_H
#define TEXT_ATOM_H

#include "base/span.h"
#include "base/str.h"

#include <stdbool.h>

/* What stands between an atom and the one before it. */
typedef enum an_gap {
    AN_GAP_NONE,   /* nothing: scripts without spaces */
    AN_GAP_SOFT,   /* blanks, one line end, a hyphen or an apostrophe without blanks around it */
    AN_GAP_DOT,    /* "." alone: U.S */
    AN_GAP_STOP,   /* "." and blanks: J. Smith */
    AN_GAP_COMMA,  /* "," and blanks */
    AN_GAP_AMP,    /* "&", with or without blanks */
    AN_GAP_SLASH,  /* "/" alone */
    AN_GAP_OTHER,  /* any other punctuation on one line: matches only the very same characters */
    AN_GAP_BREAK   /* blank line, start of text, page or table cell (tab, two or more blanks around a bar): nothing matches across it */
} an_gap;

enum {
    AN_ATOM_UPPER_FIRST = 1, /* starts with a capital */
    AN_ATOM_ALL_UPPER = 2,   /* at least one letter, no lower-case one */
    AN_ATOM_DIGIT = 4,       /* has a digit */
    AN_ATOM_ASCII = 8,       /* all bytes < 0x80 */
    AN_ATOM_ADDRESS = 16,    /* inside a URL, mail address, hashtag, handle or file name: nothing matches */
    AN_ATOM_INNER_UPPER = 32 /* has a capital behind its first byte; told only of what is all ASCII */
};

typedef struct an_atom {
    an_span span;  /* of the text */
    uint8_t gap;   /* an_gap before it */
    uint8_t flags;
} an_atom;

typedef struct an_atoms {
    an_atom *items;
    uint64_t *hashes; /* by atom: an_atom_hash() of its folded form; 0 when that is longer than AN_ATOM_LONGEST bytes */
    size_t count, capacity;
} an_atoms;

enum { AN_ATOM_LONGEST = 3 * 4096 };

/* The hash by which folded words are looked up in every table of the program. Never 0. */
uint64_t an_atom_hash(an_str folded);

/* Append the atoms of text[from, to), in order. The first one's gap is AN_GAP_BREAK. False when out of memory. Linear. */
bool an_atoms_cut(an_atoms *atoms, an_str text, size_t from, size_t to);
/* The same for a text that stands `before` bytes behind the start of another one, between two of whose blanks or separators, when that one's
   atoms were scanned: `count` of them, from `items` and `hashes` on, are its atoms. */
bool an_atoms_take(an_atoms *atoms, an_str text, const an_atom *items, const uint64_t *hashes, size_t count, size_t before);
void an_atoms_clear(an_atoms *atoms);

/* For who looks at most atoms only by their hash: append spans and hashes of a window of text[*at, to), moving *at on; gaps and flags are
   not worked out (an_atom_gap() and an_atom_flags() do it for one). False when out of memory. */
bool an_atoms_scan(an_atoms *atoms, an_str text, size_t *at, size_t to);
/* What stands between two atoms, text[from, to). */
an_gap an_atom_gap(an_str text, size_t from, size_t to);
/* Flags of an atom but for AN_ATOM_ADDRESS. */
uint8_t an_atom_flags(an_str text, an_span atom);

/* Tests only: look at so few bytes at a time (1 to 4096). */
void an_atoms_window_force(size_t bytes);

#endif
