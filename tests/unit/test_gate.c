/* The text gate: what is repaired, how it is counted, and that the number of code points stays. */
#include "base/random.h"
#include "base/utf8.h"
#include "text/cpu.h"
#include "text/gate.h"

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
    an_str in, out;
    size_t invalid, controls;
} cases[] = {
    {"empty", S(""), S(""), 0, 0},
    {"plain", S("Ada met Bob.\n"), S("Ada met Bob.\n"), 0, 0},
    {"tab, LF, CR stay", S("a\tb\r\nc"), S("a\tb\r\nc"), 0, 0},
    {"byte-order mark", S("\xEF\xBB\xBFx"), S("x"), 0, 0},
    {"mark inside stays", S("x\xEF\xBB\xBFy"), S("x\xEF\xBB\xBFy"), 0, 0},
    {"NUL", S("a\0b"), S("a b"), 0, 1},
    {"controls", S("\x01\x1F\x7F"), S("   "), 0, 3},
    {"C1 control",
     S("a\xC2\x80"
       "b"),
     S("a b"), 0, 1},
    {"NEL and VT",
     S("a\xC2\x85"
       "b\x0B"
       "c"),
     S("a\nb\nc"), 0, 2},
    {"form feed is no damage",
     S("a\x0C"
       "b"),
     S("a\nb"), 0, 0},
    {"no-break space stays",
     S("a\xC2\xA0"
       "b"),
     S("a\xC2\xA0"
       "b"),
     0, 0},
    {"all lengths", S("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), S("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), 0, 0},
    {"each invalid byte",
     S("a\xFF\xFE"
       "b"),
     S("a" FFFD FFFD "b"), 2, 0},
    {"stray continuation", S("\x80"), S(FFFD), 1, 0},
    {"overlong", S("\xC0\xAF\xE0\x80\xAF"), S(FFFD FFFD FFFD FFFD FFFD), 5, 0},
    {"surrogate", S("\xED\xA0\x80"), S(FFFD FFFD FFFD), 3, 0},
    {"beyond the last", S("\xF4\x90\x80\x80"), S(FFFD FFFD FFFD FFFD), 4, 0},
    {"truncated", S("x\xE2\x82"), S("x" FFFD FFFD), 2, 0},
    {"truncated, then text",
     S("\xE2\x82"
       "abc"),
     S(FFFD FFFD "abc"), 2, 0},
    {"noncharacters", S("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90"), S(FFFD FFFD FFFD), 3, 0},
    {"noncharacter of a plane", S("\xF0\x9F\xBF\xBE"), S(FFFD), 1, 0},
    {"control behind eight clean bytes",
     S("12345678\x01"
       "12345678"),
     S("12345678 12345678"), 0, 1},
};

/* Every width passes over the same text, wherever its characters stand. */
static void test_widths(void **state)
{
    static const an_str pieces[] = {
        S("a word of plain text, and "), S("x"), S("\n"), S("\xC3\xA9"), S("\xC2\xA0"), S("\xD0\x96\xD1\x83\xD0\xBA"), S("\xE2\x80\x9C"),
        S("\xE4\xB8\xAD\xE6\x96\x87"),
        S("\xEE\x80\x80"), S("\xE0\xA4\x95"), S("\xED\x9F\xBF"), S("\xEF\xBF\xBD"), S("\xF0\x9F\x98\x80"),
        S("\xE0\xA0\x80"), S("\xED\x80\x80"), S("\xEF\xBC\x8C"), S("\xEF\xB7\x80"), S("\xEF\xBB\xBF"),
        /* to be repaired */
        S("\x00"), S("\x7F"), S("\xC2\x80"), S("\xC2\x9F"), S("\xC1\xBF"), S("\xC3"), S("\xE2\x80"), S("\x80"), S("\xED\xA0\x80"), S("\xEF\xBF\xBE"),
        S("\xF4\x90\x80\x80"),
        S("\xE0\x9F\xBF"), S("\xED\xBF\xBF"), S("\xEF\xB7\x90"), S("\xEF\xB7\xAF"), S("\xE0"), S("\xEF\xBF")};
    enum { PIECES = sizeof pieces / sizeof *pieces, GOOD = 18 };
    an_random random = {1};

    (void)state;
    for (int round = 0; round < 20000; round++) {
        an_buf text = {0}, plain = {0}, wide = {0};
        an_repairs repairs[2] = {{0}, {0}};
        bool clean;
        for (uint64_t i = an_random_below(&random, 120); i > 0; i--)
            an_buf_add(&text, pieces[an_random_below(&random, an_random_below(&random, 100) ? GOOD : PIECES)]);
        assert_true(an_cpu_force(AN_CPU_SCALAR));
        clean = an_gate_is_clean(an_buf_str(&text));
        an_gate(&plain, an_buf_str(&text), &repairs[0]);
        for (an_cpu width = AN_CPU_AVX2; width <= AN_CPU_AVX512 && an_cpu_force(width); width++) {
            an_buf_reset(&wide);
            repairs[1] = (an_repairs){0};
            assert_int_equal(an_gate_is_clean(an_buf_str(&text)), clean);
            an_gate(&wide, an_buf_str(&text), &repairs[1]);
            assert_true(an_str_equal(an_buf_str(&plain), an_buf_str(&wide)));
            assert_memory_equal(&repairs[0], &repairs[1], sizeof repairs[0]);
        }
        an_buf_clear(&text);
        an_buf_clear(&plain);
        an_buf_clear(&wide);
    }
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf out = {0};
        an_repairs repairs = {0};

        an_gate(&out, cases[i].in, &repairs);
        if (!an_str_equal(an_buf_str(&out), cases[i].out))
            fail_msg("%s: got '%s'", cases[i].name, out.ptr);
        assert_int_equal(repairs.invalid_bytes, cases[i].invalid);
        assert_int_equal(repairs.controls, cases[i].controls);
        an_buf_clear(&out);
    }
}

