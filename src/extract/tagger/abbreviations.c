#include "extract/tagger/abbreviations.h"

#include "base/ascii.h"
#include "extract/imply/acronym.h"
#include "extract/tagger/affairs.h"
#include "extract/tagger/formal.h"

#include <string.h>

enum { MOST_LETTERS = 8 };

static an_str word_of(const an_token_source *from, size_t atom)
{
    return an_str_sub(from->text, from->atoms->items[atom].span.start, from->atoms->items[atom].span.end);
}

static bool begins_with(an_str text, const an_atom *atom, char capital)
{
    return (text.ptr[atom->span.start] | 0x20) == (capital | 0x20);
}

/* Nothing but blanks, or a hyphen between blanks («census - designated»), stands before the atom. */
static bool follows_softly(const an_token_source *from, size_t atom)
{
    if (from->atoms->items[atom].gap == AN_GAP_SOFT)
        return true;
    for (size_t at = from->atoms->items[atom - 1].span.end; at < from->atoms->items[atom].span.start; at++)
        if (from->text.ptr[at] != ' ' && from->text.ptr[at] != '-')
            return false;
    return true;
}

static bool is_small(const an_token_source *from, size_t atom)
{
    return !(from->atoms->items[atom].flags & AN_ATOM_UPPER_FIRST);
}

/* The atom from which words begin with these letters, in order, words of grammar between them not counted; SIZE_MAX when there is none before atom `at`. */
static size_t initials_from(const an_token_source *from, const an_lists *lists, size_t first, size_t at, an_str letters)
{
    size_t left = letters.len;

    while (left > 0 && at-- > first) {
        if (begins_with(from->text, from->atoms->items + at, letters.ptr[left - 1]))
            left--;
        else if (!is_small(from, at) || left == letters.len || !(an_lists_of(lists, from->atoms->hashes[at]) & AN_IN(AN_WORD_FUNCTION)))
            return SIZE_MAX;
        if (left > 0 && (at == first || !follows_softly(from, at)))
            return SIZE_MAX;
    }
    return left == 0 ? at : SIZE_MAX;
}

/* The atom from which small words hold the letters somewhere: «radio frequency identification (RFID)». */
static size_t letters_from(const an_token_source *from, size_t first, size_t at, an_str letters)
{
    enum { LEAST = 3 };
    const an_atom *atoms = from->atoms->items;
    an_str text = an_str_sub(from->text, atoms[first].span.start, atoms[at - 1].span.end);
    size_t start = letters.len < LEAST ? SIZE_MAX : an_acronym_long_form(text, letters), atom = at - 1;

    if (start == SIZE_MAX)
        return SIZE_MAX;
    for (start += atoms[first].span.start; atoms[atom].span.start > start; atom--)
        if (!follows_softly(from, atom))
            return SIZE_MAX;
    return atom;
}

/* «collision avoidance system (CAS)», «temporary restraining order (TRO)»: what bodies are called so have capitals. */
static bool is_machinery(an_str word)
{
    static const char *const words[] = {"facility", "order", "orders", "securities", "security", "system", "systems"};

    return AN_STR_IN(word, words);
}

/* Whether atoms [first, end) are small words (the first of a sentence may begin with a capital; so may names before a thing: «rapid Harrow assessment») and
   what they say is no body: neither the last of them nor one before a word of grammar makes bodies' names («radio frequency identification», not «the
   police of the state»). */
static bool are_plain_words(const an_token_source *from, const an_lists *lists, size_t first, size_t end, size_t sentence)
{
    uint32_t behind = AN_IN(AN_WORD_FUNCTION);
    bool is_thing = is_small(from, end - 1) && an_lists_of(lists, from->atoms->hashes[end - 1]) & AN_IN(AN_WORD_THING);

    for (size_t atom = end; atom-- > first;) {
        uint32_t in = an_lists_of(lists, from->atoms->hashes[atom]);
        if (!is_small(from, atom) && !(atom == sentence && in & AN_IN(AN_WORD_COMMON)) && !is_thing)
            return false;
        if (behind & AN_IN(AN_WORD_FUNCTION) && in & (AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY)) && !is_machinery(word_of(from, atom)))
            return false;
        behind = in;
    }
    return true;
}

/* «Member of the Harrow Assembly (MHA)», «Certificate of Harrow Residence (CHR)»: who belongs to a body, and what is given. */
static bool is_of_nobody(const an_token_source *from, size_t first)
{
    an_str word = word_of(from, first);

    return an_str_equal(word_of(from, first + 1), AN_LIT("of")) &&
           (an_is_belonging(word) || an_is_cue(word, AN_CUE_THING));
}

