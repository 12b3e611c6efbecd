/* What keeps two names apart, whatever rule would join them. */
#include "extract/resolve/barriers.h"

#include "extract/resolve/likeness.h"
#include "extract/resolve/romanised.h"

static bool two_listed(const an_name *a, const an_name *b)
{
    return a->actor != AN_NO_ACTOR && b->actor != AN_NO_ACTOR && a->actor != b->actor;
}

/* «ZAO Severmetall», «Brüggemann Stahlbau GmbH», whose names may well be read as a place's; as a person's («Surya Bahari») only behind a form in front:
   others bear their founders' names. */
static bool is_company_beside(const an_name *sure, const an_name *doubtful)
{
    return sure->legal && (doubtful->kind == AN_KIND_PLACE || (sure->fronted && doubtful->count > 1 && !doubtful->words->given));
}

/* «Park Jae-hyun», and «Park Jaehyun», read as a place; «Deir al-Hamra», and «Dayr al-Hamra», read as a person. */
static bool is_person_beside(const an_name *sure, const an_name *doubtful)
{
    return !sure->doubtful && doubtful->count > 1 &&
           ((sure->kind == AN_KIND_PERSON && doubtful->kind == AN_KIND_PLACE) ||
            (sure->kind == AN_KIND_PLACE && doubtful->kind == AN_KIND_PERSON && !doubtful->words->given));
}

/* «St. Berg's Hospital», and «Saint Berg's Hospital», read as a building. */
static bool is_body_beside(const an_name *sure, const an_name *doubtful)
{
    return sure->kind == AN_KIND_ORGANIZATION && doubtful->kind == AN_KIND_PLACE && doubtful->count > 2 && sure->count == doubtful->count &&
           an_name_is_kind(an_name_last(doubtful)) && an_name_same_word(sure, sure->count - 1, doubtful, doubtful->count - 1);
}

/* Whether what the tagger is not sure of is the same name as one that is surely of another kind. */
static bool is_misread(const an_name *doubtful, const an_name *sure)
{
    return doubtful->doubtful && doubtful->actor == AN_NO_ACTOR &&
           (is_company_beside(sure, doubtful) || is_person_beside(sure, doubtful) || is_body_beside(sure, doubtful)) &&
           an_names_joined_alike(sure, doubtful);
}

static bool two_kinds(const an_name *a, const an_name *b)
{
    return a->kind != b->kind && !is_misread(a, b) && !is_misread(b, a);
}

/* Whether a name begins with a given name that is a surname in another, and its gender tells nothing («Martin», «Iris Martin Ortiz»; «Martin Ortiz»). */
static bool is_surname_of(const an_name *part, const an_name *whole)
{
    return part->count < whole->count && !part->titled && part->words->given && part->words->gender == part->gender &&
           (part->count > 1 ? an_name_holds_at(whole, part, whole->count - part->count) : !an_name_same_word(whole, 0, part, 0));
}

static bool two_genders(const an_name *a, const an_name *b)
{
    return a->kind == AN_KIND_PERSON && a->gender && b->gender && a->gender != b->gender && !is_surname_of(a, b) && !is_surname_of(b, a);
}

/* «Mrs. Berg» and «Miss Ada Berg». Who is both married in between. */
static bool two_ladies(const an_name *a, const an_name *b)
{
    return (a->miss && !a->mrs && b->mrs && !b->miss) || (a->mrs && !a->miss && b->miss && !b->mrs);
}

/* «Mrs. Berg», told from a man of the name, and a «Berg» of whom nothing is said: he, more likely. */
static bool is_wife_of(const an_name *wife, const an_name *name)
{
    return wife->couple && wife->gender == 'f' && name->count == 1 && !name->couple && name->gender != 'f';
}

static bool wife_and_surname(const an_name *a, const an_name *b)
{
    return is_wife_of(a, b) || is_wife_of(b, a);
}

/* Whether the given name of one stands further back in the other's names; «Sir Tim Berg» may well be «Timothy John Berg». */
static bool has_inside(const an_name *other, const an_name *knight)
{
    for (size_t i = 1; i + 1 < other->count; i++)
        if (an_name_same_word(knight, 0, other, i))
            return true;
    return false;
}

/* «Sir Thomas Berg» and «Tom Berg», each of them several times, or «William Thomas Berg»: father and son. */
static bool is_knight_beside(const an_name *knight, const an_name *other)
{
    enum { SEVERAL = 3 };

    if (!knight->sir || other->sir || knight->count < 2 || other->count < 2 || an_name_same_word(knight, 0, other, 0))
        return false;
    return has_inside(other, knight) || (knight->mentions >= SEVERAL && other->mentions >= SEVERAL);
}

static bool knight_and_other(const an_name *a, const an_name *b)
{
    return is_knight_beside(a, b) || is_knight_beside(b, a);
}

