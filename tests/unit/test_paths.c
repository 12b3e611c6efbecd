/* The table of paths: what goes in is found again, whatever its size, and with hashes that all want the same place. */
#include "lexicon/match/paths.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { COUNT = 3000 };

static void all_are_found(uint64_t (*hash)(uint32_t number), size_t reserved)
{
    an_paths paths = {0};

    assert_true(an_paths_reserve(&paths, reserved));
    for (uint32_t i = 0; i < COUNT; i++) {
        an_path *path = an_paths_place(&paths, hash(i));
        assert_non_null(path);
        assert_int_equal(path->value, 0);
        path->value = i + 1;
    }
    assert_int_equal(paths.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(an_paths_place(&paths, hash(i))->value, i + 1);
    assert_int_equal(paths.count, COUNT);
    an_paths_clear(&paths);
}

static uint64_t spread(uint32_t number)
{
    return (number + 1) * UINT64_C(0xD1B54A32D192ED03);
}

/* The product with the first seed has the same upper half for all. */
static uint64_t chosen(uint32_t number)
{
    uint64_t seed = UINT64_C(0x9E3779B97F4A7C15), inverse = seed;

    for (int i = 0; i < 6; i++)
        inverse *= 2 - seed * inverse;
    return inverse * (UINT64_C(0x1234567800000000) + number);
}

static void ordinary(void **state)
{
    (void)state;
    all_are_found(spread, 0);
    all_are_found(spread, COUNT);
}

static void collisions(void **state)
{
    (void)state;
    all_are_found(chosen, 0);
    all_are_found(chosen, 10 * COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ordinary), cmocka_unit_test(collisions)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
