/* Labels of charsets: what their writers mean by them, and what comes out of the bytes. */
#include "base/buf.h"
#include "text/charset.h"
#include "text/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_labels(void **state)
{
    static const struct {
        const char *label, *iconv; /* NULL = unknown */
    } cases[] = {
        {"gb2312", "GB18030"},           {"GBK", "GB18030"},
        {"ks_c_5601-1987", "UHC"},       {"EUC-KR", "UHC"},
        {"Shift_JIS", "CP932"},          {" iso-8859-1 ", "WINDOWS-1252"},
        {"iso-8859-9", "WINDOWS-1254"},  {"iso-8859-11", "CP874"},
        {"iso-8859-15", "ISO-8859-15"},  {"utf-8", ""},
        {"US-ASCII", ""},                {"cp437", "IBM437"},
        {"", NULL},                      {" ", NULL},
        {"utf-8 utf8", NULL},            {"iso-8859-1//IGNORE", NULL},
        {"iso-8859", NULL},              {"EBCDIC-US", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const an_charset *found = an_charset_find(an_str_of(cases[i].label));
        if (!found || !cases[i].iconv ? found || cases[i].iconv : strcmp(found->iconv, cases[i].iconv) != 0)
            fail_msg("'%s' is %s", cases[i].label, found ? found->iconv : "unknown");
    }
}

static void test_bytes(void **state)
{
    static const struct {
        const char *label, *bytes, *text; /* NULL = to be told by looking */
    } cases[] = {
        {"gb2312", "\xE9\x46", "镕"},                   /* GBK has it, GB 2312 has not */
        {"ks_c_5601-1987", "\x8C\x63\xB9\xE6", "똠방"}, /* UHC has the first */
        {"shift_jis", "\x87\x40\xED\x40", "①纊"},       /* CP932 has both */
        {"iso-8859-1", "\x93so\x94", "“so”"},
        {"iso-8859-9", "\xDD\x80", "İ€"},
        {"iso-2022-jp", "\x1B$B;3ED\x1B(B ", "山田 "},
        {"big5", "F\x88\x66", "FÊ"},      /* which might go on: it is not lost at the end */
        {"windows-1258", "ma", "ma"},     /* the same */
        {"windows-1258", "a\x81" "a", "a\xEF\xBF\xBD" "a"}, /* nor before what is none */
        {"utf-7", "Z+APw-rich", "Zürich"},
        {"iso-8859-1", "\xEF\xBB\xBFZ", NULL}, /* a mark says more */
        {"utf-8", "Z", NULL},
        {"utf-16le", "Karl", NULL}, /* not Han */
        {"utf-32", "Karl", NULL},
        {"utf-16le", "\x4E\xE5 N", "\xEE\x95\x8E\xE4\xB8\xA0"}, /* no UTF-8: the label is believed */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf out = {0};
        an_repairs repairs = {0};
        bool known = an_decode_as(&out, an_str_of(cases[i].bytes), an_str_of(cases[i].label), &repairs);

        an_buf_add(&out, AN_LIT("")); /* ends with NUL then */
        if (known != !!cases[i].text || (known && strcmp(out.ptr, cases[i].text) != 0))
            fail_msg("%s: '%s'", cases[i].label, out.ptr);
        an_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_labels), cmocka_unit_test(test_bytes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
