/* A stretch of text without skips is scanned for atoms a few windows at a time. Atoms have spans and hashes only. Where the hashes say that an
   alias may stand (a prospect) the text is compared with it byte by byte, which settles most places; only at the others are atoms dressed with what
   the matcher compares: flags, gaps, addresses, ends of sentences. Its hits are the extractor's, and so are the rows that hold and the choice:
   leftmost, longest, all senses (docs/matching.md §6). */
#include "extract/short/finder.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/error.h"
#include "extract/work.h"
#include "text/address.h"
#include "text/sentence.h"

#include <stdlib.h>

enum { WINDOWS = 4 /* looked at together: their atoms and hashes stay in a core's caches */ };
#define NEVER UINT32_MAX

/* A row that holds at a place. */
typedef struct sense {
    an_span span;
    uint32_t atoms, actor; /* NEVER: a `never` row */
    bool shipped;          /* these are all `never` (an_finder_serves()) */
} sense;

struct an_finder {
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
        an_find *items;
        size_t count, capacity;
    } found;
    an_map sets; /* bytes of the actors' numbers */
    an_buf *ambiguous;
    /* of the document */
    const an_document *doc;
    an_span stretch;
    size_t flagged, spaced;    /* atoms before these have their flags, and their gaps, if they will be asked for */
    size_t chunk_end;          /* addresses are known up to here */
    size_t blank, sign, wide;  /* of what stands between blanks, which sentences may end in: its end, that of its last sign of an address, and of
                                  its last wide letter */
    an_addresses addresses;
    an_span passed, address;   /* the one before, and the next one at or behind the last atom that was asked for */
    size_t taken_atoms, taken; /* where the last name ends: its last atom, and what belongs to it behind */
    bool needs_more;
};

/* Whether a demonym means an actor of the lexicon. */
static bool has_people(const an_lexicon *lexicon)
{
    bool demonyms = false;

    for (uint32_t i = 0; i < an_lexicon_word_count(lexicon); i++) {
        if (!an_lexicon_list_goes_on(lexicon, i))
            demonyms = an_list_of(an_lexicon_word(lexicon, i).list) == AN_LIST_DEMONYMS;
        if (demonyms && an_lexicon_find_actor(lexicon, an_lexicon_word_attribute(lexicon, i, "actor")) != AN_NO_ACTOR)
            return true;
    }
    return false;
}

bool an_finder_serves(const an_lexicon *lexicon)
{
    return an_lexicon_is_own(lexicon) && an_lexicon_actor_count(lexicon) < AN_FIND_SEVERAL && !has_people(lexicon);
}

an_status an_finder_new(an_finder **out, const an_lexicon *lexicon, an_error *err)
{
    an_finder *f = an_alloc(sizeof *f);

    *out = NULL;
    if (!f)
        return an_fail_nomem(err);
    f->lexicon = lexicon;
    f->longest = an_lexicon_longest(lexicon);
    if (!(f->splitter = an_splitter_new())) {
        an_finder_free(f);
        return an_fail_nomem(err);
    }
    *out = f;
    return AN_OK;
}

void an_finder_free(an_finder *f)
{
    if (!f)
        return;
    an_match_scratch_clear(&f->scratch);
    an_splitter_free(f->splitter);
    an_atoms_clear(&f->atoms);
    an_free(f->places.items);
    an_free(f->hits.items);
    an_free(f->senses.items);
    an_free(f->found.items);
    an_map_clear(&f->sets);
    an_free(f);
}

/* Dressing atoms ----------------------------------------------------------------------------------------------------------------- */

