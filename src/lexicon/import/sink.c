/* Where importers put what they read. Actors are numbered by key in order of first sight; rows and attributes are plain lists with texts in
   one arena, so a row of a large file costs a look-up and no allocation of its own. When all is read, rows in capitals get their letters,
   actors are put in order of their names, the rows behind each other by actor, and of rows that say the same the first stays. */
#include "lexicon/import/import.h"

#include "base/alloc.h"
#include "text/atom.h"
#include "text/fold.h"
#include "text/gate.h"

#include <stdlib.h>

enum { LONGEST_NAME = 4096, MOST_ATOMS = 64 };

bool an_import_nomem(an_import *to)
{
    to->status = an_fail_nomem(to->err);
    return false;
}

bool an_import_going(const an_import *to)
{
    return to->status == AN_OK;
}

void an_import_clear(an_import *to)
{
    for (size_t i = 0; i < to->kept.count; i++)
        an_buf_clear(&to->kept.items[i]);
    an_free(to->kept.items);
    an_arena_clear(&to->arena);
    an_map_clear(&to->keys);
    an_map_clear(&to->names);
    an_map_clear(&to->common);
    an_free(to->actors.items);
    an_free(to->rows.items);
    an_free(to->conditions.items);
    an_free(to->links.items);
    an_free(to->order);
    an_free(to->firsts);
    an_buf_clear(&to->scratch);
    an_buf_clear(&to->folded);
}

/* Texts ---------------------------------------------------------------------------------------------------------------------------- */

/* 1: a control character, or the lead byte of odd blanks and invisible characters; 2: a blank. */
static const unsigned char odd_bytes[256] = {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,          1,          1,          1,          1,          1,          1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, [0x7F] = 1, [0xC2] = 1, [0xD8] = 1, [0xE1] = 1, [0xE2] = 1, [0xE3] = 1, [0xEF] = 1,
};

static bool looks_odd(an_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    bool blank = true;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char kind = odd_bytes[p[i]];
        if (kind == 1 || (kind == 2 && blank))
            return true;
        blank = kind == 2;
    }
    return blank && text.len > 0;
}

/* A text as it is written: single blanks, no control characters. A view of `text` or of the scratch buffer. */
static an_str clean(an_import *to, an_str text)
{
    if (!looks_odd(text))
        return text;
    an_buf_reset(&to->scratch);
    an_clean_name(&to->scratch, text);
    if (to->scratch.failed) {
        an_import_nomem(to);
        return (an_str){"", 0};
    }
    return an_buf_str(&to->scratch);
}

static an_str keep(an_import *to, an_str text)
{
    an_str copy;

    if (text.len == 0)
        return (an_str){"", 0};
    if (text.ptr >= to->steady.ptr && text.ptr < to->steady.ptr + to->steady.len)
        return text;
    copy = an_arena_str(&to->arena, text);
    if (!copy.ptr) {
        an_import_nomem(to);
        return (an_str){"", 0};
    }
    return copy;
}

/* Values that come again and again are kept once. */
static an_str keep_once(an_import *to, an_str text)
{
    uint32_t number = an_map_intern(&to->names, text, NULL);

    if (number == AN_MAP_NONE) {
        an_import_nomem(to);
        return (an_str){"", 0};
    }
    return to->names.keys[number];
}

static bool too_long(an_str text)
{
    an_atoms atoms = {0};
    bool is;

    if (text.len < 2 * MOST_ATOMS)
        return false;
    is = text.len > LONGEST_NAME || !an_atoms_cut(&atoms, text, 0, text.len) || atoms.count > MOST_ATOMS;
    an_atoms_clear(&atoms);
    return is;
}

/* Whether a clean text can be looked for; else counted. */
static bool can_be_found(an_import *to, an_str text)
{
    if (text.len == 0)
        return false;
    if (!an_name_has_letter(text)) {
        an_import_dropped(to, "no letter or digit in the name", text);
        return false;
    }
    if (too_long(text)) {
        an_import_dropped(to, "longer than a name can be (64 words)", text);
        return false;
    }
    return true;
}

static void note_cleaned(an_import *to, an_str before, an_str after)
{
    if (after.len && !an_str_equal(an_str_trim(before), after))
        an_import_changed(to, "odd blanks or control characters made single blanks", after);
}

/* Actors --------------------------------------------------------------------------------------------------------------------------- */

