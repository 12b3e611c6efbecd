/* A compiled dictionary with bytes changed behind its header: what is opened may find the wrong names, and nothing else may happen. The input is
   triples: two bytes of place, one of value. One that starts like a compiled file is taken as it is. */
#include "fuzz.h"

#include "actornet/dictionary.h"
#include "base/file.h"
#include "lexicon/store/compiled.h"

static const char rows[] = "id\tactor\talias\ttype\tnear\tfrom\tuntil\tnever\tcountry\n"
                           "q1\tAda Roy\t\tperson\t\t\t\t\tML\nq1\tAda Roy\tRoy\tperson\tKim; board\t2001\t2010\t\tML\n"
                           "q2\tAda Roy\t\tperson\t\t\t\t\tDZ\n\tKim\t\torganization/x\t\t\t\t\t\n\tKim\tKim Lee & Co.\t\t\t\t\t\t\n"
                           "\tMonday\t\t\t\t\t\tyes\t\nq3\tZo\xC3\xAB Tr\xC3\xB4\tZo\xC3\xAB\t\t\t\t\t\t\n";

enum { HEADER = 2304 }; /* more than the header and the table of parts take */

static void say(void *payload, const char *line)
{
    (void)payload;
    HOLDS(an_utf8_valid(an_str_of(line)) == strlen(line));
}

static void make(an_buf *out)
{
    const char *path = fuzz_file("rows.tsv", AN_LIT(rows));
    an_lexicon_options options = {.files = &path, .file_count = 1};
    an_lexicon_counts counts;

    HOLDS(an_dict_compile(&options, "fuzz_compiled.anet", &counts, NULL, NULL) == AN_OK);
    HOLDS(an_file_read(out, "fuzz_compiled.anet", NULL) == AN_OK);
    remove("fuzz_compiled.anet");
}

static void look_at(const an_lexicon *lexicon)
{
    an_arena arena = {0};
    size_t count;

    for (uint32_t i = 0; i < an_lexicon_alias_count(lexicon) && i < 50; i++) {
        an_alias alias = an_lexicon_alias(lexicon, i);
        an_lexicon_explain(lexicon, an_lexicon_alias_text(lexicon, i), say, NULL);
        an_lexicon_origin(lexicon, i);
        if (alias.actor != AN_NO_ACTOR)
            an_lexicon_attributes(lexicon, alias.actor, &arena, &count);
    }
    an_lexicon_explain(lexicon, AN_LIT("Ada Roy"), say, NULL);
    an_lexicon_explain(lexicon, AN_LIT("Kim Lee & Co."), say, NULL);
    an_lexicon_find_actor(lexicon, AN_LIT("Ada Roy"));
    an_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static an_buf whole;
    an_buf file = {0};
    const char *path;
    an_lexicon_options options = {.files = &path, .file_count = 1};
    an_lexicon *lexicon = NULL;
    an_error err = {0};
    bool raw = an_compiled_is(fuzz_input(data, size));

    if (whole.len == 0)
        make(&whole);
    an_buf_add(&file, raw ? fuzz_input(data, size) : an_buf_str(&whole));
    for (size_t i = 0; !raw && i + 2 < size; i += 3)
        file.ptr[HEADER + ((size_t)data[i] * 256 + data[i + 1]) % (file.len - HEADER)] = (char)data[i + 2];
    path = fuzz_file("c.anet", an_buf_str(&file));
    if (an_lexicon_load(&lexicon, &options, NULL, &err) == AN_OK)
        look_at(lexicon);
    else
        HOLDS(err.message[0]);
    an_lexicon_free(lexicon);
    (void)!an_dict_export("csv", &path, 1, "/dev/null", NULL, NULL, NULL);
    an_buf_clear(&file);
    return 0;
}