/* A byte at every place of a run, in every alignment: the fast way and the slow way agree. */
static void test_every_byte_everywhere(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t at = 0; at < 24; at++) {
            char text[24];
            an_buf out = {0};
            an_repairs repairs = {0};
            bool clean = (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t' || byte == '\r';

            memset(text, 'a', sizeof text);
            text[at] = (char)byte;
            an_gate(&out, (an_str){text, sizeof text}, &repairs);
            assert_int_equal(an_utf8_count(an_buf_str(&out)), sizeof text);
            assert_int_equal(an_utf8_valid(an_buf_str(&out)), out.len);
            assert_int_equal(repairs.invalid_bytes, byte >= 0x80);
            assert_int_equal(repairs.controls, byte < 0x80 && !clean && byte != 0x0C);
            if (clean)
                assert_memory_equal(out.ptr, text, sizeof text);
            an_buf_clear(&out);
        }
    }
}

/* Whatever the bytes: the result is valid, and nothing is left to repair. */
static void test_any_bytes(void **state)
{
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        char text[61];
        an_buf once = {0}, twice = {0};
        an_repairs repairs = {0};

        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = (char)(seed >> (seed % 3 ? 24 : 25));
        }
        text[0] = 'x'; /* no byte-order mark */
        an_gate(&once, (an_str){text, sizeof text}, NULL);
        assert_int_equal(an_utf8_valid(an_buf_str(&once)), once.len);
        an_gate(&twice, an_buf_str(&once), &repairs);
        assert_int_equal(repairs.invalid_bytes + repairs.controls, 0);
        assert_true(an_str_equal(an_buf_str(&once), an_buf_str(&twice)));
        an_buf_clear(&once);
        an_buf_clear(&twice);
    }
}

/* Where offsets count, a byte-order mark is a character. */
static void test_all(void **state)
{
    an_buf out = {0};

    (void)state;
    an_gate_all(&out, AN_LIT("\xEF\xBB\xBF\xEF\xBB\xBFx\0"));
    assert_true(an_str_equal(an_buf_str(&out), AN_LIT("\xEF\xBB\xBF\xEF\xBB\xBFx ")));
    an_buf_clear(&out);
}

static void test_limit(void **state)
{
    an_buf out = {.max = 4};

    (void)state;
    an_gate(&out, AN_LIT("12345"), NULL);
    assert_true(out.failed);
    an_buf_clear(&out);
}

static void test_names(void **state)
{
    static const struct {
        an_str in;
        const char *out;
    } names[] = {
        {S("  Ada \n\t Lovelace "), "Ada Lovelace"},
        {S("a\xC2\xA0\xE2\x80\x83"
           "b"),
         "a b"},
        {S("a\xE2\x80\xAE"
           "b\xE2\x81\xA9"),
         "ab"},
        {S("\x1B[31mred"), "[31mred"},
        {S("\0\0"), ""},
        {S("x\xFF"), "x" FFFD},
        {S("\xD9\x85\xE2\x80\x8C\xD9\x86"), "\xD9\x85\xE2\x80\x8C\xD9\x86"}, /* the joiner is part of Persian words */
    };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        an_buf out = {0};

        an_clean_name(&out, names[i].in);
        assert_true(an_str_equal(an_buf_str(&out), an_str_of(names[i].out)));
        an_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widths), cmocka_unit_test(test_table),     cmocka_unit_test(test_every_byte_everywhere),
        cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_all),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
