/* What the document itself says of its names: an acronym defined in brackets or made of a name's first letters, a surname that only one
   person bears, a short form without legal form, and the same name again. Each becomes a term; the terms are looked for in the whole text
   and what they find competes with the other candidates (docs/matching.md §7). */
#include "extract/work.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "extract/acronym.h"
#include "extract/tagger/abbreviations.h"
#include "extract/tagger/formal.h"
#include "text/fold.h"

/* One form to look for, and who it means. */
typedef struct term {
    an_str text;
    uint32_t target;
    uint8_t rank, by, rule;
    float confidence; /* 0 = as sure as these rules are */
    bool exact; /* capitals as in `text` */
    bool alone; /* not next to other capitals: a surname, a name of one word */
    char gender; /* of the person whose surname it is, or 0 */
} term;

typedef struct terms {
    term *items;
    size_t count, capacity;
} terms;

static bool add_term(terms *list, term it)
{
    if (it.text.len == 0)
        return true;
    if (!AN_ROOM(list, 1))
        return false;
    list->items[list->count++] = it;
    return true;
}

static an_str form_of(const an_extractor *x, const an_candidate *c)
{
    return an_str_sub(x->doc->text, c->span.start, c->span.end);
}

static an_str atoms_text(const an_extractor *x, uint32_t first, uint32_t last)
{
    return an_str_sub(x->doc->text, x->atoms.items[first].span.start, x->atoms.items[last].span.end);
}

static bool is_organization(an_str type)
{
    return an_str_starts(type, AN_LIT("organization"));
}

/* Persons ---------------------------------------------------------------------------------------------------------------------------- */

/* Number of a folded text in a map, with a number behind it when several texts must be kept apart. */
static uint32_t intern_folded(an_extractor *x, an_map *map, an_str text, uint32_t apart, bool *added)
{
    uint32_t number;

    an_buf_reset(&x->buf);
    an_buf_add_count(&x->buf, apart);
    an_buf_add_char(&x->buf, ' ');
    an_corrections_fold(&x->buf, text);
    number = x->buf.failed ? AN_MAP_NONE : an_map_intern(map, an_buf_str(&x->buf), added);
    x->failed |= number == AN_MAP_NONE;
    return number;
}

static bool tell_by_title(an_extractor *x, an_candidate *c, uint32_t title)
{
    c->target = an_target_name(x, atoms_text(x, title, c->atom), x->targets[c->target].type, AN_NO_ACTOR);
    c->rank = AN_RANK_DEFINED; /* no surname of another takes the place */
    if (c->target == UINT32_MAX)
        return false;
    x->targets[c->target].couple = true;
    return true;
}

/* Surnames that the document gives to a man and to a woman («Mr. Bennet», «Mrs. Bennet») are two persons: each keeps the title in its name.
 */
static bool part_couples(an_extractor *x)
{
    an_map *genders = &x->noted; /* target → bit 1: a man, bit 2: a woman */
    bool done = true;

    an_map_reset(genders);
    for (int pass = 0; pass < 2 && done; pass++)
        for (size_t i = 0; i < x->choices.count && done; i++) {
            an_candidate *c = x->candidates.items + x->choices.items[i].first;
            uint32_t target = an_choice_target(x, i), title = 0, known;
            char gender;
            if (target == UINT32_MAX || c->atom_count != 1 || (c->by != AN_BY_PATTERN && c->by != AN_BY_TAGGER) || !an_is_person(x->targets[target].type) ||
                !(gender = an_work_title_gender(x, c->atom, &title)))
                continue;
            known = intern_folded(x, genders, AN_LIT("person"), target, NULL);
            done = known != AN_MAP_NONE;
            if (done && pass == 0)
                genders->values[known] |= gender == 'm' ? 1 : 2;
            else if (done && genders->values[known] == 3)
                done = tell_by_title(x, c, title);
        }
    return done;
}

/* The first word of the surname: the last one with the particles before it that belong to it. */
static size_t surname_at(const an_name *name)
{
    size_t at = name->count - 1;

    while (at > 1 && (name->words[at - 1].part == AN_PART_PARTICLE || name->words[at - 1].part == AN_PART_ARTICLE))
        at--;
    return at;
}

/* Whether the surname has not been taken too often yet: one of very many is ambiguous whatever the others are called. */
static bool one_of_few(an_extractor *x, an_map *taken, an_str surname)
{
    uint32_t number = an_map_intern(taken, surname, NULL);

    x->failed |= number == AN_MAP_NONE;
    return number != AN_MAP_NONE && taken->values[number]++ < AN_MOST_SENSES;
}

static bool add_surname(an_extractor *x, const an_name *name, terms *out)
{
    uint32_t last = name->atom + (uint32_t)name->count - 1, start = name->atom + (uint32_t)surname_at(name);
    const an_rule_word *particle = start < last ? an_work_word(x, last - 1, 1u << AN_LIST_PARTICLES, NULL) : NULL;
    term it = {.target = name->target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS, .rule = AN_RULE_SURNAME, .alone = true, .gender = name->gender};

    it.text = atoms_text(x, start, last);
    if (!an_target_apart(x, it.text, it.target) && !add_term(out, it))
        return false;
    it.text = an_work_atom(x, last);
    return !particle || particle->class_ != AN_CLASS_JOINS || an_utf8_count(it.text) < 4 || an_target_apart(x, it.text, it.target) ||
           add_term(out, it);
}

/* «Szabó Péter», «Kuo Li-hua»: the surname stands first, as far as one can tell. */
static bool add_first_surname(an_extractor *x, const an_name *name, terms *out)
{
    const an_name_word *last = an_name_last(name);
    an_str text = an_work_atom(x, name->atom);

    if (name->words[0].given || name->words[0].part != AN_PART_PLAIN || name->ordinary || an_utf8_count(text) < 2 ||
        !(last->tied ? name->count == 3 : name->count == 2 && last->given) || an_target_apart(x, text, name->target))
        return true;
    return add_term(out, (term){.text = text, .target = name->target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS, .rule = AN_RULE_SURNAME, .alone = true,
                                .gender = name->gender});
}

