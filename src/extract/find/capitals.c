/* Capitals that a writer left out: «spoke to karim lund last night», as mails and chats have it. Every later step knows a name by its capital; so where a
   sentence begins in small letters, words that are certainly names get the flag of one, and are read as if they had been written so (docs/matching.md §5).
   An ordinary word of English never does, whoever is called so (mark, will, hope). Telephones write the first capital of a sentence themselves: in a mail
   that may be so wherever no other capital stands, and less is believed there. */
#include "extract/work.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "text/sentence.h"

enum {
    SHORTEST = 3, LONG = 5, /* bytes of a word that may be a name, and of one of which little is known */
    LABEL_ATOMS = 16,       /* before what somebody writes in a chat: «12/05/2019, 09:04 - Jools: » */
    ORDINARY = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_SAYS) | AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_ROLE) |
               AN_IN(AN_WORD_KIN) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_PARTICLE) | AN_IN(AN_WORD_LINK) | AN_IN(AN_WORD_HEAD),
    SURNAMES = AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES),
    KNOWN = AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_DEMONYM)
};

static uint32_t lists_at(const an_extractor *x, uint32_t atom)
{
    return an_lists_of(x->tagger->lists, x->atoms.hashes[atom]);
}

static uint32_t length_of(const an_extractor *x, uint32_t atom)
{
    return x->atoms.items[atom].span.end - x->atoms.items[atom].span.start;
}

static bool is_small(const an_extractor *x, uint32_t atom)
{
    return an_ascii_small(x->doc->text.ptr[x->atoms.items[atom].span.start]) && !(x->atoms.items[atom].flags & (AN_ATOM_DIGIT | AN_ATOM_ADDRESS));
}

/* What stands before an atom, behind the one before it. */
static an_str gap_text(const an_extractor *x, uint32_t atom)
{
    return an_str_sub(x->doc->text, x->atoms.items[atom - 1].span.end, x->atoms.items[atom].span.start);
}

/* Whether an atom begins a line, maybe behind a bracket that opens. */
static bool starts_line(const an_extractor *x, uint32_t atom)
{
    size_t start = x->atoms.items[atom].span.start;

    return an_starts_line(x->doc->text, start - (start > 0 && x->doc->text.ptr[start - 1] == '['));
}

/* Whether a word may stand in a label: a nickname in «<jools>», else no ordinary word, but for those with a capital behind a date («3 June 2014 22:41 OUT to
   Karl Lund»). */
static bool may_label(const an_extractor *x, uint32_t first, uint32_t atom)
{
    static const char *const small[] = {"am", "from", "pm", "to"};

    if (atom > first && an_str_find_byte(gap_text(x, atom), 0, '<') != (size_t)-1)
        return an_may_be_nickname(x, atom);
    return !(lists_at(x, atom) & (uint32_t)ORDINARY) || lists_at(x, atom) & AN_IN(AN_WORD_GIVEN) || length_of(x, atom) == 1 ||
           AN_STR_IN_ASCII_CASE(an_work_atom(x, atom), small) || (x->atoms.items[first].flags & AN_ATOM_DIGIT && !is_small(x, atom));
}

/* Behind the time and the writer that a line begins with: «09:04 <jools> …», «Jools  09:04» in a line of its own; `end` when there is none. «Police said at
   10:30 that Maria / de la Cruz» and «10:30:01 error: …» are none. */
static uint32_t behind_label(const an_extractor *x, uint32_t first, uint32_t end)
{
    bool timed = false;

    if (!starts_line(x, first))
        return end;
    for (uint32_t i = first + 1; i < end && i < first + LABEL_ATOMS && may_label(x, first, i - 1); i++) {
        an_str gap;
        if (!timed && !(x->atoms.items[i].flags & x->atoms.items[i - 1].flags & AN_ATOM_DIGIT))
            continue;
        gap = gap_text(x, i);
        if (timed && (an_str_find_byte(gap, 0, '\n') != (size_t)-1 || an_str_ends(gap, AN_LIT(": ")) || an_str_ends(gap, AN_LIT("> "))))
            return i;
        timed |= an_str_equal(gap, AN_LIT(":"));
    }
    return end;
}

