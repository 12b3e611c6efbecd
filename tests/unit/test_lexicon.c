/* Dictionaries, word lists, patterns: what files mean, what is told about bad ones and where, what a check sees, what explain says. */
#define _XOPEN_SOURCE 700 /* nftw */
#include "actornet/dictionary.h"
#include "base/alloc.h"
#include "base/file.h"
#include "lexicon/lexicon.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder of its own for every run ---------------------------------------------------------------------------------------------- */

static char folder[] = "/tmp/test_lexicon.XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info;
    (void)type;
    (void)walk;
    return remove(path);
}

static int remove_folder(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Write a file below the folder, making folders on the way; its path stays until the next call. */
static const char *put(const char *name, const char *content)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        mkdir(path, 0755);
    }
    assert_int_equal(an_file_write(path, an_str_of(content), NULL), AN_OK);
    return path;
}

/* Findings as lines `line:column: severity: message [underlined]`. */
static void note(void *payload, const an_diagnostic *found)
{
    static const char *const names[] = {"note", "warning", "error"};
    an_buf *out = payload;
    an_str excerpt = an_str_of(found->at.excerpt);

    if (found->at.line)
        an_buf_addf(out, "%zu:%zu: ", found->at.line, found->at.column);
    an_buf_addf(out, "%s: %s", names[found->severity], found->at.message);
    if (found->at.line && found->at.caret + found->at.caret_length <= excerpt.len) { /* ASCII in these tests */
        an_buf_add_text(out, " [");
        an_buf_add(out, an_str_sub(excerpt, found->at.caret, found->at.caret + found->at.caret_length));
        an_buf_add_text(out, "]");
    }
    an_buf_add_char(out, '\n');
}

static an_lexicon *load(const char *path, an_buf *told, an_status expected)
{
    an_observer watch = {.diagnose = note, .payload = told};
    an_lexicon_options options = {.files = &path, .file_count = 1};
    an_lexicon *lexicon = NULL;
    an_error err = {0};
    an_status st = an_lexicon_load(&lexicon, &options, &watch, &err);

    if (st != expected)
        print_message("%s: %s\n", an_status_name(st), err.message);
    assert_int_equal(st, expected);
    assert_true((st == AN_OK) == (lexicon != NULL));
    return lexicon;
}

static const char *text_of(const an_buf *buf)
{
    return buf->ptr ? buf->ptr : "";
}

static void assert_str(an_str got, const char *want)
{
    if (!an_str_equal(got, an_str_of(want)))
        fail_msg("'%.*s' != '%s'", (int)got.len, got.ptr, want);
}

/* Dictionaries --------------------------------------------------------------------------------------------------------------------- */

/* Aliases as `text=actor/case`, never rows as `text=never/case`. */
static void list_aliases(an_buf *out, const an_lexicon *lexicon)
{
    static const char *const cases[] = {"any", "cap", "exact"};

    for (uint32_t i = 0; i < an_lexicon_alias_count(lexicon); i++) {
        an_alias alias = an_lexicon_alias(lexicon, i);
        an_buf_add_text(out, i ? " | " : "");
        an_buf_add(out, an_lexicon_alias_text(lexicon, i));
        an_buf_add_char(out, '=');
        an_buf_add(out, alias.never ? AN_LIT("never") : an_lexicon_actor(lexicon, alias.actor).id);
        an_buf_addf(out, "/%s", cases[alias.casing]);
    }
}

