/* One text to be read, and the stream of them. */
#ifndef READ_DOCUMENT_H
#define READ_DOCUMENT_H

#include "actornet/observer.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/span.h"
#include "text/date.h"
#include "text/gate.h"

#include <stdbool.h>

/* Plain data; the strings live in `arena`. */
typedef struct an_document {
    an_str id;         /* path relative to the argument, or the JSONL id */
    an_str title, date, source; /* "" when not known; date is ISO */
    an_str sender, recipients;  /* of mail: as the header has them; recipients joined by "; " */
    an_str quoted;              /* so, senders and recipients of the mails that the text quotes */
    an_str text;       /* through the gate */
    an_spans skips;    /* stretches that hold no actors: mail header, signature, page furniture; sorted, disjoint (malloc'd) */
    an_arena arena;
} an_document;

void an_document_clear(an_document *doc);
/* Empty for the next one: every string "" and not NULL, the memory is kept. */
void an_document_reset(an_document *doc);
/* Id from a path or any name: valid UTF-8 without control characters. AN_ERR_NOMEM. */
an_status an_document_set_id(an_document *doc, an_str name, an_error *err);
/* Make what web pages, mail programs and typesetting left in the text invisible, or what it stands for (read/remains.h). AN_ERR_NOMEM. */
an_status an_document_mend(an_document *doc, bool *mended, an_error *err);
/* The text is a page of HTML: make it what the page says, and take the date that it tells. AN_ERR_NOMEM. */
an_status an_document_mend_page(an_document *doc, an_error *err);
/* What id and text tell, where it is not known yet: the date (from the last part of the id, a mail header, the folders in the id), the title,
   and all that an_mail_read finds. AN_ERR_NOMEM. */
an_status an_document_describe(an_document *doc, bool *is_mail, an_error *err);

/* Why a document was not read. */
typedef enum an_skip {
    AN_SKIP_UNREADABLE, AN_SKIP_EMPTY, AN_SKIP_BINARY, AN_SKIP_TOO_LARGE, AN_SKIP_ENCODING, AN_SKIP_BAD_LINE, AN_SKIP_NO_TEXT,
    AN_SKIP_DUPLICATE_ID, AN_SKIP_NEEDS_CONVERSION, AN_SKIP_OUTPUT, AN_SKIP_COUNT
} an_skip;
/* "unreadable", "empty", "binary" … for the report. */
const char *an_skip_name(an_skip skip);

typedef struct an_source_options {
    const char *const *paths; /* files, folders, "-" */
    size_t path_count;
    const char *const *exclude; /* files and folders left out of folders: this run's own outputs */
    size_t exclude_count;
    const char *input_name;   /* path that "-" stands for; NULL = none */
    size_t max_bytes;         /* of one document; 0 = 256 MiB */
    bool one_by_one;          /* each document is answered before the next one is read: read no further than for one */
    bool hashed;              /* an_source_hash() will be asked for: a look at every byte */
} an_source_options;

/* What reading met so far. */
typedef struct an_source_counts {
    size_t documents, skipped[AN_SKIP_COUNT];
    size_t duplicate_ids;         /* renamed id, id#2 … */
    size_t mails, dated;
    an_repairs repairs;
    size_t repaired_documents, mended_documents;
    size_t mail_parts_left_out; /* attachments, pictures */
    size_t mail_charsets_unknown;
    size_t links_not_followed, hidden; /* symbolic links in folders; files and folders whose name begins with a dot: by rule, not skipped */
} an_source_counts;

typedef struct an_source an_source;

/* Walk the arguments: sorted lists of files. A missing argument that stands alone is an error at once (AN_ERR_NOT_FOUND);
   among others it is one that is skipped. */
an_status an_source_open(an_source **out, const an_source_options *options, const an_observer *watch, an_error *err);
void an_source_free(an_source *source);
/* The next readable document, in order. Skipped ones are reported to the observer (with what to do) and counted. `*more` is false at the end.
   Not reading a document is no failure of the call. */
an_status an_source_next(an_source *source, an_document *out, bool *more, an_error *err);
const an_source_counts *an_source_count(const an_source *source);
/* The skipped documents so far: lines path[:line] TAB reason, in order; at most 10,000. */
an_str an_source_skipped(const an_source *source);
/* Hash of all bytes read so far with their names, for the report; that of nothing unless the options asked for it. */
void an_source_hash(const an_source *source, char out[33]);
/* Number of files that will be read, for progress; 0 when unknown (standard input). */
size_t an_source_files(const an_source *source);

#endif
