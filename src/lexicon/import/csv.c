/* Tables with any header, as spreadsheets and databases write them: commas, semicolons, tabs or bars, found out from the first line. --map
   says which of their columns is which of ours; usual names need no map. All other columns become attributes. */
#include "lexicon/import/import.h"

#include "base/alloc.h"

#include <stdlib.h>

enum { MOST_COLUMNS = 256 };

/* Our columns, in the order of `names`. */
typedef enum column { ACTOR, ALIAS, TYPE, CASE, NEAR, FROM, UNTIL, NEVER, ID, OURS } column;
static const char *const names[OURS] = {"actor", "alias", "type", "case", "near", "from", "until", "never", "id"};

/* Other words for them, when nothing is mapped. */
static const struct {
    const char *theirs;
    column ours;
} synonyms[] = {
    {"name", ACTOR},          {"label", ACTOR},    {"entity", ACTOR},      {"full name", ACTOR}, {"fullname", ACTOR},
    {"canonical", ACTOR},     {"names", ACTOR},    {"aka", ALIAS},         {"aliases", ALIAS},   {"alias name", ALIAS},
    {"also known as", ALIAS}, {"altlabel", ALIAS}, {"other names", ALIAS}, {"synonym", ALIAS},   {"kind", TYPE},
    {"category", TYPE},       {"schema", TYPE},    {"entity type", TYPE},  {"start", FROM},      {"end", UNTIL},
};

/* Words that would make the file another kind of file. */
static const char *const reserved[] = {"word", "class", "pattern", "requires", "context"};

/* What people put between the aliases of one cell. */
static const char list_signs[] = ";|";
enum { LIST_SIGNS = sizeof list_signs - 1 };

typedef struct table {
    size_t index[OURS];              /* of the cell, SIZE_MAX = none */
    an_str attributes[MOST_COLUMNS]; /* name of the attribute in each cell, "" = none */
    size_t count;
    bool only_alias;             /* no column for the actor: the alias is the name */
    bool add_names;              /* the name in a row with an alias is looked for, too: only our own format says otherwise */
    an_str type_seen, type_made; /* the last word for a type */
    size_t untyped;              /* rows of actors without a type */
    size_t lists[LIST_SIGNS];    /* alias cells that were taken whole though they hold such a sign */
} table;

static char separator_of(an_import *to, an_str text)
{
    static const char separators[] = {',', ';', '\t', '|'};
    size_t end = an_str_find_byte(text, 0, '\n'), best = 0;
    an_str line = an_str_sub(text, 0, end == (size_t)-1 ? text.len : end);
    char chosen = ',';

    if (to->options->separator && strcmp(to->options->separator, "\\t") == 0)
        return '\t';
    if (to->options->separator && to->options->separator[0])
        return to->options->separator[0];
    for (size_t i = 0; i < sizeof separators; i++) {
        size_t count = 0;
        for (size_t k = 0; k < line.len; k++)
            count += line.ptr[k] == separators[i];
        if (count > best) {
            best = count;
            chosen = separators[i];
        }
    }
    return chosen;
}

/* Columns -------------------------------------------------------------------------------------------------------------------------- */

static column ours_of(an_str name)
{
    int i = 0;

    while (i < OURS && !an_str_equal_ascii_case(name, an_str_of(names[i])))
        i++;
    return (column)i;
}

static size_t cell_named(const an_table_reader *reader, an_str name)
{
    for (int exact = 1; exact >= 0; exact--)
        for (size_t i = 0; i < reader->count; i++)
            if (exact ? an_str_equal(reader->cells[i].text, name) : an_str_equal_ascii_case(reader->cells[i].text, name))
                return i;
    return SIZE_MAX;
}

/* «no column 'Nmae': did you mean 'Name'?» */
static void no_such_column(an_import *to, const an_table_reader *reader, an_str name)
{
    char(*copies)[64] = an_alloc(reader->count * sizeof *copies);
    const char **list = an_alloc(reader->count * sizeof *list), *nearest = NULL;
    an_buf all = {0};

    for (size_t i = 0; copies && list && i < reader->count; i++) {
        an_copy_clean(copies[i], sizeof copies[i], reader->cells[i].text);
        list[i] = copies[i];
        if (all.len < 200)
            an_buf_addf(&all, "%s%s", i ? ", " : "", copies[i]);
    }
    if (copies && list)
        nearest = an_str_suggest(name, list, reader->count);
    if (nearest)
        an_import_bad_cell(to, reader, NULL, "no column '%.*s': did you mean '%s'?", (int)name.len, name.ptr, nearest);
    else
        an_import_bad_cell(to, reader, NULL, "no column '%.*s': there are %s", (int)name.len, name.ptr, all.ptr ? all.ptr : "none");
    an_buf_clear(&all);
    an_free(copies);
    an_free(list);
}

