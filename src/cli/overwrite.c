/* What a run would lose: outputs that are read, by this run or the next one. Every option that names files is an input but for --output and --report; a word
   of the command line is one when there is such a file.

   A folder of documents may hold the outputs of a run over it, which leaves them out; a document there is not to be lost, so that what is written over must
   begin like an output. What is read otherwise (dictionaries, annotated text) leaves nothing out. */
#include "cli/output.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Commands that may put what they read in its own place, and those that leave their outputs out of folders. */
#define IN_PLACE (CLI_DICT_SORT | CLI_DICT_MERGE | CLI_DRAW | CLI_CONVERT)
#define LEAVES_OUT (CLI_BUILD | CLI_EXTRACT | CLI_LINK | CLI_ALIASES)
#define DICTIONARIES (CLI_DICT_CHECK | CLI_DICT_COMPILE | CLI_DICT_EXPORT)

typedef enum reading { OF_DOCUMENTS, OF_DICTIONARIES, OF_ALL } reading;

/* One output against all inputs; the first that says why it may not be. */
typedef struct check {
    cli_session *session;
    const char *output;
    int status;
} check;

static bool is_one_file(const char *path, const struct stat *facts)
{
    struct stat other;
    return stat(path, &other) == 0 && S_ISREG(other.st_mode) && other.st_dev == facts->st_dev && other.st_ino == facts->st_ino;
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat facts;
    return stat(a, &facts) == 0 && is_one_file(b, &facts);
}

/* The folder of a file, which need not be there; to be freed. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    cli_text above = {0};
    cli_add(&above, slash ? (an_str){path, (size_t)(slash - path) + 1} : cli_str("."));
    char *folder = realpath(above.ptr, NULL);
    cli_text_clear(&above);
    return folder;
}

/* Whether a file, which need not be there, is or will be somewhere below a folder. */
static bool lies_in(const char *path, const char *folder)
{
    char *place = folder_of(path), *root = realpath(folder, NULL);
    size_t length = root ? strlen(root) : 0;
    bool inside = place && root && !strncmp(place, root, length) && (place[length] == '/' || !place[length] || !strcmp(root, "/"));
    free(place);
    free(root);
    return inside;
}

/* Whether a file begins like what this program writes. Pictures are nobody's documents. */
static bool is_output(const char *path)
{
    char head[16384];
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(head, 1, sizeof head - 1, file) : 0;
    if (file)
        fclose(file);
    head[length] = '\0';
    bool picture = !strncmp(head, "\x89PNG", 4) || !strncmp(head, "%PDF-", 5) || (!strncmp(head, "<?xml", 5) && strstr(head, "<svg"));
    return !length || picture || an_output_kind(head, length);
}

