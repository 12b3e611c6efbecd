/* `whole` is the fuller name, `part` the one that asks. Both have at least one word, and the same kind unless a sieve says otherwise. */
#include "extract/resolve/sieve.h"

#include "base/utf8.h"
#include "extract/imply/acronym.h"
#include "extract/resolve/heads.h"
#include "extract/resolve/likeness.h"
#include "extract/resolve/spelled.h"
#include "extract/tagger/units.h"
#include "extract/work.h"
#include "text/fold.h"

/* Words ------------------------------------------------------------------------------------------------------------------------------- */

/* Whether two persons' names end in the same surname; particles («de», «al») may be left out. Both have given names. */
static bool same_surname(const an_name *a, const an_name *b)
{
    return an_name_surname_at(a) > 0 && an_name_surname_at(b) > 0 && an_name_same_word(a, a->count - 1, b, b->count - 1);
}

static size_t initials_in(const an_name *name)
{
    size_t count = 0;

    for (size_t i = 0; i < an_name_surname_at(name); i++)
        count += name->words[i].part == AN_PART_INITIAL;
    return count;
}

/* Whether part's given names stand in whole's in the same order, the first being the first; initials stand for names. */
static bool given_within(const an_name *whole, const an_name *part)
{
    size_t at = 0, end = an_name_surname_at(whole);

    for (size_t i = 0; i < an_name_surname_at(part); i++, at++) {
        while (at < end && !an_one_spelling(whole->words + at, part->words + i) && !an_is_initial_of(whole->words + at, part->words + i))
            if (i == 0 || ++at == end)
                return false;
        if (at == end)
            return false;
    }
    return true;
}

/* The sieves ---------------------------------------------------------------------------------------------------------------------------- */

/* The same words; articles are not compared. */
static bool same_form(const an_name *whole, const an_name *part)
{
    size_t i = 0, k = 0;

    if (!an_str_equal(whole->number, part->number))
        return false;
    for (; an_names_go_on(whole, &i, part, &k); i++, k++)
        if (!an_name_same_word(whole, i, part, k))
            return false;
    return i == whole->count && k == part->count;
}

/* Words that many bear tell nobody apart. */
static bool all_given(const an_name *name)
{
    for (size_t i = 0; i < name->count; i++)
        if (!name->words[i].given)
            return false;
    return true;
}

/* «Yi Seok», «Seok Yi»; «Belmokhtar, Mokhtar» was turned round when it was read. */
static bool other_order(const an_name *whole, const an_name *part)
{
    return an_name_is_turned(whole, part) && an_str_equal(whole->number, part->number) && !all_given(part);
}

/* «J. Smith», «John Smith»; «William H. Armstrong», «William Hepburn Armstrong». */
static bool initials(const an_name *whole, const an_name *part)
{
    return initials_in(part) > 0 && part->count <= whole->count && same_surname(whole, part) && an_str_equal(whole->number, part->number) &&
           initials_in(part) >= initials_in(whole) && given_within(whole, part);
}

/* «D. R. Berg», «Denzil Berg»: two letters or more for given names of which the fuller form has one. */
static bool has_more_initials(const an_name *part, const an_name *whole)
{
    return part->count > whole->count && initials_in(part) == an_name_surname_at(part) && an_name_surname_at(whole) == 1 && initials_in(whole) == 0 &&
           same_surname(whole, part) && an_str_equal(whole->number, part->number) && given_within(part, whole);
}

/* Whether a name may be short for another one: a collection is about that, or several documents have it, or the dates are near. */
static bool is_known(const an_name *whole, const an_name *part)
{
    return whole->leads || (an_same_time(whole, part) && (whole->in_file || whole->documents > 1 || (whole->last_day && part->last_day)));
}

/* Either may be the one that asks: «Denzil Berg» is neither of «D. R. Berg» and «D. M. Berg». */
static bool initials_added(const an_name *whole, const an_name *part)
{
    return (whole->in_file || (an_name_word_tells(an_name_last(part)) && is_known(whole, part))) &&
           (has_more_initials(part, whole) || has_more_initials(whole, part));
}

/* «Hugo C», as chats sign, «Hugo Corvane». */
static bool surname_initial(const an_name *whole, const an_name *part)
{
    return an_name_ends_in_initial(part) && part->count == 2 && whole->actor == AN_NO_ACTOR && an_name_surname_at(whole) > 0 &&
           an_name_same_word(whole, 0, part, 0) && an_is_initial_of(part->words + 1, whole->words + an_name_surname_at(whole)) &&
           an_name_last(whole)->part != AN_PART_INITIAL;
}

/* «Henrik Angell», «Henrik August Angell». */
static bool middle_left_out(const an_name *whole, const an_name *part)
{
    return part->count < whole->count && same_surname(whole, part) && initials_in(part) == 0 &&
           (part->number.len == 0 || an_str_equal(whole->number, part->number)) && given_within(whole, part);
}

/* «Bill Clinton», «William Clinton». */
static bool nickname(const an_name *whole, const an_name *part)
{
    return same_surname(whole, part) && (an_str_equal(whole->number, part->number) || !part->number.len) && an_is_nickname(whole->words, part->words);
}

/* «Clinton-Gore»: one word of two surnames is nobody's full name. */
static bool is_hyphenated(const an_name *name)
{
    return name->count == 2 && name->words[1].tied && name->words[0].part == AN_PART_PLAIN;
}

/* «Mr. Karl Berg», again and again: «Mr. Berg» is his elder brother, or his father. */
static bool is_titled_in_full(const an_name *name)
{
    enum { AGAIN = 3 };

    return name->courtesies >= AGAIN && 2 * name->courtesies >= name->mentions;
}

/* «Mr. Bingley», whom nobody is married to, «Miss Bingley». */
static bool is_single(const an_name *name)
{
    return name->bachelor || (name->miss && !name->mrs);
}

/* Whether somebody in full may be one whom the text calls by a surname and a title: with a title, too (a Miss with the same), or a listed woman. */
static bool may_be_one_of_couple(const an_name *whole, const an_name *part)
{
    enum { SELDOM = 10 }; /* «Miss Bertram» all the time and «Miss Julia Bertram» once are two sisters, if there are two in full */

    if (is_titled_in_full(whole) || (is_single(part) && part->mentions > SELDOM * whole->courtesies))
        return false;
    if (part->miss && !part->mrs)
        return whole->miss;
    return (whole->titled && !whole->sir) || (whole->actor != AN_NO_ACTOR && whole->gender == 'f' && part->gender == 'f');
}

static bool ends_with(const an_name *whole, const an_name *part)
{
    return part->count < whole->count && an_name_holds_at(whole, part, whole->count - part->count) && !is_hyphenated(whole) &&
           !whole->words[whole->count - part->count].father && !an_name_is_kunya(whole) &&
           (part->number.len == 0 || an_str_equal(whole->number, part->number));
}

/* «Zeid», «Abou Zeid» and «Abdelhamid Abou Zeid»; «Villepin» and «Dominique de Villepin»; not «Khalid» and «Mansour bin Khalid», his son, nor «Abu
   Khalid». */
static bool surname(const an_name *whole, const an_name *part)
{
    return ends_with(whole, part) && (!part->couple || may_be_one_of_couple(whole, part));
}

/* Not the father's name alone, which may be meant. */
static bool own_surname(const an_name *whole, const an_name *part)
{
    return (part->count > 1 || !an_name_is_of_father(whole)) && surname(whole, part);
}

