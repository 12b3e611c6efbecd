/* Companies that their legal form tells, where the stretch is plain to see whatever their words are: what stands in brackets before it is a part of
   the name («Coral Bay (Suisse) SA»), and so are all capitals before it («Puerto Plata Desarrollos S.A. de C.V.»); a form that goes first says that
   the words in quotation marks behind it are a company («OOO "Severny Kvartal"»). The longest stretch wins over what else was found there. */
#include "extract/imply/implied.h"

enum { MOST = 8 /* atoms before the legal form */, WEAK = 2 /* letters: a form that short may be another word */ };

static uint8_t flags_of(const an_extractor *x, uint32_t atom)
{
    return x->atoms.items[atom].flags;
}

static uint32_t length_of(const an_extractor *x, uint32_t atom)
{
    return x->atoms.items[atom].span.end - x->atoms.items[atom].span.start;
}

static an_str between(const an_extractor *x, uint32_t atom)
{
    return an_str_sub(x->doc->text, atom ? x->atoms.items[atom - 1].span.end : 0, x->atoms.items[atom].span.start);
}

/* «d.o.o.», «ehf» and their like, which are nothing else in small letters, where no dot and letter goes on behind them. */
static bool is_small_form(const an_extractor *x, uint32_t atom, uint32_t count)
{
    static const char *const forms[] = {"a.s", "d.o.o",   "ehf",   "gGmbH", "hf",    "j.d.o.o",     "p.l.c",
                                        "plc", "s.a.r.l", "s.p.a", "s.r.l", "s.r.o", "spol. s r.o", "v.o.s"};
    uint32_t end = atom + count;

    return (end >= x->atoms.count || x->atoms.items[end].gap != AN_GAP_DOT) &&
           AN_STR_IN(an_str_sub(x->doc->text, x->atoms.items[atom].span.start, x->atoms.items[end - 1].span.end), forms);
}

/* Whether a legal form stands at the atom, written as one (in small letters «plc», «d.o.o.»); `*count` gets its atoms. */
static bool is_form(const an_extractor *x, uint32_t atom, uint32_t *count)
{
    return an_work_word(x, atom, 1u << AN_LIST_LEGAL, count) && (flags_of(x, atom) & AN_ATOM_UPPER_FIRST || is_small_form(x, atom, *count));
}

/* Whether a form can be nothing else: it is long, or has dots («S.A.»). */
static bool is_strong(const an_extractor *x, uint32_t atom, uint32_t count)
{
    return count > 1 || length_of(x, atom) > WEAK;
}

/* A short form is written in its own way: «AS», not «As». */
static bool is_spelled(const an_extractor *x, uint32_t atom)
{
    static const char *const mixed[] = {"Co", "Oy", "hf"};

    return flags_of(x, atom) & AN_ATOM_ALL_UPPER || AN_STR_IN(an_work_atom(x, atom), mixed);
}

/* Whether an atom can be a word of a name that goes on behind it. */
static bool is_word(const an_extractor *x, uint32_t atom)
{
    static const char *const small[] = {"de", "del", "della", "di", "do", "dos", "da", "du", "des", "la", "las", "los", "ve"};

    return flags_of(x, atom) & AN_ATOM_UPPER_FIRST || AN_STR_IN(an_work_atom(x, atom), small);
}

/* Whether the gap before an atom may stand inside of a name: «&», a blank; a dot behind a short word («Agro Nig. Ltd»). */
static bool is_joined(const an_extractor *x, uint32_t atom)
{
    enum { SHORT = 4 };
    an_gap gap = x->atoms.items[atom].gap;

    return gap == AN_GAP_SOFT || gap == AN_GAP_AMP || (gap == AN_GAP_STOP && length_of(x, atom - 1) <= SHORT);
}

