/* Finds terms in atoms: whole atoms, folded, gaps as docs/matching.md §4 says. A small interface, so that its inside can be replaced. */
#ifndef LEXICON_MATCH_MATCHER_H
#define LEXICON_MATCH_MATCHER_H

#include "base/buf.h"
#include "lexicon/match/bloom.h"
#include "text/atom.h"

typedef struct an_matcher an_matcher;

/* One term at one place. Terms with equal folded atoms and gaps give one hit each. */
typedef struct an_hit {
    uint32_t term; /* number in the order of an_matcher_add() */
    uint32_t atom; /* first atom */
    uint32_t atom_count;
    an_span span; /* of the text: the atoms, and what the term has before and behind them (U.S., C++, .NET) */
} an_hit;

typedef struct an_hits {
    an_hit *items;
    size_t count, capacity;
} an_hits;

/* Memory that a thread lends to a search and keeps between calls. */
typedef struct an_match_scratch {
    an_buf left, right; /* folded atoms that are compared */
    an_atoms cut;       /* of a term */
    bool failed;        /* out of memory */
} an_match_scratch;

enum { AN_TERM_ATOMS = 64, AN_TERM_BYTES = 4096 };

/* The atoms of a term, from those of a text that it was taken out of (an_atoms_take()). */
typedef struct an_known_atoms {
    const an_atom *items;
    const uint64_t *hashes;
    size_t count;
    size_t before; /* bytes of that text before the term */
} an_known_atoms;

/* Building. Refused: a term without any letter or digit, or with a break inside (AN_ERR_INVALID); more than 64 atoms or 4096 bytes
   (AN_ERR_LIMIT). A refused term takes no number. */
an_status an_matcher_new(an_matcher **out, an_error *err);
an_status an_matcher_add(an_matcher *matcher, an_str term, an_error *err);
/* The same when its atoms are known. */
an_status an_matcher_add_known(an_matcher *matcher, an_str term, const an_known_atoms *known, an_error *err);
an_status an_matcher_finish(an_matcher *matcher, an_error *err);
void an_matcher_free(an_matcher *matcher);

/* Make room for about so many terms altogether, so that it need not be made again and again. */
an_status an_matcher_reserve(an_matcher *matcher, size_t terms, an_error *err);
/* A finished matcher as flat parts without pointers, some of them empty; they hold while it lives. */
enum { AN_MATCHER_PARTS = 8 };
void an_matcher_parts(const an_matcher *matcher, an_str parts[AN_MATCHER_PARTS]);
/* A matcher over parts that the caller keeps, each at a multiple of 64 bytes. They may be damaged: what does not fit together is AN_ERR_SYNTAX,
   what is noticed only later gives wrong hits, never a read outside of them. */
an_status an_matcher_open(an_matcher **out, const an_str parts[AN_MATCHER_PARTS], an_error *err);

/* While building: have what an_matcher_add() of a term with these atoms (at least one) will soon look at brought near. */
void an_matcher_expect(const an_matcher *matcher, const uint64_t *hashes, size_t count);
size_t an_matcher_terms(const an_matcher *matcher);
/* While building: take the term that was added last back. */
void an_matcher_undo(an_matcher *matcher);
/* While building: the atoms of the term that was added last. */
const an_atoms *an_matcher_cut(const an_matcher *matcher);
/* The text of a term, as it was given. */
an_str an_matcher_text(const an_matcher *matcher, uint32_t term);
/* Number of the form that a term is looked for by: equal for terms that are found at the same places. It is that of the form's first term, so
   not every number below an_matcher_forms() is one. */
uint32_t an_matcher_form(const an_matcher *matcher, uint32_t term);
size_t an_matcher_forms(const an_matcher *matcher);
/* The terms of a form: the first, and the next after `term`, in rising order; UINT32_MAX when there is none. */
uint32_t an_matcher_first(const an_matcher *matcher, uint32_t form);
uint32_t an_matcher_next(const an_matcher *matcher, uint32_t term);

/* Append every hit, of every length, ordered by first atom, then longest first, then term. Atoms in addresses start and continue no hit,
   but for terms that are an address themselves (@handle, example.org): those are found where that whole address stands.
   False when out of memory. May be called by several threads at once, each with its own scratch. Linear in the atoms × longest term. */
bool an_matcher_find(const an_matcher *matcher, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits);
/* Those that start in atoms [first, end): for who does not want all at once. */
bool an_matcher_find_in(const an_matcher *matcher, an_str text, const an_atoms *atoms, size_t first, size_t end, an_match_scratch *scratch,
                        an_hits *hits);
/* The same in two halves, for who looks at most atoms only by their hash. */
/* A place where terms may stand: their first atom, how many atoms the longest of them has, and which numbers of atoms they have: bit 0 for one;
   the longest when there is only one (else UINT32_MAX).
   For who asks several matchers: which of them have some there, a bit each; the last one stands for all beyond, too. */
typedef struct an_prospect {
    uint32_t atom, reach;
    uint64_t ends;
    uint32_t longest;
    uint32_t matchers;
} an_prospect;
/* What the first atoms and pairs of terms are known by. */
const an_blooms *an_matcher_filters(const an_matcher *matcher);
/* How many atoms of those from starts[start] on may be a term, at most, and which numbers of them; a term that perhaps has that many
   (UINT32_MAX: there are several), and whether it is the only one. */
typedef struct an_reach {
    uint32_t start, atoms;
    uint64_t ends;
    uint32_t term;
    bool only;
} an_reach;
/* Places where terms may stand, by hashes alone, in order: every one of `starts` (rising, at most AN_SIFT_MOST) where something is found is
   among them, hardly another. The filters are the matcher's, or know fewer of its terms. `out` has room for all; their number. */
size_t an_matcher_reach(const an_matcher *matcher, const an_blooms *filters, const an_atoms *atoms, const uint32_t *starts,
                        size_t start_count, an_reach *out);
/* Append the hits of one place as an_matcher_find() does. Looks at gaps and flags of the atoms up to its reach and of the one before and
   behind; the first one's gap does not matter. */
bool an_matcher_find_at(const an_matcher *matcher, an_str text, const an_atoms *atoms, an_prospect place, an_match_scratch *scratch,
                        an_hits *hits);
/* Atoms of the longest term. */
size_t an_matcher_longest(const an_matcher *matcher);
/* Whether two hits are made of the same atoms. */
static inline bool an_hit_same_place(const an_hit *a, const an_hit *b)
{
    return a->atom == b->atom && a->atom_count == b->atom_count;
}
/* The order of hits, for qsort(): by their first atom, of one atom the longest first. */
int an_hit_order(const void *left, const void *right);
void an_match_scratch_clear(an_match_scratch *scratch);

/* Few terms that are looked for in one text: no matcher needs to be made for them. All zeros is none. The texts must stay where they are. */
enum { AN_HANDFUL = 32 };
typedef struct an_handful {
    uint64_t firsts[AN_HANDFUL / 8]; /* a bit for each hash that a term begins with */
    struct {
        an_str text;
        uint64_t first; /* hash of its first atom */
        uint32_t atoms;
        bool plain;
    } items[AN_HANDFUL];
    size_t count;
} an_handful;

/* Refused are the same terms as by an_matcher_add(); there is room for AN_HANDFUL of them. */
an_status an_handful_add(an_handful *handful, an_str term, an_match_scratch *scratch);
/* As an_matcher_find() with a matcher of these terms. */
bool an_handful_find(const an_handful *handful, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits);

#endif
