/* On how many shortest paths between others each node lies. */
#ifndef GRAPH_BETWEENNESS_H
#define GRAPH_BETWEENNESS_H

#include "graph/simple.h"

/*
 * Into `values`, one for each node: each unordered pair counts once, shared among its shortest paths. `lengths` may be NULL: steps are
 * counted. Paths start from `count` nodes, spread evenly over the order of the network, each of which stands for those behind it: as many as
 * there are nodes give the exact figures, fewer an estimate. O(count * (edges + nodes log nodes)).
 */
igraph_error_t an_betweenness(const an_simple *simple, const igraph_vector_t *lengths, size_t count, igraph_vector_t *values,
                              an_guard *guard);

#endif
