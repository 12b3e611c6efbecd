/* An extraction as bytes and back, for the spool between the two passes over a collection. Native byte order: never leaves the process. */
#ifndef EXTRACT_RECORD_H
#define EXTRACT_RECORD_H

#include "base/buf.h"
#include "base/error.h"
#include "extract/extraction.h"

/* Append to out (check out->failed). */
void an_record_write(an_buf *out, const an_extraction *extraction);
/* Strings of the result point into `record`, lists live in its arena. AN_ERR_NOMEM. */
an_status an_record_read(an_extraction *out, an_str record, an_error *err);

#endif