/* The atom that opens a bracket which closes right before an atom («Coral Bay (Hong Kong) Ltd»), or the atom itself. */
static uint32_t bracket_before(const an_extractor *x, uint32_t atom, uint32_t least)
{
    enum { INSIDE = 3 };
    uint32_t at = atom;

    if (!an_str_equal(between(x, atom), AN_LIT(") ")))
        return atom;
    for (uint32_t i = 0; i < INSIDE && at > least + 1; i++) {
        at--;
        if (!(flags_of(x, at) & AN_ATOM_UPPER_FIRST))
            return atom;
        if (an_str_equal(between(x, at), AN_LIT(" (")))
            return at;
        if (!is_joined(x, at))
            return atom;
    }
    return atom;
}

/* Words that start no name: those of grammar where a sentence starts, «The» everywhere, titles, roles and demonyms. */
static bool starts_no_name(const an_extractor *x, uint32_t atom)
{
    an_str word = an_work_atom(x, atom);

    if (!(flags_of(x, atom) & AN_ATOM_UPPER_FIRST) || an_str_equal_ascii_case(word, AN_LIT("the")))
        return true;
    return (an_work_starts_sentence(x, atom) && an_atom_lists(x, atom) & AN_IN(AN_WORD_FUNCTION)) ||
           an_work_word(x, atom, 1u << AN_LIST_TITLES | 1u << AN_LIST_ROLES | 1u << AN_LIST_DEMONYMS, NULL);
}

/* Whether a form stands behind a comma and is so long that it can be nothing else («Agro del Valle, S.A. de C.V.»), or two words over «&» stand before
   it («Tembe & Filhos, Lda.»): else the comma may end a name. */
static bool may_follow_comma(const an_extractor *x, uint32_t form, uint32_t count, uint32_t least)
{
    enum { LONG = 4 };
    uint32_t at = form;

    if (x->atoms.items[form].gap != AN_GAP_COMMA || count >= LONG)
        return x->atoms.items[form].gap == AN_GAP_COMMA;
    while (--at > least && form - at < MOST && x->atoms.items[at].gap == AN_GAP_SOFT && flags_of(x, at - 1) & AN_ATOM_UPPER_FIRST)
        ;
    return at > least && x->atoms.items[at].gap == AN_GAP_AMP && is_strong(x, form, count);
}

/* The first atom of the name that ends before the legal form at `form`, or `form` when there is none. `*bracket`: where one opens before it. */
static uint32_t start_of(const an_extractor *x, uint32_t form, uint32_t count, uint32_t *bracket)
{
    uint32_t least = x->sentence_atom[an_work_sentence(x, form)], at = bracket_before(x, form, least);

    *bracket = at;
    if (at == form && (at == least || x->atoms.items[form].gap == AN_GAP_AMP || !is_joined(x, form))) {
        if (at == least || !may_follow_comma(x, form, count, least))
            return form;
        at--;
    }
    while (at > least && form - at < MOST && (is_joined(x, at) || (at == *bracket && at < form)) && is_word(x, at - 1))
        at--;
    while (at < *bracket && starts_no_name(x, at))
        at++;
    return at < *bracket ? at : form;
}

/* Among capitals only a stretch that begins with its sentence or behind a sign («Company: HARBOUR (UK) LIMITED») is told apart. */
static bool is_lost_in_capitals(const an_extractor *x, uint32_t first, uint32_t form, uint32_t bracket)
{
    for (uint32_t atom = first; atom < form; atom++)
        if (!(flags_of(x, atom) & AN_ATOM_ALL_UPPER))
            return false;
    return bracket == form || (is_joined(x, first) && !an_work_starts_sentence(x, first));
}

/* Behind the last atom of a form and of those that follow it («Co Ltd», «Pte. Ltd.»). */
static uint32_t end_of_forms(const an_extractor *x, uint32_t form, uint32_t count)
{
    uint32_t end = form + count;

    while (end < x->atoms.count && (x->atoms.items[end].gap == AN_GAP_SOFT || x->atoms.items[end].gap == AN_GAP_STOP) && !an_work_starts_sentence(x, end) &&
           is_form(x, end, &count))
        end += count;
    return end;
}

