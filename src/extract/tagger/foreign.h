/* Refusals in the languages beside English: what their small words and the capitals of German make look like names. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_FOREIGN_H
#define EXTRACT_TAGGER_FOREIGN_H

struct an_judged;
/* The kinds of name that the stretch cannot be, as a set of 1 << an_name_kind, with those that it cannot be already. */
unsigned an_foreign_refusals(const struct an_judged *r, unsigned kinds);

#endif
