/* Strongest actors, then of the ties among them those that are the strongest for one of their ends or are needed to hold a group together.
   Every order ends with label, id or place, so that equal weights give the same picture each time. */
#include "formats/selection.h"

#include "base/alloc.h"
#include "graph/table.h"

#include <math.h>
#include <stdlib.h>

typedef struct ranked {
    double strength;
    an_str label;
    size_t node;
} ranked;

static int compare_ranked(const void *left, const void *right)
{
    const ranked *x = left, *y = right;
    int order;

    if (x->strength > y->strength || x->strength < y->strength)
        return x->strength > y->strength ? -1 : 1;
    order = an_str_compare(x->label, y->label);
    return order ? order : x->node < y->node ? -1 : x->node > y->node;
}

static int compare_ties(const void *left, const void *right)
{
    const an_tie *x = left, *y = right;
    size_t xs[] = {x->a < x->b ? x->a : x->b, x->a < x->b ? x->b : x->a, x->edge};
    size_t ys[] = {y->a < y->b ? y->a : y->b, y->a < y->b ? y->b : y->a, y->edge};

    if (x->weight > y->weight || x->weight < y->weight)
        return x->weight > y->weight ? -1 : 1;
    for (size_t i = 0; i < 3; i++)
        if (xs[i] != ys[i])
            return xs[i] < ys[i] ? -1 : 1;
    return 0;
}

/* A tie counts what it weighs; foreign weights below zero are no ties of this kind. */
static double weight_of(const an_network *net, size_t column, size_t edge)
{
    double weight = an_network_weight(net, column, edge);

    return isfinite(weight) && weight > 0 ? weight : 0;
}

/* All actors that have a tie, the strongest first. The caller frees. */
static ranked *rank_nodes(const an_network *net, size_t *count)
{
    size_t total = an_network_size(net, AN_NODES), column = an_network_weight_column(net), kept = 0;
    ranked *list = an_alloc((total + 1) * sizeof *list);
    bool *tied = an_alloc(total + 1);

    for (size_t i = 0; list && tied && i < an_network_size(net, AN_EDGES); i++) {
        size_t a = an_network_edge_from(net, i), b = an_network_edge_to(net, i);
        double weight = weight_of(net, column, i);
        if (a == b)
            continue;
        list[a].strength += weight;
        list[b].strength += weight;
        tied[a] = tied[b] = true;
    }
    for (size_t i = 0; list && tied && i < total; i++)
        if (tied[i])
            list[kept++] = (ranked){an_round9(list[i].strength), an_network_label(net, i), i};
    if (!tied) {
        an_free(list);
        list = NULL;
    }
    an_free(tied);
    if (list)
        qsort(list, kept, sizeof *list, compare_ranked);
    *count = kept;
    return list;
}

/* Ties among the chosen, the strongest first. `place` is by node of the network, AN_NONE = not chosen. */
static size_t collect_ties(an_selection *s, const an_network *net, const size_t *place)
{
    size_t column = an_network_weight_column(net), all = 0;

    for (size_t i = 0; i < an_network_size(net, AN_EDGES); i++) {
        size_t a = an_network_edge_from(net, i), b = an_network_edge_to(net, i);
        if (a == b)
            continue;
        all++;
        if (place[a] != AN_NONE && place[b] != AN_NONE)
            s->ties[s->tie_count++] = (an_tie){i, place[a], place[b], weight_of(net, column, i)};
    }
    qsort(s->ties, s->tie_count, sizeof *s->ties, compare_ties);
    return all;
}

static size_t root_of(size_t *parent, size_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

/* Keep the ties that some end ranks among its first `most`, and those that join two groups. `work` holds 2 × node_count zeros. */
static void thin_out(an_selection *s, size_t most, size_t *work)
{
    size_t *parent = work, *seen = work + s->node_count, kept = 0;

    for (size_t i = 0; i < s->node_count; i++)
        parent[i] = i;
    for (size_t i = 0; i < s->tie_count; i++) {
        an_tie tie = s->ties[i];
        size_t a = root_of(parent, tie.a), b = root_of(parent, tie.b);
        bool first = seen[tie.a]++ < most;
        first = seen[tie.b]++ < most || first;
        if (a != b)
            parent[a] = b;
        if (a != b || first)
            s->ties[kept++] = tie;
    }
    s->tie_count = kept;
}

/* Leave out who has no tie left and number the others anew. `place` holds node_count items. */
static void drop_isolates(an_selection *s, size_t *place)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->node_count; i++)
        place[i] = AN_NONE;
    for (size_t i = 0; i < s->tie_count; i++)
        place[s->ties[i].a] = place[s->ties[i].b] = 0;
    for (size_t i = 0; i < s->node_count; i++) {
        if (place[i] == AN_NONE)
            continue;
        place[i] = kept;
        s->nodes[kept] = s->nodes[i];
        s->strength[kept++] = s->strength[i];
    }
    s->node_count = kept;
    for (size_t i = 0; i < s->tie_count; i++) {
        s->ties[i].a = place[s->ties[i].a];
        s->ties[i].b = place[s->ties[i].b];
    }
}

an_status an_selection_make(an_selection *s, const an_network *net, size_t most_nodes, double links, an_error *err)
{
    size_t total = an_network_size(net, AN_NODES), tied = 0, all_ties;
    ranked *list = rank_nodes(net, &tied);
    size_t *place = an_alloc((total + 1) * sizeof *place), *work = an_alloc((2 * total + 1) * sizeof *work);
    an_status st = AN_OK;

    *s = (an_selection){0};
    s->nodes = an_alloc((total + 1) * sizeof *s->nodes);
    s->strength = an_alloc((total + 1) * sizeof *s->strength);
    s->ties = an_alloc((an_network_size(net, AN_EDGES) + 1) * sizeof *s->ties);
    if (!list || !place || !work || !s->nodes || !s->strength || !s->ties) {
        an_selection_clear(s);
        st = an_fail_nomem(err);
        goto done;
    }
    for (size_t i = 0; i < total; i++)
        place[i] = AN_NONE;
    for (size_t i = 0; i < tied && (most_nodes == 0 || i < most_nodes); i++) {
        place[list[i].node] = s->node_count;
        s->nodes[s->node_count] = list[i].node;
        s->strength[s->node_count++] = list[i].strength;
    }
    all_ties = collect_ties(s, net, place);
    if (links > 0)
        thin_out(s, (size_t)fmax(1, fmin(round(links), 1e6)), work);
    drop_isolates(s, place);
    s->cut = s->node_count < tied || s->tie_count < all_ties;

done:
    an_free(list);
    an_free(place);
    an_free(work);
    return st;
}

void an_selection_clear(an_selection *s)
{
    an_free(s->nodes);
    an_free(s->strength);
    an_free(s->ties);
    *s = (an_selection){0};
}
