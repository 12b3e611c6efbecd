/* Whether a short form can stand for a long one. */
#include "extract/imply/acronym.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const struct {
    const char *name, *text, *short_form, *out; /* the long form, NULL = none */
} long_forms[] = {
    {"first letters", "He leads the Movement for National Unity", "MNU", "Movement for National Unity"},
    {"letters inside of words", "by the Mouvement pour l'Unicité et le Jihad en Afrique de l'Ouest", "MUJAO",
     "Mouvement pour l'Unicité et le Jihad en Afrique de l'Ouest"},
    {"shortest fit", "of the National National Union", "NU", "National Union"},
    {"two letters", "the World Bank", "WB", "World Bank"},
    {"case does not matter", "the world bank", "WB", "world bank"},
    {"accents do not matter", "l'École Nationale", "EN", "École Nationale"},
    {"dots in the short form", "the United States", "U.S.", "United States"},
    {"digit", "the Group of 77", "G77", "Group of 77"},
    {"digit at a word", "the Group of x7", "G7", "Group of x7"},
    {"first letter must start a word", "The xabc", "AC", NULL},
    {"letters missing", "the World Bank", "WBX", NULL},
    {"one letter", "the Bank", "B", NULL},
    {"no letter", "the Bank", "--", NULL},
    {"empty text", "", "WB", NULL},
    {"too many words between", "World a b c d e Bank", "WB", NULL},
    {"too long a short form", "a b c d e f g h i j k l m n", "ABCDEFGHIJKLMN", NULL},
    {"other script", "Союз Советских Социалистических Республик", "СССР", "Социалистических Республик"},
};

static void test_long_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(long_forms); i++) {
        an_str text = an_str_of(long_forms[i].text);
        size_t at = an_acronym_long_form(text, an_str_of(long_forms[i].short_form));
        const char *want = long_forms[i].out;
        if (want ? at == SIZE_MAX || !an_str_equal(an_str_sub(text, at, text.len), an_str_of(want)) : at != SIZE_MAX)
            fail_msg("%s: got '%s', want '%s'", long_forms[i].name, at == SIZE_MAX ? "none" : text.ptr + at, want ? want : "none");
    }
}

static const struct {
    const char *name, *long_name, *short_form;
    bool fits;
} initials[] = {
    {"all words", "National Security Agency", "NSA", true},
    {"small words left out", "Movement for the Liberation of Azawad", "MLA", true},
    {"small words taken", "Movement for the Liberation of Azawad", "MFTLOA", true},
    {"a capital left out", "National Security Agency of Mali", "NSA", false},
    {"two words", "World Bank", "WB", false},
    {"two letters", "United Nations Assembly", "UN", false},
    {"case does not matter", "National Security Agency", "nsa", true},
    {"order matters", "National Security Agency", "NAS", false},
    {"apostrophe", "Children's Defense Fund", "CDF", true},
    {"hyphen parts are words", "Al-Qaeda in Maghreb", "AQM", true},
    {"accents", "Électricité Réseau France", "ERF", true},
    {"empty", "", "", false},
};

static void test_initials(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(initials); i++)
        if (an_acronym_of_initials(an_str_of(initials[i].long_name), an_str_of(initials[i].short_form)) != initials[i].fits)
            fail_msg("%s", initials[i].name);
}

/* What the bit sets rule out, the comparison rules out, too. */
static void test_letters(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(initials); i++) {
        uint32_t short_letters = an_acronym_letters(an_str_of(initials[i].short_form), false);
        uint32_t firsts = an_acronym_letters(an_str_of(initials[i].long_name), true);
        if (initials[i].fits && short_letters & ~firsts)
            fail_msg("%s", initials[i].name);
    }
    assert_int_equal(an_acronym_letters(AN_LIT("Ab c"), false), 7);
    assert_int_equal(an_acronym_letters(AN_LIT("Ab c"), true), 5);
    assert_int_equal(an_acronym_letters(AN_LIT("É"), false), 1u << 4);
    assert_int_equal(an_acronym_letters(AN_LIT("7 Я"), false), 1u << 26);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_form),
        cmocka_unit_test(test_initials),
        cmocka_unit_test(test_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
