/* The ways of Cyrillic differ in h and g, in y, i and j, and in the e of «Yeliseyev»; those of Korean in eo and u, where that tells no two. */
#include "extract/resolve/romanised.h"

#include "extract/resolve/likeness.h"

#include <string.h>

static bool ends_as_slavic(an_str word)
{
    static const char *const ends[] = {"chuk", "enko", "eva", "ev", "evo", "grad", "iak", "iuk", "ivka", "ova", "ov", "ovka", "ovo",
                                       "prom", "sk",   "ska", "skaia", "ski", "skii", "svit"};
    enum { STEM = 3 };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (word.len >= STEM + strlen(ends[i]) && an_str_ends(word, an_str_of(ends[i])))
            return true;
    return false;
}

/* One letter as it is written for most of them; an h behind these consonants is a part of theirs («sh», «kh»). */
static char usual_letter(an_str word, size_t i)
{
    char c = word.ptr[i];

    if (c == 'y' || c == 'j')
        return 'i';
    if (c == 'h' && (i == 0 || !strchr("ckpstzg", word.ptr[i - 1])))
        return 'g';
    return c == 'w' ? 'v' : c;
}

an_str an_from_cyrillic(an_str word, char out[AN_ROMANISED_LONGEST])
{
    size_t count = 0;

    if (word.len > AN_ROMANISED_LONGEST)
        return word;
    for (size_t i = 0; i < word.len; i++) {
        char c = usual_letter(word, i), last = count ? out[count - 1] : '\0';
        if (c == 'i' && last == 'i')
            continue;
        count -= c == 'e' && last == 'i';
        out[count++] = c;
    }
    return ends_as_slavic((an_str){out, count}) ? (an_str){out, count} : word;
}

bool an_one_in_cyrillic(an_str a, an_str b)
{
    enum { SHORTEST = 5, LONG = 10 };
    char one[AN_ROMANISED_LONGEST], other[AN_ROMANISED_LONGEST];
    an_str from_a, from_b;

    if (a.len < SHORTEST || b.len < SHORTEST)
        return false;
    from_a = an_from_cyrillic(a, one);
    from_b = an_from_cyrillic(b, other);
    if (from_a.ptr != one || from_b.ptr != other)
        return false;
    return an_str_equal(from_a, from_b) ||
           (from_a.len >= LONG && from_a.len == from_b.len && an_sound_alike(from_a, from_b, 0) && an_one_letter_apart(from_a, from_b) &&
            from_a.ptr[from_a.len - 1] == from_b.ptr[from_b.len - 1]);
}

bool an_one_in_korean(an_str a, an_str b)
{
    static const struct {
        const char *usual, *revised;
    } syllables[] = {{"byung", "byeong"}, {"chul", "cheol"}, {"hyun", "hyeon"}, {"jung", "jeong"}, {"kyung", "gyeong"},
                     {"kyung", "kyeong"}, {"myung", "myeong"}, {"sung", "seong"}, {"young", "yeong"}};

    for (size_t i = 0; i < sizeof syllables / sizeof *syllables; i++) {
        an_str usual = an_str_of(syllables[i].usual), revised = an_str_of(syllables[i].revised);
        if ((an_str_equal(a, usual) && an_str_equal(b, revised)) || (an_str_equal(a, revised) && an_str_equal(b, usual)))
            return true;
    }
    return false;
}
