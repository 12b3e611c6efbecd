/* Atoms, the gaps between them, and addresses: docs/matching.md §3. */
#include "base/buf.h"
#include "base/utf8.h"
#include "text/atom.h"
#include "text/cpu.h"
#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Atoms as text: gap letter and atom, atoms of addresses in angle brackets. */
static void spell(an_buf *out, an_str text)
{
    static const char gaps[] = "nsdSc&/o|";
    an_atoms atoms = {0};

    assert_true(an_atoms_cut(&atoms, text, 0, text.len));
    for (size_t i = 0; i < atoms.count; i++) {
        const an_atom *atom = atoms.items + i;
        bool address = (atom->flags & AN_ATOM_ADDRESS) != 0;
        an_buf_addf(out, "%s%c %s%.*s%s", i ? " " : "", gaps[atom->gap], address ? "<" : "", (int)(atom->span.end - atom->span.start),
                    text.ptr + atom->span.start, address ? ">" : "");
    }
    an_atoms_clear(&atoms);
}

static const struct {
    const char *name, *in, *out;
} cases[] = {
    {"empty", "", ""},
    {"no atom", " -- ... !", ""},
    {"blanks", "a b  c", "| a s b s c"},
    {"one line end", "a\nb\r\nc", "| a s b s c"},
    {"indented line", "a\n    b", "| a s b"},
    {"blank line", "a\n\nb\n \nc\r\n\r\nd", "| a | b | c | d"},
    {"tab and wide blanks are cells", "a\tb   c", "| a | b | c"},
    {"paragraph separator",
     "a\xE2\x80\xA9"
     "b\xE2\x80\xA8"
     "c",
     "| a | b s c"},
    {"hyphen",
     "a-b c\xE2\x80\x93"
     "d e\xE2\x80\x91"
     "f",
     "| a s b s c s d s e s f"},
    {"hyphen at a line end", "a-\nb c- \n d", "| a s b s c s d"},
    {"dashes are no hyphens", "a - b c- d e -f g--h", "| a o b s c o d s e o f s g o h"},
    {"apostrophe", "O'Neil l’un", "| O s Neil s l s un"},
    {"quote marks", "a 'b' c", "| a o b o c"},
    {"dot and stop", "U.S J. Smith a . b", "| U d S s J S Smith s a o b"},
    {"stop at a line end", "J.\nSmith", "| J S Smith"},
    {"comma", "a, b,c , d,\ne", "| a c b c c c d c e"},
    {"ampersand", "AT&T B & C", "| AT & T s B & C"},
    {"slash", "a/b c / d", "| a / b s c o d"},
    {"other", "a(b) c: d a_b", "| a o b o c o d s a o b"},
    {"punctuation over a blank line", "a,\n\nb", "| a | b"},
    {"digits", "F16 3.5 1,000 x²", "| F16 s 3 d 5 s 1 c 000 s x²"},
    {"accents apart", "E\xCC\x81va \xCC\x81x", "| E\xCC\x81va o x"},
    {"a mark starts nothing",
     "\xEF\xB8\x8F"
     "Alpha \xE2\x9D\xA4\xEF\xB8\x8F"
     "Beta",
     "| Alpha o Beta"},
    {"invisible inside, not behind", "Al\xC2\xADpha\xE2\x80\x8B b\xE2\x80\x8E.", "| Al\xC2\xADpha s b"},
    {"invisible alone is no gap", "a \xE2\x80\x8B b", "| a s b"},
    {"unspaced", "北京 市", "| 北 n 京 s 市"},
    {"unspaced with marks", "ที่ไท", "| ที่ n ไ n ท"},
    {"scripts side by side", "A北B", "| A n 北 n B"},
    {"modifier apostrophe",
     "Qur\xCA\xBC"
     "an",
     "| Qur s an"},
    /* addresses */
    {"URL", "see http://Alpha.org/Beta-x now", "| see s <http> o <Alpha> d <org> / <Beta> s <x> s now"},
    {"URL in brackets", "(https://a.b) c", "| <https> o <a> d <b> o c"},
    {"www", "www.alpha.beta, c", "| <www> d <alpha> d <beta> c c"},
    {"host", "alpha.com beta.co.uk/x y.xyz", "| <alpha> d <com> s <beta> d <co> d <uk> / <x> s y d xyz"},
    {"file", "alpha.pdf beta.docx. gamma.tex", "| <alpha> d <pdf> s <beta> d <docx> S gamma d tex"},
    {"in curly quotes", "“alpha.pdf” «beta.org» c", "| <alpha> d <pdf> o <beta> d <org> o c"},
    {"ending in capitals is a word", "Alpha.De Beta", "| Alpha d De s Beta"},
    {"mail", "John (j.smith+x@alpha.org) said", "| John o <j> d <smith> o <x> o <alpha> d <org> o said"},
    {"mails in a row", "a@b.c;d@e.f", "| <a> o <b> d <c> o <d> o <e> d <f>"},
    {"part around the at", "Alpha,beta@gamma", "| Alpha c <beta> o <gamma>"},
    {"accented letter before the at", "Élodie@corp", "| <Élodie> o <corp>"},
    {"at without a host", "beta@ gamma", "| beta o gamma"},
    {"at in a path", "alpha.com/@beta/Gamma", "| alpha d com o <beta> / <Gamma>"},
    {"at in a URL", "http://x/@beta/Gamma", "| <http> o <x> o <beta> / <Gamma>"},
    {"handle and hashtag", "@alpha #beta #1", "| <alpha> o <beta> o 1"},
    {"paths", "/usr/alpha ~/beta ./gamma C:\\delta", "| <usr> / <alpha> o <beta> o <gamma> s <C> o <delta>"},
    {"slash alone is none", "/ alpha", "| alpha"},
    {"no-break space ends it",
     "www.alpha.org\xC2\xA0"
     "Beta\xE3\x80\x80"
     "x.org",
     "| <www> d <alpha> d <org> s Beta s <x> d <org>"},
    {"abbreviation", "e.g. U.S.A. vs. them", "| e d g S U d S d A S vs S them"},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        an_buf out = {0};
        spell(&out, an_str_of(cases[i].in));
        if (!an_str_equal(an_buf_str(&out), an_str_of(cases[i].out)))
            fail_msg("%s: got '%s', want '%s'", cases[i].name, out.ptr ? out.ptr : "", cases[i].out);
        an_buf_clear(&out);
    }
}

