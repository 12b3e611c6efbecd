/* `eval`: how good names, actors and pairs are, on a sample that a person annotated. */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/output.h"

#include <stdlib.h>
#include <string.h>

/* Figures --------------------------------------------------------------------------------------------------------------------------- */

static void add_figure(cli_text *text, const an_figure *figure, const char *dim, const char *plain)
{
    cli_addf(text, "%-24s %9.3f %9.3f %9.3f", figure->of, figure->precision, figure->recall, figure->f1);
    if (figure->interval)
        cli_addf(text, "   %s%.3f to %.3f%s", dim, figure->low[2], figure->high[2], plain);
    else if (figure->counted)
        cli_addf(text, "   %14s", "");
    if (figure->counted) {
        size_t counts[] = {figure->right, figure->wrong, figure->missed};
        for (size_t i = 0; i < 3; i++) {
            cli_text number = {0};
            cli_add_count(&number, counts[i]);
            cli_addf(text, " %9s", number.ptr);
            cli_text_clear(&number);
        }
    }
    cli_add_char(text, '\n');
}

static void add_table(cli_text *text, const an_evaluation *result, bool colour)
{
    size_t count;
    const an_figure *figures = an_evaluation_figures(result, &count);

    cli_addf(text, "%s%-24s %9s %9s %9s   %-14s %9s %9s %9s%s\n", cli_bold(colour), "", "precision", "recall", "F1", "95 % of F1", "right",
             "wrong", "missed", cli_plain(colour));
    for (size_t i = 0; i < count; i++) {
        if (figures[i].there)
            add_figure(text, &figures[i], cli_dim(colour), cli_plain(colour));
    }
}

/* Rounded as a person reads it; the shortest number that says so. */
static void add_rounded(cli_text *text, double value)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.4f", value);
    cli_add_number(text, strtod(digits, NULL));
}

static void add_share(cli_text *text, const char *name, double value)
{
    cli_add_key(text, name);
    add_rounded(text, value);
}

static void add_pair(cli_text *text, const char *name, double low, double high)
{
    cli_addf(text, ",\"%s_95\":[", name);
    add_rounded(text, low);
    cli_add_char(text, ',');
    add_rounded(text, high);
    cli_add_char(text, ']');
}

static void add_json_figure(cli_text *text, const an_figure *figure)
{
    static const char *const names[] = {"p", "r", "f1"};

    cli_add_key(text, figure->name);
    cli_add_char(text, '{');
    add_share(text, "p", figure->precision);
    cli_add_char(text, ',');
    add_share(text, "r", figure->recall);
    cli_add_char(text, ',');
    add_share(text, "f1", figure->f1);
    if (figure->counted)
        cli_addf(text, ",\"tp\":%zu,\"fp\":%zu,\"fn\":%zu", figure->right, figure->wrong, figure->missed);
    for (size_t i = 0; i < 3 && figure->interval; i++)
        add_pair(text, names[i], figure->low[i], figure->high[i]);
    cli_add_char(text, '}');
}

/* Faults ---------------------------------------------------------------------------------------------------------------------------- */

static bool of_actors(const char *kind)
{
    return !strncmp(kind, "actor", 5);
}

static void add_name(cli_text *text, an_str name, an_str type)
{
    cli_add_text(text, "«");
    cli_add_clean(text, name, false);
    cli_add_text(text, "»");
    if (type.len) {
        cli_add_char(text, ' ');
        cli_add_clean(text, type, false);
    }
}

/* What is marked and what was found, in a few words. */
static void add_words(cli_text *text, const an_fault *fault, const char *kind)
{
    an_str none = {"", 0};
    bool same_type = cli_equal(fault->gold_type, fault->found_type);

    if (of_actors(kind)) {
        add_name(text, fault->gold, none);
        cli_add_text(text, " and ");
        add_name(text, fault->other, none);
        cli_add_text(text, " found as ");
        add_name(text, fault->found, none);
        if (!cli_equal(fault->found, fault->other_found)) {
            cli_add_text(text, " and ");
            add_name(text, fault->other_found, none);
        }
        return;
    }
    if (fault->gold.len)
        add_name(text, fault->gold, same_type ? none : fault->gold_type);
    if (fault->gold.len && fault->found.len)
        cli_add_text(text, " found as ");
    if (fault->found.len)
        add_name(text, fault->found, same_type ? none : fault->found_type);
}

