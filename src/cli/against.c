/* `dict check FILES --against DOCS`: three tables, or JSON. */
#include "cli/against.h"

#include "cli/input.h"

#include <string.h>

enum { SHOWN = 20, NAME_COLUMN = 40 };

/* The lines of each kind. */
typedef struct tables {
    cli_text lists[3];
    bool json;
} tables;

static void add_place(cli_text *list, const an_against *line)
{
    cli_add_clean(list, cli_str(line->file), false);
    cli_addf(list, ":%zu: ", line->line);
}

static void add_padded(cli_text *list, const char *text)
{
    cli_text shown = {0};
    cli_add_clean(&shown, cli_str(text), false);
    size_t width = cli_width(cli_view(&shown));
    cli_add(list, cli_view(&shown));
    cli_add_spaces(list, width < NAME_COLUMN ? NAME_COLUMN - width : 1);
    cli_text_clear(&shown);
}

static void add_json_line(cli_text *list, const an_against *line)
{
    static const char *const others[] = {"like", "actor", "candidates"};
    cli_addf(list, "%s\n  {\"text\":", list->len ? "," : "");
    cli_add_json(list, cli_str(line->text));
    if (line->kind == AN_AGAINST_UNSEEN) {
        cli_add_text(list, ",\"file\":");
        cli_add_json(list, cli_str(line->file));
        cli_addf(list, ",\"line\":%zu", line->line);
    }
    cli_addf(list, ",\"count\":%zu,\"documents\":%zu,\"%s\":", line->count, line->documents, others[line->kind]);
    cli_add_json(list, cli_str(line->other));
    cli_add_char(list, '}');
}

static void add_line(void *payload, const an_against *line)
{
    tables *t = payload;
    cli_text *list = &t->lists[line->kind], number = {0};
    if (t->json) {
        add_json_line(list, line);
        return;
    }
    cli_add_count(&number, line->count);
    if (line->kind == AN_AGAINST_UNSEEN) {
        cli_add_text(list, "  ");
        add_place(list, line);
        cli_add_clean(list, cli_str(line->text), false);
        if (line->other[0]) {
            cli_add_text(list, ": did you mean '");
            cli_add_clean(list, cli_str(line->other), false);
            cli_addf(list, "' (%s in the texts)?", number.ptr);
        }
    } else {
        cli_addf(list, "%8s  ", number.ptr);
        add_padded(list, line->text);
        cli_add_clean(list, cli_str(line->other), false);
    }
    cli_add_char(list, '\n');
    cli_text_clear(&number);
}

static void add_table(cli_text *text, const char *heading, const cli_text *list, size_t count, size_t shown)
{
    cli_add_text(text, "\n");
    cli_add_text(text, heading);
    cli_add_text(text, ": ");
    cli_add_count(text, count);
    cli_add_char(text, '\n');
    cli_add(text, cli_view(list));
    if (shown && count > shown)
        cli_addf(text, "  … and %zu more (--top 0 shows all)\n", count - shown);
}

static void add_all(cli_text *text, const tables *t, const an_against_counts *counts, size_t shown)
{
    static const char *const names[] = {"unseen", "frequent", "ambiguous"};
    if (t->json) {
        cli_addf(text, "{\"documents\":%zu,\"mentions\":%zu,\"rows\":%zu,\"unseen_count\":%zu,\"seen_count\":%zu,\"ambiguous_count\":%zu",
                 counts->documents, counts->mentions, counts->rows, counts->unseen, counts->seen, counts->ambiguous);
        for (size_t i = 0; i < 3; i++) {
            cli_addf(text, ",\n \"%s\":[", names[i]);
            cli_add(text, cli_view(&t->lists[i]));
            cli_add_char(text, ']');
        }
        cli_add_text(text, "}\n");
        return;
    }
    cli_add_things(text, counts->documents, "document");
    cli_add_text(text, ", ");
    cli_add_things(text, counts->mentions, "mention");
    cli_add_text(text, "; ");
    cli_add_count(text, counts->unseen);
    cli_add_text(text, " of ");
    cli_add_things(text, counts->rows, "name");
    cli_add_text(text, " of yours never seen\n");
    add_table(text, "never seen", &t->lists[AN_AGAINST_UNSEEN], counts->unseen, shown);
    add_table(text, "most frequent", &t->lists[AN_AGAINST_FREQUENT], counts->seen, shown);
    add_table(text, "ambiguous", &t->lists[AN_AGAINST_AMBIGUOUS], counts->ambiguous, shown);
}

int cli_against(cli_session *session, const cli_list *files)
{
    const cli_options *options = session->options;
    cli_lexicon_source source;
    an_lexicon *lexicon = NULL;
    an_against_counts counts;
    tables t = {.json = options->json};
    cli_text text = {0};
    an_observer watch = cli_observer(session->terminal);
    an_error err = {0};
    size_t shown = options->top == CLI_NOT_GIVEN ? SHOWN : (size_t)options->top;
    int status = CLI_DONE;
    if (cli_find_lexicon(&source, session, files, &err) != AN_OK || an_lexicon_load(&lexicon, &source.options, &watch, &err) != AN_OK ||
        an_dict_against(&counts, lexicon, options->against.items, options->against.count, shown, add_line, &t, &watch, &err) != AN_OK) {
        status = cli_failure(session->terminal, &err);
    } else {
        add_all(&text, &t, &counts, shown);
        cli_print(session->terminal, &text);
    }
    for (size_t i = 0; i < 3; i++)
        cli_text_clear(&t.lists[i]);
    cli_text_clear(&text);
    an_lexicon_free(lexicon);
    return status;
}
