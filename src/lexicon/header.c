/* The start of a file: comments, `#=` defaults and the header row, which says what kind of file it is and where its columns are. Column
   names are few, so they are compared one by one. */
#include "lexicon/loading.h"

#include "base/alloc.h"
#include "base/ascii.h"

#include <stdlib.h>

#define BIT(column) (1u << (column))

static const char *const names[AN_COL_COUNT] = {"actor", "alias",   "type", "case", "near",  "from",    "until",
                                                "never", "context", "id",   "word", "class", "pattern", "requires"};

/* What each kind knows; its other columns are attributes. */
static const unsigned known_by[] = {
    [AN_KIND_LIST] = BIT(AN_COL_TYPE) | BIT(AN_COL_CASE) | BIT(AN_COL_NEAR) | BIT(AN_COL_FROM) | BIT(AN_COL_UNTIL) | BIT(AN_COL_NEVER) |
                     BIT(AN_COL_CONTEXT),
    [AN_KIND_DICTIONARY] = BIT(AN_COL_ID + 1) - 1,
    [AN_KIND_WORDS] = BIT(AN_COL_WORD) | BIT(AN_COL_CLASS),
    [AN_KIND_PATTERNS] = BIT(AN_COL_ID) | BIT(AN_COL_TYPE) | BIT(AN_COL_CASE) | BIT(AN_COL_PATTERN) | BIT(AN_COL_REQUIRES),
};

static const an_column required_by[] = {
    [AN_KIND_LIST] = AN_COL_COUNT,
    [AN_KIND_DICTIONARY] = AN_COL_ACTOR,
    [AN_KIND_WORDS] = AN_COL_WORD,
    [AN_KIND_PATTERNS] = AN_COL_PATTERN,
};

/* A name and its value of a `#=` line. */
typedef struct setting {
    an_str name;
    an_cell value;
} setting;

typedef AN_LIST_OF(setting) settings;

static an_column column_of(an_str name)
{
    int i = 0;

    while (i < AN_COL_COUNT && !an_str_equal_ascii_case(name, an_str_of(names[i])))
        i++;
    return (an_column)i;
}

/* Whether two words of four letters and more differ by one letter (added, left out, replaced) or by two neighbours that changed places. The
   first letter is seldom the wrong one: `year` is not `near`. */
static bool nearly(an_str a, an_str b)
{
    size_t start = 0, shorter = a.len < b.len ? a.len : b.len;

    if (shorter < 3 || (a.len < 4 && b.len < 4))
        return false;
    while (start < shorter && an_ascii_lower(a.ptr[start]) == an_ascii_lower(b.ptr[start]))
        start++;
    while (a.len > start && b.len > start && an_ascii_lower(a.ptr[a.len - 1]) == an_ascii_lower(b.ptr[b.len - 1])) {
        a.len--;
        b.len--;
    }
    if (a.len - start == 2 && b.len - start == 2)
        return an_ascii_lower(a.ptr[start]) == an_ascii_lower(b.ptr[start + 1]) && an_ascii_lower(a.ptr[start + 1]) == an_ascii_lower(b.ptr[start]);
    return start > 0 && a.len - start <= 1 && b.len - start <= 1 && a.len + b.len > 2 * start;
}

/* The known column that a name was probably meant for, or AN_COL_COUNT. */
static an_column meant_by(an_str name, unsigned known)
{
    int i = 0;

    while (i < AN_COL_COUNT && !((known & BIT(i)) && nearly(name, an_str_of(names[i]))))
        i++;
    return (an_column)i;
}

/* Comments and defaults ---------------------------------------------------------------------------------------------------------- */

