/* Which of a document's names are one actor: its chosen names go into groups (clusters.c), by what the text says («A, also known as B») and
   by the sieves; the targets of a group are merged into that of its fullest name. */
#include "extract/work.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "extract/imply/acronym.h"
#include "extract/imply/implied.h"
#include "extract/resolve/labels.h"

/* Names ------------------------------------------------------------------------------------------------------------------------------- */

static bool is_word(const an_extractor *x, uint32_t atom, const char *word)
{
    return an_str_equal_ascii_case(an_work_atom(x, atom), an_str_of(word));
}

/* The year in brackets right behind a person's name: «(born 13 March 1963)», «(1822–1895)»; 0 when there is none. */
static uint32_t born(const an_extractor *x, const an_candidate *c)
{
    enum { ATOMS = 6 };
    uint32_t end = c->atom + c->atom_count;
    an_str text = x->doc->text;

    if (end >= x->atoms.count || x->atoms.items[end].gap != AN_GAP_OTHER || c->span.end + 1 >= text.len ||
        text.ptr[c->span.end] != ' ' || text.ptr[c->span.end + 1] != '(')
        return 0;
    for (uint32_t i = end; i < end + ATOMS && i < x->atoms.count; i++) {
        an_str word = an_work_atom(x, i);
        uint32_t year = 0;
        if (i > end && an_str_find_byte(an_str_sub(text, x->atoms.items[i - 1].span.end, x->atoms.items[i].span.start), 0, ')') != (size_t)-1)
            return 0;
        for (size_t k = 0; k < word.len && word.ptr[k] >= '0' && word.ptr[k] <= '9'; k++)
            year = word.len == 4 ? year * 10 + (uint32_t)(word.ptr[k] - '0') : 0;
        if (year > 999 && year < 2100)
            return year;
    }
    return 0;
}

/* Whether a title of a class stands before a name of one word: only of these it tells something (sieve.c). */
static bool has_title_of(const an_extractor *x, uint32_t atom, uint8_t class_)
{
    for (an_title title = {0}; an_work_title_before(x, atom, &title);)
        if (title.word->class_ == class_)
            return true;
    return false;
}

/* What one more place says of a name. */
static void see(const an_extractor *x, an_name *name, const an_candidate *c)
{
    enum { SETTLED = 40 };
    const float SURE = 0.95F;
    uint32_t title = c->atom;
    char gender = name->kind == AN_KIND_PERSON ? an_work_title_gender(x, c->atom, &title) : 0;

    if (++name->mentions == SETTLED)
        name->settled = c->atom;
    name->doubtful &= c->by == AN_BY_TAGGER && c->confidence < SURE;
    if (name->kind == AN_KIND_PERSON && name->count == 1) {
        name->office = name->office || has_title_of(x, c->atom, AN_CLASS_OFFICE);
        name->ranks += has_title_of(x, c->atom, AN_CLASS_RANK);
    }
    name->definite |= an_work_is_definite(x, c->atom) || is_word(x, c->atom, "the");
    if (!gender && name->couple && !name->office) /* by a title in the name, or told from a lady by a rank */
        gender = name->gender ? name->gender : 'm';
    if (gender)
        name->gender = name->titled = gender;
    if (gender) {
        name->miss |= is_word(x, title, "miss");
        name->mrs |= name->count == 1 ? an_is_wifes_title(an_work_atom(x, title)) : is_word(x, title, "mrs");
        name->courtesies += is_word(x, title, "mr") || is_word(x, title, "mrs") || is_word(x, title, "miss");
        name->sir |= an_is_knights_title(an_work_atom(x, title));
    }
    if (name->kind == AN_KIND_PERSON && !name->born)
        name->born = born(x, c);
}

/* Whether the text calls somebody «Mme» or «Mlle», or is written in French: then «M.» is no initial. */
static bool calls_in_french(const an_extractor *x)
{
    static const char *const titles[] = {"Mme", "Mlle", "Mmes", "MM", "Monsieur", "Mademoiselle"};

    for (size_t i = 0; i < x->word_hits.count; i++) {
        const an_hit *hit = x->word_hits.items + i;
        if (hit->term < x->rules->word_count && x->rules->words[hit->term].list == AN_LIST_TITLES && hit->atom_count == 1 &&
            AN_STR_IN(an_work_atom(x, hit->atom), titles))
            return true;
    }
    return false;
}

/* Whether a tenth of the first words are small ones of French. */
static bool is_in_french(const an_extractor *x)
{
    enum { LOOK = 1000, LEAST = 5, SHARE = 10 };
    static const char *const words[] = {"au", "aux", "avec", "ce", "dans", "des", "du", "elle", "est", "et", "il", "la", "le", "les", "ne", "par",
                                        "pour", "qu", "que", "qui", "sa", "se", "ses", "son", "sont", "sur", "un", "une"};
    size_t end = x->atoms.count < LOOK ? x->atoms.count : LOOK, found = 0;

    for (uint32_t i = 0; i < end; i++)
        found += !(x->atoms.items[i].flags & AN_ATOM_UPPER_FIRST) && AN_STR_IN(an_work_atom(x, i), words);
    return found >= LEAST && found * SHARE >= end;
}

