/* Lines for the report: a form of the text and the actors that it may mean. */
#ifndef EXTRACT_NOTE_H
#define EXTRACT_NOTE_H

#include "base/buf.h"
#include "extract/extraction.h"

/* An actor by its name and its id, which may be the same. */
typedef struct an_sense {
    an_str name, id;
} an_sense;

/* Append «form: name (id) | name», and a line end. Sorts the senses: equal ones give equal lines. */
void an_note_senses(an_buf *out, an_str form, an_sense *senses, size_t count);
/* The same for every place of a document that may mean several actors. */
void an_note_ambiguous(an_buf *out, const an_extraction *extraction);

#endif
