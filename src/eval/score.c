/* Lists are kept in the order of their files, because ties are decided by it: of two overlaps of equal length the first counts. Places are code
   points, so that the longer overlap is the one with more characters. */
#include "eval/score.h"

#include "base/alloc.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdlib.h>

const char *const an_core_types[AN_CORE_TYPES] = {"location", "organization", "person"};

enum { NO_TYPE = AN_CORE_TYPES };

/* A mention made comparable. */
typedef struct item {
    size_t start, end; /* code points, without article and possessive */
    size_t source;     /* place in its document */
    size_t place;      /* in its list */
    unsigned type;     /* index into an_core_types, or NO_TYPE */
    uint32_t who;      /* number of entity or actor; AN_MAP_NONE when not said */
} item;

/* A list, and the same sorted by place with the furthest end so far: which items overlap a stretch is found without looking at all. */
typedef struct items {
    item *list, *sorted;
    size_t *reach;
    size_t count;
} items;

typedef struct score {
    an_scored *out;
    const an_gold_document *gold, *found;
    uint32_t *codes;   /* of each byte of the text; NULL: they are the same */
    items want, skip, got, judged;
    an_map entities, actors;
    size_t *hits, hit_count, hit_capacity; /* scratch of overlapping() */
    size_t *found_of;                      /* by wanted: the judged one that is counted for it, or AN_NO_MENTION */
    size_t *want_of;                       /* by judged: the wanted one, or AN_NO_MENTION */
    bool failed;
} score;

static void *room(score *s, size_t count, size_t size)
{
    size_t bytes;
    void *memory = an_size_mul(&bytes, count + 1, size) ? an_alloc(bytes) : NULL;

    s->failed |= !memory;
    return memory;
}

/* Spans ----------------------------------------------------------------------------------------------------------------------------- */

/* Conventions about articles and possessives differ, actors do not. */
static an_span trim(an_str text, an_span span)
{
    static const char *const articles[] = {"the ", "The ", "THE ", "a ", "an ", "A ", "An "};
    static const char *const possessives[] = {"'s", "’s", "'", "’"};
    bool cut = true;

    while (cut) {
        cut = false;
        for (size_t i = 0; i < sizeof articles / sizeof *articles && !cut; i++) {
            an_str article = an_str_of(articles[i]);
            if (span.start + article.len < span.end && an_str_starts(an_str_sub(text, span.start, text.len), article)) {
                span.start += (uint32_t)article.len;
                cut = true;
            }
        }
    }
    for (size_t i = 0; i < sizeof possessives / sizeof *possessives; i++) {
        an_str possessive = an_str_of(possessives[i]);
        if (span.end - span.start > possessive.len && an_str_ends(an_str_sub(text, span.start, span.end), possessive)) {
            span.end -= (uint32_t)possessive.len;
            break;
        }
    }
    return span;
}

static bool count_codes(score *s, an_str text)
{
    uint32_t code = 0;

    if (an_utf8_count(text) == text.len)
        return true;
    s->codes = room(s, text.len + 1, sizeof *s->codes);
    for (size_t i = 0; s->codes && i <= text.len; i++) {
        code += i > 0 && (i == text.len || ((unsigned char)text.ptr[i] & 0xC0) != 0x80);
        s->codes[i] = code;
    }
    return s->codes != NULL;
}

static size_t code_of(const score *s, uint32_t byte)
{
    return s->codes ? s->codes[byte] : byte;
}

/* Items ----------------------------------------------------------------------------------------------------------------------------- */

static unsigned core_of(an_str type)
{
    an_str core = an_type_core(type);

    for (unsigned i = 0; i < AN_CORE_TYPES; i++) {
        if (an_str_equal(core, an_str_of(an_core_types[i])))
            return i;
    }
    return NO_TYPE;
}

static uint32_t number_of(score *s, an_map *names, const an_gold_mention *m)
{
    uint32_t number = m->has_entity ? an_map_intern(names, m->entity, NULL) : AN_MAP_NONE;

    s->failed |= m->has_entity && number == AN_MAP_NONE;
    return number;
}