/* «Ghissa», «Moussa ag Ghissa», where nobody else is called so. */
static bool fathers_name(const an_name *whole, const an_name *part)
{
    return an_name_is_of_father(whole) && surname(whole, part);
}

/* «Mr. Bingley» and «Charles Bingley», who need not be single if he is mostly «Bingley»; «Miss Bingley» and «Caroline Bingley», but not «Lady Caroline
   Bingley». */
static bool surname_of_single(const an_name *whole, const an_name *part)
{
    return part->couple && (is_single(part) || part->young) && whole->gender == part->gender && !whole->mrs && (!whole->titled || whole->courtesies) &&
           !is_titled_in_full(whole) && !part->words->leading && ends_with(whole, part);
}

/* «Lizzy», «Elizabeth Bennet». */
static bool nickname_alone(const an_name *whole, const an_name *part)
{
    return an_name_surname_at(whole) > 0 && part->words->nickname && !part->number.len && part->words->nickname != whole->words->nickname &&
           an_is_nickname(whole->words, part->words);
}

/* «M. Berg» and «Karl Berg», where M. is Monsieur. */
static bool monsieur(const an_name *whole, const an_name *part)
{
    if (!part->monsieur || whole->monsieur || whole->gender == 'f' || whole->count < part->count)
        return false;
    for (size_t i = 1; i < part->count; i++)
        if (!an_name_same_word(whole, whole->count - part->count + i, part, i))
            return false;
    return true;
}

/* «Strizhenova», and «Strizhenov», a man's. */
static bool is_womans_form(an_str woman, an_str man)
{
    return woman.len == man.len + 1 && an_str_starts(woman, man) && woman.ptr[man.len] == 'a';
}

/* «Seyhun» and «Houshang Seyhoun». */
static bool surname_spelling(const an_name *whole, const an_name *part)
{
    an_str a = an_name_last(whole)->text, b = part->words->text;

    return part->count == 1 && whole->count > 1 && !part->couple && !part->number.len && !part->words->given && an_utf8_count(b) >= 5 &&
           an_sound_alike(a, b, 0) && an_spelled_alike(a, b) && !is_womans_form(a, b) && !is_womans_form(b, a);
}

/* «President Bush», many times, is called by a surname, and by nothing of «Bush White», which was cut out of «Bush White House». */
static bool is_surname_beside(const an_name *whole, const an_name *part)
{
    enum { OFTENER = 4 };

    return part->office && whole->count > 1 && !whole->words->given && part->mentions > OFTENER * whole->mentions;
}

/* «Colonel Fitzwilliam» is called by his surname where «Fitzwilliam Darcy» is called «Darcy»; not «Dr. Lindor», of whom no other word stands alone. */
static bool is_called_by_rank(const an_name *whole, const an_name *part)
{
    return part->ranks && !part->words->given && 2 * part->ranks >= part->mentions && whole->surnamed;
}

/* «Mary», and «Mary King», whose surname nobody had when the text had long been speaking of Mary. */
static bool is_stranger(const an_name *whole, const an_name *part)
{
    return whole->actor == AN_NO_ACTOR && an_name_is_late(whole, whole->family, part);
}

/* «Jeff», «Jeff Healey»; «Louis», «Louis XIV». */
static bool given_alone(const an_name *whole, const an_name *part)
{
    return part->count == 1 && !part->mister && !is_called_by_rank(whole, part) && part->words->part == AN_PART_PLAIN &&
           an_name_same_word(whole, 0, part, 0) && !is_hyphenated(whole) && !is_surname_beside(whole, part) && !is_stranger(whole, part) &&
           (whole->count > 1 || (whole->number.len && part->number.len == 0)) &&
           (part->number.len == 0 || an_str_equal(whole->number, part->number));
}

/* «Pacheco», «Gregorio Pacheco Leyes»; «de la Mata», «José de la Mata Amaya». */
static bool inner_surname(const an_name *whole, const an_name *part)
{
    if (an_name_last(part)->part != AN_PART_PLAIN || part->number.len || (part->count > 1 && part->words[part->count - 2].part != AN_PART_PARTICLE))
        return false;
    for (size_t i = 1; i + part->count < whole->count; i++)
        if (whole->words[i + part->count - 1].part == AN_PART_PLAIN && !whole->words[i].father && an_name_holds_at(whole, part, i))
            return true;
    return false;
}

/* «NG&E», «Northlake Gas & Electric Co.»: the first letters of all words but the legal form and small ones. */
static bool has_initials(const an_name *whole, an_str letters)
{
    size_t at = 0;

    for (size_t i = 0; i < whole->count; i++) {
        if (whole->words[i].part == AN_PART_SMALL || whole->words[i].part == AN_PART_ARTICLE)
            continue;
        at += at < letters.len && letters.ptr[at] == '&';
        if (at == letters.len || whole->words[i].text.ptr[0] != (letters.ptr[at++] | 0x20))
            return false;
    }
    return at == letters.len;
}

static bool of_initials(const an_name *whole, const an_name *part)
{
    size_t letters = an_utf8_count(part->text), capitals = 0;

    for (size_t i = 0; i < part->text.len; i++)
        capitals += part->text.ptr[i] >= 'A' && part->text.ptr[i] <= 'Z';
    return (part->count == 1 || an_name_is_amp_letters(part)) && whole->count + whole->legal > 2 && letters <= 10 && capitals * 2 > letters &&
           (an_acronym_of_initials(whole->text, part->text) || (whole->legal && letters - an_name_is_amp_letters(part) > 2 && has_initials(whole, part->text)));
}

/* The words of a name from one on that letters stand for, small ones left out; 0 when they do not. */
static size_t words_of_letters(const an_name *whole, size_t from, an_str letters)
{
    size_t at = from;

    for (size_t i = 0; i < letters.len; i++, at++) {
        while (at < whole->count && whole->words[at].part == AN_PART_SMALL)
            at++;
        if (at == whole->count || whole->words[at].text.ptr[0] != letters.ptr[i])
            return 0;
    }
    return at - from;
}

/* Whether both go on with the same words, small ones left out. */
static bool same_rest(const an_name *whole, size_t i, const an_name *part, size_t k)
{
    for (;; i++, k++) {
        while (i < whole->count && whole->words[i].part == AN_PART_SMALL)
            i++;
        while (k < part->count && part->words[k].part == AN_PART_SMALL)
            k++;
        if (i == whole->count || k == part->count)
            return i == whole->count && k == part->count;
        if (!an_name_same_word(whole, i, part, k))
            return false;
    }
}

/* «Harlan PD», «Harlan Police Department»; «HRM Lower Berg», «Human Rights Monitor of Lower Berg»: some of the words as letters. */
static bool initials_inside(const an_name *whole, const an_name *part)
{
    for (size_t at = 0, words; at < part->count && at < whole->count; at++) {
        if (an_name_is_in_letters(part, at) && (words = words_of_letters(whole, at, part->words[at].text)) > 1)
            return (part->words[at].text.len > 2 || an_name_is_kind(whole->words + at + words - 1)) && same_rest(whole, at + words, part, at + 1);
        if (!an_name_same_word(whole, at, part, at))
            return false;
    }
    return false;
}

/* Whether words [from, count) say only what kind of thing it is, or what it trades in: «Harrow International Airport» is not Harrow. */
static bool only_kind(const an_name *name, size_t from)
{
    bool (*says)(const an_name_word *) = name->kind == AN_KIND_ORGANIZATION ? an_name_says_kind : an_name_is_kind;

    for (size_t i = from; i < name->count; i++)
        if (!says(name->words + i))
            return false;
    return true;
}

