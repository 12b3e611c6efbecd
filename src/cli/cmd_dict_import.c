/* `dict import` and `dict export`: other programs' dictionaries in and out. What was dropped or changed is summed up by reason on standard
   error; --report lists every row. */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/rows.h"

#include <stdlib.h>
#include <string.h>

/* Counts by reason, one a line, headed by what became of the rows. */
static void add_reasons(cli_text *text, const an_dict_report *report)
{
    static const char *const fates[] = {"bad", "dropped", "changed"};
    const char *reason;
    an_dict_fate fate = AN_DICT_BAD, last = AN_DICT_BAD;
    size_t count = 0;
    for (size_t i = 0; (reason = an_dict_report_reason(report, i, &fate, &count)); i++) {
        if (i == 0 || fate != last) {
            cli_addf(text, "%s ", fates[fate]);
            cli_add_count(text, an_dict_report_count(report, fates[fate]));
            cli_add_text(text, ":\n");
        }
        last = fate;
        cli_text number = {0};
        cli_add_count(&number, count);
        cli_addf(text, "%10s  ", number.ptr);
        cli_add_clean(text, cli_str(reason), false);
        cli_add_char(text, '\n');
        cli_text_clear(&number);
    }
}

int cli_rows_close(an_dict_report *report, an_status st, const an_error *err, const char *done, cli_session *session)
{
    const cli_options *options = session->options;
    cli_text text = {0};
    an_error failed = {0};
    int status = st == AN_OK ? CLI_DONE : CLI_FAILED;
    cli_tell_held_back(session->terminal);
    if (st == AN_OK && done)
        cli_addf(&text, "%s\n", done);
    add_reasons(&text, report);
    if (text.len && !options->quiet)
        fwrite(text.ptr, 1, text.len, stderr);
    cli_text_clear(&text);
    if (st != AN_OK)
        status = cli_rows_failure(session, report, err);
    if (options->report && an_dict_report_write(report, options->report, &failed) != AN_OK)
        status = cli_failure(session->terminal, &failed);
    if (status == CLI_DONE && an_dict_report_count(report, "bad") && !options->allow_skipped)
        status = CLI_SKIPPED;
    return status;
}

int cli_rows_failure(cli_session *session, const an_dict_report *report, const an_error *err)
{
    size_t bad = an_dict_report_count(report, "bad");
    bool others = session->command->bit == CLI_DICT_IMPORT && an_dict_report_count(report, "aliases");
    if (err->status == AN_ERR_INVALID && session->command->bit & (CLI_DICT_IMPORT | CLI_DICT_EXPORT))
        return cli_usage_error(session, "%s", err->message);
    if (bad == 0 || err->status != AN_ERR_SYNTAX)
        return cli_failure(session->terminal, err);
    cli_message(session->terminal, AN_ERROR, "%zu bad row%s: nothing was written%s", bad, bad == 1 ? "" : "s",
                others ? "; --keep-going reads the others" : "");
    return CLI_FAILED;
}

/* The one output of a command, or "-". NULL after a usage error. */
const char *cli_one_output(cli_session *session, int *status)
{
    const cli_list *outputs = &session->options->outputs;
    *status = CLI_DONE;
    if (outputs->count > 1) {
        *status = cli_usage_error(session, "%s writes one file: '%s' is one too many", session->command->name, outputs->items[1]);
        return NULL;
    }
    if (session->options->report && (*status = cli_check_file(session, session->options->report)) != CLI_DONE)
        return NULL;
    if (outputs->count == 0)
        return "-";
    *status = cli_check_file(session, outputs->items[0]);
    return *status == CLI_DONE ? outputs->items[0] : NULL;
}

/* The first word of both commands. @return CLI_DONE, or CLI_USAGE after saying which there are */
static int check_format(cli_session *session, bool imports)
{
    an_error err = {0};
    return an_dict_format_find(session->options->words.items[0], imports, &err) ? CLI_DONE : cli_usage_error(session, "%s", err.message);
}

