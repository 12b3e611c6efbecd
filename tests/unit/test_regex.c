/* PCRE2 behind its wall: what is refused and where the caret stands, what is found, and that nothing runs away. */
#include "actornet/lexicon.h"
#include "base/buf.h"
#include "lexicon/patterns/regex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char PREFIX[] = "(?(DEFINE)(?<cap>\\p{Lu}\\p{Ll}+)(?<titles>(?:M(?:r(?:s|)|s)|President)(?!\\w)))";

static void refused(void **state)
{
    static const struct {
        const char *pattern, *message;
        size_t caret;
    } cases[] = {
        {"a(b", "missing closing parenthesis", 3},
        {"é(b", "missing closing parenthesis", 3}, /* in code points */
        {"", "the pattern is empty", 0},
        {"(*UTF)a", "'(*' at the start is not allowed: options of PCRE2 are fixed", 0},
        {"a*", "the pattern matches the empty text", 0},
        {"(?=A)", "the pattern matches the empty text", 0},
        {"(?&cap)?", "the pattern matches the empty text", 0},
        {"a(?C1)b", "callouts (?C…) are not allowed", 6},
        {"a\\Cb", "using \\C is disabled by the application", 3},
        {"(?&none)a", "reference to non-existent subpattern", 3},
        {"(a)\\1", "plain groups have no number here: name the group and refer to it by \\k<name>", 3},
    };
    an_regex *regex;
    an_error err;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("%s\n", cases[i].pattern);
        assert_int_equal(an_regex_new(&regex, AN_LIT(PREFIX), an_str_of(cases[i].pattern), false, &err), AN_ERR_PATTERN);
        assert_null(regex);
        assert_string_equal(err.message, cases[i].message);
        assert_in_range(err.caret, cases[i].caret ? cases[i].caret - 1 : 0, cases[i].caret); /* versions of PCRE2 differ by one */
        assert_int_equal(err.caret_length, 1);
    }
}

static void too_long(void **state)
{
    an_buf pattern = {0};
    an_regex *regex;
    an_error err;

    (void)state;
    for (int i = 0; i <= AN_REGEX_BYTES; i++)
        an_buf_add_char(&pattern, 'a');
    assert_int_equal(an_regex_new(&regex, AN_LIT(""), an_buf_str(&pattern), false, &err), AN_ERR_PATTERN);
    an_buf_clear(&pattern);
}

static void found(void **state)
{
    static const struct {
        const char *pattern, *text, *expected;
        bool ignore_case;
    } cases[] = {
        {"(?&titles)\\.? (?<actor>(?&cap))", "Mr. Smith met President Obama and Mrs Jones", "Smith|Obama|Jones", false},
        {"(?&titles) (?<actor>(?&cap))", "mrs jones", "", false},
        {"president (?<actor>\\w+)", "PRESIDENT Obama", "Obama", true},
        {"\\b[A-Z]{2,}\\b", "the UN and NATO", "UN|NATO", false},
        {"by (?<actor>X\\w+)|(?<actor>Y\\w+) said", "by Xa, then Yb said", "Xa|Yb", false},
        {"a(?<actor>b?)c", "ac abc", "b", false}, /* an empty group names nobody */
        {"(?<actor>b)?a", "a ba", "a|b", false},  /* a group that is not set: the whole match */
        {"(?<=x)\\w", "xa", "a", false},
        {"a\\K", "aa", "", false}, /* never empty */
        {"(?:\\((?:x|(?R))\\))", "((x))", "((x))", false},
        {"(?<x>a)\\k<x>\\\\1", "aa\\1", "aa\\1", false},
        {"É\\w+", "Élodie", "Élodie", false},
        {"(?i)mr (?&cap)", "MR Smith, MR smith", "MR Smith", false}, /* options, comments and quotes do not reach into parts */
        {"(?x) (?&titles) \\. \\  (?<actor>(?&cap)) # who", "Mr. Smith", "Smith", false},
        {"(?&cap)\\Q#(", "Ab# Cd#(", "Cd#(", false},
    };
    an_regex_scratch *scratch = an_regex_scratch_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_regex *regex = NULL;
        an_str text = an_str_of(cases[i].text);
        an_span whole = {0, 0}, actor;
        int64_t budget = 1000000000;
        an_buf out = {0};
        print_message("%s\n", cases[i].pattern);
        assert_int_equal(an_regex_new(&regex, AN_LIT(PREFIX), an_str_of(cases[i].pattern), cases[i].ignore_case, NULL), AN_OK);
        while (an_regex_find(regex, scratch, text, (an_span){0, (uint32_t)text.len}, whole.end, &budget, &whole, &actor) ==
               AN_REGEX_FOUND) {
            an_buf_add_text(&out, out.len ? "|" : "");
            an_buf_add(&out, an_str_sub(text, actor.start, actor.end));
        }
        assert_string_equal(out.ptr ? out.ptr : "", cases[i].expected);
        assert_true(budget < 1000000000);
        an_buf_clear(&out);
        an_regex_free(regex);
    }
    an_regex_scratch_free(scratch);
}

