/* The base layer: views, buffers, arenas, maps, walking UTF-8, spools and files. */
#include "base/alloc.h"
#include "base/decimal.h"
#include "base/json.h"
#include "base/map.h"
#include "base/mapping.h"
#include "base/pages.h"
#include "base/sort.h"
#include "base/spool.h"
#include "base/utf8.h"
#include "scratch.h"

#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void assert_text(const char *name, an_str got, const char *want)
{
    if (!an_str_equal(got, an_str_of(want)))
        fail_msg("%s: got '%.*s', want '%s'", name, (int)got.len, got.ptr ? got.ptr : "", want);
}

/* Views ------------------------------------------------------------------------------------------------------------------------ */

static void test_trim(void **state)
{
    static const struct {
        const char *name, *in, *out;
    } cases[] = {{"empty", "", ""},
                 {"only blanks", " \t\r\n ", ""},
                 {"both ends", "\t a b \r\n", "a b"},
                 {"nothing to do", "ab", "ab"},
                 {"no-break space is kept", "\xC2\xA0", "\xC2\xA0"}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(cases[i].name, an_str_trim(an_str_of(cases[i].in)), cases[i].out);
}

static void test_compare(void **state)
{
    static const struct {
        const char *a, *b;
        int order;
    } cases[] = {{"", "", 0},    {"", "a", -1},         {"a", "b", -1},
                 {"ab", "a", 1}, {"z", "\xC3\xA9", -1}, {"\xEF\xBF\xBD", "\xF0\x90\x80\x80", -1}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int order = an_str_compare(an_str_of(cases[i].a), an_str_of(cases[i].b));
        int back = an_str_compare(an_str_of(cases[i].b), an_str_of(cases[i].a));
        assert_int_equal((order > 0) - (order < 0), cases[i].order);
        assert_int_equal((back > 0) - (back < 0), -cases[i].order);
    }
    assert_true(an_str_equal_ascii_case(AN_LIT("aBz@["), AN_LIT("AbZ@[")));
    assert_false(an_str_equal_ascii_case(AN_LIT("@"), AN_LIT("`")));
    assert_false(an_str_equal_ascii_case(AN_LIT("\xC3\xA9"), AN_LIT("\xC3\x89")));
}

static void test_find(void **state)
{
    static const struct {
        const char *in, *what;
        size_t from, at;
    } cases[] = {{"abcabc", "bc", 0, 1}, {"abcabc", "bc", 2, 4},     {"abcabc", "bc", 5, (size_t)-1},
                 {"aab", "ab", 0, 1},    {"a", "ab", 0, (size_t)-1}, {"", "a", 0, (size_t)-1},
                 {"abc", "", 3, 3},      {"abc", "", 4, (size_t)-1}, {"abc", "c", 99, (size_t)-1}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(an_str_find(an_str_of(cases[i].in), cases[i].from, an_str_of(cases[i].what)), cases[i].at);
}

static void test_fields(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {{"a,b", "[a][b]"}, {"", "[]"}, {",", "[][]"}, {"a,,b,", "[a][][b][]"}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        an_str rest = an_str_of(cases[i].in), field;
        an_buf out = {0};
        while (an_str_next(&rest, ',', &field))
            an_buf_addf(&out, "[%.*s]", (int)field.len, field.ptr);
        assert_text(cases[i].in, an_buf_str(&out), cases[i].out);
        an_buf_clear(&out);
    }
}

static void test_suggest(void **state)
{
    static const char *const words[] = {"betweenness", "closeness", "degree", "pagerank"};
    static const struct {
        const char *in, *out;
    } cases[] = {{"betwenness", "betweenness"}, {"DEGREE", "degree"}, {"dgeree", "degree"},
                 {"pagernak", "pagerank"},      {"xyz", NULL},        {"", NULL}};
    char long_word[200];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = an_str_suggest(an_str_of(cases[i].in), words, COUNT(words));
        if ((got == NULL) != (cases[i].out == NULL) || (got && strcmp(got, cases[i].out) != 0))
            fail_msg("'%s': got %s", cases[i].in, got ? got : "nothing");
    }
    memset(long_word, 'x', sizeof long_word);
    assert_null(an_str_suggest((an_str){long_word, sizeof long_word}, words, COUNT(words)));
}

/* Buffers ---------------------------------------------------------------------------------------------------------------------- */

static void test_buffer(void **state)
{
    an_buf buf = {0};
    an_arena arena = {0};
    bool failed = false;
    char *text;

    (void)state;
    assert_text("empty", an_buf_str(&buf), "");
    an_buf_add_text(&buf, "ab");
    an_buf_add_char(&buf, 'c');
    an_buf_addf(&buf, "%d%s", -7, "x");
    an_buf_add(&buf, buf.ptr ? (an_str){"", 0} : AN_LIT("?"));
    assert_text("appended", an_buf_str(&buf), "abc-7x");
    assert_int_equal(buf.ptr[buf.len], 0);
    an_buf_reset(&buf);
    assert_int_equal(buf.len, 0);
    text = an_buf_take(&buf);
    assert_string_equal(text, "");
    an_free(text);
    text = an_buf_take(&buf);
    assert_string_equal(text, "");
    an_free(text);
    an_buf_add_text(&buf, "kept");
    assert_text("kept", an_kept(an_buf_keep(&buf, &arena), &failed), "kept");
    assert_false(failed);
    assert_int_equal(buf.len, 0);
    buf.failed = true;
    assert_text("not kept", an_kept(an_buf_keep(&buf, &arena), &failed), "");
    assert_true(failed);
    an_arena_clear(&arena);
    an_buf_clear(&buf);
}

static void test_buffer_limit(void **state)
{
    an_buf buf = {.max = 4};

    (void)state;
    an_buf_add_text(&buf, "abcd");
    assert_false(buf.failed);
    an_buf_add_char(&buf, 'e');
    assert_true(buf.failed);
    assert_text("content stays", an_buf_str(&buf), "abcd");
    an_buf_add_text(&buf, "");
    assert_true(buf.failed);
    assert_null(an_buf_take(&buf));
    an_buf_reset(&buf);
    an_buf_addf(&buf, "%05d", 1);
    assert_true(buf.failed);
    an_buf_reset(&buf);
    assert_null(an_buf_room(&buf, SIZE_MAX));
    an_buf_clear(&buf);
    assert_int_equal(buf.max, 4);
}

static void test_numbers(void **state)
{
    static const struct {
        double in;
        const char *out;
    } cases[] = {{0, "0"},        {-0.0, "0"},
                 {1, "1"},        {-2.5, "-2.5"},
                 {0.1, "0.1"},    {1.0 / 3, "0.333333333"},
                 {1e20, "1e+20"}, {123456789, "123456789"},
                 {NAN, ""},       {INFINITY, ""},
                 {-INFINITY, ""}, {5e-324, "4.94065646e-324"},
                 {1e9, "1e+09"}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        an_buf buf = {0};
        an_buf_add_double(&buf, cases[i].in);
        assert_text(cases[i].out, an_buf_str(&buf), cases[i].out);
        an_buf_clear(&buf);
    }
}

/* What is written without printf() is what it would write, and reads as the same number. */
static void test_decimals(void **state)
{
    uint64_t seed = 1;
    size_t quick = 0, rounds = 200000;

    (void)state;
    for (size_t i = 0; i < rounds; i++) {
        char expected[40];
        an_decimal number;
        double value;

        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        value = ldexp((double)(seed >> 11), -52 - (int)(seed >> 3 & 31) + 20);
        if (i % 3 == 0)
            value = round(value * 1e4) / 1e4;
        if (i % 7 == 0) /* nearly a tie in the ninth digit */
            value = nextafter(floor(value) + 0.5, i % 2 ? 0 : 1e10);
        snprintf(expected, sizeof expected, "%.9g", value);
        if (an_decimal_of(value, &number)) {
            an_buf buf = {0};
            an_buf_add_double(&buf, value);
            assert_text(expected, an_buf_str(&buf), expected);
            assert_true(an_decimal_value(number) == strtod(expected, NULL));
            an_buf_clear(&buf);
            quick++;
        }
    }
    assert_true(quick > rounds / 2);
}

/* Allocation ------------------------------------------------------------------------------------------------------------------- */

static void test_sizes(void **state)
{
    size_t size = 5;
    struct {
        int *items;
        size_t count, capacity;
    } list = {0};

    (void)state;
    assert_false(an_size_add(&size, SIZE_MAX, 1));
    assert_true(an_size_add(&size, SIZE_MAX - 1, 1) && size == SIZE_MAX);
    assert_false(an_size_mul(&size, SIZE_MAX / 2, 3));
    assert_true(an_size_mul(&size, 0, SIZE_MAX) && size == 0);
    assert_false(an_grow(&list.items, &list.capacity, SIZE_MAX / 2, sizeof *list.items));
    for (int i = 0; i < 1000; i++) {
        assert_true(AN_ROOM(&list, 1));
        list.items[list.count++] = i;
    }
    assert_int_equal(list.items[999], 999);
    an_free(list.items);
}

static void test_failing(void **state)
{
    an_buf buf = {0};
    an_map map = {0};
    void *block;

    (void)state;
    an_alloc_fail_at(2, false);
    block = an_alloc(1);
    assert_non_null(block);
    assert_null(an_alloc(1));
    an_free(block);
    block = an_alloc(1);
    assert_non_null(block);
    assert_true(an_alloc_count() >= 3);
    an_free(block);
    an_alloc_fail_at(1, true);
    an_buf_add_text(&buf, "x");
    assert_true(buf.failed);
    assert_int_equal(an_map_intern(&map, AN_LIT("x"), NULL), AN_MAP_NONE);
    an_alloc_fail_at(0, false);
    an_buf_reset(&buf);
    an_buf_add_text(&buf, "x");
    assert_text("works again", an_buf_str(&buf), "x");
    for (size_t n = 1; n < 8; n++) { /* a map survives a failure at every step */
        an_alloc_fail_at(n, false);
        an_map_intern(&map, AN_LIT("x"), NULL);
        an_alloc_fail_at(0, false);
        assert_int_equal(an_map_intern(&map, AN_LIT("x"), NULL), 0);
        an_map_clear(&map);
    }
    an_buf_clear(&buf);
}

/* Long enough for counters of a byte to overflow if they were not added up in time. */
static void test_count_byte(void **state)
{
    enum { LENGTH = 9000 };
    char text[LENGTH];
    (void)state;

    for (size_t i = 0; i < LENGTH; i++)
        text[i] = i % 3 == 2 ? 'b' : 'a';
    for (size_t length = 0; length <= LENGTH; length += length < 40 ? 1 : 997) {
        assert_int_equal(an_str_count_byte((an_str){text, length}, 'b'), length / 3);
        assert_int_equal(an_str_count_byte((an_str){text, length}, 'a'), length - length / 3);
    }
    memset(text, 'a', LENGTH);
    assert_int_equal(an_str_count_byte((an_str){text, LENGTH}, 'a'), LENGTH);
    assert_true(an_utf8_is_ascii((an_str){text, LENGTH}));
    for (size_t length = 1; length < 30; length++)
        for (size_t at = 0; at < length; at++) {
            text[at] = '\x80';
            assert_false(an_utf8_is_ascii((an_str){text, length}));
            text[at] = 'a';
            assert_true(an_utf8_is_ascii((an_str){text, length}));
        }
}

static void test_arena(void **state)
{
    an_arena arena = {0};
    unsigned char *blocks[300];

    (void)state;
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < COUNT(blocks); i++) {
            size_t size = i * 37 % 5000;
            blocks[i] = an_arena_alloc(&arena, size);
            assert_non_null(blocks[i]);
            assert_int_equal((uintptr_t)blocks[i] % sizeof(void *), 0);
            for (size_t k = 0; k < size; k++)
                assert_int_equal(blocks[i][k], 0);
            memset(blocks[i], (int)i, size);
        }
        for (size_t i = 0; i < COUNT(blocks); i++)
            if (i * 37 % 5000)
                assert_int_equal(blocks[i][i * 37 % 5000 - 1], (unsigned char)i);
        an_arena_reset(&arena);
    }
    assert_null(an_arena_alloc(&arena, SIZE_MAX));
    assert_text("copy", an_arena_str(&arena, AN_LIT("abc")), "abc");
    assert_int_equal(an_arena_str(&arena, AN_LIT("abc")).ptr[3], 0);
    assert_non_null(an_arena_str(&arena, (an_str){NULL, 0}).ptr);
    an_arena_clear(&arena);
    { /* what is not kept is there for the next piece, and empty */
        char *piece = an_arena_alloc(&arena, 3000), *next;
        memset(piece, 'x', 40);
        an_arena_keep(&arena, piece, 4, 40);
        next = an_arena_alloc(&arena, 100);
        assert_ptr_equal(next, piece + 16);
        assert_memory_equal(piece, "xxxx\0\0", 6);
        for (size_t i = 0; i < 100; i++)
            assert_int_equal(next[i], 0);
        an_arena_clear(&arena);
    }
    an_arena_clear(&arena);
}

