/* Which actors and which ties a picture shows: few enough to be read. */
#ifndef FORMATS_SELECTION_H
#define FORMATS_SELECTION_H

#include "actornet/network.h"
#include "base/error.h"

typedef struct an_tie {
    size_t edge; /* of the network */
    size_t a, b; /* places in `nodes` */
    double weight;
} an_tie;

typedef struct an_selection {
    size_t *nodes;    /* of the network, the strongest first */
    double *strength; /* of each, over all its ties in the network */
    size_t node_count;
    an_tie *ties; /* the strongest first */
    size_t tie_count;
    bool cut; /* something that has a tie, or a tie, is left out */
} an_selection;

/*
 * The `most_nodes` strongest actors (0 = all) and, among them, the strongest ties that hold them together (a maximum spanning forest) and
 * each actor's strongest `links` ones (0 = all). Actors without a tie are left out; loops count nothing. O(m log m).
 */
an_status an_selection_make(an_selection *selection, const an_network *net, size_t most_nodes, double links, an_error *err);
void an_selection_clear(an_selection *selection);

#endif
