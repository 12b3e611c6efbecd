/* Short forms that the document explains, in brackets («Movement for Unity (MU)», «the “Hauler”») or by the first letters of a name
   (docs/matching.md §7). */
#include "extract/imply/implied.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "extract/imply/acronym.h"
#include "extract/tagger/abbreviations.h"
#include "extract/tagger/affairs.h"
#include "extract/tagger/cues.h"
#include "extract/tagger/formal.h"
#include "text/fold.h"

/* A short form: two to twelve letters or digits, of which the first and half of the rest are capitals, or a word of three to twelve («Mujao»). */
static bool looks_short(const an_extractor *x, uint32_t atom)
{
    enum { LEAST = 2, MOST = 12, BYTES = 4 /* of the longest letter */ };
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

/* «the Lund Argonaute (QLB) gene»: a noun behind letters in brackets says that they name a thing. */
static bool is_before_matter(const an_extractor *x, uint32_t atom)
{
    return atom + 1 < x->atoms.count && !(x->atoms.items[atom + 1].flags & AN_ATOM_UPPER_FIRST) && an_is_cue(an_work_atom(x, atom + 1), AN_CUE_MATTER);
}

/* The atoms that lead to a short form in its bracket: «(hereafter HMA)». */
static uint32_t leads_before(const an_extractor *x, uint32_t atom)
{
    enum { MOST = 4 };
    uint32_t count = 0;

    while (count < MOST && atom > count + 1 && x->atoms.items[atom - count].gap != AN_GAP_BREAK &&
           !(x->atoms.items[atom - count - 1].flags & AN_ATOM_UPPER_FIRST) && an_is_cue(an_work_atom(x, atom - count - 1), AN_CUE_LEAD))
        count++;
    return count;
}

/* The first atom of the bracket that holds nothing but an atom (or several capitals in quotation marks) and words that lead to it; UINT32_MAX when none
   does. */
static uint32_t bracket_of(const an_extractor *x, uint32_t atom)
{
    an_str text = x->doc->text;
    an_span span = x->atoms.items[atom].span;
    uint32_t first = atom;
    size_t start, end;

    if (span.start == 0 || span.end == text.len || text.ptr[span.end] == ' ')
        return UINT32_MAX; /* nearly all */
    start = span.start - quote_beside(text, span.start, false);
    end = span.end + quote_beside(text, span.end, true);
    if (end >= text.len || text.ptr[end] != ')' || start == 0 || (start != span.start && !has_capitals(x, atom)))
        return UINT32_MAX;
    if (text.ptr[start - 1] == ' ' && (first -= leads_before(x, atom)) != atom)
        start = x->atoms.items[first].span.start;
    if (text.ptr[start - 1] != '(' || an_is_trade_mark(an_work_atom(x, atom)) || is_before_matter(x, atom))
        return UINT32_MAX;
    return first;
}

/* The name before a bracket that starts with the atom, also in a possessive: «the Authority's (PA)». */
static size_t choice_before(const an_extractor *x, uint32_t atom)
{
    size_t choice = an_choice_ending_at(x, atom - 1);
    bool possessive = atom > 1 && an_str_equal(an_work_atom(x, atom - 1), AN_LIT("s")) && x->atoms.items[atom - 1].gap == AN_GAP_SOFT;

    return choice == SIZE_MAX && possessive ? an_choice_ending_at(x, atom - 2) : choice;
}

/* «Rally of the Harrow People (RPH)» is RHP: where the capitals before the bracket begin whose letters are those of the short form in any order, as a
   name of another language has them. UINT32_MAX when nowhere. */
static uint32_t turned_form_start(const an_extractor *x, uint32_t short_atom, uint32_t bracket)
{
    enum { LEAST = 3 };
    uint32_t from = x->sentence_atom[an_work_sentence(x, short_atom)], letters = 0, wanted = an_acronym_letters(an_work_atom(x, short_atom), false);
    size_t left = an_utf8_count(an_work_atom(x, short_atom));

    for (uint32_t at = bracket; at-- > from;) {
        if (x->atoms.items[at].flags & AN_ATOM_UPPER_FIRST) {
            letters |= an_acronym_letters(an_work_atom(x, at), true);
            if (letters & ~wanted)
                return UINT32_MAX;
            if (--left == 0)
                return letters == wanted && an_utf8_count(an_work_atom(x, short_atom)) >= LEAST ? at : UINT32_MAX;
        }
        if (x->atoms.items[at].gap != AN_GAP_SOFT)
            return UINT32_MAX;
    }
    return UINT32_MAX;
}

/* Where a long form starts that ends before the bracket of the short one: where its letters are found first, or further to the left, where they are
   the initials of all words («Association for the Advancement of Iron» is AAI, not only its «Advancement of Iron»). UINT32_MAX when nowhere. */
static uint32_t long_form_start(const an_extractor *x, uint32_t short_atom, uint32_t bracket)
{
    enum { FURTHER = 6 };
    uint32_t from = x->sentence_atom[an_work_sentence(x, short_atom)], end = x->atoms.items[bracket - 1].span.end, first, count;
    an_str short_form = an_work_atom(x, short_atom), text = an_str_sub(x->doc->text, x->atoms.items[from].span.start, end);
    size_t start = an_acronym_long_form(text, short_form);

    if (start == SIZE_MAX)
        return turned_form_start(x, short_atom, bracket);
    first = an_work_atoms_in(x, (an_span){x->atoms.items[from].span.start + (uint32_t)start, end}, &count);
    if (count == 0)
        return UINT32_MAX;
    if (x->atoms.items[first].flags & AN_ATOM_UPPER_FIRST && /* not «for Unity» of «Forum for Unity» */
        an_acronym_of_initials(an_str_sub(x->doc->text, x->atoms.items[first].span.start, end), short_form))
        return first;
    for (uint32_t at = first; at > from && first - at < FURTHER; at--)
        if (x->atoms.items[at - 1].flags & AN_ATOM_UPPER_FIRST &&
            an_acronym_of_initials(an_str_sub(x->doc->text, x->atoms.items[at - 1].span.start, end), short_form))
            return at - 1;
    return first;
}

static bool can_be_body(const an_extractor *x, uint32_t first, uint32_t count)
{
    an_token_source from = {.text = x->doc->text, .atoms = &x->atoms};
    const uint32_t *token_of = x->tagging.token_of;

    return !x->tagger || (an_can_be_body(&from, x->tagging.tokens.words, first, first + count) &&
                          !an_is_affair(&x->tagging.tokens, x->doc->text, token_of[first], token_of[first + count - 1] + 1));
}

/* «Autorité nationale des élections (ANE)»: a capital and then small words of another language, of which the letters are. */
static bool is_foreign_form(const an_extractor *x, uint32_t first, uint32_t short_atom, uint32_t bracket)
{
    enum { ENGLISH = AN_IN(AN_WORD_COMMON), SHORTEST = 4 };
    an_str text = an_str_sub(x->doc->text, x->atoms.items[first].span.start, x->atoms.items[bracket - 1].span.end);
    bool abroad = false; /* «Centre national de la recherche scientifique», with words that are English, too */

    if (an_work_atom(x, first).len < SHORTEST) /* «T-cell receptor (TCR)» */
        return false;
    for (uint32_t atom = first + 1; atom < bracket; atom++)
        abroad |= an_is_cue(an_work_atom(x, atom), AN_CUE_IN_NAMES) || an_is_cue(an_work_atom(x, atom), AN_CUE_OF_ABROAD);
    for (uint32_t atom = first + 1; atom < bracket && !abroad; atom++)
        if (an_atom_lists(x, atom) & ENGLISH && !(an_atom_lists(x, atom) & (AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_LINK) | AN_IN(AN_WORD_PARTICLE))))
            return false;
    return x->tagger && an_acronym_of_initials(text, an_work_atom(x, short_atom));
}

