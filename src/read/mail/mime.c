/* RFC 2045–2049. An *entity* is a header and what it describes: the mail, or a part of it. Everything that claims to be packed and is not is taken as it
   stands; the header keeps its lines, for header.c reads it as that of any mail. */
#include "read/mail/mime.h"

#include "base/ascii.h"
#include "base/error.h"
#include "read/html.h"
#include "read/remains.h"
#include "text/charset.h"
#include "text/encoding.h"

enum { DEEPEST = 8, SMALLEST_HEADER = 2 /* fields */ };

typedef struct entity {
    an_str header, body;
    an_str type; /* what its header says that it is, or what is meant where it says nothing */
} entity;

typedef struct unpacking {
    an_buf *out;
    an_buf bytes; /* of one text, before its charset is looked at */
    an_unpacked *found;
    an_error *err;
    an_status status;
} unpacking;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Headers ------------------------------------------------------------------------------------------------------------------------------ */

static bool is_folded(an_str line)
{
    return line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
}

/* Length of the field's name at the start of a line, 0 when it is no field. */
static size_t name_length(an_str line)
{
    size_t at = 0;

    while (at < line.len && line.ptr[at] > ' ' && line.ptr[at] < 0x7F && line.ptr[at] != ':') /* RFC 5322: X-Spam_score, X.400-Recipients */
        at++;
    return at > 1 && at < line.len && line.ptr[at] == ':' ? at : 0;
}

/* The value of a field with the lines that it goes on in, or "". */
static an_str value_of(an_str header, const char *field)
{
    an_str line, value = {"", 0};
    bool ours = false;

    while (an_str_next(&header, '\n', &line)) {
        size_t length = name_length(line);
        if (ours && !is_folded(line))
            break;
        if (ours)
            value.len = (size_t)(line.ptr + line.len - value.ptr);
        else if (length && an_str_equal_ascii_case(an_str_sub(line, 0, length), an_str_of(field))) {
            ours = true;
            value = an_str_sub(line, length + 1, line.len);
        }
    }
    return an_str_trim(value);
}

/* The value of a parameter, without its quotation marks: «boundary» of «multipart/mixed; boundary="x"»; or "". */
static an_str parameter_of(an_str value, const char *name)
{
    const char *end = value.ptr + value.len;
    an_str field;

    an_str_next(&value, ';', &field);
    while (an_str_next(&value, ';', &field)) {
        size_t equal = an_str_find_byte(field, 0, '=');
        an_str text;
        if (equal == (size_t)-1 || !an_str_equal_ascii_case(an_str_trim(an_str_sub(field, 0, equal)), an_str_of(name)))
            continue;
        text = an_str_trim(an_str_sub(field, equal + 1, field.len));
        if (text.len == 0 || text.ptr[0] != '"')
            return text;
        text = (an_str){text.ptr + 1, (size_t)(end - text.ptr) - 1}; /* it may hold a semicolon */
        equal = an_str_find_byte(text, 0, '"');
        return equal == (size_t)-1 ? AN_LIT("") : an_str_sub(text, 0, equal);
    }
    return AN_LIT("");
}

static bool is_type(an_str value, const char *type)
{
    an_str wanted = an_str_of(type);

    return value.len >= wanted.len && an_str_equal_ascii_case(an_str_sub(value, 0, wanted.len), wanted);
}

/* Header and body, parted by the first blank line. */
static entity cut_entity(an_str text, an_str usual_type)
{
    entity it = {.header = text, .body = AN_LIT("")};
    an_str rest = text, line;

    while (an_str_next(&rest, '\n', &line)) {
        if (an_str_trim(line).len)
            continue;
        it.header = an_str_sub(text, 0, (size_t)(line.ptr - text.ptr));
        it.body = rest.ptr ? rest : it.body;
        break;
    }
    it.type = value_of(it.header, "Content-Type");
    it.type = it.type.len ? it.type : usual_type;
    return it;
}

/* The mail without what stands before its header: blank lines, the line that mailboxes begin a mail with. */
static an_str without_envelope(an_str mail)
{
    an_str line;

    mail = an_str_unmarked(mail);
    while (mail.len && (mail.ptr[0] == '\r' || mail.ptr[0] == '\n'))
        mail = an_str_sub(mail, 1, mail.len);
    if (an_str_starts(mail, AN_LIT("From ")))
        an_str_next(&mail, '\n', &line);
    return mail.ptr ? mail : AN_LIT("");
}

