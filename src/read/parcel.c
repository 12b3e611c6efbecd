/* Reading the pieces: files whole, with one read() of their size plus one byte into a buffer that is used again; large ones are mapped. What a
   file is is decided from its first bytes, then it goes through the decoder. Long JSON lines become a stream, which is left for the next piece.
   Invariant: every file and every line ends as a document or as a skip. */
#include "read/parcel.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/pages.h"
#include "base/utf8.h"
#include "read/html.h"
#include "read/jsonl.h"
#include "read/mail/mime.h"
#include "read/sniff.h"
#include "read/source.h"
#include "text/encoding.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    READ_WHOLE = 1 << 20, /* smaller files are read at once, of larger ones the head is looked at first */
    HEAD = 64 << 10,
    PIECE_FILES = 32,
    PIECE_BYTES = 512 << 10
};

/* A file that is being read. */
typedef struct input {
    const an_file *file;
    int descriptor;
    size_t size; /* as fstat tells; 0 for pipes */
    bool end;    /* all of it is in reader->bytes */
} input;

/* Pieces ------------------------------------------------------------------------------------------------------------------------ */

void an_parcel_clear(an_parcel *parcel)
{
    an_block_clear(&parcel->block);
    an_stream_close(&parcel->stream);
    an_free(parcel->events.items);
    an_arena_clear(&parcel->told);
    *parcel = (an_parcel){0};
}

void an_parcel_forget(an_parcel *parcel)
{
    parcel->events.count = parcel->admitted = 0;
    an_arena_reset(&parcel->told);
}

bool an_parcel_has_work(const an_parcel *parcel)
{
    return an_block_left(&parcel->block) || parcel->stream.open || parcel->next < parcel->end;
}

/* Empty, but with its memory. */
static void reset(an_parcel *parcel)
{
    an_parcel_forget(parcel);
    parcel->read = parcel->next = parcel->end = 0;
}

void an_parcel_whole(an_parcel *parcel, const an_source *source)
{
    reset(parcel);
    parcel->end = source->files.count;
}

/* Let `rest` have the stream and the files from `first` on. */
static void pass_on(an_parcel *parcel, size_t first, an_parcel *rest)
{
    reset(rest);
    rest->stream = parcel->stream;
    rest->file = parcel->file;
    rest->next = first;
    rest->end = parcel->end;
    parcel->stream = (an_stream){0};
    parcel->end = first;
}

static bool note(an_parcel *parcel, an_event event)
{
    if (!AN_ROOM(&parcel->events, 1))
        return false;
    parcel->events.items[parcel->events.count++] = event;
    return true;
}

/* Note something to be told; `problem` holds message and place in the line. */
static bool note_told(an_parcel *parcel, an_event event, const an_error *problem)
{
    an_error *told = an_arena_alloc(&parcel->told, sizeof *told);

    if (!told)
        return false;
    *told = *problem;
    told->line = event.line;
    an_copy_clean(told->source, sizeof told->source,
                  an_str_of(event.file->standard && strcmp(event.file->path, "-") == 0 ? "standard input" : event.file->path));
    event.told = told;
    return note(parcel, event);
}

static an_status skip_at(an_parcel *parcel, an_skip why, const an_file *file, size_t line, const char *message, an_error *err)
{
    an_error problem = {0};

    an_copy_clean(problem.message, sizeof problem.message, an_str_of(message));
    return note_told(parcel, (an_event){.kind = AN_EVENT_SKIP, .why = why, .file = file, .line = line}, &problem)
               ? AN_OK
               : an_fail_nomem(err);
}

static an_status skip(an_parcel *parcel, an_skip why, const an_file *file, const char *message, an_error *err)
{
    return skip_at(parcel, why, file, 0, message, err);
}

an_status an_parcel_cut(an_parcel *parcel, const an_source *source, an_error *err)
{
    an_error problem = {0};
    an_status st;

    if (!parcel->stream.open || an_block_left(&parcel->block))
        return AN_OK;
    st = an_stream_cut(&parcel->stream, source->one_by_one ? 1 : PIECE_BYTES, &parcel->block, &problem);
    if (st == AN_OK)
        return AN_OK;
    if (st == AN_ERR_NOMEM)
        return an_fail_nomem(err);
    an_stream_close(&parcel->stream); /* one that cannot be read on ends here */
    return skip(parcel, AN_SKIP_UNREADABLE, parcel->file, problem.message, err);
}

