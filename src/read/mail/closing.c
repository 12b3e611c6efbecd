/* What mails end with and are strung together by: separators ("Original Message", "On … wrote:"), "Sent from my …", disclaimers,
   signatures. A signature is a few short last lines of a mail with a telephone number or address in them that also say who signs: the
   sender's name, a closing word before them, or a name with an office below it. A list of contacts in the text has none of that and stays.
   Linear. */
#include "read/mail/page.h"

#include "base/ascii.h"

#include <pthread.h>

enum {
    SIGNATURE_MAX = 12, /* lines */
    SHORT = 70,         /* bytes of a line in a signature */
    DISCLAIMER_MAX = 25 /* lines */
};

static const char *const separators[] = {"original message",
                                         "forwarded message",
                                         "begin forwarded message",
                                         "original message headers",
                                         "message d'origine",
                                         "message original",
                                         "message transf\xC3\xA9r\xC3\xA9",
                                         "urspr\xC3\xBCngliche nachricht",
                                         "weitergeleitete nachricht",
                                         "mensaje original",
                                         "mensaje reenviado",
                                         "messaggio originale",
                                         "mensagem original",
                                         "oorspronkelijk bericht",
                                         "forwarded by"};

/* First and last words of "On Tuesday Ann Lee wrote:". */
static const struct {
    const char *first, *last;
} attributions[] = {
    {"On ", "wrote:"}, {"In a message dated ", "writes:"}, {"Le ", "crit :"},      {"Le ", "crit:"},     {"Am ", "schrieb:"},
    {"Am ", ":"},      {"El ", "escribi\xC3\xB3:"},        {"Il ", "ha scritto:"}, {"Em ", "escreveu:"}, {"Op ", "schreef:"}};

static const char *const device_lines[] = {"sent from my ",         "sent via ",
                                           "sent from blackberry",  "sent using ",
                                           "sent wirelessly",       "get outlook for ",
                                           "envoy\xC3\xA9 de mon ", "envoy\xC3\xA9 depuis ",
                                           "von meinem ",           "gesendet von ",
                                           "enviado desde mi ",     "enviado do meu ",
                                           "inviato da ",           "this message was sent from my ",
                                           "verstuurd vanaf "};

static const char *const disclaimers[] = {"intended only for the",
                                          "intended solely for",
                                          "if you are not the intended",
                                          "confidentiality notice",
                                          "notice to recipient",
                                          "if received in error",
                                          "received this communication in error",
                                          "received this message in error",
                                          "received this e-mail in error",
                                          "received this email in error",
                                          "e-mail is confidential and",
                                          "email is confidential and",
                                          "e-mail and any attachments",
                                          "email and any attachments",
                                          "information that is confidential or privileged",
                                          "personal and confidential use of the",
                                          "not the intended recipient",
                                          "virus warning:",
                                          "ce message et ses pi\xC3\xA8"
                                          "ces jointes",
                                          "ce message et toutes les pi\xC3\xA8"
                                          "ces jointes",
                                          "diese e-mail enth\xC3\xA4lt vertrauliche",
                                          "este mensaje y sus archivos adjuntos",
                                          "please consider the environment before printing"};

static const char *const closing_words[] = {"best",
                                            "best regards",
                                            "best wishes",
                                            "all best",
                                            "all the best",
                                            "regards",
                                            "kind regards",
                                            "warm regards",
                                            "warmly",
                                            "sincerely",
                                            "yours",
                                            "yours sincerely",
                                            "yours truly",
                                            "cheers",
                                            "thanks",
                                            "many thanks",
                                            "thank you",
                                            "respectfully",
                                            "cordially",
                                            "cordialement",
                                            "bien \xC3\xA0 vous",
                                            "salutations",
                                            "saludos",
                                            "mit freundlichen gr\xC3\xBC\xC3\x9F"
                                            "en",
                                            "viele gr\xC3\xBC\xC3\x9F"
                                            "e",
                                            "atentamente",
                                            "cordiali saluti",
                                            "distinti saluti",
                                            "atenciosamente",
                                            "met vriendelijke groet"};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool starts_any_case(an_str text, const char *with)
{
    return an_str_starts_ascii_case(text, an_str_of(with));
}

static bool contains_any_case(an_str text, const char *what)
{
    an_str wanted = an_str_of(what);

    for (size_t at = 0; at + wanted.len <= text.len; at++)
        if (an_str_starts_ascii_case(an_str_sub(text, at, text.len), wanted))
            return true;
    return false;
}

static bool is_edge(char c)
{
    return c == ' ' || c == '-' || c == '_' || c == '=' || c == '*' || c == '.' || c == ':' || c == ',';
}

