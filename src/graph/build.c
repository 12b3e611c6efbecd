/* Links → tables. A node's id is made of its actor's key alone, so that the same actor has the same id in every run and every slice; the
   key itself may hold what XML does not allow in an id. Dictionary attributes become columns under names that no reader takes for
   something else. O(actors + pairs). */
#include "graph/build.h"

#include "actornet/measure.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "graph/table.h"
#include "link/tally.h"
#include "text/date.h"

#include <stdlib.h>

enum { ID_DIGITS = 12, HASH_DIGITS = 32 };

/* Names of node columns that are ours, or that Gephi, Cytoscape or NetworkX take for themselves. Measures are reserved, too. */
static const char *const reserved[] = {
    "label", "type", "aliases",   "rules", "mentions", "documents", "first_date",  "last_date", "community", "name",
    "id",    "size", "color",     "x",     "y",        "z",         "xpos",        "ypos",      "zpos",      "r",
    "g",     "b",    "nodelabel", "suid",  "selected", "timeset",   "shared name", "shape",     "weight",    "degree",
};

/* Columns that every network of ours has. */
typedef struct node_columns {
    size_t label, type, aliases, rules, mentions, documents, first_date, last_date;
} node_columns;

typedef struct edge_columns {
    size_t weight, count, documents, first_date, last_date, evidence;
} edge_columns;

typedef struct builder {
    an_network *net;
    const an_links *links;
    const an_linked_actor *actors;
    size_t actor_count, pair_count;
    size_t *node;      /* of an actor; AN_NONE = left out */
    an_map attributes; /* attribute name → column */
    an_tally dates;    /* an_date_number() → number in `date_texts` */
    an_str *date_texts;
    size_t date_capacity;
    uint32_t last_date; /* that was set: nearly all links have one date only */
    an_str last_text;
    node_columns nodes;
    edge_columns edges;
    an_error *err;
} builder;

static an_status add_columns(builder *b)
{
    const struct {
        an_table table;
        const char *name;
        an_value_type type;
        size_t *column;
    } rows[] = {
        {AN_NODES, "label", AN_TYPE_STRING, &b->nodes.label},           {AN_NODES, "type", AN_TYPE_STRING, &b->nodes.type},
        {AN_NODES, "aliases", AN_TYPE_STRING, &b->nodes.aliases},       {AN_NODES, "rules", AN_TYPE_STRING, &b->nodes.rules},
        {AN_NODES, "mentions", AN_TYPE_INT, &b->nodes.mentions},        {AN_NODES, "documents", AN_TYPE_INT, &b->nodes.documents},
        {AN_NODES, "first_date", AN_TYPE_STRING, &b->nodes.first_date}, {AN_NODES, "last_date", AN_TYPE_STRING, &b->nodes.last_date},
        {AN_EDGES, "weight", AN_TYPE_DOUBLE, &b->edges.weight},         {AN_EDGES, "count", AN_TYPE_INT, &b->edges.count},
        {AN_EDGES, "documents", AN_TYPE_INT, &b->edges.documents},      {AN_EDGES, "first_date", AN_TYPE_STRING, &b->edges.first_date},
        {AN_EDGES, "last_date", AN_TYPE_STRING, &b->edges.last_date},   {AN_EDGES, "evidence", AN_TYPE_STRING, &b->edges.evidence},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        an_status st = an_network_add_column(b->net, rows[i].table, rows[i].name, rows[i].type, rows[i].column, b->err);
        if (st != AN_OK)
            return st;
    }
    return AN_OK;
}

/* An empty text is an empty cell. */
static an_status set_text(builder *b, an_table table, size_t row, size_t column, an_str text)
{
    if (text.len == 0 || an_network_set_string(b->net, table, row, column, text) == AN_OK)
        return AN_OK;
    return an_fail_nomem(b->err);
}

/* A collection has few dates, and many cells that hold one: each text is there once. */
static bool find_date(builder *b, uint32_t date)
{
    size_t known = b->dates.count;
    uint32_t number = an_tally_add(&b->dates, date);
    char text[AN_DATE_SIZE];

    if (number == AN_TALLY_NONE || !an_grow(&b->date_texts, &b->date_capacity, b->dates.count, sizeof *b->date_texts))
        return false;
    if (b->dates.count > known)
        b->date_texts[number] = an_arena_str(&b->net->strings, an_date_text(date, text));
    b->last_date = date;
    b->last_text = b->date_texts[number];
    return b->last_text.ptr != NULL;
}

