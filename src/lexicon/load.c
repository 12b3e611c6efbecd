/* The order of loading: find the files, read each one, then resolve what needs all of them, then close the matchers. A bad row is told and
   reading goes on, so that one run shows everything that is wrong. */
#include "lexicon/loading.h"
#include "lexicon/store/compiled.h"
#include "lexicon/tools/pack.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>

enum { LARGEST_FILE = 1 << 30, LARGE_FILE = 1 << 22 /* is mapped */ };

#define LARGEST_COMPILED ((size_t)1 << 38)

static void read_rows(an_loading *l)
{
    static const struct {
        void (*read)(an_loading *);
        char kind;
    } readers[] = {
        [AN_KIND_LIST] = {an_plain_list_read, AN_IS_DICTIONARY},
        [AN_KIND_DICTIONARY] = {an_dictionary_read, AN_IS_DICTIONARY},
        [AN_KIND_WORDS] = {an_wordlist_read, AN_IS_WORDS},
        [AN_KIND_PATTERNS] = {an_patterns_read, AN_IS_PATTERNS},
    };

    if (!an_loading_header(l))
        return;
    l->lexicon->files.items[l->file].kind = readers[l->header.kind].kind;
    readers[l->header.kind].read(l);
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

/* A compiled file is a volume as it is, and stays mapped. */
static an_status open_compiled(an_loading *l, uint32_t number, an_error *err)
{
    an_source *source = &l->lexicon->files.items[number];
    an_volume volume = {.file = number};
    an_status st;

    an_mapping_close(&source->content);
    if ((st = an_mapping_open(&source->content, source->path, 1, LARGEST_COMPILED, err)) != AN_OK)
        return st;
    if (!source->content.pages)
        return an_fail(err, AN_ERR_IO, "'%s' cannot be mapped: a compiled dictionary must be an ordinary file", source->shown);
    source->compiled = true;
    source->bytes = source->content.text.len;
    if ((l->checking || l->verify) && (st = an_compiled_verify(source->content.text, source->shown, err)) != AN_OK)
        return st;
    if ((st = an_compiled_open(&volume.store, source->hash, source->content.text, source->shown, err)) != AN_OK)
        return st;
    volume.store.shipped = source->layer == AN_LAYER_SHIPPED;
    if (volume.store.made_of)
        st = an_fail(err, AN_ERR_INVALID,
                     "'%s' is what the shipped dictionaries were compiled into: it is opened by itself, from the folder that holds dict/ (--data)",
                     source->shown);
    else if (volume.store.rows)
        st = an_volume_add(l->lexicon, &volume, err);
    an_store_clear(&volume.store);
    return st;
}

/* While checking: what a compiled file was made of. */
static void tell_sources(an_loading *l, const an_source *source)
{
    const an_volume *volume = l->lexicon->volumes.count ? &l->lexicon->volumes.items[l->lexicon->volumes.count - 1] : NULL;
    an_buf names = {0};

    for (size_t i = 0; volume && i < an_store_files(&volume->store); i++) {
        an_buf_add_text(&names, i ? ", " : "");
        an_buf_add(&names, an_store_file(&volume->store, i));
    }
    if (l->checking && !names.failed)
        an_say(l->watch, AN_NOTE, source->shown, "compiled, and undamaged; check its rows where they come from: %.*s",
               AN_SHOWN(an_buf_str(&names)));
    an_buf_clear(&names);
}

static void read_compiled(an_loading *l, uint32_t number)
{
    an_error error = {0};

    if (!an_volume_close(l))
        return;
    l->status = open_compiled(l, number, &error);
    if (l->status != AN_OK && l->err)
        *l->err = error;
    if (l->status == AN_OK)
        tell_sources(l, &l->lexicon->files.items[number]);
}

/* Have a file's content, and its hash, unless they are there. A compiled file has the hash in itself: its pages are not touched. */
static bool open_source(an_loading *l, an_source *source)
{
    an_error error = {0};

    if (source->hash[0] || source->content.text.ptr)
        return true;
    if ((l->status = an_mapping_open(&source->content, source->path, LARGE_FILE, LARGEST_FILE, &error)) != AN_OK) {
        if (l->err)
            *l->err = error;
        return false;
    }
    source->bytes = source->content.text.len;
    if (!an_compiled_is(source->content.text))
        an_hash_hex(source->hash, source->content.text);
    return true;
}

static void read_file(an_loading *l, uint32_t number)
{
    an_source *source = &l->lexicon->files.items[number];

    l->file = number;
    l->passed = 0;
    if (!open_source(l, source))
        return;
    if (an_compiled_is(source->content.text)) {
        read_compiled(l, number);
        return;
    }
    if (an_str_ends(an_str_of(source->path), AN_LIT(".anet"))) {
        l->status = an_fail(l->err, AN_ERR_SYNTAX, "'%s' is %s: compile it again with 'actornet dict compile'", source->shown,
                            source->bytes ? "no compiled dictionary, or damaged at its start" : "empty");
        return;
    }
    an_table_open(&l->reader, source->content.text, an_table_is_csv(source->path), &l->lexicon->arena);
    source->text = l->reader.text;
    an_mapping_passed(&source->content, source->bytes);
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

    for (uint32_t i = 0, shipped = 0; i < lexicon->files.count && l->status == AN_OK; i++) {
        if (!an_progress(l->watch, "dictionaries", i, lexicon->files.count)) {
            l->status = an_fail(l->err, AN_ERR_CANCELLED, "cancelled");
            return;
        }
        if (lexicon->files.items[i].layer == AN_LAYER_SHIPPED && shipped++ == 0 && !l->checking && !l->compiling)
            an_shipped_open(l); /* they come last */
        if (l->status == AN_OK && !lexicon->files.items[i].ready)
            read_file(l, i);
    }
    if (l->status == AN_OK && an_volume_close(l))
        l->status = an_volumes_join(lexicon, l->err);
    if (l->status == AN_OK)
        an_near_finish(l);
    if (l->status == AN_OK)
        an_patterns_finish(l);
    for (uint32_t i = 0; i < lexicon->files.count && l->status == AN_OK; i++)
        an_loading_rest(l, i);
    if (l->status == AN_OK)
        l->status = an_vocabulary_finish(&lexicon->vocabulary, l->err);
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
    size_t actors = 0;

    for (size_t i = 0; i < lexicon->volumes.count; i++)
        actors += lexicon->volumes.items[i].store.actors - lexicon->volumes.items[i].twin_count;
    lexicon->counts = (an_lexicon_counts){.files = lexicon->files.count,
                                          .actors = actors,
                                          .aliases = an_lexicon_alias_count(lexicon),
                                          .patterns = lexicon->patterns.count,
                                          .words = an_lexicon_word_count(lexicon),
                                          .errors = l->errors,
                                          .warnings = l->warnings};
}

/* Nothing points into the content of dictionaries; only a check looks at it again. */
static void let_go(an_lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->files.count; i++)
        if (lexicon->files.items[i].kind == AN_IS_DICTIONARY)
            an_mapping_close(&lexicon->files.items[i].content);
}

