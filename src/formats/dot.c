/* DOT in two kinds. The full one, for Graphviz, is written by libcgraph in the program actornet-dot, which gets the finished attributes as
   JSON: its licence does not go into one program with igraph's. Attributes are a fixed choice, since a column called `URL` or `image` would
   mean something to Graphviz. The plain one, for Gephi's importer, holds labels and weights only and is written here, because libcgraph
   always writes default statements, at which that importer loses the rest of the file. */
#include "base/file.h"
#include "base/home.h"
#include "base/json.h"
#include "formats/escape.h"
#include "formats/format.h"
#include "formats/names.h"
#include "formats/spawn.h"
#include "formats/value.h"
#include "graph/style.h"
#include "graph/table.h"

#include <limits.h>
#include <math.h>
#include <unistd.h>

/* Light enough to carry black labels (ColorBrewer, Set3). */
static const char *const community_colours[] = {"#8dd3c7", "#ffffb3", "#bebada", "#fb8072", "#80b1d3", "#fdb462",
                                                "#b3de69", "#fccde5", "#bc80bd", "#ccebc5", "#ffed6f"};
enum { COMMUNITIES = sizeof community_colours / sizeof *community_colours };

/* Columns that go into the full kind under their own names; Graphviz gives them no meaning. */
static const char *const node_columns[] = {"type", "community", "mentions", "documents", "first_date", "last_date"};
static const char *const edge_columns[] = {"count", "documents", "first_date", "last_date"};

/* Node ids keep every character; backslashes are doubled because libcgraph writes them as they are. */
static void add_id(an_buf *out, an_str id)
{
    for (size_t i = 0; i < id.len; i++) {
        if (id.ptr[i] == '\\')
            an_buf_add_char(out, '\\');
        an_buf_add_char(out, id.ptr[i]);
    }
}

/* ,"name":"value" */
static void add_member(an_buf *out, const char *name, const an_buf *value)
{
    an_buf_addf(out, ",\"%s\":", name);
    an_json_add_string(out, an_buf_str(value));
    out->failed |= value->failed;
}

static void add_columns(an_buf *out, an_buf *scratch, const an_network *net, an_table table, size_t row, const char *const *names,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t column = an_network_column(net, table, names[i]);
        if (!an_network_has(net, table, row, column))
            continue;
        an_buf_reset(scratch);
        if (an_network_column_type(net, table, column) == AN_TYPE_STRING)
            an_dot_add_label(scratch, an_network_string(net, table, row, column));
        else
            an_cell_add(scratch, net, table, row, column);
        add_member(out, names[i], scratch);
    }
}

static void add_colour(an_buf *out, const an_network *net, const an_palette *palette, size_t row)
{
    size_t community = an_network_column(net, AN_NODES, "community");
    an_colour colour;

    if (an_network_has(net, AN_NODES, row, community)) {
        double number = an_network_double(net, AN_NODES, row, community);
        an_buf_addf(out, ",\"fillcolor\":\"%s\"", number >= 0 && number < COMMUNITIES ? community_colours[(size_t)number] : "#d9d9d9");
        return;
    }
    colour = an_palette_colour(palette, an_network_string(net, AN_NODES, row, an_network_column(net, AN_NODES, "type")));
    an_buf_addf(out, ",\"fillcolor\":\"#%02x%02x%02x80\"", colour.r, colour.g, colour.b);
}

static void add_node(an_buf *out, an_buf *scratch, const an_network *net, const an_ids *ids, const an_palette *palette, size_t row)
{
    an_buf_add_text(out, row ? ",\n{\"id\":" : "\n{\"id\":");
    an_buf_reset(scratch);
    add_id(scratch, an_ids_get(ids, row));
    an_json_add_string(out, an_buf_str(scratch));
    an_buf_reset(scratch);
    an_dot_add_label(scratch, an_network_label(net, row));
    add_member(out, "label", scratch);
    add_colour(out, net, palette, row);
    add_columns(out, scratch, net, AN_NODES, row, node_columns, sizeof node_columns / sizeof *node_columns);
    an_buf_add_char(out, '}');
}

