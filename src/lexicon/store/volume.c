/* Volumes: which rows and actors stand where, and who is the same. Sources that follow one another are one volume; a compiled file is one as
   it is. Joining two volumes looks up the actors of the smaller one in the other, so a large one costs nothing while it is alone. */
#include "lexicon/loading.h"

#include "base/alloc.h"
#include "base/pages.h"
#include "lexicon/match/term.h"

#include <stdlib.h>

/* Opening, closing ----------------------------------------------------------------------------------------------------------------- */

bool an_volume_open(an_loading *l)
{
    l->draft.shipped = l->lexicon->files.items[l->file].layer == AN_LAYER_SHIPPED;
    if (l->draft.matcher)
        return true;
    l->status = an_draft_open(&l->draft, l->err);
    l->draft.shipped = l->lexicon->files.items[l->file].layer == AN_LAYER_SHIPPED;
    return l->status == AN_OK;
}

/* Numbers go on behind the last volume. */
static bool number_volume(an_lexicon *lexicon, an_volume *volume)
{
    const an_volume *last = lexicon->volumes.count ? &lexicon->volumes.items[lexicon->volumes.count - 1] : NULL;
    size_t row = last ? last->first_row + last->store.rows : 0, actor = last ? last->first_actor + last->store.actors : 0;

    volume->first_row = (uint32_t)row;
    volume->first_actor = (uint32_t)actor;
    return row + volume->store.rows < UINT32_MAX && actor + volume->store.actors < UINT32_MAX;
}

an_status an_volume_add(an_lexicon *lexicon, an_volume *volume, an_error *err)
{
    if (!number_volume(lexicon, volume))
        return an_fail(err, AN_ERR_LIMIT, "too many names");
    if (!AN_ROOM(&lexicon->volumes, 1))
        return an_fail_nomem(err);
    lexicon->volumes.items[lexicon->volumes.count++] = *volume;
    *volume = (an_volume){0};
    return AN_OK;
}

/* By the number that rows call it by; without folders of an absolute path. */
static bool name_files(an_loading *l)
{
    for (size_t i = 0; i < l->lexicon->files.count; i++)
        if (!an_draft_file(&l->draft, an_str_of(an_path_shown(l->lexicon->files.items[i].shown))))
            return an_loading_nomem(l);
    return true;
}

bool an_volume_close(an_loading *l)
{
    an_volume volume = {.file = UINT32_MAX};

    if (!l->draft.matcher)
        return l->status == AN_OK;
    if (l->status == AN_OK && an_draft_rows(&l->draft) && name_files(l)) {
        if ((l->status = an_draft_finish(&l->draft, &volume.store, l->err)) == AN_OK)
            l->status = an_volume_add(l->lexicon, &volume, l->err);
        an_store_clear(&volume.store);
    }
    an_draft_clear(&l->draft);
    return l->status == AN_OK;
}

/* Numbers -------------------------------------------------------------------------------------------------------------------------- */

static int compare_keys(const void *left, const void *right)
{
    const an_value_pair *a = left, *b = right;

    return (a->key > b->key) - (a->key < b->key);
}

static const an_value_pair *find_twin(const an_volume *volume, uint32_t actor)
{
    an_value_pair key = {actor, 0};

    return volume->twin_count ? bsearch(&key, volume->twins, volume->twin_count, sizeof key, compare_keys) : NULL;
}

uint32_t an_volume_actor(const an_volume *volume, uint32_t actor)
{
    const an_value_pair *twin = find_twin(volume, actor);

    return twin ? twin->value : volume->first_actor + actor;
}

bool an_volume_has(const an_volume *volume, uint32_t actor)
{
    return !find_twin(volume, actor - volume->first_actor);
}

const an_volume *an_volume_of_row(const an_lexicon *lexicon, uint32_t row)
{
    size_t i = lexicon->volumes.count - 1;

    while (i > 0 && lexicon->volumes.items[i].first_row > row)
        i--;
    return &lexicon->volumes.items[i];
}

const an_volume *an_volume_of_actor(const an_lexicon *lexicon, uint32_t actor)
{
    size_t i = lexicon->volumes.count - 1;

    while (i > 0 && lexicon->volumes.items[i].first_actor > actor)
        i--;
    return &lexicon->volumes.items[i];
}

uint32_t an_volume_first(const an_volume *volume, uint32_t form)
{
    uint32_t row = an_matcher_first(volume->store.matcher, form);

    return row < volume->store.rows ? volume->first_row + row : UINT32_MAX;
}