/* Whether the name may go on behind the form: then a short one is a word of it («AS Roma»), and nothing is told. */
static bool goes_on(const an_extractor *x, uint32_t end)
{
    return end < x->atoms.count && !an_work_starts_sentence(x, end) &&
           (x->atoms.items[end].gap == AN_GAP_SOFT || x->atoms.items[end].gap == AN_GAP_AMP) && flags_of(x, end) & AN_ATOM_UPPER_FIRST;
}

static bool add_company(an_extractor *x, uint32_t first, uint32_t end)
{
    an_candidate company = {.atom = first, .atom_count = end - first, .alias = UINT32_MAX, .rank = AN_RANK_TAGGER, .by = AN_BY_PATTERN, .confidence = 0.8F};
    an_str text = x->doc->text;

    company.span = (an_span){x->atoms.items[first].span.start, x->atoms.items[end - 1].span.end};
    if (x->atoms.items[end - 1].gap == AN_GAP_DOT && company.span.end < text.len && text.ptr[company.span.end] == '.')
        company.span.end++; /* «S.A.» */
    company.target = an_target_name(x, an_str_sub(text, company.span.start, company.span.end), AN_LIT("organization/company"), AN_NO_ACTOR);
    return company.target != UINT32_MAX && an_candidate_add(x, company);
}

/* A capitalised word that may be a surname. */
static bool is_partner(const an_extractor *x, uint32_t atom)
{
    enum { OTHERS = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_TIME) };

    return (flags_of(x, atom) & (AN_ATOM_UPPER_FIRST | AN_ATOM_ALL_UPPER)) == AN_ATOM_UPPER_FIRST && length_of(x, atom) > 2 &&
           !an_work_word(x, atom, 1u << AN_LIST_TITLES | 1u << AN_LIST_DEMONYMS, NULL) && !(an_atom_lists(x, atom) & OTHERS);
}

/* The first surname of «Asafo, Quaynor & Partners»: words that nothing else is known by, with nothing but commas between them; behind «by», «include» and the
   like only the last one. Where it is `surely` a firm of partners a small town may be one of them. */
static uint32_t first_partner(const an_extractor *x, uint32_t atom, bool surely)
{
    static const char *const before[] = {"at", "between", "by", "from", "in", "include", "included", "includes", "including", "like", "near", "of", "with"};
    enum { KNOWN = AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_GIVEN) |
                   AN_IN(AN_WORD_TOWN) };
    static const char *const leads[] = {"firm", "firms", "lawyers", "solicitors", "the"};
    uint32_t known = surely ? KNOWN & ~AN_IN(AN_WORD_TOWN) : KNOWN;
    uint32_t least = x->sentence_atom[an_work_sentence(x, atom)], last = atom;

    while (atom > least && last - atom < MOST && x->atoms.items[atom].gap == AN_GAP_COMMA && is_partner(x, atom - 1) && !(an_atom_lists(x, atom - 1) & known) &&
           (atom - 1 == least || !is_joined(x, atom - 1) || !(flags_of(x, atom - 2) & AN_ATOM_UPPER_FIRST)))
        atom--;
    if (surely && atom > least && !(flags_of(x, atom - 1) & AN_ATOM_UPPER_FIRST) && !AN_STR_IN_ASCII_CASE(an_work_atom(x, atom - 1), leads))
        return last;
    return atom > least && AN_STR_IN(an_work_atom(x, atom - 1), before) ? last : atom;
}

/* Whether a legal form is one of partners («LLP»), and two surnames over «&» stand before it. */
static bool is_of_partners(const an_extractor *x, uint32_t first, uint32_t form)
{
    static const char *const forms[] = {"LLLP", "LLP", "PLLC"};

    return form == first + 2 && x->atoms.items[first + 1].gap == AN_GAP_AMP && AN_STR_IN(an_work_atom(x, form), forms);
}

