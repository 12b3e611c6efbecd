/* What the document itself says of its names: an acronym defined in brackets or made of a name's first letters (brackets.c), a surname that only
   one person bears (surnames.c), a short form without legal form, and the same name again (readings.c). Each is looked for in the whole text, and
   what is found competes with the other candidates (docs/matching.md §7). */
#include "extract/imply/implied.h"

#include "base/alloc.h"
#include "extract/tagger/courts.h"
#include "text/hash.h"

/* How many atoms of a name stand before its legal forms («Sdn. Bhd.»), the longest first. */
static uint32_t without_legal(const an_extractor *x, const an_candidate *c)
{
    enum { LONGEST = 4 };
    uint32_t count = c->atom_count;

    for (uint32_t back = LONGEST; back > 0; back--)
        if (back < count && an_work_word_before(x, c->atom + count, 1u << AN_LIST_LEGAL, back)) {
            count -= back;
            back = LONGEST + 1;
        }
    return count;
}

/* How many of the first `count` atoms of a name stand before a bracket that closes behind them («Seri Halden (Penang)»), or `count`. */
static uint32_t without_bracket(const an_extractor *x, const an_candidate *c, uint32_t count)
{
    an_str form = an_str_sub(x->doc->text, c->span.start, x->atoms.items[c->atom + count - 1].span.end + 1);
    size_t open = an_str_find_byte(form, 0, '(');
    uint32_t before = 0;

    if (open == (size_t)-1 || form.ptr[form.len - 1] != ')')
        return count;
    while (before < count && x->atoms.items[c->atom + before].span.end < c->span.start + open)
        before++;
    return before;
}

/* Whether what is chosen is an organisation. */
static bool is_read_as_body(an_extractor *x, size_t choice)
{
    uint32_t target = an_choice_target(x, choice);

    return target != UINT32_MAX && an_is_organization(x->targets[target].type);
}

/* Whether no other actor's name begins with the first `count` atoms of a name: «Marlow Capital (Guernsey) Ltd», «Marlow Capital (Jersey) Ltd»; nor
   are they met before it, which may be whose daughter it is, or read as a person or a place («Karl Berg (Builders) Ltd»). In a register, where to ask
   would take for ever, nobody is alone. */
static bool begins_alone(an_extractor *x, const an_candidate *c, uint32_t target, uint32_t count)
{
    if (x->choices.count > AN_REGISTER || an_work_is_given(x, c->atom))
        return false;
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *other = an_choice_candidate(x, i);
        if (other->atom_count < count || memcmp(x->atoms.hashes + other->atom, x->atoms.hashes + c->atom, count * sizeof *x->atoms.hashes) != 0)
            continue;
        if (other->atom_count > count ? an_choice_target(x, i) != target : other->atom < c->atom || !is_read_as_body(x, i))
            return false;
    }
    return true;
}

/* A company's name without its legal form, and without what tells it from its sisters in brackets when there is none. */
static bool add_bare_names(an_extractor *x, const an_candidate *c, uint32_t target, an_implied_names *out)
{
    uint32_t count = without_legal(x, c), bare = count < c->atom_count ? without_bracket(x, c, count) : count;
    an_implied it = {.target = target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS, .rule = AN_RULE_FORM, .alone = count == 1};

    if (count == c->atom_count)
        return true;
    it.text = an_atoms_text(x, c->atom, c->atom + count - 1);
    it.text.len += bare < count;
    if (!an_target_apart(x, it.text, target) && !an_imply(out, it))
        return false;
    if (bare < 2 || bare == count || !begins_alone(x, c, target, bare))
        return true;
    it.text = an_atoms_text(x, c->atom, c->atom + bare - 1);
    return an_target_apart(x, it.text, target) || an_imply(out, it);
}

/* How many of a ship's first atoms say whose it is: «HMS Arethusa», «H.M.S. Arethusa», but not the first word of «SEA STAR». */
static uint32_t ship_prefix(const an_extractor *x, const an_candidate *c)
{
    static const char *const prefixes[] = {"ESPS", "FV", "HDMS", "HMAS", "HMCS", "HMNZS", "HMS", "HNLMS", "MS", "MT", "MV", "RMS", "ROKS", "SS", "USCGC",
                                           "USNS", "USS"};
    uint32_t count = 0;

    while (count < c->atom_count && x->atoms.items[c->atom + count].flags & AN_ATOM_ALL_UPPER && an_work_atom(x, c->atom + count).len == 1)
        count++;
    return count ? count : AN_STR_IN(an_work_atom(x, c->atom), prefixes);
}