/* Look at what stands from a place to the next blank, once however often a sentence ends in it. */
static void look_to_blank(an_finder *f, size_t start)
{
    static const bool suspects[256] = {['.'] = true, ['/'] = true, ['\\'] = true, ['@'] = true, ['#'] = true};
    const unsigned char *text = (const unsigned char *)f->doc->text.ptr;
    unsigned suspicious = false;
    size_t end = start;

    for (; end < f->stretch.end && text[end] > ' '; end++)
        suspicious |= suspects[text[end]];
    f->blank = end;
    f->sign = f->wide = suspicious ? end : start;
    while (f->sign > start && !suspects[text[f->sign - 1]])
        f->sign--;
    while (f->wide > start && text[f->wide - 1] < 0xE3)
        f->wide--;
}

/* Turn to what stands between the blanks around an atom, and to the first address in it. */
static void open_chunk(an_finder *f, an_span atom)
{
    const char *text = f->doc->text.ptr;
    size_t from = f->chunk_end > f->stretch.start ? f->chunk_end : f->stretch.start, start = atom.start, end;
    bool suspicious;

    while (start > from && (unsigned char)text[start - 1] > ' ')
        start--;
    if (atom.start >= f->blank)
        look_to_blank(f, start);
    suspicious = f->sign > start;
    end = f->blank;
    if (suspicious && f->wide > start) /* a full stop without a blank behind it ends an address, too */
        end = an_splitter_end_of(f->splitter, atom.start, &start);
    f->chunk_end = end;
    f->addresses = (an_addresses){.text = f->doc->text, .at = suspicious ? start : end, .to = end};
    f->passed = f->address;
    f->address = suspicious ? an_addresses_next(&f->addresses) : (an_span){(uint32_t)end, (uint32_t)end};
}

static bool touches(an_span address, an_span atom)
{
    return atom.end > address.start && atom.start < address.end;
}

/* Whether nothing but an atom stands between two blanks, as most do. */
static bool stands_alone(const an_finder *f, an_span atom)
{
    const unsigned char *text = (const unsigned char *)f->doc->text.ptr;

    return atom.start >= f->blank && atom.end < f->stretch.end && text[atom.end] <= ' ' &&
           (atom.start == f->stretch.start || text[atom.start - 1] <= ' ');
}

/* What open_chunk() does for such an atom. */
static void open_alone(an_finder *f, an_span atom)
{
    f->blank = f->chunk_end = atom.end;
    f->sign = f->wide = atom.start;
    f->addresses = (an_addresses){.text = f->doc->text, .at = atom.end, .to = atom.end};
    f->passed = f->address;
    f->address = (an_span){atom.end, atom.end};
}

static bool in_address(an_finder *f, an_span atom)
{
    if (atom.start >= f->chunk_end && stands_alone(f, atom)) {
        open_alone(f, atom);
        return false;
    }
    if (atom.start >= f->chunk_end)
        open_chunk(f, atom);
    while (f->address.end <= atom.start && f->address.start < f->addresses.to) {
        f->passed = f->address;
        f->address = an_addresses_next(&f->addresses);
    }
    return touches(f->address, atom);
}

/* The atom before one whose address was just looked for may belong to that or to the one before it. */
static void flag_before(an_finder *f, size_t atom)
{
    an_atom *before = &f->atoms.items[atom - 1];

    if (touches(f->passed, before->span) || touches(f->address, before->span))
        before->flags |= AN_ATOM_ADDRESS;
}

