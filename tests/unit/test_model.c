/* Weights as a file: what is read, what is refused and where, and that a feature's text leads back to its number. */
#include "extract/tagger/features.h"
#include "extract/tagger/lattice.h"
#include "extract/tagger/model.h"

#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define HEAD "# comment\nactornet-model\t1\t2\n"

static const struct {
    const char *name, *text;
    const char *message; /* NULL: it is good */
    size_t line, column;
} files[] = {
    {"good", HEAD "u.bias\t\t1\t-2\t127\t-127\t0\nx.last\tcity 2\t1\t2\t3\t4\t5\n", NULL, 0, 0},
    {"CRLF", "actornet-model\t1\t2\r\nu.class\tXu\t1\t2\t3\t4\t5\r\n", NULL, 0, 0},
    {"no rows", HEAD, NULL, 0, 0},
    {"empty", "", "no model of the name tagger: the file holds nothing", 1, 1},
    {"comments only", "# a\n# b\n", "no model of the name tagger: the file holds nothing", 3, 1},
    {"another file", "actor\talias\n", "no model of the name tagger: its first line must begin with 'actornet-model'", 1, 1},
    {"another format", "actornet-model\t2\t1\n", "a model of another version: fit it again with 'actornet train'", 1, 16},
    {"other templates", "actornet-model\t1\t9\n", "a model with features of another version: fit it again with 'actornet train'", 1, 18},
    {"unknown template", HEAD "u.bias\t\t1\t2\t3\t4\t5\nu.bios\t\t1\t2\t3\t4\t5\n", "unknown template", 4, 1},
    {"a key where none is", HEAD "u.bias\tx\t1\t2\t3\t4\t5\n", "not a key of this template", 3, 8},
    {"no key", HEAD "u.class\t\t1\t2\t3\t4\t5\n", "not a key of this template", 3, 9},
    {"half a key", HEAD "x.last\tcity\t1\t2\t3\t4\t5\n", "not a key of this template", 3, 8},
    {"cut off", HEAD "u.class\tXu\t1\t2\t3\n", "five weights are needed behind the key", 3, 1},
    {"too many", HEAD "u.class\tXu\t1\t2\t3\t4\t5\t6\n", "more than five weights", 3, 22},
    {"no number", HEAD "u.class\tXu\t1\t2\tthree\t4\t5\n", "a weight is a whole number from -127 to 127", 3, 16},
    {"too large", HEAD "u.class\tXu\t1\t2\t128\t4\t5\n", "a weight is a whole number from -127 to 127", 3, 16},
    {"empty weight", HEAD "u.class\tXu\t1\t2\t\t4\t5\n", "a weight is a whole number from -127 to 127", 3, 16},
};

static void reading(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        an_model *model;
        an_error err = {0};
        const char *path = scratch_file("model.tsv", an_str_of(files[i].text));
        an_status st = an_model_load(&model, path, &err);
        if (!files[i].message) {
            if (st != AN_OK)
                fail_msg("%s: %s", files[i].name, err.message);
            an_model_free(model);
            continue;
        }
        if (st != AN_ERR_SYNTAX || strcmp(err.message, files[i].message) || err.line != files[i].line || err.column != files[i].column)
            fail_msg("%s: %s at %zu:%zu", files[i].name, err.message, err.line, err.column);
    }
}

static void missing_file(void **state)
{
    an_model *model;
    an_error err = {0};

    (void)state;
    assert_int_equal(an_model_load(&model, "/nowhere/model.tsv", &err), AN_ERR_NOT_FOUND);
    assert_null(model);
}

