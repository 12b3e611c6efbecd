/* The members of a JSON object that are asked for, taken from the text without a tree of it. */
#ifndef READ_MEMBERS_H
#define READ_MEMBERS_H

#include "base/arena.h"
#include "base/json.h"

/* A member that is asked for by its name. Of several of that name the last one counts. */
typedef struct an_member {
    const char *name;
    an_json_kind kind; /* AN_JSON_NONE: not there */
    an_str text;       /* of a string, decoded: a view of the line or in the arena; of an int its digits; else "" */
    bool kept;         /* the text is in the arena */
} an_member;

/* Take the members of a line that is one object and nothing else. False when the line has anything that is not plain and right (also when
   memory runs out): then base/json.h must read it, which knows everything and says what is wrong. */
bool an_members_take(an_member *members, size_t count, an_str line, an_arena *arena);

/* The four digits of \uXXXX at `at`; UINT32_MAX when they are none. */
uint32_t an_hex4(an_str raw, size_t at);

#endif
