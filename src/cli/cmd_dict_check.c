/* `dict check`: everything that is wrong with dictionaries and pattern files. The findings are the result, so they go to standard output.
 */
#include "cli/command.h"
#include "cli/input.h"

#include <stdlib.h>

/* Findings as JSON objects, instead of lines for a person. */
typedef struct listener {
    cli_text list;
    bool quiet;
    an_observer inner;
} listener;

static void note_finding(void *payload, const an_diagnostic *diagnostic)
{
    static const char *const severities[] = {"note", "warning", "error"};
    listener *l = payload;
    if (l->quiet && diagnostic->severity != AN_ERROR)
        return;
    const an_error *at = &diagnostic->at;
    cli_addf(&l->list, "%s\n  {\"file\":", l->list.len ? "," : "");
    cli_add_json(&l->list, cli_str(at->source));
    cli_addf(&l->list, ",\"line\":%zu,\"column\":%zu,\"severity\":\"%s\",\"message\":", at->line, at->column,
             severities[diagnostic->severity]);
    cli_add_json(&l->list, cli_str(at->message));
    cli_add_char(&l->list, '}');
}

static bool go_on(void *payload, const char *stage, size_t done, size_t total)
{
    const listener *l = payload;
    return l->inner.progress(l->inner.payload, stage, done, total);
}

static void add_part(cli_text *text, size_t count, const char *one, const char *many)
{
    cli_add_text(text, text->len ? ", " : "");
    cli_add_count(text, count);
    cli_addf(text, " %s", count == 1 ? one : many);
}

static void add_summary(cli_text *text, const an_lexicon_counts *counts)
{
    add_part(text, counts->errors, "error", "errors");
    add_part(text, counts->warnings, "warning", "warnings");
    cli_add_text(text, " in ");
    cli_text parts = {0};
    add_part(&parts, counts->files, "file", "files");
    add_part(&parts, counts->actors, "actor", "actors");
    add_part(&parts, counts->aliases, "alias", "aliases");
    add_part(&parts, counts->patterns, "pattern", "patterns");
    add_part(&parts, counts->words, "word", "words");
    cli_add(text, cli_view(&parts));
    cli_add_char(text, '\n');
    cli_text_clear(&parts);
}

static void add_summary_json(cli_text *text, const an_lexicon_counts *counts, const cli_text *findings)
{
    cli_addf(text,
             "{\"errors\":%zu,\"warnings\":%zu,\"files\":%zu,\"actors\":%zu,\"aliases\":%zu,\"patterns\":%zu,\"words\":%zu,\"findings\":[",
             counts->errors, counts->warnings, counts->files, counts->actors, counts->aliases, counts->patterns, counts->words);
    cli_add(text, cli_view(findings));
    cli_add_text(text, findings->len ? "\n]}\n" : "]}\n");
}

int cli_dict_check(cli_session *session)
{
    const cli_options *options = session->options;
    cli_terminal *terminal = session->terminal;
    cli_lexicon_source source;
    cli_list files = {0};
    cli_text text = {0};
    an_lexicon_counts counts = {0};
    an_error err = {0};
    listener json = {.quiet = options->quiet, .inner = cli_observer(terminal)};
    an_observer watch = options->json ? (an_observer){note_finding, go_on, &json} : json.inner;
    int status = CLI_DONE;

    terminal->findings = !options->json;
    files.count = options->words.count + options->dicts.count;
    files.items = cli_alloc(files.count, sizeof *files.items);
    for (size_t i = 0; i < files.count; i++)
        files.items[i] = i < options->words.count ? options->words.items[i] : options->dicts.items[i - options->words.count];
    if (cli_find_lexicon(&source, session, &files, &err) != AN_OK || an_lexicon_check(&counts, &source.options, &watch, &err) != AN_OK) {
        status = cli_failure(terminal, &err);
    } else {
        if (options->json)
            add_summary_json(&text, &counts, &json.list);
        else
            add_summary(&text, &counts);
        cli_print(terminal, &text);
        if (counts.errors || (options->strict && counts.warnings))
            status = CLI_FAILED;
    }
    cli_text_clear(&json.list);
    cli_text_clear(&text);
    free(files.items);
    return status;
}
