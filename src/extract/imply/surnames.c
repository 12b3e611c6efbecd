/* The surnames that full names of a document imply, and couples, whose surname alone is told apart by its title (docs/matching.md §7). */
#include "extract/imply/implied.h"

#include "base/utf8.h"
#include "text/fold.h"

/* A place means who bears the title there, and is in no dictionary: no surname of another takes it. */
static bool tell_by_title(an_extractor *x, an_candidate *c, an_str name)
{
    c->target = an_target_name(x, name, x->targets[c->target].type, AN_NO_ACTOR);
    if (c->target == UINT32_MAX)
        return false;
    c->rank = AN_RANK_DEFINED;
    an_candidate_unlist(c);
    x->targets[c->target].couple = true;
    return true;
}

/* What titles and given names tell of those who bear a surname. HIS: a man has it, in full or listed; NOT_HIS: somebody in full who may be none.
   LONG_HERS: a woman in three words or more; KIN: a lady is called by a word of kin. */
enum {
    MAN = 1, WOMAN = 2, RANK = 4, LADY = 8, HER_RANK = 16, MISS = 32, MRS = 64, FULL_MISS = 128, FULL_MRS = 256, HIS = 512, NOT_HIS = 1024,
    LONG_HERS = 2048, KIN = 4096
};

/* Whether a rank stands right before a name («Colonel Berg»), and where it starts. */
static bool has_rank(const an_extractor *x, uint32_t name, uint32_t *first)
{
    an_title title = {0};

    while (an_work_title_before(x, name, &title))
        *first = title.atom;
    return title.word && title.word->class_ == AN_CLASS_RANK;
}

/* The gender of the given name that a name begins with, or that «Thi» tells behind a surname («Nguyen Thi Hoa»), or 0. */
static char given_gender(const an_extractor *x, const an_candidate *c)
{
    const an_rule_word *given = an_work_word(x, c->atom, 1u << AN_LIST_GIVEN, NULL);

    for (uint32_t i = 1; i + 1 < c->atom_count; i++)
        if (an_name_is_thi(an_work_atom(x, c->atom + i)))
            return 'f';
    return given ? given->gender : 0;
}

/* A lady, by her title. Who is «Ms.» may have a rank, too. */
static unsigned lady_of(an_str title, bool in_full)
{
    if (an_str_equal(title, AN_LIT("Miss")))
        return LADY | (in_full ? FULL_MISS : MISS);
    if (in_full ? an_str_equal(title, AN_LIT("Mrs")) : an_is_wifes_title(title))
        return LADY | (in_full ? FULL_MRS : MRS);
    return an_str_equal(title, AN_LIT("Ms")) ? 0 : LADY;
}

/* «Mrs. Karl Berg»: his wife, who is called by his name; unless it may be the end of hers («Ada Karl Berg»). */
static bool is_wife_by_his_name(const an_extractor *x, const an_candidate *c, unsigned surname, uint32_t *title)
{
    if (c->atom_count < 2 || surname & LONG_HERS || given_gender(x, c) != 'm' || an_work_title_gender(x, c->atom, title) != 'f')
        return false;
    return *title + 1 == c->atom && lady_of(an_work_atom(x, *title), true) & FULL_MRS;
}

/* «Aunt», «sister»; not «Sister», who may be a nun. */
static bool is_kin(const an_extractor *x, uint32_t atom)
{
    const an_rule_word *word = an_work_word(x, atom, 1u << AN_LIST_TITLES, NULL);

    return (word && word->class_ == AN_CLASS_KIN) || an_str_equal(an_work_atom(x, atom), AN_LIT("sister"));
}

/* Whether a name is a surname alone, with or without a courtesy in it: «Berg», «Madame Berg». */
static bool is_surname_alone(const an_extractor *x, const an_candidate *c)
{
    an_title title = {0};

    return c->atom_count == 1 || (c->atom_count == 2 && an_work_title_before(x, c->atom + 1, &title) && title.word->class_ == AN_CLASS_COURTESY);
}

