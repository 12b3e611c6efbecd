/* Tokens with their shapes and classes, the runs in which names may lie, and the sums of their features: docs/tagger.md §1–3, §5. */
#include "extract/tagger/scores.h"
#include "extract/tagger/tagger.h"
#include "extract/tagger/tagging.h"
#include "lexicon/lexicon.h"

#include "actornet/dictionary.h"

#include "base/alloc.h"
#include "scratch.h"
#include "text/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Lists small enough to be read here. */
static const struct {
    const char *name, *content;
} files[] = {
    {"data/dict/actors/places.tsv", "actor\ttype\nNorland\tlocation/country\nParis\tlocation/city\nReading\tlocation/city\n"},
    {"data/dict/names/given.tsv", "word\tclass\nAnna\tf\nJean\tm\nGrace\tf\n"},
    {"data/dict/rules/titles.tsv", "word\tclass\nGeneral\trank\nPrime Minister\toffice\n"},
    {"data/dict/rules/demonyms.tsv", "word\tclass\tactor\nNorlandic\tadjective\tNorland\n"},
    {"data/dict/rules/particles.tsv", "word\tclass\nal\tprefix\nbin\tjoins\nde\tjoins\nJr\tsuffix\n"},
    {"data/dict/rules/designators.tsv", "word\tclass\ttype\nMinistry\tfirst\torganization/agency\nRiver\tlast\tlocation/natural\n"},
    {"data/dict/words/common.txt", "reading\ngrace\nspeaking\n"},
    {"data/dict/words/surnames.txt", "# comment\nberg\nparis\n"},
    {"data/dict/words/cues.tsv", "word\tclass\nthe\tfunction\nwhen\tfunction\nof\tlink\nde\tlink\nthe\tlink\nMonday\ttime\nled\ttail\n"},
    {"data/dict/words/groups.tsv", "# comment\nberg\t127\t16\nlund\t127\t2\r\nmonday\t3\n"},
};

/* Words that are asked of lists. */
static const char *const asked_words[] = {"norland", "paris", "reading", "anna", "general", "minister", "norlandic", "al", "jr", "ministry",
                                          "river", "grace", "berg", "lund", "the", "of", "monday", "led", "nobody"};

static const struct {
    const char *name, *in;
    const char *tokens; /* word/shape class, an ! for one that may be part of a name, ^ for one behind which a capital says nothing */
    const char *runs;
} cases[] = {
    {"lower and capital", "the Berg", "the/x% Berg/XL!", "Berg"},
    {"apostrophes join, contractions part", "O'Neil's don't", "O'Neil/Xu! '/.' s/xx don't/xx", "O'Neil"},
    {"dotted letters", "The U.S. army", "The/Xf! U.S./UA! army/xx", "The U.S."},
    {"an initial", "J. Berg met K. Berg", "J./JI! Berg/XL! met/xx K./JI! Berg/XL!", "J. Berg | K. Berg"},
    {"an abbreviation takes its dot", "Gen. Berg came", "Gen/Xu! Berg/XL! came/xx", "Gen. Berg"},
    {"numbers", "G20 in 3,000.5 days", "G20/00! in/xx 3,000.5/9# days/xx", "G20"},
    {"hyphens of names join", "Jean-Pierre al-Berg Ji-hyun", "Jean-Pierre/XF! al-Berg/Xu! Ji-hyun/Xu!", "Jean-Pierre al-Berg Ji-hyun"},
    {"hyphens of words part", "pro-Norlandic Norland-led", "pro/xx -/.- Norlandic/XN! Norland/XK! -/.- led/xx", "Norlandic Norland"},
    {"and before common words of five letters", "French-speaking", "French/Xu! -/.- speaking/xx", "French"},
    {"hyphens of a text that was cut into words", "non - smokers saw Jean - Pierre al - Berg", "non - smokers/xx saw/xx Jean - Pierre/XF! al - Berg/Xu!",
     "Jean - Pierre al - Berg"},
    {"dashes elsewhere", "ill-fated Jean - Pierre", "ill-fated/xx Jean/XF! -/.- Pierre/Xu!", "Jean - Pierre"},
    {"nothing tells which it is", "saw Jean - Pierre", "saw/xx Jean/XF! -/.- Pierre/Xu!", "Jean - Pierre"},
    {"two given names tell", "saw Jean - Grace", "saw/xx Jean - Grace/XF!", "Jean - Grace"},
    {"a number that goes on tells", "forty - two Lund - Hale", "forty - two/xx Lund - Hale/Xu!", "Lund - Hale"},
    {"long dashes tell", "Lund - Hale – so", "Lund - Hale/Xu! –/.- so/xx", "Lund - Hale"},
    {"digits beside a hyphen tell nothing", "mid-20th, non - smoker Lund - Hale", "mid-20th/xx ,/., non - smoker/xx Lund - Hale/Xu!", "Lund - Hale"},
    {"words of grammar between two of them", "ex - men of Book - of - the - Month", "ex - men/xx of/xo Book - of - the/Xu! -/.- Month/Xu!",
     "Book - of - the - Month"},
    {"AT&T", "AT&T and B & C", "AT&T/AA! and/x& B/Su! &/.& C/Su!", "AT&T | B & C"},
    {"classes of lists", "Anna Norland Paris Reading General Ministry River Monday Grace",
     "Anna/XF! Norland/XK! Paris/XV! Reading/Xc! General/XT! Ministry/XG! River/XH! Monday/XD! Grace/Xy!",
     "Anna Norland Paris Reading General Ministry River Monday Grace"},
    {"the last word of a title of two", "Minister Berg", "Minister/XT! Berg/XL!", "Minister Berg"},
    {"capitals among capitals", "THE BERG OF PARIS FELL", "THE/Li BERG/LL! OF/Lu! PARIS/LV! FELL/Lu!", "BERG OF PARIS FELL"},
    {"links go on when a capital follows", "Ministry of the River of gold", "Ministry/XG! of/xo the/x% River/XH! of/xo gold/xx",
     "Ministry of the River"},
    {"a particle before a run", "met bin Berg", "met/xx bin/xp Berg/XL!", "bin Berg"},
    {"never over a comma", "Paris, Norland", "Paris/XV! ,/., Norland/XK!", "Paris | Norland"},
    {"a nickname in quotes", "Anna “Pepe” Berg", "Anna/XF! “/.\" Pepe/Xu! ”/.\" Berg/XL!", "Anna “Pepe” Berg"},
    {"a word that only starts the sentence is no run", "When it came", "When/Xf! it/xx came/xx", ""},
    {"addresses", "see www.example.org/x", "see/xx www.example.org/x/@@", ""},
};

