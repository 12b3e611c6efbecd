/* What the language of offices, parliaments and armies writes with capitals and yet names nobody: laws, offices, parties, operations.
   docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_FORMAL_H
#define EXTRACT_TAGGER_FORMAL_H

#include "extract/tagger/features.h"

/* What stands in brackets behind a brand, and is no short form: «TM». */
bool an_is_trade_mark(an_str word);
/* A party as members of a parliament are told by it, in brackets: «Con», «Lab». */
bool an_is_party(an_str word);
/* Whether a name that begins with the word and «of» is that of who belongs to a body: «Member», «Fellow». */
bool an_is_belonging(an_str word);
/* Letters behind a person's name: «QC», «MP». */
bool an_is_post_nominal(an_str word);
struct an_judged;
/* The kinds of name that the stretch cannot be, as a set of 1 << an_name_kind, with those that it cannot be already. */
unsigned an_formal_refusals(const struct an_judged *r, unsigned kinds);

#endif
