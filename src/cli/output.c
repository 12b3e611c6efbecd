/* Output files: looked at before a run, so that a long one does not end with a name that cannot be written, and written after it. */
#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const standard_files[] = {CLI_OUT "/network.graphml", CLI_OUT "/network.dot",  CLI_OUT "/network.svg",
                                             CLI_OUT "/network.png",     CLI_OUT "/network.json", CLI_OUT "/network.csv"};

static void add(cli_list *list, const char *item)
{
    list->items = cli_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = item;
}

bool cli_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_special(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

int cli_check_file(cli_session *session, const char *path)
{
    cli_text folder = {0};
    int status = CLI_DONE;
    const char *slash = strrchr(path, '/');
    if (!strcmp(path, "-"))
        return CLI_DONE;
    cli_add(&folder, (an_str){path, slash ? (size_t)(slash - path) : 0});
    if (folder.len == 0)
        cli_add_text(&folder, slash ? "/" : ".");
    if (cli_is_folder(path)) {
        cli_message(session->terminal, AN_ERROR, "cannot write '%s': it is a folder", path);
        status = CLI_FAILED;
    } else if (!cli_is_folder(folder.ptr)) {
        cli_message(session->terminal, AN_ERROR,
                    access(folder.ptr, F_OK) == 0 ? "cannot write '%s': '%s' is no folder; give another name"
                                                  : "cannot write '%s': there is no folder '%s'; make it with mkdir -p",
                    path, folder.ptr);
        status = CLI_FAILED;
    } else if (!is_special(path) && access(folder.ptr, W_OK) != 0) {
        cli_message(session->terminal, AN_ERROR, "cannot write '%s': %s", path, strerror(errno));
        status = CLI_FAILED;
    }
    cli_text_clear(&folder);
    return status;
}

/* Name made of a path without its ending, and another one; kept until the outputs are cleared. */
static const char *other_ending(cli_outputs *outputs, const char *path, size_t stem, const char *ending)
{
    outputs->names = cli_grow(outputs->names, &outputs->name_capacity, outputs->name_count + 1, sizeof *outputs->names);
    cli_text *name = &outputs->names[outputs->name_count++];
    *name = (cli_text){0};
    cli_add(name, (an_str){path, stem});
    cli_add_text(name, ending);
    return name->ptr;
}

static void exclude_network(cli_outputs *outputs, const char *path)
{
    const an_format *format = an_format_of(path);
    add(&outputs->exclude, path);
    if (format && !strcmp(format->name, "csv")) {
        size_t stem = strlen(path) - strlen(format->extension);
        add(&outputs->exclude, other_ending(outputs, path, stem, ".nodes.csv"));
        add(&outputs->exclude, other_ending(outputs, path, stem, ".edges.csv"));
    }
}

/* What people ask for, and what serves them as well. */
static const struct {
    const char *ending, *advice;
} instead[] = {
    {".gexf", "Gephi opens .graphml"}, {".gml", "igraph and NetworkX open .graphml"}, {".gv", "what .gv holds is written as .dot"},
    {".xlsx", "spreadsheets open .csv"}, {".xls", "spreadsheets open .csv"}, {".ods", "spreadsheets open .csv"}, {".tsv", "spreadsheets open .csv"},
    {".html", "browsers open .svg"}, {".jpg", "pictures of points are .png"}, {".jpeg", "pictures of points are .png"},
};

static const char *advice_for(const char *path)
{
    const char *ending = strrchr(path, '.');
    for (size_t i = 0; ending && i < sizeof instead / sizeof *instead; i++)
        if (!strcasecmp(ending, instead[i].ending))
            return instead[i].advice;
    return NULL;
}

static int unknown_ending(cli_session *session, const char *path)
{
    cli_text endings = {0};
    const char *advice = advice_for(path);
    for (const an_format *format = an_formats(); format->name; format++)
        if (format->writable)
            cli_addf(&endings, "%s%s", endings.len ? ", " : "", format->extension);
    int status =
        cli_usage_error(session, "cannot tell the format of '%s' from its ending: known are %s%s%s", path, endings.ptr ? endings.ptr : "none",
                        advice ? "; " : "", advice ? advice : "");
    cli_text_clear(&endings);
    return status;
}

static int check_network(cli_session *session, const char *path)
{
    const an_format *format = an_format_of(path);
    if (!strcmp(path, "-"))
        return CLI_DONE;
    if (cli_is_folder(path))
        return cli_check_file(session, path);
    return format && format->writable ? cli_check_file(session, path) : unknown_ending(session, path);
}

static int open_named(cli_outputs *outputs, cli_session *session)
{
    const cli_list *names = &session->options->outputs;
    for (size_t i = 0; i < names->count; i++) {
        int status = check_network(session, names->items[i]);
        if (status != CLI_DONE)
            return status;
        add(&outputs->files, names->items[i]);
        exclude_network(outputs, names->items[i]);
    }
    return CLI_DONE;
}

static int open_standard(cli_outputs *outputs, cli_session *session)
{
    outputs->standard = true;
    add(&outputs->exclude, CLI_OUT);
    outputs->make_folder = access(CLI_OUT, F_OK) != 0; /* later: a run that fails leaves nothing */
    if (outputs->make_folder && access(".", W_OK) != 0) {
        cli_message(session->terminal, AN_ERROR, "cannot make the folder '%s': %s; name your outputs with -o", CLI_OUT, strerror(errno));
        return CLI_FAILED;
    }
    for (size_t i = 0; i < sizeof standard_files / sizeof *standard_files; i++) {
        int status = outputs->make_folder ? CLI_DONE : cli_check_file(session, standard_files[i]);
        if (status != CLI_DONE)
            return status;
        add(&outputs->files, standard_files[i]);
    }
    return CLI_DONE;
}

int cli_outputs_open(cli_outputs *outputs, cli_session *session)
{
    *outputs = (cli_outputs){0};
    int status = session->options->outputs.count ? open_named(outputs, session) : open_standard(outputs, session);
    if (status == CLI_DONE && session->options->report) {
        status = cli_check_file(session, session->options->report);
        add(&outputs->exclude, session->options->report);
    }
    return status;
}

void cli_exclude_outputs(cli_list *own, an_run_options *run, const cli_options *options)
{
    *own = (cli_list){0};
    for (size_t i = 0; i < options->outputs.count; i++)
        add(own, options->outputs.items[i]);
    if (options->report)
        add(own, options->report);
    run->exclude = own->items;
    run->exclude_count = own->count;
}

void cli_outputs_clear(cli_outputs *outputs)
{
    for (size_t i = 0; i < outputs->name_count; i++)
        cli_text_clear(&outputs->names[i]);
    free(outputs->names);
    free(outputs->files.items);
    free(outputs->exclude.items);
    *outputs = (cli_outputs){0};
}

bool cli_outputs_to_stdout(const cli_outputs *outputs)
{
    for (size_t i = 0; i < outputs->files.count; i++)
        if (outputs->files.items[i] && !strcmp(outputs->files.items[i], "-"))
            return true;
    return false;
}

int cli_outputs_write(cli_outputs *outputs, const an_network *net, cli_session *session)
{
    an_write_options write;
    an_observer watch = cli_observer(session->terminal);
    int status = CLI_DONE;
    cli_write_options(&write, session->options);
    if (outputs->make_folder && mkdir(CLI_OUT, 0777) != 0 && errno != EEXIST) {
        cli_message(session->terminal, AN_ERROR, "cannot make the folder '%s': %s", CLI_OUT, strerror(errno));
        return CLI_FAILED;
    }
    for (size_t i = 0; i < outputs->files.count; i++) {
        an_error err = {0};
        an_status st = an_network_write(net, outputs->files.items[i], &write, &watch, &err);
        if (st == AN_ERR_PROGRAM && outputs->standard) {
            cli_message(session->terminal, AN_NOTE, "'%s' left out: %s", outputs->files.items[i], err.message);
            outputs->files.items[i] = NULL;
        } else if (st != AN_OK) {
            status = cli_failure(session->terminal, &err);
            outputs->files.items[i] = NULL;
        }
    }
    if (outputs->make_folder && status != CLI_DONE)
        rmdir(CLI_OUT); /* unless some of them could be written */
    return status;
}

/* Streams of text ---------------------------------------------------------------------------------------------------------------- */

int cli_file_open(cli_file *file, const char *path, cli_session *session)
{
    an_error err = {0};
    *file = (cli_file){.stream = stdout};
    if (!path || !strcmp(path, "-"))
        return CLI_DONE;
    file->stream = NULL;
    int status = cli_check_file(session, path);
    if (status != CLI_DONE)
        return status;
    if (an_output_open(&file->output, path, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    file->stream = file->output.stream;
    return CLI_DONE;
}

int cli_file_close(cli_file *file, cli_session *session)
{
    an_error err = {0};
    if (!file->output.stream)
        return CLI_DONE;
    file->stream = NULL;
    return an_output_close(&file->output, &err) == AN_OK ? CLI_DONE : cli_failure(session->terminal, &err);
}

void cli_file_abort(cli_file *file)
{
    an_output_abort(&file->output);
    file->stream = NULL;
}
