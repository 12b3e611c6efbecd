/* The rows of the dictionaries that hold at a place: spelling of the letters (case), dates, and what `near` asks for. A row whose condition
   fails leaves the place to shorter or other rows. */
#include "extract/work.h"

#include "base/alloc.h"
#include "base/seek.h"
#include "base/utf8.h"
#include "text/dateline.h"
#include "text/fold.h"

/* The next letter or digit of text at or after *at; 0 at the end. Marks and everything else are passed over. */
static uint32_t next_letter(an_str text, size_t *at)
{
    size_t length;

    while (*at < text.len) {
        uint32_t code = an_utf8_decode(text, *at, &length);
        *at += length;
        if ((an_is_letter(code) && !an_is_mark(code)) || an_is_digit(code))
            return code;
    }
    return 0;
}

/* Whether two texts that fold to the same have capitals at the same places. */
static bool same_capitals(an_str a, an_str b)
{
    size_t at_a = 0, at_b = 0;

    for (;;) {
        uint32_t one = next_letter(a, &at_a), other = next_letter(b, &at_b);
        if (!one || !other)
            return true;
        if (an_is_upper(one) != an_is_upper(other))
            return false;
    }
}

bool an_case_holds(const an_lexicon *lexicon, const an_alias *row, uint32_t alias, an_str form, uint8_t flags)
{
    size_t at = 0;
    an_str text;

    if (row->accented && flags & AN_ATOM_ASCII)
        return false;
    switch (row->casing) {
    case AN_CASE_CAP:
        return (flags & (AN_ATOM_UPPER_FIRST | AN_ATOM_DIGIT)) != 0 || !an_is_lower(next_letter(form, &at));
    case AN_CASE_EXACT:
        text = an_lexicon_alias_text(lexicon, alias);
        return an_str_equal(form, text) || same_capitals(form, text);
    default:
        return true;
    }
}

bool an_dates_hold(const an_alias *row, an_str date)
{
    return (row->from.len == 0 && row->until.len == 0) || an_date_within(date, row->from, row->until);
}

static bool case_holds(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    return an_case_holds(x->lexicon, row, hit->term, an_str_sub(x->doc->text, hit->span.start, hit->span.end),
                         x->atoms.items[hit->atom].flags);
}

static int compare_sights(const an_sight *one, const an_sight *other)
{
    if (one->what != other->what)
        return one->what < other->what ? -1 : 1;
    return (one->atom > other->atom) - (one->atom < other->atom);
}

AN_DEFINE_SORT(sort_sights, an_sight, compare_sights)

static bool add_sight(an_sights *sights, uint32_t what, const an_hit *hit)
{
    if (!AN_ROOM(sights, 1))
        return false;
    sights->items[sights->count++] = (an_sight){what, hit->atom, hit->atom + hit->atom_count};
    return true;
}

/* Whether the hit covers the same atoms as the one before it. */
static bool same_place(const an_extractor *x, size_t i)
{
    return i > 0 && an_hit_same_place(&x->alias_hits.items[i - 1], &x->alias_hits.items[i]);
}

/* The rows of all hits, and whether any of them asks for something near it. */
static bool read_rows(an_extractor *x)
{
    x->company = false;
    if (!an_grow(&x->rows, &x->row_capacity, x->alias_hits.count, sizeof *x->rows))
        return false;
    for (size_t i = 0; i < x->alias_hits.count; i++) {
        x->rows[i] = an_lexicon_alias(x->lexicon, x->alias_hits.items[i].term);
        x->company |= x->rows[i].near_count > 0;
    }
    return true;
}

