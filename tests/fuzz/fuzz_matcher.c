/* Terms (lines up to an empty one) and a text: all hits are right, and none that a naive search finds is missing. */
#include "fuzz.h"

#include "base/alloc.h"
#include "lexicon/match/matcher.h"
#include "text/fold.h"

enum { TERMS = 24 };

typedef struct an_naive {
    an_str text;
    an_atoms atoms;
    bool plain; /* nothing before the first and behind the last atom, no address */
} an_naive;

static bool equal_folded(an_str a, an_str b)
{
    an_buf one = {0}, other = {0};
    bool same;

    an_fold(&one, a);
    an_fold(&other, b);
    same = an_str_equal(an_buf_str(&one), an_buf_str(&other));
    an_buf_clear(&one);
    an_buf_clear(&other);
    return same;
}

static an_str atom_text(an_str text, an_atom atom)
{
    return an_str_sub(text, atom.span.start, atom.span.end);
}

/* Whether what stands between two atoms is the same without blanks and what is not seen. */
static bool equal_between(an_str a, an_str b)
{
    an_buf sides[2] = {{0}, {0}};
    an_str texts[2] = {a, b};
    bool same;

    for (int i = 0; i < 2; i++)
        for (size_t at = 0, length; at < texts[i].len; at += length) {
            uint32_t code = an_utf8_decode(texts[i], at, &length);
            if (!an_is_space(code) && !an_is_ignorable(code))
                an_buf_add(&sides[i], an_str_sub(texts[i], at, at + length));
        }
    same = an_str_equal(an_buf_str(&sides[0]), an_buf_str(&sides[1]));
    an_buf_clear(&sides[0]);
    an_buf_clear(&sides[1]);
    return same;
}

static bool gap_fits(const an_naive *term, size_t k, an_str text, const an_atoms *atoms, size_t i)
{
    an_gap mine = (an_gap)term->atoms.items[k].gap, theirs = (an_gap)atoms->items[i].gap;

    if (mine == AN_GAP_STOP && theirs == AN_GAP_SOFT)
        return true;
    if (mine != theirs)
        return false;
    return mine != AN_GAP_OTHER || equal_between(an_str_sub(term->text, term->atoms.items[k - 1].span.end, term->atoms.items[k].span.start),
                                                 an_str_sub(text, atoms->items[i - 1].span.end, atoms->items[i].span.start));
}

static bool atoms_fit(const an_naive *term, an_str text, const an_atoms *atoms, size_t first)
{
    if (term->atoms.count > atoms->count - first)
        return false;
    for (size_t k = 0; k < term->atoms.count; k++) {
        an_atom mine = term->atoms.items[k], theirs = atoms->items[first + k];
        if ((mine.flags & AN_ATOM_ADDRESS) != (theirs.flags & AN_ATOM_ADDRESS) ||
            !equal_folded(atom_text(term->text, mine), atom_text(text, theirs)) || (k > 0 && !gap_fits(term, k, text, atoms, first + k)))
            return false;
    }
    return true;
}

static bool is_hit(const an_hits *hits, size_t term, size_t atom)
{
    for (size_t i = 0; i < hits->count; i++)
        if (hits->items[i].term == term && hits->items[i].atom == atom)
            return true;
    return false;
}

static void compare(const an_naive *terms, size_t count, an_str text, const an_atoms *atoms, const an_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        const an_hit *hit = hits->items + i;
        HOLDS(hit->term < count && hit->span.start < hit->span.end && hit->span.end <= text.len);
        HOLDS(hit->atom_count == terms[hit->term].atoms.count && atoms_fit(&terms[hit->term], text, atoms, hit->atom));
        HOLDS(hit->span.start <= atoms->items[hit->atom].span.start &&
              hit->span.end >= atoms->items[hit->atom + hit->atom_count - 1].span.end);
        HOLDS(i == 0 || hit[-1].atom <= hit->atom);
    }
    for (size_t t = 0; t < count; t++)
        for (size_t i = 0; i < atoms->count && terms[t].plain; i++)
            HOLDS(atoms_fit(&terms[t], text, atoms, i) == is_hit(hits, t, i));
}

static void add_term(an_matcher *matcher, an_str text, an_naive *terms, size_t *count)
{
    an_naive *it = &terms[*count];

    if (an_matcher_add(matcher, text, NULL) != AN_OK)
        return;
    *it = (an_naive){.text = text, .plain = true};
    HOLDS(an_atoms_cut(&it->atoms, text, 0, text.len));
    for (size_t i = 0; i < it->atoms.count; i++)
        it->plain &= !(it->atoms.items[i].flags & AN_ATOM_ADDRESS);
    it->plain &= it->atoms.items[0].span.start == 0 && it->atoms.items[it->atoms.count - 1].span.end == text.len;
    ++*count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_buf text = {0};
    an_str rest, line;
    an_naive terms[TERMS];
    size_t count = 0;
    an_matcher *matcher = NULL;
    an_atoms atoms = {0};
    an_match_scratch scratch = {0};
    an_hits hits = {0};

    if (size > 4096)
        return 0;
    an_gate(&text, fuzz_input(data, size), NULL);
    rest = an_buf_str(&text);
    HOLDS(an_matcher_new(&matcher, NULL) == AN_OK);
    while (rest.len && (line = fuzz_line(&rest)).len)
        if (count < TERMS)
            add_term(matcher, line, terms, &count);
    HOLDS(an_matcher_finish(matcher, NULL) == AN_OK);
    HOLDS(an_matcher_terms(matcher) == count);
    HOLDS(an_atoms_cut(&atoms, rest, 0, rest.len));
    HOLDS(an_matcher_find(matcher, rest, &atoms, &scratch, &hits));
    compare(terms, count, rest, &atoms, &hits);
    for (size_t i = 0; i < count; i++)
        an_atoms_clear(&terms[i].atoms);
    an_free(hits.items);
    an_match_scratch_clear(&scratch);
    an_atoms_clear(&atoms);
    an_matcher_free(matcher);
    an_buf_clear(&text);
    return 0;
}
