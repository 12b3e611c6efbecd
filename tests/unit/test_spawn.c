/* Running programs: big streams both ways, failing, killed, too slow, missing, talkative ones. */
#include "formats/spawn.h"
#include "networks.h"

#include <time.h>

static an_status run(const char *script, an_str input, unsigned seconds, an_buf *out, an_buf *complaint, an_error *err)
{
    const char *arguments[] = {"-c", script, NULL};
    an_spawn spawn = {.program = "/bin/sh", .arguments = arguments, .input = input, .seconds = seconds};

    an_buf_reset(out);
    an_buf_reset(complaint);
    return an_spawn_run(&spawn, out, complaint, err);
}

static void programs(void **state)
{
    static const struct {
        const char *script;
        unsigned seconds;
        an_status status;
        const char *out, *message;
    } cases[] = {
        {"cat", 10, AN_OK, "hello", NULL},
        {"cat; echo seen >&2", 10, AN_OK, "hello", NULL},
        {"echo -n \"$LC_ALL\"", 10, AN_OK, "C", NULL},
        {"true", 10, AN_OK, "", NULL},
        {"exec <&-; echo -n done", 10, AN_OK, "done", NULL},
        {"echo it broke >&2; exit 3", 10, AN_ERR_PROGRAM, NULL, "it broke"},
        {"kill -9 $$", 10, AN_ERR_PROGRAM, NULL, "signal 9, as the system does when memory runs out"},
        {"kill -SEGV $$", 10, AN_ERR_PROGRAM, NULL, "signal 11, which is a crash"},
        {"exec sleep 60", 1, AN_ERR_PROGRAM, NULL, "longer than 1 s"},
        {"exec >&- 2>&-; exec sleep 60", 1, AN_ERR_PROGRAM, NULL, "longer than 1 s"},
    };
    an_buf out = {0}, complaint = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_error err = {0};
        time_t start = time(NULL);
        print_message("  %s\n", cases[i].script);
        assert_int_equal(run(cases[i].script, AN_LIT("hello"), cases[i].seconds, &out, &complaint, &err), cases[i].status);
        assert_true(time(NULL) - start < 8);
        if (cases[i].out)
            assert_string_equal(an_buf_str(&out).ptr, cases[i].out);
        if (cases[i].message)
            assert_non_null(strstr(err.message, cases[i].message));
    }
    an_buf_clear(&out);
    an_buf_clear(&complaint);
}

/* More than any pipe holds, both ways at once, and a child that closes its input early. */
static void large_streams(void **state)
{
    enum { SIZE = 8 << 20 };
    char *large = malloc(SIZE);
    an_buf out = {0}, complaint = {0};
    an_error err = {0};

    (void)state;
    assert_non_null(large);
    memset(large, 'x', SIZE);
    MUST(run("cat; head -c 1000000 /dev/zero >&2", (an_str){large, SIZE}, 60, &out, &complaint, &err));
    assert_int_equal(out.len, SIZE);
    assert_int_equal(complaint.len, 4000);
    MUST(run("head -c 10", (an_str){large, SIZE}, 60, &out, &complaint, &err));
    assert_int_equal(out.len, 10);
    out.max = 1000;
    assert_int_equal(run("cat", (an_str){large, SIZE}, 60, &out, &complaint, &err), AN_ERR_LIMIT);
    an_buf_clear(&out);
    an_buf_clear(&complaint);
    free(large);
}

static bool never(void *payload, const char *stage, size_t done, size_t total)
{
    (void)payload, (void)stage, (void)done, (void)total;
    return false;
}

static void missing_and_cancelled(void **state)
{
    const char *arguments[] = {"60", NULL};
    an_observer watch = {.progress = never};
    an_spawn spawn = {.program = "/no/such/program"};
    an_buf out = {0}, complaint = {0};
    an_error err = {0};

    (void)state;
    assert_int_equal(an_spawn_run(&spawn, &out, &complaint, &err), AN_ERR_PROGRAM);
    assert_non_null(strstr(err.message, "No such file"));
    spawn.program = "/bin/sleep";
    spawn.arguments = arguments;
    spawn.watch = &watch;
    assert_int_equal(an_spawn_run(&spawn, &out, &complaint, &err), AN_ERR_CANCELLED);
    assert_true(an_spawn_find(&out, "sh"));
    assert_false(an_spawn_find(&out, "no-such-program-here"));
    an_buf_clear(&out);
    an_buf_clear(&complaint);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs),
        cmocka_unit_test(large_streams),
        cmocka_unit_test(missing_and_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
