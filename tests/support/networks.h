/* Networks for the tests of formats: names that no format likes, files in a folder of their own, findings that are counted. */
#ifndef SUPPORT_NETWORKS_H
#define SUPPORT_NETWORKS_H

#include "actornet/network.h"
#include "base/file.h"
#include "base/str.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* Every one becomes a label; ids are n0, n1 … */
static const char *const hostile_names[] = {
    "R&D \"Lab\" & Co",
    "INFOSYS",
    "null",
    "trail\\",
    "C:\\new\\N",
    "</script><script>alert(1)</script>",
    "]]>",
    "=cmd()",
    "@x",
    "-1",
    "+1",
    "&lt;b&gt; &#65; &amp;",
    "<b>x</b>",
    "\\\"",
    "a\\\"b",
    "\"",
    "\\\\",
    "a\",\"b;c",
    "%s%n",
    "{x}|y",
    "\\G\\L",
    "node",
    "graph {",
    "javascript:alert(1)",
    "two\nlines",
    "tab\there",
    "محمد",
    "中文名字",
    "\xE2\x80\xAE"
    "evil\xE2\x80\xAC",
    "🙂",
};
enum { HOSTILE = sizeof hostile_names / sizeof *hostile_names };

#define MUST(call) assert_int_equal((call), AN_OK)

static inline void set_text(an_network *net, an_table table, size_t row, const char *column, const char *text)
{
    size_t index;

    MUST(an_network_add_column(net, table, column, AN_TYPE_STRING, &index, NULL));
    MUST(an_network_set_string(net, table, row, index, an_str_of(text)));
}

static inline void set_int(an_network *net, an_table table, size_t row, const char *column, int64_t value)
{
    size_t index;

    MUST(an_network_add_column(net, table, column, AN_TYPE_INT, &index, NULL));
    an_network_set_int(net, table, row, index, value);
}

static inline void set_double(an_network *net, an_table table, size_t row, const char *column, double value)
{
    size_t index;

    MUST(an_network_add_column(net, table, column, AN_TYPE_DOUBLE, &index, NULL));
    an_network_set_double(net, table, row, index, value);
}

static inline size_t add_node(an_network *net, const char *id, const char *label)
{
    size_t row;

    MUST(an_network_add_node(net, an_str_of(id), &row, NULL));
    if (label)
        set_text(net, AN_NODES, row, "label", label);
    return row;
}

static inline size_t add_edge(an_network *net, size_t from, size_t to, double weight)
{
    size_t row;

    MUST(an_network_add_edge(net, from, to, &row, NULL));
    set_double(net, AN_EDGES, row, "weight", weight);
    set_int(net, AN_EDGES, row, "count", (int64_t)weight);
    set_int(net, AN_EDGES, row, "documents", 1);
    return row;
}

/* A ring of all hostile names, with evidence. */
static inline an_network *hostile_network(void)
{
    an_network *net;
    char id[16];

    MUST(an_network_new(&net, false, NULL));
    for (size_t i = 0; i < HOSTILE; i++) {
        snprintf(id, sizeof id, "n%zu", i);
        add_node(net, id, hostile_names[i]);
        set_text(net, AN_NODES, i, "type", i % 2 ? "person" : "organization/armed-group");
    }
    for (size_t i = 0; i < HOSTILE; i++) {
        size_t row = add_edge(net, i, (i + 1) % HOSTILE, (double)i + 0.5);
        set_text(net, AN_EDGES, row, "evidence", "a.txt\t1-9\tone <said> & \"two\" \\ ]]>\nb.txt\t3-7\tmore");
    }
    return net;
}

/* A file below a folder of this process; the path is valid until the next call. */
static inline const char *scratch_path(const char *name)
{
    static char folder[64], path[256];

    if (!folder[0]) {
        snprintf(folder, sizeof folder, "/tmp/actornet-test-XXXXXX");
        assert_non_null(mkdtemp(folder));
    }
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static inline int remove_scratch(void **state)
{
    char command[300];
    const char *path = scratch_path("");

    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", path);
    return system(command);
}

static inline const char *scratch_file(const char *name, const char *content)
{
    const char *path = scratch_path(name);

    MUST(an_file_write(path, an_str_of(content), NULL));
    return path;
}

/* What was said to the observer. */
typedef struct findings {
    size_t warnings, notes, line; /* of the last */
    char last[512];
} findings;

static inline void note_finding(void *payload, const an_diagnostic *diagnostic)
{
    findings *found = payload;

    *(diagnostic->severity == AN_NOTE ? &found->notes : &found->warnings) += 1;
    found->line = diagnostic->at.line;
    snprintf(found->last, sizeof found->last, "%s", diagnostic->at.message);
}

/* Same nodes, edges, columns and cells. */
static inline void assert_same(const an_network *a, const an_network *b)
{
    assert_int_equal(an_network_directed(a), an_network_directed(b));
    for (int t = 0; t < 2; t++) {
        an_table table = (an_table)t;
        assert_int_equal(an_network_size(a, table), an_network_size(b, table));
        assert_int_equal(an_network_columns(a, table), an_network_columns(b, table));
        for (size_t c = 0; c < an_network_columns(a, table); c++) {
            const char *name = an_network_column_name(a, table, c);
            size_t other = an_network_column(b, table, name);
            assert_true(other != AN_NONE);
            assert_int_equal(an_network_column_type(a, table, c), an_network_column_type(b, table, other));
            for (size_t i = 0; i < an_network_size(a, table); i++) {
                assert_int_equal(an_network_has(a, table, i, c), an_network_has(b, table, i, other));
                assert_true(an_str_equal(an_network_string(a, table, i, c), an_network_string(b, table, i, other)));
                assert_int_equal(an_network_int(a, table, i, c), an_network_int(b, table, i, other));
            }
        }
    }
    for (size_t i = 0; i < an_network_size(a, AN_NODES); i++)
        assert_true(an_str_equal(an_network_node_id(a, i), an_network_node_id(b, i)));
    for (size_t i = 0; i < an_network_size(a, AN_EDGES); i++) {
        assert_int_equal(an_network_edge_from(a, i), an_network_edge_from(b, i));
        assert_int_equal(an_network_edge_to(a, i), an_network_edge_to(b, i));
    }
}

#endif