/* Where which actor (by any alias or demonym) and which word stands that some row asks for. */
static bool collect_sights(an_extractor *x)
{
    const an_rules *rules = x->rules;
    uint32_t crowd = 0;

    for (size_t i = 0; i < x->alias_hits.count; i++) {
        const an_hit *hit = x->alias_hits.items + i;
        const an_alias *row = x->rows + i;
        crowd = same_place(x, i) ? crowd + 1 : 0;
        if (crowd >= AN_MOST_ROWS)
            continue;
        if (row->actor == AN_NO_ACTOR || !rules->asked_actors[row->actor] || row->near_count || row->in_place ||
            !case_holds(x, row, hit)) /* what asks for company is none itself */
            continue;
        if (!add_sight(&x->actor_sights, row->actor, hit))
            return false;
    }
    for (size_t i = 0; i < x->word_hits.count; i++) {
        const an_hit *hit = x->word_hits.items + i;
        const an_rule_word *word = hit->term < rules->word_count ? rules->words + hit->term : NULL;
        if (word && word->actor != AN_NO_ACTOR && rules->asked_actors[word->actor] &&
            x->atoms.items[hit->atom].flags & AN_ATOM_UPPER_FIRST && !add_sight(&x->actor_sights, word->actor, hit))
            return false;
        if (rules->asked_terms[hit->term] && !add_sight(&x->text_sights, hit->term, hit))
            return false;
    }
    return sort_sights(x->actor_sights.items, x->actor_sights.count, &x->room) &&
           sort_sights(x->text_sights.items, x->text_sights.count, &x->room);
}

/* How near: around it, in the same noun phrase, sentence, paragraph, document; NEAR_NOWHERE when it is not there. */
enum { NEAR_AROUND, NEAR_PHRASE, NEAR_SENTENCE, NEAR_PARAGRAPH, NEAR_DOCUMENT, NEAR_NOWHERE };

/* At most this many atoms between two that belong to one noun phrase: «DGSE of Algeria», «Algerian spy service DGSE». */
enum { PHRASE_ATOMS = 2 };

static int nearness(const an_extractor *x, const an_sight *sight, const an_hit *hit)
{
    uint32_t here = an_work_sentence(x, hit->atom), there = an_work_sentence(x, sight->atom);
    uint32_t end = hit->atom + hit->atom_count;
    uint32_t between = sight->atom >= end ? sight->atom - end : sight->atom_end <= hit->atom ? hit->atom - sight->atom_end : UINT32_MAX;

    if (between == UINT32_MAX) /* overlaps: the row itself, or what stands around it, «President Bush» */
        return sight->atom <= hit->atom && sight->atom_end >= end && sight->atom_end - sight->atom > hit->atom_count ? NEAR_AROUND : NEAR_NOWHERE;
    if (here == there)
        return between <= PHRASE_ATOMS ? NEAR_PHRASE : NEAR_SENTENCE;
    return x->paragraphs[here] == x->paragraphs[there] ? NEAR_PARAGRAPH : NEAR_DOCUMENT;
}

/* The first sight of one thing that does not stand before an atom, or of what follows it. */
static size_t first_sight(const an_sights *sights, uint32_t what, uint32_t atom)
{
    an_sight key = {.what = what, .atom = atom};
    size_t low = 0, high = sights->count;

    AN_SEEK(low, high, compare_sights(sights->items + middle, &key) < 0);
    return low;
}

/* The nearest sight of one thing. Sights of it are sorted by place, so only its neighbours there matter. */
static int nearest_sight(const an_extractor *x, const an_sights *sights, uint32_t what, const an_hit *hit)
{
    size_t low = first_sight(sights, what, hit->atom);
    int best = NEAR_NOWHERE;

    for (size_t i = low; i < sights->count && sights->items[i].what == what && best > NEAR_AROUND; i++) {
        int near = nearness(x, sights->items + i, hit);
        best = near < best ? near : best;
        if (near != NEAR_NOWHERE)
            break;
    }
    for (size_t i = low; i > 0 && sights->items[i - 1].what == what && best > NEAR_AROUND; i--) {
        int near = nearness(x, sights->items + i - 1, hit);
        best = near < best ? near : best;
        if (near != NEAR_NOWHERE && sights->items[i - 1].atom + AN_TERM_ATOMS < hit->atom) /* a longer one may start before a shorter */
            break;
    }
    return best;
}

