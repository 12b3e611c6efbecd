/* A key is the hash of a text and of a letter, which tells the kinds of keys apart. Names without words have none. */
#include "extract/resolve/lookup.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "extract/resolve/heads.h"
#include "extract/resolve/likeness.h"
#include "extract/resolve/romanised.h"
#include "extract/work.h"
#include "text/fold.h"

enum { KEY_BYTES = 512 };

/* A text in the making; what does not fit is left out, which only lets more names meet. */
typedef struct text {
    size_t length;
    char bytes[KEY_BYTES];
} text;

static void add(text *t, an_str more)
{
    size_t room = KEY_BYTES - t->length;

    more.len = more.len < room ? more.len : room;
    if (more.len)
        memcpy(t->bytes + t->length, more.ptr, more.len);
    t->length += more.len;
}

static an_str str(const text *t)
{
    return (an_str){t->bytes, t->length};
}

static uint64_t key_of(char kind, an_str content)
{
    return an_hash64(content) + (uint64_t)kind * 0x9E3779B97F4A7C15u;
}

/* The words that are compared, of those before `end`, with a blank behind each. */
static void add_words(text *t, const an_name *name, size_t end)
{
    for (size_t i = 0; i < end; i++)
        if (an_name_counts(name, i)) {
            add(t, name->words[i].text);
            add(t, AN_LIT(" "));
        }
}

static an_str first_letter(an_str word)
{
    size_t length = 0;

    if (word.len)
        an_utf8_decode(word, 0, &length);
    return an_str_sub(word, 0, length);
}

static bool is_full_person(const an_name *name)
{
    return name->kind == AN_KIND_PERSON && name->count > 1;
}

/* Of one document -------------------------------------------------------------------------------------------------------------------------- */

static size_t each_word(const an_name *name, uint64_t *keys)
{
    size_t count = 0;

    for (size_t i = 0; i < name->count; i++)
        if (name->words[i].part != AN_PART_SMALL)
            keys[count++] = key_of('w', name->words[i].text);
    return count;
}

static size_t last_word(const an_name *name, uint64_t *keys)
{
    keys[0] = key_of('w', an_name_last(name)->text);
    return 1;
}

/* The given names that a word is short for. */
static size_t long_forms_of(char kind, const an_name *name, uint64_t *keys, size_t most)
{
    an_str names = name->words->nickname ? name->words->nickname->names : AN_LIT(""), one;
    size_t count = 0;

    while (count < most && an_str_next(&names, ';', &one)) {
        text t;
        t.length = 0;
        add(&t, an_str_trim(one));
        for (size_t i = 0; i < t.length; i++)
            t.bytes[i] = t.bytes[i] >= 'A' && t.bytes[i] <= 'Z' ? (char)(t.bytes[i] | 0x20) : t.bytes[i];
        keys[count++] = key_of(kind, str(&t));
    }
    return count;
}

static size_t long_forms(const an_name *name, uint64_t *keys)
{
    return long_forms_of('w', name, keys, AN_KEYS);
}

static size_t long_given(const an_name *name, uint64_t *keys)
{
    return long_forms_of('e', name, keys, AN_KEYS);
}

static size_t add_sound(char kind, an_str words, uint64_t *keys)
{
    char sound[AN_SOUND_LONGEST + 1];
    size_t length = an_sound(words, sound);

    if (length < 2)
        return 0;
    keys[0] = key_of(kind, (an_str){sound, length});
    return 1;
}

/* All words behind one another. */
static size_t add_sound_of_all(char kind, const an_name *name, uint64_t *keys)
{
    char all[AN_NAME_JOINED];
    size_t length = an_name_joined(name, 0, all);

    return add_sound(kind, (an_str){all, length}, keys);
}

/* All words behind one another as languages agree to spell them, where that is another way: «Pak Chol Gyu», «Hryhorenko». */
static size_t add_sound_of_spellings(char kind, const an_name *name, uint64_t *keys)
{
    text all = {.length = 0};
    bool other = false;

    for (size_t i = 0; i < name->count; i++) {
        const an_name_word *word = name->words + i;
        char romanised[AN_ROMANISED_LONGEST];
        bool has_h = word->text.len && memchr(word->text.ptr, 'h', word->text.len); /* the only letter that another one is heard for */
        an_str spelling = word->spelled || !has_h ? word->spelling : an_from_cyrillic(word->text, romanised);
        other |= !an_str_equal(spelling, word->text);
        if (an_name_counts(name, i))
            add(&all, spelling);
    }
    return other ? add_sound(kind, str(&all), keys) : 0;
}

static size_t sounds(const an_name *name, uint64_t *keys)
{
    size_t count = add_sound('s', an_name_last(name)->text, keys);

    if (name->count > 1)
        count += add_sound_of_all('s', name, keys + count);
    if (name->count > 1 || name->kind == AN_KIND_PLACE)
        count += add_sound_of_spellings('s', name, keys + count);
    return count;
}

static size_t letter_in_front(const an_name *name, uint64_t *keys)
{
    keys[0] = key_of('i', an_str_sub(name->words->text, 0, 1));
    return 1;
}

