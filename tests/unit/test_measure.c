/* Measures against slow, plain references on small random graphs; communities, positions and looks; bad weights; stopping. */
#include "actornet/measure.h"
#include "base/buf.h"
#include "graph/style.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MOST = 24 };

/* A matrix of weights (0 = no edge) and the network made of it. */
typedef struct sample {
    size_t n;
    double w[MOST][MOST];
    an_network *net;
} sample;

static uint64_t dice;

static uint32_t throw(uint32_t sides)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(dice >> 33) % sides;
}

static void add_edge(an_network *net, size_t from, size_t to, double weight)
{
    an_error err = {0};
    size_t edge, column;

    assert_int_equal(an_network_add_edge(net, from, to, &edge, &err), AN_OK);
    assert_int_equal(an_network_add_column(net, AN_EDGES, "weight", AN_TYPE_DOUBLE, &column, &err), AN_OK);
    an_network_set_double(net, AN_EDGES, edge, column, weight);
}

static an_network *nodes(size_t count, bool directed)
{
    an_network *net = NULL;
    an_error err = {0};
    char id[24];
    size_t node;

    assert_int_equal(an_network_new(&net, directed, &err), AN_OK);
    for (size_t i = 0; i < count; i++) {
        snprintf(id, sizeof id, "n%zu", i);
        assert_int_equal(an_network_add_node(net, an_str_of(id), &node, &err), AN_OK);
    }
    return net;
}

/* Random graph of every density, in one piece or more; weights are small whole numbers, so that shortest paths tie. Some edges are given as
   two parallel ones in opposite directions, some nodes have loops. */
static sample random_sample(uint64_t seed, bool weighted)
{
    sample s = {0};
    uint32_t density;

    dice = seed * 7919 + 1;
    s.n = 2 + throw(MOST - 2);
    density = 1 + throw(9);
    s.net = nodes(s.n, seed % 2);
    for (size_t i = 0; i < s.n; i++)
        for (size_t k = i + 1; k < s.n; k++) {
            if (throw(20) >= density * 2)
                continue;
            double weight = weighted ? 1 + throw(4) : 1;
            s.w[i][k] = s.w[k][i] = weight;
            if (weighted && weight > 1) {
                add_edge(s.net, i, k, 1);
                add_edge(s.net, k, i, weight - 1);
            } else {
                add_edge(s.net, k, i, weight);
            }
        }
    if (weighted)
        add_edge(s.net, 0, 0, 3);
    return s;
}

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-7 * fmax(1, fmax(fabs(a), fabs(b)));
}

/* All distances (Floyd, Warshall) and numbers of shortest paths. */
typedef struct paths {
    double distance[MOST][MOST], count[MOST][MOST];
} paths;

static double length_of(const sample *s, size_t i, size_t k, bool hops)
{
    return s->w[i][k] == 0 ? INFINITY : hops ? 1 : 1 / s->w[i][k];
}

static void find_paths(paths *p, const sample *s, bool hops)
{
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->n; k++)
            p->distance[i][k] = i == k ? 0 : length_of(s, i, k, hops);
    for (size_t m = 0; m < s->n; m++)
        for (size_t i = 0; i < s->n; i++)
            for (size_t k = 0; k < s->n; k++)
                p->distance[i][k] = fmin(p->distance[i][k], p->distance[i][m] + p->distance[m][k]);
    for (size_t i = 0; i < s->n; i++) {
        /* count by rising distance: as many rounds as nodes are enough */
        for (size_t k = 0; k < s->n; k++)
            p->count[i][k] = i == k;
        for (size_t round = 0; round < s->n; round++)
            for (size_t k = 0; k < s->n; k++) {
                double sum = 0;
                for (size_t m = 0; m < s->n && k != i; m++)
                    if (s->w[m][k] > 0 && isfinite(p->distance[i][m]) &&
                        fabs(p->distance[i][m] + length_of(s, m, k, hops) - p->distance[i][k]) < 1e-9)
                        sum += p->count[i][m];
                if (k != i)
                    p->count[i][k] = sum;
            }
    }
}

