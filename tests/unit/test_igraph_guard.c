/* While igraph works it has one thread, whatever OpenMP allows: its PageRank adds up in the order of its threads, and differs in the ninth digit. */
#include "graph/igraph_guard.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static int (*threads)(void);
static void (*set_threads)(int);

static void igraph_has_one_thread(void **state)
{
    (void)state;
    an_guard guard;
    void *program = dlopen(NULL, RTLD_LAZY);

    assert_non_null(program);
    *(void **)&threads = dlsym(program, "omp_get_max_threads");
    *(void **)&set_threads = dlsym(program, "omp_set_num_threads");
    if (!threads || !set_threads) {
        dlclose(program);
        skip(); /* an igraph without OpenMP */
    }
    set_threads(3);
    an_guard_enter(&guard, "test", NULL);
    assert_int_equal(threads(), 1);
    an_guard_leave(&guard);
    assert_int_equal(threads(), 3);
    dlclose(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(igraph_has_one_thread)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