/* «head of department (HoD)» */
static bool is_small_office(const an_token_source *from, const an_lists *lists, size_t first)
{
    static const char *const joints[] = {"for", "of"};

    return is_small(from, first) && an_lists_of(lists, from->atoms->hashes[first]) & AN_IN(AN_WORD_ROLE) && AN_STR_IN(word_of(from, first + 1), joints);
}

/* Whether the words before atom `at` say what the letters stand for, and that it is nobody; the first letter may stand for a word that is left out
   («speech recognition (ASR)»). */
static bool is_explained(const an_token_source *from, const an_lists *lists, size_t first, size_t at, an_str letters)
{
    enum { LEAST = 3 };
    size_t start = initials_from(from, lists, first, at, letters);

    if (start != SIZE_MAX && (is_of_nobody(from, start) || is_small_office(from, lists, start)))
        return true;
    if (start == SIZE_MAX)
        start = letters_from(from, first, at, letters);
    if (start == SIZE_MAX && letters.len >= LEAST)
        start = initials_from(from, lists, first, at, an_str_sub(letters, 1, letters.len));
    return start != SIZE_MAX && are_plain_words(from, lists, start, at, first);
}

bool an_can_be_body(const an_token_source *from, const an_lists *lists, size_t first, size_t end)
{
    static const char *const carried_out[] = {"codenamed", "during", "in", "launched", "under"};
    static const char *const conjunctions[] = {"and", "the"}, *const verbs[] = {"are", "has", "have", "is", "was", "were"};
    enum { GRAMMAR = AN_IN(AN_WORD_LINK) | AN_IN(AN_WORD_FUNCTION), PLACES = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_DEMONYM) };
    enum { BODIES = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_HEAD) };
    uint32_t of_noun = 0, in = 0;
    an_str noun = {0}, word = {0};
    bool open = true; /* the noun may still come */

    if (first > 0 && an_str_equal(word_of(from, first), AN_LIT("Operation")) && AN_STR_IN_ASCII_CASE(word_of(from, first - 1), carried_out))
        return false; /* «during Operation Silent Harbour» */
    for (size_t atom = first; atom < end; atom++) {
        uint32_t of_word = an_lists_of(lists, from->atoms->hashes[atom]);
        word = word_of(from, atom);
        if (!an_str_equal(word, AN_LIT("Against")) && (!is_small(from, atom) || !(of_word & GRAMMAR))) {
            noun = open ? word : noun;
            of_noun = open ? of_word : of_noun;
            in |= of_word;
        } else if (AN_STR_IN(word, verbs)) {
            return false; /* «Thornland are Hill Party (HP)» */
        } else {
            open = open && AN_STR_IN(word, conjunctions);
        }
    }
    if (an_is_cue(noun, AN_CUE_THING) || an_is_cue(word, AN_CUE_THING) || of_noun & AN_IN(AN_WORD_ROLE) || an_is_belonging(noun) ||
        (of_noun & AN_IN(AN_WORD_THING) && !(of_noun & BODIES)))
        return false;
    return in & BODIES || an_lists_of(lists, from->atoms->hashes[first]) & PLACES || an_is_cue(noun, AN_CUE_PEOPLE) || !(of_noun & AN_IN(AN_WORD_COMMON));
}

static bool is_sign(const an_token *t, char sign)
{
    return t->atom == AN_NO_ATOM && t->class_ == sign;
}

/* The bracket that opens right before token `i`, also with a quotation mark, or words that lead to it: «Clean Rivers Act (hereafter the “CRA”)»; 0 when
   none does. */
static size_t bracket_before(const an_tokens *tokens, an_str text, size_t i)
{
    enum { LEADS = 4 };
    const an_token *t = tokens->items;
    size_t at = i > 1 && is_sign(t + i - 1, '"') ? i - 2 : i - 1;

    for (unsigned leads = 0; at > 1 && leads < LEADS && t[at].shape == AN_SHAPE_LOWER; leads++, at--)
        if (!an_is_cue(an_str_sub(text, t[at].span.start, t[at].span.end), AN_CUE_LEAD))
            return 0;
    return is_sign(t + at, '(') ? at : 0;
}

