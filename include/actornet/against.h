/**
 * @file against.h
 * A dictionary held against documents: which of its names are never seen, which are seen most, which are ambiguous there.
 *
 *     an_against_counts counts;
 *     if (an_dict_against(&counts, lexicon, paths, path_count, 20, tell, NULL, &watch, &err) == AN_OK) …
 */
#ifndef ACTORNET_AGAINST_H
#define ACTORNET_AGAINST_H

#include "actornet/lexicon.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum an_against_kind {
    AN_AGAINST_UNSEEN,   /**< a row of the user's that was never found; `other` is a like spelling in the texts, or "" */
    AN_AGAINST_FREQUENT, /**< a name that was found; `other` is the actor's name */
    AN_AGAINST_AMBIGUOUS /**< a text that stands for several actors; `other` lists them, joined by " | " */
} an_against_kind;

/** One line of the answer. Texts hold during the call only. */
typedef struct an_against {
    an_against_kind kind;
    const char *text;
    const char *other;
    const char *file; /**< of an unseen row; "" otherwise */
    size_t line;
    size_t count;     /**< mentions; of an unseen row, how often the like spelling was seen */
    size_t documents;
} an_against;

/** How many there are of each, told or not. */
typedef struct an_against_counts {
    size_t documents, mentions;
    size_t rows, unseen, seen, ambiguous;
} an_against_counts;

/**
 * Read documents as an_extract() does, by dictionaries only, and call `each`: for unseen rows (those with a like spelling first, then by file and
 * line), then for the most frequent names, then for ambiguous texts (both by falling count); `most` of each kind, 0 = all. A spelling is like
 * another when its consonants are (but for one) and few letters differ.
 * @return AN_OK; AN_ERR_NOT_FOUND when no document could be read; AN_ERR_NOMEM … Memory grows with different capitalised words of the documents.
 */
AN_API AN_MUST_CHECK an_status an_dict_against(an_against_counts *counts, const an_lexicon *lexicon, const char *const *paths, size_t path_count,
                                               size_t most, void (*each)(void *payload, const an_against *line), void *payload,
                                               const an_observer *watch, an_error *err);

#ifdef __cplusplus
}
#endif
#endif
