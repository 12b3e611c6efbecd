/* Mail: the text is cut into lines, every line is given a kind (furniture.c, header.c, closing.c), and the lines without actors become
   skips. The header block at the top of the text, with nothing but stamps and a few short lines above it, gives the metadata. A date is
   only taken from a header field or from a line beside the block that holds nothing else: never from a stamp, which is no field. Linear;
   texts so large that they are no mail are left alone. */
#include "read/mail/mail.h"

#include "base/alloc.h"
#include "base/error.h"
#include "read/mail/page.h"

enum {
    LARGEST = 32 << 20, /* bytes of a text that is looked at */
    ABOVE_LINES = 6,    /* lines above the header of a mail, stamps not counted */
    ABOVE_BYTES = 300,
    MEMO_TITLE = 60, /* bytes of a title that says that it is a memorandum */
    MEMO_WORDS = 6,
    BESIDE = 4,    /* lines between the header and a date line of its own */
    DATE_LINE = 48 /* bytes of a line that is a date and nothing else */
};

/* The block is the header of the document itself, not of a mail that it quotes. */
static bool at_top(const an_page *page, const an_block *block)
{
    size_t lines = 0, bytes = 0;

    for (size_t i = 0; i < block->first; i++) {
        if (page->items[i].kind == AN_LINE_TEXT) {
            lines++;
            bytes += page->items[i].end - page->items[i].start;
        } else if (page->items[i].kind == AN_LINE_HEADER || page->items[i].kind == AN_LINE_MARK) {
            return false;
        }
    }
    return lines <= ABOVE_LINES && bytes <= ABOVE_BYTES;
}

/* Values ------------------------------------------------------------------------------------------------------------------------ */

/* The value of a field, all its lines joined by blanks. */
static void add_value(an_buf *out, const an_page *page, const an_field *field)
{
    for (size_t i = field->line; i <= field->last; i++) {
        size_t start = i == field->line ? field->value : page->items[i].start;

        if (start >= page->items[i].end || (i > field->line && page->items[i].kind != AN_LINE_HEADER))
            continue;
        an_buf_add_char(out, ' ');
        an_buf_add(out, an_without_stamp(an_str_sub(page->text, start, page->items[i].end)));
    }
}

/* What a field says, before and after it is cleaned. */
typedef struct field_text {
    an_buf value, clean;
} field_text;

/* All values of one kind in a block, clean, joined by "; ". */
static void add_values(const an_page *page, const an_block *block, unsigned kinds, field_text *text)
{
    an_buf *clean = &text->clean;

    for (size_t i = 0; i < block->count; i++) {
        size_t before = clean->len;

        if (!(kinds & 1u << block->fields[i].kind))
            continue;
        an_buf_reset(&text->value);
        add_value(&text->value, page, &block->fields[i]);
        if (before)
            an_buf_add_text(clean, "; ");
        an_clean_name(clean, an_buf_str(&text->value));
        while (clean->len > 0 && (clean->ptr[clean->len - 1] == ';' || clean->ptr[clean->len - 1] == ' '))
            clean->len--;
    }
}

/* Those of several blocks, to the document. */
static bool keep_values(an_str *to, an_arena *arena, const an_page *page, const an_block *blocks, size_t count, unsigned kinds, field_text *text)
{
    an_buf_reset(&text->clean);
    for (size_t i = 0; i < count; i++)
        add_values(page, blocks + i, kinds, text);
    if (text->value.failed || text->clean.failed)
        return false;
    *to = an_arena_str(arena, an_buf_str(&text->clean));
    return to->ptr != NULL;
}

