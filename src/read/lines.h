/* Lines of a file that is never held as a whole: a stream is cut into blocks of whole lines, and each block can be read by another thread. */
#ifndef READ_LINES_H
#define READ_LINES_H

#include "base/buf.h"
#include "base/error.h"

typedef struct an_stream {
    int descriptor; /* owned while `open` */
    bool open, end; /* end: nothing more to read from the descriptor */
    an_buf bytes;   /* read and not yet cut off */
    size_t number;  /* lines cut off so far */
    size_t max;     /* bytes of a line */
} an_stream;

typedef struct an_block {
    an_buf bytes;
    size_t at, number; /* not yet given out; lines before that */
    bool long_line;    /* the block starts inside a line that is longer than the limit and was passed over */
} an_block;

/* Start on an open descriptor of which the first bytes were read already; takes the descriptor and the bytes. */
void an_stream_open(an_stream *stream, int descriptor, an_buf *first, bool end, size_t max);
void an_stream_close(an_stream *stream);
/* Cut the next whole lines off, `want` bytes of them or more where there are as many; the block was empty. It stays empty behind the last
   line, and the stream is closed. AN_ERR_IO, AN_ERR_NOMEM. */
an_status an_stream_cut(an_stream *stream, size_t want, an_block *block, an_error *err);

/* The lines of a text that is there already; takes the bytes. */
void an_block_open(an_block *block, an_buf *bytes);
void an_block_clear(an_block *block);
bool an_block_left(const an_block *block);
/* The next line, without its line end; block->number is its number. `*too_long`: it is longer than `max` and was passed over. */
bool an_block_next(an_block *block, size_t max, an_str *line, bool *too_long);

#endif
