/* Writers of foreign formats: from a settled sink to a file. What a format cannot say is counted in the sink's ledger. */
#ifndef LEXICON_EXPORT_EXPORT_H
#define LEXICON_EXPORT_EXPORT_H

#include "lexicon/import/import.h"

an_status an_export_csv(an_import *from, const char *path, an_error *err);
an_status an_export_spacy(an_import *from, const char *path, an_error *err);
an_status an_export_regexner(an_import *from, const char *path, an_error *err);
an_status an_export_gate(an_import *from, const char *path, an_error *err);

/* Whether a row can be said at all: `never` and conditions cannot, except as plain names (counted). */
bool an_export_fits(an_import *from, const an_import_row *row);
/* Write every row that fits, actor by actor in their order, with `add_row`, and the file as a whole. */
an_status an_export_rows(an_import *from, const char *path, void (*add_row)(an_buf *out, an_import *from, const an_import_row *row),
                         an_error *err);
/* "PERSON", "ORG" … by the first part of a type; others in capitals. `names` are those of person, organization, location. */
void an_export_label(an_buf *out, an_str type, const char *const names[3]);

#endif
