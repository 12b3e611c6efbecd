/* GATE gazetteers. The index names lists with their types, `file:major:minor:language:annotation`; a list has a name a line, with features
   behind a separator (`Oakford:country=XX`). Lists that are not in the index are not loaded: they are parts of others or old. Copies of a
   list in capitals or small letters are folded into one spelling. Lists of words (titles, months, first names) are no actors. */
#include "lexicon/import/import.h"

#include <unistd.h>

static const struct {
    const char *major, *minor, *type; /* minor NULL = any */
} types[] = {
    {"location", "city", "location/city"},
    {"location", "country", "location/country"},
    {"location", "country_abbrev", "location/country"},
    {"location", "province", "location/region"},
    {"location", "region", "location/region"},
    {"location", "state", "location/region"},
    {"location", "airport", "location/facility"},
    {"location", "racecourse", "location/facility"},
    {"location", NULL, "location"},
    {"state", "abbreviation", NULL},
    {"facility", "building", "location/facility"},
    {"organization", "blacklist", NULL},
    {"organization", "company", "organization/company"},
    {"organization", "government", "organization/government"},
    {"organization", "team", "organization/team"},
    {"organization", "university", "organization/education"},
    {"organization", "newspaper", "organization/media"},
    {"organization", "charity", "organization/ngo"},
    {"organization", "political", "organization/party"},
    {"organization", NULL, "organization"},
    {"department", NULL, "organization/government"},
    {"agency", NULL, "organization/government"},
    {"government", NULL, "organization/government"},
    {"company", NULL, "organization/company"},
    {"person", NULL, "person"},
    {"person_full", NULL, "person"},
};

/* "" when the list holds no actors. Minor types that are not known become the second part, as our own exporter writes them. */
static an_str type_of(an_import *to, an_str major, an_str minor)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (an_str_equal(major, an_str_of(types[i].major)) && (!types[i].minor || an_str_equal(minor, an_str_of(types[i].minor)))) {
            an_str made = types[i].type ? an_str_of(types[i].type) : (an_str){"", 0};
            if (types[i].minor || minor.len == 0 || an_str_equal(minor, AN_LIT("other")) || !an_str_equal(made, major))
                return made;
            an_buf_reset(&to->scratch);
            an_buf_addf(&to->scratch, "%.*s/%.*s", (int)major.len, major.ptr, (int)minor.len, minor.ptr);
            made = to->scratch.failed ? (an_str){NULL, 0} : an_arena_str(&to->arena, an_buf_str(&to->scratch));
            if (!made.ptr)
                an_import_nomem(to);
            return made.ptr ? made : (an_str){"", 0};
        }
    return (an_str){"", 0};
}

/* Where the features start: at the separator that is set, else at a tab or colon with `word=` behind it. */
static size_t features_at(const an_import *to, an_str line)
{
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        size_t end = i + 1;
        if (to->options->separator && to->options->separator[0] ? c != to->options->separator[0] : c != ':' && c != '\t')
            continue;
        while (end < line.len && ((line.ptr[end] | 32) >= 'a' || line.ptr[end] == '_' || (line.ptr[end] >= '0' && line.ptr[end] <= '9')) &&
               line.ptr[end] != '=')
            end++;
        if (end < line.len && line.ptr[end] == '=' && end > i + 1)
            return i;
    }
    return line.len;
}

static bool is_marked_ambiguous(an_str features)
{
    return an_str_find(features, 0, AN_LIT("kind=ambig")) != (size_t)-1;
}

/* Names of our own columns are no attributes. */
static bool is_reserved(an_str name)
{
    static const char *const columns[] = {"actor", "id",    "alias",   "type", "case",  "near",    "from",
                                          "until", "never", "context", "word", "class", "pattern", "requires"};

    return AN_STR_IN_ASCII_CASE(name, columns);
}

/* The value of the feature `actor`, which our exporter writes. */
static an_str owner_of(an_str features)
{
    size_t at = an_str_find(features, 0, AN_LIT("actor=")), end;

    if (at != 1)
        return (an_str){"", 0};
    at += strlen("actor=");
    end = an_str_find_byte(features, at, features.ptr[0]);
    return an_str_trim(an_str_sub(features, at, end == (size_t)-1 ? features.len : end));
}

static void add_features(an_import *to, uint32_t actor, an_str features)
{
    char separator = features.len ? features.ptr[0] : ':';
    an_str rest = features, part;

    while (an_str_next(&rest, separator, &part)) {
        size_t equals = an_str_find_byte(part, 0, '=');
        an_str name = an_str_trim(an_str_sub(part, 0, equals == (size_t)-1 ? 0 : equals));
        if (name.len == 0)
            continue;
        if (is_reserved(name))
            continue;
        an_import_attribute_once(to, actor, an_str_equal(name, AN_LIT("ISO2")) ? AN_LIT("country") : name,
                                 an_str_sub(part, equals + 1, part.len));
    }
}