bool an_speaks_french(const an_extractor *x)
{
    for (size_t i = 0; i < x->choices.count; i++) { /* nobody asks where no name starts so */
        const an_candidate *c = an_choice_candidate(x, i);
        if (c->atom_count > 1 && an_str_equal(an_work_atom(x, c->atom), AN_LIT("M")))
            return calls_in_french(x) || is_in_french(x);
    }
    return false;
}

/* Whether a name begins with an ordinary word, as far as the tagger's lists tell, that the text has in small letters, too. */
static bool starts_ordinary(const an_extractor *x, const an_candidate *c)
{
    uint32_t token = x->tagger ? x->tagging.token_of[c->atom] : 0, lists = x->tagger ? x->tagging.tokens.items[token].lists : 0;

    return lists & AN_IN(AN_WORD_COMMON) && !(lists & AN_IN(AN_WORD_GIVEN)) && x->tagging.signs.of[token] >> AN_SIGN_LOWER & 1;
}

static bool parse(an_extractor *x, an_name *name, const an_candidate *c)
{
    uint32_t hit = x->word_at[c->atom], end = x->word_at[c->atom + c->atom_count];
    an_name_source from = {.rules = x->rules,
                           .text = x->doc->text,
                           .atoms = x->atoms.items,
                           .first = c->atom,
                           .count = c->atom_count,
                           .hits = x->word_hits.items + hit,
                           .hit_count = end - hit,
                           .french = x->french};

    return an_name_parse(name, &from, &x->clusters.arena, &x->buf);
}

/* Places and states of dictionaries have all their names there. */
static bool takes_part(const an_extractor *x, const an_candidate *c, uint32_t target)
{
    const an_target *it = x->targets + target;

    return c->by != AN_BY_DEMONYM && !(it->actor != AN_NO_ACTOR && an_kind_of(it->type) == AN_KIND_PLACE);
}

static bool add_name(an_extractor *x, const an_candidate *c, uint32_t target)
{
    an_name *name = an_clusters_new(&x->clusters);

    if (!name)
        return false;
    name->text = an_candidate_form(x, c);
    name->target = target;
    name->actor = x->targets[target].actor;
    name->state = x->targets[target].part_of;
    name->couple = x->targets[target].couple;
    name->kind = an_kind_of(x->targets[target].type);
    name->team = an_str_equal(x->targets[target].type, AN_LIT("organization/sport"));
    name->ordinary = starts_ordinary(x, c);
    name->doubtful = true;
    if (!parse(x, name, c))
        return false;
    if (name->count == 1 && !name->gender && name->kind == AN_KIND_PERSON && name->actor != AN_NO_ACTOR)
        name->gender = an_work_actor_gender(x, name->actor);
    see(x, name, c);
    an_clusters_add(&x->clusters);
    return true;
}

/* How often the surnames of couples stand alone, without a title. */
static bool note_bare(an_extractor *x, const an_map *wives, an_map *bare)
{
    an_map_reset(bare);
    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *it = x->clusters.items + i;
        uint32_t number;
        if (it->count != 1 || it->couple || it->kind != AN_KIND_PERSON || an_map_find(wives, it->words->text) == AN_MAP_NONE)
            continue;
        if ((number = an_map_intern(bare, it->words->text, NULL)) == AN_MAP_NONE)
            return false;
        bare->values[number] += (uint32_t)it->mentions;
    }
    return true;
}

/* «Thorpe», time and again: a young man is called so, whose mother may be «Mrs. Thorpe». */
static bool is_young(const an_map *bare, const an_name *name)
{
    enum { OFTEN = 20 };
    uint32_t number = an_map_find(bare, name->words->text);

    return number != AN_MAP_NONE && bare->values[number] >= OFTEN && bare->values[number] > name->mentions;
}

/* Of «Mr. Weston» and «Mrs. Weston» the word is a surname, also where it stands alone. */
static bool note_misters(an_extractor *x)
{
    enum { SELDOM = 5 };
    an_map *wives = &x->noted; /* surnames; values: how often somebody is «Mrs.» with it */
    an_map *bare = &x->tried;
    bool any = false;

    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *it = x->clusters.items + i;
        uint32_t number;
        if (it->count != 1 || !it->couple || it->office)
            continue;
        if (!any)
            an_map_reset(wives);
        any = true;
        if ((number = an_map_intern(wives, it->words->text, NULL)) == AN_MAP_NONE)
            return false;
        wives->values[number] += it->mrs ? (uint32_t)it->mentions : 0;
    }
    if (any && !note_bare(x, wives, bare))
        return false;
    for (size_t i = 0; any && i < x->clusters.count; i++) {
        an_name *it = x->clusters.items + i;
        uint32_t number = it->count == 1 ? an_map_find(wives, it->words->text) : AN_MAP_NONE;
        it->mister = number != AN_MAP_NONE;
        it->bachelor = it->mister && it->couple && it->gender == 'm' && it->mentions >= SELDOM * (uint64_t)wives->values[number];
        it->young = it->mister && it->couple && it->gender == 'm' && !it->ranks && is_young(bare, it);
    }
    return true;
}

