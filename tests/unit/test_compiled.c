/* Compiled dictionaries: what goes in comes out, volumes side by side are one lexicon, and damage does no harm. */
#include "actornet/dictionary.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/utf8.h"
#include "lexicon/loading.h"
#include "lexicon/store/compiled.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/compiled-XXXXXX";

static const char one[] = "id\tactor\talias\ttype\tcase\tnear\tfrom\tuntil\tnever\tcontext\tcountry\n"
                          "q1\tAda Roy\t\tperson\t\t\t\t\t\t\tML\n"
                          "q1\tAda Roy\tRoy\tperson\texact\tKim; board; DGSE\t2001\t2010-05\t\t\t\n"
                          "q2\tAda Roy\t\tperson\t\t\t\t\t\t\tDZ\n"
                          "\tKim\t\torganization/x\t\t\t\t\t\t\t\n\n\n"
                          "\tMonday\t\t\t\t\t\t\tyes\t\t\n"
                          "\tReading\t\t\t\t\t\t\t\tplace\t\n"
                          "\tT\xC3\xB4\t\t\t\t\t\t\t\t\t\n";
static const char two[] = "actor,alias,type,country,area\nKim,Kim Lee,person,FR,7\nq1,Dr. Roy,,GB,8\nDGSE,,organization,FR,\nAda Roy,Ms. Roy,,,\n";

static const char *path_of(const char *name)
{
    static char paths[4][256];
    static unsigned next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void compile(const char *from, const char *to)
{
    const char *path = path_of(from);
    an_lexicon_options options = {.files = &path, .file_count = 1};
    an_lexicon_counts counts;
    an_error err = {0};

    if (an_dict_compile(&options, path_of(to), &counts, NULL, &err) != AN_OK)
        fail_msg("%s", err.message);
}

static an_lexicon *load(const char *first, const char *second)
{
    const char *files[] = {path_of(first), second ? path_of(second) : NULL};
    an_lexicon_options options = {.files = files, .file_count = second ? 2 : 1, .verify = true};
    an_lexicon *lexicon = NULL;
    an_error err = {0};

    if (an_lexicon_load(&lexicon, &options, NULL, &err) != AN_OK)
        fail_msg("%s", err.message);
    return lexicon;
}

static void add_actor(an_buf *out, const an_lexicon *lexicon, uint32_t number)
{
    an_actor actor = an_lexicon_actor(lexicon, number);
    an_arena arena = {0};
    size_t count;
    const an_attribute *attributes = an_lexicon_attributes(lexicon, number, &arena, &count);

    an_buf_add(out, actor.id);
    an_buf_add_char(out, '|');
    an_buf_add(out, actor.name);
    an_buf_add_char(out, '|');
    an_buf_add(out, actor.type);
    for (size_t i = 0; i < count; i++) {
        an_buf_addf(out, "|%.*s=", (int)attributes[i].name.len, attributes[i].name.ptr);
        an_buf_add(out, attributes[i].value);
    }
    an_arena_clear(&arena);
}

/* All that a lexicon says of its rows, without the numbers of actors and places. */
static void describe(an_buf *out, const an_lexicon *lexicon)
{
    for (uint32_t i = 0; i < an_lexicon_alias_count(lexicon); i++) {
        an_alias row = an_lexicon_alias(lexicon, i);
        an_buf_add(out, an_lexicon_alias_text(lexicon, i));
        an_buf_addf(out, " %d%d%d%d%d %u %.*s-%.*s ", row.casing, row.layer, row.never, row.accented, row.in_place,
                    (unsigned)an_lexicon_origin(lexicon, i).line, (int)row.from.len, row.from.ptr, (int)row.until.len, row.until.ptr);
        for (uint32_t k = 0; k < row.near_count; k++) {
            const an_near *near = an_lexicon_near(lexicon) + row.near_first + k;
            an_buf_add_text(out, "near ");
            if (near->actor != AN_NO_ACTOR)
                add_actor(out, lexicon, near->actor);
            else
                an_buf_add(out, an_vocabulary_text(&lexicon->vocabulary, near->term));
            an_buf_add_char(out, ' ');
        }
        if (row.actor != AN_NO_ACTOR)
            add_actor(out, lexicon, row.actor);
        an_buf_add_char(out, '\n');
    }
    an_buf_addf(out, "%zu actors\n", an_lexicon_count(lexicon).actors);
}

static void all_ways_are_the_same(void **state)
{
    static const char *const ways[][2] = {
        {"one.tsv", "two.csv"}, {"one.anet", "two.csv"}, {"one.tsv", "two.anet"}, {"one.anet", "two.anet"},
        {"two.csv", "one.tsv"}, {"two.anet", "one.tsv"}, {"two.csv", "one.anet"}, {"two.anet", "one.anet"},
    };
    an_buf first = {0};

    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        an_buf told = {0};
        an_lexicon *lexicon = load(ways[i][0], ways[i][1]);
        describe(&told, lexicon);
        assert_false(told.failed);
        if (i % 4 == 0) {
            an_buf_clear(&first);
            an_buf_add(&first, an_buf_str(&told));
        }
        assert_string_equal(told.ptr, first.ptr);
        assert_int_equal(an_lexicon_find_actor(lexicon, AN_LIT("nobody")), AN_NO_ACTOR);
        assert_int_not_equal(an_lexicon_find_actor(lexicon, AN_LIT("DGSE")), AN_NO_ACTOR);
        an_lexicon_free(lexicon);
        an_buf_clear(&told);
    }
    an_buf_clear(&first);
}

