/* Keeping a part of a network. One flag for each node and edge is cleared by one filter after the other; the tables are rewritten once, at
   the end. Invariant: an edge whose node is out is out, too. O(n log n + m). */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/table.h"

#include <stdlib.h>

typedef struct sieve {
    const an_network *net;
    const an_filter *filter;
    size_t nodes, edges;
    bool *node, *edge; /* still in */
    double *strength;  /* of nodes over the edges still in */
    size_t *order;     /* scratch, one for each node */
} sieve;

static void drop_loose_edges(sieve *s)
{
    for (size_t i = 0; i < s->edges; i++)
        s->edge[i] = s->edge[i] && s->node[s->net->from[i]] && s->node[s->net->to[i]];
}

static bool type_wanted(an_str wanted, an_str type)
{
    an_str one;

    while (an_str_next(&wanted, ',', &one)) {
        one = an_str_trim(one);
        if (one.len > 0 && an_str_starts(type, one) && (type.len == one.len || type.ptr[one.len] == '/'))
            return true;
    }
    return false;
}

static void by_type(sieve *s)
{
    size_t column = an_network_column(s->net, AN_NODES, "type");

    if (!s->filter->type)
        return;
    for (size_t i = 0; i < s->nodes; i++)
        s->node[i] = type_wanted(an_str_of(s->filter->type), an_network_string(s->net, AN_NODES, i, column));
    drop_loose_edges(s);
}

/* A foreign edge without the attribute happened once. */
static bool at_least(const sieve *s, size_t column, size_t edge, int64_t least)
{
    double value = an_network_has(s->net, AN_EDGES, edge, column) ? an_network_double(s->net, AN_EDGES, edge, column) : 1;

    return value >= (double)least;
}

static void by_edge(sieve *s)
{
    size_t weight = an_network_weight_column(s->net);
    size_t count = an_network_column(s->net, AN_EDGES, "count"), documents = an_network_column(s->net, AN_EDGES, "documents");
    const an_filter *f = s->filter;

    for (size_t i = 0; i < s->edges; i++)
        s->edge[i] = s->edge[i] && (f->min_weight == 0 || an_network_weight(s->net, weight, i) >= f->min_weight) &&
                     (f->min_count == 0 || at_least(s, count, i, f->min_count)) &&
                     (f->min_documents == 0 || at_least(s, documents, i, f->min_documents));
}

static int stronger(const sieve *s, size_t a, size_t b)
{
    if (s->strength[a] != s->strength[b])
        return s->strength[a] > s->strength[b] ? -1 : 1;
    int by_label = an_str_compare(an_network_label(s->net, a), an_network_label(s->net, b));
    return by_label ? by_label : an_str_compare(an_network_node_id(s->net, a), an_network_node_id(s->net, b));
}

/* Let the item at `root` sink in a heap whose top is the weakest node. */
static void sink(const sieve *s, size_t root, size_t count)
{
    for (size_t child; (child = root * 2 + 1) < count; root = child) {
        if (child + 1 < count && stronger(s, s->order[child + 1], s->order[child]) > 0)
            child++;
        if (stronger(s, s->order[child], s->order[root]) <= 0)
            return;
        size_t item = s->order[root];
        s->order[root] = s->order[child];
        s->order[child] = item;
    }
}

/* The strongest are found with a heap of the `top` best so far. */
static void by_top(sieve *s)
{
    size_t weight = an_network_weight_column(s->net), top = s->filter->top, count = 0;

    if (top == 0)
        return;
    for (size_t i = 0; i < s->edges; i++)
        if (s->edge[i] && s->net->from[i] != s->net->to[i]) {
            s->strength[s->net->from[i]] += an_network_weight(s->net, weight, i);
            s->strength[s->net->to[i]] += an_network_weight(s->net, weight, i);
        }
    for (size_t i = 0; i < s->nodes; i++) {
        if (!s->node[i])
            continue;
        if (count < top) {
            s->order[count++] = i;
            for (size_t root = count == top ? count / 2 : 0; root > 0; root--)
                sink(s, root - 1, count);
        } else if (stronger(s, i, s->order[0]) < 0) {
            s->order[0] = i;
            sink(s, 0, count);
        }
    }
    memset(s->node, 0, s->nodes * sizeof *s->node);
    for (size_t i = 0; i < count; i++)
        s->node[s->order[i]] = true;
    drop_loose_edges(s);
}

static size_t root_of(size_t *parent, size_t node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

/* Components by union-find; the root is always the first node, so that the first largest one wins. */
static bool by_giant(sieve *s)
{
    size_t *size, largest = AN_NONE;

    if (!s->filter->giant)
        return true;
    if (!(size = an_alloc(s->nodes * sizeof *size)))
        return false;
    for (size_t i = 0; i < s->nodes; i++)
        s->order[i] = i;
    for (size_t i = 0; i < s->edges; i++) {
        size_t a = root_of(s->order, s->net->from[i]), b = root_of(s->order, s->net->to[i]);
        if (s->edge[i])
            s->order[a > b ? a : b] = a < b ? a : b;
    }
    for (size_t i = 0; i < s->nodes; i++)
        size[root_of(s->order, i)] += s->node[i];
    for (size_t i = 0; i < s->nodes; i++)
        if (size[i] > 0 && (largest == AN_NONE || size[i] > size[largest]))
            largest = i;
    for (size_t i = 0; i < s->nodes; i++)
        s->node[i] = s->node[i] && root_of(s->order, i) == largest;
    drop_loose_edges(s);
    an_free(size);
    return true;
}

static void by_isolation(sieve *s)
{
    if (!s->filter->drop_isolates)
        return;
    memset(s->node, 0, s->nodes * sizeof *s->node);
    for (size_t i = 0; i < s->edges; i++)
        if (s->edge[i] && s->net->from[i] != s->net->to[i])
            s->node[s->net->from[i]] = s->node[s->net->to[i]] = true;
    drop_loose_edges(s);
}

static bool keeps_all(const an_filter *f)
{
    return !f->min_weight && !f->min_count && !f->min_documents && !f->top && !f->giant && !f->type && !f->drop_isolates;
}

an_status an_network_filter(an_network *net, const an_filter *filter, an_filter_counts *counts, an_error *err)
{
    sieve s = {.net = net, .filter = filter, .nodes = an_network_size(net, AN_NODES), .edges = an_network_size(net, AN_EDGES)};
    an_status st;

    if (keeps_all(filter)) {
        if (counts)
            *counts = (an_filter_counts){0};
        return AN_OK;
    }
    s.node = an_alloc(s.nodes * sizeof *s.node);
    s.edge = an_alloc(s.edges * sizeof *s.edge);
    s.strength = an_alloc(s.nodes * sizeof *s.strength);
    s.order = an_alloc(s.nodes * sizeof *s.order);
    if (!s.node || !s.edge || !s.strength || !s.order) {
        st = an_fail_nomem(err);
        goto done;
    }
    memset(s.node, true, s.nodes * sizeof *s.node);
    memset(s.edge, true, s.edges * sizeof *s.edge);
    by_type(&s);
    by_edge(&s);
    by_top(&s);
    if (!by_giant(&s)) {
        st = an_fail_nomem(err);
        goto done;
    }
    by_isolation(&s);
    st = an_network_keep(net, s.node, s.edge, err);
    if (st == AN_OK && counts)
        *counts = (an_filter_counts){s.nodes - an_network_size(net, AN_NODES), s.edges - an_network_size(net, AN_EDGES)};

done:
    an_free(s.node);
    an_free(s.edge);
    an_free(s.strength);
    an_free(s.order);
    return st;
}
