/* The order of loading: find the files, read each one, then resolve what needs all of them, then close the matchers. A bad row is told and
   reading goes on, so that one run shows everything that is wrong. */
#include "lexicon/bundle.h"
#include "lexicon/compiled.h"
#include "lexicon/loading.h"
#include "lexicon/pack.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>

enum { LARGEST_FILE = 1 << 30, LARGE_FILE = 1 << 22 /* is mapped */ };

#define LARGEST_COMPILED ((size_t)1 << 38)

/* Reading -------------------------------------------------------------------------------------------------------------------------- */

static bool is_csv(const char *path)
{
    an_str text = an_str_of(path);

    return text.len > 4 && an_str_equal_ascii_case(an_str_sub(text, text.len - 4, text.len), AN_LIT(".csv"));
}

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
    if (source->bytes == 0 && an_str_ends(an_str_of(source->path), AN_LIT(".anet"))) {
        l->status = an_fail(l->err, AN_ERR_SYNTAX, "'%s' is empty: compile it again with 'actornet dict compile'", source->shown);
        return;
    }
    if (an_compiled_is(source->content.text)) {
        read_compiled(l, number);
        return;
    }
    an_table_open(&l->reader, source->content.text, is_csv(source->path), &l->lexicon->arena);
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

/* Actors ---------------------------------------------------------------------------------------------------------------------------- */

size_t an_lexicon_actor_count(const an_lexicon *lexicon)
{
    const an_volume *last = lexicon->volumes.count ? &lexicon->volumes.items[lexicon->volumes.count - 1] : NULL;

    return last ? last->first_actor + last->store.actors : 0;
}

static int compare_joined(const void *left, const void *right)
{
    const an_joined *a = left, *b = right;

    return (a->actor > b->actor) - (a->actor < b->actor);
}

/* What several volumes say about an actor; NULL when only its own does. */
static const an_joined *find_joined(const an_lexicon *lexicon, uint32_t actor)
{
    an_joined key = {.actor = actor};

    return lexicon->joined.count ? bsearch(&key, lexicon->joined.items, lexicon->joined.count, sizeof key, compare_joined) : NULL;
}

an_str an_lexicon_type(const an_lexicon *lexicon, uint32_t actor)
{
    const an_volume *volume = an_volume_of_actor(lexicon, actor);
    const an_joined *joined = find_joined(lexicon, actor);
    an_str type = joined ? joined->type : an_store_type(&volume->store, actor - volume->first_actor, NULL);

    return type.len ? type : AN_LIT("other");
}

an_actor an_lexicon_actor(const an_lexicon *lexicon, uint32_t actor)
{
    const an_volume *volume = an_volume_of_actor(lexicon, actor);
    uint32_t local = actor - volume->first_actor;
    an_actor known = {.type = an_lexicon_type(lexicon, actor), .layer = local < volume->store.user_actors ? AN_LAYER_USER : AN_LAYER_SHIPPED};

    an_store_call(&volume->store, local, &known.id, &known.name);
    return known;
}

an_str an_lexicon_attribute(const an_lexicon *lexicon, uint32_t actor, const char *name)
{
    const an_volume *volume = an_volume_of_actor(lexicon, actor);
    const an_joined *joined = find_joined(lexicon, actor);
    uint32_t local = actor - volume->first_actor;

    if (joined)
        return an_attribute_get(joined->attributes, joined->attribute_count, name);
    for (size_t i = 0, count = an_store_attribute_count(&volume->store, local); i < count; i++) {
        an_attribute attribute = an_store_attribute(&volume->store, local, i);
        if (an_str_equal(attribute.name, an_str_of(name)))
            return attribute.value;
    }
    return AN_LIT("");
}

const an_attribute *an_lexicon_attributes(const an_lexicon *lexicon, uint32_t actor, an_arena *arena, size_t *count_out)
{
    const an_volume *volume = an_volume_of_actor(lexicon, actor);
    const an_joined *joined = find_joined(lexicon, actor);
    uint32_t local = actor - volume->first_actor;
    size_t all = joined ? joined->attribute_count : an_store_attribute_count(&volume->store, local);
    an_attribute *list = an_arena_alloc(arena, (all + 1) * sizeof *list);

    *count_out = list ? all : 0;
    for (size_t i = 0; list && i < all; i++)
        list[i] = joined ? joined->attributes[i] : an_store_attribute(&volume->store, local, i);
    return list;
}

