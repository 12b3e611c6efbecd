#include "extract/tagger/language.h"

/* What a small word tells: 0 nothing. */
static size_t told(uint64_t cues)
{
    return cues >> AN_CUE_ABROAD & 1 ? 2 : cues >> AN_CUE_IN_NAMES & 1;
}

static uint64_t cues_of(const an_tokens *tokens, size_t token)
{
    const an_token *t = tokens->items + token;

    return t->shape == AN_SHAPE_LOWER ? an_cues_of(an_lists_cues(tokens->words), t->key) : 0;
}

size_t an_language_told(const an_tokens *tokens, size_t from, size_t to)
{
    size_t sum = 0;

    for (size_t i = from; i < to; i++)
        sum += told(cues_of(tokens, i));
    return sum;
}

an_language an_language_of(const an_tokens *tokens)
{
    enum { LOOK = 1000, LEAST = 3, SHARE = 9 }; /* of English text at most a twentieth, of the others a fifth to a half */
    /* Words in small letters: with others than those of ASCII are hardly any in English, a third and more elsewhere; of grammar a third and more. */
    enum { FEWEST = 8, STRANGE = 4, GRAMMAR = 6 };
    size_t end = tokens->count < LOOK ? tokens->count : LOOK, words = 0, sum = 0, of = 0, german = 0, small = 0, strange = 0, grammar = 0;

    for (size_t i = 0; i < end; i++) {
        uint64_t cues = cues_of(tokens, i);
        words += tokens->items[i].atom != AN_NO_ATOM;
        if (tokens->items[i].shape == AN_SHAPE_LOWER) {
            small++;
            grammar += (tokens->items[i].lists & AN_IN(AN_WORD_FUNCTION)) != 0;
            strange += !(tokens->items[i].flags & AN_TOKEN_ASCII);
        }
        sum += told(cues);
        of += cues >> AN_CUE_OF_ABROAD & 1;
        german += 2 * (cues >> AN_CUE_GERMAN & 1);
    }
    if (strange >= FEWEST && strange * STRANGE > small && grammar * GRAMMAR < small)
        return AN_LANGUAGE_FOREIGN;
    if (sum < LEAST || (sum + of) * SHARE < words)
        return AN_LANGUAGE_ENGLISH;
    return german * 2 > sum + of ? AN_LANGUAGE_GERMAN : AN_LANGUAGE_FOREIGN;
}
