/* Lines for machines: base64 and uuencode that a converter left in the text, groups of RTF that hold no words of the author, program code. Known by
   their shape alone; a line of prose is asked for its first and last byte, and for its first word. Linear. */
#include "read/mail/page.h"

#include "base/ascii.h"

#include <string.h>

typedef bool is_of(char c);

static bool is_base64(char c)
{
    return an_ascii_letter(c) || an_ascii_digit(c) || c == '+' || c == '/' || c == '=';
}

static bool is_uuencode(char c)
{
    return c >= ' ' && c <= '`';
}

static bool is_all(an_str line, is_of *of)
{
    for (size_t i = 0; i < line.len; i++) {
        if (!of(line.ptr[i]))
            return false;
    }
    return true;
}

static bool is_no_word(an_str line) /* holds a digit or sign */
{
    for (size_t i = 0; i < line.len; i++) {
        if (!an_ascii_letter(line.ptr[i]))
            return true;
    }
    return false;
}

/* A full line is long; the last one may be short, and then ends in `=` or comes in fours and is no word. */
static bool is_base64_line(an_str line, bool goes_on)
{
    enum { FULL = 60 };

    if ((line.len < FULL && !goes_on) || !is_all(line, is_base64) || !is_no_word(line))
        return false;
    return line.len >= FULL || line.ptr[line.len - 1] == '=' || line.len % 4 == 0;
}

/* Its first byte says how many bytes it stands for: three in four characters. Blanks at its end may be gone, a check character be added. */
static bool is_uuencode_line(an_str line)
{
    size_t bytes, most;

    if (line.len < 2 || !is_all(line, is_uuencode))
        return false;
    bytes = (size_t)(line.ptr[0] - ' ') & 63;
    most = 1 + (bytes + 2) / 3 * 4;
    return bytes > 0 && line.len <= most + 1 && line.len + 8 >= most;
}

/* "begin 644 plan.doc" and the lines below it. */
static bool is_uuencode_head(an_str line)
{
    return line.len > 10 && an_str_starts(line, AN_LIT("begin ")) && an_ascii_digit(line.ptr[6]) && an_ascii_digit(line.ptr[7]) && an_ascii_digit(line.ptr[8]);
}

/* Whether the bracket that opens the line is closed by its last byte, not before. */
static bool is_one_group(an_str line)
{
    size_t depth = 0;

    for (size_t i = 0; i < line.len; i++) {
        depth += line.ptr[i] == '{';
        if (line.ptr[i] == '}' && (depth == 0 || --depth == 0))
            return i + 1 == line.len;
    }
    return false;
}

/* Groups that tell fonts, colours, who saved the file; the first line of the file, when it holds nothing else. */
static bool is_rtf_group(an_str line)
{
    static const char *const groups[] = {"{\\font", "{\\colortbl", "{\\stylesheet", "{\\info", "{\\*", "{\\author", "{\\operator", "{\\company"};

    if (line.len < 2 || line.ptr[0] != '{' || line.ptr[1] != '\\')
        return false;
    if (an_str_starts(line, AN_LIT("{\\rtf")))
        return an_str_ends(line, AN_LIT(";}}"));
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (an_str_starts(line, an_str_of(groups[i])))
            return is_one_group(line);
    }
    return false;
}

/* A call: `name()`, `name("…`, `getName(`, `a.name(`. Not «section 2(b);», «Minister(s);». */
static bool has_call(an_str line)
{
    size_t at = an_str_find_byte(line, 1, '('), word = at;
    bool inner = false;

    if (at == (size_t)-1 || at + 1 >= line.len || !an_ascii_letter(line.ptr[at - 1]))
        return false;
    while (word > 0 && line.ptr[word - 1] != ' ' && line.ptr[word - 1] != '\t')
        word--;
    for (size_t i = word + 1; i < at; i++)
        inner = inner || line.ptr[i] == '.' || line.ptr[i] == '_' || (line.ptr[i] <= 'Z' && line.ptr[i - 1] >= 'a');
    return inner || line.ptr[at + 1] == ')' || line.ptr[at + 1] == '"';
}

static bool is_code(an_str line)
{
    char last = line.ptr[line.len - 1];

    if (line.ptr[0] == '#')
        return an_str_starts(line, AN_LIT("#include ")) || an_str_starts(line, AN_LIT("#define "));
    if (last == '{')
        return line.len > 1;
    return last == ';' && ((an_str_ends(line, AN_LIT(");")) && has_call(line)) || an_str_find(line, 0, AN_LIT(" = ")) != (size_t)-1);
}

void an_code_mark(an_page *page)
{
    enum { LONGEST = 400 };
    bool base64 = false, uuencode = false;

    for (size_t i = 0; i < page->count; i++) {
        an_str line = an_page_line(page, i);

        if (page->items[i].kind != AN_LINE_TEXT) {
            base64 = uuencode = false;
            continue;
        }
        base64 = is_base64_line(line, base64);
        uuencode = is_uuencode_head(line) || (uuencode && is_uuencode_line(line));
        if (base64 || uuencode || (line.len <= LONGEST && (is_rtf_group(line) || is_code(line))))
            page->items[i].kind = AN_LINE_CODE;
    }
}
