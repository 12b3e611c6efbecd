/* Marks may nest: where both stretches start, the first one's mark stands outside. */
#include "eval/excerpt.h"

#include "base/seek.h"
#include "link/roll.h"

static uint32_t border_before(an_str text, uint32_t at)
{
    while (at > 0 && at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static bool is_there(an_span span)
{
    return span.end > span.start;
}

static void widen(an_span *span, an_span with)
{
    span->start = with.start < span->start ? with.start : span->start;
    span->end = with.end > span->end ? with.end : span->end;
}

static void add_close(an_buf *out, an_marked it, uint32_t at)
{
    if (is_there(it.span) && it.span.end == at)
        an_buf_add_text(out, it.close);
}

static void add_open(an_buf *out, an_marked it, uint32_t at)
{
    if (is_there(it.span) && it.span.start == at)
        an_buf_add_text(out, it.open);
}

void an_excerpt_add(an_buf *out, an_str text, an_span sentence, an_marked one, an_marked other)
{
    enum { AROUND = 160 };
    an_span spans = is_there(one.span) ? one.span : other.span, shown;
    an_buf raw = {0};

    if (is_there(other.span))
        widen(&spans, other.span);
    shown = spans;
    if (is_there(sentence))
        widen(&shown, sentence);
    if (spans.start - shown.start > AROUND) {
        shown.start = border_before(text, spans.start - AROUND);
        an_buf_add_text(&raw, "… ");
    }
    if (shown.end - spans.end > AROUND)
        sentence.end = shown.end = border_before(text, spans.end + AROUND);
    else
        sentence.end = 0; /* nothing is left out behind */
    for (uint32_t at = shown.start; at <= shown.end; at++) {
        add_close(&raw, other, at);
        add_close(&raw, one, at);
        add_open(&raw, one, at);
        add_open(&raw, other, at);
        if (at < shown.end)
            an_buf_add_char(&raw, text.ptr[at]);
    }
    an_buf_add_text(&raw, sentence.end ? " …" : "");
    if (raw.failed)
        out->failed = true;
    else
        an_collapse(out, an_buf_str(&raw));
    an_buf_clear(&raw);
}

an_span an_sentence_at(const an_span *sentences, size_t count, uint32_t at)
{
    size_t low = 0, high = count;

    AN_SEEK(low, high, sentences[middle].end <= at); /* the first that ends behind it */
    return low < count && sentences[low].start <= at ? sentences[low] : (an_span){at, at};
}
