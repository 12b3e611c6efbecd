/* The lexicon of a run, and what is said about a run afterwards. */
#include "cli/input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int cli_check_idle(cli_session *session, unsigned groups, const char *with)
{
    const char *idle = cli_options_given(session->options, session->command->bit, groups);
    return idle ? cli_usage_error(session, "--%s does nothing with %s", idle, with) : CLI_DONE;
}

static bool copy_all(FILE *from, FILE *to)
{
    char bytes[1 << 16];
    size_t count;
    while ((count = fread(bytes, 1, sizeof bytes, from)) > 0)
        if (fwrite(bytes, 1, count, to) != count)
            return false;
    return !ferror(from) && fflush(to) == 0;
}

int cli_keep_input(const char **path, cli_session *session)
{
    bool standard = !strcmp(*path, "-");
    struct stat facts;
    if ((standard ? fstat(STDIN_FILENO, &facts) : stat(*path, &facts)) != 0 || S_ISREG(facts.st_mode) || S_ISDIR(facts.st_mode))
        return CLI_DONE; /* what is wrong is said when it is read */
    FILE *from = standard ? stdin : fopen(*path, "rb"), *to = tmpfile();
    bool done = from && to && copy_all(from, to) && dup2(fileno(to), STDIN_FILENO) >= 0 && fseek(stdin, 0, SEEK_SET) == 0;
    int reason = errno;
    if (from && !standard)
        fclose(from);
    if (to)
        fclose(to);
    if (!done) {
        cli_message(session->terminal, AN_ERROR, "cannot keep '%s' to look at it: %s", *path, strerror(reason));
        return CLI_FAILED;
    }
    *path = "-";
    return CLI_DONE;
}

an_status cli_find_lexicon(cli_lexicon_source *source, cli_session *session, const cli_list *files, an_error *err)
{
    an_status st = an_data_find(source->data, sizeof source->data, session->options->data, session->program, err);
    source->options = (an_lexicon_options){
        .data = source->data,
        .no_default_dict = session->options->no_default_dict,
        .verify = session->options->verify,
        .files = files->items,
        .file_count = files->count,
        .packs = an_dict_packs(source->packs, sizeof source->packs, NULL) == AN_OK ? source->packs : NULL,
    };
    return st;
}

int cli_load_lexicon(an_lexicon **out, cli_session *session)
{
    cli_lexicon_source source;
    an_observer watch = cli_observer(session->terminal);
    an_error err = {0};
    *out = NULL;
    if (session->options->nominal && session->options->names == AN_NAMES_DICTIONARY)
        return cli_usage_error(session, "--nominal needs names that the document explains: --names dictionary does not go with it");
    if (session->options->names >= 0 && session->options->names != AN_NAMES_ALL && (session->options->model || session->options->min_confidence > 0))
        return cli_usage_error(session, "--%s is about names that nobody listed: --names all finds them", session->options->model ? "model" : "min-confidence");
    if (cli_find_lexicon(&source, session, &session->options->dicts, &err) == AN_OK &&
        an_lexicon_load(out, &source.options, &watch, &err) == AN_OK)
        return CLI_DONE;
    size_t told = session->terminal->counts[AN_ERROR];
    if (told == 0)
        return cli_failure(session->terminal, &err);
    cli_message(session->terminal, AN_ERROR, "%zu error%s in the dictionaries: nothing was done", told, told == 1 ? "" : "s");
    return CLI_FAILED;
}

void cli_report_facts(an_report *report, cli_session *session)
{
    char seed[32];
    cli_text given = {0};
    cli_options_add_given(&given, session->options, session->command->bit);
    an_report_fact(report, "options", given.ptr ? given.ptr : "");
    cli_text_clear(&given);
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)session->options->seed);
    an_report_fact(report, "version", an_version());
    an_report_fact(report, "command", session->command->name);
    an_report_fact(report, "seed", seed);
    an_report_fact(report, "igraph", an_igraph_version());
    an_report_fact(report, "pcre2", an_pcre2_version());
}

/* The library's plain lines, made harmless for a terminal. */
static void print_report(const an_report *report)
{
    char *lines = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&lines, &length);
    if (!stream)
        return;
    an_report_print(report, stream);
    fclose(stream);
    cli_text text = {0};
    cli_add_clean(&text, (an_str){lines, length}, true);
    if (text.len)
        fwrite(text.ptr, 1, text.len, stderr);
    cli_text_clear(&text);
    free(lines);
}

static void print_counts(const an_report *report)
{
    static const char *const names[] = {"documents", "documents_dated", "mails", "sentences",       "mentions",
                                        "windows",   "actors",          "links", "actors_filtered", "links_filtered"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        fprintf(stderr, "%-16s %lld\n", names[i], (long long)an_report_count(report, names[i]));
}

int cli_report_close(an_report *report, cli_session *session)
{
    const cli_options *options = session->options;
    an_error err = {0};
    int64_t skipped = an_report_count(report, "documents_skipped");
    cli_tell_held_back(session->terminal);
    if (options->verbose)
        print_counts(report);
    if (!options->quiet)
        print_report(report);
    if (options->report && an_report_write(report, options->report, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    return skipped > 0 && !options->allow_skipped ? CLI_SKIPPED : CLI_DONE;
}