typedef struct box {
    an_lexicon *lexicon;
    an_lists *lists;
} box;

static int set_up(void **state)
{
    box *b = an_alloc(sizeof *b);
    an_lexicon_options options = {0};
    an_error err = {0};

    if (scratch_make(state) != 0)
        return 1;
    for (size_t i = 0; i < COUNT(files); i++)
        scratch_file(files[i].name, an_str_of(files[i].content));
    options.data = scratch_path("data");
    if (an_lexicon_load(&b->lexicon, &options, NULL, &err) != AN_OK ||
        an_lists_load(&b->lists, b->lexicon, options.data, &err) != AN_OK)
        return 1;
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    box *b = *state;

    an_lists_free(b->lists);
    an_lexicon_free(b->lexicon);
    an_free(b);
    return scratch_clean(state);
}

/* A text up to its runs. */
typedef struct view {
    an_spans sentences;
    an_atoms atoms;
    uint32_t first_atoms[16];
    an_tokens tokens;
    an_runs runs;
} view;

static void look(view *v, an_str text, const an_lists *lists)
{
    an_spans skips = {0};
    an_token_source from = {.text = text, .atoms = &v->atoms, .sentence_atom = v->first_atoms};

    assert_true(an_sentences_cut(&v->sentences, text, &skips));
    for (size_t i = 0; i < v->sentences.count; i++) {
        v->first_atoms[i] = (uint32_t)v->atoms.count;
        assert_true(an_atoms_cut(&v->atoms, text, v->sentences.items[i].start, v->sentences.items[i].end));
    }
    v->first_atoms[v->sentences.count] = (uint32_t)v->atoms.count;
    from.sentences = v->sentences.items;
    from.sentence_count = v->sentences.count;
    assert_true(an_tokens_cut(&v->tokens, &from, lists));
    assert_true(an_runs_find(&v->runs, &v->tokens));
}

static void forget(view *v)
{
    an_free(v->sentences.items);
    an_atoms_clear(&v->atoms);
    an_free(v->tokens.items);
    an_free(v->runs.items);
}

