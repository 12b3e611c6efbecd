/* Annotated text of every format, good and bad: what is read, what is told, what is counted. */
#include "read/gold/gold.h"

#include "base/alloc.h"
#include "base/buf.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* What stands before the message: the name of the file. */
static void listen(void *payload, const an_diagnostic *found)
{
    an_buf *messages = payload;

    an_buf_addf(messages, "%zu: %s\n", found->at.line, found->at.message);
}

static void add(an_buf *out, an_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n')
            an_buf_add_text(out, "\\n");
        else if (text.ptr[i] == '\r')
            an_buf_add_text(out, "\\r");
        else
            an_buf_add_char(out, text.ptr[i]);
    }
}

/* A line for each document: `id: text`, then `[name type =entity flags]` for each mention and `<sentence>` for each sentence. */
static void spell(an_buf *out, const an_gold *gold)
{
    for (size_t i = 0; i < gold->count; i++) {
        const an_gold_document *doc = &gold->items[i];
        add(out, doc->id);
        an_buf_add_text(out, ": ");
        add(out, doc->text);
        for (size_t k = 0; k < doc->sentence_count; k++) {
            an_buf_add_text(out, " <");
            add(out, an_str_sub(doc->text, doc->sentences[k].start, doc->sentences[k].end));
            an_buf_add_char(out, '>');
        }
        for (size_t k = 0; k < doc->mention_count; k++) {
            const an_gold_mention *m = &doc->mentions[k];
            an_buf_add_text(out, " [");
            add(out, an_str_sub(doc->text, m->span.start, m->span.end));
            an_buf_add_char(out, ' ');
            an_buf_add(out, m->type);
            if (m->has_entity) {
                an_buf_add_text(out, " =");
                an_buf_add(out, m->entity);
            }
            an_buf_add_text(out, m->named ? "" : " unnamed");
            an_buf_add_text(out, m->ignore ? " ignored]" : "]");
        }
        an_buf_add_char(out, '\n');
    }
}

typedef struct gold_case {
    const char *name, *file, *content, *want, *messages;
} gold_case;

static void check(const gold_case *c, an_buf *got, an_buf *messages)
{
    if (strcmp(an_buf_str(got).len ? got->ptr : "", c->want) != 0)
        fail_msg("%s: got\n%swant\n%s", c->name, got->len ? got->ptr : "", c->want);
    if (c->messages && strcmp(messages->len ? messages->ptr : "", c->messages) != 0)
        fail_msg("%s: told\n%swant\n%s", c->name, messages->len ? messages->ptr : "", c->messages);
}

static void run(const gold_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *paths[] = {scratch_file(cases[i].file, an_str_of(cases[i].content))};
        an_gold_options options = {.paths = paths, .path_count = 1};
        an_buf got = {0}, messages = {0};
        an_observer watch = {.diagnose = listen, .payload = &messages};
        an_error err = {0};
        an_gold gold;

        if (an_gold_read(&gold, &options, &watch, &err) == AN_OK)
            spell(&got, &gold);
        else
            an_buf_addf(&got, "%s\n", an_status_name(err.status));
        an_gold_clear(&gold);
        check(&cases[i], &got, &messages);
        an_buf_clear(&got);
        an_buf_clear(&messages);
    }
}

#define EVA "\"id\":\"a\",\"text\":\"\xC3\x89va Roy met Bob Day.\""
#define PIZZA "\"id\":\"p\",\"text\":\"\xF0\x9F\x8D\x95 Ada and Bob.\""

