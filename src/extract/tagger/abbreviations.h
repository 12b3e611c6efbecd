/* Abbreviations of words: «non-performing loans (NPL)», «artificial intelligence (AI)». What stands in brackets behind the small words that its
   letters begin is no name, wherever the document writes it. */
#ifndef EXTRACT_TAGGER_ABBREVIATIONS_H
#define EXTRACT_TAGGER_ABBREVIATIONS_H

#include "extract/tagger/lists.h"
#include "extract/tagger/tokens.h"

enum { AN_ABBREVIATIONS_MOST = 64 /* of a document; further ones are names as before */ };

/* Have such tokens taken for words. An explanation that has a word of organisations in it («the federal police (FP)») explains a name. Linear. */
void an_abbreviations_settle(an_tokens *tokens, const an_token_source *from, const an_lists *lists);

#endif
