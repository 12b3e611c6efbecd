/* `centrality`: the most central actors of any network, as table, CSV or JSON. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/ranking.h"

#include <string.h>

enum { TOP = 20 };

static int print(cli_session *session, const an_network *net, const char *by)
{
    const cli_options *options = session->options;
    const char *path = options->outputs.count ? options->outputs.items[0] : NULL;
    size_t top = options->top == CLI_NOT_GIVEN ? (options->csv ? 0 : TOP) : (size_t)options->top;
    bool to_stdout = !path || !strcmp(path, "-");
    cli_ranking ranking;
    cli_text text = {0};
    cli_file file;
    int status = cli_file_open(&file, path, session);
    if (status != CLI_DONE)
        return status;
    cli_rank(&ranking, net, by);
    if (options->csv) {
        cli_add_ranking_csv(&text, &ranking, top, false);
    } else if (options->json) {
        cli_add_ranking_json(&text, &ranking, top);
        cli_add_char(&text, '\n');
    } else {
        cli_add_ranking_table(&text, &ranking, top, to_stdout && session->terminal->out_colour);
    }
    if (to_stdout && options->csv && session->terminal->out_is_terminal) {
        cli_text clean = {0};
        cli_add_clean(&clean, cli_view(&text), true);
        cli_print(session->terminal, &clean);
        cli_text_clear(&clean);
    } else if (to_stdout) {
        cli_print(session->terminal, &text);
    } else {
        fwrite(text.ptr, 1, text.len, file.stream);
    }
    if (to_stdout && !options->csv && !options->json && top && top < ranking.count)
        cli_message(session->terminal, AN_NOTE, "%zu of %zu rows; --top 0 shows all", top, ranking.count);
    cli_text_clear(&text);
    cli_ranking_clear(&ranking);
    return cli_file_close(&file, session);
}

int cli_centrality(cli_session *session)
{
    const cli_options *options = session->options;
    const char *by = options->by ? options->by : CLI_MEASURES;
    an_measure_options measure = {.normalized = options->normalized, .estimate = !options->by};
    an_observer watch = cli_observer(session->terminal);
    an_network *net = NULL;
    an_error err = {0};
    int status = CLI_DONE;
    if (options->csv && options->json)
        return cli_usage_error(session, "'--csv' and '--json' exclude each other");
    if (options->outputs.count > 1)
        return cli_usage_error(session, "centrality writes one file: '%s' is one too many", options->outputs.items[1]);
    if (options->outputs.count && (status = cli_check_file(session, options->outputs.items[0])) != CLI_DONE)
        return status;
    if (options->distance >= 0)
        measure.distance = (an_distance)options->distance;
    if (an_network_read(&net, options->words.items[0], &watch, &err) != AN_OK ||
        an_network_measure(net, by, &measure, &watch, &err) != AN_OK)
        status = cli_failure(session->terminal, &err);
    else
        status = print(session, net, by);
    if (net && an_network_size(net, AN_NODES) == 0)
        cli_message(session->terminal, AN_WARNING, "the network is empty");
    an_network_free(net);
    return status;
}
