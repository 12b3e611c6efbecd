#include "extract/tagger/compounds.h"

#include "base/utf8.h"
#include "extract/tagger/hyphens.h"
#include "extract/tagger/recast.h"
#include "text/fold.h"

static an_str text_of(const an_writing *w, size_t atom)
{
    an_span span = w->from->atoms->items[atom].span;

    return an_str_sub(w->from->text, span.start, span.end);
}

/* What an apostrophe splits off: 's, 'll. */
static bool is_contraction(an_str word)
{
    static const char *const tails[] = {"s", "m", "re", "ve", "ll", "d"};

    return AN_STR_IN_ASCII_CASE(word, tails);
}

/* «l'Union», «dall'Agenzia»: an article or a preposition with one before a name; *d'* is a part of names. */
static bool is_elided(const an_writing *w, size_t left, size_t right)
{
    static const char *const heads[] = {"all", "dall", "dell", "l", "nell", "qu", "sull"};

    return w->from->atoms->items[right].flags & AN_ATOM_UPPER_FIRST && AN_STR_IN(text_of(w, left), heads);
}

/* «Anti-Bush», «Pro-Kremlin», «Then-President Carter» at the start of a sentence are no more one word than «anti-Bush» is; «Anti-Corruption» is. */
static bool is_prefixed(const an_writing *w, size_t left, size_t right)
{
    static const char *const prefixes[] = {"anti", "pro"};
    enum { NAMES = AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_KNOWN_ORG) };
    an_str word = text_of(w, left);
    uint32_t lists;

    if (!AN_STR_IN_ASCII_CASE(word, prefixes))
        return an_str_equal_ascii_case(word, AN_LIT("then"));
    if (right + 1 < w->from->atoms->count && w->from->atoms->items[right + 1].flags & AN_ATOM_UPPER_FIRST &&
        w->from->atoms->items[right + 1].gap == AN_GAP_SOFT) /* «Anti-Nazi League» */
        return false;
    lists = an_lists_of(w->lists, w->from->atoms->hashes[right]);
    return lists & NAMES || !(lists & AN_IN(AN_WORD_COMMON));
}

enum { LONG_WORD = 5 };

/* «Government-debt service»: behind such a word stands no part of a name. «Young-ran» is one: «Young» is a word of names, too. */
static bool is_long_common(const an_writing *w, size_t atom)
{
    uint32_t lists = an_lists_of(w->lists, w->from->atoms->hashes[atom]);

    return text_of(w, atom).len >= LONG_WORD && lists & AN_IN(AN_WORD_COMMON) && !(lists & (AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME)));
}

/* «Harrow Co-operative», «Counter-terrorism Directorate», «Non-proliferation Office»: what is no word by itself, in a name. */
static bool is_part_of_name(const an_writing *w, size_t left, size_t right)
{
    static const char *const parts[] = {"counter", "inter", "micro", "multi", "non", "semi", "socio", "sub"};
    const an_atom *atoms = w->from->atoms->items;
    bool goes_on = right + 1 < w->from->atoms->count && atoms[right + 1].flags & AN_ATOM_UPPER_FIRST && atoms[right + 1].gap == AN_GAP_SOFT;

    if (an_str_equal_ascii_case(text_of(w, left), AN_LIT("co"))) {
        bool goes_before = left > 0 && atoms[left - 1].flags & AN_ATOM_UPPER_FIRST && atoms[left].gap == AN_GAP_SOFT;
        return an_str_starts(text_of(w, right), AN_LIT("operative")) && (goes_on || goes_before);
    }
    return goes_on && AN_STR_IN_ASCII_CASE(text_of(w, left), parts) && an_lists_of(w->lists, w->from->atoms->hashes[right + 1]) & AN_IN(AN_WORD_ORG);
}

/* «Pakrashi-da», «Mukherjee-ji»: honorifics of India, which are parts of Korean names, too («Min-ji»). */
static bool is_honorific(an_str word, an_str tail)
{
    static const char *const tails[] = {"da", "di", "ji"};
    enum { LONGEST_SYLLABLE = 5 };

    return word.len > LONGEST_SYLLABLE && AN_STR_IN(tail, tails);
}