static void tokens_and_runs(void **state)
{
    const box *b = *state;
    size_t bad = 0;

    for (size_t i = 0; i < COUNT(cases); i++) {
        an_str text = an_str_of(cases[i].in);
        view v = {0};
        an_buf tokens = {0}, runs = {0};
        look(&v, text, b->lists);
        for (size_t k = 0; k < v.tokens.count; k++) {
            const an_token *t = v.tokens.items + k;
            an_buf_addf(&tokens, "%s%.*s/%c%c%s", k ? " " : "", (int)(t->span.end - t->span.start), text.ptr + t->span.start, t->shape,
                        t->class_, t->flags & AN_TOKEN_CAP ? "!" : "");
        }
        for (size_t k = 0; k < v.runs.count; k++) {
            const an_token *first = v.tokens.items + v.runs.items[k].first, *last = first + v.runs.items[k].count - 1;
            an_buf_addf(&runs, "%s%.*s", k ? " | " : "", (int)(last->span.end - first->span.start), text.ptr + first->span.start);
        }
        if (!an_str_equal(an_buf_str(&tokens), an_str_of(cases[i].tokens)) || !an_str_equal(an_buf_str(&runs), an_str_of(cases[i].runs)))
            bad++, print_error("%s:\n tokens %s\n        %s\n runs   %s\n        %s\n", cases[i].name, tokens.ptr ? tokens.ptr : "", cases[i].tokens,
                     runs.ptr ? runs.ptr : "", cases[i].runs);
        an_buf_clear(&tokens);
        an_buf_clear(&runs);
        forget(&v);
    }
    assert_int_equal(bad, 0);
}

/* Rows of equal signs take no memory for each of them, and stand where they stood. */
static void long_rows_of_signs(void **state)
{
    const box *b = *state;
    an_buf text = {0};
    view v = {0};

    an_buf_add_text(&text, "Anna Berg ");
    for (int i = 0; i < 100000; i++)
        an_buf_add_text(&text, i % 3 ? ">" : " >");
    an_buf_add_text(&text, "- Grace Paris");
    look(&v, an_buf_str(&text), b->lists);
    assert_int_equal(v.tokens.count, 2 + 64 + 1 + 2);
    assert_int_equal(v.tokens.items[2].span.start, 11);
    assert_int_equal(v.tokens.items[2 + 63].span.end, text.len - 13);
    assert_int_equal(v.runs.count, 2);
    forget(&v);
    an_buf_clear(&text);
}

/* What is remembered of scoring, against the features that training asks for one by one. Texts are read again and again, so that words meet
   what is remembered of others: the same letters in another order, in capitals, at the start, with other neighbours. */
static const char *const readings[] = {
    "Anna Berg of Norland met Jean-Pierre al-Berg, Grace Paris and the Ministry of the River in Paris.",
    "They saw Ovak-Zelin, then Zelin-Ovak. Anna Berg (AB) said the AB had 1,000 of G20 and 10,00 more. J. Berg was a general.",
    "WHEN ANNA BERG CAME TO PARIS NORLAND FELL. Norlandic General Berg of the Prime Minister of Norland Paris River Reading Grace Anna Berg",
    "Él Ánna berg ÁNNA Berg's O'Neil Oneil ONEIL (Norland Ministry) NM",
};
enum { ROUNDS = 3 };

/* A model that knows two features of three, each with weights of its own. */
static void know(an_model *model, unsigned template_, uint64_t id)
{
    uint64_t *at = (uint64_t *)model->memory + (an_model_find(model, template_, id) - model->slots);

    if (id % 3 && !*at)
        *at = (id & ((UINT64_C(1) << AN_FEATURE_BITS) - 1)) | (id * UINT64_C(0x9E3779B97F4A7C15) << AN_FEATURE_BITS & UINT64_C(0x1F1F1F1F1F000000));
}

typedef struct taking {
    an_model *model;
    bool know;
    an_sums sum;
} taking;

static void take(void *payload, uint64_t id, unsigned template_, uint64_t word, uint64_t code)
{
    taking *t = payload;

    (void)word, (void)code;
    if (t->know)
        know(t->model, template_, id);
    else
        an_model_add(t->model, template_, id, &t->sum);
}

static an_sums one_by_one(an_features *features, const an_reading *reading)
{
    taking *t = features->payload;

    t->sum = (an_sums){0};
    for (unsigned i = reading->first; i < reading->end; i++)
        an_features_all_inside(features, i);
    an_features_all_end(features, AN_SIDE_LEFT, reading->first);
    an_features_all_end(features, AN_SIDE_RIGHT, reading->end - 1);
    an_features_all_name(features, reading);
    return t->sum;
}

