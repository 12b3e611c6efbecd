/* Fail the n-th allocation, for n = 1, 2, 3 … until nothing fails any more. Each failing run must say so, leave no file and no memory
   behind (LeakSanitizer looks at the end of the program); a run that succeeds in spite of a failure must give the same bytes as without
   one.

     faults [STRIDE [STAGE...]]    every STRIDE-th allocation only (default 1), of all stages or those named */
#include "actornet/actornet.h"
#include "actornet/evaluation.h"
#include "actornet/train.h"
#include "base/alloc.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/faults-XXXXXX";

static const struct {
    const char *name, *content;
} files[] = {
    {"data/dict/actors/a.tsv", "actor\talias\ttype\tcase\tnear\tfrom\tuntil\tcountry\n"
                               "Algeria\t\tlocation/country\tcap\t\t\t\tDZ\n"
                               "Macina Liberation Front\t\torganization\tany\t\t\t\t\n"
                               "A\tDGSE\torganization\t\tParis\t2000\t\t\n"
                               "B\tDGSE\torganization\t\tAlgeria;Rabat\t\t2020\t\n"},
    {"data/dict/rules/demonyms.tsv", "word\tclass\tactor\nAlgerian\tadjective\tAlgeria\n"},
    {"data/dict/rules/heads.tsv", "word\tclass\ttype\nintelligence\tservice\torganization\n"},
    {"data/dict/rules/particles.tsv", "word\tclass\nAbou\tprefix\n"},
    {"data/dict/rules/legal.tsv", "word\tclass\nLtd\tany\n"},
    {"data/dict/patterns/p.tsv", "id\ttype\tpattern\trequires\n"
                                 "titled\tperson\tMr (?<actor>\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)*)\tMr\n"
                                 "company\torganization\t\\p{Lu}\\p{L}+ Ltd\tLtd\n"},
    {"mine.csv", "actor,alias,role\n\"Roy, Éva\",Éva Roy,\"the \"\"queen\"\"\"\nEve,,\n"},
    {"aliases.tsv", "same\tHamid Zeid\tHamid Abou Zeid\ndifferent\tRoy\tEve\nnever\tMonday\n"},
    {"docs/2013-01-18 a.txt", "Talks in Bamako\n\nÉva Roy met Mr Hamid Abou Zeid of Acme Ltd in Algeria. Then Abou Zeid left Acme. The "
                              "DGSE knew Algerian intelligence "
                              "and the Macina Liberation Front (MLF). MLF men met Eve.\n"},
    {"docs/b.txt",
     "From: Ada Roy <ada@x.org>\nTo: Bob\nSubject: Talks\nDate: 18 Jan 2013\n\nMr Hamid Zeid met Eve and Éva Roy; Eve met Algeria.\n"},
    {"docs/d.eml", "From: =?iso-8859-1?q?=C9va_Roy?= <e@x.org>\nSubject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                   "Content-Type: text/plain; charset=iso-8859-2\nContent-Transfer-Encoding: quoted-printable\n\n"
                   "> Then Hamid=\n Zeid met\n> \xC9va Roy.\nNo =C9va Roy.\n--b\nContent-Type: image/png\n\nx\n--b--\n"},
    {"gold.jsonl", "{\"id\":\"g\",\"text\":\"Eve met Ada Roy.\",\"mentions\":[{\"start\":0,\"end\":3,\"type\":\"person\"},"
                   "{\"start\":8,\"end\":15,\"type\":\"person\"}]}\n"},
    {"docs/c.jsonl", "{\"id\":\"c\",\"date\":\"2014\",\"text\":\"The DGSE of Algeria met Eve.\"}\n"},
};

