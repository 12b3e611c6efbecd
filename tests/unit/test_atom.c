/* Atoms, the gaps between them, and addresses: docs/matching.md §3. */
#include "base/buf.h"
#include "text/atom.h"

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
    {"AQIM", AN_ATOM_UPPER_FIRST | AN_ATOM_ALL_UPPER | AN_ATOM_ASCII},
    {"MI6", AN_ATOM_UPPER_FIRST | AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT | AN_ATOM_ASCII},
    {"3I", AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT | AN_ATOM_ASCII},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
