/* Names and small tables of the importers; what an import does as a whole is shown by tests/cases/dict. */
#include "lexicon/import/import.h"

#include "lexicon/words.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void test_recase(void **state)
{
    static const struct {
        const char *name;
        bool person;
        const char *expected;
    } cases[] = {
        {"AL-QAIDA IN THE ISLAMIC MAGHREB", false, "Al-Qaida in the Islamic Maghreb"},
        {"BANCO NACIONAL DE CUBA", false, "Banco Nacional de Cuba"},
        {"ACME, S.A. DE C.V.", false, "Acme, S.A. de C.V."},
        {"JOHN O'NEIL MCDONALD", true, "John O'Neil McDonald"},
        {"VALERY GISCARD D'ESTAING", true, "Valery Giscard D'Estaing"},
        {"BIN LADEN, Usama", true, "Bin Laden, Usama"},
        {"ELIZABETH II", true, "Elizabeth II"},
        {"Mixed CASE stays", false, "Mixed Case stays"},
        {"ÉCOLE SUPÉRIEURE", false, "École Supérieure"},
        {"МИНИСТЕРСТВО", false, "Министерство"},
        {"US AGENCY FOR THE UN", false, "US Agency for the UN"},
        {"747 SQUADRON", false, "747 Squadron"},
        {"", false, ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        an_buf out = {0};
        an_name_recase(&out, an_str_of(cases[i].name), cases[i].person);
        assert_string_equal(out.ptr ? out.ptr : "", cases[i].expected);
        an_buf_clear(&out);
    }
}

static void test_inverted(void **state)
{
    static const struct {
        const char *name, *last, *first; /* last NULL = not inverted */
    } cases[] = {
        {"ROE, Jane", "ROE", "Jane"},
        {"Roe, Jane, Jr.", "Roe", "Jane"},
        {"Acme, Inc.", NULL, NULL},
        {"Acme, S.A.", NULL, NULL},
        {"Roe, Jr.", NULL, NULL},
        {"One, two, three", NULL, NULL},
        {"Jane Roe", NULL, NULL},
        {", Jane", NULL, NULL},
        {"Roe,", NULL, NULL},
        {"Roe, ---", NULL, NULL},
        {"bin Roe, Abd al-Karim", "bin Roe", "Abd al-Karim"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        an_str last, first;
        bool is = an_name_inverted(an_str_of(cases[i].name), &last, &first);
        assert_int_equal(is, cases[i].last != NULL);
        if (is) {
            assert_true(an_str_equal(last, an_str_of(cases[i].last)));
            assert_true(an_str_equal(first, an_str_of(cases[i].first)));
        }
    }
}

static void test_short_forms(void **state)
{
    static const char *const shorts[] = {"FLNC", "DGSE", "DCRI", "MNLA", "BBC", "GSPC"};
    static const char *const words[] = {"NATO", "CHAD", "SPRING", "STROEM", "NG", "DR", "ACME", "KHMER"};
    (void)state;
    for (size_t i = 0; i < COUNT(shorts); i++)
        assert_true(an_name_looks_short(an_str_of(shorts[i])));
    for (size_t i = 0; i < COUNT(words); i++)
        assert_false(an_name_looks_short(an_str_of(words[i])));
    assert_true(an_name_is_initials(AN_LIT("DGSE"), AN_LIT("GENERAL DIRECTORATE FOR EXTERNAL SECURITY")));
    assert_true(an_name_is_initials(AN_LIT("AQIM"), AN_LIT("Al-Qaida in the Islamic Maghreb")));
    assert_false(an_name_is_initials(AN_LIT("DCRI"), AN_LIT("CENTRAL DIRECTORATE OF INTERIOR INTELLIGENCE")));
    assert_false(an_name_is_initials(AN_LIT("A"), AN_LIT("Acme")));
}

static void test_letters(void **state)
{
    (void)state;
    assert_true(an_name_has_letter(AN_LIT("-3-")));
    assert_true(an_name_has_letter(AN_LIT("東")));
    assert_false(an_name_has_letter(AN_LIT("--- …")));
    assert_false(an_name_has_letter(AN_LIT("")));
    assert_true(an_is_single_letter(AN_LIT("(A)")));
    assert_false(an_is_single_letter(AN_LIT("東")));
    assert_false(an_is_single_letter(AN_LIT("AB")));
}

static void test_tables(void **state)
{
    static const struct {
        const char *text, *expected; /* NULL = no date */
    } dates[] = {{"1960-01-18", "1960-01-18"},           {"1960", "1960"}, {"18/01/1960", "1960-01-18"},
                 {"1960-01-18T10:00:00Z", "1960-01-18"}, {"soon", NULL},   {"", NULL}};
    an_dict_import_options options = {0};
    an_dict_report *report = an_dict_report_new(false);
    an_import to;
    char out[11];
    (void)state;
    for (size_t i = 0; i < COUNT(dates); i++) {
        bool is = an_import_date(out, an_str_of(dates[i].text));
        assert_int_equal(is, dates[i].expected != NULL);
        if (is)
            assert_string_equal(out, dates[i].expected);
    }
    assert_true(an_str_equal(an_country_of(AN_LIT("DZA")), AN_LIT("DZ")));
    assert_true(an_str_equal(an_country_of(AN_LIT("ZWE")), AN_LIT("ZW")));
    assert_int_equal(an_country_of(AN_LIT("WDZ")).len, 0); /* not in the middle of others */
    an_import_init(&to, &options, report, NULL, NULL);
    assert_true(an_str_equal(an_import_type_word(&to, AN_LIT("PER")), AN_LIT("person")));
    assert_true(an_str_equal(an_import_type_word(&to, AN_LIT("Public Body")), AN_LIT("organization/government")));
    assert_true(an_str_equal(an_import_type_word(&to, AN_LIT("Work of Art")), AN_LIT("work-of-art")));
    an_import_clear(&to);
    an_dict_report_free(report);
}

/* The same rows in any order give the same sink. */
static void test_sink(void **state)
{
    static const char *const names[][2] = {{"Roe", "Roe"}, {"Roe", "Jane"}, {"Acme", "Acme"}, {"Roe", "Jane"}, {"Acme", "AF"}};
    an_dict_import_options options = {0};
    (void)state;
    for (size_t turn = 0; turn < COUNT(names); turn++) {
        an_dict_report *report = an_dict_report_new(true);
        an_import to;
        size_t count;
        an_import_init(&to, &options, report, NULL, NULL);
        for (size_t i = 0; i < COUNT(names); i++) {
            const char *const *row = names[(i + turn) % COUNT(names)];
            uint32_t actor = an_import_actor_of(&to, (an_str){"", 0}, an_str_of(row[0]));
            to.line = (uint32_t)i + 1;
            assert_true(an_import_name(&to, actor, an_str_of(row[1]), NULL));
        }
        an_import_finish(&to);
        assert_int_equal(to.status, AN_OK);
        assert_int_equal(an_dict_report_count(report, "actors"), 2);
        assert_int_equal(an_dict_report_count(report, "aliases"), 4);
        assert_int_equal(an_dict_report_count(report, "dropped"), 1);
        const an_import_row *rows = an_import_rows(&to, to.order[0], &count);
        assert_int_equal(count, 2);
        assert_true(an_str_equal(rows[0].alias, AN_LIT("Acme")));
        assert_true(an_str_equal(rows[1].alias, AN_LIT("AF")));
        rows = an_import_rows(&to, to.order[1], &count);
        assert_true(an_str_equal(rows[0].alias, AN_LIT("Roe")) && an_str_equal(rows[1].alias, AN_LIT("Jane")));
        assert_false(an_import_name(&to, 0, AN_LIT("---"), NULL));
        an_import_clear(&to);
        an_dict_report_free(report);
    }
}

static void test_failures(void **state)
{
    const char *missing[] = {"no/such/file"};
    an_dict_import_options options = {.casing = "loud"};
    an_error err = {0};
    (void)state;
    assert_int_equal(an_dict_import("plain", missing, 1, "-", NULL, NULL, NULL, &err), AN_ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "no/such/file"));
    assert_int_equal(an_dict_import("plane", missing, 1, "-", NULL, NULL, NULL, &err), AN_ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "'plain'"));
    assert_int_equal(an_dict_import("plain", missing, 1, "-", &options, NULL, NULL, &err), AN_ERR_INVALID);
    assert_int_equal(an_dict_export("csv", missing, 1, "-", NULL, NULL, &err), AN_ERR_NOT_FOUND);
    assert_int_equal(an_dict_sort("no/such/file", "-", NULL, NULL, &err), AN_ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recase), cmocka_unit_test(test_inverted), cmocka_unit_test(test_short_forms), cmocka_unit_test(test_letters),
        cmocka_unit_test(test_tables), cmocka_unit_test(test_sink),     cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
