/**
 * @file status.h
 * How every call of the library reports success or failure, and the string view that its plain values are made of.
 *
 *     an_error err = {0};
 *     if (an_lexicon_load(&lexicon, &options, NULL, &err) != AN_OK)
 *         fprintf(stderr, "%s\n", err.message);
 *
 * Conventions that hold for the whole library:
 * - outputs come first, `err` comes last and may be NULL;
 * - on failure an object output is NULL and a list output is as it was;
 * - a type with `_new`/`_load`/`_open`/`_read` is released with `_free`; `_free(NULL)` is fine;
 * - `= {0}` is a valid empty value of every plain struct;
 * - nothing writes to a stream that was not handed in, changes the locale, or keeps global state (but the names of outputs that are half written);
 * - text is UTF-8.
 */
#ifndef ACTORNET_STATUS_H
#define ACTORNET_STATUS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define AN_API __attribute__((visibility("default")))
#define AN_MUST_CHECK __attribute__((warn_unused_result))
#define AN_PRINTF(format_index, first) __attribute__((format(printf, format_index, first)))
#else
#define AN_API
#define AN_MUST_CHECK
#define AN_PRINTF(format_index, first)
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Borrowed view of bytes; not NUL-terminated unless its owner says so. Never freed through the view. */
typedef struct an_str {
    const char *ptr;
    size_t len;
} an_str;

/** What became of a call. AN_OK is 0, so `if ((st = f(…)))` is the idiom. */
typedef enum an_status {
    AN_OK = 0,
    AN_ERR_INVALID,  /**< the caller broke a documented precondition */
    AN_ERR_NOMEM,    /**< an allocation failed */
    AN_ERR_IO,       /**< open, read, write or close failed; the message holds the reason */
    AN_ERR_NOT_FOUND,/**< a named thing (file, actor, measure) is not there */
    AN_ERR_ENCODING, /**< input is not the encoding it claims to be */
    AN_ERR_SYNTAX,   /**< a dictionary, pattern, JSON, GraphML … is malformed */
    AN_ERR_PATTERN,  /**< PCRE2 refused a pattern, or gave up matching it */
    AN_ERR_LIMIT,    /**< a size, count or time limit was reached */
    AN_ERR_GRAPH,    /**< igraph reported a failure */
    AN_ERR_PROGRAM,  /**< an outside program (Graphviz, actornet-dot) is missing or failed */
    AN_ERR_CANCELLED /**< the observer asked to stop */
} an_status;

/** Why a call failed. Caller's storage; filled by the innermost function, outer ones add source and line at most. */
typedef struct an_error {
    an_status status;
    char source[512];    /**< file the error is about, "" when none */
    size_t line, column; /**< 1-based, column in code points; 0 when not known */
    char message[512];   /**< one line of clean UTF-8, no trailing newline, lower case */
    char excerpt[256];   /**< the line of the file that is wrong (tabs as spaces), "" when none */
    size_t caret, caret_length; /**< columns of `excerpt` to underline: 0-based code points, and how many */
} an_error;

/** Short name of a status ("out of memory", "syntax", …). Static storage. */
AN_API const char *an_status_name(an_status status);

#ifdef __cplusplus
}
#endif
#endif
