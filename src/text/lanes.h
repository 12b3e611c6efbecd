/* The first look at text: a window of bytes is folded where it is ASCII, and the runs of bytes that can be part of a word are found: ASCII
   letters and digits and, since only decoding tells what they are, bytes of other characters. Letters of two bytes are folded then (pairs.h), and
   atom.c makes atoms of the runs.
   One function for each width of vectors (text/cpu.h). */
#ifndef TEXT_LANES_H
#define TEXT_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes looked at together, in steps of 64. */
enum { AN_WINDOW = 4096, AN_STEP = 64, AN_WINDOW_STEPS = AN_WINDOW / AN_STEP };
/* How far ahead text is fetched: the processor itself foresees no further than a page goes. */
enum { AN_AHEAD = 4096 };

typedef struct an_lanes {
    _Alignas(64) unsigned char folded[AN_WINDOW + AN_STEP]; /* the window, ASCII capitals made small */
    uint32_t edges[AN_WINDOW + AN_STEP];                     /* where runs begin and end, in turn; the last may have no end: it touches the end of the window */
    uint64_t wide[AN_WINDOW_STEPS];                          /* by step: bits of bytes that are not ASCII, known punctuation and folded letters left out */
    size_t count;                                            /* of edges */
    uint64_t any_wide;
    /* What atoms are hashed from: the window folded, and where each edge lies in it. The same as above, unless letters lost bytes (pairs.h). */
    const unsigned char *forms;
    const uint32_t *places;
    uint64_t lost[AN_WINDOW_STEPS + 1]; /* by step: bits of bytes that are left out */
    unsigned char squeezed[AN_WINDOW + AN_STEP];
    uint32_t own_places[AN_WINDOW + AN_STEP];
} an_lanes;

/* Look at text[0, length), length <= AN_WINDOW. Reads nothing beyond. When it is the `last` window, a run that touches its end ends there. */
void an_lanes_find(an_lanes *runs, const unsigned char *text, size_t length, bool last);

/* The widths, for an_lanes_find() and for tests. Punctuation that is not ASCII may be found or left to atom.c. */
void an_lanes_scalar(an_lanes *runs, const unsigned char *text, size_t length);
void an_lanes_avx2(an_lanes *runs, const unsigned char *text, size_t length);
void an_lanes_avx512(an_lanes *runs, const unsigned char *text, size_t length);

/* Bytes at the start of text that are printable ASCII, tab, LF or CR: all of them, or a multiple of 64 before the first that is not. */
size_t an_plain_find(const unsigned char *text, size_t length);
/* Bytes at the start of text, not ending inside a character, that the gate (gate.h) leaves as they are: some before the first that it may not. */
size_t an_clean_find(const unsigned char *text, size_t length);
size_t an_clean_scalar(const unsigned char *text, size_t length);
size_t an_clean_avx2(const unsigned char *text, size_t length);
size_t an_clean_avx512(const unsigned char *text, size_t length);
size_t an_plain_scalar(const unsigned char *text, size_t length);
size_t an_plain_avx2(const unsigned char *text, size_t length);
size_t an_plain_avx512(const unsigned char *text, size_t length);

#endif
