/* Short forms and the names they are made of. Letters are compared folded; both texts are short (a sentence at most). */
#include "extract/imply/acronym.h"

#include "base/utf8.h"
#include "text/fold.h"

enum { MAX_LETTERS = 12, MAX_WORDS = 24 };

/* First folded character of the letter at `at`; 0 when it is no letter or digit. */
static uint32_t letter_at(an_str text, size_t at)
{
    size_t length;
    uint32_t code = an_utf8_decode(text, at, &length);

    if (!an_is_letter(code) && !an_is_digit(code))
        return 0;
    return code < 0x80 ? code | (code >= 'A' && code <= 'Z' ? 0x20 : 0) : an_fold_first(code);
}

/* The letters of a short form, folded, dots and hyphens left out. 0 when there are too many. */
static size_t letters_of(an_str short_form, uint32_t letters[MAX_LETTERS])
{
    size_t count = 0, length;

    for (size_t at = 0; at < short_form.len; at += length) {
        uint32_t letter = letter_at(short_form, at);
        an_utf8_decode(short_form, at, &length);
        if (!letter)
            continue;
        if (count == MAX_LETTERS)
            return 0;
        letters[count++] = letter;
    }
    return count;
}

static bool starts_word(an_str text, size_t at)
{
    return at == 0 || !letter_at(text, an_utf8_before(text, at));
}

/* Words between blanks are counted: «l'Ouest» is one. */
static bool starts_counted_word(an_str text, size_t at)
{
    size_t length;

    return starts_word(text, at) && (at == 0 || an_is_space(an_utf8_decode(text, an_utf8_before(text, at), &length)));
}

size_t an_acronym_long_form(an_str text, an_str short_form)
{
    uint32_t letters[MAX_LETTERS];
    size_t count = letters_of(short_form, letters), limit = count + 5 < 2 * count ? count + 5 : 2 * count, words = 0, at = text.len;

    if (count < 2)
        return SIZE_MAX;
    for (size_t left = count; left > 0; left--) {
        for (;;) {
            if (at == 0)
                return SIZE_MAX;
            at = an_utf8_before(text, at);
            if (letter_at(text, at) && starts_counted_word(text, at))
                words++;
            if (words > limit)
                return SIZE_MAX;
            if (letter_at(text, at) == letters[left - 1] && (left > 1 || starts_word(text, at)))
                break;
        }
    }
    return at;
}

uint32_t an_acronym_letters(an_str text, bool first)
{
    uint32_t letters = 0;
    size_t length;

    for (size_t at = 0; at < text.len; at += length) {
        uint32_t letter = letter_at(text, at);
        an_utf8_decode(text, at, &length);
        if (letter && (!first || starts_word(text, at)))
            letters |= letter >= 'a' && letter <= 'z' ? 1u << (letter - 'a') : 1u << 26;
    }
    return letters;
}

bool an_is_small_in_capitals(an_str word)
{
    static const char *const words[] = {"AND", "DE", "DEL", "DER", "DES", "DOS", "DU", "ET", "FOR", "OF", "THE", "UND"};

    return AN_STR_IN(word, words);
}

typedef struct word {
    uint32_t first;
    bool optional;
} word;

/* Words of a name; the optional ones are in lower case, or would be in a name that is not in capitals. 0 when there are too many. */
static size_t words_of(an_str name, word words[MAX_WORDS])
{
    size_t count = 0, at = 0, length;

    while (at < name.len) {
        size_t start = at;
        while (at < name.len && letter_at(name, at)) {
            an_utf8_decode(name, at, &length);
            at += length;
        }
        if (at > start) {
            an_str text = an_str_sub(name, start, at);
            uint32_t code = an_utf8_decode(name, start, &length);
            if (count == MAX_WORDS)
                return 0;
            words[count++] = (word){letter_at(name, start), !an_is_upper(code) && !an_is_digit(code)};
            if (an_str_equal_ascii_case(text, AN_LIT("s")) || (!an_has_small_letter(name) && an_is_small_in_capitals(text)))
                words[count - 1].optional = true;
        } else {
            an_utf8_decode(name, at, &length);
            at += length;
        }
    }
    return count;
}

bool an_acronym_of_initials(an_str name, an_str short_form)
{
    uint32_t letters[MAX_LETTERS];
    word words[MAX_WORDS];
    size_t count = letters_of(short_form, letters), word_count = words_of(name, words);
    bool fits[MAX_LETTERS + 1] = {true}; /* fits[l]: the words so far can give the first l letters */

    if (count < 3 || word_count < 3)
        return false;
    for (size_t w = 0; w < word_count; w++)
        for (size_t l = count + 1; l-- > 0;)
            fits[l] = (l > 0 && fits[l - 1] && words[w].first == letters[l - 1]) || (fits[l] && words[w].optional);
    return fits[count];
}
