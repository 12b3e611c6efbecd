/* What fuller names say is noted first, under a letter and a word: who has it as a surname, which company begins with it, and who else has it. */
#include "extract/collection/kinds.h"

#include "base/map.h"
#include "base/utf8.h"

typedef enum note {
    SURNAME = 's', /* of a person whom the collection is about */
    FIRST = 'g',   /* so, the first word */
    TURNED = 't',  /* the two words of anybody, the last first */
    COMPANY = 'c', /* the first word of a company that it is about */
    LEGAL = 'l',   /* of any company with a legal form */
    FORM = 'f',    /* all words of an organisation with a legal form */
    STEM = 'k',    /* of a company's those that do not say that it is one, in a file on one matter */
    PERSON = 'p',  /* the first or last word of anybody */
    ENDS = 'e',    /* both, of who has more names between */
    BODY = 'o',    /* the first word of any organisation */
    LETTERS = 'i'  /* first letters of an organisation's words, in a file on one matter */
} note;

typedef struct notes {
    const an_clusters *names;
    an_map said; /* values: the number of the name + 1 */
    an_buf key;
    bool failed;
} notes;

/* The letter, and the words [0, count) of a name. */
static an_str key_of(notes *n, note what, const an_name_word *words, size_t count)
{
    an_buf_reset(&n->key);
    an_buf_add_char(&n->key, (char)what);
    an_name_add_words(&n->key, words, count);
    n->failed |= n->key.failed;
    return an_buf_str(&n->key);
}

static uint64_t presence(const notes *n, uint32_t number)
{
    return an_clusters_presence(n->names, an_clusters_root(n->names, number));
}

/* Of several the one that is met most. */
static void add(notes *n, note what, const an_name_word *words, size_t count, uint32_t number)
{
    bool added;
    uint32_t at = an_map_intern(&n->said, key_of(n, what, words, count), &added);

    n->failed |= at == AN_MAP_NONE;
    if (!n->failed && (added || presence(n, n->said.values[at] - 1) < presence(n, number)))
        n->said.values[at] = number + 1;
}

/* The number of a fuller name + 1, or 0. */
static uint32_t said_by(notes *n, note what, const an_name *name)
{
    uint32_t at = an_map_find(&n->said, key_of(n, what, name->words, name->count));

    return at == AN_MAP_NONE ? 0 : n->said.values[at];
}

/* The first letters of three words or more, as one word. */
static void note_letters(notes *n, const an_name *name, uint32_t number)
{
    char letters[4 * AN_NAME_WORDS];
    size_t count = 0, length = 0;

    for (size_t i = 0; i < name->count && name->in_file; i++) {
        size_t bytes;
        if (name->words[i].part == AN_PART_SMALL || name->words[i].part == AN_PART_ARTICLE || name->words[i].text.len == 0)
            continue;
        an_utf8_decode(name->words[i].text, 0, &bytes);
        memcpy(letters + length, name->words[i].text.ptr, bytes);
        length += bytes;
        count++;
    }
    if (count > 2)
        add(n, LETTERS, &(an_name_word){.text = {letters, length}}, 1, number);
}

static void note_person(notes *n, const an_name *name, uint32_t number)
{
    enum { SHORT = 4 };
    const an_name_word *last = an_name_last(name);

    add(n, PERSON, name->words, 1, number);
    add(n, PERSON, last, 1, number);
    if (name->count == 2)
        add(n, TURNED, (an_name_word[]){name->words[1], name->words[0]}, 2, number);
    if (name->count > 2)
        add(n, ENDS, (an_name_word[]){name->words[0], *last}, 2, number);
    if (!name->leads || last->tied)
        return;
    if (an_name_word_tells(last))
        add(n, SURNAME, last, 1, number);
    if (name->words->part == AN_PART_PLAIN && an_utf8_count(name->words->text) >= SHORT)
        add(n, FIRST, name->words, 1, number);
}

static bool is_company(const an_name_word *word)
{
    return word->part == AN_PART_COMPANY;
}

