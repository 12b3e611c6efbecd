/* The one door for text: bytes of any kind in, valid UTF-8 out, without NUL and control characters (tab, LF and CR stay, a form feed
   becomes LF), without a leading byte-order mark. After it every part of the program assumes that.
   Each repair keeps the count of code points: an invalid byte becomes U+FFFD, a control character a blank. */
#ifndef TEXT_GATE_H
#define TEXT_GATE_H

#include "base/buf.h"

typedef struct an_repairs {
    size_t invalid_bytes; /* became U+FFFD */
    size_t controls;      /* became a blank or a line end; form feeds, the ends of pages, do not count */
} an_repairs;

/* Append the repaired text to out (check out->failed). `repairs` is added to; may be NULL. */
void an_gate(an_buf *out, an_str bytes, an_repairs *repairs);
/* The same for a text in which offsets count: byte-order marks at its start are characters and stay. */
void an_gate_all(an_buf *out, an_str bytes);

/* Whether the gate would change nothing but a byte-order mark. */
bool an_gate_is_clean(an_str bytes);

/* A name for output: blanks of any kind → one blank, no control or bidi-control characters, trimmed. */
void an_clean_name(an_buf *out, an_str name);

#endif
