/* Names and whose they are, to find out which ones several have. */
#ifndef CLI_CLAIMS_H
#define CLI_CLAIMS_H

#include "cli/text.h"

typedef struct cli_claim {
    an_str name; /* lasts as long as the claims */
    size_t owner;
} cli_claim;

typedef struct cli_claims {
    cli_claim *items;
    size_t count, capacity;
} cli_claims;

void cli_claims_add(cli_claims *claims, an_str name, size_t owner);
/* Before any is asked for. */
void cli_claims_sort(cli_claims *claims);
/* All claims to a name, by owner: one that a dictionary finds in the same words (an_dict_compare, an_dict_is_exact). */
const cli_claim *cli_claims_of(const cli_claims *claims, an_str name, size_t *count);
/* Whether two names are one to a dictionary, so. */
bool cli_claims_same(an_str a, an_str b);
/* Whether more than one has the name. */
bool cli_claims_several(const cli_claims *claims, an_str name);
void cli_claims_clear(cli_claims *claims);

#endif
