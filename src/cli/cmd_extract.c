/* `extract`: documents to mention lines. */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/output.h"

#include <stdlib.h>

static an_status extract(FILE *to, const an_lexicon *lexicon, an_report *report, an_profile *profile, cli_session *session, an_error *err)
{
    const cli_options *options = session->options;
    cli_list own;
    an_observer watch = cli_observer(session->terminal);
    an_extract_options how = {.no_text = options->no_text, .per_document = options->per_document, .count = options->count};
    an_run_options run;
    cli_run_options(&run, options);
    run.profile = profile;
    if (options->format >= 0)
        how.format = (an_mention_format)options->format;
    cli_exclude_outputs(&own, &run, options);
    an_status st = an_extract(to, lexicon, options->words.items, options->words.count, &run, &how, report, &watch, err);
    free(own.items);
    return st;
}

int cli_extract(cli_session *session)
{
    const cli_options *options = session->options;
    an_lexicon *lexicon = NULL;
    an_error err = {0};
    cli_file file;
    if (options->outputs.count > 1)
        return cli_usage_error(session, "extract writes one file: '%s' is one too many", options->outputs.items[1]);
    if (options->count && (options->per_document || options->no_text || options->format >= 0 || options->spans >= 0))
        return cli_usage_error(session, "--count writes a table of actors: %s does not go with it",
                               options->per_document ? "--per-document"
                               : options->no_text    ? "--no-text"
                               : options->format >= 0 ? "--format"
                                                      : "--spans");
    if (options->per_document && options->scope == AN_SCOPE_COLLECTION)
        return cli_usage_error(session, "--per-document answers before the collection is seen: --scope collection does not go with it");
    if (options->report && cli_check_file(session, options->report) != CLI_DONE)
        return CLI_FAILED;
    int status = cli_file_open(&file, options->outputs.count ? options->outputs.items[0] : NULL, session);
    if (status != CLI_DONE)
        return status;
    status = cli_load_lexicon(&lexicon, session);
    if (status == CLI_DONE) {
        an_report *report = an_report_new();
        cli_report_facts(report, session);
        an_profile *profile = options->profile ? an_profile_new() : NULL;
        an_status st = extract(file.stream, lexicon, report, profile, session, &err);
        int reported = cli_report_close(report, session);
        status = st != AN_OK ? cli_failure(session->terminal, &err) : cli_file_close(&file, session);
        if (status == CLI_DONE)
            status = reported;
        an_profile_print(profile, stderr);
        an_profile_free(profile);
        an_report_free(report);
    }
    cli_file_abort(&file);
    an_lexicon_free(lexicon);
    return status;
}
