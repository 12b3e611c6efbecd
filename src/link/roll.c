/* Actors are interned by key; what varies between documents (label, type, forms, rules) is interned as text and counted in tallies under
   (actor, text). Only at the end are the counts sorted and joined. Memory grows with actors and their different forms. */
#include "link/roll.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "link/roles.h"
#include "text/fold.h"

#include <stdlib.h>

/* A counted text of an actor. */
typedef struct counted {
    uint32_t rank; /* of the actor */
    uint32_t number;
    uint64_t count;
    an_str text;
} counted;

void an_roll_clear(an_roll *roll)
{
    an_map_clear(&roll->keys);
    an_map_clear(&roll->texts);
    an_free(roll->items);
    an_free(roll->members);
    an_tally_clear(&roll->labels);
    an_tally_clear(&roll->types);
    an_tally_clear(&roll->forms);
    an_tally_clear(&roll->rules);
    an_arena_clear(&roll->arena);
    an_buf_clear(&roll->scratch);
    *roll = (an_roll){0};
}

/* What stands where a line end broke a word, and where markup was (read/remains.c): nobody sees it, but no search finds what holds it. */
enum { SOFT_HYPHEN = 0xAD, WORD_JOINER = 0x2060 };

void an_collapse(an_buf *out, an_str text)
{
    size_t length, from = out->len;
    bool blank = false;

    for (size_t i = 0; i < text.len; i += length) {
        uint32_t code = (unsigned char)text.ptr[i];
        if (an_ascii_seen(text.ptr[i])) {
            for (length = 1; i + length < text.len && an_ascii_seen(text.ptr[i + length]);)
                length++;
        } else {
            code = an_utf8_decode(text, i, &length);
            if (code == SOFT_HYPHEN || code == WORD_JOINER)
                continue;
        }
        if (code <= 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x80 && an_is_space(code))) {
            blank = out->len > from;
            continue;
        }
        if (blank)
            an_buf_add_char(out, ' ');
        blank = false;
        an_buf_add(out, an_str_sub(text, i, i + length));
    }
}

uint32_t an_roll_actor_of(an_roll *roll, an_str key)
{
    bool added;
    uint32_t number;

    if (!an_grow(&roll->items, &roll->capacity, roll->keys.count + 1, sizeof *roll->items))
        return AN_ROLL_NONE;
    if ((number = an_map_intern(&roll->keys, key, &added)) == AN_MAP_NONE)
        return AN_ROLL_NONE;
    if (added)
        roll->items[number] = (an_roll_actor){0};
    return number;
}

uint32_t an_roll_actor_found(an_roll *roll, const an_found_actor *found)
{
    size_t known = roll->member_capacity;
    uint32_t *number;

    if (!found->member)
        return an_roll_actor_of(roll, found->key);
    if (!an_grow(&roll->members, &roll->member_capacity, found->member, sizeof *roll->members))
        return AN_ROLL_NONE;
    memset(roll->members + known, 0, (roll->member_capacity - known) * sizeof *roll->members);
    number = &roll->members[found->member - 1];
    if (*number == 0)
        *number = an_roll_actor_of(roll, found->key) + 1; /* AN_ROLL_NONE becomes 0: not known */
    return *number - 1;
}

/* Number plus 1 of a text; 0 when it is empty. False when out of memory. */
static bool number_of(an_roll *roll, an_str text, uint32_t *number)
{
    uint32_t found = text.len ? an_map_intern(&roll->texts, text, NULL) : 0;

    *number = text.len && found != AN_MAP_NONE ? found + 1 : 0;
    return found != AN_MAP_NONE;
}

static an_str text_of(const an_roll *roll, uint32_t number)
{
    return number ? roll->texts.keys[number - 1] : AN_LIT("");
}

/* Count a text, blanks collapsed, under (actor, text). Looking at the last one again spares three look-ups in far memory. */
static bool count_text(an_roll *roll, an_tally *tally, uint32_t actor, an_str text, an_counted *last)
{
    uint32_t interned;

    if (last->text && an_str_equal(text, text_of(roll, last->text))) {
        tally->counts[last->entry]++;
        return true;
    }
    an_buf_reset(&roll->scratch);
    an_collapse(&roll->scratch, text);
    if (roll->scratch.failed || !number_of(roll, an_buf_str(&roll->scratch), &interned))
        return false;
    *last = (an_counted){interned, an_tally_add(tally, (uint64_t)actor << 32 | interned)};
    return last->entry != AN_TALLY_NONE;
}