/* «Puerto Plata Desarrollos S.A. de C.V.»: `*end` gets the atom behind. */
static bool add_before(an_extractor *x, uint32_t form, uint32_t count, uint32_t *end)
{
    uint32_t bracket, first = start_of(x, form, count, &bracket);

    *end = end_of_forms(x, form, count);
    if (first == form || is_lost_in_capitals(x, first, form, bracket) ||
        (!is_strong(x, form, count) && (goes_on(x, *end) || !is_spelled(x, form) || x->headline[an_work_sentence(x, form)])))
        return true;
    return add_company(x, is_of_partners(x, first, form) ? first_partner(x, first, true) : first, *end);
}

/* «OOO "Severny Kvartal"»: the name without the quotation marks. */
static bool add_quoted(an_extractor *x, uint32_t form, uint32_t count)
{
    static const char *const opening[] = {" \"", " “", " «", " „"};
    uint32_t first = form + count, end = first;

    if (first >= x->atoms.count || !(flags_of(x, form) & AN_ATOM_ALL_UPPER) || an_work_starts_sentence(x, first) || !AN_STR_IN(between(x, first), opening))
        return true;
    do
        end++;
    while (end < x->atoms.count && end - first < MOST && !an_work_starts_sentence(x, end) && is_joined(x, end));
    return (flags_of(x, first) & (AN_ATOM_UPPER_FIRST | AN_ATOM_ALL_UPPER)) != AN_ATOM_UPPER_FIRST || end - first >= MOST || add_company(x, first, end);
}

/* «PT Rimba Raya», «OOO Zarya-Invest»: the capitalised words behind a form that goes first. */
static bool add_behind(an_extractor *x, uint32_t form, uint32_t count)
{
    static const char *const leading[] = {"CJSC", "JSC", "OAO", "OJSC", "OOO", "PAO", "PJSC", "PT", "TOO", "TOV", "UAB", "ZAO"};
    uint32_t first = form + count, end = first;

    if (count != 1 || first >= x->atoms.count || !AN_STR_IN(an_work_atom(x, form), leading) || x->headline[an_work_sentence(x, form)])
        return true;
    while (end < x->atoms.count && end - first < MOST && x->atoms.items[end].gap == AN_GAP_SOFT && !an_work_starts_sentence(x, end) &&
           (flags_of(x, end) & (AN_ATOM_UPPER_FIRST | AN_ATOM_ALL_UPPER)) == AN_ATOM_UPPER_FIRST)
        end++;
    return end == first || starts_no_name(x, first) || add_company(x, form, end);
}

/* Mark the atoms of the persons whom the tagger reads, in what choosing clears for itself. */
static bool mark_persons(an_extractor *x)
{
    an_selection *s = &x->selection;

    if (!an_grow(&s->covered, &s->covered_capacity, x->atoms.count + 1, sizeof *s->covered))
        return false;
    memset(s->covered, 0, x->atoms.count + 1);
    for (size_t i = 0; i < x->candidates.count; i++) {
        const an_candidate *c = x->candidates.items + i;
        if (c->rank == AN_RANK_TAGGER && an_is_person(x->targets[c->target].type))
            memset(s->covered + c->atom, 1, c->atom_count);
    }
    return true;
}

static bool is_person_at(const an_extractor *x, uint32_t atom)
{
    return x->selection.covered[atom];
}

/* «Pym & Daughters»: whose firm it is, and with whom. */
static bool add_house(an_extractor *x, uint32_t atom)
{
    static const char *const several[] = {"Associates", "Partners"};
    static const char *const with[] = {"Associates", "Bros", "Brothers", "Cie", "Daughter", "Daughters", "Figli", "Filhos", "Fils", "Hijos", "Partners", "Son",
                                       "Sons", "Söhne"};

    if (an_work_starts_sentence(x, atom) || !AN_STR_IN(an_work_atom(x, atom), with) || !is_partner(x, atom - 1) ||
        (atom > 1 && is_joined(x, atom - 1) && flags_of(x, atom - 2) & AN_ATOM_UPPER_FIRST))
        return true;
    return add_company(x, AN_STR_IN(an_work_atom(x, atom), several) ? first_partner(x, atom - 1, false) : atom - 1, atom + 1);
}

