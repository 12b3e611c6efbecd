/* Setting an error in one line, and telling the observer. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "actornet/observer.h"
#include "base/str.h"

/* Set status and message (control characters replaced), return status. Clears source, line, excerpt. `err` may be NULL. */
an_status an_fail(an_error *err, an_status status, const char *format, ...) AN_PRINTF(3, 4);
/* The same with "out of memory". */
an_status an_fail_nomem(an_error *err);
/* The same with ": " and strerror(errno) behind the message, status AN_ERR_IO. */
an_status an_fail_errno(an_error *err, const char *format, ...) AN_PRINTF(2, 3);
/* Add the file an error is about, if none is set. Returns err->status or `status`. */
an_status an_fail_in(an_error *err, an_status status, const char *source);
/* Add place and excerpt: `line` is the whole text of the wrong line, the span [start, start+length) of it (bytes) is underlined. */
void an_error_at(an_error *err, const char *source, size_t line_number, an_str line, size_t start, size_t length);
/* Copy text into a fixed field: valid UTF-8 is not cut in the middle, control characters become '?'. */
void an_copy_clean(char *out, size_t size, an_str text);

/* Tell the observer; `watch` and its members may be NULL. `format` is the message. */
void an_say(const an_observer *watch, an_severity severity, const char *source, const char *format, ...) AN_PRINTF(4, 5);
/* Hand on a filled error as a finding. */
void an_say_error(const an_observer *watch, an_severity severity, const an_error *at);
/* Ask whether to go on; true when there is no observer. */
bool an_progress(const an_observer *watch, const char *stage, size_t done, size_t total);

#endif
