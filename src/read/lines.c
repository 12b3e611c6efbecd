/* What stands behind the last line end of a block is moved into a fresh buffer, so that a byte is copied once at most, and each is searched
   for a line end once when cut and once when read. */
#include "read/lines.h"

#include <errno.h>
#include <unistd.h>

enum { CHUNK = 256 << 10 };

/* Behind a byte-order mark. */
static size_t start_of(const an_buf *bytes)
{
    return bytes->len >= 3 && memcmp(bytes->ptr, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Drop the first bytes. */
static void drop(an_buf *bytes, size_t count)
{
    if (count == 0)
        return;
    memmove(bytes->ptr, bytes->ptr + count, bytes->len - count);
    bytes->len -= count;
    bytes->ptr[bytes->len] = '\0';
}

void an_stream_open(an_stream *stream, int descriptor, an_buf *first, bool end, size_t max)
{
    *stream = (an_stream){.descriptor = descriptor, .open = true, .end = end, .bytes = *first, .max = max};
    *first = (an_buf){0};
    drop(&stream->bytes, start_of(&stream->bytes));
}

void an_stream_close(an_stream *stream)
{
    if (stream->open)
        close(stream->descriptor);
    an_buf_clear(&stream->bytes);
    *stream = (an_stream){0};
}

static an_status read_more(an_stream *stream, size_t want, an_error *err)
{
    char *room = an_buf_room(&stream->bytes, want);
    ssize_t got;

    if (!room)
        return an_fail_nomem(err);
    do {
        got = read(stream->descriptor, room, want);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return an_fail_errno(err, "cannot read");
    stream->bytes.len += (size_t)got;
    room[got] = '\0';
    stream->end = got == 0;
    return AN_OK;
}

/* End of the last line that ends in bytes[from, …), or 0. */
static size_t last_line_end(const an_buf *bytes, size_t from)
{
    size_t at = bytes->len;

    while (at > from && bytes->ptr[at - 1] != '\n')
        at--;
    return at > from ? at : 0;
}

/* The block becomes the first bytes of the stream's, the stream keeps the rest. */
static an_status hand_over(an_stream *stream, size_t size, an_block *block, an_error *err)
{
    an_buf rest = block->bytes;

    an_buf_reset(&rest);
    an_buf_add(&rest, an_str_sub(an_buf_str(&stream->bytes), size, stream->bytes.len));
    block->bytes = stream->bytes;
    stream->bytes = rest;
    block->bytes.len = size;
    block->number = stream->number;
    stream->number += an_str_count_byte(an_buf_str(&block->bytes), '\n');
    return rest.failed ? an_fail_nomem(err) : AN_OK;
}

an_status an_stream_cut(an_stream *stream, size_t want, an_block *block, an_error *err)
{
    size_t searched = 0, cut = 0;
    an_status st;

    an_buf_reset(&block->bytes);
    block->at = 0;
    block->long_line = false;
    for (;;) {
        size_t end = last_line_end(&stream->bytes, searched);

        cut = end ? end : cut;
        searched = stream->bytes.len;
        if (stream->end || (cut && searched >= want))
            break;
        if (!cut && searched > stream->max) {
            block->long_line = true; /* let go of what was read; the line goes on */
            searched = 0;
            an_buf_reset(&stream->bytes);
        }
        if ((st = read_more(stream, want > searched + CHUNK ? want - searched : CHUNK, err)))
            return st;
    }
    st = hand_over(stream, stream->end ? stream->bytes.len : cut, block, err);
    if (st == AN_OK && !an_block_left(block))
        an_stream_close(stream);
    return st;
}

void an_block_open(an_block *block, an_buf *bytes)
{
    an_buf_clear(&block->bytes);
    *block = (an_block){.bytes = *bytes, .at = start_of(bytes)};
    *bytes = (an_buf){0};
}

void an_block_clear(an_block *block)
{
    an_buf_clear(&block->bytes);
    *block = (an_block){0};
}

bool an_block_left(const an_block *block)
{
    return block->at < block->bytes.len || block->long_line;
}

bool an_block_next(an_block *block, size_t max, an_str *line, bool *too_long)
{
    an_str text = an_buf_str(&block->bytes);
    size_t end;

    if (!an_block_left(block))
        return false;
    end = an_str_find_byte(text, block->at, '\n');
    if (end == (size_t)-1)
        end = text.len;
    *too_long = block->long_line || end - block->at > max;
    *line = *too_long ? AN_LIT("") : an_str_sub(text, block->at, end);
    block->at = end < text.len ? end + 1 : end;
    block->long_line = false;
    block->number++;
    return true;
}
