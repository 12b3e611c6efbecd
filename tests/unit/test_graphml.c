/* GraphML: what we write comes back whole; what others write is read; what is wrong is told with its line. */
#include "base/alloc.h"
#include "formats/format.h"
#include "networks.h"

#define HEAD "<?xml version=\"1.0\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
#define WEIGHT "<key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
#define GRAPH "<graph edgedefault=\"undirected\">\n<node id=\"a\"/><node id=\"b\"/>\n"
#define END "</graph></graphml>\n"

static an_network *read_text(const char *text, findings *found)
{
    an_observer watch = {.diagnose = note_finding, .payload = found};
    an_network *net = NULL;
    an_error err = {0};

    *found = (findings){0};
    if (an_network_read(&net, scratch_file("in.graphml", text), &watch, &err) != AN_OK)
        fail_msg("%s", err.message);
    return net;
}

static char *written(const an_network *net)
{
    an_sink sink = {0};

    MUST(an_graphml_write(&sink, net, NULL));
    return an_buf_take(&sink.text);
}

static void hostile_names_come_back(void **state)
{
    an_network *net = hostile_network(), *again = NULL;
    const char *path = scratch_path("h.graphml");
    char *first, *second;

    (void)state;
    set_int(net, AN_NODES, 3, "community", 5);
    set_int(net, AN_NODES, 4, "big", INT64_MIN);
    set_double(net, AN_NODES, 5, "betweenness", 1e-7);
    MUST(an_network_write(net, path, NULL, NULL, NULL));
    MUST(an_network_read(&again, path, NULL, NULL));
    assert_same(net, again);
    first = written(net);
    second = written(again);
    assert_string_equal(first, second);
    assert_non_null(strstr(first, "attr.name=\"big\" attr.type=\"long\""));
    assert_non_null(strstr(first, "attr.name=\"community\" attr.type=\"int\""));
    assert_non_null(strstr(first, "named near each other in the text"));
    assert_null(strstr(first, path));
    an_free(first);
    an_free(second);
    an_network_free(net);
    an_network_free(again);
}

static void names_that_xml_forbids_are_repaired(void **state)
{
    an_network *net, *again = NULL;
    const char *path = scratch_path("f.graphml");

    (void)state;
    MUST(an_network_new(&net, true, NULL));
    add_node(net, "a\x01", "bell\x07 cr\r\nlf \xFF end");
    add_node(net, "a\x02", "\xEF\xBF\xBE");
    add_node(net, " a\n", NULL);
    add_node(net, "a\xEF\xBF\xBD", NULL);
    set_text(net, AN_NODES, 0, "id", "x");
    set_text(net, AN_NODES, 0, "Kind", "x");
    set_text(net, AN_NODES, 0, "kind", "y");
    set_text(net, AN_NODES, 0, "a b<c>", "z");
    set_text(net, AN_NODES, 0, "a-b c", "z");
    MUST(an_network_write(net, path, NULL, NULL, NULL));
    MUST(an_network_read(&again, path, NULL, NULL));
    assert_int_equal(an_network_size(again, AN_NODES), 4);
    assert_true(an_network_directed(again));
    assert_true(an_str_equal(an_network_label(again, 0), AN_LIT("bell\xEF\xBF\xBD cr\nlf \xEF\xBF\xBD end")));
    assert_true(an_str_equal(an_network_node_id(again, 3), AN_LIT("a\xEF\xBF\xBD")));
    assert_true(an_network_column(again, AN_NODES, "id_") != AN_NONE);
    assert_true(an_network_column(again, AN_NODES, "Kind") != AN_NONE);
    assert_true(an_network_column(again, AN_NODES, "kind") != AN_NONE);
    assert_true(an_network_column(again, AN_NODES, "a b<c>") != AN_NONE);
    an_network_free(net);
    an_network_free(again);
}

static void an_empty_network_is_a_file(void **state)
{
    an_network *net, *again = NULL;
    const char *path = scratch_path("e.graphml");

    (void)state;
    MUST(an_network_new(&net, false, NULL));
    MUST(an_network_write(net, path, NULL, NULL, NULL));
    MUST(an_network_read(&again, path, NULL, NULL));
    assert_int_equal(an_network_size(again, AN_NODES), 0);
    an_network_free(net);
    an_network_free(again);
}

