/* Where the actors of a picture stand: Graphviz lays out boxes that hold circle and label, we take the places. */
#ifndef FORMATS_PLACEMENT_H
#define FORMATS_PLACEMENT_H

#include "formats/selection.h"
#include "formats/spawn.h"

/* One actor; all lengths in points. The box is centred on x, y; the circle stands at its top, the label below. */
typedef struct an_place {
    double x, y;
    double width, height; /* of the box */
    double diameter;      /* of the circle */
    double font_size;     /* 0 = no label */
    double label_width, label_height;
} an_place;

/* Fill x and y. `how` to run sfdp or neato: all but arguments and input. */
an_status an_placement_make(an_place *places, const an_selection *selection, const an_spawn *how, an_error *err);

#endif
