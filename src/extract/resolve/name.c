/* Titles, articles, legal forms and numbers at the ends are no part of what is compared; what is left is a row of words. */
#include "extract/resolve/name.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "extract/imply/acronym.h"
#include "extract/resolve/likeness.h"
#include "extract/work.h"
#include "text/dots.h"
#include "text/fold.h"

an_kind an_kind_of(an_str type)
{
    return an_is_person(type)                            ? AN_KIND_PERSON
           : an_is_type(type, AN_LIT("organization")) ? AN_KIND_ORGANIZATION
           : an_is_type(type, AN_LIT("location"))     ? AN_KIND_PLACE
                                                      : AN_KIND_OTHER;
}

/* A word of one of the lists that starts at an atom, the longest; NULL when there is none. */
static const an_rule_word *word_at(const an_name_source *from, uint32_t atom, unsigned lists, uint32_t *length)
{
    for (size_t i = 0; i < from->hit_count && from->hits[i].atom <= atom; i++) {
        const an_hit *hit = from->hits + i;
        if (hit->atom != atom || hit->term >= from->rules->word_count || !(lists >> from->rules->words[hit->term].list & 1))
            continue;
        *length = hit->atom_count;
        return from->rules->words + hit->term;
    }
    return NULL;
}

/* A word of just so many atoms. */
static const an_rule_word *whole_word_at(const an_name_source *from, uint32_t atom, uint32_t count, unsigned lists)
{
    uint32_t length;
    const an_rule_word *word = word_at(from, atom, lists, &length);

    return word && length == count ? word : NULL;
}

static const an_rule_word *one_word_at(const an_name_source *from, uint32_t atom, unsigned lists)
{
    return whole_word_at(from, atom, 1, lists);
}

static an_str text_of(const an_name_source *from, uint32_t atom)
{
    return an_str_sub(from->text, from->atoms[atom].span.start, from->atoms[atom].span.end);
}

static bool is_article(an_str text)
{
    return an_str_equal_ascii_case(text, AN_LIT("al")) || an_str_equal_ascii_case(text, AN_LIT("el"));
}

static bool is_office(const an_name_source *from, uint32_t atom)
{
    uint32_t length;
    const an_rule_word *title = word_at(from, atom, 1u << AN_LIST_TITLES, &length);

    return title && title->class_ == AN_CLASS_OFFICE;
}

/* «ZAO Severmetall», «PT Sumber Alam»: a legal form that stands in front, in capitals; some only before two words or more («SIA Cargo»). */
static bool is_form_in_front(const an_name_source *from, uint32_t at, uint32_t words)
{
    static const char *const sure[] = {"CJSC", "JSC", "LLC", "OAO", "OJSC", "OOO", "PAO", "PJSC", "PrAT", "TOV", "UAB", "ZAO"},
                      *const before_words[] = {"AO", "CV", "PAT", "PT", "SIA", "TOO"};
    an_str text = text_of(from, at);

    return AN_STR_IN(text, sure) || (words > 1 && AN_STR_IN(text, before_words));
}

/* The first atom behind titles («Secretary», «Prime Minister») and «the»; «Duke of Berg» and «Duchess of Berg» are two names. */
static uint32_t skip_front(an_name *name, const an_name_source *from, uint32_t at, uint32_t end)
{
    enum { PERSON = 1u << AN_LIST_TITLES | 1u << AN_LIST_ROLES };
    const an_rule_word *title;
    uint32_t length;

    while (at + 1 < end && an_str_equal_ascii_case(text_of(from, at), AN_LIT("the")))
        at++;
    if (name->kind == AN_KIND_ORGANIZATION && at + 1 < end && is_form_in_front(from, at, end - at - 1)) {
        name->legal = name->fronted = true;
        at++;
    }
    while (name->kind == AN_KIND_PERSON && (title = word_at(from, at, PERSON, &length)) && at + length < end &&
           !one_word_at(from, at, 1u << AN_LIST_GIVEN | 1u << AN_LIST_PARTICLES) && !an_str_equal(text_of(from, at + length), AN_LIT("of"))) {
        name->office |= is_office(from, at);
        name->gender = name->gender ? name->gender : title->gender;
        at += length;
    }
    return at;
}

