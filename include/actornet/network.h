/**
 * @file network.h
 * A network as a table of nodes and a table of edges with typed attribute columns: what every graph command reads, changes and writes.
 *
 * A network of ours has the attributes of docs/output.md (`label`, `type`, `weight`, `evidence` …); one read from a foreign file has
 * whatever that file holds. Attributes are found by name. A cell may be empty (not set).
 *
 *     an_network *net = NULL;
 *     if (an_network_read(&net, "out/network.graphml", NULL, &err) == AN_OK)
 *         printf("%zu actors, %zu links\n", an_network_size(net, AN_NODES), an_network_size(net, AN_EDGES));
 *     an_network_free(net);
 *
 * Ownership: the network owns all its strings; views returned by getters live until the network is changed or freed.
 * Threads: one network is used by one thread at a time.
 */
#ifndef ACTORNET_NETWORK_H
#define ACTORNET_NETWORK_H

#include "actornet/observer.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct an_network an_network;

/** Which of the two tables. */
typedef enum an_table { AN_NODES, AN_EDGES } an_table;

typedef enum an_value_type { AN_TYPE_BOOL, AN_TYPE_INT, AN_TYPE_DOUBLE, AN_TYPE_STRING } an_value_type;

/** No such column, node or edge. */
#define AN_NONE ((size_t)-1)

/* Making a network --------------------------------------------------------------------------------------------------------------- */

/** New empty network. */
AN_API AN_MUST_CHECK an_status an_network_new(an_network **out, bool directed, an_error *err);
AN_API void an_network_free(an_network *net);

/** Add a node with a unique, non-empty id (copied). `*node` is its index. AN_ERR_INVALID when the id is there already. O(1). */
AN_API AN_MUST_CHECK an_status an_network_add_node(an_network *net, an_str id, size_t *node, an_error *err);
/** Add an edge between two nodes by index. Parallel edges are allowed here (foreign files have them). O(1). */
AN_API AN_MUST_CHECK an_status an_network_add_edge(an_network *net, size_t from, size_t to, size_t *edge, an_error *err);

/** Find the column by name, or add it with that type. `*column` is its index. AN_ERR_INVALID when it is there with another type. */
AN_API AN_MUST_CHECK an_status an_network_add_column(an_network *net, an_table table, const char *name, an_value_type type,
                                                     size_t *column, an_error *err);
/** Remove a column if it is there. */
AN_API void an_network_drop_column(an_network *net, an_table table, const char *name);

/** Set a cell; the value must fit the column's type (int, bool → an_network_set_int; strings are copied). NaN and infinities clear the cell. */
AN_API AN_MUST_CHECK an_status an_network_set_string(an_network *net, an_table table, size_t row, size_t column, an_str value);
AN_API void an_network_set_int(an_network *net, an_table table, size_t row, size_t column, int64_t value);
AN_API void an_network_set_double(an_network *net, an_table table, size_t row, size_t column, double value);
AN_API void an_network_clear_cell(an_network *net, an_table table, size_t row, size_t column);

/* Looking at it ------------------------------------------------------------------------------------------------------------------ */

AN_API bool an_network_directed(const an_network *net);
/** Number of nodes or of edges. */
AN_API size_t an_network_size(const an_network *net, an_table table);
AN_API size_t an_network_columns(const an_network *net, an_table table);
AN_API const char *an_network_column_name(const an_network *net, an_table table, size_t column);
AN_API an_value_type an_network_column_type(const an_network *net, an_table table, size_t column);
/** Index of the column with this name, or AN_NONE. */
AN_API size_t an_network_column(const an_network *net, an_table table, const char *name);

AN_API an_str an_network_node_id(const an_network *net, size_t node);
/** Index of the node with this id, or AN_NONE. O(1). */
AN_API size_t an_network_find_id(const an_network *net, an_str id);
AN_API size_t an_network_edge_from(const an_network *net, size_t edge);
AN_API size_t an_network_edge_to(const an_network *net, size_t edge);

/** Whether the cell is set. False also when `column` is AN_NONE. */
AN_API bool an_network_has(const an_network *net, an_table table, size_t row, size_t column);
/** Value of a cell, or ""/0/NaN when it is not set or `column` is AN_NONE. Ints and bools can be read as doubles. */
AN_API an_str an_network_string(const an_network *net, an_table table, size_t row, size_t column);
AN_API int64_t an_network_int(const an_network *net, an_table table, size_t row, size_t column);
AN_API double an_network_double(const an_network *net, an_table table, size_t row, size_t column);

