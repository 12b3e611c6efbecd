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

static bool collect_attributes(const an_import *to, columns *all)
{
    uint32_t *order = an_map_order(&to->names);

    all->places = an_alloc((to->names.count + 1) * sizeof *all->places);
    all->attributes = an_alloc((to->names.count + 1) * sizeof *all->attributes);
    if (!order || !all->places || !all->attributes) {
        an_free(order);
        return false;
    }
    for (size_t i = 0; i < to->links.count; i++)
        all->places[to->links.items[i].name] = 1;
    for (size_t i = 0; i < to->names.count; i++) {
        if (!all->places[order[i]])
            continue;
        all->attributes[all->count++] = order[i];
        all->places[order[i]] = (uint32_t)all->count;
    }
    an_free(order);
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

/* A row is put together in one piece of memory that is large enough for it. */
typedef struct pen {
    char *at;
} pen;

static void put(pen *p, an_str text)
{
    if (text.len)
        memcpy(p->at, text.ptr, text.len);
    p->at += text.len;
}

static void put_cell(pen *p, bool column, an_str text)
{
    if (!column)
        return;
    *p->at++ = '\t';
    put(p, text);
}

/* The attributes of an actor in the order of the columns; their length together. */
static size_t gather(const an_import *to, const columns *all, uint32_t actor, an_str *values)
{
    size_t length = 0;

    for (size_t i = 0; i < all->count; i++)
        values[i] = (an_str){"", 0};
    for (uint32_t i = to->actors.items[actor].links; i; i = to->links.items[i - 1].next) {
        const an_import_link *link = &to->links.items[i - 1];
        values[all->places[link->name] - 1] = link->value;
        length += link->value.len;
    }
    return length;
}

static void add_row(an_buf *out, const an_import *to, const columns *all, const an_import_row *row, bool first, an_str *values)
{
    static const char *const cases[] = {"", "any", "cap", "exact"};
    const an_import_actor *actor = &to->actors.items[row->actor];
    an_import_condition condition = an_import_condition_of(to, row);
    an_str id = all->id ? an_import_id(to, row->actor) : (an_str){"", 0};
    size_t length =
        actor->name.len + id.len + row->alias.len + actor->type.len + condition.near.len + condition.from.len + condition.until.len;
    pen p;

    length += first && all->count ? gather(to, all, row->actor, values) : 0;
    if (!(p.at = an_buf_room(out, length + all->count + 32)))
        return;
    put(&p, actor->name);
    put_cell(&p, all->id, id);
    put_cell(&p, true, an_str_equal(row->alias, actor->name) ? (an_str){"", 0} : row->alias);
    put_cell(&p, all->type, actor->type);
    put_cell(&p, all->casing, an_str_of(cases[row->casing]));
    put_cell(&p, all->near, condition.near);
    put_cell(&p, all->from, condition.from);
    put_cell(&p, all->until, condition.until);
    put_cell(&p, all->never, row->never ? AN_LIT("yes") : (an_str){"", 0});
    for (size_t i = 0; i < all->count; i++)
        put_cell(&p, true, first ? values[i] : (an_str){"", 0});
    *p.at++ = '\n';
    out->len = (size_t)(p.at - out->ptr);
}

static void flush_chunk(an_buf *out, FILE *stream, size_t at_least)
{
    if (out->len < at_least || out->failed)
        return;
    if (out->len)
        fwrite(out->ptr, 1, out->len, stream);
    an_buf_reset(out);
}

/* Actors stand in memory in the order they came, and are written by name: what the next ones need is fetched ahead. */
static void fetch_ahead(const an_import *to, size_t i)
{
#if defined(__GNUC__)
    enum { NEAR = 4, FAR = 10 };

    if (i + FAR >= to->actors.count)
        return;
    __builtin_prefetch(&to->actors.items[to->order[i + FAR]]);
    __builtin_prefetch(&to->firsts[to->order[i + FAR]]);
    __builtin_prefetch(to->actors.items[to->order[i + NEAR]].name.ptr);
    __builtin_prefetch(&to->rows.items[to->firsts[to->order[i + NEAR]]]);
#else
    (void)to;
    (void)i;
#endif
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
        fetch_ahead(to, i);
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
