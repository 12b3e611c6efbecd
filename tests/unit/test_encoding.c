/* Encodings: marks, UTF-16 and UTF-32, damaged UTF-8, 8-bit encodings, and what is no text. */
#include "base/utf8.h"
#include "text/encoding.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FFFD "\xEF\xBF\xBD"
#define S(text)                                                                                                                            \
    {                                                                                                                                      \
        text, sizeof(text) - 1                                                                                                             \
    }

static const struct {
    const char *name;
    an_str in;
    const char *encoding, *out;
    size_t invalid;
} cases[] = {
    {"empty", S(""), "UTF-8", "", 0},
    {"ASCII", S("Ada"), "UTF-8", "Ada", 0},
    {"UTF-8", S("caf\xC3\xA9"), "UTF-8", "caf\xC3\xA9", 0},
    {"UTF-8 with mark",
     S("\xEF\xBB\xBF"
       "caf\xC3\xA9"),
     "UTF-8", "caf\xC3\xA9", 0},
    {"UTF-16LE with mark", S("\xFF\xFEh\0\xE9\0"), "UTF-16LE", "h\xC3\xA9", 0},
    {"UTF-16BE with mark", S("\xFE\xFF\0h\0\xE9"), "UTF-16BE", "h\xC3\xA9", 0},
    {"UTF-16LE without", S("A\0d\0a\0 \0m\0e\0t\0"), "UTF-16LE", "Ada met", 0},
    {"UTF-16BE without", S("\0A\0d\0a\0 \0m\0e\0t"), "UTF-16BE", "Ada met", 0},
    {"UTF-16 pair", S("\xFF\xFE\x3D\xD8\0\xDE"), "UTF-16LE", "\xF0\x9F\x98\x80", 0},
    {"UTF-16 half pair",
     S("\xFF\xFE\x3D\xD8"
       "a\0"),
     "UTF-16LE", FFFD "a", 1},
    {"UTF-16 odd byte",
     S("\xFF\xFE"
       "a\0b"),
     "UTF-16LE", "a" FFFD, 1},
    {"UTF-32LE with mark", S("\xFF\xFE\0\0h\0\0\0"), "UTF-32LE", "h", 0},
    {"UTF-32BE with mark", S("\0\0\xFE\xFF\0\0\0h"), "UTF-32BE", "h", 0},
    {"UTF-32LE without", S("A\0\0\0d\0\0\0a\0\0\0"), "UTF-32LE", "Ada", 0},
    {"damaged UTF-8", S("Z\xC3\xBCrich \xFF\xFE here"), "UTF-8", "Z\xC3\xBCrich " FFFD FFFD " here", 2},
    {"cut UTF-8", S("\xE2\x82\xAC 5, \xE2\x82"), "UTF-8", "\xE2\x82\xAC 5, " FFFD FFFD, 2},
    {"accents of the West", S("caf\xE9 and \x93quoted\x94"), "WINDOWS-1252", "caf\xC3\xA9 and \xE2\x80\x9Cquoted\xE2\x80\x9D", 0},
    {"no such character", S("caf\xE9 and \x81"), "WINDOWS-1252", "caf\xC3\xA9 and " FFFD, 1},
    {"UTF-16 of another script, without", S("\x1C\x04\x38\x04\x40\x04\x20\0\x34\x04\x30\x04"), "UTF-16LE", "Мир да", 0},
    {"some NULs are text", S("one\0two"), "UTF-8", "one two", 0},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf out = {0};
        an_decoded how;
        an_error err = {0};

        assert_int_equal(an_decode(&out, cases[i].in, &how, &err), AN_OK);
        if (!an_str_equal(an_buf_str(&out), an_str_of(cases[i].out)) || strcmp(how.encoding, cases[i].encoding) != 0)
            fail_msg("%s: %s '%s'", cases[i].name, how.encoding, out.ptr ? out.ptr : "");
        assert_int_equal(how.repairs.invalid_bytes, cases[i].invalid);
        an_buf_clear(&out);
    }
}

