/* Hyperscan (or Vectorscan, same interface) as a literal matcher: README.md has the protocol. KIND: caseless, lowered. */
#include <ctype.h>
#include <hs.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct text {
    char *bytes;
    size_t length;
} text;

typedef struct pass {
    const text *text;
    const size_t *lengths;
    unsigned long finds;
} pass;

static void fail(const char *what, const char *detail)
{
    fprintf(stderr, "hyperscan: %s: %s\n", what, detail);
    exit(1);
}

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static text read_text(const char *path, bool lowered)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        fail("cannot read", path);
    text all = {NULL, (size_t)ftell(file)};
    rewind(file);
    all.bytes = malloc(all.length + 1);
    if (!all.bytes || fread(all.bytes, 1, all.length, file) != all.length)
        fail("cannot read", path);
    fclose(file);
    for (size_t i = 0; lowered && i < all.length; i++)
        all.bytes[i] = (char)tolower((unsigned char)all.bytes[i]);
    all.bytes[all.length] = '\0';
    return all;
}

static bool in_word(unsigned char c)
{
    return isalnum(c) || c >= 0x80;
}

/* Hyperscan tells the end; the length of the literal gives the start. */
static int found(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
    (void)from, (void)flags;
    pass *p = context;
    const unsigned char *bytes = (const unsigned char *)p->text->bytes;
    size_t start = (size_t)to - p->lengths[id];
    if ((start == 0 || !in_word(bytes[start - 1])) && !in_word(bytes[to]))
        p->finds++;
    return 0;
}

static hs_database_t *compile(const text *names, unsigned flag, size_t **lengths)
{
    size_t count = 0;
    for (size_t i = 0; i < names->length; i++)
        count += names->bytes[i] == '\n';
    const char **literals = malloc(count * sizeof *literals);
    unsigned *flags = malloc(count * sizeof *flags), *ids = malloc(count * sizeof *ids);
    *lengths = malloc(count * sizeof **lengths);
    if (!literals || !flags || !ids || !*lengths)
        fail("out of memory", "names");
    char *line = names->bytes;
    for (size_t i = 0; i < count; i++) {
        char *end = strchr(line, '\n');
        *end = '\0';
        literals[i] = line;
        (*lengths)[i] = (size_t)(end - line);
        flags[i] = flag;
        ids[i] = (unsigned)i;
        line = end + 1;
    }
    hs_database_t *database;
    hs_compile_error_t *error;
    if (hs_compile_lit_multi(literals, flags, ids, *lengths, (unsigned)count, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS)
        fail("cannot compile", error->message);
    free(literals);
    free(flags);
    free(ids);
    return database;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        fail("usage", "hyperscan KIND NAMES TEXT");
    bool lowered = strcmp(argv[1], "lowered") == 0;
    text names = read_text(argv[2], lowered), all = read_text(argv[3], lowered);
    double start = now(CLOCK_PROCESS_CPUTIME_ID);
    pass p = {.text = &all};
    size_t *lengths, size;
    hs_database_t *database = compile(&names, lowered ? 0 : HS_FLAG_CASELESS, &lengths);
    hs_scratch_t *scratch = NULL;
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS || hs_database_size(database, &size) != HS_SUCCESS)
        fail("cannot prepare", "scratch");
    p.lengths = lengths;
    printf("{\"seconds\": %.6f, \"bytes\": %zu}\n", now(CLOCK_PROCESS_CPUTIME_ID) - start, size);
    fflush(stdout);
    while (getchar() != EOF) {
        p.finds = 0;
        double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
        if (hs_scan(database, all.bytes, (unsigned)all.length, 0, scratch, found, &p) != HS_SUCCESS)
            fail("cannot scan", argv[3]);
        printf("{\"wall\": %.6f, \"cpu\": %.6f, \"finds\": %lu, \"bytes\": %zu}\n", now(CLOCK_MONOTONIC) - wall,
               now(CLOCK_PROCESS_CPUTIME_ID) - cpu, p.finds, all.length);
        fflush(stdout);
    }
    return 0;
}