static const gold_case jsonl[] = {
    {"mentions in the order of the file", "g.jsonl",
     "{" EVA ",\"mentions\":[{\"start\":12,\"end\":19,\"type\":\"PER\"},"
     "{\"start\":0,\"end\":7,\"type\":\"person\",\"entity\":3,\"named\":false,\"ignore\":true}]}\n",
     "a: Éva Roy met Bob Day. [Bob Day person] [Éva Roy person =3 unnamed ignored]\n", ""},
    {"lines of extract", "g.jsonl",
     "{" EVA ",\"sentences\":[[0,20]],\"mentions\":[{\"start\":0,\"end\":7,\"text\":\"\xC3\x89va Roy\",\"type\":\"person\",\"actor\":\"Eva\"},"
     "{\"start\":12,\"end\":15,\"type\":\"location/city\",\"actor\":null}],\"actors\":{}}\r\n",
     "a: Éva Roy met Bob Day. <Éva Roy met Bob Day.> [Éva Roy person =Eva] [Bob location/city]\n", ""},
    {"labels of schemes", "g.jsonl",
     "{" EVA ",\"mentions\":[{\"start\":0,\"end\":3,\"type\":\"GPE\"},{\"start\":4,\"end\":7,\"type\":\"DATE\"},{\"start\":8,\"end\":11,\"type\":\"Misc\"},"
     "{\"start\":12,\"end\":15,\"type\":\"comet\"},{\"start\":16,\"end\":19,\"type\":\"comet\"}]}\n",
     "a: Éva Roy met Bob Day. [Éva location] [Roy other unnamed ignored] [met other] [Bob comet] [Day comet]\n",
     "1: unknown type 'comet': kept, but it is neither person, organization nor location\n"},
    {"bad spans", "g.jsonl",
     "{" EVA ",\"mentions\":[{\"start\":4,\"end\":4,\"type\":\"PER\"},{\"start\":19,\"end\":99,\"type\":\"PER\"},{\"type\":\"PER\"},"
     "{\"start\":0,\"end\":7,\"type\":\"PER\"}]}\n",
     "a: Éva Roy met Bob Day. [Éva Roy person]\n",
     "1: mention 4-4 of 'a' is empty: 'end' is the first offset behind it; it is left out\n"
     "1: mention 19-99 of 'a' lies outside of the text, which ends at 20; it is left out\n"
     "1: a mention of 'a' has no whole numbers 'start' and 'end', 0 or more; it is left out\n"},
    {"a text that stands elsewhere", "g.jsonl",
     "{" EVA ",\"mentions\":[{\"start\":0,\"end\":7,\"type\":\"PER\",\"text\":\"\xC3\x89va Roy\"},"
     "{\"start\":11,\"end\":18,\"type\":\"PER\",\"text\":\"Bob Day\"}]}\n",
     "a: Éva Roy met Bob Day. [Éva Roy person]\n", "1: mention 11-18 of 'a' should be 'Bob Day', but ' Bob Da' stands there; it is left out\n"},
    {"overlapping mentions", "g.jsonl",
     "{" EVA ",\"mentions\":[{\"start\":0,\"end\":7,\"type\":\"PER\"},{\"start\":4,\"end\":7,\"type\":\"PER\"},{\"start\":4,\"end\":11,\"type\":\"ORG\"}]}\n",
     "a: Éva Roy met Bob Day. [Éva Roy person] [Roy person] [Roy met organization]\n",
     "1: 'Éva Roy' and 'Roy met' overlap in 'a', and neither lies inside the other; both are kept\n"},
    {"bytes instead of code points", "g.jsonl",
     "{" EVA ",\"mentions\":[{\"start\":0,\"end\":8,\"type\":\"PER\"},{\"start\":13,\"end\":16,\"type\":\"PER\"},"
     "{\"start\":17,\"end\":20,\"type\":\"PER\"}]}\n",
     "a: Éva Roy met Bob Day. [Éva Roy person] [Bob person] [Day person]\n",
     "0: offsets count bytes, not code points (3 of 3 mentions fit so, 0 the other way): read as such\n"},
    {"UTF-16 units instead of code points", "g.jsonl",
     "{" PIZZA ",\"mentions\":[{\"start\":3,\"end\":6,\"type\":\"PER\",\"text\":\"Ada\"}]}\n"
     "{" PIZZA ",\"mentions\":[{\"start\":11,\"end\":14,\"type\":\"PER\"}]}\n",
     "p: \xF0\x9F\x8D\x95 Ada and Bob. [Ada person]\np#2: \xF0\x9F\x8D\x95 Ada and Bob. [Bob person]\n",
     "0: offsets count UTF-16 units, not code points (2 of 2 mentions fit so, 0 the other way): read as such\n"
     "2: the id 'p' was there before: this document is called 'p#2'\n"},
    {"too few to decide about the offsets", "g.jsonl", "{" EVA ",\"mentions\":[{\"start\":13,\"end\":16,\"type\":\"PER\"}]}\n",
     "a: Éva Roy met Bob Day. [ob  person]\n", ""},
    {"bad lines", "g.jsonl", "{\"id\":\"x\",\"text\":\"A\"}\n\n[1]\n{\"id\"\n{\"id\":\"b\",\"text\":\"Bob\",\"mentions\":[]}",
     "b: Bob\n",
     "1: the line has no list 'mentions'; it is left out (write \"mentions\":[] when there are none)\n3: not a JSON object; the line is left out\n"
     "4: not valid JSON: ':' expected near end of file\n"},
    {"bad sentences", "g.jsonl", "{\"text\":\"One. Two.\",\"sentences\":[[0,4],[3,9],[5,5],[5,9]],\"mentions\":[]}",
     "g.jsonl: One. Two. <One.> <Two.>\n",
     "1: sentence 3-9 of '' is empty, outside of the text or before the end of another one; it is left out\n"
     "1: sentence 5-5 of '' is empty, outside of the text or before the end of another one; it is left out\n"},
    {"a byte-order mark in the text counts", "g.jsonl",
     "\xEF\xBB\xBF{\"id\":\"m\",\"text\":\"\\ufeff" "Bob met\\r\\nAda\",\"mentions\":[{\"start\":1,\"end\":4,\"type\":\"PER\"},"
     "{\"start\":10,\"end\":13,\"type\":\"PER\"}]}",
     "m: \xEF\xBB\xBF" "Bob met\\r\\nAda [Bob person] [Ada person]\n", ""},
    {"line ends counted as one", "g.jsonl",
     "{\"id\":\"m\",\"text\":\"Bob met\\r\\nAda.\\r\\nEve left.\",\"mentions\":[{\"start\":8,\"end\":11,\"type\":\"PER\",\"text\":\"Ada\"},"
     "{\"start\":13,\"end\":16,\"type\":\"PER\",\"text\":\"Eve\"}]}",
     "m: Bob met\\r\\nAda.\\r\\nEve left. [Ada person] [Eve person]\n",
     "0: offsets count code points without the CR of line ends, not code points (2 of 2 mentions fit so, 0 the other way): read as such\n"},
    {"nothing", "g.jsonl", "", "not found\n",
     "0: holds no annotated text that can be read: JSON lines, columns with a tag in the last, or brat's .ann; the file is left out\n"},
};

