/* The table is open: a feature's slot comes from its template and the high half of its number, the 24 bits that are compared from the low half. */
#include "extract/tagger/model.h"

#include "base/alloc.h"
#include "base/file.h"
#include "extract/tagger/features.h"

#include <stdio.h>

enum { LARGEST_FILE = 64 << 20 };

static const char *const kind_names[AN_NAME_KINDS] = {"person", "organization", "location", "misc", "nationality"};

const char *an_name_kind_name(an_name_kind kind)
{
    return kind_names[kind];
}

/* Reading ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct reader {
    const char *path;
    an_str line;
    size_t number;
    an_error *err;
} reader;

static an_status bad(const reader *r, const char *message, an_str at)
{
    an_status st = an_fail(r->err, AN_ERR_SYNTAX, "%s", message);

    if (r->err)
        an_error_at(r->err, r->path, r->number, r->line, at.ptr ? (size_t)(at.ptr - r->line.ptr) : 0, at.len ? at.len : 1);
    return st;
}

static bool number_of(an_str text, int *out)
{
    bool minus = text.len && text.ptr[0] == '-';
    int value = 0;

    if (text.len == (size_t)minus || text.len > (size_t)minus + 3)
        return false;
    for (size_t i = minus; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = value * 10 + text.ptr[i] - '0';
    }
    *out = minus ? -value : value;
    return value <= INT8_MAX;
}

/* How many rows the first line tells of. */
static bool rows_of(an_str text, size_t *out)
{
    enum { DIGITS = 9 };

    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || i == DIGITS)
            return false;
        *out = *out * 10 + (size_t)(text.ptr[i] - '0');
    }
    return text.len > 0;
}

/* The line that says what follows. `told` is how many rows do, if it says so. */
static an_status read_version(const reader *r, size_t *told)
{
    an_str rest = r->line, field;
    int format, templates;

    if (!an_str_next(&rest, '\t', &field) || !an_str_equal(field, AN_LIT(AN_MODEL_FIRST_FIELD)))
        return bad(r, "no model of the name tagger: its first line must begin with '" AN_MODEL_FIRST_FIELD "'",
                   memchr(r->line.ptr, '\0', r->line.len) ? AN_LIT("") : r->line);
    if (!an_str_next(&rest, '\t', &field) || !number_of(field, &format) || format != AN_MODEL_FORMAT)
        return bad(r, "a model of another version: fit it again with 'actornet train'", field);
    if (!an_str_next(&rest, '\t', &field) || !number_of(field, &templates) || templates != AN_MODEL_TEMPLATES)
        return bad(r, "a model with features of another version: fit it again with 'actornet train'", field);
    if (rest.len && !rows_of(rest, told))
        return bad(r, "how many rows follow is a whole number", rest);
    return AN_OK;
}

/* A file that was cut at the end of a line looks whole. */
static an_status check_count(const reader *r, size_t told, size_t read)
{
    if (told == read)
        return AN_OK;
    return an_fail(r->err, AN_ERR_SYNTAX, "'%s' tells of %zu rows in its first line, not of %zu: it was cut, or that number is to be changed", r->path, told,
                   read);
}

/* The next field, as an_str_next() gives it: faster where fields are short. */
static bool next_short(an_str *rest, an_str *field)
{
    size_t end = 0;

    if (rest->len == 0)
        return false;
    while (end < rest->len && rest->ptr[end] != '\t')
        end++;
    *field = an_str_sub(*rest, 0, end);
    *rest = an_str_sub(*rest, end + (end < rest->len), rest->len);
    return true;
}

/* `row` holds the row before, whose template mostly is this one's, too. */
static an_status read_row(const reader *r, an_model_row *row)
{
    an_str rest = r->line, field;

    if (!an_str_next(&rest, '\t', &field) ||
        (!an_str_equal(field, an_str_of(an_template_name(row->template_))) && !an_template_find(&row->template_, field)))
        return bad(r, "unknown template", field);
    if (!next_short(&rest, &row->key) || !an_feature_read(&row->id, row->template_, row->key))
        return bad(r, "not a key of this template", rest.ptr ? row->key : r->line);
    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++) {
        int weight;
        if (!next_short(&rest, &field))
            return bad(r, "five weights are needed behind the key", r->line);
        if (!number_of(field, &weight))
            return bad(r, "a weight is a whole number from -127 to 127", field);
        row->weights[kind] = (int8_t)weight;
    }
    return rest.len ? bad(r, "more than five weights", rest) : AN_OK;
}

an_status an_model_read(an_str text, const char *path, bool (*take)(void *payload, const an_model_row *row), void *payload, an_error *err)
{
    reader r = {.path = path, .err = err};
    an_model_row row = {0};
    size_t told = SIZE_MAX, read = 0;
    bool begun = false;

    while (an_str_next(&text, '\n', &r.line)) {
        an_status st;
        r.number++;
        if (r.line.len && r.line.ptr[r.line.len - 1] == '\r')
            r.line.len--;
        if (r.line.len == 0 || r.line.ptr[0] == '#')
            continue;
        if (!begun) {
            if ((st = read_version(&r, &told)) != AN_OK)
                return st;
            begun = true;
            continue;
        }
        if ((st = read_row(&r, &row)) != AN_OK)
            return st;
        if (!take(payload, &row))
            return an_fail_nomem(err);
        read++;
    }
    if (!begun) {
        r.number = r.number ? r.number : 1;
        return bad(&r, "no model of the name tagger: the file holds nothing", r.line);
    }
    return told == SIZE_MAX ? AN_OK : check_count(&r, told, read);
}

