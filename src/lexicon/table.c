/* Reads tables: TSV without any quoting, CSV as in RFC 4180. One pass; cells are views into the file, so a row costs no allocation except
   where a CSV cell has doubled quotes. A damaged row is told and skipped, never repaired. */
#include "lexicon/table.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "base/wide.h"

static const char NOT_UTF8[] = "invalid UTF-8: save the file as UTF-8";
static const char UTF16[] = "this is UTF-16: save the file as UTF-8";
static const char CONTROL[] = "control character: take it out";
static const char NUL_BYTE[] = "NUL byte: this is no text file";
static const char NO_TEXT[] = "this is no text: save it as a table (TSV or CSV) in UTF-8";
static const char MARKUP[] = "this is XML or HTML: a dictionary is a table (TSV or CSV), or a list with one name a line";
static const char JSON[] = "this is JSON: a dictionary is a table (TSV or CSV); 'actornet dict import' reads some kinds of JSON lines";
static const char LONE_CR[] = "carriage return inside a line: lines end with LF or CR LF";

static void complain(an_table_reader *reader, const char *problem, size_t at, size_t length)
{
    if (reader->problem)
        return;
    reader->problem = problem;
    reader->problem_at = at;
    reader->problem_length = length;
}

/* Bytes that invisible characters and odd blanks start with. */
static bool may_be_odd(unsigned char c)
{
    return c == 0xC2 || c == 0xD8 || (c >= 0xE1 && c <= 0xE3) || c == 0xEF;
}

/* Those and controls but tab and LF need a look. */
static bool is_special(unsigned char c)
{
    return c < ' ' ? c != '\t' && c != '\n' : c == 0x7F || may_be_odd(c);
}

static an_wide special_of(an_wide all)
{
    an_wide control = (an_wide_in(all, '\0', ' ') & ~an_wide_equal(all, '\t') & ~an_wide_equal(all, '\n')) | an_wide_equal(all, 0x7F);

    return control | an_wide_equal(all, '\xC2') | an_wide_equal(all, '\xD8') | an_wide_in(all, '\xE1', 3) | an_wide_equal(all, '\xEF');
}

/* The first byte from `at` on that needs a look. */
static size_t special_from(an_str text, size_t at)
{
    for (; text.len - at >= sizeof(an_wide); at += sizeof(an_wide)) {
        unsigned first = an_wide_first(special_of(an_wide_at(text.ptr + at)));
        if (first < sizeof(an_wide))
            return at + first;
    }
    while (at < text.len && !is_special((unsigned char)text.ptr[at]))
        at++;
    return at;
}

static bool has_two_blanks(an_str text)
{
    size_t at = 0;

    for (; text.len - at > sizeof(an_wide); at += sizeof(an_wide)) {
        an_wide both = an_wide_equal(an_wide_at(text.ptr + at), ' ') & an_wide_equal(an_wide_at(text.ptr + at + 1), ' ');
        if (an_wide_first(both) < sizeof(an_wide))
            return true;
    }
    return an_str_find(text, at, AN_LIT("  ")) != (size_t)-1;
}

/* No C0 controls but tab and line ends, no DEL, no C1 controls. */
static void check_controls(an_table_reader *reader)
{
    const unsigned char *p = (const unsigned char *)reader->text.ptr;
    size_t len = reader->text.len;

    reader->odd = has_two_blanks(reader->text);
    for (size_t i = 0; !reader->problem && (i = special_from(reader->text, i)) < len; i++) {
        if (p[i] == '\r') {
            if (i + 1 == len || p[i + 1] != '\n')
                complain(reader, LONE_CR, i, 1);
        } else if (p[i] < 0x80 || (p[i] == 0xC2 && i + 1 < len && p[i + 1] < 0xA0)) {
            complain(reader, p[i] ? CONTROL : NUL_BYTE, i, p[i] == 0xC2 ? 2 : 1);
        } else {
            reader->odd = true;
        }
    }
}

/* What begins so is no table, and would be a list of nonsense. */
static const char *other_kind(an_str text)
{
    static const struct {
        const char *begin, *problem;
    } kinds[] = {{"<?xml", MARKUP}, {"<!doctype", MARKUP}, {"<html", MARKUP}, {"{\"", JSON}, {"[{\"", JSON}};

    text = an_str_trim(an_str_sub(text, 0, text.len < 64 ? text.len : 64));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (an_str_starts_ascii_case(text, an_str_of(kinds[i].begin)))
            return kinds[i].problem;
    return NULL;
}

