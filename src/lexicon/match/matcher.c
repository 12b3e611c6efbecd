/* Searching: which terms stand where. */
#include "lexicon/match/inside.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdlib.h>

/* The slot with a tag, or -1. Which of them it is, or whether any, nobody could predict: all are looked at. */
static inline int slot_with(const an_bucket *b, uint32_t tag)
{
    unsigned found = 0;

#pragma GCC unroll 8
    for (int i = 0; i < SLOTS; i++)
        found |= (unsigned)(b->tags[i] == tag) << i;
    return found ? __builtin_ctz(found) : -1;
}

uint32_t an_matcher_value(const an_matcher *matcher, uint64_t path)
{
    size_t at = an_path_home(path, matcher->facts.seed, matcher->facts.buckets);
    uint32_t tag = an_path_tag(path);

    for (int i = 0; i < CHAIN; i++) {
        const an_bucket *b = &matcher->buckets[at];
        int slot = slot_with(b, tag);
        if (slot >= 0)
            return b->values[slot];
        if (b->tags[SLOTS - 1] == 0)
            return 0;
        at = at + 1 == matcher->facts.buckets ? 0 : at + 1;
    }
    return 0;
}

an_str an_matcher_text(const an_matcher *matcher, uint32_t term)
{
    size_t start, end;

    if (term >= matcher->facts.terms)
        return AN_LIT("");
    start = an_term_start(matcher, term);
    end = an_term_start(matcher, term + 1);
    return start <= end && end <= matcher->texts.len ? an_str_sub(matcher->texts, start, end) : AN_LIT("");
}

/* Searching ---------------------------------------------------------------------------------------------------------------------- */

typedef struct search {
    const an_matcher *matcher;
    an_str text;
    const an_atoms *atoms;
    an_match_scratch *scratch;
    an_hits *hits;
} search;

static bool has_blank(an_str text)
{
    for (size_t at = 0, length; at < text.len; at += length)
        if (an_is_space(an_utf8_decode(text, at, &length)))
            return true;
    return false;
}

/* Whether two atoms that follow one another are of one chunk, and the other one of an address. */
static bool goes_on(const search *s, size_t behind, size_t other)
{
    return (s->atoms->items[other].flags & AN_ATOM_ADDRESS) && !has_blank(an_gap_before(s->text, &s->atoms->items[behind]));
}

/* An address is found as a whole only: no other atom of it touches the span. */
static bool whole_address(const search *s, size_t first, size_t last)
{
    return !(first > 0 && goes_on(s, first, first - 1)) && !(last + 1 < s->atoms->count && goes_on(s, last + 1, last + 1));
}

static bool gap_fits(uint8_t wanted, uint8_t gap)
{
    return wanted == gap || (wanted == AN_GAP_STOP && gap == AN_GAP_SOFT);
}

static bool ascii_word(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10;
}

/* Whether a plain term stands here letter by letter: then its gaps are the same, too, unless a sentence ends in one. */
static bool plain_same(const search *s, an_str term, size_t first, size_t count, an_span *span)
{
    const an_atom *atoms = s->atoms->items + first;
    size_t start = atoms[0].span.start, end = atoms[count - 1].span.end;
    unsigned flags = 0;

    if (!an_str_equal(term, an_str_sub(s->text, start, end)))
        return false;
    for (size_t i = 0; i < count; i++)
        if ((flags |= atoms[i].flags) & AN_ATOM_ADDRESS || (i && atoms[i].gap == AN_GAP_BREAK))
            return false;
    *span = (an_span){(uint32_t)start, (uint32_t)end};
    return true;
}

/* Whether a plain term is made of these atoms. */
static bool plain_stands(const search *s, an_str term, size_t first, size_t count, an_span *span)
{
    const an_atom *atom = s->atoms->items + first;
    size_t at = 0;

    if (plain_same(s, term, first, count, span))
        return true;
    for (size_t i = 0; i < count; i++, atom++) {
        size_t end = at;
        if (atom->flags & AN_ATOM_ADDRESS)
            return false;
        while (end < term.len && ascii_word(term.ptr[end]))
            end++;
        if (!an_atom_equal(s->scratch, an_str_sub(term, at, end), AN_ATOM_ASCII, an_atom_text(s->text, atom), atom->flags))
            return false;
        for (at = end; at < term.len && !ascii_word(term.ptr[at]);)
            at++;
        if (i + 1 < count ? at == term.len || !gap_fits((uint8_t)an_atom_gap(term, end, at), atom[1].gap) : end < term.len)
            return false;
    }
    *span = (an_span){s->atoms->items[first].span.start, atom[-1].span.end};
    return true;
}