static void sums(void **state)
{
    static const char text[] = HEAD "u.bias\t\t1\t-2\t3\t0\t0\nu.class\tXu\t10\t0\t0\t0\t-127\nu.word\tsaint-denis\t0\t5\t0\t0\t0\n";
    static const unsigned templates[] = {0, 2, 2, 6};
    uint64_t ids[4];
    an_sums sum = {0};
    an_model *model;
    an_error err = {0};

    (void)state;
    assert_int_equal(an_model_load(&model, scratch_file("model.tsv", an_str_of(text)), &err), AN_OK);
    assert_int_equal(model->rows, 3);
    ids[0] = an_feature_id(0, 0, 0);
    ids[1] = an_feature_id(2, 0, 'X' | 'u' << 8);
    ids[2] = an_feature_id(2, 0, 'X' | 'v' << 8); /* not in it */
    ids[3] = an_feature_id(6, an_key_join(an_key_bytes("saint", 5), an_key_bytes("denis", 5)), 0);
    for (size_t i = 0; i < 4; i++)
        an_model_add(model, templates[i], ids[i], &sum);
    assert_int_equal(an_sums_of(sum, 0), 11);
    assert_int_equal(an_sums_of(sum, 1), 3);
    assert_int_equal(an_sums_of(sum, 2), 3);
    assert_int_equal(an_sums_of(sum, 4), -127);
    an_model_free(model);
}

static void texts_lead_back(void **state)
{
    (void)state;
    for (unsigned t = 0; t < AN_TEMPLATE_COUNT && an_template_name(t); t++) {
        an_buf text = {0};
        unsigned found;
        uint64_t id, word = an_template_has_word(t) ? an_key_bytes("berg", 4) : 0;
        assert_true(an_template_find(&found, an_str_of(an_template_name(t))));
        assert_int_equal(found, t);
        for (uint64_t code = 0; code < 2; code++) {
            uint64_t value = code ? (uint64_t)'X' | (uint64_t)'|' << 8 : 0;
            an_buf_reset(&text);
            an_feature_write(&text, t, AN_LIT("berg"), value);
            if (code && word && an_str_find_byte(an_buf_str(&text), 0, ' ') == (size_t)-1)
                continue; /* a template without a code */
            if (an_feature_read(&id, t, an_buf_str(&text)))
                assert_true(id == an_feature_id(t, word, value));
        }
        an_buf_clear(&text);
    }
}

/* A run of two words by hand: the best reading, and probabilities that are the shares of all readings. */
static void lattice(void **state)
{
    static an_lattice l;
    an_found_name names[AN_RUN_TOKENS];
    double all, expected = 0;

    (void)state;
    l.count = 2;
    l.open[0][0] = l.open[0][1] = l.open[1][0] = true;
    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
        l.score[0][0][kind] = l.score[0][1][kind] = l.score[1][0][kind] = -2;
    l.score[0][1][AN_NAME_PERSON] = 3;
    l.score[0][0][AN_NAME_LOCATION] = 1;
    l.score[1][0][AN_NAME_LOCATION] = 1.5;
    an_lattice_reach(&l);
    assert_int_equal(an_lattice_best(&l, names), 1);
    assert_true(names[0].first == 0 && names[0].end == 2 && names[0].kind == AN_NAME_PERSON);
    all = an_lattice_sum(&l);
    expected = (1 + exp(1) + 4 * exp(-2)) * (1 + exp(1.5) + 4 * exp(-2)) + exp(3) + 4 * exp(-2);
    assert_true(fabs(all - log(expected)) < 1e-9);
    assert_true(fabs(an_lattice_probability(&l, 0, 2, AN_NAME_PERSON) - exp(3) / expected) < 1e-9);
    l.score[0][1][AN_NAME_PERSON] = 2;
    an_lattice_reach(&l);
    assert_int_equal(an_lattice_best(&l, names), 2);
    assert_true(names[0].end == 1 && names[1].first == 1 && names[1].kind == AN_NAME_LOCATION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reading), cmocka_unit_test(missing_file), cmocka_unit_test(sums),
                                       cmocka_unit_test(texts_lead_back), cmocka_unit_test(lattice)};

    return cmocka_run_group_tests(tests, scratch_make, scratch_clean);
}
