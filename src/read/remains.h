/* Remains: what web pages, mail programs and typesetting leave in plain text. It is made invisible, or what it stands for, and every code point
   keeps its place, so that offsets stay those of the text as it came. docs/matching.md §1. */
#ifndef READ_REMAINS_H
#define READ_REMAINS_H

#include "base/buf.h"

#include <stdbool.h>

/* Whether the text holds remains; then `out` is set to the text without them (check out->failed). The first MiB tells which kinds are met:
   entities («&nbsp;»), tags of HTML, quoted-printable («=E9», lines that end in «=»), words that are broken at the ends of lines. Linear. */
bool an_remains_mend(an_buf *out, an_str text);

/* The same of a text that is a page of HTML as a whole: `out` is set to what it says. */
void an_page_mend(an_buf *out, an_str text);

#endif