/* «of the Harrow Society (FHS)»: a letter for who belongs to the body stands before its initials. */
static bool is_belonging(const an_token_source *from, const an_lists *lists, size_t first, size_t at, an_str letters)
{
    enum { LEAST = 3 };
    size_t start = initials_from(from, lists, first, at, letters);

    if (start != SIZE_MAX) /* «President of the Harrow Society (PHS)», «Teachta Dála (TD)» */
        return an_lists_of(lists, from->atoms->hashes[start]) & AN_IN(AN_WORD_ROLE) ||
               (at - start == 2 && an_lists_of(lists, from->atoms->hashes[at - 1]) & AN_IN(AN_WORD_TITLE));
    if (letters.len < LEAST || !memchr("FMP", letters.ptr[0], 3))
        return false;
    start = initials_from(from, lists, first, at, an_str_sub(letters, 1, letters.len));
    if (start == SIZE_MAX || is_small(from, start) || start < first + 2)
        return false;
    if (an_str_equal(word_of(from, start - 1), AN_LIT("the")))
        start--;
    return an_str_equal(word_of(from, start - 1), AN_LIT("of"));
}

/* The atom from which a long form starts that ends before atom `at` and fits the letters; a word of grammar begins none, where a capital stands before it
   («Treaty on the Functioning …» is no «the Functioning …»). SIZE_MAX when nowhere. */
static size_t long_form_from(const an_token_source *from, const an_lists *lists, size_t first, size_t at, an_str letters)
{
    const an_atom *atoms = from->atoms->items;
    size_t start = an_acronym_long_form(an_str_sub(from->text, atoms[first].span.start, atoms[at - 1].span.end), letters), atom = at - 1;

    if (start == SIZE_MAX)
        return SIZE_MAX;
    start += atoms[first].span.start;
    while (atoms[atom].span.start > start)
        atom--;
    for (size_t to = atom; to > first && is_small(from, to) && follows_softly(from, to); to--) {
        if (!(an_lists_of(lists, from->atoms->hashes[to]) & AN_IN(AN_WORD_FUNCTION)))
            break;
        if (begins_with(from->text, atoms + to - 1, letters.ptr[0]) && !is_small(from, to - 1))
            return to - 1;
    }
    return atom;
}

/* «European Convention on Human Rights», «Strategic Arms Protocol» */
static bool is_agreed(const an_token_source *from, size_t first, size_t end)
{
    static const char *const about[] = {"against", "concerning", "for", "of", "on"};

    for (size_t atom = first; atom < end; atom++)
        if (an_is_cue(word_of(from, atom), AN_CUE_AGREED) && (atom + 1 == end || AN_STR_IN(word_of(from, atom + 1), about)))
            return true;
    return false;
}

/* «GRADE-P», «WLR-2»: letters, and more behind a hyphen. */
static size_t letters_before_hyphen(const an_token_source *from, const an_token *t)
{
    enum { MOST = 4 };
    an_str stem = word_of(from, t->atom), tail = word_of(from, t->atom + 1);
    bool is_tail = tail.len <= MOST && from->atoms->items[t->atom + 1].flags & (AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT);

    return is_tail && from->text.ptr[t->span.start + stem.len] == '-' ? an_short_form_letters(stem) : 0;
}

/* The letters of a short form: all capitals (an s behind them left out), or some: «DoV», «DDoS». 0 when the word is none. */
static size_t letters_of(const an_token_source *from, const an_token *t)
{
    enum { LEAST = 2 };
    an_str word = an_str_sub(from->text, t->span.start, t->span.end);
    size_t capitals = 0;

    if (t->atom_count > 1)
        return t->atom_count == 2 ? letters_before_hyphen(from, t) : 0;
    if (t->shape != AN_SHAPE_MIXED || !(t->flags & AN_TOKEN_ASCII) || word.len > MOST_LETTERS || an_ascii_small(word.ptr[0]))
        return an_short_form_letters(word);
    for (size_t i = 0; i < word.len; i++)
        capitals += word.ptr[i] >= 'A' && word.ptr[i] <= 'Z';
    return capitals < LEAST ? 0 : word.len;
}

/* The token that begins at an atom, or holds it, before another token. */
static size_t token_at(const an_tokens *tokens, size_t before, size_t atom)
{
    while (tokens->items[--before].atom == AN_NO_ATOM || tokens->items[before].atom > atom)
        ;
    return before;
}

/* «Clean Rivers Act (CRA)», «Basic Travel Allowance (BTA)»: the name before the bracket at a token is that of a law, or the letters of atom `at` fit it and
   it can be nobody's. */
