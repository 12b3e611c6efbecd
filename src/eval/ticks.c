/* Reading a tick sheet back. A spreadsheet may have changed the separator, quoted cells, moved columns and sorted rows: only `mark` and `kind` must be
   there, by name; `by` and `type` are used when they are. */
#include "eval/ticks.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "eval/figures.h"
#include "lexicon/lexicon.h"
#include "read/gold/gold.h"

#include <stdlib.h>

enum { KINDS = 2, CELLS = 64 };
static const char *const kinds[KINDS] = {"mention", "link"};

typedef enum mark { WRONG, RIGHT, UNSURE, EMPTY, BAD } mark;

static const struct {
    const char *word;
    mark mark;
} marks[] = {
    {"1", RIGHT}, {"x", RIGHT},  {"y", RIGHT},  {"yes", RIGHT}, {"r", RIGHT}, {"right", RIGHT}, {"t", RIGHT},     {"true", RIGHT}, {"+", RIGHT}, {"✓", RIGHT},
    {"0", WRONG}, {"n", WRONG},  {"no", WRONG}, {"w", WRONG},   {"wrong", WRONG}, {"f", WRONG}, {"false", WRONG}, {"-", WRONG},    {"✗", WRONG}, {"?", UNSURE},
};

typedef struct tally {
    size_t right, marked;
} tally;

struct an_ticks {
    an_tick_share *shares;
    size_t count, capacity;
    size_t rows, unmarked, unsure, bad;
    an_map groups; /* kind digit, 'b' or 't' or 'a', name */
    tally *tallies;
    size_t tally_capacity;
    an_arena arena;
};

void an_ticks_free(an_ticks *ticks)
{
    if (!ticks)
        return;
    an_free(ticks->shares);
    an_free(ticks->tallies);
    an_map_clear(&ticks->groups);
    an_arena_clear(&ticks->arena);
    an_free(ticks);
}

/* Rows ------------------------------------------------------------------------------------------------------------------------------ */

/* A row cut into cells. Quotes are taken off; what stands in them is kept in `bytes`. */
typedef struct sheet {
    an_str rest;
    char separator;
    an_buf bytes;
    size_t starts[CELLS + 1]; /* of cells in bytes */
    size_t count, line, next_line;
} sheet;

static an_str cell(const sheet *s, size_t i)
{
    return i < s->count ? an_str_trim(an_str_sub(an_buf_str(&s->bytes), s->starts[i], s->starts[i + 1])) : AN_LIT("");
}

/* The end of a cell that starts at `at`, its content added to bytes. */
static size_t add_cell(sheet *s, size_t at)
{
    an_str text = s->rest;
    bool quoted = at < text.len && text.ptr[at] == '"', open = quoted;

    for (at += quoted; at < text.len; at++) {
        char c = text.ptr[at];
        if (open && c == '"' && at + 1 < text.len && text.ptr[at + 1] == '"')
            at++;
        else if (open && c == '"') {
            open = false;
            continue;
        } else if (!open && (c == s->separator || c == '\n'))
            break;
        s->next_line += c == '\n';
        an_buf_add_char(&s->bytes, c);
    }
    return at;
}

static bool next_row(sheet *s)
{
    size_t at = 0;

    if (s->rest.len == 0)
        return false;
    an_buf_reset(&s->bytes);
    an_buf_add_text(&s->bytes, "");
    s->line = ++s->next_line;
    for (s->count = 0;; at++) {
        size_t start = s->bytes.len;
        at = add_cell(s, at);
        if (s->count < CELLS) {
            s->starts[s->count++] = start;
            s->starts[s->count] = s->bytes.len;
        }
        if (at >= s->rest.len || s->rest.ptr[at] == '\n')
            break;
    }
    s->rest = an_str_sub(s->rest, at < s->rest.len ? at + 1 : at, s->rest.len);
    return !s->bytes.failed;
}

static size_t column(const sheet *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++) {
        if (an_str_equal_ascii_case(cell(s, i), an_str_of(name)))
            return i;
    }
    return CELLS;
}

/* Read the header, whatever the separator is. */
static bool open_sheet(sheet *s, an_str text)
{
    static const char separators[] = "\t,;";

    for (size_t i = 0; separators[i]; i++) {
        s->rest = text;
        s->separator = separators[i];
        s->next_line = 0;
        if (next_row(s) && column(s, "mark") < CELLS && column(s, "kind") < CELLS)
            return true;
    }
    return false;
}

bool an_ticks_known(an_str text)
{
    sheet s = {0};
    size_t end = an_str_find_byte(text, 0, '\n');
    bool is = open_sheet(&s, end == (size_t)-1 ? text : an_str_sub(text, 0, end));

    an_buf_clear(&s.bytes);
    return is;
}

/* Counting -------------------------------------------------------------------------------------------------------------------------- */

static mark mark_of(an_str word)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (an_str_equal_ascii_case(word, an_str_of(marks[i].word)))
            return marks[i].mark;
    }
    return word.len ? BAD : EMPTY;
}