/* The men of couples («Mr. Bennet» beside «Mrs. Bennet») under their surnames; values: number of the name + 1. */
static bool note_husbands(an_extractor *x, an_map *husbands)
{
    an_map_reset(husbands);
    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *it = x->clusters.items + i;
        uint32_t number;
        if (!it->couple || it->gender != 'm' || it->count != 1)
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

static bool add_husbands(an_extractor *x, const an_map *husbands, terms *out)
{
    for (size_t i = 0; i < husbands->count; i++) {
        const an_name *it = x->clusters.items + husbands->values[i] - 1;
        if (!add_term(out, (term){.text = an_work_atom(x, it->atom), .target = it->target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS, .rule = AN_RULE_SURNAME,
                                  .alone = true, .gender = 'm'}))
            return false;
    }
    return true;
}

/* Surnames of full names: with their particles, and without those that only join («de Villepin», «Villepin»). */
static bool add_surnames(an_extractor *x, terms *out)
{
    an_map *taken = &x->noted; /* last words; values: surnames made of them */
    an_map *husbands = &x->tried;
    bool done = note_husbands(x, husbands) && add_husbands(x, husbands, out);

    an_map_reset(taken);
    for (size_t i = 0; i < x->clusters.count && done; i++) {
        const an_name *it = x->clusters.items + i;
        const an_name_word *last = an_name_last(it);
        if (it->mentions && it->kind == AN_KIND_PERSON && it->count > 1 && !it->turned && an_utf8_count(last->text) > 1 &&
            last->part != AN_PART_PARTICLE && x->atoms.items[it->atom + it->count - 1].flags & AN_ATOM_UPPER_FIRST &&
            !means_husband(x, husbands, it) && one_of_few(x, taken, last->text))
            done = add_surname(x, it, out) && add_first_surname(x, it, out);
    }
    return done;
}

/* Acronyms ----------------------------------------------------------------------------------------------------------------------------- */

/* A short form: two to ten letters or digits, of which the first and half of the rest are capitals, or a word of three to ten («Mujao»). */
static bool looks_short(const an_extractor *x, uint32_t atom)
{
    enum { LEAST = 2, MOST = 10, BYTES = 4 /* of the longest letter */ };
    an_atom it = x->atoms.items[atom];
    size_t length = it.span.end - it.span.start;

    if (!(it.flags & AN_ATOM_UPPER_FIRST) || it.flags & AN_ATOM_ADDRESS || length < LEAST || length > MOST * BYTES)
        return false;
    length = an_utf8_count(an_work_atom(x, atom));
    return length >= LEAST && length <= MOST;
}

/* The bytes of a quotation mark that stands before `at` (or, when `behind`, from there on), or 0. */
static size_t quote_beside(an_str text, size_t at, bool behind)
{
    static const char *const quotes[] = {"\"", "'", "“", "”", "‘", "’", "«", "»"};

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        an_str quote = an_str_of(quotes[i]);
        if (behind ? an_str_starts(an_str_sub(text, at, text.len), quote) : at >= quote.len && an_str_equal(an_str_sub(text, at - quote.len, at), quote))
            return quote.len;
    }
    return 0;
}

/* Two capitals or more: IMF, PdCI. */
static bool has_capitals(const an_extractor *x, uint32_t atom)
{
    an_str text = an_work_atom(x, atom);
    size_t length, capitals = 0;

    for (size_t at = 0; at < text.len; at += length)
        capitals += an_is_upper(an_utf8_decode(text, at, &length));
    return capitals > 1;
}

/* Whether an atom, or one of several capitals in quotation marks, is all that stands in a bracket. */
static bool is_bracketed(const an_extractor *x, uint32_t atom)
{
    an_str text = x->doc->text;
    an_span span = x->atoms.items[atom].span;
    size_t start, end;

    if (span.start == 0 || span.end == text.len || text.ptr[span.start - 1] == ' ' || text.ptr[span.end] == ' ')
        return false; /* nearly all */
    start = span.start - quote_beside(text, span.start, false);
    end = span.end + quote_beside(text, span.end, true);
    return start > 0 && text.ptr[start - 1] == '(' && end < text.len && text.ptr[end] == ')' && (start == span.start || has_capitals(x, atom));
}

/* The choice that ends at the atom, or SIZE_MAX. Choices are in order. */
static size_t choice_ending_at(const an_extractor *x, uint32_t atom)
{
    size_t low = 0, high = x->choices.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (an_choice_candidate(x, middle)->atom + an_choice_candidate(x, middle)->atom_count - 1 < atom)
            low = middle + 1;
        else
            high = middle;
    }
    return low < x->choices.count && an_choice_candidate(x, low)->atom + an_choice_candidate(x, low)->atom_count - 1 == atom ? low : SIZE_MAX;
}

/* The name before a bracket that starts with the atom, also in a possessive: «the Authority's (PA)». */
static size_t choice_before(const an_extractor *x, uint32_t atom)
{
    size_t choice = choice_ending_at(x, atom - 1);
    bool possessive = atom > 1 && an_str_equal(an_work_atom(x, atom - 1), AN_LIT("s")) && x->atoms.items[atom - 1].gap == AN_GAP_SOFT;

    return choice == SIZE_MAX && possessive ? choice_ending_at(x, atom - 2) : choice;
}

static size_t choice_at(const an_extractor *x, uint32_t atom)
{
    size_t choice = choice_ending_at(x, atom);

    return choice != SIZE_MAX && an_choice_candidate(x, choice)->atom == atom ? choice : SIZE_MAX;
}

/* Where a long form starts that ends at the atom before the short one: where its letters are found first, or further to the left, where they are
   the initials of all words («Association for the Advancement of Iron» is AAI, not only its «Advancement of Iron»). UINT32_MAX when nowhere. */
