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
    an_str plain;           /* the last text that needed no escape */
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
        *item = (key){.id = an_arena_str(&list->arena, an_buf_str(&id)), .title = title, .opening = an_arena_str(&list->arena, an_buf_str(&low)),
                      .type = type, .column = column};
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

/* Rows are put together at a place that has room for all of them: asking for it piece by piece, and calling for each, costs more than the bytes. */
enum { NUMBER_ROOM = 20 };

static char *put(char *at, an_str text)
{
    enum { WIDE = 16, EIGHT = 8 };

    if (text.len >= WIDE) { /* the last bytes may be written twice */
        for (size_t i = 0; i + WIDE < text.len; i += WIDE)
            memcpy(at + i, text.ptr + i, WIDE);
        memcpy(at + text.len - WIDE, text.ptr + text.len - WIDE, WIDE);
    } else if (text.len >= EIGHT) {
        memcpy(at, text.ptr, EIGHT);
        memcpy(at + text.len - EIGHT, text.ptr + text.len - EIGHT, EIGHT);
    } else {
        for (size_t i = 0; i < text.len; i++)
            at[i] = text.ptr[i];
    }
    return at + text.len;
}

static char *put_count(char *at, uint64_t count)
{
    char room[NUMBER_ROOM];

    if (count < 10) {
        *at = (char)('0' + count);
        return at + 1;
    }
    return put(at, an_digits(count, room));
}

/* What was put between the end of the text and here belongs to it. */
static void put_end(an_buf *out, char *at)
{
    *at = '\0';
    out->len = (size_t)(at - out->ptr);
}

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
    char *at;

    if (!is_count(item->cells, row, &count)) {
        an_buf_add(out, opening);
        an_cell_add(out, net, table, row, item->column);
    } else if ((at = an_buf_room(out, opening.len + NUMBER_ROOM))) {
        put_end(out, put_count(put(at, opening), count));
    }
}

/* Cells of a column often share one text, as dates do: whether it is plain is asked once. */
static bool is_plain(key *item, an_str text)
{
    if (text.ptr == item->plain.ptr && text.len == item->plain.len)
        return true;
    if (!an_xml_is_plain(text))
        return false;
    item->plain = text;
    return true;
}

static void write_text(an_buf *out, key *item, an_str opening, an_str text)
{
    char *at;

    if (!is_plain(item, text)) {
        an_buf_add(out, opening);
        an_xml_add_text(out, text);
    } else if ((at = an_buf_room(out, opening.len + text.len))) {
        put_end(out, put(put(at, opening), text));
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
        key *item = &list->items[i];
        an_str opening = first ? an_str_sub(item->opening, sizeof CLOSING - 1, item->opening.len) : item->opening;
        if (!is_written(item, row))
            continue;
        if (!item->cells)
            write_text(out, item, opening, an_network_label(net, row));
        else if (item->cells->type == AN_TYPE_STRING)
            write_text(out, item, opening, item->cells->cells.strings[row]);
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

static void write_node(an_buf *out, const an_network *net, size_t node, an_str id, const keys *list)
{
    const an_str opening = AN_LIT("    <node id=\""), quote = AN_LIT("\">");
    char *at = an_buf_room(out, opening.len + id.len + quote.len);

    if (!at)
        return;
    put_end(out, put(put(put(at, opening), id), quote));
    write_cells(out, net, AN_NODES, node, list, AN_LIT(CLOSING "</node>\n"));
}

static void write_edge(an_buf *out, const an_network *net, size_t edge, const an_str *ids, const keys *list)
{
    const an_str opening = AN_LIT("    <edge id=\"e"), source = AN_LIT("\" source=\""), target = AN_LIT("\" target=\""), quote = AN_LIT("\">");
    an_str from = ids[net->from[edge]], to = ids[net->to[edge]];
    char *at = an_buf_room(out, opening.len + NUMBER_ROOM + source.len + from.len + target.len + to.len + quote.len);

    if (!at)
        return;
    at = put(put_count(put(at, opening), edge + 1), source);
    put_end(out, put(put(put(put(at, from), target), to), quote));
    write_cells(out, net, AN_EDGES, edge, list, AN_LIT(CLOSING "</edge>\n"));
}

static void write_graph(an_sink *sink, const an_network *net, const an_str *ids, const keys *nodes, const keys *edges)
{
    an_buf *out = &sink->text;

    an_buf_addf(out, "  <graph id=\"actors\" edgedefault=\"%s\">\n", an_network_directed(net) ? "directed" : "undirected");
    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++) {
        write_node(out, net, i, ids[i], nodes);
        an_sink_row(sink);
    }
    for (size_t i = 0; i < an_network_size(net, AN_EDGES); i++) {
        write_edge(out, net, i, ids, edges);
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
