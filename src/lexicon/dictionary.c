/* Dictionaries and plain lists: one row is one alias of one actor. Actors are numbered by id in order of first sight, over all files. What
   needs to know all actors (`near`, names, sorted attributes) is done in an_dictionary_finish(). A row costs one look-up of its actor, one
   of its alias in the matcher, and one in a set that finds rows that say the same twice. */
#include "lexicon/loading.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/date.h"
#include "text/fold.h"

#include <stdlib.h>

/* Rows of the current file by what they say. Open addressing; load at most one half. */
typedef struct seen {
    struct {
        uint32_t hash, alias; /* alias + 1, 0 = free */
    } * slots;
    size_t size, count;
} seen;

/* A row's cells after checking. */
typedef struct row {
    an_cell name, alias, near;
    an_str id;
    an_alias made;
    bool automatic;
} row;

/* Case ----------------------------------------------------------------------------------------------------------------------------- */

/* A short form in capitals: one word of 2 to 6 letters and digits, all letters capitals (also with dots: U.S.). */
static bool is_short_form(an_str text, const an_atoms *atoms)
{
    size_t letters = 0;

    for (size_t i = 0; i < atoms->count; i++) {
        const an_atom *atom = &atoms->items[i];
        if ((i > 0 && atom->gap != AN_GAP_DOT) || !(atom->flags & AN_ATOM_ALL_UPPER))
            return false;
        letters += an_utf8_count(an_str_sub(text, atom->span.start, atom->span.end));
    }
    return letters >= 2 && letters <= 6;
}

/* `auto`. A single word that could never meet `cap` (3i, eBay, 東京 …) is `any`; one in small letters meets it at the start of names. */
static an_case automatic_case(an_str text, const an_atoms *atoms)
{
    an_str word = an_str_sub(text, atoms->items[0].span.start, atoms->items[0].span.end);
    size_t length;
    uint32_t first = an_utf8_decode(word, 0, &length);

    if (is_short_form(text, atoms))
        return AN_CASE_EXACT;
    if (atoms->count > 1 || !(an_is_upper(first) || an_is_lower(first)))
        return AN_CASE_ANY;
    for (size_t at = length; an_is_lower(first) && at < word.len; at += length)
        if (an_is_upper(an_utf8_decode(word, at, &length)))
            return AN_CASE_ANY;
    return AN_CASE_CAP;
}

/* Rows that say the same --------------------------------------------------------------------------------------------------------- */

static an_str near_text(const an_loading *l, const an_alias *alias)
{
    return alias->near_count ? l->near_cells.items[alias->near_first].cell.text : (an_str){"", 0};
}

static uint32_t add_hash(uint32_t hash, an_str text)
{
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 16777619u;
    return hash;
}

static uint32_t hash_of(const an_loading *l, const an_alias *alias, uint32_t form)
{
    uint32_t hash = (form * 2654435761u) ^ (alias->actor * 2246822519u) ^ (uint32_t)alias->casing;

    hash = add_hash(add_hash(add_hash(hash ^ hash >> 15, alias->from), alias->until), near_text(l, alias));
    return hash ^ hash >> 13;
}

/* Accents are compared where a plain form is a common word (Tô, «to»), so a plain row beside an accented one says more. */
static bool is_plain(an_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    return true;
}

static bool says_the_same(const an_loading *l, const an_alias *a, uint32_t a_form, const an_alias *b, uint32_t b_form)
{
    return a->actor == b->actor && a_form == b_form && a->casing == b->casing && a->never == b->never && a->in_place == b->in_place &&
           is_plain(a->text) == is_plain(b->text) && (a->casing != AN_CASE_EXACT || an_str_equal(a->text, b->text)) &&
           an_str_equal(a->from, b->from) && an_str_equal(a->until, b->until) && an_str_equal(near_text(l, a), near_text(l, b));
}

static bool grow_seen(seen *set)
{
    seen bigger = {.size = set->size ? set->size * 2 : 256};

    if (!(bigger.slots = an_alloc(bigger.size * sizeof *bigger.slots)))
        return false;
    for (size_t i = 0; i < set->size; i++) {
        size_t slot = set->slots[i].hash & (bigger.size - 1);
        if (!set->slots[i].alias)
            continue;
        while (bigger.slots[slot].alias)
            slot = (slot + 1) & (bigger.size - 1);
        bigger.slots[slot] = set->slots[i];
    }
    bigger.count = set->count;
    an_free(set->slots);
    *set = bigger;
    return true;
}

