/* The matcher: what stands around and between atoms, order of hits, and a slow reference that must agree on generated texts. */
#include "base/alloc.h"
#include "base/error.h"
#include "lexicon/match/matcher.h"
#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static an_matcher *build(const char *const *terms)
{
    an_matcher *matcher = NULL;

    assert_int_equal(an_matcher_new(&matcher, NULL), AN_OK);
    for (; *terms; terms++)
        assert_int_equal(an_matcher_add(matcher, an_str_of(*terms), NULL), AN_OK);
    assert_int_equal(an_matcher_finish(matcher, NULL), AN_OK);
    return matcher;
}

/* Hits as «term:text|…». */
static void find(an_buf *out, const an_matcher *matcher, const char *text)
{
    an_str s = an_str_of(text);
    an_atoms atoms = {0};
    an_match_scratch scratch = {0};
    an_hits hits = {0};

    assert_true(an_atoms_cut(&atoms, s, 0, s.len));
    assert_true(an_matcher_find(matcher, s, &atoms, &scratch, &hits));
    for (size_t i = 0; i < hits.count; i++) {
        an_buf_addf(out, "%s%u:", i ? "|" : "", (unsigned)hits.items[i].term);
        an_buf_add(out, an_str_sub(s, hits.items[i].span.start, hits.items[i].span.end));
    }
    an_atoms_clear(&atoms);
    an_match_scratch_clear(&scratch);
    an_free(hits.items);
}