/* What one place tells; 0 for nothing. */
static unsigned told_by_title(const an_extractor *x, const an_candidate *c, uint32_t *title)
{
    bool alone = is_surname_alone(x, c);
    char gender = an_work_title_gender(x, alone ? c->atom + c->atom_count - 1 : c->atom, title);
    unsigned lady = gender == 'f' ? lady_of(an_work_atom(x, *title), !alone) : 0;

    if (gender && alone && an_is_knights_title(an_work_atom(x, *title))) /* no surname follows */
        return 0;
    if (c->atom_count == 2 && x->french && an_str_equal(an_work_atom(x, c->atom), AN_LIT("M")))
        return MAN;
    if (alone && gender == 'f' && is_kin(x, *title))
        return KIN | WOMAN;
    if (!alone)
        return lady ? lady : has_rank(x, c->atom, title) && given_gender(x, c) == 'f' ? HER_RANK : 0;
    return gender ? lady | (gender == 'm' ? MAN : WOMAN) : has_rank(x, c->atom, title) ? RANK : 0;
}

/* What a name tells whatever titles say: «Karl Berg», and «Berg», where he is listed. */
static unsigned told_by_name(an_extractor *x, const an_candidate *c, uint32_t target)
{
    uint32_t title;
    char gender;

    if (!is_surname_alone(x, c)) {
        gender = an_work_title_gender(x, c->atom, &title);
        return ((gender ? gender : given_gender(x, c)) == 'm' ? HIS : NOT_HIS) | (c->atom_count > 2 && given_gender(x, c) == 'f' ? LONG_HERS : 0u);
    }
    return x->targets[target].actor != AN_NO_ACTOR && an_work_actor_gender(x, x->targets[target].actor) == 'm' ? HIS : 0;
}

/* Whether a place with a title is to be told from others by it: «Mr. Berg», where there is a «Mrs. Berg», and «Colonel Berg», where there is a «Miss Ada
   Berg», and no other who might have the rank; «Mrs. Berg» is no «Miss Ada Berg», nor the reverse, nor is she «Karl Berg», if nobody else has the name. */
static bool is_told(unsigned here, unsigned surname)
{
    if (here & WOMAN && (surname & (HIS | NOT_HIS)) == HIS)
        return true;
    if ((surname & (MAN | WOMAN)) == (MAN | WOMAN))
        return (here & (MAN | WOMAN)) != 0;
    if ((here & MRS && surname & FULL_MISS) || (here & MISS && surname & FULL_MRS))
        return true;
    return (here == RANK && (surname & (LADY | HER_RANK)) == LADY) || (here & MRS && (surname & (RANK | HER_RANK)) == RANK);
}

/* The number of a surname behind the title that stands right before a name. */
static uint32_t titled_surname(an_extractor *x, an_map *surnames, const an_candidate *c, uint64_t title)
{
    return an_intern_folded(x, surnames, an_work_atom(x, c->atom + c->atom_count - 1), (uint32_t)title | 1, NULL);
}

/* Remember that somebody is named in full behind a title: «Captain Karl Berg». */
static bool note_titled_in_full(an_extractor *x, an_map *surnames, const an_candidate *c)
{
    uint64_t title = is_surname_alone(x, c) ? 0 : an_work_title_word(x, c->atom);
    uint32_t number = title ? titled_surname(x, surnames, c, title) : AN_MAP_NONE;

    if (title && number != AN_MAP_NONE)
        surnames->values[number] |= RANK;
    return !title || number != AN_MAP_NONE;
}

/* The number of the ladies of a surname. Its value: the atom of the title with which one is called first that is no word of kin, + 1, or 0. */
static uint32_t ladies(an_extractor *x, an_map *surnames, const an_candidate *c)
{
    return an_intern_folded(x, surnames, an_work_atom(x, c->atom + c->atom_count - 1), 2, NULL);
}

/* Remember where a lady is first called by a surname and a title. */
static bool note_lady(an_extractor *x, an_map *surnames, const an_candidate *c, unsigned here, uint32_t title)
{
    bool lady = here & WOMAN && here & LADY && title + 1 == c->atom;
    uint32_t number = lady ? ladies(x, surnames, c) : AN_MAP_NONE;

    if (number != AN_MAP_NONE && !surnames->values[number])
        surnames->values[number] = title + 1;
    return !lady || number != AN_MAP_NONE;
}

