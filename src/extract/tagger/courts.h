/* What courts write with capitals and yet names nobody: where they find a text, the parties of cases that are cited. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_COURTS_H
#define EXTRACT_TAGGER_COURTS_H

#include "extract/tagger/features.h"

struct an_judged;
/* The kinds of name that the stretch cannot be, as a set of 1 << an_name_kind, with those that it cannot be already. */
unsigned an_court_refusals(const struct an_judged *r, unsigned kinds);
/* Whether a token is a case that is called by one of its parties: «In Lindqvist, we held». */
bool an_names_case(const an_scene *scene, size_t token);

#endif