/* Whether a row that asks for nothing near it names the same words: «LONDON», not the one in Ontario. */
static bool has_plain_row(const an_extractor *x, const an_hit *hit)
{
    for (size_t i = an_work_first_hit(&x->alias_hits, hit->atom); i < x->alias_hits.count && x->alias_hits.items[i].atom == hit->atom; i++)
        if (x->alias_hits.items[i].atom_count == hit->atom_count && x->rows[i].actor != AN_NO_ACTOR && x->rows[i].near_count == 0)
            return true;
    return false;
}

/* «WASHINGTON, March 2 (AP) - The commission»: where news was written is a city, whatever its row asks for. */
static bool is_dateline(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    if (row->layer == AN_LAYER_USER || row->actor == AN_NO_ACTOR)
        return false;
    for (uint32_t i = 0; i < hit->atom_count; i++)
        if (!(x->atoms.items[hit->atom + i].flags & AN_ATOM_ALL_UPPER))
            return false;
    return an_str_equal(an_work_actor(x, row->actor).type, AN_LIT("location/city")) && an_dateline_dash(x->doc->text, hit->span) != SIZE_MAX &&
           !has_plain_row(x, hit);
}

static int near_of_row(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    const an_near *near = x->rules->near + row->near_first;
    int best = NEAR_NOWHERE;

    if (row->near_count == 0)
        return NEAR_DOCUMENT;
    for (uint32_t i = 0; i < row->near_count && best > NEAR_AROUND; i++) {
        int found = near[i].actor != AN_NO_ACTOR ? nearest_sight(x, &x->actor_sights, near[i].actor, hit)
                                                 : nearest_sight(x, &x->text_sights, near[i].term, hit);
        best = found < best ? found : best;
    }
    return best == NEAR_NOWHERE && is_dateline(x, row, hit) ? NEAR_DOCUMENT : best;
}

/* Whether one of the actors or texts that a row asks for ends just there. */
static bool asks_for(const an_extractor *x, const an_alias *row, uint32_t end)
{
    for (uint32_t i = 0; i < row->near_count; i++) {
        const an_near *near = x->rules->near + row->near_first + i;
        const an_sights *sights = near->actor != AN_NO_ACTOR ? &x->actor_sights : &x->text_sights;
        uint32_t what = near->actor != AN_NO_ACTOR ? near->actor : near->term;
        for (size_t k = first_sight(sights, what, end > AN_TERM_ATOMS ? end - AN_TERM_ATOMS : 0);
             k < sights->count && sights->items[k].what == what && sights->items[k].atom < end; k++)
            if (sights->items[k].atom_end == end)
                return true;
    }
    return false;
}

/* The place of a dictionary whose name ends just there, or AN_NO_ACTOR. */
static uint32_t place_ending(const an_extractor *x, uint32_t end)
{
    size_t first = an_work_first_hit(&x->alias_hits, end > AN_TERM_ATOMS ? end - AN_TERM_ATOMS : 0);

    for (size_t i = first; i < x->alias_hits.count && x->alias_hits.items[i].atom < end; i++) {
        const an_hit *hit = x->alias_hits.items + i;
        const an_alias *row = x->rows + i;
        if (hit->atom + hit->atom_count == end && row->actor != AN_NO_ACTOR && row->near_count == 0 && case_holds(x, row, hit) &&
            an_str_starts(an_work_actor(x, row->actor).type, AN_LIT("location")))
            return row->actor;
    }
    return AN_NO_ACTOR;
}

/* «California's Supreme Court» is not the one of India, however near India is: the place whose possessive stands before what a row that asks for others
   names, or AN_NO_ACTOR. */
static uint32_t other_owner(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    uint32_t end = row->near_count && row->actor != AN_NO_ACTOR && an_str_starts(an_work_actor(x, row->actor).type, AN_LIT("organization"))
                       ? an_work_possessor_end(x, hit->atom)
                       : 0;

    return end == 0 || asks_for(x, row, end) ? AN_NO_ACTOR : place_ending(x, end);
}

