/* OFAC's list of sanctioned parties: sdn.csv (12 columns: key, name, type, programmes, title, call sign, kind, tonnages, flag, owner,
   remarks) and alt.csv (5 columns: key, key of the alias, aka|fka|nka, name, remarks), told apart by their width. No header; `-0-` is
   nothing. Names are «LAST, First» in capitals; remarks hold further aliases. One-word names of persons, a kunya alone, states and common
   words are no good names in a text and are left out. */
#include "lexicon/import/import.h"

#include "base/alloc.h"

enum { SDN_COLUMNS = 12, ALT_COLUMNS = 5 };

/* A one-word name of a ship counts only beside words of the sea. */
static const char NEAR_SEA[] = "vessel;ship;tanker;cargo ship;freighter;bulk carrier;flagged;IMO";

static an_str value_of(const an_table_reader *reader, size_t i)
{
    an_str text = i < reader->count ? reader->cells[i].text : (an_str){"", 0};

    return an_str_equal(text, AN_LIT("-0-")) ? (an_str){"", 0} : text;
}

/* Names ---------------------------------------------------------------------------------------------------------------------------- */

static bool is_digits(an_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return true;
}

static bool has_letters(an_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 'A')
            return true;
    return false;
}

/* Why a name would be found where nobody means it, or NULL. */
static const char *unfit(an_import *to, an_str name, bool person)
{
    size_t words = an_name_words(name), at = 0;
    an_str word;

    if (!has_letters(name) || (words == 1 && name.len < 3))
        return "a name of one or two letters, or without any";
    if (person && words == 1)
        return "a person's name of one word";
    an_name_next_word(name, &at, &word);
    if (person && words == 2 && (an_str_equal_ascii_case(word, AN_LIT("ABU")) || an_str_equal_ascii_case(word, AN_LIT("UMM"))))
        return "a kunya alone (Abu …)";
    return (words == 1 || !person) && an_import_is_common(to, name) ? "a state or a common word" : NULL;
}

static void add_name(an_import *to, uint32_t actor, an_str name, bool person, bool ship)
{
    an_import_alias how = {.recase = !an_str_equal(to->actors.items[actor].type, AN_LIT("aircraft"))}; /* registrations */
    const char *reason = unfit(to, name, person);

    if (name.len == 0)
        return;
    if (reason) {
        an_import_dropped(to, reason, name);
        return;
    }
    if (ship && an_name_words(name) == 1) {
        how.near = AN_LIT(NEAR_SEA);
        an_import_changed(to, "a ship's name of one word: only near words of the sea", name);
    }
    if (person)
        an_import_person(to, actor, name, &how);
    else
        an_import_name(to, actor, name, &how);
}

/* Remarks -------------------------------------------------------------------------------------------------------------------------- */

/* Where the quoted alias ends: the quote with `;`, `.`, ` (` or nothing behind it, as names hold apostrophes. */
static size_t quote_end(an_str text, size_t at)
{
    for (; at < text.len; at++)
        if (text.ptr[at] == '\'' && (at + 1 == text.len || text.ptr[at + 1] == ';' || text.ptr[at + 1] == '.' ||
                                     (text.ptr[at + 1] == ' ' && at + 2 < text.len && text.ptr[at + 2] == '(')))
            return at;
    return (size_t)-1;
}

static void add_quoted(an_import *to, uint32_t actor, an_str remarks, bool person, bool ship)
{
    static const char *const marks[] = {"a.k.a. '", "f.k.a. '", "n.k.a. '"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = 0, end;
        while ((at = an_str_find(remarks, at, an_str_of(marks[i]))) != (size_t)-1) {
            at += strlen(marks[i]);
            if ((end = quote_end(remarks, at)) == (size_t)-1)
                break;
            add_name(to, actor, an_str_sub(remarks, at, end), person, ship);
            at = end;
        }
    }
}

/* "nationality Mexico", "DOB 29 Jun 1978": what stands behind a word up to the semicolon. */
static an_str remark(an_str remarks, an_str word)
{
    size_t at = an_str_starts(remarks, word) ? 0 : (size_t)-1, end;
    an_buf mark = {0};

    if (at == (size_t)-1) {
        an_buf_add_text(&mark, "; ");
        an_buf_add(&mark, word);
        at = mark.failed ? (size_t)-1 : an_str_find(remarks, 0, an_buf_str(&mark));
        an_buf_clear(&mark);
        if (at == (size_t)-1)
            return (an_str){"", 0};
        at += 2;
    }
    at += word.len;
    end = an_str_find_byte(remarks, at, ';');
    end = end == (size_t)-1 ? remarks.len : end;
    while (end > at && (remarks.ptr[end - 1] == '.' || remarks.ptr[end - 1] == ' '))
        end--;
    return an_str_sub(remarks, at, end);
}

/* Parties -------------------------------------------------------------------------------------------------------------------------- */

/* "SDNTK] [FTO" */
static void add_programmes(an_import *to, uint32_t actor, an_str text)
{
    an_str rest = text, part;

    while (an_str_next(&rest, ']', &part)) {
        part = an_str_trim(part);
        if (part.len && part.ptr[0] == '[')
            part = an_str_sub(part, 1, part.len);
        an_import_attribute(to, actor, "programs", part);
    }
}

static an_str key_of(an_import *to, an_str number)
{
    an_buf_reset(&to->folded);
    an_buf_add_text(&to->folded, "ofac-");
    an_buf_add(&to->folded, number);
    return an_buf_str(&to->folded);
}

