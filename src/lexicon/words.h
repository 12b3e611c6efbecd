/* Common words of the language (dict/words/common.txt in the data folder): names that are such words are found where nobody means them. */
#ifndef LEXICON_WORDS_H
#define LEXICON_WORDS_H

#include "base/map.h"
#include "lexicon/lexicon.h"

typedef struct an_common_words {
    an_map words; /* folded */
    an_buf folded;
} an_common_words;

/* Fill from the data folder; nothing is there when `data` is NULL or holds no such file. AN_ERR_NOMEM. */
an_status an_common_words_load(an_common_words *out, const char *data, an_error *err);
void an_common_words_clear(an_common_words *words);
bool an_common_words_hold(an_common_words *words, an_str text);

/* What it takes to say so: common words that are read when they are needed first. */
typedef struct an_accents {
    an_common_words words;
    bool loaded;
    const char *data; /* folder */
} an_accents;

/* Whether the accents of an alias count: it is one accented word whose plain form is too short or, for a user's (shipped ones are chosen with
   care), a common word. Tô must not match «to». AN_ERR_NOMEM. */
an_status an_accents_count(an_accents *accents, an_str alias, an_layer layer, bool *out, an_error *err);

/* The alias is one letter or digit (scripts without spaces do not count). */
bool an_is_single_letter(an_str text);
/* The alias is one common word, and nothing keeps it from being found as such: no `near`, no `exact` in capitals. */
bool an_is_harmful_word(an_common_words *words, const an_alias *alias, an_str text);

#endif
