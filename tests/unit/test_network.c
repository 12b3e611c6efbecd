/* The tables behind a network: rows, columns, cells, finding by name, filtering; every failing allocation. */
#include "actornet/network.h"
#include "base/alloc.h"
#include "base/str.h"
#include "graph/table.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char *const ids[] = {"n0", "n1", "n2", "n3", "n4", "n5"};
static const char *const labels[] = {"Élodie Dürr", "DGSE", "DGSE", "Mokhtar Belmokhtar", "Gao", NULL};
static const char *const aliases[] = {"Elo | E. Dürr", NULL, NULL, "Belmokhtar | The One-Eyed", NULL, NULL};
static const char *const types[] = {"person", "organization/intelligence", "organization", "person/leader", "location", "personal"};
/* 0-1-2 triangle, 3-4 pair with a loop, 5 alone */
static const struct {
    size_t from, to;
    double weight;
    int64_t count;
} edges[] = {{0, 1, 1, 1}, {1, 2, 2, 2}, {0, 2, 3, 3}, {3, 4, 9, 9}, {4, 4, 50, 50}};

static an_status fill(an_network *net, an_error *err)
{
    size_t label, alias, type, weight, count, row;
    an_status st;

    if ((st = an_network_add_column(net, AN_NODES, "label", AN_TYPE_STRING, &label, err)) ||
        (st = an_network_add_column(net, AN_NODES, "aliases", AN_TYPE_STRING, &alias, err)) ||
        (st = an_network_add_column(net, AN_EDGES, "weight", AN_TYPE_DOUBLE, &weight, err)) ||
        (st = an_network_add_column(net, AN_EDGES, "count", AN_TYPE_INT, &count, err)))
        return st;
    for (size_t i = 0; i < 6; i++) {
        if ((st = an_network_add_node(net, an_str_of(ids[i]), &row, err)) ||
            (labels[i] && (st = an_network_set_string(net, AN_NODES, row, label, an_str_of(labels[i])))) ||
            (aliases[i] && (st = an_network_set_string(net, AN_NODES, row, alias, an_str_of(aliases[i])))))
            return st;
    }
    /* a column that comes after the rows */
    if ((st = an_network_add_column(net, AN_NODES, "type", AN_TYPE_STRING, &type, err)))
        return st;
    for (size_t i = 0; i < 6; i++)
        if ((st = an_network_set_string(net, AN_NODES, i, type, an_str_of(types[i]))))
            return st;
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        if ((st = an_network_add_edge(net, edges[i].from, edges[i].to, &row, err)))
            return st;
        an_network_set_double(net, AN_EDGES, row, weight, edges[i].weight);
        an_network_set_int(net, AN_EDGES, row, count, edges[i].count);
    }
    return AN_OK;
}

static an_network *sample(void)
{
    an_network *net = NULL;
    an_error err = {0};

    assert_int_equal(an_network_new(&net, false, &err), AN_OK);
    assert_int_equal(fill(net, &err), AN_OK);
    return net;
}

static void cells_hold_what_was_set(void **state)
{
    (void)state;
    an_network *net = sample();
    an_error err = {0};
    size_t column, row;

    assert_int_equal(an_network_size(net, AN_NODES), 6);
    assert_int_equal(an_network_size(net, AN_EDGES), 5);
    assert_int_equal(an_network_columns(net, AN_NODES), 3);
    assert_true(an_str_equal(an_network_label(net, 0), AN_LIT("Élodie Dürr")));
    assert_true(an_str_equal(an_network_label(net, 5), AN_LIT("n5")));
    assert_int_equal(an_network_find_id(net, AN_LIT("n3")), 3);
    assert_true(an_network_find_id(net, AN_LIT("x")) == AN_NONE);
    assert_int_equal(an_network_add_node(net, AN_LIT("n3"), &row, &err), AN_ERR_INVALID);
    assert_string_equal(err.message, "two nodes have the id 'n3'");
    assert_int_equal(an_network_add_node(net, AN_LIT(""), &row, &err), AN_ERR_INVALID);
    assert_int_equal(an_network_add_edge(net, 0, 6, &row, &err), AN_ERR_INVALID);
    assert_int_equal(an_network_add_column(net, AN_NODES, "label", AN_TYPE_INT, &column, &err), AN_ERR_INVALID);

    column = an_network_column(net, AN_EDGES, "weight");
    assert_true(an_network_double(net, AN_EDGES, 2, column) == 3);
    an_network_set_double(net, AN_EDGES, 2, column, NAN);
    assert_false(an_network_has(net, AN_EDGES, 2, column));
    assert_true(isnan(an_network_double(net, AN_EDGES, 2, column)));
    an_network_set_double(net, AN_EDGES, 2, column, INFINITY);
    assert_false(an_network_has(net, AN_EDGES, 2, column));
    assert_false(an_network_has(net, AN_EDGES, 2, AN_NONE));
    assert_true(an_network_double(net, AN_EDGES, 1, an_network_column(net, AN_EDGES, "count")) == 2);
    assert_int_equal(an_network_string(net, AN_EDGES, 1, column).len, 0);
    an_network_clear_cell(net, AN_EDGES, 1, column);
    assert_false(an_network_has(net, AN_EDGES, 1, column));
    an_network_free(net);
}

