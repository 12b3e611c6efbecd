/* Dictionaries and plain lists: one row is one alias of one actor. `near`, which needs to know all actors, is resolved when all files are
   read. A row costs one look-up of its actor and one of its alias in the matcher; only rows whose alias was met in the file before are looked
   up in a set that finds those that say the same twice. */
#include "lexicon/loading.h"
#include "lexicon/match/scout.h"

#include "actornet/dictionary.h"
#include "base/alloc.h"
#include "base/utf8.h"
#include "text/date.h"
#include "text/fold.h"

#include <stdlib.h>

/* Rows of the current file by what they say. Open addressing; load at most one half. */
typedef struct seen {
    struct {
        uint32_t hash, row; /* row + 1, 0 = free */
    } * slots;
    size_t size, count;
    uint32_t first; /* row of the file */
} seen;

/* What the current file has, so that rows need not ask for each column. */
typedef struct reading {
    seen set;
    an_scout scout;
    unsigned columns; /* bits of an_column: those that are there or have a default */
} reading;

/* A row's cells after checking. */
typedef struct name_row {
    an_cell name, alias, near;
    an_str id;
    an_draft_row made;
    bool automatic, never;
} name_row;

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

bool an_dict_is_exact(an_str alias)
{
    an_atoms atoms = {0};
    bool exact = alias.len < UINT32_MAX && an_utf8_valid(alias) == alias.len && an_atoms_cut(&atoms, alias, 0, alias.len) && atoms.count &&
                 is_short_form(alias, &atoms);

    an_atoms_clear(&atoms);
    return exact;
}

/* What an alias is compared by where its case says nothing: folded, with a mark where accents count. */
static void add_compared(an_buf *out, an_str alias)
{
    an_accents accents = {0};
    bool accented = false;

    out->failed |= an_accents_count(&accents, alias, AN_LAYER_SHIPPED, &accented, NULL) != AN_OK;
    an_buf_add_char(out, accented ? '\2' : '\1');
    an_fold(out, alias);
    an_common_words_clear(&accents.words);
}

