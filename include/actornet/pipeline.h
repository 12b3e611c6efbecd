/**
 * @file pipeline.h
 * The whole way and its stages, as the commands offer them: documents → mentions → links → network.
 *
 *     an_run_options run;
 *     an_run_options_default(&run);
 *     an_network *net = NULL;
 *     an_report *report = an_report_new();
 *     if (an_build(&net, lexicon, paths, path_count, &run, report, &watch, &err) == AN_OK) …
 *
 * Same input and options, same bytes: whatever the number of threads, the locale, the order of files on disk.
 */
#ifndef ACTORNET_PIPELINE_H
#define ACTORNET_PIPELINE_H

#include "actornet/lexicon.h"
#include "actornet/measure.h"

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Which names are looked for. */
typedef enum an_names {
    AN_NAMES_DICTIONARY, /**< dictionaries only */
    AN_NAMES_PATTERNS,   /**< and patterns, acronyms, surnames */
    AN_NAMES_ALL         /**< everything there is */
} an_names;

/** Where names that no dictionary lists are looked for as names of one actor. */
typedef enum an_scope {
    AN_SCOPE_COLLECTION, /**< in each document, then over all of them */
    AN_SCOPE_DOCUMENT    /**< in each document; the same name in two is one actor, another spelling is not */
} an_scope;

/** The stretch of text in which two mentions count as together. */
typedef enum an_window { AN_WINDOW_SENTENCE, AN_WINDOW_PARAGRAPH, AN_WINDOW_DOCUMENT, AN_WINDOW_TOKENS } an_window;

/** How `extract` writes its lines. */
typedef enum an_mention_format { AN_MENTIONS_JSONL, AN_MENTIONS_TSV, AN_MENTIONS_CONLL } an_mention_format;

/** Processor time of a run by stage, in all threads. */
typedef struct an_profile an_profile;

AN_API an_profile *an_profile_new(void); /**< NULL when out of memory */
AN_API void an_profile_free(an_profile *profile);
/** A table: seconds, share and MB of text a second for every stage so far; what else the process did is one row. Nothing when NULL. */
AN_API void an_profile_print(an_profile *profile, FILE *out);

/** Whether it is a date: YYYY, YYYY-MM or YYYY-MM-DD, in the calendar and from 1000 to 2999. */
AN_API bool an_date_valid(an_str text);

/** Everything that a run can be told. Fill with an_run_options_default(). */
typedef struct an_run_options {
    /* reading */
    const char *from, *until;        /**< only documents dated in this range (ISO dates, inclusive; undated ones stay out); NULL = all */
    const char *const *exclude;      /**< files and folders that are this run's own outputs, left out of folders */
    size_t exclude_count;
    const char *input_name;          /**< what standard input ("-") is called in ids and messages; NULL = that it is standard input */
    /* extracting */
    an_names names;                  /**< default AN_NAMES_ALL */
    const char *aliases;             /**< the user's corrections (same, different, never), or NULL */
    an_scope scope;                  /**< default AN_SCOPE_COLLECTION */
    bool nested;                     /**< also mentions inside others */
    const char *model;               /**< weights for names that nobody listed; NULL = the shipped ones */
    bool nominal;                    /**< also nouns that stood at a name before: «the army» */
    bool extended;                   /**< extract: spans with titles, states and heads around the names */
    double min_confidence;           /**< of names that nobody listed, only those that are this sure (0–1) */
    unsigned threads;                /**< 0 = the processors allowed to the process */
    /* linking */
    an_window window;                /**< default AN_WINDOW_SENTENCE */
    size_t window_tokens;            /**< for AN_WINDOW_TOKENS: words between two mentions, at most */
    const char *weight;              /**< name of the weight (see an_weights); default "count" */
    size_t max_actors;               /**< a window with more distinct actors makes no links and is counted; default 30, 0 = no limit */
    size_t evidence;                 /**< sentences kept for an edge; default 3 */
    bool ambiguous_nodes;            /**< draw ambiguous mentions as nodes of their own */
    bool isolates;                   /**< keep actors that are linked to nobody (default true) */
    /* network */
    an_filter filter;
    const char *measures;            /**< comma-separated, "none" or NULL = degree,strength,betweenness,pagerank */
    bool communities;                /**< default true */
    const char *layout;              /**< default "fr" */
    uint64_t seed;                   /**< default 1 */
    an_distance distance;
    bool hash_inputs;                /**< the report tells a hash of all that was read, `inputs`: a look at every byte; default true */
    an_profile *profile;             /**< to be filled, or NULL */
} an_run_options;