static double slow_betweenness(const sample *s, const paths *p, size_t v)
{
    double sum = 0;

    for (size_t i = 0; i < s->n; i++)
        for (size_t k = i + 1; k < s->n; k++)
            if (i != v && k != v && isfinite(p->distance[i][k]) && fabs(p->distance[i][v] + p->distance[v][k] - p->distance[i][k]) < 1e-9)
                sum += p->count[i][v] * p->count[v][k] / p->count[i][k];
    return sum;
}

static double value(const an_network *net, size_t node, const char *name)
{
    size_t column = an_network_column(net, AN_NODES, name);

    assert_true(an_network_has(net, AN_NODES, node, column));
    return an_network_double(net, AN_NODES, node, column);
}

static void check(const sample *s, size_t node, const char *name, double expected, uint64_t seed)
{
    double got = value(s->net, node, name);

    if (!near(got, expected))
        fail_msg("seed %llu, node %zu: %s is %.12g, expected %.12g", (unsigned long long)seed, node, name, got, expected);
}

static void measure(an_network *net, const char *names, an_distance distance, bool normalized)
{
    an_measure_options options = {.distance = distance, .normalized = normalized};
    an_error err = {0};

    if (an_network_measure(net, names, &options, NULL, &err) != AN_OK)
        fail_msg("%s", err.message);
}

static void path_measures_equal_the_slow_ones(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 120; seed++) {
        sample s = random_sample(seed, seed % 3 != 0);
        bool hops = seed % 4 == 1, normalized = seed % 5 == 0;
        double n = (double)s.n;
        static paths p;
        find_paths(&p, &s, hops);
        measure(s.net, "betweenness,closeness,harmonic", hops ? AN_DISTANCE_HOPS : AN_DISTANCE_INVERSE, normalized);
        for (size_t v = 0; v < s.n; v++) {
            double sum = 0, inverse = 0, reached = 0, between = slow_betweenness(&s, &p, v);
            for (size_t k = 0; k < s.n; k++)
                if (k != v && isfinite(p.distance[v][k])) {
                    sum += p.distance[v][k];
                    inverse += 1 / p.distance[v][k];
                    reached++;
                }
            double close = reached > 0 ? 1 / sum : 0;
            check(&s, v, "betweenness", normalized && n > 2 ? between / ((n - 1) * (n - 2) / 2) : between, seed);
            check(&s, v, "closeness", normalized ? close * reached * reached / (n - 1) : close, seed);
            check(&s, v, "harmonic", normalized ? inverse / (n - 1) : inverse, seed);
        }
        an_network_free(s.net);
    }
}

static double slow_clustering(const sample *s, size_t v)
{
    double pairs = 0, linked = 0;

    for (size_t i = 0; i < s->n; i++)
        for (size_t k = i + 1; k < s->n; k++)
            if (s->w[v][i] > 0 && s->w[v][k] > 0) {
                pairs++;
                linked += s->w[i][k] > 0;
            }
    return pairs > 0 ? linked / pairs : 0;
}

/* Peel: the core number is the largest k whose peeling leaves the node. */
static double slow_core(const sample *s, size_t v)
{
    for (size_t k = s->n;; k--) {
        bool in[MOST];
        bool changed = true;
        for (size_t i = 0; i < s->n; i++)
            in[i] = true;
        while (changed) {
            changed = false;
            for (size_t i = 0; i < s->n; i++) {
                size_t degree = 0;
                for (size_t j = 0; j < s->n; j++)
                    degree += in[j] && s->w[i][j] > 0;
                if (in[i] && degree < k) {
                    in[i] = false;
                    changed = true;
                }
            }
        }
        if (in[v])
            return (double)k;
    }
}

