/* What readers of JSON lines share. */
#ifndef LEXICON_IMPORT_JSON_LINE_H
#define LEXICON_IMPORT_JSON_LINE_H

#include "base/json.h"
#include "lexicon/import/import.h"

/* Call `read` for each line that holds a JSON object; other lines are bad. */
void an_import_json_lines(an_import *to, const char *const *paths, size_t count,
                          void (*read)(an_import *to, an_str line, const an_json *object));

#endif
