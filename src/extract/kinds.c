/* What fuller names say is noted first, under a letter and a word: who has it as a surname, which company begins with it, and who else has it. */
#include "extract/kinds.h"

#include "base/map.h"
#include "base/utf8.h"

typedef enum note {
    SURNAME = 's', /* of a person whom the collection is about */
    COMPANY = 'c', /* the first word of a company that it is about */
    FORM = 'f',    /* all words of an organisation with a legal form */
    PERSON = 'p',  /* the first or last word of anybody */
    BODY = 'o'     /* the first word of any organisation */
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
    for (size_t i = 0; i < count; i++) {
        an_buf_add_text(&n->key, i ? " " : "");
        an_buf_add(&n->key, words[i].text);
    }
    n->failed |= n->key.failed;
    return an_buf_str(&n->key);
}

/* Of several the one that most documents have. */
static void add(notes *n, note what, const an_name_word *words, size_t count, uint32_t number)
{
    bool added;
    uint32_t at = an_map_intern(&n->said, key_of(n, what, words, count), &added);

    n->failed |= at == AN_MAP_NONE;
    if (!n->failed && (added || n->names->items[n->said.values[at] - 1].documents < n->names->items[number].documents))
        n->said.values[at] = number + 1;
}

static const an_name *said_by(notes *n, note what, const an_name *name)
{
    uint32_t at = an_map_find(&n->said, key_of(n, what, name->words, name->count));

    return at == AN_MAP_NONE ? NULL : n->names->items + n->said.values[at] - 1;
}

/* A word that few names have. */
static bool is_telling(const an_name_word *word)
{
    enum { LONG = 5 };

    return word->part == AN_PART_PLAIN && !word->given && !word->common && an_utf8_count(word->text) >= LONG;
}

static void note_person(notes *n, const an_name *name, uint32_t number)
{
    const an_name_word *last = an_name_last(name);

    add(n, PERSON, name->words, 1, number);
    add(n, PERSON, last, 1, number);
    if (name->leads && is_telling(last) && !last->tied)
        add(n, SURNAME, last, 1, number);
}

static void note_body(notes *n, const an_name *name, uint32_t number)
{
    add(n, BODY, name->words, 1, number);
    if (name->legal)
        add(n, FORM, name->words, name->count, number);
    if (name->leads && is_telling(name->words) && (name->legal || an_name_last(name)->part == AN_PART_COMPANY))
        add(n, COMPANY, name->words, 1, number);
}

/* The kind that a fuller name says, if it is met as often; else the name's own. A village may bear the name of a company of two words, too. */
static an_kind kind_of(notes *n, const an_name *name)
{
    const an_name *fuller = NULL;

    if (name->count > 1)
        fuller = name->kind == AN_KIND_PLACE ? said_by(n, FORM, name) : NULL;
    else if (name->kind == AN_KIND_PERSON)
        fuller = said_by(n, PERSON, name) ? NULL : said_by(n, COMPANY, name);
    else
        fuller = said_by(n, BODY, name) ? NULL : said_by(n, SURNAME, name);
    return fuller && fuller->documents >= name->documents ? fuller->kind : name->kind;
}

bool an_kinds_correct(an_clusters *names, an_name_reader *reader, const an_lexicon *lexicon, const an_rules *rules, bool *corrected)
{
    notes n = {.names = names};

    for (uint32_t i = 0; i < names->count && !n.failed; i++) {
        const an_name *name = names->items + i;
        if (name->count > 1 && name->kind == AN_KIND_PERSON)
            note_person(&n, name, i);
        else if (name->count > 1 && name->kind == AN_KIND_ORGANIZATION)
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
