/* Refusals: stretches that are no names of a kind whatever they score, by the signs in them and beside them. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_REFUSALS_H
#define EXTRACT_TAGGER_REFUSALS_H

#include "extract/tagger/features.h"

/* What a company's legal form behind a comma («Acme Widgets, Inc.») says for an organisation right before it, in weights. */
enum { AN_LEGAL_FAVOUR = 192 };
bool an_has_legal_form(const an_stretch *stretch, size_t end);
/* Whether a name that ends with a token is a company's: that token is a legal form by itself («Berg Textil GmbH»). */
bool an_is_company(const an_stretch *stretch, size_t last);
/* Which of the likely kinds of name tokens [first, end) of a stretch cannot be, as sets of 1 << an_name_kind. */
unsigned an_refused_kinds(const an_stretch *stretch, size_t first, size_t end, unsigned likely);

#endif
