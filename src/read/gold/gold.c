/* Reading annotated files one after the other: which kind each is, its reader, and what its documents are called. */
#include "read/gold/gold.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "read/gold/draft.h"
#include "read/walk.h"
#include "text/encoding.h"

#include <unistd.h>

typedef struct kind {
    bool (*is)(const char *path, an_str content);
    bool (*read)(an_drafts *drafts, an_str content);
} kind;

/* The first that knows the file reads it. */
static const kind kinds[] = {
    {an_gold_is_brat, an_gold_brat},
    {an_gold_is_jsonl, an_gold_jsonl},
    {an_gold_is_columns, an_gold_columns},
};

static const kind *kind_of(const char *path, an_str content)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].is(path, content))
            return &kinds[i];
    }
    return NULL;
}

an_status an_gold_content(an_buf *out, const char *path, an_error *err)
{
    enum { MOST = 1 << 30 };

    return an_decode_file(out, path, MOST, err);
}

static void pass_over(an_gold *gold, const an_observer *watch, const an_file *file, const char *why)
{
    gold->counts.bad_files++;
    an_say(watch, AN_WARNING, an_path_shown(file->path), "%s; the file is left out", why);
}

static an_status read_content(an_drafts *drafts, bool (*read)(an_drafts *drafts, an_str content), an_str content, an_error *err)
{
    bool ok = read(drafts, content) && an_drafts_settle(drafts) && !drafts->failed;

    drafts->gold->counts.files++;
    return ok ? AN_OK : an_fail_nomem(err);
}

/* `with` has what all files share. */
static an_status read_file(an_gold *out, const an_file *file, const an_drafts *with, const an_observer *watch, an_error *err)
{
    an_buf content = {0};
    an_drafts drafts = *with;
    an_error problem = {0};
    const kind *known;
    an_status st = an_gold_content(&content, file->path, &problem);

    drafts.path = file->path;
    drafts.first = out->count;
    drafts.file = an_drafts_keep_text(&drafts, an_str_of(an_path_shown(file->path)));
    drafts.id = an_drafts_keep_text(&drafts, an_str_of(file->id));
    if (st == AN_ERR_NOMEM || drafts.failed) {
        st = an_fail_nomem(err);
    } else if (st != AN_OK) {
        pass_over(out, watch, file, problem.message);
        st = AN_OK;
    } else if (!(known = kind_of(file->path, an_buf_str(&content)))) {
        pass_over(out, watch, file, "holds no annotated text that can be read: JSON lines, columns with a tag in the last, or brat's .ann");
    } else {
        st = read_content(&drafts, known->read, an_buf_str(&content), err);
    }
    an_buf_clear(&content);
    an_drafts_clear(&drafts);
    return st;
}

/* Every document has an id of its own: one that comes again gets a number. */
static bool number_ids(an_gold *gold, const an_observer *watch)
{
    an_map ids = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < gold->count; i++) {
        an_gold_document *doc = &gold->items[i];
        an_str id = doc->id.len ? doc->id : doc->file;
        an_buf name = {0};
        uint32_t known;
        bool added;

        an_buf_add(&name, id);
        known = an_map_intern(&ids, id, &added);
        while (known != AN_MAP_NONE && !added) {
            uint32_t number = ++ids.values[known];
            an_buf_reset(&name);
            an_buf_add(&name, id);
            an_buf_addf(&name, "#%u", number + 1);
            ok = !name.failed && an_map_intern(&ids, an_buf_str(&name), &added) != AN_MAP_NONE;
            if (!ok)
                break;
        }
        if (ok && doc->id.len && name.len > id.len) {
            an_error at = {0};
            an_fail(&at, AN_ERR_SYNTAX, "the id '%.*s' was there before: this document is called '%s'", id.len > 80 ? 80 : (int)id.len, id.ptr, name.ptr);
            an_copy_clean(at.source, sizeof at.source, doc->file);
            at.line = doc->line;
            an_say_error(watch, AN_WARNING, &at);
        }
        doc->id = an_arena_str(&gold->arena, an_buf_str(&name));
        ok = ok && known != AN_MAP_NONE && !name.failed && doc->id.ptr;
        an_buf_clear(&name);
    }
    an_map_clear(&ids);
    return ok;
}

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path);

    return length > 4 && strcmp(path + length - 4, ending) == 0;
}

