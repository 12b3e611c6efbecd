/* Parts of shipped.anet beside its dictionaries. Each is understood by those who make it only. */
#ifndef LEXICON_MATCH_BESIDE_H
#define LEXICON_MATCH_BESIDE_H

#include "lexicon/match/matcher.h"

typedef enum an_beside {
    /* the bundle: word lists, `near`, patterns (bundle.c) */
    AN_BESIDE_SOURCES,
    AN_BESIDE_TEXTS,
    AN_BESIDE_WORDS,
    AN_BESIDE_ATTRIBUTES,
    AN_BESIDE_NEARS,
    AN_BESIDE_NEAR_RANGES,
    AN_BESIDE_PATTERNS,
    AN_BESIDE_PATTERN_TEXTS,
    AN_BESIDE_TERMS, /* parts of a matcher */
    AN_BESIDE_BUNDLE_END = AN_BESIDE_TERMS + AN_MATCHER_PARTS,
    /* tagger: words by list, weights (extract/tagger) */
    AN_BESIDE_LISTS = AN_BESIDE_BUNDLE_END,
    AN_BESIDE_WEIGHTS,
    AN_BESIDES
} an_beside;

#endif
