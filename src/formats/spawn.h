/* Running another program: with a list of arguments, never through a shell. */
#ifndef FORMATS_SPAWN_H
#define FORMATS_SPAWN_H

#include "base/buf.h"
#include "base/error.h"

typedef struct an_spawn {
    const char *program;          /* path of the file */
    const char *const *arguments; /* without the program itself; ends with NULL */
    an_str input;                 /* its standard input */
    unsigned seconds;             /* time limit; 0 = none */
    const char *advice;           /* what to do when it needs too much time or memory, for the message; NULL = nothing */
    const an_observer *watch;     /* asked now and then whether to go on */
} an_spawn;

/*
 * Run it to its end. `out` receives its standard output (out->max bounds it), `complaint` the first 4,000 bytes of its standard error.
 * AN_OK only when it ended with 0. AN_ERR_PROGRAM: could not be started, failed, was killed, took too long; AN_ERR_LIMIT: too much output;
 * AN_ERR_CANCELLED; AN_ERR_NOMEM. In any case it is no longer running afterwards.
 */
an_status an_spawn_run(const an_spawn *spawn, an_buf *out, an_buf *complaint, an_error *err);

/* Path of a program on $PATH into `out`; false when it is not there (or out of memory). Relative entries of $PATH are passed over. */
bool an_spawn_find(an_buf *out, const char *name);

#endif
