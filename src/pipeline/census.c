/* A map of actors to rows. Each thread counts its documents by itself; joining adds them up, so the result does not depend on who counted
   what. */
#include "pipeline/census.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/pages.h"
#include "base/sort.h"

enum { AHEAD = 16 /* rows whose texts, and twice as many that themselves, are fetched before their turn */ };

void an_census_clear(an_census *census)
{
    an_map_clear(&census->keys);
    an_free(census->rows);
    an_free(census->taken.items);
    an_arena_clear(&census->texts);
    an_buf_clear(&census->key);
    an_buf_clear(&census->label);
    *census = (an_census){0};
}

/* The row of a key, made when new; NULL when out of memory. Label and type are those of the document with the lowest number. */
static an_counted *row_of(an_census *census, an_str key, an_str label, an_str type, uint64_t first)
{
    bool added;
    uint32_t number = an_map_intern(&census->keys, key, &added);
    an_counted *row;

    if (number == AN_MAP_NONE || !an_grow(&census->rows, &census->capacity, (size_t)number + 1, sizeof *census->rows))
        return NULL;
    row = &census->rows[number];
    if (!added && row->first <= first)
        return row;
    if (added)
        *row = (an_counted){0};
    row->first = first;
    row->label = an_arena_str(&census->texts, label);
    row->type = an_arena_str(&census->texts, type);
    return row->label.ptr && row->type.ptr ? row : NULL;
}

/* One more of several actors that a mention may mean: their keys and labels make one row. */
static void join(an_census *census, size_t i, an_str key, an_str label)
{
    if (i == 0) {
        an_buf_reset(&census->key);
        an_buf_reset(&census->label);
    }
    an_buf_add_text(&census->key, i ? " | " : "");
    an_buf_add_text(&census->label, i ? " | " : "");
    an_buf_add(&census->key, key);
    an_buf_add(&census->label, label);
}

static an_counted *row_of_joined(an_census *census, an_str type, uint64_t first)
{
    if (census->key.failed || census->label.failed)
        return NULL;
    return row_of(census, an_buf_str(&census->key), an_buf_str(&census->label), type, first);
}

static an_counted *row_of_mention(an_census *census, const an_extraction *e, const an_mention *mention, uint64_t number)
{
    if (mention->actor != AN_NO_ACTOR) {
        const an_found_actor *actor = &e->actors[mention->actor];
        return row_of(census, actor->key, actor->label, actor->type, number);
    }
    for (uint32_t i = 0; i < mention->candidate_count; i++) {
        const an_found_actor *actor = &e->actors[e->candidates[mention->candidate_first + i]];
        join(census, i, actor->key, actor->label);
    }
    return row_of_joined(census, mention->type, number);
}

an_status an_census_add(an_census *census, const an_extraction *extraction, uint64_t number, an_error *err)
{
    for (size_t i = 0; i < extraction->mention_count; i++) {
        an_counted *row = row_of_mention(census, extraction, &extraction->mentions[i], number);
        if (!row)
            return an_fail_nomem(err);
        row->mentions++;
        row->documents += row->last != number;
        row->last = number;
    }
    return AN_OK;
}

an_status an_census_join(an_census *census, const an_census *other, an_error *err)
{
    for (size_t i = 0; i < other->keys.count; i++) {
        const an_counted *theirs = &other->rows[i];
        an_counted *row = row_of(census, other->keys.keys[i], theirs->label, theirs->type, theirs->first);
        if (!row)
            return an_fail_nomem(err);
        row->mentions += theirs->mentions;
        row->documents += theirs->documents;
    }
    return AN_OK;
}

static void add_count(an_counted *row, an_count count)
{
    row->mentions += count.mentions;
    row->documents += count.documents;
}

/* The actors that one mention may mean, in the order of their keys. */
static an_counted *row_of_several(an_census *census, const an_lexicon *lexicon, const uint32_t *actors, size_t count)
{
    an_actor all[AN_MOST_SENSES];
    an_str type = {"", 0};

    for (size_t i = 0; i < count; i++) {
        an_actor actor = an_lexicon_actor(lexicon, actors[i]);
        size_t at = i;
        for (; at > 0 && an_str_compare(all[at - 1].id, actor.id) > 0; at--)
            all[at] = all[at - 1];
        all[at] = actor;
        type = i == 0 ? actor.type : an_common_type(type, actor.type);
    }
    for (size_t i = 0; i < count; i++)
        join(census, i, all[i].id, all[i].name);
    return row_of_joined(census, type, UINT64_MAX);
}

