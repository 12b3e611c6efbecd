/* The form in which words are compared: full case folding, compatibility-free decomposition, accents of Latin, Greek and Cyrillic letters
   dropped, invisible characters dropped. docs/matching.md §2 is the specification. What is known of a code point is worked out by utf8proc
   (only here) when the first one of its 256 neighbours is met, and looked up from then on. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/buf.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Classes of code points that the text layer asks for. */
enum {
    AN_CODE_LETTER = 1,       /* letters and marks that belong to words */
    AN_CODE_DIGIT = 2,
    AN_CODE_UPPER = 4,        /* upper or title case */
    AN_CODE_LOWER = 8,
    AN_CODE_SPACE = 16,       /* blanks of every kind, tab, line ends */
    AN_CODE_MARK = 32,        /* combining mark */
    AN_CODE_IGNORABLE = 64,   /* soft hyphen, zero-width and bidi controls, BOM: part of the word they stand in, not compared */
    AN_CODE_APOSTROPHE = 128,
    AN_CODE_HYPHEN = 256,
    AN_CODE_UNSPACED = 512,   /* script written without spaces: each letter is an atom */
    AN_CODE_STARTS = 1024,    /* a letter or digit, which an atom can start with */
    AN_CODE_STILL = 2048      /* letter, digit, or mark that is no atom of its own, and whose folded form is itself */
};

enum { AN_FOLDED_MOST = 12 }; /* bytes of a folded form that are kept */

typedef struct an_code {
    uint16_t classes;
    uint8_t length; /* of `folded`; more than AN_FOLDED_MOST when it does not fit in */
    char folded[AN_FOLDED_MOST];
} an_code;

/* Code points 256 × i and up; NULL until one of them is asked for. */
extern _Atomic(const an_code *) an_codes[0x1100];
const an_code *an_codes_meet(uint32_t code);

/* What is known of a code point (at most U+10FFFF; others are nothing). */
static inline const an_code *an_code_of(uint32_t code)
{
    const an_code *block = code < 0x110000 ? atomic_load_explicit(&an_codes[code >> 8], memory_order_acquire) : NULL;

    return block ? block + (code & 0xFF) : an_codes_meet(code);
}

/* Append the folded form of text to out. Idempotent. Bytes may grow or shrink; never use offsets of it on the original. */
void an_fold(an_buf *out, an_str text);

/* Append the small letters of text to out; a damaged byte stays what it is. */
void an_add_lower(an_buf *out, an_str text);

/* The first code point of the folded form of one, 0 when nothing is left of it. Needs no memory. */
uint32_t an_fold_first(uint32_t code);

#define AN_CODE_TEST(name, class_)                                                                                                         \
    static inline bool name(uint32_t code)                                                                                                 \
    {                                                                                                                                      \
        return (an_code_of(code)->classes & (class_)) != 0;                                                                                \
    }
AN_CODE_TEST(an_is_letter, AN_CODE_LETTER)
AN_CODE_TEST(an_is_digit, AN_CODE_DIGIT)
AN_CODE_TEST(an_is_upper, AN_CODE_UPPER)
AN_CODE_TEST(an_is_lower, AN_CODE_LOWER)
AN_CODE_TEST(an_is_space, AN_CODE_SPACE)
AN_CODE_TEST(an_is_mark, AN_CODE_MARK)
AN_CODE_TEST(an_is_ignorable, AN_CODE_IGNORABLE)
AN_CODE_TEST(an_is_apostrophe, AN_CODE_APOSTROPHE)
AN_CODE_TEST(an_is_hyphen, AN_CODE_HYPHEN)
AN_CODE_TEST(an_is_unspaced, AN_CODE_UNSPACED)
#undef AN_CODE_TEST

uint32_t an_to_lower(uint32_t code); /* its small letter; others stay */
uint32_t an_to_upper(uint32_t code); /* its capital; others stay */
bool an_has_small_letter(an_str text);

const char *an_utf8proc_version(void);
const char *an_unicode_version(void);

#endif
