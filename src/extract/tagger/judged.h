/* A stretch that refusals judge, and what they ask of its tokens. */
#ifndef EXTRACT_TAGGER_JUDGED_H
#define EXTRACT_TAGGER_JUDGED_H

#include "extract/tagger/features.h"

/* The tokens of the scene, and which of them. */
typedef struct an_judged {
    const an_scene *scene;
    const an_token *t;
    const an_cues *cues;
    size_t first, end, count; /* tokens [first, end) of count */
} an_judged;

static inline an_judged judged_of(const an_scene *scene, size_t first, size_t end)
{
    return (an_judged){scene, scene->tokens->items, an_lists_cues(scene->tokens->words), first, end, scene->tokens->count};
}

static inline an_str text_of(const an_judged *r, size_t token)
{
    return an_str_sub(r->scene->text, r->t[token].span.start, r->t[token].span.end);
}

/* Whether a token is one of some words, or one of those that are asked for often, of which none has other letters than those of ASCII. */
#define ONE_OF AN_STR_IN_ASCII_CASE

static inline bool is_cue(const an_judged *r, size_t token, an_cue cue)
{
    return r->t[token].flags & AN_TOKEN_ASCII && an_cues_of(r->cues, r->t[token].key) >> cue & 1;
}

static inline bool is_word(const an_judged *r, size_t token)
{
    return token < r->count && r->t[token].atom != AN_NO_ATOM;
}

static inline bool is_sign(const an_judged *r, size_t token, char sign)
{
    return token < r->count && r->t[token].atom == AN_NO_ATOM && r->t[token].class_ == sign;
}

/* The token before the stretch, a dot at an abbreviation not counted: «Mr.», «v.»; SIZE_MAX = none in its sentence. */
static inline size_t word_before(const an_judged *r)
{
    size_t token = r->first;

    if (token == 0 || r->t[token].flags & AN_TOKEN_HARD)
        return SIZE_MAX;
    if (is_sign(r, token - 1, '.') && token > 1)
        token--;
    return is_word(r, token - 1) ? token - 1 : SIZE_MAX;
}

/* Whether a word of the stretch is on one of the lists. */
static inline bool any_is_on(const an_judged *r, uint32_t lists)
{
    for (size_t i = r->first; i < r->end; i++)
        if (r->t[i].lists & lists)
            return true;
    return false;
}

/* What a refusal holds for. */
enum {
    PERSON = 1 << AN_NAME_PERSON,
    LOCATION = 1 << AN_NAME_LOCATION,
    ORGANIZATION = 1 << AN_NAME_ORGANIZATION,
    ANY = PERSON | LOCATION | ORGANIZATION
};

/* How many tokens are asked for. */
enum { ONE = 1, MORE = 2, ANY_LENGTH = ONE | MORE };

typedef struct an_refusal {
    bool (*holds)(const an_judged *r);
    unsigned kinds, lengths;
} an_refusal;

/* The kinds that a table refuses, together with those that are refused already: nothing is asked in vain. */
static inline unsigned refused_by(const an_refusal *table, size_t count, const an_judged *r, unsigned kinds)
{
    unsigned length = r->end - r->first == 1 ? ONE : MORE;

    for (size_t i = 0; i < count; i++)
        if (table[i].lengths & length && table[i].kinds & ~kinds && table[i].holds(r))
            kinds |= table[i].kinds;
    return kinds;
}

#endif
