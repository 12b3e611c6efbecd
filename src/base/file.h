/* Files: read whole, written beside and renamed. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "actornet/output.h"
#include "base/buf.h"
#include "base/error.h"

/* Whole content of a regular file or a pipe ("-" is standard input) appended to out; out->max bounds it (AN_ERR_LIMIT). */
an_status an_file_read(an_buf *out, const char *path, an_error *err);

/* Whether there is anything of this name. */
bool an_file_exists(const char *path);
bool an_is_folder(const char *path);

/* Name of a file that is not to stay when the program is ended while it is being written (an_outputs_lost); the string must live until it is removed.
   Put down before the file is made and taken off after it is whole or gone. */
void an_unfinished_add(const char *path);
void an_unfinished_remove(const char *path);

/* open, write all, close. */
an_status an_file_write(const char *path, an_str content, an_error *err);

/* The path as outputs may show it: an absolute one without its folders, since no output holds an absolute path. */
const char *an_path_shown(const char *path);

/* 32 hexadecimal digits and NUL of XXH3-128. */
void an_hash_hex(char out[33], an_str content);

#endif
