/* A chunk (text between blanks) is an address when it begins or ends like one, or holds what only addresses hold. */
#include "text/address.h"

#include "base/utf8.h"
#include "text/fold.h"

/* Endings that make a chunk a file name or a host name. */
static const char *const file_endings[] = {"pdf", "doc",  "docx", "xls", "xlsx", "ppt", "pptx", "odt", "txt",  "rtf",
                                           "jpg", "jpeg", "png",  "gif", "zip",  "htm", "html", "csv", "json", "xml",
                                           "mp3", "mp4",  "exe",  "eml", "msg",  "php", "asp",  "aspx"};
static const char *const host_endings[] = {"com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "fr",
                                           "de",  "uk",  "ru",  "cn",  "jp",  "es",  "nl",  "ch",   "se",  "dk", "fi",
                                           "pl",  "cz",  "br",  "au",  "ca",  "eu",  "tv",  "ir",   "dz",  "ma"};

static bool ends_like(an_str chunk, const char *const *endings, size_t count)
{
    size_t dot = chunk.len;
    an_str ending;

    while (dot > 0 && chunk.ptr[dot - 1] != '.')
        dot--;
    if (dot < 2) /* nothing before the dot */
        return false;
    ending = an_str_sub(chunk, dot, chunk.len);
    return an_str_in(ending, endings, count);
}

static bool address_char(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? true
                                                  : (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

/* What stands around an address and is no part of it. A "." in front is part of one: ./file. */
static bool is_around(uint32_t code)
{
    return code < 0x80 ? code && strchr("()<>[]{}\"'`,;:!?.", (int)code) != NULL
                       : an_is_apostrophe(code) || code == 0xAB || code == 0xBB || (code >= 0x2018 && code <= 0x201F) || code == 0x2026 ||
                             code == 0x2039 || code == 0x203A || (code >= 0x3008 && code <= 0x3011);
}

/* What an address can start with. */
static bool starts_address(an_str chunk)
{
    return (chunk.ptr[0] == '#' && chunk.len > 2) || chunk.ptr[0] == '/' || an_str_starts(chunk, AN_LIT("~/")) ||
           an_str_starts(chunk, AN_LIT("./")) || an_str_starts(chunk, AN_LIT("www."));
}

/* What only an address holds. */
static bool holds_address(an_str chunk)
{
    return an_str_find(chunk, 0, AN_LIT("://")) != (size_t)-1 || an_str_find_byte(chunk, 0, '\\') != (size_t)-1;
}

static an_span mail_around(an_str text, size_t from, size_t to, size_t at)
{
    size_t left = at, right = at + 1;

    while (left > from && address_char(text.ptr[left - 1]))
        left--;
    while (right < to && address_char(text.ptr[right]))
        right++;
    return right > at + 1 ? (an_span){(uint32_t)left, (uint32_t)right} : (an_span){0, 0};
}

/* Where the address of a link begins in a chunk, «[Halden](https://halden.example)», or SIZE_MAX. */
static size_t link_at(an_str chunk)
{
    size_t at = an_str_find(chunk, 0, AN_LIT("]("));

    for (size_t i = at == (size_t)-1 ? chunk.len : at + 2; i < chunk.len; i++)
        if (strchr("./\\@#", chunk.ptr[i]))
            return at + 2;
    return (size_t)-1;
}

/* The stretch of a chunk that is an address, or an empty one. Only chunks with one of . / \ @ # come here. `rest`: an address was found before
   it in the same chunk, so that it holds nothing that makes the whole of it one. */
static an_span address_in(an_str text, size_t from, size_t to, bool rest)
{
    an_str chunk;
    size_t at, length;

    while (from < to && text.ptr[from] != '.' && is_around(an_utf8_decode(text, from, &length)))
        from += length;
    if (from >= to || to - from < 2)
        return (an_span){0, 0};
    chunk = an_str_sub(text, from, to);
    if (!rest && (at = link_at(chunk)) != (size_t)-1) /* «[halden.com](http://halden.com)»: so may be its text */
        return (an_span){(uint32_t)(address_in(text, from, from + at - strlen("]("), false).end ? from : from + at), (uint32_t)to};
    if (starts_address(chunk) || (!rest && holds_address(chunk)))
        return (an_span){(uint32_t)from, (uint32_t)to};
    if ((at = an_str_find_byte(chunk, 0, '@')) != (size_t)-1)
        return mail_around(text, from, to, from + at);
    at = an_str_find_byte(chunk, 0, '/'); /* host/path */
    if (ends_like(at == (size_t)-1 ? chunk : an_str_sub(chunk, 0, at), host_endings, sizeof host_endings / sizeof *host_endings) ||
        ends_like(chunk, file_endings, sizeof file_endings / sizeof *file_endings))
        return (an_span){(uint32_t)from, (uint32_t)to};
    return (an_span){0, 0};
}

/* Bytes of the blank that starts here, 0 when none does. Only four first bytes of several can start one. */
static size_t blank_length(an_str text, size_t at)
{
    unsigned char c = (unsigned char)text.ptr[at];
    size_t length = 1;

    if (c < 0x80)
        return c <= ' ';
    if (c != 0xC2 && (c < 0xE1 || c > 0xE3))
        return 0;
    return an_is_space(an_utf8_decode(text, at, &length)) ? length : 0;
}

/* End of the chunk that starts at `at`; whether it holds one of . / \ @ #. */
static size_t chunk_at(an_str text, size_t at, size_t to, bool *suspicious)
{
    for (*suspicious = false; at < to && blank_length(text, at) == 0; at++) {
        char c = text.ptr[at];
        *suspicious |= c == '.' || c == '/' || c == '\\' || c == '@' || c == '#';
    }
    return at;
}

static size_t without_around(an_str text, size_t from, size_t to)
{
    size_t at, length;

    while (to > from && is_around(an_utf8_decode(text, at = an_utf8_before(text, to), &length)))
        to = at;
    return to;
}

an_span an_addresses_next(an_addresses *a)
{
    while (a->at < a->to) {
        bool rest = a->chunk_end > 0, suspicious = true;
        an_span found = {0, 0};
        size_t blank, end = a->chunk_end, bare = end;
        if (!rest) {
            while (a->at < a->to && (blank = blank_length(a->text, a->at)) > 0)
                a->at += blank;
            end = chunk_at(a->text, a->at, a->to, &suspicious);
            bare = suspicious ? without_around(a->text, a->at, end) : end;
        }
        if (suspicious)
            found = address_in(a->text, a->at, bare, rest);
        a->chunk_end = found.end < bare && found.end ? bare : 0;
        a->at = found.end ? found.end : end;
        if (found.end)
            return found;
    }
    return (an_span){(uint32_t)a->to, (uint32_t)a->to};
}

bool an_may_be_address(an_str text, size_t from, size_t to, size_t end)
{
    size_t length;

    for (size_t at = from; at < to; at++) {
        char c = text.ptr[at];
        if (c == '/' || c == '\\' || c == '@' || c == '#')
            return true;
        if (c != '.')
            continue;
        for (at++; at < to && is_around(an_utf8_decode(text, at, &length)); at += length)
            ;
        if (at == to ? to < end : blank_length(text, at) == 0)
            return true;
        at--;
    }
    return false;
}
