/* The network as two tables of columns. A column is a dense array of typed cells with a bit set for each cell that holds a value; the text
   of string cells lives in one arena. Nodes are found by id through a map whose numbers are the node indices, columns through a map of
   their names. Invariant: every column of a table has room for `capacity` rows, and cells beyond `count` are not set.
   Adding a row or reading a cell is O(1); keeping a part of the rows is O(cells). */
#include "graph/table.h"

#include "base/alloc.h"
#include "base/decimal.h"
#include "base/error.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static size_t cell_size(an_value_type type)
{
    return type == AN_TYPE_STRING ? sizeof(an_str) : sizeof(int64_t);
}

static size_t words_of(size_t rows)
{
    return (rows + 63) / 64;
}

static void mark(an_column *column, size_t row, bool set)
{
    uint64_t bit = (uint64_t)1 << (row % 64);

    column->present[row / 64] = set ? column->present[row / 64] | bit : column->present[row / 64] & ~bit;
}

static bool column_room(an_column *column, size_t old, size_t capacity)
{
    size_t bytes;
    void *cells;
    uint64_t *present;

    if (!an_size_mul(&bytes, capacity, cell_size(column->type)) || !(cells = an_realloc(column->cells.any, bytes)))
        return false;
    column->cells.any = cells;
    if (!(present = an_realloc(column->present, words_of(capacity) * sizeof *present)))
        return false;
    memset(present + words_of(old), 0, (words_of(capacity) - words_of(old)) * sizeof *present);
    column->present = present;
    return true;
}

/* Room for one more row in every column. */
static bool row_room(an_rows *rows)
{
    size_t capacity = rows->capacity ? rows->capacity * 2 : 64;

    if (rows->count < rows->capacity)
        return true;
    for (size_t i = 0; i < rows->column_count; i++)
        if (!column_room(&rows->columns[i], rows->capacity, capacity))
            return false;
    rows->capacity = capacity;
    return true;
}

static void rows_clear(an_rows *rows)
{
    for (size_t i = 0; i < rows->column_count; i++) {
        an_free(rows->columns[i].name);
        an_free(rows->columns[i].cells.any);
        an_free(rows->columns[i].present);
    }
    an_free(rows->columns);
    an_map_clear(&rows->names);
}

an_status an_network_new(an_network **out, bool directed, an_error *err)
{
    *out = an_alloc(sizeof **out);
    if (!*out)
        return an_fail_nomem(err);
    (*out)->directed = directed;
    return AN_OK;
}

void an_network_free(an_network *net)
{
    if (!net)
        return;
    rows_clear(&net->rows[AN_NODES]);
    rows_clear(&net->rows[AN_EDGES]);
    an_map_clear(&net->ids);
    an_free(net->from);
    an_free(net->to);
    an_arena_clear(&net->strings);
    an_free(net);
}

an_status an_network_add_node(an_network *net, an_str id, size_t *node, an_error *err)
{
    uint32_t number;
    bool added;

    if (id.len == 0)
        return an_fail(err, AN_ERR_INVALID, "a node needs an id");
    if (!row_room(&net->rows[AN_NODES]) || (number = an_map_intern(&net->ids, id, &added)) == AN_MAP_NONE)
        return an_fail_nomem(err);
    if (!added)
        return an_fail(err, AN_ERR_INVALID, "two nodes have the id '%.*s'", (int)(id.len < 200 ? id.len : 200), id.ptr);
    net->rows[AN_NODES].count = net->ids.count;
    *node = number;
    return AN_OK;
}

an_status an_network_add_edge(an_network *net, size_t from, size_t to, size_t *edge, an_error *err)
{
    an_rows *rows = &net->rows[AN_EDGES];
    size_t capacity = net->edge_capacity;

    if (from >= net->rows[AN_NODES].count || to >= net->rows[AN_NODES].count)
        return an_fail(err, AN_ERR_INVALID, "an edge needs two nodes of the network");
    if (!row_room(rows) || !an_grow(&net->from, &capacity, rows->count + 1, sizeof *net->from))
        return an_fail_nomem(err);
    capacity = net->edge_capacity;
    if (!an_grow(&net->to, &capacity, rows->count + 1, sizeof *net->to))
        return an_fail_nomem(err);
    net->edge_capacity = capacity;
    net->from[rows->count] = (uint32_t)from;
    net->to[rows->count] = (uint32_t)to;
    *edge = rows->count++;
    return AN_OK;
}

