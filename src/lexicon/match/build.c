/* Building a matcher: terms are added one by one, each entered by its paths at once, so that it is known at once which earlier one has its
   form. A finished matcher is flat: its parts can be written to a file and opened there. */
#include "lexicon/match/inside.h"

#include "base/alloc.h"
#include "base/bits.h"
#include "base/error.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdlib.h>

enum {
    MOST_TERMS = (1 << 29) - 1,
    FEWEST_BUCKETS = 16,
    BUCKET_LOAD = 7, /* of eight entries */
    START_BITS = 22, /* of a filter, with three of them set: a path, at least */
    PAIR_BITS = 8,   /* to lie in near memory is worth more than rarer mistakes */
    STARTS_FULL = 7  /* one bit of so many is set, at most */
};

/* Whether a term has the form; false, too, when memory fails, which the scratch tells. */
static bool has_form(const an_matcher *matcher, an_match_scratch *scratch, const an_term *wanted, uint32_t term)
{
    an_str text = an_matcher_text(matcher, term);
    an_term f;

    if (an_str_equal(text, wanted->text))
        return true;
    scratch->cut.count = 0;
    if (!an_atoms_cut(&scratch->cut, text, 0, text.len)) {
        scratch->failed = true;
        return false;
    }
    if (scratch->cut.count == 0)
        return false;
    f = an_term_of(text, &scratch->cut);
    return an_term_equal(scratch, wanted, &f);
}

/* Building ----------------------------------------------------------------------------------------------------------------------- */

an_status an_matcher_new(an_matcher **out, an_error *err)
{
    *out = an_alloc(sizeof **out);
    return *out ? AN_OK : an_fail_nomem(err);
}

void an_match_scratch_clear(an_match_scratch *scratch)
{
    an_buf_clear(&scratch->left);
    an_buf_clear(&scratch->right);
    an_atoms_clear(&scratch->cut);
    *scratch = (an_match_scratch){0};
}

void an_matcher_free(an_matcher *matcher)
{
    if (!matcher)
        return;
    an_free(matcher->memory[0]);
    an_free(matcher->memory[1]);
    an_free(matcher->memory[2]);
    an_paths_clear(&matcher->paths);
    an_free(matcher->own_marks.items);
    an_free(matcher->own_places.items);
    an_free(matcher->own_groups.items);
    an_free(matcher->first_atoms.items);
    an_free(matcher->links.items);
    an_free(matcher->plain);
    an_buf_clear(&matcher->own_texts);
    an_match_scratch_clear(&matcher->scratch);
    an_atoms_clear(&matcher->cut);
    an_free(matcher);
}

void an_matcher_expect(const an_matcher *matcher, const uint64_t *hashes, size_t count)
{
    uint64_t path = hashes[0];

    if (count == 1)
        an_paths_expect(&matcher->paths, path);
    for (size_t i = 1; i < count; i++)
        an_paths_expect(&matcher->paths, path = an_path_step(path, hashes[i]));
}

/* The place of a term's last atom, all before it marked as going on; NULL when out of memory. */
static uint32_t *lay_out(an_matcher *matcher, const an_atoms *cut)
{
    uint64_t path = cut->hashes[0];
    an_path *place = cut->count == 1 ? an_paths_place(&matcher->paths, path) : NULL;

    for (size_t i = 1; i < cut->count; i++) {
        if (place)
            place->value |= GOES_ON;
        path = an_path_step(path, cut->hashes[i]);
        if (!(place = an_paths_place(&matcher->paths, path)))
            return NULL;
        place->asked |= i == 1 ? AN_PATH_PAIR : 0;
    }
    if (!place)
        return NULL;
    place->asked |= cut->count == 1 ? AN_PATH_ALONE : 0;
    return &place->value;
}

static uint32_t made_value(uint32_t old, unsigned kind, uint32_t number)
{
    return (old & GOES_ON) | kind << 29 | number;
}