/* What one is called who is told from others by a title: «aunt Berg» is «Mrs. Berg», if she is called so, too, and no other is «Miss Berg». */
static an_str name_with_title(an_extractor *x, an_map *surnames, const an_candidate *c, unsigned here, unsigned surname, uint32_t title)
{
    enum { BOTH = MISS | MRS };
    uint32_t number = here & KIN && (surname & BOTH) != BOTH ? ladies(x, surnames, c) : AN_MAP_NONE;
    uint32_t first = number == AN_MAP_NONE ? 0 : surnames->values[number];

    return first ? an_atoms_text(x, first - 1, first) : an_atoms_text(x, title, c->atom + c->atom_count - 1);
}

/* «General Berg» beside «Mr. Karl Berg», «Mr. Berg» and «Miss Berg»: his father, unless somebody is named in full behind that rank. */
static bool is_officer_of_family(an_extractor *x, an_map *surnames, const an_candidate *c, unsigned here, unsigned surname)
{
    enum { FAMILY = MAN | LADY | HIS };
    uint32_t number;

    if (here != RANK || (surname & FAMILY) != FAMILY || surname & HER_RANK)
        return false;
    number = titled_surname(x, surnames, c, an_work_title_word(x, c->atom));
    return number != AN_MAP_NONE && !(surnames->values[number] & RANK);
}

/* Whether a lady is named by her title: where none is, nobody is told from others. */
static bool names_lady(an_extractor *x)
{
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i), title;
        if (target != UINT32_MAX && an_is_person(x->targets[target].type) &&
            an_work_title_gender(x, c->atom, &title) == 'f')
            return true;
    }
    return false;
}

/* Who bears a surname and a title that the user has a line about is called so: «different Lady Berg, Ada Berg». */
static bool part_as_corrected(an_extractor *x)
{
    if (an_corrections_count(x->corrections) == 0)
        return true;
    for (size_t i = 0; i < x->choices.count; i++) {
        an_candidate *c = x->candidates.items + x->choices.items[i].first;
        uint32_t target = an_choice_target(x, i), last = c->atom + c->atom_count - 1;
        an_title title = {0};
        bool told;
        if (target == UINT32_MAX || !an_is_person(x->targets[target].type) || !is_surname_alone(x, c))
            continue;
        while (an_work_title_before(x, last, &title)) {
            an_str name = an_atoms_text(x, title.atom, last);
            an_buf_reset(&x->buf);
            an_corrections_fold(&x->buf, name);
            if (x->buf.failed)
                return false;
            if (!an_corrections_tell(x->corrections, an_buf_str(&x->buf), x->notes.corrections_used))
                continue;
            told = an_corrections_same(x->corrections, an_buf_str(&x->buf), x->notes.corrections_used).len > 0;
            if (!tell_by_title(x, c, name))
                return false;
            x->targets[c->target].told |= told;
            break;
        }
    }
    return true;
}

/* Surnames that the document gives to a man and to a woman («Mr. Bennet», «Mrs. Bennet») are two persons: each keeps the title in its name.
 */
bool an_part_couples(an_extractor *x)
{
    an_map *surnames = &x->noted; /* values: what is told of who bears them */
    bool done = part_as_corrected(x);

    an_map_reset(surnames);
    for (int pass = names_lady(x) ? 0 : 2; pass < 2 && done; pass++)
        for (size_t i = 0; i < x->choices.count && done; i++) {
            an_candidate *c = x->candidates.items + x->choices.items[i].first;
            uint32_t target = an_choice_target(x, i), title = 0, known;
            unsigned told, named;
            if (target == UINT32_MAX || !an_is_person(x->targets[target].type))
                continue;
            told = c->by == AN_BY_PATTERN || c->by == AN_BY_TAGGER ? told_by_title(x, c, &title) : 0;
            named = pass == 0 ? told_by_name(x, c, target) : 0;
            if (!told && !named)
                continue;
            known = an_intern_folded(x, surnames, an_work_atom(x, c->atom + c->atom_count - 1), 0, NULL);
            done = known != AN_MAP_NONE && (pass > 0 || (note_titled_in_full(x, surnames, c) && note_lady(x, surnames, c, told, title)));
            if (done && pass == 0)
                surnames->values[known] |= told | named;
            else if (done && (is_wife_by_his_name(x, c, surnames->values[known], &title) ||
                              (is_surname_alone(x, c) && (is_told(told, surnames->values[known]) ||
                                                          is_officer_of_family(x, surnames, c, told, surnames->values[known])))))
                done = tell_by_title(x, c, name_with_title(x, surnames, c, told, surnames->values[known], title));
        }
    return done;
}