/* Whether «&» stands before an atom between two words that may be surnames, and no name goes on behind them. */
static bool may_be_firm(const an_extractor *x, uint32_t atom)
{
    uint32_t end = atom + 1;

    if (an_work_starts_sentence(x, atom) || x->headline[an_work_sentence(x, atom)])
        return false;
    return is_partner(x, atom) && is_partner(x, atom - 1) && !an_work_is_given(x, atom) && !an_work_is_given(x, atom - 1) &&
           !(end < x->atoms.count && !an_work_starts_sentence(x, end) && is_joined(x, end) && flags_of(x, end) & AN_ATOM_UPPER_FIRST);
}

/* «Dr. Lund of Kestrel & Pryce»: a word that says where somebody works stands before an atom, and no other capital. */
static bool is_employed_at(const an_extractor *x, uint32_t atom)
{
    static const char *const before[] = {"at", "by", "of"};

    return atom > 0 && !an_work_starts_sentence(x, atom) && x->atoms.items[atom].gap == AN_GAP_SOFT && AN_STR_IN(an_work_atom(x, atom - 1), before);
}

/* «Mason Hayes & Curran»: persons' surnames over «&» are a firm, and nobody by themselves. */
static bool add_firm(an_extractor *x, uint32_t atom)
{
    enum { BEFORE = 3 };
    uint32_t least = x->sentence_atom[an_work_sentence(x, atom)], first = atom - 1;

    if (!is_person_at(x, atom) && !is_person_at(x, first))
        return true;
    if (!(is_person_at(x, atom) && is_person_at(x, first)))
        return !is_employed_at(x, first) || add_company(x, first, atom + 1);
    while (first > least && atom - first < BEFORE && x->atoms.items[first].gap == AN_GAP_SOFT && is_person_at(x, first - 1))
        first--;
    return add_company(x, first, atom + 1);
}

static bool add_firms(an_extractor *x)
{
    bool marked = false;

    for (uint32_t atom = 1; atom < x->atoms.count; atom++) {
        if (x->atoms.items[atom].gap != AN_GAP_AMP)
            continue;
        if (!add_house(x, atom))
            return false;
        if (!may_be_firm(x, atom))
            continue;
        if (!marked && !mark_persons(x))
            return false;
        marked = true;
        if (!add_firm(x, atom))
            return false;
    }
    return true;
}

bool an_step_companies(an_extractor *x)
{
    uint32_t behind = 0; /* what was looked at */

    for (size_t i = 0; i < x->word_hits.count; i++) {
        const an_hit *hit = x->word_hits.items + i;
        uint32_t count;
        if (hit->atom < behind || hit->term >= x->rules->word_count || x->rules->words[hit->term].list != AN_LIST_LEGAL || !is_form(x, hit->atom, &count))
            continue;
        if (!add_before(x, hit->atom, count, &behind) || !add_quoted(x, hit->atom, count) || !add_behind(x, hit->atom, count))
            return false;
    }
    return add_firms(x);
}

/* What they are called for short ----------------------------------------------------------------------------------------------------- */

/* «Northgate» for «Northgate Dynamics Corp.», «Noor Al Sahel» for «Noor Al Sahel General Trading LLC»: the words with which a company's name begins,
   when they are nothing else and no other name of the document begins with them. */

enum { LONGEST_START = 4 };

/* Whose names begin with some words: a target, or several; or a name is just these words, and was met before a longer one. */
static const uint32_t OF_SEVERAL = UINT32_MAX, BY_ITSELF = UINT32_MAX - 1;

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* The first atom of a name behind a legal form that goes first: «PT Rimba Lestari Tbk». */
static uint32_t first_of(const an_extractor *x, const an_candidate *c)
{
    uint32_t length;

    return c->atom_count > 2 && flags_of(x, c->atom) & AN_ATOM_ALL_UPPER && an_work_word(x, c->atom, 1u << AN_LIST_LEGAL, &length) && length == 1 ? c->atom + 1
                                                                                                                                                  : c->atom;
}

