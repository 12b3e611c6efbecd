/* How a network looks: one table of types and colours for files, pictures and their legends. */
#ifndef GRAPH_STYLE_H
#define GRAPH_STYLE_H

#include "actornet/network.h"
#include "base/map.h"

#include <stdint.h>

typedef struct an_colour {
    uint8_t r, g, b;
} an_colour;

/* The colours of one network's types. A type is coloured by the longest listed beginning of it, else by its first part; as long as there are
 * colours that the network does not use, no two of these have the same. {0} is empty. */
typedef struct an_palette {
    an_map groups;
} an_palette;

an_status an_palette_make(an_palette *palette, const an_network *net, an_error *err);
void an_palette_clear(an_palette *palette);
/* Of a type that the network has. */
an_colour an_palette_colour(const an_palette *palette, an_str type);
/* What has this colour, for a legend: "organization/intelligence" of "organization/intelligence/military", "vessel" of "vessel/tanker". */
an_str an_style_group(an_str type);

#endif
