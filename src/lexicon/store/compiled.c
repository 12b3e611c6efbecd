/* Writing and opening compiled dictionaries. */
#include "lexicon/store/compiled.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "text/fold.h"

#include <stddef.h>
#include <stdio.h>

enum { VERSION = 5, ALIGNMENT = 64, FIRST_BESIDE = AN_STORE_PARTS + AN_MATCHER_PARTS, ALL_PARTS = FIRST_BESIDE + AN_BESIDES };

#define MAGIC "anetdict"
#define BYTE_ORDER_MARK UINT32_C(0x01020304)

typedef struct file_part {
    uint64_t offset, size, count, checksum;
    uint32_t width, unused;
} file_part;

typedef struct file_header {
    char magic[8];
    uint32_t byte_order, version;
    uint64_t size; /* of the file */
    uint64_t folding; /* what the program that made it made of a few letters */
    uint64_t rows, actors, user_actors, made_of;
    uint32_t part_count, unused;
    uint64_t checksum; /* of the header, this field 0, and the parts */
    file_part parts[ALL_PARTS];
} file_header;

/* Bytes of an item of each part; 0 = packed, 1 = texts. */
static const unsigned char item_sizes[AN_STORE_PARTS] = {
    [AN_STORE_NAMES] = 1,
    [AN_STORE_NAME_MARKS] = sizeof(uint32_t),
    [AN_STORE_IDS] = 1,
    [AN_STORE_ID_MARKS] = sizeof(uint32_t),
    [AN_STORE_VALUES] = 1,
    [AN_STORE_VALUE_MARKS] = sizeof(uint32_t),
    [AN_STORE_ROW_STEPS] = sizeof(uint64_t),
    [AN_STORE_STEP_MARKS] = sizeof(uint32_t),
    [AN_STORE_STRAYS] = sizeof(an_value_pair),
    [AN_STORE_CONDITIONS] = sizeof(an_row_condition),
    [AN_STORE_RUNS] = sizeof(an_row_run),
    [AN_STORE_FILES] = sizeof(uint32_t),
    [AN_STORE_TYPES] = sizeof(an_actor_type),
    [AN_STORE_ATTRIBUTE_ENDS] = sizeof(uint32_t),
    [AN_STORE_ATTRIBUTES] = sizeof(an_value_pair),
    [AN_STORE_ID_SLOTS] = sizeof(uint32_t),
    [AN_STORE_NAME_SLOTS] = sizeof(uint32_t),
    [AN_STORE_NAMESAKES] = sizeof(an_value_pair),
};

/* Names are found only if they are folded and cut as when the file was made: Unicode's tables and our own rules show in these letters. */
static bool folding(uint64_t *out)
{
    static const char sample[] = "Zß Æ\xC3\xA6 Ø\xC5\x82\xC4\x91\xC3\xBE \xC4\xB0\xC4\xB1 \xCE\x90\xCF\x82 \xE1\xBA\x9E\xE1\xBE\x80 \xD0\x99\xD1\x91 "
                                 "\xD8\xA2\xD9\x8B \xE0\xA4\x95\xE0\xA4\xBC \xE3\x82\xAB\xE3\x82\x99 \xEF\xAC\x81 \xE2\x84\xAA \xF0\x90\x90\x80";
    an_buf folded = {0};
    bool good;

    an_fold(&folded, AN_LIT(sample));
    good = !folded.failed;
    *out = an_hash64(an_buf_str(&folded)) ^ an_hash64(an_str_of(an_unicode_version()));
    an_buf_clear(&folded);
    return good;
}

static uint64_t header_checksum(const file_header *header)
{
    file_header copy = *header;

    copy.checksum = 0;
    return an_hash64((an_str){(const char *)&copy, sizeof copy});
}

/* Opening -------------------------------------------------------------------------------------------------------------------------- */

bool an_compiled_is(an_str content)
{
    return an_str_starts(content, AN_LIT(MAGIC));
}

static an_status damaged(const char *shown, const char *what, an_error *err)
{
    return an_fail(err, AN_ERR_SYNTAX, "'%s' is damaged (%s): compile it again with 'actornet dict compile'", shown, what);
}

