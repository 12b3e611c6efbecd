/* `dict check`: a load, and then what only a look at the whole shows. Findings here never stop anything; they are told in the order of
   files and lines of the rows they are about. */
#include "lexicon/tools/findings.h"

/* Names ---------------------------------------------------------------------------------------------------------------------------- */

/* Two conditions of dates can hold for one day. */
static bool overlap(const an_alias *a, const an_alias *b)
{
    size_t first = a->until.len < b->from.len ? a->until.len : b->from.len;
    size_t second = b->until.len < a->from.len ? b->until.len : a->from.len;

    return (!first || memcmp(a->until.ptr, b->from.ptr, first) >= 0) && (!second || memcmp(b->until.ptr, a->from.ptr, second) >= 0);
}

/* Spellings that both rows accept. */
static bool same_case(const an_lexicon *lexicon, uint32_t i, uint32_t k)
{
    return an_lexicon_alias(lexicon, i).casing != AN_CASE_EXACT || an_lexicon_alias(lexicon, k).casing != AN_CASE_EXACT ||
           an_str_equal(an_lexicon_alias_text(lexicon, i), an_lexicon_alias_text(lexicon, k));
}

/* A row that kills this form, or AN_NO_ALIAS. */
static uint32_t find_killer(const an_lexicon *lexicon, const an_volume *volume, uint32_t form)
{
    for (uint32_t i = an_volume_first(volume, form); i != UINT32_MAX; i = an_volume_next(volume, i)) {
        an_alias alias = an_lexicon_alias(lexicon, i);
        if (alias.never && alias.casing != AN_CASE_EXACT && !alias.near_count)
            return i;
    }
    return AN_NO_ALIAS;
}

static bool kills(const an_alias *killer, const an_alias *alias)
{
    return !alias->never && (killer->casing != AN_CASE_CAP || alias->casing != AN_CASE_ANY) && killer->layer <= alias->layer;
}

/* The rows of one form: the first without `near` is the one that later ones are ambiguous with. Looking at one row before is enough: every
   further one is told against it, so the cost is linear. */
static void check_form(an_findings *all, const an_volume *volume, uint32_t form)
{
    const an_lexicon *lexicon = all->lexicon;
    uint32_t bare = AN_NO_ALIAS, killer = find_killer(lexicon, volume, form);
    an_alias first = {0}, killing = {0};

    if (killer != AN_NO_ALIAS)
        killing = an_lexicon_alias(lexicon, killer);
    for (uint32_t i = an_volume_first(volume, form); i != UINT32_MAX; i = an_volume_next(volume, i)) {
        an_alias alias = an_lexicon_alias(lexicon, i);
        if (killer != AN_NO_ALIAS && kills(&killing, &alias))
            an_findings_add(all, AN_DOUBT_KILLED, i, killer);
        if (alias.never || alias.near_count)
            continue;
        if (bare == AN_NO_ALIAS) {
            bare = i;
            first = alias;
        } else if (first.actor != alias.actor && overlap(&first, &alias) && same_case(lexicon, bare, i)) {
            an_findings_add(all, AN_DOUBT_AMBIGUOUS, i, bare);
        }
    }
}

/* Patterns ------------------------------------------------------------------------------------------------------------------------- */

/* Texts that make careless patterns run away, 4 KiB of each. What makes a match fail at the end goes on with all that a pattern may ask for:
   PCRE2 does not begin where a letter is missing that every match has. */
static void check_runaway(an_findings *all, const an_pattern *pattern, an_regex_scratch *scratch)
{
    static const char *const pieces[] = {"a", "A", "1", " ", "a ", "Aa ", "Aa, ", "A.", "aA1-", "Aa of the "};
    static const char end[] = "~ abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 #$%&'()*+,-./:;<=>?@[]^_{|}!\"";
    char text[4096];
    an_buf words = {0};

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t length = strlen(pieces[i]), used = 0;
        an_span whole = {0}, actor;
        int64_t budget = 50000000;
        an_regex_result result = AN_REGEX_FOUND;
        for (; used + length + sizeof end <= sizeof text; used += length)
            memcpy(text + used, pieces[i], length);
        memcpy(text + used, end, sizeof end - 1);
        used += sizeof end - 1;
        while (result == AN_REGEX_FOUND)
            result = an_regex_find(pattern->regex, scratch, (an_str){text, used}, (an_span){0, (uint32_t)used}, whole.end, &budget, &whole,
                                   &actor);
        if (result != AN_REGEX_GAVE_UP)
            continue;
        an_buf_addf(&words, "pattern '%.*s' takes too long on «%s%s%s…~»: bound its repeats", AN_SHOWN(pattern->id), pieces[i], pieces[i],
                    pieces[i]);
        an_findings_say(all, AN_WARNING, pattern->file, pattern->line, pattern->id, &words);
        return;
    }
}

static void check_pattern(an_findings *all, const an_pattern *pattern, an_regex_scratch *scratch)
{
    an_buf words = {0};

    if (pattern->gate_count == 0) {
        an_buf_addf(&words, "pattern '%.*s' has no 'requires': it runs on every sentence, which costs time", AN_SHOWN(pattern->id));
        an_findings_say(all, AN_NOTE, pattern->file, pattern->line, pattern->id, &words);
    }
    check_runaway(all, pattern, scratch);
}

/* All ------------------------------------------------------------------------------------------------------------------------------ */

static an_status look_closer(an_loading *l, const char *data, an_error *err)
{
    const an_lexicon *lexicon = l->lexicon;
    an_regex_scratch *scratch = an_regex_scratch_new();
    an_findings all = {.lexicon = lexicon, .failed = !scratch};
    an_status st = AN_OK;

    for (size_t v = 0; v < lexicon->volumes.count; v++) /* rows of compiled files have no place to point at */
        for (uint32_t i = 0; lexicon->volumes.items[v].file == UINT32_MAX && i < an_matcher_forms(lexicon->volumes.items[v].store.matcher) && !all.failed; i++)
            check_form(&all, &lexicon->volumes.items[v], i);
    if (!all.failed)
        st = an_doubts_find(&all, data, err);
    for (size_t i = 0; st == AN_OK && i < lexicon->patterns.count && !all.failed; i++)
        check_pattern(&all, &lexicon->patterns.items[i], scratch);
    if (st == AN_OK && !all.failed)
        an_findings_tell(&all, l);
    if (st == AN_OK && all.failed)
        st = an_fail_nomem(err);
    an_findings_clear(&all);
    an_regex_scratch_free(scratch);
    return st;
}

an_status an_lexicon_check(an_lexicon_counts *counts, const an_lexicon_options *options, const an_observer *watch, an_error *err)
{
    an_lexicon *lexicon = NULL;
    an_loading l = {.watch = watch};
    an_status st = an_lexicon_read(&lexicon, options, watch, AN_TO_CHECK, err);

    *counts = (an_lexicon_counts){0};
    if (!lexicon)
        return st;
    if (err) /* bad rows are findings here */
        *err = (an_error){0};
    l.lexicon = lexicon;
    st = look_closer(&l, options->data, err);
    *counts = lexicon->counts;
    counts->warnings += l.warnings;
    an_lexicon_free(lexicon);
    return st;
}
