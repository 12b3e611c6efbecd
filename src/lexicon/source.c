/* Which files are read, in which order: the user's as given, then the shipped folders. Folders are walked with a stack, their files sorted
   by path bytes, so that the order does not depend on the disk. */
#include "lexicon/loading.h"

#include "base/alloc.h"
#include "lexicon/tools/pack.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef AN_LIST_OF(char *) paths;

static void clear_paths(paths *list)
{
    for (size_t i = 0; i < list->count; i++)
        an_free(list->items[i]);
    an_free(list->items);
    *list = (paths){0};
}

static an_status add_path(paths *list, const char *folder, const char *name, an_error *err)
{
    an_buf path = {0};
    size_t length = strlen(folder);

    an_buf_add_text(&path, folder);
    if (name && length && folder[length - 1] != '/')
        an_buf_add_char(&path, '/');
    an_buf_add_text(&path, name ? name : "");
    if (path.failed || !AN_ROOM(list, 1)) {
        an_buf_clear(&path);
        return an_fail_nomem(err);
    }
    list->items[list->count] = an_buf_take(&path);
    return list->items[list->count++] ? AN_OK : an_fail_nomem(err);
}

static bool ends_with(const char *name, const char *ending)
{
    an_str text = an_str_of(name), last = an_str_of(ending);

    return text.len > last.len && an_str_equal_ascii_case(an_str_sub(text, text.len - last.len, text.len), last);
}

static bool is_compiled(const char *name)
{
    return ends_with(name, ".anet");
}

static bool is_table(const char *name)
{
    return ends_with(name, ".tsv") || ends_with(name, ".csv") || ends_with(name, ".txt") || is_compiled(name);
}

/* Sort the entries of one folder: tables into `files`, folders onto `folders`. Links to folders are not followed. */
static an_status read_folder(paths *files, paths *folders, const char *folder, an_error *err)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    an_status st = AN_OK;

    if (!dir)
        return an_fail_errno(err, "cannot read the folder '%s'", folder);
    while (st == AN_OK && (errno = 0, entry = readdir(dir))) {
        paths one = {0};
        struct stat info;
        if (entry->d_name[0] == '.')
            continue;
        if ((st = add_path(&one, folder, entry->d_name, err)) == AN_OK) {
            if (lstat(one.items[0], &info) == 0 && S_ISDIR(info.st_mode))
                st = add_path(folders, one.items[0], NULL, err);
            else if (is_table(entry->d_name) && stat(one.items[0], &info) == 0 && S_ISREG(info.st_mode))
                st = add_path(files, one.items[0], NULL, err);
        }
        clear_paths(&one);
    }
    if (st == AN_OK && !entry && errno)
        st = an_fail_errno(err, "cannot read the folder '%s'", folder);
    closedir(dir);
    return st;
}

/* All tables below a folder, sorted. */
static an_status walk(paths *files, const char *folder, an_error *err)
{
    paths waiting = {0};
    an_status st = add_path(&waiting, folder, NULL, err);

    while (st == AN_OK && waiting.count) {
        char *next = waiting.items[--waiting.count];
        st = read_folder(files, &waiting, next, err);
        an_free(next);
    }
    clear_paths(&waiting);
    if (st == AN_OK && files->count)
        qsort(files->items, files->count, sizeof *files->items, an_text_order);
    return st;
}

static an_status add_source(an_lexicon *lexicon, const char *path, const char *shown, an_layer layer, an_error *err)
{
    an_source *source;

    if (!AN_ROOM(&lexicon->files, 1))
        return an_fail_nomem(err);
    source = &lexicon->files.items[lexicon->files.count++];
    *source = (an_source){.layer = layer};
    source->path = an_strndup(path, strlen(path));
    source->shown = an_strndup(shown, strlen(shown));
    return source->path && source->shown ? AN_OK : an_fail_nomem(err);
}

/* "+name" */
static an_status add_pack(an_lexicon *lexicon, const char *path, const an_lexicon_options *options, an_error *err)
{
    an_buf found = {0};
    an_status st = an_pack_find(&found, path + 1, options, err);

    if (st == AN_OK)
        st = add_source(lexicon, found.ptr, path, AN_LAYER_USER, err);
    an_buf_clear(&found);
    return st;
}

