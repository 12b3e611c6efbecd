/* A table of 12 bytes a word: 32 bits to tell words apart, 32 bits of lists, and its group. It is open, and the last slot is free; so it can be
   written to shipped.anet as it is, and used there, whatever has become of it. */
#include "extract/tagger/lists.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/file.h"
#include "extract/tagger/key.h"
#include "text/fold.h"

typedef struct slot {
    uint32_t check, lists; /* lists: 0 and no group = free */
    an_word_group group;
    uint16_t unused;
} slot;

/* What stands before the slots in a file. */
typedef struct facts {
    uint32_t version, homes; /* slots where words may belong; others stand behind them */
    uint64_t slots;
} facts;

enum { VERSION = 4 };

struct an_lists {
    const slot *slots;
    uint32_t homes;
    uint32_t counted; /* lists that hold */
    size_t slot_count;
    void *memory; /* NULL when they stand in a file */
    an_cues cues;
};

/* While loading: what is known, before the table's size is. */
typedef struct entry {
    uint64_t key;
    uint32_t lists;
    an_word_group group;
} entry;

typedef struct loading {
    entry *items;
    size_t count, capacity;
    an_buf text, folded;
    an_atoms atoms;
} loading;

static const char list_letters[AN_WORD_LIST_COUNT + 1] = "FSsWCcKRNTAfOLQPJwvpDGBlxt";

/* Lists of the lexicon, by name and class. An empty class is any. */
static const struct {
    const char *list, *class_;
    an_word_list to;
} lexicon_lists[] = {
    {"given", "", AN_WORD_GIVEN},           {"surnames", "", AN_WORD_SURNAME},      {"demonyms", "", AN_WORD_DEMONYM},
    {"titles", "", AN_WORD_TITLE},          {"roles", "family-of", AN_WORD_KIN},    {"roles", "", AN_WORD_ROLE},
    {"legal", "", AN_WORD_COMPANY},         {"particles", "suffix", AN_WORD_SUFFIX}, {"particles", "joins", AN_WORD_PARTICLE},
    {"particles", "prefix", AN_WORD_PARTICLE}, {"particles", "child", AN_WORD_PARTICLE}, {"place", "preposition", AN_WORD_PLACE},
    {"heads", "", AN_WORD_HEAD},
};

/* Types of shipped rows of one word. The first that the type starts with holds. */
static const struct {
    const char *type;
    an_word_list to;
} row_types[] = {
    {"location/country", AN_WORD_COUNTRY}, {"location/territory", AN_WORD_COUNTRY}, {"location/city", AN_WORD_CITY},
    {"location", AN_WORD_REGION},          {"organization", AN_WORD_KNOWN_ORG},
};
#define ROW_LISTS (AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_KNOWN_ORG))

/* Files of dict/words/: one word a line, or `word TAB class`. */
static const struct {
    const char *file, *class_;
    an_word_list to;
    bool noun; /* what it tells of a name, under a key of its own: «village» is no part of a place's name */
} word_files[] = {
    {"common.txt", "", AN_WORD_COMMON, false},    {"surnames.txt", "", AN_WORD_SURNAMES, false},   {"towns.txt", "", AN_WORD_TOWN, false},
    {"surnames-world.txt", "", AN_WORD_SURNAMES, false}, {"things.txt", "", AN_WORD_THING, false},
    {"cues.tsv", "function", AN_WORD_FUNCTION, false}, {"cues.tsv", "says", AN_WORD_SAYS, false},  {"cues.tsv", "time", AN_WORD_TIME, false},
    {"cues.tsv", "link", AN_WORD_LINK, false},    {"cues.tsv", "tail", AN_WORD_TAIL, false},
    {"nouns.tsv", "person", AN_WORD_ROLE, true},
    {"nouns.tsv", "organization", AN_WORD_ORG, true},
    {"nouns.tsv", "location", AN_WORD_LOC, true},
};