/* Let the atoms of a place have flags and gaps; an address that it lies in may go on before and behind it. Places are asked for in order. */
static void dress(an_finder *f, an_prospect place)
{
    an_str text = f->doc->text;
    size_t from = place.atom, to = from + place.reach;
    uint8_t seen = 0;

    for (size_t i = from > f->flagged ? from : f->flagged; i < to; i++) {
        an_atom *atom = &f->atoms.items[i];
        atom->flags = (uint8_t)(an_atom_flags(text, atom->span) | (in_address(f, atom->span) ? AN_ATOM_ADDRESS : 0));
        if (i == from && i > 0 && atom->flags & AN_ATOM_ADDRESS)
            flag_before(f, i);
    }
    f->flagged = to > f->flagged ? to : f->flagged;
    for (size_t i = from + 1 > f->spaced ? from + 1 : f->spaced; i < to; i++) {
        size_t last = f->atoms.items[i - 1].span.end, start = f->atoms.items[i].span.start;
        if (start - last == 1 && text.ptr[last] == ' ') /* the usual gap; no sentence ends in it */
            f->atoms.items[i].gap = AN_GAP_SOFT;
        else
            f->atoms.items[i].gap = (uint8_t)(an_splitter_ends(f->splitter, last, start) ? AN_GAP_BREAK : an_atom_gap(text, last, start));
    }
    f->spaced = to > f->spaced ? to : f->spaced;
    for (size_t i = from; i < to; i++)
        seen |= f->atoms.items[i].flags;
    if (seen & AN_ATOM_ADDRESS && to < f->atoms.count && in_address(f, f->atoms.items[to].span))
        f->atoms.items[to].flags |= AN_ATOM_ADDRESS;
}

/* Rows and choice ----------------------------------------------------------------------------------------------------------------- */

static bool add_sense(an_finder *f, const an_alias *row, const an_hit *hit)
{
    if (!AN_ROOM(&f->senses, 1))
        return false;
    f->senses.items[f->senses.count++] = (sense){hit->span, hit->atom_count, row->never ? NEVER : row->actor, row->layer != AN_LAYER_USER};
    return true;
}

/* The rows of a place that hold. */
static bool collect_senses(an_finder *f)
{
    an_str text = f->doc->text, date = f->doc->date;
    size_t same = 0;

    f->senses.count = 0;
    for (size_t i = 0; i < f->hits.count; i++) {
        const an_hit *hit = &f->hits.items[i];
        an_alias row;
        if (i == 0 || hit->atom_count != hit[-1].atom_count)
            same = 0;
        if (same >= AN_MOST_ROWS)
            continue;
        row = an_lexicon_alias(f->lexicon, hit->term);
        if (!an_case_holds(f->lexicon, &row, hit->term, an_str_sub(text, hit->span.start, hit->span.end), f->atoms.items[hit->atom].flags) ||
            !an_dates_hold(&row, date))
            continue;
        f->needs_more |= row.near_count || row.in_place;
        same++;
        if (!add_sense(f, &row, hit))
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

static an_str type_of(const an_finder *f, uint32_t actor)
{
    return an_main_type(an_lexicon_type(f->lexicon, actor));
}

/* Of an organisation and a place of one name the organisation is left. */
static size_t organization_before_place(const an_finder *f, uint32_t *actors, size_t count)
{
    size_t left = 0;
    bool organization = false;

    for (size_t i = 0; i < count; i++)
        organization |= an_str_equal(type_of(f, actors[i]), AN_LIT("organization"));
    for (size_t i = 0; i < count; i++)
        if (!organization || !an_str_equal(type_of(f, actors[i]), AN_LIT("location")))
            actors[left++] = actors[i];
    return left;
}

static void note_ambiguous(an_finder *f, an_span span, const uint32_t *actors, size_t count)
{
    an_sense senses[AN_MOST_SENSES];

    for (size_t i = 0; i < count; i++) {
        an_actor actor = an_lexicon_actor(f->lexicon, actors[i]);
        senses[i] = (an_sense){actor.name, actor.id};
    }
    an_note_senses(f->ambiguous, an_str_sub(f->doc->text, span.start, span.end), senses, count);
}

static bool add_found(an_finder *f, an_span span, uint32_t who)
{
    if (!AN_ROOM(&f->found, 1))
        return false;
    f->found.items[f->found.count++] = (an_find){span, who};
    return true;
}

/* A mention with the senses [first, first + count): the user's before the shipped, of each rising actors from the end on. */
static bool add_mention(an_finder *f, const sense *first, size_t count)
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
            f->needs_more = true;
            return true;
        }
        actors[left++] = first[i].actor;
    }
    if (left > 1)
        left = organization_before_place(f, actors, left);
    if (left == 1)
        return add_found(f, first->span, actors[0]);
    set = an_finder_set(f, actors, left);
    if (set == AN_MAP_NONE)
        return false;
    note_ambiguous(f, first->span, actors, left);
    return add_found(f, first->span, AN_FIND_SEVERAL | set);
}

