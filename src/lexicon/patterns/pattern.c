/* Pattern files: rows are read first and compiled when all parts and words are known. The literals of `requires` become terms of the word
   matcher, one after the other, so that a pattern's gate is a range of terms; patterns with the same `requires` share it, and a gate that
   is just a whole word list uses the words themselves. */
#include "lexicon/loading.h"

#include "base/alloc.h"
#include "lexicon/patterns/part.h"
#include "lexicon/patterns/required.h"

#include <stdio.h>

typedef struct gate {
    uint32_t first, count;
} gate;

/* Gates by the text of the `requires` cell. */
typedef struct gates {
    an_map cells; /* number = index into items */
    AN_LIST_OF(gate) items;
} gates;

/* Rows --------------------------------------------------------------------------------------------------------------------------- */

/* A part's name is a name of PCRE2. */
static bool is_part_name(an_str text)
{
    if (text.len == 0 || text.len > 32 || (text.ptr[0] >= '0' && text.ptr[0] <= '9'))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return true;
}

/* A pattern without an id is called by its file and line. */
static bool give_id(an_loading *l, an_pattern_row *row)
{
    an_str stem = an_source_stem(&l->lexicon->files.items[l->file]);

    an_buf_reset(&l->scratch);
    an_buf_add(&l->scratch, stem);
    an_buf_addf(&l->scratch, ":%u", (unsigned)row->line);
    row->id.text = an_arena_str(&l->lexicon->arena, an_buf_str(&l->scratch));
    return (!l->scratch.failed && row->id.text.ptr) || an_loading_nomem(l);
}

static void read_pattern(an_loading *l)
{
    an_pattern_row row = {.file = l->file,
                          .line = (uint32_t)l->reader.row_line,
                          .id = an_loading_cell(l, AN_COL_ID),
                          .type = an_loading_cell(l, AN_COL_TYPE),
                          .pattern = an_loading_cell(l, AN_COL_PATTERN),
                          .requires = an_loading_cell(l, AN_COL_REQUIRES)};
    an_cell cell = an_loading_cell(l, AN_COL_CASE);
    an_case casing;
    bool automatic;

    row.define = an_str_equal(row.type.text, AN_LIT("define"));
    row.bad = !an_loading_case(l, cell, &casing, &automatic);
    row.ignore_case = casing == AN_CASE_ANY;
    if (!row.bad && casing == AN_CASE_CAP) {
        an_loading_bad(l, &cell, "case 'cap' is for names: a pattern's is any or exact");
        row.bad = true;
    }
    if (row.pattern.text.len == 0) {
        an_loading_bad(l, &row.pattern, "empty pattern");
        row.bad = true;
    }
    if (row.define && !is_part_name(row.id.text)) {
        an_loading_bad(l, &row.id, "the id of a part is the name it is called by: up to 32 of a-z, A-Z, 0-9 and _, no digit first");
        row.bad = true;
    }
    if (row.define && row.requires.text.len)
        an_loading_warn(l, &row.requires, "'requires' has no use for a part: give it to the patterns that call it");
    if (row.id.text.len == 0 && !give_id(l, &row))
        return;
    if (!AN_ROOM(&l->pattern_rows, 1))
        an_loading_nomem(l);
    else
        l->pattern_rows.items[l->pattern_rows.count++] = row;
}

void an_patterns_read(an_loading *l)
{
    while (an_loading_row(l))
        read_pattern(l);
}

/* Gates -------------------------------------------------------------------------------------------------------------------------- */

/* The words of a list that stand side by side are a range of terms already. */
static bool is_range(const an_lexicon *lexicon, an_str name, gate *range)
{
    uint32_t all = (uint32_t)an_lexicon_word_count(lexicon), first = an_word_next_in(lexicon, 0, name), last = first, count = 0;

    for (uint32_t i = first; i < all; i = an_word_next_in(lexicon, i + 1, name)) {
        last = i;
        count++;
    }
    *range = (gate){first, count};
    return count && last - first + 1 == count;
}

static void add_list(an_loading *l, const an_pattern_row *row, an_str name, const an_cell *cell)
{
    const an_lexicon *lexicon = l->lexicon;
    uint32_t all = (uint32_t)an_lexicon_word_count(lexicon), first = an_word_next_in(lexicon, 0, name);

    for (uint32_t i = first; i < all && l->status == AN_OK; i = an_word_next_in(lexicon, i + 1, name))
        an_loading_term(l, an_lexicon_word(lexicon, i).word, row->file, cell);
    if (first == all)
        an_loading_say(l, AN_ERROR, AN_ERR_SYNTAX, row->file, cell->at, cell->length, "no word list is called '%.*s'", AN_SHOWN(name));
}

