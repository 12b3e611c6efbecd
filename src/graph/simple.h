/* The network as igraph computes on it: undirected, without loops, parallel edges added up. */
#ifndef GRAPH_SIMPLE_H
#define GRAPH_SIMPLE_H

#include "base/error.h"
#include "graph/igraph_guard.h"
#include "graph/table.h"

typedef struct an_simple {
    igraph_t graph;          /* node i is node i of the network; edges in the order of (lower end, higher end) */
    igraph_vector_t weights; /* one for each edge; 1 each when the network has none */
    bool weighted;           /* some weight is not 1 */
    size_t node_count, edge_count;
    size_t bad_edge; /* edge of the network whose weight is no positive number that can be inverted, or AN_NONE */
    bool made;
} an_simple;

/* Between enter and leave. A `weight` column of text is left aside with a warning. */
an_status an_simple_make(an_simple *simple, const an_network *net, an_guard *guard, an_error *err);
void an_simple_clear(an_simple *simple);
/* AN_ERR_INVALID when weights are not all positive; names the edge and says who needs them (`what`). */
an_status an_simple_need_positive(const an_simple *simple, const an_network *net, const char *what, an_error *err);
/* lengths[i] = 1 / weights[i]; initialises. */
igraph_error_t an_simple_lengths(const an_simple *simple, igraph_vector_t *lengths);

#endif
