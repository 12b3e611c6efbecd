/* The lexicon while it is read: its insides, and what the readers of all kinds of files share. Only src/lexicon includes this. */
#ifndef LEXICON_LOADING_H
#define LEXICON_LOADING_H

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mapping.h"
#include "lexicon/lexicon.h"
#include "lexicon/match/vocabulary.h"
#include "lexicon/store/draft.h"
#include "lexicon/table.h"
#include "lexicon/words.h"

#include <time.h>

/* The lexicon ------------------------------------------------------------------------------------------------------------------ */

#define AN_IS_DICTIONARY 'd' /* or a plain list */
#define AN_IS_WORDS 'w'
#define AN_IS_PATTERNS 'p'

/* A file that was read. Texts of word lists and patterns are views into its content; a dictionary's is let go when all is read. */
typedef struct an_source {
    char *path;  /* to open it */
    char *shown; /* in messages and an_lexicon_file(): relative to the data folder, or as given */
    an_layer layer;
    char hash[33];
    an_mapping content;
    an_str text;               /* content after a byte-order mark: what offsets count */
    size_t bytes;              /* of the file */
    char kind;                 /* AN_IS_…, when it was read */
    bool compiled;
    bool ready;                /* what it holds is compiled: shipped.c */
    size_t said[3], unsaid[3]; /* findings told and kept back, by severity */
} an_source;

#define AN_LIST_OF(type)                                                                                                                   \
    struct {                                                                                                                               \
        type *items;                                                                                                                       \
        size_t count, capacity;                                                                                                            \
    }

/* Nears [first, first + count) of a row. */
typedef struct an_near_range {
    uint32_t first, count;
} an_near_range;

/* Dictionaries that were read one behind the other, or a compiled one. Rows and actors of all volumes are numbered through; an actor that a
   volume before has, too, keeps the number that it has there, and its own stays unused. */
typedef struct an_volume {
    an_store store;
    uint32_t file; /* of a compiled one, else UINT32_MAX */
    uint32_t first_row, first_actor;
    uint32_t first_file; /* number of the file that its rows call 0 */
    an_value_pair *twins; /* actor here, its number; sorted */
    size_t twin_count;
    an_near_range *nears; /* by condition */
    an_blooms filters;    /* of its matcher; those of a small one know nothing of idle rows */
} an_volume;

/* What several volumes together say about an actor. */
typedef struct an_joined {
    uint32_t actor;
    an_str type;
    bool own;
    an_attribute *attributes; /* sorted by name */
    size_t attribute_count;
} an_joined;

/* A word that was read. */
typedef struct an_read_word {
    an_word word;
    const an_attribute *attributes; /* sorted by name */
    size_t attribute_count;
    an_origin origin;
} an_read_word;

/* Words of a compiled file (bundle.c). */
typedef struct an_packed_words {
    const struct an_packed_word *items;
    size_t count;
    const an_matcher *terms; /* their texts */
    an_texts texts;          /* of all else, by place */
    const an_value_pair *attributes;
    size_t attribute_count;
    const uint32_t *files; /* their numbers in the lexicon */
    size_t file_count;
} an_packed_words;

struct an_lexicon {
    an_arena arena;
    const char *data; /* folder of the shipped data, "" = none; in the arena */
    an_mapping shipped; /* what its files were compiled into, when that fits */
    an_str beside[AN_BESIDES]; /* parts of it */
    bool has_shipped; /* the shipped dictionaries were asked for */
    AN_LIST_OF(an_source) files;
    AN_LIST_OF(an_volume) volumes;
    an_bloom starts; /* of all volumes together, for who looks for prospects */
    void *starts_memory;
    AN_LIST_OF(an_joined) joined; /* sorted by actor */
    AN_LIST_OF(an_near) nears;
    AN_LIST_OF(an_read_word) words;
    an_packed_words packed_words; /* behind those that were read */
    AN_LIST_OF(an_pattern) patterns;
    an_map attribute_names;
    an_vocabulary vocabulary;
    an_lexicon_counts counts;
};

/* Columns ---------------------------------------------------------------------------------------------------------------------- */

typedef enum an_kind { AN_KIND_LIST, AN_KIND_DICTIONARY, AN_KIND_WORDS, AN_KIND_PATTERNS } an_kind;