/* "Re: Fw: AW: Turkey" → "Turkey" */
static an_str without_prefixes(an_str subject)
{
    static const char *const prefixes[] = {"re", "fw", "fwd", "aw", "wg", "tr", "rv", "sv", "antw", "enc", "r", "i"};

    for (bool cut = true; cut;) {
        const char *colon = memchr(subject.ptr, ':', subject.len < 8 ? subject.len : 8);
        an_str word = an_str_trim(an_str_sub(subject, 0, colon ? (size_t)(colon - subject.ptr) : 0));
        const char *bracket = word.len ? memchr(word.ptr, '[', word.len) : NULL;

        cut = false;
        if (bracket) /* Re[2]: */
            word.len = (size_t)(bracket - word.ptr);
        for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes && !cut; i++)
            cut = colon && an_str_equal_ascii_case(word, an_str_of(prefixes[i]));
        if (cut)
            subject = an_str_trim(an_str_sub(subject, (size_t)(colon - subject.ptr) + 1, subject.len));
    }
    return subject;
}

/* Dates ------------------------------------------------------------------------------------------------------------------------- */

static bool date_of_fields(char out[AN_DATE_SIZE], const an_page *page, const an_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        const an_field *field = &block->fields[i];

        /* the label may have been read into the value's place by the conversion: the whole of the lines is looked at, too */
        if (field->kind == AN_FIELD_DATE &&
            an_date_in_header(out, an_str_sub(page->text,
                                              field->value < page->items[field->last].end ? field->value : page->items[field->line].start,
                                              page->items[field->last].end)))
            return true;
    }
    return false;
}

/* A line that is a date and nothing else. */
static bool is_date_line(char out[AN_DATE_SIZE], const an_page *page, size_t i)
{
    an_str line = an_page_line(page, i);

    return page->items[i].kind == AN_LINE_TEXT && line.len <= DATE_LINE && an_date_in_header(out, line);
}

/* Memoranda have their date on a line of its own above or below the other fields. */
static bool date_beside(char out[AN_DATE_SIZE], const an_page *page, const an_block *block)
{
    size_t at = block->first;

    for (size_t n = 0; n < BESIDE && (at = an_page_before(page, at)) != AN_NO_LINE; n++) {
        if (is_date_line(out, page, at))
            return true;
    }
    at = block->last;
    for (size_t n = 0; n < BESIDE && (at = an_page_behind(page, at)) != AN_NO_LINE; n++) {
        if (is_date_line(out, page, at))
            return true;
    }
    return false;
}

/* Memoranda ---------------------------------------------------------------------------------------------------------------------- */

/* How many words a line has, of which one says that it is a memorandum: «MEMORANDUM», «Interoffice Memo», «Memorandum for the Record». 0: it is none. */
static size_t memo_title(an_str line)
{
    static const char *const words[] = {"memo",       "memorandum", "memor\xC3\xA1ndum", "m\xC3\xA9morandum",
                                        "Aktennotiz", "Vermerk",    "Hausmitteilung",    "promemoria"};
    an_str word;
    size_t count = 0;
    bool said = false;

    while (line.len <= MEMO_TITLE && an_str_next(&line, ' ', &word)) {
        count += word.len > 0;
        said = said || AN_STR_IN_ASCII_CASE(word, words);
    }
    return said && count <= MEMO_WORDS ? count : 0;
}

/* Nothing but what people write themselves: no addresses, no fields of programs. */
static bool is_by_hand(const an_page *page, const an_block *block)
{
    for (size_t i = block->first; i <= block->last; i++)
        if (an_page_has(page, i, AN_HAS_AT))
            return false;
    for (size_t i = 0; i < block->count; i++)
        if (block->fields[i].kind == AN_FIELD_OTHER)
            return false;
    return true;
}

/* The title above the fields of a memorandum: at the top of a document some way up, else right above and in capitals. AN_NO_LINE: it is a mail. */
static size_t title_of_memo(const an_page *page, const an_block *block)
{
    bool top = at_top(page, block);
    size_t at = block->first;

    if (!is_by_hand(page, block))
        return AN_NO_LINE;
    for (size_t n = 0; n < (top ? ABOVE_LINES : 1) && (at = an_page_before(page, at)) != AN_NO_LINE && page->items[at].kind == AN_LINE_TEXT; n++)
        if (memo_title(an_page_line(page, at)) && (top || !an_page_has(page, at, AN_HAS_SMALL)))
            return at;
    return AN_NO_LINE;
}

