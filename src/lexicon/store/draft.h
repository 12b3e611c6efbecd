/* A store while it is filled: rows are added in their order, actors are numbered by id in order of first sight. */
#ifndef LEXICON_STORE_DRAFT_H
#define LEXICON_STORE_DRAFT_H

#include "base/map.h"
#include "lexicon/store/store.h"

#define AN_DRAFT_LIST(type)                                                                                                                \
    struct {                                                                                                                               \
        type *items;                                                                                                                       \
        size_t count, capacity;                                                                                                            \
    }

/* An attribute of an actor, in a chain. */
typedef struct an_attribute_link {
    uint32_t name, value;
    uint32_t next; /* + 1, 0 = end */
} an_attribute_link;

/* A type, and the file that gave it in a cell of its own. */
typedef struct an_type_draft {
    uint32_t value;
    uint32_t file; /* + 1, 0 = the default of some file */
} an_type_draft;

enum { AN_RECENT_VALUES = 4096 };

typedef struct an_draft {
    an_matcher *matcher;        /* a term is a row; one that is not a row yet is the next one's text */
    an_texts_draft names, ids, values; /* names and ids as in the store */
    AN_DRAFT_LIST(uint32_t) first_rows; /* of actors */
    AN_DRAFT_LIST(uint32_t) row_actors; /* AN_NO_ACTOR = never */
    AN_DRAFT_LIST(uint8_t) row_flags;
    AN_DRAFT_LIST(an_row_condition) conditions;
    AN_DRAFT_LIST(an_row_run) runs;
    AN_DRAFT_LIST(uint32_t) files; /* values */
    AN_DRAFT_LIST(uint32_t) actor_types; /* + 1, 0 = none */
    AN_DRAFT_LIST(an_type_draft) types;
    AN_DRAFT_LIST(uint32_t) attributes; /* by actor: first link + 1; shorter than actors when the last have none */
    AN_DRAFT_LIST(an_attribute_link) links;
    AN_DRAFT_LIST(uint32_t) hashes; /* of ids */
    uint32_t *slots;                /* of ids */
    size_t slot_count;
    size_t user_actors;
    an_map type_numbers;      /* file, text */
    an_map attribute_names;   /* value = its value in the store */
    uint32_t *recent;         /* values met lately, by hash */
    bool shipped;             /* the rows that are read now are */
    an_buf key;
} an_draft;

/* A row to be added. */
typedef struct an_draft_row {
    uint32_t actor; /* AN_NO_ACTOR = never */
    unsigned flags;
    an_str text; /* that of the matcher's term */
    uint32_t near, from, until; /* values */
    uint32_t file, line;
} an_draft_row;

an_status an_draft_open(an_draft *draft, an_error *err);
void an_draft_clear(an_draft *draft);
/* Make room for so many rows and actors more. */
an_status an_draft_reserve(an_draft *draft, size_t rows, an_error *err);

size_t an_draft_rows(const an_draft *draft);

/* All false, or UINT32_MAX, when out of memory (or beyond 4 GiB of texts). */

/* A text that many rows may have. */
uint32_t an_draft_value(an_draft *draft, an_str text);
/* Have what an_draft_actor() will soon look at brought near. */
void an_draft_expect(const an_draft *draft, an_str id);
/* The actor with this id, made when new: of the next row, whose text is in the matcher already. */
uint32_t an_draft_actor(an_draft *draft, an_str id, an_str name);
an_str an_draft_name(const an_draft *draft, uint32_t actor);
/* The type of an actor and the file (+ 1) that gave it; value 0 when it has none. */
an_type_draft an_draft_type(const an_draft *draft, uint32_t actor);
bool an_draft_set_type(an_draft *draft, uint32_t actor, an_str type, uint32_t file);
/* Give the actor an attribute; its first value stays. `name` is a number of an_draft_attribute(). */
bool an_draft_set_attribute(an_draft *draft, uint32_t actor, uint32_t name, an_str value);
uint32_t an_draft_attribute(an_draft *draft, an_str name);

/* Name the next file, which rows call by its number. */
bool an_draft_file(an_draft *draft, an_str shown);
bool an_draft_add(an_draft *draft, const an_draft_row *row);
/* A row that was added; its file and line are not filled in. */
an_draft_row an_draft_get(const an_draft *draft, uint32_t row);
uint32_t an_draft_line(const an_draft *draft, uint32_t row);
an_str an_draft_text(const an_draft *draft, uint32_t value);

/* Pack everything into a store and empty the draft. AN_ERR_NOMEM. */
an_status an_draft_finish(an_draft *draft, an_store *out, an_error *err);

#endif