an_status an_network_add_column(an_network *net, an_table table, const char *name, an_value_type type, size_t *column, an_error *err)
{
    an_rows *rows = &net->rows[table];
    size_t index = an_network_column(net, table, name);
    uint32_t number;

    if (index != AN_NONE) {
        *column = index;
        if (rows->columns[index].type != type)
            return an_fail(err, AN_ERR_INVALID, "the column '%s' holds values of another type", name);
        return AN_OK;
    }
    if ((number = an_map_intern(&rows->names, an_str_of(name), NULL)) == AN_MAP_NONE ||
        !an_grow(&rows->columns, &rows->column_capacity, rows->column_count + 1, sizeof *rows->columns))
        return an_fail_nomem(err);

    an_column fresh = {.type = type, .name = an_strndup(name, strlen(name))};
    if (!fresh.name || (rows->capacity && !column_room(&fresh, 0, rows->capacity))) {
        an_free(fresh.name);
        an_free(fresh.cells.any);
        return an_fail_nomem(err);
    }
    *column = rows->column_count++;
    rows->columns[*column] = fresh;
    rows->names.values[number] = (uint32_t)*column + 1;
    return AN_OK;
}

void an_network_drop_column(an_network *net, an_table table, const char *name)
{
    an_rows *rows = &net->rows[table];
    size_t index = an_network_column(net, table, name);

    if (index == AN_NONE)
        return;
    rows->names.values[an_map_find(&rows->names, an_str_of(name))] = 0;
    an_free(rows->columns[index].name);
    an_free(rows->columns[index].cells.any);
    an_free(rows->columns[index].present);
    rows->column_count--;
    for (size_t i = index; i < rows->column_count; i++) {
        rows->columns[i] = rows->columns[i + 1];
        rows->names.values[an_map_find(&rows->names, an_str_of(rows->columns[i].name))] = (uint32_t)i + 1;
    }
}

an_status an_network_replace_column(an_network *net, an_table table, const char *name, an_value_type type, size_t *column, an_error *err)
{
    an_network_drop_column(net, table, name);
    return an_network_add_column(net, table, name, type, column, err);
}

void an_network_share_string(an_network *net, an_table table, size_t row, size_t column, an_str text)
{
    an_column *cells = &net->rows[table].columns[column];

    cells->cells.strings[row] = text;
    mark(cells, row, true);
}

an_status an_network_set_string(an_network *net, an_table table, size_t row, size_t column, an_str value)
{
    an_str copy = an_arena_str(&net->strings, value);

    if (!copy.ptr)
        return AN_ERR_NOMEM;
    an_network_share_string(net, table, row, column, copy);
    return AN_OK;
}

void an_network_set_int(an_network *net, an_table table, size_t row, size_t column, int64_t value)
{
    an_column *cells = &net->rows[table].columns[column];

    cells->cells.ints[row] = value;
    mark(cells, row, true);
}

void an_network_set_double(an_network *net, an_table table, size_t row, size_t column, double value)
{
    an_column *cells = &net->rows[table].columns[column];

    cells->cells.doubles[row] = value;
    mark(cells, row, isfinite(value));
}

void an_network_clear_cell(an_network *net, an_table table, size_t row, size_t column)
{
    mark(&net->rows[table].columns[column], row, false);
}

bool an_network_directed(const an_network *net)
{
    return net->directed;
}

size_t an_network_size(const an_network *net, an_table table)
{
    return net->rows[table].count;
}

size_t an_network_columns(const an_network *net, an_table table)
{
    return net->rows[table].column_count;
}

const char *an_network_column_name(const an_network *net, an_table table, size_t column)
{
    return net->rows[table].columns[column].name;
}

an_value_type an_network_column_type(const an_network *net, an_table table, size_t column)
{
    return net->rows[table].columns[column].type;
}

size_t an_network_column(const an_network *net, an_table table, const char *name)
{
    const an_map *names = &net->rows[table].names;
    uint32_t number = an_map_find(names, an_str_of(name));

    return number == AN_MAP_NONE || names->values[number] == 0 ? AN_NONE : names->values[number] - 1;
}

an_str an_network_node_id(const an_network *net, size_t node)
{
    return net->ids.keys[node];
}

size_t an_network_find_id(const an_network *net, an_str id)
{
    uint32_t number = an_map_find(&net->ids, id);

    return number == AN_MAP_NONE ? AN_NONE : number;
}

size_t an_network_edge_from(const an_network *net, size_t edge)
{
    return net->from[edge];
}

size_t an_network_edge_to(const an_network *net, size_t edge)
{
    return net->to[edge];
}

bool an_network_has(const an_network *net, an_table table, size_t row, size_t column)
{
    return column != AN_NONE && an_cell_is_set(&net->rows[table].columns[column], row);
}

an_str an_network_string(const an_network *net, an_table table, size_t row, size_t column)
{
    if (!an_network_has(net, table, row, column) || net->rows[table].columns[column].type != AN_TYPE_STRING)
        return AN_LIT("");
    return net->rows[table].columns[column].cells.strings[row];
}