/* Files of others: how many nodes, edges and warnings, and what one cell holds. */
static const struct {
    const char *name, *text;
    size_t nodes, edges, warnings;
    an_table table;
    size_t row;
    const char *column, *value; /* NULL: the cell is not set */
} foreign[] = {
    {"no weights", HEAD GRAPH "<edge source=\"a\" target=\"b\"/>" END, 2, 1, 0, AN_EDGES, 0, "weight", NULL},
    {"text where numbers should be", HEAD WEIGHT GRAPH "<edge source=\"a\" target=\"b\"><data key=\"w\">heavy</data></edge>" END, 2, 1, 1,
     AN_EDGES, 0, "weight", NULL},
    {"infinite", HEAD WEIGHT GRAPH "<edge source=\"a\" target=\"b\"><data key=\"w\">Inf</data></edge>" END, 2, 1, 1, AN_EDGES, 0, "weight",
     NULL},
    {"an int with a point",
     HEAD "<key id=\"k\" for=\"node\" attr.name=\"n\" attr.type=\"int\"/><graph><node id=\"a\"><data key=\"k\"> 12.0 </data></node>" END, 1,
     0, 0, AN_NODES, 0, "n", "12"},
    {"an int with a part",
     HEAD "<key id=\"k\" for=\"node\" attr.name=\"n\" attr.type=\"int\"/><graph><node id=\"a\"><data key=\"k\">12.5</data></node>" END, 1,
     0, 1, AN_NODES, 0, "n", NULL},
    {"python's truth",
     HEAD "<key id=\"k\" for=\"node\" attr.name=\"n\" attr.type=\"boolean\"/><graph><node id=\"a\"><data key=\"k\">True</data></node>" END,
     1, 0, 0, AN_NODES, 0, "n", "true"},
    {"no type, no name", HEAD "<key id=\"k\" for=\"node\"/><graph><node id=\"a\"><data key=\"k\">x &amp; y</data></node>" END, 1, 0, 0,
     AN_NODES, 0, "k", "x & y"},
    {"unknown type", HEAD "<key id=\"k\" for=\"node\" attr.type=\"date\"/><graph><node id=\"a\"><data key=\"k\">1</data></node>" END, 1, 0,
     1, AN_NODES, 0, "k", "1"},
    {"for all",
     HEAD "<key id=\"k\" for=\"all\" attr.name=\"weight\" attr.type=\"double\"/>" GRAPH
          "<edge source=\"a\" target=\"b\"><data key=\"k\">2</data></edge>" END,
     2, 1, 0, AN_EDGES, 0, "weight", "2"},
    {"a default",
     HEAD "<key id=\"k\" for=\"node\" attr.name=\"c\" attr.type=\"string\"><default>yellow</default></key><graph><node id=\"a\"/><node "
          "id=\"b\"><data key=\"k\">red</data></node>" END,
     2, 0, 0, AN_NODES, 0, "c", "yellow"},
    {"one name with two types",
     HEAD
     "<key id=\"d0\" for=\"node\" attr.name=\"v\" attr.type=\"long\"/><key id=\"d1\" for=\"node\" attr.name=\"v\" "
     "attr.type=\"double\"/><graph><node id=\"a\"><data key=\"d0\">1</data></node><node id=\"b\"><data key=\"d1\">2.5</data></node>" END,
     2, 0, 0, AN_NODES, 1, "v", "2.5"},
    {"the same id for nodes and edges",
     HEAD "<key id=\"k\" for=\"node\" attr.name=\"v\" attr.type=\"string\"/><key id=\"k\" for=\"edge\" attr.name=\"v\" "
          "attr.type=\"double\"/>" GRAPH "<edge source=\"a\" target=\"b\"><data key=\"k\">3</data></edge>" END,
     2, 1, 0, AN_EDGES, 0, "v", "3"},
    {"an edge before its node",
     HEAD WEIGHT "<graph><node id=\"a\"/><edge source=\"a\" target=\"z\"><data key=\"w\">4</data></edge><node id=\"z\"/>" END, 2, 1, 0,
     AN_EDGES, 0, "weight", "4"},
    {"an edge to nowhere", HEAD GRAPH "<edge source=\"a\" target=\"zz\"/>" END, 2, 0, 1, AN_NODES, 0, "weight", NULL},
    {"a node twice", HEAD "<graph><node id=\"a\"/><node id=\"a\"/>" END, 1, 0, 1, AN_NODES, 0, "weight", NULL},
    {"an undeclared key", HEAD "<graph><node id=\"a\"><data key=\"zz\">1</data></node>" END, 1, 0, 1, AN_NODES, 0, "zz", NULL},
    {"a nested graph",
     HEAD "<key id=\"k\" for=\"node\" attr.name=\"v\"/><graph><node id=\"a\"><graph><node id=\"b\"/><edge source=\"a\" "
          "target=\"b\"/></graph><data key=\"k\">late</data></node>" END,
     2, 1, 1, AN_NODES, 0, "v", "late"},
    {"hyperedges and ports", HEAD "<graph><node id=\"a\"><port name=\"p\"/></node><hyperedge><endpoint node=\"a\"/></hyperedge>" END, 1, 0,
     2, AN_NODES, 0, "v", NULL},
    {"two graphs", HEAD "<graph><node id=\"a\"/></graph><graph><node id=\"b\"/>" END, 1, 0, 1, AN_NODES, 0, "v", NULL},
    {"yEd",
     HEAD "<key for=\"node\" id=\"d6\" yfiles.type=\"nodegraphics\"/><graph edgedefault=\"directed\"><node id=\"n0\"><data "
          "key=\"d6\"><y:ShapeNode xmlns:y=\"http://www.yworks.com/xml/graphml\"><y:Geometry x=\"1\"/><y:NodeLabel hasText=\"true\">Ann "
          "<y:LabelModel>no</y:LabelModel></y:NodeLabel></y:ShapeNode></data></node>" END,
     1, 0, 0, AN_NODES, 0, "label", "Ann"},
    {"a prefix", "<g:graphml xmlns:g=\"x\"><g:graph><g:node id=\"a\"/></g:graph></g:graphml>", 1, 0, 0, AN_NODES, 0, "v", NULL},
    {"a node without an id", HEAD "<graph><node/><node id=\"a\"/>" END, 1, 0, 1, AN_NODES, 0, "v", NULL},
    {"a document type", "<!DOCTYPE graphml SYSTEM \"http://example.org/graphml.dtd\"><graphml><graph><node id=\"a\"/></graph></graphml>", 1,
     0, 0, AN_NODES, 0, "v", NULL},
    {"Latin-1",
     "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><graphml><key id=\"k\" for=\"node\"/><graph><node id=\"a\"><data "
     "key=\"k\">\xE9</data></node></graph></graphml>",
     1, 0, 0, AN_NODES, 0, "k", "\xC3\xA9"},
};

