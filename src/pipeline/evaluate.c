/* `eval`: gold and what was found side by side. Without predictions the gold's texts go through the same an_extract() as any documents: as JSON
   lines in a temporary file, which is removed before anything else happens. */
#include "actornet/evaluation.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "eval/faults.h"
#include "eval/figures.h"

#include <stdlib.h>
#include <unistd.h>

struct an_evaluation {
    an_figure figures[AN_FIGURES];
    an_faults faults;
    an_gold_counts gold, predicted;
    size_t documents, missing, unknown, differing, without_text;
};

/* A run of it. */
typedef struct run {
    an_evaluation *out;
    const an_evaluate_options *options;
    const an_run_options *run;
    const an_observer *watch;
    an_gold gold, predicted;
} run;

void an_evaluation_free(an_evaluation *evaluation)
{
    if (!evaluation)
        return;
    an_faults_clear(&evaluation->faults);
    an_free(evaluation);
}

/* Extracting the gold's texts ------------------------------------------------------------------------------------------------------------- */

static void add_member(an_buf *out, const char *name, an_str value)
{
    an_buf_addf(out, "\"%s\":", name);
    an_json_add_string(out, value);
}

static an_status write_texts(FILE *to, const an_gold *gold, an_error *err)
{
    an_buf line = {0};
    an_status st = AN_OK;

    for (size_t i = 0; i < gold->count && st == AN_OK; i++) {
        const an_gold_document *doc = &gold->items[i];
        an_buf_reset(&line);
        add_member(&line, "id", doc->id);
        an_buf_add_char(&line, ',');
        add_member(&line, "title", doc->title);
        an_buf_add_char(&line, ',');
        add_member(&line, "date", doc->date);
        an_buf_add_char(&line, ',');
        add_member(&line, "source", doc->source);
        an_buf_add_char(&line, ',');
        add_member(&line, "text", doc->text);
        if (line.failed)
            st = an_fail_nomem(err);
        else if (doc->text.len > 0 && fprintf(to, "{%s}\n", line.ptr) < 0)
            st = an_fail_errno(err, "cannot write a temporary file (set TMPDIR to a folder with room)");
    }
    an_buf_clear(&line);
    if (st == AN_OK && fflush(to) != 0)
        st = an_fail_errno(err, "cannot write a temporary file (set TMPDIR to a folder with room)");
    return st;
}

static an_status read_stream(an_buf *out, FILE *from, an_error *err)
{
    enum { STEP = 1 << 20 };
    size_t got = 1;

    rewind(from);
    while (got > 0) {
        char *room = an_buf_room(out, STEP);
        if (!room)
            return an_fail_nomem(err);
        got = fread(room, 1, STEP, from);
        out->len += got;
    }
    return ferror(from) ? an_fail_errno(err, "cannot read a temporary file") : AN_OK;
}

static an_status extract_file(run *r, const an_lexicon *lexicon, const char *path, an_report *report, an_error *err)
{
    an_extract_options how = {.format = AN_MENTIONS_JSONL};
    an_buf lines = {0};
    FILE *out = tmpfile();
    an_status st = out ? an_extract(out, lexicon, &path, 1, r->run, &how, report, r->watch, err)
                       : an_fail_errno(err, "cannot make a temporary file (set TMPDIR to a folder with room)");

    if (st == AN_OK && (st = read_stream(&lines, out, err)) == AN_OK)
        st = an_gold_read_lines(&r->predicted, an_buf_str(&lines), "actornet", &r->gold, r->watch, err);
    if (out)
        fclose(out);
    an_buf_clear(&lines);
    return st;
}

