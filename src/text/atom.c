/* Cuts text into atoms: lanes.c finds runs of word bytes a window at a time, and those of ASCII are atoms as they are; others are decoded. What
   lies between two atoms is classified into a gap. Chunks (text between blanks) that look like an address are marked once, so that nothing
   matches in them. Linear; no allocation but the list. */
#include "text/atom.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/address.h"
#include "text/fold.h"
#include "text/hash.h"
#include "text/lanes.h"
#include "text/take.h"

uint64_t an_atom_hash(an_str folded)
{
    char copy[24] = {0};

    if (folded.len >= 8)
        return an_hash_padded(folded.ptr, folded.len);
    if (folded.len)
        memcpy(copy, folded.ptr, folded.len);
    return an_hash_padded(copy, folded.len);
}

/* Gaps --------------------------------------------------------------------------------------------------------------------------- */

/* Any gap; few need this. */
__attribute__((noinline)) static an_gap gap_of(an_str text, size_t from, size_t to)
{
    size_t blanks_before = 0, blanks_after = 0, marks = 0, lines = 0, run = 0, wide = 0, length;
    uint32_t mark = 0;
    bool tab = false;

    if (from == to)
        return AN_GAP_NONE;
    for (size_t i = from; i < to; i += length) {
        uint32_t code = an_utf8_decode(text, i, &length);
        if (an_is_ignorable(code))
            continue;
        if (!an_is_space(code)) {
            marks++;
            mark = code;
            blanks_after = run = 0;
            continue;
        }
        if (code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029) {
            lines += code == '\n' || code == 0x2028 ? 1 : code == 0x2029 ? 2 : (i + 1 < text.len && text.ptr[i + 1] == '\n') ? 0 : 1;
            run = 0;
        } else {
            tab |= code == '\t';
            wide = ++run > wide ? run : wide;
        }
        if (marks)
            blanks_after++;
        else
            blanks_before++;
    }
    if (lines > 1 || (lines == 0 && (tab || wide >= 3)))
        return AN_GAP_BREAK;
    if (marks == 0)
        return blanks_before ? AN_GAP_SOFT : AN_GAP_NONE;
    if (marks > 1)
        return AN_GAP_OTHER;
    if (an_is_hyphen(mark))
        return blanks_before == 0 && (blanks_after == 0 || lines == 1) ? AN_GAP_SOFT : AN_GAP_OTHER;
    if (an_is_apostrophe(mark))
        return blanks_before == 0 && blanks_after == 0 ? AN_GAP_SOFT : AN_GAP_OTHER;
    switch (mark) {
    case '.':
        return blanks_before ? AN_GAP_OTHER : blanks_after ? AN_GAP_STOP : AN_GAP_DOT;
    case ',':
        return AN_GAP_COMMA;
    case '&':
        return AN_GAP_AMP;
    case '/':
        return blanks_before || blanks_after ? AN_GAP_OTHER : AN_GAP_SLASH;
    default:
        return AN_GAP_OTHER;
    }
}

/* The gap that one ASCII character makes. */
static an_gap gap_of_one(char c)
{
    switch (c) {
    case ' ':
    case '\n':
    case '\r':
    case '-':
    case '\'':
    case '`':
        return AN_GAP_SOFT;
    case '\t':
        return AN_GAP_BREAK;
    case '.':
        return AN_GAP_DOT;
    case ',':
        return AN_GAP_COMMA;
    case '&':
        return AN_GAP_AMP;
    case '/':
        return AN_GAP_SLASH;
    default:
        return AN_GAP_OTHER;
    }
}

