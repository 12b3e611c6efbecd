/* The stream of documents: order, ids, JSON lines, what is skipped and why, and that a bad document leaves the others alone. */
#include "base/alloc.h"
#include "base/file.h"
#include "read/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define S(text)                                                                                                                            \
    {                                                                                                                                      \
        text, sizeof(text) - 1                                                                                                             \
    }

/* A folder of its own for each test, which is the working directory. */
typedef struct place {
    char path[64], before[4096];
} place;

static int enter(void **state)
{
    place *here = calloc(1, sizeof *here);

    strcpy(here->path, "/tmp/actornet-source-XXXXXX");
    if (!getcwd(here->before, sizeof here->before) || !mkdtemp(here->path) || chdir(here->path) != 0)
        return -1;
    *state = here;
    return 0;
}

static int leave(void **state)
{
    place *here = *state;
    char command[256];
    int status;

    if (chdir(here->before) != 0)
        return -1;
    snprintf(command, sizeof command, "chmod -R u+rwx %s && rm -rf %s", here->path, here->path);
    status = system(command);
    free(here);
    return status;
}

static void put(const char *path, an_str content)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(content.ptr, 1, content.len, file), content.len);
    assert_int_equal(fclose(file), 0);
}

/* What a run gave: "id=text" of each document, and the messages. */
typedef struct result {
    an_buf documents, messages;
    an_source_counts counts;
    char hash[33];
    size_t files;
} result;

static void listen(void *payload, const an_diagnostic *found)
{
    result *r = payload;

    an_buf_addf(&r->messages, "%s:%zu:%zu: %s\n", found->at.source, found->at.line, found->at.column, found->at.message);
}

static void add_document(result *r, const an_document *doc)
{
    an_buf_add(&r->documents, doc->id);
    an_buf_add_char(&r->documents, '=');
    an_buf_add(&r->documents, doc->text);
    if (doc->date.len) {
        an_buf_add_char(&r->documents, '@');
        an_buf_add(&r->documents, doc->date);
    }
    if (doc->title.len) {
        an_buf_add_char(&r->documents, '^');
        an_buf_add(&r->documents, doc->title);
    }
    an_buf_add_char(&r->documents, '\n');
}

static an_status run(result *r, const an_source_options *options)
{
    an_observer watch = {.diagnose = listen, .payload = r};
    an_source *source;
    an_document doc = {0};
    bool more = true;
    an_status st;

    *r = (result){0};
    an_buf_add_text(&r->documents, "");
    an_buf_add_text(&r->messages, "");
    if ((st = an_source_open(&source, options, &watch, NULL)))
        return st;
    r->files = an_source_files(source);
    while ((st = an_source_next(source, &doc, &more, NULL)) == AN_OK && more)
        add_document(r, &doc);
    r->counts = *an_source_count(source);
    an_source_hash(source, r->hash);
    an_document_clear(&doc);
    an_source_free(source);
    return st;
}

static void done(result *r)
{
    an_buf_clear(&r->documents);
    an_buf_clear(&r->messages);
}

static result read_paths(const char *const *paths, size_t count)
{
    an_source_options options = {.paths = paths, .path_count = count, .hashed = true};
    result r;

    assert_int_equal(run(&r, &options), AN_OK);
    return r;
}

#define READ(...) read_paths((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void test_folders(void **state)
{
    result r;

    (void)state;
    mkdir("d", 0755);
    mkdir("d/b", 0755);
    mkdir("d/.hidden", 0755);
    put("d/c", AN_LIT("3"));
    put("d/b/x", AN_LIT("2"));
    put("d/b.txt", AN_LIT("1"));
    put("d/.dot", AN_LIT("no"));
    put("d/.hidden/x", AN_LIT("no"));
    assert_int_equal(symlink("c", "d/link"), 0);
    assert_int_equal(symlink("..", "d/loop"), 0);
    assert_int_equal(mkfifo("d/pipe", 0600), 0);
    r = READ("d/", "d/c");
    /* '.' sorts before '/' */
    assert_string_equal(r.documents.ptr, "b.txt=1\nb/x=2\nc=3\nc#2=3\n");
    assert_int_equal(r.files, 4);
    assert_int_equal(r.counts.duplicate_ids, 1);
    assert_int_equal(r.counts.skipped[AN_SKIP_UNREADABLE], 1);
    assert_non_null(strstr(r.messages.ptr, "d/pipe:0:0: not read"));
    done(&r);
    assert_int_equal(symlink("d", "by-link"), 0);
    r = READ("by-link"); /* a link that is named is followed */
    assert_int_equal(r.counts.documents, 3);
    done(&r);
}

