/* What shipped.anet holds beside the dictionaries, with bytes changed: it opens or it does not, what is opened may be wrong, and nothing else may
   happen. Checksums are left aside, since whoever can write the file can write those. The input is a letter for the part, and triples: two bytes of
   place, one of value. */
#include "fuzz.h"

#include "base/alloc.h"
#include "extract/tagger/lists.h"
#include "extract/tagger/model.h"
#include "lexicon/store/bundle.h"

static const char rows[] = "actor\talias\tnear\nAda Roy\tRoy\tKim; the board\nKim\t\t\nMali\t\tDakar\n";
static const char words[] = "word\tclass\tactor\ttype\nMs\trank\t\t\nthe Board\t\t\torganization\nMalian\tadjective\tMali\t\n";
static const char patterns[] = "id\ttype\tpattern\trequires\np\tperson\t(?&titles)\\s+[A-Z]\\w+\t@titles\nq\tlocation\tat [A-Z]\\w+\tat; near\n";
static const char weights[] = "actornet-model\t1\t2\ne.class\tAC\t-15\t3\t0\t-5\t-2\ne.class\tAD\t6\t0\t-12\t-9\t-1\n";

typedef struct parts {
    an_bundle bundle;
    an_str all[AN_BESIDES]; /* as they are made */
    an_buf lists, weights;
} parts;

static const char *path_of(const char *name, const char *text)
{
    return fuzz_file(name, an_str_of(text));
}

static an_lexicon *load(bool all)
{
    const char *files[] = {path_of("rows.tsv", rows), path_of("titles.tsv", words), path_of("p.tsv", patterns)};
    an_lexicon_options options = {.files = files, .file_count = all ? 3 : 1};
    an_lexicon *lexicon = NULL;

    HOLDS(an_lexicon_load(&lexicon, &options, NULL, NULL) == AN_OK);
    return lexicon;
}

static const parts *make(void)
{
    static parts made;
    an_lexicon *lexicon;
    an_lists *lists = NULL;
    an_model *model = NULL;

    if (made.all[AN_BESIDE_WORDS].ptr)
        return &made;
    lexicon = load(true);
    HOLDS(an_bundle_make(&made.bundle, made.all, lexicon));
    for (size_t i = AN_BESIDE_TERMS; i < AN_BESIDE_BUNDLE_END; i++) { /* these are the lexicon's own */
        an_buf copy = {0};
        an_buf_add(&copy, made.all[i]);
        made.all[i] = an_buf_str(&copy);
    }
    HOLDS(an_lists_load(&lists, lexicon, "", NULL) == AN_OK);
    an_lists_write(&made.lists, lists);
    made.all[AN_BESIDE_LISTS] = an_buf_str(&made.lists);
    if (an_model_load(&model, path_of("w.tsv", weights), NULL) == AN_OK)
        an_model_write(&made.weights, model);
    made.all[AN_BESIDE_WEIGHTS] = an_buf_str(&made.weights);
    an_model_free(model);
    an_lists_free(lists);
    an_lexicon_free(lexicon);
    return &made;
}

static void is_text(an_str text)
{
    HOLDS(an_utf8_valid(text) == text.len);
}

static void look_at_words(const an_lexicon *lexicon)
{
    an_str text = AN_LIT("Ms Roy, Ada Roy and the Malian board met Kim at Dakar, near Mali.");
    an_match_scratch scratch = {0};
    an_atoms atoms = {0};
    an_hits hits = {0};

    for (uint32_t i = 0; i < an_lexicon_word_count(lexicon); i++) {
        an_word word = an_lexicon_word(lexicon, i);
        is_text(word.word);
        is_text(word.list);
        is_text(word.class_);
        is_text(an_lexicon_word_attribute(lexicon, i, "actor"));
        HOLDS(an_lexicon_word_origin(lexicon, i).file < lexicon->files.count);
        (void)an_lexicon_list_goes_on(lexicon, i);
    }
    for (uint32_t i = 0; i < an_lexicon_terms(lexicon); i++)
        is_text(an_vocabulary_text(&lexicon->vocabulary, i));
    HOLDS(an_atoms_cut(&atoms, text, 0, text.len));
    HOLDS(an_lexicon_find_words(lexicon, text, &atoms, &scratch, &hits));
    for (size_t i = 0; i < hits.count; i++)
        HOLDS(hits.items[i].term < an_lexicon_terms(lexicon) && hits.items[i].span.end <= text.len);
    an_free(hits.items);
    an_atoms_clear(&atoms);
    an_match_scratch_clear(&scratch);
}

