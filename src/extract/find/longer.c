/* Capitals that nothing explains, places and telling words beside a shipped name say that it is only part of a longer one. A user's own rows
   always stand, and in headlines capitals say nothing. */
#include "extract/find/longer.h"

#include "extract/imply/implied.h"

/* A name and where it stands. */
typedef struct an_place {
    const an_extractor *x;
    const uint8_t *covered;
    const an_candidate *name;
    an_str type;
    uint32_t first, next; /* its first atom, and the one behind it */
    uint32_t start, end;  /* atoms of its sentence */
    bool organization;
    bool body; /* of a state («Japanese Army») */
} an_place;

static bool is_capital(const an_place *p, uint32_t atom)
{
    return p->x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST;
}

static bool is_word(const an_place *p, uint32_t atom, an_str word)
{
    return an_str_equal_ascii_case(an_work_atom(p->x, atom), word);
}

/* Whether only a blank or the like stands between an atom of the sentence and the one before it. */
static bool joined(const an_place *p, uint32_t atom)
{
    return atom > p->start && atom < p->end && p->x->atoms.items[atom].gap == AN_GAP_SOFT;
}

/* A capitalised word, not all in capitals, that lies in no candidate and that no list explains: a title, a role, a demonym, a modifier
   («Report», «Correspondent»), behind an organisation also a given name. */
static bool strange_capital(const an_place *p, uint32_t atom)
{
    static const unsigned explained = 1u << AN_LIST_TITLES | 1u << AN_LIST_ROLES | 1u << AN_LIST_DEMONYMS;
    an_atom here = p->x->atoms.items[atom];
    const an_rule_word *head;

    if (!(here.flags & AN_ATOM_UPPER_FIRST) || here.flags & (AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT) || p->covered[atom] ||
        is_word(p, atom, AN_LIT("the")) || an_work_word(p->x, atom, explained, NULL))
        return false;
    if (p->organization && atom >= p->next && an_work_is_given(p->x, atom))
        return false;
    head = p->organization ? an_work_word(p->x, atom, 1u << AN_LIST_HEADS, NULL) : NULL;
    return !head || head->class_ == AN_CLASS_BODY;
}

/* The actor of a dictionary that a candidate means, or AN_NO_ACTOR. */
static uint32_t actor_of(const an_place *p, const an_candidate *c)
{
    return c->target == UINT32_MAX ? AN_NO_ACTOR : p->x->targets[c->target].actor;
}

static bool means_place(const an_place *p, const an_candidate *c)
{
    return actor_of(p, c) != AN_NO_ACTOR && an_str_starts(p->x->targets[c->target].type, AN_LIT("location"));
}

static an_str country_of(const an_place *p, const an_candidate *c)
{
    return an_lexicon_attribute(p->x->lexicon, actor_of(p, c), "country");
}

/* A place other than the state that the organisation belongs to: «California Democratic Party», but «British Labour Party». */
static bool is_foreign_place(const an_place *p, const an_candidate *c)
{
    an_str own;

    if (!means_place(p, c) || actor_of(p, p->name) == AN_NO_ACTOR)
        return false;
    own = country_of(p, p->name);
    return own.len == 0 || !an_str_starts(p->x->targets[c->target].type, AN_LIT("location/country")) ||
           !an_str_equal(own, country_of(p, c));
}

/* How far around a name its neighbours are looked for: atoms, and candidates (a place may have many). */
enum { MOST_ATOMS = 8, MOST_CANDIDATES = 64 };

/* Whether a foreign place, or its demonym, ends right before the atom. */
static bool foreign_place_before(const an_place *p, uint32_t atom)
{
    const an_candidate *c = p->name, *first = p->x->candidates.items;

    for (int i = 0; i < MOST_CANDIDATES && c > first && c[-1].atom + MOST_ATOMS >= atom; i++) {
        c--;
        if (c->atom + c->atom_count == atom && is_foreign_place(p, c))
            return true;
    }
    return false;
}

/* The first candidate that starts at an atom behind the name, or NULL. */
static const an_candidate *candidate_at(const an_place *p, uint32_t atom)
{
    const an_candidate *c = p->name, *end = p->x->candidates.items + p->x->candidates.count;

    for (int i = 0; i < MOST_CANDIDATES && c < end && c->atom <= atom; i++, c++)
        if (c->atom == atom)
            return c;
    return NULL;
}

/* Kinds of organisations that many states have under the same name. */
static bool is_of_a_state(const an_place *p)
{
    static const char *const kinds[] = {"organization/agency", "organization/court",  "organization/military",
                                        "organization/party",  "organization/police", "organization/religious"};

    return AN_STR_IN(p->type, kinds);
}

/* «University of Texas», «Bank of Syria»: a place behind a word that makes organisations. */
static bool behind_designator(const an_place *p)
{
    uint32_t length, of = p->first - 1;

    return !p->organization && joined(p, p->first) && joined(p, of) && is_word(p, of, AN_LIT("of")) && is_capital(p, of - 1) &&
           an_work_word(p->x, of - 1, 1u << AN_LIST_DESIGNATORS, &length) && length == 1;
}

/* «Radical-Socialist Party», «RAB-4»: a hyphen ties the two atoms together, and one of them is of the name. */
static bool hyphen_ties(const an_place *p, uint32_t before, uint32_t stranger)
{
    an_span left = p->x->atoms.items[before].span, right = p->x->atoms.items[before + 1].span;
    an_str between = an_str_sub(p->x->doc->text, left.end, right.start);

    return (an_str_equal(between, AN_LIT("-")) || an_str_equal(between, AN_LIT("\u2010")) || an_str_equal(between, AN_LIT("\u2011"))) &&
           p->x->atoms.items[stranger].flags & (AN_ATOM_UPPER_FIRST | AN_ATOM_DIGIT) && !p->covered[stranger];
}