static void add_edge(an_buf *out, an_buf *scratch, const an_network *net, const an_ids *ids, size_t row, size_t column)
{
    double weight = an_network_weight(net, column, row);

    an_buf_add_text(out, row ? ",\n{\"source\":" : "\n{\"source\":");
    an_buf_reset(scratch);
    add_id(scratch, an_ids_get(ids, an_network_edge_from(net, row)));
    an_json_add_string(out, an_buf_str(scratch));
    an_buf_reset(scratch);
    add_id(scratch, an_ids_get(ids, an_network_edge_to(net, row)));
    add_member(out, "target", scratch);
    an_buf_reset(scratch);
    an_buf_add_double(scratch, weight);
    if (weight > 0)
        add_member(out, "weight", scratch);
    an_buf_reset(scratch);
    an_buf_add_double(scratch, an_round9(weight > 0 ? fmin(0.5 + 0.7 * log2(1 + weight), 8) : 0.5));
    add_member(out, "penwidth", scratch);
    add_columns(out, scratch, net, AN_EDGES, row, edge_columns, sizeof edge_columns / sizeof *edge_columns);
    an_buf_add_char(out, '}');
}

/* What actornet-dot reads: node-link JSON whose members are DOT attributes, with the defaults of graph, nodes and edges beside. */
static void add_json(an_buf *out, const an_network *net, const an_ids *ids, const an_palette *palette)
{
    size_t column = an_network_weight_column(net);
    an_buf scratch = {0};

    an_buf_addf(out, "{\"directed\":%s,\"name\":\"actors\",\n", an_network_directed(net) ? "true" : "false");
    an_buf_add_text(out, "\"graph\":{\"layout\":\"sfdp\",\"overlap\":\"prism\",\"outputorder\":\"edgesfirst\",\"bgcolor\":\"white\","
                         "\"fontname\":\"DejaVu Sans,Helvetica,Arial,sans-serif\",\"labelloc\":\"b\"");
    an_buf_addf(out, ",\"label\":\"%s\"},\n", an_is_ours(net) ? AN_MEANING : "");
    an_buf_add_text(out, "\"node\":{\"shape\":\"ellipse\",\"style\":\"filled\",\"color\":\"#00000040\",\"fillcolor\":\"#d9d9d9\","
                         "\"fontname\":\"DejaVu Sans,Helvetica,Arial,sans-serif\",\"fontsize\":\"10\"},\n"
                         "\"edge\":{\"color\":\"#00000050\"},\n\"nodes\":[");
    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++)
        add_node(out, &scratch, net, ids, palette, i);
    an_buf_add_text(out, "\n],\n\"links\":[");
    for (size_t i = 0; i < an_network_size(net, AN_EDGES); i++)
        add_edge(out, &scratch, net, ids, i, column);
    an_buf_add_text(out, "\n]}\n");
    an_buf_clear(&scratch);
}

/* Gephi takes these words for statements, in quotes too. */
static bool has_keyword(const an_network *net, const an_ids *ids)
{
    static const char *const words[] = {"node", "edge", "graph", "digraph", "subgraph", "strict", "graph {"};

    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (an_str_equal_ascii_case(an_ids_get(ids, i), an_str_of(words[k])))
                return true;
    return false;
}

static void add_plain_id(an_buf *out, an_buf *scratch, const an_ids *ids, size_t node, bool numbered)
{
    if (numbered) {
        an_buf_addf(out, "n%zu", node + 1);
        return;
    }
    an_buf_reset(scratch);
    add_id(scratch, an_ids_get(ids, node));
    an_dot_add_quoted(out, an_buf_str(scratch));
}

