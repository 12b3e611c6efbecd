/* Stanford RegexNER: `tokens<TAB>TYPE<TAB>types that it may overwrite<TAB>priority`. Each token is a regular expression; those that stand
   for one text are aliases, case as written. Other expressions and TokensRegex lines are counted: they belong into a pattern file. */
#include "lexicon/import/import.h"

/* Signs that make an expression of a text. A full stop is one, too, but nobody means it in `U.S.` or `Inc.`. */
static const char SIGNS[] = "*+?[]{}()|^$";

/* The text that the expressions stand for; false when they stand for several. */
static bool read_text(an_import *to, an_str tokens, an_buf *text)
{
    bool dots = false;

    for (size_t i = 0; i < tokens.len; i++) {
        char c = tokens.ptr[i];
        if (c == '\\' && i + 1 < tokens.len) {
            c = tokens.ptr[++i];
            if ((c | 32) >= 'a' && (c | 32) <= 'z')
                return false; /* \d, \w … */
            an_buf_add_char(text, c);
            continue;
        }
        if (memchr(SIGNS, c, sizeof SIGNS - 1))
            return false;
        dots |= c == '.';
        an_buf_add_char(text, c);
    }
    if (dots)
        an_import_changed(to, "a '.' that is an expression is read as a full stop", tokens);
    return true;
}

static void read_line(an_import *to, an_str line)
{
    an_str rest = line, fields[4] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};
    an_import_alias how = {.casing = AN_IMPORT_EXACT};
    an_buf text = {0};
    size_t count = 0;
    uint32_t actor;

    while (count < 4 && an_str_next(&rest, '\t', &fields[count]))
        count++;
    to->ledger->rows_read++;
    if (count < 2 || an_str_trim(fields[1]).len == 0) {
        an_import_bad(to, line, 0, line.len, "a line needs two columns with a tab between them: name and type");
        return;
    }
    if (rest.ptr) {
        an_import_bad(to, line, (size_t)(rest.ptr - line.ptr) - 1, 1, "more than four columns");
        return;
    }
    if (fields[0].len > 2 && fields[0].ptr[0] == '(' && memchr(fields[0].ptr, '/', fields[0].len))
        an_import_dropped(to, "a TokensRegex expression: write it as a pattern", fields[0]);
    else if (!read_text(to, an_str_trim(fields[0]), &text))
        an_import_dropped(to, "a regular expression: write it as a pattern", fields[0]);
    else {
        actor = an_import_actor_of(to, (an_str){"", 0}, an_buf_str(&text));
        an_import_type(to, actor, an_import_type_word(to, fields[1]));
        an_import_name(to, actor, an_buf_str(&text), &how);
        an_import_attribute_once(to, actor, AN_LIT("priority"), fields[3]);
    }
    an_buf_clear(&text);
}

void an_import_regexner(an_import *to, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count && an_import_going(to); i++) {
        an_import_text text;
        an_str line;
        if (an_import_open(to, paths[i], &text))
            while (an_import_next_line(to, &text, &line))
                if (an_str_trim(line).len)
                    read_line(to, line);
        an_import_close(&text);
        an_import_end(to);
    }
}
