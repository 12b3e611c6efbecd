/* Labels of pictures: cut, broken into two lines, measured. */
#ifndef FORMATS_LETTERING_H
#define FORMATS_LETTERING_H

#include "base/buf.h"

typedef struct an_lettering {
    double width, height; /* in points */
} an_lettering;

#define AN_FONT "DejaVu Sans,Helvetica,Arial,sans-serif"

/* Append the label as a Graphviz label value of one or two lines, at most 40 characters, and tell how much room it needs. */
an_lettering an_lettering_add(an_buf *out, an_str label, double font_size);
/* Width of one line in points: a little too wide rather than too narrow. */
double an_lettering_width(an_str line, double font_size);

#endif
