/* What lists write before another name of the head of an entry. */
#include "extract/resolve/labels.h"

#include "base/buf.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const struct {
    const char *text;
    bool label;
} texts[] = {
    {"BERG, Karl a.k.a.", true}, {"BERG, Karl a.k.a", true},   {"(AKA", true},     {"x\nAliases", true}, {"f.k.a.", true},
    {"BERG, Karl", false},       {"BERG, Karl xa.k.a.", false}, {"Dalias", false}, {"a.k.a. ", false},   {"", false},
};

static void test_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (an_ends_with_alias_label(an_str_of(texts[i].text)) != texts[i].label)
            fail_msg("'%s'", texts[i].text);
}

/* Prose knows them, too: each is a row of the word list, with its last full stop or without. */
static void test_listed(void **state)
{
    an_buf file = {0}, row = {0};

    (void)state;
    assert_int_equal(an_file_read(&file, SOURCE_DIR "/dict/rules/aka.tsv", NULL), AN_OK);
    for (size_t i = 0; an_alias_label(i); i++) {
        bool listed = false;
        for (size_t k = 0; k < 2; k++) {
            an_buf_reset(&row);
            an_buf_addf(&row, "\n%s%s\t", an_alias_label(i), k ? "." : "");
            listed |= an_str_find(an_buf_str(&file), 0, an_buf_str(&row)) != (size_t)-1;
        }
        if (!listed)
            fail_msg("'%s' is not in aka.tsv", an_alias_label(i));
    }
    an_buf_clear(&row);
    an_buf_clear(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
