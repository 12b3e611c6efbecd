/* Two matchers as one. Mostly one of them is empty, and nothing is to be put in order. */
#include "lexicon/match/vocabulary.h"

#include "lexicon/store/texts.h"

#include <stdlib.h>

an_status an_vocabulary_open(an_vocabulary *vocabulary, an_error *err)
{
    *vocabulary = (an_vocabulary){0};
    return an_matcher_new(&vocabulary->own, err);
}

void an_vocabulary_clear(an_vocabulary *vocabulary)
{
    an_matcher_free(vocabulary->own);
    an_matcher_free(vocabulary->shipped);
    *vocabulary = (an_vocabulary){0};
}

static size_t shipped_terms(const an_vocabulary *vocabulary)
{
    return vocabulary->shipped ? an_matcher_terms(vocabulary->shipped) : 0;
}

/* The number of an own term. */
static uint32_t numbered(const an_vocabulary *vocabulary, uint32_t own)
{
    return vocabulary->shipped && own >= vocabulary->first ? own + (uint32_t)shipped_terms(vocabulary) : own;
}

void an_vocabulary_join(an_vocabulary *vocabulary, an_matcher *shipped)
{
    vocabulary->shipped = shipped;
    vocabulary->first = (uint32_t)an_matcher_terms(vocabulary->own);
}

an_status an_vocabulary_add(an_vocabulary *vocabulary, an_str text, uint32_t *number, an_error *err)
{
    an_status st = an_matcher_add(vocabulary->own, text, err);

    if (st == AN_OK)
        *number = numbered(vocabulary, (uint32_t)an_matcher_terms(vocabulary->own) - 1);
    return st;
}

an_status an_vocabulary_finish(an_vocabulary *vocabulary, an_error *err)
{
    return an_matcher_finish(vocabulary->own, err);
}

size_t an_vocabulary_count(const an_vocabulary *vocabulary)
{
    return an_matcher_terms(vocabulary->own) + shipped_terms(vocabulary);
}

an_str an_vocabulary_text(const an_vocabulary *vocabulary, uint32_t term)
{
    size_t behind = vocabulary->first + shipped_terms(vocabulary);

    if (!vocabulary->shipped || term < vocabulary->first)
        return an_matcher_text(vocabulary->own, term);
    if (term >= behind)
        return an_matcher_text(vocabulary->own, term - (uint32_t)shipped_terms(vocabulary));
    return an_texts_checked(an_matcher_text(vocabulary->shipped, term - vocabulary->first));
}

bool an_vocabulary_find(const an_vocabulary *vocabulary, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits)
{
    size_t start = hits->count, middle;

    if (an_matcher_terms(vocabulary->own) && !an_matcher_find(vocabulary->own, text, atoms, scratch, hits))
        return false;
    middle = hits->count;
    for (size_t i = start; i < middle; i++)
        hits->items[i].term = numbered(vocabulary, hits->items[i].term);
    if (vocabulary->shipped && !an_matcher_find(vocabulary->shipped, text, atoms, scratch, hits))
        return false;
    for (size_t i = middle; i < hits->count; i++)
        hits->items[i].term += vocabulary->first;
    if (start < middle && middle < hits->count)
        qsort(hits->items + start, hits->count - start, sizeof *hits->items, an_hit_order);
    return true;
}
