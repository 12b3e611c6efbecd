#include "read/html.h"

#include "base/ascii.h"

#include <string.h>

/* Behind the next `what` from `at` on, whatever its case, or 0. */
static size_t behind(an_str text, size_t at, const char *what)
{
    size_t found = an_str_find_ascii_case(text, at, an_str_of(what));

    return found == (size_t)-1 ? 0 : found + strlen(what);
}

static bool in_label(char c)
{
    return an_ascii_letter(c) || an_ascii_digit(c) || (c && strchr("-_.:", c));
}

/* What stands behind `name` in a tag, without quotes. */
static an_str value_of(an_str tag, an_str name)
{
    size_t at = 0, end;

    while (at < tag.len && !an_str_starts_ascii_case(an_str_sub(tag, at, tag.len), name))
        at++;
    for (at = at < tag.len ? at + name.len : at; at < tag.len && strchr("\"' ", tag.ptr[at]);)
        at++;
    for (end = at; end < tag.len && in_label(tag.ptr[end]);)
        end++;
    return an_str_sub(tag, at, end);
}

an_str an_html_charset(an_str page)
{
    enum { HEAD = 4 << 10 };
    static const struct {
        const char *tag, *name;
    } places[] = {{"<meta", "charset="}, {"<?xml", "encoding="}};
    an_str head = an_str_sub(page, 0, page.len < HEAD ? page.len : HEAD), label;

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        size_t end;
        for (size_t at = 0; (at = behind(head, at, places[i].tag)) && (end = an_str_find_byte(head, at, '>')) != (size_t)-1;)
            if ((label = value_of(an_str_sub(head, at, end), an_str_of(places[i].name))).len)
                return label;
    }
    return AN_LIT("");
}

/* A date that begins at `at`: «2019-04-02T08:00». */
static bool date_at(char out[AN_DATE_SIZE], an_str page, size_t at)
{
    enum { DAY = 10 };
    an_str day = an_str_sub(page, at, at + DAY < page.len ? at + DAY : page.len);

    if (day.len < DAY || !an_date_valid(day))
        return false;
    memcpy(out, day.ptr, DAY);
    out[DAY] = '\0';
    return true;
}

bool an_html_date(char out[AN_DATE_SIZE], an_str page)
{
    enum { HEAD = 256 << 10, NEAR = 80 };
    /* The surest first; the value stands behind it, in the same tag or in a member of JSON. */
    static const char *const keys[] = {"\"article:published_time\"", "\"datePublished\"", "\"dc.date", "\"pubdate\"", "\"date\"", "<time datetime="};
    an_str head = an_str_sub(page, 0, page.len < HEAD ? page.len : HEAD);

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t at = behind(head, 0, keys[i]), stop = at + NEAR < head.len ? at + NEAR : head.len;
        for (; at && at < stop && head.ptr[at] != '>'; at++)
            if (an_ascii_digit(head.ptr[at]) && date_at(out, head, at))
                return true;
    }
    return false;
}
