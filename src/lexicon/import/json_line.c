/* One JSON object a line, files of any size. */
#include "lexicon/import/json_line.h"

static void read_line(an_import *to, an_str line, void (*read)(an_import *, an_str, const an_json *))
{
    an_json *object = NULL;
    an_error error = {0};

    to->ledger->rows_read++;
    if (an_json_parse(&object, line, &error) != AN_OK) {
        size_t at = error.column ? error.column - 1 : 0;
        an_import_bad(to, line, at < line.len ? at : line.len, 1, "%s; each line must be one whole JSON object", error.message);
    } else if (an_json_kind_of(object) != AN_JSON_OBJECT) {
        an_import_bad(to, line, 0, 1, "not a JSON object: each line must be one whole object");
    } else {
        read(to, line, object);
    }
    an_json_free(object);
}

void an_import_json_lines(an_import *to, const char *const *paths, size_t count,
                          void (*read)(an_import *to, an_str line, const an_json *object))
{
    for (size_t i = 0; i < count && an_import_going(to); i++) {
        an_import_text text;
        an_str line;
        if (an_import_open_lines(to, paths[i], &text))
            while (an_import_next_line(to, &text, &line))
                if (an_str_trim(line).len)
                    read_line(to, line, read);
        an_import_close(&text);
        an_import_end(to);
    }
}