static uint32_t long_form_start(const an_extractor *x, uint32_t short_atom)
{
    enum { FURTHER = 6 };
    uint32_t from = x->sentence_atom[an_work_sentence(x, short_atom)], end = x->atoms.items[short_atom - 1].span.end, first, count;
    an_str short_form = an_work_atom(x, short_atom), text = an_str_sub(x->doc->text, x->atoms.items[from].span.start, end);
    size_t start = an_acronym_long_form(text, short_form);

    if (start == SIZE_MAX)
        return UINT32_MAX;
    first = an_work_atoms_in(x, (an_span){x->atoms.items[from].span.start + (uint32_t)start, end}, &count);
    if (count == 0 || an_acronym_of_initials(an_str_sub(x->doc->text, x->atoms.items[first].span.start, end), short_form))
        return count ? first : UINT32_MAX;
    for (uint32_t at = first; at > from && first - at < FURTHER; at--)
        if (x->atoms.items[at - 1].flags & AN_ATOM_UPPER_FIRST &&
            an_acronym_of_initials(an_str_sub(x->doc->text, x->atoms.items[at - 1].span.start, end), short_form))
            return at - 1;
    return first;
}

/* The lists of the tagger that hold an atom's word. */
static uint32_t lists_of(const an_extractor *x, uint32_t atom)
{
    return x->tagging.tokens.items[x->tagging.token_of[atom]].lists;
}

static bool can_be_body(const an_extractor *x, uint32_t first, uint32_t count)
{
    an_token_source from = {.text = x->doc->text, .atoms = &x->atoms};

    return !x->tagger || an_can_be_body(&from, x->tagging.tokens.words, first, first + count);
}

/* A capital, or the word of a body behind one: «New Harrow party (NHP)». */
static bool ends_as_name(const an_extractor *x, uint32_t last)
{
    return x->atoms.items[last].flags & AN_ATOM_UPPER_FIRST ||
           (x->tagger && lists_of(x, last) & AN_IN(AN_WORD_ORG) && x->atoms.items[last - 1].flags & AN_ATOM_UPPER_FIRST);
}

/* A long form that nobody knows but that the short form fits: a name of this document, unless it starts behind the atom `latest`. */
static bool add_long_form(an_extractor *x, uint32_t short_atom, uint32_t latest, terms *out)
{
    uint32_t first = long_form_start(x, short_atom), count = short_atom - first;
    an_candidate candidate = {.alias = UINT32_MAX, .rank = AN_RANK_DEFINED, .by = AN_BY_ACRONYM, .confidence = 0.9F};
    an_str text;

    if (first == UINT32_MAX)
        return true;
    candidate.span = (an_span){x->atoms.items[first].span.start, x->atoms.items[short_atom - 1].span.end};
    if (count < 2 || first > latest || an_work_word(x, first, 1u << AN_LIST_TITLES | 1u << AN_LIST_ROLES, NULL) ||
        !(x->atoms.items[first].flags & AN_ATOM_UPPER_FIRST) || !ends_as_name(x, first + count - 1) ||
        an_is_enactment(an_work_atom(x, first + count - 1)) || !can_be_body(x, first, count))
        return true;
    for (uint32_t i = 1; i < count; i++)
        if (x->atoms.items[first + i].gap == AN_GAP_BREAK || x->atoms.items[first + i].gap == AN_GAP_OTHER)
            return true;
    candidate.atom = first;
    candidate.atom_count = count;
    candidate.target = an_target_name(x, form_of(x, &candidate), AN_LIT("organization"), AN_NO_ACTOR);
    text = an_work_atom(x, short_atom);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate) &&
           add_term(out, (term){.text = text, .target = candidate.target, .rank = AN_RANK_DEFINED, .by = AN_BY_ACRONYM,
                                .rule = AN_RULE_DEFINED, .exact = true});
}

/* Whether nothing but the tagger knows the short form, if anything does. */
static bool is_open(an_extractor *x, size_t choice)
{
    uint32_t target = choice == SIZE_MAX ? UINT32_MAX : an_choice_target(x, choice);

    return choice == SIZE_MAX || (an_choice_candidate(x, choice)->by == AN_BY_TAGGER && target != UINT32_MAX && x->targets[target].actor == AN_NO_ACTOR);
}

/* «PARATROOP REGIMENT (AIRBORNE)»: an ordinary word that is too long for a short form. */
static bool is_long_word(const an_extractor *x, uint32_t atom)
{
    enum { SHORT = 5 };

    return x->tagger && an_utf8_count(an_work_atom(x, atom)) > SHORT &&
           lists_of(x, atom) & AN_IN(AN_WORD_COMMON);
}

/* «member of the Legislative Assembly (MLA)»: the initials of the name and a letter more are not the name. */
static bool is_member_of(const an_extractor *x, const an_candidate *name, an_str short_form)
{
    char initials[AN_NAME_WORDS];
    size_t count = 0;

    for (uint32_t i = 0; i < name->atom_count && count < sizeof initials; i++)
        if (x->atoms.items[name->atom + i].flags & AN_ATOM_UPPER_FIRST)
            initials[count++] = an_work_atom(x, name->atom + i).ptr[0];
    return an_str_equal(an_str_sub(short_form, short_form.len ? 1 : 0, short_form.len), (an_str){initials, count});
}

static bool define(an_extractor *x, an_str form, uint32_t target, terms *out)
{
    return an_target_apart(x, form, target) ||
           add_term(out, (term){.text = form, .target = target, .rank = AN_RANK_DEFINED, .by = AN_BY_ACRONYM, .rule = AN_RULE_DEFINED, .exact = true});
}

/* Whether a name that is no organisation's can be shortened so: a place of several words by letters of them («Federated Isles of Harrow (FIH)»), a
   person by the initials of three words or more. */
static bool can_be_shortened(const an_extractor *x, const an_candidate *name, an_str type, an_str short_form)
{
    uint32_t words = 0;

    if (name->by == AN_BY_DEMONYM || name->atom_count < 2)
        return false;
    if (!an_is_person(type))
        return an_str_starts(type, AN_LIT("location")) && an_acronym_long_form(form_of(x, name), short_form) == 0;
    for (uint32_t i = 0; i < name->atom_count; i++)
        words += (x->atoms.items[name->atom + i].flags & AN_ATOM_UPPER_FIRST) != 0;
    return words == an_utf8_count(short_form) && an_acronym_of_initials(form_of(x, name), short_form);
}

/* «International Football Federation (FIFA)», «Social Democratic Party (SPD)»: a listed organisation is called by the short form, whose letters are those of
   its name in another language, or its name goes on. */
