/* Companies, clubs and places that are called like persons, and laws, too: where the text tells what is meant, the rows of the others do not hold.
   «Senator Kroger», «Anna Nordstrom», «Mrs. London»; «John Deere was born», and then John Deere in the whole document. */
#include "extract/work.h"

#include "base/map.h"
#include "extract/resolve/labels.h"

#define ONE_OF AN_STR_IN_ASCII_CASE

/* The gap before an atom is one inside of a sentence and a phrase. */
static bool follows(const an_extractor *x, uint32_t atom, an_gap gap)
{
    return atom < x->atoms.count && x->atoms.items[atom].gap == gap;
}

static bool is_one_of(const an_extractor *x, uint32_t atom, const char *const *words, size_t count)
{
    return atom < x->atoms.count && an_str_in_ascii_case(an_work_atom(x, atom), words, count);
}
#define ATOM_IN(x, atom, words) is_one_of(x, atom, words, sizeof(words) / sizeof *(words))

static bool is_capitalised(const an_extractor *x, uint32_t atom)
{
    return (x->atoms.items[atom].flags & (AN_ATOM_UPPER_FIRST | AN_ATOM_ALL_UPPER)) == AN_ATOM_UPPER_FIRST;
}

static bool is_of(const an_extractor *x, const an_alias *row, const char *type)
{
    return an_str_starts(an_work_actor(x, row->actor).type, an_str_of(type));
}

static bool is_business(const an_extractor *x, const an_alias *row)
{
    an_str type = an_work_actor(x, row->actor).type;

    return an_str_starts(type, AN_LIT("organization/company")) || an_str_starts(type, AN_LIT("organization/sport")) ||
           an_str_starts(type, AN_LIT("organization/media"));
}

/* Whether a title that is written as titles are stands right before an atom. */
static bool titled(const an_extractor *x, uint32_t atom)
{
    return atom > 0 && is_capitalised(x, atom - 1) && an_work_title_word(x, atom);
}

/* Titles before which no place's name stands: there are commanders and presidents of places. */
static bool titled_as_person(const an_extractor *x, uint32_t atom)
{
    static const char *const titles[] = {
        "mr", "mrs", "ms", "mme", "mlle", "monsieur", "madame", "dr", "prof", "professor", "rev", "reverend", "judge", "justice", "sen", "senator",
        "congressman", "congresswoman", "detective", "sheriff", "inspector", "constable", "capt", "captain", "col", "colonel", "cpl", "corporal",
        "gen", "lt", "lieutenant", "maj", "pvt", "sgt", "sergeant", "lord", "lady", "sir", "dame", "messrs", "viscount", "viscountess",
        "baroness", "admiral", "major", "canon", "archdeacon", "private", "pte", "revd"};

    return titled(x, atom) && ATOM_IN(x, atom - 1, titles);
}

/* «Senator Kroger», «Mrs. London». */
static bool is_surname(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    return hit->atom > 0 && is_capitalised(x, hit->atom) && is_capitalised(x, hit->atom - 1) && titled(x, hit->atom) &&
           (is_business(x, row) || (titled_as_person(x, hit->atom) && is_of(x, row, "location")));
}

/* Full names -------------------------------------------------------------------------------------------------------------------------- */

/* «Charles Schwab»: a company that is called by a given name and a further one, as persons are. */
static bool is_full_name(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    return is_capitalised(x, hit->atom) && is_capitalised(x, hit->atom + hit->atom_count - 1) && follows(x, hit->atom + 1, AN_GAP_SOFT) &&
           an_work_is_given(x, hit->atom) && is_business(x, row);
}

/* What only persons do or suffer stands right behind: «was born», «died», «(born». */
static bool lives(const an_extractor *x, uint32_t atom)
{
    static const char *const was[] = {"is", "was", "had", "has", "were", "been"};
    static const char *const suffered[] = {"born", "died", "married", "buried", "divorced", "himself", "herself", "née"};

    if (!follows(x, atom, AN_GAP_SOFT) && !follows(x, atom, AN_GAP_OTHER) && !follows(x, atom, AN_GAP_COMMA))
        return false;
    return ATOM_IN(x, ATOM_IN(x, atom, was) ? atom + 1 : atom, suffered);
}

