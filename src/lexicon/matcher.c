/* The matcher: terms are found by the hashes of their atoms. A hash that stands for a path (atom 1, atom 2 …) is asked of three tables in turn,
   each asked only when the one before says yes:

       filter    bits of every one-atom term and of the first two atoms of every other: small enough for the caches, it turns away most atoms
       buckets   of eight entries in one cache line: 32 bits of the path's hash, and whether a term ends here and a longer one goes on
       texts     of the terms as they were given; every hit is compared with them, so that equal hashes cost time, never a wrong hit

   All of it is flat and without pointers, so that it can be written to a file and used from there. Terms with the same path stand together in
   a group. The seed of the buckets is the first of a fixed row with which no path has to look into too many of them.
   Searching is linear in atoms × longest term, and needs no memory but for the hits. */
#include "lexicon/matcher.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdlib.h>
#include <sys/mman.h>

#define NO_TERM UINT32_MAX
#define LARGE ((size_t)2 << 20) /* bytes of a table that does not fit into a core's own caches */

enum {
    SLOTS = 8,        /* of a bucket */
    CHAIN = 16,       /* buckets that one path may look into */
    BATCH = 512,      /* atoms asked of the filter before the buckets are looked at */
    MOST_TERMS = (1 << 29) - 1,
    FEWEST_BUCKETS = 16
};

typedef struct bucket {
    uint32_t tags[SLOTS];   /* 0 = free; filled from the front */
    uint32_t values[SLOTS];
} bucket;

/* A value: whether a longer term goes on, what ends here, and its number. */
#define GOES_ON (UINT32_C(1) << 31)
#define KIND (UINT32_C(3) << 29)
#define NUMBER ((UINT32_C(1) << 29) - 1)
enum { NOTHING, PLAIN_TERM, ODD_TERM, GROUP }; /* kinds */

/* An entry of a group: a term's number, whether it is plain, and whether it is the last. */
#define LAST (UINT32_C(1) << 31)
#define PLAIN (UINT32_C(1) << 30)

/* While building and for who asks for forms: a form is told by its first term, its leader. */
typedef struct link {
    uint32_t form;  /* the leader, itself for one */
    uint32_t next;  /* term of the same form */
    uint32_t last;  /* of a leader: the last term of the form */
    uint32_t aside; /* of a leader: another one with the same path */
} link;

typedef struct facts {
    uint64_t terms, buckets, filter, groups;
    uint32_t longest, addresses, seed, unused;
} facts;

enum { PART_FACTS, PART_FILTER, PART_BUCKETS, PART_GROUPS, PART_STARTS, PART_TEXTS };

struct an_matcher {
    facts facts;
    const uint64_t *filter;
    const bucket *buckets;
    const uint32_t *groups;
    const uint32_t *starts; /* by term: where its text starts; one more than terms */
    an_str texts;
    unsigned shift;  /* of a hash: what is left is a place in the filter */
    void *memory[2]; /* of filter and buckets, when they are its own */
    /* building */
    size_t used, places; /* entries taken, and how many there are before the table grows */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } own_starts, own_groups;
    struct {
        link *items;
        size_t count, capacity;
    } links;
    uint8_t *plain; /* by term, until it is finished */
    size_t plain_capacity;
    an_buf own_texts;
    an_match_scratch scratch;
    an_atoms cut; /* of the term added last */
    struct {
        uint32_t *value, before; /* where the last term was put, and what was there */
        uint32_t beside;         /* leader whose `aside` it became, or NO_TERM */
        uint32_t last;           /* last term of its form before it came */
    } undo;
};

/* Hashes ----------------------------------------------------------------------------------------------------------------------- */

static inline uint64_t path_step(uint64_t path, uint64_t atom)
{
    uint64_t mixed = (path ^ (atom << 29 | atom >> 35)) * UINT64_C(0x8EBC6AF09C88C6E3);

    return mixed ^ mixed >> 32;
}

static inline uint64_t filter_bits(uint64_t path)
{
    return UINT64_C(1) << (path & 63) | UINT64_C(1) << (path >> 6 & 63) | UINT64_C(1) << (path >> 12 & 63);
}

static inline bool passes(const an_matcher *matcher, uint64_t path)
{
    uint64_t bits = filter_bits(path);

    return (matcher->filter[path >> matcher->shift] & bits) == bits;
}

static inline uint32_t tag_of(uint64_t path)
{
    return (uint32_t)path + !(uint32_t)path;
}

