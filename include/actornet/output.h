/**
 * @file output.h
 * Files that appear under their name only when they are complete.
 *
 *     an_output out;
 *     if (an_output_open(&out, "mentions.jsonl", &err) != AN_OK)
 *         return …;
 *     st = an_extract(out.stream, …, &err);
 *     if (st == AN_OK)
 *         st = an_output_close(&out, &err);
 *     an_output_abort(&out);
 */
#ifndef ACTORNET_OUTPUT_H
#define ACTORNET_OUTPUT_H

#include "actornet/status.h"

#include <stdbool.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A file that is being written: under a hidden name beside its own, which it gets at the end. */
typedef struct an_output {
    FILE *stream; /**< write here */
    char *path, *temporary;
} an_output;

/** "-" is standard output; it and what is no regular file (/dev/full, a pipe) are written directly. */
AN_API AN_MUST_CHECK an_status an_output_open(an_output *out, const char *path, an_error *err);
/** Flush and check, so that all is on the disk; the file keeps its hidden name until it is closed. For several files that are there together or not at all:
    finish each, then close each. On failure the temporary file is removed. */
AN_API AN_MUST_CHECK an_status an_output_finish(an_output *out, an_error *err);
/** Finish, unless that was done, and rename; on failure the temporary file is removed. */
AN_API AN_MUST_CHECK an_status an_output_close(an_output *out, an_error *err);
/** Throw away. Safe after close and on {0}. */
AN_API void an_output_abort(an_output *out);

/** Remove what is half written, whoever in the library is writing it: for the handler of a signal that ends the program at once. Nothing of the library
    may be called afterwards. */
AN_API void an_outputs_lost(void);

/** Whether a spreadsheet might run a cell of this text as a formula: it begins with `=`, `+`, `-`, `@`, a tab or a line end, and is more than that. Every table
    that this program writes has an apostrophe in front of such a cell. */
AN_API bool an_is_formula(const char *text, size_t length);

/** What a file that begins so is, if this program writes such files: "a network", "mentions" …; NULL = nothing of ours. */
AN_API const char *an_output_kind(const char *head, size_t length);

#ifdef __cplusplus
}
#endif
#endif