/* «Marlowe», «Marlowe University»: a word that is nothing else, nor an adjective («Catholic», «Medical»). */
static bool is_university(const an_name *whole, const an_name *part)
{
    static const char *const adjectives[] = {"al", "eran", "ian", "ic", "ish"};

    for (size_t i = 0; i < sizeof adjectives / sizeof *adjectives; i++)
        if (an_str_ends(part->words->text, an_str_of(adjectives[i])))
            return false;
    return whole->kind == AN_KIND_ORGANIZATION && whole->count == 2 && an_str_equal(whole->words[1].text, AN_LIT("university")) &&
           an_name_word_tells(part->words) && part->state == AN_NO_ACTOR;
}

/* «Berg Logistics Group», «Harrow City Police Department»: a last word that adds nothing to one that says already what it is. */
static bool last_adds_nothing(const an_name *whole, const an_name *part)
{
    static const char *const schools[] = {"elementary", "grammar", "high", "middle", "primary", "secondary"}, *const services[] = {"fire", "police"},
                      *const groups[] = {"group", "holding", "holdings"};
    const an_name_word *last = an_name_last(part);
    an_str more = an_name_last(whole)->text;

    if (part->count < 2 || whole->count != part->count + 1)
        return false;
    return (an_str_equal(more, AN_LIT("school")) && AN_STR_IN(last->text, schools)) ||
           (an_str_equal(more, AN_LIT("department")) && AN_STR_IN(last->text, services)) ||
           (AN_STR_IN(more, groups) && last->part == AN_PART_COMPANY);
}

/* «Sonatrach», «Sonatrach Group»; «Johns Hopkins», «Johns Hopkins University». One word alone may be an adjective («Catholic»): companies and
   groups only. */
static bool kind_left_out(const an_name *whole, const an_name *part)
{
    return part->count < whole->count && (!an_name_is_kind(an_name_last(part)) || last_adds_nothing(whole, part)) && an_name_holds_at(whole, part, 0) &&
           only_kind(whole, part->count) &&
           (part->count > 1 || whole->words[1].part == AN_PART_COMPANY || an_is_trade_word(whole->words[1].text) || is_university(whole, part));
}

/* «HSBC», which is listed, and «HSBC Holdings», «HSBC Group Holding»: the part is the longer one. */
static bool holding_added(const an_name *whole, const an_name *part)
{
    static const char *const holdings[] = {"corporation", "group", "holding", "holdings", "industries", "technologies", "technology"};
    enum { MOST = 2 };

    if (whole->actor == AN_NO_ACTOR || part->count <= whole->count || part->count > whole->count + MOST || !an_name_holds_at(part, whole, 0))
        return false;
    for (size_t i = whole->count; i < part->count; i++)
        if (!AN_STR_IN(part->words[i].text, holdings))
            return false;
    return true;
}

/* Words with which a name begins, before a small one. */
static bool begins_before_small(const an_name *whole, const an_name *part)
{
    return part->count < whole->count && an_name_holds_at(whole, part, 0) && an_name_last(part)->part != AN_PART_SMALL &&
           whole->words[part->count].part == AN_PART_SMALL;
}

/* «Shihlin Electric», «Shihlin Electric and Engineering Corporation»: the first words, when the rest only goes on to say what it is. */
static bool first_words(const an_name *whole, const an_name *part)
{
    return part->count > 1 && begins_before_small(whole, part) && (whole->legal || an_name_last(whole)->part == AN_PART_COMPANY);
}

/* «Velda», «Velda Marine Projects»: the first word of a company's name, where it says nothing else and no other begins so. */
static bool first_word(const an_name *whole, const an_name *part)
{
    return whole->count > 1 && part->actor == AN_NO_ACTOR && whole->actor == AN_NO_ACTOR && !part->ordinary && !part->definite && !part->words->common &&
           an_name_word_tells(part->words) && an_name_holds_at(whole, part, 0) && whole->words[1].part != AN_PART_SMALL &&
           (part->shortened || (!part->doubtful && (whole->legal || an_name_last(whole)->part == AN_PART_COMPANY)));
}

/* «Harrow Reformed Church», «Harrow Reformed Church of God»: the first words, when they say what it is and nobody lists them. */
static bool kind_first(const an_name *whole, const an_name *part)
{
    return part->count > 1 && part->actor == AN_NO_ACTOR && begins_before_small(whole, part) && an_name_is_kind(an_name_last(part));
}

/* «Daniel Park», «Daniel Park Min Jun»: behind a surname that stands first in its own language that language's given names may follow. */
static bool own_given_left_out(const an_name *whole, const an_name *part)
{
    return part->count == 2 && whole->count > 2 && whole->count < 5 && part->words[0].given && !part->words[0].leading && part->words[1].leading &&
           an_name_holds_at(whole, part, 0) && !an_name_last(whole)->common;
}

/* «Nguyễn Văn Thảo»: a surname of a language in which it stands first, and the last word is what somebody is called by. */
static bool surname_goes_first(const an_name *name)
{
    return name->words[0].leading && !name->words[0].given && !name->turned;
}

/* «Filho», the son: not a second surname, which may be left out. */
static bool is_son(an_str word)
{
    static const char *const words[] = {"filho", "junior", "neto", "sobrinho"};

    return AN_STR_IN(word, words);
}

/* «Ada Karlovna», «Ada Karlovna Lundina»; «Abu Zayd», «Abu Zayd al-Berg»; «Hassan Guled», «Hassan Guled Farah»: the last name left out. */
static bool surname_left_out(const an_name *whole, const an_name *part)
{
    return part->count > 1 && part->count < whole->count && !surname_goes_first(whole) && !is_son(an_name_last(whole)->text) &&
           an_name_holds_at(whole, part, 0) && part->number.len == 0 &&
           an_name_surname_at(whole) == part->count && initials_in(part) == 0 && an_name_last(part)->part == AN_PART_PLAIN;
}

/* «Jose L. Echeverria M.»: without a last letter that is the second surname's; else as it is. */
static an_name without_last_letter(const an_name *whole, const an_name *part)
{
    an_name bare = *part;

    bare.count -= part->count > 2 && an_name_last(part)->part == AN_PART_INITIAL && an_is_initial_of(an_name_last(part), an_name_last(whole));
    return bare;
}

/* «Diego Paredes», «Diego Martín Paredes Ugarte»: of two surnames the second, and what stands between the given names. */
static bool second_surname_left_out(const an_name *whole, const an_name *part)
{
    size_t first = whole->count > 3 ? an_name_surname_at(whole) - 1 : 0;
    an_name bare = *whole, short_form = without_last_letter(whole, part);

    bare.count = first + 1;
    return first > 1 && first < whole->count && short_form.count <= bare.count && part->count < whole->count && whole->words[0].given &&
           !part->number.len && !whole->words[first].given && !whole->words[first].father && !is_son(an_name_last(whole)->text) &&
           same_surname(&bare, &short_form) && given_within(&bare, &short_form);
}

/* «East Sussex», «San Marcos»: the first of two words that are one place's. */
static bool begins_place(const an_name_word *word)
{
    static const char *const words[] = {"east", "fort", "great", "la", "las", "los", "lower", "new", "north", "port", "saint",
                                        "san", "santa", "south", "st", "upper", "west"};

    return AN_STR_IN(word->text, words);
}

