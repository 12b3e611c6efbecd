/* Links → tables: ids, columns in order, empty cells, attributes under names that no reader takes for something else. */
#include "base/alloc.h"
#include "base/buf.h"
#include "graph/build.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* One document, «KEY KEY … .» a sentence, every name a mention of one character. */
static an_links *count(const char *text, const an_attribute *attributes, size_t attribute_count, const char *date)
{
    an_run_options options = {.evidence = 1};
    an_mention mentions[32];
    an_found_actor actors[32];
    an_span sentences[16];
    an_extraction e = {.id = AN_LIT("d"), .date = an_str_of(date), .text = an_str_of(text), .has_text = true, .has_sentences = true};
    an_links *links = NULL;
    an_error err = {0};
    uint32_t start = 0;

    for (uint32_t i = 0; text[i]; i++) {
        if (text[i] >= 'A' && text[i] <= 'Z') {
            size_t actor = 0;
            while (actor < e.actor_count && actors[actor].key.ptr[0] != text[i])
                actor++;
            actors[actor] = (an_found_actor){.key = {text + i, 1}, .label = {text + i, 1}, .type = AN_LIT("person")};
            if (text[i] == 'A') {
                actors[actor].attributes = attributes;
                actors[actor].attribute_count = attribute_count;
            }
            e.actor_count += actor == e.actor_count;
            mentions[e.mention_count++] = (an_mention){
                .span = {i, i + 1}, .actor = (uint32_t)actor, .text = {text + i, 1}, .type = AN_LIT("person"), .confidence = 1};
        } else if (text[i] == '.') {
            sentences[e.sentence_count++] = (an_span){start, i + 1};
            start = i + 1;
        }
    }
    e.mentions = mentions;
    e.actors = actors;
    e.sentences = sentences;
    assert_int_equal(an_links_new(&links, &options, &err), AN_OK);
    assert_int_equal(an_links_add(links, &e, an_links_count(links)->documents + 1, &err), AN_OK);
    assert_int_equal(an_links_finish(links, &err), AN_OK);
    return links;
}

static an_network *build(const char *text, const an_attribute *attributes, size_t attribute_count, const char *date, bool isolates)
{
    an_links *links = count(text, attributes, attribute_count, date);
    an_network *net = NULL;
    an_error err = {0};

    assert_int_equal(an_network_build(&net, links, isolates, &err), AN_OK);
    an_links_free(links);
    return net;
}

static void assert_columns(const an_network *net, an_table table, const char *expected)
{
    an_buf names = {0};

    for (size_t i = 0; i < an_network_columns(net, table); i++) {
        an_buf_add_text(&names, an_network_column_name(net, table, i));
        an_buf_add_char(&names, ' ');
    }
    assert_string_equal(names.ptr, expected);
    an_buf_clear(&names);
}

static void columns_stand_in_order(void **state)
{
    (void)state;
    an_network *net = build("A B. C.", NULL, 0, "2013-01-18", true);

    assert_columns(net, AN_NODES, "label type aliases rules mentions documents first_date last_date ");
    assert_columns(net, AN_EDGES, "weight count documents first_date last_date evidence ");
    assert_false(an_network_directed(net));
    assert_int_equal(an_network_size(net, AN_NODES), 3);
    assert_int_equal(an_network_size(net, AN_EDGES), 1);
    assert_true(an_str_equal(an_network_label(net, 2), AN_LIT("C")));
    assert_true(an_str_equal(an_network_string(net, AN_NODES, 0, an_network_column(net, AN_NODES, "first_date")), AN_LIT("2013-01-18")));
    assert_false(an_network_has(net, AN_NODES, 0, an_network_column(net, AN_NODES, "aliases")));
    assert_int_equal(an_network_int(net, AN_NODES, 0, an_network_column(net, AN_NODES, "mentions")), 1);
    assert_true(an_network_double(net, AN_EDGES, 0, an_network_column(net, AN_EDGES, "weight")) == 1);
    assert_true(an_str_equal(an_network_string(net, AN_EDGES, 0, an_network_column(net, AN_EDGES, "evidence")), AN_LIT("d\t0-4\tA B.")));
    an_network_free(net);

    net = build("A B. C.", NULL, 0, "", false);
    assert_int_equal(an_network_size(net, AN_NODES), 2);
    assert_false(an_network_has(net, AN_NODES, 0, an_network_column(net, AN_NODES, "first_date")));
    an_network_free(net);
    net = build(".", NULL, 0, "", true);
    assert_int_equal(an_network_size(net, AN_NODES), 0);
    an_network_free(net);
}

