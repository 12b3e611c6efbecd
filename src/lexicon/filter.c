/* No branch for an atom: nobody could predict it. */
#include "lexicon/filter.h"

#include "base/pages.h"
#include "text/cpu.h"

/* The first of the atoms that are left when as many as go together have been looked at. */
static size_t starts_together(const an_filter *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out, size_t *found)
{
    *found = 0;
#if defined(__x86_64__)
    if (an_cpu_width() != AN_CPU_SCALAR)
        return an_filter_starts_avx2(starts, hashes, from, to, out, found);
#endif
    return from;
}

/* The atoms that a term may begin with. */
static size_t find_starts(const an_filter *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out)
{
    const an_filter mine = *starts;
    size_t found, next;

    for (size_t i = from; mine.far && i < to; i++)
        an_pages_fetch(&mine.words[hashes[i] >> mine.shift]);
    next = starts_together(starts, hashes, from, to, out, &found);
    for (; next < to; next++) {
        out[found] = (uint32_t)next;
        found += an_filter_has(&mine, hashes[next], an_path_bits(hashes[next]));
    }
    return found;
}

size_t an_filter_sift(const an_filters *filters, const uint64_t *hashes, size_t count, size_t from, size_t to, an_sifted *out)
{
    uint32_t starts[AN_SIFT_MOST + 4];
    uint64_t pairs[AN_SIFT_MOST];
    const an_filters mine = *filters;
    size_t started = find_starts(&mine.starts, hashes, from, to, starts), found = 0, two = started;

    two -= started > 0 && starts[started - 1] + (size_t)1 == count; /* the last atom of all has none behind it */
    for (size_t i = 0; i < two; i++) {
        pairs[i] = an_path_step(hashes[starts[i]], hashes[starts[i] + 1]);
        if (mine.pairs.far)
            an_pages_fetch(&mine.pairs.words[pairs[i] >> mine.pairs.shift]);
    }
    for (size_t i = 0; i < started; i++) {
        uint64_t atom = hashes[starts[i]];
        uint32_t passed = an_filter_has(&mine.starts, atom, an_alone_bits(atom)) ? AN_PASSED_ONE : 0;
        passed |= i < two && an_filter_has(&mine.pairs, pairs[i], an_path_bits(pairs[i])) ? AN_PASSED_TWO : 0;
        out[found] = (an_sifted){starts[i], passed};
        found += passed != 0;
    }
    return found;
}