/* «Commercial Bank», «Hanseatic Commercial Bank»; «Diocese of Eastport», «Roman Catholic Diocese of Eastport»; «County Council», «West Harrow County
   Council»: what says of which kind or place it is. «Workers' Party» and «Communist Workers' Party» are two. */
static bool last_words(const an_name *whole, const an_name *part)
{
    size_t more = part->count > 2 || begins_place(whole->words) ? 2 : 1;
    bool kind = false;

    if (part->actor != AN_NO_ACTOR || part->count < 2 || part->count >= whole->count || whole->count > part->count + more ||
        an_str_equal(an_name_last(part)->text, AN_LIT("party")) ||
        !an_name_holds_at(whole, part, whole->count - part->count))
        return false;
    for (size_t i = 0; i < whole->count - part->count; i++)
        if (whole->words[i].part != AN_PART_PLAIN)
            return false;
    for (size_t i = 0; i < part->count; i++)
        kind |= an_name_is_kind(part->words + i);
    return kind;
}

/* «the Foundation»: a word for its kind that only one name has at its end or start; «Council members»: at its end, but not behind a small word, where
   it tells no kind: «State» of «Department of State» is another name of it, if anything says so. */
static bool kind_alone(const an_name *whole, const an_name *part)
{
    return part->count == 1 && an_name_is_kind(part->words) && whole->count > 1 &&
           ((an_name_same_word(whole, whole->count - 1, part, 0) && (part->definite || whole->words[whole->count - 2].part != AN_PART_SMALL)) ||
            (part->definite && an_name_same_word(whole, 0, part, 0)));
}

/* «Rovers», «Millwick Rovers». */
static bool club_alone(const an_name *whole, const an_name *part)
{
    return whole->count == 2 && an_name_same_word(whole, 1, part, 0) && an_is_club_word(part->words->text) &&
           !an_str_equal(part->words->text, AN_LIT("county")); /* officials of the county */
}

/* «Chiefs», «Kansas City Chiefs»; «Dinamo», «Dinamo București»: a team by its own word, the last one in the plural, or the first. */
static bool team_alone(const an_name *whole, const an_name *part)
{
    const an_name_word *word = part->words;

    if (!whole->team || part->actor != AN_NO_ACTOR || part->count >= whole->count || word->part != AN_PART_PLAIN)
        return false;
    return an_name_same_word(whole, 0, part, 0) || (an_name_same_word(whole, whole->count - 1, part, 0) && an_str_ends(word->text, AN_LIT("s")));
}

/* Whether the words of part are those of whole from one on, an article in front left out. */
static bool goes_on_as(const an_name *whole, const an_name *part, size_t from)
{
    from += from < whole->count && whole->words[from].part == AN_PART_ARTICLE && part->words[0].part != AN_PART_ARTICLE;
    return from + part->count == whole->count && an_name_holds_at(whole, part, from);
}

/* «Metallist Zarechny», «FC Metallist Zarechny»; «al-Wafa», «Liwa al-Wafa»; «Karzhastan», «Republic of Karzhastan». */
static bool front_left_out(const an_name *whole, const an_name *part)
{
    static const char *const clubs[] = {"afc", "bk", "cf", "fc", "fk", "hc"},
                      *const groups[] = {"fawj", "faylaq", "firqat", "harakat", "jabhat", "jaish", "jamaat", "jaysh",
                                         "kataib", "katibat", "liwa", "saraya", "tajammu"},
                      *const states[] = {"commonwealth", "principality", "republic", "town", "village"};
    const an_name_word *first = whole->words;

    if (whole->count <= part->count)
        return false;
    if (whole->kind == AN_KIND_PLACE)
        return AN_STR_IN(first->text, states) && an_str_equal(first[1].text, AN_LIT("of")) && goes_on_as(whole, part, 2);
    return (AN_STR_IN(first->text, groups) || (part->count > 1 && AN_STR_IN(first->text, clubs))) && goes_on_as(whole, part, 1);
}

/* Whether `count` words of one from `at` on are those with which the other begins. */
static bool same_words_from(const an_name *whole, size_t at, const an_name *part, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!an_name_same_word(whole, at + i, part, i))
            return false;
    return true;
}

/* «FK Lukavica», «Lukavica FC»: the letters of a club in front and behind. */
static bool club_letters(const an_name *whole, const an_name *part)
{
    static const char *const letters[] = {"cf", "fc", "fk"};

    return part->count > 1 && whole->count == part->count && AN_STR_IN(part->words[0].text, letters) && AN_STR_IN(an_name_last(whole)->text, letters) &&
           same_words_from(part, 1, whole, part->count - 1);
}

/* «Daily Sandesh Patrika», «Sandesh Patrika» */
static bool daily_left_out(const an_name *whole, const an_name *part)
{
    return part->count > 1 && whole->count == part->count + 1 && an_str_equal(whole->words[0].text, AN_LIT("daily")) && an_name_holds_at(whole, part, 1);
}

/* «Tarmin International Airport», «Tarmin Airport»: a word before the last one that says no more of it. */
static bool idle_word_left_out(const an_name *whole, const an_name *part)
{
    static const struct {
        const char *word, *before;
    } idle[] = {{"international", "airport"}, {"idp", "camp"}, {"refugee", "camp"}, {"refugees", "camp"}};
    size_t last = whole->count - 1;

    if (part->count < 2 || whole->count != part->count + 1 || !an_name_same_word(whole, last, part, part->count - 1) ||
        !same_words_from(whole, 0, part, part->count - 1))
        return false;
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (an_str_equal(whole->words[last].text, an_str_of(idle[i].before)) && an_str_equal(whole->words[last - 1].text, an_str_of(idle[i].word)))
            return true;
    return false;
}

/* «Mola», «Mola di Bari»: a place without what says where it is. */
static bool where_left_out(const an_name *whole, const an_name *part)
{
    static const char *const joints[] = {"am",  "an", "da", "de", "del", "della", "der", "di", "do", "im", "in",
                                         "les", "on", "ob", "sous", "sul", "sur", "under", "upon"};

    return part->count < whole->count && an_name_holds_at(whole, part, 0) && !an_name_is_kind(part->words) &&
           AN_STR_IN(whole->words[part->count].text, joints);
}

/* «128», «7th», «third»: which of several units one is. */
static bool counts_units(an_str word)
{
    static const char *const ordinals[] = AN_ORDINALS;

    return an_has_digit(word) || AN_STR_IN(word, ordinals);
}

/* «7th Brigade», «7th Light Mechanised Brigade»: the number and the kind of a unit. */
static bool same_unit(const an_name *whole, const an_name *part)
{
    static const char *const greater[] = {"army", "corps"}; /* units, too, but no plain number is theirs: «the 300 Army men» */
    an_str last = an_name_last(part)->text;

    return counts_units(part->words->text) && an_name_same_word(whole, 0, part, 0) && (an_is_unit(last) || AN_STR_IN(last, greater)) &&
           an_name_same_word(whole, whole->count - 1, part, 1);
}

/* «Anderson», «Andersen», of which many bear one; «Korvanov», «Korvanova», a man and a woman: what looks like a slip is another surname. */
static bool two_families(const an_name_word *a, const an_name_word *b)
{
    return a->common || b->common || an_str_ends(a->text, AN_LIT("a")) != an_str_ends(b->text, AN_LIT("a"));
}