/* Whether the form really stands at `first`; `*span` is its stretch of the text. */
static bool odd_stands(const search *s, an_str term, size_t first, size_t count, an_span *span)
{
    const an_atom *atoms = s->atoms->items + first;
    size_t start = atoms[0].span.start, end = atoms[count - 1].span.end;
    an_atoms *cut = &s->scratch->cut;
    an_term f;

    cut->count = 0;
    if (!an_atoms_cut(cut, term, 0, term.len)) {
        s->scratch->failed = true;
        return false;
    }
    if (cut->count != count)
        return false;
    f = an_term_of(term, cut);
    for (size_t i = 0; i < count; i++) {
        const an_atom *mine = &cut->items[i];
        if ((mine->flags & AN_ATOM_ADDRESS) != (atoms[i].flags & AN_ATOM_ADDRESS) ||
            !an_atom_equal(s->scratch, an_atom_text(term, mine), mine->flags, an_atom_text(s->text, &atoms[i]), atoms[i].flags) ||
            (i && !gap_fits(mine->gap, atoms[i].gap)) ||
            (i && mine->gap == AN_GAP_OTHER && !an_gap_equal_visible(an_gap_before(s->text, &atoms[i]), an_gap_before(term, mine))))
            return false;
    }
    if (f.lead.len > start || memcmp(s->text.ptr + start - f.lead.len, f.lead.ptr, f.lead.len) != 0 ||
        !an_str_starts(an_str_sub(s->text, end, s->text.len), f.tail) || (f.address && !whole_address(s, first, first + count - 1)))
        return false;
    end += f.tail.len;
    if (f.dot && end < s->text.len && s->text.ptr[end] == '.')
        end++;
    *span = (an_span){(uint32_t)(start - f.lead.len), (uint32_t)end};
    return true;
}

static bool add_hit(const search *s, an_str text, uint32_t term, bool plain, size_t first, size_t count)
{
    an_span span;

    if (!(plain ? plain_stands(s, text, first, count, &span) : odd_stands(s, text, first, count, &span)))
        return !s->scratch->failed;
    if (!AN_ROOM(s->hits, 1))
        return false;
    s->hits->items[s->hits->count++] = (an_hit){.term = term, .atom = (uint32_t)first, .atom_count = (uint32_t)count, .span = span};
    return true;
}

int an_hit_order(const void *left, const void *right)
{
    const an_hit *a = left, *b = right;

    if (a->atom != b->atom)
        return a->atom < b->atom ? -1 : 1;
    if (a->atom_count != b->atom_count)
        return a->atom_count < b->atom_count ? 1 : -1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? 1 : -1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a->term < b->term ? -1 : a->term > b->term;
}

/* Bring the hits of one place in order, from `before` on. */
static void order_hits(an_hits *hits, size_t before)
{
    bool sorted = true;

    for (size_t i = before + 1; i < hits->count && sorted; i++)
        sorted = an_hit_order(&hits->items[i - 1], &hits->items[i]) < 0;
    if (!sorted)
        qsort(hits->items + before, hits->count - before, sizeof *hits->items, an_hit_order);
}

/* The last hit again, for another term of the same text. */
static bool add_again(const search *s, uint32_t term)
{
    an_hit hit = s->hits->items[s->hits->count - 1];

    hit.term = term;
    if (!AN_ROOM(s->hits, 1))
        return false;
    s->hits->items[s->hits->count++] = hit;
    return true;
}

static bool add_group(const search *s, size_t at, size_t first, size_t count)
{
    size_t before = s->hits->count;
    an_str stood = {0}; /* the text of the last term, if it stands here */

    for (; at < s->matcher->facts.groups; at++) {
        uint32_t entry = s->matcher->groups[at];
        an_str text = an_matcher_text(s->matcher, entry & NUMBER);
        size_t known = s->hits->count;
        bool again = stood.len && an_str_equal(text, stood);
        if (!(again ? add_again(s, entry & NUMBER) : add_hit(s, text, entry & NUMBER, entry & PLAIN, first, count)))
            return false;
        stood = s->hits->count > known ? text : (an_str){0};
        if (entry & LAST)
            break;
    }
    order_hits(s->hits, before);
    return true;
}

