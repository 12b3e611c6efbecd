/**
 * @file dictionary.h
 * Dictionaries as files: read everybody else's, write them for others, keep our own tidy.
 *
 *     const char *files[] = {"sdn.csv", "alt.csv"};
 *     an_dict_import_options options = {.date = "2019-06-01"};
 *     an_dict_report *report = an_dict_report_new(false);
 *     if (an_dict_import("ofac", files, 2, "sanctions.tsv", &options, report, &watch, &err) == AN_OK) …
 *
 * Nothing is dropped in silence: every row that was left out or changed is counted in the report with its reason. Outputs appear complete or
 * not at all; same input, same bytes.
 */
#ifndef ACTORNET_DICTIONARY_H
#define ACTORNET_DICTIONARY_H

#include "actornet/lexicon.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What became of the rows ---------------------------------------------------------------------------------------------------------- */

typedef enum an_dict_fate {
    AN_DICT_BAD,     /**< malformed: an error, unless the caller wants to go on */
    AN_DICT_DROPPED, /**< understood, but no use as a name */
    AN_DICT_CHANGED  /**< taken over in another form */
} an_dict_fate;

/** Counts of rows by fate and reason; with `rows`, also each of them. */
typedef struct an_dict_report an_dict_report;

/** @param rows  keep every row for an_dict_report_write(). @return NULL when out of memory. */
AN_API an_dict_report *an_dict_report_new(bool rows);
AN_API void an_dict_report_free(an_dict_report *report);
/** The i-th reason by fate, falling count, text; NULL beyond the last. @param fate, count  may be NULL. */
AN_API const char *an_dict_report_reason(const an_dict_report *report, size_t i, an_dict_fate *fate, size_t *count);
/** A count by name: "files", "rows", "actors", "aliases", "bad", "dropped", "changed"; 0 when unknown. */
AN_API size_t an_dict_report_count(const an_dict_report *report, const char *name);
/** Write all rows told, in the order of files and lines: JSON when the name ends in .json, else TSV (fate, file, line, reason, text). */
AN_API AN_MUST_CHECK an_status an_dict_report_write(const an_dict_report *report, const char *path, an_error *err);

/* Other programs' formats ------------------------------------------------------------------------------------------------------------ */

/** A format of dictionaries. The table ends with a NULL name. */
typedef struct an_dict_format {
    const char *name;    /**< "ofac" */
    const char *summary; /**< one line */
    bool imports, exports;
} an_dict_format;

AN_API const an_dict_format *an_dict_formats(void);
/** The format of this name that can be imported, or exported. @return NULL with the ones that there are in `err` */
AN_API const an_dict_format *an_dict_format_find(const char *name, bool imports, an_error *err);

/** Everything that an import can be told; zero is the default. */
typedef struct an_dict_import_options {
    const char *type;       /**< of actors whose type the file does not tell */
    const char *casing;     /**< any, cap, exact or auto, where the file does not tell */
    const char *const *map; /**< csv: "ours=Theirs" each, or several with commas; "=Theirs" leaves that column out */
    size_t map_count;
    const char *separator;  /**< csv: between columns (default: found out); gate: between a name and its features */
    const char *split;      /**< csv: between several aliases in one cell */
    const char *language;   /**< skos: of the labels that name actors; default "en" */
    const char *data;       /**< folder that holds `dict/`: its words and states are no good names for others; NULL = not known */
    const char *pack;       /**< name of a pack: the first line of the output says so */
    const char *date;       /**< of the list: ISO; NULL = the newest in the files' names */
    bool keep_going;        /**< read on over bad rows; without it they fail the import, after all of them were told */
} an_dict_import_options;

/**
 * Read files of a foreign format and write one dictionary.
 * @param to  path of the TSV file to write; "-" is standard output.
 * @return AN_OK; AN_ERR_NOT_FOUND (no such format or file); AN_ERR_SYNTAX (bad rows: each was told to the observer); AN_ERR_INVALID (an option
 *         makes no sense); AN_ERR_IO; AN_ERR_NOMEM. Time linear in the input but for sorting; memory grows with names, not with files.
 */
AN_API AN_MUST_CHECK an_status an_dict_import(const char *format, const char *const *paths, size_t path_count, const char *to,
                                              const an_dict_import_options *options, an_dict_report *report, const an_observer *watch,
                                              an_error *err);

/** Read our own dictionaries and write them in a foreign format. What that cannot say (near, dates, never …) is counted in the report. */
AN_API AN_MUST_CHECK an_status an_dict_export(const char *format, const char *const *paths, size_t path_count, const char *to,
                                              an_dict_report *report, const an_observer *watch, an_error *err);