/* The label of a party: «First Last». */
static uint32_t make_actor(an_import *to, an_str number, an_str name, an_str kind, bool person)
{
    an_str last, first;
    an_buf label = {0}, key = {0};
    uint32_t actor;

    an_buf_add(&key, key_of(to, number));
    if (person && an_name_inverted(name, &last, &first)) {
        an_buf_add(&label, first);
        an_buf_add_char(&label, ' ');
        an_buf_add(&label, last);
    } else {
        an_buf_add(&label, name);
    }
    if (key.failed || label.failed)
        an_import_nomem(to);
    actor = an_import_actor_of(to, an_buf_str(&key), an_buf_str(&label));
    if (actor != AN_IMPORT_NOBODY)
        to->actors.items[actor].recase = !an_str_equal_ascii_case(kind, AN_LIT("aircraft"));
    an_buf_clear(&label);
    an_buf_clear(&key);
    return actor;
}

static void read_party(an_import *to, const an_table_reader *reader)
{
    an_str name = value_of(reader, 1), kind = value_of(reader, 2), remarks = value_of(reader, 11);
    bool person = an_str_equal_ascii_case(kind, AN_LIT("individual")), ship = an_str_equal_ascii_case(kind, AN_LIT("vessel"));
    uint32_t actor;

    if (!is_digits(value_of(reader, 0)) || name.len == 0) {
        an_import_bad_cell(to, reader, &reader->cells[name.len ? 0 : 1],
                           name.len ? "the key of a party is a number" : "a party without a name");
        return;
    }
    actor = make_actor(to, value_of(reader, 0), name, kind, person);
    if (actor == AN_IMPORT_NOBODY)
        return;
    an_import_type(to, actor, person ? AN_LIT("person") : kind.len ? an_import_type_word(to, kind) : AN_LIT("organization"));
    add_name(to, actor, name, person, ship);
    add_quoted(to, actor, remarks, person, ship);
    add_programmes(to, actor, value_of(reader, 3));
    an_import_attribute(to, actor, "title", value_of(reader, 4));
    an_import_attribute(to, actor, "flag", value_of(reader, 9));
    an_import_attribute(to, actor, "nationality", remark(remarks, AN_LIT("nationality ")));
    an_import_attribute(to, actor, "born", remark(remarks, AN_LIT("DOB ")));
}

static void read_alias(an_import *to, const an_table_reader *reader)
{
    uint32_t actor = an_import_find(to, key_of(to, value_of(reader, 0)));
    an_str name = value_of(reader, 3), type;

    if (actor == AN_MAP_NONE) {
        an_import_dropped(to, "an alias of a party that is not in the list", name);
        return;
    }
    type = to->actors.items[actor].type;
    add_name(to, actor, name, an_str_equal(type, AN_LIT("person")), an_str_equal(type, AN_LIT("vessel")));
}

/* Files ---------------------------------------------------------------------------------------------------------------------------- */

/* One of the files, read once; parties are needed before aliases, whatever the order of the files. */
typedef struct list {
    an_import_text text;
    uint32_t file;
    const char *shown;
    size_t width; /* 12, 5, or 0 when it is neither */
} list;

static void read_row(an_import *to, const an_table_reader *reader, size_t width)
{
    if (reader->count == 1 && reader->cells[0].text.len <= 1) /* 0x1A at the end of old files */
        return;
    if (reader->count != width)
        an_import_bad_cell(to, reader, NULL, "%zu columns in a file of %zu: quote cells that hold commas", reader->count, width);
    else if (width == SDN_COLUMNS)
        read_party(to, reader);
    else
        read_alias(to, reader);
}

/* The width of the first rows, though some of them may be damaged. */
static size_t width_of(an_import *to, const an_import_text *text)
{
    enum { LOOKED_AT = 50 };
    an_arena arena = {0};
    an_table_reader reader;
    size_t width = 0;
    bool more = true;

    an_table_open(&reader, text->text, true, &arena);
    for (size_t i = 0; i < LOOKED_AT && !reader.problem && !width && more; i++) {
        to->status = an_table_next(&reader, &more, to->err);
        if (to->status != AN_OK)
            break;
        if (more && !reader.problem && (reader.count == SDN_COLUMNS || reader.count == ALT_COLUMNS))
            width = reader.count;
        if (more)
            reader.problem = NULL;
    }
    an_table_close(&reader);
    an_arena_clear(&arena);
    return width;
}

static void open_list(an_import *to, list *one, const char *path)
{
    if (!an_import_open(to, path, &one->text))
        return;
    one->file = to->file;
    one->shown = to->shown;
    one->width = width_of(to, &one->text);
    if (one->width == 0 && one->text.text.len && an_import_going(to))
        an_import_bad_at(to, one->text.text, 1, 0, 1, "neither sdn.csv (12 columns) nor alt.csv (5 columns)");
}

static void read_list(an_import *to, const list *one)
{
    an_table_reader reader;

    to->file = one->file;
    to->shown = one->shown;
    an_import_table(to, &one->text, &reader, ',');
    while (an_import_row_next(to, &reader))
        read_row(to, &reader, one->width);
    an_table_close(&reader);
    an_import_end(to);
}

void an_import_ofac(an_import *to, const char *const *paths, size_t count)
{
    list *lists = an_alloc((count + 1) * sizeof *lists);

    if (!lists) {
        an_import_nomem(to);
        return;
    }
    an_import_load_common(to);
    for (size_t i = 0; i < count && an_import_going(to); i++)
        open_list(to, &lists[i], paths[i]);
    for (size_t width = SDN_COLUMNS; width; width = width == SDN_COLUMNS ? ALT_COLUMNS : 0)
        for (size_t i = 0; i < count && an_import_going(to); i++)
            if (lists[i].width == width)
                read_list(to, &lists[i]);
    for (size_t i = 0; i < count; i++)
        an_import_close(&lists[i].text);
    an_free(lists);
}
