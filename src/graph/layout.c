/* Positions of nodes. Forces push unconnected pieces of a network apart for ever, so each component is laid out on its own, turned so that
   it lies flat, scaled to an area that grows with its nodes, and packed into shelves: the largest first. At the end everything is about
   1000 wide around (0, 0), on a grid of 1/1000. Cost: that of igraph's layouts, mainly O(steps · n²) for `fr` up to 1000 nodes a
   component, O(steps · (n + m)) beyond. A component of more than 10,000 nodes gets 150 steps in place of 500: in one of 83,000 the ends of a
   link lie then .38 as far from each other as any two nodes do, where they lay .37 as far, in a third of the time. */
#include "actornet/measure.h"

#include "base/alloc.h"
#include "graph/simple.h"

#include <math.h>
#include <stdlib.h>

enum { EXACT_FORCES = 1000, KK_MOST = 5000, DRL_LEAST = 100, STEPS = 500, LARGE = 10000 /* nodes */, STEPS_OF_LARGE = 150 };
static const double WIDTH = 1000, GOLDEN = 1.618;

static const char *const names[] = {"fr", "kk", "drl", "circle", "none", NULL};
typedef enum method { FR, KK, DRL, CIRCLE, NONE } method;

/* A component: nodes order[first … first + count). */
typedef struct piece {
    size_t first, count, node; /* node: the smallest */
    double width, height, left, top;
} piece;

typedef struct plan {
    const an_simple *simple;
    method method;
    uint64_t seed;
    double mean_weight;
    double *x, *y;      /* by node */
    size_t *order;      /* nodes by component */
    size_t *local;      /* place of a node in its component */
    size_t *incident;   /* edges by component */
    size_t *edge_first; /* by component: into incident; one more than there are */
    piece *pieces;
    size_t piece_count;
} plan;

const char *const *an_layouts(void)
{
    return names;
}

/* Sort nodes and edges into components. */
static igraph_error_t take_apart(plan *p)
{
    size_t n = p->simple->node_count, m = p->simple->edge_count;
    igraph_vector_int_t member;
    igraph_integer_t count;
    igraph_error_t code = igraph_vector_int_init(&member, 0);

    if (code != IGRAPH_SUCCESS)
        return code;
    if ((code = igraph_connected_components(&p->simple->graph, &member, NULL, &count, IGRAPH_WEAK)) != IGRAPH_SUCCESS)
        goto done;
    p->piece_count = (size_t)count;
    for (size_t i = n; i-- > 0;) {
        piece *own = &p->pieces[VECTOR(member)[i]];
        own->node = i;
        own->count++;
    }
    for (size_t i = 1; i < p->piece_count; i++)
        p->pieces[i].first = p->pieces[i - 1].first + p->pieces[i - 1].count;
    for (size_t i = 0; i < p->piece_count; i++)
        p->pieces[i].count = 0;
    for (size_t i = 0; i < n; i++) {
        piece *own = &p->pieces[VECTOR(member)[i]];
        p->local[i] = own->count++;
        p->order[own->first + p->local[i]] = i;
    }
    for (size_t i = 0; i < m; i++)
        p->edge_first[VECTOR(member)[IGRAPH_FROM(&p->simple->graph, i)] + 1]++;
    for (size_t i = 1; i <= p->piece_count; i++)
        p->edge_first[i] += p->edge_first[i - 1];
    for (size_t i = m; i-- > 0;)
        p->incident[--p->edge_first[VECTOR(member)[IGRAPH_FROM(&p->simple->graph, i)] + 1]] = i;
    /* Filling from the back has moved every start one place up the list. */
    for (size_t i = 0; i < p->piece_count; i++)
        p->edge_first[i] = p->edge_first[i + 1];
    p->edge_first[p->piece_count] = m;

done:
    igraph_vector_int_destroy(&member);
    return code;
}

/* Few very strong ties would pull a whole picture into one point: weights enter by their logarithm. */
static double attraction(const plan *p, size_t edge)
{
    return 1 + log1p(VECTOR(p->simple->weights)[edge] / p->mean_weight);
}