/* Where attributes of an actor are met: values as they are found, with the documents that they are of (NULL: all of one). */
typedef struct attributes {
    const an_attribute *items;
    const uint64_t *met;
    uint64_t document;
    size_t count;
} attributes;

static uint64_t met(const attributes *all, size_t i)
{
    return all->met ? all->met[i] : all->document;
}

/* Attributes of both, sorted; on the same name those of the earlier document stay. */
static bool merge_attributes(an_roll *roll, an_roll_actor *actor, attributes other)
{
    attributes own = {actor->attributes, actor->attributes_met, 0, actor->attribute_count};
    size_t i = 0, k = 0, count = 0;
    an_attribute *merged = an_arena_alloc(&roll->arena, (own.count + other.count) * sizeof *merged);
    uint64_t *documents = an_arena_alloc(&roll->arena, (own.count + other.count) * sizeof *documents);

    if (!merged || !documents)
        return false;
    while (i < own.count || k < other.count) {
        int order = i == own.count     ? 1
                    : k == other.count ? -1
                                       : an_str_compare(own.items[i].name, other.items[k].name);
        bool take_own = order < 0 || (order == 0 && met(&own, i) <= met(&other, k));

        documents[count] = take_own ? met(&own, i) : met(&other, k);
        merged[count] = take_own ? own.items[i]
                                 : (an_attribute){an_arena_str(&roll->arena, other.items[k].name),
                                                  an_arena_str(&roll->arena, other.items[k].value)};
        if (!merged[count].name.ptr || !merged[count].value.ptr)
            return false;
        count++;
        i += order <= 0;
        k += order >= 0;
    }
    actor->attributes = merged;
    actor->attributes_met = documents;
    actor->attribute_count = count;
    return true;
}

static bool has_all(const an_roll_actor *actor, const an_found_actor *found)
{
    size_t i = 0;

    for (size_t k = 0; k < found->attribute_count; k++) {
        while (i < actor->attribute_count && an_str_compare(actor->attributes[i].name, found->attributes[k].name) < 0)
            i++;
        if (i == actor->attribute_count || !an_str_equal(actor->attributes[i].name, found->attributes[k].name))
            return false;
    }
    return true;
}

bool an_roll_meet(an_roll *roll, uint32_t number, const an_found_actor *found, const an_roll_document *document)
{
    an_roll_actor *actor = &roll->items[number];

    if (actor->last_document == document->serial)
        return true;
    actor->last_document = document->serial;
    actor->documents++;
    an_widen(&actor->first_date, &actor->last_date, document->date);
    if (found->member && actor->member == found->member) { /* all as it was last time */
        roll->labels.counts[actor->label.entry]++;
        roll->types.counts[actor->type.entry]++;
        return true;
    }
    actor->member = found->member;
    return count_text(roll, &roll->labels, number, found->label.len ? found->label : found->key, &actor->label) &&
           count_text(roll, &roll->types, number, found->type.len ? found->type : AN_LIT("other"), &actor->type) &&
           (has_all(actor, found) ||
            merge_attributes(roll, actor, (attributes){found->attributes, NULL, document->serial, found->attribute_count}));
}

bool an_roll_mention(an_roll *roll, uint32_t number, an_str form, unsigned why)
{
    an_roll_actor *actor = &roll->items[number];
    uint32_t before = actor->form.entry;

    actor->mentions++;
    if (!count_text(roll, &roll->forms, number, form, &actor->form))
        return false;
    if (actor->why == why + 1 && actor->form.entry == before) {
        roll->rules.counts[actor->rule]++;
        return true;
    }
    actor->why = why + 1;
    actor->rule = an_tally_add(&roll->rules, (uint64_t)actor->form.entry << 8 | why);
    return actor->rule != AN_TALLY_NONE;
}

/* Number plus 1 in this roll of a text of another; `texts` is by its numbers, 0 where it is not known yet. False when out of memory. */
static bool text_from(an_roll *roll, const an_roll *from, uint32_t *texts, uint32_t number, uint32_t *mine)
{
    *mine = 0;
    if (!number)
        return true;
    if (!texts[number - 1] && !number_of(roll, text_of(from, number), &texts[number - 1]))
        return false;
    *mine = texts[number - 1];
    return true;
}

