/* The user's corrections (--aliases FILE): same, different, never. docs/dictionaries.md has the format. */
#ifndef EXTRACT_CORRECTIONS_H
#define EXTRACT_CORRECTIONS_H

#include "actornet/observer.h"
#include "lexicon/lexicon.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct an_corrections an_corrections;

/* Read a file. A line that is no correction, or one that contradicts another (same A B, different A B; also through a chain), is an error
   with its line. AN_ERR_SYNTAX, AN_ERR_NOT_FOUND, AN_ERR_IO, AN_ERR_NOMEM. */
an_status an_corrections_load(an_corrections **out, const char *path, const an_observer *watch, an_error *err);
void an_corrections_free(an_corrections *corrections);

/* Hash of the file's bytes, 32 hexadecimal digits: for the report. */
const char *an_corrections_hash(const an_corrections *corrections);
size_t an_corrections_count(const an_corrections *corrections);
/* "aliases.tsv:3: same 'A' 'B'": for the report of those that hit nothing. */
const char *an_corrections_line(const an_corrections *corrections, size_t i);

/* The questions below take folded names (text/fold.h, blanks of any kind as one blank) and mark in used[] (one byte a correction) what they
   used. `corrections` may be NULL. */

/* Whether a «same» or «different» line is about a name that the program would take for a part of another one («Lady Berg»). */
bool an_corrections_tell(const an_corrections *corrections, an_str form, uint8_t *used);
bool an_corrections_never(const an_corrections *corrections, an_str form, uint8_t *used);
/* The name that the user wants for this one: the first name of its group of «same» lines as written there; "" when there is none. */
an_str an_corrections_same(const an_corrections *corrections, an_str name, uint8_t *used);
/* The same for an actor of a dictionary, by its name or its id; `folded` is room for these, and fails when out of memory. */
an_str an_corrections_actor(const an_corrections *corrections, const an_actor *actor, an_buf *folded, uint8_t *used);
/* The i-th name of the group of «same» lines that holds the folded name, in the order of writing; "" beyond the last or when there is no
 * group. */
an_str an_corrections_member(const an_corrections *corrections, an_str name, size_t i);
/* Whether the two, or what is the same as they, must stay apart. */
bool an_corrections_different(const an_corrections *corrections, an_str a, an_str b, uint8_t *used);
/* Whether a «different» line is about the name. */
bool an_corrections_parts(const an_corrections *corrections, an_str name);
/* An actor was called by this name because «same» lines hold it, though nothing else of them was met. Not without corrections. */
void an_corrections_called(const an_corrections *corrections, an_str name, uint8_t *used);

/* The folded form in which names are compared here. */
void an_corrections_fold(an_buf *out, an_str name);

#endif
