/* Classes: what a token is by its lists and its shape, which is settled when the whole sentence is known. docs/tagger.md §2. */
#ifndef EXTRACT_TAGGER_CLASSES_H
#define EXTRACT_TAGGER_CLASSES_H

#include "extract/tagger/compounds.h"

/* Give the tokens of a sentence their lists, classes and flags; among capitals also other shapes. */
void an_classes_settle(const an_writing *writing, an_token *tokens, size_t count);

#endif
