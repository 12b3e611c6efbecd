/* The stream of documents. A file is read with one read() of its size plus one byte into a buffer that is used again; what it is is decided
   from its first bytes, then it goes through the decoder into the document's arena. JSON lines are handed out one by one from an open file.
   Invariant: every file and every line ends as a document or in `skipped`, told to the observer. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "read/jsonl.h"
#include "read/sniff.h"
#include "read/walk.h"
#include "text/encoding.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DEFAULT_MAX = 256 << 20, /* bytes of a document */
    LARGEST_MAX = 1 << 30,   /* each byte may become three, and offsets are 32 bits wide */
    READ_WHOLE = 1 << 20,    /* smaller files are read at once, of larger ones the head is looked at first */
    HEAD = 64 << 10
};

struct an_source {
    an_files files;
    size_t next, max_bytes;
    an_observer watch;
    an_source_counts counts;
    an_map ids;         /* given out so far; the value is the last number put behind # */
    an_buf bytes, text; /* of the file being read */
    an_lines lines;     /* of the JSONL file being read */
    const an_file *lines_file;
    char hash[33];  /* of all before, chained */
    an_buf skipped; /* lines for the report */
    size_t listed;
};

/* A file that is being read. */
typedef struct input {
    const an_file *file;
    int descriptor;
    size_t size; /* as fstat tells; 0 for pipes */
    bool end;    /* all of it is in source->bytes */
} input;

static void warn(const an_source *source, const char *path, size_t line, const char *message)
{
    an_error at = {.line = line};

    an_copy_clean(at.source, sizeof at.source, an_str_of(path));
    an_copy_clean(at.message, sizeof at.message, an_str_of(message));
    an_say_error(&source->watch, AN_WARNING, &at);
}

static void skip_at(an_source *source, an_skip why, const char *path, size_t line, const char *message)
{
    enum { MOST_LISTED = 10000 };

    if (source->listed++ < MOST_LISTED) {
        char shown[600];
        an_copy_clean(shown, sizeof shown, an_str_of(an_path_shown(path)));
        an_buf_add_text(&source->skipped, shown);
        if (line)
            an_buf_addf(&source->skipped, ":%zu", line);
        an_buf_addf(&source->skipped, "\t%s\n", an_skip_name(why));
    }
    source->counts.skipped[why]++;
    warn(source, path, line, message);
}

static void skip(an_source *source, an_skip why, const an_file *file, const char *message)
{
    skip_at(source, why, file->path, 0, message);
}

/* Opening ----------------------------------------------------------------------------------------------------------------------- */

an_status an_source_open(an_source **out, const an_source_options *options, const an_observer *watch, an_error *err)
{
    an_source *source = an_alloc(sizeof *source);
    an_status st;

    *out = NULL;
    if (!source)
        return an_fail_nomem(err);
    source->max_bytes = options->max_bytes ? options->max_bytes : DEFAULT_MAX;
    if (source->max_bytes > LARGEST_MAX)
        source->max_bytes = LARGEST_MAX;
    if (watch)
        source->watch = *watch;
    st = an_files_walk(&source->files, options, &source->watch, &source->counts.skipped[AN_SKIP_UNREADABLE], err);
    if (st != AN_OK) {
        an_source_free(source);
        return st;
    }
    *out = source;
    return AN_OK;
}

void an_source_free(an_source *source)
{
    if (!source)
        return;
    an_files_clear(&source->files);
    an_map_clear(&source->ids);
    an_buf_clear(&source->bytes);
    an_buf_clear(&source->text);
    an_buf_clear(&source->skipped);
    an_lines_close(&source->lines);
    an_free(source);
}

an_str an_source_skipped(const an_source *source)
{
    return an_buf_str(&source->skipped);
}

const an_source_counts *an_source_count(const an_source *source)
{
    return &source->counts;
}

void an_source_hash(const an_source *source, char out[33])
{
    if (source->hash[0])
        memcpy(out, source->hash, 33);
    else
        an_hash_hex(out, AN_LIT(""));
}

size_t an_source_files(const an_source *source)
{
    for (size_t i = 0; i < source->files.count; i++) {
        if (strcmp(source->files.items[i].path, "-") == 0)
            return 0;
    }
    return source->files.count;
}

