/* `dict compile`: dictionaries into one file that is mapped. */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/rows.h"

#include <string.h>

static void add_done(cli_text *text, const an_lexicon_counts *counts, const char *to, bool json)
{
    if (json) {
        cli_addf(text, "{\"actors\":%zu,\"aliases\":%zu,\"file\":", counts->actors, counts->aliases);
        cli_add_json(text, cli_str(to));
        cli_add_text(text, "}\n");
        return;
    }
    cli_add_things(text, counts->actors, "actor");
    cli_add_text(text, ", ");
    cli_add_things(text, counts->aliases, "alias");
    cli_add_text(text, " -> ");
    cli_add_clean(text, cli_str(to), false);
    cli_add_char(text, '\n');
}

int cli_dict_compile(cli_session *session)
{
    const cli_options *options = session->options;
    cli_lexicon_source source;
    an_lexicon_counts counts;
    cli_text text = {0};
    an_observer watch = cli_observer(session->terminal);
    an_error err = {0};
    int status;
    const char *to = cli_one_output(session, &status);
    if (!to)
        return status;
    if (options->shipped != (options->words.count == 0)) /* an empty variable in a script is not to mean the shipped ones */
        return cli_usage_error(session, options->shipped ? "dict compile takes --shipped or FILES, not both" : "dict compile needs FILES");
    if (strcmp(to, "-") == 0)
        return cli_usage_error(session, "dict compile writes a file that is mapped later: name it with -o NAMES.anet");
    if (cli_find_lexicon(&source, session, &options->words, &err) != AN_OK ||
        an_dict_compile(&source.options, to, &counts, &watch, &err) != AN_OK) {
        size_t told = session->terminal->counts[AN_ERROR];
        if (told == 0)
            return cli_failure(session->terminal, &err);
        cli_message(session->terminal, AN_ERROR, "%zu error%s in the dictionaries: nothing was written", told, told == 1 ? "" : "s");
        return CLI_FAILED;
    }
    add_done(&text, &counts, to, options->json);
    if (options->json)
        cli_print(session->terminal, &text);
    else if (!options->quiet && text.len)
        fwrite(text.ptr, 1, text.len, stderr);
    cli_text_clear(&text);
    return CLI_DONE;
}