/* How many atoms of a name, at most so many, stand side by side from its first one on. */
static uint32_t start_length(const an_extractor *x, const an_candidate *c)
{
    uint32_t first = first_of(x, c), most = smaller(c->atom + c->atom_count - first, LONGEST_START), count = 1;

    while (count < most && (x->atoms.items[first + count].gap == AN_GAP_SOFT || x->atoms.items[first + count].gap == AN_GAP_AMP))
        count++;
    return count;
}

/* Whether the text puts something in, at or near what stands at an atom: no goods from there, and no stake in it. */
static bool is_place(const an_extractor *x, uint32_t atom)
{
    static const char *const owned[] = {"director", "directors", "holding", "holdings", "interest", "interests", "invest", "invested", "investment",
                                        "investments", "investor", "investors", "partner", "partners", "share", "shareholder", "shareholders", "shareholding",
                                        "shares", "stake", "stakes"};

    if (!an_work_place_before(x, atom) || an_str_equal(an_work_atom(x, atom - 1), AN_LIT("from")))
        return false;
    return atom < 2 || !an_str_equal(an_work_atom(x, atom - 1), AN_LIT("in")) || !AN_STR_IN(an_work_atom(x, atom - 2), owned);
}

/* Whether a name as a whole is what a company may be called for short: no person's full name, no sure place, of several words none in which the text
   puts something, and nobody's who is listed. */
static bool is_open(const an_extractor *x, const an_candidate *c, uint32_t target)
{
    const float SURE = 0.9F;
    an_str type = x->targets[target].type;

    if (x->targets[target].actor != AN_NO_ACTOR ||
        (an_str_starts(type, AN_LIT("location")) && (c->atom_count == 1 ? c->confidence >= SURE : is_place(x, c->atom))))
        return false;
    return !(c->atom_count > 1 && an_is_person(type) && an_work_is_given(x, c->atom));
}

/* «Marlow Capital (Guernsey) Ltd»: a bracket tells one company of several that are called so. */
static bool has_bracket(const an_extractor *x, const an_candidate *c)
{
    return an_str_find_byte(an_candidate_form(x, c), 0, '(') != (size_t)-1;
}

/* One more name of a target begins with, or is as a `whole`, the words under a number of the map `noted`. */
static void note_start(an_extractor *x, const an_candidate *c, uint32_t target, uint32_t number, bool whole, bool added)
{
    uint32_t *value = x->noted.values + number;

    if (whole)
        *value = added ? BY_ITSELF : *value;
    else if (added || (*value == BY_ITSELF && !has_bracket(x, c)))
        *value = target;
    else if (*value != target)
        *value = OF_SEVERAL;
}

/* Whose names begin with which words, into `noted`. */
static bool note_starts(an_extractor *x)
{
    an_map_reset(&x->noted);
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i), most = start_length(x, c);
        for (uint32_t count = 1; target != UINT32_MAX && count <= most; count++) {
            bool added;
            uint32_t number = an_intern_folded(x, &x->noted, an_atoms_text(x, first_of(x, c), first_of(x, c) + count - 1), 0, &added);
            if (number == AN_MAP_NONE)
                return false;
            note_start(x, c, target, number, count == c->atom_count && is_open(x, c, target), added);
        }
    }
    return true;
}

/* The words in which the tagger reads an organisation where they stand alone, into `readings`. */
static bool note_read(an_extractor *x)
{
    an_map_reset(&x->readings);
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        if (c->by == AN_BY_TAGGER && c->atom_count == 1 && an_is_organization(x->targets[c->target].type) &&
            an_map_intern(&x->readings, an_work_atom(x, c->atom), NULL) == AN_MAP_NONE)
            return false;
    }
    return true;
}

