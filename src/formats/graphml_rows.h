/* What a GraphML file says, without XML: declared keys become columns, nodes and edges become rows of a network. Only graphml_read.c calls
   this, in the order of the file. A status other than AN_OK ends the reading; its error is filled. */
#ifndef FORMATS_GRAPHML_ROWS_H
#define FORMATS_GRAPHML_ROWS_H

#include "actornet/network.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"

/* Problems that do not end the reading. */
typedef enum an_graphml_finding {
    AN_GRAPHML_VALUE,
    AN_GRAPHML_FINITE,
    AN_GRAPHML_UNDECLARED,
    AN_GRAPHML_UNKNOWN_NODE,
    AN_GRAPHML_NO_ID,
    AN_GRAPHML_TWICE,
    AN_GRAPHML_NESTED,
    AN_GRAPHML_HYPEREDGE,
    AN_GRAPHML_PORT,
    AN_GRAPHML_KEY,
    AN_GRAPHML_ENTITY,
    AN_GRAPHML_FINDINGS
} an_graphml_finding;

/* A <key> for one table; for="all" makes two. */
typedef struct an_graphml_key {
    const char *name;
    an_value_type type;
    bool graphics;   /* yEd's drawing: holds the label, is no column */
    bool lazy;       /* for="all": no column before the first value */
    an_str fallback; /* <default>; ptr NULL = none */
    size_t column;
} an_graphml_key;

/* Declared keys of one table; the number in the map is the index. */
typedef struct an_graphml_keys {
    an_graphml_key *items;
    size_t count, capacity;
    an_map ids;
} an_graphml_keys;

typedef struct an_graphml_cell {
    size_t key; /* AN_NONE: the label that yEd keeps in its drawing */
    an_str text;
    size_t line;
} an_graphml_cell;

typedef struct an_graphml_cells {
    an_graphml_cell *items;
    size_t count, capacity;
} an_graphml_cells;

/* An edge that is being read, or waits for its nodes. */
typedef struct an_graphml_edge {
    an_str source, target;
    size_t line, first, count; /* cells */
} an_graphml_edge;

typedef struct an_graphml_rows {
    const char *source;
    const an_observer *watch;
    an_error *err;
    an_network *net;
    an_graphml_keys keys[2];
    size_t open_key[2]; /* the one being declared, AN_NONE = none */
    bool laid_out;      /* the columns are made */

    an_graphml_edge edge; /* being read, with its cells; strings in `current` */
    an_graphml_cells cells;
    struct {
        an_graphml_edge *items;
        size_t count, capacity;
    } late; /* edges whose nodes have not come yet; strings in `waiting` */
    an_graphml_cells late_cells;
    an_arena names, current, waiting;
    size_t directed, undirected; /* edges */
    size_t findings[AN_GRAPHML_FINDINGS];
} an_graphml_rows;

an_status an_graphml_init(an_graphml_rows *rows, const char *source, const an_observer *watch, an_error *err);
void an_graphml_clear(an_graphml_rows *rows);
/* Report a finding; the first five of a kind one by one. */
void an_graphml_tell(an_graphml_rows *rows, an_graphml_finding kind, size_t line, const char *format, ...) AN_PRINTF(4, 5);

/* Attributes of a <key>; NULL where there is none. */
typedef struct an_graphml_declaration {
    const char *id, *scope, *type, *name, *yed;
} an_graphml_declaration;
an_status an_graphml_declare(an_graphml_rows *rows, const an_graphml_declaration *key, size_t line);
/* <default> of the key declared last. */
an_status an_graphml_default(an_graphml_rows *rows, an_str text);
/* All keys are known, a graph begins. */
an_status an_graphml_lay_out(an_graphml_rows *rows, bool directed);
/* Index of a key, AN_NONE when it is not declared. */
size_t an_graphml_key_of(const an_graphml_rows *rows, an_table table, const char *id);

an_status an_graphml_node(an_graphml_rows *rows, const char *id, size_t line, size_t *row);
/* `key` AN_NONE: yEd's label. */
an_status an_graphml_set(an_graphml_rows *rows, an_table table, size_t row, const an_graphml_cell *cell);
an_status an_graphml_edge_start(an_graphml_rows *rows, const char *source, const char *target, size_t line);
an_status an_graphml_edge_set(an_graphml_rows *rows, const an_graphml_cell *cell);
an_status an_graphml_edge_end(an_graphml_rows *rows, bool directed);

/* The file is read: late edges, defaults, direction, what was found more than five times. */
an_status an_graphml_finish(an_graphml_rows *rows);

#endif