typedef enum an_column {
    AN_COL_ACTOR,
    AN_COL_ALIAS,
    AN_COL_TYPE,
    AN_COL_CASE,
    AN_COL_NEAR,
    AN_COL_FROM,
    AN_COL_UNTIL,
    AN_COL_NEVER,
    AN_COL_CONTEXT,
    AN_COL_ID,
    AN_COL_WORD,
    AN_COL_CLASS,
    AN_COL_PATTERN,
    AN_COL_REQUIRES,
    AN_COL_COUNT
} an_column;

enum { AN_MAX_COLUMNS = 256 };
#define AN_NO_COLUMN SIZE_MAX

/* A column that the program does not know: an attribute. */
typedef struct an_extra {
    an_str name;
    uint32_t number; /* of the attribute in the draft */
    size_t index;    /* of the cell, or AN_NO_COLUMN when only a `#=` line has it */
    an_cell fallback;
} an_extra;

typedef struct an_header {
    an_kind kind;
    size_t cells;                   /* of the header row */
    size_t index[AN_COL_COUNT];     /* of the cell, or AN_NO_COLUMN */
    an_cell fallback[AN_COL_COUNT]; /* from a `#=` line */
    AN_LIST_OF(an_extra) extras;    /* by name */
    bool nameless[AN_MAX_COLUMNS];  /* columns without a name must be empty */
    bool has_nameless;
} an_header;

/* Reading ---------------------------------------------------------------------------------------------------------------------- */

/* Where the `near` of a condition stands in its file. */
typedef struct an_near_cell {
    uint32_t volume, condition;
    uint32_t file;
    an_cell cell;
} an_near_cell;

/* A row of a pattern file, compiled when all parts are known. */
typedef struct an_pattern_row {
    uint32_t file, line;
    an_cell id, type, pattern, requires;
    bool ignore_case, define, bad;
} an_pattern_row;

typedef struct an_loading {
    an_lexicon *lexicon;
    const an_observer *watch;
    bool verify;      /* compare the checksums of compiled files */
    bool checking;    /* for `dict check`: tell more, go on in spite of errors */
    bool compiling;   /* what is compiled already is no source */
    bool vouched;     /* what is shipped is what was compiled: its patterns are known to be good */
    an_status status; /* what ends the reading: memory, cancelled */
    an_error *err;
    an_error first; /* the first bad row */
    size_t errors, warnings;

    uint32_t file; /* that is read now */
    an_table_reader reader;
    size_t passed; /* of a large file: what stands before may leave memory */
    an_header header;

    an_draft draft; /* the volume that is filled now; no matcher in it when there is none yet */
    an_accents accents;
    AN_LIST_OF(an_near_cell) near_cells;
    AN_LIST_OF(an_pattern_row) pattern_rows;
    an_buf scratch;
} an_loading;

/* A text in a message, by "%.*s": its start when it is long. */
#define AN_SHOWN(text) (int)((text).len < 60 ? (text).len : 60), (text).ptr

/* Report a finding about text[at, at + length) of a file; place and excerpt are worked out here. Beyond 20 of a severity in a file they are
   counted only. An error makes the load fail in the end. */
void an_loading_say(an_loading *l, an_severity severity, an_status status, uint32_t file, size_t at, size_t length, const char *format, ...)
    AN_PRINTF(7, 8);
/* The same about a cell of the current file; an empty cell is shown by the start of its row. */
void an_loading_bad(an_loading *l, const an_cell *cell, const char *format, ...) AN_PRINTF(3, 4);
void an_loading_warn(an_loading *l, const an_cell *cell, const char *format, ...) AN_PRINTF(3, 4);
/* Tell how many findings of a file were kept back. */
void an_loading_rest(an_loading *l, uint32_t file);
/* Note that memory is gone; always false. */
bool an_loading_nomem(an_loading *l);
/* Whether the patterns of a file are known to be good. */
bool an_loading_vouches(const an_loading *l, uint32_t file);