/* Import --------------------------------------------------------------------------------------------------------------------------- */

static an_dict_import_options import_options(const cli_options *options, const char *data)
{
    return (an_dict_import_options){
        .type = options->type,
        .casing = options->casing,
        .map = options->map.items,
        .map_count = options->map.count,
        .separator = options->separator,
        .split = options->split,
        .language = options->language,
        .data = data,
        .pack = options->pack,
        .date = options->date,
        .keep_going = options->keep_going,
    };
}

/* "7,379 actors, 17,012 aliases from 2 files → sanctions.tsv" */
static void add_done(cli_text *text, const an_dict_report *report, const char *to)
{
    cli_add_things(text, an_dict_report_count(report, "actors"), "actor");
    cli_add_text(text, ", ");
    cli_add_things(text, an_dict_report_count(report, "aliases"), "alias");
    cli_add_text(text, " of ");
    cli_add_things(text, an_dict_report_count(report, "rows"), "row");
    cli_add_text(text, " in ");
    cli_add_things(text, an_dict_report_count(report, "files"), "file");
    if (strcmp(to, "-") != 0) {
        cli_add_text(text, " -> ");
        cli_add_clean(text, cli_str(to), false);
    }
}

static int import_to(cli_session *session, const char *to, const char *shown)
{
    const cli_options *options = session->options;
    char data[4096];
    an_error err = {0};
    bool has_data = an_data_find(data, sizeof data, options->data, session->program, NULL) == AN_OK;
    an_dict_import_options how = import_options(options, has_data ? data : NULL);
    an_dict_report *report = an_dict_report_new(options->report != NULL);
    an_observer watch = cli_observer(session->terminal);
    cli_text done = {0};
    if (!report)
        return cli_failure(session->terminal, &(an_error){.status = AN_ERR_NOMEM, .message = "out of memory"});
    an_status st =
        an_dict_import(options->words.items[0], options->words.items + 1, options->words.count - 1, to, &how, report, &watch, &err);
    add_done(&done, report, shown);
    int status = cli_rows_close(report, st, &err, done.ptr, session);
    cli_text_clear(&done);
    an_dict_report_free(report);
    return status;
}

int cli_dict_import(cli_session *session)
{
    const cli_options *options = session->options;
    char packs[4096], path[4096 + 80];
    cli_text shown = {0};
    an_error err = {0};
    int status = check_format(session, true);
    const char *to = status == CLI_DONE ? cli_one_output(session, &status) : NULL;
    if (!to)
        return status;
    if (!options->pack)
        return import_to(session, to, to);
    if (options->outputs.count)
        return cli_usage_error(session, "--pack has a place of its own: leave out -o");
    if (an_dict_packs(packs, sizeof packs, &err) != AN_OK ||
        an_dict_pack_path(path, sizeof path, packs, options->pack, true, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    cli_addf(&shown, "pack +%s", options->pack);
    status = import_to(session, path, shown.ptr);
    cli_text_clear(&shown);
    return status;
}

/* Export --------------------------------------------------------------------------------------------------------------------------- */

int cli_dict_export(cli_session *session)
{
    const cli_options *options = session->options;
    an_error err = {0};
    cli_text done = {0};
    an_observer watch = cli_observer(session->terminal);
    int status = check_format(session, false);
    const char *to = status == CLI_DONE ? cli_one_output(session, &status) : NULL;
    if (!to)
        return status;
    an_dict_report *report = an_dict_report_new(options->report != NULL);
    if (!report)
        return cli_failure(session->terminal, &(an_error){.status = AN_ERR_NOMEM, .message = "out of memory"});
    an_status st = an_dict_export(options->words.items[0], options->words.items + 1, options->words.count - 1, to, report, &watch, &err);
    add_done(&done, report, to);
    status = cli_rows_close(report, st, &err, done.ptr, session);
    cli_text_clear(&done);
    an_dict_report_free(report);
    return status;
}