static bool names_nobody(const an_tokens *tokens, const an_token_source *from, const an_lists *lists, size_t bracket, size_t first, size_t at, an_str letters)
{
    enum { LONGEST = 10 };
    const an_token *before = tokens->items + bracket - 1;
    bool known;
    size_t start;

    if (before->atom == AN_NO_ATOM || before->atom < first) /* «the project "Urban Stones" (US)» */
        return bracket > 2 && is_sign(before, '"') && an_is_in_quoted_product(tokens, from->text, bracket - 2, LONGEST);
    if (before->shape == AN_SHAPE_LOWER) { /* «the crypto-assets regulation (CAR)», «Règlement sur les données (RSD)» */
        start = letters.len > 2 ? long_form_from(from, lists, first, before->atom + before->atom_count, letters) : SIZE_MAX;
        return start != SIZE_MAX && ((an_is_cue(word_of(from, before->atom), AN_CUE_AGREED) &&
                                      !(an_lists_of(lists, from->atoms->hashes[at]) & AN_IN(AN_WORD_KNOWN_ORG))) ||
                                     an_begins_affair_abroad(tokens, from->text, token_at(tokens, bracket, start), false));
    }
    if (before->shape != AN_SHAPE_INITIAL_CAP || an_is_cue(an_str_sub(from->text, before->span.start, before->span.end), AN_CUE_ENACTMENT))
        return before->shape == AN_SHAPE_INITIAL_CAP;
    if (is_belonging(from, lists, first, at, letters))
        return true;
    known = an_lists_of(lists, from->atoms->hashes[at]) & AN_IN(AN_WORD_KNOWN_ORG);
    at = before->atom + before->atom_count; /* words may lead to the letters */
    start = long_form_from(from, lists, first, at, letters);
    if (start == SIZE_MAX || at - start < 2 || is_small(from, start))
        return false;
    if (known) /* only letters that a treaty's words begin with are not whom lists know by them */
        return is_agreed(from, start, at) && an_acronym_of_initials(an_str_sub(from->text, from->atoms->items[start].span.start, before->span.end), letters);
    return !an_can_be_body(from, lists, start, at) || an_is_affair(tokens, from->text, token_at(tokens, bracket, start), bracket);
}

static bool is_small_cue(const an_token_source *from, const an_token *t, an_cue cue)
{
    return t->shape == AN_SHAPE_LOWER && an_is_cue(an_str_sub(from->text, t->span.start, t->span.end), cue);
}

/* «the explosive RDX», «a software called HARROW», «the (HRW) gene»: a noun beside the letters says that they name no body; not «the software QVX sells»,
   where they do something, nor «the software QVX Labs uses». */
static bool names_matter(const an_tokens *tokens, const an_token_source *from, size_t i)
{
    const an_token *t = tokens->items + i, *behind = t + 2;
    bool is_called = i > 1 && is_small_cue(from, t - 1, AN_CUE_CALLED);
    size_t noun = is_called ? i - 2 : i - 1;

    if (t->shape != AN_SHAPE_CAPITALS || t->lists & AN_IN(AN_WORD_KNOWN_ORG) || (t->flags | t[1].flags) & AN_TOKEN_HARD)
        return false;
    if (is_sign(t - 1, '('))
        return is_sign(t + 1, ')') && i + 2 < tokens->count && !(behind->flags & AN_TOKEN_HARD) && is_small_cue(from, behind, AN_CUE_MATTER);
    if (!is_called && t[1].atom != AN_NO_ATOM && !(t[1].lists & AN_IN(AN_WORD_FUNCTION)))
        return false;
    return !(is_called && t[-1].flags & AN_TOKEN_HARD) && is_small_cue(from, tokens->items + noun, is_called ? AN_CUE_PRODUCT : AN_CUE_MATTER);
}

/* Whether the bracket closes right behind a token, or behind a quotation mark. */
static bool closes_behind(const an_tokens *tokens, size_t i)
{
    size_t at = i + 1 < tokens->count && is_sign(tokens->items + i + 1, '"') ? i + 2 : i + 1;

    return at < tokens->count && is_sign(tokens->items + at, ')');
}