static void items_make(score *s, items *out, size_t most)
{
    *out = (items){.list = room(s, most, sizeof *out->list), .sorted = room(s, most, sizeof *out->sorted),
                   .reach = room(s, most, sizeof *out->reach)};
}

static void items_clear(items *all)
{
    an_free(all->list);
    an_free(all->sorted);
    an_free(all->reach);
}

static int by_place(const void *a, const void *b)
{
    const item *one = a, *other = b;

    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    if (one->end != other->end)
        return one->end < other->end ? -1 : 1;
    return one->source < other->source ? -1 : one->source > other->source;
}

static void items_index(items *all)
{
    size_t reach = 0;

    for (size_t i = 0; i < all->count; i++) {
        all->list[i].place = i;
        all->sorted[i] = all->list[i];
    }
    qsort(all->sorted, all->count, sizeof *all->sorted, by_place);
    for (size_t i = 0; i < all->count; i++) {
        reach = all->sorted[i].end > reach ? all->sorted[i].end : reach;
        all->reach[i] = reach;
    }
}

/* Each span once, with its first type, where it stands last. */
static void items_unique(score *s, items *all)
{
    an_map spans = {0};
    size_t kept = 0;

    for (size_t i = all->count; i-- > 0;) { /* backwards: what is kept grows at the end of `sorted` */
        item it = all->list[i];
        size_t key[2] = {it.start, it.end};
        bool added;
        uint32_t number = an_map_intern(&spans, (an_str){(const char *)key, sizeof key}, &added);
        if (number == AN_MAP_NONE) {
            s->failed = true;
            break;
        }
        all->sorted[number] = it;
        kept += added;
    }
    for (size_t i = 0; i < kept; i++)
        all->list[i] = all->sorted[kept - 1 - i];
    all->count = kept;
    an_map_clear(&spans);
}

static size_t shared(const item *a, const item *b)
{
    size_t start = a->start > b->start ? a->start : b->start, end = a->end < b->end ? a->end : b->end;

    return end > start ? end - start : 0;
}

static int by_number(const void *a, const void *b)
{
    size_t one = *(const size_t *)a, other = *(const size_t *)b;

    return (one > other) - (one < other);
}

/* Places of all items that share a character with `with`, into s->hits, in the order of the list. */
static void overlapping(score *s, const items *all, const item *with)
{
    size_t low = 0, high = all->count;

    s->hit_count = 0;
    while (low < high) { /* the first that starts behind it */
        size_t middle = low + (high - low) / 2;
        if (all->sorted[middle].start < with->end)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i-- > 0 && all->reach[i] > with->start;) {
        if (shared(&all->sorted[i], with) == 0)
            continue;
        if (!an_grow(&s->hits, &s->hit_capacity, s->hit_count + 1, sizeof *s->hits)) {
            s->failed = true;
            return;
        }
        s->hits[s->hit_count++] = all->sorted[i].place;
    }
    if (s->hit_count > 1)
        qsort(s->hits, s->hit_count, sizeof *s->hits, by_number);
}

/* The item that shares most with `with`, the first of those; with `taken` none that is taken. AN_NO_MENTION when there is none. */
static size_t best_overlap(score *s, const items *all, const item *with, const size_t *taken)
{
    size_t best = AN_NO_MENTION, most = 0;

    overlapping(s, all, with);
    for (size_t i = 0; i < s->hit_count; i++) {
        size_t much = shared(&all->list[s->hits[i]], with);
        if (much > most && (!taken || taken[s->hits[i]] == AN_NO_MENTION)) {
            most = much;
            best = s->hits[i];
        }
    }
    return best;
}

/* Sorting out what counts ----------------------------------------------------------------------------------------------------------- */

static item item_of(score *s, const an_gold_mention *m, an_span span, size_t source, an_map *names)
{
    return (item){code_of(s, span.start), code_of(s, span.end), source, 0, core_of(m->type), number_of(s, names, m)};
}

