/* Two walks over each sentence: atoms and the gaps between them become tokens with shapes; then, when it is known whether the sentence is in
   capitals, classes are settled (classes.c). */
#include "extract/tagger/tokens.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "extract/tagger/abbreviations.h"
#include "extract/tagger/classes.h"
#include "extract/tagger/compounds.h"
#include "extract/tagger/hyphens.h"
#include "extract/tagger/key.h"
#include "text/fold.h"

/* Signs as the features know them. */
static char sign_of(uint32_t code)
{
    if (code < 0x80)
        return code == '^' ? '*' : (char)code; /* ^ is the edge of a sentence */
    if (an_is_long_dash(code))
        return ',';
    if (an_is_hyphen(code))
        return '-';
    if (an_is_apostrophe(code))
        return '\'';
    if (code == 0xAB || code == 0xBB || (code >= 0x201C && code <= 0x201F))
        return '"';
    return code == 0x2026 ? '.' : '*';
}

/* Shapes ------------------------------------------------------------------------------------------------------------------------------- */

static bool has_lower_start(an_str word)
{
    size_t length;

    return word.len && an_is_lower(an_utf8_decode(word, 0, &length));
}

/* Small letters and capitals behind the first one of each part. */
static void inner_letters(an_str text, an_span span, size_t *upper, size_t *lower)
{
    size_t length;
    bool first = true;

    for (size_t at = span.start; at < span.end; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (!an_is_letter(code)) {
            first = true;
            continue;
        }
        *upper += !first && an_is_upper(code);
        *lower += !first && an_is_lower(code);
        first = false;
    }
}

size_t an_short_form_letters(an_str word)
{
    size_t count = word.len > 2 && word.ptr[word.len - 1] == 's' ? word.len - 1 : word.len;

    for (size_t i = 0; i < count; i++)
        if (word.ptr[i] < 'A' || word.ptr[i] > 'Z')
            return 0;
    return count < 2 ? 0 : count;
}

/* Short forms in the plural are words, not names: MPs, NGOs, URLs. */
static bool is_plural_of_capitals(an_str word)
{
    return word.len > 2 && an_short_form_letters(word) == word.len - 1;
}

/* Several letters, all ASCII: nearly all atoms. */
static inline bool is_plain(const an_atom *atom)
{
    return (atom->flags & (AN_ATOM_ASCII | AN_ATOM_DIGIT | AN_ATOM_ADDRESS)) == AN_ATOM_ASCII && atom->span.end - atom->span.start > 1;
}

static char plain_shape(an_str word, unsigned flags)
{
    if (flags & AN_ATOM_ALL_UPPER)
        return AN_SHAPE_CAPITALS;
    if (flags & AN_ATOM_INNER_UPPER)
        return is_plural_of_capitals(word) ? AN_SHAPE_LOWER : AN_SHAPE_MIXED;
    return flags & AN_ATOM_UPPER_FIRST ? AN_SHAPE_INITIAL_CAP : AN_SHAPE_LOWER;
}