/* The common gaps at once: one character; a stop or a comma with a blank. */
an_gap an_atom_gap(an_str text, size_t from, size_t to)
{
    const char *at = text.ptr + from;

    if (to - from == 1 && (*at == ' ' || *at == '\n'))
        return AN_GAP_SOFT;
    if (to - from == 1 && *at > ' ' && *at < 0x7F)
        return gap_of_one(*at);
    if (to - from == 2 && (at[1] == ' ' || at[1] == '\n') && (*at == '.' || *at == ','))
        return *at == '.' ? AN_GAP_STOP : AN_GAP_COMMA;
    return gap_of(text, from, to);
}

/* Atoms -------------------------------------------------------------------------------------------------------------------------- */

enum { PADDED = 8 /* bytes that are read of what is hashed, even if it is shorter */ };

enum { UPPER = 1, LOWER = 2, DIGIT = 4, BEYOND = 8 /* ASCII */ };

/* What a byte of an atom is: its upper three bits tell, which number a digit of this. */
static inline unsigned kind_of(unsigned char c)
{
    static const uint32_t kinds = BEYOND * UINT32_C(0x11110000) | LOWER << 12 | UPPER << 8 | DIGIT << 4;

    return kinds >> (c >> 5) * 4 & 0xF;
}

static uint8_t flags_of(unsigned seen, bool capital)
{
    return (uint8_t)((capital ? AN_ATOM_UPPER_FIRST : 0) | ((seen & (UPPER | LOWER)) == UPPER ? AN_ATOM_ALL_UPPER : 0) |
                     (seen & DIGIT ? AN_ATOM_DIGIT : 0) | (seen & BEYOND ? 0 : AN_ATOM_ASCII));
}

/* The character of three bytes that starts at p, where as many can be read; 0 when none does, or one that an_utf8_decode() must look at. */
static inline uint32_t three_at(const unsigned char *p)
{
    /* no overlong ones, no surrogates */
    if (p[0] >= 0xE0 && p[0] < 0xED && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 && (p[0] > 0xE0 || p[1] >= 0xA0))
        return (uint32_t)(p[0] & 0xF) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    return 0;
}

