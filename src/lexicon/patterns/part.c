/* Parts of patterns. A pattern gets only what it calls, directly or through other parts, in a (?(DEFINE)…) before it. A word list becomes
   an alternation with common beginnings factored out, so that thousands of words cost a few comparisons; longer words are tried first and a
   word must end where a word ends, so that the longest one wins:

       General, General Assembly, Gen  →  Gen(?:eral(?:\s+Assembly|)|)(?!\w)  */
#include "lexicon/patterns/part.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdlib.h>

enum { DEEPEST = 20 }; /* nesting of factored beginnings; below that words stand flat */

/* Word lists as alternations ----------------------------------------------------------------------------------------------------- */

static char sane(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 32);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
}

static bool sane_equal(an_str name, an_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (name.ptr[i] != sane(text.ptr[i]))
            return false;
    return true;
}

/* Whether the name is that of a word's list or begins with it. */
static bool begins_with(an_str name, an_str list)
{
    return name.len >= list.len && sane_equal(name, list) && (name.len == list.len || name.ptr[list.len] == '_');
}

/* Whether what is behind the list's name is nothing or the word's class. */
static bool ends_with(an_str name, size_t list, an_str class_)
{
    return name.len == list || (class_.len && name.len == list + 1 + class_.len && sane_equal(an_str_sub(name, list + 1, name.len), class_));
}

uint32_t an_word_next_in(const an_lexicon *lexicon, uint32_t from, an_str name)
{
    uint32_t count = (uint32_t)an_lexicon_word_count(lexicon);
    bool other = false; /* the list is another one */

    for (uint32_t i = from; i < count; i++) {
        an_word word;
        if (other && an_lexicon_list_goes_on(lexicon, i))
            continue;
        word = an_lexicon_word(lexicon, i);
        other = !begins_with(name, word.list);
        if (!other && ends_with(name, word.list.len, word.class_))
            return i;
    }
    return count;
}

/* One word, or a piece of it, as PCRE2 text: as written, but for the kinds of blanks, apostrophes and hyphens. */
static void add_literal(an_buf *out, an_str text)
{
    size_t length;

    for (size_t at = 0; at < text.len; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (code == ' ')
            an_buf_add_text(out, "\\s+");
        else if (code == '\'' || code == 0x2019)
            an_buf_add_text(out, "['\xE2\x80\x99]");
        else if (code == '-' || code == 0x2010 || code == 0x2011)
            an_buf_add_text(out, "[-\xE2\x80\x90\xE2\x80\x91]");
        else {
            if (code < 0x80 && !an_is_letter(code) && !an_is_digit(code))
                an_buf_add_char(out, '\\');
            an_buf_add(out, an_str_sub(text, at, at + length));
        }
    }
}

/* Length of what two words have in common, at least `from`, not cutting a character. */
static size_t common(an_str a, an_str b, size_t from)
{
    while (from < a.len && from < b.len && a.ptr[from] == b.ptr[from])
        from++;
    while (from > 0 && from < a.len && ((unsigned char)a.ptr[from] & 0xC0) == 0x80)
        from--;
    return from;
}

/* End of the group of words that begin like words[first] for one more character. */
static size_t group_end(const an_str *words, size_t first, size_t end, size_t from)
{
    size_t length = an_utf8_length((unsigned char)words[first].ptr[from]), next = first + 1;

    while (next < end && words[next].len >= from + length && memcmp(words[next].ptr + from, words[first].ptr + from, length) == 0)
        next++;
    return next;
}

/* Alternatives for words[first, end), sorted, whose first `from` bytes are equal and written already; longer words before those that they
   begin with. `depth` bounds the recursion. */
static void add_alternatives(an_buf *out, const an_str *words, size_t first, size_t end, size_t from, int depth)
{
    bool ends_here = words[first].len == from;
    size_t begin = first + ends_here;

    if (depth == DEEPEST)
        for (size_t i = end; i-- > begin;) {
            add_literal(out, an_str_sub(words[i], from, words[i].len));
            an_buf_add_text(out, i > begin ? "|" : "");
        }
    else
        for (size_t i = begin, next; i < end; i = next) {
            size_t shared;
            next = group_end(words, i, end, from);
            shared = next - i > 1 ? common(words[i], words[next - 1], from) : words[i].len;
            an_buf_add_text(out, i > begin ? "|" : "");
            add_literal(out, an_str_sub(words[i], from, shared));
            if (next - i == 1)
                continue;
            an_buf_add_text(out, "(?:");
            add_alternatives(out, words, i, next, shared, depth + 1);
            an_buf_add_char(out, ')');
        }
    if (ends_here)
        an_buf_add_char(out, '|'); /* the empty alternative, tried last */
}

/* Words that end in a letter must end where a word ends in the text; "al-" need not. */
static void add_word_end(an_buf *out, const an_str *words, size_t count)
{
    bool open = false;
    size_t length;

    for (size_t i = 0; i < count && !open; i++) {
        uint32_t last = an_utf8_decode(words[i], an_utf8_before(words[i], words[i].len), &length);
        open = !an_is_letter(last) && !an_is_digit(last);
    }
    an_buf_add_text(out, open ? "(?:(?<!\\w)|(?!\\w))" : "(?!\\w)");
}

/* The words of a list in order, each once. NULL with *count 0 when there is none. */
static an_str *collect(an_loading *l, an_str name, size_t *count)
{
    const an_lexicon *lexicon = l->lexicon;
    AN_LIST_OF(an_str) found = {0};
    uint32_t all = (uint32_t)an_lexicon_word_count(lexicon);

    *count = 0;
    for (uint32_t i = an_word_next_in(lexicon, 0, name); i < all; i = an_word_next_in(lexicon, i + 1, name)) {
        if (!AN_ROOM(&found, 1)) {
            an_free(found.items);
            an_loading_nomem(l);
            return NULL;
        }
        found.items[found.count++] = an_lexicon_word(lexicon, i).word;
    }
    if (found.count == 0)
        return NULL;
    qsort(found.items, found.count, sizeof *found.items, an_str_order);
    for (size_t i = 0; i < found.count; i++)
        if (*count == 0 || !an_str_equal(found.items[*count - 1], found.items[i]))
            found.items[(*count)++] = found.items[i];
    return found.items;
}

