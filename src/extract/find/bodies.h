/* Bodies of states: what demonym.c and bodies.c share. */
#ifndef EXTRACT_FIND_BODIES_H
#define EXTRACT_FIND_BODIES_H

#include "extract/work.h"

/* A state and a head, found side by side. */
typedef struct an_pair {
    uint32_t state;     /* actor */
    uint32_t atom, end; /* of the head */
    an_str type;
} an_pair;

/* The head («government», «intelligence») that follows a name, or NULL. */
const an_rule_word *an_head_after(const an_extractor *x, uint32_t atom, uint32_t *count);
/* A candidate found by a demonym or a state's name. */
an_candidate an_demonym_over(const an_extractor *x, uint32_t atom, uint32_t count, an_rank rank);
/* The state itself over some atoms. Here and below: false = out of memory. */
bool an_state_add(an_extractor *x, uint32_t atom, uint32_t count, uint32_t state, bool no_link);
/* A body over the atoms [first, end). */
bool an_body_add(an_extractor *x, const an_pair *it, uint32_t first, uint32_t end, an_rank rank);
/* Heads beside the own names of states. */
bool an_bodies_find(an_extractor *x);

#endif
