/* Compiled dictionaries: a store and its matcher in one file that is mapped and used as it is. The file is the machine's own byte order and
   this program's own layout: it is made again when the program changes, never carried about as the only copy of a list.

   Layout: a header, a table of parts, the parts at multiples of 64 bytes. Opening checks the header, the table and that all parts fit in; what
   the parts hold is checked when it is used (store.h). Their checksums are compared only when asked for. */
#ifndef LEXICON_STORE_COMPILED_H
#define LEXICON_STORE_COMPILED_H

#include "lexicon/match/beside.h"
#include "lexicon/store/store.h"

/* Whether a file starts like a compiled one, of whatever version. */
bool an_compiled_is(an_str content);

/* What shipped files it was made of (store.h), by its header alone: 0 = none, or it is no compiled file that this program can open. */
uint64_t an_compiled_made_of(an_str content);

/* Look at a file's content through a store; it must stay, at a multiple of 64 bytes. `hash` (32 digits) is that of the header and the table,
   which has the checksums of all parts. AN_ERR_SYNTAX says what is wrong and what to do about it. */
an_status an_compiled_open(an_store *out, char hash[33], an_str content, const char *shown, an_error *err);
/* Compare the checksums. AN_ERR_SYNTAX names the part. */
an_status an_compiled_verify(an_str content, const char *shown, an_error *err);
/* What stands beside the store (beside.h), each part empty when it does not fit into the file. Call it for what an_compiled_made_of() knows. */
void an_compiled_beside(an_str beside[AN_BESIDES], an_str content);
/* Whether the checksums of the store and its matcher, or of beside [first, end), are right. */
bool an_compiled_store_holds(an_str content);
bool an_compiled_holds(an_str content, an_beside first, an_beside end);
/* Same store, same bytes. `beside` may be NULL: none. */
an_status an_compiled_write(const an_store *store, const an_str *beside, const char *path, an_error *err);

/* The rows again, as a TSV dictionary: for everything that works on rows. */
an_status an_compiled_text(const an_store *store, an_buf *out, an_error *err);

#endif