int an_dict_compare(an_str a, an_str b)
{
    an_buf one = {0}, other = {0};
    int order;

    add_compared(&one, a);
    add_compared(&other, b);
    order = one.failed || other.failed ? an_str_compare(a, b) : an_str_compare(an_buf_str(&one), an_buf_str(&other));
    an_buf_clear(&one);
    an_buf_clear(&other);
    return order;
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

static uint32_t mix(uint32_t hash, uint32_t value)
{
    hash = (hash ^ value) * 2654435761u;
    return hash ^ hash >> 15;
}

/* Rows that say the same have the same hash; `near` and dates are left to the comparison. */
static uint32_t hash_of(const an_draft_row *row, uint32_t form)
{
    return mix(mix(form * 2246822519u, row->actor), row->flags & (AN_ROW_CASE | AN_ROW_IN_PLACE));
}

static bool same_value(const an_draft *draft, uint32_t a, uint32_t b)
{
    return a == b || an_str_equal(an_draft_text(draft, a), an_draft_text(draft, b));
}

/* Two rows of one form. Accents are compared where a plain form is a common word (Tô, «to»), so a plain row beside an accented one says more. */
static bool says_the_same(const an_draft *draft, const an_draft_row *a, const an_draft_row *b)
{
    const unsigned compared = AN_ROW_CASE | AN_ROW_IN_PLACE;

    return a->actor == b->actor && (a->flags & compared) == (b->flags & compared) && an_utf8_is_ascii(a->text) == an_utf8_is_ascii(b->text) &&
           ((a->flags & AN_ROW_CASE) != AN_CASE_EXACT || an_str_equal(a->text, b->text)) && same_value(draft, a->from, b->from) &&
           same_value(draft, a->until, b->until) && same_value(draft, a->near, b->near);
}

static bool grow_seen(seen *set)
{
    seen bigger = {.size = set->size ? set->size * 2 : 256, .first = set->first};

    if (!(bigger.slots = an_alloc(bigger.size * sizeof *bigger.slots)))
        return false;
    for (size_t i = 0; i < set->size; i++) {
        size_t slot = set->slots[i].hash & (bigger.size - 1);
        if (!set->slots[i].row)
            continue;
        while (bigger.slots[slot].row)
            slot = (slot + 1) & (bigger.size - 1);
        bigger.slots[slot] = set->slots[i];
    }
    bigger.count = set->count;
    an_free(set->slots);
    *set = bigger;
    return true;
}

/* The row in the set that says the same, or, when there is none, `number` itself, which is put in. AN_NO_ALIAS when out of memory. */
static uint32_t remember(an_loading *l, seen *set, const an_draft_row *made, uint32_t form, uint32_t number)
{
    uint32_t hash = hash_of(made, form);
    size_t slot;

    if ((set->count + 1) * 2 > set->size && !grow_seen(set)) {
        an_loading_nomem(l);
        return UINT32_MAX;
    }
    for (slot = hash & (set->size - 1); set->slots[slot].row; slot = (slot + 1) & (set->size - 1)) {
        uint32_t other = set->slots[slot].row - 1;
        an_draft_row row;
        if (other == number)
            return number;
        if (set->slots[slot].hash != hash || an_matcher_form(l->draft.matcher, other) != form)
            continue;
        row = an_draft_get(&l->draft, other);
        if (says_the_same(&l->draft, made, &row))
            return other;
    }
    set->slots[slot].hash = hash;
    set->slots[slot].row = number + 1;
    set->count++;
    return number;
}

/* The earlier row of this file that says the same as the new one, whose term is the matcher's last; UINT32_MAX when there is none. The first
   row of a form is put into the set when the second one comes. */
static uint32_t find_same(an_loading *l, seen *set, const an_draft_row *made)
{
    uint32_t number = (uint32_t)an_draft_rows(&l->draft), form = an_matcher_form(l->draft.matcher, number);
    uint32_t first = an_matcher_first(l->draft.matcher, form), same;

    if (first == number)
        return UINT32_MAX;
    if (first >= set->first) {
        an_draft_row row = an_draft_get(&l->draft, first);
        if (remember(l, set, &row, form, first) == UINT32_MAX)
            return UINT32_MAX;
    }
    same = remember(l, set, made, form, number);
    return same == number ? UINT32_MAX : same;
}

/* Actors --------------------------------------------------------------------------------------------------------------------------- */

/* A type in its own cell goes before the default of a file; the first one met wins. */
static bool take_type(an_loading *l, uint32_t actor)
{
    an_draft *draft = &l->draft;
    an_type_draft known = an_draft_type(draft, actor);
    an_str type = an_draft_text(draft, known.value);
    an_cell cell = an_loading_cell(l, AN_COL_TYPE);
    bool own = l->header.index[AN_COL_TYPE] < l->reader.count && l->reader.cells[l->header.index[AN_COL_TYPE]].text.len;

    if (cell.text.len == 0 || an_str_equal(cell.text, type))
        return true;
    if (known.file && own && known.file == l->file + 1)
        an_loading_warn(l, &cell, "'%.*s' has the type '%.*s' from a row above; this one is not used",
                        AN_SHOWN(an_draft_name(draft, actor)), AN_SHOWN(type));
    if (known.file || (!own && known.value))
        return true;
    return an_draft_set_type(draft, actor, an_loading_name(l, cell.text), own ? l->file + 1 : 0);
}

/* The first value of an attribute wins. */
static bool take_attributes(an_loading *l, uint32_t actor)
{
    for (size_t i = 0; i < l->header.extras.count; i++) {
        an_cell cell = an_loading_extra(l, i);
        if (cell.text.len && !an_draft_set_attribute(&l->draft, actor, l->header.extras.items[i].number, an_loading_name(l, cell.text)))
            return false;
    }
    return true;
}

/* Rows ----------------------------------------------------------------------------------------------------------------------------- */

/* The cell of a column, an empty one when the file has no such column. */
static an_cell cell_of(const an_loading *l, const reading *file, an_column column)
{
    return file->columns >> column & 1 ? an_loading_cell(l, column) : (an_cell){0};
}

static bool read_never(an_loading *l, const reading *file, bool *never)
{
    an_cell cell = cell_of(l, file, AN_COL_NEVER);

    *never = cell.text.len && an_str_equal_ascii_case(cell.text, AN_LIT("yes"));
    if (*never || cell.text.len == 0 || an_str_equal_ascii_case(cell.text, AN_LIT("no")))
        return true;
    an_loading_bad(l, &cell, "'%.*s' in column 'never': yes, no or nothing", AN_SHOWN(cell.text));
    return false;
}

static bool read_context(an_loading *l, const reading *file, unsigned *flags)
{
    an_cell cell = cell_of(l, file, AN_COL_CONTEXT);

    if (cell.text.len == 0)
        return true;
    if (an_str_equal_ascii_case(cell.text, AN_LIT("place"))) {
        *flags |= AN_ROW_IN_PLACE;
        return true;
    }
    an_loading_bad(l, &cell, "'%.*s' in column 'context': place or nothing", AN_SHOWN(cell.text));
    return false;
}

static bool read_date(an_loading *l, const reading *file, an_column column, an_str *date)
{
    an_cell cell = cell_of(l, file, column);

    *date = cell.text.len ? cell.text : (an_str){"", 0};
    if (cell.text.len == 0 || an_date_valid(cell.text))
        return true;
    an_loading_bad(l, &cell, "'%.*s' is no date: YYYY, YYYY-MM or YYYY-MM-DD", AN_SHOWN(cell.text));
    return false;
}

/* From must not be later than until, by the precision of the coarser one. */
static bool read_dates(an_loading *l, const reading *file, an_draft_row *made)
{
    an_str from, until;
    bool good = read_date(l, file, AN_COL_FROM, &from);
    size_t shorter;

    good &= read_date(l, file, AN_COL_UNTIL, &until);
    shorter = from.len < until.len ? from.len : until.len;
    if (good && shorter && memcmp(from.ptr, until.ptr, shorter) > 0) {
        an_cell cell = cell_of(l, file, AN_COL_FROM);
        an_loading_bad(l, &cell, "from %.*s is later than until %.*s", AN_SHOWN(from), AN_SHOWN(until));
        return false;
    }
    if (good && (from.len || until.len)) {
        made->from = an_draft_value(&l->draft, from);
        made->until = an_draft_value(&l->draft, until);
        if (made->from == UINT32_MAX || made->until == UINT32_MAX)
            return an_loading_nomem(l);
    }
    return good;
}

/* Check the cells; false when the row is bad, everything bad in it having been told. */
static bool read_cells(an_loading *l, const reading *file, name_row *r)
{
    an_cell id = cell_of(l, file, AN_COL_ID);
    an_case casing = AN_CASE_EXACT;
    bool good = true;

    if (r->name.text.len == 0) {
        an_loading_bad(l, &r->name, "empty actor: every row needs the actor's name");
        good = false;
    }
    r->automatic = true;
    good &= read_never(l, file, &r->never) & read_context(l, file, &r->made.flags);
    if (file->columns >> AN_COL_CASE & 1)
        good &= an_loading_case(l, an_loading_cell(l, AN_COL_CASE), &casing, &r->automatic);
    if (file->columns >> AN_COL_FROM & 3)
        good &= read_dates(l, file, &r->made);
    if (!good)
        return false;
    r->made.flags |= (unsigned)casing;
    r->near = cell_of(l, file, AN_COL_NEAR);
    r->name.text = an_loading_name(l, r->name.text);
    r->id = id.text.len ? an_loading_name(l, id.text) : r->name.text;
    r->made.text = r->alias.text.len ? an_loading_name(l, r->alias.text) : r->name.text;
    r->made.file = l->file;
    r->made.line = (uint32_t)l->reader.row_line;
    return l->status == AN_OK;
}

/* Put a text into the matcher; what the scout has cut is not cut again. */
static an_status enter(an_loading *l, reading *file, an_str text, an_error *err)
{
    an_matcher *matcher = l->draft.matcher;
    an_str all = l->reader.text;
    size_t first, count, from = (size_t)((uintptr_t)text.ptr - (uintptr_t)all.ptr);
    an_known_atoms known;

    if (from >= all.len || !an_scout_seen(&file->scout, from, from + text.len, &first, &count))
        return an_matcher_add(matcher, text, err);
    known = (an_known_atoms){file->scout.atoms.items + first, file->scout.atoms.hashes + first, count, from};
    return an_matcher_add_known(matcher, text, &known, err);
}

/* Put the alias into the matcher, which numbers its terms as the draft does its rows. */
static bool add_term(an_loading *l, reading *file, name_row *r)
{
    an_error error; /* large: filled only when something is wrong */
    an_status st = enter(l, file, r->made.text, &error);

    if (st == AN_ERR_NOMEM)
        return an_loading_nomem(l);
    if (st != AN_OK) {
        const an_cell *cell = r->alias.text.len ? &r->alias : &r->name;
        an_loading_say(l, AN_ERROR, st, l->file, cell->at, cell->length, "%s", error.message);
        return false;
    }
    if (r->automatic)
        r->made.flags = (r->made.flags & ~(unsigned)AN_ROW_CASE) | (unsigned)automatic_case(r->made.text, an_matcher_cut(l->draft.matcher));
    return true;
}

/* The row's actor, its type and attributes. */
static bool take_actor(an_loading *l, name_row *r)
{
    r->made.actor = AN_NO_ACTOR;
    if (r->never)
        return true;
    r->made.actor = an_draft_actor(&l->draft, r->id, r->name.text);
    return r->made.actor != AN_NO_ACTOR && take_type(l, r->made.actor) && take_attributes(l, r->made.actor);
}

static bool take_conditions(an_loading *l, name_row *r)
{
    an_layer layer = l->draft.shipped ? AN_LAYER_SHIPPED : AN_LAYER_USER;
    bool accented;

    if (l->draft.shipped)
        r->made.flags |= AN_ROW_SHIPPED;
    if (!an_utf8_is_ascii(r->made.text)) {
        if ((l->status = an_accents_count(&l->accents, r->made.text, layer, &accented, l->err)) != AN_OK)
            return false;
        r->made.flags |= accented ? AN_ROW_ACCENTED : 0;
    }
    return r->near.text.len == 0 || (r->made.near = an_draft_value(&l->draft, r->near.text)) != UINT32_MAX;
}

static void tell_same(an_loading *l, const name_row *r, uint32_t same)
{
    an_draft_row other = an_draft_get(&l->draft, same);
    uint32_t line = an_draft_line(&l->draft, same);

    /* another spelling that folding makes equal (Łódź, Lodz) does no harm: only a check tells it */
    if (an_str_equal(other.text, r->made.text))
        an_loading_warn(l, r->alias.text.len ? &r->alias : &r->name, "the same as line %u; not used", (unsigned)line);
    else if (l->checking)
        an_loading_say(l, AN_NOTE, AN_OK, l->file, r->alias.text.len ? r->alias.at : r->name.at,
                       r->alias.text.len ? r->alias.length : r->name.length, "found by line %u already: accents and case are not compared",
                       (unsigned)line);
}

static bool add_near_cell(an_loading *l, const name_row *r)
{
    if (r->made.near == 0)
        return true;
    if (!AN_ROOM(&l->near_cells, 1))
        return false;
    l->near_cells.items[l->near_cells.count++] = (an_near_cell){.volume = (uint32_t)l->lexicon->volumes.count,
                                                                .condition = (uint32_t)l->draft.conditions.count,
                                                                .file = l->file,
                                                                .cell = r->near};
    return true;
}

static void add_alias(an_loading *l, reading *file, name_row *r)
{
    uint32_t same;

    if (!take_actor(l, r) || !take_conditions(l, r)) {
        if (l->status == AN_OK)
            an_loading_nomem(l);
        return;
    }
    same = find_same(l, &file->set, &r->made);
    if (l->status != AN_OK)
        return;
    if (same != UINT32_MAX) {
        tell_same(l, r, same);
        an_matcher_undo(l->draft.matcher);
    } else if (!add_near_cell(l, r) || !an_draft_add(&l->draft, &r->made)) {
        an_loading_nomem(l);
    }
}

static void read_row(an_loading *l, reading *file, an_cell name, an_cell alias)
{
    name_row r = {.name = name, .alias = alias};

    an_scout_move(&file->scout, &l->draft, l->reader.text, (size_t)(l->reader.row.ptr - l->reader.text.ptr));
    if (read_cells(l, file, &r) && add_term(l, file, &r))
        add_alias(l, file, &r);
}

/* A volume that is open, room for a row a line, and what the file has. */
static bool begin(an_loading *l, reading *file)
{
    size_t lines = an_str_count_byte(l->reader.text, '\n') + 1;

    if (!an_volume_open(l))
        return false;
    if ((l->status = an_draft_reserve(&l->draft, lines, l->err)) != AN_OK)
        return false;
    *file = (reading){.set.first = (uint32_t)an_draft_rows(&l->draft)};
    for (int i = 0; i < AN_COL_COUNT; i++)
        if (l->header.index[i] != AN_NO_COLUMN || l->header.fallback[i].text.len)
            file->columns |= 1u << i;
    for (size_t i = 0; i < l->header.extras.count; i++)
        if ((l->header.extras.items[i].number = an_draft_attribute(&l->draft, l->header.extras.items[i].name)) == UINT32_MAX)
            return an_loading_nomem(l);
    return true;
}

static void end(reading *file)
{
    an_free(file->set.slots);
    an_scout_clear(&file->scout);
}

/* What was read of a large file need not stay in memory. */
static void let_go(an_loading *l)
{
    enum { STEP = 1 << 24 };

    if (l->reader.at - l->passed < STEP)
        return;
    l->passed = l->reader.at;
    an_mapping_passed(&l->lexicon->files.items[l->file].content, l->passed);
}

void an_dictionary_read(an_loading *l)
{
    reading file;

    if (!begin(l, &file))
        return;
    while (an_loading_row(l)) {
        read_row(l, &file, an_loading_cell(l, AN_COL_ACTOR), cell_of(l, &file, AN_COL_ALIAS));
        let_go(l);
    }
    end(&file);
}

void an_plain_list_read(an_loading *l)
{
    reading file;
    an_cell line;

    if (!begin(l, &file))
        return;
    while (l->status == AN_OK && an_table_line(&l->reader, &line)) {
        size_t last = line.text.len - 1;
        if (line.text.len > 1 && line.text.ptr[0] == '#' && line.text.ptr[1] == ' ')
            an_loading_warn(l, &line, "a comment stands before the first name only: this line is read as a name");
        if (l->reader.csv && last > 0 && line.text.ptr[0] == '"' && line.text.ptr[last] == '"')
            line.text = an_str_trim(an_str_sub(line.text, 1, last));
        l->reader.count = 0;
        read_row(l, &file, line, (an_cell){0});
        let_go(l);
    }
    end(&file);
}