static const char *path_of(const char *name)
{
    static char paths[4][256];
    static unsigned next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void make_files(void)
{
    static const char *const folders[] = {"data", "data/dict", "data/dict/actors", "data/dict/rules", "data/dict/patterns", "docs"};

    if (!mkdtemp(folder))
        exit(1);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        mkdir(path_of(folders[i]), 0777);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (an_file_write(path_of(files[i].name), an_str_of(files[i].content), NULL) != AN_OK)
            exit(1);
}

static void remove_files(void)
{
    static const char *const folders[] = {"docs", "data/dict/patterns", "data/dict/rules", "data/dict/actors", "data/dict", "data", ""};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(path_of(files[i].name));
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        rmdir(path_of(folders[i]));
}

typedef an_status (*stage)(const char *out, an_error *err);

static an_status load(an_lexicon **out, an_error *err)
{
    const char *mine[] = {path_of("mine.csv")};
    an_lexicon_options options = {.data = path_of("data"), .files = mine, .file_count = 1};

    return an_lexicon_load(out, &options, NULL, err);
}

static void set_options(an_run_options *options)
{
    an_run_options_default(options);
    options->aliases = path_of("aliases.tsv");
    options->threads = 1;
}

/* Documents through what was loaded, if it was, to a GraphML file and a report. Frees the lexicon. */
static an_status build_to(const char *out, an_status st, an_lexicon *lexicon, const an_run_options *options, an_error *err)
{
    const char *docs = path_of("docs");
    an_network *net = NULL;
    an_report *report = an_report_new();
    an_write_options how;

    an_write_options_default(&how);
    st = st == AN_OK && !report ? AN_ERR_NOMEM : st;
    if (st == AN_OK)
        st = an_build(&net, lexicon, &docs, 1, options, report, NULL, err);
    if (st == AN_OK)
        st = an_network_write(net, out, &how, NULL, err);
    an_network_free(net);
    an_report_free(report);
    an_lexicon_free(lexicon);
    return st;
}

static an_status build(const char *out, an_error *err)
{
    an_lexicon *lexicon = NULL;
    an_run_options options;
    an_status st = load(&lexicon, err);

    set_options(&options);
    return build_to(out, st, lexicon, &options, err);
}

/* Documents through what was loaded, if it was, to a file. Frees the lexicon. */
static an_status extract_to(const char *out, an_status loaded, an_lexicon *lexicon, const an_run_options *options,
                            const an_extract_options *how, an_error *err)
{
    const char *docs = path_of("docs");
    an_output to = {0};
    an_status st = loaded == AN_OK ? an_output_open(&to, out, err) : loaded;

    if (st == AN_OK)
        st = an_extract(to.stream, lexicon, &docs, 1, options, how, NULL, NULL, err);
    an_lexicon_free(lexicon);
    if (st == AN_OK)
        return an_output_close(&to, err);
    an_output_abort(&to);
    return st;
}

/* Dictionaries and documents to mention lines. */
static an_status extract(const char *out, an_error *err)
{
    an_lexicon *lexicon = NULL;
    an_run_options options;
    an_extract_options how = {0};
    an_status st = load(&lexicon, err);

    set_options(&options);
    return extract_to(out, st, lexicon, &options, &how, err);
}

/* The user's dictionary alone. */
static an_status load_own(an_lexicon **out, an_run_options *options, an_error *err)
{
    const char *mine[] = {path_of("mine.csv"), path_of("data/dict/actors/a.tsv")};
    an_lexicon_options from = {.files = mine, .file_count = 2};

    an_run_options_default(options);
    options->names = AN_NAMES_DICTIONARY;
    options->threads = 1;
    return an_lexicon_load(out, &from, NULL, err);
}

/* Documents are counted without records where that can be done. */
static an_status count(const char *out, an_error *err)
{
    an_lexicon *lexicon = NULL;
    an_run_options options;
    an_extract_options how = {.count = true};
    an_status st = load_own(&lexicon, &options, err);

    return extract_to(out, st, lexicon, &options, &how, err);
}

/* Documents are linked as they are read where that can be done. */
static an_status build_at_once(const char *out, an_error *err)
{
    an_lexicon *lexicon = NULL;
    an_run_options options;
    an_status st = load_own(&lexicon, &options, err);

    options.evidence = 0;
    options.ambiguous_nodes = true;
    return build_to(out, st, lexicon, &options, err);
}

/* Annotated text to weights. */
static an_status train(const char *out, an_error *err)
{
    const char *gold = path_of("gold.jsonl"), *docs = path_of("docs");
    an_train_options options;
    an_train_facts facts;
    an_lexicon *lexicon = NULL;
    an_output to = {0};
    an_status st = an_output_open(&to, out, err);

    an_train_options_default(&options);
    options.texts = &gold, options.text_count = 1;
    options.unlabelled = &docs, options.unlabelled_count = 1;
    options.epochs = 1, options.rounds = 1, options.least = 1;
    if (st == AN_OK)
        st = load(&lexicon, err);
    if (st == AN_OK)
        st = an_train(to.stream, lexicon, &options, &facts, NULL, err);
    an_lexicon_free(lexicon);
    if (st == AN_OK)
        return an_output_close(&to, err);
    an_output_abort(&to);
    return st;
}

/* Annotated text to figures. */
static an_status evaluate(const char *out, an_error *err)
{
    const char *gold = path_of("gold.jsonl");
    an_evaluate_options how = {.gold = &gold, .gold_count = 1, .errors = 3};
    an_run_options options;
    an_evaluation *result = NULL;
    an_lexicon *lexicon = NULL;
    an_buf text = {0};
    size_t count = 0;
    an_status st = load(&lexicon, err);

    set_options(&options);
    if (st == AN_OK)
        st = an_evaluate(&result, lexicon, &how, &options, NULL, NULL, err);
    if (st == AN_OK) {
        const an_figure *figures = an_evaluation_figures(result, &count);
        for (size_t i = 0; i < count; i++)
            an_buf_addf(&text, "%s %g\n", figures[i].name, figures[i].f1);
        st = text.failed ? an_fail_nomem(err) : an_file_write(out, an_buf_str(&text), err);
    }
    an_buf_clear(&text);
    an_evaluation_free(result);
    an_lexicon_free(lexicon);
    return st;
}

/* A dictionary to a compiled file. */
static an_status compile(const char *out, an_error *err)
{
    const char *mine[] = {path_of("mine.csv"), path_of("data/dict/actors/a.tsv")};
    an_lexicon_options options = {.data = path_of("data"), .files = mine, .file_count = 2};
    an_lexicon_counts counts;

    return an_dict_compile(&options, out, &counts, NULL, err);
}

/* Compiled and source side by side; what they know of a few names. */
static an_status open_compiled(const char *out, an_error *err)
{
    const char *both[] = {path_of("mine.anet"), path_of("mine.csv")};
    an_lexicon_options options = {.data = path_of("data"), .files = both, .file_count = 2, .verify = true};
    an_lexicon *lexicon = NULL;
    an_buf text = {0};
    an_status st = an_lexicon_load(&lexicon, &options, NULL, err);

    if (st == AN_OK) {
        an_buf_addf(&text, "%zu %zu\n", an_lexicon_count(lexicon).actors, an_lexicon_count(lexicon).aliases);
        st = text.failed ? an_fail_nomem(err) : an_file_write(out, an_buf_str(&text), err);
    }
    an_buf_clear(&text);
    an_lexicon_free(lexicon);
    return st;
}

/* Mention lines to node-link JSON. */
static an_status link_lines(const char *out, an_error *err)
{
    const char *lines = path_of("lines.jsonl");
    an_network *net = NULL;
    an_run_options options;
    an_write_options how;
    an_status st;

    an_run_options_default(&options);
    an_write_options_default(&how);
    st = an_link(&net, &lines, 1, &options, NULL, NULL, err);
    if (st == AN_OK)
        st = an_network_write(net, out, &how, NULL, err);
    an_network_free(net);
    return st;
}

/* Both files read, and one written again. */
static an_status read_back(const char *out, an_error *err)
{
    an_network *one = NULL, *other = NULL;
    an_write_options how;
    an_status st;

    an_write_options_default(&how);
    st = an_network_read(&one, path_of("net.graphml"), NULL, err);
    if (st == AN_OK)
        st = an_network_read(&other, path_of("net.json"), NULL, err);
    if (st == AN_OK)
        st = an_network_write(other, out, &how, NULL, err);
    an_network_free(one);
    an_network_free(other);
    return st;
}

static size_t failures;

static void fail(const char *what, size_t n, an_status st, const an_error *err)
{
    fprintf(stderr, "%s, allocation %zu: status %d (%s): %s\n", what, n, (int)st, an_status_name(st), err->message);
    failures++;
}

/* `st` came of a run in which the n-th allocation failed, `kept` is the file of one in which none did. */
static void check_run(const char *what, size_t n, an_status st, const an_error *err, const char *out, const an_buf *kept)
{
    an_buf content = {0};

    if (st == AN_OK) {
        if (an_file_read(&content, out, NULL) != AN_OK || !an_str_equal(an_buf_str(&content), an_buf_str(kept)))
            fail(what, n, st, &(an_error){.message = "done, but the file is another"});
        unlink(out);
    } else {
        if (st != AN_ERR_NOMEM && st != AN_ERR_GRAPH)
            fail(what, n, st, err);
        if (access(out, F_OK) == 0)
            fail(what, n, st, &(an_error){.message = "failed, but left a file"});
    }
    an_buf_clear(&content);
}

/* Stride 0: only make the file that others read. */
static void sweep(const char *what, stage run, const char *name, size_t stride)
{
    const char *out = path_of(name), *other = path_of("again");
    char kept_path[256], path[256];
    an_buf kept = {0};
    an_error err = {0};
    size_t total, swallowed = 0;

    snprintf(kept_path, sizeof kept_path, "%s", out);
    snprintf(path, sizeof path, "%s%s", other, strrchr(name, '.'));
    an_alloc_fail_at(0, false);
    if (run(kept_path, &err) != AN_OK || an_file_read(&kept, kept_path, &err) != AN_OK) {
        fail(what, 0, err.status, &err);
        return;
    }
    if (stride == 0) {
        an_buf_clear(&kept);
        return;
    }
    an_alloc_fail_at(0, false);
    if (run(path, &err) != AN_OK)
        fail(what, 0, err.status, &err);
    total = an_alloc_count();
    unlink(path);
    for (size_t n = 1; n <= total; n += stride) {
        for (int sticky = 0; sticky < 2; sticky++) {
            an_status st;
            err = (an_error){0};
            an_alloc_fail_at(n, sticky);
            st = run(path, &err);
            an_alloc_fail_at(0, false);
            swallowed += st == AN_OK;
            check_run(what, n, st, &err, path, &kept);
        }
    }
    printf("%s: %zu allocations, %zu failures made no difference\n", what, total, swallowed);
    an_buf_clear(&kept);
}

/* In this order: some read what others wrote. */
static const struct {
    const char *name, *out;
    stage run;
} stages[] = {
    {"compile", "mine.anet", compile},  {"open", "open.txt", open_compiled}, {"extract", "lines.jsonl", extract}, {"count", "count.tsv", count},
    {"build", "net.graphml", build},    {"link", "net.json", link_lines},    {"read", "read.graphml", read_back}, {"train", "model.tsv", train},
    {"evaluate", "figures.txt", evaluate}, {"once", "once.graphml", build_at_once},
};
enum { STAGES = sizeof stages / sizeof *stages };

static bool is_named(const char *name, char **names)
{
    bool none = !*names;

    for (; *names; names++)
        none |= strcmp(name, *names) == 0;
    return none;
}

int main(int argc, char **argv)
{
    size_t stride = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;

    if (stride == 0)
        return 2;
    make_files();
    for (size_t i = 0; i < STAGES; i++)
        sweep(stages[i].name, stages[i].run, stages[i].out, is_named(stages[i].name, argc > 2 ? argv + 2 : argv + argc) ? stride : 0);
    for (size_t i = 0; i < STAGES; i++)
        unlink(path_of(stages[i].out));
    remove_files();
    return failures ? 1 : 0;
}