static inline size_t home_of(const an_matcher *matcher, uint64_t path)
{
    static const uint64_t seeds[] = {UINT64_C(0x9E3779B97F4A7C15), UINT64_C(0xD6E8FEB86659FD93), UINT64_C(0xA0761D6478BD642F),
                                     UINT64_C(0xE7037ED1A0B428DB), UINT64_C(0xC2B2AE3D27D4EB4F), UINT64_C(0x165667B19E3779F9),
                                     UINT64_C(0x94D049BB133111EB), UINT64_C(0xBF58476D1CE4E5B9)};

    return (size_t)((path * seeds[matcher->facts.seed % 8] >> 32) * matcher->facts.buckets >> 32);
}

static inline int slot_with(const bucket *b, uint32_t tag)
{
    for (int i = 0; i < SLOTS; i++)
        if (b->tags[i] == tag)
            return i;
    return -1;
}

/* The value of a path, 0 when it is not there. */
static uint32_t value_of(const an_matcher *matcher, uint64_t path)
{
    size_t at = home_of(matcher, path);
    uint32_t tag = tag_of(path);

    for (int i = 0; i < CHAIN; i++) {
        const bucket *b = &matcher->buckets[at];
        int slot = slot_with(b, tag);
        if (slot >= 0)
            return b->values[slot];
        if (b->tags[SLOTS - 1] == 0)
            return 0;
        at = at + 1 == matcher->facts.buckets ? 0 : at + 1;
    }
    return 0;
}

/* What stands around and between atoms ----------------------------------------------------------------------------------------- */

/* Quotation marks, brackets and blanks around a term are no part of it. */
static bool is_wrapping(uint32_t code)
{
    return code == '"' || code == '(' || code == ')' || code == '[' || code == ']' || code == '{' || code == '}' || code == '<' ||
           code == '>' || code == 0xAB || code == 0xBB || (code >= 0x2018 && code <= 0x201F) || code == 0x2039 || code == 0x203A ||
           (code >= 0x3008 && code <= 0x3011) || an_is_apostrophe(code) || an_is_space(code) || an_is_ignorable(code);
}

static an_str unwrap(an_str around)
{
    size_t length, last;

    while (around.len && is_wrapping(an_utf8_decode(around, 0, &length)))
        around = an_str_sub(around, length, around.len);
    while (around.len && is_wrapping(an_utf8_decode(around, last = an_utf8_before(around, around.len), &length)))
        around.len = last;
    return around;
}

/* What a term has behind its last atom. A bracket that was opened inside the term is closed by it: "Congo (Brazzaville)". */
static an_str tail_of(an_str text, size_t first_end, size_t last_end)
{
    an_str rest = an_str_sub(text, last_end, text.len), inside = an_str_sub(text, 0, last_end);

    if (rest.len && rest.ptr[0] == ')') {
        size_t open = an_str_find_byte(inside, first_end, '(');
        if (open != (size_t)-1 && an_str_find_byte(inside, open, ')') == (size_t)-1)
            return AN_LIT(")");
    }
    return unwrap(rest);
}

/* The next character at or behind `*at` that is neither blank nor ignorable; "" at the end. */
static an_str next_visible(an_str between, size_t *at)
{
    size_t length;

    for (; *at < between.len; *at += length) {
        uint32_t code = an_utf8_decode(between, *at, &length);
        if (!an_is_space(code) && !an_is_ignorable(code)) {
            *at += length;
            return an_str_sub(between, *at - length, *at);
        }
    }
    return AN_LIT("");
}

/* Whether two texts between atoms are the same without blanks. */
static bool equal_visible(an_str a, an_str b)
{
    size_t at_a = 0, at_b = 0;

    for (;;) {
        an_str one = next_visible(a, &at_a), other = next_visible(b, &at_b);
        if (!an_str_equal(one, other))
            return false;
        if (one.len == 0)
            return true;
    }
}

/* The texts of terms -------------------------------------------------------------------------------------------------------------- */

an_str an_matcher_text(const an_matcher *matcher, uint32_t term)
{
    uint32_t start, end;

    if (term >= matcher->facts.terms)
        return AN_LIT("");
    start = matcher->starts[term];
    end = matcher->starts[term + 1];
    return start <= end && end <= matcher->texts.len ? an_str_sub(matcher->texts, start, end) : AN_LIT("");
}

/* A term and what is compared of it. */
typedef struct form {
    an_str text;
    const an_atoms *cut;
    an_str lead, tail; /* before its first and behind its last atom */
    bool dot;          /* a "." behind it belongs to the span where it stands */
    bool address;
} form;