/* What `auto` finds only as it is written. */
static void exact_by_itself(void **state)
{
    static const struct {
        const char *alias;
        bool exact;
    } cases[] = {
        {"WHO", true}, {"U.S.", true}, {"MI6", true},     {"ÉTA", true}, {"Who", false}, {"A", false},
        {"",    false}, {"...", false}, {"ALGIERS", false}, {"3", false},  {"UN RC", false}, {"\xFF\xFE", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (an_dict_is_exact(an_str_of(cases[i].alias)) != cases[i].exact)
            fail_msg("'%s' is %sexact", cases[i].alias, cases[i].exact ? "not " : "");
}

/* What a row with one is found by, too. */
static void found_by_the_other(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"Berg", "BERG", true},  {"Ana Müller", "ana muller", true}, {"Müller", "Muller", true}, {"Berg", "Bergh", false}, {"NATO", "Nato", true},
        {"Tô", "To", false},    {"Tô", "TÔ", true},                 {"", "", true},              {"Mill, Inc.", "Mill Inc.", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if ((an_dict_compare(an_str_of(cases[i].a), an_str_of(cases[i].b)) == 0) != cases[i].same)
            fail_msg("'%s' and '%s' are %sthe same", cases[i].a, cases[i].b, cases[i].same ? "not " : "");
}

static void aliases_and_case(void **state)
{
    static const struct {
        const char *name, *file, *content, *expected;
    } cases[] = {
        {"automatic case", "a.tsv", "actor\talias\nMali\t\nMali\tRepublic of Mali\nMali\tRIM\nMali\tR.I.M.\n",
         "Mali=Mali/cap | Republic of Mali=Mali/any | RIM=Mali/exact | R.I.M.=Mali/exact"},
        {"no capital to meet", "a.tsv", "actor\n3i\neBay\n\xE6\x9D\xB1\nAT&T\nMI6\nkremlin\nISLAMIST\n",
         "3i=3i/any | eBay=eBay/any | \xE6\x9D\xB1=\xE6\x9D\xB1/any | AT&T=AT&T/any | MI6=MI6/exact | kremlin=kremlin/cap | "
         "ISLAMIST=ISLAMIST/cap"},
        {"case given", "a.tsv", "actor\tcase\nMali\tany\nGao\texact\nOran\tCAP\nTunis\tauto\n",
         "Mali=Mali/any | Gao=Gao/exact | Oran=Oran/cap | Tunis=Tunis/cap"},
        {"id and never", "a.tsv", "id\tactor\talias\tnever\nx1\tDGSE\t\t\nx2\tDGSE\t\tno\n\tMarch\t\tyes\n\tMay\tMay Day\tYes\n",
         "DGSE=x1/exact | DGSE=x2/exact | March=never/cap | May Day=never/any"},
        {"defaults of the file", "a.tsv", "# c\n#= case=any actor=\"The Firm\"\nalias\nFirm\nThe Company\n",
         "Firm=The Firm/any | The Company=The Firm/any"},
        {"csv", "a.csv",
         "\xEF\xBB\xBF"
         "actor,alias\r\n\"Smith, John\",\r\n\"Smith, John\",\"John\r\nSmith\"\r\n",
         "Smith, John=Smith, John/any | John Smith=Smith, John/any"},
        {"column names in any case", "a.tsv", "Actor\tALIAS\nMali\tMalia\n", "Malia=Mali/cap"},
        {"odd blanks and marks", "a.tsv", "actor\nBoko\xC2\xA0 Haram\xE2\x80\xAE\n", "Boko Haram=Boko Haram/any"},
        {"plain list", "a.txt", "# names\nMali\n\nBoko Haram\n", "Mali=Mali/cap | Boko Haram=Boko Haram/any"},
        {"plain kill list", "a.txt", "#= never=yes\nMali\n", "Mali=never/cap"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf told = {0}, out = {0};
        an_lexicon *lexicon = load(put(cases[i].file, cases[i].content), &told, AN_OK);
        print_message("%s\n", cases[i].name);
        list_aliases(&out, lexicon);
        assert_string_equal(text_of(&out), cases[i].expected);
        an_lexicon_free(lexicon);
        an_buf_clear(&told);
        an_buf_clear(&out);
    }
}

static void actors_and_conditions(void **state)
{
    an_buf told = {0};
    size_t count;
    an_arena arena = {0};
    const an_attribute *attributes;
    an_lexicon *lexicon = load(put("a.tsv", "#= type=location source=own\n"
                                            "actor\talias\ttype\tnear\tfrom\tuntil\tcountry\tarea\n"
                                            "Morocco\t\tlocation/country\t\t\t\tMA\t7\n"
                                            "Morocco\tthe Kingdom\t\tMorocco; Rabat ;royal palace\t1999-07\t2025\t\t\n"
                                            "Rabat\n"),
                               &told, AN_OK);
    const an_near *near;
    an_alias kingdom;
    an_hits hits = {0};
    an_atoms atoms = {0};
    an_match_scratch scratch = {0};

    (void)state;
    assert_string_equal(text_of(&told), "");
    assert_int_equal(an_lexicon_actor_count(lexicon), 2);
    assert_str(an_lexicon_actor(lexicon, 0).type, "location/country");
    assert_str(an_lexicon_actor(lexicon, 1).type, "location");
    attributes = an_lexicon_attributes(lexicon, 0, &arena, &count);
    assert_int_equal(count, 3);
    assert_str(attributes[0].name, "area"); /* by name */
    assert_str(attributes[1].value, "MA");
    an_arena_clear(&arena);
    assert_str(an_lexicon_attribute(lexicon, 0, "country"), "MA");
    assert_str(an_lexicon_attribute(lexicon, 1, "source"), "own");
    assert_str(an_lexicon_attribute(lexicon, 1, "country"), "");
    assert_int_equal(an_lexicon_alias_count(lexicon), 3);
    kingdom = an_lexicon_alias(lexicon, 1);
    assert_str(kingdom.from, "1999-07");
    assert_str(kingdom.until, "2025");
    assert_int_equal(kingdom.near_count, 3);
    near = an_lexicon_near(lexicon) + kingdom.near_first;
    assert_int_equal(near[0].actor, 0);
    assert_int_equal(near[1].actor, 1);
    assert_int_equal(near[2].actor, AN_NO_ACTOR);
    assert_true(an_atoms_cut(&atoms, AN_LIT("Royal Palace"), 0, 12));
    assert_true(an_lexicon_find_words(lexicon, AN_LIT("Royal Palace"), &atoms, &scratch, &hits));
    assert_int_equal(hits.count, 1);
    assert_int_equal(hits.items[0].term, near[2].term);
    an_free(hits.items);
    an_atoms_clear(&atoms);
    an_match_scratch_clear(&scratch);
    an_lexicon_free(lexicon);
    an_buf_clear(&told);
}

static void near_by_name(void **state)
{
    an_buf told = {0};
    an_lexicon *lexicon = load(put("a.tsv", "actor\tid\talias\tnear\nDGSE\tfr\t\t\nDGSE\tdz\t\t\nX\t\t\tDGSE\nY\t\t\tdz\n"), &told, AN_OK);
    const an_near *near = an_lexicon_near(lexicon);
    an_alias x = an_lexicon_alias(lexicon, 2);

    (void)state;
    assert_int_equal(x.near_count, 2); /* both of that name */
    assert_int_equal(near[x.near_first].actor, 0);
    assert_int_equal(near[x.near_first + 1].actor, 1);
    assert_int_equal(an_lexicon_alias(lexicon, 3).near_count, 1);
    assert_int_equal(near[an_lexicon_alias(lexicon, 3).near_first].actor, 1);
    assert_int_equal(an_lexicon_find_actor(lexicon, AN_LIT("DGSE")), 0);
    assert_int_equal(an_lexicon_find_actor(lexicon, AN_LIT("dz")), 1);
    assert_int_equal(an_lexicon_find_actor(lexicon, AN_LIT("none")), AN_NO_ACTOR);
    an_lexicon_free(lexicon);
    an_buf_clear(&told);
}

/* Findings ------------------------------------------------------------------------------------------------------------------------- */

static void findings(void **state)
{
    static const struct {
        const char *name, *file, *content;
        an_status status;
        const char *expected;
    } cases[] = {
        {"no actor", "a.tsv", "alias\ttype\nMali\t\n", AN_ERR_SYNTAX, "1:1: error: missing column 'actor' [alias type]\n"},
        {"misspelt actor", "a.tsv", "actr\talias\n", AN_ERR_SYNTAX,
         "1:1: error: missing column 'actor'; did you mean it by 'actr'? [actr]\n"},
        {"name for actor", "a.tsv", "name\talias\n", AN_ERR_SYNTAX,
         "1:1: error: missing column 'actor'; did you mean it by 'name'? [name]\n"},
        {"misspelt alias", "a.tsv", "actor\talais\nMali\t\n", AN_OK,
         "1:7: warning: column 'alais' is kept as an attribute: did you mean 'alias'? [alais]\n"},
        {"no near miss", "a.tsv", "actor\tyear\tform\tuntil\nMali\t\t\t\n", AN_OK,
         "1:12: warning: column 'form' is kept as an attribute: did you mean 'from'? [form]\n"},
        {"misspelt header", "a.tsv", "actr\tname\nMali\t\n", AN_ERR_SYNTAX,
         "1:1: error: unknown column 'actr': did you mean 'actor'? [actr]\n"},
        {"column twice", "a.tsv", "actor\tnote\tnote\n", AN_ERR_SYNTAX, "1:12: error: column 'note' stands twice [note]\n"},
        {"commas in tsv", "a.tsv", "actor,alias\nMali,\n", AN_ERR_SYNTAX,
         "1:1: error: the columns are separated by ',': a file that is not called .csv needs tabs [actor,alias]\n"},
        {"semicolons in csv", "a.csv", "actor;alias\nMali;\n", AN_ERR_SYNTAX,
         "1:1: error: the columns are separated by ';': a .csv file needs commas [actor;alias]\n"},
        {"empty actor", "a.tsv", "actor\talias\n\tMali\n", AN_ERR_SYNTAX,
         "2:1: error: empty actor: every row needs the actor's name [ ]\n"},
        {"missing actor cell", "a.tsv", "alias\tactor\nMali\n", AN_ERR_SYNTAX,
         "2:1: error: empty actor: every row needs the actor's name [Mali]\n"},
        {"too many cells", "a.tsv", "actor\talias\nMali\tM\tx\n", AN_ERR_SYNTAX,
         "2:8: error: the row has 3 cells, the header only 2 [x]\n"},
        {"nameless column", "a.tsv", "actor\t\nMali\tx\n", AN_ERR_SYNTAX, "2:6: error: a value in a column without a name [x]\n"},
        {"bad case", "a.tsv", "actor\tcase\nMali\tcaps\nGao\tzzzzzz\n", AN_ERR_SYNTAX,
         "2:6: error: unknown case 'caps': did you mean 'cap'? [caps]\n3:5: error: unknown case 'zzzzzz': any, cap, exact or auto "
         "[zzzzzz]\n"},
        {"bad never", "a.tsv", "actor\tnever\nMali\tmaybe\n", AN_ERR_SYNTAX,
         "2:6: error: 'maybe' in column 'never': yes, no or nothing [maybe]\n"},
        {"bad dates", "a.tsv", "actor\tfrom\tuntil\nMali\t2013-02-30\t\nGao\t2013-05\t2012\nOran\t2013-05\t2013\n", AN_ERR_SYNTAX,
         "2:6: error: '2013-02-30' is no date: YYYY, YYYY-MM or YYYY-MM-DD [2013-02-30]\n"
         "3:5: error: from 2013-05 is later than until 2012 [2013-05]\n"},
        {"no letter", "a.tsv", "actor\talias\nMali\t--\n", AN_ERR_SYNTAX, "2:6: error: '--' has no letter or digit [--]\n"},
        {"the same row", "a.tsv", "actor\talias\nMali\tM\nMali\tM\nMali\tm\n", AN_OK, "3:6: warning: the same as line 2; not used [M]\n"},
        {"the same with another condition", "a.tsv", "actor\tfrom\nMali\t\nMali\t2012\n", AN_OK, ""},
        {"comment below the header", "a.tsv", "actor\talias\n# Mali\n", AN_OK,
         "2:1: warning: a comment stands before the header only: this row is read as a name [# Mali]\n"},
        {"two types", "a.tsv", "actor\talias\ttype\nMali\t\tlocation\nMali\tM\tperson\n", AN_OK,
         "3:8: warning: 'Mali' has the type 'location' from a row above; this one is not used [person]\n"},
        {"near names nothing", "a.tsv", "actor\tnear\nMali\t;\nGao\t?\n", AN_ERR_SYNTAX,
         "2:6: error: 'near' names nothing [;]\n3:5: error: '?' has no letter or digit [?]\n"},
        {"bad default", "a.tsv", "#= type location\nactor\n", AN_ERR_SYNTAX, "1:4: error: expected column=value behind '#=' [type]\n"},
        {"plain list", "a.txt", "Mali\n", AN_OK,
         "note: no known column in the first line: read as a plain list, one name a line, of type 'other' (a line '#= type=person' above them gives "
         "another)\n"},
        {"table without header", "a.tsv", "Mali\tBamako\n", AN_OK,
         "note: no known column in the first line: read as a plain list, one name a line; it looks like a table, so give it a header "
         "(actor, "
         "alias, type …)\n"},
        {"empty file", "a.tsv", "", AN_OK, "note: the file is empty\n"},
        {"invalid utf-8", "a.tsv", "actor\nMal\xE9\n", AN_ERR_SYNTAX, "2:4: error: invalid UTF-8: save the file as UTF-8 [?]\n"},
        {"csv quote", "a.csv", "actor,alias\n\"Mali\"x,\nGao,\n", AN_ERR_SYNTAX, "2:7: error: text behind a closing quote [x]\n"},
        {"empty word", "a.tsv", "word\tclass\n\tx\n", AN_ERR_SYNTAX, "2:1: error: empty word [ ]\n"},
        {"the same word", "a.tsv", "word\tclass\nMr\tx\nMr\ty\nMr\tx\n", AN_OK, "4:1: warning: the same as line 2; not used [Mr]\n"},
        {"empty pattern", "a.tsv", "id\tpattern\nx\t\n", AN_ERR_SYNTAX, "2:3: error: empty pattern\n"},
        {"pattern that does not compile", "a.tsv", "id\tpattern\nx\tab(c\n", AN_ERR_PATTERN, "2:7: error: missing closing parenthesis\n"},
        {"place in a csv cell", "a.csv", "id,pattern\nx,\"a\"\"(?&no)\"\n", AN_ERR_PATTERN,
         "2:10: error: no part and no word list is called 'no' [no]\n"},
        {"matches nothing", "a.tsv", "id\tpattern\nx\ta*\n", AN_ERR_PATTERN, "2:3: error: the pattern matches the empty text [a]\n"},
        {"bad part, told once", "a.tsv", "id\ttype\tpattern\np\tdefine\t(a\nx\tperson\t(?&p)b\ny\tperson\t(?&p)c\n", AN_ERR_PATTERN,
         "2:12: error: missing closing parenthesis\n"},
        {"bad part name", "a.tsv", "id\ttype\tpattern\n1p\tdefine\ta\n", AN_ERR_SYNTAX,
         "2:1: error: the id of a part is the name it is called by: up to 32 of a-z, A-Z, 0-9 and _, no digit first [1p]\n"},
        {"no such list in requires", "a.tsv", "id\tpattern\trequires\nx\ta\t@none\n", AN_ERR_SYNTAX,
         "2:5: error: no word list is called 'none' [@none]\n"},
        {"case of a pattern", "a.tsv", "id\tpattern\tcase\nx\ta\tcap\n", AN_ERR_SYNTAX,
         "2:5: error: case 'cap' is for names: a pattern's is any or exact [cap]\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf told = {0};
        print_message("%s\n", cases[i].name);
        an_lexicon_free(load(put(cases[i].file, cases[i].content), &told, cases[i].status));
        assert_string_equal(text_of(&told), cases[i].expected);
        an_buf_clear(&told);
    }
}

static void many_errors(void **state)
{
    an_buf content = {0}, told = {0};
    const char *path, *line;
    an_lexicon_options options = {.files = &path, .file_count = 1};
    an_observer watch = {.diagnose = note, .payload = &told};
    an_lexicon *lexicon = NULL;
    an_error err = {0};
    size_t lines = 0;

    (void)state;
    an_buf_add_text(&content, "actor\tcase\n");
    for (int i = 0; i < 30; i++)
        an_buf_addf(&content, "a%d\tno\n", i);
    path = put("a.tsv", content.ptr);
    assert_int_equal(an_lexicon_load(&lexicon, &options, &watch, &err), AN_ERR_SYNTAX);
    assert_null(lexicon);
    assert_true(strncmp(err.message, "30 bad rows; the first: unknown case 'no'", 41) == 0);
    assert_int_equal(err.line, 2);
    for (line = told.ptr; (line = strchr(line, '\n')); line++)
        lines++;
    assert_int_equal(lines, 21);
    assert_non_null(strstr(told.ptr, "error: … and 10 more\n"));
    an_buf_clear(&content);
    an_buf_clear(&told);
}

/* Files ---------------------------------------------------------------------------------------------------------------------------- */

static void shipped_and_user(void **state)
{
    char data[256], user[256];
    const char *files[] = {user}, *hash;
    an_lexicon_options options = {.data = data, .files = files, .file_count = 1};
    an_lexicon *lexicon = NULL;
    an_error err;

    (void)state;
    put("data/dict/actors/b.tsv", "actor\ttype\tcountry\nMali\tlocation\tML\n");
    put("data/dict/actors/a.tsv", "actor\nGao\n");
    put("data/dict/actors/.hidden.tsv", "actor\nHidden\n");
    put("data/dict/actors/note.md", "no table");
    put("data/dict/rules/never.tsv", "actor\tnever\nMarch\tyes\n");
    put("data/dict/rules/titles.tsv", "word\tclass\nMr\tcourtesy\nGeneral\trank\n");
    put("user/z.csv", "actor,type\nMali,organization\n");
    snprintf(user, sizeof user, "%s/user", folder);
    snprintf(data, sizeof data, "%s/data/", folder);
    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, &err), AN_OK);
    assert_true(strlen(an_lexicon_file(lexicon, 0, &hash)) > 6 && strstr(an_lexicon_file(lexicon, 0, NULL), "/user/z.csv"));
    assert_int_equal(strlen(hash), 32);
    assert_string_equal(an_lexicon_file(lexicon, 1, NULL), "dict/actors/a.tsv");
    assert_string_equal(an_lexicon_file(lexicon, 2, NULL), "dict/actors/b.tsv");
    assert_string_equal(an_lexicon_file(lexicon, 3, NULL), "dict/rules/never.tsv");
    assert_null(an_lexicon_file(lexicon, 5, NULL));
    /* one actor of two files: the user's type, the shipped attribute */
    assert_str(an_lexicon_actor(lexicon, 0).type, "organization");
    assert_str(an_lexicon_attribute(lexicon, 0, "country"), "ML");
    assert_int_equal(an_lexicon_actor_count(lexicon), 2);
    assert_int_equal(an_lexicon_alias(lexicon, 0).layer, AN_LAYER_USER);
    assert_int_equal(an_lexicon_word(lexicon, 1).class_.len, 4);
    assert_str(an_lexicon_word(lexicon, 0).list, "titles");
    an_lexicon_free(lexicon);

    options.no_default_dict = true;
    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, &err), AN_OK);
    assert_int_equal(an_lexicon_count(lexicon).files, 3);
    an_lexicon_free(lexicon);
}

