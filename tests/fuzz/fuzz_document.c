/* A file of any content, as text or JSON lines, to documents, the dates of their heads, sentences and atoms. */
#include "fuzz.h"

#include "base/alloc.h"
#include "read/document.h"
#include "read/head.h"
#include "text/atom.h"
#include "text/sentence.h"

static void check_spans(an_str text, const an_spans *spans)
{
    uint32_t end = 0;

    for (size_t i = 0; i < spans->count; i++) {
        HOLDS(spans->items[i].start >= end && spans->items[i].end > spans->items[i].start && spans->items[i].end <= text.len);
        end = spans->items[i].end;
    }
}

static void check_document(const an_document *doc)
{
    an_spans sentences = {0};
    an_atoms atoms = {0};
    uint32_t end = 0;
    char head[AN_DATE_SIZE];

    HOLDS(!an_head_date(head, doc->text, an_str_of("")) || an_date_valid(an_str_of(head)));
    HOLDS(doc->id.len > 0 && an_utf8_valid(doc->id) == doc->id.len);
    HOLDS(an_utf8_valid(doc->text) == doc->text.len && an_utf8_valid(doc->title) == doc->title.len);
    HOLDS(an_utf8_valid(doc->sender) == doc->sender.len && an_utf8_valid(doc->recipients) == doc->recipients.len);
    HOLDS(doc->date.len == 0 || an_date_valid(doc->date));
    check_spans(doc->text, &doc->skips);
    HOLDS(an_sentences_cut(&sentences, doc->text, &doc->skips));
    check_spans(doc->text, &sentences);
    for (size_t i = 0; i < sentences.count; i++)
        HOLDS(an_atoms_cut(&atoms, doc->text, sentences.items[i].start, sentences.items[i].end));
    for (size_t i = 0; i < atoms.count; i++) {
        HOLDS(atoms.items[i].span.start >= end && atoms.items[i].span.end > atoms.items[i].span.start);
        end = atoms.items[i].span.end;
    }
    HOLDS(end <= doc->text.len);
    an_free(sentences.items);
    an_atoms_clear(&atoms);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_file("2013-01-18 x", fuzz_input(data, size));
    an_source_options options = {.paths = &path, .path_count = 1, .max_bytes = 1 << 16};
    an_source *source = NULL;
    an_document doc = {0};
    an_status st;
    bool more = true;

    st = an_source_open(&source, &options, NULL, NULL);
    while (st == AN_OK && more) {
        st = an_source_next(source, &doc, &more, NULL);
        if (st == AN_OK && more)
            check_document(&doc);
    }
    HOLDS(st == AN_OK);
    an_document_clear(&doc);
    an_source_free(source);
    return 0;
}
