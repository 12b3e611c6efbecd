#include "text/dateline.h"

#include "text/sentence.h"

static bool starts_with_dash(an_str text)
{
    return an_str_starts(text, AN_LIT("-")) || an_str_starts(text, AN_LIT("–")) || an_str_starts(text, AN_LIT("—"));
}

/* Behind what may stand between a place and the dash. */
static size_t behind_date(an_str text, size_t at)
{
    enum { LONGEST = 40 };
    size_t end = at + LONGEST < text.len ? at + LONGEST : text.len;

    if (at < end && text.ptr[at] == ',')
        while (at < end && strchr("\n(-", text.ptr[at]) == NULL && text.ptr[at] != '\xE2') /* a dash */
            at++;
    while (at < end && text.ptr[at] == ' ')
        at++;
    if (at < end && text.ptr[at] == '(')
        while (at < end && text.ptr[at] != '\n' && text.ptr[at++] != ')')
            ;
    while (at < end && text.ptr[at] == ' ')
        at++;
    return at;
}

size_t an_dateline_dash(an_str text, an_span place)
{
    size_t dash = behind_date(text, place.end);

    if (text.ptr[dash - 1] != ' ' && !(text.ptr[dash - 1] == ')' && an_str_starts(an_str_sub(text, dash, text.len), AN_LIT("--"))))
        return SIZE_MAX;
    return starts_with_dash(an_str_sub(text, dash, text.len)) && an_starts_line(text, place.start) ? dash : SIZE_MAX;
}
