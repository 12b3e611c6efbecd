/* Filling a store. A row costs one look-up of its actor's id; the table holds actor numbers with bits of their hashes, so that strangers are
   told apart without a look at their texts. */
#include "lexicon/store/draft.h"

#include "base/alloc.h"
#include "base/pages.h"
#include "base/seek.h"

#include <stdlib.h>

#define NO_NUMBER UINT32_MAX

enum { AHEAD = 16 /* actors whose slots are fetched while others are placed */ };

an_status an_draft_open(an_draft *draft, an_error *err)
{
    *draft = (an_draft){.recent = an_alloc(AN_RECENT_VALUES * sizeof *draft->recent)};
    if (draft->recent && an_texts_add(&draft->values, (an_str){"", 0}) && an_matcher_new(&draft->matcher, NULL) == AN_OK)
        return AN_OK;
    an_draft_clear(draft);
    return an_fail_nomem(err);
}

void an_draft_clear(an_draft *draft)
{
    an_matcher_free(draft->matcher);
    an_texts_clear(&draft->names);
    an_texts_clear(&draft->ids);
    an_free(draft->first_rows.items);
    an_texts_clear(&draft->values);
    an_free(draft->row_actors.items);
    an_free(draft->row_flags.items);
    an_free(draft->conditions.items);
    an_free(draft->runs.items);
    an_free(draft->files.items);
    an_free(draft->actor_types.items);
    an_free(draft->types.items);
    an_free(draft->attributes.items);
    an_free(draft->links.items);
    an_free(draft->hashes.items);
    an_free(draft->slots);
    an_map_clear(&draft->type_numbers);
    an_map_clear(&draft->attribute_names);
    an_free(draft->recent);
    an_buf_clear(&draft->key);
    *draft = (an_draft){0};
}

size_t an_draft_rows(const an_draft *draft)
{
    return draft->row_actors.count;
}

/* Values --------------------------------------------------------------------------------------------------------------------------- */

an_str an_draft_text(const an_draft *draft, uint32_t value)
{
    an_texts values = an_texts_view(&draft->values);

    return an_texts_get(&values, value);
}

uint32_t an_draft_value(an_draft *draft, an_str text)
{
    uint32_t *recent = &draft->recent[an_slot_hash(text) % AN_RECENT_VALUES];

    if (text.len == 0)
        return 0;
    if (*recent && an_str_equal(an_draft_text(draft, *recent), text))
        return *recent;
    if (draft->values.count >= NO_NUMBER || !an_texts_add(&draft->values, text))
        return NO_NUMBER;
    return *recent = (uint32_t)draft->values.count - 1;
}

/* Actors --------------------------------------------------------------------------------------------------------------------------- */

an_str an_draft_name(const an_draft *draft, uint32_t actor)
{
    an_texts names = an_texts_view(&draft->names);
    an_str name = an_texts_get(&names, actor);

    return name.len ? name : an_matcher_text(draft->matcher, draft->first_rows.items[actor]);
}

static an_str id_of(const an_draft *draft, uint32_t actor)
{
    an_texts ids = an_texts_view(&draft->ids);
    an_str id = an_texts_get(&ids, actor);

    return id.len ? id : an_draft_name(draft, actor);
}

/* Put an actor into the first free slot for its hash. */
static void place(uint32_t *items, const an_slots *slots, uint32_t hash, uint32_t actor)
{
    size_t slot = an_slot_first(slots, hash);

    while (items[slot])
        slot = an_slot_next(slots, slot);
    items[slot] = an_slot_value(slots, hash, actor);
}

/* A table for `room` actors that holds those that there are. */
static uint32_t *lay_out_slots(const an_draft *draft, size_t room, size_t *count)
{
    size_t actors = draft->hashes.count;
    uint32_t *items = NULL;
    an_slots slots;

    *count = room + room / 4 + 1;
    if (room < NO_NUMBER / 2 && (items = an_alloc(*count * sizeof *items))) {
        an_pages_wish(items, *count * sizeof *items);
        slots = an_slots_of(items, *count, room);
        for (uint32_t i = 0; i < actors; i++) {
            if (i + AHEAD < actors)
                an_pages_fetch(&items[an_slot_first(&slots, draft->hashes.items[i + AHEAD])]);
            place(items, &slots, draft->hashes.items[i], i);
        }
    }
    return items;
}