/* The first word of the surname of a full name; a particle that begins the name is a part of it all the same. */
static size_t surname_at(const an_name *name)
{
    size_t at = an_name_surname_at(name);

    return at ? at : 1;
}

/* Of a last word: that the document speaks of a place of this name, that it is somebody's whole surname beside one of two halves, that it is the first
   word of a name; below, how many surnames were made of it. */
#define PLACE (1u << 31)
#define WHOLE (1u << 30)
#define FIRST (1u << 29)

static bool mark(an_map *taken, an_str word, uint32_t as)
{
    uint32_t number = an_map_intern(taken, word, NULL);

    if (number == AN_MAP_NONE)
        return false;
    taken->values[number] |= as;
    return true;
}

static bool is_marked(const an_map *taken, an_str word, uint32_t as)
{
    uint32_t number = an_map_find(taken, word);

    return number != AN_MAP_NONE && (taken->values[number] & as);
}

/* Whether the surname has not been taken too often yet: one of very many is ambiguous whatever the others are called. */
static bool one_of_few(an_extractor *x, an_map *taken, an_str surname)
{
    uint32_t number = an_map_intern(taken, surname, NULL);

    x->failed |= number == AN_MAP_NONE;
    return number != AN_MAP_NONE && (taken->values[number]++ & ~(PLACE | WHOLE | FIRST)) < AN_MOST_SENSES;
}

/* A given name, and two words at the end that may be surnames. */
static bool may_have_two_surnames(const an_name *name)
{
    const an_name_word *last;

    if (name->kind != AN_KIND_PERSON || name->count < 3)
        return false;
    last = an_name_last(name);
    return name->words->given && !last->tied && !last[-1].given && last[-1].part == AN_PART_PLAIN;
}

/* «Arturo Altamira Urrutia»: the first of two surnames that many bear is what one is called by. */
static bool has_two_surnames(const an_name *name)
{
    return may_have_two_surnames(name) && an_name_last(name)->common && an_name_last(name)[-1].common;
}

/* «Arturo Altamira Urrutia» beside «Ines Lago de Altamira»: the document has somebody else of the first of two words that may be surnames, and so it is
   one. Of very many names nobody is compared with each. */
static bool shares_first_of_two(const an_extractor *x, const an_name *name)
{
    enum { MANY = 256 };

    if (!may_have_two_surnames(name) || x->clusters.count > MANY)
        return false;
    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *it = x->clusters.items + i;
        if (it->kind == AN_KIND_PERSON && it->count > 3 && an_name_last(it)[-1].part == AN_PART_PARTICLE &&
            an_str_equal(an_name_last(it)->text, an_name_last(name)[-1].text))
            return true;
    }
    return false;
}

static bool is_any(const an_extractor *x, bool (*is)(const an_name *name))
{
    for (size_t i = 0; i < x->clusters.count; i++)
        if (is(x->clusters.items + i))
            return true;
    return false;
}

/* Mark the surnames in one piece; only for those in two, since nothing else asks. */
static bool note_whole(const an_extractor *x, an_map *taken)
{
    size_t names = is_any(x, an_name_has_two_halves) ? x->clusters.count : 0;

    for (size_t i = 0; i < names; i++) {
        const an_name *it = x->clusters.items + i;
        if (it->kind == AN_KIND_PERSON && it->count > 1 && !an_name_last(it)->tied && !mark(taken, an_name_last(it)->text, WHOLE))
            return false;
    }
    return true;
}

/* Mark the first words of names; only for those of fathers, since nothing else asks. */
static bool note_first(const an_extractor *x, an_map *taken)
{
    size_t names = is_any(x, an_name_is_of_father) ? x->clusters.count : 0;

    for (size_t i = 0; i < names; i++) {
        const an_name *it = x->clusters.items + i;
        if (it->kind == AN_KIND_PERSON && it->count > 1 && !mark(taken, it->words[0].text, FIRST))
            return false;
    }
    return true;
}

