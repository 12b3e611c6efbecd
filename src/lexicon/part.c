/* Parts of patterns. A pattern gets only what it calls, directly or through other parts, in a (?(DEFINE)…) before it. A word list of any
   length is a short text there: the forms of its words, then a callout that asks for what the form matched in a hash map:

       (?<titles>(?<_1>(?:[letters]++\s+[letters]++|[letters]++))(?C1))

   so that patterns compile fast and match as fast with ten thousand words as with ten. */
#include "lexicon/part.h"

#include "base/alloc.h"
#include "base/utf8.h"

enum { MOST_LISTS = 255 }; /* numbers of callouts */

/* Calls -------------------------------------------------------------------------------------------------------------------------- */

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The next name that is called at or after *at: (?&name) (?P>name) \g<name> \g'name'. More than is really called does no harm. */
static bool next_call(an_str pattern, size_t *at, an_str *name)
{
    static const an_str openings[] = {{"(?&", 3}, {"(?P>", 4}, {"\\g<", 3}, {"\\g'", 3}};

    for (; *at < pattern.len; (*at)++) {
        an_str rest = an_str_sub(pattern, *at, pattern.len);
        for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
            size_t start = openings[i].len, end = start;
            if (!an_str_starts(rest, openings[i]))
                continue;
            while (end < rest.len && is_name_char(rest.ptr[end]))
                end++;
            if (end == start)
                continue;
            *name = an_str_sub(rest, start, end);
            *at += end;
            return true;
        }
    }
    return false;
}

/* Whether the pattern has a group of that name itself. */
static bool defines_itself(an_str pattern, an_str name)
{
    for (size_t at = 0; (at = an_str_find(pattern, at, name)) != (size_t)-1; at++) {
        size_t end = at + name.len;
        if (at >= 3 && end < pattern.len && (pattern.ptr[end] == '>' || pattern.ptr[end] == '\'') &&
            (an_str_ends(an_str_sub(pattern, 0, at), AN_LIT("(?<")) || an_str_ends(an_str_sub(pattern, 0, at), AN_LIT("(?P<")) ||
             an_str_ends(an_str_sub(pattern, 0, at), AN_LIT("(?'"))))
            return true;
    }
    return false;
}

static uint32_t add_part(an_parts *parts, an_loading *l, an_part part)
{
    uint32_t number = an_map_intern(&parts->names, part.name, NULL);

    if (number == AN_MAP_NONE || !AN_ROOM(&parts->items, 1)) {
        an_loading_nomem(l);
        return AN_MAP_NONE;
    }
    parts->items.items[parts->items.count++] = part;
    return number;
}

/* The part of that name; AN_MAP_NONE when there is none. A word list becomes a part when it is called first. */
static uint32_t find_part(an_parts *parts, an_loading *l, an_str name)
{
    an_lexicon *lexicon = l->lexicon;
    uint32_t number = an_map_find(&parts->names, name);
    an_part part = {.name = name, .row = UINT32_MAX};
    an_wordset *set = NULL;
    an_buf forms = {0};

    if (number != AN_MAP_NONE)
        return number;
    if (!AN_ROOM(&lexicon->wordsets, 1) || !an_wordset_new(&set, lexicon, name)) {
        an_loading_nomem(l);
        return AN_MAP_NONE;
    }
    if (!set)
        return AN_MAP_NONE;
    lexicon->wordsets.items[lexicon->wordsets.count++] = set;
    part.set = set;
    an_wordset_forms(set, &forms);
    part.body = forms.failed ? (an_str){NULL, 0} : an_arena_str(&lexicon->arena, an_buf_str(&forms));
    an_buf_clear(&forms);
    if (!part.body.ptr) {
        an_loading_nomem(l);
        return AN_MAP_NONE;
    }
    return add_part(parts, l, part);
}

/* Add what `text` calls to the list of called parts. False when a part is missing; then *missing is its name. */
static bool add_calls(an_parts *parts, an_loading *l, an_str text, an_str *missing)
{
    size_t at = 0;

    while (next_call(text, &at, missing)) {
        uint32_t number;
        bool known = false;
        if (defines_itself(text, *missing))
            continue;
        number = find_part(parts, l, *missing);
        if (number == AN_MAP_NONE)
            return false;
        for (size_t i = 0; i < parts->called.count && !known; i++)
            known = parts->called.items[i] == number;
        if (known)
            continue;
        if (!AN_ROOM(&parts->called, 1))
            return an_loading_nomem(l);
        parts->called.items[parts->called.count++] = number;
    }
    return true;
}

/* One definition. A group inside a word list's says to the callout what was met. */
static void write_part(an_parts *parts, const an_loading *l, const an_part *part)
{
    an_buf *out = &parts->prefix;
    bool any = part->row != UINT32_MAX && l->pattern_rows.items[part->row].ignore_case;

    an_buf_add_text(out, "(?<");
    an_buf_add(out, part->name);
    an_buf_add_text(out, ">");
    if (part->set) {
        parts->sets.items[parts->sets.count++] = part->set;
        an_buf_addf(out, "(?<_%zu>", parts->sets.count);
    }
    an_buf_add_text(out, any ? "(?i:" : "");
    an_buf_add(out, part->body);
    an_buf_add_text(out, any ? ")" : "");
    if (part->set)
        an_buf_addf(out, ")(?C%zu)", parts->sets.count);
    an_buf_add_text(out, ")");
}

