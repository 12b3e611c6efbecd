/* A program of somebody else: finds the data and actornet-dot beside the shared library (or is told where they are), makes a small network, measures
   it, writes it, reads it back. Also compiled as C++. */
#include <actornet/actornet.h>
#include <stdio.h>
#include <string.h>

static an_str text(const char *t)
{
    an_str s;
    s.ptr = t;
    s.len = strlen(t);
    return s;
}

static int failed(const an_error *err)
{
    fprintf(stderr, "%s\n", err->message);
    return 1;
}

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : "outside.graphml";
    an_network *net = NULL, *back = NULL;
    an_error err;
    size_t a, b, edge, degree;
    char data[4096];
    memset(&err, 0, sizeof err);
    if (an_data_find(data, sizeof data, argc > 2 ? argv[2] : NULL, NULL, &err) != AN_OK)
        return failed(&err);
    if (an_network_new(&net, false, &err) != AN_OK || an_network_add_node(net, text("Ada"), &a, &err) != AN_OK ||
        an_network_add_node(net, text("Bob"), &b, &err) != AN_OK || an_network_add_edge(net, a, b, &edge, &err) != AN_OK ||
        an_network_measure(net, "degree", NULL, NULL, &err) != AN_OK || an_network_write(net, path, NULL, NULL, &err) != AN_OK ||
        (argc < 3 && an_network_write(net, "outside.dot", NULL, NULL, &err) != AN_OK) ||
        an_network_read(&back, path, NULL, &err) != AN_OK)
        return failed(&err);
    degree = an_network_column(back, AN_NODES, "degree");
    printf("actornet %s: %zu actors, %zu link, degree %d\n", an_version(), an_network_size(back, AN_NODES), an_network_size(back, AN_EDGES),
           (int)an_network_int(back, AN_NODES, 0, degree));
    an_network_free(net);
    an_network_free(back);
    return 0;
}
