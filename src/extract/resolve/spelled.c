/* Words are held against each other in turn; or all together, when blanks stand at other places. */
#include "extract/resolve/spelled.h"

#include "extract/resolve/likeness.h"
#include "extract/resolve/romanised.h"

bool an_has_digit(an_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
            return true;
    return false;
}

/* Two words that are not the same. Of numbers none is like another; «Arsenyevich» and «Andreyevich» end alike and are two fathers. */
static bool words_spelled_alike(an_str a, an_str b)
{
    static const char *const fathers[] = {"vich", "vitch", "vna"};

    for (size_t i = 0; i < sizeof fathers / sizeof *fathers; i++) {
        an_str end = an_str_of(fathers[i]);
        if (!an_str_ends(a, end) || !an_str_ends(b, end))
            continue;
        a.len -= end.len;
        b.len -= end.len;
        break;
    }
    return an_spelled_alike(a, b) && !an_has_digit(a) && !an_has_digit(b);
}

/* «Abu», «Abou»: too short to be alike. */
static bool same_kunya(const an_name_word *a, const an_name_word *b)
{
    return a->text.len && a->text.ptr[0] == b->text.ptr[0] && an_starts_kunya(a->text) && an_starts_kunya(b->text);
}

/* «Suresh», «Sumesh»; «Internal», «International»: a word that sounds otherwise is another one, if it is none of a person's surnames; a slip shows in a
   long word only. Given names that have spellings of their own are two, too («Rashid», «Rashad»). */
static bool two_words(const an_name *name, size_t i, const an_name_word *other)
{
    enum { LONG = 6, LONG_SLIP = 7, LONG_GIVEN = 8 };
    const an_name_word *word = name->words + i;
    bool person = name->kind == AN_KIND_PERSON;
    size_t least = !person ? LONG : word->given == other->given ? LONG_GIVEN : LONG_SLIP; /* «Bejamin» is nobody's name */

    if (person && an_two_given_names(word, other))
        return true;
    return (!person || i == 0) && name->count > 1 && !an_sound_alike(word->text, other->text, 0) &&
           !((word->text.len > other->text.len ? word->text.len : other->text.len) >= least && an_one_letter_apart(word->text, other->text));
}

/* «Azadi Students' Movement», «Azadi Student Movement»; not «News Group», «Roberts Bank», «Economics Council». */
static bool one_of_several(const an_name *name, size_t i, const an_name_word *other)
{
    enum { LONG = 6 };
    const an_name_word *word = name->words + i;

    return name->kind == AN_KIND_ORGANIZATION && i > 0 && word->text.len >= LONG && other->text.len >= LONG && !word->given && !other->given &&
           !word->common && !other->common && !an_str_ends(word->text, AN_LIT("ics")) && !an_str_ends(other->text, AN_LIT("ics")) &&
           an_one_is_plural(word->text, other->text);
}

/* «Stewart» and «Stuart» are one given name, and two surnames. */
static bool same_spelling(const an_name *name, size_t i, const an_name_word *other)
{
    const an_name_word *word = name->words + i;
    bool is_surname = name->kind == AN_KIND_PERSON && i > 0 && i + 1 == name->count;

    return an_str_equal(word->text, other->text) || (an_one_spelling(word, other) && !(is_surname && word->spelled_first));
}

/* One word in two ways to write another language's letters: «Hryhorenko», «Grigorenko»; «Bae Sung-chul», «Bae Seong-cheol». */
static bool one_romanised(const an_name *a, size_t i, const an_name *b, size_t k)
{
    if (a->kind == AN_KIND_PERSON && i > 0 && k > 0 && a->words->leading && an_str_equal(a->words->text, b->words->text))
        return an_one_in_korean(a->words[i].text, b->words[k].text);
    return an_one_in_cyrillic(a->words[i].text, b->words[k].text);
}

/* Word by word; a name of one word must be longer and sound the same. Given names that are only alike tell nothing (Maria Anna, Marie Anne) unless there
   are three, or a kunya. */
static bool words_alike(const an_name *a, const an_name *b)
{
    size_t i = 0, k = 0, telling = a->count > 2 || an_name_is_kunya(a), only_alike = 0;

    for (; an_names_go_on(a, &i, b, &k); i++, k++) {
        if (!same_spelling(a, i, b->words + k) && !same_kunya(a->words + i, b->words + k) && !one_of_several(a, i, b->words + k) &&
            !one_romanised(a, i, b, k)) {
            if (!words_spelled_alike(a->words[i].text, b->words[k].text) || two_words(a, i, b->words + k))
                return false;
            only_alike++;
        }
        telling += !a->words[i].given && !b->words[k].given && a->words[i].part == AN_PART_PLAIN;
    }
    return (telling > 0 || (a->count > 1 && only_alike == 0)) && i == a->count && k == b->count;
}

static bool one_begins(an_str a, an_str b)
{
    return a.len != b.len && (an_str_starts(a, b) || an_str_starts(b, a));
}

static bool one_ends(an_str a, an_str b)
{
    return a.len != b.len && (an_str_ends(a, b) || an_str_ends(b, a));
}

/* «Ali Reza Mohammadpour», «Alireza Mohammad-Pour»: as many words, of which the first and the last are cut otherwise. */
static bool cut_at_both_ends(const an_name *a, const an_name *b)
{
    return one_begins(a->words[0].text, b->words[0].text) && one_ends(an_name_last(a)->text, an_name_last(b)->text);
}

bool an_other_spelling(const an_name *whole, const an_name *part)
{
    if (!an_str_equal(whole->number, part->number))
        return false;
    if (whole->count == 1 && part->count == 1)
        return (whole->kind == AN_KIND_PLACE && an_one_in_cyrillic(whole->words->text, part->words->text)) ||
               (an_names_joined_alike(whole, part) && an_spelled_alike(whole->words->text, part->words->text) &&
                !(whole->words->given && part->words->given));
    return words_alike(whole, part) || ((whole->count != part->count || cut_at_both_ends(whole, part)) && an_names_joined_alike(whole, part));
}
