#include "extract/train/registry.h"

#include "base/alloc.h"

void an_registry_clear(an_registry *r)
{
    an_free(r->items);
    an_free(r->slots);
    an_map_clear(&r->words);
    an_free(r->word_keys);
    an_free(r->word_slots);
    *r = (an_registry){0};
}

/* A table of numbers + 1 by a 64-bit key that `key_of` tells. Grown by half load. */
static uint64_t id_of(const an_registry *r, uint32_t number)
{
    return r->items[number].id;
}

static uint64_t word_of(const an_registry *r, uint32_t number)
{
    return r->word_keys[number];
}

static uint32_t *slot_of(const an_registry *r, uint32_t *slots, size_t count, uint64_t key, uint64_t (*key_of)(const an_registry *, uint32_t))
{
    size_t at = (size_t)(key ^ key >> 32) & (count - 1);

    while (slots[at] && key_of(r, slots[at] - 1) != key)
        at = (at + 1) & (count - 1);
    return slots + at;
}

static bool make_room(const an_registry *r, uint32_t **slots, size_t *count, size_t used, uint64_t (*key_of)(const an_registry *, uint32_t))
{
    size_t larger = *count ? *count * 2 : 1 << 12;
    uint32_t *fresh;

    if (used * 2 < *count)
        return true;
    if (!(fresh = an_alloc(larger * sizeof *fresh)))
        return false;
    for (uint32_t i = 0; i < used; i++)
        *slot_of(r, fresh, larger, key_of(r, i), key_of) = i + 1;
    an_free(*slots);
    *slots = fresh;
    *count = larger;
    return true;
}

uint32_t an_registry_number(an_registry *r, uint64_t id, unsigned template_, uint64_t word, uint64_t code)
{
    uint32_t *slot;

    if (!make_room(r, &r->slots, &r->slot_count, r->count, id_of))
        return UINT32_MAX;
    slot = slot_of(r, r->slots, r->slot_count, id, id_of);
    if (!*slot) {
        if (!AN_ROOM(r, 1))
            return UINT32_MAX;
        r->items[r->count++] = (an_known_feature){.id = id, .word = word, .code = code, .template_ = (uint8_t)template_};
        *slot = (uint32_t)r->count;
    }
    r->items[*slot - 1].count++;
    return *slot - 1;
}

uint32_t an_registry_find(const an_registry *r, uint64_t id)
{
    return r->slot_count ? *slot_of(r, r->slots, r->slot_count, id, id_of) - 1 : UINT32_MAX;
}

bool an_registry_word(an_registry *r, uint64_t key, an_str text)
{
    uint32_t *slot, number;
    bool added;

    if (!make_room(r, &r->word_slots, &r->word_slot_count, r->words.count, word_of))
        return false;
    slot = slot_of(r, r->word_slots, r->word_slot_count, key, word_of);
    if (*slot)
        return true;
    number = an_map_intern(&r->words, text, &added);
    if (number == AN_MAP_NONE || !an_grow(&r->word_keys, &r->word_key_capacity, r->words.count, sizeof *r->word_keys))
        return false;
    if (!added)
        return true; /* two keys of one text: the second cannot be told from the first */
    r->word_keys[number] = key;
    *slot = number + 1;
    return true;
}

bool an_registry_text(const an_registry *r, uint32_t number, an_buf *out)
{
    const an_known_feature *f = r->items + number;
    an_str word = AN_LIT("^");
    size_t start = out->len;
    uint64_t id;

    if (an_template_has_word(f->template_) && f->word != 1) {
        uint32_t slot = r->word_slot_count ? *slot_of(r, r->word_slots, r->word_slot_count, f->word, word_of) : 0;
        if (!slot)
            return false;
        word = r->words.keys[slot - 1];
    }
    an_feature_write(out, f->template_, word, f->code);
    return !out->failed && an_feature_read(&id, f->template_, an_str_sub(an_buf_str(out), start, out->len)) && id == f->id;
}
