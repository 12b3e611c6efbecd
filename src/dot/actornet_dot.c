/* actornet-dot: node-link JSON on standard input, DOT by libcgraph on standard output.
   {"directed":false,"name":"actors","graph":{…},"node":{…},"edge":{…},"nodes":[{"id":"a",…}],"links":[{"source":"a","target":"b",…}]}
   Members of `graph`, `node` and `edge` are default attributes, all other members of a node or link its own; values are Graphviz's own
   notation (a backslash in a label is doubled by whoever writes the JSON). A program of its own because of licences: libcgraph is EPL-1.0,
   actornet is linked with igraph, which is GPL. It is linked with jansson and libcgraph alone.
   Exit codes: 0 written, 1 bad input or output, 2 usage. */
#include <cgraph.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_MAX = 8000 }; /* Graphviz reads strings of up to 16,384 bytes; quotes double */

static bool fail(const char *message, const char *detail)
{
    fprintf(stderr, "actornet-dot: %s%s%s\n", message, detail ? ": " : "", detail ? detail : "");
    return false;
}

/* libcgraph writes backslashes as they are and puts one before a quote: an odd number of them before a quote or at the end would make the
   string end too late. Too long values are cut. The result belongs to the caller. */
static char *safe(const char *text)
{
    size_t length = strlen(text), at = 0, run = 0;
    char *out;

    if (length > VALUE_MAX)
        for (length = VALUE_MAX; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    out = malloc(2 * length + 2);
    for (size_t i = 0; out && i < length; i++) {
        if (text[i] == '"' && run % 2)
            out[at++] = '\\';
        run = text[i] == '\\' ? run + 1 : 0;
        out[at++] = text[i];
    }
    if (out && run % 2)
        out[at++] = '\\';
    if (out)
        out[at] = '\0';
    return out;
}

/* A JSON value as the text of an attribute, or NULL: null, a list, an object, or out of memory. */
static char *text_of(const json_t *value)
{
    char *number, *text;

    if (json_is_string(value))
        return safe(json_string_value(value));
    if (!json_is_number(value) && !json_is_boolean(value))
        return NULL;
    number = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(9));
    text = number ? safe(number) : NULL;
    free(number);
    return text;
}

static bool is_structure(const char *name)
{
    return strcmp(name, "id") == 0 || strcmp(name, "source") == 0 || strcmp(name, "target") == 0 || strcmp(name, "key") == 0;
}

/* Default attributes of graph, nodes or edges. */
static bool set_defaults(Agraph_t *graph, int kind, json_t *object)
{
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value)
    {
        char *text = text_of(value);
        bool good = text && agattr(graph, kind, (char *)name, text);
        free(text);
        if (!good)
            return fail("cannot set a default attribute", name);
    }
    return true;
}

/* Attributes of a node or link; one that is new is declared with an empty default. */
static bool set_attributes(Agraph_t *graph, int kind, void *item, json_t *object)
{
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value)
    {
        char *text = is_structure(name) ? NULL : text_of(value);
        bool good = true;
        if (text)
            good = (agattr(graph, kind, (char *)name, NULL) ||
                    agattr(graph, kind, (char *)name, (char *)(strcmp(name, "label") ? "" : "\\N"))) &&
                   agset(item, (char *)name, text) == 0;
        free(text);
        if (!good)
            return fail("cannot set an attribute", name);
    }
    return true;
}

static Agnode_t *node_of(Agraph_t *graph, const json_t *id, bool create)
{
    char *name = text_of(id);
    Agnode_t *node = name ? agnode(graph, name, create) : NULL;

    free(name);
    return node;
}

static bool build(Agraph_t *graph, json_t *root)
{
    size_t i;
    json_t *row;

    if (!set_defaults(graph, AGRAPH, json_object_get(root, "graph")) || !set_defaults(graph, AGNODE, json_object_get(root, "node")) ||
        !set_defaults(graph, AGEDGE, json_object_get(root, "edge")))
        return false;
    json_array_foreach(json_object_get(root, "nodes"), i, row)
    {
        Agnode_t *node = node_of(graph, json_object_get(row, "id"), true);
        if (!node)
            return fail("a node has no id", NULL);
        if (!set_attributes(graph, AGNODE, node, row))
            return false;
    }
    json_array_foreach(json_object_get(root, "links"), i, row)
    {
        Agnode_t *from = node_of(graph, json_object_get(row, "source"), false), *to = node_of(graph, json_object_get(row, "target"), false);
        Agedge_t *edge = from && to ? agedge(graph, from, to, NULL, 1) : NULL;
        if (!edge)
            return fail("a link names an unknown node", NULL);
        if (!set_attributes(graph, AGEDGE, edge, row))
            return false;
    }
    return true;
}

static bool convert(json_t *root)
{
    const char *name = json_string_value(json_object_get(root, "name"));
    Agdesc_t kind = json_is_true(json_object_get(root, "directed")) ? Agdirected : Agundirected;
    Agraph_t *graph;
    bool good;

    if (!json_is_array(json_object_get(root, "nodes")) || !json_is_array(json_object_get(root, "links")))
        return fail("the input is not node-link JSON", NULL);
    graph = agopen((char *)(name ? name : "actors"), kind, NULL);
    if (!graph)
        return fail("out of memory", NULL);
    good = build(graph, root);
    if (good && (agwrite(graph, stdout) != 0 || fflush(stdout) != 0 || ferror(stdout)))
        good = fail("cannot write", NULL);
    agclose(graph);
    return good;
}

int main(int argc, char **argv)
{
    json_error_t problem;
    json_t *root;
    bool good;

    (void)argv;
    if (argc > 1) {
        fputs("usage: actornet-dot < NETWORK.json > NETWORK.dot\n", stderr);
        return 2;
    }
    root = json_loadf(stdin, 0, &problem);
    good = root ? convert(root) : fail("the input is not JSON", problem.text);
    json_decref(root);
    return good ? 0 : 1;
}