/* One "ours=Theirs". */
static bool map_column(an_import *to, const an_table_reader *reader, table *t, an_str pair)
{
    size_t equals = an_str_find_byte(pair, 0, '='), cell;
    an_str ours, theirs;
    column known;

    if (equals == (size_t)-1) {
        to->status = an_fail(to->err, AN_ERR_INVALID, "'--map %.*s': expected OURS=THEIRS, as in alias=Name", (int)pair.len, pair.ptr);
        return false;
    }
    ours = an_str_trim(an_str_sub(pair, 0, equals));
    theirs = an_str_trim(an_str_sub(pair, equals + 1, pair.len));
    cell = cell_named(reader, theirs);
    if (cell == SIZE_MAX) {
        no_such_column(to, reader, theirs);
        return false;
    }
    known = ours_of(ours);
    t->attributes[cell] = (an_str){"", 0};
    if (known != OURS)
        t->index[known] = cell;
    else
        t->attributes[cell] = ours;
    return true;
}

static bool map_all(an_import *to, const an_table_reader *reader, table *t)
{
    for (size_t i = 0; i < to->options->map_count; i++) {
        an_str rest = an_str_of(to->options->map[i]), pair;
        while (an_str_next(&rest, ',', &pair))
            if (an_str_trim(pair).len && !map_column(to, reader, t, pair))
                return false;
    }
    return true;
}

static bool is_taken(const table *t, size_t cell)
{
    for (int i = 0; i < OURS; i++)
        if (t->index[i] == cell)
            return true;
    return false;
}

/* Columns that nobody mapped: ours by name, then by other words for them. */
static void guess_columns(an_import *to, const an_table_reader *reader, table *t, const bool *mapped)
{
    for (size_t i = 0; i < reader->count; i++) {
        column known = mapped[i] ? OURS : ours_of(reader->cells[i].text);
        if (known != OURS && t->index[known] == SIZE_MAX)
            t->index[known] = i;
    }
    for (size_t k = 0; k < sizeof synonyms / sizeof *synonyms; k++) {
        size_t cell = cell_named(reader, an_str_of(synonyms[k].theirs));
        if (cell == SIZE_MAX || mapped[cell] || is_taken(t, cell) || t->index[synonyms[k].ours] != SIZE_MAX ||
            (synonyms[k].ours == ACTOR && t->index[ALIAS] != SIZE_MAX && to->options->map_count))
            continue;
        t->index[synonyms[k].ours] = cell;
        an_say(to->watch, AN_NOTE, to->shown, "column '%.*s' is read as '%s'", (int)reader->cells[cell].text.len,
               reader->cells[cell].text.ptr, names[synonyms[k].ours]);
    }
}

/* The others are attributes under their own names. */
static void name_attributes(an_import *to, const an_table_reader *reader, table *t, const bool *mapped)
{
    for (size_t i = 0; i < reader->count; i++) {
        an_str name = reader->cells[i].text;
        if (mapped[i] || is_taken(t, i) || name.len == 0)
            continue;
        for (size_t k = 0; k < sizeof reserved / sizeof *reserved + OURS; k++)
            if (an_str_equal_ascii_case(name, an_str_of(k < OURS ? names[k] : reserved[k - OURS]))) {
                an_buf_reset(&to->scratch);
                an_buf_addf(&to->scratch, "%.*s_", (int)name.len, name.ptr);
                name = an_arena_str(&to->arena, an_buf_str(&to->scratch));
                break;
            }
        t->attributes[i] = name.ptr ? name : (an_str){"", 0};
    }
}