static bool add_hits(const search *s, uint32_t value, size_t first, size_t count)
{
    unsigned kind = (value & KIND) >> 29;

    if (kind == GROUP)
        return add_group(s, value & NUMBER, first, count);
    return add_hit(s, an_matcher_text(s->matcher, value & NUMBER), value & NUMBER, kind == PLAIN_TERM, first, count);
}

bool an_matcher_find_at(const an_matcher *matcher, an_str text, const an_atoms *atoms, an_prospect place, an_match_scratch *scratch,
                        an_hits *hits)
{
    search s = {.matcher = matcher, .text = text, .atoms = atoms, .scratch = scratch, .hits = hits};
    uint64_t paths[AN_TERM_ATOMS];
    size_t found = 1;

    scratch->failed = false;
    for (paths[0] = atoms->hashes[place.atom]; found < place.reach && atoms->items[place.atom + found].gap != AN_GAP_BREAK; found++)
        paths[found] = an_path_step(paths[found - 1], atoms->hashes[place.atom + found]);
    for (; found > 0; found--) { /* the longest first */
        uint32_t value = place.ends >> (found - 1) & 1 ? an_matcher_value(matcher, paths[found - 1]) : 0;
        if ((value & KIND) && !add_hits(&s, value, place.atom, found))
            return false;
    }
    return true;
}

/* Where a search for a path begins. */
static void fetch_bucket(const an_matcher *matcher, uint64_t path)
{
    an_pages_fetch(&matcher->buckets[an_path_home(path, matcher->facts.seed, matcher->facts.buckets)]);
}

/* Where the text of a term begins, and the text: what stands() will ask for. */
static void fetch_places(const an_matcher *matcher, uint32_t term)
{
    if (term < matcher->facts.terms) {
        an_pages_fetch(&matcher->marks[term / STRIDE]);
        an_pages_fetch(&matcher->places[term]);
    }
}

static void fetch_text(const an_matcher *matcher, uint32_t term)
{
    enum { USUAL = 24 /* bytes: one text in four ends in the next line */ };
    size_t start = term < matcher->facts.terms ? an_term_start(matcher, term) : SIZE_MAX;

    if (start >= matcher->texts.len)
        return;
    an_pages_fetch(matcher->texts.ptr + start);
    an_pages_fetch(matcher->texts.ptr + start + USUAL - 1);
}

/* A row for each start, in the order of the ways that lead from it, which are told its number. */
static size_t open_rows(const an_matcher *matcher, an_sifted *ways, size_t count, an_reach *out)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        fetch_bucket(matcher, ways[i].path);
        if (found == 0 || out[found - 1].start != ways[i].start)
            out[found++] = (an_reach){.start = ways[i].start, .term = NO_TERM};
        ways[i].start = (uint32_t)(found - 1);
    }
    return found;
}

/* Let each way take a step, and forget those that end: what the next step looks up comes near meanwhile. How many go on. */
static size_t step_on(const an_matcher *matcher, const an_atoms *atoms, const uint32_t *starts, an_sifted *ways, size_t count, an_reach *rows)
{
    size_t left = 0;

    for (size_t i = 0; i < count; i++) {
        an_sifted way = ways[i];
        an_reach *row = &rows[way.start];
        size_t next = starts[row->start] + (size_t)way.atoms;
        uint32_t value = an_matcher_value(matcher, way.path);
        if (value & KIND) {
            row->atoms = way.atoms;
            row->ends |= UINT64_C(1) << (way.atoms - 1);
            row->term = (value & KIND) >> 29 == GROUP ? NO_TERM : value & NUMBER;
            row->only = way.atoms == 1 && (value & KIND) >> 29 == PLAIN_TERM;
            fetch_places(matcher, row->term);
        }
        if (!(value & GOES_ON) || next >= atoms->count || way.atoms >= AN_TERM_ATOMS)
            continue;
        ways[left] = (an_sifted){an_path_step(way.path, atoms->hashes[next]), way.start, way.atoms + 1};
        fetch_bucket(matcher, ways[left++].path);
    }
    return left;
}

