/* Rows on their way into a file: a row is put together in `text`, and what has gathered is handed on now and then. */
#ifndef FORMATS_SINK_H
#define FORMATS_SINK_H

#include "base/buf.h"
#include "base/error.h"

#include <stdio.h>

typedef struct an_sink {
    an_buf text;
    FILE *stream; /* NULL = everything stays in text */
} an_sink;

/* A row is complete. Write errors stay with the stream, an_output_close() finds them. */
void an_sink_row(an_sink *sink);
/* Everything is complete: hand on the rest. AN_ERR_NOMEM when some row did not fit into memory. */
an_status an_sink_end(an_sink *sink, an_error *err);
void an_sink_clear(an_sink *sink);

#endif
