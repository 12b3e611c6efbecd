/* What the readers of all kinds of files share: telling findings with their place, rows with defaults, clean names. */
#include "lexicon/loading.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/gate.h"

#include <stdarg.h>
#include <stdio.h>

enum { TOLD_PER_FILE = 20 };

/* Findings ----------------------------------------------------------------------------------------------------------------------- */

static void say(an_loading *l, an_severity severity, an_status status, uint32_t file, size_t at, size_t length, const char *format,
                va_list args) AN_PRINTF(7, 0);
static void say(an_loading *l, an_severity severity, an_status status, uint32_t file, size_t at, size_t length, const char *format,
                va_list args)
{
    an_source *source = &l->lexicon->files.items[file];
    char message[512];
    an_error error;

    if (severity == AN_ERROR)
        l->errors++;
    else if (severity == AN_WARNING)
        l->warnings++;
    if (source->said[severity] >= TOLD_PER_FILE) {
        source->unsaid[severity]++;
        return;
    }
    source->said[severity]++;
    vsnprintf(message, sizeof message, format, args);
    an_fail(&error, status, "%s", message);
    an_table_point(&error, source->shown, source->text, at, length);
    if (severity == AN_ERROR && l->first.status == AN_OK)
        l->first = error;
    an_say_error(l->watch, severity, &error);
}

void an_loading_say(an_loading *l, an_severity severity, an_status status, uint32_t file, size_t at, size_t length, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(l, severity, status, file, at, length, format, args);
    va_end(args);
}

static void say_cell(an_loading *l, an_severity severity, const an_cell *cell, const char *format, va_list args) AN_PRINTF(4, 0);

/* Where a finding about a cell points: an empty cell has no place of its own when it is missing. */
static void say_cell(an_loading *l, an_severity severity, const an_cell *cell, const char *format, va_list args)
{
    size_t at = cell->at, length = cell->length;

    if (!cell->text.ptr) {
        at = (size_t)(l->reader.row.ptr - l->reader.text.ptr);
        length = l->reader.row.len;
    }
    say(l, severity, severity == AN_ERROR ? AN_ERR_SYNTAX : AN_OK, l->file, at, length, format, args);
}

void an_loading_bad(an_loading *l, const an_cell *cell, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say_cell(l, AN_ERROR, cell, format, args);
    va_end(args);
}

void an_loading_warn(an_loading *l, const an_cell *cell, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say_cell(l, AN_WARNING, cell, format, args);
    va_end(args);
}

void an_loading_rest(an_loading *l, uint32_t file)
{
    an_source *source = &l->lexicon->files.items[file];

    for (int severity = AN_ERROR; severity >= AN_NOTE; severity--) {
        if (source->unsaid[severity])
            an_say(l->watch, (an_severity)severity, source->shown, "… and %zu more", source->unsaid[severity]);
        source->unsaid[severity] = 0;
    }
}

bool an_loading_nomem(an_loading *l)
{
    l->status = an_fail_nomem(l->err);
    return false;
}

bool an_loading_vouches(const an_loading *l, uint32_t file)
{
    return l->vouched && l->lexicon->files.items[file].layer == AN_LAYER_SHIPPED;
}

/* Rows --------------------------------------------------------------------------------------------------------------------------- */

/* A row that is too short and has wide gaps: an editor made blanks of its tabs. */
static void warn_of_blanks(an_loading *l)
{
    const an_table_reader *reader = &l->reader;

    for (size_t i = 0; !reader->csv && reader->count < l->header.cells && i < reader->count; i++) {
        size_t gap = an_str_find(reader->cells[i].text, 0, AN_LIT("  "));
        if (gap == (size_t)-1)
            continue;
        an_loading_warn(l, &reader->cells[i], "wide blanks in a row of %zu of %zu cells: is a tab missing?", reader->count,
                        l->header.cells);
        return;
    }
}

/* Values where there is no column. */
static bool row_fits(an_loading *l)
{
    const an_header *header = &l->header;
    const an_table_reader *reader = &l->reader;

    if (reader->count > header->cells) {
        an_loading_bad(l, &reader->cells[header->cells], "the row has %zu cells, the header only %zu", reader->count, header->cells);
        return false;
    }
    for (size_t i = 0; header->has_nameless && i < reader->count; i++)
        if (header->nameless[i] && reader->cells[i].text.len) {
            an_loading_bad(l, &reader->cells[i], "a value in a column without a name");
            return false;
        }
    if (reader->count == 1 && (header->cells > 1 ? reader->row.ptr[0] == '#' : an_str_starts(reader->row, AN_LIT("# "))))
        an_loading_warn(l, &reader->cells[0], "a comment stands before the header only: this row is read as a name");
    warn_of_blanks(l);
    return true;
}