/* The first actor of that name which is not its id. */
static uint32_t find_named(const an_lexicon *lexicon, an_str name)
{
    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        const an_volume *volume = &lexicon->volumes.items[i];
        for (uint32_t a = an_store_find_name(&volume->store, name); a != AN_NO_ACTOR; a = an_store_next_named(&volume->store, a))
            if (an_volume_actor(volume, a) == volume->first_actor + a)
                return volume->first_actor + a;
    }
    return AN_NO_ACTOR;
}

uint32_t an_lexicon_find_actor(const an_lexicon *lexicon, an_str id)
{
    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        uint32_t actor = an_store_find_id(&lexicon->volumes.items[i].store, id);
        if (actor != AN_NO_ACTOR)
            return an_volume_actor(&lexicon->volumes.items[i], actor);
    }
    return find_named(lexicon, id);
}

/* Rows ------------------------------------------------------------------------------------------------------------------------------ */

size_t an_lexicon_alias_count(const an_lexicon *lexicon)
{
    const an_volume *last = lexicon->volumes.count ? &lexicon->volumes.items[lexicon->volumes.count - 1] : NULL;

    return last ? last->first_row + last->store.rows : 0;
}

an_alias an_lexicon_alias(const an_lexicon *lexicon, uint32_t row)
{
    const an_volume *volume = an_volume_of_row(lexicon, row);
    size_t condition;
    an_alias alias = an_store_alias(&volume->store, row - volume->first_row, &condition);

    if (alias.actor != AN_NO_ACTOR)
        alias.actor = an_volume_actor(volume, alias.actor);
    if (condition != AN_NO_CONDITION && volume->nears) {
        alias.near_first = volume->nears[condition].first;
        alias.near_count = volume->nears[condition].count;
    }
    return alias;
}

uint32_t an_lexicon_next_shipped(const an_lexicon *lexicon, uint32_t row)
{
    uint32_t end = (uint32_t)an_lexicon_alias_count(lexicon);

    while (row < end) {
        const an_volume *volume = an_volume_of_row(lexicon, row);
        uint32_t local = an_store_next_shipped(&volume->store, row - volume->first_row);
        if (local < volume->store.rows)
            return volume->first_row + local;
        row = volume->first_row + (uint32_t)volume->store.rows;
    }
    return end;
}

an_str an_lexicon_alias_text(const an_lexicon *lexicon, uint32_t row)
{
    const an_volume *volume = an_volume_of_row(lexicon, row);

    return an_store_text(&volume->store, row - volume->first_row);
}

bool an_lexicon_spells(const an_lexicon *lexicon, uint32_t row, an_str form, an_case *casing, uint32_t *actor)
{
    const an_volume *volume = an_volume_of_row(lexicon, row);
    uint32_t local = row - volume->first_row;

    if (!an_str_equal(an_matcher_text(volume->store.matcher, local), form) || !an_store_is_free(&volume->store, local, casing, actor))
        return false;
    if (*actor != AN_NO_ACTOR)
        *actor = an_volume_actor(volume, *actor);
    return true;
}

an_origin an_lexicon_origin(const an_lexicon *lexicon, uint32_t row)
{
    const an_volume *volume = an_volume_of_row(lexicon, row);
    an_origin origin = an_store_origin(&volume->store, row - volume->first_row);

    origin.file = volume->file == UINT32_MAX ? volume->first_file + origin.file : volume->file;
    return origin;
}

static int compare_hits(const void *left, const void *right)
{
    const an_hit *a = left, *b = right;

    if (a->atom != b->atom)
        return a->atom < b->atom ? -1 : 1;
    return an_hit_compare(a, b);
}

/* Hits of several volumes in one order; `start` is where those of the first begin. */
typedef struct gathering {
    size_t start, found;
} gathering;

static void gather(const an_volume *volume, size_t before, an_hits *hits, gathering *g)
{
    for (size_t k = before; volume->first_row && k < hits->count; k++)
        hits->items[k].term += volume->first_row;
    g->found += hits->count > before;
}