static bool grow_slots(an_draft *draft, size_t room)
{
    size_t count;
    uint32_t *items = lay_out_slots(draft, room, &count);

    if (!items)
        return false;
    an_free(draft->slots);
    draft->slots = items;
    draft->slot_count = count;
    return true;
}

/* Actors that the table was made for. */
static size_t slot_room(const an_draft *draft)
{
    return draft->slot_count ? (draft->slot_count - 1) - (draft->slot_count - 1) / 5 : 0;
}

an_status an_draft_reserve(an_draft *draft, size_t rows, an_error *err)
{
    size_t all = draft->hashes.count + rows;

    if (all > slot_room(draft) && !grow_slots(draft, all + draft->hashes.count / 2)) /* many small files: not anew for each */
        return an_fail_nomem(err);
    return an_matcher_reserve(draft->matcher, draft->row_actors.count + rows, err);
}

/* Only texts that say something new are kept; "" for all before. */
static bool add_other(an_texts_draft *texts, size_t number, an_str text, an_str usual)
{
    if (an_str_equal(text, usual))
        return true;
    while (texts->count < number)
        if (!an_texts_add(texts, (an_str){"", 0}))
            return false;
    return an_texts_add(texts, text);
}

static uint32_t add_actor(an_draft *draft, an_str id, an_str name, uint32_t hash)
{
    size_t number = draft->hashes.count, row = draft->row_actors.count;

    if (number >= NO_NUMBER / 2 || !AN_ROOM(&draft->hashes, 1) || !AN_ROOM(&draft->actor_types, 1) || !AN_ROOM(&draft->first_rows, 1) ||
        !add_other(&draft->ids, number, id, name) ||
        !add_other(&draft->names, number, name, an_matcher_text(draft->matcher, (uint32_t)row)))
        return NO_NUMBER;
    draft->first_rows.items[draft->first_rows.count++] = (uint32_t)row;
    draft->actor_types.items[draft->actor_types.count++] = 0;
    draft->hashes.items[draft->hashes.count++] = hash;
    if (!draft->shipped)
        draft->user_actors = draft->hashes.count;
    return (uint32_t)number;
}

void an_draft_expect(const an_draft *draft, an_str id)
{
    an_slots slots = {draft->slots, draft->slot_count, 0};

    if (slots.count)
        an_pages_fetch(&slots.items[an_slot_first(&slots, an_slot_hash(id))]);
}

uint32_t an_draft_actor(an_draft *draft, an_str id, an_str name)
{
    size_t rows = draft->row_actors.count, slot;
    an_slots slots;
    uint32_t hash, actor;

    if (rows) { /* rows of an actor mostly stand together */
        actor = draft->row_actors.items[rows - 1];
        if (actor != AN_NO_ACTOR && an_str_equal(id_of(draft, actor), id))
            return actor;
    }
    if (draft->hashes.count + 1 > slot_room(draft) && !grow_slots(draft, draft->hashes.count * 2 + 64))
        return NO_NUMBER;
    hash = an_slot_hash(id);
    slots = an_slots_of(draft->slots, draft->slot_count, slot_room(draft));
    for (slot = an_slot_first(&slots, hash); draft->slots[slot]; slot = an_slot_next(&slots, slot)) {
        actor = an_slot_actor(&slots, hash, draft->slots[slot]);
        if (actor != AN_NO_ACTOR && an_str_equal(id_of(draft, actor), id))
            return actor;
    }
    if ((actor = add_actor(draft, id, name, hash)) != NO_NUMBER)
        draft->slots[slot] = an_slot_value(&slots, hash, actor);
    return actor;
}

an_type_draft an_draft_type(const an_draft *draft, uint32_t actor)
{
    uint32_t number = draft->actor_types.items[actor];

    return number ? draft->types.items[number - 1] : (an_type_draft){0, 0};
}

