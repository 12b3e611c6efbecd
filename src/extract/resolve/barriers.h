/* The rules that say which names never are one actor: a table of pure functions of two names, which clusters.c obeys. docs/matching.md §7 is the
   specification. */
#ifndef EXTRACT_RESOLVE_BARRIERS_H
#define EXTRACT_RESOLVE_BARRIERS_H

#include "extract/resolve/name.h"

/* What keeps two names apart, for good: the name of the barrier, or NULL. Symmetric. `said`: the text says that they are one («A, also known
   as B»), so different words do not matter. */
const char *an_kept_apart(const an_name *a, const an_name *b, bool said);

#endif