static void add_faults(cli_text *text, const an_evaluation *result, bool colour)
{
    size_t count, kinds, last = SIZE_MAX;
    const an_fault *faults = an_evaluation_faults(result, &count);
    const an_fault_name *names = an_fault_names(&kinds);

    for (size_t i = 0; i < count; i++) {
        const an_fault *fault = &faults[i];
        if (fault->kind != last) {
            cli_addf(text, "\n%s%s: ", cli_bold(colour), names[fault->kind].words);
            cli_add_count(text, an_evaluation_fault_count(result, fault->kind));
            cli_addf(text, "%s\n", cli_plain(colour));
            last = fault->kind;
        }
        cli_addf(text, "%6zu × ", fault->count);
        add_words(text, fault, names[fault->kind].name);
        cli_addf(text, "\n         %s", cli_dim(colour));
        cli_add_clean(text, fault->document, false);
        cli_addf(text, " %zu-%zu%s  ", fault->start, fault->end, cli_plain(colour));
        cli_add_clean(text, fault->sentence, false);
        cli_add_char(text, '\n');
    }
}

static void add_member(cli_text *text, const char *name, an_str value)
{
    cli_add_key(text, name);
    cli_add_json(text, value);
    cli_add_char(text, ',');
}

static void add_json_faults(cli_text *text, const an_evaluation *result)
{
    size_t count, kinds;
    const an_fault *faults = an_evaluation_faults(result, &count);
    const an_fault_name *names = an_fault_names(&kinds);

    cli_add_text(text, "\"errors\":{");
    for (size_t i = 0; i < kinds; i++)
        cli_addf(text, "%s\"%s\":%zu", i ? "," : "", names[i].name, an_evaluation_fault_count(result, i));
    cli_add_text(text, "},\"error_list\":[");
    for (size_t i = 0; i < count; i++) {
        const an_fault *fault = &faults[i];
        cli_addf(text, "%s{\"kind\":\"%s\",\"count\":%zu,\"documents\":%zu,", i ? "," : "", names[fault->kind].name, fault->count,
                 fault->documents);
        add_member(text, "gold", fault->gold);
        add_member(text, "gold_type", fault->gold_type);
        add_member(text, "found", fault->found);
        add_member(text, "found_type", fault->found_type);
        if (of_actors(names[fault->kind].name)) {
            add_member(text, "other", fault->other);
            add_member(text, "other_found", fault->other_found);
        }
        add_member(text, "document", fault->document);
        cli_addf(text, "\"start\":%zu,\"end\":%zu,", fault->start, fault->end);
        cli_add_key(text, "sentence");
        cli_add_json(text, fault->sentence);
        cli_add_char(text, '}');
    }
    cli_add_char(text, ']');
}

/* The whole answer ------------------------------------------------------------------------------------------------------------------ */

static const char *const counts[] = {"documents",     "documents_missing", "documents_unknown", "documents_differing",
                                     "mentions",      "mentions_bad",      "sentences_bad",     "lines_bad",
                                     "files_bad",     "files_converted",   "crossing",          "discontinuous",
                                     "unknown_types", "predicted_mentions", "predicted_mentions_bad", "predicted_lines_bad"};

static void add_json(cli_text *text, const an_evaluation *result)
{
    size_t count;
    const an_figure *figures = an_evaluation_figures(result, &count);
    bool by_type = false;

    cli_add_char(text, '{');
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        cli_addf(text, "\"%s\":%zu,", counts[i], an_evaluation_count(result, counts[i]));
    for (size_t i = 0; i < count; i++) {
        bool type = !strcmp(figures[i].name, "location") || !strcmp(figures[i].name, "organization") || !strcmp(figures[i].name, "person");
        if (!figures[i].there)
            continue;
        cli_add_text(text, type && !by_type ? "\"strict_by_type\":{" : "");
        add_json_figure(text, &figures[i]);
        by_type = type && strcmp(figures[i].name, "person");
        cli_add_text(text, type && !by_type ? "}," : ",");
    }
    add_json_faults(text, result);
    cli_add_text(text, "}\n");
}