bool an_name_is_number(an_str text)
{
    if (text.len == 0 || text.len > 5 || (text.len == 1 && memchr("LC", text.ptr[0], 2))) /* «Hugo C» */
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!memchr("IVXLC", text.ptr[i], 5))
            return false;
    return true;
}

/* «Junior», «Jnr» for «Jr»: how it is written in short; else the word itself. */
static an_str short_suffix(an_str word)
{
    static const struct {
        const char *word, *suffix;
    } suffixes[] = {{"jnr", "Jr"}, {"junior", "Jr"}, {"senior", "Sr"}, {"snr", "Sr"}};

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (an_str_equal_ascii_case(word, an_str_of(suffixes[i].word)))
            return an_str_of(suffixes[i].suffix);
    return word;
}

/* Where a person's name ends without «Jr», «XIV», which are kept as its number, and small words («Bolot Asan uulu»), which may be left out. */
static bool cut_number(an_name *name, const an_name_source *from, uint32_t at, uint32_t *end, an_arena *arena, an_buf *scratch)
{
    an_str last = text_of(from, *end - 1), number = short_suffix(last);
    const an_rule_word *suffix = one_word_at(from, *end - 1, 1u << AN_LIST_PARTICLES);
    bool is_suffix = (suffix && suffix->class_ == AN_CLASS_SUFFIX) || number.ptr != last.ptr;

    if (*end - at < 2 || !(is_suffix || an_name_is_number(last)))
        return true;
    if (is_suffix && !(from->atoms[*end - 1].flags & AN_ATOM_UPPER_FIRST)) {
        --*end;
        return true;
    }
    an_buf_reset(scratch);
    an_fold(scratch, number);
    name->number = an_arena_str(arena, an_buf_str(scratch));
    --*end;
    return name->number.ptr != NULL;
}

/* «Harrow Steel Company», which is else «Harrow Steel Co.»: written out, behind two words or more. */
static bool is_form_in_full(const an_name_source *from, uint32_t at, uint32_t end)
{
    static const char *const forms[] = {"company", "corporation"};

    return end - at > 2 && from->atoms[end - 1].flags & AN_ATOM_UPPER_FIRST && AN_STR_IN_ASCII_CASE(text_of(from, end - 1), forms);
}

/* The atoms of the longest legal form that ends before atom `end`; 0 when none does. */
static uint32_t legal_before(const an_name_source *from, uint32_t at, uint32_t end)
{
    enum { LONGEST = 7 }; /* S. de R.L. de C.V. */
    uint32_t back = end - at <= LONGEST ? end - at : LONGEST + 1, length;

    while (--back > 0)
        if (word_at(from, end - back, 1u << AN_LIST_LEGAL, &length) && length == back)
            return back;
    return is_form_in_full(from, at, end);
}

/* Where an organisation's name ends without legal forms («Ltd», «S.A.», «Pte. Ltd.»). */
static uint32_t cut_legal(const an_name_source *from, uint32_t at, uint32_t end)
{
    uint32_t back, whole = end;

    while (end > at && (back = legal_before(from, at, end)))
        end -= back;
    return end < whole && end > at + 1 && an_str_equal_ascii_case(text_of(from, end - 1), AN_LIT("and")) ? end - 1 : end; /* «Ives and Co.» */
}

/* The only character between an atom and the one before it, 0 when there is none or more than one. */
static uint32_t joint_before(const an_name_source *from, uint32_t atom)
{
    size_t length, start = from->atoms[atom - 1].span.end, end = from->atoms[atom].span.start;
    uint32_t code = start < end ? an_utf8_decode(from->text, start, &length) : 0;

    return code && start + length == end ? code : 0;
}

/* «ez-Zor», «ash-Shami»: the article, of which all but the first letter became the next word's. */
static bool is_assimilated_article(const an_name_source *from, uint32_t atom)
{
    an_str text = text_of(from, atom);

    return (text.len == 2 || (text.len == 3 && (text.ptr[2] | 0x20) == 'h')) && memchr("AEae", text.ptr[0], 4) && atom + 1 < from->first + from->count &&
           an_is_hyphen(joint_before(from, atom + 1)) && an_str_starts_ascii_case(text_of(from, atom + 1), an_str_sub(text, 1, text.len));
}

