/* Reads anybody's GraphML (Gephi, NetworkX, igraph, yEd, ours) by expat: streaming, without recursion, with a stack of at most 256
   elements, each known by what it is and by the one around it. What is not read is passed over whole and told. Nothing outside the file is
   ever opened, and entities of the file's own are refused. What the elements mean: graphml_rows.c. Cost: linear in the file. */
#include "base/alloc.h"
#include "formats/format.h"
#include "formats/graphml_rows.h"

#include <errno.h>
#include <expat.h>

enum {
    DEPTH_MAX = 256,
    PIECE = 1 << 16,
    TAG_MAX = 16 << 20, /* bytes of one tag or comment */
    TEXT_MAX = 64 << 20 /* bytes of one value */
};

typedef enum element { GRAPHML, KEY, DEFAULT, GRAPH, NODE, EDGE, DATA, LABEL, OTHER } element;

typedef struct level {
    element element;
    bool directed; /* GRAPH: its edgedefault; EDGE: its own direction */
    size_t index;  /* NODE: its row; DATA: its key */
} level;

typedef struct reader {
    XML_Parser parser;
    an_graphml_rows rows;
    an_status status; /* of what stopped the reading */
    level stack[DEPTH_MAX];
    size_t depth;
    size_t skip;   /* everything at this depth and deeper is passed over; 0 = nothing */
    size_t graphs; /* at the top level */
    bool graph_data;
    bool collecting; /* character data goes into text */
    an_buf text;
    size_t fed, seen; /* bytes given to the parser; the same when the last event came */
} reader;

/* Note what a call said and stop the parser when it failed; the first reason stays. */
static void check(reader *r, an_status status)
{
    if (status == AN_OK || r->status != AN_OK)
        return;
    r->status = status;
    XML_StopParser(r->parser, XML_FALSE);
}

static size_t line_of(const reader *r)
{
    return (size_t)XML_GetCurrentLineNumber(r->parser);
}

/* The error that has just been filled is about this place. */
static an_status here(const reader *r, an_status status)
{
    an_error *err = r->rows.err;

    an_fail_in(err, status, r->rows.source);
    if (err) {
        err->line = line_of(r);
        err->column = (size_t)XML_GetCurrentColumnNumber(r->parser) + 1;
    }
    return status;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2)
        if (strcmp(attributes[i], name) == 0)
            return attributes[i + 1];
    return NULL;
}

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon ? colon + 1 : name;
}

/* Elements ------------------------------------------------------------------------------------------------------------------------ */

/* What an element is, seen from the one around it. */
static element element_of(const char *name, element parent)
{
    static const struct {
        const char *name;
        element parent, element;
    } known[] = {
        {"key", GRAPHML, KEY},  {"graph", GRAPHML, GRAPH}, {"default", KEY, DEFAULT}, {"node", GRAPH, NODE}, {"edge", GRAPH, EDGE},
        {"graph", NODE, GRAPH}, {"graph", EDGE, GRAPH},    {"data", NODE, DATA},      {"data", EDGE, DATA},
    };

    if (parent == OTHER || parent == DATA)
        return strcmp(name, "NodeLabel") == 0 || strcmp(name, "EdgeLabel") == 0 ? LABEL : OTHER;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].parent == parent && strcmp(name, known[i].name) == 0)
            return known[i].element;
    return OTHER;
}

static void start_key(reader *r, const char **attributes)
{
    an_graphml_declaration key = {attribute(attributes, "id"), attribute(attributes, "for"), attribute(attributes, "attr.type"),
                                  attribute(attributes, "attr.name"), attribute(attributes, "yfiles.type")};

    check(r, an_graphml_declare(&r->rows, &key, line_of(r)));
}

static void start_graph(reader *r, level *top, element parent, const char **attributes)
{
    const char *mode = attribute(attributes, "edgedefault");

    top->directed = mode && strcmp(mode, "directed") == 0;
    if (parent == GRAPHML && r->graphs++ == 0) {
        check(r, an_graphml_lay_out(&r->rows, top->directed));
        return;
    }
    if (parent == NODE) {
        an_graphml_tell(&r->rows, AN_GRAPHML_NESTED, line_of(r), "a graph inside a node: its nodes and edges become ordinary ones");
        return;
    }
    an_graphml_tell(&r->rows, AN_GRAPHML_NESTED, line_of(r),
                    parent == EDGE ? "a graph inside an edge is left out" : "the file holds several graphs; only the first is read");
    r->skip = r->depth;
}