/* «the Arethusa», where the text has «H.M.S. Arethusa». */
static bool add_ship(const an_extractor *x, const an_candidate *c, uint32_t target, an_implied_names *out)
{
    uint32_t first = ship_prefix(x, c);
    an_implied it = {.target = target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS, .rule = AN_RULE_FORM, .title = an_hash_of_letters(AN_LIT("the"))};

    if (first == 0 || first == c->atom_count)
        return true;
    it.text = an_atoms_text(x, c->atom + first, c->atom + c->atom_count - 1);
    it.alone = c->atom_count - first == 1;
    return an_imply(out, it);
}

/* Found names, also without their legal form, so that they are found everywhere in the text. */
static bool add_names(an_extractor *x, an_implied_names *out)
{
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i);
        an_implied it = {.target = target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_PATTERN, .alone = c->atom_count == 1};
        if (target == UINT32_MAX || c->by != AN_BY_PATTERN || (c->atom_count == 1 && an_work_word(x, c->atom, 1u << AN_LIST_TITLES, NULL))) /* «Mr. Judge» */
            continue;
        it.text = an_candidate_form(x, c);
        if (!an_imply(out, it) || (an_is_organization(x->targets[target].type) && !add_bare_names(x, c, target, out)) ||
            (an_str_equal(x->targets[target].type, AN_LIT("vessel")) && !add_ship(x, c, target, out)))
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
        an_alias row;
        an_str country;
        if (hit->atom_count != body->atom_count)
            continue;
        row = an_lexicon_alias(x->lexicon, hit->term);
        if (row.actor == AN_NO_ACTOR || row.actor == meant || row.near_count || !an_dates_hold(&row, x->doc->date))
            continue;
        country = an_lexicon_attribute(x->lexicon, row.actor, "country");
        if (country.len == 0 || is_country_named(x, country))
            return true;
    }
    return false;
}

/* Whether the first choice took the body where it was found. */
static bool is_chosen(an_extractor *x, const an_body *body)
{
    size_t choice = an_choice_ending_at(x, body->end - 1);

    return choice != SIZE_MAX && an_choice_candidate(x, choice)->atom == body->first && an_choice_target(x, choice) == an_target_root(x, body->target);
}

/* «Foreign Ministry» is that of the state with which the document names one. */
static bool add_bodies(an_extractor *x, an_implied_names *out)
{
    bool done = true, added;

    an_map_reset(&x->noted); /* words and targets */
    for (size_t i = 0; i < x->bodies.count && done; i++) {
        const an_body *body = x->bodies.items + i;
        an_implied it = {.text = an_atoms_text(x, body->atom, body->atom + body->atom_count - 1), .target = an_target_root(x, body->target),
                   .rank = AN_RANK_DEFINED, .by = AN_BY_ALIAS, .rule = AN_RULE_STATE, .alone = body->atom_count == 1};
        if (!is_chosen(x, body))
            continue;
        done = an_intern_folded(x, &x->noted, it.text, it.target, &added) != AN_MAP_NONE;
        if (done && added && !is_elsewhere(x, body) && !an_target_apart(x, it.text, it.target))
            done = an_imply(out, it);
    }
    return done;
}

/* Looking for them -------------------------------------------------------------------------------------------------------------------- */

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

/* Whether all is in capitals here, which say nothing then. */
static bool is_among_capitals(const an_extractor *x, const an_hit *hit)
{
    const an_atom *it = x->atoms.items + hit->atom, *next = it + hit->atom_count;

    return hit->atom + hit->atom_count < x->atoms.count && it->flags & next->flags & AN_ATOM_ALL_UPPER && next->gap == AN_GAP_SOFT &&
           next->span.end - next->span.start > 1;
}

/* «In September Levin left»: the tagger reads a person in just these words, whatever capitals stand beside them; «ERLAN SMILED»: or any name. */
static bool is_read_alone(const an_extractor *x, const an_hit *hit)
{
    size_t choice = an_choice_of_atom(x, hit->atom);
    const an_candidate *c = choice == SIZE_MAX ? NULL : an_choice_candidate(x, choice);

    return c && c->by == AN_BY_TAGGER && c->atom == hit->atom && c->atom_count == hit->atom_count &&
           (an_is_person(x->targets[c->target].type) || is_among_capitals(x, hit));
}