/* One surname, also in two spellings: then who is called so is kept apart by the given names all the same. */
static bool one_surname(const an_name *a, const an_name *b)
{
    const an_name_word *one = an_name_last(a), *other = an_name_last(b);

    return an_one_spelling(one, other) || an_one_in_cyrillic(one->text, other->text) ||
           (an_sound_alike(one->text, other->text, 0) && an_spelled_alike(one->text, other->text));
}

/* Two persons whose full names share the surname, but whose given names do not fit each other. Names in another order are no two. */
static bool two_given(const an_name *a, const an_name *b)
{
    const an_name_word *one, *other;

    if (a->kind != AN_KIND_PERSON || a->count < 2 || b->count < 2 || a->monsieur != b->monsieur || !one_surname(a, b))
        return false;
    one = an_name_first(a);
    other = an_name_first(b);
    if (!one || !other || one == an_name_last(a) || other == an_name_last(b))
        return false;
    if (a->count != b->count && (a->count > b->count ? an_name_holds_at(a, b, a->count - b->count) : an_name_holds_at(b, a, b->count - a->count)))
        return false; /* a surname of two words: «Ajayi Adeniran» */
    return !an_given_fits(one, other) && !an_name_is_turned(a, b) && (a->count == b->count || !an_names_joined_alike(a, b));
}

/* Whether the last word of one may stand in the other behind its first word, alone or in two («Belmokhtar», «Bel Mokhtar»). */
static bool holds_surname(const an_name *name, const an_name_word *surname)
{
    for (size_t i = 1; i < name->count; i++) {
        char end[AN_NAME_JOINED];
        an_str text = {end, an_name_joined(name, i, end)};
        if (an_one_spelling(name->words + i, surname) || an_spelled_alike(name->words[i].text, surname->text) ||
            an_one_in_cyrillic(name->words[i].text, surname->text) ||
            (text.len && an_spelled_alike(text, surname->text)))
            return true;
    }
    return false;
}

/* «Hugo C»: a letter for a surname. */
static bool is_initial_of_surname(const an_name *initial, const an_name *name)
{
    return an_name_ends_in_initial(initial) && an_is_initial_of(an_name_last(initial), name->words + an_name_surname_at(name));
}

/* Two persons whose full names share no surname: «Jeff Healey», «Jeff Smith». */
static bool two_surnames(const an_name *a, const an_name *b)
{
    return a->kind == AN_KIND_PERSON && a->count > 1 && b->count > 1 && !an_name_is_turned(a, b) && !an_turned_without_middle(a, b) &&
           !an_turned_without_middle(b, a) && !is_initial_of_surname(a, b) &&
           !is_initial_of_surname(b, a) && !an_names_joined_alike(a, b) &&
           !holds_surname(a, an_name_last(b)) && !holds_surname(b, an_name_last(a));
}

/* Whether a word of a name behind its first is the last of another, and its own last one is not: «Susan Berg Lund» of «Ada Berg». */
static bool holds_inside(const an_name *whole, const an_name *part)
{
    return whole->count > 2 && part->count > 1 && !an_name_same_word(whole, whole->count - 1, part, part->count - 1) &&
           holds_surname(whole, an_name_last(part));
}

/* «Ottilie Lenz-Moravec»: a given name and two surnames. */
static bool has_given_and_two_halves(const an_name *name)
{
    return name->count > 2 && an_name_has_two_halves(name);
}

/* «Ada Berg» and «Susan Berg Lund», her daughter: one has the other's surname besides her own, and another given name. */
static bool two_generations(const an_name *a, const an_name *b)
{
    const an_name *whole = holds_inside(a, b) ? a : holds_inside(b, a) ? b : NULL, *part = whole == a ? b : a;

    if (!whole || a->kind != AN_KIND_PERSON || (!(has_given_and_two_halves(whole) && part->count > 1) && !(whole->words[0].given && part->words[0].given)))
        return false;
    for (size_t i = 0; i + 1 < whole->count; i++)
        if (an_given_fits(whole->words + i, part->words))
            return false;
    return true;
}

/* The next of the given names from a word on, without particles; the surname's place when there is none. */
static size_t next_given(const an_name *name, size_t from)
{
    size_t end = an_name_surname_at(name);

    while (from < end && name->words[from].part != AN_PART_PLAIN && name->words[from].part != AN_PART_INITIAL)
        from++;
    return from;
}

/* «J. M. Berg», «John Ronald Berg»: as many given names, of which one is an initial that does not fit. */
static bool two_initials(const an_name *a, const an_name *b)
{
    size_t i, k;
    bool differ = false;

    if (a->kind != AN_KIND_PERSON || a->monsieur || b->monsieur || a->count < 3 || b->count < 3 ||
        !an_name_same_word(a, a->count - 1, b, b->count - 1))
        return false;
    for (i = next_given(a, 0), k = next_given(b, 0); i < an_name_surname_at(a) && k < an_name_surname_at(b); i = next_given(a, i + 1), k = next_given(b, k + 1))
        differ |= (a->words[i].part == AN_PART_INITIAL || b->words[k].part == AN_PART_INITIAL) && !an_given_fits(a->words + i, b->words + k);
    return differ && i == an_name_surname_at(a) && k == an_name_surname_at(b);
}

