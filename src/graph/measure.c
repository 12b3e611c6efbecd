/* Centralities: one row of a table for each measure. All but betweenness are computed by igraph on one simple copy of the network; raw values are scaled
   here, so that what «normalized» means does not depend on igraph. Values are rounded to 9 significant digits before they are stored.
   An isolated node has 0 in everything but PageRank. */
#include "actornet/measure.h"

#include "base/error.h"
#include "graph/betweenness.h"
#include "graph/simple.h"

#include <stdio.h>

enum { DEGREE, STRENGTH, BETWEENNESS, CLOSENESS, HARMONIC, EIGENVECTOR, PAGERANK, CLUSTERING, CORE, MEASURES };

/* Shortest paths from a node cost about as much as the network is large (nodes and edges). The sum of all beyond which betweenness takes
   too long to be waited for, and that of an estimate, which starts from no fewer than FEWEST nodes. */
static const double LONG_RUN = 1e8, SHORT_RUN = 2e7;
enum { FEWEST = 100 };

static const an_measure measures[] = {
    [DEGREE] = {"degree", AN_TYPE_INT, "with how many others an actor is linked", false},
    [STRENGTH] = {"strength", AN_TYPE_DOUBLE, "sum of the weights of an actor's links: who is named most often with others", false},
    [BETWEENNESS] = {"betweenness", AN_TYPE_DOUBLE, "on how many shortest paths between others an actor lies: who connects groups", true},
    [CLOSENESS] = {"closeness", AN_TYPE_DOUBLE,
                   "1 / sum of the distances to all that can be reached: who is near to everybody of its component", true},
    [HARMONIC] = {"harmonic", AN_TYPE_DOUBLE, "sum of 1 / distance to all others: closeness that also holds for networks in pieces", true},
    [EIGENVECTOR] = {"eigenvector", AN_TYPE_DOUBLE,
                     "who is linked with the well linked; the highest is 1, other components than the strongest near 0", false},
    [PAGERANK] = {"pagerank", AN_TYPE_DOUBLE, "where a walk along the links is found most often; sums to 1", false},
    [CLUSTERING] = {"clustering", AN_TYPE_DOUBLE, "share of the pairs of an actor's neighbours that are linked themselves", false},
    [CORE] = {"core", AN_TYPE_INT, "largest k such that an actor belongs to a group in which each has k links", false},
    [MEASURES] = {NULL, AN_TYPE_INT, NULL, false},
};

/* What a measure is computed from. */
typedef struct work {
    const an_simple *simple;
    const igraph_vector_t *weights; /* NULL: all are 1 */
    const igraph_vector_t *lengths; /* NULL: steps are counted */
    double others;                  /* nodes - 1 */
    bool normalized, estimate;
    an_guard *guard;
    igraph_vector_t values;
} work;

static void scale(work *w, double divisor)
{
    if (w->normalized && divisor > 0)
        igraph_vector_scale(&w->values, 1 / divisor);
}

static igraph_error_t copy_ints(work *w, igraph_error_t code, igraph_vector_int_t *ints)
{
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < w->simple->node_count; i++)
        VECTOR(w->values)[i] = (double)VECTOR(*ints)[i];
    igraph_vector_int_destroy(ints);
    scale(w, w->others);
    return code;
}

static igraph_error_t degree(work *w)
{
    igraph_vector_int_t ints;
    igraph_error_t code = igraph_vector_int_init(&ints, 0);

    return code ? code : copy_ints(w, igraph_degree(&w->simple->graph, &ints, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS), &ints);
}

static igraph_error_t core(work *w)
{
    igraph_vector_int_t ints;
    igraph_error_t code = igraph_vector_int_init(&ints, 0);

    return code ? code : copy_ints(w, igraph_coreness(&w->simple->graph, &ints, IGRAPH_ALL), &ints);
}

static igraph_error_t strength(work *w)
{
    igraph_error_t code =
        igraph_strength(&w->simple->graph, &w->values, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS, &w->simple->weights);

    scale(w, w->others);
    return code;
}