an_status an_parcel_split(an_parcel *parcel, const an_source *source, an_parcel *rest, an_error *err)
{
    size_t files = source->one_by_one ? 1 : PIECE_FILES;
    an_status st = an_parcel_cut(parcel, source, err);

    if (an_block_left(&parcel->block) || files > parcel->end - parcel->next)
        files = an_block_left(&parcel->block) ? 0 : parcel->end - parcel->next;
    pass_on(parcel, parcel->next + files, rest);
    return st;
}

void an_parcel_leave(an_parcel *parcel, an_parcel *rest)
{
    an_block block = parcel->block;

    pass_on(parcel, parcel->next, rest);
    if (an_block_left(&block)) {
        parcel->block = rest->block;
        rest->block = block;
    }
}

void an_reader_clear(an_reader *reader)
{
    an_buf_clear(&reader->bytes);
    an_buf_clear(&reader->mail);
    an_buf_clear(&reader->text);
    an_mapping_close(&reader->mapping);
    an_folder_close(&reader->folder);
}

/* For the hash of all bytes, if anybody will ask for it. */
static bool note_bytes(const an_reader *reader, an_parcel *parcel, const an_file *file, an_str bytes)
{
    an_event event = {.kind = AN_EVENT_BYTES, .file = file};

    if (!reader->source->hashed)
        return true;
    an_hash_hex(event.hash, bytes);
    return note(parcel, event);
}

/* Date, title and id of a document that has its text; it is one from here on. */
static an_status complete(an_parcel *parcel, an_document *doc, an_event event, an_error *err)
{
    an_status st = event.mended ? AN_OK : an_document_mend(doc, &event.mended, err);

    if (st == AN_OK)
        st = an_document_describe(doc, &event.mail, err);
    if (st != AN_OK)
        return st;
    event.kind = AN_EVENT_DOCUMENT;
    event.dated = doc->date.len > 0;
    parcel->read += doc->text.len;
    return note(parcel, event) ? AN_OK : an_fail_nomem(err);
}

static bool is_blank(an_str text)
{
    return an_str_trim(text).len == 0;
}

/* JSON lines -------------------------------------------------------------------------------------------------------------------- */

static an_status line_id(const an_parcel *parcel, an_document *doc, an_error *err)
{
    an_buf name = {0};
    an_status st;

    if (doc->id.len)
        return AN_OK;
    an_buf_add_text(&name, parcel->file->id);
    an_buf_addf(&name, ":%zu", parcel->block.number);
    st = name.failed ? an_fail_nomem(err) : an_document_set_id(doc, an_buf_str(&name), err);
    an_buf_clear(&name);
    return st;
}

static an_status line_document(an_parcel *parcel, an_str line, an_document *doc, bool *got, an_error *err)
{
    size_t number = parcel->block.number;
    an_event event = {.kind = AN_EVENT_SKIP, .why = AN_SKIP_BAD_LINE, .file = parcel->file, .line = number};
    an_error problem = {0};
    an_repairs repairs = {0};
    an_jsonl_outcome outcome;
    an_status st;

    an_document_reset(doc);
    if ((st = an_jsonl_read(doc, line, &repairs, &outcome, &problem, err)))
        return st;
    if (outcome == AN_JSONL_BAD)
        return note_told(parcel, event, &problem) ? AN_OK : an_fail_nomem(err);
    if (outcome == AN_JSONL_NO_TEXT)
        return skip_at(parcel, AN_SKIP_NO_TEXT, parcel->file, number, "the line has no string 'text'; it is left out", err);
    if (is_blank(doc->text))
        return skip_at(parcel, AN_SKIP_EMPTY, parcel->file, number, "the text is empty; the line is left out", err);
    event.kind = AN_EVENT_WARNING;
    if (outcome == AN_JSONL_BAD_DATE && !note_told(parcel, event, &problem))
        return an_fail_nomem(err);
    if ((st = line_id(parcel, doc, err)) || (st = complete(parcel, doc, (an_event){.file = parcel->file, .line = number, .repairs = repairs}, err)))
        return st;
    *got = true;
    return AN_OK;
}

