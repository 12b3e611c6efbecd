/* Ids of documents, each given once. */
#ifndef READ_IDS_H
#define READ_IDS_H

#include "actornet/observer.h"
#include "base/buf.h"
#include "base/map.h"

typedef struct an_given_ids {
    an_map given; /* the value is the last number put behind # */
    an_buf id;    /* the one given out last, if it had to be changed */
    size_t renamed;
} an_given_ids;

void an_given_ids_clear(an_given_ids *ids);
/* A second document of the same id becomes id#2, a third id#3 …, until the next call, with a warning that names the place. */
an_status an_given_ids_add(an_given_ids *ids, an_str *id, const char *path, size_t line, const an_observer *watch, an_error *err);

#endif
