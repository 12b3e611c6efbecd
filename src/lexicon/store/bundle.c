/* Packing and unpacking. Texts are told by their places in one part, equal ones by one place; those of patterns, which are long and mostly
   not needed, stand apart, and nobody looks at them here: what is no pattern will not compile, and finds nothing. */
#include "lexicon/store/bundle.h"

#include "base/alloc.h"

typedef struct an_packed_word {
    uint32_t list, class_; /* texts, as their places */
    uint32_t file, line;
    uint32_t attributes_end; /* those of a word stand behind those of the one before */
} an_packed_word;

typedef struct packed_pattern {
    uint32_t id, type;        /* texts */
    uint32_t prefix, pattern; /* texts of patterns */
    uint32_t gate_first, gate_count;
    uint32_t file, line;
    uint32_t flags;
} packed_pattern;

enum { IGNORE_CASE = 1, STANDS_IN = 2, AT_GATE = 4 };

/* Making ------------------------------------------------------------------------------------------------------------------------- */

static uint32_t add_text(an_bundle *bundle, an_texts_draft *texts, an_str text)
{
    size_t place = texts->bytes.len;

    if (!an_texts_add(texts, text))
        bundle->words.failed = true;
    return (uint32_t)place;
}

static uint32_t text_place(an_bundle *bundle, an_str text)
{
    bool added;
    uint32_t number = an_map_intern(&bundle->texts, text, &added);

    if (number == AN_MAP_NONE) {
        bundle->words.failed = true;
        return 0;
    }
    if (added)
        bundle->texts.values[number] = add_text(bundle, &bundle->text, text);
    return bundle->texts.values[number];
}

static void add_bytes(an_buf *out, const void *item, size_t size)
{
    an_buf_add(out, (an_str){item, size});
}

static void pack_words(an_bundle *bundle, const an_lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->words.count; i++) {
        const an_read_word *word = &lexicon->words.items[i];
        an_packed_word packed = {.list = text_place(bundle, word->word.list),
                                 .class_ = text_place(bundle, word->word.class_),
                                 .file = word->origin.file,
                                 .line = word->origin.line};
        for (size_t k = 0; k < word->attribute_count; k++) {
            an_value_pair pair = {text_place(bundle, word->attributes[k].name), text_place(bundle, word->attributes[k].value)};
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
        packed_pattern packed = {.id = text_place(bundle, pattern->id),
                                 .type = text_place(bundle, pattern->type),
                                 .prefix = add_text(bundle, &bundle->pattern_text, prefix),
                                 .pattern = add_text(bundle, &bundle->pattern_text, text),
                                 .gate_first = pattern->gate_first,
                                 .gate_count = pattern->gate_count,
                                 .file = pattern->file,
                                 .line = pattern->line,
                                 .flags = (ignore_case ? IGNORE_CASE : 0) | (pattern->stands_in ? STANDS_IN : 0) | (pattern->at_gate ? AT_GATE : 0)};
        add_bytes(&bundle->patterns, &packed, sizeof packed);
    }
}

