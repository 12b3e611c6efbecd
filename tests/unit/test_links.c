/* Counting who occurs with whom: windows, weights, evidence, what varies between documents. Texts are written with the mentions in
   brackets, «[Ada] met [Bob]»: a bracket's text is the actor's key unless «key=text» is given; `~` before it makes no link, `?` is
   ambiguous. */
#include "base/alloc.h"
#include "base/buf.h"
#include "link/links.h"
#include "link/pairs.h"
#include "link/tally.h"
#include "text/date.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { MOST = 64 };

/* An extraction and what it points to. */
typedef struct sample {
    an_extraction e;
    an_buf text;
    an_mention mentions[MOST];
    an_found_actor actors[MOST];
    an_span sentences[MOST];
    uint32_t candidates[2];
    char names[MOST][64];
} sample;

static uint32_t actor_of(sample *s, an_str key)
{
    size_t i = 0;

    while (i < s->e.actor_count && !an_str_equal(s->actors[i].key, key))
        i++;
    if (i == s->e.actor_count) {
        memcpy(s->names[i], key.ptr, key.len);
        s->actors[i] = (an_found_actor){.key = {s->names[i], key.len}, .label = {s->names[i], key.len}, .type = AN_LIT("person")};
        s->e.actor_count++;
    }
    return (uint32_t)i;
}

/* A sentence ends at a full stop; what no full stop follows is none. */
static void parse(sample *s, const char *id, const char *date, const char *marked)
{
    size_t start = 0;

    *s = (sample){0};
    an_buf_add_text(&s->text, "");
    for (const char *at = marked; *at; at++) {
        if (*at == '[') {
            const char *end = strchr(at, ']'), *from = at + 1;
            an_mention m = {.by = AN_BY_DICT, .type = AN_LIT("person"), .confidence = 1};
            bool ambiguous = *from == '?';
            m.no_link = *from == '~';
            from += m.no_link || ambiguous;
            const char *equals = memchr(from, '=', (size_t)(end - from));
            an_str key = {from, (size_t)((equals ? equals : end) - from)};
            from = equals ? equals + 1 : from;
            m.span = (an_span){(uint32_t)s->text.len, (uint32_t)(s->text.len + (size_t)(end - from))};
            m.text = (an_str){from, (size_t)(end - from)};
            m.actor = ambiguous ? AN_NO_ACTOR : actor_of(s, key);
            m.candidate_count = ambiguous ? 2 : 0;
            an_buf_add(&s->text, m.text);
            s->mentions[s->e.mention_count++] = m;
            at = end;
            continue;
        }
        an_buf_add_char(&s->text, *at);
        if (*at == '.') {
            s->sentences[s->e.sentence_count++] = (an_span){(uint32_t)start, (uint32_t)s->text.len};
            start = s->text.len;
        }
        while (start < s->text.len && start == s->text.len - 1 && (s->text.ptr[start] == ' ' || s->text.ptr[start] == '\n'))
            start++;
    }
    s->e.id = an_str_of(id);
    s->e.date = an_str_of(date);
    s->e.text = an_buf_str(&s->text);
    s->e.has_text = s->e.has_sentences = true;
    s->e.mentions = s->mentions;
    s->e.actors = s->actors;
    s->e.sentences = s->sentences;
    s->e.candidates = s->candidates;
    s->e.candidate_count = 2;
}

static an_links *new_links(const an_run_options *options)
{
    an_links *links = NULL;
    an_error err = {0};

    assert_int_equal(an_links_new(&links, options, &err), AN_OK);
    return links;
}

static void add(an_links *links, const char *id, const char *date, const char *marked)
{
    sample s;
    an_error err = {0};

    parse(&s, id, date, marked);
    assert_int_equal(an_links_add(links, &s.e, an_links_count(links)->documents + 1, &err), AN_OK);
    an_buf_clear(&s.text); /* nothing of it is kept */
    memset(&s, 0x55, sizeof s);
}

