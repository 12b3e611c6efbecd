/* Other programs' dictionaries of any content. The first byte chooses the format, the second whether bad rows are left out; the rest is the
   file, or two files with a line «====» between (OFAC's two tables; GATE's index and its list a.lst). What an import writes is a dictionary
   without an error, the same each time; what it refuses leaves nothing behind. */
#include "fuzz.h"

#include "actornet/dictionary.h"

#include <unistd.h>

static void count_errors(void *payload, const an_diagnostic *found)
{
    size_t *errors = payload;

    *errors += found->severity == AN_ERROR;
}

/* Whether the dictionary can be used as it stands. */
static void loads(const char *path)
{
    size_t errors = 0;
    an_observer watch = {.diagnose = count_errors, .payload = &errors};
    an_lexicon_options options = {.files = &path, .file_count = 1};
    an_lexicon *lexicon = NULL;
    an_error err = {0};
    an_status st = an_lexicon_load(&lexicon, &options, &watch, &err);

    if (st != AN_OK)
        fprintf(stderr, "%s:%u: %s\n", path, (unsigned)err.line, err.message);
    HOLDS(st == AN_OK && errors == 0);
    an_lexicon_free(lexicon);
}

static an_buf content_of(const char *path)
{
    an_buf out = {0};
    FILE *file = fopen(path, "rb");
    char block[4096];
    size_t length;

    HOLDS(file);
    while ((length = fread(block, 1, sizeof block, file)))
        an_buf_add(&out, (an_str){block, length});
    fclose(file);
    return out;
}

static an_status import(const char *format, const char *const *paths, size_t count, const char *out, bool keep_going)
{
    an_dict_import_options options = {.keep_going = keep_going};
    an_dict_report *report = an_dict_report_new(true);
    an_error err = {0};
    an_status st = an_dict_import(format, paths, count, out, &options, report, NULL, &err);

    HOLDS(report);
    HOLDS(st == AN_OK || err.message[0]);
    HOLDS((st == AN_OK) == (access(out, F_OK) == 0));
    HOLDS(st != AN_OK || keep_going || an_dict_report_count(report, "bad") == 0);
    an_dict_report_free(report);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"plain", "csv", "petrarch", "gate", "spacy", "regexner", "ofac", "ftm", "wikidata", "skos"};
    an_str in = fuzz_input(data, size), first;
    const char *format = formats[size ? (data[0] & 0x7F) % 10 : 0], *paths[2], *out = fuzz_file("out.tsv", AN_LIT(""));
    bool keep_going = size > 1 && data[1] & 1, gate = strcmp(format, "gate") == 0;
    size_t cut;

    unlink(out);
    in = an_str_sub(in, size < 2 ? size : 2, size);
    cut = an_str_find(in, 0, AN_LIT("\n====\n"));
    first = cut == (size_t)-1 ? in : an_str_sub(in, 0, cut + 1);
    in = cut == (size_t)-1 ? AN_LIT("") : an_str_sub(in, cut + 6, in.len);
    paths[0] = fuzz_file(gate ? "lists.def" : strcmp(format, "ofac") == 0 ? "sdn.csv" : "a.txt", first);
    paths[1] = fuzz_file(gate ? "a.lst" : "alt.csv", in);
    if (import(format, paths, !gate && cut != (size_t)-1 ? 2 : 1, out, keep_going) == AN_OK) {
        an_buf once = content_of(out), again;
        loads(out);
        unlink(out);
        HOLDS(import(format, paths, !gate && cut != (size_t)-1 ? 2 : 1, out, keep_going) == AN_OK);
        again = content_of(out);
        HOLDS(an_str_equal(an_buf_str(&once), an_buf_str(&again)));
        an_buf_clear(&once);
        an_buf_clear(&again);
    }
    unlink(out);
    return 0;
}