/* hash := hash of (hash, name, hash of the bytes) */
static an_status add_to_hash(an_source *source, const char *name, an_str bytes, an_error *err)
{
    char of_bytes[33];
    an_buf chain = {0};

    an_hash_hex(of_bytes, bytes);
    an_buf_add_text(&chain, source->hash);
    an_buf_add(&chain, (an_str){name, strlen(name) + 1});
    an_buf_add_text(&chain, of_bytes);
    if (!chain.failed)
        an_hash_hex(source->hash, an_buf_str(&chain));
    an_buf_clear(&chain);
    return chain.failed ? an_fail_nomem(err) : AN_OK;
}

/* Making a document complete ------------------------------------------------------------------------------------------------------ */

/* A second document of the same id becomes id#2, a third id#3 … */
static an_status make_unique(an_source *source, an_document *doc, const char *path, an_error *err)
{
    an_buf id = {0};
    bool added;
    uint32_t first = an_map_intern(&source->ids, doc->id, &added), number = first;

    if (first != AN_MAP_NONE && added)
        return AN_OK;
    for (uint32_t n = first == AN_MAP_NONE ? 0 : source->ids.values[first]; number != AN_MAP_NONE && !added && !id.failed;) {
        n = n ? n + 1 : 2;
        an_buf_reset(&id);
        an_buf_add(&id, doc->id);
        an_buf_addf(&id, "#%u", (unsigned)n);
        number = an_map_intern(&source->ids, an_buf_str(&id), &added);
        source->ids.values[first] = n;
    }
    if (number != AN_MAP_NONE && !id.failed) {
        an_buf message = {0};

        source->counts.duplicate_ids++;
        an_buf_addf(&message, "the id '%.*s' was given to a document before; this one is called '%s'", (int)doc->id.len, doc->id.ptr,
                    id.ptr);
        warn(source, path, source->lines.open ? source->lines.number : 0, message.failed ? "duplicate id" : message.ptr);
        an_buf_clear(&message);
        doc->id = an_arena_str(&doc->arena, an_buf_str(&id));
    }
    an_buf_clear(&id);
    return number == AN_MAP_NONE || !doc->id.ptr ? an_fail_nomem(err) : AN_OK;
}

/* Date, title and id of a document that has its text; it counts from here on. */
static an_status complete(an_source *source, an_document *doc, const char *path, const an_repairs *repairs, an_error *err)
{
    bool mail = false;
    an_status st;

    if ((st = an_document_describe(doc, &mail, err)) || (st = make_unique(source, doc, path, err)))
        return st;
    source->counts.documents++;
    source->counts.mails += mail;
    source->counts.dated += doc->date.len > 0;
    source->counts.repairs.invalid_bytes += repairs->invalid_bytes;
    source->counts.repairs.controls += repairs->controls;
    source->counts.repaired_documents += repairs->invalid_bytes + repairs->controls > 0;
    return AN_OK;
}

static bool is_blank(an_str text)
{
    return an_str_trim(text).len == 0;
}

/* JSON lines -------------------------------------------------------------------------------------------------------------------- */

static void tell_problem(an_source *source, an_error *problem, an_severity severity)
{
    an_copy_clean(problem->source, sizeof problem->source, an_str_of(source->lines_file->path));
    problem->line = source->lines.number;
    an_say_error(&source->watch, severity, problem);
}

static an_status line_id(an_source *source, an_document *doc, an_error *err)
{
    an_buf name = {0};
    an_status st;

    if (doc->id.len)
        return AN_OK;
    an_buf_add_text(&name, source->lines_file->id);
    an_buf_addf(&name, ":%zu", source->lines.number);
    st = name.failed ? an_fail_nomem(err) : an_document_set_id(doc, an_buf_str(&name), err);
    an_buf_clear(&name);
    return st;
}

static an_status line_document(an_source *source, an_str line, an_document *doc, bool *got, an_error *err)
{
    const char *path = source->lines_file->path;
    an_error problem = {0};
    an_repairs repairs = {0};
    an_jsonl_outcome outcome;
    an_status st;

    an_document_reset(doc);
    if ((st = an_jsonl_read(doc, line, &repairs, &outcome, &problem, err)))
        return st;
    if (outcome == AN_JSONL_BAD) {
        source->counts.skipped[AN_SKIP_BAD_LINE]++;
        tell_problem(source, &problem, AN_WARNING);
        return AN_OK;
    }
    if (outcome == AN_JSONL_NO_TEXT) {
        skip_at(source, AN_SKIP_NO_TEXT, path, source->lines.number, "the line has no string 'text'; it is left out");
        return AN_OK;
    }
    if (is_blank(doc->text)) {
        skip_at(source, AN_SKIP_EMPTY, path, source->lines.number, "the text is empty; the line is left out");
        return AN_OK;
    }
    if (outcome == AN_JSONL_BAD_DATE)
        tell_problem(source, &problem, AN_WARNING);
    if ((st = line_id(source, doc, err)) || (st = complete(source, doc, path, &repairs, err)))
        return st;
    *got = true;
    return AN_OK;
}