char an_list_letter(an_word_list list)
{
    return list_letters[list];
}

static size_t home_of(const an_lists *lists, uint64_t key)
{
    return (size_t)((key & UINT32_MAX) * lists->homes >> 32);
}

static bool is_free(const slot *at)
{
    return !at->lists && !at->group.number;
}

static size_t slot_of(const an_lists *lists, uint64_t key)
{
    size_t at = home_of(lists, key);

    while (!is_free(&lists->slots[at]) && lists->slots[at].check != (uint32_t)(key >> 32))
        at++;
    return at;
}

an_known_word an_lists_know(const an_lists *lists, uint64_t key)
{
    const slot *at = &lists->slots[slot_of(lists, key)];

    return (an_known_word){at->lists & lists->counted, at->group};
}

uint32_t an_lists_of(const an_lists *lists, uint64_t key)
{
    return an_lists_know(lists, key).lists;
}

static uint64_t noun_key(uint64_t key)
{
    enum { NOUN = 1 };

    return an_key_mix(key, NOUN);
}

uint32_t an_lists_of_noun(const an_lists *lists, uint64_t key)
{
    return an_lists_of(lists, noun_key(key));
}

const an_cues *an_lists_cues(const an_lists *lists)
{
    return &lists->cues;
}

void an_lists_expect(const an_lists *lists, uint64_t key)
{
    __builtin_prefetch(lists->slots + home_of(lists, key));
}

enum { SHORT_WORD = 32 };

/* ASCII letters alone are one atom, and folded when they are made small: how many stand at the start of a text, at most SHORT_WORD. */
static size_t fold_letters(char *folded, an_str text)
{
    size_t count = 0;

    for (; count < text.len && count < SHORT_WORD; count++) {
        char small = (char)(text.ptr[count] | 0x20);
        if (small < 'a' || small > 'z')
            break;
        folded[count] = small;
    }
    return count;
}

static bool push_entry(loading *l, entry one)
{
    if (!AN_ROOM(l, 1))
        return false;
    l->items[l->count++] = one;
    return true;
}

static bool push(loading *l, uint64_t key, uint32_t lists)
{
    return push_entry(l, (entry){.key = key, .lists = lists});
}

/* Enter a word. Of several words apart the last one counts («Prime Minister»), for an organisation's first («Ministry of»). */
static bool add(loading *l, an_str word, an_word_list list, bool whole)
{
    uint64_t key = 0;
    char letters[SHORT_WORD];
    size_t from = 0, blank = an_str_find_byte(word, 0, ' ');

    if (blank != (size_t)-1) {
        if (whole)
            return true;
        for (size_t i = 0; i < word.len; i++)
            from = word.ptr[i] == ' ' ? i + 1 : from;
    }
    word = an_str_sub(word, from, word.len);
    if (word.len && fold_letters(letters, word) == word.len)
        return push(l, an_key_bytes(letters, word.len), AN_IN(list));
    l->atoms.count = 0;
    if (!an_atoms_cut(&l->atoms, word, 0, word.len))
        return false;
    for (size_t i = 0; i < l->atoms.count; i++) {
        an_span span = l->atoms.items[i].span;
        an_buf_reset(&l->folded);
        an_fold(&l->folded, an_str_sub(word, span.start, span.end));
        if (l->folded.failed)
            return false;
        key = i ? an_key_join(key, an_key_bytes(l->folded.ptr, l->folded.len)) : an_key_bytes(l->folded.ptr, l->folded.len);
    }
    return l->atoms.count == 0 || push(l, key, AN_IN(list));
}

/* `type`: its column. */
static bool add_designator(loading *l, an_str word, an_str type)
{
    if (an_str_starts(type, AN_LIT("organization/company")) && !add(l, word, AN_WORD_COMPANY, false))
        return false;
    return add(l, word, an_str_starts(type, AN_LIT("location")) ? AN_WORD_LOC : AN_WORD_ORG, false);
}

