/* The user's corrections: same, different, never. Names are folded once; «same» lines make groups (union-find over name numbers), the first
   name written in a group is the one that the user wants. */
#include "extract/corrections.h"

#include "actornet/lexicon.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/gate.h"

typedef enum kind { SAME, DIFFERENT, NEVER, KINDS } kind;

static const struct {
    const char *word;
    size_t names;
} kinds[KINDS] = {[SAME] = {"same", 2}, [DIFFERENT] = {"different", 2}, [NEVER] = {"never", 1}};

typedef struct correction {
    kind kind;
    uint32_t a, b; /* names by number */
    char *line;    /* "file:3: same 'A' 'B'" */
    size_t number; /* 3 */
} correction;

struct an_corrections {
    an_map names;     /* folded */
    an_str *written;  /* by name: as first written */
    uint32_t *parent; /* by name: union-find of «same» */
    uint32_t *lines;  /* by name: «same» lines that hold it */
    size_t name_capacity, parent_capacity, line_capacity;
    an_arena text;
    correction *items;
    size_t count, capacity;
    char hash[33];
};

/* Whether an_clean_name() would leave it as it is: ASCII that is seen, and single blanks inside. */
static bool is_clean(an_str name)
{
    char last = ' ';

    for (size_t i = 0; i < name.len; last = name.ptr[i++])
        if (name.ptr[i] < ' ' || name.ptr[i] >= 0x7F || (name.ptr[i] == ' ' && last == ' '))
            return false;
    return name.len == 0 || last != ' ';
}

void an_corrections_fold(an_buf *out, an_str name)
{
    an_buf clean = {0};

    if (is_clean(name)) {
        an_fold(out, name);
        return;
    }
    an_clean_name(&clean, name);
    an_fold(out, an_buf_str(&clean));
    out->failed |= clean.failed;
    an_buf_clear(&clean);
}

static uint32_t root_of(const an_corrections *c, uint32_t name)
{
    while (c->parent[name] != name)
        name = c->parent[name];
    return name;
}

/* Number of a name, or AN_MAP_NONE when out of memory. */
static uint32_t name_number(an_corrections *c, an_str name)
{
    an_buf folded = {0};
    uint32_t number;
    bool added = false;

    an_corrections_fold(&folded, name);
    number = folded.failed ? AN_MAP_NONE : an_map_intern(&c->names, an_buf_str(&folded), &added);
    an_buf_clear(&folded);
    if (number == AN_MAP_NONE || !added)
        return number;
    if (!an_grow(&c->written, &c->name_capacity, c->names.count, sizeof *c->written) ||
        !an_grow(&c->parent, &c->parent_capacity, c->names.count, sizeof *c->parent) ||
        !an_grow(&c->lines, &c->line_capacity, c->names.count, sizeof *c->lines))
        return AN_MAP_NONE;
    c->lines[number] = 0;
    c->written[number] = an_arena_str(&c->text, name);
    c->parent[number] = number;
    return c->written[number].ptr ? number : AN_MAP_NONE;
}

/* The groups keep the name that was written first: lower numbers are roots. */
static void unite(an_corrections *c, uint32_t a, uint32_t b)
{
    a = root_of(c, a);
    b = root_of(c, b);
    if (a < b)
        c->parent[b] = a;
    else
        c->parent[a] = b;
}

static an_status bad_line(an_error *err, const char *path, size_t number, an_str line, an_str field, const char *message)
{
    an_status st = an_fail(err, AN_ERR_SYNTAX, "%s", message);

    an_error_at(err, path, number, line, field.ptr ? (size_t)(field.ptr - line.ptr) : 0, field.len);
    return st;
}

static an_status add_line(an_corrections *c, const char *path, size_t number, an_str line, an_error *err)
{
    an_str rest = line, fields[4] = {{0}}, field;
    size_t count = 0;
    correction it = {.kind = KINDS, .number = number};
    an_buf text = {0};

    while (count < 4 && an_str_next(&rest, '\t', &field))
        fields[count++] = an_str_trim(field);
    while (count > 1 && fields[count - 1].len == 0)
        count--;
    for (size_t k = 0; k < KINDS; k++)
        if (an_str_equal(fields[0], an_str_of(kinds[k].word)))
            it.kind = (kind)k;
    if (it.kind == KINDS)
        return bad_line(err, path, number, line, fields[0], "expected 'same', 'different' or 'never', then a tab and the names");
    if (count != kinds[it.kind].names + 1)
        return bad_line(err, path, number, line, fields[0],
                        kinds[it.kind].names == 2 ? "expected two names behind it, with a tab before each"
                                                  : "expected one text behind it, with a tab before it");
    it.a = name_number(c, fields[1]);
    it.b = count > 2 ? name_number(c, fields[2]) : it.a;
    if (it.a == AN_MAP_NONE || it.b == AN_MAP_NONE || !AN_ROOM(c, 1))
        return an_fail_nomem(err);
    if (it.kind != NEVER && it.a == it.b)
        return bad_line(err, path, number, line, fields[2], "the two names are the same but for case and accents");
    an_buf_addf(&text, "%s:%zu: %s '%.*s'", an_path_shown(path), number, kinds[it.kind].word, (int)fields[1].len, fields[1].ptr);
    if (count > 2)
        an_buf_addf(&text, " '%.*s'", (int)fields[2].len, fields[2].ptr);
    if (!(it.line = an_buf_take(&text)))
        return an_fail_nomem(err);
    c->items[c->count++] = it;
    if (it.kind == SAME) {
        unite(c, it.a, it.b);
        c->lines[it.a]++;
        c->lines[it.b]++;
    }
    return AN_OK;
}

