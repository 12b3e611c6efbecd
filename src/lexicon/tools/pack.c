/* Packs: dictionaries with a name and a date in the user's data folder, and the list of all that is there to be used. */
#include "lexicon/tools/pack.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static an_status join(char *out, size_t size, const char *folder, const char *below, an_error *err)
{
    int length = snprintf(out, size, "%s/%s", folder, below);

    return length >= 0 && (size_t)length < size ? AN_OK : an_fail(err, AN_ERR_LIMIT, "the path of the packs is too long");
}

an_status an_dict_packs(char *out, size_t size, an_error *err)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

    if (data && data[0] == '/') /* relative ones do not count, says the standard */
        return join(out, size, data, "actornet/packs", err);
    if (home && home[0] == '/')
        return join(out, size, home, ".local/share/actornet/packs", err);
    return an_fail(err, AN_ERR_NOT_FOUND, "no folder for packs: neither XDG_DATA_HOME nor HOME is set");
}

static bool is_pack_name(const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < length; i++) {
        char c = name[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return length > 0 && length <= 64;
}

/* mkdir -p */
static an_status make_folders(char *path, an_error *err)
{
    for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
        int failed;
        if (slash)
            *slash = '\0';
        failed = mkdir(path, 0777) != 0 && errno != EEXIST;
        if (failed)
            return an_fail_errno(err, "cannot make the folder '%s'", path);
        if (!slash)
            return AN_OK;
        *slash = '/';
    }
}

an_status an_dict_pack_path(char *out, size_t size, const char *packs, const char *name, bool make, an_error *err)
{
    char file[80], folder[4096];
    an_status st = AN_OK;

    if (!is_pack_name(name))
        return an_fail(err, AN_ERR_INVALID, "'%s' is no name for a pack: letters, digits, - and _", name);
    if (make) {
        if (strlen(packs) >= sizeof folder)
            return an_fail(err, AN_ERR_LIMIT, "the path of the packs is too long");
        snprintf(folder, sizeof folder, "%s", packs);
        st = make_folders(folder, err);
    }
    snprintf(file, sizeof file, "%s.tsv", name);
    return st == AN_OK ? join(out, size, packs, file, err) : st;
}

/* What a file says ------------------------------------------------------------------------------------------------------------------- */

an_str an_pack_date(an_str content)
{
    an_str line;

    content = an_str_unmarked(content);
    while (content.len && content.ptr[0] == '#' && an_str_next(&content, '\n', &line)) {
        size_t at = an_str_starts(line, AN_LIT("# pack: ")) ? an_str_find(line, 0, AN_LIT(", date ")) : (size_t)-1;
        if (at != (size_t)-1)
            return an_str_trim(an_str_sub(line, at + 7, line.len));
    }
    return (an_str){"", 0};
}

static size_t count_rows(an_str content)
{
    an_str line;
    size_t count = 0;

    while (an_str_next(&content, '\n', &line))
        count += an_str_trim(line).len && line.ptr[0] != '#';
    return count ? count - 1 : 0; /* the header */
}

/* The list --------------------------------------------------------------------------------------------------------------------------- */

/* Names of the tables in a folder, sorted; none when it is not there. */
static char **names_in(const char *folder, size_t *count, an_error *err)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    char **names = NULL;
    size_t capacity = 0;

    *count = 0;
    an_grow(&names, &capacity, 1, sizeof *names);
    while (dir && names && (entry = readdir(dir))) {
        an_str name = an_str_of(entry->d_name);
        if (name.ptr[0] == '.' ||
            !(an_str_ends(name, AN_LIT(".tsv")) || an_str_ends(name, AN_LIT(".csv")) || an_str_ends(name, AN_LIT(".txt"))))
            continue;
        if (!an_grow(&names, &capacity, *count + 1, sizeof *names) || !(names[*count] = an_strndup(name.ptr, name.len)))
            break;
        (*count)++;
    }
    if (dir)
        closedir(dir);
    if (!names)
        an_fail_nomem(err);
    else if (*count)
        qsort(names, *count, sizeof *names, an_text_order);
    return names;
}

/* What the tables of a folder are called in the list. */
typedef struct shelf {
    const char *folder, *kind, *before;
    bool packs;
} shelf;

static an_status list_folder(const shelf *from, void (*each)(void *payload, const an_dict_entry *entry), void *payload, an_error *err)
{
    size_t count;
    char **names = names_in(from->folder, &count, err);
    an_status st = names ? AN_OK : AN_ERR_NOMEM;

    for (size_t i = 0; i < count; i++) {
        an_buf path = {0}, content = {0}, name = {0}, date = {0};
        an_buf_addf(&path, "%s/%s", from->folder, names[i]);
        if (st == AN_OK && !path.failed && an_file_read(&content, path.ptr, NULL) == AN_OK) {
            an_buf_addf(&name, "%s%.*s", from->before, (int)(strlen(names[i]) - (from->packs ? 4 : 0)), names[i]);
            an_buf_add_text(&date, "");
            an_buf_add(&date, an_pack_date(an_buf_str(&content)));
            if (name.failed || date.failed)
                st = an_fail_nomem(err);
            else
                each(payload, &(an_dict_entry){name.ptr, from->kind, date.ptr ? date.ptr : "", count_rows(an_buf_str(&content))});
        }
        an_buf_clear(&path);
        an_buf_clear(&content);
        an_buf_clear(&name);
        an_buf_clear(&date);
        an_free(names[i]);
    }
    an_free(names);
    return st;
}

an_status an_dict_list(const char *data, const char *packs, void (*each)(void *payload, const an_dict_entry *entry), void *payload,
                       an_error *err)
{
    char actors[4096], shipped[4096];
    an_status st = AN_OK;

    if (data) {
        if ((st = join(actors, sizeof actors, data, "dict/actors", err)) || (st = join(shipped, sizeof shipped, data, "dict/packs", err)) ||
            (st = list_folder(&(shelf){actors, "shipped", "dict/actors/", false}, each, payload, err)) ||
            (st = list_folder(&(shelf){shipped, "pack", "+", true}, each, payload, err)))
            return st;
    }
    return packs ? list_folder(&(shelf){packs, "pack", "+", true}, each, payload, err) : st;
}

an_status an_pack_find(an_buf *out, const char *name, const an_lexicon_options *options, an_error *err)
{
    char path[4096];
    struct stat info;

    if (!is_pack_name(name))
        return an_fail(err, AN_ERR_INVALID, "'+%s' is no name of a pack: letters, digits, - and _ (a file of that name: ./+%s)", name,
                       name);
    for (int i = 0; i < 2; i++) {
        if (i == 0 ? !options->packs : !options->data)
            continue;
        if ((i == 0 ? snprintf(path, sizeof path, "%s/%s.tsv", options->packs, name)
                    : snprintf(path, sizeof path, "%s/dict/packs/%s.tsv", options->data, name)) >= (int)sizeof path)
            continue;
        if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
            an_buf_add_text(out, path);
            return out->failed ? an_fail_nomem(err) : AN_OK;
        }
    }
    return an_fail(err, AN_ERR_NOT_FOUND,
                   "no pack '+%s': 'actornet dict list' shows which there are, 'actornet dict import … --pack %s' makes one", name, name);
}