/* Without quotation marks, dashes and the like at its start. */
static an_str bare_start(an_str line)
{
    while (line.len && (line.ptr[0] == '>' || is_edge(line.ptr[0])))
        line = an_str_sub(line, 1, line.len);
    if (an_str_starts(line, AN_LIT("\xE2\x80\xA2")))
        line = an_str_trim(an_str_sub(line, 3, line.len));
    return line;
}

/* … and at both ends. */
static an_str bare_line(an_str line)
{
    line = bare_start(line);
    while (line.len && is_edge(line.ptr[line.len - 1]))
        line.len--;
    return line;
}

/* Separators -------------------------------------------------------------------------------------------------------------------- */

/* `start` is the line without what stands before its words. */
static bool starts_as_separator(an_str start)
{
    for (size_t i = 0; i < COUNT(separators); i++)
        if (starts_any_case(start, separators[i]))
            return true;
    return false;
}

static bool is_separator(an_str line)
{
    an_str bare = bare_line(an_without_stamp(line));

    if (bare.len > 80)
        return false;
    for (size_t i = 0; i < COUNT(separators); i++) {
        an_str word = an_str_of(separators[i]);

        /* alone on its line, or between dashes */
        if (starts_any_case(bare, separators[i]) && (bare.len == word.len || an_str_starts(line, AN_LIT("--"))))
            return true;
    }
    return false;
}

/* The lines of "On … wrote:", which may be wrapped: how many from i on, 0 when it is none. */
static size_t attribution(const an_page *page, size_t i)
{
    enum { LINES = 3 };
    an_str first = bare_line(an_page_line(page, i));
    bool digit = false;

    if (first.len > 2 && memchr(first.ptr, '@', first.len) && an_str_ends(an_without_stamp(an_page_line(page, i)), AN_LIT("wrote:")))
        return 1;
    for (size_t k = 0; k < COUNT(attributions); k++) {
        if (first.len == 0 || first.ptr[0] != attributions[k].first[0] || !an_str_starts(first, an_str_of(attributions[k].first)))
            continue;
        for (size_t n = 0; n < LINES && i + n < page->count && page->items[i + n].kind == AN_LINE_TEXT; n++) {
            an_str line = an_without_stamp(an_page_line(page, i + n));

            for (size_t c = 0; c < line.len && !digit; c++)
                digit = an_ascii_digit(line.ptr[c]);
            if (digit && an_str_ends(line, an_str_of(attributions[k].last)) &&
                (strlen(attributions[k].last) > 1 || contains_any_case(line, "schrieb")))
                return n + 1;
        }
    }
    return 0;
}

static bool is_device_line(an_str line)
{
    line = bare_line(line);
    if (line.len > 80)
        return false;
    for (size_t i = 0; i < COUNT(device_lines); i++) {
        if (starts_any_case(line, device_lines[i]))
            return true;
    }
    return false;
}

/* Which of these lines may open with these two letters: most lines open with others and need not be looked at. It is made once. */
enum { ATTRIBUTION = 1, SEPARATOR = 2, DEVICE = 4 };

static struct {
    uint8_t lines[32 * 32];
    pthread_once_t once;
} openings = {.once = PTHREAD_ONCE_INIT};

/* Of bytes the low five bits, so that a letter and its capital are one. */
static uint8_t *opening(const char *line)
{
    return &openings.lines[(line[0] & 31) << 5 | (line[1] & 31)];
}

static void make_openings(void)
{
    for (size_t i = 0; i < COUNT(attributions); i++)
        *opening(attributions[i].first) |= ATTRIBUTION;
    for (size_t i = 0; i < COUNT(separators); i++)
        *opening(separators[i]) |= SEPARATOR;
    for (size_t i = 0; i < COUNT(device_lines); i++)
        *opening(device_lines[i]) |= DEVICE;
}

static void mark_separators(an_page *page)
{
    pthread_once(&openings.once, make_openings);
    for (size_t i = 0; i < page->count; i++) {
        an_str line = an_page_line(page, i), start;
        size_t lines = 0;
        unsigned may_be;

        if (page->items[i].kind != AN_LINE_TEXT || line.len > 200)
            continue;
        start = bare_start(line);
        may_be = start.len > 1 ? *opening(start.ptr) : 0;
        if (an_page_has(page, i, AN_HAS_AT) || (may_be & ATTRIBUTION && start.ptr[0] < 'a'))
            lines = attribution(page, i);
        if (may_be & SEPARATOR && starts_as_separator(start) && is_separator(line))
            lines = 1;
        for (size_t n = 0; n < lines; n++)
            page->items[i + n].kind = AN_LINE_MARK;
        if (lines == 0 && may_be & DEVICE && is_device_line(line))
            page->items[i].kind = AN_LINE_CLOSING;
    }
}

/* Disclaimers ------------------------------------------------------------------------------------------------------------------- */

/* Every phrase has STEP + GRAM - 1 bytes or more, so a line that holds it has one of its first STEP pieces of GRAM bytes at a place that is a
   multiple of STEP: only these places are looked at. A set of bits, two by the hash of each such piece; it is made once. */
