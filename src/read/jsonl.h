/* JSON lines: a file descriptor cut into lines without ever holding the file, and one line made a document. */
#ifndef READ_JSONL_H
#define READ_JSONL_H

#include "base/json.h"
#include "read/document.h"

typedef struct an_lines {
    int descriptor; /* owned while `open` */
    bool open, end; /* end: nothing more to read from the descriptor */
    an_buf bytes;   /* read, from `at` on not yet given out */
    size_t at, searched, number, max;
} an_lines;

/* Start on an open descriptor of which the first bytes were read already; takes the descriptor and the bytes. */
void an_lines_open(an_lines *lines, int descriptor, an_buf *first, bool end, size_t max);
void an_lines_close(an_lines *lines);
/* The next line, without its line end. `*too_long`: it is longer than `max` and was passed over. `*more` is false behind the last.
   AN_ERR_IO, AN_ERR_NOMEM. */
an_status an_lines_next(an_lines *lines, an_str *line, bool *too_long, bool *more, an_error *err);

/* One line as JSON; what the gate can mend is mended. Otherwise `problem` has column, message and excerpt. AN_ERR_NOMEM, else no AN_OK. */
an_status an_jsonl_parse(an_json **root, an_str line, an_repairs *repairs, an_error *problem);
/* True when the line is a JSON object with a string `text`. */
bool an_jsonl_is_line(an_str line);

typedef enum an_jsonl_outcome { AN_JSONL_DOCUMENT, AN_JSONL_BAD, AN_JSONL_NO_TEXT, AN_JSONL_BAD_DATE } an_jsonl_outcome;

/* Fill id (empty when the line has none), title, date, source and text. With AN_JSONL_BAD `problem` has column, message and excerpt, with
   AN_JSONL_BAD_DATE (a document all the same) the message. AN_ERR_NOMEM. */
an_status an_jsonl_read(an_document *doc, an_str line, an_repairs *repairs, an_jsonl_outcome *outcome, an_error *problem, an_error *err);

#endif