/* The legal forms that a name as it is written ends in: Co, Company; Corp, Corporation; others. */
enum { COMPANY = 1, CORPORATION = 2, OTHER_FORM = 4 };

static unsigned forms_of(const an_name *name)
{
    static const char *const companies[] = {"co", "company"}, *const corporations[] = {"corp", "corporation"};
    an_str rest = name->text, word;
    unsigned forms = 0;

    while (rest.len && an_str_next(&rest, ' ', &word)) {
        while (word.len && (word.ptr[word.len - 1] == '.' || word.ptr[word.len - 1] == ','))
            word.len--;
        forms |= AN_STR_IN_ASCII_CASE(word, companies) ? COMPANY : AN_STR_IN_ASCII_CASE(word, corporations) ? CORPORATION : 0;
    }
    return forms ? forms : OTHER_FORM;
}

/* «Halden Steel Company»; not «Halden Steel Joint Stock Company», which others write «JSC». */
static bool ends_in_form_in_full(const an_name *name)
{
    static const char *const longer[] = {" stock company", " liability company", " limited company"};

    for (size_t i = 0; i < sizeof longer / sizeof *longer; i++)
        if (an_str_ends_ascii_case(name->text, an_str_of(longer[i])))
            return false;
    return an_str_ends_ascii_case(name->text, AN_LIT(" company")) || an_str_ends_ascii_case(name->text, AN_LIT(" corporation"));
}

/* «Halden Steel Company», «Halden Steel Corporation»: the same words, and a form written out that is not the other's. */
static bool two_forms(const an_name *a, const an_name *b)
{
    return (ends_in_form_in_full(a) || ends_in_form_in_full(b)) && !(forms_of(a) & forms_of(b));
}

/* «Halden Steel Ltd», «Halden Steel Traders LLP»: of two names with legal forms one goes on behind the other; but «Halden Steel Group Ltd». Or the forms
   differ. */
static bool two_companies(const an_name *a, const an_name *b)
{
    const an_name *whole = a->count > b->count ? a : b, *part = whole == a ? b : a;

    if (a->kind != AN_KIND_ORGANIZATION || !a->legal || !b->legal)
        return false;
    if (two_forms(a, b))
        return true;
    if (part->count == whole->count || !an_name_holds_at(whole, part, 0))
        return false;
    return whole->count > part->count + 1 || !an_str_equal(an_name_last(whole)->text, AN_LIT("group"));
}

static bool two_numbers(const an_name *a, const an_name *b)
{
    return a->number.len && b->number.len && !an_str_equal(a->number, b->number);
}

static bool two_births(const an_name *a, const an_name *b)
{
    return a->kind == AN_KIND_PERSON && a->born && b->born && a->born != b->born;
}

static bool two_states(const an_name *a, const an_name *b)
{
    return a->kind == AN_KIND_ORGANIZATION && a->state != AN_NO_ACTOR && b->state != AN_NO_ACTOR && a->state != b->state;
}

static bool is_place_of(const an_name *place, const an_name *name)
{
    return place->count == 1 && an_name_is_of_place(name) && an_name_same_word(name, name->count - 1, place, 0);
}

/* «Eleanor of Aquitaine» and «Aquitaine», whatever that is read as. */
static bool person_and_place(const an_name *a, const an_name *b)
{
    return is_place_of(a, b) || is_place_of(b, a);
}

static const struct {
    const char *name;
    bool said; /* the text may say otherwise: «A, also known as B» */
    bool (*keeps)(const an_name *a, const an_name *b);
} barriers[] = {
    {"two actors of dictionaries", false, two_listed}, {"two kinds", false, two_kinds},
    {"two genders", false, two_genders},               {"two years of birth", false, two_births},
    {"Miss and Mrs", true, two_ladies},                {"a wife and a surname", false, wife_and_surname},
    {"two states", false, two_states},                 {"two numbers", false, two_numbers},
    {"two given names", true, two_given},              {"two surnames", true, two_surnames},
    {"two given names", true, two_generations},        {"Sir and another", false, knight_and_other},
    {"two companies", true, two_companies},            {"two initials", true, two_initials},
    {"a person and a place", false, person_and_place},
};

const char *an_kept_apart(const an_name *a, const an_name *b, bool said)
{
    for (size_t i = 0; i < sizeof barriers / sizeof *barriers; i++)
        if (!(said && barriers[i].said) && barriers[i].keeps(a, b))
            return barriers[i].name;
    return NULL;
}
