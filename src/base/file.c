/* Reading whole files, and what files are called. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* Append everything that fd gives. */
static an_status read_all(an_buf *out, int fd, size_t expected, const char *path, an_error *err)
{
    size_t step = expected + 1;

    for (;;) {
        char beyond, *room;
        bool full = out->max && out->len >= out->max; /* one byte more is too many */
        ssize_t got;
        if (out->max && !full && step > out->max - out->len)
            step = out->max - out->len;
        room = full ? &beyond : an_buf_room(out, step);
        if (!room)
            return an_fail_nomem(err);
        do
            got = read(fd, room, full ? 1 : step);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            return an_fail_errno(err, "cannot read '%s'", path);
        if (full)
            return got ? an_fail(err, AN_ERR_LIMIT, "'%s' is larger than %zu bytes", path, out->max) : AN_OK;
        out->len += (size_t)got;
        out->ptr[out->len] = '\0';
        if (got == 0)
            return AN_OK;
        step = (size_t)got < step ? step - (size_t)got : 65536;
    }
}

bool an_file_exists(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0;
}

bool an_is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

an_status an_file_read(an_buf *out, const char *path, an_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    an_status st;

    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? an_fail(err, AN_ERR_NOT_FOUND, "no such file: '%s'", path)
                                                   : an_fail_errno(err, "cannot open '%s'", path);
    if (fstat(fd, &info) != 0)
        st = an_fail_errno(err, "cannot read '%s'", path);
    else if (S_ISDIR(info.st_mode))
        st = an_fail(err, AN_ERR_IO, "'%s' is a folder, not a file", path);
    else if (out->max && S_ISREG(info.st_mode) && (uint64_t)info.st_size > out->max)
        st = an_fail(err, AN_ERR_LIMIT, "'%s' is larger than %zu bytes", path, out->max);
    else
        st = read_all(out, fd, S_ISREG(info.st_mode) && info.st_size > 0 ? (size_t)info.st_size : 65535, path, err);
    if (!standard)
        close(fd);
    return st;
}

const char *an_path_shown(const char *path)
{
    return path[0] == '/' ? strrchr(path, '/') + 1 : path;
}

void an_hash_hex(char out[33], an_str content)
{
    XXH128_hash_t hash = XXH3_128bits(content.len ? content.ptr : "", content.len);

    for (int i = 0; i < 16; i++) {
        out[i] = "0123456789abcdef"[hash.high64 >> (60 - 4 * i) & 15];
        out[16 + i] = "0123456789abcdef"[hash.low64 >> (60 - 4 * i) & 15];
    }
    out[32] = '\0';
}