static const gold_case columns[] = {
    {"CoNLL-2003", "c.conll",
     "-DOCSTART- -X- O O\n\nAda NNP B-NP B-PER\nRoy NNP I-NP I-PER\n, , O O\nof NN B-NP O\nthe DT B-NP O\nEU NNP B-NP B-ORG\n"
     "'s POS O O\nteam NN B-NP O\n. . O O\n\nBob NNP B-NP I-PER\n\n-DOCSTART- -X- O O\n\nMali NNP B-NP B-LOC\n",
     "c.conll: Ada Roy, of the EU's team.\\nBob\\n\\n <Ada Roy, of the EU's team.> <Bob> [Ada Roy person] [EU organization] [Bob person]\n"
     "c.conll#2: Mali\\n\\n <Mali> [Mali location]\n", ""},
    {"as extract writes them", "c.conll", "-DOCSTART- (a b.txt)\tO\n\nAda\tB-person\n\n-DOCSTART- (c (2).txt)\tO\n\nUN\tB-organization\n",
     "a b.txt: Ada\\n\\n <Ada> [Ada person]\nc (2).txt: UN\\n\\n <UN> [UN organization]\n", ""},
    {"IOB1: B only between two", "c.bio", "Ada I-PER\nBob B-PER\nRoy I-PER\nUN I-ORG\nsaid O\n",
     "c.bio: Ada Bob Roy UN said\\n\\n <Ada Bob Roy UN said> [Ada person] [Bob Roy person] [UN organization]\n", ""},
    {"IOBES", "c.bio", "Ada\tB-PER\r\nRoy\tE-PER\r\nBob\tS-PER\r\nEve\tS-PER\r\n.\tO\r\n",
     "c.bio: Ada Roy Bob Eve.\\n <Ada Roy Bob Eve.> [Ada Roy person] [Bob person] [Eve person]\n", ""},
    {"labels alone", "c.bio", "Ada PER\nRoy PER\nleft O\nMali LOC\n",
     "c.bio: Ada Roy left Mali\\n\\n <Ada Roy left Mali> [Ada Roy person] [Mali location]\n", ""},
    {"numbered tokens, comments, the tag not last", "c.iob2",
     "# newdoc id = web/7\n# text = Ada left\n1\tAda\tB-PER\t-\tbob\n2\tleft\tO\t-\tbob\n\n# sent_id = 2\n1\t#\tO\t-\tbob\n2\tRoy\tB-PER\t-\tbob\n",
     "web/7: Ada left\\n\\n# Roy\\n\\n <Ada left> <# Roy> [Ada person] [Roy person]\n", ""},
    {"quotes, brackets, sums", "c.bio",
     "\" O\nGo O\n! O\n\" O\nsaid O\nAda B-PER\n-LRB- O\n42 O\n-RRB- O\n. O\nIt O\ndid O\nn't O\ncost O\n$ O\n5 O\n; O\n`` O\nno O\n'' O\n",
     "c.bio: \"Go!\" said Ada (42). It didn't cost $5; \"no\"\\n <\"Go!\" said Ada (42). It didn't cost $5; \"no\"> [Ada person]\n", ""},
    {"bad rows", "c.bio",
     "Ada B-PER\nRoy\nand O\nBob Q-PER\nBob B-PER\na O\nb O\nc O\nd O\ne O\nf O\ng O\nh O\ni O\nj O\nk O\nl O\nm O\nn O\no O\n",
     "c.bio: Ada Roy and Bob Bob a b c d e f g h i j k l m n o\\n\\n <Ada Roy and Bob Bob a b c d e f g h i j k l m n o> [Ada person] [Bob person]\n",
     "2: the row has no column 2 with a tag; the token counts as O\n4: 'Q-PER' is no tag (O, B-TYPE, I-TYPE …); the token counts as O\n"},
    {"a bad row among few", "c.bio", "x -X- O B-PER\nmet -X- O\nUN -X- B-NP B-ORG\n",
     "c.bio: x met UN\\n\\n <x met UN> [x person] [UN organization]\n", "2: the row has no column 4 with a tag; the token counts as O\n"},
};

