/* Annotated text: documents in which somebody marked the names. What `eval` measures against and `train` learns from; the predictions of any
   program are read the same way. docs/evaluation.md describes the formats: JSON lines, columns (CoNLL, BIO), brat. */
#ifndef READ_GOLD_GOLD_H
#define READ_GOLD_GOLD_H

#include "actornet/observer.h"
#include "base/arena.h"
#include "base/span.h"
#include "base/str.h"

#include <stdbool.h>

typedef struct an_gold_mention {
    an_span span;  /* bytes of the text, never empty, on the borders of characters */
    an_str type;   /* "person", "organization/armed-group", "other" …: PER, ORG and the like are spelled out */
    an_str entity; /* who is meant: `entity`, else `actor`; has no meaning without has_entity */
    bool has_entity;
    bool named;  /* false: «the army», «he» */
    bool ignore; /* the annotators were not sure: neither right nor wrong */
} an_gold_mention;

typedef struct an_gold_document {
    an_str id, title, date, source; /* "" when not known */
    an_str text;                    /* through the gate; a byte-order mark at its start stays and counts, as it does for whoever annotated it */
    bool has_text;                  /* false: the line had none, and offsets are code points */
    bool has_sentences;
    an_span *sentences; /* sorted, disjoint */
    size_t sentence_count;
    an_gold_mention *mentions; /* in the order of the file; they may overlap */
    size_t mention_count;
    an_str file; /* where it stands, for messages */
    size_t line;
} an_gold_document;

/* What reading met. Everything that was left out is told to the observer and counted here. */
typedef struct an_gold_counts {
    size_t files, documents, mentions;
    size_t bad_files, bad_lines; /* left out */
    size_t bad_mentions;         /* left out: without offsets, empty, outside of the text, or their `text` stands elsewhere */
    size_t bad_sentences;        /* left out */
    size_t crossing;             /* kept: overlap another one and neither lies inside the other */
    size_t discontinuous;        /* kept as one stretch that is neither right nor wrong */
    size_t unknown_types;        /* mentions of them: kept */
    size_t converted_files;      /* their offsets counted bytes or UTF-16 units */
} an_gold_counts;

typedef struct an_gold {
    an_gold_document *items;
    size_t count, capacity;
    an_gold_counts counts;
    an_arena arena;
} an_gold;

typedef struct an_gold_options {
    const char *const *paths; /* files and folders; "-" is standard input */
    size_t path_count;
    const an_gold *texts; /* a document without a text has the text of the document of the same id here; may be NULL */
} an_gold_options;

/* Read all files, in order. The kind of a file is told by its content. AN_ERR_NOT_FOUND: a path is not there, or no file holds an annotated
   document; AN_ERR_NOMEM; AN_ERR_CANCELLED. */
an_status an_gold_read(an_gold *out, const an_gold_options *options, const an_observer *watch, an_error *err);
/* The same of JSON lines that are in memory; `name` stands for a file in messages. */
an_status an_gold_read_lines(an_gold *out, an_str lines, const char *name, const an_gold *texts, const an_observer *watch, an_error *err);
void an_gold_clear(an_gold *gold);

#endif
