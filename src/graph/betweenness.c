/* Brandes' algorithm: from each start the shortest paths are found and counted on the way out (Dijkstra's search, by steps a plain one), and
   on the way back each node hands to those before it the share of the paths that go through them. igraph has it, too, three to six times as slow:
   here the neighbours of a node with their lengths lie side by side, those who have most neighbours stand first, so that what is asked for
   most lies close together, a neighbour is mostly asked for nothing but its distance, and the way back looks at no other links than those of
   shortest paths.
   Lengths are sums of fractions: what differs by less than 1e-10 is the same, as in igraph; but no path goes on to a node that was searched
   before, so that a link shorter than that is not gone back and forth. In a lattice there are more paths than a double can count: their
   numbers have an exponent beside them. Memory: 64 bytes a node, up to 40 an edge. */
#include "graph/betweenness.h"

#include "base/alloc.h"

#include <math.h>

static const double SHORTER = 1 - 1e-10, LONGER = 1 + 1e-10;

/* A link on a shortest path, from the node before; with those before it at the same node a list. */
typedef struct step {
    uint32_t before, next; /* next: place among the steps, NOWHERE at the end */
} step;

#define NOWHERE UINT32_MAX

/* What one search knows of a node besides its distance. */
typedef struct spot {
    double paths; /* number of shortest ones: this, MANY times itself as often as `scale` says */
    double share; /* of all paths, those that go on from here */
    uint32_t scale;
    uint32_t last; /* step that leads here */
    bool searched;
} spot;

#define MANY 0x1p512

/* A node that was reached; the nearest is searched first. */
typedef struct reached {
    double distance;
    uint32_t node;
} reached;

typedef struct search {
    size_t node_count;
    uint32_t *place;    /* of each node of the network: by falling number of neighbours */
    size_t *first;      /* by place: a node's neighbours; one more at the end */
    uint32_t *neighbour;
    double *length;
    double *distance; /* by place, from the start; INFINITY where it was not reached */
    spot *spots;
    uint32_t *order; /* nodes as they were searched */
    size_t searched;
    struct {
        reached *items;
        size_t count, capacity;
    } heap;
    struct {
        step *items;
        size_t count, capacity;
    } steps;
} search;

static void clear(search *s)
{
    an_free(s->place);
    an_free(s->first);
    an_free(s->neighbour);
    an_free(s->length);
    an_free(s->distance);
    an_free(s->spots);
    an_free(s->order);
    an_free(s->heap.items);
    an_free(s->steps.items);
}

/* Places by falling number of neighbours, nodes with as many in their order; `ends[d]` is where those with d start, and then end. */
static bool place_nodes(search *s, const size_t *degree)
{
    size_t nodes = s->node_count, most = 0, sum = 0;
    size_t *ends;

    for (size_t i = 0; i < nodes; i++)
        most = degree[i] > most ? degree[i] : most;
    if (!(ends = an_alloc((most + 1) * sizeof *ends)))
        return false;
    for (size_t i = 0; i < nodes; i++)
        ends[degree[i]]++;
    for (size_t d = most + 1; d-- > 0;) {
        size_t those = ends[d];
        ends[d] = sum;
        sum += those;
    }
    for (size_t i = 0; i < nodes; i++) {
        s->place[i] = (uint32_t)ends[degree[i]]++;
        s->first[s->place[i] + 1] = degree[i];
    }
    an_free(ends);
    return true;
}

static void add_neighbour(search *s, size_t *next, uint32_t node, uint32_t other, double length)
{
    s->neighbour[next[node]] = other;
    s->length[next[node]++] = length;
}

/* Neighbours in the order of the edges. `next` is room for a number a node. */
static bool fill(search *s, const an_simple *simple, const igraph_vector_t *lengths, size_t *next)
{
    size_t nodes = s->node_count, edges = simple->edge_count;

    for (size_t i = 0; i < edges; i++) {
        next[IGRAPH_FROM(&simple->graph, i)]++;
        next[IGRAPH_TO(&simple->graph, i)]++;
    }
    if (!place_nodes(s, next))
        return false;
    for (size_t i = 0; i < nodes; i++)
        s->first[i + 1] += s->first[i];
    memcpy(next, s->first, nodes * sizeof *next);
    for (size_t i = 0; i < edges; i++) {
        uint32_t from = s->place[IGRAPH_FROM(&simple->graph, i)], to = s->place[IGRAPH_TO(&simple->graph, i)];
        double length = lengths ? VECTOR(*lengths)[i] : 1;
        add_neighbour(s, next, from, to, length);
        add_neighbour(s, next, to, from, length);
    }
    return true;
}

static bool open(search *s, const an_simple *simple, const igraph_vector_t *lengths)
{
    size_t nodes = s->node_count = simple->node_count, edges = simple->edge_count;
    size_t *next = an_alloc(nodes * sizeof *next);
    bool fine;

    s->place = an_alloc(nodes * sizeof *s->place);
    s->first = an_alloc((nodes + 1) * sizeof *s->first);
    s->neighbour = an_alloc(2 * edges * sizeof *s->neighbour);
    s->length = an_alloc(2 * edges * sizeof *s->length);
    s->distance = an_alloc(nodes * sizeof *s->distance);
    s->spots = an_alloc(nodes * sizeof *s->spots);
    s->order = an_alloc(nodes * sizeof *s->order);
    fine = next && s->place && s->first && s->neighbour && s->length && s->distance && s->spots && s->order && fill(s, simple, lengths, next);
    an_free(next);
    return fine;
}

