/* Mail header blocks anywhere in a text: at its top, in forwarded and quoted mails, as mail programs of several languages and PDF
   conversion leave them. A block is a run of lines that start with a known label, with values that may be wrapped, stand on the next line,
   or in a column of their own below the labels. It counts when the labels together can only be a header: a sender with a date, recipient or
   subject, or a date with both of the latter, or several technical fields. Each line is looked at a bounded number of times. */
#include "read/mail/page.h"

#include "base/alloc.h"
#include "text/date.h"

typedef struct label {
    const char *name;
    an_field_kind kind;
} label;

/* Labels by language; letter case of ASCII letters does not matter. */
static const label labels[] = {
    {"From", AN_FIELD_FROM},
    {"To", AN_FIELD_TO},
    {"Cc", AN_FIELD_CC},
    {"Bcc", AN_FIELD_CC},
    {"Sent", AN_FIELD_DATE},
    {"Date", AN_FIELD_DATE},
    {"Date sent", AN_FIELD_DATE},
    {"Subject", AN_FIELD_SUBJECT},
    {"Subj", AN_FIELD_SUBJECT},
    {"Sent by", AN_FIELD_FROM},
    {"Sender", AN_FIELD_FROM},
    {"Sent on", AN_FIELD_DATE},
    {"For", AN_FIELD_TO},
    {"Re", AN_FIELD_SUBJECT},
    {"Cci", AN_FIELD_CC},
    {"Copy", AN_FIELD_CC},
    {"Sent at", AN_FIELD_DATE},
    /* French */
    {"De", AN_FIELD_FROM},
    {"\xC3\x80", AN_FIELD_TO},
    {"A", AN_FIELD_TO},
    {"Envoy\xC3\xA9", AN_FIELD_DATE},
    {"Objet", AN_FIELD_SUBJECT},
    {"Exp\xC3\xA9"
     "diteur",
     AN_FIELD_FROM},
    {"Destinataire", AN_FIELD_TO},
    {"Copie", AN_FIELD_CC},
    {"Envoy\xC3\xA9 le", AN_FIELD_DATE},
    {"Pi\xC3\xA8"
     "ces jointes",
     AN_FIELD_OTHER},
    /* German */
    {"Von", AN_FIELD_FROM},
    {"An", AN_FIELD_TO},
    {"Kopie", AN_FIELD_CC},
    {"Gesendet", AN_FIELD_DATE},
    {"Datum", AN_FIELD_DATE},
    {"Betreff", AN_FIELD_SUBJECT},
    {"Anlagen", AN_FIELD_OTHER},
    {"Wichtigkeit", AN_FIELD_OTHER},
    /* Spanish, Italian, Portuguese */
    {"Para", AN_FIELD_TO},
    {"Enviado", AN_FIELD_DATE},
    {"Enviado el", AN_FIELD_DATE},
    {"Enviado em", AN_FIELD_DATE},
    {"Fecha", AN_FIELD_DATE},
    {"Asunto", AN_FIELD_SUBJECT},
    {"Da", AN_FIELD_FROM},
    {"Inviato", AN_FIELD_DATE},
    {"Data", AN_FIELD_DATE},
    {"Oggetto", AN_FIELD_SUBJECT},
    {"Assunto", AN_FIELD_SUBJECT},
    {"Datos adjuntos", AN_FIELD_OTHER},
    {"Allegati", AN_FIELD_OTHER},
    {"Anexos", AN_FIELD_OTHER},
    /* Dutch, Polish, Russian */
    {"Van", AN_FIELD_FROM},
    {"Aan", AN_FIELD_TO},
    {"Verzonden", AN_FIELD_DATE},
    {"Onderwerp", AN_FIELD_SUBJECT},
    {"Od", AN_FIELD_FROM},
    {"Do", AN_FIELD_TO},
    {"Temat", AN_FIELD_SUBJECT},
    {"Wys\xC5\x82"
     "ano",
     AN_FIELD_DATE},
    {"От", AN_FIELD_FROM},
    {"Кому", AN_FIELD_TO},
    {"Дата", AN_FIELD_DATE},
    {"Тема", AN_FIELD_SUBJECT},
    {"Отправлено", AN_FIELD_DATE},
    {"Копия", AN_FIELD_CC},
    /* what mail programs add */
    {"Attachments", AN_FIELD_OTHER},
    {"Attachment", AN_FIELD_OTHER},
    {"Importance", AN_FIELD_OTHER},
    {"Sensitivity", AN_FIELD_OTHER},
    {"Reply-To", AN_FIELD_OTHER},
    {"ReplyTo", AN_FIELD_OTHER},
    {"Return-Path", AN_FIELD_OTHER},
    {"Received", AN_FIELD_OTHER},
    {"Message-ID", AN_FIELD_OTHER},
    {"In-Reply-To", AN_FIELD_OTHER},
    {"References", AN_FIELD_OTHER},
    {"MIME-Version", AN_FIELD_OTHER},
    {"Delivered-To", AN_FIELD_OTHER},
    {"Thread-Topic", AN_FIELD_OTHER},
    {"Thread-Index", AN_FIELD_OTHER},
    {"User-Agent", AN_FIELD_OTHER},
    {"Priority", AN_FIELD_OTHER},
    {"Accept-Language", AN_FIELD_OTHER},
    {"DKIM-Signature", AN_FIELD_OTHER},
    {"Conversation", AN_FIELD_OTHER},
    {"Authentication-Results", AN_FIELD_OTHER},
    {"Auto-Submitted", AN_FIELD_OTHER},
    {"Original message headers", AN_FIELD_OTHER},
};