/* A capital, a legal form, or the word of a body behind a capital: «New Harrow party (NHP)». */
static bool ends_as_name(const an_extractor *x, uint32_t last)
{
    return x->atoms.items[last].flags & AN_ATOM_UPPER_FIRST || an_work_word(x, last, 1u << AN_LIST_LEGAL, NULL) ||
           (an_atom_lists(x, last) & AN_IN(AN_WORD_ORG) && x->atoms.items[last - 1].flags & AN_ATOM_UPPER_FIRST);
}

/* «Landing Boats, Medium (LBMs)»: several of a kind, and no bodies. */
static bool is_several(const an_extractor *x, uint32_t short_atom, uint32_t last)
{
    static const char *const bodies[] = {"agencies", "authorities", "boards", "brigades", "commissions", "committees", "companies", "councils", "courts",
                                         "forces",   "groups",      "schools", "squads",   "teams",       "units"};
    an_str short_form = an_work_atom(x, short_atom);
    size_t letters = an_short_form_letters(short_form);

    return letters && letters < short_form.len && !AN_STR_IN_ASCII_CASE(an_work_atom(x, last), bodies);
}

/* Whether atoms hang together as words of one name; where each word is one of the letters, also behind a comma: «Forum for Unity, Order and Growth (FUOG)». */
static bool hangs_together(const an_extractor *x, uint32_t first, uint32_t count, uint32_t short_atom)
{
    an_str text = x->doc->text;
    bool listed = an_acronym_of_initials(an_atoms_text(x, first, first + count - 1), an_work_atom(x, short_atom));

    for (uint32_t i = first + 1; i < first + count; i++) {
        an_gap gap = x->atoms.items[i].gap;
        an_str between = an_str_sub(text, x->atoms.items[i - 1].span.end, x->atoms.items[i].span.start);
        if (gap == AN_GAP_BREAK || (gap == AN_GAP_OTHER && !(listed && an_str_equal(between, AN_LIT(", ")))))
            return false;
    }
    return true;
}

/* A long form that nobody knows but that the short form fits, atoms [first, end): a name of this document, or of the actor `known` by the short form. */
static bool add_long_form(an_extractor *x, uint32_t short_atom, uint32_t first, uint32_t end, uint32_t known, an_implied_names *out)
{
    uint32_t count = end - first;
    an_candidate candidate = {.alias = UINT32_MAX, .rank = AN_RANK_DEFINED, .by = AN_BY_ACRONYM, .confidence = 0.9F, .target = known};

    if (count < 2 || is_several(x, short_atom, end - 1) || an_work_word(x, first, 1u << AN_LIST_TITLES | 1u << AN_LIST_ROLES, NULL) ||
        !(x->atoms.items[first].flags & AN_ATOM_UPPER_FIRST) || (!ends_as_name(x, end - 1) && !is_foreign_form(x, first, short_atom, end)) ||
        an_is_cue(an_work_atom(x, end - 1), AN_CUE_ENACTMENT) || !can_be_body(x, first, count) || !hangs_together(x, first, count, short_atom))
        return true;
    candidate.span = (an_span){x->atoms.items[first].span.start, x->atoms.items[end - 1].span.end};
    candidate.atom = first;
    candidate.atom_count = count;
    if (known == UINT32_MAX)
        candidate.target = an_target_name(x, an_candidate_form(x, &candidate), AN_LIT("organization"), AN_NO_ACTOR);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate) &&
           an_imply(out, (an_implied){.text = an_work_atom(x, short_atom), .target = candidate.target, .rank = AN_RANK_DEFINED, .by = AN_BY_ACRONYM,
                                .rule = AN_RULE_DEFINED, .exact = true});
}

