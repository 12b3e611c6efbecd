/* The table of formats, and the one way into and out of files. To add a format, write its functions and add a row. */
#include "formats/format.h"

#include "base/file.h"

#include <errno.h>
#include <stdlib.h>

/* How a format is written: a stream of text, a whole from another program, or in its own way. */
typedef enum kind { TEXT_GRAPHML, TEXT_JSON, TWO_TABLES, DOT, PICTURE } kind;

static const an_format formats[] = {
    {"graphml", ".graphml", "GraphML, for Gephi, Cytoscape, NetworkX, igraph, Neo4j; holds everything", true, true},
    {"dot", ".dot", "DOT, for Graphviz; with --dot plain for Gephi", false, true},
    {"csv", ".csv", "two tables, .nodes.csv and .edges.csv, for spreadsheets and Gephi", false, true},
    {"json", ".json", "node-link JSON, for NetworkX and D3", true, true},
    {"svg", ".svg", "picture of the strongest actors (by Graphviz)", false, true},
    {"png", ".png", "picture of the strongest actors (by Graphviz)", false, true},
    {"pdf", ".pdf", "picture of the strongest actors (by Graphviz)", false, true},
    {NULL, NULL, NULL, false, false},
};

static const kind kinds[] = {TEXT_GRAPHML, DOT, TWO_TABLES, TEXT_JSON, PICTURE, PICTURE, PICTURE};

/* Further endings of the same formats. */
static const struct {
    const char *extension, *name;
} others[] = {{".xml", "graphml"}, {".gv", "dot"}};

const an_format *an_formats(void)
{
    return formats;
}

static bool ends_with(const char *path, const char *extension)
{
    size_t length = strlen(path), tail = strlen(extension);

    return length > tail && an_str_equal_ascii_case((an_str){path + length - tail, tail}, an_str_of(extension));
}

const an_format *an_format_of(const char *path)
{
    const char *name = NULL;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ends_with(path, others[i].extension))
            name = others[i].name;
    for (const an_format *format = formats; format->name; format++)
        if (ends_with(path, format->extension) || (name && strcmp(name, format->name) == 0))
            return format;
    return NULL;
}

void an_write_options_default(an_write_options *options)
{
    *options = (an_write_options){.draw_nodes = 60, .draw_links = 3, .time_limit = 60};
}

/* Endings that can be read or written, for a message. */
static void list_endings(char *out, size_t size, bool readable)
{
    size_t used = 0;

    out[0] = '\0';
    for (const an_format *format = formats; format->name && used < size; format++)
        if (readable ? format->readable : format->writable) {
            int more = snprintf(out + used, size - used, "%s%s", used ? " " : "", format->extension);
            used += more > 0 ? (size_t)more : 0;
        }
}

an_status an_network_read(an_network **out, const char *path, const an_observer *watch, an_error *err)
{
    const an_format *format = strcmp(path, "-") == 0 ? formats : an_format_of(path);
    char endings[200];

    *out = NULL;
    list_endings(endings, sizeof endings, true);
    if (!format && !an_file_exists(path))
        return an_fail(err, AN_ERR_NOT_FOUND, "no such file: '%s'", path);
    if (an_is_folder(path))
        return an_fail(err, AN_ERR_IO, "'%s' is a folder, not a file", path);
    if (!format)
        return an_fail(err, AN_ERR_INVALID, "cannot tell the format of '%s'; networks are read from files that end in %s", path, endings);
    if (!format->readable)
        return an_fail(err, AN_ERR_INVALID, "cannot read '%s': %s is only written; networks are read from files that end in %s", path,
                       format->name, endings);
    if (strcmp(format->name, "json") == 0)
        return an_node_link_read(out, path, watch, err);
    return an_graphml_read(out, path, watch, err);
}

/* Text that goes into the file as it is made. */
static an_status write_stream(const an_network *net, const char *path, kind how, const an_write_options *options, an_error *err)
{
    an_output output;
    an_sink sink = {0};
    an_status st = an_output_open(&output, path, err);

    if (st != AN_OK)
        return st;
    sink.stream = output.stream;
    st = how == TEXT_JSON ? an_node_link_write(&sink, net, options, err) : an_graphml_write(&sink, net, err);
    if (st == AN_OK)
        st = an_output_close(&output, err);
    an_output_abort(&output);
    an_sink_clear(&sink);
    return st;
}

/* The output of another program, written when it is whole. The file is opened first, so that a bad path is told before the work. */
static an_status write_whole(const an_network *net, const char *path, const an_format *format, kind how, const an_write_options *options,
                             const an_observer *watch, an_error *err)
{
    an_output output;
    an_buf content = {0};
    an_status st = an_output_open(&output, path, err);

    if (st != AN_OK)
        return st;
    st = how == DOT ? an_dot_write(&content, net, path, options, watch, err)
                    : an_picture_write(&content, net, format->name, path, options, watch, err);
    if (st == AN_OK && content.len)
        fwrite(content.ptr, 1, content.len, output.stream);
    if (st == AN_OK)
        st = an_output_close(&output, err);
    an_output_abort(&output);
    an_buf_clear(&content);
    return st;
}

an_status an_network_write(const an_network *net, const char *path, const an_write_options *options, const an_observer *watch,
                           an_error *err)
{
    const an_format *format = strcmp(path, "-") == 0 ? formats : an_format_of(path);
    an_write_options standard;
    char endings[200];

    an_write_options_default(&standard);
    if (!options)
        options = &standard;
    list_endings(endings, sizeof endings, false);
    if (!format)
        return an_fail(err, AN_ERR_INVALID, "cannot tell the format of '%s'; the ending says it: %s", path, endings);
    if (!an_progress(watch, "writing", 0, 0))
        return an_fail(err, AN_ERR_CANCELLED, "stopped");
    switch (kinds[format - formats]) {
    case TEXT_GRAPHML:
    case TEXT_JSON:
        return write_stream(net, path, kinds[format - formats], options, err);
    case TWO_TABLES:
        return an_csv_write(net, path, options, err);
    default:
        return write_whole(net, path, format, kinds[format - formats], options, watch, err);
    }
}