int64_t an_network_int(const an_network *net, an_table table, size_t row, size_t column)
{
    if (!an_network_has(net, table, row, column))
        return 0;

    const an_column *cells = &net->rows[table].columns[column];
    return cells->type == AN_TYPE_INT || cells->type == AN_TYPE_BOOL ? cells->cells.ints[row] : 0;
}

double an_network_double(const an_network *net, an_table table, size_t row, size_t column)
{
    if (!an_network_has(net, table, row, column) || net->rows[table].columns[column].type == AN_TYPE_STRING)
        return NAN;

    const an_column *cells = &net->rows[table].columns[column];
    return cells->type == AN_TYPE_DOUBLE ? cells->cells.doubles[row] : (double)cells->cells.ints[row];
}

an_str an_network_label(const an_network *net, size_t node)
{
    static const char *const columns[] = {"label", "name"};

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        an_str text = an_network_string(net, AN_NODES, node, an_network_column(net, AN_NODES, columns[i]));
        if (text.len > 0)
            return text;
    }
    return an_network_node_id(net, node);
}

size_t an_network_weight_column(const an_network *net)
{
    size_t column = an_network_column(net, AN_EDGES, "weight");

    if (column == AN_NONE)
        return AN_NONE;
    an_value_type type = net->rows[AN_EDGES].columns[column].type;
    return type == AN_TYPE_INT || type == AN_TYPE_DOUBLE ? column : AN_NONE;
}

double an_network_weight(const an_network *net, size_t column, size_t edge)
{
    return an_network_has(net, AN_EDGES, edge, column) ? an_network_double(net, AN_EDGES, edge, column) : 1;
}

double an_round9(double value)
{
    char text[40];
    an_decimal number;

    if (!isfinite(value) || value == 0)
        return value == 0 ? 0 : value;
    if (fabs(value) < 1e9 && !(fabs(value) > floor(fabs(value)))) /* counts have no more digits */
        return value;
    if (an_decimal_of(fabs(value), &number))
        return copysign(an_decimal_value(number), value);
    /* Written and read by the same locale, whichever the host program has set. */
    snprintf(text, sizeof text, "%.8e", value);
    return strtod(text, NULL);
}

/* Move the cells of kept rows together. */
static void rows_keep(an_rows *rows, const bool *keep)
{
    size_t kept = 0;

    for (size_t row = 0; row < rows->count; row++) {
        if (!keep[row])
            continue;
        for (size_t i = 0; i < rows->column_count; i++) {
            an_column *column = &rows->columns[i];
            bool set = an_cell_is_set(column, row);
            if (set && column->type == AN_TYPE_STRING)
                column->cells.strings[kept] = column->cells.strings[row];
            else if (set)
                column->cells.ints[kept] = column->cells.ints[row];
            mark(column, kept, set);
        }
        kept++;
    }
    for (size_t i = 0; i < rows->column_count; i++)
        for (size_t row = kept; row < rows->count; row++)
            mark(&rows->columns[i], row, false);
    rows->count = kept;
}

static void edges_keep(an_network *net, const bool *keep)
{
    size_t kept = 0;

    for (size_t edge = 0; edge < net->rows[AN_EDGES].count; edge++)
        if (keep[edge]) {
            net->from[kept] = net->from[edge];
            net->to[kept++] = net->to[edge];
        }
    rows_keep(&net->rows[AN_EDGES], keep);
}

an_status an_network_keep(an_network *net, const bool *nodes, const bool *edges, an_error *err)
{
    size_t node_count = net->rows[AN_NODES].count, edge_count = net->rows[AN_EDGES].count;
    bool *keep = an_alloc(edge_count * sizeof *keep);
    uint32_t *moved = an_alloc(node_count * sizeof *moved);
    an_map ids = {0};
    an_status st = AN_OK;

    if (!keep || !moved)
        st = an_fail_nomem(err);
    for (size_t i = 0; st == AN_OK && i < node_count; i++)
        if ((!nodes || nodes[i]) && (moved[i] = an_map_intern(&ids, net->ids.keys[i], NULL)) == AN_MAP_NONE)
            st = an_fail_nomem(err);
    if (st == AN_OK) {
        for (size_t i = 0; i < edge_count; i++)
            keep[i] = (!edges || edges[i]) && (!nodes || (nodes[net->from[i]] && nodes[net->to[i]]));
        edges_keep(net, keep);
        for (size_t i = 0; i < net->rows[AN_EDGES].count; i++) {
            net->from[i] = moved[net->from[i]];
            net->to[i] = moved[net->to[i]];
        }
        if (nodes)
            rows_keep(&net->rows[AN_NODES], nodes);
        an_map old = net->ids;
        net->ids = ids;
        ids = old;
    }
    an_map_clear(&ids);
    an_free(moved);
    an_free(keep);
    return st;
}