/* «Jamaat-ul-Mujahideen», «Hizb ul-Islah» */
static bool is_tied_article(const an_name_source *from, uint32_t atom)
{
    return an_str_equal_ascii_case(text_of(from, atom), AN_LIT("ul")) &&
           ((atom > from->first && an_is_hyphen(joint_before(from, atom))) ||
            (atom + 1 < from->first + from->count && an_is_hyphen(joint_before(from, atom + 1))));
}

/* «Yu.», with its dot. */
static bool is_initial_of_two(const an_name_source *from, uint32_t atom)
{
    uint32_t end = from->atoms[atom].span.end;

    return end < from->text.len && from->text.ptr[end] == '.' && an_is_initial_of_two(text_of(from, atom));
}

static uint8_t part_of(const an_name *name, const an_name_source *from, uint32_t atom)
{
    an_str text = text_of(from, atom);
    bool capital = from->atoms[atom].flags & AN_ATOM_UPPER_FIRST;
    const an_rule_word *designator;

    if (is_article(text) || is_assimilated_article(from, atom) || is_tied_article(from, atom))
        return AN_PART_ARTICLE;
    if (capital && (an_utf8_count(text) == 1 || (name->kind == AN_KIND_PERSON && is_initial_of_two(from, atom))))
        return AN_PART_INITIAL;
    if (name->kind == AN_KIND_PERSON && one_word_at(from, atom, 1u << AN_LIST_PARTICLES))
        return AN_PART_PARTICLE;
    if (name->kind == AN_KIND_ORGANIZATION && an_is_small_in_capitals(text))
        return AN_PART_SMALL;
    if (!capital && !(from->atoms[atom].flags & AN_ATOM_DIGIT))
        return name->kind == AN_KIND_PERSON ? AN_PART_PARTICLE : AN_PART_SMALL;
    designator = one_word_at(from, atom, 1u << AN_LIST_DESIGNATORS);
    return !designator                                                       ? AN_PART_PLAIN
           : an_str_starts(designator->type, AN_LIT("organization/company")) ? AN_PART_COMPANY
                                                                             : AN_PART_DESIGNATOR;
}

/* The atoms of the word at one: «Rabi'a» and «Sana'a» are one word each, which others write without a sign; «O'Hara», «d'Este» and «Attorney General's» are
   not. */
static uint32_t word_length(const an_name_source *from, uint32_t atom, uint32_t end)
{
    uint32_t next = atom + 1;

    while (next < end && text_of(from, atom).len > 1 && an_is_apostrophe(joint_before(from, next)) &&
           !(from->atoms[next].flags & (AN_ATOM_UPPER_FIRST | AN_ATOM_DIGIT)) &&
           !an_str_equal(text_of(from, next), AN_LIT("s")))
        next++;
    return next - atom;
}

/* A word of places and bodies as it is usually written («Rd», «Assn», «Defence»); else the word itself. «St» is a street at the end. */
static an_str usual(const an_rule_word *spelling, an_kind kind, bool last, an_str word)
{
    bool other = !spelling || spelling->class_ == AN_CLASS_GIVEN || spelling->class_ == AN_CLASS_FIRST || (spelling->class_ == AN_CLASS_BEFORE && last) ||
                 (spelling->class_ == AN_CLASS_OF_PLACE && kind != AN_KIND_PLACE);

    return other ? word : spelling->names;
}

/* «of», «und»; the «-e», «-ye» of Persian, which many leave out. */
static bool joins_words(const an_name_source *from, uint32_t atom, an_str word)
{
    static const char *const joints[] = {"an", "and", "da", "das", "de", "del", "der", "des", "di", "do", "dos", "du", "et", "for", "fur", "in", "la",
                                         "of", "on", "para", "pour", "s", "the", "to", "und", "y"};

    return AN_STR_IN(word, joints) || (word.len < 3 && atom > from->first && an_is_hyphen(joint_before(from, atom)));
}