/* Bytes of a name in a message. */
static int shown(an_str name)
{
    return name.len < 100 ? (int)name.len : 100;
}

/* Same and different of one pair, directly or through a chain. */
static an_status check(const an_corrections *c, const char *path, an_error *err)
{
    for (size_t i = 0; i < c->count; i++) {
        const correction *it = c->items + i;
        an_status st;
        if (it->kind != DIFFERENT || root_of(c, it->a) != root_of(c, it->b))
            continue;
        st = an_fail(err, AN_ERR_SYNTAX, "'%.*s' and '%.*s' are made the same by other lines; delete this line or one of those",
                     shown(c->written[it->a]), c->written[it->a].ptr, shown(c->written[it->b]), c->written[it->b].ptr);
        if (err)
            err->line = it->number;
        return an_fail_in(err, st, path);
    }
    return AN_OK;
}

static an_status read_lines(an_corrections *c, const char *path, an_str text, const an_observer *watch, an_error *err)
{
    an_str line;
    an_status first = AN_OK;
    size_t number = 0, bad = 0;

    text = an_str_unmarked(text);
    while (an_str_next(&text, '\n', &line)) {
        an_error at = {0};
        an_status st;
        number++;
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (an_str_trim(line).len == 0 || line.ptr[0] == '#')
            continue;
        st = an_utf8_valid(line) < line.len
                 ? bad_line(&at, path, number, line, an_str_sub(line, an_utf8_valid(line), line.len), "invalid UTF-8: save the file as UTF-8")
             : memchr(line.ptr, 0, line.len)
                 ? bad_line(&at, path, number, line, an_str_sub(line, strnlen(line.ptr, line.len), line.len), "NUL byte: this is no text file")
                 : add_line(c, path, number, line, &at);
        if (st == AN_ERR_NOMEM)
            return an_fail_nomem(err);
        if (st == AN_OK)
            continue;
        if (bad++ < 20)
            an_say_error(watch, AN_ERROR, &at);
        first = st;
    }
    if (bad) {
        an_fail(err, first, "%zu bad line%s in the corrections", bad, an_plural(bad));
        return an_fail_in(err, first, path);
    }
    return check(c, path, err);
}

an_status an_corrections_load(an_corrections **out, const char *path, const an_observer *watch, an_error *err)
{
    an_corrections *c = an_alloc(sizeof *c);
    an_buf text = {.max = (size_t)256 << 20};
    an_status st;

    *out = NULL;
    if (!c)
        return an_fail_nomem(err);
    if ((st = an_file_read(&text, path, err)) == AN_OK)
        an_hash_hex(c->hash, an_buf_str(&text));
    if (st == AN_OK)
        st = read_lines(c, path, an_buf_str(&text), watch, err);
    an_buf_clear(&text);
    if (st != AN_OK) {
        an_corrections_free(c);
        return st;
    }
    *out = c;
    return AN_OK;
}

void an_corrections_free(an_corrections *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->count; i++)
        an_free(c->items[i].line);
    an_free(c->items);
    an_free(c->written);
    an_free(c->parent);
    an_free(c->lines);
    an_map_clear(&c->names);
    an_arena_clear(&c->text);
    an_free(c);
}

const char *an_corrections_hash(const an_corrections *c)
{
    return c->hash;
}

size_t an_corrections_count(const an_corrections *c)
{
    return c ? c->count : 0;
}

const char *an_corrections_line(const an_corrections *c, size_t i)
{
    return c->items[i].line;
}

bool an_corrections_tell(const an_corrections *c, an_str form, uint8_t *used)
{
    uint32_t name = c ? an_map_find(&c->names, form) : AN_MAP_NONE;
    bool told = false;

    for (size_t i = 0; name != AN_MAP_NONE && i < c->count; i++) {
        const correction *it = c->items + i;
        if (it->kind == NEVER || (it->a != name && it->b != name))
            continue;
        told = true;
        used[i] |= it->kind == DIFFERENT;
    }
    return told;
}

