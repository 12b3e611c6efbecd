/* The forms that each actor goes by, as documents pass: how often, by which rule, where first. Memory grows with actors and their different
   forms. */
#ifndef PIPELINE_NAMINGS_H
#define PIPELINE_NAMINGS_H

#include "actornet/aliases.h"
#include "base/map.h"
#include "extract/extraction.h"

struct an_aliases {
    an_map keys;  /* of actors */
    an_map forms; /* "NUMBER TAB form" of an actor's number */
    an_map whys;  /* number of a form and why it is one, as two numbers; values: mentions */
    struct an_naming_actor {
        an_str label, type;
        int64_t mentions, documents;
        uint64_t last; /* document that has it */
    } * actors;        /* by key */
    struct an_naming_form {
        uint32_t actor;
        an_str text, document, sentence;
        size_t start, end;
        int64_t mentions, documents;
        uint64_t last;
    } * found; /* by form */
    size_t actor_capacity, found_capacity;
    an_arena texts;
    an_buf scratch;
    an_alias_form *listed_forms; /* when finished */
    an_named_actor *listed;
};

/* Count the mentions of a document; the numbers of documents rise from 1. AN_ERR_NOMEM. */
an_status an_namings_add(an_aliases *aliases, const an_extraction *extraction, uint64_t number, an_error *err);
/* Sort what was counted. AN_ERR_NOMEM. */
an_status an_namings_finish(an_aliases *aliases, an_error *err);

#endif
