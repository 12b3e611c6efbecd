/* Views of text: comparing, cutting, searching, and the nearest word for «did you mean». */
#include "base/str.h"

#include "base/ascii.h"
#include "base/wide.h"

int an_str_compare(an_str a, an_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

int an_str_order(const void *left, const void *right)
{
    return an_str_compare(*(const an_str *)left, *(const an_str *)right);
}

int an_text_order(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

bool an_str_equal_ascii_case(an_str a, an_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (an_ascii_lower(a.ptr[i]) != an_ascii_lower(b.ptr[i]))
            return false;
    return true;
}

bool an_str_starts_ascii_case(an_str s, an_str start)
{
    return s.len >= start.len && an_str_equal_ascii_case(an_str_sub(s, 0, start.len), start);
}

bool an_str_ends_ascii_case(an_str s, an_str end)
{
    return s.len >= end.len && an_str_equal_ascii_case(an_str_sub(s, s.len - end.len, s.len), end);
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool an_str_in(an_str s, const char *const *words, size_t count)
{
    char first = s.len ? s.ptr[0] : '\0';

    for (size_t i = 0; i < count; i++) /* most words differ in the first letter */
        if (words[i][0] == first && an_str_equal(s, an_str_of(words[i])))
            return true;
    return false;
}

/* The first two bytes of a word, letters without their case: most words differ in them. No word is empty. */
static uint16_t beginning(const char *word)
{
    uint16_t two;

    memcpy(&two, word, sizeof two);
    return two | 0x2020;
}

bool an_str_in_ascii_case(an_str s, const char *const *words, size_t count)
{
    char two[2] = {s.len ? s.ptr[0] : '\0', s.len > 1 ? s.ptr[1] : '\0'};
    uint16_t wanted = beginning(two);

    for (size_t i = 0; i < count; i++)
        if (beginning(words[i]) == wanted && an_str_equal_ascii_case(s, an_str_of(words[i])))
            return true;
    return false;
}

an_str an_str_trim(an_str s)
{
    while (s.len && blank(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len && blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

size_t an_str_find_byte(an_str s, size_t from, char byte)
{
    const char *found = from < s.len ? memchr(s.ptr + from, byte, s.len - from) : NULL;

    return found ? (size_t)(found - s.ptr) : (size_t)-1;
}

size_t an_str_find(an_str s, size_t from, an_str what)
{
    if (what.len == 0)
        return from <= s.len ? from : (size_t)-1;
    while ((from = an_str_find_byte(s, from, what.ptr[0])) != (size_t)-1) {
        if (what.len > s.len - from)
            return (size_t)-1;
        if (memcmp(s.ptr + from, what.ptr, what.len) == 0)
            return from;
        from++;
    }
    return (size_t)-1;
}

/* Sixteen counters of a byte each are added up before one can overflow. */
size_t an_str_count_byte(an_str s, char byte)
{
    enum { ROUNDS = 255 };
    size_t count = 0, at = 0;

    while (s.len - at >= sizeof(an_wide)) {
        an_wide counts = {0};
        for (int i = 0; i < ROUNDS && s.len - at >= sizeof(an_wide); i++, at += sizeof(an_wide))
            counts -= an_wide_equal(an_wide_at(s.ptr + at), byte); /* 255 is -1 */
        for (size_t i = 0; i < sizeof(an_wide); i++)
            count += counts[i];
    }
    for (; at < s.len; at++)
        count += s.ptr[at] == byte;
    return count;
}

size_t an_str_find_ascii_case(an_str s, size_t from, an_str what)
{
    while ((from = an_str_find_byte(s, from, what.ptr[0])) != (size_t)-1 && !an_str_starts_ascii_case(an_str_sub(s, from, s.len), what))
        from++;
    return from;
}

bool an_str_next(an_str *rest, char separator, an_str *field)
{
    size_t at;

    if (!rest->ptr)
        return false;
    at = an_str_find_byte(*rest, 0, separator);
    if (at == (size_t)-1) {
        *field = *rest;
        *rest = (an_str){NULL, 0};
        return true;
    }
    *field = (an_str){rest->ptr, at};
    *rest = (an_str){rest->ptr + at + 1, rest->len - at - 1};
    return true;
}

enum { MAX_WORD = 64 };

/* Edits (insert, delete, replace, swap of neighbours) between two words, without regard to ASCII case; MAX_WORD when too long. */
static size_t edits(an_str a, an_str b)
{
    size_t rows[3][MAX_WORD + 1];

    if (a.len >= MAX_WORD || b.len >= MAX_WORD)
        return MAX_WORD;
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            bool same = an_ascii_lower(a.ptr[i - 1]) == an_ascii_lower(b.ptr[j - 1]);
            size_t best = last[j - 1] + !same;
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && an_ascii_lower(a.ptr[i - 1]) == an_ascii_lower(b.ptr[j - 2]) &&
                an_ascii_lower(a.ptr[i - 2]) == an_ascii_lower(b.ptr[j - 1]) && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[a.len % 3][b.len];
}

size_t an_str_edits(an_str a, an_str b, size_t limit)
{
    size_t rows[2][AN_EDITS_LONGEST + 1];

    if (a.len > AN_EDITS_LONGEST || b.len > AN_EDITS_LONGEST || (a.len > b.len ? a.len - b.len : b.len - a.len) >= limit)
        return limit;
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *now = rows[i % 2], *last = rows[(i + 1) % 2], least = i;
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t best = last[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
            best = last[j] + 1 < best ? last[j] + 1 : best;
            now[j] = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
            least = now[j] < least ? now[j] : least;
        }
        if (least >= limit) /* no later row has less */
            return limit;
    }
    return rows[a.len % 2][b.len] < limit ? rows[a.len % 2][b.len] : limit;
}

const char *an_str_suggest(an_str word, const char *const *words, size_t count)
{
    const char *nearest = NULL;
    size_t least = word.len / 3 + 1;

    if (word.len >= MAX_WORD)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = edits(word, an_str_of(words[i]));
        if (distance <= least && (!nearest || distance < least)) {
            nearest = words[i];
            least = distance;
        }
    }
    return nearest;
}