/* The component as a graph of its own. */
static igraph_error_t cut_out(const plan *p, size_t index, igraph_t *graph, igraph_vector_t *weights)
{
    size_t first = p->edge_first[index], count = p->edge_first[index + 1] - first;
    igraph_vector_int_t ends;
    igraph_error_t code = igraph_vector_int_init(&ends, (igraph_integer_t)count * 2);

    if (code != IGRAPH_SUCCESS)
        return code;
    if ((code = igraph_vector_init(weights, (igraph_integer_t)count)) == IGRAPH_SUCCESS) {
        for (size_t i = 0; i < count; i++) {
            size_t edge = p->incident[first + i];
            VECTOR(ends)[i * 2] = (igraph_integer_t)p->local[IGRAPH_FROM(&p->simple->graph, edge)];
            VECTOR(ends)[i * 2 + 1] = (igraph_integer_t)p->local[IGRAPH_TO(&p->simple->graph, edge)];
            VECTOR(*weights)[i] = attraction(p, edge);
        }
        if ((code = igraph_create(graph, &ends, (igraph_integer_t)p->pieces[index].count, IGRAPH_UNDIRECTED)) != IGRAPH_SUCCESS)
            igraph_vector_destroy(weights);
    }
    igraph_vector_int_destroy(&ends);
    return code;
}

static igraph_error_t spread(const plan *p, const igraph_t *graph, igraph_vector_t *weights, igraph_matrix_t *at)
{
    igraph_integer_t n = igraph_vcount(graph);
    igraph_layout_drl_options_t drl;
    igraph_error_t code;

    an_guard_seed(p->seed);
    if (p->method == KK) {
        for (igraph_integer_t i = 0; i < igraph_vector_size(weights); i++)
            VECTOR(*weights)[i] = 1 / VECTOR(*weights)[i]; /* ideal lengths */
        return igraph_layout_kamada_kawai(graph, at, false, 50 * n, 0, (igraph_real_t)n, weights, NULL, NULL, NULL, NULL);
    }
    if (p->method == DRL && n >= DRL_LEAST) {
        code = igraph_layout_drl_options_init(&drl, IGRAPH_LAYOUT_DRL_DEFAULT);
        return code ? code : igraph_layout_drl(graph, at, false, &drl, weights);
    }
    return igraph_layout_fruchterman_reingold(graph, at, false, n > LARGE ? STEPS_OF_LARGE : STEPS, sqrt((double)n),
                                              n <= EXACT_FORCES ? IGRAPH_LAYOUT_NOGRID : IGRAPH_LAYOUT_GRID, weights, NULL, NULL, NULL,
                                              NULL);
}