static void files_of_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        findings found;
        an_network *net = read_text(foreign[i].text, &found);
        size_t column = an_network_column(net, foreign[i].table, foreign[i].column);
        an_buf cell = {0};
        print_message("  %s\n", foreign[i].name);
        assert_int_equal(an_network_size(net, AN_NODES), foreign[i].nodes);
        assert_int_equal(an_network_size(net, AN_EDGES), foreign[i].edges);
        assert_int_equal(found.warnings, foreign[i].warnings);
        assert_int_equal(an_network_has(net, foreign[i].table, foreign[i].row, column), foreign[i].value != NULL);
        if (foreign[i].value) {
            switch (an_network_column_type(net, foreign[i].table, column)) {
            case AN_TYPE_STRING:
                an_buf_add(&cell, an_network_string(net, foreign[i].table, foreign[i].row, column));
                break;
            case AN_TYPE_BOOL:
                an_buf_add_text(&cell, an_network_int(net, foreign[i].table, foreign[i].row, column) ? "true" : "false");
                break;
            default:
                an_buf_add_double(&cell, an_network_double(net, foreign[i].table, foreign[i].row, column));
            }
            if (an_network_column_type(net, foreign[i].table, column) == AN_TYPE_INT)
                assert_int_equal(an_network_int(net, foreign[i].table, foreign[i].row, column), atoi(foreign[i].value));
            else
                assert_string_equal(cell.ptr, foreign[i].value);
        }
        an_buf_clear(&cell);
        an_network_free(net);
    }
}

