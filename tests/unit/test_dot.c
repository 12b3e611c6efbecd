/* DOT: escapes, the plain kind, the program actornet-dot and what happens without it. */
#include "formats/escape.h"
#include "formats/format.h"
#include "networks.h"

/* The program stands in the build folder, the tests below it. */
static const char *helper(void)
{
    static char path[4200];
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);

    assert_true(length > 0);
    self[length] = '\0';
    for (int up = 0; up < 4; up++) {
        *strrchr(self, '/') = '\0';
        snprintf(path, sizeof path, "%s/actornet-dot", self);
        if (access(path, X_OK) == 0)
            return path;
    }
    return NULL;
}

static void labels(void **state)
{
    static const struct {
        const char *text, *label, *plain;
    } cases[] = {
        {"a\"b", "a\"b", "a\"b"},
        {"\\N", "\\\\N", "\\\\N"},
        {"trail\\", "trail\\\\", "trail\\\\"},
        {"two\nlines", "two\\nlines", "two\\nlines"},
        {"R&D &amp; &#65; & ;", "R&D &amp;amp; &amp;#65; & ;", "R&D &amp; &#65; & ;"},
        {"tab\there", "tab here", "tab\there"},
    };
    an_buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf_reset(&out);
        an_dot_add_label(&out, an_str_of(cases[i].text));
        assert_string_equal(out.ptr, cases[i].label);
        an_buf_reset(&out);
        an_dot_add_plain(&out, an_str_of(cases[i].text));
        assert_string_equal(out.ptr, cases[i].plain);
    }
    an_buf_reset(&out);
    an_dot_add_quoted(&out, AN_LIT("a\"b\\\\"));
    assert_string_equal(out.ptr, "\"a\\\"b\\\\\"");
    an_buf_clear(&out);
}

static void long_labels_are_cut(void **state)
{
    char text[20001];
    an_buf out = {0};

    (void)state;
    for (size_t i = 0; i < 20000; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    text[20000] = '\0';
    an_dot_add_label(&out, an_str_of(text));
    assert_true(out.len <= 4000);
    assert_true(an_clean_is(an_buf_str(&out)));
    assert_true(an_str_ends(an_buf_str(&out), AN_LIT("…")));
    an_buf_clear(&out);
}

static void plain(void **state)
{
    an_network *net;
    an_write_options options;
    an_buf out = {0};

    (void)state;
    an_write_options_default(&options);
    options.dot_plain = true;
    MUST(an_network_new(&net, false, NULL));
    add_node(net, "a b", "Ann");
    add_node(net, "c\\", "Cy\\");
    add_edge(net, 0, 1, 2.5);
    MUST(an_dot_write(&out, net, "x.dot", &options, NULL, NULL));
    assert_string_equal(
        out.ptr, "graph actors {\n\"a b\" [label=\"Ann\"];\n\"c\\\\\" [label=\"Cy\\\\\"];\n\"a b\" -- \"c\\\\\" [weight=\"2.5\"];\n}\n");
    add_node(net, "Node", NULL);
    an_buf_reset(&out);
    MUST(an_dot_write(&out, net, "x.dot", &options, NULL, NULL));
    assert_non_null(strstr(out.ptr, "n1 -- n2 [weight=\"2.5\"];"));
    an_network_free(net);
    an_buf_clear(&out);
}

static void through_the_program(void **state)
{
    an_network *net = hostile_network();
    an_write_options options;
    an_buf out = {0}, again = {0};

    (void)state;
    an_write_options_default(&options);
    options.dot_program = helper();
    if (!options.dot_program) {
        an_network_free(net);
        skip();
    }
    MUST(an_dot_write(&out, net, "x.dot", &options, NULL, NULL));
    MUST(an_dot_write(&again, net, "x.dot", &options, NULL, NULL));
    assert_string_equal(out.ptr, again.ptr);
    assert_non_null(strstr(out.ptr, "label=\"trail\\\\\""));
    assert_non_null(strstr(out.ptr, "named near each other"));
    assert_null(strstr(out.ptr, "evidence"));
    an_network_free(net);
    an_buf_reset(&out);
    MUST(an_network_new(&net, true, NULL));
    MUST(an_dot_write(&out, net, "x.dot", &options, NULL, NULL));
    assert_true(an_str_starts(an_buf_str(&out), AN_LIT("digraph actors {")));
    an_network_free(net);
    an_buf_clear(&out);
    an_buf_clear(&again);
}

static void without_the_program(void **state)
{
    an_network *net = hostile_network();
    an_write_options options;
    an_error err = {0};

    (void)state;
    an_write_options_default(&options);
    options.dot_program = "/no/actornet-dot";
    assert_int_equal(an_network_write(net, scratch_path("x.dot"), &options, NULL, &err), AN_ERR_PROGRAM);
    assert_non_null(strstr(err.message, "actornet-dot"));
    assert_int_equal(access(scratch_path("x.dot"), F_OK), -1);
    an_network_free(net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels),
        cmocka_unit_test(long_labels_are_cut),
        cmocka_unit_test(plain),
        cmocka_unit_test(through_the_program),
        cmocka_unit_test(without_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, remove_scratch);
}