/* Names that differ in case only are one actor, whose key is in small letters (of ASCII). */
static uint32_t actor_of(an_import *to, an_str name)
{
    an_buf key = {0};
    uint32_t actor, before = (uint32_t)to->actors.count;

    for (size_t i = 0; i < name.len; i++)
        an_buf_add_char(&key, name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? (char)(name.ptr[i] + 32) : name.ptr[i]);
    if (key.failed) {
        an_import_nomem(to);
        return AN_IMPORT_NOBODY;
    }
    actor = an_import_actor_of(to, an_buf_str(&key), name);
    an_buf_clear(&key);
    if (actor != AN_IMPORT_NOBODY && actor == before)
        to->actors.items[actor].keyless = true;
    return actor;
}

static void read_entry(an_import *to, an_str line, an_str type)
{
    size_t at = features_at(to, line);
    an_str name = an_str_trim(an_str_sub(line, 0, at)), features = an_str_sub(line, at, line.len), owner;
    uint32_t actor;

    if (name.len == 0)
        return;
    to->ledger->rows_read++;
    if (is_marked_ambiguous(features)) {
        an_import_dropped(to, "marked as ambiguous", name);
        return;
    }
    if (an_name_words(name) == 1 && name.len < 3 && !an_name_is_upper(name)) {
        an_import_dropped(to, "a common or very short word", name);
        return;
    }
    owner = owner_of(features);
    actor = owner.len ? an_import_actor_of(to, owner, name) : actor_of(to, name);
    an_import_type(to, actor, type);
    an_import_name(to, actor, name, NULL);
    if (actor != AN_IMPORT_NOBODY)
        add_features(to, actor, features);
}

static void read_list(an_import *to, const char *path, an_str type)
{
    an_import_text text;
    an_str line;

    if (an_import_open(to, path, &text))
        while (an_import_next_line(to, &text, &line))
            read_entry(to, line, type);
    an_import_close(&text);
    an_import_end(to);
}

/* The list beside the index. False when it is not there (told as a bad row of the index). */
static bool path_of(an_import *to, an_buf *path, const char *index, an_str file, an_str line)
{
    const char *slash = strrchr(index, '/');

    an_buf_reset(path);
    if (slash)
        an_buf_add(path, (an_str){index, (size_t)(slash - index) + 1});
    an_buf_add(path, file);
    if (path->failed)
        return an_import_nomem(to);
    if (memchr(file.ptr, '/', file.len) || access(path->ptr, R_OK) != 0) {
        an_import_bad(to, line, 0, file.len, "the index names '%.*s', which is not beside it", (int)(file.len < 80 ? file.len : 80),
                      file.ptr);
        return false;
    }
    return true;
}

/* `file:major:minor:language:annotation` */
static void read_index_line(an_import *to, const char *index, an_str line, an_buf *path)
{
    an_str rest = line, fields[3] = {{"", 0}, {"", 0}, {"", 0}};
    const char *shown = to->shown;
    an_str type;
    uint32_t file = to->file, at = to->line;
    size_t told = to->told;

    for (size_t i = 0; i < 3 && an_str_next(&rest, ':', &fields[i]); i++)
        fields[i] = an_str_trim(fields[i]);
    if (fields[0].len == 0)
        return;
    type = type_of(to, fields[1], fields[2]);
    if (type.len == 0 && !to->options->type) {
        an_import_dropped(to, "a list of words, not of actors", line);
        return;
    }
    if (!path_of(to, path, index, fields[0], line))
        return;
    read_list(to, path->ptr, type.len ? type : an_str_of(to->options->type));
    to->shown = shown;
    to->file = file;
    to->line = at;
    to->told = told;
}

static void read_index(an_import *to, const char *path)
{
    an_import_text text;
    an_str line;
    an_buf name = {0};

    if (an_import_open(to, path, &text))
        while (an_import_next_line(to, &text, &line))
            if (an_str_trim(line).len && line.ptr[0] != '#')
                read_index_line(to, path, an_str_trim(line), &name);
    an_buf_clear(&name);
    an_import_close(&text);
    an_import_end(to);
}

/* Files called .def are indexes, others are lists, which need a type. */
void an_import_gate(an_import *to, const char *const *paths, size_t count)
{
    to->fold_case = true;
    for (size_t i = 0; i < count && an_import_going(to); i++)
        if (an_str_ends(an_str_of(paths[i]), AN_LIT(".def")))
            read_index(to, paths[i]);
        else
            read_list(to, paths[i], to->options->type ? an_str_of(to->options->type) : AN_LIT("other"));
}
