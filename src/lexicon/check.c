/* `dict check`: a load, and then what only a look at the whole shows. Findings here never stop anything; they are told in the order of
   files and lines of the rows they are about. */
#include "lexicon/loading.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdlib.h>

typedef struct finding {
    uint32_t file, line;
    an_severity severity;
    an_str about; /* text on that line to point at */
    char *message;
} finding;

typedef struct findings {
    AN_LIST_OF(finding) list;
    an_buf text;
    bool failed;
} findings;

static void add(findings *all, an_severity severity, uint32_t file, uint32_t line, an_str about)
{
    char *message = an_buf_take(&all->text);

    if (!message || !AN_ROOM(&all->list, 1)) {
        an_free(message);
        all->failed = true;
        return;
    }
    all->list.items[all->list.count++] = (finding){file, line, severity, about, message};
}

/* Names ---------------------------------------------------------------------------------------------------------------------------- */

/* Two conditions of dates can hold for one day. */
static bool overlap(const an_alias *a, const an_alias *b)
{
    size_t first = a->until.len < b->from.len ? a->until.len : b->from.len;
    size_t second = b->until.len < a->from.len ? b->until.len : a->from.len;

    return (!first || memcmp(a->until.ptr, b->from.ptr, first) >= 0) && (!second || memcmp(b->until.ptr, a->from.ptr, second) >= 0);
}

/* Spellings that both rows accept. */
static bool same_case(const an_alias *a, const an_alias *b)
{
    return a->casing != AN_CASE_EXACT || b->casing != AN_CASE_EXACT || an_str_equal(a->text, b->text);
}

/* The rows of one form: the first without `near` is the one that later ones are ambiguous with. Looking at one row before is enough: every
   further one is told against it, so the cost is linear. */
static void check_form(findings *all, const an_lexicon *lexicon, uint32_t form)
{
    const an_alias *bare = NULL, *killer = NULL;

    for (uint32_t i = an_matcher_first(lexicon->alias_matcher, form); i != UINT32_MAX; i = an_matcher_next(lexicon->alias_matcher, i)) {
        const an_alias *alias = &lexicon->aliases.items[i];
        if (alias->never && alias->casing != AN_CASE_EXACT && !alias->near_count && !killer)
            killer = alias;
        if (alias->never || alias->near_count)
            continue;
        if (bare && bare->actor != alias->actor && overlap(bare, alias) && same_case(bare, alias)) {
            const an_actor *other = &lexicon->actors.items[bare->actor];
            an_buf_addf(&all->text, "'%.*s' stands for '%.*s', too (%s:%u): ambiguous; give both a 'near'", AN_SHOWN(alias->text),
                        AN_SHOWN(other->name), lexicon->files.items[bare->file].shown, (unsigned)bare->line);
            add(all, AN_WARNING, alias->file, alias->line, alias->text);
        }
        bare = bare ? bare : alias;
    }
    for (uint32_t i = an_matcher_first(lexicon->alias_matcher, form); killer && i != UINT32_MAX;
         i = an_matcher_next(lexicon->alias_matcher, i)) {
        const an_alias *alias = &lexicon->aliases.items[i];
        if (alias->never || (killer->casing == AN_CASE_CAP && alias->casing == AN_CASE_ANY) || killer->layer > alias->layer)
            continue;
        an_buf_addf(&all->text, "'%.*s' is never extracted (%s:%u): this row finds nothing", AN_SHOWN(alias->text),
                    lexicon->files.items[killer->file].shown, (unsigned)killer->line);
        add(all, AN_WARNING, alias->file, alias->line, alias->text);
    }
}

/* A single letter or digit is found everywhere; in scripts without spaces it may be a word. */
static void check_letter(findings *all, const an_alias *alias)
{
    size_t letters = 0, length;

    for (size_t at = 0; at < alias->text.len; at += length) {
        uint32_t code = an_utf8_decode(alias->text, at, &length);
        if (an_is_unspaced(code))
            return;
        letters += (an_is_letter(code) && !an_is_mark(code)) || an_is_digit(code);
    }
    if (letters != 1 || alias->never)
        return;
    an_buf_addf(&all->text, "'%.*s' is a single letter: it will be found in many places", AN_SHOWN(alias->text));
    add(all, AN_WARNING, alias->file, alias->line, alias->text);
}

/* Patterns ------------------------------------------------------------------------------------------------------------------------- */

/* Texts that make careless patterns run away, 4 KiB of each. */
static void check_runaway(findings *all, const an_pattern *pattern, an_regex_scratch *scratch)
{
    static const char *const pieces[] = {"a", "A", "1", " ", "a ", "Aa ", "Aa, ", "A.", "aA1-", "Aa of the "};
    char text[4096];

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t length = strlen(pieces[i]), used = 0;
        an_span whole = {0}, actor;
        int64_t budget = 50000000;
        an_regex_result result = AN_REGEX_FOUND;
        for (; used + length < sizeof text; used += length)
            memcpy(text + used, pieces[i], length);
        text[used++] = '!'; /* what makes a match fail at the end */
        while (result == AN_REGEX_FOUND)
            result = an_regex_find(pattern->regex, scratch, (an_str){text, used}, (an_span){0, (uint32_t)used}, whole.end, &budget, &whole,
                                   &actor);
        if (result != AN_REGEX_GAVE_UP)
            continue;
        an_buf_addf(&all->text, "pattern '%.*s' takes too long on «%s%s%s…!»: bound its repeats", AN_SHOWN(pattern->id), pieces[i],
                    pieces[i], pieces[i]);
        add(all, AN_WARNING, pattern->file, pattern->line, pattern->id);
        return;
    }
}