/* Put a leader to what ends at a place already. */
static void join(an_matcher *matcher, uint32_t *value, uint32_t leader)
{
    unsigned kind = (*value & KIND) >> 29;

    if (kind == NOTHING) {
        *value = made_value(*value, matcher->plain[leader] ? PLAIN_TERM : ODD_TERM, leader);
    } else {
        an_term_link *head = &matcher->links.items[*value & NUMBER];
        matcher->links.items[leader].aside = head->aside;
        head->aside = leader;
        *value = made_value(*value, GROUP, *value & NUMBER);
    }
}

an_status an_matcher_reserve(an_matcher *matcher, size_t terms, an_error *err)
{
    return an_paths_reserve(&matcher->paths, terms / 2 * 3) ? AN_OK : an_fail_nomem(err);
}

/* `known` may be NULL. */
static bool cut(an_atoms *atoms, an_str text, const an_known_atoms *known)
{
    return known ? an_atoms_take(atoms, text, known->items, known->hashes, known->count, known->before)
                 : an_atoms_cut(atoms, text, 0, text.len);
}

/* Whether folding leaves a letter of some atom: accents alone are no term. */
static bool has_letters(an_str text, const an_atoms *cut)
{
    uint64_t nothing = an_atom_hash(AN_LIT(""));

    for (size_t i = 0; i < cut->count; i++)
        for (size_t at = cut->items[i].span.start, length; at < cut->items[i].span.end; at += length) {
            if (cut->hashes[i] != nothing)
                return true;
            if (an_code_of(an_utf8_decode(text, at, &length))->length)
                return true;
        }
    return false;
}

an_status an_term_cut(an_atoms *atoms, an_str text, const an_known_atoms *known, an_error *err)
{
    int shown = text.len > 60 ? 60 : (int)text.len;

    atoms->count = 0;
    if (text.len > AN_TERM_BYTES)
        return an_fail(err, AN_ERR_LIMIT, "longer than %d bytes: shorten it", AN_TERM_BYTES);
    if (!cut(atoms, text, known))
        return an_fail_nomem(err);
    if (atoms->count == 0)
        return an_fail(err, AN_ERR_INVALID, "'%.*s' has no letter or digit", shown, text.ptr);
    if (atoms->count > AN_TERM_ATOMS)
        return an_fail(err, AN_ERR_LIMIT, "more than %d words: shorten it", AN_TERM_ATOMS);
    for (size_t i = 1; i < atoms->count; i++)
        if (atoms->items[i].gap == AN_GAP_BREAK)
            return an_fail(err, AN_ERR_INVALID, "'%.*s' can never be found: blank lines, tabs and cells end a name", shown, text.ptr);
    return has_letters(text, atoms) ? AN_OK : an_fail(err, AN_ERR_INVALID, "no letter or digit");
}

static void set_start(an_matcher *matcher, uint32_t term, size_t start)
{
    if (term % STRIDE == 0)
        matcher->own_marks.items[term / STRIDE] = (uint32_t)start;
    matcher->own_places.items[term] = (uint16_t)(start - matcher->own_marks.items[term / STRIDE]);
    matcher->own_marks.count = term / STRIDE + 1;
    matcher->own_places.count = (size_t)term + 1;
}

/* Write the text and the link of a new term, alone so far. */
static bool keep_term(an_matcher *matcher, an_str text)
{
    uint32_t number = (uint32_t)matcher->facts.terms;

    if (!AN_ROOM(&matcher->links, 1) || !AN_ROOM(&matcher->own_marks, 2) || !AN_ROOM(&matcher->own_places, 2) || !AN_ROOM(&matcher->first_atoms, 1) ||
        !an_grow(&matcher->plain, &matcher->plain_capacity, (size_t)number + 1, 1))
        return false;
    an_buf_add(&matcher->own_texts, text);
    if (matcher->own_texts.failed)
        return false;
    set_start(matcher, number, matcher->own_texts.len - text.len);
    set_start(matcher, number + 1, matcher->own_texts.len);
    matcher->marks = matcher->own_marks.items;
    matcher->places = matcher->own_places.items;
    matcher->texts = an_buf_str(&matcher->own_texts);
    matcher->plain[number] = an_term_is_plain(text, &matcher->cut);
    matcher->links.items[number] = (an_term_link){number, NO_TERM, number, NO_TERM};
    matcher->links.count = (size_t)number + 1;
    matcher->first_atoms.items[number] = matcher->cut.hashes[0];
    matcher->first_atoms.count = (size_t)number + 1;
    return true;
}