static void add_gold(score *s)
{
    for (size_t i = 0; i < s->gold->mention_count; i++) {
        const an_gold_mention *m = &s->gold->mentions[i];
        item it;
        s->out->gold_spans[i] = trim(s->gold->text, m->span);
        it = item_of(s, m, s->out->gold_spans[i], i, &s->entities);
        if (it.type != NO_TYPE && m->named && !m->ignore)
            s->want.list[s->want.count++] = it;
        else
            s->skip.list[s->skip.count++] = it;
    }
    items_unique(s, &s->want);
    items_index(&s->want);
    items_index(&s->skip);
}

static void add_found(score *s)
{
    items all;
    size_t count = s->found ? s->found->mention_count : 0;

    items_make(s, &all, count);
    for (size_t i = 0; i < count && !s->failed; i++) {
        const an_gold_mention *m = &s->found->mentions[i];
        s->out->found_spans[i] = m->span; /* sorted as they were found, compared as they are trimmed */
        all.list[all.count++] = item_of(s, m, m->span, i, &s->actors);
    }
    if (!s->failed && all.count > 0)
        qsort(all.list, all.count, sizeof *all.list, by_place);
    for (size_t i = 0; i < all.count && !s->failed; i++) {
        item *it = &all.list[i];
        an_span span = s->out->found_spans[it->source] = trim(s->gold->text, s->found->mentions[it->source].span);
        it->start = code_of(s, span.start);
        it->end = code_of(s, span.end);
    }
    if (!s->failed)
        items_unique(s, &all);
    for (size_t i = 0; i < all.count && !s->failed; i++) {
        if (all.list[i].type != NO_TYPE)
            s->got.list[s->got.count++] = all.list[i];
    }
    items_index(&s->got);
    items_clear(&all);
}

/* What touches only names that are no question is neither right nor wrong. */
static void judge(score *s)
{
    for (size_t i = 0; i < s->got.count && !s->failed; i++) {
        overlapping(s, &s->want, &s->got.list[i]);
        if (s->hit_count == 0) {
            overlapping(s, &s->skip, &s->got.list[i]);
            if (s->hit_count > 0)
                continue;
        }
        s->judged.list[s->judged.count++] = s->got.list[i];
    }
    items_index(&s->judged);
}

/* Names ------------------------------------------------------------------------------------------------------------------------------ */

/* The wanted item with this very span, or NULL. */
static const item *same_span(score *s, const item *it)
{
    overlapping(s, &s->want, it);
    for (size_t i = 0; i < s->hit_count; i++) {
        const item *w = &s->want.list[s->hits[i]];
        if (w->start == it->start && w->end == it->end)
            return w;
    }
    return NULL;
}

static void count_names(score *s)
{
    double *sums = s->out->sums;

    sums[AN_SUM_FOUND] = (double)s->judged.count;
    sums[AN_SUM_WANTED] = (double)s->want.count;
    for (size_t i = 0; i < s->want.count; i++)
        sums[AN_SUM_TYPE_WANTED + s->want.list[i].type]++;
    for (size_t i = 0; i < s->judged.count; i++) {
        const item *it = &s->judged.list[i], *w = same_span(s, it);
        bool right = w && w->type == it->type;
        sums[AN_SUM_EXACT] += w != NULL;
        sums[AN_SUM_STRICT] += right;
        sums[AN_SUM_TYPE_FOUND + it->type]++;
        sums[AN_SUM_TYPE_RIGHT + it->type] += right;
    }
}

/* One wanted name pays for one find: each find in turn takes the one that is left and that it shares most with. */
static void count_overlaps(score *s)
{
    for (size_t i = 0; i < s->want.count; i++)
        s->found_of[i] = AN_NO_MENTION;
    for (size_t i = 0; i < s->judged.count; i++) {
        size_t w = best_overlap(s, &s->want, &s->judged.list[i], s->found_of);
        if (w != AN_NO_MENTION) {
            s->found_of[w] = i;
            s->out->sums[AN_SUM_OVERLAP]++;
        }
    }
}

