/* What the language of courts, parliaments and armies writes with capitals and yet names nobody: laws, offices, citations, operations.
   docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_FORMAL_H
#define EXTRACT_TAGGER_FORMAL_H

#include "extract/tagger/features.h"

/* Whether a name that ends in the word is that of a law: «Act», «Code». */
bool an_is_enactment(an_str word);
struct an_judged;
/* The kinds of name that the stretch cannot be, as a set of 1 << an_name_kind, with those that it cannot be already. */
unsigned an_formal_refusals(const struct an_judged *r, unsigned kinds);
/* The kind that tokens [first, end) of a stretch are, which were read as `kind`: «Wayne County Airport Authority» is no place. */
an_name_kind an_formal_kind(const an_stretch *stretch, size_t first, size_t end, an_name_kind kind);

#endif
