/* Pictures: what is chosen, what is said, no markup out of names, the same bytes twice, no Graphviz. */
#include "formats/format.h"
#include "formats/lettering.h"
#include "formats/placement.h"
#include "formats/selection.h"
#include "formats/spawn.h"
#include "formats/svg.h"
#include "networks.h"

#include <math.h>
#include <sys/stat.h>

static bool have_graphviz(void)
{
    an_buf path = {0};
    bool found = an_spawn_find(&path, "sfdp") && an_spawn_find(&path, "neato");

    an_buf_clear(&path);
    return found;
}

/* Two stars that a weak tie joins, and somebody alone. */
static an_network *stars(void)
{
    an_network *net;
    char id[16];

    MUST(an_network_new(&net, false, NULL));
    for (size_t i = 0; i < 13; i++) {
        snprintf(id, sizeof id, "n%zu", i);
        add_node(net, id, id);
    }
    for (size_t i = 1; i < 6; i++)
        add_edge(net, 0, i, 10 + (double)i);
    for (size_t i = 7; i < 12; i++)
        add_edge(net, 6, i, 5);
    add_edge(net, 3, 9, 0.5);
    add_edge(net, 3, 3, 100);
    return net;
}

static void selection(void **state)
{
    static const struct {
        size_t most;
        double links;
        size_t nodes, ties;
        bool cut;
    } cases[] = {{0, 0, 12, 11, false}, {60, 3, 12, 11, false}, {60, 1, 12, 11, false}, {3, 3, 2, 1, true}, {7, 3, 6, 5, true}};
    an_network *net = stars();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_selection s;
        MUST(an_selection_make(&s, net, cases[i].most, cases[i].links, NULL));
        assert_int_equal(s.node_count, cases[i].nodes);
        assert_int_equal(s.tie_count, cases[i].ties);
        assert_int_equal(s.cut, cases[i].cut);
        assert_int_equal(s.nodes[0], 0);
        an_selection_clear(&s);
    }
    an_network_free(net);
}