static void look_at_patterns(const an_lexicon *lexicon)
{
    an_str text = AN_LIT("Ms Roy met Kim at Dakar.");
    an_regex_scratch *scratch = an_regex_scratch_new();

    for (size_t i = 0; scratch && i < lexicon->patterns.count; i++) {
        const an_pattern *pattern = &lexicon->patterns.items[i];
        int64_t budget = 50000000;
        an_span whole, actor;
        is_text(pattern->id);
        is_text(pattern->type);
        HOLDS(pattern->file < lexicon->files.count && (size_t)pattern->gate_first + pattern->gate_count <= an_lexicon_terms(lexicon));
        (void)an_regex_find(pattern->regex, scratch, text, (an_span){0, (uint32_t)text.len}, 0, &budget, &whole, &actor);
    }
    an_regex_scratch_free(scratch);
}

static void look_at_nears(an_lexicon *lexicon)
{
    an_volume *volume = &lexicon->volumes.items[0];

    an_free(volume->nears);
    volume->nears = NULL;
    lexicon->nears.count = 0;
    if (an_bundle_nears(lexicon, volume) != AN_OK)
        return;
    for (uint32_t row = 0; row < an_lexicon_alias_count(lexicon); row++) {
        an_alias alias = an_lexicon_alias(lexicon, row);
        HOLDS((size_t)alias.near_first + alias.near_count <= lexicon->nears.count);
        for (uint32_t i = 0; i < alias.near_count; i++) {
            an_near near = lexicon->nears.items[alias.near_first + i];
            HOLDS(near.actor == AN_NO_ACTOR ? near.term == UINT32_MAX || near.term < an_lexicon_terms(lexicon)
                                            : near.actor < an_lexicon_actor_count(lexicon));
        }
    }
}

static void look_at_tables(const an_str *beside)
{
    an_lists *lists;
    an_model *model;
    an_sums sums = {0};

    if (an_lists_open(&lists, beside[AN_BESIDE_LISTS], NULL) == AN_OK) {
        for (uint64_t key = 1; key; key <<= 1)
            (void)an_lists_of(lists, key * UINT64_C(0x9E3779B97F4A7C15));
        an_lists_free(lists);
    }
    if (an_model_open(&model, beside[AN_BESIDE_WEIGHTS], NULL) == AN_OK) {
        for (uint64_t id = 1; id; id <<= 1)
            for (unsigned t = 0; t < AN_MODEL_MOST_TEMPLATES; t++)
                an_model_add(model, t, id * UINT64_C(0x9E3779B97F4A7C15), &sums);
        an_model_free(model);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint32_t files[] = {0, 0, 0, UINT32_MAX}; /* the last one is listed and not here */
    const parts *made = make();
    an_lexicon *lexicon = load(false);
    size_t which = size ? data[0] % AN_BESIDES : 0;
    an_buf changed = {0};

    memcpy(lexicon->beside, made->all, sizeof made->all);
    an_buf_add(&changed, made->all[which]);
    for (size_t i = 1; i + 2 < size && changed.len; i += 3)
        changed.ptr[((size_t)data[i] * 256 + data[i + 1]) % changed.len] = (char)data[i + 2];
    lexicon->beside[which] = an_buf_str(&changed);
    if (size % 3 == 2) /* cut short */
        lexicon->beside[which].len /= 2;
    if (an_bundle_open(lexicon, files, 4, true) == AN_OK) {
        look_at_words(lexicon);
        look_at_patterns(lexicon);
        look_at_nears(lexicon);
    }
    look_at_tables(lexicon->beside);
    an_lexicon_free(lexicon);
    an_buf_clear(&changed);
    return 0;
}