static bool join_actor(an_roll *roll, an_roll_actor *mine, const an_roll_actor *other)
{
    mine->mentions += other->mentions;
    mine->documents += other->documents;
    mine->windows += other->windows;
    an_widen(&mine->first_date, &mine->last_date, other->first_date);
    an_widen(&mine->first_date, &mine->last_date, other->last_date);
    return merge_attributes(roll, mine, (attributes){other->attributes, other->attributes_met, 0, other->attribute_count});
}

/* Add the counts of texts of actors; numbers[entry], if asked for, becomes the place of the other's entry. */
static bool join_tally(an_roll *roll, const an_roll *from, an_tally *mine, const an_tally *other, const uint32_t *actors, uint32_t *texts,
                       uint32_t *numbers)
{
    for (size_t i = 0; i < other->count; i++) {
        uint32_t text, number;

        /* a text's number in a key is its number plus 1; 0 is the empty one */
        if (!text_from(roll, from, texts, (uint32_t)other->keys[i], &text))
            return false;
        number = an_tally_add_many(mine, (uint64_t)actors[other->keys[i] >> 32] << 32 | text, other->counts[i]);
        if (number == AN_TALLY_NONE)
            return false;
        if (numbers)
            numbers[i] = number;
    }
    return true;
}

static bool join_rules(an_roll *roll, const an_roll *from, const uint32_t *forms)
{
    for (size_t i = 0; i < from->rules.count; i++)
        if (an_tally_add_many(&roll->rules, (uint64_t)forms[from->rules.keys[i] >> 8] << 8 | (from->rules.keys[i] & 0xFF),
                              from->rules.counts[i]) == AN_TALLY_NONE)
            return false;
    return true;
}

bool an_roll_join(an_roll *roll, const an_roll *from, uint32_t **numbers)
{
    uint32_t *actors = an_alloc(from->keys.count * sizeof *actors), *forms = an_alloc(from->forms.count * sizeof *forms);
    uint32_t *texts = an_alloc(from->texts.count * sizeof *texts);
    bool fine = actors && forms && texts;

    for (size_t i = 0; fine && i < from->keys.count; i++) {
        actors[i] = an_roll_actor_of(roll, from->keys.keys[i]);
        fine = actors[i] != AN_ROLL_NONE && join_actor(roll, &roll->items[actors[i]], &from->items[i]);
    }
    fine = fine && join_tally(roll, from, &roll->labels, &from->labels, actors, texts, NULL) &&
           join_tally(roll, from, &roll->types, &from->types, actors, texts, NULL) &&
           join_tally(roll, from, &roll->forms, &from->forms, actors, texts, forms) && join_rules(roll, from, forms);
    an_free(forms);
    an_free(texts);
    *numbers = actors;
    return fine;
}

static int by_count(const void *left, const void *right)
{
    const counted *a = left, *b = right;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return an_str_compare(a->text, b->text);
}

/* The entries of a tally by actor, the most frequent first. */
static counted *sorted(const an_roll *roll, const an_tally *tally, const uint32_t *rank)
{
    counted *list = an_alloc(tally->count * sizeof *list);

    for (size_t i = 0; list && i < tally->count; i++)
        list[i] = (counted){.rank = rank[tally->keys[i] >> 32],
                            .number = (uint32_t)i,
                            .count = tally->counts[i],
                            .text = text_of(roll, (uint32_t)tally->keys[i])};
    if (list)
        qsort(list, tally->count, sizeof *list, by_count);
    return list;
}

/* Give every actor the first text of its own, as its type or its label. */
static bool choose(const an_roll *roll, const an_tally *tally, const uint32_t *rank, an_linked_actor *actors, bool type)
{
    counted *list = sorted(roll, tally, rank);

    if (!list)
        return false;
    for (size_t i = tally->count; i-- > 0;)
        *(type ? &actors[list[i].rank].type : &actors[list[i].rank].label) = list[i].text;
    an_free(list);
    return true;
}

static void add_separator(an_buf *out)
{
    if (out->len)
        an_buf_add_text(out, " | ");
}

/* A form that holds the separator itself would be read as two. */
static void add_form(an_buf *out, an_str form)
{
    for (size_t i = 0; i < form.len; i++)
        an_buf_add_char(out, form.ptr[i] == '|' ? '/' : form.ptr[i]);
}

