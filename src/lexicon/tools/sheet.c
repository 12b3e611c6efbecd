/* Our own files as tables: comments on top, a header, rows. Cells are copied into the arena of the run; a sheet costs 16 bytes a cell. */
#include "lexicon/tools/sheet.h"

#include "base/alloc.h"
#include "base/file.h"

static const char *const known[AN_SHEET_KNOWN] = {"actor", "id", "alias", "type", "case", "near", "from", "until", "never", "context"};

enum { MOST_COLUMNS = 256, CHUNK = 1 << 20 };

void an_sheet_clear(an_sheet *sheet)
{
    an_free(sheet->columns.items);
    an_free(sheet->rows.items);
    an_buf_clear(&sheet->comments);
    *sheet = (an_sheet){0};
}

an_str an_sheet_cell(const an_sheet *sheet, const an_sheet_row *row, an_sheet_column column)
{
    return sheet->place[column] == SIZE_MAX ? (an_str){"", 0} : row->cells[sheet->place[column]];
}

an_str an_sheet_id(const an_sheet *sheet, const an_sheet_row *row)
{
    an_str id = an_sheet_cell(sheet, row, AN_SHEET_ID);

    return id.len ? id : an_sheet_cell(sheet, row, AN_SHEET_ACTOR);
}

/* Columns -------------------------------------------------------------------------------------------------------------------------- */

static size_t find_column(const an_sheet *sheet, an_str name)
{
    for (size_t i = 0; i < sheet->columns.count; i++)
        if (an_str_equal(sheet->columns.items[i], name))
            return i;
    return SIZE_MAX;
}

/* The place of a column, added when new. Rows that are there already get longer when they are asked for (see fit_rows). */
static size_t column_of(an_import *to, an_sheet *sheet, an_str name)
{
    size_t at;

    for (size_t i = 0; i < AN_SHEET_KNOWN; i++)
        if (an_str_equal_ascii_case(name, an_str_of(known[i])))
            name = an_str_of(known[i]);
    at = find_column(sheet, name);
    if (at != SIZE_MAX)
        return at;
    name = an_arena_str(&to->arena, name);
    if (!name.ptr || !AN_ROOM(&sheet->columns, 1)) {
        an_import_nomem(to);
        return 0;
    }
    sheet->columns.items[sheet->columns.count++] = name;
    for (size_t i = 0; i < AN_SHEET_KNOWN; i++)
        if (an_str_equal(name, an_str_of(known[i])))
            sheet->place[i] = sheet->columns.count - 1;
    return sheet->columns.count - 1;
}

/* Rows of earlier files get cells for the columns of later ones. */
static void fit_rows(an_import *to, an_sheet *sheet, size_t before)
{
    if (before == sheet->columns.count)
        return;
    for (size_t i = 0; i < sheet->rows.count && an_import_going(to); i++) {
        an_str *cells = an_arena_alloc(&to->arena, sheet->columns.count * sizeof *cells);
        if (!cells) {
            an_import_nomem(to);
            return;
        }
        for (size_t k = 0; k < sheet->columns.count; k++)
            cells[k] = k < before ? sheet->rows.items[i].cells[k] : (an_str){"", 0};
        sheet->rows.items[i].cells = cells;
    }
}

static bool is_known(const an_table_reader *reader)
{
    static const char *const others[] = {"word", "pattern"};

    for (size_t i = 0; i < reader->count; i++)
        for (size_t k = 0; k < AN_SHEET_KNOWN + 2; k++)
            if (an_str_equal_ascii_case(reader->cells[i].text, an_str_of(k < AN_SHEET_KNOWN ? known[k] : others[k - AN_SHEET_KNOWN])))
                return true;
    return false;
}

/* Reading -------------------------------------------------------------------------------------------------------------------------- */

/* What reading one file needs. */
typedef struct reading {
    an_import *to;
    an_sheet *sheet;
    an_table_reader reader;
    size_t places[MOST_COLUMNS]; /* of the file's cells in the sheet */
    size_t cells;
    an_str defaults[MOST_COLUMNS]; /* by column of the sheet; from `#=` lines */
    bool fill;
} reading;