/* The long form that ends before the bracket of a short one, unless it starts behind the atom `latest`. */
static bool add_form_before(an_extractor *x, uint32_t short_atom, uint32_t bracket, uint32_t latest, an_implied_names *out)
{
    uint32_t first = long_form_start(x, short_atom, bracket);

    return first == UINT32_MAX || first > latest || add_long_form(x, short_atom, first, bracket, UINT32_MAX, out);
}

/* «Forces armées de la République démocratique du Congo (FARDC)»: a listed body's letters, behind its name in a language that the list does not have. */
static bool add_form_abroad(an_extractor *x, uint32_t short_atom, uint32_t bracket, uint32_t known, an_implied_names *out)
{
    enum { SURE = 4 };
    uint32_t first = an_utf8_count(an_work_atom(x, short_atom)) < SURE ? UINT32_MAX : long_form_start(x, short_atom, bracket);

    return first == UINT32_MAX || !is_foreign_form(x, first, short_atom, bracket) || add_long_form(x, short_atom, first, bracket, known, out);
}

/* Whether nothing but the tagger knows the short form, if anything does. */
static bool is_open(an_extractor *x, size_t choice)
{
    uint32_t target = choice == SIZE_MAX ? UINT32_MAX : an_choice_target(x, choice);

    return choice == SIZE_MAX || (an_choice_candidate(x, choice)->by == AN_BY_TAGGER && target != UINT32_MAX && x->targets[target].actor == AN_NO_ACTOR);
}

/* «member of the Legislative Assembly (MLA)»: the initials of the name and a letter more are not the name. */
static bool is_member_of(const an_extractor *x, const an_candidate *name, an_str short_form)
{
    an_str rest = an_str_sub(short_form, short_form.len ? 1 : 0, short_form.len);
    char initials[AN_NAME_WORDS];
    size_t count = 0;

    for (uint32_t i = 0; i < name->atom_count && count < sizeof initials; i++)
        if (x->atoms.items[name->atom + i].flags & AN_ATOM_UPPER_FIRST)
            initials[count++] = an_work_atom(x, name->atom + i).ptr[0];
    return an_str_equal(rest, (an_str){initials, count}) || an_acronym_of_initials(an_candidate_form(x, name), rest);
}

static bool define(an_extractor *x, an_str form, uint32_t target, an_implied_names *out)
{
    return an_target_apart(x, form, target) ||
           an_imply(out, (an_implied){.text = form, .target = target, .rank = AN_RANK_DEFINED, .by = AN_BY_ACRONYM, .rule = AN_RULE_DEFINED, .exact = true});
}

/* Whether a name that is no organisation's can be shortened so: a place of several words by letters of them («Federated Isles of Harrow (FIH)»), a
   person by the initials of three words or more. */
static bool can_be_shortened(const an_extractor *x, const an_candidate *name, an_str type, an_str short_form)
{
    uint32_t words = 0;

    if (name->by == AN_BY_DEMONYM || name->atom_count < 2)
        return false;
    if (!an_is_person(type))
        return an_str_starts(type, AN_LIT("location")) && an_acronym_long_form(an_candidate_form(x, name), short_form) == 0;
    for (uint32_t i = 0; i < name->atom_count; i++)
        words += (x->atoms.items[name->atom + i].flags & AN_ATOM_UPPER_FIRST) != 0;
    return words == an_utf8_count(short_form) && an_acronym_of_initials(an_candidate_form(x, name), short_form);
}

/* Whether shares are traded there. */
static bool is_exchange(an_str word)
{
    static const char *const exchanges[] = {"ADX",  "AIM",    "AMEX", "ASX",    "BME",  "BMV",  "BSE",  "CSE",     "DFM", "Euronext", "HKEX",
                                            "HOSE", "IDX",    "JSE",  "KOSDAQ", "KRX",  "LSE",  "MOEX", "NASDAQ",  "NSE", "NYSE",     "NZX",
                                            "OSE",  "OTC",    "OTCQB", "OTCQX", "PSE",  "QSE",  "SEHK", "SET",     "SGX", "SIX",      "SSE",
                                            "SZSE", "Tadawul", "TASE", "TSE",   "TSX",  "TSXV", "TWSE", "WSE",     "Xetra"};

    return AN_STR_IN_ASCII_CASE(word, exchanges);
}

