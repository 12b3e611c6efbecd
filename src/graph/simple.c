/* One igraph graph for all computations on a network. The edges are sorted by their ends and neighbours in that order with equal ends are
   added up, so that the result does not depend on the order of a foreign file's edges. O(n + m log m). */
#include "graph/simple.h"

#include "base/alloc.h"

#include <math.h>
#include <stdlib.h>

typedef struct tie {
    uint32_t low, high;
    size_t edge; /* of the network */
    double weight;
} tie;

static int by_ends(const void *left, const void *right)
{
    const tie *a = left, *b = right;

    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    if (a->high != b->high)
        return a->high < b->high ? -1 : 1;
    /* Equal ends are added up: in an order of their own, as addition rounds. */
    if (a->weight != b->weight)
        return a->weight < b->weight ? -1 : 1;
    return (a->edge > b->edge) - (a->edge < b->edge);
}

static bool usable(double weight)
{
    return weight > 0 && isfinite(weight) && isfinite(1 / weight);
}

/* All edges but loops, parallel ones added up. Returns how many. */
static size_t collect(an_simple *simple, const an_network *net, tie *ties)
{
    size_t column = an_network_weight_column(net), count = 0, kept = 0;

    for (size_t i = 0; i < an_network_size(net, AN_EDGES); i++) {
        uint32_t from = net->from[i], to = net->to[i];
        double weight = an_network_weight(net, column, i);
        if (from == to)
            continue;
        if (!usable(weight) && simple->bad_edge == AN_NONE)
            simple->bad_edge = i;
        simple->weighted = simple->weighted || weight != 1;
        ties[count++] = (tie){from < to ? from : to, from < to ? to : from, i, weight};
    }
    qsort(ties, count, sizeof *ties, by_ends);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && ties[kept - 1].low == ties[i].low && ties[kept - 1].high == ties[i].high) {
            ties[kept - 1].weight += ties[i].weight;
            simple->weighted = true;
            if (!usable(ties[kept - 1].weight) && simple->bad_edge == AN_NONE)
                simple->bad_edge = ties[i].edge;
        } else {
            ties[kept++] = ties[i];
        }
    }
    return kept;
}

static igraph_error_t create(an_simple *simple, const tie *ties)
{
    igraph_vector_int_t ends;
    igraph_error_t code = igraph_vector_int_init(&ends, (igraph_integer_t)simple->edge_count * 2);

    if (code != IGRAPH_SUCCESS)
        return code;
    code = igraph_vector_init(&simple->weights, (igraph_integer_t)simple->edge_count);
    if (code == IGRAPH_SUCCESS) {
        for (size_t i = 0; i < simple->edge_count; i++) {
            VECTOR(ends)[i * 2] = ties[i].low;
            VECTOR(ends)[i * 2 + 1] = ties[i].high;
            VECTOR(simple->weights)[i] = ties[i].weight;
        }
        code = igraph_create(&simple->graph, &ends, (igraph_integer_t)simple->node_count, IGRAPH_UNDIRECTED);
        if (code != IGRAPH_SUCCESS)
            igraph_vector_destroy(&simple->weights);
    }
    igraph_vector_int_destroy(&ends);
    return code;
}

an_status an_simple_make(an_simple *simple, const an_network *net, an_guard *guard, an_error *err)
{
    tie *ties = an_alloc(an_network_size(net, AN_EDGES) * sizeof *ties);
    an_status st;

    *simple = (an_simple){.node_count = an_network_size(net, AN_NODES), .bad_edge = AN_NONE};
    if (!ties)
        return an_fail_nomem(err);
    if (an_network_weight_column(net) == AN_NONE && an_network_column(net, AN_EDGES, "weight") != AN_NONE)
        an_say(guard->watch, AN_WARNING, NULL, "the edge attribute 'weight' holds no numbers: every edge counts 1");
    simple->edge_count = collect(simple, net, ties);
    st = an_guard_check(guard, create(simple, ties), "build the graph", err);
    simple->made = st == AN_OK;
    an_free(ties);
    return st;
}

void an_simple_clear(an_simple *simple)
{
    if (!simple->made)
        return;
    igraph_destroy(&simple->graph);
    igraph_vector_destroy(&simple->weights);
    simple->made = false;
}

an_status an_simple_need_positive(const an_simple *simple, const an_network *net, const char *what, an_error *err)
{
    if (simple->bad_edge == AN_NONE)
        return AN_OK;

    an_str from = an_network_label(net, net->from[simple->bad_edge]), to = an_network_label(net, net->to[simple->bad_edge]);
    an_buf number = {0};
    an_buf_add_double(&number, an_network_weight(net, an_network_weight_column(net), simple->bad_edge));
    an_status st = an_fail(err, AN_ERR_INVALID, "%s needs weights above 0, but the edge between '%.*s' and '%.*s' has the weight %s", what,
                           (int)(from.len < 100 ? from.len : 100), from.ptr, (int)(to.len < 100 ? to.len : 100), to.ptr,
                           number.ptr ? number.ptr : "?");
    an_buf_clear(&number);
    return st;
}

igraph_error_t an_simple_lengths(const an_simple *simple, igraph_vector_t *lengths)
{
    igraph_error_t code = igraph_vector_init(lengths, (igraph_integer_t)simple->edge_count);

    for (size_t i = 0; code == IGRAPH_SUCCESS && i < simple->edge_count; i++)
        VECTOR(*lengths)[i] = 1 / VECTOR(simple->weights)[i];
    return code;
}