static char shape_of(const an_token_source *from, const an_token *token, bool dot)
{
    const an_atom *first = from->atoms->items + token->atom;
    size_t upper = 0, lower = 0;
    unsigned flags = 0;
    bool all_upper = true, all_digits = true;

    if (token->atom_count == 1 && is_plain(first))
        return plain_shape(an_str_sub(from->text, token->span.start, token->span.end), first->flags);
    for (size_t i = 0; i < token->atom_count; i++) {
        flags |= first[i].flags;
        all_upper &= (first[i].flags & (AN_ATOM_ALL_UPPER | AN_ATOM_DIGIT)) != 0;
        all_digits &= (first[i].flags & AN_ATOM_DIGIT) != 0 && !(first[i].flags & AN_ATOM_UPPER_FIRST);
    }
    if (flags & AN_ATOM_ADDRESS)
        return AN_SHAPE_OTHER;
    if (all_digits) {
        for (size_t at = token->span.start; at < token->span.end; at++)
            if ((from->text.ptr[at] | 0x20) >= 'a' && (from->text.ptr[at] | 0x20) <= 'z')
                return AN_SHAPE_DIGITS;
        return AN_SHAPE_NUMBER;
    }
    if (flags & AN_ATOM_DIGIT)
        return flags & AN_ATOM_UPPER_FIRST ? AN_SHAPE_DIGITS : AN_SHAPE_LOWER;
    if (token->atom_count == 1 && an_is_one_letter(first))
        return !(flags & AN_ATOM_UPPER_FIRST) ? AN_SHAPE_LOWER : dot ? AN_SHAPE_LETTER : AN_SHAPE_SINGLE;
    if (token->atom_count > 1 && first[1].gap == AN_GAP_DOT && an_is_one_letter(first))
        return flags & AN_ATOM_UPPER_FIRST ? AN_SHAPE_DOTTED : AN_SHAPE_LOWER;
    if (all_upper)
        return AN_SHAPE_CAPITALS;
    inner_letters(from->text, token->span, &upper, &lower);
    if (upper)
        return AN_SHAPE_MIXED;
    if (flags & AN_ATOM_UPPER_FIRST)
        return AN_SHAPE_INITIAL_CAP;
    return has_lower_start(an_str_sub(from->text, token->span.start, token->span.end)) ? AN_SHAPE_LOWER : AN_SHAPE_OTHER;
}

/* Walks -------------------------------------------------------------------------------------------------------------------------------- */

static inline bool add(an_tokens *out, const an_token *token)
{
    if (!AN_ROOM(out, 1))
        return false;
    out->items[out->count++] = *token;
    return true;
}

/* Whether only a blank stands between two places, as between most words. */
static inline bool is_blank(an_str text, size_t from, size_t to)
{
    return to - from == 1 && text.ptr[from] == ' ';
}

/* A sign. Of a long row of equal ones (quotes of quotes of quotes, rules of hyphens) the first stand for all: the last of these moves to the
   end of the row. */
static bool add_sign(an_tokens *out, const an_token *sign, unsigned *equal)
{
    enum { MOST = 64 };
    an_token *last = *equal ? out->items + out->count - 1 : NULL;

    *equal = last && last->class_ == sign->class_ ? *equal + 1 : 1;
    if (*equal <= MOST)
        return add(out, sign);
    last->span = sign->span;
    *equal = MOST;
    return true;
}

/* The signs between two places. A dot that belongs to the word before it (`dotted`) is none. */
static bool add_signs(an_tokens *out, an_str text, an_span gap, bool dotted, bool *blank)
{
    size_t length;
    unsigned equal = 0;

    *blank = false;
    for (size_t at = gap.start; at < gap.end; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        an_token mark;
        if (an_is_space(code) || an_is_ignorable(code)) {
            *blank |= an_is_space(code);
            continue;
        }
        if (dotted && at == gap.start && code == '.')
            continue;
        mark = (an_token){.span = {(uint32_t)at, (uint32_t)(at + length)}, .atom = AN_NO_ATOM, .shape = AN_SHAPE_MARK, .class_ = sign_of(code)};
        mark.key = an_hash_of_letters((an_str){&mark.class_, 1});
        mark.flags = *blank ? AN_TOKEN_BLANK : 0;
        if (!add_sign(out, &mark, &equal))
            return false;
        *blank = false;
    }
    return true;
}

/* A dot behind a word is its own when the sentence goes on behind it: abbreviations, initials; U.S. also at the end. */
static bool takes_dot(const an_token_source *from, size_t first, size_t last, size_t end)
{
    const an_atom *atoms = from->atoms->items;
    size_t at = atoms[last].span.end;

    if (at >= from->text.len || from->text.ptr[at] != '.' || atoms[last].flags & (AN_ATOM_DIGIT | AN_ATOM_ADDRESS))
        return false;
    if (first < last && atoms[last].gap == AN_GAP_DOT)
        return true;
    if (an_is_one_letter(atoms + last) && first == last && atoms[last].flags & AN_ATOM_UPPER_FIRST)
        return true;
    return last + 1 < end && (atoms[last + 1].gap == AN_GAP_STOP ||
                              (at + 1 < from->text.len && from->text.ptr[at + 1] == ',' && atoms[last].span.end - atoms[last].span.start <= 5));
}

