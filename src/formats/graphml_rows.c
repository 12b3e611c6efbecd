/* Keys are gathered until the graph begins; then every name gets one column whose type holds the types of all its keys. A node is a row at
   once, an edge when it is complete; one that names a node which has not come yet waits until the end. Cost: linear in the file; memory:
   the network, and the edges that wait. */
#include "formats/graphml_rows.h"

#include "base/alloc.h"
#include "formats/value.h"
#include "graph/table.h"

#include <stdarg.h>
#include <stdio.h>

enum {
    KEYS_MAX = 1000,          /* of nodes or of edges */
    FEW_COLUMNS = 64,         /* tables of so many columns may be as long as they are */
    CELLS_MAX = 1 << 27,      /* rows × columns of others */
    DEFAULTS_MAX = 256 << 20, /* bytes that <default> values may grow to */
    SHOWN = 5                 /* findings of a kind that are told one by one */
};

static const char *const more[AN_GRAPHML_FINDINGS] = {
    [AN_GRAPHML_VALUE] = "more values that are not of their key's type",
    [AN_GRAPHML_FINITE] = "more values that are not finite",
    [AN_GRAPHML_UNDECLARED] = "more values of undeclared keys",
    [AN_GRAPHML_UNKNOWN_NODE] = "more edges to unknown nodes",
    [AN_GRAPHML_NO_ID] = "more elements without their ids",
    [AN_GRAPHML_TWICE] = "more that are there twice",
    [AN_GRAPHML_NESTED] = "more nested graphs",
    [AN_GRAPHML_HYPEREDGE] = "more hyperedges",
    [AN_GRAPHML_PORT] = "more ports",
    [AN_GRAPHML_KEY] = "more keys of unknown type",
    [AN_GRAPHML_ENTITY] = "more unknown entities",
};

an_status an_graphml_init(an_graphml_rows *rows, const char *source, const an_observer *watch, an_error *err)
{
    *rows = (an_graphml_rows){.source = source, .watch = watch, .err = err, .open_key = {AN_NONE, AN_NONE}};
    return an_network_new(&rows->net, false, err);
}

void an_graphml_clear(an_graphml_rows *rows)
{
    for (size_t table = 0; table < 2; table++) {
        an_free(rows->keys[table].items);
        an_map_clear(&rows->keys[table].ids);
    }
    an_free(rows->cells.items);
    an_free(rows->late_cells.items);
    an_free(rows->late.items);
    an_arena_clear(&rows->names);
    an_arena_clear(&rows->current);
    an_arena_clear(&rows->waiting);
    an_network_free(rows->net);
    *rows = (an_graphml_rows){0};
}

void an_graphml_tell(an_graphml_rows *rows, an_graphml_finding kind, size_t line, const char *format, ...)
{
    char message[700];
    an_error at;
    va_list args;

    if (rows->findings[kind]++ >= SHOWN)
        return;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    an_fail(&at, AN_ERR_SYNTAX, "%s", message);
    an_fail_in(&at, AN_ERR_SYNTAX, rows->source);
    at.line = line;
    an_say_error(rows->watch, AN_WARNING, &at);
}

/* Bytes of a text that go into a message. */
static int shown(an_str text)
{
    return text.len > 80 ? 80 : (int)text.len;
}

static an_status too_large(an_graphml_rows *rows, const char *what)
{
    return an_fail_in(rows->err, an_fail(rows->err, AN_ERR_LIMIT, "%s", what), rows->source);
}

/* Keys ---------------------------------------------------------------------------------------------------------------------------- */

