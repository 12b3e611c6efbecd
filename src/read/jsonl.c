/* What a line says is taken from it without a tree (members.h). A line that has more to it is parsed; only if that fails for what can be mended
   (invalid UTF-8, control characters, half surrogate pairs) it is mended and parsed again, so that clean lines cost nothing. */
#include "read/jsonl.h"

#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "read/members.h"

#include <inttypes.h>
#include <stdio.h>

/* Parsing ----------------------------------------------------------------------------------------------------------------------- */

/* Half surrogate pairs (\ud83d without its partner) become \ufffd. */
static void mend_surrogates(an_buf *line, an_repairs *repairs)
{
    an_str text = an_buf_str(line);

    for (size_t at = 0; at + 1 < text.len; at++) {
        uint32_t first, second = UINT32_MAX;

        if (text.ptr[at] != '\\')
            continue;
        first = text.ptr[at + 1] == 'u' ? an_hex4(text, at + 2) : UINT32_MAX;
        if (first < 0xD800 || first > 0xDFFF) {
            at++;
            continue;
        }
        if (text.len > at + 7 && text.ptr[at + 6] == '\\' && text.ptr[at + 7] == 'u')
            second = an_hex4(text, at + 8);
        if (first < 0xDC00 && second >= 0xDC00 && second <= 0xDFFF) {
            at += 11;
            continue;
        }
        memcpy(line->ptr + at + 2, "fffd", 4);
        repairs->invalid_bytes++;
        at += 5;
    }
}

/* Tabs and line ends (the gate makes some) stand in strings of JSON as escapes only. */
static void escape_blanks(an_buf *out, an_str line, an_repairs *repairs)
{
    bool inside = false;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        const char *escape = c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : NULL;
        if (inside && escape) {
            repairs->controls++;
            an_buf_add_text(out, escape);
            continue;
        }
        an_buf_add_char(out, c);
        if (inside && c == '\\' && i + 1 < line.len)
            an_buf_add_char(out, line.ptr[++i]);
        inside ^= c == '"';
    }
}

static an_status parse(an_json **root, an_str line, an_repairs *repairs, an_error *problem)
{
    an_repairs mended = {0};
    an_buf gated = {0}, copy = {0};
    an_error after = {0};
    an_status st = an_json_parse(root, line, problem);

    if (st == AN_OK || st == AN_ERR_NOMEM)
        return st;
    an_gate(&gated, line, &mended);
    escape_blanks(&copy, an_buf_str(&gated), &mended);
    if (!copy.failed)
        mend_surrogates(&copy, &mended);
    if (gated.failed || copy.failed)
        st = AN_ERR_NOMEM;
    else if (mended.invalid_bytes + mended.controls > 0 && an_json_parse(root, an_buf_str(&copy), &after) == AN_OK)
        st = AN_OK;
    if (st == AN_OK) {
        repairs->invalid_bytes += mended.invalid_bytes;
        repairs->controls += mended.controls;
    }
    an_buf_clear(&gated);
    an_buf_clear(&copy);
    return st;
}

static void bad(an_error *problem, an_str line, const char *why)
{
    size_t column = problem->column ? problem->column - 1 : 0, byte;
    an_utf8_cursor cursor = {.text = line};
    an_error found = *problem;

    byte = an_utf8_valid(line) == line.len ? an_utf8_byte_of(&cursor, column) : 0;
    an_fail(problem, AN_ERR_SYNTAX, "%s", why ? why : found.message);
    an_error_at(problem, "", 0, line, byte == SIZE_MAX ? line.len : byte, 1);
}

an_status an_jsonl_parse(an_json **root, an_str line, an_repairs *repairs, an_error *problem)
{
    an_status st = parse(root, line, repairs, problem);

    if (st != AN_OK && st != AN_ERR_NOMEM)
        bad(problem, line, NULL);
    return st;
}

bool an_jsonl_is_line(an_str line)
{
    an_repairs ignored = {0};
    an_error problem = {0};
    an_json *root = NULL;
    bool is;

    if (parse(&root, line, &ignored, &problem) != AN_OK)
        return false;
    is = an_json_kind_of(an_json_get(root, "text")) == AN_JSON_STRING;
    an_json_free(root);
    return is;
}

/* Documents --------------------------------------------------------------------------------------------------------------------- */

enum { TEXT, ID, DATE, TITLE, SOURCE, MEMBERS };

/* Whether the gate would leave a text as it is. */
static bool passes(an_str text)
{
    return an_gate_is_clean(text) && an_str_unmarked(text).len == text.len;
}

static bool keep_name(an_str *out, an_arena *arena, an_str text)
{
    an_buf gated = {0}, clean = {0};

    *out = AN_LIT("");
    if (text.len == 0)
        return true;
    if (!passes(text)) {
        an_gate(&gated, text, NULL);
        text = an_buf_str(&gated);
    }
    an_clean_name(&clean, text);
    clean.failed |= gated.failed;
    *out = an_buf_keep(&clean, arena);
    an_buf_clear(&gated);
    return out->ptr != NULL;
}

