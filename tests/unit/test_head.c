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
    {"Dated at Lagos this 4th day of June 2019", "2019-06-04"},
    {"SWORN at NAIROBI this 11th day of September 2018", "2018-09-11"},
    {"Signed on the 14th day of March, 2017.", "2017-03-14"},
    {"Done at Lagos on 14 March 2017.", "2017-03-14"},
    {"Dated this 4th day of June 2019 at Lagos.", "2019-06-04"},
    {"Held on the 14th of March 2017 in Lagos.", "2017-03-14"},
    {"Dated the 4th of June 2019", "2019-06-04"},
    /* lives, events, diaries */
    {"Members\n\nKarl Berg, 12 March 1966\nTom Lund, 4 May 1971", ""},
    {"Karl Berg (12 March 1797 – c. 1860) was a painter.", ""},
    {"Karl Berg\nBorn in Oslo, 12 March 1966", ""},
    {"Karl Berg, 12 March 1797 – 1860", ""},
    {"name,born\nKarl Berg,1966-03-12", ""},
    {"Oslo, 3 May 2004 - Karl goes out.\nOslo, 4 May 2004 - Tom sees him.", ""},
    {"Fall of the Berlin Wall, 9 November 1989", ""},
    /* dates that are another's */
    {"Call for papers\nDeadline: Friday, 3 May 2024", ""},
    {"Next Meeting: Tuesday, 12 May 2020", ""},
    {"DECLASSIFY ON - 31/12/2027", ""},
    {"2. Minutes of the meeting held on 3 March 2020", ""},
    {"Approval of the minutes of the meeting of 3 March 2020", ""},
    {"The next meeting will be held on 12 May 2020.", ""},
    {"On appeal from\nJudgment of 12 March 2001\nDelivered: 14 May 2003", "2003-05-14"},
    {"Date: Friday, 3 May 2024", "2024-05-03"},
    {"", ""},
};

static void check(const char *text, const char *within, const char *wanted)
{
    char date[AN_DATE_SIZE] = "";
    bool found = an_head_date(date, an_str_of(text), an_str_of(within));

    if (strcmp(found ? date : "", wanted) != 0)
        print_error("%s:\n  got  '%s'\n  want '%s'\n", text, found ? date : "", wanted);
    assert_string_equal(found ? date : "", wanted);
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(cases[i].text, "", cases[i].date);
}

static void test_folders(void **state)
{
    (void)state;
    check("Truro, 12 March 1797", "2013", "");
    check("Beira, 12 March 2013", "2013", "2013-03-12");
    check("Date: 12 March 1997", "2013", "1997-03-12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_folders)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