static size_t letter_of_long_name(const an_name *name, uint64_t *keys)
{
    return name->count + name->legal > 2 && name->kind == AN_KIND_ORGANIZATION ? letter_in_front(name, keys) : 0;
}

static size_t first_of_full(const an_name *name, uint64_t *keys)
{
    if (!is_full_person(name))
        return 0;
    keys[0] = key_of('n', name->words[0].text);
    return 1;
}

/* Of a collection -------------------------------------------------------------------------------------------------------------------------- */

/* The words before `end` are a key. */
static size_t first_words(const an_name *name, size_t end, uint64_t *keys)
{
    text t;

    t.length = 0;
    add_words(&t, name, end);
    keys[0] = key_of('f', str(&t));
    return 1;
}

static size_t form(const an_name *name, uint64_t *keys)
{
    return first_words(name, name->count, keys);
}

static size_t words(const an_name *name, uint64_t *keys)
{
    uint64_t sum = 0;

    if (!is_full_person(name))
        return 0;
    for (size_t i = 0; i < name->count; i++)
        sum += key_of('w', name->words[i].text);
    keys[0] = sum;
    return 1;
}

/* The words of a body or place of which one says what kind of thing it is, in any order, without small ones, «affairs» and «general». */
static size_t with_head(const an_name *name, uint64_t *keys)
{
    static const char *const idle[] = {"affairs", "general"};
    bool headed = false;

    if (name->kind == AN_KIND_PERSON || name->count < 2)
        return 0;
    keys[0] = 0;
    for (size_t i = 0; i < name->count; i++) {
        const an_name_word *word = name->words + i;
        headed |= an_may_be_head(word);
        if (!word->joins && word->part != AN_PART_ARTICLE && !AN_STR_IN(word->text, idle))
            keys[0] += key_of('b', an_head_text(word));
    }
    return headed;
}

static size_t given_letter(const an_name *name, uint64_t *keys)
{
    text t;
    const an_name_word *first = an_name_first(name);

    if (!is_full_person(name) || !first)
        return 0;
    t.length = 0;
    add(&t, first_letter(first->text));
    add(&t, an_name_last(name)->text);
    keys[0] = key_of('g', str(&t));
    return 1;
}

static size_t under_surname(const an_name *name, uint64_t *keys)
{
    keys[0] = key_of('p', an_name_last(name)->text);
    return 1;
}

static size_t surname_of_full(const an_name *name, uint64_t *keys)
{
    return is_full_person(name) ? under_surname(name, keys) : 0;
}

static size_t ends_of_full(const an_name *name, uint64_t *keys)
{
    if (!is_full_person(name))
        return 0;
    keys[0] = key_of('e', name->words[0].text);
    keys[1] = key_of('e', an_name_last(name)->text);
    return 2;
}

/* With what the first word is short for: «Rob Berg» may be «Bob», too. */
static size_t ends_or_long(const an_name *name, uint64_t *keys)
{
    size_t count = ends_of_full(name, keys);

    return count ? count + long_forms_of('e', name, keys + count, AN_KEYS - count) : 0;
}

static size_t end(const an_name *name, uint64_t *keys)
{
    keys[0] = key_of('e', an_name_last(name)->text);
    return 1;
}

static size_t spelling(const an_name *name, uint64_t *keys)
{
    const an_name_word *first = an_name_first(name);
    char sound[AN_SOUND_LONGEST + 1];
    text t;
    size_t length;

    if (name->count < 2 || !first)
        return 0;
    t.length = 0;
    an_sound(first->spelling, sound);
    add(&t, an_str_sub(an_str_of(sound), 0, sound[0] ? 1 : 0));
    add(&t, AN_LIT(" "));
    length = an_sound(an_name_last(name)->text, sound);
    add(&t, (an_str){sound, length});
    keys[0] = key_of('h', str(&t));
    length = 1 + add_sound_of_all('a', name, keys + 1);
    return length + add_sound_of_spellings('a', name, keys + length);
}

/* The first word and the one before the last. */
static size_t first_and_inner(const an_name *name, uint64_t *keys)
{
    text t = {.length = 0};
    const an_name_word *const both[] = {name->words, name->words + name->count - 2};

    for (size_t i = 0; i < 2; i++) {
        add(&t, both[i]->text);
        add(&t, AN_LIT(" "));
    }
    keys[0] = key_of('f', str(&t));
    return 1;
}

/* All words but the surname; of four or more, also the first one and the first surname of two. */
static size_t without_surname(const an_name *name, uint64_t *keys)
{
    size_t count = is_full_person(name) && an_name_surname_at(name) > 1 ? first_words(name, an_name_surname_at(name), keys) : 0;

    return count && name->count > 3 ? count + first_and_inner(name, keys + count) : count;
}