static igraph_error_t betweenness(work *w)
{
    size_t nodes = w->simple->node_count, count = nodes;
    double size = (double)nodes + (double)w->simple->edge_count;
    igraph_error_t code;

    if (w->estimate && (double)nodes * size > LONG_RUN && nodes > FEWEST) {
        count = SHORT_RUN / size > FEWEST ? (size_t)(SHORT_RUN / size) : FEWEST;
        an_say(w->guard->watch, AN_NOTE, NULL,
               "betweenness is estimated from the paths of %zu of %zu actors; ask for it by name to have it exact", count, nodes);
    } else if ((double)nodes * size > LONG_RUN) {
        an_say(w->guard->watch, AN_NOTE, NULL, "betweenness of %zu actors may take minutes", nodes);
    }
    code = an_betweenness(w->simple, w->lengths, count, &w->values, w->guard);
    scale(w, w->others * (w->others - 1) / 2);
    return code;
}

/* Scaled as Wasserman and Faust do: a node of a small component is near to few, so its value is lowered by the share that it reaches. */
static igraph_error_t closeness(work *w)
{
    igraph_vector_int_t member, size;
    igraph_error_t code = igraph_vector_int_init(&member, 0);

    if (code)
        return code;
    if ((code = igraph_vector_int_init(&size, 0)) == IGRAPH_SUCCESS) {
        code = igraph_connected_components(&w->simple->graph, &member, &size, NULL, IGRAPH_WEAK);
        if (code == IGRAPH_SUCCESS)
            code = igraph_closeness(&w->simple->graph, &w->values, NULL, NULL, igraph_vss_all(), IGRAPH_ALL, w->lengths, false);
        for (size_t i = 0; code == IGRAPH_SUCCESS && i < w->simple->node_count; i++) {
            double reached = (double)VECTOR(size)[VECTOR(member)[i]] - 1;
            if (reached == 0)
                VECTOR(w->values)[i] = 0; /* igraph says NaN */
            else if (w->normalized)
                VECTOR(w->values)[i] *= reached * reached / w->others;
        }
        igraph_vector_int_destroy(&size);
    }
    igraph_vector_int_destroy(&member);
    return code;
}

static igraph_error_t harmonic(work *w)
{
    igraph_error_t code = IGRAPH_SUCCESS;

    if (w->others > 0)
        code = igraph_harmonic_centrality(&w->simple->graph, &w->values, igraph_vss_all(), IGRAPH_ALL, w->lengths, false);
    scale(w, w->others);
    return code;
}

/* What is below 1e-9 of the highest is noise of the iteration (other components), and would differ from machine to machine. */
static igraph_error_t eigenvector(work *w)
{
    igraph_error_t code = IGRAPH_SUCCESS;

    if (w->simple->edge_count > 0)
        code = an_igraph_eigenvector(&w->simple->graph, &w->values, w->weights);
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < w->simple->node_count; i++)
        if (VECTOR(w->values)[i] < 1e-9)
            VECTOR(w->values)[i] = 0;
    return code;
}

static igraph_error_t pagerank(work *w)
{
    return an_igraph_pagerank(&w->simple->graph, &w->values, w->weights);
}

static igraph_error_t clustering(work *w)
{
    return igraph_transitivity_local_undirected(&w->simple->graph, &w->values, igraph_vss_all(), IGRAPH_TRANSITIVITY_ZERO);
}

typedef enum need { NEEDS_NOTHING, NEEDS_WEIGHTS, NEEDS_LENGTHS } need;

static const struct {
    igraph_error_t (*compute)(work *w);
    need need;
} methods[MEASURES] = {
    [DEGREE] = {degree, NEEDS_NOTHING},       [STRENGTH] = {strength, NEEDS_NOTHING},     [BETWEENNESS] = {betweenness, NEEDS_LENGTHS},
    [CLOSENESS] = {closeness, NEEDS_LENGTHS}, [HARMONIC] = {harmonic, NEEDS_LENGTHS},     [EIGENVECTOR] = {eigenvector, NEEDS_WEIGHTS},
    [PAGERANK] = {pagerank, NEEDS_WEIGHTS},   [CLUSTERING] = {clustering, NEEDS_NOTHING}, [CORE] = {core, NEEDS_NOTHING},
};

const an_measure *an_measures(void)
{
    return measures;
}

const an_measure *an_measure_find(const char *name)
{
    for (const an_measure *m = measures; m->name; m++)
        if (strcmp(m->name, name) == 0)
            return m;
    return NULL;
}