static void add_summary(cli_text *text, const an_evaluation *result)
{
    static const struct {
        const char *name, *thing, *rest;
    } notes[] = {{"documents_missing", "document", " without a prediction"}, {"mentions_bad", "bad mention", " left out"},
                 {"lines_bad", "bad line", " left out"},                     {"files_bad", "file", " left out"},
                 {"crossing", "crossing mention", ""},                       {"discontinuous", "mention", " in pieces"}};

    cli_add_things(text, an_evaluation_count(result, "documents"), "document");
    cli_add_text(text, ", ");
    cli_add_things(text, an_evaluation_count(result, "mentions"), "marked mention");
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        size_t count = an_evaluation_count(result, notes[i].name);
        if (count == 0)
            continue;
        cli_add_text(text, ", ");
        cli_add_things(text, count, notes[i].thing);
        cli_add_text(text, notes[i].rest);
    }
    cli_add_text(text, "\n\n");
}

static int print(cli_session *session, const an_evaluation *result)
{
    const cli_options *options = session->options;
    const char *path = options->outputs.count ? options->outputs.items[0] : NULL;
    bool to_stdout = !path || !strcmp(path, "-"), colour = to_stdout && session->terminal->out_colour;
    cli_text text = {0};
    cli_file file;
    int status = cli_file_open(&file, path, session);

    if (status != CLI_DONE)
        return status;
    if (options->json) {
        add_json(&text, result);
    } else {
        add_summary(&text, result);
        add_table(&text, result, colour);
        add_faults(&text, result, colour);
    }
    if (to_stdout)
        cli_print(session->terminal, &text);
    else
        fwrite(text.ptr, 1, text.len, file.stream);
    cli_text_clear(&text);
    return cli_file_close(&file, session);
}

/* What was left out makes exit code 3. */
static int left_out(const an_evaluation *result, const cli_options *options)
{
    static const char *const lost[] = {"mentions_bad", "lines_bad", "files_bad", "documents_without_text", "predicted_mentions_bad", "predicted_lines_bad"};
    size_t count = 0;

    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
        count += an_evaluation_count(result, lost[i]);
    return count > 0 && !options->allow_skipped ? CLI_SKIPPED : CLI_DONE;
}

