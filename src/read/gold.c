/* Reading annotated files one after the other: which kind each is, its reader, and what its documents are called. */
#include "read/gold.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "read/draft.h"
#include "read/walk.h"

#include <stdio.h>

typedef struct kind {
    bool (*is)(const char *path, an_str content);
    bool (*read)(an_drafts *drafts, an_str content);
} kind;

static bool is_jsonl(const char *path, an_str content)
{
    (void)path;
    if (an_str_starts(content, AN_LIT("\xEF\xBB\xBF")))
        content = an_str_sub(content, 3, content.len);
    content = an_str_trim(content);
    return content.len > 0 && content.ptr[0] == '{';
}

/* The first that knows the file reads it. */
static const kind kinds[] = {
    {is_jsonl, an_gold_jsonl},
};

static const kind *kind_of(const char *path, an_str content)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].is(path, content))
            return &kinds[i];
    }
    return NULL;
}

static void pass_over(an_gold *gold, const an_observer *watch, const an_file *file, const char *why)
{
    gold->counts.bad_files++;
    an_say(watch, AN_WARNING, an_path_shown(file->path), "%s; the file is left out", why);
}

static an_status read_file(an_gold *out, const an_file *file, const an_gold_options *options, const an_observer *watch, an_error *err)
{
    enum { MOST = 1 << 30 };
    an_buf content = {.max = MOST};
    an_drafts drafts = {.gold = out, .texts = options->texts, .watch = watch, .path = file->path, .first = out->count};
    an_error problem = {0};
    const kind *known;
    an_status st = an_file_read(&content, file->path, &problem);
    bool ok = true;

    drafts.file = an_drafts_keep_text(&drafts, an_str_of(an_path_shown(file->path)));
    drafts.id = an_drafts_keep_text(&drafts, an_str_of(file->id));
    if (st == AN_ERR_NOMEM) {
        ok = false;
    } else if (st != AN_OK) {
        pass_over(out, watch, file, problem.message);
    } else if (!(known = kind_of(file->path, an_buf_str(&content)))) {
        pass_over(out, watch, file, "holds no annotated text that can be read: JSON lines, columns with a tag in the last, or brat's .ann");
    } else {
        out->counts.files++;
        ok = known->read(&drafts, an_buf_str(&content)) && an_drafts_settle(&drafts);
    }
    ok = ok && !drafts.failed;
    an_buf_clear(&content);
    an_drafts_clear(&drafts);
    return ok ? AN_OK : an_fail_nomem(err);
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

void an_gold_clear(an_gold *gold)
{
    an_free(gold->items);
    an_arena_clear(&gold->arena);
    *gold = (an_gold){0};
}

an_status an_gold_read(an_gold *out, const an_gold_options *options, const an_observer *watch, an_error *err)
{
    an_source_options walk = {.paths = options->paths, .path_count = options->path_count};
    an_files files = {0};
    an_status st;

    *out = (an_gold){0};
    st = an_files_walk(&files, &walk, watch, &out->counts.bad_files, err);
    for (size_t i = 0; st == AN_OK && i < files.count; i++) {
        if (!an_progress(watch, "annotations", i, files.count))
            st = an_fail(err, AN_ERR_CANCELLED, "stopped");
        else
            st = read_file(out, &files.items[i], options, watch, err);
    }
    if (st == AN_OK && !number_ids(out, watch))
        st = an_fail_nomem(err);
    if (st == AN_OK && out->count == 0)
        st = an_fail(err, AN_ERR_NOT_FOUND, "no annotated document in '%s'", options->path_count ? options->paths[0] : "");
    an_files_clear(&files);
    if (st != AN_OK)
        an_gold_clear(out);
    return st;
}