/* The next document of the open JSONL file; closes it at its end. */
static an_status next_line(an_source *source, an_document *doc, bool *got, an_error *err)
{
    const an_file *file = source->lines_file;
    bool more = true, too_long;
    an_str line;

    while (!*got) {
        an_error problem = {0};
        an_status st = an_lines_next(&source->lines, &line, &too_long, &more, &problem);

        if (st == AN_ERR_NOMEM)
            return an_fail_nomem(err);
        if (st != AN_OK)
            skip(source, AN_SKIP_UNREADABLE, file, problem.message);
        if (st != AN_OK || !more)
            break;
        if (too_long) {
            skip_at(source, AN_SKIP_TOO_LARGE, file->path, source->lines.number, "the line is longer than the limit; it is left out");
        } else if (!is_blank(line)) {
            if ((st = add_to_hash(source, file->id, line, err)) || (st = line_document(source, line, doc, got, err)))
                return st;
        }
    }
    if (!*got)
        an_lines_close(&source->lines);
    return AN_OK;
}

/* Files ------------------------------------------------------------------------------------------------------------------------- */

/* Read on until source->bytes holds `want` bytes or all there is. False when reading failed (errno) or memory ran out
 * (source->bytes.failed). */
static bool fill(an_source *source, input *in, size_t want)
{
    an_buf *bytes = &source->bytes;

    while (!in->end && bytes->len < want) {
        char *room = an_buf_room(bytes, want - bytes->len);
        ssize_t got;

        if (!room)
            return false;
        got = read(in->descriptor, room, want - bytes->len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        bytes->len += (size_t)got;
        /* a file that gave exactly its size has ended; a pipe ends with a read of nothing */
        in->end = got == 0 || (in->size > 0 && bytes->len == in->size && want > in->size);
    }
    return true;
}

static char first_visible(an_str bytes)
{
    an_str text = an_str_trim(an_str_starts(bytes, AN_LIT("\xEF\xBB\xBF")) ? an_str_sub(bytes, 3, bytes.len) : bytes);

    return text.len ? text.ptr[0] : '\0';
}

static bool has_ending(an_str name, an_str ending)
{
    return name.len > ending.len && an_str_equal_ascii_case(an_str_sub(name, name.len - ending.len, name.len), ending);
}

/* JSON lines by name, or by the first line, which may have to be read to its end first. */
static bool is_jsonl(an_source *source, input *in)
{
    an_str name = an_str_of(in->file->path), line, rest;
    bool named = has_ending(name, AN_LIT(".jsonl")) || has_ending(name, AN_LIT(".ndjson"));

    if (first_visible(an_buf_str(&source->bytes)) != '{')
        return named && !an_foreign_find(an_buf_str(&source->bytes), name) && !an_is_binary(an_buf_str(&source->bytes));
    if (named || an_str_equal(name, AN_LIT("-")))
        return !an_str_starts(an_buf_str(&source->bytes), AN_LIT("{\\rtf"));
    while (!in->end && source->bytes.len <= source->max_bytes && !memchr(source->bytes.ptr, '\n', source->bytes.len)) {
        if (!fill(source, in, source->bytes.len * 2))
            return false;
    }
    rest = an_str_trim(an_buf_str(&source->bytes));
    if (an_str_starts(rest, AN_LIT("\xEF\xBB\xBF")))
        rest = an_str_sub(rest, 3, rest.len);
    return an_str_next(&rest, '\n', &line) && an_str_find(line, 0, AN_LIT("\"text\"")) != (size_t)-1 && an_jsonl_is_line(line);
}

static void skip_foreign(an_source *source, const an_file *file, const an_foreign *foreign)
{
    an_buf message = {0};

    an_buf_addf(&message, "'%s' is %s; convert it first: ", file->path, foreign->what);
    an_foreign_command(&message, foreign, an_str_of(file->path));
    skip(source, AN_SKIP_NEEDS_CONVERSION, file, message.failed ? "convert it to text first" : message.ptr);
    an_buf_clear(&message);
}

static void skip_unreadable(an_source *source, const an_file *file, const char *what, int reason)
{
    char message[256];

    snprintf(message, sizeof message, "%s%s%s", what, reason ? ": " : "", reason ? strerror(reason) : "");
    skip(source, AN_SKIP_UNREADABLE, file, message);
}

/* What became of a file that fill() gave up on. */
static an_status give_up(an_source *source, const an_file *file, an_error *err)
{
    if (source->bytes.failed)
        return an_fail_nomem(err);
    skip_unreadable(source, file, "cannot read", errno);
    return AN_OK;
}

/* Bytes of a text file, all in source->bytes, to a document. */
static an_status text_document(an_source *source, const an_file *file, an_document *doc, bool *got, an_error *err)
{
    an_decoded how;
    an_error problem = {0};
    an_status st;

    an_buf_reset(&source->text);
    st = an_decode(&source->text, an_buf_str(&source->bytes), &how, &problem);
    if (st == AN_ERR_ENCODING) {
        skip(source, AN_SKIP_ENCODING, file, problem.message);
        return AN_OK;
    }
    if (st != AN_OK)
        return an_fail(err, st, "%s", problem.message);
    if (is_blank(an_buf_str(&source->text))) {
        skip(source, AN_SKIP_EMPTY, file, "the document is empty");
        return AN_OK;
    }
    an_document_reset(doc);
    doc->text = an_arena_str(&doc->arena, an_buf_str(&source->text));
    if (!doc->text.ptr)
        return an_fail_nomem(err);
    if ((st = an_document_set_id(doc, an_str_of(file->id), err)) || (st = complete(source, doc, file->path, &how.repairs, err)))
        return st;
    *got = true;
    return AN_OK;
}

/* A file whose head is in source->bytes and which is no JSON lines. */
static an_status read_text(an_source *source, input *in, an_document *doc, bool *got, an_error *err)
{
    const an_foreign *foreign = an_foreign_find(an_buf_str(&source->bytes), an_str_of(in->file->path));
    char message[128];
    an_status st;

    if (foreign) {
        skip_foreign(source, in->file, foreign);
        return AN_OK;
    }
    if (an_is_binary(an_buf_str(&source->bytes))) {
        skip(source, AN_SKIP_BINARY, in->file, "not a text file");
        return AN_OK;
    }
    if (in->size <= source->max_bytes) {
        while (!in->end && source->bytes.len <= source->max_bytes) {
            size_t want = in->size >= source->bytes.len ? in->size + 1 : source->bytes.len * 2;

            if (!fill(source, in, want <= source->max_bytes ? want : source->max_bytes + 1))
                return give_up(source, in->file, err);
        }
    }
    if (in->size > source->max_bytes || source->bytes.len > source->max_bytes) {
        snprintf(message, sizeof message, "larger than %zu bytes; split it", source->max_bytes);
        skip(source, AN_SKIP_TOO_LARGE, in->file, message);
        return AN_OK;
    }
    if ((st = add_to_hash(source, in->file->id, an_buf_str(&source->bytes), err)))
        return st;
    return text_document(source, in->file, doc, got, err);
}

static an_status next_file(an_source *source, const an_file *file, an_document *doc, bool *got, an_error *err)
{
    input in = {.file = file, .descriptor = an_file_open(file)};
    struct stat about;
    an_status st = AN_OK;

    if (in.descriptor < 0) {
        skip_unreadable(source, file, "cannot open", errno);
        return AN_OK;
    }
    an_buf_reset(&source->bytes);
    if (fstat(in.descriptor, &about) != 0 || S_ISDIR(about.st_mode) || (file->below && !S_ISREG(about.st_mode))) {
        skip_unreadable(source, file, "not a regular file", 0);
    } else {
        in.size = S_ISREG(about.st_mode) && about.st_size > 0 ? (size_t)about.st_size : 0;
        if (!fill(source, &in, in.size && in.size < READ_WHOLE ? in.size + 1 : HEAD)) {
            st = give_up(source, file, err);
        } else if (is_jsonl(source, &in)) {
            an_lines_open(&source->lines, in.descriptor, &source->bytes, in.end, source->max_bytes);
            source->lines_file = file;
            return AN_OK;
        } else {
            st = read_text(source, &in, doc, got, err);
        }
    }
    close(in.descriptor);
    return st;
}

an_status an_source_next(an_source *source, an_document *out, bool *more, an_error *err)
{
    bool got = false;
    an_status st = AN_OK;

    *more = false;
    while (st == AN_OK && !got) {
        if (source->lines.open)
            st = next_line(source, out, &got, err);
        else if (source->next < source->files.count)
            st = next_file(source, &source->files.items[source->next++], out, &got, err);
        else
            return AN_OK;
    }
    *more = st == AN_OK && got;
    return st;
}