/* All names of a text: the model learns of them, or they are compared. Returns how many. */
static size_t read_names(an_str text, const an_lists *lists, taking *t, const an_memo *memo)
{
    static an_lattice lattice;
    view v = {0};
    an_tagging g = {0};
    size_t names = 0, phrase = 0;

    look(&v, text, lists);
    assert_true(an_signs_gather(&g.signs, text, &v.tokens, &v.runs, NULL, 0));
    assert_true(an_series_find(&g.series, &v.tokens, NULL, 0));
    g.scene = (an_scene){.text = text, .tokens = &v.tokens, .signs = &g.signs, .series = &g.series};
    g.runs = v.runs;
    for (size_t i = 0; i < v.runs.count; i++) {
        an_stretch s = an_tagging_stretch(&g, i, &phrase);
        an_features features = {.record = take, .payload = t};
        an_name_sums sums;
        an_tagging_open(&lattice, &s);
        if (!t->know)
            an_scores_add_up(sums, memo, &s, &lattice);
        an_features_begin(&features, &s);
        for (unsigned first = 0; first < s.run.count; first++) {
            an_reading reading = an_reading_start(&features, first);
            for (unsigned length = 1; length <= AN_NAME_TOKENS && first + length <= s.run.count; length++) {
                an_sums expected;
                an_reading_extend(&reading, &features);
                if (!lattice.open[first][length - 1])
                    continue;
                names++;
                expected = one_by_one(&features, &reading);
                for (unsigned kind = 0; kind < AN_NAME_KINDS && !t->know; kind++)
                    assert_int_equal(an_sums_of(sums[first][length - 1], kind), an_sums_of(expected, kind));
            }
        }
    }
    an_signs_clear(&g.signs);
    an_series_clear(&g.series);
    forget(&v);
    return names;
}

static void remembered_sums(void **state)
{
    enum { SLOTS = 4096 };
    const box *b = *state;
    an_model model = {.memory = an_alloc(2 * SLOTS * sizeof *model.slots)};
    taking t = {.model = &model, .know = true};
    an_memo memo = {0};
    size_t names = 0;

    assert_non_null(model.memory);
    model.slots = model.memory;
    for (unsigned i = 0; i < AN_TEMPLATE_COUNT; i++)
        model.parts[i].count = SLOTS;
    for (size_t i = 0; i < COUNT(readings); i++)
        read_names(an_str_of(readings[i]), b->lists, &t, NULL);
    assert_true(an_memo_ready(&memo, &model));
    t.know = false;
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < COUNT(readings); i++)
            names += read_names(an_str_of(readings[(i * (round + 1)) % COUNT(readings)]), b->lists, &t, &memo);
    assert_true(names > 100);
    an_free(memo.memory);
    an_free(model.memory);
}

static void add_known(an_buf *out, const an_lists *lists, const char *word)
{
    uint64_t key = an_key_bytes(word, strlen(word));
    an_known_word known = an_lists_know(lists, key);

    an_buf_addf(out, "%s %x %d.%d\n", word, (unsigned)known.lists, known.group.number, known.group.part);
}

static void words_have_groups(void **state)
{
    static const struct {
        const char *word;
        an_word_group group;
    } words[] = {{"berg", {127, 16}}, {"lund", {127, 2}}, {"monday", {3, 0}}, {"anna", {0, 0}}, {"nobody", {0, 0}}};
    static const char *const bad[] = {"berg\t256\n", "berg\t12\t256\n", "berg\tx\n", "berg\t\n", "berg\t1\t2 3\n", "berg\t0\n", "berg\n"};
    const box *b = *state;
    an_lists *lists;
    an_error err = {0};

    for (size_t i = 0; i < COUNT(words); i++) {
        an_word_group group = an_lists_know(b->lists, an_key_bytes(words[i].word, strlen(words[i].word))).group;
        assert_int_equal(group.number, words[i].group.number);
        assert_int_equal(group.part, words[i].group.part);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        scratch_file("bad/dict/words/groups.tsv", an_str_of(bad[i]));
        assert_int_equal(an_lists_load(&lists, b->lexicon, scratch_path("bad"), &err), AN_ERR_SYNTAX);
        assert_non_null(strstr(err.message, "a group is a number from 1 to 255"));
    }
}

