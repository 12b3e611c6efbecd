/* No branch for an atom: nobody could predict it. */
#include "lexicon/bloom.h"

#include "base/pages.h"
#include "text/cpu.h"

an_bloom an_bloom_of(const uint64_t *words, size_t count)
{
    return (an_bloom){words, 64 - (unsigned)__builtin_ctzll(count), count * sizeof *words >= AN_PAGES_LARGE / 4};
}

void an_bloom_join(uint64_t *words, const an_bloom *filter, const an_bloom *other)
{
    for (size_t i = 0; i < (size_t)1 << (64 - filter->shift); i++)
        words[i] |= other->words[i >> (other->shift - filter->shift)];
}

/* The first of the atoms that are left when as many as go together have been looked at. */
static size_t starts_together(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out, size_t *found)
{
    *found = 0;
#if defined(__x86_64__)
    if (an_cpu_width() != AN_CPU_SCALAR)
        return an_bloom_starts_avx2(starts, hashes, from, to, out, found);
#endif
    return from;
}

size_t an_bloom_starts(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out)
{
    const an_bloom mine = *starts;
    size_t found, next;

    for (size_t i = from; mine.far && i < to; i++)
        an_pages_fetch(&mine.words[hashes[i] >> mine.shift]);
    next = starts_together(starts, hashes, from, to, out, &found);
    for (; next < to; next++) {
        out[found] = (uint32_t)next;
        found += an_bloom_has(&mine, hashes[next], an_path_bits(hashes[next]));
    }
    return found;
}

/* The numbers of those starts that are this filter's own: others may come from another dictionary. */
static size_t find_own(const an_bloom *filter, const uint64_t *hashes, const uint32_t *starts, size_t start_count, uint32_t *own)
{
    size_t found = 0;

    for (size_t i = 0; i < start_count; i++) {
        uint64_t atom = hashes[starts[i]];
        own[found] = (uint32_t)i;
        found += an_bloom_has(filter, atom, an_path_bits(atom));
    }
    return found;
}

size_t an_bloom_sift(const an_blooms *filters, const uint64_t *hashes, size_t count, const uint32_t *starts, size_t start_count,
                     an_sifted *out)
{
    uint32_t own[AN_SIFT_MOST];
    uint64_t pairs[AN_SIFT_MOST];
    const an_blooms mine = *filters;
    size_t owned = find_own(&mine.starts, hashes, starts, start_count, own), found = 0;

    for (size_t i = 0; i < owned; i++) {
        size_t atom = starts[own[i]], next = atom + 1 < count ? atom + 1 : atom;
        pairs[i] = an_path_step(hashes[atom], hashes[next]);
        if (mine.pairs.far)
            an_pages_fetch(&mine.pairs.words[pairs[i] >> mine.pairs.shift]);
    }
    for (size_t i = 0; i < owned; i++) {
        size_t atom = starts[own[i]];
        out[found] = (an_sifted){hashes[atom], own[i], 1};
        found += an_bloom_has(&mine.starts, hashes[atom], an_alone_bits(hashes[atom]));
        out[found] = (an_sifted){pairs[i], own[i], 2};
        found += an_bloom_has(&mine.pairs, pairs[i], an_path_bits(pairs[i])) & (atom + 1 < count);
    }
    return found;
}