static void make_gate(an_loading *l, const an_pattern_row *row, gate *made)
{
    an_str rest = row->requires.text, item;

    if (rest.ptr[0] == '^') /* tried only where the word starts: at_gate */
        rest = an_str_sub(rest, 1, rest.len);
    if (rest.len && rest.ptr[0] == '@' && an_str_find_byte(rest, 0, ';') == (size_t)-1 &&
        is_range(l->lexicon, an_str_sub(rest, 1, rest.len), made))
        return;
    made->first = (uint32_t)an_vocabulary_count(&l->lexicon->vocabulary);
    while (l->status == AN_OK && an_str_next(&rest, ';', &item)) {
        an_cell cell;
        item = an_str_trim(item);
        if (item.len == 0)
            continue;
        cell = (an_cell){
            item, an_table_place(l->lexicon->files.items[row->file].text, &row->requires, (size_t)(item.ptr - row->requires.text.ptr)),
            item.len};
        if (item.ptr[0] == '@')
            add_list(l, row, an_str_sub(item, 1, item.len), &cell);
        else
            an_loading_term(l, item, row->file, &cell);
    }
    made->count = (uint32_t)an_vocabulary_count(&l->lexicon->vocabulary) - made->first;
}

/* The words that the pattern itself says it needs. */
static bool read_gate(an_loading *l, const an_pattern_row *row, gate *made)
{
    an_str words[AN_REQUIRED_MOST];
    size_t count = an_required_words(row->pattern.text, words);

    made->first = (uint32_t)an_vocabulary_count(&l->lexicon->vocabulary);
    for (size_t i = 0; i < count && l->status == AN_OK; i++)
        an_loading_term(l, words[i], row->file, &row->pattern);
    made->count = (uint32_t)an_vocabulary_count(&l->lexicon->vocabulary) - made->first;
    return l->status == AN_OK;
}

static bool find_gate(an_loading *l, gates *all, const an_pattern_row *row, gate *found)
{
    uint32_t number;
    bool added;

    *found = (gate){0, 0};
    if (row->requires.text.len == 0)
        return read_gate(l, row, found);
    number = an_map_intern(&all->cells, row->requires.text, &added);
    if (number == AN_MAP_NONE || !AN_ROOM(&all->items, 1))
        return an_loading_nomem(l);
    if (added) {
        make_gate(l, row, found);
        all->items.items[all->items.count++] = *found;
    }
    *found = all->items.items[number];
    return l->status == AN_OK;
}

static bool stands_in(const an_loading *l, uint32_t file)
{
    const char *hash;

    return l->lexicon->files.items[file].layer == AN_LAYER_SHIPPED &&
           an_str_ends(an_str_of(an_lexicon_file(l->lexicon, file, &hash)), AN_LIT("patterns/names.tsv"));
}

/* Compiling ---------------------------------------------------------------------------------------------------------------------- */

/* Patterns that were good when they were compiled are made when they are tried first. */
static an_status made_regex(an_regex **out, an_loading *l, const an_pattern_row *row, an_str prefix, an_error *err)
{
    if (!an_loading_vouches(l, row->file)) {
        an_status st = an_regex_new(out, prefix, row->pattern.text, row->ignore_case, err);
        if (st != AN_OK || !l->compiling)
            return st;
        an_regex_free(*out); /* good: what is packed is the text */
    }
    prefix = an_arena_str(&l->lexicon->arena, prefix);
    *out = prefix.ptr ? an_regex_later(prefix, row->pattern.text, row->ignore_case) : NULL;
    return *out ? AN_OK : an_fail_nomem(err);
}

static void compile_row(an_loading *l, an_parts *parts, gates *all, const an_pattern_row *row, an_buf *prefix)
{
    an_lexicon *lexicon = l->lexicon;
    an_error error = {0};
    an_regex *regex = NULL;
    an_status st;
    gate found;

    if (!an_parts_prefix(parts, l, row, prefix) || !find_gate(l, all, row, &found))
        return;
    st = made_regex(&regex, l, row, an_buf_str(prefix), &error);
    if (st == AN_ERR_NOMEM) {
        an_loading_nomem(l);
        return;
    }
    if (st != AN_OK) {
        an_parts_report(l, row, &error);
        return;
    }
    if (!AN_ROOM(&lexicon->patterns, 1)) {
        an_regex_free(regex);
        an_loading_nomem(l);
        return;
    }
    lexicon->patterns.items[lexicon->patterns.count++] = (an_pattern){.id = row->id.text,
                                                                      .type = row->type.text.len ? row->type.text : AN_LIT("other"),
                                                                      .layer = lexicon->files.items[row->file].layer,
                                                                      .regex = regex,
                                                                      .gate_first = found.first,
                                                                      .gate_count = found.count,
                                                                      .stands_in = stands_in(l, row->file),
                                                                      .at_gate = row->requires.text.len && row->requires.text.ptr[0] == '^',
                                                                      .file = row->file,
                                                                      .line = row->line};
}

void an_patterns_finish(an_loading *l)
{
    an_parts parts = {0};
    gates all = {0};
    an_buf prefix = {0};

    an_parts_open(&parts, l);
    for (size_t i = 0; i < l->pattern_rows.count && l->status == AN_OK; i++)
        if (!l->pattern_rows.items[i].define && !l->pattern_rows.items[i].bad)
            compile_row(l, &parts, &all, &l->pattern_rows.items[i], &prefix);
    an_parts_clear(&parts);
    an_map_clear(&all.cells);
    an_free(all.items.items);
    an_buf_clear(&prefix);
}
