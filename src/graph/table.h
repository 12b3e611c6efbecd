/* The inside of a network: shared by the files of graph/ that change whole tables at once, and by the writer of millions of rows. Everybody
   else uses actornet/network.h. */
#ifndef GRAPH_TABLE_H
#define GRAPH_TABLE_H

#include "actornet/network.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"

/* One attribute: a dense array of cells, and a bit for each cell that is set. */
typedef struct an_column {
    char *name;
    an_value_type type;
    union {
        int64_t *ints; /* also bools */
        double *doubles;
        an_str *strings;
        void *any;
    } cells;
    uint64_t *present;
} an_column;

static inline bool an_cell_is_set(const an_column *column, size_t row)
{
    return column->present[row / 64] >> (row % 64) & 1;
}

typedef struct an_rows {
    size_t count, capacity; /* every column has room for `capacity` cells */
    an_column *columns;
    size_t column_count, column_capacity;
    an_map names; /* column name → index + 1 as value; 0 = dropped */
} an_rows;

struct an_network {
    bool directed;
    an_rows rows[2];     /* AN_NODES, AN_EDGES */
    an_map ids;          /* node id → index: the number in the map is the node's index */
    uint32_t *from, *to; /* of edges; capacity as rows[AN_EDGES] */
    size_t edge_capacity;
    an_arena strings; /* of cells; what a removed or replaced cell held stays here until the network is freed */
};

/* Keep the rows whose flag is true, in order; edges of removed nodes go too. Either list may be NULL (= keep all). On failure nothing is
 * changed. */
an_status an_network_keep(an_network *net, const bool *nodes, const bool *edges, an_error *err);

/* The cell of a string column becomes a text that lies in the network's arena already. */
void an_network_share_string(an_network *net, an_table table, size_t row, size_t column, an_str text);

/* The weight of an edge: its `weight` (a number column), 1 when it has none. `column` is that of an_network_weight_column(). */
size_t an_network_weight_column(const an_network *net);
double an_network_weight(const an_network *net, size_t column, size_t edge);

/* Drop a column of this name and add an empty one. */
an_status an_network_replace_column(an_network *net, an_table table, const char *name, an_value_type type, size_t *column, an_error *err);

/* 9 significant digits, so that ranks do not depend on the last bit. */
double an_round9(double value);

#endif
