/* What the readers of foreign dictionaries share: where they put actors, aliases and attributes, how they tell what became of a row, and
   how they walk over a file. One small file for each format; the sink knows nothing of formats, the formats nothing of files that are
   written. */
#ifndef LEXICON_IMPORT_IMPORT_H
#define LEXICON_IMPORT_IMPORT_H

#include "actornet/dictionary.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "lexicon/table.h"
#include "lexicon/tools/ledger.h"

#include <stdio.h>

#define AN_ROWS_OF(type)                                                                                                                   \
    struct {                                                                                                                               \
        type *items;                                                                                                                       \
        size_t count, capacity;                                                                                                            \
    }

/* The sink ------------------------------------------------------------------------------------------------------------------------- */

/* An attribute of an actor, or one of its types: a chain. */
typedef struct an_import_link {
    uint32_t name, next; /* number in `names`; link + 1, 0 = end */
    an_str value;
} an_import_link;

typedef struct an_import_actor {
    an_str name, type;
    uint32_t links; /* first link + 1 */
    bool recase;    /* the name is in capitals */
    bool keyless;   /* the key is the name */
} an_import_actor;

/* What few rows have. */
typedef struct an_import_condition {
    an_str near, from, until;
} an_import_condition;

typedef enum an_import_case { AN_IMPORT_AUTO, AN_IMPORT_ANY, AN_IMPORT_CAP, AN_IMPORT_EXACT } an_import_case;

typedef struct an_import_row {
    an_str alias;
    uint32_t actor, line, condition; /* condition + 1, 0 = none */
    uint16_t file;
    uint8_t casing; /* an_import_case */
    bool recase, never;
} an_import_row;

typedef struct an_import {
    const an_dict_import_options *options;
    const an_observer *watch;
    an_error *err;
    an_status status; /* what ends the run: memory, a file that cannot be read */
    an_ledger *ledger;
    an_error first;   /* the first bad row */
    size_t bad, told; /* bad rows in all, and those told of the current file */

    uint32_t file, line; /* that is read now: what the ledger points at */
    const char *shown;   /* its name in messages */
    char newest[11];     /* date in the files' names */

    an_arena arena;
    an_str steady; /* the text of the file that is read now, when it is kept until the end: views of it need no copy */
    AN_ROWS_OF(an_buf) kept;
    an_map keys;  /* of actors: number = actor */
    an_map names; /* of attributes and types, by number */
    AN_ROWS_OF(an_import_actor) actors;
    AN_ROWS_OF(an_import_row) rows;
    AN_ROWS_OF(an_import_condition) conditions;
    AN_ROWS_OF(an_import_link) links;
    size_t attributes; /* how many names of attributes */
    uint32_t *order;   /* of actors, by name; when finished */
    uint32_t *firsts;  /* by actor: its first row, when finished; actors.count + 1 of them */
    an_map common;     /* folded words and states that are no good names */
    bool fold_case;    /* aliases of an actor that differ in case only are one */
    an_buf scratch, folded;
} an_import;

/* How an alias is meant. Zero = as it is, always. */
typedef struct an_import_alias {
    an_import_case casing;
    an_str near, from, until;
    bool recase; /* is in capitals, though the name is not */
    bool never;
} an_import_alias;

#define AN_IMPORT_NOBODY UINT32_MAX

/* The actor with this key (its id; or its name, when there is no other), made when new. AN_IMPORT_NOBODY when the name is none (counted) or
   memory is gone (status). A second name for the same key is no alias by itself. */
uint32_t an_import_actor_of(an_import *to, an_str key, an_str name);
/* The actor with this key if there is one. */
uint32_t an_import_find(const an_import *to, an_str key);
/* The first type wins; "" is left out. */
void an_import_type(an_import *to, uint32_t actor, an_str type);
/* Add a row; "" is left out, a text that cannot be found is counted as dropped. False then. `how` may be NULL. */
bool an_import_name(an_import *to, uint32_t actor, an_str alias, const an_import_alias *how);
/* A person's or any name as it stands; «Last, First» gives «First Last», too. */
void an_import_person(an_import *to, uint32_t actor, an_str name, const an_import_alias *how);
/* Different values of one attribute are joined by "; ". "" is left out. */
void an_import_attribute(an_import *to, uint32_t actor, const char *name, an_str value);
/* The same, the first value stays. */
void an_import_attribute_once(an_import *to, uint32_t actor, an_str name, an_str value);

/* A copy of a text in the arena, or the text itself where it stays anyhow. "" when out of memory (status). */
an_str an_import_keep_text(an_import *to, an_str text);

/* When all files are read: recase, fold rows that say the same, put all in order. */
void an_import_finish(an_import *to);
void an_import_clear(an_import *to);
/* Rows of the i-th actor in order. */
const an_import_row *an_import_rows(const an_import *to, uint32_t actor, size_t *count);
/* `key` of an actor when it is not its name, else "". */
an_str an_import_id(const an_import *to, uint32_t actor);
an_import_condition an_import_condition_of(const an_import *to, const an_import_row *row);
/* `auto` resolved as the loader does, from the text alone. */
an_import_case an_import_case_of(const an_import_row *row, an_str text);

/* Telling -------------------------------------------------------------------------------------------------------------------------- */

