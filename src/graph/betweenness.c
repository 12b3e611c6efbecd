/* Brandes' algorithm: from each start the shortest paths are found and counted on the way out (Dijkstra's search, by steps a plain one), and
   on the way back each node hands to those before it the share of the paths that go through them. igraph has it, too, five to ten times as
   slow: here the neighbours of a node with their lengths lie side by side, and so does what is known of a node.
   Lengths are sums of fractions: what differs by less than 1e-10 is the same, as in igraph; but no path goes on to a node that was searched
   before, so that a link shorter than that is not gone back and forth. In a lattice there are more paths than a double can count: their
   numbers have an exponent beside them. Memory: 40 bytes a node, 24 an edge. */
#include "graph/betweenness.h"

#include "base/alloc.h"

#include <math.h>

static const double SHORTER = 1 - 1e-10, LONGER = 1 + 1e-10;

/* What one search knows of a node. */
typedef struct spot {
    double distance;
    double paths; /* number of shortest ones: this, MANY times itself as often as `scale` says */
    double share; /* of all paths, those that go on from here */
    uint32_t scale;
    uint32_t turn; /* it was searched as the n-th; NOT_YET */
} spot;

#define MANY 0x1p512
#define NOT_YET UINT32_MAX

/* A node that was reached; the nearest is searched first. */
typedef struct reached {
    double distance;
    uint32_t node;
} reached;

typedef struct search {
    size_t node_count;
    size_t *first;      /* of a node's neighbours; one more at the end */
    uint32_t *neighbour;
    double *length;
    spot *spots;
    uint32_t *order; /* nodes as they were searched */
    size_t searched;
    struct {
        reached *items;
        size_t count, capacity;
    } heap;
} search;

static void clear(search *s)
{
    an_free(s->first);
    an_free(s->neighbour);
    an_free(s->length);
    an_free(s->spots);
    an_free(s->order);
    an_free(s->heap.items);
}

static void add_neighbour(search *s, size_t *next, uint32_t node, uint32_t other, double length)
{
    s->neighbour[next[node]] = other;
    s->length[next[node]++] = length;
}

/* Neighbours in the order of the edges. */
static bool open(search *s, const an_simple *simple, const igraph_vector_t *lengths)
{
    size_t nodes = s->node_count = simple->node_count, edges = simple->edge_count;
    size_t *next = an_alloc((nodes + 1) * sizeof *next);

    s->first = an_alloc((nodes + 1) * sizeof *s->first);
    s->neighbour = an_alloc(2 * edges * sizeof *s->neighbour);
    s->length = an_alloc(2 * edges * sizeof *s->length);
    s->spots = an_alloc(nodes * sizeof *s->spots);
    s->order = an_alloc(nodes * sizeof *s->order);
    if (!next || !s->first || !s->neighbour || !s->length || !s->spots || !s->order) {
        an_free(next);
        return false;
    }
    for (size_t i = 0; i < edges; i++) {
        s->first[IGRAPH_FROM(&simple->graph, i) + 1]++;
        s->first[IGRAPH_TO(&simple->graph, i) + 1]++;
    }
    for (size_t i = 0; i < nodes; i++)
        next[i + 1] = s->first[i + 1] += s->first[i];
    for (size_t i = 0; i < edges; i++) {
        uint32_t from = (uint32_t)IGRAPH_FROM(&simple->graph, i), to = (uint32_t)IGRAPH_TO(&simple->graph, i);
        double length = lengths ? VECTOR(*lengths)[i] : 1;
        add_neighbour(s, next, from, to, length);
        add_neighbour(s, next, to, from, length);
    }
    an_free(next);
    return true;
}

/* The heap: binary, the nearest on top. A node that is reached again by a shorter way is put in again. */
static bool put(search *s, uint32_t node, double distance)
{
    size_t at;

    if (!AN_ROOM(&s->heap, 1))
        return false;
    at = s->heap.count++;
    for (size_t above; at > 0 && s->heap.items[above = (at - 1) / 2].distance > distance; at = above)
        s->heap.items[at] = s->heap.items[above];
    s->heap.items[at] = (reached){distance, node};
    return true;
}

