/* `explain`: what a network says of two actors, or of one, with the sentences it was read from. */
#include "cli/command.h"
#include "cli/evidence.h"
#include "cli/explain.h"
#include "cli/input.h"

#include <stdlib.h>
#include <string.h>

enum { TIES = 10 };

/* What one call works with. */
typedef struct view {
    const an_network *net;
    cli_session *session;
    cli_text text;
    bool colour;
} view;

static void add_label(view *v, size_t node)
{
    cli_add_text(&v->text, cli_bold(v->colour));
    cli_add_clean(&v->text, an_network_label(v->net, node), false);
    cli_add_text(&v->text, cli_plain(v->colour));
}

static void add_cell(cli_text *text, const an_network *net, an_table table, size_t row, size_t column, bool json)
{
    switch (an_network_column_type(net, table, column)) {
    case AN_TYPE_STRING:
        if (json)
            cli_add_json(text, an_network_string(net, table, row, column));
        else
            cli_add_clean(text, an_network_string(net, table, row, column), false);
        break;
    case AN_TYPE_DOUBLE:
        cli_add_number(text, an_network_double(net, table, row, column));
        break;
    case AN_TYPE_BOOL:
        cli_add_text(text, an_network_int(net, table, row, column) ? "true" : "false");
        break;
    case AN_TYPE_INT:
        cli_addf(text, "%lld", (long long)an_network_int(net, table, row, column));
        break;
    }
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (!strcmp(name, *names))
            return true;
    return false;
}

/* Attributes of a row as lines `name  value`, all but those in `without`. */
static void add_attributes(view *v, an_table table, size_t row, const char *const *without)
{
    for (size_t c = 0; c < an_network_columns(v->net, table); c++) {
        const char *name = an_network_column_name(v->net, table, c);
        if (!an_network_has(v->net, table, row, c) || is_one_of(name, without))
            continue;
        cli_text clean = {0};
        cli_add_clean(&clean, cli_str(name), false);
        cli_addf(&v->text, "  %-14s ", clean.ptr);
        cli_text_clear(&clean);
        add_cell(&v->text, v->net, table, row, c, false);
        cli_add_char(&v->text, '\n');
    }
}

static void add_attributes_json(cli_text *text, const an_network *net, an_table table, size_t row, const char *const *without)
{
    bool first = true;
    cli_add_char(text, '{');
    for (size_t c = 0; c < an_network_columns(net, table); c++) {
        const char *name = an_network_column_name(net, table, c);
        if (!an_network_has(net, table, row, c) || is_one_of(name, without))
            continue;
        cli_add_text(text, first ? "" : ",");
        cli_add_key(text, name);
        add_cell(text, net, table, row, c, true);
        first = false;
    }
    cli_add_char(text, '}');
}

static void add_node_json(cli_text *text, const an_network *net, size_t node)
{
    cli_add_text(text, "{\"id\":");
    cli_add_json(text, an_network_node_id(net, node));
    cli_add_text(text, ",\"label\":");
    cli_add_json(text, an_network_label(net, node));
    cli_add_char(text, '}');
}

static void add_evidence_json(cli_text *text, const an_network *net, size_t edge, size_t most)
{
    an_str rest = cli_edge_evidence(net, edge);
    cli_evidence evidence;
    cli_add_char(text, '[');
    for (size_t i = 0; i < most && cli_evidence_next(&rest, &evidence); i++) {
        cli_add_text(text, i ? ",{\"document\":" : "{\"document\":");
        cli_add_json(text, evidence.document);
        cli_add_text(text, ",\"span\":");
        cli_add_json(text, evidence.span);
        cli_add_text(text, ",\"sentence\":");
        cli_add_json(text, evidence.sentence);
        cli_add_char(text, '}');
    }
    cli_add_char(text, ']');
}

static void add_evidence(view *v, size_t edge, size_t most, const char *indent)
{
    an_str rest = cli_edge_evidence(v->net, edge);
    cli_evidence evidence;
    cli_forms forms = {0};
    cli_forms_add(&forms, v->net, an_network_edge_from(v->net, edge));
    cli_forms_add(&forms, v->net, an_network_edge_to(v->net, edge));
    for (size_t i = 0; i < most && cli_evidence_next(&rest, &evidence); i++) {
        cli_addf(&v->text, "%s%s", indent, cli_dim(v->colour));
        cli_add_clean(&v->text, evidence.document, false);
        cli_add_text(&v->text, evidence.span.len ? ", characters " : "");
        cli_add_clean(&v->text, evidence.span, false);
        cli_addf(&v->text, "%s\n%s  ", cli_plain(v->colour), indent);
        cli_add_sentence(&v->text, evidence.sentence, &forms, v->colour);
        cli_add_char(&v->text, '\n');
    }
    free(forms.items);
}