static void gaps_and_edges(void **state)
{
    static const struct {
        const char *name, *terms[4], *text, *expected;
    } cases[] = {
        {"one word", {"Mali"}, "In Mali, mali and Malian.", "0:Mali|0:mali"},
        {"possessive", {"Algeria"}, "Algeria's and Algeria’s", "0:Algeria|0:Algeria"},
        {"accents", {"Zoé Müller"}, "Zoe Muller, ZOÉ\nMÜLLER", "0:Zoe Muller|0:ZOÉ\nMÜLLER"},
        {"hyphen, apostrophe, blank", {"al Qaeda"}, "al-Qaeda al’Qaeda al  Qaeda", "0:al-Qaeda|0:al’Qaeda|0:al  Qaeda"},
        {"comma is another gap", {"New York"}, "New, York. New York", "0:New York"},
        {"comma in the term", {"Smith, John"}, "Smith, John Smith John", "0:Smith, John"},
        {"blank line breaks", {"New York"}, "New\n\nYork", ""},
        {"stop in the term, blank in the text", {"St. Petersburg"}, "St Petersburg, St. Petersburg", "0:St Petersburg|0:St. Petersburg"},
        {"stop in the text only", {"St Petersburg"}, "St. Petersburg", ""},
        {"dots", {"U.S."}, "the U.S. and U.S and US", "0:U.S.|0:U.S"},
        {"ampersand", {"AT&T"}, "AT & T, AT&T, AT T", "0:AT & T|0:AT&T"},
        {"other characters must be the same", {"A+B"}, "A + B, A*B, A+B", "0:A + B|0:A+B"},
        {"endings", {"Yahoo!", "C++"}, "Yahoo! yahoo C++ C", "0:Yahoo!|1:C++"},
        {"beginnings", {".NET"}, "the .NET, NET", "0:.NET"},
        {"quotes around", {"«Sid»"}, "«Sid» and Sid", "0:Sid|0:Sid"},
        {"closing bracket", {"Congo (Brazzaville)"}, "(Congo (Brazzaville))", "0:Congo (Brazzaville)"},
        {"brackets around", {"(Brazzaville)"}, "Congo (Brazzaville)", "0:Brazzaville"},
        {"nothing in addresses", {"Mali"}, "see http://mali.org/mali or x@mali.org Mali", "0:Mali"},
        {"an address as a whole", {"@potus", "example.org"}, "by @POTUS (example.org), www.example.org", "0:@POTUS|1:example.org"},
        {"longest first, then term",
         {"New", "New York", "New York", "New York City"},
         "New York City",
         "3:New York City|1:New York|2:New York|0:New"},
        {"scripts without blanks", {"東京"}, "東京都", "0:東京"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *terms[5] = {0};
        an_buf out = {0};
        an_matcher *matcher;
        memcpy(terms, cases[i].terms, sizeof cases[i].terms);
        matcher = build(terms);
        find(&out, matcher, cases[i].text);
        print_message("%s\n", cases[i].name);
        assert_string_equal(out.ptr ? out.ptr : "", cases[i].expected);
        an_buf_clear(&out);
        an_matcher_free(matcher);
    }
}

static void refused(void **state)
{
    an_matcher *matcher = NULL;
    an_buf many = {0}, out = {0};
    an_error err;

    (void)state;
    assert_int_equal(an_matcher_new(&matcher, NULL), AN_OK);
    for (int i = 0; i < 65; i++)
        an_buf_add_text(&many, "a ");
    assert_int_equal(an_matcher_add(matcher, AN_LIT("?!"), &err), AN_ERR_INVALID);
    assert_int_equal(an_matcher_add(matcher, AN_LIT(""), &err), AN_ERR_INVALID);
    assert_int_equal(an_matcher_add(matcher, AN_LIT("\xCC\x81"), &err), AN_ERR_INVALID); /* an accent alone */
    assert_int_equal(an_matcher_add(matcher, AN_LIT("a\n\nb"), &err), AN_ERR_INVALID);
    assert_int_equal(an_matcher_add(matcher, an_buf_str(&many), &err), AN_ERR_LIMIT);
    an_buf_reset(&many);
    for (int i = 0; i < 4097; i++)
        an_buf_add_char(&many, 'a');
    assert_int_equal(an_matcher_add(matcher, an_buf_str(&many), &err), AN_ERR_LIMIT);
    assert_int_equal(an_matcher_terms(matcher), 0);
    /* taken back terms leave no trace */
    assert_int_equal(an_matcher_add(matcher, AN_LIT("Mali"), &err), AN_OK);
    assert_int_equal(an_matcher_add(matcher, AN_LIT("MALI"), &err), AN_OK);
    assert_int_equal(an_matcher_form(matcher, 0), an_matcher_form(matcher, 1));
    an_matcher_undo(matcher);
    assert_int_equal(an_matcher_add(matcher, AN_LIT("Gao"), &err), AN_OK);
    assert_int_equal(an_matcher_finish(matcher, &err), AN_OK);
    find(&out, matcher, "Mali, Gao");
    assert_string_equal(out.ptr, "0:Mali|1:Gao");
    an_buf_clear(&out);
    an_buf_clear(&many);
    an_matcher_free(matcher);
}

static void empty(void **state)
{
    static const char *const none[] = {NULL};
    an_matcher *matcher = build(none);
    an_buf out = {0};

    (void)state;
    find(&out, matcher, "Mali");
    assert_int_equal(out.len, 0);
    an_matcher_free(matcher);
}

/* Generated texts against the definition ----------------------------------------------------------------------------------------- */

static uint32_t seed = 1;

static uint32_t pick(uint32_t count)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 16) % count;
}

static void generate(an_buf *out, uint32_t words)
{
    static const char *const atoms[] = {"a", "B", "ab", "É", "é", "c1", "St", "nü"};
    static const char *const between[] = {" ", " ", " ", "-", "'", ". ", ", ", ".", "&", "/", "; ", "\n", "\n\n", " + "};

    an_buf_reset(out);
    for (uint32_t i = 0; i < words; i++) {
        if (i)
            an_buf_add_text(out, between[pick(sizeof between / sizeof *between)]);
        an_buf_add_text(out, atoms[pick(sizeof atoms / sizeof *atoms)]);
    }
}

