/* Folding for comparison: ASCII by arithmetic, everything else one code point at a time by table. A table is filled for 256 code points when
   the first of them is met, through utf8proc (only this file includes it): canonical decomposition and full case folding, then the general
   combining marks (accents) and invisible characters are dropped and a few letters that Unicode does not decompose (ł, ø …) are spelled
   out. docs/matching.md §2. */
#include "text/fold.h"

#include "base/alloc.h"
#include "base/utf8.h"

#include <utf8proc.h>

/* Letters that people type without their stroke, and ligatures. Lower case: folding comes first. Sorted. */
static const struct {
    uint32_t code;
    const char *plain;
} spelled_out[] = {
    {0x00E6, "ae"}, {0x00F0, "d"},  {0x00F8, "o"}, {0x0111, "d"}, {0x0127, "h"}, {0x0131, "i"},
    {0x0142, "l"},  {0x0153, "oe"}, {0x0167, "t"}, {0x0180, "b"}, {0x01E5, "g"},
};

enum { BLOCK = 256, CODES = 0x110000 };

_Atomic(const an_code *) an_codes[CODES / BLOCK];

static bool in(uint32_t code, uint32_t first, uint32_t last)
{
    return code >= first && code <= last;
}

/* The blocks of marks that are accents in every script that uses them; vowel signs of Arabic, Hebrew, Indic scripts are others. */
static bool is_accent(uint32_t code)
{
    return in(code, 0x0300, 0x036F) || in(code, 0x1AB0, 0x1AFF) || in(code, 0x1DC0, 0x1DFF) || in(code, 0x20D0, 0x20FF) ||
           in(code, 0xFE20, 0xFE2F);
}

static bool is_ignorable(uint32_t code)
{
    return code == 0x00AD || code == 0x034F || code == 0x061C || in(code, 0x180B, 0x180E) || in(code, 0x200B, 0x200F) ||
           in(code, 0x202A, 0x202E) || in(code, 0x2060, 0x2069) || in(code, 0xFE00, 0xFE0F) || code == 0xFEFF;
}

static bool is_space(uint32_t code)
{
    return code == ' ' || in(code, '\t', '\r') || code == 0x85 || code == 0xA0 || code == 0x1680 || in(code, 0x2000, 0x200A) ||
           code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0x2018 || code == 0x02BC || code == 0x02BB || code == 0x02BE || code == 0x02BF ||
           code == 0x02B9 || code == 0x2032 || code == 0xFF07 || code == '`' || code == 0xB4;
}

static bool is_hyphen(uint32_t code)
{
    return code == '-' || in(code, 0x2010, 0x2015) || code == 0x2212 || code == 0xFE58 || code == 0xFE63 || code == 0xFF0D;
}

static bool is_unspaced(uint32_t code)
{
    return in(code, 0x0E00, 0x0EFF) || in(code, 0x1000, 0x109F) || in(code, 0x1780, 0x17FF) || in(code, 0x3040, 0x30FF) ||
           in(code, 0x31F0, 0x31FF) || in(code, 0x3400, 0x4DBF) || in(code, 0x4E00, 0x9FFF) || in(code, 0xF900, 0xFAFF) ||
           in(code, 0x20000, 0x323AF);
}

static unsigned classes_of(uint32_t code)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)code);
    unsigned classes = 0;

    if (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME && !is_apostrophe(code))
        classes |= AN_CODE_LETTER;
    if (kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_NO)
        classes |= AN_CODE_DIGIT;
    if (kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT)
        classes |= AN_CODE_UPPER;
    if (kind == UTF8PROC_CATEGORY_LL)
        classes |= AN_CODE_LOWER;
    if (kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME)
        classes |= AN_CODE_MARK;
    if (((classes & AN_CODE_LETTER) && !(classes & AN_CODE_MARK)) || (classes & AN_CODE_DIGIT))
        classes |= AN_CODE_STARTS;
    return classes | (is_space(code) ? AN_CODE_SPACE : 0) | (is_ignorable(code) ? AN_CODE_IGNORABLE : 0) |
           (is_apostrophe(code) ? AN_CODE_APOSTROPHE : 0) | (is_hyphen(code) ? AN_CODE_HYPHEN : 0) |
           (is_unspaced(code) ? AN_CODE_UNSPACED : 0);
}

/* The folded form of a code point in UTF-8; its bytes. */
enum { PARTS = 32, FOLDED_ROOM = PARTS * 4 };

static size_t add_part(char *out, uint32_t code)
{
    if (is_accent(code) || is_ignorable(code))
        return 0;
    for (size_t i = 0; i < sizeof spelled_out / sizeof *spelled_out; i++)
        if (spelled_out[i].code == code) {
            size_t length = strlen(spelled_out[i].plain);
            memcpy(out, spelled_out[i].plain, length);
            return length;
        }
    return an_utf8_encode(code, out);
}

