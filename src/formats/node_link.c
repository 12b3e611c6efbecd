/* JSON node-link, the form of NetworkX and D3: {"directed":…,"nodes":[{"id":…}],"links":[{"source":…,"target":…}]}, one row a line.
   Writing streams. Reading parses the whole text, goes over the rows once to learn the columns and their types and once to fill them;
   memory: some ten times the file. Nodes without ids have their index as id, and links name nodes by index then. */
#include "actornet/measure.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "formats/escape.h"
#include "formats/format.h"
#include "formats/names.h"
#include "formats/value.h"

#include <inttypes.h>
#include <math.h>

enum { MEMBERS_MAX = 1000, SHOWN = 5 };

/* Writing ------------------------------------------------------------------------------------------------------------------------- */

/* JSON with text that XML and terminals could not hold made clean first. */
static void add_string(an_buf *out, an_str text)
{
    an_buf clean = {0};

    if (an_clean_is(text)) {
        an_json_add_string(out, text);
        return;
    }
    an_clean_add(&clean, text);
    out->failed |= clean.failed;
    an_json_add_string(out, an_buf_str(&clean));
    an_buf_clear(&clean);
}

static void add_cells(an_buf *out, const an_network *net, an_table table, size_t row, const an_titles *titles)
{
    for (size_t i = 0; i < an_network_columns(net, table); i++) {
        if (!an_network_has(net, table, row, i))
            continue;
        an_buf_add_char(out, ',');
        add_string(out, titles->items[i]);
        an_buf_add_char(out, ':');
        if (an_network_column_type(net, table, i) == AN_TYPE_STRING) {
            add_string(out, an_network_string(net, table, row, i));
            continue;
        }
        an_cell_add(out, net, table, row, i);
    }
}

static void write_rows(an_sink *sink, const an_network *net, const an_ids *ids, const an_titles *nodes, const an_titles *edges,
                       const char *links)
{
    an_buf *out = &sink->text;

    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++) {
        an_buf_add_text(out, i ? ",\n{\"id\":" : "\n{\"id\":");
        add_string(out, an_ids_get(ids, i));
        add_cells(out, net, AN_NODES, i, nodes);
        an_buf_add_char(out, '}');
        an_sink_row(sink);
    }
    an_buf_addf(out, "\n],\n\"%s\":[", links);
    for (size_t i = 0; i < an_network_size(net, AN_EDGES); i++) {
        an_buf_add_text(out, i ? ",\n{\"source\":" : "\n{\"source\":");
        add_string(out, an_ids_get(ids, an_network_edge_from(net, i)));
        an_buf_add_text(out, ",\"target\":");
        add_string(out, an_ids_get(ids, an_network_edge_to(net, i)));
        add_cells(out, net, AN_EDGES, i, edges);
        an_buf_add_char(out, '}');
        an_sink_row(sink);
    }
    an_buf_add_text(out, "\n]\n}\n");
}

an_status an_node_link_write(an_sink *sink, const an_network *net, const an_write_options *options, an_error *err)
{
    static const char *const node_reserved[] = {"id", NULL}, *const edge_reserved[] = {"source", "target", NULL};
    an_ids ids = {0};
    an_titles nodes = {0}, edges = {0};
    an_status st;
    bool parallel = an_has_parallel(net, &st);

    if (st != AN_OK)
        return an_fail_nomem(err);
    if ((st = an_ids_init(&ids, net, err)) != AN_OK || (st = an_titles_init(&nodes, net, AN_NODES, node_reserved, err)) != AN_OK ||
        (st = an_titles_init(&edges, net, AN_EDGES, edge_reserved, err)) != AN_OK)
        goto done;
    an_buf_addf(&sink->text, "{\n\"directed\":%s,\n\"multigraph\":%s,\n\"graph\":{},\n\"nodes\":[",
                an_network_directed(net) ? "true" : "false", parallel ? "true" : "false");
    write_rows(sink, net, &ids, &nodes, &edges, options->node_link_edges ? "edges" : "links");
    st = an_sink_end(sink, err);

done:
    an_ids_clear(&ids);
    an_titles_clear(&nodes);
    an_titles_clear(&edges);
    return st;
}