static void finish(an_links *links)
{
    an_error err = {0};

    assert_int_equal(an_links_finish(links, &err), AN_OK);
}

static void assert_text(an_str got, const char *expected)
{
    if (!an_str_equal(got, an_str_of(expected)))
        fail_msg("got '%.*s', want '%s'", (int)got.len, got.ptr, expected);
}

static void assert_date(uint32_t date, const char *text)
{
    char shown[AN_DATE_SIZE];

    assert_text(an_date_text(date, shown), text);
}

static void assert_evidence(const an_links *links, size_t pair, const char *lines)
{
    an_buf got = {0};

    an_links_add_evidence(links, pair, &got);
    assert_text(an_buf_str(&got), lines);
    an_buf_clear(&got);
}

/* "A-B 2; A-C 1; " with weights. */
static void write_pairs(an_buf *out, const an_links *links)
{
    size_t actor_count, pair_count = an_links_pairs(links);
    const an_linked_actor *actors = an_links_actors(links, &actor_count);

    an_buf_add_text(out, ""); /* not NULL */
    for (size_t i = 0; i < pair_count; i++) {
        an_link_pair pair = an_links_pair(links, i);
        assert_true(pair.a < pair.b && pair.b < actor_count);
        assert_true(pair.weight > 0 && isfinite(pair.weight));
        an_buf_add(out, actors[pair.a].key);
        an_buf_add_char(out, '-');
        an_buf_add(out, actors[pair.b].key);
        an_buf_add_char(out, ' ');
        an_buf_add_double(out, pair.weight);
        an_buf_add_text(out, "; ");
    }
}

static const char TWO[] = "[B] met [A] and [B]. [C] saw [A].\n\n[D] left. [C], [~A]: [A]!";
static const char NEAR[] = "[A] and [B] one two three four five six [C].";

static const struct {
    const char *name, *text;
    an_run_options options;
    const char *pairs;
} windows[] = {
    {"sentence", TWO, {.window = AN_WINDOW_SENTENCE}, "A-B 1; A-C 1; "},
    {"paragraph", TWO, {.window = AN_WINDOW_PARAGRAPH}, "A-B 1; A-C 1; B-C 1; "},
    {"document", "[B] met [A]. [C] saw [A].", {.window = AN_WINDOW_DOCUMENT}, "A-B 1; A-C 1; B-C 1; "},
    {"one actor twice is no pair", "[A] met [A=him].", {.window = AN_WINDOW_SENTENCE}, ""},
    {"a modifier does not link", "[~A] consul [B].", {.window = AN_WINDOW_SENTENCE}, ""},
    {"outside of all sentences", "[A] and [B]", {.window = AN_WINDOW_SENTENCE}, ""},
    {"too many", "[A] [B] [C]. [A] [B].", {.max_actors = 2}, "A-B 1; "},
    {"as many as allowed", "[A] [B] [C] [A].", {.max_actors = 3}, "A-B 1; A-C 1; B-C 1; "},
    {"tokens: 1 word between", NEAR, {.window = AN_WINDOW_TOKENS, .window_tokens = 1}, "A-B 1; "},
    {"tokens: 6 words between", NEAR, {.window = AN_WINDOW_TOKENS, .window_tokens = 6}, "A-B 1; B-C 1; "},
    {"tokens: 8 words between, a mention is a word", NEAR, {.window = AN_WINDOW_TOKENS, .window_tokens = 8}, "A-B 1; A-C 1; B-C 1; "},
    {"tokens: 0 and signs that are no words", "[A] - , [B] x [C].", {.window = AN_WINDOW_TOKENS}, "A-B 1; "},
    {"tokens: each mention opens once", "[A] [B] [B] [A].", {.window = AN_WINDOW_TOKENS, .window_tokens = 9}, "A-B 3; "},
    {"tokens: endings of words", "[A]'s ([B])", {.window = AN_WINDOW_TOKENS}, ""},
    {"tokens go across sentences", "[A]'s. ([B]).", {.window = AN_WINDOW_TOKENS}, "A-B 1; "},
    {"weight documents", "[A] [B]. [A] [B].", {.weight = "documents"}, "A-B 1; "},
    {"weight count", "[A] [B]. [A] [B].", {.weight = "count"}, "A-B 2; "},
    {"weight newman", "[A] [B]. [A] [B] [C].", {.weight = "newman"}, "A-B 1.5; A-C 0.5; B-C 0.5; "},
    /* exp(0), exp(-1) */
    {"weight decay", "[A] [B]. [A] a b c d e f g h [C].", {.weight = "decay"}, "A-B 1; A-C 0.367879441; "},
    /* A-B: 1 / sqrt(2); A-C: exp(-1/8) / (2 sqrt(2)) */
    {"weight decay, between", "[A] [B] [C].", {.weight = "decay"}, "A-B 0.707106781; A-C 0.312009772; B-C 0.707106781; "},
    {"weight decay, nearest", "[A] one two [B] [A].", {.weight = "decay"}, "A-B 0.707106781; "},
    /* 4 windows, A in 2, B in 2, together in 1: log(1 * 4 / 4) = 0; C, D: always together */
    {"weight npmi", "[A] [B]. [A]. [B]. [C] [D].", {.weight = "npmi"}, "A-B 1e-06; C-D 1; "},
    {"weight npmi, one window", "[A] [B].", {.weight = "npmi"}, "A-B 1; "},
    {"weight jaccard", "[A] [B]. [A]. [B]. [C] [D].", {.weight = "jaccard"}, "A-B 0.333333333; C-D 1; "},
    {"ambiguous out", "[A] or [?B].", {.ambiguous_nodes = false}, ""},
    {"ambiguous in", "[A] or [?B]. [?b].", {.ambiguous_nodes = true}, "?b-A 1; "},
};

