/* `dict check`: everything that is wrong with dictionaries and pattern files. The findings are the result, so they go to standard output.
 */
#include "cli/against.h"
#include "cli/command.h"
#include "cli/input.h"

#include <stdlib.h>
#include <string.h>

/* Findings about the files that were named, and errors anywhere: what is doubtful in the shipped files is not the caller's business. */
typedef struct listener {
    const cli_options *options;
    cli_list files;
    an_observer inner; /* prints */
    cli_text list;     /* JSON */
    size_t counts[3];  /* by severity */
} listener;

/* The file is one of those named, or lies in a named folder. */
static bool is_named(const listener *l, const char *source)
{
    for (size_t i = 0; i < l->files.count; i++) {
        size_t length = strlen(l->files.items[i]);
        if (!strncmp(source, l->files.items[i], length) &&
            (source[length] == '\0' || source[length] == '/' || l->files.items[i][length - 1] == '/'))
            return true;
    }
    return source[0] == '\0';
}

static void add_finding_json(cli_text *list, const an_diagnostic *diagnostic)
{
    static const char *const severities[] = {"note", "warning", "error"};
    const an_error *at = &diagnostic->at;
    cli_addf(list, "%s\n  {\"file\":", list->len ? "," : "");
    cli_add_json(list, cli_str(at->source));
    cli_addf(list, ",\"line\":%zu,\"column\":%zu,\"severity\":\"%s\",\"message\":", at->line, at->column, severities[diagnostic->severity]);
    cli_add_json(list, cli_str(at->message));
    cli_add_char(list, '}');
}

static void listen_to(void *payload, const an_diagnostic *diagnostic)
{
    listener *l = payload;
    if (diagnostic->severity != AN_ERROR && (l->options->quiet || !is_named(l, diagnostic->at.source)))
        return;
    l->counts[diagnostic->severity]++;
    if (l->options->json)
        add_finding_json(&l->list, diagnostic);
    else
        l->inner.diagnose(l->inner.payload, diagnostic);
}

static bool go_on(void *payload, const char *stage, size_t done, size_t total)
{
    const listener *l = payload;
    return l->inner.progress(l->inner.payload, stage, done, total);
}

static void add_part(cli_text *text, size_t count, const char *one)
{
    cli_add_text(text, text->len ? ", " : "");
    cli_add_things(text, count, one);
}

static void add_summary(cli_text *text, const listener *l, const an_lexicon_counts *counts)
{
    cli_text parts = {0};
    add_part(text, l->counts[AN_ERROR], "error");
    add_part(text, l->counts[AN_WARNING], "warning");
    add_part(&parts, counts->actors, "actor");
    add_part(&parts, counts->aliases, "alias");
    add_part(&parts, counts->patterns, "pattern");
    add_part(&parts, counts->words, "word");
    cli_addf(text, "; with the shipped data %s\n", parts.ptr);
    cli_text_clear(&parts);
}

static void add_summary_json(cli_text *text, const listener *l, const an_lexicon_counts *counts)
{
    cli_addf(text,
             "{\"errors\":%zu,\"warnings\":%zu,\"files\":%zu,\"actors\":%zu,\"aliases\":%zu,\"patterns\":%zu,\"words\":%zu,\"findings\":[",
             l->counts[AN_ERROR], l->counts[AN_WARNING], counts->files, counts->actors, counts->aliases, counts->patterns, counts->words);
    cli_add(text, cli_view(&l->list));
    cli_add_text(text, l->list.len ? "\n]}\n" : "]}\n");
}

int cli_dict_check(cli_session *session)
{
    const cli_options *options = session->options;
    cli_terminal *terminal = session->terminal;
    cli_lexicon_source source;
    cli_text text = {0};
    an_lexicon_counts counts = {0};
    an_error err = {0};
    listener l = {.options = options, .inner = cli_observer(terminal)};
    an_observer watch = {listen_to, go_on, &l};
    int status = CLI_DONE;

    terminal->findings = !options->json;
    l.files.count = options->words.count + options->dicts.count;
    l.files.items = cli_alloc(l.files.count, sizeof *l.files.items);
    for (size_t i = 0; i < l.files.count; i++)
        l.files.items[i] = i < options->words.count ? options->words.items[i] : options->dicts.items[i - options->words.count];
    if (options->against.count) {
        terminal->findings = false;
        status = cli_against(session, &l.files);
    } else if (cli_find_lexicon(&source, session, &l.files, &err) != AN_OK ||
               an_lexicon_check(&counts, &source.options, &watch, &err) != AN_OK) {
        status = cli_failure(terminal, &err);
    } else {
        (options->json ? add_summary_json : add_summary)(&text, &l, &counts);
        cli_print(terminal, &text);
        if (l.counts[AN_ERROR] || (options->strict && l.counts[AN_WARNING]))
            status = CLI_FAILED;
    }
    cli_text_clear(&l.list);
    cli_text_clear(&text);
    free(l.files.items);
    return status;
}
