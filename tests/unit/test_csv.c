/* CSV: headers that Gephi knows, quoting, formulas that stay text, both files or none. */
#include "formats/escape.h"
#include "formats/format.h"
#include "networks.h"

static const struct {
    const char *text, *cell;
} cells[] = {
    {"plain", "plain"},
    {"", ""},
    {"a,b", "\"a,b\""},
    {"a;b", "\"a;b\""},
    {"say \"x\"", "\"say \"\"x\"\"\""},
    {"two\nlines", "\"two\nlines\""},
    {"cr\r\nlf", "\"cr\nlf\""},
    {"=1+1", "\"'=1+1\""},
    {"+1", "\"'+1\""},
    {"-1", "\"'-1\""},
    {"@x", "\"'@x\""},
    {"\t=1", "\"'\t=1\""},
    {"\r=1", "\"'\n=1\""},
    {"trail\\", "\"trail\\ \""},
    {"a\\\"b", "\"a\\ \"\"b\""},
    {"C:\\x", "C:\\x"},
    {" lead", "\" lead\""},
    {"bell\x07", "bell\xEF\xBF\xBD"},
    {"\xFF", "\xEF\xBF\xBD"},
};

static void text_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        an_buf out = {0};
        an_csv_add_text(&out, an_str_of(cells[i].text));
        assert_string_equal(an_buf_str(&out).ptr, cells[i].cell);
        an_buf_clear(&out);
    }
}

static an_network *sample(void)
{
    an_network *net;
    size_t row;

    MUST(an_network_new(&net, false, NULL));
    add_node(net, "a", "Ann, \"the\" boss");
    add_node(net, "-b", "=Bob");
    set_text(net, AN_NODES, 0, "id", "foreign");
    set_double(net, AN_NODES, 1, "betweenness", -0.5);
    row = add_edge(net, 0, 1, 2.5);
    set_text(net, AN_EDGES, row, "source", "foreign");
    return net;
}

static void assert_file(const char *name, const char *content)
{
    an_buf text = {0};

    MUST(an_file_read(&text, scratch_path(name), NULL));
    assert_string_equal(an_buf_str(&text).ptr, content);
    an_buf_clear(&text);
}

static void two_files(void **state)
{
    an_network *net = sample();
    an_write_options options;

    (void)state;
    MUST(an_network_write(net, scratch_path("n.csv"), NULL, NULL, NULL));
    assert_file("n.nodes.csv", "Id,Label,id_,betweenness\na,\"Ann, \"\"the\"\" boss\",foreign,\n\"'-b\",\"'=Bob\",,-0.5\n");
    assert_file("n.edges.csv", "Source,Target,Type,Id,Label,Weight,count,documents,source_\na,\"'-b\",Undirected,e1,,2.5,2,1,foreign\n");
    assert_int_equal(access(scratch_path("n.csv"), F_OK), -1);
    an_write_options_default(&options);
    options.csv_bom = true;
    MUST(an_network_write(net, scratch_path("bom.csv"), &options, NULL, NULL));
    assert_file("bom.edges.csv",
                "\xEF\xBB\xBFSource,Target,Type,Id,Label,Weight,count,documents,source_\na,\"'-b\",Undirected,e1,,2.5,2,1,foreign\n");
    an_network_free(net);
}

static void an_empty_network_has_headers(void **state)
{
    an_network *net;

    (void)state;
    MUST(an_network_new(&net, true, NULL));
    MUST(an_network_write(net, scratch_path("e.csv"), NULL, NULL, NULL));
    assert_file("e.nodes.csv", "Id,Label\n");
    assert_file("e.edges.csv", "Source,Target,Type,Id,Label,Weight\n");
    an_network_free(net);
}

static void both_or_none(void **state)
{
    an_network *net = sample();
    an_error err = {0};

    (void)state;
    assert_int_equal(symlink("/dev/full", scratch_path("f.edges.csv")), 0);
    assert_int_equal(an_network_write(net, scratch_path("f.csv"), NULL, NULL, &err), AN_ERR_IO);
    assert_int_equal(access(scratch_path("f.nodes.csv"), F_OK), -1);
    assert_int_equal(an_network_write(net, scratch_path("no/f.csv"), NULL, NULL, &err), AN_ERR_IO);
    an_network_free(net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_cells),
        cmocka_unit_test(two_files),
        cmocka_unit_test(an_empty_network_has_headers),
        cmocka_unit_test(both_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, remove_scratch);
}