/* Whether a hyphen joins two atoms: Jean-Pierre, long-term, al-Qaeda, Ji-hyun; not pro-Russian, US-led, Washington-based. */
static bool hyphen_joins(const an_writing *w, size_t left, size_t right)
{
    const an_atom *a = w->from->atoms->items + left, *b = w->from->atoms->items + right;
    bool cap_a = a->flags & AN_ATOM_UPPER_FIRST, cap_b = b->flags & AN_ATOM_UPPER_FIRST;
    enum { TAIL = 3 };
    an_str tail = text_of(w, right);
    uint32_t lists;

    if ((a->flags | b->flags) & AN_ATOM_DIGIT || (cap_a && !cap_b && is_part_of_name(w, left, right)))
        return true;
    lists = an_lists_of(w->lists, w->from->atoms->hashes[right]);
    if (cap_a == cap_b) /* «HARROW-BASED», where all is in capitals */
        return !cap_a || !(is_prefixed(w, left, right) || (a->flags & b->flags & AN_ATOM_ALL_UPPER && lists & AN_IN(AN_WORD_TAIL) && tail.len >= TAIL));
    if (!cap_a)
        return (an_lists_of(w->lists, w->from->atoms->hashes[left]) & AN_IN(AN_WORD_PARTICLE)) != 0;
    if (lists & AN_IN(AN_WORD_COMMON) && (tail.len >= LONG_WORD || is_long_common(w, left)))
        return false;
    return !(lists & AN_IN(AN_WORD_TAIL)) && !an_str_ends(tail, AN_LIT("ed")) && !is_honorific(text_of(w, left), tail);
}

/* «Muniandy a/l Perumal»: son or daughter of. */
static bool is_filiation(const an_writing *w, size_t left, size_t right)
{
    static const char *const signs[] = {AN_SIGNS_BEFORE_FATHERS};
    an_span first = w->from->atoms->items[left].span, last = w->from->atoms->items[right].span;

    return AN_STR_IN_ASCII_CASE(an_str_sub(w->from->text, first.start, last.end), signs);
}

/* The only sign between two places of the text, unseen characters aside; 0 when there is none or more. */
static uint32_t only_sign(an_str text, size_t from, size_t to)
{
    uint32_t code, sign = 0;
    size_t length;

    for (; from < to; from += length) {
        code = an_utf8_decode(text, from, &length);
        if (an_is_ignorable(code))
            continue;
        if (sign)
            return 0;
        sign = code;
    }
    return sign;
}

bool an_atoms_join(const an_writing *w, size_t left, size_t right)
{
    const an_atom *a = w->from->atoms->items + left, *b = w->from->atoms->items + right;
    uint32_t code;
    bool digits = a->flags & b->flags & AN_ATOM_DIGIT;

    if (w->from->text.ptr[a->span.end] == ' ')
        return w->spaced && an_hyphen_is_spaced(w->from->text, b, a->span.end) && hyphen_joins(w, left, right);
    if (b->gap == AN_GAP_BREAK || b->gap == AN_GAP_OTHER || (a->flags | b->flags) & AN_ATOM_ADDRESS)
        return (a->flags & b->flags & AN_ATOM_ADDRESS) != 0 && b->gap != AN_GAP_BREAK && b->span.start - a->span.end <= 3 &&
               !memchr(w->from->text.ptr + a->span.end, ' ', b->span.start - a->span.end);
    if (!(code = only_sign(w->from->text, a->span.end, b->span.start)))
        return false;
    switch (b->gap) {
    case AN_GAP_DOT:
        return digits || (an_is_one_letter(a) && an_is_one_letter(b));
    case AN_GAP_COMMA:
        return digits;
    case AN_GAP_SLASH:
        return is_filiation(w, left, right);
    case AN_GAP_AMP:
        return (b->flags & AN_ATOM_UPPER_FIRST) != 0;
    case AN_GAP_SOFT:
        if (an_is_apostrophe(code))
            return !is_contraction(text_of(w, right)) && !is_elided(w, left, right);
        return an_is_hyphen(code) && !an_is_long_dash(code) && hyphen_joins(w, left, right);
    default:
        return false;
    }
}

bool an_is_cut_prefix(const an_writing *w, size_t left, size_t right)
{
    const an_atom *a = w->from->atoms->items + left, *b = w->from->atoms->items + right;

    return right == left + 1 && b->flags & AN_ATOM_UPPER_FIRST && a->flags & AN_ATOM_UPPER_FIRST &&
           an_is_hyphen(only_sign(w->from->text, a->span.end, b->span.start)) && is_prefixed(w, left, right);
}