static void slow_pagerank(const sample *s, double rank[MOST])
{
    for (size_t i = 0; i < s->n; i++)
        rank[i] = 1 / (double)s->n;
    for (int round = 0; round < 400; round++) {
        double next[MOST], loose = 0;
        for (size_t i = 0; i < s->n; i++)
            next[i] = 0;
        for (size_t i = 0; i < s->n; i++) {
            double strength = 0;
            for (size_t k = 0; k < s->n; k++)
                strength += s->w[i][k];
            loose += strength == 0 ? rank[i] : 0;
            for (size_t k = 0; k < s->n && strength > 0; k++)
                next[k] += rank[i] * s->w[i][k] / strength;
        }
        for (size_t i = 0; i < s->n; i++)
            rank[i] = 0.85 * (next[i] + loose / (double)s->n) + 0.15 / (double)s->n;
    }
}

static void local_measures_equal_the_slow_ones(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 120; seed++) {
        sample s = random_sample(seed, seed % 3 != 0);
        bool normalized = seed % 5 == 0;
        double scale = normalized ? (double)s.n - 1 : 1, rank[MOST], total = 0;
        measure(s.net, "degree,strength,clustering,core,pagerank", AN_DISTANCE_INVERSE, normalized);
        slow_pagerank(&s, rank);
        for (size_t v = 0; v < s.n; v++) {
            double degree = 0, strength = 0;
            for (size_t k = 0; k < s.n; k++) {
                degree += s.w[v][k] > 0;
                strength += s.w[v][k];
            }
            check(&s, v, "degree", degree / scale, seed);
            check(&s, v, "strength", strength / scale, seed);
            check(&s, v, "clustering", slow_clustering(&s, v), seed);
            check(&s, v, "core", slow_core(&s, v) / scale, seed);
            check(&s, v, "pagerank", rank[v], seed);
            total += value(s.net, v, "pagerank");
        }
        assert_true(near(total, 1));
        assert_int_equal(an_network_column_type(s.net, AN_NODES, an_network_column(s.net, AN_NODES, "degree")),
                         normalized ? AN_TYPE_DOUBLE : AN_TYPE_INT);
        an_network_free(s.net);
    }
}

/* A ring with chords is in one piece: then the vector is the only one that the matrix only stretches. */
static void eigenvector_is_only_stretched(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        sample s = random_sample(seed, true);
        for (size_t i = 0; i + 1 < s.n; i++)
            if (s.w[i][i + 1] == 0) {
                add_edge(s.net, i, i + 1, 1);
                s.w[i][i + 1] = s.w[i + 1][i] = 1;
            }
        measure(s.net, "eigenvector", AN_DISTANCE_INVERSE, false);
        double stretch = 0, most = 0;
        for (size_t v = 0; v < s.n; v++) {
            double sum = 0, own = value(s.net, v, "eigenvector");
            for (size_t k = 0; k < s.n; k++)
                sum += s.w[v][k] * value(s.net, k, "eigenvector");
            assert_true(own > 0);
            stretch = v == 0 ? sum / own : stretch;
            if (fabs(sum / own - stretch) > 1e-5 * stretch)
                fail_msg("seed %llu: node %zu is stretched by %g, the first by %g", (unsigned long long)seed, v, sum / own, stretch);
            most = fmax(most, own);
        }
        assert_true(near(most, 1));
        an_network_free(s.net);
    }
}

static void smallest_networks_have_all_measures(void **state)
{
    (void)state;
    for (size_t n = 0; n <= 3; n++) {
        an_network *net = nodes(n, false);
        an_error err = {0};
        measure(net, NULL, AN_DISTANCE_INVERSE, n % 2);
        assert_int_equal(an_network_communities(net, 1, NULL, &err), AN_OK);
        assert_int_equal(an_network_style(net, &err), AN_OK);
        for (const an_measure *m = an_measures(); m->name; m++) {
            assert_true(an_network_column(net, AN_NODES, m->name) != AN_NONE);
            assert_ptr_equal(an_measure_find(m->name), m);
            for (size_t i = 0; i < n; i++)
                assert_true(value(net, i, m->name) == (strcmp(m->name, "pagerank") ? 0 : n == 3 ? 0.333333333 : 1 / (double)n));
        }
        for (size_t i = 0; i < n; i++) {
            assert_true(value(net, i, "community") == (double)i);
            assert_true(value(net, i, "size") == 10);
        }
        an_network_free(net);
    }
}

static size_t said;

