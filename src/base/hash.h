/* Fast hashes of bytes, the same on every machine of one byte order. Not for secrets. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

uint64_t an_hash64(an_str bytes);

#endif
