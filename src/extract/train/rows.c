#include "extract/train/rows.h"

#include "base/alloc.h"
#include "base/file.h"

#include <math.h>
#include <stdlib.h>

void an_rows_clear(an_rows *rows)
{
    an_free(rows->items);
    an_arena_clear(&rows->text);
    *rows = (an_rows){0};
}

static bool add(an_rows *rows, an_model_row row)
{
    row.key = an_arena_str(&rows->text, row.key);
    if (!row.key.ptr || !AN_ROOM(rows, 1))
        return false;
    rows->items[rows->count++] = row;
    return true;
}

static bool take(void *payload, const an_model_row *row)
{
    return add(payload, *row);
}

an_status an_rows_load(an_rows *rows, const char *path, an_error *err)
{
    an_buf text = {0};
    an_status st = an_file_read(&text, path, err);

    if (st == AN_OK)
        st = an_model_read(an_buf_str(&text), path, take, rows, err);
    an_buf_clear(&text);
    return st;
}

static bool round_weights(int8_t out[AN_NAME_KINDS], const float weights[AN_NAME_KINDS])
{
    bool any = false;

    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++) {
        double value = floor((double)weights[kind] * AN_WEIGHT_ONE + 0.5);
        out[kind] = (int8_t)(value > INT8_MAX ? INT8_MAX : value < -INT8_MAX ? -INT8_MAX : value);
        any |= out[kind] != 0;
    }
    return any;
}

static int by_text(const void *a, const void *b)
{
    const an_model_row *one = a, *other = b;
    int order = an_str_compare(an_str_of(an_template_name(one->template_)), an_str_of(an_template_name(other->template_)));

    return order ? order : an_str_compare(one->key, other->key);
}

/* Rows that the registry holds give way to what was fitted. */
static void drop_known(an_rows *rows, const an_registry *registry)
{
    size_t kept = 0;

    for (size_t i = 0; i < rows->count; i++)
        if (an_registry_find(registry, rows->items[i].id) == UINT32_MAX)
            rows->items[kept++] = rows->items[i];
    rows->count = kept;
}

bool an_rows_merge(an_rows *rows, const an_registry *registry, an_weights_of_feature *weights)
{
    an_buf key = {0};
    bool done = true;

    drop_known(rows, registry);
    for (uint32_t i = 0; i < registry->count && done; i++) {
        an_model_row row = {.template_ = registry->items[i].template_, .id = registry->items[i].id};
        an_buf_reset(&key);
        if (!round_weights(row.weights, weights[i]) || !an_registry_text(registry, i, &key))
            continue;
        row.key = an_buf_str(&key);
        done = add(rows, row);
    }
    an_buf_clear(&key);
    if (rows->count)
        qsort(rows->items, rows->count, sizeof *rows->items, by_text);
    return done;
}

an_status an_rows_write(const an_rows *rows, FILE *to, an_str head, an_error *err)
{
    fprintf(to, "%.*s%s\t%d\t%d\t%zu\n", (int)head.len, head.ptr, AN_MODEL_FIRST_FIELD, AN_MODEL_FORMAT, AN_MODEL_TEMPLATES, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const an_model_row *row = rows->items + i;
        fprintf(to, "%s\t%.*s", an_template_name(row->template_), (int)row->key.len, row->key.ptr);
        for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
            fprintf(to, "\t%d", row->weights[kind]);
        putc('\n', to);
    }
    return ferror(to) ? an_fail_errno(err, "cannot write the model") : AN_OK;
}