static bool add_other_name(const an_extractor *x, const an_candidate *name, uint32_t known, an_str short_form, terms *out)
{
    enum { SURE = 4 };
    an_str form = form_of(x, name), label = x->targets[known].label;
    bool starts = form.len < label.len && label.ptr[form.len] == ' ' && an_str_starts(label, form);

    return !is_organization(x->targets[known].type) || (!starts && an_utf8_count(short_form) < SURE) ||
           add_term(out, (term){.text = form, .target = known, .rank = AN_RANK_DEFINED, .by = AN_BY_ALIAS, .exact = true,
                                .rule = starts ? AN_RULE_FIRST : AN_RULE_DEFINED});
}

/* «Movement for Unity (MU)»: the bracketed word is a short form of the name before it. The letters need not fit where an organisation stands
   before it and nothing says that the word is anything else («Hungarian Socialist Party (MSZP)»). */
static bool add_definition(an_extractor *x, uint32_t atom, terms *out)
{
    size_t before = choice_before(x, atom), here = choice_at(x, atom), count = out->count;
    uint32_t target = before == SIZE_MAX ? UINT32_MAX : an_choice_target(x, before), known = here == SIZE_MAX ? UINT32_MAX : an_choice_target(x, here);
    an_str short_form = an_work_atom(x, atom);
    bool open = is_open(x, here) && has_capitals(x, atom), fits, initials;
    const an_candidate *name;

    if (target == UINT32_MAX)
        return !open || add_long_form(x, atom, atom, out);
    name = an_choice_candidate(x, before);
    fits = an_acronym_long_form(form_of(x, name), short_form) != SIZE_MAX;
    initials = fits && an_acronym_of_initials(form_of(x, name), short_form);
    if (!is_organization(x->targets[target].type) || !fits) {
        /* a name that goes on to the left: «Mission to the Sunny Islands (MSI)» */
        if (open && !an_is_person(x->targets[target].type) && !add_long_form(x, atom, name->atom - 1, out))
            return false;
        if (out->count > count)
            return true;
        if (open && can_be_shortened(x, name, x->targets[target].type, short_form))
            return define(x, short_form, target, out);
    }
    if (name->atom_count < 2 || !is_organization(x->targets[target].type))
        return true;
    if (known != UINT32_MAX && x->targets[known].actor != AN_NO_ACTOR) {
        if (!fits && known != target && x->targets[target].actor == AN_NO_ACTOR && !an_target_apart(x, form_of(x, name), known))
            return add_other_name(x, name, known, short_form, out);
        if ((known == target || !initials) && (x->targets[target].actor != AN_NO_ACTOR || !fits))
            return true; /* the form of another actor of dictionaries, unless it is the initials of this one; a place in brackets is no short form */
    }
    if (!fits && (!open || (known != UINT32_MAX && !is_organization(x->targets[known].type))))
        return true;
    if (is_long_word(x, atom) || (!fits && is_member_of(x, name, short_form)))
        return true;
    return define(x, short_form, target, out);
}

/* The atoms of dotted letters that stand alone in a bracket and start with this one, «(H.F.T.)», or 0. */
static uint32_t bracketed_letters(const an_extractor *x, uint32_t atom)
{
    an_str text = x->doc->text;
    const an_atom *atoms = x->atoms.items;
    uint32_t count = 1;
    size_t end;

    if (atoms[atom].span.start == 0 || text.ptr[atoms[atom].span.start - 1] != '(' || atoms[atom].span.end - atoms[atom].span.start != 1)
        return 0;
    while (atom + count < x->atoms.count && atoms[atom + count].gap == AN_GAP_DOT && atoms[atom + count].span.end - atoms[atom + count].span.start == 1)
        count++;
    end = atoms[atom + count - 1].span.end;
    end += end < text.len && text.ptr[end] == '.';
    return count > 1 && end < text.len && text.ptr[end] == ')' ? count : 0;
}

/* «Daughters of the Harrow Coast (D.H.C.)»: dotted letters are a short form of the organisation before the bracket when they fit. */
static bool add_dotted(an_extractor *x, uint32_t atom, terms *out)
{
    uint32_t count = bracketed_letters(x, atom), target;
    size_t before = count && !an_work_starts_sentence(x, atom) ? choice_before(x, atom) : SIZE_MAX;
    an_str letters;

    if (before == SIZE_MAX || (target = an_choice_target(x, before)) == UINT32_MAX || !is_organization(x->targets[target].type))
        return true;
    letters = atoms_text(x, atom, atom + count - 1);
    letters.len += letters.ptr[letters.len] == '.'; /* a bracket follows */
    return an_acronym_long_form(form_of(x, an_choice_candidate(x, before)), letters) == SIZE_MAX || define(x, letters, target, out);
}

/* The first letters of a name's words, in their order or, in another language, in another one. */
static bool has_initials(an_str name, an_str short_form)
{
    return an_acronym_of_initials(name, short_form) || an_acronym_letters(name, true) == an_acronym_letters(short_form, false);
}

/* «the CBC (the Bolivian Cycling Confederation)»: whatever else a short form may be, here it is what stands in the bracket behind it. */
static bool add_bracketed_name(an_extractor *x, uint32_t atom, terms *out)
{
    size_t here = choice_at(x, atom), next = here + 1;
    uint32_t target = here == SIZE_MAX || next == x->choices.count ? UINT32_MAX : an_choice_target(x, next);
    const an_candidate *name;
    an_str text = x->doc->text, between;

    if (target == UINT32_MAX || x->targets[target].actor != AN_NO_ACTOR || !is_organization(x->targets[target].type))
        return true;
    name = an_choice_candidate(x, next);
    between = an_str_sub(text, x->atoms.items[atom].span.end, name->span.start);
    if ((!an_str_equal(between, AN_LIT(" (")) && !an_str_equal(between, AN_LIT(" (the "))) || name->span.end >= text.len || text.ptr[name->span.end] != ')' ||
        !has_initials(form_of(x, name), an_work_atom(x, atom)))
        return true;
    return define(x, an_work_atom(x, atom), target, out);
}

/* Whether the bytes between an atom and the one before it hold a bracket that opens. */
static bool opens_bracket(const an_extractor *x, uint32_t atom)
{
    return an_str_find_byte(an_str_sub(x->doc->text, x->atoms.items[atom - 1].span.end, x->atoms.items[atom].span.start), 0, '(') != (size_t)-1;
}

