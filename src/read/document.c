/* Documents and the reasons why one was not read. */
#include "read/document.h"

#include "base/alloc.h"

static const char *const skip_names[AN_SKIP_COUNT] = {
    "unreadable", "empty", "binary", "too large", "encoding", "bad line", "no text", "duplicate id", "needs conversion",
};

const char *an_skip_name(an_skip skip)
{
    return (size_t)skip < AN_SKIP_COUNT ? skip_names[skip] : "unknown";
}

void an_document_clear(an_document *doc)
{
    an_free(doc->skips.items);
    an_arena_clear(&doc->arena);
    *doc = (an_document){0};
}