static void add_plain(an_buf *out, const an_network *net, const an_ids *ids)
{
    size_t column = an_network_weight_column(net);
    bool directed = an_network_directed(net), numbered = has_keyword(net, ids);
    an_buf scratch = {0};

    an_buf_add_text(out, directed ? "digraph actors {\n" : "graph actors {\n");
    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++) {
        add_plain_id(out, &scratch, ids, i, numbered);
        an_buf_add_text(out, " [label=");
        an_buf_reset(&scratch);
        an_dot_add_plain(&scratch, an_network_label(net, i));
        an_dot_add_quoted(out, an_buf_str(&scratch));
        an_buf_add_text(out, "];\n");
    }
    for (size_t i = 0; i < an_network_size(net, AN_EDGES); i++) {
        double weight = an_network_weight(net, column, i);
        add_plain_id(out, &scratch, ids, an_network_edge_from(net, i), numbered);
        an_buf_add_text(out, directed ? " -> " : " -- ");
        add_plain_id(out, &scratch, ids, an_network_edge_to(net, i), numbered);
        if (weight > 0) {
            an_buf_add_text(out, " [weight=\"");
            an_buf_add_double(out, weight);
            an_buf_add_text(out, "\"]");
        }
        an_buf_add_text(out, ";\n");
    }
    an_buf_add_text(out, "}\n");
    out->failed |= scratch.failed;
    an_buf_clear(&scratch);
}

/* Path of actornet-dot: beside the file at `home`, or in the libexec folder of its prefix. */
static bool find_beside(an_buf *path, const char *home)
{
    static const char *const places[] = {"/actornet-dot", "/../libexec/actornet/actornet-dot", "/../lib/actornet/actornet-dot",
                                         "/../../libexec/actornet/actornet-dot"}; /* the last one from lib/x86_64-linux-gnu */
    const char *end = strrchr(home, '/');

    for (size_t i = 0; end && i < sizeof places / sizeof *places; i++) {
        an_buf_reset(path);
        an_buf_add(path, (an_str){home, (size_t)(end - home)});
        an_buf_add_text(path, places[i]);
        if (!path->failed && access(path->ptr, X_OK) == 0)
            return true;
    }
    return false;
}

/* Beside the program that runs, or beside the library. */
static bool find_helper(an_buf *path)
{
    char home[PATH_MAX];

    return (an_home_of_program(home) && find_beside(path, home)) || (an_home_of_library(home) && find_beside(path, home));
}

static an_status run_helper(an_buf *out, an_str json, const char *path, const an_write_options *options, const an_observer *watch,
                            an_error *err)
{
    an_buf program = {0}, complaint = {0};
    static const char plain[] = "write plain DOT (--dot plain)";
    an_spawn spawn = {.input = json, .seconds = options->time_limit, .watch = watch, .advice = plain};
    an_error why = {0};
    an_status st;

    if (options->dot_program)
        an_buf_add_text(&program, options->dot_program);
    if (options->dot_program ? access(options->dot_program, X_OK) != 0 : !find_helper(&program)) {
        st = an_fail(&why, AN_ERR_PROGRAM, "the program 'actornet-dot' is not installed beside actornet; reinstall, or %s", plain);
    } else {
        spawn.program = program.ptr;
        st = an_spawn_run(&spawn, out, &complaint, &why);
    }
    if (st == AN_ERR_PROGRAM)
        an_fail(err, st, "cannot write '%s': %s", path, why.message);
    else if (st != AN_OK && err)
        *err = why;
    an_buf_clear(&program);
    an_buf_clear(&complaint);
    return st;
}

an_status an_dot_write(an_buf *out, const an_network *net, const char *path, const an_write_options *options, const an_observer *watch,
                       an_error *err)
{
    an_ids ids = {0};
    an_palette palette = {0};
    an_buf json = {0};
    an_status st = an_ids_init(&ids, net, err);

    if (st == AN_OK && options->dot_plain) {
        add_plain(out, net, &ids);
        st = out->failed ? an_fail_nomem(err) : AN_OK;
    } else if (st == AN_OK && (st = an_palette_make(&palette, net, err)) == AN_OK) {
        add_json(&json, net, &ids, &palette);
        st = json.failed ? an_fail_nomem(err) : run_helper(out, an_buf_str(&json), path, options, watch, err);
    }
    an_ids_clear(&ids);
    an_palette_clear(&palette);
    an_buf_clear(&json);
    return st;
}