/* «Patricia Hollingswood», «Patricia Hollingwood»: a slip in a long surname. «Petrov» and «Petrova», «Jianmin» and «Jianming» are two. */
static bool slip(const an_name *whole, const an_name *part)
{
    enum { LONG = 8 };
    an_str a = an_name_last(whole)->text, b = an_name_last(part)->text;

    return whole->count == part->count && whole->words[0].given && !whole->words[0].leading && an_str_equal(whole->number, part->number) &&
           a.len >= LONG && b.len >= LONG && !an_str_starts(a, b) && !an_str_starts(b, a) &&
           !two_families(an_name_last(whole), an_name_last(part)) && an_one_letter_apart(a, b) && same_words_from(whole, 0, part, part->count - 1);
}

/* «Aleksei Zhdanov», «Alexey Yuryevich Zhdanov». */
static bool middle_left_out_spelled(const an_name *whole, const an_name *part)
{
    return an_name_surname_at(part) == 1 && same_surname(whole, part) && an_str_equal(whole->number, part->number) && whole->words[0].given &&
           part->words[0].given &&
           (an_one_spelling(whole->words, part->words) || an_spelled_alike(whole->words[0].text, part->words[0].text)) &&
           an_given_fits(whole->words, part->words);
}

/* «Zhanna Miroliubskaya», «Zhanna Petrovna Mirolyubskaya»; «R. Akhmetgareev», «Ruslan Akhmetgareyev»: a long surname in another spelling, the given
   names within the other's. */
static bool shorter_spelled(const an_name *whole, const an_name *part)
{
    enum { LONG = 6 };
    an_str a = an_name_last(whole)->text, b = an_name_last(part)->text;

    return an_name_surname_at(part) > 0 && an_name_surname_at(whole) > 0 && (part->count < whole->count || initials_in(part)) &&
           an_str_equal(whole->number, part->number) && initials_in(part) >= initials_in(whole) && a.len >= LONG && b.len >= LONG &&
           !two_families(an_name_last(whole), an_name_last(part)) && !an_str_equal(a, b) && an_sound_alike(a, b, 0) && an_spelled_alike(a, b) &&
           given_within(whole, part);
}

/* Over a collection ---------------------------------------------------------------------------------------------------------------------- */

/* Words that are a name by themselves: one at least is no word for a kind, no person's name that many bear, no people's. */
static bool is_telling(const an_name *name)
{
    for (size_t i = 0; i < name->count; i++)
        if (an_name_word_tells(name->words + i))
            return name->state == AN_NO_ACTOR;
    return false;
}

/* «Zhou Wenliang»: a surname that goes first, and a given name of its language that is long enough to tell. */
static bool is_leading_full(const an_name *name)
{
    enum { LONG = 6 };
    const an_name_word *words = name->words;

    return name->count == 2 && ((words[0].leading && words[1].text.len >= LONG) || (words[1].leading && words[0].text.len >= LONG));
}

/* «Kemigisa Joan», «Joan Kemigisa»; «Odyek Sarah Acheng», «Sarah Acheng Odyek»: one word at least is nobody's given name. */
static bool other_order_far(const an_name *whole, const an_name *part)
{
    return (is_telling(part) || is_leading_full(part)) && an_name_is_turned(whole, part) && an_str_equal(whole->number, part->number);
}

/* «Ada L. Berg», «Ada Louise Berg»: asked before the name between is left out, for «Ada Berg» would fit both. */
static bool inner_initials(const an_name *whole, const an_name *part)
{
    return part->count == whole->count && an_name_same_word(whole, 0, part, 0) && part->words[0].part == AN_PART_PLAIN && initials(whole, part);
}

/* «Mohammed Ibrahim» may be anybody, but hardly among those who write mails. */
static bool middle_left_out_far(const an_name *whole, const an_name *part)
{
    return middle_left_out(whole, part) && an_name_same_word(whole, 0, part, 0) && (!all_given(part) || (whole->in_mail && part->in_mail));
}

/* «Sergey Maltsakov», «Sergei Viktorovich Maltsakov»: a surname that few have. */
static bool middle_left_out_spelled_far(const an_name *whole, const an_name *part)
{
    return an_one_spelling(whole->words, part->words) && an_name_word_tells(an_name_last(part)) && middle_left_out_spelled(whole, part);
}

static bool shorter_spelled_far(const an_name *whole, const an_name *part)
{
    return an_name_word_tells(an_name_last(part)) && is_known(whole, part) && shorter_spelled(whole, part);
}

/* Of one time; of places and waters there are many. */
static bool head_elsewhere_far(const an_name *whole, const an_name *part)
{
    return (whole->kind == AN_KIND_ORGANIZATION || whole->count > 2) && an_same_time(whole, part) && an_head_elsewhere(whole, part);
}

/* «Elvira Huamanchumo», «Rosa Elvira Huamanchumo»: of several given names the last one, and a surname that few have. Outside of a file only «Mohammed»
   in front tells nothing. */
static bool first_left_out_far(const an_name *whole, const an_name *part)
{
    return (whole->in_file || an_str_equal(whole->words[0].spelling, AN_LIT("mohammed"))) && part->count > 1 && part->words[0].given &&
           whole->words[0].given && an_name_word_tells(an_name_last(part)) && an_same_time(whole, part) &&
           surname(whole, part);
}

/* «Ana Paula Figueiró», «Ana Paula Figueiró dos Santos»: of two surnames the second, where the first is one that few have, or in a file on one matter. */
static bool surname_left_out_far(const an_name *whole, const an_name *part)
{
    return (whole->in_file || an_name_word_tells(an_name_last(part))) && is_known(whole, part) && whole->words[0].given &&
           (surname_left_out(whole, part) || second_surname_left_out(whole, part));
}

/* A short form that one can hear in the name: the same first letter (Jim, James), or what stands behind it (Bill, William). */
static bool is_heard_in(an_str one, an_str other)
{
    an_str shorter = one.len < other.len ? one : other, longer = one.len < other.len ? other : one;

    if (shorter.len < 2 || shorter.ptr[0] == longer.ptr[0])
        return shorter.len > 0;
    for (size_t i = 0; shorter.len > 2 && i + 1 < longer.len; i++)
        if (memcmp(longer.ptr + i, shorter.ptr + 1, 2) == 0)
            return true;
    return false;
}

/* Those whom one document alone names it has not joined. */
static bool nickname_far(const an_name *whole, const an_name *part)
{
    return !(whole->only_in && whole->only_in == part->only_in) && nickname(whole, part) &&
           (is_heard_in(whole->words->text, part->words->text) || an_name_word_tells(an_name_last(part)));
}

/* The words of an organisation are words of a language: one that is only alike is another («Democrat», «Democratic»; «secret», «security»). */
static bool same_words_heard(const an_name *a, const an_name *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!an_sound_alike(a->words[i].text, b->words[i].text, 0) || an_likeness_by_ear(a->words[i].text, b->words[i].text) < 0.92)
            return false;
    return true;
}

/* Blanks at another place, and not a word more. */
static bool cut_otherwise(const an_name *a, const an_name *b)
{
    char one[64], other[64];
    size_t length = an_name_joined(a, 0, one), length_other = an_name_joined(b, 0, other);

    return length <= length_other + 1 && length_other <= length + 1;
}

/* At least two words each. */
static bool other_spelling_far(const an_name *whole, const an_name *part)
{
    if (whole->count < 2 || part->count < 2 || !an_other_spelling(whole, part))
        return false;
    return whole->count != part->count ? cut_otherwise(whole, part) : whole->kind == AN_KIND_PERSON || same_words_heard(whole, part);
}

