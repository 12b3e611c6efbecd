/* An annotated file as it stands: offsets are numbers that nobody has checked yet. The readers of the formats write drafts, an_drafts_settle
   turns them into gold: which unit the offsets count is decided for the file as a whole, then each mention is checked against its text. */
#ifndef READ_GOLD_DRAFT_H
#define READ_GOLD_DRAFT_H

#include "base/buf.h"
#include "base/map.h"
#include "read/gold/gold.h"

typedef struct an_draft_mention {
    int64_t start, end; /* start < 0: none given */
    an_str type, entity, text; /* text: what the file says stands there; "" when it says nothing */
    size_t line;
    bool has_entity, named, ignore;
} an_draft_mention;

typedef struct an_draft_mentions {
    an_draft_mention *items;
    size_t count, capacity;
} an_draft_mentions;

typedef struct an_draft_stretch {
    int64_t start, end;
} an_draft_stretch;

typedef struct an_draft_stretches {
    an_draft_stretch *items;
    size_t count, capacity;
} an_draft_stretches;

/* The documents of one file. Strings live in gold->arena; the documents' own mentions and sentences are not there yet. */
typedef struct an_drafts {
    an_gold *gold;
    const an_gold *texts;   /* where documents without a text find theirs, or NULL */
    const an_map *text_ids; /* their ids → place in texts */
    const an_observer *watch;
    an_str file, id;     /* as shown; as the id of the file's only document */
    const char *path;    /* to open what stands beside it */
    size_t first;        /* of the file's documents in gold */
    struct an_draft_range {
        size_t mention, sentence; /* first of the document's */
    } *ranges;
    size_t range_capacity;
    an_draft_mentions mentions;
    an_draft_stretches sentences;
    an_map unknown;      /* types told already */
    bool exact;          /* the reader made the offsets itself: code points for sure */
    bool failed;         /* out of memory */
} an_drafts;

void an_drafts_clear(an_drafts *drafts);
/* A new document, to which the mentions and sentences added from now on belong. NULL when out of memory. */
an_gold_document *an_drafts_document(an_drafts *drafts, size_t line);
void an_drafts_mention(an_drafts *drafts, an_draft_mention mention);
void an_drafts_sentence(an_drafts *drafts, int64_t start, int64_t end);
/* A copy in the arena of gold; as it is, and through the gate. */
an_str an_drafts_keep(an_drafts *drafts, an_str text);
an_str an_drafts_keep_text(an_drafts *drafts, an_str text);
/* Set the mention's type from a label of any scheme (PER, GPE, DATE …), and what that says of named and ignore. A type that is not known is kept
   as it is, told once a file, and counted. */
void an_drafts_type(an_drafts *drafts, an_draft_mention *mention, an_str name);
/* Tell what is wrong in a line of the file. */
void an_drafts_warn(const an_drafts *drafts, size_t line, const char *format, ...) AN_PRINTF(3, 4);
/* Check, convert, hand over. False when out of memory. */
bool an_drafts_settle(an_drafts *drafts);

/* The decoded content of a file, at most 1 GiB of it, appended to out. */
an_status an_gold_content(an_buf *out, const char *path, an_error *err);
/* Whether a label is one that an_drafts_type knows. */
bool an_gold_label_known(an_str name);

/* The readers: whether a file is theirs, by path and content (its beginning decides), and its documents. False when out of memory. */
bool an_gold_is_jsonl(const char *path, an_str content);
bool an_gold_jsonl(an_drafts *drafts, an_str content);
bool an_gold_is_columns(const char *path, an_str content);
bool an_gold_columns(an_drafts *drafts, an_str content);
bool an_gold_is_brat(const char *path, an_str content);
bool an_gold_brat(an_drafts *drafts, an_str content);

#endif
