/* Node-link JSON: there and back, the forms of NetworkX and D3, bad input. */
#include "base/alloc.h"
#include "formats/format.h"
#include "networks.h"

static void hostile_names_come_back(void **state)
{
    an_network *net = hostile_network(), *again = NULL;
    an_write_options options;

    (void)state;
    set_int(net, AN_NODES, 3, "big", INT64_MAX);
    an_write_options_default(&options);
    for (int i = 0; i < 2; i++) {
        options.node_link_edges = i == 1;
        MUST(an_network_write(net, scratch_path("h.json"), &options, NULL, NULL));
        MUST(an_network_read(&again, scratch_path("h.json"), NULL, NULL));
        assert_same(net, again);
        an_network_free(again);
    }
    an_network_free(net);
}

static void an_empty_network_is_a_file(void **state)
{
    an_network *net, *again = NULL;

    (void)state;
    MUST(an_network_new(&net, true, NULL));
    MUST(an_network_write(net, scratch_path("e.json"), NULL, NULL, NULL));
    MUST(an_network_read(&again, scratch_path("e.json"), NULL, NULL));
    assert_true(an_network_directed(again));
    assert_int_equal(an_network_size(again, AN_NODES), 0);
    an_network_free(net);
    an_network_free(again);
}

static const struct {
    const char *name, *text;
    size_t nodes, edges, warnings;
    const char *column; /* of nodes */
    int type;           /* -1: no such column */
} foreign[] = {
    {"NetworkX 3.6", "{\"directed\":true,\"nodes\":[{\"id\":1},{\"id\":2}],\"edges\":[{\"source\":1,\"target\":2,\"weight\":2}]}", 2, 1, 0,
     "x", -1},
    {"D3 by index", "{\"nodes\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"links\":[{\"source\":0,\"target\":1}]}", 2, 1, 0, "name",
     AN_TYPE_STRING},
    {"D3 after its layout", "{\"nodes\":[{\"id\":\"a\"}],\"links\":[{\"source\":{\"id\":\"a\"},\"target\":{\"id\":\"a\"}}]}", 1, 1, 0, "x",
     -1},
    {"mixed numbers", "{\"nodes\":[{\"id\":\"a\",\"x\":1},{\"id\":\"b\",\"x\":1.5}],\"links\":[]}", 2, 0, 0, "x", AN_TYPE_DOUBLE},
    {"mixed types", "{\"nodes\":[{\"id\":\"a\",\"x\":1},{\"id\":\"b\",\"x\":\"y\"},{\"id\":\"c\",\"x\":null}],\"links\":[]}", 3, 0, 0, "x",
     AN_TYPE_STRING},
    {"nested values", "{\"nodes\":[{\"id\":\"a\",\"x\":[1]}],\"links\":[]}", 1, 0, 1, "x", -1},
    {"unknown node", "{\"nodes\":[{\"id\":\"a\"}],\"links\":[{\"source\":\"a\",\"target\":\"z\"}]}", 1, 0, 1, "x", -1},
    {"node twice", "{\"nodes\":[{\"id\":\"a\"},{\"id\":\"a\"}],\"links\":[]}", 1, 0, 1, "x", -1},
};

static void files_of_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        findings found = {0};
        an_observer watch = {.diagnose = note_finding, .payload = &found};
        an_network *net = NULL;
        size_t column;
        print_message("  %s\n", foreign[i].name);
        MUST(an_network_read(&net, scratch_file("f.json", foreign[i].text), &watch, NULL));
        assert_int_equal(an_network_size(net, AN_NODES), foreign[i].nodes);
        assert_int_equal(an_network_size(net, AN_EDGES), foreign[i].edges);
        assert_int_equal(found.warnings, foreign[i].warnings);
        column = an_network_column(net, AN_NODES, foreign[i].column);
        if (foreign[i].type < 0)
            assert_true(column == AN_NONE);
        else
            assert_int_equal(an_network_column_type(net, AN_NODES, column), foreign[i].type);
        an_network_free(net);
    }
}

static void bad_files(void **state)
{
    static const char *const texts[] = {
        "",
        "{",
        "[]",
        "{}",
        "{\"nodes\":1,\"links\":[]}",
        "{\"nodes\":[1],\"links\":[]}",
        "{\"nodes\":[{\"id\":\"a\"},{}],\"links\":[]}",
        "{\"nodes\":[{\"id\":\"a\"}],\"links\":[7]}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        an_network *net = NULL;
        an_error err = {0};
        assert_int_equal(an_network_read(&net, scratch_file("b.json", texts[i]), NULL, &err), AN_ERR_SYNTAX);
        assert_null(net);
        assert_non_null(strstr(err.source, "b.json"));
    }
}

static void every_allocation_may_fail(void **state)
{
    an_write_options options;
    an_status st = AN_ERR_NOMEM;

    (void)state;
    an_write_options_default(&options);
    scratch_file("a.json", foreign[4].text);
    for (size_t n = 1; st != AN_OK; n++) {
        an_network *net = NULL;
        an_sink sink = {0};
        an_alloc_fail_at(n, true);
        st = an_network_read(&net, scratch_path("a.json"), NULL, NULL);
        if (st == AN_OK)
            st = an_node_link_write(&sink, net, &options, NULL);
        if (st == AN_OK)
            st = an_csv_write_nodes(&sink, net, &options, NULL);
        an_alloc_fail_at(0, false);
        assert_true(st == AN_OK || st == AN_ERR_NOMEM);
        an_sink_clear(&sink);
        an_network_free(net);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_names_come_back),   cmocka_unit_test(an_empty_network_is_a_file),
        cmocka_unit_test(files_of_others),           cmocka_unit_test(bad_files),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, remove_scratch);
}
