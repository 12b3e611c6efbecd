/* CSV as the Wikidata query service writes it: `item` (an address whose tail is the id), `itemLabel`, `alias` or `itemAltLabel`,
   `instanceLabel` or `type`, `countryLabel` …; one row for each combination of values. A label that is the id itself means that there is
   none in that language. */
#include "lexicon/import/import.h"

typedef struct columns {
    size_t item, label, alias, type, country;
} columns;

static size_t find_column(const an_table_reader *reader, const char *const *names)
{
    for (; *names; names++)
        for (size_t i = 0; i < reader->count; i++)
            if (an_str_equal_ascii_case(reader->cells[i].text, an_str_of(*names)))
                return i;
    return SIZE_MAX;
}

static bool read_header(an_import *to, const an_table_reader *reader, columns *c)
{
    static const char *const items[] = {"item", "person", "org", "entity", "wikidata", NULL};
    static const char *const labels[] = {"itemLabel", "personLabel", "orgLabel", "entityLabel", "label", "name", NULL};
    static const char *const aliases[] = {"alias", "altLabel", "itemAltLabel", "aliases", "altLabels", NULL};
    static const char *const types[] = {"type", "typeLabel", "instanceLabel", "instanceOfLabel", "instance", NULL};
    static const char *const countries[] = {"country", "countryCode", "countryLabel", NULL};

    *c = (columns){find_column(reader, items), find_column(reader, labels), find_column(reader, aliases), find_column(reader, types),
                   find_column(reader, countries)};
    if (c->item != SIZE_MAX && c->label != SIZE_MAX)
        return true;
    an_import_bad_cell(to, reader, NULL, "no column '%s': a query for this needs ?item ?itemLabel, and may have ?alias ?instanceLabel",
                       c->item == SIZE_MAX ? "item" : "itemLabel");
    return false;
}

static an_str cell_of(const an_table_reader *reader, size_t i)
{
    return i < reader->count ? reader->cells[i].text : (an_str){"", 0};
}

/* "http://www.wikidata.org/entity/Q42" → "Q42" */
static an_str tail_of(an_str address)
{
    size_t at = address.len;

    while (at > 0 && address.ptr[at - 1] != '/')
        at--;
    return an_str_sub(address, at, address.len);
}

static bool is_item(an_str id)
{
    for (size_t i = 1; i < id.len; i++)
        if (id.ptr[i] < '0' || id.ptr[i] > '9')
            return false;
    return id.len > 1 && (id.ptr[0] == 'Q' || id.ptr[0] == 'L');
}

static void read_row(an_import *to, const an_table_reader *reader, const columns *c)
{
    an_str id = tail_of(cell_of(reader, c->item)), label = cell_of(reader, c->label), alias = cell_of(reader, c->alias), rest = alias, part;
    an_str type = an_import_type_word(to, cell_of(reader, c->type));
    char split = to->options->split && to->options->split[0] ? to->options->split[0] : '\0';
    size_t before = to->actors.count;
    uint32_t actor;

    if (!is_item(id)) {
        an_import_bad_cell(to, reader, c->item < reader->count ? &reader->cells[c->item] : NULL,
                           "no Wikidata item: expected …/entity/Q and a number");
        return;
    }
    if (label.len == 0 || an_str_equal(label, id)) {
        an_import_dropped(to, "no label in this language", id);
        return;
    }
    actor = an_import_actor_of(to, id, label);
    if (actor == AN_IMPORT_NOBODY)
        return;
    an_import_type(to, actor, type.len ? type : to->options->type ? an_str_of(to->options->type) : type);
    if (to->actors.count > before) {
        an_import_name(to, actor, label, NULL);
        an_import_attribute(to, actor, "wikidata", id);
    }
    an_import_attribute(to, actor, "country", tail_of(cell_of(reader, c->country)));
    if (!split)
        an_import_name(to, actor, alias, NULL);
    while (split && an_str_next(&rest, split, &part))
        an_import_name(to, actor, an_str_trim(part), NULL);
}

void an_import_wikidata(an_import *to, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count && an_import_going(to); i++) {
        an_import_text text;
        an_table_reader reader = {0};
        columns c;
        if (an_import_open(to, paths[i], &text)) {
            an_import_table(to, &text, &reader, ',');
            if (an_import_row_next(to, &reader) && read_header(to, &reader, &c))
                while (an_import_row_next(to, &reader))
                    read_row(to, &reader, &c);
            an_table_close(&reader);
        }
        an_import_close(&text);
        an_import_end(to);
    }
}
