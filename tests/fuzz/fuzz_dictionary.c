/* A user's file of any content: dictionary, word list or patterns, TSV or CSV (first byte even or odd). */
#include "fuzz.h"

#include "lexicon/lexicon.h"

static void note(void *payload, const an_diagnostic *found)
{
    size_t *errors = payload;
    an_str excerpt = an_str_of(found->at.excerpt);

    HOLDS(an_utf8_valid(excerpt) == excerpt.len && found->at.message[0]);
    HOLDS(found->at.caret + found->at.caret_length <= an_utf8_count(excerpt) + 1);
    *errors += found->severity == AN_ERROR;
}

static void say(void *payload, const char *line)
{
    (void)payload;
    HOLDS(an_utf8_valid(an_str_of(line)) == strlen(line));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_str in = fuzz_input(data, size);
    const char *path = fuzz_file(size && data[0] & 1 ? "d.csv" : "d.tsv", an_str_sub(in, size ? 1 : 0, size));
    size_t errors = 0;
    an_observer watch = {.diagnose = note, .payload = &errors};
    an_lexicon_options options = {.files = &path, .file_count = 1};
    an_lexicon_counts counts = {0};
    an_lexicon *lexicon = NULL;
    an_error err = {0};
    an_status st = an_lexicon_load(&lexicon, &options, &watch, &err);

    HOLDS((st == AN_OK) == (lexicon != NULL));
    HOLDS(st != AN_OK || errors == 0);
    HOLDS(st == AN_OK || err.message[0]);
    if (lexicon) {
        for (uint32_t i = 0; i < an_lexicon_alias_count(lexicon) && i < 20; i++)
            an_lexicon_explain(lexicon, an_lexicon_alias_text(lexicon, i), say, NULL);
        an_lexicon_explain(lexicon, in, say, NULL);
    }
    an_lexicon_free(lexicon);
    st = an_lexicon_check(&counts, &options, NULL, NULL);
    HOLDS(st == AN_OK || st == AN_ERR_LIMIT);
    return 0;
}
