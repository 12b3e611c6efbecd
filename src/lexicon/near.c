/* `near`, when all actors are known: each item of a cell is the actor of that id, or else all actors of that name, or else a text to be looked
   for. A cell of a compiled file has been checked when that was made; if something is wrong with it now, it is met by nothing. */
#include "lexicon/store/bundle.h"

#include "base/alloc.h"

/* What is resolved now. */
typedef struct resolving {
    an_loading *l;
    an_map texts; /* value = term */
    an_map cells; /* that were resolved already, for most stand in many rows */
    AN_LIST_OF(an_near_range) ranges; /* by number of a cell; none when something was wrong with it, which is told each time */
    an_near_range *range;
    const an_near_cell *cell; /* NULL in a compiled file */
} resolving;

static bool add_near(resolving *r, an_near near)
{
    if (!AN_ROOM(&r->l->lexicon->nears, 1))
        return an_loading_nomem(r->l);
    r->l->lexicon->nears.items[r->l->lexicon->nears.count++] = near;
    r->range->count++;
    return true;
}

/* All actors of that name which is not their id; `*found` says whether there are any. An actor's name is the one that its first volume has. */
static bool add_named(resolving *r, an_str name, bool *found)
{
    const an_lexicon *lexicon = r->l->lexicon;

    *found = false;
    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        const an_volume *volume = &lexicon->volumes.items[i];
        for (uint32_t a = an_store_find_name(&volume->store, name); a != AN_NO_ACTOR; a = an_store_next_named(&volume->store, a)) {
            uint32_t actor = an_volume_actor(volume, a);
            if (actor != volume->first_actor + a)
                continue;
            *found = true;
            if (!add_near(r, (an_near){actor, UINT32_MAX}))
                return false;
        }
    }
    return true;
}

/* The word matcher's term of a text; UINT32_MAX when it was refused, which is told if it has a place. */
static uint32_t add_term(resolving *r, an_str item)
{
    an_loading *l = r->l;
    an_error error = {0};
    an_cell cell;

    if (!r->cell) {
        uint32_t number = UINT32_MAX;
        if (an_vocabulary_add(&l->lexicon->vocabulary, item, &number, &error) == AN_ERR_NOMEM)
            an_loading_nomem(l);
        return number;
    }
    cell = (an_cell){item, an_table_place(l->lexicon->files.items[l->file].text, &r->cell->cell, (size_t)(item.ptr - r->cell->cell.text.ptr)),
                     item.len};
    return an_loading_term(l, item, l->file, &cell);
}

static bool add_text(resolving *r, an_str item)
{
    bool added;
    uint32_t number = an_map_intern(&r->texts, item, &added);

    if (number == AN_MAP_NONE)
        return an_loading_nomem(r->l);
    if (added)
        r->texts.values[number] = add_term(r, item);
    if (r->texts.values[number] == UINT32_MAX)
        return r->l->status == AN_OK;
    return add_near(r, (an_near){AN_NO_ACTOR, r->texts.values[number]});
}

static bool resolve_item(resolving *r, an_str item)
{
    const an_lexicon *lexicon = r->l->lexicon;
    bool found;

    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        uint32_t actor = an_store_find_id(&lexicon->volumes.items[i].store, item);
        if (actor != AN_NO_ACTOR)
            return add_near(r, (an_near){an_volume_actor(&lexicon->volumes.items[i], actor), UINT32_MAX});
    }
    return add_named(r, item, &found) && (found || add_text(r, item));
}

/* A cell of a compiled file that is damaged may name nothing: then nothing can be near enough. */
static bool never_met(resolving *r)
{
    return r->range->count || add_near(r, (an_near){AN_NO_ACTOR, UINT32_MAX});
}

static bool resolve_cell(resolving *r, an_str cell)
{
    an_loading *l = r->l;
    an_str rest = cell, item;
    size_t errors = l->errors;

    r->range->first = (uint32_t)l->lexicon->nears.count;
    while (l->status == AN_OK && an_str_next(&rest, ';', &item)) {
        item = an_str_trim(item);
        if (item.len && !resolve_item(r, item))
            return false;
    }
    if (r->range->count == 0 && l->errors == errors && r->cell)
        an_loading_say(l, AN_ERROR, AN_ERR_SYNTAX, l->file, r->cell->cell.at, r->cell->cell.length, "'near' names nothing");
    return l->status == AN_OK;
}

