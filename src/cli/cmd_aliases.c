/* `aliases`: the forms that were joined into each actor, the rule that joined each, and where it stands: of documents, of mention lines, or of a
   network, which knows only what its sentences tell. With -o as a dictionary to edit and give back by --dict. */
#include "cli/claims.h"
#include "cli/command.h"
#include "cli/evidence.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/ranking.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One form of an actor. A network does not count forms: mentions 0. */
typedef struct form {
    an_str text, by;
    long long mentions, documents;
    cli_evidence where; /* sentence "" when no link keeps one that holds the form */
} form;

/* An actor and its forms. */
typedef struct named {
    an_str label, id, type;
    long long mentions, documents;
    form *forms;
    size_t form_count, form_capacity;
} named;

/* What one call works with: one of both, and the actors to show. */
typedef struct view {
    const an_network *net;
    const an_aliases *aliases;
    cli_session *session;
    size_t *chosen, count;
    cli_claims labels; /* of all actors, if they may be those to show */
    cli_text text;
    bool colour;
} view;

/* Of a network --------------------------------------------------------------------------------------------------------------------- */

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

static form *add_form(named *n)
{
    n->forms = cli_grow(n->forms, &n->form_capacity, n->form_count + 1, sizeof *n->forms);
    n->forms[n->form_count] = (form){0};
    return &n->forms[n->form_count++];
}

/* `sentences`: with where each form stands. */
static void name_node(named *n, const an_network *net, size_t node, bool sentences)
{
    bool with_rule;
    an_str rest = cli_actor_forms(net, node, &with_rule), part;
    size_t tie_count = 0, *ties = sentences ? cli_ties(net, node, &tie_count) : NULL;
    n->label = an_network_label(net, node);
    n->id = an_network_node_id(net, node);
    n->type = cli_text_cell(net, AN_NODES, node, "type");
    n->mentions = count_of(net, node, "mentions");
    n->documents = count_of(net, node, "documents");
    while (cli_part_next(&rest, &part)) {
        form *f = add_form(n);
        f->text = part;
        f->by = (an_str){"", 0};
        if (with_rule)
            cli_split_rule(part, &f->text, &f->by);
        f->where = where(net, ties, tie_count, f->text);
    }
    free(ties);
}

/* Of documents ----------------------------------------------------------------------------------------------------------------------- */

static void name_actor(named *n, const an_named_actor *actor)
{
    n->label = cli_str(actor->label);
    n->id = cli_str(actor->key);
    n->type = cli_str(actor->type);
    n->mentions = actor->mentions;
    n->documents = actor->documents;
    for (size_t i = 0; i < actor->form_count; i++) {
        const an_alias_form *from = &actor->forms[i];
        form *f = add_form(n);
        *f = (form){.text = cli_str(from->form), .by = cli_str(from->by), .mentions = from->mentions, .documents = from->documents,
                    .where = {cli_str(from->document), {"", 0}, cli_str(from->sentence)}};
    }
}

static void load(named *n, const view *v, size_t i)
{
    size_t count;
    n->form_count = 0;
    if (v->net)
        name_node(n, v->net, v->chosen[i], v->session->options->outputs.count == 0);
    else
        name_actor(n, &an_aliases_actors(v->aliases, &count)[v->chosen[i]]);
}

/* Table -------------------------------------------------------------------------------------------------------------------------- */

static void add_times(cli_text *text, long long mentions, long long documents)
{
    cli_add_things(text, (size_t)mentions, "mention");
    cli_add_text(text, " in ");
    cli_add_things(text, (size_t)documents, "document");
}

/* Who has a label with another is told by the id: «Stonebridge (female)», in a network a number. */
static void add_head(view *v, const named *n)
{
    bool shared = cli_claims_several(&v->labels, n->label);
    cli_add_text(&v->text, cli_bold(v->colour));
    cli_add_clean(&v->text, shared && !v->net ? n->id : n->label, false);
    cli_add_text(&v->text, cli_plain(v->colour));
    if (shared && v->net) {
        cli_add_text(&v->text, " (id ");
        cli_add_clean(&v->text, n->id, false);
        cli_add_char(&v->text, ')');
    }
    cli_add_text(&v->text, n->type.len ? "  " : "");
    cli_add_clean(&v->text, n->type, false);
    if (n->mentions) {
        cli_add_text(&v->text, "  ");
        add_times(&v->text, n->mentions, n->documents);
    }
    cli_add_char(&v->text, '\n');
}

