/* FollowTheMoney entities, one JSON object a line, as OpenSanctions and Aleph export them: {"id", "schema", "caption", "properties":
   {"name": […], "alias": […], "country": […] …}}. Schemas that are things between actors (Ownership, Address …) are counted and left out,
   and so are weak aliases, which name many. */
#include "lexicon/import/json_line.h"

static const struct {
    const char *schema, *type;
} schemas[] = {
    {"Person", "person"},
    {"Organization", "organization"},
    {"LegalEntity", "organization"},
    {"Company", "organization/company"},
    {"PublicBody", "organization/government"},
    {"Vessel", "vessel"},
    {"Airplane", "aircraft"},
};

/* Properties that become attributes under another name, and how they are called. */
static const struct {
    const char *property, *attribute;
} properties[] = {
    {"country", "country"},
    {"jurisdiction", "country"},
    {"nationality", "nationality"},
    {"citizenship", "nationality"},
    {"birthDate", "born"},
    {"deathDate", "died"},
    {"position", "position"},
    {"wikidataId", "wikidata"},
    {"topics", "topics"},
    {"flag", "flag"},
    {"imoNumber", "imo"},
    {"leiCode", "lei"},
    {"registrationNumber", "registration"},
};

static const char *type_of(an_str schema)
{
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        if (an_str_equal(schema, an_str_of(schemas[i].schema)))
            return schemas[i].type;
    return NULL;
}

/* Call `use` for each text of a property: a list, or one text. */
static void each_value(an_import *to, uint32_t actor, const an_json *value, const char *attribute, bool person)
{
    size_t count = an_json_kind_of(value) == AN_JSON_ARRAY ? an_json_size(value) : value ? 1 : 0;

    for (size_t i = 0; i < count && an_import_going(to); i++) {
        an_str text = an_json_string(an_json_kind_of(value) == AN_JSON_ARRAY ? an_json_at(value, i) : value);
        if (text.len == 0)
            continue;
        if (attribute)
            an_import_attribute(to, actor, attribute, text);
        else if (person && an_name_words(text) == 1 && text.len < 128 && (unsigned char)text.ptr[0] < 0x80)
            an_import_dropped(to, "a person's name of one word", text);
        else if (person)
            an_import_person(to, actor, text, NULL);
        else
            an_import_name(to, actor, text, NULL);
    }
}

static void drop_weak(an_import *to, const an_json *value)
{
    for (size_t i = 0; i < an_json_size(value); i++)
        an_import_dropped(to, "a weak alias: it names many", an_json_string(an_json_at(value, i)));
}

static void read_entity(an_import *to, an_str line, const an_json *object)
{
    an_str id = an_json_string(an_json_get(object, "id")), schema = an_json_string(an_json_get(object, "schema"));
    an_str caption = an_json_string(an_json_get(object, "caption"));
    const an_json *props = an_json_get(object, "properties");
    const char *type = type_of(schema);
    bool person = type && strcmp(type, "person") == 0;
    uint32_t actor;

    if (id.len == 0 || schema.len == 0 || an_json_kind_of(props) != AN_JSON_OBJECT) {
        an_import_bad(to, line, 0, line.len,
                      an_json_get(object, "prop") ? "a line of a statements file: use the file of entities (entities.ftm.json)"
                                                  : "no '%s': a line needs id, schema and properties",
                      id.len == 0       ? "id"
                      : schema.len == 0 ? "schema"
                                        : "properties");
        return;
    }
    if (!type) {
        char reason[96], shown[40];
        an_copy_clean(shown, sizeof shown, schema);
        snprintf(reason, sizeof reason, "schema %s is no actor", shown);
        an_import_dropped(to, reason, caption.len ? caption : id);
        return;
    }
    if (caption.len == 0)
        caption = an_json_string(an_json_at(an_json_get(props, "name"), 0));
    if (caption.len == 0) {
        an_import_dropped(to, "no name", id);
        return;
    }
    actor = an_import_actor_of(to, id, caption);
    if (actor == AN_IMPORT_NOBODY)
        return;
    an_import_type(to, actor, an_str_of(type));
    each_value(to, actor, an_json_get(object, "caption"), NULL, person);
    each_value(to, actor, an_json_get(props, "name"), NULL, person);
    each_value(to, actor, an_json_get(props, "alias"), NULL, person);
    each_value(to, actor, an_json_get(props, "previousName"), NULL, person);
    each_value(to, actor, an_json_get(props, "abbreviation"), NULL, person);
    drop_weak(to, an_json_get(props, "weakAlias"));
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        each_value(to, actor, an_json_get(props, properties[i].property), properties[i].attribute, person);
}

void an_import_ftm(an_import *to, const char *const *paths, size_t count)
{
    an_import_json_lines(to, paths, count, read_entity);
}