/* Whether a rank stands before a word alone anywhere. */
static bool names_rank(const an_extractor *x)
{
    for (size_t i = 0; i < x->clusters.count; i++)
        if (x->clusters.items[i].ranks)
            return true;
    return false;
}

/* Whose last words are names by themselves; only behind ranks, since nothing else asks. */
static bool note_surnamed(an_extractor *x)
{
    an_map *alone = &x->noted;

    if (!names_rank(x))
        return true;
    an_map_reset(alone);
    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *it = x->clusters.items + i;
        if (it->count == 1 && an_map_intern(alone, it->words->text, NULL) == AN_MAP_NONE)
            return false;
    }
    for (size_t i = 0; i < x->clusters.count; i++) {
        an_name *it = x->clusters.items + i;
        it->surnamed = it->count > 1 && an_map_find(alone, an_name_last(it)->text) != AN_MAP_NONE;
    }
    return true;
}

/* Where each surname is met first; only in texts that are long enough for somebody to come late. */
static bool note_families(an_extractor *x)
{
    an_map *first = &x->noted; /* last words; values: the atom */
    bool any = false, added = false;

    for (size_t i = 0; i < x->clusters.count && !any; i++)
        any = x->clusters.items[i].settled;
    if (!any)
        return true;
    an_map_reset(first);
    for (size_t i = 0; i < x->clusters.count; i++) { /* in the order of the text */
        an_name *it = x->clusters.items + i;
        uint32_t number;
        if (!it->count)
            continue;
        if ((number = an_map_intern(first, an_name_last(it)->text, &added)) == AN_MAP_NONE)
            return false;
        if (added)
            first->values[number] = it->atom;
        it->family = first->values[number];
    }
    return true;
}

/* Each different form of each target once. `name_of` gets the name of every choice, or UINT32_MAX; `of_target` the last name of each target. */
static bool collect(an_extractor *x, uint32_t *name_of, uint32_t *of_target)
{
    an_map *known = &x->forms; /* target and form; values: name */

    an_map_reset(known);
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i), number;
        bool added = false;
        name_of[i] = UINT32_MAX;
        if (target == UINT32_MAX || !takes_part(x, c, target))
            continue;
        an_buf_reset(&x->buf);
        an_buf_add(&x->buf, (an_str){(const char *)&target, sizeof target});
        an_buf_add(&x->buf, an_candidate_form(x, c));
        number = x->buf.failed ? AN_MAP_NONE : an_map_intern(known, an_buf_str(&x->buf), &added);
        if (number == AN_MAP_NONE)
            return false;
        if (!added) {
            see(x, x->clusters.items + known->values[number], c);
        } else {
            known->values[number] = (uint32_t)x->clusters.count;
            if (!add_name(x, c, target))
                return false;
            if (of_target[target] != UINT32_MAX)
                an_clusters_same(&x->clusters, of_target[target], known->values[number]);
            of_target[target] = known->values[number];
        }
        name_of[i] = known->values[number];
    }
    return true;
}

/* What the text says --------------------------------------------------------------------------------------------------------------------- */

/* Whether all atoms of a range are among some small words, demonyms included when asked for. */
static bool only_words(const an_extractor *x, uint32_t from, uint32_t to, const char *const *words, bool demonyms)
{
    for (uint32_t i = from; i < to; i++) {
        size_t w = 0;
        while (words[w] && !is_word(x, i, words[w]))
            w++;
        if (!words[w] && !(demonyms && an_work_word(x, i, 1u << AN_LIST_DEMONYMS, NULL)))
            return false;
    }
    return true;
}

/* The atom behind the bracket that opens right before an atom, «Al-Bakri (Arabic: …), also known as», or, in it, behind the last sign that parts what it
   tells, «Lund (born 1960; also known as»; or the atom itself. At most `end`. */
static uint32_t behind_bracket(const an_extractor *x, uint32_t atom, uint32_t end)
{
    an_str text = x->doc->text;
    uint32_t at = atom;
    size_t close, sign;

    if (atom == 0 || atom >= end || !an_str_equal(an_str_sub(text, x->atoms.items[atom - 1].span.end, x->atoms.items[atom].span.start), AN_LIT(" (")))
        return atom;
    close = an_str_find_byte(an_str_sub(text, 0, x->atoms.items[end].span.start), x->atoms.items[atom].span.start, ')');
    for (sign = x->atoms.items[end].span.start; close == (size_t)-1 && sign > x->atoms.items[atom].span.start; sign--)
        if (text.ptr[sign - 1] == ';' || text.ptr[sign - 1] == ',')
            break;
    if (close == (size_t)-1)
        close = sign;
    while (at < end && x->atoms.items[at].span.start < close)
        at++;
    return at < end ? at : atom;
}

/* «Lund, 61, known as»: behind an age. */
static uint32_t behind_age(const an_extractor *x, uint32_t atom)
{
    an_str word = an_work_atom(x, atom);

    return atom + (x->atoms.items[atom].gap == AN_GAP_COMMA && word.len == 2 && an_ascii_digit(word.ptr[0]) && an_ascii_digit(word.ptr[1]));
}