/* Whether a term of plain atoms (nothing around them) stands at an atom of the text: the rule of docs/matching.md, word by word. */
static bool reference(an_str term, const an_atoms *t, an_str text, const an_atoms *x, size_t first)
{
    for (size_t i = 0; i < t->count; i++) {
        const an_atom *a = &t->items[i], *b;
        an_buf left = {0}, right = {0};
        bool same;
        if (first + i >= x->count)
            return false;
        b = &x->items[first + i];
        if (i && a->gap != b->gap && !(a->gap == AN_GAP_STOP && b->gap == AN_GAP_SOFT))
            return false;
        if (i && a->gap == AN_GAP_OTHER) { /* one character with or without blanks */
            an_str p = an_str_trim(an_str_sub(term, t->items[i - 1].span.end, a->span.start));
            an_str q = an_str_trim(an_str_sub(text, x->items[first + i - 1].span.end, b->span.start));
            if (!an_str_equal(p, q))
                return false;
        }
        an_fold(&left, an_str_sub(term, a->span.start, a->span.end));
        an_fold(&right, an_str_sub(text, b->span.start, b->span.end));
        same = an_str_equal(an_buf_str(&left), an_buf_str(&right));
        an_buf_clear(&left);
        an_buf_clear(&right);
        if (!same)
            return false;
    }
    return true;
}

enum { TERMS = 300 };

/* Parts of a matcher in memory of their own, at multiples of 64 and not a byte longer than they are. */
typedef struct copies_of {
    an_str parts[AN_MATCHER_PARTS];
    void *memory[AN_MATCHER_PARTS];
} copies_of;

static void copy_parts(copies_of *copies, const an_matcher *matcher)
{
    an_matcher_parts(matcher, copies->parts);
    for (size_t i = 0; i < AN_MATCHER_PARTS; i++) {
        assert_int_equal(posix_memalign(&copies->memory[i], 64, copies->parts[i].len + !copies->parts[i].len), 0);
        memcpy(copies->memory[i], copies->parts[i].ptr, copies->parts[i].len);
        copies->parts[i].ptr = copies->memory[i];
    }
}

static void copies_clear(copies_of *copies)
{
    for (size_t i = 0; i < AN_MATCHER_PARTS; i++)
        free(copies->memory[i]);
}

static an_matcher *reopen(const an_matcher *matcher, copies_of *copies)
{
    an_matcher *opened = NULL;

    copy_parts(copies, matcher);
    assert_int_equal(an_matcher_open(&opened, copies->parts, NULL), AN_OK);
    assert_int_equal(an_matcher_terms(opened), an_matcher_terms(matcher));
    return opened;
}

static void compare_with_reference(const an_matcher *matcher, const an_buf *terms, const an_atoms *cuts, an_str text)
{
    an_atoms atoms = {0};
    an_match_scratch scratch = {0};
    an_hits hits = {0};
    size_t expected = 0;

    assert_true(an_atoms_cut(&atoms, text, 0, text.len));
    assert_true(an_matcher_find(matcher, text, &atoms, &scratch, &hits));
    for (size_t i = 0; i < hits.count; i++) {
        const an_hit *hit = &hits.items[i], *last = hit - 1;
        assert_true(reference(an_buf_str(&terms[hit->term]), &cuts[hit->term], text, &atoms, hit->atom));
        assert_int_equal(hit->atom_count, cuts[hit->term].count);
        assert_true(hit->span.start == atoms.items[hit->atom].span.start);
        if (i)
            assert_true(last->atom < hit->atom ||
                        (last->atom == hit->atom &&
                         (last->atom_count > hit->atom_count || (last->atom_count == hit->atom_count && last->term < hit->term))));
    }
    for (size_t first = 0; first < atoms.count; first++)
        for (size_t i = 0; i < TERMS; i++)
            expected += cuts[i].count && reference(an_buf_str(&terms[i]), &cuts[i], text, &atoms, first);
    assert_int_equal(hits.count, expected);
    an_atoms_clear(&atoms);
    an_match_scratch_clear(&scratch);
    an_free(hits.items);
}