/* Whom a memorandum is from and to is said in it, and not by a mail program: a line of text each. A bare title is none. */
static void read_memo(an_page *page, const an_block *block)
{
    enum { PEOPLE = 1u << AN_FIELD_FROM | 1u << AN_FIELD_TO | 1u << AN_FIELD_CC, BARE = 2 };
    size_t title = title_of_memo(page, block);

    if (title == AN_NO_LINE)
        return;
    if (memo_title(an_page_line(page, title)) <= BARE)
        page->items[title].kind = AN_LINE_HEADER;
    for (size_t i = 0; i < block->count; i++)
        for (size_t line = block->fields[i].line; PEOPLE & 1u << block->fields[i].kind && line <= block->fields[i].last; line++)
            if (page->items[line].kind == AN_LINE_HEADER)
                page->items[line].kind = AN_LINE_TEXT;
}

/* The document ------------------------------------------------------------------------------------------------------------------ */

enum { TO = 1u << AN_FIELD_TO | 1u << AN_FIELD_CC };

static bool keep_header(an_document *doc, const an_page *page, const an_block *block)
{
    field_text text = {0};
    char date[AN_DATE_SIZE];
    an_str subject = {"", 0};
    bool kept;

    if (doc->date.len == 0 && (date_of_fields(date, page, block) || date_beside(date, page, block)))
        doc->date = an_arena_str(&doc->arena, an_str_of(date));
    kept = doc->date.ptr && keep_values(&doc->sender, &doc->arena, page, block, 1, 1u << AN_FIELD_FROM, &text) &&
           keep_values(&doc->recipients, &doc->arena, page, block, 1, TO, &text) &&
           keep_values(&subject, &doc->arena, page, block, 1, 1u << AN_FIELD_SUBJECT, &text);
    if (kept && doc->title.len == 0)
        doc->title = without_prefixes(subject);
    an_buf_clear(&text.value);
    an_buf_clear(&text.clean);
    return kept;
}

/* Whom the mails are from and to that this text quotes or forwards. */
static bool keep_quoted(an_document *doc, const an_page *page, const an_block *blocks, size_t count)
{
    field_text text = {0};
    bool kept = keep_values(&doc->quoted, &doc->arena, page, blocks, count, 1u << AN_FIELD_FROM | TO, &text);

    an_buf_clear(&text.value);
    an_buf_clear(&text.clean);
    return kept;
}

static bool read_page(an_document *doc, an_page *page, an_blocks *blocks, bool *is_mail)
{
    if (!an_page_cut(page, doc->text) || !an_furniture_mark(page) || !an_headers_mark(page, blocks))
        return false;
    if (blocks->count > 0) {
        an_closings_mark(page, blocks);
        *is_mail = at_top(page, &blocks->items[0]);
    }
    if (*is_mail && !keep_header(doc, page, &blocks->items[0]))
        return false;
    if (blocks->count > *is_mail && !keep_quoted(doc, page, blocks->items + *is_mail, blocks->count - *is_mail))
        return false;
    for (size_t i = 0; i < blocks->count; i++)
        read_memo(page, &blocks->items[i]);
    an_code_mark(page);
    return an_page_skips(page, &doc->skips) && (page->quoted == 0 || an_quotes_unmark(page, doc));
}

an_status an_mail_read(an_document *doc, bool *is_mail, an_error *err)
{
    an_page page = {0};
    an_blocks blocks = {0};
    bool ok;

    *is_mail = false;
    if (doc->text.len > LARGEST)
        return AN_OK;
    if (!doc->date.ptr)
        doc->date = AN_LIT("");
    ok = read_page(doc, &page, &blocks, is_mail);
    an_page_clear(&page);
    an_free(blocks.items);
    return ok ? AN_OK : an_fail_nomem(err);
}
