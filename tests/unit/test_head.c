/* Which dates in the head of a text are its own. */
#include "read/head.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text, *date; /* "" = none */
} cases[] = {
    {"Truro, 12th March 1797\n\nMy dear Aunt,", "1797-03-12"},
    {"12 Church Street,\nTruro,\nFriday, 12 March 1797.\nDear Sir,", "1797-03-12"},
    {"12 March 1797. Rose at six.", ""},
    {"12 March 1797 - Rose at six.", "1797-03-12"},
    {"BEIRA, 14 March 2019 - The director was suspended.", "2019-03-14"},
    {"Port chief suspended\nBEIRA, March 14, 2019 (AP) - The director", "2019-03-14"},
    {"OSLO (NTB) 9 February 2016 - Police raided", "2016-02-09"},
    {"HALDEN ASA\nMinutes of the Board Meeting held on 20 June 2013", "2013-06-20"},
    {"GOMA, Aug 16 (AP) - A militia leader said", ""},
    {"Date: 3 May 2004\nTo: all", "2004-05-03"},
    {"**Date:** 3 May 2004", "2004-05-03"},
    {"Dated this 4th day of May, 1999", "1999-05-04"},
    {"JUDGMENT\nSTRASBOURG\n12 March 2004", "2004-03-12"},
    {"Published on 2004-05-03 10:15", "2004-05-03"},
    {"Minutes of the board\nNairobi, Kenya, Monday 5 June 2011", "2011-06-05"},
    {"New York, on the 5th of June 2011", "2011-06-05"},
    {"Maputo, 5 de Junho de 2011", "2011-06-05"},
    {"Wien, 5. Januar 2011", "2011-01-05"},
    {"Date: 18/01/2013", "2013-01-18"},
    {"Date: 01/02/2013", ""},
    {"Date: 02.01.2013", "2013-01-02"},
    {"Declassify on: 05/24/2024", ""},
    {"Date: 31 February 2013", ""},
    {"He was born on 12 March 1797 in Truro.", ""},
    {"Report on the events of 12 March 2004", ""},
    {"1 March 2004 - 31 May 2004", ""},
    {"12 March 2004\tKarl Lund\t300", ""},
    {"The treaty\nAdopted on 12 March 2004", "2004-03-12"},
    {"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n12 March 2004", ""},
    {"On 12 March 2004 Karl Lund", ""},
    {"12 March 1797\nRose at six.\n\n13 March 1797\nRain.", ""},
    {"Published: 3 May 2004\nUpdated: 4 May 2004", "2004-05-03"},
    {"London, 12 March", ""},
    {"", ""},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char date[AN_DATE_SIZE] = "";
        bool found = an_head_date(date, an_str_of(cases[i].text));
        if (strcmp(found ? date : "", cases[i].date) != 0)
            print_error("%s:\n  got  '%s'\n  want '%s'\n", cases[i].text, found ? date : "", cases[i].date);
        assert_string_equal(found ? date : "", cases[i].date);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
