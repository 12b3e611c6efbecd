/* The persons whom the header of a mail is from and to. */
#ifndef EXTRACT_RESOLVE_CORRESPONDENTS_H
#define EXTRACT_RESOLVE_CORRESPONDENTS_H

#include "base/buf.h"

typedef struct an_correspondent {
    an_str name; /* of two words or more, given names first: «Nadia J. Berg»; lives until the next is asked for */
    bool turned; /* it was written «Berg, Nadia J.», */
    an_str before, behind; /* with these at the comma */
} an_correspondent;

/* The next person of the sender's or the recipients' field, which is cut; addresses alone and names of one word are passed over. False at the
   end; a scratch that failed is out of memory. */
bool an_correspondent_next(an_str *rest, an_buf *scratch, an_correspondent *out);

#endif
