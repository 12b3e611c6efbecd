/* `aliases`: documents, or lines of mentions, go by once; their forms are counted (namings.c). */
#include "actornet/aliases.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/json.h"
#include "pipeline/lines.h"
#include "pipeline/namings.h"
#include "pipeline/passes.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static an_status add_record(void *payload, unsigned thread, an_extraction *extraction, uint64_t number, an_buf *out, an_error *err)
{
    (void)thread;
    (void)out;
    return an_namings_add(payload, extraction, number, err);
}

static an_status add_line(void *payload, an_extraction *extraction, uint64_t number, an_error *err)
{
    return an_namings_add(payload, extraction, number, err);
}

/* Hand them over, sorted, or free them. */
static an_status finish(an_aliases **out, an_aliases *aliases, an_status st, an_error *err)
{
    if (st == AN_OK && (st = an_namings_finish(aliases, err)) == AN_OK)
        *out = aliases;
    else
        an_aliases_free(aliases);
    return st;
}

an_status an_aliases_of_documents(an_aliases **out, const an_lexicon *lexicon, const char *const *paths, size_t path_count,
                                  const an_run_options *options, an_report *report, const an_observer *watch, an_error *err)
{
    an_documents documents = {.lexicon = lexicon, .paths = paths, .path_count = path_count, .options = options, .report = report, .watch = watch};
    an_aliases *aliases = an_alloc(sizeof *aliases);
    an_records to = {.stage = "forms", .threads = 1, .use = add_record, .payload = aliases};

    *out = NULL;
    return aliases ? finish(out, aliases, an_both_passes(&documents, &to, err), err) : an_fail_nomem(err);
}

an_status an_aliases_of_mentions(an_aliases **out, const char *const *paths, size_t path_count, const an_run_options *options, an_report *report,
                                 const an_observer *watch, an_error *err)
{
    an_lines lines = {paths, path_count, options, report, watch};
    an_aliases *aliases = an_alloc(sizeof *aliases);
    an_line_taker to = {add_line, aliases};

    *out = NULL;
    return aliases ? finish(out, aliases, an_lines_each(&lines, &to, err), err) : an_fail_nomem(err);
}

/* To be looked at; standard input by a descriptor of its own. NULL when it cannot be read twice. */
static FILE *open_regular(const char *path, bool standard)
{
    struct stat facts;
    FILE *file;
    int copy;

    if ((standard ? fstat(STDIN_FILENO, &facts) : stat(path, &facts)) != 0 || !S_ISREG(facts.st_mode))
        return NULL;
    if (!standard)
        return fopen(path, "rb");
    copy = dup(STDIN_FILENO);
    if (copy < 0)
        return NULL;
    if (!(file = fdopen(copy, "rb")))
        close(copy);
    return file;
}

bool an_is_mention_file(const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    off_t start = standard ? lseek(STDIN_FILENO, 0, SEEK_CUR) : 0; /* the copy moves it, too */
    FILE *file = open_regular(path, standard);
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length = file ? getline(&line, &capacity, file) : -1;
    an_json *json = NULL;
    bool is = false;

    if (length > 0 && line[0] == '{' && an_json_parse(&json, an_str_trim((an_str){line, (size_t)length}), NULL) == AN_OK)
        is = an_json_get(json, "mentions") != NULL;
    an_json_free(json);
    free(line);
    if (file)
        fclose(file);
    if (standard && start >= 0)
        lseek(STDIN_FILENO, start, SEEK_SET);
    return is;
}
