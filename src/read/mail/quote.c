/* «> » at the starts of lines says who wrote them and is no part of what they say: blanks in its place make of the lines a text as any other, whose
   sentences and names go on from line to line, and every character keeps its place. */
#include "read/document.h"
#include "read/mail/page.h"

bool an_quotes_unmark(const an_page *page, an_document *doc)
{
    char *text = an_arena_alloc(&doc->arena, doc->text.len + 1);

    if (!text)
        return false;
    memcpy(text, doc->text.ptr, doc->text.len);
    for (size_t i = 0; i < page->count; i++) {
        const an_line *line = page->items + i;
        uint32_t at = line->start;
        for (unsigned left = line->kind == AN_LINE_TEXT ? line->quoted : 0; left > 0; at++)
            if (text[at] == '>') {
                text[at] = ' ';
                left--;
            }
    }
    doc->text.ptr = text;
    return true;
}
