/* No branch for an atom, or one for four: nobody could predict more. */
#include "lexicon/filter.h"

#include "text/cpu.h"

static inline uint32_t passes(const an_filter *filter, uint64_t path)
{
    uint64_t bits = an_path_bits(path);

    return (filter->words[path >> filter->shift] & bits) == bits;
}

static inline size_t add(const an_filter *filter, size_t atom, uint64_t one, uint64_t two, an_sifted *out, size_t found)
{
    uint32_t passed = passes(filter, one) | passes(filter, two) << 1;

    out[found] = (an_sifted){(uint32_t)atom, passed};
    return found + (passed != 0);
}

/* All but the last atom of a text. */
static size_t sift(const an_filter *filter, const uint64_t *hashes, size_t from, size_t to, an_sifted *out)
{
    uint64_t pairs[AN_SIFT_MOST];
    const an_filter mine = *filter;
    size_t found = 0;

    for (size_t i = from; i < to; i++)
        pairs[i - from] = an_path_step(hashes[i], hashes[i + 1]);
    for (size_t i = from; mine.far && i < to; i++) {
        __builtin_prefetch(&mine.words[hashes[i] >> mine.shift]);
        __builtin_prefetch(&mine.words[pairs[i - from] >> mine.shift]);
    }
    for (size_t i = from; i < to; i++)
        found = add(&mine, i, hashes[i], pairs[i - from], out, found);
    return found;
}

/* The first of the atoms that are left when as many as go together have been sifted. */
static size_t sift_together(const an_filter *filter, const uint64_t *hashes, size_t from, size_t to, an_sifted *out, size_t *found)
{
    *found = 0;
#if defined(__x86_64__)
    if (an_cpu_width() != AN_CPU_SCALAR)
        return an_filter_sift_avx2(filter, hashes, from, to, out, found);
#endif
    return from;
}

size_t an_filter_sift(const an_filter *filter, const uint64_t *hashes, size_t count, size_t from, size_t to, an_sifted *out)
{
    size_t last = to == count && to > from ? to - 1 : to, found, left = sift_together(filter, hashes, from, last, out, &found);

    found += sift(filter, hashes, left, last, out + found);
    if (last < to && passes(filter, hashes[last]))
        out[found++] = (an_sifted){(uint32_t)last, AN_PASSED_ONE};
    return found;
}