static bool write_prefix(an_parts *parts, an_loading *l)
{
    an_buf_reset(&parts->prefix);
    parts->sets.count = 0;
    if (parts->called.count == 0)
        return true;
    if (!AN_ROOM(&parts->sets, parts->called.count))
        return an_loading_nomem(l);
    an_buf_add_text(&parts->prefix, "(?(DEFINE)");
    for (size_t i = 0; i < parts->called.count; i++)
        write_part(parts, l, &parts->items.items[parts->called.items[i]]);
    an_buf_add_char(&parts->prefix, ')');
    return !parts->prefix.failed || an_loading_nomem(l);
}

/* Tell that a pattern calls what is not there. */
static void report_missing(an_loading *l, const an_pattern_row *row, an_str missing)
{
    size_t at = an_str_find(row->pattern.text, 0, missing);
    an_error error = {0};

    an_fail(&error, AN_ERR_PATTERN, "no part and no word list is called '%.*s'", AN_SHOWN(missing));
    error.caret = at == (size_t)-1 ? 0 : an_utf8_count(an_str_sub(row->pattern.text, 0, at));
    error.caret_length = missing.len;
    an_parts_report(l, row, &error);
}

bool an_parts_prefix(an_parts *parts, an_loading *l, const an_pattern_row *row)
{
    an_str text = row->pattern.text, missing = {"", 0};

    parts->called.count = 0;
    for (size_t i = 0;; text = parts->items.items[parts->called.items[i++]].body) {
        if (!add_calls(parts, l, text, &missing)) {
            if (l->status == AN_OK && i == 0) /* a part that calls what is not there is told as a row itself */
                report_missing(l, row, missing);
            return false;
        }
        if (i == parts->called.count)
            break;
        if (parts->items.items[parts->called.items[i]].bad)
            return false;
    }
    if (parts->called.count > MOST_LISTS) {
        an_loading_say(l, AN_ERROR, AN_ERR_LIMIT, row->file, row->pattern.at, row->pattern.length, "the pattern calls more than %d parts",
                       MOST_LISTS);
        return false;
    }
    return write_prefix(parts, l);
}

void an_parts_report(an_loading *l, const an_pattern_row *row, const an_error *error)
{
    an_str file = l->lexicon->files.items[row->file].text, text = row->pattern.text;
    an_utf8_cursor cursor = {.text = text};
    size_t from = an_utf8_byte_of(&cursor, error->caret), to = an_utf8_byte_of(&cursor, error->caret + error->caret_length);

    from = an_table_place(file, &row->pattern, from > text.len ? text.len : from);
    to = an_table_place(file, &row->pattern, to > text.len ? text.len : to);
    an_loading_say(l, AN_ERROR, error->status, row->file, from, to > from ? to - from : 1, "%s", error->message);
}

/* `define` rows ------------------------------------------------------------------------------------------------------------------ */

static void check_define(an_parts *parts, an_loading *l, an_part *part)
{
    const an_pattern_row *row = &l->pattern_rows.items[part->row];
    an_error error = {0};
    an_status st;

    if (!an_parts_prefix(parts, l, row)) {
        part->bad = true;
        return;
    }
    st = an_regex_check(an_buf_str(&parts->prefix), row->pattern.text, &error);
    if (st == AN_ERR_NOMEM)
        an_loading_nomem(l);
    else if (st != AN_OK) {
        part->bad = true;
        an_parts_report(l, row, &error);
    }
}

void an_parts_open(an_parts *parts, an_loading *l)
{
    size_t defines;

    for (uint32_t i = 0; i < l->pattern_rows.count && l->status == AN_OK; i++) {
        const an_pattern_row *row = &l->pattern_rows.items[i];
        uint32_t other;
        if (!row->define || row->bad)
            continue;
        if ((other = an_map_find(&parts->names, row->id.text)) == AN_MAP_NONE)
            add_part(parts, l, (an_part){.name = row->id.text, .body = row->pattern.text, .row = i});
        else if (l->pattern_rows.items[parts->items.items[other].row].file == row->file) /* a user's part replaces a shipped one */
            an_loading_say(l, AN_WARNING, AN_OK, row->file, row->id.at, row->id.length, "the part '%.*s' stands above; this one is not used",
                           AN_SHOWN(row->id.text));
    }
    defines = parts->items.count;
    for (size_t i = 0; i < defines && l->status == AN_OK; i++) {
        an_part part = parts->items.items[i]; /* the list may move while lists are entered */
        check_define(parts, l, &part);
        parts->items.items[i].bad = part.bad;
    }
}

void an_parts_clear(an_parts *parts)
{
    an_free(parts->items.items);
    an_free(parts->called.items);
    an_free(parts->sets.items);
    an_buf_clear(&parts->prefix);
    an_map_clear(&parts->names);
    *parts = (an_parts){0};
}