static an_status read_header(file_header *header, an_str content, const char *shown, an_error *err)
{
    size_t fixed = offsetof(file_header, size);
    uint64_t ours;

    *header = (file_header){0};
    memcpy(header, content.ptr, content.len < sizeof *header ? content.len : sizeof *header);
    if (content.len >= fixed && header->byte_order != BYTE_ORDER_MARK)
        return an_fail(err, AN_ERR_SYNTAX, "'%s' was compiled on a machine of another byte order: compile it on this one", shown);
    if (content.len >= fixed && header->version != VERSION)
        return an_fail(err, AN_ERR_SYNTAX,
                       "'%s' was compiled by another version of actornet (format %u, not %u): compile it again with 'actornet dict compile'",
                       shown, (unsigned)header->version, VERSION);
    if (content.len < sizeof *header || header->size != content.len)
        return an_fail(err, AN_ERR_SYNTAX, "'%s' is cut short or was changed (%zu bytes): compile it again with 'actornet dict compile'",
                       shown, content.len);
    if (header->part_count != ALL_PARTS || header->checksum != header_checksum(header))
        return damaged(shown, "header", err);
    if (!folding(&ours))
        return an_fail_nomem(err);
    if (header->folding != ours)
        return an_fail(err, AN_ERR_SYNTAX, "'%s' was compiled with other rules or another Unicode version: compile it again", shown);
    return AN_OK;
}

uint64_t an_compiled_made_of(an_str content)
{
    file_header header;

    return an_compiled_is(content) && read_header(&header, content, "", NULL) == AN_OK ? header.made_of : 0;
}

static bool part_fits(const file_part *part, uint64_t size)
{
    return part->offset % ALIGNMENT == 0 && part->offset <= size && part->size <= size - part->offset && part->count <= UINT32_MAX;
}

/* The items of a part fill it. */
static bool items_fit(const file_part *part, unsigned item)
{
    if (item == 0)
        return part->count == 0 || (part->width <= 32 && part->size == an_packed_size(part->count, part->width));
    return item == 1 || part->size == part->count * item;
}

/* As many as there are actors or rows. */
static bool counts_fit(const file_header *header)
{
    const file_part *parts = header->parts;
    bool fit = header->actors < UINT32_MAX && header->rows < UINT32_MAX && header->user_actors <= header->actors;

    for (int i = AN_STORE_NAMES; i <= AN_STORE_VALUES; i += 2) /* texts and the marks that go with them */
        fit = fit && parts[i + 1].count == (parts[i].count + AN_TEXTS_STRIDE - 1) / AN_TEXTS_STRIDE;
    fit = fit && parts[AN_STORE_ACTOR_TYPES].count == header->actors;
    fit = fit && parts[AN_STORE_ROW_FLAGS].count == header->rows;
    if (parts[AN_STORE_ROW_ACTORS].count)
        return fit && parts[AN_STORE_ROW_ACTORS].count == header->rows && parts[AN_STORE_FIRST_ROWS].count == header->actors;
    fit = fit && parts[AN_STORE_ROW_STEPS].count == (header->rows + 63) / 64;
    fit = fit && parts[AN_STORE_STEP_MARKS].count == (header->rows + AN_STEPS_STRIDE - 1) / AN_STEPS_STRIDE;
    return fit;
}

an_status an_compiled_open(an_store *out, char hash[33], an_str content, const char *shown, an_error *err)
{
    file_header header;
    an_str matcher[AN_MATCHER_PARTS];
    an_status st = read_header(&header, content, shown, err);
    bool fit;

    *out = (an_store){0};
    if (st != AN_OK)
        return st;
    fit = counts_fit(&header);
    for (size_t i = 0; i < ALL_PARTS && fit; i++) {
        const file_part *part = &header.parts[i];
        if (!(fit = part_fits(part, header.size)))
            break;
        if (i < AN_STORE_PARTS) {
            fit = items_fit(part, item_sizes[i]);
            out->parts[i] = (an_section){content.ptr + part->offset, part->size, part->count, part->width};
        } else if (i < FIRST_BESIDE) {
            matcher[i - AN_STORE_PARTS] = (an_str){content.ptr + part->offset, part->size};
        }
    }
    out->rows = header.rows;
    out->actors = header.actors;
    out->user_actors = header.user_actors;
    out->made_of = header.made_of;
    out->mapped = true;
    if (!fit)
        st = damaged(shown, "table of parts", err);
    else if ((st = an_matcher_open(&out->matcher, matcher, err)) == AN_ERR_SYNTAX)
        st = damaged(shown, "matcher", err);
    if (st == AN_OK && an_matcher_terms(out->matcher) != out->rows)
        st = damaged(shown, "number of rows", err);
    if (st != AN_OK)
        an_store_clear(out);
    else
        an_hash_hex(hash, (an_str){(const char *)&header, sizeof header});
    return st;
}