static void start_node(reader *r, level *top, const char **attributes)
{
    const char *id = attribute(attributes, "id");

    if (id && *id) {
        check(r, an_graphml_node(&r->rows, id, line_of(r), &top->index));
        return;
    }
    an_graphml_tell(&r->rows, AN_GRAPHML_NO_ID, line_of(r), "a node without an id is left out");
    r->skip = r->depth;
}

static void start_edge(reader *r, level *top, const char **attributes)
{
    const char *source = attribute(attributes, "source"), *target = attribute(attributes, "target");
    const char *directed = attribute(attributes, "directed");

    top->directed = directed ? strcmp(directed, "true") == 0 || strcmp(directed, "1") == 0 : top[-1].directed;
    if (source && *source && target && *target) {
        check(r, an_graphml_edge_start(&r->rows, source, target, line_of(r)));
        return;
    }
    an_graphml_tell(&r->rows, AN_GRAPHML_NO_ID, line_of(r), "an edge without source or target is left out");
    r->skip = r->depth;
}

static an_table table_of(const level *owner)
{
    return owner->element == NODE ? AN_NODES : AN_EDGES;
}

static bool is_graphics(const reader *r, const level *data)
{
    return r->rows.keys[table_of(data - 1)].items[data->index].graphics;
}

static void start_data(reader *r, level *top, const char **attributes)
{
    const char *id = attribute(attributes, "key");

    top->index = an_graphml_key_of(&r->rows, table_of(top - 1), id);
    if (top->index == AN_NONE) {
        an_graphml_tell(&r->rows, AN_GRAPHML_UNDECLARED, line_of(r), "a value of the undeclared key '%.80s' is left out", id ? id : "");
        r->skip = r->depth;
        return;
    }
    r->collecting = !is_graphics(r, top);
    an_buf_reset(&r->text);
}

static void start_other(reader *r, const char *name, element parent)
{
    if (parent == OTHER || parent == DATA)
        return; /* yEd's label may stand inside */
    if (strcmp(name, "hyperedge") == 0)
        an_graphml_tell(&r->rows, AN_GRAPHML_HYPEREDGE, line_of(r), "a hyperedge is left out: only links between two are read");
    else if (strcmp(name, "port") == 0)
        an_graphml_tell(&r->rows, AN_GRAPHML_PORT, line_of(r), "a port is left out");
    else if (strcmp(name, "data") == 0)
        r->graph_data = true;
    r->skip = r->depth;
}

/* The DATA around the label that has just ended, or NULL. */
static const level *data_around(const reader *r)
{
    for (size_t i = r->depth; i > 0; i--) {
        if (r->stack[i - 1].element == DATA)
            return &r->stack[i - 1];
        if (r->stack[i - 1].element != OTHER)
            break;
    }
    return NULL;
}

static void end_value(reader *r, const level *data, size_t key)
{
    const level *owner = data - 1;
    an_graphml_cell cell = {key, an_buf_str(&r->text), line_of(r)};

    r->collecting = false;
    check(r, owner->element == EDGE ? an_graphml_edge_set(&r->rows, &cell) : an_graphml_set(&r->rows, AN_NODES, owner->index, &cell));
}

/* The parser's calls -------------------------------------------------------------------------------------------------------------- */

static void start_inside(reader *r, level *top, const char *name, const char **attributes)
{
    element parent = top[-1].element;

    top->element = element_of(name, parent);
    switch (top->element) {
    case KEY:
        start_key(r, attributes);
        break;
    case GRAPH:
        start_graph(r, top, parent, attributes);
        break;
    case NODE:
        start_node(r, top, attributes);
        break;
    case EDGE:
        start_edge(r, top, attributes);
        break;
    case DATA:
        start_data(r, top, attributes);
        break;
    case DEFAULT:
    case LABEL:
        if (!r->collecting)
            an_buf_reset(&r->text);
        r->collecting = true;
        break;
    default:
        start_other(r, name, parent);
    }
}