/* The earlier row that says the same as alias `number` (which is added to the list already), or NULL; then it is remembered. */
static const an_alias *find_same(an_loading *l, seen *set, uint32_t number)
{
    const an_alias *items = l->lexicon->aliases.items;
    uint32_t form = an_matcher_form(l->lexicon->alias_matcher, number), hash = hash_of(l, &items[number], form);
    size_t slot;

    if ((set->count + 1) * 2 > set->size && !grow_seen(set)) {
        an_loading_nomem(l);
        return NULL;
    }
    for (slot = hash & (set->size - 1); set->slots[slot].alias; slot = (slot + 1) & (set->size - 1)) {
        uint32_t other = set->slots[slot].alias - 1;
        if (set->slots[slot].hash == hash &&
            says_the_same(l, &items[number], form, &items[other], an_matcher_form(l->lexicon->alias_matcher, other)))
            return &items[other];
    }
    set->slots[slot].hash = hash;
    set->slots[slot].alias = number + 1;
    set->count++;
    return NULL;
}

/* Actors --------------------------------------------------------------------------------------------------------------------------- */

/* The actor with this id, made when new; AN_NO_ACTOR when out of memory. */
static uint32_t intern_actor(an_loading *l, an_str id, an_str name)
{
    an_lexicon *lexicon = l->lexicon;
    uint32_t number;

    if (lexicon->aliases.count) { /* rows of an actor mostly stand together */
        number = lexicon->aliases.items[lexicon->aliases.count - 1].actor;
        if (number != AN_NO_ACTOR && an_str_equal(lexicon->actors.items[number].id, id))
            return number;
    }
    number = an_map_intern(&lexicon->ids, id, NULL);
    if (number == AN_MAP_NONE || !AN_ROOM(&lexicon->actors, 1) || !AN_ROOM(&l->drafts, 1)) {
        an_loading_nomem(l);
        return AN_NO_ACTOR;
    }
    if (number < lexicon->actors.count)
        return number;
    lexicon->actors.items[lexicon->actors.count++] =
        (an_actor){.id = id, .name = name, .type = {"", 0}, .layer = lexicon->files.items[l->file].layer};
    l->drafts.items[l->drafts.count++] = (an_actor_draft){0};
    return number;
}

/* A type in its own cell goes before the default of a file; the first one met wins. */
static void take_type(an_loading *l, uint32_t number)
{
    an_actor *actor = &l->lexicon->actors.items[number];
    an_actor_draft *draft = &l->drafts.items[number];
    an_cell cell = an_loading_cell(l, AN_COL_TYPE);
    bool own = l->header.index[AN_COL_TYPE] < l->reader.count && l->reader.cells[l->header.index[AN_COL_TYPE]].text.len;

    if (cell.text.len == 0 || an_str_equal(cell.text, actor->type))
        return;
    if (draft->type_file && own && draft->type_file == l->file + 1)
        an_loading_warn(l, &cell, "'%.*s' has the type '%.*s' from a row above; this one is not used", AN_SHOWN(actor->name),
                        AN_SHOWN(actor->type));
    if (draft->type_file || (!own && actor->type.len))
        return;
    actor->type = an_loading_name(l, cell.text);
    draft->type_file = own ? l->file + 1 : 0;
}

static bool has_attribute(const an_loading *l, const an_actor_draft *draft, uint32_t name)
{
    for (uint32_t i = draft->attributes; i; i = l->links.items[i - 1].next)
        if (l->links.items[i - 1].name == name)
            return true;
    return false;
}

/* The first value of an attribute wins. */
static void take_attributes(an_loading *l, uint32_t number)
{
    an_actor_draft *draft = &l->drafts.items[number];

    for (size_t i = 0; i < l->header.extras.count; i++) {
        an_cell cell = an_loading_extra(l, i);
        uint32_t name = l->header.extras.items[i].number;
        if (cell.text.len == 0 || has_attribute(l, draft, name))
            continue;
        if (!AN_ROOM(&l->links, 1)) {
            an_loading_nomem(l);
            return;
        }
        l->links.items[l->links.count++] = (an_attribute_link){name, draft->attributes, an_loading_name(l, cell.text)};
        draft->attributes = (uint32_t)l->links.count;
        draft->attribute_count++;
    }
}