static entity cut_mail(an_str mail)
{
    return cut_entity(without_envelope(mail), AN_LIT("text/plain"));
}

/* Bytes in whatever they are packed and written ------------------------------------------------------------------------------------------- */

static int base64_value(char c)
{
    if (an_ascii_capital(c))
        return c - 'A';
    if (an_ascii_small(c))
        return c - 'a' + 26;
    if (an_ascii_digit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Up to the padding, signs of no meaning passed over, as the standard has it. What follows on the padding. */
static an_str add_run(an_buf *out, an_str text)
{
    unsigned bits = 0, count = 0;
    size_t at = 0;

    for (; at < text.len && text.ptr[at] != '='; at++) {
        int value = base64_value(text.ptr[at]);
        if (value < 0)
            continue;
        bits = bits << 6 | (unsigned)value;
        count += 6;
        if (count >= 8)
            an_buf_add_char(out, (char)(bits >> (count -= 8) & 0xFF));
    }
    while (at < text.len && (text.ptr[at] == '=' || is_blank(text.ptr[at])))
        at++;
    return an_str_sub(text, at, text.len);
}

/* Whether a line is base64. One other sign in sixty is dirt: mail servers of old broke long lines with «!». */
static bool is_base64(an_str line)
{
    enum { CLEAN = 60 };
    size_t dirt = 0;

    for (size_t i = 0; i < line.len; i++)
        dirt += base64_value(line.ptr[i]) < 0 && line.ptr[i] != '=';
    return dirt <= line.len / CLEAN;
}

/* «Team»: letters, small behind the first. */
static bool is_word(an_str line)
{
    size_t at = 1;

    while (at < line.len && an_ascii_small(line.ptr[at]))
        at++;
    return at == line.len && (an_ascii_capital(line.ptr[0]) || an_ascii_small(line.ptr[0]));
}

/* Where base64 ends and text begins, that of mailing lists: at a line that is none. Behind padding, a blank line or a line that is shorter than the
   first one the text is all there; what goes on then, as some programs put runs one behind the other, are groups of four signs and no word. The
   first line is taken as base64 whatever is in it. */
static size_t base64_end(an_str text)
{
    an_str rest = text, line;
    size_t width = 0;
    bool done = false;

    while (an_str_next(&rest, '\n', &line)) {
        an_str signs = an_str_trim(line);
        if (width && signs.len && (!is_base64(signs) || (done && (signs.len % 4 || is_word(signs)))))
            return (size_t)(line.ptr - text.ptr);
        width = width ? width : signs.len;
        done |= signs.len < width || (signs.len && signs.ptr[signs.len - 1] == '=');
    }
    return text.len;
}

static void add_base64(an_buf *out, an_str text)
{
    size_t end = base64_end(text);

    for (an_str rest = an_str_sub(text, 0, end); rest.len;)
        rest = add_run(out, rest);
    if (end < text.len) {
        an_buf_add_char(out, '\n');
        an_buf_add(out, an_str_sub(text, end, text.len));
    }
}

/* Behind the line end that «=» and blanks at `at` take out, or 0. */
static size_t soft_end(an_str text, size_t at)
{
    for (at++; at < text.len && text.ptr[at] != '\n' && is_blank(text.ptr[at]); at++)
        ;
    return at < text.len && text.ptr[at] == '\n' ? at + 1 : 0;
}

/* `word`: of a header, where «_» is a blank. */
static void add_quoted(an_buf *out, an_str text, bool word)
{
    for (size_t at = 0, next; at < text.len;) {
        size_t plain = at;
        while (plain < text.len && text.ptr[plain] != '=' && !(word && text.ptr[plain] == '_'))
            plain++;
        an_buf_add(out, an_str_sub(text, at, plain));
        at = plain;
        if (at == text.len)
            break;
        if (text.ptr[at] == '_') {
            an_buf_add_char(out, ' ');
            at++;
        } else if (at + 2 < text.len && an_ascii_hex(text.ptr[at + 1]) >= 0 && an_ascii_hex(text.ptr[at + 2]) >= 0) {
            an_buf_add_char(out, (char)(an_ascii_hex(text.ptr[at + 1]) << 4 | an_ascii_hex(text.ptr[at + 2])));
            at += 3;
        } else if (!word && (next = soft_end(text, at))) {
            at = next;
        } else {
            an_buf_add_char(out, text.ptr[at++]);
        }
    }
}

/* Append bytes as UTF-8: by their charset when it is known, else by what they look like. */
static bool add_decoded(unpacking *u, an_str bytes, an_str charset)
{
    an_decoded how = {0};

    u->found->unknown_charsets += charset.len && !an_charset_find(charset);
    if (an_decode_as(u->out, bytes, charset, &how.repairs)) {
        u->found->repairs.invalid_bytes += how.repairs.invalid_bytes;
        return !u->out->failed;
    }
    u->status = an_decode(u->out, bytes, &how, u->err);
    if (u->status == AN_ERR_ENCODING) { /* of which iconv knows nothing: as Western text */
        u->status = AN_OK;
        an_decode_as(u->out, bytes, AN_LIT("windows-1252"), &how.repairs);
    }
    u->found->repairs.invalid_bytes += how.repairs.invalid_bytes;
    return u->status == AN_OK && !u->out->failed;
}

/* Words of a header -------------------------------------------------------------------------------------------------------------------------- */

typedef struct encoded_word {
    an_str charset, text;
    char way; /* 'q' or 'b' */
    size_t end; /* behind it; 0 = there is none */
} encoded_word;

/* «=?charset?Q?text?=» at `at`. */
static encoded_word word_at(an_str text, size_t at)
{
    encoded_word word = {.way = 0};
    an_str fields[3];

    if (!an_str_starts(an_str_sub(text, at, text.len), AN_LIT("=?")))
        return word;
    at += 2;
    for (int i = 0; i < 3; i++) {
        size_t end = at;
        while (end < text.len && text.ptr[end] != '?' && (unsigned char)text.ptr[end] > ' ')
            end++;
        if (end == text.len || text.ptr[end] != '?')
            return word;
        fields[i] = an_str_sub(text, at, end);
        at = end + 1;
    }
    if (at == text.len || text.ptr[at] != '=' || fields[1].len != 1)
        return word;
    word.way = an_ascii_lower(fields[1].ptr[0]);
    word.charset = fields[0];
    word.text = fields[2];
    word.end = word.way == 'q' || word.way == 'b' ? at + 1 : 0;
    at = an_str_find_byte(word.charset, 0, '*'); /* a language */
    if (at != (size_t)-1)
        word.charset.len = at;
    return word;
}

/* Where the next encoded word begins that follows on one with only blanks between, or `at`. */
static size_t next_word(an_str text, size_t at)
{
    size_t next = at;

    while (next < text.len && is_blank(text.ptr[next]))
        next++;
    return next > at && word_at(text, next).end ? next : at;
}

/* One character may be cut in two between words, so those of one charset are decoded together. */
static bool add_words(unpacking *u, an_str text, size_t *at)
{
    encoded_word word = word_at(text, *at);
    an_str charset = word.charset;

    an_buf_reset(&u->bytes);
    while (word.end && an_str_equal_ascii_case(word.charset, charset)) {
        if (word.way == 'q')
            add_quoted(&u->bytes, word.text, true);
        else
            add_base64(&u->bytes, word.text);
        *at = next_word(text, word.end);
        word = word_at(text, *at);
    }
    for (size_t i = 0; i < u->bytes.len; i++)
        if (u->bytes.ptr[i] == '\n' || u->bytes.ptr[i] == '\r') /* no header may be made up inside of a word */
            u->bytes.ptr[i] = ' ';
    return !u->bytes.failed && add_decoded(u, an_buf_str(&u->bytes), charset);
}

static bool add_header(unpacking *u, an_str header)
{
    bool done = true;

    for (size_t at = 0, plain; at < header.len && done; at = plain) {
        plain = at;
        if (word_at(header, at).end) {
            done = add_words(u, header, &plain);
            continue;
        }
        do
            plain++;
        while (plain < header.len && !(header.ptr[plain] == '=' && word_at(header, plain).end));
        done = add_decoded(u, an_str_sub(header, at, plain), AN_LIT(""));
    }
    return done;
}

/* Entities ------------------------------------------------------------------------------------------------------------------------------------ */

static bool add_entity(unpacking *u, entity it, int depth);

static bool add_text(unpacking *u, entity it)
{
    an_str packed = value_of(it.header, "Content-Transfer-Encoding"), charset = parameter_of(it.type, "charset"), body = it.body;

    an_buf_reset(&u->bytes);
    if (is_type(packed, "base64"))
        add_base64(&u->bytes, body);
    else if (is_type(packed, "quoted-printable"))
        add_quoted(&u->bytes, body, false);
    else
        an_buf_add(&u->bytes, body);
    if (u->bytes.failed)
        return false;
    u->found->text = true;
    an_buf_add_char(u->out, '\n');
    if (charset.len == 0 && is_type(it.type, "text/html"))
        charset = an_html_charset(an_buf_str(&u->bytes));
    return add_decoded(u, an_buf_str(&u->bytes), charset);
}

/* Some mail programs call plain text HTML. */
static bool is_page(an_str text)
{
    static const char *const signs[] = {"<html", "<body", "<div", "<br", "<p>", "<p ", "<table"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (an_str_find_ascii_case(text, 0, an_str_of(signs[i])) != (size_t)-1)
            return true;
    return false;
}

/* What a part of HTML says (read/remains.h). */
static bool add_page(unpacking *u, entity it)
{
    size_t start = u->out->len;
    an_buf page = {0};
    an_str text;

    if (!add_text(u, it))
        return false;
    text = an_str_sub(an_buf_str(u->out), start, u->out->len);
    if (is_page(text)) {
        an_page_mend(&page, text);
        u->out->len = start;
        an_buf_add(u->out, an_buf_str(&page));
        u->out->failed |= page.failed;
        an_buf_clear(&page);
    }
    return !u->out->failed;
}

/* A mail in a mail. The standard does not let it be packed, and some pack it. */
static bool add_mail(unpacking *u, entity it, int depth)
{
    an_buf bytes = {0};
    bool done;

    if (is_type(value_of(it.header, "Content-Transfer-Encoding"), "base64") && !name_length(without_envelope(it.body))) {
        add_base64(&bytes, it.body);
        it.body = an_buf_str(&bytes);
    }
    it = cut_mail(it.body);
    an_buf_add_char(u->out, '\n');
    done = !bytes.failed && add_header(u, it.header) && add_entity(u, it, depth + 1);
    an_buf_clear(&bytes);
    return done;
}

/* Whether a line is the boundary, `*last` when it is the one that ends the parts. */
static bool is_boundary(an_str line, an_str boundary, bool *last)
{
    an_str rest;

    if (line.len < boundary.len + 2 || line.ptr[0] != '-' || line.ptr[1] != '-' || !an_str_equal(an_str_sub(line, 2, boundary.len + 2), boundary))
        return false;
    rest = an_str_trim(an_str_sub(line, boundary.len + 2, line.len));
    *last = an_str_equal(rest, AN_LIT("--"));
    return rest.len == 0 || *last;
}

/* What stands in a body between its boundaries, in its order. */
typedef struct parts {
    an_str rest, boundary, usual_type;
    bool inside;
} parts;

static parts parts_of(entity whole)
{
    return (parts){.rest = whole.body,
                   .boundary = parameter_of(whole.type, "boundary"),
                   .usual_type = is_type(whole.type, "multipart/digest") ? AN_LIT("message/rfc822") : AN_LIT("text/plain")};
}

/* The next part of a body; false at the end. A body whose last boundary is missing ends the last part. */
static bool next_part(parts *of, entity *part)
{
    an_str line;
    const char *start = of->rest.ptr;
    bool last = false;

    while (an_str_next(&of->rest, '\n', &line)) {
        if (!is_boundary(line, of->boundary, &last))
            continue;
        if (of->inside) {
            *part = cut_entity((an_str){start, (size_t)(line.ptr - start)}, of->usual_type);
            of->inside = !last;
            of->rest = last ? AN_LIT("") : of->rest;
            return true;
        }
        start = line.ptr + line.len + (of->rest.ptr ? 1 : 0);
        of->inside = !last;
    }
    if (!of->inside || !start)
        return false;
    *part = cut_entity((an_str){start, (size_t)(line.ptr + line.len - start)}, of->usual_type);
    of->inside = false;
    return true;
}

/* A body without any is no such body. */
static bool add_parts(unpacking *u, entity whole, int depth)
{
    parts all = parts_of(whole);
    entity part;
    size_t count = 0;
    bool done = true;

    for (; done && next_part(&all, &part); count++)
        done = add_entity(u, part, depth + 1);
    return count ? done : add_text(u, whole);
}

/* How plainly an entity says what it says. */
enum { PLAINEST = 3 };

static int plainness(entity it)
{
    return is_type(it.type, "text/plain") ? PLAINEST : is_type(it.type, "multipart/") ? 2 : is_type(it.type, "text/") ? 1 : 0;
}

/* Whether more than blanks was added; no-break spaces, of which some programs make an empty text, are blanks. */
static bool says_something(const unpacking *u, size_t start)
{
    const char *text = u->out->ptr;
    size_t at = start;

    while (at < u->out->len && (is_blank(text[at]) || (at + 1 < u->out->len && memcmp(text + at, "\xC2\xA0", 2) == 0)))
        at += is_blank(text[at]) ? 1 : 2;
    return u->found->text && at < u->out->len;
}

/* Of alternatives the first of the plainest that says something is taken. When none does, what could not be read counts as one part. */
static bool add_alternative(unpacking *u, entity whole, int depth)
{
    const an_unpacked before = *u->found;
    size_t start = u->out->len;
    bool done, text = false, unread = false;

    for (int plain = PLAINEST; plain >= 0; plain--) {
        parts all = parts_of(whole);
        entity part;
        while (next_part(&all, &part)) {
            if (plainness(part) != plain)
                continue;
            u->found->text = false;
            done = add_entity(u, part, depth + 1);
            if (!done || says_something(u, start))
                return done;
            text |= u->found->text;
            unread |= u->found->left_out > before.left_out;
            *u->found = before;
            u->out->len = start;
        }
    }
    u->found->text |= text;
    u->found->left_out += unread || !text;
    return true;
}

static bool add_entity(unpacking *u, entity it, int depth)
{
    if (depth < DEEPEST && is_type(it.type, "multipart/") && parameter_of(it.type, "boundary").len)
        return is_type(it.type, "multipart/alternative") ? add_alternative(u, it, depth) : add_parts(u, it, depth);
    if (depth < DEEPEST && is_type(it.type, "message/rfc822"))
        return add_mail(u, it, depth);
    if (is_type(it.type, "text/plain"))
        return add_text(u, it);
    if (is_type(it.type, "text/html"))
        return add_page(u, it);
    u->found->left_out++;
    return true;
}

bool an_mail_is_packed(an_str head)
{
    entity mail = cut_mail(head);
    an_str header = mail.header, rest = header, line, charset, packed;
    size_t fields = 0;

    while (an_str_next(&rest, '\n', &line)) {
        if (name_length(line))
            fields++;
        else if (fields == 0 || (!is_folded(line) && an_str_trim(line).len))
            return false;
    }
    if (fields < SMALLEST_HEADER)
        return false;
    charset = parameter_of(mail.type, "charset");
    packed = value_of(header, "Content-Transfer-Encoding");
    if (is_type(mail.type, "multipart/") || is_type(mail.type, "message/") || is_type(mail.type, "text/html") ||
        is_type(packed, "base64") || is_type(packed, "quoted-printable"))
        return true;
    if (charset.len && !is_type(charset, "utf-8") && !is_type(charset, "us-ascii"))
        return true;
    for (size_t at = 0; (at = an_str_find(header, at, AN_LIT("=?"))) != (size_t)-1; at++)
        if (word_at(header, at).end)
            return true;
    return false;
}

an_status an_mail_unpack(an_buf *out, an_str mail, an_unpacked *found, an_error *err)
{
    unpacking u = {.out = out, .found = found, .err = err};
    entity it = cut_mail(mail);
    bool done;

    *found = (an_unpacked){0};
    done = add_header(&u, it.header) && add_entity(&u, it, 0);
    an_buf_clear(&u.bytes);
    return done && !out->failed ? AN_OK : u.status ? u.status : an_fail_nomem(err);
}