bool an_table_is_csv(const char *path)
{
    return an_str_ends_ascii_case(an_str_of(path), AN_LIT(".csv")) && strlen(path) > 4;
}

void an_table_open(an_table_reader *reader, an_str content, bool csv, an_arena *arena)
{
    const char *other;
    size_t valid;

    *reader = (an_table_reader){.csv = csv, .separator = ',', .arena = arena, .line = 1};
    if (content.len >= 2 && (memcmp(content.ptr, "\xFF\xFE", 2) == 0 || memcmp(content.ptr, "\xFE\xFF", 2) == 0))
        complain(reader, UTF16, 0, 2);
    content = an_str_unmarked(content);
    reader->text = content.len ? content : AN_LIT("");
    if ((other = other_kind(content)))
        complain(reader, other, 0, 1);
    valid = an_utf8_valid(reader->text);
    if (valid < reader->text.len)
        complain(reader, an_str_find_byte(content, 0, '\0') == (size_t)-1 ? NOT_UTF8 : NO_TEXT, valid, 1);
    check_controls(reader);
}

void an_table_close(an_table_reader *reader)
{
    an_free(reader->cells);
    *reader = (an_table_reader){0};
}

/* End of the line that holds byte `at`, without CR LF or LF; `*next` is the start of the following one. */
static size_t line_end(an_str text, size_t at, size_t *next)
{
    size_t end = an_str_find_byte(text, at, '\n');

    if (end == (size_t)-1) {
        *next = text.len;
        return text.len;
    }
    *next = end + 1;
    return end > at && text.ptr[end - 1] == '\r' ? end - 1 : end;
}

/* text[from, to) as a cell, without blanks at both ends. */
static an_cell cell_of(an_str text, size_t from, size_t to)
{
    while (from < to && (text.ptr[from] == ' ' || text.ptr[from] == '\t'))
        from++;
    while (to > from && (text.ptr[to - 1] == ' ' || text.ptr[to - 1] == '\t'))
        to--;
    return (an_cell){an_str_sub(text, from, to), from, to - from};
}

bool an_table_comment(an_table_reader *reader, an_cell *line)
{
    size_t next, end;

    if (reader->at >= reader->text.len)
        return false;
    end = line_end(reader->text, reader->at, &next);
    *line = cell_of(reader->text, reader->at, end);
    if (line->length && reader->text.ptr[reader->at] != '#')
        return false;
    reader->at = next;
    reader->line++;
    return true;
}

bool an_table_line(an_table_reader *reader, an_cell *line)
{
    while (reader->at < reader->text.len) {
        size_t next, end = line_end(reader->text, reader->at, &next);
        *line = cell_of(reader->text, reader->at, end);
        reader->row = an_str_sub(reader->text, reader->at, end);
        reader->row_line = reader->line++;
        reader->at = next;
        if (line->length)
            return true;
    }
    return false;
}

static bool add_cell(an_table_reader *reader, an_cell cell)
{
    if (reader->count == reader->capacity && !an_grow(&reader->cells, &reader->capacity, reader->count + 1, sizeof *reader->cells))
        return false;
    reader->cells[reader->count++] = cell;
    return true;
}

static bool read_tsv(an_table_reader *reader)
{
    size_t next, end = line_end(reader->text, reader->at, &next), from = reader->at;

    for (;;) {
        const char *tab = memchr(reader->text.ptr + from, '\t', end - from);
        size_t to = tab ? (size_t)(tab - reader->text.ptr) : end;
        if (!add_cell(reader, cell_of(reader->text, from, to)))
            return false;
        if (!tab)
            break;
        from = to + 1;
    }
    reader->row = an_str_sub(reader->text, reader->at, end);
    reader->at = next;
    reader->line++;
    return true;
}

/* A copy of a quoted cell's inside with its doubled quotes made single. */
static an_str undouble(an_table_reader *reader, an_str inside)
{
    char *copy = an_arena_alloc(reader->arena, inside.len + 1);
    size_t count = 0;

    if (!copy)
        return (an_str){NULL, 0};
    for (size_t i = 0; i < inside.len; i++) {
        copy[count++] = inside.ptr[i];
        if (inside.ptr[i] == '"')
            i++;
    }
    return (an_str){copy, count};
}

