/* The order of loading: find the files, read each one, then resolve what needs all of them, then close the matchers. A bad row is told and
   reading goes on, so that one run shows everything that is wrong. */
#include "lexicon/loading.h"
#include "lexicon/pack.h"
#include "lexicon/words.h"

#include "base/alloc.h"

#include <stdio.h>

enum { LARGEST_FILE = 1 << 30 };

/* Reading -------------------------------------------------------------------------------------------------------------------------- */

static bool is_csv(const char *path)
{
    an_str text = an_str_of(path);

    return text.len > 4 && an_str_equal_ascii_case(an_str_sub(text, text.len - 4, text.len), AN_LIT(".csv"));
}

static void read_rows(an_loading *l)
{
    static void (*const readers[])(an_loading *) = {
        [AN_KIND_LIST] = an_plain_list_read,
        [AN_KIND_DICTIONARY] = an_dictionary_read,
        [AN_KIND_WORDS] = an_wordlist_read,
        [AN_KIND_PATTERNS] = an_patterns_read,
    };

    if (an_loading_header(l))
        readers[l->header.kind](l);
}

/* A pack is as old as its date says: every run tells it. */
static void tell_date(an_loading *l, const an_source *source)
{
    an_str date = an_pack_date(source->text);

    if (date.len == 0)
        date = AN_LIT("an unknown date");
    if (source->shown[0] == '+')
        an_say(l->watch, AN_NOTE, source->shown, "this list is of %.*s", AN_SHOWN(date));
}

static void read_file(an_loading *l, uint32_t number)
{
    an_source *source = &l->lexicon->files.items[number];
    an_error error = {0};

    l->file = number;
    source->content.max = LARGEST_FILE;
    if ((l->status = an_file_read(&source->content, source->path, &error)) != AN_OK) {
        if (l->err)
            *l->err = error;
        return;
    }
    an_hash_hex(source->hash, an_buf_str(&source->content));
    an_table_open(&l->reader, an_buf_str(&source->content), is_csv(source->path), &l->lexicon->arena);
    source->text = l->reader.text;
    tell_date(l, source);
    if (l->reader.problem)
        an_loading_say(l, AN_ERROR, AN_ERR_ENCODING, number, l->reader.problem_at, l->reader.problem_length, "%s", l->reader.problem);
    else
        read_rows(l);
    an_table_close(&l->reader);
    an_loading_rest(l, number);
}

static void read_all(an_loading *l)
{
    an_lexicon *lexicon = l->lexicon;

    for (uint32_t i = 0; i < lexicon->files.count && l->status == AN_OK; i++) {
        if (!an_progress(l->watch, "dictionaries", i, lexicon->files.count)) {
            l->status = an_fail(l->err, AN_ERR_CANCELLED, "cancelled");
            return;
        }
        read_file(l, i);
    }
    if (l->status == AN_OK)
        an_dictionary_finish(l);
    if (l->status == AN_OK)
        an_patterns_finish(l);
    for (uint32_t i = 0; i < lexicon->files.count && l->status == AN_OK; i++)
        an_loading_rest(l, i);
    if (l->status == AN_OK)
        l->status = an_matcher_finish(lexicon->alias_matcher, l->err);
    if (l->status == AN_OK)
        l->status = an_matcher_finish(lexicon->word_matcher, l->err);
}

/* What the bad rows come to: the first one, and how many there are. */
static an_status sum_up(an_loading *l)
{
    an_status st = l->first.status == AN_ERR_PATTERN ? AN_ERR_PATTERN : AN_ERR_SYNTAX;

    if (l->status != AN_OK || l->errors == 0)
        return l->status;
    if (!l->err)
        return st;
    *l->err = l->first;
    l->err->status = st;
    if (l->errors > 1) {
        char message[sizeof l->err->message + 64];
        snprintf(message, sizeof message, "%zu bad rows; the first: %s", l->errors, l->first.message);
        an_copy_clean(l->err->message, sizeof l->err->message, an_str_of(message));
    }
    return st;
}

static void count(an_loading *l)
{
    an_lexicon *lexicon = l->lexicon;

    lexicon->counts = (an_lexicon_counts){.files = lexicon->files.count,
                                          .actors = lexicon->actors.count,
                                          .aliases = lexicon->aliases.count,
                                          .patterns = lexicon->patterns.count,
                                          .words = lexicon->words.count,
                                          .errors = l->errors,
                                          .warnings = l->warnings};
}

static void clear_loading(an_loading *l)
{
    an_table_close(&l->reader);
    an_free(l->header.extras.items);
    an_free(l->drafts.items);
    an_free(l->links.items);
    an_free(l->near_cells.items);
    an_free(l->pattern_rows.items);
    an_buf_clear(&l->scratch);
}

an_status an_lexicon_read(an_lexicon **out, const an_lexicon_options *options, const an_observer *watch, bool checking, an_error *err)
{
    an_loading l = {.watch = watch, .checking = checking, .err = err};
    an_status st;

    *out = NULL;
    if (!(l.lexicon = an_alloc(sizeof *l.lexicon)))
        return an_fail_nomem(err);
    if ((st = an_matcher_new(&l.lexicon->alias_matcher, err)) || (st = an_matcher_new(&l.lexicon->word_matcher, err)) ||
        (st = an_sources_find(l.lexicon, options, err)))
        goto done;
    read_all(&l);
    if (l.status == AN_OK)
        l.status = an_mark_accented(l.lexicon->aliases.items, l.lexicon->aliases.count, options->data, err);
    count(&l);
    st = sum_up(&l);
    if (st == AN_OK || (checking && l.status == AN_OK)) {
        *out = l.lexicon;
        l.lexicon = NULL;
    }

done:
    clear_loading(&l);
    an_lexicon_free(l.lexicon);
    return st;
}

