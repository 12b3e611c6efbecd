/* What the language of courts, parliaments and armies writes with capitals and yet names nobody: laws, offices, citations, operations.
   docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_FORMAL_H
#define EXTRACT_TAGGER_FORMAL_H

#include "base/str.h"

/* Whether a name that ends in the word is that of a law: «Act», «Code». */
bool an_is_enactment(an_str word);
struct an_judged;
/* The kinds of name that the stretch cannot be, as a set of 1 << an_name_kind. */
unsigned an_formal_refusals(const struct an_judged *r);

#endif