/* Read the quoted cell at `*at` and go behind its closing quote, or to the end of the file when there is none. False when out of memory. */
static bool read_quoted(an_table_reader *reader, size_t *at)
{
    an_str text = reader->text;
    size_t from = *at + 1, to = from;
    bool doubled = false;
    an_cell cell;

    for (;;) {
        to = an_str_find_byte(text, to, '"');
        if (to == (size_t)-1) {
            complain(reader, "the quote is never closed", *at, 1);
            *at = text.len;
            return true;
        }
        if (to + 1 >= text.len || text.ptr[to + 1] != '"')
            break;
        doubled = true;
        to += 2;
    }
    cell = (an_cell){an_str_sub(text, from, to), *at, to + 1 - *at};
    if (doubled && !(cell.text = undouble(reader, cell.text)).ptr)
        return false;
    cell.text = an_str_trim(cell.text);
    *at = to + 1;
    return add_cell(reader, cell);
}

/* Read the plain cell at `*at`, in a line that ends at `end`, and go to the separator behind it. False when out of memory. */
static bool read_plain(an_table_reader *reader, size_t *at, size_t end)
{
    const char *start = reader->text.ptr + *at, *comma = memchr(start, reader->separator, end - *at);
    size_t from = *at, to = comma ? (size_t)(comma - reader->text.ptr) : end;
    const char *quote = memchr(start, '"', to - from);

    if (quote)
        complain(reader, "a quote inside a cell: put the whole cell in quotes and double the quotes inside",
                 (size_t)(quote - reader->text.ptr), 1);
    *at = to;
    return add_cell(reader, cell_of(reader->text, from, to));
}

static bool read_csv(an_table_reader *reader)
{
    an_str text = reader->text;
    size_t start = reader->at, at = start, next, end = line_end(text, at, &next);

    for (;; at++) {
        while (at < end && text.ptr[at] == ' ')
            at++;
        if (!(at < end && text.ptr[at] == '"' ? read_quoted(reader, &at) : read_plain(reader, &at, end)))
            return false;
        if (at > end) /* the cell went over line ends */
            end = line_end(text, at, &next);
        while (at < end && text.ptr[at] == ' ')
            at++;
        if (at >= end)
            break;
        if (text.ptr[at] != reader->separator) {
            complain(reader, "text behind a closing quote", at, 1);
            break;
        }
    }
    reader->row = an_str_sub(text, start, end);
    for (size_t i = start; i < next; i++)
        reader->line += text.ptr[i] == '\n';
    reader->at = next;
    return true;
}

/* A row of nothing but separators is what spreadsheets leave at the end. */
static bool is_blank(const an_table_reader *reader)
{
    for (size_t i = 0; i < reader->count; i++)
        if (reader->cells[i].text.len)
            return false;
    return !reader->problem;
}

an_status an_table_next(an_table_reader *reader, bool *more, an_error *err)
{
    *more = false;
    while (reader->at < reader->text.len) {
        reader->count = 0;
        reader->problem = NULL;
        reader->row_line = reader->line;
        if (!(reader->csv ? read_csv(reader) : read_tsv(reader)))
            return an_fail_nomem(err);
        if (!is_blank(reader)) {
            *more = true;
            break;
        }
    }
    return AN_OK;
}

size_t an_table_place(an_str file, const an_cell *cell, size_t i)
{
    size_t at = cell->at, end = cell->at + cell->length;

    if (at >= end || file.ptr[at] != '"' || end - at < 2) /* TSV and plain cells: byte for byte */
        return i < cell->length ? at + i : end;
    at++;
    while (at < end && (file.ptr[at] == ' ' || file.ptr[at] == '\t' || file.ptr[at] == '\r' || file.ptr[at] == '\n'))
        at++;
    for (; i > 0 && at < end; i--, at++)
        if (file.ptr[at] == '"' && at + 1 < end && file.ptr[at + 1] == '"')
            at++;
    return at;
}

void an_table_point(an_error *err, const char *source, an_str file, size_t at, size_t length)
{
    size_t line = 1, start = 0, next, end;

    for (size_t i = 0; (i = an_str_find_byte(file, i, '\n')) < at; i++) {
        line++;
        start = i + 1;
    }
    end = line_end(file, start, &next);
    if (at > end)
        at = end;
    an_error_at(err, source, line, an_str_sub(file, start, end), at - start, length > end - at ? end - at : length);
}