/* Names → flags. */
static an_status choose(bool chosen[MEASURES], const char *names, an_error *err)
{
    const char *known[MEASURES];
    an_str rest = an_str_of(names), name;

    for (size_t i = 0; i < MEASURES; i++) {
        known[i] = measures[i].name;
        chosen[i] = !names;
    }
    while (names && an_str_next(&rest, ',', &name)) {
        size_t i = 0;
        name = an_str_trim(name);
        if (name.len == 0)
            continue;
        while (i < MEASURES && !an_str_equal(name, an_str_of(known[i])))
            i++;
        if (i == MEASURES) {
            const char *near = an_str_suggest(name, known, MEASURES);
            return an_fail(err, AN_ERR_NOT_FOUND, "unknown measure '%.*s'%s%s%s", (int)(name.len < 60 ? name.len : 60), name.ptr,
                           near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
        }
        chosen[i] = true;
    }
    return AN_OK;
}

static an_status store(an_network *net, size_t index, const work *w, an_error *err)
{
    bool whole = measures[index].type == AN_TYPE_INT && !w->normalized;
    size_t column;
    an_status st;

    st = an_network_replace_column(net, AN_NODES, measures[index].name, whole ? AN_TYPE_INT : AN_TYPE_DOUBLE, &column, err);
    for (size_t i = 0; st == AN_OK && i < w->simple->node_count; i++) {
        if (whole)
            an_network_set_int(net, AN_NODES, i, column, (int64_t)VECTOR(w->values)[i]);
        else
            an_network_set_double(net, AN_NODES, i, column, an_round9(VECTOR(w->values)[i]));
    }
    return st;
}

static an_status measure_one(an_network *net, size_t index, work *w, bool inverse, an_guard *guard, an_error *err)
{
    const char *name = measures[index].name;
    char what[64];
    igraph_error_t code;
    an_status st;

    if ((methods[index].need == NEEDS_WEIGHTS || (methods[index].need == NEEDS_LENGTHS && inverse)) &&
        (st = an_simple_need_positive(w->simple, net, name, err)))
        return st;
    guard->stage = name;
    guard->done = guard->total = 0;
    igraph_vector_null(&w->values);
    code = igraph_vector_resize(&w->values, (igraph_integer_t)w->simple->node_count);
    if (code == IGRAPH_SUCCESS && w->simple->node_count > 0)
        code = methods[index].compute(w);
    snprintf(what, sizeof what, "compute %s", name);
    if ((st = an_guard_check(guard, code, what, err)))
        return st;
    return store(net, index, w, err);
}

static an_status measure_all(an_network *net, const bool *chosen, const an_measure_options *options, an_guard *guard, an_error *err)
{
    bool inverse = options->distance == AN_DISTANCE_INVERSE;
    an_simple simple = {0};
    igraph_vector_t lengths;
    work w = {.simple = &simple, .normalized = options->normalized, .estimate = options->estimate, .guard = guard};
    an_status st;

    if ((st = an_simple_make(&simple, net, guard, err)))
        return st;
    if ((st = an_guard_check(guard, an_simple_lengths(&simple, &lengths), "measure", err)))
        goto no_lengths;
    if ((st = an_guard_check(guard, igraph_vector_init(&w.values, 0), "measure", err)))
        goto no_values;
    w.others = simple.node_count > 0 ? (double)simple.node_count - 1 : 0;
    w.weights = simple.weighted ? &simple.weights : NULL;
    w.lengths = simple.weighted && inverse ? &lengths : NULL;
    for (size_t i = 0; st == AN_OK && i < MEASURES; i++)
        if (chosen[i])
            st = measure_one(net, i, &w, inverse, guard, err);
    igraph_vector_destroy(&w.values);
no_values:
    igraph_vector_destroy(&lengths);
no_lengths:
    an_simple_clear(&simple);
    return st;
}

an_status an_network_measure(an_network *net, const char *names, const an_measure_options *options, const an_observer *watch, an_error *err)
{
    bool chosen[MEASURES];
    an_measure_options defaults = {0};
    an_guard guard;
    an_status st;

    if ((st = choose(chosen, names, err)))
        return st;
    an_guard_enter(&guard, "measures", watch);
    st = measure_all(net, chosen, options ? options : &defaults, &guard, err);
    an_guard_leave(&guard);
    return st;
}