/* «A, also known as B»: between two names of one sentence stands a word of the list `aka`, and little else. `*former`: B is what A was called. */
static bool said_the_same(const an_extractor *x, const an_candidate *a, const an_candidate *b, bool *former)
{
    static const char *const before[] = {"who", "which", "is", "was", "are", "were", "he", "she", "it", "his", "her", "whose", "has", "had", NULL};
    static const char *const behind[] = {"as", "the", "by", "a", "his", "her", "its", "their", "simply", "just", "name", "names", "acronym",
                                         "initials", "abbreviation", NULL};
    enum { MOST = 10 };
    uint32_t from = behind_age(x, behind_bracket(x, a->atom + a->atom_count, b->atom)), length;

    if (b->atom <= from || b->atom - from > MOST || an_work_sentence(x, a->atom) != an_work_sentence(x, b->atom))
        return false;
    for (uint32_t at = from; at < b->atom; at++) {
        const an_rule_word *word = an_work_word(x, at, 1u << AN_LIST_AKA, &length);
        if (!word || at + length > b->atom)
            continue;
        *former = word->class_ == AN_CLASS_FORMER;
        return only_words(x, from, at, before, false) && only_words(x, at + length, b->atom, behind, true);
    }
    return false;
}

/* Whether a bracket right behind `a` holds nothing but `b`, and what opens it. */
static bool is_in_bracket(an_extractor *x, const an_candidate *a, const an_candidate *b, const char *opening)
{
    an_str text = x->doc->text;

    return an_parted_by(x, a, b, opening) && b->span.end < text.len && text.ptr[b->span.end] == ')';
}

static bool is_capitals(const an_extractor *x, const an_candidate *c)
{
    return c->atom_count == 1 && x->atoms.items[c->atom].flags & AN_ATOM_ALL_UPPER && c->span.end - c->span.start > 1;
}

enum { ENGLISH = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_COUNTRY) };

/* Whether most of a name's words with a capital are English ones: not «Partiya Karkerên Kurdistanê». */
static bool is_english(const an_extractor *x, an_str name)
{
    enum { LONGEST = 24 };
    size_t words = 0, english = 0;
    an_str word;

    while (an_str_next(&name, ' ', &word)) {
        char small[LONGEST];
        if (word.len == 0 || word.ptr[0] < 'A' || word.ptr[0] > 'Z')
            continue;
        words++;
        for (size_t i = 0; i < word.len && i < LONGEST; i++)
            small[i] = (char)(word.ptr[i] | 0x20);
        english += word.len <= LONGEST && an_lists_of(x->tagging.tokens.words, an_key_bytes(small, word.len)) & ENGLISH;
    }
    return english * 2 > words;
}

/* Whether two words begin alike, as «Sudan» and «Sudanese» do, or are equal. */
static bool begin_alike(an_str a, an_str b)
{
    enum { LONG = 5 };

    return an_str_equal_ascii_case(a, b) ||
           (a.len >= LONG && b.len >= LONG && an_str_equal_ascii_case(an_str_sub(a, 0, LONG), an_str_sub(b, 0, LONG)));
}

/* Whether two names have a word in common that is no word of grammar, nor one that makes names of bodies: «Agency». */
static bool share_word(const an_extractor *x, const an_candidate *name, an_str label)
{
    an_str word;

    while (an_str_next(&label, ' ', &word))
        for (uint32_t atom = name->atom; atom < name->atom + name->atom_count; atom++)
            if (x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST && !(an_atom_lists(x, atom) & AN_IN(AN_WORD_ORG)) &&
                begin_alike(word, an_work_atom(x, atom)))
                return true;
    return false;
}

/* «Fisheries Supervision Board (FSB)»: letters that a dictionary has for somebody, whose name and this one are English and have no word in common. */
static bool is_new_body(const an_extractor *x, const an_candidate *name, const an_candidate *letters)
{
    uint32_t known = letters->target;
    an_str label;

    if (!x->tagger || known == UINT32_MAX || x->targets[known].actor == AN_NO_ACTOR || name->target == UINT32_MAX ||
        x->targets[name->target].actor != AN_NO_ACTOR)
        return false;
    label = x->targets[known].label;
    return is_english(x, an_candidate_form(x, name)) && is_english(x, label) && !share_word(x, name, label);
}

/* «ABC (Long Name)», «ABC, the Long Name», «Long Name, or ABC»: the letters fit. */
static bool defines(an_extractor *x, const an_candidate *a, const an_candidate *b)
{
    const an_candidate *short_form = is_capitals(x, a) ? a : b, *name = short_form == a ? b : a;
    bool bracket = is_in_bracket(x, a, b, " (");

    if (!is_capitals(x, short_form) || name->atom_count < 2 || is_new_body(x, name, short_form))
        return false;
    if (bracket)
        return an_acronym_long_form(an_candidate_form(x, name), an_candidate_form(x, short_form)) == 0;
    return (an_parted_by(x, a, b, ", ") || an_parted_by(x, a, b, ", the ") || an_parted_by(x, a, b, ", or ") || an_parted_by(x, a, b, " or ")) &&
           an_acronym_of_initials(an_candidate_form(x, name), an_candidate_form(x, short_form));
}