/* Whether only blanks, commas and dots stand between an atom and the one before it. */
static bool follows_closely(const an_extractor *x, uint32_t atom)
{
    for (uint32_t at = x->atoms.items[atom - 1].span.end; at < x->atoms.items[atom].span.start; at++)
        if (!strchr(" .,\n", x->doc->text.ptr[at]))
            return false;
    return true;
}

/* The first atom of what a bracket behind a name says it is called: «Harbour Tugs Co., Ltd. (“Harbour”)», «(hereinafter, the “Harbour”)». */
static uint32_t called_at(const an_extractor *x, const an_candidate *name)
{
    static const char *const leads[] = {"the", "hereinafter", "hereafter", "collectively", "together"};
    enum { MOST = 2 };
    uint32_t atom = name->atom + name->atom_count, skipped = 0;

    while (atom < x->atoms.count && an_work_word(x, atom, 1u << AN_LIST_LEGAL, NULL) && follows_closely(x, atom))
        atom++;
    if (atom >= x->atoms.count || !opens_bracket(x, atom))
        return UINT32_MAX;
    for (; atom < x->atoms.count && !(x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST) && skipped < MOST; skipped++, atom++)
        if (!AN_STR_IN(an_work_atom(x, atom), leads))
            return UINT32_MAX;
    return atom < x->atoms.count && x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST ? atom : UINT32_MAX;
}

/* How many atoms from `at` on, up to a quotation mark or the bracket's end, are those with which the name begins. */
static uint32_t shared_atoms(const an_extractor *x, const an_candidate *name, uint32_t at)
{
    an_str text = x->doc->text;
    uint32_t count = 0, end;

    while (count < name->atom_count && at + count < x->atoms.count && (count == 0 || x->atoms.items[at + count].gap == AN_GAP_SOFT) &&
           x->atoms.hashes[at + count] == x->atoms.hashes[name->atom + count])
        count++;
    end = count ? x->atoms.items[at + count - 1].span.end : 0;
    return count && end < text.len && (strchr(")\",", text.ptr[end]) || (uint8_t)text.ptr[end] >= 0x80) ? count : 0;
}

/* How many atoms from `at` on stand in quotation marks in a bracket: what somebody is called in a contract («the “Hauler”»). */
static uint32_t quoted_atoms(const an_extractor *x, uint32_t at)
{
    enum { MOST = 3 };
    an_str text = x->doc->text;
    uint32_t start = x->atoms.items[at].span.start, end, count = 1;

    while (count < MOST && at + count < x->atoms.count && x->atoms.items[at + count].gap == AN_GAP_SOFT &&
           x->atoms.items[at + count].flags & AN_ATOM_UPPER_FIRST)
        count++;
    end = x->atoms.items[at + count - 1].span.end;
    return start > 0 && end < text.len && (text.ptr[start - 1] == '"' || (start > 2 && !memcmp(text.ptr + start - 3, "\xE2\x80\x9C", 3))) &&
                   (text.ptr[end] == '"' || (end + 2 < text.len && !memcmp(text.ptr + end, "\xE2\x80\x9D", 3)))
               ? count
               : 0;
}

/* What organisations are called by in brackets behind their name: its first words, or anything in quotation marks (but not what several are
   «collectively»). */
static bool add_called(an_extractor *x, terms *out)
{
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i), at, count;
        term it = {.target = target, .rank = AN_RANK_DEFINED, .by = AN_BY_ALIAS, .rule = AN_RULE_DEFINED};
        if (target == UINT32_MAX || c->atom_count < 2 || !is_organization(x->targets[target].type) || (at = called_at(x, c)) == UINT32_MAX)
            continue;
        count = shared_atoms(x, c, at);
        if (count == 0 && !an_str_equal(an_work_atom(x, at - 1), AN_LIT("collectively")))
            count = quoted_atoms(x, at);
        if (count == 0 || count == c->atom_count)
            continue;
        it.text = atoms_text(x, at, at + count - 1);
        it.alone = count == 1;
        if (!an_target_apart(x, it.text, target) && !add_term(out, it))
            return false;
    }
    return true;
}

/* A name that may have a short form, each once. */
typedef struct long_name {
    an_str form;
    uint32_t target;
    uint32_t letters; /* bit set of the first letters of its words */
} long_name;

typedef struct long_names {
    long_name *items;
    size_t count, capacity;
} long_names;

static bool collect_long_names(an_extractor *x, long_names *list)
{
    an_map_reset(&x->noted); /* folded forms and targets */
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i);
        bool added;
        if (target == UINT32_MAX || c->atom_count < 3 || !is_organization(x->targets[target].type))
            continue;
        if (intern_folded(x, &x->noted, form_of(x, c), target, &added) == AN_MAP_NONE)
            return false;
        if (!added)
            continue;
        if (!AN_ROOM(list, 1))
            return false;
        list->items[list->count++] = (long_name){form_of(x, c), target, an_acronym_letters(form_of(x, c), true)};
    }
    return true;
}

/* A short form that stands alone, made of the first letters of the only name in the document that fits. */
static bool add_initials(an_extractor *x, uint32_t atom, long_names *names, terms *out)
{
    an_str short_form = an_work_atom(x, atom);
    uint32_t fit = UINT32_MAX, letters;
    bool added;

    if (intern_folded(x, &x->tried, short_form, 0, &added) == AN_MAP_NONE)
        return false;
    if (!added)
        return true;
    letters = an_acronym_letters(short_form, false);
    for (size_t i = 0; i < names->count; i++) {
        const long_name *it = names->items + i;
        if (letters & ~it->letters || it->target == fit || !an_acronym_of_initials(it->form, short_form))
            continue;
        if (fit != UINT32_MAX)
            return true;
        fit = it->target;
    }
    if (fit == UINT32_MAX || an_target_apart(x, short_form, fit))
        return true;
    return add_term(out, (term){.text = short_form, .target = fit, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ACRONYM, .rule = AN_RULE_ACRONYM, .exact = true});
}

