/* Mentions made comparable, and found by place. Lists are kept in the order of their files, because ties are decided by it: of two overlaps of
   equal length the first counts. Places are code points, so that the longer overlap is the one with more characters. */
#include "eval/scoring.h"

#include "base/alloc.h"
#include "base/seek.h"
#include "base/utf8.h"
#include "lexicon/lexicon.h"

#include <stdlib.h>

enum { NO_TYPE = AN_CORE_TYPES };

void *an_scoring_room(an_scoring *s, size_t count, size_t size)
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

static bool count_codes(an_scoring *s, an_str text)
{
    uint32_t code = 0;

    if (an_utf8_count(text) == text.len)
        return true;
    s->codes = an_scoring_room(s, text.len + 1, sizeof *s->codes);
    for (size_t i = 0; s->codes && i <= text.len; i++) {
        code += i > 0 && (i == text.len || ((unsigned char)text.ptr[i] & 0xC0) != 0x80);
        s->codes[i] = code;
    }
    return s->codes != NULL;
}

size_t an_scoring_code(const an_scoring *s, uint32_t byte)
{
    return s->codes ? s->codes[byte] : byte;
}

/* Items ----------------------------------------------------------------------------------------------------------------------------- */

static unsigned core_of(an_str type)
{
    an_str core = an_main_type(type);

    for (unsigned i = 0; i < AN_CORE_TYPES; i++) {
        if (an_str_equal(core, an_str_of(an_core_types[i])))
            return i;
    }
    return NO_TYPE;
}

static uint32_t number_of(an_scoring *s, an_map *names, const an_gold_mention *m)
{
    uint32_t number = m->has_entity ? an_map_intern(names, m->entity, NULL) : AN_MAP_NONE;

    s->failed |= m->has_entity && number == AN_MAP_NONE;
    return number;
}

static void items_make(an_scoring *s, an_items *out, size_t most)
{
    *out = (an_items){.list = an_scoring_room(s, most, sizeof *out->list), .sorted = an_scoring_room(s, most, sizeof *out->sorted),
                   .reach = an_scoring_room(s, most, sizeof *out->reach)};
}

void an_items_clear(an_items *all)
{
    an_free(all->list);
    an_free(all->sorted);
    an_free(all->reach);
}

static int by_place(const void *a, const void *b)
{
    const an_item *one = a, *other = b;

    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    if (one->end != other->end)
        return one->end < other->end ? -1 : 1;
    return one->source < other->source ? -1 : one->source > other->source;
}

static void items_index(an_items *all)
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
static void items_unique(an_scoring *s, an_items *all)
{
    an_map spans = {0};
    size_t kept = 0;

    for (size_t i = all->count; i-- > 0;) { /* backwards: what is kept grows at the end of `sorted` */
        an_item it = all->list[i];
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

static size_t shared(const an_item *a, const an_item *b)
{
    size_t start = a->start > b->start ? a->start : b->start, end = a->end < b->end ? a->end : b->end;

    return end > start ? end - start : 0;
}

static int by_number(const void *a, const void *b)
{
    size_t one = *(const size_t *)a, other = *(const size_t *)b;

    return (one > other) - (one < other);
}

size_t an_items_from(const an_items *all, size_t start)
{
    size_t low = 0, high = all->count;

    AN_SEEK(low, high, all->sorted[middle].start < start);
    return low;
}

void an_items_touch(an_scoring *s, const an_items *all, const an_item *with)
{
    s->hit_count = 0;
    for (size_t i = an_items_from(all, with->end); i-- > 0 && all->reach[i] > with->start;) {
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

size_t an_items_best(an_scoring *s, const an_items *all, const an_item *with, const size_t *taken)
{
    size_t best = AN_NO_MENTION, most = 0;

    an_items_touch(s, all, with);
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

static an_item item_of(an_scoring *s, const an_gold_mention *m, an_span span, size_t source, an_map *names)
{
    return (an_item){an_scoring_code(s, span.start), an_scoring_code(s, span.end), source, 0, core_of(m->type), number_of(s, names, m)};
}

static void add_gold(an_scoring *s)
{
    for (size_t i = 0; i < s->gold->mention_count; i++) {
        const an_gold_mention *m = &s->gold->mentions[i];
        an_item it;
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

static void add_found(an_scoring *s)
{
    an_items all;
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
        an_item *it = &all.list[i];
        an_span span = s->out->found_spans[it->source] = trim(s->gold->text, s->found->mentions[it->source].span);
        it->start = an_scoring_code(s, span.start);
        it->end = an_scoring_code(s, span.end);
    }
    if (!s->failed)
        items_unique(s, &all);
    for (size_t i = 0; i < all.count && !s->failed; i++) {
        if (all.list[i].type != NO_TYPE)
            s->got.list[s->got.count++] = all.list[i];
    }
    items_index(&s->got);
    an_items_clear(&all);
}

/* What touches only names that are no question is neither right nor wrong. */
static void judge(an_scoring *s)
{
    for (size_t i = 0; i < s->got.count && !s->failed; i++) {
        an_items_touch(s, &s->want, &s->got.list[i]);
        if (s->hit_count == 0) {
            an_items_touch(s, &s->skip, &s->got.list[i]);
            if (s->hit_count > 0)
                continue;
        }
        s->judged.list[s->judged.count++] = s->got.list[i];
    }
    items_index(&s->judged);
}

bool an_scoring_fill(an_scoring *s)
{
    size_t wanted = s->gold->mention_count, found = s->found ? s->found->mention_count : 0;

    s->out->gold_spans = an_scoring_room(s, wanted, sizeof *s->out->gold_spans);
    s->out->found_spans = an_scoring_room(s, found, sizeof *s->out->found_spans);
    items_make(s, &s->want, wanted);
    items_make(s, &s->skip, wanted);
    items_make(s, &s->got, found);
    items_make(s, &s->judged, found);
    if (!s->failed && count_codes(s, s->gold->text)) {
        add_gold(s);
        if (!s->failed)
            add_found(s);
        if (!s->failed)
            judge(s);
    }
    return !s->failed;
}