/* Mark the words that the document uses as places; only for titles and two surnames, since nothing else asks. */
static bool note_places(const an_extractor *x, an_map *taken)
{
    bool asked = is_any(x, an_name_is_title) || is_any(x, has_two_surnames);

    for (size_t i = 0; i < x->choices.count && asked; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        if (c->atom_count != 1 || !an_work_place_before(x, c->atom) || an_str_equal(an_work_atom(x, c->atom - 1), AN_LIT("from")))
            continue;
        if (!mark(taken, an_work_atom(x, c->atom), PLACE))
            return false;
    }
    return true;
}

/* Whether a name is one's by a title, «Duke of Berg», and the document speaks of Berg as of a place, too: then it means the place. */
static bool is_place_of_title(const an_extractor *x, const an_map *taken, const an_name *name)
{
    return an_name_is_title(name) && is_marked(taken, an_work_atom(x, name->atom + (uint32_t)name->count - 1), PLACE);
}

/* Whether the small word before a surname may be left out: «de Villepin», «Duke of Berg». */
static bool is_left_out(const an_extractor *x, uint32_t start, uint32_t last)
{
    const an_rule_word *particle = start < last ? an_work_word(x, last - 1, 1u << AN_LIST_PARTICLES, NULL) : NULL;

    return start < last && (particle ? particle->class_ == AN_CLASS_JOINS : an_str_equal(an_work_atom(x, last - 1), AN_LIT("of")));
}

/* Whether the last word is only the second half of a surname that is somebody else's whole one. */
static bool is_half(const an_map *taken, const an_name *name)
{
    return an_name_has_two_halves(name) && is_marked(taken, an_name_last(name)->text, WHOLE);
}

/* A text that stands for a person. */
static an_implied surname_of(const an_name *name, an_str text)
{
    return (an_implied){.text = text, .target = name->target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS, .rule = AN_RULE_SURNAME,
                        .alone = true, .gender = name->gender};
}

/* Of «Ottilie Lenz-Moravec» both halves, and the first one («Lenz») where it is nobody's whole surname. Behind a surname that stands first they are
   given names. */
static bool add_halves(an_extractor *x, const an_map *taken, const an_name *name, an_implied_names *out)
{
    enum { SHORT = 4 };
    uint32_t last = name->atom + (uint32_t)name->count - 1;
    an_implied it = surname_of(name, an_atoms_text(x, last - 1, last));
    an_str first = an_work_atom(x, last - 1);

    if (!an_name_has_two_halves(name) || name->count < 3 || name->words[0].leading)
        return true;
    if (!an_target_apart(x, it.text, it.target) && !an_imply(out, it))
        return false;
    if (an_utf8_count(first) < SHORT || an_name_last(name)[-1].given || is_marked(taken, an_name_last(name)[-1].text, WHOLE))
        return true;
    it.text = first;
    it.rule = AN_RULE_INNER;
    return an_target_apart(x, it.text, it.target) || an_imply(out, it);
}

/* Whether the last word of «Moussa ag Ghissa» is what somebody else of the document is called: «Ghissa ag Wannahi», his father. */
static bool is_father_named(const an_map *taken, const an_name *name)
{
    return an_name_is_of_father(name) && is_marked(taken, an_name_last(name)->text, FIRST);
}

static bool add_surname(an_extractor *x, const an_map *taken, const an_name *name, an_implied_names *out)
{
    uint32_t last = name->atom + (uint32_t)name->count - 1, start = name->atom + (uint32_t)surname_at(name);
    an_implied it = surname_of(name, AN_LIT(""));

    if (is_half(taken, name))
        return true;
    it.text = an_atoms_text(x, start, last);
    if (!an_target_apart(x, it.text, it.target) && !an_imply(out, it))
        return false;
    it.text = an_work_atom(x, last);
    return !is_left_out(x, start, last) || is_father_named(taken, name) || an_utf8_count(it.text) < 4 || an_target_apart(x, it.text, it.target) ||
           an_imply(out, it);
}