/* Families of labels: "X-Mailer", "Content-Type", "List-Id". */
static const char *const families[] = {"X-", "Content-", "List-", "Resent-", "ARC-", "Received-"};

enum {
    LABEL_MAX = 30, /* bytes up to the colon */
    GAP_MAX = 15,   /* lines of a wrapped value: long lists of recipients */
    NAME_MAX = 2,   /* lines of a wrapped sender */
    BLANKS_MAX = 8, /* blank lines within a block: the end of a page may be there */
    WRAPPED = 60    /* a line at least this long may go on without an indent */
};

/* Labels ------------------------------------------------------------------------------------------------------------------------ */

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0xC0;
}

/* Behind quotation marks (>) and up to three bits of dirt (bullets, asterisks, commas) at the start of the line. */
static size_t skip_dirt(an_str line)
{
    size_t at = 0, dirt = 0;

    while (at < line.len && (line.ptr[at] == '>' || line.ptr[at] == ' '))
        at++;
    while (at < line.len && dirt < 3) {
        unsigned char c = (unsigned char)line.ptr[at];
        /* in UTF-8 the signs begin with C2 (Latin-1) or E2 (punctuation, bullets) */
        size_t length = c == 0xC2 ? 2 : c == 0xE2 ? 3 : is_letter((char)c) ? 0 : 1;

        if (length == 0 || at + length > line.len)
            break;
        dirt += c != ' ';
        at += length;
    }
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    return at;
}

static size_t skip_blanks(an_str line, size_t at)
{
    while (at < line.len) {
        if (line.ptr[at] == ' ' || line.ptr[at] == '\t')
            at++;
        else if (line.len - at >= 2 && memcmp(line.ptr + at, "\xC2\xA0", 2) == 0)
            at += 2;
        else
            break;
    }
    return at;
}

static an_field_kind kind_of(an_str name)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        /* the first letters first: only then it is worth while to ask how long the label is */
        if (((labels[i].name[0] ^ name.ptr[0]) & ~0x20) == 0 && an_str_equal_ascii_case(name, an_str_of(labels[i].name)))
            return labels[i].kind;
    }
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        an_str family = an_str_of(families[i]);

        if (name.len > family.len && an_str_equal_ascii_case(an_str_sub(name, 0, family.len), family) && !memchr(name.ptr, ' ', name.len))
            return AN_FIELD_OTHER;
    }
    return AN_FIELD_NONE;
}

/* The label before a colon; `*value` is where its value starts. */
static an_field_kind labelled(an_str line, size_t *value)
{
    size_t start = skip_dirt(line), limit = line.len - start > LABEL_MAX ? start + LABEL_MAX : line.len;
    const char *colon = limit > start ? memchr(line.ptr + start, ':', limit - start) : NULL;
    size_t end;
    an_str name;

    if (!colon)
        return AN_FIELD_NONE;
    end = (size_t)(colon - line.ptr);
    name = an_str_trim(an_str_sub(line, start, end));
    if (an_str_ends(name, AN_LIT("\xC2\xA0")))
        name.len -= 2;
    *value = end + 1;
    while (*value < line.len && strchr("*,.;", line.ptr[*value]))
        ++*value;
    *value = skip_blanks(line, *value);
    return name.len ? kind_of(name) : AN_FIELD_NONE;
}

