/* Our own format from a sink: one header with all columns that some row uses, actors by name, the own name of each first, attributes on its
   first row only. */
#include "lexicon/import/import.h"

#include "base/alloc.h"
#include "base/file.h"

#include <stdlib.h>

enum { CHUNK = 1 << 20 };

/* Columns that are written. */
typedef struct columns {
    bool id, type, casing, near, from, until, never;
    uint32_t *attributes; /* numbers of names, sorted by name */
    uint32_t *places;     /* by number of a name: column + 1 among the attributes, 0 = none */
    size_t count;
} columns;

/* A name with what qsort() needs to see. */
typedef struct named {
    an_str name;
    uint32_t number;
} named;

static int compare_named(const void *left, const void *right)
{
    return an_str_compare(((const named *)left)->name, ((const named *)right)->name);
}

static bool collect_attributes(const an_import *to, columns *all)
{
    named *list = an_alloc((to->names.count + 1) * sizeof *list);

    all->places = an_alloc((to->names.count + 1) * sizeof *all->places);
    all->attributes = an_alloc((to->names.count + 1) * sizeof *all->attributes);
    if (!list || !all->places || !all->attributes) {
        an_free(list);
        return false;
    }
    for (size_t i = 0; i < to->links.count; i++) {
        uint32_t name = to->links.items[i].name;
        if (all->places[name]++ == 0)
            list[all->count++] = (named){to->names.keys[name], name};
    }
    if (all->count)
        qsort(list, all->count, sizeof *list, compare_named);
    for (size_t i = 0; i < all->count; i++) {
        all->attributes[i] = list[i].number;
        all->places[list[i].number] = (uint32_t)i + 1;
    }
    an_free(list);
    return true;
}

static bool collect(const an_import *to, columns *all)
{
    for (uint32_t i = 0; i < to->actors.count; i++) {
        all->id |= an_import_id(to, i).len > 0;
        all->type |= to->actors.items[i].type.len > 0;
    }
    for (size_t i = 0; i < to->rows.count; i++) {
        an_import_condition condition = an_import_condition_of(to, &to->rows.items[i]);
        all->casing |= to->rows.items[i].casing != AN_IMPORT_AUTO;
        all->near |= condition.near.len > 0;
        all->from |= condition.from.len > 0;
        all->until |= condition.until.len > 0;
        all->never |= to->rows.items[i].never;
    }
    return collect_attributes(to, all);
}

static void add_header(an_buf *out, const an_import *to, const columns *all)
{
    an_buf_add_text(out, "actor");
    an_buf_add_text(out, all->id ? "\tid" : "");
    an_buf_add_text(out, "\talias");
    an_buf_add_text(out, all->type ? "\ttype" : "");
    an_buf_add_text(out, all->casing ? "\tcase" : "");
    an_buf_add_text(out, all->near ? "\tnear" : "");
    an_buf_add_text(out, all->from ? "\tfrom" : "");
    an_buf_add_text(out, all->until ? "\tuntil" : "");
    an_buf_add_text(out, all->never ? "\tnever" : "");
    for (size_t i = 0; i < all->count; i++) {
        an_buf_add_char(out, '\t');
        an_buf_add(out, to->names.keys[all->attributes[i]]);
    }
    an_buf_add_char(out, '\n');
}

static void add_cell(an_buf *out, bool column, an_str text)
{
    if (!column)
        return;
    an_buf_add_char(out, '\t');
    an_buf_add(out, text);
}

/* The attributes of an actor in the order of the columns; `values` is scratch of their number. */
static void add_attributes(an_buf *out, const an_import *to, const columns *all, uint32_t actor, bool first, an_str *values)
{
    for (size_t i = 0; i < all->count; i++)
        values[i] = (an_str){"", 0};
    for (uint32_t i = first ? to->actors.items[actor].links : 0; i; i = to->links.items[i - 1].next)
        values[all->places[to->links.items[i - 1].name] - 1] = to->links.items[i - 1].value;
    for (size_t i = 0; i < all->count; i++)
        add_cell(out, true, values[i]);
}

static void add_row(an_buf *out, const an_import *to, const columns *all, const an_import_row *row, bool first, an_str *values)
{
    static const char *const cases[] = {"", "any", "cap", "exact"};
    const an_import_actor *actor = &to->actors.items[row->actor];
    an_import_condition condition = an_import_condition_of(to, row);

    an_buf_add(out, actor->name);
    add_cell(out, all->id, an_import_id(to, row->actor));
    add_cell(out, true, an_str_equal(row->alias, actor->name) ? AN_LIT("") : row->alias);
    add_cell(out, all->type, actor->type);
    add_cell(out, all->casing, an_str_of(cases[row->casing]));
    add_cell(out, all->near, condition.near);
    add_cell(out, all->from, condition.from);
    add_cell(out, all->until, condition.until);
    add_cell(out, all->never, row->never ? AN_LIT("yes") : AN_LIT(""));
    if (all->count)
        add_attributes(out, to, all, row->actor, first, values);
    an_buf_add_char(out, '\n');
}

static void flush_chunk(an_buf *out, FILE *stream, size_t at_least)
{
    if (out->len < at_least || out->failed)
        return;
    if (out->len)
        fwrite(out->ptr, 1, out->len, stream);
    an_buf_reset(out);
}

static bool write_rows(FILE *stream, const an_import *to, const columns *all, an_str comment)
{
    an_str *values = an_alloc((all->count + 1) * sizeof *values);
    an_buf out = {0};
    bool good;

    an_buf_add(&out, comment);
    add_header(&out, to, all);
    for (size_t i = 0; values && i < to->actors.count && !out.failed; i++) {
        size_t count;
        const an_import_row *rows = an_import_rows(to, to->order[i], &count);
        for (size_t k = 0; k < count; k++)
            add_row(&out, to, all, &rows[k], k == 0, values);
        flush_chunk(&out, stream, CHUNK);
    }
    flush_chunk(&out, stream, 0);
    good = values && !out.failed;
    an_free(values);
    an_buf_clear(&out);
    return good;
}

an_status an_import_write(an_import *to, const char *path, an_str comment, an_error *err)
{
    columns all = {0};
    an_output file = {0};
    an_status st;

    if (!collect(to, &all))
        st = an_fail_nomem(err);
    else if ((st = an_output_open(&file, path, err)) == AN_OK)
        st = write_rows(file.stream, to, &all, comment) ? an_output_close(&file, err) : an_fail_nomem(err);
    an_output_abort(&file);
    an_free(all.attributes);
    an_free(all.places);
    return st;
}