static void test_excluded(void **state)
{
    const char *const paths[] = {"."}, *const exclude[] = {"out", "./n.graphml", "not-there"};
    an_source_options options = {.paths = paths, .path_count = 1, .exclude = exclude, .exclude_count = 3};
    result r;

    (void)state;
    mkdir("out", 0755);
    put("out/report", AN_LIT("no"));
    put("n.graphml", AN_LIT("no"));
    put("a", AN_LIT("yes"));
    assert_int_equal(run(&r, &options), AN_OK);
    assert_string_equal(r.documents.ptr, "a=yes\n");
    done(&r);
}

static void test_nothing_there(void **state)
{
    const char *const paths[] = {"missing"};
    an_source_options options = {.paths = paths, .path_count = 1};
    an_source *source;
    an_error err = {0};
    result r;

    (void)state;
    assert_int_equal(an_source_open(&source, &options, NULL, &err), AN_ERR_NOT_FOUND);
    assert_null(source);
    assert_non_null(strstr(err.message, "'missing'"));
    mkdir("empty", 0755);
    r = READ("empty");
    assert_int_equal(r.counts.documents, 0);
    assert_int_equal(strlen(r.hash), 32);
    done(&r);
}

static void test_depth(void **state)
{
    enum { DEPTH = 1200 }; /* deeper than PATH_MAX allows in one path */
    result r;

    (void)state;
    mkdir("deep", 0755);
    assert_int_equal(chdir("deep"), 0);
    for (int i = 0; i < DEPTH; i++) {
        assert_int_equal(mkdir("abcde", 0755), 0);
        assert_int_equal(chdir("abcde"), 0);
    }
    put("bottom", AN_LIT("found"));
    assert_int_equal(chdir(((place *)*state)->path), 0);
    r = READ("deep");
    assert_int_equal(r.counts.documents, 1);
    assert_non_null(strstr(r.documents.ptr, "bottom=found"));
    done(&r);
}

static void test_skips(void **state)
{
    static const struct {
        const char *name;
        an_str content;
        an_skip why;
        const char *message;
    } cases[] = {
        {"empty", S(""), AN_SKIP_EMPTY, "empty"},
        {"white", S(" \n\t\r\n"), AN_SKIP_EMPTY, "empty"},
        {"binary", S("\1\2\3\4\5\6\7\0\1\2\3\4\5\6\7"), AN_SKIP_BINARY, "not a text file"},
        {"x.pdf", S("%PDF-1.4\n"), AN_SKIP_NEEDS_CONVERSION, "'x.pdf' is a PDF; convert it first: pdftotext -layout x.pdf x.txt"},
        {"my file", S("%PDF-1.4\n"), AN_SKIP_NEEDS_CONVERSION, "pdftotext -layout 'my file' 'my file.txt'"},
        {"-rf", S("%PDF-1.4\n"), AN_SKIP_NEEDS_CONVERSION, "pdftotext -layout ./-rf ./-rf.txt"},
        {"a.docx", S("PK\3\4....word/document.xml"), AN_SKIP_NEEDS_CONVERSION, "is a Word document"},
        {"a.xlsx", S("PK\3\4....xl/workbook.xml"), AN_SKIP_NEEDS_CONVERSION, "is a spreadsheet"},
        {"a.odt", S("PK\3\4mimetypeapplication/vnd.oasis.opendocument.text"), AN_SKIP_NEEDS_CONVERSION, "OpenDocument text"},
        {"a.epub", S("PK\3\4mimetypeapplication/epub+zip"), AN_SKIP_NEEDS_CONVERSION, "EPUB"},
        {"a.zip", S("PK\3\4....a.txt"), AN_SKIP_NEEDS_CONVERSION, "zip archive"},
        {"a.doc", S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), AN_SKIP_NEEDS_CONVERSION, "old Office"},
        {"a.rtf", S("{\\rtf1 x}"), AN_SKIP_NEEDS_CONVERSION, "RTF"},
        {"a.html", S("\n<!DOCTYPE HTML><script>x</script>"), AN_SKIP_EMPTY, "made by a script"},
        {"a.xml", S("<?xml version='1.0'?><a/>"), AN_SKIP_NEEDS_CONVERSION, "is XML"},
        {"a.gz", S("\x1F\x8B\x08\0"), AN_SKIP_NEEDS_CONVERSION, "gunzip"},
        {"a.png", S("\x89PNG\r\n\x1A\n"), AN_SKIP_NEEDS_CONVERSION, "tesseract"},
        {"a.csv", S("id,text\n1,x\n"), AN_SKIP_NEEDS_CONVERSION, "mlr"},
        {"a.json", S("[\n {}]"), AN_SKIP_NEEDS_CONVERSION, "jq"},
        {"m.eml", S("From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n--x"), AN_SKIP_NEEDS_CONVERSION, "munpack"},
        {"mbox", S("From a@b.org Thu Jan 1 00:00:00 2009\nFrom: a\n\nx\n\nFrom b@c.org Thu Jan 1 00:00:00 2009\nFrom: b\n\ny\n"),
         AN_SKIP_NEEDS_CONVERSION, "formail"},
    };

    (void)state;
    put("good", AN_LIT("good"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        result r;

        put(cases[i].name, cases[i].content);
        r = READ(cases[i].name, "good");
        if (r.counts.skipped[cases[i].why] != 1 || !strstr(r.messages.ptr, cases[i].message) || strcmp(r.documents.ptr, "good=good\n") != 0)
            fail_msg("%s: %s%s", cases[i].name, r.documents.ptr, r.messages.ptr);
        done(&r);
        unlink(cases[i].name);
    }
}

