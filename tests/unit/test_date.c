/* Dates: the calendar, file names, mail headers, ranges. */
#include "text/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_valid(void **state)
{
    static const struct {
        const char *text;
        bool valid;
    } cases[] = {
        {"2013", true},        {"2013-01", true},      {"2013-01-18", true},  {"2012-02-29", true}, {"2013-02-29", false},
        {"1900-02-29", false}, {"2000-02-29", true},   {"2013-13", false},    {"2013-00", false},   {"2013-01-00", false},
        {"2013-04-31", false}, {"0999", false},        {"3000", false},       {"2013-1-8", false},  {"20130118", false},
        {"", false},           {"2013-01-18T", false}, {"2013/01/18", false}, {"abcd", false},      {"2013-0a", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (an_date_valid(an_str_of(cases[i].text)) != cases[i].valid)
            fail_msg("'%s'", cases[i].text);
    }
}

/* In the order of numbers and of texts alike; and back. */
static void test_numbers(void **state)
{
    static const char *const dates[] = {"1000", "1999-12-31", "2013", "2013-01", "2013-01-01", "2013-01-31", "2013-02", "2013-12-31", "2999"};
    char text[AN_DATE_SIZE];

    (void)state;
    assert_int_equal(an_date_number(AN_LIT("2013-02-30")), 0);
    assert_int_equal(an_date_text(0, text).len, 0);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        uint32_t number = an_date_number(an_str_of(dates[i]));
        assert_string_equal(an_date_text(number, text).ptr, dates[i]);
        assert_int_equal(an_date_text(number, text).len, strlen(dates[i]));
        if (i > 0)
            assert_true(an_date_number(an_str_of(dates[i - 1])) < number);
    }
}

typedef struct found {
    const char *text, *date; /* NULL = none */
} found;

static void check(bool (*find)(char *, an_str), const found *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char date[AN_DATE_SIZE] = "";
        bool any = find(date, an_str_of(cases[i].text));

        if (any != (cases[i].date != NULL) || (any && strcmp(date, cases[i].date) != 0))
            fail_msg("'%s': got '%s'", cases[i].text, any ? date : "none");
    }
}

static void test_names(void **state)
{
    static const found cases[] = {
        {"2013-01-18-attack.txt", "2013-01-18"},
        {"20130118_x", "2013-01-18"},
        {"x_2013-01-18.txt", "2013-01-18"},
        {"report 2013.01.18.txt", "2013-01-18"},
        {"2013_01_18.txt", "2013-01-18"},
        {"2013-01-18T1012.txt", "2013-01-18"},
        {"2013-01-notes.txt", "2013-01"},
        {"2013-01.txt", "2013-01"},
        {"18jan2013.txt", "2013-01-18"},
        {"letter_18_January_1813.txt", "1813-01-18"},
        {"letter January 18th, 1813.txt", "1813-01-18"},
        {"report_18.01.2013.txt", "2013-01-18"},
        {"18jan13.txt", NULL},
        {"31_June_2013.txt", NULL},
        {"march_of_1813.txt", NULL},
        {"log_may_12_1430.txt", NULL},
        {"box_set_12_2001.txt", NULL},
        {"box 12 set 2001.txt", NULL},
        {"letter_12_settembre_2001.txt", "2001-09-12"},
        {"letter_12_Sep_2001.txt", "2001-09-12"},
        {"host-192.10.12.1999.log", NULL},
        {"4.10.12.1999.3.log", NULL},
        {"18_marches_1813.txt", NULL},
        {"v1.2.2013.txt", NULL},
        {"2013-01-180.txt", NULL},
        {"2013-13-01.txt", NULL},
        {"C20130118.txt", NULL},
        {"12013-01-18.txt", NULL},
        {"99991231.txt", NULL},
        {"18450118.txt", NULL},
        {"x-2013-01.txt", NULL},
        {"2013.txt", NULL},
        {"article.txt", NULL},
        {"", NULL},
    };

    (void)state;
    check(an_date_in_name, cases, sizeof cases / sizeof *cases);
}