/* As resolve_cell(), but for a cell that was met before. One that names nothing is told of at each place. */
static bool recall_cell(resolving *r, an_str cell)
{
    size_t errors = r->l->errors;
    bool added;
    uint32_t number = an_map_intern(&r->cells, cell, &added);

    if (number == AN_MAP_NONE || (added && !AN_ROOM(&r->ranges, 1)))
        return an_loading_nomem(r->l);
    if (added)
        r->ranges.items[r->ranges.count++] = (an_near_range){0, 0};
    if (r->ranges.items[number].count) {
        *r->range = r->ranges.items[number];
        return true;
    }
    if (!resolve_cell(r, cell))
        return false;
    if (r->l->errors == errors)
        r->ranges.items[number] = *r->range;
    return never_met(r);
}

/* As recall_cell(), but for a cell of a compiled file, which has a number: `known` holds by number the first condition with it, + 1. */
static bool recall_value(resolving *r, an_volume *volume, uint32_t condition, uint32_t *known)
{
    const an_row_condition *conditions = volume->store.parts[AN_STORE_CONDITIONS].bytes;
    uint32_t value = conditions[condition].near;
    bool numbered = value < volume->store.parts[AN_STORE_VALUES].count;

    r->cell = NULL;
    r->range = &volume->nears[condition];
    if (numbered && known[value]) {
        *r->range = volume->nears[known[value] - 1];
        return true;
    }
    if (numbered)
        known[value] = condition + 1;
    return recall_cell(r, an_store_value(&volume->store, value));
}

static bool resolve_compiled(resolving *r, an_volume *volume)
{
    const an_section *part = &volume->store.parts[AN_STORE_CONDITIONS];
    uint32_t *known = an_alloc((volume->store.parts[AN_STORE_VALUES].count + 1) * sizeof *known);
    bool good = known || an_loading_nomem(r->l);

    for (uint32_t i = 0; good && i < part->count; i++)
        if (((const an_row_condition *)part->bytes)[i].near)
            good = recall_value(r, volume, i, known);
    an_free(known);
    return good;
}

/* `*next` is the place of the next cell in a file. */
static bool resolve_volume(resolving *r, uint32_t number, size_t *next)
{
    an_loading *l = r->l;
    an_volume *volume = &l->lexicon->volumes.items[number];
    const an_section *part = &volume->store.parts[AN_STORE_CONDITIONS];
    const an_row_condition *conditions = part->bytes;

    if (part->count == 0)
        return true;
    if (!(volume->nears = an_alloc(part->count * sizeof *volume->nears)))
        return an_loading_nomem(l);
    if (volume->store.mapped)
        return resolve_compiled(r, volume);
    for (uint32_t i = 0; i < part->count; i++) {
        const an_near_cell *cell = *next < l->near_cells.count ? &l->near_cells.items[*next] : NULL;
        if (conditions[i].near == 0)
            continue;
        r->cell = cell && cell->volume == number && cell->condition == i ? cell : NULL;
        r->range = &volume->nears[i];
        if (r->cell) {
            l->file = cell->file;
            (*next)++;
        }
        if (!recall_cell(r, r->cell ? cell->cell.text : an_store_value(&volume->store, conditions[i].near)))
            return false;
    }
    return true;
}

/* Alone, the shipped volume names what it named when it was compiled. */
static bool takes_compiled(an_loading *l)
{
    an_lexicon *lexicon = l->lexicon;
    an_status st = AN_ERR_SYNTAX;

    if (lexicon->volumes.count == 1 && lexicon->volumes.items[0].store.shipped && lexicon->shipped.pages)
        st = an_bundle_nears(lexicon, &lexicon->volumes.items[0]);
    if (st == AN_ERR_NOMEM)
        an_loading_nomem(l);
    return st != AN_ERR_SYNTAX;
}

void an_near_finish(an_loading *l)
{
    resolving r = {.l = l};
    size_t next = 0;

    if (takes_compiled(l))
        return;
    for (uint32_t i = 0; i < l->lexicon->volumes.count; i++)
        if (!resolve_volume(&r, i, &next))
            break;
    an_map_clear(&r.texts);
    an_map_clear(&r.cells);
    an_free(r.ranges.items);
}