an_status an_lexicon_load(an_lexicon **out, const an_lexicon_options *options, const an_observer *watch, an_error *err)
{
    return an_lexicon_read(out, options, watch, false, err);
}

void an_lexicon_free(an_lexicon *lexicon)
{
    if (!lexicon)
        return;
    for (size_t i = 0; i < lexicon->files.count; i++) {
        an_free(lexicon->files.items[i].path);
        an_free(lexicon->files.items[i].shown);
        an_buf_clear(&lexicon->files.items[i].content);
    }
    for (size_t i = 0; i < lexicon->patterns.count; i++)
        an_regex_free((an_regex *)lexicon->patterns.items[i].regex); /* const for everyone but its owner */
    an_free(lexicon->files.items);
    an_free(lexicon->actors.items);
    an_free(lexicon->aliases.items);
    an_free(lexicon->nears.items);
    an_free(lexicon->near_texts.items);
    an_free(lexicon->words.items);
    an_free(lexicon->origins.items);
    an_free(lexicon->patterns.items);
    an_free(lexicon->namesakes.items);
    an_map_clear(&lexicon->ids);
    an_map_clear(&lexicon->names);
    an_map_clear(&lexicon->attribute_names);
    an_matcher_free(lexicon->alias_matcher);
    an_matcher_free(lexicon->word_matcher);
    an_arena_clear(&lexicon->arena);
    an_free(lexicon);
}

/* Looking at it -------------------------------------------------------------------------------------------------------------------- */

an_lexicon_counts an_lexicon_count(const an_lexicon *lexicon)
{
    return lexicon->counts;
}

const char *an_lexicon_file(const an_lexicon *lexicon, size_t i, const char **hash)
{
    if (i >= lexicon->files.count)
        return NULL;
    if (hash)
        *hash = lexicon->files.items[i].hash;
    return lexicon->files.items[i].shown;
}

size_t an_lexicon_actor_count(const an_lexicon *lexicon)
{
    return lexicon->actors.count;
}

an_actor an_lexicon_actor(const an_lexicon *lexicon, uint32_t actor)
{
    return lexicon->actors.items[actor];
}

an_str an_lexicon_attribute(const an_lexicon *lexicon, uint32_t actor, const char *name)
{
    const an_actor *it = &lexicon->actors.items[actor];

    return an_attribute_get(it->attributes, it->attribute_count, name);
}

const an_attribute *an_lexicon_attributes(const an_lexicon *lexicon, uint32_t actor, an_arena *arena, size_t *count_out)
{
    const an_actor *it = &lexicon->actors.items[actor];
    an_attribute *list = an_arena_alloc(arena, (it->attribute_count + 1) * sizeof *list);

    *count_out = list ? it->attribute_count : 0;
    if (list && it->attribute_count)
        memcpy(list, it->attributes, it->attribute_count * sizeof *list);
    return list;
}

size_t an_lexicon_alias_count(const an_lexicon *lexicon)
{
    return lexicon->aliases.count;
}

an_alias an_lexicon_alias(const an_lexicon *lexicon, uint32_t alias)
{
    return lexicon->aliases.items[alias];
}

an_str an_lexicon_alias_text(const an_lexicon *lexicon, uint32_t alias)
{
    return lexicon->aliases.items[alias].text;
}

an_origin an_lexicon_origin(const an_lexicon *lexicon, uint32_t alias)
{
    return (an_origin){lexicon->aliases.items[alias].file, lexicon->aliases.items[alias].line};
}

const an_near *an_lexicon_near(const an_lexicon *lexicon)
{
    return lexicon->nears.items;
}

const an_word *an_lexicon_words(const an_lexicon *lexicon, size_t *count_out)
{
    *count_out = lexicon->words.count;
    return lexicon->words.items;
}

const an_pattern *an_lexicon_patterns(const an_lexicon *lexicon, size_t *count_out)
{
    *count_out = lexicon->patterns.count;
    return lexicon->patterns.items;
}

uint32_t an_lexicon_find_actor(const an_lexicon *lexicon, an_str id)
{
    uint32_t number = an_map_find(&lexicon->ids, id), name;

    if (number != AN_MAP_NONE)
        return number;
    name = an_map_find(&lexicon->names, id);
    return name == AN_MAP_NONE ? AN_NO_ACTOR : lexicon->names.values[name];
}

an_str an_attribute_get(const an_attribute *attributes, size_t count_in, const char *name)
{
    for (size_t i = 0; i < count_in; i++)
        if (an_str_equal(attributes[i].name, an_str_of(name)))
            return attributes[i].value;
    return AN_LIT("");
}

const an_matcher *an_lexicon_alias_matcher(const an_lexicon *lexicon)
{
    return lexicon->alias_matcher;
}

const an_matcher *an_lexicon_word_matcher(const an_lexicon *lexicon)
{
    return lexicon->word_matcher;
}
