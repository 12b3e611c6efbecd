/* The stream of documents, seen from outside: which files there are, and what is made of what reading them met. Everything here runs in one
   thread and in the order of the documents, so ids, messages and the hash do not depend on who read what. */
#include "read/source.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"

enum {
    DEFAULT_MAX = 256 << 20, /* bytes of a document */
    LARGEST_MAX = 1 << 30,   /* each byte may become three, and offsets are 32 bits wide */
    MOST_LISTED = 10000
};

/* Number of files for progress; 0 when it says nothing. */
static size_t count_files(const an_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        if (files->items[i].standard)
            return 0;
    }
    return files->count;
}

/* `line` is 0 when the whole file is meant. */
static void count_skipped(an_source *source, an_skip why, const char *path, size_t line)
{
    char shown[600];

    source->counts.skipped[why]++;
    if (source->listed++ >= MOST_LISTED)
        return;
    an_copy_clean(shown, sizeof shown, an_str_of(an_path_shown(path)));
    an_buf_add_text(&source->skipped, shown);
    if (line)
        an_buf_addf(&source->skipped, ":%zu", line);
    an_buf_addf(&source->skipped, "\t%s\n", an_skip_name(why));
}

static void count_left_out(an_source *source, const an_left_out *left_out)
{
    source->counts.links_not_followed = left_out->links;
    source->counts.hidden = left_out->hidden;
    for (size_t i = 0; i < left_out->unreadable.count; i++)
        count_skipped(source, AN_SKIP_UNREADABLE, left_out->unreadable.items[i].path, 0);
}

an_status an_source_open(an_source **out, const an_source_options *options, const an_observer *watch, an_error *err)
{
    an_source *source = an_alloc(sizeof *source);
    an_left_out left_out = {0};
    an_status st;

    *out = NULL;
    if (!source)
        return an_fail_nomem(err);
    source->max_bytes = options->max_bytes ? options->max_bytes : DEFAULT_MAX;
    if (source->max_bytes > LARGEST_MAX)
        source->max_bytes = LARGEST_MAX;
    source->one_by_one = options->one_by_one;
    source->hashed = options->hashed;
    if (watch)
        source->watch = *watch;
    st = an_files_walk(&source->files, &left_out, options, &source->watch, err);
    count_left_out(source, &left_out);
    an_files_clear(&left_out.unreadable);
    if (st != AN_OK) {
        an_source_free(source);
        return st;
    }
    source->known = count_files(&source->files);
    source->reader.source = source;
    an_parcel_whole(&source->whole, source);
    *out = source;
    return AN_OK;
}

void an_source_free(an_source *source)
{
    if (!source)
        return;
    an_files_clear(&source->files);
    an_given_ids_clear(&source->ids);
    an_buf_clear(&source->chain);
    an_buf_clear(&source->skipped);
    an_parcel_clear(&source->whole);
    an_reader_clear(&source->reader);
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
    return source->known;
}

/* Admitting --------------------------------------------------------------------------------------------------------------------- */

/* hash := hash of (hash, name, hash of the bytes) */
static an_status add_to_hash(an_source *source, const char *name, const char *of_bytes, an_error *err)
{
    an_buf *chain = &source->chain;

    an_buf_reset(chain);
    an_buf_add_text(chain, source->hash);
    an_buf_add(chain, (an_str){name, strlen(name) + 1});
    an_buf_add_text(chain, of_bytes);
    if (chain->failed)
        return an_fail_nomem(err);
    an_hash_hex(source->hash, an_buf_str(chain));
    return AN_OK;
}

static void count_document(an_source_counts *counts, const an_event *event)
{
    counts->documents++;
    counts->mails += event->mail;
    counts->dated += event->dated;
    counts->mended_documents += event->mended;
    counts->mail_parts_left_out += event->left_out;
    counts->mail_charsets_unknown += event->unknown_charsets;
    counts->repairs.invalid_bytes += event->repairs.invalid_bytes;
    counts->repairs.controls += event->repairs.controls;
    counts->repaired_documents += event->repairs.invalid_bytes + event->repairs.controls > 0;
}

an_status an_source_admit(an_source *source, an_parcel *parcel, an_str *id, bool *more, an_error *err)
{
    an_status st = AN_OK;

    *more = false;
    while (st == AN_OK && !*more && parcel->admitted < parcel->events.count) {
        const an_event *event = &parcel->events.items[parcel->admitted++];

        if (event->told)
            an_say_error(&source->watch, AN_WARNING, event->told);
        if (event->kind == AN_EVENT_BYTES) {
            st = add_to_hash(source, event->file->id, event->hash, err);
        } else if (event->kind == AN_EVENT_SKIP) {
            count_skipped(source, event->why, event->file->path, event->line);
        } else if (event->kind == AN_EVENT_DOCUMENT) {
            *more = true;
            st = an_given_ids_add(&source->ids, id, event->file->path, event->line, &source->watch, err);
            source->counts.duplicate_ids = source->ids.renamed;
            count_document(&source->counts, event);
        }
    }
    return st;
}

/* One by one -------------------------------------------------------------------------------------------------------------------- */

an_status an_source_next(an_source *source, an_document *out, bool *more, an_error *err)
{
    an_parcel *whole = &source->whole;
    an_status st;

    do {
        whole->read = 0;
        if ((st = an_reader_next(&source->reader, whole, out, more, err)) == AN_OK)
            st = an_source_admit(source, whole, &out->id, more, err);
        an_parcel_forget(whole);
        if (st != AN_OK || *more)
            break;
    } while ((st = an_parcel_cut(whole, source, err)) == AN_OK && an_parcel_has_work(whole));
    if (st == AN_OK && *more && out->id.ptr == source->ids.id.ptr) { /* the new id must last as long as the document */
        out->id = an_arena_str(&out->arena, out->id);
        st = out->id.ptr ? AN_OK : an_fail_nomem(err);
    }
    *more = *more && st == AN_OK;
    return st;
}