static void missing(void **state)
{
    const char *files[] = {"/nowhere/at/all.tsv"};
    an_lexicon_options options = {.files = files, .file_count = 1};
    an_lexicon *lexicon = NULL;
    an_error err;
    char data[256];

    (void)state;
    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, &err), AN_ERR_NOT_FOUND);
    assert_string_equal(err.message, "no such dictionary file or folder: '/nowhere/at/all.tsv'");
    put("bare/x", "");
    snprintf(data, sizeof data, "%s/bare", folder);
    files[0] = data;
    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, &err), AN_ERR_NOT_FOUND);
    options = (an_lexicon_options){.data = data};
    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, &err), AN_ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "no dict/ in '"));
    assert_non_null(strstr(err.message, "--data DIR"));
    assert_null(lexicon);
}

/* Patterns and parts --------------------------------------------------------------------------------------------------------------- */

static void matches(an_buf *out, const an_pattern *pattern, const char *text)
{
    an_regex_scratch *scratch = an_regex_scratch_new();
    an_str s = an_str_of(text);
    an_span whole = {0, 0}, actor;
    int64_t budget = 1000000000;

    an_buf_reset(out);
    while (an_regex_find(pattern->regex, scratch, s, (an_span){0, (uint32_t)s.len}, whole.end, &budget, &whole, &actor) == AN_REGEX_FOUND) {
        an_buf_add_text(out, out->len ? "|" : "");
        an_buf_add(out, an_str_sub(s, actor.start, actor.end));
    }
    an_regex_scratch_free(scratch);
}

