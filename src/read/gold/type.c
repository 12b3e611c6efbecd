/* The labels that annotation schemes use, and what they are called here. */
#include "read/gold/draft.h"

#include "lexicon/lexicon.h"

#include <stdlib.h>

typedef struct label {
    const char *label; /* in small letters */
    const char *type;
    bool actor; /* false: a date, a sum …, which nobody asks for */
} label;

/* Sorted by label. */
static const label labels[] = {
    {"art", "other", true},
    {"cardinal", "other", false},
    {"city", "location/city", true},
    {"company", "organization/company", true},
    {"corporation", "organization/company", true},
    {"country", "location/country", true},
    {"date", "other", false},
    {"duration", "other", false},
    {"eve", "other", true},
    {"event", "other", true},
    {"fac", "location", true},
    {"facility", "location", true},
    {"geo", "location", true},
    {"gpe", "location", true},
    {"gsp", "location", true},
    {"language", "other", true},
    {"law", "other", true},
    {"loc", "location", true},
    {"location", "location", true},
    {"misc", "other", true},
    {"miscellaneous", "other", true},
    {"money", "other", false},
    {"nat", "other", true},
    {"nationality", "nationality", true},
    {"norp", "nationality", true},
    {"number", "other", false},
    {"ordinal", "other", false},
    {"org", "organization", true},
    {"organisation", "organization", true},
    {"organization", "organization", true},
    {"other", "other", true},
    {"per", "person", true},
    {"percent", "other", false},
    {"person", "person", true},
    {"place", "location", true},
    {"product", "other", true},
    {"quantity", "other", false},
    {"ship", "vessel", true},
    {"tim", "other", false},
    {"time", "other", false},
    {"vessel", "vessel", true},
    {"work_of_art", "other", true},
};

static int compare_label(const void *key, const void *item)
{
    return an_str_compare(*(const an_str *)key, an_str_of(((const label *)item)->label));
}

static const label *find_label(an_str name)
{
    char small[24];
    an_str key = {small, name.len};

    if (name.len > sizeof small)
        return NULL;
    for (size_t i = 0; i < name.len; i++)
        small[i] = (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] | 0x20 : name.ptr[i]);
    return bsearch(&key, labels, sizeof labels / sizeof *labels, sizeof *labels, compare_label);
}

bool an_gold_label_known(an_str name)
{
    return find_label(an_main_type(name)) != NULL;
}

static void keep_unknown(an_drafts *drafts, an_draft_mention *mention, an_str name)
{
    bool added;

    mention->type = an_drafts_keep_text(drafts, name);
    drafts->gold->counts.unknown_types++;
    if (an_map_intern(&drafts->unknown, mention->type, &added) == AN_MAP_NONE)
        drafts->failed = true;
    else if (added)
        an_drafts_warn(drafts, mention->line, "unknown type '%.*s': kept, but it is neither person, organization nor location",
                       mention->type.len > 60 ? 60 : (int)mention->type.len, mention->type.ptr);
}

void an_drafts_type(an_drafts *drafts, an_draft_mention *mention, an_str name)
{
    an_str core = an_main_type(name), finer = an_str_sub(name, core.len, name.len);
    const label *known = find_label(core);
    an_buf type = {0};

    if (!known) {
        keep_unknown(drafts, mention, name);
        return;
    }
    an_buf_add_text(&type, known->type);
    an_buf_add(&type, finer);
    drafts->failed |= type.failed;
    mention->type = an_drafts_keep_text(drafts, an_buf_str(&type));
    an_buf_clear(&type);
    if (!known->actor)
        mention->named = false, mention->ignore = true;
}
