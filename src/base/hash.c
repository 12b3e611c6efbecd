/* XXH3. */
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t an_hash64(an_str bytes)
{
    return XXH3_64bits(bytes.len ? bytes.ptr : "", bytes.len);
}