/* Two words or more of a company without those that say that it is one before or behind them; a town has a school and a hospital. */
static void note_stem(notes *n, const an_name *name, uint32_t number)
{
    size_t first = 0, end = name->count;

    while (first < end && is_company(name->words + first))
        first++;
    while (end > first && is_company(name->words + end - 1))
        end--;
    if (name->in_file && end - first > 1 && end - first < name->count)
        add(n, STEM, name->words + first, end - first, number);
}

static void note_body(notes *n, const an_name *name, uint32_t number)
{
    add(n, BODY, name->words, 1, number);
    note_letters(n, name, number);
    note_stem(n, name, number);
    if (name->legal)
        add(n, FORM, name->words, name->count, number);
    if (!an_name_word_tells(name->words))
        return;
    if (name->legal)
        add(n, LEGAL, name->words, 1, number);
    if (name->leads && (name->legal || an_name_last(name)->part == AN_PART_COMPANY))
        add(n, COMPANY, name->words, 1, number);
}

static bool has_given(const an_name *name)
{
    for (size_t i = 0; i < name->count; i++)
        if (name->words[i].given)
            return true;
    return false;
}

/* As told_by(), of a name of several words. A village may bear the name of a company of two, too. */
static uint32_t several_told_by(notes *n, const an_name *name)
{
    uint32_t fuller = 0;

    if (name->kind != AN_KIND_PERSON && name->count == 2 && !name->legal && !(fuller = said_by(n, TURNED, name)))
        fuller = said_by(n, ENDS, name);
    if (!fuller && name->kind == AN_KIND_PLACE)
        fuller = said_by(n, FORM, name);
    return fuller || name->kind == AN_KIND_ORGANIZATION || has_given(name) ? fuller : said_by(n, STEM, name);
}

/* The number + 1 of the fuller name that tells of which kind a name is, or 0. */
static uint32_t told_by(notes *n, const an_name *name)
{
    uint32_t surname, company, letters;

    if (name->count > 1)
        return several_told_by(n, name);
    if (an_name_is_letters(name) && (letters = said_by(n, LETTERS, name)))
        return letters;
    if (name->kind == AN_KIND_PLACE && (company = said_by(n, LEGAL, name)))
        return company;
    if (name->kind == AN_KIND_PERSON)
        return said_by(n, PERSON, name) ? 0 : said_by(n, COMPANY, name);
    surname = said_by(n, SURNAME, name);
    return said_by(n, BODY, name) ? 0 : surname ? surname : said_by(n, FIRST, name);
}

/* The kind that a fuller name says, if it is met as often, or a third as often as letters or what seems to be a place that no list has («Altmark» of
   «Altmark Beteiligungs GmbH»); else the name's own. */
static an_kind kind_of(notes *n, const an_name *name)
{
    uint32_t fuller = told_by(n, name);
    uint64_t times = name->kind == AN_KIND_PLACE || an_name_is_letters(name) ? 3 : 1;

    return fuller && presence(n, fuller - 1) * times >= name->documents ? n->names->items[fuller - 1].kind : name->kind;
}

bool an_kinds_correct(an_clusters *names, an_name_reader *reader, const an_lexicon *lexicon, const an_rules *rules, bool *corrected)
{
    notes n = {.names = names};

    for (uint32_t i = 0; i < names->count && !n.failed; i++) {
        const an_name *name = names->items + i;
        if (name->count > 1 && name->kind == AN_KIND_PERSON)
            note_person(&n, name, i);
        else if ((name->count > 1 || (name->count && name->legal)) && name->kind == AN_KIND_ORGANIZATION)
            note_body(&n, name, i);
    }
    for (uint32_t i = 0; i < names->count && !n.failed; i++) {
        an_name *name = names->items + i;
        an_kind kind = name->actor != AN_NO_ACTOR || name->count == 0 ? name->kind : kind_of(&n, name);
        if (kind == name->kind)
            continue;
        name->kind = kind;
        *corrected = true;
        n.failed = !an_name_read(reader, name, lexicon, rules, &names->arena);
    }
    an_map_clear(&n.said);
    an_buf_clear(&n.key);
    return !n.failed;
}
