/* Links → network: the node and edge attributes of docs/output.md. */
#ifndef GRAPH_BUILD_H
#define GRAPH_BUILD_H

#include "actornet/network.h"
#include "link/links.h"

/* Node ids are stable across runs: made of the key (see docs/output.md). `isolates`: keep actors without a link. AN_ERR_NOMEM. */
an_status an_network_build(an_network **out, const an_links *links, bool isolates, an_error *err);

#endif