static void count_findings(void *payload, const an_diagnostic *diagnostic)
{
    (void)payload;
    said += diagnostic->severity == AN_WARNING;
}

static void weights_may_be_bad_or_missing(void **state)
{
    (void)state;
    static const double bad[] = {0, -2, 1e-320};
    an_measure_options inverse = {.distance = AN_DISTANCE_INVERSE}, hops = {.distance = AN_DISTANCE_HOPS};
    an_observer watch = {.diagnose = count_findings};
    an_error err = {0};
    size_t column, edge;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        an_network *net = nodes(3, false);
        add_edge(net, 0, 1, 2);
        add_edge(net, 1, 2, bad[i]);
        assert_int_equal(an_network_measure(net, "betweenness", &inverse, NULL, &err), AN_ERR_INVALID);
        assert_non_null(strstr(err.message, "betweenness needs weights above 0, but the edge between 'n1' and 'n2' has the weight "));
        assert_true(an_network_column(net, AN_NODES, "betweenness") == AN_NONE);
        assert_int_equal(an_network_measure(net, "betweenness,degree,strength", &hops, NULL, &err), AN_OK);
        assert_int_equal(an_network_measure(net, "pagerank", &hops, NULL, &err), AN_ERR_INVALID);
        assert_int_equal(an_network_communities(net, 1, NULL, &err), AN_ERR_INVALID);
        an_network_free(net);
    }
    an_network *net = nodes(3, false);
    assert_int_equal(an_network_add_edge(net, 0, 1, &edge, &err), AN_OK);
    assert_int_equal(an_network_add_column(net, AN_EDGES, "weight", AN_TYPE_STRING, &column, &err), AN_OK);
    assert_int_equal(an_network_set_string(net, AN_EDGES, edge, column, AN_LIT("heavy")), AN_OK);
    assert_int_equal(an_network_measure(net, "strength", NULL, &watch, &err), AN_OK);
    assert_int_equal(said, 1);
    assert_true(value(net, 0, "strength") == 1);
    an_network_free(net);

    net = nodes(2, false);
    add_edge(net, 0, 1, 5);
    an_network_clear_cell(net, AN_EDGES, 0, an_network_column(net, AN_EDGES, "weight"));
    measure(net, "strength", AN_DISTANCE_INVERSE, false);
    assert_true(value(net, 0, "strength") == 1);
    assert_int_equal(an_network_measure(net, "strength, betwenness", NULL, NULL, &err), AN_ERR_NOT_FOUND);
    assert_string_equal(err.message, "unknown measure 'betwenness': did you mean 'betweenness'?");
    an_network_free(net);
}

static void count_notes(void *payload, const an_diagnostic *diagnostic)
{
    *(int *)payload += diagnostic->severity == AN_NOTE && strstr(diagnostic->at.message, "estimated from") != NULL;
}

/* A star so large that its middle, which lies on all paths, is estimated; a smaller one is not. */
static void large_betweenness_is_estimated(void **state)
{
    (void)state;
    static const size_t sizes[] = {300, 8000};

    for (size_t i = 0; i < 2; i++) {
        an_measure_options options = {.distance = AN_DISTANCE_HOPS, .normalized = true, .estimate = true};
        int notes = 0;
        an_observer watch = {.diagnose = count_notes, .payload = &notes};
        an_network *net = nodes(sizes[i], false);
        an_error err = {0};
        for (size_t leaf = 1; leaf < sizes[i]; leaf++)
            add_edge(net, 0, leaf, 1);
        assert_int_equal(an_network_measure(net, "betweenness", &options, &watch, &err), AN_OK);
        assert_int_equal(notes, i);
        assert_true(fabs(value(net, 0, "betweenness") - 1) < (i ? 0.01 : 1e-9));
        assert_true(value(net, sizes[i] / 2, "betweenness") == 0);
        an_network_free(net);
    }
}

static bool stop(void *payload, const char *stage, size_t done, size_t total)
{
    (void)payload;
    (void)stage;
    (void)done;
    (void)total;
    return false;
}

