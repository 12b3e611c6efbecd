/* Nouns behind a name that make it a house or a band of people: «the Berg clan», «Berg crime family»; but «the Berg family» is the Bergs. */
#ifndef EXTRACT_TAGGER_HOUSES_H
#define EXTRACT_TAGGER_HOUSES_H

#include "extract/tagger/lattice.h"

/* In the order in which a document's houses of one name are looked for. */
typedef struct an_house {
    const char *noun;
    const char *type; /* "" where the noun makes no house of a name by itself */
} an_house;
enum { AN_HOUSES = 9 };
extern const an_house an_houses[AN_HOUSES];

/* What a name is together with the noun in small letters right behind it, and the last token of that; "" when there is none. One who has a given
   name is no house. Whose name it is the noun tells, not the kind that was guessed: «the Gambaro crime family». */
an_str an_house_behind(an_str text, const an_tokens *tokens, const an_token *first, const an_token **last, an_name_kind kind);

#endif