/* What stands in brackets for other reasons, too: where a share is traded («(Nasdaq)»), who wrote it («(AFP)»), who owns it («(Apple)»). */
static bool is_beside(const an_extractor *x, uint32_t known, an_str short_form)
{
    static const char *const agencies[] = {"AFP",      "ANSA",  "AP",  "Bloomberg", "DPA",  "EFE", "Interfax",
                                           "Kyodo", "PTI", "Reuters", "TASS", "UPI", "Xinhua", "Yonhap"};
    size_t capitals = 0;

    for (size_t i = 0; i < short_form.len; i++)
        capitals += short_form.ptr[i] >= 'A' && short_form.ptr[i] <= 'Z';
    return is_exchange(short_form) || AN_STR_IN_ASCII_CASE(short_form, agencies) ||
           (capitals < 2 && an_str_equal(x->targets[known].type, AN_LIT("organization/company")));
}

/* «International Football Federation (FIFA)», «Social Democratic Party (SPD)»: a listed organisation is called by the short form, whose letters are
   those of its name in another language, or its name goes on. */
static bool add_other_name(const an_extractor *x, const an_candidate *name, uint32_t known, an_str short_form, an_implied_names *out)
{
    enum { SURE = 4 };
    an_str form = an_candidate_form(x, name), label = x->targets[known].label;
    bool starts = form.len < label.len && label.ptr[form.len] == ' ' && an_str_starts(label, form);

    return !an_is_organization(x->targets[known].type) || (!starts && (an_utf8_count(short_form) < SURE || is_beside(x, known, short_form))) ||
           an_imply(out, (an_implied){.text = form, .target = known, .rank = AN_RANK_DEFINED, .by = AN_BY_ALIAS, .exact = true,
                                .rule = starts ? AN_RULE_FIRST : AN_RULE_DEFINED});
}

/* «Bundeskriminalamt (BKA)»: a long word and some of its letters in capitals, the first one first. */
static bool is_shortened_word(const an_extractor *x, const an_candidate *name, an_str short_form)
{
    enum { LONG = 8, SHORT = 5 };
    an_str word = an_candidate_form(x, name);

    for (size_t i = 0; i < short_form.len; i++)
        if (short_form.ptr[i] < 'A' || short_form.ptr[i] > 'Z')
            return false;
    return word.len >= LONG && short_form.len > 1 && short_form.len <= SHORT && word.ptr[0] == short_form.ptr[0];
}

/* Whether the document says that a short form is no body's: «the Tolls Treaty (TT)». */
static bool is_nobody(const an_extractor *x, uint32_t atom)
{
    const an_token *token = x->tagger ? x->tagging.tokens.items + x->tagging.token_of[atom] : NULL;

    return token && token->atom == atom && token->shape == AN_SHAPE_LOWER && x->atoms.items[atom].flags & AN_ATOM_ALL_UPPER;
}

/* Whether a word begins as one of the capitalised words of a name does. */
static bool begins_as_one_of(const an_extractor *x, const an_candidate *name, uint32_t atom)
{
    char first = an_work_atom(x, atom).ptr[0];

    for (uint32_t i = 0; i < name->atom_count; i++)
        if (an_work_atom(x, name->atom + i).ptr[0] == first)
            return true;
    return false;
}

/* «Chamber of Quarries (Canaquar)»: what bodies are called by syllables of their names, often in another language. A word that no list has, and in which
   the tagger reads an organisation; not «(Maoist)», nor the town of «Union of Farmers (Tembrak)». */
static bool is_clipped(an_extractor *x, size_t choice, const an_candidate *name, uint32_t atom)
{
    enum { LEAST = 4 };
    uint32_t target = choice == SIZE_MAX ? UINT32_MAX : an_choice_target(x, choice);

    return target != UINT32_MAX && an_is_organization(x->targets[target].type) && an_utf8_count(an_work_atom(x, atom)) >= LEAST &&
           begins_as_one_of(x, name, atom) && !an_atom_lists(x, atom) && !an_str_ends(an_work_atom(x, atom), AN_LIT("ist"));
}

/* «Movement for Unity (MU)»: the bracketed word is a short form of the name before it. The letters need not fit where an organisation stands
   before it and nothing says that the word is anything else («Hungarian Socialist Party (MSZP)»). */