/* `#= type=location/city note="two words"` */
static bool read_settings(an_loading *l, settings *all, const an_cell *line)
{
    an_str file = l->reader.text;
    size_t at = line->at + 2, end = line->at + line->length;

    while (at < end) {
        size_t name = at, equals, value;
        char stop = ' ';
        if (file.ptr[at] == ' ' || file.ptr[at] == '\t') {
            at++;
            continue;
        }
        while (at < end && file.ptr[at] != '=' && file.ptr[at] != ' ')
            at++;
        equals = at;
        if (at >= end || file.ptr[at] != '=' || equals == name) {
            an_loading_say(l, AN_ERROR, AN_ERR_SYNTAX, l->file, name, at - name, "expected column=value behind '#='");
            return true;
        }
        value = ++at;
        if (at < end && file.ptr[at] == '"') {
            stop = '"';
            value = ++at;
        }
        while (at < end && file.ptr[at] != stop)
            at++;
        if (stop == '"' && at == end) {
            an_loading_say(l, AN_ERROR, AN_ERR_SYNTAX, l->file, value - 1, at - value + 1, "the quote is never closed");
            return true;
        }
        if (!AN_ROOM(all, 1))
            return an_loading_nomem(l);
        all->items[all->count++] = (setting){an_str_sub(file, name, equals), {an_str_sub(file, value, at), value, at - value}};
        at += at < end;
    }
    return true;
}

static bool read_comments(an_loading *l, settings *all)
{
    an_cell line;

    while (an_table_comment(&l->reader, &line))
        if (line.length >= 2 && l->reader.text.ptr[line.at + 1] == '=' && !read_settings(l, all, &line))
            return false;
    return true;
}

/* Kind --------------------------------------------------------------------------------------------------------------------------- */

/* A header in one cell that would be one if it were cut at other characters: a table with the wrong separators. */
static bool wrong_separator(an_loading *l, const an_cell *cell)
{
    static const char separators[] = {',', ';', '\t', '|', ' '};

    for (size_t i = 0; i < sizeof separators; i++) {
        an_str rest = cell->text, part;
        size_t parts = 0, hits = 0;
        while (an_str_next(&rest, separators[i], &part)) {
            part = an_str_trim(part);
            parts += part.len > 0;
            hits += column_of(part) != AN_COL_COUNT;
        }
        if (hits == 0 || parts < 2 || (separators[i] == ' ' && hits < 2))
            continue;
        an_loading_bad(l, cell,
                       l->reader.csv ? "the columns are separated by %s: a .csv file needs commas"
                                     : "the columns are separated by %s: a file that is not called .csv needs tabs",
                       separators[i] == '\t'  ? "tabs"
                       : separators[i] == ' ' ? "blanks"
                       : separators[i] == ',' ? "','"
                       : separators[i] == ';' ? "';'"
                                              : "'|'");
        return true;
    }
    return false;
}

static bool all_lower(an_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < 'a' || text.ptr[i] > 'z')
            return false;
    return true;
}

/* A first line without a known column is a name, unless it looks like a header that was mistyped (reported, false). */
static bool is_plain_list(an_loading *l)
{
    const an_table_reader *reader = &l->reader;

    for (size_t i = 0; i < reader->count; i++) {
        const an_cell *cell = &reader->cells[i];
        an_column meant = meant_by(cell->text, BIT(AN_COL_COUNT) - 1);
        if (meant != AN_COL_COUNT && (reader->count > 1 || all_lower(cell->text))) {
            an_loading_bad(l, cell, "unknown column '%.*s': did you mean '%s'?", AN_SHOWN(cell->text), names[meant]);
            return false;
        }
    }
    return reader->count != 1 || !wrong_separator(l, &reader->cells[0]);
}

static an_kind kind_of(const an_table_reader *reader)
{
    unsigned found = 0;

    for (size_t i = 0; i < reader->count; i++) {
        an_column column = column_of(reader->cells[i].text);
        if (column != AN_COL_COUNT)
            found |= BIT(column);
    }
    return found & BIT(AN_COL_PATTERN)            ? AN_KIND_PATTERNS
           : found & BIT(AN_COL_WORD)             ? AN_KIND_WORDS
           : found & known_by[AN_KIND_DICTIONARY] ? AN_KIND_DICTIONARY
                                                  : AN_KIND_LIST;
}

/* Columns ------------------------------------------------------------------------------------------------------------------------ */