/* No date is an empty cell. */
static an_status set_date(builder *b, an_table table, size_t row, size_t column, uint32_t date)
{
    if (!date)
        return AN_OK;
    if (date != b->last_date && !find_date(b, date))
        return an_fail_nomem(b->err);
    an_network_share_string(b->net, table, row, column, b->last_text);
    return AN_OK;
}

/* 'a' and the beginning of the key's hash, so long that it is the only one. */
static an_status add_node(builder *b, an_str key, size_t *node)
{
    char id[HASH_DIGITS + 2] = "a";
    size_t length = ID_DIGITS + 1;

    an_hash_hex(id + 1, key);
    while (length < HASH_DIGITS + 1 && an_network_find_id(b->net, (an_str){id, length}) != AN_NONE)
        length++;
    return an_network_add_node(b->net, (an_str){id, length}, node, b->err);
}

static bool name_taken(const builder *b, an_str name)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (an_str_equal_ascii_case(name, an_str_of(reserved[i])))
            return true;
    for (const an_measure *m = an_measures(); m->name; m++)
        if (an_str_equal_ascii_case(name, an_str_of(m->name)))
            return true;
    /* Gephi makes lower-case column ids: two names that differ in case only are one there. */
    for (size_t i = 0; i < an_network_columns(b->net, AN_NODES); i++)
        if (an_str_equal_ascii_case(name, an_str_of(an_network_column_name(b->net, AN_NODES, i))))
            return true;
    return false;
}

/* The name of a column for an attribute: no control characters, no blanks around, taken by nobody else. */
static bool column_name(const builder *b, an_buf *out, an_str attribute)
{
    attribute = an_str_trim(attribute);
    for (size_t i = 0; i < attribute.len; i++)
        an_buf_add_char(out, (unsigned char)attribute.ptr[i] < 0x20 || attribute.ptr[i] == 0x7F ? '_' : attribute.ptr[i]);
    if (out->len == 0)
        an_buf_add_text(out, "attribute");
    while (!out->failed && name_taken(b, an_buf_str(out)))
        an_buf_add_char(out, '_');
    return !out->failed;
}

static an_status add_attribute_columns(builder *b)
{
    an_str *names = an_alloc(b->attributes.count * sizeof *names);
    an_buf name = {0};
    an_status st = names ? AN_OK : an_fail_nomem(b->err);

    if (names && b->attributes.count) {
        memcpy(names, b->attributes.keys, b->attributes.count * sizeof *names);
        qsort(names, b->attributes.count, sizeof *names, an_str_order);
    }
    for (size_t i = 0, column; st == AN_OK && i < b->attributes.count; i++) {
        an_buf_reset(&name);
        if (!column_name(b, &name, names[i]))
            st = an_fail_nomem(b->err);
        else if ((st = an_network_add_column(b->net, AN_NODES, name.ptr, AN_TYPE_STRING, &column, b->err)) == AN_OK)
            b->attributes.values[an_map_find(&b->attributes, names[i])] = (uint32_t)column;
    }
    an_buf_clear(&name);
    an_free(names);
    return st;
}

/* Columns of the attributes that a node of the network has. */
static an_status collect_attributes(builder *b)
{
    for (size_t i = 0; i < b->actor_count; i++)
        for (size_t k = 0; b->node[i] != AN_NONE && k < b->actors[i].attribute_count; k++)
            if (b->actors[i].attributes[k].value.len > 0 &&
                an_map_intern(&b->attributes, b->actors[i].attributes[k].name, NULL) == AN_MAP_NONE)
                return an_fail_nomem(b->err);
    return add_attribute_columns(b);
}