/* A label that lost its colon: followed by two blanks or nothing. Believed only beside other fields. */
static an_field_kind bare(an_str line, size_t *value)
{
    static const label bares[] = {
        {"From", AN_FIELD_FROM}, {"Sent", AN_FIELD_DATE}, {"To", AN_FIELD_TO}, {"Cc", AN_FIELD_CC}, {"Subject", AN_FIELD_SUBJECT}};
    size_t start = skip_dirt(line);

    for (size_t i = 0; i < sizeof bares / sizeof *bares && start < line.len; i++) {
        size_t end = start + strlen(bares[i].name);

        if (line.ptr[start] != bares[i].name[0] || end > line.len || !an_str_equal(an_str_sub(line, start, end), an_str_of(bares[i].name)))
            continue;
        *value = skip_blanks(line, end);
        if (end == line.len || *value >= end + 2)
            return bares[i].kind;
    }
    return AN_FIELD_NONE;
}

an_field_kind an_field_of(an_str line)
{
    size_t value;

    return labelled(line, &value);
}

/* Blocks ------------------------------------------------------------------------------------------------------------------------ */

static bool has(const an_block *block, an_field_kind kind)
{
    for (size_t i = 0; i < block->count; i++) {
        if (block->fields[i].kind == kind)
            return true;
    }
    return false;
}

/* What is there can only be a mail header; `in_mail`: the text is known to be mail, half a header is enough. */
static bool is_header(const an_block *block, bool in_mail)
{
    bool to = has(block, AN_FIELD_TO), subject = has(block, AN_FIELD_SUBJECT), date = has(block, AN_FIELD_DATE);
    size_t others = 0;

    for (size_t i = 0; i < block->count; i++)
        others += block->fields[i].kind == AN_FIELD_OTHER;
    if (in_mail && (date + to + subject + has(block, AN_FIELD_CC) >= 2))
        return true;
    return (has(block, AN_FIELD_FROM) && (to || subject || date)) || (date && to && subject) || others >= 3;
}

static bool ends_open(an_str line)
{
    return line.len && strchr(";,", line.ptr[line.len - 1]);
}

/* May a line without label, directly below, belong to the last field? `deeper`: it is indented more than the label. */
static bool goes_on(const an_page *page, const an_field *field, size_t i)
{
    an_str above = an_page_line(page, i - 1);
    bool deeper = page->items[i].indent > page->items[field->line].indent;
    bool empty = field->line == i - 1 && field->value >= page->items[field->line].end;

    switch (field->kind) {
    case AN_FIELD_FROM:
        return i <= field->line + NAME_MAX;
    case AN_FIELD_TO:
    case AN_FIELD_CC:
        return true;
    case AN_FIELD_DATE:
        return deeper || empty;
    default:
        return deeper || above.len >= WRAPPED || (empty && field->kind == AN_FIELD_OTHER);
    }
}

static void add_field(an_block *block, an_field_kind kind, const an_page *page, size_t line, size_t value)
{
    block->last = line;
    if (block->count > 0)
        block->fields[block->count - 1].last = line - 1;
    if (block->count < AN_FIELDS)
        block->fields[block->count++] = (an_field){kind, page->items[line].start + (uint32_t)value, line, line};
}

/* Lines below the last field that belong to it: wrapped address lists, indented rests of a value. */
static void take_tail(const an_page *page, an_block *block)
{
    an_field *field = &block->fields[block->count - 1];
    bool address = field->kind == AN_FIELD_TO || field->kind == AN_FIELD_CC;
    int step = has(block, AN_FIELD_OTHER) ? 1 : 4; /* a blank is enough in headers as they were sent */

    for (size_t i = block->last + 1; i < page->count && i <= field->line + GAP_MAX; i++) {
        bool deep = page->items[i].indent >= page->items[field->line].indent + step;

        if (page->items[i].kind != AN_LINE_TEXT || !(deep || (address && ends_open(an_page_line(page, i - 1)))))
            break;
        block->last = field->last = i;
    }
}