static void start_element(void *payload, const char *name, const char **attributes)
{
    reader *r = payload;
    level *top = &r->stack[r->depth];

    r->seen = r->fed;
    if (r->status != AN_OK)
        return;
    if (r->depth >= DEPTH_MAX) {
        check(r, here(r, an_fail(r->rows.err, AN_ERR_LIMIT, "elements are nested deeper than %d", DEPTH_MAX)));
        return;
    }
    *top = (level){.element = OTHER, .index = AN_NONE};
    if (r->depth == 0) {
        top->element = GRAPHML;
        if (strcmp(local(name), "graphml") != 0)
            check(r, here(r, an_fail(r->rows.err, AN_ERR_SYNTAX, "not GraphML: the file begins with <%.80s>, not with <graphml>", name)));
    } else if (!r->skip) {
        start_inside(r, top, local(name), attributes);
    }
    r->depth++;
}

static void end_element(void *payload, const char *name)
{
    reader *r = payload;
    const level *top, *data;

    (void)name;
    r->seen = r->fed;
    if (r->status != AN_OK || r->depth == 0)
        return;
    top = &r->stack[--r->depth];
    if (r->skip) {
        if (r->skip == r->depth)
            r->skip = 0;
    } else if (r->text.failed) {
        check(r, an_fail_nomem(r->rows.err));
    } else if (top->element == DEFAULT) {
        r->collecting = false;
        check(r, an_graphml_default(&r->rows, an_buf_str(&r->text)));
    } else if (top->element == EDGE) {
        check(r, an_graphml_edge_end(&r->rows, top->directed));
    } else if (top->element == DATA && r->collecting) {
        end_value(r, top, top->index);
    } else if (top->element == LABEL && (data = data_around(r)) && is_graphics(r, data)) {
        end_value(r, data, AN_NONE);
    }
}

static void characters(void *payload, const char *text, int length)
{
    reader *r = payload;

    r->seen = r->fed;
    if (r->status != AN_OK || !r->collecting || r->skip)
        return;
    if (r->text.len + (size_t)length > TEXT_MAX)
        check(r, here(r, an_fail(r->rows.err, AN_ERR_LIMIT, "a value is larger than %d MB", TEXT_MAX >> 20)));
    else
        an_buf_add(&r->text, (an_str){text, (size_t)length});
}

/* Comments, processing instructions, the document type: only a sign of life. */
static void anything_else(void *payload, const char *text, int length)
{
    reader *r = payload;

    (void)text;
    (void)length;
    r->seen = r->fed;
}

static void entity_declared(void *payload, const char *name, int parameter, const char *value, int length, const char *base,
                            const char *system, const char *public_id, const char *notation)
{
    reader *r = payload;

    (void)parameter, (void)value, (void)length, (void)base, (void)system, (void)public_id, (void)notation;
    if (r->status == AN_OK)
        check(r, here(r, an_fail(r->rows.err, AN_ERR_SYNTAX, "the file declares the entity '%.80s'; such files are refused", name)));
}

static void entity_skipped(void *payload, const char *name, int parameter)
{
    reader *r = payload;

    if (!parameter)
        an_graphml_tell(&r->rows, AN_GRAPHML_ENTITY, line_of(r), "the unknown entity '&%.80s;' is left out", name);
}

static void set_handlers(reader *r)
{
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, start_element, end_element);
    XML_SetCharacterDataHandler(r->parser, characters);
    XML_SetDefaultHandlerExpand(r->parser, anything_else);
    XML_SetEntityDeclHandler(r->parser, entity_declared);
    XML_SetSkippedEntityHandler(r->parser, entity_skipped);
}

/* The file ------------------------------------------------------------------------------------------------------------------------ */

