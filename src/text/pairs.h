/* Letters of two bytes (U+0080–07FF: Latin with accents, Greek, Cyrillic, Hebrew, Arabic), folded all over a window, where their folded form
   has no more than two bytes. Atoms of such letters and ASCII are then hashed like those of ASCII alone. */
#ifndef TEXT_PAIRS_H
#define TEXT_PAIRS_H

#include "text/lanes.h"

#include <stdbool.h>

/* Fold the letters of two bytes in a window of `length` bytes whose runs were found. What is left in `wide` is what only decoding tells. */
void an_pairs_fold(an_lanes *runs, size_t length);

/* Of two first bytes that follow one another, as those of an alphabet do: ranges of second bytes with which they are a letter that stays as
   it is when folded. */
enum { AN_QUIET_LEADS = 2, AN_QUIET_RANGES = 2 };
typedef struct an_pair_range {
    unsigned char from, count;
} an_pair_range;
typedef struct an_quiet {
    an_pair_range ranges[AN_QUIET_LEADS][AN_QUIET_RANGES]; /* the longest */
    bool many;                                             /* enough letters to be worth a look: not in Latin */
} an_quiet;

/* Which of 64 bytes are the first of such a letter; `lead` is the even one of the two first bytes. Reads one byte more. In lanes_avx2.c and
   lanes_avx512.c, as what follows. */
uint64_t an_quiet_find_avx2(const unsigned char *step, unsigned char lead, const an_quiet *quiet);
uint64_t an_quiet_find_avx512(const unsigned char *step, unsigned char lead, const an_quiet *quiet);
/* Write 64 bytes without those that are lost, and some too many; how many were kept. */
size_t an_squeeze_avx512(unsigned char *to, const unsigned char *step, uint64_t lost);

#endif
