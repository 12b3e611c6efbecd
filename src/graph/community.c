/* Communities by Leiden for modularity. Weighted, seeded; numbered by falling size, so that colours and tables do not change when a run is
   repeated. igraph before 0.10.17 stops too early when asked to run until nothing changes: it runs some rounds, and again while the quality
   rises. Of large networks the first rounds find nearly all; there a thousandth more of modularity is not worth another two. About linear in
   the edges. */
#include "actornet/measure.h"

#include "base/alloc.h"
#include "graph/simple.h"

#include <stdlib.h>

enum { REPEATS = 10, LARGE = 100000 /* links */ };

/* A community as Leiden left it. */
typedef struct group {
    size_t size, first, number; /* first: smallest node; number: Leiden's */
    bool isolate;
} group;

static int by_size(const void *left, const void *right)
{
    const group *a = left, *b = right;

    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    if (a->isolate != b->isolate)
        return a->isolate ? 1 : -1;
    return (a->first > b->first) - (a->first < b->first);
}

static igraph_error_t leiden(const an_simple *simple, const igraph_vector_t *strengths, igraph_vector_int_t *member)
{
    const bool large = simple->edge_count > LARGE;
    const igraph_integer_t rounds = large ? 2 : 10;
    const double worth = large ? 1e-3 : 1e-9;
    igraph_real_t quality = 0, before;
    igraph_error_t code = an_igraph_leiden(&simple->graph, &simple->weights, strengths, false, rounds, member, &quality);

    for (int i = 0; i < REPEATS && code == IGRAPH_SUCCESS; i++) {
        before = quality;
        code = an_igraph_leiden(&simple->graph, &simple->weights, strengths, true, rounds, member, &quality);
        if (!(quality > before + worth))
            break;
    }
    return code;
}

static igraph_error_t split(const an_simple *simple, uint64_t seed, igraph_vector_int_t *member)
{
    igraph_vector_t strengths;
    igraph_error_t code = igraph_vector_init(&strengths, 0);

    if (code != IGRAPH_SUCCESS)
        return code;
    an_guard_seed(seed);
    code = igraph_strength(&simple->graph, &strengths, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS, &simple->weights);
    if (code == IGRAPH_SUCCESS)
        code = leiden(simple, &strengths, member);
    igraph_vector_destroy(&strengths);
    return code;
}

static an_status store(an_network *net, const an_simple *simple, const igraph_vector_int_t *member, an_error *err)
{
    size_t column, count = simple->node_count;
    group *groups = an_alloc(count * sizeof *groups);
    size_t *rank = an_alloc(count * sizeof *rank);
    an_status st;

    if (!groups || !rank) {
        st = an_fail_nomem(err);
        goto done;
    }
    for (size_t i = 0; i < count; i++)
        groups[i] = (group){.number = i};
    for (size_t i = count; i-- > 0;) {
        groups[VECTOR(*member)[i]].size++;
        groups[VECTOR(*member)[i]].first = i;
        groups[VECTOR(*member)[i]].isolate = true;
    }
    for (size_t i = 0; i < simple->edge_count; i++) {
        groups[VECTOR(*member)[IGRAPH_FROM(&simple->graph, i)]].isolate = false;
        groups[VECTOR(*member)[IGRAPH_TO(&simple->graph, i)]].isolate = false;
    }
    qsort(groups, count, sizeof *groups, by_size);
    for (size_t i = 0; i < count; i++)
        rank[groups[i].number] = i;
    st = an_network_replace_column(net, AN_NODES, "community", AN_TYPE_INT, &column, err);
    for (size_t i = 0; st == AN_OK && i < count; i++)
        an_network_set_int(net, AN_NODES, i, column, (int64_t)rank[VECTOR(*member)[i]]);

done:
    an_free(groups);
    an_free(rank);
    return st;
}

static an_status find(an_network *net, const an_simple *simple, uint64_t seed, an_guard *guard, an_error *err)
{
    igraph_vector_int_t member;
    igraph_error_t code;
    an_status st;

    if ((st = an_simple_need_positive(simple, net, "finding communities", err)))
        return st;
    if ((st = an_guard_check(guard, igraph_vector_int_init(&member, (igraph_integer_t)simple->node_count), "find communities", err)))
        return st;
    for (size_t i = 0; i < simple->node_count; i++)
        VECTOR(member)[i] = (igraph_integer_t)i;
    code = simple->edge_count > 0 ? split(simple, seed, &member) : IGRAPH_SUCCESS;
    if ((st = an_guard_check(guard, code, "find communities", err)) == AN_OK)
        st = store(net, simple, &member, err);
    igraph_vector_int_destroy(&member);
    return st;
}

an_status an_network_communities(an_network *net, uint64_t seed, const an_observer *watch, an_error *err)
{
    an_simple simple = {0};
    an_guard guard;
    an_status st;

    an_guard_enter(&guard, "communities", watch);
    if ((st = an_simple_make(&simple, net, &guard, err)) == AN_OK)
        st = find(net, &simple, seed, &guard, err);
    an_simple_clear(&simple);
    an_guard_leave(&guard);
    return st;
}
