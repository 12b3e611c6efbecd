/* `draw` and `convert`: a network file into another file. */
#include "cli/command.h"
#include "cli/output.h"

#include <string.h>

/* The names of what was written. */
static void say_written(const cli_session *session, const an_network *net, const cli_outputs *outputs)
{
    cli_text text = {0};
    for (size_t i = 0; i < outputs->files.count; i++)
        if (strcmp(outputs->files.items[i], "-") != 0) {
            cli_add_things(&text, an_network_size(net, AN_NODES), "actor");
            cli_add_text(&text, ", ");
            cli_add_things(&text, an_network_size(net, AN_EDGES), "link");
            cli_add_text(&text, ": ");
            cli_add_clean(&text, cli_str(outputs->files.items[i]), false);
            cli_add_char(&text, '\n');
        }
    if (text.len && !session->options->quiet)
        fputs(text.ptr, stderr);
    cli_text_clear(&text);
}

static int read_and_write(cli_session *session, const char *path, cli_outputs *outputs)
{
    an_observer watch = cli_observer(session->terminal);
    an_network *net = NULL;
    an_error err = {0};
    int status = an_network_read(&net, path, &watch, &err) == AN_OK ? cli_outputs_write(outputs, net, session)
                                                                    : cli_failure(session->terminal, &err);
    if (status == CLI_DONE)
        say_written(session, net, outputs);
    an_network_free(net);
    return status;
}

int cli_draw(cli_session *session)
{
    cli_outputs outputs;
    if (session->options->outputs.count == 0)
        return cli_usage_error(session, "draw needs '-o FILE', for example -o network.svg");
    int status = cli_outputs_open(&outputs, session);
    if (status == CLI_DONE)
        status = read_and_write(session, session->options->words.items[0], &outputs);
    cli_outputs_clear(&outputs);
    return status;
}

int cli_convert(cli_session *session)
{
    const cli_list *words = &session->options->words, *named = &session->options->outputs;
    cli_outputs outputs;
    cli_options options = *session->options;
    cli_session inner = *session;
    if (words->count == 1 && named->count == 0)
        return cli_usage_error(session, "convert needs a second name, of the file to write");
    if (words->count > 1 && named->count)
        return cli_usage_error(session, "convert writes '%s' or what -o names: '%s' is one too many", words->items[1], named->items[0]);
    if (words->count > 1)
        options.outputs = (cli_list){.items = words->items + 1, .count = 1};
    inner.options = &options;
    int status = cli_outputs_open(&outputs, &inner);
    if (status == CLI_DONE)
        status = read_and_write(session, words->items[0], &outputs);
    cli_outputs_clear(&outputs);
    return status;
}