static inline uint32_t decode(an_str text, size_t at, size_t *length)
{
    const unsigned char *p = (const unsigned char *)text.ptr + at;
    uint32_t code;

    if (p[0] >= 0xC2 && p[0] < 0xE0 && text.len - at >= 2 && (p[1] & 0xC0) == 0x80) {
        *length = 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (text.len - at >= 3 && (code = three_at(p)) != 0) {
        *length = 3;
        return code;
    }
    return an_utf8_decode(text, at, length);
}

__attribute__((noinline)) static uint8_t wide_flags(an_str text, an_span atom)
{
    unsigned seen = 0;
    bool capital = false;
    size_t length;

    for (size_t at = atom.start; at < atom.end; at += length) {
        unsigned kind = kind_of((unsigned char)text.ptr[at]);
        length = 1;
        if (kind == BEYOND) {
            unsigned classes = an_code_of(decode(text, at, &length))->classes;
            kind |= (classes & AN_CODE_UPPER ? UPPER : 0) | (classes & AN_CODE_LOWER ? LOWER : 0) | (classes & AN_CODE_DIGIT ? DIGIT : 0);
        }
        seen |= kind;
        capital |= at == atom.start && (kind & UPPER);
    }
    return flags_of(seen, capital);
}

/* Fewer than eight bytes of an atom that ends at `end`, zeros behind them. */
static inline uint64_t tail_of(an_str text, size_t at, size_t end)
{
    size_t count = end - at;
    uint64_t tail = 0;

    if (text.len - at >= 8)
        return an_hash_load(text.ptr + at) & ((UINT64_C(1) << count * 8) - 1);
    if (end >= 8)
        return an_hash_load(text.ptr + end - 8) >> (8 - count) * 8;
    for (size_t i = 0; i < count; i++) /* of a short text */
        tail |= (uint64_t)(unsigned char)text.ptr[at + i] << i * 8;
    return tail;
}

/* What the bytes of an atom have seen so far: in each byte the bits 6 and 5 tell a capital, a small letter and a digit (kind_of()). */
typedef struct eights {
    uint64_t upper, lower, digit, beyond;
} eights;

static inline void see_eight(eights *seen, uint64_t eight)
{
    uint64_t fifth = eight << 1;

    seen->upper |= eight & ~fifth;
    seen->lower |= eight & fifth;
    seen->digit |= ~eight & fifth;
    seen->beyond |= eight;
}

/* The flags of an atom of at most sixteen bytes that is made of small ASCII letters, but perhaps the first, as nearly all are: the upper three
   bits of each byte tell. 0 for others, and in a text that is hardly longer. */
static inline uint8_t usual_flags(an_str text, an_span atom)
{
    static const uint64_t three = UINT64_C(0xE0E0E0E0E0E0E0E0), small = UINT64_C(0x6060606060606060);
    size_t length = atom.end - atom.start;
    const char *start = text.ptr + atom.start;
    uint64_t first, last;
    unsigned capital;

    if (length - 1 > 15)
        return 0;
    if (text.len - atom.start >= 8)
        first = an_hash_load(start);
    else if (atom.end >= 8)
        first = an_hash_load(text.ptr + atom.end - 8) >> (8 - length) * 8;
    else
        return 0;
    capital = (first & 0xE0) == 0x40;
    first = ((first ^ capital << 5) & three) ^ small;
    last = length > 8 ? (an_hash_load(start + length - 8) & three) ^ small : 0;
    if (length < 8 ? first << (8 - length) * 8 : first | last)
        return 0;
    return (uint8_t)(AN_ATOM_ASCII | (capital ? AN_ATOM_UPPER_FIRST | (length == 1 ? AN_ATOM_ALL_UPPER : 0) : 0));
}

__attribute__((noinline)) static uint8_t other_flags(an_str text, an_span atom)
{
    static const uint64_t sixth = UINT64_C(0x4040404040404040), seventh = UINT64_C(0x8080808080808080);
    eights seen = {0};
    size_t at = atom.start + 1;
    unsigned first = atom.start < atom.end ? kind_of((unsigned char)text.ptr[atom.start]) : 0;
    bool inner;

    for (; at + 8 <= atom.end; at += 8)
        see_eight(&seen, an_hash_load(text.ptr + at));
    if (at < atom.end)
        see_eight(&seen, tail_of(text, at, atom.end));
    if (first == BEYOND || seen.beyond & seventh)
        return wide_flags(text, atom);
    inner = seen.upper & sixth;
    return (uint8_t)((inner ? AN_ATOM_INNER_UPPER : 0) |
                     flags_of(first | (inner ? UPPER : 0) | (seen.lower & sixth ? LOWER : 0) | (seen.digit & sixth ? DIGIT : 0), first == UPPER));
}

uint8_t an_atom_flags(an_str text, an_span atom)
{
    uint8_t usual = usual_flags(text, atom);

    return usual ? usual : other_flags(text, atom);
}

static bool make_room(an_atoms *atoms, size_t more)
{
    size_t items = atoms->capacity, hashes = atoms->capacity, need;

    if (atoms->capacity - atoms->count >= more)
        return true;
    if (!an_size_add(&need, atoms->count, more) || !an_grow(&atoms->items, &items, need, sizeof *atoms->items) ||
        !an_grow(&atoms->hashes, &hashes, need, sizeof *atoms->hashes))
        return false;
    atoms->capacity = items;
    return true;
}

static void add_atom(an_atoms *atoms, size_t start, size_t end, uint64_t hash)
{
    atoms->items[atoms->count] = (an_atom){.span = {(uint32_t)start, (uint32_t)end}};
    atoms->hashes[atoms->count++] = hash;
}

/* A folded form while it is put together. */
typedef struct folded {
    size_t length; /* may be more than fits in */
    char bytes[AN_ATOM_LONGEST + AN_FOLDED_MOST + 8];
} folded;

static inline bool is_ascii_word(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10;
}

/* Put a folded form of at most AN_FOLDED_MOST bytes behind `length` others; the length with it. */
static inline size_t put_folded(char *bytes, size_t length, const char *form, size_t more)
{
    if (length <= AN_ATOM_LONGEST)
        memcpy(bytes + length, form, AN_FOLDED_MOST);
    return length + more;
}

/* A character of a text; each is decoded and looked up once. */
typedef struct letter {
    const an_code *known;
    size_t at, length;
} letter;

static inline letter letter_at(an_str text, size_t at)
{
    letter c = {.at = at};

    c.known = an_code_of(decode(text, at, &c.length));
    return c;
}

/* Pass over what stays as it is when folded, of text[.., to); where it ends. Of `next` only the place is known when that is `to`. */
static inline size_t pass_still(an_str text, size_t to, letter *next)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    letter c = *next;
    uint32_t code;

    while (c.known->classes & AN_CODE_STILL) {
        size_t at = c.at + c.length;
        while (at + 3 <= to && (code = three_at(p + at)) != 0 && an_code_of(code)->classes & AN_CODE_STILL)
            at += 3; /* a number, which the processor need not wait for */
        if (at >= to) {
            next->at = at;
            return at;
        }
        c = letter_at(text, at);
    }
    *next = c;
    return c.at;
}