static reached take(search *s)
{
    reached *items = s->heap.items, top = items[0], last = items[--s->heap.count];
    size_t at = 0, below;

    while ((below = 2 * at + 1) < s->heap.count) {
        below += below + 1 < s->heap.count && items[below + 1].distance < items[below].distance;
        if (items[below].distance >= last.distance)
            break;
        items[at] = items[below];
        at = below;
    }
    items[at] = last;
    return top;
}

/* A number of paths in another scale, which is as large or larger. */
static double rescaled(double paths, uint32_t from, uint32_t to)
{
    return from == to ? paths : from + 1 == to ? paths / MANY : 0;
}

static void add_paths(spot *to, const spot *from)
{
    if (to->scale < from->scale) {
        to->paths = rescaled(to->paths, to->scale, from->scale);
        to->scale = from->scale;
    }
    to->paths += rescaled(from->paths, from->scale, to->scale);
    if (to->paths > MANY) {
        to->paths /= MANY;
        to->scale++;
    }
}

/* Tell the neighbours of a node how far they are through it. By steps (`heap` false) they are searched in the order in which they were reached. */
static bool spread(search *s, uint32_t node, size_t *known, bool heap)
{
    const spot from = s->spots[node];

    for (size_t i = s->first[node]; i < s->first[node + 1]; i++) {
        spot *to = &s->spots[s->neighbour[i]];
        double distance = from.distance + s->length[i];

        if (distance > to->distance * LONGER || to->turn != NOT_YET)
            continue;
        if (distance >= to->distance * SHORTER) {
            add_paths(to, &from);
            continue;
        }
        to->distance = distance;
        to->paths = from.paths;
        to->scale = from.scale;
        if (!heap)
            s->order[(*known)++] = s->neighbour[i];
        else if (!put(s, s->neighbour[i], distance))
            return false;
    }
    return true;
}

static bool go_out(search *s, uint32_t start, bool heap)
{
    size_t known = 1;
    bool fine = true;

    for (size_t i = 0; i < s->node_count; i++)
        s->spots[i] = (spot){.distance = INFINITY, .turn = NOT_YET};
    s->spots[start] = (spot){.distance = 0, .paths = 1, .turn = NOT_YET};
    s->order[0] = start;
    s->searched = 0;
    if (!heap) {
        for (; s->searched < known; s->searched++) {
            s->spots[s->order[s->searched]].turn = (uint32_t)s->searched;
            spread(s, s->order[s->searched], &known, false);
        }
        return true;
    }
    for (fine = put(s, start, 0); fine && s->heap.count;) {
        reached nearest = take(s);
        if (s->spots[nearest.node].turn != NOT_YET)
            continue;
        s->spots[nearest.node].turn = (uint32_t)s->searched;
        s->order[s->searched++] = nearest.node;
        fine = spread(s, nearest.node, &known, true);
    }
    return fine;
}

static void come_back(search *s, igraph_vector_t *values)
{
    for (size_t k = s->searched; k-- > 1;) {
        uint32_t node = s->order[k];
        const spot *from = &s->spots[node];
        double part = (1 + from->share) / from->paths, least = from->distance * SHORTER, most = from->distance * LONGER;

        VECTOR(*values)[node] += from->share;
        for (size_t i = s->first[node]; i < s->first[node + 1]; i++) {
            spot *before = &s->spots[s->neighbour[i]];
            double distance = before->distance + s->length[i];
            if (distance >= least && distance <= most && before->turn < from->turn)
                before->share += rescaled(before->paths, before->scale, from->scale) * part;
        }
    }
}

igraph_error_t an_betweenness(const an_simple *simple, const igraph_vector_t *lengths, size_t count, igraph_vector_t *values,
                              an_guard *guard)
{
    search s = {0};
    igraph_error_t code = open(&s, simple, lengths) ? IGRAPH_SUCCESS : IGRAPH_ENOMEM;

    igraph_vector_null(values);
    for (size_t i = 0; i < count && code == IGRAPH_SUCCESS; i++) {
        if (!an_guard_go_on(guard, i, count))
            code = IGRAPH_INTERRUPTED;
        else if (!go_out(&s, (uint32_t)((double)i * (double)s.node_count / (double)count), lengths != NULL))
            code = IGRAPH_ENOMEM;
        else
            come_back(&s, values);
    }
    clear(&s);
    if (count)
        igraph_vector_scale(values, (double)simple->node_count / (double)count / 2);
    return code;
}