static void check_pattern(findings *all, const an_pattern *pattern, an_regex_scratch *scratch)
{
    if (pattern->gate_count == 0) {
        an_buf_addf(&all->text, "pattern '%.*s' has no 'requires': it runs on every sentence, which costs time", AN_SHOWN(pattern->id));
        add(all, AN_NOTE, pattern->file, pattern->line, pattern->id);
    }
    check_runaway(all, pattern, scratch);
}

/* Telling -------------------------------------------------------------------------------------------------------------------------- */

static int compare_findings(const void *left, const void *right)
{
    const finding *a = left, *b = right;

    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return strcmp(a->message, b->message);
}

/* Walks down the lines of a file: findings are sorted, so a file is walked once. */
typedef struct line_cursor {
    uint32_t file, line;
    size_t at;
} line_cursor;

static an_str go_to_line(line_cursor *cursor, an_str file, const finding *found)
{
    size_t end;

    if (cursor->file != found->file)
        *cursor = (line_cursor){.file = found->file, .line = 1};
    for (; cursor->line < found->line; cursor->line++) {
        end = an_str_find_byte(file, cursor->at, '\n');
        cursor->at = end == (size_t)-1 ? file.len : end + 1;
    }
    end = an_str_find_byte(file, cursor->at, '\n');
    return an_str_sub(file, cursor->at, end == (size_t)-1 ? file.len : end);
}

/* Where a text stands in a line: as a whole cell if it does, else anywhere; -1 when it does not (a quoted cell). */
static size_t place_in(an_str line, an_str about)
{
    size_t first = an_str_find(line, 0, about), at;

    for (at = first; at != (size_t)-1; at = an_str_find(line, at + 1, about)) {
        size_t end = at + about.len;
        if ((at == 0 || strchr("\t,\"", line.ptr[at - 1])) && (end == line.len || strchr("\t,\"\r", line.ptr[end])))
            return at;
    }
    return first;
}

static void tell(findings *all, an_loading *l)
{
    line_cursor cursor = {.file = UINT32_MAX};

    if (all->list.count)
        qsort(all->list.items, all->list.count, sizeof *all->list.items, compare_findings);
    for (size_t i = 0; i < all->list.count; i++) {
        const finding *found = &all->list.items[i];
        an_str line = go_to_line(&cursor, l->lexicon->files.items[found->file].text, found);
        size_t place = place_in(line, found->about);
        bool there = place != (size_t)-1;
        an_loading_say(l, found->severity, AN_OK, found->file, cursor.at + (there ? place : 0), there ? found->about.len : 0, "%s",
                       found->message);
        if (i + 1 == all->list.count || all->list.items[i + 1].file != found->file)
            an_loading_rest(l, found->file);
    }
}

static an_status look_closer(an_loading *l, an_error *err)
{
    const an_lexicon *lexicon = l->lexicon;
    an_regex_scratch *scratch = an_regex_scratch_new();
    findings all = {.failed = !scratch};

    for (uint32_t i = 0; i < an_matcher_forms(lexicon->alias_matcher) && !all.failed; i++)
        check_form(&all, lexicon, i);
    for (size_t i = 0; i < lexicon->aliases.count && !all.failed; i++)
        check_letter(&all, &lexicon->aliases.items[i]);
    for (size_t i = 0; i < lexicon->patterns.count && !all.failed; i++)
        check_pattern(&all, &lexicon->patterns.items[i], scratch);
    if (!all.failed)
        tell(&all, l);
    for (size_t i = 0; i < all.list.count; i++)
        an_free(all.list.items[i].message);
    an_free(all.list.items);
    an_buf_clear(&all.text);
    an_regex_scratch_free(scratch);
    return all.failed ? an_fail_nomem(err) : AN_OK;
}

an_status an_lexicon_check(an_lexicon_counts *counts, const an_lexicon_options *options, const an_observer *watch, an_error *err)
{
    an_lexicon *lexicon = NULL;
    an_loading l = {.watch = watch};
    an_status st = an_lexicon_read(&lexicon, options, watch, true, err);

    *counts = (an_lexicon_counts){0};
    if (!lexicon)
        return st;
    if (err) /* bad rows are findings here */
        *err = (an_error){0};
    l.lexicon = lexicon;
    st = look_closer(&l, err);
    *counts = lexicon->counts;
    counts->warnings += l.warnings;
    an_lexicon_free(lexicon);
    return st;
}
