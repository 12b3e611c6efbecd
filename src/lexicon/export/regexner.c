/* Stanford RegexNER: `tokens<TAB>TYPE<TAB><TAB>priority`, signs of expressions escaped. Its rules look at the case of letters. */
#include "lexicon/export/export.h"

static void add_row(an_buf *out, an_import *from, const an_import_row *row)
{
    static const char *const names[] = {"PERSON", "ORGANIZATION", "LOCATION"};

    for (size_t i = 0; i < row->alias.len; i++) {
        if (memchr(".*+?[]{}()|^$\\", row->alias.ptr[i], 14))
            an_buf_add_char(out, '\\');
        an_buf_add_char(out, row->alias.ptr[i]);
    }
    an_buf_add_char(out, '\t');
    an_export_label(out, from->actors.items[row->actor].type, names);
    an_buf_add_char(out, '\n');
    if (an_import_case_of(row, row->alias) == AN_IMPORT_ANY)
        an_import_changed(from, "case 'any' became 'as written'", row->alias);
}

an_status an_export_regexner(an_import *from, const char *path, an_error *err)
{
    return an_export_rows(from, path, add_row, err);
}