static const struct {
    const char *in;
    unsigned flags;
} flags[] = {
    {"Alpha", AN_ATOM_UPPER_FIRST | AN_ATOM_ASCII},
    {"alpha", AN_ATOM_ASCII},
    {"A", AN_ATOM_UPPER_FIRST | AN_ATOM_ALL_UPPER | AN_ATOM_ASCII},
    {"AQIM", AN_ATOM_UPPER_FIRST | AN_ATOM_INNER_UPPER | AN_ATOM_ALL_UPPER | AN_ATOM_ASCII},
    {"MI6", AN_ATOM_UPPER_FIRST | AN_ATOM_INNER_UPPER | AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT | AN_ATOM_ASCII},
    {"3I", AN_ATOM_INNER_UPPER | AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT | AN_ATOM_ASCII},
    {"McDonald", AN_ATOM_UPPER_FIRST | AN_ATOM_INNER_UPPER | AN_ATOM_ASCII},
    {"connecticuT", AN_ATOM_INNER_UPPER | AN_ATOM_ASCII},
    {"123", AN_ATOM_DIGIT | AN_ATOM_ASCII},
    {"Émile", AN_ATOM_UPPER_FIRST},
    {"éMILE", 0},
    {"Al\xC2\xADpha", AN_ATOM_UPPER_FIRST},
    {"A\xCC\x81", AN_ATOM_UPPER_FIRST | AN_ATOM_ALL_UPPER},
    {"الله", 0},
};

static void test_flags(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(flags); i++) {
        an_atoms atoms = {0};
        an_str text = an_str_of(flags[i].in);
        assert_true(an_atoms_cut(&atoms, text, 0, text.len));
        assert_int_equal(atoms.count, 1);
        if (atoms.items[0].flags != flags[i].flags)
            fail_msg("%s: got %x, want %x", flags[i].in, atoms.items[0].flags, flags[i].flags);
        an_atoms_clear(&atoms);
    }
}

/* A part of a text: nothing outside is looked at, what was there stays. */
static void test_part(void **state)
{
    an_atoms atoms = {0};
    an_str text = AN_LIT("one two. Three four");

    (void)state;
    assert_true(an_atoms_cut(&atoms, text, 0, 8));
    assert_true(an_atoms_cut(&atoms, text, 9, 12));
    assert_int_equal(atoms.count, 3);
    assert_int_equal(atoms.items[2].gap, AN_GAP_BREAK);
    assert_int_equal(atoms.items[2].span.end, 12);
    an_atoms_clear(&atoms);
    assert_int_equal(atoms.count, 0);
}

/* Generated text of everything that cutting tells apart: every width of vectors and every window gives what the definition gives. */
static uint32_t seed = 5;

static uint32_t pick(uint32_t count)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 16) % count;
}

/* Any character of two bytes. */
static void add_pair(an_buf *out)
{
    char bytes[4];
    size_t length = an_utf8_encode(0x80 + pick(0x780), bytes);

    an_buf_add(out, (an_str){bytes, length});
}

