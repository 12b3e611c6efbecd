/* The roll of actors over all documents: who they are, what they are called, where they stand. */
#ifndef LINK_ROLL_H
#define LINK_ROLL_H

#include "base/map.h"
#include "link/links.h"
#include "link/tally.h"

#define AN_ROLL_NONE UINT32_MAX

/* The text that was counted last, and its place in the tally. */
typedef struct an_counted {
    uint32_t text, entry; /* text: number plus 1; 0 = none yet */
} an_counted;

/* An actor while counting; its number is that of its key. */
typedef struct an_roll_actor {
    uint64_t mentions, documents, windows;
    uint64_t last_document, last_window; /* serial of the last one that counted it */
    uint32_t first_date, last_date;      /* an_date_number() */
    const an_attribute *attributes;
    const uint64_t *attributes_met; /* by attribute: serial of the document that it is of */
    size_t attribute_count;
    an_counted label, type, form; /* most often the next ones are the same */
    uint32_t why, rule;           /* of the form: an_why() plus 1 and its place in the tally of rules */
    uint32_t member;              /* of the roster, as which it was met last; 0 = as none */
} an_roll_actor;

typedef struct an_roll {
    an_map keys, texts; /* a text's number elsewhere is that in `texts`, plus 1; 0 = none */
    an_roll_actor *items;
    size_t capacity;
    uint32_t *members; /* by member of the roster, less 1: number of the actor plus 1 */
    size_t member_capacity;
    an_tally labels, types; /* actor << 32 | text, counted by document */
    an_tally forms;         /* actor << 32 | text, counted by mention */
    an_tally rules;         /* form << 8 | an_why(), counted by mention */
    an_arena arena;
    an_buf scratch;
} an_roll;

/* The document that is being counted. */
typedef struct an_roll_document {
    uint64_t serial; /* 1, 2, 3 … */
    uint32_t date;   /* an_date_number() */
} an_roll_document;

void an_roll_clear(an_roll *roll);
/* Number of the actor with this key, or AN_ROLL_NONE when out of memory. */
uint32_t an_roll_actor_of(an_roll *roll, an_str key);
/* … of an actor that a document names. */
uint32_t an_roll_actor_found(an_roll *roll, const an_found_actor *found);
/* An actor is named in a document: counts the document once. */
bool an_roll_meet(an_roll *roll, uint32_t actor, const an_found_actor *found, const an_roll_document *document);
/* … by these words, found or joined by this (an_why()). */
bool an_roll_mention(an_roll *roll, uint32_t actor, an_str form, unsigned why);
/* Widen a range of dates (an_date_number()) by another. */
static inline void an_widen(uint32_t *first, uint32_t *last, uint32_t date)
{
    if (date && (!*first || date < *first))
        *first = date;
    if (date > *last)
        *last = date;
}

/* Add all of another roll, which saw other documents. numbers[actor] becomes the place of its actor in this one; the caller's to free. */
bool an_roll_join(an_roll *roll, const an_roll *from, uint32_t **numbers);

/* All actors by key, with their texts joined; `rank[number]` is an actor's place. Both lists are the caller's to free; strings stay the
 * roll's. */
bool an_roll_finish(an_roll *roll, an_linked_actor **actors, uint32_t **rank);

/* Append text with every run of blanks, line ends and control characters as one blank, none at the ends, and without soft hyphens and
   word joiners. */
void an_collapse(an_buf *out, an_str text);

#endif