/* Those of whom the document speaks as of persons, into `noted`: the actors' numbers. */
static bool note_persons(an_extractor *x)
{
    for (size_t i = 0; i < x->alias_hits.count; i++) {
        const an_hit *hit = x->alias_hits.items + i;
        const an_alias *row = x->rows + i;
        if (hit->atom_count < 2 || hit->atom_count > 3 || row->layer == AN_LAYER_USER || row->actor == AN_NO_ACTOR || !is_full_name(x, row, hit) ||
            !(titled(x, hit->atom) || lives(x, hit->atom + hit->atom_count)))
            continue;
        if (an_map_intern(&x->noted, (an_str){(const char *)&row->actor, sizeof row->actor}, NULL) == AN_MAP_NONE)
            return false;
    }
    return true;
}

static bool is_noted(const an_extractor *x, const an_alias *row)
{
    return x->noted.count && an_map_find(&x->noted, (an_str){(const char *)&row->actor, sizeof row->actor}) != AN_MAP_NONE;
}

/* «Magnitsky Human Rights Accountability Act»: a law that is called after a person. */
static bool is_enacted(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    enum { FURTHER = 5 };
    uint32_t atom = hit->atom + hit->atom_count;

    for (uint32_t end = atom + FURTHER; atom < end && follows(x, atom, AN_GAP_SOFT) && x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST; atom++)
        if (an_is_cue(an_work_atom(x, atom), AN_CUE_ENACTMENT))
            return an_is_person(an_work_actor(x, row->actor).type);
    return false;
}

/* «Mrs. Berg» is not Karl Berg, who is listed: his wife, it may be. What is not known of given names tells nothing. */
static bool is_other_gender(an_extractor *x, const an_alias *row, const an_hit *hit)
{
    uint32_t title;
    char gender = 0, own;

    /* Only a title with a capital counts, which is cheaper to see than what kind of actor the row has. */
    if (hit->atom > 0 && x->atoms.items[hit->atom - 1].flags & AN_ATOM_UPPER_FIRST && an_is_person(an_work_actor(x, row->actor).type))
        gender = an_work_title_gender(x, hit->atom, &title);
    own = gender ? an_work_actor_gender(x, row->actor) : 0;
    return own && own != gender;
}

/* «Rep. Karla Hemming (D-New York)»: the state behind a member's party, and not the city. */
static bool is_member_of_state(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    static const char *const parties[] = {"D", "R", "I"};
    uint32_t party = hit->atom - 1;

    return hit->atom > 1 && follows(x, hit->atom, AN_GAP_SOFT) && x->doc->text.ptr[x->atoms.items[party].span.end] == '-' &&
           AN_STR_IN(an_work_atom(x, party), parties) && (follows(x, party, AN_GAP_COMMA) || follows(x, party, AN_GAP_OTHER)) &&
           is_of(x, row, "location/city");
}

/* Whether a word follows that what stands before it may say more of: «in Chelsea shirts», and not «in Chelsea and». */
static bool goes_on(const an_extractor *x, uint32_t atom)
{
    static const char *const small[] = {"and", "as", "before", "but", "for", "he", "is", "on", "or", "she", "since", "that", "to", "until", "was", "when",
                                        "where", "who", "with"};

    return follows(x, atom, AN_GAP_SOFT) && !ATOM_IN(x, atom, small);
}

/* «Residents of Everton», «near Everton», «in Chelsea»: the place that a club is called after. One is bought from a club, plays at one and leaves it. */
static bool is_place_of_club(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    static const char *const others[] = {"at", "from", "the", "via", "into", "entered", "entering", "leaving", "reached", "reaching"};
    uint32_t behind = hit->atom + 1;

    return is_of(x, row, "organization/sport") && an_work_place_before(x, hit->atom) && !ATOM_IN(x, hit->atom - 1, others) &&
           !(follows(x, behind, AN_GAP_SOFT) && an_str_equal(an_work_atom(x, behind), AN_LIT("s"))) &&
           !(an_str_equal_ascii_case(an_work_atom(x, hit->atom - 1), AN_LIT("in")) && goes_on(x, behind));
}

/* Whether what stands right before an atom says that somebody is called by what follows: «alias», «whose nom de guerre is». */
static bool tells_pseudonym(const an_extractor *x, uint32_t atom)
{
    enum { LONGEST = 5 };

    for (uint32_t count = 1; count <= LONGEST; count++) {
        const an_rule_word *word = an_work_word_before(x, atom, 1u << AN_LIST_AKA, count);
        if (word && word->class_ == AN_CLASS_PSEUDONYM)
            return true;
    }
    return an_ends_with_alias_label(an_str_sub(x->doc->text, 0, x->atoms.items[atom - 1].span.end));
}

