/* A stretch of text without skips is scanned for atoms a few windows at a time. Atoms have spans and hashes only; where the hashes say that an
   alias may stand (a prospect) they are dressed with what the matcher compares: flags, gaps, addresses, ends of sentences. Its hits
   are the extractor's, and so are the rows that hold and the choice: leftmost, longest, all senses (docs/matching.md §6).
   What a document holds is counted when it is through. */
#include "extract/counter.h"

#include "base/alloc.h"
#include "base/error.h"
#include "extract/work.h"
#include "text/sentence.h"

#include <stdlib.h>

enum {
    WINDOWS = 4, /* looked at together: their atoms and hashes stay in a core's caches */
    AHEAD = 8    /* counts that are fetched before their turn */
};
#define NEVER UINT32_MAX
#define SEVERAL (UINT32_C(1) << 31) /* of a found one: the number of a set, not of an actor */

/* A row that holds at a place. */
typedef struct sense {
    an_span span;
    uint32_t atoms, actor; /* NEVER: a `never` row */
    bool shipped;          /* these are all `never` (an_counter_serves()) */
} sense;

struct an_counter {
    const an_lexicon *lexicon;
    size_t longest; /* alias, in atoms */
    an_match_scratch scratch;
    an_splitter *splitter;
    an_atoms atoms;
    struct {
        an_prospect *items;
        size_t count, capacity;
    } places;
    an_hits hits;
    struct {
        sense *items;
        size_t count, capacity;
    } senses;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } found; /* in the document at hand: actors and sets */
    an_buf *ambiguous;
    /* of the document */
    const an_document *doc;
    an_span stretch;
    size_t flagged, spaced;    /* atoms before these have their flags, and their gaps, if they will be asked for */
    size_t chunk_end;          /* what stands between blanks is known up to here */
    an_addresses addresses;
    an_span passed, address;   /* the one before, and the next one at or behind the last atom that was asked for */
    size_t taken_atoms, taken; /* where the last name ends: its last atom, and what belongs to it behind */
    bool needs_more;
    /* of all */
    uint32_t documents;
    an_count *actors;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } met; /* actors with a mention: the others' counts are never looked at, and most of their memory never made */
    an_map sets; /* bytes of the actors' numbers */
    an_count *several;
    size_t several_capacity;
};

bool an_counter_serves(const an_lexicon *lexicon, const an_rules *rules)
{
    for (size_t i = 0; i < rules->word_count; i++)
        if (rules->words[i].list == AN_LIST_DEMONYMS && rules->words[i].actor != AN_NO_ACTOR)
            return false;
    return an_lexicon_is_own(lexicon) && an_lexicon_actor_count(lexicon) < SEVERAL;
}

an_status an_counter_new(an_counter **out, const an_lexicon *lexicon, an_error *err)
{
    an_counter *c = an_alloc(sizeof *c);

    *out = NULL;
    if (!c)
        return an_fail_nomem(err);
    c->lexicon = lexicon;
    c->longest = an_lexicon_longest(lexicon);
    c->splitter = an_splitter_new();
    c->actors = an_alloc((an_lexicon_actor_count(lexicon) + 1) * sizeof *c->actors);
    if (!c->splitter || !c->actors) {
        an_counter_free(c);
        return an_fail_nomem(err);
    }
    *out = c;
    return AN_OK;
}

void an_counter_free(an_counter *c)
{
    if (!c)
        return;
    an_match_scratch_clear(&c->scratch);
    an_splitter_free(c->splitter);
    an_atoms_clear(&c->atoms);
    an_free(c->places.items);
    an_free(c->hits.items);
    an_free(c->senses.items);
    an_free(c->found.items);
    an_free(c->actors);
    an_free(c->met.items);
    an_map_clear(&c->sets);
    an_free(c->several);
    an_free(c);
}

/* Dressing atoms ----------------------------------------------------------------------------------------------------------------- */

/* Turn to what stands between the blanks around an atom, and to the first address in it. */
static void open_chunk(an_counter *c, an_span atom)
{
    const unsigned char *text = (const unsigned char *)c->doc->text.ptr;
    size_t from = c->chunk_end > c->stretch.start ? c->chunk_end : c->stretch.start, start = atom.start, end = atom.start;
    bool suspicious = false, closed = false;

    while (start > from && text[start - 1] > ' ')
        start--;
    for (size_t at = start; at < c->stretch.end && text[at] > ' '; at++) {
        suspicious |= text[at] == '.' || text[at] == '/' || text[at] == '\\' || text[at] == '@' || text[at] == '#';
        closed |= text[at] >= 0xE3; /* a full stop without a blank behind it ends an address, too */
        end = at + 1;
    }
    if (suspicious && closed)
        end = an_splitter_end_of(c->splitter, atom.start, &start);
    c->chunk_end = end;
    c->addresses = (an_addresses){.text = c->doc->text, .at = suspicious ? start : end, .to = end};
    c->passed = c->address;
    c->address = an_addresses_next(&c->addresses);
}