static bool add_acronyms(an_extractor *x, terms *out)
{
    long_names names = {0};
    bool done = collect_long_names(x, &names);

    an_map_reset(&x->tried); /* short forms */
    for (uint32_t atom = 1; atom < x->atoms.count && done; atom++) {
        if (!looks_short(x, atom)) {
            done = !(x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST) || add_dotted(x, atom, out);
            continue;
        }
        if (is_bracketed(x, atom) && !an_work_starts_sentence(x, atom))
            done = add_definition(x, atom, out);
        else if (names.count && x->atoms.items[atom].flags & AN_ATOM_ALL_UPPER && choice_at(x, atom) == SIZE_MAX)
            done = add_initials(x, atom, &names, out);
        else if (x->atoms.items[atom].flags & AN_ATOM_ALL_UPPER && names.count && atom + 1 < x->atoms.count && x->atoms.items[atom + 1].gap == AN_GAP_OTHER)
            done = add_bracketed_name(x, atom, out);
    }
    an_free(names.items);
    return done;
}

/* Organisations and names again ----------------------------------------------------------------------------------------------------------
 */

/* What a pattern found under the name without the legal form is that organisation; the first of several forms has it. */
static bool merge_bare_name(an_extractor *x, an_str name, uint32_t target)
{
    uint32_t bare = an_target_name(x, name, x->targets[target].type, AN_NO_ACTOR);

    return bare != UINT32_MAX && (an_target_root(x, bare) != bare || an_target_merge(x, bare, target, AN_RULE_FORM));
}

/* Found names, also without their legal form, so that they are found everywhere in the text. */
static bool add_names(an_extractor *x, terms *out)
{
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i), count = c->atom_count;
        term it = {.target = target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_PATTERN};
        if (target == UINT32_MAX || c->by != AN_BY_PATTERN)
            continue;
        it.text = form_of(x, c);
        it.alone = count == 1;
        if (!add_term(out, it))
            return false;
        if (count < 2 || !is_organization(x->targets[target].type) || !an_work_word(x, c->atom + count - 1, 1u << AN_LIST_LEGAL, NULL))
            continue;
        it.text = atoms_text(x, c->atom, c->atom + count - 2);
        it.by = AN_BY_ALIAS;
        it.rule = AN_RULE_FORM;
        it.alone = count == 2;
        if (!an_target_apart(x, it.text, target) && (!add_term(out, it) || !merge_bare_name(x, it.text, target)))
            return false;
    }
    return true;
}

/* Whether a state is named in the document, or a place of it. */
static bool is_country_named(const an_extractor *x, an_str country)
{
    for (size_t i = 0; i < x->target_count; i++)
        if (x->targets[i].actor != AN_NO_ACTOR && an_str_starts(x->targets[i].type, AN_LIT("location")) &&
            an_str_equal(an_lexicon_attribute(x->lexicon, x->targets[i].actor, "country"), country))
            return true;
    return false;
}

/* Whether the words of a body alone may mean somebody else here: no state's («Red Cross»), or a body of another state that is named, too. */
static bool is_elsewhere(const an_extractor *x, const an_body *body)
{
    uint32_t meant = x->targets[body->target].actor;

    for (size_t i = an_work_first_hit(&x->alias_hits, body->atom); i < x->alias_hits.count && x->alias_hits.items[i].atom == body->atom; i++) {
        const an_hit *hit = x->alias_hits.items + i;
        const an_alias *row = x->rows + i;
        an_str country;
        if (hit->atom_count != body->atom_count || row->actor == AN_NO_ACTOR || row->actor == meant || row->near_count ||
            !an_dates_hold(row, x->doc->date))
            continue;
        country = an_lexicon_attribute(x->lexicon, row->actor, "country");
        if (country.len == 0 || is_country_named(x, country))
            return true;
    }
    return false;
}

/* Whether the first choice took the body where it was found. */
static bool is_chosen(an_extractor *x, const an_body *body)
{
    size_t choice = choice_ending_at(x, body->end - 1);

    return choice != SIZE_MAX && an_choice_candidate(x, choice)->atom == body->first && an_choice_target(x, choice) == an_target_root(x, body->target);
}

/* «Foreign Ministry» is that of the state with which the document names one. */
static bool add_bodies(an_extractor *x, terms *out)
{
    bool done = true, added;

    an_map_reset(&x->noted); /* words and targets */
    for (size_t i = 0; i < x->bodies.count && done; i++) {
        const an_body *body = x->bodies.items + i;
        term it = {.text = atoms_text(x, body->atom, body->atom + body->atom_count - 1), .target = an_target_root(x, body->target),
                   .rank = AN_RANK_DEFINED, .by = AN_BY_ALIAS, .rule = AN_RULE_STATE, .alone = body->atom_count == 1};
        if (!is_chosen(x, body))
            continue;
        done = intern_folded(x, &x->noted, it.text, it.target, &added) != AN_MAP_NONE;
        if (done && added && !is_elsewhere(x, body) && !an_target_apart(x, it.text, it.target))
            done = add_term(out, it);
    }
    return done;
}

/* Whether a read name of one word is an ordinary word, too: then other places must be read for themselves. */
static bool is_ordinary(const an_extractor *x, const an_candidate *c)
{
    return c->atom_count == 1 && lists_of(x, c->atom) & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_DEMONYM));
}

/* A name read somewhere, and how sure that is over all its places as this kind. */
typedef struct reading {
    an_str text;
    uint32_t target;
    float most; /* surest place */
    double sum;
    bool bare; /* a company's name without the word for companies */
} reading;

static int by_sum(const void *a, const void *b)
{
    const reading *one = a, *other = b;
    int order = an_str_compare(one->text, other->text);

    if (order)
        return order;
    if (one->sum < other->sum || one->sum > other->sum)
        return one->sum > other->sum ? -1 : 1;
    return (one->target > other->target) - (one->target < other->target);
}

AN_DEFINE_SORT(sort_readings, reading, by_sum)

static bool add_reading(an_extractor *x, reading *readings, size_t *count, reading one)
{
    uint32_t number;
    bool added;

    an_buf_reset(&x->buf);
    an_buf_add(&x->buf, (an_str){(const char *)&one.target, sizeof one.target});
    an_buf_add(&x->buf, one.text);
    number = x->buf.failed ? AN_MAP_NONE : an_map_intern(&x->readings, an_buf_str(&x->buf), &added); /* numbers are places in the list */
    if (number == AN_MAP_NONE)
        return false;
    if (added)
        readings[(*count)++] = (reading){one.text, one.target, 0, 0, one.bare};
    readings[number].sum += one.sum;
    if (one.most > readings[number].most)
        readings[number].most = one.most;
    return true;
}