/* Reading ------------------------------------------------------------------------------------------------------------------------- */

typedef struct reader {
    const char *source;
    const an_observer *watch;
    an_error *err;
    an_network *net;
    size_t *columns[2]; /* by number of the name */
    an_map names[2];    /* value: type + 1, 0 = only null or nested so far */
    bool indexed;       /* links name nodes by index */
    size_t unknown, nested, twice;
} reader;

/* Type of a JSON value; false for null and for what is no single value. */
static bool type_of(const an_json *value, an_value_type *type)
{
    switch (an_json_kind_of(value)) {
    case AN_JSON_BOOL:
        *type = AN_TYPE_BOOL;
        return true;
    case AN_JSON_INT:
        *type = AN_TYPE_INT;
        return true;
    case AN_JSON_REAL:
        *type = AN_TYPE_DOUBLE;
        return true;
    case AN_JSON_STRING:
        *type = AN_TYPE_STRING;
        return true;
    default:
        return false;
    }
}

static bool is_structure(an_table table, an_str name)
{
    return table == AN_NODES ? an_str_equal(name, AN_LIT("id"))
                             : an_str_equal(name, AN_LIT("source")) || an_str_equal(name, AN_LIT("target"));
}

/* A value as text: an id, or a cell of a column of mixed types. */
static void add_text(an_buf *out, const an_json *value)
{
    switch (an_json_kind_of(value)) {
    case AN_JSON_STRING:
        an_buf_add(out, an_json_string(value));
        break;
    case AN_JSON_INT:
        an_buf_addf(out, "%" PRId64, an_json_int(value, 0));
        break;
    case AN_JSON_REAL:
        an_buf_add_double(out, an_json_double(value, 0));
        break;
    case AN_JSON_BOOL:
        an_buf_add_text(out, an_json_bool(value, false) ? "true" : "false");
        break;
    default:
        break;
    }
}

/* Learn the columns of one row. */
static an_status learn(reader *r, an_table table, const an_json *row, size_t number_of_row)
{
    an_map *names = &r->names[table];
    const an_json *value;
    void *cursor = NULL;
    an_str name;

    if (an_json_kind_of(row) != AN_JSON_OBJECT)
        return an_fail(r->err, AN_ERR_SYNTAX, "%s %zu is not an object", table == AN_NODES ? "node" : "link", number_of_row);
    while ((value = an_json_next(row, &cursor, &name))) {
        an_value_type type;
        uint32_t number;
        if (is_structure(table, name) || !name.len)
            continue;
        number = an_map_intern(names, name, NULL);
        if (number == AN_MAP_NONE)
            return an_fail_nomem(r->err);
        if (names->count > MEMBERS_MAX)
            return an_fail(r->err, AN_ERR_LIMIT, "more than %d different attributes", MEMBERS_MAX);
        if (type_of(value, &type)) {
            uint32_t before = names->values[number];
            names->values[number] = 1 + (uint32_t)(before ? an_type_join((an_value_type)(before - 1), type) : type);
        }
    }
    return AN_OK;
}

/* JSON does not tell 3 from 3.0: what our networks hold as fractions stays so where all of them are whole. */
static bool holds_fractions(an_table table, const char *name)
{
    static const char *const drawn[] = {"x", "y", "size"};
    const an_measure *measure = table == AN_NODES ? an_measure_find(name) : NULL;

    for (size_t i = 0; table == AN_NODES && i < sizeof drawn / sizeof *drawn; i++)
        if (strcmp(name, drawn[i]) == 0)
            return true;
    return measure ? measure->type == AN_TYPE_DOUBLE : table == AN_EDGES && strcmp(name, "weight") == 0;
}

