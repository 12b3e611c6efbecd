/* Communities by Leiden for modularity (Traag, Waltman, van Eck 2019). Weighted, seeded; numbered by falling size, so that colours and tables do
   not change when a run is repeated. Nodes without links are left out: they are communities of their own, and igraph takes as long for each
   as for others. igraph before 0.10.17 stops too early when asked to run until nothing changes: it runs some rounds, and again while the
   quality rises. Of large networks the first rounds find nearly all (of 80,000 links all but a five-thousandth, less than what two seeds
   differ): there a thousandth more of modularity is not worth another two. About linear in the edges. */
#include "actornet/measure.h"

#include "base/alloc.h"
#include "graph/simple.h"

#include <stdlib.h>

enum { REPEATS = 10, LARGE = 20000 /* links */ };

/* The nodes that have links, as igraph is given them. */
typedef struct linked {
    igraph_t graph;
    igraph_vector_int_t member; /* by place: community */
    uint32_t *place;            /* by node: its place among the linked, or NOWHERE */
    size_t count;
} linked;

#define NOWHERE UINT32_MAX

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

/* Numbers the nodes that have links in their order. */
static void number_linked(linked *it, const an_simple *simple)
{
    for (size_t i = 0; i < simple->node_count; i++)
        it->place[i] = NOWHERE;
    for (size_t i = 0; i < simple->edge_count; i++)
        it->place[IGRAPH_FROM(&simple->graph, i)] = it->place[IGRAPH_TO(&simple->graph, i)] = 0;
    for (size_t i = 0; i < simple->node_count; i++)
        if (it->place[i] != NOWHERE)
            it->place[i] = (uint32_t)it->count++;
}

static igraph_error_t make_linked(linked *it, const an_simple *simple)
{
    igraph_vector_int_t ends;
    igraph_error_t code = igraph_vector_int_init(&ends, (igraph_integer_t)simple->edge_count * 2);

    if (code != IGRAPH_SUCCESS)
        return code;
    for (size_t i = 0; i < simple->edge_count; i++) {
        VECTOR(ends)[i * 2] = it->place[IGRAPH_FROM(&simple->graph, i)];
        VECTOR(ends)[i * 2 + 1] = it->place[IGRAPH_TO(&simple->graph, i)];
    }
    code = igraph_create(&it->graph, &ends, (igraph_integer_t)it->count, IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&ends);
    return code;
}

static igraph_error_t leiden(linked *it, const igraph_vector_t *weights, const igraph_vector_t *strengths)
{
    const bool large = igraph_ecount(&it->graph) > LARGE;
    const igraph_integer_t rounds = large ? 2 : 10;
    const double worth = large ? 1e-3 : 1e-9;
    igraph_real_t quality = 0, before;
    igraph_error_t code = an_igraph_leiden(&it->graph, weights, strengths, false, rounds, &it->member, &quality);

    for (int i = 0; i < REPEATS && code == IGRAPH_SUCCESS; i++) {
        before = quality;
        code = an_igraph_leiden(&it->graph, weights, strengths, true, rounds, &it->member, &quality);
        if (!(quality > before + worth))
            break;
    }
    return code;
}

static igraph_error_t split(linked *it, const igraph_vector_t *weights, uint64_t seed)
{
    igraph_vector_t strengths;
    igraph_error_t code = igraph_vector_init(&strengths, 0);

    if (code != IGRAPH_SUCCESS)
        return code;
    an_guard_seed(seed);
    code = igraph_strength(&it->graph, &strengths, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS, weights);
    if (code == IGRAPH_SUCCESS)
        code = leiden(it, weights, &strengths);
    igraph_vector_destroy(&strengths);
    return code;
}

/* The community of each node; those without links come last, each on its own. */
static igraph_error_t find_members(const an_simple *simple, uint64_t seed, size_t *member)
{
    linked it = {.place = an_alloc(simple->node_count * sizeof *it.place)};
    size_t alone;
    igraph_error_t code;

    if (!it.place)
        return IGRAPH_ENOMEM;
    number_linked(&it, simple);
    code = igraph_vector_int_init(&it.member, (igraph_integer_t)it.count);
    if (code == IGRAPH_SUCCESS) {
        if ((code = make_linked(&it, simple)) == IGRAPH_SUCCESS) {
            code = it.count ? split(&it, &simple->weights, seed) : IGRAPH_SUCCESS;
            igraph_destroy(&it.graph);
        }
        alone = it.count; /* more than there are communities of others */
        for (size_t i = 0; i < simple->node_count && code == IGRAPH_SUCCESS; i++)
            member[i] = it.place[i] == NOWHERE ? alone++ : (size_t)VECTOR(it.member)[it.place[i]];
        igraph_vector_int_destroy(&it.member);
    }
    an_free(it.place);
    return code;
}

static an_status store(an_network *net, const an_simple *simple, const size_t *member, an_error *err)
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
        groups[member[i]].size++;
        groups[member[i]].first = i;
        groups[member[i]].isolate = true;
    }
    for (size_t i = 0; i < simple->edge_count; i++) {
        groups[member[IGRAPH_FROM(&simple->graph, i)]].isolate = false;
        groups[member[IGRAPH_TO(&simple->graph, i)]].isolate = false;
    }
    qsort(groups, count, sizeof *groups, by_size);
    for (size_t i = 0; i < count; i++)
        rank[groups[i].number] = i;
    st = an_network_replace_column(net, AN_NODES, "community", AN_TYPE_INT, &column, err);
    for (size_t i = 0; st == AN_OK && i < count; i++)
        an_network_set_int(net, AN_NODES, i, column, (int64_t)rank[member[i]]);

done:
    an_free(groups);
    an_free(rank);
    return st;
}

static an_status find(an_network *net, const an_simple *simple, uint64_t seed, an_guard *guard, an_error *err)
{
    size_t *member;
    an_status st;

    if ((st = an_simple_need_positive(simple, net, "finding communities", err)))
        return st;
    if (!(member = an_alloc(simple->node_count * sizeof *member)))
        return an_fail_nomem(err);
    if ((st = an_guard_check(guard, find_members(simple, seed, member), "find communities", err)) == AN_OK)
        st = store(net, simple, member, err);
    an_free(member);
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
