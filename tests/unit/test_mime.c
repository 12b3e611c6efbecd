/* Mail as it is sent, to plain text: transfer encodings, charsets, words of headers, parts; what claims to be packed and is not. */
#include "read/mail/mime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MULTI "Subject: s\nContent-Type: multipart/mixed; boundary=\"b;b\"\n\n"
#define PACKED "A1: b\nContent-Transfer-Encoding: base64\n\n"
#define ALTERNATIVES "Subject: s\nContent-Type: Multipart/Alternative; boundary=x\n\n"

static const struct {
    const char *name, *mail;
    bool packed, text;
    size_t left_out, unknown;
    const char *plain; /* NULL: not looked at */
} cases[] = {
    {"plain mail stays", "From: a\nSubject: b\nContent-Type: text/plain; charset=utf-8\n\nText.\n", false, true, 0, 0, NULL},
    {"a letter is no mail", "Dear Ada,\nContent-Transfer-Encoding: base64\n\nx", false, true, 0, 0, NULL},
    {"one field is no header", "Content-Transfer-Encoding: base64\n\nQWRh", false, true, 0, 0, NULL},
    {"base64", "A1: b\nContent-Transfer-Encoding: base64\n\nQWRh\nIG1l\ndA==\nLg==", true, true, 0, 0, "A1: b\nContent-Transfer-Encoding: base64\n\nAda met."},
    {"base64 with dirt", "A1: b\nContent-Transfer-Encoding: base64\n\nQ!W Rh\r\n", true, true, 0, 0, "A1: b\nContent-Transfer-Encoding: base64\n\nAda"},
    {"quoted-printable with two fields", "Ab: c\n" "Content-Transfer-Encoding: Quoted-Printable\n\nM=C3=A4rz a=\nnd =  \r\nso =3d=zz=\n", true, true, 0, 0,
     "Ab: c\nContent-Transfer-Encoding: Quoted-Printable\n\nM\xC3\xA4rz and so ==zz"},
    {"charset", "Subject: s\nContent-Type: text/plain;\n charset=\"ISO-8859-2\"\n\n\xC8" "ern\xFD\n", true, true, 0, 0,
     "Subject: s\nContent-Type: text/plain;\n charset=\"ISO-8859-2\"\n\n\xC4\x8C" "ern\xC3\xBD\n"},
    {"Latin-1 has quotation marks where it has controls", "Subject: s\nContent-Type: text/plain; charset=iso-8859-1\n\n\x93so\x94", true, true, 0, 0,
     "Subject: s\nContent-Type: text/plain; charset=iso-8859-1\n\n\xE2\x80\x9Cso\xE2\x80\x9D"},
    {"an unknown charset is guessed", "Subject: s\nContent-Type: text/plain; charset=x-none//IGNORE\n\nF\xFC" "r", true, true, 0, 1,
     "Subject: s\nContent-Type: text/plain; charset=x-none//IGNORE\n\nF\xC3\xBC" "r"},
    {"words of a header", "From: =?utf-8*de?Q?J=C3=B6rg_M?= <j@x>\nSubject: =?utf-8?B?w4M=?=\n =?utf-8?B?w6k=?= =?koi8-r?b?8Q==?= =?bad?\n\nT",
     true, true, 0, 0,
     "From: J\xC3\xB6rg M <j@x>\nSubject: \xC3\x83\xC3\xA9\xD0\xAF =?bad?\n\nT"},
    {"a character in two words", "A1: =?utf-8?b?w4M=?=\n =?utf-8?q?=C3?= =?utf-8?q?=A9?=\nB1: =?utf-8?q?a=0ATo:_x?=\n\n", true, true, 0, 0,
     "A1: \xC3\x83\xC3\xA9\nB1: a To: x\n\n"},
    {"parts", MULTI "nobody sees this\n--b;b\n\nOne\n--b;b\nContent-Type: image/png\n\nxx\n--b;b\nContent-Type: text/plain\n\nTwo\n--b;b--\nnor this",
     true, true, 1, 0,
     MULTI "One\n\nTwo\n"},
    {"no last boundary", MULTI "--b;b\n\nOne", true, true, 0, 0, MULTI "One"},
    {"no part is text", MULTI "--b;b\nContent-Type: image/png\n\nxx\n--b;b--", true, false, 1, 0, NULL},
    {"text behind the end of base64", "A1: b\nContent-Transfer-Encoding: base64\n\nQWRhIQ==\n\n____\nOf a list.\n", true, true, 0, 0,
     "A1: b\nContent-Transfer-Encoding: base64\n\nAda!\n____\nOf a list.\n"},
    {"text behind base64 without padding", PACKED "S2FybCBCZXJnIG1l\ndCBBbm5hIGFuZCBK\n\n____\nOf a list\n", true, true, 0, 0,
     PACKED "Karl Berg met Anna and J\n____\nOf a list\n"},
    {"text right behind base64 without padding", PACKED "QWRh\r\n-- \r\nOf a list", true, true, 0, 0, PACKED "Ada\n-- \r\nOf a list"},
    {"a word behind the end of base64", PACKED "QWRhIQ==\nTeam\n", true, true, 0, 0, PACKED "Ada!\nTeam\n"},
    {"a word behind a blank line", PACKED "QWRh\n\nTeam\n", true, true, 0, 0, PACKED "Ada\nTeam\n"},
    {"a word behind a short line", PACKED "QWRhIG1l\ndCAy\nTeam\n", true, true, 0, 0, PACKED "Ada met 2\nTeam\n"},
    {"base64 that goes on behind a blank line", PACKED "QWRh\n\nIG1ldC4=\n", true, true, 0, 0, PACKED "Ada met."},
    {"a long line that a server broke", PACKED "QWRhQWRhQWRhQWRhQWRhQWRhQWRhQWRhQWRhQWRhQWRhQWRhQWRhQWRhQWRhQWRh!\n IEFk\n" "YSE=\n", true, true, 0, 0,
     PACKED "AdaAdaAdaAdaAdaAdaAdaAdaAdaAdaAdaAdaAdaAdaAdaAda Ada!"},
    {"words of a header without padding", "A1: =?utf-8?b?QWRh?= Team\nB1: =?utf-8?b?QWRhIQ==?= -- =?utf-8?b?QWRh?=\n\n", true, true, 0, 0,
     "A1: Ada Team\nB1: Ada! -- Ada\n\n"},
    {"ASCII is not utf-16", "Subject: s\nContent-Type: text/html; charset=utf-16\n\n<p>Karl Berg</p>\n", true, true, 0, 0,
     "Subject: s\nContent-Type: text/html; charset=utf-16\n\n\n\n Karl Berg\n\n  \n"},
    {"a page names its charset", "Subject: s\nContent-Type: text/html\n\n<meta charset=koi8-r>\n<div>\xEB\xC1\xD2\xCC</div>\n", true, true, 0, 0,
     "Subject: s\nContent-Type: text/html\n\n\n\n                   \n\n\n   Карл\n\n    \n"},
    {"text that is called HTML keeps its lines", "Subject: s\nContent-Type: text/html\n\nAda\n\nBob <bob@x.org>\n", true, true, 0, 0,
     "Subject: s\nContent-Type: text/html\n\nAda\n\nBob <bob@x.org>\n"},
    {"no boundary at all", MULTI "One", true, true, 0, 0, MULTI "One"},
    {"alternatives", "Subject: s\nContent-Type: Multipart/Alternative; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>\n--x\nContent-Type: text/plain\n\n"
     "Plain\n--x--", true, true, 0, 0,
     "Subject: s\nContent-Type: Multipart/Alternative; boundary=x\n\nPlain\n"},
    {"an empty one of alternatives", ALTERNATIVES "--x\n\n \xC2\xA0\r\n\n--x\nContent-Type: text/html\n\n<p>Ada</p>\n--x--", true, true, 0, 0,
     ALTERNATIVES "\n\n Ada\n\n  \n"},
    {"alternatives in parts of an alternative",
     ALTERNATIVES "--x\n\n\n--x\nContent-Type: multipart/related; boundary=y\n\n--y\nContent-Type: text/html\n\n<p>Ada</p>\n--y\nContent-Type: image/png\n\n"
     "xx\n--y--\n--x--",
     true, true, 1, 0, ALTERNATIVES "\n\n Ada\n\n  \n"},
    {"alternatives without text", MULTI "--b;b\n\nOne\n--b;b\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: image/png\n\nxx\n--x\n"
     "Content-Type: video/x\n\n"
     "yy\n--x--\n--b;b--", true, true, 1, 0, MULTI "One\n"},
    {"an empty one and one that is no text", ALTERNATIVES "--x\n\n\n--x\nContent-Type: text/calendar\n\nyy\n--x--", true, true, 1, 0,
     "Subject: s\nContent-Type: Multipart/Alternative; boundary=x\n"},
    {"only empty ones", ALTERNATIVES "--x\n\n\n--x\nContent-Type: text/html\n\n\n--x--", true, true, 0, 0,
     "Subject: s\nContent-Type: Multipart/Alternative; boundary=x\n"},
    {"parts that never begin", MULTI "--b;b\n\nOne\n--b;b\nContent-Type: multipart/mixed; boundary=x\n\nTwo\n--b;b--", true, true, 0, 0, MULTI "One\n\nTwo\n"},
    {"a mail in base64", MULTI "--b;b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nRnJvbTogYQ0KU3ViamVjdDogYg0KDQpUd28=\n--b;b--",
     true, true, 0, 0,
     MULTI "From: a\r\nSubject: b\r\n\nTwo"},
    {"a mail that is said to be in base64", MULTI "--b;b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nFrom: a\n\nTwo\n--b;b--",
     true, true, 0, 0,
     MULTI "From: a\n\nTwo\n"},
    {"parts of a digest are mails", "Subject: s\nContent-Type: multipart/digest; boundary=x\n\n--x\n\nFrom: =?utf-8?q?=C3=A9?=\n"
     "Content-Transfer-Encoding: base64\n\nQWRh\n--x--", true, true, 0, 0,
     "Subject: s\nContent-Type: multipart/digest; boundary=x\n\nFrom: \xC3\xA9\nContent-Transfer-Encoding: base64\n\nAda"},
    {"as Windows writes gb2312", "Subject: =?x-none?q?=FC?=\nContent-Type: text/plain; charset=gb2312\n\n\xE9\x46", true, true, 0, 1,
     "Subject: \xC3\xBC\nContent-Type: text/plain; charset=gb2312\n\n\xE9\x95\x95"},
    {"a mail in a mail", MULTI "--b;b\nContent-Type: message/rfc822\n\nFrom: =?utf-8?q?=C3=A9?=\nContent-Transfer-Encoding: base64\n\nQWRh\n--b;b--",
     true, true, 0, 0,
     MULTI "From: \xC3\xA9\nContent-Transfer-Encoding: base64\n\nAda"},
    {"of a mailbox", "\nFrom a@x Fri Jan 18 10:00:00 2013\nSubject: s\nContent-Transfer-Encoding: base64\n\nQWRh", true, true, 0, 0,
     "Subject: s\nContent-Transfer-Encoding: base64\n\nAda"},
};