static an_network *big(size_t n, size_t links)
{
    an_network *net = nodes(n, false);

    dice = 99;
    for (size_t i = 0; i < n * links; i++)
        add_edge(net, throw((uint32_t)n), throw((uint32_t)n), 1 + throw(5));
    return net;
}

/* And the next error after stopping must not free anything twice. */
static void long_runs_can_be_stopped(void **state)
{
    (void)state;
    an_network *net = big(3000, 5);
    an_observer watch = {.progress = stop};
    an_error err = {0};

    assert_int_equal(an_network_measure(net, "betweenness", NULL, &watch, &err), AN_ERR_CANCELLED);
    assert_int_equal(an_network_layout(net, "fr", 1, &watch, &err), AN_ERR_CANCELLED);
    assert_int_equal(an_network_measure(net, "degree", NULL, NULL, &err), AN_OK);
    an_network_free(net);
}

/* Two cliques of 5 and one of 4, joined by single edges, and two isolates. */
static an_network *cliques(void)
{
    static const size_t first[] = {0, 4, 9, 14};
    an_network *net = nodes(16, false);

    for (size_t c = 0; c < 3; c++)
        for (size_t i = first[c]; i < first[c + 1]; i++)
            for (size_t k = i + 1; k < first[c + 1]; k++)
                add_edge(net, i, k, 2);
    add_edge(net, 3, 4, 1);
    add_edge(net, 8, 9, 1);
    return net;
}

static void communities_are_numbered_by_size(void **state)
{
    (void)state;
    static const int expected[] = {2, 2, 2, 2, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 3, 4};
    an_error err = {0};

    for (uint64_t seed = 0; seed < 5; seed++) {
        an_network *net = cliques();
        assert_int_equal(an_network_communities(net, seed, NULL, &err), AN_OK);
        for (size_t i = 0; i < 16; i++)
            assert_true(value(net, i, "community") == expected[i]);
        an_network_free(net);
    }
}

static void positions_are_finite_and_repeatable(void **state)
{
    (void)state;
    an_error err = {0};

    for (const char *const *name = an_layouts(); *name; name++)
        for (size_t size = 0; size < 6; size++) {
            an_network *net[2];
            for (size_t i = 0; i < 2; i++) {
                net[i] = size < 4 ? nodes(size, false) : size == 4 ? cliques() : big(150, 2);
                if (size == 2 || size == 3)
                    add_edge(net[i], 0, 1, 3);
                if (an_network_layout(net[i], *name, 7, NULL, &err) != AN_OK)
                    fail_msg("%s of %zu: %s", *name, size, err.message);
            }
            double left = 0, right = 0;
            for (size_t node = 0; node < an_network_size(net[0], AN_NODES) && strcmp(*name, "none") != 0; node++) {
                double x = value(net[0], node, "x"), y = value(net[0], node, "y");
                assert_true(x == value(net[1], node, "x") && y == value(net[1], node, "y"));
                assert_true(fabs(x) <= 501 && fabs(y) <= 1001);
                left = fmin(left, x);
                right = fmax(right, x);
                for (size_t other = 0; other < node; other++)
                    assert_true(fabs(x - value(net[0], other, "x")) + fabs(y - value(net[0], other, "y")) > 1e-3);
            }
            if (strcmp(*name, "none") == 0)
                assert_true(an_network_column(net[0], AN_NODES, "x") == AN_NONE);
            else if (size > 3)
                assert_true(right - left > 700);
            an_network_free(net[0]);
            an_network_free(net[1]);
        }
    an_network *net = nodes(1, false);
    assert_int_equal(an_network_layout(net, "krcle", 1, NULL, &err), AN_ERR_NOT_FOUND);
    an_network_free(net);
}

