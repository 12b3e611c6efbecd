/* `build` and `link`: a network from documents or from mention lines, its files, and what a person wants to see of it first. */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/ranking.h"

#include <stdlib.h>
#include <string.h>

enum { CENTRAL_MAX = 10 };

static const struct {
    const char *ending, *purpose;
} purposes[] = {
    {".svg", "picture"},
    {".png", "picture"},
    {".pdf", "picture"},
    {".graphml", "network for Gephi, NetworkX, igraph, Cytoscape"},
    {".dot", "network for Graphviz"},
    {".nodes.csv", "table of actors"},
    {".edges.csv", "table of links"},
    {".json", "network for the web (node-link)"},
    {".gexf", "network for Gephi"},
};

static const char *purpose_of(const char *path)
{
    for (size_t i = 0; i < sizeof purposes / sizeof *purposes; i++) {
        size_t length = strlen(path), ending = strlen(purposes[i].ending);
        if (length > ending && !strcmp(path + length - ending, purposes[i].ending))
            return purposes[i].purpose;
    }
    return "network";
}

static void add_file(cli_text *text, const char *path, const char *purpose)
{
    cli_text name = {0};
    cli_add_clean(&name, cli_str(path), false);
    cli_addf(text, "  %-34s  %s\n", name.ptr, purpose);
    cli_text_clear(&name);
}

static void add_files(cli_text *text, const cli_outputs *outputs)
{
    cli_add_text(text, "\nWritten\n");
    for (size_t i = 0; i < outputs->files.count; i++) {
        const char *path = outputs->files.items[i];
        if (!path)
            continue;
        if (cli_ends_in(path, ".csv")) {
            cli_text names = {0};
            cli_addf(&names, "%.*s.nodes.csv, .edges.csv", (int)strlen(path) - 4, path);
            add_file(text, names.ptr, "tables of actors and links");
            cli_text_clear(&names);
        } else {
            add_file(text, path, purpose_of(path));
        }
    }
    if (outputs->standard) {
        add_file(text, CLI_OUT "/centrality.csv", "table of centralities");
        add_file(text, CLI_OUT "/report.json", "what was read, skipped, counted");
    }
}

/* The strongest tie of a node: the other end, or AN_NONE. */
static size_t strongest_tie(const an_network *net, size_t node)
{
    size_t column = an_network_column(net, AN_EDGES, "weight"), best = AN_NONE;
    double weight = 0;
    for (size_t e = 0; e < an_network_size(net, AN_EDGES); e++) {
        size_t from = an_network_edge_from(net, e), to = an_network_edge_to(net, e);
        double w = an_network_has(net, AN_EDGES, e, column) ? an_network_double(net, AN_EDGES, e, column) : 1;
        if ((from == node) != (to == node) && (best == AN_NONE || w > weight)) {
            best = from == node ? to : from;
            weight = w;
        }
    }
    return best;
}

/* An argument that is also harmless on the terminal. */
static void add_label(cli_text *text, const an_network *net, size_t node)
{
    cli_text label = {0};
    cli_add_clean(&label, an_network_label(net, node), false);
    cli_add_shell(text, cli_view(&label));
    cli_text_clear(&label);
}

static void add_next(cli_text *text, const an_network *net, const cli_ranking *ranking, cli_session *session)
{
    size_t first = ranking->order[0], other = strongest_tie(net, first);
    cli_text program = {0};
    cli_add_clean(&program, cli_str(session->program), false);
    cli_addf(text, "\nNext\n  %s explain " CLI_OUT "/network.graphml ", program.ptr);
    add_label(text, net, first);
    if (other != AN_NONE) {
        cli_add_char(text, ' ');
        add_label(text, net, other);
    }
    cli_addf(text, "\n  %s centrality " CLI_OUT "/network.graphml --by pagerank,betweenness --top 30\n", program.ptr);
    cli_addf(text, "  %s draw " CLI_OUT "/network.graphml --draw-nodes 120 -o " CLI_OUT "/large.svg\n", program.ptr);
    cli_text_clear(&program);
}

static void add_size(cli_text *text, const an_network *net, const an_report *report)
{
    int64_t documents = an_report_count(report, "documents");
    cli_add_things(text, an_network_size(net, AN_NODES), "actor");
    cli_add_text(text, ", ");
    cli_add_things(text, an_network_size(net, AN_EDGES), "link");
    cli_add_text(text, " from ");
    cli_add_things(text, documents > 0 ? (size_t)documents : 0, "document");
    cli_add_char(text, '\n');
}

/* One output in a JSON list: the first `length` bytes of path, and an ending. */
static void add_json_path(cli_text *text, const char *path, size_t length, const char *ending, bool *first)
{
    cli_text whole = {0};

    cli_addf(&whole, "%.*s%s", (int)length, path, ending);
    cli_add_text(text, *first ? "" : ",");
    cli_add_json(text, cli_str(whole.ptr ? whole.ptr : ""));
    *first = false;
    cli_text_clear(&whole);
}