static void lettering(void **state)
{
    static const struct {
        const char *label, *value;
    } cases[] = {
        {"Ann", "Ann"},
        {"Ministry of Foreign Affairs", "Ministry of\\nForeign Affairs"},
        {"National Movement for the Liberation of Azawad", "National Movement for\\nthe Liberation of…"},
        {"\xE2\x80\xAE"
         "evil",
         "evil"},
        {"\\N &amp;", "\\\\N &amp;amp;"},
        {"a\nb", "a b"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf out = {0};
        an_lettering room = an_lettering_add(&out, an_str_of(cases[i].label), 10);
        assert_string_equal(out.ptr, cases[i].value);
        assert_true(room.width > 0 && room.height > 0);
        an_buf_clear(&out);
    }
}

static bool no_title(an_buf *out, an_str title, void *payload)
{
    (void)payload;
    an_buf_add_text(out, "seen");
    return an_str_equal(title, AN_LIT("c1"));
}

static void svg_is_cleaned(void **state)
{
    an_buf out = {0};

    (void)state;
    an_svg_clean(&out,
                 AN_LIT("<?xml?>\n<!DOCTYPE svg PUBLIC \"x\"\n \"y\">\n<!-- by z -->\n<svg><title>c1</title><title>l1</title>\n<g/></svg>"),
                 no_title, NULL);
    assert_string_equal(out.ptr, "<?xml?>\n<svg><title>seen</title><g/></svg>");
    an_buf_reset(&out);
    an_svg_clean(&out, AN_LIT("<title>c"), no_title, NULL);
    an_svg_clean(&out, AN_LIT("<!-- "), no_title, NULL);
    an_buf_clear(&out);
}

static void boxes_do_not_overlap(void **state)
{
    an_network *net = stars();
    an_place places[12] = {{0}};
    an_selection s;
    an_buf program = {0};

    (void)state;
    MUST(an_selection_make(&s, net, 0, 0, NULL));
    for (size_t i = 0; i < s.node_count; i++)
        places[i] = (an_place){.width = 150, .height = 40, .diameter = 20};
    if (an_spawn_find(&program, "sfdp")) {
        MUST(an_placement_make(places, &s, &(an_spawn){.program = program.ptr, .seconds = 60}, NULL));
        for (size_t i = 0; i < s.node_count; i++)
            for (size_t k = i + 1; k < s.node_count; k++)
                assert_true(fabs(places[i].x - places[k].x) > 150 || fabs(places[i].y - places[k].y) > 40);
    }
    an_buf_clear(&program);
    an_selection_clear(&s);
    an_network_free(net);
}

static void draw(an_buf *out, const an_network *net, const char *kind)
{
    an_write_options options;
    an_error err = {0};

    an_write_options_default(&options);
    if (an_picture_write(out, net, kind, "x", &options, NULL, &err) != AN_OK)
        fail_msg("%s", err.message);
}

static void hostile_names_stay_text(void **state)
{
    an_network *net = hostile_network();
    an_buf out = {0}, again = {0};

    (void)state;
    if (have_graphviz()) {
        draw(&out, net, "svg");
        draw(&again, net, "svg");
        assert_string_equal(out.ptr, again.ptr);
        assert_null(strstr(out.ptr, "<script"));
        assert_null(strstr(out.ptr, "<b>"));
        assert_null(strstr(out.ptr, "<a "));
        assert_null(strstr(out.ptr, "href=\"javascript"));
        assert_null(strstr(out.ptr, "graphviz version"));
        assert_null(strstr(out.ptr, "\xE2\x80\xAE"
                                    "evil</text>"));
        assert_non_null(strstr(out.ptr, "named near each other in the text"));
        assert_non_null(strstr(out.ptr, "armed group"));
    }
    an_network_free(net);
    an_buf_clear(&out);
    an_buf_clear(&again);
}

/* The legend tells the most frequent types, though the strongest actors are of others, and how many it leaves out. */
static void legend_of_many_types(void **state)
{
    enum { RARE = 16, ALL = RARE + 3 };
    an_network *net;
    an_buf out = {0};

    (void)state;
    MUST(an_network_new(&net, false, NULL));
    for (size_t i = 0; i < ALL; i++) {
        char name[16];
        snprintf(name, sizeof name, i < RARE ? "rare%zu" : "frequent", i);
        set_text(net, AN_NODES, add_node(net, i < RARE ? name : name + i - RARE, "x"), "type", name);
        if (i)
            add_edge(net, i - 1, i, (double)(ALL - i));
    }
    if (have_graphviz()) {
        draw(&out, net, "svg");
        assert_non_null(strstr(out.ptr, ">frequent<"));
        assert_non_null(strstr(out.ptr, ">rare7<")); /* the last of fifteen in code points' order */
        assert_null(strstr(out.ptr, ">rare8<"));
        assert_non_null(strstr(out.ptr, ">and 2 more<"));
    }
    an_network_free(net);
    an_buf_clear(&out);
}

static void kinds_of_pictures(void **state)
{
    static const struct {
        const char *kind, *start;
    } kinds[] = {{"svg", "<?xml"}, {"png", "\x89PNG"}, {"pdf", "%PDF-"}};
    an_network *full = stars(), *empty, *lone;

    (void)state;
    MUST(an_network_new(&empty, false, NULL));
    MUST(an_network_new(&lone, true, NULL));
    add_node(lone, "a", "Ann");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && have_graphviz(); i++) {
        const an_network *nets[] = {full, empty, lone};
        for (size_t k = 0; k < 3; k++) {
            an_buf out = {0};
            draw(&out, nets[k], kinds[i].kind);
            assert_true(an_str_starts(an_buf_str(&out), an_str_of(kinds[i].start)));
            if (i == 0)
                assert_int_equal(strstr(out.ptr, "No links found") != NULL, k > 0);
            if (i == 0 && k == 0)
                assert_non_null(strstr(out.ptr, "12 of 13 actors drawn; the others have no link"));
            if (i == 2)
                assert_null(strstr(out.ptr, "(D:20"));
            an_buf_clear(&out);
        }
    }
    an_network_free(full);
    an_network_free(empty);
    an_network_free(lone);
}

static void without_graphviz(void **state)
{
    an_network *net = stars();
    an_error err = {0};
    char *path = getenv("PATH") ? strdup(getenv("PATH")) : NULL;

    (void)state;
    setenv("PATH", "/nowhere", 1);
    assert_int_equal(an_network_write(net, scratch_path("x.svg"), NULL, NULL, &err), AN_ERR_PROGRAM);
    assert_non_null(strstr(err.message, "apt install graphviz"));
    assert_int_equal(access(scratch_path("x.svg"), F_OK), -1);
    if (path)
        setenv("PATH", path, 1);
    free(path);
    an_network_free(net);
}

static void a_slow_graphviz_is_ended(void **state)
{
    an_network *net = stars();
    an_write_options options;
    an_error err = {0};
    char *path = getenv("PATH") ? strdup(getenv("PATH")) : NULL, folder[300];

    (void)state;
    an_write_options_default(&options);
    options.time_limit = 1;
    scratch_file("sfdp", "#!/bin/sh\nexec sleep 60\n");
    assert_int_equal(chmod(scratch_path("sfdp"), 0755), 0);
    snprintf(folder, sizeof folder, "%s", scratch_path(""));
    setenv("PATH", folder, 1);
    assert_int_equal(an_network_write(net, scratch_path("x.svg"), &options, NULL, &err), AN_ERR_PROGRAM);
    if (path)
        setenv("PATH", path, 1);
    free(path);
    an_network_free(net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(selection),
        cmocka_unit_test(lettering),
        cmocka_unit_test(svg_is_cleaned),
        cmocka_unit_test(boxes_do_not_overlap),
        cmocka_unit_test(hostile_names_stay_text),
        cmocka_unit_test(legend_of_many_types),
        cmocka_unit_test(kinds_of_pictures),
        cmocka_unit_test(without_graphviz),
        cmocka_unit_test(a_slow_graphviz_is_ended),
    };
    return cmocka_run_group_tests(tests, NULL, remove_scratch);
}
