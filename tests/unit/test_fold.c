/* Folding: docs/matching.md §2. */
#include "base/utf8.h"
#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const struct {
    const char *name, *in, *out;
} cases[] = {
    {"empty", "", ""},
    {"small letters stay", "abc xyz 019 -.'", "abc xyz 019 -.'"},
    {"capitals", "ABC XYZ", "abc xyz"},
    {"bytes around the letters", "@[`{", "@[`{"},
    {"accents", "Éàçñü", "eacnu"},
    {"accents apart", "E\xCC\x81 a\xCC\x80\xCC\xA3", "e a"},
    {"two accents on one letter", "Ế", "e"},
    {"sharp s", "Straße STRAẞE", "strasse strasse"},
    {"ligatures of letters", "Æsop œuvre ǢǼ", "aesop oeuvre aeae"},
    {"strokes", "Øre Łódź Đà Ħal Ŧ ƀ ǥ ð", "ore lodz da hal t b g d"},
    {"dotless and dotted i", "ıİIi", "iiii"},
    {"final sigma", "ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ"},
    {"iota below", "ᾠδή", "ωιδη"},
    {"cyrillic", "Йод Ёлка", "иод елка"},
    {"presentation ligature", "ﬁn", "fin"},
    {"fullwidth stays wide", "Ａ", "ａ"},
    {"titlecase digraph", "ǅ", "ǆ"},
    {"hangul apart and together", "한", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"},
    {"arabic vowels stay", "مُ", "مُ"},
    {"hebrew points stay", "שָׁ", "שָׁ"},
    {"soft hyphen, zero width, bidi, mark",
     "a\xC2\xAD"
     "b\xE2\x80\x8B"
     "c\xE2\x80\x8E"
     "d\xEF\xBB\xBF"
     "e\xEF\xB8\x8F",
     "abcde"},
    {"only what is dropped", "\xCC\x81\xE2\x80\x8B", ""},
    {"emoji stay", "😀", "😀"},
    {"kelvin and angstrom", "\xE2\x84\xAA\xE2\x84\xAB", "ka"},
    {"n with apostrophe", "ŉ", "\xCA\xBCn"},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        an_buf out = {0};
        an_fold(&out, an_str_of(cases[i].in));
        if (!an_str_equal(an_buf_str(&out), an_str_of(cases[i].out)))
            fail_msg("%s: got '%s', want '%s'", cases[i].name, out.ptr ? out.ptr : "", cases[i].out);
        an_buf_clear(&out);
    }
}

/* Folding what is folded changes nothing; every code point alone. */
static void test_idempotent(void **state)
{
    an_buf once = {0}, twice = {0};

    (void)state;
    for (uint32_t code = 1; code < 0x30000; code++) {
        char bytes[4];
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        an_buf_reset(&once);
        an_buf_reset(&twice);
        an_fold(&once, (an_str){bytes, an_utf8_encode(code, bytes)});
        an_fold(&twice, an_buf_str(&once));
        if (!an_str_equal(an_buf_str(&once), an_buf_str(&twice)) || an_utf8_valid(an_buf_str(&once)) != once.len)
            fail_msg("U+%04X", (unsigned)code);
    }
    an_buf_clear(&once);
    an_buf_clear(&twice);
}

static void test_appends(void **state)
{
    an_buf out = {0};

    (void)state;
    an_fold(&out, AN_LIT("A"));
    an_fold(&out, AN_LIT("É"));
    an_fold(&out, (an_str){NULL, 0});
    assert_string_equal(out.ptr, "ae");
    an_buf_clear(&out);
}

enum { LETTER = 1, DIGIT = 2, UPPER = 4, LOWER = 8, SPACE = 16, MARK = 32, IGNORABLE = 64, APOSTROPHE = 128, HYPHEN = 256, UNSPACED = 512 };

static const struct {
    uint32_t code;
    unsigned classes;
} classes[] = {
    {'a', LETTER | LOWER},
    {'Z', LETTER | UPPER},
    {'5', DIGIT},
    {' ', SPACE},
    {'\t', SPACE},
    {'\n', SPACE},
    {'-', HYPHEN},
    {'\'', APOSTROPHE},
    {'_', 0},
    {0xE9, LETTER | LOWER},
    {0x1C5, LETTER | UPPER},
    {0x2BC, APOSTROPHE},
    {0x2019, APOSTROPHE},
    {0x2013, HYPHEN},
    {0xA0, SPACE},
    {0x3000, SPACE},
    {0x2028, SPACE},
    {0x301, LETTER | MARK},
    {0xAD, IGNORABLE},
    {0x200B, IGNORABLE},
    {0xFE0F, LETTER | MARK | IGNORABLE},
    {0x4E2D, LETTER | UNSPACED},
    {0xE01, LETTER | UNSPACED},
    {0x30AB, LETTER | UNSPACED},
    {0xAC00, LETTER},
    {0x660, DIGIT},
    {0x2167, DIGIT},
    {0xBD, DIGIT},
    {0x627, LETTER},
    {0x1F600, 0},
};

static void test_classes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(classes); i++) {
        uint32_t c = classes[i].code;
        unsigned got = (an_is_letter(c) ? LETTER : 0U) | (an_is_digit(c) ? DIGIT : 0U) | (an_is_upper(c) ? UPPER : 0U) |
                       (an_is_lower(c) ? LOWER : 0U) | (an_is_space(c) ? SPACE : 0U) | (an_is_mark(c) ? MARK : 0U) |
                       (an_is_ignorable(c) ? IGNORABLE : 0U) | (an_is_apostrophe(c) ? APOSTROPHE : 0U) | (an_is_hyphen(c) ? HYPHEN : 0U) |
                       (an_is_unspaced(c) ? UNSPACED : 0U);
        if (got != classes[i].classes)
            fail_msg("U+%04X: got %x, want %x", (unsigned)c, got, classes[i].classes);
    }
}

/* What atom.c takes for granted of U+4E00–9FBF. */
static void test_ideographs(void **state)
{
    enum { SURE = AN_CODE_LETTER | AN_CODE_UNSPACED | AN_CODE_STARTS };

    (void)state;
    for (uint32_t code = 0x4E00; code < 0x9FC0; code++) {
        const an_code *known = an_code_of(code);
        char form[4];
        size_t length = an_utf8_encode(code, form);
        assert_int_equal(known->classes & (SURE | AN_CODE_MARK | AN_CODE_IGNORABLE), SURE);
        assert_int_equal(known->length, length);
        assert_memory_equal(known->folded, form, length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_idempotent),
        cmocka_unit_test(test_appends),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_ideographs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
