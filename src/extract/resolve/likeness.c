/* Jaro–Winkler as Winkler (1990) has it: the common prefix counts up to four letters, a tenth each. */
#include "extract/resolve/likeness.h"

#include "base/utf8.h"

enum { LONGEST = 64 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters that both have, at most half the longer word apart, each used once; marked in the two lists. */
static size_t matches(an_str a, an_str b, bool in_a[LONGEST], bool in_b[LONGEST])
{
    size_t longer = a.len > b.len ? a.len : b.len, reach = longer / 2 > 0 ? longer / 2 - 1 : 0, count = 0;

    for (size_t i = 0; i < a.len; i++) {
        size_t end = smaller(i + reach + 1, b.len);
        for (size_t k = i > reach ? i - reach : 0; k < end; k++)
            if (!in_b[k] && a.ptr[i] == b.ptr[k]) {
                in_a[i] = in_b[k] = true;
                count++;
                break;
            }
    }
    return count;
}

double an_likeness(an_str a, an_str b)
{
    bool in_a[LONGEST] = {false}, in_b[LONGEST] = {false};
    size_t count, swapped = 0, prefix = 0;
    double m, jaro;

    a.len = smaller(a.len, LONGEST);
    b.len = smaller(b.len, LONGEST);
    if (an_str_equal(a, b))
        return 1;
    count = matches(a, b, in_a, in_b);
    if (count == 0)
        return 0;
    for (size_t i = 0, k = 0; i < a.len; i++) {
        if (!in_a[i])
            continue;
        while (!in_b[k])
            k++;
        swapped += a.ptr[i] != b.ptr[k++];
    }
    m = (double)count;
    jaro = (m / (double)a.len + m / (double)b.len + (m - (double)(swapped / 2)) / m) / 3;
    while (prefix < 4 && prefix < a.len && prefix < b.len && a.ptr[prefix] == b.ptr[prefix])
        prefix++;
    return jaro + (double)prefix * 0.1 * (1 - jaro);
}

/* What letters are in a sound that are not themselves: nothing (1), or another one. */
static const char sounds[256] = {
    [' '] = 1, ['-'] = 1, ['a'] = 1, ['e'] = 1, ['i'] = 1, ['o'] = 1, ['u'] = 1, ['y'] = 1, ['h'] = 1,
    ['g'] = 'c', ['k'] = 'c', ['q'] = 'c', ['z'] = 's', ['w'] = 'v',
};

/* The next letter of a sound from a place on, behind `last`; none at its end. Doubled letters, and those that are nothing, are not counted. */
static char next_sound(an_str folded, size_t *at, char last)
{
    while (*at < folded.len) {
        char sound = sounds[(unsigned char)folded.ptr[*at]], c = sound ? sound : folded.ptr[*at];
        if (c == 'x' && last != 'c') /* «ks»: met again behind the «c» */
            return 'c';
        c = c == 'x' ? 's' : c;
        ++*at;
        if (c != 1 && c != last && c != '\0')
            return c;
    }
    return '\0';
}

size_t an_sound(an_str folded, char out[AN_SOUND_LONGEST + 1])
{
    size_t count = 0, at = 0;

    for (char last = 1; count < AN_SOUND_LONGEST && (last = next_sound(folded, &at, last)) != '\0'; count++)
        out[count] = last;
    out[count] = '\0';
    return count;
}

bool an_sound_alike(an_str a, an_str b, size_t least)
{
    size_t i = 0, k = 0, count = 0;
    char last = 1, other;

    for (; count < AN_SOUND_LONGEST; count++) {
        other = next_sound(b, &k, last);
        last = next_sound(a, &i, last);
        if (last != other)
            return false;
        if (last == '\0')
            break;
    }
    return count >= least;
}

static bool is_plural_of(an_str one, an_str many)
{
    return an_str_starts(many, one) &&
           (an_str_equal(an_str_sub(many, one.len, many.len), AN_LIT("s")) || an_str_equal(an_str_sub(many, one.len, many.len), AN_LIT("es")));
}

bool an_one_is_plural(an_str a, an_str b)
{
    return is_plural_of(a, b) || is_plural_of(b, a);
}

/* Whether a name sounds like another with another first letter: both are vowels, or none («Usama»; not «Eckermann», «Haeckermann»). */
static bool starts_alike(an_str a, an_str b)
{
    bool vowel = memchr("aeiou", a.ptr[0], 5) != NULL, other = memchr("aeiou", b.ptr[0], 5) != NULL;

    return a.ptr[0] == b.ptr[0] || (vowel == other && an_sound_alike(a, b, 2));
}

static bool is_vowel(char c)
{
    return c && strchr("aeiou", c);
}

/* A word as others would write it down by ear: «ks» for «x», «u» for «ou» and «oo», «i» for a «y» at a vowel («Moussa», «Musa»; «Zaynab», «Zainab»). */
static an_str by_ear(an_str word, char out[2 * LONGEST])
{
    size_t count = 0;

    if (word.len > LONGEST)
        return word;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i], next = i + 1 < word.len ? word.ptr[i + 1] : '\0';
        bool u = c == 'o' && (next == 'u' || next == 'o'), half = c == 'y' && (is_vowel(next) || (i > 0 && is_vowel(word.ptr[i - 1])));
        out[count++] = c == 'x' ? 'k' : half ? 'i' : u ? 'u' : c;
        if (c == 'x')
            out[count++] = 's';
        i += u;
    }
    return (an_str){out, count};
}