/* «Berg opened. the launch moves»: an ordinary word, no abbreviation, ends a sentence here, and the next one begins with another in small letters. */
static bool goes_on_small(const an_extractor *x, uint32_t atom)
{
    return x->atoms.items[atom].gap == AN_GAP_STOP && is_small(x, atom) && is_small(x, atom - 1) && lists_at(x, atom - 1) & AN_IN(AN_WORD_COMMON) &&
           length_of(x, atom - 1) >= SHORTEST && lists_at(x, atom) & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION));
}

/* The first atom of what a sentence says in small letters, or `end`. */
static uint32_t small_start(const an_extractor *x, uint32_t first, uint32_t end)
{
    uint32_t said = first < end && !is_small(x, first) ? behind_label(x, first, end) : first;

    if (said < end && is_small(x, said))
        return said;
    while (first < end && !goes_on_small(x, first))
        first++;
    return first;
}

/* Most words of other languages are on no list: «rosa» is a name only among words of English. */
static bool is_english(const an_extractor *x, uint32_t first, uint32_t end)
{
    enum { FEW = 3, ENGLISH = ORDINARY & ~(AN_IN(AN_WORD_PARTICLE) | AN_IN(AN_WORD_LINK)) };
    uint32_t ordinary = 0, strange = 0;

    for (uint32_t i = first; i < end; i++) {
        uint32_t lists = lists_at(x, i);
        ordinary += (lists & (uint32_t)ENGLISH) != 0;
        strange += !(lists & (uint32_t)(ENGLISH | KNOWN)) && !(x->atoms.items[i].flags & AN_ATOM_DIGIT);
    }
    return end - first <= FEW ? strange == 0 || ordinary > strange : ordinary >= strange;
}

/* Ordinary words as who writes so spells them. */
static bool is_slang(const an_extractor *x, uint32_t atom)
{
    static const char *const words[] = {
        "abt", "alot", "app", "apps", "arent", "asap", "becuase", "bro", "btw", "cant", "couldnt", "coz", "cuz", "didnt", "doesnt", "dont", "fyi",
        "goin", "gonna", "gotta", "goverment", "gran", "hadnt", "haha", "hasnt", "havent", "hows", "isnt", "kinda", "lemme", "lmk", "lol", "luv",
        "mins", "mum", "nite", "nope", "okay", "pics", "pls", "plz", "recieve", "recieved", "shes", "shouldnt", "sis", "thanx", "thats", "theyll",
        "theyre", "theyve", "thier", "tho", "thru", "thx", "tmrw", "tommorow", "tomorow", "tonite", "untill", "wanna", "wasnt", "werent", "weve",
        "whats", "wheres", "whos", "wich", "wont", "wouldnt", "yall", "yeah", "yep", "youll", "youre", "youve",
    };

    return AN_STR_IN(an_work_atom(x, atom), words);
}

/* Whether a word in small letters is no ordinary one. */
static bool may_be_name(const an_extractor *x, uint32_t atom)
{
    return is_small(x, atom) && length_of(x, atom) >= SHORTEST && !(lists_at(x, atom) & (uint32_t)ORDINARY) && !is_slang(x, atom);
}

/* Whether who writes this does without capitals, more than an entry of a list tells: «what i said», a message of a chat, several sentences. */
static bool is_sure(const an_extractor *x, an_span small)
{
    bool labelled = !an_work_starts_sentence(x, small.start);

    for (uint32_t i = small.start; i < small.end; i++)
        if (labelled || goes_on_small(x, i) || (i + 1 < small.end && x->atoms.items[i + 1].gap == AN_GAP_SOFT && an_str_equal(an_work_atom(x, i), AN_LIT("i"))))
            return true;
    return false;
}