/* Titles with which one is called by a given name. */
static bool stands_before_given(an_str title)
{
    static const char *const titles[] = {"brother", "dame", "dom", "don", "dona", "doña", "emperor", "father", "fr", "king", "lady", "lord",
                                         "prince", "princess", "queen", "sheikh", "sir", "sister", "sultan"};

    return AN_STR_IN_ASCII_CASE(title, titles);
}

/* «Sir Karl Berg»: «Sir Karl», whoever «Karl» is. */
static bool add_titled_given(an_extractor *x, const an_name *name, an_implied_names *out)
{
    uint64_t title = name->words[0].given ? an_work_title_word(x, name->atom) : 0;
    an_implied it = surname_of(name, an_work_atom(x, name->atom));

    if (!title || !stands_before_given(an_work_atom(x, name->atom - 1)) || an_target_apart(x, it.text, name->target))
        return true;
    it.title = title;
    it.rule = AN_RULE_GIVEN;
    return an_imply(out, it);
}

/* «Senator Karl Lund Berg»: the first of two surnames, behind the same title. */
static bool add_titled_surname(an_extractor *x, const an_name *name, an_implied_names *out)
{
    uint32_t atom = name->atom + (uint32_t)name->count - 2;
    const an_name_word *word = name->words + name->count - 2;
    uint64_t title = name->count < 3 ? 0 : an_work_title_word(x, name->atom);
    an_implied it;

    if (!title || word->given || word->part != AN_PART_PLAIN || word[1].tied || an_target_apart(x, an_work_atom(x, atom), name->target))
        return true;
    it = surname_of(name, an_work_atom(x, atom));
    it.title = title;
    return an_imply(out, it);
}

/* «Captain Karl Berg», whose elder brother is «Mr. Berg» and «Berg»: «Captain Berg». */
static bool add_surname_behind_rank(an_extractor *x, const an_name *name, an_implied_names *out)
{
    uint32_t first;
    an_implied it = surname_of(name, an_work_atom(x, name->atom + (uint32_t)name->count - 1));

    if (!has_rank(x, name->atom, &first) || an_target_apart(x, it.text, name->target))
        return true;
    it.title = an_work_title_word(x, name->atom);
    return !it.title || an_imply(out, it);
}

/* Nobody is meant by the first of two surnames where the document speaks of a place of this name. */
static bool add_first_of_two(an_extractor *x, const an_map *taken, const an_name *name, an_implied_names *out)
{
    an_str text = has_two_surnames(name) || shares_first_of_two(x, name) ? an_work_atom(x, name->atom + (uint32_t)name->count - 2) : AN_LIT("");

    if (!text.len || an_target_apart(x, text, name->target) || is_marked(taken, text, PLACE))
        return true;
    return an_imply(out, surname_of(name, text));
}

/* «Wang Lei», «Kim Tae-woo»: a surname that stands first where it is used, before one given name or two, written as one or tied. */
static bool has_leading_surname(const an_name *name)
{
    size_t last = name->count - 1;

    return name->words[0].leading && (last == 1 ? !name->words[1].common && !name->words[1].tied : last == 2 && name->words[2].tied);
}

/* «Szabó Péter», «Kuo Li-hua»: the surname stands first, as far as one can tell. */
static bool has_first_surname(const an_name *name)
{
    return !name->words[0].given && (an_name_last(name)->tied ? name->count == 3 : name->count == 2 && an_name_last(name)->given);
}

static bool add_first_surname(an_extractor *x, const an_name *name, an_implied_names *out)
{
    an_str text = an_work_atom(x, name->atom);

    if (name->words[0].part != AN_PART_PLAIN || name->ordinary || an_utf8_count(text) < 2 || !(has_leading_surname(name) || has_first_surname(name)) ||
        an_target_apart(x, text, name->target))
        return true;
    return an_imply(out, surname_of(name, text));
}

/* The men of couples («Mr. Bennet» beside «Mrs. Bennet») under their surnames; values: number of the name + 1. */
static bool note_husbands(an_extractor *x, an_map *husbands)
{
    an_map_reset(husbands);
    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *it = x->clusters.items + i;
        uint32_t number;
        if (!it->couple || it->gender != 'm' || it->count != 1 || it->office)
            continue;
        if ((number = an_map_intern(husbands, it->words->text, NULL)) == AN_MAP_NONE)
            return false;
        if (!husbands->values[number])
            husbands->values[number] = (uint32_t)i + 1;
    }
    return true;
}

