/* Remains of other formats: what they are read as, what is none, and that every code point keeps its place. «~» stands for U+2060. */
#include "base/utf8.h"
#include "read/html.h"
#include "read/remains.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LINE "This line of a letter is so long that a mail program breaks it here, "

static const struct {
    const char *name, *in, *out; /* out NULL: nothing is met */
} cases[] = {
    {"no text", "", NULL},
    {"plain", "Ada & Bob <ada@example.org> met at 5 < 6, a=b.", NULL},
    {"entities", "Ada&nbsp;Roy &amp; Bob&#8217;s &eacute;t&Eacute; &#x2014;&bogus;&#0;&#55555555;",
     "Ada ~~~~~Roy &~~~~ Bob’~~~~~~s é~~~~~~~tÉ~~~~~~~ —~~~~~~~&bogus;&#0;&#55555555;"},
    {"entities made twice", "a&amp;nbsp;b &amp;amp; c", "a ~~~~~~~~~b &~~~~~~~~ c"},
    {"no entity", "R&D; AT&T &; & nbsp;", NULL},
    {"tags", "<p class=\"a>b\">Ada <b>Roy</b></p>x<br/>y<td>1</td>", "\n              Ada ~~~Roy~~~~\n   x\n    y\t   1\t    "},
    {"one tag is chance", "if a <b> c</d>", NULL},
    {"names of a chat", "<b> hi\n<i> hello\n<kim> you", NULL},
    {"what is no text", "<style>p {}</style>a<script>Ada < Bob</script>b<!-- Ada -->c</p>",
     "\n                  a\n                         b            c\n   "},
    {"script without an end", "<p a=1>Ada</p><script>Bob<script>Eve", "\n      Ada\n   \n       Bob\n       Eve"},
    {"quoted-printable", "Fran=E7ois =C3=A9t=C3=A9=20\n" LINE "Mer=\nkel =\r\nx=2E =3D=93Hi=94",
     "Franç~~ois é~~~~~té~~~~~   \n" LINE "Mer~~kel ~~~x.~~ =~~“~~Hi”~~"},
    {"no quoted-printable", "width=20 height=30\nA=\nB=\nx=E9", NULL},
    {"few of many are remains", "a=E9 b=E8 c=d e=f g=h", NULL},
    {"broken words", "Slobo-\ndan, Al-\n  bright and Bel-\r\ngrade; Moscow-\nbased, long-\nterm, Jean-\nClaude",
     "Slobo\u00AD~dan, Al\u00AD~~~bright and Bel\u00AD~~grade; Moscow-\nbased, long-\nterm, Jean-\nClaude"},
    {"broken words behind numbers of lines", "Slobo-\n 12  dan, Al-\n13   bright, Bel-\n9  grade, Envi-\n14 men",
     "Slobo\u00AD~~~~~~dan, Al\u00AD~~~~~~bright, Bel\u00AD~~~~grade, Envi-\n14 men"},
    {"numbers of lines", "   A BILL\n 1  To amend\n 2  the Act\n\n 3  of Harrow\n 4\n 5  and\n 6  so on.\n 7  Then\n 8  the end\n 9  of it.\n3  men\n"
     " 1  Page\n 2  two",
     "   A BILL\n    To amend\n    the Act\n\n    of Harrow\n  \n    and\n    so on.\n    Then\n    the end\n    of it.\n3  men\n    Page\n    two"},
    {"few numbers are a list", "1  Ada\n2  Bob\n3  Eve\n4  Roy", NULL},
    {"two broken words are chance", "Slobo-\ndan Al-\nbright", NULL},
};

/* Pages as a whole. */
static const struct {
    const char *name, *in, *out;
} pages[] = {
    {"nothing", "", ""},
    {"paragraphs end", "<p>Ada<p>Bob<br>Eve</p>", "\n\n Ada\n\n Bob\n   Eve\n\n  "},
    {"unknown tags stand inside a line", "in <st1:city>Gao</st1:city>, <o:p></o:p>x<B CLASS=y>z</B>",
     "in ~~~~~~~~~~Gao~~~~~~~~~~~, ~~~~~~~~~~~x~~~~~~~~~~~z~~~~"},
    {"what holds no text", "a<NAV>Home</nav>b<svg><title>x</title></svg>c<SCRIPT>if (a<b) d</SCRIPT >e</Script>f<noscript><img></noscript>g",
     "a\n\n             b\n\n                         c\n\n                                    f\n\n                        g"},
    {"declarations and comments", "<?xml version='1.0'?><!DOCTYPE html><!-- Ada Roy and Eve -->Bob<!-- --> Day",
     "                                                            Bob~~~~~~~~ Day"},
    {"no tag", "a < b, a <3, x<", "a < b, a <3, x<"},
    {"a tag that never ends", "Ada <a href=\"x", "Ada <a href=\"x"},
    {"entities, once", "R&amp;D &eacute; &copy", "R&~~~~D é~~~~~~~ &copy"},
    {"lines and columns of the source say nothing", "Ada\n\n\tRoy   met\tBob\n  Day", "Ada ~~Roy ~~met Bob ~~Day"},
    {"but between blocks", "Ada\n  <b>Roy</b>\n</p>\n  <p>\n", "Ada ~~~~~Roy~~~~\n\n\n  \n  \n\n \n"},
    {"but in <pre>", "<PRE>Ada\n\nBob</PRE>", "\n\n   Ada\n\nBob\n\n    "},
    {"cells", "<tr><td>a<td>b", "\n\n  \t   a\t   b"},
};