bool an_bundle_make(an_bundle *bundle, an_str beside[AN_BESIDES], const an_lexicon *lexicon)
{
    pack_words(bundle, lexicon);
    pack_nears(bundle, lexicon);
    pack_patterns(bundle, lexicon);
    beside[AN_BESIDE_TEXTS] = an_buf_str(&bundle->text.bytes);
    beside[AN_BESIDE_WORDS] = an_buf_str(&bundle->words);
    beside[AN_BESIDE_ATTRIBUTES] = an_buf_str(&bundle->attributes);
    beside[AN_BESIDE_NEARS] = an_buf_str(&bundle->nears);
    beside[AN_BESIDE_NEAR_RANGES] = an_buf_str(&bundle->ranges);
    beside[AN_BESIDE_PATTERNS] = an_buf_str(&bundle->patterns);
    beside[AN_BESIDE_PATTERN_TEXTS] = an_buf_str(&bundle->pattern_text.bytes);
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

static an_texts texts_of(const an_lexicon *lexicon, an_beside part)
{
    return (an_texts){.bytes = lexicon->beside[part].ptr, .size = lexicon->beside[part].len};
}

static an_str text_at(const an_texts *texts, size_t place)
{
    return an_texts_checked(an_texts_at(texts, place));
}

/* Words -------------------------------------------------------------------------------------------------------------------------- */

an_word an_packed_word_get(const an_packed_words *words, uint32_t word)
{
    return (an_word){.word = an_texts_checked(an_matcher_text(words->terms, word)),
                     .list = text_at(&words->texts, words->items[word].list),
                     .class_ = text_at(&words->texts, words->items[word].class_)};
}

an_str an_packed_word_attribute(const an_packed_words *words, uint32_t word, const char *name)
{
    uint32_t at = word ? words->items[word - 1].attributes_end : 0, end = words->items[word].attributes_end;

    for (; at < end && at < words->attribute_count; at++)
        if (an_str_equal(an_texts_at(&words->texts, words->attributes[at].key), an_str_of(name)))
            return text_at(&words->texts, words->attributes[at].value);
    return AN_LIT("");
}

an_origin an_packed_word_origin(const an_packed_words *words, uint32_t word)
{
    return (an_origin){words->files[words->items[word].file], words->items[word].line};
}

bool an_packed_word_goes_on(const an_packed_words *words, uint32_t word)
{
    return words->items[word].list == words->items[word - 1].list;
}

bool an_packed_class_goes_on(const an_packed_words *words, uint32_t word)
{
    return words->items[word].class_ == words->items[word - 1].class_;
}

/* A file that is listed and here. */
static bool file_fits(const an_packed_words *words, uint32_t file)
{
    return file < words->file_count && words->files[file] != UINT32_MAX;
}

/* All of them, their texts being the first terms of the matcher. False when they do not fit. */
static bool open_words(an_packed_words *words, const an_lexicon *lexicon, const an_matcher *matcher)
{
    const void *items, *attributes;

    if (!items_of(lexicon, AN_BESIDE_WORDS, sizeof *words->items, &items, &words->count) ||
        !items_of(lexicon, AN_BESIDE_ATTRIBUTES, sizeof *words->attributes, &attributes, &words->attribute_count))
        return false;
    words->items = items;
    words->attributes = attributes;
    words->terms = matcher;
    words->texts = texts_of(lexicon, AN_BESIDE_TEXTS);
    for (size_t i = 0; i < words->count; i++)
        if (!file_fits(words, words->items[i].file))
            return false;
    return words->count <= an_matcher_terms(matcher);
}

/* Patterns ----------------------------------------------------------------------------------------------------------------------- */

static bool pattern_fits(const an_packed_words *words, const packed_pattern *packed)
{
    size_t terms = an_matcher_terms(words->terms);

    return file_fits(words, packed->file) && packed->gate_first <= terms && packed->gate_count <= terms - packed->gate_first;
}

static an_status unpack_pattern(an_lexicon *lexicon, const an_packed_words *words, const packed_pattern *packed)
{
    an_texts texts = texts_of(lexicon, AN_BESIDE_PATTERN_TEXTS);
    an_regex *regex = an_regex_later(an_texts_at(&texts, packed->prefix), an_texts_at(&texts, packed->pattern), packed->flags & IGNORE_CASE);

    if (!regex || !AN_ROOM(&lexicon->patterns, 1)) {
        an_regex_free(regex);
        return AN_ERR_NOMEM;
    }
    lexicon->patterns.items[lexicon->patterns.count++] = (an_pattern){.id = text_at(&words->texts, packed->id),
                                                                      .type = text_at(&words->texts, packed->type),
                                                                      .layer = AN_LAYER_SHIPPED,
                                                                      .regex = regex,
                                                                      .gate_first = packed->gate_first,
                                                                      .gate_count = packed->gate_count,
                                                                      .stands_in = packed->flags & STANDS_IN,
                                                                      .at_gate = packed->flags & AT_GATE,
                                                                      .file = words->files[packed->file],
                                                                      .line = packed->line};
    return AN_OK;
}

static an_status unpack_patterns(an_lexicon *lexicon, const an_packed_words *words)
{
    const void *items;
    const packed_pattern *patterns;
    size_t count;
    an_status st = items_of(lexicon, AN_BESIDE_PATTERNS, sizeof *patterns, &items, &count) ? AN_OK : AN_ERR_SYNTAX;

    patterns = items;
    for (size_t i = 0; st == AN_OK && i < count; i++)
        st = pattern_fits(words, &patterns[i]) ? unpack_pattern(lexicon, words, &patterns[i]) : AN_ERR_SYNTAX;
    return st;
}

an_status an_bundle_open(an_lexicon *lexicon, const uint32_t *files, size_t file_count, bool patterns)
{
    an_packed_words words = {.file_count = file_count};
    uint32_t *kept = an_arena_alloc(&lexicon->arena, (file_count + 1) * sizeof *kept);
    size_t before = lexicon->patterns.count;
    an_matcher *matcher = NULL;
    an_status st = kept ? an_matcher_open(&matcher, lexicon->beside + AN_BESIDE_TERMS, NULL) : AN_ERR_NOMEM;

    if (kept && file_count)
        memcpy(kept, files, file_count * sizeof *kept);
    words.files = kept;
    if (st == AN_OK && !open_words(&words, lexicon, matcher))
        st = AN_ERR_SYNTAX;
    if (st == AN_OK && patterns)
        st = unpack_patterns(lexicon, &words);
    if (st == AN_OK) {
        an_vocabulary_join(&lexicon->vocabulary, matcher);
        lexicon->packed_words = words;
        return AN_OK;
    }
    while (lexicon->patterns.count > before)
        an_regex_free((an_regex *)lexicon->patterns.items[--lexicon->patterns.count].regex); /* const for everyone but its owner */
    an_matcher_free(matcher);
    return st;
}

/* Nears -------------------------------------------------------------------------------------------------------------------------- */

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