/* The hash of a word that is its own folded form. */
static inline uint64_t hash_still(an_str text, size_t start, size_t end)
{
    if (text.len - start < PADDED)
        return an_atom_hash(an_str_sub(text, start, end));
    return end - start <= AN_ATOM_LONGEST ? an_hash_padded(text.ptr + start, end - start) : 0;
}

/* Whether an atom that is more than one character goes on with it. */
static inline bool goes_on(const an_code *known)
{
    return known->classes & (AN_CODE_IGNORABLE | AN_CODE_MARK) ||
           (!(known->classes & AN_CODE_UNSPACED) && known->classes & (AN_CODE_LETTER | AN_CODE_DIGIT));
}

/* Fold on the atom of which `f` has all before `next`; where it ends. Ignorable characters at its end are left out. */
static inline size_t fold_on(an_str text, size_t to, letter *next, folded *f)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    letter c = *next;
    size_t at = c.at, end = at, filled = f->length;

    for (;;) {
        filled = put_folded(f->bytes, filled, c.known->folded, c.known->length);
        at += c.length;
        if (!(c.known->classes & AN_CODE_IGNORABLE))
            end = at;
        for (; at < to && is_ascii_word(p[at]); end = ++at) { /* most letters need no table */
            if (filled < AN_ATOM_LONGEST)
                f->bytes[filled] = (char)(p[at] >= 'A' ? p[at] | 0x20 : p[at]);
            filled++;
        }
        c.at = at;
        if (at >= to)
            break;
        c = letter_at(text, at);
        if (!goes_on(c.known))
            break;
    }
    f->length = filled;
    *next = c;
    return end;
}

/* The same for a character that is an atom with its marks. */
static inline size_t fold_alone(an_str text, size_t to, letter *next, folded *f)
{
    letter c = *next;
    size_t end = c.at;

    do {
        f->length = put_folded(f->bytes, f->length, c.known->folded, c.known->length);
        c.at += c.length;
        if (!(c.known->classes & AN_CODE_IGNORABLE))
            end = c.at;
        if (c.at >= to)
            break;
        c = letter_at(text, c.at);
    } while (c.known->classes & (AN_CODE_IGNORABLE | AN_CODE_MARK));
    *next = c;
    return end;
}