/* Whether it is known to be one. Given names are the words of entries, too («jasmine»), but hardly in a mail; surnames and organisations are rare words. */
static bool is_known_name(const an_extractor *x, uint32_t atom, bool sure)
{
    enum { RARE = SURNAMES | AN_IN(AN_WORD_KNOWN_ORG) };
    uint32_t lists = lists_at(x, atom);

    return lists & (uint32_t)(sure || x->doc->sender.len ? KNOWN : KNOWN & ~AN_IN(AN_WORD_GIVEN)) ||
           (sure && length_of(x, atom) >= LONG && lists & (uint32_t)RARE);
}

/* A surname behind what makes a person: one of the lists, or a long word of none. */
static bool may_be_surname(const an_extractor *x, uint32_t atom, bool careful)
{
    uint32_t lists = lists_at(x, atom);

    return may_be_name(x, atom) && (lists & (uint32_t)SURNAMES || (lists == 0 && length_of(x, atom) >= LONG && !careful));
}

static an_str key_of(const uint64_t *hash)
{
    return (an_str){(const char *)hash, sizeof *hash};
}

static bool note_hash(an_extractor *x, const uint64_t *hash)
{
    return an_map_intern(&x->noted, key_of(hash), NULL) != AN_MAP_NONE;
}

static bool note(an_extractor *x, uint32_t atom)
{
    return note_hash(x, x->atoms.hashes + atom);
}

static bool is_noted(const an_extractor *x, uint32_t atom)
{
    return an_map_find(&x->noted, key_of(x->atoms.hashes + atom)) != AN_MAP_NONE;
}

static bool has_capital(unsigned flags)
{
    return (flags & (AN_ATOM_UPPER_FIRST | AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT | AN_ATOM_ADDRESS)) == AN_ATOM_UPPER_FIRST;
}

/* Whether a capital says nothing at an atom: it begins a sentence. */
static bool is_due(const an_extractor *x, uint32_t atom, uint32_t first)
{
    static const char marks[] = ".!?\"";

    if (atom == first || x->atoms.items[atom].gap == AN_GAP_STOP || x->atoms.items[atom].gap == AN_GAP_BREAK)
        return true;
    for (const char *mark = marks; *mark && x->atoms.items[atom].gap == AN_GAP_OTHER; mark++)
        if (an_str_find_byte(gap_text(x, atom), 0, *mark) != (size_t)-1)
            return true;
    return false;
}

/* Whether a capital tells a name: none was due, or the word is one of the lists. */
static bool tells_name(const an_extractor *x, uint32_t sentence, uint32_t atom)
{
    uint32_t lists = has_capital(x->atoms.items[atom].flags) ? lists_at(x, atom) : (uint32_t)ORDINARY;

    if (lists & (uint32_t)ORDINARY)
        return false;
    return lists & (uint32_t)(KNOWN | SURNAMES) || !(x->headline[sentence] || is_due(x, atom, x->sentence_atom[sentence]));
}

/* Words that the document writes with a capital … */
static bool note_capitals(an_extractor *x)
{
    for (uint32_t s = 0; s < x->sentences.count; s++)
        for (uint32_t i = x->sentence_atom[s]; i < x->sentence_atom[s + 1]; i++)
            if (tells_name(x, s, i) && !note(x, i))
                return false;
    return true;
}

/* Whether a capital tells a name where there is no sentence. */
static bool tells_skipped_name(const an_extractor *x, const an_atom *atom, uint64_t hash)
{
    return has_capital(atom->flags) && !(an_lists_of(x->tagger->lists, hash) & (uint32_t)ORDINARY);
}