AN_API void an_run_options_default(an_run_options *options);

/** A weight: how the counts of a pair become the number on the edge. The table ends with a NULL name. */
typedef struct an_weight {
    const char *name;
    const char *summary;
} an_weight;
AN_API const an_weight *an_weights(void);

/* The report ------------------------------------------------------------------------------------------------------------------- */

/** What a run did: every count, every input skipped and why, every ambiguous name. */
typedef struct an_report an_report;

AN_API an_report *an_report_new(void); /**< NULL when out of memory */
AN_API void an_report_free(an_report *report);
/** A count by name ("documents", "documents_skipped", "mentions", "actors", "windows_capped" …; docs/output.md lists them); 0 when unknown. */
AN_API int64_t an_report_count(const an_report *report, const char *name);
/** Put a fact into the report (program version, command, seed …). */
AN_API void an_report_fact(an_report *report, const char *name, const char *value);
/** Write as JSON: sorted keys, no time, no absolute path. */
AN_API AN_MUST_CHECK an_status an_report_write(const an_report *report, const char *path, an_error *err);
/** A few plain lines for a person: what was read, skipped (by reason), repaired, ambiguous. */
AN_API void an_report_print(const an_report *report, FILE *out);

/* The stages ------------------------------------------------------------------------------------------------------------------- */

/**
 * Documents to a finished network (filtered, measured, laid out, styled).
 * @param paths   files, folders, "-"; JSONL is read as lines. Plain texts of a MiB and more are mapped: one that is cut short meanwhile raises
 *                SIGBUS (write another and rename it).
 * @param report  filled; may be NULL.
 * @return AN_OK (also when the network is empty); AN_ERR_NOT_FOUND when no document could be read at all; …
 */
AN_API AN_MUST_CHECK an_status an_build(an_network **out, const an_lexicon *lexicon, const char *const *paths, size_t path_count,
                                        const an_run_options *options, an_report *report, const an_observer *watch, an_error *err);

typedef struct an_extract_options {
    an_mention_format format;
    bool no_text;      /**< leave `text` out */
    bool per_document; /**< answer each document as it comes, flushed; nothing is decided over the collection */
    bool count;        /**< instead of the mentions a table: how many mentions and documents each actor has; not per_document */
} an_extract_options;

/** Documents to mention lines on `to`. */
AN_API AN_MUST_CHECK an_status an_extract(FILE *to, const an_lexicon *lexicon, const char *const *paths, size_t path_count,
                                          const an_run_options *options, const an_extract_options *extract, an_report *report,
                                          const an_observer *watch, an_error *err);

/** Mention lines (anyone's JSONL; "-" is standard input) to a finished network: the same bytes as an_build from the same documents. */
AN_API AN_MUST_CHECK an_status an_link(an_network **out, const char *const *paths, size_t path_count, const an_run_options *options,
                                       an_report *report, const an_observer *watch, an_error *err);

/* Where the shipped data is ------------------------------------------------------------------------------------------------------ */

/**
 * Find the folder that holds `dict/`: `given` (--data), else $ACTORNET_DATA, else the source tree when the program runs from its build
 * tree, else <prefix>/share/actornet beside the program, else beside the shared library. `out` receives a path (`size` bytes at most).
 * Programs that are linked statically and lie elsewhere ask `pkg-config --variable=datadir actornet` when they are built.
 * @param program  argv[0]; the running executable is asked first (/proc/self/exe).
 * @return AN_OK or AN_ERR_NOT_FOUND with the places that were looked at.
 */
AN_API AN_MUST_CHECK an_status an_data_find(char *out, size_t size, const char *given, const char *program, an_error *err);

/** "0.1.0". Static storage. */
AN_API const char *an_version(void);
/** The libraries besides igraph, PCRE2 and utf8proc, as they were when this was built: "jansson 2.14, expat 2.5.0, …". Static storage. */
AN_API const char *an_built_with(void);

#ifdef __cplusplus
}
#endif
#endif