/* Whether the surname alone means the man of a couple more likely than somebody who is named in full less often: «Darcy» is Mr. Darcy, and not
   Lady Anne Darcy. */
static bool means_husband(const an_extractor *x, const an_map *husbands, const an_name *name)
{
    uint32_t number = an_map_find(husbands, an_name_last(name)->text), man = number == AN_MAP_NONE ? 0 : husbands->values[number];

    return man && x->clusters.items[man - 1].mentions > name->mentions;
}

static bool add_husbands(an_extractor *x, const an_map *husbands, an_implied_names *out)
{
    for (size_t i = 0; i < husbands->count; i++) {
        const an_name *it = x->clusters.items + husbands->values[i] - 1;
        an_implied husband = surname_of(it, an_work_atom(x, it->atom));
        husband.gender = 'm';
        if (!an_imply(out, husband))
            return false;
    }
    return true;
}

/* Where the surname ends that stands first: at the comma of «BERG, Karl», before the first word in small letters of «BERG Karl». */
static size_t turned_surname_end(an_str text)
{
    size_t end = an_str_find_byte(text, 0, ','), word = 0, length;

    if (end != (size_t)-1)
        return end;
    for (size_t i = 0; i < text.len; i += length) {
        if (an_is_lower(an_utf8_decode(text, i, &length)))
            return word;
        word = text.ptr[i] == ' ' ? i : word;
    }
    return text.len;
}

static bool add_turned_surname(an_extractor *x, const an_name *name, an_implied_names *out)
{
    an_str text = an_str_sub(name->text, 0, turned_surname_end(name->text));

    if (text.len == name->text.len || an_utf8_count(text) < 4 || !name->mentions || an_target_apart(x, text, name->target))
        return true;
    return an_imply(out, surname_of(name, text));
}

/* «Well, sit down» says nothing of C. Well: a word of grammar is a surname behind a given name or a title alone. */
static bool is_exclamation(const an_extractor *x, const an_name *name)
{
    return !name->words->given && !name->titled && an_atom_lists(x, name->atom + (uint32_t)name->count - 1) & AN_IN(AN_WORD_FUNCTION);
}

/* Surnames of full names: with their particles, and without those that only join («de Villepin», «Villepin»). */
bool an_imply_surnames(an_extractor *x, an_implied_names *out)
{
    an_map *taken = &x->noted; /* last words; values: surnames made of them, PLACE */
    an_map *husbands = &x->tried;
    bool done;

    an_map_reset(taken);
    done = note_places(x, taken) && note_whole(x, taken) && note_first(x, taken) && note_husbands(x, husbands) && add_husbands(x, husbands, out);
    for (size_t i = 0; i < x->clusters.count && done; i++) {
        const an_name *it = x->clusters.items + i;
        const an_name_word *last = an_name_last(it);
        if (it->kind == AN_KIND_PERSON && it->turned)
            done = add_turned_surname(x, it, out);
        if (!it->mentions || it->kind != AN_KIND_PERSON || it->count < 2 || it->turned || it->couple || an_utf8_count(last->text) < 2 ||
            (last->part == AN_PART_PARTICLE && !last->tied) || an_name_is_kunya(it) || is_place_of_title(x, taken, it) || an_name_is_of_place(it) ||
            is_exclamation(x, it))
            continue;
        if (means_husband(x, husbands, it)) {
            done = add_surname_behind_rank(x, it, out);
            continue;
        }
        if (!one_of_few(x, taken, last->text))
            continue;
        if (x->atoms.items[it->atom + it->count - 1].flags & AN_ATOM_UPPER_FIRST) /* not «Kim Tae-woo» */
            done = add_halves(x, taken, it, out) && add_surname(x, taken, it, out) && add_first_of_two(x, taken, it, out) && add_titled_surname(x, it, out);
        done = done && add_first_surname(x, it, out) && add_titled_given(x, it, out);
    }
    return done;
}