static void gathered(an_hits *hits, const gathering *g)
{
    if (g->found > 1)
        qsort(hits->items + g->start, hits->count - g->start, sizeof *hits->items, compare_hits);
}

bool an_lexicon_find(const an_lexicon *lexicon, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits)
{
    return an_lexicon_find_in(lexicon, text, atoms, 0, atoms->count, scratch, hits);
}

/* Volume by volume; the hits of several are put in order. */
bool an_lexicon_find_in(const an_lexicon *lexicon, an_str text, const an_atoms *atoms, size_t first, size_t end, an_match_scratch *scratch,
                        an_hits *hits)
{
    gathering g = {.start = hits->count};

    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        const an_volume *volume = &lexicon->volumes.items[i];
        size_t before = hits->count;
        if (!an_matcher_find_in(volume->store.matcher, text, atoms, first, end, scratch, hits))
            return false;
        gather(volume, before, hits, &g);
    }
    gathered(hits, &g);
    return true;
}

/* The bit of a volume in an_prospect. */
static uint32_t volume_bit(size_t number)
{
    return UINT32_C(1) << (number < 31 ? number : 31);
}

/* Put to places[i] what a volume has at starts[i]. */
static void add_reach(const an_volume *volume, uint32_t bit, const an_atoms *atoms, const uint32_t *starts, size_t count, an_prospect *all)
{
    an_reach places[AN_SIFT_MOST];
    size_t found = an_matcher_reach(volume->store.matcher, &volume->filters, atoms, starts, count, places);

    for (size_t i = 0; i < found; i++) {
        an_prospect *place = &all[places[i].start];
        an_store_fetch(&volume->store, places[i].term);
        if (places[i].only && an_volume_is_idle(volume, places[i].term))
            continue;
        place->longest = place->matchers || places[i].term >= volume->store.rows ? UINT32_MAX : volume->first_row + places[i].term;
        place->reach = places[i].atoms > place->reach ? places[i].atoms : place->reach;
        place->ends |= places[i].ends;
        place->matchers |= bit;
    }
}

size_t an_lexicon_prospects(const an_lexicon *lexicon, const an_atoms *atoms, size_t from, size_t to, an_prospect *out)
{
    size_t found = 0;

    for (size_t end; lexicon->volumes.count && from < to; from = end) {
        uint32_t starts[AN_SIFT_ROOM];
        an_prospect all[AN_SIFT_MOST];
        size_t count;
        end = to - from > AN_SIFT_MOST ? from + AN_SIFT_MOST : to;
        count = an_bloom_starts(&lexicon->starts, atoms->hashes, from, end, starts);
        for (size_t i = 0; i < count; i++)
            all[i] = (an_prospect){.atom = starts[i]};
        for (size_t i = 0; i < lexicon->volumes.count; i++)
            add_reach(&lexicon->volumes.items[i], volume_bit(i), atoms, starts, count, all);
        for (size_t i = 0; i < count; i++) {
            out[found] = all[i];
            found += all[i].reach > 0;
        }
    }
    return found;
}

bool an_lexicon_find_at(const an_lexicon *lexicon, an_str text, const an_atoms *atoms, an_prospect place, an_match_scratch *scratch,
                        an_hits *hits)
{
    gathering g = {.start = hits->count};

    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        const an_volume *volume = &lexicon->volumes.items[i];
        size_t before = hits->count;
        if (!(place.matchers & volume_bit(i)))
            continue;
        if (!an_matcher_find_at(volume->store.matcher, text, atoms, place, scratch, hits))
            return false;
        gather(volume, before, hits, &g);
    }
    gathered(hits, &g);
    return true;
}

bool an_lexicon_has_shipped(const an_lexicon *lexicon)
{
    return lexicon->has_shipped;
}

bool an_lexicon_has_own_words(const an_lexicon *lexicon)
{
    return lexicon->words.count && lexicon->files.items[lexicon->words.items[0].origin.file].layer == AN_LAYER_USER;
}

