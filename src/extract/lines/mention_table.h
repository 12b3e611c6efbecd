/* Mentions as a table (TSV) and as tagged words (CoNLL). */
#ifndef EXTRACT_LINES_MENTION_TABLE_H
#define EXTRACT_LINES_MENTION_TABLE_H

#include "base/buf.h"
#include "extract/extraction.h"

/* document, start, end, text, type, actor, by, confidence, date: offsets in code points; tabs and line ends in cells become blanks. */
void an_mention_table_header(an_buf *out);
void an_mention_table_write(an_buf *out, const an_extraction *extraction);

/* A word and its tag (B-person, I-person, O) a line, an empty line behind each sentence, "-DOCSTART- (id)" before each document. */
void an_mention_conll_write(an_buf *out, const an_extraction *extraction);

#endif