/* A text beside its annotations. */
static const char story[] = "Éva Roy of the UN met Roy.\r\nBob, of Mali and France, left.\n";
static const gold_case brat[] = {
    {"mentions and who is meant", "x.ann",
     "T1\tPerson 0 7\tÉva Roy\nT2\tOrg 15 17\tUN\nT3\tPER 22 25\tRoy\n*\tEquiv T1 T3\nA1\tNominal T2\n#1\tAnnotatorNotes T1\twho?\n",
     "x: Éva Roy of the UN met Roy.\\r\\nBob, of Mali and France, left.\\n [Éva Roy person =T1] [UN organization =T2 unnamed] [Roy person =T1]\n", ""},
    {"relations and normalisations", "x.ann",
     "N1\tReference T3 Wikidata:Q1\tRoy\nT1\tPerson 0 7\tÉva Roy\nT3\tPER 22 25\tRoy\nR1\tCoref Arg1:T1 Arg2:T3\nA2\tUnsure T3\n",
     "x: Éva Roy of the UN met Roy.\\r\\nBob, of Mali and France, left.\\n [Éva Roy person =Wikidata:Q1] [Roy person =Wikidata:Q1 ignored]\n", ""},
    {"pieces", "x.ann", "T1\tLocation 36 40;45 51\tMali France\r\n",
     "x: Éva Roy of the UN met Roy.\\r\\nBob, of Mali and France, left.\\n [Mali and France location ignored]\n", ""},
    {"the carriage returns were not counted", "x.ann", "T1\tPerson 27 30\tBob\nT2\tLocation 35 39\tMali\n",
     "x: Éva Roy of the UN met Roy.\\r\\nBob, of Mali and France, left.\\n [Bob person] [Mali location]\n",
     "0: offsets count code points without the CR of line ends, not code points (2 of 2 mentions fit so, 0 the other way): read as such\n"},
    {"bad lines", "x.ann", "T1\tPerson 0\tÉva\nT2 Person 0 3\nT3\tPerson 0 3\tÉva\nT3\tPerson 4 7\tRoy\nT4\tPerson 0 3\tEva\n",
     "x: Éva Roy of the UN met Roy.\\r\\nBob, of Mali and France, left.\\n [Éva person]\n",
     "1: expected 'T1<TAB>TYPE START END<TAB>TEXT'; the line is left out\n2: expected fields separated by tabs; the line is left out\n"
     "4: the number was there before; the line is left out\n5: mention 0-3 of 'x' should be 'Eva', but 'Éva' stands there; it is left out\n"},
    {"no text beside", "y.ann", "T1\tPerson 0 3\tEva\n", "not found\n", NULL},
};

