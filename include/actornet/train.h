/**
 * @file train.h
 * Fitting the model by which the program finds names that no dictionary lists.
 *
 *     an_train_options how;
 *     an_train_options_default(&how);
 *     how.texts = paths, how.text_count = count;
 *     if (an_train(stdout, lexicon, &how, &facts, &watch, &err) == AN_OK) …
 *
 * A model is a text file (dict/models/). It holds words of the text it was fitted on: one that was fitted on a leak tells names from it.
 */
#ifndef ACTORNET_TRAIN_H
#define ACTORNET_TRAIN_H

#include "actornet/lexicon.h"

#include <stdbool.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Fill with an_train_options_default(). */
typedef struct an_train_options {
    const char *const *texts;      /**< annotated text: JSONL, CoNLL columns, brat; "FILE:0.3" counts it that much */
    size_t text_count;
    const char *const *unlabelled; /**< text without annotation: what the model is sure of in it is learned, too */
    size_t unlabelled_count;
    bool groups;                   /**< write groups of words that the texts use alike (dict/words/groups.tsv) instead of a model */
    const char *const *without;    /**< templates to leave out, to see what they are worth: "x.again", or "u.*" for all that begin so */
    size_t without_count;
    const char *from;              /**< a model to start from and to adapt; "shipped" = that of the data folder; NULL = from nothing */
    const char *note;              /**< lines for the head of the file: where the texts are from; or NULL */
    unsigned epochs;               /**< rounds over the text; default 12 */
    double rate;                   /**< of learning; default 0.05 */
    double thin;                   /**< share of all features that a step goes without, others each time, so that none leans on others; 0 to 0.9, default 0.3 */
    double dropout;                /**< how often the letters of words are left out, so that the rest is learned; default 0.4 */
    double capitals;               /**< share of documents that are learned a second time in capitals; default 0.2 */
    double sure;                   /**< how sure the model must be of a sentence without annotation; default 0.8 */
    unsigned rounds;               /**< fittings with what was learned from unlabelled text; default 1 */
    unsigned least;                /**< places at which a feature must be seen; default 3 */
    double prune;                  /**< features whose weights all are smaller go, then the rest is fitted again; default 0.22; 0 = none */
    uint64_t seed;                 /**< default 1 */
} an_train_options;

/** What was learned from. */
typedef struct an_train_facts {
    size_t documents, names, lost;    /**< annotated documents; their names; those that were not understood as names */
    size_t sentences, sentences_kept; /**< without annotation; those that were learned from */
    size_t features, rows;            /**< seen; written */
    size_t words;                     /**< of the texts, when groups were asked for */
} an_train_facts;

AN_API void an_train_options_default(an_train_options *options);

/**
 * Fit and write a model. Same input, same bytes. The lexicon should be the one that the model will be used with.
 * @return AN_OK; AN_ERR_NOT_FOUND, AN_ERR_IO, AN_ERR_SYNTAX (a text or the model to start from); AN_ERR_INVALID (no name to
 *         learn from, an unknown template, a share out of range); AN_ERR_CANCELLED; AN_ERR_NOMEM.
 */
AN_API AN_MUST_CHECK an_status an_train(FILE *to, const an_lexicon *lexicon, const an_train_options *options, an_train_facts *facts,
                                        const an_observer *watch, an_error *err);

#ifdef __cplusplus
}
#endif
#endif
