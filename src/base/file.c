/* Reading whole files and writing files that appear complete or not at all. */
#include "base/file.h"

#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
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

/* Why a file cannot be made here, in words that tell what to do. */
static an_status cannot_write(const char *path, an_error *err)
{
    int reason = errno;
    struct stat info;

    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return an_fail(err, AN_ERR_IO, "cannot write '%s': it is a folder; give a file name", path);
    if (reason == ENOENT || reason == ENOTDIR)
        return an_fail(err, AN_ERR_IO, "cannot write '%s': its folder does not exist; make it first", path);
    errno = reason;
    return an_fail_errno(err, "cannot write '%s'", path);
}

/* A temporary file beside the target, hidden from a run over that folder, with the rights that a new file would have. */
static an_status open_beside(an_output *out, const char *path, an_error *err)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    an_buf name = {0};
    mode_t mask = umask(0);
    int fd;

    umask(mask);
    an_buf_addf(&name, "%.*s.%s.XXXXXX", (int)folder, path, path + folder);
    out->path = an_strndup(path, strlen(path));
    out->temporary = an_buf_take(&name);
    if (!out->path || !out->temporary)
        return an_fail_nomem(err);
    fd = mkstemp(out->temporary);
    if (fd < 0) {
        an_free(out->temporary);
        out->temporary = NULL;
        return cannot_write(path, err);
    }
    fchmod(fd, 0666 & ~mask);
    out->stream = fdopen(fd, "wb");
    if (!out->stream) {
        close(fd);
        return an_fail_errno(err, "cannot write '%s'", path);
    }
    return AN_OK;
}

an_status an_output_open(an_output *out, const char *path, an_error *err)
{
    struct stat info;
    an_status st;

    *out = (an_output){0};
    if (strcmp(path, "-") == 0) {
        out->stream = stdout;
        return AN_OK;
    }
    if (stat(path, &info) == 0) {
        if (S_ISDIR(info.st_mode)) {
            errno = EISDIR;
            return cannot_write(path, err);
        }
        if (!S_ISREG(info.st_mode)) { /* /dev/stdout, /dev/full, a pipe: nothing to rename */
            if (!(out->path = an_strndup(path, strlen(path))))
                return an_fail_nomem(err);
            if ((out->stream = fopen(path, "wb")))
                return AN_OK;
            st = cannot_write(path, err);
            an_output_abort(out);
            return st;
        }
    }
    st = open_beside(out, path, err);
    if (st != AN_OK)
        an_output_abort(out);
    return st;
}

an_status an_output_close(an_output *out, an_error *err)
{
    const char *name = out->path ? out->path : "the output";
    bool bad = fflush(out->stream) != 0 || ferror(out->stream);
    an_status st = AN_OK;

    if (bad)
        st = an_fail_errno(err, "cannot write %s%s%s", out->path ? "'" : "", name, out->path ? "'" : "");
    if (out->stream != stdout && fclose(out->stream) != 0 && !bad)
        st = an_fail_errno(err, "cannot write '%s'", name);
    out->stream = NULL;
    if (st == AN_OK && out->temporary && rename(out->temporary, out->path) != 0)
        st = cannot_write(out->path, err);
    if (st == AN_OK) {
        an_free(out->temporary);
        out->temporary = NULL;
    }
    an_output_abort(out);
    return st;
}

void an_output_abort(an_output *out)
{
    if (out->stream && out->stream != stdout)
        fclose(out->stream);
    if (out->temporary)
        unlink(out->temporary);
    an_free(out->temporary);
    an_free(out->path);
    *out = (an_output){0};
}

an_status an_file_write(const char *path, an_str content, an_error *err)
{
    an_output out;
    an_status st = an_output_open(&out, path, err);

    if (st != AN_OK)
        return st;
    if (content.len)
        fwrite(content.ptr, 1, content.len, out.stream);
    return an_output_close(&out, err);
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
