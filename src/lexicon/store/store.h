/* Rows and actors of dictionaries, packed: what a compiled dictionary holds, and what sources become when they are read. A store is a set of
   sections without pointers, in memory or mapped from a file; it is made by a draft (draft.h), written and opened by compiled.c.

   Every row has its text in the matcher, its actor, and flags. An actor has a type, attributes, a name where that is not the text of its first
   row, and an id where that is not the name. What few rows have (near, dates) stands in a list of its own, sorted by row. Texts that repeat are
   values, by number; 0 is "".

   A mapped store may be damaged: every number is checked when it is used. A wrong one gives another row or an empty text, never a read outside
   of the sections. */
#ifndef LEXICON_STORE_STORE_H
#define LEXICON_STORE_STORE_H

#include "lexicon/lexicon.h"
#include "lexicon/store/texts.h"

typedef enum an_store_part {
    AN_STORE_NAMES, /* of actors, "" = the text of its first row; the last ones of these are left out */
    AN_STORE_NAME_MARKS,
    AN_STORE_IDS, /* of actors, "" = the name; as above */
    AN_STORE_ID_MARKS,
    AN_STORE_VALUES,
    AN_STORE_VALUE_MARKS,
    AN_STORE_ROW_STEPS,  /* a bit a row: it is the first of the next actor */
    AN_STORE_STEP_MARKS, /* steps before rows 0, 512, 1024 … */
    AN_STORE_STRAYS,     /* an_value_pair: row, actor of rows that do not stand with their actor's first; `never`: AN_NO_ACTOR; sorted */
    AN_STORE_ROW_ACTORS, /* packed, instead of these three where most rows are strays; a number beyond the last actor: `never` */
    AN_STORE_FIRST_ROWS, /* packed, with it: of each actor */
    AN_STORE_ROW_FLAGS,  /* packed an_row_flag */
    AN_STORE_CONDITIONS, /* an_row_condition, sorted by row */
    AN_STORE_RUNS,       /* an_row_run, sorted by row */
    AN_STORE_FILES,      /* values: files that rows came from */
    AN_STORE_ACTOR_TYPES, /* packed: an_actor_type + 1, 0 = none */
    AN_STORE_TYPES,
    AN_STORE_ATTRIBUTE_ENDS, /* by actor: one behind its last attribute; none when no actor has any */
    AN_STORE_ATTRIBUTES,     /* an_value_pair: name, value; sorted by name */
    AN_STORE_ID_SLOTS,       /* hash table of ids */
    AN_STORE_NAME_SLOTS,     /* of names that are not the id: the first actor of each */
    AN_STORE_NAMESAKES,      /* an_value_pair: actor, the next actor of the same name; sorted */
    AN_STORE_PARTS
} an_store_part;

typedef enum an_row_flag {
    AN_ROW_CASE = 3, /* bits of an_case */
    AN_ROW_STRAY = 4,
    AN_ROW_ACCENTED = 8,
    AN_ROW_SHIPPED = 16,
    AN_ROW_IN_PLACE = 32,
    AN_ROW_CONDITION = 64
} an_row_flag;

typedef struct an_row_condition {
    uint32_t row, near, from, until; /* values */
} an_row_condition;

/* Rows from `row` on stand in the file with this number, one a line, the first in `line`. */
typedef struct an_row_run {
    uint32_t row, file, line;
} an_row_run;

typedef struct an_actor_type {
    uint32_t value;
    uint32_t own; /* in a cell of its own: goes before the default of a file */
} an_actor_type;

typedef struct an_value_pair {
    uint32_t key, value;
} an_value_pair;

enum { AN_STEPS_STRIDE = 512 };

typedef struct an_section {
    const void *bytes;
    size_t size;    /* in bytes */
    size_t count;   /* of items */
    unsigned width; /* of a packed number in bits */
} an_section;