/* Turn a component around its middle so that its longest stretch is horizontal. */
static void turn_flat(const plan *p, const piece *own)
{
    double mx = 0, my = 0, xx = 0, yy = 0, xy = 0, count = (double)own->count;
    const size_t *nodes = p->order + own->first;

    for (size_t i = 0; i < own->count; i++) {
        mx += p->x[nodes[i]] / count;
        my += p->y[nodes[i]] / count;
    }
    for (size_t i = 0; i < own->count; i++) {
        double dx = p->x[nodes[i]] - mx, dy = p->y[nodes[i]] - my;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    double angle = 0.5 * atan2(2 * xy, xx - yy), c = cos(angle), s = sin(angle);
    for (size_t i = 0; i < own->count; i++) {
        double dx = p->x[nodes[i]] - mx, dy = p->y[nodes[i]] - my;
        p->x[nodes[i]] = dx * c + dy * s;
        p->y[nodes[i]] = dy * c - dx * s;
    }
}

/* Scale a component to one unit of area a node, with its corner at (0, 0); its box has a margin of one unit. */
static void fit(const plan *p, piece *own)
{
    const size_t *nodes = p->order + own->first;
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY, scale;

    for (size_t i = 0; i < own->count; i++) {
        left = fmin(left, p->x[nodes[i]]);
        right = fmax(right, p->x[nodes[i]]);
        top = fmin(top, p->y[nodes[i]]);
        bottom = fmax(bottom, p->y[nodes[i]]);
    }
    double width = right - left, height = bottom - top;
    /* A row of n nodes has no area: it becomes n - 1 units long, and nothing counts as flatter. */
    double flattest = (double)own->count / pow((double)own->count - 1, 2);
    double area = fmax(width, height) * fmax(fmin(width, height), fmax(width, height) * flattest);
    scale = own->count > 1 && area > 0 && isfinite(area) ? sqrt((double)own->count / area) : 0;
    for (size_t i = 0; i < own->count; i++) {
        p->x[nodes[i]] = scale > 0 ? (p->x[nodes[i]] - left) * scale : 0;
        p->y[nodes[i]] = scale > 0 ? (p->y[nodes[i]] - top) * scale : 0;
    }
    own->width = (scale > 0 ? width * scale : 0) + 1;
    own->height = (scale > 0 ? height * scale : 0) + 1;
}

static igraph_error_t lay_out(const plan *p, size_t index)
{
    piece *own = &p->pieces[index];
    const size_t *nodes = p->order + own->first;
    igraph_t graph;
    igraph_vector_t weights;
    igraph_matrix_t at;
    igraph_error_t code;

    if (own->count < 3) {
        p->x[nodes[own->count - 1]] = own->count == 2 ? 1 : 0;
        return IGRAPH_SUCCESS;
    }
    if ((code = cut_out(p, index, &graph, &weights)) != IGRAPH_SUCCESS)
        return code;
    if ((code = igraph_matrix_init(&at, 0, 0)) == IGRAPH_SUCCESS) {
        code = spread(p, &graph, &weights, &at);
        for (igraph_integer_t i = 0; code == IGRAPH_SUCCESS && i < (igraph_integer_t)own->count; i++) {
            p->x[nodes[i]] = MATRIX(at, i, 0);
            p->y[nodes[i]] = MATRIX(at, i, 1);
        }
        igraph_matrix_destroy(&at);
    }
    igraph_destroy(&graph);
    igraph_vector_destroy(&weights);
    if (code == IGRAPH_SUCCESS)
        turn_flat(p, own);
    return code;
}

static int by_count(const void *left, const void *right)
{
    const piece *a = left, *b = right;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->node > b->node) - (a->node < b->node);
}

/* Shelves: from the left to the right, the next shelf below the highest box of the last. Returns the width of all. */
static double pack(plan *p, double *height)
{
    double area = 0, widest = 0, width, left = 0, top = 0, shelf = 0, used = 0;

    qsort(p->pieces, p->piece_count, sizeof *p->pieces, by_count);
    for (size_t i = 0; i < p->piece_count; i++) {
        area += p->pieces[i].width * p->pieces[i].height;
        widest = fmax(widest, p->pieces[i].width);
    }
    width = fmax(widest, sqrt(area * GOLDEN));
    for (size_t i = 0; i < p->piece_count; i++) {
        piece *own = &p->pieces[i];
        if (left > 0 && left + own->width > width + 1e-9) {
            top += shelf;
            left = shelf = 0;
        }
        own->left = left;
        own->top = top;
        left += own->width;
        shelf = fmax(shelf, own->height);
        used = fmax(used, left);
    }
    *height = top + shelf;
    return used;
}

static void place(plan *p)
{
    double height, width = pack(p, &height), scale = width > 0 ? WIDTH / width : 1;

    for (size_t i = 0; i < p->piece_count; i++)
        for (size_t k = 0; k < p->pieces[i].count; k++) {
            size_t node = p->order[p->pieces[i].first + k];
            p->x[node] = (p->pieces[i].left + 0.5 + p->x[node] - width / 2) * scale;
            p->y[node] = (p->pieces[i].top + 0.5 + p->y[node] - height / 2) * scale;
        }
}

static void circle(plan *p)
{
    double count = (double)p->simple->node_count, pi = acos(-1.0);

    for (size_t i = 0; i < p->simple->node_count && count > 1; i++) {
        p->x[i] = WIDTH / 2 * cos(2 * pi * (double)i / count);
        p->y[i] = WIDTH / 2 * sin(2 * pi * (double)i / count);
    }
}

