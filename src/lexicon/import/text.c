/* Walking over foreign files. Small formats are read whole and decoded from any encoding; those that come in gigabytes (one JSON object or
   one triple a line) pass through a window. Either way the caller sees lines of valid UTF-8 without NUL. */
#include "lexicon/import/import.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/mapping.h"
#include "base/utf8.h"
#include "lexicon/store/compiled.h"
#include "text/date.h"
#include "text/encoding.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

enum { LARGEST_FILE = INT32_MAX, WINDOW = 1 << 20, LONGEST_LINE = 256 << 20, TOLD_PER_FILE = 20, MOST_RECOVERIES = 10000 };

/* Telling -------------------------------------------------------------------------------------------------------------------------- */

void an_import_dropped(an_import *to, const char *reason, an_str text)
{
    an_ledger_add(to->ledger, AN_DICT_DROPPED, reason, to->file, to->line, text);
}

void an_import_changed(an_import *to, const char *reason, an_str text)
{
    an_ledger_add(to->ledger, AN_DICT_CHANGED, reason, to->file, to->line, text);
}

/* A message as a reason: what it quotes differs from row to row. */
static void make_reason(char *reason, size_t size, const char *message)
{
    size_t used = 0;

    for (const char *p = message; *p && used + 8 < size; p++) {
        const char *end = *p == '\'' && (p == message || p[-1] == ' ') ? strchr(p + 1, '\'') : NULL;
        reason[used++] = *p;
        if (end) {
            memcpy(reason + used, "…'", 4);
            used += 4;
            p = end;
        }
    }
    reason[used] = '\0';
}

/* Count a bad row; whether it should be told. */
static bool count_bad(an_import *to, const an_error *error, an_str text)
{
    char reason[256];

    make_reason(reason, sizeof reason, error->message);
    to->bad++;
    an_ledger_add(to->ledger, AN_DICT_BAD, reason, to->file, to->line, text);
    if (to->first.status == AN_OK)
        to->first = *error;
    return to->told++ < TOLD_PER_FILE;
}

static AN_PRINTF(2, 0) void set_message(an_error *error, const char *format, va_list args)
{
    char message[512];

    vsnprintf(message, sizeof message, format, args);
    an_fail(error, AN_ERR_SYNTAX, "%s", message);
}

void an_import_bad(an_import *to, an_str line, size_t at, size_t length, const char *format, ...)
{
    an_error error;
    va_list args;

    va_start(args, format);
    set_message(&error, format, args);
    va_end(args);
    an_error_at(&error, to->shown, to->line, line, at, length);
    if (count_bad(to, &error, line))
        an_say_error(to->watch, to->options->keep_going ? AN_WARNING : AN_ERROR, &error);
}

void an_import_bad_at(an_import *to, an_str text, size_t line, size_t at, size_t length, const char *format, ...)
{
    an_error error;
    va_list args;
    size_t end = an_str_find_byte(text, at, '\n');

    va_start(args, format);
    set_message(&error, format, args);
    va_end(args);
    to->line = (uint32_t)line;
    error.line = line;
    snprintf(error.source, sizeof error.source, "%s", to->shown);
    if (to->told < TOLD_PER_FILE) /* the place is looked for from the start of the file */
        an_table_point(&error, to->shown, text, at, length);
    if (count_bad(to, &error, an_str_sub(text, at, end == (size_t)-1 ? text.len : end)))
        an_say_error(to->watch, to->options->keep_going ? AN_WARNING : AN_ERROR, &error);
}

void an_import_bad_cell(an_import *to, const an_table_reader *reader, const an_cell *cell, const char *format, ...)
{
    char message[512];
    va_list args;
    bool missing = !cell || !cell->text.ptr;
    size_t row = (size_t)(reader->row.ptr - reader->text.ptr);

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    an_import_bad_at(to, reader->text, reader->row_line, missing ? row : cell->at, missing ? reader->row.len : cell->length, "%s", message);
}

/* Files ---------------------------------------------------------------------------------------------------------------------------- */

/* Start on a file: number, name for messages, date in its name. */
static void begin(an_import *to, const char *path)
{
    const char *slash = strrchr(path, '/');
    char date[AN_DATE_SIZE];

    to->shown = strcmp(path, "-") == 0 ? "standard input" : path;
    to->file = an_ledger_file(to->ledger, to->shown);
    to->line = 0;
    to->told = 0;
    to->ledger->files_read++;
    if (an_date_in_name(date, an_str_of(slash ? slash + 1 : path)) && strcmp(date, to->newest) > 0)
        memcpy(to->newest, date, sizeof to->newest);
}

void an_import_end(an_import *to)
{
    if (to->told > TOLD_PER_FILE)
        an_say(to->watch, to->options->keep_going ? AN_WARNING : AN_ERROR, to->shown, "… and %zu more", to->told - TOLD_PER_FILE);
    to->told = 0;
    if (to->ledger->failed && to->status == AN_OK)
        an_import_nomem(to);
    if (to->status == AN_OK && !an_progress(to->watch, "import", to->file, 0))
        to->status = an_fail(to->err, AN_ERR_CANCELLED, "cancelled");
}