static an_status next_line(an_reader *reader, an_parcel *parcel, an_document *doc, bool *got, an_error *err)
{
    bool too_long;
    an_str line;

    if (!an_block_next(&parcel->block, reader->source->max_bytes, &line, &too_long))
        return AN_OK;
    if (too_long)
        return skip_at(parcel, AN_SKIP_TOO_LARGE, parcel->file, parcel->block.number, "the line is longer than the limit; it is left out",
                       err);
    if (is_blank(line))
        return AN_OK;
    return note_bytes(reader, parcel, parcel->file, line) ? line_document(parcel, line, doc, got, err) : an_fail_nomem(err);
}

/* Files ------------------------------------------------------------------------------------------------------------------------- */

/* Read on until reader->bytes holds `want` bytes or all there is. False when reading failed (errno) or memory ran out
 * (reader->bytes.failed). */
static bool fill(an_reader *reader, input *in, size_t want)
{
    an_buf *bytes = &reader->bytes;

    while (!in->end && bytes->len < want) {
        char *room = an_buf_room(bytes, want - bytes->len);
        ssize_t got;

        if (!room)
            return false;
        an_pages_wish(room, want - bytes->len);
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
    an_str text = an_str_trim(an_str_unmarked(bytes));

    return text.len ? text.ptr[0] : '\0';
}

static bool has_ending(an_str name, an_str ending)
{
    return name.len > ending.len && an_str_equal_ascii_case(an_str_sub(name, name.len - ending.len, name.len), ending);
}

/* JSON lines by name, or by the first line, which may have to be read to its end first. */
static bool is_jsonl(an_reader *reader, input *in)
{
    an_str name = an_str_of(in->file->path), line, rest;
    bool named = has_ending(name, AN_LIT(".jsonl")) || has_ending(name, AN_LIT(".ndjson"));

    if (first_visible(an_buf_str(&reader->bytes)) != '{')
        return named && !an_foreign_find(an_buf_str(&reader->bytes), name) && !an_is_binary(an_buf_str(&reader->bytes));
    if (named || in->file->standard)
        return !an_str_starts(an_buf_str(&reader->bytes), AN_LIT("{\\rtf"));
    while (!in->end && reader->bytes.len <= reader->source->max_bytes && !memchr(reader->bytes.ptr, '\n', reader->bytes.len)) {
        if (!fill(reader, in, reader->bytes.len * 2))
            return false;
    }
    rest = an_str_unmarked(an_str_trim(an_buf_str(&reader->bytes)));
    return an_str_next(&rest, '\n', &line) && an_str_find(line, 0, AN_LIT("\"text\"")) != (size_t)-1 && an_jsonl_is_line(line);
}

/* Of this program, as folders of documents hold them from earlier runs. Lines of mentions that were named are meant to be read again. */
static const char *output_kind(const an_reader *reader, const input *in)
{
    bool lines = first_visible(an_buf_str(&reader->bytes)) == '{';

    return lines && !in->file->below ? NULL : an_output_kind(reader->bytes.ptr, reader->bytes.len);
}

static an_status skip_output(an_parcel *parcel, const an_file *file, const char *kind, an_error *err)
{
    char message[128];

    snprintf(message, sizeof message, "left out: %s that actornet wrote%s", kind,
             strcmp(kind, "mentions") == 0 ? "; 'actornet link' makes a network of them" : "");
    return skip(parcel, AN_SKIP_OUTPUT, file, message, err);
}

static an_status skip_foreign(an_parcel *parcel, const an_file *file, const an_foreign *foreign, an_error *err)
{
    an_buf message = {0};
    an_status st;

    if (file->standard) {
        an_buf_addf(&message, "this is %s; convert it first, as a file is: %s", foreign->what, foreign->command);
    } else {
        an_buf_addf(&message, "'%s' is %s; convert it first: ", file->path, foreign->what);
        an_foreign_command(&message, foreign, an_str_of(file->path));
    }
    st = skip(parcel, AN_SKIP_NEEDS_CONVERSION, file, message.failed ? "convert it to text first" : message.ptr, err);
    an_buf_clear(&message);
    return st;
}

static an_status skip_unreadable(an_parcel *parcel, const an_file *file, const char *what, int reason, an_error *err)
{
    char message[256];

    snprintf(message, sizeof message, "%s%s%s", what, reason ? ": " : "", reason ? strerror(reason) : "");
    return skip(parcel, AN_SKIP_UNREADABLE, file, message, err);
}

/* What became of a file that fill() gave up on. */
static an_status give_up(const an_reader *reader, an_parcel *parcel, const an_file *file, an_error *err)
{
    return reader->bytes.failed ? an_fail_nomem(err) : skip_unreadable(parcel, file, "cannot read", errno, err);
}

/* A mail is unpacked first. `*text` is false, and that is told, when it holds none. */
static an_status unpack(an_reader *reader, an_parcel *parcel, const an_file *file, an_str *bytes, an_unpacked *found, bool *text, an_error *err)
{
    an_status st;

    *text = true;
    if (!an_mail_is_packed(*bytes))
        return AN_OK;
    an_buf_reset(&reader->mail);
    if ((st = an_mail_unpack(&reader->mail, *bytes, found, err)))
        return st;
    *bytes = an_buf_str(&reader->mail);
    *text = found->text;
    return found->text ? AN_OK : skip_foreign(parcel, file, &an_foreign_mail, err);
}

/* Letters beyond ASCII that are UTF-8 are no other charset's: programs that save pages leave the name of the old one. */
static bool is_surely_utf8(an_str bytes)
{
    size_t at = 0;

    while (at < bytes.len && (unsigned char)bytes.ptr[at] < 0x80)
        at++;
    return at < bytes.len && an_utf8_valid(bytes) == bytes.len;
}

/* Bytes to text: a page by the charset that it names, all else by what it looks like. */
static an_status decode(an_reader *reader, an_str bytes, bool page, an_str *text, an_decoded *how, an_error *problem)
{
    an_buf *mail = &reader->mail; /* no page is a mail */

    an_buf_reset(&reader->text);
    if (page) {
        an_buf_reset(mail);
        *how = (an_decoded){0};
        if (!is_surely_utf8(bytes) && an_decode_as(mail, bytes, an_html_charset(bytes), &how->repairs))
            bytes = an_buf_str(mail);
        if (mail->failed)
            return an_fail_nomem(problem);
    }
    return an_decode_view(&reader->text, bytes, text, how, problem);
}

/* Bytes of a text file to a document. */
static an_status text_document(an_reader *reader, an_parcel *parcel, const an_file *file, an_str bytes, bool page, an_document *doc, bool *got,
                               an_error *err)
{
    an_unpacked mail = {0};
    an_decoded how;
    an_error problem = {0};
    an_str text;
    bool is_text = true;
    an_status st = page ? AN_OK : unpack(reader, parcel, file, &bytes, &mail, &is_text, err);

    if (st != AN_OK || !is_text)
        return st;
    st = decode(reader, bytes, page, &text, &how, &problem);
    if (st == AN_ERR_ENCODING)
        return skip(parcel, AN_SKIP_ENCODING, file, problem.message, err);
    if (st != AN_OK)
        return an_fail(err, st, "%s", problem.message);
    if (is_blank(text))
        return skip(parcel, AN_SKIP_EMPTY, file, "the document is empty", err);
    an_document_reset(doc);
    doc->text = text;
    if (page && (st = an_document_mend_page(doc, err)))
        return st;
    if (page && is_blank(doc->text))
        return skip(parcel, AN_SKIP_EMPTY, file, "the page holds no text (is it made by a script when it is shown?)", err);
    how.repairs.invalid_bytes += mail.repairs.invalid_bytes;
    if ((st = an_document_set_id(doc, an_str_of(file->id), err)) ||
        (st = complete(parcel, doc, (an_event){.file = file, .mended = page, .repairs = how.repairs, .left_out = mail.left_out,
                                                 .unknown_charsets = mail.unknown_charsets}, err)))
        return st;
    *got = true;
    return AN_OK;
}

/* All bytes of a file, up to one more than a document may have: a large one is mapped, of others what is left is read. */
static bool whole_file(an_reader *reader, input *in, an_str *bytes)
{
    size_t max = reader->source->max_bytes;

    /* standard input may stand behind something that was read from it before */
    if (!in->end && lseek(in->descriptor, 0, SEEK_CUR) == (off_t)reader->bytes.len && an_mapping_of(&reader->mapping, in->descriptor, READ_WHOLE, max)) {
        an_mapping_expect(&reader->mapping);
        *bytes = reader->mapping.text;
        return true;
    }
    while (!in->end && reader->bytes.len <= max) {
        size_t want = in->size >= reader->bytes.len ? in->size + 1 : reader->bytes.len * 2;

        if (!fill(reader, in, want <= max ? want : max + 1))
            return false;
    }
    *bytes = an_buf_str(&reader->bytes);
    return true;
}

/* A file whose head is in reader->bytes and which is no JSON lines. */
static an_status read_text(an_reader *reader, an_parcel *parcel, input *in, an_document *doc, bool *got, an_error *err)
{
    const an_foreign *foreign = an_foreign_find(an_buf_str(&reader->bytes), an_str_of(in->file->path));
    size_t max = reader->source->max_bytes;
    an_str bytes = {"", 0};
    char message[128];

    if (foreign && foreign != &an_foreign_page)
        return skip_foreign(parcel, in->file, foreign, err);
    if (an_is_binary(an_buf_str(&reader->bytes)))
        return skip(parcel, AN_SKIP_BINARY, in->file, "not a text file", err);
    if (in->size <= max && !whole_file(reader, in, &bytes))
        return give_up(reader, parcel, in->file, err);
    if (in->size > max || bytes.len > max) {
        snprintf(message, sizeof message, "larger than %zu bytes; split it", max);
        return skip(parcel, AN_SKIP_TOO_LARGE, in->file, message, err);
    }
    if (!note_bytes(reader, parcel, in->file, bytes))
        return an_fail_nomem(err);
    return text_document(reader, parcel, in->file, bytes, foreign == &an_foreign_page, doc, got, err);
}

/* JSON lines: all of them are here, or they are left for the next pieces. Takes the descriptor. */
static void start_lines(an_reader *reader, an_parcel *parcel, const input *in)
{
    parcel->file = in->file;
    if (!in->end) {
        an_stream_open(&parcel->stream, in->descriptor, &reader->bytes, false, reader->source->max_bytes);
        return;
    }
    an_block_open(&parcel->block, &reader->bytes);
    close(in->descriptor);
}

static an_status next_file(an_reader *reader, an_parcel *parcel, const an_file *file, an_document *doc, bool *got, an_error *err)
{
    input in = {.file = file, .descriptor = an_file_open(file, &reader->folder)};
    struct stat about;
    const char *kind;
    an_status st = AN_OK;

    if (in.descriptor < 0)
        return skip_unreadable(parcel, file, "cannot open", errno, err);
    an_buf_reset(&reader->bytes);
    an_mapping_close(&reader->mapping);
    if (fstat(in.descriptor, &about) != 0 || S_ISDIR(about.st_mode) || (file->below && !S_ISREG(about.st_mode))) {
        st = skip_unreadable(parcel, file, "not a regular file", 0, err);
    } else {
        in.size = S_ISREG(about.st_mode) && about.st_size > 0 ? (size_t)about.st_size : 0;
        if (!fill(reader, &in, in.size && in.size < READ_WHOLE ? in.size + 1 : HEAD)) {
            st = give_up(reader, parcel, file, err);
        } else if ((kind = output_kind(reader, &in))) {
            st = skip_output(parcel, file, kind, err);
        } else if (is_jsonl(reader, &in)) {
            start_lines(reader, parcel, &in);
            return AN_OK;
        } else {
            st = read_text(reader, parcel, &in, doc, got, err);
        }
    }
    close(in.descriptor);
    return st;
}

an_status an_reader_next(an_reader *reader, an_parcel *parcel, an_document *doc, bool *more, an_error *err)
{
    size_t enough = reader->source->one_by_one ? 1 : PIECE_BYTES;
    bool got = false;
    an_status st = AN_OK;

    *more = false;
    while (st == AN_OK && !got && parcel->read < enough) {
        if (an_block_left(&parcel->block))
            st = next_line(reader, parcel, doc, &got, err);
        else if (!parcel->stream.open && parcel->next < parcel->end)
            st = next_file(reader, parcel, &reader->source->files.items[parcel->next++], doc, &got, err);
        else
            return AN_OK;
    }
    *more = st == AN_OK && got;
    return st;
}
