/* Bytes of a text file to UTF-8 through the gate: byte-order marks, UTF-16 and UTF-32 with and without one, UTF-8, and legacy 8-bit
   encodings as uchardet guesses them (only here) and iconv converts them. */
#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include "base/error.h"
#include "text/gate.h"

typedef struct an_decoded {
    char encoding[32]; /* "UTF-8", "UTF-16LE", "WINDOWS-1252" … */
    an_repairs repairs;
} an_decoded;

/* True when the bytes are no text in any encoding: many NULs or control characters in the first 64 KiB. */
bool an_is_binary(an_str bytes);
/* Append the decoded text to out. AN_ERR_ENCODING when iconv refuses, AN_ERR_NOMEM, AN_ERR_LIMIT (out->max). */
an_status an_decode(an_buf *out, an_str bytes, an_decoded *how, an_error *err);
/* The same without a copy where none is needed: `*text` is the bytes themselves, or what was appended to out. */
an_status an_decode_view(an_buf *out, an_str bytes, an_str *text, an_decoded *how, an_error *err);
/* As an_decode() for a whole file of at most `max` bytes. Also what an_file_read fails with. */
an_status an_decode_file(an_buf *out, const char *path, size_t max, an_error *err);
/* Append bytes whose charset is known by a label (text/charset.h), not yet through the gate. False, with nothing appended, when the label
   says nothing that an_decode() would not find itself («us-ascii» is written before anything, a byte-order mark says more), nobody knows it,
   or it cannot be true («utf-16» before ASCII). */
bool an_decode_as(an_buf *out, an_str bytes, an_str label, an_repairs *repairs);

#endif