/* `#= type=location/city note="two words"` */
static void read_defaults(reading *r, an_str line)
{
    size_t at = 2;

    while (at < line.len) {
        size_t name = at, equals, value, place;
        char stop = ' ';
        if (line.ptr[at] == ' ' || line.ptr[at] == '\t') {
            at++;
            continue;
        }
        equals = an_str_find_byte(line, at, '=');
        if (equals == (size_t)-1)
            return;
        value = equals + 1;
        if (value < line.len && line.ptr[value] == '"') {
            stop = '"';
            value++;
        }
        at = an_str_find_byte(line, value, stop);
        at = at == (size_t)-1 ? line.len : at;
        place = column_of(r->to, r->sheet, an_str_sub(line, name, equals));
        if (an_import_going(r->to) && place < MOST_COLUMNS)
            r->defaults[place] = an_arena_str(&r->to->arena, an_str_sub(line, value, at));
        at += at < line.len;
    }
}

static void read_comments(reading *r, bool first)
{
    an_cell line;

    while (an_table_comment(&r->reader, &line)) {
        bool setting = line.length >= 2 && line.text.ptr[1] == '=';
        if (r->fill && setting)
            read_defaults(r, line.text);
        else if (first && line.length) {
            an_buf_add(&r->sheet->comments, line.text);
            an_buf_add_char(&r->sheet->comments, '\n');
        }
    }
}

static void add_row(reading *r, size_t line)
{
    an_sheet *sheet = r->sheet;
    an_str *cells = an_arena_alloc(&r->to->arena, sheet->columns.count * sizeof *cells);
    size_t type = sheet->place[AN_SHEET_TYPE];

    if (!cells || !AN_ROOM(&sheet->rows, 1)) {
        an_import_nomem(r->to);
        return;
    }
    for (size_t i = 0; i < sheet->columns.count; i++)
        cells[i] = r->fill && i < MOST_COLUMNS && r->defaults[i].ptr ? r->defaults[i] : (an_str){"", 0};
    for (size_t i = 0; i < r->reader.count && i < r->cells; i++)
        if (r->reader.cells[i].text.len) {
            an_str kept = an_arena_str(&r->to->arena, r->reader.cells[i].text);
            if (!kept.ptr)
                an_import_nomem(r->to);
            else
                cells[r->places[i]] = kept;
        }
    sheet->rows.items[sheet->rows.count] = (an_sheet_row){.cells = cells, .file = r->to->file, .line = (uint32_t)line, .number = (uint32_t)sheet->rows.count};
    sheet->rows.items[sheet->rows.count].typed_by_file = r->fill && type < MOST_COLUMNS && r->defaults[type].ptr && cells[type].ptr == r->defaults[type].ptr;
    sheet->rows.count++;
}

static void read_rows(reading *r)
{
    while (an_import_row_next(r->to, &r->reader)) {
        if (r->reader.count > r->cells)
            an_import_bad_cell(r->to, &r->reader, &r->reader.cells[r->cells], "the row has %zu cells, the header only %zu", r->reader.count,
                               r->cells);
        else
            add_row(r, r->reader.row_line);
    }
}

/* A file without a header: each line is a name. */
static void read_plain(reading *r, size_t at, size_t line)
{
    an_cell cell;

    r->reader.at = at;
    r->reader.line = line;
    r->cells = 1;
    while (an_import_going(r->to) && an_table_line(&r->reader, &cell)) {
        r->to->line = (uint32_t)r->reader.row_line;
        r->to->ledger->rows_read++;
        r->reader.count = 0;
        add_row(r, r->reader.row_line);
        if (an_import_going(r->to))
            r->sheet->rows.items[r->sheet->rows.count - 1].cells[r->places[0]] = an_arena_str(&r->to->arena, cell.text);
    }
}

static void read_header(reading *r, bool first)
{
    an_table_reader *reader = &r->reader;
    size_t at = reader->at, line = reader->line, before = r->sheet->columns.count;

    if (!an_import_row_next(r->to, reader))
        return;
    if (reader->count > MOST_COLUMNS) {
        an_import_bad_cell(r->to, reader, NULL, "more than %d columns", MOST_COLUMNS);
        return;
    }
    r->cells = reader->count;
    if (!is_known(reader)) {
        r->places[0] = column_of(r->to, r->sheet, AN_LIT("actor"));
        r->sheet->plain = first;
        fit_rows(r->to, r->sheet, before);
        r->to->ledger->rows_read--;
        read_plain(r, at, line);
        return;
    }
    r->sheet->plain = false;
    for (size_t i = 0; i < reader->count && an_import_going(r->to); i++) {
        r->places[i] = column_of(r->to, r->sheet, reader->cells[i].text);
        r->sheet->words |= an_str_equal_ascii_case(reader->cells[i].text, AN_LIT("word"));
        r->sheet->patterns |= an_str_equal_ascii_case(reader->cells[i].text, AN_LIT("pattern"));
    }
    fit_rows(r->to, r->sheet, before);
    r->to->ledger->rows_read--;
    read_rows(r);
}

