/* `aliases`: the forms that were joined into each actor of a network, the rule that joined each, and a sentence where it stands; with -o as a
   dictionary to edit and give back by --dict. */
#include "cli/command.h"
#include "cli/evidence.h"
#include "cli/output.h"
#include "cli/ranking.h"

#include <stdlib.h>

/* What one call works with. */
typedef struct view {
    const an_network *net;
    cli_session *session;
    cli_text text;
    bool colour;
} view;

/* One form of an actor. */
typedef struct form {
    an_str text, by;
    cli_evidence where; /* sentence "" when no link keeps one that holds the form */
} form;

static an_str type_of(const an_network *net, size_t node)
{
    return cli_text_cell(net, AN_NODES, node, "type");
}

static long long count_of(const an_network *net, size_t node, const char *name)
{
    size_t column = an_network_column(net, AN_NODES, name);
    return column != AN_NONE && an_network_has(net, AN_NODES, node, column) && an_network_column_type(net, AN_NODES, column) == AN_TYPE_INT
               ? (long long)an_network_int(net, AN_NODES, node, column)
               : 0;
}

/* A sentence of the actor's strongest link that keeps one with the form. */
static cli_evidence where(const an_network *net, const size_t *ties, size_t tie_count, an_str wanted)
{
    cli_evidence evidence;
    for (size_t i = 0; i < tie_count; i++)
        for (an_str rest = cli_edge_evidence(net, ties[i]); cli_evidence_next(&rest, &evidence);)
            if (cli_form_stands(evidence.sentence, wanted))
                return evidence;
    return (cli_evidence){{"", 0}, {"", 0}, {"", 0}};
}

/* The next form in the attribute of an actor. */
static bool next_form(an_str *rest, bool with_rule, form *out)
{
    an_str part;
    if (!cli_part_next(rest, &part))
        return false;
    *out = (form){.text = part, .by = {"", 0}};
    if (with_rule)
        cli_split_rule(part, &out->text, &out->by);
    return true;
}

/* Table -------------------------------------------------------------------------------------------------------------------------- */

static void add_head(view *v, size_t node)
{
    an_str type = type_of(v->net, node);
    long long mentions = count_of(v->net, node, "mentions"), documents = count_of(v->net, node, "documents");
    cli_add_text(&v->text, cli_bold(v->colour));
    cli_add_clean(&v->text, an_network_label(v->net, node), false);
    cli_add_text(&v->text, cli_plain(v->colour));
    cli_add_text(&v->text, type.len ? "  " : "");
    cli_add_clean(&v->text, type, false);
    if (mentions)
        cli_addf(&v->text, "  %lld mention%s in %lld document%s", mentions, mentions == 1 ? "" : "s", documents, documents == 1 ? "" : "s");
    cli_add_char(&v->text, '\n');
}

static void add_form(view *v, form *f)
{
    cli_forms bold = {.items = &f->text, .count = 1};
    cli_add_form(&v->text, f->text, f->by);
    if (!f->where.sentence.len)
        return;
    cli_add_text(&v->text, "      ");
    cli_add_text(&v->text, cli_dim(v->colour));
    cli_add_clean(&v->text, f->where.document, false);
    cli_add_text(&v->text, cli_plain(v->colour));
    cli_add_text(&v->text, f->where.document.len ? ": " : "");
    cli_add_sentence(&v->text, f->where.sentence, &bold, v->colour);
    cli_add_char(&v->text, '\n');
}

static void add_actor(view *v, size_t node, bool first)
{
    bool with_rule;
    an_str rest = cli_actor_forms(v->net, node, &with_rule);
    size_t tie_count, *ties = cli_ties(v->net, node, &tie_count);
    form f;
    cli_add_text(&v->text, first ? "" : "\n");
    add_head(v, node);
    while (next_form(&rest, with_rule, &f)) {
        f.where = where(v->net, ties, tie_count, f.text);
        add_form(v, &f);
    }
    free(ties);
}

/* JSON --------------------------------------------------------------------------------------------------------------------------- */

static void add_form_json(cli_text *text, const form *f)
{
    cli_add_text(text, "{\"form\":");
    cli_add_json(text, f->text);
    cli_add_text(text, ",\"by\":");
    cli_add_json(text, f->by);
    if (f->where.sentence.len) {
        cli_add_text(text, ",\"document\":");
        cli_add_json(text, f->where.document);
        cli_add_text(text, ",\"sentence\":");
        cli_add_json(text, f->where.sentence);
    }
    cli_add_char(text, '}');
}

