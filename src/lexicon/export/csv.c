/* Our columns as CSV (RFC 4180), for spreadsheets. A text that a spreadsheet would run as a formula gets an apostrophe. */
#include "lexicon/export/export.h"

#include "actornet/output.h"
#include "base/alloc.h"
#include "base/file.h"

#include <stdlib.h>

static void add_cell(an_buf *out, an_str text, char end)
{
    an_buf_add_csv_cell(out, text, AN_CSV_GUARDED);
    an_buf_add_char(out, end);
}

/* Names of all attributes, sorted. */
static an_str *attribute_names(const an_import *from, size_t *count)
{
    bool *used = an_alloc(from->names.count + 1);
    an_str *list = an_alloc((from->names.count + 1) * sizeof *list);

    *count = 0;
    for (size_t i = 0; used && list && i < from->links.count; i++)
        used[from->links.items[i].name] = true;
    for (size_t i = 0; used && list && i < from->names.count; i++)
        if (used[i])
            list[(*count)++] = from->names.keys[i];
    an_free(used);
    if (list && *count)
        qsort(list, *count, sizeof *list, an_str_order);
    return list;
}

static an_str attribute_of(const an_import *from, uint32_t actor, an_str name)
{
    for (uint32_t i = from->actors.items[actor].links; i; i = from->links.items[i - 1].next)
        if (an_str_equal(from->names.keys[from->links.items[i - 1].name], name))
            return from->links.items[i - 1].value;
    return (an_str){"", 0};
}

static void add_row(an_buf *out, an_import *from, const an_import_row *row, const an_str *names, size_t count)
{
    static const char *const cases[] = {"", "any", "cap", "exact"};
    const an_import_actor *actor = &from->actors.items[row->actor];
    an_import_condition condition = an_import_condition_of(from, row);

    if (an_is_formula(row->alias.ptr, row->alias.len))
        an_import_changed(from, "an apostrophe before a text that a spreadsheet would run as a formula", row->alias);
    add_cell(out, actor->name, ',');
    add_cell(out, an_import_id(from, row->actor), ',');
    add_cell(out, an_str_equal(row->alias, actor->name) ? AN_LIT("") : row->alias, ',');
    add_cell(out, actor->type, ',');
    add_cell(out, an_str_of(cases[row->casing]), ',');
    add_cell(out, condition.near, ',');
    add_cell(out, condition.from, ',');
    add_cell(out, condition.until, ',');
    add_cell(out, row->never ? AN_LIT("yes") : AN_LIT(""), count ? ',' : '\n');
    for (size_t i = 0; i < count; i++)
        add_cell(out, attribute_of(from, row->actor, names[i]), i + 1 < count ? ',' : '\n');
}

an_status an_export_csv(an_import *from, const char *path, an_error *err)
{
    an_buf out = {0};
    size_t count;
    an_str *names = attribute_names(from, &count);
    an_status st;

    if (!names)
        return an_fail_nomem(err);
    an_buf_add_text(&out, "actor,id,alias,type,case,near,from,until,never");
    for (size_t i = 0; i < count; i++) {
        an_buf_add_char(&out, ',');
        add_cell(&out, names[i], '\n');
        out.len--;
    }
    an_buf_add_char(&out, '\n');
    for (size_t i = 0; i < from->actors.count; i++) {
        size_t rows_count;
        const an_import_row *rows = an_import_rows(from, from->order[i], &rows_count);
        for (size_t k = 0; k < rows_count; k++)
            add_row(&out, from, &rows[k], names, count);
    }
    st = out.failed ? an_fail_nomem(err) : an_file_write(path, an_buf_str(&out), err);
    an_buf_clear(&out);
    an_free(names);
    return st;
}