static bool touches(an_span address, an_span atom)
{
    return atom.end > address.start && atom.start < address.end;
}

static bool in_address(an_counter *c, an_span atom)
{
    if (atom.start >= c->chunk_end)
        open_chunk(c, atom);
    while (c->address.end <= atom.start && c->address.start < c->addresses.to) {
        c->passed = c->address;
        c->address = an_addresses_next(&c->addresses);
    }
    return touches(c->address, atom);
}

/* The atom before one whose address was just looked for may belong to that or to the one before it. */
static void flag_before(an_counter *c, size_t atom)
{
    an_atom *before = &c->atoms.items[atom - 1];

    if (touches(c->passed, before->span) || touches(c->address, before->span))
        before->flags |= AN_ATOM_ADDRESS;
}

/* Let the atoms of a place have flags and gaps; an address that it lies in may go on before and behind it. Places are asked for in order. */
static void dress(an_counter *c, an_prospect place)
{
    an_str text = c->doc->text;
    size_t from = place.atom, to = from + place.reach;
    uint8_t seen = 0;

    for (size_t i = from > c->flagged ? from : c->flagged; i < to; i++) {
        an_atom *atom = &c->atoms.items[i];
        atom->flags = (uint8_t)(an_atom_flags(text, atom->span) | (in_address(c, atom->span) ? AN_ATOM_ADDRESS : 0));
        if (i == from && i > 0 && atom->flags & AN_ATOM_ADDRESS)
            flag_before(c, i);
    }
    c->flagged = to > c->flagged ? to : c->flagged;
    for (size_t i = from + 1 > c->spaced ? from + 1 : c->spaced; i < to; i++) {
        size_t last = c->atoms.items[i - 1].span.end, start = c->atoms.items[i].span.start;
        an_gap gap = an_atom_gap(text, last, start);
        c->atoms.items[i].gap = (uint8_t)(an_splitter_ends(c->splitter, last, start) ? AN_GAP_BREAK : gap);
    }
    c->spaced = to > c->spaced ? to : c->spaced;
    for (size_t i = from; i < to; i++)
        seen |= c->atoms.items[i].flags;
    if (seen & AN_ATOM_ADDRESS && to < c->atoms.count && in_address(c, c->atoms.items[to].span))
        c->atoms.items[to].flags |= AN_ATOM_ADDRESS;
}

/* Rows and choice ----------------------------------------------------------------------------------------------------------------- */

static bool add_sense(an_counter *c, const an_alias *row, const an_hit *hit)
{
    if (!AN_ROOM(&c->senses, 1))
        return false;
    c->senses.items[c->senses.count++] = (sense){hit->span, hit->atom_count, row->never ? NEVER : row->actor, row->layer != AN_LAYER_USER};
    return true;
}

/* The rows of a place that hold. */
static bool collect_senses(an_counter *c)
{
    an_str text = c->doc->text, date = c->doc->date;
    size_t same = 0;

    c->senses.count = 0;
    for (size_t i = 0; i < c->hits.count; i++) {
        const an_hit *hit = &c->hits.items[i];
        an_alias row;
        if (i == 0 || hit->atom_count != hit[-1].atom_count)
            same = 0;
        if (same >= AN_MOST_ROWS)
            continue;
        row = an_lexicon_alias(c->lexicon, hit->term);
        if (!an_case_holds(c->lexicon, &row, hit->term, an_str_sub(text, hit->span.start, hit->span.end), c->atoms.items[hit->atom].flags) ||
            !an_dates_hold(&row, date))
            continue;
        c->needs_more |= row.near_count || row.in_place;
        same++;
        if (!add_sense(c, &row, hit))
            return false;
    }
    return true;
}

/* By place, longest first, the user's first, of them `never` first. */
static int compare_senses(const void *left, const void *right)
{
    const sense *a = left, *b = right;

    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end > b->span.end ? -1 : 1;
    if (a->shipped != b->shipped)
        return a->shipped ? 1 : -1;
    return (a->actor < b->actor) - (a->actor > b->actor);
}

static an_str type_of(const an_counter *c, uint32_t actor)
{
    return an_main_type(an_lexicon_type(c->lexicon, actor));
}

/* Of an organisation and a place of one name the organisation is left. */
static size_t organization_before_place(const an_counter *c, uint32_t *actors, size_t count)
{
    size_t left = 0;
    bool organization = false;

    for (size_t i = 0; i < count; i++)
        organization |= an_str_equal(type_of(c, actors[i]), AN_LIT("organization"));
    for (size_t i = 0; i < count; i++)
        if (!organization || !an_str_equal(type_of(c, actors[i]), AN_LIT("location")))
            actors[left++] = actors[i];
    return left;
}