/* Faults ----------------------------------------------------------------------------------------------------------------------------- */

static void add_fault(score *s, an_fault_at fault)
{
    an_scored *out = s->out;

    if (!an_grow(&out->faults, &out->fault_capacity, out->fault_count + 1, sizeof *out->faults))
        s->failed = true;
    else
        out->faults[out->fault_count++] = fault;
}

static void pair(score *s, size_t found, size_t want)
{
    s->want_of[found] = want;
    s->found_of[want] = found;
}

/* For the list of faults names of the same span belong together first, then the longest overlaps. */
static void pair_names(score *s)
{
    for (size_t i = 0; i < s->want.count; i++)
        s->found_of[i] = AN_NO_MENTION;
    for (size_t i = 0; i < s->judged.count; i++) {
        const item *w = same_span(s, &s->judged.list[i]);
        s->want_of[i] = AN_NO_MENTION;
        if (w)
            pair(s, i, w->place);
    }
    for (size_t i = 0; i < s->judged.count; i++) {
        size_t w = s->want_of[i] == AN_NO_MENTION ? best_overlap(s, &s->want, &s->judged.list[i], s->found_of) : AN_NO_MENTION;
        if (w != AN_NO_MENTION)
            pair(s, i, w);
    }
}

static void list_name_faults(score *s)
{
    for (size_t i = 0; i < s->want.count && !s->failed; i++) {
        const item *w = &s->want.list[i];
        an_fault_at fault = {AN_FAULT_MISSED, w->source, AN_NO_MENTION, AN_NO_MENTION, AN_NO_MENTION};
        size_t under;
        if (s->found_of[i] != AN_NO_MENTION)
            continue;
        under = best_overlap(s, &s->judged, w, NULL);
        if (under != AN_NO_MENTION) {
            fault.kind = AN_FAULT_NAMES_MERGED;
            fault.found = s->judged.list[under].source;
        }
        add_fault(s, fault);
    }
    for (size_t i = 0; i < s->judged.count && !s->failed; i++) {
        const item *it = &s->judged.list[i], *w;
        an_fault_at fault = {AN_FAULT_INVENTED, AN_NO_MENTION, it->source, AN_NO_MENTION, AN_NO_MENTION};
        size_t on = s->want_of[i] != AN_NO_MENTION ? s->want_of[i] : best_overlap(s, &s->want, it, NULL);
        if (on != AN_NO_MENTION) {
            w = &s->want.list[on];
            fault.gold = w->source;
            if (s->want_of[i] == AN_NO_MENTION)
                fault.kind = AN_FAULT_NAME_SPLIT;
            else if (w->start != it->start || w->end != it->end)
                fault.kind = AN_FAULT_BOUNDARY;
            else if (w->type != it->type)
                fault.kind = AN_FAULT_TYPE;
            else
                continue;
        }
        add_fault(s, fault);
    }
}

/* Actors ----------------------------------------------------------------------------------------------------------------------------- */

/* Counts of pairs of numbers, in the order in which they were met first. */
typedef struct counts {
    an_map keys;
} counts;

static void count_up(score *s, counts *all, uint32_t a, uint32_t b)
{
    uint32_t key[2] = {a, b}, number = an_map_intern(&all->keys, (an_str){(const char *)key, sizeof key}, NULL);

    if (number == AN_MAP_NONE)
        s->failed = true;
    else
        all->keys.values[number]++;
}

static uint32_t counted(const counts *all, uint32_t a, uint32_t b)
{
    uint32_t key[2] = {a, b}, number = an_map_find(&all->keys, (an_str){(const char *)key, sizeof key});

    return number == AN_MAP_NONE ? 0 : all->keys.values[number];
}

static void counted_pair(const counts *all, size_t i, uint32_t *a, uint32_t *b)
{
    uint32_t key[2];

    memcpy(key, all->keys.keys[i].ptr, sizeof key);
    *a = key[0];
    *b = key[1];
}