static form form_of(an_str text, const an_atoms *cut)
{
    form f = {.text = text, .cut = cut};

    f.lead = unwrap(an_str_sub(text, 0, cut->items[0].span.start));
    f.tail = tail_of(text, cut->items[0].span.end, cut->items[cut->count - 1].span.end);
    f.dot = an_str_equal(f.tail, AN_LIT("."));
    if (f.dot)
        f.tail.len = 0;
    f.address = cut->items[0].flags & AN_ATOM_ADDRESS;
    return f;
}

static an_str atom_of(an_str text, const an_atom *atom)
{
    return an_str_sub(text, atom->span.start, atom->span.end);
}

static an_str gap_before(an_str text, const an_atom *atom)
{
    return an_str_sub(text, atom[-1].span.end, atom->span.start);
}

static bool equal_folded(an_match_scratch *scratch, an_str a, uint8_t a_flags, an_str b, uint8_t b_flags)
{
    if (a_flags & b_flags & AN_ATOM_ASCII)
        return an_str_equal_ascii_case(a, b);
    an_buf_reset(&scratch->left);
    an_buf_reset(&scratch->right);
    an_fold(&scratch->left, a);
    an_fold(&scratch->right, b);
    scratch->failed |= scratch->left.failed || scratch->right.failed;
    return an_str_equal(an_buf_str(&scratch->left), an_buf_str(&scratch->right));
}

static bool equal_forms(an_match_scratch *scratch, const form *a, const form *b)
{
    if (an_str_equal(a->text, b->text))
        return true;
    if (a->cut->count != b->cut->count || a->dot != b->dot || !an_str_equal(a->lead, b->lead) || !an_str_equal(a->tail, b->tail))
        return false;
    for (size_t i = 0; i < a->cut->count; i++) {
        const an_atom *one = &a->cut->items[i], *other = &b->cut->items[i];
        if ((one->flags & AN_ATOM_ADDRESS) != (other->flags & AN_ATOM_ADDRESS) || (i && one->gap != other->gap) ||
            !equal_folded(scratch, atom_of(a->text, one), one->flags, atom_of(b->text, other), other->flags) ||
            (i && one->gap == AN_GAP_OTHER && !equal_visible(gap_before(a->text, one), gap_before(b->text, other))))
            return false;
    }
    return true;
}

/* Whether a term has the form; false, too, when memory fails, which the scratch tells. */
static bool has_form(const an_matcher *matcher, an_match_scratch *scratch, const form *wanted, uint32_t term)
{
    an_str text = an_matcher_text(matcher, term);
    form f;

    if (an_str_equal(text, wanted->text))
        return true;
    scratch->cut.count = 0;
    if (!an_atoms_cut(&scratch->cut, text, 0, text.len)) {
        scratch->failed = true;
        return false;
    }
    if (scratch->cut.count == 0)
        return false;
    f = form_of(text, &scratch->cut);
    return equal_forms(scratch, wanted, &f);
}

/* ASCII that starts and ends with an atom, holds no address, and between its atoms nothing that must be compared: such a term is compared as
   it stands. */
static bool is_plain(an_str text, const an_atoms *cut)
{
    if (cut->items[0].span.start != 0 || cut->items[cut->count - 1].span.end != text.len)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    for (size_t i = 0; i < cut->count; i++)
        if ((cut->items[i].flags & AN_ATOM_ADDRESS) || (i && cut->items[i].gap == AN_GAP_OTHER))
            return false;
    return true;
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
    an_free(matcher->own_starts.items);
    an_free(matcher->own_groups.items);
    an_free(matcher->links.items);
    an_free(matcher->plain);
    an_buf_clear(&matcher->own_texts);
    an_match_scratch_clear(&matcher->scratch);
    an_atoms_clear(&matcher->cut);
    an_free(matcher);
}

/* Zeroed memory at a multiple of 64; large pages save most of the address translation in big tables. `*owner` is what must be freed. */
static void *alloc_table(void **owner, size_t count, size_t size)
{
    size_t bytes;
    char *table;

    if (!an_size_mul(&bytes, count, size) || !an_size_add(&bytes, bytes, 64) || !(*owner = an_alloc(bytes)))
        return NULL;
    table = (char *)*owner + (64 - (uintptr_t)*owner % 64) % 64;
#ifdef MADV_HUGEPAGE
    if (bytes >= 2 * LARGE) {
        char *page = table + (4096 - (uintptr_t)table % 4096) % 4096;
        madvise(page, bytes - 64 - (size_t)(page - table), MADV_HUGEPAGE); /* a wish: no matter when it fails */
    }
#endif
    return table;
}

