/**
 * @file lexicon.h
 * What to look for: dictionaries, patterns and word lists, read from files into one immutable lexicon that all threads share.
 *
 *     const char *mine[] = {"directors.tsv"};
 *     an_lexicon_options options = {.data = data_dir, .files = mine, .file_count = 1};
 *     an_lexicon *lexicon = NULL;
 *     if (an_lexicon_load(&lexicon, &options, &watch, &err) != AN_OK) …
 *
 * The formats are those of docs/dictionaries.md. A file is what its header row says: a column `pattern` makes it a pattern file, a column
 * `word` a word list (its class is the file's name without ending), any other known column a dictionary; without a known column name it is a
 * plain list of names, and a note says so. A file that an_dict_compile() wrote is known by its content: it is mapped and used as it is, and
 * must not be changed while the lexicon lives (write another and rename it). One that is cut short then raises SIGBUS.
 */
#ifndef ACTORNET_LEXICON_H
#define ACTORNET_LEXICON_H

#include "actornet/observer.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct an_lexicon an_lexicon;

typedef struct an_lexicon_options {
    const char *data;         /**< folder that holds the shipped `dict/`; NULL = no shipped data */
    bool no_default_dict;     /**< leave `dict/actors/` out (rules, names and patterns stay) */
    const char *const *files; /**< the user's files, folders and packs ("+name"), in order of precedence: the first wins */
    size_t file_count;
    bool verify;              /**< compare the checksums of compiled files, which reads them whole */
    const char *packs;        /**< folder of the user's packs, for files named "+name"; NULL = shipped packs only */
} an_lexicon_options;

/** What a lexicon holds. */
typedef struct an_lexicon_counts {
    size_t files, actors, aliases, patterns, words, errors, warnings;
} an_lexicon_counts;

/**
 * Read everything. Every bad row is reported to the observer with file, line, column and excerpt; if there was one, nothing is returned.
 * @return AN_OK; AN_ERR_NOT_FOUND (a named file or the data folder's `dict/` is missing); AN_ERR_SYNTAX (some rows are bad; `err` tells the
 *         first and how many); AN_ERR_PATTERN; AN_ERR_IO; AN_ERR_NOMEM.
 */
AN_API AN_MUST_CHECK an_status an_lexicon_load(an_lexicon **out, const an_lexicon_options *options, const an_observer *watch, an_error *err);
AN_API void an_lexicon_free(an_lexicon *lexicon);
AN_API an_lexicon_counts an_lexicon_count(const an_lexicon *lexicon);

/** Path of the i-th file that was read, as given or found, and the hash (32 hexadecimal digits, XXH3-128) of its bytes, or of a compiled file's
    header, which holds the checksums of all that follows. NULL beyond the last. */
AN_API const char *an_lexicon_file(const an_lexicon *lexicon, size_t i, const char **hash);

/**
 * `actornet dict check`: read files as an_lexicon_load does and look for more: duplicate rows, an alias on two actors without `near`,
 * single letters, patterns without a gate. Findings go to the observer; `counts` says how many.
 * @return AN_OK when the check could be made, whatever it found; AN_ERR_NOT_FOUND, AN_ERR_IO, AN_ERR_NOMEM otherwise.
 */
AN_API AN_MUST_CHECK an_status an_lexicon_check(an_lexicon_counts *counts, const an_lexicon_options *options, const an_observer *watch,
                                                an_error *err);

/**
 * Why a text would (not) be found: one line per row, rule list or kill row that holds it, handed to `say`.
 * @return number of lines said.
 */
AN_API size_t an_lexicon_explain(const an_lexicon *lexicon, an_str text, void (*say)(void *payload, const char *line), void *payload);
/**
 * The same of a user's corrections: each line of the file that names the text, in any case, is handed to `say`, and counted.
 * @return AN_OK, AN_ERR_NOT_FOUND, AN_ERR_IO, AN_ERR_SYNTAX (bad lines are told to the observer), AN_ERR_NOMEM.
 */
AN_API AN_MUST_CHECK an_status an_corrections_explain(size_t *count, const char *path, an_str text, void (*say)(void *payload, const char *line),
                                                      void *payload, const an_observer *watch, an_error *err);

/** Versions of PCRE2 and utf8proc in use, one line. Static storage. */
AN_API const char *an_pcre2_version(void);

#ifdef __cplusplus
}
#endif
#endif
