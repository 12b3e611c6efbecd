/* Rows gather in a buffer and leave in large pieces. Memory: one piece, and one row. */
#include "formats/sink.h"

enum { PIECE = 1 << 16 };

static void hand_on(an_sink *sink)
{
    if (!sink->stream || sink->text.failed || !sink->text.len)
        return;
    fwrite(sink->text.ptr, 1, sink->text.len, sink->stream);
    an_buf_reset(&sink->text);
}

void an_sink_row(an_sink *sink)
{
    if (sink->text.len >= PIECE)
        hand_on(sink);
}

an_status an_sink_end(an_sink *sink, an_error *err)
{
    hand_on(sink);
    return sink->text.failed ? an_fail_nomem(err) : AN_OK;
}

void an_sink_clear(an_sink *sink)
{
    an_buf_clear(&sink->text);
}
