#include "extract/tagger/abbreviations.h"

#include "extract/tagger/formal.h"
#include "text/fold.h"

enum { MOST_LETTERS = 8 };

static bool begins_with(an_str text, const an_atom *atom, char capital)
{
    return text.ptr[atom->span.start] == (capital | 0x20);
}

/* Whether the small words before atom `at` begin with these letters, in order; words of grammar may stand between them. */
static bool is_explained(const an_token_source *from, const an_lists *lists, size_t first, size_t at, an_str letters)
{
    const an_atoms *atoms = from->atoms;
    size_t left = letters.len;

    while (left > 0 && at-- > first) {
        uint32_t in = an_lists_of(lists, atoms->hashes[at]);
        if (in & (AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY)))
            return false;
        if (begins_with(from->text, atoms->items + at, letters.ptr[left - 1]))
            left--;
        else if (!(in & AN_IN(AN_WORD_FUNCTION)) || left == letters.len)
            return false;
        if (left > 0 && atoms->items[at].gap != AN_GAP_SOFT)
            return false;
    }
    return left == 0;
}

static bool is_sign(const an_token *t, char sign)
{
    return t->atom == AN_NO_ATOM && t->class_ == sign;
}

/* The token before the bracket that opens right before token `i`, also with a quotation mark: «Clean Rivers Act (“CRA”)»; NULL when none does. */
static const an_token *before_bracket(const an_tokens *tokens, size_t i)
{
    size_t at = i > 1 && is_sign(tokens->items + i - 1, '"') ? i - 2 : i - 1;

    return at > 0 && is_sign(tokens->items + at, '(') ? tokens->items + at - 1 : NULL;
}

/* The key of the word in capitals when the token at `i` is an abbreviation of words or of a law's name, else 0. */
static uint64_t abbreviation_at(const an_tokens *tokens, const an_token_source *from, const an_lists *lists, size_t i, size_t first)
{
    const an_token *t = tokens->items + i;
    an_str word = an_str_sub(from->text, t->span.start, t->span.end);
    char folded[MOST_LETTERS];
    size_t count;

    const an_token *before = before_bracket(tokens, i);
    bool law;

    if (!before || t->atom_count != 1 || t->atom == first || !(count = an_short_form_letters(word)) || count > MOST_LETTERS)
        return 0;
    law = before->shape == AN_SHAPE_INITIAL_CAP && an_is_enactment(an_str_sub(from->text, before->span.start, before->span.end));
    if (!law && (t[-1].class_ != '(' || t[1].class_ != ')' || !is_explained(from, lists, first, t->atom, an_str_sub(word, 0, count))))
        return 0;
    for (size_t k = 0; k < count; k++)
        folded[k] = (char)(word.ptr[k] | 0x20);
    return an_atom_hash((an_str){folded, count});
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
        if (tokens->items[i].atom == AN_NO_ATOM || !before_bracket(tokens, i))
            continue;
        while (from->sentence_atom[sentence + 1] <= tokens->items[i].atom)
            sentence++;
        if ((key = abbreviation_at(tokens, from, lists, i, from->sentence_atom[sentence])) && !is_among(keys, count, key))
            keys[count++] = key;
    }
    for (size_t i = 0; i < tokens->count && count; i++)
        if (tokens->items[i].shape == AN_SHAPE_CAPITALS && is_among(keys, count, tokens->items[i].key))
            an_token_demote(tokens->items + i);
}
