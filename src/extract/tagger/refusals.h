/* Refusals: stretches that are no names of a kind whatever they score, by the signs in them and beside them. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_REFUSALS_H
#define EXTRACT_TAGGER_REFUSALS_H

#include "extract/tagger/features.h"

/* What a company's legal form behind a comma («Acme Widgets, Inc.») says for an organisation right before it, in weights. */
enum { AN_LEGAL_FAVOUR = 64 };
bool an_has_legal_form(const an_stretch *stretch, size_t end);
/* Whether tokens [first, end) of a stretch can be no name of this kind. */
bool an_is_refused(const an_stretch *stretch, size_t first, size_t end, an_name_kind kind);

#endif
