/* Sentences: docs/matching.md §5. The source of dots is part of this test, so that its tables can be checked. */
#include "text/dots.c"
#include "text/sentence.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/random.h"
#include "text/atom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const struct {
    const char *name, *in, *out; /* sentences in `out` are joined by ` | ` */
} cases[] = {
    {"empty", "", ""},
    {"blanks", " \n\t ", ""},
    {"one without an end", "Ada met Bob", "Ada met Bob"},
    {"two", "Ada met Bob. Eve left.", "Ada met Bob. | Eve left."},
    {"three kinds of ends", "Really? Yes! So… He went.", "Really? | Yes! | So… | He went."},
    {"several terminators", "What?! No... Yes.", "What?! | No... | Yes."},
    {"small letter goes on", "He said no... and left. vs. others", "He said no... and left. vs. others"},
    {"no blank behind", "Version 3.5 of example.com was out.", "Version 3.5 of example.com was out."},
    {"number follows", "It fell. 20 died.", "It fell. | 20 died."},
    /* abbreviations */
    {"title", "Mr. Smith and Gen. Diallo met Dr. Roy.", "Mr. Smith and Gen. Diallo met Dr. Roy."},
    {"title before a starter", "I saw the Dr. He left.", "I saw the Dr. He left."},
    {"number sign", "No. 10 is here. See Fig. 3 there.", "No. 10 is here. | See Fig. 3 there."},
    {"company, goes on", "Acme Inc. Chairman Roy spoke.", "Acme Inc. Chairman Roy spoke."},
    {"company, starter", "He left Acme Inc. The firm fell.", "He left Acme Inc. | The firm fell."},
    {"month with a day", "On Jan. 18 it fell. He knew.", "On Jan. 18 it fell. | He knew."},
    {"month, starter", "It came in Jan. The end.", "It came in Jan. | The end."},
    {"case of an abbreviation", "MR. Smith met COL. Roy.", "MR. Smith met COL. Roy."},
    {"time of day", "At 5 p.m. Monday he left. At 6 a.m. The end.", "At 5 p.m. Monday he left. | At 6 a.m. | The end."},
    {"small letters with dots", "Das gilt z. B. und d. h. hier. Es war so.", "Das gilt z. B. und d. h. hier. | Es war so."},
    {"day of a month in German", "Am 14. März kam er. Bis 3. April blieb er.", "Am 14. März kam er. | Bis 3. April blieb er."},
    {"number before a month in English", "He won 14. April came.", "He won 14. | April came."},
    {"abbreviations of other languages", "Dhr. Berg und Nr. Zwei zahlten 3 Mio. Euro.", "Dhr. Berg und Nr. Zwei zahlten 3 Mio. Euro."},
    {"doubled letters", "Vive en EE. UU. y no vuelve. Sale.", "Vive en EE. UU. y no vuelve. | Sale."},
    {"letters that are words", "Send it to HR. Karim Berg signs. She read EE. Anna came.", "Send it to HR. | Karim Berg signs. | She read EE. | Anna came."},
    {"unknown word", "He met Col. Nobody met Xyz. Roy.", "He met Col. Nobody met Xyz. | Roy."},
    /* initials and dotted acronyms */
    {"initials", "George W. Bush met J. K. Rowling.", "George W. Bush met J. K. Rowling."},
    {"initial, starter", "He took vitamin C. The effect was nil.", "He took vitamin C. | The effect was nil."},
    {"I is a word", "It was I. Bob left.", "It was I. | Bob left."},
    {"X is a place to write", "She wrote so on X. Bob left.", "She wrote so on X. | Bob left."},
    {"dotted acronym, goes on", "The U.S. Army left the U.N. Security Council.", "The U.S. Army left the U.N. Security Council."},
    {"dotted acronym, starter", "He left the U.S. He came back.", "He left the U.S. | He came back."},
    {"accented initial", "É. Zola wrote.", "É. Zola wrote."},
    /* quotations */
    {"closing quote", "“He left.” She knew.", "“He left.” | She knew."},
    {"guillemets", "«Il part.» Elle reste.", "«Il part.» | Elle reste."},
    {"straight quotes", "\"He left.\" \"She knew.\"", "\"He left.\" | \"She knew.\""},
    {"quote goes on", "“Stop!” he said. “Why?” asked Bob.", "“Stop!” he said. | “Why?” asked Bob."},
    {"brackets", "It fell (in May.) Then (He left.) It rose.", "It fell (in May.) | Then (He left.) | It rose."},
    {"opening mark before a small letter", "He left. “and why” she asked.", "He left. “and why” she asked."},
    {"spanish openers", "Se fue. ¿Por qué? No sé.", "Se fue. | ¿Por qué? | No sé."},
    /* tokens with blanks between */
    {"closing quote between blanks", "He said : \" I left. \" Bob knew. \" Why? \"", "He said : \" I left. \" | Bob knew. | \" Why? \""},
    {"opening quote between blanks", "He left. \" Why \" is known.", "He left. | \" Why \" is known."},
    {"a quote open since the sentence before", "\" I left. She stayed. \" Bob knew.", "\" I left. | She stayed. \" | Bob knew."},
    {"right quote between blanks", "He said “ I left. ” Bob knew.", "He said “ I left. ” | Bob knew."},
    /* ellipses */
    {"an editor's", "\"He [...] left. It [...]\" (Roy 5).", "\"He [...] left. | It [...]\" (Roy 5)."},
    {"dots with blanks", "It was weak . . . and old. It fell . . . Then rain.", "It was weak . . . and old. | It fell . . . | Then rain."},
    {"full stop and three dots", "It fell. . . . The end. . . .", "It fell. | . . . The end. . . ."},
    /* lists */
    {"numbers inside a line", "1.) The first. 2.) The second. 3. The third.", "1.) The first. | 2.) The second. | 3. The third."},
    {"bullets inside a line", "• The first • The second", "• The first | • The second"},
    {"letters and roman numbers", "i) Ada met Bob\nii) she left\n(c) he too", "i) Ada met Bob | ii) she left | (c) he too"},
    {"a letter before a line's text", "A. The first\nIV. The fourth\nI. The last", "A. The first | IV. The fourth | I. The last"},
    {"rows of a table", "Karl Berg\tOslo\nAda Roy\tBergen\n", "Karl Berg\tOslo | Ada Roy\tBergen"},
    {"numbered lines of a transcript",
     "11\tand then he said that it was Karl Berg\n12\tLund who had paid for the ship in May\n13\tand that nobody else had seen it there.",
     "11\tand then he said that it was Karl Berg\n12\tLund who had paid for the ship in May\n13\tand that nobody else had seen it there."},
    {"a list whose lines have one width", "Karl Berg Lundsen Haugen       \nAda Roy of Bergen             \nEve Lund, the Minister of War  \n"
     "Tom Oaks, who was away         \nJan Ohm                        \n",
     "Karl Berg Lundsen Haugen | Ada Roy of Bergen | Eve Lund, the Minister of War | Tom Oaks, who was away | Jan Ohm"},
    /* words before a dot */
    {"a small letter before a number", "It is by Graf (c. 1819). See p. 5.", "It is by Graf (c. 1819). | See p. 5."},
    {"number sign with a ring", "It is at N°. 10. There it is.", "It is at N°. 10. | There it is."},
    {"I as an initial and as a number", "Ask Albert I. Jones. He saw World War I. Bob too.", "Ask Albert I. Jones. | He saw World War I. | Bob too."},
    {"a rank learned from the document", "The Kpt. spoke, and the Kpt. left. Then Kpt. Roy came.", "The Kpt. spoke, and the Kpt. left. | Then Kpt. Roy came."},
    {"seen once only", "The Kpt. spoke. Then Kpt. Roy came.", "The Kpt. spoke. | Then Kpt. | Roy came."},
    {"a word like others", "so he went. and went. on he went and he went and they went, So went. Bob",
     "so he went. and went. on he went and he went and they went, So went. | Bob"},
    /* other scripts */
    {"cjk needs no blank", "他走了。她来了！真的？是。", "他走了。 | 她来了！ | 真的？ | 是。"},
    {"arabic question mark", "من هو؟ محمد", "من هو؟ | محمد"},
    {"devanagari danda", "वह गया। राम आया।", "वह गया। | राम आया।"},
    /* lines */
    {"heading", "TALKS IN BAMAKO\n\nAda met Bob.", "TALKS IN BAMAKO | Ada met Bob."},
    {"heading, one line end", "Talks in Bamako\nAda met Bob.", "Talks in Bamako | Ada met Bob."},
    {"small letter on the next line", "Ada met\nbob here.", "Ada met\nbob here."},
    {"wrapped lines",
     "The talks between the two old friends in\nBamako went on for a very long time and\nAda did not like it at all, so that\nBob left.",
     "The talks between the two old friends in\nBamako went on for a very long time and\nAda did not like it at all, so that\nBob left."},
    {"wrapped lines with words that were broken",
     "The talks between the two old friends in Ba\u00AD\u2060mako went on for a very long time and of Ba\u00AD\u2060bel did not like it at all, so that all\n"
     "Bob left with all of them at last.",
     "The talks between the two old friends in Ba\u00AD\u2060mako went on for a very long time and of Ba\u00AD\u2060bel did not like it at all, so that all\n"
     "Bob left with all of them at last."},
    {"rows that start with capitals", "Signed by the following thirty persons\nAnna Berg, of the city of Tel Aviv\nKarl Subramanian, of Chennai city\n"
     "Lena Lund, of some other city here\nOlaf Roy, of no city at all, as it is",
     "Signed by the following thirty persons | Anna Berg, of the city of Tel Aviv | Karl Subramanian, of Chennai city | "
     "Lena Lund, of some other city here | Olaf Roy, of no city at all, as it is"},
    {"short line in wrapped text ends",
     "The talks between the two old friends in\nBamako went on for a very long time and\nended\nAda went home with all of them at last.",
     "The talks between the two old friends in\nBamako went on for a very long time and\nended | Ada went home with all of them at last."},
    {"carriage returns", "Ada met Bob.\r\nEve left.\r\n\r\nThe end", "Ada met Bob. | Eve left. | The end"},
    {"lists", "- first thing\n- second thing\n* third\n• fourth", "- first thing | - second thing | * third | • fourth"},
    {"numbered list", "1. First point\n2. Second point", "1. First point | 2. Second point"},
    {"year ends a sentence", "It was in 2013. Roy left.", "It was in 2013. | Roy left."},
    {"hyphen in a line is no list", "one two\n-three four", "one two | -three four"},
    {"paragraph separator", "one\xE2\x80\xA9two", "one | two"},
};

