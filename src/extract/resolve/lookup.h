/* What names are looked up by, so that no sieve has to compare all with all: a name that may be meant is put under some keys, a name that asks
   looks under some. Keys are hashes; what is found under one is compared by the sieve. */
#ifndef EXTRACT_RESOLVE_LOOKUP_H
#define EXTRACT_RESOLVE_LOOKUP_H

#include "extract/resolve/name.h"

typedef enum an_lookup {
    /* few names, all of one document */
    AN_BY_LAST_WORD, /* names that hold the last word */
    AN_BY_SOUND,     /* names whose last word, or all words together, sound the same */
    AN_BY_LETTER,    /* names of several words that start with the same letter */
    AN_BY_NICKNAME,  /* names that hold what the word is short for */
    /* of either */
    AN_BY_FIRST_WORD, /* persons of several words with the same first one */
    AN_BY_HEAD,       /* bodies and places with the same words in any order */
    /* many, of a collection */
    AN_BY_FORM,     /* the same words */
    AN_BY_WORDS,    /* the same words in any order */
    AN_BY_GIVEN,    /* the same last word, and the same letter in front */
    AN_BY_SURNAME,  /* names of several words with the same last one */
    AN_BY_ENDS,     /* names of several words with the same last or first one */
    AN_BY_LONG_GIVEN, /* the same, of what the word is short for */
    AN_BY_SPELLING, /* a last word that sounds the same behind the same sound in front; all words together sound the same */
    AN_BY_FIRST_SURNAME, /* persons' names without the last word; of four words also the first and the last but one */
    AN_BY_INITIALS, /* names with these initials */
    AN_BY_STEM,     /* the words in front of those that say what kind of thing it is */
    AN_BY_STEM_OF_PART, /* a whole name that is those words of the part */
    AN_BY_REST,     /* the words behind the first one */
    AN_BY_START,    /* the words in front of the first small one */
    AN_BY_FIRST,    /* organisations of several words with the same first one */
    AN_LOOKUPS
} an_lookup;

enum { AN_KEYS = AN_NAME_WORDS + 1 };

/* The keys that a name is put under, and those that it asks for; their number. */
size_t an_lookup_put(an_lookup lookup, const an_name *name, uint64_t keys[AN_KEYS]);
size_t an_lookup_ask(an_lookup lookup, const an_name *name, uint64_t keys[AN_KEYS]);

#endif