/* Capitals; three may be anybody's. */
static bool of_initials_far(const an_name *whole, const an_name *part)
{
    for (size_t i = 0; i < part->text.len; i++)
        if (part->text.ptr[i] >= 'a' && part->text.ptr[i] <= 'z')
            return false;
    return an_utf8_count(part->text) - an_name_is_amp_letters(part) > (whole->in_file ? 2 : 3) && of_initials(whole, part);
}

bool an_same_time(const an_name *whole, const an_name *part)
{
    enum { YEAR = 366, TEN_YEARS = 3653 };
    const uint32_t days = whole->in_file ? TEN_YEARS : YEAR;

    return !whole->last_day || !part->last_day ||
           (part->first_day + days >= whole->first_day && part->last_day <= whole->last_day + days);
}

/* Given names and a surname, as far as one can tell: no second surname («Ricardo López Murphy»), none that goes first («Kim Ki-yoon»). */
static bool is_plain_full_name(const an_name *name)
{
    size_t surname = an_name_surname_at(name);

    for (size_t i = 0; i < surname; i++)
        if (!name->words[i].given && !(i > 0 && name->words[i].tied) && name->words[i].part != AN_PART_INITIAL)
            return false;
    return name->words[0].given && !an_name_last(name)->tied;
}

bool an_name_tells(const an_name *name)
{
    size_t words = 0;

    for (size_t i = 0; i < name->count && name->kind == AN_KIND_ORGANIZATION; i++)
        words += name->words[i].part != AN_PART_SMALL;
    return words > 1;
}

/* «Thorne-Wickham», «Philippa Thorne-Wickham»: two halves that few have together. */
static bool halves_far(const an_name *whole, const an_name *part)
{
    return part->count == 2 && an_name_last(part)->tied && whole->count > 2 && whole->words[0].given && own_surname(whole, part) && is_known(whole, part);
}

/* A surname that is no given name. Of somebody who is not listed, it must be a long one that few bear, and the person must be known. Of whom a
   collection is about, the given name need not be in a list; of whom a file is about, many may bear the surname elsewhere. */
static bool surname_far(const an_name *whole, const an_name *part)
{
    enum { LISTED = 4, LONG = 5 };
    const an_name_word *last = an_name_last(part);
    bool listed = whole->actor != AN_NO_ACTOR;

    if (halves_far(whole, part))
        return true;
    if (!own_surname(whole, part) || an_name_surname_at(part) > 0 || last->given || an_utf8_count(last->text) < (listed ? LISTED : LONG))
        return false;
    if (listed)
        return an_same_time(whole, part);
    if ((last->common && !(whole->in_file && whole->leads)) || !is_known(whole, part))
        return false;
    return is_plain_full_name(whole) || ((whole->leads || whole->in_file) && whole->count == 2 && !an_name_last(whole)->tied);
}

/* «Ghali», «Iyad ag Ghali», where nobody else is called so. */
static bool fathers_name_far(const an_name *whole, const an_name *part)
{
    return fathers_name(whole, part) && an_name_word_tells(part->words) && is_known(whole, part);
}

/* How often somebody is met: in documents and in the headers of mails. */
static uint64_t presence(const an_name *name)
{
    return (uint64_t)name->documents + name->letters;
}

/* «Huma», «Huma Abedin», and whoever else might be meant in mail by a name alone: «Gordon» is «Gordon Brown» or «Philip Gordon». Who is hardly
   ever met beside it stands in nobody's way. */
static bool may_be_called(const an_name *whole, const an_name *part)
{
    enum { SELDOM = 10 };

    return part->in_mail && part->documents > 3 && !part->couple && part->words->part == AN_PART_PLAIN && !part->number.len && presence(whole) > 1 &&
           presence(whole) * SELDOM >= part->documents && (an_name_same_word(whole, 0, part, 0) || an_name_same_word(whole, whole->count - 1, part, 0));
}

/* Of those the only one, if it is a given name of who writes mails, or of somebody who is named as often in full; of a dictionary, half as often. */
static bool is_called(const an_name *whole, const an_name *part)
{
    uint64_t known = whole->actor != AN_NO_ACTOR ? 2 * presence(whole) : presence(whole);

    return given_alone(whole, part) && !whole->words[1].tied && (whole->letters > 1 || known >= part->documents);
}

/* Whoever else might be meant by a name alone. */
static bool has_at_an_end(const an_name *whole, const an_name *part)
{
    return !part->couple && part->words->part == AN_PART_PLAIN && !part->number.len &&
           (an_name_same_word(whole, 0, part, 0) || an_name_same_word(whole, whole->count - 1, part, 0));
}

/* Whether a file on one matter is about somebody, or has the name by which he may be meant in several documents, or in two besides those that name him in
   full: nobody tells of a stranger so. */
static bool is_met_in_file(const an_name *whole, const an_name *part)
{
    enum { SEVERAL = 3 };

    return whole->in_file && (whole->leads || (part->documents > 1 && (uint64_t)part->documents + whole->documents >= SEVERAL));
}

/* «Mr. Tom» has a surname, «Miss Emmeline» a given name. */
static bool is_mister(const an_name *part)
{
    return part->titled == 'm';
}

/* «Eva», «Eva Roy», whom the collection is about, or is met in a file. */
static bool leads_by_given(const an_name *whole, const an_name *part)
{
    return (whole->leads || (is_met_in_file(whole, part) && !is_mister(part))) && given_alone(whole, part) && !whole->words[1].tied &&
           (part->in_mail || an_same_time(whole, part));
}

/* «KAB», «Karim A. Berg», who writes mails. */
static bool signs_as(const an_name *whole, const an_name *part)
{
    an_str letters = part->words->text;

    if (!part->in_mail || part->documents < 2 || whole->letters < 2 || letters.len != whole->count || letters.len < 3 || part->words->given ||
        !an_name_is_letters(part))
        return false;
    for (size_t i = 0; i < whole->count; i++)
        if (whole->words[i].text.ptr[0] != letters.ptr[i])
            return false;
    return true;
}

/* «Shore Bank», «Shore Bank Group»: one word alone may be an adjective, and other kinds than companies often have namesakes. */
static bool kind_left_out_far(const an_name *whole, const an_name *part)
{
    return kind_left_out(whole, part) && part->count > 1 &&
           (whole->in_file || an_name_last(whole)->part == AN_PART_COMPANY || last_adds_nothing(whole, part));
}

/* «Pedra Rajada», «Mineração Pedra Rajada S.A.»: what a company is stands in front. */
static bool kind_in_front_left_out(const an_name *whole, const an_name *part)
{
    return part->count > 1 && whole->count == part->count + 1 && whole->words[0].part == AN_PART_COMPANY && an_name_holds_at(whole, part, 1) &&
           is_telling(part) && is_known(whole, part);
}

static bool front_left_out_far(const an_name *whole, const an_name *part)
{
    return is_telling(part) && an_same_time(whole, part) && front_left_out(whole, part);
}

static bool begins_with(const an_name *whole, const an_name *part)
{
    return part->count < whole->count && an_name_holds_at(whole, part, 0);
}

/* «Stonebridge Shipping Ltd», «Stonebridge Marine»: not «Friends of the Sea International». */
static bool ends_as_company(const an_name *whole, const an_name *part)
{
    const an_name_word *last = an_name_last(whole);

    return whole->legal || last->part == AN_PART_COMPANY || (an_is_trade_word(last->text) && whole->words[part->count].part != AN_PART_SMALL);
}