/* Whether nothing stands between two names but a sign, a quotation mark (which must be there when `quoted`) and an article. */
static bool only_between(an_extractor *x, const an_candidate *a, const an_candidate *b, an_str sign, bool quoted)
{
    static const char *const openings[] = {"", "the ", "\"", "“", "«", "\"the ", "“the ", "«the "};
    enum { BARE = 2 };
    an_str rest = an_str_sub(x->doc->text, a->span.end, b->span.start);

    if (!an_str_starts(rest, sign))
        return false;
    rest = an_str_sub(rest, sign.len, rest.len);
    for (size_t i = quoted ? BARE : 0; i < sizeof openings / sizeof *openings; i++)
        if (an_str_equal(rest, an_str_of(openings[i])))
            return true;
    return false;
}

/* A given name and more. */
static bool is_full_name(const an_extractor *x, const an_candidate *c)
{
    return c->atom_count > 1 && an_work_is_given(x, c->atom) && !an_starts_kunya(an_work_atom(x, c->atom));
}

/* «Mokhtar, “the One-Eyed”, …»: a name in quotation marks between commas; «Karim Lund “Falcon”»: one right behind a full name. In «the film by
   Karim Lund “Jack Harrow”» a full name is a title. */
static bool is_byname(an_extractor *x, const an_candidate *a, const an_candidate *b)
{
    enum { COMMAS = 5 };
    static const char *const ends[] = {"\",", "”,", "»,", ",\"", ",”", "\"", "”", "»"};
    an_str behind = an_str_sub(x->doc->text, b->span.end, x->doc->text.len);
    bool near = a->atom_count > 1 && !is_full_name(x, b) && only_between(x, a, b, AN_LIT(" "), true);

    if ((!near && !only_between(x, a, b, AN_LIT(", "), true)) || !an_is_person(x->targets[b->target].type) || !an_is_person(x->targets[a->target].type))
        return false;
    for (size_t i = 0; i < (near ? sizeof ends / sizeof *ends : COMMAS); i++)
        if (an_str_starts(behind, an_str_of(ends[i])))
            return true;
    return false;
}

/* «Karim Lund, called “Falcon”»: without the quotation mark it may be somebody whom he rang up. */
static bool is_called(an_extractor *x, const an_candidate *a, const an_candidate *b)
{
    static const char *const verbs[] = {", called ", ", called the ", ", dubbed ", ", dubbed the "};

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && an_is_person(x->targets[a->target].type); i++)
        if (only_between(x, a, b, an_str_of(verbs[i]), true))
            return true;
    return an_is_person(x->targets[a->target].type) && only_between(x, a, b, AN_LIT(" @ "), false); /* «Karim Lund @ Falcon», in papers of the police */
}

/* «Debub Gondar (or South Gondar)»: nothing but the other name stands in the bracket. «Velmar Bank (or Harrow Bank)» may be two that will do. */
static bool is_other_name(an_extractor *x, const an_candidate *a, const an_candidate *b)
{
    return ((is_in_bracket(x, a, b, " (or ") && !an_is_type(x->targets[a->target].type, AN_LIT("organization"))) ||
            is_in_bracket(x, a, b, " (also ") || is_in_bracket(x, a, b, " (now ")) &&
           an_str_equal(an_main_type(x->targets[a->target].type), an_main_type(x->targets[b->target].type));
}

/* «Karim Lund (Russian: Карим Лунд»: what a bracket says that it is in a language. */
static bool is_in_language(an_extractor *x, const an_candidate *a, const an_candidate *b)
{
    uint32_t language = a->atom + a->atom_count;
    an_str between = an_str_sub(x->doc->text, a->span.end, b->span.start);

    return b->atom == language + 1 && an_str_starts(between, AN_LIT(" (")) && an_str_ends(between, AN_LIT(": ")) &&
           an_work_word(x, language, 1u << AN_LIST_DEMONYMS, NULL) &&
           an_str_equal(an_main_type(x->targets[a->target].type), an_main_type(x->targets[b->target].type));
}

/* «Abu Zayd»: whether a name begins with a kunya. */
static bool is_kunya(const an_extractor *x, const an_candidate *c)
{
    return c->atom_count > 1 && an_starts_kunya(an_work_atom(x, c->atom));
}

/* «Abu Zayd al-Berg (Karim Lund)», either of which is a kunya; «Kata'ib al-Harrow (the Harrow Brigades)», a name and what it means. */
static bool is_translated(an_extractor *x, const an_candidate *a, const an_candidate *b)
{
    an_kind one = an_kind_of(x->targets[a->target].type), other = an_kind_of(x->targets[b->target].type);

    if (one != other || a->atom_count < 2 || b->atom_count < 2)
        return false;
    return one == AN_KIND_PERSON ? is_kunya(x, a) != is_kunya(x, b) && is_in_bracket(x, a, b, " (")
                                 : one == AN_KIND_ORGANIZATION && is_in_bracket(x, a, b, " (the ");
}

/* «Henry Berg, Earl of Lund», «Lund, now Duke of Berg», «Lund was made Duke of Berg»: whose title it is. Behind a comma and «the» it may be another
   who has it. */
