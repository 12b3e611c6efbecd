/* RFC 2045–2049. An *entity* is a header and what it describes: the mail, or a part of it. Everything that claims to be packed and is not is taken as it
   stands; the header keeps its lines, for header.c reads it as that of any mail. */
#include "read/mime.h"

#include "base/ascii.h"
#include "base/error.h"
#include "text/encoding.h"

enum { DEEPEST = 8, SMALLEST_HEADER = 2 /* fields */ };

typedef struct entity {
    an_str header, body;
} entity;

typedef struct unpacking {
    an_buf *out;
    an_buf bytes; /* of one text, before its charset is looked at */
    an_unpacked *found;
    an_error *err;
    an_status status;
} unpacking;

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
static entity cut_entity(an_str text)
{
    an_str rest = text, line;

    while (an_str_next(&rest, '\n', &line))
        if (an_str_trim(line).len == 0)
            return (entity){an_str_sub(text, 0, (size_t)(line.ptr - text.ptr)), rest.ptr ? rest : AN_LIT("")};
    return (entity){text, AN_LIT("")};
}

/* The mail without what stands before its header: blank lines, the line that mailboxes begin a mail with. */
static an_str without_envelope(an_str mail)
{
    an_str line;

    mail = an_str_unmarked(mail);
    while (mail.len && strchr("\r\n", mail.ptr[0]))
        mail = an_str_sub(mail, 1, mail.len);
    if (an_str_starts(mail, AN_LIT("From ")))
        an_str_next(&mail, '\n', &line);
    return mail.ptr ? mail : AN_LIT("");
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

/* Signs of no meaning are passed over, as the standard has it. */
static void add_base64(an_buf *out, an_str text)
{
    unsigned bits = 0, count = 0;

    for (size_t i = 0; i < text.len; i++) {
        int value = base64_value(text.ptr[i]);
        if (value < 0) {
            count = text.ptr[i] == '=' ? 0 : count; /* what follows begins anew */
            continue;
        }
        bits = bits << 6 | (unsigned)value;
        count += 6;
        if (count >= 8)
            an_buf_add_char(out, (char)(bits >> (count -= 8) & 0xFF));
    }
}

/* Behind the line end that «=» and blanks at `at` take out, or 0. */
static size_t soft_end(an_str text, size_t at)
{
    for (at++; at < text.len && strchr(" \t\r", text.ptr[at]); at++)
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

    while (next < text.len && strchr(" \t\r\n", text.ptr[next]))
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
    an_str packed = value_of(it.header, "Content-Transfer-Encoding"), body = it.body;
    an_str charset = parameter_of(value_of(it.header, "Content-Type"), "charset");

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
    return add_decoded(u, an_buf_str(&u->bytes), charset);
}

/* How plainly an entity says what it says; of alternatives the first of the most is taken. */
static int plainness(entity it)
{
    an_str type = value_of(it.header, "Content-Type");

    if (type.len == 0 || is_type(type, "text/plain"))
        return 3;
    return is_type(type, "multipart/") ? 2 : is_type(type, "text/") ? 1 : 0;
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

/* The next part of a body; false at the end. A body whose last boundary is missing ends the last part. */
static bool next_part(an_str *rest, an_str boundary, bool *inside, entity *part)
{
    an_str line;
    const char *start = rest->ptr;
    bool last = false;

    while (an_str_next(rest, '\n', &line)) {
        if (!is_boundary(line, boundary, &last))
            continue;
        if (*inside) {
            *part = cut_entity((an_str){start, (size_t)(line.ptr - start)});
            *inside = !last;
            *rest = last ? AN_LIT("") : *rest;
            return true;
        }
        start = line.ptr + line.len + (rest->ptr ? 1 : 0);
        *inside = !last;
    }
    if (!*inside || !start)
        return false;
    *part = cut_entity((an_str){start, (size_t)(line.ptr + line.len - start)});
    *inside = false;
    return true;
}

static bool add_parts(unpacking *u, an_str body, an_str boundary, bool alternative, int depth)
{
    an_str rest = body;
    entity part, best = {{"", 0}, {"", 0}};
    bool inside = false, done = true;
    int most = 0;

    while (done && rest.ptr && next_part(&rest, boundary, &inside, &part)) {
        if (!alternative)
            done = add_entity(u, part, depth + 1);
        else if (plainness(part) > most) {
            most = plainness(part);
            best = part;
        }
    }
    return done && (most == 0 || add_entity(u, best, depth + 1));
}

static bool add_entity(unpacking *u, entity it, int depth)
{
    an_str type = value_of(it.header, "Content-Type"), boundary = parameter_of(type, "boundary");

    if (is_type(type, "multipart/") && boundary.len && depth < DEEPEST)
        return add_parts(u, it.body, boundary, is_type(type, "multipart/alternative"), depth);
    if (is_type(type, "message/rfc822") && depth < DEEPEST) {
        it = cut_entity(without_envelope(it.body));
        an_buf_add_char(u->out, '\n');
        return add_header(u, it.header) && add_entity(u, it, depth + 1);
    }
    if (type.len == 0 || is_type(type, "text/plain") || is_type(type, "text/html"))
        return add_text(u, it);
    u->found->left_out++;
    return true;
}

bool an_mail_is_packed(an_str head)
{
    an_str header = cut_entity(without_envelope(head)).header, rest = header, line, type, charset, packed;
    size_t fields = 0;

    while (an_str_next(&rest, '\n', &line)) {
        if (name_length(line))
            fields++;
        else if (fields == 0 || (!is_folded(line) && an_str_trim(line).len))
            return false;
    }
    if (fields < SMALLEST_HEADER)
        return false;
    type = value_of(header, "Content-Type");
    charset = parameter_of(type, "charset");
    packed = value_of(header, "Content-Transfer-Encoding");
    if (is_type(type, "multipart/") || is_type(type, "message/") || is_type(type, "text/html") || is_type(packed, "base64") || is_type(packed, "quoted-printable"))
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
    entity it = cut_entity(without_envelope(mail));
    bool done;

    *found = (an_unpacked){0};
    done = add_header(&u, it.header) && add_entity(&u, it, 0);
    an_buf_clear(&u.bytes);
    return done && !out->failed ? AN_OK : an_fail_nomem(err);
}
