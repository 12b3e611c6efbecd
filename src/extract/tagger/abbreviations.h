/* Abbreviations of words: «non-performing loans (NPL)», «artificial intelligence (AI)». What stands in brackets behind the small words that its
   letters begin is no name, wherever the document writes it; nor is what stands behind the name of a thing, «Basic Travel Allowance (BTA)». */
#ifndef EXTRACT_TAGGER_ABBREVIATIONS_H
#define EXTRACT_TAGGER_ABBREVIATIONS_H

#include "extract/tagger/lists.h"
#include "extract/tagger/tokens.h"

enum { AN_ABBREVIATIONS_MOST = 64 /* of a document; further ones are names as before */ };

/* Have such tokens taken for words. An explanation that has a word of organisations in it («the federal police (FP)») explains a name. Linear. */
void an_abbreviations_settle(an_tokens *tokens, const an_token_source *from, const an_lists *lists);

/* Whether words that only a short form makes a name, atoms [first, end), can be a body's: one of them makes names of bodies, they begin with a place, or
   the noun that they hang on is of people or no ordinary word. «Free Trade Agreement (FTA)», «Basic Travel Allowance (BTA)», «Fellow of the Harrow Academy
   (FHA)» are nobody. */
bool an_can_be_body(const an_token_source *from, const an_lists *lists, size_t first, size_t end);

#endif