/* The word of some atoms. */
static bool set_word(an_name *name, an_name_word *word, const an_name_source *from, uint32_t atom, uint32_t count, bool last, an_arena *arena,
                     an_buf *scratch)
{
    const an_rule_word *given = whole_word_at(from, atom, count, 1u << AN_LIST_GIVEN),
                       *demonym = whole_word_at(from, atom, count, 1u << AN_LIST_DEMONYMS),
                       *before = atom > from->first ? one_word_at(from, atom - 1, 1u << AN_LIST_PARTICLES) : NULL,
                       *spelling = whole_word_at(from, atom, count, 1u << AN_LIST_SPELLINGS);

    spelling = spelling && spelling->names.len ? spelling : NULL; /* a user's row may lack it */
    an_buf_reset(scratch);
    for (uint32_t i = 0; i < count; i++)
        an_fold(scratch, text_of(from, atom + i));
    word->text = name->kind == AN_KIND_PERSON ? an_buf_str(scratch) : usual(spelling, name->kind, last, an_buf_str(scratch));
    word->text = an_arena_str(arena, word->text);
    word->part = count > 1 ? AN_PART_PLAIN : part_of(name, from, atom);
    word->given = given != NULL;
    word->leading = whole_word_at(from, atom, count, 1u << AN_LIST_LEADING);
    word->common = whole_word_at(from, atom, count, 1u << AN_LIST_SURNAMES);
    word->gender = given ? given->gender : 0;
    word->nickname = whole_word_at(from, atom, count, 1u << AN_LIST_NICKNAMES);
    word->spelled = spelling && (spelling->class_ == AN_CLASS_GIVEN || spelling->class_ == AN_CLASS_FIRST);
    word->spelled_first = word->spelled && spelling->class_ == AN_CLASS_FIRST;
    word->spelling = word->spelled ? spelling->names : word->text;
    word->father = before && before->class_ == AN_CLASS_CHILD;
    word->joins = word->part == AN_PART_SMALL && joins_words(from, atom, word->text);
    word->tied = atom > from->first && an_is_hyphen(joint_before(from, atom));
    if (demonym && name->state == AN_NO_ACTOR && name->kind == AN_KIND_ORGANIZATION)
        name->state = demonym->actor;
    return word->text.ptr && !scratch->failed;
}

static bool add_words(an_name *name, const an_name_source *from, uint32_t at, uint32_t end, an_arena *arena, an_buf *scratch)
{
    for (uint32_t length; at < end; at += length) {
        length = word_length(from, at, end);
        if (!set_word(name, name->words + name->count++, from, at, length, at + length == end, arena, scratch))
            return false;
    }
    return true;
}

/* The atom behind the only comma of «Surname, Given»; `end` when it is no such name. */
static uint32_t comma(const an_name *name, const an_name_source *from, uint32_t at, uint32_t end)
{
    uint32_t found = end;

    for (uint32_t i = at + 1; i < end; i++)
        if (from->atoms[i].gap == AN_GAP_COMMA) {
            if (found != end)
                return end;
            found = i;
        }
    return name->kind == AN_KIND_PERSON ? found : end;
}

/* The given name behind a surname in capitals («BERG Karl», «VAN DEN BERG Karl»; one that no list has behind one word: «BERG Karolis»); `end` when it
   is no such name. */
static uint32_t behind_capitals(const an_name *name, const an_name_source *from, uint32_t at, uint32_t end)
{
    enum { LONG = 4 };
    uint32_t first = at;

    if (name->kind != AN_KIND_PERSON || one_word_at(from, at, 1u << AN_LIST_GIVEN))
        return end;
    while (at < end && from->atoms[at].flags & AN_ATOM_ALL_UPPER && from->atoms[at].gap != AN_GAP_DOT && an_utf8_count(text_of(from, at)) > 1)
        at++;
    if (at == first || at == end || from->atoms[at].span.start - from->atoms[first].span.start <= LONG)
        return end;
    return one_word_at(from, at, 1u << AN_LIST_GIVEN) || (end - first == 2 && at == first + 1 && !one_word_at(from, at, 1u << AN_LIST_SURNAMES)) ? at : end;
}

/* The first initial behind a surname («Voloshnikov D.S.»); `end` when it is no such name. */
static uint32_t behind_surname(const an_name *name, const an_name_source *from, uint32_t at, uint32_t end)
{
    uint32_t i = at + 1;

    if (name->kind != AN_KIND_PERSON || end - at < 2 || an_utf8_count(text_of(from, at)) < 3 || one_word_at(from, at, 1u << AN_LIST_GIVEN))
        return end;
    while (i < end && an_utf8_count(text_of(from, i)) == 1 && from->atoms[i].flags & AN_ATOM_UPPER_FIRST &&
           (i == at + 1 || from->atoms[i].gap == AN_GAP_DOT || from->atoms[i].gap == AN_GAP_STOP))
        i++;
    return i == end && an_str_ends(name->text, AN_LIT(".")) ? at + 1 : end;
}