static an_status extract_texts(run *r, const an_lexicon *lexicon, an_report *report, an_error *err)
{
    const char *folder = getenv("TMPDIR");
    an_buf path = {0};
    an_status st = AN_OK;
    FILE *file;
    int descriptor;

    an_buf_addf(&path, "%s/actornet-eval-XXXXXX", folder && folder[0] ? folder : "/tmp");
    if (path.failed)
        return an_fail_nomem(err);
    an_unfinished_add(path.ptr);
    descriptor = mkstemp(path.ptr);
    file = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
    if (!file)
        st = an_fail_errno(err, "cannot make a temporary file (set TMPDIR to a folder with room)");
    if (st == AN_OK)
        st = write_texts(file, &r->gold, err);
    if (st == AN_OK)
        st = extract_file(r, lexicon, path.ptr, report, err);
    if (file)
        fclose(file);
    else if (descriptor >= 0)
        close(descriptor);
    if (descriptor >= 0)
        unlink(path.ptr);
    an_unfinished_remove(path.ptr);
    an_buf_clear(&path);
    return st;
}

/* Side by side ------------------------------------------------------------------------------------------------------------------------------ */

/* Offsets in another version of the text: its code points are taken for those of the gold's. */
static void move_mentions(an_gold_document *found, const an_gold_document *gold)
{
    an_utf8_cursor from = {.text = found->text}, to = {.text = gold->text};
    size_t kept = 0;

    for (size_t i = 0; i < found->mention_count; i++) {
        an_gold_mention m = found->mentions[i];
        size_t start = found->has_text ? an_utf8_code_of(&from, m.span.start) : m.span.start;
        size_t end = found->has_text ? an_utf8_code_of(&from, m.span.end) : m.span.end;
        size_t a = an_utf8_byte_of(&to, start), b = a == SIZE_MAX ? a : an_utf8_byte_of(&to, end);
        if (a == SIZE_MAX || b == SIZE_MAX) {
            to = (an_utf8_cursor){.text = gold->text};
            continue;
        }
        m.span = (an_span){(uint32_t)a, (uint32_t)b};
        found->mentions[kept++] = m;
    }
    found->mention_count = kept;
}

static void tell(const run *r, const an_gold_document *doc, const char *message)
{
    an_error at = {0};

    an_fail(&at, AN_ERR_SYNTAX, "'%.*s' %s", doc->id.len > 80 ? 80 : (int)doc->id.len, doc->id.ptr, message);
    an_copy_clean(at.source, sizeof at.source, doc->file);
    at.line = doc->line;
    an_say_error(r->watch, AN_WARNING, &at);
}

/* The prediction for each gold document, by id. */
static bool match(run *r, an_gold_document **found)
{
    an_map ids = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < r->gold.count; i++)
        ok = an_map_intern(&ids, r->gold.items[i].id, NULL) != AN_MAP_NONE;
    for (size_t i = 0; ok && i < r->predicted.count; i++) {
        an_gold_document *doc = &r->predicted.items[i];
        uint32_t number = an_map_find(&ids, doc->id);
        if (number == AN_MAP_NONE) {
            r->out->unknown++;
            tell(r, doc, "is no document of the gold; it is left out");
            continue;
        }
        found[number] = doc;
        if (doc->has_text && an_str_equal(doc->text, r->gold.items[number].text))
            continue;
        if (doc->has_text) {
            r->out->differing++;
            tell(r, doc, "has another text than the gold has; its offsets are taken for those of the gold's text");
        }
        move_mentions(doc, &r->gold.items[number]);
    }
    an_map_clear(&ids);
    return ok;
}

static an_status compare(run *r, an_gold_document **found, an_sums *sums, an_error *err)
{
    for (size_t i = 0; i < r->gold.count; i++) {
        const an_gold_document *gold = &r->gold.items[i];
        an_scored scored;
        bool ok;
        if (!gold->has_text) {
            r->out->without_text++;
            tell(r, gold, "has no text; it is left out");
            continue;
        }
        r->out->missing += !found[i] && (r->options->predicted_count > 0 || gold->text.len > 0);
        if (!an_score(&scored, gold, found[i]))
            return an_fail_nomem(err);
        memcpy(sums[r->out->documents++].of, scored.sums, sizeof scored.sums);
        ok = an_faults_add(&r->out->faults, gold, found[i], &scored, i);
        an_scored_clear(&scored);
        if (!ok)
            return an_fail_nomem(err);
        if (!an_progress(r->watch, "comparing", i + 1, r->gold.count))
            return an_fail(err, AN_ERR_CANCELLED, "stopped");
    }
    return AN_OK;
}