/* What was read in another encoding, or was repaired. */
static void note_decoding(an_import *to, const an_decoded *how)
{
    if (strcmp(how->encoding, "UTF-8") != 0)
        an_import_changed(to, "the file is not UTF-8: it was converted", an_str_of(how->encoding));
    for (size_t i = 0; i < how->repairs.invalid_bytes; i++)
        an_import_changed(to, "a byte that is no character became U+FFFD", an_str_of(""));
    for (size_t i = 0; i < how->repairs.controls; i++)
        an_import_changed(to, "a control character became a blank", an_str_of(""));
}

static bool is_plain(an_str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        if ((c < 0x20 && c != '\t' && c != '\n' && !(c == '\r' && i + 1 < bytes.len && bytes.ptr[i + 1] == '\n')) || c == 0x7F ||
            (c == 0xC2 && i + 1 < bytes.len && (unsigned char)bytes.ptr[i + 1] < 0xA0))
            return false;
    }
    return an_utf8_valid(bytes) == bytes.len;
}

/* Decoded content in place of the bytes. A NUL in a text of bytes is no text at all; who goes on gets a blank for it. */
static bool decode(an_import *to, an_import_text *text)
{
    an_buf decoded = {0};
    an_decoded how = {{0}, {0}};
    an_str bytes = an_buf_str(&text->content);
    an_status st = an_decode(&decoded, bytes, &how, to->err);
    size_t nul = an_str_find_byte(bytes, 0, '\0');

    if (st != AN_OK) {
        an_buf_clear(&decoded);
        to->status = an_fail_in(to->err, st, to->shown);
        return false;
    }
    if (nul != (size_t)-1 && strncmp(how.encoding, "UTF-16", 6) != 0 && strncmp(how.encoding, "UTF-32", 6) != 0) {
        an_import_bad_at(to, bytes, 1, nul, 1, "NUL byte: this is no text file; save it as UTF-8 text");
        if (!to->options->keep_going) {
            an_buf_clear(&decoded);
            return false;
        }
    }
    note_decoding(to, &how);
    an_buf_clear(&text->content);
    text->content = decoded;
    return true;
}

/* A compiled dictionary becomes the rows that it was made of. */
static bool unfold_compiled(an_import *to, const char *path, an_import_text *text)
{
    an_mapping mapping;
    an_store store = {0};
    an_error error = {0};
    char hash[33];

    an_buf_clear(&text->content);
    if ((to->status = an_mapping_open(&mapping, path, 1, SIZE_MAX, &error)) == AN_OK &&
        (to->status = an_compiled_verify(mapping.text, to->shown, &error)) == AN_OK &&
        (to->status = an_compiled_open(&store, hash, mapping.text, to->shown, &error)) == AN_OK)
        to->status = an_compiled_text(&store, &text->content, &error);
    if (to->status != AN_OK && to->err)
        *to->err = error;
    an_store_clear(&store);
    an_mapping_close(&mapping);
    return to->status == AN_OK;
}

bool an_import_open(an_import *to, const char *path, an_import_text *text)
{
    an_error error = {0};

    *text = (an_import_text){.line = 1};
    begin(to, path);
    text->content.max = LARGEST_FILE;
    if ((to->status = an_file_read(&text->content, path, &error)) != AN_OK) {
        if (to->err)
            *to->err = error;
        return false;
    }
    text->text = an_buf_str(&text->content);
    if (an_compiled_is(text->text)) {
        if (!unfold_compiled(to, path, text))
            return false;
        text->text = an_buf_str(&text->content);
    }
    text->text = an_str_unmarked(text->text);
    if (text->text.len && !is_plain(text->text)) {
        if (!decode(to, text))
            return false;
        text->text = an_buf_str(&text->content);
    }
    if (text->text.len == 0)
        an_say(to->watch, AN_NOTE, to->shown, "the file is empty");
    return true;
}

bool an_import_open_lines(an_import *to, const char *path, an_import_text *text)
{
    *text = (an_import_text){.line = 1};
    begin(to, path);
    text->standard = strcmp(path, "-") == 0;
    text->stream = text->standard ? stdin : fopen(path, "rb");
    if (!text->stream) {
        to->status = errno == ENOENT || errno == ENOTDIR ? an_fail(to->err, AN_ERR_NOT_FOUND, "no such file: '%s'", path)
                                                         : an_fail_errno(to->err, "cannot open '%s'", path);
        return false;
    }
    return true;
}

void an_import_close(an_import_text *text)
{
    an_buf_clear(&text->content);
    if (text->stream && !text->standard)
        fclose(text->stream);
    text->stream = NULL;
}

