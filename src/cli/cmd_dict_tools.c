/* `dict stats`, `dict sort`, `dict merge`, `dict list`: looking after dictionaries. */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/rows.h"

#include <stdlib.h>
#include <string.h>

/* Stats ---------------------------------------------------------------------------------------------------------------------------- */

/* Types, and aliases that may do harm, as they come, in the form asked for. */
typedef struct types {
    cli_text list, harms;
    bool json;
} types;

static void add_type(void *payload, const char *type, size_t actors, size_t aliases)
{
    types *t = payload;
    cli_text shown = {0}, numbers[2] = {{0}, {0}};
    if (t->json) {
        cli_addf(&t->list, "%s\n  {\"type\":", t->list.len ? "," : "");
        cli_add_json(&t->list, cli_str(type));
        cli_addf(&t->list, ",\"actors\":%zu,\"aliases\":%zu}", actors, aliases);
        return;
    }
    cli_add_clean(&shown, cli_str(type), false);
    cli_add_count(&numbers[0], actors);
    cli_add_count(&numbers[1], aliases);
    size_t width = cli_width(cli_view(&shown));
    cli_addf(&t->list, "  %s", shown.ptr ? shown.ptr : "");
    cli_add_spaces(&t->list, width < 34 ? 34 - width : 1);
    cli_addf(&t->list, "%10s %10s\n", numbers[0].ptr, numbers[1].ptr);
    cli_text_clear(&shown);
    cli_text_clear(&numbers[0]);
    cli_text_clear(&numbers[1]);
}

static void add_harm(void *payload, const char *alias, const char *actor, const char *why)
{
    types *t = payload;
    cli_text shown = {0};
    if (t->json) {
        cli_addf(&t->harms, "%s\n  {\"alias\":", t->harms.len ? "," : "");
        cli_add_json(&t->harms, cli_str(alias));
        cli_add_text(&t->harms, ",\"actor\":");
        cli_add_json(&t->harms, cli_str(actor));
        cli_addf(&t->harms, ",\"why\":\"%s\"}", why);
        return;
    }
    cli_add_clean(&shown, cli_str(alias), false);
    size_t width = cli_width(cli_view(&shown));
    cli_addf(&t->harms, "  %s", shown.ptr ? shown.ptr : "");
    cli_add_spaces(&t->harms, width < 24 ? 24 - width : 1);
    cli_addf(&t->harms, "%-15s", why);
    cli_add_clean(&t->harms, cli_str(actor), false);
    cli_add_char(&t->harms, '\n');
    cli_text_clear(&shown);
}

static void add_number(cli_text *text, const char *name, size_t value, bool json)
{
    cli_text number = {0};
    if (json) {
        cli_addf(text, "%s\"%s\":%zu", text->len > 1 ? "," : "", name, value);
        return;
    }
    cli_add_count(&number, value);
    cli_addf(text, "%-36s%10s\n", name, number.ptr);
    cli_text_clear(&number);
}

static void add_stats(cli_text *text, const an_dict_stats *stats, const types *t)
{
    bool json = t->json;
    if (json)
        cli_add_char(text, '{');
    add_number(text, "files", stats->files, json);
    add_number(text, json ? "bytes" : "bytes on disk", stats->bytes, json);
    add_number(text, "rows", stats->rows, json);
    add_number(text, "actors", stats->actors, json);
    add_number(text, "aliases", stats->aliases, json);
    add_number(text, "never", stats->never, json);
    add_number(text, json ? "ambiguous" : "ambiguous (several actors, no near)", stats->ambiguous, json);
    add_number(text, json ? "common_words" : "common words", stats->common_words, json);
    add_number(text, json ? "letters" : "single letters", stats->letters, json);
    add_number(text, json ? "shorts" : "very short (no near, not exact)", stats->shorts, json);
    add_number(text, json ? "memory" : "bytes in memory", stats->memory, json);
    if (json)
        cli_add_text(text, ",\"types\":[");
    else
        cli_addf(text, "\n  %-34s%10s %10s\n", "type", "actors", "aliases");
    cli_add(text, cli_view(&t->list));
    if (json)
        cli_add_text(text, "\n],\"harmful\":[");
    else if (t->harms.len)
        cli_addf(text, "\n  %-24s%-15s%s\n", "may do harm", "because", "stands for");
    cli_add(text, cli_view(&t->harms));
    cli_add_text(text, json ? t->harms.len ? "\n]}\n" : "]}\n" : "");
}