static void windows_and_weights(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        an_links *links = new_links(&windows[i].options);
        an_buf got = {0};
        add(links, "d", "", windows[i].text);
        finish(links);
        write_pairs(&got, links);
        if (strcmp(got.ptr, windows[i].pairs) != 0)
            fail_msg("%s: got '%s', want '%s'", windows[i].name, got.ptr, windows[i].pairs);
        an_buf_clear(&got);
        an_links_free(links);
    }
}

static void unknown_weight_is_told(void **state)
{
    (void)state;
    an_run_options options = {.weight = "npmy"};
    an_links *links = NULL;
    an_error err = {0};

    assert_int_equal(an_links_new(&links, &options, &err), AN_ERR_NOT_FOUND);
    assert_null(links);
    assert_string_equal(err.message, "unknown weight 'npmy': did you mean 'npmi'?");
}

static void actors_gather_their_forms_and_dates(void **state)
{
    (void)state;
    an_run_options options = {.evidence = 1};
    an_links *links = new_links(&options);
    size_t count;

    add(links, "1", "2013-01-18T10:00", "[B=Bob] and [A=Ada\n Love]. [B=Bob]. [B=B. Ob] [~B=b | o].");
    add(links, "2", "2012-12-01", "[B=B. Ob] [B=Bobby] [C].");
    add(links, "3", "no date", "[B=Bob], [A=Ada Love].");
    finish(links);

    const an_linked_actor *actors = an_links_actors(links, &count);
    assert_int_equal(count, 3);
    assert_text(actors[0].key, "A");
    assert_text(actors[0].aliases, "Ada Love");
    assert_text(actors[0].rules, "Ada Love: dict");
    assert_date(actors[0].first_date, "2013-01-18");
    assert_date(actors[0].last_date, "2013-01-18");
    assert_int_equal(actors[0].documents, 2);
    assert_text(actors[1].aliases, "Bob | B. Ob | Bobby | b / o");
    assert_int_equal(actors[1].mentions, 7);
    assert_date(actors[1].first_date, "2012-12-01");
    assert_text(actors[2].aliases, "");
    assert_text(actors[2].rules, "C: dict");

    assert_int_equal(an_links_pairs(links), 2);
    an_link_pair pair = an_links_pair(links, 0);
    assert_int_equal(pair.count, 2);
    assert_int_equal(pair.documents, 2);
    assert_date(pair.last_date, "2013-01-18");
    assert_evidence(links, 0, "1\t0-18\tBob and Ada Love.");
    const an_link_counts *counts = an_links_count(links);
    assert_int_equal(counts->documents, 3);
    assert_int_equal(counts->mentions, 10);
    assert_int_equal(counts->no_link_mentions, 1);
    assert_int_equal(counts->windows, 5);
    an_links_free(links);
}