/* Text that only looks like something else. */
static void test_texts(void **state)
{
    static const struct {
        const char *name;
        an_str content;
    } cases[] = {
        {"a.md", S("# Head")},
        {"a.log", S("GIF89a is a format")},
        {"a", S("ID3 trees")},
        {"b.csv", S("no table here")},
        {"c", S("<Ada> said so")},
        {"d", S("From Bamako, a report")},
        {"e", S("{not json}")},
        {"PK", S("PK and others")},
        {"f.json", S("\"just a word\"")},
        {"nul", S("some\0text")},
        {"g.eml", S("From: a\nTo: b\nSubject: s\nContent-Type: text/plain\n\nhello")},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        result r;

        put(cases[i].name, cases[i].content);
        r = READ(cases[i].name);
        if (r.counts.documents != 1)
            fail_msg("%s: %s", cases[i].name, r.messages.ptr);
        done(&r);
    }
}

static void test_jsonl(void **state)
{
    result r;

    (void)state;
    put("a.jsonl", AN_LIT("\xEF\xBB\xBF{\"id\":\"one\",\"text\":\"A\",\"title\":\" T \",\"date\":\"2013-01-18T10:11:12Z\"}\r\n"
                          "\n"
                          "{\"id\":7,\"text\":\"nul \\u0000 half \\ud83d!\"}\n"
                          "{\"text\":\"no id\"}\n"
                          "{\"id\":\"one\",\"text\":\"again\"}\n"
                          "{\"id\":\"x\",\"text\":5}\n"
                          "{\"id\":\"bad\", \"text\": \"a\n"
                          "[1,2]\n"
                          "{\"id\":\"e\",\"text\":\" \"}\n"
                          "{\"id\":\"d\",\"text\":\"D\",\"date\":\"2013-02-30\"}\n"
                          "{\"id\":\"u\",\"text\":\"bad \xFF byte\"}\n"
                          "{\"id\":\"2014-05-06-x\",\"text\":\"last\"}"));
    r = READ("a.jsonl");
    assert_string_equal(r.documents.ptr, "one=A@2013-01-18^T\n"
                                         "7=nul   half \xEF\xBF\xBD!\n"
                                         "a.jsonl:4=no id\n"
                                         "one#2=again\n"
                                         "d=D\n"
                                         "u=bad \xEF\xBF\xBD byte\n"
                                         "2014-05-06-x=last@2014-05-06\n");
    assert_int_equal(r.counts.skipped[AN_SKIP_BAD_LINE], 2);
    assert_int_equal(r.counts.skipped[AN_SKIP_NO_TEXT], 1);
    assert_int_equal(r.counts.skipped[AN_SKIP_EMPTY], 1);
    assert_int_equal(r.counts.duplicate_ids, 1);
    assert_int_equal(r.counts.repaired_documents, 2);
    assert_non_null(strstr(r.messages.ptr, "a.jsonl:6:0: the line has no string 'text'"));
    assert_non_null(strstr(r.messages.ptr, "a.jsonl:7:"));
    assert_non_null(strstr(r.messages.ptr, "a.jsonl:8:1: not a JSON object"));
    assert_non_null(strstr(r.messages.ptr, "a.jsonl:10:0: '2013-02-30' is no date"));
    done(&r);
    put("by-content", AN_LIT("{\"text\":\"A\"}\n{\"text\":\"B\"}\n"));
    put("t.json", AN_LIT("{\"text\":\"C\"}\n"));
    r = READ("by-content", "t.json");
    assert_string_equal(r.documents.ptr, "by-content:1=A\nby-content:2=B\nt.json:1=C\n");
    done(&r);
}

