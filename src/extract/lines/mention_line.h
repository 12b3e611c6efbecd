/* The lines of `actornet extract`: one JSON object a document, written and read. docs/output.md has the contract. */
#ifndef EXTRACT_LINES_MENTION_LINE_H
#define EXTRACT_LINES_MENTION_LINE_H

#include "base/buf.h"
#include "base/error.h"
#include "extract/extraction.h"

/* Append the line with its '\n' (check out->failed). Offsets are code points. */
void an_mention_line_write(an_buf *out, const an_extraction *extraction, bool no_text);

/* What a line of another program lacked. */
typedef struct an_line_notes {
    size_t bad_mentions;  /* without an actor or offsets, or out of the text: left out */
    size_t bad_sentences; /* without offsets, out of the text, or not behind the one before: left out */
    bool split_here;      /* had text but no sentences: we cut them */
} an_line_notes;

/* Read a line, ours or anyone's. `source` and `number` are for messages. AN_ERR_SYNTAX, AN_ERR_NOMEM. */
an_status an_mention_line_read(an_extraction *out, an_str line, const char *source, size_t number, an_line_notes *notes, an_error *err);

#endif