static bool is_ascii(const an_token_source *from, const an_token *token)
{
    unsigned char all = 0;

    if (token->atom_count == 1)
        return (from->atoms->items[token->atom].flags & AN_ATOM_ASCII) != 0;
    for (size_t i = token->span.start; i < token->span.end; i++)
        all |= (unsigned char)from->text.ptr[i];
    return all < 0x80;
}

/* Whether a sign may tie an atom to the one behind it: nearly always a blank stands there. */
static inline bool is_tied(const an_writing *w, size_t atom)
{
    return w->spaced || w->from->text.ptr[w->from->atoms->items[atom].span.end] != ' ';
}

/* The word that starts with atom `i` of a sentence that ends before atom `end`; where the next one starts. */
static size_t take_word(const an_writing *w, size_t i, size_t end, an_token *token, bool *dotted)
{
    const an_atom *atoms = w->from->atoms->items;
    size_t next = i + 1;

    for (; next < end && next - i < UINT16_MAX && is_tied(w, next - 1) && an_atoms_join(w, next - 1, next); next++)
        token->key = an_key_join(token->key, w->from->atoms->hashes[next]);
    token->atom_count = (uint16_t)(next - i);
    token->span.end = atoms[next - 1].span.end;
    *dotted = takes_dot(w->from, i, next - 1, end);
    token->shape = next < end && is_tied(w, next - 1) && an_is_cut_prefix(w, i, next) ? AN_SHAPE_LOWER : shape_of(w->from, token, *dotted);
    if (*dotted && (token->shape == AN_SHAPE_DOTTED || token->shape == AN_SHAPE_LETTER))
        token->span.end++;
    if (is_ascii(w->from, token))
        token->flags |= AN_TOKEN_ASCII;
    return next;
}

static bool cut_sentence(an_tokens *out, const an_writing *w, size_t sentence)
{
    const an_atom *atoms = w->from->atoms->items;
    an_str text = w->from->text;
    size_t end = w->from->sentence_atom[sentence + 1];
    uint32_t at = w->from->sentences[sentence].start;
    bool dotted = false, blank;

    for (size_t i = w->from->sentence_atom[sentence], next; i < end; i = next) {
        an_token token = {.atom = (uint32_t)i, .key = w->from->atoms->hashes[i], .span = atoms[i].span, .atom_count = 1};
        if (!(blank = is_blank(text, at, atoms[i].span.start)) && !add_signs(out, text, (an_span){at, atoms[i].span.start}, dotted, &blank))
            return false;
        token.flags = (uint8_t)((blank ? AN_TOKEN_BLANK : 0) | (atoms[i].gap == AN_GAP_BREAK ? AN_TOKEN_HARD : 0));
        if (is_plain(atoms + i) && i + 1 < end && is_blank(text, token.span.end, atoms[i + 1].span.start)) { /* nothing joins it, and no dot is its own */
            token.shape = plain_shape(an_str_sub(text, token.span.start, token.span.end), atoms[i].flags);
            token.flags |= AN_TOKEN_ASCII;
            dotted = false;
            next = i + 1;
        } else {
            next = take_word(w, i, end, &token, &dotted);
        }
        an_lists_expect(w->lists, token.key);
        if (!add(out, &token))
            return false;
        at = atoms[next - 1].span.end;
    }
    return add_signs(out, text, (an_span){at, w->from->sentences[sentence].end}, dotted, &blank);
}

void an_token_demote(an_token *token)
{
    token->shape = AN_SHAPE_LOWER;
    token->class_ = 'x';
    token->flags &= (uint8_t)~AN_TOKEN_CAP;
}

bool an_tokens_cut(an_tokens *tokens, const an_token_source *from, const an_lists *lists)
{
    an_writing how = {from, lists, an_hyphens_are_spaced(from, lists)};

    tokens->words = lists;
    for (size_t s = 0; s < from->sentence_count; s++) {
        size_t first = tokens->count;
        if (!cut_sentence(tokens, &how, s))
            return false;
        an_classes_settle(&how, tokens->items + first, tokens->count - first);
    }
    an_abbreviations_settle(tokens, from, lists);
    return true;
}