/* Add the atom that starts with the letter or digit `next`, which moves on to what stands behind: of that only its place is known when it is `to`. */
static inline void add_folded(an_atoms *atoms, an_str text, size_t to, letter *next, folded *f)
{
    size_t start = next->at, end;

    f->length = 0;
    if (next->known->classes & AN_CODE_UNSPACED)
        end = fold_alone(text, to, next, f);
    else {
        end = pass_still(text, to, next);
        if (end > start && (end == to || !goes_on(next->known))) {
            add_atom(atoms, start, end, hash_still(text, start, end));
            return;
        }
        f->length = end - start;
        if (end > start)
            memcpy(f->bytes, text.ptr + start, f->length < AN_ATOM_LONGEST ? f->length : AN_ATOM_LONGEST);
        end = fold_on(text, to, next, f);
    }
    add_atom(atoms, start, end, f->length <= AN_ATOM_LONGEST ? an_hash_padded(f->bytes, f->length) : 0);
}

/* Whether the character is one of U+4E00–9FBF, which are letters of scripts without blanks and stay as they are when folded. */
static inline bool is_ideograph(const unsigned char *p)
{
    unsigned first = (unsigned)p[0] << 8 | p[1];

    return first >= 0xE4B8 && first <= 0xE9BE && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
}

/* Atoms of ideographs that start before `stop` and have another one behind them, so that no mark is; where the next character stands. */
static inline size_t take_ideographs(an_atoms *atoms, an_str text, size_t at, size_t stop)
{
    enum { BYTES = 3 };
    const unsigned char *p = (const unsigned char *)text.ptr;
    an_atom *item = atoms->items + atoms->count;
    uint64_t *hash = atoms->hashes + atoms->count;

    if (text.len - at < PADDED || !is_ideograph(p + at))
        return at;
    for (; at < stop && text.len - at >= PADDED && is_ideograph(p + at + BYTES); at += BYTES) {
        *item++ = (an_atom){.span = {(uint32_t)at, (uint32_t)(at + BYTES)}};
        *hash++ = an_hash_padded(text.ptr + at, BYTES);
    }
    atoms->count = (size_t)(item - atoms->items);
    return at;
}

/* Atoms of a run that is not all ASCII, from those that start before `stop`; where it stopped, behind the last one. That one may go on up to
   `to`. */
static size_t cut_run(an_atoms *atoms, an_str text, size_t at, size_t stop, size_t to)
{
    folded f;
    letter c = {.at = at};

    if (at < stop)
        c = letter_at(text, at);
    while (c.at < stop) {
        size_t start = take_ideographs(atoms, text, c.at, stop);
        if (start > c.at) {
            c = letter_at(text, start);
            if (start >= stop)
                break;
        }
        if (c.known->classes & AN_CODE_STARTS) {
            add_folded(atoms, text, to, &c, &f);
            continue;
        }
        c.at += c.length;
        if (c.at < stop)
            c = letter_at(text, c.at);
    }
    return c.at;
}

static size_t window = AN_WINDOW;

void an_atoms_window_force(size_t bytes)
{
    window = bytes;
}

/* Whether one of the bytes [from, to) of the window is wide. */
static bool is_wide(const an_lanes *runs, size_t from, size_t to)
{
    size_t first = from / AN_STEP, last = (to - 1) / AN_STEP;
    uint64_t begin = ~UINT64_C(0) << from % AN_STEP, end = ~UINT64_C(0) >> (AN_STEP - 1 - (to - 1) % AN_STEP);

    if (first == last)
        return (runs->wide[first] & begin & end) != 0;
    for (size_t i = first + 1; i < last; i++)
        if (runs->wide[i])
            return true;
    return (runs->wide[first] & begin) || (runs->wide[last] & end);
}

/* Atoms of runs that are folded, from the i-th edge on: up to the first run that is not, or `whole`. Where it stopped. */
static size_t take_runs(an_atoms *atoms, const an_lanes *runs, size_t base, size_t i, size_t whole)
{
    size_t first = i;

    if (!runs->any_wide)
        i = whole;
    while (i < whole && !is_wide(runs, runs->edges[i], runs->edges[i + 1]))
        i += 2;
    an_runs_take(runs, first, i, base, atoms->items + atoms->count, atoms->hashes + atoms->count);
    atoms->count += (i - first) / 2;
    return i;
}