/* «Stonebridge», «Stonebridge Shipping Ltd»: what a company's name begins with, where no other organisation's does. */
static bool begins_company(const an_name *whole, const an_name *part)
{
    return ends_as_company(whole, part) && is_telling(part) && an_name_last(part)->part != AN_PART_SMALL && is_known(whole, part);
}

/* One word may be an adjective («Catholic»): a collection is about the company, or a file on one matter, or the dates are near. */
static bool begins_known_company(const an_name *whole, const an_name *part)
{
    return begins_company(whole, part) && (whole->leads || whole->in_file || (whole->last_day && part->last_day));
}

enum {
    PERSON = AN_KIND_PERSON,
    ORGANIZATION = AN_KIND_ORGANIZATION,
    PLACE = AN_KIND_PLACE,
    ANY = AN_KIND_PERSON | AN_KIND_ORGANIZATION | AN_KIND_PLACE | AN_KIND_OTHER
};

/* Words of the part. */
#define ONE 1, 1
#define TWO 2, 2
#define LETTERS 1, 2 /* «NG&E» */
#define SEVERAL 2, AN_NAME_WORDS
#define SOME 1, AN_NAME_WORDS

/* «Peg», and who is Margaret or is called Meg: whoever else might be meant by a pet name. */
static bool may_be_pet_name(const an_name *whole, const an_name *part)
{
    return nickname_alone(whole, part) || (an_name_surname_at(whole) > 0 && an_are_short_for_one(whole->words, part->words));
}

/* «Peg», «Margaret Berg», who is met in a file on one matter. */
static bool pet_name_in_file(const an_name *whole, const an_name *part)
{
    return is_met_in_file(whole, part) && !is_mister(part) && nickname_alone(whole, part);
}

/* «Mr. James», «Tim James», who is met in a file on one matter, where nobody has the surname as a given name; «Mugisha», «Jean Mugisha», whom it is
   about, needs no title: few are called so. */
static bool given_surname_in_file(const an_name *whole, const an_name *part)
{
    bool is_surname = is_met_in_file(whole, part) && is_mister(part);

    return (is_surname || (whole->in_file && whole->leads && !an_name_last(part)->common)) && own_surname(whole, part) && an_name_last(part)->given &&
           is_known(whole, part);
}

static const an_sieve document[] = {
    {AN_RULE_FORM, ANY, SOME, AN_BY_LAST_WORD, AN_JOIN_ALL, same_form, false, AN_ANY_SIZE, NULL},
    {AN_RULE_ORDER, PERSON, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, other_order, true, AN_AS_LONG, NULL},
    {AN_RULE_ORDER, ORGANIZATION | PLACE, SEVERAL, AN_BY_HEAD, AN_JOIN_NONE, an_head_elsewhere, true, AN_ANY_SIZE, NULL},
    {AN_RULE_ORDER, PERSON, TWO, AN_BY_LAST_WORD, AN_JOIN_NONE, an_turned_without_middle, false, AN_LONGER, NULL},
    {AN_RULE_MIDDLE, PERSON, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, middle_left_out, false, AN_LONGER, NULL},
    {AN_RULE_INITIALS, PERSON, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, initials, false, AN_AS_LONG, NULL},
    {AN_RULE_SURNAME, PERSON, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, monsieur, false, AN_AS_LONG, NULL},
    {AN_RULE_NICKNAME, PERSON, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, nickname, true, AN_ANY_SIZE, NULL},
    {AN_RULE_SPELLING, ANY, SOME, AN_BY_SOUND, AN_JOIN_NONE, an_other_spelling, true, AN_ANY_SIZE, NULL},
    {AN_RULE_SPELLING, PERSON, TWO, AN_BY_LAST_WORD, AN_JOIN_NONE, middle_left_out_spelled, false, AN_LONGER, NULL},
    {AN_RULE_SPELLING, PERSON, SEVERAL, AN_BY_SOUND, AN_JOIN_NONE, shorter_spelled, false, AN_AS_LONG, NULL},
    {AN_RULE_SPELLING, PERSON, SEVERAL, AN_BY_FIRST_WORD, AN_JOIN_NONE, slip, true, AN_AS_LONG, NULL},
    {AN_RULE_FIRST, PERSON, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, surname_left_out, false, AN_LONGER, NULL},
    {AN_RULE_FIRST, PERSON, TWO, AN_BY_LAST_WORD, AN_JOIN_NONE, own_given_left_out, false, AN_LONGER, NULL},
    {AN_RULE_FIRST, PERSON, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, second_surname_left_out, false, AN_LONGER, NULL},
    {AN_RULE_ACRONYM, ORGANIZATION, LETTERS, AN_BY_LETTER, AN_JOIN_NONE, of_initials, false, AN_LONGER, NULL},
    {AN_RULE_ACRONYM, ORGANIZATION, SEVERAL, AN_BY_LETTER, AN_JOIN_NONE, initials_inside, false, AN_LONGER, NULL},
    {AN_RULE_SURNAME, PERSON, SOME, AN_BY_LAST_WORD, AN_JOIN_NONE, own_surname, false, AN_LONGER, NULL},
    {AN_RULE_SURNAME, PERSON, ONE, AN_BY_LAST_WORD, AN_JOIN_NONE, surname_of_single, false, AN_LONGER, NULL},
    {AN_RULE_INNER, PERSON, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, inner_surname, false, AN_LONGER, NULL},
    {AN_RULE_GIVEN, PERSON, ONE, AN_BY_LAST_WORD, AN_JOIN_OFTENEST, given_alone, false, AN_ANY_SIZE, NULL},
    {AN_RULE_SURNAME, PERSON, ONE, AN_BY_LAST_WORD, AN_JOIN_NONE, fathers_name, false, AN_LONGER, NULL},
    {AN_RULE_NICKNAME, PERSON, ONE, AN_BY_NICKNAME, AN_JOIN_NONE, nickname_alone, false, AN_LONGER, NULL},
    {AN_RULE_INNER, PERSON, ONE, AN_BY_LAST_WORD, AN_JOIN_NONE, inner_surname, false, AN_LONGER, NULL},
    {AN_RULE_SPELLING, PERSON, ONE, AN_BY_SOUND, AN_JOIN_NONE, surname_spelling, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION | PLACE, SOME, AN_BY_LAST_WORD, AN_JOIN_NONE, kind_left_out, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION, SEVERAL, AN_BY_STEM_OF_PART, AN_JOIN_NONE, holding_added, false, AN_ANY_SIZE, NULL},
    {AN_RULE_FIRST, ORGANIZATION, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, first_words, false, AN_LONGER, NULL},
    {AN_RULE_FIRST, ORGANIZATION, ONE, AN_BY_LAST_WORD, AN_JOIN_NONE, first_word, false, AN_LONGER, NULL},
    {AN_RULE_FIRST, ORGANIZATION, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, kind_first, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, last_words, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION, ONE, AN_BY_LAST_WORD, AN_JOIN_NONE, team_alone, false, AN_LONGER, NULL},
    {AN_RULE_FIRST, PLACE, SOME, AN_BY_LAST_WORD, AN_JOIN_NONE, where_left_out, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION | PLACE, SOME, AN_BY_LAST_WORD, AN_JOIN_NONE, front_left_out, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, daily_left_out, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION | PLACE, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, idle_word_left_out, false, AN_LONGER, NULL},
    {AN_RULE_ORDER, ORGANIZATION, SEVERAL, AN_BY_LAST_WORD, AN_JOIN_NONE, club_letters, false, AN_AS_LONG, NULL},
    {AN_RULE_MIDDLE, ORGANIZATION, TWO, AN_BY_LAST_WORD, AN_JOIN_NONE, same_unit, false, AN_LONGER, NULL},
    {AN_RULE_HEAD, ORGANIZATION, ONE, AN_BY_LAST_WORD, AN_JOIN_NONE, kind_alone, false, AN_LONGER, NULL},
    {AN_RULE_HEAD, ORGANIZATION, ONE, AN_BY_LAST_WORD, AN_JOIN_NONE, club_alone, false, AN_LONGER, NULL},
};