/* Label, type and attributes that differ between documents, and rules. */
static void documents_may_disagree(void **state)
{
    (void)state;
    static const struct {
        const char *label, *type;
        an_attribute attributes[2];
        an_by by;
    } views[] = {
        {"Zed", "person", {{{"a", 1}, {"1", 1}}, {{"c", 1}, {"1", 1}}}, AN_BY_ALIAS},
        {"Abe", "", {{{"a", 1}, {"2", 1}}, {{"b", 1}, {"2", 1}}}, AN_BY_DICT},
        {"Abe", "person", {{{"b", 1}, {"3", 1}}, {{"c", 1}, {"3", 1}}}, AN_BY_DICT},
        {"Zed", "vessel", {{{"a", 1}, {"1", 1}}, {{"b", 1}, {"1", 1}}}, AN_BY_PATTERN},
    };
    an_run_options options = {.evidence = 1};
    an_links *links = new_links(&options);
    an_error err = {0};
    size_t count;

    for (size_t i = 0; i < 4; i++) {
        sample s;
        parse(&s, "d", "", "[K=X].");
        s.actors[0].label = an_str_of(views[i].label);
        s.actors[0].type = an_str_of(views[i].type);
        s.actors[0].attributes = views[i].attributes;
        s.actors[0].attribute_count = 2;
        s.mentions[0].by = views[i].by;
        assert_int_equal(an_links_add(links, &s.e, an_links_count(links)->documents + 1, &err), AN_OK);
        an_buf_clear(&s.text);
    }
    finish(links);
    const an_linked_actor *actor = an_links_actors(links, &count);
    assert_int_equal(count, 1);
    assert_text(actor->label, "Abe");
    assert_text(actor->type, "person");
    assert_text(actor->rules, "X: dict, pattern, alias");
    assert_int_equal(actor->attribute_count, 3);
    assert_text(actor->attributes[0].value, "1");
    assert_text(actor->attributes[1].value, "2");
    assert_text(actor->attributes[2].value, "1");
    an_links_free(links);
}

static void evidence_keeps_the_best_sentences(void **state)
{
    (void)state;
    static const struct {
        size_t most;
        const char *lines;
    } cases[] = {
        {0, ""},
        {1, "d 2\t9-17\tA and B."},
        {2, "d 2\t9-17\tA and B.\nd 3\t0-7\té A, B."},
        {9, "d 2\t9-17\tA and B.\nd 3\t0-7\té A, B.\nd 3\t8-15\tB, A x.\nd 1\t0-11\tA saw B C."},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_run_options options = {.evidence = cases[i].most};
        an_links *links = new_links(&options);
        add(links, "d\t1", "", "[A] saw\n\t[B] [C]. ");
        add(links, "d\n2", "", "nothing. [A] and [B].");
        add(links, "d 3", "", "é [A], [B]. [B], [A] x. [A] and [B].");
        finish(links);
        assert_int_equal(an_links_pairs(links), 3);
        assert_evidence(links, 0, cases[i].lines);
        an_links_free(links);
    }
}