static bool part_holds(const file_header *header, an_str content, size_t i)
{
    const file_part *part = &header->parts[i];

    return part_fits(part, header->size) && an_hash64((an_str){content.ptr + part->offset, part->size}) == part->checksum;
}

an_status an_compiled_verify(an_str content, const char *shown, an_error *err)
{
    static const char *const names[AN_STORE_PARTS] = {
        "names",         "places of names", "ids",        "places of ids", "values",
        "places of values", "steps of rows", "marks of steps", "strays", "actors of rows", "first rows of actors", "flags of rows", "conditions",
        "lines",         "files",           "types of actors", "types",     "ends of attributes", "attributes",      "table of ids",
        "table of names", "namesakes"};
    file_header header;
    an_status st = read_header(&header, content, shown, err);

    for (size_t i = 0; i < ALL_PARTS && st == AN_OK; i++) {
        if (!part_holds(&header, content, i))
            st = damaged(shown, i < AN_STORE_PARTS ? names[i] : i < FIRST_BESIDE ? "matcher" : "word lists, patterns, weights", err);
    }
    return st;
}

static bool parts_hold(an_str content, size_t first, size_t end)
{
    file_header header;
    bool hold = read_header(&header, content, "", NULL) == AN_OK;

    for (size_t i = first; i < end && hold; i++)
        hold = part_holds(&header, content, i);
    return hold;
}

bool an_compiled_store_holds(an_str content)
{
    return parts_hold(content, 0, FIRST_BESIDE);
}

bool an_compiled_holds(an_str content, an_beside first, an_beside end)
{
    return parts_hold(content, FIRST_BESIDE + (size_t)first, FIRST_BESIDE + (size_t)end);
}

void an_compiled_beside(an_str beside[AN_BESIDES], an_str content)
{
    file_header header;
    bool good = read_header(&header, content, "", NULL) == AN_OK;

    for (size_t i = 0; i < AN_BESIDES; i++) {
        const file_part *part = &header.parts[FIRST_BESIDE + i];
        beside[i] = good && part_fits(part, header.size) ? (an_str){content.ptr + part->offset, part->size} : AN_LIT("");
    }
}

/* Writing -------------------------------------------------------------------------------------------------------------------------- */

