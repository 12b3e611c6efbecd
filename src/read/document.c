/* Documents: the reasons why one was not read, and what its name and its text tell about it. */
#include "read/document.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "read/head.h"
#include "read/html.h"
#include "read/mail/mail.h"
#include "read/remains.h"

enum { TITLE_MAX = 120 }; /* code points */

static const char *const skip_names[AN_SKIP_COUNT] = {
    "unreadable", "empty", "binary", "too large", "encoding", "bad line", "no text", "duplicate id", "needs conversion", "output",
};

const char *an_skip_name(an_skip skip)
{
    return (size_t)skip < AN_SKIP_COUNT ? skip_names[skip] : "unknown";
}

void an_document_clear(an_document *doc)
{
    an_free(doc->skips.items);
    an_arena_clear(&doc->arena);
    *doc = (an_document){0};
}

void an_document_reset(an_document *doc)
{
    an_spans skips = doc->skips;
    an_arena arena = doc->arena;
    an_str none = {"", 0};

    skips.count = 0;
    an_arena_reset(&arena);
    *doc = (an_document){none, none, none, none, none, none, none, none, skips, arena};
}

an_status an_document_set_id(an_document *doc, an_str name, an_error *err)
{
    an_buf gated = {0}, clean = {0};

    an_gate(&gated, name, NULL);
    an_clean_name(&clean, an_buf_str(&gated));
    clean.failed |= gated.failed;
    doc->id = an_buf_keep(&clean, &doc->arena);
    an_buf_clear(&gated);
    return doc->id.ptr ? AN_OK : an_fail_nomem(err);
}

static an_status set_date(an_document *doc, const char *date, an_error *err)
{
    doc->date = an_arena_str(&doc->arena, an_str_of(date));
    return doc->date.ptr ? AN_OK : an_fail_nomem(err);
}

/* Cut the last part off a path. */
static an_str last_name(an_str *path)
{
    size_t at = path->len;
    an_str name;

    while (at > 0 && path->ptr[at - 1] != '/')
        at--;
    name = an_str_sub(*path, at, path->len);
    path->len = at > 0 ? at - 1 : 0;
    return name;
}

static bool is_year(an_str name)
{
    return name.len == 4 && an_date_valid(name) && (name.ptr[0] == '2' || (name.ptr[0] == '1' && name.ptr[1] == '9'));
}

/* The date of the nearest folder that has one: "2013-01-18", "2013-01", "2013". */
static bool date_of_folders(char out[AN_DATE_SIZE], an_str path)
{
    while (path.len) {
        an_str name = last_name(&path);

        if (an_date_in_name(out, name))
            return true;
        if (is_year(name)) {
            memcpy(out, name.ptr, 4);
            out[4] = '\0';
            return true;
        }
    }
    return false;
}

/* The head of a text tells a date better than its folders do, if they have none, or one that goes with it. */
static bool date_of_head(char out[AN_DATE_SIZE], an_str text, an_str folders)
{
    char around[AN_DATE_SIZE] = "";
    bool dated = date_of_folders(around, folders);

    if (an_head_date(out, text, an_str_of(around)))
        return true;
    memcpy(out, around, AN_DATE_SIZE);
    return dated;
}

/* The first line that holds something and is no furniture. `*rest` is what follows it. */
static an_str first_line(const an_document *doc, an_str *rest)
{
    const an_span *skip = doc->skips.items, *last = skip + doc->skips.count;
    an_str line = {"", 0};

    *rest = doc->text;
    while (line.len == 0 && an_str_next(rest, '\n', &line)) {
        size_t start = (size_t)(line.ptr - doc->text.ptr);

        while (skip < last && skip->end <= start)
            skip++;
        if (skip < last && skip->start < start + line.len)
            line.len = 0;
        line = an_str_trim(line);
    }
    return line;
}

/* The first line, when it looks like a heading: short, without a full stop, with more text behind it and not running on into it. */
static an_str heading(const an_document *doc)
{
    an_str rest, line = first_line(doc, &rest), after = {"", 0};

    if (line.len == 0 || line.len > 4 * TITLE_MAX || line.ptr[line.len - 1] == '.' || an_utf8_count(line) > TITLE_MAX)
        return AN_LIT("");
    if (!an_str_next(&rest, '\n', &after) || (an_str_trim(after).len == 0 && an_str_trim(rest).len == 0))
        return AN_LIT("");
    return after.len && after.ptr[0] >= 'a' && after.ptr[0] <= 'z' ? AN_LIT("") : line;
}

static an_status set_title(an_document *doc, an_error *err)
{
    an_buf clean = {0};

    an_clean_name(&clean, heading(doc));
    doc->title = an_buf_keep(&clean, &doc->arena);
    return doc->title.ptr ? AN_OK : an_fail_nomem(err);
}

/* Takes the buffer. */
static an_status set_text(an_document *doc, an_buf *text, an_error *err)
{
    doc->text = an_buf_keep(text, &doc->arena);
    return doc->text.ptr ? AN_OK : an_fail_nomem(err);
}

an_status an_document_mend(an_document *doc, bool *mended, an_error *err)
{
    an_buf text = {0};

    *mended = an_remains_mend(&text, doc->text);
    if (*mended)
        return set_text(doc, &text, err);
    an_buf_clear(&text);
    return AN_OK;
}

an_status an_document_mend_page(an_document *doc, an_error *err)
{
    an_buf text = {0};
    char date[AN_DATE_SIZE];
    an_status st = AN_OK;

    if (an_html_date(date, doc->text))
        st = set_date(doc, date, err);
    if (st != AN_OK)
        return st;
    an_page_mend(&text, doc->text);
    return set_text(doc, &text, err);
}

an_status an_document_describe(an_document *doc, bool *is_mail, an_error *err)
{
    char date[AN_DATE_SIZE];
    an_str folders = doc->id, name = last_name(&folders);
    an_status st = AN_OK;

    if (doc->date.len == 0 && an_date_in_name(date, name))
        st = set_date(doc, date, err);
    if (st == AN_OK)
        st = an_mail_read(doc, is_mail, err);
    if (st == AN_OK && doc->date.len == 0 && date_of_head(date, doc->text, folders))
        st = set_date(doc, date, err);
    if (st == AN_OK && doc->title.len == 0 && !*is_mail)
        st = set_title(doc, err);
    return st;
}