/* expat's own error, with the line that it is about. */
static an_status syntax_error(const reader *r)
{
    int offset = 0, size = 0;
    const char *context = XML_GetInputContext(r->parser, &offset, &size);
    int start = offset, end = offset;

    if (r->status != AN_OK)
        return r->status;
    if (XML_GetErrorCode(r->parser) == XML_ERROR_NO_MEMORY)
        return an_fail_nomem(r->rows.err);
    an_fail(r->rows.err, AN_ERR_SYNTAX, "not GraphML: %s", XML_ErrorString(XML_GetErrorCode(r->parser)));
    if (context && offset >= 0 && offset <= size) {
        while (start > 0 && context[start - 1] != '\n')
            start--;
        while (end < size && context[end] != '\n' && context[end] != '\r')
            end++;
        an_error_at(r->rows.err, r->rows.source, 1, (an_str){context + start, (size_t)(end - start)}, (size_t)(offset - start), 1);
    }
    return here(r, AN_ERR_SYNTAX);
}

/* What the first bytes show without a parser. */
static an_status check_start(const reader *r, const char *piece, size_t length)
{
    if (length == 0)
        return an_fail_in(r->rows.err, an_fail(r->rows.err, AN_ERR_SYNTAX, "not GraphML: the file is empty"), r->rows.source);
    if (length >= 2 && piece[0] == '\x1f' && piece[1] == '\x8b')
        return an_fail(r->rows.err, AN_ERR_SYNTAX, "'%s' is compressed; unpack it first (gunzip)", r->rows.source);
    return AN_OK;
}

static an_status parse(reader *r, FILE *file)
{
    an_error *err = r->rows.err;
    an_status st;
    bool last = false;

    while (!last) {
        char *piece = XML_GetBuffer(r->parser, PIECE);
        size_t got;
        if (!piece)
            return an_fail_nomem(err);
        got = fread(piece, 1, PIECE, file);
        if (ferror(file))
            return an_fail_errno(err, "cannot read '%s'", r->rows.source);
        if (r->fed == 0 && (st = check_start(r, piece, got)) != AN_OK)
            return st;
        last = got < PIECE;
        r->fed += got;
        if (XML_ParseBuffer(r->parser, (int)got, last) != XML_STATUS_OK)
            return syntax_error(r);
        if (r->fed - r->seen > TAG_MAX)
            return here(r, an_fail(err, AN_ERR_LIMIT, "a tag or comment is larger than %d MB", TAG_MAX >> 20));
        if (!an_progress(r->rows.watch, "reading", r->fed, 0))
            return an_fail(err, AN_ERR_CANCELLED, "stopped");
    }
    if (r->graphs == 0)
        return an_fail_in(err, an_fail(err, AN_ERR_SYNTAX, "the file holds no <graph>"), r->rows.source);
    if (r->graph_data)
        an_say(r->rows.watch, AN_NOTE, r->rows.source, "attributes of the graph itself are not kept");
    return an_graphml_finish(&r->rows);
}

static an_status open_file(FILE **file, const char *path, an_error *err)
{
    *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (*file)
        return AN_OK;
    return errno == ENOENT ? an_fail(err, AN_ERR_NOT_FOUND, "no such file: '%s'", path) : an_fail_errno(err, "cannot open '%s'", path);
}

an_status an_graphml_read(an_network **out, const char *path, const an_observer *watch, an_error *err)
{
    static const XML_Memory_Handling_Suite memory = {an_alloc, an_realloc, an_free};
    reader *r = an_alloc(sizeof *r);
    FILE *file = NULL;
    an_status st;

    *out = NULL;
    if (!r)
        return an_fail_nomem(err);
    st = an_graphml_init(&r->rows, strcmp(path, "-") == 0 ? "standard input" : path, watch, err);
    if (st == AN_OK && !(r->parser = XML_ParserCreate_MM(NULL, &memory, NULL)))
        st = an_fail_nomem(err);
    if (st == AN_OK)
        st = open_file(&file, path, err);
    if (st == AN_OK) {
        set_handlers(r);
        st = parse(r, file);
    }
    if (st == AN_OK) {
        *out = r->rows.net;
        r->rows.net = NULL;
    }
    if (file && file != stdin)
        fclose(file);
    if (r->parser)
        XML_ParserFree(r->parser);
    an_graphml_clear(&r->rows);
    an_buf_clear(&r->text);
    an_free(r);
    return st;
}