static an_status learn_table(reader *r, an_table table, const an_json *rows)
{
    an_status st = AN_OK;

    for (size_t i = 0; i < an_json_size(rows) && st == AN_OK; i++)
        st = learn(r, table, an_json_at(rows, i), i + 1);
    r->columns[table] = an_alloc((r->names[table].count + 1) * sizeof *r->columns[table]);
    if (st == AN_OK && !r->columns[table])
        st = an_fail_nomem(r->err);
    for (size_t i = 0; i < r->names[table].count && st == AN_OK; i++) {
        uint32_t type = r->names[table].values[i];
        r->columns[table][i] = AN_NONE;
        if (type == AN_TYPE_INT + 1 && holds_fractions(table, r->names[table].keys[i].ptr))
            type = AN_TYPE_DOUBLE + 1;
        if (type)
            st =
                an_network_add_column(r->net, table, r->names[table].keys[i].ptr, (an_value_type)(type - 1), &r->columns[table][i], r->err);
    }
    return st;
}

static an_status set_cell(reader *r, an_table table, size_t row, size_t column, const an_json *value)
{
    an_buf text = {0};
    an_status st = AN_OK;

    switch (an_network_column_type(r->net, table, column)) {
    case AN_TYPE_BOOL:
        an_network_set_int(r->net, table, row, column, an_json_bool(value, false));
        break;
    case AN_TYPE_INT:
        an_network_set_int(r->net, table, row, column, an_json_int(value, 0));
        break;
    case AN_TYPE_DOUBLE:
        an_network_set_double(r->net, table, row, column,
                              an_json_kind_of(value) == AN_JSON_INT ? (double)an_json_int(value, 0) : an_json_double(value, NAN));
        break;
    case AN_TYPE_STRING:
        add_text(&text, value);
        st = text.failed ? AN_ERR_NOMEM : an_network_set_string(r->net, table, row, column, an_buf_str(&text));
        an_buf_clear(&text);
        break;
    }
    return st == AN_OK ? AN_OK : an_fail_nomem(r->err);
}

static an_status fill(reader *r, an_table table, size_t row, const an_json *object)
{
    const an_json *value;
    void *cursor = NULL;
    an_str name;
    an_status st = AN_OK;

    while (st == AN_OK && (value = an_json_next(object, &cursor, &name))) {
        an_value_type type;
        if (is_structure(table, name) || !name.len)
            continue;
        if (type_of(value, &type))
            st = set_cell(r, table, row, r->columns[table][an_map_find(&r->names[table], name)], value);
        else if (an_json_kind_of(value) != AN_JSON_NULL)
            r->nested++;
    }
    return st;
}

static an_status read_nodes(reader *r, const an_json *nodes)
{
    an_buf id = {0};
    an_status st = learn_table(r, AN_NODES, nodes);

    r->indexed = an_json_size(nodes) > 0 && an_json_get(an_json_at(nodes, 0), "id") == NULL;
    for (size_t i = 0; i < an_json_size(nodes) && st == AN_OK; i++) {
        const an_json *node = an_json_at(nodes, i);
        size_t row;
        an_buf_reset(&id);
        if (r->indexed)
            an_buf_addf(&id, "%zu", i);
        else
            add_text(&id, an_json_get(node, "id"));
        if (!id.len && !id.failed) {
            st = an_fail(r->err, AN_ERR_SYNTAX, "node %zu has no id", i + 1);
            break;
        }
        row = an_network_find_id(r->net, an_buf_str(&id));
        if (row != AN_NONE)
            r->twice++;
        else
            st = id.failed ? an_fail_nomem(r->err) : an_network_add_node(r->net, an_buf_str(&id), &row, r->err);
        if (st == AN_OK)
            st = fill(r, AN_NODES, row, node);
    }
    an_buf_clear(&id);
    return st;
}

