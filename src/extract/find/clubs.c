/* «Harrow 2 Velmar 1», «on loan from Harrow»: in a text on sports a town that plays, signs or has a goalkeeper is its club, in the whole document but
   behind «in», «near» and the like, and so is a county or a state of America, and an organisation of which no more is told. States are called so by their
   teams, too, and stay what they are. */
#include "extract/imply/implied.h"

enum { FAR = 5 }; /* words between a result and who suffered it: «a 3-2 away win over Harrow» */

static bool follows(const an_extractor *x, uint32_t atom)
{
    return atom < x->atoms.count && x->atoms.items[atom].gap == AN_GAP_SOFT && !an_work_starts_sentence(x, atom);
}

static bool is_number(const an_extractor *x, uint32_t atom)
{
    enum { DIGITS = 3 };

    return atom < x->atoms.count && x->atoms.items[atom].flags & AN_ATOM_DIGIT && an_work_atom(x, atom).len <= DIGITS;
}

/* «3-2» ends at the atom. */
static bool is_result(const an_extractor *x, uint32_t atom)
{
    an_str between;

    if (atom == 0 || !is_number(x, atom) || !is_number(x, atom - 1))
        return false;
    between = an_str_sub(x->doc->text, x->atoms.items[atom - 1].span.end, x->atoms.items[atom].span.start);
    return an_str_equal(between, AN_LIT("-")) || an_str_equal(between, AN_LIT("–"));
}

/* «beat Harrow», «joined Harrow», «lost 2-1 to Harrow», «on loan from Harrow». */
static bool plays_before(const an_extractor *x, uint32_t atom)
{
    static const char *const against[] = {"against", "beat", "beating", "defeated", "defeating", "edged", "hammered", "join", "joined", "joining", "joins",
                                          "thrashed", "trounced", "v", "versus", "vs"};
    static const char *const ties[] = {"over", "to", "with"};
    an_str word;

    if (atom == 0 || !follows(x, atom))
        return false;
    word = an_work_atom(x, atom - 1);
    if (AN_STR_IN(word, against))
        return true;
    if (atom > 1 && an_str_equal(word, AN_LIT("from")) && an_str_equal(an_work_atom(x, atom - 2), AN_LIT("loan")))
        return true;
    for (uint32_t i = 2; AN_STR_IN(word, ties) && i <= FAR && i <= atom && !an_work_starts_sentence(x, atom + 1 - i); i++)
        if (is_result(x, atom - i))
            return true;
    return false;
}

/* «Harrow 2 Velmar 1», «Harrow beat», «the Harrow goalkeeper». */
static bool plays_behind(const an_extractor *x, uint32_t behind)
{
    static const char *const acts[] = {"beat", "drew", "edged", "hammered", "thrashed", "trounced"};
    static const char *const who[] = {"captain", "coach", "defender", "fans", "forward", "goalkeeper", "keeper", "manager", "midfielder", "pitcher",
                                      "quarterback", "skipper", "striker", "winger"};

    if (!follows(x, behind))
        return false;
    if (is_number(x, behind))
        return behind + 1 == x->atoms.count || x->atoms.items[behind + 1].gap != AN_GAP_SOFT || an_work_starts_sentence(x, behind + 1) ||
               x->atoms.items[behind + 1].flags & (AN_ATOM_UPPER_FIRST | AN_ATOM_DIGIT);
    return AN_STR_IN(an_work_atom(x, behind), acts) || AN_STR_IN(an_work_atom(x, behind), who);
}

/* «Hadfield Town», in which the tagger reads a place, and nothing says that somebody is there. */
static bool is_called_as_club(const an_extractor *x, const an_candidate *c)
{
    static const char *const words[] = {"Albion", "Athletic", "Rangers", "Rovers", "Thistle", "Town", "Wanderers", "Wednesday"};

    return c->by == AN_BY_TAGGER && c->atom_count > 1 && AN_STR_IN(an_work_atom(x, c->atom + c->atom_count - 1), words) && !an_work_place_before(x, c->atom);
}

