/* Reading packed rows and actors. Each look-up is a few shifts and loads; what is asked for seldom (origin, conditions) is a binary search. */
#include "lexicon/store/store.h"

#include "base/alloc.h"
#include "base/bits.h"
#include "base/hash.h"
#include "base/pages.h"
#include "base/utf8.h"

enum { LONGEST_PROBE = 4096 }; /* slots looked at: a damaged table may have no free one */

void an_store_clear(an_store *store)
{
    if (!store->mapped)
        for (size_t i = 0; i < AN_STORE_PARTS; i++)
            an_free((void *)store->parts[i].bytes); /* const for everyone but its owner */
    an_matcher_free(store->matcher);
    *store = (an_store){0};
}

/* Packed numbers ----------------------------------------------------------------------------------------------------------------- */

static uint64_t load_little(const unsigned char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static void save_little(unsigned char *bytes, uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(bytes, &word, sizeof word);
}

uint32_t an_packed_get(const an_section *section, size_t i)
{
    size_t bit = i * section->width;

    if (i >= section->count)
        return UINT32_MAX;
    return (uint32_t)(load_little((const unsigned char *)section->bytes + bit / 8) >> bit % 8 & ((UINT64_C(1) << section->width) - 1));
}

size_t an_packed_size(size_t count, unsigned width)
{
    return (count * width + 7) / 8 + 8;
}

void an_packed_put(unsigned char *bytes, unsigned width, size_t i, uint32_t value)
{
    size_t bit = i * width;

    save_little(bytes + bit / 8, load_little(bytes + bit / 8) | (uint64_t)value << bit % 8);
}

unsigned an_packed_width(uint32_t largest)
{
    return largest ? 32 - (unsigned)__builtin_clz(largest) : 0;
}

/* Texts ---------------------------------------------------------------------------------------------------------------------------- */

/* A text that may be damaged. */
static an_str checked(const an_store *store, an_str text)
{
    return store->mapped && an_utf8_valid(text) != text.len ? AN_LIT("?") : text;
}

/* Text `i` of a part; its places are in the next one. */
static an_str text_of(const an_store *store, an_store_part part, size_t i)
{
    const an_section *texts = &store->parts[part], *marks = &store->parts[part + 1];

    return checked(store, an_texts_get(&(an_texts){texts->bytes, texts->size, marks->bytes, texts->count}, i));
}

an_str an_store_text(const an_store *store, uint32_t row)
{
    return checked(store, an_matcher_text(store->matcher, row));
}

an_str an_store_value(const an_store *store, uint32_t value)
{
    return text_of(store, AN_STORE_VALUES, value);
}

size_t an_store_files(const an_store *store)
{
    return store->parts[AN_STORE_FILES].count;
}

an_str an_store_file(const an_store *store, size_t file)
{
    const an_section *files = &store->parts[AN_STORE_FILES];

    return file < files->count ? an_store_value(store, ((const uint32_t *)files->bytes)[file]) : AN_LIT("");
}

/* Actors --------------------------------------------------------------------------------------------------------------------------- */

/* The last of `count` items of `size` bytes, sorted by their first number, whose number is not above `key`; `count` when there is none. */
static size_t find_last(const an_section *items, size_t size, uint32_t key)
{
    size_t low = 0, high = items->count;
    uint32_t number;

    while (low < high) {
        size_t middle = (low + high) / 2;
        memcpy(&number, (const char *)items->bytes + middle * size, sizeof number);
        if (number <= key)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : items->count;
}

/* Where the step of an actor is: the row of that bit among all. `rows` when there is none. */
static uint32_t find_step(const an_store *store, uint32_t actor)
{
    const an_section *marks = &store->parts[AN_STORE_STEP_MARKS], *steps = &store->parts[AN_STORE_ROW_STEPS];
    const uint32_t *items = marks->bytes;
    size_t block = actor / AN_STEPS_STRIDE, word;
    uint32_t before;

    if (block + 1 < marks->count && items[block] == block * AN_STEPS_STRIDE && items[block + 1] - items[block] == AN_STEPS_STRIDE)
        return actor; /* so far each row has an actor of its own */
    block = find_last(marks, sizeof(uint32_t), actor);
    word = block * (AN_STEPS_STRIDE / 64);
    before = block < marks->count ? items[block] : 0;
    for (; block < marks->count && word < steps->count; word++) {
        uint64_t bits = ((const uint64_t *)steps->bytes)[word];
        uint32_t here = an_bits_count(bits);
        if (actor - before < here) {
            for (; before < actor; before++)
                bits &= bits - 1;
            return (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
        }
        before += here;
    }
    return (uint32_t)store->rows;
}

static uint32_t first_row(const an_store *store, uint32_t actor)
{
    const an_section *rows = &store->parts[AN_STORE_FIRST_ROWS];

    return rows->count ? an_packed_get(rows, actor) : find_step(store, actor);
}

an_str an_store_name(const an_store *store, uint32_t actor)
{
    an_str name = text_of(store, AN_STORE_NAMES, actor);

    return name.len || actor >= store->actors ? name : an_store_text(store, first_row(store, actor));
}

an_str an_store_id(const an_store *store, uint32_t actor)
{
    an_str id = text_of(store, AN_STORE_IDS, actor);

    return id.len ? id : an_store_name(store, actor);
}

void an_store_call(const an_store *store, uint32_t actor, an_str *id, an_str *name)
{
    *name = an_store_name(store, actor);
    *id = text_of(store, AN_STORE_IDS, actor);
    if (id->len == 0)
        *id = *name;
}

an_str an_store_type(const an_store *store, uint32_t actor, bool *own)
{
    const an_section *types = &store->parts[AN_STORE_TYPES];
    uint32_t number = an_packed_get(&store->parts[AN_STORE_ACTOR_TYPES], actor);
    an_actor_type type = {0};

    if (number && number <= types->count)
        type = ((const an_actor_type *)types->bytes)[number - 1];
    if (own)
        *own = type.own != 0;
    return an_store_value(store, type.value);
}

/* Attributes [first, end) of an actor. */
static uint32_t attributes_of(const an_store *store, uint32_t actor, uint32_t *end)
{
    const an_section *ends = &store->parts[AN_STORE_ATTRIBUTE_ENDS];
    const uint32_t *items = ends->bytes;
    uint32_t first;

    *end = 0;
    if (actor >= ends->count)
        return 0;
    first = actor ? items[actor - 1] : 0;
    *end = items[actor];
    if (first > *end || *end > store->parts[AN_STORE_ATTRIBUTES].count)
        *end = first = 0;
    return first;
}

size_t an_store_attribute_count(const an_store *store, uint32_t actor)
{
    uint32_t end, first = attributes_of(store, actor, &end);

    return end - first;
}

an_attribute an_store_attribute(const an_store *store, uint32_t actor, size_t i)
{
    uint32_t end, first = attributes_of(store, actor, &end);
    const an_value_pair *pair = (const an_value_pair *)store->parts[AN_STORE_ATTRIBUTES].bytes + first + i;

    return (an_attribute){an_store_value(store, pair->key), an_store_value(store, pair->value)};
}

/* Rows ----------------------------------------------------------------------------------------------------------------------------- */

static size_t find_condition(const an_store *store, uint32_t row)
{
    const an_section *part = &store->parts[AN_STORE_CONDITIONS];
    const an_row_condition *items = part->bytes;
    size_t at = find_last(part, sizeof *items, row);

    return at < part->count && items[at].row == row ? at : AN_NO_CONDITION;
}

/* Actors are numbered by their first rows, so counting those up to a row gives its actor. Where each row has an actor of its own, as in a plain
   list, the marks alone tell. */
static uint32_t count_steps(const an_store *store, uint32_t row)
{
    const uint64_t *words = store->parts[AN_STORE_ROW_STEPS].bytes;
    const uint32_t *marks = store->parts[AN_STORE_STEP_MARKS].bytes;
    size_t mark = row / AN_STEPS_STRIDE, word = mark * (AN_STEPS_STRIDE / 64), last = row / 64;
    uint32_t steps = marks[mark];

    if (mark + 1 < store->parts[AN_STORE_STEP_MARKS].count && marks[mark + 1] - steps == AN_STEPS_STRIDE)
        return steps + row % AN_STEPS_STRIDE + 1;
    for (; word < last; word++)
        steps += an_bits_count(words[word]);
    return steps + an_bits_count(words[last] << (63 - row % 64));
}

/* A number beyond the last actor when there is none. */
static uint32_t actor_of(const an_store *store, uint32_t row, uint32_t flags)
{
    const an_section *strays = &store->parts[AN_STORE_STRAYS];
    const an_value_pair *pairs = strays->bytes;
    size_t at;

    if (row >= store->rows)
        return AN_NO_ACTOR;
    if (store->parts[AN_STORE_ROW_ACTORS].count)
        return an_packed_get(&store->parts[AN_STORE_ROW_ACTORS], row);
    if (!(flags & AN_ROW_STRAY))
        return count_steps(store, row) - 1;
    at = find_last(strays, sizeof *pairs, row);
    return at < strays->count && pairs[at].key == row ? pairs[at].value : AN_NO_ACTOR;
}

/* A damaged one is taken for the strictest. */
static an_case case_of(uint32_t flags)
{
    return (flags & AN_ROW_CASE) <= AN_CASE_EXACT ? (an_case)(flags & AN_ROW_CASE) : AN_CASE_EXACT;
}

bool an_store_is_free(const an_store *store, uint32_t row, an_case *casing, uint32_t *actor)
{
    uint32_t flags = an_packed_get(&store->parts[AN_STORE_ROW_FLAGS], row), found;

    if (store->shipped || flags & (AN_ROW_ACCENTED | AN_ROW_SHIPPED | AN_ROW_IN_PLACE | AN_ROW_CONDITION))
        return false;
    found = actor_of(store, row, flags);
    *casing = case_of(flags);
    *actor = found < store->actors ? found : AN_NO_ACTOR;
    return true;
}

an_alias an_store_alias(const an_store *store, uint32_t row, size_t *condition)
{
    uint32_t flags = an_packed_get(&store->parts[AN_STORE_ROW_FLAGS], row), actor = actor_of(store, row, flags);
    an_alias alias = {.actor = actor < store->actors ? actor : AN_NO_ACTOR,
                      .casing = case_of(flags),
                      .layer = store->shipped || flags & AN_ROW_SHIPPED ? AN_LAYER_SHIPPED : AN_LAYER_USER,
                      .accented = (flags & AN_ROW_ACCENTED) != 0,
                      .in_place = (flags & AN_ROW_IN_PLACE) != 0,
                      .from = {"", 0},
                      .until = {"", 0}};

    alias.never = alias.actor == AN_NO_ACTOR;
    *condition = flags & AN_ROW_CONDITION ? find_condition(store, row) : AN_NO_CONDITION;
    if (*condition != AN_NO_CONDITION) {
        const an_row_condition *it = (const an_row_condition *)store->parts[AN_STORE_CONDITIONS].bytes + *condition;
        alias.from = an_store_value(store, it->from);
        alias.until = an_store_value(store, it->until);
    }
    return alias;
}

void an_store_fetch(const an_store *store, uint32_t row)
{
    const an_section *flags = &store->parts[AN_STORE_ROW_FLAGS];

    if (row >= store->rows)
        return;
    an_pages_fetch((const char *)flags->bytes + (size_t)row * flags->width / 8);
    if (store->parts[AN_STORE_ROW_ACTORS].count)
        return;
    an_pages_fetch((const uint64_t *)store->parts[AN_STORE_ROW_STEPS].bytes + row / 64);
    an_pages_fetch((const uint32_t *)store->parts[AN_STORE_STEP_MARKS].bytes + row / AN_STEPS_STRIDE);
}

uint32_t an_store_next_shipped(const an_store *store, uint32_t row)
{
    const an_section *flags = &store->parts[AN_STORE_ROW_FLAGS];

    if (store->shipped)
        return row;
    if (store->mapped) /* compiled files are made of one kind */
        return (uint32_t)store->rows;
    while (row < store->rows && !(an_packed_get(flags, row) & AN_ROW_SHIPPED))
        row++;
    return row;
}

an_origin an_store_origin(const an_store *store, uint32_t row)
{
    const an_section *part = &store->parts[AN_STORE_RUNS];
    const an_row_run *runs = part->bytes;
    size_t at = find_last(part, sizeof *runs, row);

    if (at == part->count)
        return (an_origin){0, 0};
    return (an_origin){runs[at].file, runs[at].line + (row - runs[at].row)};
}

/* Finding actors ------------------------------------------------------------------------------------------------------------------- */

uint32_t an_slot_hash(an_str text)
{
    return (uint32_t)(an_hash64(text) >> 32);
}

an_slots an_slots_of(const uint32_t *items, size_t count, size_t actors)
{
    return (an_slots){items, count, an_packed_width((uint32_t)actors)};
}

/* The actor that a table leads to for a text which is its id, or its name. */
static uint32_t look_up(const an_store *store, an_store_part part, an_str (*text_of_actor)(const an_store *, uint32_t), an_str text)
{
    const an_section *section = &store->parts[part];
    an_slots slots = an_slots_of(section->bytes, section->count, store->actors);
    uint32_t hash = an_slot_hash(text), actor;
    size_t slot;

    if (slots.count == 0)
        return AN_NO_ACTOR;
    slot = an_slot_first(&slots, hash);
    for (int probes = 0; slots.items[slot] && probes < LONGEST_PROBE; probes++, slot = an_slot_next(&slots, slot)) {
        actor = an_slot_actor(&slots, hash, slots.items[slot]);
        if (actor < store->actors && an_str_equal(text_of_actor(store, actor), text))
            return actor;
    }
    return AN_NO_ACTOR;
}

uint32_t an_store_find_id(const an_store *store, an_str id)
{
    return look_up(store, AN_STORE_ID_SLOTS, an_store_id, id);
}

uint32_t an_store_find_name(const an_store *store, an_str name)
{
    return look_up(store, AN_STORE_NAME_SLOTS, an_store_name, name);
}

uint32_t an_store_next_named(const an_store *store, uint32_t actor)
{
    const an_section *part = &store->parts[AN_STORE_NAMESAKES];
    const an_value_pair *pairs = part->bytes;
    size_t at = find_last(part, sizeof *pairs, actor);

    /* rising, so that a damaged list ends */
    if (at == part->count || pairs[at].key != actor || pairs[at].value <= actor || pairs[at].value >= store->actors)
        return AN_NO_ACTOR;
    return pairs[at].value;
}