/* «Karl Berg, alias "El Tigre"»: what somebody is called, and no town. */
static bool is_pseudonym(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    static const char *const openings[] = {" \"", " “", " «", ", \"", ", “", ". \"", ". “"};

    return hit->atom > 0 && !follows(x, hit->atom, AN_GAP_SOFT) &&
           AN_STR_IN(an_str_sub(x->doc->text, x->atoms.items[hit->atom - 1].span.end, hit->span.start), openings) &&
           is_of(x, row, "location") && tells_pseudonym(x, hit->atom);
}

/* Nothing of this does harm to a row of the user's. */
bool an_is_namesake(an_extractor *x, const an_alias *row, const an_hit *hit)
{
    if (row->layer == AN_LAYER_USER || row->actor == AN_NO_ACTOR)
        return false;
    if (is_enacted(x, row, hit) || is_pseudonym(x, row, hit) || is_member_of_state(x, row, hit))
        return true;
    return hit->atom_count == 1 ? is_surname(x, row, hit) || is_other_gender(x, row, hit) || is_place_of_club(x, row, hit)
                                : hit->atom_count <= 3 && is_noted(x, row) && is_full_name(x, row, hit);
}

bool an_drop_namesakes(an_extractor *x)
{
    enum { DROPPED = 0 }; /* atoms of a hit that is dropped; until all are looked at it stands in its place */
    size_t kept = 0;

    an_map_reset(&x->noted);
    if (!note_persons(x))
        return false;
    for (size_t i = 0; i < x->alias_hits.count; i++)
        if (an_is_namesake(x, x->rows + i, x->alias_hits.items + i))
            x->alias_hits.items[i].atom_count = DROPPED;
    for (size_t i = 0; i < x->alias_hits.count; i++) {
        if (x->alias_hits.items[i].atom_count == DROPPED)
            continue;
        x->alias_hits.items[kept] = x->alias_hits.items[i];
        x->rows[kept++] = x->rows[i];
    }
    x->alias_hits.count = kept;
    return true;
}

/* Given names -------------------------------------------------------------------------------------------------------------------------- */

/* The given name of somebody listed whom the document does not name in full: «Benedict», where «Pope Benedict» stands, too. */
static bool is_given_alone(const an_extractor *x, const an_candidate *c)
{
    return c->rank == AN_RANK_DICT && c->atom_count == 1 && c->target != UINT32_MAX && c->nearness && /* 0: within what its row asks for */
           an_is_person(x->targets[c->target].type) && !x->targets[c->target].in_full && an_lexicon_alias(x->lexicon, c->alias).near_count &&
           !an_str_ends(x->targets[c->target].label, an_lexicon_alias_text(x->lexicon, c->alias)) && an_work_is_given(x, c->atom);
}

/* A word as the key of a map. */
static an_str word_key(const an_extractor *x, const an_candidate *c)
{
    return (an_str){(const char *)(x->atoms.hashes + c->atom), sizeof *x->atoms.hashes};
}

/* Whom the document names in full, by the first word: the first of each. */
static bool note_in_full(an_extractor *x)
{
    an_map_reset(&x->noted);
    for (size_t i = 0; i < x->choices.count; i++) {
        uint32_t target = an_choice_target(x, i), number;
        bool added = false;
        if (an_choice_candidate(x, i)->atom_count < 2 || target == UINT32_MAX || !an_is_person(x->targets[target].type))
            continue;
        if ((number = an_map_intern(&x->noted, word_key(x, an_choice_candidate(x, i)), &added)) == AN_MAP_NONE)
            return false;
        if (added)
            x->noted.values[number] = target;
    }
    return true;
}

/* When names are resolved, so that no rule takes the two for one. */
bool an_step_given(an_extractor *x)
{
    const float SURE = 0.7F;
    bool noted = false;

    for (size_t i = 0; i < x->candidates.count; i++) {
        an_candidate *c = x->candidates.items + i;
        uint32_t number;
        if (!is_given_alone(x, c))
            continue;
        if (!noted && !note_in_full(x))
            return false;
        noted = true;
        if ((number = an_map_find(&x->noted, word_key(x, c))) == AN_MAP_NONE)
            continue;
        an_candidate_unlist(c);
        c->target = x->noted.values[number];
        c->rank = AN_RANK_DEFINED;
        c->by = AN_BY_ALIAS;
        c->rule = AN_RULE_GIVEN;
        c->confidence = SURE;
    }
    return true;
}