/* context=place: «in Reading», or «Reading, Pennsylvania». */
static bool in_place(const an_extractor *x, const an_hit *hit)
{
    uint32_t next = hit->atom + hit->atom_count;

    if (an_work_place_before(x, hit->atom))
        return true;
    if (next >= x->atoms.count || x->atoms.items[next].gap != AN_GAP_COMMA)
        return false;
    for (size_t low = an_work_first_hit(&x->alias_hits, next); low < x->alias_hits.count && x->alias_hits.items[low].atom == next; low++) {
        const an_alias *row = x->rows + low;
        if (row->actor != AN_NO_ACTOR && !row->in_place && case_holds(x, row, x->alias_hits.items + low) &&
            an_str_starts(an_work_actor(x, row->actor).type, AN_LIT("location")))
            return true;
    }
    return false;
}

/* Whether a row holds at a place, and how near is what it asks for. */
static bool row_holds(const an_extractor *x, const an_alias *row, const an_hit *hit, int *near)
{
    if (!case_holds(x, row, hit) || !an_dates_hold(row, x->doc->date) ||
        (row->in_place && !in_place(x, hit)))
        return false;
    *near = near_of_row(x, row, hit);
    return *near != NEAR_NOWHERE;
}

/* The body of a place that is called so: «California Supreme Court». */
static uint32_t body_of(an_extractor *x, uint32_t place, an_str form, an_str type)
{
    an_str owner = an_work_actor(x, place).name;
    an_buf label = {0};
    uint32_t target;

    an_buf_add(&label, owner);
    an_buf_add_char(&label, ' ');
    an_buf_add(&label, form);
    target = label.failed ? UINT32_MAX : an_target_name(x, an_buf_str(&label), type, place);
    an_buf_clear(&label);
    return target;
}

/* Whom a row means here: its actor; but a body that another place owns is that place's, and an alias that the user keeps from its actor is a name of its
   own. UINT32_MAX when out of memory. */
static uint32_t target_of_row(an_extractor *x, const an_alias *row, const an_hit *hit, uint32_t owner)
{
    an_str form = an_str_sub(x->doc->text, hit->span.start, hit->span.end);
    uint32_t target = owner == AN_NO_ACTOR ? an_target_actor(x, row->actor) : body_of(x, owner, form, an_work_actor(x, row->actor).type);

    return target != UINT32_MAX && an_target_apart(x, form, target) ? an_target_name(x, form, an_work_actor(x, row->actor).type, AN_NO_ACTOR)
                                                                    : target;
}

static bool add_row(an_extractor *x, const an_alias *row, const an_hit *hit, int near)
{
    bool user = row->layer == AN_LAYER_USER;
    uint32_t owner = row->never ? AN_NO_ACTOR : other_owner(x, row, hit);
    an_candidate candidate = {.span = hit->span, .atom = hit->atom, .atom_count = hit->atom_count, .alias = hit->term, .confidence = 1};

    candidate.target = row->never ? UINT32_MAX : target_of_row(x, row, hit, owner);
    if (!row->never && candidate.target == UINT32_MAX)
        return false;
    if (candidate.target != UINT32_MAX && hit->atom_count > 1 && !an_work_word(x, hit->atom, 1u << AN_LIST_PARTICLES, NULL))
        x->targets[candidate.target].in_full = true;
    candidate.rank = owner != AN_NO_ACTOR ? AN_RANK_POSSESSED : user ? AN_RANK_USER : AN_RANK_DICT;
    candidate.by = owner != AN_NO_ACTOR ? AN_BY_DEMONYM : user ? AN_BY_USER_DICT : AN_BY_DICT;
    candidate.nearness = (uint8_t)near;
    candidate.undated = (row->from.len || row->until.len) && x->doc->date.len == 0;
    return an_candidate_add(x, candidate);
}