/* Hits of several volumes come in one order. */
static void hits_are_merged(void **state)
{
    an_str text = AN_LIT("Ms. Roy, Dr. Roy and Ada Roy met Kim Lee, then Kim.");
    const char *const ways[][2] = {{"one.tsv", "two.csv"}, {"one.anet", "two.anet"}};
    an_hits hits[2] = {{0}};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        an_lexicon *lexicon = load(ways[i][0], ways[i][1]);
        an_atoms atoms = {0};
        an_match_scratch scratch = {0};
        assert_true(an_atoms_cut(&atoms, text, 0, text.len));
        assert_true(an_lexicon_find(lexicon, text, &atoms, &scratch, &hits[i]));
        an_atoms_clear(&atoms);
        an_match_scratch_clear(&scratch);
        an_lexicon_free(lexicon);
    }
    assert_int_equal(hits[0].count, 10);
    assert_int_equal(hits[1].count, 10);
    for (size_t i = 0; i < hits[0].count; i++) {
        assert_int_equal(hits[0].items[i].term, hits[1].items[i].term);
        assert_int_equal(hits[0].items[i].span.start, hits[1].items[i].span.start);
    }
    an_free(hits[0].items);
    an_free(hits[1].items);
}

static void rows_come_back(void **state)
{
    const char *compiled = path_of("one.anet");
    an_buf text = {0};
    an_error err = {0};

    (void)state;
    assert_int_equal(an_dict_sort(compiled, path_of("back.tsv"), NULL, NULL, &err), AN_OK);
    compile("back.tsv", "back.anet");
    assert_int_equal(an_dict_sort(path_of("back.anet"), path_of("again.tsv"), NULL, NULL, &err), AN_OK);
    assert_int_equal(an_file_read(&text, path_of("back.tsv"), NULL), AN_OK);
    assert_non_null(strstr(text.ptr, "Ada Roy\tRoy\tperson\texact\tKim; board; DGSE\t2001\t2010-05\t\t\tq1\t"));
    assert_non_null(strstr(text.ptr, "Monday\t\t\tcap\t\t\t\tyes\t\t\t"));
    an_buf_clear(&text);
}