/* A word that stands between other capitals is part of another name («Clinton Foundation», «Chelsea Clinton»). */
static bool stands_alone(const an_extractor *x, const an_hit *hit)
{
    uint32_t sentence = an_work_sentence(x, hit->atom), end = hit->atom + hit->atom_count;

    if (x->headline[sentence] || is_read_alone(x, hit))
        return true;
    if (end < x->sentence_atom[sentence + 1] && (x->atoms.items[end].gap == AN_GAP_SOFT ? capital_neighbour(x, end) : is_firm(x, end)))
        return false;
    if (hit->atom <= x->sentence_atom[sentence])
        return true;
    if (x->atoms.items[hit->atom].gap != AN_GAP_SOFT)
        return !is_firm(x, hit->atom);
    return hit->atom - 1 == x->sentence_atom[sentence] ? !an_work_is_given(x, hit->atom - 1)
                                                       : !capital_neighbour(x, hit->atom - 1);
}

/* Whether the form has the capitals of the term (exact), or at least one where a name needs it. */
static bool case_fits(const an_extractor *x, const an_implied *it, const an_hit *hit)
{
    an_str form = an_str_sub(x->doc->text, hit->span.start, hit->span.end);
    uint8_t last = x->atoms.items[hit->atom + hit->atom_count - 1].flags;

    if (it->exact)
        return an_str_equal(form, it->text) || (form.len == it->text.len && last & AN_ATOM_ALL_UPPER);
    return (last & (AN_ATOM_UPPER_FIRST | AN_ATOM_DIGIT)) != 0;
}

/* «Mrs. Bennet» is no «Mr. Edward Bennet». */
static bool other_gender(const an_extractor *x, const an_implied *it, const an_hit *hit)
{
    uint32_t title;
    char gender = it->gender ? an_work_title_gender(x, hit->atom, &title) : 0;

    return gender && gender != it->gender;
}

/* «the province's Supreme Court» is not the state's of which the document spoke, nor is the first word of «Army ants». */
static bool other_body(const an_extractor *x, const an_implied *it, const an_hit *hit)
{
    if (it->rule != AN_RULE_STATE)
        return false;
    if (hit->atom_count == 1 && an_work_starts_sentence(x, hit->atom) && an_choice_of_atom(x, hit->atom) == SIZE_MAX)
        return true;
    return an_work_possessor_end(x, hit->atom) > 0;
}

/* «Under Miranda» names a case, whoever is called so elsewhere. */
static bool means_case(const an_extractor *x, const an_implied *it, const an_hit *hit)
{
    return (it->rank == AN_RANK_READ || it->rule == AN_RULE_SURNAME) && hit->atom_count == 1 && x->tagger &&
           an_names_case(&x->tagging.scene, x->tagging.token_of[hit->atom]);
}

/* «Senator Lund» is «Senator Karl Lund Berg», but «Lund» alone may be anybody; so is «Arethusa» without «the». */
static bool lacks_title(const an_extractor *x, const an_implied *it, const an_hit *hit)
{
    return it->title && (hit->atom == 0 || x->atoms.hashes[hit->atom - 1] != it->title);
}

/* «in Hadfield», although there is a club «Hadfield Town»: the town. */
static bool means_town(const an_extractor *x, const an_implied *it, const an_hit *hit)
{
    an_str label = x->targets[it->target].label;
    size_t last = label.len;

    if (it->rule != AN_RULE_KIND || !an_work_place_before(x, hit->atom))
        return false;
    while (last > 0 && label.ptr[last - 1] != ' ')
        last--;
    return an_is_club_word(an_str_sub(label, last, label.len));
}

/* «Mr. Northgate» is no company; where all is in capitals, the first words of a company's name may be anything. */
static bool is_no_company(const an_extractor *x, const an_implied *it, const an_hit *hit)
{
    uint32_t last = hit->atom + hit->atom_count - 1;
    bool titled = hit->atom > 0 && an_work_word(x, hit->atom - 1, 1u << AN_LIST_TITLES, NULL);

    if (it->rule != AN_RULE_FIRST || it->rank != AN_RANK_DOCUMENT)
        return titled && it->rule == AN_RULE_KIND;
    if (titled)
        return true;
    return !it->exact && x->atoms.items[hit->atom].flags & x->atoms.items[last].flags & AN_ATOM_ALL_UPPER;
}

/* «Tank crews fled» says nothing of Karl "Tank" Berg; «Tank died» does. */
static bool is_first_word(const an_extractor *x, const an_implied *it, const an_hit *hit)
{
    static const char *const acts[] = {"came", "did", "died", "got", "had", "has", "is", "knew", "left", "made", "met", "ran", "said", "says", "took",
                                       "was", "went", "would"};
    uint32_t next = hit->atom + 1;

    if (it->rule != AN_RULE_NICKNAME || hit->atom_count > 1 || !an_work_starts_sentence(x, hit->atom) ||
        !(an_atom_lists(x, hit->atom) & AN_IN(AN_WORD_COMMON)))
        return false;
    return next >= x->atoms.count || x->atoms.items[next].gap != AN_GAP_SOFT ||
           !(AN_STR_IN(an_work_atom(x, next), acts) || an_str_ends(an_work_atom(x, next), AN_LIT("ed")));
}