static void dropped_columns_come_back_empty(void **state)
{
    (void)state;
    an_network *net = sample();
    an_error err = {0};
    size_t column;

    an_network_drop_column(net, AN_NODES, "label");
    an_network_drop_column(net, AN_NODES, "nothing");
    assert_true(an_network_column(net, AN_NODES, "label") == AN_NONE);
    assert_int_equal(an_network_column(net, AN_NODES, "aliases"), 0);
    assert_int_equal(an_network_column(net, AN_NODES, "type"), 1);
    assert_true(an_str_equal(an_network_string(net, AN_NODES, 4, 1), AN_LIT("location")));
    assert_int_equal(an_network_add_column(net, AN_NODES, "label", AN_TYPE_INT, &column, &err), AN_OK);
    assert_int_equal(column, 2);
    for (size_t i = 0; i < 6; i++)
        assert_false(an_network_has(net, AN_NODES, i, column));
    an_network_free(net);
}

static void many_rows_keep_their_cells(void **state)
{
    (void)state;
    an_network *net = NULL;
    an_error err = {0};
    size_t column, row;
    bool keep[1000];
    char id[16];

    assert_int_equal(an_network_new(&net, true, &err), AN_OK);
    assert_true(an_network_directed(net));
    assert_int_equal(an_network_add_column(net, AN_NODES, "n", AN_TYPE_INT, &column, &err), AN_OK);
    for (int i = 0; i < 1000; i++) {
        snprintf(id, sizeof id, "id%d", i);
        assert_int_equal(an_network_add_node(net, an_str_of(id), &row, &err), AN_OK);
        if (i % 2)
            an_network_set_int(net, AN_NODES, row, column, i);
        keep[i] = i % 3 == 0;
    }
    assert_int_equal(an_network_keep(net, keep, NULL, &err), AN_OK);
    assert_int_equal(an_network_size(net, AN_NODES), 334);
    for (size_t i = 0; i < 334; i++) {
        snprintf(id, sizeof id, "id%zu", i * 3);
        assert_int_equal(an_network_find_id(net, an_str_of(id)), i);
        assert_int_equal(an_network_has(net, AN_NODES, i, column), i % 2);
        assert_int_equal(an_network_int(net, AN_NODES, i, column), i % 2 ? (int64_t)i * 3 : 0);
    }
    assert_int_equal(an_network_add_node(net, AN_LIT("id1"), &row, &err), AN_OK);
    assert_false(an_network_has(net, AN_NODES, row, column));
    an_network_free(net);
}

static void find_goes_from_strict_to_loose(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        an_status status;
        size_t node;
        const char *message;
    } cases[] = {
        {"n1", AN_OK, 1, NULL},
        {"Gao", AN_OK, 4, NULL},
        {"gao", AN_OK, 4, NULL},
        {"elodie durr", AN_OK, 0, NULL},
        {"Belmokhtar", AN_OK, 3, NULL},
        {"the one-eyed", AN_OK, 3, NULL},
        {"e. durr", AN_OK, 0, NULL},
        {"DGSE", AN_ERR_INVALID, 0, "'DGSE' fits 2 actors: 'DGSE' (id n1), 'DGSE' (id n2): use an id"},
        {"Mokhtar", AN_ERR_NOT_FOUND, 0, "no actor is called 'Mokhtar': nearest is 'Mokhtar Belmokhtar'"},
        {"Goa", AN_ERR_NOT_FOUND, 0, "no actor is called 'Goa': nearest is 'Gao'"},
        {"Zanzibar", AN_ERR_NOT_FOUND, 0, "no actor is called 'Zanzibar'"},
        {"", AN_ERR_NOT_FOUND, 0, "no actor is called ''"},
    };
    an_network *net = sample();

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_error err = {0};
        size_t node = 77;
        assert_int_equal(an_network_find(net, an_str_of(cases[i].name), &node, &err), cases[i].status);
        if (cases[i].status == AN_OK) {
            assert_int_equal(node, cases[i].node);
        } else {
            assert_true(node == AN_NONE);
            assert_string_equal(err.message, cases[i].message);
        }
    }
    an_network_free(net);
}