static void lists_as_parts(void **state)
{
    const char *paths[2];
    char words[256], patterns[256];
    an_lexicon_options options = {.files = paths, .file_count = 2};
    an_lexicon *lexicon = NULL;
    const an_pattern *all;
    size_t count;
    an_buf out = {0};

    (void)state;
    snprintf(words, sizeof words, "%s",
             put("job-titles.tsv", "word\tclass\nGeneral\trank\nGeneral Secretary\toffice\nGen.\trank\n"
                                   "O'Neil\toffice\nal-\tarticle\nGeneralissimo\trank\nÉmir\trank\n"));
    snprintf(patterns, sizeof patterns, "%s",
             put("p.tsv", "id\ttype\tpattern\tcase\trequires\n"
                          "cap\tdefine\t\\p{Lu}\\p{Ll}+\t\t\n"
                          "t\tperson\t(?&job_titles) (?<actor>(?&cap))\t\t@job_titles\n"
                          "r\tperson\t(?&job_titles_rank) (?<actor>\\w+)\tany\t^@job_titles_rank;chief of\n"
                          "\tperson\tx(?<cap>y)(?&cap)\t\t\n"));
    paths[0] = words;
    paths[1] = patterns;
    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, NULL), AN_OK);
    all = an_lexicon_patterns(lexicon, &count);
    assert_int_equal(count, 3);
    matches(&out, &all[0], "General Haftar, General  Secretary Ban, Gen. Ely, O’Neil Jim, Émir Abd, Generalx No");
    assert_string_equal(out.ptr, "Haftar|Ban|Ely|Jim|Abd");
    matches(&out, &all[1], "GENERAL haftar, general secretary ban, generalissimo Franco");
    assert_string_equal(out.ptr, "haftar|secretary|Franco");
    matches(&out, &all[2], "xyy"); /* its own group of that name */
    assert_string_equal(out.ptr, "xyy");
    /* a gate that is a whole list uses its words; others are terms of their own */
    assert_int_equal(all[0].gate_first, 0);
    assert_int_equal(all[0].gate_count, 7);
    assert_false(all[0].at_gate);
    assert_int_equal(all[1].gate_first, 7);
    assert_int_equal(all[1].gate_count, 5);
    assert_true(all[1].at_gate);
    assert_int_equal(all[2].gate_count, 0);
    assert_str(all[2].id, "p:5");
    an_lexicon_free(lexicon);
    an_buf_clear(&out);
}