static bool has_title(const an_extractor *x, const an_candidate *a, const an_candidate *b)
{
    static const char *const times[] = {"now", "later", "afterwards", "since", "then", "first", "second", "third", "1st", "2nd", "3rd",
                                        "fourth", "fifth", "sixth", "4th", "5th", "6th", "7th", "8th", "9th", "10th"};
    static const char *const becomes[] = {"became", "created", "made"};
    uint32_t from = a->atom + a->atom_count;
    bool definite = false, timed = false;

    if (b->rank != AN_RANK_PATTERN || !an_is_person(x->targets[a->target].type) || !an_is_person(x->targets[b->target].type) || b->atom_count < 3 ||
        !is_word(x, b->atom + 1, "of") || b->atom < from || an_work_sentence(x, a->atom) != an_work_sentence(x, b->atom))
        return false;
    if (x->atoms.items[from].gap != AN_GAP_COMMA) {
        from += is_word(x, from, "was");
        if (from >= b->atom || !AN_STR_IN(an_work_atom(x, from++), becomes))
            return false;
        timed = true;
    }
    for (; from < b->atom; from++)
        if (AN_STR_IN_ASCII_CASE(an_work_atom(x, from), times))
            timed = true;
        else if (is_word(x, from, "the") && !definite)
            definite = true;
        else
            return false;
    return timed || !definite;
}

/* The choice that follows one; a demonym between them is passed over: «Lund (Russian: …; known as Falcon)». */
static size_t next_name(const an_extractor *x, size_t choice)
{
    size_t next = choice + 1;

    return next + 1 < x->choices.count && an_choice_candidate(x, next)->by == AN_BY_DEMONYM ? next + 1 : next;
}

/* «Karim Lund, a.k.a. Falcon»: a name that is read as another kind, and not surely, is of the kind of the one it is said to be. */
static bool settle_kinds(an_extractor *x)
{
    const float SURE = 0.7F;

    for (size_t i = 0; i + 1 < x->choices.count; i++) {
        const an_candidate *a = an_choice_candidate(x, i);
        an_candidate *b = x->candidates.items + x->choices.items[next_name(x, i)].first;
        bool former;
        if (b->by != AN_BY_TAGGER || b->confidence >= SURE || a->target == UINT32_MAX || x->choices.items[i].count > 1 ||
            an_str_equal(an_main_type(x->targets[a->target].type), an_main_type(x->targets[b->target].type)) || !said_the_same(x, a, b, &former))
            continue;
        b->target = an_target_name(x, an_candidate_form(x, b), x->targets[a->target].type, AN_NO_ACTOR);
        if (b->target == UINT32_MAX)
            return false;
    }
    return true;
}

/* Where a name starts without the number of a list before it: «2. », «(2) ». */
static size_t before_number(an_str text, size_t start)
{
    static const char digits[] = "0123456789";
    size_t at = start;
    bool bracket;

    while (at > 0 && text.ptr[at - 1] == ' ')
        at--;
    if (at == 0 || at == start || (text.ptr[at - 1] != '.' && text.ptr[at - 1] != ')'))
        return start;
    bracket = text.ptr[--at] == ')';
    if (at == 0 || !strchr(digits, text.ptr[at - 1]))
        return start;
    while (at > 0 && strchr(digits, text.ptr[at - 1]))
        at--;
    return !bracket ? at : at > 0 && text.ptr[at - 1] == '(' ? at - 1 : start;
}

/* Whether a name is the first of its line, but for a number: the head of an entry. */
static bool is_head(const an_extractor *x, const an_candidate *c)
{
    an_str text = x->doc->text;
    size_t start = before_number(text, c->span.start);

    return start == 0 || text.ptr[start - 1] == '\n';
}

/* Whether the head of an entry may be one: a word in small letters behind it begins no label («Karl Berg wrote», but «BERG, Karl dob:»). */
static bool is_entry(const an_extractor *x, const an_candidate *head)
{
    an_str text = x->doc->text;
    uint32_t next = head->atom + head->atom_count;
    size_t end;

    if (next >= x->atoms.count || x->atoms.items[next].gap != AN_GAP_SOFT || x->atoms.items[next].flags & (AN_ATOM_UPPER_FIRST | AN_ATOM_DIGIT))
        return true;
    for (end = x->atoms.items[next].span.end; end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '\n'; end++)
        ;
    return text.ptr[end - 1] == ':';
}

static bool is_same_paragraph(const an_extractor *x, const an_candidate *a, const an_candidate *b)
{
    return x->paragraphs[an_work_sentence(x, a->atom)] == x->paragraphs[an_work_sentence(x, b->atom)];
}