static void agrees_with_reference(void **state)
{
    static an_buf terms[TERMS];
    static an_atoms cuts[TERMS];
    an_matcher *matcher = NULL, *opened;
    copies_of copies;
    an_buf text = {0};

    (void)state;
    assert_int_equal(an_matcher_new(&matcher, NULL), AN_OK);
    for (size_t i = 0; i < TERMS; i++) {
        do
            generate(&terms[i], 1 + pick(4));
        while (an_matcher_add(matcher, an_buf_str(&terms[i]), NULL) != AN_OK);
        assert_true(an_atoms_cut(&cuts[i], an_buf_str(&terms[i]), 0, terms[i].len));
    }
    assert_int_equal(an_matcher_finish(matcher, NULL), AN_OK);
    opened = reopen(matcher, &copies);
    for (int i = 0; i < 30; i++) {
        generate(&text, 200);
        compare_with_reference(i % 2 ? matcher : opened, terms, cuts, an_buf_str(&text));
    }
    generate(&text, 5000); /* longer than what is looked at together */
    compare_with_reference(matcher, terms, cuts, an_buf_str(&text));
    for (uint32_t i = 0; i < TERMS; i++) {
        assert_int_equal(an_matcher_form(opened, i), an_matcher_form(matcher, i));
        assert_int_equal(an_matcher_first(opened, i), an_matcher_first(matcher, i));
        assert_int_equal(an_matcher_next(opened, i), an_matcher_next(matcher, i));
        assert_true(an_str_equal(an_matcher_text(opened, i), an_buf_str(&terms[i])));
    }
    an_matcher_free(opened);
    copies_clear(&copies);
    for (size_t i = 0; i < TERMS; i++) {
        an_buf_clear(&terms[i]);
        an_atoms_clear(&cuts[i]);
    }
    an_buf_clear(&text);
    an_matcher_free(matcher);
}

/* A handful finds what a matcher of the same terms finds, in the same order. */
static void handful_agrees(void **state)
{
    static const char *const odd[] = {"Mali", "MALI", "B", "b", "U.S.", "U.S", "A+B", "a + b", "C++", "Congo (Brazzaville)", "@potus", "example.org", "St. B",
        "\u0301", NULL};
    static const char *const text_odd = " Mali, A + B and U.S. a+b in Congo (Brazzaville) by @POTUS, C++ of www.example.org and example.org. St B; ";
    an_buf terms[AN_HANDFUL] = {0}, text = {0};
    an_match_scratch scratch = {0};
    size_t found = 0;

    (void)state;
    for (int round = 0; round < 300; round++) {
        an_handful few = {0};
        an_matcher *matcher = NULL;
        an_atoms atoms = {0};
        an_hits one = {0}, other = {0};
        assert_int_equal(an_matcher_new(&matcher, NULL), AN_OK);
        for (size_t i = 0; i < AN_HANDFUL; i++) {
            if (i < sizeof odd / sizeof *odd && odd[i] && round % 2) {
                an_buf_reset(&terms[i]);
                an_buf_add_text(&terms[i], odd[i]);
            } else {
                generate(&terms[i], 1 + pick(4));
            }
            assert_int_equal(an_handful_add(&few, an_buf_str(&terms[i]), &scratch), an_matcher_add(matcher, an_buf_str(&terms[i]), NULL));
        }
        assert_int_equal(an_matcher_finish(matcher, NULL), AN_OK);
        generate(&text, 100);
        an_buf_add_text(&text, text_odd);
        assert_true(an_atoms_cut(&atoms, an_buf_str(&text), 0, text.len));
        assert_true(an_matcher_find(matcher, an_buf_str(&text), &atoms, &scratch, &one));
        assert_true(an_handful_find(&few, an_buf_str(&text), &atoms, &scratch, &other));
        assert_int_equal(one.count, other.count);
        assert_memory_equal(one.items, other.items, one.count * sizeof *one.items);
        found += one.count;
        an_atoms_clear(&atoms);
        an_free(one.items);
        an_free(other.items);
        an_matcher_free(matcher);
    }
    assert_true(found > 3000);
    for (size_t i = 0; i < AN_HANDFUL; i++)
        an_buf_clear(&terms[i]);
    an_buf_clear(&text);
    an_match_scratch_clear(&scratch);
}