/* Our own files ---------------------------------------------------------------------------------------------------------------------- */

/** Whether an alias of case `auto` is found only as it is written: a short form in capitals (`WHO`, `U.S.`). False when memory ends, or the text is no
    UTF-8. */
AN_API bool an_dict_is_exact(an_str alias);

/** Order of aliases in which those are equal (0) of which a row with one finds the other, if its case lets it: letters in another case or without accents;
    but no short word that has accents (`Tô`) finds one that has none. */
AN_API int an_dict_compare(an_str a, an_str b);

/** Rewrite a dictionary in canonical order: comments on top, then rows by actor, each actor's own name first. */
AN_API AN_MUST_CHECK an_status an_dict_sort(const char *path, const char *to, an_dict_report *report, const an_observer *watch,
                                            an_error *err);

/** Several dictionaries into one: the union of their rows and columns. Where two say different things about one alias, the first file wins
    and the row of the other is in the report. */
AN_API AN_MUST_CHECK an_status an_dict_merge(const char *const *paths, size_t path_count, const char *to, an_dict_report *report,
                                             const an_observer *watch, an_error *err);

/**
 * `actornet dict compile`: dictionaries into one file that is mapped instead of read, for lists of hundreds of thousands of names and more. A run
 * with it gives the same bytes as one with the files that it was made of. Same files, same bytes; it belongs to this version of the library.
 * @param options  `files` to compile; `data`, whose common words tell which accents count. Shipped dictionaries are taken in only when there are
 *                 no files: what they become is for `data`/shipped.anet, which an_lexicon_load() opens as long as it is made of what dict/ holds.
 * @return AN_OK; AN_ERR_INVALID (a word list, pattern file or compiled file is among them: those are used beside it); else as an_lexicon_load().
 */
AN_API AN_MUST_CHECK an_status an_dict_compile(const an_lexicon_options *options, const char *to, an_lexicon_counts *counts,
                                               const an_observer *watch, an_error *err);

/** What `dict stats` tells. */
typedef struct an_dict_stats {
    size_t files, rows, actors, aliases, never, bytes;
    size_t ambiguous;    /**< aliases that stand for several actors without `near` */
    size_t common_words; /**< aliases that are common words, and nothing (near, exact) keeps them from being found as such */
    size_t letters;      /**< aliases of one letter or digit */
    size_t shorts;       /**< of two or three, in any or capitalised spelling, and nothing else is asked for */
    size_t memory;       /**< bytes that the names take while they are used, on disk or not */
} an_dict_stats;

/** Hears what is counted; each function may be NULL. */
typedef struct an_dict_listener {
    void *payload;
    /** Every type in order of code points. */
    void (*type)(void *payload, const char *type, size_t actors, size_t aliases);
    /** The first 20 aliases of those most likely to do harm: single letters, common words, very short ones. */
    void (*harm)(void *payload, const char *alias, const char *actor, const char *why);
} an_dict_listener;

/**
 * Count what dictionaries hold. Ambiguous ones of two files are counted when both are sources.
 * @param options  as for an_lexicon_load(): the user's files if there are any, else the shipped ones.
 */
AN_API AN_MUST_CHECK an_status an_dict_count(an_dict_stats *out, const an_lexicon_options *options,
                                             const an_dict_listener *listener, const an_observer *watch, an_error *err);

/** A dictionary that is there to be used. */
typedef struct an_dict_entry {
    const char *name; /**< of a shipped file: its path in the data folder; of a pack: "+name" */
    const char *kind; /**< "shipped", "pack" */
    const char *date; /**< "" when the file has none */
    size_t rows;
} an_dict_entry;

/** Call `each` for shipped dictionaries, shipped packs and the user's packs, in this order, each by name. */
AN_API AN_MUST_CHECK an_status an_dict_list(const char *data, const char *packs, void (*each)(void *payload, const an_dict_entry *entry),
                                            void *payload, an_error *err);

/** Folder of the user's packs: $XDG_DATA_HOME/actornet/packs, else ~/.local/share/actornet/packs. It need not exist. */
AN_API AN_MUST_CHECK an_status an_dict_packs(char *out, size_t size, an_error *err);
/** Path of the pack with this name (letters, digits, - and _) in that folder; with `make`, the folder is made. */
AN_API AN_MUST_CHECK an_status an_dict_pack_path(char *out, size_t size, const char *packs, const char *name, bool make, an_error *err);

#ifdef __cplusplus
}
#endif
#endif