static bool add_definition(an_extractor *x, uint32_t atom, uint32_t bracket, an_implied_names *out)
{
    size_t before = choice_before(x, bracket), here = an_choice_of_atom(x, atom), count = out->count;
    uint32_t target = before == SIZE_MAX ? UINT32_MAX : an_choice_target(x, before), known = here == SIZE_MAX ? UINT32_MAX : an_choice_target(x, here);
    an_str short_form = an_work_atom(x, atom);
    bool unlisted = is_open(x, here), open = unlisted && has_capitals(x, atom), fits, initials;
    const an_candidate *name;

    if (known != UINT32_MAX && x->targets[known].actor != AN_NO_ACTOR && an_is_organization(x->targets[known].type) &&
        (target == UINT32_MAX || !an_is_organization(x->targets[target].type)))
        return add_form_abroad(x, atom, bracket, known, out);
    if (target == UINT32_MAX)
        return !open || is_nobody(x, atom) || add_form_before(x, atom, bracket, atom, out);
    name = an_choice_candidate(x, before);
    fits = an_acronym_long_form(an_candidate_form(x, name), short_form) != SIZE_MAX;
    initials = fits && an_acronym_of_initials(an_candidate_form(x, name), short_form);
    if (fits && an_is_post_nominal(short_form) && an_acronym_long_form(an_candidate_form(x, name), short_form) > 0)
        return true; /* «Harrow Party Teachta Dála (TD)» */
    if (!an_is_organization(x->targets[target].type) || !fits) {
        /* a name that goes on to the left: «Mission to the Sunny Islands (MSI)» */
        if (open && !an_is_person(x->targets[target].type) && !add_form_before(x, atom, bracket, name->atom - 1, out))
            return false;
        if (out->count > count)
            return true;
        if (open && can_be_shortened(x, name, x->targets[target].type, short_form))
            return define(x, short_form, target, out);
    }
    if (!an_is_organization(x->targets[target].type) || (name->atom_count < 2 && !(open && fits && is_shortened_word(x, name, short_form))))
        return true;
    if (known != UINT32_MAX && x->targets[known].actor != AN_NO_ACTOR) {
        if (!fits && known != target && x->targets[target].actor == AN_NO_ACTOR && !an_target_apart(x, an_candidate_form(x, name), known))
            return add_other_name(x, name, known, short_form, out);
        if ((known == target || !initials) && (x->targets[target].actor != AN_NO_ACTOR || !fits))
            return true; /* the form of another actor of dictionaries, unless it is the initials of this one; a place in brackets is no short form */
    }
    open |= unlisted && is_clipped(x, here, name, atom);
    if (!fits && (!open || bracket != atom || is_nobody(x, atom) ||
                  (known != UINT32_MAX && !an_is_organization(x->targets[known].type))))
        return true;
    return (!fits && is_member_of(x, name, short_form)) || define(x, short_form, target, out);
}