/* Choose among the rows of one first atom: a name counts when nothing before it reaches into it. */
static bool choose(an_finder *f, const an_prospect *place)
{
    const an_atom *atoms = f->atoms.items + place->atom;
    size_t next;

    if (f->senses.count > 1)
        qsort(f->senses.items, f->senses.count, sizeof *f->senses.items, compare_senses);
    for (size_t i = 0; i < f->senses.count; i = next) {
        const sense *first = &f->senses.items[i];
        for (next = i + 1; next < f->senses.count && f->senses.items[next].span.start == first->span.start &&
                           f->senses.items[next].span.end == first->span.end;)
            next++;
        if (atoms->span.start < f->taken_atoms || first->span.start < f->taken)
            continue;
        f->taken_atoms = atoms[first->atoms - 1].span.end;
        f->taken = first->span.end;
        if (!add_mention(f, first, next - i))
            return false;
    }
    return true;
}

/* A name as it stands in the list ------------------------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

/* One of these marks behind an atom and before a blank makes no address. */
static bool is_mark(char c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || c == '"';
}

/* Whether each of the atoms stands between blanks, but for a mark behind it. So they have no part in an address, and no alias begins before the
   first. */
static bool stand_clear(const an_finder *f, const an_atom *first, size_t count)
{
    const char *text = f->doc->text.ptr;
    size_t end = first[count - 1].span.end;

    if (first->span.start > f->stretch.start && !is_blank(text[first->span.start - 1]))
        return false;
    for (size_t i = 1; i < count; i++) {
        size_t at = first[i - 1].span.end;
        at += is_mark(text[at]);
        if (first[i].span.start != at + 1 || text[at] != ' ')
            return false;
    }
    end += end < f->stretch.end && is_mark(text[end]);
    return end == f->stretch.end || is_blank(text[end]);
}

/* Whether a sentence ends between atoms that stand clear. */
static bool are_parted(an_finder *f, const an_atom *first, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (first[i].span.start - first[i - 1].span.end > 1 &&
            an_splitter_ends(f->splitter, first[i - 1].span.end, first[i].span.start))
            return true;
    return false;
}

/* Most names are written as in the list. Then nothing needs to be known of their atoms, and nothing shorter looked at. False when it is not so:
   the place must be looked at with all that stands there. */
static bool take_as_listed(an_finder *f, const an_prospect *place)
{
    const an_atom *first = f->atoms.items + place->atom;
    an_span span = {first->span.start, first[place->reach - 1].span.end};
    an_case casing;
    uint32_t actor;

    if (place->longest == UINT32_MAX || !stand_clear(f, first, place->reach) ||
        !an_lexicon_spells(f->lexicon, place->longest, an_str_sub(f->doc->text, span.start, span.end), &casing, &actor) ||
        (casing == AN_CASE_CAP && !an_ascii_capital(f->doc->text.ptr[span.start])) || are_parted(f, first, place->reach) ||
        (actor != AN_NO_ACTOR && !add_found(f, span, actor)))
        return false;
    f->taken_atoms = f->taken = span.end;
    return true;
}

/* Scanning -------------------------------------------------------------------------------------------------------------------------- */