/* Where documents were counted by their records, too, the actor may have a row already; mostly there are none, and then nothing is copied. */
static bool take_actor(an_census *census, an_actor actor, an_count count)
{
    an_counted *row;

    if (census->keys.count) {
        row = row_of(census, actor.id, actor.name, actor.type, UINT64_MAX);
    } else {
        row = AN_ROOM(&census->taken, 1) ? &census->taken.items[census->taken.count++].row : NULL;
        if (row) {
            *row = (an_counted){.label = actor.name, .type = actor.type};
            census->taken.items[census->taken.count - 1].key = actor.id;
        }
    }
    if (row)
        add_count(row, count);
    return row != NULL;
}

an_status an_census_take(an_census *census, const an_counter *counts, const an_lexicon *lexicon, an_error *err)
{
    size_t several;
    const uint32_t *set;
    uint32_t actor;
    an_count count;

    for (size_t i = 0; an_counter_actor(counts, i, &actor, &count); i++)
        if (!take_actor(census, an_lexicon_actor(lexicon, actor), count))
            return an_fail_nomem(err);
    for (size_t i = 0; (several = an_counter_several(counts, i, &set, &count)) > 0; i++) {
        an_counted *row;
        if (count.mentions == 0) /* of documents that were left to the extractor */
            continue;
        if (!(row = row_of_several(census, lexicon, set, several)))
            return an_fail_nomem(err);
        add_count(row, count);
    }
    return AN_OK;
}

/* A row to be sorted, by what tells most of them apart. */
typedef struct line {
    uint64_t mentions, head[2]; /* head: the first sixteen bytes of the key */
    const an_str *key;
    const an_counted *row;
} line;

/* Eight bytes of a key as a number that orders as they do; what is not there counts as NUL. */
static uint64_t head_of(an_str key, size_t from)
{
    uint64_t head = 0;

    if (from + sizeof head <= key.len) {
        memcpy(&head, key.ptr + from, sizeof head);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        head = __builtin_bswap64(head);
#endif
        return head;
    }
    for (size_t i = from; i < from + sizeof head; i++)
        head = head << 8 | (i < key.len ? (unsigned char)key.ptr[i] : 0);
    return head;
}

static line line_of(const an_str *key, const an_counted *row)
{
    return (line){row->mentions, {head_of(*key, 0), head_of(*key, sizeof(uint64_t))}, key, row};
}

static int compare_lines(const line *a, const line *b)
{
    if (a->mentions != b->mentions)
        return a->mentions < b->mentions ? 1 : -1;
    for (size_t i = 0; i < 2; i++)
        if (a->head[i] != b->head[i])
            return a->head[i] < b->head[i] ? -1 : 1;
    return an_str_compare(*a->key, *b->key);
}

AN_DEFINE_SORT(sort_lines, line, compare_lines)

static void make_lines(const an_census *census, line *lines)
{
    size_t rows = census->keys.count, taken = census->taken.count;
    const an_counted_actor *actors = census->taken.items;

    for (size_t i = 0; i < rows; i++)
        lines[i] = line_of(&census->keys.keys[i], &census->rows[i]);
    for (size_t i = 0; i < taken; i++) {
        if (i + AHEAD < taken)
            an_pages_fetch(actors[i + AHEAD].key.ptr);
        lines[rows + i] = line_of(&actors[i].key, &actors[i].row);
    }
}

static void add_cell(an_buf *out, an_str text)
{
    an_buf_add_char(out, '\t');
    an_buf_add_sheet_cell(out, text);
}

an_status an_census_write(const an_census *census, an_buf *out, an_error *err)
{
    size_t count = census->keys.count + census->taken.count;
    line *lines = an_alloc((count + 1) * sizeof *lines);
    an_sort_room room = {0};
    bool sorted;

    if (!lines)
        return an_fail_nomem(err);
    make_lines(census, lines);
    sorted = sort_lines(lines, count, &room);
    an_free(room.bytes);
    an_buf_add_text(out, "mentions\tdocuments\tactor\tlabel\ttype\n");
    for (size_t i = 0; i < count && sorted; i++) {
        if (i + 2 * AHEAD < count) {
            an_pages_fetch(lines[i + 2 * AHEAD].key);
            an_pages_fetch(&lines[i + 2 * AHEAD].row->type);
        }
        if (i + AHEAD < count)
            an_pages_fetch(lines[i + AHEAD].key->ptr);
        an_buf_add_count(out, lines[i].row->mentions);
        an_buf_add_char(out, '\t');
        an_buf_add_count(out, lines[i].row->documents);
        add_cell(out, *lines[i].key);
        add_cell(out, lines[i].row->label);
        add_cell(out, lines[i].row->type);
        an_buf_add_char(out, '\n');
    }
    an_free(lines);
    return out->failed || !sorted ? an_fail_nomem(err) : AN_OK;
}