/* The lines of lexicon_lists, which stand side by side, that a list of words has: [*from, *to). */
static void find_lists(an_str list, size_t *from, size_t *to)
{
    const size_t all = sizeof lexicon_lists / sizeof *lexicon_lists;

    for (*from = 0; *from < all && !an_str_equal(list, an_str_of(lexicon_lists[*from].list));)
        ++*from;
    for (*to = *from; *to < all && an_str_equal(list, an_str_of(lexicon_lists[*to].list));)
        ++*to;
}

static bool add_lexicon_words(loading *l, const an_lexicon *lexicon)
{
    size_t from = 0, to = 0; /* of lexicon_lists: those of the word's list */
    bool designators = false;

    for (uint32_t i = 0; i < an_lexicon_word_count(lexicon); i++) {
        an_word word = an_lexicon_word(lexicon, i);
        if (!an_lexicon_list_goes_on(lexicon, i)) {
            designators = an_str_equal(word.list, AN_LIT("designators"));
            find_lists(word.list, &from, &to);
        }
        if (designators && !add_designator(l, word.word, an_lexicon_word_attribute(lexicon, i, "type")))
            return false;
        for (size_t k = from; k < to; k++)
            if (!*lexicon_lists[k].class_ || an_str_equal(word.class_, an_str_of(lexicon_lists[k].class_))) {
                if (!add(l, word.word, lexicon_lists[k].to, false))
                    return false;
                break;
            }
    }
    return true;
}

/* «Democratic», «Nature»: a word that means a body only where its company says so is elsewhere as ordinary as any; letters («ANC») are not. */
static bool is_word_of_company(const an_alias *row, an_word_list list, an_str text)
{
    return list == AN_WORD_KNOWN_ORG && row->near_count > 0 && row->casing == AN_CASE_EXACT && text.len > 1 && an_ascii_small(text.ptr[1]);
}

/* The list that rows of a type are on; AN_WORD_LIST_COUNT = none. */
static an_word_list list_of_type(an_str type)
{
    for (size_t k = 0; k < sizeof row_types / sizeof *row_types; k++)
        if (an_str_starts(type, an_str_of(row_types[k].type)))
            return row_types[k].to;
    return AN_WORD_LIST_COUNT;
}

static bool add_rows(loading *l, const an_lexicon *lexicon)
{
    size_t count = an_lexicon_alias_count(lexicon);
    uint32_t actor = AN_NO_ACTOR; /* whose list is known */
    an_word_list list = AN_WORD_LIST_COUNT;

    for (uint32_t i = an_lexicon_next_shipped(lexicon, 0); i < count; i = an_lexicon_next_shipped(lexicon, i + 1)) {
        an_str text = an_lexicon_alias_text(lexicon, i);
        an_alias row;
        if (an_str_find_byte(text, 0, ' ') != (size_t)-1) /* most rows, which need not be looked at */
            continue;
        row = an_lexicon_alias(lexicon, i);
        if (row.never || row.actor == AN_NO_ACTOR)
            continue;
        if (row.actor != actor) {
            actor = row.actor;
            list = list_of_type(an_lexicon_type(lexicon, actor));
        }
        if (list != AN_WORD_LIST_COUNT && !is_word_of_company(&row, list, text) && !add(l, text, list, true))
            return false;
    }
    return true;
}

static an_status read_file(loading *l, const char *data, const char *name, an_error *err)
{
    an_buf path = {0};
    an_status st = AN_OK;

    an_buf_addf(&path, "%s/" AN_LISTS_FOLDER "%s", data, name);
    an_buf_reset(&l->text);
    if (path.failed)
        st = an_fail_nomem(err);
    else if (an_file_exists(path.ptr)) /* one's own data folder may have none */
        st = an_file_read(&l->text, path.ptr, err);
    an_buf_clear(&path);
    return st;
}