static const an_sieve collection[] = {
    {AN_RULE_FORM, PERSON | ORGANIZATION | PLACE, SOME, AN_BY_FORM, AN_JOIN_ALL, same_form, false, AN_ANY_SIZE, NULL},
    {AN_RULE_ORDER, PERSON, SEVERAL, AN_BY_WORDS, AN_JOIN_NONE, other_order_far, true, AN_AS_LONG, NULL},
    {AN_RULE_ORDER, ORGANIZATION | PLACE, SEVERAL, AN_BY_HEAD, AN_JOIN_NONE, head_elsewhere_far, true, AN_ANY_SIZE, NULL},
    {AN_RULE_INITIALS, PERSON, SEVERAL, AN_BY_GIVEN, AN_JOIN_NONE, inner_initials, false, AN_AS_LONG, NULL},
    {AN_RULE_MIDDLE, PERSON, SEVERAL, AN_BY_GIVEN, AN_JOIN_NONE, middle_left_out_far, false, AN_LONGER, NULL},
    {AN_RULE_NICKNAME, PERSON, SEVERAL, AN_BY_SURNAME, AN_JOIN_NONE, nickname_far, true, AN_ANY_SIZE, NULL},
    {AN_RULE_INITIALS, PERSON, SEVERAL, AN_BY_GIVEN, AN_JOIN_NONE, initials, false, AN_AS_LONG, NULL},
    {AN_RULE_INITIALS, PERSON, SEVERAL, AN_BY_GIVEN, AN_JOIN_NONE, initials_added, true, AN_ANY_SIZE, NULL},
    {AN_RULE_INITIALS, PERSON, TWO, AN_BY_FIRST_WORD, AN_JOIN_NONE, surname_initial, false, AN_AS_LONG, NULL},
    {AN_RULE_SPELLING, PERSON | ORGANIZATION | PLACE, SEVERAL, AN_BY_SPELLING, AN_JOIN_NONE, other_spelling_far, true, AN_ANY_SIZE, NULL},
    {AN_RULE_SPELLING, PERSON, TWO, AN_BY_SPELLING, AN_JOIN_NONE, middle_left_out_spelled_far, false, AN_LONGER, NULL},
    {AN_RULE_SPELLING, PERSON, SEVERAL, AN_BY_SPELLING, AN_JOIN_NONE, shorter_spelled_far, false, AN_AS_LONG, NULL},
    {AN_RULE_SURNAME, PERSON, SEVERAL, AN_BY_SURNAME, AN_JOIN_NONE, first_left_out_far, false, AN_LONGER, NULL},
    {AN_RULE_FIRST, PERSON, SEVERAL, AN_BY_FIRST_SURNAME, AN_JOIN_NONE, surname_left_out_far, false, AN_LONGER, NULL},
};

static const an_sieve shorter[] = {
    {AN_RULE_ACRONYM, ORGANIZATION, LETTERS, AN_BY_INITIALS, AN_JOIN_NONE, of_initials_far, false, AN_LONGER, NULL},
    {AN_RULE_ACRONYM, ORGANIZATION, SEVERAL, AN_BY_FIRST, AN_JOIN_NONE, initials_inside, false, AN_LONGER, NULL},
    {AN_RULE_SURNAME, PERSON, SOME, AN_BY_SURNAME, AN_JOIN_MAIN, surname_far, false, AN_LONGER, NULL},
    {AN_RULE_INITIALS, PERSON, ONE, AN_BY_INITIALS, AN_JOIN_NONE, signs_as, false, AN_LONGER, NULL},
    {AN_RULE_GIVEN, PERSON, ONE, AN_BY_ENDS, AN_JOIN_NONE, may_be_called, false, AN_LONGER, is_called},
    {AN_RULE_GIVEN, PERSON, ONE, AN_BY_ENDS, AN_JOIN_MAIN, has_at_an_end, false, AN_LONGER, leads_by_given},
    {AN_RULE_SURNAME, PERSON, ONE, AN_BY_ENDS, AN_JOIN_MAIN, has_at_an_end, false, AN_LONGER, given_surname_in_file},
    {AN_RULE_NICKNAME, PERSON, ONE, AN_BY_LONG_GIVEN, AN_JOIN_MAIN, may_be_pet_name, false, AN_LONGER, pet_name_in_file},
    {AN_RULE_SURNAME, PERSON, ONE, AN_BY_SURNAME, AN_JOIN_NONE, fathers_name_far, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION, SEVERAL, AN_BY_STEM, AN_JOIN_NONE, kind_left_out_far, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION, SEVERAL, AN_BY_REST, AN_JOIN_NONE, kind_in_front_left_out, false, AN_LONGER, NULL},
    {AN_RULE_KIND, ORGANIZATION | PLACE, SOME, AN_BY_REST, AN_JOIN_NONE, front_left_out_far, false, AN_LONGER, NULL},
    {AN_RULE_FIRST, ORGANIZATION, SEVERAL, AN_BY_START, AN_JOIN_NONE, first_words, false, AN_LONGER, NULL},
    {AN_RULE_FIRST, ORGANIZATION, SEVERAL, AN_BY_FIRST, AN_JOIN_NONE, begins_with, false, AN_LONGER, begins_company},
    {AN_RULE_FIRST, ORGANIZATION, ONE, AN_BY_FIRST, AN_JOIN_MAIN, begins_with, false, AN_LONGER, begins_known_company},
};

#define TABLE(rows) {rows, sizeof rows / sizeof *rows}
const an_sieve_table an_document_sieves = TABLE(document);
const an_sieve_table an_collection_sieves = TABLE(collection);
const an_sieve_table an_collection_shorter = TABLE(shorter);
#undef TABLE
#undef ONE
#undef TWO
#undef LETTERS
#undef SEVERAL
#undef SOME

static bool stands_for(const an_name *whole, size_t at, const an_name *part, size_t i)
{
    const an_name_word *word = whole->words + at, *other = part->words + i;

    return an_name_same_word(whole, at, part, i) || (other->part == AN_PART_INITIAL && an_is_initial_of(word, other)) || (i == 0 && an_given_for(word, other));
}

bool an_is_shorter(const an_name *whole, const an_name *part)
{
    size_t at = 0;

    if (whole->kind != AN_KIND_PERSON || part->count < 2 || part->count > whole->count)
        return false;
    if (!stands_for(whole, 0, part, 0))
        return an_name_holds_at(whole, part, whole->count - part->count); /* its surnames */
    for (size_t i = 1; i < part->count; i++) {
        do
            if (++at == whole->count)
                return false;
        while (!stands_for(whole, at, part, i));
    }
    return true;
}