static void direction(void **state)
{
    static const struct {
        const char *text;
        bool directed;
        size_t warnings;
    } cases[] = {
        {HEAD "<graph edgedefault=\"directed\"><node id=\"a\"/><edge source=\"a\" target=\"a\"/>" END, true, 0},
        {HEAD "<graph edgedefault=\"undirected\"><node id=\"a\"/><edge source=\"a\" target=\"a\" directed=\"true\"/>" END, true, 0},
        {HEAD "<graph edgedefault=\"directed\"><node id=\"a\"/><edge source=\"a\" target=\"a\" directed=\"false\"/>" END, false, 0},
        {HEAD "<graph edgedefault=\"directed\"><node id=\"a\"/><edge source=\"a\" target=\"a\" directed=\"false\"/><edge source=\"a\" "
              "target=\"a\"/>" END,
         true, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        findings found;
        an_network *net = read_text(cases[i].text, &found);
        assert_int_equal(an_network_directed(net), cases[i].directed);
        assert_int_equal(found.warnings, cases[i].warnings);
        an_network_free(net);
    }
}

static void many_findings_are_counted(void **state)
{
    an_buf text = {0};
    findings found;
    an_network *net;

    (void)state;
    an_buf_add_text(&text, HEAD WEIGHT GRAPH);
    for (int i = 0; i < 20; i++)
        an_buf_add_text(&text, "<edge source=\"a\" target=\"b\"><data key=\"w\">heavy</data></edge>\n");
    an_buf_add_text(&text, END);
    net = read_text(text.ptr, &found);
    assert_int_equal(found.warnings, 6);
    assert_non_null(strstr(found.last, "and 15 more"));
    an_network_free(net);
    an_buf_clear(&text);
}

static const struct {
    const char *name, *text;
    an_status status;
    size_t line, column;
    const char *message;
} bad[] = {
    {"empty", "", AN_ERR_SYNTAX, 0, 0, "empty"},
    {"not XML", "hello\n", AN_ERR_SYNTAX, 1, 1, "not GraphML"},
    {"another XML", "<?xml version=\"1.0\"?>\n<gexf/>", AN_ERR_SYNTAX, 2, 1, "<gexf>"},
    {"cut", HEAD "<graph><node id=\"a\">", AN_ERR_SYNTAX, 3, 0, "not GraphML"},
    {"wrong tag", HEAD "<graph>\n  <node id=\"a\"></nod>\n", AN_ERR_SYNTAX, 4, 0, "mismatched tag"},
    {"no graph", HEAD "</graphml>", AN_ERR_SYNTAX, 0, 0, "<graph>"},
    {"control character", HEAD "<graph><node id=\"\x01\"/>" END, AN_ERR_SYNTAX, 3, 0, "not GraphML"},
    {"broken UTF-8", HEAD "<graph><node id=\"\xFF\"/>" END, AN_ERR_SYNTAX, 3, 0, "not GraphML"},
    {"entities", "<!DOCTYPE g [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><graphml><graph/></graphml>", AN_ERR_SYNTAX, 1, 0, "entity 'a'"},
    {"outer entity", "<!DOCTYPE g [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><graphml><graph><node id=\"&a;\"/></graph></graphml>",
     AN_ERR_SYNTAX, 1, 0, "entity"},
    {"compressed", "\x1f\x8b\x08", AN_ERR_SYNTAX, 0, 0, "gunzip"},
};

static void bad_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        an_network *net = NULL;
        an_error err = {0};
        print_message("  %s\n", bad[i].name);
        assert_int_equal(an_network_read(&net, scratch_file("bad.graphml", bad[i].text), NULL, &err), bad[i].status);
        assert_null(net);
        assert_non_null(strstr(err.message, bad[i].message));
        if (bad[i].line)
            assert_int_equal(err.line, bad[i].line);
        if (bad[i].column)
            assert_int_equal(err.column, bad[i].column);
    }
}

static void the_excerpt_shows_the_place(void **state)
{
    an_network *net = NULL;
    an_error err = {0};

    (void)state;
    assert_int_equal(an_network_read(&net, scratch_file("x.graphml", HEAD "<graph>\n\t<node id=\"\xC3\xA9\" <"), NULL, &err),
                     AN_ERR_SYNTAX);
    assert_int_equal(err.line, 4);
    assert_non_null(strstr(err.excerpt, "<node id="));
    assert_non_null(strstr(err.source, "x.graphml"));
}