/* Lines and files at the limit, one byte over it, and far over it. */
static void test_limits(void **state)
{
    const char *const paths[] = {"a.jsonl", "long", "fits"};
    an_source_options options = {.paths = paths, .path_count = 3, .max_bytes = 400000};
    an_buf line = {0}, text = {0};
    result r;

    (void)state;
    an_buf_add_text(&line, "{\"id\":\"long\",\"text\":\"");
    for (int i = 0; i < 600000; i++)
        an_buf_add_char(&line, 'x');
    an_buf_add_text(&line, "\"}\n{\"id\":\"short\",\"text\":\"y\"}\n");
    put("a.jsonl", an_buf_str(&line));
    for (int i = 0; i < 400001; i++)
        an_buf_add_char(&text, 'z');
    put("long", an_buf_str(&text));
    put("fits", an_str_sub(an_buf_str(&text), 0, 400000));
    assert_int_equal(run(&r, &options), AN_OK);
    assert_int_equal(r.counts.skipped[AN_SKIP_TOO_LARGE], 2);
    assert_int_equal(r.counts.documents, 2);
    assert_non_null(strstr(r.messages.ptr, "a.jsonl:1:0: the line is longer"));
    assert_true(an_str_starts(an_buf_str(&r.documents), AN_LIT("short=y\nfits=zzz")));
    done(&r);
    an_buf_clear(&line);
    an_buf_clear(&text);
}

static void test_large_line(void **state)
{
    an_buf text = {0};
    result r;

    (void)state;
    for (int i = 0; i < 2000000; i++)
        an_buf_add_text(&text, "word ");
    put("large", an_buf_str(&text));
    r = READ("large");
    assert_int_equal(r.counts.documents, 1);
    assert_int_equal(r.documents.len, text.len + strlen("large=\n"));
    done(&r);
    an_buf_clear(&text);
}

/* A large file is mapped: its text is that of the file, and a NUL stands behind it wherever the last page ends. */
static void test_large_file(void **state)
{
    static const size_t sizes[] = {1 << 20, (1 << 20) + 1, (1 << 20) + 4095};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        an_source_options options = {.paths = (const char *[]){"large.txt"}, .path_count = 1};
        an_source *source;
        an_document doc = {0};
        an_buf text = {0};
        an_error err = {0};
        bool more;
        while (text.len < sizes[i])
            an_buf_add_text(&text, text.len % 72 == 71 ? "\n" : "x");
        put("large.txt", an_buf_str(&text));
        assert_int_equal(an_source_open(&source, &options, NULL, &err), AN_OK);
        assert_int_equal(an_source_next(source, &doc, &more, &err), AN_OK);
        assert_true(more && an_str_equal(doc.text, an_buf_str(&text)) && doc.text.ptr[doc.text.len] == '\0');
        assert_int_equal(an_source_next(source, &doc, &more, &err), AN_OK);
        assert_false(more);
        an_document_clear(&doc);
        an_source_free(source);
        an_buf_clear(&text);
    }
}

