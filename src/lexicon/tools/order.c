/* `dict sort` and `dict merge`: our own files, tidy for people and version control. Rows stand by actor, the actor's own name first, then
   its aliases by code point. Merging finds rows about the same alias by a map; the earlier file wins. n log n in rows. */
#include "lexicon/tools/sheet.h"

#include "base/alloc.h"

#include <stdlib.h>

static const an_dict_import_options strict;

static an_str name_of(const an_sheet *sheet, const an_sheet_row *row)
{
    return an_sheet_cell(sheet, row, AN_SHEET_ACTOR);
}

/* What a row is looked for by: the alias, or else the actor's name. */
static an_str alias_of(const an_sheet *sheet, const an_sheet_row *row)
{
    an_str alias = an_sheet_cell(sheet, row, AN_SHEET_ALIAS);

    return alias.len ? alias : name_of(sheet, row);
}

/* Sorting -------------------------------------------------------------------------------------------------------------------------- */

/* qsort() hands no context over. */
typedef struct sortable {
    const an_sheet *sheet;
    an_sheet_row row;
} sortable;

static int compare_cells(const sortable *a, const sortable *b)
{
    for (size_t i = 0; i < a->sheet->columns.count; i++) {
        int order = an_str_compare(a->row.cells[i], b->row.cells[i]);
        if (order)
            return order;
    }
    return 0;
}

static int compare_rows(const void *left, const void *right)
{
    const sortable *a = left, *b = right;
    const an_sheet *sheet = a->sheet;
    an_str x = alias_of(sheet, &a->row), y = alias_of(sheet, &b->row);
    bool own = an_str_equal(x, name_of(sheet, &a->row)), other = an_str_equal(y, name_of(sheet, &b->row));
    int order = an_str_compare(name_of(sheet, &a->row), name_of(sheet, &b->row));

    order = order ? order : an_str_compare(an_sheet_id(sheet, &a->row), an_sheet_id(sheet, &b->row));
    order = order ? order : other - own;
    order = order ? order : an_str_compare(x, y);
    order = order ? order : compare_cells(a, b);
    return order ? order : (a->row.number > b->row.number) - (a->row.number < b->row.number);
}

/* Put the rows in order and take out those that are equal in all cells. */
static void sort_rows(an_import *to, an_sheet *sheet)
{
    size_t count = sheet->rows.count, kept = 0;
    sortable *list = an_alloc((count + 1) * sizeof *list);

    if (!list) {
        an_import_nomem(to);
        return;
    }
    for (size_t i = 0; i < count; i++)
        list[i] = (sortable){sheet, sheet->rows.items[i]};
    qsort(list, count, sizeof *list, compare_rows);
    for (size_t i = 0; i < count; i++) {
        if (kept && compare_cells(&list[i - 1], &list[i]) == 0) {
            to->file = list[i].row.file;
            to->line = list[i].row.line;
            an_import_dropped(to, "the same as another row", alias_of(sheet, &list[i].row));
        } else {
            sheet->rows.items[kept++] = list[i].row;
        }
    }
    sheet->rows.count = kept;
    an_free(list);
}

static an_status check_kind(const an_sheet *sheet, const char *path, an_error *err)
{
    if (sheet->patterns)
        return an_fail(err, AN_ERR_INVALID, "'%s' is a pattern file, where the order of rows counts: it is left as it is", path);
    return AN_OK;
}

/* A report of the caller's, or one of our own that nobody reads. */
static void begin(an_import *to, an_dict_report **own, an_dict_report *report, const an_observer *watch, an_error *err)
{
    *own = report ? NULL : an_dict_report_new(false);
    an_import_init(to, &strict, report ? report : *own, watch, err);
    if (!to->ledger)
        an_import_nomem(to);
}

static void end(an_import *to, an_sheet *sheet, an_dict_report *own)
{
    an_sheet_clear(sheet);
    an_import_clear(to);
    an_dict_report_free(own);
}