static size_t fold_code(char out[FOLDED_ROOM], uint32_t code)
{
    utf8proc_int32_t parts[PARTS];
    int boundary = 0;
    size_t length = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &boundary);

    if (count < 0 || count > PARTS)
        return add_part(out, code);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        length += add_part(out + length, (uint32_t)parts[i]);
    return length;
}

static bool is_still(unsigned classes, uint32_t code, an_str folded)
{
    static const unsigned always = AN_CODE_LETTER | AN_CODE_DIGIT | AN_CODE_MARK, never = AN_CODE_IGNORABLE | AN_CODE_UNSPACED;
    char itself[4];

    return classes & always && !(classes & never) && an_str_equal(folded, (an_str){itself, an_utf8_encode(code, itself)});
}

static an_code look_up(uint32_t code)
{
    an_code known = {.classes = (uint16_t)classes_of(code)};
    char folded[FOLDED_ROOM];
    size_t length = fold_code(folded, code);

    known.length = (uint8_t)length;
    if (is_still(known.classes, code, (an_str){folded, length}))
        known.classes |= AN_CODE_STILL;
    if (length <= AN_FOLDED_MOST)
        memcpy(known.folded, folded, length);
    return known;
}

/* Fill the table of a code point's neighbours; without memory it is looked up each time. */
const an_code *an_codes_meet(uint32_t code)
{
    static _Thread_local an_code alone;
    static const an_code nothing;
    uint32_t first = code / BLOCK * BLOCK;
    const an_code *expected = NULL;
    an_code *block;

    if (code >= CODES)
        return &nothing;
    if (!(block = an_alloc(BLOCK * sizeof *block))) {
        alone = look_up(code);
        return &alone;
    }
    for (uint32_t i = 0; i < BLOCK; i++)
        block[i] = look_up(first + i);
    if (!atomic_compare_exchange_strong_explicit(&an_codes[code / BLOCK], &expected, block, memory_order_acq_rel, memory_order_acquire)) {
        an_free(block); /* another thread was first */
        return expected + (code & 0xFF);
    }
    return block + (code & 0xFF);
}

uint32_t an_fold_first(uint32_t code)
{
    char folded[FOLDED_ROOM];
    size_t length = fold_code(folded, code);

    return length ? an_utf8_decode((an_str){folded, length}, 0, &length) : 0;
}

static void add_folded(an_buf *out, uint32_t code)
{
    const an_code *known = an_code_of(code);
    char folded[FOLDED_ROOM];

    if (known->length <= AN_FOLDED_MOST)
        an_buf_add(out, (an_str){known->folded, known->length});
    else
        an_buf_add(out, (an_str){folded, fold_code(folded, code)});
}

/* Eight bytes of ASCII, capitals made small: a byte has its highest bit behind the first sum from A on, behind the second beyond Z. */
static inline uint64_t small_eight(uint64_t word)
{
    static const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t capitals = (word + each * (0x80 - 'A')) & ~(word + each * (0x7F - 'Z')) & each * 0x80;

    return word | capitals >> 2;
}

static void copy_small(char *to, const char *from, size_t count)
{
    for (uint64_t word; count >= sizeof word; count -= sizeof word, from += sizeof word, to += sizeof word) {
        memcpy(&word, from, sizeof word);
        word = small_eight(word);
        memcpy(to, &word, sizeof word);
    }
    for (size_t i = 0; i < count; i++)
        to[i] = (char)(from[i] | (from[i] >= 'A' && from[i] <= 'Z' ? 0x20 : 0));
}

void an_fold(an_buf *out, an_str text)
{
    char *room;
    size_t at = 0, length;

    while (at < text.len) {
        size_t plain = an_ascii_end(text, at, text.len);
        if (plain > at) {
            if (!(room = an_buf_room(out, plain - at)))
                return;
            copy_small(room, text.ptr + at, plain - at);
            out->len += plain - at;
            out->ptr[out->len] = '\0';
            at = plain;
            continue;
        }
        add_folded(out, an_utf8_decode(text, at, &length));
        at += length;
    }
}

uint32_t an_to_lower(uint32_t code)
{
    if (code < 0x80)
        return in(code, 'A', 'Z') ? code + 32 : code;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

void an_add_lower(an_buf *out, an_str text)
{
    size_t length;
    char bytes[4];

    for (size_t at = 0; at < text.len; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (code == 0xFFFD)
            an_buf_add(out, an_str_sub(text, at, at + length));
        else
            an_buf_add(out, (an_str){bytes, an_utf8_encode(an_to_lower(code), bytes)});
    }
}

uint32_t an_to_upper(uint32_t code)
{
    if (code < 0x80)
        return in(code, 'a', 'z') ? code - 32 : code;
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

bool an_has_small_letter(an_str text)
{
    size_t length;

    for (size_t at = 0; at < text.len; at += length)
        if (an_is_lower(an_utf8_decode(text, at, &length)))
            return true;
    return false;
}

const char *an_utf8proc_version(void)
{
    return utf8proc_version();
}

const char *an_unicode_version(void)
{
    return utf8proc_unicode_version();
}
