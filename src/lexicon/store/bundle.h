/* What shipped.anet holds beside the dictionaries: the words of lists, what `near` names, and patterns, as numbers that lead into tables. It may
   be damaged: every number is checked when it is opened, and one that leads nowhere makes it useless as a whole. */
#ifndef LEXICON_STORE_BUNDLE_H
#define LEXICON_STORE_BUNDLE_H

#include "lexicon/loading.h"

/* While it is made: memory of the parts. */
typedef struct an_bundle {
    an_map texts; /* value = place */
    an_texts_draft text, pattern_text;
    an_buf words, attributes, nears, ranges, patterns;
} an_bundle;

/* Fill the parts of the bundle from a lexicon of shipped files alone; they hold while `bundle` does. False when out of memory. */
bool an_bundle_make(an_bundle *bundle, an_str beside[AN_BESIDES], const an_lexicon *lexicon);
void an_bundle_clear(an_bundle *bundle);

/* Words, by number. A damaged one gives another word or an empty text. */
an_word an_packed_word_get(const an_packed_words *words, uint32_t word);
an_str an_packed_word_attribute(const an_packed_words *words, uint32_t word, const char *name);
an_origin an_packed_word_origin(const an_packed_words *words, uint32_t word);
/* Whether a word, not the first, is of the list of the one before it. */
bool an_packed_word_goes_on(const an_packed_words *words, uint32_t word);
bool an_packed_class_goes_on(const an_packed_words *words, uint32_t word);

/* Take words, their matcher and, if asked for, patterns from the parts. `files` turns a number of a file in the bundle into that of
   the lexicon, UINT32_MAX where it is not here.
   AN_ERR_SYNTAX when it is damaged, AN_ERR_NOMEM; then nothing was taken. */
an_status an_bundle_open(an_lexicon *lexicon, const uint32_t *files, size_t file_count, bool patterns);
/* What the conditions of the only volume, which is the shipped one, name. As above. */
an_status an_bundle_nears(an_lexicon *lexicon, an_volume *volume);

#endif