uint32_t an_import_find(const an_import *to, an_str key)
{
    return an_map_find(&to->keys, key);
}

uint32_t an_import_actor_of(an_import *to, an_str key, an_str name)
{
    bool same = key.len == 0 || an_str_equal(key, name), added;
    an_str text = clean(to, name), kept = text;
    uint32_t number;

    if (!can_be_found(to, text))
        return AN_IMPORT_NOBODY;
    if (!same) {
        kept = keep(to, text);
        key = clean(to, key); /* which may use the memory of the clean name */
    }
    number = an_map_intern(&to->keys, same ? text : key, &added);
    if (number == AN_MAP_NONE || !AN_ROOM(&to->actors, 1)) {
        an_import_nomem(to);
        return AN_IMPORT_NOBODY;
    }
    if (added) {
        to->actors.items[to->actors.count++] =
            (an_import_actor){.name = same ? to->keys.keys[number] : kept, .type = {"", 0}, .keyless = same};
        note_cleaned(to, name, to->actors.items[number].name);
    }
    return to->status == AN_OK ? number : AN_IMPORT_NOBODY;
}

void an_import_type(an_import *to, uint32_t actor, an_str type)
{
    if (actor == AN_IMPORT_NOBODY || type.len == 0 || to->actors.items[actor].type.len)
        return;
    type = clean(to, type);
    to->actors.items[actor].type = keep_once(to, type);
}

/* Attributes ----------------------------------------------------------------------------------------------------------------------- */

static an_import_link *find_link(an_import *to, uint32_t actor, uint32_t name)
{
    for (uint32_t i = to->actors.items[actor].links; i; i = to->links.items[i - 1].next)
        if (to->links.items[i - 1].name == name)
            return &to->links.items[i - 1];
    return NULL;
}

/* Whether one of the values joined by "; " is this one. */
static bool holds_value(an_str joined, an_str value)
{
    an_str rest = joined, part;

    while (an_str_next(&rest, ';', &part))
        if (an_str_equal(an_str_trim(part), value))
            return true;
    return false;
}

static void add_link(an_import *to, uint32_t actor, an_str name, an_str value, bool join)
{
    uint32_t number;
    an_import_link *link;

    if (actor == AN_IMPORT_NOBODY || an_str_trim(value).len == 0)
        return;
    number = an_map_intern(&to->names, name, NULL);
    if (number == AN_MAP_NONE) {
        an_import_nomem(to);
        return;
    }
    value = an_str_trim(clean(to, value));
    if ((link = find_link(to, actor, number))) {
        an_buf both = {0};
        if (holds_value(link->value, value))
            return;
        if (!join) {
            an_import_changed(to, "another value of an attribute is not used", value);
            return;
        }
        an_buf_add(&both, link->value);
        an_buf_add_text(&both, "; ");
        an_buf_add(&both, value);
        if (both.failed)
            an_import_nomem(to);
        else
            link->value = keep(to, an_buf_str(&both));
        an_buf_clear(&both);
        return;
    }
    if (!AN_ROOM(&to->links, 1)) {
        an_import_nomem(to);
        return;
    }
    to->links.items[to->links.count++] = (an_import_link){number, to->actors.items[actor].links, keep(to, value)};
    to->actors.items[actor].links = (uint32_t)to->links.count;
}

void an_import_attribute(an_import *to, uint32_t actor, const char *name, an_str value)
{
    add_link(to, actor, an_str_of(name), value, true);
}

void an_import_attribute_once(an_import *to, uint32_t actor, an_str name, an_str value)
{
    add_link(to, actor, name, value, false);
}

/* Rows ----------------------------------------------------------------------------------------------------------------------------- */

static uint32_t add_condition(an_import *to, const an_import_alias *how)
{
    an_import_condition made;

    if (!how || (how->near.len == 0 && how->from.len == 0 && how->until.len == 0))
        return 0;
    if (!AN_ROOM(&to->conditions, 1)) {
        an_import_nomem(to);
        return 0;
    }
    made.near = keep_once(to, how->near.len ? clean(to, how->near) : AN_LIT(""));
    made.from = keep_once(to, how->from.len ? how->from : AN_LIT(""));
    made.until = keep_once(to, how->until.len ? how->until : AN_LIT(""));
    to->conditions.items[to->conditions.count++] = made;
    return (uint32_t)to->conditions.count;
}