bool an_draft_set_type(an_draft *draft, uint32_t actor, an_str type, uint32_t file)
{
    uint32_t number, value;
    bool added;

    an_buf_reset(&draft->key);
    an_buf_add(&draft->key, (an_str){(const char *)&file, sizeof file});
    an_buf_add(&draft->key, type);
    number = draft->key.failed ? AN_MAP_NONE : an_map_intern(&draft->type_numbers, an_buf_str(&draft->key), &added);
    if (number == AN_MAP_NONE)
        return false;
    if (added) {
        if (!AN_ROOM(&draft->types, 1) || (value = an_draft_value(draft, type)) == NO_NUMBER)
            return false;
        draft->types.items[draft->types.count++] = (an_type_draft){value, file};
    }
    draft->actor_types.items[actor] = number + 1;
    return true;
}

uint32_t an_draft_attribute(an_draft *draft, an_str name)
{
    bool added;
    uint32_t number = an_map_intern(&draft->attribute_names, name, &added);

    if (number != AN_MAP_NONE && added && (draft->attribute_names.values[number] = an_draft_value(draft, name)) == NO_NUMBER)
        return NO_NUMBER;
    return number;
}

bool an_draft_set_attribute(an_draft *draft, uint32_t actor, uint32_t name, an_str value)
{
    uint32_t number;

    if (actor >= draft->attributes.count) {
        if (!AN_ROOM(&draft->attributes, actor + 1 - draft->attributes.count))
            return false;
        memset(draft->attributes.items + draft->attributes.count, 0,
               (actor + 1 - draft->attributes.count) * sizeof *draft->attributes.items);
        draft->attributes.count = actor + 1;
    }
    for (uint32_t i = draft->attributes.items[actor]; i; i = draft->links.items[i - 1].next)
        if (draft->links.items[i - 1].name == name)
            return true;
    if (!AN_ROOM(&draft->links, 1) || (number = an_draft_value(draft, value)) == NO_NUMBER)
        return false;
    draft->links.items[draft->links.count++] = (an_attribute_link){name, number, draft->attributes.items[actor]};
    draft->attributes.items[actor] = (uint32_t)draft->links.count;
    return true;
}

/* Rows ----------------------------------------------------------------------------------------------------------------------------- */

bool an_draft_file(an_draft *draft, an_str shown)
{
    uint32_t value = AN_ROOM(&draft->files, 1) ? an_draft_value(draft, shown) : NO_NUMBER;

    if (value == NO_NUMBER)
        return false;
    draft->files.items[draft->files.count++] = value;
    return true;
}

/* Lines mostly follow one another. */
static bool add_origin(an_draft *draft, const an_draft_row *row, uint32_t number)
{
    const an_row_run *last = draft->runs.count ? &draft->runs.items[draft->runs.count - 1] : NULL;

    if (last && last->file == row->file && last->line + (number - last->row) == row->line)
        return true;
    if (!AN_ROOM(&draft->runs, 1))
        return false;
    draft->runs.items[draft->runs.count++] = (an_row_run){number, row->file, row->line};
    return true;
}

bool an_draft_add(an_draft *draft, const an_draft_row *row)
{
    uint32_t number = (uint32_t)draft->row_actors.count;
    bool conditions = row->near || row->from || row->until;

    if (draft->row_actors.count >= NO_NUMBER - 1 || !AN_ROOM(&draft->row_actors, 1) || !AN_ROOM(&draft->row_flags, 1) ||
        !add_origin(draft, row, number) || (conditions && !AN_ROOM(&draft->conditions, 1)))
        return false;
    if (conditions)
        draft->conditions.items[draft->conditions.count++] = (an_row_condition){number, row->near, row->from, row->until};
    draft->row_actors.items[draft->row_actors.count++] = row->actor;
    draft->row_flags.items[draft->row_flags.count++] = (uint8_t)(row->flags | (conditions ? AN_ROW_CONDITION : 0));
    return true;
}

an_draft_row an_draft_get(const an_draft *draft, uint32_t number)
{
    an_draft_row row = {.actor = draft->row_actors.items[number],
                        .flags = draft->row_flags.items[number],
                        .text = an_matcher_text(draft->matcher, number)};
    size_t low = 0, high = draft->conditions.count;

    if (row.flags & AN_ROW_CONDITION) {
        AN_SEEK(low, high, draft->conditions.items[middle].row < number);
        row.near = draft->conditions.items[low].near;
        row.from = draft->conditions.items[low].from;
        row.until = draft->conditions.items[low].until;
    }
    row.flags &= ~(unsigned)AN_ROW_CONDITION;
    return row;
}