/* The heap: the nearest on top, BELOW under each, which lie in one line of the processor's memory. A node that is reached again by a shorter
   way is put in again. */
enum { BELOW = 4 };

static bool put(search *s, uint32_t node, double distance)
{
    size_t at;

    if (!AN_ROOM(&s->heap, 1))
        return false;
    at = s->heap.count++;
    for (size_t above; at > 0 && s->heap.items[above = (at - 1) / BELOW].distance > distance; at = above)
        s->heap.items[at] = s->heap.items[above];
    s->heap.items[at] = (reached){distance, node};
    return true;
}

static reached take(search *s)
{
    reached *items = s->heap.items, top = items[0], last = items[--s->heap.count];
    size_t at = 0, below;

    while ((below = BELOW * at + 1) < s->heap.count) {
        size_t end = below + BELOW < s->heap.count ? below + BELOW : s->heap.count, nearest = below;
        while (++below < end)
            nearest = items[below].distance < items[nearest].distance ? below : nearest;
        if (items[nearest].distance >= last.distance)
            break;
        items[at] = items[nearest];
        at = nearest;
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

/* A shortest path comes to a node from the one before. */
static bool add_step(search *s, spot *to, uint32_t before)
{
    if (!AN_ROOM(&s->steps, 1))
        return false;
    s->steps.items[s->steps.count] = (step){before, to->last};
    to->last = (uint32_t)s->steps.count++;
    return true;
}

/* A node is `distance` away by way of another. By steps (`heap` false) nodes are searched in the order in which they were reached. */
static bool reach(search *s, uint32_t node, uint32_t before, double distance, size_t *known, bool heap)
{
    spot *to = &s->spots[node];
    const spot *from = &s->spots[before];

    if (to->searched)
        return true;
    if (distance >= s->distance[node] * SHORTER) {
        add_paths(to, from);
        return add_step(s, to, before);
    }
    s->distance[node] = distance;
    to->paths = from->paths;
    to->scale = from->scale;
    to->last = NOWHERE;
    if (!heap)
        s->order[(*known)++] = node;
    return add_step(s, to, before) && (!heap || put(s, node, distance));
}

/* Tell the neighbours of a node how far they are through it. */
static bool spread(search *s, uint32_t node, size_t *known, bool heap)
{
    const uint32_t *neighbour = s->neighbour;
    const double *length = s->length, *so_far = s->distance, start = so_far[node];

    s->spots[node].searched = true;
    for (size_t i = s->first[node], end = s->first[node + 1]; i < end; i++) {
        double distance = start + length[i];
        if (distance <= so_far[neighbour[i]] * LONGER && !reach(s, neighbour[i], node, distance, known, heap))
            return false;
    }
    return true;
}

static bool go_out(search *s, uint32_t start, bool heap)
{
    size_t known = 1;
    bool fine = true;

    for (size_t i = 0; i < s->node_count; i++) {
        s->distance[i] = INFINITY;
        s->spots[i] = (spot){.last = NOWHERE};
    }
    s->distance[start] = 0;
    s->spots[start].paths = 1;
    s->order[0] = start;
    s->searched = s->steps.count = 0;
    if (!heap) {
        for (; fine && s->searched < known; s->searched++)
            fine = spread(s, s->order[s->searched], &known, false);
        return fine;
    }
    for (fine = put(s, start, 0); fine && s->heap.count;) {
        uint32_t nearest = take(s).node;
        if (s->spots[nearest].searched)
            continue;
        s->order[s->searched++] = nearest;
        fine = spread(s, nearest, &known, true);
    }
    return fine;
}

/* Afterwards each spot's share is that of this search. */
static void come_back(search *s)
{
    for (size_t k = s->searched; k-- > 1;) {
        const spot *from = &s->spots[s->order[k]];
        double part = (1 + from->share) / from->paths;

        for (uint32_t i = from->last; i != NOWHERE; i = s->steps.items[i].next) {
            spot *before = &s->spots[s->steps.items[i].before];
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
        size_t start = (size_t)((double)i * (double)s.node_count / (double)count);
        if (!an_guard_go_on(guard, i, count))
            code = IGRAPH_INTERRUPTED;
        else if (!go_out(&s, s.place[start], lengths != NULL))
            code = IGRAPH_ENOMEM;
        else
            come_back(&s);
        for (size_t node = 0; code == IGRAPH_SUCCESS && node < s.node_count; node++)
            if (node != start)
                VECTOR(*values)[node] += s.spots[s.place[node]].share;
    }
    clear(&s);
    if (count)
        igraph_vector_scale(values, (double)simple->node_count / (double)count / 2);
    return code;
}
