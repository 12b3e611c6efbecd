/* The user's corrections: what lines mean, what chains of them mean, and what is told about bad ones. */
#include "extract/corrections.h"

#include "base/buf.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static an_corrections *load(const char *content)
{
    an_corrections *corrections = NULL;
    an_error err = {0};

    if (an_corrections_load(&corrections, scratch_file("aliases.tsv", an_str_of(content)), NULL, &err) != AN_OK)
        fail_msg("%s", err.message);
    return corrections;
}

/* The questions take folded names. */
static an_str folded(an_buf *buf, const char *name)
{
    an_buf_reset(buf);
    an_corrections_fold(buf, an_str_of(name));
    return an_buf_str(buf);
}

static void test_same(void **state)
{
    static const struct {
        const char *name, *out;
        uint8_t used[4];
    } cases[] = {
        {"Zeid", "Abou Zeid", {1, 0, 0, 0}}, {"ABU  zeïd", "Abou Zeid", {1, 1, 0, 0}}, {"Abdelhamid", "Abou Zeid", {0, 1, 0, 0}},
        {"DGSE", "Direction", {0, 0, 1, 0}}, {"Direction", "Direction", {0, 0, 0, 0}}, {"nobody", "", {0, 0, 0, 0}},
    };
    an_corrections *corrections = load("# who is who\n\nsame\tAbou Zeid\tZeid\nsame\tAbu Zeid\tAbdelhamid\nsame\t Direction \tDGSE\r\n"
                                       "same\tAbu Zeid\tZeid\n");
    an_buf buf = {0};

    (void)state;
    assert_int_equal(an_corrections_count(corrections), 4);
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t used[4] = {0};
        an_str got = an_corrections_same(corrections, folded(&buf, cases[i].name), used);
        if (!an_str_equal(got, an_str_of(cases[i].out)))
            fail_msg("%s: got '%.*s'", cases[i].name, (int)got.len, got.ptr);
        for (size_t k = 0; k < 3; k++)
            if (cases[i].used[k] && !used[k])
                fail_msg("%s: line %zu is not used", cases[i].name, k);
    }
    assert_non_null(strstr(an_corrections_line(corrections, 0), "aliases.tsv:3: same 'Abou Zeid' 'Zeid'"));
    assert_int_not_equal(an_corrections_line(corrections, 0)[0], '/');
    an_corrections_free(corrections);
    an_buf_clear(&buf);
}

static void test_different_and_never(void **state)
{
    an_corrections *corrections = load("different\tBush\tGeorge W. Bush\nnever\tMonday  Morning\n");
    uint8_t used[2] = {0};
    an_buf a = {0}, b = {0};

    (void)state;
    assert_true(an_corrections_different(corrections, folded(&a, "BUSH"), folded(&b, "George W. Bush"), used));
    assert_true(an_corrections_different(corrections, folded(&a, "george w. bush"), folded(&b, "bush"), used));
    assert_int_equal(used[0], 1);
    assert_int_equal(used[1], 0);
    assert_false(an_corrections_different(corrections, folded(&a, "Bush"), folded(&b, "Bush"), used));
    assert_true(an_corrections_never(corrections, folded(&a, "monday morning"), used));
    assert_int_equal(used[1], 1);
    assert_false(an_corrections_never(corrections, folded(&a, "Bush"), used));
    assert_false(an_corrections_never(NULL, AN_LIT("bush"), NULL));
    assert_false(an_corrections_different(NULL, AN_LIT("a"), AN_LIT("b"), NULL));
    assert_int_equal(an_corrections_same(NULL, AN_LIT("a"), NULL).len, 0);
    assert_int_equal(an_corrections_count(NULL), 0);
    an_corrections_free(corrections);
    an_corrections_free(NULL);
    an_buf_clear(&a);
    an_buf_clear(&b);
}

static void note(void *payload, const an_diagnostic *found)
{
    an_buf_addf(payload, "%zu:%zu %s\n", found->at.line, found->at.column, found->at.message);
}

static const struct {
    const char *name, *content, *told, *message;
} bad[] = {
    {"unknown word", "sane\tA\tB\n", "1:1 expected 'same', 'different' or 'never', then a tab and the names\n",
     "1 bad line in the corrections"},
    {"blanks for tabs", "same A B\n", "1:1 expected 'same', 'different' or 'never', then a tab and the names\n",
     "1 bad line in the corrections"},
    {"one name", "\n# x\nsame\tA\n", "3:1 expected two names behind it, with a tab before each\n", "1 bad line in the corrections"},
    {"three names", "different\tA\tB\tC\n", "1:1 expected two names behind it, with a tab before each\n", "1 bad line in the corrections"},
    {"no text", "never\nnever\t\t\n",
     "1:1 expected one text behind it, with a tab before it\n2:1 expected one text behind it, with a tab before it\n",
     "2 bad lines in the corrections"},
    {"equal names", "same\tÉva\tEVA\n", "1:10 the two names are the same but for case and accents\n", "1 bad line in the corrections"},
    {"invalid UTF-8", "same\tA\xFF\tB\n", "1:7 invalid UTF-8: save the file as UTF-8\n", "1 bad line in the corrections"},
    {"contradiction", "same\tA\tB\ndifferent\tB\tA\n", NULL,
     "'B' and 'A' are made the same by other lines; delete this line or one of those"},
    {"contradiction through a chain", "different\ta\tD\nsame\tA\tB\nsame\tC\tD\nsame\tB\tC\n", NULL,
     "'a' and 'D' are made the same by other lines; delete this line or one of those"},
};

static void test_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        an_corrections *corrections = (an_corrections *)1;
        an_buf told = {0};
        an_error err = {0};
        an_observer watch = {.diagnose = note, .payload = &told};
        an_status st = an_corrections_load(&corrections, scratch_file("aliases.tsv", an_str_of(bad[i].content)), &watch, &err);
        if (st != AN_ERR_SYNTAX || corrections)
            fail_msg("%s: status %d", bad[i].name, (int)st);
        if (strcmp(err.message, bad[i].message) != 0)
            fail_msg("%s: got '%s'", bad[i].name, err.message);
        if (!an_str_equal(an_buf_str(&told), an_str_of(bad[i].told)))
            fail_msg("%s: told '%s'", bad[i].name, told.ptr);
        an_buf_clear(&told);
    }
}

static void test_files(void **state)
{
    an_corrections *corrections = NULL;
    an_error err = {0};

    (void)state;
    assert_int_equal(an_corrections_load(&corrections, scratch_path("none.tsv"), NULL, &err), AN_ERR_NOT_FOUND);
    assert_null(corrections);
    corrections = load("");
    assert_int_equal(an_corrections_count(corrections), 0);
    an_corrections_free(corrections);
    corrections = load("\xEF\xBB\xBFnever\tx");
    assert_int_equal(an_corrections_count(corrections), 1);
    an_corrections_free(corrections);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_different_and_never),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_files),
    };

    return cmocka_run_group_tests(tests, scratch_make, scratch_clean);
}