uint32_t an_draft_line(const an_draft *draft, uint32_t row)
{
    size_t low = 0, high = draft->runs.count;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (draft->runs.items[middle].row <= row)
            low = middle;
        else
            high = middle;
    }
    return draft->runs.items[low].line + (row - draft->runs.items[low].row);
}

/* Packing -------------------------------------------------------------------------------------------------------------------------- */

static void hand_over_texts(an_texts_draft *from, an_section *texts, an_section *marks)
{
    *texts = (an_section){from->bytes.ptr, from->bytes.len, from->count, 0};
    *marks = (an_section){from->marks, from->mark_count * sizeof *from->marks, from->mark_count, 0};
    *from = (an_texts_draft){0};
}

/* A list becomes a section. */
#define HAND_OVER(list, section)                                                                                                           \
    (*(section) = (an_section){(list)->items, (list)->count * sizeof *(list)->items, (list)->count, 0}, (list)->items = NULL)

/* Whether the row is the first of the next actor, or else stands with the one before. */
static bool is_step(const an_draft *draft, size_t row, uint32_t next)
{
    return draft->row_actors.items[row] == next;
}

static bool is_stray(const an_draft *draft, size_t row, uint32_t next)
{
    uint32_t actor = draft->row_actors.items[row];

    return actor != next && (next == 0 || actor != next - 1);
}

static size_t count_strays(const an_draft *draft)
{
    size_t strays = 0;
    uint32_t next = 0;

    for (size_t i = 0; i < draft->row_actors.count; i++) {
        strays += is_stray(draft, i, next);
        next += is_step(draft, i, next);
    }
    return strays;
}

/* A bit a row for rows in the order of their actors, and a list of the others. */
static bool pack_steps(an_draft *draft, an_store *out, size_t strays)
{
    size_t rows = draft->row_actors.count, word_count = (rows + 63) / 64, mark_count = (rows + AN_STEPS_STRIDE - 1) / AN_STEPS_STRIDE;
    uint64_t *words = an_alloc((word_count + 1) * sizeof *words);
    uint32_t *marks = an_alloc((mark_count + 1) * sizeof *marks), next = 0;
    an_value_pair *list = an_alloc((strays + 1) * sizeof *list);
    size_t used = 0;

    out->parts[AN_STORE_ROW_STEPS] = (an_section){words, word_count * sizeof *words, word_count, 0};
    out->parts[AN_STORE_STEP_MARKS] = (an_section){marks, mark_count * sizeof *marks, mark_count, 0};
    out->parts[AN_STORE_STRAYS] = (an_section){list, strays * sizeof *list, strays, 0};
    if (!words || !marks || !list)
        return false;
    for (size_t i = 0; i < rows; i++) {
        if (i % AN_STEPS_STRIDE == 0)
            marks[i / AN_STEPS_STRIDE] = next;
        if (is_stray(draft, i, next)) {
            list[used++] = (an_value_pair){(uint32_t)i, draft->row_actors.items[i]};
            draft->row_flags.items[i] |= AN_ROW_STRAY;
        } else if (is_step(draft, i, next)) {
            words[i / 64] |= UINT64_C(1) << i % 64;
            next++;
        }
    }
    return true;
}

static bool pack_numbers(an_section *out, const uint32_t *numbers, size_t count)
{
    uint32_t largest = 0;
    unsigned width;
    unsigned char *packed;

    for (size_t i = 0; i < count; i++)
        largest = numbers[i] > largest ? numbers[i] : largest;
    width = an_packed_width(largest);
    if (!(packed = an_alloc(an_packed_size(count, width))))
        return false;
    for (size_t i = 0; i < count; i++)
        an_packed_put(packed, width, i, numbers[i]);
    *out = (an_section){packed, an_packed_size(count, width), count, width};
    return true;
}