bool an_import_name(an_import *to, uint32_t actor, an_str alias, const an_import_alias *how)
{
    an_str text = clean(to, alias);
    const an_import_actor *owner = actor == AN_IMPORT_NOBODY ? NULL : &to->actors.items[actor];

    if (!owner || text.len == 0)
        return false;
    if (an_str_equal(text, owner->name)) {
        text = owner->name; /* which was looked at already */
    } else {
        if (!can_be_found(to, text))
            return false;
        note_cleaned(to, alias, text);
        text = keep(to, text);
    }
    if (!AN_ROOM(&to->rows, 1))
        return an_import_nomem(to);
    to->rows.items[to->rows.count++] = (an_import_row){.alias = text,
                                                       .actor = actor,
                                                       .line = to->line,
                                                       .condition = add_condition(to, how),
                                                       .file = (uint16_t)to->file,
                                                       .casing = how ? (uint8_t)how->casing : AN_IMPORT_AUTO,
                                                       .recase = how && how->recase,
                                                       .never = how && how->never};
    return to->status == AN_OK;
}

void an_import_person(an_import *to, uint32_t actor, an_str name, const an_import_alias *how)
{
    an_str last, first;
    an_buf straight = {0};

    if (an_name_inverted(name, &last, &first)) {
        an_buf_add(&straight, first);
        an_buf_add_char(&straight, ' ');
        an_buf_add(&straight, last);
        if (straight.failed)
            an_import_nomem(to);
        else
            an_import_name(to, actor, an_buf_str(&straight), how);
        an_buf_clear(&straight);
    }
    an_import_name(to, actor, name, how);
}

/* Finishing ------------------------------------------------------------------------------------------------------------------------ */

/* Rows of each actor behind each other, in the order they came (a counting sort); `firsts` says where they start. */
static bool group_rows(an_import *to)
{
    size_t actors = to->actors.count, count = to->rows.count;
    uint32_t *firsts = an_alloc((actors + 2) * sizeof *firsts);
    an_import_row *grouped;
    bool together = true;

    an_free(to->firsts);
    to->firsts = firsts;
    if (!firsts)
        return an_import_nomem(to);
    for (size_t i = 0; i < count; i++) {
        firsts[to->rows.items[i].actor + 2]++;
        together &= i == 0 || to->rows.items[i - 1].actor <= to->rows.items[i].actor;
    }
    for (size_t i = 2; i < actors + 2; i++)
        firsts[i] += firsts[i - 1];
    if (together) { /* as most files have them */
        memmove(firsts, firsts + 1, (actors + 1) * sizeof *firsts);
        return true;
    }
    if (!(grouped = an_alloc(count * sizeof *grouped)))
        return an_import_nomem(to);
    for (size_t i = 0; i < count; i++) /* firsts[actor + 1] moves up to the start of the next actor */
        grouped[firsts[to->rows.items[i].actor + 1]++] = to->rows.items[i];
    an_free(to->rows.items);
    to->rows.items = grouped;
    to->rows.capacity = count;
    return true;
}

const an_import_row *an_import_rows(const an_import *to, uint32_t actor, size_t *count)
{
    *count = to->firsts[actor + 1] - to->firsts[actor];
    return to->rows.items + to->firsts[actor];
}

static void recase_text(an_import *to, an_str *text, bool person)
{
    an_buf_reset(&to->scratch);
    an_name_recase(&to->scratch, *text, person);
    if (to->scratch.failed)
        an_import_nomem(to);
    else if (!an_str_equal(an_buf_str(&to->scratch), *text))
        *text = keep(to, an_buf_str(&to->scratch));
}

/* A single word in capitals is a short form when it has no vowel or is made of the initials of another name of its actor. */
static bool is_short_form(const an_import *to, uint32_t actor, an_str word)
{
    size_t count;
    const an_import_row *rows = an_import_rows(to, actor, &count);

    if (an_name_words(word) != 1 || word.len > 12)
        return false;
    if (an_name_looks_short(word))
        return true;
    for (size_t i = 0; i < count && i < 256; i++)
        if (an_name_is_initials(word, rows[i].alias))
            return true;
    return false;
}