/* Each bit of a small file flipped: an error, or a lexicon that can be looked at. */
static void flipped_bits(void **state)
{
    an_buf whole = {0}, told = {0};
    char bad[256];
    size_t errors = 0, opened = 0, found = 0;

    (void)state;
    assert_int_equal(an_file_read(&whole, path_of("one.anet"), NULL), AN_OK);
    snprintf(bad, sizeof bad, "%s", path_of("bad.anet"));
    for (size_t i = 0; i < whole.len; i += 1 + i % 5) {
        const char *path = bad;
        an_lexicon_options options = {.files = &path, .file_count = 1};
        an_lexicon *lexicon = NULL;
        an_error err = {0};
        char kept = whole.ptr[i];
        an_str content;
        whole.ptr[i] ^= (char)(1 << i % 8);
        content = an_buf_str(&whole);
        assert_int_equal(an_file_write(bad, content, NULL), AN_OK);
        if (an_lexicon_load(&lexicon, &options, NULL, &err) == AN_OK) {
            opened++;
            an_buf_reset(&told);
            describe(&told, lexicon);
            assert_int_equal(an_utf8_valid(an_buf_str(&told)), told.len);
            found += an_compiled_verify(content, "bad", NULL) != AN_OK;
        } else {
            errors++;
            assert_true(err.message[0] != 0);
        }
        an_lexicon_free(lexicon);
        whole.ptr[i] = kept;
    }
    assert_true(errors > 100);
    assert_true(found > 100 && opened >= found);
    an_buf_clear(&whole);
    an_buf_clear(&told);
}

/* Names of many lengths and numbers, actors by the thousand, one of them with a long name. */
static void many(void **state)
{
    an_buf text = {0}, told[2] = {{0}, {0}};
    char longest[1000];

    (void)state;
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    an_buf_add_text(&text, "actor\talias\ttype\n");
    for (int i = 0; i < 5000; i++)
        an_buf_addf(&text, "Name%d %s\tShort%d\tt%d\n", i % 3000, i % 100 ? "Y" : longest, i, i % 3000 % 40);
    assert_int_equal(an_file_write(path_of("many.tsv"), an_buf_str(&text), NULL), AN_OK);
    compile("many.tsv", "many.anet");
    for (int i = 0; i < 2; i++) {
        an_lexicon *lexicon = load(i ? "many.anet" : "many.tsv", NULL);
        assert_int_equal(an_lexicon_alias_count(lexicon), 5000);
        assert_int_equal(an_lexicon_count(lexicon).actors, 3000);
        for (uint32_t a = 0; a < 3000; a++)
            assert_int_equal(an_lexicon_find_actor(lexicon, an_lexicon_actor(lexicon, a).id), a);
        describe(&told[i], lexicon);
        an_lexicon_free(lexicon);
    }
    assert_string_equal(told[0].ptr, told[1].ptr);
    an_buf_clear(&text);
    an_buf_clear(&told[0]);
    an_buf_clear(&told[1]);
}

/* Names stand with an actor's first row, in whatever order rows come: one behind the other, or strewn (then most rows are strays), some with an
   alias before the name. Each row's actor is the one that the file says. */
static void names_are_those_of_the_rows(void **state)
{
    enum { ROWS = 6000, ACTORS = 2000 };
    uint32_t seed = 1;

    (void)state;
    for (int strewn = 0; strewn < 3; strewn++) {
        an_buf text = {0};
        uint32_t actors[ROWS];
        an_buf_add_text(&text, "actor\talias\n");
        for (int i = 0; i < ROWS; i++) {
            seed = seed * 1664525 + 1013904223;
            actors[i] = strewn == 2 || (strewn == 1 && i % 10 == 0) ? (seed >> 8) % ACTORS : (uint32_t)i * ACTORS / ROWS;
            an_buf_addf(&text, "Actor %u\t", (unsigned)actors[i]);
            an_buf_addf(&text, (seed >> 20) % 3 == 0 ? "Actor %u\n" : "Alias %u of row %d\n", (unsigned)actors[i], i);
        }
        assert_int_equal(an_file_write(path_of("many.tsv"), an_buf_str(&text), NULL), AN_OK);
        compile("many.tsv", "many.anet");
        for (int compiled = 0; compiled < 2; compiled++) {
            an_lexicon *lexicon = load(compiled ? "many.anet" : "many.tsv", NULL);
            for (uint32_t row = 0; row < an_lexicon_alias_count(lexicon); row++) {
                uint32_t line = an_lexicon_origin(lexicon, row).line;
                char expected[40];
                an_str name = an_lexicon_actor(lexicon, an_lexicon_alias(lexicon, row).actor).name;
                snprintf(expected, sizeof expected, "Actor %u", (unsigned)actors[line - 2]);
                assert_true(an_str_equal(name, an_str_of(expected)));
                assert_int_equal(an_lexicon_find_actor(lexicon, name), an_lexicon_alias(lexicon, row).actor);
            }
            an_lexicon_free(lexicon);
        }
        an_buf_clear(&text);
    }
}