/* «weight 5, count 5, documents 2, 2013-01-16 to 2013-01-18» from what the edge has, between two texts when it has anything. */
static void add_strength(view *v, size_t edge, const char *before, const char *behind)
{
    static const char *const names[] = {"weight", "count", "documents", "first_date", "last_date"};
    bool first = true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t column = an_network_column(v->net, AN_EDGES, names[i]);
        if (!an_network_has(v->net, AN_EDGES, edge, column))
            continue;
        if (i == 4) {
            size_t other = an_network_column(v->net, AN_EDGES, names[3]);
            if (an_network_has(v->net, AN_EDGES, edge, other) &&
                cli_equal(an_network_string(v->net, AN_EDGES, edge, other), an_network_string(v->net, AN_EDGES, edge, column)))
                continue;
        }
        cli_add_text(&v->text, first ? before : i == 4 ? " to " : ", ");
        if (i < 3)
            cli_addf(&v->text, "%s ", names[i]);
        add_cell(&v->text, v->net, AN_EDGES, edge, column, false);
        first = false;
    }
    cli_add_text(&v->text, first ? "" : behind);
}

/* Two actors --------------------------------------------------------------------------------------------------------------------- */

static const char *const edge_fixed[] = {"weight", "count", "documents", "first_date", "last_date", "evidence", NULL};
static const char *const edge_evidence[] = {"evidence", NULL};

static bool joins(const an_network *net, size_t edge, size_t a, size_t b)
{
    size_t from = an_network_edge_from(net, edge), to = an_network_edge_to(net, edge);
    return (from == a && to == b) || (from == b && to == a);
}

static void add_path(view *v, size_t a, size_t b)
{
    size_t path[CLI_STEPS_MAX + 1], length = cli_path(v->net, a, b, path);
    if (length == 0) {
        cli_addf(&v->text, "  nor a path of at most %d steps\n", CLI_STEPS_MAX);
        return;
    }
    cli_addf(&v->text, "  shortest path, %zu steps: ", length - 1);
    for (size_t i = 0; i < length; i++) {
        cli_add_text(&v->text, i ? " — " : "");
        cli_add_clean(&v->text, an_network_label(v->net, path[i]), false);
    }
    cli_add_char(&v->text, '\n');
}

/* «Mali: weight 3 with Ada Roy, 2 with Bob Day». */
static void add_between(view *v, size_t a, size_t b, size_t top)
{
    size_t count, ends[] = {a, b};
    cli_between *found = cli_all_between(v->net, a, b, &count);
    size_t shown = top && top < count ? top : count;
    if (count)
        cli_addf(&v->text, "\nLinked to both, %zu of %zu\n", shown, count);
    for (size_t i = 0; i < shown; i++) {
        cli_add_text(&v->text, "  ");
        add_label(v, found[i].node);
        for (size_t k = 0; k < 2; k++) {
            cli_add_text(&v->text, k ? ", " : ": weight ");
            cli_add_number(&v->text, found[i].weights[k]);
            cli_add_text(&v->text, " with ");
            cli_add_clean(&v->text, an_network_label(v->net, ends[k]), false);
        }
        cli_add_char(&v->text, '\n');
    }
    free(found);
}

static void add_between_json(view *v, size_t a, size_t b, size_t top)
{
    size_t count;
    cli_between *found = cli_all_between(v->net, a, b, &count);
    cli_addf(&v->text, "\"between_count\":%zu,\"between\":[", count);
    for (size_t i = 0; i < count && (top == 0 || i < top); i++) {
        cli_add_text(&v->text, i ? ",{\"actor\":" : "{\"actor\":");
        add_node_json(&v->text, v->net, found[i].node);
        cli_add_text(&v->text, ",\"weights\":[");
        cli_add_number(&v->text, found[i].weights[0]);
        cli_add_char(&v->text, ',');
        cli_add_number(&v->text, found[i].weights[1]);
        cli_add_text(&v->text, "]}");
    }
    cli_add_char(&v->text, ']');
    free(found);
}

