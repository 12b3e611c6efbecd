/* Addresses in a text: URLs, mail addresses, hashtags, handles, hosts and file names, in which nothing else is looked for. */
#ifndef TEXT_ADDRESS_H
#define TEXT_ADDRESS_H

#include "base/span.h"
#include "base/str.h"

#include <stdbool.h>

/* Addresses in text[at, to), one after the other: start == end == `to` when there is no more. `= {text, at, to}` to begin with; `at` must not
   lie inside a chunk between blanks. Linear altogether. */
typedef struct an_addresses {
    an_str text;
    size_t at, to;
    size_t chunk_end; /* of the chunk that `at` lies in, what stands around it left out; 0 = none */
} an_addresses;
an_span an_addresses_next(an_addresses *addresses);

/* Whether what stands between two atoms may make an address of them: text[from, to) of a stretch up to `end`. A full stop that ends its chunk
   does not. */
bool an_may_be_address(an_str text, size_t from, size_t to, size_t end);

#endif