static void test_dates_and_titles(void **state)
{
    result r;

    (void)state;
    mkdir("d", 0755);
    mkdir("d/2012", 0755);
    mkdir("d/2012-03", 0755);
    put("d/2013-01-18-a.txt", AN_LIT("Date: 5 May 2010\nFrom: A\nTo: B\nSubject: s\n\nx"));
    put("d/2012/m", AN_LIT("Date: 5 May 2010\nFrom: A\nTo: B\nSubject: s\n\nx"));
    put("d/2012/x", AN_LIT("Heading\n\nText."));
    put("d/2012-03/x", AN_LIT("No heading.\n\nText."));
    put("d/y", AN_LIT("A wrapped line that\ngoes on."));
    put("d/z", AN_LIT("alone"));
    r = READ("d");
    assert_string_equal(r.documents.ptr, "2012-03/x=No heading.\n\nText.@2012-03\n"
                                         "2012/m=Date: 5 May 2010\nFrom: A\nTo: B\nSubject: s\n\nx@2010-05-05^s\n"
                                         "2012/x=Heading\n\nText.@2012^Heading\n"
                                         "2013-01-18-a.txt=Date: 5 May 2010\nFrom: A\nTo: B\nSubject: s\n\nx@2013-01-18^s\n"
                                         "y=A wrapped line that\ngoes on.\n"
                                         "z=alone\n");
    assert_int_equal(r.counts.mails, 2);
    assert_int_equal(r.counts.dated, 4);
    done(&r);
}

static void test_names(void **state)
{
    result r;

    (void)state;
    mkdir("d", 0755);
    put("d/new\nline", AN_LIT("1"));
    put("d/bad\xFF", AN_LIT("2"));
    put("d/esc\x1B[31m", AN_LIT("3"));
    r = READ("d");
    assert_string_equal(r.documents.ptr, "bad\xEF\xBF\xBD=2\nesc [31m=3\nnew line=1\n");
    done(&r);
}

/* The hash is one of names and bytes, in order. */
static void test_hash(void **state)
{
    result a, b, c;

    (void)state;
    put("x", AN_LIT("1"));
    put("y", AN_LIT("2"));
    a = READ("x", "y");
    b = READ("x", "y");
    put("y", AN_LIT("3"));
    c = READ("x", "y");
    assert_string_equal(a.hash, b.hash);
    assert_string_not_equal(a.hash, c.hash);
    done(&a);
    done(&b);
    done(&c);
}

/* Each allocation fails once: the run says so, or a document is skipped, and nothing leaks. */
static void test_out_of_memory(void **state)
{
    const char *const paths[] = {"d", "a.jsonl"};
    an_source_options options = {.paths = paths, .path_count = 2};

    (void)state;
    mkdir("d", 0755);
    put("d/x", AN_LIT("From: A\nTo: B\nDate: 18 Jan 2013\n\ntext"));
    put("a.jsonl", AN_LIT("{\"id\":\"x\",\"text\":\"A\"}\n{\"id\":\"x\",\"text\":\"B \\u0001\"}\n"));
    for (size_t n = 1;; n++) {
        an_source *source = NULL;
        an_document doc = {0};
        bool more = true;
        an_status st;
        size_t made;

        an_alloc_fail_at(n, true);
        st = an_source_open(&source, &options, NULL, NULL);
        while (st == AN_OK && more)
            st = an_source_next(source, &doc, &more, NULL);
        made = an_alloc_count();
        an_alloc_fail_at(0, false);
        an_document_clear(&doc);
        an_source_free(source);
        if (made < n) {
            assert_int_equal(st, AN_OK);
            break;
        }
        assert_true(n < 2000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)
        IN_FOLDER(test_folders),       IN_FOLDER(test_excluded),
        IN_FOLDER(test_nothing_there), IN_FOLDER(test_depth),
        IN_FOLDER(test_skips),         IN_FOLDER(test_texts),
        IN_FOLDER(test_jsonl),         IN_FOLDER(test_limits),
        IN_FOLDER(test_large_line),    IN_FOLDER(test_large_file),
        IN_FOLDER(test_dates_and_titles), IN_FOLDER(test_names),
        IN_FOLDER(test_hash),          IN_FOLDER(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