void an_import_dropped(an_import *to, const char *reason, an_str text);
void an_import_changed(an_import *to, const char *reason, an_str text);
/* A malformed row: told with place and caret. `line` is the whole line, [at, at + length) of it is wrong. */
void an_import_bad(an_import *to, an_str line, size_t at, size_t length, const char *format, ...) AN_PRINTF(5, 6);
/* The same about a cell of a table, or the place where a row is damaged. */
void an_import_bad_at(an_import *to, an_str text, size_t line, size_t at, size_t length, const char *format, ...) AN_PRINTF(6, 7);
bool an_import_nomem(an_import *to);
/* Whether the row may be read on: no memory problem, not cancelled. */
bool an_import_going(const an_import *to);

/* Files ---------------------------------------------------------------------------------------------------------------------------- */

/* One input. Either the whole of it in memory (`text`), or a window that moves over it line by line. */
typedef struct an_import_text {
    an_buf content; /* decoded */
    an_str text;    /* after a byte-order mark */
    size_t at;
    uint32_t line; /* of the next one */
    FILE *stream;  /* windows only */
    bool standard, ended;
} an_import_text;

/* Read a whole file of any encoding. False when it cannot be read (status, or counted as bad). */
bool an_import_open(an_import *to, const char *path, an_import_text *text);
/* Walk over a large file of UTF-8 lines. */
bool an_import_open_lines(an_import *to, const char *path, an_import_text *text);
/* The next line without its end; to->line is its number. False at the end. */
bool an_import_next_line(an_import *to, an_import_text *text, an_str *line);
void an_import_close(an_import_text *text);
/* Keep the content of a text that was opened whole until the import is over. */
void an_import_keep(an_import *to, an_import_text *text);

/* Rows of a table in a text that was opened whole. */
void an_import_table(an_import *to, const an_import_text *text, an_table_reader *reader, char separator);
/* The next good row (bad ones are told); false at the end. */
bool an_import_row_next(an_import *to, an_table_reader *reader);
void an_import_bad_cell(an_import *to, const an_table_reader *reader, const an_cell *cell, const char *format, ...) AN_PRINTF(4, 5);

/* Words ---------------------------------------------------------------------------------------------------------------------------- */

/* «Last, First» cut in two, a third part like «Jr.» left out; false when it is no such name: other commas, or only Jr, Ltd … behind it. */
bool an_name_inverted(an_str name, an_str *last, an_str *first);
/* Capitals to a name: «AL-QAIDA IN THE MAGHREB» → «Al-Qaida in the Maghreb»; words that are not all capitals stay. */
void an_name_recase(an_buf *out, an_str name, bool person);
/* No small letter in it, and at least two capitals. */
bool an_name_is_upper(an_str name);
/* A word in capitals without a vowel, or that nobody could say: it is a short form. */
bool an_name_looks_short(an_str word);
/* The word is made of the initials of a longer name, with or without its small words. */
bool an_name_is_initials(an_str word, an_str name);
size_t an_name_words(an_str name);
/* Some letter or digit. */
bool an_name_has_letter(an_str name);
/* Each i-th word of names; false at the end. `*at` starts as 0. */
bool an_name_next_word(an_str name, size_t *at, an_str *word);
bool an_name_is_small_word(an_str word);
/* One of its words is one that organizations are called by: MINISTRY, FRONT … (in capitals). */
bool an_name_has_body_word(an_str name);
bool an_name_has_word(an_str name, an_str wanted);
/* Two names in capitals are of one organization: initials, spellings, or most of their telling words. */
bool an_names_same_actor(an_str a, an_str b);
/* `other` is a spelling or an official form of a state's name, not its city or people. */
bool an_names_same_state(an_str head, an_str other);
/* Whether this single word (or state) is on the list of the data folder. */
bool an_import_is_common(an_import *to, an_str word);
void an_import_load_common(an_import *to);

/* Other people's words for types → ours («PER», «Company», «GPE» …); unknown ones in small letters. A view of static text or the arena. */
an_str an_import_type_word(an_import *to, an_str word);
/* "DZA" → "DZ", "" when unknown. */
an_str an_country_of(an_str iso3);
/* Any usual form of a date → ISO in `out`; false when it is none. */
bool an_import_date(char out[11], an_str text);

/* Formats -------------------------------------------------------------------------------------------------------------------------- */

void an_import_plain(an_import *to, const char *const *paths, size_t count);
void an_import_csv(an_import *to, const char *const *paths, size_t count);
void an_import_own(an_import *to, const char *const *paths, size_t count);
void an_import_petrarch(an_import *to, const char *const *paths, size_t count);
void an_import_gate(an_import *to, const char *const *paths, size_t count);
void an_import_spacy(an_import *to, const char *const *paths, size_t count);
void an_import_regexner(an_import *to, const char *const *paths, size_t count);
void an_import_ofac(an_import *to, const char *const *paths, size_t count);
void an_import_ftm(an_import *to, const char *const *paths, size_t count);
void an_import_wikidata(an_import *to, const char *const *paths, size_t count);
void an_import_skos(an_import *to, const char *const *paths, size_t count);

/* End of a file: how many bad rows were kept back. */
void an_import_end(an_import *to);

/* Set up, and the writer of our format. */
void an_import_init(an_import *to, const an_dict_import_options *options, an_dict_report *report, const an_observer *watch, an_error *err);
an_status an_import_write(an_import *to, const char *path, an_str comment, an_error *err);
/* What the reading came to. */
an_status an_import_verdict(an_import *to);

#endif