/* Names of types by GraphML and by what programs write besides. False for others. */
static bool type_named(const char *name, an_value_type *type)
{
    static const struct {
        const char *name;
        an_value_type type;
    } names[] = {{"string", AN_TYPE_STRING}, {"int", AN_TYPE_INT},   {"integer", AN_TYPE_INT},   {"long", AN_TYPE_INT},
                 {"short", AN_TYPE_INT},     {"byte", AN_TYPE_INT},  {"double", AN_TYPE_DOUBLE}, {"float", AN_TYPE_DOUBLE},
                 {"boolean", AN_TYPE_BOOL},  {"bool", AN_TYPE_BOOL}, {"char", AN_TYPE_STRING}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (an_str_equal_ascii_case(an_str_of(name), an_str_of(names[i].name))) {
            *type = names[i].type;
            return true;
        }
    return false;
}

/* The column of a key, made when it is not there; one of this name that is there already keeps its type. */
static an_status make_column(an_graphml_rows *rows, an_table table, an_graphml_key *key)
{
    key->column = an_network_column(rows->net, table, key->name);
    if (key->column != AN_NONE)
        return AN_OK;
    return an_network_add_column(rows->net, table, key->name, key->type, &key->column, rows->err);
}

static an_status add_key(an_graphml_rows *rows, an_table table, const an_graphml_key *model, const char *id, size_t line)
{
    an_graphml_keys *keys = &rows->keys[table];
    bool added;

    if (keys->count >= KEYS_MAX)
        return too_large(rows, "the file declares more than 1000 attributes");
    if (!AN_ROOM(keys, 1) || an_map_intern(&keys->ids, an_str_of(id), &added) == AN_MAP_NONE)
        return an_fail_nomem(rows->err);
    if (!added) {
        an_graphml_tell(rows, AN_GRAPHML_TWICE, line, "key '%.80s' is declared twice; the first one counts", id);
        return AN_OK;
    }
    rows->open_key[table] = keys->count;
    keys->items[keys->count++] = *model;
    if (!rows->laid_out || model->lazy || model->graphics)
        return AN_OK;
    return make_column(rows, table, &keys->items[keys->count - 1]);
}

an_status an_graphml_declare(an_graphml_rows *rows, const an_graphml_declaration *d, size_t line)
{
    bool all = !d->scope || strcmp(d->scope, "all") == 0;
    an_graphml_key model = {.type = AN_TYPE_STRING, .column = AN_NONE, .lazy = all, .graphics = d->yed && !d->name};
    an_status st = AN_OK;

    rows->open_key[AN_NODES] = rows->open_key[AN_EDGES] = AN_NONE;
    if (!d->id || !*d->id) {
        an_graphml_tell(rows, AN_GRAPHML_NO_ID, line, "a key without an id is left out");
        return AN_OK;
    }
    if (d->type && !type_named(d->type, &model.type))
        an_graphml_tell(rows, AN_GRAPHML_KEY, line, "key '%.80s' has the unknown type '%.80s'; it is read as text", d->id, d->type);
    model.name = an_arena_str(&rows->names, an_str_of(d->name && *d->name ? d->name : d->id)).ptr;
    if (!model.name)
        return an_fail_nomem(rows->err);
    if (all || strcmp(d->scope, "node") == 0)
        st = add_key(rows, AN_NODES, &model, d->id, line);
    if (st == AN_OK && (all || strcmp(d->scope, "edge") == 0))
        st = add_key(rows, AN_EDGES, &model, d->id, line);
    return st;
}

an_status an_graphml_default(an_graphml_rows *rows, an_str text)
{
    for (size_t table = 0; table < 2; table++) {
        an_graphml_key *key = rows->open_key[table] == AN_NONE ? NULL : &rows->keys[table].items[rows->open_key[table]];
        if (!key || !text.len)
            continue;
        key->fallback = an_arena_str(&rows->names, text);
        if (!key->fallback.ptr)
            return an_fail_nomem(rows->err);
    }
    return AN_OK;
}

/* One column for every name. NetworkX declares a name once for each type that its values have. */
static an_status lay_out_table(an_graphml_rows *rows, an_table table, an_map *names)
{
    an_graphml_keys *keys = &rows->keys[table];
    an_status st = AN_OK;

    for (size_t i = 0; i < keys->count; i++) {
        const an_graphml_key *key = &keys->items[i];
        bool added;
        uint32_t number = an_map_intern(names, an_str_of(key->name), &added);
        if (number == AN_MAP_NONE)
            return an_fail_nomem(rows->err);
        if (!key->graphics)
            names->values[number] = added ? key->type : an_type_join((an_value_type)names->values[number], key->type);
    }
    for (size_t i = 0; i < keys->count && st == AN_OK; i++) {
        an_graphml_key *key = &keys->items[i];
        if (key->graphics)
            continue;
        key->type = (an_value_type)names->values[an_map_find(names, an_str_of(key->name))];
        if (!key->lazy)
            st = make_column(rows, table, key);
    }
    return st;
}

an_status an_graphml_lay_out(an_graphml_rows *rows, bool directed)
{
    an_status st = AN_OK;

    for (size_t table = 0; table < 2 && st == AN_OK; table++) {
        an_map names = {0};
        st = lay_out_table(rows, (an_table)table, &names);
        an_map_clear(&names);
    }
    rows->laid_out = true;
    rows->net->directed = directed;
    return st;
}

size_t an_graphml_key_of(const an_graphml_rows *rows, an_table table, const char *id)
{
    uint32_t number = id ? an_map_find(&rows->keys[table].ids, an_str_of(id)) : AN_MAP_NONE;

    return number == AN_MAP_NONE ? AN_NONE : number;
}

/* Rows ---------------------------------------------------------------------------------------------------------------------------- */

static an_status check_size(an_graphml_rows *rows, an_table table)
{
    size_t columns = an_network_columns(rows->net, table);

    if (columns > FEW_COLUMNS && an_network_size(rows->net, table) > CELLS_MAX / columns)
        return too_large(rows, "the file has too many attributes for so many nodes or edges");
    return AN_OK;
}

an_status an_graphml_node(an_graphml_rows *rows, const char *id, size_t line, size_t *row)
{
    an_status st;

    *row = an_network_find_id(rows->net, an_str_of(id));
    if (*row != AN_NONE) {
        an_graphml_tell(rows, AN_GRAPHML_TWICE, line, "node '%.80s' is there twice; what is said of it is put together", id);
        return AN_OK;
    }
    st = an_network_add_node(rows->net, an_str_of(id), row, rows->err);
    return st == AN_OK ? check_size(rows, AN_NODES) : st;
}

/* A label out of yEd's drawing counts where there is no other. */
static an_status set_label(an_graphml_rows *rows, an_table table, size_t row, an_str text)
{
    size_t column = an_network_column(rows->net, table, "label");
    an_status st = AN_OK;

    text = an_str_trim(text);
    if (!text.len || an_network_has(rows->net, table, row, column))
        return AN_OK;
    if (column == AN_NONE)
        st = an_network_add_column(rows->net, table, "label", AN_TYPE_STRING, &column, rows->err);
    if (st != AN_OK || an_network_column_type(rows->net, table, column) != AN_TYPE_STRING)
        return st;
    return an_network_set_string(rows->net, table, row, column, text) == AN_OK ? AN_OK : an_fail_nomem(rows->err);
}

an_status an_graphml_set(an_graphml_rows *rows, an_table table, size_t row, const an_graphml_cell *cell)
{
    an_graphml_key *key;
    an_parsed parsed;
    an_status st;

    if (cell->key == AN_NONE)
        return set_label(rows, table, row, cell->text);
    key = &rows->keys[table].items[cell->key];
    if (key->column == AN_NONE && (st = make_column(rows, table, key)) != AN_OK)
        return st;
    if (an_set_text(rows->net, table, row, key->column, cell->text, &parsed) != AN_OK)
        return an_fail_nomem(rows->err);
    if (parsed == AN_PARSED_NOT)
        an_graphml_tell(rows, AN_GRAPHML_VALUE, cell->line, "'%.*s' is not a value for '%.80s'; the value is left out", shown(cell->text),
                        cell->text.ptr, key->name);
    else if (parsed == AN_PARSED_NOT_FINITE)
        an_graphml_tell(rows, AN_GRAPHML_FINITE, cell->line, "'%.*s' for '%.80s' is not a finite number; the value is left out",
                        shown(cell->text), cell->text.ptr, key->name);
    return AN_OK;
}

an_status an_graphml_edge_start(an_graphml_rows *rows, const char *source, const char *target, size_t line)
{
    rows->cells.count = 0;
    an_arena_reset(&rows->current);
    rows->edge = (an_graphml_edge){
        .source = an_arena_str(&rows->current, an_str_of(source)), .target = an_arena_str(&rows->current, an_str_of(target)), .line = line};
    return rows->edge.source.ptr && rows->edge.target.ptr ? AN_OK : an_fail_nomem(rows->err);
}

/* Copy a cell behind a list, its text into an arena. */
static bool add_cell(an_graphml_cells *cells, an_arena *arena, const an_graphml_cell *cell)
{
    an_str text = an_arena_str(arena, cell->text);

    if (!text.ptr || !AN_ROOM(cells, 1))
        return false;
    cells->items[cells->count++] = (an_graphml_cell){cell->key, text, cell->line};
    return true;
}

an_status an_graphml_edge_set(an_graphml_rows *rows, const an_graphml_cell *cell)
{
    return add_cell(&rows->cells, &rows->current, cell) ? AN_OK : an_fail_nomem(rows->err);
}

static an_status add_edge(an_graphml_rows *rows, const an_graphml_edge *edge, const an_graphml_cell *cells, size_t from, size_t to)
{
    size_t row;
    an_status st = an_network_add_edge(rows->net, from, to, &row, rows->err);

    if (st == AN_OK)
        st = check_size(rows, AN_EDGES);
    for (size_t i = 0; i < edge->count && st == AN_OK; i++)
        st = an_graphml_set(rows, AN_EDGES, row, &cells[edge->first + i]);
    return st;
}

/* Keep the edge that was read until all nodes are known. */
static an_status postpone(an_graphml_rows *rows)
{
    an_graphml_edge edge = rows->edge;

    edge.first = rows->late_cells.count;
    edge.source = an_arena_str(&rows->waiting, rows->edge.source);
    edge.target = an_arena_str(&rows->waiting, rows->edge.target);
    if (!edge.source.ptr || !edge.target.ptr || !AN_ROOM(&rows->late, 1))
        return an_fail_nomem(rows->err);
    for (size_t i = 0; i < rows->cells.count; i++)
        if (!add_cell(&rows->late_cells, &rows->waiting, &rows->cells.items[i]))
            return an_fail_nomem(rows->err);
    rows->late.items[rows->late.count++] = edge;
    return AN_OK;
}

an_status an_graphml_edge_end(an_graphml_rows *rows, bool directed)
{
    size_t from = an_network_find_id(rows->net, rows->edge.source), to = an_network_find_id(rows->net, rows->edge.target);

    *(directed ? &rows->directed : &rows->undirected) += 1;
    rows->edge.count = rows->cells.count;
    if (from == AN_NONE || to == AN_NONE)
        return postpone(rows);
    return add_edge(rows, &rows->edge, rows->cells.items, from, to);
}

/* The end ------------------------------------------------------------------------------------------------------------------------- */

static an_status add_late_edges(an_graphml_rows *rows)
{
    an_status st = AN_OK;

    for (size_t i = 0; i < rows->late.count && st == AN_OK; i++) {
        const an_graphml_edge *edge = &rows->late.items[i];
        size_t from = an_network_find_id(rows->net, edge->source), to = an_network_find_id(rows->net, edge->target);
        an_str unknown = from == AN_NONE ? edge->source : edge->target;
        if (from != AN_NONE && to != AN_NONE)
            st = add_edge(rows, edge, rows->late_cells.items, from, to);
        else
            an_graphml_tell(rows, AN_GRAPHML_UNKNOWN_NODE, edge->line, "edge to the unknown node '%.*s' is left out", shown(unknown),
                            unknown.ptr);
    }
    return st;
}

/* <default> values go to every row that has none. `*budget` bounds what a small file can grow to. */
static an_status apply_default(an_graphml_rows *rows, an_table table, size_t number, size_t *budget)
{
    an_graphml_key *key = &rows->keys[table].items[number];
    an_graphml_cell cell = {number, key->fallback, 0};
    size_t count = an_network_size(rows->net, table);
    an_status st = AN_OK;

    if (!key->fallback.ptr || key->graphics || count == 0)
        return AN_OK;
    if (key->fallback.len > *budget / count)
        return too_large(rows, "the default values are too long for so many nodes or edges");
    *budget -= key->fallback.len * count;
    for (size_t i = 0; i < count && st == AN_OK; i++)
        if (!an_network_has(rows->net, table, i, key->column))
            st = an_graphml_set(rows, table, i, &cell);
    return st;
}

/* The `name` that our writer puts beside `label` for Cytoscape and igraph says nothing new. */
static void drop_twin(an_network *net)
{
    size_t label = an_network_column(net, AN_NODES, "label"), name = an_network_column(net, AN_NODES, "name");

    if (label == AN_NONE || name == AN_NONE || an_network_column_type(net, AN_NODES, name) != AN_TYPE_STRING)
        return;
    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++)
        if (!an_str_equal(an_network_string(net, AN_NODES, i, label), an_network_string(net, AN_NODES, i, name)))
            return;
    an_network_drop_column(net, AN_NODES, "name");
}

static void settle_direction(an_graphml_rows *rows)
{
    if (rows->directed && rows->undirected)
        an_say(rows->watch, AN_WARNING, rows->source, "edges are of both kinds, %zu directed and %zu not; all are taken as %s", rows->directed,
               rows->undirected, rows->net->directed ? "directed" : "undirected");
    else if (rows->directed || rows->undirected)
        rows->net->directed = rows->directed > 0;
}

an_status an_graphml_finish(an_graphml_rows *rows)
{
    size_t budget = DEFAULTS_MAX;
    an_status st = add_late_edges(rows);

    for (size_t table = 0; table < 2; table++)
        for (size_t i = 0; i < rows->keys[table].count && st == AN_OK; i++)
            st = apply_default(rows, (an_table)table, i, &budget);
    if (st != AN_OK)
        return st;
    settle_direction(rows);
    for (size_t i = 0; i < AN_GRAPHML_FINDINGS; i++)
        if (rows->findings[i] > SHOWN)
            an_say(rows->watch, AN_WARNING, rows->source, "… and %zu %s", rows->findings[i] - SHOWN, more[i]);
    drop_twin(rows->net);
    return AN_OK;
}