/* The node that a link names: by id, or (D3 after its layout) by the node's own object. */
static size_t end_of(reader *r, const an_json *link, const char *which, an_buf *scratch)
{
    const an_json *value = an_json_get(link, which);

    if (an_json_kind_of(value) == AN_JSON_OBJECT)
        value = an_json_get(value, "id");
    an_buf_reset(scratch);
    add_text(scratch, value);
    return an_network_find_id(r->net, an_buf_str(scratch));
}

static an_status read_links(reader *r, const an_json *links)
{
    an_buf scratch = {0};
    an_status st = learn_table(r, AN_EDGES, links);

    for (size_t i = 0; i < an_json_size(links) && st == AN_OK; i++) {
        const an_json *link = an_json_at(links, i);
        size_t from = end_of(r, link, "source", &scratch), to, row;
        bool failed = scratch.failed;
        to = end_of(r, link, "target", &scratch);
        if (failed || scratch.failed) {
            st = an_fail_nomem(r->err);
        } else if (from == AN_NONE || to == AN_NONE) {
            if (r->unknown++ < SHOWN)
                an_say(r->watch, AN_WARNING, r->source, "link %zu names an unknown node and is left out", i + 1);
        } else if ((st = an_network_add_edge(r->net, from, to, &row, r->err)) == AN_OK) {
            st = fill(r, AN_EDGES, row, link);
        }
    }
    an_buf_clear(&scratch);
    return st;
}

static an_status read_root(reader *r, const an_json *root)
{
    const an_json *nodes = an_json_get(root, "nodes"), *links = an_json_get(root, "links");
    an_status st;

    if (!links)
        links = an_json_get(root, "edges");
    if (an_json_kind_of(nodes) != AN_JSON_ARRAY || an_json_kind_of(links) != AN_JSON_ARRAY)
        return an_fail(r->err, AN_ERR_SYNTAX, "not a node-link network: there must be a list 'nodes' and a list 'links' (or 'edges')");
    if ((st = an_network_new(&r->net, an_json_bool(an_json_get(root, "directed"), false), r->err)) != AN_OK ||
        (st = read_nodes(r, nodes)) != AN_OK || (st = read_links(r, links)) != AN_OK)
        return st;
    if (r->unknown > SHOWN)
        an_say(r->watch, AN_WARNING, r->source, "… and %zu more link%s to unknown nodes", r->unknown - SHOWN, an_plural(r->unknown - SHOWN));
    if (r->twice)
        an_say(r->watch, AN_WARNING, r->source, "%zu node%s there twice; what is said of %s is put together", r->twice, r->twice == 1 ? " is" : "s are",
               r->twice == 1 ? "it" : "them");
    if (r->nested)
        an_say(r->watch, AN_WARNING, r->source, "%zu value%s left out: lists and objects have no column", r->nested, r->nested == 1 ? " was" : "s were");
    if (an_json_size(an_json_get(root, "graph")))
        an_say(r->watch, AN_NOTE, r->source, "attributes of the graph itself are not kept");
    return AN_OK;
}

an_status an_node_link_read(an_network **out, const char *path, const an_observer *watch, an_error *err)
{
    reader r = {.source = path, .watch = watch, .err = err};
    an_buf text = {0};
    an_json *root = NULL;
    an_status st = an_file_read(&text, path, err);

    *out = NULL;
    if (st == AN_OK)
        st = an_fail_in(err, an_json_parse(&root, an_buf_str(&text), err), path);
    if (st == AN_OK)
        st = an_fail_in(err, read_root(&r, root), path);
    if (st == AN_OK) {
        *out = r.net;
        r.net = NULL;
    }
    for (size_t table = 0; table < 2; table++) {
        an_map_clear(&r.names[table]);
        an_free(r.columns[table]);
    }
    an_network_free(r.net);
    an_json_free(root);
    an_buf_clear(&text);
    return st;
}