/* Wanted names whose actor is known, and what each was found as. */
typedef struct clusters {
    size_t *names, *found; /* places in want; places in got, or AN_NO_MENTION */
    uint32_t *as;          /* number of the actor; of a name that nobody found one of its own */
    size_t count;
    counts both, entity, actor; /* (entity, actor), (entity, 0), (actor, 0) */
} clusters;

static void find_clusters(score *s, clusters *c)
{
    c->names = room(s, s->want.count, sizeof *c->names);
    c->found = room(s, s->want.count, sizeof *c->found);
    c->as = room(s, s->want.count, sizeof *c->as);
    for (size_t i = 0; i < s->want.count && !s->failed; i++) {
        const item *w = &s->want.list[i];
        size_t k = c->count, best;
        if (w->who == AN_MAP_NONE)
            continue;
        best = best_overlap(s, &s->got, w, NULL);
        c->names[k] = i;
        c->found[k] = best;
        c->as[k] = best != AN_NO_MENTION && s->got.list[best].who != AN_MAP_NONE ? s->got.list[best].who
                                                                                   : (uint32_t)(s->actors.count + k);
        count_up(s, &c->both, w->who, c->as[k]);
        count_up(s, &c->entity, w->who, 0);
        count_up(s, &c->actor, c->as[k], 0);
        c->count++;
    }
}

static void clear_clusters(clusters *c)
{
    an_free(c->names);
    an_free(c->found);
    an_free(c->as);
    an_map_clear(&c->both.keys);
    an_map_clear(&c->entity.keys);
    an_map_clear(&c->actor.keys);
}

static void count_clusters(score *s, const clusters *c)
{
    for (size_t i = 0; i < c->count; i++) {
        uint32_t who = s->want.list[c->names[i]].who;
        double both = counted(&c->both, who, c->as[i]);
        s->out->sums[AN_SUM_B3_PRECISION] += both / counted(&c->actor, c->as[i], 0);
        s->out->sums[AN_SUM_B3_RECALL] += both / counted(&c->entity, who, 0);
    }
    s->out->sums[AN_SUM_B3_MENTIONS] = (double)c->count;
}

/* Which mention names each (entity, actor) first, and which of these each entity, or each actor, mostly has. */
typedef struct mains {
    size_t *first;          /* by number of the pair */
    size_t *entity, *actor; /* number of the pair plus 1, 0 = none */
} mains;

static void keep_most(const clusters *c, size_t *main, size_t pair)
{
    if (*main == 0 || c->both.keys.values[pair] > c->both.keys.values[*main - 1])
        *main = pair + 1;
}

static bool find_mains(score *s, const clusters *c, mains *m)
{
    size_t pairs = c->both.keys.count;

    *m = (mains){room(s, pairs, sizeof *m->first), room(s, s->entities.count, sizeof *m->entity), room(s, s->actors.count, sizeof *m->actor)};
    if (s->failed)
        return false;
    for (size_t i = c->count; i-- > 0;) {
        uint32_t key[2] = {s->want.list[c->names[i]].who, c->as[i]};
        m->first[an_map_find(&c->both.keys, (an_str){(const char *)key, sizeof key})] = i;
    }
    for (size_t i = 0; i < pairs; i++) {
        uint32_t who, as;
        counted_pair(&c->both, i, &who, &as);
        if (as < s->actors.count) { /* what nobody found is told as missed */
            keep_most(c, &m->entity[who], i);
            keep_most(c, &m->actor[as], i);
        }
    }
    return true;
}

static void add_actor_fault(score *s, const clusters *c, an_fault_kind kind, size_t here, size_t there)
{
    add_fault(s, (an_fault_at){kind, s->want.list[c->names[here]].source, s->got.list[c->found[here]].source,
                               s->want.list[c->names[there]].source, s->got.list[c->found[there]].source});
}

