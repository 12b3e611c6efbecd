/* Rows and cells of TSV and CSV, with their places. */
#include "base/buf.h"
#include "lexicon/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* A file as text: cells in [], rows on lines, a damaged row as «!problem at byte». */
static void dump(an_buf *out, const char *content, size_t length, bool csv)
{
    an_arena arena = {0};
    an_table_reader reader;
    bool more = false;

    an_table_open(&reader, (an_str){content, length}, csv, &arena);
    if (reader.problem)
        an_buf_addf(out, "!%s at %zu", reader.problem, reader.problem_at);
    while (!reader.problem || out->len == 0) {
        assert_int_equal(an_table_next(&reader, &more, NULL), AN_OK);
        if (!more)
            break;
        an_buf_addf(out, "%zu:", reader.row_line);
        for (size_t i = 0; i < reader.count; i++) {
            an_buf_add_char(out, '[');
            an_buf_add(out, reader.cells[i].text);
            an_buf_add_char(out, ']');
        }
        if (reader.problem)
            an_buf_addf(out, "!%s at %zu", reader.problem, reader.problem_at);
        an_buf_add_char(out, '\n');
        reader.problem = NULL;
    }
    an_table_close(&reader);
    an_arena_clear(&arena);
}

/* Wherever it stands in a long text, and alone: a control is told, and an odd blank makes the names be looked at. */
static void specials(void **state)
{
    static const struct {
        const char *text;
        bool problem, odd;
    } cases[] = {{"\x01", true, false},     {"\x7F", true, false}, {"\xC2\x85", true, false}, {"\xC2\xA0", false, true},
                 {"\xE2\x80\x8B", false, true}, {"  ", false, true},    {"\xD0\x90", false, false}, {"\t", false, false},
                 {"\r\n", false, false},     {"\r", true, false},  {"~ ", false, false}};
    enum { LONGEST = 50 };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t before = 0; before < LONGEST; before++)
            for (size_t behind = 1; behind < LONGEST; behind += 7) {
                an_table_reader reader;
                an_arena arena = {0};
                an_buf text = {0};
                for (size_t k = 0; k < before; k++)
                    an_buf_add_char(&text, k % 5 == 4 ? '\n' : 'a');
                an_buf_add_text(&text, cases[i].text);
                for (size_t k = 0; k < behind; k++)
                    an_buf_add_char(&text, 'b');
                an_table_open(&reader, an_buf_str(&text), false, &arena);
                assert_int_equal(reader.problem != NULL, cases[i].problem);
                assert_int_equal(reader.problem ? reader.problem_at : before, before);
                assert_int_equal(reader.odd, cases[i].odd);
                an_table_close(&reader);
                an_arena_clear(&arena);
                an_buf_clear(&text);
            }
}

static void rows(void **state)
{
    static const struct {
        const char *name, *content;
        bool csv;
        const char *expected;
    } cases[] = {
        {"empty", "", false, ""},
        {"tsv", "a\tb\nc\t\n", false, "1:[a][b]\n2:[c][]\n"},
        {"no quoting in tsv", "\"a\tb\"\n", false, "1:[\"a][b\"]\n"},
        {"crlf, bom, blanks, blank lines", "\xEF\xBB\xBF a \tb\r\n\r\n\t\r\nc", false, "1:[a][b]\n4:[c]\n"},
        {"csv", "a,b\nc,\n", true, "1:[a][b]\n2:[c][]\n"},
        {"csv quotes", "\"a,b\",\"c \"\"d\"\"\"\n", true, "1:[a,b][c \"d\"]\n"},
        {"csv newline in quotes", "\"a\nb\",c\nd\n", true, "1:[a\nb][c]\n3:[d]\n"},
        {"csv blank row", "a,b\n,,\nc,d\n", true, "1:[a][b]\n3:[c][d]\n"},
        {"csv open quote", "a\n\"b,c\nd\n", true, "1:[a]\n2:!the quote is never closed at 2\n"},
        {"csv text behind quote", "\"a\"b,c\nd\n", true, "1:[a]!text behind a closing quote at 3\n2:[d]\n"},
        {"csv quote inside", "a\"b,c\nd\n", true,
         "1:[a\"b][c]!a quote inside a cell: put the whole cell in quotes and double the quotes inside at 1\n2:[d]\n"},
        {"invalid utf-8", "a\n\xE9t\n", false, "!invalid UTF-8: save the file as UTF-8 at 2"},
        {"utf-16",
         "\xFF\xFE"
         "a",
         false, "!this is UTF-16: save the file as UTF-8 at 0"},
        {"control",
         "a\x01"
         "b",
         false, "!control character: take it out at 1"},
        {"c1 control",
         "a\xC2\x85"
         "b",
         false, "!control character: take it out at 1"},
        {"lone cr", "a\rb", false, "!carriage return inside a line: lines end with LF or CR LF at 1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf out = {0};
        dump(&out, cases[i].content, strlen(cases[i].content), cases[i].csv);
        print_message("%s\n", cases[i].name);
        assert_string_equal(out.ptr ? out.ptr : "", cases[i].expected);
        an_buf_clear(&out);
    }
}

static void nul_byte(void **state)
{
    an_buf out = {0};

    (void)state;
    dump(&out, "a\0b", 3, false);
    assert_string_equal(out.ptr, "!NUL byte: this is no text file at 1");
    an_buf_clear(&out);
}

static void places(void **state)
{
    an_arena arena = {0};
    an_table_reader reader;
    an_error err = {0};
    bool more;
    an_str file = AN_LIT("x\n\xC3\xA9,\"a \"\"b\"\" c\"\n");

    (void)state;
    an_table_open(&reader, file, true, &arena);
    assert_int_equal(an_table_next(&reader, &more, NULL), AN_OK);
    assert_int_equal(an_table_next(&reader, &more, NULL), AN_OK);
    assert_int_equal(reader.count, 2);
    /* text: a "b" c; its b is byte 3, in the file behind the opening quote, a, a blank and a doubled quote */
    assert_int_equal(file.ptr[an_table_place(file, &reader.cells[1], 3)], 'b');
    assert_int_equal(file.ptr[an_table_place(file, &reader.cells[1], 6)], 'c');
    an_table_point(&err, "f.csv", file, reader.cells[1].at, reader.cells[1].length);
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 3); /* code points */
    assert_int_equal(err.caret, 2);
    assert_int_equal(err.caret_length, 11);
    assert_string_equal(err.source, "f.csv");
    an_table_close(&reader);
    an_arena_clear(&arena);
}

static void comments(void **state)
{
    an_arena arena = {0};
    an_table_reader reader;
    an_cell line;
    bool more;

    (void)state;
    an_table_open(&reader, AN_LIT("# one\n\n#= type=x\na\tb\n# not one\n"), false, &arena);
    assert_true(an_table_comment(&reader, &line));
    assert_true(an_table_comment(&reader, &line));
    assert_true(an_table_comment(&reader, &line));
    assert_memory_equal(line.text.ptr, "#= type=x", 9);
    assert_false(an_table_comment(&reader, &line));
    assert_int_equal(an_table_next(&reader, &more, NULL), AN_OK);
    assert_int_equal(reader.row_line, 4);
    assert_int_equal(an_table_next(&reader, &more, NULL), AN_OK);
    assert_true(more);
    assert_int_equal(reader.row_line, 5);
    an_table_close(&reader);
    an_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows), cmocka_unit_test(specials),
        cmocka_unit_test(nul_byte),
        cmocka_unit_test(places),
        cmocka_unit_test(comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
