/* GATE gazetteers: the file named is the index (lists.def), with a list for each type beside it. Names may hold colons, so features stand
   behind a tab: set gazetteerFeatureSeparator to a tab. None of the files has its name
   before all are complete, and the index gets it behind the lists that it names. */
#include "lexicon/export/export.h"

#include "base/alloc.h"
#include "base/file.h"

#include <stdlib.h>

/* "organization/armed-group" → "organization_armed-group.lst"; other signs than letters, digits and - become _. */
static void add_list_name(an_buf *out, an_str type)
{
    if (type.len == 0)
        type = AN_LIT("other");
    for (size_t i = 0; i < type.len; i++) {
        char c = type.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        an_buf_add_char(out, plain ? c : '_');
    }
    an_buf_add_text(out, ".lst");
}

static void add_rows(an_buf *out, an_import *from, uint32_t actor)
{
    size_t count;
    const an_import_row *rows = an_import_rows(from, actor, &count);
    an_str id = an_import_id(from, actor);

    for (size_t k = 0; k < count; k++) {
        if (!an_export_fits(from, &rows[k]))
            continue;
        an_buf_add(out, rows[k].alias);
        an_buf_add_text(out, "\tactor=");
        an_buf_add(out, id.len ? id : from->actors.items[actor].name);
        an_buf_add_char(out, '\n');
    }
}

/* All types, sorted, each once. */
static an_str *types_of(const an_import *from, size_t *count)
{
    an_str *list = an_alloc((from->actors.count + 1) * sizeof *list);
    size_t kept = 0;

    if (!list)
        return NULL;
    for (size_t i = 0; i < from->actors.count; i++)
        list[i] = from->actors.items[i].type;
    qsort(list, from->actors.count, sizeof *list, an_str_order);
    for (size_t i = 0; i < from->actors.count; i++)
        if (kept == 0 || !an_str_equal(list[kept - 1], list[i]))
            list[kept++] = list[i];
    *count = kept;
    return list;
}

/* One file, complete but not yet under its name. */
static an_status finish(an_output *out, const char *path, an_str content, an_error *err)
{
    an_status st = an_output_open(out, path, err);

    if (st != AN_OK)
        return st;
    if (content.len)
        fwrite(content.ptr, 1, content.len, out->stream);
    return an_output_finish(out, err);
}

static void add_to_index(an_buf *index, an_str type)
{
    size_t slash = an_str_find_byte(type, 0, '/');

    add_list_name(index, type);
    an_buf_add_char(index, ':');
    an_buf_add(index, type.len ? an_str_sub(type, 0, slash == (size_t)-1 ? type.len : slash) : AN_LIT("other"));
    if (slash != (size_t)-1) {
        an_buf_add_char(index, ':');
        an_buf_add(index, an_str_sub(type, slash + 1, type.len));
    }
    an_buf_add_char(index, '\n');
}

/* `out` stays empty when no name of the type can be written. */
static an_status write_list(an_output *out, an_import *from, an_str folder, an_str type, an_buf *index, an_error *err)
{
    an_buf path = {0}, list = {0};
    an_status st = AN_OK;

    for (size_t i = 0; i < from->actors.count; i++)
        if (an_str_equal(from->actors.items[from->order[i]].type, type))
            add_rows(&list, from, from->order[i]);
    if (list.len) {
        an_buf_add(&path, folder);
        add_list_name(&path, type);
        add_to_index(index, type);
        st = path.failed || list.failed || index->failed ? an_fail_nomem(err) : finish(out, path.ptr, an_buf_str(&list), err);
    }
    an_buf_clear(&path);
    an_buf_clear(&list);
    return st;
}

an_status an_export_gate(an_import *from, const char *path, an_error *err)
{
    const char *slash = strrchr(path, '/');
    an_str folder = {path, slash ? (size_t)(slash - path) + 1 : 0};
    an_buf index = {0};
    size_t count = 0;
    an_str *types;
    an_output *files; /* the lists, and the index behind them */
    an_status st = AN_OK;

    if (strcmp(path, "-") == 0)
        return an_fail(err, AN_ERR_INVALID, "a GATE gazetteer is several files: name its index, -o FOLDER/lists.def");
    types = types_of(from, &count);
    files = an_alloc((count + 1) * sizeof *files);
    if (!types || !files)
        st = an_fail_nomem(err);
    for (size_t i = 0; st == AN_OK && i < count; i++)
        st = write_list(&files[i], from, folder, types[i], &index, err);
    if (st == AN_OK)
        st = index.failed ? an_fail_nomem(err) : finish(&files[count], path, an_buf_str(&index), err);
    for (size_t i = 0; st == AN_OK && i <= count; i++)
        if (files[i].path)
            st = an_output_close(&files[i], err);
    for (size_t i = 0; files && i <= count; i++)
        an_output_abort(&files[i]);
    an_free(files);
    an_free(types);
    an_buf_clear(&index);
    return st;
}
