/* Word lists: the column `word`, `class`, and whatever else a row says of its word. Words are the first terms of the word matcher, so a
   term below their count is a word. */
#include "lexicon/loading.h"

#include "base/alloc.h"

static bool add_word(an_loading *l, an_str list)
{
    an_lexicon *lexicon = l->lexicon;
    an_cell cell = an_loading_cell(l, AN_COL_WORD), kind = an_loading_cell(l, AN_COL_CLASS);
    an_read_word word = {.word.list = list, .origin = {l->file, (uint32_t)l->reader.row_line}};

    if (cell.text.len == 0) {
        an_loading_bad(l, &cell, "empty word");
        return true;
    }
    word.word.word = an_loading_name(l, cell.text);
    word.word.class_ = kind.text.len ? kind.text : (an_str){"", 0};
    if (!an_loading_attributes(l, &word.attributes, &word.attribute_count))
        return false;
    if (an_loading_term(l, word.word.word, l->file, &cell) == UINT32_MAX)
        return l->status == AN_OK;
    if (!AN_ROOM(&lexicon->words, 1))
        return an_loading_nomem(l);
    lexicon->words.items[lexicon->words.count++] = word;
    return true;
}

void an_wordlist_read(an_loading *l)
{
    an_str list = an_source_stem(&l->lexicon->files.items[l->file]);
    an_map rows = {0}; /* value = line */

    while (an_loading_row(l)) {
        bool added;
        uint32_t number = an_map_intern(&rows, l->reader.row, &added);
        if (number == AN_MAP_NONE) {
            an_loading_nomem(l);
            break;
        }
        if (!added) {
            an_loading_warn(l, &l->reader.cells[0], "the same as line %u; not used", (unsigned)rows.values[number]);
            continue;
        }
        rows.values[number] = (uint32_t)l->reader.row_line;
        if (!add_word(l, list))
            break;
    }
    an_map_clear(&rows);
}