/* Grow a block from line `first`, which has a label. */
static void grow(const an_page *page, size_t first, an_field_kind kind, size_t value, an_block *block)
{
    size_t gap = 0, blanks = 0, stamps = 0;

    block->first = first;
    block->count = 0;
    add_field(block, kind, page, first, value);
    for (size_t i = first + 1; i < page->count && blanks <= BLANKS_MAX && gap <= GAP_MAX && stamps <= GAP_MAX; i++) {
        an_str line = an_page_line(page, i);

        if (page->items[i].kind == AN_LINE_BLANK) {
            blanks++;
            continue;
        }
        if (page->items[i].kind != AN_LINE_TEXT) {
            stamps++;
            continue;
        }
        kind = labelled(line, &value);
        if (kind == AN_FIELD_NONE)
            kind = bare(line, &value);
        if (kind != AN_FIELD_NONE) {
            if (kind != AN_FIELD_OTHER && has(block, kind) && (kind == AN_FIELD_FROM || gap + blanks > 0))
                break; /* the next mail */
            add_field(block, kind, page, i, value);
            gap = blanks = stamps = 0;
        } else if (blanks > 0 || !goes_on(page, &block->fields[block->count - 1], i)) {
            break;
        } else {
            gap++;
        }
    }
    block->fields[block->count - 1].last = block->last;
    take_tail(page, block);
}

/* Labels in one column, the values below in the same order: believed when a date stands where the date belongs. */
static void take_column(const an_page *page, an_block *block)
{
    size_t lines[AN_FIELDS], count = 0, dates = 0;
    char date[AN_DATE_SIZE];

    for (size_t i = 0; i < block->count; i++) {
        if (block->fields[i].value < page->items[block->fields[i].line].end || block->fields[i].last != block->fields[i].line)
            return;
    }
    for (size_t i = an_page_behind(page, block->last); i != AN_NO_LINE && count < block->count; i = an_page_behind(page, i)) {
        if (page->items[i].kind == AN_LINE_TEXT)
            lines[count++] = i;
    }
    if (block->count < 3 || count < block->count)
        return;
    for (size_t i = 0; i < count; i++)
        dates += block->fields[i].kind == AN_FIELD_DATE && an_date_in_header(date, an_page_line(page, lines[i]));
    if (dates == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        block->fields[i].line = block->fields[i].last = lines[i];
        block->fields[i].value = page->items[lines[i]].start;
    }
    block->last = lines[count - 1];
}

static void mark(an_page *page, const an_block *block)
{
    for (size_t i = block->first; i <= block->last; i++) {
        if (page->items[i].kind == AN_LINE_TEXT)
            page->items[i].kind = AN_LINE_HEADER;
    }
}

/* "From" without its colon just above belongs to it. */
static void take_bare_above(const an_page *page, an_block *block)
{
    size_t value, above = an_page_before(page, block->first);

    if (above != AN_NO_LINE && above + 2 >= block->first && page->items[above].kind == AN_LINE_TEXT && !has(block, AN_FIELD_FROM) &&
        bare(an_page_line(page, above), &value) == AN_FIELD_FROM && block->count < AN_FIELDS) {
        block->first = above;
        block->fields[block->count++] = (an_field){AN_FIELD_FROM, page->items[above].start + (uint32_t)value, above, above};
    }
}

bool an_headers_mark(an_page *page, an_blocks *blocks)
{
    for (size_t i = 0; i < page->count; i++) {
        an_block block;
        size_t value;
        an_field_kind kind = page->items[i].kind == AN_LINE_TEXT && an_page_has(page, i, AN_HAS_COLON)
                                 ? labelled(an_page_line(page, i), &value)
                                 : AN_FIELD_NONE;

        if (kind == AN_FIELD_NONE)
            continue;
        grow(page, i, kind, value, &block);
        take_bare_above(page, &block);
        if (!is_header(&block, blocks->count > 0)) {
            /* what starts inside it has no more fields, but for one that starts with its last: so the whole stays linear */
            i = block.last > i ? block.last - 1 : i;
            continue;
        }
        take_column(page, &block);
        if (!AN_ROOM(blocks, 1))
            return false;
        blocks->items[blocks->count++] = block;
        mark(page, &block);
        i = block.last;
    }
    return true;
}
