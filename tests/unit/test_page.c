/* Lines of a text and what they hold: the same whether bytes are looked at one by one or in wide steps, with vectors of every width. */
#include "read/mail/page.h"

#include "text/cpu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static unsigned has_of(char c)
{
    return (c >= 'a' && c <= 'z' && c != 'b' ? AN_HAS_SMALL : 0u) | (c == ',' ? AN_HAS_COMMA : 0u) | (c == ':' ? AN_HAS_COLON : 0u) |
           (c == '@' ? AN_HAS_AT : 0u) | (c == 'C' || c == 'D' ? AN_HAS_CASE : 0u) |
           (c == ':' || c == '#' || c == 'N' || c == 'R' ? AN_HAS_CASE_NUMBER : 0u);
}

static void check_lines(an_str text)
{
    an_page page = {0};
    an_str rest = text, line;
    size_t i = 0;

    assert_true(an_page_cut(&page, text));
    while (rest.len && an_str_next(&rest, '\n', &line)) {
        unsigned has = 0;
        for (size_t c = 0; c < line.len; c++)
            has |= has_of(line.ptr[c]);
        assert_true(i < page.count);
        assert_int_equal(page.items[i].has, has);
        assert_true(an_page_line(&page, i).ptr >= line.ptr && an_page_line(&page, i).len <= line.len);
        i++;
    }
    assert_int_equal(i, page.count);
    an_page_clear(&page);
}

static void check(an_str text)
{
    an_cpu usual = an_cpu_width();

    check_lines(text);
    assert_true(an_cpu_force(AN_CPU_SCALAR));
    check_lines(text);
    assert_true(an_cpu_force(usual));
}

/* Each byte at each place of lines of all lengths around sixteen and thirty-two. */
static void each_byte_is_seen_wherever_it_stands(void **state)
{
    char line[40];

    (void)state;
    for (size_t length = 1; length < sizeof line; length++)
        for (size_t at = 0; at < length; at++)
            for (int byte = 1; byte < 256; byte++) {
                memset(line, 'b', sizeof line);
                line[at] = (char)byte;
                check((an_str){line, length});
            }
}

static void lines_of_random_bytes(void **state)
{
    static const char bytes[] = "bbbbbbbbbbbbBB  \t\r\n\n,:@CDNR#az\xC3\xA9";
    char text[300];

    (void)state;
    srand(1);
    for (int round = 0; round < 2000; round++) {
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = bytes[(size_t)rand() % (sizeof bytes - 1)];
        check((an_str){text, (size_t)rand() % sizeof text});
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_byte_is_seen_wherever_it_stands),
        cmocka_unit_test(lines_of_random_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