static void show_form(view *v, form *f)
{
    cli_forms bold = {.items = &f->text, .count = 1};
    cli_add_form(&v->text, f->text, f->by);
    if (f->mentions) {
        v->text.len--; /* its line end */
        cli_add_text(&v->text, "  ");
        add_times(&v->text, f->mentions, f->documents);
        cli_add_char(&v->text, '\n');
    }
    if (!f->where.document.len && !f->where.sentence.len)
        return;
    cli_add_text(&v->text, "      ");
    cli_add_text(&v->text, cli_dim(v->colour));
    cli_add_clean(&v->text, f->where.document, false);
    cli_add_text(&v->text, cli_plain(v->colour));
    cli_add_text(&v->text, f->where.document.len && f->where.sentence.len ? ": " : "");
    cli_add_sentence(&v->text, f->where.sentence, &bold, v->colour);
    cli_add_char(&v->text, '\n');
}

static void show_actor(view *v, named *n, bool first)
{
    cli_add_text(&v->text, first ? "" : "\n");
    add_head(v, n);
    for (size_t i = 0; i < n->form_count; i++)
        show_form(v, &n->forms[i]);
}

/* JSON --------------------------------------------------------------------------------------------------------------------------- */

static void add_form_json(cli_text *text, const form *f)
{
    cli_add_text(text, "{\"form\":");
    cli_add_json(text, f->text);
    cli_add_text(text, ",\"by\":");
    cli_add_json(text, f->by);
    if (f->mentions)
        cli_addf(text, ",\"mentions\":%lld,\"documents\":%lld", f->mentions, f->documents);
    if (f->where.document.len) {
        cli_add_text(text, ",\"document\":");
        cli_add_json(text, f->where.document);
    }
    if (f->where.sentence.len) {
        cli_add_text(text, ",\"sentence\":");
        cli_add_json(text, f->where.sentence);
    }
    cli_add_char(text, '}');
}

static void show_actor_json(view *v, named *n, bool first)
{
    cli_add_text(&v->text, first ? "{\"actor\":" : ",\n{\"actor\":");
    cli_add_json(&v->text, n->label);
    cli_add_text(&v->text, ",\"id\":");
    cli_add_json(&v->text, n->id);
    cli_add_text(&v->text, ",\"type\":");
    cli_add_json(&v->text, n->type);
    cli_addf(&v->text, ",\"mentions\":%lld,\"documents\":%lld,\"forms\":[", n->mentions, n->documents);
    for (size_t i = 0; i < n->form_count; i++) {
        cli_add_text(&v->text, i ? "," : "");
        add_form_json(&v->text, &n->forms[i]);
    }
    cli_add_text(&v->text, "]}");
}

/* Dictionary --------------------------------------------------------------------------------------------------------------------- */

/* The dictionary that is written. */
typedef struct sheet {
    cli_text out;
    cli_claims labels, names; /* labels; these and all forms, of all actors; owners are numbers of `chosen` */
    bool csv, net, ids;       /* ids: there is a column of them */
} sheet;

/* One row: control characters, tabs and line ends of foreign text become what add_clean makes of them. */
static void add_row(sheet *s, an_str actor, an_str alias, an_str type, an_str id)
{
    an_str cells[] = {actor, alias, type, id};
    for (size_t i = 0; i < (s->ids ? 4 : 3); i++) {
        cli_text clean = {0};
        cli_add_clean(&clean, cells[i], false);
        if (i)
            cli_add_char(&s->out, s->csv ? ',' : '\t');
        if (s->csv)
            cli_add_csv(&s->out, cli_view(&clean));
        else
            cli_add(&s->out, cli_view(&clean));
        cli_text_clear(&clean);
    }
    cli_add_char(&s->out, '\n');
}

/* Forms that mean the actor only by a rule of their own: «Algerians», «the army». */
static bool is_no_row(const form *f)
{
    return cli_equal(f->by, cli_str("demonym")) || cli_equal(f->by, cli_str("nominal"));
}