static void add_summary_json(cli_text *text, const an_network *net, const an_report *report, const cli_outputs *outputs,
                             const cli_ranking *ranking)
{
    cli_addf(text, "{\"documents\":%lld,\"skipped\":%lld,\"actors\":%zu,\"links\":%zu,\"outputs\":[",
             (long long)an_report_count(report, "documents"), (long long)an_report_count(report, "documents_skipped"),
             an_network_size(net, AN_NODES), an_network_size(net, AN_EDGES));
    bool first = true;
    for (size_t i = 0; i < outputs->files.count; i++) {
        const char *path = outputs->files.items[i];
        if (!path)
            continue;
        if (cli_ends_in(path, ".csv")) {
            add_json_path(text, path, strlen(path) - 4, ".nodes.csv", &first);
            add_json_path(text, path, strlen(path) - 4, ".edges.csv", &first);
        } else {
            add_json_path(text, path, strlen(path), "", &first);
        }
    }
    if (outputs->standard) {
        add_json_path(text, CLI_OUT, strlen(CLI_OUT), "/centrality.csv", &first);
        add_json_path(text, CLI_OUT, strlen(CLI_OUT), "/report.json", &first);
    }
    cli_add_text(text, "],\"central\":");
    cli_add_ranking_json(text, ranking, CENTRAL_MAX);
    cli_add_text(text, "}\n");
}

static bool has_type(const an_network *net, an_str wanted)
{
    size_t column = an_network_column(net, AN_NODES, "type");
    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++) {
        an_str type = an_network_string(net, AN_NODES, i, column);
        if (type.len >= wanted.len && !memcmp(type.ptr, wanted.ptr, wanted.len) && (type.len == wanted.len || type.ptr[wanted.len] == '/'))
            return true;
    }
    return false;
}

/* Of several types those that nobody has: «company» stands for nobody beside «person». */
static void say_absent_types(const an_network *net, cli_session *session)
{
    const char *next;
    for (const char *type = session->options->type; type; type = next) {
        type += strspn(type, " ");
        size_t length = strcspn(type, ",");
        next = type[length] ? type + length + 1 : NULL;
        while (length > 0 && type[length - 1] == ' ')
            length--;
        if (!has_type(net, (an_str){type, length}))
            cli_message(session->terminal, AN_NOTE, "--type: no actor of type '%.*s' is left (types are such as person, organization/company, "
                        "location/country)", (int)length, type);
    }
}

static void say_empty(const an_network *net, const an_report *report, cli_session *session)
{
    if (an_report_count(report, "documents") == 0)
        cli_message(session->terminal, AN_WARNING, "no document is dated between --from and --until; the files are valid and empty");
    else if (an_network_size(net, AN_NODES) == 0 && an_report_count(report, "actors") > 0)
        cli_message(session->terminal, AN_WARNING,
                    "the filters left none of the actors that were found (--type takes types such as person or location/country); the "
                    "files are valid and empty");
    else if (an_network_size(net, AN_NODES) == 0)
        cli_message(
            session->terminal, AN_WARNING,
            "no actors found: try --names all, a dictionary of your own (--dict FILE), or weaker filters; the files are valid and empty");
    else if (an_network_size(net, AN_EDGES) == 0)
        cli_message(session->terminal, AN_WARNING,
                    "no two actors are linked: try --window paragraph or --window document, or weaker filters");
    if (an_network_size(net, AN_NODES) > 0)
        say_absent_types(net, session);
}

/* Measures of the table that the run did not compute. After the network was written: its files hold what was asked for. */
static an_status complete_measures(an_network *net, const char *by, cli_session *session, an_error *err)
{
    an_run_options run;
    cli_text missing = {0};
    an_status st = AN_OK;
    cli_run_options(&run, session->options);
    for (const char *p = by; *p; p += p[strcspn(p, ",")] ? strcspn(p, ",") + 1 : strlen(p)) {
        cli_text name = {0};
        cli_add(&name, (an_str){p, strcspn(p, ",")});
        if (an_network_column(net, AN_NODES, name.ptr) == AN_NONE)
            cli_addf(&missing, "%s%s", missing.len ? "," : "", name.ptr);
        cli_text_clear(&name);
    }
    if (missing.len) {
        an_measure_options measure = {.distance = run.distance, .estimate = true};
        an_observer watch = cli_observer(session->terminal);
        st = an_network_measure(net, missing.ptr, &measure, &watch, err);
    }
    cli_text_clear(&missing);
    return st;
}