static void explain_link(view *v, size_t a, size_t b)
{
    bool linked = false;
    for (size_t e = 0; e < an_network_size(v->net, AN_EDGES); e++) {
        if (!joins(v->net, e, a, b))
            continue;
        linked = true;
        add_label(v, a);
        cli_add_text(&v->text, " — ");
        add_label(v, b);
        cli_add_char(&v->text, '\n');
        add_strength(v, e, "  ", "\n");
        add_attributes(v, AN_EDGES, e, edge_fixed);
        cli_add_char(&v->text, '\n');
        if (cli_edge_evidence(v->net, e).len)
            add_evidence(v, e, SIZE_MAX, "  ");
        else
            cli_add_text(&v->text, "  this network holds no sentences for the link\n");
    }
    if (linked)
        return;
    cli_add_text(&v->text, "no link between ");
    add_label(v, a);
    cli_add_text(&v->text, " and ");
    add_label(v, b);
    cli_add_char(&v->text, '\n');
    add_path(v, a, b);
}

static void explain_pair(view *v, size_t a, size_t b, size_t top)
{
    explain_link(v, a, b);
    add_between(v, a, b, top);
}

static void explain_pair_json(view *v, size_t a, size_t b, size_t top)
{
    size_t path[CLI_STEPS_MAX + 1], length, links = 0;
    cli_add_text(&v->text, "{\"from\":");
    add_node_json(&v->text, v->net, a);
    cli_add_text(&v->text, ",\"to\":");
    add_node_json(&v->text, v->net, b);
    cli_add_text(&v->text, ",\"links\":[");
    for (size_t e = 0; e < an_network_size(v->net, AN_EDGES); e++) {
        if (!joins(v->net, e, a, b))
            continue;
        cli_add_text(&v->text, links++ ? ",{\"attributes\":" : "{\"attributes\":");
        add_attributes_json(&v->text, v->net, AN_EDGES, e, edge_evidence);
        cli_add_text(&v->text, ",\"evidence\":");
        add_evidence_json(&v->text, v->net, e, SIZE_MAX);
        cli_add_char(&v->text, '}');
    }
    cli_add_text(&v->text, "],\"path\":[");
    length = cli_path(v->net, a, b, path);
    for (size_t i = 0; i < length; i++) {
        cli_add_text(&v->text, i ? "," : "");
        add_node_json(&v->text, v->net, path[i]);
    }
    cli_add_text(&v->text, "],");
    add_between_json(v, a, b, top);
    cli_add_text(&v->text, "}\n");
}

/* One actor ---------------------------------------------------------------------------------------------------------------------- */

static const char *const node_hidden[] = {"name", "label", "aliases", "rules", "x", "y", "size", "r", "g", "b", NULL};

static void add_forms(view *v, size_t node)
{
    bool with_rule;
    an_str rest = cli_actor_forms(v->net, node, &with_rule), part, form, by = {"", 0};
    if (rest.len)
        cli_add_text(&v->text, with_rule ? "\nNamed as, and by which rule\n" : "\nAlso named\n");
    while (cli_part_next(&rest, &part)) {
        form = part;
        if (with_rule)
            cli_split_rule(part, &form, &by);
        cli_add_form(&v->text, form, by);
    }
}

static void explain_actor(view *v, size_t node, size_t top)
{
    size_t count, *edges = cli_ties(v->net, node, &count);
    size_t shown = top && top < count ? top : count;
    add_label(v, node);
    cli_add_char(&v->text, '\n');
    if (!cli_equal(an_network_label(v->net, node), an_network_node_id(v->net, node))) {
        cli_addf(&v->text, "  %-14s ", "id");
        cli_add_clean(&v->text, an_network_node_id(v->net, node), false);
        cli_add_char(&v->text, '\n');
    }
    size_t name = an_network_column(v->net, AN_NODES, "name"); /* a second column for the label, in files of ours */
    bool other_name = an_network_has(v->net, AN_NODES, node, name) && an_network_column_type(v->net, AN_NODES, name) == AN_TYPE_STRING &&
                      !cli_equal(an_network_string(v->net, AN_NODES, node, name), an_network_label(v->net, node));
    add_attributes(v, AN_NODES, node, other_name ? node_hidden + 1 : node_hidden);
    add_forms(v, node);
    if (count == 0)
        cli_add_text(&v->text, "\nLinked to nobody\n");
    else
        cli_addf(&v->text, "\nStrongest ties, %zu of %zu\n", shown, count);
    for (size_t i = 0; i < shown; i++) {
        cli_add_text(&v->text, "  ");
        add_label(v, cli_other(v->net, edges[i], node));
        add_strength(v, edges[i], ": ", "");
        cli_add_char(&v->text, '\n');
        add_evidence(v, edges[i], 1, "    ");
    }
    free(edges);
}

