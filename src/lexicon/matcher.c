/* The matcher: a hash table over prefixes of folded terms. Walking from an atom, the hash of the path so far (atom 1, gap 2, atom 2 …) is
   looked up; the entry says whether a form ends here and whether a longer one goes on, so that most walks end at the first atom.

       term "Abu Zeid"      table: h(abu)            → goes on
                                   h(abu SOFT zeid)  → form 7 → terms 12, 31 …

   A form is a distinct folded term: its atoms with the gaps before them and what stands before the first and behind the last atom. Its
   bytes are kept, and every hit is compared with them: a collision of hashes costs time, never a wrong hit. Terms with equal forms are
   chained. Searching is linear in atoms × longest term; memory of a search is bounded, since atoms are folded a stretch at a time. */
#include "lexicon/matcher.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdlib.h>

#define NO_TERM UINT32_MAX
#define NO_FORM UINT32_MAX

enum {
    STRETCH = 4096,                  /* atoms folded at a time */
    LONGEST_ATOM = 4 * AN_TERM_BYTES /* bytes; a longer atom is in no term */
};

typedef struct prefix {
    uint64_t hash;    /* 0 = free */
    uint32_t form;    /* first form that ends here, or NO_FORM */
    uint32_t goes_on; /* a longer form begins like this */
} prefix;

/* `bytes` in the blob: lead, tail, then for each atom its gap (not for the first), the characters of an AN_GAP_OTHER, the folded atom; each
   text with its length in two bytes before it. */
typedef struct form {
    uint32_t at, length;
    uint32_t first, last; /* terms */
    uint32_t next;        /* form with the same path */
    uint8_t atoms;
    bool dot; /* a "." behind it belongs to the span where it stands */
    bool address;
} form;

typedef struct term {
    uint32_t form, next;
} term;

struct an_matcher {
    prefix *table;
    size_t slots, used;
    struct {
        form *items;
        size_t count, capacity;
    } forms;
    struct {
        term *items;
        size_t count, capacity;
    } terms;
    an_buf blob;
    uint32_t before; /* last term of the newest term's form before it came, or NO_TERM */
    size_t longest;  /* atoms of the longest term */
    bool addresses;  /* some term is an address */
    an_atoms cut;    /* of the term added last */
    an_buf between;  /* building: characters of an AN_GAP_OTHER */
};

/* Hashes ----------------------------------------------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t hash_bytes(const char *bytes, size_t count)
{
    uint64_t hash = UINT64_C(0x8EBC6AF09C88C6E3) ^ count, word;

    for (; count >= sizeof word; bytes += sizeof word, count -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    if (count)
        memcpy(&word, bytes, count);
    return mix(hash, word);
}

static uint64_t hash_atom(const char *folded, size_t count, uint8_t flags)
{
    return hash_bytes(folded, count) ^ (flags & AN_ATOM_ADDRESS ? UINT64_C(0xA5A5A5A500000000) : 0);
}

/* Never 0, which marks a free slot. */
static uint64_t path_start(uint64_t atom)
{
    return mix(atom, 1) | 1;
}

/* A term with a stop ("St. Petersburg") is found with a blank, too: both take the same path, and the form tells them apart. */
static uint64_t path_step(uint64_t path, uint8_t gap, uint64_t atom)
{
    return mix(mix(path, gap == AN_GAP_STOP ? AN_GAP_SOFT : gap), atom) | 1;
}

/* The slot of a path, or the free one where it would go. Load is at most one half. */
static prefix *slot_of(const an_matcher *matcher, uint64_t path)
{
    size_t mask = matcher->slots - 1, slot = (size_t)(path >> 20) & mask;

    while (matcher->table[slot].hash && matcher->table[slot].hash != path)
        slot = (slot + 1) & mask;
    return &matcher->table[slot];
}

/* Make the table have `slots`, a power of two. */
static bool grow_table(an_matcher *matcher, size_t slots)
{
    prefix *old = matcher->table;
    size_t old_slots = matcher->slots, bytes;

    if (!an_size_mul(&bytes, slots, sizeof *old) || !(matcher->table = an_alloc(bytes))) {
        matcher->table = old;
        return false;
    }
    matcher->slots = slots;
    for (size_t i = 0; i < old_slots; i++)
        if (old[i].hash)
            *slot_of(matcher, old[i].hash) = old[i];
    an_free(old);
    return true;
}