static void add_actor_json(view *v, size_t node, bool first)
{
    bool with_rule;
    an_str rest = cli_actor_forms(v->net, node, &with_rule);
    size_t tie_count, *ties = cli_ties(v->net, node, &tie_count), written = 0;
    form f;
    cli_add_text(&v->text, first ? "{\"actor\":" : ",\n{\"actor\":");
    cli_add_json(&v->text, an_network_label(v->net, node));
    cli_add_text(&v->text, ",\"id\":");
    cli_add_json(&v->text, an_network_node_id(v->net, node));
    cli_add_text(&v->text, ",\"type\":");
    cli_add_json(&v->text, type_of(v->net, node));
    cli_addf(&v->text, ",\"mentions\":%lld,\"documents\":%lld,\"forms\":[", count_of(v->net, node, "mentions"),
             count_of(v->net, node, "documents"));
    while (next_form(&rest, with_rule, &f)) {
        f.where = where(v->net, ties, tie_count, f.text);
        cli_add_text(&v->text, written++ ? "," : "");
        add_form_json(&v->text, &f);
    }
    cli_add_text(&v->text, "]}");
    free(ties);
}

/* Dictionary --------------------------------------------------------------------------------------------------------------------- */

/* One row of the dictionary: control characters, tabs and line ends of foreign text become what add_clean makes of them. */
static void add_row(cli_text *out, an_str actor, an_str alias, an_str type)
{
    cli_add_clean(out, actor, false);
    cli_add_char(out, '\t');
    cli_add_clean(out, alias, false);
    cli_add_char(out, '\t');
    cli_add_clean(out, type, false);
    cli_add_char(out, '\n');
}

/* The actor's own name and its other forms. Demonyms are left out: they name the state only as «Algerians» do, by a rule of their own. */
static void add_rows(cli_text *out, const an_network *net, size_t node)
{
    bool with_rule;
    an_str label = an_network_label(net, node), type = type_of(net, node), rest = cli_actor_forms(net, node, &with_rule);
    form f;
    add_row(out, label, (an_str){"", 0}, type);
    while (next_form(&rest, with_rule, &f))
        if (!cli_equal(f.text, label) && !cli_equal(f.by, cli_str("demonym")))
            add_row(out, label, f.text, type);
}

static int write_dictionary(view *v, const size_t *nodes, size_t count)
{
    cli_file file;
    cli_text out = {0};
    int status = cli_file_open(&file, v->session->options->outputs.items[0], v->session);
    if (status != CLI_DONE)
        return status;
    cli_add_text(&out, "actor\talias\ttype\n");
    for (size_t i = 0; i < count; i++)
        add_rows(&out, v->net, nodes[i]);
    fwrite(out.ptr, 1, out.len, file.stream);
    cli_text_clear(&out);
    return cli_file_close(&file, v->session);
}

/* -------------------------------------------------------------------------------------------------------------------------------- */

static int show(view *v, const size_t *nodes, size_t count)
{
    const cli_options *options = v->session->options;
    size_t top = options->top == CLI_NOT_GIVEN || !options->top || (size_t)options->top > count ? count : (size_t)options->top;
    cli_add_text(&v->text, options->json ? "[" : "");
    for (size_t i = 0; i < top; i++)
        (options->json ? add_actor_json : add_actor)(v, nodes[i], i == 0);
    cli_add_text(&v->text, options->json ? "]\n" : "");
    cli_print(v->session->terminal, &v->text);
    return CLI_DONE;
}

/* The actors that were asked for, or all, those named most often first. Freed by the caller; NULL after saying which is not there. */
static size_t *choose(view *v, size_t *count)
{
    const cli_list *words = &v->session->options->words;
    cli_ranking ranking;
    size_t *nodes;
    if (words->count == 1) {
        cli_rank(&ranking, v->net, "mentions");
        nodes = ranking.order;
        *count = ranking.count;
        return nodes;
    }
    *count = words->count - 1;
    nodes = cli_alloc(*count, sizeof *nodes);
    for (size_t i = 0; i < *count; i++) {
        an_error err = {0};
        if (an_network_find(v->net, cli_str(words->items[i + 1]), &nodes[i], &err) != AN_OK) {
            cli_failure(v->session->terminal, &err);
            free(nodes);
            return NULL;
        }
    }
    return nodes;
}

int cli_aliases(cli_session *session)
{
    const cli_options *options = session->options;
    an_observer watch = cli_observer(session->terminal);
    an_network *net = NULL;
    an_error err = {0};
    size_t count, *nodes;
    int status = CLI_FAILED;
    if (options->outputs.count > 1)
        return cli_usage_error(session, "aliases writes one file: '%s' is one too many", options->outputs.items[1]);
    if (options->outputs.count && options->json)
        return cli_usage_error(session, "-o writes a dictionary, which is no JSON: leave out one of both");
    if (options->outputs.count && (status = cli_check_file(session, options->outputs.items[0])) != CLI_DONE)
        return status;
    if (an_network_read(&net, options->words.items[0], &watch, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    view v = {.net = net, .session = session, .colour = session->terminal->out_colour && !options->json};
    if ((nodes = choose(&v, &count)))
        status = options->outputs.count ? write_dictionary(&v, nodes, count) : show(&v, nodes, count);
    else
        status = CLI_FAILED;
    free(nodes);
    cli_text_clear(&v.text);
    an_network_free(net);
    return status;
}