static void generate(an_buf *out, size_t pieces)
{
    static const char *const common[] = {"a", "B", "the", "Mali", "x1", "90", "É", "ß", "ł", "é", "Ж", "ж", "Σ", "ﬁ", "한", "北", "京", "ไ", "ท", "ี", "न", "म",
        "ी", "क़", "ა", "ᲐᲑ", "م", "\xCC\x81", "\xC2\xAD", "\xE2\x80\x8B", "𝐀"};
    static const char *const between[] = {" ", " ", " ", "\n", "  ", ". ", ", ", ".", ",", "-", "'", "’", "“", "” ", "—", "…", "\xC2\xA0", "«", "»", "&", "/",
        "@", "#", "\\", "://", "_", "!", "(", ")", "\t", "。", "\xE2\x80\xA8", "\xEF\xBF\xBD", "www.", ".com", "x@y.z", "€", "\xD0", "\x80"};

    an_buf_reset(out);
    for (size_t i = 0; i < pieces; i++)
        for (uint32_t letters = pick(6); letters > 0; letters--)
            if (pick(6) == 0)
                add_pair(out);
            else
                an_buf_add_text(out, pick(7) ? common[pick(COUNT(common))] : between[pick(COUNT(between))]);
}

static void check_hashes(an_str text, const an_atoms *atoms)
{
    an_buf folded = {0};

    for (size_t i = 0; i < atoms->count; i++) {
        an_buf_reset(&folded);
        an_fold(&folded, an_str_sub(text, atoms->items[i].span.start, atoms->items[i].span.end));
        assert_true(atoms->hashes[i] == an_atom_hash(an_buf_str(&folded)));
    }
    an_buf_clear(&folded);
}

static void compare(an_str text, const an_atoms *wanted)
{
    an_atoms got = {0};

    assert_true(an_atoms_cut(&got, text, 0, text.len));
    assert_int_equal(got.count, wanted->count);
    for (size_t i = 0; i < got.count; i++) {
        const an_atom *a = &got.items[i], *b = &wanted->items[i];
        if (a->span.start != b->span.start || a->span.end != b->span.end || a->gap != b->gap || a->flags != b->flags ||
            got.hashes[i] != wanted->hashes[i])
            fail_msg("atom %zu of '%.*s'", i, (int)text.len, text.ptr);
    }
    an_atoms_clear(&got);
}

static void test_widths(void **state)
{
    static const size_t windows[] = {4096, 1, 3, 61, 64, 130};
    an_buf text = {0};

    (void)state;
    for (int round = 0; round < 400; round++) {
        an_atoms wanted = {0};
        generate(&text, 1 + pick(round % 8 == 0 ? 2500 : 60));
        assert_true(an_cpu_force(AN_CPU_SCALAR));
        assert_true(an_atoms_cut(&wanted, an_buf_str(&text), 0, text.len));
        check_hashes(an_buf_str(&text), &wanted);
        for (an_cpu width = AN_CPU_SCALAR; width <= AN_CPU_AVX512; width++)
            for (size_t w = 0; an_cpu_force(width) && w < COUNT(windows); w++) {
                an_atoms_window_force(windows[w]);
                compare(an_buf_str(&text), &wanted);
            }
        an_atoms_window_force(4096);
        an_atoms_clear(&wanted);
    }
    an_buf_clear(&text);
}

/* Far longer than a window and than any name. */
static void test_long_atoms(void **state)
{
    static const char *const letters[] = {"a", "Ж", "北", "न"};
    an_buf text = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(letters); i++) {
        an_atoms atoms = {0};
        an_buf_reset(&text);
        for (int k = 0; k < 20000; k++)
            an_buf_add_text(&text, letters[i]);
        assert_true(an_atoms_cut(&atoms, an_buf_str(&text), 0, text.len));
        assert_int_equal(atoms.count, i == 2 ? 20000 : 1);
        assert_true(i == 2 || (atoms.items[0].span.end == text.len && atoms.hashes[0] == 0));
        an_atoms_clear(&atoms);
    }
    an_buf_clear(&text);
}

/* What was quadratic once: a chunk with many addresses, signs around nothing. */
static void test_long_chunks(void **state)
{
    static const char *const pieces[] = {"a@b,", ")", "a@b)", "x.y/", ".", "“", "@", "#a", "a.com,"};
    an_buf text = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        an_atoms atoms = {0};
        an_buf_reset(&text);
        for (int k = 0; k < 100000; k++)
            an_buf_add_text(&text, pieces[i]);
        assert_true(an_atoms_cut(&atoms, an_buf_str(&text), 0, text.len));
        an_atoms_clear(&atoms);
    }
    an_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_part),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_long_atoms),
        cmocka_unit_test(test_long_chunks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