static an_status add_user(an_lexicon *lexicon, const char *path, an_error *err)
{
    paths files = {0};
    struct stat info;
    an_status st = AN_OK;

    if (stat(path, &info) != 0)
        return errno == ENOENT || errno == ENOTDIR ? an_fail(err, AN_ERR_NOT_FOUND, "no such dictionary file or folder: '%s'", path)
                                                   : an_fail_errno(err, "cannot open '%s'", path);
    if (!S_ISDIR(info.st_mode))
        return add_source(lexicon, path, path, AN_LAYER_USER, err);
    st = walk(&files, path, err);
    if (st == AN_OK && files.count == 0)
        st = an_fail(err, AN_ERR_NOT_FOUND, "no .tsv, .csv, .txt or .anet file in '%s'", path);
    for (size_t i = 0; st == AN_OK && i < files.count; i++)
        if (!is_compiled(files.items[i]) || !an_shipped_is(files.items[i])) /* that one is opened by itself */
            st = add_source(lexicon, files.items[i], files.items[i], AN_LAYER_USER, err);
    clear_paths(&files);
    return st;
}

/* One of the shipped folders; it may be missing. */
static an_status add_shipped(an_lexicon *lexicon, const char *data, const char *name, an_error *err)
{
    paths files = {0}, folder = {0};
    struct stat info;
    size_t skip;
    an_status st = add_path(&folder, data, name, err);

    if (st == AN_OK && stat(folder.items[0], &info) == 0 && S_ISDIR(info.st_mode)) {
        skip = strlen(folder.items[0]) - strlen(name);
        st = walk(&files, folder.items[0], err);
        for (size_t i = 0; st == AN_OK && i < files.count; i++)
            st = add_source(lexicon, files.items[i], files.items[i] + skip, AN_LAYER_SHIPPED, err);
    }
    clear_paths(&files);
    clear_paths(&folder);
    return st;
}

static an_status add_all_shipped(an_lexicon *lexicon, const an_lexicon_options *options, an_error *err)
{
    static const char *const folders[] = {AN_ACTORS_FOLDER, "dict/rules", "dict/names", "dict/patterns"};
    size_t before = lexicon->files.count;
    paths dict = {0};
    struct stat info;
    an_status st = add_path(&dict, options->data, "dict", err);

    if (st == AN_OK && (stat(dict.items[0], &info) != 0 || !S_ISDIR(info.st_mode)))
        st = an_fail(err, AN_ERR_NOT_FOUND, "no dict/ in '%s': give the folder that holds it with --data DIR", options->data);
    for (size_t i = options->no_default_dict ? 1 : 0; st == AN_OK && i < sizeof folders / sizeof *folders; i++)
        st = add_shipped(lexicon, options->data, folders[i], err);
    if (st == AN_OK && lexicon->files.count == before && !options->no_default_dict)
        st = an_fail(err, AN_ERR_NOT_FOUND, "dict/ in '%s' holds no dictionary: give the right folder with --data DIR", options->data);
    clear_paths(&dict);
    return st;
}

an_status an_sources_find(an_lexicon *lexicon, const an_lexicon_options *options, bool shipped, an_error *err)
{
    an_status st = AN_OK;

    for (size_t i = 0; st == AN_OK && i < options->file_count; i++)
        st = options->files[i][0] == '+' ? add_pack(lexicon, options->files[i], options, err) : add_user(lexicon, options->files[i], err);
    if (st == AN_OK && shipped && options->data)
        st = add_all_shipped(lexicon, options, err);
    return st;
}

an_status an_sources_find_beside(an_lexicon *lexicon, an_error *err)
{
    an_status st = add_shipped(lexicon, lexicon->data, "dict/words", err);

    return st == AN_OK ? add_shipped(lexicon, lexicon->data, "dict/models", err) : st;
}

an_str an_source_stem(const an_source *source)
{
    const char *slash = strrchr(source->shown, '/');
    an_str stem = an_str_of(slash ? slash + 1 : source->shown);

    if (is_table(stem.ptr))
        stem.len -= 4;
    return stem;
}