/* Text in 8-bit encodings, of the length of a paragraph, comes back as it was. */
static void test_8bit(void **state)
{
    static const struct {
        const char *encoding, *text;
    } texts[] = {
        {"WINDOWS-1251", "Министр иностранных дел встретился с президентом в Москве, чтобы обсудить соглашение о границе. "
                         "После встречи они выступили перед журналистами и ответили на вопросы о будущем договора."},
        {"KOI8-R", "Министр иностранных дел встретился с президентом в Москве, чтобы обсудить соглашение о границе. "
                   "После встречи они выступили перед журналистами и ответили на вопросы о будущем договора."},
        {"SHIFT_JIS", "外務大臣は東京で大統領と会談し、国境に関する合意について話し合った。会談の後、両者は記者団の質問に答えた。"},
        {"WINDOWS-1252",
         "Le pr\xC3\xA9sident a rencontr\xC3\xA9 \xC3\xA0 Alger le ministre des affaires \xC3\xA9trang\xC3\xA8res, o\xC3\xB9 "
         "la s\xC3\xA9"
         "curit\xC3\xA9 de la fronti\xC3\xA8re a \xC3\xA9t\xC3\xA9 \xC3\xA9voqu\xC3\xA9"
         "e."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char bytes[2048], *to = bytes, *from = (char *)(uintptr_t)texts[i].text;
        size_t from_left = strlen(from), to_left = sizeof bytes;
        iconv_t conversion = iconv_open(texts[i].encoding, "UTF-8");
        an_buf out = {0};
        an_decoded how;

        if (conversion == (iconv_t)-1)
            continue; /* a system without that module */
        assert_int_equal(iconv(conversion, &from, &from_left, &to, &to_left), 0);
        iconv_close(conversion);
        assert_int_equal(an_decode(&out, (an_str){bytes, (size_t)(to - bytes)}, &how, NULL), AN_OK);
        if (!an_str_equal(an_buf_str(&out), an_str_of(texts[i].text)))
            fail_msg("%s was read as %s", texts[i].encoding, how.encoding);
        an_buf_clear(&out);
    }
}

static void test_binary(void **state)
{
    char noise[4096];
    uint32_t seed = 3;

    (void)state;
    for (size_t i = 0; i < sizeof noise; i++) {
        seed = seed * 1664525 + 1013904223;
        noise[i] = (char)(seed >> 24);
    }
    assert_true(an_is_binary((an_str){noise, sizeof noise}));
    memset(noise, 0, sizeof noise);
    assert_true(an_is_binary((an_str){noise, sizeof noise}));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_false(an_is_binary(cases[i].in));
    assert_false(an_is_binary(AN_LIT("page one\fpage two\n\x1B[1mbold\x1B[0m\n")));
}

static void test_limit(void **state)
{
    an_buf out = {.max = 3};
    an_decoded how;
    an_error err = {0};

    (void)state;
    assert_int_equal(an_decode(&out, AN_LIT("abcdef"), &how, &err), AN_ERR_LIMIT);
    an_buf_clear(&out);
}

/* Whatever the bytes, valid UTF-8 comes out. */
static void test_any_bytes(void **state)
{
    uint32_t seed = 11;

    (void)state;
    for (int round = 0; round < 500; round++) {
        char text[90];
        an_buf out = {0};
        an_decoded how;

        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = (char)(round % 2 ? seed >> 24 : seed >> 24 & (seed & 256 ? 0x7F : 0xFF));
        }
        if (an_decode(&out, (an_str){text, seed % sizeof text}, &how, NULL) == AN_OK)
            assert_int_equal(an_utf8_valid(an_buf_str(&out)), out.len);
        an_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table), cmocka_unit_test(test_8bit),      cmocka_unit_test(test_binary),
        cmocka_unit_test(test_limit), cmocka_unit_test(test_any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