/* An entity that is found as several actors is split as often as it has others than the one it mostly has; so for actors that are merged. */
static void list_actor_faults(score *s, const clusters *c)
{
    mains m;
    bool ok = find_mains(s, c, &m);

    for (size_t i = 0; ok && i < c->both.keys.count && !s->failed; i++) {
        uint32_t who, as;
        counted_pair(&c->both, i, &who, &as);
        if (as >= s->actors.count)
            continue;
        if (m.entity[who] != i + 1)
            add_actor_fault(s, c, AN_FAULT_ACTOR_SPLIT, m.first[i], m.first[m.entity[who] - 1]);
        if (m.actor[as] != i + 1)
            add_actor_fault(s, c, AN_FAULT_ACTORS_MERGED, m.first[i], m.first[m.actor[as] - 1]);
    }
    an_free(m.first);
    an_free(m.entity);
    an_free(m.actor);
}

/* Pairs ------------------------------------------------------------------------------------------------------------------------------ */

/* The entity that an actor's finds overlap most often, the first of those; an actor that overlaps none stays its own. Numbers of actors come behind
   those of entities; the last one is of all finds that name no actor. */
static bool map_actors(score *s, const clusters *c, uint32_t *entity_of)
{
    size_t actors = s->actors.count + 1;
    uint32_t *most = room(s, actors, sizeof *most);
    bool *known = room(s, s->want.count, sizeof *known);
    counts votes = {0};

    for (size_t i = 0; i < c->count && known; i++)
        known[c->names[i]] = true;
    for (size_t i = 0; i < s->got.count && !s->failed; i++) {
        uint32_t actor = s->got.list[i].who == AN_MAP_NONE ? (uint32_t)(actors - 1) : s->got.list[i].who;
        overlapping(s, &s->want, &s->got.list[i]);
        for (size_t k = 0; k < s->hit_count; k++) {
            if (known[s->hits[k]])
                count_up(s, &votes, actor, s->want.list[s->hits[k]].who);
        }
    }
    for (size_t i = 0; i < actors; i++)
        entity_of[i] = (uint32_t)(s->entities.count + i);
    for (size_t i = 0; i < votes.keys.count && !s->failed; i++) {
        uint32_t actor, entity;
        counted_pair(&votes, i, &actor, &entity);
        if (votes.keys.values[i] > most[actor]) {
            most[actor] = votes.keys.values[i];
            entity_of[actor] = entity;
        }
    }
    an_free(most);
    an_free(known);
    an_map_clear(&votes.keys);
    return !s->failed;
}

/* Who is named in a sentence, counted once each. */
typedef struct sides {
    uint32_t *wanted_in, *found_in; /* by number: the last sentence that named it, plus 1 */
    double wanted, found, both;
} sides;

static double pairs_of(double actors)
{
    return actors * (actors - 1) / 2;
}