static void depth_is_bounded(void **state)
{
    an_buf text = {0};
    an_network *net = NULL;
    an_error err = {0};

    (void)state;
    an_buf_add_text(&text, HEAD "<graph><node id=\"n\">");
    for (int i = 0; i < 100000; i++)
        an_buf_add_text(&text, "<x>");
    assert_int_equal(an_network_read(&net, scratch_file("d.graphml", text.ptr), NULL, &err), AN_ERR_LIMIT);
    an_buf_reset(&text);
    an_buf_add_text(&text, HEAD);
    for (int i = 0; i < 200; i++)
        an_buf_addf(&text, "<graph><node id=\"n%d\">", i);
    assert_int_equal(an_network_read(&net, scratch_file("d.graphml", text.ptr), NULL, &err), AN_ERR_LIMIT);
    an_buf_clear(&text);
}

static void defaults_cannot_blow_up(void **state)
{
    an_buf text = {0};
    an_network *net = NULL;
    an_error err = {0};

    (void)state;
    an_buf_add_text(&text, HEAD "<key id=\"k\" for=\"node\"><default>");
    for (int i = 0; i < 100000; i++)
        an_buf_add_text(&text, "0123456789");
    an_buf_add_text(&text, "</default></key><graph>");
    for (int i = 0; i < 1000; i++)
        an_buf_addf(&text, "<node id=\"%d\"/>", i);
    an_buf_add_text(&text, END);
    assert_int_equal(an_network_read(&net, scratch_file("b.graphml", text.ptr), NULL, &err), AN_ERR_LIMIT);
    an_buf_clear(&text);
}

static void places_that_cannot_be_written(void **state)
{
    an_network *net = hostile_network();
    an_error err = {0};

    (void)state;
    assert_int_equal(an_network_write(net, scratch_path("no/such/n.graphml"), NULL, NULL, &err), AN_ERR_IO);
    assert_non_null(strstr(err.message, "folder does not exist"));
    assert_int_equal(an_network_write(net, "/tmp/n.unknown", NULL, NULL, &err), AN_ERR_INVALID);
    assert_non_null(strstr(err.message, ".graphml .dot .csv .json .svg .png .pdf"));
    assert_int_equal(symlink("/dev/full", scratch_path("full.graphml")), 0);
    assert_int_equal(an_network_write(net, scratch_path("full.graphml"), NULL, NULL, &err), AN_ERR_IO);
    an_network_free(net);
    net = NULL;
    assert_int_equal(an_network_read(&net, scratch_path("missing.graphml"), NULL, &err), AN_ERR_NOT_FOUND);
    assert_int_equal(an_network_read(&net, "x.dot", NULL, &err), AN_ERR_INVALID);
    assert_int_equal(an_network_read(&net, "x.unknown", NULL, &err), AN_ERR_NOT_FOUND);
    assert_int_equal(an_network_read(&net, "/dev/null", NULL, &err), AN_ERR_INVALID);
}

/* Fail every allocation once: an error comes, nothing leaks, nothing is half made. */
static void every_allocation_may_fail(void **state)
{
    const char *text =
        HEAD WEIGHT "<key id=\"k\" for=\"all\"><default>d</default></key>" GRAPH
                    "<edge source=\"a\" target=\"z\"><data key=\"w\">1</data><data key=\"k\">1</data></edge>"
                    "<edge source=\"a\" target=\"b\"><data key=\"w\">1</data></edge><node id=\"z\"><data key=\"k\">x</data></node>" END;
    an_status st = AN_ERR_NOMEM;

    (void)state;
    scratch_file("a.graphml", text);
    for (size_t n = 1; st != AN_OK; n++) {
        an_network *net = NULL;
        an_sink sink = {0};
        an_alloc_fail_at(n, true);
        st = an_network_read(&net, scratch_path("a.graphml"), NULL, NULL);
        if (st == AN_OK)
            st = an_graphml_write(&sink, net, NULL);
        an_alloc_fail_at(0, false);
        assert_true(st == AN_OK || st == AN_ERR_NOMEM);
        an_sink_clear(&sink);
        an_network_free(net);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_names_come_back),
        cmocka_unit_test(names_that_xml_forbids_are_repaired),
        cmocka_unit_test(an_empty_network_is_a_file),
        cmocka_unit_test(files_of_others),
        cmocka_unit_test(direction),
        cmocka_unit_test(many_findings_are_counted),
        cmocka_unit_test(bad_files),
        cmocka_unit_test(the_excerpt_shows_the_place),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(defaults_cannot_blow_up),
        cmocka_unit_test(places_that_cannot_be_written),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, remove_scratch);
}