static void clear_loading(an_loading *l)
{
    an_draft_clear(&l->draft);
    an_common_words_clear(&l->accents.words);
    an_table_close(&l->reader);
    an_free(l->header.extras.items);
    an_free(l->near_cells.items);
    an_free(l->pattern_rows.items);
    an_buf_clear(&l->scratch);
}

static bool takes_shipped(const an_lexicon_options *options, an_purpose purpose)
{
    return purpose == AN_TO_RUN || purpose == AN_TO_CHECK || (purpose == AN_TO_COMPILE && options->file_count == 0);
}

an_status an_lexicon_read(an_lexicon **out, const an_lexicon_options *options, const an_observer *watch, an_purpose purpose, an_error *err)
{
    bool checking = purpose == AN_TO_CHECK;
    an_loading l = {.watch = watch, .checking = checking, .compiling = purpose == AN_TO_COMPILE, .verify = options->verify,
                    .err = err, .accents.data = options->data};
    an_status st;

    *out = NULL;
    if (!(l.lexicon = an_alloc(sizeof *l.lexicon)))
        return an_fail_nomem(err);
    l.lexicon->has_shipped = options->data && !options->no_default_dict;
    l.lexicon->data = an_arena_str(&l.lexicon->arena, an_str_of(options->data ? options->data : "")).ptr;
    if (!l.lexicon->data) {
        st = an_fail_nomem(err);
        goto done;
    }
    if ((st = an_vocabulary_open(&l.lexicon->vocabulary, err)) ||
        (st = an_sources_find(l.lexicon, options, takes_shipped(options, purpose), err)))
        goto done;
    read_all(&l);
    count(&l);
    st = sum_up(&l);
    if (!checking)
        let_go(l.lexicon);
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
    return an_lexicon_read(out, options, watch, AN_TO_RUN, err);
}

void an_lexicon_free(an_lexicon *lexicon)
{
    if (!lexicon)
        return;
    for (size_t i = 0; i < lexicon->files.count; i++) {
        an_free(lexicon->files.items[i].path);
        an_free(lexicon->files.items[i].shown);
        an_mapping_close(&lexicon->files.items[i].content);
    }
    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        an_store_clear(&lexicon->volumes.items[i].store);
        an_free(lexicon->volumes.items[i].twins);
        an_free(lexicon->volumes.items[i].nears);
    }
    for (size_t i = 0; i < lexicon->patterns.count; i++)
        an_regex_free((an_regex *)lexicon->patterns.items[i].regex); /* const for everyone but its owner */
    an_mapping_close(&lexicon->shipped);
    an_free(lexicon->files.items);
    an_free(lexicon->volumes.items);
    an_free(lexicon->starts_memory);
    an_free(lexicon->joined.items);
    an_free(lexicon->nears.items);
    an_free(lexicon->words.items);
    an_free(lexicon->patterns.items);
    an_map_clear(&lexicon->attribute_names);
    an_vocabulary_clear(&lexicon->vocabulary);
    an_arena_clear(&lexicon->arena);
    an_free(lexicon);
}
