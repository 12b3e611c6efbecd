/* shipped.anet with bytes changed and checksums made right again, since whoever can write the file can write those: it opens or is passed over,
   what is opened may be wrong, and nothing else may happen. The input is triples: two bytes of place, one of value. The first byte tells where
   the places begin: in the list of sources (what is passed over says nothing), or anywhere behind the table of parts. */
#include "lexicon/store/compiled.c" /* the table of parts */

#include "fuzz.h"

#include "actornet/dictionary.h"
#include "extract/extractor.h"
#include "extract/tagger/tagger.h"
#include "lexicon/loading.h"

static const struct {
    const char *path, *content;
} sources[] = {
    {"dict/actors/a.tsv", "actor\talias\ttype\tnear\tcountry\nAda Roy\tRoy\tperson\tKim; the board\tML\nKim\t\tperson\t\t\nMali\t\tlocation/country\tDakar\t\n"
                          "Bank of Mali\tBM\torganization\t\tML\nMonday Club\t\torganization\t\t\n"},
    {"dict/names/given.tsv", "word\tclass\nAda\tf\nJohn\tm\n"},
    {"dict/patterns/names.tsv", "id\ttype\tpattern\trequires\np\tperson\t(?&titles)\\s+[A-Z]\\w+\t@titles\nq\tlocation\tat [A-Z]\\w+\tat; near\n"},
    {"dict/rules/titles.tsv", "word\tclass\tactor\ttype\nMs\trank\t\t\nMr\trank\t\t\n"},
    {"dict/rules/demonyms.tsv", "word\tclass\tactor\ttype\nMalian\tadjective\tMali\t\n"},
    {"dict/models/names.tsv", "actornet-model\t1\t2\ne.class\tAC\t-15\t3\t0\t-5\t-2\ne.class\tAD\t6\t0\t-12\t-9\t-1\n"},
};

static char data_folder[600], compiled[700];

/* The file as it is made. */
static const an_buf *make(void)
{
    static an_buf whole;
    an_lexicon_options options = {.data = data_folder};
    an_lexicon_counts counts;

    if (whole.len)
        return &whole;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        const char *path = fuzz_file(sources[i].path, an_str_of(sources[i].content));
        snprintf(data_folder, sizeof data_folder, "%.*s", (int)(strlen(path) - strlen(sources[i].path) - 1), path);
    }
    snprintf(compiled, sizeof compiled, "%s", fuzz_file("shipped.anet", AN_LIT("")));
    HOLDS(an_dict_compile(&options, compiled, &counts, NULL, NULL) == AN_OK);
    HOLDS(an_file_read(&whole, compiled, NULL) == AN_OK && whole.len > sizeof(file_header));
    return &whole;
}

static void seal(an_buf *file)
{
    file_header header;

    memcpy(&header, file->ptr, sizeof header);
    for (size_t i = 0; i < ALL_PARTS; i++)
        header.parts[i].checksum = an_hash64((an_str){file->ptr + header.parts[i].offset, header.parts[i].size});
    header.checksum = header_checksum(&header);
    memcpy(file->ptr, &header, sizeof header);
}

static void change(an_buf *file, const uint8_t *data, size_t size)
{
    file_header header;
    size_t start = sizeof header;

    memcpy(&header, file->ptr, sizeof header);
    if (size && data[0] % 4 == 0)
        start = header.parts[FIRST_BESIDE + AN_BESIDE_SOURCES].offset;
    for (size_t i = 1; i + 2 < size; i += 3)
        file->ptr[start + ((size_t)data[i] * 256 + data[i + 1]) % (file->len - start)] = (char)data[i + 2];
    seal(file);
}

static void hear(void *payload, const char *line)
{
    (void)payload;
    HOLDS(an_utf8_valid(an_str_of(line)) == strlen(line));
}

/* Everything that a row or a word leads to. */
static void look_at(const an_lexicon *lexicon)
{
    an_arena arena = {0};
    size_t count;

    for (uint32_t row = 0; row < an_lexicon_alias_count(lexicon) && row < 50; row++) {
        an_alias alias = an_lexicon_alias(lexicon, row);
        HOLDS(an_lexicon_file(lexicon, an_lexicon_origin(lexicon, row).file, NULL) != NULL);
        an_lexicon_explain(lexicon, an_lexicon_alias_text(lexicon, row), hear, NULL);
        if (alias.actor != AN_NO_ACTOR)
            an_lexicon_attributes(lexicon, alias.actor, &arena, &count);
    }
    for (uint32_t word = 0; word < an_lexicon_word_count(lexicon); word++) {
        HOLDS(an_lexicon_file(lexicon, an_lexicon_word_origin(lexicon, word).file, NULL) != NULL);
        an_lexicon_explain(lexicon, an_lexicon_word(lexicon, word).word, hear, NULL);
    }
    an_arena_clear(&arena);
}

static void extract(const an_lexicon *lexicon)
{
    an_document doc = {.id = AN_LIT("x"),
                       .text = AN_LIT("Ms Roy, Ada Roy and the Malian board met Kim at Dakar, near Mali. Roy asked BM (Bank of Mali). John Low of the Monday "
                                      "Club.")};
    an_extractor *extractor = NULL;
    an_tagger *tagger = NULL;
    an_rules *rules = NULL;
    an_extraction out = {0};
    const an_extract_notes *notes;

    HOLDS(an_rules_new(&rules, lexicon, NULL) == AN_OK && an_tagger_load(&tagger, lexicon, NULL, NULL) == AN_OK);
    HOLDS(an_extractor_new(&extractor, lexicon, rules, NULL, AN_NAMES_ALL, true, NULL) == AN_OK);
    an_extractor_set_tagger(extractor, tagger, 0);
    if (an_extractor_run(extractor, &out, &doc, &notes, NULL) == AN_OK)
        for (size_t i = 0; i < out.mention_count; i++)
            HOLDS(out.mentions[i].span.end <= doc.text.len);
    an_extraction_clear(&out);
    an_extractor_free(extractor);
    an_tagger_free(tagger);
    an_rules_free(rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const an_buf *whole = make();
    an_buf file = {0};
    an_lexicon_options options = {.data = data_folder};
    an_lexicon *lexicon = NULL;

    an_buf_add(&file, an_buf_str(whole));
    change(&file, data, size);
    fuzz_file("shipped.anet", an_buf_str(&file));
    if (an_lexicon_load(&lexicon, &options, NULL, NULL) == AN_OK) {
        look_at(lexicon);
        extract(lexicon);
    }
    an_lexicon_free(lexicon);
    an_buf_clear(&file);
    return 0;
}
