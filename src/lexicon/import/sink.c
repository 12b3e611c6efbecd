/* Where importers put what they read. Actors are numbered by key in order of first sight; rows and attributes are plain lists with texts in
   one arena, so a row of a large file costs a look-up and no allocation of its own. settle.c puts them in order. */
#include "lexicon/import/import.h"

#include "base/alloc.h"
#include "text/atom.h"
#include "text/fold.h"
#include "text/gate.h"

#include <stdlib.h>

enum { LONGEST_NAME = 4096, MOST_ATOMS = 64, MOST_ATTRIBUTES = 200, LONGEST_VALUE = 8192 };

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

an_str an_import_keep_text(an_import *to, an_str text)
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
        kept = an_import_keep_text(to, text);
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
    an_str *known = actor == AN_IMPORT_NOBODY ? NULL : &to->actors.items[actor].type;

    if (!known || type.len == 0 || an_str_equal(*known, type))
        return;
    type = clean(to, type);
    if (known->len == 0)
        *known = keep_once(to, type);
    else if (!an_str_equal(*known, type))
        an_import_changed(to, "another type of an actor is not used", to->actors.items[actor].name);
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
    if (!to->names.values[number]) { /* 1 = is the name of an attribute */
        if (to->attributes >= MOST_ATTRIBUTES) {
            an_import_dropped(to, "more than 200 different attributes", name);
            return;
        }
        to->attributes++;
        to->names.values[number] = 1;
    }
    if ((link = find_link(to, actor, number))) {
        an_buf both = {0};
        if (holds_value(link->value, value))
            return;
        if (join && link->value.len > LONGEST_VALUE) {
            an_import_dropped(to, "more values of an attribute than fit", value);
            return;
        }
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
            link->value = an_import_keep_text(to, an_buf_str(&both));
        an_buf_clear(&both);
        return;
    }
    if (!AN_ROOM(&to->links, 1)) {
        an_import_nomem(to);
        return;
    }
    to->links.items[to->links.count++] = (an_import_link){number, to->actors.items[actor].links, an_import_keep_text(to, value)};
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
        text = an_import_keep_text(to, text);
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
