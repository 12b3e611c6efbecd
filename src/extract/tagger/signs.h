/* What a document says of its capitalised words: how often each stands in a telling place. A word's own place does not count for itself.
   docs/tagger.md §4. */
#ifndef EXTRACT_TAGGER_SIGNS_H
#define EXTRACT_TAGGER_SIGNS_H

#include "extract/tagger/runs.h"

typedef enum an_sign {
    AN_SIGN_LOWER,   /* stands in small letters */
    AN_SIGN_CAP,     /* with a capital where none is needed */
    AN_SIGN_TITLE,   /* behind a title */
    AN_SIGN_GIVEN,   /* behind a given name */
    AN_SIGN_PLACE,   /* behind in, at, near */
    AN_SIGN_SAYS,    /* before said; before «, who», «, 45,» */
    AN_SIGN_ORG,     /* in a run that ends in a word of organisations */
    AN_SIGN_LOC,
    AN_SIGN_COMPANY,
    AN_SIGN_BRACKET, /* in brackets */
    AN_SIGN_THE,     /* behind «the» */
    AN_SIGN_STATE,   /* before a comma and a state */
    AN_SIGN_NAME,    /* in a run that starts with a given name */
    AN_SIGN_RUN,     /* in a run of several tokens */
    AN_SIGN_IS_PERSON, /* told what it is: «, a sailor», «is a singer» */
    AN_SIGN_IS_ORG,
    AN_SIGN_IS_LOC,
    AN_SIGN_OF_PERSON, /* in a person's name of several words that a dictionary knows */
    AN_SIGN_OF_ORG,
    AN_SIGN_OF_LOC,
    AN_SIGN_COUNT
} an_sign;

typedef struct an_signs {
    struct an_signs_entry *slots; /* by key */
    size_t mask, capacity, count; /* slots but one; slots there is memory for; keys */
    uint64_t capitals; /* words in capitals: a bit for some of them each (capitals_bit) */
    uint32_t *of; /* by token: its own signs while they are gathered, then those of its word's other places */
    size_t of_capacity;
} an_signs;

/* A stretch that a dictionary knows. */
typedef struct an_phrase {
    uint32_t first, end; /* tokens */
    char class_;         /* K state, C city, R other place, O organisation, P person, N demonym, X other */
} an_phrase;

/* Learn from a document's tokens, runs and phrases. False when out of memory. Linear. */
bool an_signs_gather(an_signs *signs, an_str text, const an_tokens *tokens, const an_runs *runs, const an_phrase *phrases,
                     size_t phrase_count);
void an_signs_clear(an_signs *signs);
/* Let go of all but the signs of tokens: nothing else can be asked then. */
void an_signs_let_go(an_signs *signs);

/* The signs that other places of a capitalised token's word have, as a set of 1 << an_sign. */
static inline unsigned an_signs_of(const an_signs *signs, size_t token)
{
    return signs->of[token];
}
/* How often a string (key of joined tokens) is a whole run. */
unsigned an_signs_runs(const an_signs *signs, uint64_t string);
/* Whether initials (their key) are those of a run; whether a word in capitals of these letters stands anywhere. */
bool an_signs_initials(const an_signs *signs, uint64_t initials);
bool an_signs_capitals(const an_signs *signs, const char *letters, size_t count);

/* Whether the token is a given name and nothing else that is known. */
bool an_is_given(const an_token *token);

/* What is told behind a name. */
typedef struct an_behind {
    char what;     /* 'P' that it is a person («X (1900–1950) was a singer»), 'O' an organisation, 'L' a place; 0 nothing */
    bool by_comma; /* «X, a town in» */
} an_behind;

/* Of the name that ends with the token. */
an_behind an_told_behind(const an_tokens *tokens, size_t token);

/* Key of the tokens [first, end) as one string: an_key_mix() of AN_TOKENS_KEY and the key of each; of the initials of their capitalised
   ones, 0 when there are fewer than two. */
#define AN_TOKENS_KEY UINT64_C(0x517CC1B727220A95)
uint64_t an_tokens_key(const an_tokens *tokens, size_t first, size_t end);
uint64_t an_initials_key(an_str text, const an_tokens *tokens, size_t first, size_t end);

#endif
