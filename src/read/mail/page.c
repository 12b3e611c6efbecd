/* Lines of a text, twelve bytes each, with what they hold. */
#include "read/mail/page.h"

#include "base/alloc.h"
#include "base/wide.h"
#include "text/cpu.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* By byte. Everything else is nothing. */
static const uint8_t classes[256] = {
    [','] = AN_HAS_COMMA,
    [':'] = AN_HAS_COLON | AN_HAS_CASE_NUMBER,
    ['@'] = AN_HAS_AT,
    ['#'] = AN_HAS_CASE_NUMBER,
    ['N'] = AN_HAS_CASE_NUMBER,
    ['R'] = AN_HAS_CASE_NUMBER,
    ['C'] = AN_HAS_CASE,
    ['D'] = AN_HAS_CASE,
#define SMALL AN_HAS_SMALL
    ['a'] = SMALL, ['c'] = SMALL, ['d'] = SMALL, ['e'] = SMALL, ['f'] = SMALL, ['g'] = SMALL, ['h'] = SMALL, ['i'] = SMALL, ['j'] = SMALL,
    ['k'] = SMALL, ['l'] = SMALL, ['m'] = SMALL, ['n'] = SMALL, ['o'] = SMALL, ['p'] = SMALL, ['q'] = SMALL, ['r'] = SMALL, ['s'] = SMALL,
    ['t'] = SMALL, ['u'] = SMALL, ['v'] = SMALL, ['w'] = SMALL, ['x'] = SMALL, ['y'] = SMALL, ['z'] = SMALL,
#undef SMALL
};

/* The same of sixteen bytes: each tells what it is. */
static an_wide classes_of(an_wide all)
{
    an_wide colon = an_wide_equal(all, ':');

    return (an_wide_equal(all, ',') & AN_HAS_COMMA) | (colon & AN_HAS_COLON) | (an_wide_equal(all, '@') & AN_HAS_AT) |
           (an_wide_in(all, 'C', 2) & AN_HAS_CASE) |
           ((colon | an_wide_equal(all, '#') | an_wide_equal(all, 'N') | an_wide_equal(all, 'R')) & AN_HAS_CASE_NUMBER) |
           (an_wide_in(all, 'a', 26) & ~an_wide_equal(all, 'b') & AN_HAS_SMALL);
}

/* What text[at, end) has. The last sixteen bytes may have been among those before them: that changes nothing. */
static uint8_t look_over(an_str text, size_t at, size_t end)
{
    an_wide wide = {0};
    uint64_t halves[2];
    unsigned all = 0;

    if (end - at < sizeof wide) {
        for (; at < end; at++)
            all |= classes[(unsigned char)text.ptr[at]];
        return (uint8_t)all;
    }
    for (; end - at > sizeof wide; at += sizeof wide)
        wide |= classes_of(an_wide_at(text.ptr + at));
    wide |= classes_of(an_wide_at(text.ptr + end - sizeof wide));
    memcpy(halves, &wide, sizeof halves);
    halves[0] |= halves[1];
    halves[0] |= halves[0] >> 32;
    halves[0] |= halves[0] >> 16;
    return (uint8_t)(halves[0] | halves[0] >> 8);
}

static uint8_t quotes_at(an_str text, size_t at, size_t end)
{
    size_t marks = 0;

    for (; at < end && (text.ptr[at] == '>' || is_blank(text.ptr[at])); at++)
        marks += text.ptr[at] == '>';
    return (uint8_t)(marks < 255 ? marks : 255);
}

/* Where the line that goes on here ends, and what it has. */
static size_t end_of(an_str text, size_t at, bool wide, uint8_t *has)
{
    uint8_t before = 0;
    size_t end;

#if defined(__x86_64__)
    if (wide && an_page_line_avx2(text, &at, &before)) {
        *has = before;
        return at;
    }
#else
    (void)wide;
#endif
    end = an_str_find_byte(text, at, '\n');
    end = end == (size_t)-1 ? text.len : end;
    *has = before | look_over(text, at, end);
    return end;
}

bool an_page_cut(an_page *page, an_str text)
{
    enum { USUAL = 40 }; /* bytes of a line */
    bool wide = an_cpu_width() != AN_CPU_SCALAR;

    page->text = text;
    if (!an_grow(&page->items, &page->capacity, text.len / USUAL + 1, sizeof *page->items))
        return false;
    for (size_t at = 0; at < text.len;) {
        uint8_t has;
        size_t end = end_of(text, at, wide, &has), start = at, next = end + 1;

        while (start < end && is_blank(text.ptr[start]))
            start++;
        while (end > start && is_blank(text.ptr[end - 1]))
            end--;
        if (!AN_ROOM(page, 1))
            return false;
        page->items[page->count++] = (an_line){(uint32_t)start, (uint32_t)end, (uint8_t)(start - at < 255 ? start - at : 255),
                                               start == end ? AN_LINE_BLANK : AN_LINE_TEXT, has, 0};
        if (start < end && text.ptr[start] == '>') {
            page->items[page->count - 1].quoted = quotes_at(text, start, end);
            page->quoted++;
        }
        at = next;
    }
    return true;
}

void an_page_clear(an_page *page)
{
    an_free(page->items);
    *page = (an_page){0};
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

/* Whether a line quotes more or less than the one right above it. */
static bool quotes_anew(const an_page *page, size_t i)
{
    return page->quoted > 0 && i > 0 && page->items[i - 1].kind == AN_LINE_TEXT && page->items[i - 1].quoted != page->items[i].quoted;
}

bool an_page_skips(const an_page *page, an_spans *skips)
{
    bool open = false; /* the last line that was not blank holds no actors */

    for (size_t i = 0; i < page->count; i++) {
        const an_line *line = &page->items[i];

        if (line->kind == AN_LINE_BLANK)
            continue;
        if (line->kind == AN_LINE_TEXT && quotes_anew(page, i)) {
            if (!AN_ROOM(skips, 1))
                return false;
            skips->items[skips->count++] = (an_span){line[-1].end, line->start};
        }
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