/* … and in headers and signatures, which hold no sentence. */
static bool note_skipped(an_extractor *x)
{
    enum { LONGEST = 4096 };
    const an_spans *skips = &x->doc->skips;
    an_atoms *atoms = &x->name_reader.atoms;

    for (size_t k = 0; k < skips->count; k++) {
        an_span it = skips->items[k];
        atoms->count = 0;
        if (it.end - it.start <= LONGEST && !an_atoms_cut(atoms, x->doc->text, it.start, it.end))
            return false;
        for (size_t i = 0; i < atoms->count; i++)
            if (tells_skipped_name(x, atoms->items + i, atoms->hashes[i]) && !note_hash(x, atoms->hashes + i))
                return false;
    }
    return true;
}

/* «ask karim. lund knows»: the sentence ends, which nobody could tell before; not «mr. lund». */
static void end_before(an_extractor *x, uint32_t atom)
{
    an_atom *it = x->atoms.items + atom;

    if (atom > 0 && it->gap == AN_GAP_STOP && length_of(x, atom - 1) >= SHORTEST && !(lists_at(x, atom - 1) & AN_IN(AN_WORD_TITLE)))
        it->gap = AN_GAP_OTHER;
}

static void restore(an_extractor *x, uint32_t atom)
{
    x->atoms.items[atom].flags |= AN_ATOM_UPPER_FIRST;
    end_before(x, atom);
    if (atom + 1 < x->atoms.count)
        end_before(x, atom + 1);
}

/* «karim lund», «bram de witte»: the atom of the surname behind a given name, or 0. */
static uint32_t surname_behind(const an_extractor *x, uint32_t given, uint32_t end, bool careful)
{
    enum { PARTICLES = 2 };
    uint32_t at = given + 1, last = end - given > PARTICLES + 2 ? given + PARTICLES + 2 : end;

    while (at < last && x->atoms.items[at].gap == AN_GAP_SOFT && lists_at(x, at) & AN_IN(AN_WORD_PARTICLE))
        at++;
    return at < last && x->atoms.items[at].gap == AN_GAP_SOFT && may_be_surname(x, at, careful) ? at : 0;
}

/* «mr achter», «senator kowalczyk»; not «the minister …». */
static bool is_titled(const an_extractor *x, uint32_t atom, bool careful)
{
    const an_rule_word *word;

    if (atom == 0 || (x->atoms.items[atom].gap != AN_GAP_SOFT && x->atoms.items[atom].gap != AN_GAP_STOP) ||
        !(word = an_work_word(x, atom - 1, 1u << AN_LIST_TITLES, NULL)) || word->class_ == AN_CLASS_KIN)
        return false;
    return word->class_ == AN_CLASS_COURTESY ? may_be_name(x, atom) : may_be_surname(x, atom, careful);
}

/* Full names and names behind titles; each word of them is a name elsewhere, too. */
static bool restore_full_names(an_extractor *x, an_span small, bool careful)
{
    for (uint32_t i = small.start; i < small.end; i++) {
        uint32_t surname = may_be_name(x, i) && lists_at(x, i) & AN_IN(AN_WORD_GIVEN) ? surname_behind(x, i, small.end, careful) : 0;
        if (!surname && !is_titled(x, i, careful))
            continue;
        restore(x, i);
        if (surname)
            restore(x, surname);
        if (!note(x, i) || (surname && !note(x, surname)))
            return false;
    }
    return true;
}

/* «saudi arabia», «chicago tribune»: rows of several words, one of which is no ordinary one. */
static void restore_rows(an_extractor *x, an_span small)
{
    for (size_t i = an_work_first_hit(&x->alias_hits, small.start); i < x->alias_hits.count && x->alias_hits.items[i].atom < small.end; i++) {
        const an_hit *hit = x->alias_hits.items + i;
        bool telling = false;
        for (uint32_t k = 0; k < hit->atom_count && hit->atom_count > 1; k++)
            telling |= may_be_name(x, hit->atom + k);
        for (uint32_t k = 0; k < hit->atom_count && telling; k++)
            if (is_small(x, hit->atom + k) && !(lists_at(x, hit->atom + k) & AN_IN(AN_WORD_FUNCTION)))
                restore(x, hit->atom + k);
    }
}