/* Whether one word is nothing else than a name; it may be a surname or a town where it is read as an organisation. */
static bool is_bare_name(const an_extractor *x, uint32_t atom)
{
    enum {
        MEANS = (int)(AN_LISTS & ~(AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_TAIL) | AN_IN(AN_WORD_SURNAMES))),
        NAMES = AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_TOWN)
    };
    uint32_t means = an_atom_lists(x, atom) & (uint32_t)MEANS;

    return !means || (!(means & ~(uint32_t)NAMES) && an_map_find(&x->readings, an_work_atom(x, atom)) != AN_MAP_NONE);
}

/* Whether the first words of a company's name can be its name by themselves: one word that is nothing else and nobody's last name; several that do
   not end in a small word or one that only says what it is. */
static bool can_stand_alone(an_extractor *x, uint32_t atom, uint32_t count)
{
    uint32_t last = atom + count - 1;

    if (an_work_is_listed(x, atom, count) || !(flags_of(x, last) & AN_ATOM_UPPER_FIRST) || length_of(x, atom) < 3)
        return false;
    if (count == 1)
        return is_bare_name(x, atom) && an_map_find(&x->tried, an_work_atom(x, atom)) == AN_MAP_NONE;
    return !an_work_word(x, last, 1u << AN_LIST_DEMONYMS | 1u << AN_LIST_PARTICLES | 1u << AN_LIST_LEGAL | 1u << AN_LIST_TITLES, NULL);
}

static bool in_capitals(const an_extractor *x, const an_candidate *c)
{
    return flags_of(x, c->atom) & flags_of(x, c->atom + c->atom_count - 1) & AN_ATOM_ALL_UPPER;
}

static bool add_start(an_extractor *x, const an_candidate *c, uint32_t target, uint32_t count, an_implied_names *out)
{
    uint32_t first = first_of(x, c);
    an_implied it = {.text = an_atoms_text(x, first, first + count - 1), .target = target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS,
                     .rule = AN_RULE_FIRST, .alone = count == 1, .exact = !in_capitals(x, c)};
    bool added;
    uint32_t number = an_intern_folded(x, &x->noted, it.text, 0, &added);

    if (number == AN_MAP_NONE)
        return false;
    return (!added && x->noted.values[number] != target) || !can_stand_alone(x, first, count) || an_target_apart(x, it.text, target) || an_imply(out, it);
}

/* Whether a legal form of one atom or of several («W.L.L.») ends a name. */
static bool ends_in_form(const an_extractor *x, const an_candidate *c)
{
    enum { LONGEST = 5 };

    for (uint32_t back = 1; back <= LONGEST && back < c->atom_count; back++)
        if (an_work_word_before(x, c->atom + c->atom_count, 1u << AN_LIST_LEGAL, back))
            return true;
    return false;
}

/* Whether a legal form is the last word of a name, or the first, or the text says in another way that it is a company's. */
static bool is_company(const an_extractor *x, const an_candidate *c, uint32_t target)
{
    an_str type = x->targets[target].type;

    return an_is_organization(type) && (an_str_starts(type, AN_LIT("organization/company")) || first_of(x, c) > c->atom || ends_in_form(x, c));
}

/* Whether a choice is a company of several words that no dictionary has. */
static bool may_be_short(an_extractor *x, size_t choice)
{
    const an_candidate *c = an_choice_candidate(x, choice);
    uint32_t target = an_choice_target(x, choice);

    return target != UINT32_MAX && c->atom_count > 1 && x->targets[target].actor == AN_NO_ACTOR && is_company(x, c, target);
}

bool an_imply_starts(an_extractor *x, an_implied_names *out)
{
    bool noted = false, done = true;

    for (size_t i = 0; x->tagger && i < x->choices.count && done; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        if (!may_be_short(x, i))
            continue;
        done = noted || (note_starts(x) && note_read(x) && an_note_last_words(x, &x->tried));
        noted = true;
        for (uint32_t count = 1, most = start_length(x, c); count <= most && count < c->atom_count && done; count++)
            done = add_start(x, c, an_choice_target(x, i), count, out);
    }
    return done;
}
