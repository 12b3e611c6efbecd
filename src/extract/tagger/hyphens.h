/* Hyphens with blanks around them: «Jean - Pierre» in text that a program cut into words and joined again. Elsewhere such a sign is a dash. */
#ifndef EXTRACT_TAGGER_HYPHENS_H
#define EXTRACT_TAGGER_HYPHENS_H

#include "extract/tagger/lists.h"
#include "extract/tagger/tokens.h"

/* Whether nothing but « - » stands before an atom. */
static inline bool an_hyphen_is_spaced(an_str text, const an_atom *atom, size_t from)
{
    return atom->span.start - from == 3 && text.ptr[from] == ' ' && text.ptr[from + 1] == '-' && text.ptr[from + 2] == ' ';
}

/* Whether the document writes its hyphens so: no hyphen stands between letters without blanks, at least one with blanks can be no dash
   (*non - member*, *Washington - based*) or dashes are long ones, and none must be one (a word of grammar behind it). Linear; nothing
   is done for a text without « - ». */
bool an_hyphens_are_spaced(const an_token_source *from, const an_lists *lists);

#endif