static void test_map(void **state)
{
    an_map map = {0};
    bool added;

    (void)state;
    assert_int_equal(an_map_find(&map, AN_LIT("")), AN_MAP_NONE);
    for (uint32_t i = 0; i < 5000; i++) {
        char key[16];
        snprintf(key, sizeof key, "key %u", i);
        assert_int_equal(an_map_intern(&map, an_str_of(key), &added), i);
        assert_true(added);
        map.values[i] = i * 2;
    }
    assert_int_equal(an_map_intern(&map, AN_LIT("key 77"), &added), 77);
    assert_false(added);
    assert_int_equal(map.values[4321], 8642);
    assert_int_equal(an_map_find(&map, AN_LIT("key 4999")), 4999);
    assert_int_equal(an_map_find(&map, AN_LIT("key")), AN_MAP_NONE);
    assert_int_equal(an_map_intern(&map, (an_str){"a\0b", 3}, NULL), 5000);
    assert_int_equal(an_map_find(&map, (an_str){"a\0c", 3}), AN_MAP_NONE);
    assert_int_equal(an_map_intern(&map, (an_str){NULL, 0}, NULL), 5001);
    assert_int_equal(an_map_find(&map, AN_LIT("")), 5001);
    assert_text("kept", map.keys[12], "key 12");
    an_map_clear(&map);
}