bool an_name_is_thi(an_str word)
{
    static const char *const thi[] = {"thi", "Thi", "THI", "Thị", "thị"};

    return AN_STR_IN(word, thi);
}

/* «Nguyen Thi Hoa»: between a Vietnamese surname and a given name «Thị» says that she is a woman. */
static bool holds_thi(const an_name *name)
{
    for (size_t i = 1; i + 1 < name->count; i++)
        if (an_name_is_thi(name->words[i].text))
            return true;
    return false;
}

/* «Nguyễn Văn Thảo»: behind a surname that stands first «Văn» is no particle. */
static void read_van(an_name *name, const an_name_source *from, uint32_t first)
{
    if (name->count > 2 && name->words[0].leading && name->words[1].part == AN_PART_PARTICLE && from->atoms[first + 1].flags & AN_ATOM_UPPER_FIRST)
        name->words[1].part = AN_PART_PLAIN;
}

bool an_name_parse(an_name *name, const an_name_source *from, an_arena *arena, an_buf *scratch)
{
    uint32_t at = from->first, end = from->first + from->count, turn, given;

    name->words = NULL;
    name->count = 0;
    name->legal = name->fronted = false;
    name->number = AN_LIT("");
    name->atom = at;
    if (from->count == 0 || from->count > AN_NAME_WORDS)
        return true;
    at = skip_front(name, from, at, end);
    if (name->kind == AN_KIND_PERSON && !cut_number(name, from, at, &end, arena, scratch))
        return false;
    if (name->kind == AN_KIND_ORGANIZATION) {
        uint32_t whole = end;
        end = cut_legal(from, at, end);
        name->legal |= end < whole;
    }
    name->monsieur = from->french && name->kind == AN_KIND_PERSON && end - at > 1 && an_str_equal(text_of(from, at), AN_LIT("M")) &&
                     from->atoms[at + 1].gap == AN_GAP_STOP;
    name->gender = name->monsieur ? 'm' : name->gender;
    turn = comma(name, from, at, end);
    turn = turn == end ? behind_capitals(name, from, at, end) : turn;
    turn = turn == end ? behind_surname(name, from, at, end) : turn;
    name->turned = turn != end;
    given = name->turned ? skip_front(name, from, turn, end) : turn; /* «Berg, Gen. Karl» */
    name->atom = at;
    if (!(name->words = an_arena_alloc(arena, (end - at) * sizeof *name->words)))
        return false;
    if (!add_words(name, from, given, end, arena, scratch) || !add_words(name, from, at, turn, arena, scratch))
        return false;
    if (!name->turned)
        read_van(name, from, at);
    if (name->kind == AN_KIND_PERSON && !name->gender && holds_thi(name))
        name->gender = 'f';
    if (name->kind == AN_KIND_PERSON && !name->gender && an_name_first(name))
        name->gender = an_name_first(name)->gender;
    return true;
}

void an_name_reader_clear(an_name_reader *reader)
{
    an_atoms_clear(&reader->atoms);
    an_free(reader->hits.items);
    an_match_scratch_clear(&reader->match);
    an_buf_clear(&reader->scratch);
    *reader = (an_name_reader){0};
}

bool an_name_read(an_name_reader *reader, an_name *name, const an_lexicon *lexicon, const an_rules *rules, an_arena *arena)
{
    an_name_source from = {.rules = rules, .text = name->text};

    reader->atoms.count = reader->hits.count = 0;
    if (!an_atoms_cut(&reader->atoms, name->text, 0, name->text.len) ||
        !an_lexicon_find_words(lexicon, name->text, &reader->atoms, &reader->match, &reader->hits))
        return false;
    from.atoms = reader->atoms.items;
    from.count = (uint32_t)reader->atoms.count;
    from.hits = reader->hits.items;
    from.hit_count = reader->hits.count;
    return an_name_parse(name, &from, arena, &reader->scratch);
}

void an_name_add_words(an_buf *out, const an_name_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        an_buf_add_text(out, i ? " " : "");
        an_buf_add(out, words[i].text);
    }
}

bool an_name_is_amp_letters(const an_name *name)
{
    size_t signs = 0;

    for (size_t i = 0; i < name->text.len; i++) {
        char c = name->text.ptr[i];
        signs += c == '&';
        if (c != '&' && !an_ascii_capital(c))
            return false;
    }
    return name->count == 2 && signs == 1;
}

