/* An extraction as bytes, for the spool between the two passes over a collection: native, for this run only. */
#ifndef EXTRACT_LINES_RECORD_H
#define EXTRACT_LINES_RECORD_H

#include "base/buf.h"
#include "base/error.h"
#include "extract/extraction.h"

/* Append. out->failed tells. */
void an_record_write(an_buf *out, const an_extraction *extraction);
/* Texts of the result point into `record`. AN_ERR_NOMEM. */
an_status an_record_read(an_extraction *out, an_str record, an_error *err);

/* Id of the document that a record is of. */
an_str an_record_id(an_str record);
/* Append the same record under another id. */
void an_record_rename(an_buf *out, an_str record, an_str id);

#endif