static void long_windows_give_snippets(void **state)
{
    (void)state;
    an_run_options options = {.window = AN_WINDOW_DOCUMENT, .evidence = 1};
    an_links *links = new_links(&options);
    an_buf text = {0}, evidence = {0};

    for (int i = 0; i < 100; i++)
        an_buf_add_text(&text, "wörd ");
    an_buf_add_text(&text, "[A] was here. ");
    for (int i = 0; i < 100; i++)
        an_buf_add_text(&text, "wörd ");
    an_buf_add_text(&text, "[B] went. [C] saw\n[B].");
    add(links, "d", "", text.ptr);
    finish(links);
    assert_int_equal(an_links_pairs(links), 3);
    an_links_add_evidence(links, 0, &evidence); /* A, B: far from each other */
    assert_true(evidence.len < 700);
    assert_int_equal(strncmp(evidence.ptr, "d\t404-1028\t…wörd wörd ", strlen("d\t404-1028\t…wörd wörd ")), 0);
    assert_non_null(strstr(evidence.ptr, " wörd A was here. wörd "));
    assert_non_null(strstr(evidence.ptr, " wörd … wörd "));
    assert_non_null(strstr(evidence.ptr, " wörd B went. C saw B."));
    assert_evidence(links, 2, "d\t1020-1028\tC saw B."); /* B, C: in one sentence */
    an_buf_clear(&text);
    an_buf_clear(&evidence);
    an_links_free(links);
}

static void missing_sentences_make_one_window(void **state)
{
    (void)state;
    static const struct {
        bool text, sentences;
        an_window window;
        const char *pairs, *evidence;
        uint64_t without;
    } cases[] = {
        {true, true, AN_WINDOW_SENTENCE, "A-B 1; C-D 1; ", "d\t0-4\tA B.", 0},
        {true, false, AN_WINDOW_SENTENCE, "A-B 1; A-C 1; A-D 1; B-C 1; B-D 1; C-D 1; ", "d\t0-11\tA B. é C D.", 1},
        {false, true, AN_WINDOW_SENTENCE, "A-B 1; C-D 1; ", "d\t0-4\t", 0},
        {false, false, AN_WINDOW_SENTENCE, "A-B 1; A-C 1; A-D 1; B-C 1; B-D 1; C-D 1; ", "d\t0-3\t", 1},
        {false, true, AN_WINDOW_PARAGRAPH, "A-B 1; A-C 1; A-D 1; B-C 1; B-D 1; C-D 1; ", "d\t0-4\t", 1},
        {false, false, AN_WINDOW_DOCUMENT, "A-B 1; A-C 1; A-D 1; B-C 1; B-D 1; C-D 1; ", "d\t0-3\t", 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_run_options options = {.window = cases[i].window, .evidence = 2};
        an_links *links = new_links(&options);
        an_error err = {0};
        an_buf got = {0};
        sample s;
        parse(&s, "d", "", "[A] [B]. é [C] [D].");
        if (!cases[i].text)
            s.e.text = AN_LIT("");
        s.e.has_text = cases[i].text;
        s.e.has_sentences = cases[i].sentences;
        s.e.sentence_count = cases[i].sentences ? s.e.sentence_count : 0;
        assert_int_equal(an_links_add(links, &s.e, an_links_count(links)->documents + 1, &err), AN_OK);
        finish(links);
        write_pairs(&got, links);
        assert_string_equal(got.ptr, cases[i].pairs);
        assert_evidence(links, 0, cases[i].evidence);
        assert_int_equal(an_links_count(links)->documents_without_sentences, cases[i].without);
        an_buf_clear(&got);
        an_buf_clear(&s.text);
        an_links_free(links);
    }
}

static void caps_are_counted(void **state)
{
    (void)state;
    an_run_options options = {.max_actors = 2};
    an_links *links = new_links(&options);

    add(links, "d", "", "[A] [B] [C]. [A] [B] [C] [D]. [A] [B].");
    finish(links);
    assert_int_equal(an_links_count(links)->windows, 3);
    assert_int_equal(an_links_count(links)->windows_capped, 2);
    assert_int_equal(an_links_count(links)->capped_actors_max, 4);
    an_links_free(links);
}

static void nothing_in_nothing_out(void **state)
{
    (void)state;
    an_run_options options = {.evidence = 3};
    an_links *links = new_links(&options);
    size_t count = 9;

    add(links, "d", "", "");
    add(links, "e", "", "Nobody.");
    finish(links);
    an_links_actors(links, &count);
    assert_int_equal(count, 0);
    assert_int_equal(an_links_pairs(links), 0);
    an_links_free(links);
    an_links_free(NULL);
}

/* The sample is parsed before memory runs out. */
static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    an_error err = {0};
    bool done = false;

    for (size_t n = 1; !done; n++) {
        an_run_options options = {.evidence = 2, .ambiguous_nodes = true, .weight = "decay"};
        an_links *links = NULL;
        sample s[2];
        an_status st;
        parse(&s[0], "d", "2013", "[A] and [B]. [A] [?X] [C=cc].");
        parse(&s[1], "e", "2014", "[A] or [B]. [D] [B=b]. [A] [B].");
        an_alloc_fail_at(n, true);
        if ((st = an_links_new(&links, &options, &err)) == AN_OK && (st = an_links_add(links, &s[0].e, an_links_count(links)->documents + 1, &err)) == AN_OK &&
            (st = an_links_add(links, &s[1].e, an_links_count(links)->documents + 1, &err)) == AN_OK)
            st = an_links_finish(links, &err);
        an_alloc_fail_at(0, false);
        done = st == AN_OK;
        if (!done)
            assert_int_equal(st, AN_ERR_NOMEM);
        an_links_free(links);
        an_buf_clear(&s[0].text);
        an_buf_clear(&s[1].text);
        assert_true(n < 10000);
    }
}