static void ids_depend_on_the_key_alone(void **state)
{
    (void)state;
    an_network *one = build("A B. C.", NULL, 0, "", true), *two = build("X Z. C. Y A.", NULL, 0, "", true);

    for (size_t i = 0; i < an_network_size(one, AN_NODES); i++) {
        an_str id = an_network_node_id(one, i);
        assert_int_equal(id.len, 13);
        assert_true(id.ptr[0] == 'a' && strspn(id.ptr + 1, "0123456789abcdef") >= 12);
        size_t other = an_network_find_id(two, id);
        if (an_str_equal(an_network_label(one, i), AN_LIT("B")))
            assert_true(other == AN_NONE);
        else
            assert_true(an_str_equal(an_network_label(one, i), an_network_label(two, other)));
    }
    an_network_free(one);
    an_network_free(two);
}

static void attributes_become_columns(void **state)
{
    (void)state;
    static const an_attribute attributes[] = {
        {{"", 0}, {"nameless", 8}},  {{"Size", 4}, {"big", 3}},      {{"a\tb", 3}, {"tab", 3}}, {{"betweenness", 11}, {"x", 1}},
        {{"country", 7}, {"DZ", 2}}, {{"empty", 5}, {"", 0}},        {{"label", 5}, {"L", 1}},  {{"label_", 6}, {"M", 1}},
        {{"selected", 8}, {"s", 1}}, {{"Country", 7}, {"again", 5}},
    };
    an_network *net = build("A B.", attributes, 9, "", true);

    assert_columns(net, AN_NODES,
                   "label type aliases rules mentions documents first_date last_date attribute Size_ a_b betweenness_ country "
                   "label_ label__ selected_ ");
    assert_true(an_str_equal(an_network_string(net, AN_NODES, 0, an_network_column(net, AN_NODES, "label_")), AN_LIT("L")));
    assert_true(an_str_equal(an_network_string(net, AN_NODES, 0, an_network_column(net, AN_NODES, "label__")), AN_LIT("M")));
    assert_true(an_str_equal(an_network_label(net, 0), AN_LIT("A")));
    assert_false(an_network_has(net, AN_NODES, 1, an_network_column(net, AN_NODES, "country")));
    an_network_free(net);

    const an_attribute two[] = {attributes[9], attributes[4]}; /* differ in case only */
    net = build("A B.", two, 2, "", true);
    assert_true(an_network_column(net, AN_NODES, "Country") != AN_NONE && an_network_column(net, AN_NODES, "country_") != AN_NONE);
    an_network_free(net);
    net = build("A. B C.", attributes, 9, "", false); /* A is left out, so are its attributes */
    assert_int_equal(an_network_columns(net, AN_NODES), 8);
    an_network_free(net);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    static const an_attribute attributes[] = {{{"country", 7}, {"DZ", 2}}, {{"size", 4}, {"S", 1}}};
    an_links *links = count("A B. C D. A C.", attributes, 2, "2013");
    bool done = false;

    for (size_t n = 1; !done; n++) {
        an_network *net = NULL;
        an_error err = {0};
        an_alloc_fail_at(n, true);
        an_status st = an_network_build(&net, links, true, &err);
        an_alloc_fail_at(0, false);
        done = st == AN_OK;
        if (!done) {
            assert_int_equal(st, AN_ERR_NOMEM);
            assert_null(net);
        }
        an_network_free(net);
        assert_true(n < 10000);
    }
    an_links_free(links);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_in_order),
        cmocka_unit_test(ids_depend_on_the_key_alone),
        cmocka_unit_test(attributes_become_columns),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