/* Table -------------------------------------------------------------------------------------------------------------------------------- */

/* Rows as they are read. */
typedef struct rows {
    struct model_row {
        uint64_t id, slot;
        unsigned template_;
    } *items;
    size_t count, capacity;
} rows;

static bool take_row(void *payload, const an_model_row *row)
{
    rows *r = payload;
    uint64_t slot = row->id & ((UINT64_C(1) << AN_FEATURE_BITS) - 1);

    if (!AN_ROOM(r, 1))
        return false;
    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
        slot |= (uint64_t)(uint8_t)row->weights[kind] << (AN_FEATURE_BITS + 8 * kind);
    r->items[r->count++] = (struct model_row){row->id, slot, row->template_};
    return true;
}

/* Room for seven features of a template in ten slots. */
static bool make_table(an_model *model, const rows *r)
{
    uint32_t all = 0;
    uint64_t *slots;

    for (size_t i = 0; i < r->count; i++)
        model->parts[r->items[i].template_].count++;
    for (unsigned t = 0; t < AN_MODEL_MOST_TEMPLATES; t++) {
        model->parts[t].first = all;
        all += model->parts[t].count += model->parts[t].count / 5 * 2;
    }
    if (!(slots = an_alloc((all + r->count + 1) * sizeof *slots))) /* memory that is not used is none */
        return false;
    model->slots = model->memory = slots;
    model->slot_count = all;
    for (size_t i = 0; i < r->count; i++) {
        size_t at = (size_t)(an_model_find(model, r->items[i].template_, r->items[i].id) - slots);
        if (slots[at])
            continue; /* a second row of one number: the first holds */
        slots[at] = r->items[i].slot;
        model->slot_count = at >= model->slot_count ? at + 1 : model->slot_count;
        model->rows++;
    }
    model->slot_count++; /* a free one */
    return true;
}

static an_status fill(an_model *model, an_str text, const char *path, an_error *err)
{
    rows r = {0};
    an_status st = an_model_read(text, path, take_row, &r, err);

    an_hash_hex(model->hash, text);
    if (st == AN_OK && !make_table(model, &r))
        st = an_fail_nomem(err);
    an_free(r.items);
    return st;
}

an_status an_model_load(an_model **out, const char *path, an_error *err)
{
    an_buf text = {.max = LARGEST_FILE};
    an_status st = an_file_read(&text, path, err);

    *out = NULL;
    if (st == AN_OK)
        st = (*out = an_alloc(sizeof **out)) ? fill(*out, an_buf_str(&text), path, err) : an_fail_nomem(err);
    an_buf_clear(&text);
    if (st != AN_OK) {
        an_model_free(*out);
        *out = NULL;
    }
    return st;
}

/* Compiled ----------------------------------------------------------------------------------------------------------------------------- */

/* What stands before the slots. */
typedef struct facts {
    uint32_t format, templates, bits, kinds;
    uint64_t rows, slots;
    char hash[40];
    struct an_model_part parts[AN_MODEL_MOST_TEMPLATES];
} facts;

void an_model_write(an_buf *out, const an_model *model)
{
    facts all = {.format = AN_MODEL_FORMAT,
                 .templates = AN_MODEL_TEMPLATES,
                 .bits = AN_FEATURE_BITS,
                 .kinds = AN_NAME_KINDS,
                 .rows = model->rows,
                 .slots = model->slot_count};

    memcpy(all.hash, model->hash, sizeof model->hash);
    memcpy(all.parts, model->parts, sizeof all.parts);
    an_buf_add(out, (an_str){(const char *)&all, sizeof all});
    an_buf_add(out, (an_str){(const char *)model->slots, model->slot_count * sizeof *model->slots});
}

static bool facts_fit(const facts *read, an_str slots)
{
    bool fit = read->format == AN_MODEL_FORMAT && read->templates == AN_MODEL_TEMPLATES && read->bits == AN_FEATURE_BITS &&
               read->kinds == AN_NAME_KINDS && read->slots && read->slots == slots.len / sizeof(uint64_t) && read->hash[32] == '\0';

    for (size_t i = 0; i < AN_MODEL_MOST_TEMPLATES && fit; i++)
        fit = read->parts[i].first < read->slots && read->parts[i].count < read->slots - read->parts[i].first;
    return fit && ((const uint64_t *)(const void *)slots.ptr)[read->slots - 1] == 0;
}

an_status an_model_open(an_model **out, an_str bytes, an_error *err)
{
    facts read;
    an_str slots;

    *out = NULL;
    if (bytes.len < sizeof read)
        return an_fail(err, AN_ERR_SYNTAX, "no weights");
    memcpy(&read, bytes.ptr, sizeof read);
    slots = an_str_sub(bytes, sizeof read, bytes.len);
    if (!facts_fit(&read, slots))
        return an_fail(err, AN_ERR_SYNTAX, "weights of another version, or damaged ones");
    if (!(*out = an_alloc(sizeof **out)))
        return an_fail_nomem(err);
    **out = (an_model){.slots = (const uint64_t *)(const void *)slots.ptr, .slot_count = read.slots, .rows = read.rows};
    memcpy((*out)->hash, read.hash, sizeof (*out)->hash);
    memcpy((*out)->parts, read.parts, sizeof read.parts);
    return AN_OK;
}

void an_model_free(an_model *model)
{
    if (!model)
        return;
    an_free(model->memory);
    an_free(model);
}