/* The value of a path, made when new; NULL when it would have to look too far. */
static uint32_t *place_of(an_matcher *matcher, uint64_t path)
{
    bucket *buckets = (bucket *)matcher->buckets; /* its own while building */
    size_t at = home_of(matcher, path);
    uint32_t tag = tag_of(path);

    for (int i = 0; i < CHAIN; i++) {
        bucket *b = &buckets[at];
        for (int slot = 0; slot < SLOTS; slot++) {
            if (b->tags[slot] == tag)
                return &b->values[slot];
            if (b->tags[slot] == 0) {
                b->tags[slot] = tag;
                matcher->used++;
                return &b->values[slot];
            }
        }
        at = at + 1 == matcher->facts.buckets ? 0 : at + 1;
    }
    return NULL;
}

/* The place of a term's last atom, all before it marked as going on; NULL when a path looks too far. */
static uint32_t *lay_out(an_matcher *matcher, const an_atoms *cut)
{
    uint64_t path = cut->hashes[0], filtered = path;
    uint32_t *value = NULL;

    for (size_t i = 1; i < cut->count; i++) {
        if (value)
            *value |= GOES_ON;
        path = path_step(path, cut->hashes[i]);
        filtered = i == 1 ? path : filtered;
        if (!(value = place_of(matcher, path)))
            return NULL;
    }
    if (cut->count == 1 && !(value = place_of(matcher, path)))
        return NULL;
    ((uint64_t *)matcher->filter)[filtered >> matcher->shift] |= filter_bits(filtered);
    return value;
}

static uint32_t made_value(uint32_t old, unsigned kind, uint32_t number)
{
    return (old & GOES_ON) | kind << 29 | number;
}

static bool is_leader(const an_matcher *matcher, uint32_t term)
{
    return matcher->links.items[term].form == term;
}

/* Put a leader to what ends at a place already. */
static void join(an_matcher *matcher, uint32_t *value, uint32_t leader)
{
    unsigned kind = (*value & KIND) >> 29;

    if (kind == NOTHING) {
        *value = made_value(*value, matcher->plain[leader] ? PLAIN_TERM : ODD_TERM, leader);
    } else {
        link *head = &matcher->links.items[*value & NUMBER];
        matcher->links.items[leader].aside = head->aside;
        head->aside = leader;
        *value = made_value(*value, GROUP, *value & NUMBER);
    }
}

/* Put all terms into empty tables again. False when a path looks too far. */
static bool lay_out_all(an_matcher *matcher, bool *nomem)
{
    an_atoms *cut = &matcher->scratch.cut;

    matcher->used = 0;
    for (uint32_t i = 0; i < matcher->facts.terms; i++) {
        an_str text = an_matcher_text(matcher, i);
        uint32_t *value;
        cut->count = 0;
        if (!an_atoms_cut(cut, text, 0, text.len)) {
            *nomem = true;
            return false;
        }
        if (!(value = lay_out(matcher, cut)))
            return false;
        matcher->links.items[i].aside = NO_TERM;
        if (is_leader(matcher, i))
            join(matcher, value, i);
        else
            *value = made_value(*value, GROUP, *value & NUMBER);
    }
    return true;
}

/* Tables for so many entries, with what is in now. */
static bool grow(an_matcher *matcher, size_t entries)
{
    bool nomem = false;

    for (size_t buckets = entries / 6 + FEWEST_BUCKETS;; buckets += buckets / 4, matcher->facts.seed++) {
        size_t words = 64;
        unsigned shift = 58;
        for (; words * 64 < entries * 11; words *= 2)
            shift--;
        an_free(matcher->memory[0]);
        an_free(matcher->memory[1]);
        matcher->memory[0] = matcher->memory[1] = NULL;
        matcher->filter = alloc_table(&matcher->memory[0], words, sizeof *matcher->filter);
        matcher->buckets = alloc_table(&matcher->memory[1], buckets, sizeof *matcher->buckets);
        if (!matcher->filter || !matcher->buckets || buckets > UINT32_MAX) {
            matcher->facts.buckets = 0;
            return false;
        }
        matcher->facts.filter = words;
        matcher->facts.buckets = buckets;
        matcher->shift = shift;
        matcher->places = buckets * SLOTS / 5 * 4;
        if (lay_out_all(matcher, &nomem))
            return true;
        if (nomem)
            return false;
    }
}

an_status an_matcher_reserve(an_matcher *matcher, size_t terms, an_error *err)
{
    size_t entries = terms / 4 * 5;

    return entries <= matcher->places || grow(matcher, entries) ? AN_OK : an_fail_nomem(err);
}

