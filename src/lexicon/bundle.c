/* Packing and unpacking. Texts that repeat are numbers; those of patterns, which are long and mostly not needed, stand apart, and nobody looks
   at them here: what is no pattern will not compile, and finds nothing. */
#include "lexicon/bundle.h"

#include "base/alloc.h"
#include "base/utf8.h"

typedef struct packed_word {
    uint32_t list, class_; /* texts */
    uint32_t file, line;
    uint32_t attributes_end; /* those of a word stand behind those of the one before */
} packed_word;

typedef struct packed_pattern {
    uint32_t id, type;        /* texts */
    uint32_t prefix, pattern; /* texts of patterns */
    uint32_t gate_first, gate_count;
    uint32_t file, line;
    uint32_t flags;
} packed_pattern;

enum { IGNORE_CASE = 1, STANDS_IN = 2, AT_GATE = 4 };

/* Making ------------------------------------------------------------------------------------------------------------------------- */

static uint32_t text_number(an_bundle *bundle, an_str text)
{
    bool added;
    uint32_t number = an_map_intern(&bundle->texts, text, &added);

    if (number == AN_MAP_NONE || (added && !an_texts_add(&bundle->text, text))) {
        bundle->words.failed = true;
        return 0;
    }
    return number;
}

static uint32_t pattern_number(an_bundle *bundle, an_str text)
{
    if (!an_texts_add(&bundle->pattern_text, text))
        bundle->words.failed = true;
    return (uint32_t)bundle->pattern_text.count - 1;
}

static void add_bytes(an_buf *out, const void *item, size_t size)
{
    an_buf_add(out, (an_str){item, size});
}

static void pack_words(an_bundle *bundle, const an_lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->words.count; i++) {
        const an_word *word = &lexicon->words.items[i];
        packed_word packed = {.list = text_number(bundle, word->list),
                              .class_ = text_number(bundle, word->class_),
                              .file = lexicon->origins.items[i].file,
                              .line = lexicon->origins.items[i].line};
        for (size_t k = 0; k < word->attribute_count; k++) {
            an_value_pair pair = {text_number(bundle, word->attributes[k].name), text_number(bundle, word->attributes[k].value)};
            add_bytes(&bundle->attributes, &pair, sizeof pair);
        }
        packed.attributes_end = (uint32_t)(bundle->attributes.len / sizeof(an_value_pair));
        add_bytes(&bundle->words, &packed, sizeof packed);
    }
}

static void pack_nears(an_bundle *bundle, const an_lexicon *lexicon)
{
    const an_volume *volume = lexicon->volumes.items;

    if (lexicon->nears.count)
        add_bytes(&bundle->nears, lexicon->nears.items, lexicon->nears.count * sizeof *lexicon->nears.items);
    if (volume->nears)
        add_bytes(&bundle->ranges, volume->nears, volume->store.parts[AN_STORE_CONDITIONS].count * sizeof *volume->nears);
}

static void pack_patterns(an_bundle *bundle, const an_lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->patterns.count; i++) {
        const an_pattern *pattern = &lexicon->patterns.items[i];
        an_str prefix, text;
        bool ignore_case = an_regex_source(pattern->regex, &prefix, &text);
        packed_pattern packed = {.id = text_number(bundle, pattern->id),
                                 .type = text_number(bundle, pattern->type),
                                 .prefix = pattern_number(bundle, prefix),
                                 .pattern = pattern_number(bundle, text),
                                 .gate_first = pattern->gate_first,
                                 .gate_count = pattern->gate_count,
                                 .file = pattern->file,
                                 .line = pattern->line,
                                 .flags = (ignore_case ? IGNORE_CASE : 0) | (pattern->stands_in ? STANDS_IN : 0) | (pattern->at_gate ? AT_GATE : 0)};
        add_bytes(&bundle->patterns, &packed, sizeof packed);
    }
}

static an_str marks_of(const an_texts_draft *texts)
{
    return (an_str){texts->mark_count ? (const char *)texts->marks : "", texts->mark_count * sizeof *texts->marks};
}

bool an_bundle_make(an_bundle *bundle, an_str beside[AN_BESIDES], const an_lexicon *lexicon)
{
    pack_words(bundle, lexicon);
    pack_nears(bundle, lexicon);
    pack_patterns(bundle, lexicon);
    beside[AN_BESIDE_TEXTS] = an_buf_str(&bundle->text.bytes);
    beside[AN_BESIDE_TEXT_MARKS] = marks_of(&bundle->text);
    beside[AN_BESIDE_WORDS] = an_buf_str(&bundle->words);
    beside[AN_BESIDE_ATTRIBUTES] = an_buf_str(&bundle->attributes);
    beside[AN_BESIDE_NEARS] = an_buf_str(&bundle->nears);
    beside[AN_BESIDE_NEAR_RANGES] = an_buf_str(&bundle->ranges);
    beside[AN_BESIDE_PATTERNS] = an_buf_str(&bundle->patterns);
    beside[AN_BESIDE_PATTERN_TEXTS] = an_buf_str(&bundle->pattern_text.bytes);
    beside[AN_BESIDE_PATTERN_MARKS] = marks_of(&bundle->pattern_text);
    an_matcher_parts(lexicon->vocabulary.own, beside + AN_BESIDE_TERMS);
    return !bundle->words.failed && !bundle->attributes.failed && !bundle->nears.failed && !bundle->ranges.failed && !bundle->patterns.failed;
}

