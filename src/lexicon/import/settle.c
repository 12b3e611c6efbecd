/* A sink when all is read: rows in capitals get their letters, actors are put in order of their names, the rows behind each other by actor,
   and of rows that say the same the first stays. n log n in actors and in the rows of each. */
#include "lexicon/import/import.h"

#include "base/alloc.h"

#include <stdlib.h>

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
        *text = an_import_keep_text(to, an_buf_str(&to->scratch));
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