size_t an_matcher_reach(const an_matcher *matcher, const an_blooms *filters, const an_atoms *atoms, const uint32_t *starts,
                        size_t start_count, an_reach *out)
{
    an_sifted ways[2 * AN_SIFT_MOST + 1];
    size_t count = an_bloom_sift(filters, atoms->hashes, atoms->count, starts, start_count, ways), found = 0;
    size_t rows = open_rows(matcher, ways, count, out);

    while (count)
        count = step_on(matcher, atoms, starts, ways, count, out);
    for (size_t i = 0; i < rows; i++) {
        out[found] = out[i];
        found += out[i].atoms > 0;
    }
    for (size_t i = 0; i < found; i++)
        fetch_text(matcher, out[i].term);
    return found;
}

const an_blooms *an_matcher_filters(const an_matcher *matcher)
{
    return &matcher->filters;
}

size_t an_matcher_longest(const an_matcher *matcher)
{
    return matcher->facts.longest < AN_TERM_ATOMS ? matcher->facts.longest : AN_TERM_ATOMS;
}

bool an_matcher_find(const an_matcher *matcher, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits)
{
    return an_matcher_find_in(matcher, text, atoms, 0, atoms->count, scratch, hits);
}

bool an_matcher_find_in(const an_matcher *matcher, an_str text, const an_atoms *atoms, size_t first, size_t end, an_match_scratch *scratch,
                        an_hits *hits)
{
    uint8_t kept = (uint8_t)(matcher->facts.addresses ? 0 : AN_ATOM_ADDRESS);
    uint32_t starts[AN_SIFT_ROOM];
    an_reach places[AN_SIFT_MOST];
    search s = {.matcher = matcher, .text = text, .atoms = atoms, .scratch = scratch, .hits = hits};

    scratch->failed = false;
    for (size_t from = first, to; from < end; from = to) {
        size_t count;
        to = end - from > AN_SIFT_MOST ? from + AN_SIFT_MOST : end;
        count = an_bloom_starts(&matcher->filters.starts, atoms->hashes, from, to, starts);
        count = an_matcher_reach(matcher, &matcher->filters, atoms, starts, count, places);
        for (size_t i = 0; i < count; i++) {
            uint32_t atom = starts[places[i].start], term = places[i].term;
            an_prospect place = {.atom = atom, .reach = places[i].atoms, .ends = places[i].ends};
            if (atoms->items[atom].flags & kept)
                continue;
            if (!(places[i].only ? add_hit(&s, an_matcher_text(matcher, term), term, true, atom, 1)
                                 : an_matcher_find_at(matcher, text, atoms, place, scratch, hits)))
                return false;
        }
    }
    return true;
}

/* A handful of terms -------------------------------------------------------------------------------------------------------------- */

/* The bit of a hash in the filter. */
static inline uint64_t bit_of(uint64_t hash, size_t *word)
{
    *word = hash >> 6 & (AN_HANDFUL / 8 - 1);
    return UINT64_C(1) << (hash & 63);
}

an_status an_handful_add(an_handful *handful, an_str term, an_match_scratch *scratch)
{
    an_status st = handful->count < AN_HANDFUL ? an_term_cut(&scratch->cut, term, NULL, NULL) : AN_ERR_LIMIT;
    uint64_t bit;
    size_t word;

    if (st != AN_OK)
        return st;
    bit = bit_of(scratch->cut.hashes[0], &word);
    handful->firsts[word] |= bit;
    handful->items[handful->count].text = term;
    handful->items[handful->count].first = scratch->cut.hashes[0];
    handful->items[handful->count].atoms = (uint32_t)scratch->cut.count;
    handful->items[handful->count++].plain = an_term_is_plain(term, &scratch->cut);
    return AN_OK;
}

bool an_handful_find(const an_handful *handful, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits)
{
    search s = {.text = text, .atoms = atoms, .scratch = scratch, .hits = hits};

    scratch->failed = false;
    for (size_t at = 0; at < atoms->count; at++) {
        size_t word, before = hits->count;
        uint64_t bit = bit_of(atoms->hashes[at], &word);
        if (!(handful->firsts[word] & bit))
            continue;
        for (uint32_t i = 0; i < handful->count; i++)
            if (handful->items[i].first == atoms->hashes[at] && handful->items[i].atoms <= atoms->count - at &&
                !add_hit(&s, handful->items[i].text, i, handful->items[i].plain, at, handful->items[i].atoms))
                return false;
        order_hits(hits, before);
    }
    return true;
}