an_status an_dict_sort(const char *path, const char *to_path, an_dict_report *report, const an_observer *watch, an_error *err)
{
    an_import to;
    an_sheet sheet = {0};
    an_dict_report *own;
    an_status st;

    begin(&to, &own, report, watch, err);
    if (an_import_going(&to))
        an_sheet_read(&to, &sheet, path, false);
    if (an_import_going(&to))
        sort_rows(&to, &sheet);
    if ((st = an_import_verdict(&to)) == AN_OK && (st = check_kind(&sheet, path, err)) == AN_OK) {
        to.ledger->aliases = sheet.rows.count;
        st = an_sheet_write(&sheet, to_path, err);
    }
    end(&to, &sheet, own);
    return st;
}

/* Merging -------------------------------------------------------------------------------------------------------------------------- */

/* What is known of the rows so far. */
typedef struct merging {
    an_import *to;
    an_sheet *sheet;
    an_map rows;    /* id TAB alias; value = row + 1 */
    an_map aliases; /* alias; value = row + 1 of its first one */
    an_map types;   /* id; value = row + 1 that gave the type */
    an_buf key;
} merging;

static uint32_t *slot_of(merging *m, an_map *map, an_str first, an_str second, bool *added)
{
    uint32_t number;

    an_buf_reset(&m->key);
    an_buf_add(&m->key, first);
    an_buf_add_char(&m->key, '\t');
    an_buf_add(&m->key, second);
    number = m->key.failed ? AN_MAP_NONE : an_map_intern(map, an_buf_str(&m->key), added);
    if (number == AN_MAP_NONE) {
        an_import_nomem(m->to);
        return NULL;
    }
    return &map->values[number];
}

static void tell(merging *m, const an_sheet_row *row, bool dropped, const char *reason)
{
    an_buf text = {0};

    m->to->file = row->file;
    m->to->line = row->line;
    an_buf_add(&text, name_of(m->sheet, row));
    an_buf_add_text(&text, " | ");
    an_buf_add(&text, alias_of(m->sheet, row));
    if (dropped)
        an_import_dropped(m->to, reason, an_buf_str(&text));
    else
        an_import_changed(m->to, reason, an_buf_str(&text));
    an_buf_clear(&text);
}

/* Two rows about one alias of one actor, of different files: the first stays, and learns what it does not know. */
static void join_rows(merging *m, an_sheet_row *kept, const an_sheet_row *row)
{
    bool differs = false, learns = false;

    for (size_t i = 0; i < m->sheet->columns.count; i++) {
        bool condition = i == m->sheet->place[AN_SHEET_NEAR] || i == m->sheet->place[AN_SHEET_FROM] ||
                         i == m->sheet->place[AN_SHEET_UNTIL] || i == m->sheet->place[AN_SHEET_CASE] ||
                         i == m->sheet->place[AN_SHEET_NEVER];
        an_str here = kept->cells[i], there = row->cells[i];
        if (i == m->sheet->place[AN_SHEET_ALIAS] || an_str_equal(here, there))
            continue;
        if (here.len || condition)
            differs |= there.len > 0 || condition;
        else {
            kept->cells[i] = there;
            learns = true;
        }
    }
    tell(m, row, true,
         differs  ? "says something else about an alias that an earlier file has: not used"
         : learns ? "tells more about an alias that an earlier file has: joined"
                  : "the same as a row of an earlier file");
}

/* The first type that an actor is given holds for all its rows. */
static void unify_type(merging *m, an_sheet_row *row)
{
    size_t place = m->sheet->place[AN_SHEET_TYPE];
    uint32_t *first;
    an_str type;

    if (place == SIZE_MAX || row->cells[place].len == 0 || !(first = slot_of(m, &m->types, an_sheet_id(m->sheet, row), (an_str){"", 0}, NULL)))
        return;
    if (!*first) {
        *first = row->number + 1;
        return;
    }
    type = m->sheet->rows.items[*first - 1].cells[place];
    if (an_str_equal(type, row->cells[place]) || m->sheet->rows.items[*first - 1].file == row->file)
        return;
    tell(m, row, false, "another type than in an earlier file: the first one is used");
    row->cells[place] = type;
}