static bool count(an_ticks *t, size_t kind, char group, an_str name, bool right)
{
    an_buf key = {0};
    uint32_t number;

    an_buf_addf(&key, "%zu%c", kind, group);
    an_buf_add(&key, name);
    number = key.failed ? AN_MAP_NONE : an_map_intern(&t->groups, an_buf_str(&key), NULL);
    an_buf_clear(&key);
    if (number == AN_MAP_NONE || !an_grow(&t->tallies, &t->tally_capacity, t->groups.count, sizeof *t->tallies))
        return false;
    if (number + 1 == t->groups.count && t->groups.values[number]++ == 0)
        t->tallies[number] = (tally){0, 0};
    t->tallies[number].right += right;
    t->tallies[number].marked++;
    return true;
}

static void tell(const sheet *s, const char *source, const an_observer *watch, const char *what, an_str word)
{
    an_error at = {0};

    an_fail(&at, AN_ERR_SYNTAX, "'%.*s' is no %s; the row is left out", word.len > 40 ? 40 : (int)word.len, word.ptr, what);
    an_copy_clean(at.source, sizeof at.source, an_str_of(source));
    at.line = s->line;
    an_say_error(watch, AN_WARNING, &at);
}

typedef struct columns {
    size_t mark, kind, by, type;
} columns;

static bool count_row(an_ticks *t, const sheet *s, const columns *at, const char *source, const an_observer *watch)
{
    mark found = mark_of(cell(s, at->mark));
    size_t kind = 0;

    while (kind < KINDS && !an_str_equal_ascii_case(cell(s, at->kind), an_str_of(kinds[kind])))
        kind++;
    if (kind == KINDS && s->count == 1 && cell(s, 0).len == 0)
        return true; /* an empty line */
    t->rows++;
    t->unmarked += found == EMPTY && kind < KINDS;
    t->unsure += found == UNSURE && kind < KINDS;
    t->bad += found == BAD || kind == KINDS;
    if (kind == KINDS)
        tell(s, source, watch, "kind (mention, link)", cell(s, at->kind));
    else if (found == BAD)
        tell(s, source, watch, "mark (1 or 0, y or n, right or wrong, ? for not sure)", cell(s, at->mark));
    if (kind == KINDS || found > RIGHT)
        return true;
    if (!count(t, kind, 'a', AN_LIT(""), found == RIGHT))
        return false;
    if (kind > 0)
        return true;
    return count(t, kind, 'b', cell(s, at->by), found == RIGHT) && count(t, kind, 't', an_main_type(cell(s, at->type)), found == RIGHT);
}

static int by_key(const void *a, const void *b)
{
    const an_tick_share *one = a, *other = b;
    int order = strcmp(other->kind, one->kind); /* mentions before links */

    if (order == 0)
        order = strcmp(one->group, other->group);
    return order ? order : an_str_compare(one->name, other->name);
}

static bool list_shares(an_ticks *t)
{
    for (size_t i = 0; i < t->groups.count; i++) {
        an_str key = t->groups.keys[i];
        tally sums = t->tallies[i];
        an_tick_share share = {kinds[key.ptr[0] - '0'], key.ptr[1] == 'a' ? "" : key.ptr[1] == 'b' ? "by" : "type",
                               an_arena_str(&t->arena, an_str_sub(key, 2, key.len)), sums.right, sums.marked,
                               (double)sums.right / (double)sums.marked, 0, 0};
        if (!share.name.ptr || !an_grow(&t->shares, &t->capacity, t->count + 1, sizeof *t->shares))
            return false;
        if (share.group[0] && share.name.len == 0)
            continue; /* the column was not there */
        an_wilson(sums.right, sums.marked, &share.low, &share.high);
        t->shares[t->count++] = share;
    }
    if (t->count)
        qsort(t->shares, t->count, sizeof *t->shares, by_key);
    return true;
}

an_status an_ticks_parse(an_ticks **out, an_str text, const char *source, const an_observer *watch, an_error *err)
{
    an_ticks *t = an_alloc(sizeof *t);
    sheet s = {0};
    an_status st = AN_OK;
    bool ok = t != NULL;

    *out = NULL;
    if (ok && !open_sheet(&s, text)) {
        st = an_fail(err, AN_ERR_SYNTAX, "'%s' is no tick sheet: its first line must name the columns 'mark' and 'kind'", source);
    } else if (ok) {
        columns at = {column(&s, "mark"), column(&s, "kind"), column(&s, "by"), column(&s, "type")};
        while (ok && next_row(&s))
            ok = count_row(t, &s, &at, source, watch);
        ok = ok && !s.bytes.failed && list_shares(t);
    }
    if (!ok)
        st = an_fail_nomem(err);
    an_buf_clear(&s.bytes);
    if (st == AN_OK)
        *out = t;
    else
        an_ticks_free(t);
    return st;
}

/* Answers --------------------------------------------------------------------------------------------------------------------------- */

const an_tick_share *an_ticks_shares(const an_ticks *ticks, size_t *count)
{
    *count = ticks->count;
    return ticks->shares;
}

size_t an_ticks_count(const an_ticks *ticks, const char *name)
{
    return strcmp(name, "rows") == 0       ? ticks->rows
           : strcmp(name, "unmarked") == 0 ? ticks->unmarked
           : strcmp(name, "unsure") == 0   ? ticks->unsure
           : strcmp(name, "bad") == 0      ? ticks->bad
                                           : 0;
}
