/* Betweenness against igraph's, on random networks whose paths tie in sums of fractions; more paths than a double can count; links so short that they vanish
   beside others. */
#include "graph/betweenness.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct sample {
    an_simple simple;
    igraph_vector_t lengths, values;
} sample;

static uint64_t dice;

static uint32_t throw(uint32_t sides)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(dice >> 33) % sides;
}

static void open(sample *s, igraph_integer_t nodes)
{
    *s = (sample){.simple.node_count = (size_t)nodes};
    assert_int_equal(igraph_empty(&s->simple.graph, nodes, false), IGRAPH_SUCCESS);
    igraph_vector_init(&s->lengths, 0);
    igraph_vector_init(&s->values, nodes);
}

static void add_edges(sample *s, const igraph_vector_int_t *ends)
{
    assert_int_equal(igraph_add_edges(&s->simple.graph, ends, NULL), IGRAPH_SUCCESS);
    s->simple.edge_count = (size_t)igraph_ecount(&s->simple.graph);
    assert_int_equal(s->simple.edge_count, (size_t)igraph_vector_size(&s->lengths));
}

static void close(sample *s)
{
    igraph_destroy(&s->simple.graph);
    igraph_vector_destroy(&s->lengths);
    igraph_vector_destroy(&s->values);
}

static void measure(sample *s, bool weighted)
{
    an_guard guard;

    an_guard_enter(&guard, "test", NULL);
    assert_int_equal(an_betweenness(&s->simple, weighted ? &s->lengths : NULL, s->simple.node_count, &s->values, &guard), IGRAPH_SUCCESS);
    an_guard_leave(&guard);
}

static bool is_near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(1, fabs(b));
}

/* Kinds of lengths: of small whole weights, which tie; any; of weights from 1 to a million. */
static double random_length(uint64_t seed)
{
    double any = 1 + throw(1000000);

    return seed % 3 == 0 ? 1.0 / (1 + throw(6)) : seed % 3 == 1 ? any / 1e6 : 1 / any;
}

static void equals_igraph(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        sample s;
        igraph_vector_int_t ends;
        igraph_vector_t theirs;
        bool weighted = seed % 7 != 0;
        dice = seed;
        open(&s, 3 + throw(40));
        igraph_vector_int_init(&ends, 0);
        igraph_vector_init(&theirs, 0);
        for (size_t i = 0; i < s.simple.node_count; i++)
            for (size_t k = 0; k < i; k++)
                if (throw(10) <= seed % 4) {
                    igraph_vector_int_push_back(&ends, (igraph_integer_t)k);
                    igraph_vector_int_push_back(&ends, (igraph_integer_t)i);
                    igraph_vector_push_back(&s.lengths, random_length(seed));
                }
        add_edges(&s, &ends);
        measure(&s, weighted);
        igraph_vector_scale(&s.lengths, 1e6); /* which changes no path; some versions take what differs by less than 1e-10 itself for the same */
        igraph_betweenness(&s.simple.graph, &theirs, igraph_vss_all(), false, weighted ? &s.lengths : NULL);
        for (size_t i = 0; i < s.simple.node_count; i++)
            if (!is_near(VECTOR(s.values)[i], VECTOR(theirs)[i]))
                fail_msg("seed %llu, node %zu: %.12g, igraph says %.12g", (unsigned long long)seed, i, VECTOR(s.values)[i], VECTOR(theirs)[i]);
        igraph_vector_destroy(&theirs);
        igraph_vector_int_destroy(&ends);
        close(&s);
    }
}

/* A chain of diamonds: between its ends are 2 to the number of diamonds paths. Hubs are nodes 0, 3, 6 …, between each two of them two others. */
static void counts_more_paths_than_a_double_holds(void **state)
{
    enum { DIAMONDS = 1040 };
    igraph_vector_int_t ends;
    sample s;

    (void)state;
    open(&s, 3 * DIAMONDS + 1);
    igraph_vector_int_init(&ends, 0);
    for (igraph_integer_t hub = 0; hub < 3 * DIAMONDS; hub += 3)
        for (igraph_integer_t side = 1; side <= 2; side++) {
            igraph_integer_t two[] = {hub, hub + side, hub + side, hub + 3};
            for (int i = 0; i < 4; i++)
                igraph_vector_int_push_back(&ends, two[i]);
            igraph_vector_push_back(&s.lengths, 0.1);
            igraph_vector_push_back(&s.lengths, 0.3);
        }
    add_edges(&s, &ends);
    for (int weighted = 0; weighted < 2; weighted++) {
        measure(&s, weighted);
        for (size_t i = 0; i < s.simple.node_count; i++) {
            double left = (double)i, right = 3 * DIAMONDS - left, hub = i % 3 == 0;
            double sides = weighted ? right > 0 && left > 0 : ((left > 0) + (right > 0)) * 0.5; /* from one side to the other: back is shorter */
            double expected = hub ? left * right + (weighted ? (right > 0) : sides)
                                  : (3 * floor(left / 3) + 1) * (3 * (DIAMONDS - 1 - floor(left / 3)) + 1) / 2;
            if (!is_near(VECTOR(s.values)[i], expected))
                fail_msg("node %zu: %.12g, not %.12g", i, VECTOR(s.values)[i], expected);
        }
    }
    igraph_vector_int_destroy(&ends);
    close(&s);
}

static void a_link_that_vanishes_beside_others_is_gone_once(void **state)
{
    static const double shorts[] = {1e-9, 1e-11, 1e-14, 1e-17, 1e-300};
    static const double expected[] = {0, 2, 2, 0};

    (void)state;
    for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++) {
        igraph_vector_int_t ends;
        sample s;
        open(&s, 4);
        igraph_vector_int_init(&ends, 0);
        for (igraph_integer_t node = 0; node < 3; node++) {
            igraph_vector_int_push_back(&ends, node);
            igraph_vector_int_push_back(&ends, node + 1);
            igraph_vector_push_back(&s.lengths, node == 1 ? shorts[i] : 1);
        }
        add_edges(&s, &ends);
        measure(&s, true);
        for (size_t node = 0; node < 4; node++)
            if (!is_near(VECTOR(s.values)[node], expected[node]))
                fail_msg("a link of %g, node %zu: %.12g, not %.12g", shorts[i], node, VECTOR(s.values)[node], expected[node]);
        igraph_vector_int_destroy(&ends);
        close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(equals_igraph), cmocka_unit_test(counts_more_paths_than_a_double_holds),
                                       cmocka_unit_test(a_link_that_vanishes_beside_others_is_gone_once)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