static bool plays(const an_extractor *x, const an_candidate *c)
{
    return plays_before(x, c->atom) || plays_behind(x, c->atom + c->atom_count);
}

/* A town or a county, an organisation of which the tagger says no more, or one word that is a town, no given name, and the person that the tagger read. */
static bool may_play(const an_extractor *x, const an_candidate *c)
{
    static const char *const nations[] = {"Catalonia", "England", "Northern Ireland", "Scotland", "Wales"};
    an_str type;

    if (c->target == UINT32_MAX || c->rank == AN_RANK_USER)
        return false;
    type = x->targets[c->target].type;
    if (an_str_equal(type, AN_LIT("organization")))
        return c->by == AN_BY_TAGGER && !(x->atoms.items[c->atom].flags & AN_ATOM_ALL_UPPER);
    if (an_str_starts(type, AN_LIT("location")))
        return c->by == AN_BY_TAGGER || an_str_starts(type, AN_LIT("location/city")) ||
               (an_str_starts(type, AN_LIT("location/region")) && !AN_STR_IN(x->targets[c->target].label, nations));
    return an_is_person(type) && c->by == AN_BY_TAGGER && c->atom_count == 1 && an_atom_lists(x, c->atom) & (AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TOWN)) &&
           !(an_atom_lists(x, c->atom) & AN_IN(AN_WORD_GIVEN)) && an_map_find(&x->noted, an_work_atom(x, c->atom)) == AN_MAP_NONE;
}

/* Whether the document speaks of sports: several words of them, and again and again; a novel has each of them somewhere. Words of wars and trade
   («half», «points», «the Arab League») tell nothing. */
static bool is_on_sports(const an_extractor *x)
{
    static const char *const words[] = {"basketball", "coach", "cricket", "cup", "football", "goal", "goalkeeper", "goals", "innings", "league", "match",
                                        "matches", "midfielder", "penalties", "penalty", "playoffs", "rugby", "scored", "season", "soccer", "striker",
                                        "wickets"};
    enum { WORDS = sizeof words / sizeof *words, DIFFERENT = 3, SHARE = 256 };
    size_t met = 0, different = 0;
    bool seen[WORDS] = {false};

    for (uint32_t atom = 0; atom < x->atoms.count; atom++) {
        size_t i = 0;
        while (i < WORDS && !an_str_equal_ascii_case(an_work_atom(x, atom), an_str_of(words[i])))
            i++;
        if (i == WORDS)
            continue;
        met++;
        different += !seen[i];
        seen[i] = true;
    }
    return different >= DIFFERENT && met * SHARE >= x->atoms.count;
}

/* The towns that play, into a map, if the document is one on sports. */
static bool note_clubs(an_extractor *x, bool *any)
{
    *any = false;
    an_map_reset(&x->tried);
    if (!an_note_last_words(x, &x->noted))
        return false;
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        if (!(plays(x, c) || is_called_as_club(x, c)) || !may_play(x, c))
            continue;
        if (!*any && !is_on_sports(x))
            return true;
        *any = true;
        if (an_map_intern(&x->tried, an_candidate_form(x, c), NULL) == AN_MAP_NONE)
            return false;
    }
    return true;
}

bool an_step_clubs(an_extractor *x)
{
    const an_str sport = AN_LIT("organization/sport");
    bool any;

    if (!note_clubs(x, &any))
        return false;
    for (size_t i = 0; i < x->choices.count && any; i++) {
        an_candidate *c = x->candidates.items + x->choices.items[i].first;
        an_str form = an_candidate_form(x, c);
        if (an_map_find(&x->tried, form) == AN_MAP_NONE || !may_play(x, c) || (an_work_place_before(x, c->atom) && !plays(x, c)))
            continue;
        c->target = an_target_name(x, form, sport, AN_NO_ACTOR);
        c->rank = AN_RANK_DEFINED;
        if (c->target == UINT32_MAX)
            return false;
        if (an_str_equal(x->targets[c->target].type, AN_LIT("organization"))) /* it is the one that the tagger read */
            x->targets[c->target].type = sport;
        an_candidate_unlist(c);
    }
    return true;
}