static bool explain(an_extractor *x, uint32_t atom, uint32_t bracket, an_implied_names *out)
{
    size_t count = out->count;
    bool done = add_definition(x, atom, bracket, out);

    x->explained[atom] = out->count > count;
    return done;
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
static bool add_dotted(an_extractor *x, uint32_t atom, an_implied_names *out)
{
    uint32_t count = bracketed_letters(x, atom), target;
    size_t before = count && !an_work_starts_sentence(x, atom) ? choice_before(x, atom) : SIZE_MAX;
    an_str letters;

    if (before == SIZE_MAX || (target = an_choice_target(x, before)) == UINT32_MAX || !an_is_organization(x->targets[target].type))
        return true;
    letters = an_atoms_text(x, atom, atom + count - 1);
    letters.len += letters.ptr[letters.len] == '.'; /* a bracket follows */
    return an_acronym_long_form(an_candidate_form(x, an_choice_candidate(x, before)), letters) == SIZE_MAX || define(x, letters, target, out);
}

/* The first letters of a name's words, in their order or, in another language, in another one. */
static bool has_initials(an_str name, an_str short_form)
{
    return an_acronym_of_initials(name, short_form) || an_acronym_letters(name, true) == an_acronym_letters(short_form, false);
}

/* «the CBC (the Bolivian Cycling Confederation)»: whatever else a short form may be, here it is what stands in the bracket behind it. Its letters may
   be those of another language when nobody knows it: «KPK (the Corruption Eradication Commission)». */
static bool add_bracketed_name(an_extractor *x, uint32_t atom, an_implied_names *out)
{
    size_t here = an_choice_of_atom(x, atom), next = here + 1;
    uint32_t target = here == SIZE_MAX || next == x->choices.count ? UINT32_MAX : an_choice_target(x, next);
    const an_candidate *name;
    an_str text = x->doc->text, between;
    bool definite;

    if (target == UINT32_MAX || x->targets[target].actor != AN_NO_ACTOR || !an_is_organization(x->targets[target].type))
        return true;
    name = an_choice_candidate(x, next);
    between = an_str_sub(text, x->atoms.items[atom].span.end, name->span.start);
    definite = an_str_equal_ascii_case(between, AN_LIT(" (the "));
    if ((!definite && !an_str_equal(between, AN_LIT(" ("))) || name->span.end >= text.len || text.ptr[name->span.end] != ')' ||
        !(has_initials(an_candidate_form(x, name), an_work_atom(x, atom)) || (definite && name->atom_count > 1 && is_open(x, here))))
        return true;
    return define(x, an_work_atom(x, atom), target, out);
}

/* Whether the bytes between an atom and the one before it hold a bracket that opens. */
static bool opens_bracket(const an_extractor *x, uint32_t atom)
{
    return an_str_find_byte(an_str_sub(x->doc->text, x->atoms.items[atom - 1].span.end, x->atoms.items[atom].span.start), 0, '(') != (size_t)-1;
}

/* Whether a bracket closes right behind an atom. */
static bool closes_bracket(const an_extractor *x, uint32_t atom)
{
    uint32_t end = x->atoms.items[atom].span.end;

    return end < x->doc->text.len && x->doc->text.ptr[end] == ')';
}

/* The atom behind those that fill a bracket right behind a short form; 0 when none does. */
static uint32_t end_of_bracket(const an_extractor *x, uint32_t atom)
{
    enum { MOST = 12 };
    const an_atom *atoms = x->atoms.items;
    uint32_t first = atom + 1, last = first;

    if (first >= x->atoms.count || !an_str_equal(an_str_sub(x->doc->text, atoms[atom].span.end, atoms[first].span.start), AN_LIT(" (")))
        return 0;
    while (!closes_bracket(x, last) && last + 1 < x->atoms.count && last - first < MOST && atoms[last + 1].gap != AN_GAP_BREAK)
        last++;
    return closes_bracket(x, last) ? last + 1 : 0;
}

/* Whether the letters are those of the words in the bracket: the initials of three or more, or some of two that no given name begins («ÖBB (Österreichische
   Bundesbahnen)»). */
static bool fills_bracket(const an_extractor *x, uint32_t atom, uint32_t first, uint32_t end)
{
    enum { LETTERS = 3 };
    an_str letters = an_work_atom(x, atom), words = an_atoms_text(x, first, end - 1);

    return an_acronym_of_initials(words, letters) ||
           (end - first == 2 && an_utf8_count(letters) >= LETTERS && !an_work_is_given(x, first) && an_acronym_long_form(words, letters) == 0);
}

/* «MLH (Mouvement pour la liberté de Harrow)»: all words of the bracket are what the letters are, whatever of them was read as a name. */
static bool add_bracketed_form(an_extractor *x, uint32_t atom, an_implied_names *out)
{
    uint32_t end = end_of_bracket(x, atom), first = atom + 1, target;
    size_t name;

    if (end == 0 || !is_open(x, an_choice_of_atom(x, atom)) || is_nobody(x, atom))
        return true;
    first += an_str_equal_ascii_case(an_work_atom(x, first), AN_LIT("the"));
    name = an_choice_ending_at(x, end - 1);
    target = name == SIZE_MAX ? UINT32_MAX : an_choice_target(x, name);
    if (target != UINT32_MAX && an_choice_candidate(x, name)->atom == first &&
        (x->targets[target].actor != AN_NO_ACTOR || an_is_organization(x->targets[target].type) || an_work_is_given(x, first)))
        return true; /* read as it is: «NDT (Narayan Dutt Tiwari)» */
    return !fills_bracket(x, atom, first, end) || add_long_form(x, atom, first, end, UINT32_MAX, out);
}

/* The last of several atoms in capitals that fill a bracket from one on, «(FEWS NET)», «(CERT-MD)»; the atom itself when it does not begin such. */
static uint32_t last_letters(const an_extractor *x, uint32_t atom)
{
    enum { MOST = 3 };
    const an_atom *atoms = x->atoms.items;
    uint32_t last = atom;

    if (!(atoms[atom].flags & AN_ATOM_ALL_UPPER) || !opens_bracket(x, atom))
        return atom;
    while (!closes_bracket(x, last) && last + 1 < x->atoms.count && last - atom + 1 < MOST && atoms[last + 1].gap == AN_GAP_SOFT &&
           atoms[last + 1].flags & (AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT))
        last++;
    return closes_bracket(x, last) ? last : atom;
}

/* «Famine Early Warning Network (FEW NET)»; «Parti du Peuple (PDP-RT)», where more stands behind a hyphen. */
static bool fit_letters(const an_extractor *x, an_str name, uint32_t atom, uint32_t last)
{
    enum { LEAST = 3, MOST_BEHIND = 4 };
    an_str letters = an_atoms_text(x, atom, last), first = an_work_atom(x, atom);

    if (an_acronym_long_form(name, letters) != SIZE_MAX)
        return true;
    return first.len >= LEAST && letters.ptr[first.len] == '-' && letters.len - first.len - 1 <= MOST_BEHIND && an_acronym_long_form(name, first) == 0;
}

static bool add_letters(an_extractor *x, uint32_t atom, uint32_t last, an_implied_names *out)
{
    size_t before = choice_before(x, atom);
    uint32_t target = before == SIZE_MAX ? UINT32_MAX : an_choice_target(x, before);
    an_str letters = an_atoms_text(x, atom, last);

    if (target == UINT32_MAX || is_nobody(x, atom) || !an_is_organization(x->targets[target].type) ||
        !fit_letters(x, an_candidate_form(x, an_choice_candidate(x, before)), atom, last))
        return true;
    return define(x, letters, target, out);
}

/* A bracket that a name shares with its short form: its first atom, and those of the name. */
typedef struct shared_bracket {
    uint32_t open, first, last;
} shared_bracket;

/* Whether a short form and a name are all that a bracket holds, in either order, a sign between them: «(Partia Ludowa, PL)», «(PL, Partia Ludowa)»,
   «(Polish: Partia Ludowa, PL)». */
static bool shares_bracket(const an_extractor *x, uint32_t atom, shared_bracket *b)
{
    enum { MOST = 12 };
    const an_atom *atoms = x->atoms.items;
    bool leads = opens_bracket(x, atom);
    uint32_t at = leads ? atom + 1 : atom - 1, sign = leads ? at : atom;

    if (!(atoms[atom].flags & AN_ATOM_ALL_UPPER) || leads == closes_bracket(x, atom) || at == 0 || at >= x->atoms.count ||
        atoms[sign].gap == AN_GAP_SOFT || atoms[sign].gap == AN_GAP_BREAK)
        return false;
    b->first = b->last = at;
    for (; leads && !closes_bracket(x, b->last); ++b->last)
        if (b->last + 1 == x->atoms.count || b->last - atom > MOST || atoms[b->last + 1].gap != AN_GAP_SOFT)
            return false;
    for (; !leads && !opens_bracket(x, b->first); --b->first)
        if (b->first < 2 || atom - b->first > MOST || (atoms[b->first].gap != AN_GAP_SOFT && !an_work_word(x, b->first - 1, 1u << AN_LIST_DEMONYMS, NULL)))
            return false;
    b->open = leads ? atom : b->first;
    b->first += an_str_starts(an_str_sub(x->doc->text, atoms[b->first].span.end, x->doc->text.len), AN_LIT(": "));
    return b->first < b->last && atoms[b->first].flags & AN_ATOM_UPPER_FIRST;
}

/* The other name of a body in a bracket, and a short form of its letters: «Harrow People's Party (Partia Ludowa Harrow, PLH)». */
static bool add_name_and_letters(an_extractor *x, uint32_t atom, const shared_bracket *b, an_implied_names *out)
{
    uint32_t target, known;
    size_t before, here = an_choice_of_atom(x, atom);
    an_implied it = {.rank = AN_RANK_DEFINED, .by = AN_BY_ALIAS, .rule = AN_RULE_DEFINED, .exact = true};

    if ((before = choice_before(x, b->open)) == SIZE_MAX || (target = an_choice_target(x, before)) == UINT32_MAX ||
        !an_is_organization(x->targets[target].type) || an_choice_candidate(x, before)->atom_count < 2)
        return true;
    it.text = an_atoms_text(x, b->first, b->last);
    if (an_acronym_long_form(it.text, an_work_atom(x, atom)) != 0 || an_work_is_given(x, b->first))
        return true; /* «Harrow Bank (Karl Berg, KB)» */
    known = here == SIZE_MAX ? UINT32_MAX : an_choice_target(x, here);
    if (known != UINT32_MAX && x->targets[known].actor != AN_NO_ACTOR) {
        if (known != target && (x->targets[target].actor != AN_NO_ACTOR || !an_is_organization(x->targets[known].type)))
            return true;
        it.target = known;
    } else if (!is_open(x, here)) {
        return true;
    } else if (!define(x, an_work_atom(x, atom), it.target = target, out)) {
        return false;
    }
    if (!an_target_apart(x, it.text, it.target) && !an_imply(out, it))
        return false;
    it.text = an_candidate_form(x, an_choice_candidate(x, before));
    return it.target == target || an_target_apart(x, it.text, it.target) || an_imply(out, it);
}

/* «Corvia Foods, Inc. (Nasdaq) (“Corvia”)», «(LSE: VLD; “Velda”)»: what is said of the name behind where its shares are traded; else the atom itself. */
static uint32_t behind_listing(const an_extractor *x, uint32_t atom)
{
    enum { MOST = 8 };
    an_str text = x->doc->text;
    size_t end = x->atoms.items[atom].span.end;
    bool traded = end < text.len && text.ptr[end] == ':';

    if (!is_exchange(an_work_atom(x, atom)))
        return atom;
    for (uint32_t at = atom + 1; at < x->atoms.count && at - atom < MOST; at++) {
        bool quoted = quote_beside(text, x->atoms.items[at].span.start, false);
        if (closes_bracket(x, at - 1))
            return quoted && opens_bracket(x, at) ? at : atom;
        if (quoted)
            return traded ? at : atom;
    }
    return atom;
}

/* The first atom of what a bracket behind a name says it is called: «Harbour Tugs Co., Ltd. (“Harbour”)», «(hereinafter, the “Harbour”)». */
static uint32_t called_at(const an_extractor *x, const an_candidate *name)
{
    static const char *const leads[] = {"the", "hereinafter", "hereafter", "collectively", "together"};
    enum { MOST = 2 };
    uint32_t atom = name->atom + name->atom_count, skipped = 0;

    while (atom < x->atoms.count && an_work_word(x, atom, 1u << AN_LIST_LEGAL, NULL))
        atom++;
    if (atom >= x->atoms.count || !opens_bracket(x, atom))
        return UINT32_MAX;
    atom = behind_listing(x, atom);
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

/* «Calder Oil (Harrow) Ltd, a company of Harrow (“Calder”)»: the first word of a name in quotation marks and a bracket further on in its sentence. */
static uint32_t called_later(const an_extractor *x, const an_candidate *name)
{
    enum { FURTHER = 24 };
    uint32_t first = name->atom + name->atom_count;

    for (uint32_t atom = first; atom < x->atoms.count && atom - first < FURTHER && !an_work_starts_sentence(x, atom); atom++)
        if (x->atoms.hashes[atom] == x->atoms.hashes[name->atom] && opens_bracket(x, atom) &&
            quote_beside(x->doc->text, x->atoms.items[atom].span.start, false))
            return atom;
    return UINT32_MAX;
}

/* How many atoms from `at` on stand in quotation marks in a bracket: what somebody is called in a contract («the “Hauler”»). */
static uint32_t quoted_atoms(const an_extractor *x, uint32_t at)
{
    enum { MOST = 3 };
    an_str text = x->doc->text;
    uint32_t count = 1;

    while (count < MOST && at + count < x->atoms.count && x->atoms.items[at + count].gap == AN_GAP_SOFT &&
           x->atoms.items[at + count].flags & AN_ATOM_UPPER_FIRST)
        count++;
    return quote_beside(text, x->atoms.items[at].span.start, false) && quote_beside(text, x->atoms.items[at + count - 1].span.end, true) ? count : 0;
}

/* «Hassan Darweesh Al-Bakri (Al-Bakri)»: the surname in a bracket tells whom it means from here on, whoever else bears it. */
static bool add_called_person(an_extractor *x, const an_candidate *name, uint32_t target, an_implied_names *out)
{
    an_str behind = an_str_sub(x->doc->text, name->span.end, x->doc->text.len), form = an_candidate_form(x, name), inner;
    size_t close;
    uint32_t bare;

    if (!an_str_starts(behind, AN_LIT(" (")))
        return true;
    behind.len = behind.len <= form.len ? behind.len : form.len + 1; /* there may be no other bracket in the whole text */
    if ((close = an_str_find_byte(behind, 2, ')')) == (size_t)-1)
        return true;
    inner = an_str_sub(behind, 2, close);
    if (inner.len < 2 || inner.len >= form.len || !an_str_ends(form, inner) || form.ptr[form.len - inner.len - 1] != ' ' || an_target_apart(x, inner, target))
        return true;
    bare = an_target_name(x, inner, x->targets[target].type, AN_NO_ACTOR); /* what is said of it is said of the person */
    if (bare == UINT32_MAX || (an_target_root(x, bare) == bare && !an_target_merge(x, bare, target, AN_RULE_DEFINED)))
        return false;
    return an_imply(out, (an_implied){.text = inner, .target = target, .rank = AN_RANK_DEFINED, .by = AN_BY_ALIAS, .rule = AN_RULE_DEFINED, .alone = true});
}

/* What organisations are called by in brackets behind their name, or further on: its first words, or anything in quotation marks (but not what several are
   «collectively»). */
bool an_imply_called(an_extractor *x, an_implied_names *out)
{
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i), at, count;
        an_implied it = {.target = target, .rank = AN_RANK_DEFINED, .by = AN_BY_ALIAS, .rule = AN_RULE_DEFINED};
        if (target == UINT32_MAX || c->atom_count < 2)
            continue;
        if (an_is_person(x->targets[target].type) && !add_called_person(x, c, target, out))
            return false;
        if (!an_is_organization(x->targets[target].type) || ((at = called_at(x, c)) == UINT32_MAX && (at = called_later(x, c)) == UINT32_MAX))
            continue;
        count = shared_atoms(x, c, at);
        if (count == 0 && !an_str_equal(an_work_atom(x, at - 1), AN_LIT("collectively")))
            count = quoted_atoms(x, at);
        if (count == 0 || count == c->atom_count)
            continue;
        it.text = an_atoms_text(x, at, at + count - 1);
        it.alone = count == 1;
        if (!x->explained[at] && !an_target_apart(x, it.text, target) && !an_imply(out, it))
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
        if (target == UINT32_MAX || c->atom_count < 3 || !an_is_organization(x->targets[target].type))
            continue;
        if (an_intern_folded(x, &x->noted, an_candidate_form(x, c), target, &added) == AN_MAP_NONE)
            return false;
        if (!added)
            continue;
        if (!AN_ROOM(list, 1))
            return false;
        list->items[list->count++] = (long_name){an_candidate_form(x, c), target, an_acronym_letters(an_candidate_form(x, c), true)};
    }
    return true;
}