/* The leader of the form among those at a place, or NO_TERM. */
static uint32_t leader_at(an_matcher *matcher, uint32_t value, an_str text)
{
    uint32_t leader = value & NUMBER;
    an_term wanted;

    if (!(value & KIND))
        return NO_TERM;
    wanted = an_term_of(text, &matcher->cut);
    while (leader != NO_TERM && !has_form(matcher, &matcher->scratch, &wanted, leader))
        leader = matcher->links.items[leader].aside;
    return leader;
}

an_status an_matcher_add(an_matcher *matcher, an_str text, an_error *err)
{
    return an_matcher_add_known(matcher, text, NULL, err);
}

an_status an_matcher_add_known(an_matcher *matcher, an_str text, const an_known_atoms *known, an_error *err)
{
    uint32_t number = (uint32_t)matcher->facts.terms, leader, *value;
    an_status st = an_term_cut(&matcher->cut, text, known, err);

    if (st != AN_OK)
        return st;
    if (matcher->facts.terms >= MOST_TERMS || matcher->own_texts.len > UINT32_MAX - AN_TERM_BYTES)
        return an_fail(err, AN_ERR_LIMIT, "too many names");
    if (!keep_term(matcher, text))
        return an_fail_nomem(err);
    if (!(value = lay_out(matcher, &matcher->cut)))
        return an_fail_nomem(err);
    leader = leader_at(matcher, *value, text);
    if (matcher->scratch.failed)
        return an_fail_nomem(err);
    matcher->undo.value = value;
    matcher->undo.before = *value;
    matcher->undo.beside = NO_TERM;
    if (leader == NO_TERM) {
        matcher->undo.beside = (*value & KIND) ? *value & NUMBER : NO_TERM;
        join(matcher, value, number);
    } else {
        an_term_link *first = &matcher->links.items[leader];
        matcher->undo.last = first->last;
        matcher->links.items[number].form = leader;
        matcher->links.items[first->last].next = number;
        first->last = number;
        *value = made_value(*value, GROUP, *value & NUMBER);
    }
    matcher->facts.terms++;
    if (matcher->cut.count > matcher->facts.longest)
        matcher->facts.longest = (uint32_t)matcher->cut.count;
    matcher->facts.addresses |= (matcher->cut.items[0].flags & AN_ATOM_ADDRESS) != 0;
    return AN_OK;
}

void an_matcher_undo(an_matcher *matcher)
{
    uint32_t number = (uint32_t)--matcher->facts.terms, leader = matcher->links.items[number].form;

    *matcher->undo.value = matcher->undo.before;
    if (leader != number) {
        matcher->links.items[leader].last = matcher->undo.last;
        matcher->links.items[matcher->undo.last].next = NO_TERM;
    } else if (matcher->undo.beside != NO_TERM) {
        matcher->links.items[matcher->undo.beside].aside = matcher->links.items[number].aside;
    }
    matcher->own_texts.len = an_term_start(matcher, number);
    matcher->texts = an_buf_str(&matcher->own_texts);
    matcher->links.count = matcher->first_atoms.count = number;
}

static int compare_entries(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left & NUMBER, b = *(const uint32_t *)right & NUMBER;

    return (a > b) - (a < b);
}

/* The terms of a path become a group: the value that leads to it, 0 when out of memory. */
static uint32_t write_group(an_matcher *matcher, uint32_t value)
{
    size_t start = matcher->own_groups.count;

    for (uint32_t leader = value & NUMBER; leader != NO_TERM; leader = matcher->links.items[leader].aside)
        for (uint32_t i = leader; i != NO_TERM; i = matcher->links.items[i].next) {
            if (!AN_ROOM(&matcher->own_groups, 1))
                return 0;
            matcher->own_groups.items[matcher->own_groups.count++] = i | (matcher->plain[i] ? PLAIN : 0);
        }
    qsort(matcher->own_groups.items + start, matcher->own_groups.count - start, sizeof *matcher->own_groups.items, compare_entries);
    matcher->own_groups.items[matcher->own_groups.count - 1] |= LAST;
    return made_value(value, GROUP, (uint32_t)start);
}