void an_import_keep(an_import *to, an_import_text *text)
{
    if (!AN_ROOM(&to->kept, 1)) {
        an_import_nomem(to);
        return;
    }
    to->kept.items[to->kept.count++] = text->content;
    to->steady = text->text;
    text->content = (an_buf){0};
}

/* Move what is left to the front of the window and read more behind it. False when the file cannot be read on. */
static bool fill(an_import *to, an_import_text *text)
{
    size_t left = text->content.len - text->at, got;
    char *room;

    if (left)
        memmove(text->content.ptr, text->content.ptr + text->at, left);
    text->content.len = left;
    text->at = 0;
    if (left > LONGEST_LINE) {
        to->status = an_fail_in(to->err, an_fail(to->err, AN_ERR_LIMIT, "line %u is longer than 256 MiB", (unsigned)text->line), to->shown);
        return false;
    }
    room = an_buf_room(&text->content, left > WINDOW ? left : WINDOW);
    if (!room)
        return an_import_nomem(to);
    got = fread(room, 1, left > WINDOW ? left : WINDOW, text->stream);
    text->content.len += got;
    if (got == 0 && ferror(text->stream)) {
        to->status = an_fail_errno(to->err, "cannot read '%s'", to->shown);
        return false;
    }
    text->ended = got == 0;
    return true;
}

/* A line of a window is UTF-8 or bad. */
static bool is_good_line(an_import *to, an_str *line)
{
    size_t valid, nul;

    if (to->line == 1)
        *line = an_str_unmarked(*line);
    valid = an_utf8_valid(*line);
    nul = an_str_find_byte(*line, 0, '\0');
    if (nul != (size_t)-1) {
        an_import_bad(to, *line, nul, 1, "NUL byte: this is no UTF-8 text; save the file as UTF-8");
        return false;
    }
    if (valid < line->len) {
        an_import_bad(to, *line, valid, 1, "invalid UTF-8: save the file as UTF-8");
        return false;
    }
    return true;
}

/* The next line of the window. */
static bool window_line(an_import *to, an_import_text *text, an_str *line)
{
    size_t from = text->at, end;

    while ((end = an_str_find_byte(an_buf_str(&text->content), from, '\n')) == (size_t)-1 && !text->ended) {
        size_t seen = text->content.len - text->at;
        if (!fill(to, text))
            return false;
        from = seen;
    }
    if (end == (size_t)-1 && text->at == text->content.len)
        return false;
    end = end == (size_t)-1 ? text->content.len : end;
    *line = (an_str){text->content.ptr + text->at, end - text->at};
    text->at = end < text->content.len ? end + 1 : end;
    return true;
}

bool an_import_next_line(an_import *to, an_import_text *text, an_str *line)
{
    while (to->status == AN_OK) {
        if (text->stream) {
            if (!window_line(to, text, line))
                return false;
        } else {
            size_t end = an_str_find_byte(text->text, text->at, '\n');
            if (text->at >= text->text.len)
                return false;
            end = end == (size_t)-1 ? text->text.len : end;
            *line = an_str_sub(text->text, text->at, end);
            text->at = end + 1;
        }
        to->line = text->line++;
        if (line->len && line->ptr[line->len - 1] == '\r')
            line->len--;
        if (text->stream && !is_good_line(to, line))
            continue;
        if (text->stream && to->line % 65536 == 0 && !an_progress(to->watch, "import", to->line, 0))
            to->status = an_fail(to->err, AN_ERR_CANCELLED, "cancelled");
        return to->status == AN_OK;
    }
    return false;
}

/* Tables --------------------------------------------------------------------------------------------------------------------------- */

void an_import_table(an_import *to, const an_import_text *text, an_table_reader *reader, char separator)
{
    an_table_open(reader, text->text, true, &to->arena);
    reader->separator = separator;
    if (!reader->problem)
        return;
    an_import_bad_at(to, reader->text, 1, reader->problem_at, reader->problem_length, "%s", reader->problem);
    reader->at = reader->text.len;
}

/* A damaged row over several lines is mostly a quote that is not closed on its line: reading goes on with the second one. */
static void recover(an_table_reader *reader)
{
    size_t start = (size_t)(reader->row.ptr - reader->text.ptr), end = an_str_find_byte(reader->text, start, '\n');

    if (end == (size_t)-1 || end + 1 >= reader->at)
        return;
    reader->at = end + 1;
    reader->line = reader->row_line + 1;
}

bool an_import_row_next(an_import *to, an_table_reader *reader)
{
    bool more;

    while (to->status == AN_OK) {
        if ((to->status = an_table_next(reader, &more, to->err)) != AN_OK || !more)
            return false;
        to->line = (uint32_t)reader->row_line;
        to->ledger->rows_read++;
        if (!reader->problem)
            return true;
        an_import_bad_at(to, reader->text, reader->row_line, reader->problem_at, reader->problem_length, "%s", reader->problem);
        if (to->told < MOST_RECOVERIES)
            recover(reader);
    }
    return false;
}
