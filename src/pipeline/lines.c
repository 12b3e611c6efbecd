/* Lines are read one at a time; a hash of them all goes to the report. */
#include "pipeline/lines.h"

#include "base/file.h"
#include "extract/lines/mention_line.h"
#include "pipeline/documents.h"
#include "pipeline/report.h"
#include "read/ids.h"
#include "text/date.h"

#include <errno.h>
#include <stdlib.h>

typedef struct line_reader {
    const an_line_taker *to;
    const an_run_options *options;
    an_report *report;
    const an_observer *watch;
    an_extraction extraction;
    an_given_ids ids;
    size_t documents;
    char hash[33]; /* of all lines so far: that of the last hash and the line */
    an_buf hashed;
} line_reader;

/* Dates as the links take them: what stands behind a day does not count. */
static void check_date(const line_reader *r, const char *source, size_t number)
{
    an_str date = r->extraction.date, day = an_str_sub(date, 0, date.len < AN_DATE_SIZE ? date.len : AN_DATE_SIZE - 1);
    an_error at = {0};

    if (date.len == 0 || an_date_number(day))
        return;
    an_fail(&at, AN_ERR_SYNTAX, "'%.*s' is no date (YYYY, YYYY-MM or YYYY-MM-DD); the document counts as undated", date.len > 60 ? 60 : (int)date.len,
            date.ptr);
    an_fail_in(&at, AN_ERR_SYNTAX, source);
    at.line = number;
    an_say_error(r->watch, AN_WARNING, &at);
}

/* One line; a bad one is told and counted, and the next one is read. */
static an_status read_line(line_reader *r, an_str line, const char *source, size_t number, an_error *err)
{
    an_line_notes notes;
    an_error at = {0};
    an_buf where = {0};
    an_status st = an_mention_line_read(&r->extraction, line, source, number, &notes, &at);

    if (st == AN_ERR_SYNTAX) {
        an_say_error(r->watch, AN_WARNING, &at);
        an_report_add(r->report, "documents_skipped", 1);
        an_report_add(r->report, "skipped_bad_line", 1);
        an_buf_addf(&where, "%s:%zu\tbad line", an_path_shown(source), number);
        an_report_list(r->report, "skipped", an_buf_str(&where));
        an_buf_clear(&where);
        return AN_OK;
    }
    if (st != AN_OK) {
        if (err)
            *err = at;
        return st;
    }
    if (!an_in_range(r->options, r->extraction.date)) {
        an_report_add(r->report, "documents_out_of_range", 1);
        return AN_OK;
    }
    if (r->extraction.id.len && (st = an_given_ids_add(&r->ids, &r->extraction.id, source, number, r->watch, err)) != AN_OK)
        return st;
    check_date(r, source, number);
    r->documents++;
    an_report_add(r->report, "documents", 1);
    an_report_add(r->report, "mentions", (int64_t)r->extraction.mention_count);
    an_report_add(r->report, "mentions_bad", (int64_t)notes.bad_mentions);
    an_report_add(r->report, "documents_split_here", notes.split_here);
    if (notes.bad_sentences)
        an_report_add(r->report, "sentences_bad", (int64_t)notes.bad_sentences);
    if (!an_progress(r->watch, "lines", r->documents, 0))
        return an_fail(err, AN_ERR_CANCELLED, "stopped");
    return r->to->take(r->to->payload, &r->extraction, r->documents, err);
}

static void hash_line(line_reader *r, an_str line)
{
    if (!r->options->hash_inputs)
        return;
    an_buf_reset(&r->hashed);
    an_buf_add_text(&r->hashed, r->hash);
    an_buf_add(&r->hashed, line);
    an_hash_hex(r->hash, an_buf_str(&r->hashed));
}

static an_status read_stream(line_reader *r, FILE *stream, const char *source, an_error *err)
{
    char *line = NULL;
    size_t capacity = 0, number = 0;
    ssize_t length;
    an_status st = AN_OK;

    errno = 0;
    while (st == AN_OK && (length = getline(&line, &capacity, stream)) >= 0) {
        an_str text = an_str_trim((an_str){line, (size_t)length});
        if (++number == 1)
            text = an_str_unmarked(text);
        if (text.len) {
            hash_line(r, text);
            st = read_line(r, text, source, number, err);
        }
    }
    if (st == AN_OK && ferror(stream))
        st = an_fail_errno(err, "cannot read '%s'", source);
    free(line);
    return st;
}

static an_status read_file(line_reader *r, const char *path, an_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *stream = standard ? stdin : fopen(path, "rb");
    an_status st;

    if (stream && an_is_folder(path)) {
        fclose(stream);
        return an_fail(err, AN_ERR_IO, "'%s' is a folder, not a file", path);
    }
    if (!stream)
        return errno == ENOENT ? an_fail(err, AN_ERR_NOT_FOUND, "no such file: '%s'", path) : an_fail_errno(err, "cannot open '%s'", path);
    st = read_stream(r, stream, !standard ? path : r->options->input_name ? r->options->input_name : "standard input", err);
    if (!standard)
        fclose(stream);
    return st;
}

an_status an_lines_each(const an_lines *lines, const an_line_taker *to, an_error *err)
{
    line_reader r = {.to = to, .options = lines->options, .report = lines->report, .watch = lines->watch};
    an_status st = AN_OK;

    for (size_t i = 0; i < lines->path_count && st == AN_OK; i++)
        st = read_file(&r, lines->paths[i], err);
    if (st == AN_OK && r.documents == 0)
        st = an_fail(err, AN_ERR_NOT_FOUND,
                     "no line of mentions found: it is what 'actornet extract' writes without --format; for documents use 'actornet build'");
    if (st == AN_OK && lines->options->hash_inputs)
        an_report_fact(lines->report, "inputs", r.hash);
    if (r.ids.renamed)
        an_report_add(lines->report, "documents_renamed", (int64_t)r.ids.renamed);
    an_extraction_clear(&r.extraction);
    an_given_ids_clear(&r.ids);
    an_buf_clear(&r.hashed);
    return st;
}