static bool write_groups(an_matcher *matcher)
{
    for (size_t i = 0; i < matcher->paths.size; i++) {
        an_path *path = &matcher->paths.items[i];
        if ((path->value & KIND) >> 29 == GROUP && !(path->value = write_group(matcher, path->value)))
            return false;
    }
    return true;
}

/* An empty filter of at least so many bits; NULL when out of memory. */
static uint64_t *make_filter(an_bloom *out, size_t bits, void **memory, uint64_t *count)
{
    uint64_t *words;

    for (*count = 64; *count * 64 < bits;)
        *count *= 2;
    if ((words = an_pages_alloc(memory, (size_t)*count, sizeof *words)))
        *out = an_bloom_of(words, (size_t)*count);
    return words;
}

/* Half as large, as long as it does not become too full: many terms begin with the same atom. */
static void shrink_filter(an_bloom *filter, uint64_t *words, uint64_t *count)
{
    for (;;) {
        uint64_t set = 0;
        for (uint64_t i = 0; i < *count; i++)
            set += an_bits_count(words[i]);
        if (*count <= 64 || 2 * set * STARTS_FULL > *count * 64)
            break;
        *count /= 2;
        for (uint64_t i = 0; i < *count; i++)
            words[i] = words[2 * i] | words[2 * i + 1];
    }
    *filter = an_bloom_of(words, (size_t)*count);
}

static bool write_filters(an_matcher *matcher)
{
    an_blooms *filters = &matcher->filters;
    const an_path *paths = matcher->paths.items;
    size_t pairs = 0;
    uint64_t *one, *two;

    for (size_t i = 0; i < matcher->paths.size; i++)
        pairs += (paths[i].asked & AN_PATH_PAIR) != 0;
    if (!(one = make_filter(&filters->starts, matcher->first_atoms.count * START_BITS, &matcher->memory[0], &matcher->facts.starts)) ||
        !(two = make_filter(&filters->pairs, pairs * PAIR_BITS, &matcher->memory[1], &matcher->facts.pairs)))
        return false;
    for (size_t i = 0; i < matcher->first_atoms.count; i++)
        one[matcher->first_atoms.items[i] >> filters->starts.shift] |= an_path_bits(matcher->first_atoms.items[i]);
    for (size_t i = 0; i < matcher->paths.size; i++) {
        if (paths[i].asked & AN_PATH_ALONE)
            one[paths[i].hash >> filters->starts.shift] |= an_alone_bits(paths[i].hash);
        if (paths[i].asked & AN_PATH_PAIR)
            two[paths[i].hash >> filters->pairs.shift] |= an_path_bits(paths[i].hash);
    }
    shrink_filter(&filters->starts, one, &matcher->facts.starts);
    filters->passed = true;
    return true;
}

/* Put a path into the buckets. False when it would have to look too far, or when another one there has its tag. */
static bool put(const an_matcher *matcher, an_bucket *buckets, const an_path *path)
{
    size_t at = an_path_home(path->hash, matcher->facts.seed, matcher->facts.buckets);
    uint32_t tag = an_path_tag(path->hash);

    for (int i = 0; i < CHAIN; i++) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (buckets[at].tags[slot] == tag)
                return false;
            if (buckets[at].tags[slot] == 0) {
                buckets[at].tags[slot] = tag;
                buckets[at].values[slot] = path->value;
                return true;
            }
        }
        at = at + 1 == matcher->facts.buckets ? 0 : at + 1;
    }
    return false;
}

static bool put_all(const an_matcher *matcher, an_bucket *buckets)
{
    for (size_t i = 0; i < matcher->paths.size; i++)
        if (matcher->paths.items[i].hash && !put(matcher, buckets, &matcher->paths.items[i]))
            return false;
    return true;
}