uint32_t an_volume_next(const an_volume *volume, uint32_t row)
{
    uint32_t next = an_matcher_next(volume->store.matcher, row - volume->first_row);

    return next < volume->store.rows ? volume->first_row + next : UINT32_MAX;
}

/* Joining -------------------------------------------------------------------------------------------------------------------------- */

typedef AN_LIST_OF(an_value_pair) pairs;

static bool add_pair(pairs *list, uint32_t key, uint32_t value)
{
    if (!AN_ROOM(list, 1))
        return false;
    list->items[list->count++] = (an_value_pair){key, value};
    return true;
}

/* Actors of `volume` that `other`, which comes before it, has, too: both look up the ids of the one that has fewer. */
static bool find_twins(const an_volume *volume, const an_volume *other, pairs *twins)
{
    bool here = volume->store.actors < other->store.actors;
    const an_store *small = here ? &volume->store : &other->store, *large = here ? &other->store : &volume->store;

    for (uint32_t i = 0; i < small->actors; i++) {
        uint32_t found = an_store_find_id(large, an_store_id(small, i));
        if (found != AN_NO_ACTOR && !add_pair(twins, here ? i : found, an_volume_actor(other, here ? found : i)))
            return false;
    }
    return true;
}

/* Of several that a volume's actor was found to be, the first volume's counts: its number is the lowest. */
static int compare_twins(const void *left, const void *right)
{
    const an_value_pair *a = left, *b = right;
    int order = compare_keys(left, right);

    return order ? order : (a->value > b->value) - (a->value < b->value);
}

static bool number_twins(an_lexicon *lexicon, size_t number)
{
    an_volume *volume = &lexicon->volumes.items[number];
    pairs twins = {0};
    size_t kept = 0;
    bool good = true;

    for (size_t i = 0; good && i < number; i++)
        good = find_twins(volume, &lexicon->volumes.items[i], &twins);
    if (twins.count)
        qsort(twins.items, twins.count, sizeof *twins.items, compare_twins);
    for (size_t i = 0; i < twins.count; i++)
        if (kept == 0 || twins.items[kept - 1].key != twins.items[i].key)
            twins.items[kept++] = twins.items[i];
    volume->twins = twins.items;
    volume->twin_count = kept;
    return good;
}

/* The first type counts, but one in a cell of its own goes before a file's default. */
static void join_type(an_joined *joined, const an_store *store, uint32_t actor)
{
    bool own;
    an_str type = an_store_type(store, actor, &own);

    if (type.len && (joined->type.len == 0 || (own && !joined->own))) {
        joined->type = type;
        joined->own = own;
    }
}

static int compare_attributes(const void *left, const void *right)
{
    return an_str_compare(((const an_attribute *)left)->name, ((const an_attribute *)right)->name);
}

/* The first value of an attribute counts. */
static bool join_attributes(an_lexicon *lexicon, an_joined *joined, const an_store *store, uint32_t actor)
{
    size_t more = an_store_attribute_count(store, actor), known = joined->attribute_count;
    an_attribute *list = an_arena_alloc(&lexicon->arena, (known + more + 1) * sizeof *list);

    if (!list)
        return false;
    if (known)
        memcpy(list, joined->attributes, known * sizeof *list);
    for (size_t i = 0; i < more; i++) {
        an_attribute attribute = an_store_attribute(store, actor, i);
        bool has = false;
        for (size_t k = 0; k < known && !has; k++)
            has = an_str_equal(list[k].name, attribute.name);
        if (!has)
            list[joined->attribute_count++] = attribute;
    }
    if (joined->attribute_count)
        qsort(list, joined->attribute_count, sizeof *list, compare_attributes);
    joined->attributes = list;
    return true;
}

static bool join(an_lexicon *lexicon, an_joined *joined, const an_volume *volume, uint32_t actor)
{
    join_type(joined, &volume->store, actor);
    return join_attributes(lexicon, joined, &volume->store, actor);
}

typedef struct meeting {
    uint32_t actor;
    uint32_t volume, local;
} meeting;

static int compare_meetings(const void *left, const void *right)
{
    const meeting *a = left, *b = right;

    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    return (a->volume > b->volume) - (a->volume < b->volume);
}

