/* Runs a fuzz target with compilers that have no libFuzzer: replays files and folders of inputs, then changes them at random.

     fuzz_x [--rounds N] [--seed N] FILE-OR-FOLDER...

   An input that fails is left in failing-input of the folder it runs in. */
#include "fuzz.h"

#include "base/file.h"
#include "base/random.h"

#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

static struct {
    an_buf *items;
    size_t count, capacity;
} inputs;
static an_buf current;

static void *checked(void *memory)
{
    if (!memory)
        exit(1);
    return memory;
}

/* In memory of just that size, so that a read behind the end is seen. */
static void run(const an_buf *input)
{
    char *exact = checked(malloc(input->len ? input->len : 1));

    if (input->len)
        memcpy(exact, input->ptr, input->len);
    LLVMFuzzerTestOneInput((const uint8_t *)exact, input->len);
    free(exact);
}

static void load(const char *path)
{
    an_error err = {0};

    if (inputs.count == inputs.capacity) {
        inputs.capacity = inputs.capacity ? inputs.capacity * 2 : 16;
        inputs.items = checked(realloc(inputs.items, inputs.capacity * sizeof *inputs.items));
    }
    inputs.items[inputs.count] = (an_buf){0};
    if (an_file_read(&inputs.items[inputs.count++], path, &err) != AN_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The files of a folder in the order of their names, so that a seed means the same everywhere. */
static void load_all(const char *path)
{
    DIR *dir = opendir(path);
    struct dirent *entry;
    struct stat info;
    char *names[1024];
    size_t count = 0;

    if (!dir) {
        load(path);
        return;
    }
    while ((entry = readdir(dir)) && count < sizeof names / sizeof *names) {
        char below[4096];
        snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.' && stat(below, &info) == 0 && S_ISREG(info.st_mode))
            names[count++] = checked(strdup(below));
    }
    closedir(dir);
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++) {
        load(names[i]);
        free(names[i]);
    }
}

/* Some bytes of any input. */
static an_str piece(an_random *random)
{
    const an_buf *from = &inputs.items[an_random_below(random, inputs.count)];
    size_t start = an_random_below(random, from->len + 1), length = an_random_below(random, 64);

    return an_str_sub(an_buf_str(from), start, start + length < from->len ? start + length : from->len);
}

/* One change at a random place: a bit, a byte, bytes that go, bytes that come, the end that goes. */
static void change(an_buf *text, an_random *random)
{
    static const char telling[] = {'\0', '\t', '\n', '\r', ' ', '"', '.', '<', '{', '\x7F', '\x80', '\xC2', '\xE2', '\xF0', '\xFF'};
    size_t at = an_random_below(random, text->len + 1), gone = an_random_below(random, 16);
    an_buf next = {0};
    an_str whole = an_buf_str(text);

    switch (an_random_below(random, 8)) {
    case 0:
    case 1:
        if (at < text->len)
            text->ptr[at] = (char)(text->ptr[at] ^ 1 << an_random_below(random, 8));
        return;
    case 2:
    case 3:
        if (at < text->len)
            text->ptr[at] = telling[an_random_below(random, sizeof telling)];
        return;
    case 4:
        text->len = at;
        return;
    case 5:
        gone = 0;
        break;
    default:
        break;
    }
    an_buf_add(&next, an_str_sub(whole, 0, at));
    an_buf_add(&next, piece(random));
    an_buf_add(&next, an_str_sub(whole, at + gone < whole.len ? at + gone : whole.len, whole.len));
    an_buf_clear(text);
    *text = next;
}

static void keep_failing(void)
{
    FILE *file = fopen("failing-input", "wb");

    if (file) {
        fwrite(current.ptr, 1, current.len, file);
        fclose(file);
    }
}

static void on_abort(int number)
{
    keep_failing();
    signal(number, SIG_DFL);
    raise(number);
}

__attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)(void));

static void change_all(unsigned long rounds, uint64_t seed)
{
    enum { LARGEST = 1 << 16 };

    signal(SIGABRT, on_abort);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(keep_failing);
    for (unsigned long i = 0; i < rounds; i++) {
        an_random random = {seed * 1000003 + i};
        const an_buf *from = &inputs.items[an_random_below(&random, inputs.count)];
        an_buf_reset(&current);
        an_buf_add(&current, an_str_sub(an_buf_str(from), 0, from->len < LARGEST ? from->len : LARGEST));
        for (size_t n = 1 + an_random_below(&random, 6); n > 0; n--)
            change(&current, &random);
        run(&current);
    }
    an_buf_clear(&current);
}

int main(int argc, char **argv)
{
    unsigned long rounds = 0, seed = 1;

    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--rounds") == 0 && i + 1 < argc)
            rounds = strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
            seed = strtoul(argv[++i], NULL, 10);
        else
            load_all(argv[i]);
    for (size_t i = 0; i < inputs.count; i++)
        run(&inputs.items[i]);
    printf("%zu inputs, %lu changed ones (seed %lu)\n", inputs.count, rounds, seed);
    fflush(stdout);
    if (inputs.count)
        change_all(rounds, seed);
    for (size_t i = 0; i < inputs.count; i++)
        an_buf_clear(&inputs.items[i]);
    free(inputs.items);
    return inputs.count ? 0 : 1;
}