static void test_headers(void **state)
{
    static const found cases[] = {
        {"Fri, 18 Jan 2013 10:12:05 +0100", "2013-01-18"},
        {"Friday, January 18, 2013 10:12 AM", "2013-01-18"},
        {"Mon Apr 13 08:13:05 2009", "2009-04-13"},
        {"Mon Apr 13 08:13:05 EDT 2009", "2009-04-13"},
        {"18 Jan 2013", "2013-01-18"},
        {"18-Jan-13", "2013-01-18"},
        {"18 Jan 99 10:00", "1999-01-18"},
        {"01/18/2013", "2013-01-18"},
        {"01/02/2013", "2013-01-02"},
        {"18/01/2013", "2013-01-18"},
        {"18.01.2013", "2013-01-18"},
        {"2.1.2013", "2013-01-02"},
        {"9/14/2009 10:57:14 A.M. Eastern", "2009-09-14"},
        {"2013-01-18T10:12:00Z", "2013-01-18"},
        {"January 1st, 2013", "2013-01-01"},
        {"the 3rd of May 2012", "2012-05-03"},
        {"vendredi 18 janvier 2013 10:12", "2013-01-18"},
        {"1er f\xC3\xA9vrier 2013", "2013-02-01"},
        {"Freitag, 18. M\xC3\xA4rz 2013 10:12", "2013-03-18"},
        {"18 de enero de 2013", "2013-01-18"},
        {"lunes, 5 de ago. de 2013", "2013-08-05"},
        /* as scanned pages have them */
        {"Thursday, Se tember 24, 2009 10:05 AM", "2009-09-24"},
        {"Tuesday, Au ust 18, 2009 7:05 AM", "2009-08-18"},
        {"Saturday, Ma 23 2009 10:58 AM", "2009-05-23"},
        {"Tue Apr 2810:12:05 2009", "2009-04-28"},
        {"Tuesday, May 19, 20097:19 AM", "2009-05-19"},
        {"Sun Jul 26 10:12:052009", "2009-07-26"},
        {"Jul26, 2009", "2009-07-26"},
        {"Sunday,November 6,2009 7:49 AM", "2009-11-06"},
        /* no dates */
        {"Friday, June n, 2009 5:42 AM", NULL},
        {"February 30, 2009", NULL},
        {"99/99/2009", NULL},
        {"the market of March", NULL},
        {"10:12:05", NULL},
        {"", NULL},
        {"Mar", NULL},
        {"1/", NULL},
        {"12 ", NULL},
    };

    (void)state;
    check(an_date_in_header, cases, sizeof cases / sizeof *cases);
}

static void test_within(void **state)
{
    static const struct {
        const char *date, *from, *until;
        bool in;
    } cases[] = {
        {"2013-01-18", "2013-01-01", "2013-12-31", true},
        {"2013-01-18", "2013-01-18", "2013-01-18", true},
        {"2013-01-18", "2013-02", "", false},
        {"2013-01-18", "", "2013", true},
        {"2013-01-18", "", "2012", false},
        {"2013", "2013-06-01", "", true},
        {"2013", "2014-01", "", false},
        {"", "2013", "2014", true},
        {"2013-01-18", "", "", true},
        {"2013-01", "2013-01-18", "2013-01-20", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (an_date_within(an_str_of(cases[i].date), an_str_of(cases[i].from), an_str_of(cases[i].until)) != cases[i].in)
            fail_msg("'%s' in '%s'..'%s'", cases[i].date, cases[i].from, cases[i].until);
    }
    assert_true(an_date_within(an_str_of("2013"), an_str_of(NULL), an_str_of(NULL)));
}

/* Whatever the bytes, what is found is a date. */
static void test_any_bytes(void **state)
{
    static const char alphabet[] = "0123456789/-.,: JanFebrMy\xC3\xA9\n";
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[24], date[AN_DATE_SIZE];

        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = alphabet[(seed >> 16) % (sizeof alphabet)]; /* the NUL, too */
        }
        if (an_date_in_header(date, (an_str){text, seed % (sizeof text + 1)}))
            assert_true(an_date_valid(an_str_of(date)));
        if (an_date_in_name(date, (an_str){text, seed % (sizeof text + 1)}))
            assert_true(an_date_valid(an_str_of(date)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid),  cmocka_unit_test(test_names),     cmocka_unit_test(test_headers),
        cmocka_unit_test(test_within), cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