static an_status arrange(plan *p, an_guard *guard, an_error *err)
{
    an_status st;

    if (p->simple->node_count == 0)
        return AN_OK;
    if (p->method == CIRCLE) {
        circle(p);
        return AN_OK;
    }
    p->mean_weight = p->simple->edge_count ? igraph_vector_sum(&p->simple->weights) / (double)p->simple->edge_count : 1;
    if (!isfinite(p->mean_weight))
        p->mean_weight = igraph_vector_max(&p->simple->weights);
    if ((st = an_guard_check(guard, take_apart(p), "lay out", err)))
        return st;
    guard->deaf = p->method == DRL; /* igraph's DrL crashes when it is interrupted */
    for (size_t i = 0; i < p->piece_count; i++) {
        if (p->method == KK && p->pieces[i].count > KK_MOST)
            return an_fail(err, AN_ERR_LIMIT, "the layout 'kk' is for components of at most %d nodes, one has %zu: use 'fr' or 'drl'",
                           KK_MOST, p->pieces[i].count);
        if ((st = an_guard_check(guard, lay_out(p, i), "lay out", err)))
            return st;
        fit(p, &p->pieces[i]);
    }
    place(p);
    return AN_OK;
}

static an_status store(an_network *net, const plan *p, an_error *err)
{
    size_t x, y;
    an_status st;

    an_network_drop_column(net, AN_NODES, "x"); /* before an index is taken: it moves the others */
    an_network_drop_column(net, AN_NODES, "y");
    if ((st = an_network_add_column(net, AN_NODES, "x", AN_TYPE_DOUBLE, &x, err)) ||
        (st = an_network_add_column(net, AN_NODES, "y", AN_TYPE_DOUBLE, &y, err)))
        return st;
    for (size_t i = 0; i < p->simple->node_count; i++) {
        an_network_set_double(net, AN_NODES, i, x, round(p->x[i] * 1000) / 1000 + 0.0);
        an_network_set_double(net, AN_NODES, i, y, round(p->y[i] * 1000) / 1000 + 0.0);
    }
    return AN_OK;
}

static an_status run(an_network *net, plan *p, an_guard *guard, an_error *err)
{
    size_t n = p->simple->node_count, m = p->simple->edge_count;
    an_status st;

    p->x = an_alloc(n * sizeof *p->x);
    p->y = an_alloc(n * sizeof *p->y);
    p->order = an_alloc(n * sizeof *p->order);
    p->local = an_alloc(n * sizeof *p->local);
    p->incident = an_alloc(m * sizeof *p->incident);
    p->edge_first = an_alloc((n + 1) * sizeof *p->edge_first);
    p->pieces = an_alloc(n * sizeof *p->pieces);
    if (!p->x || !p->y || !p->order || !p->local || !p->incident || !p->edge_first || !p->pieces)
        st = an_fail_nomem(err);
    else if ((st = arrange(p, guard, err)) == AN_OK)
        st = store(net, p, err);
    an_free(p->x);
    an_free(p->y);
    an_free(p->order);
    an_free(p->local);
    an_free(p->incident);
    an_free(p->edge_first);
    an_free(p->pieces);
    return st;
}

an_status an_network_layout(an_network *net, const char *layout, uint64_t seed, const an_observer *watch, an_error *err)
{
    an_simple simple = {0};
    plan p = {.simple = &simple, .seed = seed};
    const char *near;
    an_guard guard;
    an_status st;

    while (names[p.method] && strcmp(names[p.method], layout) != 0)
        p.method++;
    if (!names[p.method]) {
        near = an_str_suggest(an_str_of(layout), names, NONE + 1);
        return an_fail(err, AN_ERR_NOT_FOUND, "unknown layout '%s'%s%s%s", layout, near ? ": did you mean '" : "", near ? near : "",
                       near ? "'?" : "");
    }
    if (p.method == NONE)
        return AN_OK;
    an_guard_enter(&guard, "layout", watch);
    if ((st = an_simple_make(&simple, net, &guard, err)) == AN_OK && (st = an_simple_need_positive(&simple, net, "a layout", err)) == AN_OK)
        st = run(net, &p, &guard, err);
    an_simple_clear(&simple);
    an_guard_leave(&guard);
    return st;
}
