/* Only three things are looked for: <!…>, <title> and everything else. Text from documents cannot look like one of them, since Graphviz
   escapes < in all text. */
#include "formats/svg.h"

/* The end of what starts at `from`: behind the next `mark`, or the end of the text. */
static size_t behind(an_str svg, size_t from, an_str mark)
{
    size_t at = an_str_find(svg, from, mark);

    return at == (size_t)-1 ? svg.len : at + mark.len;
}

static size_t skip_newline(an_str svg, size_t at)
{
    return at < svg.len && svg.ptr[at] == '\n' ? at + 1 : at;
}

void an_svg_clean(an_buf *out, an_str svg, an_svg_title *title, void *payload)
{
    size_t plain = 0, at;

    while ((at = an_str_find_byte(svg, plain, '<')) != (size_t)-1) {
        an_str rest = an_str_sub(svg, at, svg.len);
        an_buf_add(out, an_str_sub(svg, plain, at));
        if (an_str_starts(rest, AN_LIT("<!--"))) {
            plain = skip_newline(svg, behind(svg, at, AN_LIT("-->")));
        } else if (an_str_starts(rest, AN_LIT("<!DOCTYPE"))) {
            plain = skip_newline(svg, behind(svg, at, AN_LIT(">")));
        } else if (an_str_starts(rest, AN_LIT("<title>"))) {
            size_t end = behind(svg, at, AN_LIT("</title>"));
            size_t last = end >= at + 15 ? end - 8 : at + 7, length = out->len;
            an_buf_add_text(out, "<title>");
            if (title(out, an_str_sub(svg, at + 7, last < at + 7 ? at + 7 : last), payload)) {
                an_buf_add_text(out, "</title>");
                plain = end;
            } else {
                if (!out->failed)
                    out->len = length;
                plain = skip_newline(svg, end);
            }
        } else {
            an_buf_add_char(out, '<');
            plain = at + 1;
        }
    }
    an_buf_add(out, an_str_sub(svg, plain, svg.len));
}