/* So many that tables grow often, and that some share their hash. */
static void pairs_are_found_again(void **state)
{
    (void)state;
    enum { ROWS = 700 };
    an_pairs pairs = {0};

    for (int round = 0; round < 2; round++)
        for (uint32_t a = 0; a < ROWS; a++)
            for (uint32_t b = 0; b < a; b += AN_PAIR_BATCH) {
                an_couple couples[AN_PAIR_BATCH];
                uint32_t numbers[AN_PAIR_BATCH];
                size_t count = 0;
                for (; count < AN_PAIR_BATCH && b + count < a; count++)
                    couples[count] = round ? (an_couple){b + (uint32_t)count, a} : (an_couple){a, b + (uint32_t)count};
                assert_true(an_pairs_find(&pairs, couples, count, numbers));
                for (size_t i = 0; i < count; i++) {
                    an_pair *pair = &pairs.items[numbers[i]];
                    assert_true(pair->a == b + i && pair->b == a && pair->count++ == (uint64_t)round);
                }
            }
    assert_int_equal(pairs.count, ROWS * (ROWS - 1) / 2);
    an_pairs_clear(&pairs);
}

static void tallies_count(void **state)
{
    (void)state;
    an_tally tally = {0};

    for (uint64_t round = 0; round < 3; round++)
        for (uint64_t i = 0; i < 5000; i++)
            assert_int_equal(an_tally_add(&tally, i << 32 | (i * i)), i);
    assert_int_equal(tally.count, 5000);
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(tally.counts[i], 3);
    an_tally_clear(&tally);
}