/* Rows ----------------------------------------------------------------------------------------------------------------------------- */

static bool read_never(an_loading *l, bool *never)
{
    an_cell cell = an_loading_cell(l, AN_COL_NEVER);

    *never = an_str_equal_ascii_case(cell.text, AN_LIT("yes"));
    if (*never || cell.text.len == 0 || an_str_equal_ascii_case(cell.text, AN_LIT("no")))
        return true;
    an_loading_bad(l, &cell, "'%.*s' in column 'never': yes, no or nothing", AN_SHOWN(cell.text));
    return false;
}

static bool read_context(an_loading *l, bool *in_place)
{
    an_cell cell = an_loading_cell(l, AN_COL_CONTEXT);

    *in_place = an_str_equal_ascii_case(cell.text, AN_LIT("place"));
    if (*in_place || cell.text.len == 0)
        return true;
    an_loading_bad(l, &cell, "'%.*s' in column 'context': place or nothing", AN_SHOWN(cell.text));
    return false;
}

static bool read_date(an_loading *l, an_column column, an_str *date)
{
    an_cell cell = an_loading_cell(l, column);

    *date = cell.text.len ? cell.text : (an_str){"", 0};
    if (cell.text.len == 0 || an_date_valid(cell.text))
        return true;
    an_loading_bad(l, &cell, "'%.*s' is no date: YYYY, YYYY-MM or YYYY-MM-DD", AN_SHOWN(cell.text));
    return false;
}

/* From must not be later than until, by the precision of the coarser one. */
static bool check_dates(an_loading *l, an_str from, an_str until)
{
    size_t shorter = from.len < until.len ? from.len : until.len;
    an_cell cell = an_loading_cell(l, AN_COL_FROM);

    if (!shorter || memcmp(from.ptr, until.ptr, shorter) <= 0)
        return true;
    an_loading_bad(l, &cell, "from %.*s is later than until %.*s", AN_SHOWN(from), AN_SHOWN(until));
    return false;
}

/* Check the cells; false when the row is bad, everything bad in it having been told. */
static bool read_cells(an_loading *l, row *r)
{
    an_cell id = an_loading_cell(l, AN_COL_ID);
    bool good = true, dates;

    if (r->name.text.len == 0) {
        an_loading_bad(l, &r->name, "empty actor: every row needs the actor's name");
        good = false;
    }
    good &= read_never(l, &r->made.never) & read_context(l, &r->made.in_place);
    good &= an_loading_case(l, an_loading_cell(l, AN_COL_CASE), &r->made.casing, &r->automatic);
    dates = read_date(l, AN_COL_FROM, &r->made.from);
    dates &= read_date(l, AN_COL_UNTIL, &r->made.until);
    good &= dates && check_dates(l, r->made.from, r->made.until);
    if (!good)
        return false;
    r->near = an_loading_cell(l, AN_COL_NEAR);
    r->name.text = an_loading_name(l, r->name.text);
    r->id = id.text.len ? an_loading_name(l, id.text) : r->name.text;
    r->made.text = r->alias.text.len ? an_loading_name(l, r->alias.text) : r->name.text;
    r->made.layer = l->lexicon->files.items[l->file].layer;
    r->made.file = l->file;
    r->made.line = (uint32_t)l->reader.row_line;
    return l->status == AN_OK;
}

/* Put the alias into the matcher, which numbers its terms as the list of aliases does. */
static bool add_term(an_loading *l, row *r)
{
    an_matcher *matcher = l->lexicon->alias_matcher;
    an_error error = {0};
    an_status st = an_matcher_add(matcher, r->made.text, &error);

    if (st == AN_ERR_NOMEM)
        return an_loading_nomem(l);
    if (st != AN_OK) {
        const an_cell *cell = r->alias.text.len ? &r->alias : &r->name;
        an_loading_say(l, AN_ERROR, st, l->file, cell->at, cell->length, "%s", error.message);
        return false;
    }
    if (r->automatic)
        r->made.casing = automatic_case(r->made.text, an_matcher_cut(matcher));
    return true;
}