enum { STEP = 7, GRAM = 8, GRAM_BITS = 16 };

static struct {
    uint64_t bits[(1 << GRAM_BITS) / 64];
    pthread_once_t once;
} grams = {.once = PTHREAD_ONCE_INIT};

/* Its upper bits tell one place in the set, those below another. */
static uint64_t gram_at(const char *bytes)
{
    uint64_t gram;

    memcpy(&gram, bytes, GRAM);
    gram |= UINT64_C(0x2020202020202020); /* a letter and its capital are one */
    return gram * UINT64_C(0x9E3779B97F4A7C15);
}

static uint64_t *gram_word(uint64_t bits)
{
    return &grams.bits[bits >> (64 - GRAM_BITS + 6)];
}

static uint64_t gram_bit(uint64_t bits)
{
    return UINT64_C(1) << (bits >> (64 - GRAM_BITS) & 63);
}

static bool may_be_gram(uint64_t gram)
{
    uint64_t other = gram << GRAM_BITS;

    return *gram_word(gram) & gram_bit(gram) && *gram_word(other) & gram_bit(other);
}

static void make_grams(void)
{
    for (size_t i = 0; i < COUNT(disclaimers); i++) {
        for (size_t at = 0; at < STEP; at++) {
            uint64_t gram = gram_at(disclaimers[i] + at), other = gram << GRAM_BITS;

            *gram_word(gram) |= gram_bit(gram);
            *gram_word(other) |= gram_bit(other);
        }
    }
}

/* Whether a disclaimer's phrase has its piece number `n` at a place of the line. */
static bool is_around(an_str line, size_t place, size_t n, const char *phrase)
{
    return place >= n && starts_any_case(an_str_sub(line, place, line.len), phrase + n) && starts_any_case(an_str_sub(line, place - n, line.len), phrase);
}

/* Whether a phrase stands around the piece at this place; hardly ever asked. */
__attribute__((noinline)) static bool disclaims_at(an_str line, size_t place)
{
    for (size_t i = 0; i < COUNT(disclaimers); i++)
        for (size_t n = 0; n < STEP; n++)
            if (is_around(line, place, n, disclaimers[i]))
                return true;
    return false;
}

static bool is_disclaimer(an_str line)
{
    if (line.len < 15 || line.len > 4000)
        return false;
    for (size_t at = 0; at + GRAM <= line.len; at += STEP)
        if (may_be_gram(gram_at(line.ptr + at)) && disclaims_at(line, at))
            return true;
    return false;
}

/* The paragraph around line i. */
static void mark_paragraph(an_page *page, size_t i)
{
    size_t first = i;

    while (first > 0 && i - first < DISCLAIMER_MAX && page->items[first - 1].kind == AN_LINE_TEXT)
        first--;
    for (size_t n = first; n < page->count && n < i + DISCLAIMER_MAX && (n <= i || page->items[n].kind == AN_LINE_TEXT); n++)
        page->items[n].kind = AN_LINE_CLOSING;
}

static void mark_disclaimers(an_page *page)
{
    pthread_once(&grams.once, make_grams);
    for (size_t i = 0; i < page->count; i++) {
        if (page->items[i].kind == AN_LINE_TEXT && is_disclaimer(an_page_line(page, i)))
            mark_paragraph(page, i);
    }
}

/* Signatures -------------------------------------------------------------------------------------------------------------------- */

static bool is_in_telephone(char c)
{
    return c == ' ' || c == '(' || c == ')' || c == '-' || c == '+' || c == '.' || c == '/';
}

/* Seven digits or more with nothing but what stands in telephone numbers between them. */
static bool has_telephone(an_str line)
{
    size_t digits = 0;

    for (size_t i = 0; i < line.len; i++) {
        if (an_ascii_digit(line.ptr[i])) {
            if (++digits >= 7)
                return true;
        } else if (!is_in_telephone(line.ptr[i])) {
            digits = 0;
        }
    }
    return false;
}

static bool is_contact(an_str line)
{
    static const char *const starts[] = {"tel", "phone", "fax", "mobile", "cell", "office:", "direct", "e-mail", "email", "www.", "http"};

    line = bare_line(line);
    if (line.len > SHORT)
        return false;
    for (size_t i = 0; i < COUNT(starts); i++) {
        if (starts_any_case(line, starts[i]) && (has_telephone(line) || memchr(line.ptr, '@', line.len) || memchr(line.ptr, '.', line.len)))
            return true;
    }
    if (memchr(line.ptr, '@', line.len))
        return !memchr(line.ptr, ' ', line.len);
    return line.len < 50 && has_telephone(line);
}

bool an_is_closing_word(an_str line)
{
    return AN_STR_IN_ASCII_CASE(bare_line(line), closing_words);
}