void an_bundle_clear(an_bundle *bundle)
{
    an_map_clear(&bundle->texts);
    an_texts_clear(&bundle->text);
    an_texts_clear(&bundle->pattern_text);
    an_buf_clear(&bundle->words);
    an_buf_clear(&bundle->attributes);
    an_buf_clear(&bundle->nears);
    an_buf_clear(&bundle->ranges);
    an_buf_clear(&bundle->patterns);
}

/* Opening ------------------------------------------------------------------------------------------------------------------------ */

/* Items of a part, which fill it; their number. False when they do not. */
static bool items_of(const an_lexicon *lexicon, an_beside part, size_t size, const void **items, size_t *count)
{
    an_str bytes = lexicon->beside[part];

    *items = bytes.ptr;
    *count = bytes.len / size;
    return bytes.len % size == 0 && *count < UINT32_MAX;
}

static an_texts texts_of(const an_lexicon *lexicon, an_beside texts, an_beside marks)
{
    an_str bytes = lexicon->beside[texts], places = lexicon->beside[marks];

    return (an_texts){bytes.ptr, bytes.len, (const uint32_t *)(const void *)places.ptr, places.len / sizeof(uint32_t) * AN_TEXTS_STRIDE};
}

/* All texts by number, so that each is looked up and checked once, and equal ones are one. NULL when out of memory. */
static const an_str *list_texts(an_lexicon *lexicon, size_t *count)
{
    an_texts texts = texts_of(lexicon, AN_BESIDE_TEXTS, AN_BESIDE_TEXT_MARKS);
    an_str *list = an_arena_alloc(&lexicon->arena, (texts.count + 1) * sizeof *list);

    *count = texts.count; /* a few beyond the last one are "" */
    for (size_t i = 0; list && i < texts.count; i++) {
        an_str text = an_texts_get(&texts, i);
        list[i] = an_utf8_valid(text) == text.len ? text : AN_LIT("?");
    }
    return list;
}

/* Attributes of all words, one behind the other. NULL when out of memory or damaged. */
static an_attribute *list_attributes(an_lexicon *lexicon, const an_str *texts, size_t text_count, size_t *count)
{
    const void *items;
    const an_value_pair *pairs;
    an_attribute *list;

    if (!items_of(lexicon, AN_BESIDE_ATTRIBUTES, sizeof *pairs, &items, count))
        return NULL;
    pairs = items;
    list = an_arena_alloc(&lexicon->arena, (*count + 1) * sizeof *list);
    for (size_t i = 0; list && i < *count; i++) {
        if (pairs[i].key >= text_count || pairs[i].value >= text_count)
            return NULL;
        list[i] = (an_attribute){texts[pairs[i].key], texts[pairs[i].value]};
    }
    return list;
}

/* What is needed to unpack words and patterns. */
typedef struct unpacking {
    const an_matcher *matcher;
    const an_str *texts;
    size_t text_count;
    const an_attribute *attributes;
    size_t attribute_count;
    const uint32_t *files;
    size_t file_count;
} unpacking;

static bool unpack_word(an_lexicon *lexicon, const unpacking *u, const packed_word *packed, uint32_t number, uint32_t first_attribute)
{
    an_str text = an_matcher_text(u->matcher, number);

    if (packed->list >= u->text_count || packed->class_ >= u->text_count || packed->file >= u->file_count ||
        packed->attributes_end < first_attribute || packed->attributes_end > u->attribute_count)
        return false;
    lexicon->words.items[lexicon->words.count++] = (an_word){.word = an_utf8_valid(text) == text.len ? text : AN_LIT("?"),
                                                             .list = u->texts[packed->list],
                                                             .class_ = u->texts[packed->class_],
                                                             .attributes = u->attributes + first_attribute,
                                                             .attribute_count = packed->attributes_end - first_attribute};
    lexicon->origins.items[lexicon->origins.count++] = (an_origin){u->files[packed->file], packed->line};
    return true;
}

static an_status unpack_words(an_lexicon *lexicon, unpacking *u)
{
    const void *items;
    const packed_word *words;
    size_t count;

    u->texts = list_texts(lexicon, &u->text_count);
    u->attributes = u->texts ? list_attributes(lexicon, u->texts, u->text_count, &u->attribute_count) : NULL;
    if (!u->attributes || !items_of(lexicon, AN_BESIDE_WORDS, sizeof *words, &items, &count) || count > an_matcher_terms(u->matcher))
        return AN_ERR_SYNTAX;
    if (!AN_ROOM(&lexicon->words, count) || !AN_ROOM(&lexicon->origins, count))
        return AN_ERR_NOMEM;
    words = items;
    for (uint32_t i = 0; i < count; i++)
        if (!unpack_word(lexicon, u, &words[i], i, i ? words[i - 1].attributes_end : 0))
            return AN_ERR_SYNTAX;
    return AN_OK;
}