/* The case of names that came in capitals can be told only when all names of the actor are known. */
static void recase_actor(an_import *to, uint32_t number)
{
    an_import_actor *actor = &to->actors.items[number];
    an_import_row *rows = to->rows.items + to->firsts[number];
    size_t count = to->firsts[number + 1] - to->firsts[number];
    bool person = an_str_starts(actor->type, AN_LIT("person"));

    for (size_t i = 0; i < count; i++) {
        if (!rows[i].recase || !an_name_is_upper(rows[i].alias))
            rows[i].recase = false;
        else if (!person && is_short_form(to, number, rows[i].alias)) {
            rows[i].casing = AN_IMPORT_EXACT;
            rows[i].recase = false;
        }
    }
    for (size_t i = 0; i < count; i++) /* a second round: the first compares with capitals */
        if (rows[i].recase || person)
            recase_text(to, &rows[i].alias, person);
    if (actor->recase && (person || !is_short_form(to, number, actor->name)))
        recase_text(to, &actor->name, person);
}

static bool is_own_name(const an_import *to, const an_import_row *row)
{
    return an_str_equal(row->alias, to->actors.items[row->actor].name);
}

static int compare_conditions(const an_import *to, const an_import_row *a, const an_import_row *b)
{
    an_import_condition x = an_import_condition_of(to, a), y = an_import_condition_of(to, b);
    int order = an_str_compare(x.near, y.near);

    order = order ? order : an_str_compare(x.from, y.from);
    order = order ? order : an_str_compare(x.until, y.until);
    order = order ? order : (a->casing > b->casing) - (a->casing < b->casing);
    return order ? order : a->never - b->never;
}

static int compare_places(const an_import_row *a, const an_import_row *b)
{
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

/* qsort() hands no context over: rows to be sorted stand with it. */
typedef struct sortable {
    const an_import *to;
    an_import_row row;
} sortable;

static int compare_rows(const void *left, const void *right)
{
    const sortable *a = left, *b = right;
    bool own = is_own_name(a->to, &a->row), other = is_own_name(b->to, &b->row);
    int order;

    if (own != other)
        return own ? -1 : 1;
    order = an_str_compare(a->row.alias, b->row.alias);
    order = order ? order : compare_conditions(a->to, &a->row, &b->row);
    return order ? order : compare_places(&a->row, &b->row);
}

static bool sort_rows(an_import *to, an_import_row *rows, size_t count)
{
    sortable *list;

    if (count < 2)
        return true;
    if (!(list = an_alloc(count * sizeof *list)))
        return an_import_nomem(to);
    for (size_t i = 0; i < count; i++)
        list[i] = (sortable){to, rows[i]};
    qsort(list, count, sizeof *list, compare_rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = list[i].row;
    an_free(list);
    return true;
}

static void drop_row(an_import *to, const an_import_row *row, const char *reason)
{
    to->file = row->file;
    to->line = row->line;
    an_import_dropped(to, reason, row->alias);
}

/* What one line says twice (a label that is a name, too) is no news. */
static void drop_same(an_import *to, const an_import_row *kept, const an_import_row *row)
{
    if (compare_places(kept, row) != 0)
        drop_row(to, row, "says the same as another row");
}

/* How much a spelling looks like one that a person writes: small letters behind a capital before all in capitals before all in small ones.
 */
static int spelling_rank(an_str text)
{
    bool lower = false, upper = false;

    for (size_t i = 0; i < text.len; i++) {
        lower |= text.ptr[i] >= 'a' && text.ptr[i] <= 'z';
        upper |= text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
    }
    return lower && upper ? 0 : upper ? 1 : lower ? 2 : 0;
}

/* Rows that differ in the case of letters only: the best spelling stays. Rows of one actor are few, or sorted neighbours. */
static void fold_case_copies(an_import *to, an_import_row *rows, size_t *count)
{
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++) {
        size_t k = 0;
        while (k < kept && !an_str_equal_ascii_case(rows[k].alias, rows[i].alias))
            k++;
        if (k == kept) {
            rows[kept++] = rows[i];
            continue;
        }
        if (spelling_rank(rows[i].alias) < spelling_rank(rows[k].alias)) {
            an_import_row worse = rows[k];
            rows[k] = rows[i];
            rows[i] = worse;
        }
        drop_row(to, &rows[i], "a copy of another name in other letters (capitals or small ones)");
    }
    *count = kept;
}

/* Sorts the rows of an actor, takes out those that say the same, and returns how many are left. */
static size_t settle_rows(an_import *to, uint32_t actor)
{
    an_import_row *rows = to->rows.items + to->firsts[actor];
    size_t count = to->firsts[actor + 1] - to->firsts[actor], kept = 0;

    if (to->fold_case && count > 1 && count < 512)
        fold_case_copies(to, rows, &count);
    if (!sort_rows(to, rows, count))
        return 0;
    for (size_t i = 0; i < count; i++) {
        if (kept && an_str_equal(rows[kept - 1].alias, rows[i].alias) && compare_conditions(to, &rows[kept - 1], &rows[i]) == 0)
            drop_same(to, &rows[kept - 1], &rows[i]);
        else
            rows[kept++] = rows[i];
    }
    return kept;
}

static void settle_all(an_import *to)
{
    size_t at = 0;

    for (uint32_t i = 0; i < to->actors.count && to->status == AN_OK; i++) {
        size_t kept = settle_rows(to, i), first = to->firsts[i];
        if (at != first)
            memmove(to->rows.items + at, to->rows.items + first, kept * sizeof *to->rows.items);
        to->firsts[i] = (uint32_t)at;
        at += kept;
    }
    to->firsts[to->actors.count] = (uint32_t)at;
    to->rows.count = at;
}

/* The first bytes of a name decide most comparisons. */
typedef struct ranked {
    uint64_t start, next;
    uint32_t actor;
    const an_import *to;
} ranked;

static int compare_actors(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    int order;

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->next != b->next)
        return a->next < b->next ? -1 : 1;
    order = an_str_compare(a->to->actors.items[a->actor].name, b->to->actors.items[b->actor].name);
    return order ? order : an_str_compare(a->to->keys.keys[a->actor], b->to->keys.keys[b->actor]);
}