bool an_lexicon_keeps_types(const an_lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        const an_volume *volume = &lexicon->volumes.items[i];
        for (size_t k = 0; volume->store.shipped && k < volume->twin_count; k++)
            if (!an_str_equal(an_lexicon_type(lexicon, volume->twins[k].value), an_store_type(&volume->store, volume->twins[k].key, NULL)))
                return false;
    }
    return true;
}

size_t an_lexicon_longest(const an_lexicon *lexicon)
{
    size_t longest = 0;

    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        size_t one = an_matcher_longest(lexicon->volumes.items[i].store.matcher);
        longest = one > longest ? one : longest;
    }
    return longest;
}

bool an_lexicon_is_own(const an_lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        const an_store *store = &lexicon->volumes.items[i].store;
        if (store->shipped || store->user_actors < store->actors)
            return false;
    }
    return true;
}

/* All the rest ---------------------------------------------------------------------------------------------------------------------- */

const char *an_lexicon_data(const an_lexicon *lexicon)
{
    return lexicon->data;
}

const an_near *an_lexicon_near(const an_lexicon *lexicon)
{
    return lexicon->nears.items;
}

size_t an_lexicon_near_count(const an_lexicon *lexicon)
{
    return lexicon->nears.count;
}

size_t an_lexicon_word_count(const an_lexicon *lexicon)
{
    return lexicon->words.count + lexicon->packed_words.count;
}

/* The number of a word among the packed ones, which come behind those that were read. */
static uint32_t packed(const an_lexicon *lexicon, uint32_t word)
{
    return word - (uint32_t)lexicon->words.count;
}

an_word an_lexicon_word(const an_lexicon *lexicon, uint32_t word)
{
    return word < lexicon->words.count ? lexicon->words.items[word].word : an_packed_word_get(&lexicon->packed_words, packed(lexicon, word));
}

an_str an_lexicon_word_attribute(const an_lexicon *lexicon, uint32_t word, const char *name)
{
    if (word < lexicon->words.count)
        return an_attribute_get(lexicon->words.items[word].attributes, lexicon->words.items[word].attribute_count, name);
    return an_packed_word_attribute(&lexicon->packed_words, packed(lexicon, word), name);
}

an_origin an_lexicon_word_origin(const an_lexicon *lexicon, uint32_t word)
{
    return word < lexicon->words.count ? lexicon->words.items[word].origin
                                       : an_packed_word_origin(&lexicon->packed_words, packed(lexicon, word));
}

bool an_lexicon_list_goes_on(const an_lexicon *lexicon, uint32_t word)
{
    const an_read_word *words = lexicon->words.items;

    if (word == 0 || word == lexicon->words.count)
        return false;
    return word < lexicon->words.count ? words[word].word.list.ptr == words[word - 1].word.list.ptr
                                       : an_packed_word_goes_on(&lexicon->packed_words, packed(lexicon, word));
}

bool an_lexicon_class_goes_on(const an_lexicon *lexicon, uint32_t word)
{
    const an_read_word *words = lexicon->words.items;

    if (!an_lexicon_list_goes_on(lexicon, word))
        return false;
    return word < lexicon->words.count
               ? words[word].word.class_.ptr == words[word - 1].word.class_.ptr && words[word].word.class_.len == words[word - 1].word.class_.len
               : an_packed_class_goes_on(&lexicon->packed_words, packed(lexicon, word));
}

const an_pattern *an_lexicon_patterns(const an_lexicon *lexicon, size_t *count_out)
{
    *count_out = lexicon->patterns.count;
    return lexicon->patterns.items;
}

an_str an_attribute_get(const an_attribute *attributes, size_t count_in, const char *name)
{
    for (size_t i = 0; i < count_in; i++)
        if (an_str_equal(attributes[i].name, an_str_of(name)))
            return attributes[i].value;
    return AN_LIT("");
}

size_t an_lexicon_terms(const an_lexicon *lexicon)
{
    return an_vocabulary_count(&lexicon->vocabulary);
}

an_str an_lexicon_term(const an_lexicon *lexicon, uint32_t term)
{
    return an_vocabulary_text(&lexicon->vocabulary, term);
}

bool an_lexicon_find_words(const an_lexicon *lexicon, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits)
{
    return an_vocabulary_find(&lexicon->vocabulary, text, atoms, scratch, hits);
}