static void note_ambiguous(an_counter *c, an_span span, const uint32_t *actors, size_t count)
{
    an_sense senses[AN_MOST_SENSES];

    for (size_t i = 0; i < count; i++) {
        an_actor actor = an_lexicon_actor(c->lexicon, actors[i]);
        senses[i] = (an_sense){actor.name, actor.id};
    }
    an_note_senses(c->ambiguous, an_str_sub(c->doc->text, span.start, span.end), senses, count);
}

static bool add_found(an_counter *c, uint32_t what)
{
    if (!AN_ROOM(&c->found, 1))
        return false;
    c->found.items[c->found.count++] = what;
    return true;
}

/* The number of a set of actors, made when new. */
static uint32_t number_of_set(an_counter *c, const uint32_t *actors, size_t count)
{
    bool added;
    uint32_t set = an_map_intern(&c->sets, (an_str){(const char *)actors, count * sizeof *actors}, &added);

    if (set == AN_MAP_NONE || !an_grow(&c->several, &c->several_capacity, (size_t)set + 1, sizeof *c->several))
        return AN_MAP_NONE;
    if (added)
        c->several[set] = (an_count){0};
    return set;
}

/* A mention with the senses [first, first + count): the user's before the shipped, of each rising actors from the end on. */
static bool add_mention(an_counter *c, const sense *first, size_t count)
{
    uint32_t actors[AN_MOST_SENSES], set;
    size_t left = 0;

    if (first->actor == NEVER)
        return true;
    while (first[count - 1].shipped) /* the user's rows go before */
        count--;
    for (size_t i = count; i-- > 0;) {
        if (left && actors[left - 1] == first[i].actor)
            continue;
        if (left == AN_MOST_SENSES) { /* which of them count depends on what else the document names */
            c->needs_more = true;
            return true;
        }
        actors[left++] = first[i].actor;
    }
    if (left > 1)
        left = organization_before_place(c, actors, left);
    if (left == 1)
        return add_found(c, actors[0]);
    set = number_of_set(c, actors, left);
    if (set == AN_MAP_NONE)
        return false;
    note_ambiguous(c, first->span, actors, left);
    return add_found(c, SEVERAL | set);
}

/* Choose among the rows of one first atom: a name counts when nothing before it reaches into it. */
static bool choose(an_counter *c, const an_prospect *place)
{
    const an_atom *atoms = c->atoms.items + place->atom;
    size_t next;

    if (c->senses.count > 1)
        qsort(c->senses.items, c->senses.count, sizeof *c->senses.items, compare_senses);
    for (size_t i = 0; i < c->senses.count; i = next) {
        const sense *first = &c->senses.items[i];
        for (next = i + 1; next < c->senses.count && c->senses.items[next].span.start == first->span.start &&
                           c->senses.items[next].span.end == first->span.end;)
            next++;
        if (atoms->span.start < c->taken_atoms || first->span.start < c->taken)
            continue;
        c->taken_atoms = atoms[first->atoms - 1].span.end;
        c->taken = first->span.end;
        if (!add_mention(c, first, next - i))
            return false;
    }
    return true;
}

/* Scanning -------------------------------------------------------------------------------------------------------------------------- */

/* Look at atoms [from, to) of those that were scanned. */
static bool look(an_counter *c, size_t from, size_t to)
{
    if (!an_grow(&c->places.items, &c->places.capacity, to - from + 1, sizeof *c->places.items))
        return false;
    c->places.count = an_lexicon_prospects(c->lexicon, &c->atoms, from, to, c->places.items);
    for (size_t i = 0; i < c->places.count && !c->needs_more; i++) {
        an_prospect place = c->places.items[i];
        dress(c, place);
        c->hits.count = 0;
        if (!an_lexicon_find_at(c->lexicon, c->doc->text, &c->atoms, place, &c->scratch, &c->hits))
            return false;
        if (c->hits.count && (!collect_senses(c) || !choose(c, &place)))
            return false;
    }
    return true;
}

/* Forget atoms before the one that stands before `done`; where the next look begins. */
static size_t let_go(an_counter *c, size_t done)
{
    size_t gone = done > 0 ? done - 1 : 0, left = c->atoms.count - gone;

    memmove(c->atoms.items, c->atoms.items + gone, left * sizeof *c->atoms.items);
    memmove(c->atoms.hashes, c->atoms.hashes + gone, left * sizeof *c->atoms.hashes);
    c->atoms.count = left;
    c->flagged = c->flagged > gone ? c->flagged - gone : 0;
    c->spaced = c->spaced > gone ? c->spaced - gone : 0;
    return done - gone;
}