/* Comments, defaults, header of the current file; false when it cannot be read (reported). The reader then stands on the first row. */
bool an_loading_header(an_loading *l);
/* The next good row of the current table. */
bool an_loading_row(an_loading *l);
/* The cell of a known column in the current row, else its default, else an empty one. */
an_cell an_loading_cell(const an_loading *l, an_column column);
an_cell an_loading_extra(const an_loading *l, size_t i);
/* A name for use: blanks made single, control characters out. A view of the cell where nothing is to do. */
an_str an_loading_name(an_loading *l, an_str text);
/* Attributes of the current row, sorted by name, in the arena. */
bool an_loading_attributes(an_loading *l, const an_attribute **attributes, size_t *count);
/* Whether the cell of column `case` holds one of the words; reported when not. `auto` and empty give `*automatic`. */
bool an_loading_case(an_loading *l, an_cell cell, an_case *casing, bool *automatic);

/* The kinds. Each reads all rows of the current file. */
void an_dictionary_read(an_loading *l);
void an_plain_list_read(an_loading *l);
void an_wordlist_read(an_loading *l);
void an_patterns_read(an_loading *l);
/* When all files are read: `near` cells into an_near, pattern rows into patterns. */
void an_near_finish(an_loading *l);
void an_patterns_finish(an_loading *l);

/* Add a term to the word matcher (near texts, gates): its number, UINT32_MAX when it was refused (reported at the cell of `file`). */
uint32_t an_loading_term(an_loading *l, an_str text, uint32_t file, const an_cell *cell);
/* Where a word stands. */
an_origin an_lexicon_word_origin(const an_lexicon *lexicon, uint32_t word);
/* The file's name without folder and ending. */
an_str an_source_stem(const an_source *source);

/* Volumes (volume.c). */
/* Start one for rows of sources, unless one is open; and close it, if it has rows. False when the reading ended. */
bool an_volume_open(an_loading *l);
bool an_volume_close(an_loading *l);
an_status an_volume_add(an_lexicon *lexicon, an_volume *volume, an_error *err);
/* When all are there: who is who. */
an_status an_volumes_join(an_lexicon *lexicon, an_error *err);
/* The number of a volume's actor. */
uint32_t an_volume_actor(const an_volume *volume, uint32_t actor);
/* The rows of a form of a volume's matcher, in rising order: the first, and the next behind `row`; UINT32_MAX when there is none. */
uint32_t an_volume_first(const an_volume *volume, uint32_t form);
uint32_t an_volume_next(const an_volume *volume, uint32_t row);
/* Whether this number is an actor's own, and not one that a volume before has, too. */
bool an_volume_has(const an_volume *volume, uint32_t actor);
const an_volume *an_volume_of_row(const an_lexicon *lexicon, uint32_t row);
/* Whether a row is a shipped one that makes no mention. */
bool an_volume_is_idle(const an_volume *volume, uint32_t row);
const an_volume *an_volume_of_actor(const an_lexicon *lexicon, uint32_t actor);

/* The shipped dictionaries, compiled (shipped.c). */
/* Whether a file is what shipped files were compiled into. */
bool an_shipped_is(const char *path);
/* Open the compiled file beside dict/, if it was made of these files: those that need not be read are `ready` then. */
void an_shipped_open(an_loading *l);
/* Write that file from a lexicon of all shipped files, and of what the tagger makes of them. */
an_status an_shipped_write(an_lexicon *lexicon, an_str lists, an_str weights, const char *to, an_error *err);

#define AN_ACTORS_FOLDER "dict/actors"
/* Fill `files` from the options: user's first, then, if wanted, shipped. */
an_status an_sources_find(an_lexicon *lexicon, const an_lexicon_options *options, bool shipped, an_error *err);
/* Add those that are no files of the lexicon, but read by the tagger. */
an_status an_sources_find_beside(an_lexicon *lexicon, an_error *err);
/* What a lexicon is read for; the last two leave the shipped files out, but for compiling when no others are named. */
typedef enum an_purpose { AN_TO_RUN, AN_TO_CHECK, AN_TO_LOOK_AT, AN_TO_COMPILE } an_purpose;
/* Read everything. When checking, the lexicon is handed out also when rows are bad (then with an error status). */
an_status an_lexicon_read(an_lexicon **out, const an_lexicon_options *options, const an_observer *watch, an_purpose purpose, an_error *err);

#endif