/* brat keeps the annotations of x.txt in x.ann: whichever of them is named, or both, the pair is read once, as x.ann. */
static bool pair_files(an_files *files)
{
    an_map known = {0};
    size_t kept = 0;
    bool ok = true, added = true;

    for (size_t i = 0; ok && i < files->count; i++) {
        if (ends_in(files->items[i].path, ".ann"))
            ok = an_map_intern(&known, an_str_of(files->items[i].path), NULL) != AN_MAP_NONE;
    }
    for (size_t i = 0; ok && i < files->count; i++) {
        an_file file = files->items[i];
        added = true;
        if (ends_in(file.path, ".txt")) {
            an_str copy = an_arena_str(&files->paths, an_str_of(file.path));
            size_t tail = (size_t)(file.id - file.path);
            if (!(ok = copy.ptr != NULL))
                break;
            memcpy((char *)copy.ptr + copy.len - 4, ".ann", 4);
            if (access(copy.ptr, F_OK) == 0) {
                file.path = copy.ptr;
                file.id = copy.ptr + tail;
                ok = an_map_intern(&known, copy, &added) != AN_MAP_NONE;
            }
        }
        if (added)
            files->items[kept++] = file;
    }
    if (ok)
        files->count = kept;
    an_map_clear(&known);
    return ok;
}

void an_gold_clear(an_gold *gold)
{
    an_free(gold->items);
    an_arena_clear(&gold->arena);
    *gold = (an_gold){0};
}

/* Ids are unique: the number of an id is the place of its document. */
static an_status number_texts(an_map *ids, const an_gold *texts, an_error *err)
{
    for (size_t i = 0; texts && i < texts->count; i++) {
        if (an_map_intern(ids, texts->items[i].id, NULL) == AN_MAP_NONE)
            return an_fail_nomem(err);
    }
    return AN_OK;
}

an_status an_gold_read(an_gold *out, const an_gold_options *options, const an_observer *watch, an_error *err)
{
    an_source_options walk = {.paths = options->paths, .path_count = options->path_count};
    an_map ids = {0};
    an_drafts with = {.gold = out, .texts = options->texts, .text_ids = &ids, .watch = watch};
    an_files files = {0};
    an_left_out left_out = {0};
    an_status st;

    *out = (an_gold){0};
    if ((st = number_texts(&ids, options->texts, err)) == AN_OK)
        st = an_files_walk(&files, &left_out, &walk, watch, err);
    out->counts.bad_files = left_out.unreadable.count;
    an_files_clear(&left_out.unreadable);
    if (st == AN_OK && !pair_files(&files))
        st = an_fail_nomem(err);
    for (size_t i = 0; st == AN_OK && i < files.count; i++) {
        if (!an_progress(watch, "annotations", i, files.count))
            st = an_fail(err, AN_ERR_CANCELLED, "stopped");
        else
            st = read_file(out, &files.items[i], &with, watch, err);
    }
    if (st == AN_OK && !number_ids(out, watch))
        st = an_fail_nomem(err);
    if (st == AN_OK && out->count == 0)
        st = an_fail(err, AN_ERR_NOT_FOUND, "no annotated document in '%s'", options->path_count ? options->paths[0] : "");
    an_files_clear(&files);
    an_map_clear(&ids);
    if (st != AN_OK)
        an_gold_clear(out);
    return st;
}

an_status an_gold_read_lines(an_gold *out, an_str lines, const char *name, const an_gold *texts, const an_observer *watch, an_error *err)
{
    an_map ids = {0};
    an_drafts drafts = {.gold = out, .texts = texts, .text_ids = &ids, .watch = watch, .path = name, .file = an_str_of(name), .id = an_str_of(name)};
    an_status st;

    *out = (an_gold){0};
    if ((st = number_texts(&ids, texts, err)) == AN_OK)
        st = read_content(&drafts, an_gold_jsonl, lines, err);
    if (st == AN_OK && !number_ids(out, watch))
        st = an_fail_nomem(err);
    an_drafts_clear(&drafts);
    an_map_clear(&ids);
    if (st != AN_OK)
        an_gold_clear(out);
    return st;
}
