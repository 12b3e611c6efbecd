/* Cuts text into atoms in one pass: a run of word characters is an atom, what lies between two is classified into a gap. Chunks (text
   between blanks) that look like an address are marked once, so that nothing matches in them. Linear; no allocation but the list. */
#include "text/atom.h"

#include "base/alloc.h"
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
    for (size_t i = 0; i < count; i++)
        if (an_str_equal(ending, an_str_of(endings[i])))
            return true;
    return false;
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

static bool is_whole_address(an_str chunk)
{
    return (chunk.ptr[0] == '#' && chunk.len > 2) || chunk.ptr[0] == '/' || an_str_starts(chunk, AN_LIT("~/")) ||
           an_str_starts(chunk, AN_LIT("./")) || an_str_starts(chunk, AN_LIT("www.")) ||
           an_str_find(chunk, 0, AN_LIT("://")) != (size_t)-1 || an_str_find_byte(chunk, 0, '\\') != (size_t)-1;
}

/* The stretch of a chunk that is an address, or an empty one. Only chunks with one of . / \ @ # come here. */
static an_span address_in(an_str text, size_t from, size_t to)
{
    an_str chunk;
    size_t at, length;

    while (from < to && text.ptr[from] != '.' && is_around(an_utf8_decode(text, from, &length)))
        from += length;
    while (to > from && is_around(an_utf8_decode(text, at = an_utf8_before(text, to), &length)))
        to = at;
    chunk = an_str_sub(text, from, to);
    if (chunk.len < 2)
        return (an_span){0, 0};
    if (is_whole_address(chunk))
        return (an_span){(uint32_t)from, (uint32_t)to};
    at = an_str_find_byte(chunk, 0, '@');
    if (at != (size_t)-1) {
        size_t left = at, right = at + 1;
        while (left > 0 && address_char(chunk.ptr[left - 1]))
            left--;
        while (right < chunk.len && address_char(chunk.ptr[right]))
            right++;
        return right > at + 1 ? (an_span){(uint32_t)(from + left), (uint32_t)(from + right)} : (an_span){0, 0};
    }
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

/* The next address at or after `at` (bytes); start == end == `to` when there is none. Looks at each chunk once. */
static an_span next_address(an_str text, size_t at, size_t to)
{
    while (at < to) {
        size_t end, blank;
        bool suspicious = false;
        while (at < to && (blank = blank_length(text, at)) > 0)
            at += blank;
        for (end = at; end < to && blank_length(text, end) == 0; end++) {
            char c = text.ptr[end];
            suspicious |= c == '.' || c == '/' || c == '\\' || c == '@' || c == '#';
        }
        if (suspicious) {
            an_span found = address_in(text, at, end);
            if (found.start < found.end)
                return found;
        }
        at = end;
    }
    return (an_span){(uint32_t)to, (uint32_t)to};
}

/* Gap class of the text between two atoms. */
static an_gap gap_of(an_str text, size_t from, size_t to)
{
    size_t blanks_before = 0, blanks_after = 0, marks = 0, lines = 0, run = 0, wide = 0, length;
    uint32_t mark = 0;
    bool tab = false;

    if (from == to)
        return AN_GAP_NONE;
    for (size_t i = from; i < to; i += length) {
        uint32_t code = an_utf8_decode(text, i, &length);
        if (an_is_ignorable(code))
            continue;
        if (!an_is_space(code)) {
            marks++;
            mark = code;
            blanks_after = run = 0;
            continue;
        }
        if (code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029) {
            lines += code == '\n' || code == 0x2028 ? 1 : code == 0x2029 ? 2 : (i + 1 < text.len && text.ptr[i + 1] == '\n') ? 0 : 1;
            run = 0;
        } else {
            tab |= code == '\t';
            wide = ++run > wide ? run : wide;
        }
        if (marks)
            blanks_after++;
        else
            blanks_before++;
    }
    if (lines > 1 || (lines == 0 && (tab || wide >= 3)))
        return AN_GAP_BREAK;
    if (marks == 0)
        return blanks_before ? AN_GAP_SOFT : AN_GAP_NONE;
    if (marks > 1)
        return AN_GAP_OTHER;
    if (an_is_hyphen(mark))
        return blanks_before == 0 && (blanks_after == 0 || lines == 1) ? AN_GAP_SOFT : AN_GAP_OTHER;
    if (an_is_apostrophe(mark))
        return blanks_before == 0 && blanks_after == 0 ? AN_GAP_SOFT : AN_GAP_OTHER;
    switch (mark) {
    case '.':
        return blanks_before ? AN_GAP_OTHER : blanks_after ? AN_GAP_STOP : AN_GAP_DOT;
    case ',':
        return AN_GAP_COMMA;
    case '&':
        return AN_GAP_AMP;
    case '/':
        return blanks_before || blanks_after ? AN_GAP_OTHER : AN_GAP_SLASH;
    default:
        return AN_GAP_OTHER;
    }
}

/* A letter or a digit; a mark only goes on. */
static bool starts_atom(uint32_t code)
{
    return (an_is_letter(code) && !an_is_mark(code)) || an_is_digit(code);
}

/* End of the atom that starts at `at`, and its flags. `at` stands on a letter or digit. Ignorable characters at the end are left out. */
static size_t atom_end(an_str text, size_t at, size_t to, uint8_t *flags)
{
    bool first = true, alone = false, wide = false, upper = false, lower = false;
    size_t end = at, length;

    *flags = AN_ATOM_ASCII;
    while (at < to) {
        unsigned char c = (unsigned char)text.ptr[at];
        uint32_t code = c;
        length = 1;
        if (c >= 0x80) {
            code = an_utf8_decode(text, at, &length);
            wide = true;
            if (an_is_ignorable(code)) {
                at += length;
                continue;
            }
            if ((alone || (!first && an_is_unspaced(code))) && !an_is_mark(code))
                break;
            alone |= first && an_is_unspaced(code); /* one character with its marks is an atom */
        } else if (alone) {
            break;
        }
        if (an_is_digit(code)) {
            *flags |= AN_ATOM_DIGIT;
        } else if (an_is_letter(code)) {
            bool capital = an_is_upper(code);
            if (first && capital)
                *flags |= AN_ATOM_UPPER_FIRST;
            upper |= capital;
            lower |= an_is_lower(code);
        } else {
            break;
        }
        first = false;
        end = at += length;
        if (wide)
            *flags &= (uint8_t)~AN_ATOM_ASCII;
    }
    if (upper && !lower)
        *flags |= AN_ATOM_ALL_UPPER;
    return end;
}

bool an_atoms_cut(an_atoms *atoms, an_str text, size_t from, size_t to)
{
    an_span address = next_address(text, from, to);
    size_t at = from, last = from, length;
    bool first = true;

    while (at < to) {
        an_atom atom = {0};
        size_t end;
        if (!starts_atom(an_utf8_decode(text, at, &length))) {
            at += length;
            continue;
        }
        end = atom_end(text, at, to, &atom.flags);
        while (address.end <= at && address.start < to)
            address = next_address(text, address.end, to);
        if (end > address.start && at < address.end)
            atom.flags |= AN_ATOM_ADDRESS;
        atom.span = (an_span){(uint32_t)at, (uint32_t)end};
        atom.gap = (uint8_t)(first ? AN_GAP_BREAK : gap_of(text, last, at));
        if (!AN_ROOM(atoms, 1))
            return false;
        atoms->items[atoms->count++] = atom;
        first = false;
        at = last = end;
    }
    return true;
}

void an_atoms_clear(an_atoms *atoms)
{
    an_free(atoms->items);
    *atoms = (an_atoms){0};
}
