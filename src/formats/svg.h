/* Graphviz's SVG made the same on every machine. */
#ifndef FORMATS_SVG_H
#define FORMATS_SVG_H

#include "base/buf.h"

/* Append what a <title> is to hold (escaped), or return false to leave the title out. */
typedef bool an_svg_title(an_buf *out, an_str title, void *payload);

/* Copy without comments, document type and version notes; titles, which viewers show under the mouse, are asked for. One pass. */
void an_svg_clean(an_buf *out, an_str svg, an_svg_title *title, void *payload);

#endif