/* UTF-8 ------------------------------------------------------------------------------------------------------------------------ */

#define MIXED "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z"

/* Emptied again and again, a map answers as a new one: few keys in many slots, and many. */
static void test_map_reset(void **state)
{
    static const size_t rounds[] = {3000, 5, 0, 700, 1, 64};
    an_map map = {0};
    char key[48];

    (void)state;
    an_map_reset(&map); /* of one without memory nothing happens */
    for (size_t r = 0; r < sizeof rounds / sizeof *rounds; r++) {
        for (size_t i = 0; i < rounds[r]; i++) {
            snprintf(key, sizeof key, "%zu of %zu", i, r);
            assert_int_equal(an_map_intern(&map, an_str_of(key), NULL), i);
            assert_int_equal(map.values[i], 0);
            map.values[i] = 1;
        }
        an_map_reset(&map);
        for (size_t i = 0; i < map.slot_count; i++)
            assert_int_equal(map.slots[i], 0);
        assert_int_equal(an_map_find(&map, AN_LIT("0 of 0")), AN_MAP_NONE);
    }
    an_map_clear(&map);
}

typedef struct ranked {
    unsigned rank, place;
} ranked;

static int compare_ranks(const ranked *a, const ranked *b)
{
    return (a->rank > b->rank) - (a->rank < b->rank);
}
AN_DEFINE_SORT(sort_ranks, ranked, compare_ranks)

