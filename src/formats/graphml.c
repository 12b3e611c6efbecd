/* Writes the GraphML that Gephi, NetworkX, igraph, Cytoscape and Neo4j all read in full and without a warning. What each of them stumbles
   over decides the form: keys typed, ids unique over both tables and without regard to case, label first and never empty, the twin `name`
   for Cytoscape and igraph, no defaults, no empty or infinite values, nodes before edges, escapes only where XML asks for them.
   One row after the other; memory: one row, and the ids. Networks of millions of edges are gigabytes of tags: what a row consists of is
   copied in as few pieces as can be. */
#include "base/alloc.h"
#include "base/map.h"
#include "formats/escape.h"
#include "formats/format.h"
#include "formats/names.h"
#include "formats/value.h"
#include "graph/table.h"

#include <inttypes.h>

#define CLOSING "</data>"

/* One <key>. */
typedef struct key {
    an_str id, title, opening; /* of its cells: what ends the cell before, and begins this one */
    const char *type;
    size_t column;          /* AN_NONE: the label */
    const an_column *cells; /* of the column; NULL: the label */
} key;

typedef struct keys {
    an_titles titles;
    an_arena arena;
    key *items;
    size_t count;
} keys;

bool an_is_ours(const an_network *net)
{
    return an_network_size(net, AN_EDGES) == 0 ||
           (an_network_column(net, AN_EDGES, "count") != AN_NONE && an_network_column(net, AN_EDGES, "documents") != AN_NONE);
}

static bool all_ints_fit(const an_network *net, an_table table, size_t column)
{
    const an_column *cells = &net->rows[table].columns[column];
    bool fit = true;

    for (size_t i = 0; i < an_network_size(net, table); i++)
        fit &= !an_cell_is_set(cells, i) || (cells->cells.ints[i] <= INT32_MAX && cells->cells.ints[i] >= INT32_MIN);
    return fit;
}

/* Gephi takes r, g and b as whole numbers only; igraph writes all numbers as doubles. */
static bool is_colour(const an_network *net, an_table table, size_t column)
{
    const char *name = an_network_column_name(net, table, column);

    if (table != AN_NODES || strlen(name) != 1 || !strchr("rgb", name[0]))
        return false;
    for (size_t i = 0; i < an_network_size(net, table); i++) {
        double value = an_network_double(net, table, i, column);
        if (an_network_has(net, table, i, column) && !(value >= 0 && value <= 255 && value == (double)(int)value))
            return false;
    }
    return true;
}

static const char *type_of(const an_network *net, an_table table, size_t column)
{
    switch (an_network_column_type(net, table, column)) {
    case AN_TYPE_BOOL:
        return "boolean";
    case AN_TYPE_INT:
        return all_ints_fit(net, table, column) ? "int" : "long";
    case AN_TYPE_DOUBLE:
        return is_colour(net, table, column) ? "int" : "double";
    case AN_TYPE_STRING:
        return "string";
    }
    return "string";
}

/* An XML NMTOKEN of the title in small letters would do for uniqueness; the id keeps the case. */
static void add_key_id(an_buf *out, an_table table, an_str title)
{
    an_buf_reset(out);
    an_buf_add_text(out, table == AN_NODES ? "v_" : "e_");
    for (size_t i = 0; i < title.len; i++) {
        char c = title.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        an_buf_add_char(out, letter ? c : '_');
    }
}

static an_str lowered(an_buf *out, const an_buf *text)
{
    an_buf_reset(out);
    an_buf_add(out, an_buf_str(text));
    for (size_t i = 0; i < out->len; i++)
        if (out->ptr[i] >= 'A' && out->ptr[i] <= 'Z')
            out->ptr[i] = (char)(out->ptr[i] - 'A' + 'a');
    return an_buf_str(out);
}

static bool add_key(keys *list, an_map *taken, an_table table, an_str title, const char *type, size_t column)
{
    an_buf id = {0}, low = {0};
    size_t length;
    bool added = false, good;
    key *item = &list->items[list->count];

    add_key_id(&id, table, title);
    length = id.len;
    good = !id.failed && an_map_intern(taken, lowered(&low, &id), &added) != AN_MAP_NONE;
    for (unsigned i = 2; good && !added && !low.failed; i++) {
        id.len = length;
        an_buf_addf(&id, "_%u", i);
        good = !id.failed && an_map_intern(taken, lowered(&low, &id), &added) != AN_MAP_NONE;
    }
    good = good && !low.failed;
    if (good) {
        an_buf_reset(&low);
        an_buf_addf(&low, CLOSING "<data key=\"%s\">", id.ptr);
        *item = (key){an_arena_str(&list->arena, an_buf_str(&id)), title,  an_arena_str(&list->arena, an_buf_str(&low)), type,
                      column, NULL};
        good = item->id.ptr && item->opening.ptr && !low.failed;
        list->count++;
    }
    an_buf_clear(&id);
    an_buf_clear(&low);
    return good;
}