/* "form: rule" or "form: rule, rule", by falling count, then in the order of an_why(). */
static void add_rules(an_buf *out, an_str form, const uint64_t *counts)
{
    uint64_t last = UINT64_MAX;
    bool first = true;

    add_separator(out);
    add_form(out, form);
    while (last > 0) {
        uint64_t next = 0;
        for (unsigned why = 0; why < AN_WHY_COUNT; why++)
            next = counts[why] < last && counts[why] > next ? counts[why] : next;
        for (unsigned why = 0; next > 0 && why < AN_WHY_COUNT; why++)
            if (counts[why] == next) {
                an_buf_add_text(out, first ? ": " : ", ");
                an_buf_add_text(out, an_why_name(why));
                first = false;
            }
        last = next;
    }
}

/* Join the forms of one actor. */
static bool join(an_roll *roll, an_linked_actor *actor, const counted *forms, size_t count, uint64_t (*rules)[AN_WHY_COUNT])
{
    an_buf *out = &roll->scratch;

    an_buf_reset(out);
    for (size_t i = 0; i < count; i++)
        if (forms[i].text.len > 0 && !an_str_equal(forms[i].text, actor->label)) {
            add_separator(out);
            add_form(out, forms[i].text);
        }
    actor->aliases = an_arena_str(&roll->arena, an_buf_str(out));
    if (out->failed || !actor->aliases.ptr)
        return false;
    an_buf_reset(out);
    for (size_t i = 0; i < count; i++)
        if (forms[i].text.len > 0)
            add_rules(out, forms[i].text, rules[forms[i].number]);
    actor->rules = an_arena_str(&roll->arena, an_buf_str(out));
    return !out->failed && actor->rules.ptr;
}

static bool join_all(an_roll *roll, an_linked_actor *actors, const uint32_t *rank)
{
    counted *forms = sorted(roll, &roll->forms, rank);
    uint64_t(*rules)[AN_WHY_COUNT] = an_alloc(roll->forms.count * sizeof *rules);
    bool fine = forms && rules;

    for (size_t i = 0; fine && i < roll->rules.count; i++)
        rules[roll->rules.keys[i] >> 8][roll->rules.keys[i] & 0xFF] = roll->rules.counts[i];
    for (size_t i = 0, end; fine && i < roll->forms.count; i = end) {
        for (end = i; end < roll->forms.count && forms[end].rank == forms[i].rank; end++)
            ;
        fine = join(roll, &actors[forms[i].rank], forms + i, end - i, rules);
    }
    an_free(forms);
    an_free(rules);
    return fine;
}

/* A key with its number, to be sorted. */
typedef struct keyed {
    an_str key;
    uint32_t number;
} keyed;

static int by_key(const void *left, const void *right)
{
    return an_str_compare(((const keyed *)left)->key, ((const keyed *)right)->key);
}

static bool rank_all(const an_roll *roll, an_linked_actor *actors, uint32_t *rank)
{
    keyed *order = an_alloc(roll->keys.count * sizeof *order);

    if (!order)
        return false;
    for (size_t i = 0; i < roll->keys.count; i++)
        order[i] = (keyed){roll->keys.keys[i], (uint32_t)i};
    qsort(order, roll->keys.count, sizeof *order, by_key);
    for (size_t i = 0; i < roll->keys.count; i++) {
        const an_roll_actor *actor = &roll->items[order[i].number];
        rank[order[i].number] = (uint32_t)i;
        actors[i] = (an_linked_actor){.key = order[i].key,
                                      .label = AN_LIT(""),
                                      .type = AN_LIT(""),
                                      .attributes = actor->attributes,
                                      .attribute_count = actor->attribute_count,
                                      .mentions = actor->mentions,
                                      .documents = actor->documents,
                                      .first_date = actor->first_date,
                                      .last_date = actor->last_date,
                                      .aliases = AN_LIT(""),
                                      .rules = AN_LIT("")};
    }
    an_free(order);
    return true;
}

bool an_roll_finish(an_roll *roll, an_linked_actor **actors, uint32_t **rank)
{
    *actors = an_alloc(roll->keys.count * sizeof **actors);
    *rank = an_alloc(roll->keys.count * sizeof **rank);
    return *actors && *rank && rank_all(roll, *actors, *rank) && an_roles_settle(&roll->arena, *actors, roll->keys.count) &&
           choose(roll, &roll->labels, *rank, *actors, false) && choose(roll, &roll->types, *rank, *actors, true) &&
           join_all(roll, *actors, *rank);
}