/* Counts by hand: every sentence on its own, against the whole. */
static void random_sentences_are_counted_right(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        an_run_options options = {.evidence = 2, .weight = "newman"};
        an_links *links = new_links(&options);
        uint64_t dice = seed;
        int expected[8][8] = {{0}};
        for (int document = 0; document < 5; document++) {
            an_buf text = {0};
            for (int sentence = 0; sentence < 6; sentence++) {
                bool in[8] = {false};
                for (int word = 0; word < 6; word++) {
                    dice = dice * 6364136223846793005u + 1442695040888963407u;
                    unsigned who = (unsigned)(dice >> 40) % 8;
                    in[who] = true;
                    an_buf_addf(&text, "[%c] ", (char)('A' + who));
                }
                an_buf_add_text(&text, "x. ");
                for (int a = 0; a < 8; a++)
                    for (int b = a + 1; b < 8; b++)
                        expected[a][b] += in[a] && in[b];
            }
            add(links, "d", "", text.ptr);
            an_buf_clear(&text);
        }
        finish(links);
        size_t actor_count;
        const an_linked_actor *actors = an_links_actors(links, &actor_count);
        for (size_t i = 0; i < an_links_pairs(links); i++) {
            an_link_pair pair = an_links_pair(links, i);
            int *left = &expected[actors[pair.a].key.ptr[0] - 'A'][actors[pair.b].key.ptr[0] - 'A'];
            assert_int_equal(pair.count, *left);
            *left = 0;
        }
        for (int a = 0; a < 8; a++)
            for (int b = 0; b < 8; b++)
                assert_int_equal(expected[a][b], 0);
        an_links_free(links);
    }
}

/* Document `number` of a collection in which actors differ in label, type, attributes, dates and forms from document to document. */
static void add_numbered(an_links *links, uint64_t number)
{
    static const char *const dates[] = {"", "2011-05-02", "2010", "2012-12", "2009-01-31"};
    static const char *const types[] = {"person", "", "vessel"};
    static const an_attribute attributes[] = {{{"a", 1}, {"1", 1}}, {{"b", 1}, {"2", 1}}, {{"b", 1}, {"3", 1}}, {{"c", 1}, {"4", 1}}};
    uint64_t dice = number * 0x9E3779B97F4A7C15u;
    an_buf text = {0};
    an_error err = {0};
    char id[24];
    sample s;

    for (int word = 0; word < 12; word++) {
        dice = dice * 6364136223846793005u + 1442695040888963407u;
        an_buf_addf(&text, "[%s%c=f%u]%s", dice >> 60 ? "" : "~", (char)('A' + (dice >> 40) % 9), (unsigned)(dice >> 50) % 3,
                    (dice >> 45) % 4 ? " met " : ". ");
    }
    an_buf_add_text(&text, " x.");
    snprintf(id, sizeof id, "d%u", (unsigned)number % 7);
    parse(&s, id, dates[(dice >> 33) % 5], text.ptr);
    for (size_t i = 0; i < s.e.actor_count; i++) {
        s.actors[i].type = an_str_of(types[(dice >> i) % 3]);
        s.actors[i].label = (dice >> (i + 7)) % 2 ? s.actors[i].key : AN_LIT("Another");
        s.actors[i].attributes = &attributes[(dice >> (i + 13)) % 3];
        s.actors[i].attribute_count = s.actors[i].attributes == &attributes[1] ? 1 : 2; /* b once */
    }
    for (size_t i = 0; i < s.e.mention_count; i++)
        s.mentions[i].by = (dice >> i) % 2 ? AN_BY_DICT : AN_BY_ALIAS;
    assert_int_equal(an_links_add(links, &s.e, number, &err), AN_OK);
    an_buf_clear(&s.text);
    an_buf_clear(&text);
}

static void write_piece(an_buf *out, an_str text)
{
    an_buf_add(out, text);
    an_buf_add_char(out, ';');
}