static void count_errors(void *payload, const an_diagnostic *diagnostic)
{
    *(size_t *)payload += diagnostic->severity == AN_ERROR;
}

/* A cell of a compiled file that names nothing since it was damaged hides no message about one of a source that says the same. */
static void damaged_near(void **state)
{
    const char *files[] = {path_of("near.anet"), path_of("near.tsv")};
    an_lexicon_options options = {.files = files, .file_count = 2};
    an_lexicon *lexicon = NULL;
    an_error err = {0};
    size_t errors = 0;
    an_observer watch = {.diagnose = count_errors, .payload = &errors};
    an_buf content = {0};
    size_t cell = 0;

    (void)state;
    assert_int_equal(an_file_write(files[1], AN_LIT("actor\talias\tnear\nAda Roy\t\tqzq\n"), NULL), AN_OK);
    compile("near.tsv", "near.anet");
    assert_int_equal(an_file_read(&content, files[0], NULL), AN_OK);
    while (cell + 3 < content.len && memcmp(content.ptr + cell, "qzq", 3) != 0)
        cell++;
    assert_memory_equal(content.ptr + cell, "qzq", 3);
    memcpy(content.ptr + cell, ";;;", 3);
    assert_int_equal(an_file_write(files[0], an_buf_str(&content), NULL), AN_OK);
    assert_int_equal(an_file_write(files[1], AN_LIT("actor\talias\tnear\nEve Roy\t\t;;;\n"), NULL), AN_OK);
    assert_int_not_equal(an_lexicon_load(&lexicon, &options, &watch, &err), AN_OK);
    assert_int_equal(errors, 1);
    an_lexicon_free(lexicon);
    an_buf_clear(&content);
}

/* A data folder with a dictionary and a word list; the user's own file goes before. */
static void write_data(const char *actors)
{
    char data[256];

    snprintf(data, sizeof data, "%s", path_of("data"));
    mkdir(data, 0777);
    mkdir(path_of("data/dict"), 0777);
    mkdir(path_of("data/dict/actors"), 0777);
    mkdir(path_of("data/dict/rules"), 0777);
    assert_int_equal(an_file_write(path_of("data/dict/actors/actors.tsv"), an_str_of(actors), NULL), AN_OK);
    assert_int_equal(an_file_write(path_of("data/dict/rules/titles.tsv"), AN_LIT("word\tclass\nMs\tf\n"), NULL), AN_OK);
    assert_int_equal(an_file_write(path_of("data/dict/rules/never.tsv"), AN_LIT("actor\tnever\nMonday\tyes\n"), NULL), AN_OK);
}

static void compile_shipped(void)
{
    an_lexicon_options options = {.data = path_of("data")};
    an_lexicon_counts counts;

    assert_int_equal(an_dict_compile(&options, path_of("data/shipped.anet"), &counts, NULL, NULL), AN_OK);
}