static bool pack_actors(an_draft *draft, an_store *out)
{
    size_t rows = draft->row_actors.count, actors = draft->hashes.count;
    unsigned width = an_packed_width((uint32_t)actors);
    unsigned char *packed = an_alloc(an_packed_size(rows, width));

    out->parts[AN_STORE_ROW_ACTORS] = (an_section){packed, an_packed_size(rows, width), rows, width};
    for (size_t i = 0; packed && i < rows; i++) {
        uint32_t actor = draft->row_actors.items[i];
        an_packed_put(packed, width, i, actor == AN_NO_ACTOR ? (uint32_t)actors : actor);
    }
    return packed && pack_numbers(&out->parts[AN_STORE_FIRST_ROWS], draft->first_rows.items, actors);
}

static bool pack_rows(an_draft *draft, an_store *out)
{
    size_t rows = draft->row_actors.count, strays = count_strays(draft);
    unsigned width, all = 0;
    unsigned char *packed;

    if (!(strays < rows / 4 + 16 ? pack_steps(draft, out, strays) : pack_actors(draft, out)))
        return false;
    an_free(draft->row_actors.items);
    draft->row_actors.items = NULL;
    for (size_t i = 0; i < rows; i++)
        all |= draft->row_flags.items[i];
    width = an_packed_width(all);
    if (!(packed = an_alloc(an_packed_size(rows, width))))
        return false;
    for (size_t i = 0; i < rows; i++)
        an_packed_put(packed, width, i, draft->row_flags.items[i]);
    out->parts[AN_STORE_ROW_FLAGS] = (an_section){packed, an_packed_size(rows, width), rows, width};
    return true;
}

static bool pack_types(an_draft *draft, an_store *out)
{
    size_t actors = draft->hashes.count, types = draft->types.count;
    unsigned width = an_packed_width((uint32_t)types);
    unsigned char *packed = an_alloc(an_packed_size(actors, width));
    an_actor_type *list = an_alloc((types + 1) * sizeof *list);

    out->parts[AN_STORE_ACTOR_TYPES] = (an_section){packed, an_packed_size(actors, width), actors, width};
    out->parts[AN_STORE_TYPES] = (an_section){list, types * sizeof *list, types, 0};
    if (!packed || !list)
        return false;
    for (size_t i = 0; i < actors; i++)
        an_packed_put(packed, width, i, draft->actor_types.items[i]);
    for (size_t i = 0; i < types; i++)
        list[i] = (an_actor_type){draft->types.items[i].value, draft->types.items[i].file != 0};
    return true;
}

/* By number of an attribute's name: its place among the names in order. */
static uint32_t *rank_names(const an_draft *draft)
{
    size_t count = draft->attribute_names.count;
    uint32_t *order = an_map_order(&draft->attribute_names), *ranks = order ? an_alloc((count + 1) * sizeof *ranks) : NULL;

    for (uint32_t i = 0; ranks && i < count; i++)
        ranks[order[i]] = i;
    an_free(order);
    return ranks;
}

static int compare_pairs(const void *left, const void *right)
{
    const an_value_pair *a = left, *b = right;

    return (a->key > b->key) - (a->key < b->key);
}

/* Chains of attributes → lists, each sorted by name. */
static bool pack_attributes(an_draft *draft, an_store *out)
{
    size_t actors = draft->hashes.count, links = draft->links.count, used = 0;
    uint32_t *ends, *ranks, *by_rank;
    an_value_pair *pairs;
    bool good;

    if (links == 0)
        return true;
    ends = an_alloc((actors + 1) * sizeof *ends);
    pairs = an_alloc((links + 1) * sizeof *pairs);
    ranks = rank_names(draft);
    by_rank = an_alloc((draft->attribute_names.count + 1) * sizeof *by_rank);
    out->parts[AN_STORE_ATTRIBUTE_ENDS] = (an_section){ends, actors * sizeof *ends, actors, 0};
    out->parts[AN_STORE_ATTRIBUTES] = (an_section){pairs, links * sizeof *pairs, links, 0};
    if ((good = ends && pairs && ranks && by_rank)) {
        for (uint32_t i = 0; i < draft->attribute_names.count; i++)
            by_rank[ranks[i]] = draft->attribute_names.values[i];
        for (size_t i = 0; i < actors; i++) {
            size_t first = used;
            for (uint32_t k = i < draft->attributes.count ? draft->attributes.items[i] : 0; k; k = draft->links.items[k - 1].next)
                pairs[used++] = (an_value_pair){ranks[draft->links.items[k - 1].name], draft->links.items[k - 1].value};
            if (used > first + 1)
                qsort(pairs + first, used - first, sizeof *pairs, compare_pairs);
            ends[i] = (uint32_t)used;
        }
        for (size_t i = 0; i < used; i++)
            pairs[i].key = by_rank[pairs[i].key];
    }
    an_free(ranks);
    an_free(by_rank);
    return good;
}