/* Add a row if it holds; `*senses` counts those of the place. */
static bool try_row(an_extractor *x, const an_alias *row, const an_hit *hit, uint32_t *senses)
{
    int near;

    if (*senses >= AN_MOST_ROWS || !row_holds(x, row, hit, &near))
        return true;
    ++*senses;
    return add_row(x, row, hit, near);
}

/* Try the rows of a place that the extractor left out. */
static bool try_others(an_extractor *x, const an_hit *place, uint32_t *senses)
{
    an_prospect just = {.atom = place->atom, .reach = place->atom_count, .ends = UINT64_C(1) << (place->atom_count - 1), .matchers = UINT32_MAX};
    an_hits all = {0};
    bool done = an_lexicon_find_at(x->lexicon, x->doc->text, &x->atoms, just, &x->match_scratch, &all);

    for (size_t i = AN_MOST_ROWS; i < all.count && done; i++) {
        an_alias row = an_lexicon_alias(x->lexicon, all.items[i].term);
        done = an_is_namesake(x, &row, &all.items[i]) || try_row(x, &row, &all.items[i], senses);
    }
    an_free(all.items);
    return done;
}

bool an_step_dictionary(an_extractor *x)
{
    if (!read_rows(x) || !an_drop_namesakes(x) || (x->company && !collect_sights(x)))
        return false;
    for (size_t first = 0, end; first < x->alias_hits.count; first = end) {
        const an_hit *hits = x->alias_hits.items;
        uint32_t senses = 0;
        for (end = first; end < x->alias_hits.count && an_hit_same_place(hits + first, hits + end); end++)
            if (!try_row(x, x->rows + end, hits + end, &senses))
                return false;
        if (end - first >= AN_MOST_ROWS && senses < AN_MOST_ROWS && !try_others(x, hits + first, &senses))
            return false;
    }
    if (an_is_large(x)) {
        an_free(x->rows);
        x->rows = NULL;
        x->row_capacity = 0;
    }
    return true;
}

/* Whether a row names something here but for what it must be near. */
static bool is_held_back(const an_extractor *x, const an_alias *row, const an_hit *hit)
{
    return !row->never && row->near_count && !row->in_place && case_holds(x, row, hit) &&
           an_dates_hold(row, x->doc->date) && near_of_row(x, row, hit) == NEAR_NOWHERE;
}

bool an_note_held_back(an_extractor *x)
{
    an_buf *out = &x->notes.held_back;
    const an_hit *last = NULL;
    an_sense senses[AN_MOST_SENSES];
    size_t choice = 0, count = 0;

    for (size_t i = 0; x->company && i < x->alias_hits.count; i++) {
        const an_hit *hit = x->alias_hits.items + i;
        const an_candidate *chosen = NULL;
        bool again = last && last->atom == hit->atom && last->atom_count == hit->atom_count;
        an_alias row;
        an_actor actor;
        for (; choice < x->choices.count; choice++) { /* both go from left to right */
            chosen = x->candidates.items + x->choices.items[choice].first;
            if (chosen->atom + chosen->atom_count > hit->atom)
                break;
        }
        if (chosen && choice < x->choices.count && chosen->atom < hit->atom + hit->atom_count)
            continue;
        if (again && count == AN_MOST_SENSES)
            continue;
        row = x->rows ? x->rows[i] : an_lexicon_alias(x->lexicon, hit->term); /* large documents let go of them */
        if (!is_held_back(x, &row, hit))
            continue;
        if (!again && last) {
            an_note_senses(out, an_str_sub(x->doc->text, last->span.start, last->span.end), senses, count);
            count = 0;
        }
        actor = an_lexicon_actor(x->lexicon, row.actor);
        senses[count++] = (an_sense){actor.name, actor.id};
        last = hit;
    }
    if (last)
        an_note_senses(out, an_str_sub(x->doc->text, last->span.start, last->span.end), senses, count);
    return !out->failed;
}
