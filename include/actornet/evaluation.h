/**
 * @file evaluation.h
 * How good the names, actors and links are: measured on a sample that a person annotated, or on marks in a tick sheet.
 *
 *     an_evaluate_options how = {.gold = &path, .gold_count = 1, .errors = 5};
 *     an_evaluation *result = NULL;
 *     if (an_evaluate(&result, lexicon, &how, &run, report, &watch, &err) == AN_OK)
 *         printf("F1 %.3f\n", an_evaluation_figures(result, &count)[0].f1);
 *
 * docs/evaluation.md defines every figure.
 */
#ifndef ACTORNET_EVALUATION_H
#define ACTORNET_EVALUATION_H

#include "actornet/pipeline.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Precision, recall and F1, each with the interval that holds 95 % of 1,000 samples of the documents, drawn with replacement. */
typedef struct an_figure {
    const char *name; /**< "strict", "exact", "overlap", "location", "organization", "person", "actors_b3", "pairs" */
    const char *of;   /**< what is counted, in words */
    bool there;       /**< false: the gold does not say (actors, pairs) */
    bool counted;     /**< right, wrong, missed are there (not for B-cubed) */
    size_t right, wrong, missed;
    double precision, recall, f1;
    bool interval;    /**< there are two documents or more */
    double low[3], high[3]; /**< of precision, recall, f1 */
} an_figure;

/** A kind of fault. */
typedef struct an_fault_name {
    const char *name; /**< "missed", "invented", "boundary", "type", "name_split", "names_merged", "actor_split", "actors_merged" */
    const char *words; /**< "wrong boundary" … */
} an_fault_name;

/** Faults that are alike: same kind, same words in gold and found. One of them is shown. */
typedef struct an_fault {
    size_t kind;  /**< index into an_fault_names() */
    size_t count, documents;
    an_str gold, gold_type;   /**< what is marked; "" when nothing is */
    an_str found, found_type; /**< what was found */
    an_str other, other_found;/**< of split and merged actors: the other mention, and the actor it was found as */
    an_str document;          /**< the first that has it */
    size_t start, end;        /**< there, of what is marked, else of what was found; code points */
    an_str sentence;          /**< on one line; {…} stands around what is marked, […] around what was found */
} an_fault;

typedef struct an_evaluation an_evaluation;

typedef struct an_evaluate_options {
    const char *const *gold; /**< annotated files and folders: JSON lines, columns, brat */
    size_t gold_count;
    const char *const *predicted; /**< mentions of any program for the same documents; none: the texts are extracted here */
    size_t predicted_count;
    size_t errors; /**< lines of each kind of fault to keep */
} an_evaluate_options;

/**
 * Measure. The lexicon may be NULL when there are predictions. Of `run` the options of extraction and the seed are used.
 * @return AN_OK; AN_ERR_NOT_FOUND: no annotated document; …
 */
AN_API AN_MUST_CHECK an_status an_evaluate(an_evaluation **out, const an_lexicon *lexicon, const an_evaluate_options *options,
                                           const an_run_options *run, an_report *report, const an_observer *watch, an_error *err);
AN_API void an_evaluation_free(an_evaluation *evaluation);

AN_API const an_figure *an_evaluation_figures(const an_evaluation *evaluation, size_t *count);
AN_API const an_fault_name *an_fault_names(size_t *count);
/** Faults of a kind, all of them, shown or not. */
AN_API size_t an_evaluation_fault_count(const an_evaluation *evaluation, size_t kind);
/** By kind, then falling count, then by their words. */
AN_API const an_fault *an_evaluation_faults(const an_evaluation *evaluation, size_t *count);
/** "documents", "documents_missing" (no prediction), "documents_unknown" (predicted, not in the gold), "mentions", "mentions_bad", "lines_bad",
    "files_bad", "crossing", "discontinuous", "unknown_types" …; 0 when unknown. */
AN_API size_t an_evaluation_count(const an_evaluation *evaluation, const char *name);

/* Tick sheets ------------------------------------------------------------------------------------------------------------------ */

/**
 * Write a sheet of `count` random mentions and `count` random links (two actors in one sentence) of the documents, each with its sentence, for a
 * person to mark right or wrong in a spreadsheet: tabs between cells, no cell is a formula. The seed of `run` chooses.
 */
AN_API AN_MUST_CHECK an_status an_ticks_write(FILE *to, const an_lexicon *lexicon, const char *const *paths, size_t path_count, size_t count,
                                              const an_run_options *run, an_report *report, const an_observer *watch, an_error *err);

/** How many rows of a kind are right, and the interval that holds the share with 95 % (Wilson). */
typedef struct an_tick_share {
    const char *kind;  /**< "mention", "link" */
    const char *group; /**< "" = all of the kind; else "by" or "type" */
    an_str name;       /**< "pattern", "person"; "" for all */
    size_t right, marked;
    double share, low, high;
} an_tick_share;

typedef struct an_ticks an_ticks;

/** Whether the file starts like a tick sheet. */
AN_API bool an_ticks_is(const char *path);
/** Read the marks: 1, x, y, yes, r, right, true, + or ✓; 0, n, no, w, wrong, f, false, - or ✗; `?` = not sure; empty = not looked at. Others are told. */
AN_API AN_MUST_CHECK an_status an_ticks_read(an_ticks **out, const char *path, const an_observer *watch, an_error *err);
AN_API void an_ticks_free(an_ticks *ticks);
/** Mentions, then links; all of the kind first, then by rule and by type, sorted by name. Kinds without a mark are left out. */
AN_API const an_tick_share *an_ticks_shares(const an_ticks *ticks, size_t *count);
/** "rows", "unmarked", "unsure", "bad". */
AN_API size_t an_ticks_count(const an_ticks *ticks, const char *name);

#ifdef __cplusplus
}
#endif
#endif