/* What one run over the data folder finds of names and places; whether it opened the compiled file. */
static bool loads(const char *own, char *out, size_t size)
{
    const char *files[] = {path_of(own)};
    an_lexicon_options options = {.files = files, .file_count = 1, .data = path_of("data")};
    an_lexicon *lexicon = NULL;
    size_t length = 0;
    bool compiled;

    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, NULL), AN_OK);
    for (uint32_t row = 0; row < an_lexicon_alias_count(lexicon); row++) {
        an_alias alias = an_lexicon_alias(lexicon, row);
        an_origin origin = an_lexicon_origin(lexicon, row);
        an_str text = an_lexicon_alias_text(lexicon, row), type = alias.never ? AN_LIT("never") : an_lexicon_type(lexicon, alias.actor);
        length += (size_t)snprintf(out + length, size - length, "%.*s %.*s %d %s:%u\n", (int)text.len, text.ptr, (int)type.len, type.ptr,
                                   (int)alias.layer, strrchr(an_lexicon_file(lexicon, origin.file, NULL), '/'), (unsigned)origin.line);
    }
    compiled = lexicon->shipped.pages != NULL;
    assert_int_equal(an_lexicon_count(lexicon).files, 4);
    an_lexicon_free(lexicon);
    return compiled;
}

static void shipped_ones_are_opened_while_they_fit(void **state)
{
    char sources[1024], now[1024];
    an_buf content = {0};

    (void)state;
    write_data("actor\talias\ttype\nKim\t\tlocation\nOslo\tChristiania\tlocation/city\n");
    unlink(path_of("data/shipped.anet"));
    assert_false(loads("one.tsv", sources, sizeof sources));
    compile_shipped();
    assert_true(loads("one.tsv", now, sizeof now));
    assert_string_equal(now, sources);
    assert_non_null(strstr(now, "Christiania location/city 1 /actors.tsv:3\n"));
    assert_non_null(strstr(now, "Monday never 1 /never.tsv:2\n"));

    /* damaged: read as if it were not there */
    assert_int_equal(an_file_read(&content, path_of("data/shipped.anet"), NULL), AN_OK);
    content.ptr[an_str_find(an_buf_str(&content), 0, AN_LIT("Christiania"))] = 'K';
    assert_int_equal(an_file_write(path_of("data/shipped.anet"), an_buf_str(&content), NULL), AN_OK);
    assert_false(loads("one.tsv", now, sizeof now));
    assert_string_equal(now, sources);
    an_buf_clear(&content);

    /* older than the sources */
    compile_shipped();
    write_data("actor\talias\ttype\nKim\t\tlocation\nOslo\tKristiania\tlocation/city\n");
    assert_false(loads("one.tsv", now, sizeof now));
    assert_non_null(strstr(now, "Kristiania"));
    compile_shipped();
    assert_true(loads("one.tsv", now, sizeof now));

    /* a compiled file of others is not that of the shipped ones */
    assert_int_equal(rename(path_of("one.anet"), path_of("data/shipped.anet")), 0);
    assert_false(loads("two.csv", now, sizeof now));
    compile("one.tsv", "one.anet");
}