int cli_dict_stats(cli_session *session)
{
    const cli_options *options = session->options;
    cli_lexicon_source source;
    an_dict_stats stats;
    types t = {.json = options->json};
    cli_text text = {0};
    an_observer watch = cli_observer(session->terminal);
    an_error err = {0};
    int status = CLI_DONE;
    if (cli_find_lexicon(&source, session, &options->words, &err) != AN_OK ||
        an_dict_count(&stats, &source.options, &(an_dict_listener){&t, add_type, add_harm}, &watch, &err) != AN_OK) {
        status = cli_failure(session->terminal, &err);
    } else {
        add_stats(&text, &stats, &t);
        cli_print(session->terminal, &text);
    }
    cli_text_clear(&t.list);
    cli_text_clear(&t.harms);
    cli_text_clear(&text);
    return status;
}

/* Sort, merge ---------------------------------------------------------------------------------------------------------------------- */

static int rewrite(cli_session *session, bool merge)
{
    const cli_options *options = session->options;
    an_error err = {0};
    an_observer watch = cli_observer(session->terminal);
    cli_text done = {0};
    int status;
    const char *to = cli_one_output(session, &status);
    if (!to)
        return status;
    an_dict_report *report = an_dict_report_new(options->report != NULL);
    if (!report)
        return cli_failure(session->terminal, &(an_error){.status = AN_ERR_NOMEM, .message = "out of memory"});
    an_status st = merge ? an_dict_merge(options->words.items, options->words.count, to, report, &watch, &err)
                         : an_dict_sort(options->words.items[0], to, report, &watch, &err);
    cli_add_things(&done, an_dict_report_count(report, "aliases"), "row");
    if (strcmp(to, "-") != 0) {
        cli_add_text(&done, " -> ");
        cli_add_clean(&done, cli_str(to), false);
    }
    status = cli_rows_close(report, st, &err, done.ptr, session);
    cli_text_clear(&done);
    an_dict_report_free(report);
    return status;
}

int cli_dict_sort(cli_session *session)
{
    return rewrite(session, false);
}

int cli_dict_merge(cli_session *session)
{
    return rewrite(session, true);
}

/* List ----------------------------------------------------------------------------------------------------------------------------- */

static void add_entry(void *payload, const an_dict_entry *entry)
{
    types *t = payload;
    cli_text shown = {0}, rows = {0};
    if (t->json) {
        cli_addf(&t->list, "%s\n  {\"name\":", t->list.len ? "," : "");
        cli_add_json(&t->list, cli_str(entry->name));
        cli_addf(&t->list, ",\"kind\":\"%s\",\"rows\":%zu,\"date\":", entry->kind, entry->rows);
        cli_add_json(&t->list, cli_str(entry->date));
        cli_add_char(&t->list, '}');
        return;
    }
    cli_add_clean(&shown, cli_str(entry->name), false);
    cli_add_count(&rows, entry->rows);
    size_t width = cli_width(cli_view(&shown));
    cli_addf(&t->list, "%s", shown.ptr ? shown.ptr : "");
    cli_add_spaces(&t->list, width < 34 ? 34 - width : 1);
    cli_addf(&t->list, "%10s rows  %s%s", rows.ptr, entry->kind, entry->date[0] ? "  " : "");
    cli_add_clean(&t->list, cli_str(entry->date), false);
    cli_add_char(&t->list, '\n');
    cli_text_clear(&shown);
    cli_text_clear(&rows);
}

int cli_dict_list(cli_session *session)
{
    const cli_options *options = session->options;
    char data[4096], packs[4096];
    types t = {.json = options->json};
    cli_text text = {0};
    an_error err = {0};
    int status = CLI_DONE;
    bool has_packs = an_dict_packs(packs, sizeof packs, NULL) == AN_OK;
    if (an_data_find(data, sizeof data, options->data, session->program, &err) != AN_OK ||
        an_dict_list(data, has_packs ? packs : NULL, add_entry, &t, &err) != AN_OK) {
        status = cli_failure(session->terminal, &err);
    } else {
        cli_add_text(&text, t.json ? "[" : "");
        cli_add(&text, cli_view(&t.list));
        cli_add_text(&text, t.json ? "\n]\n" : "");
        cli_print(session->terminal, &text);
    }
    cli_text_clear(&t.list);
    cli_text_clear(&text);
    return status;
}