static bool pattern_fits(const unpacking *u, const packed_pattern *packed)
{
    size_t terms = an_matcher_terms(u->matcher);

    return packed->id < u->text_count && packed->type < u->text_count && packed->file < u->file_count && packed->gate_first <= terms &&
           packed->gate_count <= terms - packed->gate_first;
}

static an_status unpack_pattern(an_lexicon *lexicon, const unpacking *u, const packed_pattern *packed)
{
    an_texts texts = texts_of(lexicon, AN_BESIDE_PATTERN_TEXTS, AN_BESIDE_PATTERN_MARKS);
    an_regex *regex = an_regex_later(an_texts_get(&texts, packed->prefix), an_texts_get(&texts, packed->pattern), packed->flags & IGNORE_CASE);

    if (!regex || !AN_ROOM(&lexicon->patterns, 1)) {
        an_regex_free(regex);
        return AN_ERR_NOMEM;
    }
    lexicon->patterns.items[lexicon->patterns.count++] = (an_pattern){.id = u->texts[packed->id],
                                                                      .type = u->texts[packed->type],
                                                                      .layer = AN_LAYER_SHIPPED,
                                                                      .regex = regex,
                                                                      .gate_first = packed->gate_first,
                                                                      .gate_count = packed->gate_count,
                                                                      .stands_in = packed->flags & STANDS_IN,
                                                                      .at_gate = packed->flags & AT_GATE,
                                                                      .file = u->files[packed->file],
                                                                      .line = packed->line};
    return AN_OK;
}

static an_status unpack_patterns(an_lexicon *lexicon, const unpacking *u)
{
    const void *items;
    const packed_pattern *patterns;
    size_t count;
    an_status st = items_of(lexicon, AN_BESIDE_PATTERNS, sizeof *patterns, &items, &count) ? AN_OK : AN_ERR_SYNTAX;

    patterns = items;
    for (size_t i = 0; st == AN_OK && i < count; i++)
        st = pattern_fits(u, &patterns[i]) ? unpack_pattern(lexicon, u, &patterns[i]) : AN_ERR_SYNTAX;
    return st;
}

an_status an_bundle_open(an_lexicon *lexicon, const uint32_t *files, size_t file_count, bool patterns)
{
    unpacking u = {.files = files, .file_count = file_count};
    size_t words = lexicon->words.count, before = lexicon->patterns.count;
    an_matcher *matcher;
    an_status st = an_matcher_open(&matcher, lexicon->beside + AN_BESIDE_TERMS, NULL);

    u.matcher = matcher;
    if (st == AN_OK && (st = unpack_words(lexicon, &u)) == AN_OK && patterns)
        st = unpack_patterns(lexicon, &u);
    if (st == AN_OK) {
        an_vocabulary_join(&lexicon->vocabulary, matcher);
        return AN_OK;
    }
    while (lexicon->patterns.count > before)
        an_regex_free((an_regex *)lexicon->patterns.items[--lexicon->patterns.count].regex); /* const for everyone but its owner */
    lexicon->words.count = lexicon->origins.count = words;
    an_matcher_free(matcher);
    return st;
}

static bool near_fits(const an_lexicon *lexicon, an_near near)
{
    return near.actor == AN_NO_ACTOR ? near.term == UINT32_MAX || near.term < an_matcher_terms(lexicon->vocabulary.shipped)
                                     : near.actor < an_lexicon_actor_count(lexicon);
}

an_status an_bundle_nears(an_lexicon *lexicon, an_volume *volume)
{
    const void *items, *range_items;
    const an_near *nears;
    const an_near_range *ranges;
    size_t count, range_count;

    if (!items_of(lexicon, AN_BESIDE_NEARS, sizeof *nears, &items, &count) ||
        !items_of(lexicon, AN_BESIDE_NEAR_RANGES, sizeof *ranges, &range_items, &range_count) ||
        range_count != volume->store.parts[AN_STORE_CONDITIONS].count)
        return AN_ERR_SYNTAX;
    nears = items;
    ranges = range_items;
    for (size_t i = 0; i < range_count; i++)
        if (ranges[i].first > count || ranges[i].count > count - ranges[i].first)
            return AN_ERR_SYNTAX;
    for (size_t i = 0; i < count; i++)
        if (!near_fits(lexicon, nears[i]))
            return AN_ERR_SYNTAX;
    if (!AN_ROOM(&lexicon->nears, count) || !(volume->nears = an_alloc((range_count + 1) * sizeof *volume->nears)))
        return AN_ERR_NOMEM;
    for (size_t i = 0; i < count; i++)
        lexicon->nears.items[i] = (an_near){
            nears[i].actor, nears[i].actor == AN_NO_ACTOR && nears[i].term != UINT32_MAX ? nears[i].term + lexicon->vocabulary.first : nears[i].term};
    lexicon->nears.count = count;
    if (range_count)
        memcpy(volume->nears, ranges, range_count * sizeof *ranges);
    return AN_OK;
}