static uint64_t bytes_of(an_str text, size_t from)
{
    uint64_t start = 0;

    for (size_t i = from; i < from + 8; i++)
        start = start << 8 | (i < text.len ? (unsigned char)text.ptr[i] : 0);
    return start;
}

static bool order_actors(an_import *to)
{
    size_t count = to->actors.count;
    ranked *list = an_alloc((count ? count : 1) * sizeof *list);

    an_free(to->order);
    to->order = an_alloc((count ? count : 1) * sizeof *to->order);
    if (!list || !to->order) {
        an_free(list);
        return an_import_nomem(to);
    }
    for (size_t i = 0; i < count; i++)
        list[i] = (ranked){bytes_of(to->actors.items[i].name, 0), bytes_of(to->actors.items[i].name, 8), (uint32_t)i, to};
    qsort(list, count, sizeof *list, compare_actors);
    for (size_t i = 0; i < count; i++)
        to->order[i] = list[i].actor;
    an_free(list);
    return true;
}

void an_import_finish(an_import *to)
{
    size_t count;

    if (to->status != AN_OK || !group_rows(to))
        return;
    for (uint32_t i = 0; i < to->actors.count && to->status == AN_OK; i++) {
        const an_import_row *rows = an_import_rows(to, i, &count);
        bool any = to->actors.items[i].recase;
        for (size_t k = 0; k < count && !any; k++)
            any = rows[k].recase;
        if (any)
            recase_actor(to, i);
    }
    if (to->status == AN_OK)
        settle_all(to);
    if (to->status == AN_OK)
        order_actors(to);
    to->ledger->aliases = to->rows.count;
    to->ledger->actors = 0;
    for (uint32_t i = 0; i < to->actors.count && to->firsts; i++)
        to->ledger->actors += to->firsts[i + 1] > to->firsts[i];
}

/* Looking at it -------------------------------------------------------------------------------------------------------------------- */

an_str an_import_id(const an_import *to, uint32_t actor)
{
    an_str key = to->keys.keys[actor];

    return to->actors.items[actor].keyless || an_str_equal(key, to->actors.items[actor].name) ? AN_LIT("") : key;
}

an_import_condition an_import_condition_of(const an_import *to, const an_import_row *row)
{
    static const an_import_condition none = {{"", 0}, {"", 0}, {"", 0}};

    return row->condition ? to->conditions.items[row->condition - 1] : none;
}

an_import_case an_import_case_of(const an_import_row *row, an_str text)
{
    size_t letters = 0;

    if (row->casing != AN_IMPORT_AUTO)
        return (an_import_case)row->casing;
    if (an_name_words(text) > 1)
        return AN_IMPORT_ANY;
    for (size_t i = 0; i < text.len; i++)
        letters += text.ptr[i] != '.' && text.ptr[i] != ' ';
    return an_name_is_upper(text) && letters >= 2 && letters <= 6 ? AN_IMPORT_EXACT : AN_IMPORT_CAP;
}