typedef struct an_store {
    size_t rows, actors;
    size_t user_actors; /* actors before this one come from the user's files */
    uint64_t made_of;    /* hash of the shipped files that it was compiled from, 0 = of others */
    an_section parts[AN_STORE_PARTS];
    an_matcher *matcher; /* of the rows: a term is a row */
    bool mapped;         /* not ours to free, and not to be trusted */
    bool shipped;        /* all its rows are, whatever their flags say */
} an_store;

void an_store_clear(an_store *store);

/* Rows. The alias gets everything but `near_first`, `near_count`, and its actor is one of the store; `*condition` is the number of its
   conditions. */
#define AN_NO_CONDITION SIZE_MAX
an_alias an_store_alias(const an_store *store, uint32_t row, size_t *condition);
an_str an_store_text(const an_store *store, uint32_t row);
/* Whether nothing but its case may keep the row, one of the user's, from holding where it stands; its actor, AN_NO_ACTOR for `never`. */
bool an_store_is_free(const an_store *store, uint32_t row, an_case *casing, uint32_t *actor);
/* Have what an_store_alias() of a row will look at brought near; any number will do. */
void an_store_fetch(const an_store *store, uint32_t row);
/* The first row at or behind `row` that is a shipped one, or the number of rows. */
uint32_t an_store_next_shipped(const an_store *store, uint32_t row);
/* Where a row stands; `file` is the number of a file in the store. */
an_origin an_store_origin(const an_store *store, uint32_t row);
size_t an_store_files(const an_store *store);
an_str an_store_file(const an_store *store, size_t file);

/* Actors. */
an_str an_store_name(const an_store *store, uint32_t actor);
an_str an_store_id(const an_store *store, uint32_t actor);
/* Both at once. */
void an_store_call(const an_store *store, uint32_t actor, an_str *id, an_str *name);
/* "" when there is none. */
an_str an_store_type(const an_store *store, uint32_t actor, bool *own);
size_t an_store_attribute_count(const an_store *store, uint32_t actor);
an_attribute an_store_attribute(const an_store *store, uint32_t actor, size_t i);
an_str an_store_value(const an_store *store, uint32_t value);

/* The actor with this id, or the first, next one with this name that is not its id; AN_NO_ACTOR. */
uint32_t an_store_find_id(const an_store *store, an_str id);
uint32_t an_store_find_name(const an_store *store, an_str name);
uint32_t an_store_next_named(const an_store *store, uint32_t actor);

/* Hash tables of actors: slots hold actor + 1 in as many bits as the largest needs, and bits of the hash above. */
typedef struct an_slots {
    const uint32_t *items;
    size_t count;
    unsigned bits; /* of the number */
} an_slots;
uint32_t an_slot_hash(an_str text);
an_slots an_slots_of(const uint32_t *items, size_t count, size_t actors);
/* Where a search starts, where it goes on, and whether a slot may be the one. */
static inline size_t an_slot_first(const an_slots *slots, uint32_t hash)
{
    return (size_t)(((uint64_t)hash * slots->count) >> 32);
}
static inline size_t an_slot_next(const an_slots *slots, size_t slot)
{
    return slot + 1 == slots->count ? 0 : slot + 1;
}
static inline uint32_t an_slot_value(const an_slots *slots, uint32_t hash, uint32_t actor)
{
    return slots->bits < 32 ? hash << slots->bits | (actor + 1) : actor + 1;
}
/* The actor in a slot if its bits of the hash are those, else AN_NO_ACTOR. */
static inline uint32_t an_slot_actor(const an_slots *slots, uint32_t hash, uint32_t slot)
{
    uint32_t mask = slots->bits < 32 ? (UINT32_C(1) << slots->bits) - 1 : UINT32_MAX;

    return ((slot ^ an_slot_value(slots, hash, 0)) & ~mask) == 0 ? (slot & mask) - 1 : AN_NO_ACTOR;
}

/* Packed numbers: `width` bits each, the lowest first; 8 bytes more than needed are there to be read. */
uint32_t an_packed_get(const an_section *section, size_t i);
size_t an_packed_size(size_t count, unsigned width);
void an_packed_put(unsigned char *bytes, unsigned width, size_t i, uint32_t value);
unsigned an_packed_width(uint32_t largest);

#endif