static an_status cut_term(an_matcher *matcher, an_str text, an_error *err)
{
    int shown = text.len > 60 ? 60 : (int)text.len;

    matcher->cut.count = 0;
    if (text.len > AN_TERM_BYTES)
        return an_fail(err, AN_ERR_LIMIT, "longer than %d bytes: shorten it", AN_TERM_BYTES);
    if (!an_atoms_cut(&matcher->cut, text, 0, text.len))
        return an_fail_nomem(err);
    if (matcher->cut.count == 0)
        return an_fail(err, AN_ERR_INVALID, "'%.*s' has no letter or digit", shown, text.ptr);
    if (matcher->cut.count > AN_TERM_ATOMS)
        return an_fail(err, AN_ERR_LIMIT, "more than %d words: shorten it", AN_TERM_ATOMS);
    for (size_t i = 1; i < matcher->cut.count; i++)
        if (matcher->cut.items[i].gap == AN_GAP_BREAK)
            return an_fail(err, AN_ERR_INVALID, "'%.*s' can never be found: blank lines, tabs and cells end a name", shown, text.ptr);
    if (matcher->facts.terms >= MOST_TERMS || matcher->own_texts.len > UINT32_MAX - AN_TERM_BYTES)
        return an_fail(err, AN_ERR_LIMIT, "too many names");
    return AN_OK;
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

/* Write the text and the link of a new term, alone so far. */
static bool keep_term(an_matcher *matcher, an_str text)
{
    uint32_t number = (uint32_t)matcher->facts.terms;

    if (!AN_ROOM(&matcher->links, 1) || !AN_ROOM(&matcher->own_starts, 2) ||
        !an_grow(&matcher->plain, &matcher->plain_capacity, (size_t)number + 1, 1))
        return false;
    an_buf_add(&matcher->own_texts, text);
    if (matcher->own_texts.failed)
        return false;
    matcher->own_starts.items[number] = (uint32_t)(matcher->own_texts.len - text.len);
    matcher->own_starts.items[number + 1] = (uint32_t)matcher->own_texts.len;
    matcher->own_starts.count = (size_t)number + 1;
    matcher->starts = matcher->own_starts.items;
    matcher->texts = an_buf_str(&matcher->own_texts);
    matcher->plain[number] = is_plain(text, &matcher->cut);
    matcher->links.items[number] = (link){number, NO_TERM, number, NO_TERM};
    matcher->links.count = (size_t)number + 1;
    return true;
}

/* The leader of the form among those at a place, or NO_TERM. */
static uint32_t leader_at(an_matcher *matcher, uint32_t value, an_str text)
{
    form wanted = form_of(text, &matcher->cut);
    uint32_t leader = (value & KIND) ? value & NUMBER : NO_TERM;

    while (leader != NO_TERM && !has_form(matcher, &matcher->scratch, &wanted, leader))
        leader = matcher->links.items[leader].aside;
    return leader;
}

an_status an_matcher_add(an_matcher *matcher, an_str text, an_error *err)
{
    uint32_t number = (uint32_t)matcher->facts.terms, leader, *value = NULL;
    an_status st = cut_term(matcher, text, err);

    if (st != AN_OK)
        return st;
    if (!has_letters(text, &matcher->cut))
        return an_fail(err, AN_ERR_INVALID, "no letter or digit");
    if (!keep_term(matcher, text))
        return an_fail_nomem(err);
    while (matcher->used + matcher->cut.count > matcher->places || !(value = lay_out(matcher, &matcher->cut)))
        if (!grow(matcher, matcher->places / 4 * 6 + 64))
            return an_fail_nomem(err);
    leader = leader_at(matcher, *value, an_str_sub(matcher->texts, matcher->starts[number], matcher->starts[number + 1]));
    if (matcher->scratch.failed)
        return an_fail_nomem(err);
    matcher->undo.value = value;
    matcher->undo.before = *value;
    matcher->undo.beside = NO_TERM;
    if (leader == NO_TERM) {
        matcher->undo.beside = (*value & KIND) ? *value & NUMBER : NO_TERM;
        join(matcher, value, number);
    } else {
        link *first = &matcher->links.items[leader];
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
    matcher->own_texts.len = matcher->own_starts.items[number];
    matcher->texts = an_buf_str(&matcher->own_texts);
    matcher->own_starts.count = number;
    matcher->links.count = number;
}

static int compare_entries(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left & NUMBER, b = *(const uint32_t *)right & NUMBER;

    return (a > b) - (a < b);
}

/* The terms of a place become a group. */
static bool write_group(an_matcher *matcher, uint32_t *value)
{
    size_t start = matcher->own_groups.count;

    for (uint32_t leader = *value & NUMBER; leader != NO_TERM; leader = matcher->links.items[leader].aside)
        for (uint32_t i = leader; i != NO_TERM; i = matcher->links.items[i].next) {
            if (!AN_ROOM(&matcher->own_groups, 1))
                return false;
            matcher->own_groups.items[matcher->own_groups.count++] = i | (matcher->plain[i] ? PLAIN : 0);
        }
    qsort(matcher->own_groups.items + start, matcher->own_groups.count - start, sizeof *matcher->own_groups.items, compare_entries);
    matcher->own_groups.items[matcher->own_groups.count - 1] |= LAST;
    *value = made_value(*value, GROUP, (uint32_t)start);
    return true;
}

an_status an_matcher_finish(an_matcher *matcher, an_error *err)
{
    bucket *buckets;

    if ((!matcher->facts.buckets && !grow(matcher, 0)) || !AN_ROOM(&matcher->own_starts, 1))
        return an_fail_nomem(err); /* an empty matcher can be searched, too */
    matcher->starts = matcher->own_starts.items;
    if (matcher->facts.terms == 0)
        matcher->own_starts.items[0] = 0;
    buckets = (bucket *)matcher->buckets;
    for (size_t i = 0; i < matcher->facts.buckets; i++)
        for (int slot = 0; slot < SLOTS; slot++)
            if ((buckets[i].values[slot] & KIND) >> 29 == GROUP && !write_group(matcher, &buckets[i].values[slot]))
                return an_fail_nomem(err);
    matcher->groups = matcher->own_groups.items;
    matcher->facts.groups = matcher->own_groups.count;
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
        form wanted = form_of(text, &cut);
        uint64_t path = cut.hashes[0];
        for (size_t i = 1; i < cut.count; i++)
            path = path_step(path, cut.hashes[i]);
        value = value_of(matcher, path);
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
    parts[PART_FILTER] = part(matcher->filter, matcher->facts.filter, sizeof *matcher->filter);
    parts[PART_BUCKETS] = part(matcher->buckets, matcher->facts.buckets, sizeof *matcher->buckets);
    parts[PART_GROUPS] = part(matcher->groups, matcher->facts.groups, sizeof *matcher->groups);
    parts[PART_STARTS] = part(matcher->starts, matcher->facts.terms + 1, sizeof *matcher->starts);
    parts[PART_TEXTS] = matcher->texts;
}

static bool fits(an_str part, uint64_t count, size_t size)
{
    return part.len / size == count && part.len % size == 0;
}

an_status an_matcher_open(an_matcher **out, const an_str parts[AN_MATCHER_PARTS], an_error *err)
{
    an_matcher *matcher;
    facts read;

    *out = NULL;
    if (parts[PART_FACTS].len != sizeof read)
        return an_fail(err, AN_ERR_SYNTAX, "the facts of the matcher have the wrong size");
    memcpy(&read, parts[PART_FACTS].ptr, sizeof read);
    if (read.filter < 2 || (read.filter & (read.filter - 1)) || !fits(parts[PART_FILTER], read.filter, sizeof(uint64_t)) ||
        read.buckets == 0 || read.buckets > UINT32_MAX || !fits(parts[PART_BUCKETS], read.buckets, sizeof(bucket)) ||
        !fits(parts[PART_GROUPS], read.groups, sizeof(uint32_t)) || read.terms > MOST_TERMS ||
        !fits(parts[PART_STARTS], read.terms + 1, sizeof(uint32_t)))
        return an_fail(err, AN_ERR_SYNTAX, "the parts of the matcher do not fit together");
    if (!(matcher = an_alloc(sizeof *matcher)))
        return an_fail_nomem(err);
    matcher->facts = read;
    matcher->filter = (const uint64_t *)(const void *)parts[PART_FILTER].ptr;
    matcher->buckets = (const bucket *)(const void *)parts[PART_BUCKETS].ptr;
    matcher->groups = (const uint32_t *)(const void *)parts[PART_GROUPS].ptr;
    matcher->starts = (const uint32_t *)(const void *)parts[PART_STARTS].ptr;
    matcher->texts = parts[PART_TEXTS];
    matcher->shift = 64 - (unsigned)__builtin_ctzll(read.filter);
    if (parts[PART_FILTER].len >= LARGE) { /* a file has small pages only */
        void *copy = alloc_table(&matcher->memory[0], read.filter, sizeof *matcher->filter);
        if (!copy) {
            an_free(matcher);
            return an_fail_nomem(err);
        }
        matcher->filter = memcpy(copy, matcher->filter, parts[PART_FILTER].len);
    }
    *out = matcher;
    return AN_OK;
}

/* Searching ---------------------------------------------------------------------------------------------------------------------- */

typedef struct search {
    const an_matcher *matcher;
    an_str text;
    const an_atoms *atoms;
    an_match_scratch *scratch;
    an_hits *hits;
} search;

/* An address is found as a whole only: no other atom of it touches the span. */
static bool whole_address(const search *s, size_t first, size_t last)
{
    const an_atom *atoms = s->atoms->items;
    an_str before, behind;

    if (first > 0 && (atoms[first - 1].flags & AN_ATOM_ADDRESS)) {
        before = gap_before(s->text, &atoms[first]);
        if (an_str_find_byte(before, 0, ' ') == (size_t)-1 && an_str_find_byte(before, 0, '\n') == (size_t)-1)
            return false;
    }
    if (last + 1 < s->atoms->count && (atoms[last + 1].flags & AN_ATOM_ADDRESS)) {
        behind = gap_before(s->text, &atoms[last + 1]);
        if (an_str_find_byte(behind, 0, ' ') == (size_t)-1 && an_str_find_byte(behind, 0, '\n') == (size_t)-1)
            return false;
    }
    return true;
}

static bool gap_fits(uint8_t wanted, uint8_t gap)
{
    return wanted == gap || (wanted == AN_GAP_STOP && gap == AN_GAP_SOFT);
}

static bool ascii_word(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10;
}

/* Whether a plain term is made of these atoms. */
static bool plain_stands(const search *s, an_str term, size_t first, size_t count, an_span *span)
{
    const an_atom *atom = s->atoms->items + first;
    size_t at = 0;

    for (size_t i = 0; i < count; i++, atom++) {
        size_t end = at;
        if (atom->flags & AN_ATOM_ADDRESS)
            return false;
        while (end < term.len && ascii_word(term.ptr[end]))
            end++;
        if (!equal_folded(s->scratch, an_str_sub(term, at, end), AN_ATOM_ASCII, atom_of(s->text, atom), atom->flags))
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
    form f;

    cut->count = 0;
    if (!an_atoms_cut(cut, term, 0, term.len)) {
        s->scratch->failed = true;
        return false;
    }
    if (cut->count != count)
        return false;
    f = form_of(term, cut);
    for (size_t i = 0; i < count; i++) {
        const an_atom *mine = &cut->items[i];
        if ((mine->flags & AN_ATOM_ADDRESS) != (atoms[i].flags & AN_ATOM_ADDRESS) ||
            !equal_folded(s->scratch, atom_of(term, mine), mine->flags, atom_of(s->text, &atoms[i]), atoms[i].flags) ||
            (i && !gap_fits(mine->gap, atoms[i].gap)) ||
            (i && mine->gap == AN_GAP_OTHER && !equal_visible(gap_before(s->text, &atoms[i]), gap_before(term, mine))))
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

static bool add_hit(const search *s, uint32_t term, bool plain, size_t first, size_t count)
{
    an_str text = an_matcher_text(s->matcher, term);
    an_span span;

    if (!(plain ? plain_stands(s, text, first, count, &span) : odd_stands(s, text, first, count, &span)))
        return !s->scratch->failed;
    if (!AN_ROOM(s->hits, 1))
        return false;
    s->hits->items[s->hits->count++] = (an_hit){.term = term, .atom = (uint32_t)first, .atom_count = (uint32_t)count, .span = span};
    return true;
}

int an_hit_compare(const an_hit *a, const an_hit *b)
{
    if (a->atom_count != b->atom_count)
        return a->atom_count < b->atom_count ? 1 : -1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? 1 : -1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a->term < b->term ? -1 : a->term > b->term;
}

static int compare_hits(const void *left, const void *right)
{
    return an_hit_compare(left, right);
}

static bool add_group(const search *s, size_t at, size_t first, size_t count)
{
    size_t before = s->hits->count;
    bool sorted = true;

    for (; at < s->matcher->facts.groups; at++) {
        uint32_t entry = s->matcher->groups[at];
        if (!add_hit(s, entry & NUMBER, entry & PLAIN, first, count))
            return false;
        if (entry & LAST)
            break;
    }
    for (size_t i = before + 1; i < s->hits->count && sorted; i++)
        sorted = an_hit_compare(&s->hits->items[i - 1], &s->hits->items[i]) < 0;
    if (!sorted)
        qsort(s->hits->items + before, s->hits->count - before, sizeof *s->hits->items, compare_hits);
    return true;
}

static bool add_hits(const search *s, uint32_t value, size_t first, size_t count)
{
    unsigned kind = (value & KIND) >> 29;

    if (kind == GROUP)
        return add_group(s, value & NUMBER, first, count);
    return add_hit(s, value & NUMBER, kind == PLAIN_TERM, first, count);
}

/* A candidate: an atom that passed the filter alone, or with the next one. */
typedef struct candidate {
    uint32_t atom;
    bool one, two;
} candidate;

/* How many atoms the longest term has whose path starts at the candidate; 0 when there is none. */
static uint32_t reach_of(const an_matcher *matcher, const an_atoms *atoms, const candidate *c)
{
    uint64_t path = atoms->hashes[c->atom];
    uint32_t reach = c->one && (value_of(matcher, path) & KIND);

    for (uint32_t last = c->atom + 1; c->two && last < atoms->count && last - c->atom < AN_TERM_ATOMS; last++) {
        uint32_t value;
        path = path_step(path, atoms->hashes[last]);
        value = value_of(matcher, path);
        if (value & KIND)
            reach = last - c->atom + 1;
        if (!(value & GOES_ON))
            break;
    }
    return reach;
}

bool an_matcher_find_at(const an_matcher *matcher, an_str text, const an_atoms *atoms, an_prospect place, an_match_scratch *scratch,
                        an_hits *hits)
{
    search s = {.matcher = matcher, .text = text, .atoms = atoms, .scratch = scratch, .hits = hits};
    uint32_t values[AN_TERM_ATOMS];
    uint64_t path = atoms->hashes[place.atom];
    size_t found = 0;

    scratch->failed = false;
    values[found++] = value_of(matcher, path);
    while (found < place.reach && atoms->items[place.atom + found].gap != AN_GAP_BREAK) {
        path = path_step(path, atoms->hashes[place.atom + found]);
        values[found++] = value_of(matcher, path);
    }
    for (; found > 0; found--) /* the longest first */
        if ((values[found - 1] & KIND) && !add_hits(&s, values[found - 1], place.atom, found))
            return false;
    return true;
}

/* The candidates among a batch of atoms, without a branch for each atom. */
static size_t sift(const an_matcher *matcher, const an_atoms *atoms, size_t from, size_t to, candidate *out)
{
    const uint64_t *hashes = atoms->hashes;
    uint64_t pairs[BATCH];
    bool far = matcher->facts.filter * sizeof(uint64_t) >= LARGE / 4;
    uint8_t kept = (uint8_t)(matcher->facts.addresses ? 0 : AN_ATOM_ADDRESS);
    size_t count = 0;

    for (size_t i = from; i < to; i++)
        pairs[i - from] = i + 1 < atoms->count ? path_step(hashes[i], hashes[i + 1]) : 0;
    for (size_t i = from; far && i < to; i++) {
        __builtin_prefetch(&matcher->filter[hashes[i] >> matcher->shift]);
        __builtin_prefetch(&matcher->filter[pairs[i - from] >> matcher->shift]);
    }
    for (size_t i = from; i < to; i++) {
        bool one = passes(matcher, hashes[i]), two = passes(matcher, pairs[i - from]);
        out[count] = (candidate){(uint32_t)i, one, two};
        count += (one | two) & !(atoms->items[i].flags & kept);
    }
    for (size_t i = 0; i < count && matcher->facts.buckets * sizeof(bucket) >= LARGE / 4; i++) {
        __builtin_prefetch(&matcher->buckets[home_of(matcher, hashes[out[i].atom])]);
        __builtin_prefetch(&matcher->buckets[home_of(matcher, pairs[out[i].atom - from])]);
    }
    return count;
}

size_t an_matcher_prospects(const an_matcher *matcher, const an_atoms *atoms, size_t from, size_t to, an_prospect *out)
{
    candidate candidates[BATCH + 1];
    size_t found = 0;

    for (size_t next; matcher->facts.terms && from < to; from = next) {
        size_t count;
        next = to - from > BATCH ? from + BATCH : to;
        count = sift(matcher, atoms, from, next, candidates);
        for (size_t i = 0; i < count; i++) {
            out[found] = (an_prospect){candidates[i].atom, reach_of(matcher, atoms, &candidates[i])};
            found += out[found].reach > 0;
        }
    }
    return found;
}

size_t an_matcher_longest(const an_matcher *matcher)
{
    return matcher->facts.longest < AN_TERM_ATOMS ? matcher->facts.longest : AN_TERM_ATOMS;
}

bool an_matcher_find(const an_matcher *matcher, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits)
{
    an_prospect places[BATCH];

    for (size_t from = 0, to; from < atoms->count; from = to) {
        size_t count;
        to = atoms->count - from > BATCH ? from + BATCH : atoms->count;
        count = an_matcher_prospects(matcher, atoms, from, to, places);
        for (size_t i = 0; i < count; i++)
            if (!an_matcher_find_at(matcher, text, atoms, places[i], scratch, hits))
                return false;
    }
    return true;
}