/* Names that are not the id, from the last actor to the first, so that the first of a name stands in the table and leads to the next. */
static bool pack_names(an_draft *draft, an_store *out)
{
    size_t actors = draft->hashes.count, count = 0;
    AN_DRAFT_LIST(an_value_pair) chain = {0};
    an_slots slots;
    uint32_t *items;

    if (draft->ids.count == 0)
        return true;
    count = actors + actors / 4 + 1;
    if (!(items = an_alloc(count * sizeof *items)))
        return false;
    out->parts[AN_STORE_NAME_SLOTS] = (an_section){items, count * sizeof *items, count, 0};
    slots = an_slots_of(items, count, actors);
    for (uint32_t i = (uint32_t)actors; i-- > 0;) {
        an_str name = an_draft_name(draft, i);
        uint32_t hash = an_slot_hash(name), other = AN_NO_ACTOR;
        size_t slot = an_slot_first(&slots, hash);
        if (an_str_equal(id_of(draft, i), name))
            continue;
        for (; items[slot]; slot = an_slot_next(&slots, slot)) {
            other = an_slot_actor(&slots, hash, items[slot]);
            if (other != AN_NO_ACTOR && an_str_equal(an_draft_name(draft, other), name))
                break;
        }
        if (items[slot]) {
            if (!AN_ROOM(&chain, 1)) {
                an_free(chain.items);
                return false;
            }
            chain.items[chain.count++] = (an_value_pair){i, other};
        }
        items[slot] = an_slot_value(&slots, hash, i);
    }
    for (size_t i = 0; i < chain.count / 2; i++) {
        an_value_pair swap = chain.items[i];
        chain.items[i] = chain.items[chain.count - 1 - i];
        chain.items[chain.count - 1 - i] = swap;
    }
    HAND_OVER(&chain, &out->parts[AN_STORE_NAMESAKES]);
    return true;
}

an_status an_draft_finish(an_draft *draft, an_store *out, an_error *err)
{
    size_t count;
    uint32_t *slots;
    bool good;

    out->rows = draft->row_actors.count;
    out->actors = draft->hashes.count;
    out->user_actors = draft->user_actors;
    an_free(draft->slots);
    draft->slots = NULL;
    good = pack_rows(draft, out) && pack_types(draft, out) && pack_attributes(draft, out) && pack_names(draft, out);
    if (good && (good = (slots = lay_out_slots(draft, out->actors, &count)) != NULL))
        out->parts[AN_STORE_ID_SLOTS] = (an_section){slots, count * sizeof *slots, count, 0};
    if (good) {
        hand_over_texts(&draft->names, &out->parts[AN_STORE_NAMES], &out->parts[AN_STORE_NAME_MARKS]);
        hand_over_texts(&draft->ids, &out->parts[AN_STORE_IDS], &out->parts[AN_STORE_ID_MARKS]);
        hand_over_texts(&draft->values, &out->parts[AN_STORE_VALUES], &out->parts[AN_STORE_VALUE_MARKS]);
        HAND_OVER(&draft->conditions, &out->parts[AN_STORE_CONDITIONS]);
        HAND_OVER(&draft->runs, &out->parts[AN_STORE_RUNS]);
        HAND_OVER(&draft->files, &out->parts[AN_STORE_FILES]);
    }
    good = good && an_matcher_finish(draft->matcher, NULL) == AN_OK;
    if (good) {
        out->matcher = draft->matcher;
        draft->matcher = NULL;
    }
    an_draft_clear(draft);
    return good ? AN_OK : an_fail_nomem(err);
}