static void add_alias(an_loading *l, seen *set, row *r)
{
    an_lexicon *lexicon = l->lexicon;
    uint32_t number = (uint32_t)lexicon->aliases.count;
    const an_alias *same;

    r->made.actor = AN_NO_ACTOR;
    if (!r->made.never) {
        r->made.actor = intern_actor(l, r->id, r->name.text);
        if (r->made.actor == AN_NO_ACTOR)
            return;
        take_type(l, r->made.actor);
        take_attributes(l, r->made.actor);
    }
    if (r->near.text.len) { /* until an_dictionary_finish() near_first is the place of the cell */
        if (!AN_ROOM(&l->near_cells, 1)) {
            an_loading_nomem(l);
            return;
        }
        r->made.near_first = (uint32_t)l->near_cells.count;
        r->made.near_count = 1;
        l->near_cells.items[l->near_cells.count++] = (an_near_cell){number, r->near};
    }
    if (!AN_ROOM(&lexicon->aliases, 1)) {
        an_loading_nomem(l);
        return;
    }
    lexicon->aliases.items[lexicon->aliases.count++] = r->made;
    if (!(same = find_same(l, set, number)))
        return;
    /* another spelling that folding makes equal (Łódź, Lodz) does no harm: only a check tells it */
    if (an_str_equal(same->text, r->made.text))
        an_loading_warn(l, r->alias.text.len ? &r->alias : &r->name, "the same as line %u; not used", (unsigned)same->line);
    else if (l->checking)
        an_loading_say(l, AN_NOTE, AN_OK, l->file, r->alias.text.len ? r->alias.at : r->name.at,
                       r->alias.text.len ? r->alias.length : r->name.length, "found by line %u already: accents and case are not compared",
                       (unsigned)same->line);
    lexicon->aliases.count--;
    l->near_cells.count -= r->near.text.len > 0;
    an_matcher_undo(lexicon->alias_matcher);
}

static void read_row(an_loading *l, seen *set, an_cell name, an_cell alias)
{
    row r = {.name = name, .alias = alias};

    if (read_cells(l, &r) && add_term(l, &r))
        add_alias(l, set, &r);
}

/* Room for a term a line. */
static void reserve(an_loading *l)
{
    size_t lines = 1;

    for (size_t i = 0; (i = an_str_find_byte(l->reader.text, i, '\n')) != (size_t)-1; i++)
        lines++;
    l->status = an_matcher_reserve(l->lexicon->alias_matcher, l->lexicon->aliases.count + lines, l->err);
}

void an_dictionary_read(an_loading *l)
{
    seen set = {0};

    reserve(l);
    while (an_loading_row(l))
        read_row(l, &set, an_loading_cell(l, AN_COL_ACTOR), an_loading_cell(l, AN_COL_ALIAS));
    an_free(set.slots);
}

void an_plain_list_read(an_loading *l)
{
    seen set = {0};
    an_cell line;

    while (l->status == AN_OK && an_table_line(&l->reader, &line)) {
        size_t last = line.text.len - 1;
        if (line.text.len > 1 && line.text.ptr[0] == '#' && line.text.ptr[1] == ' ')
            an_loading_warn(l, &line, "a comment stands before the first name only: this line is read as a name");
        if (l->reader.csv && last > 0 && line.text.ptr[0] == '"' && line.text.ptr[last] == '"')
            line.text = an_str_trim(an_str_sub(line.text, 1, last));
        l->reader.count = 0;
        read_row(l, &set, line, (an_cell){0});
    }
    an_free(set.slots);
}

/* When all files are read -------------------------------------------------------------------------------------------------------- */

static int compare_attributes(const void *left, const void *right)
{
    return an_str_compare(((const an_attribute *)left)->name, ((const an_attribute *)right)->name);
}

static bool finish_actor(an_loading *l, uint32_t number)
{
    an_actor *actor = &l->lexicon->actors.items[number];
    const an_actor_draft *draft = &l->drafts.items[number];
    an_attribute *list;

    if (actor->type.len == 0)
        actor->type = AN_LIT("other");
    if (draft->attribute_count == 0)
        return true;
    if (!(list = an_arena_alloc(&l->lexicon->arena, draft->attribute_count * sizeof *list)))
        return false;
    for (uint32_t i = draft->attributes; i; i = l->links.items[i - 1].next) {
        const an_attribute_link *link = &l->links.items[i - 1];
        list[actor->attribute_count++] = (an_attribute){l->lexicon->attribute_names.keys[link->name], link->value};
    }
    qsort(list, actor->attribute_count, sizeof *list, compare_attributes);
    actor->attributes = list;
    return true;
}