/* Whether the word in brackets at token `i`, in a sentence that begins at atom `first`, is an abbreviation of words, of a thing or of a law's name. */
static bool is_abbreviation(const an_tokens *tokens, const an_token_source *from, const an_lists *lists, size_t i, size_t first, an_str letters)
{
    const an_token *t = tokens->items + i, *before;
    size_t bracket = bracket_before(tokens, from->text, i);

    if (bracket == 0 || t->atom == first || (tokens->items[i - 1].shape == AN_SHAPE_LOWER && !closes_behind(tokens, i)))
        return false; /* «(the EPA enforces it)» leads to nothing */
    before = t + bracket - i - 1;
    return names_nobody(tokens, from, lists, bracket, first, t->atom, letters) ||
           (before->atom != AN_NO_ATOM && before->atom >= first && closes_behind(tokens, i) &&
            is_explained(from, lists, first, before->atom + before->atom_count, letters));
}

/* Whether what stands in the bracket behind token `i` explains it, and is nobody: «GDP (gross domestic product)», «CRT (Clean Rivers Treaty)». */
static bool is_explained_behind(const an_tokens *tokens, const an_token_source *from, const an_lists *lists, size_t i)
{
    enum { MOST = 12 };
    const an_token *t = tokens->items;
    an_str letters = an_str_sub(from->text, t[i].span.start, t[i].span.end);
    size_t open = i + 2, close = open, first, end;

    if (t[i].shape != AN_SHAPE_CAPITALS || open >= tokens->count || !is_sign(t + i + 1, '(') || t[open].atom == AN_NO_ATOM)
        return false;
    while (close < tokens->count && close - open < MOST && !is_sign(t + close, ')') && !(t[close].flags & AN_TOKEN_HARD))
        close++;
    if (close == tokens->count || close - open < 2 || !is_sign(t + close, ')') || t[close - 1].atom == AN_NO_ATOM)
        return false;
    first = t[open].atom;
    end = t[close - 1].atom + t[close - 1].atom_count;
    if (an_str_starts(word_of(from, first), letters)) /* «QVX (QVX Wolves)» */
        return false;
    if (initials_from(from, lists, first, end, letters) != first && letters_from(from, first, end, letters) != first)
        return false;
    if (t[close - 1].shape == AN_SHAPE_LOWER)
        return are_plain_words(from, lists, first, end, SIZE_MAX);
    return an_is_affair(tokens, from->text, open, close);
}

/* The key of the word in capitals when the token at `i` is such an abbreviation or names a thing, else 0. */
static uint64_t abbreviation_at(const an_tokens *tokens, const an_token_source *from, const an_lists *lists, size_t i, size_t first)
{
    const an_token *t = tokens->items + i;
    an_str letters = {from->text.ptr + t->span.start, letters_of(from, t)};
    char folded[MOST_LETTERS];

    if (letters.len == 0 || letters.len > MOST_LETTERS ||
        !(names_matter(tokens, from, i) || is_abbreviation(tokens, from, lists, i, first, letters) || is_explained_behind(tokens, from, lists, i)))
        return 0;
    if (t->atom_count > 1)
        return t->key;
    for (size_t k = 0; k < letters.len; k++)
        folded[k] = (char)(letters.ptr[k] | 0x20);
    return an_atom_hash((an_str){folded, letters.len});
}

static bool is_among(const uint64_t *keys, size_t count, uint64_t key)
{
    for (size_t i = 0; i < count; i++)
        if (keys[i] == key)
            return true;
    return false;
}

void an_abbreviations_settle(an_tokens *tokens, const an_token_source *from, const an_lists *lists)
{
    uint64_t keys[AN_ABBREVIATIONS_MOST];
    size_t count = 0, sentence = 0;

    for (size_t i = 1; i + 1 < tokens->count && count < AN_ABBREVIATIONS_MOST; i++) {
        uint64_t key;
        if (tokens->items[i].atom == AN_NO_ATOM || !(tokens->items[i].shape == AN_SHAPE_CAPITALS || bracket_before(tokens, from->text, i)))
            continue;
        while (from->sentence_atom[sentence + 1] <= tokens->items[i].atom)
            sentence++;
        if ((key = abbreviation_at(tokens, from, lists, i, from->sentence_atom[sentence])) && !is_among(keys, count, key))
            keys[count++] = key;
    }
    for (size_t i = 0; i < tokens->count && count; i++)
        if ((tokens->items[i].shape == AN_SHAPE_CAPITALS || tokens->items[i].shape == AN_SHAPE_MIXED) && is_among(keys, count, tokens->items[i].key))
            an_token_demote(tokens->items + i);
}