/* «Libertarian Party of California» */
static bool of_another(const an_place *p)
{
    const an_candidate *owner;
    uint32_t at = p->next;

    if (!joined(p, at) || !is_word(p, at, AN_LIT("of")))
        return false;
    if (joined(p, ++at) && is_word(p, at, AN_LIT("the")))
        at++;
    if (!joined(p, at) || !is_capital(p, at))
        return false;
    owner = candidate_at(p, at);
    return !owner || !means_place(p, owner) || is_foreign_place(p, owner);
}

static bool longer_before(const an_place *p)
{
    bool short_form = p->x->atoms.items[p->first].flags & AN_ATOM_ALL_UPPER;

    if (behind_designator(p))
        return true;
    if (!joined(p, p->first))
        return false;
    if (p->organization && hyphen_ties(p, p->first - 1, p->first - 1))
        return true;
    if (!p->body && is_of_a_state(p) && foreign_place_before(p, p->first))
        return true;
    return (p->organization || p->name->atom_count == 1) && !short_form && p->first > p->start + 1 && strange_capital(p, p->first - 1);
}

/* «Maybank & Tidewell»: a known company, and a partner whom no list knows; not «Tesla & Musk». */
static bool has_partner(const an_place *p)
{
    enum { KNOWN = AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES) | AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_KNOWN_ORG) |
                   AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TOWN) };

    return an_str_equal(p->type, AN_LIT("organization/company")) && p->next - p->first == 1 && p->next < p->end &&
           p->x->atoms.items[p->next].gap == AN_GAP_AMP && strange_capital(p, p->next) && !(an_atom_lists(p->x, p->next) & KNOWN);
}

static bool longer_behind(const an_place *p)
{
    if (p->body && !is_capital(p, p->next - 1)) /* «Norwegian army» ends with its head */
        return false;
    if (p->organization && (of_another(p) || has_partner(p)))
        return true;
    if (!joined(p, p->next))
        return false;
    if (p->organization && hyphen_ties(p, p->next - 1, p->next))
        return true;
    if (an_str_equal(p->type, AN_LIT("organization/company")) && candidate_at(p, p->next) && means_place(p, candidate_at(p, p->next)))
        return true;
    return strange_capital(p, p->next);
}

/* «(US-VISIT)»: letters that fill a bracket, and what they begin with is nobody there. */
static bool starts_bracketed_letters(const an_place *p)
{
    const an_atom *atoms = p->x->atoms.items;
    an_str text = p->x->doc->text;

    return p->next < p->end && atoms[p->first].flags & atoms[p->next].flags & AN_ATOM_ALL_UPPER && hyphen_ties(p, p->next - 1, p->next) &&
           an_str_starts(an_str_sub(text, atoms[p->next].span.end, text.len), AN_LIT(")")) && atoms[p->first].span.start > 0 &&
           text.ptr[atoms[p->first].span.start - 1] == '(';
}

static bool is_number(const an_atom *atom)
{
    return (atom->flags & (AN_ATOM_DIGIT | AN_ATOM_UPPER_FIRST)) == AN_ATOM_DIGIT;
}

/* «28 U.S.C.»: dotted letters go on; «556 U.S. 662»: a volume and a page of reports, not the state. */
static bool is_citation(const an_extractor *x, const an_candidate *c)
{
    const an_atom *next = x->atoms.items + c->atom + c->atom_count;
    bool more = c->atom + c->atom_count < x->atoms.count;

    if (c->target == UINT32_MAX || c->atom_count < 2 || x->atoms.items[c->atom + 1].gap != AN_GAP_DOT || !more)
        return false;
    if (next->gap == AN_GAP_DOT && next->span.end - next->span.start == 1)
        return true;
    return c->atom > 0 && is_number(next - c->atom_count - 1) && x->atoms.items[c->atom].gap == AN_GAP_SOFT && is_number(next) &&
           (next->gap == AN_GAP_SOFT || next->gap == AN_GAP_STOP);
}

/* «US$31,000», «A$5» */
static bool is_currency(const an_extractor *x, const an_candidate *c)
{
    an_str behind = an_str_sub(x->doc->text, c->span.end, x->doc->text.len);

    return c->target != UINT32_MAX && x->atoms.items[c->atom].flags & AN_ATOM_ALL_UPPER && an_str_starts(behind, AN_LIT("$"));
}

bool an_is_part_of_longer(const an_extractor *x, const uint8_t *covered, const an_candidate *c, bool read)
{
    an_place p = {x, covered, c, .first = c->atom, .next = c->atom + c->atom_count, .body = c->rank == AN_RANK_DEMONYM_HEAD || c->rank == AN_RANK_POSSESSED};
    uint32_t sentence = an_work_sentence(x, c->atom);

    if (c->rank == AN_RANK_DICT && (is_currency(x, c) || is_citation(x, c))) /* in headlines, too */
        return true;
    if (read || c->target == UINT32_MAX || x->headline[sentence] ||
        (c->rank != AN_RANK_DICT && !p.body && !(c->rank == AN_RANK_DEMONYM && c->no_link)))
        return false;
    p.type = x->targets[c->target].type;
    p.start = x->sentence_atom[sentence];
    p.end = x->sentence_atom[sentence + 1];
    if (starts_bracketed_letters(&p))
        return true;
    p.organization = an_is_organization(p.type);
    /* a place in capitals stands by itself («US Marines»), an organisation does not («BBC One») */
    if (!p.organization && (!an_str_starts(p.type, AN_LIT("location")) || x->atoms.items[c->atom].flags & AN_ATOM_ALL_UPPER))
        return false;
    return longer_before(&p) || longer_behind(&p);
}