/* Lists and weights of a data folder as bytes, with the shipped dictionaries or without; whether those of its compiled file were used. */
static bool load_all(an_buf *lists_out, an_buf *weights_out, const char *data, bool dictionaries)
{
    an_lexicon_options options = {.data = data, .no_default_dict = !dictionaries};
    an_lexicon *lexicon = NULL;
    an_tagger *tagger = NULL;
    bool mapped;

    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, NULL), AN_OK);
    assert_int_equal(an_tagger_load(&tagger, lexicon, NULL, NULL), AN_OK);
    assert_non_null(tagger);
    an_buf_reset(lists_out);
    an_buf_reset(weights_out);
    for (size_t i = 0; i < COUNT(asked_words); i++)
        add_known(lists_out, tagger->lists, asked_words[i]);
    an_model_write(weights_out, tagger->model);
    mapped = tagger->model->memory == NULL;
    an_tagger_free(tagger);
    an_lexicon_free(lexicon);
    return mapped;
}

static void compiled_ones_are_those_of_the_sources(void **state)
{
    static const char some[] = "actornet-model\t1\t2\ne.class\tAC\t-15\t3\t0\t-5\t-2\ne.class\tAD\t6\t0\t-12\t-9\t-1\n";
    static const char other[] = "actornet-model\t1\t2\ne.class\tAC\t-15\t3\t0\t-5\t-2\ne.class\tAD\t6\t0\t-12\t-9\t-2\n"; /* as many bytes */
    char data[600], compiled[700];
    an_lexicon_options options = {.data = data};
    an_lexicon_counts counts;
    an_buf lists[2] = {{0}, {0}}, weights[2] = {{0}, {0}}, now[2] = {{0}, {0}};

    (void)state;
    snprintf(data, sizeof data, "%s", scratch_path("data"));
    snprintf(compiled, sizeof compiled, "%s/shipped.anet", data);
    scratch_file("data/" AN_TAGGER_MODEL, an_str_of(some));
    for (int i = 0; i < 2; i++)
        assert_false(load_all(&lists[i], &weights[i], data, i == 0));
    assert_string_not_equal(lists[0].ptr, lists[1].ptr); /* rows of dictionaries are on lists, too */
    assert_int_equal(an_dict_compile(&options, compiled, &counts, NULL, NULL), AN_OK);
    for (int i = 0; i < 2; i++) {
        assert_true(load_all(&now[0], &now[1], data, i == 0));
        assert_string_equal(now[0].ptr, lists[i].ptr);
        assert_int_equal(now[1].len, weights[i].len);
        assert_memory_equal(now[1].ptr, weights[i].ptr, now[1].len);
    }
    scratch_file("data/" AN_TAGGER_MODEL, an_str_of(other));
    assert_false(load_all(&now[0], &now[1], data, true));
    assert_string_equal(now[0].ptr, lists[0].ptr);
    assert_memory_not_equal(now[1].ptr, weights[0].ptr, now[1].len);
    for (int i = 0; i < 2; i++) {
        an_buf_clear(&lists[i]);
        an_buf_clear(&weights[i]);
        an_buf_clear(&now[i]);
    }
}

/* A word is asked for by its key as by its letters, under all that it is. */
static void cues_are_words(void **state)
{
    static const struct {
        const char *word;
        uint64_t is;
    } words[] = {
        {"treaty", UINT64_C(1) << AN_CUE_THING | UINT64_C(1) << AN_CUE_OF_THING | UINT64_C(1) << AN_CUE_AFFAIR | UINT64_C(1) << AN_CUE_AGREED},
        {"plaintiff", UINT64_C(1) << AN_CUE_OFFICE | UINT64_C(1) << AN_CUE_PLACE_IN_CASE},
        {"hussars", UINT64_C(1) << AN_CUE_SOLDIERS},
        {"berg", 0},
    };
    static an_cues cues;

    (void)state;
    an_cues_fill(&cues);
    for (size_t i = 0; i < COUNT(words); i++) {
        an_str word = an_str_of(words[i].word);
        assert_int_equal(an_cues_of(&cues, an_key_bytes(word.ptr, word.len)), words[i].is);
        for (unsigned cue = 0; cue < AN_CUE_COUNT; cue++)
            assert_int_equal(an_is_cue(word, (an_cue)cue), words[i].is >> cue & 1);
    }
    assert_true(an_is_cue(AN_LIT("TREATY"), AN_CUE_THING));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tokens_and_runs), cmocka_unit_test(long_rows_of_signs), cmocka_unit_test(remembered_sums),
                                       cmocka_unit_test(words_have_groups), cmocka_unit_test(compiled_ones_are_those_of_the_sources),
                                       cmocka_unit_test(cues_are_words)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