/* The next line of a file when it is one short word of letters, which most of them are. */
static bool take_short(an_str *rest, char *letters, size_t *length)
{
    *length = fold_letters(letters, *rest);
    if (*length == 0 || (*length < rest->len && rest->ptr[*length] != '\n'))
        return false;
    *rest = an_str_sub(*rest, *length + (*length < rest->len), rest->len);
    return true;
}

static an_status add_file(loading *l, const char *data, size_t which, an_error *err)
{
    const char *class_ = word_files[which].class_;
    char letters[SHORT_WORD];
    size_t length;
    an_str rest, line, word;
    an_status st = read_file(l, data, word_files[which].file, err);

    for (rest = an_buf_str(&l->text); st == AN_OK && rest.len;) {
        bool done;
        if (!*class_ && take_short(&rest, letters, &length)) {
            done = push(l, an_key_bytes(letters, length), AN_IN(word_files[which].to));
        } else {
            an_str_next(&rest, '\n', &line);
            if (line.len && line.ptr[line.len - 1] == '\r')
                line.len--;
            if (line.len == 0 || line.ptr[0] == '#' || !an_str_next(&line, '\t', &word) ||
                (*class_ && !an_str_equal(line, an_str_of(class_))))
                continue;
            done = word_files[which].noun ? push(l, noun_key(an_key_bytes(word.ptr, word.len)), AN_IN(word_files[which].to))
                                          : add(l, word, word_files[which].to, true);
        }
        if (!done)
            st = an_fail_nomem(err);
    }
    return st;
}

/* A number from 1 up to `most`; false for anything else. */
static bool read_number(an_str text, unsigned most, uint8_t *out)
{
    unsigned number = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (!an_ascii_digit(text.ptr[i]) || (number = number * 10 + (unsigned)(text.ptr[i] - '0')) > most)
            return false;
    }
    *out = (uint8_t)number;
    return number > 0;
}

/* Groups of words: `word TAB number`, `word TAB number TAB part`. Their words are folded atoms. */
static an_status add_groups(loading *l, const char *data, an_error *err)
{
    an_str rest, line, word, number;
    an_status st = read_file(l, data, "groups.tsv", err);

    for (rest = an_buf_str(&l->text); st == AN_OK && an_str_next(&rest, '\n', &line);) {
        an_word_group group = {0, 0};
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (line.len == 0 || line.ptr[0] == '#' || !an_str_next(&line, '\t', &word))
            continue;
        if (!an_str_next(&line, '\t', &number) || !read_number(number, AN_WORD_GROUPS, &group.number) ||
            (line.len && !read_number(line, AN_WORD_PARTS, &group.part)))
            return an_fail(err, AN_ERR_SYNTAX, "dict/words/groups.tsv: a group is a number from 1 to %d, its part one from 1 to %d", AN_WORD_GROUPS,
                           AN_WORD_PARTS);
        if (!push_entry(l, (entry){.key = an_key_bytes(word.ptr, word.len), .group = group}))
            return an_fail_nomem(err);
    }
    return st;
}

static an_status make_table(an_lists *lists, const loading *l, an_error *err)
{
    size_t homes = l->count + l->count / 2 + 1, all = homes + l->count + 1;
    slot *slots;

    if (all > UINT32_MAX || !(slots = an_alloc(all * sizeof *slots))) /* memory that is not used is none */
        return an_fail_nomem(err);
    *lists = (an_lists){.slots = slots, .homes = (uint32_t)homes, .counted = AN_LISTS, .memory = slots};
    an_cues_fill(&lists->cues);
    for (size_t i = 0; i < l->count; i++) {
        size_t at = slot_of(lists, l->items[i].key);
        slots[at].check = (uint32_t)(l->items[i].key >> 32);
        slots[at].lists |= l->items[i].lists;
        if (l->items[i].group.number)
            slots[at].group = l->items[i].group;
        lists->slot_count = at >= lists->slot_count ? at + 1 : lists->slot_count;
    }
    lists->slot_count = (lists->slot_count > homes ? lists->slot_count : homes) + 1; /* and a free one */
    return AN_OK;
}