/* The alternation of a word list; "" when there is no such list. */
static an_str list_body(an_loading *l, an_str name)
{
    size_t count;
    an_str *words = collect(l, name, &count), body = {"", 0};
    an_buf text = {0};

    if (!words)
        return body;
    an_buf_add_text(&text, "(?:");
    add_alternatives(&text, words, 0, count, 0, 0);
    an_buf_add_char(&text, ')');
    add_word_end(&text, words, count);
    body = an_arena_str(&l->lexicon->arena, an_buf_str(&text));
    if (text.failed || !body.ptr)
        an_loading_nomem(l);
    an_buf_clear(&text);
    an_free(words);
    return body;
}

/* Calls -------------------------------------------------------------------------------------------------------------------------- */

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
            while (end < rest.len && (sane(rest.ptr[end]) != '_' || rest.ptr[end] == '_'))
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

static uint32_t add_part(an_parts *parts, an_loading *l, an_str name, an_str body, uint32_t row)
{
    uint32_t number = an_map_intern(&parts->names, name, NULL);

    if (number == AN_MAP_NONE || !AN_ROOM(&parts->items, 1)) {
        an_loading_nomem(l);
        return AN_MAP_NONE;
    }
    parts->items.items[parts->items.count++] = (an_part){.name = name, .body = body, .row = row};
    return number;
}

/* The part of that name; AN_MAP_NONE when there is none. */
static uint32_t find_part(an_parts *parts, an_loading *l, an_str name)
{
    uint32_t number = an_map_find(&parts->names, name);
    an_str body;

    if (number != AN_MAP_NONE)
        return number;
    body = list_body(l, name);
    return body.len ? add_part(parts, l, name, body, UINT32_MAX) : AN_MAP_NONE;
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

static void write_prefix(const an_parts *parts, const an_loading *l, an_buf *prefix)
{
    an_buf_reset(prefix);
    if (parts->called.count == 0)
        return;
    an_buf_add_text(prefix, "(?(DEFINE)");
    for (size_t i = 0; i < parts->called.count; i++) {
        const an_part *part = &parts->items.items[parts->called.items[i]];
        bool any = part->row != UINT32_MAX && l->pattern_rows.items[part->row].ignore_case;
        an_buf_add_text(prefix, "(?<");
        an_buf_add(prefix, part->name);
        an_buf_add_text(prefix, any ? ">(?i:" : ">");
        an_buf_add(prefix, part->body);
        an_buf_add_text(prefix, any ? "))" : ")");
    }
    an_buf_add_char(prefix, ')');
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

/* Where a part's calls stand: word lists have none. */
static an_str calls_of(const an_parts *parts, uint32_t number)
{
    const an_part *part = &parts->items.items[number];

    return part->row == UINT32_MAX ? (an_str){"", 0} : part->body;
}

bool an_parts_prefix(an_parts *parts, an_loading *l, const an_pattern_row *row, an_buf *prefix)
{
    an_str text = row->pattern.text, missing = {"", 0};

    parts->called.count = 0;
    for (size_t i = 0;; text = calls_of(parts, parts->called.items[i++])) {
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
    write_prefix(parts, l, prefix);
    if (prefix->failed)
        return an_loading_nomem(l);
    return true;
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

static void check_define(an_parts *parts, an_loading *l, an_part *part, an_buf *prefix)
{
    const an_pattern_row *row = &l->pattern_rows.items[part->row];
    an_error error = {0};
    an_status st;

    if (an_loading_vouches(l, row->file))
        return;
    if (!an_parts_prefix(parts, l, row, prefix)) {
        part->bad = true;
        return;
    }
    st = an_regex_check(an_buf_str(prefix), row->pattern.text, &error);
    if (st == AN_ERR_NOMEM)
        an_loading_nomem(l);
    else if (st != AN_OK) {
        part->bad = true;
        an_parts_report(l, row, &error);
    }
}

void an_parts_open(an_parts *parts, an_loading *l)
{
    an_buf prefix = {0};
    size_t defines;

    for (uint32_t i = 0; i < l->pattern_rows.count && l->status == AN_OK; i++) {
        const an_pattern_row *row = &l->pattern_rows.items[i];
        uint32_t other;
        if (!row->define || row->bad)
            continue;
        if ((other = an_map_find(&parts->names, row->id.text)) == AN_MAP_NONE)
            add_part(parts, l, row->id.text, row->pattern.text, i);
        else if (l->pattern_rows.items[parts->items.items[other].row].file == row->file) /* a user's part replaces a shipped one */
            an_loading_say(l, AN_WARNING, AN_OK, row->file, row->id.at, row->id.length,
                           "the part '%.*s' stands above; this one is not used", AN_SHOWN(row->id.text));
    }
    defines = parts->items.count;
    for (size_t i = 0; i < defines && l->status == AN_OK; i++) {
        an_part part = parts->items.items[i]; /* the list may move while lists are entered */
        check_define(parts, l, &part, &prefix);
        parts->items.items[i].bad = part.bad;
    }
    an_buf_clear(&prefix);
}

void an_parts_clear(an_parts *parts)
{
    an_free(parts->items.items);
    an_free(parts->called.items);
    an_map_clear(&parts->names);
    *parts = (an_parts){0};
}
