/* Lines of a text, twelve bytes each. */
#include "read/page.h"

#include "base/alloc.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool an_page_cut(an_page *page, an_str text)
{
    page->text = text;
    for (size_t at = 0; at < text.len;) {
        size_t next = an_str_find_byte(text, at, '\n'), end = next == (size_t)-1 ? text.len : next, start = at;

        while (start < end && is_blank(text.ptr[start]))
            start++;
        next = end + 1;
        while (end > start && is_blank(text.ptr[end - 1]))
            end--;
        if (!AN_ROOM(page, 1))
            return false;
        page->items[page->count++] = (an_line){(uint32_t)start, (uint32_t)end, (uint8_t)(start - at < 255 ? start - at : 255),
                                               start == end ? AN_LINE_BLANK : AN_LINE_TEXT};
        at = next;
    }
    return true;
}

void an_page_clear(an_page *page)
{
    an_free(page->items);
    *page = (an_page){0};
}

an_str an_page_line(const an_page *page, size_t i)
{
    return an_str_sub(page->text, page->items[i].start, page->items[i].end);
}

size_t an_page_before(const an_page *page, size_t i)
{
    while (i > 0) {
        if (page->items[--i].kind != AN_LINE_BLANK)
            return i;
    }
    return AN_NO_LINE;
}

size_t an_page_behind(const an_page *page, size_t i)
{
    while (++i < page->count) {
        if (page->items[i].kind != AN_LINE_BLANK)
            return i;
    }
    return AN_NO_LINE;
}

bool an_page_skips(const an_page *page, an_spans *skips)
{
    bool open = false; /* the last line that was not blank holds no actors */

    for (size_t i = 0; i < page->count; i++) {
        const an_line *line = &page->items[i];

        if (line->kind == AN_LINE_BLANK)
            continue;
        if (line->kind != AN_LINE_TEXT && open) {
            skips->items[skips->count - 1].end = line->end;
        } else if (line->kind != AN_LINE_TEXT) {
            if (!AN_ROOM(skips, 1))
                return false;
            skips->items[skips->count++] = (an_span){line->start, line->end};
        }
        open = line->kind != AN_LINE_TEXT;
    }
    return true;
}