an_status an_lists_open(an_lists **out, an_str bytes, an_error *err)
{
    an_lists lists;
    facts read;

    *out = NULL;
    if (bytes.len < sizeof read)
        return an_fail(err, AN_ERR_SYNTAX, "no lists");
    memcpy(&read, bytes.ptr, sizeof read);
    lists = (an_lists){.slots = (const slot *)(const void *)(bytes.ptr + sizeof read),
                       .homes = read.homes,
                       .counted = AN_LISTS,
                       .slot_count = read.slots};
    if (read.version != VERSION || read.slots > UINT32_MAX || read.homes >= read.slots ||
        bytes.len != sizeof read + read.slots * sizeof *lists.slots || !is_free(&lists.slots[read.slots - 1]))
        return an_fail(err, AN_ERR_SYNTAX, "lists of another version, or damaged ones");
    if (!(*out = an_alloc(sizeof **out)))
        return an_fail_nomem(err);
    **out = lists;
    an_cues_fill(&(*out)->cues);
    return AN_OK;
}

/* From shipped.anet, if the lexicon's words are the shipped ones and the files of dict/words/ are as they were; else AN_ERR_SYNTAX. */
static an_status open_shipped(an_lists **out, const an_lexicon *lexicon)
{
    static const char *const files[] = {AN_LISTS_FOLDER "common.txt", AN_LISTS_FOLDER "surnames.txt",
                                        AN_LISTS_FOLDER "surnames-world.txt", AN_LISTS_FOLDER "things.txt", AN_LISTS_FOLDER "towns.txt",
                                        AN_LISTS_FOLDER "cues.tsv", AN_LISTS_FOLDER "nouns.tsv", AN_LISTS_FOLDER "groups.tsv"};
    an_status st;

    if (an_lexicon_has_own_words(lexicon) || !an_lexicon_keeps_types(lexicon))
        return AN_ERR_SYNTAX;
    st = an_lists_open(out, an_lexicon_ready(lexicon, AN_BESIDE_LISTS, files, sizeof files / sizeof *files), NULL);
    if (st == AN_OK && !an_lexicon_has_shipped(lexicon))
        (*out)->counted = AN_LISTS & ~ROW_LISTS;
    return st;
}

void an_lists_write(an_buf *out, const an_lists *lists)
{
    facts all = {VERSION, lists->homes, lists->slot_count};

    an_buf_add(out, (an_str){(const char *)&all, sizeof all});
    an_buf_add(out, (an_str){(const char *)lists->slots, lists->slot_count * sizeof *lists->slots});
}

an_status an_lists_load(an_lists **out, const an_lexicon *lexicon, const char *data, an_error *err)
{
    loading l = {0};
    an_status st = open_shipped(out, lexicon);

    if (st != AN_ERR_SYNTAX)
        return st == AN_OK ? st : an_fail_nomem(err);
    st = AN_OK;
    *out = an_alloc(sizeof **out);
    if (!*out || !add_lexicon_words(&l, lexicon) || !add_rows(&l, lexicon))
        st = an_fail_nomem(err);
    for (size_t i = 0; i < sizeof word_files / sizeof *word_files && st == AN_OK; i++)
        st = add_file(&l, data, i, err);
    if (st == AN_OK)
        st = add_groups(&l, data, err);
    if (st == AN_OK)
        st = make_table(*out, &l, err);
    an_free(l.items);
    an_buf_clear(&l.text);
    an_buf_clear(&l.folded);
    an_atoms_clear(&l.atoms);
    if (st != AN_OK) {
        an_lists_free(*out);
        *out = NULL;
    }
    return st;
}

void an_lists_free(an_lists *lists)
{
    if (!lists)
        return;
    an_free(lists->memory);
    an_free(lists);
}
