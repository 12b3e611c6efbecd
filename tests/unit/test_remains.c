/* Remains of other formats: what they are read as, what is none, and that every code point keeps its place. «~» stands for U+2060. */
#include "base/utf8.h"
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
    {"numbers of lines", "   A BILL\n 1  To amend\n 2  the Act\n\n 3  of Harrow\n 4\n 5  and\n 6  so on.\n 7  Then\n 8  the end\n 9  of it.\n3  men\n 1  Page\n 2  two",
     "   A BILL\n    To amend\n    the Act\n\n    of Harrow\n  \n    and\n    so on.\n    Then\n    the end\n    of it.\n3  men\n    Page\n    two"},
    {"few numbers are a list", "1  Ada\n2  Bob\n3  Eve\n4  Roy", NULL},
    {"two broken words are chance", "Slobo-\ndan Al-\nbright", NULL},
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