/* Note the last names of persons. */
static bool note_surnames(an_extractor *x)
{
    an_map_reset(&x->noted);
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i);
        bool added;
        if (target != UINT32_MAX && c->atom_count > 1 && an_is_person(x->targets[target].type) &&
            an_map_intern(&x->noted, an_work_atom(x, c->atom + c->atom_count - 1), &added) == AN_MAP_NONE)
            return false;
    }
    return true;
}

/* Whether the first word of a name is a company's name by itself: it means nothing else, is nobody's last name, and a word for companies follows
   («Velmar Corporation»). */
static bool is_bare_word(const an_extractor *x, const an_candidate *c)
{
    enum { MEANS = (int)(AN_LISTS & ~(AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_TAIL))) };
    const an_token *token = x->tagging.tokens.items + x->tagging.token_of[c->atom];
    const an_rule_word *kind;

    if (token->atom_count != 1 || token->lists & (uint32_t)MEANS)
        return false;
    kind = an_work_word(x, c->atom + 1, 1u << AN_LIST_DESIGNATORS, NULL);
    return (kind ? an_str_starts(kind->type, AN_LIT("organization/company")) || an_str_equal_ascii_case(an_work_atom(x, c->atom + 1), AN_LIT("group"))
                 : an_work_word(x, c->atom + 1, 1u << AN_LIST_LEGAL, NULL) != NULL) &&
           an_map_find(&x->noted, an_work_atom(x, c->atom)) == AN_MAP_NONE;
}

/* A company's name without its legal form («Halden Bio, Inc.») or the word for companies behind its only other word; empty when it has none. */
static an_str bare_name(const an_extractor *x, const an_candidate *c)
{
    uint32_t count = c->atom_count;

    if (!is_organization(x->targets[c->target].type))
        return AN_LIT("");
    while (count > 2 && an_work_word(x, c->atom + count - 1, 1u << AN_LIST_LEGAL, NULL))
        count--;
    if (count == 2 && is_bare_word(x, c))
        count--;
    return count < c->atom_count ? atoms_text(x, c->atom, c->atom + count - 1) : AN_LIT("");
}

static bool gather_readings(an_extractor *x, reading *readings, size_t *count)
{
    const double TOLD = 2; /* what the whole name tells of its first word, against guesses */

    an_map_reset(&x->readings);
    *count = 0;
    if (!note_surnames(x))
        return false;
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        an_str bare;
        if (c->by != AN_BY_TAGGER || is_ordinary(x, c))
            continue;
        if (!add_reading(x, readings, count, (reading){form_of(x, c), c->target, c->confidence, (double)c->confidence, false}))
            return false;
        bare = bare_name(x, c);
        if (bare.len && !an_target_apart(x, bare, c->target) &&
            !add_reading(x, readings, count, (reading){bare, c->target, c->confidence, TOLD, true}))
            return false;
    }
    return true;
}

/* What is surely read in one place is that name in all places, of the kind that most of them tell. */
static bool add_readings(an_extractor *x, terms *out)
{
    const float SURE = 0.7F;
    reading *readings = an_alloc((2 * x->choices.count + 1) * sizeof *readings); /* some have a bare name, too */
    size_t count = 0;
    bool done = readings && gather_readings(x, readings, &count) && sort_readings(readings, count, &x->room);

    for (size_t i = 0; i < count && done; i++)
        if ((i == 0 || !an_str_equal(readings[i].text, readings[i - 1].text)) && readings[i].most >= SURE)
            done = add_term(out, (term){.text = readings[i].text,
                                        .target = readings[i].target,
                                        .rank = AN_RANK_READ,
                                        .by = readings[i].bare ? AN_BY_ALIAS : AN_BY_TAGGER,
                                        .rule = readings[i].bare ? AN_RULE_KIND : 0,
                                        .confidence = readings[i].most,
                                        .alone = an_str_find_byte(readings[i].text, 0, ' ') == (size_t)-1});
    an_free(readings);
    return done;
}

/* Looking for the terms --------------------------------------------------------------------------------------------------------------- */

static bool capital_neighbour(const an_extractor *x, uint32_t atom)
{
    an_atom it = x->atoms.items[atom];

    return it.flags & AN_ATOM_UPPER_FIRST && !(it.flags & AN_ATOM_DIGIT) &&
           !an_work_word(x, atom, 1u << AN_LIST_TITLES | 1u << AN_LIST_ROLES | 1u << AN_LIST_DEMONYMS, NULL);
}

/* «Clinton & Partners», «Clinton & Berg»: «&» stands before an atom, and a capital on both of its sides. */
static bool is_firm(const an_extractor *x, uint32_t atom)
{
    return x->atoms.items[atom].gap == AN_GAP_AMP && x->atoms.items[atom].flags & x->atoms.items[atom - 1].flags & AN_ATOM_UPPER_FIRST;
}

/* A word that stands between other capitals is part of another name («Clinton Foundation», «Chelsea Clinton»). */
static bool stands_alone(const an_extractor *x, const an_hit *hit)
{
    uint32_t sentence = an_work_sentence(x, hit->atom), end = hit->atom + hit->atom_count;

    if (x->headline[sentence])
        return true;
    if (end < x->sentence_atom[sentence + 1] && (x->atoms.items[end].gap == AN_GAP_SOFT ? capital_neighbour(x, end) : is_firm(x, end)))
        return false;
    if (hit->atom <= x->sentence_atom[sentence])
        return true;
    if (x->atoms.items[hit->atom].gap != AN_GAP_SOFT)
        return !is_firm(x, hit->atom);
    return hit->atom - 1 == x->sentence_atom[sentence] ? !an_work_word(x, hit->atom - 1, 1u << AN_LIST_GIVEN, NULL)
                                                       : !capital_neighbour(x, hit->atom - 1);
}