/* A stretch of the text without skips. */
static bool scan(an_counter *c, size_t from, size_t to)
{
    size_t at = from, begin = 0;

    c->stretch = (an_span){(uint32_t)from, (uint32_t)to};
    c->atoms.count = c->flagged = c->spaced = 0;
    c->chunk_end = from;
    an_splitter_stretch(c->splitter, from, to);
    while (at < to && !c->needs_more) {
        size_t end;
        for (int i = 0; i < WINDOWS && at < to; i++)
            if (!an_atoms_scan(&c->atoms, c->doc->text, &at, to))
                return false;
        end = at == to ? c->atoms.count : c->atoms.count > c->longest + 1 ? c->atoms.count - c->longest - 1 : 0;
        if (end <= begin)
            continue;
        if (!look(c, begin, end))
            return false;
        begin = let_go(c, end);
    }
    return true;
}

static bool scan_all(an_counter *c)
{
    an_between walk = {0};
    an_span stretch;

    while (an_between_next(&walk, &c->doc->skips, c->doc->text.len, &stretch))
        if (!scan(c, stretch.start, stretch.end))
            return false;
    return true;
}

/* Counting -------------------------------------------------------------------------------------------------------------------------- */

static an_count *count_of(an_counter *c, uint32_t what)
{
    return what & SEVERAL ? &c->several[what & ~SEVERAL] : &c->actors[what];
}

/* Make room for so many actors more that were not met before. */
static bool make_room(an_counter *c, size_t more)
{
    return an_grow(&c->met.items, &c->met.capacity, c->met.count + more + 1, sizeof *c->met.items);
}

/* Of an actor that is about to be counted. */
static void note_met(an_counter *c, uint32_t actor)
{
    c->met.items[c->met.count] = actor;
    c->met.count += c->actors[actor].mentions == 0;
}

static bool count_found(an_counter *c)
{
    if (!make_room(c, c->found.count))
        return false;
    c->documents++;
    for (size_t i = 0; i < c->found.count; i++) {
        uint32_t what = c->found.items[i];
        an_count *count = count_of(c, what);
        if (i + AHEAD < c->found.count)
            __builtin_prefetch(count_of(c, c->found.items[i + AHEAD]));
        if (!(what & SEVERAL))
            note_met(c, what);
        count->mentions++;
        count->documents += count->last != c->documents;
        count->last = c->documents;
    }
    return true;
}

an_status an_counter_add(an_counter *c, const an_document *doc, bool *done, size_t *mentions, an_buf *ambiguous, an_error *err)
{
    size_t noted = ambiguous->len;

    *done = false;
    if (doc->text.len >= UINT32_MAX)
        return AN_OK;
    c->doc = doc;
    c->ambiguous = ambiguous;
    c->found.count = c->taken_atoms = c->taken = 0;
    c->address = (an_span){0, 0};
    c->needs_more = false;
    an_splitter_text(c->splitter, doc->text);
    if (!scan_all(c) || an_splitter_failed(c->splitter) || ambiguous->failed)
        return an_fail_nomem(err);
    *done = !c->needs_more;
    if (c->needs_more) {
        ambiguous->len = noted;
        return AN_OK;
    }
    if (!count_found(c))
        return an_fail_nomem(err);
    *mentions += c->found.count;
    return AN_OK;
}

static void add_count(an_count *to, const an_count *from)
{
    to->mentions += from->mentions;
    to->documents += from->documents;
}

an_status an_counter_join(an_counter *c, const an_counter *other, an_error *err)
{
    if (!make_room(c, other->met.count))
        return an_fail_nomem(err);
    for (size_t i = 0; i < other->met.count; i++) {
        uint32_t actor = other->met.items[i];
        note_met(c, actor);
        add_count(&c->actors[actor], &other->actors[actor]);
    }
    for (size_t i = 0; i < other->sets.count; i++) {
        an_str key = other->sets.keys[i];
        uint32_t set = number_of_set(c, (const uint32_t *)(const void *)key.ptr, key.len / sizeof(uint32_t));
        if (set == AN_MAP_NONE)
            return an_fail_nomem(err);
        add_count(&c->several[set], &other->several[i]);
    }
    return AN_OK;
}

bool an_counter_actor(const an_counter *c, size_t i, uint32_t *actor, an_count *count)
{
    if (i >= c->met.count)
        return false;
    *actor = c->met.items[i];
    *count = c->actors[*actor];
    return true;
}

size_t an_counter_several(const an_counter *c, size_t i, const uint32_t **actors, an_count *count)
{
    if (i >= c->sets.count)
        return 0;
    *actors = (const uint32_t *)(const void *)c->sets.keys[i].ptr;
    *count = c->several[i];
    return c->sets.keys[i].len / sizeof **actors;
}
