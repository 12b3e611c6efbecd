/* What lists of sanctions write before another name of the head of an entry: «BERG, Karl a.k.a. BERGH, Carl», «Aliases: (1) BERGH, Carl». Words of prose
   («also known as») stand in dict/rules/aka.tsv, and so do these. */
#ifndef EXTRACT_RESOLVE_LABELS_H
#define EXTRACT_RESOLVE_LABELS_H

#include "base/str.h"

/* Whether a word is such a label, with its last full stop or without. */
bool an_is_alias_label(an_str word);
/* Whether a text ends with one. */
bool an_ends_with_alias_label(an_str text);
/* All of them, without their last full stop; NULL behind the last. */
const char *an_alias_label(size_t number);

#endif
