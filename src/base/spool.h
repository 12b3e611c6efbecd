/* A row of records that is written once and read back in order: kept in memory up to a limit, then in an unlinked temporary file, so that
   memory does not grow with the text. */
#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include "base/buf.h"
#include "base/error.h"

#include <stdio.h>

typedef struct an_spool {
    an_buf memory;
    FILE *file;      /* NULL while everything fits */
    size_t limit;    /* bytes kept in memory; 0 = 64 MiB */
    size_t at;       /* reading */
    size_t records;
} an_spool;

void an_spool_clear(an_spool *spool);
an_status an_spool_add(an_spool *spool, an_str record, an_error *err);
/* Start reading from the first record; nothing is added afterwards. */
an_status an_spool_rewind(an_spool *spool, an_error *err);
/* The next record into out (reset first). `*more` is false at the end. */
an_status an_spool_next(an_spool *spool, an_buf *out, bool *more, an_error *err);

#endif
