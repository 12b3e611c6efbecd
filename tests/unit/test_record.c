/* An extraction as bytes and back. */
#include "extract/lines/record.h"

#include "base/alloc.h"
#include "extractions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const an_extraction *in)
{
    an_buf record = {0}, again = {0};
    an_extraction out = {0};

    an_record_write(&record, in);
    assert_false(record.failed);
    assert_int_equal(an_record_read(&out, an_buf_str(&record), NULL), AN_OK);
    assert_extractions_equal(in, &out);
    an_record_write(&again, &out);
    assert_true(an_str_equal(an_buf_str(&record), an_buf_str(&again)));
    an_extraction_clear(&out);
    an_buf_clear(&record);
    an_buf_clear(&again);
}

static void test_whole(void **state)
{
    an_extraction full = full_extraction();

    (void)state;
    check(&full);
    full.has_text = false;
    full.text = AN_LIT("");
    check(&full);
    full.has_sentences = false;
    full.sentence_count = 0;
    check(&full);
}

static void test_empty(void **state)
{
    an_extraction empty = {0};

    (void)state;
    check(&empty);
}

/* Records stand one behind the other at any address: no read of them may need alignment. */
static void test_unaligned(void **state)
{
    an_extraction full = full_extraction(), out = {0};
    an_buf record = {0};

    (void)state;
    for (size_t shift = 1; shift < 8; shift++) {
        an_buf_reset(&record);
        for (size_t i = 0; i < shift; i++)
            an_buf_add_char(&record, 'x');
        an_record_write(&record, &full);
        assert_int_equal(an_record_read(&out, an_str_sub(an_buf_str(&record), shift, record.len), NULL), AN_OK);
        assert_extractions_equal(&full, &out);
    }
    an_extraction_clear(&out);
    an_buf_clear(&record);
}

static void test_out_of_memory(void **state)
{
    an_extraction full = full_extraction(), out = {0};
    an_buf record = {0};
    an_status st = AN_ERR_NOMEM;

    (void)state;
    an_record_write(&record, &full);
    for (size_t n = 1; st != AN_OK; n++) {
        an_alloc_fail_at(n, false);
        st = an_record_read(&out, an_buf_str(&record), NULL);
        an_alloc_fail_at(0, false);
        assert_true(st == AN_OK || st == AN_ERR_NOMEM);
        an_extraction_clear(&out);
    }
    an_buf_clear(&record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_unaligned),
        cmocka_unit_test(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