bool an_name_is_kind(const an_name_word *word)
{
    return word->part == AN_PART_DESIGNATOR || word->part == AN_PART_COMPANY;
}

const an_name_word *an_name_first(const an_name *name)
{
    for (size_t i = 0; i < name->count; i++)
        if (name->words[i].part != AN_PART_ARTICLE && name->words[i].part != AN_PART_PARTICLE)
            return name->words + i;
    return NULL;
}

const an_name_word *an_name_last(const an_name *name)
{
    return name->count ? name->words + name->count - 1 : NULL;
}

size_t an_name_surname_at(const an_name *name)
{
    size_t at = name->count ? name->count - 1 : 0; /* a name that is too long has no words */

    while (at > 0 && (name->words[at - 1].part == AN_PART_PARTICLE || name->words[at - 1].part == AN_PART_ARTICLE))
        at--;
    return at;
}

bool an_name_has_two_halves(const an_name *name)
{
    return name->kind == AN_KIND_PERSON && name->count > 1 && an_name_last(name)->tied && an_name_last(name)[-1].part == AN_PART_PLAIN;
}

bool an_name_word_tells(const an_name_word *word)
{
    enum { LONG = 5 };

    return word->part == AN_PART_PLAIN && !word->given && !word->common && an_utf8_count(word->text) >= LONG;
}

bool an_is_wifes_title(an_str word)
{
    static const char *const titles[] = {"Frau", "Lady", "Madame", "Mme", "Mrs", "Señora", "Signora"};

    return AN_STR_IN(word, titles);
}

bool an_is_written_alike(an_str a, an_str b)
{
    size_t at = 0, other = 0;

    for (;; at++, other++) {
        while (at < a.len && a.ptr[at] == '.')
            at++;
        while (other < b.len && b.ptr[other] == '.')
            other++;
        if (at == a.len || other == b.len)
            return at == a.len && other == b.len;
        if (an_ascii_lower(a.ptr[at]) != an_ascii_lower(b.ptr[other]))
            return false;
    }
}

bool an_is_knights_title(an_str word)
{
    static const char *const titles[] = {"sir", "dame"};

    return AN_STR_IN_ASCII_CASE(word, titles);
}

bool an_is_trade_word(an_str word)
{
    static const char *const words[] = {"advertising", "commodities", "communications", "construction", "export", "fashion", "film", "furniture",
                                        "granite", "group", "hardware", "interiors", "international", "investment", "marine", "maritime", "marketing",
                                        "media", "metal", "music", "paper", "rubber", "salvage", "seafood", "services", "sugar", "supplies", "supply",
                                        "technology", "textile", "timber", "trade", "transport", "travel", "trucking"};

    return AN_STR_IN_ASCII_CASE(word, words);
}

bool an_name_says_kind(const an_name_word *word)
{
    return an_name_is_kind(word) || an_is_trade_word(word->text);
}

bool an_is_club_word(an_str word)
{
    static const char *const words[] = {"albion", "athletic", "city", "county", "rangers", "rovers", "town", "united", "wanderers"};

    return AN_STR_IN_ASCII_CASE(word, words);
}

bool an_starts_kunya(an_str word)
{
    static const char *const words[] = {"abu", "abou", "umm", "um", "oum"};

    return AN_STR_IN_ASCII_CASE(word, words);
}

bool an_name_is_kunya(const an_name *name)
{
    return name->kind == AN_KIND_PERSON && name->count == 2 && an_starts_kunya(name->words->text);
}

static bool has_vowel(an_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (memchr("aeiouy", word.ptr[i], 6))
            return true;
    return false;
}

bool an_name_is_letters(const an_name *name)
{
    return name->count == 1 && name->words->text.len > 1 && (!an_has_small_letter(name->text) || (name->words->text.len > 2 && !has_vowel(name->words->text)));
}

bool an_name_ends_in_initial(const an_name *name)
{
    return name->in_file && name->kind == AN_KIND_PERSON && name->count > 1 && name->words[0].part == AN_PART_PLAIN &&
           an_name_last(name)->part == AN_PART_INITIAL && !name->number.len && !an_str_ends(name->text, AN_LIT("."));
}

