/* GATE gazetteers: the file named is the index (lists.def), with a list for each type beside it. Names may hold colons, so features stand
   behind a tab: set gazetteerFeatureSeparator to a tab. The lists are written before the index that names them. */
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

static int compare_types(const void *left, const void *right)
{
    return an_str_compare(*(const an_str *)left, *(const an_str *)right);
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
    qsort(list, from->actors.count, sizeof *list, compare_types);
    for (size_t i = 0; i < from->actors.count; i++)
        if (kept == 0 || !an_str_equal(list[kept - 1], list[i]))
            list[kept++] = list[i];
    *count = kept;
    return list;
}

static an_status write_list(an_import *from, an_str folder, an_str type, an_buf *index, an_error *err)
{
    an_buf path = {0}, list = {0};
    size_t slash = an_str_find_byte(type, 0, '/');
    an_status st = AN_OK;

    for (size_t i = 0; i < from->actors.count; i++)
        if (an_str_equal(from->actors.items[from->order[i]].type, type))
            add_rows(&list, from, from->order[i]);
    if (list.len) {
        an_buf_add(&path, folder);
        add_list_name(&path, type);
        add_list_name(index, type);
        an_buf_add_char(index, ':');
        an_buf_add(index, type.len ? an_str_sub(type, 0, slash == (size_t)-1 ? type.len : slash) : AN_LIT("other"));
        if (slash != (size_t)-1) {
            an_buf_add_char(index, ':');
            an_buf_add(index, an_str_sub(type, slash + 1, type.len));
        }
        an_buf_add_char(index, '\n');
        st = path.failed || list.failed || index->failed ? an_fail_nomem(err) : an_file_write(path.ptr, an_buf_str(&list), err);
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
    an_status st = AN_OK;

    if (strcmp(path, "-") == 0)
        return an_fail(err, AN_ERR_INVALID, "a GATE gazetteer is several files: name its index, -o FOLDER/lists.def");
    if (!(types = types_of(from, &count)))
        return an_fail_nomem(err);
    for (size_t i = 0; st == AN_OK && i < count; i++)
        st = write_list(from, folder, types[i], &index, err);
    if (st == AN_OK)
        st = index.failed ? an_fail_nomem(err) : an_file_write(path, an_buf_str(&index), err);
    an_free(types);
    an_buf_clear(&index);
    return st;
}
