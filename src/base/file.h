/* Files: read whole, write beside and rename. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdio.h>

/* Whole content of a regular file or a pipe ("-" is standard input) appended to out; out->max bounds it (AN_ERR_LIMIT). */
an_status an_file_read(an_buf *out, const char *path, an_error *err);

/* Whether there is anything of this name. */
bool an_file_exists(const char *path);

/* A file that appears under its name only when it is complete. */
typedef struct an_output {
    FILE *stream;   /* write here */
    char *path, *temporary;
} an_output;
/* "-" is standard output (not renamed). A missing folder of the path is an error that says so. */
an_status an_output_open(an_output *out, const char *path, an_error *err);
/* Flush, check, rename; on failure the temporary file is removed. */
an_status an_output_close(an_output *out, an_error *err);
/* Throw away. Safe after close and on {0}. */
void an_output_abort(an_output *out);
/* open, write all, close. */
an_status an_file_write(const char *path, an_str content, an_error *err);

/* The path as outputs may show it: an absolute one without its folders, since no output holds an absolute path. */
const char *an_path_shown(const char *path);

/* 32 hexadecimal digits and NUL of XXH3-128. */
void an_hash_hex(char out[33], an_str content);

#endif