bool an_name_is_in_letters(const an_name *name, size_t word)
{
    enum { MOST = 5 };
    static const char *const others[] = {"ai", "eu", "hr", "it", "pr", "tv", "uae", "uk", "un", "us", "usa"};
    an_str rest = name->text, one, letters = name->words[word].text;

    if (AN_STR_IN(letters, others) || letters.len < 2 || letters.len > MOST || !an_has_small_letter(name->text))
        return false;
    while (rest.len && an_str_next(&rest, ' ', &one))
        if (an_str_equal_ascii_case(one, letters) && !an_has_small_letter(one))
            return true;
    return false;
}

bool an_name_is_of_father(const an_name *name)
{
    static const char *const sons[] = {"ag", "ben", "ould", "uld", "walad", "wuld"};

    for (size_t i = name->kind == AN_KIND_PERSON ? an_name_surname_at(name) : name->count; i + 1 < name->count; i++)
        if (AN_STR_IN(name->words[i].text, sons))
            return true;
    return false;
}

bool an_name_is_title(const an_name *name)
{
    return name->kind == AN_KIND_PERSON && name->count > 2 && an_str_equal(name->words[name->count - 2].text, AN_LIT("of"));
}

bool an_name_is_of_place(const an_name *name)
{
    static const char *const titles[] = {"abbot", "baron", "bishop", "count", "dean", "duke", "earl", "king", "lady", "lord", "marquis", "prince", "queen"};

    return an_name_is_title(name) && name->words[0].given && !AN_STR_IN_ASCII_CASE(name->words[0].text, titles);
}

static bool among(an_str names, an_str word)
{
    an_str one;

    while (names.len && an_str_next(&names, ';', &one))
        if (an_str_equal_ascii_case(an_str_trim(one), word))
            return true;
    return false;
}

/* «Huck», «Huckleberry»: the start of a name, and no given name of the list by itself; not «Abdul» of «Abdulrahman», which is «Abdul Rahman», too. */
static bool is_start_of(const an_name_word *word, const an_name_word *given)
{
    enum { LEAST = 3, LONGER = 2 };

    return !word->given && word->part == AN_PART_PLAIN && word->text.len >= LEAST && !an_str_starts(word->text, AN_LIT("abd")) &&
           given->text.len >= word->text.len + LONGER &&
           an_str_starts(given->text, word->text);
}

static bool is_short_for(const an_name_word *word, const an_name_word *given)
{
    return (word->nickname && among(word->nickname->names, given->text)) || is_start_of(word, given);
}

bool an_is_nickname(const an_name_word *a, const an_name_word *b)
{
    return is_short_for(a, b) || is_short_for(b, a);
}

bool an_are_short_for_one(const an_name_word *a, const an_name_word *b)
{
    an_str names = a->nickname && b->nickname ? a->nickname->names : AN_LIT(""), one;

    while (names.len && an_str_next(&names, ';', &one))
        if (among(b->nickname->names, an_str_trim(one)))
            return true;
    return false;
}

bool an_is_initial_of(const an_name_word *a, const an_name_word *b)
{
    return (a->part == AN_PART_INITIAL && an_str_starts(b->text, a->text)) || (b->part == AN_PART_INITIAL && an_str_starts(a->text, b->text));
}

bool an_one_spelling(const an_name_word *a, const an_name_word *b)
{
    return an_str_equal(a->spelling, b->spelling);
}

/* «Christina» of «Christian», but not of «Christine»: it ends as women's names do, where the other one does not. */
static bool is_womans_beside(an_str word, an_str other)
{
    return word.ptr[word.len - 1] == 'a' && !memchr("ae", other.ptr[other.len - 1], 2);
}

bool an_two_given_names(const an_name_word *a, const an_name_word *b)
{
    return a->given && b->given && !an_one_spelling(a, b) &&
           ((a->spelled && b->spelled) || (a->gender && b->gender && a->gender != b->gender) || is_womans_beside(a->text, b->text) ||
            is_womans_beside(b->text, a->text) ||
            !an_sound_alike(a->text, b->text, 0));
}

static bool one_spelled_twice(const an_name_word *a, const an_name_word *b)
{
    return an_one_spelling(a, b) || (an_spelled_alike(a->text, b->text) && !an_two_given_names(a, b));
}

bool an_given_for(const an_name_word *given, const an_name_word *word)
{
    return is_short_for(word, given) || one_spelled_twice(given, word);
}

