/* What parts of features add up to, remembered: most words of a text have been met before, many with the same neighbours. What a part looks
   at is told by two numbers and nothing else, so its sum is looked up once instead of each feature. Of fixed size, one for each thread; what
   it holds changes no result. */
#ifndef EXTRACT_TAGGER_MEMO_H
#define EXTRACT_TAGGER_MEMO_H

#include "extract/tagger/features.h"

enum { AN_MEMO_KINDS_BITS = 10, AN_MEMO_WORDS_BITS = 13, AN_MEMO_PAIRS_BITS = 13, AN_MEMO_LOOKS_BITS = 12 };

/* What all words of the same lists, shape and class have in common. `kind` 0: free. */
typedef struct an_memo_kind {
    uint64_t lists, kind;
    an_sums of[AN_ROLES];
} an_memo_kind;

/* A word by itself, as far as it has been asked for. */
typedef struct an_memo_word {
    uint64_t key, kind;
    an_sums inside;
    an_sums edge[2];      /* by side */
    an_sums beside[2][2]; /* by side, steps away - 1 */
} an_memo_word;

/* The word at an end of a name and the one beside it. */
typedef struct an_memo_pair {
    uint64_t key, rest;
    an_sums any, alone;
} an_memo_pair;

typedef struct an_memo_look {
    uint64_t classes, rest;
    an_sums sum;
} an_memo_look;

typedef struct an_memo {
    const an_model *model;
    struct an_memo_tables {
        an_memo_kind kinds[1 << AN_MEMO_KINDS_BITS];
        an_memo_word words[1 << AN_MEMO_WORDS_BITS];
        an_memo_pair pairs[1 << AN_MEMO_PAIRS_BITS];
        an_memo_look looks[1 << AN_MEMO_LOOKS_BITS];
        /* of which there are few */
        an_sums signs[AN_SIGN_COUNT][AN_ROLES];
        an_sums seen[2][4];         /* by «initial», first two signs */
        an_sums covers[3][2][2][2]; /* again, several, starts, ends */
    } *tables;
    void *memory; /* an_free */
} an_memo;

/* Room for sums of the model; false when out of memory. */
bool an_memo_ready(an_memo *memo, const an_model *model);

/* Parts of a word's sums. */
enum { AN_MEMO_INSIDE = 1, AN_MEMO_BESIDE = 2 /* << side */ };

/* A word, and the word at an end of a name with the one beside it, will be asked for soon. */
void an_memo_expect_word(const an_memo *memo, const an_token *token);
void an_memo_expect_pair(const an_memo *memo, an_side side, const an_token *beside, const an_token *token);

/* The sums of a part, looked up or worked out by `features`, which is begun. They stay until the next of the same kind is asked for. `parts`
   tells those of a word that are needed. */
const an_memo_word *an_memo_word_of(const an_memo *memo, an_features *features, const an_token *token, unsigned parts);
/* Of the letters of a token whose word does not tell them. */
an_sums an_memo_letters(an_features *features, const an_token *token);
const an_memo_pair *an_memo_pair_of(const an_memo *memo, an_features *features, an_side side, const an_token *beside,
                                    const an_token *token);
an_sums an_memo_look_of(const an_memo *memo, an_features *features, const an_look *look);

#endif