static void restore_known(an_extractor *x, an_span small, bool sure)
{
    for (uint32_t i = small.start; i < small.end; i++)
        if (may_be_name(x, i) && (is_known_name(x, i, sure) || is_noted(x, i)))
            restore(x, i);
}

/* Of those only what can hardly be anything else, and what the document writes with a capital elsewhere. */
static void restore_surest(an_extractor *x, an_span small)
{
    enum { SUREST = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_DEMONYM) };

    for (uint32_t i = small.start; i < small.end; i++)
        if (may_be_name(x, i) && (lists_at(x, i) & (uint32_t)SUREST || is_noted(x, i)))
            restore(x, i);
}

/* What is said behind a label goes on with nothing of it; «<jools>» writes there. */
static void part_label(an_extractor *x, uint32_t label, uint32_t first)
{
    x->atoms.items[first].gap = AN_GAP_BREAK;
    if (!an_str_ends(gap_text(x, first), AN_LIT("> ")))
        return;
    for (uint32_t i = first; i-- > label + 1 && an_str_find_byte(gap_text(x, i + 1), 0, '<') == (size_t)-1;)
        if (is_small(x, i))
            restore(x, i);
}

/* Whether a sentence has no capital but its first, letters that are all capitals aside: «He is in velmaria», «Call HR». */
static bool has_first_capital_alone(const an_extractor *x, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end; i++)
        if (has_capital(x->atoms.items[i].flags))
            return false;
    return first + 1 < end && has_capital(x->atoms.items[first].flags);
}

/* The other sentences of a mail that may be so written. */
static bool find_first_capitals(an_extractor *x)
{
    for (size_t s = 0; s < x->sentences.count && x->doc->sender.len; s++) {
        uint32_t first = x->sentence_atom[s], end = x->sentence_atom[s + 1];
        if (small_start(x, first, end) != end || !has_first_capital_alone(x, first, end) || !is_english(x, first, end))
            continue;
        if (!AN_ROOM(&x->small, 1))
            return false;
        x->small.items[x->small.count++] = (an_span){first, end};
    }
    return true;
}

/* What is written in small letters, as stretches of atoms. */
static bool find_small(an_extractor *x)
{
    x->small.count = 0;
    for (size_t s = 0; s < x->sentences.count; s++) {
        uint32_t label = x->sentence_atom[s], end = x->sentence_atom[s + 1], first = small_start(x, label, end);
        if (first == end || !is_english(x, first, end))
            continue;
        if (first > label && x->atoms.items[first].gap != AN_GAP_STOP)
            part_label(x, label, first);
        if (!AN_ROOM(&x->small, 1))
            return false;
        x->small.items[x->small.count++] = (an_span){first, end};
    }
    return true;
}

/* Whether one of their words may be a name that only the rest of the document tells. */
static bool has_strange(const an_extractor *x)
{
    for (size_t i = 0; i < x->small.count; i++)
        for (uint32_t atom = x->small.items[i].start; atom < x->small.items[i].end; atom++)
            if (may_be_name(x, atom) && !is_known_name(x, atom, false))
                return true;
    return false;
}

bool an_step_capitals(an_extractor *x)
{
    bool done = find_small(x), sure = false;
    size_t small = x->small.count;

    done = done && find_first_capitals(x);
    an_map_reset(&x->noted);
    for (size_t i = 0; i < x->small.count && done; i++) {
        done = restore_full_names(x, x->small.items[i], i >= small);
        sure = sure || (i < small && is_sure(x, x->small.items[i]));
    }
    done = done && (!has_strange(x) || (note_capitals(x) && note_skipped(x)));
    for (size_t i = 0; i < x->small.count && done; i++) {
        restore_rows(x, x->small.items[i]);
        if (i < small || sure)
            restore_known(x, x->small.items[i], sure);
        else
            restore_surest(x, x->small.items[i]);
    }
    return done;
}