static void explain_actor_json(view *v, size_t node, size_t top)
{
    static const char *const none[] = {NULL};
    size_t count, *edges = cli_ties(v->net, node, &count), written = 0;
    bool with_rule;
    an_str rest = cli_actor_forms(v->net, node, &with_rule), part, form, by = {"", 0};
    cli_add_text(&v->text, "{\"actor\":");
    add_node_json(&v->text, v->net, node);
    cli_add_text(&v->text, ",\"attributes\":");
    add_attributes_json(&v->text, v->net, AN_NODES, node, none);
    cli_add_text(&v->text, ",\"forms\":[");
    while (cli_part_next(&rest, &part)) {
        form = part;
        if (with_rule)
            cli_split_rule(part, &form, &by);
        cli_add_text(&v->text, written++ ? ",{\"form\":" : "{\"form\":");
        cli_add_json(&v->text, form);
        cli_add_text(&v->text, ",\"by\":");
        cli_add_json(&v->text, by);
        cli_add_char(&v->text, '}');
    }
    cli_addf(&v->text, "],\"tie_count\":%zu,\"ties\":[", count);
    for (size_t i = 0; i < count && (top == 0 || i < top); i++) {
        cli_add_text(&v->text, i ? ",{\"actor\":" : "{\"actor\":");
        add_node_json(&v->text, v->net, cli_other(v->net, edges[i], node));
        cli_add_text(&v->text, ",\"attributes\":");
        add_attributes_json(&v->text, v->net, AN_EDGES, edges[i], edge_evidence);
        cli_add_text(&v->text, ",\"evidence\":");
        add_evidence_json(&v->text, v->net, edges[i], 1);
        cli_add_char(&v->text, '}');
    }
    cli_add_text(&v->text, "]}\n");
    free(edges);
}

/* -------------------------------------------------------------------------------------------------------------------------------- */

static int explain(view *v, const cli_list *words)
{
    const cli_options *options = v->session->options;
    size_t nodes[2] = {0}, top = options->top == CLI_NOT_GIVEN ? TIES : (size_t)options->top;
    for (size_t i = 1; i < words->count; i++) {
        an_error err = {0};
        if (an_network_find(v->net, cli_str(words->items[i]), &nodes[i - 1], &err) != AN_OK) {
            int status = cli_failure(v->session->terminal, &err);
            if (err.status == AN_ERR_NOT_FOUND)
                cli_message(v->session->terminal, AN_NOTE, "'explain %s --missing NAME' tells why", words->items[0]);
            return status;
        }
    }
    if (words->count == 3 && nodes[0] == nodes[1]) {
        cli_message(v->session->terminal, AN_ERROR, "'%s' and '%s' are the same actor", words->items[1], words->items[2]);
        return CLI_FAILED;
    }
    if (words->count == 3)
        (options->json ? explain_pair_json : explain_pair)(v, nodes[0], nodes[1], top);
    else
        (options->json ? explain_actor_json : explain_actor)(v, nodes[0], top);
    cli_print(v->session->terminal, &v->text);
    return CLI_DONE;
}

int cli_explain(cli_session *session)
{
    const cli_options *options = session->options;
    const cli_list *words = &options->words;
    an_observer watch = cli_observer(session->terminal);
    an_network *net = NULL;
    an_error err = {0};
    int status;
    if (options->missing && words->count > 1)
        return cli_usage_error(session, "with --missing only a network is expected, not '%s'", words->items[1]);
    if (!options->missing && words->count < 2)
        return cli_usage_error(session, "explain needs an actor, two actors, or --missing NAME");
    if (!options->missing && (status = cli_check_idle(session, 1u << CLI_GROUP_NAMES, "what is there: it is for --missing")) != CLI_DONE)
        return status;
    if (!options->missing && options->report)
        return cli_usage_error(session, "--report does nothing with what is there: it is for --missing");
    if (an_network_read(&net, words->items[0], &watch, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    if (options->missing) {
        status = cli_explain_missing(session, net, options->missing);
    } else {
        view v = {.net = net, .session = session, .colour = session->terminal->out_colour && !options->json};
        status = explain(&v, words);
        cli_text_clear(&v.text);
    }
    an_network_free(net);
    return status;
}