/* The first seed with which all find a place; a little more room for each that does not do. */
static bool write_buckets(an_matcher *matcher)
{
    size_t count = matcher->paths.count / BUCKET_LOAD + FEWEST_BUCKETS;

    for (;; count += count / 16, matcher->facts.seed++) {
        an_bucket *buckets = count <= UINT32_MAX ? an_pages_alloc(&matcher->memory[2], count, sizeof *buckets) : NULL;
        if (!buckets)
            return false;
        matcher->buckets = buckets;
        matcher->facts.buckets = count;
        if (put_all(matcher, buckets))
            return true;
        an_free(matcher->memory[2]);
        matcher->memory[2] = NULL;
    }
}

an_status an_matcher_finish(an_matcher *matcher, an_error *err)
{
    if (matcher->facts.terms == 0) { /* an empty matcher can be searched, too */
        if (!AN_ROOM(&matcher->own_marks, 1) || !AN_ROOM(&matcher->own_places, 1))
            return an_fail_nomem(err);
        set_start(matcher, 0, 0);
        matcher->marks = matcher->own_marks.items;
        matcher->places = matcher->own_places.items;
    }
    if (!write_groups(matcher) || !write_filters(matcher) || !write_buckets(matcher))
        return an_fail_nomem(err);
    matcher->groups = matcher->own_groups.items;
    matcher->facts.groups = matcher->own_groups.count;
    an_paths_clear(&matcher->paths);
    an_free(matcher->first_atoms.items);
    matcher->first_atoms.items = NULL;
    an_atoms_clear(&matcher->cut);
    an_match_scratch_clear(&matcher->scratch);
    an_free(matcher->plain);
    matcher->plain = NULL;
    matcher->plain_capacity = 0;
    return AN_OK;
}

size_t an_matcher_terms(const an_matcher *matcher)
{
    return (size_t)matcher->facts.terms;
}

const an_atoms *an_matcher_cut(const an_matcher *matcher)
{
    return &matcher->cut;
}

/* Forms -------------------------------------------------------------------------------------------------------------------------- */

/* Of a matcher that was opened: the lowest (after `after`) term of the same form, which is looked for like a text. */
static uint32_t kin_of(const an_matcher *matcher, uint32_t term, uint32_t after)
{
    an_match_scratch scratch = {0};
    an_atoms cut = {0};
    an_str text = an_matcher_text(matcher, term);
    uint32_t value = 0, found = NO_TERM, low = 0;

    if (an_atoms_cut(&cut, text, 0, text.len) && cut.count) {
        an_term wanted = an_term_of(text, &cut);
        uint64_t path = cut.hashes[0];
        for (size_t i = 1; i < cut.count; i++)
            path = an_path_step(path, cut.hashes[i]);
        value = an_matcher_value(matcher, path);
        if ((value & KIND) >> 29 == GROUP)
            for (size_t i = value & NUMBER; i < matcher->facts.groups && found == NO_TERM; i++) {
                low = matcher->groups[i] & NUMBER;
                if ((after == NO_TERM || low > after) && has_form(matcher, &scratch, &wanted, low))
                    found = low;
                if (matcher->groups[i] & LAST)
                    break;
            }
    }
    an_atoms_clear(&cut);
    an_match_scratch_clear(&scratch);
    return found;
}

uint32_t an_matcher_form(const an_matcher *matcher, uint32_t term)
{
    uint32_t first;

    if (matcher->links.items)
        return matcher->links.items[term].form;
    first = kin_of(matcher, term, NO_TERM);
    return first < term ? first : term;
}

size_t an_matcher_forms(const an_matcher *matcher)
{
    return (size_t)matcher->facts.terms;
}

uint32_t an_matcher_first(const an_matcher *matcher, uint32_t number)
{
    return an_matcher_form(matcher, number) == number ? number : NO_TERM;
}

uint32_t an_matcher_next(const an_matcher *matcher, uint32_t term)
{
    return matcher->links.items ? matcher->links.items[term].next : kin_of(matcher, term, term);
}

/* Parts -------------------------------------------------------------------------------------------------------------------------- */

static an_str part(const void *bytes, uint64_t count, size_t size)
{
    return (an_str){count ? (const char *)bytes : "", (size_t)count * size};
}