/* Put together what all volumes say about the actors that several have. */
static bool join_actors(an_lexicon *lexicon)
{
    AN_LIST_OF(meeting) all = {0};
    bool good = true;

    for (uint32_t i = 0; good && i < lexicon->volumes.count; i++) {
        const an_volume *volume = &lexicon->volumes.items[i];
        if ((good = AN_ROOM(&all, volume->twin_count)))
            for (size_t k = 0; k < volume->twin_count; k++)
                all.items[all.count++] = (meeting){volume->twins[k].value, i, volume->twins[k].key};
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, compare_meetings);
    for (size_t i = 0; good && i < all.count; i++) {
        uint32_t actor = all.items[i].actor;
        if (i == 0 || all.items[i - 1].actor != actor) {
            const an_volume *first = an_volume_of_actor(lexicon, actor);
            if (!(good = AN_ROOM(&lexicon->joined, 1)))
                break;
            lexicon->joined.items[lexicon->joined.count++] = (an_joined){.actor = actor, .type = {"", 0}};
            good = join(lexicon, &lexicon->joined.items[lexicon->joined.count - 1], first, actor - first->first_actor);
        }
        good = good && join(lexicon, &lexicon->joined.items[lexicon->joined.count - 1], &lexicon->volumes.items[all.items[i].volume],
                            all.items[i].local);
    }
    an_free(all.items);
    return good;
}

bool an_volume_is_idle(const an_volume *volume, uint32_t row)
{
    size_t condition;
    an_alias alias = an_store_alias(&volume->store, row, &condition);

    return alias.never && alias.layer == AN_LAYER_SHIPPED;
}

/* Put first atoms of rows into two filters, one by one, but of rows that are one plain word and idle. */
static bool add_starts(const an_volume *volume, uint64_t *words, const an_bloom *filter, uint64_t *own)
{
    an_atoms cut = {0};
    bool ok = true;

    for (uint32_t row = 0; ok && row < volume->store.rows; row++) {
        an_str text = an_store_text(&volume->store, row);
        bool alone;
        cut.count = 0;
        ok = an_atoms_cut(&cut, text, 0, text.len);
        alone = cut.count == 1;
        if (ok && cut.count && !(alone && an_term_is_plain(text, &cut) && an_volume_is_idle(volume, row))) {
            words[cut.hashes[0] >> filter->shift] |= an_path_bits(cut.hashes[0]);
            own[cut.hashes[0] >> volume->filters.starts.shift] |= an_path_bits(cut.hashes[0]) | (alone ? an_alone_bits(cut.hashes[0]) : 0);
        }
    }
    an_atoms_clear(&cut);
    return ok;
}

/* A filter of a small volume's own, empty. NULL when out of memory. */
static uint64_t *make_own_starts(an_lexicon *lexicon, an_volume *volume)
{
    size_t count = (size_t)1 << (64 - volume->filters.starts.shift);
    uint64_t *own = an_arena_alloc(&lexicon->arena, count * sizeof *own);

    if (own)
        volume->filters.starts = an_bloom_of(own, count);
    return own;
}

/* One filter of first atoms for all volumes, as large as the largest of theirs, which need not be asked again. In small ones it is seen to that
   common words which only keep others from being names (dict/rules/never.tsv) are neither in it nor in their own. */
static bool join_starts(an_lexicon *lexicon)
{
    enum { SMALL = 4096 };
    an_bloom *starts = &lexicon->starts;
    bool ok = true;
    size_t count;
    uint64_t *words, *own;

    if (lexicon->volumes.count == 0)
        return true;
    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        an_volume *volume = &lexicon->volumes.items[i];
        volume->filters = *an_matcher_filters(volume->store.matcher);
        if (i == 0 || volume->filters.starts.shift < starts->shift)
            *starts = volume->filters.starts;
    }
    count = (size_t)1 << (64 - starts->shift);
    if (!(words = an_pages_alloc(&lexicon->starts_memory, count, sizeof *words)))
        return false;
    *starts = an_bloom_of(words, count);
    for (size_t i = 0; ok && i < lexicon->volumes.count; i++) {
        an_volume *volume = &lexicon->volumes.items[i];
        volume->filters.passed = volume->filters.starts.shift == starts->shift;
        if (volume->store.rows <= SMALL)
            ok = (own = make_own_starts(lexicon, volume)) && add_starts(volume, words, starts, own);
        else
            an_bloom_join(words, starts, &volume->filters.starts);
    }
    return ok;
}

an_status an_volumes_join(an_lexicon *lexicon, an_error *err)
{
    bool good = join_starts(lexicon);

    for (size_t i = 1; good && i < lexicon->volumes.count; i++)
        good = number_twins(lexicon, i);
    good = good && join_actors(lexicon);
    return good ? AN_OK : an_fail_nomem(err);
}