/* What is in the document's arena already, and clean, stays where it is. */
static bool keep_text(an_document *doc, const an_member *member, an_repairs *repairs)
{
    an_buf gated = {0};

    if (member->kept && passes(member->text)) {
        doc->text = member->text;
        return true;
    }
    an_gate(&gated, member->text, repairs);
    doc->text = an_buf_keep(&gated, &doc->arena);
    return doc->text.ptr != NULL;
}

/* An ISO date, or a time stamp that starts with one. */
static an_str date_of(an_str text)
{
    an_str day;

    text = an_str_trim(text);
    if (an_date_valid(text))
        return text;
    if (text.len > 10 && (text.ptr[10] == 'T' || text.ptr[10] == 't' || text.ptr[10] == ' ')) {
        day = an_str_sub(text, 0, 10);
        if (an_date_valid(day))
            return day;
    }
    return (an_str){"", 0};
}

/* What the members of a line say, once it has a text. */
static bool keep(an_document *doc, const an_member *members, an_repairs *repairs, an_jsonl_outcome *outcome, an_error *problem)
{
    an_str names[MEMBERS] = {{0}}, date, day;

    for (size_t i = ID; i < MEMBERS; i++) /* a number is an id, a year, a title, too */
        names[i] = members[i].kind == AN_JSON_STRING || members[i].kind == AN_JSON_INT ? members[i].text : AN_LIT("");
    date = names[DATE];
    day = date_of(date);
    if (date.len && !day.len) {
        *outcome = AN_JSONL_BAD_DATE;
        an_fail(problem, AN_ERR_SYNTAX, "'%.*s' is no date (YYYY, YYYY-MM or YYYY-MM-DD); the document counts as undated",
                date.len > 60 ? 60 : (int)date.len, date.ptr);
    }
    doc->date = an_arena_str(&doc->arena, day);
    return doc->date.ptr && keep_name(&doc->id, &doc->arena, names[ID]) && keep_name(&doc->title, &doc->arena, names[TITLE]) &&
           keep_name(&doc->source, &doc->arena, names[SOURCE]) && keep_text(doc, &members[TEXT], repairs);
}

/* The same members from the tree of a line. False when out of memory. */
static bool take_from_tree(an_member *members, const an_json *root, an_arena *arena)
{
    char number[32];

    for (size_t i = 0; i < MEMBERS; i++) {
        const an_json *value = an_json_get(root, members[i].name);

        members[i] = (an_member){.name = members[i].name, .kind = an_json_kind_of(value), .text = an_json_string(value)}; /* nothing of before is kept */
        if (members[i].kind == AN_JSON_INT) {
            snprintf(number, sizeof number, "%" PRId64, an_json_int(value, 0));
            members[i].text = an_arena_str(arena, an_str_of(number));
        }
        if (!members[i].text.ptr)
            return false;
    }
    return true;
}

static an_status keep_members(an_document *doc, const an_member *members, an_repairs *repairs, an_jsonl_outcome *outcome, an_error *problem,
                              an_error *err)
{
    *outcome = members[TEXT].kind == AN_JSON_STRING ? AN_JSONL_DOCUMENT : AN_JSONL_NO_TEXT;
    return *outcome == AN_JSONL_NO_TEXT || keep(doc, members, repairs, outcome, problem) ? AN_OK : an_fail_nomem(err);
}

an_status an_jsonl_read(an_document *doc, an_str line, an_repairs *repairs, an_jsonl_outcome *outcome, an_error *problem, an_error *err)
{
    an_member members[MEMBERS] = {[TEXT] = {.name = "text"},
                                  [ID] = {.name = "id"},
                                  [DATE] = {.name = "date"},
                                  [TITLE] = {.name = "title"},
                                  [SOURCE] = {.name = "source"}};
    an_json *root = NULL;
    an_status st;

    if (an_members_take(members, MEMBERS, line, &doc->arena))
        return keep_members(doc, members, repairs, outcome, problem, err);
    st = an_jsonl_parse(&root, line, repairs, problem);
    if (st == AN_ERR_NOMEM)
        return an_fail_nomem(err);
    *outcome = AN_JSONL_BAD;
    if (st != AN_OK)
        return AN_OK;
    if (an_json_kind_of(root) != AN_JSON_OBJECT) {
        *problem = (an_error){0};
        bad(problem, line, "not a JSON object");
    } else {
        st = take_from_tree(members, root, &doc->arena) ? keep_members(doc, members, repairs, outcome, problem, err) : an_fail_nomem(err);
    }
    an_json_free(root);
    return st;
}