/** What to call a node: its `label`, else its `name`, else its id. Never empty. */
AN_API an_str an_network_label(const an_network *net, size_t node);

/**
 * The node that a person means by NAME: exact id, label, or one of the `aliases`; then the same without regard to case and accents.
 * @return AN_OK; AN_ERR_NOT_FOUND with the nearest labels in the message; AN_ERR_INVALID when several nodes fit (named in the message).
 */
AN_API AN_MUST_CHECK an_status an_network_find(const an_network *net, an_str name, size_t *node, an_error *err);

/* Changing it -------------------------------------------------------------------------------------------------------------------- */

/** What to keep; zero or false means "do not care". Rows are removed, order is kept. */
typedef struct an_filter {
    double min_weight;     /**< edges with a smaller `weight` go (an edge without one counts 1) */
    int64_t min_count;     /**< edges with a smaller `count` go (an edge without one counts 1) */
    int64_t min_documents; /**< edges with a smaller `documents` go (likewise) */
    size_t top;            /**< keep this many nodes, the strongest by strength after the edge filters (ties: label, id) */
    bool giant;            /**< keep the largest connected component (ties: the one with the first node) */
    const char *type;      /**< keep nodes of these types, separated by commas: `person` keeps `person/…` too; NULL = all */
    bool drop_isolates;    /**< nodes without an edge go, after the other filters */
} an_filter;

/** What a filter removed. */
typedef struct an_filter_counts {
    size_t nodes, edges;
} an_filter_counts;

/** Apply a filter in the order of its fields (type first). @param counts may be NULL. O(n + m). */
AN_API AN_MUST_CHECK an_status an_network_filter(an_network *net, const an_filter *filter, an_filter_counts *counts, an_error *err);

/* Reading and writing ------------------------------------------------------------------------------------------------------------ */

/** Options of writers and pictures. Fill with an_write_options_default(). */
typedef struct an_write_options {
    bool dot_plain;          /**< DOT with nothing but labels and weights (for Gephi) */
    bool node_link_edges;    /**< JSON: the key is `edges` instead of `links` */
    bool csv_bom;            /**< CSV: start with a byte-order mark (for Excel) */
    size_t draw_nodes;       /**< pictures: at most this many actors (default 60; 0 = all) */
    double draw_links;       /**< pictures: about this many links an actor (default 3; 0 = all) */
    unsigned time_limit;     /**< DOT and pictures: seconds that the other program may take (default 60; 0 = no limit) */
    const char *dot_program; /**< path of actornet-dot; NULL = beside the running program, or in its prefix's libexec/actornet */
} an_write_options;

AN_API void an_write_options_default(an_write_options *options);

/** A format: what it is called, how files end, what can be done. The table ends with a NULL name. */
typedef struct an_format {
    const char *name;      /**< "graphml" */
    const char *extension; /**< ".graphml" */
    const char *summary;
    bool readable, writable;
} an_format;

AN_API const an_format *an_formats(void);
/** The format that a file name asks for by its ending, or NULL. */
AN_API const an_format *an_format_of(const char *path);

/**
 * Read a network. The format comes from the name; "-" reads GraphML from standard input. Every problem that does not stop the reading
 * (text where a number should be, an edge to nowhere) is reported to the observer with its line and counted there.
 * @return AN_OK, AN_ERR_IO, AN_ERR_SYNTAX, AN_ERR_LIMIT, AN_ERR_NOMEM.
 */
AN_API AN_MUST_CHECK an_status an_network_read(an_network **out, const char *path, const an_observer *watch, an_error *err);

/**
 * Write a network in the format that the file name asks for (CSV writes two files, see docs/output.md). Written beside and renamed: a
 * failed call leaves no half-written file. "-" writes GraphML to standard output.
 * @return AN_OK, AN_ERR_IO, AN_ERR_INVALID (unknown ending), AN_ERR_PROGRAM (Graphviz or actornet-dot missing, failed, too slow), AN_ERR_NOMEM.
 */
AN_API AN_MUST_CHECK an_status an_network_write(const an_network *net, const char *path, const an_write_options *options,
                                                const an_observer *watch, an_error *err);

#ifdef __cplusplus
}
#endif
#endif