/* Whether a dictionary that has one form finds the other by it. */
static bool is_found_by(an_str wanted, an_str written)
{
    return an_dict_is_exact(written) ? cli_equal(wanted, written) : an_dict_compare(wanted, written) == 0;
}

/* Whether the actor's name or one of its first `count` forms does for another. */
static bool is_written(const named *n, size_t count, an_str wanted)
{
    bool found = is_found_by(wanted, n->label);
    for (size_t i = 0; i < count && !found; i++)
        found = !is_no_row(n->forms + i) && is_found_by(wanted, n->forms[i].text);
    return found;
}

/* The id of an actor's rows. Ids of a network are none of a dictionary: there they only tell those apart that have one label. */
static an_str own_id(const sheet *s, const named *n)
{
    return (s->net ? cli_claims_several(&s->labels, n->label) : !cli_equal(n->id, n->label)) ? n->id : cli_str("");
}

/* Whether the name of an actor that no dictionary knows would take places of others: it is another's, too (of several words: another's name), or
   stands nowhere, as it tells by a title which of several bears a surname («Captain Berg»). */
static bool name_takes_others(const sheet *s, const named *n)
{
    bool own = false;
    for (size_t i = 0; i < n->form_count; i++) {
        if (cli_equal(n->forms[i].by, cli_str("dict")))
            return false;
        own |= is_found_by(n->label, n->forms[i].text) || !cli_claims_several(&s->names, n->forms[i].text);
    }
    return (n->form_count && !own) || cli_claims_several(memchr(n->label.ptr, ' ', n->label.len) ? &s->labels : &s->names, n->label);
}

/* The actor's own name and its other forms, each once. A form that is another actor's, too, would be ambiguous: it is none. */
static void add_rows(sheet *s, const named *n)
{
    an_str id = own_id(s, n);
    if (!name_takes_others(s, n))
        add_row(s, n->label, cli_str(""), n->type, id);
    for (size_t i = 0; i < n->form_count; i++)
        if (!is_no_row(n->forms + i) && !is_written(n, i, n->forms[i].text) && !cli_claims_several(&s->names, n->forms[i].text))
            add_row(s, n->label, n->forms[i].text, n->type, id);
}

static void claim_names(sheet *s, view *v, named *n)
{
    for (size_t i = 0; i < v->count; i++) {
        load(n, v, i);
        s->ids |= !s->net && !cli_equal(n->id, n->label);
        cli_claims_add(&s->labels, n->label, i);
        cli_claims_add(&s->names, n->label, i);
        for (size_t k = 0; k < n->form_count; k++)
            if (!is_no_row(n->forms + k))
                cli_claims_add(&s->names, n->forms[k].text, i);
    }
    cli_claims_sort(&s->labels);
    cli_claims_sort(&s->names);
    for (size_t i = 0; i < v->count && s->net && !s->ids; i++)
        s->ids = cli_claims_several(&s->labels, s->labels.items[i].name);
}

/* Comments that name the forms of several actors, with these. @return how many there are */
static size_t add_left_out(sheet *s, view *v, named *n)
{
    size_t left_out = 0, count;
    for (size_t i = 0; i < s->names.count; i += count) {
        const cli_claim *all = cli_claims_of(&s->names, s->names.items[i].name, &count);
        if (all[0].owner == all[count - 1].owner)
            continue;
        cli_add_text(&s->out, left_out++ ? "" : "# Forms of several actors, left out below but of those whom a dictionary lists; a row of them needs a 'near':\n");
        cli_add_text(&s->out, "# ");
        cli_add_clean(&s->out, all[0].name, false);
        for (size_t k = 0; k < count; k++) {
            if (k && all[k].owner == all[k - 1].owner)
                continue;
            load(n, v, all[k].owner);
            cli_add_text(&s->out, k ? " | " : ": ");
            cli_add_clean(&s->out, n->label, false);
        }
        cli_add_char(&s->out, '\n');
    }
    return left_out;
}