/* «Abdul», which another word may go on: «Abdul Rahman», «Abdulrahman». */
static bool is_servant_of(const an_name_word *servant, const an_name_word *word)
{
    return an_str_starts(servant->text, AN_LIT("abd")) && servant->text.len <= 5 && an_str_starts(word->text, AN_LIT("abd"));
}

bool an_given_fits(const an_name_word *a, const an_name_word *b)
{
    return an_str_equal(a->text, b->text) || an_is_initial_of(a, b) || an_is_nickname(a, b) || one_spelled_twice(a, b) || is_servant_of(a, b) ||
           is_servant_of(b, a);
}

bool an_name_holds_at(const an_name *whole, const an_name *part, size_t from)
{
    for (size_t i = 0; i < part->count; i++)
        if (!an_name_same_word(whole, from + i, part, i))
            return false;
    return true;
}

bool an_name_is_turned(const an_name *a, const an_name *b)
{
    for (size_t from = 1; from < a->count && a->count == b->count; from++) {
        size_t i = 0;
        while (i < a->count && an_name_same_word(a, (from + i) % a->count, b, i))
            i++;
        if (i == a->count)
            return true;
    }
    return false;
}

bool an_turned_without_middle(const an_name *whole, const an_name *part)
{
    return whole->count == 3 && part->count == 2 && whole->words[0].leading && whole->number.len + part->number.len == 0 &&
           an_name_same_word(whole, 0, part, 1) && an_name_same_word(whole, 2, part, 0);
}

bool an_name_is_late(const an_name *whole, uint32_t atom, const an_name *part)
{
    enum { SELDOM = 10 };

    return part->settled && part->settled < atom && part->mentions > SELDOM * whole->mentions;
}

/* «alketbawi»: what others write «al-Ketbawi». That «Alvarez» loses its letters, too, does no harm where all words are compared. */
static size_t fused_article(const an_name *name, size_t word)
{
    an_str text = name->words[word].text;

    return name->kind == AN_KIND_PERSON && word > 0 && word + 1 == name->count && text.len > 6 &&
                   (an_str_starts(text, AN_LIT("al")) || an_str_starts(text, AN_LIT("el")))
               ? 2
               : 0;
}

/* «Hizbul Mujahedin»: what others write «Hizb ul-Mujahedin». */
static size_t article_behind(const an_name *name, size_t word)
{
    enum { LONG = 5 };
    an_str text = name->words[word].text;

    return name->kind == AN_KIND_ORGANIZATION && word + 1 < name->count && text.len >= LONG && an_str_ends(text, AN_LIT("ul")) ? 2 : 0;
}

/* «abdul», «abdulrahman»: how many letters of the article stand behind «abd», «servant of»; in six letters there is no room for more («abdala»). */
static size_t article_of_servant(an_str word)
{
    static const char *const articles[] = {"al", "ar", "as", "el", "er", "es", "ol", "or", "ul", "ur", "us"};

    return an_str_starts(word, AN_LIT("abd")) && word.len != 6 && AN_STR_IN(an_str_sub(word, 3, word.len < 5 ? word.len : 5), articles) ? 2 : 0;
}

size_t an_name_joined(const an_name *name, size_t from, char out[AN_NAME_JOINED])
{
    size_t length = 0;

    for (size_t i = from; i < name->count; i++) {
        an_str word = name->words[i].text;
        size_t article = name->kind == AN_KIND_PERSON ? article_of_servant(word) : 0, start = article ? 3 : 0;
        if (!an_name_counts(name, i))
            continue;
        word = an_str_sub(word, fused_article(name, i), word.len - article_behind(name, i));
        if (length + word.len > AN_NAME_JOINED)
            return 0;
        memcpy(out + length, word.ptr, start);
        memcpy(out + length + start, word.ptr + start + article, word.len - start - article);
        length += word.len - article;
    }
    return length;
}

bool an_names_joined_alike(const an_name *a, const an_name *b)
{
    char one[AN_NAME_JOINED], other[AN_NAME_JOINED];
    an_str text_a = {one, an_name_joined(a, 0, one)}, text_b = {other, an_name_joined(b, 0, other)};

    return text_a.len >= 6 && text_b.len >= 6 && an_sound_alike(text_a, text_b, 3) && an_likeness_by_ear(text_a, text_b) >= 0.92;
}