/* Whether a letter behind another one may as well be left out: the «e» of «Kaestner» (Kästner), a doubled one («Haqq»; of a short word no vowel: «Boot»). */
static bool may_be_left_out(an_str word, size_t i)
{
    enum { SHORT = 5 };
    char before = word.ptr[i - 1], c = word.ptr[i];

    return c == before ? word.len > SHORT || !is_vowel(c) : c == 'e' && (before == 'a' || before == 'o' || before == 'u');
}

/* Whether the longer word is the shorter one with such letters more. */
static bool same_without(an_str a, an_str b)
{
    an_str longer = a.len > b.len ? a : b, shorter = a.len > b.len ? b : a;
    size_t k = 0;

    for (size_t i = 0; i < longer.len; i++)
        if (k < shorter.len && longer.ptr[i] == shorter.ptr[k])
            k++;
        else if (i == 0 || !may_be_left_out(longer, i))
            return false;
    return k == shorter.len;
}

double an_likeness_by_ear(an_str a, an_str b)
{
    char one[2 * LONGEST], other[2 * LONGEST];
    double written = an_likeness(a, b), heard = an_likeness(by_ear(a, one), by_ear(b, other));

    return same_without(a, b) ? 1 : written > heard ? written : heard;
}

/* «Rayburn», «Raybum»: what a scanner takes for one another. */
static bool looks_like(an_str a, an_str b)
{
    static const char *const pairs[][2] = {{"rn", "m"}, {"cl", "d"}, {"vv", "w"}, {"li", "h"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (an_str_equal(a, an_str_of(pairs[i][0])) && an_str_equal(b, an_str_of(pairs[i][1])))
            return true;
    return false;
}

bool an_one_letter_apart(an_str a, an_str b)
{
    size_t start = 0, end = 0, shorter = smaller(a.len, b.len);

    while (start < shorter && a.ptr[start] == b.ptr[start])
        start++;
    while (end < shorter - start && a.ptr[a.len - 1 - end] == b.ptr[b.len - 1 - end])
        end++;
    a = an_str_sub(a, start, a.len - end);
    b = an_str_sub(b, start, b.len - end);
    return (a.len <= 1 && b.len <= 1) || (a.len == 2 && b.len == 2 && a.ptr[0] == b.ptr[1] && a.ptr[1] == b.ptr[0]) || looks_like(a, b) ||
           looks_like(b, a);
}

bool an_spelled_alike(an_str a, an_str b)
{
    size_t shorter = smaller(an_utf8_count(a), an_utf8_count(b));

    if (an_str_equal(a, b) || (a.len + b.len > 6 && same_without(a, b)))
        return true;
    if (shorter < 4 || an_one_is_plural(a, b) || !starts_alike(a, b)) /* «Gorka», «Gorkas»: several of that name */
        return false;
    return an_likeness_by_ear(a, b) >= (shorter <= 5 ? 0.92 : 0.85);
}
