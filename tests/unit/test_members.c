/* Members of a line of JSON: what is taken without a tree is what the parser says, and nothing is taken that it turns down. */
#include "read/members.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { TEXT, ID, DATE, MEMBERS };

static bool take(an_member *members, an_str line, an_arena *arena)
{
    members[TEXT].name = "text";
    members[ID].name = "id";
    members[DATE].name = "date";
    return an_members_take(members, MEMBERS, line, arena);
}

/* False: left to the parser. Fails when what was taken is not what the parser finds. */
static bool agrees(an_str line)
{
    an_member members[MEMBERS];
    an_arena arena = {0};
    an_json *root = NULL;
    bool taken = take(members, line, &arena);

    if (taken && (an_json_parse(&root, line, NULL) != AN_OK || an_json_kind_of(root) != AN_JSON_OBJECT))
        fail_msg("taken, but no JSON object: %.*s", (int)line.len, line.ptr);
    for (size_t i = 0; taken && i < MEMBERS; i++) {
        const an_json *value = an_json_get(root, members[i].name);
        char number[32];

        snprintf(number, sizeof number, "%lld", (long long)an_json_int(value, 0));
        if (members[i].kind != an_json_kind_of(value) ||
            (members[i].kind == AN_JSON_STRING && !an_str_equal(members[i].text, an_json_string(value))) ||
            (members[i].kind == AN_JSON_INT && !an_str_equal(members[i].text, an_str_of(number))))
            fail_msg("another '%s' than the parser's: %.*s", members[i].name, (int)line.len, line.ptr);
    }
    an_json_free(root);
    an_arena_clear(&arena);
    return taken;
}

#define TEXT_OF(text) (text), sizeof(text) - 1

static const struct {
    const char *line;
    size_t length;
    bool taken;
} lines[] = {
    {TEXT_OF("{}"), true},
    {TEXT_OF("{\"text\":\"Ann met Bob.\"}"), true},
    {TEXT_OF(" { \"id\" : 12 , \"text\" : \"x\" } \r"), true},
    {TEXT_OF("{\"text\":\"two\\nlines\\tand \\\"marks\\\" \\\\ \\/ \\b\\f\\r\",\"id\":\"a\"}"), true},
    {TEXT_OF("{\"text\":\"\\u00e9 \\u4e2d \\ud83d\\ude00 \\u0000.\"}"), true},
    {TEXT_OF("{\"text\":\"\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80\"}"), true},
    {TEXT_OF("{\"text\":\"\",\"id\":-7,\"date\":null}"), true},
    {TEXT_OF("{\"text\":\"first\",\"text\":\"last\"}"), true},
    {TEXT_OF("{\"x\":[1,{\"text\":\"inner\"},[true,false,null,-1.25]],\"text\":\"outer\"}"), true},
    {TEXT_OF("{\"id\":123456789012345678,\"text\":\"0123456789abcdef0123456789\"}"), true},
    {TEXT_OF("{\"text\":7,\"date\":true,\"id\":[]}"), true},
    /* left to the parser, which reads them */
    {TEXT_OF("{\"te\\u0078t\":\"name with an escape\"}"), false},
    {TEXT_OF("{\"id\":-0,\"text\":\"\"}"), false},
    {TEXT_OF("{\"id\":1e3}"), false},
    {TEXT_OF("{\"id\":1234567890123456789}"), false},
    {TEXT_OF("{\"x\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}"), false},
    /* left to the parser, which says what is wrong */
    {TEXT_OF(""), false},
    {TEXT_OF("{"), false},
    {TEXT_OF("[]"), false},
    {TEXT_OF("{} {}"), false},
    {TEXT_OF("{\"text\":\"open}"), false},
    {TEXT_OF("{\"text\":\"open\\\"}"), false},
    {TEXT_OF("{\"text\":\"x\",}"), false},
    {TEXT_OF("{\"text\" \"x\"}"), false},
    {TEXT_OF("{\"text\":\"tab\tinside\"}"), false},
    {TEXT_OF("{\"text\":\"bad escape \\x\"}"), false},
    {TEXT_OF("{\"text\":\"half \\ud83d\"}"), false},
    {TEXT_OF("{\"text\":\"half \\ude00\"}"), false},
    {TEXT_OF("{\"text\":\"half \\ud83d\\u0041\"}"), false},
    {TEXT_OF("{\"text\":\"short \\u12\"}"), false},
    {TEXT_OF("{\"text\":\"\xFF\"}"), false},
    {TEXT_OF("{\"x\":\"bad \\q\",\"text\":\"\"}"), false},
    {TEXT_OF("{\"x\":[\"bad \\q\"]}"), false},
    {TEXT_OF("{\"id\":012}"), false},
    {TEXT_OF("{\"id\":-}"), false},
    {TEXT_OF("{\"id\":1.}"), false},
    {TEXT_OF("{\"id\":12x}"), false},
    {TEXT_OF("{\"x\":nulls}"), false},
    {TEXT_OF("{\"x\":[1,2}"), false},
};

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (agrees((an_str){lines[i].line, lines[i].length}) != lines[i].taken)
            fail_msg("%s: %s", lines[i].taken ? "not taken" : "taken", lines[i].line);
    }
}

/* Each line with one or two bytes changed, dropped or cut off. */
static void test_damage(void **state)
{
    enum { ROUNDS = 400 };
    static const char signs[] = "\"\\{}[]:,u0-.e \n\x80\xC3";
    uint32_t seed = 1;
    size_t taken = 0;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        for (size_t n = 0; n < ROUNDS && lines[i].length > 0; n++) {
            char line[128];
            size_t length = lines[i].length, at;

            memcpy(line, lines[i].line, length);
            for (size_t k = 0; k <= n % 2 && length > 0; k++) {
                seed = seed * 1664525 + 1013904223;
                at = (seed >> 8) % length;
                if (seed >> 30 == 0)
                    length = at;
                else if (seed >> 30 == 1)
                    memmove(line + at, line + at + 1, --length - at);
                else
                    line[at] = signs[(seed >> 4) % (sizeof signs - 1)];
            }
            taken += agrees((an_str){line, length});
        }
    }
    assert_true(taken > 100);
}

/* A mark or escape at every place of the eight bytes that are looked at together. */
static void test_places(void **state)
{
    (void)state;
    for (int before = 0; before < 20; before++) {
        for (int behind = 0; behind < 20; behind++) {
            char line[80];
            int length = snprintf(line, sizeof line, "{\"text\":\"%.*s\\n%.*s\"}", before, "abcdefghijklmnopqrst", behind, "ABCDEFGHIJKLMNOPQRST");

            assert_true(agrees((an_str){line, (size_t)length}));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