/* Nothing outside the window is seen, and places are those of the whole text. */
static void window(void **state)
{
    an_regex_scratch *scratch = an_regex_scratch_new();
    an_regex *regex = NULL;
    an_span whole, actor;
    int64_t budget = 1000000000;

    (void)state;
    assert_int_equal(an_regex_new(&regex, AN_LIT(""), AN_LIT("(?<!x)a+"), false, NULL), AN_OK);
    assert_int_equal(an_regex_find(regex, scratch, AN_LIT("xaaa"), (an_span){1, 3}, 1, &budget, &whole, &actor), AN_REGEX_FOUND);
    assert_int_equal(whole.start, 1);
    assert_int_equal(whole.end, 3);
    assert_int_equal(an_regex_find(regex, scratch, AN_LIT("xaaa"), (an_span){1, 3}, 3, &budget, &whole, &actor), AN_REGEX_NONE);
    an_regex_free(regex);
    an_regex_scratch_free(scratch);
}

static void runs_away(void **state)
{
    an_regex_scratch *scratch = an_regex_scratch_new();
    an_regex *regex = NULL;
    an_span whole, actor;
    an_buf text = {0};
    int64_t budget = 2000000000, left;

    (void)state;
    for (int i = 0; i < 4000; i++)
        an_buf_add_char(&text, 'a');
    an_buf_add_char(&text, '!');
    assert_int_equal(an_regex_new(&regex, AN_LIT(""), AN_LIT("(?:a+)+$"), false, NULL), AN_OK);
    assert_int_equal(an_regex_find(regex, scratch, an_buf_str(&text), (an_span){0, (uint32_t)text.len}, 0, &budget, &whole, &actor),
                     AN_REGEX_GAVE_UP);
    assert_true(budget > 0);
    /* no time left: not even tried */
    left = 0;
    assert_int_equal(an_regex_find(regex, scratch, AN_LIT("aaa"), (an_span){0, 3}, 0, &left, &whole, &actor), AN_REGEX_GAVE_UP);
    assert_int_equal(left, 0);
    an_regex_free(regex);
    an_regex_scratch_free(scratch);
    an_buf_clear(&text);
}

static void parts(void **state)
{
    an_error err;

    (void)state;
    assert_int_equal(an_regex_check(AN_LIT(""), AN_LIT("a?"), &err), AN_OK); /* a part may match nothing */
    assert_int_equal(an_regex_check(AN_LIT(""), AN_LIT("a("), &err), AN_ERR_PATTERN);
    assert_int_equal(an_regex_check(AN_LIT(""), AN_LIT("(?C)"), &err), AN_ERR_PATTERN);
}

static void version(void **state)
{
    (void)state;
    assert_non_null(strstr(an_pcre2_version(), "PCRE2 10."));
    assert_non_null(strstr(an_pcre2_version(), "utf8proc "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused), cmocka_unit_test(too_long),  cmocka_unit_test(found),   cmocka_unit_test(window),
        cmocka_unit_test(parts),   cmocka_unit_test(runs_away), cmocka_unit_test(version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
