/* Plain lists: one name a line. `#` starts a comment. A tab in a line means that this is a table, which is told. */
#include "lexicon/import/import.h"

static an_import_case casing_of(const char *casing)
{
    static const char *const names[] = {"auto", "any", "cap", "exact"};

    for (size_t i = 0; casing && i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], casing) == 0)
            return (an_import_case)i;
    return AN_IMPORT_AUTO;
}

static void read_name(an_import *to, an_str line, an_str type)
{
    an_import_alias how = {.casing = casing_of(to->options->casing)};
    an_str name = an_str_trim(line), last, first;
    bool person = an_str_starts(type, AN_LIT("person"));
    an_buf straight = {0};
    uint32_t actor;

    if (person && an_name_inverted(name, &last, &first)) {
        an_buf_add(&straight, first);
        an_buf_add_char(&straight, ' ');
        an_buf_add(&straight, last);
        actor = an_import_actor_of(to, (an_str){"", 0}, an_buf_str(&straight));
        an_import_changed(to, "«Last, First» turned round; both are aliases", name);
    } else {
        actor = an_import_actor_of(to, (an_str){"", 0}, name);
    }
    an_import_type(to, actor, type);
    if (person)
        an_import_person(to, actor, name, &how);
    else
        an_import_name(to, actor, name, &how);
    an_buf_clear(&straight);
}

static void read_list(an_import *to, const char *path)
{
    an_import_text text;
    an_str line, type = to->options->type ? an_str_of(to->options->type) : AN_LIT("");

    if (an_import_open(to, path, &text))
        while (an_import_next_line(to, &text, &line)) {
            size_t tab = an_str_find_byte(an_str_trim(line), 0, '\t');
            if (an_str_trim(line).len == 0 || line.ptr[0] == '#')
                continue;
            to->ledger->rows_read++;
            if (tab != (size_t)-1)
                an_import_bad(to, line, an_str_find_byte(line, 0, '\t'), 1, "a tab inside a name: this is a table (dict import csv)");
            else
                read_name(to, line, type);
        }
    an_import_close(&text);
    an_import_end(to);
}

void an_import_plain(an_import *to, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count && an_import_going(to); i++)
        read_list(to, paths[i]);
}