static void note_ambiguous(merging *m, const an_sheet_row *row)
{
    uint32_t *first = slot_of(m, &m->aliases, alias_of(m->sheet, row), (an_str){"", 0}, NULL);
    const an_sheet_row *other;

    if (!first)
        return;
    if (!*first) {
        *first = row->number + 1;
        return;
    }
    other = &m->sheet->rows.items[*first - 1];
    if (other->file != row->file && !an_str_equal(an_sheet_id(m->sheet, other), an_sheet_id(m->sheet, row)))
        tell(m, row, false, "an alias that an earlier file gives to another actor: both are kept, it is ambiguous");
}

static void merge_rows(merging *m)
{
    an_sheet *sheet = m->sheet;
    size_t kept = 0;
    bool *gone = an_alloc(sheet->rows.count + 1);

    if (!gone) {
        an_import_nomem(m->to);
        return;
    }
    for (size_t i = 0; i < sheet->rows.count && an_import_going(m->to); i++) {
        an_sheet_row *row = &sheet->rows.items[i];
        bool added = false;
        uint32_t *first = slot_of(m, &m->rows, an_sheet_id(sheet, row), alias_of(sheet, row), &added);
        if (!first)
            break;
        if (!added && sheet->rows.items[*first - 1].file != row->file) {
            join_rows(m, &sheet->rows.items[*first - 1], row);
            gone[i] = true;
            continue;
        }
        if (added)
            *first = (uint32_t)i + 1;
        unify_type(m, row);
        note_ambiguous(m, row);
    }
    for (size_t i = 0; i < sheet->rows.count; i++)
        if (!gone[i])
            sheet->rows.items[kept++] = sheet->rows.items[i];
    sheet->rows.count = kept;
    an_free(gone);
}

/* Known columns first, in their usual order. */
static void order_columns(an_import *to, an_sheet *sheet)
{
    size_t count = sheet->columns.count, at = 0;
    size_t *from = an_alloc((count + 1) * sizeof *from);
    an_str *cells = an_alloc((count + 1) * sizeof *cells);

    if (!from || !cells) {
        an_import_nomem(to);
    } else {
        for (size_t i = 0; i < AN_SHEET_KNOWN; i++)
            if (sheet->place[i] != SIZE_MAX) {
                from[at] = sheet->place[i];
                sheet->place[i] = at++;
            }
        for (size_t i = 0; i < count; i++) {
            bool taken = false;
            for (size_t k = 0; k < at && !taken; k++)
                taken = from[k] == i;
            if (!taken)
                from[at++] = i;
        }
        for (size_t r = 0; r <= sheet->rows.count; r++) { /* the last round is the header */
            an_str *row = r < sheet->rows.count ? sheet->rows.items[r].cells : sheet->columns.items;
            for (size_t i = 0; i < count; i++)
                cells[i] = row[from[i]];
            memcpy(row, cells, count * sizeof *cells);
        }
    }
    an_free(from);
    an_free(cells);
}

an_status an_dict_merge(const char *const *paths, size_t path_count, const char *to_path, an_dict_report *report, const an_observer *watch,
                        an_error *err)
{
    an_import to;
    an_sheet sheet = {0};
    an_dict_report *own;
    merging m = {.to = &to, .sheet = &sheet};
    an_status st;

    begin(&to, &own, report, watch, err);
    for (size_t i = 0; i < path_count && an_import_going(&to); i++)
        an_sheet_read(&to, &sheet, paths[i], true);
    an_sheet_settle_types(&to, &sheet);
    if ((st = an_import_verdict(&to)) == AN_OK && (sheet.words || sheet.patterns))
        st = an_fail(err, AN_ERR_INVALID, "only dictionaries can be merged, no word lists and pattern files");
    if (st == AN_OK) {
        merge_rows(&m);
        if (an_import_going(&to))
            order_columns(&to, &sheet);
        if (an_import_going(&to))
            sort_rows(&to, &sheet);
        if ((st = to.status) == AN_OK) {
            to.ledger->aliases = sheet.rows.count;
            st = an_sheet_write(&sheet, to_path, err);
        }
    }
    an_map_clear(&m.rows);
    an_map_clear(&m.aliases);
    an_map_clear(&m.types);
    an_buf_clear(&m.key);
    end(&to, &sheet, own);
    return st;
}
