/* A stretch that refusals judge, and what they ask of its tokens. */
#ifndef EXTRACT_TAGGER_JUDGED_H
#define EXTRACT_TAGGER_JUDGED_H

#include "extract/tagger/features.h"

/* The tokens of the scene, and which of them. */
typedef struct an_judged {
    const an_scene *scene;
    const an_token *t;
    size_t first, end, count; /* tokens [first, end) of count */
} an_judged;

static inline an_str text_of(const an_judged *r, size_t token)
{
    return an_str_sub(r->scene->text, r->t[token].span.start, r->t[token].span.end);
}

static inline bool is_one_of(an_str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count && word.len; i++) /* most words differ in the first letter */
        if ((words[i][0] | 0x20) == (word.ptr[0] | 0x20) && an_str_equal_ascii_case(word, an_str_of(words[i])))
            return true;
    return false;
}
#define ONE_OF(word, table) is_one_of(word, table, sizeof(table) / sizeof *(table))

static inline bool is_word(const an_judged *r, size_t token)
{
    return token < r->count && r->t[token].atom != AN_NO_ATOM;
}

static inline bool is_sign(const an_judged *r, size_t token, char sign)
{
    return token < r->count && r->t[token].atom == AN_NO_ATOM && r->t[token].class_ == sign;
}

#endif
