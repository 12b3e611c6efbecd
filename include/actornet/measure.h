/**
 * @file measure.h
 * Centralities, communities and positions of any network, computed by igraph.
 *
 * Ties that are strong are near: measures over paths use the distance 1/weight where weights exist (AN_DISTANCE_INVERSE), or count steps
 * (AN_DISTANCE_HOPS). Values are raw (each unordered pair once) unless `normalized`; they are rounded to 9 significant digits, so that
 * ranks do not depend on the last bit. Directions are ignored: a directed network is read as an undirected one, parallel edges are added up,
 * loops do not count.
 */
#ifndef ACTORNET_MEASURE_H
#define ACTORNET_MEASURE_H

#include "actornet/network.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum an_distance { AN_DISTANCE_INVERSE, AN_DISTANCE_HOPS } an_distance;

/** A measure of nodes. The table ends with a NULL name. */
typedef struct an_measure {
    const char *name;    /**< also the name of its column: "betweenness" */
    an_value_type type;  /**< AN_TYPE_INT or AN_TYPE_DOUBLE */
    const char *summary; /**< one line: what it says, for which question */
    bool uses_distance;
} an_measure;

/** degree, strength, betweenness, closeness, harmonic, eigenvector, pagerank, clustering, core. */
AN_API const an_measure *an_measures(void);
AN_API const an_measure *an_measure_find(const char *name);

typedef struct an_measure_options {
    an_distance distance; /**< default AN_DISTANCE_INVERSE */
    /** Divide: degree, strength, harmonic and core by n-1; betweenness by the number of pairs of others, (n-1)(n-2)/2; closeness becomes
        r²/((n-1)·sum) with r nodes reached (Wasserman and Faust). eigenvector (highest 1), pagerank (sum 1) and clustering stay. All double. */
    bool normalized;
    /** Betweenness of a large network, for which it would take from many seconds to hours, is estimated from the shortest paths of some of the
        actors to all others, the same ones in every run; the observer is told from how many. False: exact, however long that takes. */
    bool estimate;
} an_measure_options;

/**
 * Compute measures into node columns of the same name (replaced when there).
 * @param names  comma-separated names, or NULL for all.
 * @return AN_OK, AN_ERR_NOT_FOUND (unknown measure, with a suggestion), AN_ERR_INVALID (a weight that is not above 0, for a measure that
 *         needs it), AN_ERR_GRAPH, AN_ERR_CANCELLED, AN_ERR_NOMEM.
 * Cost: betweenness, closeness, harmonic O(n·m·log n); the others about linear.
 */
AN_API AN_MUST_CHECK an_status an_network_measure(an_network *net, const char *names, const an_measure_options *options,
                                                  const an_observer *watch, an_error *err);

/** Communities by Leiden (Traag, Waltman, van Eck 2019, modularity) into the node column `community`: int, 0 = the largest. Same seed, same result. */
AN_API AN_MUST_CHECK an_status an_network_communities(an_network *net, uint64_t seed, const an_observer *watch, an_error *err);

/** Positions by name of layout ("fr", "kk", "drl", "circle", "none") into node columns `x` and `y`, about 1000 wide. Same seed, same result. */
AN_API AN_MUST_CHECK an_status an_network_layout(an_network *net, const char *layout, uint64_t seed, const an_observer *watch, an_error *err);
/** Names of the layouts, ends with NULL. */
AN_API const char *const *an_layouts(void);

/** How a network looks everywhere: node columns `size` (double, by strength), `r`, `g`, `b` (int, by type). Replaces them when there. */
AN_API AN_MUST_CHECK an_status an_network_style(an_network *net, an_error *err);

/** One-line version text of the igraph in use. Static storage. */
AN_API const char *an_igraph_version(void);

#ifdef __cplusplus
}
#endif
#endif