/* «hace sol», «the rose»: in small letters it is a word behind an article. */
static bool is_behind_article(const an_extractor *x, uint32_t atom)
{
    static const char *const articles[] = {"a",  "an",  "das", "den", "der", "die", "el", "her", "his", "il",  "la",  "las", "le",
                                           "les", "lo", "los", "my",  "o",   "the", "um", "uma", "un",  "una", "une", "your"};

    return atom > 0 && x->atoms.items[atom].gap == AN_GAP_SOFT && AN_STR_IN(an_work_atom(x, atom - 1), articles);
}

static bool fits(const an_extractor *x, const an_implied *it, const an_hit *hit)
{
    return case_fits(x, it, hit) && !(it->called && is_behind_article(x, hit->atom)) && !(it->alone && !stands_alone(x, hit)) &&
           !is_no_company(x, it, hit) && !lacks_title(x, it, hit) &&
           !other_gender(x, it, hit) && !other_body(x, it, hit) && !means_case(x, it, hit) && !means_town(x, it, hit) &&
           !is_first_word(x, it, hit);
}

static bool add_terms(an_extractor *x, const an_implied_names *list, const an_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        const an_hit *hit = hits->items + i;
        const an_implied *it = list->items + hit->term;
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

static bool find_terms(an_extractor *x, const an_implied_names *list, const an_matcher *matcher)
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
static bool let_go(an_implied_names *list, size_t place, an_status refused)
{
    list->items[place] = list->items[--list->count];
    return refused != AN_ERR_NOMEM;
}

static bool find_few(an_extractor *x, an_implied_names *list)
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

static bool find_many(an_extractor *x, an_implied_names *list)
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

static bool look_for(an_extractor *x, an_implied_names *list)
{
    return list->count <= AN_HANDFUL && x->atoms.count <= AT_ONCE ? find_few(x, list) : find_many(x, list);
}

static int compare_terms(const void *a, const void *b)
{
    const an_implied *one = a, *other = b;
    int order = an_str_compare(one->text, other->text);

    if (order)
        return order;
    if (one->target != other->target)
        return one->target < other->target ? -1 : 1;
    if (one->title != other->title)
        return one->title < other->title ? -1 : 1;
    return one->rank < other->rank ? -1 : one->rank > other->rank;
}

AN_DEFINE_SORT(sort_terms, an_implied, compare_terms)

/* Each form and actor once; what holds only behind a title is another matter. Of a form that means very many («Karl» behind Sir, a byname) the first stand
   for all: it is ambiguous whatever the others are. */
static bool drop_doubles(an_implied_names *list, an_sort_room *room)
{
    size_t kept = 0, same = 0; /* of a form, so far */

    if (!sort_terms(list->items, list->count, room))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        const an_implied *it = list->items + i, *last = kept ? list->items + kept - 1 : NULL;
        bool form = last && an_str_equal(last->text, it->text);
        if (form && last->target == it->target && last->title == it->title)
            continue;
        same = form ? same + 1 : 0;
        if (same < AN_MOST_ROWS)
            list->items[kept++] = *it;
    }
    list->count = kept;
    return true;
}

static bool ready_explained(an_extractor *x)
{
    if (!an_grow(&x->explained, &x->explained_capacity, x->atoms.count + 1, sizeof *x->explained))
        return false;
    memset(x->explained, 0, x->atoms.count + 1);
    return true;
}

bool an_step_document(an_extractor *x)
{
    an_implied_names list = {0};
    bool done;

    x->french = an_speaks_french(x);
    done = an_step_families(x) && an_step_clubs(x) && an_part_couples(x) && an_join_provinces(x) && an_step_resolve(x) &&
           an_step_given(x) && ready_explained(x) && an_imply_surnames(x, &list) && an_imply_roll(x, &list) && an_imply_acronyms(x, &list) &&
           an_imply_called(x, &list) && add_names(x, &list) && add_bodies(x, &list) && an_imply_members(x, &list) && an_imply_siblings(x, &list) &&
           an_imply_speakers(x, &list) && an_imply_chat(x, &list) && an_imply_readings(x, &list) && an_imply_starts(x, &list) &&
           an_imply_bynames(x, &list) && drop_doubles(&list, &x->room);

    if (done && (list.count || x->nominal))
        done = look_for(x, &list) && (!x->nominal || an_step_nominals(x)) && an_step_choose(x);
    an_free(list.items);
    return done && an_step_subject(x);
}
