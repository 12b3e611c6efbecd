/* What is asked of a lexicon that was loaded (load.c): its actors, rows, words and patterns, and where its names stand in a text. */
#include "lexicon/loading.h"
#include "lexicon/store/bundle.h"

#include <stdlib.h>

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

an_str an_main_type(an_str type)
{
    size_t slash = an_str_find_byte(type, 0, '/');

    return slash == (size_t)-1 ? type : an_str_sub(type, 0, slash);
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
        qsort(hits->items + g->start, hits->count - g->start, sizeof *hits->items, an_hit_order);
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