/* A word of three letters or more that both have, whatever the case. */
static bool share_word(an_str line, an_str sender)
{
    char word[40];

    for (size_t at = 0; at < sender.len;) {
        size_t n = 0;

        while (at < sender.len && is_letter(sender.ptr[at])) {
            if (n + 1 < sizeof word)
                word[n++] = an_ascii_lower(sender.ptr[at]);
            at++;
        }
        word[n] = '\0';
        if (n >= 3 && contains_any_case(line, word))
            return true;
        while (at < sender.len && !is_letter(sender.ptr[at]))
            at++;
    }
    return false;
}

/* Two to four words that start with a capital: the shape of a name. */
static bool name_shaped(an_str line)
{
    size_t words = 0;

    if (line.len > 45)
        return false;
    for (size_t i = 0; i < line.len; i++) {
        bool begins = line.ptr[i] != ' ' && (i == 0 || line.ptr[i - 1] == ' ');

        if (begins && !(line.ptr[i] >= 'A' && line.ptr[i] <= 'Z') && (unsigned char)line.ptr[i] < 0x80)
            return false;
        if (an_ascii_digit(line.ptr[i]))
            return false;
        words += begins;
    }
    return words >= 2 && words <= 4;
}

/* The last lines [*first, last] of a mail that are short and no sentences. */
static size_t short_lines(const an_page *page, size_t from, size_t last, size_t lines[SIGNATURE_MAX])
{
    size_t count = 0;

    for (size_t i = last + 1; i > from && count < SIGNATURE_MAX;) {
        an_str line = an_page_line(page, --i);

        if (page->items[i].kind != AN_LINE_TEXT)
            continue;
        if (line.len > SHORT || (strchr(".?!", line.ptr[line.len - 1]) && !is_contact(line) && !an_is_closing_word(line)))
            break;
        lines[count++] = i;
    }
    return count;
}

/* Where in these lines (the last one first) the signature begins: their number, 0 = none. */
static size_t signature_in(const an_page *page, const size_t *lines, size_t count, an_str sender, bool whole)
{
    size_t contacts = 0, top = 0;

    for (size_t n = 0; n < count; n++) {
        if (is_contact(an_page_line(page, lines[n]))) {
            contacts++;
            top = n + 1;
        }
    }
    if (contacts == 0)
        return 0;
    for (size_t n = 0; n < count; n++) {
        if (an_is_closing_word(an_page_line(page, lines[n])) && n >= top)
            return n;
    }
    for (size_t n = top; n < count && n < top + 6; n++) {
        if (share_word(an_page_line(page, lines[n]), sender))
            return n + 1;
    }
    for (size_t n = top + 1; !whole && n < count && n < top + 5; n++) {
        if (name_shaped(an_page_line(page, lines[n])))
            return n + 1;
    }
    return 0;
}

/* One mail: the lines [from, to). */
static void mark_signature(an_page *page, size_t from, size_t to, an_str sender)
{
    size_t lines[SIGNATURE_MAX], count, signature, at = to, n = 0;

    while (at > from && n <= SIGNATURE_MAX) { /* "-- " begins one for sure */
        an_str line = an_page_line(page, --at);

        n += line.len > 0;
        if (page->items[at].kind == AN_LINE_TEXT && an_str_equal(line, AN_LIT("--"))) {
            for (; at < to; at++) {
                if (page->items[at].kind == AN_LINE_TEXT)
                    page->items[at].kind = AN_LINE_CLOSING;
            }
            return;
        }
    }
    if (to == from)
        return;
    count = short_lines(page, from, to - 1, lines);
    signature = signature_in(page, lines, count, sender,
                             count < SIGNATURE_MAX && (count == 0 || an_page_before(page, lines[count - 1]) + 1 <= from));
    for (size_t i = 0; i < signature; i++)
        page->items[lines[i]].kind = AN_LINE_CLOSING;
}

static an_str sender_of(const an_page *page, const an_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        const an_field *field = &block->fields[i];

        if (field->kind == AN_FIELD_FROM && field->value <= page->items[field->line].end)
            return an_str_sub(page->text, field->value, page->items[field->line].end);
    }
    return AN_LIT("");
}

void an_closings_mark(an_page *page, const an_blocks *blocks)
{
    an_str sender = {"", 0};
    size_t from = 0, block = 0;

    mark_separators(page);
    mark_disclaimers(page);
    for (size_t i = 0; i <= page->count; i++) {
        bool next = block < blocks->count && i == blocks->items[block].first;

        if (i < page->count && !next && page->items[i].kind != AN_LINE_MARK)
            continue;
        mark_signature(page, from, i, sender);
        if (next) {
            sender = sender_of(page, &blocks->items[block]);
            i = blocks->items[block].last;
            block++;
        }
        from = i + 1;
    }
}