/* Whether the form has the capitals of the term (exact), or at least one where a name needs it. */
static bool case_fits(const an_extractor *x, const term *it, const an_hit *hit)
{
    an_str form = an_str_sub(x->doc->text, hit->span.start, hit->span.end);
    uint8_t last = x->atoms.items[hit->atom + hit->atom_count - 1].flags;

    if (it->exact)
        return an_str_equal(form, it->text) || (form.len == it->text.len && last & AN_ATOM_ALL_UPPER);
    return (last & (AN_ATOM_UPPER_FIRST | AN_ATOM_DIGIT)) != 0;
}

/* «Mrs. Bennet» is no «Mr. Edward Bennet». */
static bool other_gender(const an_extractor *x, const term *it, const an_hit *hit)
{
    uint32_t title;
    char gender = it->gender ? an_work_title_gender(x, hit->atom, &title) : 0;

    return gender && gender != it->gender;
}

/* «the province's Supreme Court» is not the state's of which the document spoke, nor is the first word of «Army ants». */
static bool other_body(const an_extractor *x, const term *it, const an_hit *hit)
{
    if (it->rule != AN_RULE_STATE)
        return false;
    if (hit->atom_count == 1 && an_work_starts_sentence(x, hit->atom) && choice_at(x, hit->atom) == SIZE_MAX)
        return true;
    return an_work_possessor_end(x, hit->atom) > 0;
}

/* «Under Miranda» names a case, whoever is called so elsewhere. */
static bool means_case(const an_extractor *x, const term *it, const an_hit *hit)
{
    return (it->rank == AN_RANK_READ || it->rule == AN_RULE_SURNAME) && hit->atom_count == 1 && x->tagger &&
           an_names_case(&x->tagging.scene, x->tagging.token_of[hit->atom]);
}

static bool fits(const an_extractor *x, const term *it, const an_hit *hit)
{
    return case_fits(x, it, hit) && !(it->alone && !stands_alone(x, hit)) && !other_gender(x, it, hit) && !other_body(x, it, hit) && !means_case(x, it, hit);
}

static bool add_terms(an_extractor *x, const terms *list, const an_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        const an_hit *hit = hits->items + i;
        const term *it = list->items + hit->term;
        if (fits(x, it, hit) && !an_candidate_add(x, (an_candidate){.span = hit->span,
                                                                    .atom = hit->atom,
                                                                    .atom_count = hit->atom_count,
                                                                    .target = it->target,
                                                                    .alias = UINT32_MAX,
                                                                    .rank = it->rank,
                                                                    .by = it->by,
                                                                    .rule = it->rule,
                                                                    .confidence = it->confidence > 0 ? it->confidence : 0.9F}))
            return false;
    }
    return true;
}

enum { AT_ONCE = 16 << 10 /* atoms: where names are many and alike, most of what is found does not fit, and all of it together would be large */ };

static bool find_terms(an_extractor *x, const terms *list, const an_matcher *matcher)
{
    an_hits hits = {0};
    bool done = true;

    for (size_t from = 0, to; from < x->atoms.count && done; from = to) {
        to = x->atoms.count - from > AT_ONCE ? from + AT_ONCE : x->atoms.count;
        hits.count = 0;
        done = an_matcher_find_in(matcher, x->doc->text, &x->atoms, from, to, &x->match_scratch, &hits) && add_terms(x, list, &hits);
    }
    an_free(hits.items);
    return done;
}

/* Whether a term that was refused can go: no letter in it, too long; nothing to look for. The last one takes its place. */
static bool let_go(terms *list, size_t place, an_status refused)
{
    list->items[place] = list->items[--list->count];
    return refused != AN_ERR_NOMEM;
}

static bool find_few(an_extractor *x, terms *list)
{
    an_handful few = {0};
    an_hits hits = {0};
    bool done = true;

    for (size_t i = 0; i < list->count && done; i++) {
        an_status st = an_handful_add(&few, list->items[i].text, &x->match_scratch);
        if (st != AN_OK)
            done = let_go(list, i--, st);
    }
    done = done && an_handful_find(&few, x->doc->text, &x->atoms, &x->match_scratch, &hits) && add_terms(x, list, &hits);
    an_free(hits.items);
    return done;
}

static bool find_many(an_extractor *x, terms *list)
{
    an_matcher *matcher = NULL;
    bool done = an_matcher_new(&matcher, NULL) == AN_OK;

    for (size_t i = 0; i < list->count && done; i++) {
        an_status st = an_matcher_add(matcher, list->items[i].text, NULL);
        if (st != AN_OK)
            done = let_go(list, i--, st);
    }
    done = done && an_matcher_finish(matcher, NULL) == AN_OK && find_terms(x, list, matcher);
    an_matcher_free(matcher);
    return done;
}

static bool look_for(an_extractor *x, terms *list)
{
    return list->count <= AN_HANDFUL && x->atoms.count <= AT_ONCE ? find_few(x, list) : find_many(x, list);
}

static int compare_terms(const void *a, const void *b)
{
    const term *one = a, *other = b;
    int order = an_str_compare(one->text, other->text);

    if (order)
        return order;
    if (one->target != other->target)
        return one->target < other->target ? -1 : 1;
    return one->rank < other->rank ? -1 : one->rank > other->rank;
}

AN_DEFINE_SORT(sort_terms, term, compare_terms)

/* Each form and actor once. */
static bool drop_doubles(terms *list, an_sort_room *room)
{
    size_t kept = 0;

    if (!sort_terms(list->items, list->count, room))
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || list->items[kept - 1].target != list->items[i].target ||
            !an_str_equal(list->items[kept - 1].text, list->items[i].text))
            list->items[kept++] = list->items[i];
    list->count = kept;
    return true;
}

bool an_step_document(an_extractor *x)
{
    terms list = {0};
    bool done = an_step_families(x) && part_couples(x) && an_step_resolve(x) && add_surnames(x, &list) && add_acronyms(x, &list) && add_called(x, &list) &&
                add_names(x, &list) && add_bodies(x, &list) && add_readings(x, &list) && drop_doubles(&list, &x->room);

    if (done && (list.count || x->nominal))
        done = look_for(x, &list) && (!x->nominal || an_step_nominals(x)) && an_step_choose(x);
    an_free(list.items);
    return done && an_step_subject(x);
}
