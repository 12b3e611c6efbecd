/* Features while a model is fitted: numbers 0, 1, 2 … in order of first sight, with what their text is made of. */
#ifndef EXTRACT_TRAIN_REGISTRY_H
#define EXTRACT_TRAIN_REGISTRY_H

#include "base/map.h"
#include "extract/tagger/features.h"
#include "extract/tagger/tagger.h"

typedef struct an_known_feature {
    uint64_t id, word, code;
    uint32_t count; /* places it was seen at */
    uint8_t template_;
} an_known_feature;

typedef struct an_registry {
    an_known_feature *items;
    size_t count, capacity;
    uint32_t *slots; /* number + 1 by id */
    size_t slot_count;
    an_map words;         /* texts of words */
    uint64_t *word_keys;  /* by number in `words` */
    size_t word_key_capacity;
    uint32_t *word_slots; /* number + 1 by key */
    size_t word_slot_count;
} an_registry;

void an_registry_clear(an_registry *registry);
/* Number of a feature, entered when new; counted. UINT32_MAX when out of memory. */
uint32_t an_registry_number(an_registry *registry, uint64_t id, unsigned template_, uint64_t word, uint64_t code);
/* Number of a known feature or UINT32_MAX. */
uint32_t an_registry_find(const an_registry *registry, uint64_t id);
/* Remember what a word's key stands for. False when out of memory. */
bool an_registry_word(an_registry *registry, uint64_t key, an_str text);
/* Append the key text of a feature. False when it has none that can be read back. */
bool an_registry_text(const an_registry *registry, uint32_t number, an_buf *out);

#endif
