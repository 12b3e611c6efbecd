/* Widths are estimated from classes of characters of DejaVu Sans, the widest of the fonts that we name: what fits by this measure fits in
   the others. No font library is asked, so the same labels give the same picture everywhere. */
#include "formats/lettering.h"

#include "base/utf8.h"
#include "formats/escape.h"

enum { LABEL_MAX = 40, LINE_LENGTH = 17 };

/* Width in parts of the font size. */
static double width_of(uint32_t code)
{
    if (code < 0x80) {
        if (strchr("ijl.,:;'|!", (int)code))
            return 0.34;
        if (strchr(" ()[]ftr-/\\\"", (int)code))
            return 0.41;
        if (strchr("mwMWQ@%", (int)code))
            return 0.95;
        return code >= 'A' && code <= 'Z' ? 0.71 : 0.63;
    }
    if ((code >= 0x300 && code < 0x370) || (code >= 0x200B && code < 0x2010))
        return 0; /* combining, invisible */
    if ((code >= 0x1100 && code < 0x1160) || (code >= 0x2E80 && code < 0xA4D0) || (code >= 0xAC00 && code < 0xD7A4) ||
        (code >= 0xF900 && code < 0xFB00) || (code >= 0xFF00 && code < 0xFF61) || code >= 0x1F000)
        return 1.05;
    return code < 0x250 ? 0.66 : 0.75;
}

double an_lettering_width(an_str line, double font_size)
{
    double sum = 0;
    size_t length;

    for (size_t i = 0; i < line.len; i += length)
        sum += width_of(an_utf8_decode(line, i, &length));
    return sum * font_size;
}

/* One line without what would reorder or hide text around it, cut to the longest length that a picture bears. */
static void make_line(an_buf *out, an_str label)
{
    an_buf clean = {0};
    an_str text;
    size_t length, count = 0, cut = 0;

    an_clean_add(&clean, label);
    text = an_str_trim(an_buf_str(&clean));
    for (size_t i = 0; i < text.len; i += length) {
        uint32_t code = an_utf8_decode(text, i, &length);
        bool marks = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F;
        if (marks)
            continue;
        if (count++ == LABEL_MAX) {
            for (out->len = cut; out->len > 0 && out->ptr[out->len - 1] == ' ';)
                out->len--;
            an_buf_add_text(out, "…");
            break;
        }
        if (count == LABEL_MAX)
            cut = out->len;
        if (code == '\n' || code == '\t')
            an_buf_add_char(out, ' ');
        else
            an_buf_add(out, an_str_sub(text, i, i + length));
    }
    out->failed |= clean.failed;
    an_buf_clear(&clean);
}

/* Blank nearest to the middle of a long line, or its length. */
static size_t break_of(an_str line)
{
    size_t best = line.len, middle = line.len / 2;

    if (an_utf8_count(line) <= LINE_LENGTH)
        return best;
    for (size_t i = 1; i + 1 < line.len; i++) {
        size_t far = i > middle ? i - middle : middle - i;
        size_t best_far = best > middle ? best - middle : middle - best;
        if (line.ptr[i] == ' ' && (best == line.len || far < best_far))
            best = i;
    }
    return best;
}

an_lettering an_lettering_add(an_buf *out, an_str label, double font_size)
{
    an_buf line = {0};
    an_str text;
    size_t at;
    an_lettering room = {0, font_size * 1.2};

    make_line(&line, label);
    text = an_buf_str(&line);
    at = break_of(text);
    room.width = an_lettering_width(an_str_sub(text, 0, at), font_size);
    an_dot_add_label(out, an_str_sub(text, 0, at));
    if (at < text.len) {
        an_str second = an_str_sub(text, at + 1, text.len);
        double width = an_lettering_width(second, font_size);
        room.width = width > room.width ? width : room.width;
        room.height *= 2;
        an_buf_add_text(out, "\\n");
        an_dot_add_label(out, second);
    }
    out->failed |= line.failed;
    an_buf_clear(&line);
    return room;
}
