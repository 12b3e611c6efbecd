/* How a network looks: one table of types and colours for files, pictures and their legends. */
#ifndef GRAPH_STYLE_H
#define GRAPH_STYLE_H

#include "base/str.h"

#include <stdint.h>

typedef struct an_colour {
    uint8_t r, g, b;
} an_colour;

/* The colour of a type. The longest listed beginning of it decides; a type that is not listed has one of a fixed palette, by its first
 * part. */
an_colour an_style_colour(an_str type);
/* What has this colour, for a legend: "organization/intelligence" of "organization/intelligence/military", "vessel" of "vessel/tanker". */
an_str an_style_group(an_str type);

#endif