/* «a.k.a: (1) B (2) C»: whether a name is one that a list gives for the head of its entry; `more` when the one before it is. */
static bool is_listed_alias(const an_extractor *x, const an_candidate *before, const an_candidate *c, bool more)
{
    an_str text = an_str_sub(x->doc->text, 0, before_number(x->doc->text, c->span.start));

    while (text.len && (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\n'))
        text.len--;
    if (more && text.len == before->span.end)
        return true;
    return an_str_ends(text, AN_LIT(":")) && an_ends_with_alias_label(an_str_sub(text, 0, text.len - 1));
}

/* The aliases of a list's entries are its head, however much is told of that in its paragraph in between:
   «BERG, Karl | DOB: 1960. a.k.a: (1) BERGH, Carl (2) BERCH, Karl». */
static void join_listed(an_extractor *x, const uint32_t *name_of)
{
    size_t head = SIZE_MAX;
    bool more = false;

    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        if (is_head(x, c)) {
            head = is_entry(x, c) ? i : SIZE_MAX;
            more = false;
            continue;
        }
        more = i > 0 && is_listed_alias(x, an_choice_candidate(x, i - 1), c, more);
        if (more && head != SIZE_MAX && name_of[head] != UINT32_MAX && name_of[i] != UINT32_MAX && is_same_paragraph(x, an_choice_candidate(x, head), c))
            an_clusters_join(&x->clusters, name_of[head], name_of[i], AN_RULE_SAID);
    }
}

/* Letters are of the kind of what they are said to stand for: «Jama'at Ansar, known by its acronym JA», read as a person. */
static void take_kind(an_extractor *x, uint32_t whole, uint32_t letters)
{
    an_name *name = x->clusters.items + letters;

    if (name->actor == AN_NO_ACTOR && an_name_is_letters(name) && x->clusters.items[whole].kind == AN_KIND_ORGANIZATION &&
        x->clusters.size[an_clusters_root(&x->clusters, letters)] == 1)
        name->kind = AN_KIND_ORGANIZATION;
}

/* Whether a surname of one word is borne by somebody in full who is not `who`; in a register it is. */
static bool is_borne_by_another(const an_extractor *x, const an_name *surname, uint32_t who)
{
    const an_clusters *all = &x->clusters;

    for (size_t i = 0; i < all->count && all->count <= AN_REGISTER; i++) {
        const an_name *it = all->items + i;
        if (it->kind == AN_KIND_PERSON && it->count > 1 && an_str_equal(an_name_last(it)->text, surname->words->text) &&
            an_clusters_root(all, (uint32_t)i) != an_clusters_root(all, who))
            return true;
    }
    return all->count > AN_REGISTER;
}

/* «Anna (née Lund)», where there is a Tom Lund: in this place the surname is hers, elsewhere it is his. */
static bool is_maiden_name(const an_extractor *x, uint32_t number, uint32_t she)
{
    const an_name *surname = x->clusters.items + number;

    return surname->kind == AN_KIND_PERSON && surname->count == 1 && surname->actor == AN_NO_ACTOR && is_borne_by_another(x, surname, she);
}

/* «John Berg, Duke of Lund, …; Karl Berg, Duke of Lund»: the title is somebody's already. */
static bool is_held_by_another(const an_extractor *x, uint32_t title, uint32_t who)
{
    uint32_t held = an_clusters_root(&x->clusters, title);

    return x->clusters.size[held] > 1 && held != an_clusters_root(&x->clusters, who);
}

/* In this place a name is his who is told to have it, whoever has it elsewhere. */
static void give(an_extractor *x, size_t choice, const an_candidate *who)
{
    an_candidate *c = x->candidates.items + x->choices.items[choice].first;

    c->target = who->target;
    c->rank = AN_RANK_DEFINED;
    an_candidate_unlist(c);
}

static void join_said(an_extractor *x, const uint32_t *name_of)
{
    uint32_t called = UINT32_MAX; /* who goes by the name before, as the text says: «A, also called B or “C”» */

    for (size_t i = 0; i + 1 < x->choices.count; i++) {
        size_t next = next_name(x, i);
        const an_candidate *a = an_choice_candidate(x, i), *b = an_choice_candidate(x, next);
        uint32_t whole = called;
        bool former = false, titled = false;
        called = UINT32_MAX;
        if (name_of[i] == UINT32_MAX || name_of[next] == UINT32_MAX)
            continue;
        if (defines(x, a, b))
            an_clusters_join(&x->clusters, name_of[is_capitals(x, a) ? next : i], name_of[is_capitals(x, a) ? i : next],
                             AN_RULE_DEFINED);
        else if (said_the_same(x, a, b, &former) || is_byname(x, a, b) || is_called(x, a, b) || is_other_name(x, a, b) || is_translated(x, a, b) ||
                 is_in_language(x, a, b) || (titled = has_title(x, a, b))) {
            if ((former && is_maiden_name(x, name_of[next], name_of[i])) || (titled && is_held_by_another(x, name_of[next], name_of[i]))) {
                give(x, next, a);
                continue;
            }
            take_kind(x, name_of[i], name_of[next]);
            an_clusters_join(&x->clusters, called = name_of[i], name_of[next], AN_RULE_SAID);
            if (former)
                x->clusters.items[name_of[i]].stated = x->clusters.items[name_of[next]].former = true;
        }
        else if (whole != UINT32_MAX && only_between(x, a, b, AN_LIT(" or "), false))
            an_clusters_join(&x->clusters, called = whole, name_of[next], AN_RULE_SAID);
    }
}

/* All together -------------------------------------------------------------------------------------------------------------------------- */

/* «Mrs. Bennet» and «Miss Bennet» are two, too; and what the user says. */
static const char *are_apart(void *payload, const an_name *a, const an_name *b)
{
    an_extractor *x = payload;

    if (a->couple && b->couple && a->target != b->target && !an_is_written_alike(x->targets[a->target].label, x->targets[b->target].label))
        return "two titles";
    if (a->target != b->target && (x->targets[a->target].told || x->targets[b->target].told))
        return AN_APART_BY_USER;
    return an_target_apart(x, a->text, b->target) || an_target_apart(x, b->text, a->target) ? AN_APART_BY_USER : NULL;
}

/* The targets of a group become that of its fullest name. */
static void merge(an_extractor *x)
{
    an_clusters *c = &x->clusters;

    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t head = an_clusters_head(c, an_clusters_root(c, i));
        if (i != head && c->items[i].target != c->items[head].target)
            an_target_merge(x, c->items[i].target, c->items[head].target, an_clusters_rule(c, i, head));
    }
}