/* In order, and equal ones as they came, whatever the order before. */
static void test_sort(void **state)
{
    ranked list[200];
    an_sort_room room = {0};
    unsigned random = 1;

    (void)state;
    for (unsigned kinds = 1; kinds < 300; kinds = kinds * 3 + 1)
        for (unsigned count = 0; count <= 200; count++) {
            for (unsigned i = 0; i < count; i++) {
                random = random * 1664525 + 1013904223;
                list[i] = (ranked){count % 3 ? (random >> 16) % kinds : i * kinds / 200, i};
            }
            assert_true(sort_ranks(list, count, &room));
            for (unsigned i = 1; i < count; i++)
                assert_true(list[i - 1].rank < list[i].rank ||
                            (list[i - 1].rank == list[i].rank && list[i - 1].place < list[i].place));
        }
    an_free(room.bytes);
}

/* Of two lists that are in order the shorter one is moved aside at most. */
static void test_sort_room(void **state)
{
    enum { LONG = 1 << 12, SHORT = 1 << 6 };
    ranked list[LONG + SHORT];
    an_sort_room room = {0};

    (void)state;
    for (unsigned i = 0; i < LONG + SHORT; i++)
        list[i] = (ranked){i < SHORT ? i * (LONG / SHORT) : i - SHORT, i};
    assert_true(sort_ranks(list, LONG + SHORT, &room));
    for (unsigned i = 1; i < LONG + SHORT; i++)
        assert_true(list[i - 1].rank <= list[i].rank);
    assert_true(room.capacity <= SHORT * sizeof *list);
    an_free(room.bytes);
}