static void test_mails(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf out = {0};
        an_unpacked found;
        an_str mail = an_str_of(cases[i].mail);

        print_message("%s\n", cases[i].name);
        assert_int_equal(an_mail_is_packed(mail), cases[i].packed);
        assert_int_equal(an_mail_unpack(&out, mail, &found, NULL), AN_OK);
        assert_int_equal(found.left_out, cases[i].left_out);
        assert_int_equal(found.unknown_charsets, cases[i].unknown);
        assert_int_equal(found.text, cases[i].text);
        an_buf_add(&out, AN_LIT("")); /* ends with NUL then */
        if (cases[i].plain)
            assert_string_equal(out.ptr, cases[i].plain);
        an_buf_clear(&out);
    }
}

/* A NUL byte is no blank, so that it neither joins two words of a header nor ends a line softly. */
static void test_nul(void **state)
{
    an_str mail = AN_LIT("A1: =?utf-8?q?x?=\0=?utf-8?q?y?=\nContent-Transfer-Encoding: quoted-printable\n\nAda met Grace=\0\nin Rome");
    an_buf out = {0};
    an_unpacked found;

    (void)state;
    assert_int_equal(an_mail_unpack(&out, mail, &found, NULL), AN_OK);
    an_buf_add(&out, AN_LIT(""));
    assert_string_equal(out.ptr, "A1: x y\nContent-Transfer-Encoding: quoted-printable\n\nAda met Grace= \nin Rome"); /* a blank is what the gate makes of it */
    an_buf_clear(&out);
}

/* Parts in parts without end are left at some depth. */
static void test_depth(void **state)
{
    an_buf mail = {0}, out = {0};
    an_unpacked found;

    (void)state;
    for (int i = 0; i < 1000; i++)
        an_buf_addf(&mail, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    assert_int_equal(an_mail_unpack(&out, an_buf_str(&mail), &found, NULL), AN_OK);
    assert_false(found.text);
    assert_int_equal(found.left_out, 1);
    an_buf_clear(&mail);
    an_buf_clear(&out);
}

/* What went wrong is told as it is. */
static void test_failure(void **state)
{
    an_str mail = AN_LIT("Subject: s\nContent-Type: text/html\n\n<p>\xC3\xA9</p>\n");
    an_buf out = {.max = 8};
    an_error error = {0};
    an_unpacked found;

    (void)state;
    assert_int_equal(an_mail_unpack(&out, mail, &found, &error), AN_ERR_LIMIT);
    assert_string_equal(error.message, "text is larger than 8 bytes");
    an_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mails), cmocka_unit_test(test_nul), cmocka_unit_test(test_depth),
                                       cmocka_unit_test(test_failure)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
