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
/* The next records into out (reset first), at least `want` bytes where there are as many; an_spool_cut() tells them apart. `*count` is 0 at
   the end. */
an_status an_spool_stretch(an_spool *spool, size_t want, an_buf *out, size_t *count, an_error *err);
/* Take the first record off a stretch. False when it is empty. */
bool an_spool_cut(an_str *stretch, an_str *record);

#endif