static int measure(cli_session *session, const an_lexicon *lexicon)
{
    const cli_options *options = session->options;
    an_evaluate_options how = {.gold = options->words.items,
                               .gold_count = 1,
                               .predicted = options->words.items + 1,
                               .predicted_count = options->words.count - 1,
                               .errors = (size_t)options->errors};
    an_observer watch = cli_observer(session->terminal);
    an_evaluation *result = NULL;
    an_run_options run;
    an_error err = {0};
    int status;

    cli_run_options(&run, options);
    if (an_evaluate(&result, lexicon, &how, &run, NULL, &watch, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    cli_tell_held_back(session->terminal);
    status = print(session, result);
    if (status == CLI_DONE)
        status = left_out(result, options);
    an_evaluation_free(result);
    return status;
}

/* Tick sheets ----------------------------------------------------------------------------------------------------------------------- */

static int write_sheet(cli_session *session, const an_lexicon *lexicon)
{
    const cli_options *options = session->options;
    const char *path = options->outputs.count ? options->outputs.items[0] : NULL;
    an_observer watch = cli_observer(session->terminal);
    an_report *report = an_report_new();
    an_run_options run;
    an_error err = {0};
    cli_list own;
    cli_file file;
    int status = cli_file_open(&file, path, session), reported;

    cli_run_options(&run, options);
    cli_exclude_outputs(&own, &run, options);
    if (status == CLI_DONE && an_ticks_write(file.stream, lexicon, options->words.items, options->words.count, (size_t)options->sample, &run,
                                             report, &watch, &err) != AN_OK)
        status = cli_failure(session->terminal, &err);
    if (status == CLI_DONE) {
        reported = cli_report_close(report, session);
        status = cli_file_close(&file, session);
        if (status == CLI_DONE)
            status = reported;
    }
    cli_file_abort(&file);
    an_report_free(report);
    free(own.items);
    return status;
}

static void add_share_row(cli_text *text, const an_tick_share *share)
{
    cli_text name = {0};

    if (share->group[0])
        cli_addf(&name, "  %s ", share->group);
    else
        cli_addf(&name, "%ss", share->kind);
    cli_add_clean(&name, share->name, false);
    cli_add_text(text, name.ptr);
    cli_add_spaces(text, cli_width(cli_view(&name)) < 28 ? 28 - cli_width(cli_view(&name)) : 1);
    cli_addf(text, "%6zu of %6zu    %.3f   %.3f to %.3f\n", share->right, share->marked, share->share, share->low, share->high);
    cli_text_clear(&name);
}

static void add_json_share(cli_text *text, const an_tick_share *share)
{
    cli_addf(text, "{\"kind\":\"%s\",\"group\":\"%s\",\"name\":", share->kind, share->group);
    cli_add_json(text, share->name);
    cli_addf(text, ",\"right\":%zu,\"marked\":%zu,", share->right, share->marked);
    add_share(text, "precision", share->share);
    add_pair(text, "precision", share->low, share->high);
    cli_add_char(text, '}');
}

static void add_shares(cli_text *text, const an_ticks *ticks, bool json)
{
    size_t count;
    const an_tick_share *shares = an_ticks_shares(ticks, &count);

    if (json) {
        cli_addf(text, "{\"rows\":%zu,\"unmarked\":%zu,\"unsure\":%zu,\"bad\":%zu,\"shares\":[", an_ticks_count(ticks, "rows"),
                 an_ticks_count(ticks, "unmarked"), an_ticks_count(ticks, "unsure"), an_ticks_count(ticks, "bad"));
        for (size_t i = 0; i < count; i++) {
            cli_add_text(text, i ? "," : "");
            add_json_share(text, &shares[i]);
        }
        cli_add_text(text, "]}\n");
        return;
    }
    if (count > 0)
        cli_addf(text, "%-28s%16s%9s   %s\n", "", "right   marked", "share", "95 %");
    for (size_t i = 0; i < count; i++)
        add_share_row(text, &shares[i]);
    cli_add_things(text, an_ticks_count(ticks, "rows"), "row");
    cli_addf(text, ": %zu not marked, %zu not sure, %zu left out\n",
             an_ticks_count(ticks, "unmarked"), an_ticks_count(ticks, "unsure"), an_ticks_count(ticks, "bad"));
}

static int read_sheet(cli_session *session)
{
    const cli_options *options = session->options;
    an_observer watch = cli_observer(session->terminal);
    an_ticks *ticks = NULL;
    an_error err = {0};
    cli_text text = {0};
    size_t count;

    if (an_ticks_read(&ticks, options->words.items[0], &watch, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    an_ticks_shares(ticks, &count);
    add_shares(&text, ticks, options->json);
    cli_print(session->terminal, &text);
    if (count == 0)
        cli_message(session->terminal, AN_WARNING, "no row is marked: write 1 (right) or 0 (wrong) into the column 'mark'");
    int status = an_ticks_count(ticks, "bad") > 0 && !options->allow_skipped ? CLI_SKIPPED : CLI_DONE;
    cli_text_clear(&text);
    an_ticks_free(ticks);
    return status;
}

int cli_eval(cli_session *session)
{
    const cli_options *options = session->options;
    const cli_list *words = &options->words;
    an_lexicon *lexicon = NULL;
    int status = CLI_DONE;

    if (options->outputs.count > 1)
        return cli_usage_error(session, "eval writes one file: '%s' is one too many", options->outputs.items[1]);
    if (options->outputs.count && (status = cli_check_file(session, options->outputs.items[0])) != CLI_DONE)
        return status;
    if (!options->sample && words->count > 2)
        return cli_usage_error(session, "eval takes the gold and one file of predictions: '%s' is one too many", words->items[2]);
    if (!options->sample && words->count == 1 && an_ticks_is(words->items[0]))
        return (status = cli_check_idle(session, 1u << CLI_GROUP_NAMES, "a tick sheet")) == CLI_DONE ? read_sheet(session) : status;
    if (!options->sample && words->count == 2)
        status = cli_check_idle(session, 1u << CLI_GROUP_NAMES, "predictions that are given");
    else
        status = cli_load_lexicon(&lexicon, session);
    if (status == CLI_DONE)
        status = options->sample ? write_sheet(session, lexicon) : measure(session, lexicon);
    an_lexicon_free(lexicon);
    return status;
}