static an_status make_keys(keys *list, const an_network *net, an_table table, an_error *err)
{
    static const char *const reserved[] = {"id", NULL}; /* igraph and NetworkX keep the element's own id under that name */
    size_t columns = an_network_columns(net, table);
    size_t label = table == AN_NODES ? an_network_column(net, table, "label") : AN_NONE;
    an_map taken = {0};
    an_status st = an_titles_init(&list->titles, net, table, reserved, err);
    bool good;

    if (st != AN_OK)
        return st;
    good = (list->items = an_alloc((columns + 2) * sizeof *list->items)) != NULL;
    if (good && table == AN_NODES) {
        good = add_key(list, &taken, table, AN_LIT("label"), "string", AN_NONE);
        if (good && an_network_column(net, table, "name") == AN_NONE)
            good = add_key(list, &taken, table, AN_LIT("name"), "string", AN_NONE);
    }
    for (size_t i = 0; i < columns && good; i++)
        if (i != label && (good = add_key(list, &taken, table, list->titles.items[i], type_of(net, table, i), i)))
            list->items[list->count - 1].cells = &net->rows[table].columns[i];
    an_map_clear(&taken);
    return good ? AN_OK : an_fail_nomem(err);
}

static void clear_keys(keys *list)
{
    an_titles_clear(&list->titles);
    an_arena_clear(&list->arena);
    an_free(list->items);
}

static void write_keys(an_sink *sink, const keys *list, const char *table)
{
    for (size_t i = 0; i < list->count; i++) {
        an_buf_addf(&sink->text, "  <key id=\"%s\" for=\"%s\" attr.name=\"", list->items[i].id.ptr, table);
        an_xml_add_attribute(&sink->text, list->items[i].title);
        an_buf_addf(&sink->text, "\" attr.type=\"%s\"/>\n", list->items[i].type);
    }
    an_sink_row(sink);
}

/* Append pieces of text that need no escape. */
static void add_pieces(an_buf *out, const an_str *pieces, size_t count)
{
    size_t length = 0;
    char *at;

    for (size_t i = 0; i < count; i++)
        length += pieces[i].len;
    if (!(at = an_buf_room(out, length)))
        return;
    for (size_t i = 0; i < count; at += pieces[i++].len)
        memcpy(at, pieces[i].ptr, pieces[i].len);
    *at = '\0';
    out->len += length;
}
#define ADD(out, ...) add_pieces(out, (const an_str[]){__VA_ARGS__}, sizeof((const an_str[]){__VA_ARGS__}) / sizeof(an_str))

/* What most numbers are: whole, and neither negative nor very large. */
static bool is_count(const an_column *cells, size_t row, uint64_t *count)
{
    double real;

    if (cells->type == AN_TYPE_INT) {
        *count = (uint64_t)cells->cells.ints[row];
        return *count <= INT64_MAX;
    }
    if (cells->type != AN_TYPE_DOUBLE || !((real = cells->cells.doubles[row]) >= 0 && real < 1e9))
        return false;
    *count = (uint64_t)real;
    return (double)*count == real;
}

static void write_number(an_buf *out, const an_network *net, an_table table, size_t row, const key *item, an_str opening)
{
    uint64_t count;
    char room[20];

    if (is_count(item->cells, row, &count)) {
        ADD(out, opening, an_digits(count, room));
    } else {
        an_buf_add(out, opening);
        an_cell_add(out, net, table, row, item->column);
    }
}

static void write_text(an_buf *out, an_str opening, an_str text)
{
    if (an_xml_is_plain(text)) {
        ADD(out, opening, text);
    } else {
        an_buf_add(out, opening);
        an_xml_add_text(out, text);
    }
}

