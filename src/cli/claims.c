/* Sorted by name, then by owner, so that the claims to one name stand together. */
#include "cli/claims.h"

#include <stdlib.h>

void cli_claims_add(cli_claims *claims, an_str name, size_t owner)
{
    claims->items = cli_grow(claims->items, &claims->capacity, claims->count + 1, sizeof *claims->items);
    claims->items[claims->count++] = (cli_claim){name, owner};
}

/* Short forms in capitals are other names than the same letters in another case. */
static int compare_names(an_str a, an_str b)
{
    bool exact = an_dict_is_exact(a);
    if (exact != an_dict_is_exact(b))
        return exact ? -1 : 1;
    return exact ? cli_compare(a, b) : an_dict_compare(a, b);
}

static int compare_claims(const void *left, const void *right)
{
    const cli_claim *a = left, *b = right;
    int order = compare_names(a->name, b->name);
    return order ? order : (a->owner > b->owner) - (a->owner < b->owner);
}

void cli_claims_sort(cli_claims *claims)
{
    if (claims->count)
        qsort(claims->items, claims->count, sizeof *claims->items, compare_claims);
}

const cli_claim *cli_claims_of(const cli_claims *claims, an_str name, size_t *count)
{
    size_t low = 0, high = claims->count, end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_names(claims->items[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < claims->count && compare_names(claims->items[end].name, name) == 0;)
        end++;
    *count = end - low;
    return claims->items + low;
}

bool cli_claims_same(an_str a, an_str b)
{
    return compare_names(a, b) == 0;
}

bool cli_claims_several(const cli_claims *claims, an_str name)
{
    size_t count;
    const cli_claim *all = cli_claims_of(claims, name, &count);
    return count > 0 && all[0].owner != all[count - 1].owner;
}

void cli_claims_clear(cli_claims *claims)
{
    free(claims->items);
    *claims = (cli_claims){0};
}