/* Every word of a long list is found, the longest one first, and nothing else. */
static void long_list(void **state)
{
    const char *paths[2];
    char words[256], patterns[256], text[64];
    an_lexicon_options options = {.files = paths, .file_count = 2};
    an_lexicon *lexicon = NULL;
    an_buf content = {0}, out = {0};
    const an_pattern *pattern;
    size_t count;

    (void)state;
    an_buf_add_text(&content, "word\n");
    for (unsigned i = 0; i < 1500; i++)
        an_buf_addf(&content, "w%x\n", i * 7);
    snprintf(words, sizeof words, "%s", put("long.tsv", content.ptr));
    snprintf(patterns, sizeof patterns, "%s", put("p.tsv", "pattern\n\\b(?&long)\n"));
    paths[0] = words;
    paths[1] = patterns;
    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, NULL), AN_OK);
    pattern = an_lexicon_patterns(lexicon, &count);
    for (unsigned i = 0; i < 10600; i++) {
        snprintf(text, sizeof text, "w%x", i);
        matches(&out, pattern, text);
        assert_string_equal(text_of(&out), i % 7 == 0 && i < 10500 ? text : "");
    }
    an_lexicon_free(lexicon);
    an_buf_clear(&content);
    an_buf_clear(&out);
}

/* Check and explain ---------------------------------------------------------------------------------------------------------------- */

