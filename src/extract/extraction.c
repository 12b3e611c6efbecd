/* The words of the contract for who found a mention, and releasing an extraction. */
#include "extract/extraction.h"

static const char *const by_names[AN_BY_COUNT] = {"dict", "user-dict", "pattern", "tagger", "demonym", "acronym", "alias", "other"};

static const char *const rule_names[AN_RULE_COUNT] = {
    "",        "said",    "defined", "form",  "order", "initials",    "middle-name", "nickname", "spelling", "acronym",
    "surname", "given-name", "inner-name", "kind-dropped", "first-words", "kind-alone", "state", "nominal", "corrections"};

bool an_found_listed(an_found_actor *out, const an_lexicon *lexicon, uint32_t number, const an_actor *actor, an_str called, an_arena *arena)
{
    *out = (an_found_actor){.key = called.len ? called : actor->id, .label = called.len ? called : actor->name, .type = actor->type, .listed = true};
    out->attributes = an_lexicon_attributes(lexicon, number, arena, &out->attribute_count);
    return out->attributes != NULL;
}

int an_compare_numbered(const void *a, const void *b)
{
    const an_numbered_actor *one = a, *other = b;
    int order = an_str_compare(one->actor.key, other->actor.key);

    return order ? order : (one->number > other->number) - (one->number < other->number);
}

const char *an_by_name(an_by by)
{
    return (size_t)by < AN_BY_COUNT ? by_names[by] : "dict";
}

bool an_by_of(an_str name, an_by *by)
{
    for (size_t i = 0; i < AN_BY_COUNT; i++)
        if (an_str_equal(name, an_str_of(by_names[i]))) {
            *by = (an_by)i;
            return true;
        }
    return false;
}

const char *an_rule_name(an_rule rule)
{
    return (size_t)rule < AN_RULE_COUNT ? rule_names[rule] : "";
}

bool an_rule_of(an_str name, an_rule *rule)
{
    for (size_t i = 0; i < AN_RULE_COUNT; i++)
        if (an_str_equal(name, an_str_of(rule_names[i]))) {
            *rule = (an_rule)i;
            return true;
        }
    return false;
}

unsigned an_why(an_by by, an_rule rule)
{
    return rule ? AN_BY_COUNT + (unsigned)rule : (unsigned)by;
}

const char *an_why_name(unsigned why)
{
    return why < AN_BY_COUNT ? an_by_name((an_by)why) : an_rule_name((an_rule)(why - AN_BY_COUNT));
}

void an_extraction_clear(an_extraction *extraction)
{
    an_arena_clear(&extraction->arena);
    *extraction = (an_extraction){0};
}

void an_extraction_reset(an_extraction *extraction)
{
    an_arena arena = extraction->arena;

    an_arena_reset(&arena);
    *extraction = (an_extraction){.arena = arena};
}

an_str an_common_type(an_str a, an_str b)
{
    if (an_str_equal(a, b))
        return a;
    return an_str_equal(an_main_type(a), an_main_type(b)) ? an_main_type(a) : AN_LIT("other");
}