void an_matcher_parts(const an_matcher *matcher, an_str parts[AN_MATCHER_PARTS])
{
    for (size_t i = 0; i < AN_MATCHER_PARTS; i++)
        parts[i] = (an_str){"", 0};
    parts[PART_FACTS] = part(&matcher->facts, 1, sizeof matcher->facts);
    parts[PART_STARTS] = part(matcher->filters.starts.words, matcher->facts.starts, sizeof(uint64_t));
    parts[PART_PAIRS] = part(matcher->filters.pairs.words, matcher->facts.pairs, sizeof(uint64_t));
    parts[PART_BUCKETS] = part(matcher->buckets, matcher->facts.buckets, sizeof *matcher->buckets);
    parts[PART_GROUPS] = part(matcher->groups, matcher->facts.groups, sizeof *matcher->groups);
    parts[PART_MARKS] = part(matcher->marks, matcher->facts.terms / STRIDE + 1, sizeof *matcher->marks);
    parts[PART_PLACES] = part(matcher->places, matcher->facts.terms + 1, sizeof *matcher->places);
    parts[PART_TEXTS] = matcher->texts;
}

static bool fits(an_str part, uint64_t count, size_t size)
{
    return part.len / size == count && part.len % size == 0;
}

/* A power of two of words. */
static bool fits_filter(an_str part, uint64_t words)
{
    return words >= 2 && (words & (words - 1)) == 0 && fits(part, words, sizeof(uint64_t));
}

/* A filter from a file, which has small pages only: a large one is copied. False when out of memory. */
static bool open_filter(an_bloom *out, an_str part, void **memory)
{
    size_t words = part.len / sizeof(uint64_t);
    void *copy = NULL;

    if (part.len >= AN_PAGES_LARGE && !(copy = an_pages_alloc(memory, words, sizeof(uint64_t))))
        return false;
    *out = an_bloom_of(copy ? memcpy(copy, part.ptr, part.len) : (const void *)part.ptr, words);
    return true;
}

an_status an_matcher_open(an_matcher **out, const an_str parts[AN_MATCHER_PARTS], an_error *err)
{
    an_matcher *matcher;
    an_matcher_facts read;

    *out = NULL;
    if (parts[PART_FACTS].len != sizeof read)
        return an_fail(err, AN_ERR_SYNTAX, "the facts of the matcher have the wrong size");
    memcpy(&read, parts[PART_FACTS].ptr, sizeof read);
    if (!fits_filter(parts[PART_STARTS], read.starts) || !fits_filter(parts[PART_PAIRS], read.pairs) ||
        read.buckets == 0 || read.buckets > UINT32_MAX || !fits(parts[PART_BUCKETS], read.buckets, sizeof(an_bucket)) ||
        !fits(parts[PART_GROUPS], read.groups, sizeof(uint32_t)) || read.terms > MOST_TERMS ||
        !fits(parts[PART_MARKS], read.terms / STRIDE + 1, sizeof(uint32_t)) || !fits(parts[PART_PLACES], read.terms + 1, sizeof(uint16_t)))
        return an_fail(err, AN_ERR_SYNTAX, "the parts of the matcher do not fit together");
    if (!(matcher = an_alloc(sizeof *matcher)))
        return an_fail_nomem(err);
    matcher->facts = read;
    matcher->buckets = (const an_bucket *)(const void *)parts[PART_BUCKETS].ptr;
    matcher->groups = (const uint32_t *)(const void *)parts[PART_GROUPS].ptr;
    matcher->marks = (const uint32_t *)(const void *)parts[PART_MARKS].ptr;
    matcher->places = (const uint16_t *)(const void *)parts[PART_PLACES].ptr;
    matcher->texts = parts[PART_TEXTS];
    if (!open_filter(&matcher->filters.starts, parts[PART_STARTS], &matcher->memory[0]) ||
        !open_filter(&matcher->filters.pairs, parts[PART_PAIRS], &matcher->memory[1])) {
        an_matcher_free(matcher);
        return an_fail_nomem(err);
    }
    matcher->filters.passed = true;
    *out = matcher;
    return AN_OK;
}