/* The entry of a path, made when new; NULL when out of memory. The pointer holds until the next call. */
static prefix *entry_of(an_matcher *matcher, uint64_t path)
{
    prefix *entry;

    if ((matcher->used + 1) * 2 > matcher->slots && !grow_table(matcher, matcher->slots ? matcher->slots * 2 : 1024))
        return NULL;
    entry = slot_of(matcher, path);
    if (!entry->hash) {
        *entry = (prefix){.hash = path, .form = NO_FORM};
        matcher->used++;
    }
    return entry;
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

/* The characters between two atoms without blanks. */
static void add_without_blanks(an_buf *out, an_str between)
{
    size_t length;

    for (size_t at = 0; at < between.len; at += length) {
        uint32_t code = an_utf8_decode(between, at, &length);
        if (!an_is_space(code) && !an_is_ignorable(code))
            an_buf_add(out, an_str_sub(between, at, at + length));
    }
}

/* Whether the text between two atoms, without blanks, is `wanted`. */
static bool equal_without_blanks(an_str between, an_str wanted)
{
    size_t length, met = 0;

    for (size_t at = 0; at < between.len; at += length) {
        uint32_t code = an_utf8_decode(between, at, &length);
        if (an_is_space(code) || an_is_ignorable(code))
            continue;
        if (length > wanted.len - met || memcmp(wanted.ptr + met, between.ptr + at, length) != 0)
            return false;
        met += length;
    }
    return met == wanted.len;
}

/* Building ----------------------------------------------------------------------------------------------------------------------- */

an_status an_matcher_new(an_matcher **out, an_error *err)
{
    *out = an_alloc(sizeof **out);
    return *out ? AN_OK : an_fail_nomem(err);
}

an_status an_matcher_reserve(an_matcher *matcher, size_t terms, an_error *err)
{
    size_t wanted = matcher->slots ? matcher->slots : 1024;

    while (wanted / 4 < terms && wanted < SIZE_MAX / 64) /* two prefixes a term, and half of the slots free */
        wanted *= 2;
    return wanted == matcher->slots || grow_table(matcher, wanted) ? AN_OK : an_fail_nomem(err);
}

void an_matcher_free(an_matcher *matcher)
{
    if (!matcher)
        return;
    an_free(matcher->table);
    an_free(matcher->forms.items);
    an_free(matcher->terms.items);
    an_buf_clear(&matcher->blob);
    an_buf_clear(&matcher->between);
    an_atoms_clear(&matcher->cut);
    an_free(matcher);
}

/* Two bytes of a length. */
static void put_length(char *at, size_t length)
{
    at[0] = (char)(length & 0xFF);
    at[1] = (char)(length >> 8);
}

static void add_text(an_buf *blob, an_str text)
{
    char *room = an_buf_room(blob, text.len + 2);

    if (!room)
        return;
    put_length(room, text.len);
    if (text.len)
        memcpy(room + 2, text.ptr, text.len);
    blob->len += text.len + 2;
}

/* The folded form of an atom, written where it stays; `*folded` is a view of it. */
static bool add_atom(an_buf *blob, an_str atom, an_str *folded)
{
    size_t at = blob->len;

    if (!an_buf_room(blob, atom.len + 2))
        return false;
    blob->len += 2;
    an_fold(blob, atom);
    if (blob->failed)
        return false;
    *folded = (an_str){blob->ptr + at + 2, blob->len - at - 2};
    put_length(blob->ptr + at, folded->len);
    return true;
}

static an_str take_text(const char **at)
{
    size_t length = (unsigned char)(*at)[0] | (size_t)(unsigned char)(*at)[1] << 8;
    an_str text = {*at + 2, length};

    *at += 2 + length;
    return text;
}

static void add_gap(an_matcher *matcher, an_str text, size_t i)
{
    const an_atom *atoms = matcher->cut.items;

    an_buf_add_char(&matcher->blob, (char)atoms[i].gap);
    if (atoms[i].gap != AN_GAP_OTHER)
        return;
    an_buf_reset(&matcher->between);
    add_without_blanks(&matcher->between, an_str_sub(text, atoms[i - 1].span.end, atoms[i].span.start));
    add_text(&matcher->blob, an_buf_str(&matcher->between));
}

/* Write the form of a cut term behind the blob and its prefixes into the table; the last one's entry, NULL when out of memory.
   `*letters` grows by the bytes of its folded atoms. */
static prefix *lay_out(an_matcher *matcher, an_str text, form *made, size_t *letters)
{
    const an_atoms *cut = &matcher->cut;
    an_str lead = unwrap(an_str_sub(text, 0, cut->items[0].span.start));
    an_str tail = tail_of(text, cut->items[0].span.end, cut->items[cut->count - 1].span.end);
    an_buf *blob = &matcher->blob;
    prefix *entry = NULL;
    uint64_t path = 0;

    made->at = (uint32_t)blob->len;
    made->atoms = (uint8_t)cut->count;
    made->address = cut->items[0].flags & AN_ATOM_ADDRESS;
    made->dot = an_str_equal(tail, AN_LIT("."));
    if (made->dot)
        tail.len = 0;
    add_text(blob, lead);
    add_text(blob, tail);
    an_buf_add_char(blob, (char)made->dot);
    for (size_t i = 0; i < cut->count; i++) {
        const an_atom *atom = &cut->items[i];
        an_str folded;
        uint64_t hash;
        if (i)
            add_gap(matcher, text, i);
        if (!add_atom(blob, an_str_sub(text, atom->span.start, atom->span.end), &folded))
            return NULL;
        *letters += folded.len;
        hash = hash_atom(folded.ptr, folded.len, atom->flags);
        if (entry)
            entry->goes_on = 1;
        path = i ? path_step(path, atom->gap, hash) : path_start(hash);
        if (!(entry = entry_of(matcher, path)))
            return NULL;
    }
    made->length = (uint32_t)(blob->len - made->at);
    return entry;
}

/* The form that equals the one just laid out (which is then dropped), or the one just laid out. NO_FORM when out of memory. */
static uint32_t intern_form(an_matcher *matcher, prefix *entry, const form *made)
{
    const char *bytes = matcher->blob.ptr;

    for (uint32_t i = entry->form; i != NO_FORM; i = matcher->forms.items[i].next) {
        const form *known = &matcher->forms.items[i];
        if (known->length == made->length && known->address == made->address &&
            memcmp(bytes + known->at, bytes + made->at, made->length) == 0) {
            matcher->blob.len = made->at;
            return i;
        }
    }
    if (!AN_ROOM(&matcher->forms, 1))
        return NO_FORM;
    matcher->forms.items[matcher->forms.count] = *made;
    matcher->forms.items[matcher->forms.count].next = entry->form;
    entry->form = (uint32_t)matcher->forms.count;
    return (uint32_t)matcher->forms.count++;
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
    if (matcher->terms.count >= NO_TERM - 1 || matcher->blob.len > UINT32_MAX - 8 * AN_TERM_BYTES)
        return an_fail(err, AN_ERR_LIMIT, "too many names");
    return AN_OK;
}

an_status an_matcher_add(an_matcher *matcher, an_str text, an_error *err)
{
    form made = {.first = NO_TERM, .last = NO_TERM};
    uint32_t number = (uint32_t)matcher->terms.count, found;
    an_status st = cut_term(matcher, text, err);
    size_t letters = 0;
    prefix *entry;
    form *owner;

    if (st != AN_OK)
        return st;
    if (!AN_ROOM(&matcher->terms, 1) || !(entry = lay_out(matcher, text, &made, &letters)))
        return an_fail_nomem(err);
    if (letters == 0) { /* accents without a letter: folding leaves nothing */
        matcher->blob.len = made.at;
        return an_fail(err, AN_ERR_INVALID, "no letter or digit");
    }
    if ((found = intern_form(matcher, entry, &made)) == NO_FORM)
        return an_fail_nomem(err);
    owner = &matcher->forms.items[found];
    if (owner->first == NO_TERM)
        owner->first = number;
    else
        matcher->terms.items[owner->last].next = number;
    matcher->before = owner->last;
    owner->last = number;
    matcher->terms.items[matcher->terms.count++] = (term){.form = found, .next = NO_TERM};
    if (matcher->cut.count > matcher->longest)
        matcher->longest = matcher->cut.count;
    matcher->addresses |= made.address;
    return AN_OK;
}

void an_matcher_undo(an_matcher *matcher)
{
    uint32_t number = (uint32_t)matcher->terms.count - 1;
    form *owner = &matcher->forms.items[matcher->terms.items[number].form];

    matcher->terms.count--;
    owner->last = matcher->before;
    if (owner->first == number)
        owner->first = NO_TERM;
    else
        matcher->terms.items[owner->last].next = NO_TERM;
}

an_status an_matcher_finish(an_matcher *matcher, an_error *err)
{
    an_atoms_clear(&matcher->cut);
    an_buf_clear(&matcher->between);
    if (!matcher->table && !grow_table(matcher, 1024)) /* an empty matcher can be searched, too */
        return an_fail_nomem(err);
    return AN_OK;
}

size_t an_matcher_terms(const an_matcher *matcher)
{
    return matcher->terms.count;
}

const an_atoms *an_matcher_cut(const an_matcher *matcher)
{
    return &matcher->cut;
}

uint32_t an_matcher_form(const an_matcher *matcher, uint32_t number)
{
    return matcher->terms.items[number].form;
}

size_t an_matcher_forms(const an_matcher *matcher)
{
    return matcher->forms.count;
}

uint32_t an_matcher_first(const an_matcher *matcher, uint32_t number)
{
    return matcher->forms.items[number].first;
}

uint32_t an_matcher_next(const an_matcher *matcher, uint32_t number)
{
    return matcher->terms.items[number].next;
}

/* Searching ---------------------------------------------------------------------------------------------------------------------- */

typedef struct search {
    const an_matcher *matcher;
    an_str text;
    const an_atoms *atoms;
    an_match_scratch *scratch;
    size_t base, end; /* the stretch of atoms that is folded */
    an_hits *hits;
} search;

void an_match_scratch_clear(an_match_scratch *scratch)
{
    an_buf_clear(&scratch->folded);
    an_free(scratch->hashes);
    an_free(scratch->ends);
    *scratch = (an_match_scratch){0};
}

/* Fold and hash atoms [base, end). */
static bool fold_stretch(search *s, size_t base, size_t end)
{
    an_match_scratch *scratch = s->scratch;
    an_buf *folded = &scratch->folded;

    if (!scratch->hashes && !(scratch->hashes = an_alloc((STRETCH + AN_TERM_ATOMS) * sizeof *scratch->hashes)))
        return false;
    if (!scratch->ends && !(scratch->ends = an_alloc((STRETCH + AN_TERM_ATOMS) * sizeof *scratch->ends)))
        return false;
    an_buf_reset(folded);
    if (!an_buf_room(folded, 64)) /* so that there is a pointer even when all fold to nothing */
        return false;
    s->base = base;
    s->end = end;
    for (size_t i = base; i < end; i++) {
        const an_atom *atom = &s->atoms->items[i];
        size_t from = folded->len;
        bool too_long = atom->span.end - atom->span.start > LONGEST_ATOM;
        if (!too_long)
            an_fold(folded, an_str_sub(s->text, atom->span.start, atom->span.end));
        if (folded->failed)
            return false;
        scratch->ends[i - base] = (uint32_t)folded->len;
        scratch->hashes[i - base] = too_long ? 0 : hash_atom(folded->ptr + from, folded->len - from, atom->flags);
    }
    return true;
}

static an_str folded_atom(const search *s, size_t i)
{
    size_t k = i - s->base, from = k ? s->scratch->ends[k - 1] : 0;

    return (an_str){s->scratch->folded.ptr + from, s->scratch->ends[k] - from};
}

/* An address is found as a whole only: no other atom of it touches the span. */
static bool whole_address(const search *s, size_t first, size_t last)
{
    const an_atom *atoms = s->atoms->items;
    an_str before, behind;

    if (first > 0 && (atoms[first - 1].flags & AN_ATOM_ADDRESS)) {
        before = an_str_sub(s->text, atoms[first - 1].span.end, atoms[first].span.start);
        if (an_str_find_byte(before, 0, ' ') == (size_t)-1 && an_str_find_byte(before, 0, '\n') == (size_t)-1)
            return false;
    }
    if (last + 1 < s->atoms->count && (atoms[last + 1].flags & AN_ATOM_ADDRESS)) {
        behind = an_str_sub(s->text, atoms[last].span.end, atoms[last + 1].span.start);
        if (an_str_find_byte(behind, 0, ' ') == (size_t)-1 && an_str_find_byte(behind, 0, '\n') == (size_t)-1)
            return false;
    }
    return true;
}

/* Whether the form really stands at `first`; `*span` is its stretch of the text. */
static bool stands(const search *s, const form *wanted, size_t first, an_span *span)
{
    const an_atom *atoms = s->atoms->items;
    const char *at = s->matcher->blob.ptr + wanted->at;
    an_str lead = take_text(&at), tail = take_text(&at);
    size_t last = first + wanted->atoms - 1;
    size_t start = atoms[first].span.start, end = atoms[last].span.end;

    at++; /* the mark of an optional "." */
    for (size_t i = first; i <= last; i++) {
        if (i > first) {
            uint8_t gap = (uint8_t)*at++;
            if (gap != atoms[i].gap && !(gap == AN_GAP_STOP && atoms[i].gap == AN_GAP_SOFT))
                return false;
            if (gap == AN_GAP_OTHER &&
                !equal_without_blanks(an_str_sub(s->text, atoms[i - 1].span.end, atoms[i].span.start), take_text(&at)))
                return false;
        }
        if (!an_str_equal(folded_atom(s, i), take_text(&at)))
            return false;
    }
    if (lead.len > start || memcmp(s->text.ptr + start - lead.len, lead.ptr, lead.len) != 0 ||
        !an_str_starts(an_str_sub(s->text, end, s->text.len), tail) || (wanted->address && !whole_address(s, first, last)))
        return false;
    end += tail.len;
    if (wanted->dot && end < s->text.len && s->text.ptr[end] == '.')
        end++;
    *span = (an_span){(uint32_t)(start - lead.len), (uint32_t)end};
    return true;
}

/* Add the terms of all forms of a path that stand at `first`. */
static bool add_hits(search *s, uint32_t number, size_t first)
{
    for (; number != NO_FORM; number = s->matcher->forms.items[number].next) {
        const form *wanted = &s->matcher->forms.items[number];
        an_span span;
        if (!stands(s, wanted, first, &span))
            continue;
        for (uint32_t i = wanted->first; i != NO_TERM; i = s->matcher->terms.items[i].next) {
            if (!AN_ROOM(s->hits, 1))
                return false;
            s->hits->items[s->hits->count++] = (an_hit){.term = i, .atom = (uint32_t)first, .atom_count = wanted->atoms, .span = span};
        }
    }
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

/* All hits that start at one atom. */
static bool find_at(search *s, size_t first)
{
    const an_atom *atoms = s->atoms->items;
    const uint64_t *hashes = s->scratch->hashes;
    uint64_t path = path_start(hashes[first - s->base]);
    size_t before = s->hits->count;

    for (size_t i = first;; path = path_step(path, atoms[i].gap, hashes[i - s->base])) {
        const prefix *entry = slot_of(s->matcher, path);
        if (!entry->hash)
            break;
        if (entry->form != NO_FORM && !add_hits(s, entry->form, first))
            return false;
        if (!entry->goes_on || ++i >= s->end || atoms[i].gap == AN_GAP_BREAK)
            break;
    }
    if (s->hits->count > before + 1)
        qsort(s->hits->items + before, s->hits->count - before, sizeof *s->hits->items, compare_hits);
    return true;
}

bool an_matcher_find(const an_matcher *matcher, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits)
{
    search s = {.matcher = matcher, .text = text, .atoms = atoms, .scratch = scratch, .hits = hits};

    if (matcher->terms.count == 0)
        return true;
    for (size_t base = 0; base < atoms->count; base += STRETCH) {
        size_t starts = atoms->count - base > STRETCH ? base + STRETCH : atoms->count;
        size_t end = atoms->count - starts > matcher->longest ? starts + matcher->longest - 1 : atoms->count;
        if (end > base + STRETCH + AN_TERM_ATOMS)
            end = base + STRETCH + AN_TERM_ATOMS;
        if (!fold_stretch(&s, base, end))
            return false;
        for (size_t i = base; i < starts; i++)
            if ((matcher->addresses || !(atoms->items[i].flags & AN_ATOM_ADDRESS)) && !find_at(&s, i))
                return false;
    }
    return true;
}