/* Parts whose bytes are changed, or that are cut short: an error or wrong hits, never a read outside (the sanitizer sees to that). */
static void damaged(void **state)
{
    static const char *const terms[] = {"Mali", "MALI", "Abu Zeid", "Abu-Zeid", "U.S.", "U.S", "A+B", "Congo (Brazzaville)", "@potus", "New York City", NULL};
    an_matcher *matcher = build(terms);
    size_t refused_ones = 0;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        copies_of copies;
        an_matcher *opened = NULL;
        an_buf out = {0};
        size_t which = pick(6);
        copy_parts(&copies, matcher);
        for (uint32_t flips = 1 + pick(8); flips > 0 && copies.parts[which].len; flips--)
            ((unsigned char *)copies.memory[which])[pick((uint32_t)copies.parts[which].len)] ^= (unsigned char)(1 + pick(255));
        if (pick(4) == 0)
            copies.parts[which].len = pick((uint32_t)copies.parts[which].len + 1);
        if (an_matcher_open(&opened, copies.parts, NULL) == AN_OK) {
            find(&out, opened, "Mali, Abu Zeid and the U.S. with A + B in Congo (Brazzaville) by @POTUS in New York City");
            for (uint32_t i = 0; i < an_matcher_terms(opened) && i < 20; i++)
                an_matcher_next(opened, i);
        } else {
            refused_ones++;
        }
        an_buf_clear(&out);
        an_matcher_free(opened);
        copies_clear(&copies);
    }
    assert_true(refused_ones > 100 && refused_ones < 2900);
    an_matcher_free(matcher);
}

/* Many terms of one form and many forms of one path, taken back or not, while tables grow. */
static void groups(void **state)
{
    an_matcher *matcher = NULL;
    an_buf out = {0};

    (void)state;
    assert_int_equal(an_matcher_new(&matcher, NULL), AN_OK);
    for (int i = 0; i < 3000; i++) {
        an_buf_reset(&out);
        an_buf_addf(&out, i % 3 ? "Jane Roe" : "Jane%s%dRoe", i % 2 ? "! " : " ", i / 3);
        assert_int_equal(an_matcher_add(matcher, an_buf_str(&out), NULL), AN_OK);
        if (i % 7 == 0) {
            an_matcher_undo(matcher);
            assert_int_equal(an_matcher_add(matcher, AN_LIT("U.S."), NULL), AN_OK);
        }
    }
    assert_int_equal(an_matcher_finish(matcher, NULL), AN_OK);
    an_buf_reset(&out);
    find(&out, matcher, "Jane! 1Roe, Jane 2Roe");
    assert_string_equal(out.ptr, "3:Jane! 1Roe|6:Jane 2Roe");
    for (uint32_t i = 0, seen = UINT32_MAX; i < 3000; i++)
        if (i % 3 && i % 7) {
            seen = seen == UINT32_MAX ? i : seen;
            assert_int_equal(an_matcher_form(matcher, i), seen);
        }
    an_buf_clear(&out);
    an_matcher_free(matcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps_and_edges),
        cmocka_unit_test(refused),
        cmocka_unit_test(empty),
        cmocka_unit_test(agrees_with_reference),
        cmocka_unit_test(handful_agrees),
        cmocka_unit_test(damaged),
        cmocka_unit_test(groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