/* The header row. */
static bool read_header(an_import *to, an_table_reader *reader, table *t)
{
    bool mapped[MOST_COLUMNS] = {false};

    *t = (table){.count = reader->count};
    for (int i = 0; i < OURS; i++)
        t->index[i] = SIZE_MAX;
    for (size_t i = 0; i < MOST_COLUMNS; i++)
        t->attributes[i] = (an_str){NULL, 0};
    if (reader->count > MOST_COLUMNS) {
        an_import_bad_cell(to, reader, NULL, "more than %d columns", MOST_COLUMNS);
        return false;
    }
    if (!map_all(to, reader, t))
        return false;
    for (size_t i = 0; i < reader->count; i++)
        mapped[i] = is_taken(t, i) || t->attributes[i].ptr;
    guess_columns(to, reader, t, mapped);
    name_attributes(to, reader, t, mapped);
    if (t->index[ACTOR] == SIZE_MAX && t->index[ALIAS] == SIZE_MAX) {
        an_import_bad_cell(to, reader, NULL,
                           reader->count == 1
                               ? "no column for the names; for a plain list use 'dict import plain', else say which one: --map actor=COLUMN"
                               : "no column for the names: say which one it is with --map actor=COLUMN");
        return false;
    }
    t->only_alias = t->index[ACTOR] == SIZE_MAX;
    t->add_names = t->only_alias || t->index[ALIAS] == SIZE_MAX ||
                   !an_str_equal_ascii_case(reader->cells[t->index[ACTOR]].text, AN_LIT("actor")) ||
                   !an_str_equal_ascii_case(reader->cells[t->index[ALIAS]].text, AN_LIT("alias"));
    return an_import_going(to);
}

/* Rows ----------------------------------------------------------------------------------------------------------------------------- */

static an_str cell_of(const an_table_reader *reader, const table *t, column which)
{
    size_t i = t->index[which];

    return i < reader->count ? reader->cells[i].text : (an_str){"", 0};
}

/* Types come again and again: the last word and what it became are remembered. */
static an_str type_of(an_import *to, table *t, an_str word)
{
    if (word.len == 0)
        return to->options->type ? an_str_of(to->options->type) : word;
    if (!an_str_equal(word, t->type_seen)) {
        t->type_seen = word; /* a view of the file, which stays */
        t->type_made = memchr(word.ptr, '/', word.len) ? word : an_import_type_word(to, word);
    }
    return t->type_made;
}

static bool read_date(an_import *to, const an_table_reader *reader, const table *t, column which, char out[11], an_str *date)
{
    an_str text = cell_of(reader, t, which);

    *date = (an_str){"", 0};
    if (text.len == 0)
        return true;
    if (!an_import_date(out, text)) {
        an_import_bad_cell(to, reader, &reader->cells[t->index[which]], "'%.*s' is no date: YYYY, YYYY-MM or YYYY-MM-DD",
                           (int)(text.len < 60 ? text.len : 60), text.ptr);
        return false;
    }
    *date = an_str_of(out);
    if (!an_str_equal(*date, text))
        an_import_changed(to, "a date written as YYYY-MM-DD", text);
    return true;
}

static bool read_case(an_import *to, const an_table_reader *reader, const table *t, an_import_case *casing)
{
    static const char *const words[] = {"auto", "any", "cap", "exact"};
    an_str text = cell_of(reader, t, CASE);

    if (text.len == 0 && to->options->casing)
        text = an_str_of(to->options->casing);
    *casing = AN_IMPORT_AUTO;
    for (size_t i = 0; text.len && i < sizeof words / sizeof *words; i++)
        if (an_str_equal_ascii_case(text, an_str_of(words[i]))) {
            *casing = (an_import_case)i;
            return true;
        }
    if (text.len)
        an_import_bad_cell(to, reader, &reader->cells[t->index[CASE]], "unknown case '%.*s': any, cap, exact or auto", (int)text.len,
                           text.ptr);
    return text.len == 0;
}

static bool read_conditions(an_import *to, const an_table_reader *reader, const table *t, an_import_alias *how, char dates[2][11])
{
    an_str never = cell_of(reader, t, NEVER);

    how->near = cell_of(reader, t, NEAR);
    how->never = an_str_equal_ascii_case(never, AN_LIT("yes"));
    if (!how->never && never.len && !an_str_equal_ascii_case(never, AN_LIT("no"))) {
        an_import_bad_cell(to, reader, &reader->cells[t->index[NEVER]], "'%.*s' in column 'never': yes, no or nothing",
                           (int)(never.len < 60 ? never.len : 60), never.ptr);
        return false;
    }
    if (!read_case(to, reader, t, &how->casing) || !read_date(to, reader, t, FROM, dates[0], &how->from) ||
        !read_date(to, reader, t, UNTIL, dates[1], &how->until))
        return false;
    if (how->from.len && how->until.len &&
        strncmp(how->from.ptr, how->until.ptr, how->from.len < how->until.len ? how->from.len : how->until.len) > 0) {
        an_import_bad_cell(to, reader, &reader->cells[t->index[FROM]], "from %s is later than until %s", dates[0], dates[1]);
        return false;
    }
    return true;
}

static void add_alias(an_import *to, uint32_t actor, an_str alias, const an_import_alias *how, bool person)
{
    if (person)
        an_import_person(to, actor, alias, how);
    else
        an_import_name(to, actor, alias, how);
}