static void test_columns(void **state)
{
    (void)state;
    run(columns, COUNT(columns));
}

static void test_brat(void **state)
{
    (void)state;
    scratch_file("x.txt", an_str_of(story));
    run(brat, COUNT(brat));
}

/* Both files of a pair may be named, or the text alone, or their folder: the pair is read once. */
static void test_pairs(void **state)
{
    char paths[3][600];
    static const struct {
        size_t count;
        int names[2];
    } cases[] = {{2, {0, 1}}, {2, {1, 0}}, {1, {1}}, {1, {2}}};

    (void)state;
    snprintf(paths[0], sizeof paths[0], "%s", scratch_file("pair/x.ann", AN_LIT("T1\tPerson 0 3\tAda\n")));
    snprintf(paths[1], sizeof paths[1], "%s", scratch_file("pair/x.txt", AN_LIT("Ada left.")));
    snprintf(paths[2], sizeof paths[2], "%s", scratch_path("pair"));
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *named[] = {paths[cases[i].names[0]], paths[cases[i].names[1]]};
        an_gold_options options = {.paths = named, .path_count = cases[i].count};
        an_gold gold;
        assert_int_equal(an_gold_read(&gold, &options, NULL, NULL), AN_OK);
        assert_int_equal(gold.count, 1);
        assert_string_equal(gold.items[0].id.ptr, "x");
        assert_int_equal(gold.counts.bad_files, 0);
        an_gold_clear(&gold);
    }
}

/* Predictions without a text take the text of the gold document, and offsets become bytes of it. */
static void test_borrowed_text(void **state)
{
    const char *paths[] = {scratch_file("gold.jsonl", AN_LIT("{" EVA ",\"mentions\":[]}\n"))};
    const char *more[] = {scratch_file("predicted.jsonl", AN_LIT("{\"id\":\"a\",\"mentions\":[{\"start\":0,\"end\":7,\"type\":\"person\",\"actor\":\"E\"}]}\n"
                                                                 "{\"id\":\"z\",\"mentions\":[{\"start\":5,\"end\":7,\"type\":\"person\"}]}\n"))};
    an_gold gold, predicted;
    an_gold_options options = {.paths = paths, .path_count = 1}, with = {.paths = more, .path_count = 1, .texts = &gold};

    (void)state;
    assert_int_equal(an_gold_read(&gold, &options, NULL, NULL), AN_OK);
    assert_int_equal(an_gold_read(&predicted, &with, NULL, NULL), AN_OK);
    assert_int_equal(predicted.count, 2);
    assert_true(predicted.items[0].has_text);
    assert_int_equal(predicted.items[0].mentions[0].span.end, 8);
    assert_false(predicted.items[1].has_text);
    assert_int_equal(predicted.items[1].mentions[0].span.end, 7);
    an_gold_clear(&gold);
    an_gold_clear(&predicted);
}

static void test_jsonl(void **state)
{
    (void)state;
    run(jsonl, COUNT(jsonl));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_jsonl), cmocka_unit_test(test_columns), cmocka_unit_test(test_brat), cmocka_unit_test(test_pairs),
                                       cmocka_unit_test(test_borrowed_text)};

    return cmocka_run_group_tests(tests, scratch_make, scratch_clean);
}