static int write_standard_tables(const cli_ranking *ranking, const an_report *report, cli_session *session)
{
    cli_file file;
    cli_text csv = {0};
    an_error err = {0};
    int status = cli_file_open(&file, CLI_OUT "/centrality.csv", session);
    if (status != CLI_DONE)
        return status;
    cli_add_ranking_csv(&csv, ranking, 0, session->options->csv_bom);
    fwrite(csv.ptr, 1, csv.len, file.stream);
    cli_text_clear(&csv);
    status = cli_file_close(&file, session);
    if (an_report_write(report, CLI_OUT "/report.json", &err) != AN_OK)
        status = cli_failure(session->terminal, &err);
    return status;
}

static void print_summary(const an_network *net, const an_report *report, const cli_outputs *outputs, const cli_ranking *ranking,
                          cli_session *session)
{
    cli_text text = {0};
    if (session->options->json) {
        add_summary_json(&text, net, report, outputs, ranking);
    } else {
        add_size(&text, net, report);
        if (outputs->standard && ranking->count) {
            cli_add_text(&text, "\nMost central actors\n");
            cli_add_ranking_table(&text, ranking, CENTRAL_MAX, session->terminal->out_colour);
        }
        if (outputs->standard)
            add_files(&text, outputs);
        if (outputs->standard && ranking->count)
            add_next(&text, net, ranking, session);
    }
    if (session->options->json || outputs->standard)
        cli_print(session->terminal, &text);
    else if (!session->options->quiet)
        fputs(text.ptr, stderr);
    cli_text_clear(&text);
}

/* Files, tables and words of a finished network. */
static int finish(an_network *net, const an_report *report, cli_outputs *outputs, cli_session *session)
{
    const char *measures = session->options->measures, *by = measures && strcmp(measures, "none") != 0 ? measures : CLI_MEASURES;
    cli_ranking ranking = {0};
    an_error err = {0};
    say_empty(net, report, session);
    int status = cli_outputs_write(outputs, net, session);
    if (status != CLI_DONE)
        return status;
    if ((outputs->standard || session->options->json) && complete_measures(net, by, session, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    cli_rank(&ranking, net, by);
    if (outputs->standard) {
        status = write_standard_tables(&ranking, report, session);
    }
    if (!cli_outputs_to_stdout(outputs) || !session->options->json)
        print_summary(net, report, outputs, &ranking, session);
    cli_ranking_clear(&ranking);
    return status;
}

static an_status make_network(an_network **net, an_lexicon *lexicon, const cli_outputs *outputs, an_report *report, an_profile *profile,
                              cli_session *session, an_error *err)
{
    const cli_list *words = &session->options->words;
    an_observer watch = cli_observer(session->terminal);
    an_run_options run;
    cli_run_options(&run, session->options);
    run.profile = profile;
    run.hash_inputs |= outputs->standard; /* its report tells */
    run.exclude = outputs->exclude.items;
    run.exclude_count = outputs->exclude.count;
    return lexicon ? an_build(net, lexicon, words->items, words->count, &run, report, &watch, err)
                   : an_link(net, words->items, words->count, &run, report, &watch, err);
}

/* A document that is not there but has the name of a command: the command was not the first word. */
static void say_misplaced_command(cli_session *session)
{
    const cli_list *words = &session->options->words;
    for (size_t i = 0; i < words->count; i++)
        if (cli_command_find(cli_str(words->items[i])))
            cli_message(session->terminal, AN_NOTE, "'%s' is also a command: a command stands first", words->items[i]);
}

static int run(cli_session *session, bool from_documents)
{
    cli_outputs outputs;
    an_lexicon *lexicon = NULL;
    an_network *net = NULL;
    an_report *report = NULL;
    an_profile *profile = session->options->profile ? an_profile_new() : NULL;
    an_error err = {0};
    int status = cli_outputs_open(&outputs, session);
    if (status != CLI_DONE || (from_documents && (status = cli_load_lexicon(&lexicon, session)) != CLI_DONE))
        goto done;
    report = an_report_new();
    cli_report_facts(report, session);
    if (make_network(&net, lexicon, &outputs, report, profile, session, &err) != AN_OK) {
        cli_report_close(report, session);
        status = cli_failure(session->terminal, &err);
        say_misplaced_command(session);
        goto done;
    }
    int reported = cli_report_close(report, session);
    status = finish(net, report, &outputs, session);
    if (status == CLI_DONE)
        status = reported;
done:
    an_profile_print(profile, stderr);
    an_profile_free(profile);
    an_network_free(net);
    an_report_free(report);
    an_lexicon_free(lexicon);
    cli_outputs_clear(&outputs);
    return status;
}

int cli_build(cli_session *session)
{
    return run(session, true);
}

int cli_link(cli_session *session)
{
    return run(session, false);
}