/* `~` for U+2060. */
static void show(an_buf *out, an_str text)
{
    for (size_t at = 0; at < text.len; at++)
        if (an_str_starts(an_str_sub(text, at, text.len), AN_LIT("\u2060"))) {
            an_buf_add_char(out, '~');
            at += 2;
        } else {
            an_buf_add_char(out, text.ptr[at]);
        }
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_str in = an_str_of(cases[i].in);
        an_buf out = {0}, shown = {0};
        bool met = an_remains_mend(&out, in);
        show(&shown, an_buf_str(&out));
        if (met != (cases[i].out != NULL) || (met && !an_str_equal(an_buf_str(&shown), an_str_of(cases[i].out))))
            print_error("%s:\n  got  '%.*s'\n  want '%s'\n", cases[i].name, (int)shown.len, shown.ptr ? shown.ptr : "", cases[i].out ? cases[i].out : "");
        assert_int_equal(met, cases[i].out != NULL);
        if (met) {
            assert_true(an_str_equal(an_buf_str(&shown), an_str_of(cases[i].out)));
            assert_int_equal(an_utf8_count(an_buf_str(&out)), an_utf8_count(in));
        }
        an_buf_clear(&out);
        an_buf_clear(&shown);
    }
}

static void test_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        an_str in = an_str_of(pages[i].in);
        an_buf out = {0}, shown = {0};
        an_page_mend(&out, in);
        show(&shown, an_buf_str(&out));
        if (!an_str_equal(an_buf_str(&shown), an_str_of(pages[i].out)))
            fail_msg("%s:\n  got  '%.*s'\n  want '%s'", pages[i].name, (int)shown.len, shown.ptr ? shown.ptr : "", pages[i].out);
        assert_int_equal(an_utf8_count(an_buf_str(&out)), an_utf8_count(in));
        an_buf_clear(&out);
        an_buf_clear(&shown);
    }
}

/* A picture that is packed into its tag takes no characters that nobody sees, three bytes each. */
static void test_pictures(void **state)
{
    an_buf in = {0}, out = {0};

    (void)state;
    an_buf_add_text(&in, "Ada<img src=\"data:");
    for (size_t i = 0; i < 5000; i++)
        an_buf_add_char(&in, 'A');
    an_buf_add_text(&in, "\">Bob");
    an_page_mend(&out, an_buf_str(&in));
    assert_int_equal(out.len, in.len);
    an_buf_clear(&in);
    an_buf_clear(&out);
}

/* What never ends was looked for up to the end of the page: once, and from there on only short tags are looked for. */
static void test_endless(void **state)
{
    an_buf in = {0}, out = {0}, want = {0};

    (void)state;
    an_buf_add_text(&in, "<i x='><hr>Ada<img src=\"data:");
    an_buf_add_text(&want, "<i x='>\n\n  Ada<img src=\"data:");
    for (size_t i = 0; i < 5000; i++) {
        an_buf_add_char(&in, 'A');
        an_buf_add_char(&want, 'A');
    }
    an_buf_add_text(&in, "\">Bob");
    an_buf_add_text(&want, "\">Bob");
    an_page_mend(&out, an_buf_str(&in));
    assert_true(an_str_equal(an_buf_str(&out), an_buf_str(&want)));
    an_buf_clear(&in);
    an_buf_clear(&out);
    an_buf_clear(&want);
}

static void test_heads(void **state)
{
    static const struct {
        const char *page, *charset, *date;
    } heads[] = {
        {"", "", ""},
        {"<p>charset=latin1 2019-04-02", "", ""},
        {"<meta name=x content=y><META http-equiv=Content-Type content=\"text/html; charset=ISO-8859-2\">", "ISO-8859-2", ""},
        {"<meta charset='koi8-r'>", "koi8-r", ""},
        {"<?xml version=\"1.0\" encoding=\"windows-1250\"?>", "windows-1250", ""},
        {"<meta property=\"article:published_time\" content=\"2019-04-02T08:00Z\"><time datetime=\"2020-01-01\">", "", "2019-04-02"},
        {"{\"datePublished\": \"2018-12-31T23:00\"}", "", "2018-12-31"},
        {"<time datetime=\"2020-13-01\">, <meta name=\"date\">2020-01-01", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        an_str page = an_str_of(heads[i].page);
        char date[AN_DATE_SIZE] = "";
        assert_true(an_str_equal(an_html_charset(page), an_str_of(heads[i].charset)));
        assert_int_equal(an_html_date(date, page), heads[i].date[0] != 0);
        assert_string_equal(date, heads[i].date);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_pages), cmocka_unit_test(test_pictures),
                                       cmocka_unit_test(test_endless), cmocka_unit_test(test_heads)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
