/* Node-link JSON of any content: refused, or a network that can be written and read again with the same result. */
#include "fuzz.h"

#include "formats/format.h"

static void write_again(const an_network *net, an_sink *sink)
{
    an_write_options options;

    an_write_options_default(&options);
    HOLDS(an_node_link_write(sink, net, &options, NULL) == AN_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_network *net = NULL, *again = NULL;
    an_sink first = {0}, second = {0};
    an_error err = {0};

    if (an_node_link_read(&net, fuzz_file("n.json", fuzz_input(data, size)), NULL, &err) == AN_OK) {
        write_again(net, &first);
        if (an_node_link_read(&again, fuzz_file("n.json", an_buf_str(&first.text)), NULL, &err) != AN_OK) {
            fprintf(stderr, "%s\n", err.message);
            abort();
        }
        HOLDS(an_network_size(net, AN_NODES) == an_network_size(again, AN_NODES));
        HOLDS(an_network_size(net, AN_EDGES) == an_network_size(again, AN_EDGES));
        write_again(again, &second);
        HOLDS(an_str_equal(an_buf_str(&first.text), an_buf_str(&second.text)));
    } else {
        HOLDS(!net && err.message[0]);
    }
    an_network_free(net);
    an_network_free(again);
    an_sink_clear(&first);
    an_sink_clear(&second);
    return 0;
}