static uint64_t aligned(uint64_t offset)
{
    return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void add_part(file_header *header, size_t i, an_str bytes, size_t count, unsigned width)
{
    header->parts[i] = (file_part){header->size, bytes.len, count, an_hash64(bytes), width, 0};
    header->size = aligned(header->size + bytes.len);
}

static void write_part(FILE *stream, an_str bytes)
{
    static const char zeros[ALIGNMENT];

    if (bytes.len)
        fwrite(bytes.ptr, 1, bytes.len, stream);
    fwrite(zeros, 1, aligned(bytes.len) - bytes.len, stream);
}

an_status an_compiled_write(const an_store *store, const an_str *beside, const char *path, an_error *err)
{
    file_header header = {.byte_order = BYTE_ORDER_MARK,
                          .version = VERSION,
                          .size = aligned(sizeof header),
                          .rows = store->rows,
                          .actors = store->actors,
                          .user_actors = store->user_actors,
                          .made_of = store->made_of,
                          .part_count = ALL_PARTS};
    an_str bytes[ALL_PARTS];
    an_output file = {0};
    an_status st;

    if (!folding(&header.folding))
        return an_fail_nomem(err);
    memcpy(header.magic, MAGIC, sizeof header.magic);
    for (size_t i = 0; i < AN_STORE_PARTS; i++)
        bytes[i] = (an_str){store->parts[i].bytes, store->parts[i].size};
    an_matcher_parts(store->matcher, bytes + AN_STORE_PARTS);
    for (size_t i = 0; i < AN_BESIDES; i++)
        bytes[FIRST_BESIDE + i] = beside ? beside[i] : AN_LIT("");
    for (size_t i = 0; i < ALL_PARTS; i++)
        add_part(&header, i, bytes[i], i < AN_STORE_PARTS ? store->parts[i].count : 0, i < AN_STORE_PARTS ? store->parts[i].width : 0);
    header.checksum = header_checksum(&header);
    if ((st = an_output_open(&file, path, err)) != AN_OK)
        return st;
    write_part(file.stream, (an_str){(const char *)&header, sizeof header});
    for (size_t i = 0; i < ALL_PARTS && !ferror(file.stream); i++)
        write_part(file.stream, bytes[i]);
    st = an_output_close(&file, err);
    an_output_abort(&file);
    return st;
}

/* As text -------------------------------------------------------------------------------------------------------------------------- */

/* Names of attributes, sorted, in numbers of values. */
static bool list_attributes(const an_store *store, an_map *names)
{
    for (uint32_t i = 0; i < store->parts[AN_STORE_ATTRIBUTES].count; i++) {
        const an_value_pair *pair = (const an_value_pair *)store->parts[AN_STORE_ATTRIBUTES].bytes + i;
        if (an_map_intern(names, an_store_value(store, pair->key), NULL) == AN_MAP_NONE)
            return false;
    }
    return true;
}

static void add_attributes(an_buf *out, const an_store *store, uint32_t actor, const an_map *names, an_str *cells)
{
    memset(cells, 0, names->count * sizeof *cells);
    for (size_t i = 0, count = an_store_attribute_count(store, actor); i < count; i++) {
        an_attribute attribute = an_store_attribute(store, actor, i);
        uint32_t column = an_map_find(names, attribute.name);
        if (column != AN_MAP_NONE)
            cells[column] = attribute.value;
    }
    for (size_t i = 0; i < names->count; i++) {
        an_buf_add_char(out, '\t');
        an_buf_add_cell(out, cells[i]);
    }
}

static void add_row(an_buf *out, const an_store *store, uint32_t row, bool ids)
{
    static const char *const cases[] = {"any", "cap", "exact"};
    const an_row_condition *conditions = store->parts[AN_STORE_CONDITIONS].bytes;
    size_t condition;
    an_alias alias = an_store_alias(store, row, &condition);
    an_str text = an_store_text(store, row), name = alias.never ? text : an_store_name(store, alias.actor);

    an_buf_add_cell(out, name);
    an_buf_add_char(out, '\t');
    an_buf_add_cell(out, alias.never || an_str_equal(text, name) ? AN_LIT("") : text);
    an_buf_add_char(out, '\t');
    an_buf_add_cell(out, alias.never ? AN_LIT("") : an_store_type(store, alias.actor, NULL));
    an_buf_addf(out, "\t%s\t", cases[alias.casing]);
    an_buf_add_cell(out, condition == AN_NO_CONDITION ? AN_LIT("") : an_store_value(store, conditions[condition].near));
    an_buf_add_char(out, '\t');
    an_buf_add_cell(out, alias.from);
    an_buf_add_char(out, '\t');
    an_buf_add_cell(out, alias.until);
    an_buf_addf(out, "\t%s\t%s", alias.never ? "yes" : "", alias.in_place ? "place" : "");
    if (ids) {
        an_buf_add_char(out, '\t');
        an_buf_add_cell(out, alias.never || an_str_equal(an_store_id(store, alias.actor), name) ? AN_LIT("") : an_store_id(store, alias.actor));
    }
}

an_status an_compiled_text(const an_store *store, an_buf *out, an_error *err)
{
    an_map names = {0};
    bool ids = store->parts[AN_STORE_IDS].count > 0, good = list_attributes(store, &names);
    an_str *cells = an_alloc((names.count + 1) * sizeof *cells);
    size_t told = 0; /* attributes of an actor stand in its first row */

    good = good && cells;
    an_buf_add_text(out, "actor\talias\ttype\tcase\tnear\tfrom\tuntil\tnever\tcontext");
    an_buf_add_text(out, ids ? "\tid" : "");
    for (size_t i = 0; good && i < names.count; i++) {
        an_buf_add_char(out, '\t');
        an_buf_add_cell(out, names.keys[i]);
    }
    an_buf_add_char(out, '\n');
    for (uint32_t row = 0; good && row < store->rows; row++) {
        size_t condition;
        uint32_t actor = an_store_alias(store, row, &condition).actor;
        add_row(out, store, row, ids);
        if (names.count && actor != AN_NO_ACTOR && actor >= told) {
            add_attributes(out, store, actor, &names, cells);
            told = (size_t)actor + 1;
        }
        an_buf_add_char(out, '\n');
    }
    an_free(cells);
    an_map_clear(&names);
    return good && !out->failed ? AN_OK : an_fail_nomem(err);
}