static an_status measure(run *r, an_error *err)
{
    an_gold_document **found = an_alloc((r->gold.count + 1) * sizeof *found);
    an_sums *sums = an_alloc((r->gold.count + 1) * sizeof *sums);
    an_status st = AN_OK;

    if (!found || !sums || !match(r, found))
        st = an_fail_nomem(err);
    else
        st = compare(r, found, sums, err);
    if (st == AN_OK && !an_figures_make(r->out->figures, sums, r->out->documents, r->run->seed))
        st = an_fail_nomem(err);
    if (st == AN_OK)
        an_faults_finish(&r->out->faults, r->options->errors);
    an_free(found);
    an_free(sums);
    return st;
}

an_status an_evaluate(an_evaluation **out, const an_lexicon *lexicon, const an_evaluate_options *options, const an_run_options *run_options,
                      an_report *report, const an_observer *watch, an_error *err)
{
    an_evaluation *evaluation = an_alloc(sizeof *evaluation);
    run r = {.out = evaluation, .options = options, .run = run_options, .watch = watch};
    an_gold_options gold = {.paths = options->gold, .path_count = options->gold_count},
                    predicted = {.paths = options->predicted, .path_count = options->predicted_count, .texts = &r.gold};
    an_status st;

    *out = NULL;
    if (!evaluation)
        return an_fail_nomem(err);
    if ((st = an_gold_read(&r.gold, &gold, watch, err)) == AN_OK) {
        st = options->predicted_count ? an_gold_read(&r.predicted, &predicted, watch, err) : extract_texts(&r, lexicon, report, err);
        if (st == AN_OK)
            st = measure(&r, err);
        evaluation->gold = r.gold.counts;
        evaluation->predicted = r.predicted.counts;
    }
    an_gold_clear(&r.gold);
    an_gold_clear(&r.predicted);
    if (st == AN_OK)
        *out = evaluation;
    else
        an_evaluation_free(evaluation);
    return st;
}

/* Answers ----------------------------------------------------------------------------------------------------------------------------------- */

const an_figure *an_evaluation_figures(const an_evaluation *evaluation, size_t *count)
{
    *count = AN_FIGURES;
    return evaluation->figures;
}

size_t an_evaluation_fault_count(const an_evaluation *evaluation, size_t kind)
{
    return kind < AN_FAULT_COUNT ? evaluation->faults.totals[kind] : 0;
}

const an_fault *an_evaluation_faults(const an_evaluation *evaluation, size_t *count)
{
    *count = evaluation->faults.count;
    return evaluation->faults.items;
}

size_t an_evaluation_count(const an_evaluation *e, const char *name)
{
    const struct {
        const char *name;
        size_t count;
    } counts[] = {
        {"documents", e->documents},
        {"documents_missing", e->missing},
        {"documents_unknown", e->unknown},
        {"documents_differing", e->differing},
        {"documents_without_text", e->without_text},
        {"mentions", e->gold.mentions},
        {"mentions_bad", e->gold.bad_mentions},
        {"sentences_bad", e->gold.bad_sentences},
        {"lines_bad", e->gold.bad_lines},
        {"files_bad", e->gold.bad_files},
        {"files_converted", e->gold.converted_files},
        {"crossing", e->gold.crossing},
        {"discontinuous", e->gold.discontinuous},
        {"unknown_types", e->gold.unknown_types},
        {"predicted_mentions", e->predicted.mentions},
        {"predicted_mentions_bad", e->predicted.bad_mentions},
        {"predicted_lines_bad", e->predicted.bad_lines},
    };

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (strcmp(counts[i].name, name) == 0)
            return counts[i].count;
    }
    return 0;
}
