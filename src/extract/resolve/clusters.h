/* Names that are one actor. The sieves run over them in order; a barrier between any two names keeps their whole groups apart, so that no
   chain of rules joins what one rule keeps apart. */
#ifndef EXTRACT_RESOLVE_CLUSTERS_H
#define EXTRACT_RESOLVE_CLUSTERS_H

#include "base/buf.h"
#include "base/sort.h"
#include "extract/resolve/sieve.h"

/* Why a name was left where it is: a sieve found two groups for it, or what it found is kept apart from it. */
typedef struct an_left {
    uint32_t part, whole;
    uint32_t other;  /* that fits as well, or UINT32_MAX */
    an_rule rule;    /* of the sieve */
    const char *why; /* what keeps whole and part apart, or NULL */
} an_left;

typedef struct an_clusters {
    an_name *items; /* by number, in order of adding */
    size_t count, capacity;
    uint32_t *root, *next; /* by name: its group, as the number of the first member; the next member of the group, or UINT32_MAX */
    uint32_t *size;        /* by root */
    uint8_t *rule;         /* by name: an_rule that joined it, AN_RULE_NONE for the fullest name of a group */
    bool *open;            /* by name: a sieve found several actors for it, so no later one decides */
    size_t root_capacity, next_capacity, size_capacity, rule_capacity, open_capacity;
    an_arena arena; /* words of the names */
    an_buf scratch;
    /* what else keeps two names apart («different» lines of the user), or NULL; may be NULL itself */
    const char *(*apart)(void *payload, const an_name *a, const an_name *b);
    /* told of every name that is left; may be NULL */
    void (*left)(void *payload, const an_left *left);
    void *payload;
    /* where names are found by the sieves that run: sorted by key */
    struct an_cluster_key {
        uint64_t key;
        uint32_t name;
        uint8_t words, kind; /* of it: words up to 255, an_kind */
    } * keys;
    size_t key_count, key_capacity;
    /* where the names of each key begin, plus 1, by the key; for few keys there is none. A power of two */
    uint32_t *places;
    size_t place_count, place_capacity;
    an_sort_room room;
    /* by name: where the names of its last word begin, which most sieves of a document ask for; UINT32_MAX when there is no other */
    uint32_t *last_word;
    size_t last_word_capacity;
} an_clusters;

void an_clusters_clear(an_clusters *c); /* release */
void an_clusters_reset(an_clusters *c); /* empty, keep the memory */
/* Room for one more name: the caller fills it (an_name_parse), then calls an_clusters_add(). NULL when out of memory. */
an_name *an_clusters_new(an_clusters *c);
/* The name that was made last is one of them. */
void an_clusters_add(an_clusters *c);
/* The two are one from the start: one target. Nothing is asked. */
void an_clusters_same(an_clusters *c, uint32_t a, uint32_t b);
/* Make two names one by a rule. False when something keeps them apart (or they are one already); nothing keeps apart what the user joins. */
bool an_clusters_join(an_clusters *c, uint32_t whole, uint32_t part, an_rule rule);
/* Why a name is in the group of another: what joined it, else what joined that one to it. */
an_rule an_clusters_rule(const an_clusters *c, uint32_t name, uint32_t head);
/* Run the sieves of a table. False when out of memory. O(n log n) for n names, for at most so many names are compared with one. */
bool an_clusters_run(an_clusters *c, an_sieve_table sieves);
uint32_t an_clusters_root(const an_clusters *c, uint32_t name);
/* How many documents of a collection name one of a group; or how many mails are from or to it, if those are more. */
uint64_t an_clusters_presence(const an_clusters *c, uint32_t root);
/* The fullest name of a group: of a dictionary, else of most words, without initials, else the one met most. Names that hardly occur beside their
   last word alone count for nothing unless they begin with a given name. */
uint32_t an_clusters_head(const an_clusters *c, uint32_t root);

#endif