/* Names that are not the id lead to actors, too; those of one name are chained in the order of their numbers. */
static bool chain_names(an_loading *l)
{
    an_lexicon *lexicon = l->lexicon;

    if (!AN_ROOM(&lexicon->namesakes, lexicon->actors.count))
        return false;
    lexicon->namesakes.count = lexicon->actors.count;
    for (uint32_t i = (uint32_t)lexicon->actors.count; i-- > 0;) {
        const an_actor *actor = &lexicon->actors.items[i];
        uint32_t name;
        bool added;
        lexicon->namesakes.items[i] = AN_NO_ACTOR;
        if (an_str_equal(actor->id, actor->name))
            continue;
        if ((name = an_map_intern(&lexicon->names, actor->name, &added)) == AN_MAP_NONE)
            return false;
        if (!added)
            lexicon->namesakes.items[i] = lexicon->names.values[name];
        lexicon->names.values[name] = i;
    }
    return true;
}

static bool add_near(an_loading *l, uint32_t alias, an_near near)
{
    if (!AN_ROOM(&l->lexicon->nears, 1))
        return an_loading_nomem(l);
    l->lexicon->nears.items[l->lexicon->nears.count++] = near;
    l->lexicon->aliases.items[alias].near_count++;
    return true;
}

/* One item of a `near` cell: the actor of that id, else all actors of that name, else a text. */
static bool resolve_near(an_loading *l, an_map *texts, const an_near_cell *from, an_str item)
{
    an_lexicon *lexicon = l->lexicon;
    uint32_t actor = an_map_find(&lexicon->ids, item), text, name;
    bool added;

    if (actor != AN_MAP_NONE)
        return add_near(l, from->alias, (an_near){actor, UINT32_MAX});
    if ((name = an_map_find(&lexicon->names, item)) != AN_MAP_NONE) {
        for (actor = lexicon->names.values[name]; actor != AN_NO_ACTOR; actor = lexicon->namesakes.items[actor])
            if (!add_near(l, from->alias, (an_near){actor, UINT32_MAX}))
                return false;
        return true;
    }
    if ((text = an_map_intern(texts, item, &added)) == AN_MAP_NONE)
        return an_loading_nomem(l);
    if (added) {
        size_t start = (size_t)(item.ptr - from->cell.text.ptr);
        an_cell cell = {item, an_table_place(lexicon->files.items[l->file].text, &from->cell, start), item.len};
        texts->values[text] = an_loading_term(l, item, l->file, &cell);
        if (texts->values[text] != UINT32_MAX) { /* the terms behind the words, in this order */
            if (!AN_ROOM(&lexicon->near_texts, 1))
                return an_loading_nomem(l);
            lexicon->near_texts.items[lexicon->near_texts.count++] = item;
        }
    }
    return texts->values[text] == UINT32_MAX ? l->status == AN_OK : add_near(l, from->alias, (an_near){AN_NO_ACTOR, texts->values[text]});
}

static void finish_near(an_loading *l)
{
    an_map texts = {0};

    for (size_t i = 0; i < l->near_cells.count && l->status == AN_OK; i++) {
        const an_near_cell *from = &l->near_cells.items[i];
        an_alias *alias = &l->lexicon->aliases.items[from->alias];
        an_str rest = from->cell.text, item;
        size_t errors = l->errors;
        alias->near_first = (uint32_t)l->lexicon->nears.count;
        alias->near_count = 0;
        l->file = alias->file;
        while (l->status == AN_OK && an_str_next(&rest, ';', &item)) {
            item = an_str_trim(item);
            if (item.len && !resolve_near(l, &texts, from, item))
                break;
        }
        if (l->status == AN_OK && alias->near_count == 0 && l->errors == errors)
            an_loading_say(l, AN_ERROR, AN_ERR_SYNTAX, l->file, from->cell.at, from->cell.length, "'near' names nothing");
    }
    an_map_clear(&texts);
}

void an_dictionary_finish(an_loading *l)
{
    for (uint32_t i = 0; i < l->lexicon->actors.count; i++)
        if (!finish_actor(l, i)) {
            an_loading_nomem(l);
            return;
        }
    if (!chain_names(l)) {
        an_loading_nomem(l);
        return;
    }
    finish_near(l);
}