/* The actor of a row, «Last, First» turned round. */
static uint32_t actor_of(an_import *to, an_str id, an_str name, bool person)
{
    an_str last, first;
    an_buf straight = {0};
    uint32_t actor;

    if (!person || !an_name_inverted(name, &last, &first))
        return an_import_actor_of(to, id, name);
    an_buf_add(&straight, first);
    an_buf_add_char(&straight, ' ');
    an_buf_add(&straight, last);
    an_import_changed(to, "«Last, First» turned round; both are aliases", name);
    actor = an_import_actor_of(to, id, an_buf_str(&straight));
    an_buf_clear(&straight);
    return actor;
}

/* All aliases of the cell; with --split there may be several. */
static void add_aliases(an_import *to, uint32_t actor, an_str cell, const an_import_alias *how, bool person, table *t)
{
    an_str rest = cell, part;

    if (!to->options->split || !to->options->split[0]) {
        add_alias(to, actor, cell, how, person);
        for (size_t i = 0; i < LIST_SIGNS; i++)
            t->lists[i] += memchr(cell.ptr, list_signs[i], cell.len) != NULL;
        return;
    }
    while (an_str_next(&rest, to->options->split[0], &part))
        add_alias(to, actor, an_str_trim(part), how, person);
}

static void read_row(an_import *to, const an_table_reader *reader, table *t)
{
    char dates[2][11];
    an_import_alias how = {0};
    an_str name = cell_of(reader, t, t->only_alias ? ALIAS : ACTOR), alias = cell_of(reader, t, ALIAS);
    an_str type = type_of(to, t, cell_of(reader, t, TYPE));
    bool person = an_str_starts(type, AN_LIT("person"));
    size_t actors = to->actors.count;
    uint32_t actor;

    if (reader->count > t->count) {
        an_import_bad_cell(to, reader, &reader->cells[t->count],
                           "the row has %zu cells, the header only %zu: put cells with separators in quotes", reader->count, t->count);
        return;
    }
    if (name.len == 0) {
        if (alias.len)
            an_import_bad_cell(to, reader, NULL, "no name in the column for 'actor'");
        else
            an_import_dropped(to, "a row without a name", reader->row);
        return;
    }
    if (!read_conditions(to, reader, t, &how, dates))
        return;
    actor = actor_of(to, cell_of(reader, t, ID), name, person);
    if (actor == AN_IMPORT_NOBODY)
        return;
    an_import_type(to, actor, type);
    t->untyped += type.len == 0 && to->actors.count > actors;
    if (alias.len == 0 || t->only_alias)
        add_alias(to, actor, name, &how, person);
    else {
        if (t->add_names && to->actors.count > actors)
            add_alias(to, actor, name, NULL, person);
        add_aliases(to, actor, alias, &how, person, t);
    }
    for (size_t i = 0; i < reader->count; i++)
        if (t->attributes[i].len && reader->cells[i].text.len)
            an_import_attribute_once(to, actor, t->attributes[i], reader->cells[i].text);
}

/* What the table could have told us. */
static void give_advice(an_import *to, const table *t)
{
    for (size_t i = 0; i < LIST_SIGNS; i++)
        if (t->lists[i])
            an_say(to->watch, AN_NOTE, to->shown, "%zu alias%s '%c': --split '%c' makes an alias of each part", t->lists[i],
                   t->lists[i] == 1 ? " holds" : "es hold", list_signs[i], list_signs[i]);
    if (t->untyped)
        an_say(to->watch, AN_NOTE, to->shown,
               "%zu actor%s no type and become%s 'other': --type person gives one, and the surnames of persons are looked for, too", t->untyped,
               t->untyped == 1 ? " has" : "s have", t->untyped == 1 ? "s" : "");
}

static void read_table(an_import *to, const char *path)
{
    an_import_text text = {0};
    an_table_reader reader = {0};
    table *t = an_alloc(sizeof *t);

    if (!t)
        an_import_nomem(to);
    else if (an_import_open(to, path, &text)) {
        an_import_keep(to, &text);
        an_import_table(to, &text, &reader, separator_of(to, text.text));
        if (an_import_row_next(to, &reader) && read_header(to, &reader, t)) {
            while (an_import_row_next(to, &reader))
                read_row(to, &reader, t);
            give_advice(to, t);
        }
        an_table_close(&reader);
    }
    an_import_close(&text);
    an_free(t);
    an_import_end(to);
}

void an_import_csv(an_import *to, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count && an_import_going(to); i++)
        read_table(to, paths[i]);
}