static int write_dictionary(view *v)
{
    const char *path = v->session->options->outputs.items[0];
    cli_file file;
    sheet s = {.csv = cli_ends_in(path, ".csv"), .net = v->net};
    named n = {0};
    size_t left_out;
    int status = cli_file_open(&file, path, v->session);
    if (status != CLI_DONE)
        return status;
    claim_names(&s, v, &n);
    left_out = add_left_out(&s, v, &n);
    add_row(&s, cli_str("actor"), cli_str("alias"), cli_str("type"), cli_str("id"));
    for (size_t i = 0; i < v->count; i++) {
        load(&n, v, i);
        add_rows(&s, &n);
    }
    fwrite(s.out.ptr, 1, s.out.len, file.stream);
    cli_text_clear(&s.out);
    cli_claims_clear(&s.labels);
    cli_claims_clear(&s.names);
    free(n.forms);
    status = cli_file_close(&file, v->session);
    if (status == CLI_DONE && left_out)
        cli_message(v->session->terminal, AN_NOTE, "%zu form%s of several actors left out: '%s' begins with them", left_out,
                    left_out == 1 ? "" : "s", path);
    return status;
}

/* -------------------------------------------------------------------------------------------------------------------------------- */

static an_str label_of(const view *v, size_t actor)
{
    size_t count;
    return v->net ? an_network_label(v->net, actor) : cli_str(an_aliases_actors(v->aliases, &count)[actor].label);
}

static bool is_chosen(const view *v, an_str label)
{
    for (size_t i = 0; i < v->count; i++)
        if (cli_claims_same(label, label_of(v, v->chosen[i])))
            return true;
    return false;
}

/* To ask for a few names needs no order of all. */
static void claim_labels(view *v)
{
    enum { FEW = 8 };
    size_t count;
    if (v->net)
        count = an_network_size(v->net, AN_NODES);
    else
        an_aliases_actors(v->aliases, &count);
    for (size_t i = 0; i < count; i++)
        if (v->count > FEW || is_chosen(v, label_of(v, i)))
            cli_claims_add(&v->labels, label_of(v, i), i);
    cli_claims_sort(&v->labels);
}

static int show(view *v)
{
    const cli_options *options = v->session->options;
    size_t top = options->top == CLI_NOT_GIVEN || !options->top || (size_t)options->top > v->count ? v->count : (size_t)options->top;
    named n = {0};
    if (!options->json) /* which tells ids */
        claim_labels(v);
    cli_add_text(&v->text, options->json ? "[" : "");
    for (size_t i = 0; i < top; i++) {
        load(&n, v, i);
        (options->json ? show_actor_json : show_actor)(v, &n, i == 0);
    }
    cli_add_text(&v->text, options->json ? "]\n" : "");
    cli_print(v->session->terminal, &v->text);
    free(n.forms);
    return CLI_DONE;
}

/* All actors, those named most often first. */
static void choose_all(view *v)
{
    cli_ranking ranking;
    if (v->net) {
        cli_rank(&ranking, v->net, "mentions");
        v->chosen = ranking.order;
        v->count = ranking.count;
        return;
    }
    an_aliases_actors(v->aliases, &v->count);
    v->chosen = cli_alloc(v->count + 1, sizeof *v->chosen);
    for (size_t i = 0; i < v->count; i++)
        v->chosen[i] = i;
}

/* The actors that the words from `first` on ask for, or all. False after saying which is not there. */
static bool choose(view *v, size_t first)
{
    const cli_list *words = &v->session->options->words;
    if (words->count == first) {
        choose_all(v);
        return true;
    }
    v->count = words->count - first;
    v->chosen = cli_alloc(v->count, sizeof *v->chosen);
    for (size_t i = 0; i < v->count; i++) {
        const char *name = words->items[first + i];
        an_error err = {0};
        an_status st = v->net ? an_network_find(v->net, cli_str(name), &v->chosen[i], &err)
                              : an_aliases_find(v->aliases, name, &v->chosen[i], &err);
        if (st != AN_OK) {
            cli_failure(v->session->terminal, &err);
            return false;
        }
    }
    return true;
}

static int answer(view *v, size_t first)
{
    int status = CLI_FAILED;
    v->colour = v->session->terminal->out_colour && !v->session->options->json;
    if (choose(v, first))
        status = v->session->options->outputs.count ? write_dictionary(v) : show(v);
    free(v->chosen);
    cli_claims_clear(&v->labels);
    cli_text_clear(&v->text);
    return status;
}

