/* «the Bennets», where the text names somebody of that surname: the family is an actor of its own, and none of its members,
   or the clan that the text calls so («the Lo Verde clan»). Bands and teams are called so, too: where their trade is spoken of, a name stays what was
   read. */
#include "extract/work.h"

#include "extract/imply/implied.h"
#include "extract/tagger/houses.h"

/* Number of a surname in a map; AN_MAP_NONE when it is not there, or when there is no memory. */
static uint32_t number_of(an_extractor *x, const an_map *surnames, an_str surname)
{
    an_buf_reset(&x->buf);
    an_corrections_fold(&x->buf, surname);
    x->failed |= x->buf.failed;
    return x->buf.failed ? AN_MAP_NONE : an_map_find(surnames, an_buf_str(&x->buf));
}

static bool note(an_extractor *x, an_map *surnames, an_str surname)
{
    an_buf_reset(&x->buf);
    an_corrections_fold(&x->buf, surname);
    return !x->buf.failed && an_map_intern(surnames, an_buf_str(&x->buf), NULL) != AN_MAP_NONE;
}

/* The last words of a person's name, so many of them as can be a surname: «Lo Verde» and «Verde» of Salvatore Lo Verde. */
static bool note_endings(an_extractor *x, an_map *surnames, const an_candidate *c)
{
    enum { WORDS = 3 };
    uint32_t end = c->atom + c->atom_count;

    for (uint32_t words = 1; words <= WORDS && (words == 1 || words < c->atom_count); words++)
        if (!note(x, surnames, an_atoms_text(x, end - words, end - 1)))
            return false;
    return true;
}

/* Surnames of persons who are named with other words before them, or with a title. */
static bool note_surnames(an_extractor *x, an_map *surnames)
{
    uint32_t title;

    an_map_reset(surnames);
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        if (c->target != UINT32_MAX && an_is_person(x->targets[c->target].type) && (c->atom_count > 1 || an_work_title_gender(x, c->atom, &title)) &&
            !note_endings(x, surnames, c))
            return false;
    }
    return true;
}

/* «the Bennets», «the Miss Bennets». */
static bool are_definite(const an_extractor *x, const an_candidate *c)
{
    an_title title = {0};

    return an_work_is_definite(x, an_work_title_before(x, c->atom, &title) ? title.atom : c->atom);
}

/* Whether the sentence speaks of music, of sports or of what is on television. */
static bool is_on_show(const an_extractor *x, const an_candidate *c)
{
    static const char *const trade[] = {
        "aired",   "album",    "albums", "band",     "bassist", "beat",   "cartoon", "coach",   "concert", "concerts", "defeated", "defense",
        "drummer", "episode",  "episodes", "fans",   "frontman", "game",  "games",   "goalie",  "guitarist", "inning", "innings",  "league",
        "lyrics",  "nba",      "nfl",    "nhl",      "offense", "pitcher", "playoff", "playoffs", "quarterback", "sang", "season",  "sequel",
        "singer",  "sitcom",   "song",   "songs",    "tour",    "toured", "touchdown", "touchdowns", "vocalist"};
    uint32_t sentence = an_work_sentence(x, c->atom), end = x->sentence_atom[sentence + 1], next = c->atom + c->atom_count;

    if (next + 1 < end && an_str_equal(an_work_atom(x, next), AN_LIT("lost")) && an_str_equal(an_work_atom(x, next + 1), AN_LIT("to")))
        return true;
    for (uint32_t atom = x->sentence_atom[sentence]; atom < end; atom++)
        if (AN_STR_IN_ASCII_CASE(an_work_atom(x, atom), trade))
            return true;
    return false;
}

/* The surname of which a name is the plural and that somebody bears; "" when it is none. */
static an_str singular(an_extractor *x, const an_map *surnames, const an_candidate *c)
{
    enum { LETTERS = 3 };
    uint32_t last = c->atom + c->atom_count - 1;
    an_str name = an_atoms_text(x, c->atom, last);

    for (size_t ending = 1; ending <= 2 && an_work_atom(x, last).len > ending + LETTERS; ending++) {
        an_str stem = an_str_sub(name, 0, name.len - ending);
        if (an_str_ends(name, ending == 1 ? AN_LIT("s") : AN_LIT("es")) && number_of(x, surnames, stem) != AN_MAP_NONE)
            return stem;
    }
    return AN_LIT("");
}

/* Let a name mean the family of a surname, or the clan of which the document speaks («Lo Verde clan»). */
static bool mean_family(an_extractor *x, an_candidate *c, an_str surname)
{
    an_buf label = {0};

    for (size_t i = 0; i < AN_HOUSES; i++) {
        an_buf_reset(&label);
        an_buf_add(&label, surname);
        an_buf_add_char(&label, ' ');
        an_buf_add_text(&label, an_houses[i].noun);
        if (label.failed || an_target_is_known(x, an_buf_str(&label), AN_LIT("organization")))
            break;
    }
    c->target = label.failed ? UINT32_MAX : an_target_name(x, an_buf_str(&label), AN_LIT("organization/family"), AN_NO_ACTOR);
    an_buf_clear(&label);
    c->rank = AN_RANK_DEFINED;
    return c->target != UINT32_MAX;
}

bool an_step_families(an_extractor *x)
{
    an_map *surnames = &x->noted;
    bool done = true, noted = false; /* most documents name nobody so */

    for (size_t i = 0; i < x->choices.count && done; i++) {
        an_candidate *c = x->candidates.items + x->choices.items[i].first;
        an_str surname;
        if (c->by != AN_BY_TAGGER || !are_definite(x, c))
            continue;
        if (!noted && !(noted = note_surnames(x, surnames)))
            return false;
        surname = singular(x, surnames, c);
        if (surname.len && !is_on_show(x, c))
            done = mean_family(x, c, surname);
    }
    return done && !x->failed;
}