static void check(void **state)
{
    static const struct {
        const char *name, *content, *expected;
        size_t warnings;
    } cases[] = {
        {"ambiguous", "actor\tid\tnear\nDGSE\tfr\t\nDGSE\tdz\t\n",
         "3:1: warning: 'DGSE' stands for 'DGSE', too (FILE:2): ambiguous; give both a 'near' [DGSE]\n", 1},
        {"with near", "actor\tid\tnear\nDGSE\tfr\t\nDGSE\tdz\tAlgiers\n", "", 0},
        {"other times", "actor\tid\tfrom\tuntil\nKing\ta\t\t1999\nKing\tb\t2000\t\n", "", 0},
        {"other spelling", "actor\tid\tcase\nUS\ta\texact\nus\tb\texact\n", "", 0},
        {"a single letter", "actor\talias\nMali\t\nMali\tM\n", "3:6: warning: 'M' is a single letter: it will be found in many places [M]\n", 1},
        {"nameless", "actor\talias\nMali (state)\tMali\nNiger\tNijer\n",
         "3:7: note: no row looks for 'Niger' itself: add one with an empty alias if its own name shall be found [Nijer]\n", 0},
        {"killed", "actor\tnever\tcase\nMarch\tyes\tany\nMarch\t\tcap\n",
         "3:1: warning: 'March' is never extracted (FILE:2): this row finds nothing [March]\n", 1},
        {"other spelling of the same",
         "actor\talias\nMali\t\nMali\tL\xC3\xB3"
         "dz\nMali\tL\xC3\xB2"
         "dz\n",
         "4:6: note: found by line 3 already: accents and case are not compared [L\xC3\xB2"
         "d]\n", 0},
        {"no gate", "id\tpattern\nx\tabc\n", "2:1: note: pattern 'x' has no 'requires': it runs on every sentence, which costs time [x]\n",
         0},
        {"runs away", "id\tpattern\trequires\nx\t(?:a+)+$\tabc\n",
         "2:1: warning: pattern 'x' takes too long on «aaa…~»: bound its repeats [x]\n", 1},
        {"bad rows are findings", "actor\tcase\nMali\tno\n", "2:6: error: unknown case 'no': any, cap, exact or auto [no]\n", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_buf told = {0}, clean = {0};
        const char *path = put("c.tsv", cases[i].content);
        an_observer watch = {.diagnose = note, .payload = &told};
        an_lexicon_options options = {.files = &path, .file_count = 1};
        an_lexicon_counts counts;
        const char *at, *rest;
        print_message("%s\n", cases[i].name);
        assert_int_equal(an_lexicon_check(&counts, &options, &watch, NULL), AN_OK);
        for (rest = text_of(&told); (at = strstr(rest, path)); rest = at + strlen(path)) {
            an_buf_add(&clean, (an_str){rest, (size_t)(at - rest)});
            an_buf_add_text(&clean, "FILE");
        }
        an_buf_add_text(&clean, rest);
        assert_string_equal(text_of(&clean), cases[i].expected);
        assert_int_equal(counts.warnings, cases[i].warnings);
        an_buf_clear(&told);
        an_buf_clear(&clean);
    }
}

static void say_line(void *payload, const char *line)
{
    an_buf_add_text(payload, line + strlen(folder) + 1);
    an_buf_add_char(payload, '\n');
}

static void explain(void **state)
{
    const char *paths[] = {NULL};
    char path[256];
    an_lexicon_options options = {.files = paths, .file_count = 1};
    an_lexicon *lexicon = NULL;
    an_buf out = {0};

    (void)state;
    put("e/a.tsv", "actor\tid\talias\ttype\tnear\tfrom\tnever\nMali\tQ912\t\tlocation/country\t\t\t\nMali\tQ912\tthe Country\t\tMali; "
                   "Sahel belt\t2012\t\n"
                   "May\t\t\t\t\t\tyes\n");
    put("e/titles.tsv", "word\tclass\nMay\trank\n");
    put("e/z.tsv", "id\ttype\tpattern\nm\tperson\tM\\w+\n");
    snprintf(path, sizeof path, "%s/e", folder);
    paths[0] = path;
    assert_int_equal(an_lexicon_load(&lexicon, &options, NULL, NULL), AN_OK);
    assert_int_equal(an_lexicon_explain(lexicon, AN_LIT("May"), say_line, &out), 3);
    assert_string_equal(out.ptr, "e/a.tsv:4: never, case cap\ne/titles.tsv:2: word of the list 'titles', class rank\n"
                                 "e/z.tsv:2: pattern 'm' (person)\n");
    an_buf_reset(&out);
    assert_int_equal(an_lexicon_explain(lexicon, AN_LIT("mali"), say_line, &out), 1);
    assert_string_equal(out.ptr, "e/a.tsv:2: alias of 'Mali' [Q912] (location/country), case cap (not met as written here)\n");
    an_buf_reset(&out);
    assert_int_equal(an_lexicon_explain(lexicon, AN_LIT("The Country"), say_line, &out), 1);
    assert_string_equal(out.ptr, "e/a.tsv:3: alias of 'Mali' [Q912] (location/country), case any, near 'Mali'; Sahel belt, from 2012\n");
    assert_int_equal(an_lexicon_explain(lexicon, AN_LIT("Nobody"), say_line, &out), 0);
    assert_int_equal(an_lexicon_explain(lexicon, AN_LIT("\xFF"), say_line, &out), 0);
    an_lexicon_free(lexicon);
    an_buf_clear(&out);
}

/* Every allocation fails once; nothing leaks and the answer is «out of memory» -------------------------------------------------- */

static void without_memory(void **state)
{
    const char *paths[] = {NULL};
    char path[256];
    an_lexicon_options options = {.files = paths, .file_count = 1};
    an_status st = AN_ERR_NOMEM;

    (void)state;
    put("m/a.tsv",
        "actor\tid\talias\ttype\tnear\tcountry\nMali\tQ912\t\tlocation\tGao; the sea\tML\nGao\t\t\tlocation\t\t\nGao\t\t\tlocation\t\t\n");
    put("m/b.csv", "actor\n\"a \"\"b\"\"\"\n");
    put("m/titles.tsv", "word\tclass\nMay\trank\nMr\tx\n");
    put("m/z.tsv", "id\ttype\tpattern\trequires\np\tdefine\ta\t\nm\tperson\t(?&p)(?&titles)\tx;@titles\n\tperson\tM\t@titles\n");
    snprintf(path, sizeof path, "%s/m", folder);
    paths[0] = path;
    for (size_t n = 1; st != AN_OK; n++) {
        an_lexicon *lexicon = NULL;
        an_error err = {0};
        assert_true(n < 5000);
        an_alloc_fail_at(n, n % 2 == 0);
        st = an_lexicon_load(&lexicon, &options, NULL, &err);
        an_alloc_fail_at(0, false);
        if (st != AN_OK && st != AN_ERR_NOMEM)
            fail_msg("allocation %zu: %s: %s", n, an_status_name(st), err.message);
        assert_true((st == AN_OK) == (lexicon != NULL));
        an_lexicon_free(lexicon);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_by_itself), cmocka_unit_test(found_by_the_other),  cmocka_unit_test(aliases_and_case), cmocka_unit_test(actors_and_conditions),
        cmocka_unit_test(near_by_name),     cmocka_unit_test(findings),
        cmocka_unit_test(many_errors),      cmocka_unit_test(shipped_and_user),
        cmocka_unit_test(missing),          cmocka_unit_test(lists_as_parts),
        cmocka_unit_test(long_list),        cmocka_unit_test(check),
        cmocka_unit_test(explain),          cmocka_unit_test(without_memory),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