void an_sheet_read(an_import *to, an_sheet *sheet, const char *path, bool fill)
{
    an_import_text text;
    reading *r = an_alloc(sizeof *r);
    bool first = sheet->rows.count == 0 && sheet->columns.count == 0;

    if (!r) {
        an_import_nomem(to);
        return;
    }
    for (size_t i = 0; first && i < AN_SHEET_KNOWN; i++)
        sheet->place[i] = SIZE_MAX;
    r->to = to;
    r->sheet = sheet;
    r->fill = fill;
    if (an_import_open(to, path, &text)) {
        an_import_table(to, &text, &r->reader, ',');
        r->reader.csv = an_table_is_csv(path);
        read_comments(r, first);
        if (an_import_going(to))
            read_header(r, first);
        an_table_close(&r->reader);
    }
    an_import_close(&text);
    an_import_end(to);
    an_free(r);
}

/* By id the first row with a type in its cell. */
static void note_own_types(an_import *to, const an_sheet *sheet, an_map *own)
{
    for (size_t i = 0; i < sheet->rows.count && an_import_going(to); i++) {
        const an_sheet_row *row = sheet->rows.items + i;
        uint32_t number;
        bool added;
        if (row->typed_by_file || an_sheet_cell(sheet, row, AN_SHEET_TYPE).len == 0)
            continue;
        if ((number = an_map_intern(own, an_sheet_id(sheet, row), &added)) == AN_MAP_NONE)
            an_import_nomem(to);
        else if (added)
            own->values[number] = (uint32_t)i;
    }
}

void an_sheet_settle_types(an_import *to, an_sheet *sheet)
{
    size_t type = sheet->place[AN_SHEET_TYPE];
    an_map own = {0}; /* ids; values: the first row with a type in its cell */

    if (type == SIZE_MAX)
        return;
    note_own_types(to, sheet, &own);
    for (size_t i = 0; i < sheet->rows.count && an_import_going(to); i++) {
        an_sheet_row *row = sheet->rows.items + i;
        uint32_t number = row->typed_by_file && row->cells[type].len ? an_map_find(&own, an_sheet_id(sheet, row)) : AN_MAP_NONE;
        if (number != AN_MAP_NONE)
            row->cells[type] = sheet->rows.items[own.values[number]].cells[type];
    }
    an_map_clear(&own);
}

/* Writing -------------------------------------------------------------------------------------------------------------------------- */

static void add_line(an_buf *out, const an_str *cells, size_t count, bool csv)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            an_buf_add_char(out, csv ? ',' : '\t');
        if (csv)
            an_buf_add_csv_cell(out, cells[i], AN_CSV_PLAIN);
        else
            an_buf_add_cell(out, cells[i]);
    }
    an_buf_add_char(out, '\n');
}

an_status an_sheet_write(const an_sheet *sheet, const char *path, an_error *err)
{
    an_output file = {0};
    an_buf out = {0};
    bool csv = an_table_is_csv(path);
    an_status st = an_output_open(&file, path, err);

    if (st != AN_OK)
        return st;
    an_buf_add(&out, an_buf_str(&sheet->comments));
    if (!sheet->plain)
        add_line(&out, sheet->columns.items, sheet->columns.count, csv);
    for (size_t i = 0; i < sheet->rows.count && !out.failed; i++) {
        add_line(&out, sheet->rows.items[i].cells, sheet->columns.count, csv);
        if (out.len >= CHUNK) {
            fwrite(out.ptr, 1, out.len, file.stream);
            an_buf_reset(&out);
        }
    }
    if (out.len && !out.failed)
        fwrite(out.ptr, 1, out.len, file.stream);
    st = out.failed ? an_fail_nomem(err) : an_output_close(&file, err);
    an_output_abort(&file);
    an_buf_clear(&out);
    return st;
}