/* Whether a person's name of one word may be a company's. */
static bool may_be_short(const an_extractor *x, const an_name *name)
{
    static const char *const before[] = {"accused", "arrested", "by", "detained", "hired", "in", "jailed", "killed", "married", "shot"};
    static const char *const behind[] = {"confessed", "died", "herself", "himself", "married", "resigned", "smiled", "wept"};
    uint32_t next = name->atom + 1;

    return name->count == 1 && name->kind == AN_KIND_PERSON && name->doubtful && !name->titled && !name->words->given && name->actor == AN_NO_ACTOR &&
           (name->atom == 0 || !AN_STR_IN(an_work_atom(x, name->atom - 1), before)) &&
           (next >= x->atoms.count || !AN_STR_IN(an_work_atom(x, next), behind));
}

/* Whether a name of several words may be a company's that is called by the first of them: it ends as companies do, or in an ordinary word. */
static bool may_be_company(const an_extractor *x, const an_name *name)
{
    for (size_t i = 1; i < name->count; i++)
        if (name->words[i].part == AN_PART_DESIGNATOR || name->words[i].part == AN_PART_SMALL)
            return false;
    return name->kind == AN_KIND_ORGANIZATION && name->count > 1 && name->actor == AN_NO_ACTOR && !name->ordinary && !name->definite &&
           (name->legal || an_name_last(name)->part == AN_PART_COMPANY ||
            (an_name_last(name)->part == AN_PART_PLAIN && x->tagger && an_atom_lists(x, name->atom + (uint32_t)name->count - 1) & AN_IN(AN_WORD_COMMON)));
}

/* Of longer names: whose words they are. */
enum { COMPANYS = 1, OTHERS = 2 };

/* Note the words of longer names, of an organisation's the first alone. */
static bool note_longer(an_extractor *x, an_map *held)
{
    an_map_reset(held);
    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *it = x->clusters.items + i;
        uint32_t whose = may_be_company(x, it) ? COMPANYS : OTHERS;
        size_t words = it->count < 2 ? 0 : it->kind == AN_KIND_ORGANIZATION ? 1 : it->count;
        for (size_t k = 0; k < words; k++) {
            uint32_t word = an_map_intern(held, it->words[k].text, NULL);
            if (word == AN_MAP_NONE)
                return false;
            held->values[word] |= whose;
        }
    }
    return true;
}

/* «Velda», read as a person's name and not surely, where only that of a company begins so, «Velda Projects», and no person's holds it. */
static bool settle_short_companies(an_extractor *x)
{
    an_map *held = &x->noted;
    bool noted = false;

    for (size_t i = 0; i < x->clusters.count; i++) {
        an_name *it = x->clusters.items + i;
        uint32_t word;
        if (!may_be_short(x, it))
            continue;
        if (!noted && !note_longer(x, held)) /* most documents ask for none */
            return false;
        noted = true;
        if ((word = an_map_find(held, it->words->text)) == AN_MAP_NONE || held->values[word] != COMPANYS)
            continue;
        it->kind = AN_KIND_ORGANIZATION;
        it->gender = 0;
        it->shortened = true;
        x->targets[it->target].type = AN_LIT("organization");
    }
    return true;
}

static bool resolve(an_extractor *x)
{
    uint32_t *name_of = an_alloc((x->choices.count + x->target_count + 1) * sizeof *name_of), *of_target = name_of + x->choices.count;
    bool done = name_of != NULL;

    an_clusters_reset(&x->clusters);
    x->clusters.apart = are_apart;
    x->clusters.payload = x;
    if (done)
        memset(of_target, 0xFF, x->target_count * sizeof *of_target);
    done = done && collect(x, name_of, of_target) && settle_short_companies(x) && note_misters(x) && note_surnamed(x) && note_families(x) &&
           an_add_correspondents(x);
    if (done && x->clusters.count > 1) {
        join_said(x, name_of);
        join_listed(x, name_of);
        an_join_told(x, name_of);
        done = an_join_columns(x, name_of) && an_clusters_run(&x->clusters, an_document_sieves);
        if (done)
            merge(x);
    }
    an_free(name_of);
    return done;
}

bool an_step_resolve(an_extractor *x)
{
    return settle_kinds(x) && an_settle_told(x) && an_settle_columns(x) && resolve(x);
}
