/* A region and the word for what it is: «Hubei Province», which no dictionary has, is Hubei, which one has. */
#include "extract/imply/implied.h"

/* Whether a choice is a place that nobody listed, and its last word says that it is a part of a state. */
static bool names_province(an_extractor *x, const an_candidate *c, uint32_t target)
{
    static const char *const words[] = {"Emirate", "Governorate", "Krai", "Oblast", "Prefecture", "Province", "Region", "Voivodeship"};

    return target != UINT32_MAX && c->by == AN_BY_TAGGER && c->atom_count > 1 && x->targets[target].actor == AN_NO_ACTOR &&
           an_str_starts(x->targets[target].type, AN_LIT("location")) && AN_STR_IN(an_work_atom(x, c->atom + c->atom_count - 1), words);
}

/* The only region of dictionaries that the words before the last one mean, or AN_NO_ACTOR. The last one says what rows ask for to stand near. */
static uint32_t region_of(const an_extractor *x, const an_candidate *c)
{
    uint32_t found = AN_NO_ACTOR;

    for (size_t i = an_work_first_hit(&x->alias_hits, c->atom); i < x->alias_hits.count && x->alias_hits.items[i].atom == c->atom; i++) {
        an_alias row;
        if (x->alias_hits.items[i].atom_count + 1 != c->atom_count)
            continue;
        row = an_lexicon_alias(x->lexicon, x->alias_hits.items[i].term);
        if (row.actor == AN_NO_ACTOR || row.actor == found || !an_dates_hold(&row, x->doc->date) ||
            !an_str_starts(an_lexicon_type(x->lexicon, row.actor), AN_LIT("location/region")))
            continue;
        if (found != AN_NO_ACTOR)
            return AN_NO_ACTOR;
        found = row.actor;
    }
    return found;
}

bool an_join_provinces(an_extractor *x)
{
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i), region = names_province(x, c, target) ? region_of(x, c) : AN_NO_ACTOR, known;
        if (region == AN_NO_ACTOR)
            continue;
        if ((known = an_target_actor(x, region)) == UINT32_MAX)
            return false;
        if (!an_target_apart(x, an_candidate_form(x, c), known))
            an_target_merge(x, target, an_target_root(x, known), AN_RULE_KIND);
    }
    return true;
}