/* What a lexicon says of words, of patterns and of what stands near, and which of them stand in a text. */
static void describe_rest(an_buf *out, const an_lexicon *lexicon)
{
    an_str text = AN_LIT("Ms Roy, Captain Roy and the board met the Malian press: Ms Kim said no.");
    size_t count;
    const an_pattern *patterns = an_lexicon_patterns(lexicon, &count);
    an_match_scratch scratch = {0};
    an_regex_scratch *tries = an_regex_scratch_new();
    an_atoms atoms = {0};
    an_hits hits = {0};

    for (uint32_t i = 0; i < an_lexicon_word_count(lexicon); i++) {
        an_word word = an_lexicon_word(lexicon, i);
        an_str actor = an_lexicon_word_attribute(lexicon, i, "actor");
        an_origin origin = an_lexicon_word_origin(lexicon, i);
        an_buf_addf(out, "%.*s|%.*s|%.*s|%.*s|%u:%u|%d\n", (int)word.word.len, word.word.ptr, (int)word.list.len, word.list.ptr, (int)word.class_.len,
                    word.class_.ptr, (int)actor.len, actor.ptr, (unsigned)origin.file, (unsigned)origin.line, an_lexicon_list_goes_on(lexicon, i));
    }
    for (size_t i = 0; i < count; i++) {
        int64_t budget = INT64_MAX;
        an_span whole = {0, 0}, actor = {0, 0};
        int found = an_regex_find(patterns[i].regex, tries, text, (an_span){0, (uint32_t)text.len}, 0, &budget, &whole, &actor);
        an_buf_addf(out, "%.*s %.*s %d %d %u:%u: %d %u-%u %u gates\n", (int)patterns[i].id.len, patterns[i].id.ptr, (int)patterns[i].type.len,
                    patterns[i].type.ptr, (int)patterns[i].layer, patterns[i].at_gate, (unsigned)patterns[i].file, (unsigned)patterns[i].line, found,
                    (unsigned)whole.start, (unsigned)whole.end, (unsigned)patterns[i].gate_count);
        for (uint32_t k = 0; k < patterns[i].gate_count; k++) {
            an_str gate = an_vocabulary_text(&lexicon->vocabulary, patterns[i].gate_first + k);
            an_buf_addf(out, " gate %.*s\n", (int)gate.len, gate.ptr);
        }
    }
    for (size_t i = 0; i < an_lexicon_near_count(lexicon); i++) {
        an_near near = an_lexicon_near(lexicon)[i];
        an_str name = near.actor == AN_NO_ACTOR ? an_vocabulary_text(&lexicon->vocabulary, near.term) : an_lexicon_actor(lexicon, near.actor).name;
        an_buf_addf(out, "near %.*s\n", (int)name.len, name.ptr);
    }
    assert_true(an_atoms_cut(&atoms, text, 0, text.len));
    assert_true(an_lexicon_find_words(lexicon, text, &atoms, &scratch, &hits));
    for (size_t i = 0; i < hits.count; i++)
        if (hits.items[i].term < an_lexicon_word_count(lexicon))
            an_buf_addf(out, "%u %u\n", (unsigned)hits.items[i].term, (unsigned)hits.items[i].atom);
    an_free(hits.items);
    an_atoms_clear(&atoms);
    an_match_scratch_clear(&scratch);
    an_regex_scratch_free(tries);
}

/* The same with the user's files, as text; whether the compiled file was opened. */
static bool tells(an_buf *out, const char *const *own, size_t count, bool dictionaries)
{
    const char *files[3];
    an_lexicon_options options = {.files = files, .file_count = count, .data = path_of("data"), .no_default_dict = !dictionaries};
    an_lexicon *lexicon = NULL;
    bool compiled;

    for (size_t i = 0; i < count; i++)
        files[i] = path_of(own[i]);
    an_buf_reset(out);
    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, NULL), AN_OK);
    describe_rest(out, lexicon);
    describe(out, lexicon);
    compiled = lexicon->shipped.pages != NULL;
    an_lexicon_free(lexicon);
    assert_false(out->failed);
    return compiled;
}