/* The letter behind each blank of a company's name as it is written, its legal form's with them: «HPL» of «Halden Private Limited». */
static size_t written_initials(const an_name *name, uint64_t *keys)
{
    text t = {.length = 0};
    size_t letters = 0;

    for (size_t i = 0, length; i < name->text.len && name->legal; i += length) {
        uint32_t code = an_fold_first(an_utf8_decode(name->text, i, &length));
        char letter[4];
        if (!code || (i > 0 && name->text.ptr[i - 1] != ' ') || name->text.ptr[i] == '&' || name->text.ptr[i] == '(')
            continue;
        add(&t, (an_str){letter, an_utf8_encode(code, letter)});
        letters++;
    }
    keys[0] = key_of('i', str(&t));
    return letters > name->count;
}

/* First letters of the words, and of an organisation's with a capital alone. */
static size_t under_initials(const an_name *name, uint64_t *keys)
{
    text all, capitals;
    size_t count = 0;

    if (name->count < 2 || !(name->kind & (AN_KIND_PERSON | AN_KIND_ORGANIZATION)))
        return 0;
    if (name->count > 2) {
        all.length = capitals.length = 0;
        for (size_t i = 0; i < name->count; i++) {
            an_str letter = first_letter(name->words[i].text);
            add(&all, letter);
            if (name->words[i].part != AN_PART_SMALL && name->words[i].part != AN_PART_ARTICLE)
                add(&capitals, letter);
        }
        keys[count++] = key_of('i', str(&all));
        if (name->kind == AN_KIND_ORGANIZATION && all.length != capitals.length)
            keys[count++] = key_of('i', str(&capitals));
    }
    return count + written_initials(name, keys + count);
}

static size_t as_initials(const an_name *name, uint64_t *keys)
{
    text t = {.length = 0};

    if (name->count != 1 && !an_name_is_amp_letters(name))
        return 0;
    for (size_t i = 0; i < name->count; i++)
        add(&t, name->words[i].text);
    keys[0] = key_of('i', str(&t));
    return 1;
}

/* The words before those that say what kind of thing it is, and before the last of these alone. */
static size_t stem(const an_name *name, uint64_t *keys)
{
    size_t end = name->count, count = 0;

    while (end > 0 && an_name_says_kind(name->words + end - 1))
        end--;
    if (end == 0 || end == name->count)
        return 0;
    count = first_words(name, end, keys);
    return end + 1 < name->count ? count + first_words(name, name->count - 1, keys + count) : count;
}

/* The words behind the first one. */
static size_t rest(const an_name *name, uint64_t *keys)
{
    an_name behind = *name;

    if (name->count < 3 || name->kind == AN_KIND_PERSON)
        return 0;
    behind.words++;
    behind.count--;
    return form(&behind, keys);
}

static size_t start(const an_name *name, uint64_t *keys)
{
    size_t end = 0;

    while (end < name->count && name->words[end].part != AN_PART_SMALL)
        end++;
    return end == 0 || end == name->count || name->kind != AN_KIND_ORGANIZATION ? 0 : first_words(name, end, keys);
}

static size_t first(const an_name *name, uint64_t *keys)
{
    keys[0] = key_of('o', name->words->text);
    return 1;
}

static size_t first_of_body(const an_name *name, uint64_t *keys)
{
    return name->count > 1 && name->kind == AN_KIND_ORGANIZATION ? first(name, keys) : 0;
}

/* ----------------------------------------------------------------------------------------------------------------------------------------- */

static const struct {
    size_t (*put)(const an_name *name, uint64_t *keys);
    size_t (*ask)(const an_name *name, uint64_t *keys);
} lookups[AN_LOOKUPS] = {
    [AN_BY_LAST_WORD] = {each_word, last_word},
    [AN_BY_SOUND] = {sounds, sounds},
    [AN_BY_LETTER] = {letter_of_long_name, letter_in_front},
    [AN_BY_NICKNAME] = {each_word, long_forms},
    [AN_BY_FIRST_WORD] = {first_of_full, first_of_full},
    [AN_BY_FORM] = {form, form},
    [AN_BY_WORDS] = {words, words},
    [AN_BY_HEAD] = {with_head, with_head},
    [AN_BY_GIVEN] = {given_letter, given_letter},
    [AN_BY_SURNAME] = {surname_of_full, under_surname},
    [AN_BY_ENDS] = {ends_of_full, end},
    [AN_BY_LONG_GIVEN] = {ends_or_long, long_given},
    [AN_BY_SPELLING] = {spelling, spelling},
    [AN_BY_FIRST_SURNAME] = {without_surname, form},
    [AN_BY_INITIALS] = {under_initials, as_initials},
    [AN_BY_STEM] = {stem, form},
    [AN_BY_STEM_OF_PART] = {form, stem},
    [AN_BY_REST] = {rest, form},
    [AN_BY_START] = {start, form},
    [AN_BY_FIRST] = {first_of_body, first},
};

size_t an_lookup_put(an_lookup lookup, const an_name *name, uint64_t keys[AN_KEYS])
{
    return name->count ? lookups[lookup].put(name, keys) : 0;
}

size_t an_lookup_ask(an_lookup lookup, const an_name *name, uint64_t keys[AN_KEYS])
{
    return name->count ? lookups[lookup].ask(name, keys) : 0;
}