/* Look at atoms [from, to) of those that were scanned. */
static bool look(an_finder *f, size_t from, size_t to)
{
    if (!an_grow(&f->places.items, &f->places.capacity, to - from + 1, sizeof *f->places.items))
        return false;
    f->places.count = an_lexicon_prospects(f->lexicon, &f->atoms, from, to, f->places.items);
    for (size_t i = 0; i < f->places.count && !f->needs_more; i++) {
        an_prospect place = f->places.items[i];
        if (f->atoms.items[place.atom].span.start < f->taken_atoms || take_as_listed(f, &place))
            continue;
        dress(f, place);
        f->hits.count = 0;
        if (!an_lexicon_find_at(f->lexicon, f->doc->text, &f->atoms, place, &f->scratch, &f->hits))
            return false;
        if (f->hits.count && (!collect_senses(f) || !choose(f, &place)))
            return false;
    }
    return true;
}

/* Forget atoms before the one that stands before `done`; where the next look begins. */
static size_t let_go(an_finder *f, size_t done)
{
    size_t gone = done > 0 ? done - 1 : 0, left = f->atoms.count - gone;

    memmove(f->atoms.items, f->atoms.items + gone, left * sizeof *f->atoms.items);
    memmove(f->atoms.hashes, f->atoms.hashes + gone, left * sizeof *f->atoms.hashes);
    f->atoms.count = left;
    f->flagged = f->flagged > gone ? f->flagged - gone : 0;
    f->spaced = f->spaced > gone ? f->spaced - gone : 0;
    return done - gone;
}

/* A stretch of the text without skips. */
static bool scan(an_finder *f, size_t from, size_t to)
{
    size_t at = from, begin = 0;

    f->stretch = (an_span){(uint32_t)from, (uint32_t)to};
    f->atoms.count = f->flagged = f->spaced = 0;
    f->chunk_end = f->blank = from;
    an_splitter_stretch(f->splitter, from, to);
    while (at < to && !f->needs_more) {
        size_t end;
        for (int i = 0; i < WINDOWS && at < to; i++)
            if (!an_atoms_scan(&f->atoms, f->doc->text, &at, to))
                return false;
        end = at == to ? f->atoms.count : f->atoms.count > f->longest + 1 ? f->atoms.count - f->longest - 1 : 0;
        if (end <= begin)
            continue;
        if (!look(f, begin, end))
            return false;
        begin = let_go(f, end);
    }
    return true;
}

static bool scan_all(an_finder *f)
{
    an_between walk = {0};
    an_span stretch;

    while (an_between_next(&walk, &f->doc->skips, f->doc->text.len, &stretch))
        if (!scan(f, stretch.start, stretch.end))
            return false;
    return true;
}

/* The finder ------------------------------------------------------------------------------------------------------------------------- */

an_status an_finder_look(an_finder *f, const an_document *doc, bool *done, an_buf *ambiguous, an_error *err)
{
    size_t noted = ambiguous->len;

    *done = false;
    f->found.count = f->taken_atoms = f->taken = 0;
    if (doc->text.len >= UINT32_MAX)
        return AN_OK;
    f->doc = doc;
    f->ambiguous = ambiguous;
    f->address = (an_span){0, 0};
    f->needs_more = false;
    an_splitter_text(f->splitter, doc->text);
    if (!scan_all(f) || an_splitter_failed(f->splitter) || ambiguous->failed)
        return an_fail_nomem(err);
    *done = !f->needs_more;
    if (f->needs_more)
        ambiguous->len = noted;
    return AN_OK;
}

const an_find *an_finder_finds(const an_finder *f, size_t *count)
{
    *count = f->found.count;
    return f->found.items;
}

uint32_t an_finder_set(an_finder *f, const uint32_t *actors, size_t count)
{
    return an_map_intern(&f->sets, (an_str){(const char *)actors, count * sizeof *actors}, NULL);
}

size_t an_finder_members(const an_finder *f, uint32_t set, const uint32_t **actors)
{
    an_str key = set < f->sets.count ? f->sets.keys[set] : AN_LIT("");

    *actors = (const uint32_t *)(const void *)key.ptr;
    return key.len / sizeof **actors;
}