/* Whether a file of that name in a folder of dictionaries is one. */
static bool is_dictionary(const char *path)
{
    static const char *const endings[] = {".tsv", ".csv", ".txt", ".anet"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (cli_ends_in(path, endings[i]))
            return true;
    return false;
}

static void check_folder(check *c, const char *folder, reading how)
{
    struct stat facts;
    bool there = stat(c->output, &facts) == 0 && S_ISREG(facts.st_mode);
    if ((how == OF_DOCUMENTS && (!there || is_output(c->output))) || (how == OF_DICTIONARIES && !is_dictionary(c->output)) ||
        !lies_in(c->output, folder))
        return;
    c->status = there ? cli_usage_error(c->session, "'%s' is in '%s', which is read, and would be written over: give another name for the output",
                                        c->output, folder)
                      : cli_usage_error(c->session, "'%s' would be in '%s', which is read: the next run would read it, too; give a name outside of it",
                                        c->output, folder);
}

static void check_input(check *c, const char *input, reading how)
{
    if (c->status != CLI_DONE)
        return;
    if (is_same_file(input, c->output))
        c->status = cli_usage_error(c->session, "'%s' is read and would be written over: give another name for the output", c->output);
    else if (cli_is_folder(input))
        check_folder(c, input, how);
}

/* A word may be `FILE:0.3`. */
static void check_word(check *c, const char *word, reading how)
{
    const char *colon = strrchr(word, ':');
    cli_text file = {0};
    check_input(c, word, how);
    cli_add(&file, (an_str){word, colon ? (size_t)(colon - word) : 0});
    if (colon && (c->session->command->bit & CLI_TRAIN))
        check_input(c, file.ptr, how);
    cli_text_clear(&file);
}

static bool names_inputs(const cli_option *option)
{
    static const char *const arguments[] = {"FILE", "MODEL", "DOCS"};
    bool file = false;
    for (size_t i = 0; option->argument && i < sizeof arguments / sizeof *arguments; i++)
        file = file || !strcmp(option->argument, arguments[i]);
    return file && strcmp(option->name, "output") != 0 && strcmp(option->name, "report") != 0;
}

static void check_option(check *c, const cli_option *option)
{
    const void *value = (const char *)c->session->options + option->offset;
    reading how = strcmp(option->name, "dict") ? OF_ALL : OF_DICTIONARIES;
    if (option->kind == CLI_TEXT && *(const char *const *)value)
        check_input(c, *(const char *const *)value, how);
    for (size_t i = 0; option->kind == CLI_LIST && i < ((const cli_list *)value)->count; i++)
        check_input(c, ((const cli_list *)value)->items[i], how);
}

static int check_output(cli_session *session, const char *output)
{
    const cli_options *options = session->options;
    unsigned command = session->command->bit;
    bool leaves_out = (command & LEAVES_OUT) || ((command & CLI_EVAL) && options->sample);
    check c = {session, output, CLI_DONE};
    for (size_t i = 0; i < options->words.count; i++)
        check_word(&c, options->words.items[i], leaves_out ? OF_DOCUMENTS : command & DICTIONARIES ? OF_DICTIONARIES : OF_ALL);
    for (const cli_option *option = cli_option_table; option->name; option++)
        if ((option->commands & command) && names_inputs(option))
            check_option(&c, option);
    return c.status;
}

/* The files that a call writes. */
typedef struct written {
    cli_text *items;
    size_t count, capacity;
    size_t in_place; /* the first ones, which may be what is read */
} written;

static void add_written(written *files, an_str stem, const char *ending)
{
    files->items = cli_grow(files->items, &files->capacity, files->count + 1, sizeof *files->items);
    cli_text *name = &files->items[files->count++];
    *name = (cli_text){0};
    cli_add(name, stem);
    cli_add_text(name, ending);
}

/* A network as CSV is two files. */
static void list_written(written *files, const cli_session *session)
{
    const cli_options *options = session->options;
    for (size_t i = 0; i < options->outputs.count; i++) {
        an_str name = cli_str(options->outputs.items[i]);
        add_written(files, name, "");
        if (!(session->command->bit & CLI_WRITERS) || !cli_ends_in(name.ptr, ".csv"))
            continue;
        name.len -= 4;
        add_written(files, name, ".nodes.csv");
        add_written(files, name, ".edges.csv");
    }
    files->in_place = session->command->bit & IN_PLACE ? files->count : 0;
    if (options->report && !(session->command->bit & CLI_EXPLAIN))
        add_written(files, cli_str(options->report), "");
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Whether two names are one file, which need not be there. What is no regular file (a terminal, /dev/null) may be written to twice. */
static bool is_one_place(const char *a, const char *b)
{
    struct stat facts;
    bool there = stat(a, &facts) == 0;
    if (there || !strcmp(a, "-"))
        return there ? S_ISREG(facts.st_mode) && is_one_file(b, &facts) : !strcmp(b, "-");
    char *folder = folder_of(a), *other = folder_of(b);
    bool one = folder && other && !strcmp(folder, other) && !strcmp(base_name(a), base_name(b));
    free(folder);
    free(other);
    return one;
}

int cli_check_inputs_kept(cli_session *session)
{
    int status = CLI_DONE;
    written files = {0};
    list_written(&files, session);
    for (size_t i = 0; i < files.count && status == CLI_DONE; i++) {
        for (size_t j = 0; j < i && status == CLI_DONE; j++)
            if (is_one_place(files.items[i].ptr, files.items[j].ptr))
                status = cli_usage_error(session, "'%s' would be written twice: give another name for one of the outputs", files.items[i].ptr);
        if (status == CLI_DONE && i >= files.in_place)
            status = check_output(session, files.items[i].ptr);
    }
    for (size_t i = 0; i < files.count; i++)
        cli_text_clear(&files.items[i]);
    free(files.items);
    return status;
}
