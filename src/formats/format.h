/* What the table of formats calls: one reader and one writer for each. Public face: actornet/network.h. */
#ifndef FORMATS_FORMAT_H
#define FORMATS_FORMAT_H

#include "actornet/network.h"
#include "base/error.h"
#include "formats/sink.h"

/* Readers take a path or "-". */
an_status an_graphml_read(an_network **out, const char *path, const an_observer *watch, an_error *err);
an_status an_node_link_read(an_network **out, const char *path, const an_observer *watch, an_error *err);

/* Writers of one text. They end the sink themselves. */
an_status an_graphml_write(an_sink *sink, const an_network *net, an_error *err);
an_status an_node_link_write(an_sink *sink, const an_network *net, const an_write_options *options, an_error *err);
an_status an_csv_write_nodes(an_sink *sink, const an_network *net, const an_write_options *options, an_error *err);
/* Both tables: "x.csv" gives x.nodes.csv and x.edges.csv, or neither. */
an_status an_csv_write(const an_network *net, const char *path, const an_write_options *options, an_error *err);

/* Writers that run a program. The whole file is in `out` before anything is written; `path` is for messages. */
an_status an_dot_write(an_buf *out, const an_network *net, const char *path, const an_write_options *options, const an_observer *watch,
                       an_error *err);
/* `kind` is "svg", "png" or "pdf". */
an_status an_picture_write(an_buf *out, const an_network *net, const char *kind, const char *path, const an_write_options *options,
                           const an_observer *watch, an_error *err);

/* What every picture of ours says. */
#define AN_MEANING "A line means: named near each other in the text — no proof of contact"

/* Whether links of this network mean «named near each other in the text»: it has the columns that only we write. A foreign network's may
   mean anything. An empty network is ours. */
bool an_is_ours(const an_network *net);

#endif