/* Words, patterns and near are the same from the sources and compiled, whatever of the user's stands beside them. */
static void the_bundle_says_what_the_sources_say(void **state)
{
    static const struct {
        const char *own[3];
        size_t count;
        bool dictionaries;
    } ways[] = {
        {{NULL}, 0, true},  {{NULL}, 0, false},         {{"one.tsv"}, 1, true},   {{"words/titles.tsv"}, 1, true},
        {{"p.tsv"}, 1, true}, {{"p.tsv", "one.tsv", "words/titles.tsv"}, 3, false}, {{"one.anet", "p.tsv"}, 2, true},
    };
    an_buf sources[sizeof ways / sizeof *ways] = {{0}}, now = {0};

    (void)state;
    write_data("actor\talias\ttype\tnear\nKim\t\tlocation\tMali; the board\nMali\t\t\t\nOslo\t\t\tboard; Kim\n");
    mkdir(path_of("data/dict/patterns"), 0777);
    mkdir(path_of("words"), 0777);
    assert_int_equal(an_file_write(path_of("data/dict/rules/demonyms.tsv"), AN_LIT("word\tclass\tactor\nMalian\tadjective\tMali\n"), NULL), AN_OK);
    assert_int_equal(an_file_write(path_of("data/dict/patterns/p.tsv"),
                                   AN_LIT("id\ttype\tpattern\trequires\nsurname\tdefine\t[A-Z][a-z]+\t\n"
                                          "titled\tperson\t(?&titles)\\s+(?<actor>(?&surname))\t^@titles\nsaid\tperson\t(?&surname)\\s+said\tsaid; told\n"),
                                   NULL),
                     AN_OK);
    assert_int_equal(an_file_write(path_of("words/titles.tsv"), AN_LIT("word\tclass\nCaptain\trank\nMs\tf\n"), NULL), AN_OK);
    assert_int_equal(an_file_write(path_of("p.tsv"), AN_LIT("id\ttype\tpattern\nmine\tperson\t(?&titles) (?&surname)\n"), NULL), AN_OK);
    unlink(path_of("data/shipped.anet"));
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        assert_false(tells(&sources[i], ways[i].own, ways[i].count, ways[i].dictionaries));
    compile_shipped();
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        assert_true(tells(&now, ways[i].own, ways[i].count, ways[i].dictionaries));
        assert_string_equal(now.ptr, sources[i].ptr);
    }
    assert_non_null(strstr(sources[0].ptr, "Malian|demonyms|adjective|Mali|"));
    assert_non_null(strstr(sources[0].ptr, "titled person 1 1 "));
    assert_non_null(strstr(sources[0].ptr, "near the board"));

    /* unpacked anew, as by a package: times say nothing, and the hash is asked */
    an_buf_reset(&now);
    assert_int_equal(an_file_read(&now, path_of("data/dict/patterns/p.tsv"), NULL), AN_OK);
    assert_int_equal(an_file_write(path_of("data/dict/patterns/p.tsv"), an_buf_str(&now), NULL), AN_OK);
    assert_true(tells(&now, NULL, 0, true));
    assert_string_equal(now.ptr, sources[0].ptr);
    /* of the same size, but another: passed over */
    assert_int_equal(an_file_write(path_of("data/dict/rules/demonyms.tsv"), AN_LIT("word\tclass\tactor\nMalians\tadjectiv\tMali\n"), NULL), AN_OK);
    assert_false(tells(&now, NULL, 0, true));
    assert_non_null(strstr(now.ptr, "Malians|demonyms|adjectiv|Mali|"));
    /* another file more */
    compile_shipped();
    assert_true(tells(&now, NULL, 0, true));
    assert_int_equal(an_file_write(path_of("data/dict/rules/roles.tsv"), AN_LIT("word\nleader\n"), NULL), AN_OK);
    assert_false(tells(&now, NULL, 0, true));
    assert_non_null(strstr(now.ptr, "leader|roles||"));
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        an_buf_clear(&sources[i]);
    an_buf_clear(&now);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder) || an_file_write(path_of("one.tsv"), AN_LIT(one), NULL) != AN_OK ||
        an_file_write(path_of("two.csv"), AN_LIT(two), NULL) != AN_OK)
        return -1;
    compile("one.tsv", "one.anet");
    compile("two.csv", "two.anet");
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {"one.tsv", "two.csv", "one.anet", "two.anet", "back.tsv", "back.anet", "again.tsv", "bad.anet", "many.tsv",
        "many.anet", "near.tsv", "near.anet",
                                        "p.tsv", "words/titles.tsv", "data/dict/patterns/p.tsv", "data/dict/rules/demonyms.tsv", "data/dict/rules/roles.tsv",
                                        "data/dict/actors/actors.tsv", "data/dict/rules/titles.tsv", "data/dict/rules/never.tsv", "data/shipped.anet"};
    static const char *const folders[] = {"words", "data/dict/patterns", "data/dict/actors", "data/dict/rules", "data/dict", "data"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(path_of(names[i]));
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        rmdir(path_of(folders[i]));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_ways_are_the_same), cmocka_unit_test(hits_are_merged), cmocka_unit_test(rows_come_back),
        cmocka_unit_test(flipped_bits),          cmocka_unit_test(many),
        cmocka_unit_test(names_are_those_of_the_rows), cmocka_unit_test(damaged_near),
        cmocka_unit_test(shipped_ones_are_opened_while_they_fit), cmocka_unit_test(the_bundle_says_what_the_sources_say),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