static size_t first_from(const items *all, size_t start)
{
    size_t low = 0, high = all->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all->sorted[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void count_sentence(score *s, const uint32_t *entity_of, sides *in, size_t start, size_t end, uint32_t serial)
{
    in->wanted = in->found = in->both = 0;
    for (size_t i = first_from(&s->want, start); i < s->want.count && s->want.sorted[i].start < end; i++) {
        uint32_t who = s->want.sorted[i].who;
        if (who == AN_MAP_NONE || in->wanted_in[who] == serial)
            continue;
        in->wanted_in[who] = serial;
        in->wanted++;
    }
    for (size_t i = first_from(&s->judged, start); i < s->judged.count && s->judged.sorted[i].start < end; i++) {
        uint32_t who = s->judged.sorted[i].who, as = entity_of[who == AN_MAP_NONE ? s->actors.count : who];
        if (in->found_in[as] == serial)
            continue;
        in->found_in[as] = serial;
        in->found++;
        in->both += as < s->entities.count && in->wanted_in[as] == serial;
    }
    s->out->sums[AN_SUM_PAIRS_RIGHT] += pairs_of(in->both);
    s->out->sums[AN_SUM_PAIRS_FOUND] += pairs_of(in->found);
    s->out->sums[AN_SUM_PAIRS_WANTED] += pairs_of(in->wanted);
}

static bool is_blank(an_str text)
{
    size_t length;

    for (size_t at = 0; at < text.len; at += length) {
        if (!an_is_space(an_utf8_decode(text, at, &length)))
            return false;
    }
    return true;
}

/* Pairs of actors in one sentence; where the gold tells no sentences, in one line. */
static void count_pairs(score *s, const clusters *c)
{
    uint32_t *entity_of = room(s, s->actors.count + 1, sizeof *entity_of);
    size_t most = s->entities.count + s->actors.count + 1;
    sides in = {.wanted_in = room(s, most, sizeof *in.wanted_in), .found_in = room(s, most, sizeof *in.found_in)};
    an_str text = s->gold->text;
    uint32_t serial = 0;

    if (!s->failed && map_actors(s, c, entity_of)) {
        for (size_t i = 0; s->gold->has_sentences && i < s->gold->sentence_count; i++)
            count_sentence(s, entity_of, &in, code_of(s, s->gold->sentences[i].start), code_of(s, s->gold->sentences[i].end), ++serial);
        for (size_t at = 0, end; !s->gold->has_sentences && at < text.len; at = end + 1) {
            end = an_str_find_byte(text, at, '\n');
            end = end == (size_t)-1 ? text.len : end;
            if (!is_blank(an_str_sub(text, at, end)))
                count_sentence(s, entity_of, &in, code_of(s, (uint32_t)at), code_of(s, (uint32_t)end), ++serial);
        }
    }
    an_free(entity_of);
    an_free(in.wanted_in);
    an_free(in.found_in);
}

/* Whether actors are annotated throughout: with nine of ten names. */
static void score_actors(score *s)
{
    clusters c = {0};

    find_clusters(s, &c);
    if (!s->failed && c.count > 0 && c.count * 10 >= s->want.count * 9) {
        count_clusters(s, &c);
        count_pairs(s, &c);
        list_actor_faults(s, &c);
    }
    clear_clusters(&c);
}

/* All of it -------------------------------------------------------------------------------------------------------------------------- */

void an_scored_clear(an_scored *scored)
{
    an_free(scored->gold_spans);
    an_free(scored->found_spans);
    an_free(scored->faults);
    *scored = (an_scored){0};
}

static void clear(score *s)
{
    items_clear(&s->want);
    items_clear(&s->skip);
    items_clear(&s->got);
    items_clear(&s->judged);
    an_map_clear(&s->entities);
    an_map_clear(&s->actors);
    an_free(s->codes);
    an_free(s->hits);
    an_free(s->found_of);
    an_free(s->want_of);
}

bool an_score(an_scored *out, const an_gold_document *gold, const an_gold_document *found)
{
    size_t found_count = found ? found->mention_count : 0;
    score s = {.out = out, .gold = gold, .found = found};

    *out = (an_scored){0};
    out->gold_spans = room(&s, gold->mention_count, sizeof *out->gold_spans);
    out->found_spans = room(&s, found_count, sizeof *out->found_spans);
    s.found_of = room(&s, gold->mention_count, sizeof *s.found_of);
    s.want_of = room(&s, found_count, sizeof *s.want_of);
    items_make(&s, &s.want, gold->mention_count);
    items_make(&s, &s.skip, gold->mention_count);
    items_make(&s, &s.got, found_count);
    items_make(&s, &s.judged, found_count);
    if (!s.failed && count_codes(&s, gold->text)) {
        add_gold(&s);
        if (!s.failed)
            add_found(&s);
        if (!s.failed)
            judge(&s);
    }
    if (!s.failed) {
        count_names(&s);
        count_overlaps(&s);
        pair_names(&s);
        list_name_faults(&s);
        score_actors(&s);
    }
    clear(&s);
    if (s.failed)
        an_scored_clear(out);
    return !s.failed;
}