bool an_loading_row(an_loading *l)
{
    bool more;

    while (l->status == AN_OK) {
        if ((l->status = an_table_next(&l->reader, &more, l->err)) != AN_OK || !more)
            return false;
        if (l->reader.problem)
            an_loading_say(l, AN_ERROR, AN_ERR_SYNTAX, l->file, l->reader.problem_at, l->reader.problem_length, "%s", l->reader.problem);
        else if (row_fits(l))
            return true;
    }
    return false;
}

static an_cell cell_at(const an_loading *l, size_t index, const an_cell *fallback)
{
    if (index < l->reader.count && (l->reader.cells[index].text.len || !fallback->text.len))
        return l->reader.cells[index];
    return *fallback;
}

an_cell an_loading_cell(const an_loading *l, an_column column)
{
    return cell_at(l, l->header.index[column], &l->header.fallback[column]);
}

an_cell an_loading_extra(const an_loading *l, size_t i)
{
    return cell_at(l, l->header.extras.items[i].index, &l->header.extras.items[i].fallback);
}

/* Whether a name may need cleaning: double blanks, line ends, and the lead bytes of odd blanks and invisible characters. */
static bool looks_odd(an_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 || (c == ' ' && text.ptr[i + (i + 1 < text.len)] == ' ') || c == 0xC2 || c == 0xD8 || c == 0xE1 || c == 0xE2 ||
            c == 0xE3 || c == 0xEF)
            return true;
    }
    return false;
}

/* While checking: say which character of a name was not what it seemed. */
static void tell_odd(an_loading *l, an_str text)
{
    size_t length;

    if (!l->checking || text.ptr < l->reader.text.ptr || text.ptr > l->reader.text.ptr + l->reader.text.len)
        return;
    for (size_t at = 0; at < text.len; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (code < 0x80 || (!an_is_space(code) && !an_is_ignorable(code)))
            continue;
        an_loading_say(l, AN_NOTE, AN_OK, l->file, (size_t)(text.ptr - l->reader.text.ptr) + at, length,
                       an_is_space(code) ? "a blank of another kind (U+%04X): read as a blank"
                                         : "a character that cannot be seen (U+%04X): left out",
                       (unsigned)code);
        return;
    }
}

an_str an_loading_name(an_loading *l, an_str text)
{
    an_str clean;

    /* cells of CSV may have line ends in them, lines of a plain list tabs */
    if (!l->reader.odd && !l->reader.csv && (l->header.kind != AN_KIND_LIST || an_str_find_byte(text, 0, '\t') == (size_t)-1))
        return text;
    if (!looks_odd(text))
        return text;
    tell_odd(l, text);
    an_buf_reset(&l->scratch);
    an_clean_name(&l->scratch, text);
    if (l->scratch.failed || !(clean = an_arena_str(&l->lexicon->arena, an_buf_str(&l->scratch))).ptr) {
        an_loading_nomem(l);
        return text;
    }
    return clean;
}

bool an_loading_attributes(an_loading *l, const an_attribute **attributes, size_t *count)
{
    an_attribute *list;

    *attributes = NULL;
    *count = 0;
    if (l->header.extras.count == 0)
        return true;
    if (!(list = an_arena_alloc(&l->lexicon->arena, l->header.extras.count * sizeof *list)))
        return an_loading_nomem(l);
    for (size_t i = 0; i < l->header.extras.count; i++) {
        an_cell cell = an_loading_extra(l, i);
        if (cell.text.len)
            list[(*count)++] = (an_attribute){l->header.extras.items[i].name, an_loading_name(l, cell.text)};
    }
    *attributes = list;
    return l->status == AN_OK;
}

bool an_loading_case(an_loading *l, an_cell cell, an_case *casing, bool *automatic)
{
    static const char *const names[] = {"any", "cap", "exact", "auto"};
    const char *nearest;

    *automatic = cell.text.len == 0;
    *casing = AN_CASE_EXACT;
    if (*automatic)
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (an_str_equal_ascii_case(cell.text, an_str_of(names[i]))) {
            *automatic = i == 3;
            *casing = i == 3 ? AN_CASE_EXACT : (an_case)i;
            return true;
        }
    nearest = an_str_suggest(cell.text, names, sizeof names / sizeof *names);
    if (nearest)
        an_loading_bad(l, &cell, "unknown case '%.*s': did you mean '%s'?", AN_SHOWN(cell.text), nearest);
    else
        an_loading_bad(l, &cell, "unknown case '%.*s': any, cap, exact or auto", AN_SHOWN(cell.text));
    return false;
}

uint32_t an_loading_term(an_loading *l, an_str text, uint32_t file, const an_cell *cell)
{
    an_error error = {0};
    uint32_t number = UINT32_MAX;
    an_status st = an_vocabulary_add(&l->lexicon->vocabulary, text, &number, &error);

    if (st == AN_ERR_NOMEM)
        an_loading_nomem(l);
    else if (st != AN_OK)
        an_loading_say(l, AN_ERROR, st, file, cell->at, cell->length, "%s", error.message);
    return number;
}