static void join(an_buf *out, an_str text, const an_spans *spans)
{
    uint32_t last = 0;

    for (size_t i = 0; i < spans->count; i++) {
        an_span s = spans->items[i];
        assert_true(last <= s.start && s.start < s.end && s.end <= text.len);
        an_buf_addf(out, "%s%.*s", i ? " | " : "", (int)(s.end - s.start), text.ptr + s.start);
        last = s.end;
    }
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        an_spans spans = {0};
        an_buf out = {0};
        an_str text = an_str_of(cases[i].in);
        assert_true(an_sentences_cut(&spans, text, NULL));
        join(&out, text, &spans);
        if (!an_str_equal(an_buf_str(&out), an_str_of(cases[i].out)))
            print_error("%s:\n  got  '%s'\n  want '%s'\n", cases[i].name, out.ptr ? out.ptr : "", cases[i].out);
        assert_true(an_str_equal(an_buf_str(&out), an_str_of(cases[i].out)));
        an_buf_clear(&out);
        an_free(spans.items);
    }
}

static void test_skips(void **state)
{
    static const struct {
        const char *name, *in, *out;
        an_span skips[3];
        size_t count;
    } skips[] = {
        {"header", "From: Ada\nBob left.", "Bob left.", {{0, 10}}, 1},
        {"in the middle", "one two STAMP three four", "one two | three four", {{8, 13}}, 1},
        {"two side by side", "abXYcd", "ab | cd", {{2, 3}, {3, 4}}, 2},
        {"all", "abc", "", {{0, 3}}, 1},
        {"behind the end", "abc", "abc", {{3, 9}, {10, 12}}, 2},
        {"reaching over the end", "abc", "ab", {{2, 99}}, 1},
        {"empty one", "abc", "a | bc", {{1, 1}}, 1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(skips); i++) {
        an_span list[3];
        an_spans out = {0}, skip = {.items = list, .count = skips[i].count};
        an_buf text = {0};
        memcpy(list, skips[i].skips, sizeof list);
        assert_true(an_sentences_cut(&out, an_str_of(skips[i].in), &skip));
        join(&text, an_str_of(skips[i].in), &out);
        if (!an_str_equal(an_buf_str(&text), an_str_of(skips[i].out)))
            fail_msg("%s: got '%s', want '%s'", skips[i].name, text.ptr ? text.ptr : "", skips[i].out);
        an_buf_clear(&text);
        an_free(out.items);
    }
}

static void check_sorted(const char *name, const char (*table)[WORD], size_t count, size_t longest)
{
    for (size_t i = 1; i < count; i++)
        if (an_str_compare(an_str_of(table[i - 1]), an_str_of(table[i])) >= 0)
            fail_msg("%s: '%s' stands before '%s'", name, table[i - 1], table[i]);
    for (size_t i = 0; i < count; i++)
        if (!listed(an_str_of(table[i]), table, count, longest))
            fail_msg("%s: '%s' is not found", name, table[i]);
}

static void test_tables_are_sorted(void **state)
{
    (void)state;
    check_sorted("inner", inner, COUNT(inner), inner_longest);
    check_sorted("either", either, COUNT(either), either_longest);
    check_sorted("starters", starters, COUNT(starters), starters_longest);
    for (size_t i = 0; i < COUNT(either); i++)
        if (LISTED(an_str_of(either[i]), inner))
            fail_msg("'%s' stands in two tables", either[i]);
}

/* Whatever the text, the spans are in order, apart and in bounds; long runs take no quadratic time. */
static void test_any_text(void **state)
{
    static const char *const pieces[] = {".", "! ", "\n", "a", " ", "A", "\"", "1", "U.", "\r\n", "。", "- ", "Mr. ", "\t", "”", "... "};
    uint32_t random = 1;

    (void)state;
    for (int round = 0; round < 300; round++) {
        an_buf text = {0}, joined = {0};
        an_spans spans = {0};
        for (int i = 0; i < 40; i++) {
            random = random * 1664525 + 1013904223;
            an_buf_add_text(&text, pieces[(random >> 20) % COUNT(pieces)]);
        }
        assert_true(an_sentences_cut(&spans, an_buf_str(&text), NULL));
        join(&joined, an_buf_str(&text), &spans);
        an_buf_clear(&text);
        an_buf_clear(&joined);
        an_free(spans.items);
    }
    for (size_t i = 0; i < COUNT(pieces); i++) {
        an_buf text = {0};
        an_spans spans = {0};
        for (int k = 0; k < 200000; k++)
            an_buf_add_text(&text, pieces[i]);
        assert_true(an_sentences_cut(&spans, an_buf_str(&text), NULL));
        an_buf_clear(&text);
        an_free(spans.items);
    }
}

/* Whether a sentence ends between two words, by the sentences of the whole text. */
static bool ends_between(const an_spans *sentences, size_t from, size_t to)
{
    size_t i = 0;

    while (i < sentences->count && sentences->items[i].end < from)
        i++;
    return i < sentences->count && sentences->items[i].end <= to;
}

/* Who asks at single places gets what the whole text says, in whatever order. */
static void test_single_places(void **state)
{
    static const char *const pieces[] = {
        ".",  ". ",  "! ",  "?",   "... ", " . . .", " . . . .", "\n",   "\n\n",  " ",    " ",     "\t",        "\r\n", "a",  "the", "The", "said",
        "I",  "I. ", "War", "Ada", "Mr. ", "Inc. ",  "U.S. ",    "Kpt. ", "kpt, ", "1. ",  "12",    "1026",      ",\n",   "7 ", "B2",  "\"",  " \" ",
        "('", "”",   " ” ", "»",   ")",    "[...]",  " • ",      "- ",    "* ",    "(ii) ", "。",   "年",        "Zoë",   "é",  "\u2029", "one two three four ",
        ". \"               7. "};
    an_random random = {1};
    an_splitter *splitter = an_splitter_new();

    (void)state;
    assert_non_null(splitter);
    for (int round = 0; round < 4000; round++) {
        an_buf text = {0};
        an_spans sentences = {0};
        an_atoms atoms = {0};
        for (uint64_t i = 2 + an_random_below(&random, 60); i > 0; i--)
            an_buf_add_text(&text, pieces[an_random_below(&random, COUNT(pieces))]);
        assert_true(an_sentences_cut(&sentences, an_buf_str(&text), NULL) && an_atoms_cut(&atoms, an_buf_str(&text), 0, text.len));
        an_splitter_text(splitter, an_buf_str(&text));
        for (size_t asked = 0; atoms.count > 1 && asked < 2 * atoms.count; asked++) {
            size_t i = asked < atoms.count - 1 ? asked + 1 : 1 + an_random_below(&random, atoms.count - 1);
            size_t from = atoms.items[i - 1].span.end, to = atoms.items[i].span.start;
            if (an_splitter_ends(splitter, from, to) != ends_between(&sentences, from, to))
                fail_msg("'%.*s' before '%s' in '%s'", (int)(to - from), text.ptr + from, text.ptr + to, text.ptr);
        }
        assert_false(an_splitter_failed(splitter));
        an_buf_clear(&text);
        an_free(sentences.items);
        an_atoms_clear(&atoms);
    }
    an_splitter_free(splitter);
}

/* How a long text is wrapped, and which abbreviations it has, its first MiB tells. */
static void test_long_text(void **state)
{
    an_buf text = {0};
    an_spans sentences = {0};
    an_str none = AN_LIT("He saw it again and again and again.\n"), abbreviated = AN_LIT("Our Kpt. left, said kpt, the Kpt. and another Kpt. Ada.\n");

    (void)state;
    an_buf_add(&text, abbreviated);
    while (text.len < (1 << 20))
        an_buf_add(&text, none);
    for (int i = 0; i < 3; i++)
        an_buf_add_text(&text, "A Sgd. of, or the Sgd. Roy.\n");
    assert_true(an_sentences_cut(&sentences, an_buf_str(&text), NULL));
    assert_int_equal(sentences.items[0].end, abbreviated.len - 1);
    assert_string_equal(text.ptr + sentences.items[sentences.count - 1].start, "Roy.\n");
    an_buf_clear(&text);
    an_free(sentences.items);
}

static void test_paragraphs(void **state)
{
    static const struct {
        const char *between;
        bool ends;
    } betweens[] = {
        {"", false},         {" ", false},           {"\n", false},           {"\r\n", false},          {"\xE2\x80\xA8", false}, {"\n12\n", false},
        {"\n\n", true},      {"\n \t\xC2\xA0\n", true}, {"\r\n\r\n", true},       {"\r\r", true},            {"\r\r\n", true},        {"\n12\n\n", true},
        {"\xE2\x80\xA9", true}, {"\xE2\x80\xA8\n", true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(betweens); i++) {
        an_str text = an_str_of(betweens[i].between);
        if (an_paragraph_ends(text, 0, text.len) != betweens[i].ends)
            fail_msg("between %zu", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_skips),
        cmocka_unit_test(test_tables_are_sorted),
        cmocka_unit_test(test_any_text),
        cmocka_unit_test(test_single_places),
        cmocka_unit_test(test_long_text),
        cmocka_unit_test(test_paragraphs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