static bool add_extra(an_loading *l, an_str name, size_t index, an_cell fallback)
{
    an_header *header = &l->header;
    uint32_t number = an_map_intern(&l->lexicon->attribute_names, name, NULL);

    if (number == AN_MAP_NONE || !AN_ROOM(&header->extras, 1))
        return an_loading_nomem(l);
    header->extras.items[header->extras.count++] =
        (an_extra){.name = l->lexicon->attribute_names.keys[number], .index = index, .fallback = fallback};
    return true;
}

static an_extra *find_extra(an_header *header, an_str name)
{
    for (size_t i = 0; i < header->extras.count; i++)
        if (an_str_equal(header->extras.items[i].name, name))
            return &header->extras.items[i];
    return NULL;
}

/* Put the i-th name of the header row into its place. */
static bool place_column(an_loading *l, size_t i)
{
    an_header *header = &l->header;
    const an_cell *cell = &l->reader.cells[i];
    an_column column = column_of(cell->text);

    if (cell->text.len == 0) {
        header->nameless[i] = header->has_nameless = true;
        return true;
    }
    if (column != AN_COL_COUNT && (known_by[header->kind] & BIT(column))) {
        if (header->index[column] != AN_NO_COLUMN)
            an_loading_bad(l, cell, "column '%s' stands twice", names[column]);
        header->index[column] = i;
        return true;
    }
    if (find_extra(header, cell->text)) {
        an_loading_bad(l, cell, "column '%.*s' stands twice", AN_SHOWN(cell->text));
        return true;
    }
    return add_extra(l, cell->text, i, (an_cell){0});
}

/* A misspelt known column is a legal attribute; say so when the known one is not there. */
static void warn_of_misspelt(an_loading *l)
{
    for (size_t i = 0; i < l->reader.count; i++) {
        const an_cell *cell = &l->reader.cells[i];
        an_column meant = column_of(cell->text) == AN_COL_COUNT ? meant_by(cell->text, known_by[l->header.kind]) : AN_COL_COUNT;
        if (meant != AN_COL_COUNT && l->header.index[meant] == AN_NO_COLUMN && meant != required_by[l->header.kind])
            an_loading_warn(l, cell, "column '%.*s' is kept as an attribute: did you mean '%s'?", AN_SHOWN(cell->text), names[meant]);
    }
}

static bool apply_settings(an_loading *l, const settings *all)
{
    an_header *header = &l->header;

    for (size_t i = 0; i < all->count; i++) {
        const setting *one = &all->items[i];
        an_column column = column_of(one->name);
        an_extra *extra;
        if (column != AN_COL_COUNT && (known_by[header->kind] & BIT(column)))
            header->fallback[column] = one->value;
        else if ((extra = find_extra(header, one->name)))
            extra->fallback = one->value;
        else if (!add_extra(l, one->name, AN_NO_COLUMN, one->value))
            return false;
        else if ((column = meant_by(one->name, known_by[header->kind])) != AN_COL_COUNT)
            an_loading_say(l, AN_WARNING, AN_OK, l->file, (size_t)(one->name.ptr - l->reader.text.ptr), one->name.len,
                           "'%.*s' is kept as an attribute: did you mean '%s'?", AN_SHOWN(one->name), names[column]);
    }
    return true;
}