/* Whether a row has anything to write under a key. */
static bool is_written(const key *item, size_t row)
{
    return !item->cells || (an_cell_is_set(item->cells, row) &&
                            (item->cells->type != AN_TYPE_STRING || item->cells->cells.strings[row].len));
}

/* The cells of a row, and what ends the row. */
static void write_cells(an_buf *out, const an_network *net, an_table table, size_t row, const keys *list, an_str ending)
{
    bool first = true;

    for (size_t i = 0; i < list->count; i++) {
        const key *item = &list->items[i];
        an_str opening = first ? an_str_sub(item->opening, sizeof CLOSING - 1, item->opening.len) : item->opening;
        if (!is_written(item, row))
            continue;
        if (!item->cells)
            write_text(out, opening, an_network_label(net, row));
        else if (item->cells->type == AN_TYPE_STRING)
            write_text(out, opening, item->cells->cells.strings[row]);
        else
            write_number(out, net, table, row, item, opening);
        first = false;
    }
    an_buf_add(out, first ? an_str_sub(ending, sizeof CLOSING - 1, ending.len) : ending);
}

/* The ids of the nodes as they stand between quotes. */
typedef struct quoted {
    an_str *ids;
    an_arena arena;
} quoted;

static an_status quote_ids(quoted *all, const an_network *net, an_error *err)
{
    size_t count = an_network_size(net, AN_NODES);
    an_buf text = {0};
    an_ids ids;
    an_status st = an_ids_init(&ids, net, err);

    if (st == AN_OK && !(all->ids = an_alloc(count * sizeof *all->ids)))
        st = an_fail_nomem(err);
    for (size_t i = 0; st == AN_OK && i < count; i++) {
        an_buf_reset(&text);
        an_xml_add_attribute(&text, an_ids_get(&ids, i));
        all->ids[i] = an_arena_str(&all->arena, an_buf_str(&text));
        if (text.failed || !all->ids[i].ptr)
            st = an_fail_nomem(err);
    }
    an_buf_clear(&text);
    an_ids_clear(&ids);
    return st;
}

static void clear_quoted(quoted *all)
{
    an_free(all->ids);
    an_arena_clear(&all->arena);
}

static void write_graph(an_sink *sink, const an_network *net, const an_str *ids, const keys *nodes, const keys *edges)
{
    an_buf *out = &sink->text;
    char room[20];

    an_buf_addf(out, "  <graph id=\"actors\" edgedefault=\"%s\">\n", an_network_directed(net) ? "directed" : "undirected");
    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++) {
        ADD(out, AN_LIT("    <node id=\""), ids[i], AN_LIT("\">"));
        write_cells(out, net, AN_NODES, i, nodes, AN_LIT(CLOSING "</node>\n"));
        an_sink_row(sink);
    }
    for (size_t i = 0; i < an_network_size(net, AN_EDGES); i++) {
        ADD(out, AN_LIT("    <edge id=\"e"), an_digits(i + 1, room), AN_LIT("\" source=\""), ids[an_network_edge_from(net, i)],
            AN_LIT("\" target=\""), ids[an_network_edge_to(net, i)], AN_LIT("\">"));
        write_cells(out, net, AN_EDGES, i, edges, AN_LIT(CLOSING "</edge>\n"));
        an_sink_row(sink);
    }
    an_buf_add_text(out, "  </graph>\n");
}

an_status an_graphml_write(an_sink *sink, const an_network *net, an_error *err)
{
    keys nodes = {0}, edges = {0};
    quoted names = {0};
    an_status st;

    if ((st = quote_ids(&names, net, err)) != AN_OK || (st = make_keys(&nodes, net, AN_NODES, err)) != AN_OK ||
        (st = make_keys(&edges, net, AN_EDGES, err)) != AN_OK)
        goto done;
    an_buf_add_text(&sink->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (an_is_ours(net))
        an_buf_add_text(&sink->text, "<!-- A network of actors. An edge means: the two are named near each other in the text. "
                                     "It is no proof of contact. -->\n");
    an_buf_add_text(&sink->text, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
                                 "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                                 "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
                                 "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    write_keys(sink, &nodes, "node");
    write_keys(sink, &edges, "edge");
    write_graph(sink, net, names.ids, &nodes, &edges);
    an_buf_add_text(&sink->text, "</graphml>\n");
    st = an_sink_end(sink, err);

done:
    clear_quoted(&names);
    clear_keys(&nodes);
    clear_keys(&edges);
    return st;
}