bool an_atoms_scan(an_atoms *atoms, an_str text, size_t *at, size_t to)
{
    size_t base = *at, length = to - base < window ? to - base : window, whole;
    an_lanes runs;

    if (!make_room(atoms, length + 1))
        return false;
    an_lanes_find(&runs, (const unsigned char *)text.ptr + base, length, base + length == to);
    whole = runs.count / 2 * 2;
    for (size_t i = 0; (i = take_runs(atoms, &runs, base, i, whole)) < whole; i += 2)
        cut_run(atoms, text, base + runs.edges[i], base + runs.edges[i + 1], base + runs.edges[i + 1]);
    *at = base + length;
    if (runs.count > whole && runs.edges[whole] > 0) /* goes on behind the window: the next one begins with it */
        *at = base + runs.edges[whole];
    else if (runs.count > whole)
        *at = cut_run(atoms, text, base, base + length, to);
    return true;
}

/* The address flag of the atoms from `first` on, of text[from, to). Nothing suspicious stands before `suspicious`. */
static void mark_addresses(an_atoms *atoms, size_t first, an_str text, size_t from, size_t to, size_t suspicious)
{
    an_addresses addresses = {.text = text, .at = suspicious, .to = to};
    an_span address;

    while (addresses.at > from && (unsigned char)text.ptr[addresses.at - 1] > ' ')
        addresses.at--;
    address = an_addresses_next(&addresses);
    for (size_t i = first; i < atoms->count && address.start < to; i++) {
        an_span atom = atoms->items[i].span;
        while (address.end <= atom.start && address.start < to)
            address = an_addresses_next(&addresses);
        if (atom.end > address.start && atom.start < address.end)
            atoms->items[i].flags |= AN_ATOM_ADDRESS;
    }
}

/* Flags and gaps of the atoms from `first` on, those of text[from, to). */
static void dress(an_atoms *atoms, size_t first, an_str text, size_t from, size_t to)
{
    size_t last = from, suspicious = SIZE_MAX;

    for (size_t i = first; i < atoms->count; i++) {
        an_atom *atom = &atoms->items[i];
        atom->flags = an_atom_flags(text, atom->span);
        atom->gap = (uint8_t)an_atom_gap(text, last, atom->span.start);
        if (suspicious == SIZE_MAX && !(atom->span.start - last == 1 && text.ptr[last] == ' ') &&
            an_may_be_address(text, last, atom->span.start, to))
            suspicious = last;
        last = atom->span.end;
    }
    if (atoms->count == first)
        return;
    atoms->items[first].gap = AN_GAP_BREAK;
    if (suspicious == SIZE_MAX && an_may_be_address(text, last, to, to))
        suspicious = last;
    if (suspicious != SIZE_MAX)
        mark_addresses(atoms, first, text, from, to, suspicious);
}

bool an_atoms_cut(an_atoms *atoms, an_str text, size_t from, size_t to)
{
    size_t first = atoms->count;

    for (size_t at = from; at < to;)
        if (!an_atoms_scan(atoms, text, &at, to))
            return false;
    dress(atoms, first, text, from, to);
    return true;
}

bool an_atoms_take(an_atoms *atoms, an_str text, const an_atom *items, const uint64_t *hashes, size_t count, size_t before)
{
    size_t first = atoms->count;

    if (!make_room(atoms, count))
        return false;
    for (size_t i = 0; i < count; i++)
        add_atom(atoms, items[i].span.start - before, items[i].span.end - before, hashes[i]);
    dress(atoms, first, text, 0, text.len);
    return true;
}

void an_atoms_clear(an_atoms *atoms)
{
    an_free(atoms->items);
    an_free(atoms->hashes);
    *atoms = (an_atoms){0};
}
