/* Records are their length (8 bytes, native) and their bytes. The memory is written out as a whole when it is full. */
#include "base/spool.h"

#include <errno.h>
#include <stdio.h>

void an_spool_clear(an_spool *spool)
{
    an_buf_clear(&spool->memory);
    if (spool->file)
        fclose(spool->file);
    *spool = (an_spool){.limit = spool->limit};
}

static an_status spill(an_spool *spool, an_error *err)
{
    if (!spool->file && !(spool->file = tmpfile()))
        return an_fail_errno(err, "cannot make a temporary file (set TMPDIR to a folder with room)");
    if (fwrite(spool->memory.ptr, 1, spool->memory.len, spool->file) != spool->memory.len)
        return an_fail_errno(err, "cannot write a temporary file (set TMPDIR to a folder with room)");
    an_buf_reset(&spool->memory);
    return AN_OK;
}

an_status an_spool_add(an_spool *spool, an_str record, an_error *err)
{
    uint64_t length = record.len;
    size_t limit = spool->limit ? spool->limit : (size_t)64 << 20;
    an_status st;

    an_buf_add(&spool->memory, (an_str){(const char *)&length, sizeof length});
    an_buf_add(&spool->memory, record);
    if (spool->memory.failed)
        return an_fail_nomem(err);
    spool->records++;
    if (spool->memory.len > limit && (st = spill(spool, err)) != AN_OK)
        return st;
    return AN_OK;
}

an_status an_spool_rewind(an_spool *spool, an_error *err)
{
    an_status st;

    spool->at = 0;
    if (!spool->file)
        return AN_OK;
    if (spool->memory.len && (st = spill(spool, err)) != AN_OK)
        return st;
    if (fflush(spool->file) != 0 || fseek(spool->file, 0, SEEK_SET) != 0)
        return an_fail_errno(err, "cannot write a temporary file (set TMPDIR to a folder with room)");
    return AN_OK;
}

static bool take(an_spool *spool, void *out, size_t size)
{
    if (spool->file)
        return fread(out, 1, size, spool->file) == size;
    if (size > spool->memory.len - spool->at)
        return false;
    if (size)
        memcpy(out, spool->memory.ptr + spool->at, size);
    spool->at += size;
    return true;
}

/* One record with its length, to the end of out. `*more` is false at the end. */
static an_status take_record(an_spool *spool, an_buf *out, bool *more, an_error *err)
{
    uint64_t length;
    char *room;

    *more = take(spool, &length, sizeof length);
    if (!*more)
        return spool->file && ferror(spool->file) ? an_fail_errno(err, "cannot read a temporary file") : AN_OK;
    an_buf_add(out, (an_str){(const char *)&length, sizeof length});
    if (!(room = an_buf_room(out, (size_t)length)))
        return an_fail_nomem(err);
    if (!take(spool, room, (size_t)length)) {
        errno = EIO;
        return an_fail_errno(err, "cannot read a temporary file");
    }
    out->len += (size_t)length;
    out->ptr[out->len] = '\0';
    return AN_OK;
}

an_status an_spool_stretch(an_spool *spool, size_t want, an_buf *out, size_t *count, an_error *err)
{
    bool more = true;
    an_status st = AN_OK;

    an_buf_reset(out);
    for (*count = 0; st == AN_OK && more && out->len < want; *count += more)
        st = take_record(spool, out, &more, err);
    return st;
}

bool an_spool_cut(an_str *stretch, an_str *record)
{
    uint64_t length;

    if (stretch->len == 0)
        return false;
    memcpy(&length, stretch->ptr, sizeof length);
    *record = an_str_sub(*stretch, sizeof length, sizeof length + (size_t)length);
    *stretch = an_str_sub(*stretch, sizeof length + (size_t)length, stretch->len);
    return true;
}
