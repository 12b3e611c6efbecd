/* Why a text is found, or not: every row that holds the whole of it. */
#include "lexicon/loading.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/fold.h"

typedef struct speech {
    const an_lexicon *lexicon;
    an_str text;
    an_atoms atoms;
    an_buf line;
    void (*say)(void *payload, const char *line);
    void *payload;
    size_t said;
} speech;

static void start(speech *s, uint32_t file, uint32_t line)
{
    an_buf_reset(&s->line);
    an_buf_addf(&s->line, "%s:%u: ", s->lexicon->files.items[file].shown, (unsigned)line);
}

/* A row of a compiled file: that, and where the row stood. */
static void start_alias(speech *s, uint32_t alias)
{
    const an_volume *volume = an_volume_of_row(s->lexicon, alias);
    an_origin origin = an_store_origin(&volume->store, alias - volume->first_row);

    if (volume->file == UINT32_MAX) {
        start(s, volume->first_file + origin.file, origin.line);
        return;
    }
    an_buf_reset(&s->line);
    an_buf_addf(&s->line, "%s: ", s->lexicon->files.items[volume->file].shown);
    an_buf_add(&s->line, an_store_file(&volume->store, origin.file));
    an_buf_addf(&s->line, ":%u: ", (unsigned)origin.line);
}

static void finish(speech *s)
{
    if (s->line.failed)
        return;
    s->said++;
    s->say(s->payload, s->line.ptr);
}

static void add_quoted(an_buf *line, an_str text)
{
    an_buf_add_char(line, '\'');
    an_buf_add(line, text);
    an_buf_add_char(line, '\'');
}

/* Whether the text as it was asked for meets the row's case. */
static bool meets_case(const speech *s, const an_alias *alias, const an_hit *hit)
{
    size_t length;

    if (alias->casing == AN_CASE_CAP)
        return s->atoms.items[hit->atom].flags & AN_ATOM_UPPER_FIRST ||
               !an_is_lower(an_utf8_decode(s->text, s->atoms.items[hit->atom].span.start, &length));
    return alias->casing == AN_CASE_ANY || an_str_find(s->text, 0, an_lexicon_alias_text(s->lexicon, hit->term)) != (size_t)-1;
}

static void add_near(speech *s, const an_alias *alias)
{
    const an_lexicon *lexicon = s->lexicon;

    for (uint32_t i = 0; i < alias->near_count; i++) {
        const an_near *near = &lexicon->nears.items[alias->near_first + i];
        an_buf_add_text(&s->line, i ? "; " : ", near ");
        if (near->actor != AN_NO_ACTOR)
            add_quoted(&s->line, an_lexicon_actor(lexicon, near->actor).name);
        else if (near->term != UINT32_MAX)
            an_buf_add(&s->line, an_vocabulary_text(&lexicon->vocabulary, near->term));
    }
}

static void say_alias(speech *s, const an_hit *hit)
{
    static const char *const cases[] = {"any", "cap", "exact"};
    an_alias alias = an_lexicon_alias(s->lexicon, hit->term);

    start_alias(s, hit->term);
    if (alias.never) {
        an_buf_add_text(&s->line, "never");
    } else {
        an_actor actor = an_lexicon_actor(s->lexicon, alias.actor);
        an_buf_add_text(&s->line, "alias of ");
        add_quoted(&s->line, actor.name);
        if (!an_str_equal(actor.id, actor.name)) {
            an_buf_add_text(&s->line, " [");
            an_buf_add(&s->line, actor.id);
            an_buf_add_char(&s->line, ']');
        }
        an_buf_add_text(&s->line, " (");
        an_buf_add(&s->line, actor.type);
        an_buf_add_char(&s->line, ')');
    }
    an_buf_addf(&s->line, ", case %s", cases[alias.casing]);
    if (!meets_case(s, &alias, hit))
        an_buf_add_text(&s->line, " (not met as written here)");
    add_near(s, &alias);
    if (alias.from.len)
        an_buf_addf(&s->line, ", from %.*s", AN_SHOWN(alias.from));
    if (alias.until.len)
        an_buf_addf(&s->line, ", until %.*s", AN_SHOWN(alias.until));
    finish(s);
}

static void say_word(speech *s, uint32_t number)
{
    an_word word = an_lexicon_word(s->lexicon, number);
    an_origin origin = an_lexicon_word_origin(s->lexicon, number);

    start(s, origin.file, origin.line);
    an_buf_add_text(&s->line, "word of the list ");
    add_quoted(&s->line, word.list);
    if (word.class_.len) {
        an_buf_add_text(&s->line, ", class ");
        an_buf_add(&s->line, word.class_);
    }
    finish(s);
}

static void say_patterns(speech *s)
{
    an_regex_scratch *scratch = an_regex_scratch_new();
    an_span window = {0, (uint32_t)s->text.len};

    for (size_t i = 0; scratch && i < s->lexicon->patterns.count; i++) {
        const an_pattern *pattern = &s->lexicon->patterns.items[i];
        int64_t budget = 50000000;
        an_span whole, actor;
        if (an_regex_find(pattern->regex, scratch, s->text, window, 0, &budget, &whole, &actor) != AN_REGEX_FOUND ||
            !((whole.start == 0 && whole.end == s->text.len) || (actor.start == 0 && actor.end == s->text.len)))
            continue;
        start(s, pattern->file, pattern->line);
        an_buf_add_text(&s->line, "pattern ");
        add_quoted(&s->line, pattern->id);
        an_buf_add_text(&s->line, " (");
        an_buf_add(&s->line, pattern->type);
        an_buf_add_char(&s->line, ')');
        finish(s);
    }
    an_regex_scratch_free(scratch);
}

/* Hits that hold the whole text. */
static void say_hits(speech *s, bool aliases)
{
    an_match_scratch scratch = {0};
    an_hits hits = {0};

    if (aliases ? an_lexicon_find(s->lexicon, s->text, &s->atoms, &scratch, &hits)
                : an_lexicon_find_words(s->lexicon, s->text, &s->atoms, &scratch, &hits))
        for (size_t i = 0; i < hits.count; i++) {
            if (hits.items[i].atom != 0 || hits.items[i].atom_count != s->atoms.count)
                continue;
            if (aliases)
                say_alias(s, &hits.items[i]);
            else if (hits.items[i].term < an_lexicon_word_count(s->lexicon))
                say_word(s, hits.items[i].term);
        }
    an_free(hits.items);
    an_match_scratch_clear(&scratch);
}

size_t an_lexicon_explain(const an_lexicon *lexicon, an_str text, void (*say)(void *payload, const char *line), void *payload)
{
    speech s = {.lexicon = lexicon, .text = an_str_trim(text), .say = say, .payload = payload};

    if (an_utf8_valid(s.text) == s.text.len && s.text.len < UINT32_MAX && an_atoms_cut(&s.atoms, s.text, 0, s.text.len) && s.atoms.count) {
        say_hits(&s, true);
        say_hits(&s, false);
        if (s.text.len <= AN_REGEX_BYTES)
            say_patterns(&s);
    }
    an_atoms_clear(&s.atoms);
    an_buf_clear(&s.line);
    return s.said;
}