/* Whether so many short forms stand alone beside so many names that comparing each with each would take for ever: a table, which explains nothing. */
static bool are_endless(const an_extractor *x, const long_names *names)
{
    enum { MOST = 1 << 26 };

    return (uint64_t)x->tried.count * names->count > MOST;
}

/* A short form that stands alone, made of the first letters of the only name in the document that fits. */
static bool add_initials(an_extractor *x, uint32_t atom, long_names *names, an_implied_names *out)
{
    an_str short_form = an_work_atom(x, atom);
    uint32_t fit = UINT32_MAX, letters;
    bool added;

    if (an_intern_folded(x, &x->tried, short_form, 0, &added) == AN_MAP_NONE)
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
    return an_imply(out, (an_implied){.text = short_form, .target = fit, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ACRONYM, .rule = AN_RULE_ACRONYM,
                                      .exact = true});
}

bool an_imply_acronyms(an_extractor *x, an_implied_names *out)
{
    long_names names = {0};
    shared_bracket bracket;
    uint32_t first, last;
    bool done = collect_long_names(x, &names);

    an_map_reset(&x->tried); /* short forms */
    for (uint32_t atom = 1; atom < x->atoms.count && done; atom++) {
        if (!looks_short(x, atom)) {
            done = !(x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST) || add_dotted(x, atom, out);
            continue;
        }
        if ((first = bracket_of(x, atom)) != UINT32_MAX && !an_work_starts_sentence(x, first))
            done = x->explained[atom] || explain(x, atom, first, out);
        else if ((last = last_letters(x, atom)) != atom && !an_work_starts_sentence(x, atom))
            done = add_letters(x, atom, last, out);
        else if (!an_work_starts_sentence(x, atom) && shares_bracket(x, atom, &bracket))
            done = add_name_and_letters(x, atom, &bracket, out);
        else if (names.count && !are_endless(x, &names) && x->atoms.items[atom].flags & AN_ATOM_ALL_UPPER && an_choice_of_atom(x, atom) == SIZE_MAX)
            done = add_initials(x, atom, &names, out);
        else if (x->atoms.items[atom].flags & AN_ATOM_ALL_UPPER && atom + 1 < x->atoms.count && x->atoms.items[atom + 1].gap == AN_GAP_OTHER)
            done = (!names.count || add_bracketed_name(x, atom, out)) && add_bracketed_form(x, atom, out);
    }
    an_free(names.items);
    return done;
}