static void looks_follow_type_and_strength(void **state)
{
    (void)state;
    static const struct {
        const char *type, *group;
    } cases[] = {
        {"person", "person"},
        {"person/politician", "person"},
        {"personal", "personal"},
        {"organization/armed-group", "organization/armed-group"},
        {"organization/armed-group/cell", "organization/armed-group"},
        {"organization/ministry", "organization"},
        {"location/country", "location/country"},
        {"vessel/tanker", "vessel"},
        {"", "other"},
        {"/", "other"},
    };
    an_error err = {0};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_str group = an_style_group(an_str_of(cases[i].type));
        assert_true(an_str_equal(group, an_str_of(cases[i].group)));
    }
    an_network *net = nodes(4, false);
    add_edge(net, 0, 1, 1);
    add_edge(net, 1, 2, 3);
    assert_int_equal(an_network_style(net, &err), AN_OK);
    assert_int_equal(an_network_style(net, &err), AN_OK); /* twice: columns are replaced */
    assert_true(value(net, 1, "size") == 60 && value(net, 0, "size") == 35 && value(net, 3, "size") == 10);
    assert_true(value(net, 0, "r") == 136);
    an_network_free(net);
}

static uint32_t colour(const an_network *net, size_t node)
{
    return (uint32_t)value(net, node, "r") << 16 | (uint32_t)value(net, node, "g") << 8 | (uint32_t)value(net, node, "b");
}

/* A network with one node of each type, with its looks. */
static an_network *typed(const char *const *types, size_t count)
{
    an_network *net = nodes(count, false);
    an_error err = {0};
    size_t column;

    assert_int_equal(an_network_add_column(net, AN_NODES, "type", AN_TYPE_STRING, &column, &err), AN_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(an_network_set_string(net, AN_NODES, i, column, an_str_of(types[i])), AN_OK);
    assert_int_equal(an_network_style(net, &err), AN_OK);
    return net;
}

static void types_have_colours_of_their_own(void **state)
{
    static const char *const types[] = {"vessel",  "person", "vessel/tanker", "aircraft", "bank",  "court", "law", "port", "gang",
                                        "festival", "book",  "song",          "location", "event", "team",  "bar"};
    const char *turned[sizeof types / sizeof *types];
    size_t count = sizeof types / sizeof *types;

    (void)state;
    for (size_t i = 0; i < count; i++)
        turned[i] = types[count - 1 - i];
    an_network *net = typed(types, count), *back = typed(turned, count), *alone = typed(types + 3, 1);
    assert_true(colour(net, 0) == colour(net, 2)); /* by the first part */
    assert_true(colour(net, 1) == 0xe69f00);       /* what is listed keeps its colour */
    assert_true(colour(net, 12) == 0x44aa99);
    for (size_t i = 0; i < count; i++) {
        assert_true(colour(net, i) == colour(back, count - 1 - i)); /* whatever the order of the nodes */
        for (size_t k = 0; k < i && i != 2; k++)
            assert_true(colour(net, i) != colour(net, k));
    }
    assert_true(colour(net, 3) == colour(alone, 0)); /* the first in code points' order has what it would have alone */
    an_network_free(net);
    an_network_free(back);
    an_network_free(alone);
}

/* More types than colours: they share, and those that are listed still have theirs. */
static void colours_run_out(void **state)
{
    const char *types[40];
    char names[40][8];

    (void)state;
    for (size_t i = 0; i < 40; i++) {
        snprintf(names[i], sizeof names[i], "t%zu", i);
        types[i] = i ? names[i] : "organization";
    }
    an_network *net = typed(types, 40);
    for (size_t i = 1; i < 40; i++)
        assert_true(colour(net, i) != colour(net, 0) && colour(net, i) != 0);
    an_network_free(net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(path_measures_equal_the_slow_ones), cmocka_unit_test(local_measures_equal_the_slow_ones),
        cmocka_unit_test(eigenvector_is_only_stretched),     cmocka_unit_test(smallest_networks_have_all_measures),
        cmocka_unit_test(weights_may_be_bad_or_missing),     cmocka_unit_test(large_betweenness_is_estimated),
        cmocka_unit_test(long_runs_can_be_stopped),          cmocka_unit_test(communities_are_numbered_by_size),
        cmocka_unit_test(positions_are_finite_and_repeatable), cmocka_unit_test(looks_follow_type_and_strength),
        cmocka_unit_test(types_have_colours_of_their_own),   cmocka_unit_test(colours_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
