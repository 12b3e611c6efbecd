/* Two tables for spreadsheets and for Gephi's import: x.nodes.csv and x.edges.csv, RFC 4180 with LF. The first columns have the names that
   Gephi knows; `Type` stands in every edge row, since without it Gephi takes all edges for directed. Cells of text that a spreadsheet would
   run as a formula get a ' in front, ids in both tables alike. One row after the other. */
#include "base/alloc.h"
#include "base/file.h"
#include "formats/escape.h"
#include "formats/format.h"
#include "formats/names.h"
#include "formats/value.h"

static void add_cell(an_buf *out, const an_network *net, an_table table, size_t row, size_t column)
{
    an_buf_add_char(out, ',');
    if (column == AN_NONE)
        return;
    if (an_network_column_type(net, table, column) == AN_TYPE_STRING)
        an_csv_add_text(out, an_network_string(net, table, row, column));
    else
        an_cell_add(out, net, table, row, column);
}

/* Columns that have a place of their own at the front. */
static bool is_front(size_t column, const size_t *front, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (front[i] == column)
            return true;
    return false;
}

static void add_titles(an_buf *out, const an_titles *titles, size_t count, const size_t *front, size_t front_count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_front(i, front, front_count)) {
            an_buf_add_char(out, ',');
            an_csv_add_text(out, titles->items[i]);
        }
    an_buf_add_char(out, '\n');
}

static void add_rest(an_buf *out, const an_network *net, an_table table, size_t row, const size_t *front, size_t front_count)
{
    for (size_t i = 0; i < an_network_columns(net, table); i++)
        if (!is_front(i, front, front_count))
            add_cell(out, net, table, row, i);
    an_buf_add_char(out, '\n');
}

static void start(an_sink *sink, const an_write_options *options, const char *titles)
{
    if (options->csv_bom)
        an_buf_add_text(&sink->text, "\xEF\xBB\xBF");
    an_buf_add_text(&sink->text, titles);
}

an_status an_csv_write_nodes(an_sink *sink, const an_network *net, const an_write_options *options, an_error *err)
{
    static const char *const reserved[] = {"id", "timeset", NULL};
    size_t front[] = {an_network_column(net, AN_NODES, "label")};
    an_ids ids = {0};
    an_titles titles = {0};
    an_status st;

    if ((st = an_ids_init(&ids, net, err)) != AN_OK || (st = an_titles_init(&titles, net, AN_NODES, reserved, err)) != AN_OK)
        goto done;
    start(sink, options, "Id,Label");
    add_titles(&sink->text, &titles, an_network_columns(net, AN_NODES), front, 1);
    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++) {
        an_csv_add_text(&sink->text, an_ids_get(&ids, i));
        an_buf_add_char(&sink->text, ',');
        an_csv_add_text(&sink->text, an_network_label(net, i));
        add_rest(&sink->text, net, AN_NODES, i, front, 1);
        an_sink_row(sink);
    }
    st = an_sink_end(sink, err);

done:
    an_ids_clear(&ids);
    an_titles_clear(&titles);
    return st;
}

static an_status write_edges(an_sink *sink, const an_network *net, const an_write_options *options, an_error *err)
{
    static const char *const reserved[] = {"source", "target", "type", "id", "kind", "timeset", NULL};
    size_t front[] = {an_network_column(net, AN_EDGES, "label"), an_network_column(net, AN_EDGES, "weight")};
    const char *type = an_network_directed(net) ? ",Directed,e" : ",Undirected,e";
    an_ids ids = {0};
    an_titles titles = {0};
    an_status st;

    if ((st = an_ids_init(&ids, net, err)) != AN_OK || (st = an_titles_init(&titles, net, AN_EDGES, reserved, err)) != AN_OK)
        goto done;
    start(sink, options, "Source,Target,Type,Id,Label,Weight");
    add_titles(&sink->text, &titles, an_network_columns(net, AN_EDGES), front, 2);
    for (size_t i = 0; i < an_network_size(net, AN_EDGES); i++) {
        an_csv_add_text(&sink->text, an_ids_get(&ids, an_network_edge_from(net, i)));
        an_buf_add_char(&sink->text, ',');
        an_csv_add_text(&sink->text, an_ids_get(&ids, an_network_edge_to(net, i)));
        an_buf_addf(&sink->text, "%s%zu", type, i + 1);
        add_cell(&sink->text, net, AN_EDGES, i, front[0]);
        if (an_network_has(net, AN_EDGES, i, front[1]))
            add_cell(&sink->text, net, AN_EDGES, i, front[1]);
        else
            an_buf_add_text(&sink->text, ",1");
        add_rest(&sink->text, net, AN_EDGES, i, front, 2);
        an_sink_row(sink);
    }
    st = an_sink_end(sink, err);

done:
    an_ids_clear(&ids);
    an_titles_clear(&titles);
    return st;
}

/* "dir/x.csv" → "dir/x.nodes.csv". */
static char *path_of(const char *path, const char *table)
{
    an_buf name = {0};
    size_t length = strlen(path);

    an_buf_add(&name, (an_str){path, length >= 4 ? length - 4 : length});
    an_buf_addf(&name, ".%s.csv", table);
    return an_buf_take(&name);
}

typedef an_status writer(an_sink *sink, const an_network *net, const an_write_options *options, an_error *err);

static an_status write_table(an_output *output, writer *write, const an_network *net, const an_write_options *options, an_error *err)
{
    an_sink sink = {.stream = output->stream};
    an_status st = write(&sink, net, options, err);

    an_sink_clear(&sink);
    return st;
}

an_status an_csv_write(const an_network *net, const char *path, const an_write_options *options, an_error *err)
{
    char *node_path = path_of(path, "nodes"), *edge_path = path_of(path, "edges");
    an_output nodes = {0}, edges = {0};
    an_status st = AN_OK;

    if (!node_path || !edge_path)
        st = an_fail_nomem(err);
    if (st == AN_OK)
        st = an_output_open(&nodes, node_path, err);
    if (st == AN_OK)
        st = an_output_open(&edges, edge_path, err);
    if (st == AN_OK)
        st = write_table(&nodes, an_csv_write_nodes, net, options, err);
    if (st == AN_OK)
        st = write_table(&edges, write_edges, net, options, err);
    /* a full disk shows when the files are finished: neither has its name before both are */
    if (st == AN_OK)
        st = an_output_finish(&nodes, err);
    if (st == AN_OK)
        st = an_output_finish(&edges, err);
    if (st == AN_OK)
        st = an_output_close(&nodes, err);
    if (st == AN_OK)
        st = an_output_close(&edges, err);
    an_output_abort(&nodes);
    an_output_abort(&edges);
    an_free(node_path);
    an_free(edge_path);
    return st;
}
