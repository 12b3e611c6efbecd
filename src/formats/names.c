/* Ids and column names of foreign networks may hold anything. What a file cannot hold is replaced, and a name that is taken then gets _2,
   _3 … behind it; the map remembers for each name how far that has gone, so that many equal ones stay cheap. O(n). */
#include "formats/names.h"

#include "base/alloc.h"
#include "base/map.h"
#include "formats/escape.h"

enum { ID_MAX = 1000 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool fits(an_str id)
{
    if (!id.len || id.len > ID_MAX || is_blank(id.ptr[0]) || is_blank(id.ptr[id.len - 1]) || !an_clean_is(id))
        return false;
    for (size_t i = 0; i < id.len; i++)
        if (id.ptr[i] == '\n' || id.ptr[i] == '\t')
            return false;
    return true;
}

static void make_fit(an_buf *out, an_str id)
{
    size_t end;

    an_buf_reset(out);
    an_clean_add(out, an_str_trim(id));
    for (size_t i = 0; i < out->len; i++)
        if (out->ptr[i] == '\n' || out->ptr[i] == '\t')
            out->ptr[i] = '_';
    if (!out->len)
        an_buf_add_char(out, '_');
    if (out->failed || out->len <= ID_MAX - 20)
        return;
    end = ID_MAX - 20;
    while (end > 0 && ((unsigned char)out->ptr[end] & 0xC0) == 0x80)
        end--;
    while (end > 1 && is_blank(out->ptr[end - 1]))
        end--;
    out->len = end;
    out->ptr[end] = '\0';
}

/* Make the text in `name` one that is not in the map yet, and add it. Out of memory shows in name->failed. */
static void take(an_map *taken, an_buf *name)
{
    bool added;
    size_t length = name->len;
    uint32_t base = an_map_intern(taken, an_buf_str(name), &added);

    while (!name->failed && base != AN_MAP_NONE && !added) {
        uint32_t again;
        name->len = length;
        an_buf_addf(name, "_%u", ++taken->values[base] + 1);
        again = an_map_intern(taken, an_buf_str(name), &added);
        if (again == AN_MAP_NONE)
            base = again;
    }
    name->failed |= base == AN_MAP_NONE;
}

static bool keep(an_arena *arena, an_str *slot, an_str text)
{
    *slot = an_arena_str(arena, text);
    return slot->ptr != NULL;
}

an_status an_ids_init(an_ids *ids, const an_network *net, an_error *err)
{
    size_t count = an_network_size(net, AN_NODES), size;
    an_map taken = {0};
    an_buf name = {0};
    bool good = true, all_fit = true;

    *ids = (an_ids){.net = net};
    for (size_t i = 0; i < count && all_fit; i++)
        all_fit = fits(an_network_node_id(net, i));
    if (all_fit)
        return AN_OK;
    good = an_size_mul(&size, count, sizeof *ids->fit) && (ids->fit = an_alloc(size));
    for (size_t i = 0; i < count && good; i++) /* ids that are fit stay, whatever stands before them */
        if (fits(an_network_node_id(net, i)))
            good = an_map_intern(&taken, an_network_node_id(net, i), NULL) != AN_MAP_NONE;
    for (size_t i = 0; i < count && good; i++) {
        an_str id = an_network_node_id(net, i);
        ids->fit[i] = id;
        if (fits(id))
            continue;
        make_fit(&name, id);
        take(&taken, &name);
        good = !name.failed && keep(&ids->arena, &ids->fit[i], an_buf_str(&name));
    }
    an_map_clear(&taken);
    an_buf_clear(&name);
    if (good)
        return AN_OK;
    an_ids_clear(ids);
    return an_fail_nomem(err);
}

an_str an_ids_get(const an_ids *ids, size_t node)
{
    return ids->fit ? ids->fit[node] : an_network_node_id(ids->net, node);
}

void an_ids_clear(an_ids *ids)
{
    an_free(ids->fit);
    an_arena_clear(&ids->arena);
    *ids = (an_ids){0};
}

static bool is_reserved(an_str name, const char *const *reserved)
{
    for (; *reserved; reserved++)
        if (an_str_equal_ascii_case(name, an_str_of(*reserved)))
            return true;
    return false;
}

an_status an_titles_init(an_titles *titles, const an_network *net, an_table table, const char *const *reserved, an_error *err)
{
    size_t count = an_network_columns(net, table);
    an_map taken = {0};
    an_buf name = {0};
    bool good;

    *titles = (an_titles){0};
    good = (titles->items = an_alloc((count + 1) * sizeof *titles->items)) != NULL;
    for (size_t i = 0; i < count && good; i++) {
        make_fit(&name, an_str_of(an_network_column_name(net, table, i)));
        if (is_reserved(an_buf_str(&name), reserved))
            an_buf_add_char(&name, '_');
        take(&taken, &name);
        good = !name.failed && keep(&titles->arena, &titles->items[i], an_buf_str(&name));
    }
    an_map_clear(&taken);
    an_buf_clear(&name);
    if (good)
        return AN_OK;
    an_titles_clear(titles);
    return an_fail_nomem(err);
}

void an_titles_clear(an_titles *titles)
{
    an_free(titles->items);
    an_arena_clear(&titles->arena);
    *titles = (an_titles){0};
}
