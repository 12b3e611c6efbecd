/* Words that a pattern needs: found where they surely must stand, and nowhere else. */
#include "lexicon/patterns/required.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void words(void **state)
{
    static const struct {
        const char *pattern, *words;
    } cases[] = {
        {"\\boperation (?<actor>[A-Z]+)", "operation"},
        {"\\bOperation\\b", "Operation"},
        {"\\bthe plan\\s+(?<actor>\\w+)", "plan"},
        {"\\bcode name: \\w+", "code"},
        {"\\ba\\b.*\\blonger\\b", "longer"},
        {"\\bship\\b|\\bvessel \\w|(?:x) boat,", "ship vessel boat"},
        {"(?<![a-z(]) élan, ", "élan"},
        {"\\bU\\.S\\.", "U"},
        /* not surely there */
        {"operation (?<actor>[A-Z]+)", ""},
        {"\\boperations?\\b", ""},
        {"\\boperation+\\b", ""},
        {"\\bplan{0,2}\\b", ""},
        {"\\bplan\\s*x", ""},
        {"\\bplan\\b?", ""},
        {"\\bplan,?x", ""},
        {"\\b(?:plan) [a-z]", ""},
        {"\\bplan\\b|[a-z]+", ""},
        {"\\bplan_", ""},
        {"\\b«plan ", ""},
        {" « ", ""},
        {"[ ]plan[ ]", ""},
        {"^plan$", ""},
        {"\\x41 plan ", ""},
        {"(?x) plan # \\b or \\b", ""},
        {"\\Q plan \\E", ""},
        {"(?:a(?i) plan )", ""},
        {"", ""},
        {"\\", ""},
        {"(", ""},
        {"[", ""},
        {"\\bplan (", ""},
        {"\\bplan |", ""},
        {"a{", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_str found[AN_REQUIRED_MOST];
        size_t count = an_required_words((an_str){cases[i].pattern, strlen(cases[i].pattern)}, found);
        char got[200] = "";

        for (size_t k = 0; k < count; k++)
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s", k ? " " : "", (int)found[k].len, found[k].ptr);
        if (strcmp(got, cases[i].words) != 0)
            print_error("%s\n", cases[i].pattern);
        assert_string_equal(got, cases[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
