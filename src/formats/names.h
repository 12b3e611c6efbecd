/* Ids and column names as files can hold them: without characters that a format forbids, and still unique. */
#ifndef FORMATS_NAMES_H
#define FORMATS_NAMES_H

#include "actornet/network.h"
#include "base/arena.h"
#include "base/error.h"

/* Node ids. Those of our own networks and of nearly all others pass as they are and cost one look. */
typedef struct an_ids {
    const an_network *net;
    an_arena arena;
    an_str *fit; /* NULL when all ids are fit as they are */
} an_ids;

an_status an_ids_init(an_ids *ids, const an_network *net, an_error *err);
an_str an_ids_get(const an_ids *ids, size_t node);
void an_ids_clear(an_ids *ids);

/* Names of a table's columns; those in `reserved` (ends with NULL, without regard to case) get a _ behind. */
typedef struct an_titles {
    an_arena arena;
    an_str *items; /* by column; NUL-terminated */
} an_titles;

an_status an_titles_init(an_titles *titles, const an_network *net, an_table table, const char *const *reserved, an_error *err);
void an_titles_clear(an_titles *titles);

#endif
