/* JSON lines: one line made a document. */
#ifndef READ_JSONL_H
#define READ_JSONL_H

#include "base/json.h"
#include "read/document.h"

/* One line as JSON; what the gate can mend is mended. Otherwise `problem` has column, message and excerpt. AN_ERR_NOMEM, else no AN_OK. */
an_status an_jsonl_parse(an_json **root, an_str line, an_repairs *repairs, an_error *problem);
/* True when the line is a JSON object with a string `text`. */
bool an_jsonl_is_line(an_str line);

typedef enum an_jsonl_outcome { AN_JSONL_DOCUMENT, AN_JSONL_BAD, AN_JSONL_NO_TEXT, AN_JSONL_BAD_DATE } an_jsonl_outcome;

/* Fill id (empty when the line has none), title, date, source and text. With AN_JSONL_BAD `problem` has column, message and excerpt, with
   AN_JSONL_BAD_DATE (a document all the same) the message. AN_ERR_NOMEM. */
an_status an_jsonl_read(an_document *doc, an_str line, an_repairs *repairs, an_jsonl_outcome *outcome, an_error *problem, an_error *err);

#endif