/* The one column that a kind cannot do without. */
static bool check_required(an_loading *l)
{
    static const char *const other_words[] = {"name", "entity", "label", "canonical", "regex", "regexp"};
    const an_header *header = &l->header;
    an_column column = required_by[header->kind];
    an_cell row = {.at = (size_t)(l->reader.row.ptr - l->reader.text.ptr), .length = l->reader.row.len, .text = l->reader.row};

    if (column == AN_COL_COUNT || header->index[column] != AN_NO_COLUMN || header->fallback[column].text.len)
        return true;
    for (size_t i = 0; i < l->reader.count; i++) {
        const an_cell *cell = &l->reader.cells[i];
        bool meant = column_of(cell->text) == AN_COL_COUNT && an_str_suggest(cell->text, &names[column], 1) != NULL;
        an_column kind = meant_by(cell->text, BIT(AN_COL_PATTERN) | BIT(AN_COL_WORD));
        if (kind != AN_COL_COUNT) {
            an_loading_bad(l, cell, "missing column '%s'; or did you mean '%s' by '%.*s'?", names[column], names[kind], AN_SHOWN(cell->text));
            return false;
        }
        for (size_t k = 0; !meant && k < sizeof other_words / sizeof *other_words; k++)
            meant = an_str_equal_ascii_case(cell->text, an_str_of(other_words[k]));
        if (meant) {
            an_loading_bad(l, cell, "missing column '%s'; did you mean it by '%.*s'?", names[column], AN_SHOWN(cell->text));
            return false;
        }
    }
    an_loading_bad(l, &row, "missing column '%s'", names[column]);
    return false;
}

static int compare_extras(const void *left, const void *right)
{
    return an_str_compare(((const an_extra *)left)->name, ((const an_extra *)right)->name);
}

/* Everything about the columns of the row just read. */
static bool take_columns(an_loading *l, const settings *all)
{
    an_header *header = &l->header;
    size_t errors = l->errors;

    if (l->reader.count > AN_MAX_COLUMNS) {
        an_loading_bad(l, &l->reader.cells[AN_MAX_COLUMNS], "more than %d columns", AN_MAX_COLUMNS);
        return false;
    }
    header->cells = l->reader.count;
    for (size_t i = 0; header->kind != AN_KIND_LIST && i < l->reader.count; i++)
        if (!place_column(l, i))
            return false;
    if (!apply_settings(l, all) || !check_required(l))
        return false;
    if (header->kind != AN_KIND_LIST)
        warn_of_misspelt(l);
    if (header->extras.count)
        qsort(header->extras.items, header->extras.count, sizeof *header->extras.items, compare_extras);
    return l->errors == errors;
}

/* Go back to the row just read: it is the first name of a plain list. */
static void unread(an_loading *l, size_t at, size_t line)
{
    const an_table_reader *reader = &l->reader;
    an_source *source = &l->lexicon->files.items[l->file];
    bool table = memchr(reader->row.ptr, '\t', reader->row.len) || (reader->csv && reader->count > 1);
    const char *advice = "";

    if (table)
        advice = "; it looks like a table, so give it a header (actor, alias, type …)";
    else if (an_loading_cell(l, AN_COL_TYPE).text.len == 0)
        advice = ", of type 'other' (a line '#= type=person' above them gives another)";
    an_say(l->watch, AN_NOTE, source->shown, "no known column in the first line: read as a plain list, one name a line%s", advice);
    l->reader.at = at;
    l->reader.line = line;
}

bool an_loading_header(an_loading *l)
{
    settings all = {0};
    an_header *header = &l->header;
    bool more = false, good = false;
    size_t at, line;

    an_free(header->extras.items);
    *header = (an_header){0};
    for (int i = 0; i < AN_COL_COUNT; i++)
        header->index[i] = AN_NO_COLUMN;
    if (!read_comments(l, &all))
        goto done;
    at = l->reader.at;
    line = l->reader.line;
    if ((l->status = an_table_next(&l->reader, &more, l->err)) != AN_OK)
        goto done;
    if (!more) {
        an_say(l->watch, AN_NOTE, l->lexicon->files.items[l->file].shown, "the file is empty");
        goto done;
    }
    header->kind = kind_of(&l->reader);
    if (header->kind == AN_KIND_LIST && !is_plain_list(l))
        goto done;
    if (l->reader.problem && header->kind != AN_KIND_LIST) {
        an_loading_say(l, AN_ERROR, AN_ERR_SYNTAX, l->file, l->reader.problem_at, l->reader.problem_length, "%s", l->reader.problem);
        goto done;
    }
    good = take_columns(l, &all);
    if (good && header->kind == AN_KIND_LIST)
        unread(l, at, line);

done:
    an_free(all.items);
    return good;
}
