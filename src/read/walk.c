/* Walking folders with a list of those still to be read instead of recursion, so that depth costs nothing. One readdir pass a folder; a
   file is looked at by fstatat only when its folder does not tell what it is, or its inode is that of an output to be left out. */
#include "read/walk.h"

#include "base/alloc.h"
#include "base/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file or folder to be left out, known by what it is and not by how it is called. */
typedef struct place {
    dev_t device;
    ino_t inode;
} place;

typedef struct walk {
    an_files *out;
    an_left_out *left_out;
    an_files folders; /* still to be read; `below` is false for the argument itself */
    place *excluded;
    size_t excluded_count;
    const char *input_name;
    const an_observer *watch;
    size_t prefix; /* length of the argument in front of an id */
} walk;

static bool add_file(an_files *files, an_str path, size_t prefix, bool below)
{
    an_str copy;

    if (!AN_ROOM(files, 1) || !(copy = an_arena_str(&files->paths, path)).ptr)
        return false;
    files->items[files->count++] = (an_file){.path = copy.ptr, .id = copy.ptr + prefix, .below = below};
    return true;
}

void an_files_clear(an_files *files)
{
    an_free(files->items);
    an_arena_clear(&files->paths);
    *files = (an_files){0};
}

/* Open a path of any length: one that is too long is opened folder by folder, in pieces. */
static int open_path(const char *path, int flags)
{
    enum { PIECE = PATH_MAX / 2 };
    char piece[PIECE + NAME_MAX + 2];
    int base = AT_FDCWD, next;

    while (strlen(path) >= PATH_MAX) {
        const char *cut = strchr(path + PIECE, '/');
        size_t length = cut ? (size_t)(cut - path) : sizeof piece;

        if (length >= sizeof piece) {
            if (base != AT_FDCWD)
                close(base);
            errno = ENAMETOOLONG;
            return -1;
        }
        memcpy(piece, path, length);
        piece[length] = '\0';
        next = openat(base, piece, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (base != AT_FDCWD)
            close(base);
        if (next < 0)
            return -1;
        base = next;
        path = cut + 1;
    }
    next = openat(base, path, flags | O_RDONLY | O_CLOEXEC);
    if (base != AT_FDCWD)
        close(base);
    return next;
}

void an_folder_close(an_folder *folder)
{
    if (folder->path.len)
        close(folder->descriptor);
    an_buf_clear(&folder->path);
}

/* Whether the folder of this path is open now. */
static bool enter(an_folder *folder, an_str path)
{
    if (path.len && an_str_equal(an_buf_str(&folder->path), path))
        return true;
    an_folder_close(folder);
    an_buf_add(&folder->path, path);
    if (folder->path.len && (folder->descriptor = open_path(folder->path.ptr, O_DIRECTORY)) < 0)
        an_buf_clear(&folder->path);
    return folder->path.len > 0;
}

int an_file_open(const an_file *file, an_folder *folder)
{
    const char *slash = file->below ? strrchr(file->path, '/') : NULL;
    /* non-blocking: a pipe that took the place of a file since the walk must not hold us */
    int flags = file->below ? O_NOFOLLOW | O_NONBLOCK : 0;

    if (file->standard)
        return dup(STDIN_FILENO);
    if (slash && enter(folder, (an_str){file->path, (size_t)(slash - file->path) + 1}))
        return openat(folder->descriptor, slash + 1, flags | O_RDONLY | O_CLOEXEC);
    return open_path(file->path, flags);
}

static bool is_excluded(const walk *w, int folder, const struct dirent *entry)
{
    struct stat about;

    for (size_t i = 0; i < w->excluded_count; i++) {
        if (w->excluded[i].inode == entry->d_ino && fstatat(folder, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0 &&
            about.st_dev == w->excluded[i].device)
            return true;
    }
    return false;
}

static unsigned char kind_of(int folder, const struct dirent *entry)
{
    struct stat about;

    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type;
    if (fstatat(folder, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return DT_UNKNOWN;
    return S_ISREG(about.st_mode) ? DT_REG : S_ISDIR(about.st_mode) ? DT_DIR : S_ISLNK(about.st_mode) ? DT_LNK : DT_UNKNOWN;
}

static bool add_entry(walk *w, int folder, const struct dirent *entry, an_buf *path)
{
    unsigned char kind = kind_of(folder, entry);

    w->left_out->links += kind == DT_LNK;
    if (kind == DT_LNK || is_excluded(w, folder, entry))
        return true;
    if (kind == DT_REG)
        return add_file(w->out, an_buf_str(path), w->prefix, true);
    if (kind == DT_DIR)
        return add_file(&w->folders, an_buf_str(path), w->prefix, true);
    an_say(w->watch, AN_WARNING, path->ptr, "not read: neither a file nor a folder");
    return add_file(&w->left_out->unreadable, an_buf_str(path), w->prefix, true);
}

static an_status read_folder(walk *w, an_file at, an_error *err)
{
    int folder = open_path(at.path, O_DIRECTORY | (at.below ? O_NOFOLLOW : 0));
    DIR *entries = folder < 0 ? NULL : fdopendir(folder);
    const struct dirent *entry;
    an_buf path = {0};
    size_t length;
    bool ok = true;

    if (!entries) {
        int reason = errno;

        if (folder >= 0)
            close(folder);
        an_say(w->watch, AN_WARNING, at.path, "cannot read the folder: %s", strerror(reason));
        return add_file(&w->left_out->unreadable, an_str_of(at.path), (size_t)(at.id - at.path), at.below) ? AN_OK : an_fail_nomem(err);
    }
    an_buf_add_text(&path, at.path);
    if (path.len && path.ptr[path.len - 1] != '/')
        an_buf_add_char(&path, '/');
    length = path.len;
    while (ok && (entry = readdir(entries))) {
        if (entry->d_name[0] == '.') {
            w->left_out->hidden += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
            continue;
        }
        path.len = length;
        an_buf_add_text(&path, entry->d_name);
        ok = !path.failed && add_entry(w, folder, entry, &path);
    }
    closedir(entries);
    an_buf_clear(&path);
    return ok ? AN_OK : an_fail_nomem(err);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const an_file *)a)->id, ((const an_file *)b)->id);
}

/* Those from `first` on. */
static void sort_files(an_files *files, size_t first)
{
    if (files->count > first)
        qsort(files->items + first, files->count - first, sizeof *files->items, by_id);
}

static an_status walk_folder(walk *w, an_str path, an_error *err)
{
    size_t first = w->out->count, unreadable = w->left_out->unreadable.count;
    an_status st = AN_OK;

    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    w->prefix = an_str_equal(path, AN_LIT("/")) ? 1 : path.len + 1;
    if (!add_file(&w->folders, path, path.len, false))
        return an_fail_nomem(err);
    while (st == AN_OK && w->folders.count > 0)
        st = read_folder(w, w->folders.items[--w->folders.count], err);
    sort_files(w->out, first);
    sort_files(&w->left_out->unreadable, unreadable);
    an_files_clear(&w->folders);
    return st;
}

/* A file that was named: its id is its name without folders. */
static bool add_named(walk *w, const char *path, bool standard)
{
    const char *slash = strrchr(path, '/');

    if (!add_file(w->out, an_str_of(path), slash ? (size_t)(slash + 1 - path) : 0, false))
        return false;
    w->out->items[w->out->count - 1].standard = standard;
    return true;
}

/* A missing argument that stands alone is a mistake to be told at once; among others it is one document that cannot be read. */
static an_status walk_argument(walk *w, const char *argument, bool alone, an_error *err)
{
    an_str path = an_str_of(argument);
    struct stat about;
    bool there;

    if (strcmp(argument, "-") == 0)
        return add_named(w, w->input_name ? w->input_name : argument, true) ? AN_OK : an_fail_nomem(err);
    there = stat(argument, &about) == 0;
    if (alone && !there && (errno == ENOENT || errno == ENOTDIR))
        return an_fail(err, AN_ERR_NOT_FOUND, "cannot find '%s': no such file or folder", argument);
    if (there && S_ISDIR(about.st_mode))
        return walk_folder(w, path, err);
    /* anything else is tried when its turn comes: files, pipes, what may not be read */
    return add_named(w, argument, false) ? AN_OK : an_fail_nomem(err);
}

static an_status find_excluded(walk *w, const an_source_options *options, an_error *err)
{
    struct stat about;

    if (options->exclude_count == 0)
        return AN_OK;
    w->excluded = an_alloc(options->exclude_count * sizeof *w->excluded);
    if (!w->excluded)
        return an_fail_nomem(err);
    for (size_t i = 0; i < options->exclude_count; i++) {
        if (stat(options->exclude[i], &about) == 0)
            w->excluded[w->excluded_count++] = (place){about.st_dev, about.st_ino};
    }
    return AN_OK;
}

an_status an_files_walk(an_files *out, an_left_out *left_out, const an_source_options *options, const an_observer *watch, an_error *err)
{
    walk w = {.out = out, .left_out = left_out, .input_name = options->input_name, .watch = watch};
    an_status st = find_excluded(&w, options, err);

    for (size_t i = 0; st == AN_OK && i < options->path_count; i++)
        st = walk_argument(&w, options->paths[i], options->path_count == 1, err);
    an_files_clear(&w.folders);
    an_free(w.excluded);
    return st;
}