static an_status fill_node(builder *b, size_t node, const an_linked_actor *actor)
{
    const node_columns *c = &b->nodes;
    an_str label = actor->label.len ? actor->label : actor->key.len ? actor->key : AN_LIT("?");
    an_status st;

    if ((st = set_text(b, AN_NODES, node, c->label, label)) || (st = set_text(b, AN_NODES, node, c->type, actor->type)) ||
        (st = set_text(b, AN_NODES, node, c->aliases, actor->aliases)) || (st = set_text(b, AN_NODES, node, c->rules, actor->rules)) ||
        (st = set_date(b, AN_NODES, node, c->first_date, actor->first_date)) ||
        (st = set_date(b, AN_NODES, node, c->last_date, actor->last_date)))
        return st;
    an_network_set_int(b->net, AN_NODES, node, c->mentions, (int64_t)actor->mentions);
    an_network_set_int(b->net, AN_NODES, node, c->documents, (int64_t)actor->documents);
    for (size_t i = 0; st == AN_OK && i < actor->attribute_count; i++)
        if (actor->attributes[i].value.len > 0)
            st = set_text(b, AN_NODES, node, b->attributes.values[an_map_find(&b->attributes, actor->attributes[i].name)],
                          actor->attributes[i].value);
    return st;
}

static an_status add_nodes(builder *b, bool isolates)
{
    an_status st = AN_OK;

    for (size_t i = 0; i < b->actor_count; i++)
        b->node[i] = isolates ? 0 : AN_NONE;
    for (size_t i = 0; !isolates && i < b->pair_count; i++) {
        an_link_pair pair = an_links_pair(b->links, i);
        b->node[pair.a] = b->node[pair.b] = 0;
    }
    if ((st = collect_attributes(b)))
        return st;
    for (size_t i = 0; i < b->actor_count; i++)
        if (b->node[i] != AN_NONE && ((st = add_node(b, b->actors[i].key, &b->node[i])) || (st = fill_node(b, b->node[i], &b->actors[i]))))
            return st;
    return AN_OK;
}

static an_status set_evidence(builder *b, size_t edge, size_t pair, an_buf *lines)
{
    an_buf_reset(lines);
    an_links_add_evidence(b->links, pair, lines);
    return lines->failed ? an_fail_nomem(b->err) : set_text(b, AN_EDGES, edge, b->edges.evidence, an_buf_str(lines));
}

static an_status add_edge(builder *b, size_t i, an_buf *lines)
{
    const edge_columns *c = &b->edges;
    an_link_pair pair = an_links_pair(b->links, i);
    size_t edge;
    an_status st;

    if ((st = an_network_add_edge(b->net, b->node[pair.a], b->node[pair.b], &edge, b->err)) ||
        (st = set_date(b, AN_EDGES, edge, c->first_date, pair.first_date)) ||
        (st = set_date(b, AN_EDGES, edge, c->last_date, pair.last_date)) || (st = set_evidence(b, edge, i, lines)))
        return st;
    an_network_set_double(b->net, AN_EDGES, edge, c->weight, an_round9(pair.weight));
    an_network_set_int(b->net, AN_EDGES, edge, c->count, (int64_t)pair.count);
    an_network_set_int(b->net, AN_EDGES, edge, c->documents, (int64_t)pair.documents);
    return AN_OK;
}

static an_status add_edges(builder *b)
{
    an_buf lines = {0};
    an_status st = AN_OK;

    for (size_t i = 0; st == AN_OK && i < b->pair_count; i++)
        st = add_edge(b, i, &lines);
    an_buf_clear(&lines);
    return st;
}

an_status an_network_build(an_network **out, const an_links *links, bool isolates, an_error *err)
{
    builder b = {.err = err, .links = links, .pair_count = an_links_pairs(links)};
    an_status st;

    *out = NULL;
    b.actors = an_links_actors(links, &b.actor_count);
    b.node = an_alloc(b.actor_count * sizeof *b.node);
    if (!b.node)
        return an_fail_nomem(err);
    if ((st = an_network_new(&b.net, false, err)) || (st = add_columns(&b)) || (st = add_nodes(&b, isolates)) || (st = add_edges(&b)))
        goto done;
    *out = b.net;
    b.net = NULL; /* now the caller's */

done:
    an_network_free(b.net);
    an_map_clear(&b.attributes);
    an_tally_clear(&b.dates);
    an_free(b.date_texts);
    an_free(b.node);
    return st;
}