bool an_corrections_never(const an_corrections *c, an_str form, uint8_t *used)
{
    uint32_t name = c ? an_map_find(&c->names, form) : AN_MAP_NONE;

    for (size_t i = 0; name != AN_MAP_NONE && i < c->count; i++)
        if (c->items[i].kind == NEVER && c->items[i].a == name) {
            used[i] = 1;
            return true;
        }
    return false;
}

/* Whether a name of the line links it to further lines; the wanted name of the group does not count. */
static bool in_chain(const an_corrections *c, const correction *it, uint32_t wanted)
{
    return (it->a != wanted && c->lines[it->a] > 1) || (it->b != wanted && c->lines[it->b] > 1);
}

/* A line has hit when it changes something: its name is met and is not the wanted one anyway, or it may be the chain to that one. */
an_str an_corrections_same(const an_corrections *c, an_str form, uint8_t *used)
{
    uint32_t name = c ? an_map_find(&c->names, form) : AN_MAP_NONE, wanted;

    if (name == AN_MAP_NONE || c->lines[name] == 0)
        return AN_LIT("");
    wanted = root_of(c, name);
    for (size_t i = 0; name != wanted && i < c->count; i++) {
        const correction *it = c->items + i;
        if (it->kind == SAME && (it->a == name || it->b == name || (root_of(c, it->a) == wanted && in_chain(c, it, wanted))))
            used[i] = 1;
    }
    return c->written[wanted];
}

an_str an_corrections_actor(const an_corrections *c, const an_actor *actor, an_buf *folded, uint8_t *used)
{
    an_str names[] = {actor->name, actor->id}, wanted = AN_LIT("");

    for (size_t i = 0; i < 2 && wanted.len == 0 && an_corrections_count(c); i++) {
        an_buf_reset(folded);
        an_corrections_fold(folded, names[i]);
        wanted = an_corrections_same(c, an_buf_str(folded), used);
    }
    return wanted;
}

an_str an_corrections_member(const an_corrections *c, an_str form, size_t i)
{
    uint32_t name = c ? an_map_find(&c->names, form) : AN_MAP_NONE;

    for (uint32_t n = 0; name != AN_MAP_NONE && n < c->names.count; n++)
        if (root_of(c, n) == root_of(c, name) && i-- == 0)
            return c->written[n];
    return AN_LIT("");
}

bool an_corrections_different(const an_corrections *c, an_str a, an_str b, uint8_t *used)
{
    uint32_t one = c ? an_map_find(&c->names, a) : AN_MAP_NONE, other = c ? an_map_find(&c->names, b) : AN_MAP_NONE;

    if (one == AN_MAP_NONE || other == AN_MAP_NONE)
        return false;
    one = root_of(c, one);
    other = root_of(c, other);
    for (size_t i = 0; i < c->count; i++) {
        const correction *it = c->items + i;
        uint32_t left = root_of(c, it->a), right = root_of(c, it->b);
        if (it->kind == DIFFERENT && ((left == one && right == other) || (left == other && right == one))) {
            used[i] = 1;
            return true;
        }
    }
    return false;
}

bool an_corrections_parts(const an_corrections *c, an_str form)
{
    uint32_t name = c ? an_map_find(&c->names, form) : AN_MAP_NONE;

    for (size_t i = 0; name != AN_MAP_NONE && i < c->count; i++)
        if (c->items[i].kind == DIFFERENT && (root_of(c, c->items[i].a) == root_of(c, name) || root_of(c, c->items[i].b) == root_of(c, name)))
            return true;
    return false;
}

void an_corrections_called(const an_corrections *c, an_str form, uint8_t *used)
{
    uint32_t name = an_map_find(&c->names, form);

    for (size_t i = 0; i < c->count; i++)
        used[i] |= c->items[i].kind == SAME && (c->items[i].a == name || c->items[i].b == name);
}

an_status an_corrections_explain(size_t *count, const char *path, an_str text, void (*say)(void *payload, const char *line), void *payload,
                                 const an_observer *watch, an_error *err)
{
    an_corrections *c = NULL;
    an_buf folded = {0};
    uint32_t number;
    an_status st;

    *count = 0;
    if ((st = an_corrections_load(&c, path, watch, err)) != AN_OK)
        return st;
    an_corrections_fold(&folded, text);
    number = an_map_find(&c->names, an_buf_str(&folded));
    for (size_t i = 0; number != AN_MAP_NONE && i < c->count; i++)
        if (c->items[i].a == number || c->items[i].b == number) {
            say(payload, c->items[i].line);
            ++*count;
        }
    st = folded.failed ? an_fail_nomem(err) : AN_OK;
    an_buf_clear(&folded);
    an_corrections_free(c);
    return st;
}
