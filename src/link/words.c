/* Words between mentions, for weights and windows that ask how far two mentions stand apart. One walk over the text; mentions are met in
   order. Without text, six code points are taken as a word. */
#include "base/utf8.h"
#include "link/state.h"
#include "text/fold.h"

enum { WORD_LENGTH = 6 };

static bool ascii_word(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next piece between blanks; whether it holds a letter or digit. False at the end. */
static bool next_piece(an_str text, size_t *at, an_span *piece, bool *word)
{
    size_t length;

    *word = false;
    piece->start = UINT32_MAX;
    for (; *at < text.len; *at += length) {
        uint32_t code = an_utf8_decode(text, *at, &length);
        if (code <= 0x20 || (code >= 0x80 && an_is_space(code))) {
            if (piece->start != UINT32_MAX)
                break;
            continue;
        }
        if (piece->start == UINT32_MAX)
            piece->start = (uint32_t)*at;
        *word = *word || (code < 0x80 ? ascii_word((unsigned char)code) : an_is_letter(code) || an_is_digit(code));
    }
    piece->end = (uint32_t)*at;
    return piece->start != UINT32_MAX;
}

void an_places_count_words(an_links *links)
{
    an_place *places = links->places.items;
    size_t count = links->places.count, starts = 0, ends = 0, at = 0;
    uint32_t words = 0;
    an_span piece;
    bool word;

    for (size_t i = 0; !links->extraction->has_text && i < count; i++) {
        places[i].read = places[i].span.start / WORD_LENGTH;
        places[i].begun = places[i].span.end / WORD_LENGTH;
    }
    if (!links->extraction->has_text)
        return;
    while (ends < count && next_piece(links->extraction->text, &at, &piece, &word)) {
        for (; starts < count && places[starts].span.start < piece.end; starts++)
            places[starts].read = words;
        for (; ends < count && places[ends].span.end <= piece.start; ends++)
            places[ends].begun = words;
        words += word;
    }
    for (; starts < count; starts++)
        places[starts].read = words;
    for (; ends < count; ends++)
        places[ends].begun = words;
}
