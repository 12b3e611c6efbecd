/* Reading in several threads. The source is one parcel at first: all files in order. A parcel is split into a piece that one thread reads
   and the rest, which comes behind it and can be split in turn. Reading needs no lock; what it met is noted in the parcel, and the source
   admits the parcels afterwards, in order, in one thread: only there are ids made unique, skipped files told, bytes hashed and counted. */
#ifndef READ_PARCEL_H
#define READ_PARCEL_H

#include "base/mapping.h"
#include "read/document.h"
#include "read/lines.h"
#include "read/walk.h"

/* What reading met, in order. */
typedef enum an_event_kind { AN_EVENT_BYTES, AN_EVENT_SKIP, AN_EVENT_WARNING, AN_EVENT_DOCUMENT } an_event_kind;

typedef struct an_event {
    an_event_kind kind;
    an_skip why;
    bool mail, dated, mended; /* of a document */
    const an_file *file;  /* that it was met in */
    size_t line;          /* of that file, 0 when the whole file is meant */
    const an_error *told; /* to the observer; NULL = nothing */
    char hash[33];        /* of bytes */
    an_repairs repairs;   /* of a document */
    size_t left_out;      /* parts of a mail that are no text */
    size_t unknown_charsets; /* of a mail */
} an_event;

typedef struct an_parcel {
    /* still to be read, in this order */
    an_block block;      /* lines */
    an_stream stream;    /* more of them */
    const an_file *file; /* that the lines are of */
    size_t next, end;    /* files of the source */
    size_t read;         /* bytes of the piece that became documents so far */
    /* met so far */
    struct {
        an_event *items;
        size_t count, capacity;
    } events;
    size_t admitted; /* events */
    an_arena told;
} an_parcel;

void an_parcel_clear(an_parcel *parcel);
/* Forget what was met and admitted. */
void an_parcel_forget(an_parcel *parcel);
bool an_parcel_has_work(const an_parcel *parcel);
/* Everything that the source has. */
void an_parcel_whole(an_parcel *parcel, const an_source *source);
/* Where lines are to come from a stream: take a block of them. AN_ERR_NOMEM. */
an_status an_parcel_cut(an_parcel *parcel, const an_source *source, an_error *err);
/* Before reading: keep a piece, put what is behind it into `rest`, which was empty. AN_ERR_NOMEM. */
an_status an_parcel_split(an_parcel *parcel, const an_source *source, an_parcel *rest, an_error *err);
/* After reading: put what was found to be too much for one piece into `rest`, which was empty. */
void an_parcel_leave(an_parcel *parcel, an_parcel *rest);

/* What a thread needs to read parcels; kept between them. */
typedef struct an_reader {
    const an_source *source;
    an_buf bytes, mail, text; /* of the file being read; mail: unpacked */
    an_mapping mapping; /* of a large one, instead of its bytes */
    an_folder folder;
} an_reader;

void an_reader_clear(an_reader *reader);
/* The next document of the piece; valid until the next call. `*more` is false at its end. */
an_status an_reader_next(an_reader *reader, an_parcel *parcel, an_document *doc, bool *more, an_error *err);

/* Go through what was met up to the next document, which `*id` was read of; it gets the id that the document goes by (valid until the next
   call). `*more` is false when the parcel holds no other document. */
an_status an_source_admit(an_source *source, an_parcel *parcel, an_str *id, bool *more, an_error *err);

#endif
