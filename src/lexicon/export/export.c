/* The order of an export: our files into a sink, settle it, hand it to the writer of the format. */
#include "base/error.h"
#include "base/file.h"
#include "lexicon/export/export.h"

static const struct {
    const char *name;
    an_status (*write)(an_import *from, const char *path, an_error *err);
} writers[] = {
    {"csv", an_export_csv},
    {"gate", an_export_gate},
    {"regexner", an_export_regexner},
    {"spacy", an_export_spacy},
};

bool an_export_fits(an_import *from, const an_import_row *row)
{
    an_import_condition condition = an_import_condition_of(from, row);

    from->file = row->file;
    from->line = row->line;
    if (row->never) {
        an_import_dropped(from, "a 'never' row: the format has no such thing", row->alias);
        return false;
    }
    if (condition.near.len) {
        an_import_dropped(from, "a name that counts only near others: the format cannot say so", row->alias);
        return false;
    }
    if (condition.from.len || condition.until.len)
        an_import_changed(from, "dates are left out: the format cannot say them", row->alias);
    return true;
}

void an_export_label(an_buf *out, an_str type, const char *const names[3])
{
    static const char *const ours[] = {"person", "organization", "location"};
    size_t slash = an_str_find_byte(type, 0, '/');
    an_str first = an_str_sub(type, 0, slash == (size_t)-1 ? type.len : slash);

    for (size_t i = 0; i < 3; i++)
        if (an_str_equal(first, an_str_of(ours[i]))) {
            an_buf_add_text(out, names[i]);
            return;
        }
    if (first.len == 0)
        first = AN_LIT("MISC");
    for (size_t i = 0; i < first.len; i++) {
        char c = first.ptr[i];
        an_buf_add_char(out, c >= 'a' && c <= 'z' ? (char)(c - 32) : c == '-' || c == ' ' || c == '\t' ? '_' : c);
    }
}

an_status an_dict_export(const char *format, const char *const *paths, size_t path_count, const char *to, an_dict_report *report,
                         const an_observer *watch, an_error *err)
{
    static const an_dict_import_options strict;
    an_dict_report *own = report ? NULL : an_dict_report_new(false);
    an_import from = {0};
    const an_dict_format *known = an_dict_format_find(format, false, err);
    an_status st = known ? AN_OK : AN_ERR_NOT_FOUND;

    an_import_init(&from, &strict, report ? report : own, watch, err);
    if (known && !from.ledger)
        st = an_fail_nomem(err);
    if (st == AN_OK) {
        an_import_own(&from, paths, path_count);
        an_import_finish(&from);
        st = an_import_verdict(&from);
    }
    if (st == AN_OK && from.rows.count == 0)
        st = an_fail(err, AN_ERR_NOT_FOUND, "no name found: nothing to write");
    for (size_t i = 0; st == AN_OK && i < sizeof writers / sizeof *writers; i++)
        if (strcmp(writers[i].name, known->name) == 0)
            st = writers[i].write(&from, to, err);
    an_import_clear(&from);
    an_dict_report_free(own);
    return st;
}

an_status an_export_rows(an_import *from, const char *path, void (*add_row)(an_buf *out, an_import *from, const an_import_row *row),
                         an_error *err)
{
    an_buf out = {0};
    an_status st;

    for (size_t i = 0; i < from->actors.count; i++) {
        size_t count;
        const an_import_row *rows = an_import_rows(from, from->order[i], &count);
        for (size_t k = 0; k < count; k++)
            if (an_export_fits(from, &rows[k]))
                add_row(&out, from, &rows[k]);
    }
    st = out.failed ? an_fail_nomem(err) : an_file_write(path, an_buf_str(&out), err);
    an_buf_clear(&out);
    return st;
}
