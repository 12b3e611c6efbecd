/* Tokens: the words of the tagger (O'Neil, U.S., al-Qaeda, J.), which are groups of atoms, and the punctuation between them, with shape,
   lists and class of each. docs/tagger.md §1–2 is the specification. */
#ifndef EXTRACT_TAGGER_TOKENS_H
#define EXTRACT_TAGGER_TOKENS_H

#include "base/buf.h"
#include "extract/tagger/key.h"
#include "extract/tagger/lists.h"
#include "text/hash.h"

typedef enum an_shape {
    AN_SHAPE_LOWER = 'x',
    AN_SHAPE_INITIAL_CAP = 'X', /* Paris, Jean-Pierre */
    AN_SHAPE_CAPITALS = 'A',    /* AQIM */
    AN_SHAPE_MIXED = 'M',       /* McDonald, eBay */
    AN_SHAPE_NUMBER = '9',
    AN_SHAPE_DIGITS = '0',      /* letters and digits: G20 */
    AN_SHAPE_DOTTED = 'U',      /* U.S. */
    AN_SHAPE_LETTER = 'J',      /* J. */
    AN_SHAPE_SINGLE = 'S',      /* one letter without a dot */
    AN_SHAPE_CAPLINE = 'L',     /* in capitals among capitals */
    AN_SHAPE_MARK = '.',        /* punctuation */
    AN_SHAPE_OTHER = '@'        /* addresses, words of scripts without capitals */
} an_shape;

enum {
    AN_TOKEN_CAP = 1,     /* may be part of a name by its letters */
    AN_TOKEN_INITIAL = 2, /* a capital says nothing here: start of a sentence, behind a colon */
    AN_TOKEN_HARD = 4,    /* no name reaches over its start */
    AN_TOKEN_BLANK = 8,   /* blanks before it */
    AN_TOKEN_USER = 16,   /* in a mention of the user's dictionary, which stands */
    AN_TOKEN_NAMED = 32,  /* in a name that was read */
    AN_TOKEN_ASCII = 64   /* a word of nothing else */
};

#define AN_NO_ATOM UINT32_MAX

typedef struct an_token {
    uint64_t key; /* of the folded word; of the sign for punctuation */
    an_span span;
    uint32_t atom; /* first; AN_NO_ATOM: punctuation */
    uint32_t lists;
    uint16_t atom_count;
    an_word_group group;
    char shape, class_;
    uint8_t flags;
} an_token;

typedef struct an_tokens {
    an_token *items;
    size_t count, capacity;
    const an_lists *words; /* that they were looked up in */
} an_tokens;

/* Whether it is this word of small ASCII letters, however it is written. */
static inline bool an_token_is(const an_token *token, an_str word)
{
    return token->span.end - token->span.start == word.len &&
           token->key == (word.len <= 8 ? an_hash_of_letters(word) : an_key_bytes(word.ptr, word.len));
}

/* The atoms of a text, by sentence. */
typedef struct an_token_source {
    an_str text;
    const an_atoms *atoms;
    const uint32_t *sentence_atom; /* by sentence: its first atom; one more than sentences */
    const an_span *sentences;
    size_t sentence_count;
} an_token_source;

/* Append the tokens of all sentences. False when out of memory. Linear. */
bool an_tokens_cut(an_tokens *tokens, const an_token_source *from, const an_lists *lists);
/* The capitals of a short form, an s behind them left out: 3 of «NGO» and «NGOs»; 0 when the word is none. */
size_t an_short_form_letters(an_str word);
/* Have a token taken for a word in small letters. */
void an_token_demote(an_token *token);

#endif
