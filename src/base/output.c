/* Files that appear complete or not at all: written beside their name and renamed. */
#include "base/alloc.h"
#include "base/file.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names of files that are being written. Atomic, since a handler of signals reads them whenever it comes. Who finds no place is not removed then. */
enum { UNFINISHED_MAX = 16 };
static _Atomic(const char *) unfinished[UNFINISHED_MAX];

static void replace_unfinished(const char *from, const char *to)
{
    for (int i = 0; i < UNFINISHED_MAX; i++) {
        const char *seen = from;
        if (atomic_compare_exchange_strong(&unfinished[i], &seen, to))
            return;
    }
}

void an_unfinished_add(const char *path)
{
    replace_unfinished(NULL, path);
}

void an_unfinished_remove(const char *path)
{
    if (path)
        replace_unfinished(path, NULL);
}

void an_outputs_lost(void)
{
    for (int i = 0; i < UNFINISHED_MAX; i++) {
        const char *path = atomic_load(&unfinished[i]);
        if (path)
            unlink(path);
    }
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

/* It has its own name, or was never made. */
static void forget_temporary(an_output *out)
{
    an_unfinished_remove(out->temporary);
    an_free(out->temporary);
    out->temporary = NULL;
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
    an_buf_addf(&name, "%.*s.%.200s.XXXXXX", (int)folder, path, path + folder); /* so that a name as long as may be has room */
    out->path = an_strndup(path, strlen(path));
    out->temporary = an_buf_take(&name);
    if (!out->path || !out->temporary)
        return an_fail_nomem(err);
    an_unfinished_add(out->temporary);
    fd = mkstemp(out->temporary);
    if (fd < 0) {
        an_status st = cannot_write(path, err);
        forget_temporary(out);
        return st;
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

/* False with errno set. The reason why an earlier piece was lost is met again by one byte more; on standard output, which may take it, the last reason
   there was is the likeliest. */
static bool flush(an_output *out)
{
    int last = errno;

    errno = 0;
    if (fflush(out->stream) == 0 && !ferror(out->stream))
        return true;
    if (!errno && out->stream == stdout)
        errno = last;
    else if (!errno)
        (void)!write(fileno(out->stream), "", 1);
    if (!errno)
        errno = EIO;
    return false;
}

an_status an_output_finish(an_output *out, an_error *err)
{
    const char *name = out->path ? out->path : "standard output";
    an_status st = AN_OK;
    bool bad = !flush(out);

    if (bad)
        st = an_fail_errno(err, out->path ? "cannot write '%s'" : "cannot write to %s", name);
    if (out->stream != stdout && fclose(out->stream) != 0 && !bad)
        st = an_fail_errno(err, "cannot write '%s'", name);
    out->stream = NULL;
    if (st != AN_OK)
        an_output_abort(out);
    return st;
}

an_status an_output_close(an_output *out, an_error *err)
{
    an_status st = out->stream ? an_output_finish(out, err) : AN_OK;

    if (st == AN_OK && out->temporary && rename(out->temporary, out->path) != 0)
        st = cannot_write(out->path, err);
    if (st == AN_OK)
        forget_temporary(out);
    an_output_abort(out);
    return st;
}

void an_output_abort(an_output *out)
{
    if (out->stream && out->stream != stdout)
        fclose(out->stream);
    if (out->temporary)
        unlink(out->temporary);
    forget_temporary(out);
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