static int of_network(cli_session *session)
{
    int status = cli_check_idle(session, 1u << CLI_GROUP_NAMES | 1u << CLI_GROUP_DOCUMENTS, "a network: no documents are read");
    if (status == CLI_DONE && session->options->report)
        status = cli_usage_error(session, "--report does nothing with a network: no documents are read");
    if (status != CLI_DONE)
        return status;
    an_observer watch = cli_observer(session->terminal);
    an_network *net = NULL;
    an_error err = {0};
    if (an_network_read(&net, session->options->words.items[0], &watch, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    view v = {.net = net, .session = session};
    status = answer(&v, 1);
    an_network_free(net);
    return status;
}

/* Words that are files or folders come first; what follows are names. */
static size_t count_paths(const cli_list *words)
{
    size_t count = 1;
    while (count < words->count && access(words->items[count], F_OK) == 0)
        count++;
    return count;
}

/* Whether standard input, a regular file by now, is a network: "-" has no ending that says so. */
static bool is_graphml(void)
{
    char head[4096];
    ssize_t count = pread(STDIN_FILENO, head, sizeof head - 1, lseek(STDIN_FILENO, 0, SEEK_CUR));
    head[count > 0 ? count : 0] = '\0';
    return strstr(head, "<graphml") != NULL;
}

static an_status read_forms(an_aliases **out, size_t paths, const char *input_name, an_report *report, cli_session *session, int *status)
{
    const cli_list *words = &session->options->words;
    an_observer watch = cli_observer(session->terminal);
    an_lexicon *lexicon = NULL;
    an_run_options run;
    cli_list own;
    an_error err = {0};
    an_status st;
    cli_run_options(&run, session->options);
    run.input_name = input_name;
    cli_exclude_outputs(&own, &run, session->options);
    if (an_is_mention_file(words->items[0])) {
        *status = cli_check_idle(session, 1u << CLI_GROUP_NAMES, "mention lines: they are what was found already");
        st = *status != CLI_DONE ? AN_ERR_INVALID : an_aliases_of_mentions(out, words->items, paths, &run, report, &watch, &err);
    } else {
        *status = cli_load_lexicon(&lexicon, session);
        st = *status != CLI_DONE ? AN_ERR_INVALID : an_aliases_of_documents(out, lexicon, words->items, paths, &run, report, &watch, &err);
        an_lexicon_free(lexicon);
    }
    free(own.items);
    if (*status == CLI_DONE && st != AN_OK)
        *status = cli_failure(session->terminal, &err);
    return st;
}

static int of_documents(cli_session *session, const char *input_name)
{
    size_t paths = count_paths(&session->options->words);
    an_report *report = an_report_new();
    an_aliases *aliases = NULL;
    int status, reported;
    if (read_forms(&aliases, paths, input_name, report, session, &status) == AN_OK) {
        view v = {.aliases = aliases, .session = session};
        reported = cli_report_close(report, session);
        if ((status = answer(&v, paths)) == CLI_DONE)
            status = reported;
    }
    an_aliases_free(aliases);
    an_report_free(report);
    return status;
}

int cli_aliases(cli_session *session)
{
    const cli_options *options = session->options;
    const char **from = &options->words.items[0], *name = strcmp(*from, "-") ? *from : NULL;
    int status;
    if (options->outputs.count > 1)
        return cli_usage_error(session, "aliases writes one file: '%s' is one too many", options->outputs.items[1]);
    if (options->outputs.count && options->json)
        return cli_usage_error(session, "-o writes a dictionary, which is no JSON: leave out one of both");
    if (options->outputs.count && (status = cli_check_file(session, options->outputs.items[0])) != CLI_DONE)
        return status;
    if (options->report && (status = cli_check_file(session, options->report)) != CLI_DONE)
        return status;
    if ((!name || !an_format_of(name)) && (status = cli_keep_input(from, session)) != CLI_DONE) /* the name of a network tells what it is */
        return status;
    if (!strcmp(*from, "-") ? is_graphml() : an_format_of(*from) && !cli_is_folder(*from) && !an_is_mention_file(*from))
        return of_network(session);
    return of_documents(session, name);
}