static void test_decode(void **state)
{
    static const struct {
        const char *name, *in;
        uint32_t code;
        size_t length, valid;
    } cases[] = {
        {"one", "a", 'a', 1, 1},
        {"two", "\xC3\xA9", 0xE9, 2, 2},
        {"three", "\xE2\x82\xAC", 0x20AC, 3, 3},
        {"four", "\xF0\x9F\x98\x80", 0x1F600, 4, 4},
        {"last", "\xF4\x8F\xBF\xBF", 0x10FFFF, 4, 4},
        {"beyond the last", "\xF4\x90\x80\x80", 0xFFFD, 1, 0},
        {"cut", "\xE2\x82", 0xFFFD, 1, 0},
        {"stray", "\x80", 0xFFFD, 1, 0},
        {"overlong two", "\xC1\xBF", 0xFFFD, 1, 0},
        {"overlong three", "\xE0\x9F\xBF", 0xFFFD, 1, 0},
        {"overlong four", "\xF0\x8F\xBF\xBF", 0xFFFD, 1, 0},
        {"surrogate", "\xED\xA0\x80", 0xFFFD, 1, 0},
        {"no follow", "\xC3z", 0xFFFD, 1, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t length;
        if (an_utf8_decode(an_str_of(cases[i].in), 0, &length) != cases[i].code || length != cases[i].length ||
            an_utf8_valid(an_str_of(cases[i].in)) != cases[i].valid)
            fail_msg("%s", cases[i].name);
    }
    for (uint32_t code = 1; code < 0x110000; code += code < 0x3000 ? 1 : 997) {
        char bytes[4];
        size_t length, size = an_utf8_encode(code, bytes);
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        assert_int_equal(an_utf8_decode((an_str){bytes, size}, 0, &length), code);
        assert_int_equal(length, size);
        assert_int_equal(an_utf8_length((unsigned char)bytes[0]), size);
        assert_int_equal(an_utf8_valid((an_str){bytes, size}), size);
    }
    assert_int_equal(an_utf8_count(AN_LIT(MIXED)), 5);
    assert_int_equal(an_utf8_count(AN_LIT(MIXED MIXED MIXED "plain letters" MIXED)), 33);
    assert_int_equal(an_utf8_before(AN_LIT(MIXED), 10), 6);
    assert_int_equal(an_utf8_before(AN_LIT(MIXED), 1), 0);
}

/* Short texts are looked at by pieces that may overlap: a bad byte is found wherever it stands, in texts of each length. */
static void test_utf8_places(void **state)
{
    char text[80];

    (void)state;
    for (size_t length = 0; length < sizeof text; length++) {
        memset(text, 'a', sizeof text);
        assert_int_equal(an_utf8_valid((an_str){text, length}), length);
        for (size_t at = 0; at < length; at++) {
            text[at] = '\xFF';
            assert_int_equal(an_utf8_valid((an_str){text, length}), at);
            text[at] = 'a';
        }
        text[length] = '\xFF'; /* behind it */
        assert_int_equal(an_utf8_valid((an_str){text, length}), length);
    }
}

/* Sixteen bytes are looked at at once: what is escaped may stand anywhere in them, and in what is left. */
static void test_json_strings(void **state)
{
    static const struct {
        const char *in, *out;
    } escaped[] = {{"\"", "\\\""}, {"\\", "\\\\"}, {"\n", "\\n"}, {"\x1f", "\\u001f"}, {"<", "\\u003c"}, {"\x7f", "\\u007f"},
                   {"\xe2\x80\xa8", "\\u2028"}, {"\xc2\x85", "\\u0085"}, {"\xc3\xa9", "\xc3\xa9"}, {" ", " "}, {"~", "~"}};

    (void)state;
    for (size_t i = 0; i < sizeof escaped / sizeof *escaped; i++)
        for (int before = 0; before < 40; before++) {
            static const char small[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmno", large[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNO";
            an_buf in = {0}, out = {0}, want = {0};
            an_buf_addf(&in, "%.*s%s%.*s", before, small, escaped[i].in, 39 - before, large);
            an_buf_addf(&want, "\"%.*s%s%.*s\"", before, small, escaped[i].out, 39 - before, large);
            an_json_add_string(&out, an_buf_str(&in));
            assert_string_equal(out.ptr, want.ptr);
            an_buf_clear(&in);
            an_buf_clear(&out);
            an_buf_clear(&want);
        }
}

static void test_cursor(void **state)
{
    static const size_t bytes[] = {0, 1, 3, 6, 10, 11};
    static const size_t order[] = {0, 1, 2, 3, 4, 5, 4, 2, 5, 0, 3, 3, 1, 5};
    an_utf8_cursor to_code = {.text = AN_LIT(MIXED)}, to_byte = {.text = AN_LIT(MIXED)};

    (void)state;
    for (size_t i = 0; i < COUNT(order); i++) {
        assert_int_equal(an_utf8_code_of(&to_code, bytes[order[i]]), order[i]);
        assert_int_equal(an_utf8_byte_of(&to_byte, order[i]), bytes[order[i]]);
    }
    assert_int_equal(an_utf8_byte_of(&to_byte, 6), SIZE_MAX);
}

/* Spools ----------------------------------------------------------------------------------------------------------------------- */

static void check_spool(size_t limit, size_t records, size_t want, bool spills)
{
    an_spool spool = {.limit = limit};
    an_buf out = {0};
    an_error err = {0};
    char record[64];

    for (size_t i = 0; i < records; i++) {
        snprintf(record, sizeof record, "record %zu%c%*s", i, '\0', (int)(i % 40), "");
        assert_int_equal(an_spool_add(&spool, (an_str){record, i % 7 ? i % 50 : 0}, &err), AN_OK);
    }
    assert_int_equal(spool.records, records);
    assert_int_equal(spool.file != NULL, spills);
    for (int round = 0; round < 2; round++) {
        size_t seen = 0, count = 1;
        assert_int_equal(an_spool_rewind(&spool, &err), AN_OK);
        while (count) {
            size_t before = seen;
            an_str stretch, one;
            assert_int_equal(an_spool_stretch(&spool, want, &out, &count, &err), AN_OK);
            for (stretch = an_buf_str(&out); an_spool_cut(&stretch, &one); seen++) {
                snprintf(record, sizeof record, "record %zu%c%*s", seen, '\0', (int)(seen % 40), "");
                assert_int_equal(one.len, seen % 7 ? seen % 50 : 0);
                assert_memory_equal(one.ptr, record, one.len);
            }
            assert_int_equal(seen - before, count);
        }
        assert_int_equal(seen, records);
    }
    an_buf_clear(&out);
    an_spool_clear(&spool);
    assert_int_equal(spool.limit, limit);
}

static void test_spool(void **state)
{
    (void)state;
    check_spool(0, 0, 100, false);
    check_spool(0, 100, 100, false);
    check_spool(1, 0, 100, false);
    check_spool(1, 1, 100, true);
    check_spool(16, 500, 100, true);
    check_spool(1000, 500, 100, true);
    check_spool(1000, 500, 1, true);
    check_spool(0, 500, 1 << 20, false);
}

/* Files ------------------------------------------------------------------------------------------------------------------------ */

static size_t files_here(void)
{
    DIR *dir = opendir(scratch);
    size_t count = 0;

    while (dir && readdir(dir))
        count++;
    if (dir)
        closedir(dir);
    return count - 2;
}

static void test_output(void **state)
{
    an_output out;
    an_buf content = {0};
    an_error err = {0};
    const char *path = scratch_path("out.txt");

    (void)state;
    assert_int_equal(an_output_open(&out, path, &err), AN_OK);
    fputs("half", out.stream);
    assert_int_not_equal(access(path, F_OK), 0); /* not there before it is complete */
    an_output_abort(&out);
    an_output_abort(&out);
    assert_int_equal(files_here(), 0);
    assert_int_equal(an_file_write(path, AN_LIT("one"), &err), AN_OK);
    assert_int_equal(an_output_open(&out, path, &err), AN_OK);
    fputs("two", out.stream);
    assert_int_equal(an_file_read(&content, path, &err), AN_OK);
    assert_text("old content until the end", an_buf_str(&content), "one");
    assert_int_equal(an_output_close(&out, &err), AN_OK);
    an_buf_reset(&content);
    assert_int_equal(an_file_read(&content, path, &err), AN_OK);
    assert_text("new content", an_buf_str(&content), "two");
    assert_int_equal(files_here(), 1);
    an_buf_clear(&content);
    unlink(path);
}

static void test_output_refused(void **state)
{
    an_output out;
    an_error err = {0};

    (void)state;
    assert_int_equal(an_output_open(&out, scratch_path("missing/out.txt"), &err), AN_ERR_IO);
    assert_non_null(strstr(err.message, "its folder does not exist"));
    assert_int_equal(an_output_open(&out, scratch, &err), AN_ERR_IO);
    assert_non_null(strstr(err.message, "it is a folder"));
    assert_null(out.stream);
    assert_int_equal(an_file_write("/dev/full", AN_LIT("x"), &err), AN_ERR_IO);
    assert_int_equal(files_here(), 0);
}

static void test_input(void **state)
{
    an_buf content = {0};
    an_error err = {0};
    const char *path = scratch_file("in.txt", AN_LIT("0123456789"));

    (void)state;
    an_buf_add_text(&content, ">");
    assert_int_equal(an_file_read(&content, path, &err), AN_OK);
    assert_text("appended", an_buf_str(&content), ">0123456789");
    an_buf_clear(&content);
    content.max = 10;
    assert_int_equal(an_file_read(&content, path, &err), AN_OK);
    an_buf_reset(&content);
    content.max = 9;
    assert_int_equal(an_file_read(&content, path, &err), AN_ERR_LIMIT);
    assert_int_equal(an_file_read(&content, scratch_path("none"), &err), AN_ERR_NOT_FOUND);
    assert_int_equal(an_file_read(&content, scratch, &err), AN_ERR_IO);
    an_buf_clear(&content);
    unlink(path);
    assert_string_equal(an_path_shown("a/b.tsv"), "a/b.tsv");
    assert_string_equal(an_path_shown("/some/where/b.tsv"), "b.tsv");
    assert_string_equal(an_path_shown("/"), "");
}

/* Files below, at, and above the size of a large page: all of them, a NUL behind, and the large ones where a large page may start. */
static void test_mapping(void **state)
{
    static const size_t sizes[] = {1, 4095, 4096, 4097, AN_PAGES_LARGE - 1, AN_PAGES_LARGE, AN_PAGES_LARGE + 4096, 3 * AN_PAGES_LARGE + 1};
    an_error err = {0};
    an_buf content = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        an_mapping mapping;
        while (content.len < sizes[i])
            an_buf_add_char(&content, (char)('a' + content.len % 23));
        assert_false(content.failed);
        assert_int_equal(an_mapping_open(&mapping, scratch_file("mapped", an_buf_str(&content)), 1, SIZE_MAX, &err), AN_OK);
        assert_non_null(mapping.pages);
        assert_true(an_str_equal(mapping.text, an_buf_str(&content)));
        assert_int_equal(mapping.text.ptr[sizes[i]], 0);
        if (sizes[i] >= AN_PAGES_LARGE)
            assert_int_equal((uintptr_t)mapping.text.ptr % AN_PAGES_LARGE, 0);
        an_mapping_close(&mapping);
    }
    an_buf_clear(&content);
}

/* Messages --------------------------------------------------------------------------------------------------------------------- */

static void test_message(void **state)
{
    an_error err = {0};
    char small[8];

    (void)state;
    assert_int_equal(an_fail(&err, AN_ERR_SYNTAX, "bad '%s'", "a\nb\x1b[31m\xC2\x9B"), AN_ERR_SYNTAX);
    for (const char *c = err.message; *c; c++)
        assert_true((unsigned char)*c >= ' ' && (unsigned char)*c != 0x9B);
    an_copy_clean(small, sizeof small, AN_LIT("abcdef\xE2\x82\xAC"));
    assert_string_equal(small, "abcdef"); /* not cut inside a character */
    assert_int_equal(an_fail(NULL, AN_ERR_IO, "x"), AN_ERR_IO);
    an_error_at(&err, "f.tsv", 3, AN_LIT("a\t\xC3\xA9 bad"), 5, 3);
    assert_int_equal(err.line, 3);
    assert_int_equal(err.column, 5);
    assert_string_equal(err.excerpt, "a \xC3\xA9 bad");
    assert_int_equal(err.caret, 4);
    assert_int_equal(err.caret_length, 3);
}

/* Cells that begin with a quotation mark are quoted: else one would run on over rows, and a formula in it would be run. */
static void test_sheet_cell(void **state)
{
    static const struct {
        const char *text, *cell;
    } cases[] = {
        {"", ""},
        {"Ada", "Ada"},
        {"a\tb\nc", "a b c"},
        {"=1", "'=1"},
        {"say \"no\"", "say \"no\""},
        {"\"No\", she\tsaid", "\"\"\"No\"\", she said\""},
        {"\"=1\"", "\"\"\"=1\"\"\""},
        {"\"", "\"\"\"\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf out = {0};
        an_buf_add_sheet_cell(&out, an_str_of(cases[i].text));
        assert_true(an_str_equal(an_buf_str(&out), an_str_of(cases[i].cell)));
        an_buf_clear(&out);
    }
}

/* What a spreadsheet might run; a sign alone is none. */
static void test_formula(void **state)
{
    static const char *const formulas[] = {"=1", "+1 202", "-2+3", "@name", "\tx", "\r=1", "\n=1"};
    static const char *const texts[] = {"", "-", "=", "a=1", " =1", "'=1", "Berg"};

    (void)state;
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        assert_true(an_is_formula(formulas[i], strlen(formulas[i])));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(an_is_formula(texts[i], strlen(texts[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formula),
        cmocka_unit_test(test_sheet_cell),
        cmocka_unit_test(test_trim),         cmocka_unit_test(test_compare),        cmocka_unit_test(test_find),
        cmocka_unit_test(test_fields),       cmocka_unit_test(test_suggest),        cmocka_unit_test(test_buffer),
        cmocka_unit_test(test_buffer_limit), cmocka_unit_test(test_numbers), cmocka_unit_test(test_decimals),        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_failing),      cmocka_unit_test(test_arena),          cmocka_unit_test(test_count_byte),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_map_reset),    cmocka_unit_test(test_sort),
        cmocka_unit_test(test_sort_room),    cmocka_unit_test(test_utf8_places),
        cmocka_unit_test(test_decode),       cmocka_unit_test(test_json_strings),
        cmocka_unit_test(test_cursor),         cmocka_unit_test(test_spool),
        cmocka_unit_test(test_output),       cmocka_unit_test(test_output_refused), cmocka_unit_test(test_input),
        cmocka_unit_test(test_mapping),      cmocka_unit_test(test_message),
    };

    return cmocka_run_group_tests(tests, scratch_make, scratch_clean);
}
