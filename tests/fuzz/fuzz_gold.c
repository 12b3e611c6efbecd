/* Annotated text of any format. The first line is the file's name, for x.ann the next one the text beside it. Whatever the file holds, all spans lie
   inside their texts, on the borders of characters, and ids are unique. */
#include "fuzz.h"

#include "base/map.h"
#include "read/gold/gold.h"

#include <string.h>

static bool on_border(an_str text, uint32_t at)
{
    return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static void check_span(const an_gold_document *doc, an_span span)
{
    HOLDS(span.start < span.end);
    HOLDS(!doc->has_text || (span.end <= doc->text.len && on_border(doc->text, span.start) && on_border(doc->text, span.end)));
}

static void check(const an_gold *gold)
{
    an_map ids = {0};
    size_t mentions = 0;

    for (size_t i = 0; i < gold->count; i++) {
        const an_gold_document *doc = &gold->items[i];
        uint32_t end = 0;
        bool added;
        HOLDS(an_map_intern(&ids, doc->id, &added) != AN_MAP_NONE && added);
        HOLDS(an_utf8_valid(doc->text) == doc->text.len);
        for (size_t k = 0; k < doc->sentence_count; k++) {
            check_span(doc, doc->sentences[k]);
            HOLDS(doc->sentences[k].start >= end);
            end = doc->sentences[k].end;
        }
        for (size_t k = 0; k < doc->mention_count; k++)
            check_span(doc, doc->mentions[k].span);
        mentions += doc->mention_count;
    }
    HOLDS(gold->count > 0 && gold->counts.documents == gold->count && gold->counts.mentions == mentions);
    an_map_clear(&ids);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"x.ann", "x.jsonl", "x.conll"};
    an_str content = fuzz_input(data, size), name = fuzz_line(&content);
    an_gold_options options = {.path_count = 1};
    const char *path;
    an_gold gold;
    size_t kind = 2;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (an_str_equal(name, an_str_of(names[i])))
            kind = i;
    }
    if (kind == 0)
        fuzz_file("x.txt", fuzz_line(&content));
    path = fuzz_file(names[kind], content);
    options.paths = &path;
    if (an_gold_read(&gold, &options, NULL, NULL) == AN_OK)
        check(&gold);
    an_gold_clear(&gold);
    return 0;
}