/* All that is known of actors and pairs. */
static void write_all(an_buf *out, const an_links *links)
{
    size_t actor_count;
    const an_linked_actor *actors = an_links_actors(links, &actor_count);
    const an_link_counts *counts = an_links_count(links);

    an_buf_addf(out, "%u %u %u %u %u\n", (unsigned)counts->documents, (unsigned)counts->mentions, (unsigned)counts->windows,
                (unsigned)counts->windows_capped, (unsigned)counts->capped_actors_max);
    for (size_t i = 0; i < actor_count; i++) {
        const an_str texts[] = {actors[i].key, actors[i].label, actors[i].type, actors[i].aliases, actors[i].rules};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            write_piece(out, texts[k]);
        for (size_t k = 0; k < actors[i].attribute_count; k++)
            write_piece(out, actors[i].attributes[k].value);
        an_buf_addf(out, "%u %u %u %u\n", (unsigned)actors[i].mentions, (unsigned)actors[i].documents, actors[i].first_date,
                    actors[i].last_date);
    }
    for (size_t i = 0; i < an_links_pairs(links); i++) {
        an_link_pair pair = an_links_pair(links, i);
        an_buf_addf(out, "%u-%u %u %u %.17g %u %u ", pair.a, pair.b, (unsigned)pair.count, (unsigned)pair.documents, pair.weight,
                    pair.first_date, pair.last_date);
        an_links_add_evidence(links, i, out);
        an_buf_add_char(out, '\n');
    }
}

/* Documents dealt out to several, who are joined from the last to the first when `backwards`. */
static void count_shared(an_buf *out, const an_run_options *options, unsigned shares, uint64_t deal, bool backwards)
{
    enum { DOCUMENTS = 60, SHARES = 5 };
    an_links *all[SHARES];
    an_error err = {0};

    for (unsigned i = 0; i < shares; i++)
        all[i] = new_links(options);
    for (uint64_t number = 1; number <= DOCUMENTS; number++) {
        deal = deal * 6364136223846793005u + 1442695040888963407u;
        add_numbered(all[(deal >> 35) % shares], number);
    }
    for (unsigned i = 1; i < shares; i++) {
        unsigned to = backwards ? shares - 1 : 0, from = backwards ? shares - 1 - i : i;

        assert_int_equal(an_links_join(all[to], all[from], &err), AN_OK);
    }
    finish(all[backwards ? shares - 1 : 0]);
    write_all(out, all[backwards ? shares - 1 : 0]);
    for (unsigned i = 0; i < shares; i++)
        an_links_free(all[i]);
}

/* Whoever counted which documents, and in which order they are joined: the same as if one had seen them all. */
static void shares_join_to_the_whole(void **state)
{
    static const an_run_options ways[] = {
        {.evidence = 2},
        {.evidence = 1, .weight = "decay", .max_actors = 4},
        {.weight = "newman", .window = AN_WINDOW_DOCUMENT},
        {.evidence = 3, .weight = "npmi", .window = AN_WINDOW_PARAGRAPH},
        {.evidence = 2, .weight = "jaccard", .window = AN_WINDOW_TOKENS, .window_tokens = 5},
    };

    (void)state;
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        an_buf whole = {0}, shared = {0};

        count_shared(&whole, &ways[way], 1, 1, false);
        for (unsigned round = 0; round < 8; round++) {
            an_buf_reset(&shared);
            count_shared(&shared, &ways[way], 2 + round % 4, round + 7, round % 2);
            assert_string_equal(shared.ptr, whole.ptr);
        }
        an_buf_clear(&whole);
        an_buf_clear(&shared);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_join_to_the_whole),
        cmocka_unit_test(windows_and_weights),
        cmocka_unit_test(unknown_weight_is_told),
        cmocka_unit_test(actors_gather_their_forms_and_dates),
        cmocka_unit_test(documents_may_disagree),
        cmocka_unit_test(evidence_keeps_the_best_sentences),
        cmocka_unit_test(long_windows_give_snippets),
        cmocka_unit_test(missing_sentences_make_one_window),
        cmocka_unit_test(caps_are_counted),
        cmocka_unit_test(nothing_in_nothing_out),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(pairs_are_found_again),
        cmocka_unit_test(tallies_count),
        cmocka_unit_test(random_sentences_are_counted_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