static void filters_keep_what_they_say(void **state)
{
    (void)state;
    static const struct {
        const char *name, *nodes;
        an_filter filter;
        size_t edges;
    } cases[] = {
        {"nothing asked", "n0 n1 n2 n3 n4 n5 ", {.top = 0}, 5},
        {"weight", "n0 n1 n2 n3 n4 n5 ", {.min_weight = 3}, 3},
        {"count", "n0 n1 n2 n3 n4 n5 ", {.min_count = 2}, 4},
        {"no such column: every edge counts 1", "n0 n1 n2 n3 n4 n5 ", {.min_documents = 2}, 0},
        {"type with its finer types", "n0 n3 ", {.type = "person"}, 0},
        {"two types", "n0 n3 n4 ", {.type = "location, person"}, 2},
        {"top: loops do not make strong, ties by label", "n3 n4 ", {.top = 2}, 2},
        {"top: the third is the strongest of the triangle", "n2 n3 n4 ", {.top = 3}, 2},
        {"top after edges", "n3 n4 ", {.top = 2, .min_weight = 4}, 2},
        {"more than there are", "n0 n1 n2 n3 n4 n5 ", {.top = 60}, 5},
        {"giant", "n0 n1 n2 ", {.giant = true}, 3},
        {"giant: the first of equals", "n0 n2 ", {.giant = true, .min_weight = 3}, 1},
        {"isolates: a loop is no link", "n0 n1 n2 n3 n4 ", {.drop_isolates = true}, 5},
        {"isolates after edges", "n3 n4 ", {.drop_isolates = true, .min_weight = 4}, 2},
        {"all gone", "", {.type = "ship", .giant = true, .top = 3}, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_network *net = sample();
        an_error err = {0};
        an_filter_counts counts = {0};
        an_buf kept = {0};
        assert_int_equal(an_network_filter(net, &cases[i].filter, &counts, &err), AN_OK);
        an_buf_add_text(&kept, "");
        for (size_t node = 0; node < an_network_size(net, AN_NODES); node++) {
            an_buf_add(&kept, an_network_node_id(net, node));
            an_buf_add_char(&kept, ' ');
        }
        if (kept.len == 0)
            an_buf_add_char(&kept, '\0');
        if (strcmp(kept.ptr, cases[i].nodes) != 0 || an_network_size(net, AN_EDGES) != cases[i].edges)
            fail_msg("%s: got '%s' and %zu edges", cases[i].name, kept.ptr, an_network_size(net, AN_EDGES));
        assert_int_equal(counts.nodes, 6 - an_network_size(net, AN_NODES));
        assert_int_equal(counts.edges, 5 - an_network_size(net, AN_EDGES));
        for (size_t edge = 0; edge < an_network_size(net, AN_EDGES); edge++)
            assert_true(an_network_edge_from(net, edge) < an_network_size(net, AN_NODES) &&
                        an_network_edge_to(net, edge) < an_network_size(net, AN_NODES));
        an_buf_clear(&kept);
        an_network_free(net);
    }
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    an_filter filter = {.giant = true, .top = 4};
    bool done = false;

    for (size_t n = 1; !done; n++) {
        an_network *net = NULL;
        an_error err = {0};
        size_t node;
        an_status st;
        an_alloc_fail_at(n, true);
        if ((st = an_network_new(&net, false, &err)) == AN_OK && (st = fill(net, &err)) == AN_OK &&
            (st = an_network_filter(net, &filter, NULL, &err)) == AN_OK)
            st = an_network_find(net, AN_LIT("elodie durr"), &node, &err);
        an_alloc_fail_at(0, false);
        done = st == AN_OK;
        if (!done)
            assert_int_equal(st, AN_ERR_NOMEM);
        an_network_free(net);
        assert_true(n < 10000);
    }
}

static void round9_keeps_nine_digits(void **state)
{
    (void)state;
    assert_true(an_round9(1.0 / 3) == 0.333333333);
    assert_true(an_round9(2.9999999999999) == 3);
    assert_true(an_round9(0) == 0 && !signbit(an_round9(-0.0)));
    assert_true(an_round9(-123456789.4) == -123456789);
    assert_true(isnan(an_round9(NAN)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_hold_what_was_set),    cmocka_unit_test(dropped_columns_come_back_empty),
        cmocka_unit_test(many_rows_keep_their_cells), cmocka_unit_test(find_goes_from_strict_to_loose),
        cmocka_unit_test(filters_keep_what_they_say), cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(round9_keeps_nine_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
